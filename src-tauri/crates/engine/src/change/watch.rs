//! Looking after open changes: when a record touches what an analysis rests on, it is made again by itself, and the
//! change says what became different, by which record and whose (IMPACT 6).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use cairn_estate::Generation;
use cairn_model::change::{Analysis, Cause, Change, Standing, Verb};
use cairn_model::{CancelToken, Commit, CommitKind, Edit, Phrase, Timestamp};

use super::assess::{Assessing, Assessment, assess};
use super::difference::difference;
use super::documents::{analysis, assessment, change_edit, changes, keep, plan_of};
use crate::act::Act;
use crate::beside::beside;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::reason::OwnReason;

/// Who makes an analysis again by itself.
const WATCHER: &str = "cairn";
/// How many edits of a record the cause names.
const EDITS_MAX: usize = 10;

/// What looking after open changes came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// How many changes were looked at.
    pub looked_at: u64,
    /// Changes whose answer is another now.
    pub changed: Vec<String>,
    /// Those of them whose approvals no longer stand.
    pub stale: Vec<String>,
    /// The record that keeps the new analyses.
    pub seq: Option<u64>,
}

/// Makes every analysis again that no longer rests on the estate as it is, and keeps the new ones as one record. Costs
/// one analysis for each open change; nothing is written when every answer still rests on the same.
///
/// # Errors
/// [`EngineError::Store`]; [`EngineError::Replica`].
pub fn watch(engine: &Engine, act: &mut Act<'_>) -> Result<Watched, EngineError> {
    let live = engine.generation();
    let mut watched = Watched::default();
    let mut edits: Vec<Edit> = Vec::new();
    let is_watched = |change: &Change| engine.policy().state(&change.state).is_some_and(|state| state.watched);
    let mut open = changes(engine)?;
    open.retain(|change| is_watched(change) && change.analyses > 0);
    watched.looked_at = open.len() as u64;
    let (first, second) = open.split_at(open.len().div_ceil(2));
    let look = |open| look_at_each(engine, &live, open, act.now);
    // Every edit comes by here, and a thread takes longer than looking at nothing.
    let (second, first) =
        if second.is_empty() { (Ok(Vec::new()), look(first)) } else { beside(|| look(second), || look(first)) };
    for (change, own) in first?.into_iter().chain(second?) {
        watched.changed.push(change.id.clone());
        if change.standing.as_ref().is_some_and(|standing| standing.stale) {
            watched.stale.push(change.id.clone());
        }
        edits.extend(own);
    }
    if edits.is_empty() {
        return Ok(watched);
    }
    let mut draft = act.draft(CommitKind::Process, &OwnReason::LookedAt.to_string());
    WATCHER.clone_into(&mut draft.actor);
    watched.seq = Some(engine.commit(draft, edits, act)?.seq);
    Ok(watched)
}

/// A change with its new analysis, and the edits that keep both.
type Renewed = (Change, Vec<Edit>);

/// Returns those of the changes that rest on something different now, in order.
fn look_at_each(
    engine: &Engine,
    live: &Generation,
    open: &[Change],
    now: Timestamp,
) -> Result<Vec<Renewed>, EngineError> {
    let mut records = Records::default();
    let renewed = open.iter().map(|before| look_at(engine, live, before, &mut records, now));
    renewed.filter_map(Result::transpose).collect()
}

