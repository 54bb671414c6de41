//! `head.json`: how far the commits had come, outside the database.
//!
//! sled takes a damaged byte anywhere in its log for the end of the log: it rolls back to what came before, without a
//! word, and overwrites the rest. So the estate keeps beside it how far it had come, and opening compares. What it says
//! is a lower bound: a commit is durable without it, so nobody waits for it.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use crate::check::{Finding, FindingCode};
use crate::disk::{self, Overwritten, refused};
use crate::error::StoreError;
use crate::store::Head;

const FILE_NAME: &str = "head.json";
/// The length of the file: a digest, a moment and a number fit, and no disk has smaller sectors.
const BYTES: usize = 512;

/// Writes the anchor after commits, on a thread of its own; dropping it waits until the newest one is written.
#[derive(Debug)]
pub(crate) struct AnchorKeeper {
    heads: Option<Sender<Head>>,
    keeping: Option<JoinHandle<()>>,
}

impl AnchorKeeper {
    /// Returns a keeper of the anchor in `dir`.
    ///
    /// # Errors
    /// [`io::Error`] when there is no thread to be had.
    pub(crate) fn start(dir: &Path) -> io::Result<Self> {
        let (heads, received) = channel::<Head>();
        let dir = dir.to_owned();
        let keep = move || {
            while let Ok(head) = received.recv() {
                // Only the newest matters.
                let head = received.try_iter().last().unwrap_or(head);
                // A commit that is durable is not called failed because of it.
                let _ = write(&dir, &head, "commit");
            }
        };
        let keeping = std::thread::Builder::new().name("anchor".to_owned()).spawn(keep)?;
        Ok(AnchorKeeper { heads: Some(heads), keeping: Some(keeping) })
    }

    /// Has the anchor follow to this commit.
    pub(crate) fn follow(&self, head: &Head) {
        if let Some(heads) = &self.heads {
            // The thread ends with this keeper, not before.
            let _ = heads.send(head.clone());
        }
    }
}

impl Drop for AnchorKeeper {
    fn drop(&mut self) {
        self.heads = None;
        if let Some(keeping) = self.keeping.take() {
            let _ = keeping.join();
        }
    }
}

/// Writes the anchor in `dir`, durably.
///
/// The file keeps its length, spaces included, and lies within one sector, which disks write whole or not at all: so
/// it is overwritten in place. Replacing it would cost a commit two more waits for the journal of the file system.
pub(crate) fn write(dir: &Path, head: &Head, operation: &'static str) -> Result<(), StoreError> {
    let mut bytes = serde_json::to_vec(head).map_err(|error| StoreError::Encode {
        operation,
        what: FILE_NAME,
        source: error.into(),
    })?;
    bytes.resize(bytes.len().max(BYTES), b' ');
    let path = dir.join(FILE_NAME);
    match disk::overwrite(&path, &bytes).map_err(refused(operation, &path))? {
        Overwritten::Yes => Ok(()),
        Overwritten::OtherLength => disk::replace_file(dir, FILE_NAME, &bytes, operation),
    }
}

/// Returns the anchor in `dir`; `None` when there is none: somebody took it away to open what is left.
pub(crate) fn read(dir: &Path) -> Result<Option<Head>, StoreError> {
    let path = dir.join(FILE_NAME);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused("open", &path)(error)),
    };
    let damaged = |error: serde_json::Error| damage("the newest acknowledged commit", error.to_string());
    serde_json::from_slice(&bytes).map(Some).map_err(damaged)
}

pub(crate) fn damage(expected: impl Into<String>, found: impl Into<String>) -> StoreError {
    StoreError::Damaged(Finding {
        record: None,
        what: FindingCode::Rollback,
        place: FILE_NAME.to_owned(),
        expected: expected.into(),
        found: found.into(),
    })
}
