//! Chunks of rows that generations share, and that an edit copies one by one.

use std::sync::Arc;

/// Rows per chunk: what an edit copies.
pub(crate) const CHUNK_ROWS: usize = 1024;
/// Chunks per group: a clone copies a pointer for each group, an edit one for each chunk of its group.
const GROUP_CHUNKS: usize = 32;
const GROUP_ROWS: usize = CHUNK_ROWS * GROUP_CHUNKS;

/// Chunks in the order of their rows.
#[derive(Clone, Debug)]
pub(crate) struct Chunks<T> {
    groups: Vec<Arc<[Arc<T>]>>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Chunks { groups: Vec::new() }
    }
}

impl<T: Clone + Default> Chunks<T> {
    /// Returns the chunk of a row, and the place of the row in it.
    #[inline]
    pub(crate) fn at(&self, row: u32) -> (&T, usize) {
        let row = row as usize;
        (&self.groups[row / GROUP_ROWS][row / CHUNK_ROWS % GROUP_CHUNKS], row % CHUNK_ROWS)
    }

    /// Returns the chunk of a row to be changed, a copy unless nobody shares it, and the place of the row in it.
    #[inline]
    pub(crate) fn at_mut(&mut self, row: u32) -> (&mut T, usize) {
        let row = row as usize;
        let group = Arc::make_mut(&mut self.groups[row / GROUP_ROWS]);
        (Arc::make_mut(&mut group[row / CHUNK_ROWS % GROUP_CHUNKS]), row % CHUNK_ROWS)
    }

    /// Returns the chunk to which the next row is appended, when there are so many rows so far.
    #[inline]
    pub(crate) fn last_mut(&mut self, rows: u32) -> &mut T {
        if (rows as usize).is_multiple_of(CHUNK_ROWS) {
            self.push();
        }
        self.at_mut(rows).0
    }

    fn push(&mut self) {
        match self.groups.last_mut() {
            Some(group) if group.len() < GROUP_CHUNKS => {
                *group = group.iter().cloned().chain([Arc::default()]).collect();
            }
            _ => self.groups.push(Arc::from([Arc::default()])),
        }
    }

    /// Returns chunks that were made whole, each of which but the last has [`CHUNK_ROWS`] rows.
    pub(crate) fn of(chunks: Vec<T>) -> Self {
        let mut chunks = chunks.into_iter().map(Arc::new).peekable();
        let mut groups = Vec::new();
        while chunks.peek().is_some() {
            groups.push(chunks.by_ref().take(GROUP_CHUNKS).collect());
        }
        Chunks { groups }
    }

    /// Returns every chunk, in the order of their rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.groups.iter().flat_map(|group| group.iter()).map(Arc::as_ref)
    }

    /// Returns every chunk that nobody shares.
    pub(crate) fn own_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.groups.iter_mut().filter_map(Arc::get_mut).flatten().filter_map(Arc::get_mut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_shares_all_but_the_chunk_that_is_changed() {
        let rows = u32::try_from(GROUP_ROWS * 2 + CHUNK_ROWS + 5).unwrap_or(u32::MAX);
        let mut first: Chunks<Vec<u32>> = Chunks::default();
        for row in 0..rows {
            first.last_mut(row).push(row);
        }
        let mut second = first.clone();
        let (chunk, place) = second.at_mut(40_000);
        chunk[place] = 0;
        for row in 0..rows {
            let own = |chunks: &Chunks<Vec<u32>>| {
                let (chunk, place) = chunks.at(row);
                chunk[place]
            };
            assert_eq!((own(&first), own(&second)), (row, if row == 40_000 { 0 } else { row }));
        }
        let shared = first.iter().zip(second.iter()).filter(|(own, other)| std::ptr::eq(*own, *other)).count();
        assert_eq!((first.iter().count(), shared), (66, 65));
        assert_eq!((first.own_mut().count(), second.own_mut().count()), (1, 1));
    }
}
