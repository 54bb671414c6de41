//! Which relationship each row is, and what becomes of it.

use cairn_exchange::{FROM_COLUMNS, LABEL_COLUMNS, RelationshipCandidate, Rows, TO_COLUMNS};
use cairn_model::catalogue::Needs;
use cairn_model::requirement::ALONE_LABEL;
use cairn_model::{CiId, Edit, Phrase, Relationship, RelationshipId, RequirementKey, Strength, Terms};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::items::PlannedItems;
use super::learn::Unknown;
use super::terms::DeclaredTerms;
use super::{Place, Planner};
use crate::error::EngineError;

/// One end of a relationship: an item and its class.
#[derive(Clone, Copy)]
struct End {
    id: CiId,
    class: usize,
}

/// A row whose ends and type are known.
struct TypedRow<'a> {
    place: Place,
    candidate: &'a RelationshipCandidate,
    from: End,
    to: End,
    type_number: usize,
}

/// A row that can be taken, if the terms it declares agree with those of its neighbours.
pub(super) struct ResolvedRow {
    pub(super) place: Place,
    pub(super) id: RelationshipId,
    /// Whose requirement it belongs to and which; `None` when there is nothing it could declare or share.
    pub(super) requirement: Option<(CiId, RequirementKey)>,
    pub(super) provider: CiId,
    pub(super) terms: Terms,
}

/// Identities in the files: from, to, type and label.
type Seen<'a> = FxHashMap<(CiId, CiId, usize, Option<&'a str>), Place>;

impl<'a> Planner<'a> {
    /// Plans every relationship row, then the terms their requirements declare.
    pub(super) fn plan_relationships(
        &mut self,
        items: &PlannedItems,
        unknown: &mut Unknown,
    ) -> Result<(), EngineError> {
        let typed = self.type_rows(items, unknown)?;
        // Types learned on the way have to be in the catalogue before strengths are looked at.
        self.resolve()?;
        let mut seen = Seen::with_capacity_and_hasher(typed.len(), FxBuildHasher);
        let mut rows = Vec::with_capacity(typed.len());
        for row in &typed {
            self.cancel.check()?;
            rows.extend(self.resolve_row(row, &mut seen));
        }
        drop((typed, seen));
        let mut declared = DeclaredTerms::of(&rows);
        let conflicts = declared.conflicts(&self.names);
        if !conflicts.is_empty() {
            for (place, column, phrase) in conflicts {
                self.refuse(place, column, phrase);
            }
            rows.retain(|row| !self.reasons.contains_key(&row.place));
            declared = DeclaredTerms::of(&rows);
        }
        for row in rows {
            self.cancel.check()?;
            self.plan_relationship(row.id);
        }
        self.plan_terms(declared);
        Ok(())
    }

