//! *What if*: edits judged as a change would be, without one; nothing is written.

use cairn_model::change::{Analysis, Change, ChangeKind, Plan};
use cairn_model::{CancelToken, Timestamp};
use serde::{Deserialize, Serialize};

use super::assess::{Assessing, assess};
use super::lifecycle::NewChange;
use super::view::{StepPage, step_pages};
use super::words::{EditWords, Planning};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions};

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
}

/// A plan of one step that no change keeps, and what it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The plan, on what it was based.
    pub plan: Plan,
    /// What it would do.
    pub what_if: WhatIf,
}

/// Returns what edits, in one step, would do to the estate as it is. Nothing is written.
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
    propose(engine, edits, files, options, act, cancel).map(|proposal| proposal.what_if)
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
    let (live, policy) = (engine.generation(), engine.policy());
    let mut planning = Planning::new(&live, policy, Plan::default(), act.ids());
    let step = planning.add_step("")?;
    planning.take(step, edits)?;
    if !files.is_empty() {
        planning.import(step, files, options)?;
    }
    let plan = planning.plan;
    let change = nobodys(act.now);
    let own = Assessing { change: &change, plan: &plan, policy, actor: &act.actor, at: act.now };
    let analysis = assess(&live, &own, cancel)?.analysis;
    let what_if = WhatIf { seq: live.seq(), steps: step_pages(&live, policy, &plan)?, analysis };
    Ok(Proposal { plan, what_if })
}

/// Returns a change that nobody raised and nobody keeps.
fn nobodys(now: Timestamp) -> Change {
    let new = NewChange { kind: ChangeKind::Normal, ..NewChange::default() };
    super::lifecycle::drafted(&new, String::new(), String::new(), String::new(), now)
}
