//! While something is out: in which order it comes up, and what may be behind it.

use std::path::PathBuf;

use cairn_api::{
    CauseQuestion, RecoveryItem, RecoveryReport, Session, deadlock_said, report_format, rto_said, sheet_sentence,
};
use cairn_messages::Messages;
use cairn_model::impact::ItemRef;
use cairn_model::outage::{Contact, ContractView, OutItem, OutageSheet, RecentCommit, ServiceOut};
use cairn_model::{CancelToken, Level};
use clap::ArgMatches;

use crate::console::Console;
use crate::files;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// How many lines a table shows.
const LINES_MAX: usize = 200;

/// Names what may be behind what was reported. That nothing explains it is a finding.
pub(crate) fn cause(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let words = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect();
    let question = CauseQuestion { down: words("ci"), degraded: words("degraded") };
    if question.down.is_empty() && question.degraded.is_empty() {
        return Err(Refusal::usage("error-usage-nothing-reported"));
    }
    let report = session.causes(&question, crate::items::moment(matches), &CancelToken::default())?;
    let is_explained = !report.answer.explained_by.is_empty();
    let code = if report.answer.causes.is_empty() && !is_explained { FINDING } else { DONE };
    if console.json(&report)? {
        return Ok(code);
    }
    crate::items::dated(report.at.as_ref(), messages, console)?;
    if is_explained {
        console.say("cause-explained", &[("items", &names(&report.answer.explained_by))])?;
        return Ok(code);
    }
    let (reported, causes) = (report.answer.reported.len().to_string(), report.answer.causes.len().to_string());
    console.say("cause-summary", &[("reported", &reported), ("causes", &causes)])?;
    let rows: Vec<Vec<String>> = report
        .answer
        .causes
        .iter()
        .map(|own| {
            let mut row = item(&own.item, session, messages).to_vec();
            let others: Vec<&str> = own.others.iter().take(5).map(|other| other.key.as_str()).collect();
            row.extend([own.unreported.to_string(), others.join(" ")]);
            row
        })
        .collect();
    let columns = ["column-key", "column-name", "column-type", "column-unreported", "column-unreported-first"];
    console.section("cause-explains", &columns, &rows, LINES_MAX)?;
    Ok(code)
}

fn item(item: &ItemRef, session: &Session, messages: &Messages) -> [String; 3] {
    [item.key.clone(), item.name.clone(), session.class_word(&item.class, messages)]
}

/// Says in which order what is down comes up. A deadlock is a finding.
pub(crate) fn recovery(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let report = session.recovery(crate::items::moment(matches), &CancelToken::default())?;
    let code = if report.answer.deadlocks.is_empty() { DONE } else { FINDING };
    if console.json(&report)? {
        return Ok(code);
    }
    crate::items::dated(report.at.as_ref(), messages, console)?;
    let report = &report.answer;
    let down = report.waves.iter().map(Vec::len).sum::<usize>()
        + report.deadlocks.iter().map(|deadlock| deadlock.members.len()).sum::<usize>()
        + report.waiting.len();
    let (down, waves) = (down.to_string(), report.waves.len().to_string());
    console.say("recovery-summary", &[("down", &down), ("waves", &waves)])?;
    waves_table(report, session, messages, console)?;
    deadlocks(report, session, messages, console)?;
    Ok(code)
}

