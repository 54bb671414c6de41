//! The verdict: which level every item reaches when some of them fail (IMPACT 3.2).
//!
//! Definitions. A requirement with members M, n participating, k and q; `c_l` = members at level ≥ l:
//!
//! | strength | result |
//! | --- | --- |
//! | hard, k = n | the worst member's level |
//! | hard, k < n | down if n − c₃ < k; else degraded if n − c₂ < k or n − c₃ < q; else at risk if c₂ ≥ 1 |
//! | degrading | the hard result lowered one step |
//! | soft | unaffected |
//!
//! `level(v) = max(seed, context, results of v's requirements)`: monotone on a finite lattice, so there is one least
//! fixpoint. No result exceeds its worst member, so settling items level by level, worst first, settles each once and
//! visits each link once: O(V + E), without recursion. (Dowling & Gallier 1984 for the one-level case.)

use cairn_model::topology::{CountedIndex, LinkTarget, RequirementFacts, RequirementIndex, Topology, Vertex};
use cairn_model::{CancelToken, Cancelled, Level, Strength};
use rustc_hash::FxHashMap;

/// A verdict that raises more than this share of all items, and more than so many, keeps a column of levels.
const SMALL_SHARE: usize = 64;
const SMALL_RAISED: usize = 256;

/// What goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seed {
    /// Which item.
    pub vertex: Vertex,
    /// To which level.
    pub level: Level,
}

/// What is believed of a group whose k nobody declared (IMPACT 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssumedRedundancy {
    /// One member is enough.
    Holds,
    /// Every member is needed.
    Absent,
}

/// An item above unaffected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Raised {
    /// Which item.
    pub vertex: Vertex,
    /// To which level.
    pub level: Level,
    /// Its breadth-first depth among the items of its level: 0 for seeds and for what worse levels raised.
    pub wave: u32,
}

/// The levels of a verdict: a column of all items, or, of a small one, those raised.
#[derive(Clone, Debug)]
enum Levels {
    Every(Vec<u8>),
    Raised(FxHashMap<Vertex, Level>),
}

/// The level of every item.
#[derive(Clone, Debug)]
pub struct Verdict {
    levels: Levels,
    raised: Vec<Raised>,
    assumed: AssumedRedundancy,
    link_visits: u64,
}

/// What hit the members of a requirement that take part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MembersHit {
    /// The worst level among them.
    pub worst: Level,
    /// Those degraded or down: c₂.
    pub c2: u32,
    /// Those down: c₃.
    pub c3: u32,
}

impl MembersHit {
    /// Returns the level that the requirement passes to its consumer.
    #[must_use]
    pub fn result(&self, facts: &RequirementFacts) -> Level {
        weakened(facts.strength, self.hard_result(facts))
    }

    /// Returns the level that it would pass if it were hard.
    #[must_use]
    pub fn hard_result(&self, facts: &RequirementFacts) -> Level {
        hard_result(facts, self.worst, self.c2, self.c3)
    }
}

impl PartialEq for Verdict {
    /// Whoever is not raised is unaffected: the levels say nothing more.
    fn eq(&self, other: &Self) -> bool {
        (&self.raised, self.assumed, self.link_visits) == (&other.raised, other.assumed, other.link_visits)
    }
}

impl Eq for Verdict {}

impl Verdict {
    /// Returns the level of an item; unaffected for one that does not take part.
    #[inline]
    #[must_use]
    pub fn level(&self, vertex: Vertex) -> Level {
        match &self.levels {
            Levels::Every(levels) => Level::from_number(levels[vertex as usize]),
            Levels::Raised(levels) => levels.get(&vertex).copied().unwrap_or_default(),
        }
    }

    /// Returns the level of an item; unaffected as well for one that the topology judged does not have.
    #[must_use]
    pub fn level_if_any(&self, vertex: Vertex) -> Level {
        match &self.levels {
            Levels::Every(levels) => levels.get(vertex as usize).copied().map(Level::from_number).unwrap_or_default(),
            Levels::Raised(levels) => levels.get(&vertex).copied().unwrap_or_default(),
        }
    }

    /// Returns every item above unaffected, seeds and context included, by level (worst first), then wave.
    #[must_use]
    pub fn raised(&self) -> &[Raised] {
        &self.raised
    }

