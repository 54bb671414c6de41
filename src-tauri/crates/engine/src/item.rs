//! Finding, listing and describing configuration items.

use std::collections::BTreeMap;

use cairn_estate::{Filter, Generation, Lookup, Row};
use cairn_model::catalogue::Needs;
use cairn_model::impact::{ItemRef, RequirementView};
use cairn_model::topology::RequirementIndex;
use cairn_model::{
    Catalogue, CommitKind, Confidence, Edit, Item, OperationStatus, Relationship, Requirement, RequirementKey,
    Timestamp, Value,
};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::outage::{OutageEntry, outages_of_item};

/// How many candidates an ambiguous answer names.
const CANDIDATES_MAX: usize = 10;

/// Returns the row of the item that `words` mean: key, id, source id or unique name.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`].
pub fn find(generation: &Generation, words: &str) -> Result<Row, EngineError> {
    match generation.lookup(words) {
        Lookup::Found(row) => Ok(row),
        Lookup::Missing => Err(EngineError::NoSuchItem { words: words.to_owned() }),
        Lookup::Ambiguous(rows) => {
            let mut candidates = Vec::new();
            for &row in rows.iter().take(CANDIDATES_MAX) {
                let item = reference(generation, row)?;
                candidates.push(format!("{} {} ({})", item.key, item.name, item.class));
            }
            Err(EngineError::AmbiguousItem { words: words.to_owned(), candidates, count: rows.len() })
        }
    }
}

/// Returns enough of the item in a row to recognise it.
///
/// # Errors
/// [`EngineError::Estate`] never for rows of a loaded generation.
pub fn reference(generation: &Generation, row: Row) -> Result<ItemRef, EngineError> {
    let view = generation.view(row)?;
    let mut attributes = view.attributes.clone();
    let mut tier = None;
    for _ in 0..view.attribute_count {
        let name = attributes.text().map_err(cairn_estate::EstateError::from)?;
        if name == "tier" {
            let value = attributes.value().map_err(cairn_estate::EstateError::from)?;
            tier = tier_of(&value);
            break;
        }
        attributes.value_bytes().map_err(cairn_estate::EstateError::from)?;
    }
    Ok(ItemRef {
        id: view.id,
        source_id: view.source_id.map(str::to_owned),
        key: view.key.to_owned(),
        class: view.class.to_owned(),
        name: view.name.to_owned(),
        is_service: generation.is_service(row),
        tier,
    })
}

/// Returns enough of an item to recognise it, as [`reference`] does, of one that no generation in hand has.
pub(crate) fn reference_of(item: &Item, catalogue: &Catalogue) -> ItemRef {
    ItemRef {
        id: item.id,
        source_id: item.source_id.clone(),
        key: item.key.clone(),
        class: item.class.clone(),
        name: item.name.clone(),
        is_service: catalogue.class(&item.class).is_some_and(|class| class.is_service),
        tier: item.attributes.get("tier").and_then(tier_of),
    }
}

/// Returns the tier that a value says.
pub(crate) fn tier_of(value: &Value) -> Option<u8> {
    match value {
        Value::Integer(tier) => u8::try_from(*tier).ok(),
        Value::Text(tier) => tier.parse().ok(),
        _ => None,
    }
}

/// One line of a list of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemLine {
    /// Which item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its lifecycle state.
    pub state: String,
    /// Whether it works right now.
    pub operation: OperationStatus,
}

/// A window of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemWindow {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// How many items the filter selects.
    pub total: u64,
    /// Where the window starts, from 0.
    pub offset: u64,
    /// The items of the window, in the order in which they came into the estate.
    pub items: Vec<ItemLine>,
}

/// Returns a window of the items that a filter selects.
///
/// # Errors
/// [`EngineError::Filter`] when the filter cannot be read or names what the estate does not know.
pub fn list(generation: &Generation, filter: &str, offset: usize, limit: usize) -> Result<ItemWindow, EngineError> {
    let rows = generation.select(&Filter::parse(filter)?)?;
    let mut items = Vec::new();
    for &row in rows.iter().skip(offset).take(limit) {
        items.push(line(generation, row)?);
    }
    Ok(ItemWindow { seq: generation.seq(), total: rows.len() as u64, offset: offset as u64, items })
}

fn line(generation: &Generation, row: Row) -> Result<ItemLine, EngineError> {
    Ok(ItemLine {
        item: reference(generation, row)?,
        state: generation.catalogue().states()[generation.state_number(row)].id.clone(),
        operation: generation.status(row),
    })
}

