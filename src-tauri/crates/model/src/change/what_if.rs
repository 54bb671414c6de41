//! What would be: planned edits that are kept without a change, and the estate before, during and after them.

use serde::{Deserialize, Serialize};

use super::Plan;
use crate::impact::{ItemRef, ModelErrorView};
use crate::{Level, Timestamp};

/// The kind of document that holds a [`KeptWhatIf`].
pub const WHAT_IF_KIND: &str = "what_if";

/// Planned edits under a name, of which nobody has asked that they be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct KeptWhatIf {
    /// Who made it, as asserted.
    pub actor: String,
    /// When it was made.
    pub at: Timestamp,
    /// The record no. of the estate that its edits were last based on.
    pub based_on: u64,
    /// The change that was made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Who edited it last, as asserted.
    pub edited_by: String,
    /// When it was edited last.
    pub edited_at: Timestamp,
    /// Its id, such as `WIF-000012`.
    pub id: String,
    /// What it is called; no two are called the same.
    pub name: String,
    /// What it is for, in the words of who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What it plans, as a change would.
    pub plan: Plan,
}

/// An item before, during and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LevelsCompared {
    /// Its level once all is done; absent when it takes no part any more.
    pub after: Option<Level>,
    /// Its level by operation alone, before anything is done; absent when it takes no part yet.
    pub before: Option<Level>,
    /// Its worst level while any of the steps is being done.
    pub during: Level,
    /// Which it is.
    #[serde(flatten)]
    pub item: ItemRef,
}

/// What takes a service down alone, before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SinglePointsCompared {
    /// Only after, by name.
    pub added: Vec<ItemRef>,
    /// Before and after, by name.
    pub kept: Vec<ItemRef>,
    /// Only before, by name.
    pub removed: Vec<ItemRef>,
}

/// A service before, during and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceCompared {
    /// Its levels.
    #[serde(flatten)]
    pub levels: LevelsCompared,
    /// What takes it down alone; absent when nothing under it is edited, so that it is what it was. While a service is
    /// down there is nothing left for another failure to do, and nothing is listed for that side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_points: Option<SinglePointsCompared>,
}

/// The spares of a group, before, during and after: members that take part and are not down, less those needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MarginCompared {
    /// Spares once all is done; absent when the group is gone.
    pub after: Option<i64>,
    /// Spares before anything is done; absent when there is no such group yet.
    pub before: Option<i64>,
    /// The fewest spares while any of the steps is being done; absent when there is no such group yet.
    pub during: Option<i64>,
    /// The edits alter its members or what is declared of it.
    pub edited: bool,
    /// Its label, or `@type`.
    pub group: String,
    /// Whose group.
    #[serde(flatten)]
    pub item: ItemRef,
}

impl MarginCompared {
    /// Returns whether it is left with fewer spares than it had.
    #[must_use]
    pub fn loses(&self) -> bool {
        self.before.zip(self.after).is_some_and(|(before, after)| after < before)
    }

    /// Returns whether it is left with more spares than it had.
    #[must_use]
    pub fn gains(&self) -> bool {
        self.before.zip(self.after).is_some_and(|(before, after)| after > before)
    }

    /// Returns whether it has fewer spares while a step is being done, and not for good.
    #[must_use]
    pub fn lacks_meanwhile(&self) -> bool {
        !self.loses() && self.before.zip(self.during).is_some_and(|(before, during)| during < before)
    }
}

/// A group of which nobody said how many members are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GroupNamed {
    /// Its label, or `@type`.
    pub group: String,
    /// Whose group.
    #[serde(flatten)]
    pub item: ItemRef,
}

/// An estate before, during and after planned edits, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Compared {
    /// Groups of which nobody says how many members are needed any more, or which come so.
    pub assumed_added: Vec<GroupNamed>,
    /// Groups of which nobody said how many members are needed, and now somebody does, or which go.
    pub assumed_removed: Vec<GroupNamed>,
    /// Errors of the model that are there only after.
    pub errors_added: Vec<ModelErrorView>,
    /// Errors of the model that are there only before.
    pub errors_removed: Vec<ModelErrorView>,
    /// Items that are no services and whose level differs: worst first, at most 200.
    pub items: Vec<LevelsCompared>,
    /// How many such items there are.
    pub items_total: u64,
    /// Groups that the edits alter, and those whose spares differ: those that lose most first.
    pub margins: Vec<MarginCompared>,
    /// Services whose level differs, and those under which something is edited: what changes for the worse first.
    pub services: Vec<ServiceCompared>,
    /// How many items were tried, each by itself, before and after.
    pub tried: u64,
}
