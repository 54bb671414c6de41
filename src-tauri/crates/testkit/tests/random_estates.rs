//! Properties of the verdict on random estates, and of the random estates themselves.

#[cfg(test)]
mod common;

use std::collections::{BTreeMap, BTreeSet};

use cairn_testkit::oracle::{
    AssumedRedundancy, Estate, Judgement, Level, ModelErrorKind, ProofStep, Relationship, Requirement, Seed, Strength,
    is_proof, judge, judge_assumed_absent, judge_if_it_fails, needs_of, requirements,
};
use cairn_testkit::random::{estate_with_seeds, estates, estates_of, with_seeds};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Returns the level an item starts from, restated here on purpose: seed or context, whichever is worse.
fn given(judgement: &Judgement, seeds: &[Seed], id: &str) -> Level {
    let seeded = seeds.iter().filter(|(seed, _)| seed == id).map(|(_, level)| *level);
    seeded.chain(judgement.context.get(id).copied()).max().unwrap_or(Level::Unaffected)
}

fn all_at_most(lower: &Judgement, upper: &Judgement) -> bool {
    lower.levels.iter().all(|(id, level)| *level <= upper.levels[id])
}

fn shuffled<T: Clone>(all: &[T], order: &[u32]) -> Vec<T> {
    let mut keyed: Vec<(u32, &T)> = order.iter().copied().zip(all).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, one)| one.clone()).collect()
}

/// Explains every raised item that is not simply given its level, working outwards from what is proved.
fn prove(judgement: &Judgement, seeds: &[Seed], required: &[Requirement]) -> Vec<ProofStep> {
    let raised = |id: &String| judgement.levels[id] > Level::Unaffected;
    let is_given = |id: &String| given(judgement, seeds, id) == judgement.levels[id];
    let mut proved: BTreeMap<String, Level> = BTreeMap::new();
    for (id, level) in judgement.levels.iter().filter(|(id, _)| raised(id) && is_given(id)) {
        proved.insert(id.clone(), *level);
    }
    let mut steps = Vec::new();
    loop {
        let next = required.iter().find(|one| {
            !proved.contains_key(&one.consumer)
                && raised(&one.consumer)
                && one.result(&proved) == judgement.levels[&one.consumer]
        });
        let Some(one) = next else {
            return steps;
        };
        let blamed = one.members.iter().filter_map(|id| proved.get(id).map(|level| (id.clone(), *level))).collect();
        let level = judgement.levels[&one.consumer];
        steps.push(ProofStep { item: one.consumer.clone(), level, requirement: one.key.clone(), blamed });
        proved.insert(one.consumer.clone(), level);
    }
}

