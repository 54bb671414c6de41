//! A what-if is the analysis of the estate with the edits applied: levels, single points of failure, spares, what nobody
//! declared and what is wrong, against the oracle that asks about every service and every group (IMPACT 5).
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;
#[path = "common/plan.rs"]
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use cairn_engine::change::{compare_plan, judge_plan};
use cairn_model::change::{Compared, LevelsCompared, MarginCompared, Plan};
use cairn_model::impact::{ItemRef, ModelErrorCode, ModelErrorView};
use cairn_model::{CancelToken, CiId};
use cairn_testkit::oracle::{self, ModelErrorKind, RequirementKey, Step};
use cairn_testkit::random::estate_with_change;
use convert::{ci, generation, level};
use plan::{planned, policy};
use proptest::prelude::*;

/// Returns what the engine says of steps, and what the oracle does; `None` when a plan cannot say them.
fn both(estate: &oracle::Estate, steps: &[Step]) -> Option<(Compared, oracle::WhatIf, oracle::Estate)> {
    let judged = oracle::judge_change(estate, steps);
    let (names, live, policy) = (&judged.end_estate, generation(estate), policy());
    let mut plan = Plan::default();
    for (step, own) in steps.iter().zip(&judged.steps) {
        let so_far = judge_plan(&live, &policy, &plan, &CancelToken::default()).ok()?;
        let known = so_far.steps.into_iter().next_back().map_or_else(|| live.clone(), |step| step.after);
        plan.steps.push(planned(names, &own.before, &known, step)?);
    }
    let found = compare_plan(&live, &policy, &plan, &CancelToken::default()).ok()?;
    Some((found, oracle::what_if(estate, steps, &|_| true), judged.end_estate))
}

fn ids(items: &[ItemRef]) -> BTreeSet<CiId> {
    items.iter().map(|item| item.id).collect()
}

fn check_services(found: &Compared, expected: &oracle::WhatIf, names: &oracle::Estate) {
    let known: BTreeMap<CiId, _> = found.services.iter().map(|own| (own.levels.item.id, own)).collect();
    for (id, own) in &expected.services {
        let named = |own: &BTreeSet<String>| -> BTreeSet<CiId> { own.iter().map(|id| ci(names, id)).collect() };
        let (before, after) = (named(&own.single_before), named(&own.single_after));
        let service = known.get(&ci(names, id));
        match service.and_then(|service| service.single_points.as_ref()) {
            Some(points) => {
                assert_eq!(ids(&points.added), &after - &before, "{id} added");
                assert_eq!(ids(&points.removed), &before - &after, "{id} removed");
                assert_eq!(ids(&points.kept), &before & &after, "{id} kept");
            }
            // Who is not asked about has the same ones: that is what asking only about some rests on.
            None => assert_eq!(before, after, "{id}"),
        }
        match service.map(|service| &service.levels) {
            Some(LevelsCompared { before, during, after, .. }) => {
                assert_eq!(*before, own.before.map(level), "{id} before");
                assert_eq!(*during, level(own.during), "{id} during");
                assert_eq!(*after, own.after.map(level), "{id} after");
            }
            None => {
                let before = own.before.unwrap_or(oracle::Level::Unaffected);
                assert!(own.during <= before && own.after.is_none_or(|after| after == before), "{id} {own:?}");
            }
        }
    }
}

/// Returns a requirement by the word that the engine calls it by, where it can be a group.
fn place(names: &oracle::Estate, (consumer, key): &(String, RequirementKey)) -> (CiId, String) {
    let word = match key {
        RequirementKey::Label(label) => label.clone(),
        RequirementKey::Type(id) => format!("@{id}"),
        RequirementKey::Alone { type_id, .. } => type_id.clone(),
    };
    (ci(names, consumer), word)
}

fn check_groups(found: &Compared, expected: &oracle::WhatIf, names: &oracle::Estate) {
    let of_all = expected.margins.iter().map(|(own, margin)| (place(names, own), margin));
    let differs = |own: &&oracle::Margin| {
        own.edited || own.after != own.before || own.during.is_some() && own.during != own.before
    };
    let wanted: BTreeMap<_, _> = of_all
        .filter(|(_, margin)| differs(margin))
        .map(|(place, own)| (place, (own.before, own.during, own.after, own.edited)))
        .collect();
    let named: BTreeMap<_, _> = found
        .margins
        .iter()
        .map(|own| ((own.item.id, own.group.clone()), (own.before, own.during, own.after, own.edited)))
        .collect();
    assert_eq!(named, wanted, "margins");
    let [before, after] = &expected.assumed;
    let only =
        |own: BTreeSet<(String, RequirementKey)>| -> BTreeSet<_> { own.iter().map(|own| place(names, own)).collect() };
    let named = |own: &[cairn_model::change::GroupNamed]| -> BTreeSet<_> {
        own.iter().map(|own| (own.item.id, own.group.clone())).collect()
    };
    assert_eq!(named(&found.assumed_added), only(after - before), "assumed added");
    assert_eq!(named(&found.assumed_removed), only(before - after), "assumed removed");
}

