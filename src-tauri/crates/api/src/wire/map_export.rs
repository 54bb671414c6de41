//! Maps as files.

use std::path::PathBuf;

use cairn_engine::map::{BOXES_DEFAULT, around, estate};
use cairn_exchange::{MapFormat, MapOf, MapSubject};
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use super::change_page::ChangeRequest;
use super::file::{FileReply, put};
use super::impact::{ImpactRequest, answered};
use super::map::{EstateMapRequest, MapRequest};
use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::{Desk, Open};
use crate::failure::{Code, Failure};
use crate::map_file::MapHead;

/// Which map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum MapQuestion {
    /// What is around items.
    Around(MapRequest),
    /// What an outage does.
    Impact(ImpactRequest),
    /// What the worst step of a change does.
    Change(ChangeRequest),
    /// The whole estate in groups.
    Estate(EstateMapRequest),
}

/// A map as a file: the same question as on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapExport {
    /// Which map.
    pub map: MapQuestion,
    /// What kind of file.
    pub format: MapFormat,
    /// Where to write it; without it the content comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

pub(crate) fn export(desk: &Desk, request: &MapExport, work: &Work<'_>) -> Result<FileReply, Failure> {
    let open = desk.estate()?;
    let (session, format) = (&open.session, request.format);
    work.step(0, 2, "job-judging")?;
    let drawing = || work.step(1, 2, "job-writing");
    let (name, file) = match &request.map {
        MapQuestion::Around(own) => {
            let view = around(&*open.generation(&own.set)?, &own.question(), work.cancel)?;
            drawing()?;
            let head = head(&open, &own.set, work)?;
            ("map", session.map_file(MapOf::View(&view, MapSubject::Around), &head, format, work.messages)?)
        }
        MapQuestion::Impact(own) => {
            let answered = answered(&open, &own.question, work)?;
            let boxes = own.boxes.map_or(BOXES_DEFAULT, |boxes| boxes as usize);
            let view = answered.solution.map(&answered.generation, boxes, &own.expand, &own.placed)?;
            drawing()?;
            let head = head(&open, &own.question.set, work)?;
            ("impact", session.map_file(MapOf::View(&view, MapSubject::Impact), &head, format, work.messages)?)
        }
        MapQuestion::Change(own) => {
            let picture = session.change_brief(&own.change)?.picture;
            drawing()?;
            let Some(map) = &picture.map else {
                return Err(Failure::new(Code::BadInput, Phrase::new("map-none").with("change", &own.change)));
            };
            let head = MapHead { change: Some(own.change.clone()), ..MapHead::default() };
            ("change", session.map_file(MapOf::Change(map, picture.seq), &head, format, work.messages)?)
        }
        MapQuestion::Estate(own) => {
            let view = estate(&*open.generation(&own.set)?, &own.question(), work.cancel)?;
            drawing()?;
            let head = MapHead { filter: own.filter.clone(), ..head(&open, &own.set, work)? };
            ("estate", session.map_file(MapOf::View(&view, MapSubject::Estate), &head, format, work.messages)?)
        }
    };
    let name = format!("{name}.{}", format.extension());
    let reply = put(&name, format.media_type(), &file.bytes, request.to.as_ref())?;
    Ok(FileReply { notes: file.notes, ..reply })
}

/// Returns what is to be said of the estate that a map is of.
fn head(open: &Open, set: &WorkingSet, work: &Work<'_>) -> Result<MapHead, Failure> {
    let at = match (&set.change, &set.at) {
        (None, Some(words)) => Some(open.session.engine.moment(words)?),
        _ => None,
    };
    let change = set.change.as_ref();
    let proposed =
        change.map(|change| work.messages.unmarked().say("map-file-proposed", [("change", change.as_str())]));
    Ok(MapHead { at, proposed, ..MapHead::default() })
}
