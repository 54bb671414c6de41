//! An outage as a record: which items were out, how badly, from when to when, why, and what was said of it when.

use serde::{Deserialize, Serialize};

use crate::{CiId, OperationStatus, Timestamp};

/// The kind of document that holds an [`Outage`].
pub const OUTAGE_KIND: &str = "outage";

/// An item that is out for a part of an outage. One that was out twice, or at two levels, has an entry for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageItem {
    /// The item.
    pub item: CiId,
    /// Degraded or out of service.
    pub level: OperationStatus,
    /// The record no. that says it is out; absent while that is only announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Since when, where that is not the beginning of the outage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The first moment at which it was back, where that is not the end of the outage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// What was announced before it began: what happens to these items in this window was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Announced {
    /// When it was announced so.
    pub at: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// The items, by id.
    pub items: Vec<CiId>,
    /// The record no. that announced it.
    pub record: u64,
    /// Its first moment.
    pub start: Timestamp,
}

/// A value that was another before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageField {
    /// What it is now; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What it was; absent when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Which: the name of a field of [`Outage`]; of an item `item` and its id.
    pub field: String,
}

/// Something that happened to an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageEvent {
    /// Who, as asserted.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// What became another; of the first event nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<OutageField>,
    /// The state before; empty of the first event.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Why, in the words of who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The record no. that carries it.
    pub record: u64,
    /// The state after.
    pub to: String,
    /// What: a transition, or `edit`.
    pub what: String,
}

/// An outage. What of it is true when stands in its history; the operation of items follows it while it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Outage {
    /// What was announced before it began; absent when nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Announced>,
    /// Why it came about, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// The item that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause_item: Option<CiId>,
    /// The change it belongs to: of a planned one that in whose course it happens, of any other the one that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// When it is or was expected to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Timestamp>,
    /// Its first moment.
    pub from: Timestamp,
    /// What happened to it, oldest first; never empty.
    pub history: Vec<OutageEvent>,
    /// Its id, such as `OUT-000001`.
    pub id: String,
    /// What is, was or will be out, in the order in which it was entered.
    pub items: Vec<OutageItem>,
    /// Whoever entered it calls it planned. Whether it counts as that says `announced`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// Its state.
    pub state: String,
    /// What it is called.
    pub title: String,
    /// The first moment at which it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
}

impl Outage {
    /// Returns since when an entry of its items is out.
    #[must_use]
    pub fn since(&self, own: &OutageItem) -> Timestamp {
        own.since.unwrap_or(self.from)
    }

    /// Returns the first moment at which an entry of its items was back; `None` while it is out.
    #[must_use]
    pub fn until(&self, own: &OutageItem) -> Option<Timestamp> {
        own.until.or(self.to)
    }

    /// Returns the entry of an item that has not been back; `None` when there is none.
    #[must_use]
    pub fn lasting(&self, item: CiId) -> Option<&OutageItem> {
        self.items.iter().find(|own| own.item == item && own.until.is_none())
    }

    /// Returns the record no. that carries its newest version.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.history.last().map_or(0, |event| event.record)
    }

    /// Returns what of it was agreed before it began.
    #[must_use]
    pub fn agreed(&self) -> Option<&Announced> {
        self.announced.as_ref().filter(|_| self.planned)
    }
}
