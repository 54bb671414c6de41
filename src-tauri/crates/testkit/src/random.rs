//! Random valid estates for property tests.
//!
//! Generate, then repair: rows are drawn as plain numbers and choices without regard to each other, and a
//! deterministic repair makes them an estate the definition accepts. Shrinking works on what was drawn (fewer items,
//! fewer rows, earlier choices), so every shrunk case is a valid estate again; the first choice is always the plainest.

mod change;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use proptest::prelude::*;
use proptest::{collection, option};

use crate::oracle::{
    Estate, Item, Level, Needs, Operation, Relationship, RelationshipType, RequirementKey, Seed, State, Strength,
    Threshold, needs_of,
};

pub use change::estate_with_change;

/// Returns a strategy for valid estates of 2 to 14 items and up to 40 relationships.
///
/// They hold cycles (in about half of the estates), `@type` groups, labels that span types and directions, `-`
/// labels, counts and percentages, nested groups, all strengths and overrides, all lifecycle states (mostly live),
/// all operations (mostly in service), parallel relationships, and providers that appear twice in a requirement.
/// No self-loops, no duplicate identities, no label on an info row; relationships of a type that needs nothing carry
/// neither label nor thresholds. Thresholds are valid over the *declared* providers, so lifecycle states may leave a
/// count k above n. Item ids are `ci00`, `ci01`, ...; most rows make a higher id need a lower one.
pub fn estates() -> impl Strategy<Value = Estate> {
    estates_of(2..=14, 0..=40)
}

/// Returns the same strategy with other bounds; fewer than 2 items are raised to 2.
pub fn estates_of(items: RangeInclusive<usize>, relationships: RangeInclusive<usize>) -> impl Strategy<Value = Estate> {
    let items = (*items.start()).max(2)..=(*items.end()).max(2);
    (
        collection::vec(raw_item(), items),
        collection::vec(raw_type(), 1..=5),
        collection::vec(raw_row(), relationships),
        any::<bool>(),
    )
        .prop_map(|(items, types, rows, has_cycles)| build(&items, &types, &rows, has_cycles))
}

/// Returns a strategy for an estate with 1 to 3 distinct participating seeds, each degraded or down.
///
/// At least one item of the estate participates.
pub fn estate_with_seeds() -> impl Strategy<Value = (Estate, Vec<Seed>)> {
    with_seeds(estates())
}

/// Returns a strategy that adds 1 to 3 seeds to the estates of another one, as `estate_with_seeds` does.
pub fn with_seeds(estates: impl Strategy<Value = Estate>) -> impl Strategy<Value = (Estate, Vec<Seed>)> {
    let level = prop_oneof![2 => Just(Level::Down), 1 => Just(Level::Degraded)];
    // Low ids are what the rest stands on: without a bias most seeds would hit items nobody needs.
    let index = prop_oneof![0..4_usize, 0..INDEXES];
    (estates, collection::vec((index, level), 1..=3)).prop_map(|(mut estate, drawn)| {
        if !estate.items.iter().any(|item| item.state.participates())
            && let Some(first) = estate.items.first_mut()
        {
            first.state = State::Live;
        }
        let seeds = pick_seeds(&estate, &drawn);
        (estate, seeds)
    })
}

fn pick_seeds(estate: &Estate, drawn: &[(usize, Level)]) -> Vec<Seed> {
    let participating: Vec<&Item> = estate.items.iter().filter(|item| item.state.participates()).collect();
    let mut seeds = BTreeMap::new();
    for (index, level) in drawn {
        if let Some(item) = participating.get(index % participating.len().max(1)) {
            seeds.entry(item.id.clone()).or_insert(*level);
        }
    }
    seeds.into_iter().collect()
}

/// Indexes are drawn below this and taken modulo what there is to choose from: a common multiple of small numbers.
const INDEXES: usize = 5040;

type RawItem = (State, Operation, bool);
type RawType = (Needs, Strength, bool);

/// Says how a row follows the one before it; plain chance would make groups and parallels too rare.
#[derive(Clone, Copy, Debug)]
enum Tie {
    Free,
    SameRequirement,
    SameEnds,
}

#[derive(Clone, Debug)]
struct RawRow {
    tie: Tie,
    consumer: usize,
    provider: usize,
    backwards: bool,
    of: usize,
    label: Option<&'static str>,
    strength: Option<Strength>,
    min_up: Option<Threshold>,
    degraded_below: Option<Threshold>,
}

