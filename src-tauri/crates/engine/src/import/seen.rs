//! Which rows said the same before: their numbers in one flat table, four bytes each.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// A place of the table where no row is.
const FREE: u32 = u32::MAX;

/// Numbers of rows by what identifies them, which the rows themselves keep.
pub(super) struct Seen {
    /// A power of two, at most half of which is taken.
    places: Vec<u32>,
}

impl Seen {
    /// Returns a table for so many rows.
    pub(super) fn with_capacity(rows: usize) -> Self {
        Seen { places: vec![FREE; (rows * 2).next_power_of_two()] }
    }

    /// Files a row, unless one that `is_same` was filed before: returns the number of that.
    pub(super) fn insert(&mut self, identity: [u32; 4], row: u32, is_same: impl Fn(u32) -> bool) -> Option<u32> {
        let mut hasher = FxHasher::default();
        identity.hash(&mut hasher);
        let mask = self.places.len() - 1;
        // The hash is spread over the front bits.
        let mut place = (hasher.finish() >> 20) as usize & mask;
        loop {
            match self.places[place] {
                FREE => {
                    self.places[place] = row;
                    return None;
                }
                earlier if is_same(earlier) => return Some(earlier),
                _ => place = (place + 1) & mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_seen_once() {
        let rows: Vec<[u32; 4]> = (0..3_000).map(|row| [row % 7, row % 100, row % 3, 0]).collect();
        let (mut seen, mut first) = (Seen::with_capacity(rows.len()), std::collections::HashMap::new());
        for (number, identity) in (0_u32..).zip(&rows) {
            let earlier = seen.insert(*identity, number, |earlier| rows[earlier as usize] == *identity);
            assert_eq!(earlier, first.get(identity).copied());
            first.entry(*identity).or_insert(number);
        }
        assert!(first.len() < rows.len());
    }
}
