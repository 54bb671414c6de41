//! How a change goes by the clock: when which service is degraded or down, as planned and if a step fails.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Scratch, Seed, Verdict, verdict_with};
use cairn_model::change::{Change, Plan, PlannedStep, Window};
use cairn_model::impact::ItemRef;
use cairn_model::{CancelToken, CiId, Level};

use super::documents::plan_of;
use super::judge::{JudgedPlan, JudgedStep, judge_plan};
use crate::collision::step_times;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;

const MINUTE_MS: i64 = 60_000;

/// When the steps of a change are done, and what they do to services. Times are milliseconds.
#[derive(Debug)]
pub(crate) struct Course {
    /// When the window begins.
    pub(crate) start: i64,
    /// The first moment behind the window.
    pub(crate) end: i64,
    /// Every step counts for the whole window.
    pub(crate) is_spread: bool,
    /// When each step begins, and how long all up to it take.
    pub(crate) steps: Vec<(i64, i64)>,
    /// Services that get degraded or down, by id.
    pub(crate) lanes: BTreeMap<CiId, Lane>,
}

/// One service while a change is being done.
#[derive(Debug)]
pub(crate) struct Lane {
    /// The service.
    pub(crate) named: ItemRef,
    /// Its level by operation alone.
    pub(crate) already: Level,
    /// Its level once everything is done, where that is degraded or down.
    pub(crate) stays: Level,
    /// By step, from 0: from when to when it is at a level as planned.
    planned: Vec<(usize, i64, i64, Level)>,
    /// By step: its level if that fails.
    fails: Vec<Level>,
}

impl Course {
    /// Returns the first moment behind the window and the longest back-out.
    pub(crate) fn failing_end(&self) -> i64 {
        self.end + self.steps.last().map_or(0, |(_, lasts)| *lasts)
    }

    fn done(&self) -> i64 {
        self.steps.last().map_or(self.start, |(_, lasts)| self.start + lasts)
    }
}

impl Lane {
    /// Returns the worst level as planned.
    pub(crate) fn worst_planned(&self) -> Level {
        self.planned.iter().map(|own| own.3).max().unwrap_or_default().max(self.stays)
    }

    /// Returns the worst level if a step fails, or as planned.
    pub(crate) fn worst_failing(&self) -> Level {
        self.fails.iter().copied().max().unwrap_or_default().max(self.worst_planned())
    }

    /// Returns when the service is at which level as planned, no two times overlapping.
    pub(crate) fn planned_pieces(&self, course: &Course) -> Vec<(i64, i64, Level)> {
        if course.is_spread {
            return vec![(course.start, course.end, self.worst_planned())];
        }
        let mut pieces: Vec<_> = self.planned.iter().map(|&(_, start, end, level)| (start, end, level)).collect();
        pieces.push((course.done(), course.end, self.stays));
        pieces
    }

    /// Returns when the service is at which level if a step fails at its beginning, and what of that was planned: the steps
    /// before it go as planned, then what is in its scope is down until the window ends and for as long again as the steps up
    /// to it take.
    pub(crate) fn failing_pieces(&self, course: &Course, step: usize) -> (Pieces, Pieces) {
        let (begins, lasts) = course.steps[step];
        let end = course.end + lasts;
        if course.is_spread {
            let planned = self.worst_planned();
            let pieces =
                vec![(course.start, course.end, self.fails[step].max(planned)), (course.end, end, self.fails[step])];
            return (pieces, vec![(course.start, course.end, planned)]);
        }
        let of = |last: usize| {
            let own = self.planned.iter().filter(move |(number, ..)| *number < last);
            own.map(|&(_, start, end, level)| (start, end, level)).collect::<Vec<_>>()
        };
        let mut pieces = of(step);
        pieces.push((begins, end, self.fails[step]));
        (pieces, of(step + 1))
    }
}

/// Times at levels: from, the first moment behind, level.
pub(crate) type Pieces = Vec<(i64, i64, Level)>;

/// Returns how a change goes in a window on the estate as it is.
///
/// # Errors
/// [`EngineError::PlanDoesNotApply`], [`EngineError::Store`], [`EngineError::Cancelled`].
pub(crate) fn course(
    engine: &Engine,
    live: &Generation,
    change: &Change,
    window: Window,
    cancel: &CancelToken,
) -> Result<Course, EngineError> {
    let plan = plan_of(engine, &change.id)?;
    let judged = judge_plan(live, engine.policy(), &plan, cancel)?;
    let steps: Vec<(u32, &PlannedStep)> = (1..).zip(&plan.steps).collect();
    let (times, is_spread) = step_times(&steps, (window.start.0, window.end.0), false);
    let mut lasts = 0;
    let mut begins = Vec::with_capacity(times.len());
    for ((_, start, _), step) in times.iter().zip(&plan.steps) {
        lasts += i64::from(step.minutes) * MINUTE_MS;
        begins.push((*start, lasts));
    }
    let course = Course { start: window.start.0, end: window.end.0, is_spread, steps: begins, lanes: BTreeMap::new() };
    Lanes { judged: &judged, plan: &plan, scratch: Scratch::default(), course }.all(&times, cancel)
}

