//! From the oracle's plain estates to a generation, through the same packed records a store would hand over.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::{Generation, Loader};
use cairn_model::catalogue::{
    ClassDefinition, Declarations, Label, MatrixEntry, Needs, RelationshipTypeDefinition, StateDefinition,
};
use cairn_model::packed::{write_item, write_relationship, write_requirement};
use cairn_model::{
    Catalogue, CiId, Edit, Item, Level, Operation, OperationStatus, Relationship, RelationshipId, Requirement,
    RequirementKey, Strength, Terms, Threshold, Value,
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

pub fn strength(strength: oracle::Strength) -> Strength {
    match strength {
        oracle::Strength::Hard => Strength::Hard,
        oracle::Strength::Degrading => Strength::Degrading,
        oracle::Strength::Soft => Strength::Soft,
        oracle::Strength::Info => Strength::Info,
    }
}

pub fn threshold(threshold: oracle::Threshold) -> Threshold {
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

/// Returns what a list of planned edits amounts to in edits of the model, against the generation it is planned on.
///
/// `names` holds every item at its place, also those the edits add: the estate that the edits leave will do. Terms of
/// a requirement stay when a row of it goes; those of a row alone go and move with it, by edits of their own: a store
/// keeps them apart from the row.
pub fn edits(names: &oracle::Estate, generation: &Generation, planned: &[oracle::StepEdit]) -> Vec<Edit> {
    let mut planner = Planner { names, generation: generation.clone(), edits: Vec::new() };
    for edit in planned {
        planner.plan(edit);
    }
    planner.edits
}

/// Returns the generation after edits that are committed together.
pub fn committed(generation: &Generation, edits: &[Edit], anew: bool) -> Generation {
    let (seq, catalogue) = (generation.seq() + 1, Arc::clone(generation.catalogue()));
    let applied = if anew {
        generation.rebuild(seq, catalogue, edits.iter()).unwrap()
    } else {
        generation.apply(seq, catalogue, edits).unwrap()
    };
    applied.stored(&vec![Some(0); edits.len()])
}

struct Planner<'a> {
    names: &'a oracle::Estate,
    /// As it is after the edits so far.
    generation: Generation,
    edits: Vec<Edit>,
}

impl Planner<'_> {
    fn push(&mut self, edit: Edit) {
        self.push_together(vec![edit]);
    }

    fn push_together(&mut self, edits: Vec<Edit>) {
        self.generation = committed(&self.generation, &edits, false);
        self.edits.extend(edits);
    }

    fn plan(&mut self, edit: &oracle::StepEdit) {
        match edit {
            oracle::StepEdit::AddItem(own) => {
                let after = Some(Box::new(item(self.names, own)));
                self.push(Edit::Item { before: None, after });
            }
            oracle::StepEdit::Retire { item } => self.set_state(ci(self.names, item), oracle::State::Retired),
            oracle::StepEdit::SetState { item, state } => self.set_state(ci(self.names, item), *state),
            oracle::StepEdit::Touch { item } => self.edit_item(ci(self.names, item), |item| {
                let version = item.attributes.get("version").and_then(Value::as_text).unwrap_or("1").to_owned();
                item.attributes.insert("version".to_owned(), Value::Text(version + ".1"));
            }),
            oracle::StepEdit::AddRelationship(row) => self.add(row),
            oracle::StepEdit::RemoveRelationship { from, type_id, to, label } => {
                let (from, to) = (ci(self.names, from), ci(self.names, to));
                let id = RelationshipId { from, label: label.clone(), to, type_id: type_id.clone() };
                self.take_terms(&id);
                let row = self.generation.relationship_row(&id).unwrap();
                let before = self.generation.relationship(row).map(Box::new);
                self.push(Edit::Relationship { before, after: None });
            }
            oracle::StepEdit::SetTerms { consumer, key, strength: own, min_up, degraded_below } => {
                let terms = Terms {
                    degraded_below: degraded_below.map(threshold),
                    min_up: min_up.map(threshold),
                    strength: own.map(strength),
                };
                self.file(ci(self.names, consumer), &self.key(key), terms);
            }
            oracle::StepEdit::Replace { old, new } => self.replace(ci(self.names, old), ci(self.names, new)),
        }
    }

    fn key(&self, key: &oracle::RequirementKey) -> RequirementKey {
        match key.clone() {
            oracle::RequirementKey::Label(label) => RequirementKey::Label(label),
            oracle::RequirementKey::Type(id) => RequirementKey::Type(id),
            oracle::RequirementKey::Alone { from, type_id, to, label } => {
                let (from, to) = (ci(self.names, &from), ci(self.names, &to));
                RequirementKey::Relationship(RelationshipId { from, label, to, type_id })
            }
        }
    }

    fn set_state(&mut self, id: CiId, state: oracle::State) {
        self.edit_item(id, |item| state.as_str().clone_into(&mut item.state));
    }

    fn edit_item(&mut self, id: CiId, edit: impl Fn(&mut Item)) {
        let before = self.generation.item(self.generation.row(id).unwrap()).unwrap();
        let mut after = before.clone();
        edit(&mut after);
        self.push(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) });
    }

    fn terms(&self, consumer: CiId, key: &RequirementKey) -> Option<Terms> {
        self.generation.terms(self.generation.row(consumer)?, key).map(|filed| filed.terms)
    }

    /// Makes these the terms of a requirement.
    fn file(&mut self, consumer: CiId, key: &RequirementKey, terms: Terms) {
        let before = self.terms(consumer, key);
        let after = Some(terms).filter(|terms| !terms.is_empty());
        if before != after {
            let requirement = |terms| Box::new(Requirement { consumer, key: key.clone(), terms });
            self.push(Edit::Requirement { before: before.map(requirement), after: after.map(requirement) });
        }
    }

    /// Adds to the terms of a requirement what it leaves open.
    fn fill(&mut self, consumer: CiId, key: &RequirementKey, terms: Terms) {
        let own = self.terms(consumer, key).unwrap_or_default();
        let filled = Terms {
            degraded_below: own.degraded_below.or(terms.degraded_below),
            min_up: own.min_up.or(terms.min_up),
            strength: own.strength.or(terms.strength),
        };
        self.file(consumer, key, filled);
    }

    /// Takes away the terms that nothing carries once this row has gone: its own, and those of a group whose last
    /// member it is. They must go before the row does; returns the row's own.
    fn take_terms(&mut self, id: &RelationshipId) -> Option<Terms> {
        let own = self.take_own_terms(id);
        let row = self.generation.relationship_row(id).unwrap();
        let (consumer_row, key) = self.generation.requirement_of(row)?;
        let consumer = self.generation.id(consumer_row);
        let around = [self.generation.outgoing(consumer_row), self.generation.incoming(consumer_row)].concat();
        let is_other_member = |other: u32| {
            let same = self.generation.requirement_of(other) == Some((consumer_row, key.clone()));
            other != row && same && !self.is_info(other)
        };
        if !around.into_iter().any(is_other_member) {
            self.file(consumer, &key, Terms::default());
        }
        own
    }

    fn take_own_terms(&mut self, id: &RelationshipId) -> Option<Terms> {
        let row = self.generation.relationship_row(id).unwrap();
        let consumer = self.generation.id(self.generation.requirement_of(row)?.0);
        let alone = RequirementKey::Relationship(id.clone());
        let terms = self.terms(consumer, &alone);
        self.file(consumer, &alone, Terms::default());
        terms
    }

    /// Returns whether a row says info itself: it is no member of the group it would be in.
    fn is_info(&self, row: u32) -> bool {
        let alone = RequirementKey::Relationship(self.generation.relationship(row).unwrap().id);
        let consumer =
            self.generation.requirement_of(row).and_then(|(consumer, _)| self.generation.terms(consumer, &alone));
        consumer.is_some_and(|filed| filed.terms.strength == Some(Strength::Info))
    }

    fn add(&mut self, row: &oracle::Relationship) {
        let after = Relationship::declared(relationship_id(self.names, row));
        self.push(Edit::Relationship { before: None, after: Some(Box::new(after)) });
        if let Some((consumer, key)) = requirement_key(self.names, row) {
            let terms = Terms {
                degraded_below: row.degraded_below.map(threshold),
                min_up: row.min_up.map(threshold),
                strength: row.strength.map(strength),
            };
            self.fill(consumer, &key, terms);
        }
    }

    fn replace(&mut self, old: CiId, new: CiId) {
        let row = self.generation.row(old).unwrap();
        let around = [self.generation.outgoing(row), self.generation.incoming(row)].concat();
        let mut rows: Vec<Relationship> =
            around.iter().map(|&row| self.generation.relationship(row).unwrap()).collect();
        // What lies between the two goes first: then a group of the new item is empty before others move into it.
        rows.sort_by_key(|row| row.id.from != new && row.id.to != new);
        let mut groups: BTreeMap<RequirementKey, Terms> = BTreeMap::new();
        for before in rows {
            if let Some((key, terms)) = self.move_row(before, old, new) {
                groups.insert(key, terms);
            }
        }
        for (key, terms) in groups {
            self.fill(new, &key, terms);
        }
        self.set_state(old, oracle::State::Retired);
    }

    /// Moves or drops one row of an item that is replaced; returns the group of the old item that the row carries
    /// over, with its terms.
    fn move_row(&mut self, before: Relationship, old: CiId, new: CiId) -> Option<(RequirementKey, Terms)> {
        let renamed = |end: CiId| if end == old { new } else { end };
        let id = RelationshipId { from: renamed(before.id.from), to: renamed(before.id.to), ..before.id.clone() };
        let moves = id.from != id.to && self.generation.relationship_row(&id).is_none();
        let row = self.generation.relationship_row(&before.id).unwrap();
        let is_info = self.is_info(row);
        let place = self.generation.requirement_of(row).map(|(consumer, key)| (self.generation.id(consumer), key));
        let group = place.clone().filter(|(_, key)| !matches!(key, RequirementKey::Relationship(_)));
        let carried = group.filter(|(consumer, _)| *consumer == old && moves && !is_info);
        let carried = carried.map(|(_, key)| (key.clone(), self.terms(old, &key).unwrap_or_default()));
        // A row that moves within the group of another consumer leaves the group as it is.
        let stays_in_group = place.as_ref().is_some_and(|(consumer, _)| *consumer != old && moves);
        let own = if stays_in_group { self.take_own_terms(&before.id) } else { self.take_terms(&before.id) };
        let after = Relationship { id: id.clone(), ..before.clone() };
        // Together: in between, the group it moves within may be without a row.
        let mut edits = vec![Edit::Relationship { before: Some(Box::new(before)), after: None }];
        if moves {
            edits.push(Edit::Relationship { before: None, after: Some(Box::new(after)) });
        }
        self.push_together(edits);
        if let (Some((consumer, _)), Some(terms), true) = (place, own, moves) {
            self.file(renamed(consumer), &RequirementKey::Relationship(id), terms);
        }
        carried
    }
}
