//! What several changes do together that none of them does alone (IMPACT 5, *collision* C4).
//!
//! A **party** is what one step of a change does to the estate as it is. For an item v and a level l, a set of at least two
//! parties is a collision when v is at l or worse under their joint seeds and under those of no proper subset. Going down
//! is monotone, so the minimal sets are well defined for each v and l.
//!
//! Two parties add up to more than both only where they meet: at a requirement with spares from which both take members,
//! for one without spares passes on its worst member. So parties are put together only as far as they meet, themselves or
//! what they do jointly, and only there are minimal sets looked for: one set by leaving out what is not needed, all others
//! by leaving out each member of those found (Reiter 1987). Every verdict is kept for the sets that come later.

use std::collections::BTreeSet;

use cairn_model::topology::{Cut, LinkTarget, Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Level, Strength};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::verdict::{AssumedRedundancy, Scratch, Seed, Verdict, verdict_with};

/// What one step of a change does to the estate as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Whose it is: of two parties of one owner at most one is in force.
    pub owner: u32,
    /// What goes out or is removed.
    pub seeds: Vec<Seed>,
    /// Members of requirements whose relationships are removed.
    pub cuts: Vec<Cut>,
}

/// An item that parties take to a level only together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Together {
    /// The parties, ascending: no fewer of them do.
    pub parties: Vec<u32>,
    /// The item.
    pub vertex: Vertex,
    /// The level, or worse.
    pub level: Level,
}

/// Everything that parties in force at the same time do only together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Togethers {
    /// Each set, item and level, ascending.
    pub sets: Vec<Together>,
    /// Verdicts were not asked for any more: there may be further sets.
    pub is_cut_short: bool,
}

/// What one party does by itself.
#[derive(Clone, Debug)]
struct Alone {
    verdict: Verdict,
    /// Consumers of requirements with spares from which it takes members, ascending.
    meets: Vec<Vertex>,
}

/// Parties over one topology, for as many questions about who is in force at the same time as one likes.
#[derive(Debug)]
pub struct JointRuns<'t> {
    topology: &'t Topology,
    parties: Vec<Party>,
    alone: Vec<Alone>,
    /// What operation alone does.
    already: Verdict,
    scratch: Scratch,
    /// The most verdicts for one set of parties that meet.
    bound: usize,
    known: FxHashMap<Vec<u32>, Togethers>,
    runs: u64,
}

/// How many of the levels above unaffected a verdict knows.
const HOLDS: AssumedRedundancy = AssumedRedundancy::Holds;

