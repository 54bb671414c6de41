//! Listing and showing items.

use std::collections::BTreeMap;
use std::path::Path;

use cairn_api::{FieldChange, HistoryLine, ItemPage, Moment, Session, listed, moment_sentences, needs};
use cairn_messages::Messages;
use cairn_model::impact::ItemRef;
use cairn_model::{OperationStatus, Timestamp};
use clap::ArgMatches;

use crate::DONE;
use crate::args::unmarked;
use crate::console::Console;
use crate::refusal::Refusal;

/// How many relationships and history lines a page shows.
const LINES_MAX: usize = 200;

pub(crate) fn list(
    matches: &ArgMatches,
    session: &Session,
    dir: &Path,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let filter = matches.get_many::<String>("filter").into_iter().flatten();
    let filter: Vec<String> = filter.map(|term| unmarked(term).to_owned()).collect();
    let number = |name: &str| usize::try_from(*matches.get_one::<u64>(name).unwrap_or(&0)).unwrap_or(usize::MAX);
    let reply = session.items(&quoted(&filter), number("offset"), number("limit"), moment(matches))?;
    if console.json(&reply)? {
        return Ok(DONE);
    }
    let window = &reply.answer;
    dated(reply.at.as_ref(), messages, console)?;
    if window.total == 0 {
        let code = if filter.is_empty() && reply.at.is_none() { "items-none-at-all" } else { "items-none" };
        console.say(code, &[("path", &dir.display().to_string())])?;
        return Ok(DONE);
    }
    let rows: Vec<Vec<String>> = window
        .items
        .iter()
        .map(|line| {
            vec![
                line.item.key.clone(),
                line.item.name.clone(),
                session.class_word(&line.item.class, messages),
                session.state_word(&line.state, messages),
                operation_word(line.operation, messages),
                line.item.tier.map(|tier| tier.to_string()).unwrap_or_default(),
            ]
        })
        .collect();
    let columns = ["column-key", "column-name", "column-type", "column-status", "column-operation", "#column-tier"];
    console.table(&columns, &rows)?;
    console.say("items-total", &[("shown", &window.items.len().to_string()), ("total", &window.total.to_string())])?;
    Ok(DONE)
}

/// Returns the moment of the past that is asked of.
pub(crate) fn moment(matches: &ArgMatches) -> Option<&str> {
    matches.get_one::<String>("at").map(String::as_str)
}

/// Says which moment an answer is of, when it is not the present one.
pub(crate) fn dated(at: Option<&Moment>, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    at.iter().flat_map(|at| moment_sentences(at, messages)).try_for_each(|sentence| console.line(&sentence))
}

/// The shell took quotation marks off: an argument with a space in it was one term.
fn quoted(arguments: &[String]) -> String {
    let term = |argument: &String| {
        let is_phrase = arguments.len() > 1 && argument.contains(' ') && !argument.contains(['"', ':', '=']);
        if is_phrase { format!("\"{argument}\"") } else { argument.clone() }
    };
    arguments.iter().map(term).collect::<Vec<_>>().join(" ")
}

pub(crate) fn operation_word(status: OperationStatus, messages: &Messages) -> String {
    messages.word(&format!("operation-{}", status.id()))
}

pub(crate) fn show(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let words = matches.get_one::<String>("ci").map_or("", String::as_str);
    let reply = session.show(words, moment(matches))?;
    if console.json(&reply)? {
        return Ok(DONE);
    }
    dated(reply.at.as_ref(), messages, console)?;
    let page = &reply.answer;
    let item = &page.item;
    console.line(&format!("{}  {}  ({})", item.key, item.name, session.class_word(&item.class, messages)))?;
    let tier = item.attributes.get("tier").map(|tier| format!(" · {} {tier}", messages.word("column-tier")));
    console.line(&format!(
        "{} · {}{}",
        session.state_word(&item.state, messages),
        operation_word(item.operation.status, messages),
        tier.unwrap_or_default()
    ))?;
    if let (Some(source), Some(source_id)) = (&item.source, &item.source_id) {
        console.line(&format!("{source}:{source_id} · {}", item.id))?;
    }
    if let Some(reason) = &item.operation.reason {
        let since = item.operation.since.map(Timestamp::to_minutes).unwrap_or_default();
        let record = item.operation.record.as_ref().map(|record| format!("{record} ")).unwrap_or_default();
        console.line(&format!("{record}{reason} ({since})"))?;
    }
    if !page.participates {
        console.say("show-does-not-participate", &[])?;
    }
    let attributes: Vec<Vec<String>> = item
        .attributes
        .iter()
        .map(|(name, value)| vec![session.attribute_word(name, messages), value.to_string()])
        .collect();
    console.section("show-attributes", &["column-attribute", "column-value"], &attributes, LINES_MAX)?;
    relationships(page, session, messages, console)?;
    let rows: Vec<Vec<String>> = page
        .needs
        .iter()
        .map(|need| {
            let members = listed(need.members.iter().map(|member| member.name.as_str()), messages);
            vec![
                session.need_word(&need.requirement.name, messages),
                needs(&need.requirement, messages),
                messages.word(&format!("strength-{}", need.requirement.strength.id())),
                members,
            ]
        })
        .collect();
    let columns = ["column-group", "column-needed", "column-how-much", "column-members"];
    console.section("show-needs", &columns, &rows, LINES_MAX)?;
    crate::outages::section(&page.outages, session, messages, console)?;
    let rows: Vec<Vec<String>> = page.history.iter().map(|line| history(line, messages)).collect();
    let columns = ["#column-record", "column-when", "column-kind", "column-who", "column-reason", "column-changed"];
    console.section("show-history", &columns, &rows, LINES_MAX)?;
    Ok(DONE)
}

fn relationships(
    page: &ItemPage,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<(), Refusal> {
    let rows: Vec<Vec<String>> = page
        .relationships
        .iter()
        .map(|line| {
            let forwards = line.direction == cairn_api::Direction::Outgoing;
            let verified = line.verified_at.map(Timestamp::to_minutes);
            vec![
                session.type_word(&line.type_id, forwards, messages),
                other(&line.other, session, messages),
                line.label.clone().unwrap_or_default(),
                verified.unwrap_or_else(|| messages.word("why-never-verified")),
            ]
        })
        .collect();
    let columns = ["column-relationship", "column-other", "column-label", "column-verified"];
    console.section("show-relationships", &columns, &rows, LINES_MAX)
}

fn other(item: &ItemRef, session: &Session, messages: &Messages) -> String {
    format!("{} {} ({})", item.key, item.name, session.class_word(&item.class, messages))
}

/// Returns what became of each field, in one line.
pub(crate) fn changed(fields: &BTreeMap<String, FieldChange>) -> String {
    let change = |(field, change): (&String, &FieldChange)| match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{field}: {before} → {after}"),
        (None, Some(after)) => format!("{field}: {after}"),
        (before, None) => format!("{field}: {} →", before.clone().unwrap_or_default()),
    };
    fields.iter().map(change).collect::<Vec<_>>().join("; ")
}

fn history(line: &HistoryLine, messages: &Messages) -> Vec<String> {
    let is_new = line.fields.get("key").is_some_and(|key| key.before.is_none());
    vec![
        line.seq.to_string(),
        line.recorded_at.to_minutes(),
        messages.word(&format!("record-kind-{}", line.kind.id())),
        line.actor.clone(),
        line.reason.clone(),
        if is_new { messages.word("show-recorded-first") } else { changed(&line.fields) },
    ]
}
