//! Whether two generations, however each came to be, say the same: rows may differ, records and graph may not.

use cairn_model::Strength;
use cairn_model::topology::{LinkTarget, RequirementFacts, Vertex};

use crate::generation::Generation;
use crate::items::Row;

/// How strong a requirement is: n, k, q, strength and three flags.
type Facts = ([u32; 3], Strength, [bool; 3]);
/// A requirement without its number: how strong, and who its members are in the rows of the other generation.
type RequirementOf = (Facts, Vec<Row>);
/// A link without the number of what it leads into.
type LinkOf = (Row, Option<Facts>);

impl Generation {
    /// Returns where another generation of the same catalogue first says something else than this one: other records,
    /// pages, terms or needs. Values are not in the words. `None` when both say the same, whatever the order of their
    /// rows. Linear, with a sort of what is around each item.
    #[must_use]
    pub fn difference(&self, other: &Generation) -> Option<String> {
        let counts = |own: &Generation| (own.seq, own.item_count(), own.relationship_count(), own.requirement_count());
        if counts(self) != counts(other) {
            return Some(format!(
                "{:?} instead of {:?} (record no., items, relationships, terms)",
                counts(other),
                counts(self)
            ));
        }
        let mut rows = vec![Row::MAX; self.items.rows() as usize];
        for row in self.rows() {
            match other.row(self.id(row)) {
                Some(there) if self.is_same_item(row, other, there) => rows[row as usize] = there,
                Some(_) => return Some(format!("another item {}", self.id(row))),
                None => return Some(format!("no item {}", self.id(row))),
            }
        }
        let pairs = || self.rows().map(|row| (row, rows[row as usize]));
        pairs()
            .find_map(|(row, there)| self.difference_around(row, other, there))
            .or_else(|| self.difference_of_terms(other))
            .or_else(|| pairs().find_map(|(row, there)| self.difference_of_needs(row, other, there, &rows)))
    }

    fn is_same_item(&self, row: Row, other: &Generation, there: Row) -> bool {
        let facts = |own: &Generation, row| {
            let items = &own.items;
            (items.page(row), items.class(row), items.state(row), items.status(row), own.topology.vertex(row))
        };
        self.items.record(row) == other.items.record(there) && facts(self, row) == facts(other, there)
    }

    fn difference_around(&self, row: Row, other: &Generation, there: Row) -> Option<String> {
        let (incoming, outgoing) = (other.incoming(there), other.outgoing(there));
        let belongs = |ends: fn((Row, Row)) -> Row, own: &[u32]| {
            own.iter().all(|&row| other.relationship_view(row).is_some_and(|view| ends((view.from, view.to)) == there))
        };
        if (self.incoming(row).len(), self.outgoing(row).len()) != (incoming.len(), outgoing.len())
            || !belongs(|(_, to)| to, incoming)
            || !belongs(|(from, _)| from, outgoing)
        {
            return Some(format!("other relationships around item {}", self.id(row)));
        }
        self.outgoing(row).iter().find_map(|&own| {
            let relationship = self.relationship(own)?;
            let found = other.relationship_row(&relationship.id);
            let is_same = found.is_some_and(|there| {
                other.relationship_page(there) == self.relationship_page(own)
                    && other.relationship(there).as_ref() == Some(&relationship)
            });
            let id = &relationship.id;
            (!is_same).then(|| format!("another relationship {} {} {}", id.from, id.type_id, id.to))
        })
    }

    fn difference_of_terms(&self, other: &Generation) -> Option<String> {
        self.requirements().find_map(|own| {
            let mine = self.terms(self.row(own.consumer)?, &own.key);
            let found = other.row(own.consumer).and_then(|row| other.terms(row, &own.key));
            (mine != found).then(|| format!("other terms of a requirement of item {}", own.consumer))
        })
    }

    fn difference_of_needs(&self, row: Row, other: &Generation, there: Row, rows: &[Row]) -> Option<String> {
        let same = |row: Row| rows[row as usize];
        let is_same = self.needs_of(row, same) == other.needs_of(there, |row| row)
            && self.links_of(row, same) == other.links_of(there, |row| row);
        (!is_same).then(|| format!("other needs around item {}", self.id(row)))
    }

    fn needs_of(&self, row: Row, same: impl Fn(Row) -> Row) -> Vec<RequirementOf> {
        let topology = &self.topology;
        let mut needs: Vec<RequirementOf> = topology
            .requirements_of(row)
            .map(|requirement| {
                let mut members: Vec<Vertex> = topology.members(requirement).iter().map(|&own| same(own)).collect();
                members.sort_unstable();
                (strength_of(&topology.requirement(requirement)), members)
            })
            .collect();
        needs.sort_unstable();
        needs
    }

    fn links_of(&self, row: Row, same: impl Fn(Row) -> Row) -> Vec<LinkOf> {
        let mut links: Vec<LinkOf> = (self.topology.links(row).iter())
            .map(|link| match link.target() {
                LinkTarget::Consumer(consumer) => (same(consumer), None),
                LinkTarget::Counted(counted) => {
                    let facts = self.topology.counted(counted).facts;
                    (same(facts.consumer), Some(strength_of(&facts)))
                }
            })
            .collect();
        links.sort_unstable();
        links
    }
}

fn strength_of(facts: &RequirementFacts) -> Facts {
    let RequirementFacts { consumer: _, n, k, q, strength, assumed, k_exceeds_members, has_absent_member } = *facts;
    ([n, k, q], strength, [assumed, k_exceeds_members, has_absent_member])
}
