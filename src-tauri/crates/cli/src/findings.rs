//! What the model leaves open, each with what repairs it.

use cairn_api::Session;
use cairn_messages::Messages;
use cairn_model::CancelToken;
use cairn_model::catalogue::Needs;
use clap::ArgMatches;

use crate::console::Console;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// How many lines a table shows.
const LINES_MAX: usize = 200;

/// Lists redundancy nobody declared, requirements that cannot be right, and types nobody confirmed. One of them is a
/// finding.
pub(crate) fn findings(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
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
    Ok(code)
}
