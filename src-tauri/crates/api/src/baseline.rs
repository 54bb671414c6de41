//! Baselines: creating and listing them, and what changed between two moments.

use cairn_engine::baseline::{BaselineDiff, BaselineLine, create, diff, list};
use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::session::Session;

/// A baseline to create.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineRequest {
    /// Its name.
    pub name: String,
    /// The moment it marks; the newest record when absent.
    pub at: Option<String>,
    /// Why, for the record.
    pub reason: String,
}

/// A baseline that was created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselineReply {
    /// The record no. of its creation.
    pub seq: u64,
    /// Its name.
    pub name: String,
    /// The record no. it marks.
    pub marked: u64,
    /// When that was recorded.
    pub recorded_at: Timestamp,
}

/// Every baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselinesReply {
    /// The newest record no.
    pub seq: u64,
    /// The baselines, the one of the newest record first.
    pub baselines: Vec<BaselineLine>,
}

/// Two moments to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffRequest {
    /// The earlier one.
    pub from: String,
    /// The later one; the newest record when absent.
    pub to: Option<String>,
    /// Which items to look at; all when absent.
    pub filter: Option<String>,
}

impl Session {
    /// Creates a baseline.
    ///
    /// # Errors
    /// [`Failure`] when the name cannot be one or is taken, or there is no such moment; nothing is changed then.
    pub fn create_baseline(&self, request: &BaselineRequest) -> Result<BaselineReply, Failure> {
        let created =
            self.act(|act| create(&self.engine, &request.name, request.at.as_deref(), &request.reason, act))?;
        Ok(BaselineReply {
            seq: created.commit.seq,
            name: created.name,
            marked: created.marked.seq,
            recorded_at: created.marked.recorded_at,
        })
    }

    /// Returns every baseline.
    ///
    /// # Errors
    /// [`Failure`] when they cannot be read.
    pub fn baselines(&self) -> Result<BaselinesReply, Failure> {
        Ok(BaselinesReply { seq: self.engine.generation().seq(), baselines: list(&self.engine)? })
    }

    /// Returns what changed between two moments, and whether it was authorised.
    ///
    /// # Errors
    /// [`Failure`] when there is no such moment, the first is the later one, or the filter cannot be used.
    pub fn baseline_diff(&self, request: &DiffRequest) -> Result<BaselineDiff, Failure> {
        Ok(diff(&self.engine, &request.from, request.to.as_deref(), request.filter.as_deref())?)
    }
}
