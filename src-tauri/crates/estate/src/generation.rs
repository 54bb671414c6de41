//! The generation itself and what may be read from it.

use std::sync::{Arc, OnceLock};

use cairn_model::packed::{ItemRow, Malformed, Reader};
use cairn_model::topology::{LayeredMap, NeedKey, Topology, VertexFacts};
use cairn_model::{
    Catalogue, CiId, Item, OperationStatus, Relationship, RelationshipId, Requirement, RequirementKey, Strength, Terms,
};

use crate::adjacency::Adjacency;
use crate::index::RowIndex;
use crate::items::{Items, Row};
use crate::load::key_name;
use crate::relationships::{RelationshipView, Relationships};

/// Why records do not make a generation. Nothing of the generation before is touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EstateError {
    /// A packed record could not be read.
    #[error("reading a record")]
    Malformed(#[from] Malformed),
    /// A record names a class, state or type that the catalogue does not have.
    #[error("record of {record}: the catalogue has no {kind} `{id}`")]
    NotInCatalogue {
        /// Which record.
        record: String,
        /// `class`, `state` or `relationship type`.
        kind: &'static str,
        /// The id looked for.
        id: String,
    },
    /// A relationship or a requirement names an item that is not there.
    #[error("{record}: there is no configuration item {end}")]
    UnknownEnd {
        /// Which record.
        record: String,
        /// The item looked for.
        end: CiId,
    },
    /// An edit changes or removes what is not there.
    #[error("an edit changes {0}, which is not there")]
    NotThere(String),
    /// An edit adds what is there already.
    #[error("an edit adds {0}, which is there already")]
    AlreadyThere(String),
    /// An edit removes an item at which relationships still end.
    #[error("an edit removes {item}, at which {relationships} relationships still end")]
    StillRelated {
        /// The item.
        item: CiId,
        /// How many relationships.
        relationships: usize,
    },
    /// The terms of a requirement would be left without a relationship that states it.
    #[error("the edits leave the terms of requirement {} of {consumer} without any relationship of it", key_name(.key))]
    TermsLeft {
        /// Who needs.
        consumer: CiId,
        /// Which of the consumer's requirements.
        key: RequirementKey,
    },
    /// More classes, states or types than a generation can number.
    #[error("the catalogue is too large for a generation")]
    CatalogueTooLarge,
}

/// Declared terms of requirements, with the page that stores them.
pub(crate) type TermsMap = LayeredMap<(Row, NeedKey), (Terms, u32)>;

/// The terms of one requirement, and where the store keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequirementTerms {
    /// What was declared.
    pub terms: Terms,
    /// The store's locator.
    pub page: u32,
}

/// Who needs whom because of a relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedOf {
    /// Who needs.
    pub consumer: Row,
    /// Who is needed.
    pub provider: Row,
    /// In which of the consumer's requirements.
    pub key: RequirementKey,
}

/// Which of its consumer's requirements, by texts of the generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyView<'g> {
    /// The relationships with this label.
    Label(&'g str),
    /// The relationships of this type without a label.
    Type(&'g str),
    /// A relationship of this type and label that stands alone between its ends.
    Alone(&'g str, Option<&'g str>),
}

/// One immutable state of an estate.
#[derive(Clone, Debug)]
pub struct Generation {
    pub(crate) seq: u64,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) items: Items,
    pub(crate) relationships: Relationships,
    pub(crate) by_id: RowIndex,
    pub(crate) by_word: OnceLock<RowIndex>,
    pub(crate) outgoing: Adjacency,
    pub(crate) incoming: Adjacency,
    pub(crate) terms: TermsMap,
    pub(crate) topology: Topology,
}

