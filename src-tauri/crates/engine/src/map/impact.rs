//! The map of an impact: what goes out, what is hit, what holds it, and who needs whom.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_model::impact::{Explanation, ImpactReport};
use cairn_model::{CancelToken, Level, Strength};
use rustc_hash::FxHashMap;

use super::arrange::{Room, arrange};
use super::draw::{Kind, Saying, by_name, draw, needed};
use super::{BOXES_MAX, MapView, NodePart, PlacedBox};
use crate::error::EngineError;
use crate::impact::{ImpactQuestion, Solved, solved};
use crate::item::find;

/// From this many boxes on, many siblings are folded for the reader's sake.
const CALM: usize = 40;
/// This many siblings are many of a kind.
const SIBLINGS_MANY: usize = 4;
/// Services are what a map is about: so many stay apart.
const SERVICES_MANY: usize = 24;

/// An answer to a question about outages, to be reported and drawn without being worked out again.
#[derive(Debug)]
pub struct ImpactSolution {
    solved: Solved,
}

/// Works out what an outage does; nothing is written.
///
/// # Errors
/// As [`crate::impact::judge`].
pub fn solve(
    generation: &Generation,
    question: &ImpactQuestion,
    cancel: &CancelToken,
) -> Result<ImpactSolution, EngineError> {
    Ok(ImpactSolution { solved: solved(generation, question, cancel)? })
}

/// What siblings have in common; the first is the most important.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Siblings {
    /// How important: 0 is what goes out.
    rank: u8,
    /// Worst first: 3 less the level.
    relief: u8,
    part: NodePart,
    /// At risk because something it needs is: own redundancy comes first.
    inherited: bool,
    class: usize,
}

impl Kind for Siblings {
    fn key(&self) -> String {
        let part = match self.part {
            NodePart::Root => "out",
            NodePart::Hit => "hit",
            NodePart::Already => "already",
            NodePart::Holds => "holds",
            NodePart::NeededBy | NodePart::Needs => "near",
        };
        let level = Level::from_number(Level::Down as u8 - self.relief).id();
        format!("{part}:{level}:{}:{}", if self.inherited { "inherited" } else { "own" }, self.class)
    }

    fn class(&self) -> usize {
        self.class
    }
}

impl ImpactSolution {
    /// Returns the report of the answer.
    ///
    /// # Errors
    /// [`EngineError::Estate`] never for the generation that was asked.
    pub fn report(&self, generation: &Generation) -> Result<ImpactReport, EngineError> {
        self.solved.report(generation)
    }

    /// Returns why the item that `words` mean is at its level, and why not at a worse one.
    ///
    /// # Errors
    /// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`].
    pub fn explain(&self, generation: &Generation, words: &str) -> Result<Explanation, EngineError> {
        self.solved.explain(generation, find(generation, words)?)
    }

    /// Returns the map of the answer in at most `boxes` boxes; groups whose key is in `expand` are shown apart, and boxes
    /// that are placed stay where they are.
    ///
    /// # Errors
    /// [`EngineError::Estate`] never for the generation that was asked.
    pub fn map(
        &self,
        generation: &Generation,
        boxes: usize,
        expand: &[String],
        placed: &[PlacedBox],
    ) -> Result<MapView, EngineError> {
        let scene = Scene { generation, solved: &self.solved, spares: self.spares() };
        let parts = scene.parts();
        let say = |row: Row| scene.say(row, parts.get(&row).copied().unwrap_or(NodePart::Holds));
        let kinds = by_name(generation, parts.keys().map(|&row| (scene.siblings(row, say(row)), row)))?;
        let room = Room { calm: CALM, max: boxes.clamp(1, BOXES_MAX) };
        let many = |kind: &Siblings| match kind.rank {
            0 => usize::MAX,
            1 => SERVICES_MANY,
            _ => SIBLINGS_MANY,
        };
        let piles = arrange(kinds, room, many, |kind| expand.contains(&kind.key()));
        draw(generation, &piles, 0, placed, &say)
    }

    /// The fewest spares left in the groups of each consumer that lost members.
    fn spares(&self) -> FxHashMap<Row, i64> {
        let mut spares: FxHashMap<Row, i64> = FxHashMap::default();
        for group in &self.solved.found.findings.eroded {
            let margin = group.margin();
            spares.entry(group.consumer).and_modify(|known| *known = margin.min(*known)).or_insert(margin);
        }
        spares
    }
}

struct Scene<'a> {
    generation: &'a Generation,
    solved: &'a Solved,
    spares: FxHashMap<Row, i64>,
}

impl Scene<'_> {
    /// Returns every item that belongs to the answer, with what it is to it.
    fn parts(&self) -> BTreeMap<Row, NodePart> {
        let (topology, found) = (self.generation.topology(), &self.solved.found);
        let mut parts: BTreeMap<Row, NodePart> = BTreeMap::new();
        for raised in found.as_planned.raised() {
            if raised.level > topology.vertex(raised.vertex).context {
                parts.insert(raised.vertex, NodePart::Hit);
            }
        }
        parts.extend(self.solved.given.iter().map(|(seed, _)| (seed.vertex, NodePart::Root)));
        let hit: Vec<Row> = parts.keys().copied().collect();
        for row in hit {
            let is_eroded = self.spares.contains_key(&row);
            for (member, strength) in needed(self.generation, row) {
                let own = topology.vertex(member);
                if strength <= Strength::Soft || !own.participates {
                    continue;
                }
                if own.context > Level::Unaffected {
                    parts.entry(member).or_insert(NodePart::Already);
                } else if is_eroded {
                    parts.entry(member).or_insert(NodePart::Holds);
                }
            }
        }
        parts
    }

    fn say(&self, row: Row, part: NodePart) -> Saying {
        let found = &self.solved.found;
        let level = found.as_planned.level(row);
        let own = level == Level::AtRisk && found.findings.at_risk_own.contains(&row);
        Saying { part, level, own, spares: self.spares.get(&row).copied() }
    }

    fn siblings(&self, row: Row, saying: Saying) -> Siblings {
        let is_service = self.generation.is_service(row);
        let rank = match saying.part {
            NodePart::Root => 0,
            NodePart::Hit if is_service => 1,
            NodePart::Hit if saying.own || saying.level >= Level::Degraded => 2,
            NodePart::Hit => 3,
            _ => 4,
        };
        Siblings {
            rank,
            relief: Level::Down as u8 - saying.level as u8,
            part: saying.part,
            inherited: saying.level == Level::AtRisk && !saying.own,
            class: self.generation.class_number(row),
        }
    }
}