/// Which way a relationship is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the item described to the other.
    Outgoing,
    /// From the other to the item described.
    Incoming,
}

/// A relationship of the item described.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RelationshipLine {
    /// Which way it is read.
    pub direction: Direction,
    /// The id of its type.
    #[serde(rename = "type")]
    pub type_id: String,
    /// The item at the other end.
    pub other: ItemRef,
    /// Its explicit label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether the item described needs the other one.
    pub needs_other: bool,
    /// How far it may be trusted.
    pub confidence: Confidence,
    /// When it was last compared with reality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Timestamp>,
    /// Which system says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A requirement of the item described.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NeedLine {
    /// Which requirement.
    #[serde(flatten)]
    pub requirement: RequirementView,
    /// Its members.
    pub members: Vec<ItemRef>,
}

/// One recorded edit of the item described.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HistoryLine {
    /// The record no.
    pub seq: u64,
    /// Why.
    pub kind: CommitKind,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who, as asserted.
    pub actor: String,
    /// Why, in the words of who made it.
    pub reason: String,
    /// The same where the product wrote it, in the language of a screen; filled in by who knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// The change that authorised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Field by field: what it was before and is after.
    pub fields: BTreeMap<String, FieldChange>,
}

/// What one field was before and is after; absent means no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldChange {
    /// Before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// After.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Everything there is to know of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemPage {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The item.
    pub item: Item,
    /// Whether its class is a service.
    pub is_service: bool,
    /// Whether it takes part in analyses.
    pub participates: bool,
    /// Its relationships, outgoing first.
    pub relationships: Vec<RelationshipLine>,
    /// What it needs.
    pub needs: Vec<NeedLine>,
    /// What was recorded of it, newest first.
    pub history: Vec<HistoryLine>,
    /// Outages that name it, as they were recorded by then: what is out first, then what is ahead, then the past.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<OutageEntry>,
}

/// Returns everything there is to know of the item that `words` mean in a generation, which may be one of the past:
/// its history then ends at that record.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::Store`].
pub fn show(engine: &Engine, generation: &Generation, words: &str) -> Result<ItemPage, EngineError> {
    let row = find(generation, words)?;
    let relationships = relationship_lines(generation, row)?;
    let mut needs = Vec::new();
    for requirement in generation.topology().requirements_of(row) {
        let members = generation.topology().members(requirement);
        needs.push(NeedLine {
            requirement: requirement_view(generation, requirement),
            members: members.iter().map(|&member| reference(generation, member)).collect::<Result<_, _>>()?,
        });
    }
    let mut history = Vec::new();
    for (commit, edit) in engine.item_history(generation.id(row), generation.seq())?.into_iter().rev() {
        history.push(HistoryLine {
            seq: commit.seq,
            kind: commit.kind,
            recorded_at: commit.recorded_at,
            actor: commit.actor,
            reason: commit.reason,
            said: None,
            change: commit.change,
            fields: field_changes(&edit),
        });
    }
    Ok(ItemPage {
        seq: generation.seq(),
        item: generation.item(row)?,
        is_service: generation.is_service(row),
        participates: generation.topology().vertex(row).participates,
        relationships,
        needs,
        history,
        outages: outages_of_item(engine, generation, generation.id(row))?,
    })
}

/// Returns the relationships of an item, outgoing first.
pub(crate) fn relationship_lines(generation: &Generation, row: Row) -> Result<Vec<RelationshipLine>, EngineError> {
    let mut lines = Vec::new();
    for (direction, rows) in
        [(Direction::Outgoing, generation.outgoing(row)), (Direction::Incoming, generation.incoming(row))]
    {
        for &relationship in rows {
            lines.extend(relationship_line(generation, relationship, direction)?);
        }
    }
    Ok(lines)
}

fn relationship_line(
    generation: &Generation,
    relationship: u32,
    direction: Direction,
) -> Result<Option<RelationshipLine>, EngineError> {
    let (Some(view), Some(own)) = (generation.relationship_view(relationship), generation.relationship(relationship))
    else {
        return Ok(None);
    };
    let definition = &generation.catalogue().relationship_types()[view.type_number].definition;
    let (other, needing) = match direction {
        Direction::Outgoing => (view.to, Needs::Source),
        Direction::Incoming => (view.from, Needs::Target),
    };
    Ok(Some(RelationshipLine {
        direction,
        type_id: definition.id.clone(),
        other: reference(generation, other)?,
        label: own.id.label,
        needs_other: definition.needs == needing,
        confidence: own.confidence,
        verified_at: own.verified_at,
        source: own.source,
    }))
}