    /// Returns how many links were visited: at most one per link and level, by construction one per link.
    #[must_use]
    pub fn link_visits(&self) -> u64 {
        self.link_visits
    }

    /// Returns what was believed of undeclared groups.
    #[must_use]
    pub fn assumed(&self) -> AssumedRedundancy {
        self.assumed
    }

    /// Returns what hit the members of a requirement that take part. Cost: one level for each.
    #[must_use]
    pub fn members_hit(&self, topology: &Topology, requirement: RequirementIndex) -> MembersHit {
        let mut hit = MembersHit::default();
        for &member in topology.members(requirement) {
            let level = self.level(member);
            hit.worst = hit.worst.max(level);
            hit.c2 += u32::from(level >= Level::Degraded);
            hit.c3 += u32::from(level == Level::Down);
        }
        hit
    }

    /// Returns the level that a requirement passes to its consumer.
    #[must_use]
    pub fn result(&self, topology: &Topology, requirement: RequirementIndex) -> Level {
        self.members_hit(topology, requirement).result(&self.facts(topology, requirement))
    }

    /// Returns what is fixed about a requirement, with what this verdict believed of undeclared groups.
    #[must_use]
    pub fn facts(&self, topology: &Topology, requirement: RequirementIndex) -> RequirementFacts {
        believed(topology.requirement(requirement), self.assumed)
    }
}

pub(crate) fn believed(mut facts: RequirementFacts, assumed: AssumedRedundancy) -> RequirementFacts {
    if facts.assumed && assumed == AssumedRedundancy::Absent {
        facts.k = facts.n;
        facts.q = facts.n;
    }
    facts
}

/// Returns the result of a requirement as if it were hard. `worst` is the worst level among its members.
#[inline]
#[must_use]
pub fn hard_result(facts: &RequirementFacts, worst: Level, c2: u32, c3: u32) -> Level {
    let RequirementFacts { n, k, q, .. } = *facts;
    if n == 0 {
        Level::Unaffected
    } else if k == n {
        // q lies between k and n, so "degraded at least if n − c₃ < q" is implied by a member that is down.
        worst
    } else if n - c3 < k {
        Level::Down
    } else if n - c2 < k || n - c3 < q {
        Level::Degraded
    } else if c2 >= 1 {
        Level::AtRisk
    } else {
        Level::Unaffected
    }
}

fn weakened(strength: Strength, hard: Level) -> Level {
    match strength {
        Strength::Hard => hard,
        Strength::Degrading => hard.lowered(),
        Strength::Soft | Strength::Info => Level::Unaffected,
    }
}

/// The running count of one requirement in 64 bits: c₃, c₂, the worst member and the result so far.
#[derive(Clone, Copy)]
struct Count(u64);

const COUNT_BITS: u32 = 30;
const COUNT_MASK: u64 = (1 << COUNT_BITS) - 1;

impl Count {
    fn c3(self) -> u32 {
        (self.0 & COUNT_MASK) as u32
    }

    fn c2(self) -> u32 {
        ((self.0 >> COUNT_BITS) & COUNT_MASK) as u32
    }

    fn worst(self) -> Level {
        Level::from_number((self.0 >> 60) as u8 & 3)
    }

    fn result(self) -> Level {
        Level::from_number((self.0 >> 62) as u8)
    }

    /// Counts one more member at `level`; the first counted is the worst, for levels are settled worst first.
    fn add(&mut self, level: Level) {
        if self.0 == 0 {
            self.0 |= (level as u64) << 60;
        }
        self.0 += match level {
            Level::Down => 1 + (1 << COUNT_BITS),
            Level::Degraded => 1 << COUNT_BITS,
            Level::AtRisk | Level::Unaffected => 0,
        };
    }

    fn set_result(&mut self, level: Level) {
        self.0 = self.0 & !(3 << 62) | (level as u64) << 62;
    }
}

/// So many running counts lie together.
const BLOCK: u32 = 32;

