//! The map of what is around items: who needs them, and what they need.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::consumers;
use cairn_model::{CancelToken, Level};
use rustc_hash::FxHashSet;

use super::arrange::{Room, arrange};
use super::draw::{Kind, Saying, by_name, draw, needed};
use super::{BOXES_MAX, MapView, NodePart, PlacedBox};
use crate::error::EngineError;
use crate::item::find;

/// From this many boxes on, many siblings are folded for the reader's sake.
const CALM: usize = 40;

/// Around what, and how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AroundQuestion {
    /// Words for the items in the middle.
    pub roots: Vec<String>,
    /// How many links towards those who need them.
    pub up: u32,
    /// How many links towards what they need.
    pub down: u32,
    /// From how many siblings on they are folded once there are many boxes.
    pub breadth: usize,
    /// The most boxes.
    pub boxes: usize,
    /// Keys of groups to show apart.
    pub expand: Vec<String>,
    /// Boxes that stay where they are.
    pub placed: Vec<PlacedBox>,
}

/// What siblings have in common: how far they are, which way, and their class. The nearest come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Siblings {
    distance: u32,
    part: NodePart,
    class: usize,
}

impl Kind for Siblings {
    fn key(&self) -> String {
        let way = if self.part == NodePart::Needs { "needs" } else { "needed-by" };
        format!("{way}:{}:{}", self.distance, self.class)
    }

    fn class(&self) -> usize {
        self.class
    }
}

/// Returns the map of what is around items. Levels are those that operation alone gives.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::Cancelled`].
pub fn around(
    generation: &Generation,
    question: &AroundQuestion,
    cancel: &CancelToken,
) -> Result<MapView, EngineError> {
    let roots = question.roots.iter().map(|words| find(generation, words)).collect::<Result<Vec<Row>, _>>()?;
    let mut found: BTreeMap<Row, (u32, NodePart)> = roots.iter().map(|&row| (row, (0, NodePart::Root))).collect();
    let topology = generation.topology();
    let above = |row: Row| -> Vec<Row> {
        if row < topology.vertex_count() { consumers(topology, row).collect() } else { Vec::new() }
    };
    let below = |row: Row| -> Vec<Row> { needed(generation, row).map(|(row, _)| row).collect() };
    let mut beyond: FxHashSet<Row> = FxHashSet::default();
    for (depth, part, next) in [
        (question.up, NodePart::NeededBy, &above as &dyn Fn(Row) -> Vec<Row>),
        (question.down, NodePart::Needs, &below),
    ] {
        beyond.extend(spread(&roots, (depth, part), next, &mut found, cancel)?);
    }
    // What one way reaches only from afar the other may have near.
    let hidden = beyond.iter().filter(|row| !found.contains_key(row)).count() as u64;
    let already = if topology.context().is_empty() {
        None
    } else {
        let assumed = cairn_graph::AssumedRedundancy::Holds;
        Some(cairn_graph::verdict(topology, &[], assumed, cancel)?)
    };
    let say = |row: Row| Saying {
        part: found.get(&row).map_or(NodePart::Needs, |(_, part)| *part),
        level: already.as_ref().map_or(Level::Unaffected, |already| already.level_if_any(row)),
        own: false,
        spares: None,
    };
    let siblings = |(&row, &(distance, part)): (&Row, &(u32, NodePart))| {
        (Siblings { distance, part, class: generation.class_number(row) }, row)
    };
    let kinds = by_name(generation, found.iter().map(siblings))?;
    let room = Room { calm: CALM, max: question.boxes.clamp(1, BOXES_MAX) };
    let many = |kind: &Siblings| if kind.distance == 0 { usize::MAX } else { question.breadth.max(2) };
    let piles = arrange(kinds, room, many, |kind| question.expand.contains(&kind.key()));
    draw(generation, &piles, hidden, &question.placed, &say)
}

/// Notes everything within a depth, nearest first, and returns what lies beyond.
fn spread(
    roots: &[Row],
    (depth, part): (u32, NodePart),
    next: &dyn Fn(Row) -> Vec<Row>,
    found: &mut BTreeMap<Row, (u32, NodePart)>,
    cancel: &CancelToken,
) -> Result<Vec<Row>, EngineError> {
    let mut seen: FxHashSet<Row> = roots.iter().copied().collect();
    let (mut front, mut beyond) = (roots.to_vec(), Vec::new());
    let mut distance = 0_u32;
    while !front.is_empty() {
        cancel.check()?;
        distance = distance.saturating_add(1);
        let further: Vec<Row> = front.into_iter().flat_map(next).filter(|&row| seen.insert(row)).collect();
        if distance <= depth {
            for &row in &further {
                found.entry(row).or_insert((distance, part));
            }
        } else {
            beyond.extend(&further);
        }
        front = further;
    }
    Ok(beyond)
}
