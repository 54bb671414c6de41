//! Members taken out of one requirement while everything else stays as it is (IMPACT 3.3, *during*).

use rustc_hash::{FxHashMap, FxHashSet};

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
        let mut added: Vec<(Vertex, VertexFacts)> = Vec::new();
        let mut consumers: Vec<Vertex> = Vec::new();
        for &cut in cuts {
            let is_member = self.members(cut.requirement).binary_search(&cut.member).is_ok();
            if !is_member || !self.vertex(cut.member).participates || stand_ins.contains_key(&cut) {
                continue;
            }
            let stand_in = self.vertex_count() + u32::try_from(added.len()).unwrap_or(u32::MAX);
            stand_ins.insert(cut, stand_in);
            added.push((stand_in, VertexFacts { participates: true, context: Level::Unaffected }));
            consumers.push(self.requirement(cut.requirement).consumer);
        }
        if stand_ins.is_empty() {
            return (self.clone(), Vec::new());
        }
        consumers.sort_unstable();
        consumers.dedup();
        let rewirings = consumers.into_iter().map(|consumer| self.recast(consumer, &stand_ins)).collect();
        let mut cut = self.clone();
        cut.set_facts(&added);
        cut.rewire(rewirings, &FxHashSet::default());
        (cut, added.into_iter().map(|(stand_in, _)| stand_in).collect())
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
