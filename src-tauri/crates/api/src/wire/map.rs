//! Maps: of what is around items, and of the whole estate.

use cairn_engine::map::{
    AroundQuestion, BOXES_DEFAULT, EstateLanes, EstateQuestion, GROUPS_MAX, MapView, PlacedBox, around, estate,
};
use serde::{Deserialize, Serialize};

use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;

/// How many links each way unless somebody says.
const DEPTH_DEFAULT: u32 = 2;
/// From how many siblings on they are folded unless somebody says.
const BREADTH_DEFAULT: u32 = 6;
/// Up to how many items of a filter are shown one by one unless somebody says.
const ITEMS_DEFAULT: usize = 60;

/// Around what, and how far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Words for the items in the middle: key, id, source id or unique name.
    pub roots: Vec<String>,
    /// How many links towards those who need them; 2 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up: Option<u32>,
    /// How many links towards what they need; 2 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<u32>,
    /// From how many siblings on they are folded once there are many boxes; 6 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breadth: Option<u32>,
    /// The most boxes, 400 at most; 150 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boxes: Option<u32>,
    /// Ids of groups to show apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expand: Vec<String>,
    /// Boxes that stay where they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub placed: Vec<PlacedBox>,
}

/// What of the estate, and how it is grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EstateMapRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Only items that this filter selects; all when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// What a lane has; the types of one layer when absent.
    #[serde(default)]
    pub lanes: EstateLanes,
    /// What a group has: `class`, or an attribute such as `site`; `class` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The most groups, 300 at most and when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<u32>,
    /// Up to how many items of a filter are shown one by one; 60 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<u32>,
}

impl EstateMapRequest {
    pub(crate) fn question(&self) -> EstateQuestion {
        EstateQuestion {
            filter: self.filter.clone(),
            lanes: self.lanes,
            by: self.by.clone().unwrap_or_else(|| "class".to_owned()),
            groups: self.groups.map_or(GROUPS_MAX, |groups| groups as usize),
            items: self.items.map_or(ITEMS_DEFAULT, |items| items as usize),
        }
    }
}

pub(crate) fn whole(desk: &Desk, request: &EstateMapRequest, work: &Work<'_>) -> Result<MapView, Failure> {
    let open = desk.estate()?;
    let generation = open.generation(&request.set)?;
    Ok(estate(&generation, &request.question(), work.cancel)?)
}

impl MapRequest {
    pub(crate) fn question(&self) -> AroundQuestion {
        AroundQuestion {
            roots: self.roots.clone(),
            up: self.up.unwrap_or(DEPTH_DEFAULT),
            down: self.down.unwrap_or(DEPTH_DEFAULT),
            breadth: self.breadth.unwrap_or(BREADTH_DEFAULT) as usize,
            boxes: self.boxes.map_or(BOXES_DEFAULT, |boxes| boxes as usize),
            expand: self.expand.clone(),
            placed: self.placed.clone(),
        }
    }
}

pub(crate) fn map(desk: &Desk, request: &MapRequest, work: &Work<'_>) -> Result<MapView, Failure> {
    let open = desk.estate()?;
    let generation = open.generation(&request.set)?;
    Ok(around(&generation, &request.question(), work.cancel)?)
}
