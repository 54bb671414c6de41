//! The engine's verdicts against the brute-force oracle, on random estates: levels, findings, the four answers, proofs.
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::Generation;
use cairn_graph::{
    AssumedRedundancy, ModelErrorKind, Scratch, Seed, answers, findings, reachable, verdict, verdict_with, why, why_not,
};
use cairn_model::topology::Vertex;
use cairn_model::{CancelToken, Level, RequirementKey};
use cairn_testkit::{oracle, random};
use convert::{ci, generation, generation_by_edits, level};
use proptest::prelude::*;
use rustc_hash::FxHashSet;

fn vertex(estate: &oracle::Estate, generation: &Generation, id: &str) -> Vertex {
    generation.row(ci(estate, id)).unwrap()
}

fn seeds(estate: &oracle::Estate, generation: &Generation, seeds: &[oracle::Seed]) -> Vec<Seed> {
    seeds.iter().map(|(id, at)| Seed { vertex: vertex(estate, generation, id), level: level(*at) }).collect()
}

fn levels(estate: &oracle::Estate, generation: &Generation, verdict: &cairn_graph::Verdict) -> BTreeMap<String, Level> {
    let participating = estate.items.iter().filter(|item| item.state.participates());
    participating.map(|item| (item.id.clone(), verdict.level(vertex(estate, generation, &item.id)))).collect()
}

fn expected(judgement: &oracle::Judgement) -> BTreeMap<String, Level> {
    judgement.levels.iter().map(|(id, at)| (id.clone(), level(*at))).collect()
}

/// Returns the key of an engine's requirement in the oracle's words.
fn oracle_key(estate: &oracle::Estate, generation: &Generation, requirement: u32) -> oracle::RequirementKey {
    let relationship = generation.topology().member_relationships(requirement)[0];
    let name = |id: cairn_model::CiId| estate.items[usize::try_from(id.0).unwrap() - 1].id.clone();
    match generation.requirement_of(relationship).unwrap().1 {
        RequirementKey::Label(label) => oracle::RequirementKey::Label(label),
        RequirementKey::Type(id) => oracle::RequirementKey::Type(id),
        RequirementKey::Relationship(id) => {
            oracle::RequirementKey::Alone { from: name(id.from), type_id: id.type_id, to: name(id.to), label: id.label }
        }
    }
}

fn id_of<'a>(estate: &'a oracle::Estate, generation: &Generation, vertex: Vertex) -> &'a str {
    &estate.items[usize::try_from(generation.id(vertex).0).unwrap() - 1].id
}

fn check(estate: &oracle::Estate, drawn: &[oracle::Seed], generation: &Generation) {
    let topology = generation.topology();
    let given = seeds(estate, generation, drawn);
    let judgement = oracle::judge(estate, drawn);
    let found = answers(topology, &given, &CancelToken::default()).unwrap();
    assert_eq!(levels(estate, generation, &found.as_planned), expected(&judgement), "as planned");
    assert_eq!(
        levels(estate, generation, &found.if_it_fails),
        expected(&oracle::judge_if_it_fails(estate, drawn)),
        "if it fails"
    );
    assert_eq!(
        levels(estate, generation, &found.without_assumed),
        expected(&oracle::judge_assumed_absent(estate, drawn)),
        "without assumed redundancy"
    );
    let reached: BTreeSet<String> =
        found.could_be_reached.iter().map(|&at| id_of(estate, generation, at).to_owned()).collect();
    assert_eq!(reached, judgement.reachable, "could be reached");
    assert_eq!(reached.len(), found.could_be_reached.len(), "each reached once");
    check_findings(estate, generation, &judgement, &found);
    let links: u64 = (0..topology.vertex_count()).map(|vertex| topology.links(vertex).len() as u64).sum();
    assert!(found.as_planned.link_visits() <= links, "at most one visit per link");
}

