//! Answers of the past, and what they say of their moment.

use cairn_engine::{EngineError, Generation, Moment};
use cairn_messages::Messages;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::session::Session;

/// An answer, and the moment it is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// The answer.
    #[serde(flatten)]
    pub answer: T,
    /// The moment that was asked for; absent when the estate was asked as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

impl Session {
    /// Returns an answer on the estate at the moment that `at` means, or as it is now.
    pub(crate) fn dated<T>(
        &self,
        at: Option<&str>,
        answer: impl FnOnce(&Generation) -> Result<T, EngineError>,
    ) -> Result<Dated<T>, Failure> {
        let Some(words) = at else {
            return Ok(Dated { answer: answer(&self.engine.generation())?, at: None });
        };
        let past = self.engine.at(words)?;
        Ok(Dated { answer: answer(&past.generation)?, at: Some(past.moment()) })
    }
}

/// Returns what is to be said of a moment beside an answer: which record, when, and what took effect by then without
/// being recorded yet.
#[must_use]
pub fn moment_sentences(moment: &Moment, messages: &Messages) -> Vec<String> {
    let (seq, when) = (moment.seq.to_string(), moment.recorded_at.to_minutes());
    let mut sentences = vec![messages.say("moment-as-recorded", [("seq", seq.as_str()), ("when", when.as_str())])];
    if moment.later_effective > 0 {
        let count = moment.later_effective.to_string();
        sentences.push(messages.say("moment-later-effective", [("count", count.as_str())]));
    }
    sentences
}

/// Returns the words for one end of a comparison: its baseline when one was named, its record no., and when.
#[must_use]
pub fn moment_words(moment: &Moment, messages: &Messages) -> String {
    let (seq, when) = (moment.seq.to_string(), moment.recorded_at.to_minutes());
    match &moment.baseline {
        Some(name) => {
            let params = [("name", name.as_str()), ("seq", seq.as_str()), ("when", when.as_str())];
            messages.say("moment-baseline", params)
        }
        None => messages.say("moment-record", [("seq", seq.as_str()), ("when", when.as_str())]),
    }
}
