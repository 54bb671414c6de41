//! The snapshot of an estate in one file: a container whose every byte is known in advance, and what is in it.
//!
//! The format is drawn in `docs/snapshot-format.md`; why it is a ZIP archive written by hand is ADR 12. A
//! [`SnapshotWriter`] makes one in a single pass over the data; a [`Reader`] accepts exactly what the writer writes,
//! without ever holding more than a block of it; [`Audit`] follows what the reader reads, line by line.

mod audit;
mod canonical;
mod flaw;
mod frame;
mod identity;
mod lines;
mod log_line;
mod manifest;
mod member;
mod order;
mod reader;
mod writer;

pub use audit::{Audit, CLASSIFICATIONS, ChainAudit, classification_rank};
pub use canonical::is_canonical;
pub use flaw::{Flaw, FlawCode, SnapshotError};
pub use identity::{Noun, record_identity, sides};
pub use lines::{LINE_BYTES_MAX, Lines};
pub use log_line::LogLine;
pub use manifest::{Counts, FileMark, Manifest, ManifestFacts, VERSION, members, merkle_root};
pub use member::Member;
pub use order::{relationship_order, requirement_order};
pub use reader::Reader;
pub use writer::{Part, PartSink, SnapshotWriter};

/// Returns lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

/// Returns the 32 bytes that 64 digits of lower-case hexadecimal say.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let mut bytes = [0; 32];
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = (digit(*high)? << 4) | digit(*low)?;
    }
    Some(bytes)
}
