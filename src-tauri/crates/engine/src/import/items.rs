//! Which item each row is, and what becomes of it.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_exchange::{Cell, ItemCandidate, Rows};
use cairn_model::id::IdSource;
use cairn_model::packed::NewItem;
use cairn_model::{Catalogue, CiId, Edit, Item, Operation, Phrase, Value};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::attributes::{ClassAttributes, PackedValues};
use super::keys::Keys;
use super::{Place, Planner};
use crate::error::{EngineError, shortened};

/// The items that rows and ends of relationships mean, each with a number.
pub(super) struct PlannedItems<'a> {
    /// The items of the files, by the file's id.
    by_id: FxHashMap<&'a str, PlannedItem>,
    /// The items of the estate that have a number.
    existing: FxHashMap<Row, u32>,
    /// Every item that has a number.
    ends: Vec<End>,
}

/// What became of one id of the files.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedItem {
    pub(super) place: Place,
    /// The number of the item; `None` when its row was refused.
    pub(super) taken: Option<u32>,
}

/// An item that a relationship may end at, and its class.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) id: CiId,
    pub(super) class: usize,
}

impl<'a> PlannedItems<'a> {
    pub(super) fn get(&self, id: &str) -> Option<&PlannedItem> {
        self.by_id.get(id)
    }

    pub(super) fn end(&self, number: u32) -> End {
        self.ends[number as usize]
    }

    /// Gives an item that is new a number.
    fn add(&mut self, end: End) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        number
    }

    /// Returns the number of an item of the estate: the same, whatever it is called by.
    pub(super) fn number_of(&mut self, generation: &Generation, row: Row) -> u32 {
        if let Some(&known) = self.existing.get(&row) {
            return known;
        }
        let number = self.add(End { id: generation.id(row), class: generation.class_number(row) });
        self.existing.insert(row, number);
        number
    }
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

struct ItemPlanner<'p, 'a> {
    ids: &'p mut IdSource,
    keys: Keys,
    planned: PlannedItems<'a>,
    identities: Option<IdentityIndex>,
    states: States<'a>,
    attributes: ClassAttributes<'p>,
    values: PackedValues,
}

