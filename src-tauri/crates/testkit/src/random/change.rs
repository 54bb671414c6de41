//! Random changes of ordered steps on random estates.
//!
//! Edits are drawn as numbers and choices, and resolved one after the other against the estate that the edits before
//! leave; an edit that would leave no valid estate there is left out. So every shrunk case is a valid change again.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::{collection, option};

use super::{
    INDEXES, Placed, RawItem, RawRow, estates, make_thresholds_valid, other_than, place_one, raw_item, raw_row,
    relationship, strength, threshold,
};
use crate::oracle::{
    Estate, Item, Level, Needs, Relationship, RequirementKey, Seed, State, Step, StepEdit, Strength, Threshold, apply,
    needs_of, place_of,
};

/// Returns a strategy for an estate with a change of 1 to 3 steps, each of up to 5 edits and up to 3 seeds.
///
/// Every edit is valid where it stands: what it names is there, what it adds is not, and it leaves an estate whose rows
/// agree. Edits may leave a count k above n. Terms change by `SetTerms` and by what `Replace` carries over, never by a
/// row added to a requirement that is there. A requirement that lost its last row comes back only blank, and a group
/// only if it was blank: so it does not matter whether whoever files terms beside the rows keeps them. New items are
/// called after their place, as the others are. Seeds are of distinct items that participate before the step, at down,
/// degraded or unaffected.
pub fn estate_with_change() -> impl Strategy<Value = (Estate, Vec<Step>)> {
    let seeds = collection::vec((item_index(), outage()), 0..=3);
    let step = (collection::vec(raw_edit(), 0..=5), seeds);
    (estates(), collection::vec(step, 1..=3)).prop_map(|(estate, drawn)| {
        let steps = resolve(&estate, &drawn);
        (estate, steps)
    })
}

#[derive(Clone, Debug)]
enum RawEdit {
    AddItem(RawItem),
    Retire(usize),
    SetState(usize, State),
    Touch(usize),
    /// A new row, tied to the one at an index.
    AddRelationship(RawRow, usize),
    /// A row that an earlier edit took away.
    Restore(usize),
    RemoveRelationship(usize),
    SetTerms(usize, Terms),
    /// Old, new; whether new is the newest item.
    Replace(usize, usize, bool),
}

type RawStep = (Vec<RawEdit>, Vec<(usize, Level)>);

type Terms = (Option<Strength>, Option<Threshold>, Option<Threshold>);

type TermsOfAll = BTreeMap<(String, RequirementKey), Terms>;

fn item_index() -> impl Strategy<Value = usize> {
    // Low ids are what the rest stands on.
    prop_oneof![0..4_usize, 0..INDEXES]
}

fn outage() -> impl Strategy<Value = Level> {
    prop_oneof![3 => Just(Level::Down), 2 => Just(Level::Degraded), 1 => Just(Level::Unaffected)]
}

fn raw_edit() -> impl Strategy<Value = RawEdit> {
    let state = || prop::sample::select(State::ALL.to_vec());
    let terms =
        (option::weighted(0.6, strength()), option::weighted(0.7, threshold()), option::weighted(0.4, threshold()));
    prop_oneof![
        3 => raw_item().prop_map(RawEdit::AddItem),
        3 => item_index().prop_map(RawEdit::Retire),
        3 => (item_index(), state()).prop_map(|(item, state)| RawEdit::SetState(item, state)),
        2 => item_index().prop_map(RawEdit::Touch),
        5 => (raw_row(), 0..INDEXES).prop_map(|(row, tied)| RawEdit::AddRelationship(row, tied)),
        3 => (0..INDEXES).prop_map(RawEdit::Restore),
        6 => (0..INDEXES).prop_map(RawEdit::RemoveRelationship),
        3 => (0..INDEXES, terms).prop_map(|(row, terms)| RawEdit::SetTerms(row, terms)),
        4 => (item_index(), 0..INDEXES, any::<bool>())
            .prop_map(|(old, new, newest)| RawEdit::Replace(old, new, newest)),
    ]
}

