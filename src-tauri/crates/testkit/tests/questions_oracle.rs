//! The questions beyond one verdict against the brute-force oracle, on random estates.
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::Generation;
use cairn_graph::{
    AssumedRedundancy, PairQuestion, SingleQuestion, common_causes, cut_pairs, recovery, single_points, verdict,
};
use cairn_model::topology::{Topology, Vertex, VertexFacts};
use cairn_model::{CancelToken, Level};
use cairn_testkit::{oracle, random};
use convert::{ci, generation, level};
use proptest::prelude::*;

const HOLDS: AssumedRedundancy = AssumedRedundancy::Holds;

fn vertex(estate: &oracle::Estate, generation: &Generation, id: &str) -> Vertex {
    generation.row(ci(estate, id)).unwrap()
}

fn id_of(estate: &oracle::Estate, generation: &Generation, vertex: Vertex) -> String {
    estate.items[usize::try_from(generation.id(vertex).0).unwrap() - 1].id.clone()
}

/// Two of three items can fail alone.
fn fails_alone(id: &str) -> bool {
    id.bytes().last().is_some_and(|digit| digit % 3 != 0)
}

fn services(estate: &oracle::Estate) -> Vec<&str> {
    let items = estate.items.iter().filter(|item| item.is_service && item.state.participates());
    items.map(|item| item.id.as_str()).collect()
}

fn check_single_points(estate: &oracle::Estate, workers: usize) {
    let generation = generation(estate);
    let ids = services(estate);
    let asked: Vec<Vertex> = ids.iter().map(|id| vertex(estate, &generation, id)).collect();
    let alone = |vertex: Vertex| fails_alone(&id_of(estate, &generation, vertex));
    let cancel = CancelToken::default();
    let topology = generation.topology();
    let question = SingleQuestion { topology, services: &asked, fails_alone: &alone, assumed: HOLDS, down: &[] };
    let found = single_points(&question, workers, &cancel).unwrap();
    for (place, id) in ids.iter().enumerate() {
        let named: BTreeSet<String> =
            found.of_service[place].iter().map(|&vertex| id_of(estate, &generation, vertex)).collect();
        assert_eq!(named, oracle::single_points(estate, id, &fails_alone), "{id}");
        let is_down = oracle::judge(estate, &[]).levels[*id] == oracle::Level::Down;
        assert_eq!(found.down_already.contains(&place), is_down, "{id}");
    }
}

fn check_pairs(estate: &oracle::Estate) {
    let generation = generation(estate);
    let ids = services(estate);
    let asked: Vec<Vertex> = ids.iter().map(|id| vertex(estate, &generation, id)).collect();
    let alone = |vertex: Vertex| fails_alone(&id_of(estate, &generation, vertex));
    let topology = generation.topology();
    let question = PairQuestion { topology, services: &asked, fails_alone: &alone, assumed: HOLDS };
    let mut found: BTreeMap<String, BTreeSet<oracle::Pair>> = BTreeMap::new();
    let name = |vertex| id_of(estate, &generation, vertex);
    let mut add = |pair: cairn_graph::CutPair<'_>| {
        for &service in pair.services {
            let mut both = [name(pair.first), name(pair.second)];
            both.sort();
            let [first, second] = both;
            assert!(found.entry(name(service)).or_default().insert((first, second)), "each pair once");
        }
    };
    cut_pairs(&question, &mut add, &mut |_, _| {}, &CancelToken::default()).unwrap();
    for id in ids {
        let expected = oracle::cut_pairs(estate, id, &fails_alone);
        assert_eq!(found.remove(id).unwrap_or_default(), expected, "{id}");
    }
}

/// Returns the estate with these out of service.
fn out_of_service(mut estate: oracle::Estate, out: &[oracle::Seed]) -> oracle::Estate {
    for item in &mut estate.items {
        if out.iter().any(|(id, _)| *id == item.id) {
            item.operation = oracle::Operation::OutOfService;
        }
    }
    estate
}

