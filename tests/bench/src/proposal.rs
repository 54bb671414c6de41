//! Random proposals: a change's planned edits and what goes out while it is made.

use std::collections::BTreeSet;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Seed, verdict};
use cairn_model::{CancelToken, Edit, Item, Level, Relationship, Requirement, Terms, Threshold, Value};

use crate::Outcome;
use crate::draw::Draw;

/// How many edits of which kind, and how many outages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mix {
    /// Items of which an attribute gets another value.
    pub(crate) attributes: usize,
    /// Relationships added.
    pub(crate) added: usize,
    /// Relationships removed.
    pub(crate) removed: usize,
    /// Items retired.
    pub(crate) retired: usize,
    /// Requirements with other terms.
    pub(crate) terms: usize,
    /// Items that go out.
    pub(crate) outages: usize,
}

/// The change of the bar: twenty edits and twenty outages.
pub(crate) const TWENTY: Mix = Mix { attributes: 8, added: 4, removed: 4, retired: 2, terms: 2, outages: 20 };
/// No proposal raises more items.
pub(crate) const RAISED_MAX: usize = 1_000;
/// A seed alone raises so many: twenty of them stay below the limit, and well above nothing.
const CONE: std::ops::RangeInclusive<usize> = 10..=45;
/// So many items are looked at to find seeds of that size.
const POOL: usize = 4_000;
/// So many draws are thrown away before an estate is called unfit.
pub(crate) const TRIES: usize = 10_000;

/// A change to be assessed.
#[derive(Debug)]
pub(crate) struct Proposal {
    /// An attribute edit first, then others of every kind.
    pub(crate) edits: Vec<Edit>,
    /// What goes out.
    pub(crate) seeds: Vec<Seed>,
}

/// Returns so many proposals that fit the generation and raise at most [`RAISED_MAX`] items.
pub(crate) fn draw_proposals(generation: &Generation, count: usize, draw: &mut Draw) -> Outcome<Vec<Proposal>> {
    let pool = pool(generation, draw)?;
    let mut proposals = Vec::with_capacity(count);
    for _ in 0..TRIES + count {
        if proposals.len() == count {
            return Ok(proposals);
        }
        let edits = draw_edits(generation, &TWENTY, draw)?;
        let proposal = Proposal { edits, seeds: seeds(&pool, TWENTY.outages, draw) };
        let Ok(applied) = generation.apply(generation.seq() + 1, generation.catalogue().clone(), &proposal.edits)
        else {
            continue;
        };
        if raised(applied.generation(), &proposal.seeds)? <= RAISED_MAX {
            proposals.push(proposal);
        }
    }
    Err("too few random changes fit the estate".into())
}

/// Returns edits that touch nothing twice; whether they fit together is not looked at.
pub(crate) fn draw_edits(generation: &Generation, mix: &Mix, draw: &mut Draw) -> Outcome<Vec<Edit>> {
    Sketch { generation, draw, items: BTreeSet::new(), relationships: BTreeSet::new() }.edits(mix)
}

/// Returns how many items some outages raise.
pub(crate) fn raised(generation: &Generation, seeds: &[Seed]) -> Outcome<usize> {
    let found = verdict(generation.topology(), seeds, AssumedRedundancy::Holds, &CancelToken::default())?;
    Ok(found.raised().len())
}

/// Returns so many outages of items of the pool.
pub(crate) fn seeds(pool: &[Row], count: usize, draw: &mut Draw) -> Vec<Seed> {
    let levels = [Level::Down, Level::Down, Level::Degraded];
    let seed = |draw: &mut Draw| Some(Seed { vertex: *draw.one_of(pool)?, level: *draw.one_of(&levels)? });
    (0..count).filter_map(|_| seed(draw)).collect()
}

/// Returns items that raise a few others when they go out.
pub(crate) fn pool(generation: &Generation, draw: &mut Draw) -> Outcome<Vec<Row>> {
    let rows: Vec<Row> = generation.rows().collect();
    let mut pool = Vec::new();
    for _ in 0..POOL {
        let &vertex = draw.one_of(&rows).ok_or("the estate is empty")?;
        if CONE.contains(&raised(generation, &[Seed { vertex, level: Level::Down }])?) {
            pool.push(vertex);
        }
    }
    if pool.len() < TWENTY.outages { Err("too few items raise a few others".into()) } else { Ok(pool) }
}

/// Edits being drawn; none touches what another did.
struct Sketch<'a> {
    generation: &'a Generation,
    draw: &'a mut Draw,
    items: BTreeSet<Row>,
    relationships: BTreeSet<u32>,
}

impl Sketch<'_> {
    fn edits(mut self, mix: &Mix) -> Outcome<Vec<Edit>> {
        let mut edits = Vec::new();
        for number in 0..mix.attributes {
            let text = Value::Text(format!("asset {number}"));
            edits.push(self.item(|item| drop(item.attributes.insert("asset_tag".to_owned(), text)))?);
        }
        for _ in 0..mix.added {
            edits.push(self.added()?);
        }
        for _ in 0..mix.removed {
            let (_, before) = self.relationship()?;
            edits.push(Edit::Relationship { before: Some(Box::new(before)), after: None });
        }
        for _ in 0..mix.retired {
            edits.push(self.item(|item| "retired".clone_into(&mut item.state))?);
        }
        for _ in 0..mix.terms {
            edits.push(self.terms()?);
        }
        Ok(edits)
    }

    fn item(&mut self, change: impl FnOnce(&mut Item)) -> Outcome<Edit> {
        let count = self.generation.item_count();
        let row = (0..TRIES)
            .find_map(|_| u32::try_from(self.draw.below(count)).ok().filter(|&row| self.items.insert(row)))
            .ok_or("no item is left to edit")?;
        let before = self.generation.item(row)?;
        let mut after = before.clone();
        change(&mut after);
        Ok(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) })
    }

    fn relationship(&mut self) -> Outcome<(u32, Relationship)> {
        let count = self.generation.relationship_count();
        for _ in 0..TRIES {
            let row = u32::try_from(self.draw.below(count))?;
            if let Some(found) = self.generation.relationship(row)
                && self.relationships.insert(row)
            {
                return Ok((row, found));
            }
        }
        Err("no relationship is left to edit".into())
    }

    /// Relates the start of one relationship to the end of another of the same type: a new one of a known shape.
    fn added(&mut self) -> Outcome<Edit> {
        for _ in 0..TRIES {
            let (_, mut new) = self.relationship()?;
            let (_, other) = self.relationship()?;
            new.id.to = other.id.to;
            let is_new = new.id.from != new.id.to && self.generation.relationship_row(&new.id).is_none();
            if new.id.type_id == other.id.type_id && is_new {
                return Ok(Edit::Relationship { before: None, after: Some(Box::new(new)) });
            }
        }
        Err("no relationship is left to add".into())
    }

    fn terms(&mut self) -> Outcome<Edit> {
        for _ in 0..TRIES {
            let (row, _) = self.relationship()?;
            let Some((consumer, key)) = self.generation.requirement_of(row) else { continue };
            let before = self.generation.terms(consumer, &key).map(|known| known.terms);
            let own = |terms: Terms| {
                Box::new(Requirement { consumer: self.generation.id(consumer), key: key.clone(), terms })
            };
            let after = Terms { min_up: Some(Threshold::Count(2)), ..before.unwrap_or_default() };
            return Ok(Edit::Requirement { before: before.map(&own), after: Some(own(after)) });
        }
        Err("no requirement is left to edit".into())
    }
}
