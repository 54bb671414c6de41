//! Which row an item has, of ids that follow one another as they were given out: without a look at any of them.

use cairn_model::CiId;

use crate::items::{Items, Row};

/// With fewer rows to a run than this, on average, hashing is no slower.
const ROWS_PER_RUN: usize = 64;

/// Rows whose ids follow one another.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u128,
    row: Row,
    length: u32,
}

/// Every item, in runs by ascending id.
#[derive(Debug)]
pub(crate) struct Runs(Vec<Run>);

impl Runs {
    /// Returns the runs of items none of which was removed; `None` when they are too many to be worth it.
    pub(crate) fn of(items: &Items) -> Option<Self> {
        let most = items.rows() as usize / ROWS_PER_RUN + 1;
        let mut runs: Vec<Run> = Vec::new();
        for row in 0..items.rows() {
            let id = items.id(row).0;
            let is_full = runs.len() == most;
            match runs.last_mut() {
                Some(run) if run.first.checked_add(u128::from(run.length)) == Some(id) => run.length += 1,
                _ if is_full => return None,
                _ => runs.push(Run { first: id, row, length: 1 }),
            }
        }
        runs.sort_unstable_by_key(|run| run.first);
        Some(Runs(runs))
    }

    /// Returns the row of an item.
    pub(crate) fn row(&self, id: CiId) -> Option<Row> {
        let run = self.0[..self.0.partition_point(|run| run.first <= id.0)].last()?;
        let place = u32::try_from(id.0 - run.first).ok().filter(|place| *place < run.length)?;
        Some(run.row + place)
    }
}

#[cfg(test)]
mod tests {
    use cairn_model::OperationStatus;

    use super::*;
    use crate::items::Facts;

    fn items(ids: impl Iterator<Item = u128>) -> Items {
        let mut items = Items::default();
        for id in ids {
            let facts = Facts { id: CiId(id), class: 0, state: 0, status: OperationStatus::InService, page: 0 };
            items.push(facts, &[1]);
        }
        items
    }

    #[test]
    fn a_row_is_found_by_its_id_and_no_other() {
        let ids = || (500..900_u128).chain(10..300).chain([u128::MAX - 1, u128::MAX, 0]).chain(900..2_000);
        let runs = Runs::of(&items(ids()));
        let found = |id| runs.as_ref().and_then(|runs| runs.row(CiId(id)));
        for (row, id) in (0..).zip(ids()) {
            assert_eq!(found(id), Some(row), "{id}");
        }
        assert_eq!([1, 9, 300, 499, 2_000, u128::MAX - 2].map(found), [None; 6]);
        assert!(Runs::of(&items((0..1_000).map(|id| id * 2))).is_none());
        assert_eq!(Runs::of(&items(std::iter::empty())).map(|runs| runs.row(CiId(0))), Some(None));
    }
}
