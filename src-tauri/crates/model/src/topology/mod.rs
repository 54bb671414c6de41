//! Who needs whom, as flat arrays: the graph every impact question is asked of (IMPACT 1).
//!
//! An immutable base and an overlay of re-wired consumers and providers: the live tail of commits, a change's planned
//! edits and a moment in the past are all overlays on one base. Vertices and requirements are dense numbers; the
//! topology knows no ids, names or classes.

mod base;
mod cut;
mod facts;
mod flat;
mod layered;
mod wiring;

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Level;
use crate::requirement::Strength;

use facts::FactPages;

pub use base::build;
pub use cut::Cut;
pub use flat::{Flat, FlatRef};
pub use layered::{LayeredList, LayeredMap};
pub use wiring::{Need, NeedKey, RequirementWiring, wire};

/// A configuration item, as a dense number.
pub type Vertex = u32;

/// A requirement, as a dense number.
pub type RequirementIndex = u32;

/// A requirement whose failed members have to be counted, as a dense number of its own: few of all requirements are,
/// and what a verdict touches at random should lie close together.
pub type CountedIndex = u32;

/// A relationship, as the dense number its owner gave it.
pub type RelationshipIndex = u32;

/// One way a failure leaves a provider: straight to the consumer of a single hard need, or into a requirement that
/// has to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link(u32);

/// Where a [`Link`] leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// The consumer of a hard requirement whose only participating member is the provider.
    Consumer(Vertex),
    /// Any other requirement.
    Counted(CountedIndex),
}

const COUNTED: u32 = 1 << 31;

impl Link {
    fn to_consumer(consumer: Vertex) -> Link {
        Link(consumer)
    }

    fn to_counted(counted: CountedIndex) -> Link {
        Link(counted | COUNTED)
    }

    /// Returns where the link leads.
    #[inline]
    #[must_use]
    pub fn target(self) -> LinkTarget {
        if self.0 & COUNTED == 0 { LinkTarget::Consumer(self.0) } else { LinkTarget::Counted(self.0 & !COUNTED) }
    }
}

/// What is fixed about one requirement. Thresholds are already converted to counts of participating members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequirementFacts {
    /// Who needs it.
    pub consumer: Vertex,
    /// How many members participate.
    pub n: u32,
    /// Below this many working members the consumer is down: `min(k, n)`.
    pub k: u32,
    /// Below this many working members the consumer is degraded at least: `k ≤ q ≤ n`.
    pub q: u32,
    /// Hard, degrading or soft; info is never in the graph.
    pub strength: Strength,
    /// Nobody declared k and n > 1: "1 of n" is assumed.
    pub assumed: bool,
    /// The declared count exceeds the participating members.
    pub k_exceeds_members: bool,
    /// A member does not participate.
    pub has_absent_member: bool,
}

/// A requirement whose failed members have to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedRequirement {
    /// Which requirement.
    pub requirement: RequirementIndex,
    /// What is fixed about it.
    pub facts: RequirementFacts,
}

/// What is fixed about one vertex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VertexFacts {
    /// Whether its lifecycle state takes part in analyses.
    pub participates: bool,
    /// The level its operation seeds in every analysis.
    pub context: Level,
}

/// The flat arrays that an overlay lies on.
#[derive(Clone, Debug, Default)]
struct Base {
    requirements: Vec<RequirementFacts>,
    counted: Vec<CountedRequirement>,
    /// Requirement → its members: one offset per requirement and one behind.
    member_offsets: Vec<u32>,
    members: Vec<Vertex>,
    member_relationships: Vec<RelationshipIndex>,
    /// Consumer → its requirements, which stand together: one offset per vertex and one behind.
    requirement_offsets: Vec<RequirementIndex>,
    /// Provider → links: one offset per vertex and one behind.
    link_offsets: Vec<u32>,
    links: Vec<Link>,
}

#[derive(Clone, Debug)]
struct OverlayRequirement {
    facts: RequirementFacts,
    link: Link,
    members: Arc<[Vertex]>,
    relationships: Arc<[RelationshipIndex]>,
}

