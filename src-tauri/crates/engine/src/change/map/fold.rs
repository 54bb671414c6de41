//! Which items of a map get a box of their own: a picture that nobody can read explains nothing.
//!
//! Items of one class, level and part are siblings. Siblings fold into one box with their exact count: first many of a
//! kind among what is not planned, then, from the least important on, whatever a page has no room
//! for.

use std::collections::BTreeMap;

use cairn_model::Level;
use cairn_model::change::MapPart;

/// The most boxes of a map.
pub(super) const BOXES_MAX: usize = 60;
/// From this many boxes on, siblings are folded for the reader's sake.
const BOXES_CALM: usize = 24;
/// This many siblings are many of a kind.
const SIBLINGS_MANY: usize = 4;
/// Services are what a map is about: as many as fill two rows stay apart.
const SERVICES_MANY: usize = 11;

/// What siblings have in common; the first is the most important.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    /// How important: 0 is what is planned.
    pub(super) rank: u8,
    /// Worst first: 3 less the level.
    pub(super) relief: u8,
    pub(super) part: MapPart,
    /// At risk because something it needs is: own redundancy comes first.
    pub(super) inherited: bool,
    /// By number of the catalogue; none once items of several classes are folded.
    pub(super) class: Option<usize>,
}

impl Kind {
    /// Returns the kind of an item.
    pub(super) fn of(part: MapPart, level: Level, is_service: bool, own: bool, class: usize) -> Self {
        let rank = match part {
            MapPart::GoesOut | MapPart::Removed | MapPart::Added => 0,
            MapPart::Edited | MapPart::Hit if is_service => 1,
            MapPart::Edited | MapPart::Hit if own || level >= Level::Degraded => 2,
            MapPart::Edited | MapPart::Hit => 3,
            MapPart::Already | MapPart::Holds => 4,
        };
        let relief = Level::Down as u8 - level as u8;
        Kind { rank, relief, part, inherited: level == Level::AtRisk && !own, class: Some(class) }
    }

    /// Returns from how many siblings on a kind is folded for the reader's sake; what is planned never is.
    fn many(&self) -> usize {
        match self.rank {
            0 => usize::MAX,
            1 => SERVICES_MANY,
            _ => SIBLINGS_MANY,
        }
    }
}

/// A box to be: one member is an item, several are folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded<T> {
    pub(super) kind: Kind,
    pub(super) members: Vec<T>,
}

/// Returns the boxes for items, the most important first, at most [`BOXES_MAX`]; every item is in exactly one.
pub(super) fn folded<T: Clone + Ord>(items: impl IntoIterator<Item = (Kind, T)>) -> Vec<Folded<T>> {
    let mut kinds: BTreeMap<Kind, (Vec<T>, bool)> = BTreeMap::new();
    for (kind, item) in items {
        kinds.entry(kind).or_default().0.push(item);
    }
    let mut count: usize = kinds.values().map(|(items, _)| items.len()).sum();
    for (limit, is_early) in [(BOXES_CALM, true), (BOXES_MAX, false)] {
        for (kind, (items, is_folded)) in kinds.iter_mut().rev() {
            let many = if is_early { kind.many() } else { 2 };
            if count > limit && items.len() >= many && !*is_folded {
                *is_folded = true;
                count -= items.len() - 1;
            }
        }
    }
    let mut boxes: Vec<Folded<T>> = Vec::with_capacity(count);
    for (kind, (mut items, is_folded)) in kinds {
        items.sort_unstable();
        if is_folded {
            boxes.push(Folded { kind, members: items });
        } else {
            boxes.extend(items.into_iter().map(|item| Folded { kind: kind.clone(), members: vec![item] }));
        }
    }
    if boxes.len() > BOXES_MAX { without_classes(boxes) } else { boxes }
}

/// Folds boxes over their classes, the least important first, until there is room.
fn without_classes<T: Ord>(boxes: Vec<Folded<T>>) -> Vec<Folded<T>> {
    let mut surplus = boxes.len() - BOXES_MAX;
    let mut kept: Vec<Folded<T>> = Vec::with_capacity(BOXES_MAX);
    let mut merged: BTreeMap<Kind, Vec<T>> = BTreeMap::new();
    for own in boxes.into_iter().rev() {
        let kind = Kind { class: None, ..own.kind.clone() };
        match merged.get_mut(&kind) {
            Some(members) if surplus > 0 => {
                surplus -= 1;
                members.extend(own.members);
            }
            None if surplus > 0 => {
                merged.insert(kind, own.members);
            }
            _ => kept.push(own),
        }
    }
    for (kind, mut members) in merged {
        members.sort_unstable();
        kept.push(Folded { kind, members });
    }
    kept.sort_by(|left, right| left.kind.cmp(&right.kind).then_with(|| left.members.cmp(&right.members)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[(MapPart, Level, bool, usize)], expect: &[usize]) {
        let kinds =
            items.iter().map(|(part, level, is_service, class)| Kind::of(*part, *level, *is_service, false, *class));
        let boxes = folded(kinds.zip(0_usize..));
        let mut members: Vec<usize> = boxes.iter().flat_map(|own| own.members.clone()).collect();
        members.sort_unstable();
        assert_eq!(members, (0..items.len()).collect::<Vec<_>>(), "every item is in exactly one box");
        assert!(boxes.len() <= BOXES_MAX, "{}", boxes.len());
        assert_eq!(boxes.iter().map(|own| own.members.len()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn a_small_map_shows_everything() {
        check(&[(MapPart::Hit, Level::AtRisk, false, 1); 24], &[1; 24]);
    }

    #[test]
    fn many_of_a_kind_are_counted() {
        let mut items = vec![(MapPart::GoesOut, Level::Down, false, 9); 20];
        items.extend([(MapPart::Hit, Level::Down, true, 0); 10]);
        items.extend([(MapPart::Hit, Level::AtRisk, false, 1); 14]);
        let mut expect = vec![1; 30];
        expect.push(14);
        check(&items, &expect);
    }

    #[test]
    fn services_fold_later_and_what_is_planned_last() {
        check(&[(MapPart::Hit, Level::Down, true, 0); 24], &[1; 24]);
        check(&[(MapPart::Hit, Level::Down, true, 0); 25], &[25]);
        check(&[(MapPart::GoesOut, Level::Down, true, 0); 60], &[1; 60]);
        check(&[(MapPart::GoesOut, Level::Down, true, 0); 61], &[61]);
    }

    #[test]
    fn a_hundred_classes_fold_over_their_classes() {
        let items: Vec<_> = (0..100).map(|class| (MapPart::Hit, Level::AtRisk, false, class)).collect();
        let mut expect = vec![41];
        expect.extend([1; 59]);
        check(&items, &expect);
    }
}
