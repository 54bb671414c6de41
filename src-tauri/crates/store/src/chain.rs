//! The hash chain: salts, digests of values, hash forms of edits, and hashes of headers.
//! See `docs/storage-format.md`, "Hash chain".

use cairn_model::{Commit, hex, push_hex};
use sha2::{Digest, Sha256};

use crate::canonical;

pub(crate) const SALT_BYTES: usize = 32;
const VALUE_SALT_BYTES: usize = 16;

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

    /// Adds the edit whose canonical JSON is `line`, number `index` of the chunk with that salt. Returns `None` when
    /// the bytes are not a canonical edit.
    pub(crate) fn add(&mut self, line: &[u8], salt: &Salt, index: u32) -> Option<()> {
        let form = &mut self.form;
        form.clear();
        let mut copied = 0;
        canonical::purgeable(line, |pointer, value| {
            form.extend_from_slice(&line[copied..value.start]);
            form.push(b'"');
            push_hex(form, &value_digest(salt, index, pointer, &line[value.clone()]));
            form.push(b'"');
            copied = value.end;
        })?;
        form.extend_from_slice(&line[copied..]);
        form.push(b'\n');
        self.hasher.update(form);
        Some(())
    }

    pub(crate) fn finish(self) -> String {
        hex(&self.hasher.finalize())
    }
}

fn value_digest(salt: &Salt, index: u32, pointer: &[u8], value: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(index.to_be_bytes());
    hasher.update(pointer);
    let value_salt: [u8; 32] = hasher.finalize().into();
    let mut hasher = Sha256::new();
    hasher.update(&value_salt[..VALUE_SALT_BYTES]);
    hasher.update(value);
    hasher.finalize().into()
}

/// Returns the hash of a header: over its canonical JSON without the field `hash`.
pub(crate) fn header_hash(commit: &Commit) -> serde_json::Result<String> {
    let bare = Commit { hash: String::new(), ..commit.clone() };
    Ok(hex(&Sha256::digest(canonical::to_vec(&bare)?)))
}
