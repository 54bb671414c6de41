//! `cargo xtask bench [FILTER] [--items N] [--json]`: how fast Cairn is, against named references on the same work.
//!
//! Every line is a ratio taken in one run: ours and the reference alternate, and medians are compared, so that a slow
//! or busy machine slows both. A missed bar makes the exit code 1. What is measured against what: `README.md`.

#![expect(clippy::print_stdout, reason = "a benchmark is a program whose output is its table")]

mod act;
mod answer;
mod assess;
mod baseline;
mod child;
mod collisions;
mod diff;
mod disk;
mod draw;
mod edit;
mod exposure;
mod import;
mod input;
mod memory;
mod ndjson;
mod open;
mod options;
mod past;
mod plan;
mod proposal;
mod proposed;
mod recursive;
mod search;
mod snapshot;
mod spof;
mod table;
mod timing;
mod verdict;
mod watch;
mod what_if;

use std::error::Error;
use std::process::ExitCode;

use crate::options::Options;
use crate::table::Table;

/// What every measurement returns: a benchmark only stops and says why.
type Outcome<T> = Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: cargo xtask bench [FILTER] [--items N] [--json]

  FILTER     only measurements whose name contains it: verdict, proposed, assess, import, open,
             memory, edit, answer, disk, past, snapshot, baseline, watch, diff, spof, collisions,
             exposure, what-if
  --items N  estates of N items instead of 100,000 and 1,000,000
  --json     one JSON object per line instead of a table
";

/// The estates of the bars: what is stored is measured on both, and editing on a small one too.
const SIZES: [u64; 2] = [100_000, 1_000_000];
const SMALL: u64 = 10_000;

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
    if options.wants("spof") {
        spof::measure(items, &mut table)?;
    }
    if options.wants("import") {
        for &items in &sizes {
            import::measure(items, &mut table)?;
        }
    }
    stored(&sizes, options, &mut table)?;
    if options.wants("collisions") {
        collisions::measure(&input::StoredEstate::alone(items)?, &mut table)?;
    }
    asked(&options.items.map_or_else(|| vec![SMALL, SIZES[0]], |items| vec![items]), options, &mut table)?;
    if ["snapshot", "baseline", "watch"].iter().any(|name| options.wants(name)) {
        kept(items, options, &mut table)?;
    }
    if options.wants("answer") {
        answer::measure(&sizes, &mut table)?;
    }
    if options.wants("diff") {
        diff::measure(*sizes.last().unwrap_or(&items), &mut table)?;
    }
    table.finish();
    Ok(table.is_met())
}

/// Measures estates on disk, each with the same data beside it as NDJSON. Overwriting everything comes last.
fn stored(sizes: &[u64], options: &Options, table: &mut Table) -> Outcome<()> {
    if options.wants("edit") && options.items.is_none() {
        edit::measure(&input::StoredEstate::alone(SMALL)?, table)?;
    }
    if !["open", "memory", "edit", "disk", "past"].iter().any(|name| options.wants(name)) {
        return Ok(());
    }
    for &items in sizes {
        let estate = input::StoredEstate::create(items)?;
        if options.wants("disk") {
            disk::imported(&estate, table)?;
        }
        if options.wants("open") {
            open::measure(&estate, table)?;
        }
        if options.wants("memory") {
            memory::measure(&estate, table)?;
        }
        if options.wants("edit") {
            edit::measure(&estate, table)?;
        }
        if options.wants("past") {
            past::measure(&estate, table)?;
        }
        // Of the smaller one alone: a compaction reads and checks everything three times.
        if options.wants("disk") && items == sizes[0] {
            disk::overwritten(&estate, table)?;
        }
    }
    Ok(())
}

/// Measures what is asked of the engine of an estate on disk. Exposure comes last: it needs a month of records.
fn asked(sizes: &[u64], options: &Options, table: &mut Table) -> Outcome<()> {
    if !["exposure", "what-if"].iter().any(|name| options.wants(name)) {
        return Ok(());
    }
    for &items in sizes {
        let estate = input::StoredEstate::alone(items)?;
        if options.wants("what-if") {
            what_if::measure(&estate, table)?;
        }
        if options.wants("exposure") {
            exposure::measure(&estate, table)?;
        }
    }
    Ok(())
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
