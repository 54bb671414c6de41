//! What people say of an item that an outage has out: their word counts from when it took effect.

use cairn_estate::Generation;
use cairn_model::outage::{Outage, OutageItem};
use cairn_model::{CiId, Commit, CommitKind, Edit, Level, Operation, OperationStatus, Timestamp};

use super::documents::is_of_an_outage;
use crate::engine::Engine;
use crate::error::EngineError;

/// A record of an item's operation that carries no outage.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) seq: u64,
    /// From when on it holds.
    pub(crate) from: Timestamp,
    /// It takes a record back, or puts it right.
    takes_back: bool,
    /// The outage that had set the operation which it takes the place of.
    held_by: Option<String>,
}

/// Returns what of an item's operation makes a record of it another one: its status, since when, and who says so.
pub(crate) fn said_of(operation: Option<&Operation>) -> (OperationStatus, Option<Timestamp>, Option<&String>) {
    operation.map(|own| (own.status, own.since, own.record.as_ref())).unwrap_or_default()
}

/// Returns from when on a record of an item's operation holds.
pub(crate) fn holds_from(header: &Commit, operation: Option<&Operation>) -> Timestamp {
    match operation.filter(|own| own.status.level() > Level::Unaffected) {
        Some(own) => own.since.unwrap_or(header.effective_at),
        None => header.effective_at.min(header.recorded_at),
    }
}

/// Returns whether a record of a kind says that what it ends never was.
pub(crate) fn takes_back(kind: CommitKind) -> bool {
    matches!(kind, CommitKind::Revert | CommitKind::Correction)
}

/// Returns what records that carry no outage say of the operation of an item, oldest first.
///
/// Cost: the history of the item.
pub(crate) fn words(engine: &Engine, generation: &Generation, item: CiId) -> Result<Vec<Word>, EngineError> {
    let mut words = Vec::new();
    for (header, edit) in engine.item_history(item, generation.seq())? {
        let Edit::Item { before, after } = edit else { continue };
        let (was, is) = (before.map(|item| item.operation), after.map(|item| item.operation));
        if said_of(was.as_ref()) == said_of(is.as_ref()) || is_of_an_outage(&engine.store().edits(header.seq)?) {
            continue;
        }
        words.push(Word {
            seq: header.seq,
            from: holds_from(&header, is.as_ref()),
            takes_back: takes_back(header.kind),
            held_by: was.and_then(|own| own.record),
        });
    }
    Ok(words)
}

impl Word {
    /// Returns whether it counts more than what an outage had said of the item before: what is taken back only when it was
    /// that outage which had set the operation, anything else always.
    pub(crate) fn overrules(&self, own: &Outage, entry: &OutageItem) -> bool {
        let is_later = entry.record.is_some_and(|record| record < self.seq);
        is_later && (!self.takes_back || (self.held_by.as_ref() == Some(&own.id) && entry.until.is_none()))
    }

    /// Returns when what it overrules ended; `None` when that never was.
    pub(crate) fn ends(&self) -> Option<Timestamp> {
        (!self.takes_back).then_some(self.from)
    }
}
