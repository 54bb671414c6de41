//! The order in which what is down can be brought up, and what cannot because it waits for itself (IMPACT 5).
//!
//! An item can be brought up once every hard requirement of it has the members it needs, up or brought up before: a least
//! fixpoint, taken in waves. What is left waits, directly or through others, for a cycle of hard needs: a cold-start
//! deadlock, which somebody has to cut by starting one item without a member it needs.

use cairn_model::Strength;
use cairn_model::topology::{LinkTarget, RequirementFacts, RequirementIndex, Topology, Vertex};
use cairn_model::{CancelToken, Cancelled};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::verdict::{AssumedRedundancy, believed};

/// So many links of a deadlock are tried for the one to cut, by consumer, requirement and member: each is a fixpoint of its own.
const CUTS_TRIED_MAX: usize = 256;

/// A member that an item is started without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColdStart {
    /// Who is started.
    pub consumer: Vertex,
    /// Which of its requirements has to be done without.
    pub requirement: RequirementIndex,
    /// The member that is not there yet.
    pub member: Vertex,
}

/// Items that wait for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    /// Every one of them, ascending.
    pub members: Vec<Vertex>,
    /// The link to cut: the one that lets most of what waits come up; of several the first.
    pub cut: ColdStart,
    /// How many items come up once it is cut, those that waited behind included; 0 when one cut is not enough.
    pub freed: usize,
}

/// How what is down comes up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// What can be brought up at once, then what can be after that, and so on; each ascending.
    pub waves: Vec<Vec<Vertex>>,
    /// What waits for itself, by its first member.
    pub deadlocks: Vec<Deadlock>,
    /// What waits for a deadlock and is in none, ascending.
    pub waiting: Vec<Vertex>,
    /// Cycles among what is down that need a degrading or soft requirement to close: a warning; each ascending.
    pub warnings: Vec<Vec<Vertex>>,
}

/// Returns the order in which `down`, which are all items that are down, can be brought up. Cost: O(links and members of
/// what is down), and one fixpoint for each link of a deadlock that is tried.
///
/// # Errors
/// [`Cancelled`].
pub fn recovery(
    topology: &Topology,
    down: &[Vertex],
    assumed: AssumedRedundancy,
    cancel: &CancelToken,
) -> Result<Recovery, Cancelled> {
    let needs = Needs::of(topology, down, assumed);
    let waves = needs.waves(None);
    let up: FxHashSet<Vertex> = waves.iter().flatten().copied().collect();
    let mut left: Vec<Vertex> = needs.down.iter().copied().filter(|vertex| !up.contains(vertex)).collect();
    left.sort_unstable();
    let mut deadlocks = Vec::new();
    for members in needs.cycles(&left, &|facts, lost| is_short(facts, lost), &up) {
        cancel.check()?;
        deadlocks.push(needs.deadlock(members, left.len(), &up, cancel)?);
    }
    let stuck: FxHashSet<Vertex> = deadlocks.iter().flat_map(|deadlock| &deadlock.members).copied().collect();
    let mut all: Vec<Vertex> = needs.down.iter().copied().collect();
    all.sort_unstable();
    let any = needs.cycles(&all, &|_, _| true, &FxHashSet::default());
    let warnings = any.into_iter().filter(|cycle| !cycle.iter().any(|vertex| stuck.contains(vertex)));
    let warnings = warnings.filter(|cycle| needs.closes_softly(cycle)).collect();
    left.retain(|vertex| !stuck.contains(vertex));
    Ok(Recovery { waves, deadlocks, waiting: left, warnings })
}

/// Whether a requirement with this many members not up keeps its consumer from being brought up.
fn is_short(facts: &RequirementFacts, lost: u32) -> bool {
    facts.strength == Strength::Hard && facts.n > 0 && facts.n - lost.min(facts.n) < facts.k
}

struct Needs<'t> {
    topology: &'t Topology,
    down: FxHashSet<Vertex>,
    assumed: AssumedRedundancy,
}

impl<'t> Needs<'t> {
    fn of(topology: &'t Topology, down: &[Vertex], assumed: AssumedRedundancy) -> Self {
        let down = down.iter().copied().filter(|&vertex| topology.vertex(vertex).participates).collect();
        Needs { topology, down, assumed }
    }

    fn facts(&self, requirement: RequirementIndex) -> RequirementFacts {
        believed(self.topology.requirement(requirement), self.assumed)
    }

