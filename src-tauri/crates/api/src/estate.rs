//! The estate as a whole: creating, status, log, check, and the operation of items.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use cairn_engine::checkpoint::{Checkpoint, CheckpointStanding, Kept};
use cairn_engine::operation::{OperationChange, set};
use cairn_engine::sample::Sample;
use cairn_engine::{CheckReport, EngineError, Tell};
use cairn_model::impact::ItemRef;
use cairn_model::{Commit, OperationStatus, Timestamp};
use serde::{Deserialize, Serialize};

use crate::change::WatchedReply;
use crate::failure::Failure;
use crate::session::Session;

/// What a new estate is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateRequest {
    /// The directory to create.
    pub dir: PathBuf,
    /// The name that people give it.
    pub name: String,
    /// The sample to load, if any.
    pub sample: Option<Sample>,
}

/// How many items a class has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClassCount {
    /// The id of the class.
    pub class: String,
    /// How many items.
    pub items: u64,
}

/// How many items are in a lifecycle state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StateCount {
    /// The id of the state.
    pub state: String,
    /// How many items.
    pub items: u64,
}

/// What an estate holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EstateReply {
    /// The name that people give it.
    pub name: String,
    /// Its id, the same in every copy.
    pub estate: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// `primary` or `replica`.
    pub role: String,
    /// The storage format.
    pub format: u32,
    /// The newest record no.
    pub seq: u64,
    /// The hash of the newest record.
    pub hash: String,
    /// When it was recorded.
    pub recorded_at: Option<Timestamp>,
    /// How many items.
    pub items: u64,
    /// How many relationships.
    pub relationships: u64,
    /// How many requirements have declared terms.
    pub requirements: u64,
    /// Bytes on disk, without attachments.
    pub size_bytes: u64,
    /// Items by lifecycle state, in the order of the lifecycle; states without items are left out.
    pub states: Vec<StateCount>,
    /// Items by class, most first.
    pub classes: Vec<ClassCount>,
    /// How many items are not in service.
    pub not_in_service: u64,
    /// Relationship types that were learned and nobody has confirmed.
    pub learned_types: Vec<String>,
    /// Classes that were learned and nobody has confirmed.
    pub learned_classes: Vec<String>,
}

/// Records, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogReply {
    /// The newest record no.
    pub seq: u64,
    /// The headers.
    pub commits: Vec<Commit>,
}

/// Something that is wrong with what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FindingView {
    /// Of which record of the log, when it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// What kind of thing.
    pub what: String,
    /// Where.
    pub place: String,
    /// What should be there.
    pub expected: String,
    /// What is.
    pub found: String,
}

/// Whether everything stored belongs together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckReply {
    /// Nothing is wrong.
    pub sound: bool,
    /// How many commits were read.
    pub commits: u64,
    /// How many edits.
    pub edits: u64,
    /// How many pages.
    pub pages: u64,
    /// How many records on them.
    pub records: u64,
    /// How many attachments were read.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(as = "Option<u64>", optional))]
    pub blobs: u64,
    /// How many values were purged, each by a record of its own.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(as = "Option<u64>", optional))]
    pub purged: u64,
    /// In how many places of the log a digest stands for a purged value.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(as = "Option<u64>", optional))]
    pub purged_places: u64,
    /// Of these, in how many no purge of this estate names the digest.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(as = "Option<u64>", optional))]
    pub purged_unnamed: u64,
    /// The first record of the log of which something is wrong, when it is known which: what stands before it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_bad: Option<u64>,
    /// How the estate stands to a checkpoint, when it was compared with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<AgainstReply>,
    /// How the image from which the estate opens stands, when there is one: `used`, `too_old`, `damaged`,
    /// `other_estate`, `other_form`, `other_record`. None of it is wrong with the estate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// What is wrong.
    pub findings: Vec<FindingView>,
}

/// How an estate stands to a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AgainstReply {
    /// What came of comparing.
    pub standing: CheckpointStanding,
    /// The record no. of the checkpoint.
    pub seq: u64,
    /// When that record was made.
    pub recorded_at: Timestamp,
}

/// What was written of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogExportReply {
    /// The record no. of the last record.
    pub seq: u64,
    /// Its hash.
    pub hash: String,
    /// How many edits.
    pub edits: u64,
}

/// That an item goes out of service, works worse or is back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationRequest {
    /// Words for the item.
    pub item: String,
    /// The new status.
    pub status: OperationStatus,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Until when it is expected to last.
    pub expected_end: Option<Timestamp>,
}

/// What was recorded of an item's operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OperationReply {
    /// The record no.
    pub seq: u64,
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its operation from now on.
    pub operation: OperationStatus,
    /// What was looked at again because of the record.
    #[serde(default)]
    pub watched: WatchedReply,
}

