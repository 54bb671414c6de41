//! The relationships of a generation: columns in shared chunks.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use cairn_model::packed::RelationshipRow;
use cairn_model::topology::{LayeredList, LayeredMap};
use cairn_model::{Confidence, Relationship, RelationshipId, Timestamp};
use rustc_hash::FxHashMap;

use crate::chunks::{CHUNK_ROWS, Chunks};
use crate::columns::{put, put_number, put_text, take, take_count, take_number, take_text, unfit};
use crate::items::{Items, Row};

/// Marks the row of a removed relationship.
const REMOVED: u32 = u32::MAX;
/// The dense number of "no text".
pub(crate) const NO_TEXT: u32 = 0;

/// Texts that repeat (labels, sources), each kept once.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    numbers: LayeredMap<Arc<str>, u32>,
    texts: LayeredList<Arc<str>>,
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Texts { numbers: LayeredMap::default(), texts: LayeredList::default() };
        texts.number("");
        texts
    }
}

impl Texts {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = Arc::from(text);
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// Returns the number of a text which is likely the one of a number.
    fn number_like(&mut self, text: &str, likely: u32) -> u32 {
        if &*self.texts[likely as usize] == text { likely } else { self.number(text) }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        put_number(out, self.texts.len() as u64)?;
        (0..self.texts.len()).try_for_each(|number| put_text(out, &self.texts[number]))
    }

    /// Reads texts; each comes once, the empty one first.
    fn read(from: &mut dyn BufRead) -> io::Result<Self> {
        let count = take_count(from)?;
        let mut texts = Texts::default();
        for number in 0..count {
            if texts.number(&take_text(from)?) as usize != number {
                return Err(unfit("the texts of relationships"));
            }
        }
        if count == 0 { Err(unfit("the texts of relationships")) } else { Ok(texts) }
    }

    pub(crate) fn settle(&mut self) {
        self.numbers.settle();
        self.texts.settle();
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// Returns whether there is a text of this number.
    pub(crate) fn has(&self, number: u32) -> bool {
        (number as usize) < self.texts.len()
    }

    pub(crate) fn text(&self, number: u32) -> Option<&str> {
        if number == NO_TEXT { None } else { Some(&self.texts[number as usize]) }
    }
}

#[derive(Clone, Debug)]
struct Details {
    valid_from: Option<Timestamp>,
    valid_to: Option<Timestamp>,
    verified_at: Option<Timestamp>,
    verified_by: Option<Box<str>>,
}

/// What the topology is made of: read together, so they lie together.
#[derive(Clone, Copy, Debug)]
struct Core {
    from: Row,
    to: Row,
    label: u32,
    type_number: u16,
    confidence: u8,
}

#[derive(Clone, Debug, Default)]
struct RelationshipChunk {
    cores: Vec<Core>,
    sources: Vec<u32>,
    pages: Vec<u32>,
    /// What few relationships have, by place in the chunk.
    details: Arc<FxHashMap<u16, Details>>,
}

/// A relationship by dense numbers, as the topology and the screens need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelationshipView {
    /// The row of the end it starts from.
    pub from: Row,
    /// The row of the end it points to.
    pub to: Row,
    /// The dense number of its type in the catalogue.
    pub type_number: usize,
    pub(crate) label: u32,
}

/// The relationships of a generation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relationships {
    chunks: Chunks<RelationshipChunk>,
    rows: usize,
    alive: usize,
    pub(crate) texts: Texts,
    /// Label and source of the last one: most repeat them.
    last: [u32; 2],
}

impl Relationships {
    pub(crate) fn rows(&self) -> u32 {
        u32::try_from(self.rows).unwrap_or(u32::MAX)
    }

    pub(crate) fn alive(&self) -> usize {
        self.alive
    }

    fn at(&self, row: u32) -> (&RelationshipChunk, usize) {
        self.chunks.at(row)
    }

    /// Returns the relationship of a row, or `None` when it was removed.
    pub(crate) fn view(&self, row: u32) -> Option<RelationshipView> {
        let (chunk, place) = self.at(row);
        let core = chunk.cores[place];
        (core.from != REMOVED).then(|| RelationshipView {
            from: core.from,
            to: core.to,
            type_number: usize::from(core.type_number),
            label: core.label,
        })
    }

