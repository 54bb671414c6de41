//! The map of the whole estate: groups with exact counts, and how many relationships run between them.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::{Line, layout};
use cairn_model::{CancelToken, Level, Strength};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::arrange::Pile;
use super::draw::{Kind, SPACING, Saying, draw, layer_of, needed};
use super::groups::Axis;
use super::{BOXES_MAX, MapEdge, MapLane, MapNode, MapView, NodePart};
use crate::error::EngineError;
use crate::explore::{Query, select};

/// The most groups.
pub const GROUPS_MAX: usize = 300;
/// The most lanes; what is more is one lane.
const LANES_MAX: usize = 24;
/// The most lines that are drawn: those of the most relationships.
const LINES_MAX: usize = 240;
/// How many rows are looked at before somebody may cancel.
const PIECE: usize = 16_384;

/// What a lane of the map of an estate has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum EstateLanes {
    /// The types of one layer: the topmost ancestor of their class.
    #[default]
    Layer,
    /// The items of one tier.
    Tier,
}

/// Of what, and how it is grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstateQuestion {
    /// Only items that this filter selects; empty for all.
    pub filter: String,
    /// What a lane has.
    pub lanes: EstateLanes,
    /// What a group has: `class`, or an attribute such as `site`.
    pub by: String,
    /// The most groups, [`GROUPS_MAX`] at most.
    pub groups: usize,
    /// Up to how many items of a filter are shown one by one.
    pub items: usize,
}

/// Where items stand that are shown one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Single(usize);

impl Kind for Single {
    fn key(&self) -> String {
        String::new()
    }

    fn class(&self) -> usize {
        self.0
    }
}

/// Returns the map of the estate, or of the items that a filter selects. Every item is in exactly one group, and every
/// relationship that somebody may need is counted once: in a line or inside a group. Cost: a few passes over items and
/// relationships.
///
/// # Errors
/// [`EngineError::Filter`] for a filter or an attribute that the estate does not know; [`EngineError::Cancelled`].
pub fn estate(
    generation: &Generation,
    question: &EstateQuestion,
    cancel: &CancelToken,
) -> Result<MapView, EngineError> {
    let rows = select(generation, &Query { filter: question.filter.clone(), ..Query::default() })?;
    if !question.filter.trim().is_empty() && rows.len() <= question.items.min(BOXES_MAX) {
        return one_by_one(generation, &rows);
    }
    if question.by != "class" && !generation.has_attribute(&question.by) {
        return Err(cairn_estate::FilterError::UnknownAttribute(question.by.clone()).into());
    }
    cancel.check()?;
    let lanes = match question.lanes {
        EstateLanes::Layer => Axis::of_classes(generation, &rows, true),
        EstateLanes::Tier => Axis::of_attribute(generation, &rows, "tier")?,
    };
    let groups = match question.by.as_str() {
        "class" => Axis::of_classes(generation, &rows, false),
        attribute => Axis::of_attribute(generation, &rows, attribute)?,
    };
    Scene::new(generation, question, &rows, lanes, groups).drawn(cancel)
}

fn one_by_one(generation: &Generation, rows: &[Row]) -> Result<MapView, EngineError> {
    let single = |&row: &Row| Pile { kind: Some(Single(generation.class_number(row))), rows: vec![row] };
    let piles: Vec<Pile<Single>> = rows.iter().map(single).collect();
    let say = |_: Row| Saying { part: NodePart::Needs, level: Level::Unaffected, own: false, spares: None };
    draw(generation, &piles, 0, &[], &say)
}

/// A group: a lane and a value, or everything else of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Group {
    lane: u32,
    /// The value; none for the others of the lane.
    value: Option<u32>,
    count: u64,
}

/// Relationships behind one line.
#[derive(Clone, Copy, Debug)]
struct Counted {
    count: u64,
    weak: u64,
    strength: Strength,
}

/// Consumer and provider, by the numbers of their groups.
type Ends = (u32, u32);
type Lines = BTreeMap<Ends, Counted>;

/// How a line is drawn.
#[derive(Clone, Debug, Default)]
struct Way {
    points: Vec<(i32, i32)>,
    turned: bool,
}

struct Scene<'a> {
    generation: &'a Generation,
    question: &'a EstateQuestion,
    rows: &'a [Row],
    lanes: Axis,
    /// The number of the lane that several were joined to.
    joined_lane: Option<u32>,
    values: Axis,
    groups: Vec<Group>,
    /// The group of each item of the list.
    group_of: Vec<u32>,
}

