//! Cut sets of order 2: two failures that each leave a service up, and together do not (IMPACT 5).
//!
//! Going down is monotone, so two runs add up to more than both only where they meet: at a requirement that neither
//! takes down and both take members from. Only pairs that meet like that are tried.

use cairn_model::topology::{Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Strength};
use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use crate::down::DownRuns;
use crate::reach::rests_on;
use crate::verdict::AssumedRedundancy;

/// Two items that can fail alone, and the services that only both together take down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CutPair<'f> {
    /// The one with the smaller number.
    pub first: Vertex,
    /// The other one.
    pub second: Vertex,
    /// The services, ascending: neither is a single point of failure of any of them, nor one of them.
    pub services: &'f [Vertex],
}

/// What a search for pairs is about.
#[derive(Clone, Copy)]
pub struct PairQuestion<'a> {
    /// Who needs whom.
    pub topology: &'a Topology,
    /// The services asked about.
    pub services: &'a [Vertex],
    /// Whether an item can fail by itself.
    pub fails_alone: &'a dyn Fn(Vertex) -> bool,
    /// What is believed of groups whose k nobody declared.
    pub assumed: AssumedRedundancy,
}

impl std::fmt::Debug for PairQuestion<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PairQuestion").field("services", &self.services).finish_non_exhaustive()
    }
}

/// What one failure does: which services it takes down alone, and where it takes members from a group that holds.
#[derive(Default)]
struct Alone {
    services: Vec<Vertex>,
    /// Requirement, and how many of its members are down.
    met: Vec<(u32, u32)>,
}

/// Calls `found` for every cut set of order 2, by ascending first and second; `tell` hears how many of all candidates
/// have been paired with all that follow them.
///
/// Cost: one run for each candidate, and one for each pair that meets.
///
/// # Errors
/// [`Cancelled`].
pub fn cut_pairs(
    question: &PairQuestion<'_>,
    found: &mut dyn FnMut(CutPair<'_>),
    tell: &mut dyn FnMut(usize, usize),
    cancel: &CancelToken,
) -> Result<(), Cancelled> {
    let PairQuestion { topology, services, fails_alone, assumed } = *question;
    let mut runs = DownRuns::new(topology, assumed);
    let mut is_service = FixedBitSet::with_capacity(topology.vertex_count() as usize);
    for &service in services.iter().filter(|&&service| !runs.is_down_already(service)) {
        is_service.insert(service as usize);
    }
    let mut candidates = rests_on(topology, services, &[Strength::Hard]);
    candidates.retain(|&vertex| !runs.is_down_already(vertex) && fails_alone(vertex));
    candidates.sort_unstable();
    let mut alone: FxHashMap<Vertex, Alone> = FxHashMap::default();
    // By requirement, who takes members from it, ascending.
    let mut meeting: FxHashMap<u32, Vec<(Vertex, u32)>> = FxHashMap::default();
    for &candidate in &candidates {
        cancel.check()?;
        let own = alone_of(&mut runs, candidate, &is_service);
        for &(counted, lost) in &own.met {
            meeting.entry(counted).or_default().push((candidate, lost));
        }
        alone.insert(candidate, own);
    }
    let (mut partners, mut both) = (Vec::new(), Vec::new());
    for (number, &first) in candidates.iter().enumerate() {
        tell(number, candidates.len());
        partners.clear();
        for &(counted, lost) in &alone[&first].met {
            let others = &meeting[&counted];
            let after = others.partition_point(|&(other, _)| other <= first);
            // More than are spare have to be down, even if the two took different ones.
            let enough = others[after..].iter().filter(|(_, theirs)| lost + theirs > runs.spare(counted));
            partners.extend(enough.map(|&(other, _)| other));
        }
        partners.sort_unstable();
        partners.dedup();
        for &second in &partners {
            cancel.check()?;
            let excused = |service: Vertex| {
                service == first
                    || service == second
                    || alone[&first].services.binary_search(&service).is_ok()
                    || alone[&second].services.binary_search(&service).is_ok()
            };
            both.clear();
            let down = runs.take(&[first, second]).iter().copied();
            both.extend(down.filter(|&vertex| is_service.contains(vertex as usize) && !excused(vertex)));
            if !both.is_empty() {
                both.sort_unstable();
                found(CutPair { first, second, services: &both });
            }
        }
    }
    Ok(())
}

fn alone_of(runs: &mut DownRuns<'_>, candidate: Vertex, is_service: &FixedBitSet) -> Alone {
    let down = runs.take(&[candidate]);
    let mut services: Vec<Vertex> =
        down.iter().copied().filter(|&vertex| is_service.contains(vertex as usize)).collect();
    services.sort_unstable();
    // What went down passes nothing more on, whoever else takes members from it.
    let met = runs.counted().iter().map(|&counted| (counted, runs.lost(counted)));
    let met = met.filter(|&(counted, lost)| lost <= runs.spare(counted) && !runs.is_down(runs.consumer(counted)));
    Alone { services, met: met.collect() }
}
