//! What an outage does.

use std::path::PathBuf;
use std::sync::Arc;

use cairn_engine::impact::{ImpactQuestion, ImpactSince};
use cairn_engine::map::{BOXES_DEFAULT, MapView, PlacedBox};
use cairn_exchange::{ReportFormat, held, model_error, needs, verdict_sentence};
use cairn_model::Level;
use cairn_model::impact::{
    AnswersView, AssumedView, ContextView, Counts, CustomerView, ErodedView, ImpactedItem, ItemRef, LostSupportView,
    ModelErrorView, SeedView,
};
use serde::{Deserialize, Serialize};

use super::file::{FileReply, put};
use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::{Answered, Desk, Open};
use crate::failure::Failure;
use crate::moment::Dated;

/// How many lines of each kind come with the answer; the counts beside them are exact.
const LINES_MAX: usize = 200;
/// How many lines a window of what is hit may have.
const WINDOW_MAX: usize = 500;

/// What goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageQuestion {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Words for the items that stop working: key, id, source id or unique name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub down: Vec<String>,
    /// Words for the items that work worse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub degraded: Vec<String>,
}

/// What goes out, and how the answer is to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactRequest {
    /// What goes out.
    #[serde(flatten)]
    pub question: OutageQuestion,
    /// The most boxes of the map, 400 at most; 150 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boxes: Option<u32>,
    /// Ids of groups of the map to show apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expand: Vec<String>,
    /// Boxes of the map that stay where they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub placed: Vec<PlacedBox>,
}

/// A group whose redundancy is reduced, with what it needs in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ErodedLine {
    /// The group.
    #[serde(flatten)]
    pub group: ErodedView,
    /// What the group is called; the item that needs it has a name of its own.
    pub group_name: String,
    /// How many members it needs, in words.
    pub needs: String,
}

/// Something wrong with the model, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ModelErrorSaid {
    /// What is wrong.
    #[serde(flatten)]
    pub error: ModelErrorView,
    /// The same as a sentence.
    pub sentence: String,
}

/// How many lines of each kind the answer has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactTotals {
    /// Services that are hit.
    pub services: u64,
    /// Other items that are hit.
    pub others: u64,
    /// Groups whose redundancy is reduced.
    pub eroded: u64,
    /// Items whose verdict rests on redundancy nobody declared.
    pub assumed: u64,
    /// Support that is lost without raising a level.
    pub lost_support: u64,
    /// What was out of service or degraded before.
    pub context: u64,
    /// What is wrong with the model.
    pub model_errors: u64,
    /// Customers of services that are hit.
    pub customers: u64,
}

/// What an outage does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactReply {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// SHA-256 over the verdict.
    pub analysis: String,
    /// The verdict in a few sentences.
    pub sentence: String,
    /// What goes out.
    pub seeds: Vec<SeedView>,
    /// How many items end at which level.
    pub counts: Counts,
    /// The four answers.
    pub answers: AnswersView,
    /// Services that are hit, worst first; 200 at most, as of every list here.
    pub services: Vec<ImpactedItem>,
    /// Other items that are hit, worst first; all of them by `impact_items`.
    pub others: Vec<ImpactedItem>,
    /// Groups whose redundancy is reduced, fewest spares first.
    pub eroded: Vec<ErodedLine>,
    /// Items whose verdict rests on redundancy nobody declared.
    pub assumed: Vec<AssumedView>,
    /// Support that is lost without raising a level.
    pub lost_support: Vec<LostSupportView>,
    /// What was out of service or degraded before.
    pub context: Vec<ContextView>,
    /// What is wrong with the model where the verdict rests on it.
    pub model_errors: Vec<ModelErrorSaid>,
    /// Customers of services that are hit.
    pub customers: Vec<CustomerView>,
    /// How many there are of each.
    pub totals: ImpactTotals,
    /// The map.
    pub map: MapView,
}

