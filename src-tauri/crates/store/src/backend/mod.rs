//! Where keys and values lie: one trait, an embedded database on disk, and a map in memory.

use std::error::Error;
use std::io;
use std::sync::Arc;

mod memory;
mod sled;

pub use self::memory::MemoryBackend;
pub(crate) use self::sled::SledBackend;

/// One write of a batch: the key, and its new value or `None` to delete it.
pub type Write = (Vec<u8>, Option<Vec<u8>>);

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
    fn apply(&self, batch: Vec<Write>) -> Result<(), BackendError>;

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

    fn apply(&self, batch: Vec<Write>) -> Result<(), BackendError> {
        (**self).apply(batch)
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        (**self).size_bytes()
    }
}
