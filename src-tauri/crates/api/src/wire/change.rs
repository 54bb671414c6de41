//! Carrying a change: every step of its life is one command.

use std::collections::BTreeMap;

use cairn_engine::change::{ChangeEdit, Closing, DecisionWords, EditWords, NewChange, StepReport, WhatIf};
use cairn_exchange::{change_sentence, what_if_sentence};
use cairn_model::Timestamp;
use cairn_model::change::{Analysis, ChangeKind, Compared, StepResult, Verb, Window};
use serde::{Deserialize, Serialize};

use super::change_page::ChangeRequest;
use super::edit::BulkEdit;
use super::file::FileIn;
use super::import::{Choices, files};
use super::said::{ChangeOutcome, StepSaid};
use crate::change::{ChangeEditRequest, ChangeReply};
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::session::Session;

/// A change to raise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeCreate {
    /// What it is called.
    pub title: String,
    /// What kind; a normal one when absent.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<ChangeKind>"))]
    pub kind: ChangeKind,
    /// Why it is asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The template of a standard change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// A lower band of risk than the rules give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DowngradeEdit"))]
pub struct Lowered {
    /// The band.
    pub band: String,
    /// Why.
    pub reason: String,
}

/// What is to be edited of a plan, of a change or of a kept what-if; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PlanEditBody {
    /// A new step of this title; it becomes the one the rest speaks of.
    #[serde(default)]
    pub new_step: Option<String>,
    /// Which step the rest speaks of, from 1; the last when absent.
    #[serde(default)]
    pub step: Option<u32>,
    /// Its title.
    #[serde(default)]
    pub step_title: Option<String>,
    /// Its minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Who does it.
    #[serde(default)]
    pub implementer: Option<String>,
    /// How it is undone.
    #[serde(default)]
    pub step_back_out: Option<String>,
    /// Planned edits and outages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditWords>,
    /// Edits of everything that a question selects, behind the others.
    #[serde(default)]
    pub bulk: Option<BulkEdit>,
    /// Files of items and relationships to plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileIn>,
    /// How to read them.
    #[serde(default)]
    pub choices: Option<Choices>,
    /// Edits to take out of the step, by number from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<u32>,
    /// Items that do not go out after all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep_up: Vec<String>,
    /// Take the step out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remove_step: bool,
}

/// What is to be edited of a change; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ChangeEditBody {
    /// Its id, or its number alone.
    pub change: String,
    /// What it is called.
    #[serde(default)]
    pub title: Option<String>,
    /// Why it is asked for.
    #[serde(default)]
    pub reason: Option<String>,
    /// How it is tested.
    #[serde(default)]
    pub test_plan: Option<String>,
    /// How it is undone as a whole.
    #[serde(default)]
    pub back_out_plan: Option<String>,
    /// Answers about likelihood, 1 to 5, by question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub likelihood: BTreeMap<String, u32>,
    /// Own words for statements of 8.5.1.3, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statements: BTreeMap<String, String>,
    /// A lower band, with a reason.
    #[serde(default)]
    pub downgrade: Option<Lowered>,
    /// When it is to be done, as proposed.
    #[serde(default)]
    pub window: Option<Window>,
    /// Guards to waive, each with a reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub waive: BTreeMap<String, String>,
    /// What is planned.
    #[serde(flatten)]
    pub plan: PlanEditBody,
    /// Base every planned edit on the estate as it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bring_up_to_date: bool,
}

/// A decision on evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeDecide {
    /// Its id, or its number alone.
    pub change: String,
    /// Approve, reject or return.
    pub verb: Verb,
    /// The role in which it is decided.
    pub role: String,
    /// The service spoken for, by its owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The beginning of the digest of the evidence that was seen, at least eight characters.
    pub evidence: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// When a change is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeSchedule {
    /// Its id, or its number alone.
    pub change: String,
    /// The first moment.
    pub start: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
}

