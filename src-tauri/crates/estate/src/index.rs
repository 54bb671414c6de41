//! Hash indexes from a text or an id to rows.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::items::Row;

/// More rows than this in the tail after a commit, and a new base is built.
const TAIL_MAX: usize = 512;
/// More rows than this, and it is built even amid a commit: what is only proposed almost never pays for a base.
const TAIL_AMID_MAX: usize = 2 * TAIL_MAX;

/// Hashes and rows in buckets by the front of the hash: flat, so that it can be kept and read back as it is.
#[derive(Debug, Default)]
pub(crate) struct Buckets {
    /// Bucket → where its entries start, and where the last one's end; a power of two of buckets, or none.
    pub(crate) starts: Vec<u32>,
    pub(crate) entries: Vec<(u32, Row)>,
}

impl Buckets {
    /// Returns the number of the bucket of a hash among `count`, a power of two.
    fn of(hash: u32, count: usize) -> usize {
        // Spread over 64 bits, of which the front ones depend on all; the product fits with a count of 32 bits.
        let spread = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        ((spread * count as u64) >> 32) as usize
    }

    fn build(entries: &[(u32, Row)]) -> Self {
        let count = entries.len().next_power_of_two();
        let mut starts = vec![0_u32; count + 1];
        for (hash, _) in entries {
            starts[Buckets::of(*hash, count) + 1] += 1;
        }
        for position in 1..starts.len() {
            starts[position] += starts[position - 1];
        }
        let mut next = starts.clone();
        let mut filed = vec![(0, 0); entries.len()];
        for &entry in entries {
            let slot = &mut next[Buckets::of(entry.0, count)];
            filed[*slot as usize] = entry;
            *slot += 1;
        }
        Buckets { starts, entries: filed }
    }

    fn bucket(&self, hash: u32) -> &[(u32, Row)] {
        let Some(count) = self.starts.len().checked_sub(1) else { return &[] };
        let bucket = Buckets::of(hash, count);
        &self.entries[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// Returns whether every look-up stays inside, and leads to one of so many rows.
    pub(crate) fn holds(&self, rows: u32) -> bool {
        let count = self.starts.len().wrapping_sub(1);
        count.is_power_of_two()
            && self.starts.is_sorted()
            && self.starts.last().is_some_and(|&last| last as usize == self.entries.len())
            && self.entries.iter().all(|&(_, row)| row < rows)
    }
}

/// Rows by the hash of something their items hold. A row found may be out of date: the caller compares.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowIndex {
    base: Arc<Buckets>,
    /// Rows added or changed since the base was built.
    tail: Vec<Row>,
}

/// Returns the hash under which a row is filed.
pub(crate) fn hash_of(value: &(impl Hash + ?Sized)) -> u32 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

impl RowIndex {
    pub(crate) fn build(entries: &[(u32, Row)]) -> Self {
        RowIndex::of(Buckets::build(entries))
    }

    pub(crate) fn of(base: Buckets) -> Self {
        RowIndex { base: Arc::new(base), tail: Vec::new() }
    }

    /// Returns the buckets; `None` when rows were touched since they were made.
    pub(crate) fn buckets(&self) -> Option<&Buckets> {
        self.tail.is_empty().then_some(&*self.base)
    }

    /// Returns the rows that may match, each at most twice.
    pub(crate) fn candidates(&self, hash: u32) -> impl Iterator<Item = Row> + '_ {
        self.base
            .bucket(hash)
            .iter()
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
