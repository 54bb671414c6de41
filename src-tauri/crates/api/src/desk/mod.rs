//! What a host holds: the estate that is open, or none; shared by threads.
//!
//! Readers take an `Arc` of what is open and go on with it: closing, opening another estate or a commit never waits
//! for them, and they never wait for those.

pub mod care;
pub mod jobs;
mod lease;
mod memory;
mod open;
mod recent;
pub mod schedule;
pub mod state;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use cairn_messages::{Language, Messages};
use cairn_model::Phrase;

use crate::contract::Work;
use crate::failure::{Code, Failure};
use crate::host::Host;
use crate::salvage::ErrorSeen;

pub use lease::{Attendant, Lease};
pub(crate) use open::{Answered, List, Open};

/// How many refusals are remembered.
const ERRORS_MAX: usize = 20;
/// How long those who read an estate are waited for before it is used alone: 10 seconds.
const RELEASE_TRIES: u32 = 200;
const RELEASE_PAUSE: Duration = Duration::from_millis(50);

/// The desk of one host.
pub struct Desk {
    host: Arc<dyn Host>,
    /// Where the list of recent estates is kept; nowhere when `None`.
    recent: Option<PathBuf>,
    open: RwLock<Option<Arc<Open>>>,
    /// Why the last estate could not be opened.
    refused: RwLock<Option<(PathBuf, Failure)>>,
    /// The estate while nobody may use it, because it is made anew where it lies.
    kept: RwLock<Option<state::OpenedEstate>>,
    /// Held while an estate is being opened, created or closed.
    changing: Mutex<()>,
    /// Held while what is remembered of back-ups is read or written.
    care: Mutex<()>,
    /// What was refused lately, newest last.
    errors: Mutex<VecDeque<ErrorSeen>>,
    jobs: jobs::Jobs,
    attendant: Option<Box<dyn Attendant>>,
    words: [OnceLock<Messages>; Language::ALL.len()],
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Desk").field("is_open", &self.opened().is_some()).finish_non_exhaustive()
    }
}

impl Desk {
    /// Returns a desk with nothing on it; the list of recent estates is kept in the file `recent`.
    #[must_use]
    pub fn new(host: Arc<dyn Host>, recent: Option<PathBuf>) -> Self {
        Desk {
            host,
            recent,
            open: RwLock::default(),
            refused: RwLock::default(),
            kept: RwLock::default(),
            changing: Mutex::default(),
            care: Mutex::default(),
            errors: Mutex::default(),
            jobs: jobs::Jobs::default(),
            attendant: None,
            words: [const { OnceLock::new() }; Language::ALL.len()],
        }
    }

    /// Returns the desk with one who hears of what is put on it and taken from it.
    #[must_use]
    pub fn attended_by(self, attendant: Box<dyn Attendant>) -> Self {
        Desk { attendant: Some(attendant), ..self }
    }

