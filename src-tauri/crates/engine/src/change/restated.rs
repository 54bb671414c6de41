//! Planned edits that are said again, or are so already: what is left of them.

use cairn_estate::Generation;
use cairn_model::CiId;
use cairn_model::change::PlannedEdit;

use super::resolve::field_of;

/// Returns whether two edits are of the same field, relationship, terms or item.
pub(super) fn is_of_same(known: &PlannedEdit, edit: &PlannedEdit) -> bool {
    use PlannedEdit::{AddRelationship, RemoveRelationship, SetField, SetTerms};
    match (known, edit) {
        (SetField { item, field, .. }, SetField { item: own, field: other, .. }) => item == own && field == other,
        (SetTerms { consumer, key, .. }, SetTerms { consumer: own, key: other, .. }) => consumer == own && key == other,
        (AddRelationship { relationship: known }, RemoveRelationship { relationship }) => known.id == *relationship,
        (RemoveRelationship { relationship: known }, AddRelationship { relationship }) => *known == relationship.id,
        (known, edit) => known == edit,
    }
}

/// Returns what is left of an edit when another of the same is said after it.
pub(super) fn said_anew(known: PlannedEdit, edit: PlannedEdit) -> Option<PlannedEdit> {
    use PlannedEdit::{AddRelationship, RemoveRelationship, SetField, SetTerms};
    match (known, edit) {
        (SetField { before, .. }, SetField { item, field, after, as_found, .. }) => {
            (as_found || before != after).then_some(SetField { item, field, before, after, as_found })
        }
        (SetTerms { before, .. }, SetTerms { consumer, key, after, .. }) => {
            (before != after).then_some(SetTerms { consumer, key, before, after })
        }
        (AddRelationship { .. }, RemoveRelationship { .. }) | (RemoveRelationship { .. }, AddRelationship { .. }) => {
            None
        }
        (known, _) => Some(known),
    }
}

/// Bases an edit on the estate as it is; returns false when there is nothing left to do.
pub(super) fn is_still_to_do(live: &Generation, retired: &str, edit: &mut PlannedEdit) -> bool {
    let item = |id: CiId| live.row(id).and_then(|row| live.item(row).ok());
    match edit {
        PlannedEdit::RetireItem { item: id, before } => item(*id).is_none_or(|item| {
            before.clone_from(&item.state);
            item.state != *retired
        }),
        PlannedEdit::SetField { item: id, field, before, after, as_found } => item(*id).is_none_or(|item| {
            *before = field_of(&item, field);
            *as_found || before != after
        }),
        PlannedEdit::AddItem { item } => live.row(item.id).is_none(),
        PlannedEdit::AddRelationship { relationship } => live.relationship_row(&relationship.id).is_none(),
        PlannedEdit::RemoveRelationship { relationship } => live.relationship_row(relationship).is_some(),
        PlannedEdit::SetTerms { consumer, key, before, after } => live.row(*consumer).is_none_or(|row| {
            *before = live.terms(row, key).map(|terms| terms.terms).unwrap_or_default();
            before != after
        }),
        PlannedEdit::Replace { old, .. } => item(*old).is_none_or(|item| item.state != *retired),
    }
}
