//! How far the commits had come, outside the database: the mark that the journal keeps with every batch.
//!
//! sled takes a damaged byte anywhere in its log for the end of the log: it rolls back to what came before, without a
//! word, and overwrites the rest. So the estate says beside it what the database holds at least, and opening compares.
//! In storage format 1 a file of its own said so.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::check::{Finding, FindingCode};
use crate::disk::{self, refused};
use crate::error::StoreError;
use crate::store::Head;

/// The name under which the journal is spoken of.
pub(crate) const JOURNAL: &str = "journal";
const FORMER_FILE_NAME: &str = "head.json";

/// A commit that was acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) hash: String,
    pub(crate) seq: u64,
}

/// Returns the mark of a commit, as the journal keeps it.
pub(crate) fn of(head: &Head) -> Result<Vec<u8>, StoreError> {
    let mark = Mark { hash: head.hash.clone(), seq: head.seq };
    canonical::to_vec(&mark).map_err(|error| StoreError::Encode {
        operation: "commit",
        what: "the mark of a commit",
        source: error.into(),
    })
}

/// Returns the commit that a mark of the journal names.
pub(crate) fn read(mark: &[u8]) -> Result<Mark, StoreError> {
    serde_json::from_slice(mark).map_err(|error| damage(JOURNAL, "the mark of a commit", error.to_string()))
}

/// Returns what `head.json` says in `dir`, which estates of format 1 have; `None` when there is none: somebody took it
/// away to open what is left.
pub(crate) fn read_former(dir: &Path) -> Result<Option<Mark>, StoreError> {
    let path = dir.join(FORMER_FILE_NAME);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused("open", &path)(error)),
    };
    let expected = "the newest acknowledged commit";
    serde_json::from_slice(&bytes).map(Some).map_err(|error| damage(FORMER_FILE_NAME, expected, error.to_string()))
}

/// Removes what a migration that was cut off left of format 1.
pub(crate) fn remove_former(dir: &Path) -> Result<(), StoreError> {
    let path = dir.join(FORMER_FILE_NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.and_then(|()| disk::sync_dir(dir)).map_err(refused("migrate", &path)),
    }
}

pub(crate) fn damage(place: &str, expected: impl Into<String>, found: impl Into<String>) -> StoreError {
    StoreError::Damaged(Finding {
        record: None,
        what: FindingCode::Rollback,
        place: place.to_owned(),
        expected: expected.into(),
        found: found.into(),
    })
}
