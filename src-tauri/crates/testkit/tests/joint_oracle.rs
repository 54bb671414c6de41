//! What parties do only together against judging every subset, on random estates.
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;

use std::collections::BTreeSet;

use cairn_estate::Generation;
use cairn_graph::{JointRuns, Party, Seed};
use cairn_model::topology::Cut;
use cairn_model::{CancelToken, Level};
use cairn_testkit::oracle::{self, StepEdit};
use cairn_testkit::random;
use convert::{ci, generation, level};
use proptest::prelude::*;

/// Returns the cut that removing a row makes: none when another row makes the same member.
fn cut(estate: &oracle::Estate, generation: &Generation, row: &oracle::Relationship) -> Option<Cut> {
    let need = oracle::needs_of(estate, row)?;
    let place = |other: &oracle::Relationship| {
        oracle::needs_of(estate, other).map(|need| (need.consumer, need.key, need.provider))
    };
    if estate.relationships.iter().filter(|other| place(other) == place(row)).count() > 1 {
        return None;
    }
    let (consumer, member) = (ci(estate, &need.consumer), ci(estate, &need.provider));
    let (consumer, member) = (generation.row(consumer).unwrap(), generation.row(member).unwrap());
    let id = convert::relationship_id(estate, row);
    let row = generation.relationship_row(&id).unwrap();
    let topology = generation.topology();
    let requirement = topology
        .requirements_of(consumer)
        .find(|&requirement| topology.member_relationships(requirement).contains(&row))?;
    Some(Cut { requirement, member })
}

fn party(estate: &oracle::Estate, generation: &Generation, own: &oracle::Party) -> Party {
    let vertex = |id: &str| generation.row(ci(estate, id)).unwrap();
    let mut seeds: Vec<Seed> =
        own.step.seeds.iter().map(|(id, at)| Seed { vertex: vertex(id), level: level(*at) }).collect();
    let mut cuts = Vec::new();
    for edit in &own.step.edits {
        match edit {
            StepEdit::Retire { item } => seeds.push(Seed { vertex: vertex(item), level: Level::Down }),
            StepEdit::RemoveRelationship { from, type_id, to, label } => {
                let row = estate
                    .relationships
                    .iter()
                    .find(|row| (&row.from, &row.type_id, &row.to, &row.label) == (from, type_id, to, label));
                cuts.extend(cut(estate, generation, row.unwrap()));
            }
            other => unreachable!("{other:?}"),
        }
    }
    Party { owner: u32::try_from(own.change).unwrap(), seeds, cuts }
}

fn found(estate: &oracle::Estate, parties: &[oracle::Party], bound: usize) -> (BTreeSet<oracle::Collision>, bool) {
    let generation = generation(estate);
    let own: Vec<Party> = parties.iter().map(|own| party(estate, &generation, own)).collect();
    let active: Vec<u32> = (0..u32::try_from(own.len()).unwrap()).collect();
    let cancel = CancelToken::default();
    let mut runs = JointRuns::new(generation.topology(), own, bound, &cancel).unwrap();
    let together = runs.together(&active, &cancel).unwrap();
    let named = together.sets.iter().map(|set| {
        let item = &estate.items[usize::try_from(generation.id(set.vertex).0).unwrap() - 1].id;
        let at = oracle::Level::ALL.into_iter().find(|at| level(*at) == set.level).unwrap();
        (item.clone(), at, set.parties.iter().map(|place| usize::try_from(*place).unwrap()).collect())
    });
    (named.collect(), together.is_cut_short)
}

/// How many members a planted group has.
const MEMBERS: usize = 4;

/// Adds a group of members with spares, some of which rest on what is there, and something that rests on the group.
fn with_group(mut estate: oracle::Estate, needed: u32, worse: u32, hangs: &[usize]) -> oracle::Estate {
    let before = estate.items.len();
    let id = |place: usize| format!("ci{place:02}");
    let kind = |name: &str, groups| oracle::RelationshipType {
        id: name.to_owned(),
        needs: oracle::Needs::Source,
        strength: oracle::Strength::Hard,
        groups,
    };
    estate.types.extend([kind("planted_group", true), kind("planted_single", false)]);
    for place in before..before + MEMBERS + 4 {
        estate.items.push(oracle::Item {
            id: id(place),
            state: oracle::State::Live,
            operation: oracle::Operation::InService,
            is_service: false,
        });
    }
    let (group, top) = (id(before + MEMBERS), id(before + MEMBERS + 1));
    let row = |from: &str, type_id: &str, to: &str| oracle::Relationship {
        from: from.to_owned(),
        type_id: type_id.to_owned(),
        to: to.to_owned(),
        label: None,
        strength: None,
        min_up: None,
        degraded_below: None,
    };
    for member in 0..MEMBERS {
        estate.relationships.push(oracle::Relationship {
            min_up: Some(oracle::Threshold::Count(needed)),
            degraded_below: Some(oracle::Threshold::Count(needed.max(worse))),
            ..row(&group, "planted_group", &id(before + member))
        });
    }
    for (member, hang) in hangs.iter().enumerate().take(MEMBERS) {
        if *hang < before {
            estate.relationships.push(row(&id(before + member), "planted_single", &id(*hang)));
        }
    }
    estate.relationships.push(row(&top, "planted_single", &group));
    // What rests on the group is itself one of two that something needs: who takes the other meets those who take the group
    // down together, and none of them alone.
    let (other, upper) = (id(before + MEMBERS + 2), id(before + MEMBERS + 3));
    estate.relationships.extend([&top, &other].map(|member| row(&upper, "planted_group", member)));
    estate
}

