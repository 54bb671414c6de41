//! Taking back what a record did, and removing a value for good.

use cairn_engine::purge::PurgeRequest;
use cairn_model::CommitKind;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::session::Session;

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RevertReply {
    /// The record that takes it back.
    pub seq: u64,
    /// The record that was taken back.
    pub reverted: u64,
    /// Of which kind the record is: a correction or a revert.
    pub kind: CommitKind,
    /// How many edits it has.
    pub edits: u64,
}

/// A place in the log from which a value went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PurgedPlaceView {
    /// The record no.
    pub record: u64,
    /// Where in the edit, as a JSON pointer.
    pub path: String,
    /// What stays.
    pub digest: String,
}

impl From<cairn_engine::purge::PurgedPlace> for PurgedPlaceView {
    fn from(place: cairn_engine::purge::PurgedPlace) -> Self {
        PurgedPlaceView { record: place.seq, path: place.path, digest: place.digest }
    }
}

/// What was removed for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PurgeReply {
    /// The record that says so.
    pub seq: u64,
    /// The key of the item.
    pub key: String,
    /// The field.
    pub field: String,
    /// From where in the log it went.
    pub places: Vec<PurgedPlaceView>,
    /// Where the same text stands as well and was left, at most 50.
    pub elsewhere: Vec<String>,
}

impl Session {
    /// Takes back what a record did, as a record of its own: `7`, `#7`, or a change and its step, `CHG-1/2`.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn revert(&self, words: &str, reason: &str) -> Result<RevertReply, Failure> {
        let reverted = self.act(|act| cairn_engine::revert::revert(&self.engine, words, reason, act))?;
        self.looked_after();
        let commit = reverted.commit;
        Ok(RevertReply { seq: commit.seq, reverted: reverted.seq, kind: commit.kind, edits: commit.operations })
    }

    /// Removes a value for good.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn purge(&self, request: &PurgeRequest) -> Result<PurgeReply, Failure> {
        let purged = self.act(|act| cairn_engine::purge::purge(&self.engine, request, act))?;
        self.looked_after();
        Ok(PurgeReply {
            seq: purged.commit.seq,
            key: purged.key,
            field: request.field.clone(),
            places: purged.places.into_iter().map(PurgedPlaceView::from).collect(),
            elsewhere: purged.elsewhere,
        })
    }
}
