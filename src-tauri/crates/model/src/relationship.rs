//! Relationships between configuration items.

use serde::{Deserialize, Serialize};

use crate::{CiId, Timestamp};

/// How far a relationship may be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Somebody said so.
    #[default]
    Declared,
    /// A tool found it.
    Discovered,
    /// Somebody compared it with reality.
    Verified,
}

impl Confidence {
    /// Every confidence, the least first.
    pub const ALL: [Confidence; 3] = [Confidence::Declared, Confidence::Discovered, Confidence::Verified];

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Confidence::Declared => "declared",
            Confidence::Discovered => "discovered",
            Confidence::Verified => "verified",
        }
    }

    fn is_default(&self) -> bool {
        *self == Confidence::default()
    }
}

/// The identity of a relationship: who, what, whom and under which label (IMPACT 1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RelationshipId {
    /// The end it starts from.
    pub from: CiId,
    /// The explicit label, if one was given; `-` means alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The end it points to.
    pub to: CiId,
    /// The id of its type.
    #[serde(rename = "type")]
    pub type_id: String,
}

/// A relationship, stored once. Fields stand in canonical (alphabetical) order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Relationship {
    /// How far it may be trusted.
    #[serde(default, skip_serializing_if = "Confidence::is_default")]
    pub confidence: Confidence,
    /// Its identity.
    pub id: RelationshipId,
    /// Which system says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The first moment it holds; never read by a verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// The moment it ceases to hold; never read by a verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Timestamp>,
    /// When it was last compared with reality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Timestamp>,
    /// Who compared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<String>,
}

impl Relationship {
    /// Returns a declared relationship with nothing but its identity.
    #[must_use]
    pub fn declared(id: RelationshipId) -> Self {
        Relationship {
            confidence: Confidence::Declared,
            id,
            source: None,
            valid_from: None,
            valid_to: None,
            verified_at: None,
            verified_by: None,
        }
    }
}
