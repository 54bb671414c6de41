//! The integrity check of a whole estate: envelopes, hash chain, and a replay of the log against what is stored.

use std::collections::{BTreeMap, BTreeSet};

use cairn_model::hex;

use crate::blobs;
use crate::canonical;
use crate::chain;
use crate::envelope::{Opened, Opener};
use crate::error::StoreError;
use crate::key::{self, PageKind, Parsed};
use crate::page;
use crate::read::{self, finding};
use crate::record::{self, Record};
use crate::replay::Replay;
use crate::store::{State, Store, Tell};

/// More findings than this say nothing that these do not.
const FINDINGS_MAX: usize = 1_000;

/// One thing that is wrong with an estate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: expected {expected}, found {found}")]
pub struct Finding {
    /// Of which record of the log, when it is of one.
    pub record: Option<u64>,
    /// What is wrong.
    pub what: FindingCode,
    /// Where, such as `page items/12` or `commit 7`.
    pub place: String,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// What is wrong with an estate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FindingCode {
    /// The database finds its own files damaged, or they are gone.
    Database,
    /// The journal in front of the database is not what was written, or there is none.
    Journal,
    /// The database went back behind the newest acknowledged commit: sled does so when its files are damaged.
    Rollback,
    /// A checksum is not that of its value.
    Checksum,
    /// An envelope is of an unknown version, or cannot be decompressed.
    Envelope,
    /// A part of a value is missing, or one too many.
    Part,
    /// A key is of no table.
    UnknownKey,
    /// The head record is missing, unreadable, or not that of the newest commit.
    Head,
    /// A commit header is missing or unreadable.
    Commit,
    /// The hash of a header is not the one it carries.
    Hash,
    /// The parent that a header names is not the commit before it.
    Parent,
    /// The operations of a commit are missing, unreadable, or not as many as its header says.
    Operations,
    /// The hash of the operations is not the one that the header carries.
    OperationsHash,
    /// An edit's `before` is not what the edits before it lead to.
    Replay,
    /// A page is missing or unreadable.
    Page,
    /// A record on a page is not what the log leads to.
    Record,
    /// An element of the model is unreadable, or not what the log leads to.
    Model,
    /// A baseline is unreadable, or not what the log leads to.
    Baseline,
    /// A document is unreadable, or not what the log leads to.
    Document,
    /// A counter is not the number of what it counts.
    Counter,
    /// A version record is unreadable, or names an edit that is not there.
    Version,
    /// An attachment is unreadable, or not what its name says.
    Blob,
    /// The estate is not the one of a checkpoint, or has not come as far.
    Checkpoint,
    /// The image is not what the pages hold.
    Image,
    /// A digest that a purge left is not in the log.
    Purge,
}

/// How the image of an estate stands; none of it is wrong with the estate, which opens without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImageNote {
    /// It is used, with the commits after it folded in, and leads to what the pages hold.
    Used,
    /// So much was committed since, or such, that loading the pages costs no more.
    TooOld,
    /// It cannot be read, or is not what was written.
    Damaged,
    /// It is of another estate or another line of records.
    OtherEstate,
    /// Another version of the program wrote it, or the model has changed since.
    OtherForm,
    /// It is of a record that the estate does not have.
    OtherRecord,
}

/// What an integrity check read, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many commit headers were read.
    pub commits: u64,
    /// How many edits of the log were read.
    pub edits: u64,
    /// How many pages were read.
    pub pages: u64,
    /// How many records on them.
    pub records: u64,
    /// How many attachments were read.
    pub blobs: u64,
    /// How many values were purged: one for each record that says so.
    pub purged: u64,
    /// In how many places of the log a digest stands for a purged value.
    pub purged_places: u64,
    /// Of these, in how many no purge of this estate names the digest: it was purged after the moment of which this is a
    /// copy, or somebody took the value out.
    pub purged_unnamed: u64,
    /// How the image stands; `None` when there is none, or nobody looked who can read it.
    pub image: Option<ImageNote>,
    /// What is wrong, in the order of the keys, then what the replay says; at most 1,000.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Returns true when nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    /// Returns the first record of the log of which something is wrong: what stands before it is whole. `None` when
    /// nothing is wrong with the log, or it is not known which record it is.
    #[must_use]
    pub fn first_bad(&self) -> Option<u64> {
        self.findings.iter().filter_map(|finding| finding.record).min()
    }

    /// Adds something that is wrong, unless there is too much of it already.
    pub fn add(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        }
    }
}

