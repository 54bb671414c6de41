//! Pages: some dozens of packed records, each with its length before it, in the order in which they came.

use std::ops::Range;

use cairn_model::packed::{self, Malformed, Reader};

use crate::key::PageKind;
use crate::record;

/// A page is full at this many bytes even when it could take more records: every edit rewrites its page.
const PAGE_BYTES_FULL: usize = 256 * 1024;

/// Calls `visit` with every record of an encoded page.
pub(crate) fn records<'a>(
    raw: &'a [u8],
    mut visit: impl FnMut(&'a [u8]) -> Result<(), Malformed>,
) -> Result<u64, Malformed> {
    let mut reader = Reader::new(raw);
    let mut count = 0;
    while !reader.is_at_end() {
        visit(next_record(&mut reader)?)?;
        count += 1;
    }
    Ok(count)
}

fn next_record<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Malformed> {
    const EXPECTED: &str = "a record of that length";
    let offset = reader.offset();
    let length = usize::try_from(reader.number()?).map_err(|_| Malformed { offset, expected: EXPECTED })?;
    reader.take(length, EXPECTED)
}

fn fingerprint(id: &[u8]) -> u32 {
    crc32fast::hash(id)
}

/// A page being edited: new content is appended, and the spans say what of it counts.
pub(crate) struct OpenPage {
    bytes: Vec<u8>,
    spans: Vec<Range<usize>>,
    /// For every span a fingerprint of the record's id: comparing these, not the records, is what finding one costs.
    fingerprints: Vec<u32>,
    /// The bytes that the spans cover.
    live_bytes: usize,
    /// In how many parts the page lay before.
    pub(crate) parts_before: u16,
}

impl OpenPage {
    pub(crate) fn empty() -> Self {
        OpenPage { bytes: Vec::new(), spans: Vec::new(), fingerprints: Vec::new(), live_bytes: 0, parts_before: 0 }
    }

    pub(crate) fn decode(kind: PageKind, raw: &[u8], parts_before: u16) -> Result<Self, Malformed> {
        let mut page = OpenPage { bytes: raw.to_vec(), parts_before, ..OpenPage::empty() };
        let mut reader = Reader::new(raw);
        while !reader.is_at_end() {
            let record = next_record(&mut reader)?;
            let length = record.len();
            page.fingerprints.push(fingerprint(&record[..record::id_length(kind, record)?]));
            page.spans.push(reader.offset() - length..reader.offset());
            page.live_bytes += length;
        }
        Ok(page)
    }

    pub(crate) fn is_full(&self, kind: PageKind) -> bool {
        self.spans.len() >= kind.capacity() || self.live_bytes >= PAGE_BYTES_FULL
    }

    /// Returns the slot of the record whose packed form starts with `id`; no id is the front of another.
    pub(crate) fn find(&self, id: &[u8]) -> Option<usize> {
        let wanted = fingerprint(id);
        let mut slots = self.fingerprints.iter().enumerate().filter(|(_, fingerprint)| **fingerprint == wanted);
        slots.find(|(slot, _)| self.record(*slot).starts_with(id)).map(|(slot, _)| slot)
    }

    pub(crate) fn record(&self, slot: usize) -> &[u8] {
        &self.bytes[self.spans[slot].clone()]
    }

    /// Adds a record at the end.
    pub(crate) fn push(&mut self, id: &[u8], record: &[u8]) {
        let span = self.append(record);
        self.spans.push(span);
        self.fingerprints.push(fingerprint(id));
    }

    /// Replaces the record in a slot by another of the same id.
    pub(crate) fn replace(&mut self, slot: usize, record: &[u8]) {
        let span = self.append(record);
        self.live_bytes -= self.spans[slot].len();
        self.spans[slot] = span;
    }

    fn append(&mut self, record: &[u8]) -> Range<usize> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(record);
        self.live_bytes += record.len();
        start..self.bytes.len()
    }

    pub(crate) fn remove(&mut self, slot: usize) {
        self.live_bytes -= self.spans.remove(slot).len();
        self.fingerprints.remove(slot);
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut raw = Vec::with_capacity(self.live_bytes + 4 * self.spans.len());
        for span in &self.spans {
            packed::write_number(&mut raw, span.len() as u64);
            raw.extend_from_slice(&self.bytes[span.clone()]);
        }
        raw
    }
}
