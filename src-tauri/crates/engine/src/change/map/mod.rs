//! A change as a board reads it: its page, and a picture of its worst step that only judging it anew gives.

mod draw;
mod fold;
mod holding;

use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::CancelToken;
use cairn_model::change::{Analysis, ChangePicture, Plan};
use serde::{Deserialize, Serialize};

use super::assess::{Assessing, Assessment, describe};
use super::documents::plan_of;
use super::judge::{JudgedPlan, judge_plan};
use super::view::{ChangePage, Currency, page};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;

/// Which estate the picture of a change is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The estate as it is.
    AsItIs,
    /// The estate as it was when the newest analysis was made: the change was begun since, or does not apply any more.
    AsAnalysed,
    /// There is no picture: the plan does not apply.
    None,
}

/// A change as a board reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeBrief {
    /// Everything there is to know of it.
    pub page: ChangePage,
    /// The newest analysis that is kept, or else one that nobody keeps; none when the plan does not apply either.
    pub analysis: Option<Analysis>,
    /// Which estate the picture is of.
    pub basis: Basis,
    /// The picture.
    pub picture: ChangePicture,
}

/// Returns a change as a board reads it. Nothing is written.
///
/// # Errors
/// As [`page`].
pub fn brief(engine: &Engine, words: &str, act: &Act<'_>) -> Result<ChangeBrief, EngineError> {
    let page = page(engine, words, act)?;
    let plan = plan_of(engine, &page.change.id)?;
    let live = engine.generation();
    let is_begun = page.change.started_at.is_some() || page.currency == Currency::DoesNotApply;
    let (estate, basis) = match &page.analysis {
        Some(analysis) if is_begun => (engine.generation_at(Arc::clone(&live), analysis.seq)?, Basis::AsAnalysed),
        _ => (live, Basis::AsItIs),
    };
    let own = Assessing { change: &page.change, plan: &plan, policy: engine.policy(), actor: &act.actor, at: act.now };
    let Some((judged, found)) = judged(&estate, &own)? else {
        let picture = ChangePicture { seq: estate.seq(), ..ChangePicture::default() };
        return Ok(ChangeBrief { analysis: page.analysis.clone(), page, basis: Basis::None, picture });
    };
    let picture = picture(&estate, &plan, &judged, &found)?;
    let analysis = page.analysis.clone().or(Some(found.analysis));
    Ok(ChangeBrief { page, analysis, basis, picture })
}

/// Returns the picture of a plan that belongs to no change; `None` when it does not apply.
pub(super) fn picture_of_plan(estate: &Generation, own: &Assessing<'_>) -> Result<Option<ChangePicture>, EngineError> {
    let judged = judged(estate, own)?;
    judged.map(|(judged, found)| picture(estate, own.plan, &judged, &found)).transpose()
}

/// Returns a plan judged on an estate; `None` when it does not apply.
fn judged(estate: &Generation, own: &Assessing<'_>) -> Result<Option<(JudgedPlan, Assessment)>, EngineError> {
    match judge_plan(estate, own.policy, own.plan, &CancelToken::default()) {
        Err(EngineError::PlanDoesNotApply(_)) => Ok(None),
        Err(error) => Err(error),
        Ok(judged) => {
            let found = describe(estate, own, &judged)?;
            Ok(Some((judged, found)))
        }
    }
}

fn picture(
    estate: &Generation,
    plan: &Plan,
    judged: &JudgedPlan,
    found: &Assessment,
) -> Result<ChangePicture, EngineError> {
    Ok(ChangePicture {
        holding: holding::holding(judged, found)?,
        map: draw::map(plan, judged, found)?,
        model_errors: holding::model_errors(judged, found)?,
        seq: estate.seq(),
    })
}
