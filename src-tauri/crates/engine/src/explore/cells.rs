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
    attributes(generation, row, |name, reader| {
        let is_wanted = |column: &String| column.as_bytes() == name && !is_field(column);
        match columns.iter().position(is_wanted) {
            None => drop(reader.value_bytes()?),
            Some(place) => values[place] = Some(reader.value()?),
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

/// Returns the value of one attribute of an item.
///
/// # Errors
/// [`EngineError::Estate`] never for rows of a loaded generation.
pub(super) fn attribute(generation: &Generation, row: Row, id: &str) -> Result<Option<Value>, EngineError> {
    let mut found = None;
    attributes(generation, row, |name, reader| {
        if name == id.as_bytes() {
            found = Some(reader.value()?);
        } else {
            reader.value_bytes()?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// Calls `visit` with the name of each attribute of an item and the reader at its value, which `visit` has to read.
pub(crate) fn attributes<'a>(
    generation: &'a Generation,
    row: Row,
    mut visit: impl FnMut(&'a [u8], &mut Reader<'a>) -> Result<(), EstateError>,
) -> Result<(), EngineError> {
    let (count, mut reader) = generation.attributes(row)?;
    for _ in 0..count {
        let name = reader.text_bytes().map_err(EstateError::from)?;
        visit(name, &mut reader)?;
    }
    Ok(())
}
