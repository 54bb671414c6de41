//! From the verdicts of a plan to an analysis: the evidence that decisions are bound to (IMPACT 6).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use cairn_estate::{Generation, Row};
use cairn_graph::is_at_risk_own;
use cairn_model::change::{
    Analysis, AnalysisPart, Change, ChangePolicy, ErodedRow, Hashes, ModelErrorRow, Plan, RaisedRow, StepVerdict,
};
use cairn_model::impact::ItemRef;
use cairn_model::{CancelToken, Level, Timestamp, hex};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::cone::{cone, digest};
use super::judge::{JudgedPlan, judge_plan};
use super::step_view::StepView;
use super::{authority, risk};
use crate::beside::beside;
use crate::error::EngineError;
use crate::impact::RULE_VERSION;
use crate::item::reference;
use crate::tally::{Hit, answer, context};

/// How many raised items a part of an analysis holds.
const ROWS_PER_PART: usize = 2_000;
/// About how long a raised item is as JSON.
const RAISED_BYTES: usize = 128;

/// An analysis with everything that is kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
    /// The analysis.
    pub analysis: Analysis,
    /// Raised items, by step and id; step 0 is the end state.
    pub raised: Vec<RaisedRow>,
    /// Groups with reduced redundancy, by step and consumer.
    pub eroded: Vec<ErodedRow>,
    /// Model errors that the verdict rests on, by consumer.
    pub model_errors: Vec<ModelErrorRow>,
}

impl Assessment {
    /// Returns the parts in which an estate keeps what is raised.
    #[must_use]
    pub fn parts(&self) -> Vec<AnalysisPart> {
        let piece = |number: usize, length: usize| {
            let start = (number * ROWS_PER_PART).min(length);
            start..(start + ROWS_PER_PART).min(length)
        };
        let part = |number| AnalysisPart {
            eroded: self.eroded[piece(number, self.eroded.len())].to_vec(),
            model_errors: self.model_errors[piece(number, self.model_errors.len())].to_vec(),
            raised: self.raised[piece(number, self.raised.len())].to_vec(),
        };
        (0..self.part_count()).map(part).collect()
    }

    fn part_count(&self) -> usize {
        self.raised.len().max(self.eroded.len()).max(self.model_errors.len()).div_ceil(ROWS_PER_PART)
    }

    /// Returns the assessment that an analysis and its parts, in order, were kept as.
    #[must_use]
    pub fn from_parts(analysis: Analysis, parts: Vec<AnalysisPart>) -> Self {
        let mut own = Assessment { analysis, ..Assessment::default() };
        for part in parts {
            own.raised.extend(part.raised);
            own.eroded.extend(part.eroded);
            own.model_errors.extend(part.model_errors);
        }
        own
    }
}

/// For whom, by whom and when an analysis is made.
#[derive(Clone, Copy, Debug)]
pub struct Assessing<'a> {
    /// The change; for a *what-if* one that nobody keeps.
    pub change: &'a Change,
    /// The plan.
    pub plan: &'a Plan,
    /// How changes are carried.
    pub policy: &'a ChangePolicy,
    /// Who asks.
    pub actor: &'a str,
    /// When.
    pub at: Timestamp,
}

/// Returns the analysis of a plan on an estate; nothing is written. The same estate and plan give the same analysis.
///
/// # Errors
/// As [`judge_plan`].
pub fn assess(live: &Generation, own: &Assessing<'_>, cancel: &CancelToken) -> Result<Assessment, EngineError> {
    let judged = judge_plan(live, own.policy, own.plan, cancel)?;
    describe(live, own, &judged)
}