/// A window of what is hit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactItemsRequest {
    /// What goes out.
    #[serde(flatten)]
    pub question: OutageQuestion,
    /// Only items at this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Only services, or only others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<bool>,
    /// Where the window starts, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// How many lines, 500 at most; 200 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// A window of what is hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactItems {
    /// How many there are.
    pub total: u64,
    /// Where the window starts, from 0.
    pub offset: u64,
    /// The items, services first, worst first.
    pub items: Vec<ImpactedItem>,
}

/// Whose level is to be explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhyRequest {
    /// What goes out.
    #[serde(flatten)]
    pub question: OutageQuestion,
    /// Words for the item.
    pub item: String,
}

/// One step of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhyLine {
    /// Which item.
    pub item: ItemRef,
    /// Its level.
    pub level: Level,
    /// Why, as a sentence.
    pub sentence: String,
}

/// Why an item is at its level, and why not at a worse one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhyReply {
    /// Which item.
    pub item: ItemRef,
    /// Its level.
    pub level: Level,
    /// Whether it could be reached at all.
    pub reachable: bool,
    /// The proof, from the item down to what goes out; empty when it is unaffected.
    pub why: Vec<WhyLine>,
    /// How far the proof may be trusted, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
    /// What kept the failure away, nearest first, as sentences; empty when it is down.
    pub why_not: Vec<String>,
}

/// The same outage at an earlier moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SinceRequest {
    /// Words for the items that stop working.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub down: Vec<String>,
    /// Words for the items that work worse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub degraded: Vec<String>,
    /// The earlier moment: record no., baseline or point in time.
    pub since: String,
    /// The later moment; the estate as it is when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// A report to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ImpactReportRequest"))]
