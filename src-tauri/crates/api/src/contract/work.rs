//! What a command is told beside its request: who listens, in which language, and whether to go on.

use cairn_messages::Messages;
use cairn_model::CancelToken;
use serde::{Deserialize, Serialize};

/// How far a job has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Progress {
    /// How much is done.
    pub done: u64,
    /// Of how much; absent while nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// What is counted: `steps`, `rows`, `bytes`.
    pub unit: String,
    /// What is being done, as a sentence.
    pub note: String,
}

/// The surroundings of one call.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// The words to answer in.
    pub messages: &'a Messages,
    /// Raised when nobody waits for the answer any more.
    pub cancel: &'a CancelToken,
    /// Who is told how far it has come.
    pub progress: &'a dyn Fn(&Progress),
}

impl std::fmt::Debug for Work<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Work").field("language", &self.messages.language()).finish_non_exhaustive()
    }
}

impl Work<'_> {
    /// Says which of how many steps begins, unless somebody cancelled.
    ///
    /// # Errors
    /// [`crate::Failure`] of code `cancelled`.
    pub(crate) fn step(&self, done: u64, total: u64, note: &str) -> Result<(), crate::Failure> {
        self.cancel.check().map_err(cairn_engine::EngineError::from)?;
        let (unit, note) = ("steps".to_owned(), self.messages.word(note));
        (self.progress)(&Progress { done, total: Some(total), unit, note });
        Ok(())
    }
}
