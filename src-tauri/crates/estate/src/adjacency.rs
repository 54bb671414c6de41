//! Which relationships touch an item: flat arrays of the base, and lists of their own for items touched since.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use cairn_model::topology::LayeredMap;

use crate::columns::{put, put_list, put_number, take_list};

#[derive(Debug, Default)]
struct Base {
    offsets: Vec<u32>,
    rows: Vec<u32>,
}

/// Item → relationship rows at one of its ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjacency {
    base: Arc<Base>,
    changed: LayeredMap<u32, Arc<Vec<u32>>>,
}

impl Adjacency {
    /// Returns the adjacency of `ends`: for each relationship row the item at this end, `None` for a removed row.
    pub(crate) fn build(item_rows: u32, ends: impl Iterator<Item = Option<u32>> + Clone) -> Self {
        let mut offsets = vec![0_u32; item_rows as usize + 1];
        for end in ends.clone().flatten() {
            offsets[end as usize + 1] += 1;
        }
        for position in 1..offsets.len() {
            offsets[position] += offsets[position - 1];
        }
        let mut next = offsets.clone();
        let mut rows = vec![0_u32; offsets.last().map_or(0, |&end| end as usize)];
        for (row, end) in (0_u32..).zip(ends) {
            if let Some(end) = end {
                let slot = &mut next[end as usize];
                rows[*slot as usize] = row;
                *slot += 1;
            }
        }
        Adjacency { base: Arc::new(Base { offsets, rows }), changed: LayeredMap::default() }
    }

    /// Returns the relationship rows at this end of an item, in the order in which they were added.
    pub(crate) fn of(&self, item: u32) -> &[u32] {
        if let Some(rows) = self.changed.get(&item) {
            return rows;
        }
        match self.base.offsets.get(item as usize..item as usize + 2) {
            Some(&[start, end]) => &self.base.rows[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Writes the lists of so many items.
    pub(crate) fn write(&self, item_rows: u32, out: &mut dyn Write) -> io::Result<()> {
        if self.changed.is_empty() && self.base.offsets.len() == item_rows as usize + 1 {
            put_list(out, &self.base.offsets)?;
            return put_list(out, &self.base.rows);
        }
        let mut end = 0;
        let mut offsets = vec![0];
        offsets.extend((0..item_rows).map(|item| {
            end += u32::try_from(self.of(item).len()).unwrap_or(u32::MAX);
            end
        }));
        put_list(out, &offsets)?;
        put_number(out, u64::from(end))?;
        put(out, (0..item_rows).flat_map(|item| self.of(item)), |row| row.to_le_bytes())
    }

    /// Reads what [`Adjacency::write`] wrote.
    pub(crate) fn read(from: &mut dyn BufRead) -> io::Result<Self> {
        let base = Base { offsets: take_list(from)?, rows: take_list(from)? };
        Ok(Adjacency { base: Arc::new(base), changed: LayeredMap::default() })
    }

    /// Returns whether it is of so many items and leads to rows of so many relationships.
    pub(crate) fn holds(&self, item_rows: u32, relationship_rows: u32) -> bool {
        let Base { offsets, rows } = &*self.base;
        offsets.len() == item_rows as usize + 1
            && offsets.is_sorted()
            && offsets.last().is_some_and(|&last| last as usize == rows.len())
            && rows.iter().all(|&row| row < relationship_rows)
    }

    fn change(&mut self, item: u32, change: impl FnOnce(&mut Vec<u32>)) {
        if let Some(rows) = self.changed.get_mut(&item) {
            change(Arc::make_mut(rows));
        } else {
            let mut rows = self.of(item).to_vec();
            change(&mut rows);
            self.changed.insert(item, Arc::new(rows));
        }
    }

    pub(crate) fn add(&mut self, item: u32, relationship: u32) {
        self.change(item, |rows| rows.push(relationship));
    }

    pub(crate) fn remove(&mut self, item: u32, relationship: u32) {
        self.change(item, |rows| rows.retain(|&row| row != relationship));
    }

    /// Settles the lists of items touched, when they have become many, so that clones stay cheap.
    pub(crate) fn settle(&mut self) {
        self.changed.settle();
    }
}
