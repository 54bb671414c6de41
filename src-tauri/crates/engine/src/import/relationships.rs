//! Which relationship each row is, and what becomes of it.

use std::collections::hash_map::Entry;

use cairn_exchange::{FROM_COLUMNS, LABEL_COLUMNS, RelationshipCandidate, Rows, TO_COLUMNS};
use cairn_model::catalogue::Needs;
use cairn_model::packed::RelationshipRow;
use cairn_model::requirement::ALONE_LABEL;
use cairn_model::{Confidence, Edit, Phrase, Relationship, RelationshipId, Strength, Terms};
use rustc_hash::FxHashMap;

use super::items::PlannedItems;
use super::learn::Unknown;
use super::seen::Seen;
use super::terms::{DeclaredTerms, Key};
use super::{Place, Planner};
use crate::error::EngineError;

/// A row of a file in numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedRow {
    /// The items it names.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Its type; [`REFUSED`] when it cannot be taken.
    type_number: u32,
    /// Its label among those of the rows; 0 for none.
    pub(super) label: u32,
    /// Its terms among those of the rows; 0 for none.
    terms: u32,
    line: u32,
}

/// The type of a row that cannot be taken.
const REFUSED: u32 = u32::MAX;

/// The rows of all files in order, and what they say, each text and each group of terms once.
pub(super) struct PlannedRows<'a> {
    rows: Vec<PlannedRow>,
    /// The number of the first row of each file, and which file it is.
    files: Vec<(usize, usize)>,
    labels: Vec<&'a str>,
    label_numbers: FxHashMap<&'a str, u32>,
    terms: Vec<Terms>,
    term_numbers: FxHashMap<Terms, u32>,
}

fn dense(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<'a> PlannedRows<'a> {
    fn with_capacity(rows: usize) -> Self {
        let mut own = PlannedRows {
            rows: Vec::with_capacity(rows),
            files: Vec::new(),
            labels: Vec::new(),
            label_numbers: FxHashMap::default(),
            terms: Vec::new(),
            term_numbers: FxHashMap::default(),
        };
        own.label_number("");
        own.term_number(Terms::default());
        own
    }

    fn label_number(&mut self, label: &'a str) -> u32 {
        let labels = &mut self.labels;
        *self.label_numbers.entry(label).or_insert_with(|| {
            labels.push(label);
            dense(labels.len() - 1)
        })
    }

    fn term_number(&mut self, terms: Terms) -> u32 {
        let known = &mut self.terms;
        *self.term_numbers.entry(terms).or_insert_with(|| {
            known.push(terms);
            dense(known.len() - 1)
        })
    }

    /// Returns the rows that can be taken, with their numbers.
    pub(super) fn taken(&self) -> impl Iterator<Item = (u32, &PlannedRow)> {
        (0..).zip(&self.rows).filter(|(_, row)| row.type_number != REFUSED)
    }

    pub(super) fn row(&self, number: u32) -> &PlannedRow {
        &self.rows[number as usize]
    }

    pub(super) fn type_of(&self, number: u32) -> u32 {
        self.row(number).type_number
    }

    pub(super) fn terms(&self, row: &PlannedRow) -> Terms {
        self.terms[row.terms as usize]
    }

    pub(super) fn label(&self, row: &PlannedRow) -> Option<&'a str> {
        Some(self.labels[row.label as usize]).filter(|label| !label.is_empty())
    }

    /// Returns the label of a number.
    pub(super) fn label_of(&self, number: u32) -> &'a str {
        self.labels[number as usize]
    }

    /// Returns where a row stands.
    pub(super) fn place(&self, number: u32) -> Place {
        let own = self.files.partition_point(|(first, _)| *first <= number as usize).saturating_sub(1);
        let file = self.files.get(own).map_or(0, |(_, file)| *file);
        Place { file, line: u64::from(self.row(number).line) }
    }

    fn refuse(&mut self, number: u32) {
        self.rows[number as usize].type_number = REFUSED;
    }
}