fn raw_item() -> impl Strategy<Value = RawItem> {
    let other = prop::sample::select(State::ALL.to_vec());
    let state = prop_oneof![5 => Just(State::Live), 1 => other];
    let operation = prop_oneof![
        16 => Just(Operation::InService),
        1 => Just(Operation::Degraded),
        1 => Just(Operation::OutOfService),
    ];
    (state, operation, any::<bool>())
}

fn raw_type() -> impl Strategy<Value = RawType> {
    let needs = prop_oneof![6 => Just(Needs::Source), 4 => Just(Needs::Target), 1 => Just(Needs::None)];
    (needs, strength(), any::<bool>())
}

fn strength() -> impl Strategy<Value = Strength> {
    prop_oneof![
        8 => Just(Strength::Hard),
        3 => Just(Strength::Degrading),
        2 => Just(Strength::Soft),
        1 => Just(Strength::Info),
    ]
}

fn threshold() -> impl Strategy<Value = Threshold> {
    // Shares on both sides of every boundary at n = 1, 2 and 3.
    let boundary = vec![1, 3333, 3334, 5000, 5001, 6666, 6667, 9999, 10_000];
    prop_oneof![
        3 => (1_u32..=4).prop_map(Threshold::Count),
        2 => prop::sample::select(boundary).prop_map(Threshold::Percent),
        1 => (1_u32..=10_000).prop_map(Threshold::Percent),
    ]
}

fn raw_row() -> impl Strategy<Value = RawRow> {
    let tie = prop_oneof![3 => Just(Tie::Free), 5 => Just(Tie::SameRequirement), 1 => Just(Tie::SameEnds)];
    let label = prop_oneof![
        6 => Just(None),
        3 => Just(Some("a")),
        2 => Just(Some("b")),
        1 => Just(Some("-")),
    ];
    (
        tie,
        0..INDEXES,
        0..INDEXES,
        prop::bool::weighted(0.3),
        0..INDEXES,
        label,
        option::weighted(0.15, strength()),
        option::weighted(0.3, threshold()),
        option::weighted(0.2, threshold()),
    )
        .prop_map(|(tie, consumer, provider, backwards, of, label, strength, min_up, degraded_below)| RawRow {
            tie,
            consumer,
            provider,
            backwards,
            of,
            label,
            strength,
            min_up,
            degraded_below,
        })
}

fn build(items: &[RawItem], types: &[RawType], rows: &[RawRow], has_cycles: bool) -> Estate {
    let mut estate = Estate {
        items: items
            .iter()
            .enumerate()
            .map(|(index, (state, operation, is_service))| Item {
                id: format!("ci{index:02}"),
                state: *state,
                operation: *operation,
                is_service: *is_service,
            })
            .collect(),
        types: types
            .iter()
            .enumerate()
            .map(|(index, (needs, strength, groups))| RelationshipType {
                id: format!("t{index}"),
                needs: *needs,
                strength: *strength,
                groups: *groups,
            })
            .collect(),
        relationships: Vec::new(),
    };
    estate.relationships = place(&estate, rows, has_cycles);
    // A row that leaves the graph may take the declared strength with it on which another one rested.
    for _ in 0..4 {
        strip_rows_outside_the_graph(&mut estate);
        drop_duplicate_identities(&mut estate);
        agree_within_requirements(&mut estate);
    }
    estate
}

/// A row whose ends, type and label are chosen.
struct Placed<'a> {
    consumer: usize,
    provider: usize,
    of: &'a RelationshipType,
    label: Option<&'a str>,
}

