//! Which changes take part in collisions, and when.

use cairn_model::change::{Change, Plan, PlannedStep, Window};
use cairn_model::{Phrase, Timestamp};

use super::view::Part;
use crate::change::{find_change, plan_of};
use crate::engine::Engine;
use crate::error::EngineError;

const MINUTE_MS: i64 = 60_000;
/// A change in progress that overruns its window counts for so long from now on.
const OVERRUN_MS: i64 = 24 * 3_600_000;

/// A change that takes part.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) change: Change,
    pub(super) plan: Plan,
    pub(super) part: Part,
    /// When it may be under way.
    pub(super) window: Window,
    pub(super) in_progress: bool,
}

/// A period, half-open; open where nothing is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    from: Timestamp,
    to: Timestamp,
}

impl Period {
    pub(super) fn of(from: Option<Timestamp>, to: Option<Timestamp>) -> Result<Self, EngineError> {
        let (from, to) = (from.unwrap_or(Timestamp(i64::MIN)), to.unwrap_or(Timestamp(i64::MAX)));
        if to <= from {
            return Err(EngineError::EndsBeforeStart { since: from, end: to });
        }
        Ok(Period { from, to })
    }

    pub(super) fn overlaps(&self, start: Timestamp, end: Timestamp) -> bool {
        start < self.to && self.from < end
    }
}

/// The changes that were asked about.
#[derive(Debug, Default)]
pub(super) struct Asked {
    changes: Vec<Change>,
    /// The plan of the only change, where it is not the one that is stored.
    plan: Option<Plan>,
    /// Changes that await a decision are left out.
    decided_alone: bool,
}

impl Asked {
    /// Returns the changes that words mean.
    pub(super) fn find(engine: &Engine, words: &[String]) -> Result<Self, EngineError> {
        let mut changes = words.iter().map(|words| find_change(engine, words)).collect::<Result<Vec<_>, _>>()?;
        changes.sort_by(|left, right| left.id.cmp(&right.id));
        changes.dedup_by(|left, right| left.id == right.id);
        Ok(Asked { changes, plan: None, decided_alone: false })
    }

    /// Returns one change as it is given, stored or not, beside those alone that were decided on.
    pub(super) fn beside_decided(change: Change, plan: Plan) -> Self {
        Asked { changes: vec![change], plan: Some(plan), decided_alone: true }
    }

    /// Returns the changes.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Gives every change asked about another window.
    pub(super) fn put_into(&mut self, window: Window) -> Result<(), EngineError> {
        if window.end <= window.start {
            return Err(EngineError::EndsBeforeStart { since: window.start, end: window.end });
        }
        for change in &mut self.changes {
            change.window = Some(window);
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.changes.iter().any(|change| change.id == id)
    }
}

/// Returns as what a change takes part by its state; `None` when it does not.
pub(super) fn part_of(engine: &Engine, change: &Change) -> Option<Part> {
    let leads = |transition: &str| engine.policy().transition(transition, &change.state).is_some();
    if leads("schedule") || leads("finish_implemented") {
        return Some(Part::Planned);
    }
    leads("approve").then_some(Part::Proposed)
}

/// Returns the changes that take part: those of the estate whose windows overlap the period and, when some are asked about,
/// one of theirs; and those asked about whatever their state. By the beginning of their windows.
pub(super) fn entries(
    engine: &Engine,
    period: &Period,
    asked: &Asked,
    now: Timestamp,
) -> Result<Vec<Entry>, EngineError> {
    let mut entries = Vec::new();
    for change in &asked.changes {
        if change.window.is_none() {
            return Err(EngineError::Refused(Phrase::new("collision-no-window").with("change", &change.id)));
        }
        let part = part_of(engine, change).unwrap_or(Part::Asked);
        let plan = match &asked.plan {
            Some(plan) => plan.clone(),
            None => plan_of(engine, &change.id)?,
        };
        let (window, in_progress) = under_way(engine, change, now);
        entries.extend(window.map(|window| Entry { change: change.clone(), plan, part, window, in_progress }));
    }
    let windows: Vec<Window> = entries.iter().map(|own| own.window).collect();
    let known = engine.known_changes().of(engine)?;
    for change in known.values().filter(|change| !asked.has(&change.id)) {
        let Some(part) = part_of(engine, change) else { continue };
        let (Some(window), in_progress) = under_way(engine, change, now) else { continue };
        let is_beside = asked.is_empty() || windows.iter().any(|own| window.start < own.end && own.start < window.end);
        if is_beside && period.overlaps(window.start, window.end) && (part == Part::Planned || !asked.decided_alone) {
            let plan = plan_of(engine, &change.id)?;
            entries.push(Entry { change: (**change).clone(), plan, part, window, in_progress });
        }
    }
    entries.sort_by(|left, right| (left.window.start, &left.change.id).cmp(&(right.window.start, &right.change.id)));
    Ok(entries)
}

/// Returns when a change may be under way, and whether it is.
fn under_way(engine: &Engine, change: &Change, now: Timestamp) -> (Option<Window>, bool) {
    let in_progress = engine.policy().transition("finish_implemented", &change.state).is_some();
    let mut window = change.window;
    if let Some(own) = window.as_mut().filter(|_| in_progress) {
        own.start = own.start.min(change.started_at.unwrap_or(own.start));
        if own.end <= now {
            own.end = Timestamp(now.0 + OVERRUN_MS);
        }
    }
    (window, in_progress)
}

impl Entry {
    /// Returns when each step that is left may be in force, and whether that is the whole window for each; see [`step_times`].
    pub(super) fn steps(&self) -> (Vec<(u32, i64, i64)>, bool) {
        let left: Vec<_> = (1..).zip(&self.plan.steps).filter(|(number, _)| self.is_left(*number)).collect();
        step_times(&left, (self.window.start.0, self.window.end.0), self.in_progress)
    }

    /// Returns whether a step is still to be done.
    pub(super) fn is_left(&self, step: u32) -> bool {
        !self.change.outcomes.contains_key(&step)
    }
}

/// Returns when steps may be in force, by their numbers, and whether that is the whole window for each: one after the other
/// from its beginning when every step says how long it takes, nothing is out for longer than its step, and all fit.
pub(crate) fn step_times(
    steps: &[(u32, &PlannedStep)],
    (start, end): (i64, i64),
    in_progress: bool,
) -> (Vec<(u32, i64, i64)>, bool) {
    let says = steps.iter().all(|(_, step)| {
        step.minutes > 0 && step.outages.iter().all(|out| out.minutes.is_none_or(|minutes| minutes <= step.minutes))
    });
    let all: i64 = steps.iter().map(|(_, step)| i64::from(step.minutes) * MINUTE_MS).sum();
    if in_progress || !says || all > end - start {
        return (steps.iter().map(|(number, _)| (*number, start, end)).collect(), true);
    }
    let mut at = start;
    let mut times = Vec::with_capacity(steps.len());
    for (number, step) in steps {
        let next = at + i64::from(step.minutes) * MINUTE_MS;
        times.push((*number, at, next));
        at = next;
    }
    (times, false)
}

/// Returns whether a change was decided on, so that what it takes out in its window is planned.
pub(crate) fn is_decided(engine: &Engine, change: &Change) -> bool {
    change.started_at.is_some() || part_of(engine, change) == Some(Part::Planned)
}
