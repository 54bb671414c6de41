//! The canonical JSON of what is added, straight from its packed form: most of what an import writes. What is not quite
//! usual is left to the general way.

use std::ops::Range;

use cairn_model::packed::{ItemRow, Reader, RelationshipRow};
use cairn_model::{CiId, Confidence};

use super::{push_token, sorts_by_bytes};

const TAG_LIST: u8 = 6;
const TAG_TEXTS: [u8; 2] = [4, 5];

/// The values of one edit that a purge may remove, in the order in which they stand.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pointers: Vec<u8>,
    /// Where the pointer of each ends in `pointers`, and where the value stands in the line.
    found: Vec<(usize, Range<usize>)>,
}

impl Values {
    pub(super) fn clear(&mut self) {
        self.pointers.clear();
        self.found.clear();
    }

    fn add(&mut self, value: Range<usize>) {
        self.found.push((self.pointers.len(), value));
    }

    /// Returns the JSON pointer and the place of every value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], Range<usize>)> {
        let starts = std::iter::once(0).chain(self.found.iter().map(|(end, _)| *end));
        starts.zip(&self.found).map(|(start, (end, value))| (&self.pointers[start..*end], value.clone()))
    }
}

fn put_text(out: &mut Vec<u8>, text: &str) -> serde_json::Result<()> {
    let is_special = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    // Without a branch for each byte: almost no text has any.
    if text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return serde_json::to_writer(out, text);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

fn put_id(out: &mut Vec<u8>, id: CiId) {
    out.push(b'"');
    id.push_to(out);
    out.push(b'"');
}

fn put_member(out: &mut Vec<u8>, name: &str, text: &str) -> serde_json::Result<()> {
    out.extend_from_slice(name.as_bytes());
    put_text(out, text)
}

/// Appends the edit that adds an item, and notes its values; `None` when the general way has to.
pub(super) fn write_added_item(
    out: &mut Vec<u8>,
    record: &[u8],
    values: &mut Values,
) -> serde_json::Result<Option<()>> {
    let line = out.len();
    let Ok(row) = ItemRow::read(record) else { return Ok(None) };
    if !row.operation.is_plain() || row.verified_at.is_some() || row.verified_by.is_some() {
        return Ok(None);
    }
    out.extend_from_slice(br#"{"after":{"#);
    if row.attribute_count > 0 {
        let mut attributes = row.attributes.clone();
        for attribute in 0..row.attribute_count {
            out.extend_from_slice(if attribute == 0 { br#""attributes":{"# } else { b"," });
            if write_attribute(out, &mut attributes, line, values)?.is_none() {
                return Ok(None);
            }
        }
        out.extend_from_slice(b"},");
    }
    put_member(out, r#""class":"#, row.class)?;
    out.extend_from_slice(br#","id":"#);
    put_id(out, row.id);
    put_member(out, r#","key":"#, row.key)?;
    out.extend_from_slice(br#","name":"#);
    let start = out.len() - line;
    put_text(out, row.name)?;
    values.pointers.extend_from_slice(b"/after/name");
    values.add(start..out.len() - line);
    for (name, text) in [(r#","source":"#, row.source), (r#","source_id":"#, row.source_id)] {
        if let Some(text) = text {
            put_member(out, name, text)?;
        }
    }
    put_member(out, r#","state":"#, row.state)?;
    out.extend_from_slice(br#"},"before":null,"noun":"item"}"#);
    Ok(Some(()))
}

/// Appends name and value of the next attribute; `None` when it is not one of the usual.
fn write_attribute(
    out: &mut Vec<u8>,
    attributes: &mut Reader<'_>,
    line: usize,
    values: &mut Values,
) -> serde_json::Result<Option<()>> {
    let (Ok(name), Ok(value)) = (attributes.text(), attributes.value_bytes()) else { return Ok(None) };
    let Some((&tag, text)) = value.split_first() else { return Ok(None) };
    if !sorts_by_bytes(name) || tag >= TAG_LIST {
        return Ok(None);
    }
    let start = out.len() + 1;
    put_text(out, name)?;
    values.pointers.extend_from_slice(b"/after/attributes/");
    if push_token(&mut values.pointers, &out[start..out.len() - 1]).is_none() {
        return Ok(None);
    }
    out.push(b':');
    let start = out.len() - line;
    if TAG_TEXTS.contains(&tag) {
        let Ok(text) = Reader::new(text).text() else { return Ok(None) };
        put_text(out, text)?;
    } else {
        let Ok(value) = Reader::new(value).value() else { return Ok(None) };
        serde_json::to_writer(&mut *out, &value)?;
    }
    values.add(start..out.len() - line);
    Ok(Some(()))
}

/// Appends the edit that adds a relationship; `None` when the general way has to.
pub(super) fn write_added_relationship(out: &mut Vec<u8>, row: &RelationshipRow<'_>) -> serde_json::Result<Option<()>> {
    let has_moments = row.valid_from.or(row.valid_to).or(row.verified_at).is_some();
    if row.confidence != Confidence::Declared || has_moments || row.verified_by.is_some() {
        return Ok(None);
    }
    out.extend_from_slice(br#"{"after":{"id":{"from":"#);
    put_id(out, row.from);
    if let Some(label) = row.label {
        put_member(out, r#","label":"#, label)?;
    }
    out.extend_from_slice(br#","to":"#);
    put_id(out, row.to);
    put_member(out, r#","type":"#, row.type_id)?;
    out.push(b'}');
    if let Some(source) = row.source {
        put_member(out, r#","source":"#, source)?;
    }
    out.extend_from_slice(br#"},"before":null,"noun":"relationship"}"#);
    Ok(Some(()))
}
