//! Who acts, when and why.

use cairn_model::id::IdSource;
use cairn_model::{CommitDraft, CommitKind, Timestamp};

/// Everything a deed needs from outside: actor, clock, reason and entropy.
pub struct Act<'a> {
    /// Who, as asserted.
    pub actor: String,
    /// The present moment.
    pub now: Timestamp,
    /// When reality changed; `now` unless somebody says otherwise.
    pub effective_at: Option<Timestamp>,
    /// Fills bytes with entropy.
    pub entropy: &'a mut dyn FnMut(&mut [u8]),
}

impl std::fmt::Debug for Act<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Act").field("actor", &self.actor).field("now", &self.now).finish_non_exhaustive()
    }
}

impl Act<'_> {
    pub(crate) fn draft(&self, kind: CommitKind, reason: &str) -> CommitDraft {
        CommitDraft {
            kind,
            actor: self.actor.clone(),
            recorded_at: self.now,
            effective_at: self.effective_at.unwrap_or(self.now),
            reason: reason.to_owned(),
            change: None,
            step: None,
        }
    }

    /// Returns a source of ids that start at the act's moment.
    pub fn ids(&mut self) -> IdSource {
        let mut entropy = [0_u8; 10];
        (self.entropy)(&mut entropy);
        IdSource::new(self.now, entropy)
    }
}