/// A value as found on the night.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FoundValue {
    /// Words for the item.
    pub item: String,
    /// The attribute.
    pub field: String,
    /// The value.
    pub value: String,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeStepBody {
    /// Its id, or its number alone.
    pub change: String,
    /// The number of the step, from 1.
    pub step: u32,
    /// How it ended.
    pub result: StepResult,
    /// When it began; the present moment when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Timestamp>,
    /// When it ended; the present moment when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Timestamp>,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Values as found on the night.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<FoundValue>,
}

/// The end of the doing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeFinish {
    /// Its id, or its number alone.
    pub change: String,
    /// It did not come about as planned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What is said when a change is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeClose {
    /// Its id, or its number alone.
    pub change: String,
    /// What was learned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
    /// Why differences are as they should be, by their reference.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub explain: BTreeMap<String, String>,
}

/// A change that is given up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeCancel {
    /// Its id, or its number alone.
    pub change: String,
    /// Why.
    pub reason: String,
}

/// A closed change that becomes a template of standard changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TemplateCreate {
    /// Its id, or its number alone.
    pub change: String,
    /// The name of the template.
    pub name: String,
}

/// A record that was made of a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TemplateReply {
    /// Its record no.
    pub seq: u64,
}

/// Edits to be judged without a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct WhatIfRequest {
    /// Edits and outages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditWords>,
    /// Files of items and relationships.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileIn>,
    /// How to read them.
    #[serde(default)]
    pub choices: Option<Choices>,
}

/// What edits would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfReply {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The edits as sentences.
    pub steps: Vec<StepSaid>,
    /// What they do, in a few sentences.
    pub sentence: String,
    /// What they do: before, during, after.
    pub analysis: Analysis,
    /// What they come to beside the estate as it is, in one sentence; absent where only the verdict was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared_sentence: Option<String>,
    /// The estate before, during and after, side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
}

fn carried(
    desk: &Desk,
    work: &Work<'_>,
    verb: impl FnOnce(&Session) -> Result<ChangeReply, Failure>,
) -> Result<ChangeOutcome, Failure> {
    let open = desk.estate()?;
    let reply = verb(&open.session)?;
    Ok(open.session.outcome(reply, work.messages))
}

pub(crate) fn create(desk: &Desk, request: &ChangeCreate, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let ChangeCreate { title, kind, reason, template } = request.clone();
    carried(desk, work, |session| session.change_new(&NewChange { title, kind, reason, template }))
}

/// Returns how a plan is to be edited.
pub(super) fn plan_of(desk: &Desk, request: &PlanEditBody) -> Result<ChangeEditRequest, Failure> {
    let mut own = request.clone();
    if let Some(bulk) = &own.bulk {
        own.edits.extend(bulk.edits(&*desk.estate()?)?);
    }
    let edit = ChangeEdit {
        new_step: own.new_step,
        step: own.step,
        step_title: own.step_title,
        minutes: own.minutes,
        implementer: own.implementer,
        step_back_out: own.step_back_out,
        edits: own.edits,
        options: own.choices.unwrap_or_default().options(),
        remove: own.remove,
        keep_up: own.keep_up,
        remove_step: own.remove_step,
        ..ChangeEdit::default()
    };
    Ok(ChangeEditRequest { edit, files: files(&own.files)? })
}

/// Returns which change is to be edited, and how.
fn edit_of(desk: &Desk, request: &ChangeEditBody) -> Result<(String, ChangeEditRequest), Failure> {
    let (own, plan) = (request.clone(), plan_of(desk, &request.plan)?);
    let edit = ChangeEdit {
        title: own.title,
        reason: own.reason,
        test_plan: own.test_plan,
        back_out_plan: own.back_out_plan,
        likelihood: own.likelihood.into_iter().collect(),
        statements: own.statements.into_iter().collect(),
        downgrade: own.downgrade.map(|lowered| (lowered.band, lowered.reason)),
        window: own.window,
        waive: own.waive.into_iter().collect(),
        bring_up_to_date: own.bring_up_to_date,
        ..plan.edit
    };
    Ok((own.change, ChangeEditRequest { edit, ..plan }))
}