fn check_recovery(estate: &oracle::Estate) {
    let generation = generation(estate);
    let topology = generation.topology();
    let now = verdict(topology, &[], HOLDS, &CancelToken::default()).unwrap();
    let raised = now.raised().iter().filter(|raised| raised.level == Level::Down);
    let down: Vec<Vertex> = raised.map(|raised| raised.vertex).collect();
    let found = recovery(topology, &down, HOLDS, &CancelToken::default()).unwrap();
    let names = |vertices: &[Vertex]| -> BTreeSet<String> {
        vertices.iter().map(|&vertex| id_of(estate, &generation, vertex)).collect()
    };
    let expected = oracle::recovery(estate);
    assert_eq!(found.waves.iter().map(|wave| names(wave)).collect::<Vec<_>>(), expected.waves);
    let deadlocks: BTreeSet<_> = found.deadlocks.iter().map(|deadlock| names(&deadlock.members)).collect();
    assert_eq!(deadlocks, expected.deadlocks);
    assert_eq!(names(&found.waiting), expected.waiting);
    let up = |recovery: &oracle::Recovery| recovery.waves.iter().map(BTreeSet::len).sum::<usize>();
    for deadlock in &found.deadlocks {
        let cuts = oracle::cuts_of(estate, &names(&deadlock.members));
        let freed = |cut: &oracle::Cut| up(&oracle::recovery_with(estate, Some(cut))) - up(&expected);
        assert_eq!(Some(deadlock.freed), cuts.iter().map(freed).max());
        // The link named is one that frees so many.
        let named = (names(&[deadlock.cut.consumer]), names(&[deadlock.cut.member]));
        let is_named = |cut: &&oracle::Cut| named == ([cut.0.clone()].into(), [cut.2.clone()].into());
        assert!(cuts.iter().filter(is_named).any(|cut| freed(cut) == deadlock.freed), "{:?}", deadlock.cut);
    }
    for warning in &found.warnings {
        assert!(warning.len() > 1 && names(warning).is_subset(&names(&down)));
    }
}

/// Returns the topology without what these items' own operation seeds.
fn put_back(topology: &Topology, vertices: &[Vertex]) -> Topology {
    let mut topology = topology.clone();
    let facts = |&vertex: &Vertex| (vertex, VertexFacts { context: Level::Unaffected, ..topology.vertex(vertex) });
    let changed: Vec<_> = vertices.iter().map(facts).collect();
    assert!(topology.set_facts(&changed).is_empty());
    topology
}

fn check_causes(estate: &oracle::Estate, reported: &[oracle::Seed]) {
    let generation = generation(estate);
    let given: Vec<(Vertex, Level)> =
        reported.iter().map(|(id, at)| (vertex(estate, &generation, id), level(*at))).collect();
    let vertices: Vec<Vertex> = given.iter().map(|(vertex, _)| *vertex).collect();
    let topology = put_back(generation.topology(), &vertices);
    let alone = |vertex: Vertex| fails_alone(&id_of(estate, &generation, vertex));
    let found = common_causes(&topology, &given, &alone, HOLDS, &CancelToken::default()).unwrap();
    assert!(found.is_sorted_by_key(|cause| (cause.unreported.len(), cause.vertex)));
    let named: BTreeMap<String, BTreeSet<String>> = found
        .iter()
        .map(|cause| {
            let others = cause.unreported.iter().map(|&vertex| id_of(estate, &generation, vertex)).collect();
            (id_of(estate, &generation, cause.vertex), others)
        })
        .collect();
    assert_eq!(named, oracle::common_causes(estate, reported, &fails_alone));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn single_points_are_those_of_trying_every_item(estate in random::estates(), workers in 1..4_usize) {
        check_single_points(&estate, workers);
    }

    #[test]
    fn recovery_is_that_of_trying_every_item_again_and_again((estate, out) in random::estate_with_seeds()) {
        check_recovery(&out_of_service(estate, &out));
    }

    #[test]
    fn common_causes_are_those_of_trying_every_item((estate, reported) in random::estate_with_seeds()) {
        check_causes(&estate, &reported);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cut_pairs_are_those_of_trying_every_pair(estate in random::estates()) {
        check_pairs(&estate);
    }
}

/// What the random estates exercise: a property that nothing reaches proves nothing.
#[test]
fn the_random_estates_hold_what_is_asked_about() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut single, mut pairs, mut deadlocks, mut waves, mut causes) = (0, 0, 0, 0, 0);
    for _ in 0..300 {
        let (estate, seeds) = random::estate_with_seeds().new_tree(&mut runner).unwrap().current();
        for id in services(&estate) {
            single += usize::from(!oracle::single_points(&estate, id, &fails_alone).is_empty());
            pairs += usize::from(!oracle::cut_pairs(&estate, id, &fails_alone).is_empty());
        }
        causes += usize::from(!oracle::common_causes(&estate, &seeds, &fails_alone).is_empty());
        let recovery = oracle::recovery(&out_of_service(estate, &seeds));
        deadlocks += usize::from(!recovery.deadlocks.is_empty());
        waves += usize::from(recovery.waves.len() > 2);
    }
    let seen = [single, pairs, deadlocks, waves, causes];
    assert!(seen.iter().all(|&count| count >= 10), "{seen:?}");
}
