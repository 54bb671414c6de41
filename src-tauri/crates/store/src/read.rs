//! Reading: what is true now, what was true then, and the log between.

use std::collections::{BTreeMap, BTreeSet};

use cairn_model::packed::Malformed;
use cairn_model::{BaselineMark, ChunkSeal, Commit, Document, Edit, ModelElement};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::chain;
use crate::check::{Finding, FindingCode};
use crate::envelope::{Opened, Opener};
use crate::error::StoreError;
use crate::key::{self, PageKind, Parsed};
use crate::log::{Chunk, Slot};
use crate::page;
use crate::record::{self, Record, RecordRef};
use crate::store::Store;

/// The bytes of one entry of a version record: digest of the id, chunk, index.
const VERSION_ENTRY_BYTES: usize = 16;

/// Takes the kind, the page number and the packed bytes of a record.
pub type Visit<'v> = dyn FnMut(PageKind, u32, &[u8]) -> Result<(), Malformed> + 'v;

/// Where one edit of a record lies in the log, and on which page the record lay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    seq: u64,
    slot: Slot,
    page: u32,
}

pub(crate) fn damaged(prefix: &[u8], what: FindingCode, expected: &str, found: impl Into<String>) -> StoreError {
    StoreError::Damaged(finding(prefix, what, expected, found))
}

pub(crate) fn finding(prefix: &[u8], what: FindingCode, expected: &str, found: impl Into<String>) -> Finding {
    Finding {
        record: key::record_no(prefix),
        what,
        place: key::place(prefix),
        expected: expected.to_owned(),
        found: found.into(),
    }
}

impl Store {
    /// Calls `visit` with every value whose key starts with `front`, whole and out of its envelope, in key order.
    pub(crate) fn scan(
        &self,
        front: &[u8],
        visit: &mut dyn FnMut(&Opened<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut opener = Opener::new();
        let mut outcome = Ok(());
        let step = &mut |key: &[u8], value: &[u8]| {
            outcome = match opener.push(key, value) {
                Ok(None) => Ok(()),
                Ok(Some(opened)) => visit(&opened),
                Err(finding) => Err(StoreError::Damaged(finding)),
            };
            outcome.is_ok()
        };
        self.backend.scan(front, &key::after(front), step).map_err(|error| self.refused("read", error))?;
        outcome?;
        opener.finish().map_err(StoreError::Damaged)
    }

    /// Calls `visit` with the kind, the page number and the packed bytes of every record: items, then relationships,
    /// then requirements, each in page order. Linear, without an allocation per record. Writers wait meanwhile, so `visit`
    /// must not commit.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] for a wrong checksum, a missing page, a record that `visit` calls malformed, or a number
    /// of records that is not the one counted; [`StoreError::Io`], [`StoreError::Backend`], [`StoreError::MustReopen`].
    pub fn load(&self, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let state = self.state();
        let (mut pages, mut counts) = ([0_u32; 3], [0_u64; 3]);
        self.scan(&[key::PAGE], &mut |opened| {
            let Parsed::Page(kind, number) = key::parse(opened.prefix) else {
                return Err(damaged(opened.prefix, FindingCode::UnknownKey, "the key of a page", "another"));
            };
            let next = &mut pages[kind.index()];
            if number != *next {
                let missing = key::page(kind, *next);
                return Err(damaged(&missing, FindingCode::Page, "a page", "none"));
            }
            *next += 1;
            let count = page::records(opened.raw, |record| visit(kind, number, record)).map_err(|malformed| {
                let found = format!("something else at byte {}", malformed.offset);
                damaged(opened.prefix, FindingCode::Page, malformed.expected, found)
            })?;
            counts[kind.index()] += count;
            Ok(())
        })?;
        for kind in PageKind::ALL {
            if pages[kind.index()] < state.pages[kind.index()] {
                let missing = key::page(kind, pages[kind.index()]);
                return Err(damaged(&missing, FindingCode::Page, "a page", "none"));
            }
        }
        if pages != state.pages || counts != state.counts {
            let (expected, found) =
                (format!("{:?} records on {:?} pages", state.counts, state.pages), format!("{counts:?} on {pages:?}"));
            return Err(damaged(&key::head(), FindingCode::Counter, &expected, found));
        }
        Ok(())
    }

    /// Calls `visit` with the packed bytes of every record of one page; with none when there is no such page.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn load_page(
        &self,
        kind: PageKind,
        page: u32,
        visit: &mut dyn FnMut(&[u8]) -> Result<(), Malformed>,
    ) -> Result<(), StoreError> {
        self.usable()?;
        let (mut opener, key) = (Opener::new(), key::page(kind, page));
        let opened = opener.read(&*self.backend, &key, &|error| self.refused("read", error))?;
        let Some(opened) = opened else { return Ok(()) };
        page::records(opened.raw, visit).map(drop).map_err(|malformed| {
            let found = format!("something else at byte {}", malformed.offset);
            damaged(&key, FindingCode::Page, malformed.expected, found)
        })
    }

