//! What changes do to each other, the next free slot, and the calendar.

use std::path::PathBuf;

use cairn_api::{
    CalendarList, CollisionQuestion, NewFreeze, NewMaintenanceWindow, ReportFormat, RuleReply, ScopeWords, Session,
    collision_line, recurs, slot_sentence, time_of_day,
};
use cairn_messages::Messages;
use cairn_model::change::{Freeze, MaintenanceWindow};
use cairn_model::{CancelToken, Phrase, Timestamp};
use clap::{ArgGroup, ArgMatches, Command, value_parser};

use crate::args::Words;
use crate::console::Console;
use crate::estate::moment;
use crate::refusal::Refusal;
use crate::{DONE, FINDING, NOT_DONE, files};

/// How many lines a table shows.
const LINES_MAX: usize = 200;
/// The days of the week, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn period(command: Command, words: &Words<'_>) -> Command {
    command.arg(words.option("from", "MOMENT", "help-calendar-from")).arg(words.option(
        "to",
        "MOMENT",
        "help-calendar-to",
    ))
}

/// The command that says what collides.
pub(crate) fn collision_arguments(words: &Words<'_>) -> Command {
    let changes = words.place("change", "CHG", "help-collisions-change").required(false).num_args(0..);
    period(words.command("collisions").arg(changes), words)
}

/// The forward schedule, and the family of commands about its rules.
pub(crate) fn arguments(words: &Words<'_>) -> Command {
    period(words.command("calendar"), words)
        .disable_help_subcommand(true)
        .subcommand_value_name(words.word("help-usage-command"))
        .subcommand_help_heading(words.word("help-commands"))
        .arg(words.path("ics", "FILE.ics", "help-calendar-ics"))
        .arg(words.path("html", "FILE.html", "help-calendar-html"))
        .arg(words.path("pdf", "FILE.pdf", "help-calendar-pdf"))
        .subcommand(rules(words, "freeze", "help-calendar-freeze", freeze_add(words)))
        .subcommand(rules(words, "window", "help-calendar-window", window_add(words)))
}

fn rules(words: &Words<'_>, name: &'static str, help: &str, add: Command) -> Command {
    let remove = words
        .nested("remove", "help-calendar-remove")
        .arg(words.place("id", "ID", "help-calendar-id"))
        .arg(words.option("reason", "TEXT", "help-reason").required(true));
    words
        .nested(name, help)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_value_name(words.word("help-usage-command"))
        .subcommand_help_heading(words.word("help-commands"))
        .subcommand(add)
        .subcommand(remove)
        .subcommand(words.nested("list", "help-calendar-list"))
}

fn scoped(command: Command, words: &Words<'_>) -> Command {
    command
        .arg(words.many("services", "CI", "help-calendar-services"))
        .arg(words.option("type", "TYPE", "help-calendar-type"))
        .arg(words.option("site", "CI", "help-calendar-site"))
        .group(ArgGroup::new("scope").args(["services", "type", "site"]))
}

fn freeze_add(words: &Words<'_>) -> Command {
    let add = words
        .nested("add", "help-calendar-freeze-add")
        .arg(words.option("start", "MOMENT", "help-calendar-start").required(true))
        .arg(words.option("end", "MOMENT", "help-calendar-end").required(true))
        .arg(words.option("reason", "TEXT", "help-reason").required(true));
    scoped(add, words)
}

fn window_add(words: &Words<'_>) -> Command {
    let add = words
        .nested("add", "help-calendar-window-add")
        .arg(words.place("name", "NAME", "help-calendar-name"))
        .arg(words.option("days", "DAYS", "help-calendar-days").value_delimiter(',').required(true))
        .arg(words.option("start", "HH:MM", "help-calendar-clock").required(true))
        .arg(words.option("minutes", "N", "help-calendar-minutes").value_parser(value_parser!(u32)).required(true))
        .arg(words.option("zone", "ZONE", "help-calendar-zone").required(true));
    scoped(add, words)
}

fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().unwrap_or_default()
}

fn at(matches: &ArgMatches, name: &str) -> Result<Option<Timestamp>, Refusal> {
    moment(matches.get_one::<String>(name).cloned())
}

/// Says what changes whose windows overlap do to each other. A collision is a finding.
pub(crate) fn collisions(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let changes = matches.get_many::<String>("change").into_iter().flatten().cloned().collect();
    let question = CollisionQuestion { changes, from: at(matches, "from")?, to: at(matches, "to")?, instead: None };
    let report = session.collisions(&question, &CancelToken::default())?;
    let is_finding = !report.collisions.is_empty() || report.is_cut_short;
    let code = if is_finding { FINDING } else { DONE };
    if console.json(&report)? {
        return Ok(code);
    }
    let blocking = report.collisions.iter().filter(|own| own.blocks).count().to_string();
    let (changes, count) = (report.changes.len().to_string(), report.collisions.len().to_string());
    console.say("collision-summary", &[("changes", &changes), ("collisions", &count), ("blocking", &blocking)])?;
    for own in &report.collisions {
        console.line(&collision_line(own, messages))?;
    }
    if report.is_cut_short {
        console.say("collision-cut-short", &[])?;
    }
    Ok(code)
}

/// Says where a change fits. That it fits nowhere is a finding.
pub(crate) fn slot(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let slot = session.slot(&text(matches, "change"), at(matches, "after")?, &CancelToken::default())?;
    let code = if slot.window.is_some() { DONE } else { FINDING };
    if !console.json(&slot)? {
        console.line(&slot_sentence(&slot, messages))?;
    }
    Ok(code)
}

