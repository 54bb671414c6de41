//! Which relationships touch an item: flat arrays of the base, and lists of their own for items touched since.

use std::sync::Arc;

use cairn_model::topology::LayeredMap;

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
