//! Committing a long list of edits that only add: one pass over them, in which every page and every chunk is compressed
//! as soon as it is full. The commit is byte for byte what [`Store::commit`] would have made of the same edits.

use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};

use cairn_model::packed::{EditList, Malformed, PackedEdit};
use cairn_model::{Commit, CommitDraft};

use crate::backend::Write;
use crate::chain::{self, SALT_BYTES};
use crate::commit::{self, OPERATION, QUEUE, Sealing};
use crate::envelope::Sealer;
use crate::error::StoreError;
use crate::key::{self, PageKind};
use crate::log::{LogWriter, Slot};
use crate::record;
use crate::stage::Stage;
use crate::store::{State, Store, encoding};

/// Whoever files the records of a commit while it is made, and says in the end whether they fit together.
pub trait Filing: Send {
    /// Takes the packed form of a record that is added, and the page that it will lie on; records come in the order of
    /// their edits. Returns false when there is no sense in going on.
    fn file(&mut self, kind: PageKind, page: u32, record: &[u8]) -> bool;

    /// Hears that no record will come any more.
    fn close(&mut self);

    /// Returns whether everything fits together: asked once, when all is ready to be written.
    fn fits(&mut self) -> bool;
}

/// Where the edits of a list take place, in columns: a list has millions.
struct Spots {
    /// The digest of each record's id.
    ids: Vec<[u8; 8]>,
    /// The kind of each record; `None` for what lies on no page.
    kinds: Vec<Option<PageKind>>,
    pages: Vec<u32>,
}

impl Spots {
    fn with_capacity(edits: usize) -> Self {
        Spots { ids: Vec::with_capacity(edits), kinds: Vec::with_capacity(edits), pages: Vec::with_capacity(edits) }
    }

    fn push(&mut self, kind: Option<PageKind>, page: u32, id: [u8; 8]) {
        self.ids.push(id);
        self.kinds.push(kind);
        self.pages.push(page);
    }

    /// Calls `write` with every version record. In a list that only adds, the edits of a page stand behind one another.
    fn versions<E>(
        &self,
        chunks: &[usize],
        mut write: impl FnMut(PageKind, u32, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut open: Option<(PageKind, u32)> = None;
        let mut raw = Vec::new();
        let (mut slot, mut next) = (Slot { chunk: 0, index: 0 }, 1);
        for (edit, kind) in self.kinds.iter().enumerate() {
            if chunks.get(next).is_some_and(|&first| first == edit) {
                slot = Slot { chunk: slot.chunk + 1, index: 0 };
                next += 1;
            }
            if let Some(kind) = *kind {
                let own = (kind, self.pages[edit]);
                if let Some((kind, page)) = open.filter(|open| *open != own) {
                    write(kind, page, &raw)?;
                    raw.clear();
                }
                open = Some(own);
                commit::push_version(&mut raw, self.ids[edit], slot);
            }
            slot.index += 1;
        }
        open.map_or(Ok(()), |(kind, page)| write(kind, page, &raw))
    }
}

/// The log of a list: its hash, and the number of the first edit of each chunk.
struct Lines {
    hash: String,
    chunks: Vec<usize>,
    edits: usize,
}

fn broken() -> StoreError {
    encoding(OPERATION, "values on another thread")(io::ErrorKind::BrokenPipe.into())
}

fn unreadable(malformed: Malformed) -> StoreError {
    encoding(OPERATION, "a packed edit")(io::Error::new(io::ErrorKind::InvalidData, malformed))
}

impl Store {
    /// Writes one commit of edits that only add ([`EditList::only_adds`]): atomic, and durable when this returns.
    /// Memory: what the commit takes on disk, and some dozens of bytes for each edit.
    ///
    /// # Errors
    /// As [`Store::commit`]; [`StoreError::Withdrawn`] when whoever files says so: nothing was written.
    pub fn commit_additions(
        &self,
        draft: CommitDraft,
        edits: EditList,
        entropy: &mut dyn FnMut(&mut [u8]),
        filing: &mut dyn Filing,
    ) -> Result<Commit, StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let stage = Stage::new(self)?;
        let mut salt = [0; SALT_BYTES];
        entropy(&mut salt);
        let (batch, state, commit) = write(stage, draft, edits, LogWriter::new(salt), filing)?;
        if !filing.fits() {
            return Err(StoreError::Withdrawn);
        }
        self.apply(batch, &state.head, false)?;
        self.acknowledge(state);
        Ok(commit)
    }
}

