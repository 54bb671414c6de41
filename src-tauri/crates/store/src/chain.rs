//! The hash chain: salts, digests of values, hash forms of edits, and hashes of headers.
//! See `docs/storage-format.md`, "Hash chain".

use std::ops::Range;

use cairn_model::{ChunkSeal, Commit, ValueSeal, hex, push_hex};
use sha2::{Digest, Sha256};

use crate::canonical;

pub(crate) const SALT_BYTES: usize = 32;
pub(crate) const VALUE_SALT_BYTES: usize = 16;

/// 32 bytes of salt.
pub(crate) type Salt = [u8; SALT_BYTES];

/// Returns the salt of a chunk, so that one draw of entropy serves a commit of any size.
pub(crate) fn chunk_salt(commit_salt: &Salt, chunk: u32) -> Salt {
    let mut hasher = Sha256::new();
    hasher.update(commit_salt);
    hasher.update(chunk.to_be_bytes());
    hasher.finalize().into()
}

/// Returns the first 8 bytes of the SHA-256 of a record's id: what version records keep of it.
pub(crate) fn id_digest(id: &[u8]) -> [u8; 8] {
    let full: [u8; 32] = Sha256::digest(id).into();
    let [a, b, c, d, e, f, g, h, ..] = full;
    [a, b, c, d, e, f, g, h]
}

/// What the values of a chunk are hashed with while its edits are read one behind the other.
#[derive(Debug)]
pub(crate) struct SealReader {
    seal: ChunkSeal,
    /// The number of the next edit within the chunk.
    index: u32,
    /// The number of the next value among all of the chunk.
    next: usize,
}

impl SealReader {
    pub(crate) fn new(seal: ChunkSeal) -> Self {
        SealReader { seal, index: 0, next: 0 }
    }

    /// Returns the number of the next edit within the chunk.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// Returns whether every value that the seal speaks of has come.
    pub(crate) fn is_spent(&self) -> bool {
        match &self.seal {
            ChunkSeal::Whole(_) => true,
            ChunkSeal::Values(values) => self.next == values.len(),
        }
    }

    /// Returns what the next value is hashed with.
    pub(crate) fn value_seal(&mut self, pointer: &[u8]) -> Option<ValueSeal> {
        let seal = match &self.seal {
            ChunkSeal::Whole(salt) => ValueSeal::Salt(value_salt(salt, self.index, pointer)),
            ChunkSeal::Values(values) => *values.get(self.next)?,
        };
        self.next += 1;
        Some(seal)
    }

    /// Goes on to the next edit.
    pub(crate) fn end_edit(&mut self) {
        self.index = self.index.wrapping_add(1);
    }
}

/// Returns what stands in the log in the place of a purged value: the name is a text in every item.
pub(crate) fn purged_form(pointer: &[u8]) -> &'static [u8] {
    if matches!(pointer, b"/after/name" | b"/before/name") { b"\"\"" } else { b"null" }
}

/// Hashes the edits of one commit, in order.
#[derive(Debug)]
pub(crate) struct OperationsHasher {
    hasher: Sha256,
    form: Vec<u8>,
}

impl OperationsHasher {
    pub(crate) fn new() -> Self {
        OperationsHasher { hasher: Sha256::new(), form: Vec::new() }
    }

    /// Adds the edit whose canonical JSON is `line`, the next of its chunk. Returns `None` when the bytes are not a
    /// canonical edit, or not one that the seal of the chunk fits.
    pub(crate) fn add(&mut self, line: &[u8], reader: &mut SealReader) -> Option<()> {
        let mut form = Form::of(line, &mut self.form);
        canonical::purgeable(line, |pointer, value| form.replace(pointer, value, reader))?;
        let fits = form.finish();
        self.hasher.update(&self.form);
        reader.end_edit();
        fits.then_some(())
    }

    /// Adds an edit as [`OperationsHasher::add`] does, whose values are known: pointer and place of each, in order.
    pub(crate) fn add_values<'v>(
        &mut self,
        line: &[u8],
        values: impl Iterator<Item = (&'v [u8], Range<usize>)>,
        reader: &mut SealReader,
    ) -> Option<()> {
        let mut form = Form::of(line, &mut self.form);
        values.for_each(|(pointer, value)| form.replace(pointer, value, reader));
        let fits = form.finish();
        self.hasher.update(&self.form);
        reader.end_edit();
        fits.then_some(())
    }

    pub(crate) fn finish(self) -> String {
        hex(&self.hasher.finalize())
    }
}

/// The hash form of an edit while it is made.
struct Form<'l> {
    line: &'l [u8],
    out: &'l mut Vec<u8>,
    copied: usize,
    fits: bool,
}

impl<'l> Form<'l> {
    fn of(line: &'l [u8], out: &'l mut Vec<u8>) -> Self {
        out.clear();
        Form { line, out, copied: 0, fits: true }
    }

    /// Puts the digest of the next value in its place.
    fn replace(&mut self, pointer: &[u8], value: Range<usize>, reader: &mut SealReader) {
        self.out.extend_from_slice(&self.line[self.copied..value.start]);
        self.copied = value.end;
        self.out.push(b'"');
        match reader.value_seal(pointer) {
            Some(ValueSeal::Salt(salt)) => push_hex(self.out, &value_digest(&salt, &self.line[value])),
            Some(ValueSeal::Digest(digest)) => {
                self.fits &= self.line[value] == *purged_form(pointer);
                push_hex(self.out, &digest);
            }
            None => self.fits = false,
        }
        self.out.push(b'"');
    }

    /// Copies what is left; returns whether every value had what it is hashed with.
    fn finish(self) -> bool {
        self.out.extend_from_slice(&self.line[self.copied..]);
        self.out.push(b'\n');
        self.fits
    }
}

fn value_salt(chunk_salt: &Salt, index: u32, pointer: &[u8]) -> [u8; VALUE_SALT_BYTES] {
    let mut hasher = Sha256::new();
    hasher.update(chunk_salt);
    hasher.update(index.to_be_bytes());
    hasher.update(pointer);
    let full: [u8; 32] = hasher.finalize().into();
    let mut salt = [0; VALUE_SALT_BYTES];
    salt.copy_from_slice(&full[..VALUE_SALT_BYTES]);
    salt
}

/// Returns the digest that stands for a value in the hash form of its edit.
pub(crate) fn value_digest(salt: &[u8; VALUE_SALT_BYTES], value: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(value);
    hasher.finalize().into()
}

/// Returns the hash of a header: over its canonical JSON without the field `hash`.
pub(crate) fn header_hash(commit: &Commit) -> serde_json::Result<String> {
    let bare = Commit { hash: String::new(), ..commit.clone() };
    Ok(hex(&Sha256::digest(canonical::to_vec(&bare)?)))
}
