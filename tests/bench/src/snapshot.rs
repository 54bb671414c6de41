//! Writing a snapshot of an estate to a file, and checking it.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

use cairn_engine::Engine;
use cairn_engine::snapshot::{ExportRequest, check, export};

use crate::Outcome;
use crate::input::{StoredEstate, work_dir};
use crate::table::{Bar, Line, Table};
use crate::timing::{human, median, timed};

const RUNS: usize = 5;
const BAR_EXPORT: f64 = 100.0;
const BAR_CHECK: f64 = 300.0;

/// Measures a snapshot of a whole estate that is stored, its log included.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let work = work_dir()?;
    let (path, spool) = (work.join("bench.cairn.zip"), work.join("spool"));
    let (mut exports, mut checks) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..RUNS {
        exports.push(exported(&engine, &path, &spool)?);
        bytes = path.metadata()?.len();
        checks.push(checked(&path)?);
    }
    std::fs::remove_file(&path)?;
    std::fs::remove_file(&spool)?;
    for (what, taken, bar) in [("export", exports, BAR_EXPORT), ("check", checks, BAR_CHECK)] {
        let taken = median(taken);
        table.line(&Line {
            name: format!("snapshot {what} {} + {}", estate.items, estate.relationships),
            ours: human(taken),
            reference: String::new(),
            value: bytes as f64 / 1e6 / taken.as_secs_f64(),
            unit: " MB/s",
            bar: Bar::AtLeast(bar),
        });
    }
    table.note(&format!("{:.1} MB with the log; medians of {RUNS}, files in the page cache", bytes as f64 / 1e6));
    Ok(())
}

fn exported(engine: &Engine, path: &Path, spool: &Path) -> Outcome<Duration> {
    let mut spool = File::options().create(true).read(true).write(true).truncate(true).open(spool)?;
    let mut out = File::create(path)?;
    let (manifest, elapsed) = timed(|| export(engine, &ExportRequest::default(), &mut spool, &mut out));
    manifest?;
    Ok(elapsed)
}

fn checked(path: &Path) -> Outcome<Duration> {
    let mut file = File::open(path)?;
    let (report, elapsed) = timed(|| check(&mut file));
    file.seek(SeekFrom::Start(0))?;
    match report?.flaw {
        None => Ok(elapsed),
        Some(flaw) => Err(format!("the snapshot is flawed: {flaw:?}").into()),
    }
}
