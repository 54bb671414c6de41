//! When services did not work as they should, from what was recorded (ADR 23).
//!
//! What each record says of an item's operation holds from the moment it took effect; a later record overrules what earlier
//! ones say of the time from there on. Between two moments at which anything changed, the services are judged under what was
//! out, with the same verdict as ever, on the estate as it was wired then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Scratch, Seed, rests_on, verdict_with};
use cairn_model::change::ChangeKind;
use cairn_model::topology::{Topology, VertexFacts};
use cairn_model::{CancelToken, CiId, Commit, CommitKind, Edit, Level, Operation, Strength, Timestamp};
use rustc_hash::{FxHashMap, FxHashSet};

use super::sum::Outage;
use crate::change::{changes, plan_of};
use crate::collision::is_decided;
use crate::engine::Engine;
use crate::error::EngineError;

/// Why a service was not as it should be: an item, the record that says so, and the change that planned it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cause {
    pub(super) item: CiId,
    pub(super) record: Option<u64>,
    pub(super) change: Option<String>,
}

/// A time during which a service was degraded or down, and why.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) outage: Outage,
    pub(super) causes: Vec<Cause>,
}

/// What a record says of an item from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    from: i64,
    level: Level,
    record: Option<u64>,
}

/// The window of a change that was decided on, and what it takes out.
struct Planned {
    change: String,
    start: i64,
    end: i64,
    items: FxHashSet<CiId>,
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
    let lines = asked.lines(&headers)?;
    let mut stills = asked.stills(&headers, &lines)?;
    stills.sort_by_key(|still| (std::cmp::Reverse(still.wiring), still.start));
    let (mut generation, mut scratch) = (Arc::clone(&asked.generation), Scratch::default());
    let mut sound: Option<(u64, Topology)> = None;
    for still in &stills {
        asked.cancel.check()?;
        if sound.as_ref().is_none_or(|(of, _)| *of != still.wiring) {
            generation = asked.engine.generation_at(generation, still.wiring)?;
            sound = Some((still.wiring, put_back(generation.topology())));
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

/// Returns a topology with everything in service.
fn put_back(topology: &Topology) -> Topology {
    let mut sound = topology.clone();
    let in_service = |&row: &Row| (row, VertexFacts { context: Level::Unaffected, ..topology.vertex(row) });
    let facts: Vec<_> = topology.context().iter().map(in_service).collect();
    // Nobody takes part who did not, so nothing has to be wired anew.
    let _moved = sound.set_facts(&facts);
    sound
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

/// Returns what is known of an item before the first record that is looked at.
fn known(operation: Option<&Operation>) -> Vec<Said> {
    let level = operation.map_or(Level::Unaffected, |own| own.status.level());
    let from = operation.and_then(|own| own.since).map_or(i64::MIN, |since| since.0);
    if level > Level::Unaffected { vec![Said { from, level, record: None }] } else { Vec::new() }
}

/// Adds what a record says to what was said before.
fn tell(line: &mut Vec<Said>, header: &Commit, operation: Option<&Operation>) {
    let level = operation.map_or(Level::Unaffected, |own| own.status.level());
    let from = match header.kind {
        _ if level > Level::Unaffected => operation.and_then(|own| own.since).unwrap_or(header.effective_at).0,
        // What is taken back or put right never was.
        CommitKind::Revert | CommitKind::Correction => line.last().map_or(i64::MIN, |last| last.from),
        _ => header.effective_at.min(header.recorded_at).0,
    };
    while line.last().is_some_and(|last| last.from >= from) {
        line.pop();
    }
    line.push(Said { from, level, record: Some(header.seq) });
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

    /// Returns what was said of each item's operation, in the order of the moments from which it holds.
    fn lines(&self, headers: &[Commit]) -> Result<BTreeMap<CiId, Vec<Said>>, EngineError> {
        let mut lines: BTreeMap<CiId, Vec<Said>> = BTreeMap::new();
        for header in headers.iter().filter(|header| tells_of_operation(header.kind)) {
            self.cancel.check()?;
            for edit in self.engine.store().edits(header.seq)? {
                let Edit::Item { before, after } = edit else { continue };
                let Some(id) = after.as_ref().or(before.as_ref()).map(|item| item.id) else { continue };
                let (was, is) = (before.map(|item| item.operation), after.map(|item| item.operation));
                let said = |own: &Option<Operation>| {
                    own.as_ref().map_or((Default::default(), None), |own| (own.status, own.since))
                };
                if said(&was) != said(&is) {
                    tell(lines.entry(id).or_insert_with(|| known(was.as_ref())), header, is.as_ref());
                }
            }
        }
        for row in self.generation.rows() {
            if self.generation.status(row).level() > Level::Unaffected {
                let operation = self.generation.view(row)?.operation;
                lines.entry(self.generation.id(row)).or_insert_with(|| known(Some(&operation)));
            }
        }
        Ok(lines)
    }

    /// Returns the changes that were decided on whose windows overlap. What an emergency takes out was agreed with nobody.
    fn planned(&self) -> Result<Vec<Planned>, EngineError> {
        let mut planned = Vec::new();
        for change in changes(self.engine)? {
            let Some(window) = change.window else { continue };
            let overlaps = window.start.0 < self.to && self.from < window.end.0;
            if overlaps && change.kind != ChangeKind::Emergency && is_decided(self.engine, &change) {
                let plan = plan_of(self.engine, &change.id)?;
                let items = plan.steps.iter().flat_map(|step| &step.outages).map(|outage| outage.item).collect();
                planned.push(Planned { change: change.id, start: window.start.0, end: window.end.0, items });
            }
        }
        Ok(planned)
    }

    /// Returns the times during which nothing changed and something was out, in order.
    fn stills(&self, headers: &[Commit], lines: &BTreeMap<CiId, Vec<Said>>) -> Result<Vec<Still>, EngineError> {
        let mut told: Vec<(i64, CiId, Said)> =
            lines.iter().flat_map(|(id, line)| line.iter().map(|said| (said.from, *id, *said))).collect();
        if told.iter().all(|(.., said)| said.level == Level::Unaffected) {
            return Ok(Vec::new());
        }
        told.sort_by_key(|(from, id, _)| (*from, *id));
        let planned = self.planned()?;
        let wiring = Wiring::of(headers, self.generation.seq());
        let mut moments: BTreeSet<i64> = [self.from].into();
        moments.extend(told.iter().map(|(from, ..)| *from));
        moments.extend(planned.iter().flat_map(|own| [own.start, own.end]));
        moments.extend(wiring.moments());
        let moments: Vec<i64> = moments.into_iter().filter(|at| (self.from..self.to).contains(at)).collect();
        let (mut told, mut current) = (told.into_iter().peekable(), BTreeMap::new());
        let mut stills = Vec::new();
        for (place, &start) in moments.iter().enumerate() {
            while let Some((_, id, said)) = told.next_if(|(from, ..)| *from <= start) {
                current.insert(id, said);
                current.retain(|_, own| own.level > Level::Unaffected);
            }
            if current.is_empty() {
                continue;
            }
            let end = moments.get(place + 1).copied().unwrap_or(self.to);
            let out = current.iter().map(|(id, said)| {
                let by = planned.iter().find(|own| own.start <= start && start < own.end && own.items.contains(id));
                (Cause { item: *id, record: said.record, change: by.map(|own| own.change.clone()) }, said.level)
            });
            let latest = current.values().filter_map(|said| said.record).max();
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
        let planned: Vec<Seed> =
            out.iter().filter(|(cause, _)| cause.change.is_some()).map(|(_, seed)| *seed).collect();
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
