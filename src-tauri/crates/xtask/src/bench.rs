//! `cargo xtask bench`: the benchmarks, built as they ship.

use std::process::ExitCode;

use crate::command::{cargo, show};

/// Runs the benchmarks with the given arguments and returns what they return.
pub fn run(arguments: &[&str]) -> ExitCode {
    let run = ["run", "--release", "--quiet", "--locked", "--package", "cairn-bench", "--"];
    let status = show(&mut cargo(&[&run, arguments].concat()));
    let code = status.and_then(|status| status.code()).and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}