pub struct ReportRequest {
    /// What goes out.
    #[serde(flatten)]
    pub question: OutageQuestion,
    /// HTML when absent, or PDF.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<ReportFormat>"))]
    pub format: ReportFormat,
    /// Where to write it; without it the content comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

pub(super) fn answered(open: &Open, question: &OutageQuestion, work: &Work<'_>) -> Result<Arc<Answered>, Failure> {
    let OutageQuestion { set, down, degraded } = question.clone();
    open.answered(&set, &ImpactQuestion { down, degraded, explain: Vec::new() }, work.cancel)
}

fn first<T: Clone>(lines: &[T]) -> Vec<T> {
    lines.iter().take(LINES_MAX).cloned().collect()
}

pub(crate) fn impact(desk: &Desk, request: &ImpactRequest, work: &Work<'_>) -> Result<ImpactReply, Failure> {
    let open = desk.estate()?;
    let answered = answered(&open, &request.question, work)?;
    let (report, session) = (&answered.report, &open.session);
    let boxes = request.boxes.map_or(BOXES_DEFAULT, |boxes| boxes as usize);
    let services = report.impacted.partition_point(|hit| hit.item.is_service);
    let (services, others) = report.impacted.split_at(services);
    let eroded = |group: &ErodedView| ErodedLine {
        group_name: session.need_word(&group.requirement.name, work.messages),
        needs: needs(&group.requirement, work.messages),
        group: group.clone(),
    };
    let said =
        |error: &ModelErrorView| ModelErrorSaid { sentence: model_error(error, work.messages), error: error.clone() };
    Ok(ImpactReply {
        seq: report.seq,
        analysis: report.analysis.clone(),
        sentence: verdict_sentence(report, work.messages),
        seeds: report.seeds.clone(),
        counts: report.counts,
        answers: report.answers.clone(),
        services: first(services),
        others: first(others),
        eroded: report.eroded.iter().take(LINES_MAX).map(eroded).collect(),
        assumed: first(&report.assumed),
        lost_support: first(&report.lost_support),
        context: first(&report.context),
        model_errors: report.model_errors.iter().take(LINES_MAX).map(said).collect(),
        customers: first(&report.customers),
        totals: ImpactTotals {
            services: services.len() as u64,
            others: others.len() as u64,
            eroded: report.eroded.len() as u64,
            assumed: report.assumed.len() as u64,
            lost_support: report.lost_support.len() as u64,
            context: report.context.len() as u64,
            model_errors: report.model_errors.len() as u64,
            customers: report.customers.len() as u64,
        },
        map: answered.solution.map(&answered.generation, boxes, &request.expand, &request.placed)?,
    })
}

pub(crate) fn items(desk: &Desk, request: &ImpactItemsRequest, work: &Work<'_>) -> Result<ImpactItems, Failure> {
    let open = desk.estate()?;
    let answered = answered(&open, &request.question, work)?;
    let is_wanted = |hit: &&ImpactedItem| {
        request.level.is_none_or(|level| hit.level == level)
            && request.services.is_none_or(|services| hit.item.is_service == services)
    };
    let wanted = || answered.report.impacted.iter().filter(is_wanted);
    let offset = request.offset.unwrap_or_default();
    let limit = request.limit.map_or(LINES_MAX, |limit| limit as usize).min(WINDOW_MAX);
    Ok(ImpactItems {
        total: wanted().count() as u64,
        offset: u64::from(offset),
        items: wanted().skip(offset as usize).take(limit).cloned().collect(),
    })
}

pub(crate) fn why(desk: &Desk, request: &WhyRequest, work: &Work<'_>) -> Result<WhyReply, Failure> {
    let open = desk.estate()?;
    let (session, messages) = (&open.session, work.messages);
    let answered = answered(&open, &request.question, work)?;
    let found = answered.solution.explain(&answered.generation, &request.item)?;
    let confidence = match found.stalest_verification {
        _ if found.why.is_empty() => None,
        Some(moment) => Some(messages.say("why-confidence-stalest", [("when", moment.to_minutes().as_str())])),
        None if found.never_verified > 0 => {
            Some(messages.say("why-confidence-never", [("count", found.never_verified.to_string().as_str())]))
        }
        None => None,
    };
    let why_not = if found.level == Level::Down {
        Vec::new()
    } else if found.reachable {
        let group = |name: &str| session.need_word(name, messages);
        found.why_not.iter().map(|view| held(view, &group(&view.requirement.name), messages)).collect()
    } else {
        vec![messages.say("why-not-unreachable", [("name", found.item.name.as_str())])]
    };
    let line = |step: &cairn_model::impact::WhyView| WhyLine {
        item: step.item.clone(),
        level: step.level,
        sentence: session.why(step, messages),
    };
    Ok(WhyReply {
        level: found.level,
        reachable: found.reachable,
        why: found.why.iter().map(line).collect(),
        confidence,
        why_not,
        item: found.item,
    })
}

pub(crate) fn report(desk: &Desk, request: &ReportRequest, work: &Work<'_>) -> Result<FileReply, Failure> {
    let open = desk.estate()?;
    work.step(0, 2, "job-judging")?;
    let answered = answered(&open, &request.question, work)?;
    work.step(1, 2, "job-writing")?;
    let at = request.question.set.at.as_deref();
    let at = at.map(|words| open.session.engine.moment(words)).transpose()?;
    let map = answered.solution.map(&answered.generation, BOXES_DEFAULT, &[], &[])?;
    let report = Dated { answer: answered.report.clone(), at };
    let file = open.session.impact_report(&report, &map, request.format, work.messages)?;
    let name = format!("impact.{}", request.format.extension());
    let reply = put(&name, request.format.media_type(), &file.bytes, request.to.as_ref())?;
    Ok(FileReply { notes: file.notes, ..reply })
}

pub(crate) fn since(desk: &Desk, request: &SinceRequest, work: &Work<'_>) -> Result<ImpactSince, Failure> {
    let open = desk.estate()?;
    let SinceRequest { down, degraded, since, at } = request.clone();
    let question = ImpactQuestion { down, degraded, explain: Vec::new() };
    let mut answer = open.session.impact_since(&question, &since, at.as_deref(), work.messages, work.cancel)?;
    answer.changed.truncate(WINDOW_MAX);
    answer.commits.truncate(LINES_MAX);
    Ok(answer)
}