    /// Returns the members of a requirement that are down and not in `up`.
    fn missing<'n>(
        &'n self,
        requirement: RequirementIndex,
        up: &'n FxHashSet<Vertex>,
    ) -> impl Iterator<Item = Vertex> + 'n {
        let members = self.topology.members(requirement).iter().copied();
        members.filter(move |member| self.down.contains(member) && !up.contains(member))
    }

    /// Returns the waves; with a cut, one member of one requirement is done without.
    fn waves(&self, cut: Option<ColdStart>) -> Vec<Vec<Vertex>> {
        let nobody = FxHashSet::default();
        // Requirement → members that are not up; consumer → requirements that are short.
        let mut lost: FxHashMap<RequirementIndex, u32> = FxHashMap::default();
        let mut short: FxHashMap<Vertex, u32> = FxHashMap::default();
        let mut wave = Vec::new();
        for &vertex in &self.down {
            let mut shorts = 0;
            for requirement in self.topology.requirements_of(vertex) {
                let facts = self.facts(requirement);
                let excused = cut.is_some_and(|cut| cut.requirement == requirement);
                let missing = self.missing(requirement, &nobody).count() - usize::from(excused);
                let missing = u32::try_from(missing).unwrap_or(u32::MAX);
                if is_short(&facts, missing) {
                    shorts += 1;
                    lost.insert(requirement, missing);
                }
            }
            if shorts == 0 {
                wave.push(vertex);
            } else {
                short.insert(vertex, shorts);
            }
        }
        let mut waves = Vec::new();
        while !wave.is_empty() {
            wave.sort_unstable();
            let mut next = Vec::new();
            for &vertex in &wave {
                for requirement in self.entered(vertex) {
                    let is_excused = cut.is_some_and(|cut| cut.requirement == requirement && cut.member == vertex);
                    let Some(left) = lost.get_mut(&requirement).filter(|_| !is_excused) else { continue };
                    *left -= 1;
                    let facts = self.facts(requirement);
                    if is_short(&facts, *left) {
                        continue;
                    }
                    lost.remove(&requirement);
                    if let Some(shorts) = short.get_mut(&facts.consumer) {
                        *shorts -= 1;
                        if *shorts == 0 {
                            next.push(facts.consumer);
                        }
                    }
                }
            }
            waves.push(std::mem::replace(&mut wave, next));
        }
        waves
    }

    /// Returns the requirements of which an item is a member and whose consumer is down.
    fn entered(&self, member: Vertex) -> Vec<RequirementIndex> {
        let mut entered = Vec::new();
        for link in self.topology.links(member) {
            match link.target() {
                LinkTarget::Counted(counted) => entered.push(self.topology.counted(counted).requirement),
                LinkTarget::Consumer(consumer) if self.down.contains(&consumer) => {
                    let own = self.topology.requirements_of(consumer);
                    // A single hard need, of which an item may have several on the same member.
                    entered
                        .extend(own.filter(|&own| self.is_single(own) && self.topology.members(own).contains(&member)));
                }
                LinkTarget::Consumer(_) => {}
            }
        }
        entered.sort_unstable();
        entered.dedup();
        entered
    }

    /// Whether only one member of a hard requirement takes part.
    fn is_single(&self, requirement: RequirementIndex) -> bool {
        let facts = self.topology.requirement(requirement);
        facts.strength == Strength::Hard && facts.n == 1
    }

    /// Returns the cycles among some items over the requirements that count, each ascending, by their first member.
    fn cycles(
        &self,
        among: &[Vertex],
        counts: &dyn Fn(&RequirementFacts, u32) -> bool,
        up: &FxHashSet<Vertex>,
    ) -> Vec<Vec<Vertex>> {
        // A copy of what is left only: what cannot be brought up is a small part of a topology, or there is no order anyway.
        let mut graph: DiGraph<Vertex, ()> = DiGraph::new();
        let nodes: FxHashMap<Vertex, NodeIndex> =
            among.iter().map(|&vertex| (vertex, graph.add_node(vertex))).collect();
        for &consumer in among {
            for requirement in self.topology.requirements_of(consumer) {
                let missing: Vec<Vertex> = self.missing(requirement, up).collect();
                if !counts(&self.facts(requirement), u32::try_from(missing.len()).unwrap_or(u32::MAX)) {
                    continue;
                }
                for member in missing {
                    if let (Some(&from), Some(&to)) = (nodes.get(&consumer), nodes.get(&member)) {
                        graph.add_edge(from, to, ());
                    }
                }
            }
        }
        let is_cycle = |component: &Vec<NodeIndex>| component.len() > 1;
        let mut cycles: Vec<Vec<Vertex>> = kosaraju_scc(&graph)
            .into_iter()
            .filter(is_cycle)
            .map(|component| {
                let mut members: Vec<Vertex> = component.into_iter().map(|node| graph[node]).collect();
                members.sort_unstable();
                members
            })
            .collect();
        cycles.sort_unstable();
        cycles
    }

    /// Whether a cycle is none any more over hard requirements alone.
    fn closes_softly(&self, cycle: &[Vertex]) -> bool {
        let is_hard = |facts: &RequirementFacts, _| facts.strength == Strength::Hard;
        self.cycles(cycle, &is_hard, &FxHashSet::default()).iter().all(|hard| hard.len() < cycle.len())
    }

    fn deadlock(
        &self,
        members: Vec<Vertex>,
        left: usize,
        up: &FxHashSet<Vertex>,
        cancel: &CancelToken,
    ) -> Result<Deadlock, Cancelled> {
        let before = self.down.len() - left;
        let inside: FxHashSet<Vertex> = members.iter().copied().collect();
        let mut best: Option<(usize, ColdStart)> = None;
        for cut in self.links_of(&members, &inside, up).into_iter().take(CUTS_TRIED_MAX) {
            cancel.check()?;
            let freed = self.waves(Some(cut)).iter().map(Vec::len).sum::<usize>() - before;
            if best.is_none_or(|(most, _)| freed > most) {
                best = Some((freed, cut));
            }
            if freed == left {
                break;
            }
        }
        // A cycle has links.
        let nothing = ColdStart { consumer: members[0], requirement: 0, member: members[0] };
        let (freed, cut) = best.unwrap_or((0, nothing));
        Ok(Deadlock { members, cut, freed })
    }

    /// Returns the links inside a deadlock that keep something down, by consumer, requirement and member.
    fn links_of(&self, members: &[Vertex], inside: &FxHashSet<Vertex>, up: &FxHashSet<Vertex>) -> Vec<ColdStart> {
        let mut links = Vec::new();
        for &consumer in members {
            for requirement in self.topology.requirements_of(consumer) {
                let missing: Vec<Vertex> = self.missing(requirement, up).collect();
                if is_short(&self.facts(requirement), u32::try_from(missing.len()).unwrap_or(u32::MAX)) {
                    let own = missing.into_iter().filter(|member| inside.contains(member));
                    links.extend(own.map(|member| ColdStart { consumer, requirement, member }));
                }
            }
        }
        links.sort_unstable();
        links
    }
}
