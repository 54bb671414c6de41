//! Error budgets: what is left of them, and what a change would use.

use cairn_engine::exposure::{
    BudgetQuestion, Exposed, ServiceBudget, ServiceExposure, ServiceWithout, minutes_left, minutes_used,
};
use cairn_messages::Messages;
use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use super::change_page::ChangeRequest;
use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::Desk;
use crate::exposure::{promise_notes, promise_said};
use crate::failure::{Failure, say};

/// How many outages of one service come with the answer; the times beside them are exact.
const OUTAGES_MAX: usize = 100;

/// Whose budgets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetsRequest {
    /// Of which estate; the live one when absent. A change alters no budget: it is asked of the estate as it is.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Words for services; every one that takes part when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
}

/// A budget in minutes, as it is read: what is used is rounded up, what is left down, to a tenth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetMinutes {
    /// How long the service may be down in the period.
    pub budget: String,
    /// What counts as used.
    pub used: String,
    /// What was used by what was planned, whether or not it counts.
    pub planned: String,
    /// What was used by everything else.
    pub unplanned: String,
    /// What is left.
    pub left: String,
    /// What each outage uses, in their order.
    pub outages: Vec<String>,
}

/// The error budget of a service, with sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetSaid {
    /// The budget.
    #[serde(flatten)]
    pub own: ServiceBudget,
    /// What is left, in a sentence.
    pub sentence: String,
    /// What is promised, in words.
    pub promised: String,
    /// How it counts, and what of the promise could not be read.
    pub notes: Vec<String>,
    /// How many outages there are in the period; 100 come with the answer.
    pub outages_total: u64,
    /// The same in minutes.
    pub minutes: BudgetMinutes,
}

/// A service without a budget, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WithoutSaid {
    /// The service.
    #[serde(flatten)]
    pub own: ServiceWithout,
    /// Why, in a sentence.
    pub sentence: String,
}

/// Error budgets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BudgetsReply {
    /// The record no. of which this is.
    pub seq: u64,
    /// The moment that is asked about.
    pub now: Timestamp,
    /// How many of how many budgets have nothing left, in a sentence.
    pub sentence: String,
    /// Those who promise a target: by what is left, then by tier, then by name.
    pub budgets: Vec<BudgetSaid>,
    /// Services that promise nothing that can be read, by name.
    pub without: Vec<WithoutSaid>,
}

/// What a change uses of one budget, in minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExposedMinutes {
    /// Time within service hours during which the service is worse.
    pub exposed: String,
    /// What of it counts.
    pub counted: String,
    /// What is left without the change; absent where there is no budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_before: Option<String>,
    /// What is left with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_after: Option<String>,
}

/// What a change does to one service, with sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExposureSaid {
    /// The exposure.
    #[serde(flatten)]
    pub own: ServiceExposure,
    /// As planned, in a sentence.
    pub sentence: String,
    /// If it fails, in a sentence.
    pub fails_sentence: String,
    /// What is promised, in words; absent when that is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<String>,
    /// How it counts, and what of the promise could not be read.
    pub notes: Vec<String>,
    /// As planned, in minutes.
    pub planned_minutes: ExposedMinutes,
    /// If it fails, in minutes.
    pub fails_minutes: ExposedMinutes,
}

/// What a change would use of error budgets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeExposureReply {
    /// The change.
    pub change: String,
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// There is an answer; else the sentence says why not.
    pub known: bool,
    /// The verdict.
    pub sentence: String,
    /// What the answer assumes of steps; absent where each says how long it takes and all fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<String>,
    /// Services: those with less than the change uses first, then by what is left.
    pub services: Vec<ExposureSaid>,
}

fn budget_said(mut own: ServiceBudget, messages: &Messages) -> BudgetSaid {
    let outages_total = own.outages.len() as u64;
    own.outages.truncate(OUTAGES_MAX);
    let minutes = BudgetMinutes {
        budget: minutes_left(own.budget_ms),
        used: minutes_used(own.used_ms),
        planned: minutes_used(own.planned_ms),
        unplanned: minutes_used(own.unplanned_ms),
        left: minutes_left(own.left_ms),
        outages: own.outages.iter().map(|outage| minutes_used(outage.counted_ms)).collect(),
    };
    BudgetSaid {
        sentence: say(&own.text, messages),
        promised: promise_said(&own.promise, messages),
        notes: promise_notes(&own.promise, messages),
        outages_total,
        minutes,
        own,
    }
}

/// Returns how many of how many budgets have nothing left.
#[must_use]
pub fn budgets_sentence(budgets: &[ServiceBudget], messages: &Messages) -> String {
    let spent = budgets.iter().filter(|own| own.left_ms < 0).count().to_string();
    let count = budgets.len().to_string();
    messages.say("budget-summary", [("count", count.as_str()), ("spent", spent.as_str())])
}

pub(crate) fn budgets(desk: &Desk, request: &BudgetsRequest, work: &Work<'_>) -> Result<BudgetsReply, Failure> {
    let at = request.set.at.clone().filter(|_| request.set.change.is_none());
    let question = BudgetQuestion { services: request.services.clone(), at };
    let report = desk.estate()?.session.budgets(&question, work.cancel)?.answer;
    let without = report.without.into_iter();
    Ok(BudgetsReply {
        seq: report.seq,
        now: report.now,
        sentence: budgets_sentence(&report.budgets, work.messages),
        budgets: report.budgets.into_iter().map(|own| budget_said(own, work.messages)).collect(),
        without: without.map(|own| WithoutSaid { sentence: say(&own.reason, work.messages), own }).collect(),
    })
}

fn exposed_minutes(own: &Exposed) -> ExposedMinutes {
    ExposedMinutes {
        exposed: minutes_used(own.exposed_ms),
        counted: minutes_used(own.counted_ms),
        left_before: own.budget.map(|budget| minutes_left(budget.left_before_ms)),
        left_after: own.budget.map(|budget| minutes_left(budget.left_after_ms)),
    }
}

pub(crate) fn change(desk: &Desk, request: &ChangeRequest, work: &Work<'_>) -> Result<ChangeExposureReply, Failure> {
    let messages = work.messages;
    let open = desk.estate()?;
    let found = open.session.change_exposure(&request.change, work.cancel)?;
    let said = |own: ServiceExposure| ExposureSaid {
        sentence: say(&own.text, messages),
        fails_sentence: say(&own.fails_text, messages),
        promised: own.promise.as_ref().map(|promise| promise_said(promise, messages)),
        notes: own.promise.as_ref().map(|promise| promise_notes(promise, messages)).unwrap_or_default(),
        planned_minutes: exposed_minutes(&own.planned),
        fails_minutes: exposed_minutes(&own.fails),
        own,
    };
    Ok(ChangeExposureReply {
        sentence: open.session.say(&found.text, messages),
        spread: found.spread.then(|| messages.word("exposure-spread")),
        services: found.services.into_iter().map(said).collect(),
        change: found.change,
        seq: found.seq,
        known: found.known,
    })
}
