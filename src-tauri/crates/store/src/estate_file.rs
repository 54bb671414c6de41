//! `estate.json`: what an estate says of itself before its database is opened.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::error::StoreError;

/// The storage format that this crate writes, and the newest it reads.
pub const FORMAT: u32 = 2;

const FILE_NAME: &str = "estate.json";

/// Whether an estate is the one that is written to, or a copy of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The one copy that takes commits.
    Primary,
    /// A restored or copied one. That it takes no commits is a rule of the engine, not of the store.
    Replica,
}

/// Returns whether the estate in `dir` is of a former storage format; false when nobody can say.
#[must_use]
pub fn is_former(dir: &Path) -> bool {
    EstateFile::read(dir).is_ok_and(|estate| estate.format < FORMAT)
}

/// The content of `estate.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstateFile {
    /// The id of the estate, the same in every copy.
    pub estate: String,
    /// The storage format.
    pub format: u32,
    /// The id of the line of commits, new after each take-over.
    pub lineage: String,
    /// The name that people gave it.
    pub name: String,
    /// Whether it takes commits.
    pub role: Role,
}

/// The one field that every format, however new, must keep.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl EstateFile {
    /// Returns what the estate in `dir` says of itself, without opening or locking it.
    ///
    /// # Errors
    /// [`StoreError::NotAnEstate`], [`StoreError::NewerFormat`], [`StoreError::EstateFile`], [`StoreError::Io`].
    pub fn read(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(FILE_NAME);
        let bytes = fs::read(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::NotAnEstate { path: dir.into() },
            _ => StoreError::Io { operation: "open", path: path.clone(), source },
        })?;
        let refused = |source| StoreError::EstateFile { path: path.clone(), source };
        let FormatOnly { format: found } = serde_json::from_slice(&bytes).map_err(refused)?;
        if found > FORMAT {
            return Err(StoreError::NewerFormat { path: dir.into(), found, supported: FORMAT });
        }
        serde_json::from_slice(&bytes).map_err(refused)
    }

    /// Replaces the file in `dir`: whole or not at all, on disk when this returns.
    pub(crate) fn write(&self, dir: &Path, operation: &'static str) -> Result<(), StoreError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|error| StoreError::Encode {
            operation,
            what: FILE_NAME,
            source: error.into(),
        })?;
        bytes.push(b'\n');
        disk::replace_file(dir, FILE_NAME, &bytes, operation)
    }
}
