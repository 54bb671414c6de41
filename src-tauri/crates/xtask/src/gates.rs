//! `cargo xtask test`: every check a commit has to pass, one after the other, to the end.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::command::{cargo, passes, tee};
use crate::tally::{Tally, test_result};
use crate::{bindings, deny, needs, screens};

/// One build of the application for clippy and for every test: with the screens inside it, and, where a webview can be
/// driven, with what the end-to-end tests need.
const FEATURES: &str = if cfg!(target_os = "linux") { "--features=cairn-desktop/e2e" } else { SHIPPED };
/// The application as it ships.
const SHIPPED: &str = "--features=cairn-desktop/custom-protocol";

/// How many tests are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Those that take moments.
    Usual,
    /// The ignored ones as well.
    Long,
}

/// Runs every check and ends with the line `N passed, N failed`. Succeeds when nothing failed and at least one test
/// ran; stops with exit code 2 when something that the checks need is not installed.
pub fn run(length: Length) -> ExitCode {
    if !needs::are_met(&needs::for_tests()) {
        return ExitCode::from(2);
    }
    let mut gates = Tally::default();
    gates.count(passes(&mut cargo(&["fmt", "--all", "--check"])));
    // The application takes the screens into itself, so they come first.
    gates.add(screens::check());
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked", FEATURES, "--", "--deny", "warnings"];
    gates.count(passes(&mut cargo(&clippy)));
    // The native dialogs are not in test builds, where nobody could press them.
    let shipped = ["clippy", "--workspace", "--all-targets", "--locked", SHIPPED, "--", "--deny", "warnings"];
    gates.count(passes(&mut cargo(&shipped)));
    let tests = tests(length);
    // Where the application is driven in its window, its screens are driven in a browser: the tools are Debian's.
    if cfg!(target_os = "linux") {
        gates.count(screens::flows());
    }
    let doc = ["doc", "--workspace", "--no-deps", "--locked", FEATURES];
    gates.count(passes(cargo(&doc).env("RUSTDOCFLAGS", "-D warnings")));
    gates.count(bindings::is_current());
    gates.add(deny::check());

    let mut all = tests;
    all.add(gates);
    let has_run = tests.passed + tests.failed > 0;
    if !has_run {
        eprintln!("not one test ran");
    }
    println!("\n{all}");
    let _ = io::stdout().flush();
    if all.failed == 0 && has_run { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tests(length: Length) -> Tally {
    let mut command = cargo(&["test", "--workspace", "--locked", "--no-fail-fast", FEATURES]);
    if length == Length::Long {
        // Tests that take chances take more of them.
        command.args(["--", "--include-ignored"]).env("CAIRN_LONG", "1");
    }
    let mut tally = Tally::default();
    let status = tee(&mut command, |line| tally.add(test_result(line).unwrap_or_default()));
    // A test program that does not compile, or that aborts, prints no result.
    if !status.is_some_and(|status| status.success()) && tally.failed == 0 {
        tally.count(false);
    }
    tally
}