    /// Returns the words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Messages {
        let place = Language::ALL.iter().position(|own| *own == language).unwrap_or_default();
        self.words[place].get_or_init(|| Messages::for_screen(language))
    }

    /// Returns the surroundings of this desk.
    pub(crate) fn host(&self) -> &dyn Host {
        &*self.host
    }

    /// Returns what is open, if anything.
    pub(crate) fn opened(&self) -> Option<Arc<Open>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns what is open.
    ///
    /// # Errors
    /// [`Failure`] when nothing is.
    pub(crate) fn estate(&self) -> Result<Arc<Open>, Failure> {
        self.opened().ok_or_else(|| {
            if let Some((_, failure)) = self.unmended() {
                return failure;
            }
            let is_kept = self.kept.read().unwrap_or_else(PoisonError::into_inner).is_some();
            let (code, word) =
                if is_kept { (Code::Locked, "wire-being-kept") } else { (Code::NotAnEstate, "wire-nothing-open") };
            Failure::new(code, Phrase::new(word))
        })
    }

    /// Returns the directory of the estate that could not be opened.
    pub(crate) fn refused_dir(&self) -> Option<PathBuf> {
        let refused = self.refused.read().unwrap_or_else(PoisonError::into_inner);
        refused.as_ref().map(|(dir, _)| dir.clone())
    }

    /// Remembers that a command was refused, and with which sentence; not what that spoke of.
    pub(crate) fn note(&self, command: &str, failure: &Failure) {
        let seen =
            ErrorSeen { at: self.host.now(), command: command.to_owned(), message_key: failure.message.code.clone() };
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        if errors.len() == ERRORS_MAX {
            errors.pop_front();
        }
        errors.push_back(seen);
    }

    /// Returns what was refused lately, newest last.
    pub(crate) fn errors(&self) -> Vec<ErrorSeen> {
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Opens the estate anew when a write to it failed, for what is in memory may differ from what is on disk then. A disk
    /// that is full may not let it be opened either: it stays the estate of the desk, and [`Desk::try_again`] is for that.
    pub(crate) fn mend(&self, work: &Work<'_>) {
        if let Some(open) = self.opened().filter(|open| open.session.engine.must_reopen()) {
            let estate = state::opened(&open).ok();
            drop(open);
            // What comes of it stands on the desk; the caller hears of the write that failed.
            let _mended = self.alone(work, |_| Ok(()));
            if self.opened().is_none() {
                *self.kept.write().unwrap_or_else(PoisonError::into_inner) = estate;
            }
        }
    }

    /// Opens the estate of this desk that could not be opened again, if there is one and it opens by now. Waits for nobody:
    /// every command does this first, also one that is to stop another.
    pub(crate) fn try_again(&self) {
        let Some((dir, _)) = self.unmended() else { return };
        // Somebody who changes the desk at this moment knows better.
        let Ok(_changing) = self.changing.try_lock() else { return };
        if state::reopen(self, &dir).is_ok() {
            self.kept.write().unwrap_or_else(PoisonError::into_inner).take();
            self.refused.write().unwrap_or_else(PoisonError::into_inner).take();
        }
    }

    /// Returns the estate of this desk that could not be opened again, and why.
    fn unmended(&self) -> Option<(PathBuf, Failure)> {
        if self.opened().is_some() {
            return None;
        }
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner).as_ref()?.path.clone();
        let refused = self.refused.read().unwrap_or_else(PoisonError::into_inner).clone();
        refused.filter(|(dir, _)| *dir == Path::new(&kept))
    }

    /// Takes the estate off the desk, calls `work` with its directory while nobody has it open, and puts it back,
    /// whatever came of it.
    ///
    /// # Errors
    /// [`Failure`] when somebody goes on using it, of the work, and when it does not open any more.
    pub(crate) fn alone<T>(
        &self,
        work: &Work<'_>,
        run: impl FnOnce(&Path) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let open = self.estate()?;
        let (dir, held) = (open.dir.clone(), Arc::downgrade(&open));
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Some(state::opened(&open)?);
        drop(open);
        state::put(self, None);
        let mut tries = 0;
        while held.strong_count() > 0 && tries < RELEASE_TRIES && work.cancel.check().is_ok() {
            std::thread::sleep(RELEASE_PAUSE);
            tries += 1;
        }
        let outcome = match held.upgrade() {
            // Somebody reads still: it goes back as it was.
            Some(open) => {
                state::lay(self, open);
                let stopped =
                    work.cancel.check().map_err(|cancelled| cairn_engine::EngineError::from(cancelled).into());
                stopped.and_then(|()| Err(Failure::new(Code::Locked, Phrase::new("wire-still-read"))))
            }
            None => {
                let outcome = run(&dir);
                let opened = state::reopen(self, &dir);
                outcome.and_then(|done| opened.map(|()| done))
            }
        };
        self.kept.write().unwrap_or_else(PoisonError::into_inner).take();
        outcome
    }

    /// Returns the jobs that run.
    #[must_use]
    pub fn jobs(&self) -> &jobs::Jobs {
        &self.jobs
    }
}
