//! The command line: arguments in, tables or JSON out, over the same handlers as every other caller.
//!
//! *Architecture Invariant:* nothing is decided here. This crate reads arguments, files and the environment, hands
//! them to `cairn-api`, and shows what comes back.

mod args;
mod console;
mod environment;
mod estate;
mod files;
mod impact;
mod import;
mod items;
mod refusal;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use cairn_api::Session;
use cairn_messages::{Language, Messages};
use clap::ArgMatches;
use clap::error::ErrorKind;

use console::Console;
pub use environment::Environment;
use environment::ThisProcess;
use refusal::Refusal;

/// Done.
const DONE: u8 = 0;
/// Done, with a finding: refused rows, damage.
const FINDING: u8 = 1;
/// Not done: usage or bad input, said on standard error.
const NOT_DONE: u8 = 2;

/// Runs one command and returns its exit code: 0 done, 1 done with a finding, 2 not done.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let messages = Messages::new(language(&arguments, environment));
    let matches = match args::command(&messages).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            // Nobody is left to tell when the writer is closed.
            let _closed = if is_answer { write!(out, "{error}") } else { write!(err, "{error}") };
            return if is_answer { DONE } else { NOT_DONE };
        }
    };
    let json = matches.get_flag("json");
    let mut console = Console::new(out, &messages, json, environment.width);
    let outcome = dispatch(&matches, environment, &messages, &mut console);
    match outcome {
        Ok(code) => code,
        Err(Refusal::Closed) => DONE,
        Err(refusal) => {
            let _closed = console::refuse(err, &refusal, &messages, json);
            NOT_DONE
        }
    }
}

/// The language has to be known before the arguments are read: their help is written in it.
fn language(arguments: &[OsString], environment: &Environment) -> Language {
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    let mut given = None;
    while let Some(text) = texts.next() {
        if text == "--lang" {
            given = texts.next().map(str::to_owned);
        } else if let Some(tag) = text.strip_prefix("--lang=") {
            given = Some(tag.to_owned());
        }
    }
    given.or_else(|| environment.locale.clone()).and_then(|tag| Language::from_tag(&tag)).unwrap_or_default()
}

fn dispatch(
    matches: &ArgMatches,
    environment: &Environment,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let actor = matches.get_one::<String>("actor").cloned().unwrap_or_else(|| environment.user.clone());
    let host = Arc::new(ThisProcess { actor, account: environment.user.clone() });
    if matches.get_one::<String>("at").is_some() {
        return Err(Refusal::usage("error-at-reserved"));
    }
    let Some((name, own)) = matches.subcommand() else { return Ok(DONE) };
    match name {
        "init" => return estate::init(own, host, messages, console),
        "generate" => return estate::generate(own, messages, console),
        _ => {}
    }
    let dir = matches.get_one::<PathBuf>("estate").ok_or_else(|| Refusal::usage("error-estate-missing"))?;
    let session = Session::open(dir, host)?;
    match name {
        "status" => estate::status(&session, dir, messages, console),
        "items" => items::list(own, &session, dir, messages, console),
        "show" => items::show(own, &session, messages, console),
        "import" => import::import(own, &session, messages, console),
        "impact" => impact::impact(own, &session, messages, console),
        "operation" => estate::operation(own, &session, messages, console),
        "log" => estate::log(own, &session, console),
        "check" => estate::check(&session, messages, console),
        _ => Ok(NOT_DONE),
    }
}
