//! A long list of edits in packed form: what a plan of millions of them is kept as. Edits go in and come out as they
//! are; only what they take up in between is less.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::blocks::{BlockWriter, Blocks};
use super::{
    ItemRow, Malformed, NewItem, Reader, RelationshipRow, read_requirement, write_item, write_number,
    write_relationship, write_requirement,
};
use crate::{CiId, Edit, Item, Relationship, Requirement, RequirementKey, Value};

const ADDED_ITEM: u8 = 0;
/// A relationship of which nothing but identity, confidence and source is recorded.
const ADDED_PLAIN: u8 = 1;
const ADDED_RELATIONSHIP: u8 = 2;
const ADDED_REQUIREMENT: u8 = 3;
const CHANGED_ITEM: u8 = 4;
const OTHER: u8 = 5;

/// Edits in order. A clone shares their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditList {
    blocks: Blocks,
    /// Texts that repeat; the first one is empty.
    texts: Arc<Vec<Box<str>>>,
    /// What has no packed form, or none that says everything.
    others: Arc<Vec<Edit>>,
    /// Ids are kept as how far they are behind this one.
    base: u128,
    len: usize,
    only_adds: bool,
}

impl EditList {
    /// Returns the number of edits.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether there is no edit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns whether all edits of records add them: items first, then relationships, then requirements. Edits of the
    /// model, of baselines and of documents may stand anywhere.
    #[must_use]
    pub fn only_adds(&self) -> bool {
        self.only_adds
    }

    /// Returns the edits that are of no record: of the model, of baselines and of documents. Of a list that does more
    /// than add, also edits of records.
    #[must_use]
    pub fn others(&self) -> &[Edit] {
        &self.others
    }

    /// Returns the edits one by one, each as it went in.
    pub fn iter(&self) -> impl Iterator<Item = Edit> + use<> {
        let mut cursor = self.clone().into_cursor();
        // What this module wrote it can read.
        std::iter::from_fn(move || cursor.advance().ok().flatten().and_then(|edit| edit.to_edit().ok()))
    }

    /// Returns what goes through the edits and gives back what lies behind it.
    #[must_use]
    pub fn into_cursor(self) -> EditCursor {
        let EditList { blocks, texts, others, base, .. } = self;
        EditCursor { blocks: blocks.into_iter(), block: None, at: 0, texts, others, base }
    }
}

impl FromIterator<Edit> for EditList {
    fn from_iter<I: IntoIterator<Item = Edit>>(edits: I) -> Self {
        let mut packer = EditPacker::default();
        edits.into_iter().for_each(|edit| packer.push(edit));
        packer.finish()
    }
}

/// One edit of a list, as far as it has a packed form.
#[derive(Debug)]
pub enum PackedEdit<'l> {
    /// An item is added: its packed form.
    AddedItem(&'l [u8]),
    /// A relationship is added.
    AddedRelationship(RelationshipRow<'l>),
    /// Declared terms are added: their packed form.
    AddedRequirement(&'l [u8]),
    /// Anything else.
    Other(Edit),
}

impl PackedEdit<'_> {
    /// Returns the edit.
    ///
    /// # Errors
    /// [`Malformed`] never for what an [`EditPacker`] packed.
    pub fn to_edit(self) -> Result<Edit, Malformed> {
        Ok(match self {
            PackedEdit::AddedItem(record) => {
                Edit::Item { before: None, after: Some(Box::new(ItemRow::read(record)?.to_item()?)) }
            }
            PackedEdit::AddedRelationship(row) => {
                Edit::Relationship { before: None, after: Some(Box::new(row.to_relationship())) }
            }
            PackedEdit::AddedRequirement(record) => {
                Edit::Requirement { before: None, after: Some(Box::new(read_requirement(record)?)) }
            }
            PackedEdit::Other(edit) => edit,
        })
    }
}

/// Goes through a list of edits.
#[derive(Debug)]
pub struct EditCursor {
    blocks: std::vec::IntoIter<Arc<Vec<u8>>>,
    block: Option<Arc<Vec<u8>>>,
    at: usize,
    texts: Arc<Vec<Box<str>>>,
    others: Arc<Vec<Edit>>,
    base: u128,
}

impl EditCursor {
    /// Returns the next edit; `None` behind the last.
    ///
    /// # Errors
    /// [`Malformed`] never for what an [`EditPacker`] packed.
    pub fn advance(&mut self) -> Result<Option<PackedEdit<'_>>, Malformed> {
        if self.block.as_ref().is_none_or(|block| self.at == block.len()) {
            self.block = self.blocks.next();
            self.at = 0;
        }
        let Some(block) = &self.block else { return Ok(None) };
        let mut reader = Reader::new(&block[self.at..]);
        let context = Context { texts: &self.texts, base: self.base };
        let edit = match reader.byte()? {
            ADDED_ITEM => PackedEdit::AddedItem(reader.text_bytes()?),
            ADDED_PLAIN => PackedEdit::AddedRelationship(context.plain(&mut reader)?),
            ADDED_RELATIONSHIP => PackedEdit::AddedRelationship(RelationshipRow::read(reader.text_bytes()?)?),
            ADDED_REQUIREMENT => PackedEdit::AddedRequirement(reader.text_bytes()?),
            CHANGED_ITEM => {
                let [before, after] = [reader.text_bytes()?, reader.text_bytes()?];
                let item = |record| Ok(Some(Box::new(ItemRow::read(record)?.to_item()?)));
                PackedEdit::Other(Edit::Item { before: item(before)?, after: item(after)? })
            }
            _ => {
                let number = reader.number()?;
                let other = usize::try_from(number).ok().and_then(|number| self.others.get(number));
                match other {
                    Some(edit) => PackedEdit::Other(edit.clone()),
                    None => return reader.fail("the number of an edit"),
                }
            }
        };
        self.at += reader.offset();
        Ok(Some(edit))
    }
}