fn place(estate: &Estate, rows: &[RawRow], has_cycles: bool) -> Vec<Relationship> {
    let mut placed: Vec<(Placed<'_>, &RawRow)> = Vec::new();
    for raw in rows {
        let previous = placed.last().map(|(row, _)| row);
        let next = place_one(estate, raw, previous, has_cycles && raw.backwards);
        placed.push((next, raw));
    }
    placed.iter().map(|(row, raw)| relationship(estate, row, raw)).collect()
}

fn place_one<'a>(estate: &'a Estate, raw: &RawRow, previous: Option<&Placed<'a>>, any_way: bool) -> Placed<'a> {
    let item_count = estate.items.len();
    let of = &estate.types[raw.of % estate.types.len()];
    let (consumer, provider) = free_ends(raw, item_count, any_way);
    match (raw.tie, previous) {
        (Tie::Free, _) | (_, None) => Placed { consumer, provider, of, label: raw.label },
        (Tie::SameEnds, Some(before)) => {
            Placed { consumer: before.consumer, provider: before.provider, of, label: raw.label }
        }
        (Tie::SameRequirement, Some(before)) => {
            let consumer = before.consumer;
            // A consumer that is the lowest item has nothing below it: it can only point upwards.
            let provider = if any_way || consumer == 0 {
                other_than(consumer, raw.provider, item_count)
            } else {
                raw.provider % consumer
            };
            // A label may span types; an unlabelled row shares a requirement through its type only.
            let of = if before.label.is_some() { of } else { before.of };
            Placed { consumer, provider, of, label: before.label }
        }
    }
}

fn free_ends(raw: &RawRow, item_count: usize, any_way: bool) -> (usize, usize) {
    let consumer = raw.consumer % item_count;
    let provider = other_than(consumer, raw.provider, item_count);
    if any_way { (consumer, provider) } else { (consumer.max(provider), consumer.min(provider)) }
}

fn other_than(index: usize, drawn: usize, item_count: usize) -> usize {
    let drawn = drawn % item_count;
    if drawn == index { (index + 1) % item_count } else { drawn }
}

fn relationship(estate: &Estate, row: &Placed<'_>, raw: &RawRow) -> Relationship {
    let id = |index: usize| estate.items[index].id.clone();
    let (from, to) = match row.of.needs {
        Needs::Source | Needs::None => (row.consumer, row.provider),
        Needs::Target => (row.provider, row.consumer),
    };
    Relationship {
        from: id(from),
        type_id: row.of.id.clone(),
        to: id(to),
        label: row.label.map(str::to_owned),
        strength: raw.strength,
        min_up: raw.min_up,
        degraded_below: raw.degraded_below,
    }
}

fn strip_rows_outside_the_graph(estate: &mut Estate) {
    let outside: Vec<bool> = estate.relationships.iter().map(|row| needs_of(estate, row).is_none()).collect();
    for (row, is_outside) in estate.relationships.iter_mut().zip(outside) {
        if is_outside {
            row.label = None;
            row.min_up = None;
            row.degraded_below = None;
        }
    }
}

fn drop_duplicate_identities(estate: &mut Estate) {
    let mut seen = BTreeSet::new();
    estate
        .relationships
        .retain(|row| seen.insert((row.from.clone(), row.type_id.clone(), row.to.clone(), row.label.clone())));
}

/// The strength, k and q a requirement declares; the first row that says something decides.
#[derive(Default)]
struct Declared {
    providers: BTreeSet<String>,
    strength: Option<Strength>,
    min_up: Option<Threshold>,
    degraded_below: Option<Threshold>,
}

fn agree_within_requirements(estate: &mut Estate) {
    let keys: Vec<Option<(String, RequirementKey)>> =
        estate.relationships.iter().map(|row| needs_of(estate, row).map(|need| (need.consumer, need.key))).collect();
    let mut declared: BTreeMap<(String, RequirementKey), Declared> = BTreeMap::new();
    for row in &estate.relationships {
        if let Some(need) = needs_of(estate, row) {
            let all = declared.entry((need.consumer, need.key)).or_default();
            all.providers.insert(need.provider);
            all.strength = all.strength.or(row.strength);
            all.min_up = all.min_up.or(row.min_up);
            all.degraded_below = all.degraded_below.or(row.degraded_below);
        }
    }
    for all in declared.values_mut() {
        let n = u32::try_from(all.providers.len()).unwrap_or(u32::MAX);
        make_thresholds_valid(&mut all.min_up, &mut all.degraded_below, n);
    }
    for (row, key) in estate.relationships.iter_mut().zip(keys) {
        if let Some(all) = key.and_then(|key| declared.get(&key)) {
            // Blank rows stay blank: inheriting is what is to be tested.
            row.strength = row.strength.and(all.strength);
            row.min_up = row.min_up.and(all.min_up);
            row.degraded_below = row.degraded_below.and(all.degraded_below);
        }
    }
}

/// Makes `1 <= k <= q <= n` hold over n declared providers.
fn make_thresholds_valid(min_up: &mut Option<Threshold>, degraded_below: &mut Option<Threshold>, n: u32) {
    let at_most_n = |threshold: Threshold| match threshold {
        Threshold::Count(count) => Threshold::Count(count.min(n)),
        Threshold::Percent(_) => threshold,
    };
    *min_up = min_up.map(at_most_n);
    *degraded_below = degraded_below.map(at_most_n);
    if let (Some(k), Some(q)) = (*min_up, *degraded_below)
        && q.over(n) < k.over(n)
    {
        *degraded_below = Some(k);
    }
}
