//! Maps: of what is around items, and of the whole estate; on the screen as a table, else as a file.

use std::path::{Path, PathBuf};

use cairn_api::{
    AroundQuestion, BOXES_DEFAULT, EstateLanes, EstateQuestion, GROUPS_MAX, MapHead, MapOf, MapSubject, MapView,
    Moment, Session, map_format,
};
use cairn_messages::Messages;
use cairn_model::CancelToken;
use clap::ArgMatches;

use crate::DONE;
use crate::console::Console;
use crate::files;
use crate::items::{dated, moment};
use crate::refusal::Refusal;

/// From how many siblings on they are folded once there are many boxes.
const BREADTH: usize = 6;
/// How many groups a table shows.
const LINES_MAX: usize = 60;

pub(crate) fn map(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let number = |name: &str| u32::try_from(*matches.get_one::<u64>(name).unwrap_or(&2)).unwrap_or(u32::MAX);
    let roots: Vec<String> = matches.get_many::<String>("ci").into_iter().flatten().cloned().collect();
    let filter = text("filter").unwrap_or_default();
    let (subject, answer) = if roots.is_empty() {
        let question = EstateQuestion {
            filter: filter.clone(),
            lanes: if text("lanes").as_deref() == Some("tier") { EstateLanes::Tier } else { EstateLanes::Layer },
            by: text("by").unwrap_or_else(|| "class".to_owned()),
            groups: GROUPS_MAX,
            items: 0,
        };
        (MapSubject::Estate, session.estate_map(&question, moment(matches), &CancelToken::default())?)
    } else {
        let (up, down) = (number("up"), number("down"));
        let question = AroundQuestion {
            roots,
            up,
            down,
            breadth: BREADTH,
            boxes: BOXES_DEFAULT,
            expand: Vec::new(),
            placed: Vec::new(),
        };
        (MapSubject::Around, session.around_map(&question, moment(matches), &CancelToken::default())?)
    };
    let view = &answer.answer;
    let path = matches.get_one::<PathBuf>("out");
    let notes = match path {
        Some(path) => {
            let head = MapHead { at: answer.at.clone(), filter, ..MapHead::default() };
            write(path, MapOf::View(view, subject), &head, session, messages)?
        }
        None => Vec::new(),
    };
    if console.json(&answer)? {
        return Ok(DONE);
    }
    dated(answer.at.as_ref(), messages, console)?;
    table(view, session, messages, console)?;
    written(path, &notes, console)?;
    Ok(DONE)
}

/// Writes a map as the end of the path says; returns what is to be said of it.
pub(crate) fn write(
    path: &Path,
    of: MapOf<'_>,
    head: &MapHead,
    session: &Session,
    messages: &Messages,
) -> Result<Vec<String>, Refusal> {
    let file = session.map_file(of, head, map_format(path)?, messages)?;
    files::write(path, &file.bytes)?;
    Ok(file.notes)
}

/// Writes the map of what an outage does.
pub(crate) fn write_impact(
    path: &Path,
    view: &MapView,
    at: Option<&Moment>,
    session: &Session,
    messages: &Messages,
) -> Result<Vec<String>, Refusal> {
    let head = MapHead { at: at.cloned(), ..MapHead::default() };
    write(path, MapOf::View(view, MapSubject::Impact), &head, session, messages)
}

/// Says where a map was written.
pub(crate) fn written(path: Option<&PathBuf>, notes: &[String], console: &mut Console<'_>) -> Result<(), Refusal> {
    let Some(path) = path else { return Ok(()) };
    console.say("map-written", &[("path", &path.display().to_string())])?;
    notes.iter().try_for_each(|note| console.line(note))
}

fn table(view: &MapView, session: &Session, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let row = |node: &cairn_model::map::MapNode| {
        let lane = session.lane_word(&node.lane, messages);
        vec![lane, session.box_word(node, messages), node.count.to_string()]
    };
    let mut nodes: Vec<_> = view.nodes.iter().collect();
    nodes.sort_by_key(|node| (node.row, node.x));
    let rows: Vec<Vec<String>> = nodes.into_iter().map(row).collect();
    console.section("map-boxes", &["map-column-lane", "column-name", "#map-column-count"], &rows, LINES_MAX)?;
    let [total, lines] = [view.total, view.edges.len() as u64].map(|count| count.to_string());
    let between: u64 = view.edges.iter().map(|edge| edge.count).sum();
    let counts = [("total", total.as_str()), ("lines", lines.as_str()), ("between", &between.to_string())];
    console.say("map-counts", &counts)
}
