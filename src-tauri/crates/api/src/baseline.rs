//! Baselines: creating and listing them, and what changed between two moments.

use cairn_engine::baseline::{BaselineDiff, BaselineLine, SealedBy, create, diff, has_words, list};
use cairn_messages::Messages;
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

/// Which baselines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct BaselinesRequest {
    /// Only those with every word of this in their name, or in who sealed them, why, and on which change.
    #[serde(default)]
    pub text: Option<String>,
    /// Only those sealed by people, or by changes when they were started.
    #[serde(default)]
    pub by: Option<SealedBy>,
}

/// How many baselines there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselineCounts {
    /// In all, whatever is asked for.
    pub total: u64,
    /// With the words that are asked for, sealed by people.
    pub people: u64,
    /// With the words that are asked for, sealed by changes.
    pub changes: u64,
}

/// Baselines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselinesReply {
    /// The newest record no.
    pub seq: u64,
    /// How many there are.
    pub counts: BaselineCounts,
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

    /// Returns the baselines that are asked for, with what the product wrote of them in words.
    ///
    /// # Errors
    /// [`Failure`] when they cannot be read.
    pub fn baselines(&self, request: &BaselinesRequest, messages: &Messages) -> Result<BaselinesReply, Failure> {
        let mut baselines = list(&self.engine)?;
        let mut counts = BaselineCounts { total: baselines.len() as u64, ..BaselineCounts::default() };
        for created in baselines.iter_mut().filter_map(|line| line.created.as_mut()) {
            created.said = self.reason_said(created.kind, &created.reason, messages);
        }
        baselines.retain(|line| has_words(line, request.text.as_deref().unwrap_or_default()));
        for line in &baselines {
            match SealedBy::of(line) {
                SealedBy::People => counts.people += 1,
                SealedBy::Changes => counts.changes += 1,
            }
        }
        baselines.retain(|line| request.by.is_none_or(|by| by == SealedBy::of(line)));
        Ok(BaselinesReply { seq: self.engine.generation().seq(), counts, baselines })
    }

    /// Returns how many baselines there are.
    ///
    /// # Errors
    /// [`Failure`] when they cannot be read.
    pub(crate) fn baseline_count(&self) -> Result<u64, Failure> {
        Ok(list(&self.engine)?.len() as u64)
    }

    /// Returns what changed between two moments, and whether it was authorised.
    ///
    /// # Errors
    /// [`Failure`] when there is no such moment, the first is the later one, or the filter cannot be used.
    pub fn baseline_diff(&self, request: &DiffRequest) -> Result<BaselineDiff, Failure> {
        Ok(diff(&self.engine, &request.from, request.to.as_deref(), request.filter.as_deref())?)
    }
}
