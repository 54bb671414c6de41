//! *What if*: edits judged as a change would be, without one; nothing is written.

mod compare;
mod kept;
mod margins;

use cairn_estate::Generation;
use cairn_model::change::{Analysis, Change, ChangeKind, ChangePolicy, Compared, Plan};
use cairn_model::{CancelToken, Timestamp};
use serde::{Deserialize, Serialize};

use super::assess::{Assessing, assess, describe};
use super::judge::judge_plan;
use super::lifecycle::NewChange;
use super::view::{StepPage, step_pages};
use super::words::{EditWords, Planning};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions};

pub use kept::{
    KeptStep, WhatIfEdit, WhatIfHead, WhatIfLine, WhatIfPage, bring_what_if_up_to_date, delete_what_if,
    duplicate_what_if, edit_what_if, find_what_if, keep_what_if, what_if_page, what_if_picture, what_if_to_change,
    what_ifs,
};

/// What edits would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIf {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The edits, as a diff.
    pub steps: Vec<StepPage>,
    /// What they do: before, during, after.
    pub analysis: Analysis,
    /// The estate before, during and after, side by side; absent where only the verdict was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub compared: Option<Compared>,
}

/// A plan of one step that no change keeps, and what it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The plan, on what it was based.
    pub plan: Plan,
    /// What it would do.
    pub what_if: WhatIf,
}

/// Returns what edits, in one step, would do to the estate as it is, with the estate before, during and after side by
/// side. Nothing is written.
///
/// # Errors
/// [`EngineError::PlanDoesNotApply`], [`EngineError::Refused`], and what naming an item refuses.
pub fn what_if(
    engine: &Engine,
    edits: &[EditWords],
    files: &[ImportFile<'_>],
    options: &ImportOptions,
    act: &mut Act<'_>,
    cancel: &CancelToken,
) -> Result<WhatIf, EngineError> {
    let plan = planned(engine, edits, files, options, act)?;
    judged(&engine.generation(), engine.policy(), &plan, act, cancel)
}

/// Plans edits in one step on the estate as it is, and says what they would do. Nothing is written.
///
/// # Errors
/// As [`what_if`].
pub fn propose(
    engine: &Engine,
    edits: &[EditWords],
    files: &[ImportFile<'_>],
    options: &ImportOptions,
    act: &mut Act<'_>,
    cancel: &CancelToken,
) -> Result<Proposal, EngineError> {
    let plan = planned(engine, edits, files, options, act)?;
    let (live, policy) = (engine.generation(), engine.policy());
    let change = nobodys(act.now);
    let own = Assessing { change: &change, plan: &plan, policy, actor: &act.actor, at: act.now };
    let analysis = assess(&live, &own, cancel)?.analysis;
    let steps = step_pages(&live, policy, &plan)?;
    Ok(Proposal { what_if: WhatIf { seq: live.seq(), steps, analysis, compared: None }, plan })
}

fn planned(
    engine: &Engine,
    edits: &[EditWords],
    files: &[ImportFile<'_>],
    options: &ImportOptions,
    act: &mut Act<'_>,
) -> Result<Plan, EngineError> {
    let live = engine.generation();
    let mut planning = Planning::new(&live, engine.policy(), Plan::default(), act.ids());
    let step = planning.add_step("")?;
    planning.take(step, edits)?;
    if !files.is_empty() {
        planning.import(step, files, options)?;
    }
    Ok(planning.plan)
}

/// Returns what a plan would do to an estate: its analysis, and before, during and after side by side. Each verdict is
/// computed once for both.
fn judged(
    live: &Generation,
    policy: &ChangePolicy,
    plan: &Plan,
    act: &Act<'_>,
    cancel: &CancelToken,
) -> Result<WhatIf, EngineError> {
    let change = nobodys(act.now);
    let own = Assessing { change: &change, plan, policy, actor: &act.actor, at: act.now };
    let judged = judge_plan(live, policy, plan, cancel)?;
    let analysis = describe(live, &own, &judged)?.analysis;
    cancel.check()?;
    let compared = Some(compare::compare(live, &judged, cancel)?);
    Ok(WhatIf { seq: live.seq(), steps: step_pages(live, policy, plan)?, analysis, compared })
}

/// Returns an estate before, during and after a plan, side by side; nothing is written.
///
/// # Errors
/// As [`judge_plan`].
pub fn compare_plan(
    live: &Generation,
    policy: &ChangePolicy,
    plan: &Plan,
    cancel: &CancelToken,
) -> Result<Compared, EngineError> {
    compare::compare(live, &judge_plan(live, policy, plan, cancel)?, cancel)
}

/// Returns a change that nobody raised and nobody keeps.
fn nobodys(now: Timestamp) -> Change {
    let new = NewChange { kind: ChangeKind::Normal, ..NewChange::default() };
    super::lifecycle::drafted(&new, String::new(), String::new(), String::new(), now)
}