/// The running count of every counted requirement. Those of a small cone lie scattered over a column of many megabytes:
/// blocks are given out as they are reached, so that it costs a few pages of memory instead of one for each.
#[derive(Debug, Default)]
struct Counts {
    /// By block of requirements, one more than the number of the block given out; 0 for none.
    given: Vec<u32>,
    slots: Vec<[u64; BLOCK as usize]>,
}

impl Counts {
    /// Returns the counts for so many requirements. Memory that is not reached is never touched.
    fn of(length: u32) -> Self {
        let blocks = length.div_ceil(BLOCK) as usize;
        Counts { given: vec![0; blocks], slots: Vec::with_capacity(blocks) }
    }

    #[inline]
    fn slot(&mut self, counted: CountedIndex) -> &mut u64 {
        let given = &mut self.given[(counted / BLOCK) as usize];
        if *given == 0 {
            self.slots.push([0; BLOCK as usize]);
            // There are no more blocks than requirements.
            *given = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        }
        &mut self.slots[*given as usize - 1][(counted % BLOCK) as usize]
    }

    /// Takes back the block of a requirement; [`Counts::forget`] completes it.
    fn take_back(&mut self, counted: CountedIndex) {
        self.given[(counted / BLOCK) as usize] = 0;
    }

    /// Forgets every count, after all blocks were taken back.
    fn forget(&mut self) {
        self.slots.clear();
    }
}

/// Columns that verdicts of small cones take turns with: zero, and large, between two of them.
#[derive(Debug, Default)]
pub struct Scratch {
    levels: Vec<u8>,
    counts: Counts,
}

impl Scratch {
    /// Takes the columns for a topology; the scratch is empty then.
    fn take(&mut self, topology: &Topology) -> Scratch {
        let Scratch { levels, counts } = std::mem::take(self);
        let Counts { given, slots } = counts;
        let blocks = topology.counted_count().div_ceil(BLOCK);
        Scratch {
            levels: roomy(levels, topology.vertex_count()),
            counts: Counts { given: roomy(given, blocks), slots },
        }
    }

    /// Makes everything zero again that a finished run touched.
    fn wipe(&mut self, topology: &Topology, raised: &[Raised]) {
        for &Raised { vertex, .. } in raised {
            self.levels[vertex as usize] = 0;
            for link in topology.links(vertex) {
                if let LinkTarget::Counted(counted) = link.target() {
                    self.counts.take_back(counted);
                }
            }
        }
        self.counts.forget();
    }
}

/// Returns the column if it is long enough, else one with room for what the next edits add.
fn roomy<T: Clone + Default>(column: Vec<T>, length: u32) -> Vec<T> {
    let length = length as usize;
    if column.len() >= length { column } else { vec![T::default(); length + length / 16 + 64] }
}

struct Run<'a> {
    topology: &'a Topology,
    assumed: AssumedRedundancy,
    levels: Vec<u8>,
    counts: Counts,
    /// By level: seeds, context, and consumers that worse levels have raised to this one.
    waiting: [Vec<Vertex>; 4],
    queue: Vec<Vertex>,
    link_visits: u64,
}

/// Returns the least fixpoint under the given seeds, joint, and the context that operation gives.
///
/// Seeds of items that do not take part, or at unaffected, change nothing. Cost: O(1) for each link that leaves a raised
/// item, and zeroed columns of O(V) that are touched only where something is raised.
///
/// # Errors
/// [`Cancelled`] when the token was raised.
pub fn verdict(
    topology: &Topology,
    seeds: &[Seed],
    assumed: AssumedRedundancy,
    cancel: &CancelToken,
) -> Result<Verdict, Cancelled> {
    // Zeroed memory comes untouched from the system: a small cone pays for what it reaches only.
    let levels = vec![0; topology.vertex_count() as usize];
    let counts = Counts::of(topology.counted_count());
    let settled = settled(topology, seeds, assumed, cancel, Scratch { levels, counts })?;
    let Settled { columns, raised, link_visits } = settled;
    Ok(Verdict { levels: Levels::Every(columns.levels), raised, assumed, link_visits })
}

