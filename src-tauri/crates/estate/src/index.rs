//! Hash indexes from a text or an id to rows.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::items::Row;

/// More entries than this in the tail, which every generation copies and every look-up goes through, and they are sorted in.
const TAIL_MAX: usize = 512;
/// So few entries since the base was built are never a reason to build another.
const RECENT_MIN: usize = 16 * 1024;
/// Else a new base is built when they are more than this share of it.
const RECENT_SHARE: usize = 8;

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
    /// What was filed since the base was built, ascending.
    recent: Arc<Vec<(u32, Row)>>,
    /// What was filed since that was sorted.
    tail: Vec<(u32, Row)>,
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
        RowIndex { base: Arc::new(base), ..RowIndex::default() }
    }

    /// Returns the buckets; `None` when something was filed since they were made.
    pub(crate) fn buckets(&self) -> Option<&Buckets> {
        (self.tail.is_empty() && self.recent.is_empty()).then_some(&*self.base)
    }

    /// Returns the rows that may match; one may come more than once.
    pub(crate) fn candidates(&self, hash: u32) -> impl Iterator<Item = Row> + '_ {
        let recent = &self.recent[self.recent.partition_point(|entry| entry.0 < hash)..];
        let recent = recent.iter().take_while(move |entry| entry.0 == hash);
        let unsorted = self.base.bucket(hash).iter().chain(&self.tail).filter(move |entry| entry.0 == hash);
        unsorted.chain(recent).map(|entry| entry.1)
    }

    /// Files rows that were added, or hold something else now.
    pub(crate) fn file(&mut self, entries: impl IntoIterator<Item = (u32, Row)>) {
        self.tail.extend(entries);
        if self.tail.len() > TAIL_MAX {
            let mut recent = self.recent.to_vec();
            recent.append(&mut self.tail);
            // Most of it is in order already, of which this sort makes use.
            recent.sort();
            recent.dedup();
            self.recent = Arc::new(recent);
        }
    }

    /// Returns whether the next generations should not go on with this index.
    pub(crate) fn is_long(&self) -> bool {
        self.recent.len() > RECENT_MIN.max(self.base.entries.len() / RECENT_SHARE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_filed_is_found_wherever_it_lies() {
        let base: Vec<(u32, Row)> = (0..1_000).map(|row| (row % 97, row)).collect();
        let mut index = RowIndex::build(&base);
        assert!(index.buckets().is_some());
        for row in 1_000..3_000 {
            let before = index.clone();
            index.file([(row % 97, row), (row % 89 + 1_000, row)]);
            let found = |index: &RowIndex, hash| index.candidates(hash).any(|own| own == row);
            assert_eq!((found(&index, row % 97), found(&before, row % 97)), (true, false));
        }
        assert!(index.tail.len() <= TAIL_MAX && index.buckets().is_none());
        for hash in [0, 5, 96, 97, 1_000, 1_088, 1_089, u32::MAX] {
            let mut found: Vec<Row> = index.candidates(hash).collect();
            found.sort_unstable();
            let expected = |row: &Row| row % 97 == hash || (*row >= 1_000 && row % 89 + 1_000 == hash);
            assert_eq!(found, (0..3_000).filter(expected).collect::<Vec<Row>>(), "{hash}");
        }
        assert!(!index.is_long());
        index.file((0..20_000).map(|row| (row, row)));
        assert!(index.is_long());
    }
}
