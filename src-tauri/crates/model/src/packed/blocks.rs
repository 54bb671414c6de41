//! Records one behind another in blocks of bytes: a long list of them grows without being copied, and gives its memory
//! back block by block while it is gone through.

use std::sync::Arc;

/// How many bytes the first block has room for; each one after it has twice as many, up to [`BLOCK_BYTES_MAX`].
const BLOCK_BYTES_MIN: usize = 64 * 1024;
/// Beyond 32 MiB an allocator takes memory from the system, and gives it back to the system as soon as it is let go of;
/// what is never written to takes no memory.
const BLOCK_BYTES_MAX: usize = 33 * 1024 * 1024;

/// Blocks of records. A clone shares all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    blocks: Vec<Arc<Vec<u8>>>,
}

impl Blocks {
    /// Returns the blocks, each of whole records.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> + Clone {
        self.blocks.iter().map(|block| block.as_slice())
    }
}

impl IntoIterator for Blocks {
    type Item = Arc<Vec<u8>>;
    type IntoIter = std::vec::IntoIter<Arc<Vec<u8>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.blocks.into_iter()
    }
}

/// Appends records to blocks.
#[derive(Debug, Default)]
pub struct BlockWriter {
    full: Vec<Arc<Vec<u8>>>,
    open: Vec<u8>,
    record: Vec<u8>,
}

impl BlockWriter {
    /// Appends what `write` writes, as one record.
    pub fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.record.clear();
        write(&mut self.record);
        if self.open.capacity() - self.open.len() < self.record.len() {
            let room = (self.open.capacity() * 2).clamp(BLOCK_BYTES_MIN, BLOCK_BYTES_MAX);
            self.close(Vec::with_capacity(room.max(self.record.len())));
        }
        self.open.extend_from_slice(&self.record);
    }

    fn close(&mut self, next: Vec<u8>) {
        let full = std::mem::replace(&mut self.open, next);
        if !full.is_empty() {
            self.full.push(Arc::new(full));
        }
    }

    /// Puts blocks before everything that was appended.
    pub fn put_before(&mut self, blocks: Blocks) {
        self.full.splice(0..0, blocks);
    }

    /// Returns the blocks of everything that was appended.
    #[must_use]
    pub fn finish(mut self) -> Blocks {
        self.close(Vec::new());
        Blocks { blocks: self.full }
    }
}
