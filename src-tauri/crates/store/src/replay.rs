//! The replay of the log in memory: the chain of headers, the hashes of operations, and what all edits lead to.

use std::collections::{BTreeMap, HashMap};

use cairn_model::{ChunkSeal, Commit, CommitKind, Edit, ValueSeal};

use crate::canonical;
use crate::chain::{self, OperationsHasher, SealReader};
use crate::check::{CheckReport, FindingCode, is_canonical};
use crate::envelope::Opened;
use crate::error::StoreError;
use crate::gone::Gone;
use crate::key::{self, PageKind};
use crate::log::Slot;
use crate::named::NamedRecord;
use crate::read::{self, finding};
use crate::record;
use crate::store::Head;

/// A paged edit of the log, and whether a version record named it.
struct Logged {
    seq: u64,
    slot: Slot,
    kind: PageKind,
    digest: [u8; 8],
    is_claimed: bool,
}

/// The operations of the commit that is being read.
struct Open {
    seq: u64,
    next: Slot,
    edits: u64,
    hasher: OperationsHasher,
}

/// What the log leads to, as far as it was read.
pub(crate) struct Replay {
    /// Whether every header and every chunk so far could be read; if not, comparing would only repeat that.
    pub(crate) is_whole: bool,
    /// By kind: packed bytes by id.
    pub(crate) records: [HashMap<Vec<u8>, Vec<u8>>; 3],
    /// Model elements, baselines and documents: canonical JSON by key without part.
    pub(crate) named: BTreeMap<Vec<u8>, Vec<u8>>,
    /// From where values went.
    pub(crate) gone: Gone,
    headers: Vec<Commit>,
    next_seq: u64,
    open: Option<Open>,
    /// How many of the headers have had their operations checked.
    closed: usize,
    logged: Vec<Logged>,
}

impl Default for Replay {
    fn default() -> Self {
        Replay {
            is_whole: true,
            records: Default::default(),
            named: BTreeMap::new(),
            gone: Gone::default(),
            headers: Vec::new(),
            next_seq: 1,
            open: None,
            closed: 0,
            logged: Vec::new(),
        }
    }
}

/// The two sides of an edit of a named record, as canonical JSON.
struct NamedSides {
    key: Vec<u8>,
    after: Option<Vec<u8>>,
    before: Option<Vec<u8>>,
}

/// The general canonicalizer here, whatever short way the commit took.
fn named_sides<T: NamedRecord>(after: Option<&T>, before: Option<&T>) -> Option<NamedSides> {
    let raw = |side: Option<&T>| side.and_then(|side| canonical::to_vec(side).ok());
    Some(NamedSides { key: after.or(before)?.key(), after: raw(after), before: raw(before) })
}

impl Replay {
    /// Returns the head that the headers lead to.
    pub(crate) fn head(&self) -> Head {
        self.headers.last().map_or_else(Head::default, |commit| Head {
            hash: commit.hash.clone(),
            recorded_at: Some(commit.recorded_at),
            seq: commit.seq,
        })
    }

    /// Passes over a header that is known to be unreadable.
    pub(crate) fn skip_commit(&mut self, seq: u64) {
        self.next_seq = seq + 1;
        self.is_whole = false;
    }

