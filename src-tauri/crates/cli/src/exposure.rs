//! What is left of error budgets, and what a change would use of them.

use cairn_api::{
    BudgetQuestion, ChangeExposure, Exposed, ServiceBudget, ServiceExposure, Session, budgets_sentence, causes_said,
    minutes_left, minutes_used, promise_notes, promise_said, say,
};
use cairn_messages::Messages;
use cairn_model::{CancelToken, Level, Timestamp};
use clap::ArgMatches;

use crate::console::Console;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// How many lines a table shows.
const LINES_MAX: usize = 200;

/// Says what is left of the error budgets of services. That one is overdrawn is a finding.
pub(crate) fn budgets(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let services: Vec<String> = matches.get_many::<String>("service").into_iter().flatten().cloned().collect();
    let is_named = !services.is_empty();
    let question = BudgetQuestion { services, at: crate::items::moment(matches).map(str::to_owned) };
    let report = session.budgets(&question, &CancelToken::default())?;
    let code = if report.answer.budgets.iter().any(|own| own.left_ms < 0) { FINDING } else { DONE };
    if console.json(&report)? {
        return Ok(code);
    }
    crate::items::dated(report.at.as_ref(), messages, console)?;
    let report = &report.answer;
    if is_named {
        report.budgets.iter().try_for_each(|own| one(own, messages, console))?;
    } else {
        console.line(&budgets_sentence(&report.budgets, messages))?;
        table(&report.budgets, messages, console)?;
    }
    let without: Vec<Vec<String>> = report
        .without
        .iter()
        .map(|own| vec![own.service.key.clone(), own.service.name.clone(), say(&own.reason, messages)])
        .collect();
    console.section("budget-without", &["column-key", "column-service", "column-reason"], &without, LINES_MAX)?;
    Ok(code)
}

/// Says everything about one budget.
fn one(own: &ServiceBudget, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    console.line(&say(&own.text, messages))?;
    console.line(&promise_said(&own.promise, messages))?;
    let (start, end) = (own.start.to_minutes(), own.end.to_minutes());
    console.say("budget-span", &[("start", &start), ("end", &end)])?;
    promise_notes(&own.promise, messages).iter().try_for_each(|note| console.line(note))?;
    let (planned, unplanned) = (minutes_used(own.planned_ms), minutes_used(own.unplanned_ms));
    console.say("budget-used", &[("planned", &planned), ("unplanned", &unplanned)])?;
    let rows: Vec<Vec<String>> = own
        .outages
        .iter()
        .map(|outage| {
            let end = if outage.goes_on { messages.word("budget-goes-on") } else { outage.end.to_minutes() };
            vec![
                outage.start.to_minutes(),
                end,
                messages.word(&format!("level-{}", outage.level.id())),
                planned_level(outage.planned, messages),
                minutes_used(outage.counted_ms),
                causes_said(outage),
            ]
        })
        .collect();
    let columns =
        ["column-since", "column-until", "column-level", "column-level-planned", "#column-counted", "column-because"];
    console.section("budget-outages", &columns, &rows, LINES_MAX)
}

/// Returns the word for what was planned alone; nothing where nothing was.
fn planned_level(level: Level, messages: &Messages) -> String {
    if level == Level::Unaffected { String::new() } else { messages.word(&format!("level-{}", level.id())) }
}

fn table(budgets: &[ServiceBudget], messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let row = |own: &ServiceBudget| {
        vec![
            own.service.tier.map(|tier| tier.to_string()).unwrap_or_default(),
            own.service.key.clone(),
            own.service.name.clone(),
            promise_said(&own.promise, messages),
            minutes_left(own.budget_ms),
            minutes_used(own.unplanned_ms),
            minutes_used(own.planned_ms),
            minutes_left(own.left_ms),
        ]
    };
    let rows: Vec<Vec<String>> = budgets.iter().map(row).collect();
    let columns = [
        "column-tier",
        "column-key",
        "column-service",
        "column-promised",
        "#column-budget",
        "#column-used-unplanned",
        "#column-used-planned",
        "#column-left",
    ];
    console.section("budget-services", &columns, &rows, LINES_MAX)?;
    let unread = budgets.iter().filter(|own| !own.promise.notes.is_empty());
    let rows: Vec<Vec<String>> = unread
        .map(|own| {
            let notes: Vec<String> = own.promise.notes.iter().map(|note| say(note, messages)).collect();
            vec![own.service.key.clone(), own.service.name.clone(), notes.join(" ")]
        })
        .collect();
    console.section("budget-unread", &["column-key", "column-service", "column-note"], &rows, LINES_MAX)
}

/// Says what a change would use of error budgets. That it uses more than there is is a finding.
pub(crate) fn change(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let words = matches.get_one::<String>("change").map_or("", String::as_str);
    let found = session.change_exposure(words, &CancelToken::default())?;
    let over = |own: &Exposed| own.budget.is_some_and(|budget| budget.over);
    let is_over = found.services.iter().any(|own| over(&own.planned) || over(&own.fails));
    let code = if is_over { FINDING } else { DONE };
    if !console.json(&found)? {
        console.line(&session.say(&found.text, messages))?;
        exposed(&found, messages, console)?;
    }
    Ok(code)
}

fn exposed(found: &ChangeExposure, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    if found.spread {
        console.say("exposure-spread", &[])?;
    }
    let left = |own: &Exposed| {
        own.budget.map_or_else(String::new, |budget| {
            format!("{} → {}", minutes_left(budget.left_before_ms), minutes_left(budget.left_after_ms))
        })
    };
    let until = |own: &Exposed| own.budget.map(|budget| budget.end).map(Timestamp::to_minutes).unwrap_or_default();
    let row = |own: &ServiceExposure| {
        vec![
            own.service.tier.map(|tier| tier.to_string()).unwrap_or_default(),
            own.service.key.clone(),
            own.service.name.clone(),
            messages.word(&format!("level-{}", own.level.id())),
            minutes_used(own.planned.counted_ms),
            left(&own.planned),
            until(&own.planned),
            minutes_used(own.fails.counted_ms),
            left(&own.fails),
        ]
    };
    let rows: Vec<Vec<String>> = found.services.iter().map(row).collect();
    let columns = [
        "column-tier",
        "column-key",
        "column-service",
        "column-level",
        "#column-uses",
        "column-left",
        "column-until",
        "#column-uses-failing",
        "column-left-failing",
    ];
    console.section("exposure-services", &columns, &rows, LINES_MAX)?;
    for own in &found.services {
        if own.text != found.text {
            console.line(&say(&own.text, messages))?;
        }
        console.line(&format!("  {}", say(&own.fails_text, messages)))?;
        if let Some(level) = own.stays {
            let level = messages.word(&format!("level-{}", level.id()));
            console.say("exposure-stays", &[("service", &own.service.name), ("level", &level)])?;
        }
    }
    Ok(())
}
