//! The estate as a whole: init, status, operation, log, generate.

use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cairn_api::{CreateRequest, OperationRequest, Sample, Session, Size};
use cairn_messages::Messages;
use cairn_model::{OperationStatus, Phrase, Timestamp};
use clap::ArgMatches;
use serde_json::json;

use crate::DONE;
use crate::console::Console;
use crate::environment::ThisProcess;
use crate::files::Draft;
use crate::items::operation_word;
use crate::refusal::Refusal;

/// How many lines a list in the status shows.
const LINES_MAX: usize = 30;

pub(crate) fn init(
    matches: &ArgMatches,
    host: Arc<ThisProcess>,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let dir = new_dir(matches, "dir")?;
    let stem = dir.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = matches.get_one::<String>("name").cloned().unwrap_or(stem);
    let sample = matches.get_one::<String>("sample").map(|which| match which.as_str() {
        "whole" => Sample::Whole,
        _ => Sample::Small,
    });
    let session = Session::create(&CreateRequest { dir: dir.clone(), name, sample }, host)?;
    let status = session.status()?;
    if console.json(&status)? {
        return Ok(DONE);
    }
    let seq = status.seq.to_string();
    console.say("done-created", &[("path", &dir.display().to_string()), ("seq", &seq)])?;
    if sample.is_some() {
        let items = counted("count-items", status.items, messages);
        let relationships = counted("count-relationships", status.relationships, messages);
        console.say("done-sample", &[("items", &items), ("relationships", &relationships)])?;
    }
    Ok(DONE)
}

/// Returns the directory of an estate that is to be made, after making everything around it.
pub(crate) fn new_dir(matches: &ArgMatches, argument: &str) -> Result<PathBuf, Refusal> {
    let dir = matches.get_one::<PathBuf>(argument).cloned().unwrap_or_default();
    // `.` has neither a name nor a place beside it.
    let dir = if dir.file_name().is_none() { std::fs::canonicalize(&dir).unwrap_or(dir) } else { dir };
    if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        let refused = |error: std::io::Error| Refusal::file("error-write-file", parent, &error);
        std::fs::create_dir_all(parent).map_err(refused)?;
    }
    Ok(dir)
}

pub(crate) fn counted(code: &str, count: u64, messages: &Messages) -> String {
    messages.say(code, [("count", count.to_string().as_str())])
}

pub(crate) fn status(
    session: &Session,
    dir: &Path,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let status = session.status()?;
    if console.json(&status)? {
        return Ok(DONE);
    }
    let items = counted("count-items", status.items, messages);
    let relationships = counted("count-relationships", status.relationships, messages);
    let recorded_at = status.recorded_at.map(Timestamp::to_minutes).unwrap_or_default();
    let role = messages.word(&format!("status-role-{}", status.role));
    let facts = [
        ("status-estate", format!("{} ({role})", status.name)),
        ("status-path", dir.display().to_string()),
        ("status-lineage", status.lineage.clone()),
        ("status-head", format!("{} · {recorded_at}", status.seq)),
        ("status-hash", status.hash.clone()),
        ("status-counts", format!("{items}, {relationships}")),
        ("status-requirements", status.requirements.to_string()),
        ("status-out", status.not_in_service.to_string()),
        ("status-size", format!("{:.1} MB", status.size_bytes as f64 / 1e6)),
    ];
    let rows: Vec<Vec<String>> = facts.into_iter().map(|(code, value)| vec![messages.word(code), value]).collect();
    console.table(&["column-field", "column-value"], &rows)?;
    let rows: Vec<Vec<String>> = status
        .states
        .iter()
        .map(|line| vec![session.state_word(&line.state, messages), line.items.to_string()])
        .collect();
    console.section("status-states", &["column-status", "#column-count"], &rows, LINES_MAX)?;
    let rows: Vec<Vec<String>> = status
        .classes
        .iter()
        .map(|line| vec![session.class_word(&line.class, messages), line.items.to_string()])
        .collect();
    console.section("status-classes", &["column-type", "#column-count"], &rows, LINES_MAX)?;
    for (heading, learned) in
        [("status-learned-types", &status.learned_types), ("status-learned-classes", &status.learned_classes)]
    {
        let rows: Vec<Vec<String>> = learned.iter().map(|id| vec![id.clone()]).collect();
        console.section(heading, &["column-name"], &rows, LINES_MAX)?;
    }
    Ok(DONE)
}

