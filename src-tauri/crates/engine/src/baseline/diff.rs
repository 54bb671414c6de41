//! What changed between two moments, record by record, and whether it was authorised.

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::{EstateError, Filter, Generation, Row};
use cairn_model::impact::ItemRef;
use cairn_model::{CiId, Commit, Edit, Item, Relationship, Requirement, RequirementKey};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Authorisation, BaselineError, CommitLine, DiffLine, ElementLine, Noun, What};
use crate::between::{Touched, between, undoing};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::{FieldChange, fields_of_item, fields_of_relationship, fields_of_terms, reference, reference_of};
use crate::moment::{Moment, without};

/// How many records of one noun differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EditCounts {
    /// Not there before.
    pub added: u64,
    /// Other than before.
    pub changed: u64,
    /// Not there any more.
    pub removed: u64,
}

impl EditCounts {
    fn add(&mut self, what: What) {
        *match what {
            What::Added => &mut self.added,
            What::Changed => &mut self.changed,
            What::Removed => &mut self.removed,
        } += 1;
    }
}

/// How many records differ, by noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NounCounts {
    /// Configuration items.
    pub items: EditCounts,
    /// Relationships.
    pub relationships: EditCounts,
    /// Requirements with declared terms.
    pub requirements: EditCounts,
    /// Elements of the model.
    pub model: EditCounts,
}

/// How many items, relationships and requirements differ, by whether that was authorised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AuthorisationCounts {
    /// Every commit names a change.
    pub authorised: u64,
    /// No change is needed.
    pub not_required: u64,
    /// A change is needed and not named.
    pub unauthorised: u64,
}

/// What changed between two moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselineDiff {
    /// The earlier moment.
    pub from: Moment,
    /// The later one.
    pub to: Moment,
    /// The filter, when there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// How many records differ.
    pub counts: NounCounts,
    /// How many of them were authorised.
    pub authorisation: AuthorisationCounts,
    /// The records: unauthorised ones first, then by the name of the item.
    pub lines: Vec<DiffLine>,
    /// The elements of the model, by kind and id; a filter leaves them out.
    pub model: Vec<ElementLine>,
}

/// Returns what changed between the moments that `from` and `to` mean; to the newest record when `to` is `None`. With a
/// filter: only what concerns an item that it selects at either moment; a relationship concerns both its ends.
///
/// Cost: the edits of the commits between the two, and of those behind `to`.
///
/// # Errors
/// [`EngineError::Moment`], [`EngineError::Baseline`] when `from` is the later one, [`EngineError::Filter`],
/// [`EngineError::Store`].
pub fn diff(engine: &Engine, from: &str, to: Option<&str>, filter: Option<&str>) -> Result<BaselineDiff, EngineError> {
    let parsed = filter.map(Filter::parse).transpose()?;
    let newest = engine.generation();
    let head = newest.seq();
    let from = engine.moment_up_to(head, from)?;
    let to = match to {
        Some(words) => engine.moment_up_to(head, words)?,
        None => engine.moment_of(head, head, None)?,
    };
    if from.seq > to.seq {
        return Err(BaselineError::Swapped { from: from.seq, to: to.seq }.into());
    }
    let after = engine.generation_at(newest, to.seq)?;
    let touched = between(engine.store(), from.seq, to.seq)?;
    let selection = parsed.map(|filter| Selection::of(&filter, &after, from.seq, &touched)).transpose()?;
    let commits = headers(engine, &touched)?;
    let view = View { gone: gone(&after, &touched), after: &after, commits };
    let mut diff = BaselineDiff {
        from,
        to,
        filter: filter.map(str::to_owned),
        counts: NounCounts::default(),
        authorisation: AuthorisationCounts::default(),
        lines: Vec::new(),
        model: Vec::new(),
    };
    for touched in touched {
        if selection.as_ref().is_none_or(|selection| selection.concerns(&touched.edit)) {
            view.file(touched, &mut diff)?;
        }
    }
    diff.lines.sort_by(|left, right| place(left).cmp(&place(right)));
    diff.model.sort_by(|left, right| (&left.kind, &left.id).cmp(&(&right.kind, &right.id)));
    Ok(diff)
}

