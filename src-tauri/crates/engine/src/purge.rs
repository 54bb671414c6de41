//! Removing a value for good: a password, what the law wants gone. Two people answer for it, its digest stays, and every
//! hash of the log is what it was.

use std::collections::BTreeSet;

use cairn_estate::Generation;
use cairn_model::{CiId, Commit, CommitKind, Document, Edit, Item, Phrase, Value};
pub use cairn_store::PurgedPlace;
use cairn_store::{PageKind, PurgeTarget, Record};
use serde_json::json;

use crate::act::Act;
use crate::change::known_actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::find;
use crate::moment::MomentError;

/// The kind of the documents that say what was purged.
const PURGE_KIND: &str = "purge";
/// A shorter text stands in too many places to mean the same in them.
const SOUGHT_CHARS_MIN: usize = 4;
/// How many places elsewhere are named.
const ELSEWHERE_MAX: usize = 50;

/// Which value is to go, and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurgeRequest {
    /// Words for the item; the id of one that was removed.
    pub item: String,
    /// `name`, or an attribute.
    pub field: String,
    /// The value that it had after this record; the one that it has now when `None`.
    pub record: Option<u64>,
    /// The second person, beside who acts.
    pub approved_by: String,
    /// Why.
    pub reason: String,
}

/// What went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purged {
    /// The record that says so.
    pub commit: Commit,
    /// The key of the item.
    pub key: String,
    /// From where in the log it went, this record aside.
    pub places: Vec<PurgedPlace>,
    /// Where the same text stands as well and was left, at most 50 places: `change CHG-000001`, `SRV-7 · notes`; what
    /// only a record of the log has, with its number: `#7 · reason`, `#7 · SRV-7 · notes`.
    pub elsewhere: Vec<String>,
}

/// Removes a value of an item, wherever the log has it, and from the item as it is. The commit has a document with who
/// asked for it, who approved, why, and every digest that stays.
///
/// The same text in other fields, other items and documents stays, and is named. So do the bytes in files that the
/// database no longer uses, until the estate is compacted, and snapshots and back-ups made before.
///
/// # Errors
/// [`EngineError::NoReason`]; [`EngineError::NoSuchItem`]; [`EngineError::Refused`] when both people are the same or one is
/// not named, when there is no such value, or the reason repeats it; [`EngineError::Replica`]. Nothing is changed then.
pub fn purge(engine: &Engine, request: &PurgeRequest, act: &mut Act<'_>) -> Result<Purged, EngineError> {
    let reason = request.reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    let (asked, approved) = (known_actor(act)?, request.approved_by.trim().to_owned());
    if approved.is_empty() || asked.to_lowercase() == approved.to_lowercase() {
        return refused(Phrase::new("purge-two-people").with("actor", asked));
    }
    let draft = act.draft(CommitKind::Purge, reason);
    let (commit, (key, places, elsewhere)) = engine.commit_purge(draft, act, |live, act| {
        let found = Found::of(engine, live, request)?;
        if contains(reason, &found.text) {
            return refused(Phrase::new("purge-reason-repeats"));
        }
        let purge = engine.store().plan_purge(found.target(live)?)?;
        if purge.places.is_empty() {
            return refused(no_value(request));
        }
        let digests: Vec<_> = purge
            .places
            .iter()
            .map(|place| json!({ "digest": place.digest, "path": place.path, "record": place.seq }))
            .collect();
        let body = json!({ "approved_by": approved, "digests": digests, "field": request.field, "item": found.id,
            "key": found.item.key, "reason": reason, "requested_by": asked });
        let said = Document { body, id: act.ids().next_id().to_string(), kind: PURGE_KIND.to_owned() };
        let mut edits = vec![Edit::Document { before: None, after: Some(Box::new(said)) }];
        edits.extend(found.removal(live)?);
        let elsewhere = found.elsewhere(engine, live)?;
        let places = purge.places.clone();
        Ok((purge, edits, (found.item.key, places, elsewhere)))
    })?;
    Ok(Purged { commit, key, places, elsewhere })
}

/// What a purge would remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purgeable {
    /// The key of the item.
    pub key: String,
    /// Its name when it had the value.
    pub name: String,
    /// The item has the value now, and would lose it.
    pub is_current: bool,
    /// From where in the log it would go.
    pub places: Vec<PurgedPlace>,
    /// Where the same text stands as well and would be left.
    pub elsewhere: Vec<String>,
}

/// Returns what [`purge`] would remove, whoever answers for it. Nothing is written.
///
/// # Errors
/// As [`purge`], people and reason aside.
pub fn preview(engine: &Engine, request: &PurgeRequest) -> Result<Purgeable, EngineError> {
    engine.between_commits(|live| {
        let found = Found::of(engine, &live, request)?;
        let places = engine.store().plan_purge(found.target(&live)?)?.places;
        if places.is_empty() {
            return refused(no_value(request));
        }
        let is_current = found.removal(&live)?.is_some();
        let elsewhere = found.elsewhere(engine, &live)?;
        Ok(Purgeable { key: found.item.key, name: found.item.name, is_current, places, elsewhere })
    })
}

fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

fn no_value(request: &PurgeRequest) -> Phrase {
    Phrase::new("purge-no-value").with("item", &request.item).with("field", &request.field)
}

fn contains(text: &str, sought: &str) -> bool {
    sought.chars().count() >= SOUGHT_CHARS_MIN && text.contains(sought)
}

/// The value that is to go.
struct Found {
    id: CiId,
    field: String,
    /// The item as it was when it had the value.
    item: Item,
    value: Value,
    /// The value as a person reads it.
    text: String,
}

