//! Opening an estate against parsing the same data as NDJSON, each in a fresh process, files in the page cache.

use crate::Outcome;
use crate::child;
use crate::input::StoredEstate;
use crate::table::{Bar, Line, Table};
use crate::timing::alternate;

const BAR: f64 = 0.5;
const RUNS: usize = 9;

/// Measures opening a stored estate.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    // Once each, unmeasured: both find their files in the page cache.
    child::open(&estate.dir)?;
    child::parse(&estate.ndjson)?;
    let pair = alternate(RUNS, || child::open(&estate.dir), || child::parse(&estate.ndjson))?;
    let name = format!("open {} + {}, vs serde_json on NDJSON", estate.items, estate.relationships);
    table.line(&Line::slower(name, pair, Bar::AtMost(BAR)));
    Ok(())
}
