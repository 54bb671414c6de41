//! Writing tables.

use std::borrow::Cow;
use std::io::Write;

/// The characters with which a spreadsheet starts a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Returns the cell so that no spreadsheet takes it for a formula: guarded by an apostrophe where it would.
#[must_use]
pub fn guard_formula(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA_STARTS) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Returns the cell that [`guard_formula`] guarded.
pub(crate) fn unguard_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA_STARTS) => rest,
        _ => cell,
    }
}

/// A negative number and the label `-` start like formulas and are none.
fn is_number(cell: &str) -> bool {
    cell == "-" || cell.parse::<f64>().is_ok()
}

/// Writes a table, row by row: UTF-8, comma, RFC 4180 quotes, LF, cells guarded against formulas.
pub struct CsvSink<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvSink<W> {
    /// Returns a sink that has written nothing.
    pub fn new(writer: W) -> Self {
        CsvSink { writer: csv::WriterBuilder::new().flexible(true).from_writer(writer) }
    }

    /// Writes one row.
    ///
    /// # Errors
    /// What the writer below says.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> std::io::Result<()> {
        for cell in cells {
            self.writer.write_field(guard_formula(cell).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Passes on everything written.
    ///
    /// # Errors
    /// What the writer below says.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.writer.flush()
    }
}
