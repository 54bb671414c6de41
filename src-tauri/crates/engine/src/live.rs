//! Edits of the estate as it is, without a change: planned, shown, and then one commit; and undoing one.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_model::change::Plan;
use cairn_model::{Commit, CommitKind, Phrase};
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::change::resolve::{field_of, resolve};
use crate::change::{EditWords, PlanProblem};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::moment::MomentError;
use crate::outage::is_of_an_outage;
use crate::reason::OwnReason;
use crate::revert::take_back;

/// What an edit says of reality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum LiveKind {
    /// The record was wrong; reality did not change. No change is needed.
    #[default]
    Correction,
    /// Reality was changed: without a change that authorises it.
    Change,
}

/// Returns the edits that give fields of many items a value; what has it already is left out. An empty value removes.
///
/// # Errors
/// [`EngineError::Estate`] never for rows of a loaded generation.
pub fn bulk(
    generation: &Generation,
    rows: &[Row],
    fields: &BTreeMap<String, String>,
) -> Result<Vec<EditWords>, EngineError> {
    let mut edits = Vec::new();
    for &row in rows {
        let item = generation.item(row)?;
        for (field, value) in fields {
            let now = field_of(&item, field).map_or_else(String::new, |value| value.to_string());
            if now != *value {
                edits.push(EditWords::Set { item: item.id.to_string(), field: field.clone(), value: value.clone() });
            }
        }
    }
    Ok(edits)
}

/// Makes one commit of a plan of one step, exactly as it was planned.
///
/// # Errors
/// [`EngineError::NoReason`]; [`EngineError::Refused`] when there is nothing to do or something would have to go out;
/// [`EngineError::PlanDoesNotApply`] when somebody changed meanwhile what it is based on. Nothing is changed then.
pub fn apply(
    engine: &Engine,
    plan: &Plan,
    kind: LiveKind,
    reason: &str,
    act: &mut Act<'_>,
) -> Result<Commit, EngineError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    let refused = |code| Err(EngineError::Refused(Phrase::new(code)));
    let step = match plan.steps.as_slice() {
        [] => return refused("live-nothing-to-do"),
        [step] if !step.outages.is_empty() => return refused("live-needs-a-change"),
        [step] if step.edits.is_empty() => return refused("live-nothing-to-do"),
        [step] => step,
        _ => return refused("live-needs-a-change"),
    };
    let live = engine.generation();
    let resolved = resolve(&live, engine.policy(), step).map_err(|problems| {
        let problem = |(position, reason): (usize, Phrase)| PlanProblem {
            step: 1,
            edit: u32::try_from(position + 1).unwrap_or(u32::MAX),
            reason,
        };
        EngineError::PlanDoesNotApply(problems.into_iter().map(problem).collect())
    })?;
    if resolved.edits.is_empty() {
        return refused("live-nothing-to-do");
    }
    let kind = match kind {
        LiveKind::Correction => CommitKind::Correction,
        LiveKind::Change => CommitKind::Change,
    };
    engine.commit(act.draft(kind, reason), resolved.edits, act)
}

/// Undoes what a record did, as [`crate::revert::revert`] does, unless it is a step of a change. Without a reason, that
/// it is undone is the reason.
///
/// # Errors
/// As [`crate::revert::revert`].
pub fn undo(engine: &Engine, seq: u64, reason: &str, act: &mut Act<'_>) -> Result<Commit, EngineError> {
    let reason = match reason.trim() {
        "" => OwnReason::Undo(seq).to_string(),
        reason => reason.to_owned(),
    };
    let head = engine.generation().seq();
    if !(1..=head).contains(&seq) {
        return Err(MomentError::NoSuchRecord { words: seq.to_string(), head }.into());
    }
    let header = engine.header(seq)?;
    if header.change.is_some() {
        // A change is taken back by a change: its steps and its evidence speak of that record.
        return Err(EngineError::Refused(Phrase::new("live-undo-of-a-change").with("seq", seq)));
    }
    if header.kind == CommitKind::Operation && is_of_an_outage(&engine.store().edits(seq)?) {
        // The outage would go on without its items: whoever puts them back ends or corrects it.
        return Err(EngineError::Refused(Phrase::new("live-undo-of-an-outage").with("seq", seq)));
    }
    take_back(engine, seq, &reason, act)
}
