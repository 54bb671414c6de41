//! What is to be said to a person, before a language is chosen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A sentence as a code and its parameters; the words stand in the message catalogue of each language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Phrase {
    /// Which sentence, such as `row-self-loop`.
    pub code: String,
    /// What it speaks of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Phrase {
    /// Returns a sentence without parameters.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Phrase { code: code.to_owned(), params: BTreeMap::new() }
    }

    /// Returns the sentence with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}
