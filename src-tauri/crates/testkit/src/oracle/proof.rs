//! The checker for explanations: section 4, "an acyclic proof" down to seeds and context.

use std::collections::{BTreeMap, BTreeSet};

use super::estate::{Estate, Level};
use super::judge::{Judgement, Seed, given_level};
use super::requirement::{Requirement, RequirementKey, requirements};

/// Claims that one requirement raises one item to its level because of the blamed members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofStep {
    /// The raised item.
    pub item: String,
    /// The level the judgement gives it.
    pub level: Level,
    /// Which of its requirements raised it.
    pub requirement: RequirementKey,
    /// The failed members that did it, each at the level the judgement gives it.
    pub blamed: Vec<(String, Level)>,
}

/// Checks that the steps are a proof of the levels they claim, in any order.
///
/// Every step claims the level of the judgement; its requirement exists, and gives exactly that level when the blamed
/// members are at their judged levels and all others are unaffected; every blamed member has a step of its own, or is
/// a seed or context item at that level; no step rests on itself. An item has at most one step, and a step of a seed
/// item counts towards cycles. `seeds` are those the judgement was made with (for `judge_if_it_fails`: `all_down`).
/// Whether the blame is minimal is not checked. An empty proof proves nothing and is accepted.
///
/// # Errors
///
/// A sentence naming the first step that does not hold.
pub fn is_proof(estate: &Estate, judgement: &Judgement, seeds: &[Seed], proof: &[ProofStep]) -> Result<(), String> {
    let required = requirements(estate, judgement.assumed_redundancy);
    let mut steps: BTreeMap<&str, &ProofStep> = BTreeMap::new();
    for step in proof {
        if steps.insert(&step.item, step).is_some() {
            return Err(format!("{} has two steps", step.item));
        }
        check_step(judgement, &required, step)?;
    }
    for step in proof {
        for (member, level) in &step.blamed {
            let is_leaf = given_level(member, seeds, &judgement.context) >= *level;
            if !is_leaf && !steps.contains_key(member.as_str()) {
                return Err(format!("{} blames {member}, which is neither proved nor a seed or context", step.item));
            }
        }
    }
    check_acyclic(&steps)
}

fn check_step(judgement: &Judgement, required: &[Requirement], step: &ProofStep) -> Result<(), String> {
    let item = &step.item;
    if step.level == Level::Unaffected || judgement.levels.get(item) != Some(&step.level) {
        return Err(format!("{item} is claimed {:?}, judged {:?}", step.level, judgement.levels.get(item)));
    }
    let Some(requirement) = required.iter().find(|one| one.consumer == *item && one.key == step.requirement) else {
        return Err(format!("{item} has no requirement {:?}", step.requirement));
    };
    let mut blamed: BTreeMap<String, Level> = BTreeMap::new();
    for (member, level) in &step.blamed {
        if !requirement.members.contains(member) {
            return Err(format!("{item} blames {member}, which is no member of {:?}", step.requirement));
        }
        if *level == Level::Unaffected || judgement.levels.get(member) != Some(level) {
            return Err(format!("{item} blames {member} at {level:?}, judged {:?}", judgement.levels.get(member)));
        }
        if blamed.insert(member.clone(), *level).is_some() {
            return Err(format!("{item} blames {member} twice"));
        }
    }
    let result = requirement.result(&blamed);
    if result != step.level {
        return Err(format!("{item} is claimed {:?}, but the blamed members alone give {result:?}", step.level));
    }
    Ok(())
}

/// Grounds steps whose blamed members are leaves or grounded already; what remains rests on itself.
fn check_acyclic(steps: &BTreeMap<&str, &ProofStep>) -> Result<(), String> {
    let mut grounded: BTreeSet<&str> = BTreeSet::new();
    loop {
        let size_before = grounded.len();
        for (item, step) in steps {
            let is_grounded = |member: &str| !steps.contains_key(member) || grounded.contains(member);
            if step.blamed.iter().all(|(member, _)| is_grounded(member)) {
                grounded.insert(item);
            }
        }
        if grounded.len() == steps.len() {
            return Ok(());
        }
        if grounded.len() == size_before {
            let circular: Vec<&str> = steps.keys().copied().filter(|item| !grounded.contains(item)).collect();
            return Err(format!("the proof is circular: {}", circular.join(", ")));
        }
    }
}
