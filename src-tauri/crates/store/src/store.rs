//! The store itself: opening, creating, and what is kept in memory.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, BackendError, Flaw, SledBackend, Write, journal};
use crate::canonical;
use crate::check::{Finding, FindingCode};
use crate::disk::{self, refused};
use crate::draft_dir::DraftDir;
use crate::envelope::{Opener, Sealer};
use crate::error::StoreError;
use crate::estate_file::{EstateFile, FORMAT, Role};
use crate::in_place::DATABASE_DIR;
use crate::key::{self, PageKind};
use crate::lock::{EstateLock, Holder};
use crate::mark;
use crate::open::CLOSING_WAIT;

const BLOBS_DIR: &str = "blobs";

/// Hears of how many more bytes were gone through; says whether to go on.
pub type Tell<'t> = &'t mut dyn FnMut(u64) -> bool;

/// What a new estate is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateOptions {
    /// The name that people give it.
    pub name: String,
    /// The id of the estate, the same in every copy.
    pub estate: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// Who opens it.
    pub holder: Holder,
}

/// The newest commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its hash; empty when there is none.
    pub hash: String,
    /// When it was recorded; `None` when there is none.
    pub recorded_at: Option<Timestamp>,
    /// Its record no.; 0 when there is none.
    pub seq: u64,
}

/// How many records the pages hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Configuration items.
    pub items: u64,
    /// Relationships.
    pub relationships: u64,
    /// Requirements with declared terms.
    pub requirements: u64,
}

/// The meta record `head`: everything that a commit must know before it starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) counts: [u64; 3],
    pub(crate) head: Head,
    /// How many pages there are of each kind; the last of them takes new records.
    pub(crate) pages: [u32; 3],
}

/// An estate on disk, opened for reading and for one writer at a time.
///
/// Every method takes `&self`: readers go on while a commit is being written, and see it once it is durable.
pub struct Store {
    // Fields drop in this order: the database lets go of its files before the lock is released.
    pub(crate) backend: Box<dyn Backend>,
    path: PathBuf,
    estate: Mutex<EstateFile>,
    pub(crate) state: Mutex<State>,
    writer: Mutex<()>,
    broken: AtomicBool,
    /// Held while the estate lies in a directory.
    pub(crate) lock: Option<EstateLock>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Store").field("path", &self.path).field("head", &self.head()).finish_non_exhaustive()
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a mutex here guards is replaced whole, so a panic elsewhere leaves nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    /// Creates an estate in `dir` and opens it. `dir` must not exist or be empty.
    ///
    /// The estate is made in a directory beside `dir` and renamed into place, so `dir` is never half an estate.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::Io`], [`StoreError::Backend`]; nothing is left behind.
    pub fn create(dir: &Path, options: &CreateOptions) -> Result<Self, StoreError> {
        const OPERATION: &str = "create";
        let draft = DraftDir::beside(dir, &options.holder, OPERATION)?;
        let backend = furnish(draft.path(), OPERATION)?;
        let batch = first_batch(&State::default())?;
        let failed = |error| backend_error(OPERATION, draft.path(), error);
        backend.apply(batch.into()).map_err(failed)?;
        drop(backend);
        journal::begin_in(draft.path(), &mark::of(&Head::default())?).map_err(failed)?;
        estate_file(options, Role::Primary).write(draft.path(), OPERATION)?;
        draft.keep(OPERATION)?;
        Store::open(dir, &options.holder, CLOSING_WAIT)
    }

    /// Returns a store over a backend that holds an estate or is empty; `path` only names it in errors.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Backend`], [`StoreError::Io`].
    pub fn with_backend(backend: Box<dyn Backend>, estate: EstateFile, path: &Path) -> Result<Self, StoreError> {
        let mut store = Store::over(backend, estate, path);
        let state = match store.read_state()? {
            Some(state) => state,
            None => store.begin()?,
        };
        store.state = Mutex::new(state);
        Ok(store)
    }

    pub(crate) fn over(backend: Box<dyn Backend>, estate: EstateFile, path: &Path) -> Self {
        Store {
            backend,
            path: path.to_owned(),
            estate: Mutex::new(estate),
            state: Mutex::default(),
            writer: Mutex::default(),
            broken: AtomicBool::new(false),
            lock: None,
        }
    }

    /// Takes over what a commit led to, now that it is durable.
    pub(crate) fn acknowledge(&self, state: State) {
        *held(&self.state) = state;
    }

    /// Writes the first head, unless there are records without one.
    fn begin(&self) -> Result<State, StoreError> {
        let mut is_empty = true;
        let visit = &mut |_: &[u8], _: &[u8]| {
            is_empty = false;
            false
        };
        self.backend.scan(&[], &key::after(&[u8::MAX]), visit).map_err(|error| self.refused("open", error))?;
        if !is_empty {
            let (expected, found) = ("a head".to_owned(), "records without one".to_owned());
            return Err(StoreError::Damaged(Finding {
                record: None,
                what: FindingCode::Head,
                place: "head".into(),
                expected,
                found,
            }));
        }
        let state = State::default();
        let batch = first_batch(&state)?;
        self.backend.apply(batch.into()).map_err(|error| self.refused("create", error))?;
        Ok(state)
    }

    pub(crate) fn read_state(&self) -> Result<Option<State>, StoreError> {
        let mut opener = Opener::new();
        let opened = opener.read(&*self.backend, &key::head(), &|error| self.refused("open", error))?;
        opened.map(|opened| serde_json::from_slice(opened.raw)).transpose().map_err(|error| {
            let (expected, found) = ("a head record".to_owned(), error.to_string());
            StoreError::Damaged(Finding {
                record: None,
                what: FindingCode::Head,
                place: "head".into(),
                expected,
                found,
            })
        })
    }

