//! Importing two CSV tables, durable, against `SQLite` with four indexes.

use std::path::Path;
use std::time::Duration;

use cairn_engine::import::apply;
use csv::{Reader, StringRecord};
use rusqlite::{Connection, Statement, Transaction};

use crate::Outcome;
use crate::act::acting;
use crate::child::{self, ImportGrowth};
use crate::input::{Tables, empty_estate, file_system, remove, work_dir};
use crate::table::{Bar, Line, Table};
use crate::timing::{Pair, human, median, timed};

const PER_ITEM: u64 = 4;
const BAR: f64 = 1.5;
const BAR_KIB: f64 = 1.5;
const RUNS: usize = 5;
/// A run of an estate this large takes most of a minute. The bar of the memory is that of one: in a small one, what any import
/// needs is most of it.
const LARGE: u64 = 500_000;
const RUNS_LARGE: usize = 3;

const TABLES: &str = "
    CREATE TABLE item (
        id TEXT NOT NULL, class TEXT NOT NULL, name TEXT NOT NULL, status TEXT, tier TEXT, environment TEXT,
        serial TEXT, owner TEXT, description TEXT
    );
    CREATE TABLE relationship (source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, grp TEXT, min_up TEXT);
";
const INDEXES: &str = "
    CREATE UNIQUE INDEX item_id ON item (id);
    CREATE INDEX item_class ON item (class);
    CREATE INDEX relationship_source ON relationship (source);
    CREATE INDEX relationship_target ON relationship (target);
";

/// When the indexes of the reference are made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Indexes {
    /// Before the rows, as in an estate that was there already.
    Before,
    /// After the rows, in the same transaction.
    After,
}

/// How long one import took.
struct Split {
    plan: Duration,
    commit: Duration,
}

/// Measures importing a generated estate of so many items.
pub(crate) fn measure(items: u64, table: &mut Table) -> Outcome<()> {
    let tables = Tables::generate(items, PER_ITEM)?;
    let work = work_dir()?;
    let (mut plans, mut commits, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for _ in 0..if items < LARGE { RUNS } else { RUNS_LARGE } {
        let split = cairn(&tables, &work)?;
        plans.push(split.plan);
        commits.push(split.commit);
        ours.push(split.plan + split.commit);
        before.push(sqlite(&tables, &work, Indexes::Before, items)?);
        after.push(sqlite(&tables, &work, Indexes::After, items)?);
    }
    let ours = median(ours);
    let name = format!("import {items} + {} from CSV, vs SQLite", items * PER_ITEM);
    table.line(&Line::slower(name, Pair { ours, reference: median(before) }, Bar::AtMost(BAR)));
    table.note(&format!("plan {}, commit {}", human(median(plans)), human(median(commits))));
    let kind = file_system(&work)?.unwrap_or_else(|| "an unknown file system".to_owned());
    table.note(&format!("SQLite {}, WAL, synchronous FULL, on {kind}: {}", rusqlite::version(), work.display()));
    let name = format!("import {items}, vs SQLite that indexes afterwards");
    table.line(&Line::slower(name, Pair { ours, reference: median(after) }, Bar::None));
    drop(tables);
    memory(items, &work, table)
}

/// Measures by how much a fresh process grows that imports.
fn memory(items: u64, work: &Path, table: &mut Table) -> Outcome<()> {
    if !cfg!(target_os = "linux") {
        table.note("memory: not measured, this system has no /proc/self/status");
        return Ok(());
    }
    let dir = work.join("import.cairn");
    remove(&dir)?;
    let ImportGrowth { imported, peak } = child::import_growth(&dir, items)?;
    remove(&dir)?;
    let each = |kib: u64| kib as f64 / items as f64;
    table.line(&Line {
        name: format!("import {items} + {}: memory at its peak", items * PER_ITEM),
        ours: format!("{} MiB", peak / 1024),
        reference: String::new(),
        value: each(peak),
        unit: " KiB",
        bar: if items < LARGE { Bar::None } else { Bar::AtMost(BAR_KIB) },
    });
    table.note(&format!("resident growth per item, the tables not counted; {:.2} KiB when it is done", each(imported)));
    Ok(())
}

fn cairn(tables: &Tables, work: &Path) -> Outcome<Split> {
    let dir = work.join("import.cairn");
    remove(&dir)?;
    let engine = empty_estate(&dir)?;
    let split = acting(|act| {
        let (planned, plan) = timed(|| tables.plan(&engine.generation(), act));
        let planned = planned?;
        let (committed, commit) = timed(|| apply(&engine, planned, "bench", act));
        if committed?.is_none() {
            return Err("nothing was imported".into());
        }
        Ok(Split { plan, commit })
    });
    drop(engine);
    remove(&dir)?;
    split
}

fn sqlite(tables: &Tables, work: &Path, indexes: Indexes, items: u64) -> Outcome<Duration> {
    let dir = work.join("import.sqlite");
    remove(&dir)?;
    std::fs::create_dir_all(&dir)?;
    let mut connection = Connection::open(dir.join("estate.db"))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(TABLES)?;
    if indexes == Indexes::Before {
        connection.execute_batch(INDEXES)?;
    }
    let (loaded, elapsed) = timed(|| -> Outcome<()> {
        let transaction = connection.transaction()?;
        load(&transaction, tables)?;
        if indexes == Indexes::After {
            transaction.execute_batch(INDEXES)?;
        }
        Ok(transaction.commit()?)
    });
    loaded?;
    let counts = "SELECT (SELECT count(*) FROM item), (SELECT count(*) FROM relationship)";
    let counts: (i64, i64) = connection.query_row(counts, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if counts != (i64::try_from(items)?, i64::try_from(items * PER_ITEM)?) {
        return Err(format!("SQLite holds {counts:?} rows").into());
    }
    drop(connection);
    remove(&dir)?;
    Ok(elapsed)
}

fn load(transaction: &Transaction<'_>, tables: &Tables) -> Outcome<()> {
    let item = "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    rows(&tables.items, transaction.prepare(item)?)?;
    let relationship = "INSERT INTO relationship VALUES (?1, ?2, ?3, ?4, ?5)";
    rows(&tables.relationships, transaction.prepare(relationship)?)
}

fn rows(bytes: &[u8], mut insert: Statement<'_>) -> Outcome<()> {
    let mut reader = Reader::from_reader(bytes);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record)? {
        insert.execute(rusqlite::params_from_iter(&record))?;
    }
    Ok(())
}