/// Returns the analysis of a plan that was judged already.
///
/// # Errors
/// [`EngineError::Estate`] never for generations that were loaded.
pub fn describe(live: &Generation, own: &Assessing<'_>, judged: &JudgedPlan) -> Result<Assessment, EngineError> {
    let views: Vec<StepView<'_>> =
        (1..).zip(&judged.steps).map(|(number, step)| StepView::new(judged, step, number)).collect();
    let errors: BTreeSet<ModelErrorRow> = views.iter().flat_map(StepView::model_errors).collect();
    let errors: Vec<ModelErrorRow> = errors.into_iter().collect();
    let (digests, described) =
        beside(|| plan_and_cone(own.plan, judged, &errors), || described(live, own, judged, (&views, errors.clone())));
    let mut assessment = described?;
    let hashes = &mut assessment.analysis.hashes;
    (hashes.plan, hashes.cone) = digests?;
    let all = json!({ "cone": hashes.cone, "plan": hashes.plan, "verdict": hashes.verdict });
    hashes.evidence = digest("the evidence", &all)?;
    Ok(assessment)
}

fn plan_and_cone(
    plan: &Plan,
    judged: &JudgedPlan,
    model_errors: &[ModelErrorRow],
) -> Result<(String, String), EngineError> {
    Ok((digest("the plan", &plan.essence())?, cone(judged, model_errors)?))
}

