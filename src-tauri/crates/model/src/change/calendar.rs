//! The calendar of changes: periods in which nothing may be changed, and windows in which work may be done.

use serde::{Deserialize, Serialize};

use crate::{CiId, Timestamp};

/// The kind of document that holds a [`Freeze`].
pub const FREEZE_KIND: &str = "freeze";
/// The kind of document that holds a [`MaintenanceWindow`].
pub const MAINTENANCE_KIND: &str = "maintenance_window";

/// What a freeze or a maintenance window is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum CalendarScope {
    /// Every service.
    Everything,
    /// These items, services as a rule.
    Items {
        /// Their ids.
        items: Vec<CiId>,
    },
    /// Every item of a class, or of one that inherits from it.
    Class {
        /// The id of the class.
        class: String,
    },
    /// Every item that is located in one, however deep.
    Site {
        /// The id of what holds them.
        site: CiId,
    },
}

/// A period in which what it covers may not be degraded or down by a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Freeze {
    /// Who entered it, as asserted.
    pub actor: String,
    /// When it was entered.
    pub at: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// Its id, such as `FRZ-0001`.
    pub id: String,
    /// Why.
    pub reason: String,
    /// What it covers.
    pub scope: CalendarScope,
    /// Its first moment.
    pub start: Timestamp,
}

/// A weekly window in which what it covers may be worked on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MaintenanceWindow {
    /// Who entered it, as asserted.
    pub actor: String,
    /// When it was entered.
    pub at: Timestamp,
    /// Its id, such as `MWN-0001`.
    pub id: String,
    /// How many minutes it lasts.
    pub minutes: u32,
    /// What it is called.
    pub name: String,
    /// What it covers.
    pub scope: CalendarScope,
    /// When it begins, in minutes after midnight by the clock of its zone.
    pub start_minute: u32,
    /// The days on which it begins: 1 is Monday, 7 is Sunday; ascending.
    pub weekdays: Vec<u8>,
    /// The name of the time zone in the IANA database, such as `Asia/Hong_Kong`.
    pub zone: String,
}