    pub(crate) fn take_header(&mut self, report: &mut CheckReport, seq: u64, opened: &Opened<'_>) {
        let mut fail = |what, expected: &str, found: String| {
            report.add(finding(opened.prefix, what, expected, found));
            false
        };
        if seq != self.next_seq {
            let expected = format!("record no. {}", self.next_seq);
            self.is_whole = fail(FindingCode::Commit, &expected, format!("record no. {seq}"));
        }
        let is_gapless = seq == self.next_seq;
        self.next_seq = seq + 1;
        let commit = match serde_json::from_slice::<Commit>(opened.raw) {
            Ok(commit) if commit.seq == seq && is_canonical(opened.raw, &commit) => commit,
            Ok(commit) => {
                let found = format!("one of record no. {}, or other JSON", commit.seq);
                self.is_whole = fail(FindingCode::Commit, "its canonical header", found);
                return;
            }
            Err(error) => {
                self.is_whole = fail(FindingCode::Commit, "its canonical header", error.to_string());
                return;
            }
        };
        let hash = chain::header_hash(&commit).unwrap_or_default();
        if hash != commit.hash {
            fail(FindingCode::Hash, &format!("hash {hash}"), commit.hash.clone());
        }
        let parent = self.headers.last().filter(|parent| parent.seq + 1 == seq).map(|parent| &parent.hash);
        // After a gap the parent is unknown, and the gap was named already.
        if (is_gapless && seq == 1 && !commit.parent.is_empty()) || parent.is_some_and(|hash| *hash != commit.parent) {
            let expected = format!("parent {}", parent.map_or("none", String::as_str));
            fail(FindingCode::Parent, &expected, commit.parent.clone());
        }
        self.headers.push(commit);
    }

    pub(crate) fn take_chunk(&mut self, report: &mut CheckReport, seq: u64, chunk: u32, opened: &Opened<'_>) {
        if self.open.as_ref().is_none_or(|open| open.seq != seq) {
            self.close_before(report, seq);
            let next = Slot { chunk: 0, index: 0 };
            self.open = Some(Open { seq, next, edits: 0, hasher: OperationsHasher::new() });
        }
        let Some(mut open) = self.open.take() else { return };
        if open.next.chunk != chunk {
            let expected = format!("chunk {}", open.next.chunk);
            report.add(finding(opened.prefix, FindingCode::Operations, &expected, format!("chunk {chunk}")));
            self.is_whole = false;
        }
        if let Err(StoreError::Damaged(finding)) = self.take_lines(report, &mut open, chunk, opened) {
            report.add(finding);
            self.is_whole = false;
        }
        open.next = Slot { chunk: chunk + 1, index: 0 };
        self.open = Some(open);
    }

    fn take_lines(
        &mut self,
        report: &mut CheckReport,
        open: &mut Open,
        chunk: u32,
        opened: &Opened<'_>,
    ) -> Result<(), StoreError> {
        let lines = read::chunk(opened)?;
        report.purged_places += purged_places(&lines.seal);
        self.gone.take(open.seq, &lines.seal);
        open.next = Slot { chunk, index: 0 };
        let (lines, mut seal) = (lines.lines(), SealReader::new(lines.seal));
        for line in lines {
            open.edits += 1;
            report.edits += 1;
            let slot = open.next;
            if open.hasher.add(line, &mut seal).is_none() {
                let expected = format!("canonical JSON in edit {}", slot.index);
                return Err(read::damaged(opened.prefix, FindingCode::Operations, &expected, "another text"));
            }
            let edit = read::parse_edit(opened.prefix, line)?;
            if self.is_whole
                && let Err((expected, found)) = self.apply(open.seq, slot, &edit)
            {
                let expected = format!("edit {} to start from {expected}", slot.index);
                report.add(finding(opened.prefix, FindingCode::Replay, &expected, found));
            }
            open.next.index += 1;
        }
        if !seal.is_spent() {
            let expected = "a value for each salt of the chunk";
            return Err(read::damaged(opened.prefix, FindingCode::Operations, expected, "fewer values"));
        }
        Ok(())
    }

    /// Applies one edit; returns what it should have started from, and from what it does, when those differ.
    fn apply(&mut self, seq: u64, slot: Slot, edit: &Edit) -> Result<(), (&'static str, &'static str)> {
        let Some(sides) = record::sides(edit) else { return self.apply_named(edit) };
        let Some(any) = sides.after.or(sides.before) else { return Err(("a record", "none")) };
        let (kind, id) = (any.kind(), any.id());
        self.logged.push(Logged { seq, slot, kind, digest: chain::id_digest(&id), is_claimed: false });
        let records = &mut self.records[kind.index()];
        let before = sides.before.map(record::RecordRef::packed);
        let held = match sides.after {
            Some(after) => records.insert(id, after.packed()),
            None => records.remove(&id),
        };
        compare(held.as_deref(), before.as_deref())
    }

