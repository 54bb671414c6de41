//! What can be wrong with a snapshot, by name.

use std::io;

use serde::{Deserialize, Serialize};

/// How much of a text of the file a flaw repeats, in characters.
const CHARS_MAX: usize = 200;

/// The first thing that is wrong with a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: expected {expected}, found {found}", file, line.map_or_else(String::new, |line| format!(", line {line}")))]
pub struct Flaw {
    /// What is wrong.
    pub what: FlawCode,
    /// The entry of the container; `container` when it is about none.
    pub file: String,
    /// The line in that entry, from 1; `None` when no line can be named.
    pub line: Option<u64>,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// The name under which a flaw of the container as a whole is filed.
pub(crate) const CONTAINER: &str = "container";

impl Flaw {
    /// Returns a flaw of an entry, or of the container when `file` is empty.
    #[must_use]
    pub fn new(what: FlawCode, file: &str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        let file = shortened(if file.is_empty() { CONTAINER } else { file });
        Flaw { what, file, line: None, expected: shortened(&expected.into()), found: shortened(&found.into()) }
    }

    /// Returns the flaw with the line it is at.
    #[must_use]
    pub fn at_line(self, line: u64) -> Self {
        Flaw { line: Some(line), ..self }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What is wrong with a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FlawCode {
    /// The file is no Cairn snapshot.
    NotASnapshot,
    /// A newer program wrote it.
    Newer,
    /// The file ends too early.
    Truncated,
    /// Bytes stand behind the end.
    Trailing,
    /// Bytes stand where an entry should begin.
    Between,
    /// An entry is encrypted.
    Encrypted,
    /// An entry is compressed.
    Compressed,
    /// The sizes of an entry stand behind it instead of in front of it.
    Descriptor,
    /// The name of an entry leads out of the container.
    Escapes,
    /// An entry has a name that no snapshot has.
    UnknownName,
    /// Two entries have one name.
    Duplicate,
    /// An entry stands in the wrong place.
    Order,
    /// The entries claim to be larger than any snapshot.
    TooLarge,
    /// The header of an entry is not the one that Cairn writes.
    Header,
    /// The directory at the end is not the one of the entries.
    Directory,
    /// The checksum of an entry is not that of its content.
    Checksum,
    /// An entry is not there.
    Missing,
    /// The manifest is not what a manifest is.
    Manifest,
    /// The manifest's own digest is wrong.
    Digest,
    /// The root over all files is wrong.
    MerkleRoot,
    /// The SHA-256 of an entry is not the one in the manifest or in its name.
    FileHash,
    /// An entry is of another size than the manifest says.
    FileSize,
    /// There are more or fewer records than the manifest says.
    Count,
    /// The highest classification of the items is not the one in the manifest.
    Classification,
    /// A line is longer than any record.
    LineTooLong,
    /// A line does not end, or is not UTF-8.
    Line,
    /// A line is not canonical JSON.
    NotCanonical,
    /// A line is not a record of its kind.
    Record,
    /// An id is not in its one form.
    Id,
    /// A record stands before one that comes earlier.
    RecordOrder,
    /// A record is there twice.
    RecordTwice,
    /// A record names an item that is not there.
    UnknownEnd,
    /// A commit header is unreadable, or its number is not the next.
    Commit,
    /// The hash of a commit is not that of its header.
    CommitHash,
    /// A commit does not name the hash of the one before it.
    Parent,
    /// A commit has more or fewer edits than its header says.
    Edits,
    /// The hash over the edits of a commit is not the one in its header.
    EditsHash,
    /// The last commit is not the one that the manifest names.
    Head,
    /// An edit does not start from what the edits before it led to.
    Replay,
    /// A record is not what the log leads to.
    State,
}

impl FlawCode {
    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            FlawCode::NotASnapshot => "not_a_snapshot",
            FlawCode::Newer => "newer",
            FlawCode::Truncated => "truncated",
            FlawCode::Trailing => "trailing",
            FlawCode::Between => "between",
            FlawCode::Encrypted => "encrypted",
            FlawCode::Compressed => "compressed",
            FlawCode::Descriptor => "descriptor",
            FlawCode::Escapes => "escapes",
            FlawCode::UnknownName => "unknown_name",
            FlawCode::Duplicate => "duplicate",
            FlawCode::Order => "order",
            FlawCode::TooLarge => "too_large",
            FlawCode::Header => "header",
            FlawCode::Directory => "directory",
            FlawCode::Checksum => "checksum",
            FlawCode::Missing => "missing",
            FlawCode::Manifest => "manifest",
            FlawCode::Digest => "digest",
            FlawCode::MerkleRoot => "merkle_root",
            FlawCode::FileHash => "file_hash",
            FlawCode::FileSize => "file_size",
            FlawCode::Count => "count",
            FlawCode::Classification => "classification",
            FlawCode::LineTooLong => "line_too_long",
            FlawCode::Line => "line",
            FlawCode::NotCanonical => "not_canonical",
            FlawCode::Record => "record",
            FlawCode::Id => "id",
            FlawCode::RecordOrder => "record_order",
            FlawCode::RecordTwice => "record_twice",
            FlawCode::UnknownEnd => "unknown_end",
            FlawCode::Commit => "commit",
            FlawCode::CommitHash => "commit_hash",
            FlawCode::Parent => "parent",
            FlawCode::Edits => "edits",
            FlawCode::EditsHash => "edits_hash",
            FlawCode::Head => "head",
            FlawCode::Replay => "replay",
            FlawCode::State => "state",
        }
    }
}

/// Why a snapshot could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file system refused to read.
    #[error("reading the snapshot")]
    Read(#[source] io::Error),
    /// The file system refused to write.
    #[error("writing the snapshot")]
    Write(#[source] io::Error),
    /// Something is wrong with it.
    #[error("{0}")]
    Flaw(Flaw),
    /// A record has no place in a snapshot.
    #[error("{file}: record {line} needs a line of {bytes} bytes; at most {} are read back", super::LINE_BYTES_MAX)]
    LineTooLong {
        /// The entry.
        file: String,
        /// The line it would be.
        line: u64,
        /// Its length.
        bytes: usize,
    },
    /// A record has no JSON.
    #[error("{0}: a record has no JSON")]
    Json(String, #[source] serde_json::Error),
}

impl From<Flaw> for SnapshotError {
    fn from(flaw: Flaw) -> Self {
        SnapshotError::Flaw(flaw)
    }
}
