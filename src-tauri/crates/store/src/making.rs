//! A new estate while it is filled: beside its place, not synced, and gone unless it is put there.

use std::path::Path;
use std::sync::Arc;

use crate::backend::{SledBackend, journal};
use crate::draft_dir::DraftDir;
use crate::error::StoreError;
use crate::estate_file::{EstateFile, Role};
use crate::lock::Holder;
use crate::mark;
use crate::open::CLOSING_WAIT;
use crate::store::{self, CreateOptions, Store};

/// A new estate of which nobody knows yet. What is committed to it goes into its database unsynced: until
/// [`Making::keep`] nobody was told that anything of it is durable, and what is left of it when the machine stops is
/// removed by whoever makes an estate there next.
#[derive(Debug)]
pub struct Making {
    // The database lets go of its files before the directory is put in its place or removed.
    backend: Arc<SledBackend>,
    draft: DraftDir,
    estate: EstateFile,
    holder: Holder,
    operation: &'static str,
}

impl Making {
    /// Starts an empty estate for `dir`, which must not exist or be empty.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::Io`], [`StoreError::Backend`]; nothing is left behind.
    pub fn begin(dir: &Path, options: &CreateOptions) -> Result<Self, StoreError> {
        Making::of(dir, options, Role::Primary, "create")
    }

    pub(crate) fn of(
        dir: &Path,
        options: &CreateOptions,
        role: Role,
        operation: &'static str,
    ) -> Result<Self, StoreError> {
        let draft = DraftDir::beside(dir, &options.holder, operation)?;
        let backend = Arc::new(store::furnish(draft.path(), operation)?.without_sync());
        let (estate, holder) = (store::estate_file(options, role), options.holder.clone());
        Ok(Making { backend, draft, estate, holder, operation })
    }

    /// Returns the estate as it is now, to be read and filled; one at a time, and gone before [`Making::keep`].
    ///
    /// # Errors
    /// As [`Store::with_backend`].
    pub fn store(&self) -> Result<Store, StoreError> {
        Store::with_backend(Box::new(Arc::clone(&self.backend)), self.estate.clone(), self.draft.path())
    }

    /// Returns the directory in which the estate is made.
    pub(crate) fn path(&self) -> &Path {
        self.draft.path()
    }

    /// Puts the estate in its place, durably: one sync for all that was committed.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is left behind.
    pub fn keep(self) -> Result<(), StoreError> {
        let head = self.store()?.head();
        let Making { backend, draft, estate, operation, .. } = self;
        backend.flush().map_err(|error| store::backend_error(operation, draft.path(), error))?;
        drop(backend);
        let begun = journal::begin_in(draft.path(), &mark::of(&head)?);
        begun.map_err(|error| store::backend_error(operation, draft.path(), error))?;
        estate.write(draft.path(), operation)?;
        draft.keep(operation)
    }

    /// Puts the estate in its place as [`Making::keep`] does, and opens it there.
    ///
    /// # Errors
    /// As [`Making::keep`] and [`Store::open`].
    pub fn opened(self) -> Result<Store, StoreError> {
        let (dir, holder) = (self.draft.place().to_owned(), self.holder.clone());
        self.keep()?;
        Store::open(&dir, &holder, CLOSING_WAIT)
    }
}
