//! The checks of the webview: lint, types, tests and build of `ui/`, by its own tools.

use std::ffi::OsStr;
use std::process::Command;

use crate::command::{passes, root};
use crate::tally::Tally;

/// Returns the program that installs and runs the tools of the webview.
pub fn npm() -> &'static OsStr {
    OsStr::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs every check of the webview; what comes after a step that failed is not run.
pub fn check() -> Tally {
    let mut tally = Tally::default();
    for step in [&["ci", "--no-audit"][..], &["test"], &["run", "build"]] {
        let mut command = Command::new(npm());
        // Without colours and questions, wherever this runs.
        command.args(step).current_dir(root().join("ui")).env("CI", "1").env("NO_COLOR", "1");
        let passed = passes(&mut command);
        tally.count(passed);
        if !passed {
            break;
        }
    }
    tally
}
