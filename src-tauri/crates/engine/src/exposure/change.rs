//! What a change would use of error budgets (ADR 23): computed when somebody looks, no part of the evidence.

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::change::{Change, ChangeKind};
use cairn_model::{CancelToken, CiId, Level, Phrase, Timestamp};
use rustc_hash::FxHashMap;

use super::history::{Asked, Piece, history};
use super::promise::{Counting, Promise};
use super::sum::{Outage, used};
use super::view::{BudgetAfter, ChangeExposure, Exposed, ServiceExposure};
use super::words::{exposure_text, unknown, verdict};
use crate::change::{Course, Lane, course, find_change, reference_of};
use crate::engine::Engine;
use crate::error::EngineError;

/// Returns what a change uses of the error budgets of the services that it degrades or takes down, as planned and if it fails.
/// Nothing is written.
///
/// # Errors
/// [`EngineError::Refused`] when there is no such change, [`EngineError::Store`], [`EngineError::Cancelled`].
pub fn change_exposure(
    engine: &Engine,
    words: &str,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<ChangeExposure, EngineError> {
    let change = find_change(engine, words)?;
    let live = engine.generation();
    let unknown = |why: Phrase| Ok(unknown(&change.id, live.seq(), why));
    if change.started_at.is_some() {
        return unknown(Phrase::new("exposure-started").with("change", &change.id));
    }
    let Some(window) = change.window else {
        return unknown(Phrase::new("exposure-no-window").with("change", &change.id));
    };
    let course = match course(engine, &live, &change, window, cancel) {
        Ok(course) => course,
        Err(EngineError::PlanDoesNotApply(problems)) => {
            let why = problems.into_iter().next().map(|problem| problem.reason);
            return unknown(why.unwrap_or_else(|| Phrase::new("exposure-no-plan")));
        }
        Err(error) => return Err(error),
    };
    let mut lanes = Vec::with_capacity(course.lanes.len());
    for (&id, lane) in &course.lanes {
        lanes.push(Exposing::new(&live, &change, &course, id, lane)?);
    }
    let found = past(engine, &live, &lanes, now, cancel)?;
    let mut services = Vec::with_capacity(lanes.len());
    for own in &lanes {
        let pieces = found.get(&own.id).map_or(&[][..], Vec::as_slice);
        services.extend(own.service(&live, pieces)?);
    }
    services.sort_by(|left, right| {
        order(left)
            .cmp(&order(right))
            .then_with(|| (&left.service.name, left.service.id).cmp(&(&right.service.name, right.service.id)))
    });
    let text = verdict(&services);
    Ok(ChangeExposure { change: change.id, seq: live.seq(), spread: course.is_spread, services, text, known: true })
}

fn order(own: &ServiceExposure) -> (bool, bool, i64, u8) {
    let over = |exposed: &Exposed| exposed.budget.is_some_and(|budget| budget.over);
    let left = own.planned.budget.map_or(i64::MAX, |budget| budget.left_after_ms);
    (!over(&own.planned), !over(&own.fails), left, own.service.tier.unwrap_or(u8::MAX))
}

/// Returns what used the budgets that matter, up to now.
fn past(
    engine: &Engine,
    live: &Arc<Generation>,
    lanes: &[Exposing<'_>],
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<FxHashMap<CiId, Vec<Piece>>, EngineError> {
    let promising: Vec<&Exposing<'_>> = lanes.iter().filter(|own| own.promise.is_some()).collect();
    let services: Vec<CiId> = promising.iter().map(|own| own.id).collect();
    let from = promising.iter().flat_map(|own| own.periods(own.course.end)).map(|period| period.0).min();
    let Some(from) = from else { return Ok(FxHashMap::default()) };
    let generation = Arc::clone(live);
    history(&Asked { engine, generation, from, to: now.0, services: &services, cancel })
}

/// One service while a change is being done.
struct Exposing<'a> {
    id: CiId,
    course: &'a Course,
    lane: &'a Lane,
    counting: Counting,
    promise: Option<Promise>,
    /// What is planned does not count.
    is_excluded: bool,
}

impl<'a> Exposing<'a> {
    fn new(
        live: &Generation,
        change: &Change,
        course: &'a Course,
        id: CiId,
        lane: &'a Lane,
    ) -> Result<Self, EngineError> {
        let attributes = match live.row(id) {
            Some(row) => live.item(row)?.attributes,
            None => BTreeMap::new(),
        };
        let counting = Counting::of(&attributes);
        let is_excluded = counting.excludes_planned && change.kind != ChangeKind::Emergency;
        Ok(Exposing { id, course, lane, counting, promise: Promise::of(&attributes).ok(), is_excluded })
    }

    /// Returns the periods that are touched when everything is over at a moment.
    fn periods(&self, end: i64) -> Vec<(i64, i64)> {
        let touched = |own: &Promise| own.period.touched(own.zone, (self.course.start, end));
        self.promise.as_ref().map(touched).unwrap_or_default()
    }

    /// Returns what pieces of time at levels use above what the service is at anyway.
    fn amount(&self, pieces: &[(i64, i64, Level)], agreed: &[(i64, i64)]) -> i64 {
        let already = self.lane.already;
        let outage = |&(start, end, level): &(i64, i64, Level)| Outage {
            start,
            end,
            level: level.max(already),
            planned: already,
        };
        let outages: Vec<Outage> = pieces.iter().map(outage).collect();
        used(&outages, agreed, self.counting.degraded_half).unplanned_ms
    }

    /// Returns exposed and counted time as planned.
    fn as_planned(&self, agreed: &[(i64, i64)]) -> (i64, i64) {
        let exposed = self.amount(&self.lane.planned_pieces(self.course), agreed);
        (exposed, if self.is_excluded { 0 } else { exposed })
    }

    /// Returns exposed and counted time if the step fails whose failure uses most.
    fn if_it_fails(&self, agreed: &[(i64, i64)]) -> (i64, i64) {
        let failures = (0..self.course.steps.len()).map(|step| {
            let (pieces, planned) = self.lane.failing_pieces(self.course, step);
            let exposed = self.amount(&pieces, agreed);
            let excluded = if self.is_excluded { self.amount(&planned, agreed) } else { 0 };
            (exposed, (exposed - excluded).max(0))
        });
        failures.max_by_key(|(exposed, counted)| (*counted, *exposed)).unwrap_or_default()
    }

    /// Returns what is exposed when everything is over at `end`, in the period that has least left then.
    fn exposed(&self, pieces: &[Piece], end: i64, amount: impl Fn(&[(i64, i64)]) -> (i64, i64)) -> Exposed {
        let Some(promise) = &self.promise else {
            let agreed = self.counting.hours.between(self.counting.zone, (self.course.start, end));
            let (exposed_ms, counted_ms) = amount(&agreed);
            return Exposed { exposed_ms, counted_ms, budget: None };
        };
        let past: Vec<Outage> = pieces.iter().map(|piece| piece.outage).collect();
        let against = self.periods(end).into_iter().map(|period| {
            let agreed = promise.agreed(period);
            let (exposed_ms, counted_ms) = amount(&agreed);
            let spent = used(&past, &agreed, promise.degraded_half).counted(promise.excludes_planned);
            let budget_ms = promise.budget(&agreed).0;
            let left_before_ms = budget_ms - spent;
            let left_after_ms = left_before_ms - counted_ms;
            let over = counted_ms > 0 && left_after_ms < 0;
            let (start, end) = (Timestamp(period.0), Timestamp(period.1));
            let budget = BudgetAfter { start, end, budget_ms, left_before_ms, left_after_ms, over };
            (left_after_ms, Exposed { exposed_ms, counted_ms, budget: Some(budget) })
        });
        let worst = against.min_by_key(|(left, _)| *left).map(|(_, exposed)| exposed);
        worst.unwrap_or(Exposed { exposed_ms: 0, counted_ms: 0, budget: None })
    }

    /// Returns what the change does to the service; `None` when it makes it no worse.
    fn service(&self, live: &Generation, pieces: &[Piece]) -> Result<Option<ServiceExposure>, EngineError> {
        let (level, fails_level) = (self.lane.worst_planned(), self.lane.worst_failing());
        if level.max(fails_level) <= self.lane.already {
            return Ok(None);
        }
        let planned = self.exposed(pieces, self.course.end, |agreed| self.as_planned(agreed));
        let fails = self.exposed(pieces, self.course.failing_end(), |agreed| self.if_it_fails(agreed));
        let service = match live.row(self.id) {
            Some(_) => reference_of(live, self.id)?,
            None => self.lane.named.clone(),
        };
        Ok(Some(ServiceExposure {
            level,
            fails_level,
            stays: (self.lane.stays > self.lane.already).then_some(self.lane.stays),
            promise: self.promise.as_ref().map(|own| own.view.clone()),
            text: exposure_text(&service.name, &planned, false),
            fails_text: exposure_text(&service.name, &fails, true),
            planned,
            fails,
            service,
        }))
    }
}
