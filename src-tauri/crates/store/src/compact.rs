//! Making the database of an estate anew, of what it holds: sled never gives disk back, and overwrites what it no longer
//! uses only when it needs the room.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::backend::SledBackend;
use crate::check::{Finding, FindingCode};
use crate::disk::{self, refused};
use crate::error::StoreError;
use crate::in_place::{self, DATABASE_DIR, DIRECTORY_DEPTH_MAX, Filling, NEW_DIR};
use crate::key;
use crate::lock::Holder;
use crate::store::{Head, Store, Tell, backend_error};

const OPERATION: &str = "compact";
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
        let _ = in_place::remove(&draft);
    }
    made?;
    let head = store.head();
    // The lock is held until everything is in its place.
    let _lock = store.close();
    in_place::exchange(dir).and_then(|()| in_place::forget(dir)).map_err(refused(OPERATION, dir))?;
    let bytes_after = disk::tree_bytes(&dir.join(DATABASE_DIR), DIRECTORY_DEPTH_MAX);
    Ok(Compacted { head, bytes_before, bytes_after })
}

fn sound(store: &Store, tell: Tell<'_>) -> Result<(), StoreError> {
    store.check_told(tell)?.findings.into_iter().next().map_or(Ok(()), |finding| Err(StoreError::Damaged(finding)))
}

/// Fills the new database, checks it and puts it on disk.
fn copy(store: &Store, draft: &Path, tell: Tell<'_>) -> Result<(), StoreError> {
    let failed = |error| backend_error(OPERATION, draft, error);
    in_place::prepare(draft).map_err(refused(OPERATION, draft))?;
    let backend = Arc::new(SledBackend::open(draft).map_err(failed)?.without_sync());
    let (mut filling, mut outcome, mut is_stopped) = (Filling::of(&*backend), Ok(()), false);
    let step = &mut |key: &[u8], value: &[u8]| {
        outcome = filling.put(key.to_vec(), value.to_vec());
        is_stopped = !tell((key.len() + value.len()) as u64);
        outcome.is_ok() && !is_stopped
    };
    store.backend.scan(&[], &key::after(&[u8::MAX]), step).map_err(failed)?;
    if is_stopped {
        return Err(StoreError::Stopped);
    }
    outcome.and_then(|()| filling.finish()).map_err(failed)?;
    backend.flush().map_err(failed)?;
    let copy = Store::with_backend(Box::new(Arc::clone(&backend)), store.estate(), draft)?;
    sound(&copy, tell)?;
    if copy.state() != store.state() {
        let (what, place) = (FindingCode::Head, "head".to_owned());
        let (expected, found) = (format!("{:?}", store.state()), format!("{:?}", copy.state()));
        return Err(StoreError::Damaged(Finding { record: None, what, place, expected, found }));
    }
    drop((copy, backend));
    in_place::make_certain(store.path(), draft).map_err(refused(OPERATION, draft))
}
