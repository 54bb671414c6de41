//! Changes to read: the list, one change, its map, its report.

use std::path::PathBuf;

use cairn_engine::change::{Basis, ChangeBrief, ChangeDeed, Currency, Statement, Way, deeds};
use cairn_engine::outage::OutageEntry;
use cairn_exchange::{ReportFormat, change_sentence};
use cairn_model::change::{Analysis, Authority, Change, ChangeEvent, ChangePicture, Difference};
use cairn_model::map::MapView;
use cairn_model::{Level, Timestamp};
use serde::{Deserialize, Serialize};

use super::file::{FileReply, put};
use super::said::{DifferenceSaid, StepSaid};
use crate::change::ChangeList;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;

/// How many characters of the digest of evidence a decision names.
const EVIDENCE_CHARS: usize = 16;

/// Which changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangesRequest {
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Which change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeRequest {
    /// Its id, or its number alone.
    pub change: String,
}

/// A report of a change to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeReportRequest {
    /// Its id, or its number alone.
    pub change: String,
    /// HTML when absent, or PDF.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<ReportFormat>"))]
    pub format: ReportFormat,
    /// Where to write it; without it the content comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

/// Where a change may go from its state, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WaySaid {
    /// The transition.
    pub transition: String,
    /// The same in words.
    pub label: String,
    /// The state it leads to.
    pub to: String,
    /// Nothing is missing.
    pub open: bool,
    /// What is missing, as sentences.
    pub unmet: Vec<String>,
    /// The command that leads along it and may be given now: nothing is missing, or it brings what is, or says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<ChangeDeed>,
}

/// Something that happened to a change, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EventSaid {
    /// When.
    pub at: Timestamp,
    /// Who, as asserted.
    pub actor: String,
    /// What.
    pub what: String,
    /// The state before; empty at the beginning.
    pub from: String,
    /// The state after.
    pub to: String,
    /// Why; empty when nobody said.
    pub why: String,
}

/// One of the five statements of ISO/IEC 20000-1:2018, 8.5.1.3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatementSaid {
    /// Which.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What the analysis says, as sentences.
    pub generated: Vec<String>,
    /// What somebody wrote instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
}

/// What became different since it was decided on, and by which record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StandingSaid {
    /// The number of the analysis that was decided on.
    pub analysis: u32,
    /// A decision made on that analysis no longer stands.
    pub stale: bool,
    /// What is different.
    pub difference: Difference,
    /// The record no. that made it so; absent when only the plan did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// What that record edited, as sentences.
    pub edits: Vec<String>,
}

/// A change with everything there is to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeView {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The change: what was asked for, decided and done, with its history.
    pub change: Change,
    /// The plan may be edited in its state.
    pub editable: bool,
    /// Nothing can happen any more.
    pub over: bool,
    /// Which revision of the plan.
    pub plan_revision: u32,
    /// Its steps.
    pub steps: Vec<StepSaid>,
    /// The newest analysis that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
    /// What that says, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// Why the band of risk is at least what it is, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_floor: Option<String>,
    /// The beginning of the digest of the evidence: what a decision has to name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// How the analysis stands to the estate as it is.
    pub currency: Currency,
    /// What became different since it was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<StandingSaid>,
    /// Who still has to decide on the answer as it is.
    pub undecided: Vec<Authority>,
    /// Where it may go.
    pub ways: Vec<WaySaid>,
    /// What may be done now, what leads on before what leads back.
    pub deeds: Vec<ChangeDeed>,
    /// What happened to it, newest first.
    pub past: Vec<EventSaid>,
    /// The five statements; none before the first analysis.
    pub statements: Vec<StatementSaid>,
    /// Differences between plan and estate since the start.
    pub differences: Vec<DifferenceSaid>,
    /// Outages that belong to it: planned ones happen in its course, it caused the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<OutageEntry>,
}

/// The picture of a change: the map of its worst step, and what held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeMapReply {
    /// Which estate it is of.
    pub basis: Basis,
    /// The worst level that any service or item comes to.
    pub worst: Level,
    /// The map, in the form in which a screen draws every map; none before anything is planned.
    pub view: Option<MapView>,
    /// The picture.
    pub picture: ChangePicture,
}

pub(crate) fn changes(desk: &Desk, request: &ChangesRequest, _work: &Work<'_>) -> Result<ChangeList, Failure> {
    desk.estate()?.session.change_list(request.state.as_deref())
}

