//! Which baselines of a list are asked for.

use cairn_estate::fold;
use cairn_model::CommitKind;
use serde::{Deserialize, Serialize};

use super::BaselineLine;

/// Who sealed a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum SealedBy {
    /// Somebody who gave it a name; also one that came into the estate beside something else.
    People,
    /// A change, when it was started.
    Changes,
}

impl SealedBy {
    /// Returns who sealed a baseline.
    #[must_use]
    pub fn of(line: &BaselineLine) -> Self {
        let is_started = line.created.as_ref().is_some_and(|created| created.kind == CommitKind::Process);
        if is_started { SealedBy::Changes } else { SealedBy::People }
    }
}

/// Returns whether a baseline has every word of a text in its name or in what is said of its creation: who, why, on which
/// change. Upper and lower case, and full-width and ordinary letters, are the same.
#[must_use]
pub fn has_words(line: &BaselineLine, text: &str) -> bool {
    let created = line.created.as_ref();
    let said = created.map(|own| {
        let parts = [Some(&own.actor), Some(&own.reason), own.said.as_ref(), own.change.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n")
    });
    let own = fold(&format!("{}\n{}", line.name, said.unwrap_or_default()));
    fold(text).split_whitespace().all(|word| own.contains(word))
}