impl<'t> JointRuns<'t> {
    /// Returns the parties, each judged by itself. `bound` is the most verdicts that are asked for about parties that meet;
    /// what is left out then is said.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn new(
        topology: &'t Topology,
        parties: Vec<Party>,
        bound: usize,
        cancel: &CancelToken,
    ) -> Result<Self, Cancelled> {
        let mut scratch = Scratch::default();
        let already = verdict_with(&mut scratch, topology, &[], HOLDS, cancel)?;
        let mut own = JointRuns {
            topology,
            parties,
            alone: Vec::new(),
            already,
            scratch,
            bound,
            known: FxHashMap::default(),
            runs: 0,
        };
        for party in 0..own.parties.len() {
            cancel.check()?;
            let party = u32::try_from(party).unwrap_or(u32::MAX);
            let (verdict, meets) = own.judged(&[party], cancel)?;
            own.alone.push(Alone { verdict, meets });
        }
        Ok(own)
    }

    /// Returns the verdict of one party by itself; vertices that the topology does not have stand for what it removes.
    #[must_use]
    pub fn alone(&self, party: u32) -> &Verdict {
        &self.alone[party as usize].verdict
    }

    /// Returns the items that a party by itself takes to a level, above what operation alone does, ascending.
    #[must_use]
    pub fn raised_by(&self, party: u32, level: Level) -> Vec<Vertex> {
        let raised = self.alone(party).raised().iter().filter(|own| own.level >= level);
        let own = raised.map(|own| own.vertex).filter(|&vertex| {
            vertex < self.topology.vertex_count() && self.already.level(vertex) < self.alone(party).level_if_any(vertex)
        });
        let mut own: Vec<Vertex> = own.collect();
        own.sort_unstable();
        own
    }

    /// Returns how many verdicts were asked for.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.runs
    }

    /// Returns what parties that are in force at the same time do only together.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn together(&mut self, active: &[u32], cancel: &CancelToken) -> Result<Togethers, Cancelled> {
        let mut all = Togethers::default();
        for meeting in self.meetings(active, cancel)? {
            cancel.check()?;
            let found = match self.known.get(&meeting) {
                Some(found) => found.clone(),
                None => {
                    let found = Search::of(self, &meeting).all(cancel)?;
                    self.known.insert(meeting, found.clone());
                    found
                }
            };
            all.is_cut_short |= found.is_cut_short;
            all.sets.extend(found.sets);
        }
        all.sets.sort_unstable();
        all.sets.dedup();
        Ok(all)
    }

    /// Returns the joint verdict of parties, and whom they meet others at.
    fn judged(&mut self, parties: &[u32], cancel: &CancelToken) -> Result<(Verdict, Vec<Vertex>), Cancelled> {
        self.runs += 1;
        let own = || parties.iter().map(|&party| &self.parties[party as usize]);
        let cuts: Vec<Cut> = own().flat_map(|party| party.cuts.iter().copied()).collect();
        let mut seeds: Vec<Seed> = own().flat_map(|party| party.seeds.iter().copied()).collect();
        if cuts.is_empty() {
            let verdict = verdict_with(&mut self.scratch, self.topology, &seeds, HOLDS, cancel)?;
            let meets = self.meets(self.topology, &verdict);
            return Ok((verdict, meets));
        }
        let (topology, stand_ins) = self.topology.with_cuts(&cuts);
        seeds.extend(stand_ins.iter().map(|&vertex| Seed { vertex, level: Level::Down }));
        let verdict = verdict_with(&mut self.scratch, &topology, &seeds, HOLDS, cancel)?;
        let meets = self.meets(&topology, &verdict);
        Ok((verdict, meets))
    }

    /// Returns whose requirements with spares lose members above what operation alone takes from them, ascending.
    fn meets(&self, topology: &Topology, verdict: &Verdict) -> Vec<Vertex> {
        let mut meets = Vec::new();
        for raised in verdict.raised().iter().take_while(|raised| raised.level >= Level::Degraded) {
            if self.already.level_if_any(raised.vertex) >= raised.level {
                continue;
            }
            for link in topology.links(raised.vertex) {
                let LinkTarget::Counted(counted) = link.target() else { continue };
                let facts = topology.counted(counted).facts;
                let passes_on = matches!(facts.strength, Strength::Hard | Strength::Degrading);
                if passes_on && facts.k < facts.n {
                    meets.push(facts.consumer);
                }
            }
        }
        meets.sort_unstable();
        meets.dedup();
        meets
    }

    /// Returns the sets of parties of two owners or more that meet, themselves or by what they do jointly.
    fn meetings(&mut self, active: &[u32], cancel: &CancelToken) -> Result<Vec<Vec<u32>>, Cancelled> {
        let mut groups: Vec<(Vec<u32>, Vec<Vertex>)> =
            active.iter().map(|&party| (vec![party], self.alone[party as usize].meets.clone())).collect();
        loop {
            cancel.check()?;
            let before = groups.len();
            groups = merged(groups);
            if groups.len() == before {
                break;
            }
            // What they do jointly may meet somebody whom none of them meets alone.
            for (parties, meets) in groups.iter_mut().filter(|(parties, _)| parties.len() > 1) {
                meets.extend(self.judged(parties, cancel)?.1);
                meets.sort_unstable();
                meets.dedup();
            }
        }
        let mut meetings: Vec<Vec<u32>> = groups.into_iter().map(|(parties, _)| parties).collect();
        meetings.retain(|parties| self.owners(parties).len() > 1);
        Ok(meetings)
    }

    fn owners(&self, parties: &[u32]) -> BTreeSet<u32> {
        parties.iter().map(|&party| self.parties[party as usize].owner).collect()
    }
}

/// Puts groups that meet at the same consumer together; parties stay ascending.
fn merged(groups: Vec<(Vec<u32>, Vec<Vertex>)>) -> Vec<(Vec<u32>, Vec<Vertex>)> {
    let mut parent: Vec<usize> = (0..groups.len()).collect();
    let root = |parent: &[usize], mut at: usize| {
        while parent[at] != at {
            at = parent[at];
        }
        at
    };
    let mut first_at: FxHashMap<Vertex, usize> = FxHashMap::default();
    for (number, (_, meets)) in groups.iter().enumerate() {
        for &vertex in meets {
            let other = *first_at.entry(vertex).or_insert(number);
            let (one, other) = (root(&parent, number), root(&parent, other));
            parent[one.max(other)] = one.min(other);
        }
    }
    let mut merged: Vec<(Vec<u32>, Vec<Vertex>)> = vec![Default::default(); groups.len()];
    for (number, (parties, meets)) in groups.into_iter().enumerate() {
        let into = &mut merged[root(&parent, number)];
        into.0.extend(parties);
        into.1.extend(meets);
    }
    merged.retain(|(parties, _)| !parties.is_empty());
    for (parties, meets) in &mut merged {
        parties.sort_unstable();
        meets.sort_unstable();
        meets.dedup();
    }
    merged
}

