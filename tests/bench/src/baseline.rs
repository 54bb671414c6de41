//! Creating a baseline, durable, against appending a page to a file and waiting for the disk.

use std::fs::OpenOptions;
use std::hint::black_box;
use std::io::Write;
use std::time::Duration;

use cairn_engine::baseline::create;

use crate::Outcome;
use crate::act::acting;
use crate::input::{StoredEstate, file_system, work_dir};
use crate::table::{Bar, Line, Table};
use crate::timing::{alternate, timed};

const RUNS: usize = 50;
const PAGE_BYTES: usize = 4 * 1024;
const BAR: f64 = 3.0;
const QUIET: Duration = Duration::from_millis(3);

/// Measures creating baselines in an estate that is stored.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let work = work_dir()?;
    let path = work.join("append");
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(&path)?;
    let page = [0x5a; PAGE_BYTES];
    let mut number = 0;
    let ours = || {
        number += 1;
        let name = format!("Bench {number:03}");
        let (made, elapsed) = timed(|| acting(|act| create(&engine, &name, None, "bench", act)));
        black_box(made?);
        // What is written beside the next thing must not slow the reference down.
        std::thread::sleep(QUIET);
        Ok(elapsed)
    };
    let reference = || {
        let (written, elapsed) = timed(|| file.write_all(&page).and_then(|()| file.sync_data()));
        written?;
        Ok(elapsed)
    };
    let pair = alternate(RUNS, ours, reference)?;
    std::fs::remove_file(&path)?;
    let name = format!("baseline create {}, vs 4 KiB appended + fdatasync", estate.items);
    table.line(&Line::slower(name, pair, Bar::AtMost(BAR)));
    let kind = file_system(&work)?.unwrap_or_else(|| "an unknown file system".to_owned());
    table.note(&format!("medians of {RUNS}, alternating, on {kind}: {}", work.display()));
    Ok(())
}
