//! What a change is asked about its window: what it collides with there.

use cairn_model::change::{Change, Plan};
use cairn_model::{CancelToken, Timestamp};

use super::entry::{Asked, Period, entries};
use super::field::Field;
use super::view::Collision;
use crate::engine::Engine;
use crate::error::EngineError;

/// The guard about what a change and others do only together (C4).
pub(crate) const JOINT_GUARD: &str = "no_joint_outage";
/// The guard about freezes (C5).
pub(crate) const FREEZE_GUARD: &str = "not_frozen";

/// Returns what a change collides with in its window beside those that were decided on, and whether not every set of changes
/// was tried; nothing for one without a window.
pub(crate) fn beside_decided(
    engine: &Engine,
    change: &Change,
    plan: &Plan,
    now: Timestamp,
) -> Result<(Vec<Collision>, bool), EngineError> {
    if change.window.is_none() {
        return Ok((Vec::new(), false));
    }
    let (live, cancel) = (engine.generation(), CancelToken::default());
    let asked = Asked::beside_decided(change.clone(), plan.clone());
    let entries = entries(engine, &Period::of(None, None)?, &asked, now)?;
    let found = Field::new(engine, &live, entries, &cancel)?.all(&cancel)?;
    let mut collisions = found.collisions;
    collisions.retain(|own| own.changes.contains(&change.id));
    Ok((collisions, found.is_cut_short))
}