proptest! {
    #[test]
    fn more_seeds_never_lower_a_level(
        (estate, seeds) in estate_with_seeds(),
        count in 0_usize..3,
    ) {
        let fewer = judge(&estate, &seeds[..count.min(seeds.len())]);
        let more = judge(&estate, &seeds);
        prop_assert!(all_at_most(&fewer, &more));
        prop_assert!(all_at_most(&more, &judge_assumed_absent(&estate, &seeds)));
        prop_assert!(all_at_most(&more, &judge_if_it_fails(&estate, &seeds)));
        let is_seed = |id: &String| seeds.iter().any(|(seed, _)| seed == id);
        prop_assert!(fewer.reachable.iter().all(|id| more.reachable.contains(id) || is_seed(id)));
    }

    #[test]
    fn the_order_of_items_rows_and_seeds_does_not_matter(
        (estate, seeds) in estate_with_seeds(),
        order in proptest::collection::vec(any::<u32>(), 40),
    ) {
        let other = Estate {
            items: shuffled(&estate.items, &order),
            types: shuffled(&estate.types, &order),
            relationships: shuffled(&estate.relationships, &order),
        };
        prop_assert_eq!(judge(&estate, &seeds), judge(&other, &shuffled(&seeds, &order)));
        prop_assert_eq!(judge_assumed_absent(&estate, &seeds), judge_assumed_absent(&other, &seeds));
    }

    #[test]
    fn no_level_exceeds_the_worst_seed_or_context((estate, seeds) in estate_with_seeds()) {
        let judgement = judge(&estate, &seeds);
        let worst = judgement.levels.keys().map(|id| given(&judgement, &seeds, id)).max();
        prop_assert!(judgement.levels.values().max() <= worst.as_ref());
    }

    #[test]
    fn what_the_seeds_raise_was_reachable((estate, seeds) in estate_with_seeds()) {
        let (before, after) = (judge(&estate, &[]), judge(&estate, &seeds));
        for (id, level) in &after.levels {
            let is_seed = seeds.iter().any(|(seed, _)| seed == id);
            prop_assert!(*level == before.levels[id] || is_seed || after.reachable.contains(id), "{}", id);
        }
        for (consumer, _) in after.lost_support.difference(&before.lost_support) {
            prop_assert!(after.reachable.contains(consumer) || seeds.iter().any(|(seed, _)| seed == consumer));
        }
    }

    #[test]
    fn every_raised_item_has_a_proof((estate, seeds) in estate_with_seeds(), absent in any::<bool>()) {
        let judgement = if absent { judge_assumed_absent(&estate, &seeds) } else { judge(&estate, &seeds) };
        let proof = prove(&judgement, &seeds, &requirements(&estate, judgement.assumed_redundancy));
        prop_assert_eq!(is_proof(&estate, &judgement, &seeds, &proof), Ok(()));
        for (id, level) in &judgement.levels {
            let explained = given(&judgement, &seeds, id) == *level || proof.iter().any(|step| step.item == *id);
            prop_assert!(*level == Level::Unaffected || explained, "{} has no proof", id);
        }
    }

    /// The iteration may be naive, but "least fixpoint" can be checked without iterating: try all assignments.
    #[test]
    fn the_verdict_is_the_least_of_all_fixpoints(
        (estate, seeds) in with_seeds(estates_of(2..=4, 0..=10)),
    ) {
        let judgement = judge(&estate, &seeds);
        let required = requirements(&estate, AssumedRedundancy::Holds);
        let ids: Vec<&String> = judgement.levels.keys().collect();
        let mut is_among_them = false;
        for code in 0..4_usize.pow(u32::try_from(ids.len()).unwrap()) {
            let digits = ids.iter().enumerate().map(|(place, id)| ((*id).clone(), Level::ALL[code >> (2 * place) & 3]));
            let guess: BTreeMap<String, Level> = digits.collect();
            let is_fixpoint = guess.iter().all(|(id, level)| {
                let needs = required.iter().filter(|one| one.consumer == *id).map(|one| one.result(&guess));
                needs.fold(given(&judgement, &seeds, id), Level::max) == *level
            });
            if is_fixpoint {
                prop_assert!(guess.iter().all(|(id, level)| judgement.levels[id] <= *level), "{:?} is lower", guess);
                is_among_them |= guess == judgement.levels;
            }
        }
        prop_assert!(is_among_them);
    }

    #[test]
    fn random_estates_are_valid(estate in estates()) {
        prop_assert!((2..=14).contains(&estate.items.len()) && estate.relationships.len() <= 40);
        let mut identities = BTreeSet::new();
        let mut declared = BTreeMap::new();
        let mut providers: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for row in &estate.relationships {
            prop_assert_ne!(&row.from, &row.to);
            prop_assert!(estate.item(&row.from).is_some() && estate.item(&row.to).is_some());
            let is_outside = needs_of(&estate, row).is_none();
            prop_assert!(!is_outside || row.label.is_none(), "a label outside the graph");
            prop_assert!(identities.insert((&row.from, &row.type_id, &row.to, &row.label)), "identity twice");
            if let Some(need) = needs_of(&estate, row) {
                let key = (need.consumer, need.key);
                providers.entry(key.clone()).or_default().insert(need.provider);
                let (strength, k, q) = declared.entry(key).or_insert((None, None, None));
                *strength = strength.or(row.strength);
                *k = k.or(row.min_up);
                *q = q.or(row.degraded_below);
                prop_assert!(row.strength.is_none() || row.strength == *strength);
                prop_assert!(row.min_up.is_none() || row.min_up == *k);
                prop_assert!(row.degraded_below.is_none() || row.degraded_below == *q);
            }
        }
        for (key, (_, k, q)) in declared {
            let n = u32::try_from(providers[&key].len()).unwrap();
            let k = k.map_or(1, |threshold| threshold.over(n));
            let q = q.map_or(k, |threshold| threshold.over(n));
            prop_assert!(1 <= k && k <= q && q <= n, "{:?}: {} {} {}", key, k, q, n);
        }
    }
}