    pub(crate) fn page(&self, row: u32) -> u32 {
        let (chunk, place) = self.at(row);
        chunk.pages[place]
    }

    pub(crate) fn ends(&self) -> impl Iterator<Item = Option<(Row, Row)>> + Clone + '_ {
        let cores = self.chunks.iter().flat_map(|chunk| &chunk.cores);
        cores.map(|core| (core.from != REMOVED).then_some((core.from, core.to)))
    }

    /// Returns the relationship of a row with every text owned; the row is not a removed one.
    pub(crate) fn relationship(&self, row: u32, items: &Items, type_id: &str) -> Relationship {
        let (chunk, place) = self.at(row);
        let core = chunk.cores[place];
        let details = u16::try_from(place).ok().and_then(|place| chunk.details.get(&place));
        Relationship {
            confidence: match core.confidence {
                1 => Confidence::Discovered,
                2 => Confidence::Verified,
                _ => Confidence::Declared,
            },
            id: RelationshipId {
                from: items.id(core.from),
                label: self.texts.text(core.label).map(str::to_owned),
                to: items.id(core.to),
                type_id: type_id.to_owned(),
            },
            source: self.texts.text(chunk.sources[place]).map(str::to_owned),
            valid_from: details.and_then(|details| details.valid_from),
            valid_to: details.and_then(|details| details.valid_to),
            verified_at: details.and_then(|details| details.verified_at),
            verified_by: details.and_then(|details| details.verified_by.as_deref().map(str::to_owned)),
        }
    }

    /// Appends a relationship between two item rows and returns its row.
    pub(crate) fn push(
        &mut self,
        from: Row,
        to: Row,
        type_number: u16,
        record: &RelationshipRow<'_>,
        page: u32,
    ) -> u32 {
        let [last_label, last_source] = self.last;
        let label = record.label.map_or(NO_TEXT, |label| self.texts.number_like(label, last_label));
        let source = record.source.map_or(NO_TEXT, |source| self.texts.number_like(source, last_source));
        self.last = [label, source];
        let row = self.rows();
        let chunk = self.chunks.last_mut(row);
        let place = chunk.cores.len();
        chunk.cores.push(Core { from, to, label, type_number, confidence: record.confidence as u8 });
        chunk.sources.push(source);
        chunk.pages.push(page);
        chunk.keep_details(place, record);
        self.rows += 1;
        self.alive += 1;
        row
    }

    /// Puts another record of the same identity into a row.
    pub(crate) fn replace(&mut self, row: u32, record: &RelationshipRow<'_>) {
        let source = record.source.map_or(NO_TEXT, |source| self.texts.number(source));
        let (chunk, place) = self.chunks.at_mut(row);
        chunk.sources[place] = source;
        chunk.cores[place].confidence = record.confidence as u8;
        chunk.keep_details(place, record);
    }

    pub(crate) fn set_page(&mut self, row: u32, page: u32) {
        let (chunk, place) = self.chunks.at_mut(row);
        chunk.pages[place] = page;
    }

    /// Removes the relationship of a row; the row stays empty.
    pub(crate) fn remove(&mut self, row: u32) {
        let (chunk, place) = self.chunks.at_mut(row);
        chunk.cores[place].from = REMOVED;
        self.alive -= 1;
    }
}

