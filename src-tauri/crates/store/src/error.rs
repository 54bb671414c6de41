//! What can go wrong between a commit and the disk.

use std::io;
use std::path::PathBuf;

use crate::backend::BackendError;
use crate::check::Finding;
use crate::lock::Holder;

/// Why an operation of the store failed. Nothing was written, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The directory holds no `estate.json`.
    #[error("{} is not an estate: it holds no estate.json", path.display())]
    NotAnEstate {
        /// The directory.
        path: PathBuf,
    },
    /// An estate cannot be created over something else.
    #[error("cannot create an estate in {}: it exists and is not an empty directory", path.display())]
    NotEmpty {
        /// The directory.
        path: PathBuf,
    },
    /// `estate.json` is there and is not what it should be.
    #[error("cannot read {}: it is not an estate file", path.display())]
    EstateFile {
        /// The file.
        path: PathBuf,
        /// What stands in the way.
        #[source]
        source: serde_json::Error,
    },
    /// A newer program wrote the estate.
    #[error("{} has storage format {found}; this program reads up to {supported}", path.display())]
    NewerFormat {
        /// The directory.
        path: PathBuf,
        /// The format of the estate.
        found: u32,
        /// The newest format that this program reads.
        supported: u32,
    },
    /// A former version of the program wrote the estate, and it was not migrated: it takes no commits.
    #[error("{} has storage format {found}; this program writes {supported}", path.display())]
    FormerFormat {
        /// The directory.
        path: PathBuf,
        /// The format of the estate.
        found: u32,
        /// The format that this program writes.
        supported: u32,
    },
    /// Another process, or another store in this process, has the estate open.
    #[error("{} is open elsewhere", path.display())]
    Locked {
        /// Who has it open, when the lock file says so.
        holder: Option<Holder>,
        /// The directory.
        path: PathBuf,
    },
    /// Stored bytes are not what was written, or not what belongs there.
    #[error("damaged: {0}")]
    Damaged(Finding),
    /// The `before` of an edit is not what the estate holds.
    #[error("edit {edit}: {record} {reason}")]
    Conflict {
        /// The position of the edit in the commit.
        edit: usize,
        /// Which record.
        record: String,
        /// What was found instead.
        reason: ConflictReason,
    },
    /// Whoever asked for the commit found that its edits do not fit.
    #[error("the commit was withdrawn before anything was written")]
    Withdrawn,
    /// Whoever asked for it stopped it before anything was put in its place.
    #[error("it was stopped before it came to its end")]
    Stopped,
    /// The edit has no stored form that could be read back.
    #[error("edit {edit}: {record} cannot be stored: {what}")]
    Unrepresentable {
        /// The position of the edit in the commit.
        edit: usize,
        /// Which record.
        record: String,
        /// What has no stored form.
        what: &'static str,
    },
    /// The file system refused. After `commit`, the estate must be opened again.
    #[error("{operation}: the file system refused {}", path.display())]
    Io {
        /// What was being done.
        operation: &'static str,
        /// Where.
        path: PathBuf,
        /// What the file system said.
        #[source]
        source: io::Error,
    },
    /// The embedded database refused. After `commit`, the estate must be opened again.
    #[error("{operation}: the embedded database refused {}", path.display())]
    Backend {
        /// What was being done.
        operation: &'static str,
        /// Where.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: BackendError,
    },
    /// Bytes could not be encoded.
    #[error("{operation}: cannot encode {what}")]
    Encode {
        /// What was being done.
        operation: &'static str,
        /// What was being encoded.
        what: &'static str,
        /// What the encoder said.
        #[source]
        source: io::Error,
    },
    /// An earlier write failed, so what is in memory may differ from what is on disk.
    #[error("an earlier write to {} failed: the estate must be opened again", path.display())]
    MustReopen {
        /// The directory.
        path: PathBuf,
    },
}

/// Why an edit does not fit the record that the estate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConflictReason {
    /// The record is there, with other content.
    #[error("was changed since")]
    Changed,
    /// The record is not on the page that the locator names.
    #[error("is not where the edit says")]
    Missing,
    /// The record should be new and is already there.
    #[error("exists already")]
    Exists,
    /// The edit names a page that the estate does not have, or none where one is needed.
    #[error("has no page of that number")]
    NoPage,
}