/// Returns a requirement in words of the model.
pub(crate) fn requirement_view(generation: &Generation, requirement: RequirementIndex) -> RequirementView {
    let topology = generation.topology();
    let facts = topology.requirement(requirement);
    let first = topology.member_relationships(requirement).first();
    let name = match first.and_then(|&relationship| generation.requirement_of(relationship)) {
        Some((_, RequirementKey::Label(label))) => label,
        Some((_, RequirementKey::Type(id))) => format!("@{id}"),
        Some((_, RequirementKey::Relationship(id))) => id.type_id,
        None => String::new(),
    };
    RequirementView { name, strength: facts.strength, n: facts.n, k: facts.k, q: facts.q, assumed: facts.assumed }
}

fn field_changes(edit: &Edit) -> BTreeMap<String, FieldChange> {
    match edit {
        Edit::Item { before, after } => fields_of_item(before.as_deref(), after.as_deref()),
        _ => BTreeMap::new(),
    }
}

/// Returns field by field what became of an item; fields that stayed are left out.
pub(crate) fn fields_of_item(before: Option<&Item>, after: Option<&Item>) -> BTreeMap<String, FieldChange> {
    compared(before.map(item_fields), after.map(item_fields))
}

/// Returns field by field what became of a relationship; its identity is no field.
pub(crate) fn fields_of_relationship(
    before: Option<&Relationship>,
    after: Option<&Relationship>,
) -> BTreeMap<String, FieldChange> {
    compared(before.map(relationship_fields), after.map(relationship_fields))
}

/// Returns field by field what became of the terms of a requirement.
pub(crate) fn fields_of_terms(
    before: Option<&Requirement>,
    after: Option<&Requirement>,
) -> BTreeMap<String, FieldChange> {
    let fields = |requirement: &Requirement| {
        let terms = &requirement.terms;
        present([
            ("strength", terms.strength.map(|strength| strength.id().to_owned())),
            ("min_up", terms.min_up.map(|min_up| min_up.to_string())),
            ("degraded_below", terms.degraded_below.map(|degraded_below| degraded_below.to_string())),
        ])
    };
    compared(before.map(fields), after.map(fields))
}

/// Names and values of fields that have one.
type Fields = Vec<(String, String)>;

fn compared(before: Option<Fields>, after: Option<Fields>) -> BTreeMap<String, FieldChange> {
    let mut changes: BTreeMap<String, FieldChange> = BTreeMap::new();
    for (fields, is_after) in [(before, false), (after, true)] {
        for (field, value) in fields.into_iter().flatten() {
            let change = changes.entry(field).or_insert(FieldChange { before: None, after: None });
            if is_after {
                change.after = Some(value);
            } else {
                change.before = Some(value);
            }
        }
    }
    changes.retain(|_, change| change.before != change.after);
    changes
}

fn present<const N: usize>(fields: [(&str, Option<String>); N]) -> Fields {
    fields.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?))).collect()
}

fn item_fields(item: &Item) -> Fields {
    let operation = &item.operation;
    let mut fields: Fields = item.attributes.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    fields.extend(present([
        ("name", Some(item.name.clone())),
        ("class", Some(item.class.clone())),
        ("state", Some(item.state.clone())),
        ("key", Some(item.key.clone())),
        ("source", item.source.clone()),
        ("source_id", item.source_id.clone()),
        ("operation", Some(operation.status.id().to_owned())),
        ("operation_reason", operation.reason.clone()),
        ("operation_record", operation.record.clone()),
        ("operation_since", operation.since.map(|since| since.to_string())),
        ("operation_expected_end", operation.expected_end.map(|end| end.to_string())),
        ("verified_at", item.verified_at.map(|moment| moment.to_string())),
        ("verified_by", item.verified_by.clone()),
    ]));
    fields
}

fn relationship_fields(own: &Relationship) -> Fields {
    present([
        ("confidence", Some(own.confidence.id().to_owned())),
        ("source", own.source.clone()),
        ("valid_from", own.valid_from.map(|moment| moment.to_string())),
        ("valid_to", own.valid_to.map(|moment| moment.to_string())),
        ("verified_at", own.verified_at.map(|moment| moment.to_string())),
        ("verified_by", own.verified_by.clone()),
    ])
}
