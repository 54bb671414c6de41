//! A journal in front of a database: a batch is durable in it before the database has it.
//!
//! A batch is written behind those before it into one of two files, which has its full length already, and made certain
//! there: one write, one sync. What it says lies in memory over the database until that has it: when a file is full, its
//! batches are folded in as one, on a thread beside, while the other file takes the next ones. Nothing here knows what a
//! batch means; [ADR 19](../../../../../docs/adr/0019-a-commit-is-durable-in-the-journal.md) says why it is so.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use self::overlay::Overlay;
use self::sector::{Entry, Kind, Place, SECTOR_BYTES, encoded};
use super::{Backend, BackendError, Batch, Write};

mod file;
mod found;
mod overlay;
mod sector;

pub(crate) use self::file::FILE_NAMES;
pub use self::file::{DiskFile, JournalFile};
pub use self::found::Found;

/// How long a file of the journal becomes before its batches are folded in.
pub const LIMIT_BYTES: u64 = 1024 * 1024;
/// By how much a file grows: little, so that no commit waits long for it.
const GROWTH_BYTES: u64 = 64 * 1024;

/// A database below, and what it does not have yet.
#[derive(Debug)]
struct Layers<B> {
    overlay: Overlay,
    below: B,
}

/// What is written next, and where.
#[derive(Debug)]
struct Writer<F> {
    files: [F; 2],
    lengths: [u64; 2],
    /// Which file takes the next entry.
    active: usize,
    /// What was written last: its epoch, the number of the next entry in it, and the sector that takes that.
    epoch: u64,
    number: u32,
    sector: usize,
    /// The mark of the newest batch.
    mark: Vec<u8>,
    /// Nothing was written since the last base: the database holds everything.
    is_settled: bool,
    /// Folds in what the file that is not active holds.
    folding: Option<JoinHandle<Result<(), BackendError>>>,
    /// A write failed, or what was to be folded in: only opening again says what is there.
    has_failed: bool,
    limit: u64,
}

/// A database with a journal in front of it.
#[derive(Debug)]
pub struct Journal<B: Backend + 'static, F: JournalFile = DiskFile> {
    layers: Arc<Layers<B>>,
    writer: Mutex<Writer<F>>,
}

fn failed_before() -> BackendError {
    BackendError::Io(io::Error::other("an earlier write to the journal failed"))
}

/// Makes certain what a killed process left in the files of a journal, and reads them. What is read and not certain must
/// not reach the database: a power cut could take it from the journal alone.
///
/// # Errors
/// [`BackendError::Io`]; [`BackendError::Journal`] when they are damaged.
pub fn read<F: JournalFile>(files: &mut [F; 2]) -> Result<Found, BackendError> {
    let mut bytes = [Vec::new(), Vec::new()];
    for (file, bytes) in files.iter_mut().zip(&mut bytes) {
        file.sync().map_err(BackendError::Io)?;
        *bytes = file.read().map_err(BackendError::Io)?;
    }
    Found::read([&bytes[0], &bytes[1]])
}

/// Begins a journal in two empty files, durably: the database holds what the mark says.
///
/// # Errors
/// [`BackendError::Io`].
pub fn begin<F: JournalFile>(files: &mut [F; 2], mark: &[u8]) -> Result<(), BackendError> {
    for file in files.iter_mut() {
        file.cut(0).map_err(BackendError::Io)?;
        file.sync().map_err(BackendError::Io)?;
    }
    let entry = Entry { kind: Kind::Base, before: mark.to_vec(), mark: mark.to_vec(), writes: Vec::new() };
    let bytes = encoded(Place { epoch: 1, number: 0 }, &entry, 0);
    files[0].write_at(0, &bytes).and_then(|()| files[0].sync()).map_err(BackendError::Io)
}

/// Begins a journal in the directory of an estate.
pub(crate) fn begin_in(dir: &Path, mark: &[u8]) -> Result<(), BackendError> {
    begin(&mut DiskFile::both(dir).map_err(BackendError::Io)?, mark)
}

impl<F: JournalFile> Writer<F> {
    /// Returns the entry that a batch becomes, and its bytes, where it would be written next.
    fn next(&self, kind: Kind, mark: &[u8], writes: Vec<Write>) -> (Entry, Vec<u8>) {
        let (before, place, sector) = match kind {
            Kind::Next => (Vec::new(), Place { epoch: self.epoch, number: self.number }, self.sector),
            Kind::First => (self.mark.clone(), Place { epoch: self.epoch + 1, number: 0 }, 0),
            Kind::Base => (mark.to_vec(), Place { epoch: self.epoch + 1, number: 0 }, 0),
        };
        let entry = Entry { kind, before, mark: mark.to_vec(), writes };
        let bytes = encoded(place, &entry, sector);
        (entry, bytes)
    }

