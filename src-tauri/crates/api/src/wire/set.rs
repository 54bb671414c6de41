//! The working set: which estate a question is asked of.

use serde::{Deserialize, Serialize};

/// Which estate a question is asked of: as it is, as it was recorded at a moment, or as a change would make it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WorkingSet {
    /// A moment: record no., baseline or point in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// A change, by id; takes precedence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

impl WorkingSet {
    /// Returns whether it is the estate as it is.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.at.is_none() && self.change.is_none()
    }
}
