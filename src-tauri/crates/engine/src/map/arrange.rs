//! Which items get a box of their own: one rule for every map.
//!
//! Items of one kind are siblings. Siblings fold into one box with their exact count, the least important kind first:
//! while there are more boxes than are pleasant, many of a kind; while there are more than are allowed, any two. What
//! somebody asked to see apart folds last, and then only as far as there is no room.

use std::collections::BTreeMap;

use cairn_estate::Row;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// From this many boxes on, many of a kind are folded.
    pub(super) calm: usize,
    /// The most boxes.
    pub(super) max: usize,
}

/// A box to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pile<K> {
    /// What its items have in common; none when kinds had to be joined.
    pub(super) kind: Option<K>,
    /// Its items; one is shown as itself.
    pub(super) rows: Vec<Row>,
}

/// Returns the boxes for items by kind, the most important kind first; every item is in exactly one. `many` says from
/// how many siblings on a kind is folded early, `apart` whether somebody asked to see it apart.
pub(super) fn arrange<K: Ord + Clone>(
    kinds: BTreeMap<K, Vec<Row>>,
    room: Room,
    many: impl Fn(&K) -> usize,
    apart: impl Fn(&K) -> bool,
) -> Vec<Pile<K>> {
    let max = room.max.max(1);
    // For each kind: how many of its items have a box of their own; the others share one.
    let mut own: Vec<usize> = kinds.values().map(Vec::len).collect();
    let mut count: usize = own.iter().sum();
    for (limit, is_early) in [(room.calm.min(max), true), (max, false)] {
        for ((kind, rows), own) in kinds.iter().zip(&mut own).rev() {
            let least = if is_early { many(kind) } else { 2 };
            if count > limit && *own == rows.len() && rows.len() >= least.max(2) && !apart(kind) {
                *own = 0;
                count -= rows.len() - 1;
            }
        }
    }
    for (rows, own) in kinds.values().zip(&mut own).rev() {
        if count > max && *own == rows.len() && rows.len() >= 2 {
            // One box for those that do not fit, which takes a place itself.
            let gone = (count - max + 1).min(rows.len());
            *own = rows.len() - gone;
            count -= gone - 1;
        }
    }
    let mut piles: Vec<Pile<K>> = Vec::with_capacity(count);
    for ((kind, rows), own) in kinds.into_iter().zip(own) {
        let (single, rest) = rows.split_at(own);
        piles.extend(single.iter().map(|&row| Pile { kind: Some(kind.clone()), rows: vec![row] }));
        if !rest.is_empty() {
            piles.push(Pile { kind: Some(kind), rows: rest.to_vec() });
        }
    }
    if piles.len() > max {
        let joined: Vec<Row> = piles.drain(max - 1..).flat_map(|pile| pile.rows).collect();
        piles.push(Pile { kind: None, rows: joined });
    }
    piles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sizes: &[usize], room: (usize, usize), apart: &[usize], expect: &[usize]) {
        let mut next = 0;
        let mut kinds: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        for (kind, &size) in sizes.iter().enumerate() {
            for _ in 0..size {
                kinds.entry(kind).or_default().push(next);
                next += 1;
            }
        }
        let room = Room { calm: room.0, max: room.1 };
        let piles = arrange(kinds, room, |_| 4, |kind| apart.contains(kind));
        assert!(piles.len() <= room.max, "{} boxes", piles.len());
        let mut all: Vec<Row> = piles.iter().flat_map(|pile| pile.rows.clone()).collect();
        all.sort_unstable();
        assert_eq!(all, (0..next).collect::<Vec<_>>(), "every item is in exactly one box");
        assert_eq!(piles.iter().map(|pile| pile.rows.len()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn what_fits_is_shown_as_it_is() {
        check(&[2, 3], (10, 20), &[], &[1, 1, 1, 1, 1]);
        check(&[], (10, 20), &[], &[]);
    }

    #[test]
    fn the_least_important_folds_first_and_only_many() {
        check(&[5, 3, 6], (10, 20), &[], &[1, 1, 1, 1, 1, 1, 1, 1, 6]);
        check(&[5, 3, 6], (5, 20), &[], &[5, 1, 1, 1, 6]);
        check(&[5, 3, 6], (5, 4), &[], &[5, 3, 6]);
    }

    #[test]
    fn what_is_asked_for_stays_apart_as_far_as_there_is_room() {
        check(&[5, 6], (3, 20), &[1], &[5, 1, 1, 1, 1, 1, 1]);
        check(&[5, 60], (3, 10), &[1], &[5, 1, 1, 1, 1, 1, 1, 1, 1, 52]);
    }

    #[test]
    fn more_kinds_than_boxes_are_joined() {
        check(&[1; 7], (3, 5), &[], &[1, 1, 1, 1, 3]);
        check(&[9; 7], (3, 3), &[], &[9, 9, 45]);
    }
}
