//! What became of the estate's records between two records of the log.

use std::collections::hash_map::Entry;

use cairn_model::{CiId, Edit, RelationshipId, RequirementKey};
use cairn_store::Store;
use rustc_hash::FxHashMap;

use crate::error::EngineError;

/// A record that commits touched.
#[derive(Debug)]
pub(crate) struct Touched {
    /// What they amount to: what was there before the first of them and is there after the last.
    pub(crate) edit: Edit,
    /// The record nos. of the commits, ascending.
    pub(crate) seqs: Vec<u64>,
}

/// The identity of a record.
#[derive(PartialEq, Eq, Hash)]
pub(crate) enum RecordId {
    Item(CiId),
    Relationship(RelationshipId),
    Requirement(CiId, RequirementKey),
    Element(String, String),
}

/// Returns every record that the commits after record no. `from`, up to and with `to`, touched and left other than it
/// was: in the order in which they were first touched. Baselines and documents are not among them.
///
/// Cost: the edits of these commits.
///
/// # Errors
/// [`EngineError::Store`].
pub(crate) fn between(store: &Store, from: u64, to: u64) -> Result<Vec<Touched>, EngineError> {
    let mut touched: Vec<Touched> = Vec::new();
    let mut places: FxHashMap<RecordId, usize> = FxHashMap::default();
    for seq in from + 1..=to {
        for edit in store.edits(seq)? {
            let Some(id) = id_of(&edit) else { continue };
            match places.entry(id) {
                Entry::Vacant(vacant) => {
                    vacant.insert(touched.len());
                    touched.push(Touched { edit, seqs: vec![seq] });
                }
                Entry::Occupied(known) => {
                    let known = &mut touched[*known.get()];
                    follow(&mut known.edit, edit);
                    if known.seqs.last() != Some(&seq) {
                        known.seqs.push(seq);
                    }
                }
            }
        }
    }
    touched.retain(|touched| !is_idle(&touched.edit));
    Ok(touched)
}

/// Returns the edits that undo what was touched, in an order in which each of them fits: relationships are gone before
/// the items they end at, and there again after them. Elements of the model stay as they are.
pub(crate) fn undoing(touched: impl Iterator<Item = Edit>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = touched.filter(|edit| !matches!(edit, Edit::Model { .. })).map(Edit::inverse).collect();
    in_fitting_order(&mut edits);
    edits
}

/// Sorts edits so that each of them fits: relationships are gone before the items they end at, and there again after them.
pub(crate) fn in_fitting_order(edits: &mut [Edit]) {
    edits.sort_by_key(|edit| match edit {
        Edit::Requirement { after: None, .. } => 0,
        Edit::Relationship { after: None, .. } => 1,
        Edit::Item { after: None, .. } => 2,
        Edit::Item { .. } => 3,
        Edit::Relationship { .. } => 4,
        _ => 5,
    });
}

/// Returns which record an edit is of; `None` for baselines and documents.
pub(crate) fn id_of(edit: &Edit) -> Option<RecordId> {
    Some(match edit {
        Edit::Item { before, after } => RecordId::Item(after.as_ref().or(before.as_ref())?.id),
        Edit::Relationship { before, after } => RecordId::Relationship(after.as_ref().or(before.as_ref())?.id.clone()),
        Edit::Requirement { before, after } => {
            let own = after.as_ref().or(before.as_ref())?;
            RecordId::Requirement(own.consumer, own.key.clone())
        }
        Edit::Model { before, after } => {
            let own = after.as_ref().or(before.as_ref())?;
            RecordId::Element(own.kind.clone(), own.id.clone())
        }
        Edit::Baseline { .. } | Edit::Document { .. } => return None,
    })
}

/// Makes one edit of two of the same record, of which `later` came behind.
fn follow(edit: &mut Edit, later: Edit) {
    match (edit, later) {
        (Edit::Item { after, .. }, Edit::Item { after: last, .. }) => *after = last,
        (Edit::Relationship { after, .. }, Edit::Relationship { after: last, .. }) => *after = last,
        (Edit::Requirement { after, .. }, Edit::Requirement { after: last, .. }) => *after = last,
        (Edit::Model { after, .. }, Edit::Model { after: last, .. }) => *after = last,
        // Edits of one identity are of one noun.
        _ => {}
    }
}

fn is_idle(edit: &Edit) -> bool {
    match edit {
        Edit::Item { before, after } => before == after,
        Edit::Relationship { before, after } => before == after,
        Edit::Requirement { before, after } => before == after,
        Edit::Model { before, after } => before == after,
        Edit::Baseline { .. } | Edit::Document { .. } => true,
    }
}