impl Session {
    /// Returns what the estate holds.
    ///
    /// # Errors
    /// [`Failure`] when its size cannot be measured.
    pub fn status(&self) -> Result<EstateReply, Failure> {
        let info = self.engine.info()?;
        let generation = self.engine.generation();
        let catalogue = generation.catalogue();
        let mut by_class: BTreeMap<usize, u64> = BTreeMap::new();
        let mut by_state: BTreeMap<usize, u64> = BTreeMap::new();
        let mut not_in_service = 0;
        for row in generation.rows() {
            *by_class.entry(generation.class_number(row)).or_default() += 1;
            *by_state.entry(generation.state_number(row)).or_default() += 1;
            not_in_service += u64::from(generation.status(row) != OperationStatus::InService);
        }
        let mut classes: Vec<ClassCount> = by_class
            .into_iter()
            .map(|(class, items)| ClassCount { class: catalogue.classes()[class].definition.id.clone(), items })
            .collect();
        classes.sort_by(|left, right| right.items.cmp(&left.items).then_with(|| left.class.cmp(&right.class)));
        let states = by_state
            .into_iter()
            .map(|(state, items)| StateCount { state: catalogue.states()[state].id.clone(), items });
        let learned_types = catalogue.relationship_types().iter().map(|kind| &kind.definition);
        let learned_classes = catalogue.classes().iter().map(|class| &class.definition);
        Ok(EstateReply {
            name: info.estate.name,
            estate: info.estate.estate,
            lineage: info.estate.lineage,
            role: match info.estate.role {
                cairn_engine::Role::Primary => "primary".to_owned(),
                cairn_engine::Role::Replica => "replica".to_owned(),
            },
            format: info.estate.format,
            seq: info.head.seq,
            hash: info.head.hash,
            recorded_at: info.head.recorded_at,
            items: generation.item_count() as u64,
            relationships: generation.relationship_count() as u64,
            requirements: generation.requirement_count() as u64,
            size_bytes: info.size_bytes,
            states: states.collect(),
            classes,
            not_in_service,
            learned_types: learned_types.filter(|kind| kind.learned).map(|kind| kind.id.clone()).collect(),
            learned_classes: learned_classes.filter(|class| class.learned).map(|class| class.id.clone()).collect(),
        })
    }

    /// Returns at most `limit` records, newest first.
    ///
    /// # Errors
    /// [`Failure`] when they cannot be read.
    pub fn log(&self, limit: usize) -> Result<LogReply, Failure> {
        Ok(LogReply { seq: self.engine.generation().seq(), commits: self.engine.commits(limit)? })
    }

    /// Returns whether everything stored belongs together.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read at all.
    pub fn check(&self) -> Result<CheckReply, Failure> {
        self.check_told(&mut |_| true)
    }

    pub(crate) fn check_told(&self, tell: Tell<'_>) -> Result<CheckReply, Failure> {
        Ok(reply_of(&self.engine.check_told(tell)?, None))
    }

    /// Returns whether everything stored belongs together, and how it stands to a checkpoint: the content of its file, or
    /// its short text.
    ///
    /// # Errors
    /// [`Failure`] when the estate or the checkpoint cannot be read at all.
    pub fn check_against(&self, given: &str) -> Result<CheckReply, Failure> {
        self.check_against_told(given, &mut |_| true)
    }

    pub(crate) fn check_against_told(&self, given: &str, tell: Tell<'_>) -> Result<CheckReply, Failure> {
        let kept = Kept::parse(given).map_err(EngineError::from)?;
        let (report, standing) = cairn_engine::checkpoint::check_against(&self.engine, &kept, tell)?;
        Ok(reply_of(&report, Some(AgainstReply { standing, seq: kept.seq, recorded_at: kept.recorded_at })))
    }

    /// Returns how far the estate has come, to be kept elsewhere.
    ///
    /// # Errors
    /// [`Failure`] when the records cannot be read.
    pub fn checkpoint(&self) -> Result<Checkpoint, Failure> {
        Ok(cairn_engine::checkpoint::checkpoint(&self.engine)?)
    }

    /// Writes the whole log to `out` as text: whoever has it can compute every hash with nothing of this program.
    ///
    /// # Errors
    /// [`Failure`]; what was written then is no log.
    pub fn log_export(&self, out: &mut impl Write) -> Result<LogExportReply, Failure> {
        let exported = cairn_engine::log::export(&self.engine, out)?;
        Ok(LogExportReply { seq: exported.seq, hash: exported.hash, edits: exported.edits })
    }

    /// Records the operation of an item.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn set_operation(&self, request: &OperationRequest) -> Result<OperationReply, Failure> {
        let change = OperationChange {
            status: request.status,
            reason: request.reason.clone(),
            since: request.since,
            expected_end: request.expected_end,
        };
        let commit = self.act(|act| set(&self.engine, &request.item, &change, act))?;
        let watched = self.looked_after();
        let generation = self.engine.generation();
        let row = cairn_engine::item::find(&generation, &request.item)?;
        let item = cairn_engine::item::reference(&generation, row)?;
        Ok(OperationReply { seq: commit.seq, item, operation: request.status, watched })
    }
}

fn reply_of(report: &CheckReport, against: Option<AgainstReply>) -> CheckReply {
    let findings: Vec<FindingView> = report.findings.iter().map(FindingView::of).collect();
    CheckReply {
        sound: findings.is_empty(),
        commits: report.commits,
        edits: report.edits,
        pages: report.pages,
        records: report.records,
        blobs: report.blobs,
        purged: report.purged,
        purged_places: report.purged_places,
        purged_unnamed: report.purged_unnamed,
        first_bad: report.first_bad(),
        against,
        image: report.image.map(|note| snake(&format!("{note:?}"))),
        findings,
    }
}

impl FindingView {
    pub(crate) fn of(finding: &cairn_engine::Finding) -> Self {
        FindingView {
            record: finding.record,
            what: snake(&format!("{:?}", finding.what)),
            place: finding.place.clone(),
            expected: finding.expected.clone(),
            found: finding.found.clone(),
        }
    }
}

/// Returns `HashChain` as `hash_chain`.
fn snake(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for (position, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && position > 0 {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
