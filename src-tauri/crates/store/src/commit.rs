//! Committing: edits in, one atomic and durable batch out.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};

use cairn_model::{Commit, CommitDraft, Edit};

use crate::backend::{Batch, Write};
use crate::canonical;
use crate::chain::{self, SALT_BYTES};
use crate::envelope::{self, Sealer};
use crate::error::StoreError;
use crate::estate_file::FORMAT;
use crate::key::{self, PageKind};
use crate::log::{LogWriter, Slot};
use crate::mark;
use crate::stage::{Placed, Stage};
use crate::store::{Head, State, Store, encoding};

pub(crate) const OPERATION: &str = "commit";
/// Below this many edits a second thread costs more than it saves.
const PARALLEL_FROM: usize = 2_000;
/// How many values may wait for the compressing thread: bounds memory, at 256 KiB each.
pub(crate) const QUEUE: usize = 16;

/// An edit and where the record it changes lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedEdit {
    /// The edit.
    pub edit: Edit,
    /// The page of the record before the edit, as [`Store::load`] or a [`Receipt`] gave it. For a record that is added:
    /// `None`, or the page on which it lay before it was removed, which keeps its history in one place.
    pub page: Option<u32>,
}

/// What a commit became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its header.
    pub commit: Commit,
    /// For every edit, in order, the page of its record afterwards; `None` for records that were removed, model elements
    /// and baselines.
    pub pages: Vec<Option<u32>>,
}

/// The version records of one commit: for every touched page what was edited there.
type Versions = BTreeMap<(PageKind, u32), Vec<u8>>;

/// For every edit of a commit where it lies in the log and where it took place; and the hash of all.
pub(crate) struct Logged {
    pub(crate) slots: Vec<Slot>,
    pub(crate) placed: Vec<Option<Placed>>,
    pub(crate) hash: String,
}

/// What a commit leads to once its batch is applied.
pub(crate) struct Written {
    pub(crate) state: State,
    pub(crate) commit: Commit,
    placed: Vec<Option<Placed>>,
}

/// What the writer hands to whoever compresses: a key without part, a value, and its former number of parts.
pub(crate) type Sealing = (Vec<u8>, Vec<u8>, u16);

impl Store {
    /// Writes one commit: atomic, and durable when this returns. Costs one rewrite of every touched page.
    ///
    /// `entropy` fills the salt of the commit and is called once. An added record must not exist already; the store
    /// sees that only when it lies on the same page, the caller's index sees it always.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a `before` is not what the estate holds, [`StoreError::Unrepresentable`],
    /// [`StoreError::Damaged`]: nothing was written. [`StoreError::Io`] and [`StoreError::Backend`] with the operation
    /// `commit`: the commit was not acknowledged, and every further call returns [`StoreError::MustReopen`].
    pub fn commit(
        &self,
        draft: CommitDraft,
        edits: &[LocatedEdit],
        entropy: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Receipt, StoreError> {
        self.commit_if(draft, edits, entropy, &mut || true)
    }

    /// Writes one commit as [`Store::commit`] does, but asks `fits` when everything is ready to be written: so that
    /// whoever has to check the edits can do so meanwhile.
    ///
    /// # Errors
    /// As [`Store::commit`]; [`StoreError::Withdrawn`] when `fits` returns false: nothing was written.
    pub fn commit_if(
        &self,
        draft: CommitDraft,
        edits: &[LocatedEdit],
        entropy: &mut dyn FnMut(&mut [u8]),
        fits: &mut dyn FnMut() -> bool,
    ) -> Result<Receipt, StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let mut stage = Stage::new(self)?;
        let mut salt = [0; SALT_BYTES];
        entropy(&mut salt);

        let log = LogWriter::new(salt);
        let (mut batch, written) = if edits.len() < PARALLEL_FROM {
            let mut sealer = Sealer::new().map_err(encoding(OPERATION, "a compressor"))?;
            let mut batch = Vec::new();
            let placed = place(&mut stage, edits)?;
            let mut seal = |sealing| seal(&mut sealer, sealing, &mut batch);
            let (slots, hash) = write_log(stage.state.head.seq + 1, edits, log, &mut seal)?;
            let written = write(&stage, draft, Logged { slots, placed, hash }, &mut seal)?;
            (batch, written)
        } else {
            write_in_parallel(&mut stage, draft, edits, log)?
        };
        write_removals(&stage, &mut batch);
        if !fits() {
            return Err(StoreError::Withdrawn);
        }
        self.apply(batch, &written.state.head, false)?;
        Ok(self.acknowledged(written))
    }

