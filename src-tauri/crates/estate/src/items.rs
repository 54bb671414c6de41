//! The items of a generation: hot columns beside the packed records, in shared chunks.

use std::io::{self, BufRead, Write};
use std::sync::{Arc, OnceLock};

use cairn_model::packed::{ItemRow, Malformed};
use cairn_model::{CiId, Item, OperationStatus};

use crate::chunks::{CHUNK_ROWS, Chunks};
use crate::columns::{put, put_number, take, take_bytes, take_count, unfit};
use crate::text::FoldedText;

/// An item as the dense number of its row; rows are never reused while a generation lives.
pub type Row = u32;

/// A chunk with more bytes than this in records of its own settles them.
const RECENT_BYTES_MAX: usize = 64 * 1024;

/// Where a record lies: in the settled bytes, or, counted on from their end, in the recent ones.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    length: u32,
}

/// Up to 1,024 items. What an edit rarely or never changes is shared by the clones of a chunk.
#[derive(Debug, Default)]
pub(crate) struct ItemChunk {
    ids: Arc<Vec<CiId>>,
    classes: Vec<u16>,
    states: Vec<u8>,
    statuses: Vec<u8>,
    pages: Vec<u32>,
    spans: Vec<Span>,
    settled: Arc<Vec<u8>>,
    /// Records written since; no record lies in both.
    recent: Vec<u8>,
    folded: OnceLock<FoldedText>,
}

impl Clone for ItemChunk {
    fn clone(&self) -> Self {
        // A chunk is cloned to be changed: its folded text would be out of date.
        ItemChunk {
            ids: Arc::clone(&self.ids),
            classes: self.classes.clone(),
            states: self.states.clone(),
            statuses: self.statuses.clone(),
            pages: self.pages.clone(),
            spans: self.spans.clone(),
            settled: Arc::clone(&self.settled),
            recent: self.recent.clone(),
            folded: OnceLock::new(),
        }
    }
}

impl ItemChunk {
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns the packed record of a place in the chunk; empty when the item was removed.
    pub(crate) fn record(&self, place: usize) -> &[u8] {
        let span = self.spans[place];
        let (start, length) = (span.start as usize, span.length as usize);
        match start.checked_sub(self.settled.len()) {
            Some(start) => &self.recent[start..start + length],
            None => &self.settled[start..start + length],
        }
    }

    pub(crate) fn folded(&self) -> &FoldedText {
        self.folded.get_or_init(|| FoldedText::of(self))
    }

    fn append(&mut self, record: &[u8]) -> Span {
        let start = u32::try_from(self.settled.len() + self.recent.len()).unwrap_or(u32::MAX);
        self.recent.extend_from_slice(record);
        Span { start, length: u32::try_from(record.len()).unwrap_or(u32::MAX) }
    }

    /// Writes the chunk with the records that are there, and none that was replaced.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        put_number(out, self.len() as u64)?;
        put(out, self.ids.iter(), |id| id.0.to_le_bytes())?;
        put(out, &self.classes, |class| class.to_le_bytes())?;
        out.write_all(&self.states)?;
        out.write_all(&self.statuses)?;
        put(out, &self.pages, |page| page.to_le_bytes())?;
        put(out, &self.spans, |span| span.length.to_le_bytes())?;
        (0..self.len()).try_for_each(|place| out.write_all(self.record(place)))
    }

    fn read(from: &mut dyn BufRead) -> io::Result<Self> {
        let rows = take_count(from)?;
        let ids = take(from, rows, |bytes| CiId(u128::from_le_bytes(bytes)))?;
        let classes = take(from, rows, u16::from_le_bytes)?;
        let states = take_bytes(from, rows)?;
        let statuses = take_bytes(from, rows)?;
        let pages = take(from, rows, u32::from_le_bytes)?;
        let mut end = 0_u32;
        let mut spans = Vec::with_capacity(rows);
        for length in take(from, rows, u32::from_le_bytes)? {
            spans.push(Span { start: if length == 0 { 0 } else { end }, length });
            end = end.checked_add(length).ok_or_else(|| unfit("the length of a record"))?;
        }
        let settled = Arc::new(take_bytes(from, end as usize)?);
        let (ids, recent, folded) = (Arc::new(ids), Vec::new(), OnceLock::new());
        Ok(ItemChunk { ids, classes, states, statuses, pages, spans, settled, recent, folded })
    }

    /// Returns whether every dense number is one of so many classes and states.
    fn holds(&self, classes: usize, states: usize) -> bool {
        self.classes.iter().all(|&class| usize::from(class) < classes)
            && self.states.iter().all(|&state| usize::from(state) < states)
            && self.statuses.iter().all(|&status| usize::from(status) < OperationStatus::ALL.len())
    }

    /// Puts every record into bytes that clones share, and leaves out those that were replaced.
    fn settle(&mut self) {
        let mut settled = Vec::with_capacity(self.spans.iter().map(|span| span.length as usize).sum());
        for place in 0..self.len() {
            let start = u32::try_from(settled.len()).unwrap_or(u32::MAX);
            settled.extend_from_slice(self.record(place));
            self.spans[place].start = start;
        }
        self.settled = Arc::new(settled);
        self.recent = Vec::new();
    }
}

/// What the columns keep of an item beside its record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) id: CiId,
    pub(crate) class: u16,
    pub(crate) state: u8,
    pub(crate) status: OperationStatus,
    pub(crate) page: u32,
}

/// The items of a generation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Items {
    chunks: Chunks<ItemChunk>,
    rows: usize,
    alive: usize,
}

