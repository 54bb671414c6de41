//! Collisions C4 (section 5), by judging every subset.
//!
//! Readings where the document is brief:
//!
//! - **(o) A party** is one step of one change on the estate as it is: its outage seeds, every item that participates and
//!   would not with its edits applied at down, and the members that its edits cut, down in their requirement only (3.3,
//!   *during*). Of two parties of one change at most one is in force.
//! - **(p) Joint** are the seeds, removals and cuts of every party of a set; n and k stay those of the estate as it is.
//! - **(q) A collision** is an item, a level and a set of at least two parties of different changes, such that the item is
//!   at that level or worse under the joint seeds of the set, and of no proper subset, the empty one included.

use std::collections::BTreeSet;

use super::estate::{Estate, Level};
use super::step::{Levels, Step, during_of_all};

/// One step of one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Which change.
    pub change: usize,
    /// The step, with edits that are valid on the estate as it is.
    pub step: Step,
}

/// An item, a level, and the places of the parties that only together take it there.
pub type Collision = (String, Level, BTreeSet<usize>);

/// Returns every collision among parties that are in force at the same time.
pub fn collisions(estate: &Estate, parties: &[Party]) -> BTreeSet<Collision> {
    let subsets: Vec<(BTreeSet<usize>, Levels)> = (0..1_usize << parties.len())
        .map(|bits| (0..parties.len()).filter(|place| bits & (1 << place) != 0).collect::<BTreeSet<usize>>())
        .filter(|set| {
            let changes: BTreeSet<usize> = set.iter().map(|place| parties[*place].change).collect();
            changes.len() == set.len()
        })
        .map(|set| {
            let steps: Vec<&Step> = set.iter().map(|place| &parties[*place].step).collect();
            let levels = during_of_all(estate, &steps);
            (set, levels)
        })
        .collect();
    let mut found = BTreeSet::new();
    for (set, levels) in subsets.iter().filter(|(set, _)| set.len() > 1) {
        for item in &estate.items {
            for level in [Level::AtRisk, Level::Degraded, Level::Down] {
                let reaches = |levels: &Levels| levels[&item.id] >= level;
                let smaller =
                    subsets.iter().any(|(other, levels)| other.is_subset(set) && other != set && reaches(levels));
                if reaches(levels) && !smaller {
                    found.insert((item.id.clone(), level, set.clone()));
                }
            }
        }
    }
    found
}