/// The search for minimal sets among parties that meet.
struct Search<'a, 't> {
    runs: &'a mut JointRuns<'t>,
    parties: Vec<u32>,
    verdicts: FxHashMap<Vec<u32>, Verdict>,
    left: usize,
    is_cut_short: bool,
}

impl<'a, 't> Search<'a, 't> {
    fn of(runs: &'a mut JointRuns<'t>, parties: &[u32]) -> Self {
        let left = runs.bound;
        Search { runs, parties: parties.to_vec(), verdicts: FxHashMap::default(), left, is_cut_short: false }
    }

    fn all(mut self, cancel: &CancelToken) -> Result<Togethers, Cancelled> {
        let whole = self.parties.clone();
        let count = self.runs.topology.vertex_count();
        let raised: Vec<(Vertex, Level)> = match self.verdict(&whole, cancel)? {
            Some(verdict) => verdict.raised().iter().map(|own| (own.vertex, own.level)).collect(),
            None => Vec::new(),
        };
        let mut sets = Vec::new();
        for (vertex, worst) in raised.into_iter().filter(|(vertex, _)| *vertex < count) {
            let already = self.runs.already.level(vertex);
            for level in Level::RAISED.into_iter().filter(|level| *level > already && *level <= worst) {
                let found = self.minimal(vertex, level, cancel)?;
                sets.extend(found.into_iter().map(|parties| Together { parties, vertex, level }));
            }
        }
        Ok(Togethers { sets, is_cut_short: self.is_cut_short })
    }

    /// Returns the joint verdict of a set; `None` once too many were asked for.
    fn verdict(&mut self, parties: &[u32], cancel: &CancelToken) -> Result<Option<&Verdict>, Cancelled> {
        if !self.verdicts.contains_key(parties) {
            if self.left == 0 {
                self.is_cut_short = true;
                return Ok(None);
            }
            self.left -= 1;
            cancel.check()?;
            let verdict = match parties {
                [party] => self.runs.alone(*party).clone(),
                _ => self.runs.judged(parties, cancel)?.0,
            };
            self.verdicts.insert(parties.to_vec(), verdict);
        }
        Ok(self.verdicts.get(parties))
    }

    /// Returns whether a set takes an item to a level; not known is no.
    fn reaches(&mut self, parties: &[u32], at: (Vertex, Level), cancel: &CancelToken) -> Result<bool, Cancelled> {
        if parties.is_empty() {
            return Ok(false);
        }
        Ok(self.verdict(parties, cancel)?.is_some_and(|verdict| verdict.level_if_any(at.0) >= at.1))
    }

    /// Returns every minimal set of parties of different owners.
    fn minimal(&mut self, vertex: Vertex, level: Level, cancel: &CancelToken) -> Result<Vec<Vec<u32>>, Cancelled> {
        let at = (vertex, level);
        let mut found: Vec<Vec<u32>> = Vec::new();
        // Who reaches it alone is in no minimal set of two.
        let mut base = self.parties.clone();
        base.retain(|&party| self.runs.alone(party).level_if_any(vertex) < level);
        let mut seen: FxHashSet<Vec<u32>> = FxHashSet::default();
        let mut open = vec![base];
        while let Some(candidates) = open.pop() {
            if self.runs.owners(&candidates).len() < 2
                || !seen.insert(candidates.clone())
                || !self.reaches(&candidates, at, cancel)?
            {
                continue;
            }
            if seen.len() > self.runs.bound {
                self.is_cut_short = true;
                break;
            }
            let known = found.iter().find(|set| set.iter().all(|party| candidates.binary_search(party).is_ok()));
            let set = match known {
                Some(set) => set.clone(),
                None => {
                    let set = self.shrunk(&candidates, at, cancel)?;
                    found.push(set.clone());
                    set
                }
            };
            // Every other minimal set lacks a member of this one.
            for party in set {
                open.push(candidates.iter().copied().filter(|other| *other != party).collect());
            }
        }
        found.retain(|set| self.runs.owners(set).len() == set.len());
        Ok(found)
    }

    /// Returns a minimal set within one that reaches the level.
    fn shrunk(&mut self, set: &[u32], at: (Vertex, Level), cancel: &CancelToken) -> Result<Vec<u32>, Cancelled> {
        let mut left = set.to_vec();
        for party in set {
            let without: Vec<u32> = left.iter().copied().filter(|other| other != party).collect();
            if self.reaches(&without, at, cancel)? {
                left = without;
            }
        }
        Ok(left)
    }
}
