//! When services did not work as they should, from what was recorded (ADR 23).
//!
//! What a record says of an item's operation holds from the moment it took effect to that of the next record of the item,
//! in whatever order the past was entered. Between two moments at which anything changed, the services are judged under what was
//! out, with the same verdict as ever, on the estate as it was wired then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Scratch, Seed, rests_on, verdict_with};
use cairn_model::change::ChangeKind;
use cairn_model::topology::Topology;
use cairn_model::{CancelToken, CiId, Commit, CommitKind, Edit, Level, Operation, Strength, Timestamp};
use rustc_hash::{FxHashMap, FxHashSet};

use super::outages::Said;
use super::sum::Outage;
use crate::change::{changes, plan_of};
use crate::collision::is_decided;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::operation::all_in_service;
use crate::outage::{holds_from, is_of_an_outage, said_of, takes_back};

/// Why a service was not as it should be: an item, the record and the outage that say so, and what planned it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cause {
    pub(super) item: CiId,
    pub(super) record: Option<u64>,
    pub(super) outage: Option<String>,
    pub(super) change: Option<String>,
    /// The outage that announced it.
    pub(super) announced: Option<String>,
}

impl Cause {
    fn is_planned(&self) -> bool {
        self.change.is_some() || self.announced.is_some()
    }
}

/// A time during which a service was degraded or down, and why.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) outage: Outage,
    pub(super) causes: Vec<Cause>,
}

/// A time during which an item was out, as a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Episode {
    pub(super) item: CiId,
    pub(super) from: i64,
    /// The first moment behind it; the last there is when nobody ended it.
    pub(super) to: i64,
    pub(super) level: Level,
    pub(super) record: Option<u64>,
    /// The place of the outage that says so.
    pub(super) outage: Option<usize>,
}

/// The window of a change that was decided on, or of an outage that was announced, and what it takes out.
pub(super) struct Planned {
    pub(super) by: String,
    pub(super) is_change: bool,
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) items: FxHashSet<CiId>,
}

/// A time during which nothing changed and something was out.
struct Still {
    start: i64,
    end: i64,
    out: Vec<(Cause, Level)>,
    /// The record that says how the estate was wired.
    wiring: u64,
}

/// What is looked at: the log up to a record, between two moments.
pub(super) struct Asked<'a> {
    pub(super) engine: &'a Engine,
    /// The estate after that record.
    pub(super) generation: Arc<Generation>,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) services: &'a [CiId],
    pub(super) cancel: &'a CancelToken,
}

/// Returns, of each service, when it was degraded or down, in order; those that never were are absent.
///
/// Cost: the headers of the period, the edits of its records of operation and, where anything was out, of those that wired;
/// then two verdicts at most for each moment at which something changed while something was out.
pub(super) fn history(asked: &Asked<'_>) -> Result<FxHashMap<CiId, Vec<Piece>>, EngineError> {
    let mut found: FxHashMap<CiId, Vec<Piece>> = FxHashMap::default();
    if asked.services.is_empty() || asked.from >= asked.to {
        return Ok(found);
    }
    let headers = asked.headers()?;
    let said = Said::of(asked.engine, &asked.generation)?;
    let mut stills = asked.stills(&headers, &said, asked.episodes(&headers, &said)?)?;
    stills.sort_by_key(|still| (std::cmp::Reverse(still.wiring), still.start));
    let (mut generation, mut scratch) = (Arc::clone(&asked.generation), Scratch::default());
    let mut sound: Option<(u64, Topology)> = None;
    for still in &stills {
        asked.cancel.check()?;
        if sound.as_ref().is_none_or(|(of, _)| *of != still.wiring) {
            generation = asked.engine.generation_at(generation, still.wiring)?;
            sound = Some((still.wiring, all_in_service(generation.topology())));
        }
        let Some((_, topology)) = &sound else { continue };
        for (service, piece) in asked.judged(&generation, topology, still, &mut scratch)? {
            found.entry(service).or_default().push(piece);
        }
    }
    for pieces in found.values_mut() {
        pieces.sort_by_key(|own| own.outage.start);
        join(pieces);
    }
    Ok(found)
}

