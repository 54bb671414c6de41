//! Edits of the estate as it is: staged on the screen, previewed, committed as previewed.

use std::collections::BTreeMap;

use cairn_engine::change::EditWords;
use cairn_engine::explore::ConnectChoice;
use cairn_engine::live::{self, LiveKind};
use cairn_exchange::change_sentence;
use cairn_model::change::{Analysis, Plan};
use serde::{Deserialize, Serialize};

use super::items::ItemQuery;
use super::said::StepSaid;
use super::set::WorkingSet;
use crate::change::WatchedReply;
use crate::contract::Work;
use crate::desk::{Desk, Open};
use crate::failure::Failure;

/// Edits that somebody staged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewRequest {
    /// The edits, in order; a later one may speak of what an earlier one adds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditWords>,
    /// Edits of everything that a question selects, behind the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bulk: Option<BulkEdit>,
}

/// The same edit of many items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BulkEdit {
    /// Which items.
    pub query: ItemQuery,
    /// The values that their fields get; an empty one removes. Items that have the value already are left out.
    pub fields: BTreeMap<String, String>,
}

impl BulkEdit {
    /// Returns the edits that it amounts to.
    pub(crate) fn edits(&self, open: &Open) -> Result<Vec<EditWords>, Failure> {
        let list = self.query.list(open)?;
        Ok(live::bulk(&list.generation, &list.rows, &self.fields)?)
    }
}

/// What staged edits amount to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewReply {
    /// The record no. of the estate they were planned on.
    pub seq: u64,
    /// The plan, with what it is based on: to be handed back as it is to commit it.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub plan: Plan,
    /// The edits as sentences.
    pub steps: Vec<StepSaid>,
    /// What they do to services, in a few sentences.
    pub sentence: String,
    /// What they do: before, during, after.
    pub analysis: Analysis,
}

/// A plan to commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommitRequest {
    /// The plan that the preview gave, as it is.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub plan: Plan,
    /// Whether the record was wrong, or reality was changed.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<LiveKind>"))]
    pub kind: LiveKind,
    /// Why, for the record.
    pub reason: String,
}

/// A record to undo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UndoRequest {
    /// Its record no.
    pub seq: u64,
    /// Why, for the record; without one, that it is undone is the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A record that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommitReply {
    /// Its record no.: what undoes it names this.
    pub seq: u64,
    /// How many records of the estate it edited.
    pub edits: u64,
    /// What was looked at again because of it.
    pub watched: WatchedReply,
}

/// Two items that are to be related.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ConnectRequest {
    /// In which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Words for the one.
    pub from: String,
    /// Words for the other.
    pub to: String,
}

/// The types that are allowed between two items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ConnectReply {
    /// In the order of the catalogue, from the first to the second before the other way.
    pub choices: Vec<ConnectChoice>,
}

pub(crate) fn preview(desk: &Desk, request: &PreviewRequest, work: &Work<'_>) -> Result<PreviewReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let options = cairn_engine::import::ImportOptions::default();
    let mut edits = request.edits.clone();
    if let Some(bulk) = &request.bulk {
        edits.extend(bulk.edits(&open)?);
    }
    let proposal =
        session.act(|act| cairn_engine::change::propose(&session.engine, &edits, &[], &options, act, work.cancel))?;
    let what_if = proposal.what_if;
    Ok(PreviewReply {
        seq: what_if.seq,
        plan: proposal.plan,
        steps: session.steps_said(&what_if.steps, work.messages),
        sentence: change_sentence(&what_if.analysis, work.messages),
        analysis: what_if.analysis,
    })
}

pub(crate) fn commit(desk: &Desk, request: &CommitRequest, _work: &Work<'_>) -> Result<CommitReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let made = session.act(|act| live::apply(&session.engine, &request.plan, request.kind, &request.reason, act))?;
    Ok(CommitReply { seq: made.seq, edits: made.operations, watched: session.looked_after() })
}

pub(crate) fn undo(desk: &Desk, request: &UndoRequest, _work: &Work<'_>) -> Result<CommitReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let made = session.act(|act| live::undo(&session.engine, request.seq, &request.reason, act))?;
    Ok(CommitReply { seq: made.seq, edits: made.operations, watched: session.looked_after() })
}

pub(crate) fn choices(desk: &Desk, request: &ConnectRequest, _work: &Work<'_>) -> Result<ConnectReply, Failure> {
    let open = desk.estate()?;
    let generation = open.generation(&request.set)?;
    Ok(ConnectReply { choices: cairn_engine::explore::choices(&generation, &request.from, &request.to)? })
}