struct Context<'l> {
    texts: &'l [Box<str>],
    base: u128,
}

impl<'l> Context<'l> {
    fn plain(&self, reader: &mut Reader<'_>) -> Result<RelationshipRow<'l>, Malformed> {
        let (from, to) = (self.id(reader)?, self.id(reader)?);
        let [type_id, label, source] = [self.text(reader)?, self.text(reader)?, self.text(reader)?];
        let optional = |text: &'l str| Some(text).filter(|text| !text.is_empty());
        Ok(RelationshipRow {
            from,
            to,
            type_id,
            label: optional(label),
            confidence: super::relationship::read_confidence(reader)?,
            source: optional(source),
            valid_from: None,
            valid_to: None,
            verified_at: None,
            verified_by: None,
        })
    }

    fn id(&self, reader: &mut Reader<'_>) -> Result<CiId, Malformed> {
        let behind = reader.number()?;
        // An odd number stands for an id written out.
        if behind & 1 == 1 { reader.id() } else { Ok(CiId(self.base.wrapping_add(u128::from(behind >> 1)))) }
    }

    fn text(&self, reader: &mut Reader<'_>) -> Result<&'l str, Malformed> {
        let number = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
        match self.texts.get(number) {
            Some(text) => Ok(text),
            None => reader.fail("the number of a text"),
        }
    }
}

/// The order in which a list that only adds has its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    #[default]
    Items,
    Relationships,
    Requirements,
    /// Something was changed or removed, or came in another order.
    Mixed,
}

/// Packs edits into a list.
#[derive(Debug)]
pub struct EditPacker {
    blocks: BlockWriter,
    texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    others: Vec<Edit>,
    base: Option<u128>,
    len: usize,
    phase: Phase,
    scratch: Vec<u8>,
}

impl Default for EditPacker {
    fn default() -> Self {
        let mut packer = EditPacker {
            blocks: BlockWriter::default(),
            texts: Vec::new(),
            numbers: FxHashMap::default(),
            others: Vec::new(),
            base: None,
            len: 0,
            phase: Phase::default(),
            scratch: Vec::new(),
        };
        packer.text("");
        packer
    }
}

impl EditPacker {
    /// Appends an edit.
    pub fn push(&mut self, edit: Edit) {
        match edit {
            Edit::Item { before: None, after: Some(item) } if is_whole(&item) => self.add_item(&item),
            Edit::Item { before: Some(before), after: Some(after) } if is_whole(&before) && is_whole(&after) => {
                self.phase = Phase::Mixed;
                let mut records = [Vec::new(), Vec::new()];
                write_item(&mut records[0], &before);
                write_item(&mut records[1], &after);
                self.append(CHANGED_ITEM, &[&records[0], &records[1]]);
            }
            Edit::Relationship { before: None, after: Some(own) } if has_no_empty_text(&own) => {
                self.add_relationship(&own);
            }
            Edit::Requirement { before: None, after: Some(requirement) } if has_packed_key(&requirement) => {
                self.add_requirement(&requirement);
            }
            edit => {
                if matches!(edit, Edit::Item { .. } | Edit::Relationship { .. } | Edit::Requirement { .. }) {
                    self.phase = Phase::Mixed;
                }
                let number = self.others.len() as u64;
                self.others.push(edit);
                self.len += 1;
                self.blocks.push(|out| {
                    out.push(OTHER);
                    write_number(out, number);
                });
            }
        }
    }

    /// Appends that an item is added. Its attributes nest no deeper than a record reads back.
    pub fn add_new_item(&mut self, item: &NewItem<'_>) {
        let mut record = std::mem::take(&mut self.scratch);
        record.clear();
        item.write(&mut record);
        self.add_item_record(item.id, &record);
        self.scratch = record;
    }

