//! A backend in memory, for tests and previews.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Backend, BackendError, Batch};

/// A backend that keeps everything in memory and loses it when dropped.
#[derive(Debug, Default)]
pub struct MemoryBackend {
    entries: Mutex<BTreeMap<Vec<u8>, Vec<u8>>>,
}

impl MemoryBackend {
    /// Returns an empty backend.
    #[must_use]
    pub fn new() -> Self {
        MemoryBackend::default()
    }

    /// Returns a copy of every key and value.
    #[must_use]
    pub fn entries(&self) -> BTreeMap<Vec<u8>, Vec<u8>> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Vec<u8>, Vec<u8>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend for MemoryBackend {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        Ok(self.lock().get(key).cloned())
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        if from < to {
            for (key, value) in self.lock().range(from.to_vec()..to.to_vec()) {
                if !visit(key, value) {
                    break;
                }
            }
        }
        Ok(())
    }

    fn apply(&self, batch: Batch) -> Result<(), BackendError> {
        let mut entries = self.lock();
        for (key, value) in batch.writes {
            match value {
                Some(value) => entries.insert(key, value),
                None => entries.remove(&key),
            };
        }
        Ok(())
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        Ok(self.lock().iter().map(|(key, value)| (key.len() + value.len()) as u64).sum())
    }
}