impl<'a> Scene<'a> {
    fn new(
        generation: &'a Generation,
        question: &'a EstateQuestion,
        rows: &'a [Row],
        mut lanes: Axis,
        values: Axis,
    ) -> Self {
        let joined_lane = lanes.join_smallest(LANES_MAX);
        let mut known: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut found: Vec<Group> = Vec::new();
        let mut group_of: Vec<u32> = Vec::with_capacity(rows.len());
        for (&lane, &value) in lanes.of.iter().zip(&values.of) {
            let next = u32::try_from(found.len()).unwrap_or(u32::MAX);
            let number = *known.entry((lane, value)).or_insert(next);
            if number == next {
                found.push(Group { lane, value: Some(value), count: 0 });
            }
            found[number as usize].count += 1;
            group_of.push(number);
        }
        let (groups, renumbered) = fitted(&found, &values, question.groups.clamp(1, GROUPS_MAX), lanes.parts.len());
        for number in &mut group_of {
            *number = renumbered[*number as usize];
        }
        Scene { generation, question, rows, lanes, joined_lane, values, groups, group_of }
    }

    /// Counts the relationships between groups, by consumer and provider, and inside each.
    fn counted(&self, cancel: &CancelToken) -> Result<(Lines, Vec<u64>), EngineError> {
        let last = self.rows.iter().max().map_or(0, |row| *row as usize + 1);
        let mut place: Vec<u32> = vec![u32::MAX; last];
        for (&row, &group) in self.rows.iter().zip(&self.group_of) {
            place[row as usize] = group;
        }
        let mut inside = vec![0_u64; self.groups.len()];
        let mut lines: FxHashMap<Ends, Counted> = FxHashMap::default();
        for piece in self.rows.chunks(PIECE) {
            cancel.check()?;
            for &row in piece {
                let consumer = place[row as usize];
                for (member, strength) in needed(self.generation, row) {
                    let provider = place.get(member as usize).copied().unwrap_or(u32::MAX);
                    if provider == consumer {
                        inside[consumer as usize] += 1;
                    } else if provider != u32::MAX {
                        let line = lines.entry((consumer, provider)).or_insert(Counted { count: 0, weak: 0, strength });
                        line.count += 1;
                        line.weak += u64::from(strength <= Strength::Soft);
                        line.strength = line.strength.max(strength);
                    }
                }
            }
        }
        Ok((lines.into_iter().collect(), inside))
    }

    fn drawn(&self, cancel: &CancelToken) -> Result<MapView, EngineError> {
        let (lines, inside) = self.counted(cancel)?;
        let layers: Vec<u32> = self.groups.iter().map(|group| self.layer(group)).collect();
        let mut strongest: Vec<(&Ends, &Counted)> = lines.iter().collect();
        strongest.sort_by_key(|(ends, line)| (std::cmp::Reverse(line.count), **ends));
        strongest.truncate(LINES_MAX);
        strongest.sort_by_key(|(ends, _)| **ends);
        let ends: Vec<Line> = strongest
            .iter()
            .map(|((consumer, provider), _)| Line { consumer: *consumer as usize, provider: *provider as usize })
            .collect();
        let picture = layout(&layers, &ends, &SPACING);
        cancel.check()?;
        let mut ways: FxHashMap<Ends, Way> = FxHashMap::default();
        for (((ends, _), points), turned) in strongest.iter().zip(picture.lines).zip(picture.turned) {
            ways.insert(**ends, Way { points, turned });
        }
        let mut nodes: Vec<MapNode> =
            self.groups.iter().zip(&inside).map(|(group, &inside)| self.node(group, inside)).collect();
        for ((node, &(x, y)), &row) in nodes.iter_mut().zip(&picture.boxes).zip(&picture.rows) {
            (node.x, node.y, node.row) = (x, y, u32::try_from(row).unwrap_or(u32::MAX));
        }
        let edges = lines.iter().map(|(own, line)| {
            let Way { points, turned } = ways.remove(own).unwrap_or_default();
            MapEdge {
                provider: nodes[own.1 as usize].id.clone(),
                consumer: nodes[own.0 as usize].id.clone(),
                count: line.count,
                weak: line.weak,
                strength: line.strength,
                carries: false,
                turned,
                points,
            }
        });
        let edges = edges.collect();
        let lane_of = |layer: u32| {
            let place = layers.iter().position(|own| *own == layer);
            place.map_or_else(String::new, |place| nodes[place].lane.clone())
        };
        let lane =
            |lane: &cairn_graph::Lane| MapLane { id: lane_of(lane.layer), y: lane.top, height: lane.bottom - lane.top };
        Ok(MapView {
            seq: self.generation.seq(),
            edges,
            lanes: picture.lanes.iter().map(lane).collect(),
            node_width: SPACING.width,
            node_height: SPACING.height,
            width: picture.width,
            height: picture.height,
            shown: 0,
            folded: self.rows.len() as u64,
            groups: nodes.len() as u64,
            hidden: 0,
            total: self.rows.len() as u64,
            nodes,
        })
    }

