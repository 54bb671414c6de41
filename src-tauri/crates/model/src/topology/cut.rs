//! Members taken out of one requirement while everything else stays as it is (IMPACT 3.3, *during*).

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::wiring::RequirementWiring;
use super::{RequirementIndex, Rewiring, Topology, Vertex, VertexFacts};
use crate::Level;

/// A member of a requirement whose relationship is being removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cut {
    /// The requirement.
    pub requirement: RequirementIndex,
    /// The member; it still counts among the members, as one that is down.
    pub member: Vertex,
}

impl Topology {
    /// Returns the topology in which each cut member is replaced, in its requirement only, by a vertex of its own that
    /// nobody else needs, and those vertices: seeded down they count as members that are down. n and k stay as they
    /// are. A cut of what is no participating member changes nothing and has no vertex.
    #[must_use]
    pub fn with_cuts(&self, cuts: &[Cut]) -> (Topology, Vec<Vertex>) {
        let mut stand_ins: FxHashMap<Cut, Vertex> = FxHashMap::default();
        let mut facts: Vec<VertexFacts> = Vec::new();
        let mut consumers: Vec<Vertex> = Vec::new();
        for &cut in cuts {
            let is_member = self.members(cut.requirement).binary_search(&cut.member).is_ok();
            if !is_member || !self.vertex(cut.member).participates || stand_ins.contains_key(&cut) {
                continue;
            }
            if facts.is_empty() {
                facts = self.vertices().to_vec();
            }
            stand_ins.insert(cut, u32::try_from(facts.len()).unwrap_or(u32::MAX));
            facts.push(VertexFacts { participates: true, context: Level::Unaffected });
            consumers.push(self.requirement(cut.requirement).consumer);
        }
        if stand_ins.is_empty() {
            return (self.clone(), Vec::new());
        }
        consumers.sort_unstable();
        consumers.dedup();
        let rewirings = consumers.into_iter().map(|consumer| self.recast(consumer, &stand_ins)).collect();
        let mut vertices: Vec<Vertex> = stand_ins.into_values().collect();
        vertices.sort_unstable();
        (self.rewired(Arc::new(facts), rewirings), vertices)
    }

    /// Returns the requirements of a consumer with stand-ins for the cut members.
    fn recast(&self, consumer: Vertex, stand_ins: &FxHashMap<Cut, Vertex>) -> Rewiring {
        let recast = |requirement: RequirementIndex| {
            let members = self.members(requirement).iter().copied();
            let member = |member| stand_ins.get(&Cut { requirement, member }).copied().unwrap_or(member);
            let mut pairs: Vec<(Vertex, u32)> =
                members.map(member).zip(self.member_relationships(requirement).iter().copied()).collect();
            pairs.sort_unstable();
            let (members, relationships) = pairs.into_iter().unzip();
            RequirementWiring { facts: self.requirement(requirement), members, relationships }
        };
        Rewiring { consumer, requirements: self.requirements_of(consumer).map(recast).collect() }
    }
}
