//! What changes do to each other, and the calendar.

use cairn_engine::EngineError;
use cairn_engine::collision::{
    Calendar, CollisionQuestion, CollisionReport, NewFreeze, NewMaintenanceWindow, Slot, add_freeze, add_window,
    calendar, collisions, freezes, maintenance_windows, next_slot, remove_freeze, remove_window, scope_items,
};
use cairn_messages::Messages;
use cairn_model::change::{CalendarScope, Freeze, MaintenanceWindow};
use cairn_model::{CancelToken, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::session::Session;

/// How many days a calendar shows when nobody says.
const CALENDAR_DAYS: i64 = 90;
const DAY_MS: i64 = 24 * 3_600_000;

/// A rule of the calendar that was entered or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RuleReply {
    /// Its id.
    pub id: String,
    /// The record that was made.
    pub seq: u64,
}

/// The rules of the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarList {
    /// Freezes, by when they begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freezes: Option<Vec<Freeze>>,
    /// Maintenance windows, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub windows: Option<Vec<MaintenanceWindow>>,
}

impl Session {
    /// Returns what changes whose windows overlap do to each other, and each to the calendar. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] for a change that is not there or has no window; when somebody cancels.
    pub fn collisions(&self, question: &CollisionQuestion, cancel: &CancelToken) -> Result<CollisionReport, Failure> {
        Ok(collisions(&self.engine, question, self.host.now(), cancel)?)
    }

    /// Returns the forward schedule from a moment, the present one when absent, to another, 90 days later when absent.
    ///
    /// # Errors
    /// [`Failure`] for a period that ends before it begins; when somebody cancels.
    pub fn calendar(
        &self,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
        cancel: &CancelToken,
    ) -> Result<Calendar, Failure> {
        let now = self.host.now();
        let from = from.unwrap_or(now);
        let to = to.unwrap_or(Timestamp(from.0.saturating_add(CALENDAR_DAYS * DAY_MS)));
        Ok(calendar(&self.engine, (from, to), now, cancel)?)
    }

    /// Returns the earliest window, not before a moment, in which a change collides with nothing. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] for a change that is not there, or of which nobody said how long it takes; when somebody cancels.
    pub fn slot(&self, words: &str, after: Option<Timestamp>, cancel: &CancelToken) -> Result<Slot, Failure> {
        Ok(next_slot(&self.engine, words, after, self.host.now(), cancel)?)
    }

    /// Enters a freeze.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn freeze_add(&self, new: &NewFreeze) -> Result<RuleReply, Failure> {
        let (freeze, seq) = self.act(|act| add_freeze(&self.engine, new, act))?;
        Ok(RuleReply { id: freeze.id, seq })
    }

    /// Enters a maintenance window.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn maintenance_add(&self, new: &NewMaintenanceWindow) -> Result<RuleReply, Failure> {
        let (window, seq) = self.act(|act| add_window(&self.engine, new, act))?;
        Ok(RuleReply { id: window.id, seq })
    }

    /// Removes a freeze.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn freeze_remove(&self, id: &str, reason: &str) -> Result<RuleReply, Failure> {
        let seq = self.act(|act| remove_freeze(&self.engine, id, reason, act))?;
        Ok(RuleReply { id: id.trim().to_uppercase(), seq })
    }

    /// Removes a maintenance window.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn maintenance_remove(&self, id: &str, reason: &str) -> Result<RuleReply, Failure> {
        let seq = self.act(|act| remove_window(&self.engine, id, reason, act))?;
        Ok(RuleReply { id: id.trim().to_uppercase(), seq })
    }

    /// Returns every freeze.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read.
    pub fn freezes(&self) -> Result<Vec<Freeze>, Failure> {
        Ok(freezes(&self.engine)?)
    }

    /// Returns every maintenance window.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read.
    pub fn maintenance_windows(&self) -> Result<Vec<MaintenanceWindow>, Failure> {
        Ok(maintenance_windows(&self.engine)?)
    }

    /// Returns what a freeze or a maintenance window covers, in words.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read.
    pub fn scope_words(&self, scope: &CalendarScope, messages: &Messages) -> Result<String, Failure> {
        let items = scope_items(&self.engine.generation(), scope)?;
        let names: Vec<String> = items.iter().map(|item| format!("{} {}", item.key, item.name)).collect();
        let names = names.join(", ");
        Ok(match scope {
            CalendarScope::Everything => messages.word("calendar-scope-everything"),
            CalendarScope::Items { .. } => messages.say("calendar-scope-items", [("items", names.as_str())]),
            CalendarScope::Class { class } => {
                let class = self.class_word(class, messages);
                messages.say("calendar-scope-class", [("type", class.as_str())])
            }
            CalendarScope::Site { .. } => messages.say("calendar-scope-site", [("site", names.as_str())]),
        })
    }
}

/// Returns the minutes after midnight that a time of day such as `22:30` names.
///
/// # Errors
/// [`Failure`] when it is none.
pub fn time_of_day(text: &str) -> Result<u32, Failure> {
    let parts = text.trim().split_once(':').and_then(|(hours, minutes)| {
        let parse = |text: &str| text.parse::<u32>().ok().filter(|_| (1..=2).contains(&text.len()));
        Some((parse(hours)?, parse(minutes)?))
    });
    match parts {
        Some((hours, minutes)) if hours < 24 && minutes < 60 => Ok(hours * 60 + minutes),
        _ => Err(EngineError::Refused(Phrase::new("calendar-bad-clock").with("text", text)).into()),
    }
}
