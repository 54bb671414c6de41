//! The verdicts of a plan, step by step, on the estate that each step leaves (IMPACT 3.3).

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Loss, Scratch, Seed, StepAnswers, StepQuestion, Verdict, step, verdict_with};
use cairn_model::change::{ChangePolicy, Plan};
use cairn_model::{CancelToken, Level, Phrase};

use super::prepare::{Prepared, joined, prepare};
use super::resolve::{Resolved, resolve};
use crate::error::EngineError;

/// A planned edit that does not apply to the estate as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanProblem {
    /// The step, from 1.
    pub step: u32,
    /// The edit in that step, from 1; 0 when the step as a whole is meant.
    pub edit: u32,
    /// Why.
    pub reason: Phrase,
}

/// One step and what it does.
#[derive(Debug)]
pub struct JudgedStep {
    /// The estate before the step.
    pub before: Generation,
    /// The estate with its edits applied.
    pub after: Generation,
    /// The verdicts.
    pub answers: StepAnswers,
    pub(super) prepared: Prepared,
    /// The items that the step concerns, ascending: what any verdict raises above what operation alone does, and what
    /// operation raises where a failure of the step could reach. What is raised far away is left out.
    pub(super) concerned: Vec<Row>,
}

/// A plan and what it does.
#[derive(Debug)]
pub struct JudgedPlan {
    /// What operation alone does to the estate as it is; `None` when everything is in service.
    pub already: Option<Verdict>,
    /// The steps, in order.
    pub steps: Vec<JudgedStep>,
    /// The end state: the verdict of the estate that all steps leave.
    pub end: Option<Verdict>,
    /// What the requirements that lost members seed in the end state.
    pub(super) end_losses: Vec<Seed>,
}

/// Resolves and applies every step of a plan, in order.
pub(super) fn proposed(
    live: &Generation,
    policy: &ChangePolicy,
    plan: &Plan,
) -> Result<Vec<(Resolved, Generation)>, Vec<PlanProblem>> {
    let mut steps: Vec<(Resolved, Generation)> = Vec::with_capacity(plan.steps.len());
    for (number, planned) in (1_u32..).zip(&plan.steps) {
        let before = steps.last().map_or(live, |(_, after)| after);
        let resolved = resolve(before, policy, planned).map_err(|refused| {
            let problem = |(position, reason)| PlanProblem {
                step: number,
                edit: u32::try_from(position + 1).unwrap_or(u32::MAX),
                reason,
            };
            refused.into_iter().map(problem).collect::<Vec<_>>()
        })?;
        let problem = |reason| vec![PlanProblem { step: number, edit: 0, reason }];
        for outage in &planned.outages {
            match before.row(outage.item) {
                None => return Err(problem(Phrase::new("plan-item-gone").with("item", outage.item))),
                Some(row) if !before.topology().vertex(row).participates => {
                    let key = before.view(row).map_or_else(|_| outage.item.to_string(), |view| view.key.to_owned());
                    return Err(problem(Phrase::new("plan-takes-no-part").with("item", key)));
                }
                Some(_) => {}
            }
        }
        let after = if resolved.edits.is_empty() {
            before.clone()
        } else {
            before
                .apply(before.seq(), std::sync::Arc::clone(before.catalogue()), &resolved.edits)
                .map_err(|error| problem(Phrase::new("plan-does-not-fit").with("detail", crate::error::chain(&error))))?
                .stored(&[])
        };
        steps.push((resolved, after));
    }
    Ok(steps)
}

/// Returns the estate that a plan makes.
///
/// # Errors
/// [`EngineError::PlanDoesNotApply`].
pub(super) fn proposed_estate(
    live: &Generation,
    policy: &ChangePolicy,
    plan: &Plan,
) -> Result<Generation, EngineError> {
    let mut steps = proposed(live, policy, plan).map_err(EngineError::PlanDoesNotApply)?;
    Ok(steps.pop().map_or_else(|| live.clone(), |(_, after)| after))
}

/// Returns every planned edit that does not apply to the estate; none when the plan as a whole applies.
#[must_use]
pub fn problems(live: &Generation, policy: &ChangePolicy, plan: &Plan) -> Vec<PlanProblem> {
    proposed(live, policy, plan).err().unwrap_or_default()
}

