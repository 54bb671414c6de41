//! The estate of a desk, for others who act in this process under their own name.

use std::path::Path;
use std::sync::{Arc, Weak};

use cairn_model::Phrase;

use super::Open;
use crate::failure::{Code, Failure};
use crate::host::Host;
use crate::session::Session;

/// Hears of what is put on a desk and taken from it, one after the other.
pub trait Attendant: Send + Sync {
    /// An estate lies on the desk.
    fn opened(&self, dir: &Path, lease: Lease);

    /// The estate is about to be taken away.
    fn closing(&self);
}

/// The estate that lies on a desk, for as long as it does.
#[derive(Clone)]
pub struct Lease(Weak<Open>);

impl std::fmt::Debug for Lease {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Lease").field("is_open", &(self.0.strong_count() > 0)).finish()
    }
}

impl Lease {
    pub(super) fn of(open: &Arc<Open>) -> Self {
        Lease(Arc::downgrade(open))
    }

    /// Returns a session of the estate in which another host acts.
    ///
    /// # Errors
    /// [`Failure`] when the estate was closed meanwhile.
    pub fn session(&self, host: Arc<dyn Host>) -> Result<Session, Failure> {
        let open = self.0.upgrade();
        let open = open.ok_or_else(|| Failure::new(Code::NotAnEstate, Phrase::new("wire-nothing-open")))?;
        Ok(Session {
            engine: Arc::clone(&open.session.engine),
            host,
            migration: None,
            unpacked: open.session.unpacked.clone(),
        })
    }

    /// Returns the newest record no.; `None` when the estate was closed.
    #[must_use]
    pub fn seq(&self) -> Option<u64> {
        self.0.upgrade().map(|open| open.session.engine.generation().seq())
    }
}
