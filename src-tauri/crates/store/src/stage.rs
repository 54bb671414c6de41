//! What a commit will write, worked out in memory against what the estate holds.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use cairn_model::Edit;

use crate::chain;
use crate::check::{Finding, FindingCode};
use crate::envelope::Opener;
use crate::error::{ConflictReason, StoreError};
use crate::key::{self, PageKind};
use crate::named::NamedRecord;
use crate::page::OpenPage;
use crate::record::{self, Record, RecordRef};
use crate::store::{State, Store};

/// A model element, a baseline or a document being edited.
pub(crate) struct Named {
    /// Its canonical JSON after the commit; `None` when it is removed.
    pub(crate) raw: Option<Vec<u8>>,
    /// In how many parts it lay before.
    pub(crate) parts_before: u16,
}

/// Where an edit took place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) kind: PageKind,
    pub(crate) page: u32,
    /// The digest of the record's id.
    pub(crate) id: [u8; 8],
    /// Whether the record is on the page afterwards.
    pub(crate) stays: bool,
}

/// The pages and named records that a commit touches, as they will be.
pub(crate) struct Stage<'s> {
    store: &'s Store,
    opener: Opener,
    pub(crate) state: State,
    pub(crate) pages: BTreeMap<(PageKind, u32), OpenPage>,
    /// Model elements, baselines and documents, by key without part.
    pub(crate) named: BTreeMap<Vec<u8>, Named>,
    scratch: Vec<u8>,
}

struct At<'a> {
    edit: usize,
    record: &'a dyn Fn() -> String,
}

impl At<'_> {
    fn conflict<T>(&self, reason: ConflictReason) -> Result<T, StoreError> {
        Err(StoreError::Conflict { edit: self.edit, record: (self.record)(), reason })
    }

    fn unrepresentable<T>(&self, what: &'static str) -> Result<T, StoreError> {
        Err(StoreError::Unrepresentable { edit: self.edit, record: (self.record)(), what })
    }
}

const NEITHER: &str = "it has neither a before nor an after";
const IDENTITY: &str = "it changes the identity of a record";

impl<'s> Stage<'s> {
    pub(crate) fn new(store: &'s Store) -> Result<Self, StoreError> {
        Ok(Stage {
            store,
            opener: Opener::new(),
            state: store.state(),
            pages: BTreeMap::new(),
            named: BTreeMap::new(),
            scratch: Vec::new(),
        })
    }

    /// Applies one edit; returns where it took place when it is of a paged record.
    pub(crate) fn apply(
        &mut self,
        index: usize,
        edit: &Edit,
        locator: Option<u32>,
    ) -> Result<Option<Placed>, StoreError> {
        if let Some(sides) = record::sides(edit) {
            let Some(any) = sides.after.or(sides.before) else {
                let name = String::from("an edit");
                return Err(StoreError::Unrepresentable { edit: index, record: name, what: NEITHER });
            };
            let at = At { edit: index, record: &|| any.name() };
            return match (sides.before, sides.after) {
                (Some(before), after) => self.replace(&at, before, after, locator),
                (None, _) => self.add(&at, any, locator),
            }
            .map(Some);
        }
        match edit {
            Edit::Model { after, before } => self.apply_named(index, before.as_deref(), after.as_deref())?,
            Edit::Baseline { after, before } => self.apply_named(index, before.as_deref(), after.as_deref())?,
            Edit::Document { after, before } => self.apply_named(index, before.as_deref(), after.as_deref())?,
            Edit::Item { .. } | Edit::Relationship { .. } | Edit::Requirement { .. } => {}
        }
        Ok(None)
    }

