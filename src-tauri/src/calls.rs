//! The calls that are being answered: the window goes when none is.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How many calls are being answered.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    running: Mutex<usize>,
    ended: Condvar,
}

impl Calls {
    pub(crate) fn begin(&self) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }

    pub(crate) fn end(&self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        *running = running.saturating_sub(1);
        self.ended.notify_all();
    }

    /// Waits until no call is being answered, at most `limit`. Returns whether that came about.
    pub(crate) fn wait(&self, limit: Duration) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ended.wait_timeout_while(running, limit, |running| *running > 0);
        *waited.unwrap_or_else(PoisonError::into_inner).0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_nothing_and_everybody_for_the_last_call() {
        let calls = Calls::default();
        assert!(calls.wait(Duration::ZERO));
        calls.begin();
        calls.begin();
        calls.end();
        assert!(!calls.wait(Duration::ZERO));
        std::thread::scope(|scope| {
            scope.spawn(|| calls.end());
            assert!(calls.wait(Duration::from_secs(60)));
        });
    }
}
