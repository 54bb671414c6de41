//! What could be reached at all: a bound, never called impact (IMPACT 3.4).

use cairn_model::Strength;
use cairn_model::topology::{LinkTarget, Topology, Vertex};
use fixedbitset::FixedBitSet;
use petgraph::visit::{Bfs, GraphBase, GraphRef, IntoNeighbors, VisitMap, Visitable};

/// A topology as petgraph sees it: an arc from each provider to everyone who needs it, whatever the strength.
#[derive(Clone, Copy)]
pub(crate) struct FailureGraph<'a>(pub(crate) &'a Topology);

impl GraphBase for FailureGraph<'_> {
    type NodeId = Vertex;
    type EdgeId = (Vertex, Vertex);
}

impl GraphRef for FailureGraph<'_> {}

/// The consumers of one provider.
pub(crate) struct Consumers<'a> {
    topology: &'a Topology,
    links: std::slice::Iter<'a, cairn_model::topology::Link>,
}

impl Iterator for Consumers<'_> {
    type Item = Vertex;

    fn next(&mut self) -> Option<Vertex> {
        self.links
            .by_ref()
            .map(|link| match link.target() {
                LinkTarget::Consumer(consumer) => consumer,
                LinkTarget::Counted(counted) => self.topology.counted(counted).facts.consumer,
            })
            .find(|&consumer| self.topology.vertex(consumer).participates)
    }
}

impl<'a> IntoNeighbors for FailureGraph<'a> {
    type Neighbors = Consumers<'a>;

    fn neighbors(self, provider: Vertex) -> Consumers<'a> {
        Consumers { topology: self.0, links: self.0.links(provider).iter() }
    }
}

impl Visitable for FailureGraph<'_> {
    type Map = FixedBitSet;

    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.0.vertex_count() as usize)
    }

    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
    }
}

/// Returns the participating items that need an item over hard, degrading and soft needs, one for each need.
pub fn consumers(topology: &Topology, provider: Vertex) -> impl Iterator<Item = Vertex> + '_ {
    FailureGraph(topology).neighbors(provider)
}

/// Returns every participating item that the seeds lead to over hard, degrading and soft needs, the seeds themselves
/// left out, in breadth-first order; O(V + E).
#[must_use]
pub fn reachable(topology: &Topology, seeds: &[Vertex]) -> Vec<Vertex> {
    let graph = FailureGraph(topology);
    let Some((&first, others)) = seeds.split_first() else { return Vec::new() };
    let mut search = Bfs::new(graph, first);
    for &seed in others {
        if search.discovered.visit(seed) {
            search.stack.push_back(seed);
        }
    }
    let mut is_seed = graph.visit_map();
    for &seed in seeds {
        is_seed.visit(seed);
    }
    let mut found = Vec::new();
    while let Some(vertex) = search.next(graph) {
        if !is_seed.contains(vertex as usize) {
            found.push(vertex);
        }
    }
    found
}

/// Returns every participating item that these rest on over needs of such strengths, they included, each once; O(V + E) of
/// what is reached.
#[must_use]
pub fn rests_on(topology: &Topology, from: &[Vertex], strengths: &[Strength]) -> Vec<Vertex> {
    let mut seen = FixedBitSet::with_capacity(topology.vertex_count() as usize);
    let mut found: Vec<Vertex> = Vec::new();
    for &vertex in from {
        if topology.vertex(vertex).participates && !seen.put(vertex as usize) {
            found.push(vertex);
        }
    }
    let mut next = 0;
    while let Some(&consumer) = found.get(next) {
        next += 1;
        for requirement in topology.requirements_of(consumer) {
            if !strengths.contains(&topology.requirement(requirement).strength) {
                continue;
            }
            for &member in topology.members(requirement) {
                if topology.vertex(member).participates && !seen.put(member as usize) {
                    found.push(member);
                }
            }
        }
    }
    found
}

/// Returns every participating item that rests on one of these over hard needs, they included, each once, breadth first:
/// nothing else can go down with them. O(V + E) of what is reached.
#[must_use]
pub fn who_rests_on(topology: &Topology, on: &[Vertex]) -> Vec<Vertex> {
    let mut seen = FixedBitSet::with_capacity(topology.vertex_count() as usize);
    let mut found: Vec<Vertex> = Vec::new();
    for &vertex in on {
        if topology.vertex(vertex).participates && !seen.put(vertex as usize) {
            found.push(vertex);
        }
    }
    let mut next = 0;
    while let Some(&provider) = found.get(next) {
        next += 1;
        for link in topology.links(provider) {
            let consumer = match link.target() {
                LinkTarget::Consumer(consumer) => Some(consumer),
                LinkTarget::Counted(counted) => {
                    let facts = topology.counted(counted).facts;
                    (facts.strength == Strength::Hard).then_some(facts.consumer)
                }
            };
            let Some(consumer) = consumer.filter(|&own| topology.vertex(own).participates) else { continue };
            if !seen.put(consumer as usize) {
                found.push(consumer);
            }
        }
    }
    found
}