/// Says what waits for itself, with the link to cut, and which cycles only make something work worse.
fn deadlocks(
    report: &RecoveryReport,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<(), Refusal> {
    for deadlock in &report.deadlocks {
        console.line(&deadlock_said(deadlock, &session.need_word(&deadlock.cut.need, messages), messages))?;
    }
    if !report.waiting.is_empty() {
        console.say("recovery-waiting", &[("members", &names(&report.waiting))])?;
    }
    for cycle in &report.warnings {
        console.say("recovery-warning", &[("members", &names(cycle))])?;
    }
    Ok(())
}

/// Says everything about what is out, and writes it as a sheet where somebody asks for one. That a service is down is a
/// finding.
pub(crate) fn sheet(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let sheet = session.outage_sheet(crate::items::moment(matches), messages, &CancelToken::default())?;
    let path = matches.get_one::<PathBuf>("report");
    let mut notes = Vec::new();
    if let Some(path) = path {
        let file = session.outage_report(&sheet, report_format(path), messages)?;
        files::write(path, &file.bytes)?;
        notes = file.notes;
    }
    let code = if sheet.answer.services.iter().any(|own| own.level == Level::Down) { FINDING } else { DONE };
    if console.json(&sheet)? {
        return Ok(code);
    }
    crate::items::dated(sheet.at.as_ref(), messages, console)?;
    let sheet = &sheet.answer;
    console.line(&sheet_sentence(sheet, messages))?;
    services_table(sheet, messages, console)?;
    out_table(sheet, messages, console)?;
    waves_table(&sheet.recovery, session, messages, console)?;
    deadlocks(&sheet.recovery, session, messages, console)?;
    recent_table(sheet, messages, console)?;
    if let Some(path) = path {
        console.say("impact-report-written", &[("path", &path.display().to_string())])?;
        notes.iter().try_for_each(|note| console.line(note))?;
    }
    Ok(code)
}

/// Returns somebody's name, and how to call them.
fn reached(contact: Option<&Contact>) -> String {
    let parts = contact.map(|own| [Some(own.name.clone()), own.telephone.clone()]);
    parts.into_iter().flatten().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns contracts by name, each with whom to call.
fn contracts(contracts: &[ContractView]) -> String {
    let said = |own: &ContractView| match reached(own.supplier.as_ref()) {
        supplier if supplier.is_empty() => own.contract.name.clone(),
        supplier => format!("{} ({supplier})", own.contract.name),
    };
    contracts.iter().map(said).collect::<Vec<_>>().join(", ")
}

fn out_table(sheet: &OutageSheet, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let row = |own: &OutItem| {
        vec![
            messages.word(&format!("operation-{}", own.context.operation.id())),
            own.context.item.key.clone(),
            own.context.item.name.clone(),
            own.context.since.map(cairn_model::Timestamp::to_minutes).unwrap_or_default(),
            own.context.reason.clone().unwrap_or_default(),
            own.record.clone().unwrap_or_default(),
            reached(own.support.as_ref().or(own.owner.as_ref())),
            contracts(&own.contracts),
        ]
    };
    let rows: Vec<Vec<String>> = sheet.out.iter().map(row).collect();
    let columns = [
        "column-operation",
        "column-key",
        "column-name",
        "column-since",
        "column-reason",
        "column-outage",
        "column-support",
        "column-contract",
    ];
    console.section("outage-items", &columns, &rows, LINES_MAX)
}

fn services_table(sheet: &OutageSheet, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let row = |own: &ServiceOut| {
        let level = if own.own { "level-at-risk-own".to_owned() } else { format!("level-{}", own.level.id()) };
        vec![
            messages.word(&level),
            own.service.tier.map(|tier| tier.to_string()).unwrap_or_default(),
            own.service.name.clone(),
            own.since.map(cairn_model::Timestamp::to_minutes).unwrap_or_default(),
            own.rto_left.map(|left| rto_said(left, messages)).unwrap_or_default(),
            reached(own.owner.as_ref()),
            reached(own.support.as_ref()),
            contracts(&own.contracts),
        ]
    };
    let rows: Vec<Vec<String>> = sheet.services.iter().map(row).collect();
    let columns = [
        "column-level",
        "column-tier",
        "column-service",
        "column-since",
        "column-rto-left",
        "column-owner",
        "column-support",
        "column-contract",
    ];
    console.section("outage-services", &columns, &rows, LINES_MAX)
}

fn recent_table(sheet: &OutageSheet, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let row = |own: &RecentCommit| {
        let touched = match own.touched {
            _ if own.model => messages.word("outage-touched-model"),
            None => messages.word("outage-touched-many"),
            Some(_) => own.items.iter().map(|item| item.key.clone()).collect::<Vec<_>>().join(" "),
        };
        vec![
            own.commit.seq.to_string(),
            own.commit.recorded_at.to_minutes(),
            own.commit.actor.clone(),
            own.said.clone().unwrap_or_else(|| own.commit.reason.clone()),
            touched,
        ]
    };
    let rows: Vec<Vec<String>> = sheet.recent.iter().map(row).collect();
    let columns = ["column-record", "column-when", "column-who", "column-what", "column-touched"];
    console.section("outage-recent-records", &columns, &rows, LINES_MAX)
}

fn names(items: &[ItemRef]) -> String {
    items.iter().map(|item| format!("{} ({})", item.name, item.key)).collect::<Vec<_>>().join(", ")
}

fn waves_table(
    report: &RecoveryReport,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<(), Refusal> {
    let row = |(wave, own): (usize, &RecoveryItem)| {
        let mut row = vec![wave.to_string()];
        row.extend(item(&own.item, session, messages));
        row.push(own.serves_tier.map(|tier| tier.to_string()).unwrap_or_default());
        row.push(own.rto.map(|minutes| minutes.to_string()).unwrap_or_default());
        row.push(messages.word(if own.out_of_service { "recovery-itself" } else { "recovery-because" }));
        row
    };
    let rows = report.waves.iter().enumerate().flat_map(|(place, wave)| wave.iter().map(move |own| (place + 1, own)));
    let rows: Vec<Vec<String>> = rows.map(row).collect();
    let columns = [
        "#column-wave",
        "column-key",
        "column-name",
        "column-type",
        "column-serves-tier",
        "#column-rto",
        "column-operation",
    ];
    console.section("recovery-waves", &columns, &rows, LINES_MAX)
}