/// Why a row with known ends and a known type cannot be taken.
enum Refused {
    SelfLoop,
    /// The number of the row that says the same before it.
    Duplicate(u32),
    InfoWithLabel(usize),
    NothingNeeded(usize),
}

impl<'a> Planner<'a> {
    /// Plans every relationship row, then the terms their requirements declare.
    pub(super) fn plan_relationships(
        &mut self,
        items: &mut PlannedItems<'a>,
        unknown: &mut Unknown,
    ) -> Result<(), EngineError> {
        let mut rows = self.type_rows(items, unknown)?;
        // Types learned on the way have to be in the catalogue before strengths are looked at.
        self.resolve()?;
        let refused = self.find_refused(&mut rows, items)?;
        self.refuse_rows(&rows, &refused);
        drop(refused);
        let mut declared = DeclaredTerms::of(self, &rows);
        let conflicts = declared.conflicts(self, &rows);
        if !conflicts.is_empty() {
            for (row, column, phrase) in conflicts {
                self.refuse(rows.place(row), column, phrase);
                rows.refuse(row);
            }
            declared = DeclaredTerms::of(self, &rows);
        }
        let is_empty = self.generation.relationship_count() == 0;
        for (_, row) in rows.taken() {
            self.cancel.check()?;
            self.plan_relationship(&rows, row, items, is_empty);
        }
        self.plan_terms(declared, &rows, items);
        Ok(())
    }