/// Makes one of pieces that follow each other and say the same.
fn join(pieces: &mut Vec<Piece>) {
    pieces.dedup_by(|later, earlier| {
        let (own, next) = (earlier.outage, later.outage);
        let is_same = own.end == next.start
            && (own.level, own.planned) == (next.level, next.planned)
            && earlier.causes == later.causes;
        if is_same {
            earlier.outage.end = next.end;
        }
        is_same
    });
}

/// Returns whether records of a kind may say whether an item works. Imports say it of no item that is there.
fn tells_of_operation(kind: CommitKind) -> bool {
    matches!(kind, CommitKind::Operation | CommitKind::Revert | CommitKind::Change | CommitKind::Correction)
}

/// Returns whether records of a kind may change who needs whom.
fn wires(kind: CommitKind) -> bool {
    use CommitKind::{Change, Correction, Load, Model, Revert};
    matches!(kind, Load | Change | Correction | Revert | Model)
}

/// Returns what an item is known to be in before the first record that is looked at; `None` when it was in service.
fn known(item: CiId, operation: Option<&Operation>) -> Option<Episode> {
    let level = operation.map_or(Level::Unaffected, |own| own.status.level());
    let from = operation.and_then(|own| own.since).map_or(i64::MIN, |since| since.0);
    (level > Level::Unaffected).then_some(Episode { item, from, to: i64::MAX, level, record: None, outage: None })
}

/// Ends what was said of an item by what a record says, and returns what that begins.
fn tell(
    episodes: &mut Vec<Episode>,
    (item, open): (CiId, Option<Episode>),
    header: &Commit,
    operation: Option<&Operation>,
) -> Option<Episode> {
    let level = operation.map_or(Level::Unaffected, |own| own.status.level());
    let from = holds_from(header, operation);
    // What is taken back or put right never was, and neither was what ends before it begins.
    let is_undone = takes_back(header.kind);
    episodes.extend(open.filter(|open| !is_undone && open.from < from.0).map(|open| Episode { to: from.0, ..open }));
    let begun = Episode { item, from: from.0, to: i64::MAX, level, record: Some(header.seq), outage: None };
    (level > Level::Unaffected).then_some(begun)
}

