//! Collisions and the calendar as they are shown.

use cairn_model::change::{ChangeKind, Freeze, MaintenanceWindow, Window};
use cairn_model::impact::ItemRef;
use cairn_model::{Level, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

/// What kind of collision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CollisionKind {
    /// Both touch the same item.
    C1,
    /// One touches what the other degrades or takes down.
    C2,
    /// Both degrade the same service or take it down.
    C3,
    /// Together they do more than each alone.
    C4,
    /// What a freeze covers would be degraded or down.
    C5,
    /// What has maintenance windows would be degraded or down outside of them.
    C6,
}

impl CollisionKind {
    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            CollisionKind::C1 => "c1",
            CollisionKind::C2 => "c2",
            CollisionKind::C3 => "c3",
            CollisionKind::C4 => "c4",
            CollisionKind::C5 => "c5",
            CollisionKind::C6 => "c6",
        }
    }

    /// Returns whether a change is not approved with it unless somebody waives it.
    #[must_use]
    pub fn blocks(self) -> bool {
        matches!(self, CollisionKind::C4 | CollisionKind::C5)
    }
}

/// As what a change takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CalendarPart"))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It is approved, scheduled or in progress.
    Planned,
    /// It awaits a decision, with a window proposed.
    Proposed,
    /// It was asked about.
    Asked,
}

/// An item of a collision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CollisionItem {
    /// Which it is.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The level that the changes take it to; unaffected for what is touched only.
    pub level: Level,
}

/// A step that is part of a collision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CollisionStep {
    /// The change.
    pub change: String,
    /// The number of the step, from 1.
    pub step: u32,
}

/// What changes do to each other, or one to the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Collision {
    /// Its id, made of kind, changes and rule: the same collision found again has the same.
    pub id: String,
    /// What kind.
    pub kind: CollisionKind,
    /// Whether no change of it is approved unless somebody waives it.
    pub blocks: bool,
    /// One of the changes is not decided on yet.
    pub proposed: bool,
    /// The changes, by id.
    pub changes: Vec<String>,
    /// Their steps, by change and number.
    pub steps: Vec<CollisionStep>,
    /// When it begins.
    pub start: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// How many minutes it lasts, gaps left out.
    pub minutes: u64,
    /// Every item: services first, worst first.
    pub items: Vec<CollisionItem>,
    /// The freeze, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freeze: Option<String>,
    /// What there is to say of it.
    pub text: Phrase,
}

/// A service that a change hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HitService {
    /// The service.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The worst level that a step takes it to.
    pub level: Level,
}

/// A change of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CalendarEntry {
    /// The change.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What kind.
    pub kind: ChangeKind,
    /// Its state.
    pub state: String,
    /// As what it takes part.
    pub part: Part,
    /// When it is done.
    pub window: Window,
    /// The worst level of a service, as the estate is now.
    pub level: Level,
    /// Services that it hits, worst first.
    pub services: Vec<HitService>,
    /// Its collisions, by id.
    pub collisions: Vec<String>,
    /// Its steps count for its whole window: minutes are missing, do not fit, or it is in progress.
    pub spread: bool,
    /// Why its plan does not apply to the estate any more; then only what goes out is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Phrase>,
    /// What it does to services, in a sentence.
    pub text: Phrase,
}

/// What collides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CollisionReport {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The changes that were looked at, by the beginning of their windows.
    pub changes: Vec<CalendarEntry>,
    /// The collisions: those that block first, then by when they begin.
    pub collisions: Vec<Collision>,
    /// So many changes meet in one place that not every set of them was tried.
    pub is_cut_short: bool,
}

/// A maintenance window and when it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OpenWindow {
    /// The window.
    #[serde(flatten)]
    pub window: MaintenanceWindow,
    /// Its occurrences, in order.
    pub open: Vec<Window>,
}

/// The forward schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Calendar {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// When the schedule begins.
    pub from: Timestamp,
    /// The first moment behind it.
    pub to: Timestamp,
    /// Changes, by the beginning of their windows.
    pub entries: Vec<CalendarEntry>,
    /// Their collisions.
    pub collisions: Vec<Collision>,
    /// Not every set of changes was tried.
    pub is_cut_short: bool,
    /// Freezes that overlap it.
    pub freezes: Vec<Freeze>,
    /// Every maintenance window, with its occurrences that overlap it.
    pub windows: Vec<OpenWindow>,
}