pub(crate) fn change(desk: &Desk, request: &ChangeRequest, work: &Work<'_>) -> Result<ChangeView, Failure> {
    let open = desk.estate()?;
    let (session, messages) = (&open.session, work.messages);
    let page = session.change_show(&request.change)?;
    let state = session.change_policy().state(&page.change.state);
    let way = |way: &Way| WaySaid {
        transition: way.transition.clone(),
        label: session.transition_word(&way.transition, messages),
        to: way.to.clone(),
        open: way.unmet.is_empty(),
        unmet: session.said(&way.unmet, messages),
        deed: ChangeDeed::along(&way.transition).filter(|deed| way.unmet.is_empty() || deed.may_be_tried()),
    };
    let event = |event: &ChangeEvent| EventSaid {
        at: event.at,
        actor: event.actor.clone(),
        what: session.event_word(event, messages),
        from: event.from.clone(),
        to: event.to.clone(),
        why: session.event_reason(event, messages),
    };
    let statement = |own: &Statement| StatementSaid {
        id: own.id.clone(),
        title: messages.word(&format!("statement-title-{}", own.id)),
        generated: session.said(&own.generated, messages),
        own: own.own.clone(),
    };
    let standing = page.change.standing.as_ref().map(|standing| StandingSaid {
        analysis: standing.analysis,
        stale: standing.stale,
        difference: standing.difference.clone(),
        seq: standing.cause.as_ref().map(|cause| cause.seq),
        edits: standing.cause.as_ref().map_or_else(Vec::new, |cause| session.said(&cause.edits, messages)),
    });
    let mut outages = page.outages.clone();
    session.say_states(&mut outages, messages);
    let analysis = page.analysis.as_ref();
    let floor = analysis.and_then(|analysis| analysis.risk.floor.as_ref());
    let explained = |reference: &str| page.change.explanations.get(reference).cloned();
    let differences = page.differences.iter().map(|difference| DifferenceSaid {
        explained: explained(&difference.reference),
        difference: difference.clone(),
    });
    Ok(ChangeView {
        seq: page.seq,
        editable: state.is_some_and(|state| state.editable),
        over: state.is_none_or(|state| state.is_final),
        plan_revision: page.plan_revision,
        steps: session.steps_said(&page.steps, messages),
        sentence: analysis.map(|analysis| change_sentence(analysis, messages)),
        risk_floor: floor.map(|phrase| session.say(phrase, messages)),
        evidence: analysis.map(|analysis| analysis.hashes.evidence.chars().take(EVIDENCE_CHARS).collect()),
        currency: page.currency,
        standing,
        undecided: page.undecided.clone(),
        ways: page.ways.iter().map(way).collect(),
        deeds: deeds(&page),
        past: page.change.history.iter().rev().map(event).collect(),
        statements: page.statements.iter().map(statement).collect(),
        differences: differences.collect(),
        outages,
        analysis: page.analysis,
        change: page.change,
    })
}

pub(crate) fn map(desk: &Desk, request: &ChangeRequest, _work: &Work<'_>) -> Result<ChangeMapReply, Failure> {
    let ChangeBrief { basis, picture, .. } = desk.estate()?.session.change_brief(&request.change)?;
    Ok(map_reply(basis, picture))
}

/// Returns a picture with its map as a screen draws every map.
pub(super) fn map_reply(basis: Basis, picture: ChangePicture) -> ChangeMapReply {
    let boxes = picture.map.iter().flat_map(|map| &map.boxes);
    let worst = boxes.map(|own| own.level).max().unwrap_or_default();
    let view = picture.map.as_ref().map(|map| map.view(picture.seq));
    ChangeMapReply { basis, worst, view, picture }
}

pub(crate) fn report(desk: &Desk, request: &ChangeReportRequest, work: &Work<'_>) -> Result<FileReply, Failure> {
    let open = desk.estate()?;
    work.step(0, 2, "job-judging")?;
    let brief = open.session.change_brief(&request.change)?;
    work.step(1, 2, "job-writing")?;
    let written = open.session.change_report(&brief, request.format, work.messages)?;
    let name = format!("{}.{}", brief.page.change.id, request.format.extension());
    let reply = put(&name, request.format.media_type(), &written.bytes, request.to.as_ref())?;
    Ok(FileReply { notes: written.notes, ..reply })
}
