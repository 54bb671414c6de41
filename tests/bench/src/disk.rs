//! How many bytes an estate takes on disk, against the canonical JSON of what it holds.

use std::fs;
use std::path::Path;
use std::time::Duration;

use cairn_engine::{Engine, compact};
use cairn_model::{CommitKind, Edit, Value};

use crate::Outcome;
use crate::act::{acting, draft, holder};
use crate::input::StoredEstate;
use crate::ndjson;
use crate::table::{Bar, Line, Table};

const BAR_IMPORTED: f64 = 0.5;
const BAR_OVERWRITTEN: f64 = 1.0;
const OVERWRITES: i64 = 3;
/// Items in one commit of an overwrite.
const STEP: usize = 10_000;
const WAIT: Duration = Duration::from_secs(5);

/// Measures the bytes of an estate after its import.
pub(crate) fn imported(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    // Once opened and closed: whatever is written on closing is on disk.
    drop(estate.engine()?);
    let name = format!("disk of {} + {} after import", estate.items, estate.relationships);
    line(name, estate, BAR_IMPORTED, table)
}

/// Measures the bytes of an estate after every item was overwritten several times and the estate compacted.
pub(crate) fn overwritten(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    for round in 0..OVERWRITES {
        overwrite(&engine, round)?;
    }
    ndjson::replace(&estate.ndjson, &engine.generation())?;
    drop(engine);
    compact(&estate.dir, &holder(), WAIT, &mut |_| true)?;
    drop(estate.engine()?);
    let name = format!("disk of {} after {OVERWRITES} overwrites + compact", estate.items);
    line(name, estate, BAR_OVERWRITTEN, table)
}

fn line(name: String, estate: &StoredEstate, bar: f64, table: &mut Table) -> Outcome<()> {
    // The image is a cache, which may be removed at any time and is made anew: it is named, and not held against the bar.
    let image = fs::metadata(estate.dir.join("image")).map_or(0, |image| image.len());
    let (ours, reference) = (bytes(&estate.dir)? - image, bytes(&estate.ndjson)?);
    table.line(&Line {
        name,
        ours: mebibytes(ours),
        reference: mebibytes(reference),
        value: ours as f64 / reference as f64,
        unit: "×",
        bar: Bar::AtMost(bar),
    });
    let all = (ours + image) as f64 / reference as f64;
    table.note(&format!("without the image, which has {}: with it {all:.2}×", mebibytes(image)));
    Ok(())
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

/// Returns the bytes of all files below a directory.
fn bytes(dir: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    let mut waiting = vec![dir.to_owned()];
    while let Some(dir) = waiting.pop() {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                waiting.push(entry.path());
            } else {
                bytes += entry.metadata()?.len();
            }
        }
    }
    Ok(bytes)
}

/// Gives every item another value of one attribute, in commits of some thousands.
fn overwrite(engine: &Engine, round: i64) -> Outcome<()> {
    let generation = engine.generation();
    let rows: Vec<u32> = generation.rows().collect();
    for rows in rows.chunks(STEP) {
        let edits = rows.iter().map(|&row| {
            let before = generation.item(row)?;
            let mut after = before.clone();
            after.attributes.insert("bench_round".to_owned(), Value::Integer(round));
            Ok(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) })
        });
        let edits = edits.collect::<Outcome<Vec<Edit>>>()?;
        acting(|act| engine.commit(draft(CommitKind::Correction), edits, act))?;
    }
    Ok(())
}
