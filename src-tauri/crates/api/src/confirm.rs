//! Confirming what a relationship type means that an import brought.

use cairn_engine::weakness::{TypeConfirmation, confirm_type};
use cairn_model::Commit;
use serde::Serialize;

use crate::failure::Failure;
use crate::session::Session;

/// What a confirmation came to, as `cairn findings confirm --json` says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmReply {
    /// The type.
    #[serde(rename = "type")]
    pub type_id: String,
    /// The record no.
    pub seq: u64,
}

impl Session {
    /// Confirms what a learned relationship type means; returns the record.
    ///
    /// # Errors
    /// [`Failure`] when it cannot mean that; nothing is changed then.
    pub fn type_confirm(&self, said: &TypeConfirmation) -> Result<Commit, Failure> {
        self.act(|act| confirm_type(&self.engine, said, act))
    }
}
