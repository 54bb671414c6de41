//! Taking back what a record did, as a record of its own: value by value, so that what others did since stays.

mod conflict;
mod preview;

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::{EstateError, Generation};
use cairn_model::{Commit, CommitKind, Edit, Item, Phrase, Relationship, Requirement, Terms, Value};
use rustc_hash::FxHashMap;

use crate::act::Act;
use crate::between::{RecordId, Touched, between, id_of, in_fitting_order};
use crate::change::resolve::key_word;
use crate::change::{find_change, known_actor};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::moment::MomentError;
use conflict::{Conflict, Why, name_of, out_of_place};
pub use preview::{Reversal, ReversalConflict, ReversalLine, preview};

/// Takes back what a record did to items, relationships and requirements. A field is given its former value when it
/// still has the one that the record gave it; what later records did to other fields stays. Changes and their
/// transitions, baselines and the model are not touched. Taking back a correction is a correction, anything else a revert.
///
/// `words` is a record no. (`7`, `#7`), or a change and its step (`CHG-1/2`).
///
/// # Errors
/// [`EngineError::NoReason`]; [`EngineError::Moment`] when there is no such record; [`EngineError::Refused`] when nobody is
/// named who does it, when the record did nothing that can be taken back, or a value of it was purged;
/// [`EngineError::Reverting`] with the values that were changed again since, and with what rests on them. Nothing is
/// changed then.
pub fn revert(engine: &Engine, words: &str, reason: &str, act: &mut Act<'_>) -> Result<Reverted, EngineError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    known_actor(act)?;
    let seq = record_meant(engine, words)?;
    let commit = take_back(engine, seq, reason, act)?;
    Ok(Reverted { seq, commit })
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reverted {
    /// The record no. that was taken back.
    pub seq: u64,
    /// The record that took it back.
    pub commit: Commit,
}

fn refused<T>(code: &str, seq: u64) -> Result<T, EngineError> {
    Err(EngineError::Refused(Phrase::new(code).with("seq", seq)))
}

fn record_meant(engine: &Engine, words: &str) -> Result<u64, EngineError> {
    let head = engine.generation().seq();
    let none = || EngineError::from(MomentError::NoSuchRecord { words: words.to_owned(), head });
    if let Some((change, step)) = words.rsplit_once('/') {
        let number = step.trim().parse::<u32>().map_err(|_| none())?;
        let change = find_change(engine, change)?;
        let outcome = change.outcomes.get(&number).and_then(|outcome| outcome.seq);
        let no_step = Phrase::new("revert-no-such-step").with("change", change.id).with("step", number);
        return outcome.ok_or(EngineError::Refused(no_step));
    }
    let number = words.trim().trim_start_matches('#').parse::<u64>().ok();
    number.filter(|seq| (1..=head).contains(seq)).ok_or_else(none)
}

pub(crate) fn take_back(engine: &Engine, seq: u64, reason: &str, act: &mut Act<'_>) -> Result<Commit, EngineError> {
    let live = engine.generation();
    let Planned { edits, conflicts, later } = plan(engine, &live, seq)?;
    if !conflicts.is_empty() {
        let mut named: Vec<Phrase> = conflicts.iter().take(CONFLICTS_MAX).map(|own| own.phrase(&later)).collect();
        if let Some(more @ 1..) = conflicts.len().checked_sub(CONFLICTS_MAX) {
            named.push(Phrase::new("revert-conflicts-more").with("count", more));
        }
        return Err(EngineError::Reverting { seq, conflicts: named, values: conflicts.len() });
    }
    let header = engine.header(seq)?;
    let kind = if header.kind == CommitKind::Correction { CommitKind::Correction } else { CommitKind::Revert };
    engine.commit(act.draft(kind, reason), edits, act).map_err(|error| match error {
        EngineError::Estate(EstateError::TermsLeft { consumer, key }) => {
            let item = live.row(consumer).and_then(|row| live.view(row).ok()).map(|view| view.key.to_owned());
            let item = item.unwrap_or_else(|| consumer.to_string());
            let phrase = Phrase::new("revert-terms-left").with("seq", seq).with("item", item);
            EngineError::Refused(phrase.with("group", key_word(&key)))
        }
        error => error,
    })
}

/// What taking a record back comes to.
struct Planned {
    edits: Vec<Edit>,
    conflicts: Vec<Conflict>,
    /// Which later records edited what; empty without conflicts.
    later: FxHashMap<RecordId, Vec<u64>>,
}

/// Returns what taking a record back would write, and what stands in its way. Nothing is written.
fn plan(engine: &Engine, live: &Generation, seq: u64) -> Result<Planned, EngineError> {
    if engine.store().has_purged(seq)? {
        return refused("revert-purged", seq);
    }
    let done = between(engine.store(), seq - 1, seq)?;
    let mut merging = Merging { live, fields: Fields::default(), conflicts: Vec::new(), edits: Vec::new() };
    for touched in &done {
        merging.take_back(&touched.edit)?;
    }
    let Merging { mut conflicts, mut edits, .. } = merging;
    conflicts.extend(out_of_place(live, &edits));
    if conflicts.is_empty() && edits.is_empty() {
        return nothing_left(engine, seq, &done);
    }
    let later = if conflicts.is_empty() { FxHashMap::default() } else { later_records(engine, seq)? };
    in_fitting_order(&mut edits);
    Ok(Planned { edits, conflicts, later })
}

/// Returns the refusal of a record that has nothing to take back: it never had, or others did so since.
fn nothing_left<T>(engine: &Engine, seq: u64, done: &[Touched]) -> Result<T, EngineError> {
    let later = later_records(engine, seq)?;
    let same = done.iter().filter_map(|touched| later.get(&id_of(&touched.edit)?));
    let records: BTreeSet<u64> = same.flatten().copied().collect();
    if records.is_empty() {
        return refused("live-nothing-to-undo", seq);
    }
    let records: Vec<String> = records.into_iter().rev().take(RECORDS_MAX).map(|seq| seq.to_string()).collect();
    let phrase = Phrase::new("revert-so-already").with("seq", seq).with("records", records.join(", "));
    Err(EngineError::Refused(phrase))
}

/// Returns which records after one edited what, by what they edited.
fn later_records(engine: &Engine, seq: u64) -> Result<FxHashMap<RecordId, Vec<u64>>, EngineError> {
    let mut later: FxHashMap<RecordId, Vec<u64>> = FxHashMap::default();
    for seq in seq + 1..=engine.generation().seq() {
        for edit in engine.store().edits(seq)? {
            let Some(id) = id_of(&edit) else { continue };
            let seqs = later.entry(id).or_default();
            if seqs.last() != Some(&seq) {
                seqs.push(seq);
            }
        }
    }
    Ok(later)
}

/// How many values that were changed again a refusal names; the rest is counted.
const CONFLICTS_MAX: usize = 50;
/// How many later records it names, the newest first.
const RECORDS_MAX: usize = 10;

/// A record as it is, and as it is to be.
type Sides<T> = (Option<Box<T>>, Option<Box<T>>);

struct Merging<'g> {
    live: &'g Generation,
    fields: Fields,
    conflicts: Vec<Conflict>,
    edits: Vec<Edit>,
}