type Place<'l> = (bool, &'l str, &'l str, Noun, Option<&'l str>, Option<&'l str>, Option<CiId>, Option<&'l str>);

/// Returns what a line is sorted by; no two lines have the same.
fn place(line: &DiffLine) -> Place<'_> {
    (
        line.authorisation != Authorisation::Unauthorised,
        &line.item.name,
        &line.item.key,
        line.noun,
        line.requirement.as_deref(),
        line.type_id.as_deref(),
        line.other.as_ref().map(|other| other.id),
        line.label.as_deref(),
    )
}

fn headers(engine: &Engine, touched: &[Touched]) -> Result<BTreeMap<u64, Commit>, EngineError> {
    let mut headers = BTreeMap::new();
    for &seq in touched.iter().flat_map(|touched| &touched.seqs) {
        if let std::collections::btree_map::Entry::Vacant(vacant) = headers.entry(seq) {
            vacant.insert(engine.header(seq)?);
        }
    }
    Ok(headers)
}

/// Returns the items that are there before and not after.
fn gone(after: &Generation, touched: &[Touched]) -> FxHashMap<CiId, ItemRef> {
    let removed = touched.iter().filter_map(|touched| match &touched.edit {
        Edit::Item { before: Some(item), after: None } => Some(item),
        _ => None,
    });
    removed.map(|item| (item.id, reference_of(item, after.catalogue()))).collect()
}

/// The items that a filter selects before or after.
struct Selection<'a> {
    before: (Arc<Generation>, Vec<Row>),
    after: (&'a Generation, Vec<Row>),
}

impl<'a> Selection<'a> {
    fn of(filter: &Filter, after: &'a Arc<Generation>, from: u64, touched: &[Touched]) -> Result<Self, EngineError> {
        let edits = undoing(touched.iter().map(|touched| touched.edit.clone()));
        let before = if edits.is_empty() { Arc::clone(after) } else { Arc::new(without(after, from, &edits)?) };
        let (selected_before, selected_after) = match (before.select(filter), after.select(filter)) {
            (Err(_), Err(error)) => return Err(error.into()),
            // An attribute may have come or gone in between: no item had it then.
            (selected_before, selected_after) => {
                (selected_before.unwrap_or_default(), selected_after.unwrap_or_default())
            }
        };
        Ok(Selection { before: (before, selected_before), after: (after, selected_after) })
    }

    fn selects(&self, id: CiId) -> bool {
        let is_among = |generation: &Generation, rows: &[Row]| {
            generation.row(id).is_some_and(|row| rows.binary_search(&row).is_ok())
        };
        is_among(&self.before.0, &self.before.1) || is_among(self.after.0, &self.after.1)
    }

    fn concerns(&self, edit: &Edit) -> bool {
        match edit {
            Edit::Item { before, after } => {
                after.as_ref().or(before.as_ref()).is_some_and(|item| self.selects(item.id))
            }
            Edit::Relationship { before, after } => after
                .as_ref()
                .or(before.as_ref())
                .is_some_and(|own| self.selects(own.id.from) || self.selects(own.id.to)),
            Edit::Requirement { before, after } => {
                after.as_ref().or(before.as_ref()).is_some_and(|own| self.selects(own.consumer))
            }
            Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => false,
        }
    }
}

/// What names the records of a difference.
struct View<'a> {
    after: &'a Generation,
    gone: FxHashMap<CiId, ItemRef>,
    commits: BTreeMap<u64, Commit>,
}