/// Returns the verdicts of a plan on an estate; nothing is written.
///
/// # Errors
/// [`EngineError::PlanDoesNotApply`] with every problem of the first step that has one, [`EngineError::Cancelled`].
pub fn judge_plan(
    live: &Generation,
    policy: &ChangePolicy,
    plan: &Plan,
    cancel: &CancelToken,
) -> Result<JudgedPlan, EngineError> {
    let proposed = proposed(live, policy, plan).map_err(EngineError::PlanDoesNotApply)?;
    let mut scratch = Scratch::default();
    let has_context = !live.topology().context().is_empty();
    let already = has_context
        .then(|| verdict_with(&mut scratch, live.topology(), &[], AssumedRedundancy::Holds, cancel))
        .transpose()?;
    let mut steps: Vec<JudgedStep> = Vec::with_capacity(proposed.len());
    let mut all = Vec::with_capacity(proposed.len());
    for ((resolved, after), planned) in proposed.into_iter().zip(&plan.steps) {
        let before = steps.last().map_or(live, |step| &step.after).clone();
        let prepared = prepare(&before, &after, &resolved, &planned.outages);
        let question = StepQuestion {
            before: before.topology(),
            after: after.topology(),
            outages: &prepared.outages,
            scope: &prepared.scope,
            removed: &prepared.removed,
            cuts: &prepared.cuts,
            losses: &prepared.losses,
        };
        let answers = step(&question, &mut scratch, cancel)?;
        let mut step = JudgedStep { before, after, answers, prepared, concerned: Vec::new() };
        step.concerned = step.concerned(|row| already.as_ref().map_or(Level::Unaffected, |own| own.level_if_any(row)));
        steps.push(step);
        all.push(resolved);
    }
    let seeds = |losses: &[Loss]| -> Vec<Seed> {
        losses.iter().map(|loss| Seed { vertex: loss.consumer, level: loss.level }).collect()
    };
    let (end, end_losses) = match steps.as_slice() {
        [] => (None, Vec::new()),
        [only] => (Some(only.answers.after.clone()), seeds(&only.prepared.losses)),
        [.., last] => {
            let joined = joined(all, live, &last.after);
            let seeds = seeds(&prepare(live, &last.after, &joined, &[]).losses);
            let end = verdict_with(&mut scratch, last.after.topology(), &seeds, AssumedRedundancy::Holds, cancel)?;
            (Some(end), seeds)
        }
    };
    Ok(JudgedPlan { already, steps, end, end_losses })
}

impl JudgedPlan {
    /// Returns the level an item has before anything is done, by operation alone.
    #[must_use]
    pub fn already(&self, row: Row) -> Level {
        self.already.as_ref().map_or(Level::Unaffected, |already| already.level_if_any(row))
    }
}

impl JudgedStep {
    /// Returns the level in a verdict of the estate before the step, in which stand-ins have the numbers that items
    /// added by the step have after it.
    fn level_before(&self, verdict: &Verdict, row: Row) -> Level {
        if row < self.answers.stand_ins { verdict.level_if_any(row) } else { Level::Unaffected }
    }

    /// Returns the level of an item while the step is being done.
    #[must_use]
    pub fn during(&self, row: Row) -> Level {
        self.level_before(&self.answers.during, row)
    }

    /// Returns the level of an item once the step is done.
    #[must_use]
    pub fn settled(&self, row: Row) -> Level {
        self.answers.after.level_if_any(row)
    }

    /// Returns the level of an item as planned: the worse of during and after.
    #[must_use]
    pub fn level(&self, row: Row) -> Level {
        self.during(row).max(self.settled(row))
    }

    /// Returns the level of an item if the step fails.
    #[must_use]
    pub fn fails(&self, row: Row) -> Level {
        self.level_before(&self.answers.fails, row).max(self.level(row))
    }

    /// Returns the level of an item as planned, with assumed redundancy not there.
    #[must_use]
    pub fn without_assumed(&self, row: Row) -> Level {
        self.level_before(&self.answers.during_without, row).max(self.answers.after_without.level_if_any(row))
    }

    /// Returns which of the raised items the step concerns.
    fn concerned(&self, already: impl Fn(Row) -> Level) -> Vec<Row> {
        let worst = |row| self.fails(row).max(self.without_assumed(row));
        let mut near: Vec<Row> = self.answers.could_be_reached.clone();
        near.extend(&self.prepared.scope);
        near.sort_unstable();
        let mut rows = self.raised();
        rows.retain(|row| worst(*row) > already(*row) || near.binary_search(row).is_ok());
        rows
    }

    /// Returns every item that any of the verdicts raises, ascending, stand-ins left out.
    #[must_use]
    pub fn raised(&self) -> Vec<Row> {
        let answers = &self.answers;
        let before = [&answers.during, &answers.fails, &answers.during_without];
        let before = before.into_iter().flat_map(Verdict::raised);
        let before = before.map(|raised| raised.vertex).filter(|row| *row < answers.stand_ins);
        let after = [&answers.after, &answers.after_without].into_iter().flat_map(Verdict::raised);
        let mut raised: Vec<Row> = before.chain(after.map(|raised| raised.vertex)).collect();
        raised.sort_unstable();
        raised.dedup();
        raised
    }
}
