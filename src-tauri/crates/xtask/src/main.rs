//! The task runner: `cargo xtask help` lists what it does.
//!
//! *Architecture Invariant:* this program depends on nothing but the standard library and on no other crate of the
//! workspace. It is the first thing a fresh clone builds, and it has to say what is wrong when nothing else builds.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task runner's purpose is to talk to a person")]

mod bench;
mod bindings;
mod capability;
mod command;
mod deny;
mod desktop;
mod gates;
mod needs;
mod sample;
mod screens;
mod tally;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  test [--long]     run every check: format, screens, clippy, tests (with the application in its window, and its screens in
                    a browser), docs, bindings, licences;
                    --long also runs the ignored tests
  run               build the application and open the sample in it; without a display, ask on the command line
                    what one array takes down, and write an HTML report
  dev               run the application on screens that are built anew whenever their sources change
  bundle            build the package that is installed (.deb, .msi, .dmg: that of this system)
  bindings          write what is made of the list of commands: the TypeScript of the wire, and the permissions of
                    the window; --check only says whether they are what Rust declares
  bench [filter]    run the benchmarks, or those whose name contains the filter
  bench window      measure the application in its window
  help              show this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test"] => gates::run(gates::Length::Usual),
        ["test", "--long"] => gates::run(gates::Length::Long),
        ["run"] => desktop::run(),
        ["dev"] => desktop::dev(),
        ["bundle"] => desktop::bundle(),
        ["bindings"] => bindings::run(),
        ["bindings", "--check"] => bindings::check(),
        ["bench", rest @ ..] => bench::run(rest),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        [] => usage("a command is missing"),
        _ => usage(&format!("there is no command `{}`", words.join(" "))),
    }
}

fn usage(what: &str) -> ExitCode {
    eprintln!("{what}\n\n{HELP}");
    ExitCode::from(2)
}