#[derive(Clone, Debug, Default)]
struct Overlay {
    requirements: LayeredList<OverlayRequirement>,
    counted: LayeredList<CountedRequirement>,
    of_consumer: LayeredMap<Vertex, Arc<[RequirementIndex]>>,
    links_of: LayeredMap<Vertex, Arc<[Link]>>,
}

/// The requirements of one consumer, wired anew.
#[derive(Clone, Debug)]
pub struct Rewiring {
    /// Whose requirements.
    pub consumer: Vertex,
    /// All of its requirements.
    pub requirements: Vec<RequirementWiring>,
}

/// Who needs whom: vertices, requirements, members and links.
#[derive(Clone, Debug, Default)]
pub struct Topology {
    base: Arc<Base>,
    overlay: Overlay,
    facts: FactPages,
    /// The vertices whose operation seeds every analysis, ascending.
    context: Arc<[Vertex]>,
}

/// Returns the vertices whose operation seeds every analysis, ascending.
fn context_of(facts: &[VertexFacts]) -> Arc<[Vertex]> {
    (0..).zip(facts).filter(|(_, facts)| facts.context > Level::Unaffected).map(|(vertex, _)| vertex).collect()
}

/// Returns the vertices whose operation seeds every analysis when some facts are other ones, ascending.
fn context_with(context: &Arc<[Vertex]>, changed: &[(Vertex, VertexFacts)]) -> Arc<[Vertex]> {
    let seeds = |facts: &VertexFacts| facts.context > Level::Unaffected;
    if changed.iter().all(|(vertex, facts)| context.binary_search(vertex).is_ok() == seeds(facts)) {
        return Arc::clone(context);
    }
    let mut next: BTreeSet<Vertex> = context.iter().copied().collect();
    for (vertex, facts) in changed {
        if seeds(facts) {
            next.insert(*vertex);
        } else {
            next.remove(vertex);
        }
    }
    next.into_iter().collect()
}

impl Topology {
    /// Returns the number of vertices.
    #[must_use]
    pub fn vertex_count(&self) -> u32 {
        u32::try_from(self.facts.len()).unwrap_or(u32::MAX)
    }

    /// Returns one more than the largest requirement index, counting those an overlay has replaced.
    #[must_use]
    pub fn requirement_count(&self) -> u32 {
        u32::try_from(self.base.requirements.len() + self.overlay.requirements.len()).unwrap_or(u32::MAX)
    }

    /// Returns one more than the largest index of a counted requirement.
    #[must_use]
    pub fn counted_count(&self) -> u32 {
        u32::try_from(self.base.counted.len() + self.overlay.counted.len()).unwrap_or(u32::MAX)
    }

    /// Returns a counted requirement.
    #[inline]
    #[must_use]
    pub fn counted(&self, counted: CountedIndex) -> &CountedRequirement {
        let index = counted as usize;
        match self.base.counted.get(index) {
            Some(counted) => counted,
            None => &self.overlay.counted[index - self.base.counted.len()],
        }
    }

    /// Returns how many vertices and requirements the overlay carries; a caller rebuilds when this grows large.
    #[must_use]
    pub fn overlay_size(&self) -> usize {
        self.overlay.requirements.len() + self.overlay.links_of.len()
    }

    /// Returns what is fixed about a vertex.
    #[inline]
    #[must_use]
    pub fn vertex(&self, vertex: Vertex) -> VertexFacts {
        self.facts.get(vertex)
    }

    /// Returns the vertices whose operation seeds every analysis, ascending.
    #[must_use]
    pub fn context(&self) -> &[Vertex] {
        &self.context
    }

