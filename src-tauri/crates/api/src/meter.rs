//! Work on files that tells how many bytes are done, and stops within moments of being cancelled.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use cairn_engine::EngineError;
use cairn_model::{CancelToken, Cancelled};

use crate::contract::{Progress, Work};
use crate::failure::Failure;

/// How often somebody is told.
const TICK: Duration = Duration::from_millis(100);

/// Counts what goes through the files of a job, and ends it where they are read or written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    cancel: CancelToken,
    done: Arc<AtomicU64>,
}

impl Meter {
    /// Returns a file whose bytes count.
    pub(crate) fn of<F>(&self, file: F) -> Metered<F> {
        Metered { meter: self.clone(), file }
    }

    /// Returns what counts bytes that go through no file of a job, and says whether to go on.
    pub(crate) fn tell(&self) -> impl FnMut(u64) -> bool {
        let meter = self.clone();
        move |bytes| {
            meter.done.fetch_add(bytes, Ordering::Relaxed);
            meter.cancel.check().is_ok()
        }
    }

    /// Says whether to go on.
    ///
    /// # Errors
    /// [`Failure`] of code `cancelled`.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        Ok(self.cancel.check().map_err(EngineError::from)?)
    }

    fn passed(&self, bytes: usize) -> io::Result<usize> {
        self.cancel.check().map_err(io::Error::other)?;
        self.done.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// A file whose bytes count.
#[derive(Debug)]
pub(crate) struct Metered<F> {
    meter: Meter,
    file: F,
}

impl<F> Metered<F> {
    /// Returns the file.
    pub(crate) fn get_ref(&self) -> &F {
        &self.file
    }
}

impl<F: Read> Read for Metered<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer).and_then(|bytes| self.meter.passed(bytes))
    }
}

impl<F: Write> Write for Metered<F> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.file.write(buffer).and_then(|bytes| self.meter.passed(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl<F: Seek> Seek for Metered<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Returns what a job comes to, done on a thread of its own while this one tells how far it has come: bytes, of `total`
/// where that is known.
///
/// # Errors
/// Those of the job; [`Failure`] of code `cancelled` when it failed after it was.
pub(crate) fn metered<T: Send>(
    work: &Work<'_>,
    total: Option<u64>,
    note: &str,
    job: impl FnOnce(&Meter) -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    let meter = Meter { cancel: work.cancel.clone(), done: Arc::default() };
    let note = work.messages.word(note);
    let tell = || {
        let done = meter.done.load(Ordering::Relaxed);
        // What is read twice is not more than everything.
        let done = total.map_or(done, |total| done.min(total));
        (work.progress)(&Progress { done, total, unit: "bytes".to_owned(), note: note.clone() });
    };
    let ended = thread::scope(|scope| {
        let (send, receive) = channel();
        let own = meter.clone();
        tell();
        scope.spawn(move || send.send(job(&own)));
        loop {
            match receive.recv_timeout(TICK) {
                Ok(ended) => return Some(ended),
                Err(RecvTimeoutError::Timeout) => tell(),
                // Only a panic ends a job without an answer; leaving the scope passes it on.
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    });
    let ended = ended.unwrap_or_else(|| Err(EngineError::from(Cancelled).into()));
    // A job that came to its end before it heard of it is done; one that failed failed because of it.
    ended.map_err(|failure| {
        work.cancel.check().map_or_else(|cancelled| EngineError::from(cancelled).into(), |()| failure)
    })
}
