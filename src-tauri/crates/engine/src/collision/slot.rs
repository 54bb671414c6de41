//! The next free slot of a change: the earliest start at which it collides with nothing.

use cairn_model::change::Window;
use cairn_model::{CancelToken, Phrase, Timestamp};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::entry::{Asked, Period, entries};
use super::field::Field;
use super::occurrence::occurrences;
use super::rule::maintenance_windows;
use super::sweep::gatherings;
use crate::change::plan_of;
use crate::engine::Engine;
use crate::error::EngineError;

/// How many days are looked at.
pub const SLOT_DAYS: u32 = 90;
const DAY_MS: i64 = 24 * 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// Where a change fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Slot {
    /// The change.
    pub change: String,
    /// The earliest window of its length without a collision; absent when there is none as far as was looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// From when it was looked for.
    pub after: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// How many minutes it needs.
    pub minutes: u64,
    /// How many starts were tried.
    pub tried: u64,
}

/// Returns the earliest start, not before a moment, at which a change of the length of its window (of its steps, when it has
/// none) collides with nothing (C1 to C5) and lies inside of the maintenance windows (C6). Nothing is written.
///
/// # Errors
/// [`EngineError::Refused`] when there is no such change, or nobody said how long it takes; [`EngineError::Cancelled`].
pub fn next_slot(
    engine: &Engine,
    words: &str,
    after: Option<Timestamp>,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<Slot, EngineError> {
    let mut asked = Asked::find(engine, &[words.to_owned()])?;
    let Some(change) = asked.changes().first().cloned() else {
        return Err(EngineError::Refused(Phrase::new("change-not-found").with("words", words)));
    };
    let plan = plan_of(engine, &change.id)?;
    let minutes: i64 = plan.steps.iter().map(|step| i64::from(step.minutes)).sum();
    let length = change.window.map_or(minutes * MINUTE_MS, |window| window.end.0 - window.start.0);
    if length <= 0 {
        return Err(EngineError::Refused(Phrase::new("slot-no-length").with("change", &change.id)));
    }
    let after = Timestamp(whole_minute(after.unwrap_or(now).0));
    let until = Timestamp(after.0 + i64::from(SLOT_DAYS) * DAY_MS);
    let whole = Window { start: after, end: Timestamp(until.0 + length) };
    asked.put_into(whole)?;
    let live = engine.generation();
    let mut entries = entries(engine, &Period::of(Some(whole.start), Some(whole.end))?, &asked, now)?;
    let own = entries.iter().position(|entry| entry.change.id == change.id).unwrap_or_default();
    let field = Field::new(engine, &live, entries.clone(), cancel)?;
    entries[own].window = Window { start: Timestamp(0), end: Timestamp(length) };
    let offsets = entries[own].steps().0.into_iter().map(|(_, start, end)| (start, end)).collect();
    let mut search = Search { own, offsets, met: FxHashMap::default(), field };
    let candidates = search.candidates(engine, whole, until)?;
    let mut tried = 0;
    let mut window = None;
    for start in candidates {
        cancel.check()?;
        tried += 1;
        if search.is_free(start, cancel)? {
            window = Some(Window { start: Timestamp(start), end: Timestamp(start + length) });
            break;
        }
    }
    let minutes = u64::try_from(length / MINUTE_MS).unwrap_or_default();
    Ok(Slot { change: change.id, window, after, until, minutes, tried })
}

/// Returns the moment, or the beginning of the minute behind it.
fn whole_minute(at: i64) -> i64 {
    at.div_euclid(MINUTE_MS) * MINUTE_MS + if at.rem_euclid(MINUTE_MS) == 0 { 0 } else { MINUTE_MS }
}

struct Search<'g> {
    field: Field<'g>,
    own: usize,
    /// When each own step is in force, from the start of the window.
    offsets: Vec<(i64, i64)>,
    /// By two steps: whether they collide whenever they overlap (C1 to C3).
    met: FxHashMap<(usize, usize), bool>,
}

impl Search<'_> {
    /// Returns every start that may be the earliest: a collision ends when something else does, or a window opens.
    fn candidates(&self, engine: &Engine, whole: Window, until: Timestamp) -> Result<Vec<i64>, EngineError> {
        let mut moments: Vec<i64> = self.others().map(|step| self.field.steps[step].end).collect();
        moments.extend(self.field.frozen.iter().map(|frozen| frozen.freeze.end.0));
        for window in maintenance_windows(engine)? {
            moments.extend(occurrences(&window, whole.start, whole.end).into_iter().map(|open| open.start.0));
        }
        moments.sort_unstable();
        moments.dedup();
        let mut candidates = vec![whole.start.0];
        for (offset, _) in &self.offsets {
            candidates.extend(moments.iter().map(|moment| whole_minute(moment - offset)));
        }
        candidates.retain(|start| (whole.start.0..=until.0).contains(start));
        candidates.sort_unstable();
        candidates.dedup();
        Ok(candidates)
    }

    fn others(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.field.steps.len()).filter(|step| self.field.steps[*step].entry != self.own)
    }

    /// Returns whether the change collides with nothing when it starts at a moment.
    fn is_free(&mut self, start: i64, cancel: &CancelToken) -> Result<bool, EngineError> {
        let own: Vec<usize> =
            (0..self.field.steps.len()).filter(|step| self.field.steps[*step].entry == self.own).collect();
        for (step, (from, to)) in own.iter().zip(self.offsets.clone()) {
            let step = &mut self.field.steps[*step];
            (step.start, step.end) = (start + from, start + to);
        }
        let mut beside: Vec<usize> = Vec::new();
        for &step in &own {
            let interval = (self.field.steps[step].start, self.field.steps[step].end);
            if !self.field.freezing(step, interval).is_empty() || !self.field.outside(step, interval).is_empty() {
                return Ok(false);
            }
            let others: Vec<usize> = self.others().collect();
            for other in others {
                let (left, right) = (&self.field.steps[step], &self.field.steps[other]);
                if left.start < right.end && right.start < left.end {
                    if self.collides(step, other) {
                        return Ok(false);
                    }
                    beside.push(other);
                }
            }
        }
        beside.extend(&own);
        beside.sort_unstable();
        beside.dedup();
        let intervals: Vec<(i64, i64)> =
            beside.iter().map(|step| (self.field.steps[*step].start, self.field.steps[*step].end)).collect();
        for gathering in gatherings(&intervals) {
            let active: Vec<usize> = gathering.iter().map(|place| beside[*place as usize]).collect();
            if !active.iter().any(|step| own.contains(step)) {
                continue;
            }
            let active: Vec<u32> = active.iter().filter_map(|step| u32::try_from(*step).ok()).collect();
            let found = self.field.runs.together(&active, cancel)?;
            let is_own = |party: &u32| own.contains(&(*party as usize));
            // A set that nobody tried may be one.
            if found.is_cut_short || found.sets.iter().any(|set| set.parties.iter().any(is_own)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn collides(&mut self, step: usize, other: usize) -> bool {
        let field = &self.field;
        let met = || field.between(step, other).iter().any(|(_, items)| !items.is_empty());
        *self.met.entry((step, other)).or_insert_with(met)
    }
}
