//! Answers that are remembered while they may be asked for again.

use std::sync::{Arc, Mutex, PoisonError};

use crate::failure::Failure;

/// A few answers by what was asked; the one that was asked for longest ago is forgotten.
pub(super) struct Memory<K, T> {
    max: usize,
    known: Mutex<Vec<(K, Arc<T>)>>,
}

impl<K: PartialEq, T> Memory<K, T> {
    /// Returns a memory of at most `max` answers.
    pub(super) fn new(max: usize) -> Self {
        Memory { max, known: Mutex::default() }
    }

    /// Returns what is remembered under a key, or else makes it. Two who ask for the same at once both make it: nobody
    /// waits.
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> Result<Arc<T>, Failure>) -> Result<Arc<T>, Failure> {
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let made = make()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(own, _)| *own != key);
        if known.len() >= self.max {
            known.remove(0);
        }
        known.push((key, Arc::clone(&made)));
        Ok(made)
    }

    fn known(&self, key: &K) -> Option<Arc<T>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = known.iter().position(|(own, _)| own == key)?;
        let found = known.remove(place);
        let value = Arc::clone(&found.1);
        known.push(found);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn what_was_asked_for_longest_ago_is_forgotten() {
        let memory: Memory<u8, u8> = Memory::new(2);
        let ask = |key: u8| {
            let mut is_made = false;
            let found = memory.get(key, || {
                is_made = true;
                Ok(Arc::new(key))
            });
            assert_eq!(*found.unwrap(), key);
            is_made
        };
        assert_eq!([1, 2, 1, 3, 1, 2].map(ask), [true, true, false, true, false, true]);
    }

    #[test]
    fn a_refusal_is_not_remembered() {
        let memory: Memory<u8, u8> = Memory::new(2);
        let refused = || Err(Failure::new(crate::Code::BadInput, cairn_model::Phrase::new("wire-nothing-open")));
        assert!(memory.get(1, refused).is_err());
        assert_eq!(*memory.get(1, || Ok(Arc::new(7))).unwrap(), 7);
    }
}