impl Generation {
    /// Returns the record no. of the last commit in this generation.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Returns the catalogue in force.
    #[must_use]
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Returns who needs whom; a vertex of the topology is a row of this generation.
    #[must_use]
    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    /// Returns the number of items.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.items.alive()
    }

    /// Returns the number of relationships.
    #[must_use]
    pub fn relationship_count(&self) -> usize {
        self.relationships.alive()
    }

    /// Returns the number of requirements with declared terms.
    #[must_use]
    pub fn requirement_count(&self) -> usize {
        self.terms.len()
    }

    /// Returns the rows of all items, ascending.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        (0..self.items.rows()).filter(|&row| self.items.is_alive(row))
    }

    /// Returns the row of the item with this id.
    #[must_use]
    pub fn row(&self, id: CiId) -> Option<Row> {
        self.by_id
            .candidates(crate::index::hash_of(&id))
            .find(|&row| self.items.id(row) == id && self.items.is_alive(row))
    }

    /// Returns the id of the item in a row.
    #[must_use]
    pub fn id(&self, row: Row) -> CiId {
        self.items.id(row)
    }

    /// Returns the dense number of the item's class in the catalogue.
    #[must_use]
    pub fn class_number(&self, row: Row) -> usize {
        self.items.class(row)
    }

    /// Returns true when the item's class is a service.
    #[must_use]
    pub fn is_service(&self, row: Row) -> bool {
        self.catalogue.classes()[self.items.class(row)].is_service
    }

    /// Returns whether the item is of a class whose items can break by themselves.
    #[must_use]
    pub fn fails_alone(&self, row: Row) -> bool {
        self.catalogue.classes()[self.items.class(row)].fails_alone
    }

    /// Returns the dense number of the item's lifecycle state in the catalogue.
    #[must_use]
    pub fn state_number(&self, row: Row) -> usize {
        self.items.state(row)
    }

    /// Returns whether the item works right now.
    #[must_use]
    pub fn status(&self, row: Row) -> OperationStatus {
        self.items.status(row)
    }

    /// Returns the store's locator of the item.
    #[must_use]
    pub fn item_page(&self, row: Row) -> u32 {
        self.items.page(row)
    }

    /// Returns the item of a row with texts borrowed and attributes unread.
    ///
    /// # Errors
    /// [`EstateError::Malformed`] never for rows of a loaded generation.
    pub fn view(&self, row: Row) -> Result<ItemRow<'_>, EstateError> {
        Ok(self.items.view(row)?)
    }

    /// Returns how many attributes the item of a row has, and a reader at the first of them.
    ///
    /// # Errors
    /// As [`Generation::view`].
    pub fn attributes(&self, row: Row) -> Result<(u64, Reader<'_>), EstateError> {
        Ok(ItemRow::attributes(self.items.record(row))?)
    }

    /// Returns the item of a row.
    ///
    /// # Errors
    /// As [`Generation::view`].
    pub fn item(&self, row: Row) -> Result<Item, EstateError> {
        Ok(self.items.item(row)?)
    }

    /// Returns the relationship rows that start from an item.
    #[must_use]
    pub fn outgoing(&self, row: Row) -> &[u32] {
        self.outgoing.of(row)
    }

    /// Returns the relationship rows that point to an item.
    #[must_use]
    pub fn incoming(&self, row: Row) -> &[u32] {
        self.incoming.of(row)
    }

    /// Returns the relationship of a row by dense numbers, or `None` when it was removed.
    #[must_use]
    pub fn relationship_view(&self, relationship: u32) -> Option<RelationshipView> {
        self.relationships.view(relationship)
    }

    /// Returns the explicit label of a relationship.
    #[must_use]
    pub fn label(&self, view: RelationshipView) -> Option<&str> {
        self.relationships.texts.text(view.label)
    }

    /// Returns the relationship of a row with every text owned, or `None` when it was removed.
    #[must_use]
    pub fn relationship(&self, relationship: u32) -> Option<Relationship> {
        let view = self.relationships.view(relationship)?;
        let type_id = &self.catalogue.relationship_types()[view.type_number].definition.id;
        Some(self.relationships.relationship(relationship, &self.items, type_id))
    }

    /// Returns the store's locator of a relationship.
    #[must_use]
    pub fn relationship_page(&self, relationship: u32) -> u32 {
        self.relationships.page(relationship)
    }

    /// Returns the row of the relationship with this identity; cost: the
    /// relationships at the less connected of its ends.
    #[must_use]
    pub fn relationship_row(&self, id: &RelationshipId) -> Option<u32> {
        let (from, to) = (self.row(id.from)?, self.row(id.to)?);
        let type_number = self.catalogue.type_number(&id.type_id)?;
        let label = self.relationships.texts.find(id.label.as_deref().unwrap_or(""))?;
        let wanted = RelationshipView { from, to, type_number, label };
        let (outgoing, incoming) = (self.outgoing.of(from), self.incoming.of(to));
        let around = if outgoing.len() <= incoming.len() { outgoing } else { incoming };
        around.iter().copied().find(|&row| self.relationships.view(row) == Some(wanted))
    }

    /// Returns the declared terms of a requirement.
    #[must_use]
    pub fn terms(&self, consumer: Row, key: &RequirementKey) -> Option<RequirementTerms> {
        let key = self.need_key(key)?;
        self.terms.get(&(consumer, key)).map(|&(terms, page)| RequirementTerms { terms, page })
    }

    /// Returns every requirement with declared terms, in no particular order.
    pub fn requirements(&self) -> impl Iterator<Item = Requirement> + '_ {
        self.terms.iter().filter_map(|(&(consumer, key), &(terms, _))| {
            Some(Requirement { consumer: self.id(consumer), key: self.requirement_key(key)?, terms })
        })
    }

    /// Returns the key of the requirement that a relationship belongs to, and its consumer, or `None` when its type
    /// needs neither end.
    #[must_use]
    pub fn requirement_of(&self, relationship: u32) -> Option<(Row, RequirementKey)> {
        let view = self.relationships.view(relationship)?;
        let (consumer, _) = crate::load::direction(&self.catalogue, view)?;
        let key = match crate::load::need_key(&self.catalogue, &self.relationships, relationship, view) {
            NeedKey::Label(label) => RequirementKey::Label(self.relationships.texts.text(label)?.to_owned()),
            NeedKey::Type(type_number) => {
                let definition = &self.catalogue.relationship_types()[type_number as usize].definition;
                RequirementKey::Type(definition.id.clone())
            }
            NeedKey::Alone(row) => RequirementKey::Relationship(self.relationship(row)?.id),
        };
        Some((consumer, key))
    }

    /// Returns who needs whom because of a relationship, and in which of the consumer's requirements; `None` when the
    /// relationship is not in the graph: its type needs neither end, or it is of strength info.
    #[must_use]
    pub fn need_of(&self, relationship: u32) -> Option<NeedOf> {
        let view = self.relationships.view(relationship)?;
        let need = crate::load::need(self, relationship, view)?;
        let strength = crate::load::terms_of(self, need.consumer, need.key).strength.unwrap_or(need.strength);
        let key = match need.key {
            NeedKey::Alone(row) => RequirementKey::Relationship(self.relationship(row)?.id),
            _ => self.requirement_of(relationship)?.1,
        };
        let need = NeedOf { consumer: need.consumer, provider: need.provider, key };
        (strength != Strength::Info).then_some(need)
    }

    /// Returns which of its consumer's requirements a member relationship of the topology states. One that says info
    /// itself is in no topology, so nobody has to ask.
    #[must_use]
    pub fn key_of_member(&self, relationship: u32) -> Option<KeyView<'_>> {
        let view = self.relationships.view(relationship)?;
        let types = self.catalogue.relationship_types();
        let text = |label| self.relationships.texts.text(label);
        Some(match crate::load::need_key(&self.catalogue, &self.relationships, relationship, view) {
            NeedKey::Label(label) => KeyView::Label(text(label)?),
            NeedKey::Type(number) => KeyView::Type(&types[number as usize].definition.id),
            NeedKey::Alone(_) => KeyView::Alone(&types[view.type_number].definition.id, text(view.label)),
        })
    }

    /// Returns what was declared of the requirement that a member relationship of the topology states.
    #[must_use]
    pub fn terms_of_member(&self, consumer: Row, relationship: u32) -> Terms {
        let Some(view) = self.relationships.view(relationship) else { return Terms::default() };
        let key = crate::load::need_key(&self.catalogue, &self.relationships, relationship, view);
        crate::load::terms_of(self, consumer, key)
    }

    pub(crate) fn need_key(&self, key: &RequirementKey) -> Option<NeedKey> {
        Some(match key {
            RequirementKey::Label(label) => NeedKey::Label(self.relationships.texts.find(label)?),
            RequirementKey::Type(id) => NeedKey::Type(u32::try_from(self.catalogue.type_number(id)?).ok()?),
            RequirementKey::Relationship(id) => NeedKey::Alone(self.relationship_row(id)?),
        })
    }

    pub(crate) fn vertex_facts(catalogue: &Catalogue, items: &Items, row: Row) -> VertexFacts {
        if !items.is_alive(row) {
            return VertexFacts::default();
        }
        let participates = catalogue.states()[items.state(row)].participates;
        VertexFacts {
            participates,
            context: if participates { items.status(row).level() } else { cairn_model::Level::Unaffected },
        }
    }
}