    fn apply_named(&mut self, edit: &Edit) -> Result<(), (&'static str, &'static str)> {
        let sides = match edit {
            Edit::Model { after, before } => named_sides(after.as_deref(), before.as_deref()),
            Edit::Baseline { after, before } => named_sides(after.as_deref(), before.as_deref()),
            Edit::Document { after, before } => named_sides(after.as_deref(), before.as_deref()),
            Edit::Item { .. } | Edit::Relationship { .. } | Edit::Requirement { .. } => return Ok(()),
        };
        let Some(NamedSides { key, after, before }) = sides else { return Err(("a record", "none")) };
        let held = match after {
            Some(after) => self.named.insert(key, after),
            None => self.named.remove(&key),
        };
        compare(held.as_deref(), before.as_deref())
    }

    /// Compares with its header what was read of every commit before `seq`.
    fn close_before(&mut self, report: &mut CheckReport, seq: u64) {
        while let Some(commit) = self.headers.get(self.closed).filter(|commit| commit.seq < seq) {
            let open = self.open.take_if(|open| open.seq == commit.seq);
            let (edits, hasher) = open.map_or((0, OperationsHasher::new()), |open| (open.edits, open.hasher));
            let (key, hash) = (key::commit(commit.seq), hasher.finish());
            self.closed += 1;
            if edits != commit.operations {
                // A chunk that cannot be read was named already.
                if self.is_whole {
                    let expected = format!("{} edits", commit.operations);
                    report.add(finding(&key, FindingCode::Operations, &expected, edits.to_string()));
                }
                self.is_whole = false;
            } else if hash != commit.operations_hash {
                let expected = format!("operations hash {}", commit.operations_hash);
                report.add(finding(&key, FindingCode::OperationsHash, &expected, hash));
            }
        }
        if let Some(open) = self.open.take() {
            if self.is_whole {
                let key = key::operation(open.seq, 0);
                report.add(finding(&key, FindingCode::Operations, "a header of that commit", "none"));
            }
            self.is_whole = false;
        }
    }

    pub(crate) fn finish(&mut self, report: &mut CheckReport) {
        self.close_before(report, u64::MAX);
        report.commits = self.headers.len() as u64;
        report.purged = self.headers.iter().filter(|commit| commit.kind == CommitKind::Purge).count() as u64;
    }

    /// Marks the edit that a version record names; returns false when there is none, or it was named before.
    pub(crate) fn claim(&mut self, seq: u64, slot: Slot, kind: PageKind, digest: [u8; 8]) -> bool {
        let Ok(position) = self.logged.binary_search_by(|logged| (logged.seq, logged.slot).cmp(&(seq, slot))) else {
            return false;
        };
        let logged = &mut self.logged[position];
        let is_it = (logged.kind, logged.digest) == (kind, digest) && !logged.is_claimed;
        logged.is_claimed = true;
        is_it
    }

    /// Returns the paged edits that no version record names.
    pub(crate) fn unclaimed(&self) -> impl Iterator<Item = (u64, Slot)> {
        self.logged.iter().filter(|logged| !logged.is_claimed).map(|logged| (logged.seq, logged.slot))
    }
}

fn purged_places(seal: &ChunkSeal) -> u64 {
    match seal {
        ChunkSeal::Whole(_) => 0,
        ChunkSeal::Values(values) => values.iter().filter(|value| matches!(value, ValueSeal::Digest(_))).count() as u64,
    }
}

fn compare(held: Option<&[u8]>, before: Option<&[u8]>) -> Result<(), (&'static str, &'static str)> {
    match (held, before) {
        (None, Some(_)) => Err(("no record", "a record")),
        (Some(_), None) => Err(("the record as it was", "none")),
        (Some(held), Some(before)) if held != before => Err(("the record as it was", "another state of it")),
        _ => Ok(()),
    }
}
