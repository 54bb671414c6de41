//! One item as its page shows it.

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::Generation;
use cairn_graph::reachable;
use cairn_model::catalogue::AttributeDefinition;
use cairn_model::impact::ItemRef;
use cairn_model::{Item, Value};
use serde::{Deserialize, Serialize};

use crate::change::{ChangeLine, touching};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::{
    Direction, FieldChange, HistoryLine, NeedLine, RelationshipLine, fields_of_item, find, reference,
    relationship_lines, show,
};
use crate::outage::OutageEntry;

/// How many relationships of one type and direction are named.
const RELATIONS_MAX: usize = 200;
/// How many services above are named.
const SERVICES_MAX: usize = 50;
/// How many records of the history are named.
const HISTORY_MAX: usize = 200;

/// An attribute of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AttributeLine {
    /// Its id.
    pub id: String,
    /// What the catalogue declares; absent for one that came in with an import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<AttributeDefinition>,
    /// Its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Its value as text; empty when there is none.
    pub text: String,
    /// A value is mandatory in the tier of the item.
    pub required: bool,
}

/// Relationships of one type, read one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RelationGroup {
    /// Which way.
    pub direction: Direction,
    /// The id of the type.
    #[serde(rename = "type")]
    pub type_id: String,
    /// How many there are.
    pub total: u64,
    /// The first of them, by class and name.
    pub lines: Vec<RelationshipLine>,
}

/// Items of which some are named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SomeItems {
    /// How many there are.
    pub total: u64,
    /// The first of them.
    pub items: Vec<ItemRef>,
}

/// Everything there is to know of one item, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemDetails {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// Enough to recognise it.
    pub reference: ItemRef,
    /// The item as it is stored.
    pub item: Item,
    /// Whether it takes part in analyses.
    pub participates: bool,
    /// Services that could be reached from it, highest tier first: what it supports.
    pub supports: SomeItems,
    /// Changes that are not over and name it, newest first.
    pub changes: Vec<ChangeLine>,
    /// What its class declares, in that order, then what else it carries.
    pub attributes: Vec<AttributeLine>,
    /// Its relationships by direction and type, outgoing first.
    pub relations: Vec<RelationGroup>,
    /// What it needs.
    pub needs: Vec<NeedLine>,
    /// What was recorded of it, newest first.
    pub history: Vec<HistoryLine>,
    /// How many records there are in its history.
    pub history_total: u64,
    /// Of an estate as a change would make it: the fields that the change makes another, as they are and would be.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub planned: BTreeMap<String, FieldChange>,
    /// The change adds it: the estate as it is does not have it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_planned: bool,
    /// Of the same estate: relationships that the change adds; they are among `relations` as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations_added: Vec<RelationshipLine>,
    /// Relationships that the estate as it is has and the change removes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations_removed: Vec<RelationshipLine>,
    /// Outages that name it: what is out first, then what is ahead, then the past, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<OutageEntry>,
}

/// Returns everything there is to know of the item that `words` mean in a generation.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::Store`].
pub fn details(engine: &Engine, generation: &Generation, words: &str) -> Result<ItemDetails, EngineError> {
    let row = find(generation, words)?;
    let page = show(engine, generation, &generation.id(row).to_string())?;
    let reference = reference(generation, row)?;
    let mut history = page.history;
    let history_total = history.len() as u64;
    history.truncate(HISTORY_MAX);
    Ok(ItemDetails {
        seq: page.seq,
        participates: page.participates,
        supports: supports(generation, row)?,
        changes: touching(engine, reference.id)?,
        attributes: attributes(generation, generation.class_number(row), &page.item, reference.tier),
        relations: grouped(page.relationships),
        needs: page.needs,
        history,
        history_total,
        planned: BTreeMap::new(),
        is_planned: false,
        relations_added: Vec::new(),
        relations_removed: Vec::new(),
        outages: page.outages,
        item: page.item,
        reference,
    })
}

