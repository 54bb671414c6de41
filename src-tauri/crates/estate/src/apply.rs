//! From one generation to the next: the edits of a commit, applied to shared chunks and to the topology's overlay.

use std::sync::{Arc, OnceLock};

use cairn_model::packed::{ItemRow, RelationshipRow, write_item, write_relationship};
use cairn_model::topology::{NeedKey, Rewiring, VertexFacts, wire};
use cairn_model::{Catalogue, Edit, Item, Relationship, RelationshipId, Requirement, RequirementKey};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::generation::{EstateError, Generation};
use crate::index::{RowIndex, hash_of};
use crate::items::{Facts, Row};
use crate::load::{direction, id_index, item_facts, key_name, need, need_key, terms_of, topology, type_number};
use crate::lookup::{hashes, words_of};
use crate::relationships::RelationshipView;

/// An overlay larger than this share of the estate is folded into a new base.
const OVERLAY_SHARE: usize = 16;
/// Overlays up to this size are never folded.
const OVERLAY_MIN: usize = 4096;

/// What a commit touched, gathered while its edits are applied.
#[derive(Default)]
struct Touched {
    /// Rows that are found under another word now, with the hash of it.
    words: Vec<(u32, Row)>,
    /// Consumers whose requirements have to be wired anew.
    consumers: FxHashSet<Row>,
    /// Rows whose facts are other ones now, or may be.
    facts: Vec<Row>,
    model: bool,
    /// Requirements that may have lost their last relationship, or got terms without one.
    requirements: FxHashSet<(Row, NeedKey)>,
    /// Terms that went out of sight with the relationship they belong to, until the edit that removes them.
    out_of_sight: FxHashMap<RelationshipId, Row>,
}

/// A generation whose new records have no page yet: the commit that stores them is still to come.
#[derive(Debug)]
pub struct Applied {
    generation: Generation,
    places: Vec<Place>,
}

/// Where the record of an edit lies in the generation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Item(Row),
    Relationship(u32),
    Terms(Row, NeedKey),
    Nowhere,
}

impl Applied {
    pub(crate) fn new(generation: Generation, places: Vec<Place>) -> Self {
        Applied { generation, places }
    }

    /// Returns the generation as it will be, to ask questions of before anything is stored.
    #[must_use]
    pub fn generation(&self) -> &Generation {
        &self.generation
    }

    /// Returns the generation with the store's locator of each edit's record, in the order of the edits.
    #[must_use]
    pub fn stored(mut self, pages: &[Option<u32>]) -> Generation {
        for (place, page) in self.places.iter().zip(pages) {
            let Some(page) = *page else { continue };
            match *place {
                Place::Item(row) => self.generation.items.set_page(row, page),
                Place::Relationship(row) => self.generation.relationships.set_page(row, page),
                Place::Terms(consumer, key) => {
                    if let Some(filed) = self.generation.terms.get_mut(&(consumer, key)) {
                        filed.1 = page;
                    }
                }
                Place::Nowhere => {}
            }
        }
        self.generation.settle();
        self.generation
    }
}

impl Generation {
    /// Returns the generation after a commit's edits, in order. `catalogue` is the one in force after the commit and
    /// extends this generation's.
    ///
    /// # Errors
    /// [`EstateError`] when an edit does not fit; this generation is never touched.
    pub fn apply(&self, seq: u64, catalogue: Arc<Catalogue>, edits: &[Edit]) -> Result<Applied, EstateError> {
        let mut next = self.clone();
        next.seq = seq;
        next.catalogue = catalogue;
        let mut touched = Touched::default();
        let mut places = Vec::with_capacity(edits.len());
        for edit in edits {
            places.push(match edit {
                Edit::Item { before, after } => next.edit_item(before.as_deref(), after.as_deref(), &mut touched)?,
                Edit::Relationship { before, after } => {
                    next.edit_relationship(before.as_deref(), after.as_deref(), &mut touched)?
                }
                Edit::Requirement { before, after } => {
                    next.edit_requirement(before.as_deref(), after.as_deref(), &mut touched)?
                }
                Edit::Model { before, .. } => {
                    // A type that means something else now may re-wire anybody.
                    touched.model |= before.is_some();
                    Place::Nowhere
                }
                Edit::Baseline { .. } | Edit::Document { .. } => Place::Nowhere,
            });
        }
        if let Some((id, &consumer)) = touched.out_of_sight.iter().next() {
            let key = RequirementKey::Relationship(id.clone());
            return Err(EstateError::TermsLeft { consumer: next.items.id(consumer), key });
        }
        next.confirm_terms(touched.requirements.drain())?;
        next.rewire(touched);
        Ok(Applied { generation: next, places })
    }

