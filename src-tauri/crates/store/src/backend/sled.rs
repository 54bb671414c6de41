//! The backend on disk: sled 0.34. The only file that names it.
//!
//! The sled that is built is the one in `src-tauri/vendor`, in which three places wait for the disk that did not as published.
//!
//! Traps of sled that this file is about: its timer thread would flush when nobody asked; its cache defaults to 1 GiB; `len` reads
//! everything; on damaged files it may panic instead of returning an error; and a `snap.*.generating` that a killed process left keeps it from opening.

use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use super::{Backend, BackendError, Batch, Write};
use crate::disk;
use crate::in_place::{self, Filling, NEW_DIR};
use crate::key;

const CACHE_BYTES: u64 = 32 * 1024 * 1024;

/// From this size on, a batch that is not small beside what there is makes the database anew.
const ANEW_BYTES: u64 = 4 * 1024 * 1024;
/// How many times the batch there may be for that: the whole of it is copied.
const ANEW_TIMES: u64 = 4;
/// How many bytes, and how many entries, a scan reads at once.
const SCAN_BYTES: usize = 256 * 1024;
const SCAN_ENTRIES: usize = 1024;
/// How long a database that was closed may take to let go of its files, and how often it is asked.
const CLOSING_WAIT: Duration = Duration::from_secs(10);
const CLOSING_PAUSE: Duration = Duration::from_millis(5);

/// Keys and their values, ascending.
type Entries = Vec<(sled::IVec, sled::IVec)>;

/// How the name of a `snap` ends that sled is writing.
const UNFINISHED: &str = "generating";

/// A sled database in its own directory.
pub(crate) struct SledBackend {
    /// `None` when a new database was put in its place and could not be opened.
    db: RwLock<Option<sled::Db>>,
    dir: PathBuf,
    /// Whether a batch is on disk when it was applied.
    is_synced: bool,
}

impl std::fmt::Debug for SledBackend {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SledBackend").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl SledBackend {
    /// Opens the database in `dir`, and creates it when it is not there.
    pub(crate) fn open(dir: &Path) -> Result<Self, BackendError> {
        Ok(SledBackend { db: RwLock::new(Some(open_files(dir)?)), dir: dir.to_owned(), is_synced: true })
    }

    /// Returns the database of an estate that nobody opens before [`SledBackend::flush`]: batches are not flushed.
    pub(crate) fn without_sync(self) -> Self {
        SledBackend { is_synced: false, ..self }
    }

    /// Writes everything to disk.
    pub(crate) fn flush(&self) -> Result<(), BackendError> {
        self.with("flushing", sled::Tree::flush).map(drop)
    }

    fn reading(&self) -> RwLockReadGuard<'_, Option<sled::Db>> {
        self.db.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn exchanging(&self) -> RwLockWriteGuard<'_, Option<sled::Db>> {
        self.db.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the database do something. Nothing that is called here may ask this again: somebody may be waiting to exchange
    /// the database.
    fn with<T>(&self, operation: &str, run: impl FnOnce(&sled::Tree) -> sled::Result<T>) -> Result<T, BackendError> {
        match &*self.reading() {
            Some(db) => guarded(operation, || run(db)),
            None => Err(BackendError::Io(io::Error::other("the database was not opened again"))),
        }
    }

    /// Whether a batch is to be put into a new database together with what there is: it is long, and what is there is not
    /// so much more.
    fn makes_anew(&self, writes: &[Write]) -> Result<bool, BackendError> {
        if !self.is_synced {
            return Ok(false);
        }
        let bytes: usize = writes.iter().map(|(key, value)| key.len() + value.as_ref().map_or(0, Vec::len)).sum();
        Ok(bytes as u64 >= ANEW_BYTES && (bytes as u64).saturating_mul(ANEW_TIMES) >= self.size_bytes()?)
    }

    /// Makes the database anew, of what it holds and a batch. sled keeps ten times the bytes of a batch in memory until it
    /// has all of it; a new database is filled in small batches, and nothing in it counts before all of it is certain.
    fn make_anew(&self, writes: Vec<Write>) -> Result<(), BackendError> {
        let estate = self.dir.parent().unwrap_or(&self.dir);
        let draft = estate.join(NEW_DIR);
        let made =
            self.fill(&draft, writes).and_then(|()| in_place::make_certain(estate, &draft).map_err(BackendError::Io));
        if let Err(error) = made {
            // The error that matters is the one that made it superfluous; opening removes what is left, too.
            let _ = in_place::remove(&draft);
            return Err(error);
        }
        let mut db = self.exchanging();
        drop(db.take());
        in_place::exchange(estate).map_err(BackendError::Io)?;
        *db = Some(opened_again(&self.dir)?);
        drop(db);
        in_place::forget(estate).map_err(BackendError::Io)
    }

