//! What the same outage did at another moment, and which records made the difference.

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Seed, verdict};
use cairn_model::impact::ItemRef;
use cairn_model::topology::LinkTarget;
use cairn_model::{CancelToken, CiId, Commit, Edit, Level};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{ImpactQuestion, outages};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;
use crate::moment::Moment;
use crate::touch::items_of;

/// How many items of one record are named.
const NAMED_MAX: usize = 5;

/// An item that another level would be at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LevelSince {
    /// The item; as it was then, if it is gone since.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its level on the estate as it was.
    pub before: Level,
    /// Its level on the estate as it became.
    pub after: Level,
    /// The record nos. that changed its level, ascending.
    pub records: Vec<u64>,
}

/// A record that changed the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SinceCommit {
    /// Its header.
    #[serde(flatten)]
    pub commit: Commit,
    /// Its reason in words, where the product wrote it; filled in by who knows a language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// How many items it made worse.
    pub worse: u64,
    /// How many it made better.
    pub better: u64,
    /// The first of them, services first.
    pub items: Vec<ItemRef>,
}

/// The same outage at two moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImpactSince {
    /// The earlier moment.
    pub from: Moment,
    /// The later one.
    pub to: Moment,
    /// What goes out.
    pub seeds: Vec<ItemRef>,
    /// What of it took no part at the earlier moment, and so did nothing then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<ItemRef>,
    /// Every item that is at another level now: services first, then those that became worse, by name.
    pub changed: Vec<LevelSince>,
    /// The records that made the difference, newest first.
    pub commits: Vec<SinceCommit>,
}

/// What an outage does on one generation.
struct Levels {
    /// What is raised at all: the verdict rests on what is around it.
    raised: Vec<Row>,
    /// The level of everything that is hit: raised beyond what its own operation says.
    hit: Hit,
}

/// Levels by item.
type Hit = FxHashMap<CiId, Level>;

/// What one record changed: of each item, its level before and after.
type Changes = Vec<(CiId, Level, Level)>;

/// Returns what an outage would have done at the moment that `from` means against what it does on `later`, and the records
/// that made the difference: each record between the two that touches what the verdict rests on is taken back in turn.
///
/// Cost: the edits between the two moments, and one verdict for each record that touches the cone.
///
/// # Errors
/// As [`judge`](super::judge); [`EngineError::Moment`] when there is no such moment, or it is not the earlier one.
pub fn since(
    engine: &Engine,
    question: &ImpactQuestion,
    from: &str,
    (later, to): (Arc<Generation>, Moment),
    cancel: &CancelToken,
) -> Result<ImpactSince, EngineError> {
    let given = outages(&later, &question.down, &question.degraded)?;
    let seeds: Vec<(CiId, Level)> = given.iter().map(|(seed, _)| (later.id(seed.vertex), seed.level)).collect();
    let from = engine.moment_up_to(to.seq, from)?;
    let (mut now, mut made) = (Arc::clone(&later), Vec::new());
    let mut standing = levels(&later, &seeds, cancel)?;
    let after = standing.hit.clone();
    for seq in (from.seq + 1..=to.seq).rev() {
        cancel.check()?;
        if !touches(&cone(&now, &standing.raised), &engine.store().edits(seq)?) {
            continue;
        }
        let earlier = engine.generation_at(Arc::clone(&now), seq - 1)?;
        let levels = levels(&earlier, &seeds, cancel)?;
        let changes = changes(&levels.hit, &standing.hit);
        if !changes.is_empty() {
            made.push((seq, changes));
        }
        (now, standing) = (earlier, levels);
    }
    let earlier = engine.generation_at(now, from.seq)?;
    let before = levels(&earlier, &seeds, cancel)?.hit;
    let names = Names { later: &later, earlier: &earlier };
    let is_absent = |id: &CiId| earlier.row(*id).is_none_or(|row| !earlier.topology().vertex(row).participates);
    let absent = seeds.iter().map(|(id, _)| *id).filter(is_absent);
    Ok(ImpactSince {
        absent: absent.map(|id| names.of(id)).collect::<Result<_, _>>()?,
        seeds: seeds.iter().map(|(id, _)| names.of(*id)).collect::<Result<_, _>>()?,
        changed: changed(&names, &before, &after, &made, &seeds)?,
        commits: commits(engine, &names, &made, &changes(&before, &after))?,
        from,
        to,
    })
}

/// Items of two moments: as they are, or as they were where they are gone.
struct Names<'a> {
    later: &'a Generation,
    earlier: &'a Generation,
}

impl Names<'_> {
    fn of(&self, id: CiId) -> Result<ItemRef, EngineError> {
        let found = [self.later, self.earlier].into_iter().find_map(|own| own.row(id).map(|row| (own, row)));
        let (generation, row) = found.ok_or_else(|| EngineError::NoSuchItem { words: id.to_string() })?;
        reference(generation, row)
    }
}

