//! From the oracle's plain estates to a generation, through the same packed records a store would hand over.

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::{Generation, Loader};
use cairn_model::catalogue::{
    ClassDefinition, Declarations, Label, MatrixEntry, Needs, RelationshipTypeDefinition, StateDefinition,
};
use cairn_model::packed::{write_item, write_relationship, write_requirement};
use cairn_model::{
    Catalogue, CiId, Edit, Item, Level, Operation, OperationStatus, Relationship, RelationshipId, Requirement,
    RequirementKey, Strength, Terms, Threshold,
};
use cairn_testkit::oracle;

/// Returns the id under which the n-th item of an oracle's estate is filed.
pub fn ci(estate: &oracle::Estate, id: &str) -> CiId {
    CiId(1 + estate.items.iter().position(|item| item.id == id).unwrap() as u128)
}

pub fn level(level: oracle::Level) -> Level {
    match level {
        oracle::Level::Unaffected => Level::Unaffected,
        oracle::Level::AtRisk => Level::AtRisk,
        oracle::Level::Degraded => Level::Degraded,
        oracle::Level::Down => Level::Down,
    }
}

fn strength(strength: oracle::Strength) -> Strength {
    match strength {
        oracle::Strength::Hard => Strength::Hard,
        oracle::Strength::Degrading => Strength::Degrading,
        oracle::Strength::Soft => Strength::Soft,
        oracle::Strength::Info => Strength::Info,
    }
}

fn threshold(threshold: oracle::Threshold) -> Threshold {
    match threshold {
        oracle::Threshold::Count(count) => Threshold::Count(count),
        oracle::Threshold::Percent(share) => Threshold::Percent(share),
    }
}

pub fn catalogue(estate: &oracle::Estate) -> Arc<Catalogue> {
    let states = oracle::State::ALL.iter().map(|state| StateDefinition {
        id: state.as_str().to_owned(),
        participates: state.participates(),
        flagged: false,
        label: Label::same(state.as_str()),
        next: Vec::new(),
    });
    let class = |id: &str, is_service| ClassDefinition {
        id: id.to_owned(),
        parent: None,
        is_abstract: false,
        is_service: Some(is_service),
        fails_alone: Some(true),
        key_prefix: id.to_uppercase(),
        label: Label::same(id),
        aliases: Vec::new(),
        identity: Vec::new(),
        attributes: Vec::new(),
        learned: false,
    };
    let types = estate.types.iter().map(|kind| RelationshipTypeDefinition {
        id: kind.id.clone(),
        label: Label::same(&kind.id),
        inverse: Label::same(&format!("{} inverse", kind.id)),
        needs: match kind.needs {
            oracle::Needs::Source => Needs::Source,
            oracle::Needs::Target => Needs::Target,
            oracle::Needs::None => Needs::None,
        },
        strength: strength(kind.strength),
        groups: kind.groups,
        ask_k: false,
        proposed_k: None,
        customers: false,
        documents: false,
        matrix: vec![MatrixEntry { from: "any".to_owned(), to: "any".to_owned(), strength: None }],
        learned: false,
    });
    let declarations = Declarations {
        states: states.collect(),
        classes: vec![class("service", true), class("thing", false)],
        relationship_types: types.collect(),
        ..Declarations::default()
    };
    Arc::new(declarations.resolve().unwrap())
}

pub fn item(estate: &oracle::Estate, item: &oracle::Item) -> Item {
    let status = match item.operation {
        oracle::Operation::InService => OperationStatus::InService,
        oracle::Operation::Degraded => OperationStatus::Degraded,
        oracle::Operation::OutOfService => OperationStatus::OutOfService,
    };
    Item {
        attributes: BTreeMap::new(),
        class: if item.is_service { "service" } else { "thing" }.to_owned(),
        id: ci(estate, &item.id),
        key: item.id.to_uppercase(),
        name: format!("The {}", item.id),
        operation: Operation { status, ..Operation::default() },
        source: Some("test".to_owned()),
        source_id: Some(item.id.clone()),
        state: item.state.as_str().to_owned(),
        verified_at: None,
        verified_by: None,
    }
}

pub fn relationship_id(estate: &oracle::Estate, row: &oracle::Relationship) -> RelationshipId {
    RelationshipId {
        from: ci(estate, &row.from),
        label: row.label.clone(),
        to: ci(estate, &row.to),
        type_id: row.type_id.clone(),
    }
}