    /// Writes an entry as [`Writer::next`] made it, durably.
    fn put(&mut self, kind: Kind, mark: &[u8], mut bytes: Vec<u8>) -> Result<(), BackendError> {
        if kind != Kind::Next {
            self.active = 1 - self.active;
            self.epoch += 1;
            (self.number, self.sector) = (0, 0);
        }
        let sectors = bytes.len() / SECTOR_BYTES;
        let offset = (self.sector * SECTOR_BYTES) as u64;
        let file = &mut self.files[self.active];
        let (length, end) = (self.lengths[self.active], offset + bytes.len() as u64);
        if kind != Kind::Base && end > length {
            // Overwriting what a file has is faster than making it longer: it gets more than it needs now.
            let grown = (end + GROWTH_BYTES).min(self.limit.max(end));
            bytes.resize(usize::try_from(grown - offset).unwrap_or(bytes.len()), 0);
        }
        self.lengths[self.active] = length.max(offset + bytes.len() as u64);
        let outcome = file.write_at(offset, &bytes).and_then(|()| file.sync());
        self.has_failed |= outcome.is_err();
        outcome.map_err(BackendError::Io)?;
        self.number += 1;
        self.sector += sectors;
        self.mark = mark.to_vec();
        Ok(())
    }

    /// Waits until nothing is being folded in.
    fn join(&mut self) -> Result<(), BackendError> {
        let Some(folding) = self.folding.take() else { return Ok(()) };
        let outcome = folding.join().unwrap_or_else(|_| Err(BackendError::Damaged("a thread panicked".to_owned())));
        self.has_failed |= outcome.is_err();
        outcome
    }

    /// Writes that the database holds everything, durably, into the file that is not active.
    fn base(&mut self) -> Result<(), BackendError> {
        let mark = self.mark.clone();
        let (_, bytes) = self.next(Kind::Base, &mark, Vec::new());
        self.put(Kind::Base, &mark, bytes)?;
        self.is_settled = true;
        Ok(())
    }

    /// Overwrites with zeros whatever the files hold beside the newest base, durably.
    fn wipe(&mut self) -> io::Result<()> {
        for (number, file) in self.files.iter_mut().enumerate() {
            let start = if number == self.active { (self.sector * SECTOR_BYTES) as u64 } else { 0 };
            let length = self.lengths[number].saturating_sub(start);
            file.write_at(start, &vec![0; usize::try_from(length).unwrap_or_default()])?;
            file.sync()?;
        }
        Ok(())
    }
}

impl<B: Backend + 'static, F: JournalFile> Journal<B, F> {
    /// Returns the journal in these files in front of a database. `is_ahead` says that the database holds everything that
    /// the journal does, and perhaps more; else what the journal holds is written to it first.
    ///
    /// # Errors
    /// [`BackendError`].
    pub fn over(below: B, files: [F; 2], found: Found, is_ahead: bool, limit: u64) -> Result<Self, BackendError> {
        let is_settled = found.is_settled();
        let [first, second] = &files;
        let lengths = [first.length().map_err(BackendError::Io)?, second.length().map_err(BackendError::Io)?];
        let mut writer = Writer {
            files,
            lengths,
            active: found.file,
            epoch: found.epoch,
            number: found.entries,
            sector: found.sectors,
            mark: found.newest.clone(),
            is_settled,
            folding: None,
            has_failed: false,
            limit,
        };
        let goes_on = is_settled && found.goes_on;
        if !is_settled && !is_ahead {
            below.apply(found.into_writes().into())?;
        }
        if !goes_on {
            writer.base()?;
        }
        let layers = Arc::new(Layers { overlay: Overlay::default(), below });
        Ok(Journal { layers, writer: Mutex::new(writer) })
    }

    /// Returns the database below. What the journal holds is not there yet.
    #[must_use]
    pub fn below(&self) -> &B {
        &self.layers.below
    }

    fn writer(&self) -> MutexGuard<'_, Writer<F>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the database take what lies over it, on a thread of its own.
    fn fold_in_beside(&self, writer: &mut Writer<F>) -> Result<(), BackendError> {
        writer.join()?;
        self.layers.overlay.freeze();
        let layers = Arc::clone(&self.layers);
        match std::thread::Builder::new().name("journal".to_owned()).spawn(move || layers.fold_in()) {
            Ok(folding) => writer.folding = Some(folding),
            // No thread is to be had: then it is done here.
            Err(_) => self.layers.fold_in().inspect_err(|_| writer.has_failed = true)?,
        }
        Ok(())
    }

    /// Has the database take everything, and says so in the journal.
    fn settle(&self, writer: &mut Writer<F>) -> Result<(), BackendError> {
        writer.join()?;
        if !writer.is_settled {
            self.layers.overlay.freeze();
            self.layers.fold_in().inspect_err(|_| writer.has_failed = true)?;
            writer.base()?;
        }
        Ok(())
    }

    /// Gives a batch to the database itself. An entry from before must not come after it: the journal is settled first.
    fn pass_through(&self, writer: &mut Writer<F>, batch: Batch) -> Result<(), BackendError> {
        self.settle(writer)?;
        let Batch { writes, mark, erases } = batch;
        if erases {
            writer.wipe().map_err(BackendError::Io).inspect_err(|_| writer.has_failed = true)?;
        }
        self.layers.below.apply(writes.into()).inspect_err(|_| writer.has_failed = true)?;
        let (_, bytes) = writer.next(Kind::Next, &mark, Vec::new());
        writer.put(Kind::Next, &mark, bytes)
    }

    fn close(&self) -> Result<(), BackendError> {
        let mut writer = self.writer();
        if writer.has_failed {
            return writer.join();
        }
        self.settle(&mut writer)?;
        let (active, end) = (writer.active, (writer.sector * SECTOR_BYTES) as u64);
        let lengths = writer.lengths;
        for (number, file) in writer.files.iter_mut().enumerate() {
            let end = if number == active { end } else { 0 };
            if lengths[number] > end {
                file.cut(end).map_err(BackendError::Io)?;
            }
        }
        Ok(())
    }
}

