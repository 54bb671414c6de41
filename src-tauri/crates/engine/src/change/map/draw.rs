//! The map of the worst step: what is planned, what is hit, what holds it, and who needs whom.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::{Line, Spacing, layout};
use cairn_model::change::{ChangeMap, MapBox, MapLine, MapLineKind, MapPart, Plan, PlannedEdit};
use cairn_model::map::MapLane;
use cairn_model::topology::Topology;
use cairn_model::{Level, Strength};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::assess::Assessment;
use super::super::judge::{JudgedPlan, JudgedStep};
use super::fold::{Folded, Kind, folded};
use crate::error::EngineError;
use crate::item::reference;
use cairn_graph::is_at_risk_own;

/// Made for a page of A4, upright, at the size of its text.
const SPACING: Spacing = Spacing { width: 128, height: 60, across: 14, between: 36, passage: 4, row_max: 5 };

/// Returns the map of the worst step; none when nothing is in scope.
pub(super) fn map(plan: &Plan, judged: &JudgedPlan, found: &Assessment) -> Result<Option<ChangeMap>, EngineError> {
    let number = found.analysis.worst_step;
    let Some(place) = (number as usize).checked_sub(1) else { return Ok(None) };
    let (Some(step), Some(planned)) = (judged.steps.get(place), plan.steps.get(place)) else { return Ok(None) };
    if planned.is_empty() {
        return Ok(None);
    }
    let spares = found.eroded.iter().filter(|row| row.step == number);
    let mut least: BTreeMap<Row, i64> = BTreeMap::new();
    for (row, margin) in spares.filter_map(|own| Some((step.after.row(own.consumer)?, own.margin))) {
        least.entry(row).and_modify(|known| *known = margin.min(*known)).or_insert(margin);
    }
    let mut scene = Scene { judged, step, parts: BTreeMap::new(), spares: least };
    scene.gather(&planned.edits);
    scene.drawn(number).map(Some)
}

/// The items of a map, before they are boxes.
struct Scene<'a> {
    judged: &'a JudgedPlan,
    step: &'a JudgedStep,
    parts: BTreeMap<Row, MapPart>,
    spares: BTreeMap<Row, i64>,
}

/// Returns who is needed by an item, requirement by requirement; what only supports it is left out.
fn needed(topology: &Topology, row: Row) -> impl Iterator<Item = Row> + '_ {
    let own = (row < topology.vertex_count()).then(|| topology.requirements_of(row));
    let matters = |strength| matches!(strength, Strength::Hard | Strength::Degrading);
    let own = own.into_iter().flatten().filter(move |&index| matters(topology.requirement(index).strength));
    own.flat_map(|index| topology.members(index).iter().copied())
}

fn takes_part(generation: &Generation, row: Row) -> bool {
    row < generation.topology().vertex_count() && generation.topology().vertex(row).participates
}

