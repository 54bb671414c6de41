//! Jobs that run: who may stop them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use cairn_model::CancelToken;
use serde::{Deserialize, Serialize};

use super::Desk;
use crate::contract::Work;
use crate::failure::Failure;

/// The jobs that run, by the id that their callers gave them.
#[derive(Debug, Default)]
pub struct Jobs {
    running: Mutex<BTreeMap<String, CancelToken>>,
}

impl Jobs {
    /// Returns the token of a new job under an id; a job that runs under the same id can no longer be cancelled.
    #[must_use]
    pub fn begin(&self, id: &str) -> CancelToken {
        let token = CancelToken::default();
        self.running.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), token.clone());
        token
    }

    /// Forgets a job that has ended.
    pub fn end(&self, id: &str) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// Returns how many run.
    #[must_use]
    pub fn running(&self) -> usize {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Asks all that run to stop.
    pub fn cancel_all(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.values().for_each(CancelToken::cancel);
    }

    fn cancel(&self, id: &str) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(id).map(CancelToken::cancel).is_some()
    }
}

/// Which job is to stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "JobCancelRequest"))]
pub struct CancelRequest {
    /// The id that its caller gave it.
    pub job: String,
}

/// Whether a job was asked to stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "JobCancelReply"))]
pub struct CancelReply {
    /// It was running; false when it had ended before.
    pub running: bool,
}

pub(crate) fn cancel(desk: &Desk, request: &CancelRequest, _work: &Work<'_>) -> Result<CancelReply, Failure> {
    Ok(CancelReply { running: desk.jobs.cancel(&request.job) })
}
