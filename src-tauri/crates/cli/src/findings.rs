//! What the model leaves open, each with what repairs it.

use cairn_api::{ConfirmReply, Session, TypeConfirmation};
use cairn_messages::Messages;
use cairn_model::catalogue::Needs;
use cairn_model::{CancelToken, Phrase, Strength};
use clap::{ArgMatches, Command};

use crate::args::Words;
use crate::console::Console;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// How many lines a table shows.
const LINES_MAX: usize = 200;

pub(crate) fn arguments(words: &Words<'_>) -> Command {
    let confirm = words
        .nested("confirm", "help-findings-confirm")
        .arg(words.place("type", "TYPE", "help-findings-type"))
        .arg(words.option("needs", "END", "help-findings-needs"))
        .arg(words.option("strength", "STRENGTH", "help-findings-strength"))
        .arg(words.option("reason", "TEXT", "help-reason").required(true));
    words
        .command("findings")
        .disable_help_subcommand(true)
        .subcommand_value_name(words.word("help-usage-command"))
        .subcommand_help_heading(words.word("help-commands"))
        .subcommand(confirm)
}

/// Confirms what a learned relationship type means.
fn confirm(own: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let text = |name: &str| own.get_one::<String>(name).cloned();
    let unknown = |code: &str, text: &str| Refusal::said(Phrase::new(code).with("text", text));
    let needs = text("needs").map(|text| match text.as_str() {
        "source" => Ok(Needs::Source),
        "target" => Ok(Needs::Target),
        "none" => Ok(Needs::None),
        _ => Err(unknown("confirm-bad-needs", &text)),
    });
    let strength = text("strength").map(|text| match text.as_str() {
        "hard" => Ok(Strength::Hard),
        "degrading" => Ok(Strength::Degrading),
        "soft" => Ok(Strength::Soft),
        "info" => Ok(Strength::Info),
        _ => Err(unknown("confirm-bad-strength", &text)),
    });
    let said = TypeConfirmation {
        type_id: text("type").unwrap_or_default(),
        needs: needs.transpose()?,
        strength: strength.transpose()?,
        reason: text("reason").unwrap_or_default(),
    };
    let seq = session.type_confirm(&said)?.seq;
    let reply = ConfirmReply { type_id: said.type_id.trim().to_owned(), seq };
    if !console.json(&reply)? {
        console.say("done-findings-confirm", &[("type", &reply.type_id), ("record", &seq.to_string())])?;
    }
    Ok(DONE)
}

/// Lists redundancy nobody declared, requirements that cannot be right, and types nobody confirmed. One of them is a
/// finding.
pub(crate) fn findings(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    if let Some(("confirm", own)) = matches.subcommand() {
        return confirm(own, session, console);
    }
    let list = session.work_list(crate::items::moment(matches), &CancelToken::default())?;
    let is_empty = |list: &cairn_api::WorkList| {
        list.assumed.is_empty() && list.model_errors.is_empty() && list.unconfirmed.is_empty()
    };
    let code = if is_empty(&list.answer) { DONE } else { FINDING };
    if console.json(&list)? {
        return Ok(code);
    }
    crate::items::dated(list.at.as_ref(), messages, console)?;
    let list = &list.answer;
    let [assumed, errors, types] =
        [list.assumed.len(), list.model_errors.len(), list.unconfirmed.len()].map(|count| count.to_string());
    console.say("findings-summary", &[("assumed", &assumed), ("errors", &errors), ("types", &types)])?;
    let rows: Vec<Vec<String>> = list
        .assumed
        .iter()
        .map(|own| {
            vec![
                own.serves_tier.map(|tier| tier.to_string()).unwrap_or_default(),
                own.item.key.clone(),
                own.item.name.clone(),
                own.requirement.name.clone(),
                cairn_api::needs(&own.requirement, messages),
            ]
        })
        .collect();
    let columns = ["column-serves-tier", "column-key", "column-name", "column-group", "column-needed"];
    console.section("findings-assumed", &columns, &rows, LINES_MAX)?;
    if !rows.is_empty() {
        console.say("findings-declare", &[])?;
    }
    let rows: Vec<Vec<String>> = list
        .model_errors
        .iter()
        .map(|own| {
            let problem = cairn_api::model_error(own, messages);
            vec![own.item.key.clone(), own.item.name.clone(), own.requirement.name.clone(), problem]
        })
        .collect();
    let columns = ["column-key", "column-name", "column-group", "column-problem"];
    console.section("findings-errors", &columns, &rows, LINES_MAX)?;
    let rows: Vec<Vec<String>> = list
        .unconfirmed
        .iter()
        .map(|own| {
            let needs = messages.word(match own.needs {
                Needs::Source => "findings-needs-source",
                Needs::Target => "findings-needs-target",
                Needs::None => "findings-needs-none",
            });
            vec![own.id.clone(), needs, own.relationships.to_string()]
        })
        .collect();
    console.section("findings-types", &["column-type", "column-who-needs", "#column-count"], &rows, LINES_MAX)?;
    if !rows.is_empty() {
        console.say("findings-confirm", &[])?;
    }
    Ok(code)
}
