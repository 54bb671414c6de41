//! Maps as files, in the words of the estate.

use cairn_engine::impact::ImpactQuestion;
use cairn_engine::map::{AroundQuestion, BOXES_DEFAULT, EstateQuestion, MapView, around, estate, solve};
use cairn_exchange::{MapContext, MapFile, MapFileError, MapFormat, MapOf, MapSubject, listed, map_file};
use cairn_messages::Messages;
use cairn_model::map::{MapNode, NodePart};
use cairn_model::{CancelToken, Phrase};

use crate::failure::{Code, Failure};
use crate::moment::{Dated, moment_sentences};
use crate::session::Session;

/// How many items a title names.
const NAMES_MAX: usize = 4;

/// What is said of a map beside what is on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapHead {
    /// The moment that was asked for; none for the estate as it is.
    pub at: Option<cairn_engine::Moment>,
    /// The change whose worst step it is of.
    pub change: Option<String>,
    /// That it is of an estate as a change would make it, as a sentence.
    pub proposed: Option<String>,
    /// The filter that selects what it is of; empty for everything.
    pub filter: String,
}

/// A map or a report as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What a person should know of it, as sentences: characters that no font has.
    pub notes: Vec<String>,
}

impl Session {
    /// Returns the map of what an outage does; at a moment of the past: what it would have done then.
    ///
    /// # Errors
    /// As [`Session::impact`].
    pub fn impact_map(
        &self,
        question: &ImpactQuestion,
        at: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Dated<MapView>, Failure> {
        self.dated(at, |generation| solve(generation, question, cancel)?.map(generation, BOXES_DEFAULT, &[], &[]))
    }

    /// Returns the map of what is around items.
    ///
    /// # Errors
    /// [`Failure`] when an item named is not there or ambiguous, or there is no such moment.
    pub fn around_map(
        &self,
        question: &AroundQuestion,
        at: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Dated<MapView>, Failure> {
        self.dated(at, |generation| around(generation, question, cancel))
    }

    /// Returns the map of the whole estate, in groups.
    ///
    /// # Errors
    /// [`Failure`] when the filter or the attribute to group by is not known, or there is no such moment.
    pub fn estate_map(
        &self,
        question: &EstateQuestion,
        at: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Dated<MapView>, Failure> {
        self.dated(at, |generation| estate(generation, question, cancel))
    }

    /// Returns a map as a file, drawn with the fonts of the host.
    ///
    /// # Errors
    /// [`Failure`] when the host has no font for PDF or PNG.
    pub fn map_file(
        &self,
        of: MapOf<'_>,
        head: &MapHead,
        format: MapFormat,
        messages: &Messages,
    ) -> Result<WrittenFile, Failure> {
        // What is drawn is drawn sign by sign, and a table is read by programs.
        let drawn = &messages.unmarked();
        let moment = head.at.iter().flat_map(|at| moment_sentences(at, drawn)).chain(head.proposed.clone());
        let context = MapContext {
            title: self.map_title(of, head, drawn),
            estate: &self.engine.info()?.estate.name,
            moment: moment.collect(),
            class_word: &|id| self.class_word(id, drawn),
            group_word: &|node| self.group_word(node, drawn),
            lane_word: &|id| self.lane_word(id, drawn),
        };
        let drawn = map_file(of, &context, format, &self.host.font_directories(), drawn);
        written(drawn, messages)
    }

    /// Returns the word on screen of a lane of a map: a class, or a tier.
    #[must_use]
    pub fn lane_word(&self, id: &str, messages: &Messages) -> String {
        match id.strip_prefix("tier:") {
            Some("") => messages.word("map-lane-no-tier"),
            Some(tier) => messages.say("report-tier", [("tier", tier)]),
            None if id.is_empty() => messages.word("map-lane-others"),
            None => self.class_word(id, messages),
        }
    }

    /// Returns what stands on a box: the name of an item, or what the items of a group share.
    #[must_use]
    pub fn box_word(&self, node: &MapNode, messages: &Messages) -> String {
        node.item.as_ref().map_or_else(|| self.group_word(node, messages), |item| item.name.clone())
    }

    /// Returns the word on screen of what the items of a group share.
    fn group_word(&self, node: &MapNode, messages: &Messages) -> String {
        match (&node.class, node.value.as_deref()) {
            (Some(class), _) => self.class_word(class, messages),
            (None, Some("")) => messages.word("map-group-none"),
            (None, Some(value)) => value.to_owned(),
            (None, None) => messages.word("map-group-others"),
        }
    }

    fn map_title(&self, of: MapOf<'_>, head: &MapHead, messages: &Messages) -> String {
        let (view, subject) = match of {
            MapOf::View(view, subject) => (view, subject),
            MapOf::Change(map, _) => {
                let step = map.step.to_string();
                let params = [("change", head.change.as_deref().unwrap_or_default()), ("step", step.as_str())];
                return messages.say("map-title-change", params);
            }
        };
        let name = |node: &MapNode| match &node.item {
            Some(item) => item.name.clone(),
            None => format!("{} × {}", node.count, self.group_word(node, messages)),
        };
        let roots: Vec<String> = view.nodes.iter().filter(|node| node.part == NodePart::Root).map(name).collect();
        let more = (roots.len() > NAMES_MAX).then(|| "…".to_owned());
        let names = listed(roots.into_iter().take(NAMES_MAX).chain(more), messages);
        match subject {
            MapSubject::Impact => messages.say("map-title-impact", [("names", names.as_str())]),
            MapSubject::Around => messages.say("map-title-around", [("names", names.as_str())]),
            MapSubject::Estate if head.filter.is_empty() => messages.word("map-title-estate"),
            MapSubject::Estate => messages.say("map-title-filtered", [("filter", head.filter.as_str())]),
        }
    }
}

/// Returns what was drawn with what is to be said of it.
pub(crate) fn written(drawn: Result<MapFile, MapFileError>, messages: &Messages) -> Result<WrittenFile, Failure> {
    let file = drawn.map_err(|error| refused(&error))?;
    let mut notes = Vec::new();
    if !file.missing.is_empty() {
        let missing: Vec<String> = file.missing.chars().map(String::from).collect();
        let missing = listed(missing, messages);
        notes.push(messages.say("map-file-missing", [("characters", missing.as_str())]));
    }
    Ok(WrittenFile { bytes: file.bytes, notes })
}

fn refused(error: &MapFileError) -> Failure {
    match error {
        MapFileError::NoFonts { directories } => {
            let directories: Vec<String> = directories.iter().map(|dir| dir.display().to_string()).collect();
            Failure::new(Code::Io, Phrase::new("map-file-no-fonts").with("path", directories.join(", ")))
        }
        MapFileError::Drawing(detail) => {
            let phrase = Phrase::new("map-file-not-drawn").with("detail", detail);
            Failure { detail: error.to_string(), ..Failure::new(Code::Io, phrase) }
        }
    }
}

/// Returns what the end of the name of a file asks for.
///
/// # Errors
/// [`Failure`] for any other end.
pub fn map_format(path: &std::path::Path) -> Result<MapFormat, Failure> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    MapFormat::of_extension(extension).ok_or_else(|| {
        let all = MapFormat::ALL.map(|format| format!(".{}", format.extension())).join(", ");
        Failure::new(Code::BadInput, Phrase::new("map-file-format").with("path", path.display()).with("list", all))
    })
}