    fn apply_named<T: NamedRecord>(
        &mut self,
        index: usize,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<(), StoreError> {
        let words = || before.or(after).map_or_else(String::new, T::words);
        let at = At { edit: index, record: &words };
        let Some(any) = before.or(after) else { return at.unrepresentable(NEITHER) };
        if before.zip(after).is_some_and(|(before, after)| before.names() != after.names()) {
            return at.unrepresentable(IDENTITY);
        }
        if any.names().iter().any(|name| name.contains('\0')) {
            return at.unrepresentable("a zero character in its name");
        }
        let encode = |value: &T| value.raw().or_else(|what| at.unrepresentable(what));
        let (before, after) = (before.map(encode).transpose()?, after.map(encode).transpose()?);
        let key = any.key();
        let named = match self.named.entry(key) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let store = self.store;
                let opened = self.opener.read(&*store.backend, entry.key(), &|error| store.refused("commit", error))?;
                entry.insert(opened.map_or(Named { raw: None, parts_before: 0 }, |opened| Named {
                    raw: Some(opened.raw.to_vec()),
                    parts_before: opened.parts,
                }))
            }
        };
        match (&named.raw, &before) {
            (None, Some(_)) => return at.conflict(ConflictReason::Missing),
            (Some(_), None) => return at.conflict(ConflictReason::Exists),
            (Some(held), Some(before)) if held != before => return at.conflict(ConflictReason::Changed),
            _ => {}
        }
        named.raw = after;
        Ok(())
    }

    /// Adds a record: to the page it was on before it was removed, when `locator` names one, else to the last page.
    fn add(&mut self, at: &At<'_>, after: RecordRef<'_>, locator: Option<u32>) -> Result<Placed, StoreError> {
        let kind = after.kind();
        let page = match locator {
            Some(page) => self.known_page(at, kind, page)?,
            None => self.page_with_space(kind)?,
        };
        self.pack(at, after)?;
        let id = after.id();
        let Some(open) = self.pages.get_mut(&(kind, page)) else { return at.conflict(ConflictReason::NoPage) };
        if open.find(&id).is_some() {
            return at.conflict(ConflictReason::Exists);
        }
        open.push(&id, &self.scratch);
        self.state.counts[kind.index()] += 1;
        Ok(Placed { kind, page, id: chain::id_digest(&id), stays: true })
    }

    /// Adds a record in packed form to the last page of its kind; returns the page and the bytes that identify the
    /// record, of which there are `id_length`, or that says what is wrong with it.
    pub(crate) fn add_packed<'r>(
        &mut self,
        index: usize,
        kind: PageKind,
        record: &'r [u8],
        id_length: Result<usize, &'static str>,
    ) -> Result<(u32, &'r [u8]), StoreError> {
        let name = || Record::read(kind, record).map_or_else(|_| String::new(), |record| record.as_ref().name());
        let at = At { edit: index, record: &name };
        let length = id_length.or_else(|what| at.unrepresentable(what))?;
        let page = self.page_with_space(kind)?;
        let id = &record[..length];
        let Some(open) = self.pages.get_mut(&(kind, page)) else { return at.conflict(ConflictReason::NoPage) };
        if open.find(id).is_some() {
            return at.conflict(ConflictReason::Exists);
        }
        open.push(id, record);
        self.state.counts[kind.index()] += 1;
        Ok((page, id))
    }

    /// Replaces or removes a record, after confirming that it is what the edit says it is.
    fn replace(
        &mut self,
        at: &At<'_>,
        before: RecordRef<'_>,
        after: Option<RecordRef<'_>>,
        locator: Option<u32>,
    ) -> Result<Placed, StoreError> {
        let (kind, id) = (before.kind(), before.id());
        let Some(page) = locator else { return at.conflict(ConflictReason::NoPage) };
        let page = self.known_page(at, kind, page)?;
        self.scratch.clear();
        before.write(&mut self.scratch);
        let Some(open) = self.pages.get(&(kind, page)) else { return at.conflict(ConflictReason::NoPage) };
        let Some(slot) = open.find(&id) else { return at.conflict(ConflictReason::Missing) };
        if open.record(slot) != self.scratch && !same_in_log(kind, open.record(slot), &self.scratch) {
            return at.conflict(ConflictReason::Changed);
        }
        if let Some(after) = after {
            if after.id() != id {
                return at.unrepresentable(IDENTITY);
            }
            self.pack(at, after)?;
        }
        let Some(open) = self.pages.get_mut(&(kind, page)) else { return at.conflict(ConflictReason::NoPage) };
        if after.is_some() {
            open.replace(slot, &self.scratch);
        } else {
            open.remove(slot);
            self.state.counts[kind.index()] = self.state.counts[kind.index()].saturating_sub(1);
        }
        Ok(Placed { kind, page, id: chain::id_digest(&id), stays: after.is_some() })
    }

    /// Packs a record into the scratch buffer and confirms that page and log can give it back.
    fn pack(&mut self, at: &At<'_>, record: RecordRef<'_>) -> Result<(), StoreError> {
        if let Some(what) = record.unwritable() {
            return at.unrepresentable(what);
        }
        self.scratch.clear();
        record.write(&mut self.scratch);
        record::validate(record.kind(), &self.scratch).or_else(|malformed| at.unrepresentable(malformed.expected))
    }

    /// Opens a page that the estate has.
    fn known_page(&mut self, at: &At<'_>, kind: PageKind, page: u32) -> Result<u32, StoreError> {
        if page >= self.state.pages[kind.index()] {
            return at.conflict(ConflictReason::NoPage);
        }
        self.open_page(kind, page)?;
        Ok(page)
    }

    /// Opens the last page, or a new one when that is full.
    fn page_with_space(&mut self, kind: PageKind) -> Result<u32, StoreError> {
        if let Some(last) = self.state.pages[kind.index()].checked_sub(1)
            && !self.open_page(kind, last)?.is_full(kind)
        {
            return Ok(last);
        }
        let page = self.state.pages[kind.index()];
        self.state.pages[kind.index()] += 1;
        self.pages.insert((kind, page), OpenPage::empty());
        Ok(page)
    }

    fn open_page(&mut self, kind: PageKind, page: u32) -> Result<&OpenPage, StoreError> {
        let entry = match self.pages.entry((kind, page)) {
            Entry::Occupied(entry) => return Ok(entry.into_mut()),
            Entry::Vacant(entry) => entry,
        };
        let (store, key) = (self.store, key::page(kind, page));
        let damaged = |expected: &str, found: String| {
            let (place, expected) = (key::place(&key), expected.to_owned());
            StoreError::Damaged(Finding { record: None, what: FindingCode::Page, place, expected, found })
        };
        let opened = self.opener.read(&*store.backend, &key, &|error| store.refused("commit", error))?;
        let opened = opened.ok_or_else(|| damaged("a page", "none".to_owned()))?;
        let open = OpenPage::decode(kind, opened.raw, opened.parts)
            .map_err(|malformed| damaged(malformed.expected, format!("something else at byte {}", malformed.offset)))?;
        Ok(entry.insert(open))
    }
}

/// A `before` that comes from the log has decimals and large integers as text: the log cannot tell it from the record.
fn same_in_log(kind: PageKind, held: &[u8], before: &[u8]) -> bool {
    let as_logged = |bytes: &[u8]| Record::read(kind, bytes).ok()?.as_logged().ok();
    as_logged(held).is_some_and(|held| Some(held) == as_logged(before))
}
