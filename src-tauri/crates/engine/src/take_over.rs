//! A copy takes over: from now on it is the original, of a line of records of its own.

use cairn_model::{Commit, CommitKind, Document, Edit, Phrase};
use cairn_store::{EstateFile, Role};
use serde_json::json;

use crate::act::Act;
use crate::change::known_actor;
use crate::checkpoint::LINEAGE_KIND;
use crate::engine::Engine;
use crate::error::EngineError;

/// Makes a replica a primary of a new lineage. The commit that does it says from which lineage it went on, so that
/// checkpoints made before still hold and the former primary is told apart as a fork.
///
/// Killed between the commit and `estate.json`, the estate is a replica still, and takes over when it is told again.
///
/// # Errors
/// [`EngineError::NoReason`]; [`EngineError::Refused`] when nobody is named who does it, or it is the primary already; [`EngineError::Store`].
pub fn take_over(engine: &Engine, reason: &str, act: &mut Act<'_>) -> Result<(Commit, EstateFile), EngineError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    known_actor(act)?;
    let former = engine.store().estate();
    if former.role == Role::Primary {
        return Err(EngineError::Refused(Phrase::new("take-over-primary")));
    }
    let lineage = act.ids().next_id().to_string();
    let body = json!({ "from": former.lineage, "seq": engine.generation().seq() });
    let said = Document { body, id: lineage.clone(), kind: LINEAGE_KIND.to_owned() };
    let edits = vec![Edit::Document { before: None, after: Some(Box::new(said)) }];
    let commit = engine.commit_whatever_role(act.draft(CommitKind::Process, reason), edits, act)?;
    let estate = EstateFile { lineage, role: Role::Primary, ..former };
    engine.store().set_estate(estate.clone())?;
    Ok((commit, estate))
}
