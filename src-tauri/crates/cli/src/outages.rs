//! Outages as records of their own: the list, one of them, and what is done to it.

use cairn_api::{
    OutageDeed, OutageEntry, OutageItemLine, OutageItemRequest, OutagePage, OutageReply, OutageRequest, OutageService,
    Session, listed,
};
use cairn_messages::Messages;
use cairn_model::outage::{OutageEvent, OutageField};
use cairn_model::{CancelToken, OperationStatus, Timestamp};
use clap::{ArgAction, ArgMatches, Command};

use crate::args::Words;
use crate::console::Console;
use crate::estate::moment;
use crate::items::operation_word;
use crate::refusal::Refusal;
use crate::{DONE, FINDING, NOT_DONE};

/// How many lines a table shows.
const LINES_MAX: usize = 200;

/// The list of outages, and the family of commands about one.
pub(crate) fn arguments(words: &Words<'_>) -> Command {
    let out = || words.place("outage", "OUT", "help-outages-outage");
    let reason = || words.option("reason", "TEXT", "help-outages-reason");
    words
        .command("outages")
        .disable_help_subcommand(true)
        .subcommand_value_name(words.word("help-usage-command"))
        .subcommand_help_heading(words.word("help-commands"))
        .arg(words.option("state", "STATE", "help-outages-state"))
        .subcommand(
            said(
                words.nested("new", "help-outages-new").arg(words.place("title", "TITLE", "help-outages-title")),
                words,
            )
            .arg(words.option("to", "MOMENT", "help-outages-entered-to")),
        )
        .subcommand(words.nested("show", "help-outages-show").arg(out()))
        .subcommand(edit(said(words.nested("edit", "help-outages-edit").arg(out()), words), words).arg(reason()))
        .subcommand(
            words
                .nested("open", "help-outages-open")
                .arg(out())
                .arg(words.option("from", "MOMENT", "help-outages-opened-from"))
                .arg(words.option("until", "MOMENT", "help-outages-until")),
        )
        .subcommand(
            words
                .nested("end", "help-outages-end")
                .arg(out())
                .arg(words.option("to", "MOMENT", "help-outages-to"))
                .arg(words.option("cause", "TEXT", "help-outages-cause")),
        )
        .subcommand(
            words
                .nested("close", "help-outages-close")
                .arg(out())
                .arg(words.option("cause", "TEXT", "help-outages-cause"))
                .arg(words.option("cause-item", "CI", "help-outages-cause-item"))
                .arg(words.option("change", "CHG", "help-outages-change")),
        )
        .subcommand(words.nested("cancel", "help-outages-cancel").arg(out()).arg(reason().required(true)))
}

/// What may be said of an outage whatever is done to it.
fn said(command: Command, words: &Words<'_>) -> Command {
    command
        .arg(words.many("item", "CI[=LEVEL]", "help-outages-item"))
        .arg(words.option("from", "MOMENT", "help-outages-from"))
        .arg(words.option("until", "MOMENT", "help-outages-until"))
        .arg(words.flag("planned", "help-outages-planned"))
        .arg(words.option("cause", "TEXT", "help-outages-cause"))
        .arg(words.option("cause-item", "CI", "help-outages-cause-item"))
        .arg(words.option("change", "CHG", "help-outages-change"))
}

/// What may be corrected beside.
fn edit(command: Command, words: &Words<'_>) -> Command {
    command
        .arg(words.option("title", "TITLE", "help-outages-title"))
        .arg(words.option("since", "MOMENT", "help-outages-since"))
        .arg(words.many("back", "CI", "help-outages-back"))
        .arg(words.option("back-at", "MOMENT", "help-outages-back-at"))
        .arg(words.option("to", "MOMENT", "help-outages-to"))
        .arg(words.flag("no-until", "help-outages-no-until").action(ArgAction::SetTrue).conflicts_with("until"))
        .arg(words.flag("unplanned", "help-outages-unplanned").conflicts_with("planned"))
}

fn given(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.try_get_one::<String>(name).ok().flatten().cloned()
}

fn at(matches: &ArgMatches, name: &str) -> Result<Option<Timestamp>, Refusal> {
    moment(given(matches, name))
}

fn is_set(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or_default()
}

fn many<'m>(matches: &'m ArgMatches, name: &str) -> impl Iterator<Item = &'m String> {
    matches.try_get_many::<String>(name).ok().flatten().into_iter().flatten()
}

/// Reads an item with its level behind the last `=`; what is no level belongs to the item.
fn item(text: &str, since: Option<Timestamp>) -> OutageItemRequest {
    let level = |word: &str| OperationStatus::ALL.into_iter().find(|level| level.id() == word);
    let told = text.rsplit_once('=').and_then(|(item, word)| Some((item, level(word)?)));
    let (item, level) = told.unwrap_or((text, OperationStatus::OutOfService));
    OutageItemRequest { item: item.to_owned(), level, since }
}

