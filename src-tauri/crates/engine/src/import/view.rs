//! What an import amounts to, as it crosses the wire.

use cairn_exchange::{EncodingName, Refusal};
use cairn_model::Phrase;
use cairn_model::catalogue::Needs;
use serde::{Deserialize, Serialize};

/// How many rows of one kind come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Tally {
    /// Not in the estate yet.
    pub new: u64,
    /// In the estate with other values.
    pub update: u64,
    /// In the estate with the same values.
    pub same: u64,
    /// Could be several items of the estate; refused.
    pub ambiguous: u64,
    /// Refused, the ambiguous ones included.
    pub rejected: u64,
}

/// A file and how it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// `items` or `relationships`.
    pub kind: String,
    /// The encoding given or found.
    pub encoding: EncodingName,
    /// The delimiter given or found.
    pub delimiter: char,
    /// How many rows it has.
    pub rows: u64,
}

/// A relationship type that is learned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LearnedType {
    /// Its id in the estate.
    pub id: String,
    /// The file's word.
    pub word: String,
    /// Who needs whom, as given or assumed.
    pub needs: Needs,
}

/// A row that is refused, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RefusedView {
    /// The file.
    pub file: String,
    /// The line the row starts on, from 1.
    pub line: u64,
    /// The column; empty when the whole row is meant.
    pub column: String,
    /// Why.
    pub reason: Phrase,
}

/// What an import amounts to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImportSummary {
    /// The system the files speak for.
    pub source: String,
    /// How each file was read.
    pub files: Vec<FileView>,
    /// Items.
    pub items: Tally,
    /// Relationships.
    pub relationships: Tally,
    /// Requirements with declared terms.
    pub requirements: Tally,
    /// Classes that are learned.
    pub learned_classes: Vec<String>,
    /// Relationship types that are learned.
    pub learned_types: Vec<LearnedType>,
    /// Items of the same source that the files do not mention; they stay as they are.
    pub missing_in_source: u64,
    /// What a person should know although nothing is refused for it.
    pub warnings: Vec<Phrase>,
    /// Rows that are refused, by file and line.
    pub refused: Vec<RefusedView>,
}

pub(super) fn refusal_phrase(refusal: &Refusal) -> Phrase {
    match refusal {
        Refusal::Empty => Phrase::new("row-empty"),
        Refusal::TooLong { bytes } => Phrase::new("row-too-long").with("bytes", bytes),
        Refusal::BadJson { message } => Phrase::new("row-bad-json").with("detail", message),
        Refusal::ZeroMembers => Phrase::new("row-zero-members"),
        Refusal::AboveHundred => Phrase::new("row-above-hundred"),
        Refusal::NotAThreshold { text } => Phrase::new("row-not-a-threshold").with("value", text),
        Refusal::NotAStrength { text } => Phrase::new("row-not-a-strength").with("value", text),
        Refusal::CellCount { found, expected } => {
            Phrase::new("row-cell-count").with("found", found).with("expected", expected)
        }
    }
}
