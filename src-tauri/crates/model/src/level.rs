//! The four levels of a verdict (IMPACT 2).

use serde::{Deserialize, Serialize};

/// What an outage does to a configuration item, from best to worst.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Level {
    /// Nothing it needs was touched, or what was touched is not needed.
    #[default]
    Unaffected = 0,
    /// Redundancy was lost, and it still works.
    AtRisk = 1,
    /// It works worse than agreed.
    Degraded = 2,
    /// It does not work.
    Down = 3,
}

impl Level {
    /// Every level that is worse than unaffected, worst first.
    pub const RAISED: [Level; 3] = [Level::Down, Level::Degraded, Level::AtRisk];

    /// Returns the level with the given number (0 to 3); anything above 3 is [`Level::Down`].
    #[must_use]
    pub fn from_number(number: u8) -> Level {
        match number {
            0 => Level::Unaffected,
            1 => Level::AtRisk,
            2 => Level::Degraded,
            _ => Level::Down,
        }
    }

    /// Returns the level one step better: what a degrading need passes on (IMPACT 3.2).
    #[must_use]
    pub fn lowered(self) -> Level {
        Level::from_number((self as u8).saturating_sub(1))
    }

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Level::Unaffected => "unaffected",
            Level::AtRisk => "at_risk",
            Level::Degraded => "degraded",
            Level::Down => "down",
        }
    }
}
