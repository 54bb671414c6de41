//! Building the flat arrays of a whole estate.

use std::sync::Arc;

use super::wiring::{Need, NeedKey, wire};
use super::{Base, CountedRequirement, FactPages, Link, Overlay, Topology, Vertex, VertexFacts, context_of, is_direct};
use crate::requirement::Terms;

/// Returns the topology of all the given needs; O(V + E log g) for groups of g needs.
///
/// `needs` may come in any order. `terms` gives what was declared of a requirement.
#[must_use]
pub fn build(facts: &[VertexFacts], needs: Vec<Need>, terms: &impl Fn(Vertex, NeedKey) -> Terms) -> Topology {
    let vertex_count = facts.len();
    let mut needs = by_consumer(vertex_count, needs);
    let mut base = Base {
        requirements: Vec::with_capacity(needs.len()),
        member_offsets: Vec::with_capacity(needs.len() + 1),
        members: Vec::with_capacity(needs.len()),
        member_relationships: Vec::with_capacity(needs.len()),
        requirement_offsets: Vec::with_capacity(vertex_count + 1),
        ..Base::default()
    };
    base.member_offsets.push(0);
    base.requirement_offsets.push(0);
    let participates = |vertex: Vertex| facts[vertex as usize].participates;
    let mut rest = needs.as_mut_slice();
    for consumer in 0..index(vertex_count) {
        let count = rest.iter().take_while(|need| need.consumer == consumer).count();
        let (own, others) = rest.split_at_mut(count);
        rest = others;
        for wiring in wire(consumer, own, &participates, terms) {
            base.requirements.push(wiring.facts);
            base.members.extend_from_slice(&wiring.members);
            base.member_relationships.extend_from_slice(&wiring.relationships);
            base.member_offsets.push(index(base.members.len()));
        }
        base.requirement_offsets.push(index(base.requirements.len()));
    }
    drop(needs);
    base.requirements.shrink_to_fit();
    base.member_offsets.shrink_to_fit();
    link(&mut base, facts);
    let context = context_of(facts);
    Topology { base: Arc::new(base), overlay: Overlay::default(), facts: FactPages::of(facts), context }
}

/// Returns the needs ordered by consumer (a stable counting sort).
fn by_consumer(vertex_count: usize, needs: Vec<Need>) -> Vec<Need> {
    if needs.is_sorted_by_key(|need| need.consumer) {
        return needs;
    }
    let mut next = vec![0_u32; vertex_count + 1];
    for need in &needs {
        next[need.consumer as usize + 1] += 1;
    }
    for position in 1..next.len() {
        next[position] += next[position - 1];
    }
    let mut sorted = needs.clone();
    for need in needs {
        let slot = &mut next[need.consumer as usize];
        sorted[*slot as usize] = need;
        *slot += 1;
    }
    sorted
}

/// Fills provider → links, single hard needs first.
fn link(base: &mut Base, facts: &[VertexFacts]) {
    let mut offsets = vec![0_u32; facts.len() + 1];
    for &member in &base.members {
        if facts[member as usize].participates {
            offsets[member as usize + 1] += 1;
        }
    }
    for position in 1..offsets.len() {
        offsets[position] += offsets[position - 1];
    }
    let mut next = offsets.clone();
    let mut links = vec![Link::to_consumer(0); offsets.last().map_or(0, |&end| end as usize)];
    for (requirement, facts_of) in base.requirements.iter().enumerate() {
        let link = if is_direct(facts_of) {
            Link::to_consumer(facts_of.consumer)
        } else {
            base.counted.push(CountedRequirement { requirement: index(requirement), facts: *facts_of });
            Link::to_counted(index(base.counted.len() - 1))
        };
        let range = base.member_offsets[requirement] as usize..base.member_offsets[requirement + 1] as usize;
        for &member in &base.members[range] {
            if facts[member as usize].participates {
                let slot = &mut next[member as usize];
                links[*slot as usize] = link;
                *slot += 1;
            }
        }
    }
    for window in offsets.windows(2) {
        links[window[0] as usize..window[1] as usize].sort_unstable();
    }
    base.link_offsets = offsets;
    base.links = links;
}

/// Returns a length as a dense index; estates are limited to 2³¹ vertices and requirements long before this saturates.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
