//! What runs in the webview: lint, types, tests and build of `ui/`, by its own tools.

use std::env::{consts, current_exe};
use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use crate::command::{passes, root};
use crate::tally::Tally;

const INSTALL: &[&str] = &["ci", "--no-audit"];
const BUILD: &[&str] = &["run", "build"];

/// Returns the program that installs and runs the tools of the webview.
pub fn npm() -> &'static OsStr {
    OsStr::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs every check of the webview; what comes after a step that failed is not run.
pub fn check() -> Tally {
    let mut tally = Tally::default();
    for step in [INSTALL, &["test"], BUILD] {
        let passed = passes(&mut run(step));
        tally.count(passed);
        if !passed {
            break;
        }
    }
    tally
}

/// Drives the built screens in a browser, against the loopback host that was built with the tests; returns whether
/// everything is as it should be.
pub fn flows() -> bool {
    // This program lies where Cargo puts every program of the workspace.
    let Ok(program) = current_exe() else { return false };
    let host = program.with_file_name(format!("cairn-loopback{}", consts::EXE_SUFFIX));
    passes(run(&["run", "test:ui"]).env("CAIRN_LOOPBACK", host))
}

/// Builds the screens; returns whether they are there.
pub fn build() -> bool {
    install() && passes(&mut run(BUILD))
}

/// Installs what the screens are made with, where it is missing or older than the list of it.
pub fn install() -> bool {
    is_installed() || passes(&mut run(INSTALL))
}

/// Returns a command that runs npm with these arguments, without colours and questions, wherever this runs.
fn run(arguments: &[&str]) -> Command {
    let mut command = Command::new(npm());
    command.args(arguments).current_dir(root().join("ui")).env("CI", "1").env("NO_COLOR", "1");
    command
}

/// npm writes down what it has installed, after it has.
fn is_installed() -> bool {
    let modified = |path: &str| fs::metadata(root().join("ui").join(path)).and_then(|found| found.modified()).ok();
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Some(installed), Some(listed)) => installed >= listed,
        _ => false,
    }
}
