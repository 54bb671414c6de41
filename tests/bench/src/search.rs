//! The reference for verdicts: breadth-first search over flat arrays, restricted so that it reaches the same set.

use std::hint::black_box;

use cairn_graph::Verdict;
use cairn_model::Level;
use cairn_model::topology::{LinkTarget, Topology, Vertex};

use crate::Outcome;

/// Provider → consumers, in flat arrays of `u32`: one offset per vertex and one behind.
#[derive(Debug)]
pub(crate) struct Arcs {
    offsets: Vec<u32>,
    consumers: Vec<Vertex>,
}

impl Arcs {
    /// Returns the links from raised items to raised items, as arcs.
    pub(crate) fn among_raised(topology: &Topology, verdict: &Verdict) -> Outcome<Arcs> {
        let mut arcs = Arcs { offsets: vec![0], consumers: Vec::new() };
        for provider in 0..topology.vertex_count() {
            if verdict.level(provider) > Level::Unaffected {
                let consumers = topology.links(provider).iter().map(|link| match link.target() {
                    LinkTarget::Consumer(consumer) => consumer,
                    LinkTarget::Counted(counted) => topology.counted(counted).facts.consumer,
                });
                arcs.consumers.extend(consumers.filter(|&consumer| verdict.level(consumer) > Level::Unaffected));
            }
            arcs.offsets.push(u32::try_from(arcs.consumers.len())?);
        }
        Ok(arcs)
    }

    /// Returns how many arcs there are; a search that reaches every raised item looks at each once.
    pub(crate) fn len(&self) -> usize {
        self.consumers.len()
    }

    /// Calls `visit` with every arc: provider, consumer.
    pub(crate) fn each(&self, mut visit: impl FnMut(Vertex, Vertex) -> Outcome<()>) -> Outcome<()> {
        for (provider, ends) in (0..).zip(self.offsets.windows(2)) {
            for &consumer in &self.consumers[ends[0] as usize..ends[1] as usize] {
                visit(provider, consumer)?;
            }
        }
        Ok(())
    }

    /// Returns what the seeds reach, the seeds included, in breadth-first order.
    pub(crate) fn reach(&self, seeds: &[Vertex]) -> Vec<Vertex> {
        let mut visited = vec![false; self.offsets.len() - 1];
        let mut queue = Vec::new();
        for &seed in seeds {
            if !visited[seed as usize] {
                visited[seed as usize] = true;
                queue.push(seed);
            }
        }
        let mut next = 0;
        while let Some(&vertex) = queue.get(next) {
            next += 1;
            let start = self.offsets[vertex as usize] as usize;
            let end = self.offsets[vertex as usize + 1] as usize;
            for &consumer in &self.consumers[start..end] {
                if !visited[consumer as usize] {
                    visited[consumer as usize] = true;
                    queue.push(consumer);
                }
            }
        }
        black_box(visited);
        queue
    }
}
