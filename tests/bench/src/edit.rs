//! A single edit, durable, as the command line makes it, against appending a page to a file and waiting for the disk.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cairn_api::{OperationRequest, Session};
use cairn_model::OperationStatus;

use crate::Outcome;
use crate::act::BenchHost;
use crate::child;
use crate::input::{StoredEstate, file_system, work_dir};
use crate::table::{Bar, Line, Table};
use crate::timing::{Spread, human, timed};

/// So many that one in a hundred is more than an accident.
const RUNS: usize = 400;
const PAGE_BYTES: usize = 4 * 1024;
const BAR_P50: f64 = 2.0;
const BAR_P99: f64 = 5.0;
/// What is written beside the next thing must not slow the reference down.
pub(crate) const QUIET: Duration = Duration::from_millis(3);

/// Measures recording that an item goes out of service, each time another one, in a process that did nothing before: one
/// that made the estate has the memory of that in its way.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let times = child::edits(&estate.dir)?;
    let (ours, reference) = times.split_at(times.len() / 2);
    let (ours, reference) = (Spread::of(ours.to_vec()), Spread::of(reference.to_vec()));
    for (what, own, other, bar) in
        [("p50", ours.p50(), reference.p50(), BAR_P50), ("p99", ours.p99(), reference.p99(), BAR_P99)]
    {
        table.line(&Line {
            name: format!("edit of one of {}, durable: {what}", estate.items),
            ours: human(own),
            reference: human(other),
            value: own.as_secs_f64() / other.as_secs_f64(),
            unit: "×",
            bar: Bar::AtMost(bar),
        });
    }
    let work = work_dir()?;
    let kind = file_system(&work)?.unwrap_or_else(|| "an unknown file system".to_owned());
    table.note(&format!("{RUNS} each, alternating with 4 KiB appended + fdatasync, on {kind}: {}", work.display()));
    Ok(())
}

/// What the child does: edits the estate in `dir` and appends to a file, alternating; returns the times of the edits, then
/// those of the appends.
pub(crate) fn times(dir: &Path) -> Outcome<Vec<Duration>> {
    let path = work_dir()?.join("append");
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(&path)?;
    let session = Session::open(dir, Arc::new(BenchHost::default())).map_err(|failure| format!("{failure:?}"))?;
    let keys = keys(&session, "")?;
    let (mut ours, mut reference) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    for (run, key) in keys.iter().enumerate() {
        if run % 2 == 0 {
            ours.push(edited(&session, key)?);
            reference.push(appended(&mut file)?);
        } else {
            reference.push(appended(&mut file)?);
            ours.push(edited(&session, key)?);
        }
    }
    drop(session);
    std::fs::remove_file(&path)?;
    ours.append(&mut reference);
    Ok(ours)
}

/// Returns the keys of items spread over what a filter leaves of the estate.
pub(crate) fn keys(session: &Session, filter: &str) -> Outcome<Vec<String>> {
    let window = |offset, limit| session.items(filter, offset, limit, None).map_err(|failure| format!("{failure:?}"));
    let total = usize::try_from(window(0, 1)?.answer.total)?;
    let mut keys = Vec::with_capacity(RUNS);
    for run in 0..RUNS {
        let found = window(run * total / RUNS, 1)?;
        keys.extend(found.answer.items.into_iter().map(|line| line.item.key));
    }
    Ok(keys)
}

fn edited(session: &Session, key: &str) -> Outcome<Duration> {
    let request = request(key);
    let (made, elapsed) = timed(|| session.set_operation(&request));
    made.map_err(|failure| format!("{failure:?}"))?;
    std::thread::sleep(QUIET);
    Ok(elapsed)
}

/// Returns what records that an item goes out of service.
pub(crate) fn request(key: &str) -> OperationRequest {
    OperationRequest {
        item: key.to_owned(),
        status: OperationStatus::OutOfService,
        reason: "bench".to_owned(),
        since: None,
        expected_end: None,
    }
}

fn appended(file: &mut File) -> Outcome<Duration> {
    let (written, elapsed) = timed(|| file.write_all(&[0x5a; PAGE_BYTES]).and_then(|()| file.sync_data()));
    written?;
    Ok(elapsed)
}
