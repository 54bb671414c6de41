//! What a snapshot has of an estate, record by record, in the order of the format.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use cairn_estate::{Filter, Generation, Row};
use cairn_exchange::snapshot::{
    CLASSIFICATIONS, Counts, Member, PartSink, SnapshotError, classification_rank, relationship_order,
    requirement_order,
};
use cairn_model::{
    BaselineMark, Commit, Document, Edit, ModelElement, Relationship, Requirement, RequirementKey, Value,
};
use cairn_store::{Store, write_item, write_relationship};

use crate::catalogue::read_catalogue;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::log::{each_line, header};
use crate::reading::read_generation;

/// The kind under which baselines stand among the records.
const BASELINE: &str = "baseline";

/// An estate as it was after one commit.
pub(super) struct Content {
    pub(super) head: Commit,
    generation: Arc<Generation>,
    model: Vec<ModelElement>,
    records: Vec<Document>,
    /// The rows that a scope selects; `None` when all are there.
    rows: Option<HashSet<Row>>,
}

/// What was written of a snapshot.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) counts: Counts,
    /// The highest among the items.
    pub(super) classification: &'static str,
}

type ByKindAndId<T> = BTreeMap<(String, String), T>;

fn element_key(element: &ModelElement) -> (String, String) {
    (element.kind.clone(), element.id.clone())
}

fn document_key(document: &Document) -> (String, String) {
    (document.kind.clone(), document.id.clone())
}

fn baseline_document(mark: &BaselineMark) -> Result<Document, EngineError> {
    let body = serde_json::to_value(mark).map_err(|error| EngineError::Serialise("a baseline", error))?;
    Ok(Document { body, id: mark.name.clone(), kind: BASELINE.to_owned() })
}

/// Takes back what an edit did to the model, the baselines or the documents.
fn take_back(
    model: &mut ByKindAndId<ModelElement>,
    records: &mut ByKindAndId<Document>,
    edit: &Edit,
) -> Result<(), EngineError> {
    match edit {
        Edit::Model { before, after } => {
            let before = before.as_deref().map(|before| (element_key(before), before.clone()));
            restore(model, after.as_deref().map(element_key), before);
        }
        Edit::Document { before, after } => {
            let before = before.as_deref().map(|before| (document_key(before), before.clone()));
            restore(records, after.as_deref().map(document_key), before);
        }
        Edit::Baseline { before, after } => {
            let [before, after] = [before, after].map(|side| side.as_deref().map(baseline_document).transpose());
            let before = before?.map(|before| (document_key(&before), before));
            restore(records, after?.as_ref().map(document_key), before);
        }
        Edit::Item { .. } | Edit::Relationship { .. } | Edit::Requirement { .. } => {}
    }
    Ok(())
}

/// Puts `before` in the place of `after`.
fn restore<T>(map: &mut ByKindAndId<T>, after: Option<(String, String)>, before: Option<((String, String), T)>) {
    if let Some(key) = after {
        map.remove(&key);
    }
    map.extend(before);
}

impl Content {
    /// Returns what the store holds now.
    pub(super) fn stored(store: &Store) -> Result<Self, EngineError> {
        Content::now(store, Arc::new(read_generation(store, read_catalogue(store)?)?))
    }

    /// Returns the content of an estate whose current generation is known.
    pub(super) fn now(store: &Store, generation: Arc<Generation>) -> Result<Self, EngineError> {
        let head = header(store, generation.seq())?;
        let mut records: ByKindAndId<Document> =
            store.all_documents()?.into_iter().map(|document| (document_key(&document), document)).collect();
        for mark in store.baselines()? {
            let document = baseline_document(&mark)?;
            records.insert(document_key(&document), document);
        }
        let mut model = store.model_elements()?;
        model.sort_by_cached_key(element_key);
        Ok(Content { head, generation, model, records: records.into_values().collect(), rows: None })
    }

    /// Returns the content as it was after record no. `seq`.
    pub(super) fn at(self, engine: &Engine, seq: u64) -> Result<Self, EngineError> {
        let (store, newest) = (engine.store(), self.head.seq);
        let generation = engine.generation_at(self.generation, seq)?;
        let mut model: ByKindAndId<_> = self.model.into_iter().map(|own| (element_key(&own), own)).collect();
        let mut records: ByKindAndId<_> = self.records.into_iter().map(|own| (document_key(&own), own)).collect();
        for later in (seq + 1..=newest).rev() {
            for edit in store.edits(later)?.into_iter().rev() {
                take_back(&mut model, &mut records, &edit)?;
            }
        }
        let (model, records) = (model.into_values().collect(), records.into_values().collect());
        Ok(Content { head: engine.header(seq)?, generation, model, records, rows: None })
    }

    /// Returns the content with only the items that a filter selects.
    pub(super) fn scoped(self, filter: &str) -> Result<Self, EngineError> {
        let rows = self.generation.select(&Filter::parse(filter)?)?;
        Ok(Content { rows: Some(rows.into_iter().collect()), ..self })
    }

    fn has(&self, row: Row) -> bool {
        self.rows.as_ref().is_none_or(|rows| rows.contains(&row))
    }