/// What the walk over all keys has seen so far.
struct Walk {
    report: CheckReport,
    replay: Replay,
    state: Option<State>,
    /// Model elements, baselines and documents: canonical JSON by key without part.
    named: BTreeMap<Vec<u8>, Vec<u8>>,
    pages: [u32; 3],
    counts: [u64; 3],
    /// Whether pages of each kind could not be read, so that what is missing says nothing.
    pages_lost: [bool; 3],
    versions_lost: bool,
    named_lost: BTreeSet<Vec<u8>>,
}

impl Store {
    /// Checks the estate: every envelope, the chain of headers, the hashes of the operations, and whether replaying
    /// the log leads to the pages, the model, the baselines, the counters and the version records that are stored.
    ///
    /// Linear in the size of the estate, in memory as well; keeps writers out meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Io`] and [`StoreError::Backend`] when reading itself fails, [`StoreError::MustReopen`]. Damage is
    /// not an error here but a finding.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        self.check_told(&mut |_| true)
    }

    /// Checks the estate as [`Store::check`] does, and tells how many bytes it went through on the way.
    ///
    /// # Errors
    /// As [`Store::check`]; [`StoreError::Stopped`].
    pub fn check_told(&self, tell: Tell<'_>) -> Result<CheckReport, StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let mut walk = Walk {
            report: CheckReport::default(),
            replay: Replay::default(),
            state: None,
            named: BTreeMap::new(),
            pages: [0; 3],
            counts: [0; 3],
            pages_lost: [false; 3],
            versions_lost: false,
            named_lost: BTreeSet::new(),
        };
        let (mut opener, mut is_stopped) = (Opener::new(), false);
        let step = &mut |key: &[u8], value: &[u8]| {
            match opener.push(key, value) {
                Ok(None) => {}
                Ok(Some(opened)) => walk.take(&opened),
                Err(finding) => walk.lose(key, finding),
            }
            is_stopped = !tell((key.len() + value.len()) as u64);
            !is_stopped
        };
        let outcome =
            self.backend.scan(&[], &key::after(&[u8::MAX]), step).map_err(|error| self.refused("check", error));
        match outcome {
            Err(StoreError::Damaged(finding)) => walk.lose(&[], finding),
            other => other?,
        }
        if is_stopped {
            return Err(StoreError::Stopped);
        }
        if let Err(finding) = opener.finish() {
            walk.lose(&[], finding);
        }
        walk.finish(&self.state());
        match self.backend.examine().map_err(|error| self.refused("check", error)) {
            Err(StoreError::Damaged(finding)) => walk.report.add(finding),
            other => other?,
        }
        if self.is_on_disk() {
            blobs::check(&self.blobs_dir(), &mut walk.report);
        }
        Ok(walk.report)
    }
}

impl Walk {
    /// A value that cannot be read: named, and not asked for again.
    fn lose(&mut self, key: &[u8], finding: Finding) {
        let prefix = &key[..key.len().saturating_sub(key::PART_BYTES)];
        match key::parse(prefix) {
            Parsed::Page(kind, number) => {
                self.pages[kind.index()] = number + 1;
                self.pages_lost[kind.index()] = true;
            }
            Parsed::Version(..) => self.versions_lost = true,
            Parsed::Model(..) | Parsed::Baseline(_) | Parsed::Document(..) => {
                self.named_lost.insert(prefix.to_vec());
            }
            Parsed::Head => {}
            Parsed::Commit(seq) => self.replay.skip_commit(seq),
            Parsed::Operation(..) | Parsed::Unknown => self.replay.is_whole = false,
        }
        // The parts that follow a lost one are lost with it: the value is named once.
        if self.report.findings.last().is_none_or(|last| last.place != finding.place) {
            self.report.add(finding);
        }
    }

