//! From one generation to the next by loading it anew: for commits so large that patching would cost more.

use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::Arc;

use cairn_model::packed::{write_item, write_relationship, write_requirement};
use cairn_model::topology::NeedKey;
use cairn_model::{Catalogue, CiId, Edit, Item, Relationship, RelationshipId, Requirement, RequirementKey};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::apply::{Applied, Place};
use crate::generation::{EstateError, Generation};
use crate::load::{Loader, key_name};

/// What becomes of the records of one kind: by identity the record after the commit, `None` for a removed one.
struct Changes<'a, K, T> {
    after: FxHashMap<K, Option<&'a T>>,
    /// Identities that are new, in the order of the commit.
    new: Vec<K>,
}

impl<'a, K: Hash + Eq + Copy, T> Changes<'a, K, T> {
    fn with_capacity(edits: usize) -> Self {
        Changes { after: FxHashMap::with_capacity_and_hasher(edits, FxBuildHasher), new: Vec::with_capacity(edits) }
    }

    fn add(
        &mut self,
        id: K,
        sides: (bool, Option<&'a T>),
        is_known: impl FnOnce() -> bool,
        name: impl Fn() -> String,
    ) -> Result<(), EstateError> {
        let (has_before, after) = sides;
        let there = match self.after.get(&id) {
            Some(after) => after.is_some(),
            None => is_known(),
        };
        if has_before != there {
            let error = if has_before { EstateError::NotThere } else { EstateError::AlreadyThere };
            return Err(error(name()));
        }
        match self.after.entry(id) {
            Entry::Occupied(mut known) => drop(known.insert(after)),
            Entry::Vacant(vacant) => {
                if !has_before {
                    self.new.push(*vacant.key());
                }
                vacant.insert(after);
            }
        }
        Ok(())
    }
}

struct AllChanges<'a> {
    items: Changes<'a, CiId, Item>,
    relationships: Changes<'a, &'a RelationshipId, Relationship>,
    requirements: Changes<'a, (CiId, &'a RequirementKey), Requirement>,
}

