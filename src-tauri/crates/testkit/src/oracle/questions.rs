//! The questions beyond one verdict (section 5), each by trying everything.
//!
//! Readings where the document is brief:
//!
//! - **(k) Context** seeds these analyses too. A service that context alone takes down has no single points of failure
//!   and no cut sets: there is nothing left for a failure to do.
//! - **(l) What is down now** is what context alone leads to. An item can be brought up when each hard requirement of it
//!   has k' members that are not down or were brought up before; degrading and soft requirements keep nobody down.
//! - **(m) A cold-start deadlock** is a set of items that cannot be brought up and reach each other over members, not
//!   up, of hard requirements that are short. Cutting a link is counting one such member of one requirement as there.
//! - **(n) Common cause**: the reported items are put back in service, for they are what is to be explained; other
//!   context stays. Reports that the other context explains need no cause; when it explains all of them there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::estate::{Estate, Level, Operation, Strength};
use super::judge::{Seed, judge};
use super::requirement::{AssumedRedundancy, Requirement, requirements};

/// Two items, the smaller id first.
pub type Pair = (String, String);

/// How what is down comes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// What can be brought up, wave by wave.
    pub waves: Vec<BTreeSet<String>>,
    /// What waits for itself.
    pub deadlocks: BTreeSet<BTreeSet<String>>,
    /// What cannot be brought up and is in no deadlock.
    pub waiting: BTreeSet<String>,
}

/// A member counted as there: consumer, place of the requirement among [`requirements`], member.
pub type Cut = (String, usize, String);

fn down(id: &str) -> Seed {
    (id.to_owned(), Level::Down)
}

fn is_down(estate: &Estate, seeds: &[Seed], id: &str) -> bool {
    judge(estate, seeds).levels.get(id) == Some(&Level::Down)
}

fn candidates<'e>(estate: &'e Estate, service: &'e str, fails_alone: &'e dyn Fn(&str) -> bool) -> Vec<&'e str> {
    let items = estate.items.iter().filter(|item| item.state.participates());
    items.map(|item| item.id.as_str()).filter(|id| *id != service && fails_alone(id)).collect()
}

/// Returns the single points of failure of a service.
pub fn single_points(estate: &Estate, service: &str, fails_alone: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
    single_points_under(estate, &[], service, fails_alone)
}

/// Returns the single points of failure of a service in an estate in which these seeds are given.
pub(super) fn single_points_under(
    estate: &Estate,
    seeds: &[Seed],
    service: &str,
    fails_alone: &dyn Fn(&str) -> bool,
) -> BTreeSet<String> {
    if is_down(estate, seeds, service) {
        return BTreeSet::new();
    }
    let takes_down = |id: &&str| {
        let all: Vec<Seed> = seeds.iter().cloned().chain([down(id)]).collect();
        is_down(estate, &all, service)
    };
    candidates(estate, service, fails_alone).into_iter().filter(takes_down).map(str::to_owned).collect()
}

/// Returns the cut sets of order 2 of a service.
pub fn cut_pairs(estate: &Estate, service: &str, fails_alone: &dyn Fn(&str) -> bool) -> BTreeSet<Pair> {
    let single = single_points(estate, service, fails_alone);
    let mut pairs = BTreeSet::new();
    if is_down(estate, &[], service) {
        return pairs;
    }
    let of: BTreeSet<&str> = candidates(estate, service, fails_alone).into_iter().collect();
    for first in &of {
        for second in of.iter().filter(|second| first < *second) {
            let is_single = single.contains(*first) || single.contains(*second);
            if !is_single && is_down(estate, &[down(first), down(second)], service) {
                pairs.insert(((*first).to_owned(), (*second).to_owned()));
            }
        }
    }
    pairs
}

fn short<'r>(
    required: &'r [Requirement],
    missing: &BTreeSet<String>,
    cut: Option<&Cut>,
    id: &str,
) -> Vec<(usize, &'r Requirement)> {
    let is_short = |(place, one): &(usize, &Requirement)| {
        let excused = |member: &String| cut.is_some_and(|cut| cut.1 == *place && cut.2 == *member);
        let gone = one.members.iter().filter(|member| missing.contains(*member) && !excused(member)).count();
        one.consumer == id && one.strength == Strength::Hard && (one.members.len() - gone) < one.k as usize
    };
    required.iter().enumerate().filter(is_short).collect()
}

