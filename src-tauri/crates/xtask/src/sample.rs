//! `cargo xtask run` where there is no display: a sample estate, the impact of one outage, and a report of it.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::command::{cargo, root, show};

const ESTATE: &str = "target/sample/sample.cairn";
const REPORT: &str = "target/sample/impact.html";
/// The storage array under both instances of one database.
const SEED: &str = "arr-1";

/// What a command exits with when it has found something worth knowing; no error.
const FINDING: i32 = 1;

/// Runs the tour and ends with the path of the report.
pub fn run() -> ExitCode {
    match tour() {
        Ok(()) => {
            println!("\n{}", root().join(REPORT).display());
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

fn tour() -> Result<(), String> {
    let (estate, report) = (root().join(ESTATE), root().join(REPORT));
    remove(fs::remove_dir_all(&estate), &estate)?;
    remove(fs::remove_file(&report), &report)?;
    if let Some(parent) = estate.parent() {
        fs::create_dir_all(parent).map_err(|error| format!("cannot create {}: {error}", parent.display()))?;
    }
    println!("building the command line; the first time takes a minute or two");
    let build = ["build", "--release", "--quiet", "--locked", "--package", "cairn-cli"];
    run_to(&build, &[0], "the command line could not be built")?;
    cairn(&["init", ESTATE, "--sample"], &[0], "the sample estate could not be created")?;
    let impact = ["-e", ESTATE, "impact", "--down", SEED, "--report", REPORT];
    cairn(&impact, &[0, FINDING], "the impact could not be computed")?;
    if report.is_file() { Ok(()) } else { Err(format!("{REPORT} was not written")) }
}

/// Runs the command line, from wherever cargo has put it.
fn cairn(arguments: &[&str], allowed: &[i32], otherwise: &str) -> Result<(), String> {
    let run = ["run", "--release", "--quiet", "--locked", "--package", "cairn-cli", "--bin", "cairn", "--"];
    run_to(&[&run, arguments].concat(), allowed, otherwise)
}

fn run_to(arguments: &[&str], allowed: &[i32], otherwise: &str) -> Result<(), String> {
    let code = show(&mut cargo(arguments)).and_then(|status| status.code());
    if code.is_some_and(|code| allowed.contains(&code)) { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// Turns the outcome of removing what a former run left behind: what was not there need not be removed.
fn remove(outcome: io::Result<()>, path: &Path) -> Result<(), String> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", path.display()))
        }
        _ => Ok(()),
    }
}
