//! What a host holds: the estate that is open, or none; shared by threads.
//!
//! Readers take an `Arc` of what is open and go on with it: closing, opening another estate or a commit never waits
//! for them, and they never wait for those.

pub mod jobs;
mod lease;
mod memory;
mod open;
mod recent;
pub mod state;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use cairn_messages::{Language, Messages};
use cairn_model::Phrase;

use crate::failure::{Code, Failure};
use crate::host::Host;

pub use lease::{Attendant, Lease};
pub(crate) use open::{Answered, List, Open};

/// The desk of one host.
pub struct Desk {
    host: Arc<dyn Host>,
    /// Where the list of recent estates is kept; nowhere when `None`.
    recent: Option<PathBuf>,
    open: RwLock<Option<Arc<Open>>>,
    /// Why the last estate could not be opened.
    refused: RwLock<Option<(PathBuf, Failure)>>,
    /// Held while an estate is being opened, created or closed.
    changing: Mutex<()>,
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
            changing: Mutex::default(),
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
        self.opened().ok_or_else(|| Failure::new(Code::NotAnEstate, Phrase::new("wire-nothing-open")))
    }

    /// Returns the jobs that run.
    #[must_use]
    pub fn jobs(&self) -> &jobs::Jobs {
        &self.jobs
    }
}
