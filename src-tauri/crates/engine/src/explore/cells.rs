//! The cells of a row: fields that every item has, and attributes.

use cairn_estate::{EstateError, Generation, Row};
use cairn_model::Value;
use cairn_model::packed::Reader;

use crate::error::EngineError;

/// Fields of every item that may be a column beside its attributes.
const FIELDS: [&str; 9] = ["key", "name", "class", "state", "operation", "id", "source", "source_id", "verified_at"];

/// Returns whether a column is a field of every item.
pub(super) fn is_field(name: &str) -> bool {
    FIELDS.contains(&name)
}

/// Returns the values of the columns of one item, in the order of `columns`: fields as text, attributes as they are.
///
/// # Errors
/// [`EngineError::Estate`] never for rows of a loaded generation.
pub(super) fn values(generation: &Generation, row: Row, columns: &[String]) -> Result<Vec<Option<Value>>, EngineError> {
    let view = generation.view(row)?;
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let mut values: Vec<Option<Value>> = columns
        .iter()
        .map(|name| match name.as_str() {
            "key" => text(view.key),
            "name" => text(view.name),
            "class" => text(view.class),
            "state" => text(view.state),
            "operation" => text(view.operation.status.id()),
            "id" => text(&view.id.to_string()),
            "source" => view.source.and_then(text),
            "source_id" => view.source_id.and_then(text),
            "verified_at" => view.verified_at.and_then(|moment| text(&moment.to_string())),
            _ => None,
        })
        .collect();
    if columns.iter().all(|name| is_field(name)) {
        return Ok(values);
    }
    attributes(view.attributes, view.attribute_count, |name, reader| {
        let mut wanted = columns.iter().zip(&mut values).filter(|(column, _)| *column == name && !is_field(column));
        match wanted.next() {
            None => drop(reader.value_bytes()?),
            Some((_, place)) => *place = Some(reader.value()?),
        }
        Ok(())
    })?;
    // A column may be asked for twice.
    for place in 1..columns.len() {
        if let Some(first) = columns[..place].iter().position(|column| *column == columns[place]) {
            values[place] = values[first].clone();
        }
    }
    Ok(values)
}

/// Calls `visit` with the name of each attribute and the reader at its value, which `visit` has to read.
pub(super) fn attributes<'a>(
    mut reader: Reader<'a>,
    count: u64,
    mut visit: impl FnMut(&'a str, &mut Reader<'a>) -> Result<(), EstateError>,
) -> Result<(), EngineError> {
    for _ in 0..count {
        let name = reader.text().map_err(EstateError::from)?;
        visit(name, &mut reader)?;
    }
    Ok(())
}
