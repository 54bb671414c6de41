//! Writing back the rows of a file that were refused, with the reason beside each.

use std::collections::BTreeMap;
use std::io::Write;

use crate::dialect::Dialect;
use crate::encoding::decode;
use crate::write::CsvSink;

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
    sink.row(dialect.columns.iter().map(String::as_str).chain(["Reason"]))?;
    let mut record = csv::StringRecord::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let line = record.position().map_or(0, csv::Position::line);
        if let Some(reason) = reasons.get(&line) {
            let cells = (0..dialect.columns.len().max(record.len())).map(|place| record.get(place).unwrap_or(""));
            sink.row(cells.chain([reason.as_str()]))?;
        }
    }
    sink.finish()
}
