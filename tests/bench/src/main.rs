//! `cargo xtask bench [FILTER] [--items N] [--json]`: how fast Cairn is, against named references on the same work.
//!
//! Every line is a ratio taken in one run: ours and the reference alternate, and medians are compared, so that a slow
//! or busy machine slows both. A missed bar makes the exit code 1. What is measured against what: `README.md`.

#![expect(clippy::print_stdout, reason = "a benchmark is a program whose output is its table")]

mod act;
mod assess;
mod baseline;
mod child;
mod diff;
mod draw;
mod import;
mod input;
mod memory;
mod ndjson;
mod open;
mod options;
mod plan;
mod proposal;
mod proposed;
mod recursive;
mod search;
mod snapshot;
mod table;
mod timing;
mod verdict;
mod watch;

use std::error::Error;
use std::process::ExitCode;

use crate::options::Options;
use crate::table::Table;

/// What every measurement returns: a benchmark only stops and says why.
type Outcome<T> = Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: cargo xtask bench [FILTER] [--items N] [--json]

  FILTER     only measurements whose name contains it: verdict, proposed, assess, import, open,
             memory, snapshot, baseline, watch, diff
  --items N  estates of N items instead of 100,000 and 1,000,000
  --json     one JSON object per line instead of a table
";

/// The estates of the bars: verdicts are measured on both, import and opening on the first.
const SIZES: [u64; 2] = [100_000, 1_000_000];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match child::asked_for(&arguments) {
        Some(task) => child::run(&task).map(|answer| {
            println!("{answer}");
            true
        }),
        None => match Options::parse(&arguments) {
            Some(options) => measure(&options),
            None => {
                print!("{USAGE}");
                return ExitCode::from(2);
            }
        },
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("stopped: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs what the options ask for and returns whether every bar was met.
fn measure(options: &Options) -> Outcome<bool> {
    let mut table = Table::new(options.json);
    table.heading();
    let sizes = options.items.map_or_else(|| SIZES.to_vec(), |items| vec![items]);
    if options.wants("verdict") {
        for &items in &sizes {
            verdict::measure(items, &mut table)?;
        }
    }
    if options.wants("proposed") {
        proposed::measure(&sizes, &mut table)?;
    }
    if options.wants("assess") {
        assess::measure(&sizes, &mut table)?;
    }
    let items = sizes[0];
    if options.wants("import") {
        import::measure(items, &mut table)?;
    }
    if options.wants("open") || options.wants("memory") {
        let estate = input::StoredEstate::create(items)?;
        if options.wants("open") {
            open::measure(&estate, &mut table)?;
        }
        if options.wants("memory") {
            memory::measure(&estate, &mut table)?;
        }
    }
    if ["snapshot", "baseline", "watch"].iter().any(|name| options.wants(name)) {
        kept(items, options, &mut table)?;
    }
    if options.wants("diff") {
        diff::measure(*sizes.last().unwrap_or(&items), &mut table)?;
    }
    table.finish();
    Ok(table.is_met())
}

/// Measures what is written beside and about one estate; the log grows with each, so the snapshot comes first.
fn kept(items: u64, options: &Options, table: &mut Table) -> Outcome<()> {
    let estate = input::StoredEstate::alone(items)?;
    if options.wants("snapshot") {
        snapshot::measure(&estate, table)?;
    }
    if options.wants("baseline") {
        baseline::measure(&estate, table)?;
    }
    if options.wants("watch") {
        watch::measure(&estate, table)?;
    }
    Ok(())
}
