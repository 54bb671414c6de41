//! A new estate directory while it is being made: beside its place, and gone unless it is put there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::disk::{self, refused};
use crate::error::StoreError;
use crate::lock::{EstateLock, FILE_NAME as LOCK, Holder};

/// An estate directory is at most `db/blobs/file` deep.
const DIRECTORY_DEPTH_MAX: u32 = 3;

/// A directory `.<name>.new-<pid>` beside the place of the estate, locked by whoever fills it.
#[derive(Debug)]
pub(crate) struct DraftDir {
    draft: PathBuf,
    dir: PathBuf,
    lock: Option<EstateLock>,
    is_kept: bool,
}

impl DraftDir {
    /// Creates an empty draft of `dir`, which must not exist or be empty, and removes what killed processes left of
    /// theirs.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::Io`]; nothing is left behind.
    pub(crate) fn beside(dir: &Path, holder: &Holder, operation: &'static str) -> Result<Self, StoreError> {
        match fs::read_dir(dir).map(|mut entries| entries.next().is_none()) {
            Ok(true) => {}
            Ok(false) => return Err(StoreError::NotEmpty { path: dir.to_owned() }),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound => {}
                io::ErrorKind::NotADirectory => return Err(StoreError::NotEmpty { path: dir.to_owned() }),
                _ => return Err(refused(operation, dir)(error)),
            },
        }
        let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (parent, front) = (parent_of(dir), format!(".{name}.new-"));
        remove_abandoned(parent, &front, holder);
        let draft = parent.join(format!("{front}{}", holder.pid));
        if draft.exists() {
            // What a process of the same number left when it was killed here before it had the lock.
            fs::remove_dir_all(&draft).map_err(refused(operation, &draft))?;
        }
        disk::create_private_dir(&draft).map_err(refused(operation, &draft))?;
        let mut made = DraftDir { draft, dir: dir.to_owned(), lock: None, is_kept: false };
        made.lock = Some(EstateLock::take(&made.draft, holder, Duration::ZERO)?);
        Ok(made)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.draft
    }

    /// Returns the place of the estate.
    pub(crate) fn place(&self) -> &Path {
        &self.dir
    }

    /// Puts the directory in its place, durably.
    ///
    /// # Errors
    /// [`StoreError::Io`]; nothing is left behind.
    pub(crate) fn keep(mut self, operation: &'static str) -> Result<(), StoreError> {
        let (draft, dir) = (&self.draft, &self.dir);
        let finish = || -> io::Result<()> {
            disk::sync_tree(draft, DIRECTORY_DEPTH_MAX)?;
            // Windows does not rename over a directory, not even an empty one, nor one with an open file.
            if cfg!(windows) && dir.exists() {
                fs::remove_dir(dir)?;
            }
            fs::rename(draft, dir)?;
            disk::sync_dir(parent_of(dir))
        };
        if cfg!(windows) {
            self.lock = None;
        }
        finish().map_err(refused(operation, dir))?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for DraftDir {
    fn drop(&mut self) {
        self.lock = None;
        if !self.is_kept {
            // Best effort: the error that matters is the one that made it superfluous.
            let _ = fs::remove_dir_all(&self.draft);
        }
    }
}

fn parent_of(dir: &Path) -> &Path {
    dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes drafts whose lock nobody holds. What cannot be looked at or removed is in nobody's way.
fn remove_abandoned(parent: &Path, front: &str, holder: &Holder) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let draft = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(front) {
            continue;
        }
        if !draft.join(LOCK).is_file() {
            // Killed before it had the lock: then nothing is in it, and nothing else is ever removed.
            let _ = fs::remove_dir(&draft);
        } else if let Ok(lock) = EstateLock::take(&draft, holder, Duration::ZERO) {
            drop(lock);
            let _ = fs::remove_dir_all(&draft);
        }
    }
}
