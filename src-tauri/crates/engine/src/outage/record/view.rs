//! Outages as they are shown: a list, and one with its items, whom it hits, and what may be done with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::Generation;
use cairn_graph::{AssumedRedundancy, Seed, is_at_risk_own, verdict};
use cairn_model::impact::ItemRef;
use cairn_model::outage::{Outage, OutageState};
use cairn_model::{CancelToken, CiId, Level, OperationStatus, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use super::documents::{find_outage, outages_at};
use super::guard::{Ground, unmet};
use super::lifecycle::OutageDeed;
use crate::act::Act;
use crate::change::{find_change, reference_of};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;
use crate::operation::all_in_service;

/// How many items a line names.
const NAMED_MAX: usize = 3;

/// An outage as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageEntry {
    /// Its id, such as `OUT-000001`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its state.
    pub state: String,
    /// The same in words; filled in by who knows a language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Its items are out now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds: bool,
    /// It has not begun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ahead: bool,
    /// Its first moment.
    pub from: Timestamp,
    /// When it is or was expected to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Timestamp>,
    /// The first moment at which it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
    /// Whoever entered it calls it planned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// It was announced before it began.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub announced: bool,
    /// The change it belongs to: of a planned one that in whose course it happens, of any other the one that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Why it came about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// The worst at which one of its items is out.
    pub worst: OperationStatus,
    /// How many items are, were or will be out.
    pub count: u64,
    /// The first of them, in the order in which they were entered.
    pub items: Vec<ItemRef>,
}

/// An item of an outage, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageItemLine {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Degraded or out of service.
    pub level: OperationStatus,
    /// Since when.
    pub since: Timestamp,
    /// The first moment at which it was back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The record no. that says it is out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Its operation now, whoever says so.
    pub operation: OperationStatus,
    /// The outage that sets its operation now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
}

/// A service that an outage hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageService {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// How bad it is.
    pub level: Level,
    /// It is at risk because redundancy of its own is lost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// Where an outage may go from its state, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageWay {
    /// The transition.
    pub transition: String,
    /// What takes it; absent for one that an estate added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<OutageDeed>,
    /// The state it leads to.
    pub to: String,
    /// Why it is refused as things are; none when it is not.
    pub unmet: Vec<Phrase>,
}

/// An outage with everything there is to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutagePage {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The outage.
    pub outage: Outage,
    /// It may be corrected.
    pub editable: bool,
    /// Its items are out now.
    pub holds: bool,
    /// It has not begun.
    pub ahead: bool,
    /// The record no. of its newest version.
    pub revision: u64,
    /// Its items: those that are out first, in the order in which they were entered.
    pub items: Vec<OutageItemLine>,
    /// Services that it alone hits, everything else in service: as the estate is wired, or was when it was recorded, of one
    /// that is over. Worst first, then by tier and name.
    pub services: Vec<OutageService>,
    /// Where it may go.
    pub ways: Vec<OutageWay>,
    /// What the change is called that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_title: Option<String>,
    /// The item that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause_item: Option<ItemRef>,
    /// What there is to say of it, in a sentence.
    pub text: Phrase,
}

fn entry(engine: &Engine, generation: &Generation, own: Outage) -> Result<OutageEntry, EngineError> {
    let mut items: Vec<CiId> = Vec::new();
    for entry in &own.items {
        if !items.contains(&entry.item) {
            items.push(entry.item);
        }
    }
    let named = items.iter().take(NAMED_MAX).map(|&item| reference_of(generation, item)).collect::<Result<_, _>>()?;
    let worst = own.items.iter().map(|entry| entry.level).max_by_key(|level| level.level());
    let state = engine.outage_policy().state(&own.state);
    Ok(OutageEntry {
        holds: state.is_some_and(|state| state.holds),
        ahead: state.is_some_and(|state| state.ahead),
        announced: own.agreed().is_some(),
        worst: worst.unwrap_or_default(),
        count: items.len() as u64,
        items: named,
        id: own.id,
        title: own.title,
        state: own.state,
        said: None,
        from: own.from,
        expected_end: own.expected_end,
        to: own.to,
        planned: own.planned,
        change: own.change,
        cause: own.cause,
    })
}