/// Returns the analysis without the digests of plan and cone, and so without that of the evidence.
fn described(
    live: &Generation,
    own: &Assessing<'_>,
    judged: &JudgedPlan,
    (views, model_errors): (&[StepView<'_>], Vec<ModelErrorRow>),
) -> Result<Assessment, EngineError> {
    let mut assessment = Assessment { model_errors, ..Assessment::default() };
    let mut steps = Vec::with_capacity(views.len());
    for (view, planned) in views.iter().zip(&own.plan.steps) {
        assessment.raised.extend(view.raised());
        let eroded = view.eroded();
        steps.push(StepVerdict {
            eroded: eroded.len() as u64,
            least_margin: eroded.iter().map(|row| row.margin).min(),
            minutes: planned.minutes,
            title: planned.title.clone(),
            ..view.verdict()?
        });
        assessment.eroded.extend(eroded);
    }
    assessment.raised.extend(end_state(judged));
    let risk = risk::risk(own, judged, &steps)?;
    let hashes = Hashes { verdict: verdict_digest(&assessment)?, ..Hashes::default() };
    assessment.analysis = Analysis {
        actor: own.actor.to_owned(),
        at: own.at,
        authorities: authority::required(live, own, judged, &risk)?,
        change: own.change.id.clone(),
        context: context(live)?,
        end: end_answer(judged)?,
        hashes,
        model_errors: assessment.model_errors.len() as u64,
        number: own.change.analyses + 1,
        parts: u32::try_from(assessment.part_count()).unwrap_or(u32::MAX),
        raised: assessment.raised.iter().filter(|row| row.fails > row.already).count() as u64,
        risk,
        rules: RULE_VERSION,
        seq: live.seq(),
        worst_step: worst_step(&steps),
        steps,
    };
    Ok(assessment)
}

/// Returns the number of the step that does most, the first of equals; 0 when there is none.
fn worst_step(steps: &[StepVerdict]) -> u32 {
    let worst = (1_u32..).zip(steps).max_by_key(|(number, step)| {
        let (services, counts) = (&step.as_planned, step.as_planned.counts);
        let order = [
            services.services_down.len() as u64,
            services.services_degraded.len() as u64,
            services.services_at_risk.len() as u64,
            counts.down,
            counts.degraded,
            counts.at_risk_own + counts.at_risk_inherited,
        ];
        (order, Reverse(*number))
    });
    worst.map_or(0, |(number, _)| number)
}

/// Returns the digest of the canonical JSON of what was found. The fields of raised items are declared in canonical order,
/// so plain serde_json is canonical for them; the general canonicalizer buffers and sorts every object.
fn verdict_digest(found: &Assessment) -> Result<String, EngineError> {
    let refused = |error| EngineError::Serialise("the verdict", error);
    let mut json = Vec::with_capacity(256 + found.raised.len() * RAISED_BYTES);
    json.extend_from_slice(b"{\"eroded\":");
    serde_json_canonicalizer::to_writer(&found.eroded, &mut json).map_err(refused)?;
    json.extend_from_slice(b",\"model_errors\":");
    serde_json_canonicalizer::to_writer(&found.model_errors, &mut json).map_err(refused)?;
    json.extend_from_slice(b",\"raised\":");
    serde_json::to_writer(&mut json, &found.raised).map_err(refused)?;
    json.extend_from_slice(format!(",\"rules\":{RULE_VERSION}}}").as_bytes());
    Ok(hex(&Sha256::digest(json)))
}

/// Returns what is hit when all steps are done, as rows of step 0.
fn end_state(judged: &JudgedPlan) -> Vec<RaisedRow> {
    let (Some(end), Some(last)) = (&judged.end, judged.steps.last()) else { return Vec::new() };
    let mut concerned: Vec<Row> = judged.steps.iter().flat_map(|step| step.concerned.iter().copied()).collect();
    concerned.sort_unstable();
    let is_own = |row: Row, level| level > judged.already(row) || concerned.binary_search(&row).is_ok();
    let raised = end.raised().iter().filter(|raised| is_own(raised.vertex, raised.level));
    let mut rows: Vec<RaisedRow> = raised
        .map(|raised| RaisedRow {
            after: raised.level,
            already: judged.already(raised.vertex),
            during: Level::Unaffected,
            fails: raised.level,
            item: last.after.id(raised.vertex),
            step: 0,
        })
        .collect();
    rows.sort_unstable_by_key(|row| row.item);
    rows
}

fn end_answer(judged: &JudgedPlan) -> Result<cairn_model::impact::AnswerView, EngineError> {
    let (Some(end), Some(last)) = (&judged.end, judged.steps.last()) else { return Ok(Default::default()) };
    let raised = end.raised().iter().filter(|raised| raised.level > judged.already(raised.vertex));
    let topology = last.after.topology();
    let hit = raised.map(|raised| Hit {
        row: raised.vertex,
        level: raised.level,
        own: raised.level == Level::AtRisk && is_at_risk_own(topology, end, raised.vertex),
    });
    answer(&last.after, &hit.collect::<Vec<_>>())
}

/// Returns enough of an item of the estate to recognise it; what is gone by its id.
pub(crate) fn reference_of(generation: &Generation, id: cairn_model::CiId) -> Result<ItemRef, EngineError> {
    match generation.row(id) {
        Some(row) => reference(generation, row),
        None => Ok(ItemRef {
            id,
            source_id: None,
            key: id.to_string(),
            class: String::new(),
            name: id.to_string(),
            is_service: false,
            tier: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use cairn_model::RequirementKey;

    use super::*;

    #[test]
    fn the_digest_of_a_verdict_is_that_of_its_canonical_json() {
        let item = cairn_model::CiId(7);
        let raised = |step, already| RaisedRow {
            after: Level::AtRisk,
            already,
            during: Level::Down,
            fails: Level::Down,
            item,
            step,
        };
        let key = RequirementKey::Label("a \"group\"\n\u{7f}電".to_owned());
        let eroded = ErodedRow { consumer: item, down: 1, hit: 1, k: 2, key: key.clone(), margin: -1, n: 2, step: 1 };
        let error = ModelErrorRow { consumer: item, key, kind: "short".to_owned(), provider: None };
        let check = |found: &Assessment| {
            let whole = json!({
                "eroded": found.eroded,
                "model_errors": found.model_errors,
                "raised": found.raised,
                "rules": RULE_VERSION,
            });
            assert_eq!(verdict_digest(found).unwrap(), digest("a test", &whole).unwrap());
        };
        check(&Assessment::default());
        check(&Assessment {
            raised: vec![raised(1, Level::Unaffected), raised(0, Level::AtRisk)],
            eroded: vec![eroded],
            model_errors: vec![error],
            ..Assessment::default()
        });
    }
}
