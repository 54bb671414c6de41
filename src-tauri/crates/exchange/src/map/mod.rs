//! Maps as pictures: what the layout placed, drawn once for reports, files and paper.
//!
//! A [`Drawing`] has everything in words; it is made of the map of a step of a change or of a map of the screen, and
//! nobody else turns boxes and lines into signs.

mod draw;
mod file;
mod print;
mod table;

use std::collections::BTreeSet;

use cairn_messages::Messages;
use cairn_model::change::{ChangeMap, MapBox, MapLineKind, MapPart};
use cairn_model::map::{MapLane, MapNode, MapView, NodePart};
use cairn_model::{Level, Strength};

use crate::text::{LINE_MAX, shortened};

use draw::{level_symbols, line_class, shapes};
pub(crate) use file::families;
pub use file::{MapFile, MapFileError, MapFormat, map_file};
pub use print::usual_font_directories;
pub(crate) use print::{database, parsed};

/// The signs of maps.
const STYLE: &str = include_str!("map.css");

/// What a map is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapSubject {
    /// What an outage does: levels are shown.
    Impact,
    /// What is around items.
    Around,
    /// The whole estate, in groups.
    Estate,
}

/// A map on its way to a file.
#[derive(Clone, Copy, Debug)]
pub enum MapOf<'a> {
    /// A map of the screen.
    View(&'a MapView, MapSubject),
    /// The map of a step of a change, and the record no. of the estate it is of.
    Change(&'a ChangeMap, u64),
}

/// What a map says of itself, and the words of the estate's own model.
pub struct MapContext<'a> {
    /// What it is of, as a sentence.
    pub title: String,
    /// The name of the estate.
    pub estate: &'a str,
    /// What is to be said of the moment beside the record no.
    pub moment: Vec<String>,
    /// The word on screen of a class, by id.
    pub class_word: &'a dyn Fn(&str) -> String,
    /// The word on screen of a value by which the items of an estate are grouped, by the id of its lane or group.
    pub group_word: &'a dyn Fn(&MapNode) -> String,
    /// The word on screen of a lane, by id.
    pub lane_word: &'a dyn Fn(&str) -> String,
}

/// What a box is to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    GoesOut,
    About,
    Removed,
    Added,
    Edited,
    Already,
    Hit,
    Holds,
    Near,
}

impl Mark {
    fn of_part(part: MapPart) -> Self {
        match part {
            MapPart::GoesOut => Mark::GoesOut,
            MapPart::Removed => Mark::Removed,
            MapPart::Added => Mark::Added,
            MapPart::Edited => Mark::Edited,
            MapPart::Hit => Mark::Hit,
            MapPart::Already => Mark::Already,
            MapPart::Holds => Mark::Holds,
        }
    }

    fn of_node(part: NodePart, subject: MapSubject) -> Self {
        match (part, subject) {
            (_, MapSubject::Estate) | (NodePart::NeededBy | NodePart::Needs, _) => Mark::Near,
            (NodePart::Root, MapSubject::Impact) => Mark::GoesOut,
            (NodePart::Root, MapSubject::Around) => Mark::About,
            (NodePart::Hit, _) => Mark::Hit,
            (NodePart::Already, _) => Mark::Already,
            (NodePart::Holds, _) => Mark::Holds,
        }
    }

    /// Returns its class in the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Mark::GoesOut => "goes-out",
            Mark::About => "about",
            Mark::Removed => "removed",
            Mark::Added => "added",
            Mark::Edited => "edited",
            Mark::Already => "already",
            Mark::Hit => "hit",
            Mark::Holds => "kept",
            Mark::Near => "near",
        }
    }

    /// Returns the code of its word; nothing for what its level says.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Mark::GoesOut => Some("report-part-goes-out"),
            Mark::About => Some("map-part-about"),
            Mark::Removed => Some("report-part-removed"),
            Mark::Added => Some("report-part-added"),
            Mark::Edited => Some("report-part-edited"),
            Mark::Already => Some("report-part-already"),
            Mark::Hit | Mark::Holds | Mark::Near => None,
        }
    }
}