    /// Takes over what a commit led to, now that it is durable; returns what it became.
    pub(crate) fn acknowledged(&self, written: Written) -> Receipt {
        self.acknowledge(written.state);
        let placed = written.placed;
        let pages =
            placed.iter().map(|placed| placed.filter(|placed| placed.stays).map(|placed| placed.page)).collect();
        Receipt { commit: written.commit, pages }
    }

    /// Writes a batch that leads to this commit; what `erases` leaves nothing outside the database of what was written
    /// before.
    pub(crate) fn apply(&self, mut writes: Vec<Write>, head: &Head, erases: bool) -> Result<(), StoreError> {
        if self.is_former() {
            let found = self.estate().format;
            return Err(StoreError::FormerFormat { path: self.path().to_owned(), found, supported: FORMAT });
        }
        writes.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        self.backend.apply(Batch { writes, mark: mark::of(head)?, erases }).map_err(|error| {
            self.mark_broken();
            self.refused(OPERATION, error)
        })
    }
}

pub(crate) fn seal(
    sealer: &mut Sealer,
    (prefix, raw, parts_before): Sealing,
    batch: &mut Vec<Write>,
) -> Result<(), StoreError> {
    sealer.seal(&prefix, &raw, parts_before, batch).map_err(encoding(OPERATION, "a value"))
}

/// Stages on this thread, serialises and hashes on a second, compresses on a third.
fn write_in_parallel(
    stage: &mut Stage<'_>,
    draft: CommitDraft,
    edits: &[LocatedEdit],
    log: LogWriter,
) -> Result<(Vec<Write>, Written), StoreError> {
    let broken = || encoding(OPERATION, "values on another thread")(io::ErrorKind::BrokenPipe.into());
    let send = |sender: &SyncSender<Sealing>, sealing| sender.send(sealing).map_err(|_| broken());
    let seq = stage.state.head.seq + 1;
    let (sender, receiver) = sync_channel::<Sealing>(QUEUE);
    std::thread::scope(|scope| {
        let compressing = scope.spawn(move || {
            let mut sealer = Sealer::new().map_err(encoding(OPERATION, "a compressor"))?;
            let mut batch = Vec::new();
            for sealing in receiver {
                seal(&mut sealer, sealing, &mut batch)?;
            }
            Ok::<_, StoreError>(batch)
        });
        let to_compress = sender.clone();
        let logging = scope.spawn(move || write_log(seq, edits, log, &mut |sealing| send(&to_compress, sealing)));
        let placed = place(stage, edits);
        let logged = logging.join().map_err(|_| broken());
        let written = match (placed, logged) {
            (Ok(placed), Ok(Ok((slots, hash)))) => {
                write(stage, draft, Logged { slots, placed, hash }, &mut |sealing| send(&sender, sealing))
            }
            (Err(error), _) | (_, Err(error) | Ok(Err(error))) => Err(error),
        };
        drop(sender);
        // The thread's own error says more than the closed channel that follows from it.
        let batch = compressing.join().map_err(|_| broken())??;
        Ok((batch, written?))
    })
}

/// Appends the writes that remove model elements, baselines and documents.
pub(crate) fn write_removals(stage: &Stage<'_>, batch: &mut Vec<Write>) {
    for (key, named) in stage.named.iter().filter(|(_, named)| named.raw.is_none()) {
        envelope::delete(key, 0, named.parts_before, batch);
    }
}