fn entries(
    engine: &Engine,
    generation: &Generation,
    wanted: impl Fn(&Outage) -> bool,
) -> Result<Vec<OutageEntry>, EngineError> {
    let mut found = Vec::new();
    for own in outages_at(engine, generation.seq())?.into_iter().filter(wanted) {
        found.push(entry(engine, generation, own)?);
    }
    // What is out now comes first, then what is ahead, the next one before others; then the past, the newest first.
    found.sort_by_key(|own| {
        let order = match (own.holds, own.ahead) {
            (true, _) => (0, std::cmp::Reverse(own.from.0)),
            (_, true) => (1, std::cmp::Reverse(-own.from.0)),
            _ => (2, std::cmp::Reverse(own.from.0)),
        };
        (order, own.id.clone())
    });
    Ok(found)
}

/// Returns every outage as it was recorded by the record of a generation; with `state` those in it only. What is out then comes
/// first, then what is ahead, the next one first, then the past, the newest first.
///
/// # Errors
/// [`EngineError::Refused`] for a state that the policy does not have, [`EngineError::Store`].
pub fn outages_list(
    engine: &Engine,
    generation: &Generation,
    state: Option<&str>,
) -> Result<Vec<OutageEntry>, EngineError> {
    let policy = engine.outage_policy();
    if let Some(words) = state.filter(|state| policy.state(state).is_none()) {
        let known: Vec<&str> = policy.states.iter().map(|state| state.id.as_str()).collect();
        let phrase = Phrase::new("outage-no-state").with("words", words).with("states", known.join(", "));
        return Err(EngineError::Refused(phrase));
    }
    entries(engine, generation, |own| state.is_none_or(|state| own.state == state))
}

/// Returns the outages that belong to a change, in the order of [`outages_list`].
///
/// # Errors
/// [`EngineError::Store`].
pub fn outages_of_change(engine: &Engine, change: &str) -> Result<Vec<OutageEntry>, EngineError> {
    entries(engine, &engine.generation(), |own| own.change.as_deref() == Some(change))
}

/// Returns the outages that are announced or open and last somewhere between two moments, in the order of [`outages_list`]:
/// one whose end nobody knows lasts.
///
/// # Errors
/// [`EngineError::Store`].
pub fn outages_between(engine: &Engine, (from, to): (Timestamp, Timestamp)) -> Result<Vec<OutageEntry>, EngineError> {
    let found =
        entries(engine, &engine.generation(), |own| own.from < to && own.expected_end.is_none_or(|end| from < end))?;
    Ok(found.into_iter().filter(|own| own.holds || own.ahead).collect())
}

/// Returns the outages that name an item, as they were recorded by the record of a generation, in the order of
/// [`outages_list`].
///
/// # Errors
/// [`EngineError::Store`].
pub fn outages_of_item(engine: &Engine, generation: &Generation, item: CiId) -> Result<Vec<OutageEntry>, EngineError> {
    entries(engine, generation, |own| own.items.iter().any(|entry| entry.item == item))
}

/// Returns an outage with everything there is to know of it. Nothing is written.
///
/// Cost: one verdict; of an outage that is over, the edits since it was recorded.
///
/// # Errors
/// [`EngineError::Refused`] when there is none, [`EngineError::Store`], [`EngineError::Cancelled`].
pub fn outage_page(
    engine: &Engine,
    words: &str,
    act: &Act<'_>,
    cancel: &CancelToken,
) -> Result<OutagePage, EngineError> {
    let (own, live) = (find_outage(engine, words)?, engine.generation());
    let policy = engine.outage_policy();
    let state = policy.state(&own.state);
    let flag = |is: fn(&OutageState) -> bool| state.is_some_and(is);
    let (holds, ahead) = (flag(|own| own.holds), flag(|own| own.ahead));
    let ground = Ground { live: &live, outage: &own, now: act.now, head: engine.store().head().recorded_at };
    let mut ways = Vec::new();
    for declared in policy.transitions_from(&own.state) {
        let mut missing = unmet(policy, &declared.id, &own.state, &ground)?;
        // Whoever says that it is over says when.
        missing.retain(|phrase| phrase.code != "guard-outage-end");
        let (transition, to) = (declared.id.clone(), declared.to.clone());
        ways.push(OutageWay { deed: OutageDeed::along(&transition), transition, to, unmet: missing });
    }
    let services = services(engine, &live, &own, holds || ahead, cancel)?;
    let mut items = own.items.iter().map(|entry| item_line(&live, &own, entry)).collect::<Result<Vec<_>, _>>()?;
    items.sort_by_key(|line| line.until.is_some());
    Ok(OutagePage {
        seq: live.seq(),
        editable: flag(|own| own.editable),
        holds,
        ahead,
        revision: own.revision(),
        change_title: own.change.as_ref().map(|id| find_change(engine, id).map(|own| own.title)).transpose()?,
        cause_item: own.cause_item.map(|item| reference_of(&live, item)).transpose()?,
        text: text(&own, state, &services),
        items,
        services,
        ways,
        outage: own,
    })
}

