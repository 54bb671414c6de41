//! One line of a difference: a record, what became of it, and who made it so.

use std::collections::BTreeMap;

use cairn_model::impact::ItemRef;
use cairn_model::{Commit, CommitKind, Timestamp};
use serde::{Deserialize, Serialize};

use super::Authorisation;
use crate::item::FieldChange;

/// What a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// A configuration item.
    Item,
    /// A relationship.
    Relationship,
    /// The declared terms of a requirement.
    Requirement,
}

impl Noun {
    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Noun::Item => "item",
            Noun::Relationship => "relationship",
            Noun::Requirement => "requirement",
        }
    }
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It was not there before.
    Added,
    /// It is another.
    Changed,
    /// It is not there any more.
    Removed,
}

impl What {
    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Changed => "changed",
            What::Removed => "removed",
        }
    }

    pub(crate) fn of<T>(before: Option<&T>, after: Option<&T>) -> Self {
        match (before, after) {
            (None, _) => What::Added,
            (_, None) => What::Removed,
            _ => What::Changed,
        }
    }
}

/// One commit, as far as it says who did what and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommitLine {
    /// The record no.
    pub seq: u64,
    /// Why.
    pub kind: CommitKind,
    /// Who, as asserted.
    pub actor: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When reality changed.
    pub effective_at: Timestamp,
    /// Why, in the words of who made it.
    pub reason: String,
    /// The same where the product wrote it, in the language of a screen; filled in by who knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// The change that authorised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The step of that change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
}

impl CommitLine {
    pub(super) fn of(commit: &Commit) -> Self {
        CommitLine {
            seq: commit.seq,
            kind: commit.kind,
            actor: commit.actor.clone(),
            recorded_at: commit.recorded_at,
            effective_at: commit.effective_at,
            reason: commit.reason.clone(),
            said: None,
            change: commit.change.clone(),
            step: commit.step,
        }
    }
}

/// A record that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DiffLine {
    /// What it is.
    pub noun: Noun,
    /// What became of it.
    pub what: What,
    /// Whether that was authorised.
    pub authorisation: Authorisation,
    /// The item; the end a relationship starts from; the consumer of a requirement. As it is after, or was before it
    /// was removed.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The id of the type: of a relationship, and of one that is a requirement by itself.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_id: Option<String>,
    /// The explicit label of a relationship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The item at the other end of that relationship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<ItemRef>,
    /// The name of a requirement: a label, `@` and a type, or the type of the relationship it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<String>,
    /// Field by field: what it was before and is after.
    pub fields: BTreeMap<String, FieldChange>,
    /// The commits that touched it, oldest first.
    pub commits: Vec<CommitLine>,
}

/// An element of the model that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ElementLine {
    /// Its kind: `class`, `attribute`, `state`, `relationship_type` or `setting`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What became of it.
    pub what: What,
    /// The commits that touched it, oldest first.
    pub commits: Vec<CommitLine>,
}
