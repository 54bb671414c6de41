//! Configuration items.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{CiId, Level, Timestamp, Value};

/// Whether an item works right now, apart from its lifecycle state (IMPACT 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OperationStatus {
    /// It works.
    #[default]
    InService,
    /// It works worse than agreed.
    Degraded,
    /// It does not work.
    OutOfService,
}

impl OperationStatus {
    /// Every status, best first.
    pub const ALL: [OperationStatus; 3] = [Self::InService, Self::Degraded, Self::OutOfService];

    /// Returns the level at which an item of this status seeds every analysis (IMPACT 1).
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::InService => Level::Unaffected,
            Self::Degraded => Level::Degraded,
            Self::OutOfService => Level::Down,
        }
    }

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::InService => "in_service",
            Self::Degraded => "degraded",
            Self::OutOfService => "out_of_service",
        }
    }
}

/// The operation of an item: its status, since when, why, and until when it is expected to last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Operation {
    /// When the status is expected to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Timestamp>,
    /// Why, in the words of who recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The outage record or change that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// When the status began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The status.
    pub status: OperationStatus,
}

impl Operation {
    /// Returns true when nothing but "in service" is recorded.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Operation::default()
    }
}

/// A configuration item as it is stored and as it crosses the wire. Fields stand in canonical (alphabetical) order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Item {
    /// Everything the class declares, by attribute id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Value>,
    /// The id of its class.
    pub class: String,
    /// Its identity.
    pub id: CiId,
    /// The short name a person uses, such as `SRV-000123`.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Whether it works right now.
    #[serde(default, skip_serializing_if = "Operation::is_plain")]
    pub operation: Operation,
    /// Which system says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its id in that system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// Its lifecycle state.
    pub state: String,
    /// When it was last compared with reality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Timestamp>,
    /// Who compared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<String>,
}