impl<'a> Planner<'a> {
    /// Plans every item row. Ids that were refused stay known, so that their relationships can say why.
    pub(super) fn plan_items(
        &mut self,
        classes: &FxHashMap<String, String>,
        ids: &mut IdSource,
    ) -> Result<PlannedItems<'a>, EngineError> {
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let contents = self.contents;
        let rows = contents.iter().map(|content| match &content.rows {
            Rows::Items(rows) => rows.len(),
            Rows::Relationships(_) => 0,
        });
        let count = rows.sum();
        let mut own = ItemPlanner {
            ids,
            keys: Keys::of(self.generation),
            planned: PlannedItems {
                by_id: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
                existing: FxHashMap::default(),
                ends: Vec::with_capacity(count),
            },
            identities: None,
            states: States::default(),
            attributes: ClassAttributes::new(&catalogue),
            values: PackedValues::default(),
        };
        let mut has_items = false;
        for (file, content) in contents.iter().enumerate() {
            let Rows::Items(rows) = &content.rows else { continue };
            has_items = true;
            let class_of = |(word, _)| classes.get(word).and_then(|id| catalogue.class_number(id));
            let classes: Vec<Option<usize>> = rows.classes.iter().map(class_of).collect();
            for candidate in rows.iter() {
                self.cancel.check()?;
                let place = Place { file, line: candidate.line };
                if let Some(earlier) = own.planned.get(candidate.id) {
                    let name = &self.names[earlier.place.file];
                    let phrase = Phrase::new("row-duplicate-id")
                        .with("id", candidate.id)
                        .with("file", name)
                        .with("line", earlier.place.line);
                    self.refuse(place, "id", phrase);
                    continue;
                }
                // Words that are not known end the import as a whole.
                let Some(class) = classes[candidate.class_number] else { continue };
                let taken = self.plan_row(place, &candidate, class, &mut own);
                own.planned.by_id.insert(candidate.id, PlannedItem { place, taken });
            }
        }
        for (word, rows) in &own.states.unknown_words {
            let phrase = Phrase::new("warning-status-word").with("word", shortened(word)).with("rows", rows);
            self.summary.warnings.push(phrase);
        }
        for (file, content) in contents.iter().enumerate() {
            for row in &content.refused {
                if let Some(id) = &row.id {
                    let place = Place { file, line: row.line };
                    own.planned.by_id.entry(id).or_insert(PlannedItem { place, taken: None });
                }
            }
        }
        if has_items {
            self.count_missing(&own.planned);
        }
        Ok(own.planned)
    }

    /// Plans one row; returns the number of its item, `None` when the row is refused.
    fn plan_row(
        &mut self,
        place: Place,
        candidate: &ItemCandidate<'a>,
        class: usize,
        own: &mut ItemPlanner<'_, 'a>,
    ) -> Option<u32> {
        if let Err((column, phrase)) = own.attributes.conform_row(class, candidate.attributes.clone(), &mut own.values)
        {
            self.refuse(place, &column, phrase);
            return None;
        }
        // Without an estate there is nobody whom the row could be.
        if self.generation.item_count() == 0 && !own.values.is_nested {
            return Some(self.add(candidate, class, own));
        }
        let values = match own.values.to_map() {
            Some(values) => values,
            None => own.attributes.conform(class, &values_of(candidate)).ok()?,
        };
        match self.identify(candidate, class, &values, &mut own.identities) {
            Match::New if own.values.is_nested => Some(self.add_nested(candidate, class, values, own)),
            Match::New => Some(self.add(candidate, class, own)),
            Match::Existing(row) => self.update(row, candidate, values, own),
            Match::Ambiguous(count) => {
                self.summary.items.ambiguous += 1;
                let phrase = Phrase::new("row-ambiguous").with("id", candidate.id).with("count", count);
                self.refuse(place, "id", phrase);
                None
            }
            Match::OtherClass(known) => {
                let phrase = Phrase::new("row-other-class")
                    .with("id", candidate.id)
                    .with("class", candidate.class)
                    .with("known", known);
                self.refuse(place, "class", phrase);
                None
            }
        }
    }

    /// Plans that an item is added whose values are all simple.
    fn add(&mut self, candidate: &ItemCandidate<'a>, class: usize, own: &mut ItemPlanner<'_, 'a>) -> u32 {
        if self.options.source.is_empty() {
            // A record knows no source that is there and empty, an edit does.
            let values = own.values.to_map().unwrap_or_default();
            return self.add_nested(candidate, class, values, own);
        }
        let id = own.ids.next_id();
        let key = own.keys.give(&self.catalogue.classes()[class]);
        let state = own.states.of(&self.catalogue, candidate.status.unwrap_or(""));
        self.summary.items.new += 1;
        self.edits.add_new_item(&NewItem {
            id,
            class: &self.catalogue.classes()[class].definition.id,
            state,
            key: &key,
            name: candidate.name,
            source: Some(&self.options.source),
            source_id: Some(candidate.id),
            attribute_count: own.values.count,
            attributes: &own.values.bytes,
        });
        own.planned.add(End { id, class })
    }

    /// Plans that an item is added, whatever its values are.
    fn add_nested(
        &mut self,
        candidate: &ItemCandidate<'a>,
        class: usize,
        values: BTreeMap<String, Value>,
        own: &mut ItemPlanner<'_, 'a>,
    ) -> u32 {
        let id = own.ids.next_id();
        let item = Item {
            attributes: values,
            class: self.catalogue.classes()[class].definition.id.clone(),
            id,
            key: own.keys.give(&self.catalogue.classes()[class]),
            name: candidate.name.to_owned(),
            operation: Operation::default(),
            source: Some(self.options.source.clone()),
            source_id: Some(candidate.id.to_owned()),
            state: own.states.of(&self.catalogue, candidate.status.unwrap_or("")).to_owned(),
            verified_at: None,
            verified_by: None,
        };
        self.summary.items.new += 1;
        self.edits.push(Edit::Item { before: None, after: Some(Box::new(item)) });
        own.planned.add(End { id, class })
    }

    fn update(
        &mut self,
        row: Row,
        candidate: &ItemCandidate<'a>,
        values: BTreeMap<String, Value>,
        own: &mut ItemPlanner<'_, 'a>,
    ) -> Option<u32> {
        let before = self.generation.item(row).ok()?;
        let mut after = before.clone();
        candidate.name.clone_into(&mut after.name);
        // An empty cell says nothing of what is there already.
        if let Some(word) = candidate.status.filter(|word| !word.is_empty()) {
            own.states.of(&self.catalogue, word).clone_into(&mut after.state);
        }
        if after.source.is_none() {
            after.source = Some(self.options.source.clone());
            after.source_id = Some(candidate.id.to_owned());
        }
        after.attributes.extend(values);
        if before == after {
            self.summary.items.same += 1;
        } else {
            self.summary.items.update += 1;
            self.edits.push(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) });
        }
        Some(own.planned.number_of(self.generation, row))
    }

    /// Finds the item of the estate that a row is: by its id in its source, else by the identity rules of its class
    /// among items of other sources.
    fn identify(
        &self,
        candidate: &ItemCandidate<'_>,
        class: usize,
        values: &BTreeMap<String, Value>,
        identities: &mut Option<IdentityIndex>,
    ) -> Match {
        if self.generation.item_count() == 0 {
            return Match::New;
        }
        let known = self.generation.rows_of_source_id(&self.options.source, candidate.id);
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
                "name" => Some(candidate.name.to_owned()),
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

    fn count_missing(&mut self, planned: &PlannedItems<'_>) {
        let source = Some(self.options.source.as_str());
        let missing = self.generation.rows().filter(|&row| {
            self.generation
                .view(row)
                .is_ok_and(|view| view.source == source && view.source_id.is_some_and(|id| planned.get(id).is_none()))
        });
        self.summary.missing_in_source = missing.count() as u64;
    }
}

/// The lifecycle states that the words of the files mean.
#[derive(Default)]
struct States<'a> {
    /// Word → state, and whether the word is known.
    of_word: FxHashMap<&'a str, (String, bool)>,
    unknown_words: BTreeMap<&'a str, u64>,
}

impl<'a> States<'a> {
    /// Returns the lifecycle state a status word means; an unknown one counts as live and is counted.
    fn of(&mut self, catalogue: &Catalogue, word: &'a str) -> &str {
        let (state, is_known) = self.of_word.entry(word).or_insert_with(|| {
            let known = catalogue.state_for_word(word);
            let state = known.or_else(|| catalogue.state_for_word(""));
            (state.map(|state| state.id.clone()).unwrap_or_default(), known.is_some())
        });
        if !*is_known {
            *self.unknown_words.entry(word).or_default() += 1;
        }
        state
    }
}

fn values_of(candidate: &ItemCandidate<'_>) -> BTreeMap<String, Value> {
    let value = |cell| match cell {
        Cell::Text(text) => Value::Text(text.to_owned()),
        Cell::Value(value) => value,
    };
    candidate.attributes.clone().map(|(name, cell)| (name.to_owned(), value(cell))).collect()
}
