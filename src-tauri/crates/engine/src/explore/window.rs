//! A window of a list as rows of a table, and a list as a file.

use std::io::Write;

use cairn_estate::{Generation, Row};
use cairn_exchange::CsvSink;
use cairn_model::impact::ItemRef;
use cairn_model::{CancelToken, OperationStatus, Value};
use serde::{Deserialize, Serialize};

use super::{cells, known};
use crate::error::{EngineError, shortened};
use crate::item::reference;

/// The most rows of a window.
pub const WINDOW_ROWS_MAX: usize = 500;
/// About how many bytes of JSON a window may have: what crosses to the screen in one piece.
pub const WINDOW_BYTES_MAX: usize = 240 * 1024;
/// What the JSON of a row takes beside its texts.
const ROW_BYTES: usize = 220;
/// After so many rows a file being written looks whether somebody cancelled.
const ROWS_BETWEEN_LOOKS: usize = 1_024;

/// One row of a table of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemCells {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its lifecycle state.
    pub state: String,
    /// Whether it works right now.
    pub operation: OperationStatus,
    /// The columns asked for, in their order, as text; a long one by its beginning.
    pub cells: Vec<Option<String>>,
}

/// A window of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemRows {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// How many items the question selects.
    pub total: u64,
    /// Where the window starts, from 0.
    pub offset: u64,
    /// The rows; fewer than asked for at the end of the list, and where they would take too many bytes.
    pub rows: Vec<ItemCells>,
}

/// Returns a window of the rows of a list.
///
/// # Errors
/// [`EngineError::Filter`] for a column that the estate does not know.
pub fn window(
    generation: &Generation,
    list: &[Row],
    columns: &[String],
    offset: usize,
    limit: usize,
) -> Result<ItemRows, EngineError> {
    known(generation, columns)?;
    let mut rows: Vec<ItemCells> = Vec::new();
    let mut bytes = 0;
    for &row in list.iter().skip(offset).take(limit.min(WINDOW_ROWS_MAX)) {
        let line = line(generation, row, columns)?;
        bytes += size(&line);
        if bytes > WINDOW_BYTES_MAX && !rows.is_empty() {
            break;
        }
        rows.push(line);
    }
    Ok(ItemRows { seq: generation.seq(), total: list.len() as u64, offset: offset as u64, rows })
}

fn line(generation: &Generation, row: Row, columns: &[String]) -> Result<ItemCells, EngineError> {
    let mut item = reference(generation, row)?;
    item.name = shortened(&item.name);
    let values = cells::values(generation, row, columns)?;
    Ok(ItemCells {
        item,
        state: generation.catalogue().states()[generation.state_number(row)].id.clone(),
        operation: generation.status(row),
        cells: values.into_iter().map(|value| value.map(|value| shortened(&value.to_string()))).collect(),
    })
}

/// Returns about how many bytes of JSON a row has; a character may take six when it is escaped.
fn size(line: &ItemCells) -> usize {
    let texts = line.cells.iter().flatten().chain([&line.item.name, &line.item.key, &line.item.class]);
    let texts = texts.chain(&line.item.source_id);
    ROW_BYTES + texts.map(|text| text.len() + 3 + 5 * text.bytes().filter(|byte| *byte < 0x20).count()).sum::<usize>()
}

/// Writes rows of a list as CSV, the columns as the header names them: what is seen, whole.
///
/// # Errors
/// [`EngineError::Filter`] for a column that the estate does not know, [`EngineError::Cancelled`],
/// [`EngineError::Write`].
pub fn csv(
    generation: &Generation,
    list: &[Row],
    columns: &[String],
    header: &[String],
    cancel: &CancelToken,
    out: &mut impl Write,
) -> Result<(), EngineError> {
    known(generation, columns)?;
    let mut sink = CsvSink::new(out);
    sink.row(header.iter().map(String::as_str))?;
    for (number, &row) in list.iter().enumerate() {
        if number % ROWS_BETWEEN_LOOKS == 0 {
            cancel.check()?;
        }
        let values = cells::values(generation, row, columns)?;
        let texts: Vec<String> =
            values.iter().map(|value| value.as_ref().map_or_else(String::new, Value::to_string)).collect();
        sink.row(texts.iter().map(String::as_str))?;
    }
    Ok(sink.finish()?)
}
