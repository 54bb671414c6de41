//! Recording that an item goes out of service, works worse, or is back.

use cairn_estate::Row;
use cairn_model::topology::{Topology, VertexFacts};
use cairn_model::{Commit, CommitKind, Edit, Level, Operation, OperationStatus, Timestamp};

use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;

/// What is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationChange {
    /// The new status.
    pub status: OperationStatus,
    /// Why; may not be empty.
    pub reason: String,
    /// Since when; the present moment unless somebody says otherwise.
    pub since: Option<Timestamp>,
    /// Until when it is expected to last.
    pub expected_end: Option<Timestamp>,
}

/// Returns a topology with everything in service.
pub(crate) fn all_in_service(topology: &Topology) -> Topology {
    let mut sound = topology.clone();
    let in_service = |&row: &Row| (row, VertexFacts { context: Level::Unaffected, ..topology.vertex(row) });
    let facts: Vec<_> = topology.context().iter().map(in_service).collect();
    // Nobody takes part who did not, so nothing has to be wired anew.
    let _moved = sound.set_facts(&facts);
    sound
}

/// Records the operation of the item that `words` mean, as one commit of kind `operation`.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::NoReason`],
/// [`EngineError::AlreadySo`], [`EngineError::EndsBeforeStart`], or what committing refuses; nothing is changed then.
pub fn set(engine: &Engine, words: &str, change: &OperationChange, act: &mut Act<'_>) -> Result<Commit, EngineError> {
    let generation = engine.generation();
    let row = crate::item::find(&generation, words)?;
    let before = generation.item(row)?;
    let reason = change.reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    if before.operation.status == change.status {
        return Err(EngineError::AlreadySo { key: before.key, operation: change.status.id() });
    }
    let since = change.since.unwrap_or(act.now);
    if let Some(end) = change.expected_end.filter(|end| *end < since) {
        return Err(EngineError::EndsBeforeStart { since, end });
    }
    let mut after = before.clone();
    after.operation = if change.status == OperationStatus::InService {
        Operation::default()
    } else {
        Operation {
            status: change.status,
            since: Some(since),
            reason: Some(reason.to_owned()),
            expected_end: change.expected_end,
            record: None,
        }
    };
    let mut draft = act.draft(CommitKind::Operation, reason);
    draft.effective_at = act.effective_at.unwrap_or(since);
    engine.commit(draft, vec![Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) }], act)
}
