//! The calendar of changes: what collides, the forward schedule, the next free slot, freezes and maintenance windows.

use std::path::PathBuf;

use cairn_engine::collision::{
    CalendarEntry, Collision, CollisionQuestion, CollisionReport, NewFreeze, NewMaintenanceWindow, Slot,
};
use cairn_engine::outage::{OutageEntry, outages_between};
use cairn_exchange::ReportFormat;
use cairn_messages::Messages;
use cairn_model::Timestamp;
use cairn_model::change::{Freeze, MaintenanceWindow, Window};
use serde::{Deserialize, Serialize};

use super::file::{FileReply, put};
use crate::calendar::RuleReply;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::{Failure, say};
use crate::map_file::WrittenFile;
use crate::session::Session;

/// Which collisions are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct CollisionsRequest {
    /// From when; from now when absent, or from the beginning when changes are named.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; without end when absent.
    #[serde(default)]
    pub to: Option<Timestamp>,
    /// Ids or numbers of changes; every one that takes part when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
}

/// A change in another window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CollideIfRequest {
    /// Its id, or its number alone.
    pub change: String,
    /// The window it would have.
    pub window: Window,
}

/// A collision as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CollisionSaid {
    /// The collision.
    #[serde(flatten)]
    pub collision: Collision,
    /// What there is to say of it: every change, what is hit, and for how long.
    pub sentence: String,
}

/// A change of the calendar, with sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EntrySaid {
    /// The change.
    #[serde(flatten)]
    pub entry: CalendarEntry,
    /// What it does to services.
    pub sentence: String,
    /// Why its plan does not apply to the estate any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem_sentence: Option<String>,
}

/// What collides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CollisionsReply {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The changes that were looked at, by the beginning of their windows.
    pub changes: Vec<EntrySaid>,
    /// The collisions: those that block first, then by when they begin.
    pub collisions: Vec<CollisionSaid>,
    /// So many changes meet in one place that not every set of them was tried.
    pub is_cut_short: bool,
}

/// Which period the calendar shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct CalendarRequest {
    /// From when; from now when absent.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; 90 days later when absent.
    #[serde(default)]
    pub to: Option<Timestamp>,
}

/// What kind of file the forward schedule becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum CalendarFormat {
    /// Sheets for paper.
    Pdf,
    /// One page for a browser.
    Html,
    /// iCalendar, for calendar programs.
    Ics,
}

/// A forward schedule to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct CalendarSave {
    /// From when; from now when absent.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; 90 days later when absent.
    #[serde(default)]
    pub to: Option<Timestamp>,
    /// What kind of file.
    pub format: CalendarFormat,
    /// Where to write it; without it the content comes back.
    #[serde(default)]
    pub to_file: Option<PathBuf>,
}

/// A freeze, with its scope in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FreezeSaid {
    /// The freeze.
    #[serde(flatten)]
    pub freeze: Freeze,
    /// What it covers.
    pub scope_words: String,
}

/// A maintenance window, with its scope in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MaintenanceSaid {
    /// The window.
    #[serde(flatten)]
    pub window: MaintenanceWindow,
    /// What it covers.
    pub scope_words: String,
    /// Its occurrences that overlap the period, in order.
    pub open: Vec<Window>,
}

/// Everything that a calendar shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CalendarReply {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// When the period begins.
    pub from: Timestamp,
    /// The first moment behind it.
    pub to: Timestamp,
    /// Changes, by the beginning of their windows; each names its collisions by id.
    pub entries: Vec<EntrySaid>,
    /// The collisions: those that block first, then by when they begin.
    pub collisions: Vec<CollisionSaid>,
    /// So many changes meet in one place that not every set of them was tried.
    pub is_cut_short: bool,
    /// Freezes that overlap the period.
    pub freezes: Vec<FreezeSaid>,
    /// Every maintenance window.
    pub windows: Vec<MaintenanceSaid>,
    /// Outages that are announced or open and last somewhere in the period.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<OutageEntry>,
}

/// For which change a slot is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct SlotRequest {
    /// Its id, or its number alone.
    pub change: String,
    /// Not before this moment; now when absent.
    #[serde(default)]
    pub after: Option<Timestamp>,
}

/// Where a change fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SlotReply {
    /// The slot, if there is one.
    #[serde(flatten)]
    pub slot: Slot,
    /// What there is to say of it, with how far was looked.
    pub sentence: String,
}