    /// Returns the links that leave a provider: single hard needs first, then counted requirements, each ascending.
    /// A provider that does not participate has none.
    #[inline]
    #[must_use]
    pub fn links(&self, provider: Vertex) -> &[Link] {
        if !self.overlay.links_of.is_empty()
            && let Some(links) = self.overlay.links_of.get(&provider)
        {
            return links;
        }
        let provider = provider as usize;
        match self.base.link_offsets.get(provider..provider + 2) {
            Some(&[start, end]) => &self.base.links[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Returns what is fixed about a requirement.
    #[inline]
    #[must_use]
    pub fn requirement(&self, requirement: RequirementIndex) -> RequirementFacts {
        let index = requirement as usize;
        match self.base.requirements.get(index) {
            Some(facts) => *facts,
            None => self.overlay.requirements[index - self.base.requirements.len()].facts,
        }
    }

    /// Returns the distinct members of a requirement, those that do not participate included, ascending.
    #[must_use]
    pub fn members(&self, requirement: RequirementIndex) -> &[Vertex] {
        let index = requirement as usize;
        match self.base.member_offsets.get(index..index + 2) {
            Some(&[start, end]) => &self.base.members[start as usize..end as usize],
            _ => &self.overlay.requirements[index - self.base.requirements.len()].members,
        }
    }

    /// Returns, for each of [`Topology::members`], the first relationship that makes it a member.
    #[must_use]
    pub fn member_relationships(&self, requirement: RequirementIndex) -> &[RelationshipIndex] {
        let index = requirement as usize;
        match self.base.member_offsets.get(index..index + 2) {
            Some(&[start, end]) => &self.base.member_relationships[start as usize..end as usize],
            _ => &self.overlay.requirements[index - self.base.requirements.len()].relationships,
        }
    }

    /// Returns the requirements of a consumer.
    pub fn requirements_of(&self, consumer: Vertex) -> impl Iterator<Item = RequirementIndex> + '_ {
        let rewired = self.overlay.of_consumer.get(&consumer);
        let index = consumer as usize;
        let base = match (rewired, self.base.requirement_offsets.get(index..index + 2)) {
            (None, Some(&[start, end])) => start..end,
            _ => 0..0,
        };
        base.chain(rewired.into_iter().flat_map(|requirements| requirements.iter().copied()))
    }

    /// Returns every requirement that is in force, ascending by consumer.
    pub fn requirements(&self) -> impl Iterator<Item = RequirementIndex> + '_ {
        (0..self.vertex_count()).flat_map(|consumer| self.requirements_of(consumer))
    }

    /// Gives other facts to some vertices, one behind the last being a new vertex, and returns those that take part now
    /// and did not, or no longer do. Cost: the vertices given, and a list of all pages of facts.
    ///
    /// The caller then re-wires everyone who needs one of those.
    pub fn set_facts(&mut self, changed: &[(Vertex, VertexFacts)]) -> FxHashSet<Vertex> {
        if changed.is_empty() {
            return FxHashSet::default();
        }
        let old = std::mem::take(&mut self.facts);
        self.facts = old.with(changed);
        self.context = context_with(&self.context, changed);
        let took_part = |vertex: Vertex| (vertex as usize) < old.len() && old.get(vertex).participates;
        let moved = changed.iter().filter(|(vertex, facts)| facts.participates != took_part(*vertex));
        moved.map(|&(vertex, _)| vertex).collect()
    }

    /// Re-wires consumers in the overlay, given each once; the base is shared with whoever has it. `moved` are the
    /// vertices that take part now and did not when their consumers were last wired, or no longer do.
    ///
    /// A requirement that is what it was keeps its index. Cost: what the consumers need, and the links of the members of
    /// requirements that are other ones now.
    pub fn rewire(&mut self, rewirings: Vec<Rewiring>, moved: &FxHashSet<Vertex>) {
        // Provider → (links that go, links that come).
        let mut relinked: FxHashMap<Vertex, (Vec<Link>, Vec<Link>)> = FxHashMap::default();
        // By their first relationship, which no other requirement has.
        let mut old: FxHashMap<RelationshipIndex, RequirementIndex> = FxHashMap::default();
        for Rewiring { consumer, requirements } in rewirings {
            let first = |requirement| Some((*self.member_relationships(requirement).first()?, requirement));
            old.extend(self.requirements_of(consumer).filter_map(first));
            let mut indices = Vec::with_capacity(requirements.len());
            for wiring in requirements {
                let same = wiring.relationships.first().and_then(|first| old.get(first)).copied();
                if let Some(same) = same.filter(|&own| self.is_wired(own, &wiring, moved)) {
                    old.remove(&wiring.relationships[0]);
                    indices.push(same);
                    continue;
                }
                let (requirement, link) = self.add(wiring);
                indices.push(requirement);
                for &member in self.members(requirement) {
                    let entry = relinked.entry(member).or_default();
                    if self.vertex(member).participates {
                        entry.1.push(link);
                    }
                }
            }
            for (_, requirement) in old.drain() {
                let link = self.link_into(requirement);
                for &member in self.members(requirement) {
                    relinked.entry(member).or_default().0.push(link);
                }
            }
            if !self.requirements_of(consumer).eq(indices.iter().copied()) {
                self.overlay.of_consumer.insert(consumer, indices.into());
            }
        }
        for (provider, (gone, come)) in relinked {
            let links = relink(self.links(provider), gone, come);
            self.overlay.links_of.insert(provider, links.into());
        }
    }

    /// Settles what the overlay gathered, when it has become much, so that clones stay cheap. Nothing that can be read
    /// changes.
    pub fn settle(&mut self) {
        self.overlay.requirements.settle();
        self.overlay.counted.settle();
        self.overlay.of_consumer.settle();
        self.overlay.links_of.settle();
    }

    /// Returns the link by which a member's failure enters a requirement; members that do not take part have no links.
    fn link_into(&self, requirement: RequirementIndex) -> Link {
        if let Some(own) = (requirement as usize).checked_sub(self.base.requirements.len()) {
            return self.overlay.requirements[own].link;
        }
        let facts = self.requirement(requirement);
        if is_direct(&facts) {
            return Link::to_consumer(facts.consumer);
        }
        // The counted requirements of the base stand in the order of their requirements.
        match self.base.counted.binary_search_by_key(&requirement, |counted| counted.requirement) {
            Ok(counted) => Link::to_counted(u32::try_from(counted).unwrap_or(u32::MAX)),
            Err(_) => Link::to_consumer(facts.consumer),
        }
    }

    /// Returns whether a requirement is wired just so already, and none of its members has moved.
    fn is_wired(&self, requirement: RequirementIndex, wiring: &RequirementWiring, moved: &FxHashSet<Vertex>) -> bool {
        self.requirement(requirement) == wiring.facts
            && self.members(requirement) == wiring.members
            && self.member_relationships(requirement) == wiring.relationships
            && !wiring.members.iter().any(|member| moved.contains(member))
    }

    /// Puts a requirement into the overlay, and returns its index and the link into it.
    fn add(&mut self, wiring: RequirementWiring) -> (RequirementIndex, Link) {
        let RequirementWiring { facts, members, relationships } = wiring;
        let requirement = self.requirement_count();
        let link = if is_direct(&facts) {
            Link::to_consumer(facts.consumer)
        } else {
            self.overlay.counted.push(CountedRequirement { requirement, facts });
            Link::to_counted(self.counted_count() - 1)
        };
        let (members, relationships) = (members.into(), relationships.into());
        self.overlay.requirements.push(OverlayRequirement { facts, link, members, relationships });
        (requirement, link)
    }
}

/// Returns the links without those that go (each once) and with those that come, in the promised order.
fn relink(links: &[Link], mut gone: Vec<Link>, mut come: Vec<Link>) -> Vec<Link> {
    gone.sort_unstable();
    come.sort_unstable();
    let mut next = Vec::with_capacity(links.len() + come.len());
    let mut skip = gone.into_iter().peekable();
    let mut come = come.into_iter().peekable();
    for &link in links {
        while skip.next_if(|&other| other < link).is_some() {}
        if skip.next_if(|&other| other == link).is_none() {
            while let Some(new) = come.next_if(|&other| other < link) {
                next.push(new);
            }
            next.push(link);
        }
    }
    next.extend(come);
    next
}

/// Returns whether a failed member fails the consumer outright: the only member of a hard requirement.
fn is_direct(facts: &RequirementFacts) -> bool {
    facts.strength == Strength::Hard && facts.n == 1
}
