//! Putting a new database in the place of the one that an estate has: whole or not at all, also after a power cut.
//!
//! The new one is filled beside the former, made certain, and renamed into its place. Nothing here knows what lies in either.

use std::fs;
use std::io;
use std::path::Path;

use crate::backend::{Backend, BackendError, Write};
use crate::disk;

pub(crate) const DATABASE_DIR: &str = "db";
/// Filled beside the database; whole and on disk before the database is touched.
pub(crate) const NEW_DIR: &str = "db.new";
/// The former database, until the new one is in its place.
pub(crate) const OLD_DIR: &str = "db.old";
/// A database directory is at most `blobs/file` deep.
pub(crate) const DIRECTORY_DEPTH_MAX: u32 = 2;
/// How much is written at once: a database keeps a multiple of it in memory meanwhile, and needs no longer what a segment
/// (512 KiB) of it superseded before it begins the one after the next.
const BATCH_BYTES: usize = 512 * 1024;

/// Fills a database key by key, ascending.
pub(crate) struct Filling<'b> {
    into: &'b dyn Backend,
    batch: Vec<Write>,
    bytes: usize,
}

impl<'b> Filling<'b> {
    pub(crate) fn of(into: &'b dyn Backend) -> Self {
        Filling { into, batch: Vec::new(), bytes: 0 }
    }

    /// Takes a key and its value.
    ///
    /// # Errors
    /// [`BackendError`]: the database is of no use then.
    pub(crate) fn put(&mut self, key: Vec<u8>, value: Vec<u8>) -> Result<(), BackendError> {
        self.bytes += key.len() + value.len();
        self.batch.push((key, Some(value)));
        if self.bytes < BATCH_BYTES {
            return Ok(());
        }
        self.finish()
    }

    /// Writes what was not written yet.
    ///
    /// # Errors
    /// As [`Filling::put`].
    pub(crate) fn finish(&mut self) -> Result<(), BackendError> {
        self.bytes = 0;
        self.into.apply(std::mem::take(&mut self.batch).into())
    }
}

/// Makes an empty directory for a new database.
pub(crate) fn prepare(draft: &Path) -> io::Result<()> {
    remove(draft)?;
    disk::create_private_dir(draft)
}

/// Makes certain a new database that was closed, and its name in `estate`.
pub(crate) fn make_certain(estate: &Path, draft: &Path) -> io::Result<()> {
    disk::sync_tree(draft, DIRECTORY_DEPTH_MAX)?;
    disk::sync_dir(estate)
}

/// Puts the new database in the place of the former, durably. Both are closed. When the new one cannot be put there, the
/// former one is, as far as that can be done.
pub(crate) fn exchange(estate: &Path) -> io::Result<()> {
    let [database, draft, old] = [DATABASE_DIR, NEW_DIR, OLD_DIR].map(|name| estate.join(name));
    fs::rename(&database, &old)?;
    if let Err(error) = fs::rename(&draft, &database) {
        // Opening takes the new one where there is none: whoever is told that it failed must find what was.
        let _ = fs::rename(&old, &database);
        return Err(error);
    }
    disk::sync_dir(estate)
}

/// Removes the former database.
pub(crate) fn forget(estate: &Path) -> io::Result<()> {
    remove(&estate.join(OLD_DIR))?;
    disk::sync_dir(estate)
}

/// Removes a directory, when it is there.
pub(crate) fn remove(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Finishes what an exchange that was interrupted left; nobody has a database open. The new one is renamed only when it is
/// whole, so one that is there without a former one in its place is the estate.
pub(crate) fn settle(estate: &Path) -> io::Result<()> {
    let [database, draft, old] = [DATABASE_DIR, NEW_DIR, OLD_DIR].map(|name| estate.join(name));
    if !draft.exists() && !old.exists() {
        return Ok(());
    }
    if !database.exists() && old.exists() {
        let whole = if draft.exists() { &draft } else { &old };
        fs::rename(whole, &database).and_then(|()| disk::sync_dir(estate))?;
    }
    remove(&draft)?;
    remove(&old)
}
