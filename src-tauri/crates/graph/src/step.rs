//! One step of a change: what it does while it is being done, and what it leaves behind (IMPACT 3.3).
//!
//! G₀ is the topology before the step, G₁ the one with its edits applied; a vertex has the same number in both.
//! *During* is judged on G₀ with its n and k: what the step removes counts as down, what it adds is absent. *After* is
//! judged on G₁ without the outages; a requirement that lost members without being edited itself seeds its consumer.

use cairn_model::topology::{Cut, RequirementFacts, Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Level, Strength, Threshold};

use crate::reach::reachable;
use crate::verdict::{AssumedRedundancy, Scratch, Seed, Verdict, verdict_with};

/// A requirement that lost members, and what that does to its consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// The consumer.
    pub consumer: Vertex,
    /// Its level when assumed redundancy holds.
    pub level: Level,
    /// Its level when assumed redundancy is not there.
    pub without_assumed: Level,
}

/// What there is to know of a requirement that lost members.
#[derive(Clone, Copy, Debug)]
pub struct LostMembers {
    /// The requirement in G₀.
    pub before: RequirementFacts,
    /// What was declared of k.
    pub declared: Option<Threshold>,
    /// How many members take part in G₁; 0 when the requirement is gone.
    pub n_after: u32,
}

impl LostMembers {
    /// Returns what the loss does to the consumer: nothing left or fewer than needed is down, a smaller margin is at
    /// risk, weakened by the strength of the requirement.
    #[must_use]
    pub fn level(&self, assumed: AssumedRedundancy) -> Level {
        let RequirementFacts { n, k, strength, .. } = self.before;
        let absent = self.before.assumed && assumed == AssumedRedundancy::Absent;
        let k_before = if absent { n } else { k };
        let k_after = match self.declared {
            // A group that was short of its declared count needs what it had, not what it never had.
            Some(Threshold::Count(count)) => count.min(n),
            Some(share @ Threshold::Percent(_)) => share.of(self.n_after),
            None => k_before,
        };
        let hard = if self.n_after == 0 || self.n_after < k_after {
            Level::Down
        } else if self.n_after - k_after < n.saturating_sub(k_before) {
            Level::AtRisk
        } else {
            Level::Unaffected
        };
        match strength {
            Strength::Hard => hard,
            Strength::Degrading => hard.lowered(),
            Strength::Soft | Strength::Info => Level::Unaffected,
        }
    }
}

/// A step, as numbers.
#[derive(Clone, Copy, Debug)]
pub struct StepQuestion<'a> {
    /// G₀.
    pub before: &'a Topology,
    /// G₁.
    pub after: &'a Topology,
    /// What goes out.
    pub outages: &'a [Seed],
    /// Everything in scope: down when the step fails.
    pub scope: &'a [Vertex],
    /// What takes part in G₀ and not in G₁.
    pub removed: &'a [Vertex],
    /// Members of G₀'s requirements whose relationships are removed.
    pub cuts: &'a [Cut],
    /// Requirements that lost members.
    pub losses: &'a [Loss],
}

/// The verdicts of a step. Vertices from [`StepAnswers::stand_ins`] on stand for removed relationships.
#[derive(Clone, Debug)]
pub struct StepAnswers {
    /// G₀ with stand-ins for what is cut: what *during* was judged on.
    pub during_topology: Topology,
    /// The first vertex that is a stand-in.
    pub stand_ins: Vertex,
    /// *During*, as planned.
    pub during: Verdict,
    /// *After*, as planned.
    pub after: Verdict,
    /// *During*, everything in scope down.
    pub fails: Verdict,
    /// *During*, with assumed redundancy not there.
    pub during_without: Verdict,
    /// *After*, with assumed redundancy not there.
    pub after_without: Verdict,
    /// *Could be reached* from what is in scope; never called impact.
    pub could_be_reached: Vec<Vertex>,
}

/// Returns the verdicts of one step; the cost is that of five verdicts and one search.
///
/// # Errors
/// [`Cancelled`].
pub fn step(
    question: &StepQuestion<'_>,
    scratch: &mut Scratch,
    cancel: &CancelToken,
) -> Result<StepAnswers, Cancelled> {
    use AssumedRedundancy::{Absent, Holds};
    let down = |&vertex: &Vertex| Seed { vertex, level: Level::Down };
    let (during_topology, stand_ins) = question.before.with_cuts(question.cuts);
    let mut seeds: Vec<Seed> = question.outages.to_vec();
    seeds.extend(question.removed.iter().chain(&stand_ins).map(down));
    let mut failing = seeds.clone();
    failing.extend(question.scope.iter().map(down));
    let lost = |assumed: AssumedRedundancy| -> Vec<Seed> {
        let seed = |loss: &Loss| {
            let level = if assumed == Holds { loss.level } else { loss.without_assumed };
            Seed { vertex: loss.consumer, level }
        };
        question.losses.iter().map(seed).collect()
    };
    let mut judge =
        |topology: &Topology, seeds: &[Seed], assumed| verdict_with(scratch, topology, seeds, assumed, cancel);
    let during = judge(&during_topology, &seeds, Holds)?;
    let fails = if failing.len() == seeds.len() { during.clone() } else { judge(&during_topology, &failing, Holds)? };
    Ok(StepAnswers {
        stand_ins: question.before.vertex_count(),
        during,
        after: judge(question.after, &lost(Holds), Holds)?,
        fails,
        during_without: judge(&during_topology, &seeds, Absent)?,
        after_without: judge(question.after, &lost(Absent), Absent)?,
        could_be_reached: reachable(question.before, question.scope),
        during_topology,
    })
}
