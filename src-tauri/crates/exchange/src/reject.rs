//! Writing back the rows of a file that were refused, with the reason beside each.

use std::collections::BTreeMap;
use std::io::Write;

use crate::dialect::Dialect;
use crate::encoding::decode;
use crate::lines::Lines;
use crate::write::CsvSink;

/// The column of the reasons, the last one of a file of refused rows.
const REASON_COLUMN: &str = "Reason";

/// Returns where the reasons of a former import stand: they are neither read as values nor written again.
pub(crate) fn reason_column(dialect: &Dialect) -> Option<usize> {
    let last = dialect.columns.last().filter(|column| dialect.has_header && *column == REASON_COLUMN);
    last.map(|_| dialect.columns.len() - 1)
}

/// Writes the refused rows of a file in the file's own columns and a last column `Reason`, in UTF-8 with commas, so
/// that they can be mended and imported again. `reasons` maps the line a row starts on to its reason.
///
/// # Errors
/// What the writer says.
pub fn write_rejects(
    bytes: &[u8],
    dialect: &Dialect,
    reasons: &BTreeMap<u64, String>,
    out: impl Write,
) -> std::io::Result<()> {
    let decoded = decode(bytes, Some(dialect.encoding));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(dialect.delimiter).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(decoded.text.as_bytes());
    let mut sink = CsvSink::new(out);
    let former = reason_column(dialect);
    let names = dialect.columns.iter().take(former.unwrap_or(usize::MAX)).map(String::as_str);
    sink.row(names.chain([REASON_COLUMN]))?;
    let mut lines = Lines::new(&decoded.text);
    let mut record = csv::StringRecord::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        if let Some(reason) = reasons.get(&lines.of(&record)) {
            let places = (0..dialect.columns.len().max(record.len())).filter(|place| Some(*place) != former);
            let cells = places.map(|place| record.get(place).unwrap_or(""));
            sink.row(cells.chain([reason.as_str()]))?;
        }
    }
    sink.finish()
}
