//! *Why* an item is raised and *why not* (IMPACT 4).

use std::collections::VecDeque;

use cairn_model::topology::{RequirementFacts, RequirementIndex, Topology, Vertex};
use cairn_model::{Level, Strength};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::verdict::{Seed, Verdict, hard_result};

/// One step of a proof: this item is at this level because these members of this requirement failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofStep {
    /// Which item.
    pub vertex: Vertex,
    /// Its level.
    pub level: Level,
    /// The requirement that raised it; `None` for a leaf: it goes out itself, or already is.
    pub requirement: Option<RequirementIndex>,
    /// The failed members that were enough to do it, earliest first.
    pub blamed: Vec<Vertex>,
}

/// A requirement that kept a failure from its consumer, or softened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whose requirement.
    pub consumer: Vertex,
    /// Which requirement.
    pub requirement: RequirementIndex,
    /// The worst level among its members.
    pub worst: Level,
    /// The level it passes on.
    pub result: Level,
    /// Members degraded or down.
    pub c2: u32,
    /// Members down.
    pub c3: u32,
}

/// When an item failed: worse levels first, then breadth-first depth, ties by the caller's order.
type Round = (u8, u32, u128);

struct Rounds<'a> {
    waves: FxHashMap<Vertex, (Level, u32)>,
    tie: &'a dyn Fn(Vertex) -> u128,
}

impl Rounds<'_> {
    fn of(&self, vertex: Vertex) -> Option<Round> {
        let &(level, wave) = self.waves.get(&vertex)?;
        Some((Level::Down as u8 - level as u8, wave, (self.tie)(vertex)))
    }

    /// Returns when an item failed, as far as cause and effect can tell: ties have no cause among each other.
    fn order(&self, vertex: Vertex) -> Option<(u8, u32)> {
        self.of(vertex).map(|(level, wave, _)| (level, wave))
    }
}

/// Returns an acyclic proof of an item's level, the item first, breadth first down to seeds and context; empty when
/// the item is unaffected. Every item stands in it once.
///
/// `tie` orders items that failed in the same round; their ids do.
#[must_use]
pub fn why(
    topology: &Topology,
    verdict: &Verdict,
    seeds: &[Seed],
    vertex: Vertex,
    tie: &dyn Fn(Vertex) -> u128,
) -> Vec<ProofStep> {
    let rounds = Rounds {
        waves: verdict.raised().iter().map(|raised| (raised.vertex, (raised.level, raised.wave))).collect(),
        tie,
    };
    let mut given: FxHashMap<Vertex, Level> = FxHashMap::default();
    for seed in seeds {
        let level = given.entry(seed.vertex).or_default();
        *level = seed.level.max(*level);
    }
    let mut proof = Vec::new();
    let mut queue = VecDeque::from([vertex]);
    let mut queued: FxHashSet<Vertex> = queue.iter().copied().collect();
    while let Some(vertex) = queue.pop_front() {
        let level = verdict.level(vertex);
        if level == Level::Unaffected {
            continue;
        }
        let given = given.get(&vertex).copied().unwrap_or_default().max(topology.vertex(vertex).context);
        let cause = if given >= level { None } else { cause(topology, verdict, &rounds, vertex, level) };
        let (requirement, blamed) =
            cause.map_or((None, Vec::new()), |(requirement, blamed)| (Some(requirement), blamed));
        queue.extend(blamed.iter().copied().filter(|&member| queued.insert(member)));
        proof.push(ProofStep { vertex, level, requirement, blamed });
    }
    proof
}

/// Returns the first requirement that raised an item to its level by members that failed before it, and those members.
fn cause(
    topology: &Topology,
    verdict: &Verdict,
    rounds: &Rounds<'_>,
    vertex: Vertex,
    level: Level,
) -> Option<(RequirementIndex, Vec<Vertex>)> {
    let own = rounds.order(vertex)?;
    topology.requirements_of(vertex).find_map(|requirement| {
        let facts = verdict.facts(topology, requirement);
        let hard = match facts.strength {
            Strength::Hard => level,
            Strength::Degrading if level < Level::Down => Level::from_number(level as u8 + 1),
            _ => return None,
        };
        let mut earlier: Vec<(Round, Vertex)> = topology
            .members(requirement)
            .iter()
            .filter(|&&member| rounds.order(member).is_some_and(|order| order < own))
            .filter_map(|&member| Some((rounds.of(member)?, member)))
            .collect();
        earlier.sort_unstable();
        let earlier: Vec<Vertex> = earlier.into_iter().map(|(_, member)| member).collect();
        Some((requirement, blame(&facts, verdict, &earlier, hard)?))
    })
}

/// Returns the first members, in order, that are enough for the hard result `level`; `None` when they are not.
fn blame(facts: &RequirementFacts, verdict: &Verdict, earlier: &[Vertex], level: Level) -> Option<Vec<Vertex>> {
    let at_least = |wanted: Level, count: u32| {
        let found: Vec<Vertex> =
            earlier.iter().copied().filter(|&member| verdict.level(member) >= wanted).take(count as usize).collect();
        (found.len() == count as usize).then_some(found)
    };
    let RequirementFacts { n, k, q, .. } = *facts;
    let blamed = if n == 0 {
        None
    } else if k == n {
        at_least(level, 1)
    } else {
        match level {
            Level::Down => at_least(Level::Down, n - k + 1),
            Level::Degraded => at_least(Level::Degraded, n - k + 1).or_else(|| at_least(Level::Down, n - q + 1)),
            Level::AtRisk => at_least(Level::Degraded, 1),
            Level::Unaffected => None,
        }
    }?;
    let levels = || blamed.iter().map(|&member| verdict.level(member));
    let count = |wanted: Level| u32::try_from(levels().filter(|&level| level >= wanted).count()).unwrap_or(u32::MAX);
    let worst = levels().max().unwrap_or_default();
    (hard_result(facts, worst, count(Level::Degraded), count(Level::Down)) == level).then_some(blamed)
}

/// Returns the requirements nearest to an item that kept the failure away from it, nearest first: those on its way
/// to what failed whose worst member is worse than what they pass on. Empty when nothing that fails is needed by it.
///
/// `could_fail` holds every item the failure could reach and every item that failed; the search stays inside it.
#[must_use]
pub fn why_not(topology: &Topology, verdict: &Verdict, could_fail: &FxHashSet<Vertex>, vertex: Vertex) -> Vec<Held> {
    let mut held = Vec::new();
    let mut queue = VecDeque::from([vertex]);
    let mut queued: FxHashSet<Vertex> = queue.iter().copied().collect();
    while let Some(consumer) = queue.pop_front() {
        for requirement in topology.requirements_of(consumer) {
            let members = topology.members(requirement);
            let hit = verdict.members_hit(topology, requirement);
            let (worst, result) = (hit.worst, hit.result(&verdict.facts(topology, requirement)));
            if worst > result {
                held.push(Held { consumer, requirement, worst, result, c2: hit.c2, c3: hit.c3 });
                continue;
            }
            let onward = members.iter().copied().filter(|member| could_fail.contains(member));
            queue.extend(onward.filter(|&member| queued.insert(member)));
        }
    }
    held
}
