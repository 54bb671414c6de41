//! The verdict: section 3.2 iterated until nothing changes, and the lists that go with it.

use std::collections::{BTreeMap, BTreeSet};

use super::estate::{Estate, Level, Strength, Threshold};
use super::requirement::{AssumedRedundancy, Requirement, RequirementKey, requirements};

/// Pairs an item id with the level its outage mode gives it.
pub type Seed = (String, Level);

/// Describes a group whose redundancy is reduced while its consumer is not taken down by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Eroded {
    /// The item the requirement belongs to.
    pub consumer: String,
    /// Which of its requirements.
    pub requirement: RequirementKey,
    /// Members.
    pub n: u32,
    /// k' = min(k, n).
    pub k: u32,
    /// Members degraded or worse.
    pub c2: u32,
    /// Members down.
    pub c3: u32,
    /// Spares left: n - c3 - k'; negative when a degrading or soft group is already below k'.
    pub margin: i64,
    /// Spares left if degraded members do not count: n - c2 - k'.
    pub margin_degraded: i64,
}

/// Names what is wrong with a requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelErrorKind {
    /// A declared count k exceeds n, n >= 1.
    KBelowMembers {
        /// k as declared.
        declared: u32,
        /// Members.
        n: u32,
    },
    /// n = 0.
    NoMembers,
    /// A participating consumer has a provider that does not participate.
    NonParticipatingProvider {
        /// The provider.
        provider: String,
    },
}

/// Describes something wrong with the model itself that the reader of a verdict must know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModelError {
    /// The item the requirement belongs to.
    pub consumer: String,
    /// Which of its requirements.
    pub requirement: RequirementKey,
    /// What is wrong.
    pub kind: ModelErrorKind,
}

/// Holds one verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How assumed redundancy was read.
    pub assumed_redundancy: AssumedRedundancy,
    /// Level of every participating item.
    pub levels: BTreeMap<String, Level>,
    /// At_risk items whose own redundancy was hit.
    pub at_risk_own: BTreeSet<String>,
    /// All other at_risk items.
    pub at_risk_inherited: BTreeSet<String>,
    /// Groups with reduced redundancy, ordered by consumer and requirement.
    pub eroded: Vec<Eroded>,
    /// Soft requirements that would be degraded or worse, as (consumer, requirement).
    pub lost_support: BTreeSet<(String, RequirementKey)>,
    /// Participating items not in service and the level they seed; explicit seeds among them included.
    pub context: BTreeMap<String, Level>,
    /// Model errors of the consumers in the cone.
    pub model_errors: BTreeSet<ModelError>,
    /// Items that could be reached from the explicit seeds, seeds excluded.
    pub reachable: BTreeSet<String>,
    /// Every requirement of a participating consumer with n > 1 whose k nobody entered, in the cone or not.
    pub assumed: BTreeSet<(String, RequirementKey)>,
}

/// Returns the verdict as planned: joint seeds, assumed redundancy taken at its word.
pub fn judge(estate: &Estate, seeds: &[Seed]) -> Judgement {
    judge_reading(estate, seeds, AssumedRedundancy::Holds)
}

/// Returns the verdict with every assumed requirement needing all its members (3.4).
pub fn judge_assumed_absent(estate: &Estate, seeds: &[Seed]) -> Judgement {
    judge_reading(estate, seeds, AssumedRedundancy::Absent)
}

/// Returns the verdict if the change fails: every item in scope down, also those seeded unaffected (3.4).
pub fn judge_if_it_fails(estate: &Estate, seeds: &[Seed]) -> Judgement {
    judge(estate, &all_down(seeds))
}

/// Returns the same seeds, each at down.
pub fn all_down(seeds: &[Seed]) -> Vec<Seed> {
    seeds.iter().map(|(id, _)| (id.clone(), Level::Down)).collect()
}

/// Returns the services whose level differs when assumed redundancy is not there (*rests on assumed redundancy*).
pub fn rests_on_assumed_redundancy(estate: &Estate, seeds: &[Seed]) -> BTreeSet<String> {
    let planned = judge(estate, seeds).levels;
    let without = judge_assumed_absent(estate, seeds).levels;
    estate
        .items
        .iter()
        .filter(|item| item.is_service && planned.get(&item.id) != without.get(&item.id))
        .map(|item| item.id.clone())
        .collect()
}

/// Returns the verdict under one reading of assumed redundancy.
pub(super) fn judge_reading(estate: &Estate, seeds: &[Seed], assumed_redundancy: AssumedRedundancy) -> Judgement {
    let required = requirements(estate, assumed_redundancy);
    let context = context_of(estate);
    let levels = least_fixpoint(estate, seeds, &context, &required, &|index, levels| required[index].result(levels));
    let (at_risk_own, at_risk_inherited) = split_at_risk(&levels, &required);
    let lost_support = required
        .iter()
        .filter(|one| one.strength == Strength::Soft && one.hard_result(&levels) >= Level::Degraded)
        .map(|one| (one.consumer.clone(), one.key.clone()))
        .collect();
    let assumed =
        required.iter().filter(|one| one.assumed).map(|one| (one.consumer.clone(), one.key.clone())).collect();
    Judgement {
        assumed_redundancy,
        at_risk_own,
        at_risk_inherited,
        eroded: required.iter().filter_map(|one| eroded(one, &levels)).collect(),
        lost_support,
        context,
        model_errors: model_errors(estate, seeds, &levels, &required),
        reachable: reachable(estate, seeds, &required),
        assumed,
        levels,
    }
}