    fn take(&mut self, opened: &Opened<'_>) {
        match key::parse(opened.prefix) {
            Parsed::Head => match serde_json::from_slice(opened.raw) {
                Ok(state) => self.state = Some(state),
                Err(error) => {
                    self.report.add(finding(opened.prefix, FindingCode::Head, "a head record", error.to_string()));
                }
            },
            Parsed::Commit(seq) => self.replay.take_header(&mut self.report, seq, opened),
            Parsed::Operation(seq, chunk) => self.replay.take_chunk(&mut self.report, seq, chunk, opened),
            Parsed::Page(kind, number) => {
                // Pages come after the whole log: what is wrong with that is said first.
                self.replay.finish(&mut self.report);
                self.take_page(kind, number, opened);
            }
            Parsed::Version(kind, _, seq) => self.take_versions(kind, seq, opened),
            Parsed::Model(..) | Parsed::Baseline(_) | Parsed::Document(..) => {
                self.named.insert(opened.prefix.to_vec(), opened.raw.to_vec());
            }
            Parsed::Unknown => {
                self.report.add(finding(opened.prefix, FindingCode::UnknownKey, "the key of a table", "another"));
            }
        }
    }

    fn take_page(&mut self, kind: PageKind, number: u32, opened: &Opened<'_>) {
        if number != self.pages[kind.index()] {
            let missing = key::page(kind, self.pages[kind.index()]);
            self.report.add(finding(&missing, FindingCode::Page, "a page", "none"));
            self.pages_lost[kind.index()] = true;
        }
        self.pages[kind.index()] = number + 1;
        self.report.pages += 1;
        let (report, replay, mut records) = (&mut self.report, &mut self.replay, 0);
        let outcome = page::records(opened.raw, |bytes| {
            records += 1;
            let id = &bytes[..record::id_length(kind, bytes)?];
            let stored = Record::read(kind, bytes)?;
            let logged = replay.records[kind.index()].remove(id);
            if replay.is_whole && !is_same(&stored, bytes, logged.as_deref()) {
                let expected = logged.map_or("no such record".to_owned(), |logged| in_words(kind, &logged));
                let found = in_words(kind, bytes);
                report.add(Finding {
                    record: None,
                    what: FindingCode::Record,
                    place: key::place(opened.prefix),
                    expected,
                    found,
                });
            }
            Ok(())
        });
        if let Err(malformed) = outcome {
            let found = format!("something else at byte {}", malformed.offset);
            self.report.add(finding(opened.prefix, FindingCode::Page, malformed.expected, found));
            self.pages_lost[kind.index()] = true;
        }
        self.counts[kind.index()] += records;
        self.report.records += records;
    }

    fn take_versions(&mut self, kind: PageKind, seq: u64, opened: &Opened<'_>) {
        let (report, replay) = (&mut self.report, &mut self.replay);
        let outcome = read::version_entries(opened, &mut |digest, slot| {
            if replay.is_whole && !replay.claim(seq, slot, kind, *digest) {
                let expected = format!("an edit at {}/{} of that record, once", slot.chunk, slot.index);
                report.add(finding(opened.prefix, FindingCode::Version, &expected, "none"));
            }
        });
        if let Err(StoreError::Damaged(finding)) = outcome {
            report.add(finding);
        }
    }

