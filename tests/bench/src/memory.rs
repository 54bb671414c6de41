//! What an open estate keeps in memory, in a fresh process.

use crate::Outcome;
use crate::child::{self, Growth};
use crate::input::StoredEstate;
use crate::table::{Bar, Line, Table};

const BAR_KIB: f64 = 1.2;

/// Measures the memory of an open estate that was asked one verdict, one search and one item.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    if !cfg!(target_os = "linux") {
        table.note("memory: not measured, this system has no /proc/self/status");
        return Ok(());
    }
    let Growth { opened, asked, peak } = child::growth(&estate.dir)?;
    let each = |kib: u64| kib as f64 / estate.items as f64;
    let line = Line {
        name: format!("memory of {} + {} after opening and asking", estate.items, estate.relationships),
        ours: format!("{} MiB", asked / 1024),
        reference: String::new(),
        value: each(asked),
        unit: " KiB",
        bar: Bar::AtMost(BAR_KIB),
    };
    table.line(&line);
    table.note(&format!(
        "resident growth per item: {:.2} KiB once open, {:.2} KiB after asking, {:.2} KiB at its peak",
        each(opened),
        each(asked),
        each(peak),
    ));
    Ok(())
}
