//! The records that the edits of one step touch, as they were and as the edits so far leave them.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_model::catalogue::Needs;
use cairn_model::requirement::ALONE_LABEL;
use cairn_model::{CiId, Edit, Item, Relationship, RelationshipId, Requirement, RequirementKey, Strength, Terms};

/// A record before the step and as it is now.
struct Slot<T> {
    before: Option<T>,
    now: Option<T>,
}

/// What a step has touched so far, over a generation that stays what it is.
pub(super) struct Draft<'g> {
    pub(super) generation: &'g Generation,
    items: BTreeMap<CiId, Slot<Item>>,
    relationships: BTreeMap<RelationshipId, Slot<Relationship>>,
    terms: BTreeMap<(CiId, RequirementKey), Slot<Terms>>,
}

impl<'g> Draft<'g> {
    pub(super) fn new(generation: &'g Generation) -> Self {
        let (items, relationships, terms) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Draft { generation, items, relationships, terms }
    }

    fn item_slot(&mut self, id: CiId) -> &mut Slot<Item> {
        let generation = self.generation;
        self.items.entry(id).or_insert_with(|| {
            let before = generation.row(id).and_then(|row| generation.item(row).ok());
            Slot { now: before.clone(), before }
        })
    }

    /// Returns the item as the edits so far leave it.
    pub(super) fn item(&mut self, id: CiId) -> Option<&Item> {
        self.item_slot(id).now.as_ref()
    }

    pub(super) fn set_item(&mut self, item: Item) {
        let id = item.id;
        self.item_slot(id).now = Some(item);
    }

    fn relationship_slot(&mut self, id: &RelationshipId) -> &mut Slot<Relationship> {
        let generation = self.generation;
        self.relationships.entry(id.clone()).or_insert_with(|| {
            let row = generation.relationship_row(id);
            let before = row.and_then(|row| generation.relationship(row));
            Slot { now: before.clone(), before }
        })
    }

    /// Returns the relationship as the edits so far leave it.
    pub(super) fn relationship(&mut self, id: &RelationshipId) -> Option<&Relationship> {
        self.relationship_slot(id).now.as_ref()
    }

    pub(super) fn add_relationship(&mut self, relationship: Relationship) {
        let id = relationship.id.clone();
        self.relationship_slot(&id).now = Some(relationship);
    }

    /// Takes a relationship out, and with it the terms that nothing carries any more: those of a requirement that it
    /// alone is, and those of a group whose last member it is.
    pub(super) fn remove_relationship(&mut self, id: &RelationshipId) {
        self.relationship_slot(id).now = None;
        let Some((consumer, key)) = self.requirement_of(id) else { return };
        self.set_terms(consumer, RequirementKey::Relationship(id.clone()), Terms::default());
        if !matches!(key, RequirementKey::Relationship(_))
            && !self.terms(consumer, &key).is_empty()
            && !self.has_member(consumer, &key)
        {
            self.set_terms(consumer, key, Terms::default());
        }
    }

    /// Returns whether a relationship says info itself: it is no member of the group it would be in.
    pub(super) fn is_info(&mut self, id: &RelationshipId) -> bool {
        let alone = RequirementKey::Relationship(id.clone());
        self.consumer(id).is_some_and(|consumer| self.terms(consumer, &alone).strength == Some(Strength::Info))
    }

    fn has_member(&mut self, consumer: CiId, key: &RequirementKey) -> bool {
        let around = self.relationships_at(consumer);
        let own = around.into_iter().map(|relationship| relationship.id);
        let of_group: Vec<RelationshipId> =
            own.filter(|id| self.requirement_of(id).is_some_and(|own| (own.0, &own.1) == (consumer, key))).collect();
        of_group.iter().any(|id| !self.is_info(id))
    }

    fn terms_slot(&mut self, consumer: CiId, key: RequirementKey) -> &mut Slot<Terms> {
        let generation = self.generation;
        let row = generation.row(consumer);
        self.terms.entry((consumer, key)).or_insert_with_key(|(_, key)| {
            let before = row.and_then(|row| generation.terms(row, key)).map(|terms| terms.terms);
            Slot { now: before, before }
        })
    }

