//! What is out: whom it hits since when, who can help, what changed lately, and the order in which it comes up.

use serde::{Deserialize, Serialize};

use crate::impact::{ContextView, Counts, ItemRef};
use crate::{Commit, Level, Timestamp};

/// An item that is to be brought up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RecoveryItem {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// It is out of service itself; else it is down because of others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub out_of_service: bool,
    /// The highest tier among the services that are down and rest on it, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serves_tier: Option<u8>,
    /// The shortest recovery time objective among those of that tier, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rto: Option<u64>,
}

/// The link that ends a deadlock when it is done without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CutView {
    /// Who is started without it.
    pub consumer: ItemRef,
    /// The name of its requirement.
    pub need: String,
    /// What is not there yet.
    pub member: ItemRef,
}

/// Items that wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeadlockView {
    /// All of them.
    pub members: Vec<ItemRef>,
    /// The link to cut.
    pub cut: CutView,
    /// How many items come up then; 0 when one cut is not enough.
    pub freed: u64,
}

/// How what is down now comes up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RecoveryReport {
    /// The record no. of which this is.
    pub seq: u64,
    /// What can be brought up at once, then what can be after that, and so on; within a wave by tier, then by recovery time
    /// objective.
    pub waves: Vec<Vec<RecoveryItem>>,
    /// What waits for itself.
    pub deadlocks: Vec<DeadlockView>,
    /// What waits for a deadlock.
    pub waiting: Vec<ItemRef>,
    /// Cycles that only a degrading or soft requirement closes: nothing waits for them, but what is brought up first works
    /// worse until the others are there.
    pub warnings: Vec<Vec<ItemRef>>,
}

/// Somebody who can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Contact {
    /// What they are called; the words that were entered where no item is meant by them.
    pub name: String,
    /// The key of their item, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Their telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Who is on call when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_call: Option<String>,
}

/// A contract that covers an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContractView {
    /// The contract.
    #[serde(flatten)]
    pub contract: ItemRef,
    /// Under which number the supplier knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What it promises, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Until when it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<String>,
    /// Whom to call: the first it is related to who has a telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Contact>,
}

/// A record that touched what is hit or what that rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RecentCommit {
    /// Its header.
    #[serde(flatten)]
    pub commit: Commit,
    /// Its reason in words, where the product wrote it; filled in by who knows a language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// How many of the items in question it touched; `None` of one so large that nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touched: Option<u64>,
    /// The first of them by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemRef>,
    /// It changed what was in the model, on which every verdict rests.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub model: bool,
}

/// A service that does not work as it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceOut {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// How bad it is.
    pub level: Level,
    /// It is at risk because redundancy of its own was lost, not because something it needs is at risk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Since when what is out together keeps it at this level or at a worse one; `None` where an operation without a
    /// beginning is part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Its recovery time objective in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rto: Option<u64>,
    /// How many minutes of it are left, of a service that is down; below zero it is overdue by so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rto_left: Option<i64>,
    /// Who consumes it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customers: Vec<ItemRef>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Contact>,
    /// Who mends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Contact>,
    /// The contracts that cover it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<ContractView>,
}

/// What is recorded as out of service or degraded, and who can help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutItem {
    /// What is recorded.
    #[serde(flatten)]
    pub context: ContextView,
    /// When it is expected to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Timestamp>,
    /// The outage record or change that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Contact>,
    /// Who mends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Contact>,
    /// The contracts that cover it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<ContractView>,
}

/// Everything about what is out now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageSheet {
    /// The record no. of which this is.
    pub seq: u64,
    /// The moment for which the times that are left were computed.
    pub now: Timestamp,
    /// What is recorded as out of service or degraded, the latest first.
    pub out: Vec<OutItem>,
    /// How many items are at which level.
    pub counts: Counts,
    /// Services that do not work as they should: worst first, then by tier, then by what is left of the objective.
    pub services: Vec<ServiceOut>,
    /// The last records on what is hit and on what that rests on, newest first.
    pub recent: Vec<RecentCommit>,
    /// How many hours back they were looked for.
    pub recent_hours: u32,
    /// In which order what is down comes up.
    pub recovery: RecoveryReport,
}
