//! What goes down with something: the first phase of the verdict alone, for questions that ask it many thousand times.
//!
//! A requirement passes *down* only when it is hard and fewer than k of its n members are left, and nothing that is less
//! than down ever makes anything down: so the items down in a [`verdict`](crate::verdict) are the least fixpoint of this
//! one rule (Dowling & Gallier 1984). The columns are kept between runs and marked by the number of the run, so that a
//! run costs what it reaches, whatever V is.

use cairn_model::Level;
use cairn_model::Strength;
use cairn_model::topology::{LinkTarget, RequirementFacts, Topology, Vertex};

use crate::verdict::{AssumedRedundancy, believed};

/// A counted requirement, as far as going down is concerned.
#[derive(Clone, Copy, Debug)]
struct Gate {
    consumer: Vertex,
    /// How many members may be down: n − k. No count exceeds [`NEVER`].
    spare: u32,
}

const NEVER: u32 = u32::MAX;

/// The mark of what no run takes down: it is down without any, or takes no part.
const ALREADY: u32 = u32::MAX;

impl Gate {
    fn of(facts: &RequirementFacts) -> Gate {
        let is_hard = facts.strength == Strength::Hard && facts.n > 0;
        Gate { consumer: facts.consumer, spare: if is_hard { facts.n - facts.k } else { NEVER } }
    }
}

/// Columns for as many runs as one likes over one topology.
#[derive(Clone, Debug)]
pub(crate) struct DownRuns<'t> {
    topology: &'t Topology,
    gates: std::sync::Arc<[Gate]>,
    /// By vertex: the run that took it down last.
    taken: Vec<u32>,
    /// By counted requirement: the run that counted last, and how many members are down in it.
    counts: Vec<(u32, u32)>,
    /// By counted requirement: how many members are down already; empty when nothing is.
    already: Vec<u32>,
    run: u32,
    queue: Vec<Vertex>,
    /// Counted requirements that the last run counted in.
    counted: Vec<u32>,
    link_visits: u64,
}

fn mark_of(topology: &Topology, vertex: Vertex) -> u32 {
    if topology.vertex(vertex).participates { 0 } else { ALREADY }
}

impl<'t> DownRuns<'t> {
    /// Returns columns for a topology, on which everything that operation keeps down is down. Cost: O(V + counted
    /// requirements), and what is down already.
    pub(crate) fn new(topology: &'t Topology, assumed: AssumedRedundancy) -> Self {
        let gates =
            (0..topology.counted_count()).map(|index| Gate::of(&believed(topology.counted(index).facts, assumed)));
        let mut runs = DownRuns {
            topology,
            gates: gates.collect(),
            taken: (0..topology.vertex_count()).map(|vertex| mark_of(topology, vertex)).collect(),
            counts: vec![(0, 0); topology.counted_count() as usize],
            already: Vec::new(),
            run: 0,
            queue: Vec::new(),
            counted: Vec::new(),
            link_visits: 0,
        };
        let down: Vec<Vertex> = topology
            .context()
            .iter()
            .copied()
            .filter(|&vertex| topology.vertex(vertex).context == Level::Down)
            .collect();
        runs.keep(&down);
        runs
    }

    /// Takes these down for good: for every run that follows.
    pub(crate) fn keep(&mut self, seeds: &[Vertex]) {
        if self.take(seeds).is_empty() {
            return;
        }
        for &vertex in &self.queue {
            self.taken[vertex as usize] = ALREADY;
        }
        self.already.resize(self.counts.len(), 0);
        for &counted in &self.counted {
            self.already[counted as usize] = self.counts[counted as usize].1;
        }
    }

    /// Returns whether an item is down without any run, or takes no part.
    pub(crate) fn is_down_already(&self, vertex: Vertex) -> bool {
        self.taken[vertex as usize] == ALREADY
    }

    /// Returns what goes down when these do, jointly, they first and each once, breadth first: what is down already is
    /// left out, and so are seeds that do not take part.
    pub(crate) fn take(&mut self, seeds: &[Vertex]) -> &[Vertex] {
        self.begin();
        for &seed in seeds {
            self.down(seed);
        }
        let mut next = 0;
        while let Some(&vertex) = self.queue.get(next) {
            next += 1;
            let links = self.topology.links(vertex);
            self.link_visits += links.len() as u64;
            for link in links {
                match link.target() {
                    LinkTarget::Consumer(consumer) => self.down(consumer),
                    LinkTarget::Counted(counted) => self.count(counted),
                }
            }
        }
        &self.queue
    }

    /// Returns the counted requirements that lost members in the last run and held, or passed on what they lost.
    pub(crate) fn counted(&self) -> &[u32] {
        &self.counted
    }

    /// Returns how many members of a counted requirement may be down before its consumer is; more than there are when that
    /// never happens.
    pub(crate) fn spare(&self, counted: u32) -> u32 {
        self.gates[counted as usize].spare
    }

    /// Returns who has a counted requirement.
    pub(crate) fn consumer(&self, counted: u32) -> Vertex {
        self.gates[counted as usize].consumer
    }

    /// Returns how many members were down in the last run, those that are down already included.
    pub(crate) fn lost(&self, counted: u32) -> u32 {
        let (run, lost) = self.counts[counted as usize];
        if run == self.run { lost } else { self.before(counted) }
    }

    /// Returns whether an item is down after the last run.
    pub(crate) fn is_down(&self, vertex: Vertex) -> bool {
        let taken = self.taken[vertex as usize];
        taken == ALREADY || (taken == self.run && self.run > 0)
    }

    fn before(&self, counted: u32) -> u32 {
        self.already.get(counted as usize).copied().unwrap_or_default()
    }

    /// Returns how many links were visited since the columns were made.
    pub(crate) fn link_visits(&self) -> u64 {
        self.link_visits
    }

    fn begin(&mut self) {
        self.queue.clear();
        self.counted.clear();
        self.run += 1;
        if self.run == ALREADY {
            // After four thousand million runs the marks begin anew.
            self.run = 1;
            self.counts.fill((0, 0));
            self.taken.iter_mut().filter(|taken| **taken != ALREADY).for_each(|taken| *taken = 0);
        }
    }

    #[inline]
    fn down(&mut self, vertex: Vertex) {
        let taken = &mut self.taken[vertex as usize];
        if *taken != self.run && *taken != ALREADY {
            *taken = self.run;
            self.queue.push(vertex);
        }
    }

    #[inline]
    fn count(&mut self, counted: u32) {
        let Gate { consumer, spare } = self.gates[counted as usize];
        // Whom it takes down already, nobody has to count for.
        if spare == NEVER || self.is_down(consumer) {
            return;
        }
        let before = self.before(counted);
        let slot = &mut self.counts[counted as usize];
        if slot.0 != self.run {
            *slot = (self.run, before);
            self.counted.push(counted);
        }
        slot.1 += 1;
        if slot.1 > spare {
            self.down(consumer);
        }
    }
}