/// Shows the forward schedule, or does something to its rules.
pub(crate) fn calendar(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let nested = matches.subcommand().and_then(|(name, own)| own.subcommand().map(|(deed, own)| (name, deed, own)));
    match nested {
        None => schedule(matches, session, messages, console),
        Some(("freeze", "add", own)) => {
            let new = NewFreeze {
                start: at(own, "start")?.unwrap_or_default(),
                end: at(own, "end")?.unwrap_or_default(),
                reason: text(own, "reason"),
                scope: scope(own),
            };
            done("done-calendar-add", &session.freeze_add(&new)?, console)
        }
        Some(("window", "add", own)) => done("done-calendar-add", &session.maintenance_add(&window(own)?)?, console),
        Some(("freeze", "remove", own)) => {
            done("done-calendar-remove", &session.freeze_remove(&text(own, "id"), &text(own, "reason"))?, console)
        }
        Some(("window", "remove", own)) => {
            done("done-calendar-remove", &session.maintenance_remove(&text(own, "id"), &text(own, "reason"))?, console)
        }
        Some(("freeze", "list", _)) => freezes(session, messages, console),
        Some(("window", "list", _)) => windows(session, messages, console),
        Some(_) => Ok(NOT_DONE),
    }
}

fn done(code: &str, reply: &RuleReply, console: &mut Console<'_>) -> Result<u8, Refusal> {
    if !console.json(reply)? {
        console.say(code, &[("id", &reply.id), ("seq", &reply.seq.to_string())])?;
    }
    Ok(DONE)
}

fn scope(matches: &ArgMatches) -> ScopeWords {
    if let Some(items) = matches.get_many::<String>("services") {
        return ScopeWords::Items { items: items.cloned().collect() };
    }
    if let Some(class) = matches.get_one::<String>("type") {
        return ScopeWords::Class { class: class.clone() };
    }
    match matches.get_one::<String>("site") {
        Some(site) => ScopeWords::Site { site: site.clone() },
        None => ScopeWords::Everything,
    }
}

fn window(matches: &ArgMatches) -> Result<NewMaintenanceWindow, Refusal> {
    let mut weekdays = Vec::new();
    for day in matches.get_many::<String>("days").into_iter().flatten() {
        let place = (1_u8..).zip(DAYS).find(|(_, known)| known.eq_ignore_ascii_case(day.trim()));
        let Some((number, _)) = place else { return Err(Refusal::said(Phrase::new("calendar-bad-weekday"))) };
        weekdays.push(number);
    }
    Ok(NewMaintenanceWindow {
        name: text(matches, "name"),
        weekdays,
        start_minute: time_of_day(&text(matches, "start"))?,
        minutes: matches.get_one::<u32>("minutes").copied().unwrap_or_default(),
        zone: text(matches, "zone"),
        scope: scope(matches),
    })
}

fn schedule(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let calendar = session.calendar(at(matches, "from")?, at(matches, "to")?, &CancelToken::default())?;
    let mut written = Vec::new();
    if let Some(path) = matches.get_one::<PathBuf>("ics") {
        files::write(path, session.calendar_ics(&calendar, messages)?.as_bytes())?;
        written.push(path);
    }
    let mut notes = Vec::new();
    for (option, format) in [("html", ReportFormat::Html), ("pdf", ReportFormat::Pdf)] {
        if let Some(path) = matches.get_one::<PathBuf>(option) {
            let file = session.calendar_report(&calendar, format, messages)?;
            files::write(path, &file.bytes)?;
            written.push(path);
            notes.extend(file.notes);
        }
    }
    if console.json(&calendar)? {
        return Ok(DONE);
    }
    if !written.is_empty() {
        for path in written {
            console.say("calendar-wrote", &[("path", &path.display().to_string())])?;
        }
        notes.iter().try_for_each(|note| console.line(note))?;
        return Ok(DONE);
    }
    let (from, to) = (calendar.from.to_minutes(), calendar.to.to_minutes());
    console.say("calendar-period", &[("from", &from), ("to", &to), ("seq", &calendar.seq.to_string())])?;
    let tables = session.calendar_tables(&calendar, messages)?;
    if tables.iter().all(|table| table.rows.is_empty()) {
        console.say("calendar-nothing", &[])?;
    }
    for table in tables {
        console.section(table.heading, &table.columns, &table.rows, LINES_MAX)?;
    }
    if calendar.is_cut_short {
        console.say("collision-cut-short", &[])?;
    }
    Ok(DONE)
}

fn freezes(session: &Session, messages: &Messages, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let freezes: Vec<Freeze> = session.freezes()?;
    let mut rows = Vec::with_capacity(freezes.len());
    for own in &freezes {
        let window = format!("{} – {}", own.start.to_minutes(), own.end.to_minutes());
        rows.push(vec![own.id.clone(), window, session.scope_words(&own.scope, messages)?, own.reason.clone()]);
    }
    if !console.json(&CalendarList { freezes: Some(freezes), windows: None })? {
        let columns = ["column-id", "column-window", "column-covers", "column-reason"];
        console.table(&columns, &rows)?;
    }
    Ok(DONE)
}

fn windows(session: &Session, messages: &Messages, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let windows: Vec<MaintenanceWindow> = session.maintenance_windows()?;
    let mut rows = Vec::with_capacity(windows.len());
    for own in &windows {
        let scope = session.scope_words(&own.scope, messages)?;
        rows.push(vec![own.id.clone(), own.name.clone(), recurs(own, messages), scope]);
    }
    if !console.json(&CalendarList { freezes: None, windows: Some(windows) })? {
        console.table(&["column-id", "column-name", "column-recurs", "column-covers"], &rows)?;
    }
    Ok(DONE)
}
