//! Making the database of an estate anew, of what it holds: sled never gives disk back, and overwrites what it no longer
//! uses only when it needs the room.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::backend::{Backend, SledBackend, Write};
use crate::check::{Finding, FindingCode};
use crate::disk::{self, refused};
use crate::error::StoreError;
use crate::key;
use crate::lock::Holder;
use crate::store::{DATABASE_DIR, Head, Store, Tell, backend_error};

const OPERATION: &str = "compact";
/// Filled beside the database; whole and on disk before the database is touched.
const NEW_DIR: &str = "db.new";
/// The former database, until the new one is in its place.
const OLD_DIR: &str = "db.old";
/// How much is written at once.
const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// A database directory is at most `blobs/file` deep.
const DIRECTORY_DEPTH_MAX: u32 = 2;

/// What became of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// The newest commit, which is what it was.
    pub head: Head,
    /// Bytes on disk before.
    pub bytes_before: u64,
    /// Bytes on disk now.
    pub bytes_after: u64,
}

/// Copies everything that the database of the estate in `dir` holds into a new one, checks that, and puts it in the place
/// of the former. Nobody else may have the estate open. When the process is killed or the power fails, the estate is
/// there as it was, in the former database or in the new one.
///
/// # Errors
/// As [`Store::open`]; [`StoreError::Damaged`] when the estate or its copy is not sound; [`StoreError::Stopped`]. The
/// estate is then what it was.
pub fn compact(dir: &Path, holder: &Holder, wait: Duration, tell: Tell<'_>) -> Result<Compacted, StoreError> {
    let store = Store::open(dir, holder, wait)?;
    sound(&store, tell)?;
    let bytes_before = disk::tree_bytes(&dir.join(DATABASE_DIR), DIRECTORY_DEPTH_MAX);
    let draft = dir.join(NEW_DIR);
    let made = copy(&store, &draft, tell);
    if made.is_err() {
        // The error that matters is the one that made it superfluous.
        let _ = fs::remove_dir_all(&draft);
    }
    made?;
    let head = store.head();
    // The lock is held until everything is in its place.
    let _lock = store.close();
    let (database, old) = (dir.join(DATABASE_DIR), dir.join(OLD_DIR));
    let swap = || -> io::Result<()> {
        fs::rename(&database, &old)?;
        fs::rename(&draft, &database)?;
        disk::sync_dir(dir)?;
        fs::remove_dir_all(&old)?;
        disk::sync_dir(dir)
    };
    swap().map_err(refused(OPERATION, dir))?;
    let bytes_after = disk::tree_bytes(&database, DIRECTORY_DEPTH_MAX);
    Ok(Compacted { head, bytes_before, bytes_after })
}

fn sound(store: &Store, tell: Tell<'_>) -> Result<(), StoreError> {
    store.check_told(tell)?.findings.into_iter().next().map_or(Ok(()), |finding| Err(StoreError::Damaged(finding)))
}

/// Fills the new database, checks it and puts it on disk.
fn copy(store: &Store, draft: &Path, tell: Tell<'_>) -> Result<(), StoreError> {
    let failed = |error| backend_error(OPERATION, draft, error);
    remove(draft)?;
    disk::create_private_dir(draft).map_err(refused(OPERATION, draft))?;
    let backend = Arc::new(SledBackend::open(draft).map_err(failed)?.without_sync());
    let (mut batch, mut bytes, mut outcome): (Vec<Write>, usize, _) = (Vec::new(), 0, Ok(()));
    let mut is_stopped = false;
    let step = &mut |key: &[u8], value: &[u8]| {
        bytes += key.len() + value.len();
        batch.push((key.to_vec(), Some(value.to_vec())));
        if bytes >= BATCH_BYTES {
            bytes = 0;
            outcome = backend.apply(std::mem::take(&mut batch).into());
        }
        is_stopped = !tell((key.len() + value.len()) as u64);
        outcome.is_ok() && !is_stopped
    };
    store.backend.scan(&[], &key::after(&[u8::MAX]), step).map_err(failed)?;
    if is_stopped {
        return Err(StoreError::Stopped);
    }
    outcome.map_err(failed)?;
    backend.apply(batch.into()).map_err(failed)?;
    backend.flush().map_err(failed)?;
    let copy = Store::with_backend(Box::new(Arc::clone(&backend)), store.estate(), draft)?;
    sound(&copy, tell)?;
    if copy.state() != store.state() {
        let (what, place) = (FindingCode::Head, "head".to_owned());
        let (expected, found) = (format!("{:?}", store.state()), format!("{:?}", copy.state()));
        return Err(StoreError::Damaged(Finding { record: None, what, place, expected, found }));
    }
    drop(copy);
    drop(backend);
    disk::sync_tree(draft, DIRECTORY_DEPTH_MAX).map_err(refused(OPERATION, draft))?;
    disk::sync_dir(store.path()).map_err(refused(OPERATION, draft))
}

fn remove(dir: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(refused(OPERATION, dir)(error)),
        _ => Ok(()),
    }
}

/// Finishes what a compaction that was interrupted left; the lock is held. The new database is renamed only when it is
/// whole, so one that is there without a former one in its place is the estate.
pub(crate) fn settle(dir: &Path) -> Result<(), StoreError> {
    let [database, draft, old] = [DATABASE_DIR, NEW_DIR, OLD_DIR].map(|name| dir.join(name));
    if !draft.exists() && !old.exists() {
        return Ok(());
    }
    if !database.exists() && old.exists() {
        let whole = if draft.exists() { &draft } else { &old };
        fs::rename(whole, &database).and_then(|()| disk::sync_dir(dir)).map_err(refused(OPERATION, dir))?;
    }
    remove(&draft)?;
    remove(&old)
}