    /// What can be said only when everything was seen.
    fn finish(&mut self, in_memory: &State) {
        self.replay.finish(&mut self.report);
        self.finish_head(in_memory);
        if !self.replay.is_whole {
            return;
        }
        for kind in PageKind::ALL.into_iter().filter(|kind| !self.pages_lost[kind.index()]) {
            for logged in self.replay.records[kind.index()].values() {
                let place = format!("pages {}", kind.word());
                let expected = in_words(kind, logged);
                self.report.add(Finding {
                    record: None,
                    what: FindingCode::Record,
                    place,
                    expected,
                    found: "none".to_owned(),
                });
            }
        }
        let unclaimed = self.replay.unclaimed().filter(|_| !self.versions_lost).collect::<Vec<_>>();
        for (seq, slot) in unclaimed {
            let expected = format!("a version record for edit {}", slot.index);
            let operation = key::operation(seq, slot.chunk);
            self.report.add(finding(&operation, FindingCode::Version, &expected, "none"));
        }
        self.finish_named();
    }

    fn finish_head(&mut self, in_memory: &State) {
        let head = key::head();
        let Some(state) = self.state.take() else {
            if self.report.findings.iter().all(|finding| finding.place != key::place(&head)) {
                self.report.add(finding(&head, FindingCode::Head, "a head record", "none"));
            }
            return;
        };
        if state != *in_memory {
            let expected = format!("record no. {} as in memory", in_memory.head.seq);
            self.report.add(finding(&head, FindingCode::Head, &expected, format!("record no. {}", state.head.seq)));
        }
        if state.head != self.replay.head() {
            let newest = self.replay.head();
            let expected = format!("record no. {} with hash {}", newest.seq, newest.hash);
            let found = format!("record no. {} with hash {}", state.head.seq, state.head.hash);
            self.report.add(finding(&head, FindingCode::Head, &expected, found));
        }
        if self.pages_lost == [false; 3] && (state.pages != self.pages || state.counts != self.counts) {
            let expected = format!("{:?} records on {:?} pages", self.counts, self.pages);
            let found = format!("{:?} on {:?}", state.counts, state.pages);
            self.report.add(finding(&head, FindingCode::Counter, &expected, found));
        }
    }

    fn finish_named(&mut self) {
        let mut logged = std::mem::take(&mut self.replay.named);
        self.replay.gone.compare(&logged, &mut self.report);
        logged.retain(|key, _| !self.named_lost.contains(key));
        for (key, raw) in &logged {
            let found = self.named.remove(key);
            if found.as_ref() != Some(raw) {
                let found = found.map_or("none".to_owned(), |raw| String::from_utf8_lossy(&raw).into_owned());
                self.report.add(finding(key, code_of(key), &String::from_utf8_lossy(raw), found));
            }
        }
        for (key, raw) in std::mem::take(&mut self.named) {
            let found = String::from_utf8_lossy(&raw).into_owned();
            self.report.add(finding(&key, code_of(&key), "nothing: the log knows no such record", found));
        }
    }
}

fn code_of(key: &[u8]) -> FindingCode {
    match key.first() {
        Some(&key::BASELINE) => FindingCode::Baseline,
        Some(&key::DOCUMENT) => FindingCode::Document,
        _ => FindingCode::Model,
    }
}

/// The log writes decimals and large integers as text; a record is what it says when it would be logged the same.
fn is_same(stored: &Record, bytes: &[u8], logged: Option<&[u8]>) -> bool {
    logged.is_some_and(|logged| bytes == logged || stored.as_logged().is_ok_and(|stored| stored == logged))
}

/// Names a record without showing its values, which may be what nobody should see in a report.
fn in_words(kind: PageKind, bytes: &[u8]) -> String {
    let length = record::id_length(kind, bytes).unwrap_or_default().min(bytes.len());
    let digest = hex(&chain::id_digest(bytes));
    match Record::read(kind, bytes) {
        Ok(record) => format!("{} with digest {digest}", record.as_ref().name()),
        Err(_) => format!("record {} with digest {digest}", hex(&bytes[..length])),
    }
}

/// Returns true when the bytes are the canonical JSON of what they say.
pub(crate) fn is_canonical<T: serde::Serialize>(raw: &[u8], value: &T) -> bool {
    canonical::to_vec(value).is_ok_and(|canonical| canonical == raw)
}
