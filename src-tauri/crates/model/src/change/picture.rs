//! What a step of a change does, as a map: boxes for items, lines for who needs whom; and what held beside it.

use serde::{Deserialize, Serialize};

use crate::impact::{ItemRef, ModelErrorCode, RequirementView};
use crate::map::{MapEdge, MapLane, MapNode, MapView, NodePart};
use crate::{Level, Strength};

fn is_false(value: &bool) -> bool {
    !*value
}

/// What an item is to the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MapPart {
    /// It goes out while the step is being done.
    GoesOut,
    /// It leaves the estate.
    Removed,
    /// It comes into the estate.
    Added,
    /// It is edited.
    Edited,
    /// It is hit.
    Hit,
    /// It was already degraded or out of service.
    Already,
    /// It is needed by something that is hit, and keeps working.
    Holds,
}

/// A box: an item, or several of one class, level and part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapBox {
    /// The level once the step is done.
    pub after: Level,
    /// The class, by id; empty when items of several classes are folded.
    pub class: String,
    /// How many items it stands for; at least one.
    pub count: u64,
    /// The level while the step is being done.
    pub during: Level,
    /// The item, when it stands for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemRef>,
    /// The topmost ancestor of the class: the lane it belongs to; empty when there are several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lane: String,
    /// The worse of during and after.
    pub level: Level,
    /// At risk because its own redundancy was hit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own: bool,
    /// What it is to the step.
    pub part: MapPart,
    /// The fewest spares left in a group of its own that lost members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spares: Option<i64>,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
}

/// What becomes of the relationship behind a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MapLineKind {
    /// It stays, and a failure runs along it.
    Carries,
    /// It stays, and nothing runs along it.
    Holds,
    /// The step removes it.
    Removed,
    /// The step adds it.
    Added,
}

/// A line, drawn the way a failure runs: from what is needed to who needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapLine {
    /// Who needs, by number of its box.
    pub consumer: usize,
    /// What becomes of it.
    pub kind: MapLineKind,
    /// The polyline; x grows to the right, y downwards.
    pub points: Vec<(i32, i32)>,
    /// What is needed, by number of its box.
    pub provider: usize,
    /// It closes a cycle, and leads down.
    #[serde(default, skip_serializing_if = "is_false")]
    pub turned: bool,
}

/// The map of a step. Every item that is hit is in a box, alone or counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeMap {
    /// How high a box is.
    pub box_height: i32,
    /// How wide a box is.
    pub box_width: i32,
    /// The boxes, the most important first.
    pub boxes: Vec<MapBox>,
    /// How many items are folded into boxes that stand for several.
    pub folded: u64,
    /// How high everything is.
    pub height: i32,
    /// How many items there are in all.
    pub items: u64,
    /// The lanes, from the top; those without boxes are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<MapLane>,
    /// The lines.
    pub lines: Vec<MapLine>,
    /// The step, from 1.
    pub step: u32,
    /// How wide everything is.
    pub width: i32,
}

impl MapPart {
    /// Returns what an item that is this to a step is to the question of an outage.
    fn of_node(self) -> NodePart {
        match self {
            MapPart::GoesOut | MapPart::Removed | MapPart::Added | MapPart::Edited => NodePart::Root,
            MapPart::Hit => NodePart::Hit,
            MapPart::Already => NodePart::Already,
            MapPart::Holds => NodePart::Holds,
        }
    }
}

impl ChangeMap {
    /// Returns the map as a screen draws every map, of an estate at a record no.; boxes are known by their number.
    #[must_use]
    pub fn view(&self, seq: u64) -> MapView {
        let groups = self.boxes.iter().filter(|own| own.count > 1).count();
        MapView {
            seq,
            nodes: self.boxes.iter().enumerate().map(|(number, own)| self.node(number, own)).collect(),
            edges: self.lines.iter().map(edge).collect(),
            lanes: self.lanes.clone(),
            node_width: self.box_width,
            node_height: self.box_height,
            width: self.width,
            height: self.height,
            shown: self.items.saturating_sub(self.folded),
            folded: self.folded,
            groups: groups as u64,
            hidden: 0,
            total: self.items,
        }
    }

    fn node(&self, number: usize, own: &MapBox) -> MapNode {
        let class = own.item.as_ref().map_or(&own.class, |item| &item.class);
        MapNode {
            id: number.to_string(),
            item: own.item.clone(),
            class: (!class.is_empty()).then(|| class.clone()),
            lane: own.lane.clone(),
            count: own.count,
            filter: None,
            value: None,
            inside: None,
            members: Vec::new(),
            part: own.part.of_node(),
            level: own.level,
            own: own.own,
            spares: own.spares,
            needs_hidden: 0,
            consumers_hidden: 0,
            row: u32::try_from(own.y / self.box_height.max(1)).unwrap_or_default(),
            x: own.x,
            y: own.y,
        }
    }
}

fn edge(line: &MapLine) -> MapEdge {
    MapEdge {
        provider: line.provider.to_string(),
        consumer: line.consumer.to_string(),
        count: 1,
        weak: 0,
        strength: Strength::Hard,
        carries: line.kind == MapLineKind::Carries,
        turned: line.turned,
        points: line.points.clone(),
    }
}

/// Groups that lost members and held: those of one class, name and margin together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Holding {
    /// How many consumers.
    pub count: u64,
    /// Members down.
    pub down: u32,
    /// The first of the consumers, by tier and name.
    pub items: Vec<ItemRef>,
    /// The level that the group passes on to its consumer.
    pub level: Level,
    /// Spares left.
    pub margin: i64,
    /// The group.
    pub requirement: RequirementView,
    /// The step that leaves the fewest spares, from 1.
    pub step: u32,
}

/// Something wrong with the model where the verdict rests on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ModelErrorLine {
    /// Whose requirement.
    #[serde(flatten)]
    pub item: ItemRef,
    /// What is wrong.
    pub kind: ModelErrorCode,
    /// The member that takes no part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ItemRef>,
    /// The name of the requirement: the explicit label, `@type`, or the type of a relationship that stands alone.
    pub requirement: String,
}

/// What is shown of a change that only judging it anew tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangePicture {
    /// What held, fewest spares first.
    pub holding: Vec<Holding>,
    /// The map of the worst step; none when nothing is in scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<ChangeMap>,
    /// Model errors, by item.
    pub model_errors: Vec<ModelErrorLine>,
    /// The record no. of the estate it was judged on.
    pub seq: u64,
}
