//! Hash indexes from a text or an id to rows.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::items::Row;

/// More rows than this in the tail after a commit, and a new base is built.
const TAIL_MAX: usize = 512;
/// More rows than this, and it is built even amid a commit: what is only proposed almost never pays for a base.
const TAIL_AMID_MAX: usize = 2 * TAIL_MAX;

/// Rows by the hash of something their items hold. A row found may be out of date: the caller compares.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowIndex {
    base: Arc<HashTable<(u32, Row)>>,
    /// Rows added or changed since the base was built.
    tail: Vec<Row>,
}

/// Returns the hash under which a row is filed.
pub(crate) fn hash_of(value: &(impl Hash + ?Sized)) -> u32 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

/// Spreads 32 bits over the 64 that the table wants; the same for filing, finding and growing.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl RowIndex {
    pub(crate) fn build(capacity: usize, entries: impl Iterator<Item = (u32, Row)>) -> Self {
        let mut base = HashTable::with_capacity(capacity);
        for (hash, row) in entries {
            base.insert_unique(spread(hash), (hash, row), |entry| spread(entry.0));
        }
        RowIndex { base: Arc::new(base), tail: Vec::new() }
    }

    /// Returns the rows that may match, each at most twice.
    pub(crate) fn candidates(&self, hash: u32) -> impl Iterator<Item = Row> + '_ {
        self.base
            .iter_hash(spread(hash))
            .filter(move |entry| entry.0 == hash)
            .map(|entry| entry.1)
            .chain(self.tail.iter().copied())
    }

    /// Files rows that were added or changed; returns false when the index should be built anew.
    pub(crate) fn touch(&mut self, rows: impl Iterator<Item = Row>) -> bool {
        self.tail.extend(rows);
        self.tail.len() <= TAIL_AMID_MAX
    }

    /// Returns whether the next generations should not go on with this index.
    pub(crate) fn is_long(&self) -> bool {
        self.tail.len() > TAIL_MAX
    }
}