    /// Returns what is declared of a requirement; nothing declared is the default.
    pub(super) fn terms(&mut self, consumer: CiId, key: &RequirementKey) -> Terms {
        self.terms_slot(consumer, key.clone()).now.unwrap_or_default()
    }

    pub(super) fn set_terms(&mut self, consumer: CiId, key: RequirementKey, terms: Terms) {
        self.terms_slot(consumer, key).now = (!terms.is_empty()).then_some(terms);
    }

    /// Returns who needs the other because of a relationship; `None` when neither end does.
    pub(super) fn consumer(&self, id: &RelationshipId) -> Option<CiId> {
        match self.generation.catalogue().relationship_type(&id.type_id)?.definition.needs {
            Needs::Source => Some(id.from),
            Needs::Target => Some(id.to),
            Needs::None => None,
        }
    }

    /// Returns the consumer and the key of the requirement that a relationship belongs to.
    pub(super) fn requirement_of(&self, id: &RelationshipId) -> Option<(CiId, RequirementKey)> {
        let consumer = self.consumer(id)?;
        let groups = self.generation.catalogue().relationship_type(&id.type_id)?.definition.groups;
        let key = match &id.label {
            Some(label) if label != ALONE_LABEL => RequirementKey::Label(label.clone()),
            None if groups => RequirementKey::Type(id.type_id.clone()),
            _ => RequirementKey::Relationship(id.clone()),
        };
        Some((consumer, key))
    }

    /// Returns every relationship at an item as the edits so far leave it, by identity.
    pub(super) fn relationships_at(&mut self, item: CiId) -> Vec<Relationship> {
        let generation = self.generation;
        let rows = |row: Row| generation.outgoing(row).iter().chain(generation.incoming(row)).copied();
        let stored = generation.row(item).into_iter().flat_map(rows);
        let mut found: BTreeMap<RelationshipId, Relationship> = stored
            .filter_map(|row| generation.relationship(row))
            .map(|relationship| (relationship.id.clone(), relationship))
            .collect();
        for (id, slot) in self.relationships.iter().filter(|(id, _)| id.from == item || id.to == item) {
            match &slot.now {
                Some(relationship) => drop(found.insert(id.clone(), relationship.clone())),
                None => drop(found.remove(id)),
            }
        }
        found.into_values().collect()
    }

    /// Returns whether the consumer has a requirement of that key, as the edits so far leave it.
    pub(super) fn has_requirement(&mut self, consumer: CiId, key: &RequirementKey) -> bool {
        let own = self.relationships_at(consumer);
        own.iter().any(|relationship| {
            let of = self.requirement_of(&relationship.id);
            let alone = RequirementKey::Relationship(relationship.id.clone());
            of.is_some_and(|(owner, own)| owner == consumer && (own == *key || alone == *key))
        })
    }

    /// Returns the edits from before to now: items, terms that go, relationships that go, relationships that come,
    /// other terms. In this order each edit finds what it needs, and so does its inverse from the end.
    pub(super) fn into_edits(self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for slot in self.items.into_values().filter(|slot| slot.before != slot.now) {
            edits.push(Edit::Item { before: slot.before.map(Box::new), after: slot.now.map(Box::new) });
        }
        let mut later = Vec::new();
        for ((consumer, key), slot) in self.terms.into_iter().filter(|(_, slot)| slot.before != slot.now) {
            let side =
                |terms: Option<Terms>| terms.map(|terms| Box::new(Requirement { consumer, key: key.clone(), terms }));
            let edit = Edit::Requirement { before: side(slot.before), after: side(slot.now) };
            if slot.now.is_none() { edits.push(edit) } else { later.push(edit) }
        }
        let changed: Vec<_> = self.relationships.into_values().filter(|slot| slot.before != slot.now).collect();
        let (gone, come): (Vec<_>, Vec<_>) = changed.into_iter().partition(|slot| slot.now.is_none());
        for slot in gone.into_iter().chain(come) {
            edits.push(Edit::Relationship { before: slot.before.map(Box::new), after: slot.now.map(Box::new) });
        }
        edits.append(&mut later);
        edits
    }
}
