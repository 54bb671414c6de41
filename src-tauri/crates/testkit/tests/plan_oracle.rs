//! What a plan does, step by step: the engine's verdicts are the oracle's of the estate built by hand (IMPACT 3.3).
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;
#[path = "common/plan.rs"]
mod plan;

use std::collections::BTreeMap;

use cairn_engine::change::judge_plan;
use cairn_model::change::Plan;
use cairn_model::{CancelToken, CiId, Level};
use cairn_testkit::oracle::{self, Levels};
use cairn_testkit::random::estate_with_change;
use convert::{ci, generation, level};
use plan::{planned, policy};
use proptest::prelude::*;

fn levels(names: &oracle::Estate, levels: &Levels) -> BTreeMap<CiId, Level> {
    levels.iter().map(|(id, at)| (ci(names, id), level(*at))).collect()
}

fn same(what: &str, expected: &BTreeMap<CiId, Level>, found: impl Fn(CiId) -> Level) {
    let found: BTreeMap<CiId, Level> = expected.keys().map(|id| (*id, found(*id))).collect();
    assert_eq!(&found, expected, "{what}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600, failure_persistence: None, max_global_rejects: 200_000, ..ProptestConfig::default()
    })]

    #[test]
    fn every_verdict_of_a_step_is_that_of_the_estate_built_by_hand((estate, steps) in estate_with_change()) {
        let judged = oracle::judge_change(&estate, &steps);
        let names = &judged.end_estate;
        let live = generation(&estate);
        let policy = policy();
        let mut plan = Plan::default();
        for (step, own) in steps.iter().zip(&judged.steps) {
            let so_far = judge_plan(&live, &policy, &plan, &CancelToken::default());
            // A plan refuses what the oracle takes in order: the same thing touched twice, or what is so already.
            prop_assume!(so_far.is_ok());
            let known = so_far.unwrap().steps.pop().map_or_else(|| live.clone(), |step| step.after);
            let step = planned(names, &own.before, &known, step);
            prop_assume!(step.is_some());
            plan.steps.push(step.unwrap());
        }
        let found = judge_plan(&live, &policy, &plan, &CancelToken::default());
        prop_assume!(found.is_ok());
        let found = found.unwrap();
        for (number, (own, step)) in judged.steps.iter().zip(&found.steps).enumerate() {
            let row = |id: CiId| step.after.row(id).unwrap();
            same(&format!("step {number} during"), &levels(names, &own.during), |id| step.during(row(id)));
            same(&format!("step {number} after"), &levels(names, &own.settled), |id| step.settled(row(id)));
            same(&format!("step {number}"), &levels(names, &own.worst), |id| step.level(row(id)));
            same(&format!("step {number} fails"), &levels(names, &own.if_it_fails), |id| step.fails(row(id)));
            let mut without = levels(names, &own.during_without);
            for (id, at) in levels(names, &own.settled_without) {
                let known = without.entry(id).or_default();
                *known = (*known).max(at);
            }
            same(&format!("step {number} without"), &without, |id| step.without_assumed(row(id)));
        }
        if let (Some(end), Some(last)) = (&found.end, found.steps.last()) {
            let row = |id: CiId| last.after.row(id).unwrap();
            same("end", &levels(names, &judged.end), |id| end.level_if_any(row(id)));
        }
    }
}