/// The fields of one record that are not what they should be.
#[derive(Default)]
struct Fields(Vec<String>);

impl Fields {
    /// Gives a field its former value, unless it is no longer what the record made of it.
    fn give<T: PartialEq + Clone>(&mut self, name: &str, now: &mut T, before: &T, after: &T) {
        if before == after || now == before {
            return;
        }
        if now == after {
            now.clone_from(before);
        } else {
            self.0.push(name.to_owned());
        }
    }
}

impl Merging<'_> {
    fn conflict(&mut self, edit: &Edit, why: Why) {
        self.conflicts.push(Conflict { by: id_of(edit), name: name_of(self.live, edit), why });
    }

    fn take_back(&mut self, edit: &Edit) -> Result<(), EngineError> {
        let made = match edit {
            Edit::Item { before, after } => {
                let id = before.as_ref().or(after.as_ref()).map(|item| item.id);
                let row = id.and_then(|id| self.live.row(id));
                let now = row.map(|row| self.live.item(row)).transpose()?.map(Box::new);
                self.sides(edit, now, before.as_deref(), after.as_deref(), same_item, give_item)
                    .map(|(before, after)| Edit::Item { before, after })
            }
            Edit::Relationship { before, after } => {
                let id = before.as_ref().or(after.as_ref()).map(|own| own.id.clone());
                let row = id.and_then(|id| self.live.relationship_row(&id));
                let now = row.and_then(|row| self.live.relationship(row)).map(Box::new);
                self.sides(edit, now, before.as_deref(), after.as_deref(), PartialEq::eq, give_relationship)
                    .map(|(before, after)| Edit::Relationship { before, after })
            }
            Edit::Requirement { before, after } => {
                let now = before.as_ref().or(after.as_ref()).and_then(|own| self.terms_now(own)).map(Box::new);
                self.sides(edit, now, before.as_deref(), after.as_deref(), PartialEq::eq, give_requirement)
                    .map(|(before, after)| Edit::Requirement { before, after })
            }
            // What people decided, and what the estate is made of, is not taken back.
            Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => None,
        };
        self.edits.extend(made);
        Ok(())
    }

    /// Returns what is to become of a record: what it is now, and what it is to be.
    fn sides<T: Clone + PartialEq>(
        &mut self,
        edit: &Edit,
        now: Option<Box<T>>,
        before: Option<&T>,
        after: Option<&T>,
        is_same: fn(&T, &T) -> bool,
        give: fn(&mut Fields, &mut T, &T, &T),
    ) -> Option<Sides<T>> {
        match (now, before, after) {
            // Added: it goes, if it is as it was added. Removed: it comes back, if nobody put another in its place.
            (None, None, _) => None,
            (Some(now), None, Some(after)) if is_same(&now, after) => Some((Some(now), None)),
            (None, Some(before), None) => {
                if let Some(field) = self.taken(edit) {
                    self.conflict(edit, Why::Taken(field));
                    return None;
                }
                Some((None, Some(Box::new(before.clone()))))
            }
            (Some(now), Some(before), Some(after)) => {
                let mut next = now.clone();
                give(&mut self.fields, &mut next, before, after);
                for field in std::mem::take(&mut self.fields).0 {
                    self.conflict(edit, Why::Field(field));
                }
                (next != now).then_some((Some(now), Some(next)))
            }
            _ => {
                self.conflict(edit, Why::Whole);
                None
            }
        }
    }

    /// Returns what another item has now that an item would have again that comes back: its key, or its id in its source.
    fn taken(&self, edit: &Edit) -> Option<&'static str> {
        let Edit::Item { before: Some(item), .. } = edit else { return None };
        if self.live.row_of_key(&item.key).is_some() {
            return Some("key");
        }
        let (source, id) = (item.source.as_deref()?, item.source_id.as_deref()?);
        (!self.live.rows_of_source_id(source, id).is_empty()).then_some("source_id")
    }

    fn terms_now(&self, own: &Requirement) -> Option<Requirement> {
        let row = self.live.row(own.consumer)?;
        let terms = self.live.terms(row, &own.key)?.terms;
        Some(Requirement { consumer: own.consumer, key: own.key.clone(), terms })
    }
}

