//! Making an estate anew from its log: every commit again, with its header, its salts and its hash.

use std::collections::HashMap;
use std::path::Path;

use cairn_model::{ChunkSeal, Commit, CommitDraft, Edit};
use sha2::{Digest, Sha256};

use crate::audit::ChainCheck;
use crate::canonical;
use crate::check::{Finding, FindingCode};
use crate::commit::{self, Logged};
use crate::envelope::Sealer;
use crate::error::StoreError;
use crate::estate_file::Role;
use crate::key::{self, PageKind};
use crate::log::{self, Slot};
use crate::making::Making;
use crate::record::{self, RecordRef};
use crate::stage::{Placed, Stage};
use crate::store::{CreateOptions, Store, encoding};

const OPERATION: &str = "rebuild";
/// The store closes a chunk at 256 KiB; a line more is the most that a sound log can have.
const CHUNK_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Why an estate could not be made from a log. Nothing is left of it.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The store failed.
    #[error("making the estate")]
    Store(#[from] StoreError),
    /// The log is not one that leads to an estate.
    #[error("{0}")]
    Log(Finding),
}

impl From<Finding> for RebuildError {
    fn from(finding: Finding) -> Self {
        RebuildError::Log(finding)
    }
}

/// A new estate while its log is replayed: beside its place, and gone unless [`Rebuild::keep`] puts it there.
#[derive(Debug)]
pub struct Rebuild {
    // Nothing reads the estate any more when it is put in its place or removed.
    store: Store,
    making: Making,
}

impl Rebuild {
    /// Starts an empty estate for `dir`, which must not exist or be empty.
    ///
    /// # Errors
    /// As [`Store::create`]; nothing is left behind.
    pub fn begin(dir: &Path, options: &CreateOptions, role: Role) -> Result<Self, StoreError> {
        let making = Making::of(dir, options, role, OPERATION)?;
        Ok(Rebuild { store: making.store()?, making })
    }

    /// Returns the estate as far as its log was replayed, for reading.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the directory in which the estate is made.
    pub(crate) fn path(&self) -> &Path {
        self.making.path()
    }

    /// Returns what takes the log.
    ///
    /// # Errors
    /// [`StoreError::Encode`] when nothing can be compressed.
    pub fn replay(&self) -> Result<LogReplay<'_>, StoreError> {
        let sealer = Sealer::new().map_err(encoding(OPERATION, "a compressor"))?;
        Ok(LogReplay {
            store: &self.store,
            check: ChainCheck::new(),
            open: None,
            sealer,
            pages: HashMap::new(),
            scratch: Vec::new(),
        })
    }

    /// Puts the estate in its place, durably.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is left behind.
    pub fn keep(self) -> Result<(), StoreError> {
        drop(self.store);
        self.making.keep()
    }
}

/// Takes a log line by line and makes its commits.
pub struct LogReplay<'s> {
    store: &'s Store,
    check: ChainCheck,
    open: Option<OpenCommit<'s>>,
    sealer: Sealer,
    /// Where each record lies or lay last, by kind and digest of its id: a log does not say.
    pages: HashMap<(PageKind, [u8; 16]), u32>,
    scratch: Vec<u8>,
}

/// The commit whose edits are being taken.
struct OpenCommit<'s> {
    commit: Commit,
    stage: Stage<'s>,
    batch: Vec<crate::backend::Write>,
    slots: Vec<Slot>,
    placed: Vec<Option<Placed>>,
    chunk: u32,
    raw: Vec<u8>,
}

impl std::fmt::Debug for LogReplay<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LogReplay").field("check", &self.check).finish_non_exhaustive()
    }
}

impl<'s> LogReplay<'s> {
    /// Takes the canonical header of the next commit; the one before it is over and is stored.
    ///
    /// # Errors
    /// [`RebuildError::Log`] when it is not the next of this chain or the edits before it are not those of their
    /// header, [`RebuildError::Store`].
    pub fn commit(&mut self, header: &[u8]) -> Result<(), RebuildError> {
        let commit = self.check.commit(header)?.clone();
        self.close()?;
        self.open = Some(OpenCommit {
            commit,
            stage: Stage::new(self.store)?,
            batch: Vec::new(),
            slots: Vec::new(),
            placed: Vec::new(),
            chunk: 0,
            raw: Vec::new(),
        });
        Ok(())
    }

    /// Takes the beginning of the next chunk of the commit, with the number of its edits and what its values have.
    ///
    /// # Errors
    /// [`RebuildError::Log`].
    pub fn chunk(&mut self, edits: u64, seal: ChunkSeal) -> Result<(), RebuildError> {
        if let Some(open) = &mut self.open {
            open.raw = log::begin(&seal);
        }
        self.check.chunk(edits, seal)?;
        Ok(())
    }