/// Returns what an outage does on a generation; what takes no part there does nothing.
fn levels(generation: &Generation, seeds: &[(CiId, Level)], cancel: &CancelToken) -> Result<Levels, EngineError> {
    let topology = generation.topology();
    let seed = |&(id, level): &(CiId, Level)| {
        let vertex = generation.row(id).filter(|&row| topology.vertex(row).participates)?;
        Some(Seed { vertex, level })
    };
    let seeds: Vec<Seed> = seeds.iter().filter_map(seed).collect();
    let found = verdict(topology, &seeds, AssumedRedundancy::Holds, cancel)?;
    let hit = found.raised().iter().filter(|raised| raised.level > topology.vertex(raised.vertex).context);
    Ok(Levels {
        hit: hit.map(|raised| (generation.id(raised.vertex), raised.level)).collect(),
        raised: found.raised().iter().map(|raised| raised.vertex).collect(),
    })
}

/// Returns what a verdict rests on (IMPACT 6): what is raised, who needs it, and everything those need beside it.
fn cone(generation: &Generation, raised: &[Row]) -> FxHashSet<CiId> {
    let topology = generation.topology();
    let (mut cone, mut asked): (FxHashSet<Row>, FxHashSet<Row>) =
        (raised.iter().copied().collect(), FxHashSet::default());
    for &row in raised {
        for link in topology.links(row) {
            let consumer = match link.target() {
                LinkTarget::Consumer(consumer) => consumer,
                LinkTarget::Counted(index) => topology.counted(index).facts.consumer,
            };
            cone.insert(consumer);
            if asked.insert(consumer) {
                cone.extend(topology.requirements_of(consumer).flat_map(|own| topology.members(own).iter().copied()));
            }
        }
    }
    cone.into_iter().map(|row| generation.id(row)).collect()
}

/// Returns whether a record may have changed a verdict: it touches its cone, or whether something works or takes part.
fn touches(cone: &FxHashSet<CiId>, edits: &[Edit]) -> bool {
    edits.iter().any(|edit| {
        let is_moved = match edit {
            Edit::Item { before: Some(before), after: Some(after) } => {
                before.operation.status != after.operation.status || before.state != after.state
            }
            Edit::Item { before, after } => {
                let item = after.as_ref().or(before.as_ref());
                item.is_some_and(|item| !item.operation.is_plain())
            }
            _ => false,
        };
        is_moved || items_of(edit).any(|id| cone.contains(&id))
    })
}

fn changes(before: &Hit, after: &Hit) -> Changes {
    let level = |levels: &Hit, id: CiId| levels.get(&id).copied().unwrap_or(Level::Unaffected);
    let ids: FxHashSet<CiId> = before.keys().chain(after.keys()).copied().collect();
    let each = ids.into_iter().map(|id| (id, level(before, id), level(after, id)));
    let mut changes: Changes = each.filter(|(_, before, after)| before != after).collect();
    changes.sort_unstable_by_key(|(id, ..)| *id);
    changes
}

fn changed(
    names: &Names<'_>,
    before: &Hit,
    after: &Hit,
    made: &[(u64, Changes)],
    seeds: &[(CiId, Level)],
) -> Result<Vec<LevelSince>, EngineError> {
    let mut records: BTreeMap<CiId, Vec<u64>> = BTreeMap::new();
    for (seq, changes) in made.iter().rev() {
        for (id, ..) in changes {
            records.entry(*id).or_default().push(*seq);
        }
    }
    let is_seed: FxHashSet<CiId> = seeds.iter().map(|(id, _)| *id).collect();
    let mut changed = Vec::new();
    for (id, before, after) in changes(before, after) {
        if !is_seed.contains(&id) {
            let records = records.remove(&id).unwrap_or_default();
            changed.push(LevelSince { item: names.of(id)?, before, after, records });
        }
    }
    changed.sort_by(|left, right| {
        let order = |own: &LevelSince| {
            let tier = own.item.tier.unwrap_or(u8::MAX);
            (!own.item.is_service, own.after < own.before, std::cmp::Reverse(own.after.max(own.before)), tier)
        };
        let by_name = || (&left.item.name, left.item.id).cmp(&(&right.item.name, right.item.id));
        order(left).cmp(&order(right)).then_with(by_name)
    });
    Ok(changed)
}

/// Returns the records that moved what ended at another level; what moved and came back is no difference.
fn commits(
    engine: &Engine,
    names: &Names<'_>,
    made: &[(u64, Changes)],
    differ: &Changes,
) -> Result<Vec<SinceCommit>, EngineError> {
    let differ: FxHashSet<CiId> = differ.iter().map(|(id, ..)| *id).collect();
    let mut commits = Vec::new();
    for (seq, changes) in made {
        let own: Vec<_> = changes.iter().filter(|(id, ..)| differ.contains(id)).collect();
        if own.is_empty() {
            continue;
        }
        let worse = own.iter().filter(|(_, before, after)| after > before).count() as u64;
        let mut items = own.iter().map(|(id, ..)| names.of(*id)).collect::<Result<Vec<_>, _>>()?;
        items.sort_by(|left, right| {
            let order = |item: &ItemRef| (!item.is_service, item.tier.unwrap_or(u8::MAX), item.name.clone(), item.id);
            order(left).cmp(&order(right))
        });
        items.truncate(NAMED_MAX);
        let better = own.len() as u64 - worse;
        commits.push(SinceCommit { commit: engine.header(*seq)?, said: None, worse, better, items });
    }
    Ok(commits)
}
