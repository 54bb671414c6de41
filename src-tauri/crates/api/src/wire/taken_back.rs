//! Taking back what a record did, and removing a value for good: shown first, then done.

use std::collections::BTreeMap;

use cairn_engine::baseline::{Noun, What};
use cairn_engine::item::FieldChange;
use cairn_engine::purge::{self, PurgeRequest};
use cairn_engine::revert;
use serde::{Deserialize, Serialize};

use super::log::RecordSaid;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::taken_back::{PurgeReply, PurgedPlaceView, RevertReply};

/// A record to take back, to look at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RevertPreview {
    /// Record no., or a change and its step: `CHG-1/2`.
    pub record: String,
}

/// A record to take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Revert {
    /// Record no., or a change and its step: `CHG-1/2`.
    pub record: String,
    /// Why, for the record.
    pub reason: String,
}

/// What would become of one record of the estate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RevertLine {
    /// What it is.
    pub noun: Noun,
    /// What would become of it.
    pub what: What,
    /// The key of an item, or the ends of a relationship.
    pub name: String,
    /// Field by field: what it is, and what it would be.
    pub fields: BTreeMap<String, FieldChange>,
}

/// Something that is in the way: it was changed again since, or rests on what would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RevertConflict {
    /// The key of an item, or the ends of a relationship.
    pub name: String,
    /// The later records that edited the same, ascending; none when another item has the value now.
    pub records: Vec<u64>,
    /// What is in the way, as a sentence.
    pub sentence: String,
}

/// What taking a record back would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RevertPreviewReply {
    /// The record.
    pub record: RecordSaid,
    /// How many edits it would be, were nothing in the way.
    pub edits: u64,
    /// The first of them, 200 at most.
    pub lines: Vec<RevertLine>,
    /// How many things are in the way.
    pub in_the_way: u64,
    /// The first of them, 50 at most; empty when it can be taken back.
    pub conflicts: Vec<RevertConflict>,
}

/// A value to remove for good, to look at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PurgePreview {
    /// Words for the item; the id of one that was removed.
    pub item: String,
    /// `name`, or an attribute.
    pub field: String,
    /// The value that it had after this record; the one that it has now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
}

/// A value to remove for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PurgeValue {
    /// Words for the item; the id of one that was removed.
    pub item: String,
    /// `name`, or an attribute.
    pub field: String,
    /// The value that it had after this record; the one that it has now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// The second person, beside who acts.
    pub approved_by: String,
    /// Why.
    pub reason: String,
}

/// What removing a value for good would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PurgePreviewReply {
    /// The key of the item.
    pub key: String,
    /// Its name when it had the value.
    pub name: String,
    /// The item has the value now, and would lose it.
    pub current: bool,
    /// From where in the log it would go.
    pub places: Vec<PurgedPlaceView>,
    /// Where the same text stands as well and would be left, 50 at most.
    pub elsewhere: Vec<String>,
}

pub(crate) fn revert_preview(
    desk: &Desk,
    request: &RevertPreview,
    work: &Work<'_>,
) -> Result<RevertPreviewReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let planned = revert::preview(&session.engine, &request.record)?;
    let line =
        |own: revert::ReversalLine| RevertLine { noun: own.noun, what: own.what, name: own.name, fields: own.fields };
    let conflict = |own: revert::ReversalConflict| RevertConflict {
        sentence: session.say(&own.phrase, work.messages),
        name: own.name,
        records: own.records,
    };
    let commit = planned.commit;
    Ok(RevertPreviewReply {
        record: RecordSaid { said: session.reason_said(commit.kind, &commit.reason, work.messages), commit },
        edits: planned.edits as u64,
        lines: planned.lines.into_iter().map(line).collect(),
        in_the_way: planned.conflicts as u64,
        conflicts: planned.named.into_iter().map(conflict).collect(),
    })
}

pub(crate) fn revert(desk: &Desk, request: &Revert, _work: &Work<'_>) -> Result<RevertReply, Failure> {
    desk.estate()?.session.revert(&request.record, &request.reason)
}

pub(crate) fn purge_preview(
    desk: &Desk,
    request: &PurgePreview,
    _work: &Work<'_>,
) -> Result<PurgePreviewReply, Failure> {
    let open = desk.estate()?;
    let PurgePreview { item, field, record } = request.clone();
    let asked = PurgeRequest { item, field, record, approved_by: String::new(), reason: String::new() };
    let found = purge::preview(&open.session.engine, &asked)?;
    Ok(PurgePreviewReply {
        key: found.key,
        name: found.name,
        current: found.is_current,
        places: found.places.into_iter().map(PurgedPlaceView::from).collect(),
        elsewhere: found.elsewhere,
    })
}

pub(crate) fn purge(desk: &Desk, request: &PurgeValue, _work: &Work<'_>) -> Result<PurgeReply, Failure> {
    let PurgeValue { item, field, record, approved_by, reason } = request.clone();
    desk.estate()?.session.purge(&PurgeRequest { item, field, record, approved_by, reason })
}