    fn edit_item(
        &mut self,
        before: Option<&Item>,
        after: Option<&Item>,
        touched: &mut Touched,
    ) -> Result<Place, EstateError> {
        let found = before.map(|item| self.row(item.id).ok_or_else(|| EstateError::NotThere(item.id.to_string())));
        let row = match (found.transpose()?, after) {
            (None, None) => return Ok(Place::Nowhere),
            (Some(row), None) => {
                touched.facts.push(row);
                self.remove_item(row)?
            }
            (found, Some(item)) => {
                let mut record = Vec::with_capacity(256);
                write_item(&mut record, item);
                let page = found.map_or(0, |row| self.items.page(row));
                let facts = item_facts(&self.catalogue, page, &record)?;
                let after = ItemRow::read(&record)?;
                match found {
                    Some(row) => {
                        // Few edits change a word: the index is left alone by the others.
                        if words_of(&self.items.view(row)?) != words_of(&after) {
                            touched.words.extend(hashes(&after).map(|hash| (hash, row)));
                        }
                        self.replace_item(row, facts, &record, touched);
                        row
                    }
                    None if self.row(item.id).is_some() => {
                        return Err(EstateError::AlreadyThere(item.id.to_string()));
                    }
                    None => {
                        let row = self.items.push(facts, &record);
                        self.by_id.file([(hash_of(&item.id), row)]);
                        touched.words.extend(hashes(&after).map(|hash| (hash, row)));
                        touched.facts.push(row);
                        row
                    }
                }
            }
        };
        Ok(Place::Item(row))
    }

    fn replace_item(&mut self, row: Row, facts: Facts, record: &[u8], touched: &mut Touched) {
        let class = self.items.class(row);
        let old = Self::vertex_facts(&self.catalogue, &self.items, row);
        self.items.replace(row, facts, record);
        let new = Self::vertex_facts(&self.catalogue, &self.items, row);
        if new != old {
            touched.facts.push(row);
        }
        // The class decides, with that of the other end, how strong a need is.
        if new.participates != old.participates || self.items.class(row) != class {
            self.touch_neighbours(row, touched);
        }
    }

    fn remove_item(&mut self, row: Row) -> Result<Row, EstateError> {
        let relationships = self.outgoing.of(row).len() + self.incoming.of(row).len();
        if relationships > 0 {
            return Err(EstateError::StillRelated { item: self.items.id(row), relationships });
        }
        self.items.remove(row);
        Ok(row)
    }

    /// Marks everyone whose requirements depend on whether this item takes part, or on its class.
    fn touch_neighbours(&self, row: Row, touched: &mut Touched) {
        touched.consumers.insert(row);
        for &relationship in self.outgoing.of(row).iter().chain(self.incoming.of(row)) {
            let view = self.relationships.view(relationship);
            touched
                .consumers
                .extend(view.and_then(|view| direction(&self.catalogue, view)).map(|(consumer, _)| consumer));
        }
    }

    fn edit_relationship(
        &mut self,
        before: Option<&Relationship>,
        after: Option<&Relationship>,
        touched: &mut Touched,
    ) -> Result<Place, EstateError> {
        if let (Some(before), Some(after)) = (before, after)
            && before.id != after.id
        {
            self.edit_relationship(Some(before), None, touched)?;
            return self.edit_relationship(None, Some(after), touched);
        }
        let name = |id: &RelationshipId| format!("relationship {} {} {}", id.from, id.type_id, id.to);
        let Some(id) = after.or(before).map(|relationship| &relationship.id) else { return Ok(Place::Nowhere) };
        let found = self.relationship_row(id);
        if before.is_some() != found.is_some() {
            let error = if before.is_some() { EstateError::NotThere } else { EstateError::AlreadyThere };
            return Err(error(name(id)));
        }
        let mut record = Vec::with_capacity(64);
        if let Some(after) = after {
            write_relationship(&mut record, after);
        }
        let row = match (found, after) {
            (Some(row), Some(_)) => {
                self.relationships.replace(row, &RelationshipRow::read(&record)?);
                return Ok(Place::Relationship(row));
            }
            (Some(row), None) => row,
            (None, _) => {
                let end = |end| self.row(end).ok_or_else(|| EstateError::UnknownEnd { record: name(id), end });
                let (from, to) = (end(id.from)?, end(id.to)?);
                let read = RelationshipRow::read(&record)?;
                let type_number = type_number(&self.catalogue, &read)?;
                let row = self.relationships.push(from, to, type_number, &read, 0);
                self.outgoing.add(from, row);
                self.incoming.add(to, row);
                row
            }
        };
        let Some(view) = self.relationships.view(row) else { return Ok(Place::Nowhere) };
        touched.consumers.extend(direction(&self.catalogue, view).map(|(consumer, _)| consumer));
        if after.is_none() {
            self.outgoing.remove(view.from, row);
            self.incoming.remove(view.to, row);
            self.relationships.remove(row);
            self.leave_requirement(id, view, row, touched);
        }
        Ok(Place::Relationship(row))
    }

