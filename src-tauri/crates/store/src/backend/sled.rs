//! The backend on disk: sled 0.34. The only file that names it.
//!
//! Traps of sled that this file is about: its `flush` writes without `fsync` on Linux (spacejam/sled#1452); its timer
//! thread would flush when nobody asked; its cache defaults to 1 GiB; `len` reads everything; nodes of its tree above
//! 128 KiB go to separate files that it does not sync either; on damaged files it may panic instead of returning an error; and a `snap.*.generating` that
//! a killed process left keeps it from opening.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Backend, BackendError, Batch};
use crate::disk;

const CACHE_BYTES: u64 = 32 * 1024 * 1024;

/// How the name of a `snap` ends that sled is writing.
const UNFINISHED: &str = "generating";

/// A sled database in its own directory.
pub(crate) struct SledBackend {
    db: sled::Db,
    /// The file that holds sled's log, which is everything that matters after a crash.
    file: PathBuf,
    /// Whether a batch is on disk when it was applied.
    is_synced: bool,
    /// The files of large nodes that are known to be on disk.
    blobs: Mutex<BTreeSet<OsString>>,
}

impl std::fmt::Debug for SledBackend {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SledBackend").field("file", &self.file).finish_non_exhaustive()
    }
}

impl SledBackend {
    /// Opens the database in `dir`, and creates it when it is not there.
    pub(crate) fn open(dir: &Path) -> Result<Self, BackendError> {
        let file = dir.join("db");
        settle(dir, &file).map_err(BackendError::Io)?;
        let mut blobs = BTreeSet::new();
        sync_blobs(dir, &mut blobs).map_err(BackendError::Io)?;
        let config = sled::Config::new().path(dir).cache_capacity(CACHE_BYTES).flush_every_ms(None);
        let db = guarded("opening", || config.open())?;
        // The names too: sled renames its `snap` into place and never syncs the directory.
        disk::sync_dir(dir).map_err(BackendError::Io)?;
        Ok(SledBackend { db, file, is_synced: true, blobs: Mutex::new(blobs) })
    }

    /// Returns the database of an estate that nobody opens before [`SledBackend::flush`]: batches are not synced.
    pub(crate) fn without_sync(self) -> Self {
        SledBackend { is_synced: false, ..self }
    }

    /// Writes everything to disk.
    pub(crate) fn flush(&self) -> Result<(), BackendError> {
        guarded("flushing", || self.db.flush())?;
        // What the log speaks of must be there before it does.
        if let Some(dir) = self.file.parent() {
            let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
            sync_blobs(dir, &mut blobs).map_err(BackendError::Io)?;
        }
        File::open(&self.file).and_then(|file| file.sync_data()).map_err(BackendError::Io)
    }
}

/// Makes certain the files of large nodes that are not known to be. Values are so small that there are none but of those that
/// former versions wrote.
fn sync_blobs(dir: &Path, known: &mut BTreeSet<OsString>) -> io::Result<()> {
    let dir = dir.join("blobs");
    let entries = match fs::read_dir(&dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let (mut there, mut is_new) = (BTreeSet::new(), false);
    for entry in entries {
        let name = entry?.file_name();
        if !known.contains(&name) {
            match File::open(dir.join(&name)).and_then(|file| file.sync_data()) {
                // sled removes those that it no longer needs.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other?,
            }
            is_new = true;
        }
        there.insert(name);
    }
    *known = there;
    if is_new { disk::sync_dir(&dir) } else { Ok(()) }
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
        guarded("reading", || self.db.get(key)).map(|value| value.map(|value| value.to_vec()))
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        let mut entries = guarded("reading", || Ok(self.db.range(from..to)))?;
        // Only sled's own step is guarded: a panic of the visitor is the visitor's.
        while let Some((key, value)) = guarded("reading", || entries.next().transpose())? {
            if !visit(&key, &value) {
                break;
            }
        }
        Ok(())
    }

    fn apply(&self, batch: Batch) -> Result<(), BackendError> {
        let mut writes = sled::Batch::default();
        for (key, value) in batch.writes {
            match value {
                Some(value) => writes.insert(key, value),
                None => writes.remove(key),
            }
        }
        guarded("writing", || self.db.apply_batch(writes))?;
        if self.is_synced { self.flush() } else { Ok(()) }
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        guarded("measuring", || self.db.size_on_disk())
    }
}