/// Returns the requirement a row belongs to, by the same words as the definition; `info` stays with its own row.
pub fn requirement_key(estate: &oracle::Estate, row: &oracle::Relationship) -> Option<(CiId, RequirementKey)> {
    let kind = estate.types.iter().find(|kind| kind.id == row.type_id)?;
    let consumer = match kind.needs {
        oracle::Needs::Source => &row.from,
        oracle::Needs::Target => &row.to,
        oracle::Needs::None => return None,
    };
    let alone = RequirementKey::Relationship(relationship_id(estate, row));
    let key = match row.label.as_deref() {
        _ if row.strength == Some(oracle::Strength::Info) => alone,
        Some("-") => alone,
        Some(label) => RequirementKey::Label(label.to_owned()),
        None if kind.groups => RequirementKey::Type(kind.id.clone()),
        None => alone,
    };
    Some((ci(estate, consumer), key))
}

pub fn requirements(estate: &oracle::Estate) -> Vec<Requirement> {
    let mut declared: BTreeMap<(CiId, RequirementKey), Terms> = BTreeMap::new();
    for row in &estate.relationships {
        if let Some(place) = requirement_key(estate, row) {
            let terms = declared.entry(place).or_default();
            terms.strength = terms.strength.or(row.strength.map(strength));
            terms.min_up = terms.min_up.or(row.min_up.map(threshold));
            terms.degraded_below = terms.degraded_below.or(row.degraded_below.map(threshold));
        }
    }
    let declared = declared.into_iter().filter(|(_, terms)| !terms.is_empty());
    declared.map(|((consumer, key), terms)| Requirement { consumer, key, terms }).collect()
}

/// Returns the estate as one generation.
pub fn generation(estate: &oracle::Estate) -> Generation {
    let mut loader = Loader::new(catalogue(estate));
    let mut record = Vec::new();
    for own in &estate.items {
        record.clear();
        write_item(&mut record, &item(estate, own));
        loader.item(0, &record).unwrap();
    }
    for row in &estate.relationships {
        record.clear();
        write_relationship(&mut record, &Relationship::declared(relationship_id(estate, row)));
        loader.relationship(0, &record).unwrap();
    }
    for requirement in requirements(estate) {
        record.clear();
        write_requirement(&mut record, &requirement);
        loader.requirement(0, &record).unwrap();
    }
    loader.finish(1).unwrap()
}

/// Returns the same generation, reached by edits from an empty one in several commits: patched, or loaded anew.
pub fn generation_by_edits(estate: &oracle::Estate, per_commit: usize, anew: bool) -> Generation {
    let mut edits: Vec<Edit> = Vec::new();
    // Items come in as plain live ones first and get their state and operation by later edits.
    for own in &estate.items {
        let after = item(estate, own);
        let before = Item { state: "live".to_owned(), operation: Operation::default(), ..after.clone() };
        edits.push(Edit::Item { before: None, after: Some(Box::new(before.clone())) });
        edits.push(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) });
    }
    for row in &estate.relationships {
        let relationship = Box::new(Relationship::declared(relationship_id(estate, row)));
        let add = Edit::Relationship { before: None, after: Some(relationship) };
        edits.extend([add.clone(), add.clone().inverse(), add]);
    }
    for requirement in requirements(estate) {
        edits.push(Edit::Requirement { before: None, after: Some(Box::new(requirement)) });
    }
    // State edits last, so that neighbours have to be wired anew.
    let (mut first, mut last): (Vec<Edit>, Vec<Edit>) =
        edits.into_iter().partition(|edit| !matches!(edit, Edit::Item { before: Some(_), .. }));
    first.append(&mut last);
    let catalogue = catalogue(estate);
    let empty = Loader::new(Arc::clone(&catalogue)).finish(0).unwrap();
    first.chunks(per_commit.max(1)).fold(empty, |generation, edits| {
        let seq = generation.seq() + 1;
        if anew {
            let next = generation.rebuild(seq, Arc::clone(&catalogue), edits.iter()).unwrap();
            return next.stored(&vec![Some(0); edits.len()]);
        }
        generation.apply(seq, Arc::clone(&catalogue), edits).unwrap().stored(&vec![Some(0); edits.len()])
    })
}