/// Returns what [`verdict`] does. Whoever asks for many verdicts of small cones keeps the scratch: then the cost is in
/// proportion to the links that leave raised items, whatever V is.
///
/// # Errors
/// [`Cancelled`] when the token was raised.
pub fn verdict_with(
    scratch: &mut Scratch,
    topology: &Topology,
    seeds: &[Seed],
    assumed: AssumedRedundancy,
    cancel: &CancelToken,
) -> Result<Verdict, Cancelled> {
    // Columns that a cancelled run half filled are let go with it.
    let Settled { mut columns, raised, link_visits } =
        settled(topology, seeds, assumed, cancel, scratch.take(topology))?;
    let is_small = raised.len() <= SMALL_RAISED.max(topology.vertex_count() as usize / SMALL_SHARE);
    let levels = if is_small {
        columns.wipe(topology, &raised);
        *scratch = columns;
        Levels::Raised(raised.iter().map(|raised| (raised.vertex, raised.level)).collect())
    } else {
        Levels::Every(columns.levels)
    };
    Ok(Verdict { levels, raised, assumed, link_visits })
}

/// What a run that came to its end leaves.
struct Settled {
    columns: Scratch,
    raised: Vec<Raised>,
    link_visits: u64,
}

/// Settles all levels, worst first, on columns that are zero.
fn settled(
    topology: &Topology,
    seeds: &[Seed],
    assumed: AssumedRedundancy,
    cancel: &CancelToken,
    columns: Scratch,
) -> Result<Settled, Cancelled> {
    let Scratch { levels, counts } = columns;
    let mut run =
        Run { topology, assumed, levels, counts, waiting: Default::default(), queue: Vec::new(), link_visits: 0 };
    for &vertex in topology.context() {
        run.waiting[topology.vertex(vertex).context as usize].push(vertex);
    }
    for seed in seeds {
        run.waiting[seed.level as usize].push(seed.vertex);
    }
    let mut raised = Vec::new();
    for level in Level::RAISED {
        run.settle(level, &mut raised, cancel)?;
    }
    let columns = Scratch { levels: run.levels, counts: run.counts };
    Ok(Settled { columns, raised, link_visits: run.link_visits })
}

impl Run<'_> {
    /// Settles every item whose level is `level`, wave by wave.
    fn settle(&mut self, level: Level, raised: &mut Vec<Raised>, cancel: &CancelToken) -> Result<(), Cancelled> {
        self.queue.clear();
        for vertex in std::mem::take(&mut self.waiting[level as usize]) {
            self.raise(vertex, level);
        }
        let mut start = 0;
        let mut wave = 0;
        while start < self.queue.len() {
            let end = self.queue.len();
            for position in start..end {
                if position.is_multiple_of(4096) {
                    cancel.check()?;
                }
                let vertex = self.queue[position];
                raised.push(Raised { vertex, level, wave });
                self.fail(vertex, level);
            }
            start = end;
            wave += 1;
        }
        Ok(())
    }

    #[inline]
    fn raise(&mut self, vertex: Vertex, level: Level) {
        let current = &mut self.levels[vertex as usize];
        if *current < level as u8 && self.topology.vertex(vertex).participates {
            *current = level as u8;
            self.queue.push(vertex);
        }
    }

    /// Passes the failure of one item to everyone who needs it.
    fn fail(&mut self, vertex: Vertex, level: Level) {
        let links = self.topology.links(vertex);
        self.link_visits += links.len() as u64;
        for link in links {
            match link.target() {
                LinkTarget::Consumer(consumer) => self.raise(consumer, level),
                LinkTarget::Counted(counted) => self.count(counted, level),
            }
        }
    }

    fn count(&mut self, counted: CountedIndex, level: Level) {
        let facts = believed(self.topology.counted(counted).facts, self.assumed);
        // No result exceeds its worst member: what is this bad already cannot become worse by this one.
        if self.levels[facts.consumer as usize] >= level as u8 {
            return;
        }
        let slot = self.counts.slot(counted);
        let mut count = Count(*slot);
        count.add(level);
        let result = weakened(facts.strength, hard_result(&facts, count.worst(), count.c2(), count.c3()));
        let rises = result > count.result();
        if rises {
            count.set_result(result);
        }
        *slot = count.0;
        if rises && result == level {
            self.raise(facts.consumer, level);
        } else if rises {
            self.waiting[result as usize].push(facts.consumer);
        }
    }
}
