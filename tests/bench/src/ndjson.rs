//! The reference for opening: the same data as NDJSON, parsed by `serde_json` into structs with owned texts.
//!
//! Requirements with declared terms are left out, so the reference has less to read than Cairn.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use cairn_estate::Generation;
use cairn_model::Edit;
use cairn_model::packed::EditList;
use serde::{Deserialize, Serialize};

use crate::Outcome;

const ITEMS: &str = "items.ndjson";
const RELATIONSHIPS: &str = "relationships.ndjson";

/// A configuration item.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is measured is filling these fields")]
pub(crate) struct Item {
    #[serde(default)]
    attributes: BTreeMap<String, serde_json::Value>,
    class: String,
    id: String,
    key: String,
    name: String,
    source: Option<String>,
    source_id: Option<String>,
    state: String,
}

/// What identifies a relationship.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is measured is filling these fields")]
pub(crate) struct RelationshipId {
    from: String,
    label: Option<String>,
    to: String,
    #[serde(rename = "type")]
    type_id: String,
}

/// A relationship.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is measured is filling these fields")]
pub(crate) struct Relationship {
    confidence: Option<String>,
    id: RelationshipId,
    source: Option<String>,
}

/// Writes the items and the relationships that some edits add, one file of lines for each.
pub(crate) fn write(dir: &Path, edits: &EditList) -> Outcome<()> {
    fs::create_dir_all(dir)?;
    let items = edits.iter().filter_map(|edit| match edit {
        Edit::Item { after, .. } => after,
        _ => None,
    });
    let relationships = edits.iter().filter_map(|edit| match edit {
        Edit::Relationship { after, .. } => after,
        _ => None,
    });
    lines_of(&dir.join(ITEMS), items.map(Ok))?;
    lines_of(&dir.join(RELATIONSHIPS), relationships.map(Ok))
}

/// Writes the items and the relationships of an estate in the place of those that were there.
pub(crate) fn replace(dir: &Path, generation: &Generation) -> Outcome<()> {
    lines_of(&dir.join(ITEMS), generation.rows().map(|row| Ok(generation.item(row)?)))?;
    let relationships = generation.rows().flat_map(|row| generation.outgoing(row));
    lines_of(&dir.join(RELATIONSHIPS), relationships.filter_map(|&row| generation.relationship(row)).map(Ok))
}

fn lines_of(path: &Path, values: impl Iterator<Item = Outcome<impl Serialize>>) -> Outcome<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for value in values {
        line(&mut out, &value?)?;
    }
    Ok(out.flush()?)
}

fn line(out: &mut impl Write, value: &impl Serialize) -> Outcome<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Reads both files and returns everything in them.
pub(crate) fn read(dir: &Path) -> Outcome<(Vec<Item>, Vec<Relationship>)> {
    Ok((lines(&dir.join(ITEMS))?, lines(&dir.join(RELATIONSHIPS))?))
}

fn lines<T: for<'de> Deserialize<'de>>(file: &Path) -> Outcome<Vec<T>> {
    let bytes = fs::read(file)?;
    let values = serde_json::Deserializer::from_slice(&bytes).into_iter::<T>();
    Ok(values.collect::<Result<Vec<T>, _>>()?)
}
