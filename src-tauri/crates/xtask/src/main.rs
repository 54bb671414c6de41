//! The task runner: `cargo xtask help` lists what it does.
//!
//! *Architecture Invariant:* this program depends on nothing but the standard library and on no other crate of the
//! workspace. It is the first thing a fresh clone builds, and it has to say what is wrong when nothing else builds.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task runner's purpose is to talk to a person")]

mod bench;
mod bindings;
mod command;
mod deny;
mod gates;
mod needs;
mod sample;
mod screens;
mod tally;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  test [--long]     run every check: format, clippy, tests, docs, bindings, screens, licences;
                    --long also runs the ignored tests
  run               build the sample estate, ask what one array takes down, write an HTML report
  bindings          write the TypeScript of the wire; --check only says whether it is what Rust declares
  bench [filter]    run the benchmarks, or those whose name contains the filter
  help              show this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test"] => gates::run(gates::Length::Usual),
        ["test", "--long"] => gates::run(gates::Length::Long),
        ["run"] => sample::run(),
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
