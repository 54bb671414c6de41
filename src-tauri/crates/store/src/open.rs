//! Opening an estate: whatever was acknowledged is there, or it is refused with what is wrong.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::backend::journal::{self, DiskFile, FILE_NAMES, Journal};
use crate::backend::{BackendError, SledBackend};
use crate::check::{Finding, FindingCode};
use crate::disk::refused;
use crate::error::StoreError;
use crate::estate_file::{EstateFile, FORMAT};
use crate::in_place::{self, DATABASE_DIR};
use crate::lock::{EstateLock, Holder, attempts, pause};
use crate::mark::{self, JOURNAL, Mark};
use crate::store::{Store, backend_error};

const OPERATION: &str = "open";
/// How long a database of this process that was just dropped may take to let go of its files.
pub(crate) const CLOSING_WAIT: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the estate in `dir`, waiting up to `wait` for another holder to let go. One of a former format takes no
    /// commits until it was [migrated](Store::migrated).
    ///
    /// # Errors
    /// [`StoreError::NotAnEstate`], [`StoreError::EstateFile`], [`StoreError::NewerFormat`], [`StoreError::Locked`],
    /// [`StoreError::Damaged`], [`StoreError::Io`], [`StoreError::Backend`].
    pub fn open(dir: &Path, holder: &Holder, wait: Duration) -> Result<Self, StoreError> {
        EstateFile::read(dir)?;
        let lock = EstateLock::take(dir, holder, wait)?;
        open_locked(dir, lock, wait)
    }

    /// Returns whether the estate is of a former storage format.
    #[must_use]
    pub fn is_former(&self) -> bool {
        self.estate().format < FORMAT
    }

    /// Brings an estate of a former storage format to this one; another is returned as it is. When the process is killed
    /// meanwhile, the estate is of the former format or of this one, and whole.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn migrated(self, wait: Duration) -> Result<Self, StoreError> {
        if !self.is_former() {
            return Ok(self);
        }
        let (dir, estate, head) = (self.path().to_owned(), self.estate(), self.head());
        let Some(lock) = self.close() else { return Err(StoreError::NotAnEstate { path: dir }) };
        // Nobody reads the journal before the estate says that it has one.
        journal::begin_in(&dir, &mark::of(&head)?).map_err(|error| backend_error("migrate", &dir, error))?;
        EstateFile { format: FORMAT, ..estate }.write(&dir, "migrate")?;
        mark::remove_former(&dir)?;
        open_locked(&dir, lock, wait)
    }

    /// Confirms that an acknowledged commit is still in the chain.
    fn confirm(&self, acknowledged: &Mark, place: &str) -> Result<(), StoreError> {
        let expected = || format!("record no. {} with hash {}", acknowledged.seq, acknowledged.hash);
        let newest = self.head();
        if newest.seq < acknowledged.seq {
            return Err(mark::damage(place, expected(), format!("record no. {}", newest.seq)));
        }
        if let Some(commit) = self.commit_header(acknowledged.seq)?
            && commit.hash != acknowledged.hash
        {
            return Err(mark::damage(place, expected(), format!("hash {}", commit.hash)));
        }
        Ok(())
    }

    /// Reads again what a commit must know, of a backend that was changed below.
    fn look_again(&mut self) -> Result<(), StoreError> {
        let state = self.read_state()?.ok_or_else(|| mark::damage(DATABASE_DIR, "a database with a head", "none"))?;
        self.state = Mutex::new(state);
        Ok(())
    }
}

fn open_locked(dir: &Path, lock: EstateLock, wait: Duration) -> Result<Store, StoreError> {
    // Whoever held the lock may have replaced it.
    let estate = EstateFile::read(dir)?;
    in_place::settle(dir).map_err(refused(OPERATION, dir))?;
    let database = dir.join(DATABASE_DIR);
    if !database.join("db").is_file() {
        // sled would create an empty one, and an estate that lost its database must not look new.
        let place = format!("{DATABASE_DIR}/db");
        return Err(StoreError::Damaged(missing(FindingCode::Database, place, "a file of the database")));
    }
    let below = Arc::new(open_database(&database, wait)?);
    let is_former = estate.format < FORMAT;
    let mut store = Store::over(Box::new(Arc::clone(&below)), estate, dir);
    store.lock = Some(lock);
    store.look_again()?;
    if is_former {
        if let Some(acknowledged) = mark::read_former(dir)? {
            store.confirm(&acknowledged, "head.json")?;
        }
        return Ok(store);
    }
    mark::remove_former(dir)?;
    if FILE_NAMES.iter().all(|name| !dir.join(name).exists()) {
        return Err(StoreError::Damaged(missing(FindingCode::Journal, JOURNAL.to_owned(), "a journal")));
    }
    let failed = |error| backend_error(OPERATION, dir, error);
    let mut files = DiskFile::both(dir).map_err(refused(OPERATION, dir))?;
    let found = journal::read(&mut files).map_err(failed)?;
    // What the journal holds belongs on a database that has what came before it, and on no other.
    store.confirm(&mark::read(&found.floor)?, JOURNAL)?;
    let newest = mark::read(&found.newest)?;
    let is_ahead = store.head().seq >= newest.seq;
    let backend = Journal::over(below, files, found, is_ahead, journal::LIMIT_BYTES).map_err(failed)?;
    store.backend = Box::new(backend);
    store.look_again()?;
    store.confirm(&newest, JOURNAL)?;
    Ok(store)
}

fn missing(what: FindingCode, place: String, expected: &str) -> Finding {
    Finding { record: None, what, place, expected: expected.to_owned(), found: "none".to_owned() }
}

/// A dropped database closes its files a moment later, also in this process: it is given that moment.
fn open_database(dir: &Path, wait: Duration) -> Result<SledBackend, StoreError> {
    let mut attempt = 1;
    loop {
        match SledBackend::open(dir) {
            Ok(backend) => return Ok(backend),
            Err(BackendError::Held) if attempt < attempts(wait.max(CLOSING_WAIT)) => pause(),
            Err(BackendError::Held) => return Err(StoreError::Locked { holder: None, path: dir.to_owned() }),
            Err(error) => return Err(backend_error(OPERATION, dir, error)),
        }
        attempt += 1;
    }
}
