//! What the steps of a change do to the estate as it is while they are being done: what collides with other changes.

use cairn_estate::{Generation, Row};
use cairn_graph::Seed;
use cairn_model::change::{ChangePolicy, Plan, PlannedStep};
use cairn_model::topology::Cut;
use cairn_model::{CiId, Level};

use super::judge::{PlanProblem, proposed};
use super::prepare::{joined, prepare};
use super::resolve::Resolved;

/// What one step does to the estate as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct StepEffect {
    /// Its number, from 1.
    pub(crate) step: u32,
    /// What goes out, and what it removes.
    pub(crate) seeds: Vec<Seed>,
    /// Members that it cuts from requirements, and those that requirements lost by the steps before it.
    pub(crate) cuts: Vec<Cut>,
    /// Everything in its scope, ascending.
    pub(crate) touched: Vec<CiId>,
}

/// Returns what each step does that is `left` to be done, and why the plan does not apply, if it does not: then what the
/// steps name counts as touched, and of what they do, what goes out.
pub(crate) fn effects(
    live: &Generation,
    policy: &ChangePolicy,
    plan: &Plan,
    left: &dyn Fn(u32) -> bool,
) -> (Vec<StepEffect>, Option<PlanProblem>) {
    let steps: Vec<(u32, &PlannedStep)> = (1..).zip(&plan.steps).filter(|(number, _)| left(*number)).collect();
    let own = || steps.iter().map(|(number, step)| outgoing(live, *number, step)).collect();
    if steps.iter().all(|(_, step)| step.edits.is_empty()) {
        return (own(), None);
    }
    let rest = Plan { revision: plan.revision, steps: steps.iter().map(|(_, step)| (*step).clone()).collect() };
    match proposed(live, policy, &rest) {
        Ok(estates) => (applied(live, &steps, estates), None),
        Err(problems) => (own(), problems.into_iter().next()),
    }
}

fn sorted(mut ids: Vec<CiId>) -> Vec<CiId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Returns what a step does by what goes out alone.
fn outgoing(live: &Generation, number: u32, step: &PlannedStep) -> StepEffect {
    let seed = |outage: &cairn_model::change::PlannedOutage| {
        live.row(outage.item).map(|vertex| Seed { vertex, level: outage.mode.level() })
    };
    let named = step.edits.iter().flat_map(cairn_model::change::PlannedEdit::items);
    let touched = step.outages.iter().map(|outage| outage.item).chain(named);
    StepEffect {
        step: number,
        seeds: step.outages.iter().filter_map(seed).collect(),
        cuts: Vec::new(),
        touched: sorted(touched.collect()),
    }
}

/// Returns what steps do whose plan applies, each on the estate that the steps before it leave, told on the estate as it is.
fn applied(live: &Generation, steps: &[(u32, &PlannedStep)], estates: Vec<(Resolved, Generation)>) -> Vec<StepEffect> {
    let mut effects = Vec::with_capacity(steps.len());
    let mut before: Vec<Resolved> = Vec::new();
    let mut left_by: Option<Generation> = None;
    for ((number, planned), (resolved, after)) in steps.iter().zip(estates) {
        let prepared = prepare(live, &after, &resolved, &planned.outages);
        let down = |&vertex: &Row| Seed { vertex, level: Level::Down };
        let mut cuts = prepared.cuts;
        if let Some(left_by) = &left_by {
            cuts.extend(prepare(live, left_by, &joined(before.clone(), live, left_by), &[]).lost);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let touched = planned.outages.iter().map(|outage| outage.item).chain(resolved.scope.iter().copied());
        effects.push(StepEffect {
            step: *number,
            seeds: prepared.outages.iter().copied().chain(prepared.removed.iter().map(down)).collect(),
            cuts,
            touched: sorted(touched.collect()),
        });
        before.push(resolved);
        left_by = Some(after);
    }
    effects
}
