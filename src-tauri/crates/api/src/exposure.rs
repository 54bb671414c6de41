//! Error budgets, and what changes would use of them.

use cairn_engine::exposure::{
    BudgetOutage, BudgetQuestion, BudgetReport, ChangeExposure, PromiseView, budgets, change_exposure,
};
use cairn_messages::Messages;
use cairn_model::CancelToken;

use crate::failure::{Failure, say};
use crate::moment::Dated;
use crate::session::Session;

impl Session {
    /// Returns what is left of the error budgets of services; at a moment of the past: what was left then, at one ahead: what
    /// will be when nothing else happens. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when a service named is not there, is ambiguous, none, or takes no part in analyses, or there is no such
    /// moment; when somebody cancels.
    pub fn budgets(&self, question: &BudgetQuestion, cancel: &CancelToken) -> Result<Dated<BudgetReport>, Failure> {
        let answer = budgets(&self.engine, question, self.host.now(), cancel)?;
        let at = question.at.as_deref().map(|words| self.engine.moment(words)).transpose()?;
        Ok(Dated { answer, at })
    }

    /// Returns what a change uses of the error budgets of the services that it degrades or takes down. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when there is no such change; when somebody cancels.
    pub fn change_exposure(&self, words: &str, cancel: &CancelToken) -> Result<ChangeExposure, Failure> {
        Ok(change_exposure(&self.engine, words, self.host.now(), cancel)?)
    }
}

/// Returns what is promised, in words: target, period and hours.
#[must_use]
pub fn promise_said(promise: &PromiseView, messages: &Messages) -> String {
    let period = messages.word(&format!("budget-period-{}", promise.period.id()));
    let hours = if promise.round_the_clock { messages.word("budget-round-the-clock") } else { promise.hours.clone() };
    let params = [
        ("target", promise.target.as_str()),
        ("period", period.as_str()),
        ("hours", hours.as_str()),
        ("zone", promise.zone.as_str()),
    ];
    messages.say("budget-promise", params)
}

/// Returns how a promise counts, and what of it could not be read with what was taken instead.
#[must_use]
pub fn promise_notes(promise: &PromiseView, messages: &Messages) -> Vec<String> {
    let planned = if promise.excludes_planned { "budget-without-planned" } else { "budget-with-planned" };
    let degraded = if promise.degraded_half { "budget-degraded-half" } else { "budget-degraded-free" };
    let mut notes = vec![messages.word(planned), messages.word(degraded)];
    notes.extend(promise.notes.iter().map(|note| say(note, messages)));
    notes
}

/// Returns what put a service down, in words: items, records, outages and changes.
#[must_use]
pub fn causes_said(outage: &BudgetOutage) -> String {
    let said = outage.causes.iter().map(|own| {
        let reason = own.reason.as_ref().map(|reason| format!(" {reason}")).unwrap_or_default();
        let record = own.record.map(|record| format!(" (#{record}{reason})")).unwrap_or_default();
        let by = own.outage.iter().chain(own.announced.iter().filter(|id| own.outage.as_ref() != Some(id)));
        let by: String = by.chain(&own.change).map(|id| format!(" {id}")).collect();
        format!("{} {}{record}{by}", own.item.key, own.item.name)
    });
    said.collect::<Vec<_>>().join(", ")
}
