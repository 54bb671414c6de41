//! Shapes that break engines: long chains, hubs, cycles that keep each other dead.
#![allow(clippy::unwrap_used, reason = "a test")]

use cairn_graph::{AssumedRedundancy, Scratch, Seed, Verdict, answers, verdict, verdict_with, why};
use cairn_model::topology::{Need, NeedKey, Topology, VertexFacts, build};
use cairn_model::{CancelToken, Cancelled, Level, Strength, Terms, Threshold};

const LIVE: VertexFacts = VertexFacts { participates: true, context: Level::Unaffected };

fn hard(relationship: u32, consumer: u32, provider: u32) -> Need {
    Need { consumer, provider, relationship, key: NeedKey::Alone(relationship), strength: Strength::Hard }
}

fn judge(topology: &Topology, seeds: &[u32]) -> Verdict {
    let seeds: Vec<Seed> = seeds.iter().map(|&vertex| Seed { vertex, level: Level::Down }).collect();
    verdict(topology, &seeds, AssumedRedundancy::Holds, &CancelToken::default()).unwrap()
}

#[test]
fn a_chain_of_a_million_is_an_ordinary_input() {
    const LENGTH: u32 = 1_000_000;
    let needs = (1..LENGTH).map(|consumer| hard(consumer, consumer, consumer - 1)).collect();
    let topology = build(&vec![LIVE; LENGTH as usize], needs, &|_, _| Terms::default());
    let seeds = [Seed { vertex: 0, level: Level::Down }];
    let found = answers(&topology, &seeds, &CancelToken::default()).unwrap();
    assert_eq!(found.as_planned.raised().len(), LENGTH as usize);
    assert_eq!(found.as_planned.link_visits(), u64::from(LENGTH) - 1);
    assert_eq!(found.could_be_reached.len(), LENGTH as usize - 1);
    let proof = why(&topology, &found.as_planned, &seeds, LENGTH - 1, &u128::from);
    assert_eq!(proof.len(), LENGTH as usize);
}

#[test]
fn a_scratch_outlives_verdicts_large_and_cancelled() {
    const LENGTH: u32 = 20_000;
    let needs = (1..LENGTH).map(|consumer| hard(consumer, consumer, consumer - 1)).collect();
    let topology = build(&vec![LIVE; LENGTH as usize], needs, &|_, _| Terms::default());
    let mut scratch = Scratch::default();
    let mut check = |vertex: u32, cancel: &CancelToken| {
        let seeds = [Seed { vertex, level: Level::Down }];
        let found = verdict_with(&mut scratch, &topology, &seeds, AssumedRedundancy::Holds, cancel);
        if let Ok(found) = &found {
            assert_eq!(found.raised().len(), (LENGTH - vertex) as usize);
            assert!((0..LENGTH).all(|other| (found.level(other) == Level::Down) == (other >= vertex)));
        }
        found.is_ok()
    };
    let go_on = CancelToken::default();
    let stop = CancelToken::default();
    stop.cancel();
    let turns = [(5, &go_on), (3, &stop), (2, &go_on), (LENGTH - 7, &go_on), (4, &go_on)];
    for (behind, cancel) in turns {
        let vertex = LENGTH - behind;
        assert_eq!(check(vertex, cancel), std::ptr::eq(cancel, &go_on));
    }
}

/// GLPI passes its visited set by value: a ladder of 61 nodes costs it 1,111,111 visits.
#[test]
fn a_ladder_is_visited_once_per_link() {
    const RUNGS: u32 = 20;
    let mut needs = Vec::new();
    for rung in 1..RUNGS {
        for side in 0..3 {
            for below in 0..3 {
                let relationship = u32::try_from(needs.len()).unwrap();
                needs.push(hard(relationship, rung * 3 + side, (rung - 1) * 3 + below));
            }
        }
    }
    let links = needs.len() as u64;
    let topology = build(&vec![LIVE; RUNGS as usize * 3], needs, &|_, _| Terms::default());
    let found = judge(&topology, &[0, 1, 2]);
    assert_eq!(found.raised().len(), RUNGS as usize * 3);
    assert_eq!(found.link_visits(), links);
}

#[test]
fn a_cycle_that_nothing_broke_stands_and_a_broken_one_falls() {
    // 0 needs 1, 1 needs 2, 2 needs 0; 3 is needed by 0.
    let needs = vec![hard(0, 0, 1), hard(1, 1, 2), hard(2, 2, 0), hard(3, 0, 3)];
    let topology = build(&[LIVE; 4], needs, &|_, _| Terms::default());
    assert_eq!(judge(&topology, &[]).raised().len(), 0);
    let found = judge(&topology, &[3]);
    assert!((0..4).all(|vertex| found.level(vertex) == Level::Down));
}

#[test]
fn a_hub_with_a_group_of_100_000_counts_each_member_once() {
    const MEMBERS: u32 = 100_000;
    let needs = (1..=MEMBERS)
        .map(|provider| Need {
            consumer: 0,
            provider,
            relationship: provider,
            key: NeedKey::Label(1),
            strength: Strength::Hard,
        })
        .collect();
    let terms = |_, _| Terms { min_up: Some(Threshold::Percent(5_000)), ..Terms::default() };
    let topology = build(&vec![LIVE; MEMBERS as usize + 1], needs, &terms);
    let half: Vec<u32> = (1..=MEMBERS / 2).collect();
    let found = judge(&topology, &half);
    assert_eq!(found.level(0), Level::AtRisk);
    assert_eq!(found.link_visits(), u64::from(MEMBERS / 2));
    let more: Vec<u32> = (1..=MEMBERS / 2 + 1).collect();
    assert_eq!(judge(&topology, &more).level(0), Level::Down);
}

#[test]
fn a_cancelled_verdict_says_so() {
    let topology = build(&[LIVE; 2], vec![hard(0, 0, 1)], &|_, _| Terms::default());
    let cancel = CancelToken::default();
    cancel.cancel();
    let seeds = [Seed { vertex: 1, level: Level::Down }];
    assert_eq!(verdict(&topology, &seeds, AssumedRedundancy::Holds, &cancel), Err(Cancelled));
}
