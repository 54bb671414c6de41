//! The planned edits of a step, and the estate they leave.

use std::collections::BTreeSet;
use std::mem;

use super::estate::{Estate, Item, Needs, Relationship, State, Strength, Threshold};
use super::requirement::{RequirementKey, place_of};

/// Describes one planned edit. Edits are valid where they stand: what they name is there, what they add is not.
///
/// The terms of a requirement belong to the requirement, though the oracle writes them on rows: when a row goes or
/// moves, the rows that stay in its requirement say what it said. Nothing but `SetTerms` counts as editing terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepEdit {
    /// A new item, without relationships.
    AddItem(Item),
    /// The item's state becomes retired; its relationships stay as rows.
    Retire {
        /// Item id.
        item: String,
    },
    /// The item's lifecycle state becomes this one.
    SetState {
        /// Item id.
        item: String,
        /// Any lifecycle state.
        state: State,
    },
    /// An attribute of the item is edited: nothing the graph sees, but the item is in scope.
    Touch {
        /// Item id.
        item: String,
    },
    /// A new row.
    AddRelationship(Relationship),
    /// The row of this identity goes.
    RemoveRelationship {
        /// Item id.
        from: String,
        /// Relationship type id.
        type_id: String,
        /// Item id.
        to: String,
        /// Requirement label.
        label: Option<String>,
    },
    /// The terms of a requirement are exactly these from now on. A row that is info by its own word is in no group,
    /// so only the key of the row itself reaches it.
    SetTerms {
        /// Item id.
        consumer: String,
        /// Which of its requirements.
        key: RequirementKey,
        /// The declared strength; `None` leaves it to the types.
        strength: Option<Strength>,
        /// k.
        min_up: Option<Threshold>,
        /// q.
        degraded_below: Option<Threshold>,
    },
    /// Every row at `old` moves to `new` with its label and terms, and `old` is retired. A row that `new` has
    /// already, or that would join `new` to itself, is dropped.
    Replace {
        /// Item id.
        old: String,
        /// Item id, another one.
        new: String,
    },
}

/// Returns the estate after the edits, in order.
pub fn apply(estate: &Estate, edits: &[StepEdit]) -> Estate {
    follow(estate, edits).0
}

/// Names where the row of a single-row requirement was, and where it is now.
pub(super) type Moved = (RequirementKey, RequirementKey);

/// Returns the estate after the edits, and the rows whose provider was replaced, in the order of the edits.
pub(super) fn follow(estate: &Estate, edits: &[StepEdit]) -> (Estate, Vec<Moved>) {
    let mut estate = estate.clone();
    let mut moved = Vec::new();
    for edit in edits {
        match edit {
            StepEdit::AddItem(item) => estate.items.push(item.clone()),
            StepEdit::Retire { item } => set_state(&mut estate, item, State::Retired),
            StepEdit::SetState { item, state } => set_state(&mut estate, item, *state),
            StepEdit::Touch { .. } => {}
            StepEdit::AddRelationship(row) => estate.relationships.push(row.clone()),
            StepEdit::RemoveRelationship { from, type_id, to, label } => {
                let goes = |row: &Relationship| {
                    row.from == *from && row.type_id == *type_id && row.to == *to && row.label == *label
                };
                write_out_terms(&mut estate, goes);
                estate.relationships.retain(|row| !goes(row));
            }
            StepEdit::SetTerms { consumer, key, strength, min_up, degraded_below } => {
                for place in rows_of(&estate, consumer, key) {
                    let row = &mut estate.relationships[place];
                    row.strength = *strength;
                    row.min_up = *min_up;
                    row.degraded_below = *degraded_below;
                }
            }
            StepEdit::Replace { old, new } => moved.extend(replace(&mut estate, old, new)),
        }
    }
    (estate, moved)
}