    /// Fills a new database, which is closed again.
    fn fill(&self, draft: &Path, writes: Vec<Write>) -> Result<(), BackendError> {
        in_place::prepare(draft).map_err(BackendError::Io)?;
        let new = SledBackend::open(draft)?.without_sync();
        let mut filling = Filling::of(&new);
        let (mut writes, mut outcome) = (writes.into_iter().peekable(), Ok(()));
        self.scan(&[], &key::after(&[u8::MAX]), &mut |key, value| {
            outcome = (|| {
                while let Some((own, written)) = writes.next_if(|(own, _)| own.as_slice() < key) {
                    written.map_or(Ok(()), |written| filling.put(own, written))?;
                }
                match writes.next_if(|(own, _)| own.as_slice() == key) {
                    Some((own, written)) => written.map_or(Ok(()), |written| filling.put(own, written)),
                    None => filling.put(key.to_vec(), value.to_vec()),
                }
            })();
            outcome.is_ok()
        })?;
        outcome?;
        for (own, written) in writes {
            written.map_or(Ok(()), |written| filling.put(own, written))?;
        }
        filling.finish()?;
        new.flush()
    }

    /// Returns some entries from `from` on, and where the next ones begin when there are more.
    fn some(&self, from: &[u8], to: &[u8]) -> Result<(Entries, Option<Vec<u8>>), BackendError> {
        self.with("reading", |db| {
            let (mut entries, mut bytes) = (Entries::new(), 0);
            for entry in db.range(from..to) {
                let (key, value) = entry?;
                bytes += key.len() + value.len();
                entries.push((key, value));
                if bytes >= SCAN_BYTES || entries.len() >= SCAN_ENTRIES {
                    let next = entries.last().map(|(key, _)| [key.as_ref(), &[0]].concat());
                    return Ok((entries, next));
                }
            }
            Ok((entries, None))
        })
    }
}

fn open_files(dir: &Path) -> Result<sled::Db, BackendError> {
    settle(dir, &dir.join("db")).map_err(BackendError::Io)?;
    let config = sled::Config::new().path(dir).cache_capacity(CACHE_BYTES).flush_every_ms(None);
    let db = guarded("opening", || config.open())?;
    // The names of the files that a new database begins with, too.
    disk::sync_dir(dir).map_err(BackendError::Io)?;
    Ok(db)
}

/// Opens a database that was just closed: it lets go of its files a moment later.
fn opened_again(dir: &Path) -> Result<sled::Db, BackendError> {
    let mut waited = Duration::ZERO;
    loop {
        match open_files(dir) {
            Err(BackendError::Held) if waited < CLOSING_WAIT => {
                std::thread::sleep(CLOSING_PAUSE);
                waited += CLOSING_PAUSE;
            }
            other => return other,
        }
    }
}

/// Makes certain what the last one who had the database open left.
fn settle(dir: &Path, file: &Path) -> io::Result<()> {
    // sled takes a `snap` that it had not finished writing for one that is finished, and calls it damage.
    for entry in dir.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == UNFINISHED) {
            fs::remove_file(&path)?;
        }
    }
    // sled syncs the `snap` file that it writes on opening, but not what that speaks of: what a killed process wrote and did
    // not sync must be on disk before, or a power cut would leave a `snap` of pages that are not there.
    match File::open(file).and_then(|file| file.sync_data()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Turns a panic of sled into an error: a damaged file must not take the application down.
fn guarded<T>(operation: &str, run: impl FnOnce() -> sled::Result<T>) -> Result<T, BackendError> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.map_err(translate),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            Err(BackendError::Damaged(format!("panic while {operation}: {words}")))
        }
    }
}

fn translate(error: sled::Error) -> BackendError {
    match error {
        // sled reports a lock that it could not take as an error of kind `Other` with this wording.
        sled::Error::Io(error) if error.kind() == io::ErrorKind::WouldBlock => BackendError::Held,
        sled::Error::Io(error) if error.to_string().contains("could not acquire lock") => BackendError::Held,
        sled::Error::Io(error) => BackendError::Io(error),
        sled::Error::Corruption { at, .. } => BackendError::Damaged(format!("sled reports corruption at {at:?}")),
        sled::Error::ReportableBug(words) => BackendError::Damaged(words),
        other => BackendError::Engine(Box::new(other)),
    }
}

