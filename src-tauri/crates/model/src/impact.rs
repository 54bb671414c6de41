//! The answer to "what does this break", as it crosses the wire and as reports show it.

use serde::{Deserialize, Serialize};

use crate::item::OperationStatus;
use crate::relationship::Confidence;
use crate::{CiId, Level, Strength, Timestamp};

fn is_false(value: &bool) -> bool {
    !*value
}

/// Enough of an item to recognise it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemRef {
    /// Its id.
    pub id: CiId,
    /// Its id in the system it came from.
    pub source_id: Option<String>,
    /// The short name a person uses.
    pub key: String,
    /// The id of its class.
    pub class: String,
    /// What it is called.
    pub name: String,
    /// Whether its class is a service.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_service: bool,
    /// Its tier, 1 (highest) to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
}

/// How an item goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OutageMode {
    /// It stops working.
    FullOutage,
    /// It works worse.
    Degraded,
    /// It stops working for the minutes given.
    Restart,
    /// It keeps working; it is only in scope.
    NoInterruption,
}

impl OutageMode {
    /// Every mode, worst first.
    pub const ALL: [OutageMode; 4] = [Self::FullOutage, Self::Restart, Self::Degraded, Self::NoInterruption];

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            OutageMode::FullOutage => "full_outage",
            OutageMode::Degraded => "degraded",
            OutageMode::Restart => "restart",
            OutageMode::NoInterruption => "no_interruption",
        }
    }

    /// Returns the level at which it seeds the verdict (IMPACT 3.1).
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            OutageMode::FullOutage | OutageMode::Restart => Level::Down,
            OutageMode::Degraded => Level::Degraded,
            OutageMode::NoInterruption => Level::Unaffected,
        }
    }
}

/// What goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SeedView {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// How.
    pub mode: OutageMode,
    /// The level it ends at, its own seed or worse.
    pub level: Level,
}

/// How many items end at which level; what goes out itself is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Counts {
    /// At risk because their own redundancy was hit.
    pub at_risk_own: u64,
    /// At risk because something they need is.
    pub at_risk_inherited: u64,
    /// Degraded.
    pub degraded: u64,
    /// Down.
    pub down: u64,
    /// Could be reached at all; never called impact.
    pub reachable: u64,
}

/// An item that is hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactedItem {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// How badly.
    pub level: Level,
    /// At risk because its own redundancy was hit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own: bool,
    /// The level it already has, before anything goes out; absent when that is unaffected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub already: Option<Level>,
}

/// Which requirement, in words of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RequirementView {
    /// The explicit label, `@type`, or the type of a relationship that stands alone.
    pub name: String,
    /// Hard, degrading or soft.
    pub strength: Strength,
    /// Participating members.
    pub n: u32,
    /// Members needed to work.
    pub k: u32,
    /// Members needed to work as agreed.
    pub q: u32,
    /// Nobody declared k.
    #[serde(default, skip_serializing_if = "is_false")]
    pub assumed: bool,
}

/// A group whose redundancy is reduced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ErodedView {
    /// Whose group.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Which group.
    pub requirement: RequirementView,
    /// Members down.
    pub members_down: u32,
    /// Members degraded.
    pub members_degraded: u32,
    /// Spares left: n − down − k. At 0 the next failure is an outage.
    pub margin: i64,
    /// Spares left if degraded members do not count.
    pub margin_degraded: i64,
}

/// An item whose verdict rests on redundancy nobody declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AssumedView {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its level as planned.
    pub level: Level,
    /// Its level if the assumed redundancy is not there.
    pub level_without: Level,
}

/// Support that is lost without raising a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LostSupportView {
    /// Who loses it.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Which requirement.
    pub requirement: RequirementView,
    /// The members that failed.
    pub failed: Vec<ItemRef>,
}

/// An item that was out of service or degraded before anything goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContextView {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its operation.
    pub operation: OperationStatus,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What is wrong with the model where the verdict rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ModelErrorCode {
    /// More members are needed than take part.
    KExceedsMembers,
    /// No member takes part.
    NoMembers,
    /// A member does not take part.
    AbsentProvider,
}