impl Asked<'_> {
    /// Returns the headers recorded since the beginning, oldest first, and behind the last one before it.
    fn headers(&self) -> Result<Vec<Commit>, EngineError> {
        let mut headers = Vec::new();
        for seq in (1..=self.generation.seq()).rev() {
            self.cancel.check()?;
            let header = self.engine.header(seq)?;
            if header.recorded_at.0 < self.from {
                break;
            }
            headers.push(header);
        }
        headers.reverse();
        Ok(headers)
    }

    /// Returns when items were out, as records say, in no order.
    fn episodes(&self, headers: &[Commit], outages: &Said<'_>) -> Result<Vec<Episode>, EngineError> {
        let (mut episodes, mut open) = (outages.episodes((self.from, self.to))?, BTreeMap::new());
        for header in headers.iter().filter(|header| tells_of_operation(header.kind)) {
            self.cancel.check()?;
            let edits = self.engine.store().edits(header.seq)?;
            let is_outages = is_of_an_outage(&edits);
            for edit in edits {
                let Edit::Item { before, after } = edit else { continue };
                let Some(id) = after.as_ref().or(before.as_ref()).map(|item| item.id) else { continue };
                let (was, is) = (before.map(|item| item.operation), after.map(|item| item.operation));
                if said_of(was.as_ref()) != said_of(is.as_ref()) {
                    // An outage tells itself how long it had an item out.
                    let was = was.filter(|was| !outages.tells(id, was.record.as_ref()));
                    let known = open.remove(&id).unwrap_or_else(|| known(id, was.as_ref()));
                    let begun = tell(&mut episodes, (id, known), header, is.as_ref());
                    open.insert(id, begun.filter(|_| !is_outages));
                }
            }
        }
        for row in self.generation.rows() {
            let id = self.generation.id(row);
            if self.generation.status(row).level() > Level::Unaffected && !open.contains_key(&id) {
                let operation = self.generation.view(row)?.operation;
                if !outages.tells(id, operation.record.as_ref()) {
                    open.insert(id, known(id, Some(&operation)));
                }
            }
        }
        episodes.extend(open.into_values().flatten());
        episodes.retain(|own| own.from < self.to && self.from < own.to);
        Ok(episodes)
    }

    /// Returns the changes that were decided on whose windows overlap, then the outages that were announced. What an emergency
    /// takes out was agreed with nobody.
    fn planned(&self, outages: &Said<'_>) -> Result<Vec<Planned>, EngineError> {
        let mut planned = Vec::new();
        for change in changes(self.engine)? {
            let Some(window) = change.window else { continue };
            let overlaps = window.start.0 < self.to && self.from < window.end.0;
            if overlaps && change.kind != ChangeKind::Emergency && is_decided(self.engine, &change) {
                let plan = plan_of(self.engine, &change.id)?;
                let items = plan.steps.iter().flat_map(|step| &step.outages).map(|outage| outage.item).collect();
                let (start, end) = (window.start.0, window.end.0);
                planned.push(Planned { by: change.id, is_change: true, start, end, items });
            }
        }
        planned.extend(outages.announced((self.from, self.to)));
        Ok(planned)
    }

    /// Returns the times during which nothing changed and something was out, in order.
    fn stills(
        &self,
        headers: &[Commit],
        outages: &Said<'_>,
        mut episodes: Vec<Episode>,
    ) -> Result<Vec<Still>, EngineError> {
        if episodes.is_empty() {
            return Ok(Vec::new());
        }
        episodes.sort_unstable_by_key(|own| (own.from, own.item, own.record));
        let planned = self.planned(outages)?;
        let wiring = Wiring::of(headers, self.generation.seq());
        let mut moments: BTreeSet<i64> = [self.from].into();
        moments.extend(episodes.iter().flat_map(|own| [own.from, own.to]));
        moments.extend(planned.iter().flat_map(|own| [own.start, own.end]));
        moments.extend(wiring.moments());
        let moments: Vec<i64> = moments.into_iter().filter(|at| (self.from..self.to).contains(at)).collect();
        let (mut coming, mut current) = (episodes.into_iter().peekable(), Vec::new());
        let mut stills = Vec::new();
        for (place, &start) in moments.iter().enumerate() {
            current.extend(std::iter::from_fn(|| coming.next_if(|own| own.from <= start)));
            current.retain(|own: &Episode| own.to > start);
            if current.is_empty() {
                continue;
            }
            // Of several that speak of one item, the worse counts, then the newer.
            let mut worst: BTreeMap<CiId, Episode> = BTreeMap::new();
            for own in &current {
                let known = worst.entry(own.item).or_insert(*own);
                if (known.level, known.record) < (own.level, own.record) {
                    *known = *own;
                }
            }
            let end = moments.get(place + 1).copied().unwrap_or(self.to);
            let latest = worst.values().filter_map(|own| own.record).max();
            let out = worst.into_values().map(|own| {
                let outage = own.outage.and_then(|place| outages.id(place)).map(str::to_owned);
                let is_agreed = |by: &&Planned| by.start <= start && start < by.end && by.items.contains(&own.item);
                let by = |is_change: bool| {
                    let found = planned.iter().filter(|by| by.is_change == is_change).find(is_agreed);
                    found.map(|by| by.by.clone())
                };
                let (change, announced) = (by(true), by(false));
                (Cause { item: own.item, record: own.record, outage, change, announced }, own.level)
            });
            stills.push(Still { start, end, out: out.collect(), wiring: wiring.at(start, latest) });
        }
        stills.retain(|still| still.wiring > 0);
        Ok(stills)
    }

    /// Returns the services that are degraded or down under what is out.
    fn judged(
        &self,
        generation: &Generation,
        topology: &Topology,
        still: &Still,
        scratch: &mut Scratch,
    ) -> Result<Vec<(CiId, Piece)>, EngineError> {
        let mut out: Vec<(&Cause, Seed)> = Vec::with_capacity(still.out.len());
        for (cause, level) in &still.out {
            let vertex = generation.row(cause.item).filter(|row| topology.vertex(*row).participates);
            out.extend(vertex.map(|vertex| (cause, Seed { vertex, level: *level })));
        }
        let mut run = |seeds: Vec<Seed>| verdict_with(scratch, topology, &seeds, AssumedRedundancy::Holds, self.cancel);
        let all = run(out.iter().map(|(_, seed)| *seed).collect())?;
        let planned: Vec<Seed> = out.iter().filter(|(cause, _)| cause.is_planned()).map(|(_, seed)| *seed).collect();
        let planned = if planned.is_empty() { None } else { Some(run(planned)?) };
        let mut pieces = Vec::new();
        for &service in self.services {
            let Some(row) = generation.row(service) else { continue };
            let level = all.level(row);
            if level < Level::Degraded {
                continue;
            }
            let cone: FxHashSet<Row> =
                rests_on(topology, &[row], &[Strength::Hard, Strength::Degrading]).into_iter().collect();
            let causes = out.iter().filter(|(_, seed)| cone.contains(&seed.vertex));
            let outage = Outage {
                start: still.start,
                end: still.end,
                level,
                planned: planned.as_ref().map_or(Level::Unaffected, |own| own.level(row)),
            };
            pieces.push((service, Piece { outage, causes: causes.map(|(cause, _)| (*cause).clone()).collect() }));
        }
        Ok(pieces)
    }
}

