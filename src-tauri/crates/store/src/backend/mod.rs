//! Where keys and values lie: one trait, an embedded database on disk, and a map in memory.

use std::error::Error;
use std::io;
use std::sync::Arc;

pub mod journal;
mod memory;
mod sled;

pub use self::journal::{DiskFile, Journal, JournalFile};
pub use self::memory::MemoryBackend;
pub(crate) use self::sled::SledBackend;

/// One write of a batch: the key, and its new value or `None` to delete it.
pub type Write = (Vec<u8>, Option<Vec<u8>>);

/// Writes that are made together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Sorted by key, each key once.
    pub writes: Vec<Write>,
    /// What a journal says of an estate that has the batch: at most 128 bytes, which mean nothing to it.
    pub mark: Vec<u8>,
    /// The batch takes away what nobody may read any more: a journal is to hold nothing of what was written before.
    pub erases: bool,
}

impl From<Vec<Write>> for Batch {
    fn from(writes: Vec<Write>) -> Self {
        Batch { writes, ..Batch::default() }
    }
}

/// A place in a journal that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: expected {expected}, found {found}")]
pub struct Flaw {
    /// The file, and the sector.
    pub place: String,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// Why a backend failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackendError {
    /// Another process, or a database of this process that is still closing, holds the files.
    #[error("the database files are held by another")]
    Held,
    /// The file system refused.
    #[error("the file system refused")]
    Io(#[source] io::Error),
    /// The database found its own files damaged.
    #[error("the database files are damaged: {0}")]
    Damaged(String),
    /// The journal in front of the database is damaged.
    #[error("the journal is damaged: {0}")]
    Journal(Flaw),
    /// The database failed in some other way.
    #[error("the database failed")]
    Engine(#[source] Box<dyn Error + Send + Sync>),
}

/// An ordered map of bytes to bytes with atomic, durable batches.
pub trait Backend: Send + Sync {
    /// Returns the value of a key.
    ///
    /// # Errors
    /// [`BackendError`] when it cannot be read.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError>;

    /// Calls `visit` for every key in `from..to`, ascending, until it returns false.
    ///
    /// # Errors
    /// [`BackendError`] when the next one cannot be read.
    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError>;

    /// Applies a batch sorted by key, each key once: all of it or nothing, on disk when this returns.
    ///
    /// # Errors
    /// [`BackendError`]; whether the batch is there is then known only after opening again.
    fn apply(&self, batch: Batch) -> Result<(), BackendError>;

    /// Reads what lies in front of the database and is under checksums of its own.
    ///
    /// # Errors
    /// [`BackendError`] when it is not what was written.
    fn examine(&self) -> Result<(), BackendError> {
        Ok(())
    }

    /// Returns roughly how many bytes the backend occupies.
    ///
    /// # Errors
    /// [`BackendError`] when that cannot be told.
    fn size_bytes(&self) -> Result<u64, BackendError>;
}

impl<B: Backend + ?Sized> Backend for Arc<B> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        (**self).get(key)
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        (**self).scan(from, to, visit)
    }

    fn apply(&self, batch: Batch) -> Result<(), BackendError> {
        (**self).apply(batch)
    }

    fn examine(&self) -> Result<(), BackendError> {
        (**self).examine()
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        (**self).size_bytes()
    }
}