/// Something wrong with the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ModelErrorView {
    /// Whose requirement.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Which requirement.
    pub requirement: RequirementView,
    /// What is wrong.
    pub kind: ModelErrorCode,
    /// The number of members that was declared, before it was cut to those that take part.
    pub declared: u32,
    /// The member that does not take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ItemRef>,
}

/// A customer of a service that is hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CustomerView {
    /// The customer.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The service it consumes.
    pub service: ItemRef,
    /// The level of the service.
    pub level: Level,
}

/// One of the four answers in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AnswerView {
    /// How many items end at which level; `reachable` is 0 but in *as planned*.
    pub counts: Counts,
    /// Services by name, down.
    pub services_down: Vec<String>,
    /// Services by name, degraded.
    pub services_degraded: Vec<String>,
    /// Services by name, at risk.
    pub services_at_risk: Vec<String>,
}

/// The four answers that are always given together (IMPACT 3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AnswersView {
    /// *As planned*.
    pub as_planned: AnswerView,
    /// *If it fails*: everything that goes out is down.
    pub if_it_fails: AnswerView,
    /// *With assumed redundancy not there*.
    pub without_assumed_redundancy: AnswerView,
    /// *Could be reached*: how many items.
    pub could_be_reached: u64,
    /// *Could be reached*: how many of them are services.
    pub services_could_be_reached: u64,
}

/// A failed member in a proof, and the relationship by which it is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BlamedView {
    /// The member.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its level.
    pub level: Level,
    /// The id of the relationship's type.
    pub relationship_type: String,
    /// How far the relationship may be trusted.
    pub confidence: Confidence,
    /// When it was last compared with reality.
    pub verified_at: Option<Timestamp>,
}

/// Why an item is at its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BecauseOf {
    /// It goes out itself.
    Seed,
    /// It already was.
    Context,
    /// Members of a requirement failed.
    Requirement,
}

/// One step of a proof, from the item asked about down to what goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhyView {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its level.
    pub level: Level,
    /// Why.
    pub because: BecauseOf,
    /// The requirement that raised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<RequirementView>,
    /// The failed members that were enough, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<BlamedView>,
}

/// A requirement that kept the failure away, or softened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HeldView {
    /// Whose requirement.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Which requirement.
    pub requirement: RequirementView,
    /// The worst level among its members.
    pub worst: Level,
    /// The level it passes on.
    pub result: Level,
    /// Members down.
    pub members_down: u32,
    /// Spares left.
    pub margin: i64,
}

/// *Why* and *why not* of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Explanation {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its level.
    pub level: Level,
    /// Whether it could be reached at all.
    pub reachable: bool,
    /// The proof of its level; empty when unaffected.
    pub why: Vec<WhyView>,
    /// What kept the failure away, nearest first.
    pub why_not: Vec<HeldView>,
    /// The oldest verification in the proof: the confidence of the claim. Absent when a link was never verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stalest_verification: Option<Timestamp>,
    /// How many relationships of the proof were never verified.
    pub never_verified: u64,
}

/// The answer to "what does this break".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactReport {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// SHA-256 over the verdict in canonical JSON: what goes out, and every raised item with its level.
    pub analysis: String,
    /// What goes out.
    pub seeds: Vec<SeedView>,
    /// How many items end at which level.
    pub counts: Counts,
    /// Every item that is hit, services first, worst first; what goes out itself is not repeated.
    pub impacted: Vec<ImpactedItem>,
    /// Groups whose redundancy is reduced, fewest spares first.
    pub eroded: Vec<ErodedView>,
    /// Items whose verdict rests on redundancy nobody declared, services first.
    pub assumed: Vec<AssumedView>,
    /// Support that is lost without raising a level.
    pub lost_support: Vec<LostSupportView>,
    /// What was out of service or degraded before.
    pub context: Vec<ContextView>,
    /// What is wrong with the model where the verdict rests on it.
    pub model_errors: Vec<ModelErrorView>,
    /// Customers of services that are hit.
    pub customers: Vec<CustomerView>,
    /// The four answers.
    pub answers: AnswersView,
    /// *Why* and *why not* of what was asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<Explanation>,
}