impl Items {
    /// Returns the number of rows, those of removed items included.
    pub(crate) fn rows(&self) -> u32 {
        u32::try_from(self.rows).unwrap_or(u32::MAX)
    }

    /// Returns the number of items.
    pub(crate) fn alive(&self) -> usize {
        self.alive
    }

    pub(crate) fn chunks(&self) -> impl Iterator<Item = &ItemChunk> {
        self.chunks.iter()
    }

    fn at(&self, row: Row) -> (&ItemChunk, usize) {
        self.chunks.at(row)
    }

    pub(crate) fn id(&self, row: Row) -> CiId {
        let (chunk, place) = self.at(row);
        chunk.ids[place]
    }

    pub(crate) fn class(&self, row: Row) -> usize {
        let (chunk, place) = self.at(row);
        usize::from(chunk.classes[place])
    }

    pub(crate) fn state(&self, row: Row) -> usize {
        let (chunk, place) = self.at(row);
        usize::from(chunk.states[place])
    }

    pub(crate) fn status(&self, row: Row) -> OperationStatus {
        let (chunk, place) = self.at(row);
        OperationStatus::ALL[usize::from(chunk.statuses[place])]
    }

    pub(crate) fn page(&self, row: Row) -> u32 {
        let (chunk, place) = self.at(row);
        chunk.pages[place]
    }

    pub(crate) fn record(&self, row: Row) -> &[u8] {
        let (chunk, place) = self.at(row);
        chunk.record(place)
    }

    pub(crate) fn is_alive(&self, row: Row) -> bool {
        !self.record(row).is_empty()
    }

    pub(crate) fn view(&self, row: Row) -> Result<ItemRow<'_>, Malformed> {
        ItemRow::read(self.record(row))
    }

    pub(crate) fn item(&self, row: Row) -> Result<Item, Malformed> {
        self.view(row)?.to_item()
    }

    /// Appends an item and returns its row.
    pub(crate) fn push(&mut self, facts: Facts, record: &[u8]) -> Row {
        let row = self.rows();
        let chunk = self.chunks.last_mut(row);
        let span = chunk.append(record);
        Arc::make_mut(&mut chunk.ids).push(facts.id);
        chunk.classes.push(facts.class);
        chunk.states.push(facts.state);
        chunk.statuses.push(facts.status as u8);
        chunk.pages.push(facts.page);
        chunk.spans.push(span);
        if chunk.spans.len() == CHUNK_ROWS {
            // The next chunk takes what this one kept in reserve.
            chunk.recent.shrink_to_fit();
        }
        self.rows += 1;
        self.alive += 1;
        row
    }

    /// Puts another record into a row.
    pub(crate) fn replace(&mut self, row: Row, facts: Facts, record: &[u8]) {
        let (chunk, place) = self.chunks.at_mut(row);
        chunk.spans[place] = chunk.append(record);
        chunk.classes[place] = facts.class;
        chunk.states[place] = facts.state;
        chunk.statuses[place] = facts.status as u8;
        chunk.pages[place] = facts.page;
    }

    pub(crate) fn set_page(&mut self, row: Row, page: u32) {
        let (chunk, place) = self.chunks.at_mut(row);
        chunk.pages[place] = page;
        if chunk.recent.len() > RECENT_BYTES_MAX {
            chunk.settle();
        }
    }

    /// Removes the item of a row; the row stays empty.
    pub(crate) fn remove(&mut self, row: Row) {
        let (chunk, place) = self.chunks.at_mut(row);
        chunk.spans[place] = Span::default();
        self.alive -= 1;
    }

    /// Writes the first or the second half of the chunks.
    pub(crate) fn write_half(&self, half: usize, out: &mut dyn Write) -> io::Result<()> {
        let all = self.chunks.iter().count();
        let own = if half == 0 { 0..all / 2 } else { all / 2..all };
        put_number(out, own.len() as u64)?;
        self.chunks.iter().skip(own.start).take(own.len()).try_for_each(|chunk| chunk.write(out))
    }

    /// Reads what [`Items::write_half`] wrote.
    pub(crate) fn read_half(from: &mut dyn BufRead) -> io::Result<Vec<ItemChunk>> {
        let count = take_count(from)?;
        (0..count).map(|_| ItemChunk::read(from)).collect()
    }

    /// Returns the items of chunks, if they fit together and a catalogue of so many classes and states.
    pub(crate) fn of(chunks: Vec<ItemChunk>, classes: usize, states: usize) -> io::Result<Self> {
        let is_whole = |chunk: &ItemChunk| chunk.len() == CHUNK_ROWS;
        if !chunks.iter().rev().skip(1).all(is_whole)
            || chunks.last().is_some_and(|last| last.len() == 0 || last.len() > CHUNK_ROWS)
            || !chunks.iter().all(|chunk| chunk.holds(classes, states))
        {
            return Err(unfit("chunks of items"));
        }
        let rows = chunks.iter().map(ItemChunk::len).sum();
        let alive = chunks.iter().flat_map(|chunk| &chunk.spans).filter(|span| span.length > 0).count();
        Ok(Items { chunks: Chunks::of(chunks), rows, alive })
    }

    /// Gives back what growing columns kept in reserve; nothing was replaced yet.
    pub(crate) fn shrink(&mut self) {
        for chunk in self.chunks.own_mut() {
            chunk.recent.shrink_to_fit();
            if chunk.settled.is_empty() {
                // As they lie: the spans stay true.
                chunk.settled = Arc::new(std::mem::take(&mut chunk.recent));
            }
            Arc::make_mut(&mut chunk.ids).shrink_to_fit();
            chunk.spans.shrink_to_fit();
        }
    }
}