    /// Terms never outlive the last relationship of their requirement: an edit of the same commit removes them.
    fn leave_requirement(&mut self, id: &RelationshipId, view: RelationshipView, row: u32, touched: &mut Touched) {
        let Some((consumer, _)) = direction(&self.catalogue, view) else { return };
        if self.terms.remove(&(consumer, NeedKey::Alone(row))) {
            touched.out_of_sight.insert(id.clone(), consumer);
        }
        let key = need_key(&self.catalogue, &self.relationships, row, view);
        if key != NeedKey::Alone(row) {
            touched.requirements.insert((consumer, key));
        }
    }

    /// Confirms that each of these requirements that has terms has a relationship too.
    pub(crate) fn confirm_terms(&self, places: impl Iterator<Item = (Row, NeedKey)>) -> Result<(), EstateError> {
        for (consumer, key) in places.filter(|place| self.terms.get(place).is_some()) {
            let mut around = self.outgoing.of(consumer).iter().chain(self.incoming.of(consumer));
            let states_it = |&row: &u32| {
                let Some(view) = self.relationships.view(row) else { return false };
                let own = direction(&self.catalogue, view).is_some_and(|(own, _)| own == consumer);
                own && (key == NeedKey::Alone(row) || key == need_key(&self.catalogue, &self.relationships, row, view))
            };
            if !around.any(states_it)
                && let Some(key) = self.requirement_key(key)
            {
                return Err(EstateError::TermsLeft { consumer: self.items.id(consumer), key });
            }
        }
        Ok(())
    }

    fn edit_requirement(
        &mut self,
        before: Option<&Requirement>,
        after: Option<&Requirement>,
        touched: &mut Touched,
    ) -> Result<Place, EstateError> {
        let Some(requirement) = after.or(before) else { return Ok(Place::Nowhere) };
        let place = match self.requirement_place(requirement) {
            Ok(place) => place,
            // The relationship may have gone in the same commit; its terms go with it.
            Err(error) => match &requirement.key {
                RequirementKey::Relationship(id) if after.is_none() && touched.out_of_sight.remove(id).is_some() => {
                    return Ok(Place::Nowhere);
                }
                _ => return Err(error),
            },
        };
        let known = match after {
            Some(after) => {
                let page = self.terms.get(&place).map_or(0, |(_, page)| *page);
                self.terms.insert(place, (after.terms, page))
            }
            None => self.terms.remove(&place),
        };
        touched.consumers.insert(place.0);
        touched.requirements.insert(place);
        if known == before.is_some() {
            Ok(Place::Terms(place.0, place.1))
        } else {
            let name = format!("requirement {} of {}", key_name(&requirement.key), requirement.consumer);
            Err(if known { EstateError::AlreadyThere(name) } else { EstateError::NotThere(name) })
        }
    }

    fn rewire(&mut self, touched: Touched) {
        if let Some(index) = self.by_word.get_mut() {
            index.file(touched.words);
        }
        if touched.facts.is_empty() && !touched.model && touched.consumers.is_empty() {
            return;
        }
        let limit = OVERLAY_MIN.max(self.items.rows() as usize / OVERLAY_SHARE);
        if touched.model || self.topology.overlay_size() + touched.consumers.len() > limit {
            self.topology = topology(self);
            return;
        }
        let mut facts = touched.facts;
        facts.sort_unstable();
        facts.dedup();
        let facts: Vec<(Row, VertexFacts)> =
            facts.into_iter().map(|row| (row, Self::vertex_facts(&self.catalogue, &self.items, row))).collect();
        let moved = self.topology.set_facts(&facts);
        let mut consumers: Vec<Row> = touched.consumers.into_iter().collect();
        consumers.sort_unstable();
        let rewirings = consumers.into_iter().map(|consumer| self.rewiring(consumer)).collect();
        self.topology.rewire(rewirings, &moved);
    }

    /// Settles what commits have gathered since, where it has become much, so that the generations after this one cost
    /// what they change.
    fn settle(&mut self) {
        self.terms.settle();
        self.outgoing.settle();
        self.incoming.settle();
        self.relationships.texts.settle();
        self.topology.settle();
        if self.by_id.is_long() {
            self.by_id = id_index(&self.items);
        }
        if self.by_word.get().is_some_and(RowIndex::is_long) {
            self.by_word = OnceLock::new();
        }
    }

    fn rewiring(&self, consumer: Row) -> Rewiring {
        let around = self.outgoing.of(consumer).iter().chain(self.incoming.of(consumer));
        let mut needs: Vec<_> = around
            .filter_map(|&row| {
                let view = self.relationships.view(row)?;
                // The ends first: most of what a provider has around it are needs of others.
                let (own, _) = direction(&self.catalogue, view)?;
                if own == consumer { need(self, row, view) } else { None }
            })
            .collect();
        let participates = |row| self.topology.vertex(row).participates;
        let terms = |consumer, key| terms_of(self, consumer, key);
        let requirements = wire(consumer, &mut needs, &participates, &terms);
        Rewiring { consumer, requirements }
    }
}
