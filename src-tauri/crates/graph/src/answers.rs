//! The four answers that are always given together (IMPACT 3.4).

use cairn_model::topology::{Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Level};

use crate::findings::{Findings, findings};
use crate::reach::reachable;
use crate::verdict::{AssumedRedundancy, Seed, Verdict, verdict};

/// The four answers to "what if these go out".
#[derive(Clone, Debug)]
pub struct Answers {
    /// *As planned*: the seeds at the levels given.
    pub as_planned: Verdict,
    /// What belongs to *as planned* beside the levels.
    pub findings: Findings,
    /// *If it fails*: every seed down.
    pub if_it_fails: Verdict,
    /// *With assumed redundancy not there*: undeclared groups need all their members.
    pub without_assumed: Verdict,
    /// *Could be reached*: never called impact; breadth first, seeds left out.
    pub could_be_reached: Vec<Vertex>,
    /// *As things are*: operation alone, without the seeds; `None` when everything is in service.
    pub already: Option<Verdict>,
}

/// Returns the four answers for joint seeds.
///
/// # Errors
/// [`Cancelled`].
pub fn answers(topology: &Topology, seeds: &[Seed], cancel: &CancelToken) -> Result<Answers, Cancelled> {
    let vertices: Vec<Vertex> = seeds.iter().map(|seed| seed.vertex).collect();
    let failed: Vec<Seed> = vertices.iter().map(|&vertex| Seed { vertex, level: Level::Down }).collect();
    let as_planned = verdict(topology, seeds, AssumedRedundancy::Holds, cancel)?;
    let findings = findings(topology, &as_planned, &vertices);
    let if_it_fails = if failed == seeds {
        as_planned.clone()
    } else {
        verdict(topology, &failed, AssumedRedundancy::Holds, cancel)?
    };
    let has_context = !topology.context().is_empty();
    Ok(Answers {
        findings,
        if_it_fails,
        without_assumed: verdict(topology, seeds, AssumedRedundancy::Absent, cancel)?,
        could_be_reached: reachable(topology, &vertices),
        already: has_context.then(|| verdict(topology, &[], AssumedRedundancy::Holds, cancel)).transpose()?,
        as_planned,
    })
}
