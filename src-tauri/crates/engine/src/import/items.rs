//! Which item each row is, and what becomes of it.

use std::collections::BTreeMap;

use crate::error::EngineError;
use cairn_estate::Row;
use cairn_exchange::{ItemCandidate, Rows};
use cairn_model::id::IdSource;
use cairn_model::{CiId, Edit, Item, Operation, Phrase, Value};
use rustc_hash::FxHashMap;

use super::attributes::ClassAttributes;
use super::keys::Keys;
use super::{Place, Planner};
use crate::error::shortened;

/// The items of the files, by the file's id.
pub(super) type PlannedItems = FxHashMap<String, PlannedItem>;

/// What became of one id of the files.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedItem {
    pub(super) place: Place,
    /// The item and its class; `None` when its row was refused.
    pub(super) taken: Option<(CiId, usize)>,
}

/// Which item of the estate a row is.
enum Match {
    New,
    Existing(Row),
    Ambiguous(usize),
    OtherClass(String),
}

/// Existing items by class, rule and values.
type IdentityIndex = FxHashMap<(usize, usize, Vec<String>), Vec<Row>>;

struct ItemPlanner<'p> {
    ids: &'p mut IdSource,
    keys: Keys,
    planned: PlannedItems,
    identities: Option<IdentityIndex>,
    unknown_words: BTreeMap<String, u64>,
}