fn resolve(estate: &Estate, drawn: &[RawStep]) -> Vec<Step> {
    let mut current = estate.clone();
    let mut known = terms_of_all(estate);
    let mut removed: Vec<Relationship> = Vec::new();
    let mut steps = Vec::new();
    for (raw_edits, raw_seeds) in drawn {
        let seeds = pick_seeds(&current, raw_seeds);
        let mut edits = Vec::new();
        for raw in raw_edits {
            let Some(edit) = resolve_one(&current, &removed, raw) else { continue };
            let next = apply(&current, std::slice::from_ref(&edit));
            let terms = terms_of_all(&next);
            if is_valid(&next) && comes_back_blank(&terms_of_all(&current), &terms, &known) {
                removed.extend(current.relationships.iter().filter(|row| !has_row(&next, row)).cloned());
                known.extend(terms);
                current = next;
                edits.push(edit);
            }
        }
        steps.push(Step { edits, seeds });
    }
    steps
}

fn pick_seeds(estate: &Estate, drawn: &[(usize, Level)]) -> Vec<Seed> {
    let participating: Vec<&Item> = estate.items.iter().filter(|item| item.state.participates()).collect();
    let mut seeds = BTreeMap::new();
    for (index, level) in drawn {
        if let Some(item) = chosen(&participating, *index) {
            seeds.entry(item.id.clone()).or_insert(*level);
        }
    }
    seeds.into_iter().collect()
}

fn chosen<T>(all: &[T], index: usize) -> Option<&T> {
    all.get(index % all.len().max(1))
}

fn resolve_one(estate: &Estate, removed: &[Relationship], raw: &RawEdit) -> Option<StepEdit> {
    let item_at = |index: usize| chosen(&estate.items, index);
    Some(match raw {
        RawEdit::AddItem((state, operation, is_service)) => StepEdit::AddItem(Item {
            id: format!("ci{:02}", estate.items.len()),
            state: *state,
            operation: *operation,
            is_service: *is_service,
        }),
        RawEdit::Retire(index) => {
            let item = item_at(*index).filter(|item| item.state != State::Retired)?;
            StepEdit::Retire { item: item.id.clone() }
        }
        RawEdit::SetState(index, state) => {
            let item = item_at(*index).filter(|item| item.state != *state)?;
            StepEdit::SetState { item: item.id.clone(), state: *state }
        }
        RawEdit::Touch(index) => StepEdit::Touch { item: item_at(*index)?.id.clone() },
        RawEdit::AddRelationship(raw, tied) => {
            let previous = chosen(&estate.relationships, *tied).and_then(|row| placed(estate, row));
            let next = place_one(estate, raw, previous.as_ref(), raw.backwards);
            StepEdit::AddRelationship(fitting(estate, relationship(estate, &next, raw)))
        }
        RawEdit::Restore(index) => {
            let mut row = chosen(removed, *index)?.clone();
            if place_of(estate, &row).is_some_and(|(_, _, key)| matches!(key, RequirementKey::Alone { .. })) {
                blank(&mut row);
            }
            StepEdit::AddRelationship(fitting(estate, row))
        }
        RawEdit::RemoveRelationship(index) => {
            let Relationship { from, type_id, to, label, .. } = chosen(&estate.relationships, *index)?.clone();
            StepEdit::RemoveRelationship { from, type_id, to, label }
        }
        RawEdit::SetTerms(index, terms) => set_terms(estate, chosen(&estate.relationships, *index)?, *terms)?,
        RawEdit::Replace(old, new, newest) => {
            let count = estate.items.len();
            let old = old % count;
            let new = if *newest && old + 1 != count { count - 1 } else { other_than(old, *new, count) };
            let id = |index: usize| estate.items[index].id.clone();
            StepEdit::Replace { old: id(old), new: id(new) }
        }
    })
}

/// Returns a row of the estate as the generator of rows knows it, to tie another one to it.
fn placed<'a>(estate: &'a Estate, row: &'a Relationship) -> Option<Placed<'a>> {
    let of = estate.relationship_type(&row.type_id)?;
    let (consumer, provider) = match of.needs {
        Needs::Source | Needs::None => (&row.from, &row.to),
        Needs::Target => (&row.to, &row.from),
    };
    let index = |id: &String| estate.items.iter().position(|item| item.id == *id);
    Some(Placed { consumer: index(consumer)?, provider: index(provider)?, of, label: row.label.as_deref() })
}

/// Makes a row blank where its requirement is there already, and bare where it is not in the graph.
fn fitting(estate: &Estate, mut row: Relationship) -> Relationship {
    let place = |row: &Relationship| place_of(estate, row).map(|(consumer, _, key)| (consumer, key));
    let is_info = row.strength == Some(Strength::Info);
    if !is_info && place(&row).is_some() && estate.relationships.iter().any(|other| place(other) == place(&row)) {
        blank(&mut row);
    }
    let mut with_row = estate.clone();
    with_row.relationships.push(row.clone());
    if needs_of(&with_row, &row).is_none() {
        row.label = None;
        row.min_up = None;
        row.degraded_below = None;
    }
    row
}

