//! What taking a record back would do, to be looked at before.

use std::collections::BTreeMap;

use cairn_model::{Commit, Edit, Phrase};

use super::{CONFLICTS_MAX, Conflict, Planned, name_of, plan, record_meant};
use crate::baseline::{Noun, What};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::{FieldChange, fields_of_item, fields_of_relationship, fields_of_terms};

/// How many records of the estate a preview shows.
const LINES_MAX: usize = 200;

/// What taking a record back would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The record.
    pub commit: Commit,
    /// How many edits it would write, were nothing in its way.
    pub edits: usize,
    /// The first of them.
    pub lines: Vec<ReversalLine>,
    /// How many things are in its way.
    pub conflicts: usize,
    /// The first of them; empty when it can be taken back.
    pub named: Vec<ReversalConflict>,
}

/// What would become of one record of the estate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReversalLine {
    /// What it is.
    pub noun: Noun,
    /// What would become of it.
    pub what: What,
    /// The key of an item, or the ends of a relationship.
    pub name: String,
    /// Field by field: what it is, and what it would be.
    pub fields: BTreeMap<String, FieldChange>,
}

/// Something that is in the way: it was changed again since, or rests on what would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReversalConflict {
    /// The key of an item, or the ends of a relationship.
    pub name: String,
    /// The later records that edited the same, ascending; none when another item has the value now.
    pub records: Vec<u64>,
    /// What is in the way, as a sentence.
    pub phrase: Phrase,
}

/// Returns what [`revert`](super::revert) would do with the same words, and what stands in its way. Nothing is written.
///
/// # Errors
/// As [`revert`](super::revert), conflicts and the reason aside.
pub fn preview(engine: &Engine, words: &str) -> Result<Reversal, EngineError> {
    let seq = record_meant(engine, words)?;
    let live = engine.generation();
    let Planned { edits, conflicts, later } = plan(engine, &live, seq)?;
    let line = |edit: &Edit| {
        let (noun, what, fields) = match edit {
            Edit::Item { before, after } => {
                let (before, after) = (before.as_deref(), after.as_deref());
                (Noun::Item, What::of(before, after), fields_of_item(before, after))
            }
            Edit::Relationship { before, after } => {
                let (before, after) = (before.as_deref(), after.as_deref());
                (Noun::Relationship, What::of(before, after), fields_of_relationship(before, after))
            }
            Edit::Requirement { before, after } => {
                let (before, after) = (before.as_deref(), after.as_deref());
                (Noun::Requirement, What::of(before, after), fields_of_terms(before, after))
            }
            Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => return None,
        };
        Some(ReversalLine { noun, what, name: name_of(&live, edit), fields })
    };
    let named = |own: &Conflict| ReversalConflict {
        name: own.name.clone(),
        records: own.records(&later).to_vec(),
        phrase: own.phrase(&later),
    };
    Ok(Reversal {
        commit: engine.header(seq)?,
        edits: edits.len(),
        lines: edits.iter().filter_map(line).take(LINES_MAX).collect(),
        conflicts: conflicts.len(),
        named: conflicts.iter().take(CONFLICTS_MAX).map(named).collect(),
    })
}
