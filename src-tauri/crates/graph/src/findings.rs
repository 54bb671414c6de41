//! What belongs to a verdict beside the levels: eroded groups, lost support, own and inherited risk, model errors.

use cairn_model::topology::{LinkTarget, RequirementFacts, RequirementIndex, Topology, Vertex};
use cairn_model::{Level, Strength};
use rustc_hash::FxHashSet;

use crate::verdict::Verdict;

/// A group that lost redundancy without taking its consumer down (*redundancy reduced*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Eroded {
    /// Whose requirement.
    pub consumer: Vertex,
    /// Which requirement.
    pub requirement: RequirementIndex,
    /// Participating members.
    pub n: u32,
    /// Members needed.
    pub k: u32,
    /// Members degraded or down.
    pub c2: u32,
    /// Members down.
    pub c3: u32,
}

impl Eroded {
    /// Returns the spares left: n − c₃ − k. At 0 the next failure is an outage.
    #[must_use]
    pub fn margin(&self) -> i64 {
        i64::from(self.n) - i64::from(self.c3) - i64::from(self.k)
    }

    /// Returns the spares left if degraded members do not count: n − c₂ − k.
    #[must_use]
    pub fn margin_degraded(&self) -> i64 {
        i64::from(self.n) - i64::from(self.c2) - i64::from(self.k)
    }
}

/// What is wrong with a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelErrorKind {
    /// More members are needed than take part.
    KExceedsMembers,
    /// No member takes part: the requirement raises nothing.
    NoMembers,
    /// This member does not take part.
    AbsentProvider(Vertex),
}

/// Something wrong with the model that the reader of a verdict must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModelError {
    /// Whose requirement.
    pub consumer: Vertex,
    /// Which requirement.
    pub requirement: RequirementIndex,
    /// What is wrong.
    pub kind: ModelErrorKind,
}

/// Everything that belongs to a verdict beside the levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Groups with reduced redundancy, by consumer, then requirement.
    pub eroded: Vec<Eroded>,
    /// Soft requirements that would be degraded or worse if they were hard, by consumer.
    pub lost_support: Vec<(Vertex, RequirementIndex)>,
    /// Items at risk because their own redundancy was hit; every other item at risk inherited it.
    pub at_risk_own: FxHashSet<Vertex>,
    /// Model errors of every consumer in the cone, by consumer.
    pub model_errors: Vec<ModelError>,
}

/// Returns what belongs to a verdict beside the levels; cost: the links that leave raised items.
///
/// A group is a requirement with n > 1. The cone holds the seeds, the raised items and every participating consumer of
/// one of them.
#[must_use]
pub fn findings(topology: &Topology, verdict: &Verdict, seeds: &[Vertex]) -> Findings {
    let mut found = Findings::default();
    let mut counted: Vec<RequirementIndex> = Vec::new();
    let mut cone: Vec<Vertex> = seeds.to_vec();
    for raised in verdict.raised() {
        cone.push(raised.vertex);
        cone.extend(topology.links(raised.vertex).iter().map(|link| match link.target() {
            LinkTarget::Consumer(consumer) => consumer,
            LinkTarget::Counted(index) => {
                let own = topology.counted(index);
                counted.push(own.requirement);
                own.facts.consumer
            }
        }));
    }
    counted.sort_unstable();
    counted.dedup();
    // Sorted, each is looked at once, and what lies side by side in memory is read one after the other.
    cone.sort_unstable();
    cone.dedup();
    for requirement in counted {
        count_members(topology, verdict, requirement, &mut found);
    }
    for consumer in cone {
        if topology.vertex(consumer).participates {
            model_errors_of(topology, consumer, &mut found.model_errors);
        }
    }
    found.eroded.sort_unstable();
    found.lost_support.sort_unstable();
    found.model_errors.sort_unstable();
    found
}

fn count_members(topology: &Topology, verdict: &Verdict, requirement: RequirementIndex, found: &mut Findings) {
    let facts = verdict.facts(topology, requirement);
    if !topology.vertex(facts.consumer).participates {
        return;
    }
    let hit = verdict.members_hit(topology, requirement);
    let result = hit.result(&facts);
    if facts.n > 1 && hit.c2 >= 1 && result < Level::Down {
        let (n, k) = (facts.n, facts.k);
        found.eroded.push(Eroded { consumer: facts.consumer, requirement, n, k, c2: hit.c2, c3: hit.c3 });
    }
    if verdict.level(facts.consumer) == Level::AtRisk && is_own_risk(&facts, result, hit.c2) {
        found.at_risk_own.insert(facts.consumer);
    }
    if facts.strength == Strength::Soft && hit.hard_result(&facts) >= Level::Degraded {
        found.lost_support.push((facts.consumer, requirement));
    }
}

/// Returns whether a requirement is at risk because redundancy of its own was hit.
fn is_own_risk(facts: &RequirementFacts, result: Level, c2: u32) -> bool {
    result == Level::AtRisk && facts.k < facts.n && c2 >= 1
}

/// Returns whether an item that a verdict has at risk lost redundancy of its own: what [`Findings::at_risk_own`] says of
/// one item, for a verdict whose findings nobody needs. Cost: the members of its requirements.
#[must_use]
pub fn is_at_risk_own(topology: &Topology, verdict: &Verdict, vertex: Vertex) -> bool {
    vertex < topology.vertex_count()
        && topology.requirements_of(vertex).any(|requirement| {
            let facts = verdict.facts(topology, requirement);
            let hit = verdict.members_hit(topology, requirement);
            is_own_risk(&facts, hit.result(&facts), hit.c2)
        })
}

/// Returns what is wrong with the model of the whole estate, by consumer; O(V + E).
#[must_use]
pub fn model_errors(topology: &Topology) -> Vec<ModelError> {
    let mut errors = Vec::new();
    for consumer in (0..topology.vertex_count()).filter(|&vertex| topology.vertex(vertex).participates) {
        model_errors_of(topology, consumer, &mut errors);
    }
    errors
}

/// Returns what is wrong with the requirements of these consumers, in their order; what takes no part has none.
#[must_use]
pub fn model_errors_at(topology: &Topology, consumers: &[Vertex]) -> Vec<ModelError> {
    let mut errors = Vec::new();
    for &consumer in consumers.iter().filter(|&&vertex| topology.vertex(vertex).participates) {
        model_errors_of(topology, consumer, &mut errors);
    }
    errors
}

fn model_errors_of(topology: &Topology, consumer: Vertex, errors: &mut Vec<ModelError>) {
    for requirement in topology.requirements_of(consumer) {
        let facts = topology.requirement(requirement);
        if facts.n == 0 {
            errors.push(ModelError { consumer, requirement, kind: ModelErrorKind::NoMembers });
        }
        if facts.k_exceeds_members {
            errors.push(ModelError { consumer, requirement, kind: ModelErrorKind::KExceedsMembers });
        }
        if facts.has_absent_member {
            let absent = topology.members(requirement).iter().filter(|&&member| !topology.vertex(member).participates);
            errors.extend(absent.map(|&member| ModelError {
                consumer,
                requirement,
                kind: ModelErrorKind::AbsentProvider(member),
            }));
        }
    }
}
