//! What changed lately on what is hit.

use std::collections::BTreeSet;

use cairn_estate::{Generation, Row};
use cairn_graph::rests_on;
use cairn_model::outage::RecentCommit;
use cairn_model::{CancelToken, CiId, Commit, Edit, Item, Strength, Timestamp};
use rustc_hash::FxHashSet;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;
use crate::touch::items_of;

/// How many hours back a cause is looked for.
pub(super) const HOURS: u32 = 72;
/// How many records are named.
const RECORDS_MAX: usize = 5;
/// How many items of one record are named.
const NAMED_MAX: usize = 5;
/// Records of more edits than this are named without being gone through: nobody looks for a cause in them line by line.
const EDITS_MAX: u64 = 100_000;
/// How many headers are read at a time.
const HEADERS: usize = 256;
const HOUR_MILLIS: i64 = 3_600_000;

/// Returns the last records of three days before `now` that touched what is hit or what that rests on, newest first. What
/// only recorded that something is out of service is no cause and not among them.
pub(super) fn recent(
    engine: &Engine,
    generation: &Generation,
    hit: &[Row],
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<Vec<RecentCommit>, EngineError> {
    if hit.is_empty() {
        return Ok(Vec::new());
    }
    let cone = rests_on(generation.topology(), hit, &[Strength::Hard, Strength::Degrading]);
    let cone: FxHashSet<CiId> = cone.into_iter().map(|row| generation.id(row)).collect();
    let from = Timestamp(now.0 - i64::from(HOURS) * HOUR_MILLIS);
    let mut found = Vec::new();
    for commit in last(engine, generation.seq(), from)? {
        cancel.check()?;
        found.extend(looked_at(engine, generation, &cone, commit)?);
        if found.len() == RECORDS_MAX {
            break;
        }
    }
    Ok(found)
}

/// Returns the headers up to record no. `seq` that were recorded at `from` or later, newest first.
fn last(engine: &Engine, seq: u64, from: Timestamp) -> Result<Vec<Commit>, EngineError> {
    let mut limit = HEADERS;
    loop {
        let commits = engine.commits(limit)?;
        let is_all = commits.len() < limit || commits.last().is_some_and(|oldest| oldest.recorded_at < from);
        if is_all {
            let holds = |commit: &Commit| commit.seq <= seq && commit.recorded_at >= from;
            return Ok(commits.into_iter().filter(holds).collect());
        }
        limit = limit.saturating_mul(4);
    }
}

fn looked_at(
    engine: &Engine,
    generation: &Generation,
    cone: &FxHashSet<CiId>,
    commit: Commit,
) -> Result<Option<RecentCommit>, EngineError> {
    if commit.operations > EDITS_MAX {
        return Ok(Some(RecentCommit { commit, said: None, touched: None, items: Vec::new(), model: false }));
    }
    let (mut touched, mut model) = (BTreeSet::new(), false);
    for edit in engine.store().edits(commit.seq)? {
        model |= matches!(edit, Edit::Model { before: Some(_), .. });
        if !is_operation_alone(&edit) {
            touched.extend(items_of(&edit).filter(|id| cone.contains(id)));
        }
    }
    if touched.is_empty() && !model {
        return Ok(None);
    }
    let rows = touched.iter().filter_map(|&id| generation.row(id));
    let mut items = rows.map(|row| reference(generation, row)).collect::<Result<Vec<_>, _>>()?;
    items.sort_by(|left, right| (&left.name, left.id).cmp(&(&right.name, right.id)));
    items.truncate(NAMED_MAX);
    Ok(Some(RecentCommit { commit, said: None, touched: Some(touched.len() as u64), items, model }))
}

/// Returns whether an edit only records whether an item works, which is what a cause is looked for.
fn is_operation_alone(edit: &Edit) -> bool {
    match edit {
        Edit::Item { before: Some(before), after: Some(after) } => {
            before.operation != after.operation
                && Item { operation: after.operation.clone(), ..(**before).clone() } == **after
        }
        _ => false,
    }
}
