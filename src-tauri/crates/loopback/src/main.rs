//! `cairn-loopback`: the wire contract over HTTP on this machine alone.
//!
//! Browser tests drive the same screens against it that the desktop shows, without a webview. It is never shipped:
//! whoever has the token may do everything the person at the desk may.
//!
//! Prints one line of JSON, `{"url": …, "token": …}`, and serves until its input ends or it is ended.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use cairn_loopback::{Settings, serve};
use clap::{Arg, ArgAction, Command, value_parser};

fn arguments() -> Command {
    let path = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("DIR").value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("cairn-loopback")
        .about("Serves the wire contract on the loopback interface, for tests in a browser")
        .arg(path("estate", "Estate to open at the start"))
        .arg(path("ui", "Directory of the built screens"))
        .arg(path("recent", "File that keeps the list of recent estates").value_name("FILE"))
        .arg(Arg::new("actor").long("actor").default_value("tester").help("Who acts, as asserted"))
        .arg(
            Arg::new("port")
                .long("port")
                .value_parser(value_parser!(u16))
                .default_value("0")
                .help("Port; any that is free when 0"),
        )
        .arg(
            Arg::new("origin").long("origin").help("Another origin whose pages may call, such as a development server"),
        )
        .arg(Arg::new("token").long("token").help("Token to ask for; a random one when absent"))
        .arg(
            Arg::new("until-input-ends")
                .long("until-input-ends")
                .action(ArgAction::SetTrue)
                .help("End when the standard input ends: a test that dies takes its host along"),
        )
}

fn main() -> ExitCode {
    let given = arguments().get_matches();
    let path = |name: &str| given.get_one::<PathBuf>(name).cloned();
    let text = |name: &str| given.get_one::<String>(name).cloned();
    let settings = Settings {
        estate: path("estate"),
        ui: path("ui"),
        recent: path("recent"),
        actor: text("actor").unwrap_or_default(),
        port: given.get_one::<u16>("port").copied().unwrap_or_default(),
        origin: text("origin"),
        token: text("token"),
    };
    if given.get_flag("until-input-ends") {
        std::thread::spawn(|| {
            let mut rest = Vec::new();
            let _ended = std::io::stdin().read_to_end(&mut rest);
            std::process::exit(0);
        });
    }
    let announced = serve(&settings, Arc::new(|line: &str| writeln!(std::io::stdout(), "{line}")));
    match announced {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "cairn-loopback: {error}");
            ExitCode::FAILURE
        }
    }
}