impl Found {
    fn of(engine: &Engine, live: &Generation, request: &PurgeRequest) -> Result<Self, EngineError> {
        let removed = || request.item.parse::<CiId>().ok().filter(|&id| live.row(id).is_none());
        let id = match removed() {
            Some(id) => id,
            None => live.id(find(live, &request.item)?),
        };
        let page = live.row(id).map(|row| live.item_page(row));
        let seq = request.record.unwrap_or(live.seq());
        if !(1..=live.seq()).contains(&seq) {
            return Err(MomentError::NoSuchRecord { words: seq.to_string(), head: live.seq() }.into());
        }
        let item = match (request.record, live.row(id)) {
            (None, Some(row)) => live.item(row)?,
            _ => match engine.store().as_of(PageKind::Items, &id.0.to_be_bytes(), page, seq)? {
                Some(Record::Item(item)) => *item,
                _ => return refused(no_value(request)),
            },
        };
        let value = match request.field.as_str() {
            // The key that stands where a name was purged.
            "name" if item.name == item.key => None,
            "name" => Some(Value::Text(item.name.clone())),
            attribute => item.attributes.get(attribute).cloned(),
        };
        let text = value.as_ref().map(ToString::to_string).unwrap_or_default();
        match value {
            // What was purged reads as nothing.
            Some(value) if !text.is_empty() => Ok(Found { id, field: request.field.clone(), item, value, text }),
            _ => refused(no_value(request)),
        }
    }

    fn target(&self, live: &Generation) -> Result<PurgeTarget, EngineError> {
        let value =
            serde_json_canonicalizer::to_vec(&self.value).map_err(|error| EngineError::Serialise("a value", error))?;
        let path = match self.field.as_str() {
            "name" => "/name".to_owned(),
            attribute => format!("/attributes/{}", attribute.replace('~', "~0").replace('/', "~1")),
        };
        let page = live.row(self.id).map(|row| live.item_page(row));
        Ok(PurgeTarget { item: self.id, page, path, value })
    }

    /// Returns the edit that takes the value from the item as it is, when it has it. A name cannot be absent: the key
    /// takes its place.
    fn removal(&self, live: &Generation) -> Result<Option<Edit>, EngineError> {
        let Some(row) = live.row(self.id) else { return Ok(None) };
        let now = live.item(row)?;
        let mut next = now.clone();
        if self.field == "name" {
            if now.name != self.text {
                return Ok(None);
            }
            next.name.clone_from(&now.key);
        } else {
            let held = next.attributes.get(&self.field).map(ToString::to_string);
            if held.as_deref() != Some(&self.text) {
                return Ok(None);
            }
            next.attributes.remove(&self.field);
        }
        Ok(Some(Edit::Item { before: Some(Box::new(now)), after: Some(Box::new(next)) }))
    }

    /// Returns where else the same text stands: in documents, in items as they are, and in records of the log that are
    /// of nothing named so far.
    fn elsewhere(&self, engine: &Engine, live: &Generation) -> Result<Vec<String>, EngineError> {
        let mut places = Vec::new();
        if self.text.chars().count() < SOUGHT_CHARS_MIN {
            return Ok(places);
        }
        for document in engine.store().all_documents()? {
            if has_text(&document.body, &self.text) {
                places.push(place_of_document(&document));
            }
        }
        for row in live.rows() {
            places.extend(self.places_in(&live.item(row)?));
        }
        self.in_log(engine, &mut places)?;
        places.truncate(ELSEWHERE_MAX);
        Ok(places)
    }

    /// Returns the fields of an item that have the text; not the value itself, which goes.
    fn places_in(&self, item: &Item) -> Vec<String> {
        let fields = item.attributes.iter().map(|(name, value)| (name.as_str(), value.to_string()));
        let own =
            |field: &str, text: &str| (item.id, field, text) == (self.id, self.field.as_str(), self.text.as_str());
        fields
            .chain([("name", item.name.clone())])
            .filter(|(field, text)| text.contains(&self.text) && !own(field, text))
            .map(|(field, _)| format!("{} · {field}", item.key))
            .collect()
    }

    /// Adds the places that only records of the log have: reasons, and values that were replaced.
    fn in_log(&self, engine: &Engine, places: &mut Vec<String>) -> Result<(), EngineError> {
        let mut known: BTreeSet<String> = places.iter().cloned().collect();
        for seq in 1..=engine.store().head().seq {
            if places.len() >= ELSEWHERE_MAX {
                break;
            }
            if engine.header(seq)?.reason.contains(&self.text) {
                places.push(format!("#{seq} · reason"));
            }
            for edit in engine.store().edits(seq)? {
                let found = match edit {
                    Edit::Item { before, after } => {
                        before.iter().chain(&after).flat_map(|item| self.places_in(item)).collect()
                    }
                    Edit::Document { before, after } => {
                        let own = before.iter().chain(&after).map(|own| &**own);
                        own.filter(|own| has_text(&own.body, &self.text)).map(place_of_document).collect()
                    }
                    _ => Vec::new(),
                };
                for place in found {
                    if known.insert(place.clone()) {
                        places.push(format!("#{seq} · {place}"));
                    }
                }
            }
        }
        Ok(())
    }
}

fn place_of_document(document: &Document) -> String {
    format!("{} {}", document.kind, document.id)
}

/// Returns whether a text below has the one that is sought in it.
fn has_text(body: &serde_json::Value, sought: &str) -> bool {
    let mut open = vec![body];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) if text.contains(sought) => return true,
            serde_json::Value::Array(values) => open.extend(values),
            serde_json::Value::Object(map) => open.extend(map.values()),
            _ => {}
        }
    }
    false
}
