//! The single failure behind several reports (IMPACT 5).

use cairn_model::topology::{Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Level, Strength};
use rustc_hash::FxHashSet;

use crate::reach::rests_on;
use crate::verdict::{AssumedRedundancy, Scratch, Seed, verdict_with};

/// An item whose failure would explain everything that was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Which item.
    pub vertex: Vertex,
    /// What else its failure would have raised, and was not reported; ascending. The fewer, the likelier.
    pub unreported: Vec<Vertex>,
}

/// Returns every item that can fail alone and whose failure raises each reported item at least to its reported level, the
/// likeliest first: by how much else it would have raised, then by number. The reports themselves are no context here:
/// `topology` must not have them as such, while other context stays.
///
/// Cost: one verdict for each item that all reported ones rest on.
///
/// # Errors
/// [`Cancelled`].
pub fn common_causes(
    topology: &Topology,
    reported: &[(Vertex, Level)],
    fails_alone: &dyn Fn(Vertex) -> bool,
    assumed: AssumedRedundancy,
    cancel: &CancelToken,
) -> Result<Vec<Cause>, Cancelled> {
    let mut scratch = Scratch::default();
    let already = verdict_with(&mut scratch, topology, &[], assumed, cancel)?;
    // What other context explains needs no cause.
    let open: Vec<(Vertex, Level)> =
        reported.iter().copied().filter(|&(vertex, level)| already.level(vertex) < level).collect();
    let mut causes = Vec::new();
    for candidate in rested_on_by_all(topology, &open) {
        if !fails_alone(candidate) {
            continue;
        }
        let seeds = [Seed { vertex: candidate, level: Level::Down }];
        let verdict = verdict_with(&mut scratch, topology, &seeds, assumed, cancel)?;
        if open.iter().any(|&(vertex, level)| verdict.level(vertex) < level) {
            continue;
        }
        let is_news = |vertex: Vertex| verdict.level(vertex) > already.level(vertex);
        let is_reported = |vertex: Vertex| reported.iter().any(|&(other, _)| other == vertex);
        let raised = verdict.raised().iter().map(|raised| raised.vertex);
        let mut unreported: Vec<Vertex> =
            raised.filter(|&vertex| vertex != candidate && is_news(vertex) && !is_reported(vertex)).collect();
        unreported.sort_unstable();
        causes.push(Cause { vertex: candidate, unreported });
    }
    causes.sort_by_key(|cause| (cause.unreported.len(), cause.vertex));
    Ok(causes)
}

/// Returns every participating item that each reported one is or rests on over needs that raise something, ascending.
fn rested_on_by_all(topology: &Topology, reported: &[(Vertex, Level)]) -> Vec<Vertex> {
    let mut common: Option<FxHashSet<Vertex>> = None;
    for &(vertex, _) in reported {
        let rested_on = rests_on(topology, &[vertex], &[Strength::Hard, Strength::Degrading]);
        common = Some(match common {
            Some(common) => rested_on.into_iter().filter(|vertex| common.contains(vertex)).collect(),
            None => rested_on.into_iter().collect(),
        });
    }
    let mut common: Vec<Vertex> = common.unwrap_or_default().into_iter().collect();
    common.sort_unstable();
    common
}
