//! Changes that take part, what their steps do, and what comes of it where they overlap.

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::{Generation, Row};
use cairn_graph::{JointRuns, Party};
use cairn_model::change::Window;
use cairn_model::{CancelToken, CiId, Level, Phrase, Timestamp};

use super::entry::Entry;
use super::occurrence::{occurrences, outside, union};
use super::rule::{Frozen, Maintained, rules};
use super::sweep::{gatherings, pairs};
use super::view::{CalendarEntry, Collision, CollisionItem, CollisionKind, CollisionStep, HitService, Part};
use super::words::{Told, verdict};
use crate::change::{StepEffect, effects, reference_of};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;

/// The most verdicts about changes that meet in one place; what is left out then is said.
const VERDICTS_MAX: usize = 4_096;
const MINUTE_MS: i64 = 60_000;

/// A step while it may be in force.
#[derive(Clone, Debug)]
pub(super) struct InForce {
    pub(super) entry: usize,
    pub(super) step: u32,
    pub(super) start: i64,
    pub(super) end: i64,
    /// Everything in its scope, ascending.
    touched: Vec<CiId>,
    /// The same as far as it is in the estate, ascending.
    rows: Vec<Row>,
    /// What it alone takes to degraded or down, ascending.
    pub(super) hit: Vec<Row>,
}

/// Everything about the changes that take part.
pub(super) struct Field<'g> {
    pub(super) live: &'g Generation,
    pub(super) entries: Vec<Entry>,
    pub(super) steps: Vec<InForce>,
    pub(super) runs: JointRuns<'g>,
    pub(super) frozen: Vec<Frozen>,
    maintained: Vec<Maintained>,
    /// By entry: whether its steps count for the whole window, and why its plan does not apply.
    marks: Vec<(bool, Option<Phrase>)>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct FoundCollisions {
    pub(super) collisions: Vec<Collision>,
    pub(super) is_cut_short: bool,
}

/// What makes a collision one: its kind, its changes and its freeze.
type Key = (CollisionKind, BTreeSet<usize>, Option<usize>);

#[derive(Debug, Default)]
struct Gathered {
    items: BTreeMap<CiId, Level>,
    steps: BTreeSet<usize>,
    intervals: Vec<(i64, i64)>,
}

/// The changes of a set of steps, and the steps.
type ChangesOf = (BTreeSet<usize>, Vec<u32>);

type All = BTreeMap<Key, Gathered>;

/// Returns what stands in both, which are ascending.
fn common<T: Ord + Copy>(one: &[T], other: &[T]) -> Vec<T> {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().copied().filter(|own| many.binary_search(own).is_ok()).collect()
}