    /// Returns the directory of the estate.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what `estate.json` says.
    #[must_use]
    pub fn estate(&self) -> EstateFile {
        held(&self.estate).clone()
    }

    /// Replaces `estate.json`: whole or not at all, on disk when this returns. The format stays what it is.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Encode`]; the file is then what it was.
    pub fn set_estate(&self, estate: EstateFile) -> Result<(), StoreError> {
        let mut current = held(&self.estate);
        let estate = EstateFile { format: current.format, ..estate };
        if self.lock.is_some() {
            estate.write(&self.path, "rename")?;
        }
        *current = estate;
        Ok(())
    }

    /// Returns the directory for attachments, which other crates fill.
    #[must_use]
    pub fn blobs_dir(&self) -> PathBuf {
        self.path.join(BLOBS_DIR)
    }

    /// Returns the newest commit that is durable.
    #[must_use]
    pub fn head(&self) -> Head {
        held(&self.state).head.clone()
    }

    /// Returns how many records the pages hold.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let [items, relationships, requirements] = held(&self.state).counts;
        Counts { items, relationships, requirements }
    }

    /// Returns how many pages of a kind there are; they are numbered from 0.
    #[must_use]
    pub fn pages(&self, kind: PageKind) -> u32 {
        held(&self.state).pages[kind.index()]
    }

    /// Returns roughly how many bytes the estate occupies on disk, without attachments.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Backend`].
    pub fn size_bytes(&self) -> Result<u64, StoreError> {
        self.backend.size_bytes().map_err(|error| self.refused("measure", error))
    }

    pub(crate) fn state(&self) -> State {
        held(&self.state).clone()
    }

    /// Closes the database and keeps the lock.
    pub(crate) fn close(self) -> Option<EstateLock> {
        let Store { backend, lock, .. } = self;
        drop(backend);
        lock
    }

    /// Whether the estate lies in a directory.
    pub(crate) fn is_on_disk(&self) -> bool {
        self.lock.is_some()
    }

    /// Keeps every other writer out until the guard is dropped.
    pub(crate) fn writing(&self) -> MutexGuard<'_, ()> {
        held(&self.writer)
    }

    /// Records that memory and disk may differ from now on.
    pub(crate) fn mark_broken(&self) {
        self.broken.store(true, Ordering::SeqCst);
    }

    /// Returns whether a write failed since the estate was opened: nothing is read or written any more then.
    #[must_use]
    pub fn must_reopen(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// Confirms that no write has failed since the estate was opened.
    pub(crate) fn usable(&self) -> Result<(), StoreError> {
        if self.must_reopen() {
            return Err(StoreError::MustReopen { path: self.path.clone() });
        }
        Ok(())
    }

    pub(crate) fn refused(&self, operation: &'static str, error: BackendError) -> StoreError {
        backend_error(operation, &self.path, error)
    }
}

/// Gives an error of the backend its operation and place.
pub(crate) fn backend_error(operation: &'static str, path: &Path, error: BackendError) -> StoreError {
    match error {
        BackendError::Io(source) => StoreError::Io { operation, path: path.to_owned(), source },
        BackendError::Damaged(found) => {
            let expected = "files that the database can read".to_owned();
            let place = DATABASE_DIR.to_owned();
            StoreError::Damaged(Finding { record: None, what: FindingCode::Database, place, expected, found })
        }
        BackendError::Journal(Flaw { place, expected, found }) => {
            StoreError::Damaged(Finding { record: None, what: FindingCode::Journal, place, expected, found })
        }
        source => StoreError::Backend { operation, path: path.to_owned(), source },
    }
}

fn first_batch(state: &State) -> Result<Vec<Write>, StoreError> {
    let mut batch = Vec::new();
    seal_state(&mut Sealer::new().map_err(encoding("create", "a compressor"))?, state, "create", &mut batch)?;
    Ok(batch)
}

pub(crate) fn seal_state(
    sealer: &mut Sealer,
    state: &State,
    operation: &'static str,
    batch: &mut Vec<Write>,
) -> Result<(), StoreError> {
    let refused = encoding(operation, "the head");
    let raw = canonical::to_vec(state).map_err(|error| encoding(operation, "the head")(error.into()))?;
    sealer.seal(&key::head(), &raw, 0, batch).map_err(refused)
}

pub(crate) fn encoding(operation: &'static str, what: &'static str) -> impl FnOnce(io::Error) -> StoreError {
    move |source| StoreError::Encode { operation, what, source }
}

/// Puts the directories of an estate and an empty database into an empty directory.
pub(crate) fn furnish(dir: &Path, operation: &'static str) -> Result<SledBackend, StoreError> {
    let database = dir.join(DATABASE_DIR);
    for path in [dir.join(BLOBS_DIR), database.clone()] {
        disk::create_private_dir(&path).map_err(refused(operation, &path))?;
    }
    SledBackend::open(&database).map_err(|error| backend_error(operation, &database, error))
}

/// Returns what a new estate says of itself.
pub(crate) fn estate_file(options: &CreateOptions, role: Role) -> EstateFile {
    EstateFile {
        estate: options.estate.clone(),
        format: FORMAT,
        lineage: options.lineage.clone(),
        name: options.name.clone(),
        role,
    }
}
