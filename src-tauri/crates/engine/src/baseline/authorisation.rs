//! Whether what was changed had been authorised.

use cairn_model::{Commit, CommitKind};
use serde::{Deserialize, Serialize};

/// Whether a change of the record was authorised. Of several commits that touched one record the worst counts, which is
/// the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Authorisation {
    /// Every commit that touched the record names a change.
    Authorised,
    /// A commit that touched it names no change, and none of its kind needs one.
    NotRequired,
    /// A commit that says that reality is another now touched it without naming a change.
    Unauthorised,
}

impl Authorisation {
    /// Every standing, the best first.
    pub const ALL: [Authorisation; 3] =
        [Authorisation::Authorised, Authorisation::NotRequired, Authorisation::Unauthorised];

    /// Returns whether one commit was authorised.
    #[must_use]
    pub fn of(commit: &Commit) -> Self {
        if commit.change.is_some() {
            return Authorisation::Authorised;
        }
        match commit.kind {
            // Reality is another than it was recorded to be.
            CommitKind::Load | CommitKind::Change | CommitKind::Revert => Authorisation::Unauthorised,
            CommitKind::Correction
            | CommitKind::Verification
            | CommitKind::Model
            | CommitKind::Policy
            | CommitKind::Purge
            | CommitKind::Baseline
            | CommitKind::Operation
            | CommitKind::Process => Authorisation::NotRequired,
        }
    }

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Authorisation::Authorised => "authorised",
            Authorisation::NotRequired => "not_required",
            Authorisation::Unauthorised => "unauthorised",
        }
    }
}