/// Seals everything that the commit writes beside its log.
pub(crate) fn write(
    stage: &Stage<'_>,
    draft: CommitDraft,
    logged: Logged,
    seal: &mut dyn FnMut(Sealing) -> Result<(), StoreError>,
) -> Result<Written, StoreError> {
    let seq = stage.state.head.seq + 1;
    for ((kind, page), raw) in versions(&logged) {
        seal((key::version(kind, page, seq), raw, 0))?;
    }
    let operations = logged.slots.len() as u64;
    let (state, commit) = write_rest(stage, draft, operations, logged.hash, seal)?;
    Ok(Written { state, commit, placed: logged.placed })
}

/// Seals the pages, what has a name, the header and the head: everything but log and version records.
pub(crate) fn write_rest(
    stage: &Stage<'_>,
    draft: CommitDraft,
    operations: u64,
    operations_hash: String,
    seal: &mut dyn FnMut(Sealing) -> Result<(), StoreError>,
) -> Result<(State, Commit), StoreError> {
    for ((kind, page), open) in &stage.pages {
        seal((key::page(*kind, *page), open.encode(), open.parts_before))?;
    }
    for (key, named) in &stage.named {
        if let Some(raw) = &named.raw {
            seal((key.clone(), raw.clone(), named.parts_before))?;
        }
    }
    let commit = header(draft, &stage.state, operations, operations_hash).map_err(json("the header"))?;
    seal((key::commit(commit.seq), canonical::to_vec(&commit).map_err(json("the header"))?, 0))?;
    let head = Head { hash: commit.hash.clone(), recorded_at: Some(commit.recorded_at), seq: commit.seq };
    let state = State { head, ..stage.state.clone() };
    seal((key::head(), canonical::to_vec(&state).map_err(json("the head"))?, 0))?;
    Ok((state, commit))
}

pub(crate) fn json(what: &'static str) -> impl Fn(serde_json::Error) -> StoreError {
    move |error| encoding(OPERATION, what)(error.into())
}

/// Returns where each edit's record lies after the commit.
pub(crate) fn place(stage: &mut Stage<'_>, edits: &[LocatedEdit]) -> Result<Vec<Option<Placed>>, StoreError> {
    (edits.iter().enumerate()).map(|(index, located)| stage.apply(index, &located.edit, located.page)).collect()
}

/// Seals the log of the commit; returns where each edit lies in it, and the hash of all.
pub(crate) fn write_log(
    seq: u64,
    edits: &[LocatedEdit],
    mut log: LogWriter,
    seal: &mut dyn FnMut(Sealing) -> Result<(), StoreError>,
) -> Result<(Vec<Slot>, String), StoreError> {
    let mut slots = Vec::with_capacity(edits.len());
    for located in edits {
        let (slot, full) = log.add(&located.edit).map_err(json("an edit"))?;
        slots.push(slot);
        if let Some((chunk, raw)) = full {
            seal((key::operation(seq, chunk), raw, 0))?;
        }
    }
    let (last, hash) = log.finish();
    if let Some((chunk, raw)) = last {
        seal((key::operation(seq, chunk), raw, 0))?;
    }
    Ok((slots, hash))
}

fn versions(logged: &Logged) -> Versions {
    let mut versions = Versions::new();
    for (placed, slot) in logged.placed.iter().zip(&logged.slots) {
        if let Some(placed) = placed {
            let raw = versions.entry((placed.kind, placed.page)).or_default();
            push_version(raw, placed.id, *slot);
        }
    }
    versions
}

/// Appends what a version record says of one edit.
pub(crate) fn push_version(raw: &mut Vec<u8>, id: [u8; 8], slot: Slot) {
    raw.extend_from_slice(&id);
    raw.extend_from_slice(&slot.chunk.to_be_bytes());
    raw.extend_from_slice(&slot.index.to_be_bytes());
}

fn header(draft: CommitDraft, state: &State, operations: u64, operations_hash: String) -> serde_json::Result<Commit> {
    let mut commit = Commit {
        actor: draft.actor,
        change: draft.change,
        effective_at: draft.effective_at,
        hash: String::new(),
        kind: draft.kind,
        operations,
        operations_hash,
        parent: state.head.hash.clone(),
        reason: draft.reason,
        recorded_at: draft.recorded_at,
        seq: state.head.seq + 1,
        step: draft.step,
    };
    commit.hash = chain::header_hash(&commit)?;
    Ok(commit)
}