/// Returns a value as the log gives it back, which writes decimals and large integers as text.
fn logged(value: &Value) -> Value {
    serde_json::to_value(value).and_then(serde_json::from_value).unwrap_or_else(|_| value.clone())
}

fn logged_attributes(item: &Item) -> BTreeMap<String, Value> {
    item.attributes.iter().map(|(name, value)| (name.clone(), logged(value))).collect()
}

fn same_item(now: &Item, after: &Item) -> bool {
    Item { attributes: logged_attributes(now), ..now.clone() } == *after
}

fn give_item(fields: &mut Fields, now: &mut Item, before: &Item, after: &Item) {
    fields.give("class", &mut now.class, &before.class, &after.class);
    fields.give("key", &mut now.key, &before.key, &after.key);
    fields.give("name", &mut now.name, &before.name, &after.name);
    fields.give("operation", &mut now.operation, &before.operation, &after.operation);
    fields.give("source", &mut now.source, &before.source, &after.source);
    fields.give("source_id", &mut now.source_id, &before.source_id, &after.source_id);
    fields.give("state", &mut now.state, &before.state, &after.state);
    fields.give("verified_at", &mut now.verified_at, &before.verified_at, &after.verified_at);
    fields.give("verified_by", &mut now.verified_by, &before.verified_by, &after.verified_by);
    let names: BTreeSet<&String> = before.attributes.keys().chain(after.attributes.keys()).collect();
    for name in names {
        let held = now.attributes.get(name).map(logged);
        let mut next = held.clone();
        fields.give(name, &mut next, &before.attributes.get(name).cloned(), &after.attributes.get(name).cloned());
        if next != held {
            match next {
                Some(value) => now.attributes.insert(name.clone(), value),
                None => now.attributes.remove(name),
            };
        }
    }
}

fn give_relationship(fields: &mut Fields, now: &mut Relationship, before: &Relationship, after: &Relationship) {
    fields.give("confidence", &mut now.confidence, &before.confidence, &after.confidence);
    fields.give("source", &mut now.source, &before.source, &after.source);
    fields.give("valid_from", &mut now.valid_from, &before.valid_from, &after.valid_from);
    fields.give("valid_to", &mut now.valid_to, &before.valid_to, &after.valid_to);
    fields.give("verified_at", &mut now.verified_at, &before.verified_at, &after.verified_at);
    fields.give("verified_by", &mut now.verified_by, &before.verified_by, &after.verified_by);
}

fn give_requirement(fields: &mut Fields, now: &mut Requirement, before: &Requirement, after: &Requirement) {
    let (now, Terms { strength, min_up, degraded_below }) = (&mut now.terms, before.terms);
    fields.give("strength", &mut now.strength, &strength, &after.terms.strength);
    fields.give("min_up", &mut now.min_up, &min_up, &after.terms.min_up);
    fields.give("degraded_below", &mut now.degraded_below, &degraded_below, &after.terms.degraded_below);
}
