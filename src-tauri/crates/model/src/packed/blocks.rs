//! Records one behind another in blocks of bytes: a long list of them grows without being copied, and gives its memory
//! back block by block while it is gone through.

use std::sync::Arc;

/// How many bytes a block has room for; a larger record has one of its own.
const BLOCK_BYTES: usize = 256 * 1024;

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
            let next = Vec::with_capacity(BLOCK_BYTES.max(self.record.len()));
            self.close(next);
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
        self.open.shrink_to_fit();
        self.close(Vec::new());
        Blocks { blocks: self.full }
    }
}