    /// Appends that a relationship is added of which nothing but identity, confidence and source is recorded. No text is
    /// there and empty.
    pub fn add_plain(&mut self, row: &RelationshipRow<'_>) {
        self.enter(Phase::Relationships);
        let [type_id, label, source] =
            [row.type_id, row.label.unwrap_or(""), row.source.unwrap_or("")].map(|text| u64::from(self.text(text)));
        let base = *self.base.get_or_insert(row.from.0);
        let (from, to, confidence) = (row.from, row.to, row.confidence as u8);
        self.len += 1;
        self.blocks.push(|out| {
            out.push(ADDED_PLAIN);
            write_id(out, base, from);
            write_id(out, base, to);
            [type_id, label, source].into_iter().for_each(|number| write_number(out, number));
            out.push(confidence);
        });
    }

    fn add_item(&mut self, item: &Item) {
        let mut record = std::mem::take(&mut self.scratch);
        record.clear();
        write_item(&mut record, item);
        self.add_item_record(item.id, &record);
        self.scratch = record;
    }

    fn add_item_record(&mut self, id: CiId, record: &[u8]) {
        self.enter(Phase::Items);
        self.base.get_or_insert(id.0);
        self.append(ADDED_ITEM, &[record]);
    }

    fn add_relationship(&mut self, own: &Relationship) {
        let has_details = own.valid_from.or(own.valid_to).or(own.verified_at).is_some() || own.verified_by.is_some();
        if !has_details {
            return self.add_plain(&RelationshipRow::of(own));
        }
        self.enter(Phase::Relationships);
        let mut record = std::mem::take(&mut self.scratch);
        record.clear();
        write_relationship(&mut record, own);
        self.append(ADDED_RELATIONSHIP, &[&record]);
        self.scratch = record;
    }

    fn add_requirement(&mut self, requirement: &Requirement) {
        self.enter(Phase::Requirements);
        let mut record = std::mem::take(&mut self.scratch);
        record.clear();
        write_requirement(&mut record, requirement);
        self.append(ADDED_REQUIREMENT, &[&record]);
        self.scratch = record;
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = if self.phase <= phase { phase } else { Phase::Mixed };
    }

    fn append(&mut self, tag: u8, records: &[&[u8]]) {
        self.len += 1;
        self.blocks.push(|out| {
            out.push(tag);
            for record in records {
                write_number(out, record.len() as u64);
                out.extend_from_slice(record);
            }
        });
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    /// Puts edits that are of no record before everything that was appended.
    pub fn put_before(&mut self, edits: Vec<Edit>) {
        let mut front = BlockWriter::default();
        for edit in edits {
            self.len += 1;
            self.others.push(edit);
            let number = self.others.len() as u64 - 1;
            front.push(|out| {
                out.push(OTHER);
                write_number(out, number);
            });
        }
        self.blocks.put_before(front.finish());
    }

    /// Returns the list of everything that was appended.
    #[must_use]
    pub fn finish(self) -> EditList {
        EditList {
            blocks: self.blocks.finish(),
            texts: Arc::new(self.texts),
            others: Arc::new(self.others),
            base: self.base.unwrap_or_default(),
            len: self.len,
            only_adds: self.phase != Phase::Mixed,
        }
    }
}

fn write_id(out: &mut Vec<u8>, base: u128, id: CiId) {
    match u64::try_from(id.0.wrapping_sub(base)) {
        Ok(behind) if behind < 1 << 62 => write_number(out, behind << 1),
        _ => {
            write_number(out, 1);
            out.extend_from_slice(&id.0.to_be_bytes());
        }
    }
}

fn is_there_and_empty(text: Option<&String>) -> bool {
    text.is_some_and(String::is_empty)
}

/// Returns whether the packed form of an item says everything: it knows no empty optional text, and no value that is
/// nested deeper than it reads back.
fn is_whole(item: &Item) -> bool {
    let texts = [&item.source, &item.source_id, &item.verified_by, &item.operation.reason, &item.operation.record];
    let nested = item.attributes.values().any(|value| matches!(value, Value::List(_) | Value::Map(_)));
    let reads_back = || {
        let mut record = Vec::new();
        write_item(&mut record, item);
        ItemRow::read(&record).is_ok_and(|row| row.to_item().is_ok())
    };
    !texts.into_iter().any(|text| is_there_and_empty(text.as_ref())) && (!nested || reads_back())
}

fn has_no_empty_text(own: &Relationship) -> bool {
    ![&own.id.label, &own.source, &own.verified_by].into_iter().any(|text| is_there_and_empty(text.as_ref()))
}

fn has_packed_key(requirement: &Requirement) -> bool {
    !matches!(&requirement.key, RequirementKey::Relationship(id) if is_there_and_empty(id.label.as_ref()))
}
