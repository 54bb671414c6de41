//! Maps as they cross the wire: boxes, lines and lanes with their positions, and exact counts.

use serde::{Deserialize, Serialize};

use crate::impact::ItemRef;
use crate::{Level, Strength};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

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
    /// What selects exactly its items, in the filter language; only for groups of a map of the whole estate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// The value of the attribute that its items share, empty for none; only where an estate is grouped by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How many relationships run between its own items; only for groups of a map of the whole estate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<u64>,
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

/// Where a box stands that is to stay there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlacedBox {
    /// The id of the box.
    pub id: String,
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
    /// How many of them no level rests on.
    #[serde(default, skip_serializing_if = "is_none")]
    pub weak: u64,
    /// The strongest of them.
    pub strength: Strength,
    /// A failure runs along it.
    pub carries: bool,
    /// It closes a cycle, and leads down.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub turned: bool,
    /// The polyline; x grows to the right, y downwards. Empty where so many lines would not be read: those of the
    /// fewest relationships are not drawn.
    pub points: Vec<(i32, i32)>,
}

/// A lane: a band across the map in which all boxes of one layer stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapLane {
    /// The class that every class in it descends from; empty for boxes of several.
    pub id: String,
    /// Its upper edge.
    pub y: i32,
    /// How high it is.
    pub height: i32,
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
    /// The lanes, from the top; those without boxes are left out.
    pub lanes: Vec<MapLane>,
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