/// A box in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DrawnBox {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) name: String,
    /// The type, and what else fits under the name.
    pub(crate) under: String,
    pub(crate) count: u64,
    pub(crate) mark: Mark,
    /// The word of what it is to the question.
    pub(crate) tag: Option<String>,
    pub(crate) is_service: bool,
    pub(crate) level: Option<Level>,
    /// The word of the level, and how many spares are left.
    pub(crate) level_line: String,
}

impl DrawnBox {
    /// Returns the box in words, for who cannot see it.
    pub(crate) fn told(&self) -> String {
        let mut told = self.name.clone();
        for (before, part) in [(": ", &self.level_line), (", ", self.tag.as_ref().unwrap_or(&String::new()))] {
            if !part.is_empty() {
                told.push_str(before);
                told.push_str(part);
            }
        }
        told
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DrawnLine {
    pub(crate) kind: MapLineKind,
    /// Support that no level rests on.
    pub(crate) is_weak: bool,
    pub(crate) turned: bool,
    pub(crate) points: Vec<(i32, i32)>,
    /// How many relationships it stands for, where that is said.
    pub(crate) count: Option<u64>,
}

/// A lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DrawnLane {
    pub(crate) name: String,
    pub(crate) y: i32,
    pub(crate) height: i32,
}

/// A map in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawing {
    pub(crate) boxes: Vec<DrawnBox>,
    pub(crate) lines: Vec<DrawnLine>,
    pub(crate) lanes: Vec<DrawnLane>,
    pub(crate) box_width: i32,
    pub(crate) box_height: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// The words of an estate, and those of the language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) messages: &'a Messages,
    pub(crate) class_word: &'a dyn Fn(&str) -> String,
}

impl Words<'_> {
    pub(crate) fn word(&self, code: &str) -> String {
        self.messages.word(code)
    }

    fn count(&self, code: &str, count: u64) -> String {
        self.messages.say(code, [("count", count.to_string().as_str())])
    }

    fn level_line(&self, level: Level, spares: Option<i64>) -> String {
        let level = self.word(&format!("level-{}", level.id()));
        match spares {
            Some(spares) => {
                let spares = spares.to_string();
                self.messages.say("report-level-spares", [("level", level.as_str()), ("spares", spares.as_str())])
            }
            None => level,
        }
    }

    fn tier(&self, item: &cairn_model::impact::ItemRef) -> Option<String> {
        let tier = item.tier.filter(|_| item.is_service)?;
        Some(self.messages.say("report-tier", [("tier", tier.to_string().as_str())]))
    }

    fn under(&self, item: &cairn_model::impact::ItemRef) -> String {
        let class = (self.class_word)(&item.class);
        std::iter::once(class).chain(self.tier(item)).collect::<Vec<_>>().join(" · ")
    }
}

impl Drawing {
    /// Returns the map of a step of a change in words.
    pub(crate) fn of_change(map: &ChangeMap, words: Words<'_>) -> Self {
        let drawn = |own: &MapBox| {
            let mark = Mark::of_part(own.part);
            DrawnBox {
                x: own.x,
                y: own.y,
                name: match &own.item {
                    Some(item) => shortened(&item.name, LINE_MAX),
                    None if own.class.is_empty() => words.count("report-map-others", own.count),
                    None => format!("{} × {}", own.count, (words.class_word)(&own.class)),
                },
                under: own.item.as_ref().map_or_else(String::new, |item| words.under(item)),
                count: own.count,
                mark,
                tag: mark.word().map(|code| words.word(code)),
                is_service: own.item.as_ref().is_some_and(|item| item.is_service),
                level: Some(own.level),
                level_line: words.level_line(own.level, own.spares.filter(|_| own.own)),
            }
        };
        let line = |own: &cairn_model::change::MapLine| DrawnLine {
            kind: own.kind,
            is_weak: false,
            turned: own.turned,
            points: own.points.clone(),
            count: None,
        };
        Drawing {
            boxes: map.boxes.iter().map(drawn).collect(),
            lines: map.lines.iter().map(line).collect(),
            lanes: Vec::new(),
            box_width: map.box_width,
            box_height: map.box_height,
            width: map.width,
            height: map.height,
        }
    }

