//! From one generation to the next when records are only added, as a commit of millions of them does: the columns are
//! made once, of what was there and what comes, without anything beside them.

use std::sync::Arc;

use cairn_model::Catalogue;

use crate::generation::{EstateError, Generation};
use crate::items::Row;
use crate::load::Loader;
use crate::relationships::RelationshipView;

/// Which records of the generation before were taken already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Items,
    Relationships,
    Requirements,
}

/// Takes the records that a commit adds, with their pages, and makes the generation after it: items first, then
/// relationships, then requirements.
#[derive(Debug)]
pub struct Extension<'g> {
    before: &'g Generation,
    loader: Loader,
    phase: Phase,
}

impl Generation {
    /// Returns what makes the generation after a commit that only adds records. `catalogue` is the one in force after the
    /// commit and extends this generation's.
    ///
    /// # Errors
    /// [`EstateError`] when the catalogue does not have what the records name.
    pub fn extended(&self, catalogue: Arc<Catalogue>) -> Result<Extension<'_>, EstateError> {
        let mut loader = Loader::new(catalogue);
        self.load_items(&mut loader)?;
        Ok(Extension { before: self, loader, phase: Phase::Items })
    }

    /// Returns the first relationship row that says what another one says.
    fn doubled(&self) -> Option<u32> {
        let mut around: Vec<(Row, usize, u32, u32)> = Vec::new();
        (0..self.items.rows()).find_map(|row| {
            let outgoing = self.outgoing.of(row);
            if outgoing.len() < 2 {
                return None;
            }
            around.clear();
            around.extend(outgoing.iter().filter_map(|&row| {
                let RelationshipView { to, type_number, label, .. } = self.relationships.view(row)?;
                Some((to, type_number, label, row))
            }));
            around.sort_unstable();
            let same = |pair: &&[(Row, usize, u32, u32)]| {
                let identity = |own: &(Row, usize, u32, u32)| (own.0, own.1, own.2);
                identity(&pair[0]) == identity(&pair[1])
            };
            around.windows(2).find(same).map(|pair| pair[1].3)
        })
    }

    /// Confirms that no two items have the same id, and no two relationships the same identity.
    fn confirm_single(&self) -> Result<(), EstateError> {
        let rows = self.items.rows();
        // Ids mostly ascend, as they are given out.
        if !(1..rows).all(|row| self.items.id(row - 1) < self.items.id(row)) {
            let doubled = (0..rows).find(|&row| self.row(self.items.id(row)) != Some(row));
            if let Some(row) = doubled {
                return Err(EstateError::AlreadyThere(self.items.id(row).to_string()));
            }
        }
        let Some(own) = self.doubled().and_then(|row| self.relationship(row)) else { return Ok(()) };
        let name = format!("relationship {} {} {}", own.id.from, own.id.type_id, own.id.to);
        Err(EstateError::AlreadyThere(name))
    }
}

impl Extension<'_> {
    /// Takes an item that the store will keep in `page`.
    ///
    /// # Errors
    /// As [`Loader::item`].
    pub fn item(&mut self, page: u32, record: &[u8]) -> Result<(), EstateError> {
        self.loader.item(page, record)
    }

    /// Takes a relationship that the store will keep in `page`.
    ///
    /// # Errors
    /// As [`Loader::relationship`].
    pub fn relationship(&mut self, page: u32, record: &[u8]) -> Result<(), EstateError> {
        self.enter(Phase::Relationships)?;
        self.loader.relationship(page, record)
    }

    /// Takes the declared terms of a requirement that the store will keep in `page`.
    ///
    /// # Errors
    /// As [`Loader::requirement`].
    pub fn requirement(&mut self, page: u32, record: &[u8]) -> Result<(), EstateError> {
        self.enter(Phase::Requirements)?;
        self.loader.requirement(page, record)
    }

    /// Takes what the generation before has of the kinds before this one.
    fn enter(&mut self, phase: Phase) -> Result<(), EstateError> {
        if self.phase < phase && self.phase == Phase::Items {
            self.before.load_relationships(&mut self.loader)?;
        }
        if self.phase < phase && phase == Phase::Requirements {
            self.before.load_requirements(&mut self.loader)?;
        }
        self.phase = self.phase.max(phase);
        Ok(())
    }

    /// Returns the generation of everything taken, as of record no. `seq`.
    ///
    /// # Errors
    /// [`EstateError::AlreadyThere`] when a record is there twice, [`EstateError`] as [`Generation::apply`].
    pub fn finish(mut self, seq: u64) -> Result<Generation, EstateError> {
        self.enter(Phase::Requirements)?;
        let taken = self.loader.requirement_count();
        let generation = self.loader.finish(seq)?;
        if generation.requirement_count() != taken {
            return Err(EstateError::AlreadyThere("the terms of a requirement".to_owned()));
        }
        generation.confirm_single()?;
        generation.confirm_terms(generation.terms.iter().map(|(&place, _)| place))?;
        Ok(generation)
    }
}