fn blank(row: &mut Relationship) {
    row.strength = None;
    row.min_up = None;
    row.degraded_below = None;
}

fn set_terms(estate: &Estate, row: &Relationship, (strength, min_up, degraded_below): Terms) -> Option<StepEdit> {
    let (consumer, _, key) = place_of(estate, row)?;
    let is_alone = matches!(key, RequirementKey::Alone { .. });
    if row.strength == Some(Strength::Info) && !is_alone {
        return None;
    }
    let strength = strength.filter(|own| is_alone || *own != Strength::Info);
    let belongs = |own: &&Relationship| {
        place_of(estate, own).is_some_and(|(other, _, other_key)| other == consumer && other_key == key)
    };
    let mut providers: Vec<String> =
        estate.relationships.iter().filter(belongs).filter_map(|own| place_of(estate, own)).map(|own| own.1).collect();
    providers.sort();
    providers.dedup();
    let (mut min_up, mut degraded_below) = (min_up, degraded_below);
    if strength == Some(Strength::Info) {
        (min_up, degraded_below) = (None, None);
    }
    make_thresholds_valid(&mut min_up, &mut degraded_below, u32::try_from(providers.len()).unwrap_or(u32::MAX));
    Some(StepEdit::SetTerms { consumer, key, strength, min_up, degraded_below })
}

fn has_row(estate: &Estate, row: &Relationship) -> bool {
    estate.relationships.iter().any(|other| is_same(other, row))
}

/// Returns what is declared of every requirement; a row that says info itself is filed under its own identity.
fn terms_of_all(estate: &Estate) -> TermsOfAll {
    let mut all: TermsOfAll = BTreeMap::new();
    for row in &estate.relationships {
        let place = match needs_of(estate, row) {
            Some(need) => Some((need.consumer, need.key)),
            None if row.strength == Some(Strength::Info) => {
                let Relationship { from, type_id, to, label, .. } = row.clone();
                place_of(estate, row).map(|own| (own.0, RequirementKey::Alone { from, type_id, to, label }))
            }
            None => None,
        };
        if let Some(place) = place {
            let (strength, min_up, degraded_below) = all.entry(place).or_default();
            *strength = strength.or(row.strength);
            *min_up = min_up.or(row.min_up);
            *degraded_below = degraded_below.or(row.degraded_below);
        }
    }
    all
}

/// Returns whether every requirement that is there again after an edit is blank, and was blank when it was a group.
fn comes_back_blank(before: &TermsOfAll, after: &TermsOfAll, known: &TermsOfAll) -> bool {
    let is_back = |place: &&(String, RequirementKey)| !before.contains_key(*place) && known.contains_key(*place);
    after.keys().filter(is_back).all(|place| {
        let is_alone = matches!(place.1, RequirementKey::Alone { .. });
        after[place] == Terms::default() && (is_alone || known[place] == Terms::default())
    })
}

/// Returns whether identities are unique, ends exist and differ, rows outside the graph are bare, and the rows of a
/// requirement do not contradict each other.
fn is_valid(estate: &Estate) -> bool {
    let declared = terms_of_all(estate);
    estate.relationships.iter().enumerate().all(|(place, row)| {
        let is_bare = row.label.is_none() && row.min_up.is_none() && row.degraded_below.is_none();
        let agrees = match needs_of(estate, row) {
            None => is_bare,
            Some(need) => declared.get(&(need.consumer, need.key)).is_some_and(|(strength, min_up, degraded_below)| {
                (row.strength.is_none() || row.strength == *strength)
                    && (row.min_up.is_none() || row.min_up == *min_up)
                    && (row.degraded_below.is_none() || row.degraded_below == *degraded_below)
            }),
        };
        let is_first = estate.relationships[..place].iter().all(|earlier| !is_same(earlier, row));
        agrees && is_first && row.from != row.to && estate.item(&row.from).is_some() && estate.item(&row.to).is_some()
    })
}

fn is_same(one: &Relationship, other: &Relationship) -> bool {
    one.from == other.from && one.type_id == other.type_id && one.to == other.to && one.label == other.label
}
