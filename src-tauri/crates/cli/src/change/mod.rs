//! Changes: planned, assessed, decided on, carried out and closed; and what edits would do without one.

mod args;
mod edits;
mod line;
mod page;
mod plan;
mod progress;
mod verbs;
mod verdict;
mod what_if;

pub(crate) use args::{change as arguments, what_if as what_if_arguments};
pub(crate) use progress::watched;
pub(crate) use what_if::what_if;

use cairn_api::Session;
use cairn_messages::Messages;
use clap::ArgMatches;

use crate::NOT_DONE;
use crate::console::Console;
use crate::refusal::Refusal;

/// A command with all it needs.
pub(crate) struct Run<'a, 'c> {
    session: &'a Session,
    messages: &'a Messages,
    console: &'a mut Console<'c>,
}

pub(crate) fn change(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let Some((name, own)) = matches.subcommand() else { return Ok(NOT_DONE) };
    let mut run = Run { session, messages, console };
    match name {
        "new" => run.raise(own),
        "edit" => run.edit(own),
        "show" => run.show(own),
        "list" => run.list(own),
        "report" => crate::change_report::report(own, session, messages, run.console),
        "submit" => run.submit(own),
        "assess" => run.assess(own),
        "decide" => run.decide(own),
        "schedule" => run.schedule(own),
        "slot" => crate::calendar::slot(own, session, messages, run.console),
        "exposure" => crate::exposure::change(own, session, messages, run.console),
        "start" => run.start(own),
        "step" => run.step(own),
        "finish" => run.finish(own),
        "close" => run.close(own),
        "cancel" => run.cancel(own),
        "template" => run.template(own),
        _ => Ok(NOT_DONE),
    }
}