pub(crate) fn operation(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let word = text("status").unwrap_or_default();
    let status = OperationStatus::ALL.into_iter().find(|status| status.id() == word).unwrap_or_default();
    let reply = session.set_operation(&OperationRequest {
        item: text("ci").unwrap_or_default(),
        status,
        reason: text("reason").unwrap_or_default(),
        since: moment(text("since"))?,
        expected_end: moment(text("until"))?,
    })?;
    if !console.json(&reply)? {
        let operation = operation_word(reply.operation, messages);
        let seq = reply.seq.to_string();
        console.say("done-operation", &[("key", &reply.item.key), ("operation", &operation), ("seq", &seq)])?;
        crate::change::watched(&reply.watched, messages, console)?;
    }
    Ok(DONE)
}

pub(crate) fn moment(text: Option<String>) -> Result<Option<Timestamp>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    match Timestamp::parse(&text) {
        Ok(moment) => Ok(Some(moment)),
        Err(_) => Err(Refusal::said(Phrase::new("error-usage-moment").with("text", text))),
    }
}

pub(crate) fn log(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    if let Some(("export", own)) = matches.subcommand() {
        return log_export(own, session, console);
    }
    let limit = usize::try_from(*matches.get_one::<u64>("limit").unwrap_or(&50)).unwrap_or(usize::MAX);
    let reply = session.log(limit)?;
    if console.json(&reply)? {
        return Ok(DONE);
    }
    let rows: Vec<Vec<String>> = reply
        .commits
        .iter()
        .map(|commit| {
            vec![
                commit.seq.to_string(),
                commit.recorded_at.to_minutes(),
                messages.word(&format!("record-kind-{}", commit.kind.id())),
                commit.actor.clone(),
                commit.operations.to_string(),
                commit.reason.clone(),
                commit.hash.chars().take(12).collect(),
            ]
        })
        .collect();
    let columns =
        ["#column-record", "column-when", "column-kind", "column-who", "#column-edits", "column-reason", "column-hash"];
    console.table(&columns, &rows)?;
    Ok(DONE)
}

fn log_export(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let path = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    let mut draft = Draft::beside(&path)?;
    let exported = session.log_export(&mut BufWriter::new(&mut draft))?;
    draft.keep()?;
    let reply = json!({ "path": path, "seq": exported.seq, "hash": exported.hash, "edits": exported.edits });
    if !console.json(&reply)? {
        let (path, seq, edits) = (path.display().to_string(), exported.seq.to_string(), exported.edits.to_string());
        console.say("log-exported", &[("path", &path), ("seq", &seq), ("edits", &edits), ("hash", &exported.hash)])?;
    }
    Ok(DONE)
}

pub(crate) fn generate(matches: &ArgMatches, messages: &Messages, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let number = |name: &str| *matches.get_one::<u64>(name).unwrap_or(&0);
    let share = matches.get_one::<String>("grouped").cloned().unwrap_or_default();
    let grouped = share.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    let grouped = grouped.ok_or_else(|| Refusal::said(Phrase::new("error-usage-share").with("text", share)))?;
    let size = Size { items: number("items"), relationships: number("relationships"), grouped, seed: number("seed") };
    if size.items < 20 {
        return Err(Refusal::said(Phrase::new("error-usage-items").with("text", size.items)));
    }
    let dir = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    let refused = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| Refusal::file("error-write-file", &path, &error)
    };
    std::fs::create_dir_all(&dir).map_err(refused(&dir))?;
    let paths = [dir.join("items.csv"), dir.join("relationships.csv")];
    let mut drafts = [Draft::beside(&paths[0])?, Draft::beside(&paths[1])?];
    let [items, relationships] = &mut drafts;
    cairn_api::generate(&size, BufWriter::new(items), BufWriter::new(relationships)).map_err(refused(&dir))?;
    drafts.into_iter().try_for_each(Draft::keep)?;
    let reply = json!({ "items": size.items, "relationships": size.relationships, "files": paths });
    if !console.json(&reply)? {
        let items = counted("count-items", size.items, messages);
        let relationships = counted("count-relationships", size.relationships, messages);
        console.say("done-generated", &[("items", &items), ("relationships", &relationships)])?;
    }
    Ok(DONE)
}
