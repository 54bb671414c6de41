//! The reference for opening: the same data as NDJSON, parsed by `serde_json` into structs with owned texts.
//!
//! Requirements with declared terms are left out, so the reference has less to read than Cairn.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use cairn_model::Edit;
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
pub(crate) fn write(dir: &Path, edits: &[Edit]) -> Outcome<()> {
    fs::create_dir_all(dir)?;
    let mut items = BufWriter::new(File::create(dir.join(ITEMS))?);
    let mut relationships = BufWriter::new(File::create(dir.join(RELATIONSHIPS))?);
    for edit in edits {
        match edit {
            Edit::Item { after: Some(item), .. } => line(&mut items, item)?,
            Edit::Relationship { after: Some(relationship), .. } => line(&mut relationships, relationship)?,
            _ => {}
        }
    }
    items.flush()?;
    relationships.flush()?;
    Ok(())
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