/// A rule of the calendar to be entered or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum CalendarEdit {
    /// Enters a freeze.
    AddFreeze(NewFreeze),
    /// Enters a maintenance window.
    AddWindow(NewMaintenanceWindow),
    /// Removes a freeze.
    RemoveFreeze {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Removes a maintenance window.
    RemoveWindow {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

fn said_collisions(collisions: Vec<Collision>, messages: &Messages) -> Vec<CollisionSaid> {
    let said = |collision: Collision| CollisionSaid { sentence: say(&collision.text, messages), collision };
    collisions.into_iter().map(said).collect()
}

fn said_entries(entries: Vec<CalendarEntry>, messages: &Messages) -> Vec<EntrySaid> {
    let said = |entry: CalendarEntry| EntrySaid {
        sentence: say(&entry.text, messages),
        problem_sentence: entry.problem.as_ref().map(|problem| say(problem, messages)),
        entry,
    };
    entries.into_iter().map(said).collect()
}

fn said_report(report: CollisionReport, messages: &Messages) -> CollisionsReply {
    CollisionsReply {
        seq: report.seq,
        changes: said_entries(report.changes, messages),
        collisions: said_collisions(report.collisions, messages),
        is_cut_short: report.is_cut_short,
    }
}

/// Returns what there is to say of a slot.
#[must_use]
pub fn slot_sentence(slot: &Slot, messages: &Messages) -> String {
    let (after, until) = (slot.after.to_minutes(), slot.until.to_minutes());
    let minutes = slot.minutes.to_string();
    let Some(window) = slot.window else {
        let params = [("change", slot.change.as_str()), ("after", &after), ("until", &until), ("minutes", &minutes)];
        return messages.say("slot-none", params);
    };
    let (start, end) = (window.start.to_minutes(), window.end.to_minutes());
    let params = [("change", slot.change.as_str()), ("start", &start), ("end", &end), ("minutes", &minutes)];
    messages.say("slot-found", params)
}

pub(crate) fn collisions(
    desk: &Desk,
    request: &CollisionsRequest,
    work: &Work<'_>,
) -> Result<CollisionsReply, Failure> {
    let CollisionsRequest { from, to, changes } = request.clone();
    let question = CollisionQuestion { changes, from, to, instead: None };
    Ok(said_report(desk.estate()?.session.collisions(&question, work.cancel)?, work.messages))
}

pub(crate) fn collide_if(desk: &Desk, request: &CollideIfRequest, work: &Work<'_>) -> Result<CollisionsReply, Failure> {
    let changes = vec![request.change.clone()];
    let question = CollisionQuestion { changes, instead: Some(request.window), ..CollisionQuestion::default() };
    Ok(said_report(desk.estate()?.session.collisions(&question, work.cancel)?, work.messages))
}

pub(crate) fn calendar(desk: &Desk, request: &CalendarRequest, work: &Work<'_>) -> Result<CalendarReply, Failure> {
    let open = desk.estate()?;
    let session: &Session = &open.session;
    let found = session.calendar(request.from, request.to, work.cancel)?;
    let mut freezes = Vec::with_capacity(found.freezes.len());
    for freeze in found.freezes {
        freezes.push(FreezeSaid { scope_words: session.scope_words(&freeze.scope, work.messages)?, freeze });
    }
    let mut windows = Vec::with_capacity(found.windows.len());
    for own in found.windows {
        let scope_words = session.scope_words(&own.window.scope, work.messages)?;
        windows.push(MaintenanceSaid { window: own.window, scope_words, open: own.open });
    }
    let mut outages = outages_between(&session.engine, (found.from, found.to))?;
    session.say_states(&mut outages, work.messages);
    Ok(CalendarReply {
        seq: found.seq,
        from: found.from,
        to: found.to,
        entries: said_entries(found.entries, work.messages),
        collisions: said_collisions(found.collisions, work.messages),
        is_cut_short: found.is_cut_short,
        freezes,
        windows,
        outages,
    })
}

pub(crate) fn save(desk: &Desk, request: &CalendarSave, work: &Work<'_>) -> Result<FileReply, Failure> {
    work.step(0, 2, "job-judging")?;
    let open = desk.estate()?;
    let session: &Session = &open.session;
    let calendar = session.calendar(request.from, request.to, work.cancel)?;
    work.step(1, 2, "job-writing")?;
    let paper = |format: ReportFormat| session.calendar_report(&calendar, format, work.messages);
    let (end, media_type, file) = match request.format {
        CalendarFormat::Pdf => ("pdf", "application/pdf", paper(ReportFormat::Pdf)?),
        CalendarFormat::Html => ("html", "text/html", paper(ReportFormat::Html)?),
        CalendarFormat::Ics => {
            let bytes = session.calendar_ics(&calendar, work.messages)?.into_bytes();
            ("ics", "text/calendar", WrittenFile { bytes, notes: Vec::new() })
        }
    };
    let reply = put(&format!("calendar.{end}"), media_type, &file.bytes, request.to_file.as_ref())?;
    Ok(FileReply { notes: file.notes, ..reply })
}

pub(crate) fn slot(desk: &Desk, request: &SlotRequest, work: &Work<'_>) -> Result<SlotReply, Failure> {
    let slot = desk.estate()?.session.slot(&request.change, request.after, work.cancel)?;
    Ok(SlotReply { sentence: slot_sentence(&slot, work.messages), slot })
}

pub(crate) fn edit(desk: &Desk, request: &CalendarEdit, _work: &Work<'_>) -> Result<RuleReply, Failure> {
    let open = desk.estate()?;
    match request {
        CalendarEdit::AddFreeze(new) => open.session.freeze_add(new),
        CalendarEdit::AddWindow(new) => open.session.maintenance_add(new),
        CalendarEdit::RemoveFreeze { id, reason } => open.session.freeze_remove(id, reason),
        CalendarEdit::RemoveWindow { id, reason } => open.session.maintenance_remove(id, reason),
    }
}
