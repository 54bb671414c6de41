//! From packed records to a generation.

use std::sync::{Arc, OnceLock};

use cairn_model::catalogue::Needs;
use cairn_model::packed::{ItemRow, RelationshipRow, read_requirement};
use cairn_model::requirement::ALONE_LABEL;
use cairn_model::topology::{Need, NeedKey, Topology, build};
use cairn_model::{Catalogue, CiId, Requirement, RequirementKey, Strength, Terms};

use crate::adjacency::Adjacency;
use crate::generation::{EstateError, Generation, TermsMap};
use crate::index::{RowIndex, hash_of};
use crate::items::{Facts, Items, Row};
use crate::relationships::{NO_TEXT, RelationshipView, Relationships};
use crate::runs::Runs;

/// Takes packed records and makes the first generation of them: items first, then relationships, then requirements.
#[derive(Debug)]
pub struct Loader {
    catalogue: Arc<Catalogue>,
    items: Items,
    relationships: Relationships,
    by_id: Option<RowIndex>,
    /// Made with the index by id; `None` when ids do not follow one another.
    runs: Option<Runs>,
    requirements: Vec<(Requirement, u32)>,
    /// Relationships of one source stand together: most look-ups repeat the last.
    last_end: Option<(CiId, Row)>,
}

impl Loader {
    /// Returns a loader without records.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>) -> Self {
        Loader {
            catalogue,
            items: Items::default(),
            relationships: Relationships::default(),
            by_id: None,
            runs: None,
            requirements: Vec::new(),
            last_end: None,
        }
    }

    /// Takes an item that the store keeps in `page`.
    ///
    /// # Errors
    /// [`EstateError`] when the record cannot be read or names what the catalogue does not have.
    pub fn item(&mut self, page: u32, record: &[u8]) -> Result<(), EstateError> {
        let facts = item_facts(&self.catalogue, page, record)?;
        self.items.push(facts, record);
        Ok(())
    }

    /// Takes a relationship that the store keeps in `page`.
    ///
    /// # Errors
    /// As [`Loader::item`], and when an end is unknown.
    pub fn relationship(&mut self, page: u32, record: &[u8]) -> Result<(), EstateError> {
        let row = RelationshipRow::read(record)?;
        let (from, to) = (self.end(&row, row.from)?, self.end(&row, row.to)?);
        let type_number = type_number(&self.catalogue, &row)?;
        self.relationships.push(from, to, type_number, &row, page);
        Ok(())
    }

    /// Takes the declared terms of a requirement that the store keeps in `page`.
    ///
    /// # Errors
    /// As [`Loader::item`].
    pub fn requirement(&mut self, page: u32, record: &[u8]) -> Result<(), EstateError> {
        self.requirements.push((read_requirement(record)?, page));
        Ok(())
    }

    pub(crate) fn requirement_count(&self) -> usize {
        self.requirements.len()
    }

    fn end(&mut self, row: &RelationshipRow<'_>, id: CiId) -> Result<Row, EstateError> {
        if let Some((last, row)) = self.last_end.filter(|(last, _)| *last == id) {
            debug_assert_eq!(last, id);
            return Ok(row);
        }
        let items = &self.items;
        let by_id = self.by_id.get_or_insert_with(|| {
            self.runs = Runs::of(items);
            id_index(items)
        });
        let found = match &self.runs {
            Some(runs) => runs.row(id),
            None => by_id.candidates(hash_of(&id)).find(|&row| items.id(row) == id),
        };
        let Some(found) = found else {
            return Err(EstateError::UnknownEnd { record: relationship_name(row), end: id });
        };
        if id == row.from {
            self.last_end = Some((id, found));
        }
        Ok(found)
    }

    /// Returns the generation of everything taken, as of record no. `seq`.
    ///
    /// # Errors
    /// [`EstateError`] when a requirement names what is not there.
    pub fn finish(mut self, seq: u64) -> Result<Generation, EstateError> {
        self.items.shrink();
        let by_id = self.by_id.take().unwrap_or_else(|| id_index(&self.items));
        let rows = self.items.rows();
        let relationships = &self.relationships;
        let (outgoing, incoming) = std::thread::scope(|scope| {
            let outgoing =
                scope.spawn(|| Adjacency::build(rows, relationships.ends().map(|ends| ends.map(|(from, _)| from))));
            let incoming = Adjacency::build(rows, relationships.ends().map(|ends| ends.map(|(_, to)| to)));
            match outgoing.join() {
                Ok(outgoing) => (outgoing, incoming),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        let mut generation = Generation {
            seq,
            catalogue: self.catalogue,
            items: self.items,
            relationships: self.relationships,
            by_id,
            by_word: OnceLock::new(),
            outgoing,
            incoming,
            terms: TermsMap::default(),
            topology: Topology::default(),
        };
        for (requirement, page) in self.requirements {
            let place = generation.requirement_place(&requirement)?;
            generation.terms.insert(place, (requirement.terms, page));
        }
        generation.topology = topology(&generation);
        Ok(generation)
    }
}

impl Generation {
    /// Returns where the terms of a requirement are filed.
    pub(crate) fn requirement_place(&self, requirement: &Requirement) -> Result<(Row, NeedKey), EstateError> {
        let record = || format!("requirement {:?} of {}", requirement.key, requirement.consumer);
        let consumer = self
            .row(requirement.consumer)
            .ok_or_else(|| EstateError::UnknownEnd { record: record(), end: requirement.consumer })?;
        let key = self.need_key(&requirement.key).ok_or_else(|| EstateError::NotThere(record()))?;
        Ok((consumer, key))
    }
}

pub(crate) fn id_index(items: &Items) -> RowIndex {
    let mut entries = Vec::with_capacity(items.alive());
    entries.extend((0..items.rows()).filter(|&row| items.is_alive(row)).map(|row| (hash_of(&items.id(row)), row)));
    RowIndex::build(&entries)
}

pub(crate) fn item_facts(catalogue: &Catalogue, page: u32, record: &[u8]) -> Result<Facts, EstateError> {
    let row = ItemRow::read(record)?;
    let missing = |kind, id: &str| EstateError::NotInCatalogue { record: row.key.to_owned(), kind, id: id.to_owned() };
    let class = catalogue.class_number(row.class).ok_or_else(|| missing("class", row.class))?;
    let state = catalogue.state_number(row.state).ok_or_else(|| missing("state", row.state))?;
    Ok(Facts {
        id: row.id,
        class: u16::try_from(class).map_err(|_| EstateError::CatalogueTooLarge)?,
        state: u8::try_from(state).map_err(|_| EstateError::CatalogueTooLarge)?,
        status: row.operation.status,
        page,
    })
}

pub(crate) fn type_number(catalogue: &Catalogue, row: &RelationshipRow<'_>) -> Result<u16, EstateError> {
    let number = catalogue.type_number(row.type_id).ok_or_else(|| EstateError::NotInCatalogue {
        record: relationship_name(row),
        kind: "relationship type",
        id: row.type_id.to_owned(),
    })?;
    u16::try_from(number).map_err(|_| EstateError::CatalogueTooLarge)
}

pub(crate) fn relationship_name(row: &RelationshipRow<'_>) -> String {
    format!("relationship {} {} {}", row.from, row.type_id, row.to)
}

/// Returns consumer and provider of a relationship, or `None` when its type needs neither end.
pub(crate) fn direction(catalogue: &Catalogue, view: RelationshipView) -> Option<(Row, Row)> {
    match catalogue.relationship_types()[view.type_number].definition.needs {
        Needs::Source => Some((view.from, view.to)),
        Needs::Target => Some((view.to, view.from)),
        Needs::None => None,
    }
}

/// Returns which of its consumer's requirements a relationship belongs to (IMPACT 1).
pub(crate) fn need_key(
    catalogue: &Catalogue,
    relationships: &Relationships,
    row: u32,
    view: RelationshipView,
) -> NeedKey {
    match relationships.texts.text(view.label) {
        Some(ALONE_LABEL) => NeedKey::Alone(row),
        Some(_) => NeedKey::Label(view.label),
        None if catalogue.relationship_types()[view.type_number].definition.groups => {
            NeedKey::Type(u32::try_from(view.type_number).unwrap_or(NO_TEXT))
        }
        None => NeedKey::Alone(row),
    }
}

/// Returns the need that a relationship states, or `None` when its type needs neither end.
pub(crate) fn need(generation: &Generation, row: u32, view: RelationshipView) -> Option<Need> {
    let catalogue = &generation.catalogue;
    let (consumer, provider) = direction(catalogue, view)?;
    let items = &generation.items;
    // The matrix may give the pair another strength; a pair it does not allow keeps the type's own.
    let strength = catalogue
        .strength(view.type_number, items.class(view.from), items.class(view.to))
        .unwrap_or(catalogue.relationship_types()[view.type_number].definition.strength);
    // One relationship of a group may be declared info (an out-of-band uplink): it leaves the graph, not the group.
    let alone = NeedKey::Alone(row);
    let key = need_key(catalogue, &generation.relationships, row, view);
    let is_out = || terms_of(generation, consumer, alone).strength == Some(Strength::Info);
    let key = if key != alone && is_out() { alone } else { key };
    Some(Need { consumer, provider, relationship: row, key, strength })
}

/// Returns the topology of a whole generation.
pub(crate) fn topology(generation: &Generation) -> Topology {
    let items = &generation.items;
    let facts: Vec<_> =
        (0..items.rows()).map(|row| Generation::vertex_facts(&generation.catalogue, items, row)).collect();
    let terms = |consumer, key| terms_of(generation, consumer, key);
    let stated = (0..generation.relationships.rows())
        .filter_map(|row| need(generation, row, generation.relationships.view(row)?))
        // An info need without declared terms never enters the graph; leaving it out here keeps the base small.
        .filter(|need| need.strength != Strength::Info || terms(need.consumer, need.key).strength.is_some());
    let mut needs = Vec::with_capacity(generation.relationships.alive());
    needs.extend(stated);
    build(&facts, needs, &terms)
}

pub(crate) fn terms_of(generation: &Generation, consumer: Row, key: NeedKey) -> Terms {
    generation.terms.get(&(consumer, key)).map_or_else(Terms::default, |(terms, _)| *terms)
}

/// Returns the key of a requirement for messages.
pub(crate) fn key_name(key: &RequirementKey) -> String {
    match key {
        RequirementKey::Label(label) => label.clone(),
        RequirementKey::Type(id) => format!("@{id}"),
        RequirementKey::Relationship(id) => format!("{} {} {}", id.from, id.type_id, id.to),
    }
}
