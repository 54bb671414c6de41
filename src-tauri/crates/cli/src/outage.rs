//! While something is out: in which order it comes up, and what may be behind it.

use cairn_api::{CauseQuestion, RecoveryItem, RecoveryReport, Session};
use cairn_messages::Messages;
use cairn_model::CancelToken;
use cairn_model::impact::ItemRef;
use clap::ArgMatches;

use crate::console::Console;
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
    for deadlock in &report.deadlocks {
        let names = names(&deadlock.members);
        let (freed, need) = (deadlock.freed.to_string(), session.need_word(&deadlock.cut.need, messages));
        let params = [
            ("members", names.as_str()),
            ("consumer", deadlock.cut.consumer.name.as_str()),
            ("need", need.as_str()),
            ("member", deadlock.cut.member.name.as_str()),
            ("freed", freed.as_str()),
        ];
        console.say("recovery-deadlock", &params)?;
    }
    if !report.waiting.is_empty() {
        console.say("recovery-waiting", &[("members", &names(&report.waiting))])?;
    }
    for cycle in &report.warnings {
        console.say("recovery-warning", &[("members", &names(cycle))])?;
    }
    Ok(code)
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