/// Returns the change with its new analysis; `None` when nothing it rests on is different.
fn look_at(
    engine: &Engine,
    live: &Generation,
    before: &Change,
    records: &mut Records,
    at: Timestamp,
) -> Result<Option<Renewed>, EngineError> {
    let plan = plan_of(engine, &before.id)?;
    let kept = analysis(engine, &before.id, before.analyses)?;
    let own = Assessing { change: before, plan: &plan, policy: engine.policy(), actor: WATCHER, at };
    let now = match assess(live, &own, &CancelToken::default()) {
        Ok(now) => now,
        // A plan that no longer applies has no answer: the guards say so wherever it matters.
        Err(EngineError::PlanDoesNotApply(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    if is_same(&kept, &now) {
        return Ok(None);
    }
    let known = assessment(engine, &before.id, before.analyses)?;
    let decided = decided_on(engine, before)?;
    let difference = difference(live, engine.policy(), decided.as_ref().unwrap_or(&known), &now)?;
    let mut change = before.clone();
    let mut edits = keep(&now)?;
    change.analyses = now.analysis.number;
    change.standing = Some(Standing {
        analysis: decided.map_or(known.analysis.number, |decided| decided.analysis.number),
        cause: cause(engine, before, &plan, &known, records)?,
        stale: difference.is_stale(),
        difference,
    });
    edits.push(change_edit(Some(before), &change)?);
    Ok(Some((change, edits)))
}

fn is_same(known: &Analysis, now: &Assessment) -> bool {
    let now = &now.analysis;
    known.hashes == now.hashes && known.authorities == now.authorities && known.risk == now.risk
}

/// Returns the analysis that the newest approval was given on.
fn decided_on(engine: &Engine, change: &Change) -> Result<Option<Assessment>, EngineError> {
    let approval = change.decisions.iter().rev().find(|decision| decision.verb == Verb::Approve);
    approval.map(|approval| assessment(engine, &change.id, approval.analysis)).transpose()
}

/// Records that may have made an answer another, read once for many changes.
#[derive(Default)]
struct Records {
    /// By record no.; `None` for those that no verdict reads.
    headers: BTreeMap<u64, Option<Commit>>,
    /// What the cause says of their edits.
    described: BTreeMap<u64, Vec<Phrase>>,
}

impl Records {
    /// Returns what was recorded after `seq`, oldest first.
    fn since(&mut self, engine: &Engine, seq: u64, head: u64) -> Result<Vec<Commit>, EngineError> {
        if seq >= head {
            return Ok(Vec::new());
        }
        for later in seq + 1..=head {
            if let Entry::Vacant(vacant) = self.headers.entry(later) {
                let header = engine.store().commit_header(later)?;
                let is_read = |commit: &Commit| !matches!(commit.kind, CommitKind::Process | CommitKind::Baseline);
                vacant.insert(header.filter(is_read));
            }
        }
        Ok(self.headers.range(seq + 1..=head).filter_map(|(_, header)| header.clone()).collect())
    }

    fn described(&mut self, engine: &Engine, seq: u64) -> Result<Vec<Phrase>, EngineError> {
        if let Some(known) = self.described.get(&seq) {
            return Ok(known.clone());
        }
        let live = engine.generation();
        let edits = engine.store().edits(seq)?;
        let made: Vec<Phrase> = edits.iter().filter_map(|edit| described(&live, edit)).take(EDITS_MAX).collect();
        self.described.insert(seq, made.clone());
        Ok(made)
    }
}

/// Returns a record that made the answer another: before it the answer was the known one, after it it is not. It is
/// mostly the newest, so that is asked first; else the records since are searched by halves.
fn cause(
    engine: &Engine,
    change: &Change,
    plan: &cairn_model::change::Plan,
    known: &Assessment,
    records: &mut Records,
) -> Result<Option<Cause>, EngineError> {
    let live = engine.generation();
    let mut candidates = records.since(engine, known.analysis.seq, live.seq())?;
    let is_known_after = |commit: &Commit| -> Result<bool, EngineError> {
        let then = engine.generation_at(engine.generation(), commit.seq)?;
        let own = Assessing { change, plan, policy: engine.policy(), actor: WATCHER, at: commit.recorded_at };
        Ok(assess(&then, &own, &CancelToken::default()).is_ok_and(|then| is_same(&known.analysis, &then)))
    };
    let (mut known_until, mut other_from) = (0, candidates.len().saturating_sub(1));
    let mut probe = other_from.saturating_sub(1);
    while known_until < other_from {
        if is_known_after(&candidates[probe])? {
            known_until = probe + 1;
        } else {
            other_from = probe;
        }
        probe = known_until + (other_from - known_until) / 2;
    }
    if candidates.is_empty() {
        return Ok(None);
    }
    let commit = candidates.swap_remove(other_from);
    Ok(Some(Cause {
        edits: records.described(engine, commit.seq)?,
        actor: commit.actor,
        change: commit.change,
        kind: commit.kind,
        reason: commit.reason,
        recorded_at: commit.recorded_at,
        seq: commit.seq,
    }))
}

/// Returns an edit as a sentence; `None` for one that no verdict reads.
pub(super) fn described(live: &Generation, edit: &Edit) -> Option<Phrase> {
    let name = |id: cairn_model::CiId| {
        let view = live.row(id).and_then(|row| live.view(row).ok());
        view.map_or_else(|| id.to_string(), |view| format!("{} {}", view.key, view.name))
    };
    Some(match edit {
        Edit::Item { before: None, after: Some(item) } => Phrase::new("edit-item-added").with("item", &item.name),
        Edit::Item { before: Some(item), after: None } => Phrase::new("edit-item-removed").with("item", &item.name),
        Edit::Item { before: Some(before), after: Some(after) } => {
            let item = format!("{} {}", after.key, after.name);
            if before.state != after.state {
                let phrase = Phrase::new("edit-item-state").with("item", item);
                phrase.with("before", &before.state).with("after", &after.state)
            } else if before.operation.status != after.operation.status {
                Phrase::new("edit-item-operation").with("item", item).with("operation", after.operation.status.id())
            } else {
                Phrase::new("edit-item-changed").with("item", item)
            }
        }
        Edit::Relationship { before, after } => {
            let own = after.as_ref().or(before.as_ref())?;
            let code = match (before, after) {
                (None, _) => "edit-relationship-added",
                (_, None) => "edit-relationship-removed",
                _ => "edit-relationship-changed",
            };
            Phrase::new(code).with("from", name(own.id.from)).with("type", &own.id.type_id).with("to", name(own.id.to))
        }
        Edit::Requirement { before, after } => {
            let own = after.as_ref().or(before.as_ref())?;
            let k = after.as_ref().and_then(|own| own.terms.min_up).map_or_else(|| "–".to_owned(), |k| k.to_string());
            let phrase = Phrase::new("edit-terms").with("item", name(own.consumer)).with("k", k);
            phrase.with("group", super::resolve::key_word(&own.key))
        }
        Edit::Model { .. } => Phrase::new("edit-model"),
        Edit::Item { before: None, after: None } | Edit::Baseline { .. } | Edit::Document { .. } => return None,
    })
}