/// An estate with 2 to 5 parties of several changes: outages, one item that is retired, one row that is removed.
fn estate_with_parties() -> impl Strategy<Value = (oracle::Estate, Vec<oracle::Party>)> {
    let seed = (prop_oneof![5 => 4..8_usize, 1 => Just(1), 1 => 0..20_usize], 0..3_usize);
    let seeds = prop::collection::vec(seed, 0..=2);
    let retired = prop::option::weighted(0.2, 0..20_usize);
    let removed = prop::option::weighted(0.4, 0..40_usize);
    let raw = prop::collection::vec((prop::option::weighted(0.3, 0..3_usize), seeds, retired, removed), 2..6);
    let group = prop::option::weighted(0.8, (1..4_u32, 1..5_u32, prop::collection::vec(0..60_usize, MEMBERS)));
    (random::estates(), group, raw).prop_map(|(estate, group, raw)| {
        let estate = match group {
            Some((needed, worse, hangs)) => with_group(estate, needed, worse, &hangs),
            None => estate,
        };
        let taking_part: Vec<&oracle::Item> = estate.items.iter().filter(|item| item.state.participates()).collect();
        // From the end, where the planted group is.
        let item =
            |index: usize| taking_part.iter().rev().nth(index % taking_part.len().max(1)).map(|item| item.id.clone());
        let parties = raw.into_iter().enumerate().map(|(place, (change, seeds, retired, removed))| {
            let levels = [oracle::Level::Down, oracle::Level::Down, oracle::Level::Degraded];
            let seeds = seeds.into_iter().filter_map(|(index, at)| Some((item(index)?, levels[at]))).collect();
            let retire = retired.and_then(item).map(|item| StepEdit::Retire { item });
            let remove = removed
                .and_then(|index| estate.relationships.iter().rev().nth(index % estate.relationships.len().max(1)));
            let remove = remove.cloned().map(|row| {
                let oracle::Relationship { from, type_id, to, label, .. } = row;
                StepEdit::RemoveRelationship { from, type_id, to, label }
            });
            oracle::Party {
                change: change.unwrap_or(place + 3),
                step: oracle::Step { edits: retire.into_iter().chain(remove).collect(), seeds },
            }
        });
        let parties = parties.collect();
        (estate, parties)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_are_those_of_judging_every_subset((estate, parties) in estate_with_parties()) {
        let (found, is_cut_short) = found(&estate, &parties, 10_000);
        prop_assert!(!is_cut_short);
        prop_assert_eq!(found, oracle::collisions(&estate, &parties));
    }

    /// With few verdicts the answer says that it is cut short, or is whole; what it names is true either way.
    #[test]
    fn a_bound_is_said_when_it_is_hit((estate, parties) in estate_with_parties(), bound in 0..6_usize) {
        let (found, is_cut_short) = found(&estate, &parties, bound);
        let all = oracle::collisions(&estate, &parties);
        prop_assert!(is_cut_short || found == all);
    }
}

/// What the random parties exercise: a property that nothing reaches proves nothing.
#[test]
fn the_random_parties_collide() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut pairs, mut larger, mut several, mut beside) = (0, 0, 0, 0);
    for _ in 0..600 {
        let (estate, parties) = estate_with_parties().new_tree(&mut runner).unwrap().current();
        let all = oracle::collisions(&estate, &parties);
        pairs += usize::from(all.iter().any(|(_, _, set)| set.len() == 2));
        larger += usize::from(all.iter().any(|(_, _, set)| set.len() > 2));
        let of = |item: &str, at| all.iter().filter(|own| own.0 == item && own.1 == at).count();
        several += usize::from(all.iter().any(|own| of(&own.0, own.1) > 1));
        // Two collide while a third does the same alone.
        let alone = |party: &oracle::Party| {
            oracle::judge_change(&estate, std::slice::from_ref(&party.step)).steps[0].during.clone()
        };
        let alone: Vec<oracle::Levels> = parties.iter().map(alone).collect();
        beside += usize::from(all.iter().any(|own| alone.iter().any(|levels| levels[&own.0] >= own.1)));
    }
    let seen = [pairs, larger, several, beside];
    assert!(seen.iter().all(|&count| count >= 10), "{seen:?}");
}
