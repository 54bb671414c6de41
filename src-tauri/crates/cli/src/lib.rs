//! The command line: arguments in, tables or JSON out, over the same handlers as every other caller.
//!
//! *Architecture Invariant:* nothing is decided here. This crate reads arguments, files and the environment, hands
//! them to `cairn-api`, and shows what comes back.

mod args;
mod baseline;
mod calendar;
mod change;
mod change_report;
mod console;
mod environment;
mod estate;
mod exposure;
mod files;
mod findings;
mod impact;
mod import;
mod integrity;
mod items;
mod keeping;
mod map;
mod outage;
mod outages;
mod refusal;
#[cfg(unix)]
mod remote;
mod snapshot;
mod spof;
mod taken_back;
mod usage;
mod wrap;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cairn_api::desk::Lease;
use cairn_api::{Failure, Host, Session};
use cairn_messages::{Language, Messages};
use cairn_model::Phrase;
use clap::error::ErrorKind;
use clap::{ArgMatches, Command};

use console::Console;
pub use environment::{Environment, ThisProcess};
use refusal::Refusal;
#[cfg(unix)]
pub use remote::Doorkeeper;

/// Who has an estate open that a command works on.
const PROGRAM: &str = concat!("cairn ", env!("CARGO_PKG_VERSION"));
/// Done.
const DONE: u8 = 0;
/// Done, with a finding: refused rows, damage.
const FINDING: u8 = 1;
/// Not done: usage or bad input, said on standard error.
const NOT_DONE: u8 = 2;

/// Where a command finds the estate it is about.
pub(crate) enum Estates<'a> {
    /// It opens it, unless another program has it open, which then runs the command.
    OnDisk,
    /// This process has it open.
    Lent(&'a Lease),
}

impl Estates<'_> {
    /// Returns a session of the estate in `dir`.
    pub(crate) fn session(&self, dir: &Path, host: Arc<dyn Host>) -> Result<Session, Failure> {
        match self {
            Estates::OnDisk => Session::open(dir, host),
            Estates::Lent(lease) => lease.session(host),
        }
    }
}

/// Runs one command and returns its exit code: 0 done, 1 done with a finding, 2 not done. A program that has the estate
/// open runs it in its place.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    run_in(arguments, environment, &Estates::OnDisk, out, err)
}

pub(crate) fn run_in(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    estates: &Estates<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let given: Vec<OsString> = arguments.into_iter().collect();
    let arguments = args::mark_terms(given.clone());
    let messages = Messages::new(language(&arguments, environment));
    // Also of arguments that cannot be read it is known whether a program asks.
    let json = arguments.iter().any(|argument| argument == "--json");
    let mut command = args::command(&messages, environment.directory.as_deref());
    let outcome = match command.try_get_matches_from_mut(&arguments) {
        Ok(matches) => match elsewhere(&matches, given, environment, estates, (&mut *out, &mut *err)) {
            Some(outcome) => outcome,
            None => {
                let mut console = Console::new(&mut *out, &messages, json, environment.width);
                let outcome = dispatch(&matches, environment, estates, &messages, &mut console);
                // Beside the answer, which a program may read.
                console.tell(err).map_err(Refusal::from).and(outcome)
            }
        },
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                write!(out, "{error}").map(|()| DONE).map_err(Refusal::from)
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                write!(err, "{error}").map(|()| NOT_DONE).map_err(Refusal::from)
            }
            _ => Err(usage::refusal(&error, named(&arguments, &command))),
        },
    };
    // An answer that never arrived is none.
    let outcome = outcome.and_then(|code| out.flush().map(|()| code).map_err(Refusal::from));
    match outcome {
        Ok(code) => code,
        Err(Refusal::Closed) => DONE,
        Err(refusal) => {
            let _closed = console::refuse(err, &refusal, &messages, json, environment.width);
            NOT_DONE
        }
    }
}

/// Has the command run by the program that has the estate open; `None` when there is none.
#[cfg(unix)]
fn elsewhere(
    matches: &ArgMatches,
    arguments: Vec<OsString>,
    environment: &Environment,
    estates: &Estates<'_>,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Option<Result<u8, Refusal>> {
    let connection = match estates {
        Estates::OnDisk => remote::reach(args::estate_of(matches)?)?,
        Estates::Lent(_) => return None,
    };
    let directory = environment::current_directory()?;
    Some(connection.run(arguments, environment, directory, out, err))
}

#[cfg(not(unix))]
fn elsewhere(
    _matches: &ArgMatches,
    _arguments: Vec<OsString>,
    _environment: &Environment,
    _estates: &Estates<'_>,
    _outputs: (&mut dyn Write, &mut dyn Write),
) -> Option<Result<u8, Refusal>> {
    None
}