    /// Finds the ends and the type of every row.
    fn type_rows(
        &mut self,
        items: &mut PlannedItems<'a>,
        unknown: &mut Unknown,
    ) -> Result<PlannedRows<'a>, EngineError> {
        let contents = self.contents;
        let of_relationships = |rows: &'a Rows| match rows {
            Rows::Relationships(rows) => Some(rows),
            Rows::Items(_) => None,
        };
        let files = contents.iter().enumerate();
        let files = files.filter_map(|(file, content)| Some((file, of_relationships(&content.rows)?)));
        let mut all = PlannedRows::with_capacity(files.clone().map(|(_, rows)| rows.len()).sum());
        let mut types: FxHashMap<(usize, usize, usize, usize), usize> = FxHashMap::default();
        for (file, rows) in files {
            all.files.push((all.rows.len(), file));
            // The rows of one source mostly stand together.
            let mut last: Option<(&str, u32)> = None;
            for candidate in rows.iter() {
                self.cancel.check()?;
                let from = match last {
                    Some((text, number)) if text == candidate.from => Ok(number),
                    _ => self.end(items, candidate.from),
                };
                last = from.as_ref().ok().map(|&number| (candidate.from, number));
                let place = Place { file, line: candidate.line };
                let number = match (from, self.end(items, candidate.to)) {
                    (Ok(from), Ok(to)) => {
                        let classes = [items.end(from).class, items.end(to).class];
                        let type_number = match types.entry((file, candidate.type_number, classes[0], classes[1])) {
                            Entry::Occupied(known) => Some(*known.get()),
                            Entry::Vacant(vacant) => {
                                let word = candidate.type_word;
                                let number = self.type_for(word, classes[0], classes[1], unknown);
                                // An unknown word is counted row by row.
                                number.map(|number| *vacant.insert(number))
                            }
                        };
                        type_number.map(|type_number| (from, to, dense(type_number)))
                    }
                    (from, to) => {
                        self.refuse_ends(place, file, from.err(), to.err());
                        None
                    }
                };
                let (from, to, type_number) = number.unwrap_or((0, 0, REFUSED));
                let label = all.label_number(candidate.label.unwrap_or(""));
                let terms = all.term_number(candidate.terms);
                // A file holds at most 2 GiB.
                let line = u32::try_from(candidate.line).unwrap_or(u32::MAX);
                all.rows.push(PlannedRow { from, to, type_number, label, terms, line });
            }
        }
        Ok(all)
    }

    fn refuse_ends(&mut self, place: Place, file: usize, from: Option<Phrase>, to: Option<Phrase>) {
        let columns = [FROM_COLUMNS, TO_COLUMNS].map(|names| self.contents[file].dialect.column(&names));
        for (column, phrase) in columns.into_iter().zip([from, to]) {
            if let Some(phrase) = phrase {
                self.refuse(place, &column, phrase);
            }
        }
    }

    /// Finds the number of the item a row names: in the files, in the estate under the same source, or by key or id.
    fn end(&self, items: &mut PlannedItems<'a>, text: &str) -> Result<u32, Phrase> {
        if let Some(item) = items.get(text) {
            let refused = || {
                Phrase::new("row-end-refused")
                    .with("id", text)
                    .with("file", &self.names[item.place.file])
                    .with("line", item.place.line)
            };
            return item.taken.ok_or_else(refused);
        }
        let generation = self.generation;
        if generation.item_count() > 0 {
            let known = generation.rows_of_source_id(&self.options.source, text);
            let row = known.first().copied().or_else(|| generation.row_of_key(text));
            let row = row.or_else(|| text.parse().ok().and_then(|id| generation.row(id)));
            if let Some(row) = row {
                return Ok(items.number_of(generation, row));
            }
        }
        Err(Phrase::new("row-unknown-end").with("id", text).with("source", &self.options.source))
    }

    /// Takes out the rows that cannot be taken whatever their neighbours say, and returns why.
    fn find_refused(
        &self,
        rows: &mut PlannedRows<'a>,
        items: &PlannedItems<'a>,
    ) -> Result<Vec<(u32, Refused)>, EngineError> {
        let mut refused = Vec::new();
        let mut seen = Seen::with_capacity(rows.rows.len());
        for number in 0..dense(rows.rows.len()) {
            self.cancel.check()?;
            let row = rows.rows[number as usize];
            if row.type_number == REFUSED {
                continue;
            }
            let identity = |row: &PlannedRow| [row.from, row.to, row.type_number, row.label];
            let own = identity(&row);
            let why = if row.from == row.to {
                Some(Refused::SelfLoop)
            } else {
                let earlier = seen.insert(own, number, |earlier| identity(&rows.rows[earlier as usize]) == own);
                earlier.map(Refused::Duplicate).or_else(|| self.contradiction(rows, &row, items))
            };
            refused.extend(why.map(|why| (number, why)));
        }
        // Only now: a row that is refused still is one that another must not repeat.
        refused.iter().for_each(|(number, _)| rows.refuse(*number));
        Ok(refused)
    }

    /// Returns how a row contradicts its type.
    fn contradiction(&self, rows: &PlannedRows<'a>, row: &PlannedRow, items: &PlannedItems<'a>) -> Option<Refused> {
        let type_number = row.type_number as usize;
        let definition = &self.catalogue.relationship_types()[type_number].definition;
        let terms = rows.terms(row);
        let strength = || {
            let given = || self.catalogue.strength(type_number, items.end(row.from).class, items.end(row.to).class);
            terms.strength.or_else(given).unwrap_or(definition.strength)
        };
        if row.label != 0 && strength() == Strength::Info {
            Some(Refused::InfoWithLabel(type_number))
        } else if definition.needs == Needs::None && !terms.is_empty() {
            Some(Refused::NothingNeeded(type_number))
        } else {
            None
        }
    }

    /// Says of each refused row why, in the words of its file.
    fn refuse_rows(&mut self, rows: &PlannedRows<'a>, refused: &[(u32, Refused)]) {
        let contents = self.contents;
        let candidates = rows.files.iter().flat_map(|&(_, file)| match &contents[file].rows {
            Rows::Relationships(rows) => Some(rows.iter()),
            Rows::Items(_) => None,
        });
        let mut candidates = (0..).zip(candidates.flatten());
        for (number, why) in refused {
            let Some((_, candidate)) = candidates.find(|(own, _)| own == number) else { continue };
            let place = rows.place(*number);
            let (column, phrase) = self.words(rows, place, &candidate, why);
            self.refuse(place, &column, phrase);
        }
    }

    fn words(
        &self,
        rows: &PlannedRows<'a>,
        place: Place,
        candidate: &RelationshipCandidate<'_>,
        why: &Refused,
    ) -> (String, Phrase) {
        let type_id = |number: usize| &self.catalogue.relationship_types()[number].definition.id;
        match *why {
            Refused::SelfLoop => (String::new(), Phrase::new("row-self-loop").with("id", candidate.from)),
            Refused::Duplicate(earlier) => {
                let earlier = rows.place(earlier);
                let phrase = Phrase::new("row-duplicate-relationship")
                    .with("from", candidate.from)
                    .with("type", candidate.type_word)
                    .with("to", candidate.to)
                    .with("file", &self.names[earlier.file])
                    .with("line", earlier.line);
                (String::new(), phrase)
            }
            Refused::InfoWithLabel(number) => {
                let column = self.contents[place.file].dialect.column(&LABEL_COLUMNS);
                (column, Phrase::new("row-info-with-label").with("type", type_id(number)))
            }
            Refused::NothingNeeded(number) => {
                ("type".to_owned(), Phrase::new("row-nothing-needed").with("type", type_id(number)))
            }
        }
    }

    /// Returns whose requirement a row belongs to and which, and who is needed; `None` when there is nothing it could
    /// declare or share.
    pub(super) fn requirement_of(&self, rows: &PlannedRows<'a>, number: u32) -> Option<(u32, Key, u32)> {
        let row = rows.row(number);
        let definition = &self.catalogue.relationship_types()[row.type_number as usize].definition;
        let (label, terms) = (rows.label(row), rows.terms(row));
        let is_grouped = label.map_or(definition.groups, |label| label != ALONE_LABEL);
        // Most rows stand alone and declare nothing: there is nobody they could disagree with.
        if !is_grouped && terms.is_empty() {
            return None;
        }
        let (consumer, provider) = match definition.needs {
            Needs::Target => (row.to, row.from),
            Needs::Source => (row.from, row.to),
            Needs::None => return None,
        };
        let key = match label {
            // Said of one relationship, info takes it out of the graph and leaves its group as it is.
            _ if terms.strength == Some(Strength::Info) => Key::Alone(number),
            Some(label) if label != ALONE_LABEL => Key::Label(row.label),
            None if definition.groups => Key::Type(row.type_number),
            _ => Key::Alone(number),
        };
        Some((consumer, key, provider))
    }

    /// Returns the identity of a row's relationship.
    pub(super) fn id_of(&self, rows: &PlannedRows<'a>, row: &PlannedRow, items: &PlannedItems<'a>) -> RelationshipId {
        RelationshipId {
            from: items.end(row.from).id,
            label: rows.label(row).map(str::to_owned),
            to: items.end(row.to).id,
            type_id: self.type_id(row.type_number).to_owned(),
        }
    }

    /// Returns the id of a type.
    pub(super) fn type_id(&self, type_number: u32) -> &str {
        &self.catalogue.relationship_types()[type_number as usize].definition.id
    }

    fn plan_relationship(
        &mut self,
        rows: &PlannedRows<'a>,
        row: &PlannedRow,
        items: &PlannedItems<'a>,
        is_empty: bool,
    ) {
        if !is_empty && self.generation.relationship_row(&self.id_of(rows, row, items)).is_some() {
            self.summary.relationships.same += 1;
            return;
        }
        self.summary.relationships.new += 1;
        if self.options.source.is_empty() {
            // A record knows no source that is there and empty, an edit does.
            let id = self.id_of(rows, row, items);
            let after = Relationship { source: Some(String::new()), ..Relationship::declared(id) };
            return self.edits.push(Edit::Relationship { before: None, after: Some(Box::new(after)) });
        }
        self.edits.add_plain(&RelationshipRow {
            from: items.end(row.from).id,
            to: items.end(row.to).id,
            type_id: &self.catalogue.relationship_types()[row.type_number as usize].definition.id,
            label: rows.label(row),
            confidence: Confidence::Declared,
            source: Some(&self.options.source),
            valid_from: None,
            valid_to: None,
            verified_at: None,
            verified_by: None,
        });
    }
}
