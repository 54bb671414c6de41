//! The log: the edits of a commit as lines of canonical JSON, in chunks. See `docs/storage-format.md`, "Operations".

use cairn_model::Edit;

use crate::canonical;
use crate::chain::{self, OperationsHasher, SALT_BYTES, Salt};

/// A chunk is closed once it has this many bytes before compression.
const CHUNK_BYTES: usize = 256 * 1024;
/// The form of a chunk in which every value is present. 2 is reserved for chunks with purged values.
const FORM_WHOLE: u8 = 1;

/// Where an edit lies within its commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    pub(crate) chunk: u32,
    pub(crate) index: u32,
}

/// The number and the content of a chunk that takes no more edits.
pub(crate) type Full = (u32, Vec<u8>);

/// Writes the edits of one commit into chunks and hashes them on the way.
pub(crate) struct LogWriter {
    commit_salt: Salt,
    salt: Salt,
    next: Slot,
    raw: Vec<u8>,
    hasher: OperationsHasher,
}

impl LogWriter {
    pub(crate) fn new(commit_salt: Salt) -> Self {
        let next = Slot { chunk: 0, index: 0 };
        let salt = chain::chunk_salt(&commit_salt, 0);
        LogWriter { commit_salt, salt, next, raw: Vec::new(), hasher: OperationsHasher::new() }
    }

    /// Adds an edit; returns where it lies, and the chunk when that is full.
    pub(crate) fn add(&mut self, edit: &Edit) -> serde_json::Result<(Slot, Option<Full>)> {
        if self.raw.is_empty() {
            self.raw = begin(&self.salt);
        }
        let start = self.raw.len();
        canonical::write_edit(&mut self.raw, edit)?;
        let slot = self.next;
        // What was just written is a canonical edit, so there is always something to add.
        let _ = self.hasher.add(&self.raw[start..], &self.salt, slot.index);
        self.raw.push(b'\n');
        self.next.index += 1;
        Ok((slot, if self.raw.len() < CHUNK_BYTES { None } else { self.close() }))
    }

    fn close(&mut self) -> Option<Full> {
        if self.raw.is_empty() {
            return None;
        }
        let chunk = self.next.chunk;
        self.next = Slot { chunk: chunk + 1, index: 0 };
        self.salt = chain::chunk_salt(&self.commit_salt, chunk + 1);
        Some((chunk, std::mem::take(&mut self.raw)))
    }

    /// Returns the last chunk, if anything is in it, and the hash of every edit.
    pub(crate) fn finish(mut self) -> (Option<Full>, String) {
        (self.close(), self.hasher.finish())
    }
}

/// Returns a chunk without edits.
pub(crate) fn begin(salt: &Salt) -> Vec<u8> {
    let mut raw = Vec::with_capacity(CHUNK_BYTES + CHUNK_BYTES / 4);
    raw.push(FORM_WHOLE);
    raw.extend_from_slice(salt);
    raw
}

/// A chunk as it is read.
pub(crate) struct Chunk<'a> {
    pub(crate) salt: &'a Salt,
    lines: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Takes a chunk apart; returns `None` when its form is unknown or its end is missing.
    pub(crate) fn read(raw: &'a [u8]) -> Option<Self> {
        let (&form, rest) = raw.split_first()?;
        let (salt, lines) = rest.split_first_chunk::<SALT_BYTES>()?;
        (form == FORM_WHOLE && lines.ends_with(b"\n")).then_some(Chunk { salt, lines })
    }

    /// Returns the lines as they are, each with its line feed.
    pub(crate) fn text(&self) -> &'a [u8] {
        self.lines
    }

    /// Returns the canonical JSON of every edit, in order.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &'a [u8]> {
        self.lines[..self.lines.len() - 1].split(|&byte| byte == b'\n')
    }
}