    /// Finds the ends and the type of every row.
    fn type_rows(&mut self, items: &PlannedItems, unknown: &mut Unknown) -> Result<Vec<TypedRow<'a>>, EngineError> {
        let mut typed = Vec::new();
        let mut types: FxHashMap<(&str, usize, usize), Option<usize>> = FxHashMap::default();
        let contents = self.contents;
        for (file, content) in contents.iter().enumerate() {
            let Rows::Relationships(rows) = &content.rows else { continue };
            typed.reserve(rows.len());
            for candidate in rows {
                self.cancel.check()?;
                let place = Place { file, line: candidate.line };
                let (from, to) = match (self.end(items, &candidate.from), self.end(items, &candidate.to)) {
                    (Ok(from), Ok(to)) => (from, to),
                    (from, to) => {
                        self.refuse_ends(place, file, from.err(), to.err());
                        continue;
                    }
                };
                let key = (candidate.type_word.as_str(), from.class, to.class);
                let type_number = match types.get(&key) {
                    Some(known) => *known,
                    None => {
                        let number = self.type_for(key.0, from.class, to.class, unknown);
                        // An unknown word is counted row by row.
                        if number.is_some() {
                            types.insert(key, number);
                        }
                        number
                    }
                };
                if let Some(type_number) = type_number {
                    typed.push(TypedRow { place, candidate, from, to, type_number });
                }
            }
        }
        Ok(typed)
    }

    fn refuse_ends(&mut self, place: Place, file: usize, from: Option<Phrase>, to: Option<Phrase>) {
        let columns = [FROM_COLUMNS, TO_COLUMNS].map(|names| self.contents[file].dialect.column(&names));
        for (column, phrase) in columns.into_iter().zip([from, to]) {
            if let Some(phrase) = phrase {
                self.refuse(place, &column, phrase);
            }
        }
    }

    /// Finds the item a row names: in the files, in the estate under the same source, or by key or id.
    fn end(&self, items: &PlannedItems, text: &str) -> Result<End, Phrase> {
        if let Some(item) = items.get(text) {
            let refused = || {
                Phrase::new("row-end-refused")
                    .with("id", text)
                    .with("file", &self.names[item.place.file])
                    .with("line", item.place.line)
            };
            return item.taken.map(|(id, class)| End { id, class }).ok_or_else(refused);
        }
        let generation = self.generation;
        if generation.item_count() > 0 {
            let known = generation.rows_of_source_id(&self.options.source, text);
            let row = known.first().copied().or_else(|| generation.row_of_key(text));
            let row = row.or_else(|| text.parse().ok().and_then(|id| generation.row(id)));
            if let Some(row) = row {
                return Ok(End { id: generation.id(row), class: generation.class_number(row) });
            }
        }
        Err(Phrase::new("row-unknown-end").with("id", text).with("source", &self.options.source))
    }

    /// Returns the row with its identity and its requirement, or refuses it.
    fn resolve_row(&mut self, row: &TypedRow<'a>, seen: &mut Seen<'a>) -> Option<ResolvedRow> {
        let TypedRow { place, candidate, from, to, type_number } = *row;
        if from.id == to.id {
            self.refuse(place, "", Phrase::new("row-self-loop").with("id", &candidate.from));
            return None;
        }
        let label = candidate.label.as_deref();
        if let Some(earlier) = seen.insert((from.id, to.id, type_number, label), place) {
            let phrase = Phrase::new("row-duplicate-relationship")
                .with("from", &candidate.from)
                .with("type", &candidate.type_word)
                .with("to", &candidate.to)
                .with("file", &self.names[earlier.file])
                .with("line", earlier.line);
            seen.insert((from.id, to.id, type_number, label), earlier);
            self.refuse(place, "", phrase);
            return None;
        }
        let definition = &self.catalogue.relationship_types()[type_number].definition;
        let strength = candidate
            .strength
            .or_else(|| self.catalogue.strength(type_number, from.class, to.class))
            .unwrap_or(definition.strength);
        let terms =
            Terms { degraded_below: candidate.degraded_below, min_up: candidate.min_up, strength: candidate.strength };
        let (needs, groups, type_id) = (definition.needs, definition.groups, definition.id.clone());
        let refused = if strength == Strength::Info && label.is_some() {
            let column = self.contents[place.file].dialect.column(&LABEL_COLUMNS);
            Some((column, Phrase::new("row-info-with-label").with("type", &type_id)))
        } else if needs == Needs::None && !terms.is_empty() {
            Some(("type".to_owned(), Phrase::new("row-nothing-needed").with("type", &type_id)))
        } else {
            None
        };
        if let Some((column, phrase)) = refused {
            self.refuse(place, &column, phrase);
            return None;
        }
        let is_grouped = label.map_or(groups, |label| label != ALONE_LABEL);
        let id = RelationshipId { from: from.id, label: label.map(str::to_owned), to: to.id, type_id };
        // Most rows stand alone and declare nothing: there is nobody they could disagree with.
        if !is_grouped && terms.is_empty() {
            return Some(ResolvedRow { place, id, requirement: None, provider: to.id, terms });
        }
        let (consumer, provider) = if needs == Needs::Target { (to.id, from.id) } else { (from.id, to.id) };
        let key = match label {
            // Said of one relationship, info takes it out of the graph and leaves its group as it is.
            _ if candidate.strength == Some(Strength::Info) => RequirementKey::Relationship(id.clone()),
            Some(label) if label != ALONE_LABEL => RequirementKey::Label(label.to_owned()),
            None if groups => RequirementKey::Type(id.type_id.clone()),
            _ => RequirementKey::Relationship(id.clone()),
        };
        let requirement = (needs != Needs::None).then_some((consumer, key));
        Some(ResolvedRow { place, id, requirement, provider, terms })
    }

    fn plan_relationship(&mut self, id: RelationshipId) {
        if self.generation.relationship_row(&id).is_some() {
            self.summary.relationships.same += 1;
            return;
        }
        self.summary.relationships.new += 1;
        let after = Relationship { source: Some(self.options.source.clone()), ..Relationship::declared(id) };
        self.edits.push(Edit::Relationship { before: None, after: Some(Box::new(after)) });
    }
}
