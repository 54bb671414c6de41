//! Snapshots: an estate in one file, checked by anybody, and made into an estate again.

mod aside;
mod chain;
mod check;
mod content;
mod export;
mod import;
mod locate;

pub use cairn_exchange::snapshot::{Counts, Flaw, FlawCode, Manifest, SnapshotError};
pub use check::{SnapshotCheck, against, check};
pub use export::{ExportRequest, export};
pub use import::{ImportRequest, Imported, import};

use cairn_exchange::snapshot::Reader;
use std::io::Read;

/// How much of a snapshot is read at once.
const BLOCK_BYTES: usize = 512 * 1024;

/// Returns the content of the entry at which the reader stands; one that is larger than a line is refused.
fn whole(reader: &mut Reader<impl Read>, name: &str, bytes: u64) -> Result<Vec<u8>, SnapshotError> {
    let limit = cairn_exchange::snapshot::LINE_BYTES_MAX;
    let length = usize::try_from(bytes).unwrap_or(usize::MAX);
    if length > limit {
        let flaw = Flaw::new(FlawCode::LineTooLong, name, format!("at most {limit} bytes"), bytes.to_string());
        return Err(flaw.into());
    }
    let mut content = vec![0; length];
    let mut filled = 0;
    loop {
        match reader.read(&mut content[filled..])? {
            0 if filled == length => return Ok(content),
            more => filled += more,
        }
    }
}
