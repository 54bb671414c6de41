//! Folding and searching text.

use cairn_model::Value;
use cairn_model::packed::{ItemRow, Malformed};
use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;

use crate::items::ItemChunk;

/// Separates the fields of one item, so that no needle matches across two of them.
const FIELD_END: char = '\u{1}';

/// Returns the text as search compares it: compatibility-normalised (full-width letters become ordinary ones) and
/// lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

fn fold_into(folded: &mut String, text: &str) {
    if text.is_ascii() {
        folded.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        folded.extend(text.nfkc().flat_map(char::to_lowercase));
    }
}

/// The searchable text of one chunk of items.
#[derive(Debug)]
pub(crate) struct FoldedText {
    text: String,
    /// Where each item's text ends.
    ends: Vec<u32>,
}

impl FoldedText {
    pub(crate) fn of(chunk: &ItemChunk) -> Self {
        let mut folded = FoldedText { text: String::new(), ends: Vec::with_capacity(chunk.len()) };
        for place in 0..chunk.len() {
            let record = chunk.record(place);
            if !record.is_empty() {
                // A record that cannot be read was refused when it came in.
                let _unreadable: Result<(), Malformed> = folded.add(record);
            }
            folded.ends.push(u32::try_from(folded.text.len()).unwrap_or(u32::MAX));
        }
        folded.text.shrink_to_fit();
        folded
    }

    fn add(&mut self, record: &[u8]) -> Result<(), Malformed> {
        let row = ItemRow::read(record)?;
        for text in [row.name, row.key, row.class, row.source_id.unwrap_or("")] {
            fold_into(&mut self.text, text);
            self.text.push(FIELD_END);
        }
        let mut reader = row.attributes;
        for _ in 0..row.attribute_count {
            reader.text()?;
            match reader.value()? {
                Value::Text(text) | Value::Decimal(text) => fold_into(&mut self.text, &text),
                Value::Integer(number) => self.text.push_str(&number.to_string()),
                Value::Null | Value::Boolean(_) => {}
                nested => fold_into(&mut self.text, &nested.to_string()),
            }
            self.text.push(FIELD_END);
        }
        Ok(())
    }

    /// Returns the places of the items that contain every needle, ascending. Needles are folded already.
    pub(crate) fn search(&self, needles: &[String]) -> Vec<usize> {
        let Some((first, others)) = needles.split_first() else {
            return (0..self.ends.len()).collect();
        };
        let finder = Finder::new(first.as_bytes());
        let text = self.text.as_bytes();
        let mut found = Vec::new();
        let mut offset = 0;
        while let Some(position) = finder.find(&text[offset..]) {
            let at = offset + position;
            let place = self.ends.partition_point(|&end| end as usize <= at);
            let Some(&end) = self.ends.get(place) else { break };
            let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
            let own = &text[start..end as usize];
            if others.iter().all(|needle| memchr::memmem::find(own, needle.as_bytes()).is_some()) {
                found.push(place);
            }
            offset = end as usize;
        }
        found
    }
}
