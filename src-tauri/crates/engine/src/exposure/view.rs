//! Error budgets, and what a change would use of them, as they are shown. Times are in milliseconds.

use cairn_model::impact::ItemRef;
use cairn_model::{Level, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use super::period::BudgetPeriod;

/// What a service promises, as it was read from its attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PromiseView {
    /// The availability promised, in per cent, as it was entered.
    pub target: String,
    /// Over which period.
    pub period: BudgetPeriod,
    /// When the service is agreed to work, as it was entered; empty when nothing was.
    pub hours: String,
    /// Whether that was round the clock: as entered, or because what was entered cannot be read.
    pub round_the_clock: bool,
    /// The time zone of hours and period.
    pub zone: String,
    /// Planned time does not count.
    pub excludes_planned: bool,
    /// Degraded counts half.
    pub degraded_half: bool,
    /// What could not be read, and what was taken instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Phrase>,
}

/// What put a service down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageCause {
    /// The item that was out.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The record that says so; absent when it was made before everything that was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Why, in the words of that record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The change that planned it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The outage that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outage: Option<String>,
    /// The outage that announced it before it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<String>,
}

/// A time during which a service did not work as it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetOutage {
    /// When it began, or the period did.
    pub start: Timestamp,
    /// The first moment behind it, or the moment that is asked about when it goes on.
    pub end: Timestamp,
    /// It goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goes_on: bool,
    /// How bad it was.
    pub level: Level,
    /// How bad what was planned would have been alone.
    pub planned: Level,
    /// What it uses of the budget.
    pub counted_ms: i64,
    /// What was out, by key.
    pub causes: Vec<OutageCause>,
}

/// The error budget of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceBudget {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// What it promises.
    pub promise: PromiseView,
    /// When the period begins.
    pub start: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// The agreed time of the whole period.
    pub agreed_ms: i64,
    /// How long it may be down in the period.
    pub budget_ms: i64,
    /// What was used by what was planned, whether or not it counts.
    pub planned_ms: i64,
    /// What was used by everything else.
    pub unplanned_ms: i64,
    /// What counts of the two.
    pub used_ms: i64,
    /// What is left; below zero so much more was used than there is.
    pub left_ms: i64,
    /// When it was degraded or down, the latest first.
    pub outages: Vec<BudgetOutage>,
    /// What there is to say of it.
    pub text: Phrase,
}

/// The error budgets of services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetReport {
    /// The record no. of which this is.
    pub seq: u64,
    /// The moment that is asked about.
    pub now: Timestamp,
    /// Those who promise a target: by what is left, then by tier, then by name.
    pub budgets: Vec<ServiceBudget>,
    /// Services that promise nothing that can be read, by name.
    pub without: Vec<ServiceWithout>,
}

/// A service without a budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceWithout {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// Why not.
    pub reason: Phrase,
}

/// What a change uses of one budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetAfter {
    /// When the period begins.
    pub start: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// How long the service may be down in the period.
    pub budget_ms: i64,
    /// What is left without the change.
    pub left_before_ms: i64,
    /// What is left with it; below zero it uses so much more than there is.
    pub left_after_ms: i64,
    /// It uses more than there is.
    pub over: bool,
}

/// For how long a change exposes a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Exposed {
    /// Time within service hours during which the change makes the service worse, as the promise counts it.
    pub exposed_ms: i64,
    /// What of it counts against the budget.
    pub counted_ms: i64,
    /// The budget; absent when the service promises no target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<BudgetAfter>,
}

/// What a change does to one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceExposure {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// How bad it gets as planned.
    pub level: Level,
    /// How bad it gets if a step fails.
    pub fails_level: Level,
    /// Its level once the change is done, where that is degraded or down: it does not come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stays: Option<Level>,
    /// What it promises; absent when that is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<PromiseView>,
    /// As planned.
    pub planned: Exposed,
    /// If the step fails whose failure uses most: until the window ends, and for as long again as the steps took.
    pub fails: Exposed,
    /// What there is to say of it as planned.
    pub text: Phrase,
    /// What there is to say if it fails.
    pub fails_text: Phrase,
}

/// What a change would use of error budgets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeExposure {
    /// The change.
    pub change: String,
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// Every step counts for the whole window: how long each takes is not known, or they do not fit.
    pub spread: bool,
    /// Services that get degraded or down: those with less than the change uses first, then by what is left.
    pub services: Vec<ServiceExposure>,
    /// The verdict in a sentence; or why there is none.
    pub text: Phrase,
    /// There is an answer; else `text` says why not.
    pub known: bool,
}
