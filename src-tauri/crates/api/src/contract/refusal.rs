//! A refusal as it crosses the wire: a code to match, and sentences to show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Work;
use crate::desk::Desk;
use crate::failure::{Code, Failure};

/// A refusal, ready to be shown: nothing was changed unless the sentence says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "Failure"))]
pub struct Refusal {
    /// What kind of refusal.
    pub code: Code,
    /// Which sentence, for tests and reports; never to be matched.
    pub message_key: String,
    /// What the sentence speaks of.
    pub params: BTreeMap<String, String>,
    /// The sentence in the language of the request: what failed, what was not changed, what to do.
    pub sentence: String,
    /// Each reason as a sentence, where there are several.
    pub reasons: Vec<String>,
    /// What went wrong underneath, in English, for a report to the makers.
    pub detail: String,
}

impl Refusal {
    /// Returns a failure in the words of the estate that is open, or of the product when none is.
    #[must_use]
    pub fn of(failure: &Failure, desk: &Desk, work: &Work<'_>) -> Self {
        let said = match desk.opened() {
            Some(open) => open.session.refused(failure, work.messages),
            None => crate::Refused { sentence: failure.sentence(work.messages), reasons: Vec::new() },
        };
        Refusal {
            code: failure.code,
            message_key: failure.message.code.clone(),
            params: failure.message.params.clone(),
            sentence: said.sentence,
            reasons: said.reasons,
            detail: failure.detail.clone(),
        }
    }
}