    /// Returns every element of the model, by kind and id.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn model_elements(&self) -> Result<Vec<ModelElement>, StoreError> {
        self.named(&[key::MODEL], FindingCode::Model)
    }

    /// Returns every baseline, by name.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn baselines(&self) -> Result<Vec<BaselineMark>, StoreError> {
        self.named(&[key::BASELINE], FindingCode::Baseline)
    }

    /// Returns the baseline of this name; `None` when there is none.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn baseline(&self, name: &str) -> Result<Option<BaselineMark>, StoreError> {
        self.one(&key::named(key::BASELINE, name), FindingCode::Baseline)
    }

    /// Returns every document of one kind, by id.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn documents(&self, kind: &str) -> Result<Vec<Document>, StoreError> {
        self.named(&key::documents(kind), FindingCode::Document)
    }

    /// Returns every document, by kind and id.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn all_documents(&self) -> Result<Vec<Document>, StoreError> {
        self.named(&[key::DOCUMENT], FindingCode::Document)
    }

    /// Returns one document; `None` when there is none of that kind and id.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn document(&self, kind: &str, id: &str) -> Result<Option<Document>, StoreError> {
        self.one(&key::document(kind, id), FindingCode::Document)
    }

    fn one<T: DeserializeOwned>(&self, key: &[u8], what: FindingCode) -> Result<Option<T>, StoreError> {
        self.usable()?;
        let mut opener = Opener::new();
        let opened = opener.read(&*self.backend, key, &|error| self.refused("read", error))?;
        opened.map(|opened| parsed(&opened, what)).transpose()
    }

    fn named<T: DeserializeOwned>(&self, front: &[u8], what: FindingCode) -> Result<Vec<T>, StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let mut all = Vec::new();
        self.scan(front, &mut |opened| {
            all.push(parsed(opened, what)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// Returns at most `limit` commit headers, from the newest or from the oldest on.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn commits(&self, newest_first: bool, limit: usize) -> Result<Vec<Commit>, StoreError> {
        let newest = self.head().seq;
        let limit = newest.min(limit as u64);
        let range: Box<dyn Iterator<Item = u64>> =
            if newest_first { Box::new((newest - limit + 1..=newest).rev()) } else { Box::new(1..=limit) };
        let mut opener = Opener::new();
        range.map(|seq| self.header(&mut opener, seq)).collect()
    }

    /// Returns the header of one commit; `None` when there is no commit of that number.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn commit_header(&self, seq: u64) -> Result<Option<Commit>, StoreError> {
        if seq == 0 || seq > self.head().seq {
            return Ok(None);
        }
        self.header(&mut Opener::new(), seq).map(Some)
    }

    fn header(&self, opener: &mut Opener, seq: u64) -> Result<Commit, StoreError> {
        self.usable()?;
        let key = key::commit(seq);
        let opened = opener.read(&*self.backend, &key, &|error| self.refused("read", error))?;
        parsed(&opened.ok_or_else(|| damaged(&key, FindingCode::Commit, "a commit", "none"))?, FindingCode::Commit)
    }

    /// Returns the edits of one commit, in order; none when there is no commit of that number.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn edits(&self, seq: u64) -> Result<Vec<Edit>, StoreError> {
        let Some(header) = self.commit_header(seq)? else { return Ok(Vec::new()) };
        let mut edits = Vec::new();
        let mut chunks = 0;
        self.scan(&key::operations(seq), &mut |opened| {
            if key::parse(opened.prefix) != Parsed::Operation(seq, chunks) {
                return Err(damaged(&key::operation(seq, chunks), FindingCode::Operations, "a chunk", "none"));
            }
            chunks += 1;
            for line in chunk(opened)?.lines() {
                edits.push(parse_edit(opened.prefix, line)?);
            }
            Ok(())
        })?;
        if edits.len() as u64 != header.operations {
            let expected = format!("{} edits", header.operations);
            return Err(damaged(&key::commit(seq), FindingCode::Operations, &expected, edits.len().to_string()));
        }
        Ok(edits)
    }

    /// Calls `visit` with the edits of every chunk of one commit, in order, and what their values have; the edits are
    /// lines of canonical JSON, each with its line feed. Keeps one chunk at a time.
    ///
    /// # Errors
    /// What `visit` says, and as [`Store::load`].
    pub fn log_chunks<E: From<StoreError>>(
        &self,
        seq: u64,
        mut visit: impl FnMut(&ChunkSeal, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.usable()?;
        let (mut chunks, mut stopped) = (0, None);
        let scanned = self.scan(&key::operations(seq), &mut |opened| {
            if key::parse(opened.prefix) != Parsed::Operation(seq, chunks) {
                return Err(damaged(&key::operation(seq, chunks), FindingCode::Operations, "a chunk", "none"));
            }
            chunks += 1;
            let chunk = chunk(opened)?;
            // The error that stops the scan is never seen: the visitor's own is.
            visit(&chunk.seal, chunk.text()).map_err(|error| {
                stopped = Some(error);
                StoreError::Withdrawn
            })
        });
        match stopped {
            Some(error) => Err(error),
            None => Ok(scanned?),
        }
    }

    /// Returns every edit of a record, oldest first, with the number of its commit.
    ///
    /// `id` is what the packed form starts with: the 16 bytes of an item's id,
    /// [`cairn_model::packed::relationship_id_bytes`] or [`cairn_model::packed::requirement_id_bytes`]. With a `page` the
    /// cost is that of the page's version records; without, of all of the kind, which is what a record that was removed
    /// needs, whose page nobody remembers.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn history(&self, kind: PageKind, id: &[u8], page: Option<u32>) -> Result<Vec<(u64, Edit)>, StoreError> {
        let entries = self.entries(kind, id, page)?;
        let mut history = Vec::with_capacity(entries.len());
        let mut opener = Opener::new();
        let mut rest = &entries[..];
        while let Some(first) = rest.first() {
            let of_chunk = |entry: &Entry| (entry.seq, entry.slot.chunk) == (first.seq, first.slot.chunk);
            let (group, others) = rest.split_at(rest.iter().take_while(|entry| of_chunk(entry)).count());
            self.pick(&mut opener, group, &mut |seq, edit| {
                if is_of(&edit, kind, id) {
                    history.push((seq, edit));
                }
            })?;
            rest = others;
        }
        Ok(history)
    }

    /// Returns the record as it was recorded after commit `seq`; `None` when it did not exist then.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn as_of(&self, kind: PageKind, id: &[u8], page: Option<u32>, seq: u64) -> Result<Option<Record>, StoreError> {
        let entries = self.entries(kind, id, page)?;
        let mut opener = Opener::new();
        for entry in entries.iter().rev().filter(|entry| entry.seq <= seq) {
            let mut newest = None;
            self.pick(&mut opener, &[*entry], &mut |_, edit| newest = Some(edit))?;
            if let Some(edit) = newest.filter(|edit| is_of(edit, kind, id)) {
                return Ok(match edit {
                    Edit::Item { after, .. } => after.map(Record::Item),
                    Edit::Relationship { after, .. } => after.map(Record::Relationship),
                    Edit::Requirement { after, .. } => after.map(Record::Requirement),
                    Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => None,
                });
            }
        }
        Ok(None)
    }

    /// Returns for each id the page on which its record lies or lay last; `None` when there never was one. Reads every
    /// version record of the kind: for reverting removals, not for everyday lookups.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn locate(&self, kind: PageKind, ids: &[&[u8]]) -> Result<Vec<Option<u32>>, StoreError> {
        let mut candidates: BTreeMap<[u8; 8], Vec<Entry>> =
            ids.iter().map(|id| (chain::id_digest(id), Vec::new())).collect();
        self.each_entry(kind, None, &mut |digest, entry| {
            if let Some(entries) = candidates.get_mut(digest) {
                entries.push(entry);
            }
        })?;
        let mut opener = Opener::new();
        let newest = |id: &&[u8]| {
            let entries = candidates.get_mut(&chain::id_digest(id));
            let entries = entries.map_or(&mut [][..], |entries| &mut entries[..]);
            entries.sort_unstable();
            for entry in entries.iter().rev() {
                let mut found = false;
                self.pick(&mut opener, &[*entry], &mut |_, edit| found = is_of(&edit, kind, id))?;
                if found {
                    return Ok(Some(entry.page));
                }
            }
            Ok(None)
        };
        ids.iter().map(newest).collect()
    }

    /// Returns the chunks in which edits lie that may be of this record, by record no. and number of the chunk.
    pub(crate) fn chunks_of(
        &self,
        kind: PageKind,
        id: &[u8],
        page: Option<u32>,
    ) -> Result<BTreeSet<(u64, u32)>, StoreError> {
        Ok(self.entries(kind, id, page)?.iter().map(|entry| (entry.seq, entry.slot.chunk)).collect())
    }

    /// Returns where the edits lie that may be of this record, oldest first.
    fn entries(&self, kind: PageKind, id: &[u8], page: Option<u32>) -> Result<Vec<Entry>, StoreError> {
        let wanted = chain::id_digest(id);
        let mut entries = Vec::new();
        self.each_entry(kind, page, &mut |digest, entry| {
            if *digest == wanted {
                entries.push(entry);
            }
        })?;
        entries.sort_unstable();
        Ok(entries)
    }

    fn each_entry(
        &self,
        kind: PageKind,
        page: Option<u32>,
        visit: &mut dyn FnMut(&[u8; 8], Entry),
    ) -> Result<(), StoreError> {
        self.usable()?;
        let newest = self.head().seq;
        let front = page.map_or_else(|| key::versions_of_kind(kind), |page| key::versions(kind, page));
        self.scan(&front, &mut |opened| {
            let Parsed::Version(_, page, seq) = key::parse(opened.prefix) else {
                return Err(damaged(opened.prefix, FindingCode::UnknownKey, "the key of a version record", "another"));
            };
            if seq <= newest {
                version_entries(opened, &mut |digest, slot| visit(digest, Entry { seq, slot, page }))?;
            }
            Ok(())
        })
    }

    /// Calls `take` with the edits at these places, which are of one chunk and ascend.
    fn pick(&self, opener: &mut Opener, entries: &[Entry], take: &mut dyn FnMut(u64, Edit)) -> Result<(), StoreError> {
        let Some(first) = entries.first() else { return Ok(()) };
        let key = key::operation(first.seq, first.slot.chunk);
        let opened = opener.read(&*self.backend, &key, &|error| self.refused("read", error))?;
        let opened = opened.ok_or_else(|| damaged(&key, FindingCode::Operations, "a chunk", "none"))?;
        let chunk = chunk(&opened)?;
        let mut lines = (0_u32..).zip(chunk.lines());
        for entry in entries {
            let line = lines.find(|(index, _)| *index == entry.slot.index).map(|(_, line)| line);
            let line = line.ok_or_else(|| {
                let expected = format!("edit {}", entry.slot.index);
                damaged(&key, FindingCode::Operations, &expected, "fewer")
            })?;
            take(entry.seq, parse_edit(&key, line)?);
        }
        Ok(())
    }
}