impl<B: Backend> Layers<B> {
    /// Writes what is frozen to the database, which has it when this returns.
    fn fold_in(&self) -> Result<(), BackendError> {
        if let Some(frozen) = self.overlay.frozen() {
            self.below
                .apply(frozen.iter().map(|(key, value)| (key.clone(), value.clone())).collect::<Vec<_>>().into())?;
            self.overlay.thaw();
        }
        Ok(())
    }
}

impl<B: Backend + 'static, F: JournalFile> Drop for Journal<B, F> {
    fn drop(&mut self) {
        // What cannot be folded in now is in the journal when it is opened next.
        let _ = self.close();
    }
}

impl<B: Backend + 'static, F: JournalFile> Backend for Journal<B, F> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        match self.layers.overlay.get(key) {
            Some(value) => Ok(value),
            None => self.layers.below.get(key),
        }
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        let over = self.layers.overlay.range(from, to);
        overlay::merged(&self.layers.below, over, from, to, visit)
    }

    fn apply(&self, batch: Batch) -> Result<(), BackendError> {
        let mut writer = self.writer();
        let writer = &mut *writer;
        if writer.has_failed {
            return Err(failed_before());
        }
        if writer.folding.as_ref().is_some_and(JoinHandle::is_finished) {
            writer.join()?;
        }
        if batch.erases {
            return self.pass_through(writer, batch);
        }
        // What would not fit is not even written out.
        let content: usize =
            batch.writes.iter().map(|(key, value)| key.len() + value.as_ref().map_or(0, Vec::len)).sum();
        if content as u64 > writer.limit {
            return self.pass_through(writer, batch);
        }
        let Batch { writes, mark, .. } = batch;
        let (mut kind, (mut entry, mut bytes)) = (Kind::Next, writer.next(Kind::Next, &mark, writes));
        if bytes.len() as u64 > writer.limit {
            return self.pass_through(writer, Batch { writes: entry.writes, mark, erases: false });
        }
        if (writer.sector * SECTOR_BYTES + bytes.len()) as u64 > writer.limit {
            self.fold_in_beside(writer)?;
            kind = Kind::First;
            (entry, bytes) = writer.next(kind, &mark, entry.writes);
        }
        writer.is_settled = false;
        writer.put(kind, &mark, bytes)?;
        self.layers.overlay.put(entry.writes);
        Ok(())
    }

    fn examine(&self) -> Result<(), BackendError> {
        let mut writer = self.writer();
        if writer.has_failed {
            return Err(failed_before());
        }
        let found = read(&mut writer.files)?;
        if (found.epoch, found.entries, found.sectors) == (writer.epoch, writer.number, writer.sector) {
            return Ok(());
        }
        Err(BackendError::Journal(super::Flaw {
            place: FILE_NAMES[writer.active].to_owned(),
            expected: format!("{} entries of epoch {}", writer.number, writer.epoch),
            found: format!("{} of epoch {}", found.entries, found.epoch),
        }))
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        let writer = self.writer();
        Ok(self.layers.below.size_bytes()? + writer.lengths.iter().sum::<u64>())
    }
}