impl Generation {
    /// Returns the same generation as [`Generation::apply`] at the cost of loading everything anew, whatever the
    /// number of edits.
    ///
    /// # Errors
    /// As [`Generation::apply`].
    pub fn rebuild<'a>(
        &self,
        seq: u64,
        catalogue: Arc<Catalogue>,
        edits: impl Iterator<Item = &'a Edit> + Clone,
    ) -> Result<Applied, EstateError> {
        let changes = self.changes(edits.clone())?;
        let mut loader = Loader::new(catalogue);
        self.reload_items(&changes, &mut loader)?;
        self.reload_relationships(&changes, &mut loader)?;
        self.reload_requirements(&changes, &mut loader)?;
        let generation = loader.finish(seq)?;
        generation.confirm_terms(generation.terms.iter().map(|(&place, _)| place))?;
        let places = edits.map(|edit| place(&generation, edit)).collect();
        Ok(Applied::new(generation, places))
    }

    fn changes<'a>(&self, edits: impl Iterator<Item = &'a Edit> + Clone) -> Result<AllChanges<'a>, EstateError> {
        let count = |kind: fn(&Edit) -> bool| edits.clone().filter(|edit| kind(edit)).count();
        let mut all = AllChanges {
            items: Changes::with_capacity(count(|edit| matches!(edit, Edit::Item { .. }))),
            relationships: Changes::with_capacity(count(|edit| matches!(edit, Edit::Relationship { .. }))),
            requirements: Changes::with_capacity(count(|edit| matches!(edit, Edit::Requirement { .. }))),
        };
        for edit in edits {
            match edit {
                Edit::Item { before, after } => {
                    let Some(id) = after.as_ref().or(before.as_ref()).map(|item| item.id) else { continue };
                    let known = || self.row(id).is_some();
                    all.items.add(id, (before.is_some(), after.as_deref()), known, || id.to_string())?;
                }
                Edit::Relationship { before, after } => {
                    let Some(id) = after.as_ref().or(before.as_ref()).map(|own| &own.id) else { continue };
                    let known = || self.relationship_count() > 0 && self.relationship_row(id).is_some();
                    let name = || format!("relationship {} {} {}", id.from, id.type_id, id.to);
                    let sides = (before.is_some(), after.as_deref());
                    all.relationships.add(id, sides, known, name)?;
                }
                Edit::Requirement { before, after } => {
                    let Some(own) = after.as_ref().or(before.as_ref()) else { continue };
                    let known = || self.row(own.consumer).is_some_and(|row| self.terms(row, &own.key).is_some());
                    let name = || format!("requirement {} of {}", key_name(&own.key), own.consumer);
                    let sides = (before.is_some(), after.as_deref());
                    all.requirements.add((own.consumer, &own.key), sides, known, name)?;
                }
                Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => {}
            }
        }
        Ok(all)
    }

    fn reload_items(&self, changes: &AllChanges<'_>, loader: &mut Loader) -> Result<(), EstateError> {
        let mut record = Vec::new();
        for row in self.rows() {
            match changes.items.after.get(&self.id(row)) {
                None => loader.item(self.item_page(row), self.items.record(row))?,
                Some(None) => {}
                Some(Some(item)) => {
                    record.clear();
                    write_item(&mut record, item);
                    loader.item(self.item_page(row), &record)?;
                }
            }
        }
        for item in changes.items.new.iter().filter_map(|id| changes.items.after[id]) {
            record.clear();
            write_item(&mut record, item);
            loader.item(0, &record)?;
        }
        Ok(())
    }

    fn reload_relationships(&self, changes: &AllChanges<'_>, loader: &mut Loader) -> Result<(), EstateError> {
        let changed = &changes.relationships;
        let mut record = Vec::new();
        let mut load = |loader: &mut Loader, page: u32, relationship: &Relationship| {
            record.clear();
            write_relationship(&mut record, relationship);
            loader.relationship(page, &record)
        };
        for row in 0..self.relationships.rows() {
            let Some(own) = self.relationship(row) else { continue };
            match changed.after.get(&&own.id) {
                None => load(loader, self.relationship_page(row), &own)?,
                Some(None) => {}
                Some(Some(after)) => load(loader, self.relationship_page(row), after)?,
            }
        }
        for relationship in changed.new.iter().filter_map(|id| changed.after[id]) {
            load(loader, 0, relationship)?;
        }
        Ok(())
    }

    fn reload_requirements(&self, changes: &AllChanges<'_>, loader: &mut Loader) -> Result<(), EstateError> {
        let changed = &changes.requirements;
        let mut record = Vec::new();
        let mut load = |loader: &mut Loader, page: u32, requirement: &Requirement| {
            record.clear();
            write_requirement(&mut record, requirement);
            loader.requirement(page, &record)
        };
        for (&(consumer, key), &(terms, page)) in self.terms.iter() {
            let Some(key) = self.requirement_key(key) else { continue };
            let own = Requirement { consumer: self.id(consumer), key, terms };
            match changed.after.get(&(own.consumer, &own.key)) {
                None => load(loader, page, &own)?,
                Some(None) => {}
                Some(Some(after)) => load(loader, page, after)?,
            }
        }
        for requirement in changed.new.iter().filter_map(|id| changed.after[id]) {
            load(loader, 0, requirement)?;
        }
        Ok(())
    }

    /// Hands every item to a loader, as it is.
    pub(crate) fn load_items(&self, loader: &mut Loader) -> Result<(), EstateError> {
        self.rows().try_for_each(|row| loader.item(self.item_page(row), self.items.record(row)))
    }

    /// Hands every relationship to a loader, as it is.
    pub(crate) fn load_relationships(&self, loader: &mut Loader) -> Result<(), EstateError> {
        let mut record = Vec::new();
        for row in 0..self.relationships.rows() {
            let Some(own) = self.relationship(row) else { continue };
            record.clear();
            write_relationship(&mut record, &own);
            loader.relationship(self.relationship_page(row), &record)?;
        }
        Ok(())
    }

    /// Hands the declared terms of every requirement to a loader, as they are.
    pub(crate) fn load_requirements(&self, loader: &mut Loader) -> Result<(), EstateError> {
        let mut record = Vec::new();
        for (&(consumer, key), &(terms, page)) in self.terms.iter() {
            let Some(key) = self.requirement_key(key) else { continue };
            record.clear();
            write_requirement(&mut record, &Requirement { consumer: self.id(consumer), key, terms });
            loader.requirement(page, &record)?;
        }
        Ok(())
    }

    /// Returns the key of a requirement in words of the model; `None` when its relationship was removed.
    pub(crate) fn requirement_key(&self, key: NeedKey) -> Option<RequirementKey> {
        Some(match key {
            NeedKey::Label(label) => RequirementKey::Label(self.relationships.texts.text(label)?.to_owned()),
            NeedKey::Type(number) => {
                let definition = &self.catalogue.relationship_types()[number as usize].definition;
                RequirementKey::Type(definition.id.clone())
            }
            NeedKey::Alone(row) => RequirementKey::Relationship(self.relationship(row)?.id),
        })
    }
}

fn place(generation: &Generation, edit: &Edit) -> Place {
    let found = match edit {
        Edit::Item { after: Some(item), .. } => generation.row(item.id).map(Place::Item),
        Edit::Relationship { after: Some(own), .. } => generation.relationship_row(&own.id).map(Place::Relationship),
        Edit::Requirement { after: Some(own), .. } => {
            generation.requirement_place(own).ok().map(|(consumer, key)| Place::Terms(consumer, key))
        }
        _ => None,
    };
    found.unwrap_or(Place::Nowhere)
}