/// Places the records on a thread, serialises and hashes on another, and compresses on this one: what is kept until it is
/// written comes from one heap.
fn write(
    stage: Stage<'_>,
    draft: CommitDraft,
    edits: EditList,
    log: LogWriter,
    filing: &mut dyn Filing,
) -> Result<(Vec<Write>, State, Commit), StoreError> {
    let seq = stage.state.head.seq + 1;
    let expected = edits.len();
    let mut sealer = Sealer::new().map_err(encoding(OPERATION, "a compressor"))?;
    let mut batch = Vec::new();
    let (sealed, placed, logged) = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Sealing>(QUEUE);
        let (lines, to_seal) = (edits.clone(), sender.clone());
        let logging = scope.spawn(move || write_lines(seq, lines, log, &to_seal));
        let placing = scope.spawn(move || {
            let placed = place(stage, edits, filing, &sender);
            filing.close();
            placed
        });
        let sealed = receiver.iter().try_for_each(|sealing| commit::seal(&mut sealer, sealing, &mut batch));
        // Whoever sends must not wait for a place in the channel when there is no sense in it.
        drop(receiver);
        (sealed, placing.join().map_err(|_| broken()), logging.join().map_err(|_| broken()))
    });
    // A channel that was closed follows from an error here, which says more.
    sealed?;
    let ((stage, spots), logged) = (placed??, logged??);
    if logged.edits != expected || spots.kinds.len() != expected {
        return Err(broken());
    }
    spots.versions(&logged.chunks, |kind, page, raw| {
        let key = key::version(kind, page, seq);
        sealer.seal(&key, raw, 0, &mut batch).map_err(encoding(OPERATION, "a value"))
    })?;
    drop(spots);
    let mut seal = |sealing| commit::seal(&mut sealer, sealing, &mut batch);
    let (state, commit) = commit::write_rest(&stage, draft, expected as u64, logged.hash, &mut seal)?;
    commit::write_removals(&stage, &mut batch);
    Ok((batch, state, commit))
}

/// Writes the log, and hands on each chunk that is full.
fn write_lines(
    seq: u64,
    edits: EditList,
    mut log: LogWriter,
    sender: &SyncSender<Sealing>,
) -> Result<Lines, StoreError> {
    let send = |chunk, raw| sender.send((key::operation(seq, chunk), raw, 0)).map_err(|_| broken());
    let mut cursor = edits.into_cursor();
    let (mut chunks, mut count) = (vec![0], 0);
    while let Some(edit) = cursor.advance().map_err(unreadable)? {
        let full = log.add_packed(edit).map_err(commit::json("an edit"))?.1;
        count += 1;
        if let Some((chunk, raw)) = full {
            send(chunk, raw)?;
            chunks.push(count);
        }
    }
    let (last, hash) = log.finish();
    if let Some((chunk, raw)) = last {
        send(chunk, raw)?;
    }
    Ok(Lines { hash, chunks, edits: count })
}

/// Puts every record on its page, and hands on each page that is full.
fn place<'s>(
    mut stage: Stage<'s>,
    edits: EditList,
    filing: &mut dyn Filing,
    sender: &SyncSender<Sealing>,
) -> Result<(Stage<'s>, Spots), StoreError> {
    let mut spots = Spots::with_capacity(edits.len());
    let mut cursor = edits.into_cursor();
    let mut scratch = Vec::new();
    let mut open: [Option<u32>; 3] = [None; 3];
    while let Some(edit) = cursor.advance().map_err(unreadable)? {
        let index = spots.kinds.len();
        let (kind, record, id_length) = match edit {
            PackedEdit::AddedItem(record) => (PageKind::Items, record, record::confirm(PageKind::Items, record)),
            PackedEdit::AddedRequirement(record) => {
                (PageKind::Requirements, record, record::confirm(PageKind::Requirements, record))
            }
            PackedEdit::AddedRelationship(row) => {
                scratch.clear();
                row.write_id(&mut scratch);
                let length =
                    record::beyond([row.verified_at, row.valid_from, row.valid_to]).map_or(Ok(scratch.len()), Err);
                row.write_details(&mut scratch);
                (PageKind::Relationships, scratch.as_slice(), length)
            }
            PackedEdit::Other(edit) => {
                if stage.apply(index, &edit, None)?.is_some() {
                    return Err(broken());
                }
                spots.push(None, 0, [0; 8]);
                continue;
            }
        };
        let (page, id) = stage.add_packed(index, kind, record, id_length)?;
        let last = open[kind.index()].replace(page).filter(|last| *last != page);
        if let Some((full, at)) = last.and_then(|last| Some((stage.pages.remove(&(kind, last))?, last))) {
            sender.send((key::page(kind, at), full.encode(), full.parts_before)).map_err(|_| broken())?;
        }
        spots.push(Some(kind), page, chain::id_digest(id));
        if !filing.file(kind, page, record) {
            return Err(StoreError::Withdrawn);
        }
    }
    Ok((stage, spots))
}