fn down_now(estate: &Estate) -> BTreeSet<String> {
    let levels: BTreeMap<String, Level> = judge(estate, &[]).levels;
    levels.into_iter().filter(|(_, level)| *level == Level::Down).map(|(id, _)| id).collect()
}

/// Returns how what is down now comes up.
pub fn recovery(estate: &Estate) -> Recovery {
    recovery_with(estate, None)
}

/// Returns the same with one link cut.
pub fn recovery_with(estate: &Estate, cut: Option<&Cut>) -> Recovery {
    let required = requirements(estate, AssumedRedundancy::Holds);
    let mut missing = down_now(estate);
    let mut waves = Vec::new();
    loop {
        let wave: BTreeSet<String> =
            missing.iter().filter(|id| short(&required, &missing, cut, id).is_empty()).cloned().collect();
        if wave.is_empty() {
            break;
        }
        missing.retain(|id| !wave.contains(id));
        waves.push(wave);
    }
    let waits_for = |id: &String| -> BTreeSet<String> {
        let needs = short(&required, &missing, cut, id);
        needs.iter().flat_map(|(_, one)| &one.members).filter(|member| missing.contains(*member)).cloned().collect()
    };
    let reached = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), waits_for(from));
        while let Some(next) = open.pop_first() {
            if seen.insert(next.clone()) {
                open.extend(waits_for(&next));
            }
        }
        seen
    };
    let reach: BTreeMap<&String, BTreeSet<String>> = missing.iter().map(|id| (id, reached(id))).collect();
    let of = |id: &String| -> BTreeSet<String> {
        missing.iter().filter(|other| reach[id].contains(*other) && reach[other].contains(id)).cloned().collect()
    };
    let deadlocks: BTreeSet<BTreeSet<String>> = missing.iter().map(of).filter(|members| members.len() > 1).collect();
    let waiting = missing.iter().filter(|id| deadlocks.iter().all(|members| !members.contains(*id))).cloned();
    Recovery { waves, waiting: waiting.collect(), deadlocks }
}

/// Returns every link whose cutting could end a deadlock.
pub fn cuts_of(estate: &Estate, members: &BTreeSet<String>) -> Vec<Cut> {
    let required = requirements(estate, AssumedRedundancy::Holds);
    let stuck = recovery(estate);
    let missing: BTreeSet<String> = stuck.deadlocks.iter().flatten().chain(&stuck.waiting).cloned().collect();
    let mut cuts = Vec::new();
    for id in members {
        for (place, one) in short(&required, &missing, None, id) {
            let inside = one.members.iter().filter(|member| members.contains(*member));
            cuts.extend(inside.map(|member| (id.clone(), place, member.clone())));
        }
    }
    cuts
}

/// Returns every common cause of what was reported, with what else it would have raised.
pub fn common_causes(
    estate: &Estate,
    reported: &[Seed],
    fails_alone: &dyn Fn(&str) -> bool,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut estate = estate.clone();
    for item in &mut estate.items {
        if reported.iter().any(|(id, _)| *id == item.id) {
            item.operation = Operation::InService;
        }
    }
    let already = judge(&estate, &[]).levels;
    let mut causes = BTreeMap::new();
    if reported.iter().all(|(id, level)| already.get(id) >= Some(level)) {
        return causes;
    }
    for id in candidates(&estate, "", fails_alone) {
        let levels = judge(&estate, &[down(id)]).levels;
        if reported.iter().all(|(reported, level)| levels.get(reported) >= Some(level)) {
            let is_news = |(other, level): &(&String, &Level)| {
                *other != id && already[*other] < **level && reported.iter().all(|(reported, _)| reported != *other)
            };
            let news = levels.iter().filter(is_news).map(|(other, _)| other.clone());
            causes.insert(id.to_owned(), news.collect());
        }
    }
    causes
}