impl<'g> Field<'g> {
    /// Judges every step of the entries by itself.
    pub(super) fn new(
        engine: &Engine,
        live: &'g Generation,
        entries: Vec<Entry>,
        cancel: &CancelToken,
    ) -> Result<Self, EngineError> {
        cancel.check()?;
        let (mut steps, mut parties, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        for (number, entry) in entries.iter().enumerate() {
            cancel.check()?;
            let (found, problem) = effects(live, engine.policy(), &entry.plan, &|step| entry.is_left(step));
            let (times, is_spread) = entry.steps();
            marks.push((is_spread, problem.map(|problem| problem.reason)));
            for (effect, (_, start, end)) in found.into_iter().zip(times) {
                let StepEffect { step, seeds, cuts, touched } = effect;
                parties.push(Party { owner: u32::try_from(number).unwrap_or(u32::MAX), seeds, cuts });
                let mut rows: Vec<Row> = touched.iter().filter_map(|id| live.row(*id)).collect();
                rows.sort_unstable();
                steps.push(InForce { entry: number, step, start, end, touched, rows, hit: Vec::new() });
            }
        }
        let runs = JointRuns::new(live.topology(), parties, VERDICTS_MAX, cancel)?;
        for (party, step) in (0..).zip(&mut steps) {
            step.hit = runs.raised_by(party, Level::Degraded);
        }
        let whole = (
            entries.iter().map(|entry| entry.window.start).min().unwrap_or_default(),
            entries.iter().map(|entry| entry.window.end).max().unwrap_or_default(),
        );
        let (frozen, maintained) = rules(engine, live, whole)?;
        Ok(Field { live, entries, steps, runs, frozen, maintained, marks })
    }

    /// Returns every collision: those that block first, then by when they begin.
    pub(super) fn all(&mut self, cancel: &CancelToken) -> Result<FoundCollisions, EngineError> {
        let intervals: Vec<(i64, i64)> = self.steps.iter().map(|step| (step.start, step.end)).collect();
        let mut all = All::new();
        for (number, (one, other)) in pairs(&intervals).into_iter().enumerate() {
            if number.is_multiple_of(1024) {
                cancel.check()?;
            }
            self.pair(one as usize, other as usize, &mut all);
        }
        let mut is_cut_short = false;
        for gathering in gatherings(&intervals) {
            is_cut_short |= self.together(&gathering, &mut all, cancel)?;
        }
        for step in 0..self.steps.len() {
            cancel.check()?;
            self.by_rules(step, &mut all);
        }
        let mut collisions = Vec::with_capacity(all.len());
        for (key, gathered) in all {
            collisions.push(self.collision(&key, gathered)?);
        }
        collisions.sort_by(|left, right| {
            (!left.blocks, left.start, left.kind, &left.id).cmp(&(!right.blocks, right.start, right.kind, &right.id))
        });
        Ok(FoundCollisions { collisions, is_cut_short })
    }

    fn level(&self, step: usize, row: Row) -> Level {
        self.runs.alone(u32::try_from(step).unwrap_or(u32::MAX)).level_if_any(row)
    }

    /// Returns what two steps of different changes do to each other: items with levels, by kind.
    pub(super) fn between(&self, one: usize, other: usize) -> [(CollisionKind, Vec<(CiId, Level)>); 3] {
        let (left, right) = (&self.steps[one], &self.steps[other]);
        let id = |row: Row| self.live.id(row);
        let both = common(&left.touched, &right.touched);
        let mut cone: Vec<(CiId, Level)> = Vec::new();
        for (touching, hitting) in [(one, other), (other, one)] {
            let rows = common(&self.steps[touching].rows, &self.steps[hitting].hit);
            cone.extend(rows.into_iter().map(|row| (id(row), self.level(hitting, row))));
        }
        // What both touch is said already.
        cone.retain(|(id, _)| both.binary_search(id).is_err());
        let services = common(&left.hit, &right.hit).into_iter().filter(|row| self.live.is_service(*row));
        let services = services.map(|row| (id(row), self.level(one, row).max(self.level(other, row)))).collect();
        let touched = both.into_iter().map(|id| (id, Level::Unaffected)).collect();
        [(CollisionKind::C1, touched), (CollisionKind::C2, cone), (CollisionKind::C3, services)]
    }

    fn pair(&self, one: usize, other: usize, all: &mut All) {
        let (left, right) = (&self.steps[one], &self.steps[other]);
        if left.entry == right.entry {
            return;
        }
        let overlap = (left.start.max(right.start), left.end.min(right.end));
        for (kind, items) in self.between(one, other) {
            if !items.is_empty() {
                let key = (kind, BTreeSet::from([left.entry, right.entry]), None);
                gather(all, key, &[one, other], overlap, items);
            }
        }
    }

    /// Adds what steps in force at one moment do only together; returns whether not every set was tried.
    fn together(&mut self, active: &[u32], all: &mut All, cancel: &CancelToken) -> Result<bool, EngineError> {
        let found = self.runs.together(active, cancel)?;
        let owners = |parties: &[u32]| -> BTreeSet<usize> {
            parties.iter().map(|party| self.steps[*party as usize].entry).collect()
        };
        let mut of_item: BTreeMap<(Row, Level), Vec<ChangesOf>> = BTreeMap::new();
        for set in found.sets {
            let own = owners(&set.parties);
            of_item.entry((set.vertex, set.level)).or_default().push((own, set.parties));
        }
        for ((row, level), sets) in &of_item {
            for (changes, parties) in sets {
                // Another step of one of the changes may need fewer of the others.
                if sets.iter().any(|(other, _)| other.is_subset(changes) && other != changes) {
                    continue;
                }
                let steps: Vec<usize> = parties.iter().map(|party| *party as usize).collect();
                let start = steps.iter().map(|step| self.steps[*step].start).max().unwrap_or_default();
                let end = steps.iter().map(|step| self.steps[*step].end).min().unwrap_or_default();
                let key = (CollisionKind::C4, changes.clone(), None);
                gather(all, key, &steps, (start, end), vec![(self.live.id(*row), *level)]);
            }
        }
        Ok(found.is_cut_short)
    }

    /// Returns by which freezes a step is hit when it is in force in an interval, with what they cover.
    pub(super) fn freezing(&self, step: usize, (start, end): (i64, i64)) -> Vec<(usize, (i64, i64), Vec<Row>)> {
        let mut hits = Vec::new();
        for (number, Frozen { freeze, cover }) in self.frozen.iter().enumerate() {
            let overlap = (start.max(freeze.start.0), end.min(freeze.end.0));
            if overlap.0 >= overlap.1 {
                continue;
            }
            let rows = self.steps[step].hit.iter().copied();
            let rows: Vec<Row> = rows.filter(|row| cover.covers(self.live, *row)).collect();
            if !rows.is_empty() {
                hits.push((number, overlap, rows));
            }
        }
        hits
    }

    /// Returns what a step in force in an interval hits outside of its maintenance windows, and when.
    pub(super) fn outside(&self, step: usize, interval: (i64, i64)) -> Vec<(Row, Vec<(i64, i64)>)> {
        if self.maintained.is_empty() {
            return Vec::new();
        }
        let (from, to) = (Timestamp(interval.0), Timestamp(interval.1));
        let open: Vec<Vec<Window>> = self.maintained.iter().map(|own| occurrences(&own.window, from, to)).collect();
        let mut found = Vec::new();
        for &row in &self.steps[step].hit {
            let of = self.maintained.iter().zip(&open).filter(|(own, _)| own.cover.covers(self.live, row));
            let mut is_maintained = false;
            let mut times = Vec::new();
            for (_, open) in of {
                is_maintained = true;
                times.extend(open.iter().map(|own| (own.start.0, own.end.0)));
            }
            let left = if is_maintained { outside(interval, &union(times)) } else { Vec::new() };
            if !left.is_empty() {
                found.push((row, left));
            }
        }
        found
    }

    fn by_rules(&self, step: usize, all: &mut All) {
        let InForce { entry, start, end, .. } = self.steps[step];
        let changes = BTreeSet::from([entry]);
        let told = |row: Row| (self.live.id(row), self.level(step, row));
        for (freeze, overlap, rows) in self.freezing(step, (start, end)) {
            let key = (CollisionKind::C5, changes.clone(), Some(freeze));
            gather(all, key, &[step], overlap, rows.into_iter().map(told).collect());
        }
        for (row, times) in self.outside(step, (start, end)) {
            for time in times {
                gather(all, (CollisionKind::C6, changes.clone(), None), &[step], time, vec![told(row)]);
            }
        }
    }

    fn collision(&self, (kind, changes, freeze): &Key, gathered: Gathered) -> Result<Collision, EngineError> {
        let mut items = Vec::with_capacity(gathered.items.len());
        for (id, level) in gathered.items {
            items.push(CollisionItem { item: reference_of(self.live, id)?, level });
        }
        let order = |own: &CollisionItem| {
            (!own.item.is_service, std::cmp::Reverse(own.level), own.item.tier.unwrap_or(u8::MAX))
        };
        items.sort_by(|left, right| {
            order(left)
                .cmp(&order(right))
                .then_with(|| (&left.item.name, left.item.id).cmp(&(&right.item.name, right.item.id)))
        });
        let times = union(gathered.intervals);
        let start = Timestamp(times.first().map_or(0, |time| time.0));
        let end = Timestamp(times.last().map_or(0, |time| time.1));
        let lasts: i64 = times.iter().map(|(start, end)| end - start).sum();
        let minutes = u64::try_from((lasts + MINUTE_MS - 1) / MINUTE_MS).unwrap_or_default();
        let of = |number: &usize| &self.entries[*number].change;
        let frozen = freeze.map(|number| &self.frozen[number].freeze);
        let told = Told {
            kind: *kind,
            changes: changes.iter().map(|number| (of(number).id.as_str(), of(number).title.as_str())).collect(),
            items: &items,
            start,
            end,
            minutes,
            freeze: frozen.map(|freeze| (freeze.id.as_str(), freeze.reason.as_str())),
        };
        let mut ids: Vec<String> = changes.iter().map(|number| of(number).id.clone()).collect();
        ids.sort_unstable();
        let rule = frozen.map_or_else(String::new, |freeze| format!("@{}", freeze.id));
        let mut steps: Vec<CollisionStep> = gathered
            .steps
            .iter()
            .map(|step| CollisionStep { change: of(&self.steps[*step].entry).id.clone(), step: self.steps[*step].step })
            .collect();
        steps.sort();
        Ok(Collision {
            id: format!("{}:{}{rule}", kind.id(), ids.join("+")),
            kind: *kind,
            blocks: kind.blocks(),
            proposed: changes.iter().any(|number| self.entries[*number].part != Part::Planned),
            steps,
            start,
            end,
            minutes,
            freeze: frozen.map(|freeze| freeze.id.clone()),
            text: told.phrase(),
            changes: ids,
            items,
        })
    }

    /// Returns each change as a line of the calendar; its collisions are for the caller to fill in.
    pub(super) fn lines(&self) -> Result<Vec<CalendarEntry>, EngineError> {
        let mut hits: Vec<BTreeMap<Row, Level>> = vec![BTreeMap::new(); self.entries.len()];
        for (party, step) in (0..).zip(&self.steps) {
            for row in self.runs.raised_by(party, Level::AtRisk) {
                if self.live.is_service(row) {
                    let level = hits[step.entry].entry(row).or_default();
                    *level = (*level).max(self.runs.alone(party).level_if_any(row));
                }
            }
        }
        let mut lines = Vec::with_capacity(self.entries.len());
        for ((entry, hits), (is_spread, problem)) in self.entries.iter().zip(hits).zip(&self.marks) {
            let mut services = Vec::with_capacity(hits.len());
            for (row, level) in hits {
                services.push(HitService { item: reference(self.live, row)?, level });
            }
            services.sort_by(|left, right| {
                let order = |own: &HitService| (std::cmp::Reverse(own.level), own.item.tier.unwrap_or(u8::MAX));
                order(left)
                    .cmp(&order(right))
                    .then_with(|| (&left.item.name, left.item.id).cmp(&(&right.item.name, right.item.id)))
            });
            lines.push(CalendarEntry {
                id: entry.change.id.clone(),
                title: entry.change.title.clone(),
                kind: entry.change.kind,
                state: entry.change.state.clone(),
                part: entry.part,
                window: entry.window,
                level: services.iter().map(|own| own.level).max().unwrap_or_default(),
                text: verdict(&services),
                services,
                collisions: Vec::new(),
                spread: *is_spread,
                problem: problem.clone(),
            });
        }
        Ok(lines)
    }
}

fn gather(all: &mut All, key: Key, steps: &[usize], overlap: (i64, i64), items: Vec<(CiId, Level)>) {
    let gathered = all.entry(key).or_default();
    gathered.steps.extend(steps);
    gathered.intervals.push(overlap);
    for (id, level) in items {
        let known = gathered.items.entry(id).or_default();
        *known = (*known).max(level);
    }
}