/// The records that may have changed who needs whom.
struct Wiring {
    /// Record no. and when it was recorded, oldest first.
    records: Vec<(u64, Timestamp)>,
    /// The last record before them, 0 when there is none.
    base: u64,
}

impl Wiring {
    fn of(headers: &[Commit], head: u64) -> Self {
        let records = headers.iter().filter(|own| wires(own.kind)).map(|own| (own.seq, own.recorded_at)).collect();
        Wiring { records, base: headers.first().map_or(head, |first| first.seq - 1) }
    }

    fn moments(&self) -> impl Iterator<Item = i64> + '_ {
        self.records.iter().map(|(_, at)| at.0)
    }

    /// Returns the record that says how the estate was wired at a moment: the newest made by then, or by the time of the
    /// record `told` that says what was out, should that have been made later.
    fn at(&self, moment: i64, told: Option<u64>) -> u64 {
        let is_there = |own: &&(u64, Timestamp)| own.1.0 <= moment || told.is_some_and(|told| own.0 <= told);
        self.records.iter().rev().find(is_there).map_or(self.base, |(seq, _)| *seq)
    }
}

#[cfg(test)]
mod tests {
    use cairn_model::OperationStatus;

    use super::*;

    const ITEM: CiId = CiId(7);

    fn header(seq: u64, kind: CommitKind, effective: i64) -> Commit {
        Commit {
            actor: String::new(),
            change: None,
            effective_at: Timestamp(effective),
            hash: String::new(),
            kind,
            operations: 1,
            operations_hash: String::new(),
            parent: String::new(),
            reason: String::new(),
            recorded_at: Timestamp(1_000),
            seq,
            step: None,
        }
    }

    fn out(since: i64) -> Operation {
        Operation { status: OperationStatus::OutOfService, since: Some(Timestamp(since)), ..Operation::default() }
    }

    /// Returns when the item was out, by what records say one after the other: kind, moment, out or back.
    fn told(records: &[(CommitKind, i64, bool)]) -> Vec<(i64, i64)> {
        let (mut episodes, mut open) = (Vec::new(), None);
        for (seq, &(kind, at, is_out)) in (1..).zip(records) {
            let operation = if is_out { out(at) } else { Operation::default() };
            open = tell(&mut episodes, (ITEM, open), &header(seq, kind, at), Some(&operation));
        }
        episodes.extend(open);
        episodes.iter().map(|own| (own.from, own.to)).collect()
    }

    #[test]
    fn the_past_may_be_entered_in_any_order() {
        use CommitKind::{Operation as Told, Revert};
        let check = |records: &[(CommitKind, i64, bool)], expected: &[(i64, i64)]| {
            assert_eq!(told(records), expected, "{records:?}");
        };
        check(&[(Told, 10, true), (Told, 15, false)], &[(10, 15)]);
        // The earlier one was entered later and leaves the other alone.
        check(&[(Told, 10, true), (Told, 15, false), (Told, 2, true), (Told, 3, false)], &[(10, 15), (2, 3)]);
        check(&[(Told, 10, true)], &[(10, i64::MAX)]);
        // Put back before it went out: it never was. So with what is taken back.
        check(&[(Told, 10, true), (Told, 9, false)], &[]);
        check(&[(Told, 10, true), (Revert, 50, false)], &[]);
        // That it was put back is taken back: it goes on.
        check(&[(Told, 10, true), (Told, 15, false), (Revert, 10, true)], &[(10, 15), (10, i64::MAX)]);
        // Nobody puts anything back ahead of the record that says so.
        check(&[(Told, 10, true), (Told, 5_000, false)], &[(10, 1_000)]);
    }
}
