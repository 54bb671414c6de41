//! `cargo xtask bench window [--items N]`: how long the application in its own window takes, and how smoothly it moves,
//! on a generated estate; beside it a Tauri window with nothing in it.
//!
//! Everything is measured inside the page: from the act to the second frame after the answer is there, which is when a
//! person can see it. Bars: `README.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "what takes long is told by a clock")]
#![allow(clippy::print_stdout, reason = "a benchmark is a program whose output is its table")]

mod empty;
mod estate;
mod measure;
#[expect(dead_code, reason = "the end-to-end tests do more with a page")]
#[path = "../../e2e/page.rs"]
mod page;
mod residents;
#[expect(dead_code, reason = "the end-to-end tests do more on a stage")]
#[path = "../../e2e/stage.rs"]
mod stage;

use std::process::ExitCode;

use crate::measure::Line;

/// The size of the bars.
const ITEMS: u64 = 100_000;

fn main() -> ExitCode {
    if empty::is_asked_for() {
        empty::show();
        return ExitCode::SUCCESS;
    }
    let items = match items(std::env::args().skip(1)) {
        Ok(items) => items,
        Err(wrong) => {
            println!("{wrong} is not known here\nusage: cargo xtask bench window [--items N]");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let lines = runtime.block_on(measure::all(items));
    println!("WebKitGTK, no graphics card, DMABUF renderer off, {items} items; milliseconds unless said otherwise\n");
    println!("{:<44} {:>9} {:>9} {:>9}", "", "median", "worst", "bar");
    for line in &lines {
        println!("{line}");
    }
    if lines.iter().all(Line::holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns how many items the estate is to have; what is not understood otherwise. Cargo adds `--bench`.
fn items(arguments: impl Iterator<Item = String>) -> Result<u64, String> {
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Ok(ITEMS),
        (Some("--items"), Some(number)) => number.parse().map_err(|_| number),
        (Some(other), _) => Err(other.to_owned()),
    }
}