fn request(matches: &ArgMatches) -> Result<OutageRequest, Refusal> {
    let since = at(matches, "since")?;
    let planned = is_set(matches, "planned").then_some(true).or(is_set(matches, "unplanned").then_some(false));
    Ok(OutageRequest {
        title: given(matches, "title"),
        items: many(matches, "item").map(|text| item(text, since)).collect(),
        back: many(matches, "back").cloned().collect(),
        at: at(matches, "back-at")?,
        from: at(matches, "from")?,
        expected_end: at(matches, "until")?,
        no_expected_end: is_set(matches, "no-until"),
        to: at(matches, "to")?,
        planned,
        cause: given(matches, "cause"),
        cause_item: given(matches, "cause-item"),
        change: given(matches, "change"),
        reason: given(matches, "reason").unwrap_or_default(),
        based_on: None,
    })
}

/// Lists outages, or does something to one. That items were left to somebody else is a finding.
pub(crate) fn outages(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let Some((verb, own)) = matches.subcommand() else { return list(matches, session, messages, console) };
    let words = given(own, "outage").unwrap_or_default();
    let moved =
        |deed: OutageDeed| -> Result<OutageReply, Refusal> { Ok(session.outage_move(&words, deed, &request(own)?)?) };
    let (code, reply) = match verb {
        "show" => return show(&words, session, messages, console),
        "new" => ("done-outages-new", session.outage_new(&request(own)?)?),
        "edit" => ("done-outages-edit", session.outage_edit(&words, &request(own)?)?),
        "open" => ("done-outages-open", moved(OutageDeed::Open)?),
        "end" => ("done-outages-end", moved(OutageDeed::End)?),
        "close" => ("done-outages-close", moved(OutageDeed::Close)?),
        "cancel" => ("done-outages-cancel", moved(OutageDeed::Cancel)?),
        _ => return Ok(NOT_DONE),
    };
    done(code, &reply, session, messages, console)
}

fn done(
    code: &str,
    reply: &OutageReply,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let exit = if reply.kept.is_empty() { DONE } else { FINDING };
    if console.json(reply)? {
        return Ok(exit);
    }
    let (state, set) = (session.outage_state_word(&reply.state, messages), reply.set.to_string());
    let params = [("id", reply.id.as_str()), ("title", &reply.title), ("state", &state), ("set", &set)];
    match reply.seq.map(|seq| seq.to_string()) {
        Some(seq) => console.say(code, &[&params[..], &[("seq", seq.as_str())]].concat())?,
        None => console.say("outages-as-it-was", &params)?,
    }
    for own in &reply.kept {
        console.line(&format!("  ! {}", session.say(&own.text, messages)))?;
    }
    if reply.not_agreed {
        console.say("outages-not-agreed", &params)?;
    }
    crate::change::watched(&reply.watched, messages, console)?;
    Ok(exit)
}

/// Returns from when to when an outage lasts; what is only expected is marked.
fn span(own: &OutageEntry, messages: &Messages) -> String {
    let end = match (own.to, own.expected_end) {
        (Some(to), _) => to.to_minutes(),
        (None, Some(end)) => messages.say("outages-expected", [("end", end.to_minutes().as_str())]),
        (None, None) => String::new(),
    };
    format!("{} – {end}", own.from.to_minutes())
}

fn row(own: &OutageEntry, session: &Session, messages: &Messages) -> Vec<String> {
    let mut items: Vec<String> = own.items.iter().map(|item| item.name.clone()).collect();
    if let Some(more @ 1..) = usize::try_from(own.count).unwrap_or(usize::MAX).checked_sub(items.len()) {
        items.push(format!("+{more}"));
    }
    let planned = match (own.planned, own.announced) {
        (true, true) => "outages-announced",
        (true, false) => "outages-called-planned",
        (false, _) => "outages-unplanned",
    };
    vec![
        own.id.clone(),
        own.title.clone(),
        session.outage_state_word(&own.state, messages),
        operation_word(own.worst, messages),
        listed(items, messages),
        span(own, messages),
        messages.word(planned),
        own.change.clone().unwrap_or_default(),
    ]
}

const COLUMNS: [&str; 8] = [
    "column-outage",
    "column-title",
    "column-status",
    "column-operation",
    "column-item-names",
    "column-span",
    "column-planned",
    "column-change",
];