struct Lanes<'a> {
    judged: &'a JudgedPlan,
    plan: &'a Plan,
    scratch: Scratch,
    course: Course,
}

impl Lanes<'_> {
    fn all(mut self, times: &[(u32, i64, i64)], cancel: &CancelToken) -> Result<Course, EngineError> {
        let judged = self.judged;
        for (number, step) in judged.steps.iter().enumerate() {
            let (_, start, end) = times[number];
            for &row in raised(&step.answers.fails, step.answers.stand_ins).iter() {
                let level = step.fails(row);
                if let Some(lane) = self.lane(step, &step.before, row)? {
                    lane.fails[number] = level;
                }
            }
            for (from, to, shorter) in self.parts(number, (start, end)) {
                let own = shorter.map(|own| self.without_shorter(step, &own, cancel)).transpose()?;
                let verdict = own.as_ref().unwrap_or(&step.answers.during);
                for &row in raised(verdict, step.answers.stand_ins).iter() {
                    let level = verdict.level_if_any(row);
                    if let Some(lane) = self.lane(step, &step.before, row)? {
                        lane.planned.push((number, from, to, level));
                    }
                }
            }
        }
        if let (Some(end), Some(last)) = (&judged.end, judged.steps.last()) {
            for &row in raised(end, Row::MAX).iter() {
                let level = end.level_if_any(row);
                if let Some(lane) = self.lane(last, &last.after, row)? {
                    lane.stays = level;
                }
            }
        }
        Ok(self.course)
    }

    /// Returns the lane of a service in a row of an estate on the way; `None` for what is none.
    fn lane(&mut self, step: &JudgedStep, of: &Generation, row: Row) -> Result<Option<&mut Lane>, EngineError> {
        if row >= of.topology().vertex_count() || !of.is_service(row) {
            return Ok(None);
        }
        let (id, steps) = (of.id(row), self.judged.steps.len());
        let already = step.before.row(id).map_or(Level::Unaffected, |row| self.judged.already(row));
        let named = reference(of, row)?;
        let made = || Lane {
            named,
            already,
            stays: Level::Unaffected,
            planned: Vec::new(),
            fails: vec![Level::Unaffected; steps],
        };
        Ok(Some(self.course.lanes.entry(id).or_insert_with(made)))
    }

    /// Returns a step in parts: what is out for fewer minutes than the step is back for the parts behind. Each part comes with
    /// the milliseconds that what is still out lasts longer than; `None` where everything is.
    fn parts(&self, number: usize, (start, end): (i64, i64)) -> Vec<(i64, i64, Option<StillOut>)> {
        let planned = &self.plan.steps[number];
        if self.course.is_spread {
            return vec![(start, end, None)];
        }
        let lasts =
            |own: &cairn_model::change::PlannedOutage| i64::from(own.minutes.unwrap_or(planned.minutes)) * MINUTE_MS;
        let mut ends: Vec<i64> = planned.outages.iter().map(|own| start + lasts(own)).filter(|at| *at < end).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut parts = Vec::with_capacity(ends.len() + 1);
        let mut from = start;
        let mut still = None;
        for at in ends {
            parts.push((from, at, still.take()));
            let left = planned.outages.iter().filter(|own| start + lasts(own) > at);
            still = Some(left.map(|own| (own.item, own.mode.level())).collect());
            from = at;
        }
        parts.push((from, end, still));
        parts.retain(|(from, to, _)| from < to);
        parts
    }

    /// Judges what a step does while only some of what it takes out is out.
    fn without_shorter(
        &mut self,
        step: &JudgedStep,
        still: &StillOut,
        cancel: &CancelToken,
    ) -> Result<Verdict, EngineError> {
        let (answers, removed) = (&step.answers, &step.prepared.removed);
        let topology = &answers.during_topology;
        let out = still.iter().filter_map(|(id, level)| Some(Seed { vertex: step.before.row(*id)?, level: *level }));
        let cut = answers.stand_ins..topology.vertex_count();
        let gone = removed.iter().copied().chain(cut).map(|vertex| Seed { vertex, level: Level::Down });
        let seeds: Vec<Seed> = out.chain(gone).collect();
        Ok(verdict_with(&mut self.scratch, topology, &seeds, AssumedRedundancy::Holds, cancel)?)
    }
}

/// What is still out in a part of a step.
type StillOut = Vec<(CiId, Level)>;

/// Returns what is degraded or down and no stand-in.
fn raised(verdict: &Verdict, stand_ins: Row) -> Vec<Row> {
    let raised = verdict.raised().iter().filter(|own| own.level >= Level::Degraded && own.vertex < stand_ins);
    raised.map(|own| own.vertex).collect()
}
