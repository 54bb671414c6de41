//! Lists of items: a window, counts, a file.

use std::path::PathBuf;
use std::sync::Arc;

use cairn_engine::explore::{self, Facet, ItemRows, Query, SortKey, csv, window};
use serde::{Deserialize, Serialize};

use super::file::{FileReply, put};
use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::{Desk, List, Open};
use crate::failure::Failure;

/// How many rows come without being asked for more.
const LIMIT_DEFAULT: u32 = 100;

/// A question that selects items. Every list, count and file of items is asked for with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemQuery {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// The filter, in the filter language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// Words that must all occur, as they are.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<SortKey>,
    /// Only items that the record of this number edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
}

impl ItemQuery {
    /// Returns the list that it selects.
    pub(crate) fn list(&self, open: &Open) -> Result<Arc<List>, Failure> {
        open.list(&self.set, &self.query(open)?)
    }

    fn query(&self, open: &Open) -> Result<Query, Failure> {
        let among = self.record.map(|seq| explore::edited_by(&open.session.engine, seq)).transpose()?;
        Ok(Query { filter: self.filter.clone(), text: self.text.clone(), sort: self.sort.clone(), among })
    }
}

/// A window of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemsRequest {
    /// Which items, in which order.
    #[serde(flatten)]
    pub query: ItemQuery,
    /// Fields and attributes to come as cells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Where the window starts, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// How many rows, 500 at most; 100 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Counts over a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FacetsRequest {
    /// Which items; their order does not matter.
    #[serde(flatten)]
    pub query: ItemQuery,
    /// Fields and attributes whose values are counted.
    pub fields: Vec<String>,
}

/// Counts over a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FacetsReply {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// How many items the question selects.
    pub total: u64,
    /// The fields, as they were asked for. Each counts over what is asked beside it: what a further value of a field
    /// that is set already would add can be seen.
    pub facets: Vec<Facet>,
    /// The terms of the filter, in their order.
    pub terms: Vec<TermSaid>,
}

/// A term of a filter in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TermSaid {
    /// As it stands in the filter.
    pub text: String,
    /// What it asks for, in the words of the estate.
    pub label: String,
    /// The filter without it.
    pub without: String,
}

/// A list as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExportRequest {
    /// Which items, in which order.
    #[serde(flatten)]
    pub query: ItemQuery,
    /// The columns of the file, in their order.
    pub columns: Vec<String>,
    /// Where to write it; without it the content comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

pub(crate) fn items(desk: &Desk, request: &ItemsRequest, _work: &Work<'_>) -> Result<ItemRows, Failure> {
    let open = desk.estate()?;
    let list = request.query.list(&open)?;
    let (offset, limit) = (request.offset.unwrap_or_default(), request.limit.unwrap_or(LIMIT_DEFAULT));
    Ok(window(&list.generation, &list.rows, &request.columns, offset as usize, limit as usize)?)
}

pub(crate) fn facets(desk: &Desk, request: &FacetsRequest, work: &Work<'_>) -> Result<FacetsReply, Failure> {
    let open = desk.estate()?;
    let list = request.query.list(&open)?;
    Ok(FacetsReply {
        seq: list.generation.seq(),
        total: list.rows.len() as u64,
        facets: explore::facets_to_choose(&list.generation, &request.query.query(&open)?, &list.rows, &request.fields)?,
        terms: open.session.terms_said(&request.query.filter, work.messages)?,
    })
}

pub(crate) fn export(desk: &Desk, request: &ExportRequest, work: &Work<'_>) -> Result<FileReply, Failure> {
    let open = desk.estate()?;
    work.step(0, 2, "job-selecting")?;
    let list = request.query.list(&open)?;
    work.step(1, 2, "job-writing")?;
    let word = |column: &String| match column.as_str() {
        "key" => work.messages.word("column-key"),
        "class" => work.messages.word("column-type"),
        "operation" => work.messages.word("column-operation"),
        field => open.session.field_word(field, work.messages),
    };
    let header: Vec<String> = request.columns.iter().map(word).collect();
    let mut bytes = Vec::new();
    csv(&list.generation, &list.rows, &request.columns, &header, work.cancel, &mut bytes)?;
    put("items.csv", "text/csv", &bytes, request.to.as_ref())
}
