//! The map of what is around items.

use cairn_engine::map::{AroundQuestion, BOXES_DEFAULT, MapView, around};
use serde::{Deserialize, Serialize};

use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;

/// How many links each way unless somebody says.
const DEPTH_DEFAULT: u32 = 2;
/// From how many siblings on they are folded unless somebody says.
const BREADTH_DEFAULT: u32 = 6;

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
}

pub(crate) fn map(desk: &Desk, request: &MapRequest, work: &Work<'_>) -> Result<MapView, Failure> {
    let open = desk.estate()?;
    let generation = open.generation(&request.set)?;
    let question = AroundQuestion {
        roots: request.roots.clone(),
        up: request.up.unwrap_or(DEPTH_DEFAULT),
        down: request.down.unwrap_or(DEPTH_DEFAULT),
        breadth: request.breadth.unwrap_or(BREADTH_DEFAULT) as usize,
        boxes: request.boxes.map_or(BOXES_DEFAULT, |boxes| boxes as usize),
        expand: request.expand.clone(),
    };
    Ok(around(&generation, &question, work.cancel)?)
}
