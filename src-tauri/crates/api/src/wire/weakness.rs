//! Where an estate is weak: what takes services down alone or in twos, and what its model leaves open.

use cairn_engine::weakness::{
    CutReport, TypeConfirmation, UnconfirmedType, WeaknessQuestion, WeaknessReport, cuts as pairs, work_list,
};
use cairn_exchange::{model_error, needs};
use cairn_model::impact::{ItemRef, ModelErrorView};
use serde::{Deserialize, Serialize};

use super::edit::CommitReply;
use super::impact::ModelErrorSaid;
use super::set::WorkingSet;
use crate::contract::{Progress, Work};
use crate::desk::Desk;
use crate::failure::Failure;

/// How many lines of each kind come with the answer; the counts beside them are exact.
const LINES_MAX: usize = 1_000;

/// Which services are asked about, and what is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WeaknessRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Words for the services; all of them when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// Groups of which nobody said how many are needed need all their members.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_assumed: bool,
}

impl WeaknessRequest {
    fn question(&self) -> WeaknessQuestion {
        WeaknessQuestion { services: self.services.clone(), without_assumed: self.without_assumed }
    }
}

/// Of which estate the work list is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WorkListRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
}

/// A group of which nobody said how many members are needed, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AssumedLine {
    /// Who needs it.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The group, as an edit names it.
    pub group: String,
    /// What the group is called.
    pub group_name: String,
    /// How many members it is taken to need, in words.
    pub needs: String,
    /// How many members it has.
    pub n: u32,
    /// The first of them, by name.
    pub members: Vec<ItemRef>,
    /// The highest tier of the services that rest on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serves_tier: Option<u8>,
}

/// What the model leaves open; 1,000 lines of each kind at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WorkListReply {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// Groups of which nobody said how many members are needed.
    pub assumed: Vec<AssumedLine>,
    /// How many there are.
    pub assumed_total: u64,
    /// Requirements that cannot be right, as sentences.
    pub model_errors: Vec<ModelErrorSaid>,
    /// How many there are.
    pub model_errors_total: u64,
    /// Relationship types that nobody has confirmed.
    pub unconfirmed: Vec<UnconfirmedType>,
}

pub(crate) fn weakness(desk: &Desk, request: &WeaknessRequest, work: &Work<'_>) -> Result<WeaknessReport, Failure> {
    let generation = desk.estate()?.generation(&request.set)?;
    Ok(cairn_engine::weakness::weakness(&generation, &request.question(), work.cancel)?)
}

pub(crate) fn cuts(desk: &Desk, request: &WeaknessRequest, work: &Work<'_>) -> Result<CutReport, Failure> {
    let generation = desk.estate()?.generation(&request.set)?;
    let note = work.messages.word("job-pairs");
    let mut tell = |done: u64, total: u64| {
        let (unit, note) = ("items".to_owned(), note.clone());
        (work.progress)(&Progress { done, total: Some(total), unit, note });
    };
    Ok(pairs(&generation, &request.question(), &mut tell, work.cancel)?)
}

pub(crate) fn list(desk: &Desk, request: &WorkListRequest, work: &Work<'_>) -> Result<WorkListReply, Failure> {
    let open = desk.estate()?;
    let list = work_list(&*open.generation(&request.set)?, work.cancel)?;
    let (assumed_total, model_errors_total) = (list.assumed.len() as u64, list.model_errors.len() as u64);
    let assumed = list.assumed.into_iter().take(LINES_MAX).map(|own| AssumedLine {
        group_name: open.session.need_word(&own.requirement.name, work.messages),
        needs: needs(&own.requirement, work.messages),
        n: own.requirement.n,
        group: own.requirement.name,
        item: own.item,
        members: own.members,
        serves_tier: own.serves_tier,
    });
    let said = |error: ModelErrorView| ModelErrorSaid { sentence: model_error(&error, work.messages), error };
    Ok(WorkListReply {
        seq: list.seq,
        assumed: assumed.collect(),
        assumed_total,
        model_errors: list.model_errors.into_iter().take(LINES_MAX).map(said).collect(),
        model_errors_total,
        unconfirmed: list.unconfirmed,
    })
}

pub(crate) fn confirm(desk: &Desk, request: &TypeConfirmation, _work: &Work<'_>) -> Result<CommitReply, Failure> {
    let open = desk.estate()?;
    let made = open.session.type_confirm(request)?;
    Ok(CommitReply { seq: made.seq, edits: made.operations, watched: open.session.looked_after() })
}