fn parsed<T: DeserializeOwned>(opened: &Opened<'_>, what: FindingCode) -> Result<T, StoreError> {
    serde_json::from_slice(opened.raw)
        .map_err(|error| damaged(opened.prefix, what, "its canonical JSON", error.to_string()))
}

pub(crate) fn chunk<'a>(opened: &Opened<'a>) -> Result<Chunk<'a>, StoreError> {
    chunk_of(opened.prefix, opened.raw)
}

pub(crate) fn chunk_of<'a>(prefix: &[u8], raw: &'a [u8]) -> Result<Chunk<'a>, StoreError> {
    Chunk::read(raw).ok_or_else(|| damaged(prefix, FindingCode::Operations, "a chunk of form 1 or 2", "another"))
}

/// What stands before and after an edit, read without the intermediate form that a tagged enum goes through.
#[derive(Deserialize)]
struct Sides<T> {
    after: Option<Box<T>>,
    before: Option<Box<T>>,
}

/// The nouns that nearly every edit is of, as canonical JSON ends with them.
const ITEM_END: &[u8] = br#","noun":"item"}"#;
const RELATIONSHIP_END: &[u8] = br#","noun":"relationship"}"#;

pub(crate) fn parse_edit(prefix: &[u8], line: &[u8]) -> Result<Edit, StoreError> {
    let edit = if line.ends_with(ITEM_END) {
        serde_json::from_slice(line).map(|Sides { after, before }| Edit::Item { after, before })
    } else if line.ends_with(RELATIONSHIP_END) {
        serde_json::from_slice(line).map(|Sides { after, before }| Edit::Relationship { after, before })
    } else {
        serde_json::from_slice(line)
    };
    edit.map_err(|error| damaged(prefix, FindingCode::Operations, "the canonical JSON of an edit", error.to_string()))
}

/// Calls `visit` with every entry of a version record.
pub(crate) fn version_entries(opened: &Opened<'_>, visit: &mut dyn FnMut(&[u8; 8], Slot)) -> Result<(), StoreError> {
    let (entries, rest) = opened.raw.as_chunks::<VERSION_ENTRY_BYTES>();
    if !rest.is_empty() {
        let found = format!("{} bytes", opened.raw.len());
        return Err(damaged(opened.prefix, FindingCode::Version, "entries of 16 bytes", found));
    }
    for [digest @ .., c0, c1, c2, c3, i0, i1, i2, i3] in entries {
        let (chunk, index) = (u32::from_be_bytes([*c0, *c1, *c2, *c3]), u32::from_be_bytes([*i0, *i1, *i2, *i3]));
        visit(digest, Slot { chunk, index });
    }
    Ok(())
}

fn is_of(edit: &Edit, kind: PageKind, id: &[u8]) -> bool {
    let any = record::sides(edit).and_then(|sides| sides.after.or(sides.before));
    any.is_some_and(|any: RecordRef<'_>| any.kind() == kind && any.id() == id)
}
