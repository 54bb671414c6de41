//! Single points of failure, exactly: one run for each item that could be one (IMPACT 5).
//!
//! Never dominators or articulation points: those are wrong as soon as a need has several members.

use std::panic::resume_unwind;
use std::thread;

use cairn_model::topology::{Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Strength};
use fixedbitset::FixedBitSet;

use crate::down::DownRuns;
use crate::reach::rests_on;
use crate::verdict::AssumedRedundancy;

/// How many runs pass between two looks at the token.
const RUNS_PER_LOOK: usize = 256;

/// What single failures do to services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SinglePoints {
    /// For each service, in the order given: every item whose failure alone takes it down, ascending. None for a service
    /// that is down already.
    pub of_service: Vec<Vec<Vertex>>,
    /// The services that are down already, by their places in the order given.
    pub down_already: Vec<usize>,
    /// How many items were tried.
    pub runs: u64,
    /// How many links were visited.
    pub link_visits: u64,
}

/// Whose single points of failure are asked for, and what is taken for granted.
pub struct SingleQuestion<'a> {
    /// What needs what.
    pub topology: &'a Topology,
    /// The services.
    pub services: &'a [Vertex],
    /// Whether an item can fail by itself.
    pub fails_alone: &'a (dyn Fn(Vertex) -> bool + Sync),
    /// What is believed of groups that nobody declared.
    pub assumed: AssumedRedundancy,
    /// What is down before anything is tried, beside what operation keeps down.
    pub down: &'a [Vertex],
}

impl std::fmt::Debug for SingleQuestion<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SingleQuestion").field("services", &self.services).finish_non_exhaustive()
    }
}

/// Returns the single points of failure of services: v ≠ s that can fail alone and takes s down, under what is down
/// already.
///
/// Cost: one run of the down phase for each item in the union of what the services rest on, shared out among `workers`.
///
/// # Errors
/// [`Cancelled`].
pub fn single_points(
    question: &SingleQuestion<'_>,
    workers: usize,
    cancel: &CancelToken,
) -> Result<SinglePoints, Cancelled> {
    let SingleQuestion { topology, services, fails_alone, assumed, down } = *question;
    let mut runs = DownRuns::new(topology, assumed);
    runs.keep(down);
    let candidates: Vec<Vertex> = rests_on(topology, services, &[Strength::Hard])
        .into_iter()
        .filter(|&vertex| !runs.is_down_already(vertex) && fails_alone(vertex))
        .collect();
    let down_already = (0..services.len()).filter(|&place| runs.is_down_already(services[place])).collect();
    let mut is_service = FixedBitSet::with_capacity(topology.vertex_count() as usize);
    for &service in services {
        is_service.insert(service as usize);
    }
    let share = candidates.len().div_ceil(workers.max(1)).max(1);
    let parts = thread::scope(|scope| {
        let start = |part| {
            let (runs, is_service) = (runs.clone(), &is_service);
            scope.spawn(move || try_each(part, runs, is_service, cancel))
        };
        let started: Vec<_> = candidates.chunks(share).map(start).collect();
        let join = |worker: thread::ScopedJoinHandle<'_, _>| worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        started.into_iter().map(join).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(collected(
        parts,
        services,
        SinglePoints { down_already, runs: candidates.len() as u64, ..SinglePoints::default() },
    ))
}

/// What one worker found: pairs of service and item, and how many links it visited.
type Part = (Vec<(Vertex, Vertex)>, u64);

fn try_each(
    part: &[Vertex],
    mut runs: DownRuns<'_>,
    is_service: &FixedBitSet,
    cancel: &CancelToken,
) -> Result<Part, Cancelled> {
    let (mut found, before) = (Vec::new(), runs.link_visits());
    for (number, &candidate) in part.iter().enumerate() {
        if number.is_multiple_of(RUNS_PER_LOOK) {
            cancel.check()?;
        }
        let down = runs.take(&[candidate]);
        // The first is the candidate itself.
        let services = down.iter().skip(1).filter(|&&vertex| is_service.contains(vertex as usize));
        found.extend(services.map(|&service| (service, candidate)));
    }
    Ok((found, runs.link_visits() - before))
}

fn collected(parts: Vec<Part>, services: &[Vertex], mut points: SinglePoints) -> SinglePoints {
    let mut all: Vec<(Vertex, Vertex)> = Vec::new();
    for (found, visits) in parts {
        all.extend(found);
        points.link_visits += visits;
    }
    all.sort_unstable();
    let of = |&service: &Vertex| {
        let start = all.partition_point(|&(other, _)| other < service);
        all[start..].iter().take_while(|&&(other, _)| other == service).map(|&(_, candidate)| candidate).collect()
    };
    points.of_service = services.iter().map(of).collect();
    points
}