/// Returns the innermost command that the arguments name; the whole command line when they name none.
fn named<'c>(arguments: &[OsString], command: &'c Command) -> &'c Command {
    arguments.iter().skip(1).fold(command, |command, argument| command.find_subcommand(argument).unwrap_or(command))
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

/// What may be asked of the past; a baseline may be created of it.
const LOOKING_BACK: [&str; 13] = [
    "items",
    "show",
    "impact",
    "map",
    "outage",
    "outages",
    "cause",
    "recovery",
    "spof",
    "exposure",
    "findings",
    "baseline create",
    "snapshot export",
];

/// Refuses a moment where only the present makes sense.
fn look_back(matches: &ArgMatches, name: &str, own: &ArgMatches) -> Result<(), Refusal> {
    let Some(at) = matches.get_one::<String>("at") else { return Ok(()) };
    let command = own.subcommand_name().map_or_else(|| name.to_owned(), |nested| format!("{name} {nested}"));
    if LOOKING_BACK.contains(&command.as_str()) {
        return Ok(());
    }
    let phrase = Phrase::new("error-at-refused").with("command", command).with("text", at);
    Err(Refusal::said(phrase.with("list", LOOKING_BACK.join(", "))))
}

fn dispatch(
    matches: &ArgMatches,
    environment: &Environment,
    estates: &Estates<'_>,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let actor = matches.get_one::<String>("actor").cloned().unwrap_or_else(|| environment.user.clone());
    let host = Arc::new(ThisProcess { actor, account: environment.user.clone(), program: PROGRAM });
    if let Some(tag) = matches.get_one::<String>("lang").filter(|tag| Language::from_tag(tag).is_none()) {
        let known = Language::ALL.map(Language::tag).join(", ");
        return Err(Refusal::said(Phrase::new("error-usage-language").with("text", tag).with("list", known)));
    }
    let Some((name, own)) = matches.subcommand() else { return Ok(DONE) };
    look_back(matches, name, own)?;
    match name {
        "init" => return estate::init(own, host, messages, console),
        "generate" => return estate::generate(own, messages, console),
        "compact" => return keeping::compact(matches, &host, estates, console),
        "salvage" => return keeping::salvage(matches, own, &host, estates, console),
        "diagnostics" => return keeping::diagnostics(matches, own, &host, estates, console),
        "restore" => return snapshot::restore(own, &host, messages, console),
        "snapshot" => {
            if let Some(outcome) = snapshot::without_estate(own, &host, estates, messages, console) {
                return outcome;
            }
        }
        _ => {}
    }
    let dir = matches.get_one::<PathBuf>("estate").ok_or_else(|| Refusal::usage("error-estate-missing"))?;
    let session = estates.session(dir, host)?;
    if let Some(migration) = session.migration() {
        console.note(&migration.phrase());
    }
    let outcome = match name {
        "status" => estate::status(&session, dir, messages, console),
        "items" => items::list(own, &session, dir, messages, console),
        "show" => items::show(own, &session, messages, console),
        "import" => import::import(own, &session, messages, console),
        "impact" => impact::impact(own, &session, messages, console),
        "cause" => outage::cause(own, &session, messages, console),
        "outage" => outage::sheet(own, &session, messages, console),
        "outages" => outages::outages(own, &session, messages, console),
        "findings" => findings::findings(own, &session, messages, console),
        "recovery" => outage::recovery(own, &session, messages, console),
        "exposure" => exposure::budgets(own, &session, messages, console),
        "spof" => spof::spof(own, &session, messages, console),
        "collisions" => calendar::collisions(own, &session, messages, console),
        "calendar" => calendar::calendar(own, &session, messages, console),
        "map" => map::map(own, &session, messages, console),
        "operation" => estate::operation(own, &session, messages, console),
        "change" => change::change(own, &session, messages, console),
        "what-if" => change::what_if(own, &session, messages, console),
        "baseline" => baseline::baseline(own, &session, messages, console),
        "log" => estate::log(own, &session, messages, console),
        "check" => integrity::check(own, &session, environment, messages, console),
        "checkpoint" => integrity::checkpoint(own, &session, messages, console),
        "backup" => keeping::backup(own, &session, console),
        "take-over" => keeping::take_over(own, &session, console),
        "revert" => taken_back::revert(own, &session, console),
        "purge" => taken_back::purge(own, &session, console),
        "snapshot" => snapshot::export(own, &session, messages, console),
        _ => Ok(NOT_DONE),
    };
    outcome.map_err(|refusal| refusal.spoken(&session, messages))
}