type Wrong = BTreeSet<(CiId, String, &'static str, Option<CiId>)>;

/// An error as the oracle names it: consumer, group, kind and provider.
type Named = BTreeSet<(String, RequirementKey, (&'static str, Option<String>))>;

fn check_errors(found: &Compared, expected: &oracle::WhatIf, names: &oracle::Estate) {
    let of_engine = |own: &ModelErrorView| {
        let kind = match own.kind {
            ModelErrorCode::KExceedsMembers => "short",
            ModelErrorCode::NoMembers => "none",
            ModelErrorCode::AbsentProvider => "absent",
        };
        (own.item.id, own.requirement.name.clone(), kind, own.provider.as_ref().map(|item| item.id))
    };
    // By how much a number exceeds the members is not compared: it is the same error.
    let [before, after] = expected.errors.each_ref().map(|own| {
        let kind = |own: &oracle::ModelError| match &own.kind {
            ModelErrorKind::KBelowMembers { .. } => ("short", None),
            ModelErrorKind::NoMembers => ("none", None),
            ModelErrorKind::NonParticipatingProvider { provider } => ("absent", Some(provider.clone())),
        };
        own.iter().map(|own| (own.consumer.clone(), own.requirement.clone(), kind(own))).collect::<Named>()
    });
    let only = |own: Named| -> Wrong {
        let named = own.into_iter().map(|(consumer, key, (kind, provider))| {
            let (consumer, group) = place(names, &(consumer, key));
            (consumer, group, kind, provider.map(|id| ci(names, &id)))
        });
        named.collect()
    };
    let named = |own: &[ModelErrorView]| -> Wrong { own.iter().map(of_engine).collect() };
    assert_eq!(named(&found.errors_added), only(&after - &before), "errors added");
    assert_eq!(named(&found.errors_removed), only(&before - &after), "errors removed");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600, failure_persistence: None, max_global_rejects: 200_000, ..ProptestConfig::default()
    })]

    #[test]
    fn a_what_if_is_the_analysis_of_the_estate_with_the_edits_applied((estate, steps) in estate_with_change()) {
        let found = both(&estate, &steps);
        prop_assume!(found.is_some());
        let (found, expected, names) = found.unwrap();
        check_services(&found, &expected, &names);
        check_groups(&found, &expected, &names);
        check_errors(&found, &expected, &names);
    }
}

/// What the random changes exercise: a property that nothing reaches proves nothing.
#[test]
fn the_random_changes_make_the_differences_that_are_compared() {
    use proptest::strategy::{Strategy, ValueTree};
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |what, is_so: bool| *seen.entry(what).or_default() += usize::from(is_so);
    for _ in 0..500 {
        let (estate, steps) = estate_with_change().new_tree(&mut runner).unwrap().current();
        let Some((found, expected, _)) = both(&estate, &steps) else { continue };
        let points = || found.services.iter().filter_map(|own| own.single_points.as_ref());
        count("added", points().any(|own| !own.added.is_empty()));
        count("removed", points().any(|own| !own.removed.is_empty()));
        count("kept", points().any(|own| !own.kept.is_empty()));
        count("not asked", expected.services.len() > points().count());
        let has = |of: fn(&MarginCompared) -> bool| found.margins.iter().any(of);
        count("loses", has(MarginCompared::loses));
        count("gains", has(MarginCompared::gains));
        count("meanwhile", has(MarginCompared::lacks_meanwhile));
        count("not edited", has(|own| !own.edited));
        count("assumed", !(found.assumed_added.is_empty() && found.assumed_removed.is_empty()));
        count("errors", !(found.errors_added.is_empty() && found.errors_removed.is_empty()));
        count("steps", steps.len() > 1);
    }
    assert!(seen.values().all(|&count| count >= 10) && seen.len() == 11, "{seen:?}");
}