    /// Returns the map with these lanes behind it, named in the words of the estate.
    pub(crate) fn in_lanes(mut self, lanes: &[MapLane], context: &MapContext<'_>) -> Self {
        let lane = |own: &MapLane| DrawnLane { name: (context.lane_word)(&own.id), y: own.y, height: own.height };
        self.lanes = lanes.iter().map(lane).collect();
        self
    }

    /// Returns a map of the screen in words.
    pub(crate) fn of_view(view: &MapView, subject: MapSubject, context: &MapContext<'_>, messages: &Messages) -> Self {
        let words = Words { messages, class_word: context.class_word };
        let line = |own: &cairn_model::map::MapEdge| DrawnLine {
            kind: if own.carries { MapLineKind::Carries } else { MapLineKind::Holds },
            is_weak: own.strength <= Strength::Soft,
            turned: own.turned,
            points: own.points.clone(),
            count: (subject == MapSubject::Estate).then_some(own.count),
        };
        let drawing = Drawing {
            boxes: view.nodes.iter().map(|node| node_drawn(node, subject, context, words)).collect(),
            lines: view.edges.iter().map(line).collect(),
            lanes: Vec::new(),
            box_width: view.node_width,
            box_height: view.node_height,
            width: view.width,
            height: view.height,
        };
        drawing.in_lanes(&view.lanes, context)
    }

    /// Returns the map in words, for who cannot see it: what is asked about or planned, then every service.
    pub(crate) fn told(&self) -> String {
        let is_telling = |own: &&DrawnBox| own.is_service || own.mark < Mark::Already;
        self.boxes.iter().filter(is_telling).map(DrawnBox::told).collect::<Vec<_>>().join("; ")
    }

    /// Returns the marks that are to be explained.
    pub(crate) fn marks(&self) -> BTreeSet<Mark> {
        self.boxes.iter().map(|own| own.mark).filter(|mark| mark.word().is_some()).collect()
    }

    /// Returns the levels that are shown, worst first.
    pub(crate) fn levels(&self) -> Vec<Level> {
        let levels: BTreeSet<Level> = self.boxes.iter().filter_map(|own| own.level).collect();
        levels.into_iter().rev().collect()
    }

    /// Returns what lines stand for: the kinds there are, and whether some are weak.
    pub(crate) fn kinds(&self) -> BTreeSet<(MapLineKind, bool)> {
        self.lines.iter().map(|line| (line.kind, line.is_weak)).collect()
    }
}

fn node_drawn(node: &MapNode, subject: MapSubject, context: &MapContext<'_>, words: Words<'_>) -> DrawnBox {
    let mark = Mark::of_node(node.part, subject);
    let has_level = subject == MapSubject::Impact && mark != Mark::Near;
    let members = || node.members.iter().map(|item| shortened(&item.name, LINE_MAX)).collect::<Vec<_>>();
    DrawnBox {
        x: node.x,
        y: node.y,
        name: match &node.item {
            Some(item) => shortened(&item.name, LINE_MAX),
            None => format!("{} × {}", node.count, (context.group_word)(node)),
        },
        under: match &node.item {
            Some(item) => words.under(item),
            None => crate::sentence::listed(members(), words.messages),
        },
        count: node.count,
        mark,
        tag: mark.word().map(|code| words.word(code)),
        is_service: node.item.as_ref().is_some_and(|item| item.is_service),
        level: has_level.then_some(node.level),
        level_line: if has_level { words.level_line(node.level, node.spares) } else { String::new() },
    }
}

/// Returns the code of the word of a line; on a map that says what an outage does, what is needed holds.
fn line_word(kind: MapLineKind, is_weak: bool, has_levels: bool) -> &'static str {
    match kind {
        MapLineKind::Carries => "report-line-carries",
        MapLineKind::Holds if is_weak => "map-line-weak",
        MapLineKind::Holds if !has_levels => "map-line-needed",
        MapLineKind::Holds => "report-line-holds",
        MapLineKind::Removed => "report-line-removed",
        MapLineKind::Added => "report-line-added",
    }
}
