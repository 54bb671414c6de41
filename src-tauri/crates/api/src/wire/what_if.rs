//! What-ifs that are kept: their list, one of them side by side with the estate as it is, and what is done to it.

use cairn_engine::change::{Basis, EditWords, WhatIfHead};
use cairn_exchange::{change_sentence, what_if_sentence};
use cairn_model::change::{Analysis, Compared};
use serde::{Deserialize, Serialize};

use super::change::{PlanEditBody, plan_of};
use super::change_page::{ChangeMapReply, map_reply};
use super::said::{ChangeOutcome, ImportSaid, StepSaid};
use crate::contract::{Nothing, Work};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::session::Session;
use crate::what_if::{WhatIfEditRequest, WhatIfList, WhatIfOutcome};

/// Which kept what-if.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfId {
    /// Its id, its number alone, or its name.
    pub what_if: String,
}

/// A what-if to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfKeep {
    /// What it is called.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Planned edits and outages from the start, in one step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditWords>,
}

/// What is to be edited of a kept what-if; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct WhatIfEditBody {
    /// Its id, its number alone, or its name.
    pub what_if: String,
    /// What it is called.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub note: Option<String>,
    /// What is planned.
    #[serde(flatten)]
    pub plan: PlanEditBody,
}

/// A copy of a kept what-if.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfCopy {
    /// Its id, its number alone, or its name.
    pub what_if: String,
    /// What the copy is called.
    pub name: String,
}

/// A kept what-if that becomes a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct WhatIfToChange {
    /// Its id, its number alone, or its name.
    pub what_if: String,
    /// Why the change is asked for; the note when absent.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A kept what-if with what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfView {
    /// What is kept, without its plan.
    pub head: WhatIfHead,
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The edits as sentences; each that does not apply says why.
    pub steps: Vec<StepSaid>,
    /// Why planned edits do not apply to the estate as it is, as sentences.
    pub problems: Vec<String>,
    /// What it comes to, in one sentence; absent when it does not apply or plans nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// The verdict of a change that does the same, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// The estate before, during and after, side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// The analysis of a change that does the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
}

/// What became of a kept what-if.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfDone {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The record that was made; absent when there was nothing to record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// How many planned edits were dropped because the estate is so already.
    pub dropped: u64,
    /// Why planned edits do not apply to the estate as it is, as sentences.
    pub problems: Vec<String>,
    /// What files amounted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportSaid>,
}

fn done(
    desk: &Desk,
    work: &Work<'_>,
    verb: impl FnOnce(&Session) -> Result<WhatIfOutcome, Failure>,
) -> Result<WhatIfDone, Failure> {
    let open = desk.estate()?;
    let reply = verb(&open.session)?;
    Ok(WhatIfDone {
        problems: open.session.said(&reply.problems, work.messages),
        imported: reply.imported.as_ref().map(|summary| open.session.import_said(summary, work.messages)),
        id: reply.id,
        name: reply.name,
        seq: reply.seq,
        dropped: reply.dropped,
    })
}

pub(crate) fn list(desk: &Desk, _request: &Nothing, _work: &Work<'_>) -> Result<WhatIfList, Failure> {
    desk.estate()?.session.what_ifs()
}

pub(crate) fn show(desk: &Desk, request: &WhatIfId, work: &Work<'_>) -> Result<WhatIfView, Failure> {
    let open = desk.estate()?;
    let (session, messages) = (&open.session, work.messages);
    let page = session.what_if_show(&request.what_if, work.cancel)?;
    let (analysis, compared) = page.what_if.map(|own| (own.analysis, own.compared)).unzip();
    let compared = compared.flatten();
    Ok(WhatIfView {
        head: page.head,
        seq: page.seq,
        steps: session.steps_said(&page.steps, messages),
        problems: session.said(&page.problems, messages),
        sentence: compared.as_ref().map(|own| what_if_sentence(own, messages)),
        verdict: analysis.as_ref().map(|own| change_sentence(own, messages)),
        compared,
        analysis,
    })
}

pub(crate) fn map(desk: &Desk, request: &WhatIfId, _work: &Work<'_>) -> Result<ChangeMapReply, Failure> {
    let picture = desk.estate()?.session.what_if_picture(&request.what_if)?;
    let basis = if picture.is_some() { Basis::AsItIs } else { Basis::None };
    Ok(map_reply(basis, picture.unwrap_or_default()))
}

pub(crate) fn keep(desk: &Desk, request: &WhatIfKeep, work: &Work<'_>) -> Result<WhatIfDone, Failure> {
    let WhatIfKeep { name, note, edits } = request.clone();
    let plan = plan_of(desk, &PlanEditBody { edits, ..PlanEditBody::default() })?;
    done(desk, work, |session| session.what_if_keep(&WhatIfEditRequest { name: Some(name), note: Some(note), plan }))
}

pub(crate) fn edit(desk: &Desk, request: &WhatIfEditBody, work: &Work<'_>) -> Result<WhatIfDone, Failure> {
    let (own, plan) = (request.clone(), plan_of(desk, &request.plan)?);
    let request = WhatIfEditRequest { name: own.name, note: own.note, plan };
    done(desk, work, |session| session.what_if_edit(&own.what_if, &request))
}

pub(crate) fn duplicate(desk: &Desk, request: &WhatIfCopy, work: &Work<'_>) -> Result<WhatIfDone, Failure> {
    done(desk, work, |session| session.what_if_duplicate(&request.what_if, &request.name))
}

pub(crate) fn delete(desk: &Desk, request: &WhatIfId, work: &Work<'_>) -> Result<WhatIfDone, Failure> {
    done(desk, work, |session| session.what_if_delete(&request.what_if))
}

pub(crate) fn update(desk: &Desk, request: &WhatIfId, work: &Work<'_>) -> Result<WhatIfDone, Failure> {
    done(desk, work, |session| session.what_if_update(&request.what_if))
}

pub(crate) fn to_change(desk: &Desk, request: &WhatIfToChange, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let open = desk.estate()?;
    let reply = open.session.what_if_to_change(&request.what_if, request.reason.as_deref())?;
    Ok(open.session.outcome(reply, work.messages))
}
