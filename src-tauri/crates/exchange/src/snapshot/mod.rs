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