/// Returns the level each item not in service seeds.
pub(super) fn context_of(estate: &Estate) -> BTreeMap<String, Level> {
    estate
        .items
        .iter()
        .filter(|item| item.state.participates() && item.operation.level() > Level::Unaffected)
        .map(|item| (item.id.clone(), item.operation.level()))
        .collect()
}

/// Returns the level an item starts from: the worst of its explicit seeds and its context.
pub(super) fn given_level(id: &str, seeds: &[Seed], context: &BTreeMap<String, Level>) -> Level {
    let context = context.get(id).copied().unwrap_or(Level::Unaffected);
    seeds.iter().filter(|(seed, _)| seed == id).map(|(_, level)| *level).fold(context, Level::max)
}

/// Returns the level of every participating item; `result` says what the requirement at an index of `required` gives.
pub(super) fn least_fixpoint(
    estate: &Estate,
    seeds: &[Seed],
    context: &BTreeMap<String, Level>,
    required: &[Requirement],
    result: &dyn Fn(usize, &BTreeMap<String, Level>) -> Level,
) -> BTreeMap<String, Level> {
    let mut levels: BTreeMap<String, Level> = estate
        .items
        .iter()
        .filter(|item| item.state.participates())
        .map(|item| (item.id.clone(), Level::Unaffected))
        .collect();
    let ids: Vec<String> = levels.keys().cloned().collect();
    loop {
        let mut changed = false;
        for id in &ids {
            let level = required
                .iter()
                .enumerate()
                .filter(|(_, one)| one.consumer == *id)
                .map(|(index, _)| result(index, &levels))
                .fold(given_level(id, seeds, context), Level::max);
            changed |= levels.insert(id.clone(), level) != Some(level);
        }
        if !changed {
            return levels;
        }
    }
}

fn split_at_risk(levels: &BTreeMap<String, Level>, required: &[Requirement]) -> (BTreeSet<String>, BTreeSet<String>) {
    let own_redundancy_hit = |id: &String| {
        required.iter().any(|one| {
            one.consumer == *id
                && one.k < one.n
                && one.members_at_least(levels, Level::Degraded) >= 1
                && one.result(levels) == Level::AtRisk
        })
    };
    levels.iter().filter(|(_, level)| **level == Level::AtRisk).map(|(id, _)| id.clone()).partition(own_redundancy_hit)
}

fn eroded(one: &Requirement, levels: &BTreeMap<String, Level>) -> Option<Eroded> {
    let c2 = one.members_at_least(levels, Level::Degraded);
    let c3 = one.members_at_least(levels, Level::Down);
    if one.n <= 1 || c2 == 0 || one.result(levels) == Level::Down {
        return None;
    }
    let spares = |failed: u32| i64::from(one.n) - i64::from(failed) - i64::from(one.k);
    Some(Eroded {
        consumer: one.consumer.clone(),
        requirement: one.key.clone(),
        n: one.n,
        k: one.k,
        c2,
        c3,
        margin: spares(c3),
        margin_degraded: spares(c2),
    })
}

fn model_errors(
    estate: &Estate,
    seeds: &[Seed],
    levels: &BTreeMap<String, Level>,
    required: &[Requirement],
) -> BTreeSet<ModelError> {
    let raised = levels.iter().filter(|(_, level)| **level > Level::Unaffected).map(|(id, _)| id.clone());
    let seeded = seeds.iter().map(|(id, _)| id.clone()).filter(|id| estate.participates(id));
    let touched: BTreeSet<String> = raised.chain(seeded).collect();
    let in_cone = |consumer: &String| {
        touched.contains(consumer)
            || required.iter().any(|one| one.consumer == *consumer && !one.members.is_disjoint(&touched))
    };
    required
        .iter()
        .filter(|one| in_cone(&one.consumer))
        .flat_map(|one| {
            errors_of(one).into_iter().map(|kind| ModelError {
                consumer: one.consumer.clone(),
                requirement: one.key.clone(),
                kind,
            })
        })
        .collect()
}

/// Returns everything that is wrong with the model, in whatever cone.
pub(super) fn all_model_errors(estate: &Estate) -> BTreeSet<ModelError> {
    let required = requirements(estate, AssumedRedundancy::Holds);
    let of = |one: &Requirement| {
        let (consumer, requirement) = (one.consumer.clone(), one.key.clone());
        errors_of(one).into_iter().map(move |kind| ModelError {
            consumer: consumer.clone(),
            requirement: requirement.clone(),
            kind,
        })
    };
    required.iter().flat_map(of).collect()
}

fn errors_of(one: &Requirement) -> Vec<ModelErrorKind> {
    let mut kinds: Vec<ModelErrorKind> = one
        .absent
        .iter()
        .map(|provider| ModelErrorKind::NonParticipatingProvider { provider: provider.clone() })
        .collect();
    if one.n == 0 {
        kinds.push(ModelErrorKind::NoMembers);
    } else if let Some(Threshold::Count(declared)) = one.declared_k
        && declared > one.n
    {
        kinds.push(ModelErrorKind::KBelowMembers { declared, n: one.n });
    }
    kinds
}

fn reachable(estate: &Estate, seeds: &[Seed], required: &[Requirement]) -> BTreeSet<String> {
    let seeded: BTreeSet<String> =
        seeds.iter().map(|(id, _)| id.clone()).filter(|id| estate.participates(id)).collect();
    let mut reached = seeded.clone();
    loop {
        let size_before = reached.len();
        for one in required {
            if !one.members.is_disjoint(&reached) {
                reached.insert(one.consumer.clone());
            }
        }
        if reached.len() == size_before {
            return reached.difference(&seeded).cloned().collect();
        }
    }
}
