//! `cargo xtask bench`: the benchmarks, built as they ship.

use std::process::ExitCode;

use crate::command::{cargo, show};
use crate::{needs, screens};

/// Runs the benchmarks with the given arguments and returns what they return.
pub fn run(arguments: &[&str]) -> ExitCode {
    if let ["window", rest @ ..] = arguments {
        return window(rest);
    }
    let run = ["run", "--release", "--quiet", "--locked", "--package", "cairn-bench", "--"];
    returned(&[&run, arguments].concat())
}

/// Measures the application in its window: the screens go into it, and something has to drive it.
fn window(arguments: &[&str]) -> ExitCode {
    if !needs::are_met(&needs::for_tests()) || !screens::build() {
        return ExitCode::from(2);
    }
    let bench =
        ["bench", "--quiet", "--locked", "--package", "cairn-desktop", "--features=e2e", "--bench", "window", "--"];
    returned(&[&bench, arguments].concat())
}

fn returned(arguments: &[&str]) -> ExitCode {
    let status = show(&mut cargo(arguments));
    let code = status.and_then(|status| status.code()).and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}