impl Backend for SledBackend {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        self.with("reading", |db| db.get(key)).map(|value| value.map(|value| value.to_vec()))
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        let mut next = Some(from.to_vec());
        while let Some(from) = next.filter(|from| from.as_slice() < to) {
            // The visitor may ask for more, so nothing is held while it is at work; and a panic of it is its own.
            let (entries, rest) = self.some(&from, to)?;
            if !entries.iter().all(|(key, value)| visit(key, value)) {
                break;
            }
            next = rest;
        }
        Ok(())
    }

    fn apply(&self, batch: Batch) -> Result<(), BackendError> {
        if self.makes_anew(&batch.writes)? {
            return self.make_anew(batch.writes);
        }
        let mut writes = sled::Batch::default();
        for (key, value) in batch.writes {
            match value {
                Some(value) => writes.insert(key, value),
                None => writes.remove(key),
            }
        }
        self.with("writing", |db| db.apply_batch(writes))?;
        if self.is_synced { self.flush() } else { Ok(()) }
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        match &*self.reading() {
            Some(db) => guarded("measuring", || db.size_on_disk()),
            None => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;
    use crate::in_place::{DATABASE_DIR, OLD_DIR};

    type Map = BTreeMap<Vec<u8>, Vec<u8>>;

    fn key(number: u32) -> Vec<u8> {
        number.to_be_bytes().to_vec()
    }

    fn noise(seed: u32, length: usize) -> Vec<u8> {
        let mut state = seed | 1;
        let step = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..length).map(step).collect()
    }

    fn content(backend: &SledBackend) -> Map {
        let mut map = Map::new();
        let visit = &mut |key: &[u8], value: &[u8]| {
            assert_eq!(backend.get(key).unwrap().as_deref(), Some(value), "a visitor may ask for more");
            assert!(map.insert(key.to_vec(), value.to_vec()).is_none(), "each key once");
            true
        };
        backend.scan(&[], &[u8::MAX], visit).unwrap();
        map
    }

    /// A database with something in it, and a batch of 6 MB that writes over some of that and deletes other parts.
    fn before(estate: &Path) -> (SledBackend, Map, Vec<Write>) {
        let dir = estate.join(DATABASE_DIR);
        disk::create_private_dir(&dir).unwrap();
        let backend = SledBackend::open(&dir).unwrap();
        let reference: Map = (0..3000).map(|number| (key(number * 3), noise(number, 90))).collect();
        let writes = reference.iter().map(|(key, value)| (key.clone(), Some(value.clone()))).collect::<Vec<_>>();
        backend.apply(writes.into()).unwrap();
        let batch = (1000..4000).map(|number| (key(number), (number % 6 != 0).then(|| noise(number, 2400)))).collect();
        (backend, reference, batch)
    }

    fn after(mut reference: Map, batch: &[Write]) -> Map {
        for (key, value) in batch {
            match value {
                Some(value) => reference.insert(key.clone(), value.clone()),
                None => reference.remove(key),
            };
        }
        reference
    }

    #[test]
    fn a_long_batch_makes_the_database_anew_while_others_read() {
        let estate = tempfile::tempdir().unwrap();
        let (backend, reference, batch) = before(estate.path());
        assert!(backend.makes_anew(&batch).unwrap());
        let expected = after(reference.clone(), &batch);
        let is_done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut seen = 0;
                while !is_done.load(Ordering::SeqCst) {
                    // A key that the batch leaves alone has its value whenever one looks.
                    assert_eq!(backend.get(&key(6)).unwrap(), Some(noise(2, 90)));
                    backend.scan(&key(0), &key(30), &mut |_, _| true).unwrap();
                    seen += 1;
                }
                seen
            });
            backend.apply(batch.into()).unwrap();
            is_done.store(true, Ordering::SeqCst);
            assert!(reader.join().unwrap() > 0);
        });
        assert_eq!(content(&backend), expected);
        backend.apply(vec![(key(7), Some(b"goes on".to_vec()))].into()).unwrap();
        drop(backend);
        let left = [NEW_DIR, OLD_DIR].map(|name| estate.path().join(name).exists());
        assert_eq!(left, [false, false]);
        let again = opened_again(&estate.path().join(DATABASE_DIR)).unwrap();
        assert_eq!(again.len(), expected.len() + 1);
    }

    #[test]
    fn a_new_database_that_cannot_be_made_leaves_the_former_as_it_was() {
        let estate = tempfile::tempdir().unwrap();
        let (backend, reference, batch) = before(estate.path());
        // A file stands where the new one would be.
        fs::write(estate.path().join(NEW_DIR), b"in the way").unwrap();
        backend.apply(batch.clone().into()).unwrap_err();
        assert_eq!(content(&backend), reference);
        fs::remove_file(estate.path().join(NEW_DIR)).unwrap();
        backend.apply(batch.clone().into()).unwrap();
        assert_eq!(content(&backend), after(reference, &batch));
    }

    #[test]
    fn a_batch_that_is_small_beside_what_there_is_goes_into_it() {
        let estate = tempfile::tempdir().unwrap();
        let (backend, ..) = before(estate.path());
        let long = |bytes: usize| vec![(key(1), Some(vec![0; bytes]))];
        assert!(!backend.makes_anew(&long(1024 * 1024)).unwrap());
        assert!(backend.makes_anew(&long(4 * 1024 * 1024)).unwrap());
        let large: Vec<Write> = (0..15_000).map(|number| (key(number), Some(noise(number, 2400)))).collect();
        backend.apply(large.into()).unwrap();
        assert!(!backend.makes_anew(&long(4 * 1024 * 1024)).unwrap(), "36 MB would be copied for 4");
    }
}