impl Scene<'_> {
    fn gather(&mut self, edits: &[PlannedEdit]) {
        let step = self.step;
        let is_hit = |row: &Row| step.level(*row) > self.judged.already(*row);
        let hit: Vec<Row> = step.raised().into_iter().filter(is_hit).collect();
        self.parts.extend(hit.into_iter().map(|row| (row, MapPart::Hit)));
        let touched = step.prepared.scope.iter().map(|&row| (row, MapPart::Edited));
        self.parts.extend(touched);
        let added = edits.iter().filter_map(|edit| match edit {
            PlannedEdit::AddItem { item } => step.after.row(item.id),
            PlannedEdit::Replace { new, .. } => step.after.row(*new),
            _ => None,
        });
        self.parts.extend(added.map(|row| (row, MapPart::Added)));
        let out = step.prepared.outages.iter().filter(|seed| seed.level > Level::Unaffected);
        self.parts.extend(out.map(|seed| (seed.vertex, MapPart::GoesOut)));
        self.parts.extend(step.prepared.removed.iter().map(|&row| (row, MapPart::Removed)));
        // What keeps a group up that lost members, and what was down before, belong to the explanation.
        let topology = step.before.topology();
        let groups: Vec<Row> = self.parts.keys().copied().filter(|row| self.spares.contains_key(row)).collect();
        let around: Vec<Row> = groups.iter().flat_map(|&row| needed(topology, row)).collect();
        let already: Vec<Row> = self.parts.keys().flat_map(|&row| needed(topology, row)).collect();
        for row in around.into_iter().filter(|&row| takes_part(&step.before, row)) {
            self.parts.entry(row).or_insert(MapPart::Holds);
        }
        for row in already {
            if topology.vertex(row).context > Level::Unaffected {
                let part = self.parts.entry(row).or_insert(MapPart::Already);
                if *part == MapPart::Holds {
                    *part = MapPart::Already;
                }
            }
        }
    }

    /// Returns the level to show: what was already out keeps its own.
    fn level(&self, row: Row) -> Level {
        let already = self.parts.get(&row) == Some(&MapPart::Already);
        self.step.level(row).max(if already { self.judged.already(row) } else { Level::Unaffected })
    }

    fn own(&self, row: Row) -> bool {
        let answers = &self.step.answers;
        self.level(row) == Level::AtRisk
            && (row < answers.stand_ins && is_at_risk_own(&answers.during_topology, &answers.during, row)
                || is_at_risk_own(self.step.after.topology(), &answers.after, row)
                || self.spares.contains_key(&row))
    }

    fn kind(&self, row: Row, part: MapPart) -> Kind {
        let after = &self.step.after;
        Kind::of(part, self.level(row), after.is_service(row), self.own(row), after.class_number(row))
    }

    fn drawn(&self, number: u32) -> Result<ChangeMap, EngineError> {
        let after = &self.step.after;
        let name = |row: Row| {
            let item = reference(after, row)?;
            Ok::<_, EngineError>((item.tier.unwrap_or(u8::MAX), item.name, item.id, row))
        };
        let mut named = Vec::with_capacity(self.parts.len());
        for (&row, &part) in &self.parts {
            named.push((self.kind(row, part), name(row)?));
        }
        let groups: Vec<Folded<Row>> = folded(named)
            .into_iter()
            .map(|own| Folded { kind: own.kind, members: own.members.into_iter().map(|(_, _, _, row)| row).collect() })
            .collect();
        let lines = self.lines(&groups);
        let layers: Vec<u32> = groups.iter().map(|group| self.layer(group)).collect();
        let ends: Vec<Line> = lines.keys().map(|&(consumer, provider)| Line { consumer, provider }).collect();
        let picture = layout(&layers, &ends, &SPACING);
        let boxes: Vec<MapBox> = groups
            .iter()
            .zip(&picture.boxes)
            .map(|(group, &corner)| self.drawn_box(group, corner))
            .collect::<Result<_, _>>()?;
        let folded: usize =
            groups.iter().filter(|group| group.members.len() > 1).map(|group| group.members.len()).sum();
        let lane_of = |layer: u32| layers.iter().position(|own| *own == layer).map(|place| boxes[place].lane.clone());
        let lanes = picture.lanes.iter().map(|lane| MapLane {
            id: lane_of(lane.layer).unwrap_or_default(),
            y: lane.top,
            height: lane.bottom - lane.top,
        });
        let lanes = lanes.collect();
        let ways = picture.lines.into_iter().zip(picture.turned);
        let lines = lines.into_iter().zip(ways).map(|(((consumer, provider), kind), (points, turned))| MapLine {
            consumer,
            kind,
            points,
            provider,
            turned,
        });
        Ok(ChangeMap {
            box_height: SPACING.height,
            box_width: SPACING.width,
            boxes,
            folded: folded as u64,
            height: picture.height,
            items: self.parts.len() as u64,
            lanes,
            lines: lines.collect(),
            step: number,
            width: picture.width,
        })
    }

    fn drawn_box(&self, group: &Folded<Row>, (x, y): (i32, i32)) -> Result<MapBox, EngineError> {
        let after = &self.step.after;
        let first = group.members.first().copied().unwrap_or_default();
        let item = if group.members.len() == 1 { Some(reference(after, first)?) } else { None };
        let id = |class: usize| after.catalogue().classes()[class].definition.id.clone();
        let lane = group.kind.class.map_or_else(String::new, |class| id(after.catalogue().group_of(class)));
        let class = group.kind.class.map(id);
        let worst =
            |level: &dyn Fn(Row) -> Level| group.members.iter().map(|&row| level(row)).max().unwrap_or_default();
        Ok(MapBox {
            after: worst(&|row| self.step.settled(row)),
            class: class.unwrap_or_default(),
            count: group.members.len() as u64,
            during: worst(&|row| self.step.during(row)),
            item,
            lane,
            level: worst(&|row| self.level(row)),
            own: group.members.iter().any(|&row| self.own(row)),
            part: group.kind.part,
            spares: group.members.iter().filter_map(|row| self.spares.get(row)).min().copied(),
            x,
            y,
        })
    }

    /// Returns the lane of a box; what is of several classes stands below all others.
    fn layer(&self, group: &Folded<Row>) -> u32 {
        group.kind.class.map_or(0, |class| crate::map::layer_of(&self.step.after, class))
    }

    /// Returns the lines between boxes, by consumer and provider; of several relationships behind one line the most
    /// telling decides what it is.
    fn lines(&self, groups: &[Folded<Row>]) -> BTreeMap<(usize, usize), MapLineKind> {
        let place: FxHashMap<Row, usize> =
            (0..).zip(groups).flat_map(|(number, group)| group.members.iter().map(move |&row| (row, number))).collect();
        let pairs = |generation: &Generation| -> FxHashSet<(Row, Row)> {
            let topology = generation.topology();
            let all = place.keys().flat_map(|&row| needed(topology, row).map(move |provider| (row, provider)));
            all.filter(|(_, provider)| place.contains_key(provider)).collect()
        };
        let (before, after) = (pairs(&self.step.before), pairs(&self.step.after));
        let removed = &self.step.prepared.removed;
        let mut lines: BTreeMap<(usize, usize), MapLineKind> = BTreeMap::new();
        for pair in before.union(&after) {
            let (consumer, provider) = *pair;
            let goes = removed.contains(&consumer) || removed.contains(&provider);
            let carries = self.level(provider) > Level::Unaffected && self.level(consumer) > Level::Unaffected;
            let kind = match (before.contains(pair), after.contains(pair) && !goes) {
                (true, false) => MapLineKind::Removed,
                (false, _) => MapLineKind::Added,
                _ if carries => MapLineKind::Carries,
                _ => MapLineKind::Holds,
            };
            let ends = (place[&consumer], place[&provider]);
            if ends.0 != ends.1 {
                let known = lines.entry(ends).or_insert(kind);
                *known = telling(*known).max(telling(kind)).1;
            }
        }
        lines
    }
}

/// Returns how much a kind of line tells.
fn telling(kind: MapLineKind) -> (u8, MapLineKind) {
    let weight = match kind {
        MapLineKind::Holds => 0,
        MapLineKind::Carries => 1,
        MapLineKind::Added => 2,
        MapLineKind::Removed => 3,
    };
    (weight, kind)
}