pub(crate) fn edit(desk: &Desk, request: &ChangeEditBody, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let (change, request) = edit_of(desk, request)?;
    carried(desk, work, |session| session.change_edit(&change, &request))
}

pub(crate) fn preview(desk: &Desk, request: &ChangeEditBody, work: &Work<'_>) -> Result<WhatIfReply, Failure> {
    let (change, request) = edit_of(desk, request)?;
    let open = desk.estate()?;
    Ok(what_if_said(&open.session, open.session.change_preview(&change, &request, work.cancel)?, work))
}

pub(crate) fn submit(desk: &Desk, request: &ChangeRequest, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    carried(desk, work, |session| session.change_submit(&request.change))
}

pub(crate) fn assess(desk: &Desk, request: &ChangeRequest, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    carried(desk, work, |session| session.change_assess(&request.change))
}

pub(crate) fn decide(desk: &Desk, request: &ChangeDecide, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let ChangeDecide { change, verb, role, service, evidence, reason } = request.clone();
    let decision = DecisionWords { verb, role, service, evidence, reason };
    carried(desk, work, |session| session.change_decide(&change, &decision))
}

pub(crate) fn schedule(desk: &Desk, request: &ChangeSchedule, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let window = Window { start: request.start, end: request.end };
    carried(desk, work, |session| session.change_schedule(&request.change, window))
}

pub(crate) fn start(desk: &Desk, request: &ChangeRequest, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    carried(desk, work, |session| session.change_start(&request.change))
}

pub(crate) fn step(desk: &Desk, request: &ChangeStepBody, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let own = request.clone();
    let found = own.found.into_iter().map(|found| (found.item, found.field, found.value)).collect();
    let report = StepReport { result: own.result, started: own.started, ended: own.ended, note: own.note, found };
    carried(desk, work, |session| session.change_step(&own.change, own.step, &report))
}

pub(crate) fn finish(desk: &Desk, request: &ChangeFinish, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    carried(desk, work, |session| session.change_finish(&request.change, request.failed, &request.reason))
}

pub(crate) fn close(desk: &Desk, request: &ChangeClose, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    let ChangeClose { change, review, explain } = request.clone();
    let closing = Closing { review, explain: explain.into_iter().collect() };
    carried(desk, work, |session| session.change_close(&change, &closing))
}

pub(crate) fn cancel(desk: &Desk, request: &ChangeCancel, work: &Work<'_>) -> Result<ChangeOutcome, Failure> {
    carried(desk, work, |session| session.change_cancel(&request.change, &request.reason))
}

pub(crate) fn template(desk: &Desk, request: &TemplateCreate, _work: &Work<'_>) -> Result<TemplateReply, Failure> {
    Ok(TemplateReply { seq: desk.estate()?.session.change_template(&request.change, &request.name)? })
}

pub(crate) fn what_if(desk: &Desk, request: &WhatIfRequest, work: &Work<'_>) -> Result<WhatIfReply, Failure> {
    let open = desk.estate()?;
    let options = request.choices.clone().unwrap_or_default().options();
    let found = open.session.what_if(&request.edits, &files(&request.files)?, &options, work.cancel)?;
    Ok(what_if_said(&open.session, found, work))
}

fn what_if_said(session: &Session, found: WhatIf, work: &Work<'_>) -> WhatIfReply {
    WhatIfReply {
        seq: found.seq,
        steps: session.steps_said(&found.steps, work.messages),
        sentence: change_sentence(&found.analysis, work.messages),
        analysis: found.analysis,
        compared_sentence: found.compared.as_ref().map(|own| what_if_sentence(own, work.messages)),
        compared: found.compared,
    }
}
