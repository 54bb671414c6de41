//! What outages say was out when, and what of it was agreed before (ADR 23, r and t).

use std::collections::BTreeMap;

use cairn_estate::Generation;
use cairn_model::CiId;
use cairn_model::outage::{Outage, OutageItem};

use super::history::{Episode, Planned};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::outage::{Word, outages_at, words};

/// Outages that came about or are to come, as they were recorded by a record.
pub(super) struct Said<'a> {
    engine: &'a Engine,
    generation: &'a Generation,
    outages: Vec<Outage>,
}

impl<'a> Said<'a> {
    pub(super) fn of(engine: &'a Engine, generation: &'a Generation) -> Result<Self, EngineError> {
        let mut outages = outages_at(engine, generation.seq())?;
        outages.retain(|own| engine.outage_policy().state(&own.state).is_none_or(|state| !state.never_was));
        Ok(Said { engine, generation, outages })
    }

    /// Returns the id of an outage by its place.
    pub(super) fn id(&self, place: usize) -> Option<&str> {
        self.outages.get(place).map(|own| own.id.as_str())
    }

    /// Returns whether what an item's operation says is the word of an outage that is told by [`Said::episodes`].
    pub(super) fn tells(&self, item: CiId, record: Option<&String>) -> bool {
        let Some(id) = record else { return false };
        self.outages.iter().any(|own| own.id == *id && own.items.iter().any(|entry| entry.item == item))
    }

    /// Returns when items were out as outages say, between two moments: an entry that lasts has no end yet.
    pub(super) fn episodes(&self, (from, to): (i64, i64)) -> Result<Vec<Episode>, EngineError> {
        let (mut episodes, mut known) = (Vec::new(), BTreeMap::new());
        for (place, own) in self.outages.iter().enumerate() {
            for entry in own.items.iter().filter(|entry| entry.record.is_some()) {
                let (since, until) = (own.since(entry).0, own.until(entry).map_or(i64::MAX, |until| until.0));
                if since >= to || until <= from {
                    continue;
                }
                let words: &Vec<Word> = match known.entry(entry.item) {
                    std::collections::btree_map::Entry::Occupied(words) => words.into_mut(),
                    std::collections::btree_map::Entry::Vacant(place) => {
                        place.insert(words(self.engine, self.generation, entry.item)?)
                    }
                };
                let until = until.min(overruled(own, entry, words));
                if since < until {
                    let (item, level, record) = (entry.item, entry.level.level(), entry.record);
                    episodes.push(Episode { item, from: since, to: until, level, record, outage: Some(place) });
                }
            }
        }
        Ok(episodes)
    }

    /// Returns what was announced before it began, in windows that overlap two moments.
    pub(super) fn announced(&self, (from, to): (i64, i64)) -> Vec<Planned> {
        let agreed = self.outages.iter().filter_map(|own| Some((own, own.agreed()?)));
        let overlapping = agreed.filter(|(_, agreed)| agreed.start.0 < to && from < agreed.end.0);
        let planned = overlapping.map(|(own, agreed)| Planned {
            by: own.id.clone(),
            is_change: false,
            start: agreed.start.0,
            end: agreed.end.0,
            items: agreed.items.iter().copied().collect(),
        });
        planned.collect()
    }
}

/// Returns the moment from which on somebody's later word counts more than an entry; the last there is when nobody spoke.
fn overruled(own: &Outage, entry: &OutageItem, words: &[Word]) -> i64 {
    let ends = words.iter().filter(|word| word.overrules(own, entry));
    ends.map(|word| word.ends().map_or(i64::MIN, |end| end.0)).min().unwrap_or(i64::MAX)
}
