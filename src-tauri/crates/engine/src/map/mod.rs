//! Maps for the screen: few boxes that can be read, exact counts for everything else, positions from the layout.
//!
//! A map never drops anything silently: an item is in a box of its own, or in a group with an exact count, or beyond
//! the depth, which is counted too. What is folded or hidden never changes a level.

mod around;
mod arrange;
mod draw;
mod impact;

use cairn_model::impact::ItemRef;
use cairn_model::{Level, Strength};
use serde::{Deserialize, Serialize};

pub use around::{AroundQuestion, around};
pub use impact::{ImpactSolution, solve};

/// The most boxes a map may have.
pub const BOXES_MAX: usize = 400;
/// How many boxes a map has unless somebody asks for more.
pub const BOXES_DEFAULT: usize = 150;

/// What an item is to the question that a map answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum NodePart {
    /// It was asked about: it goes out, or the map is of what is around it.
    Root,
    /// It is hit.
    Hit,
    /// It was already degraded or out of service.
    Already,
    /// It is needed by something whose group lost members, and keeps working.
    Holds,
    /// It needs the root, straight or through others.
    NeededBy,
    /// The root needs it, straight or through others.
    Needs,
}

/// A box: an item, or several of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapNode {
    /// The id of the item, or the key of the group: what `expand` takes.
    pub id: String,
    /// The item, when it stands for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemRef>,
    /// The class, by id; absent when items of several classes are folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The topmost ancestor of the class: the lane it belongs to; empty when there are several.
    pub lane: String,
    /// How many items it stands for; at least one.
    pub count: u64,
    /// The first of the items, when it stands for several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<ItemRef>,
    /// What it is to the question.
    pub part: NodePart,
    /// The worst level among its items.
    pub level: Level,
    /// At risk because its own redundancy was hit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The fewest spares left in a group of its own that lost members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spares: Option<i64>,
    /// How many items it needs that are not on the map.
    pub needs_hidden: u64,
    /// How many items need it that are not on the map.
    pub consumers_hidden: u64,
    /// Its row, from the top.
    pub row: u32,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
}

/// A line, drawn the way a failure runs: from what is needed to who needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapEdge {
    /// What is needed, by the id of its box.
    pub provider: String,
    /// Who needs, by the id of its box.
    pub consumer: String,
    /// How many needs it stands for.
    pub count: u64,
    /// The strongest of them.
    pub strength: Strength,
    /// A failure runs along it.
    pub carries: bool,
    /// It closes a cycle, and leads down.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub turned: bool,
    /// The polyline; x grows to the right, y downwards.
    pub points: Vec<(i32, i32)>,
}

/// A map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapView {
    /// The record no. of the estate it is of.
    pub seq: u64,
    /// The boxes, the most important first.
    pub nodes: Vec<MapNode>,
    /// The lines.
    pub edges: Vec<MapEdge>,
    /// How wide a box is.
    pub node_width: i32,
    /// How high a box is.
    pub node_height: i32,
    /// How wide everything is.
    pub width: i32,
    /// How high everything is.
    pub height: i32,
    /// How many items have a box of their own.
    pub shown: u64,
    /// How many items are folded into groups.
    pub folded: u64,
    /// How many groups there are.
    pub groups: u64,
    /// How many items belong to the answer and lie beyond the depth.
    pub hidden: u64,
    /// How many items belong to the answer: shown, folded and hidden.
    pub total: u64,
}