/// Says of an item in the estate as a change would make it what differs from the estate as it is: its fields, and the
/// first two hundred relationships that are added and that are removed. Of an item that the change adds, all is new.
///
/// # Errors
/// [`EngineError::Estate`] never for a loaded generation.
pub fn compare_with_live(
    details: &mut ItemDetails,
    proposed: &Generation,
    live: &Generation,
) -> Result<(), EngineError> {
    let id = details.item.id;
    let (Some(row), Some(own)) = (live.row(id), proposed.row(id)) else {
        details.is_planned = true;
        return Ok(());
    };
    details.planned = fields_of_item(Some(&live.item(row)?), Some(&details.item));
    let (before, after) = (relationship_lines(live, row)?, relationship_lines(proposed, own)?);
    details.relations_added = not_among(&after, &before);
    details.relations_removed = not_among(&before, &after);
    Ok(())
}

/// Returns the relationships of one list that another does not have.
fn not_among(lines: &[RelationshipLine], others: &[RelationshipLine]) -> Vec<RelationshipLine> {
    let id = |line: &RelationshipLine| {
        (line.direction == Direction::Incoming, line.type_id.clone(), line.other.id, line.label.clone())
    };
    let others: BTreeSet<_> = others.iter().map(id).collect();
    lines.iter().filter(|line| !others.contains(&id(line))).take(RELATIONS_MAX).cloned().collect()
}

fn supports(generation: &Generation, row: u32) -> Result<SomeItems, EngineError> {
    let mut items = Vec::new();
    for row in reachable(generation.topology(), &[row]).into_iter().filter(|&row| generation.is_service(row)) {
        items.push(reference(generation, row)?);
    }
    let total = items.len() as u64;
    items.sort_by(|left, right| {
        let order = |item: &ItemRef| (item.tier.unwrap_or(u8::MAX), item.name.clone(), item.id);
        order(left).cmp(&order(right))
    });
    items.truncate(SERVICES_MAX);
    Ok(SomeItems { total, items })
}

fn attributes(generation: &Generation, class: usize, item: &Item, tier: Option<u8>) -> Vec<AttributeLine> {
    let declared = generation.catalogue().attributes_of(class);
    let line = |id: &str, definition: Option<&AttributeDefinition>| {
        let value = item.attributes.get(id);
        let is_required = |own: &AttributeDefinition| tier.is_some_and(|tier| own.required_tiers.contains(&tier));
        AttributeLine {
            id: id.to_owned(),
            definition: definition.cloned(),
            value: value.cloned(),
            text: value.map_or_else(String::new, Value::to_string),
            required: definition.is_some_and(is_required),
        }
    };
    let mut lines: Vec<AttributeLine> = declared.iter().map(|own| line(&own.id, Some(own))).collect();
    let others = item.attributes.keys().filter(|id| !declared.iter().any(|own| own.id == **id));
    lines.extend(others.map(|id| line(id, generation.catalogue().attributes().iter().find(|own| own.id == *id))));
    lines
}

fn grouped(relationships: Vec<RelationshipLine>) -> Vec<RelationGroup> {
    let mut groups: BTreeMap<(bool, String), Vec<RelationshipLine>> = BTreeMap::new();
    for line in relationships {
        groups.entry((line.direction == Direction::Incoming, line.type_id.clone())).or_default().push(line);
    }
    let group = |((is_incoming, type_id), mut lines): ((bool, String), Vec<RelationshipLine>)| {
        let order = |line: &RelationshipLine| (line.other.class.clone(), line.other.name.clone(), line.other.id);
        lines.sort_by_cached_key(order);
        let total = lines.len() as u64;
        lines.truncate(RELATIONS_MAX);
        let direction = if is_incoming { Direction::Incoming } else { Direction::Outgoing };
        RelationGroup { direction, type_id, total, lines }
    };
    groups.into_iter().map(group).collect()
}