/// Shows outages as a section of another page; nothing when there are none.
pub(crate) fn section(
    outages: &[OutageEntry],
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<(), Refusal> {
    let rows: Vec<Vec<String>> = outages.iter().map(|own| row(own, session, messages)).collect();
    console.section("outages-heading", &COLUMNS, &rows, LINES_MAX)
}

fn list(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let state = given(matches, "state");
    let list = session.outages(state.as_deref(), crate::items::moment(matches))?;
    if console.json(&list)? {
        return Ok(DONE);
    }
    crate::items::dated(list.at.as_ref(), messages, console)?;
    let list = &list.answer;
    if list.outages.is_empty() {
        console.say(if state.is_some() { "outages-none-in-state" } else { "outages-none" }, &[])?;
        return Ok(DONE);
    }
    let shown = list.outages.len().min(LINES_MAX);
    let rows: Vec<Vec<String>> = list.outages[..shown].iter().map(|own| row(own, session, messages)).collect();
    console.table(&COLUMNS, &rows)?;
    if list.outages.len() > shown {
        console.say("count-more", &[("count", &(list.outages.len() - shown).to_string())])?;
    }
    Ok(DONE)
}

fn show(words: &str, session: &Session, messages: &Messages, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let page = session.outage_show(words, &CancelToken::default())?;
    if console.json(&page)? {
        return Ok(DONE);
    }
    head(&page, session, messages, console)?;
    let rows: Vec<Vec<String>> = page.items.iter().map(|own| item_row(own, session, messages)).collect();
    let columns = [
        "column-operation",
        "column-key",
        "column-name",
        "column-type",
        "column-since",
        "column-until",
        "column-record",
        "column-operation-now",
    ];
    console.section("outages-items", &columns, &rows, LINES_MAX)?;
    let service = |own: &OutageService| {
        let level = if own.own { "level-at-risk-own".to_owned() } else { format!("level-{}", own.level.id()) };
        let tier = own.service.tier.map(|tier| tier.to_string()).unwrap_or_default();
        vec![messages.word(&level), tier, own.service.name.clone()]
    };
    let rows: Vec<Vec<String>> = page.services.iter().map(service).collect();
    console.section("outages-services", &["column-level", "column-tier", "column-service"], &rows, LINES_MAX)?;
    let rows: Vec<Vec<String>> = page.outage.history.iter().map(|own| event(own, session, messages)).collect();
    let columns = [
        "#column-record",
        "column-when",
        "column-event",
        "column-status",
        "column-who",
        "column-reason",
        "column-changed",
    ];
    console.section("show-history", &columns, &rows, LINES_MAX)?;
    for way in &page.ways {
        let transition = messages.word(&format!("outage-deed-{}", way.transition));
        if way.unmet.is_empty() {
            console.say("change-ways-open", &[("list", &transition)])?;
        } else {
            console.say("change-ways-closed", &[("list", &transition)])?;
            for phrase in &way.unmet {
                console.line(&format!("  - {}", session.say(phrase, messages)))?;
            }
        }
    }
    Ok(DONE)
}

fn head(page: &OutagePage, session: &Session, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let own = &page.outage;
    let state = session.outage_state_word(&own.state, messages);
    console.line(&format!("{}  {}  ({state})", own.id, own.title))?;
    console.line(&session.say(&page.text, messages))?;
    if let Some(agreed) = own.agreed() {
        let params = [agreed.start, agreed.end, agreed.at].map(Timestamp::to_minutes);
        let params = [("start", params[0].as_str()), ("end", &params[1]), ("at", &params[2])];
        console.say("outages-agreed", &params)?;
    } else if own.planned {
        console.say("outages-not-agreed", &[("id", &own.id)])?;
    }
    if let (Some(change), Some(title)) = (&own.change, &page.change_title) {
        let code = if own.planned { "outages-in-change" } else { "outages-by-change" };
        console.say(code, &[("change", change), ("title", title)])?;
    }
    let item = page.cause_item.as_ref().map(|item| format!("{} {}", item.key, item.name));
    let facts = [("outages-cause", own.cause.clone()), ("outages-cause-item", item.unwrap_or_default())];
    for (code, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
        let line = messages.say("change-fact", [("name", messages.word(code).as_str()), ("text", text.as_str())]);
        console.line(&line)?;
    }
    Ok(())
}

fn item_row(own: &OutageItemLine, session: &Session, messages: &Messages) -> Vec<String> {
    let holder = own.held_by.as_ref().map(|record| format!(" ({record})")).unwrap_or_default();
    vec![
        operation_word(own.level, messages),
        own.item.key.clone(),
        own.item.name.clone(),
        session.class_word(&own.item.class, messages),
        own.since.to_minutes(),
        own.until.map(Timestamp::to_minutes).unwrap_or_default(),
        own.record.map(|record| record.to_string()).unwrap_or_default(),
        format!("{}{holder}", operation_word(own.operation, messages)),
    ]
}

fn event(own: &OutageEvent, session: &Session, messages: &Messages) -> Vec<String> {
    let field = |own: &OutageField| {
        let [name, before, after] = session.outage_field(own, messages);
        let side = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        format!("{name}: {} → {}", side(before), side(after))
    };
    vec![
        own.record.to_string(),
        own.at.to_minutes(),
        messages.word(&format!("outage-event-{}", own.what)),
        session.outage_state_word(&own.to, messages),
        own.actor.clone(),
        own.reason.clone(),
        own.fields.iter().map(field).collect::<Vec<_>>().join("; "),
    ]
}