/// Counts what a run of the generator exercises, so that a change to it cannot quietly stop testing something.
#[test]
fn random_estates_exercise_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..400 {
        let (estate, seeds) = estate_with_seeds().new_tree(&mut runner).unwrap().current();
        for (feature, is_there) in features(&estate, &seeds) {
            *seen.entry(feature).or_default() += usize::from(is_there);
        }
    }
    let rare: Vec<_> = seen.iter().filter(|(_, count)| **count < 20).collect();
    assert!(rare.is_empty(), "fewer than 20 of 400 estates have {rare:?}; all: {seen:?}");
}

fn features(estate: &Estate, seeds: &[Seed]) -> Vec<(&'static str, bool)> {
    let judgement = judge(estate, seeds);
    let required = requirements(estate, AssumedRedundancy::Holds);
    let mut all = verdict_features(&judgement);
    let without = judge_assumed_absent(estate, seeds);
    all.push(("assumed matters", without.levels != judgement.levels));
    all.extend(threshold_features(&required, &judgement.levels));
    all.extend(shape_features(estate, &required));
    all
}

fn verdict_features(judgement: &Judgement) -> Vec<(&'static str, bool)> {
    let error = |is_kind: fn(&ModelErrorKind) -> bool| judgement.model_errors.iter().any(|one| is_kind(&one.kind));
    let is_up = |id: &String| judgement.levels[id] == Level::Unaffected;
    vec![
        ("at risk, own", !judgement.at_risk_own.is_empty()),
        ("at risk, inherited", !judgement.at_risk_inherited.is_empty()),
        ("eroded", !judgement.eroded.is_empty()),
        ("lost support", !judgement.lost_support.is_empty()),
        ("context", !judgement.context.is_empty()),
        ("assumed", !judgement.assumed.is_empty()),
        ("unaffected but reachable", judgement.reachable.iter().any(is_up)),
        ("something stays up", judgement.levels.keys().any(is_up)),
        ("k below members", error(|kind| matches!(kind, ModelErrorKind::KBelowMembers { .. }))),
        ("no members", error(|kind| matches!(kind, ModelErrorKind::NoMembers))),
        ("absent provider", error(|kind| matches!(kind, ModelErrorKind::NonParticipatingProvider { .. }))),
    ]
}

fn threshold_features(required: &[Requirement], levels: &BTreeMap<String, Level>) -> Vec<(&'static str, bool)> {
    let c2 = |one: &Requirement| one.members_at_least(levels, Level::Degraded);
    let c3 = |one: &Requirement| one.members_at_least(levels, Level::Down);
    let spare = |is_such: &dyn Fn(&Requirement) -> bool| required.iter().any(|one| one.k < one.n && is_such(one));
    vec![
        ("declared spares", spare(&|one| one.declared_k.is_some())),
        ("1 < k < n", spare(&|one| 1 < one.k)),
        ("q decides", spare(&|one| one.n - c2(one) >= one.k && one.n - c3(one) < one.q)),
        ("spares used up", spare(&|one| one.n - c3(one) < one.k)),
        ("degraded members decide", spare(&|one| one.n - c2(one) < one.k && one.n - c3(one) >= one.q)),
        ("degrading group", spare(&|one| one.strength == Strength::Degrading)),
    ]
}

fn shape_features(estate: &Estate, required: &[Requirement]) -> Vec<(&'static str, bool)> {
    let types_of_rows = |one: &Requirement| -> Vec<&String> {
        let belongs = |row: &&Relationship| {
            needs_of(estate, row).is_some_and(|need| need.consumer == one.consumer && need.key == one.key)
        };
        estate.relationships.iter().filter(belongs).map(|row| &row.type_id).collect()
    };
    let spans_types = |one: &Requirement| types_of_rows(one).into_iter().collect::<BTreeSet<_>>().len() > 1;
    let has_provider_twice = |one: &Requirement| types_of_rows(one).len() > one.members.len() + one.absent.len();
    let is_nested = |one: &Requirement| {
        required.iter().any(|inner| one.n > 1 && inner.n > 1 && one.members.contains(&inner.consumer))
    };
    let is_mutual = |one: &Requirement| {
        let back = |other: &Requirement| one.members.contains(&other.consumer) && other.members.contains(&one.consumer);
        required.iter().any(back)
    };
    vec![
        ("spans types", required.iter().any(spans_types)),
        ("provider twice", required.iter().any(has_provider_twice)),
        ("nested groups", required.iter().any(is_nested)),
        ("cycle", required.iter().any(is_mutual)),
    ]
}