impl Relationships {
    /// Writes every row, the empty ones as well.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.texts.write(out)?;
        put_number(out, self.rows as u64)?;
        self.chunks.iter().try_for_each(|chunk| chunk.write(out))
    }

    /// Reads what [`Relationships::write`] wrote.
    pub(crate) fn read(from: &mut dyn BufRead) -> io::Result<Self> {
        let texts = Texts::read(from)?;
        let rows = take_count(from)?;
        let mut chunks = Vec::with_capacity(rows.div_ceil(CHUNK_ROWS));
        let mut alive = 0;
        for first in (0..rows).step_by(CHUNK_ROWS) {
            let chunk = RelationshipChunk::read(from, CHUNK_ROWS.min(rows - first))?;
            alive += chunk.cores.iter().filter(|core| core.from != REMOVED).count();
            chunks.push(chunk);
        }
        Ok(Relationships { chunks: Chunks::of(chunks), rows, alive, texts, last: [NO_TEXT; 2] })
    }

    /// Returns whether every row leads to one of so many items, types and to a text.
    pub(crate) fn holds(&self, item_rows: u32, types: usize) -> bool {
        let texts = u32::try_from(self.texts.texts.len()).unwrap_or(u32::MAX);
        let fits = |core: &Core| {
            (core.from == REMOVED || core.from < item_rows)
                && core.to < item_rows
                && core.label < texts
                && usize::from(core.type_number) < types
        };
        self.chunks.iter().all(|chunk| chunk.cores.iter().all(fits) && chunk.sources.iter().all(|&own| own < texts))
    }
}

impl RelationshipChunk {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        put(out, &self.cores, |core| {
            let numbers = u64::from(core.type_number) << 8 | u64::from(core.confidence);
            let front = u64::from(core.from) << 32 | u64::from(core.to);
            (u128::from(front) << 64 | u128::from(core.label) << 32 | u128::from(numbers)).to_le_bytes()
        })?;
        put(out, &self.sources, |source| source.to_le_bytes())?;
        put(out, &self.pages, |page| page.to_le_bytes())?;
        put_number(out, self.details.len() as u64)?;
        self.details.iter().try_for_each(|(&place, details)| {
            put_number(out, u64::from(place))?;
            for moment in [details.valid_from, details.valid_to, details.verified_at] {
                put_number(out, u64::from(moment.is_some()))?;
                put_number(out, moment.unwrap_or_default().0.cast_unsigned())?;
            }
            put_number(out, u64::from(details.verified_by.is_some()))?;
            put_text(out, details.verified_by.as_deref().unwrap_or_default())
        })
    }

    fn read(from: &mut dyn BufRead, rows: usize) -> io::Result<Self> {
        let cores = take(from, rows, |bytes: [u8; 16]| {
            let (words, _) = bytes.as_chunks::<4>();
            let [numbers, label, to, from] = [0, 1, 2, 3].map(|place| u32::from_le_bytes(words[place]));
            let [confidence, low, high, _] = numbers.to_le_bytes();
            Core { from, to, label, type_number: u16::from_le_bytes([low, high]), confidence }
        })?;
        let sources = take(from, rows, u32::from_le_bytes)?;
        let pages = take(from, rows, u32::from_le_bytes)?;
        let mut details = FxHashMap::default();
        for _ in 0..take_count(from)? {
            let place = u16::try_from(take_number(from)?).map_err(|_| unfit("the place of a relationship"))?;
            let mut moments = [None; 3];
            for moment in &mut moments {
                let is_there = take_number(from)? != 0;
                let at = Timestamp(take_number(from)?.cast_signed());
                *moment = is_there.then_some(at);
            }
            let is_there = take_number(from)? != 0;
            let verified_by = Some(take_text(from)?).filter(|_| is_there).map(String::into_boxed_str);
            let [valid_from, valid_to, verified_at] = moments;
            details.insert(place, Details { valid_from, valid_to, verified_at, verified_by });
        }
        Ok(RelationshipChunk { cores, sources, pages, details: Arc::new(details) })
    }

    fn keep_details(&mut self, place: usize, record: &RelationshipRow<'_>) {
        let Ok(place) = u16::try_from(place) else { return };
        let details = Details {
            valid_from: record.valid_from,
            valid_to: record.valid_to,
            verified_at: record.verified_at,
            verified_by: record.verified_by.map(Box::from),
        };
        if details.valid_from.or(details.valid_to).or(details.verified_at).is_some() || details.verified_by.is_some() {
            Arc::make_mut(&mut self.details).insert(place, details);
        } else if self.details.contains_key(&place) {
            Arc::make_mut(&mut self.details).remove(&place);
        }
    }
}