    /// Returns the rows of the items, by id.
    fn rows_by_id(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = self.generation.rows().filter(|&row| self.has(row)).collect();
        rows.sort_by_cached_key(|&row| self.generation.id(row));
        rows
    }

    /// Writes one file of a snapshot and counts its records.
    pub(super) fn write(
        &self,
        member: Member,
        store: &Store,
        sink: &mut PartSink,
        tally: &mut Tally,
    ) -> Result<(), EngineError> {
        let counts = &mut tally.counts;
        match member {
            Member::Model => counts.model = self.write_model(sink)?,
            Member::Items => (counts.items, tally.classification) = self.write_items(sink)?,
            Member::Relationships => counts.relationships = self.write_relationships(sink)?,
            Member::Requirements => counts.requirements = self.write_requirements(sink)?,
            Member::Records => counts.records = self.write_records(sink)?,
            Member::Log => (counts.commits, counts.edits) = self.write_log(store, sink)?,
            Member::Manifest | Member::Attachment(_) => {}
        }
        Ok(())
    }

    fn write_model(&self, sink: &mut PartSink) -> Result<u64, EngineError> {
        let json = serde_json_canonicalizer::to_vec(&self.model)
            .map_err(|error| EngineError::Serialise("the model", error))?;
        if json.len() > cairn_exchange::snapshot::LINE_BYTES_MAX {
            let (file, bytes) = (Member::Model.name(), json.len());
            return Err(SnapshotError::LineTooLong { file, line: 1, bytes }.into());
        }
        sink.bytes(&json);
        Ok(self.model.len() as u64)
    }

    /// Writes the items; returns how many, and the highest classification among them.
    fn write_items(&self, sink: &mut PartSink) -> Result<(u64, &'static str), EngineError> {
        let (rows, mut rank) = (self.rows_by_id(), 0);
        for &row in &rows {
            let item = self.generation.item(row)?;
            rank = rank.max(match item.attributes.get("classification") {
                None => 0,
                Some(Value::Text(word)) => classification_rank(word),
                Some(_) => CLASSIFICATIONS.len() - 1,
            });
            sink.line(|out| write_item(out, &item))?;
        }
        Ok((rows.len() as u64, CLASSIFICATIONS[rank]))
    }

    /// Calls `visit` with every relationship that has both ends here, in order, and its row.
    fn each_relationship(
        &self,
        mut visit: impl FnMut(u32, &Relationship) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let mut outgoing: Vec<(u32, Relationship)> = Vec::new();
        for from in self.rows_by_id() {
            outgoing.clear();
            for &row in self.generation.outgoing(from) {
                let to = self.generation.relationship_view(row).map(|view| view.to);
                if to.is_some_and(|to| self.has(to)) {
                    outgoing.extend(self.generation.relationship(row).map(|own| (row, own)));
                }
            }
            outgoing.sort_by(|(_, left), (_, right)| relationship_order(&left.id, &right.id));
            outgoing.iter().try_for_each(|(row, own)| visit(*row, own))?;
        }
        Ok(())
    }

    fn write_relationships(&self, sink: &mut PartSink) -> Result<u64, EngineError> {
        let mut count = 0;
        self.each_relationship(|_, relationship| {
            count += 1;
            Ok(sink.line(|out| write_relationship(out, relationship))?)
        })?;
        Ok(count)
    }

    fn write_requirements(&self, sink: &mut PartSink) -> Result<u64, EngineError> {
        let mut requirements: Vec<Requirement> = self.generation.requirements().collect();
        if self.rows.is_some() {
            let kept = self.requirements_in_scope()?;
            requirements.retain(|own| kept.contains(&(own.consumer, own.key.clone())));
        }
        requirements.sort_by(|left, right| {
            left.consumer.cmp(&right.consumer).then_with(|| requirement_order(&left.key, &right.key))
        });
        for requirement in &requirements {
            sink.line(|out| serde_json_canonicalizer::to_writer(requirement, out))?;
        }
        Ok(requirements.len() as u64)
    }

    /// Returns which requirements have a relationship here: terms about nothing would mean nothing.
    fn requirements_in_scope(&self) -> Result<HashSet<(cairn_model::CiId, RequirementKey)>, EngineError> {
        let mut kept = HashSet::new();
        self.each_relationship(|row, relationship| {
            if let Some((consumer, key)) = self.generation.requirement_of(row) {
                let consumer = self.generation.id(consumer);
                kept.insert((consumer, key));
                // One member of a group may have terms of its own, too.
                kept.insert((consumer, RequirementKey::Relationship(relationship.id.clone())));
            }
            Ok(())
        })?;
        Ok(kept)
    }

    fn write_records(&self, sink: &mut PartSink) -> Result<u64, EngineError> {
        for record in &self.records {
            sink.line(|out| serde_json_canonicalizer::to_writer(record, out))?;
        }
        Ok(self.records.len() as u64)
    }

    /// Writes every commit up to the last; returns how many there are, and how many edits.
    fn write_log(&self, store: &Store, sink: &mut PartSink) -> Result<(u64, u64), EngineError> {
        let edits = each_line(store, self.head.seq, |lines| Ok(sink.whole_lines(lines)?))?;
        Ok((self.head.seq, edits))
    }
}