/// Returns the items that the edits put in scope; `estate` knows the types of the rows.
pub(super) fn scope_of(estate: &Estate, edits: &[StepEdit]) -> BTreeSet<String> {
    let mut scope = BTreeSet::new();
    for edit in edits {
        match edit {
            StepEdit::AddItem(_) => {}
            StepEdit::Retire { item } | StepEdit::SetState { item, .. } | StepEdit::Touch { item } => {
                scope.insert(item.clone());
            }
            StepEdit::AddRelationship(row) => scope.extend(row_scope(estate, &row.type_id, &row.from, &row.to)),
            StepEdit::RemoveRelationship { from, type_id, to, .. } => {
                scope.extend(row_scope(estate, type_id, from, to));
            }
            StepEdit::SetTerms { consumer, .. } => {
                scope.insert(consumer.clone());
            }
            StepEdit::Replace { old, new } => scope.extend([old.clone(), new.clone()]),
        }
    }
    scope
}

/// Returns the consumer of a row, or both ends when neither needs the other.
fn row_scope(estate: &Estate, type_id: &str, from: &str, to: &str) -> Vec<String> {
    match estate.relationship_type(type_id).map(|of| of.needs) {
        Some(Needs::Source) => vec![from.to_owned()],
        Some(Needs::Target) => vec![to.to_owned()],
        Some(Needs::None) | None => vec![from.to_owned(), to.to_owned()],
    }
}

fn set_state(estate: &mut Estate, id: &str, state: State) {
    for item in estate.items.iter_mut().filter(|item| item.id == id) {
        item.state = state;
    }
}

/// Returns the places of the rows that speak for a requirement, in the graph or not.
fn rows_of(estate: &Estate, consumer: &str, key: &RequirementKey) -> Vec<usize> {
    let is_alone = matches!(key, RequirementKey::Alone { .. });
    let belongs = |row: &Relationship| {
        let place = place_of(estate, row);
        place.is_some_and(|(own_consumer, _, own_key)| own_consumer == consumer && own_key == *key)
            && (is_alone || row.strength != Some(Strength::Info))
    };
    let rows = estate.relationships.iter().enumerate();
    rows.filter(|(_, row)| belongs(row)).map(|(place, _)| place).collect()
}

/// Makes every row of the requirements that these rows belong to carry the terms in full.
fn write_out_terms(estate: &mut Estate, concerned: impl Fn(&Relationship) -> bool) {
    let requirements: BTreeSet<(String, RequirementKey)> = estate
        .relationships
        .iter()
        .filter(|row| concerned(row))
        .filter_map(|row| place_of(estate, row))
        .map(|(consumer, _, key)| (consumer, key))
        .collect();
    for (consumer, key) in requirements {
        let places = rows_of(estate, &consumer, &key);
        let rows = || places.iter().map(|place| &estate.relationships[*place]);
        let strength = rows().find_map(|row| row.strength);
        let min_up = rows().find_map(|row| row.min_up);
        let degraded_below = rows().find_map(|row| row.degraded_below);
        for place in places {
            let row = &mut estate.relationships[place];
            row.strength = strength;
            row.min_up = min_up;
            row.degraded_below = degraded_below;
        }
    }
}

fn replace(estate: &mut Estate, old: &str, new: &str) -> Vec<Moved> {
    let is_at_old = |row: &Relationship| row.from == old || row.to == old;
    write_out_terms(estate, is_at_old);
    let (at_old, mut rows): (Vec<Relationship>, Vec<Relationship>) =
        mem::take(&mut estate.relationships).into_iter().partition(is_at_old);
    let renamed = |end: &str| if end == old { new.to_owned() } else { end.to_owned() };
    let mut moved = Vec::new();
    for row in at_old {
        let next = Relationship { from: renamed(&row.from), to: renamed(&row.to), ..row.clone() };
        if next.from == next.to {
            continue;
        }
        if place_of(estate, &row).is_some_and(|(_, provider, _)| provider == old) {
            moved.push((identity(&row), identity(&next)));
        }
        if !rows.iter().any(|other| identity(other) == identity(&next)) {
            rows.push(next);
        }
    }
    estate.relationships = rows;
    set_state(estate, old, State::Retired);
    moved
}

/// Returns the identity of a row, which is also the key of the requirement it forms when it is alone.
pub(super) fn identity(row: &Relationship) -> RequirementKey {
    RequirementKey::Alone {
        from: row.from.clone(),
        type_id: row.type_id.clone(),
        to: row.to.clone(),
        label: row.label.clone(),
    }
}
