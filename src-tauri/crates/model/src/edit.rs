//! Edits and the commits that carry them.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{Item, Relationship, Requirement, Timestamp};

/// One element of the estate's own model (a class, an attribute, a relationship type …).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelElement {
    /// What the element declares, in the catalogue's own terms.
    pub definition: Json,
    /// Its id within its kind.
    pub id: String,
    /// `class`, `attribute`, `state`, `relationship_type` or `setting`.
    pub kind: String,
}

/// A named moment: the record after which the estate was as the baseline says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineMark {
    /// Its name, unique in the estate.
    pub name: String,
    /// The record no. it marks.
    pub seq: u64,
}

/// A document of a process: a change, its planned edits, an analysis. The store keeps it whole and never looks inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it says, in the terms of its kind.
    pub body: Json,
    /// Its id within its kind.
    pub id: String,
    /// Its kind, such as `change` or `analysis`.
    pub kind: String,
}

/// One change of one record, with what was there before and what is there after. `None` before = added,
/// `None` after = removed; never `None` on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "noun", rename_all = "snake_case")]
pub enum Edit {
    /// A configuration item.
    Item {
        /// The item after the edit.
        after: Option<Box<Item>>,
        /// The item before the edit.
        before: Option<Box<Item>>,
    },
    /// A relationship.
    Relationship {
        /// The relationship after the edit.
        after: Option<Box<Relationship>>,
        /// The relationship before the edit.
        before: Option<Box<Relationship>>,
    },
    /// The declared terms of a requirement.
    Requirement {
        /// The requirement after the edit.
        after: Option<Box<Requirement>>,
        /// The requirement before the edit.
        before: Option<Box<Requirement>>,
    },
    /// An element of the model.
    Model {
        /// The element after the edit.
        after: Option<Box<ModelElement>>,
        /// The element before the edit.
        before: Option<Box<ModelElement>>,
    },
    /// A baseline.
    Baseline {
        /// The baseline after the edit.
        after: Option<Box<BaselineMark>>,
        /// The baseline before the edit.
        before: Option<Box<BaselineMark>>,
    },
    /// A document.
    Document {
        /// The document after the edit.
        after: Option<Box<Document>>,
        /// The document before the edit.
        before: Option<Box<Document>>,
    },
}

impl Edit {
    /// Returns the edit that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Edit {
        match self {
            Edit::Item { after, before } => Edit::Item { after: before, before: after },
            Edit::Relationship { after, before } => Edit::Relationship { after: before, before: after },
            Edit::Requirement { after, before } => Edit::Requirement { after: before, before: after },
            Edit::Model { after, before } => Edit::Model { after: before, before: after },
            Edit::Baseline { after, before } => Edit::Baseline { after: before, before: after },
            Edit::Document { after, before } => Edit::Document { after: before, before: after },
        }
    }
}

/// Why a commit was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CommitKind {
    /// Records came in from a file or a system.
    Load,
    /// Reality was changed.
    Change,
    /// The record was wrong; reality did not change.
    Correction,
    /// Items were compared with reality.
    Verification,
    /// The model was edited.
    Model,
    /// A rule of the organisation was edited.
    Policy,
    /// An earlier commit was undone.
    Revert,
    /// A value was removed for good, leaving its digest.
    Purge,
    /// A baseline was created or deleted.
    Baseline,
    /// An item went out of service, or came back.
    Operation,
    /// A process went on: a change was raised, assessed, decided on.
    Process,
}

impl CommitKind {
    /// Every kind.
    pub const ALL: [CommitKind; 11] = [
        CommitKind::Load,
        CommitKind::Change,
        CommitKind::Correction,
        CommitKind::Verification,
        CommitKind::Model,
        CommitKind::Policy,
        CommitKind::Revert,
        CommitKind::Purge,
        CommitKind::Baseline,
        CommitKind::Operation,
        CommitKind::Process,
    ];

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            CommitKind::Load => "load",
            CommitKind::Change => "change",
            CommitKind::Correction => "correction",
            CommitKind::Verification => "verification",
            CommitKind::Model => "model",
            CommitKind::Policy => "policy",
            CommitKind::Revert => "revert",
            CommitKind::Purge => "purge",
            CommitKind::Baseline => "baseline",
            CommitKind::Operation => "operation",
            CommitKind::Process => "process",
        }
    }
}

/// What a commit says of itself before the store gives it a number and a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitDraft {
    /// Why.
    pub kind: CommitKind,
    /// Who, as asserted.
    pub actor: String,
    /// When it is recorded.
    pub recorded_at: Timestamp,
    /// When reality changed; `recorded_at` unless somebody says otherwise.
    pub effective_at: Timestamp,
    /// Why, in the words of who made it.
    pub reason: String,
    /// The change that authorised it.
    pub change: Option<String>,
    /// The step of that change.
    pub step: Option<u32>,
}

/// The header of a commit. Fields stand in canonical (alphabetical) order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Commit {
    /// Who, as asserted.
    pub actor: String,
    /// The change that authorised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// When reality changed.
    pub effective_at: Timestamp,
    /// SHA-256 over the canonical JSON of this header without this field, in lower-case hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
    /// Why.
    pub kind: CommitKind,
    /// How many edits it carries.
    pub operations: u64,
    /// SHA-256 over its edits with every value replaced by its salted digest, in lower-case hexadecimal.
    pub operations_hash: String,
    /// The hash of the commit before it; empty for the first.
    pub parent: String,
    /// Why, in the words of who made it.
    pub reason: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Its record no.: 1 for the first, without gaps.
    pub seq: u64,
    /// The step of the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
}
