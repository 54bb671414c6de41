//! Who is in force at the same time: a sweep over half-open intervals.

/// Returns every pair of intervals that overlap, each once, in the order in which the later one begins.
pub(super) fn pairs(intervals: &[(i64, i64)]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    sweep(intervals, &mut |active, begins| {
        if let Some(begins) = begins {
            pairs.extend(active.iter().map(|&other| (other, begins)));
        }
    });
    pairs
}

/// Returns every largest set of intervals that overlap at one moment, of two or more.
pub(super) fn gatherings(intervals: &[(i64, i64)]) -> Vec<Vec<u32>> {
    let (mut gatherings, mut has_grown) = (Vec::new(), false);
    sweep(intervals, &mut |active, begins| match begins {
        Some(_) => has_grown = true,
        None => {
            if has_grown && active.len() > 1 {
                let mut gathering = active.to_vec();
                gathering.sort_unstable();
                gatherings.push(gathering);
            }
            has_grown = false;
        }
    });
    gatherings
}

/// Calls with those in force before one begins, and with those in force before one ends.
fn sweep(intervals: &[(i64, i64)], tell: &mut dyn FnMut(&[u32], Option<u32>)) {
    let mut events: Vec<(i64, bool, u32)> = Vec::with_capacity(intervals.len() * 2);
    for (number, &(start, end)) in (0..).zip(intervals) {
        if start < end {
            events.extend([(start, true, number), (end, false, number)]);
        }
    }
    // What ends at a moment does not overlap what begins at it.
    events.sort_unstable();
    let mut active: Vec<u32> = Vec::new();
    for (_, begins, number) in events {
        if begins {
            tell(&active, Some(number));
            active.push(number);
        } else {
            tell(&active, None);
            active.retain(|other| *other != number);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_ends_when_another_begins_does_not_overlap_it() {
        assert_eq!(pairs(&[(0, 5), (5, 9), (3, 3)]), []);
        assert_eq!(pairs(&[(0, 6), (5, 9), (8, 10)]), [(0, 1), (1, 2)]);
        assert_eq!(gatherings(&[(0, 6), (5, 9), (8, 10)]), [[0, 1], [1, 2]]);
        assert_eq!(gatherings(&[(0, 9), (1, 2), (3, 4), (3, 5)]), [vec![0, 1], vec![0, 2, 3]]);
        assert_eq!(gatherings(&[(0, 9)]), <[Vec<u32>; 0]>::default());
    }

    proptest! {
        #[test]
        fn pairs_and_gatherings_are_those_of_looking_at_every_moment(
            intervals in prop::collection::vec((0_i64..20, 0_i64..6).prop_map(|(start, length)| (start, start + length)), 0..9)
        ) {
            let overlap = |one: (i64, i64), other: (i64, i64)| one.0.max(other.0) < one.1.min(other.1);
            let numbers = || 0..u32::try_from(intervals.len()).unwrap();
            let of = |number: u32| intervals[number as usize];
            let mut expected: Vec<(u32, u32)> = Vec::new();
            for one in numbers() {
                expected.extend((one + 1..u32::try_from(intervals.len()).unwrap()).filter(|other| overlap(of(one), of(*other))).map(|other| (one, other)));
            }
            let mut found: Vec<(u32, u32)> = pairs(&intervals).into_iter().map(|(one, other)| (one.min(other), one.max(other))).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
            let at = |moment: i64| numbers().filter(|number| of(*number).0 <= moment && moment < of(*number).1).collect::<Vec<u32>>();
            let moments: Vec<Vec<u32>> = (0..30).map(at).filter(|set| set.len() > 1).collect();
            let gatherings = gatherings(&intervals);
            // Each is one of a moment, and whoever is there at a moment is within one of them.
            prop_assert!(gatherings.iter().all(|set| moments.contains(set)));
            for set in &moments {
                prop_assert!(gatherings.iter().any(|own| set.iter().all(|number| own.contains(number))), "{:?}", set);
            }
        }
    }
}