impl View<'_> {
    /// Puts a record into its place in the difference.
    fn file(&self, touched: Touched, diff: &mut BaselineDiff) -> Result<(), EngineError> {
        let Touched { edit, seqs } = touched;
        let line = match edit {
            Edit::Item { before, after } => self.item_line(before.as_deref(), after.as_deref(), &seqs)?,
            Edit::Relationship { before, after } => {
                self.relationship_line(before.as_deref(), after.as_deref(), &seqs)?
            }
            Edit::Requirement { before, after } => self.requirement_line(before.as_deref(), after.as_deref(), &seqs)?,
            Edit::Model { before, after } => {
                let what = What::of(before.as_ref(), after.as_ref());
                diff.counts.model.add(what);
                if let Some(element) = after.or(before) {
                    let commits = self.commits(&seqs).map(CommitLine::of).collect();
                    diff.model.push(ElementLine { kind: element.kind, id: element.id, what, commits });
                }
                return Ok(());
            }
            Edit::Baseline { .. } | Edit::Document { .. } => return Ok(()),
        };
        let Some(line) = line else { return Ok(()) };
        let counts = match line.noun {
            Noun::Item => &mut diff.counts.items,
            Noun::Relationship => &mut diff.counts.relationships,
            Noun::Requirement => &mut diff.counts.requirements,
        };
        counts.add(line.what);
        let counts = &mut diff.authorisation;
        *match line.authorisation {
            Authorisation::Authorised => &mut counts.authorised,
            Authorisation::NotRequired => &mut counts.not_required,
            Authorisation::Unauthorised => &mut counts.unauthorised,
        } += 1;
        diff.lines.push(line);
        Ok(())
    }

    fn item_line(
        &self,
        before: Option<&Item>,
        after: Option<&Item>,
        seqs: &[u64],
    ) -> Result<Option<DiffLine>, EngineError> {
        let Some(own) = after.or(before) else { return Ok(None) };
        let about = About { noun: Noun::Item, what: What::of(before, after), item: own.id };
        self.line(about, seqs, fields_of_item(before, after)).map(Some)
    }

    fn relationship_line(
        &self,
        before: Option<&Relationship>,
        after: Option<&Relationship>,
        seqs: &[u64],
    ) -> Result<Option<DiffLine>, EngineError> {
        let Some(own) = after.or(before) else { return Ok(None) };
        let about = About { noun: Noun::Relationship, what: What::of(before, after), item: own.id.from };
        let mut line = self.line(about, seqs, fields_of_relationship(before, after))?;
        line.type_id = Some(own.id.type_id.clone());
        line.label.clone_from(&own.id.label);
        line.other = Some(self.item(own.id.to)?);
        Ok(Some(line))
    }

    fn requirement_line(
        &self,
        before: Option<&Requirement>,
        after: Option<&Requirement>,
        seqs: &[u64],
    ) -> Result<Option<DiffLine>, EngineError> {
        let Some(own) = after.or(before) else { return Ok(None) };
        let about = About { noun: Noun::Requirement, what: What::of(before, after), item: own.consumer };
        let mut line = self.line(about, seqs, fields_of_terms(before, after))?;
        line.requirement = Some(match &own.key {
            RequirementKey::Label(label) => label.clone(),
            RequirementKey::Type(id) => format!("@{id}"),
            RequirementKey::Relationship(id) => {
                let provider = if id.from == own.consumer { id.to } else { id.from };
                line.type_id = Some(id.type_id.clone());
                line.label.clone_from(&id.label);
                line.other = Some(self.item(provider)?);
                id.type_id.clone()
            }
        });
        Ok(Some(line))
    }

    fn line(&self, about: About, seqs: &[u64], fields: BTreeMap<String, FieldChange>) -> Result<DiffLine, EngineError> {
        let authorisation = self.commits(seqs).map(Authorisation::of).max();
        Ok(DiffLine {
            noun: about.noun,
            what: about.what,
            authorisation: authorisation.unwrap_or(Authorisation::Unauthorised),
            item: self.item(about.item)?,
            type_id: None,
            label: None,
            other: None,
            requirement: None,
            fields,
            commits: self.commits(seqs).map(CommitLine::of).collect(),
        })
    }

    fn commits<'v>(&'v self, seqs: &'v [u64]) -> impl Iterator<Item = &'v Commit> {
        seqs.iter().filter_map(|seq| self.commits.get(seq))
    }

    /// Returns the item as it is after, or was before it was removed.
    fn item(&self, id: CiId) -> Result<ItemRef, EngineError> {
        if let Some(row) = self.after.row(id) {
            return reference(self.after, row);
        }
        let missing = || EstateError::UnknownEnd { record: "an edit of the log".to_owned(), end: id };
        Ok(self.gone.get(&id).cloned().ok_or_else(missing)?)
    }
}

/// What a line speaks of.
#[derive(Clone, Copy)]
struct About {
    noun: Noun,
    what: What,
    item: CiId,
}