    /// Takes the canonical JSON of the next edit.
    ///
    /// # Errors
    /// As [`LogReplay::commit`]; also when the edit does not start from what the edits before it led to.
    pub fn edit(&mut self, line: &[u8]) -> Result<(), RebuildError> {
        let index = self.check.edit(line)?;
        let Some(open) = &mut self.open else { return Ok(()) };
        let seq = open.commit.seq;
        let refused = |what, expected: &str, found: String| Finding {
            record: Some(seq),
            what,
            place: format!("commit {seq}"),
            expected: expected.to_owned(),
            found,
        };
        let edit: Edit = serde_json::from_slice(line)
            .map_err(|error| refused(FindingCode::Operations, "an edit", error.to_string()))?;
        self.scratch.clear();
        let written = canonical::write_edit(&mut self.scratch, &edit);
        if written.is_err() || self.scratch != line {
            let found = "one with other fields".to_owned();
            return Err(refused(FindingCode::Operations, "an edit as this program writes it", found).into());
        }
        let known = record::sides(&edit).and_then(|sides| sides.after.or(sides.before)).map(locator_key);
        let page = known.and_then(|key| self.pages.get(&key).copied());
        let placed = open.stage.apply(open.slots.len(), &edit, page).map_err(|error| match error {
            StoreError::Conflict { .. } | StoreError::Unrepresentable { .. } => {
                RebuildError::Log(refused(FindingCode::Replay, "an edit that fits", error.to_string()))
            }
            error => RebuildError::Store(error),
        })?;
        if let (Some(key), Some(placed)) = (known, placed) {
            self.pages.insert(key, placed.page);
        }
        open.slots.push(Slot { chunk: open.chunk, index });
        open.placed.push(placed);
        open.raw.extend_from_slice(line);
        open.raw.push(b'\n');
        if open.raw.len() > CHUNK_BYTES_MAX {
            let expected = format!("a chunk of at most {CHUNK_BYTES_MAX} bytes");
            return Err(refused(FindingCode::Operations, &expected, "a larger one".to_owned()).into());
        }
        if self.check.is_between_chunks() {
            let key = key::operation(seq, open.chunk);
            let sealed = self.sealer.seal(&key, &open.raw, 0, &mut open.batch);
            sealed.map_err(encoding(OPERATION, "a chunk"))?;
            open.chunk += 1;
            open.raw.clear();
        }
        Ok(())
    }

    /// Stores the commit whose edits are complete.
    fn close(&mut self) -> Result<(), RebuildError> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let OpenCommit { commit: recorded, stage, mut batch, slots, placed, .. } = open;
        let logged = Logged { slots, placed, hash: recorded.operations_hash.clone() };
        let draft = CommitDraft {
            kind: recorded.kind,
            actor: recorded.actor.clone(),
            recorded_at: recorded.recorded_at,
            effective_at: recorded.effective_at,
            reason: recorded.reason.clone(),
            change: recorded.change.clone(),
            step: recorded.step,
        };
        let sealer = &mut self.sealer;
        let mut seal = |(key, raw, parts_before): commit::Sealing| {
            sealer.seal(&key, &raw, parts_before, &mut batch).map_err(encoding(OPERATION, "a value"))
        };
        let written = commit::write(&stage, draft, logged, &mut seal)?;
        commit::write_removals(&stage, &mut batch);
        if written.commit != recorded {
            let (expected, found) = (recorded.hash, written.commit.hash);
            let place = format!("commit {}", recorded.seq);
            return Err(Finding { record: Some(recorded.seq), what: FindingCode::Hash, place, expected, found }.into());
        }
        self.store.apply(batch, &written.state.head, false)?;
        self.store.acknowledge(written.state);
        Ok(())
    }

    /// Stores the commit whose edits were taken, when they are those of its header; the next one may follow.
    ///
    /// # Errors
    /// As [`LogReplay::commit`]; the commit is then not stored.
    pub(crate) fn settle(&mut self) -> Result<(), RebuildError> {
        self.check.finish()?;
        self.close()
    }

    /// Stores the last commit; the log is over. Returns the last commit.
    ///
    /// # Errors
    /// As [`LogReplay::commit`]; also when there was no commit at all.
    pub fn finish(mut self) -> Result<Commit, RebuildError> {
        let last = self.check.finish()?.cloned();
        self.close()?;
        last.ok_or_else(|| {
            let (expected, found) = ("a commit".to_owned(), "an empty log".to_owned());
            Finding { record: None, what: FindingCode::Commit, place: "log".to_owned(), expected, found }.into()
        })
    }
}

/// 16 bytes of SHA-256 instead of an id of any length: nobody makes two ids that agree in them.
fn locator_key(record: RecordRef<'_>) -> (PageKind, [u8; 16]) {
    let digest: [u8; 32] = Sha256::digest(record.id()).into();
    let mut short = [0; 16];
    short.copy_from_slice(&digest[..16]);
    (record.kind(), short)
}
