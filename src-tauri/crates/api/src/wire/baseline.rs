//! Baselines, and what changed between two moments.

use std::collections::BTreeMap;

use cairn_engine::Moment;
use cairn_engine::baseline::{
    Authorisation, AuthorisationCounts, BaselineDiff, DiffLine, ElementLine, Noun, NounCounts, What,
};
use serde::{Deserialize, Serialize};

use crate::baseline::{BaselineReply, BaselineRequest, BaselinesReply, BaselinesRequest, DiffRequest};
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::moment::{moment_sentences, moment_words};

/// How many lines come without being asked for more.
const LIMIT_DEFAULT: u32 = 200;
/// How many lines a window may have.
const LIMIT_MAX: u32 = 500;

/// A baseline to create.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselineCreate {
    /// Its name.
    pub name: String,
    /// The moment it marks; the newest record when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Why, for the record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Two moments to compare: record nos., baselines or points in time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CompareRequest {
    /// The earlier one.
    pub from: String,
    /// The later one; the newest record when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Which items to look at, in the filter language; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Only lines of this standing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorisation: Option<Authorisation>,
    /// Only lines of this noun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noun: Option<Noun>,
    /// Only lines of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<What>,
    /// Only lines of items of this class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Only lines that this change is the cause of; an empty one for those without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// Where the window starts, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// How many lines, 500 at most; 200 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// How many lines have something in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CompareGroup {
    /// What: the id of a class or of a change; empty for lines without a cause.
    pub key: String,
    /// How many lines.
    pub count: u64,
}

/// What changed between two moments: counts first, then a window of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CompareReply {
    /// The earlier moment.
    pub from: Moment,
    /// The later one.
    pub to: Moment,
    /// The two in words.
    pub title: [String; 2],
    /// What is to be said of the two beside the answer.
    pub notes: Vec<String>,
    /// How many records differ.
    pub counts: NounCounts,
    /// How many of them were authorised.
    pub authorisation: AuthorisationCounts,
    /// By the class of the item, most first.
    pub by_class: Vec<CompareGroup>,
    /// By the change that is the cause, most first.
    pub by_cause: Vec<CompareGroup>,
    /// How many lines the window is of, after its own conditions.
    pub total: u64,
    /// Where the window starts, from 0.
    pub offset: u64,
    /// The lines: unauthorised ones first, then by the name of the item.
    pub lines: Vec<DiffLine>,
    /// The elements of the model, by kind and id.
    pub model: Vec<ElementLine>,
}

pub(crate) fn list(desk: &Desk, request: &BaselinesRequest, work: &Work<'_>) -> Result<BaselinesReply, Failure> {
    desk.estate()?.session.baselines(request, work.messages)
}

pub(crate) fn create(desk: &Desk, request: &BaselineCreate, _work: &Work<'_>) -> Result<BaselineReply, Failure> {
    let BaselineCreate { name, at, reason } = request.clone();
    desk.estate()?.session.create_baseline(&BaselineRequest { name, at, reason })
}

/// Returns the change that is the newest cause of a line; empty when none is named.
fn cause(line: &DiffLine) -> &str {
    line.commits.iter().rev().find_map(|commit| commit.change.as_deref()).unwrap_or_default()
}

fn is_wanted(request: &CompareRequest, line: &DiffLine) -> bool {
    request.authorisation.is_none_or(|own| line.authorisation == own)
        && request.noun.is_none_or(|own| line.noun == own)
        && request.what.is_none_or(|own| line.what == own)
        && request.class.as_ref().is_none_or(|own| line.item.class == *own)
        && request.cause.as_ref().is_none_or(|own| cause(line) == own)
}

fn grouped<'l>(keys: impl Iterator<Item = &'l str>) -> Vec<CompareGroup> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    let mut groups: Vec<CompareGroup> =
        counts.into_iter().map(|(key, count)| CompareGroup { key: key.to_owned(), count }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

pub(crate) fn compare(desk: &Desk, request: &CompareRequest, work: &Work<'_>) -> Result<CompareReply, Failure> {
    let open = desk.estate()?;
    let asked = DiffRequest { from: request.from.clone(), to: request.to.clone(), filter: request.filter.clone() };
    let diff = open.compared(&asked)?;
    let BaselineDiff { from, to, counts, authorisation, lines, model, .. } = &*diff;
    let wanted: Vec<&DiffLine> = lines.iter().filter(|line| is_wanted(request, line)).collect();
    let (offset, limit) = (request.offset.unwrap_or_default(), request.limit.unwrap_or(LIMIT_DEFAULT).min(LIMIT_MAX));
    let said = |line: &DiffLine| {
        let mut line = line.clone();
        for commit in &mut line.commits {
            commit.said = open.session.reason_said(commit.kind, &commit.reason, work.messages);
        }
        line
    };
    let note = |moment: &Moment| moment_sentences(moment, work.messages).into_iter().skip(1);
    Ok(CompareReply {
        title: [moment_words(from, work.messages), moment_words(to, work.messages)],
        notes: note(from).chain(note(to)).collect(),
        from: from.clone(),
        to: to.clone(),
        counts: *counts,
        authorisation: *authorisation,
        by_class: grouped(lines.iter().map(|line| line.item.class.as_str())),
        by_cause: grouped(lines.iter().map(cause)),
        total: wanted.len() as u64,
        offset: u64::from(offset),
        lines: wanted.into_iter().skip(offset as usize).take(limit as usize).map(said).collect(),
        model: model.clone(),
    })
}