fn check_findings(
    estate: &oracle::Estate,
    generation: &Generation,
    judgement: &oracle::Judgement,
    found: &cairn_graph::Answers,
) {
    let at_risk = found.as_planned.raised().iter().filter(|raised| raised.level == Level::AtRisk);
    let (own, inherited): (Vec<_>, Vec<_>) =
        at_risk.partition(|raised| found.findings.at_risk_own.contains(&raised.vertex));
    let names = |raised: Vec<&cairn_graph::Raised>| -> BTreeSet<String> {
        raised.into_iter().map(|raised| id_of(estate, generation, raised.vertex).to_owned()).collect()
    };
    assert_eq!(names(own), judgement.at_risk_own, "at risk, own");
    assert_eq!(names(inherited), judgement.at_risk_inherited, "at risk, inherited");
    let mut eroded: Vec<oracle::Eroded> = found
        .findings
        .eroded
        .iter()
        .map(|group| oracle::Eroded {
            consumer: id_of(estate, generation, group.consumer).to_owned(),
            requirement: oracle_key(estate, generation, group.requirement),
            n: group.n,
            k: group.k,
            c2: group.c2,
            c3: group.c3,
            margin: group.margin(),
            margin_degraded: group.margin_degraded(),
        })
        .collect();
    eroded.sort();
    assert_eq!(eroded, judgement.eroded, "eroded");
    let lost = found.findings.lost_support.iter().map(|&(consumer, requirement)| {
        (id_of(estate, generation, consumer).to_owned(), oracle_key(estate, generation, requirement))
    });
    assert_eq!(lost.collect::<BTreeSet<_>>(), judgement.lost_support, "lost support");
    let errors = found.findings.model_errors.iter().map(|error| {
        let provider = |vertex| id_of(estate, generation, vertex).to_owned();
        let kind = match error.kind {
            ModelErrorKind::KExceedsMembers => "k".to_owned(),
            ModelErrorKind::NoMembers => "none".to_owned(),
            ModelErrorKind::AbsentProvider(vertex) => provider(vertex),
        };
        (provider(error.consumer), oracle_key(estate, generation, error.requirement), kind)
    });
    let expected = judgement.model_errors.iter().map(|error| {
        let kind = match &error.kind {
            oracle::ModelErrorKind::KBelowMembers { .. } => "k".to_owned(),
            oracle::ModelErrorKind::NoMembers => "none".to_owned(),
            oracle::ModelErrorKind::NonParticipatingProvider { provider } => provider.clone(),
        };
        (error.consumer.clone(), error.requirement.clone(), kind)
    });
    assert_eq!(errors.collect::<BTreeSet<_>>(), expected.collect::<BTreeSet<_>>(), "model errors");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_and_findings_are_those_of_the_oracle((estate, drawn) in random::estate_with_seeds()) {
        check(&estate, &drawn, &generation(&estate));
    }

    #[test]
    fn an_overlay_gives_the_verdict_of_a_base(
        ((estate, drawn), per_commit, anew) in (random::estate_with_seeds(), 1..20_usize, any::<bool>())
    ) {
        check(&estate, &drawn, &generation_by_edits(&estate, per_commit, anew));
    }

    #[test]
    fn a_scratch_leaves_no_trace_in_the_next_verdict(
        drawn in proptest::collection::vec((random::estate_with_seeds(), 1..20_usize), 1..4)
    ) {
        let cancel = CancelToken::default();
        let mut scratch = Scratch::default();
        for ((estate, drawn), per_commit) in drawn {
            for generation in [generation(&estate), generation_by_edits(&estate, per_commit, false)] {
                let topology = generation.topology();
                let given = seeds(&estate, &generation, &drawn);
                let each = given.chunks(1).chain([&given[..], &[]]);
                for seeds in each {
                    for assumed in [AssumedRedundancy::Holds, AssumedRedundancy::Absent] {
                        let fresh = verdict(topology, seeds, assumed, &cancel).unwrap();
                        let found = verdict_with(&mut scratch, topology, seeds, assumed, &cancel).unwrap();
                        prop_assert_eq!(&found, &fresh);
                        for vertex in 0..topology.vertex_count() {
                            prop_assert_eq!(found.level(vertex), fresh.level(vertex));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_raised_item_has_a_proof_the_oracle_accepts((estate, drawn) in random::estate_with_seeds()) {
        let generation = generation(&estate);
        let topology = generation.topology();
        let given = seeds(&estate, &generation, &drawn);
        let judgement = oracle::judge(&estate, &drawn);
        let found = verdict(topology, &given, AssumedRedundancy::Holds, &CancelToken::default()).unwrap();
        let tie = |vertex| generation.id(vertex).0;
        for raised in found.raised() {
            let proof = why(topology, &found, &given, raised.vertex, &tie);
            prop_assert_eq!(proof[0].vertex, raised.vertex);
            let given_level = given.iter().filter(|seed| seed.vertex == raised.vertex).map(|seed| seed.level).max();
            let own = given_level.unwrap_or_default().max(topology.vertex(raised.vertex).context);
            prop_assert_eq!(proof[0].requirement.is_none(), own >= raised.level, "a leaf is given, nothing else");
            let steps: Vec<oracle::ProofStep> = proof
                .iter()
                .filter_map(|step| {
                    let blamed = step.blamed.iter().map(|&member| {
                        let id = id_of(&estate, &generation, member).to_owned();
                        let at = judgement.levels[&id];
                        (id, at)
                    });
                    Some(oracle::ProofStep {
                        item: id_of(&estate, &generation, step.vertex).to_owned(),
                        level: judgement.levels[id_of(&estate, &generation, step.vertex)],
                        requirement: oracle_key(&estate, &generation, step.requirement?),
                        blamed: blamed.collect(),
                    })
                })
                .collect();
            prop_assert_eq!(oracle::is_proof(&estate, &judgement, &drawn, &steps), Ok(()));
        }
    }

    #[test]
    fn what_could_be_reached_and_is_not_down_says_what_held((estate, drawn) in random::estate_with_seeds()) {
        let generation = generation(&estate);
        let topology = generation.topology();
        let given = seeds(&estate, &generation, &drawn);
        let vertices: Vec<Vertex> = given.iter().map(|seed| seed.vertex).collect();
        let found = verdict(topology, &given, AssumedRedundancy::Holds, &CancelToken::default()).unwrap();
        let reached = reachable(topology, &vertices);
        let mut could_fail: FxHashSet<Vertex> = reached.iter().copied().collect();
        could_fail.extend(found.raised().iter().map(|raised| raised.vertex));
        for vertex in reached {
            let held = why_not(topology, &found, &could_fail, vertex);
            for group in &held {
                prop_assert!(group.worst > group.result);
            }
            if found.level(vertex) == Level::Unaffected {
                prop_assert!(!held.is_empty(), "something kept the failure away");
            }
        }
    }

    #[test]
    fn the_order_of_seeds_never_matters((estate, drawn) in random::estate_with_seeds()) {
        let generation = generation(&estate);
        let topology = generation.topology();
        let mut given = seeds(&estate, &generation, &drawn);
        let cancel = CancelToken::default();
        let found = verdict(topology, &given, AssumedRedundancy::Holds, &cancel).unwrap();
        given.reverse();
        let again = verdict(topology, &given, AssumedRedundancy::Holds, &cancel).unwrap();
        let sorted = |verdict: &cairn_graph::Verdict| -> BTreeSet<cairn_graph::Raised> {
            verdict.raised().iter().copied().collect()
        };
        prop_assert_eq!(sorted(&found), sorted(&again), "levels and rounds");
        let vertices: Vec<Vertex> = given.iter().map(|seed| seed.vertex).collect();
        prop_assert_eq!(findings(topology, &found, &vertices), findings(topology, &again, &vertices));
    }
}