    /// Returns the lane of a group, counted from the bottom.
    fn layer(&self, group: &Group) -> u32 {
        if self.joined_lane == Some(group.lane) {
            return 0;
        }
        let id = &self.lanes.parts[group.lane as usize].id;
        match self.question.lanes {
            EstateLanes::Layer => {
                let class = self.generation.catalogue().classes().iter().position(|class| class.definition.id == *id);
                class.map_or(0, |class| layer_of(self.generation, class))
            }
            EstateLanes::Tier => {
                // Tier 1 stands on top, what has none at the bottom.
                let mut names: Vec<&str> = self.lanes.parts.iter().map(|part| part.id.as_str()).collect();
                names.sort_unstable_by(|left, right| (left.is_empty(), left).cmp(&(right.is_empty(), right)));
                let place = names.iter().rev().position(|name| name == id).unwrap_or_default();
                u32::try_from(place + 1).unwrap_or(u32::MAX)
            }
        }
    }

    fn node(&self, group: &Group, inside: u64) -> MapNode {
        let lane = &self.lanes.parts[group.lane as usize];
        let lane_id = match (self.question.lanes, self.joined_lane == Some(group.lane)) {
            (_, true) => String::new(),
            (EstateLanes::Layer, false) => lane.id.clone(),
            (EstateLanes::Tier, false) => format!("tier:{}", lane.id),
        };
        let value = group.value.map(|value| &self.values.parts[value as usize]);
        let is_class = self.question.by == "class";
        let key = match (group.value, value) {
            (Some(_), Some(value)) => format!("group:{lane_id}:{}", value.id),
            _ => format!("others:{lane_id}"),
        };
        MapNode {
            id: key,
            item: None,
            class: value.filter(|_| is_class).map(|value| value.id.clone()),
            lane: lane_id,
            count: group.count,
            filter: self.filter(group),
            value: value.filter(|_| !is_class).map(|value| value.id.clone()),
            inside: Some(inside),
            members: Vec::new(),
            part: NodePart::Needs,
            level: Level::Unaffected,
            own: false,
            spares: None,
            needs_hidden: 0,
            consumers_hidden: 0,
            row: 0,
            x: 0,
            y: 0,
        }
    }

    /// Returns what selects exactly the items of a group; none for what the filter language cannot say.
    fn filter(&self, group: &Group) -> Option<String> {
        let (lane, _) = self.lanes.parts[group.lane as usize].terms.clone()?;
        let mut terms = vec![self.question.filter.trim().to_owned(), lane];
        if let Some(value) = group.value {
            terms.push(self.values.parts[value as usize].terms.clone()?.0);
        } else {
            for other in self.groups.iter().filter(|other| other.lane == group.lane) {
                if let Some(value) = other.value {
                    terms.push(self.values.parts[value as usize].terms.clone()?.1);
                }
            }
        }
        terms.retain(|term| !term.is_empty());
        Some(terms.join(" "))
    }
}

/// Returns the groups that fit, the largest of them all, each lane with one more for its others; and for every group
/// that was found the number of what it is in now. What has no words in the filter language is with the others.
fn fitted(found: &[Group], values: &Axis, max: usize, lanes: usize) -> (Vec<Group>, Vec<u32>) {
    let is_sayable = |group: &Group| group.value.is_some_and(|value| values.parts[value as usize].terms.is_some());
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&number| (!is_sayable(&found[number]), std::cmp::Reverse(found[number].count), number));
    let is_roomy = found.len() <= max && found.iter().all(is_sayable);
    let room = if is_roomy { found.len() } else { max.saturating_sub(lanes) };
    let mut groups: Vec<Group> = Vec::new();
    let mut others: FxHashMap<u32, u32> = FxHashMap::default();
    let mut renumbered = vec![0; found.len()];
    for (rank, &number) in order.iter().enumerate() {
        let own = found[number];
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        if rank < room && is_sayable(&own) {
            renumbered[number] = next;
            groups.push(own);
        } else {
            let place = *others.entry(own.lane).or_insert(next);
            if place == next {
                groups.push(Group { value: None, count: 0, ..own });
            }
            groups[place as usize].count += own.count;
            renumbered[number] = place;
        }
    }
    (groups, renumbered)
}
