//! Which items an edit is about.

use cairn_model::{CiId, Edit};

/// Returns the items that an edit is about: itself, the two ends of a relationship, or who needs something; none for the
/// model, baselines and documents.
pub(crate) fn items_of(edit: &Edit) -> impl Iterator<Item = CiId> {
    let ids = match edit {
        Edit::Item { before, after } => [after.as_ref().or(before.as_ref()).map(|item| item.id), None],
        Edit::Relationship { before, after } => match after.as_ref().or(before.as_ref()) {
            Some(own) => [Some(own.id.from), Some(own.id.to)],
            None => [None, None],
        },
        Edit::Requirement { before, after } => [after.as_ref().or(before.as_ref()).map(|own| own.consumer), None],
        Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => [None, None],
    };
    ids.into_iter().flatten()
}