impl Planner<'_> {
    /// Plans every item row. Ids that were refused stay known, so that their relationships can say why.
    pub(super) fn plan_items(
        &mut self,
        classes: &FxHashMap<String, String>,
        ids: &mut IdSource,
    ) -> Result<PlannedItems, EngineError> {
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let mut attributes = ClassAttributes::new(&catalogue);
        let mut own = ItemPlanner {
            ids,
            keys: Keys::of(self.generation),
            planned: PlannedItems::default(),
            identities: None,
            unknown_words: BTreeMap::new(),
        };
        let mut has_items = false;
        for (file, content) in self.contents.iter().enumerate() {
            let Rows::Items(rows) = &content.rows else { continue };
            has_items = true;
            for candidate in rows {
                self.cancel.check()?;
                let place = Place { file, line: candidate.line };
                if let Some(earlier) = own.planned.get(&candidate.id) {
                    let name = &self.names[earlier.place.file];
                    let phrase = Phrase::new("row-duplicate-id")
                        .with("id", &candidate.id)
                        .with("file", name)
                        .with("line", earlier.place.line);
                    self.refuse(place, "id", phrase);
                    continue;
                }
                // Words that are not known end the import as a whole.
                let Some(class) = classes.get(&candidate.class).and_then(|id| self.catalogue.class_number(id)) else {
                    continue;
                };
                let taken = match attributes.conform(class, &candidate.attributes) {
                    Ok(values) => self.plan_item(place, candidate, class, values, &mut own).map(|id| (id, class)),
                    Err((column, phrase)) => {
                        self.refuse(place, &column, phrase);
                        None
                    }
                };
                own.planned.insert(candidate.id.clone(), PlannedItem { place, taken });
            }
        }
        for (word, rows) in own.unknown_words {
            let phrase = Phrase::new("warning-status-word").with("word", shortened(&word)).with("rows", rows);
            self.summary.warnings.push(phrase);
        }
        for (file, content) in self.contents.iter().enumerate() {
            for row in &content.refused {
                if let Some(id) = &row.id {
                    let place = Place { file, line: row.line };
                    own.planned.entry(id.clone()).or_insert(PlannedItem { place, taken: None });
                }
            }
        }
        if has_items {
            self.count_missing(&own.planned);
        }
        Ok(own.planned)
    }

    fn plan_item(
        &mut self,
        place: Place,
        candidate: &ItemCandidate,
        class: usize,
        values: BTreeMap<String, Value>,
        own: &mut ItemPlanner<'_>,
    ) -> Option<CiId> {
        match self.identify(candidate, class, &values, &mut own.identities) {
            Match::New => {
                let id = own.ids.next_id();
                let item = Item {
                    attributes: values,
                    class: self.catalogue.classes()[class].definition.id.clone(),
                    id,
                    key: own.keys.give(&self.catalogue.classes()[class]),
                    name: candidate.name.clone(),
                    operation: Operation::default(),
                    source: Some(self.options.source.clone()),
                    source_id: Some(candidate.id.clone()),
                    state: self.state(candidate.status.as_deref().unwrap_or(""), &mut own.unknown_words),
                    verified_at: None,
                    verified_by: None,
                };
                self.summary.items.new += 1;
                self.edits.push(Edit::Item { before: None, after: Some(Box::new(item)) });
                Some(id)
            }
            Match::Existing(row) => self.update(row, candidate, values, own),
            Match::Ambiguous(count) => {
                self.summary.items.ambiguous += 1;
                let phrase = Phrase::new("row-ambiguous").with("id", &candidate.id).with("count", count);
                self.refuse(place, "id", phrase);
                None
            }
            Match::OtherClass(known) => {
                let phrase = Phrase::new("row-other-class")
                    .with("id", &candidate.id)
                    .with("class", &candidate.class)
                    .with("known", known);
                self.refuse(place, "class", phrase);
                None
            }
        }
    }

    fn update(
        &mut self,
        row: Row,
        candidate: &ItemCandidate,
        values: BTreeMap<String, Value>,
        own: &mut ItemPlanner<'_>,
    ) -> Option<CiId> {
        let before = self.generation.item(row).ok()?;
        let mut after = before.clone();
        after.name.clone_from(&candidate.name);
        // An empty cell says nothing of what is there already.
        if let Some(word) = candidate.status.as_deref().filter(|word| !word.is_empty()) {
            after.state = self.state(word, &mut own.unknown_words);
        }
        if after.source.is_none() {
            after.source = Some(self.options.source.clone());
            after.source_id = Some(candidate.id.clone());
        }
        after.attributes.extend(values);
        let id = before.id;
        if before == after {
            self.summary.items.same += 1;
        } else {
            self.summary.items.update += 1;
            self.edits.push(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) });
        }
        Some(id)
    }

    /// Returns the lifecycle state a status word means; an unknown one counts as live and is counted.
    fn state(&self, word: &str, unknown: &mut BTreeMap<String, u64>) -> String {
        let known = self.catalogue.state_for_word(word);
        if known.is_none() {
            *unknown.entry(word.to_owned()).or_default() += 1;
        }
        let fallback = || self.catalogue.state_for_word("");
        known.or_else(fallback).map(|state| state.id.clone()).unwrap_or_default()
    }

    /// Finds the item of the estate that a row is: by its id in its source, else by the identity rules of its class
    /// among items of other sources.
    fn identify(
        &self,
        candidate: &ItemCandidate,
        class: usize,
        values: &BTreeMap<String, Value>,
        identities: &mut Option<IdentityIndex>,
    ) -> Match {
        if self.generation.item_count() == 0 {
            return Match::New;
        }
        let known = self.generation.rows_of_source_id(&self.options.source, &candidate.id);
        if let Some(&row) = known.first() {
            return if self.generation.class_number(row) == class {
                Match::Existing(row)
            } else {
                let other = self.generation.class_number(row);
                Match::OtherClass(self.catalogue.classes()[other].definition.id.clone())
            };
        }
        let rules = &self.catalogue.classes()[class].identity;
        if rules.is_empty() {
            return Match::New;
        }
        let index = identities.get_or_insert_with(|| self.identity_index());
        for (rule, fields) in rules.iter().enumerate() {
            let wanted = fields.iter().map(|field| match field.as_str() {
                "name" => Some(candidate.name.clone()),
                field => values.get(field).map(ToString::to_string),
            });
            let Some(wanted) = wanted.collect::<Option<Vec<_>>>() else { continue };
            match index.get(&(class, rule, wanted)).map(Vec::as_slice) {
                None | Some([]) => {}
                Some([row]) => return Match::Existing(*row),
                Some(rows) => return Match::Ambiguous(rows.len()),
            }
        }
        Match::New
    }

    /// Files the items of other sources under every identity rule of their class.
    fn identity_index(&self) -> IdentityIndex {
        let mut index = IdentityIndex::default();
        for row in self.generation.rows() {
            let Ok(item) = self.generation.item(row) else { continue };
            // Within one source, different ids are different things by the source's own word.
            if item.source.as_deref() == Some(self.options.source.as_str()) {
                continue;
            }
            let class = self.generation.class_number(row);
            for (rule, fields) in self.catalogue.classes()[class].identity.iter().enumerate() {
                let own = fields.iter().map(|field| match field.as_str() {
                    "name" => Some(item.name.clone()),
                    field => item.attributes.get(field).map(ToString::to_string),
                });
                if let Some(own) = own.collect::<Option<Vec<_>>>() {
                    index.entry((class, rule, own)).or_default().push(row);
                }
            }
        }
        index
    }

    fn count_missing(&mut self, planned: &PlannedItems) {
        let source = Some(self.options.source.as_str());
        let missing = self.generation.rows().filter(|&row| {
            self.generation
                .view(row)
                .is_ok_and(|view| view.source == source && view.source_id.is_some_and(|id| !planned.contains_key(id)))
        });
        self.summary.missing_in_source = missing.count() as u64;
    }
}
