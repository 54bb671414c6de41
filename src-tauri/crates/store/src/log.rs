//! The log: the edits of a commit as lines of canonical JSON, in chunks. See `docs/storage-format.md`, "Operations".

use cairn_model::packed::PackedEdit;
use cairn_model::{ChunkSeal, Edit, ValueSeal};

use crate::canonical::{self, Values};
use crate::chain::{self, OperationsHasher, SALT_BYTES, Salt, SealReader, VALUE_SALT_BYTES};

/// A chunk is closed once it has this many bytes before compression.
const CHUNK_BYTES: usize = 256 * 1024;
/// The form of a chunk in which every value is present.
const FORM_WHOLE: u8 = 1;
/// The form of a chunk from which values were purged.
const FORM_PURGED: u8 = 2;
const TAG_SALT: u8 = 0;
const TAG_DIGEST: u8 = 1;

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
    seal: SealReader,
    next: Slot,
    raw: Vec<u8>,
    values: Values,
    hasher: OperationsHasher,
}

impl LogWriter {
    pub(crate) fn new(commit_salt: Salt) -> Self {
        let next = Slot { chunk: 0, index: 0 };
        LogWriter {
            seal: seal_of(&commit_salt, 0),
            commit_salt,
            next,
            raw: Vec::new(),
            values: Values::default(),
            hasher: OperationsHasher::new(),
        }
    }

    /// Adds an edit; returns where it lies, and the chunk when that is full.
    pub(crate) fn add(&mut self, edit: &Edit) -> serde_json::Result<(Slot, Option<Full>)> {
        self.add_with(|out, _| canonical::write_edit(out, edit).map(|()| false))
    }

    /// Adds an edit in packed form; returns as [`LogWriter::add`].
    pub(crate) fn add_packed(&mut self, edit: PackedEdit<'_>) -> serde_json::Result<(Slot, Option<Full>)> {
        self.add_with(|out, values| canonical::write_packed(out, edit, values))
    }

    /// Adds the edit whose canonical JSON `write` appends, and says whether it noted its values.
    fn add_with(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>, &mut Values) -> serde_json::Result<bool>,
    ) -> serde_json::Result<(Slot, Option<Full>)> {
        if self.raw.is_empty() {
            self.raw = begin(&ChunkSeal::Whole(chain::chunk_salt(&self.commit_salt, self.next.chunk)));
        }
        let start = self.raw.len();
        let is_known = write(&mut self.raw, &mut self.values)?;
        let slot = self.next;
        let line = &self.raw[start..];
        // What was just written is a canonical edit, so there is always something to add.
        let _ = if is_known {
            self.hasher.add_values(line, self.values.iter(), &mut self.seal)
        } else {
            self.hasher.add(line, &mut self.seal)
        };
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
        self.seal = seal_of(&self.commit_salt, chunk + 1);
        Some((chunk, std::mem::take(&mut self.raw)))
    }

    /// Returns the last chunk, if anything is in it, and the hash of every edit.
    pub(crate) fn finish(mut self) -> (Option<Full>, String) {
        (self.close(), self.hasher.finish())
    }
}

fn seal_of(commit_salt: &Salt, chunk: u32) -> SealReader {
    SealReader::new(ChunkSeal::Whole(chain::chunk_salt(commit_salt, chunk)))
}

/// Returns a chunk without edits.
pub(crate) fn begin(seal: &ChunkSeal) -> Vec<u8> {
    let mut raw = Vec::with_capacity(CHUNK_BYTES + CHUNK_BYTES / 4);
    match seal {
        ChunkSeal::Whole(salt) => {
            raw.push(FORM_WHOLE);
            raw.extend_from_slice(salt);
        }
        ChunkSeal::Values(values) => {
            raw.push(FORM_PURGED);
            // A chunk has at most as many values as bytes.
            raw.extend_from_slice(&u32::try_from(values.len()).unwrap_or(u32::MAX).to_le_bytes());
            for value in values {
                match value {
                    ValueSeal::Salt(salt) => {
                        raw.push(TAG_SALT);
                        raw.extend_from_slice(salt);
                    }
                    ValueSeal::Digest(digest) => {
                        raw.push(TAG_DIGEST);
                        raw.extend_from_slice(digest);
                    }
                }
            }
        }
    }
    raw
}

/// A chunk as it is read.
pub(crate) struct Chunk<'a> {
    pub(crate) seal: ChunkSeal,
    lines: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Takes a chunk apart; returns `None` when its form is unknown or its end is missing.
    pub(crate) fn read(raw: &'a [u8]) -> Option<Self> {
        let (&form, rest) = raw.split_first()?;
        let (seal, lines) = match form {
            FORM_WHOLE => {
                let (salt, lines) = rest.split_first_chunk::<SALT_BYTES>()?;
                (ChunkSeal::Whole(*salt), lines)
            }
            FORM_PURGED => read_values(rest)?,
            _ => return None,
        };
        lines.ends_with(b"\n").then_some(Chunk { seal, lines })
    }

    /// Returns the lines as they are, each with its line feed.
    pub(crate) fn text(&self) -> &'a [u8] {
        self.lines
    }

    /// Returns the canonical JSON of every edit, in order.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.lines[..self.lines.len() - 1].split(|&byte| byte == b'\n')
    }
}

/// Takes the front of a chunk of form 2 apart; returns what its values have, and its lines.
fn read_values(bytes: &[u8]) -> Option<(ChunkSeal, &[u8])> {
    let (count, mut rest) = bytes.split_first_chunk::<4>()?;
    // No more than there can be: each takes at least its tag and a salt.
    let count = usize::try_from(u32::from_le_bytes(*count)).ok().filter(|&count| count <= rest.len())?;
    let mut values = Vec::with_capacity(count);
    for _ in 0..count {
        let (&tag, behind) = rest.split_first()?;
        rest = match tag {
            TAG_SALT => {
                let (salt, behind) = behind.split_first_chunk::<VALUE_SALT_BYTES>()?;
                values.push(ValueSeal::Salt(*salt));
                behind
            }
            TAG_DIGEST => {
                let (digest, behind) = behind.split_first_chunk::<32>()?;
                values.push(ValueSeal::Digest(*digest));
                behind
            }
            _ => return None,
        };
    }
    Some((ChunkSeal::Values(values), rest))
}
