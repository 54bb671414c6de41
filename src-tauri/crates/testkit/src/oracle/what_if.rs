//! What-if (section 5) by analysing the estate with the edits applied, every service and every group of it.
//!
//! Readings where the document is brief:
//!
//! - **(o) Before** is the estate with its context; **during** the worst of the steps as they are done; **after** the end
//!   state of reading 6: what requirements that lost members seed belongs to it, so a service whose only server was
//!   retired is down, and not free of single points of failure.
//! - **(p) Margin** of a group is n - c3 - k', over the members of that time; a member that a step cuts off counts as down
//!   while it is done. None without members. *During* is the least of those steps before which the group is there.
//! - **(q)** A group is **edited** when members, n, k', q' or strength are others after than before.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::StepEdit;
use super::estate::{Estate, Level, Strength};
use super::judge::{ModelError, Seed, all_model_errors, judge};
use super::questions::single_points_under;
use super::requirement::{AssumedRedundancy, Requirement, RequirementKey, requirements};
use super::step::{Levels, Step, Transition, judge_change};

/// A service before, during and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAnswer {
    /// None when it takes no part yet.
    pub before: Option<Level>,
    /// The worst of the steps.
    pub during: Level,
    /// None when it takes no part any more.
    pub after: Option<Level>,
    /// What takes it down alone before.
    pub single_before: BTreeSet<String>,
    /// What takes it down alone after.
    pub single_after: BTreeSet<String>,
}

/// The spares of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// Before.
    pub before: Option<i64>,
    /// The least of the steps.
    pub during: Option<i64>,
    /// After.
    pub after: Option<i64>,
    /// Its members or terms are others after.
    pub edited: bool,
}

/// Everything before, during and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Every service of the end estate.
    pub services: BTreeMap<String, ServiceAnswer>,
    /// Every requirement that is a group (n > 1) before or after, by consumer and key.
    pub margins: BTreeMap<(String, RequirementKey), Margin>,
    /// Groups whose k nobody entered, before and after.
    pub assumed: [BTreeSet<(String, RequirementKey)>; 2],
    /// Everything wrong with the model, before and after.
    pub errors: [BTreeSet<ModelError>; 2],
}

/// Returns what an estate is before, during and after a change of these steps.
pub fn what_if(estate: &Estate, steps: &[Step], fails_alone: &dyn Fn(&str) -> bool) -> WhatIf {
    let judged = judge_change(estate, steps);
    let edits: Vec<StepEdit> = steps.iter().flat_map(|step| step.edits.clone()).collect();
    let lost = Transition::new(estate, &edits).lost(AssumedRedundancy::Holds);
    let lost: Vec<Seed> = lost.into_iter().map(|(consumer, _, level)| (consumer, level)).collect();
    let end = &judged.end_estate;
    let now = judge(estate, &[]).levels;
    let answer = |id: &str| ServiceAnswer {
        before: estate.participates(id).then(|| now[id]),
        during: judged.steps.iter().filter_map(|step| step.during.get(id).copied()).max().unwrap_or(Level::Unaffected),
        after: end.participates(id).then(|| judged.end[id]),
        single_before: of_participant(estate, id, &[], fails_alone),
        single_after: of_participant(end, id, &lost, fails_alone),
    };
    let services = end.items.iter().filter(|item| item.is_service);
    let services = services.map(|item| (item.id.clone(), answer(&item.id))).collect();
    let assumed = [estate, end].map(|own| {
        let own = requirements(own, AssumedRedundancy::Holds).into_iter().filter(|one| one.assumed && one.n > 1);
        own.map(|one| (one.consumer, one.key)).collect()
    });
    let errors = [estate, end].map(all_model_errors);
    WhatIf { services, margins: margins(estate, steps, &now, (end, &judged.end)), assumed, errors }
}

fn of_participant(estate: &Estate, id: &str, seeds: &[Seed], fails_alone: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
    if !estate.participates(id) {
        return BTreeSet::new();
    }
    single_points_under(estate, seeds, id, fails_alone)
}

type Place = (String, RequirementKey);

fn by_place(estate: &Estate) -> BTreeMap<Place, Requirement> {
    let all = requirements(estate, AssumedRedundancy::Holds).into_iter();
    all.filter(|one| estate.participates(&one.consumer))
        .map(|one| ((one.consumer.clone(), one.key.clone()), one))
        .collect()
}

fn spares(one: &Requirement, levels: &Levels, cut: &BTreeSet<String>) -> Option<i64> {
    let is_down = |id: &&String| levels.get(*id) == Some(&Level::Down) || cut.contains(*id);
    let down = one.members.iter().filter(is_down).count() as i64;
    (one.n > 0).then(|| i64::from(one.n) - down - i64::from(one.k))
}

fn margins(
    estate: &Estate,
    steps: &[Step],
    now: &Levels,
    (end, end_levels): (&Estate, &Levels),
) -> BTreeMap<Place, Margin> {
    let (before, after) = (by_place(estate), by_place(end));
    let none = BTreeSet::new();
    let judged = judge_change(estate, steps);
    let mut during: BTreeMap<Place, i64> = BTreeMap::new();
    for (step, own) in judged.steps.iter().zip(steps) {
        let transition = Transition::new(&step.before, &own.edits);
        for (place, one) in by_place(&step.before) {
            if let Some(margin) = spares(&one, &step.during, &transition.cut(&one)) {
                let known = during.entry(place).or_insert(margin);
                *known = margin.min(*known);
            }
        }
    }
    let places: BTreeSet<&Place> = before.keys().chain(after.keys()).collect();
    let is_group = |place: &&&Place| [&before, &after].iter().any(|own| own.get(**place).is_some_and(|one| one.n > 1));
    let terms = |one: &Requirement| -> (BTreeSet<String>, [u32; 3], Strength) {
        (one.members.clone(), [one.n, one.k, one.q], one.strength)
    };
    let margin = |place: &Place| Margin {
        before: before.get(place).and_then(|one| spares(one, now, &none)),
        during: during.get(place).copied(),
        after: after.get(place).and_then(|one| spares(one, end_levels, &none)),
        edited: before.get(place).map(terms) != after.get(place).map(terms),
    };
    places.iter().filter(is_group).map(|place| ((*place).clone(), margin(place))).collect()
}