fn item_line(
    live: &Generation,
    own: &Outage,
    entry: &cairn_model::outage::OutageItem,
) -> Result<OutageItemLine, EngineError> {
    let operation = match live.row(entry.item) {
        Some(row) => live.view(row)?.operation,
        None => Default::default(),
    };
    Ok(OutageItemLine {
        item: reference_of(live, entry.item)?,
        level: entry.level,
        since: own.since(entry),
        until: own.until(entry),
        record: entry.record,
        operation: operation.status,
        held_by: operation.record,
    })
}

/// Returns the services that an outage alone degrades, takes down or puts at risk.
fn services(
    engine: &Engine,
    live: &Arc<Generation>,
    own: &Outage,
    as_it_is: bool,
    cancel: &CancelToken,
) -> Result<Vec<OutageService>, EngineError> {
    let recorded = own.items.iter().filter_map(|entry| entry.record).min().filter(|_| !as_it_is);
    let generation = match recorded {
        Some(record) => engine.generation_at(Arc::clone(live), record)?,
        None => Arc::clone(live),
    };
    let topology = all_in_service(generation.topology());
    let mut worst: BTreeMap<CiId, Level> = BTreeMap::new();
    for entry in &own.items {
        let known = worst.entry(entry.item).or_default();
        *known = (*known).max(entry.level.level());
    }
    let seed = |(&item, &level): (&CiId, &Level)| {
        let vertex = generation.row(item).filter(|row| topology.vertex(*row).participates)?;
        Some(Seed { vertex, level })
    };
    let seeds: Vec<Seed> = worst.iter().filter_map(seed).collect();
    let found = verdict(&topology, &seeds, AssumedRedundancy::Holds, cancel)?;
    let mut services = Vec::new();
    for raised in found.raised().iter().filter(|raised| generation.is_service(raised.vertex)) {
        services.push(OutageService {
            service: reference(&generation, raised.vertex)?,
            level: raised.level,
            own: raised.level == Level::AtRisk && is_at_risk_own(&topology, &found, raised.vertex),
        });
    }
    services.sort_by(|left, right| {
        let order = |own: &OutageService| (std::cmp::Reverse(own.level), !own.own, own.service.tier.unwrap_or(u8::MAX));
        let name = |own: &OutageService| (own.service.name.clone(), own.service.id);
        order(left).cmp(&order(right)).then_with(|| name(left).cmp(&name(right)))
    });
    Ok(services)
}

/// Returns what there is to say of an outage: what is out when, and how many services that hits.
fn text(own: &Outage, state: Option<&OutageState>, services: &[OutageService]) -> Phrase {
    let code = match state {
        Some(state) if state.never_was => "outage-says-never",
        Some(state) if state.ahead => "outage-says-ahead",
        Some(state) if state.holds => "outage-says-open",
        _ => "outage-says-over",
    };
    let count = |level: Level| services.iter().filter(|own| own.level == level).count();
    let end = if state.is_some_and(|state| state.holds || state.ahead) { own.expected_end } else { own.to };
    let mut items: Vec<CiId> = own.items.iter().map(|entry| entry.item).collect();
    items.sort_unstable();
    items.dedup();
    Phrase::new(code)
        .with("outage", &own.id)
        .with("count", items.len())
        .with("from", own.from.to_minutes())
        .with("end", end.map_or_else(|| "none".to_owned(), Timestamp::to_minutes))
        .with("down", count(Level::Down))
        .with("degraded", count(Level::Degraded))
        .with("risk", count(Level::AtRisk))
        .with("hit", services.len())
}
