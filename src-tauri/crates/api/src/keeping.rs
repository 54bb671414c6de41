//! Keeping an estate: copies that take over, and a database made anew.

use std::path::Path;
use std::sync::Arc;

use cairn_engine::Tell;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::host::Host;
use crate::session::{LOCK_WAIT, Migration, Session, holder, refuse_place};

/// A copy that took over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TakeOverReply {
    /// The record that says so.
    pub seq: u64,
    /// The lineage from now on.
    pub lineage: String,
    /// The lineage that it was a copy of.
    pub from: String,
}

/// A database made anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CompactReply {
    /// The newest record no., which is what it was.
    pub seq: u64,
    /// Its hash.
    pub hash: String,
    /// Bytes of the database before.
    pub bytes_before: u64,
    /// Bytes of the database now.
    pub bytes_after: u64,
}

impl Session {
    /// Makes a replica the original, of a line of records of its own.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn take_over(&self, reason: &str) -> Result<TakeOverReply, Failure> {
        let from = self.engine.info()?.estate.lineage;
        let (commit, estate) = self.act(|act| cairn_engine::take_over::take_over(&self.engine, reason, act))?;
        Ok(TakeOverReply { seq: commit.seq, lineage: estate.lineage, from })
    }
}

/// Brings the estate in `dir` to the storage format of this version, when it is of a former one; returns what was done.
///
/// # Errors
/// As [`Session::open`].
pub fn migrate(dir: &Path, host: Arc<dyn Host>) -> Result<Option<Migration>, Failure> {
    if !cairn_engine::is_former(dir) {
        return Ok(None);
    }
    Ok(Session::open(dir, host)?.migration().cloned())
}

/// Makes the database of an estate anew, of what it holds. Nobody else may have it open.
///
/// # Errors
/// [`Failure`]; the estate is then what it was.
pub fn compact(dir: &Path, host: &dyn Host) -> Result<CompactReply, Failure> {
    compact_told(dir, host, &mut |_| true)
}

pub(crate) fn compact_told(dir: &Path, host: &dyn Host, tell: Tell<'_>) -> Result<CompactReply, Failure> {
    refuse_place(dir, host)?;
    let made = cairn_engine::compact(dir, &holder(host), LOCK_WAIT, tell).map_err(cairn_engine::EngineError::from)?;
    Ok(CompactReply {
        seq: made.head.seq,
        hash: made.head.hash,
        bytes_before: made.bytes_before,
        bytes_after: made.bytes_after,
    })
}
