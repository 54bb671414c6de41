//! A topology as plain columns, so that whoever keeps it elsewhere can take it apart and put it together again.

use std::sync::Arc;

use super::facts::FactPages;
use super::{
    Base, CountedRequirement, Link, LinkTarget, Overlay, RelationshipIndex, RequirementFacts, RequirementIndex,
    Topology, Vertex, is_direct,
};

/// The columns of a topology without an overlay. Those with offsets have one more than what they are offsets of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flat {
    /// What is fixed about every vertex, one byte each.
    pub facts: Vec<u8>,
    /// What is fixed about every requirement, by ascending consumer.
    pub requirements: Vec<RequirementFacts>,
    /// Requirement → its members.
    pub member_offsets: Vec<u32>,
    /// The members of all requirements.
    pub members: Vec<Vertex>,
    /// For each member the first relationship that makes it one.
    pub member_relationships: Vec<RelationshipIndex>,
    /// Consumer → its requirements.
    pub requirement_offsets: Vec<RequirementIndex>,
    /// Provider → its links.
    pub link_offsets: Vec<u32>,
    /// The links of all providers.
    pub links: Vec<Link>,
}

/// The columns of a topology where they lie.
#[derive(Clone, Debug)]
pub struct FlatRef<'t> {
    /// As [`Flat::facts`].
    pub facts: Vec<u8>,
    /// As [`Flat::requirements`].
    pub requirements: &'t [RequirementFacts],
    /// As [`Flat::member_offsets`].
    pub member_offsets: &'t [u32],
    /// As [`Flat::members`].
    pub members: &'t [Vertex],
    /// As [`Flat::member_relationships`].
    pub member_relationships: &'t [RelationshipIndex],
    /// As [`Flat::requirement_offsets`].
    pub requirement_offsets: &'t [RequirementIndex],
    /// As [`Flat::link_offsets`].
    pub link_offsets: &'t [u32],
    /// As [`Flat::links`].
    pub links: &'t [Link],
}

impl Link {
    /// Returns the link as a number.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Returns the link of a number.
    #[must_use]
    pub fn of_bits(bits: u32) -> Link {
        Link(bits)
    }
}

impl Topology {
    /// Returns the columns of a topology; `None` when an overlay lies on them, or vertices came since.
    #[must_use]
    pub fn flat(&self) -> Option<FlatRef<'_>> {
        let Overlay { requirements, counted, of_consumer, links_of } = &self.overlay;
        let is_flat = requirements.is_empty() && counted.is_empty() && of_consumer.is_empty() && links_of.is_empty();
        let base = &self.base;
        // Vertices that came since and need nobody are in no overlay.
        let offsets = self.facts.len() + 1;
        let is_flat = is_flat && base.requirement_offsets.len() == offsets && base.link_offsets.len() == offsets;
        is_flat.then(|| FlatRef {
            facts: self.facts.bytes(),
            requirements: &base.requirements,
            member_offsets: &base.member_offsets,
            members: &base.members,
            member_relationships: &base.member_relationships,
            requirement_offsets: &base.requirement_offsets,
            link_offsets: &base.link_offsets,
            links: &base.links,
        })
    }

    /// Returns whether every relationship that makes a member is one of the first so many.
    #[must_use]
    pub fn member_relationships_below(&self, count: RelationshipIndex) -> bool {
        self.base.member_relationships.iter().all(|&own| own < count)
    }

    /// Returns the topology of columns; `None` when they point outside of one another.
    #[must_use]
    pub fn of_flat(flat: Flat) -> Option<Topology> {
        let counted: Vec<CountedRequirement> = (0_u32..)
            .zip(&flat.requirements)
            .filter(|(_, facts)| !is_direct(facts))
            .map(|(requirement, &facts)| CountedRequirement { requirement, facts })
            .collect();
        if !holds(&flat, counted.len()) {
            return None;
        }
        let facts = FactPages::of_bytes(&flat.facts);
        let context = FactPages::seeds(&flat.facts);
        let base = Base {
            requirements: flat.requirements,
            counted,
            member_offsets: flat.member_offsets,
            members: flat.members,
            member_relationships: flat.member_relationships,
            requirement_offsets: flat.requirement_offsets,
            link_offsets: flat.link_offsets,
            links: flat.links,
        };
        Some(Topology { base: Arc::new(base), overlay: Overlay::default(), facts, context })
    }
}

/// Returns whether offsets start at 0, never go back and end where what they point into ends.
fn lead_into(offsets: &[u32], count: usize, length: usize) -> bool {
    offsets.len() == count + 1
        && offsets.first() == Some(&0)
        && offsets.last().is_some_and(|&last| last as usize == length)
        && offsets.is_sorted()
}

fn holds(flat: &Flat, counted: usize) -> bool {
    let vertices = flat.facts.len();
    let is_vertex = |vertex: Vertex| (vertex as usize) < vertices;
    let leads = |link: &Link| match link.target() {
        LinkTarget::Consumer(consumer) => is_vertex(consumer),
        LinkTarget::Counted(own) => (own as usize) < counted,
    };
    lead_into(&flat.member_offsets, flat.requirements.len(), flat.members.len())
        && lead_into(&flat.requirement_offsets, vertices, flat.requirements.len())
        && lead_into(&flat.link_offsets, vertices, flat.links.len())
        && flat.member_relationships.len() == flat.members.len()
        && flat.members.iter().all(|&member| is_vertex(member))
        && flat.requirements.iter().all(|facts| is_vertex(facts.consumer))
        && flat.links.iter().all(leads)
}
