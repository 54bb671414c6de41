//! Checkpoints: how far an estate had come, kept where nobody who can alter the estate can alter them.
//!
//! A hash chain proves that no record was altered between the first and the last. It does not prove that the last is the
//! last, nor that somebody did not make the whole chain anew. A checkpoint kept elsewhere does.

mod text;

use cairn_model::Timestamp;
use cairn_store::{CheckReport, EstateFile, Finding, FindingCode, Tell};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::EngineError;

pub use text::TextError;

/// What a checkpoint calls itself.
const FORMAT: &str = "cairn-checkpoint";
const VERSION: u32 = 1;
/// The kind of the documents that say which line of records went on as which.
pub(crate) const LINEAGE_KIND: &str = "lineage";

/// How far an estate had come. Fields stand in canonical order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Checkpoint {
    /// How many edits its records had up to the newest.
    pub edits: u64,
    /// The id of the estate.
    pub estate: String,
    /// What this is: `cairn-checkpoint`.
    pub format: String,
    /// The hash of the newest record.
    pub hash: String,
    /// The id of its line of records.
    pub lineage: String,
    /// When the newest record was made.
    pub recorded_at: Timestamp,
    /// The newest record no.
    pub seq: u64,
    /// The same as a short text: base 32 with a check digit.
    pub text: String,
    /// The version of the format.
    pub version: u32,
}

/// What an estate is compared with: a whole checkpoint, or as much as its short text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The first 8 bytes of SHA-256 of the id of the estate.
    estate: [u8; 8],
    /// The same of the lineage.
    lineage: [u8; 8],
    /// The beginning of the hash of the newest record, 20 bytes or all 32.
    hash: Vec<u8>,
    /// The record no.
    pub seq: u64,
    /// How many edits there were.
    edits: u64,
    /// When the record was made.
    pub recorded_at: Timestamp,
}

/// How an estate stands to a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CheckpointStanding {
    /// The record of the checkpoint is there, and what came before it is what it was.
    Holds,
    /// The same; since then a copy took over, so the estate is of another lineage.
    HoldsTakenOver,
    /// It is the checkpoint of another estate.
    OtherEstate,
    /// The record of the checkpoint is there; behind it or before it another copy went on by itself.
    Fork,
    /// The estate ends before the record of the checkpoint.
    Truncated,
    /// There is a record of that number, and it is another one.
    Rebuilt,
}

impl CheckpointStanding {
    /// Returns whether nothing is wrong.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, CheckpointStanding::Holds | CheckpointStanding::HoldsTakenOver)
    }

    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            CheckpointStanding::Holds => "holds",
            CheckpointStanding::HoldsTakenOver => "holds_taken_over",
            CheckpointStanding::OtherEstate => "other_estate",
            CheckpointStanding::Fork => "fork",
            CheckpointStanding::Truncated => "truncated",
            CheckpointStanding::Rebuilt => "rebuilt",
        }
    }
}

/// Returns the checkpoint of an estate as it is.
///
/// # Errors
/// [`EngineError::Store`].
pub fn checkpoint(engine: &Engine) -> Result<Checkpoint, EngineError> {
    let (store, EstateFile { estate, lineage, .. }) = (engine.store(), engine.store().estate());
    let head = store.head();
    let kept = Kept {
        estate: text::short(&estate),
        lineage: text::short(&lineage),
        hash: cairn_model::unhex::<32>(&head.hash).map(Vec::from).unwrap_or_default(),
        seq: head.seq,
        edits: edits_up_to(engine, head.seq)?,
        recorded_at: head.recorded_at.unwrap_or_default(),
    };
    Ok(Checkpoint {
        edits: kept.edits,
        estate,
        format: FORMAT.to_owned(),
        hash: head.hash,
        lineage,
        recorded_at: kept.recorded_at,
        seq: kept.seq,
        text: text::write(&kept),
        version: VERSION,
    })
}

impl Kept {
    /// Reads a checkpoint: the content of a file that holds one, or its short text.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(given: &str) -> Result<Kept, TextError> {
        let given = given.trim();
        if !given.starts_with('{') {
            return text::read(given);
        }
        let kept: Checkpoint = serde_json::from_str(given).map_err(|_| TextError::NoCheckpoint)?;
        if kept.format != FORMAT {
            return Err(TextError::NoCheckpoint);
        }
        if kept.version != VERSION {
            return Err(TextError::Newer { version: kept.version });
        }
        let hash = cairn_model::unhex::<32>(&kept.hash).ok_or(TextError::NoCheckpoint)?;
        let whole = Kept {
            estate: text::short(&kept.estate),
            lineage: text::short(&kept.lineage),
            hash: hash.to_vec(),
            seq: kept.seq,
            edits: kept.edits,
            recorded_at: kept.recorded_at,
        };
        // The file says everything twice: one that was altered in one place is found.
        if text::write(&whole) == kept.text { Ok(whole) } else { Err(TextError::Digit) }
    }
}

/// Checks everything stored, and compares it with a checkpoint.
///
/// # Errors
/// [`EngineError::Store`] when the estate cannot be read at all.
pub fn check_against(
    engine: &Engine,
    kept: &Kept,
    tell: Tell<'_>,
) -> Result<(CheckReport, CheckpointStanding), EngineError> {
    let mut report = engine.check_told(tell)?;
    let (standing, finding) = compare(engine, kept)?;
    // What the checkpoint says is about the whole: it stands in front of what is wrong in places.
    report.findings.splice(0..0, finding);
    Ok((report, standing))
}

fn compare(engine: &Engine, kept: &Kept) -> Result<(CheckpointStanding, Option<Finding>), EngineError> {
    let EstateFile { estate, lineage, .. } = engine.store().estate();
    let head = engine.store().head();
    let found = |expected: String, found: String| {
        let (what, place) = (FindingCode::Checkpoint, "checkpoint".to_owned());
        Some(Finding { record: None, what, place, expected, found })
    };
    if text::short(&estate) != kept.estate {
        let expected = "the estate of the checkpoint".to_owned();
        return Ok((CheckpointStanding::OtherEstate, found(expected, format!("estate {estate}"))));
    }
    let is_same_line = text::short(&lineage) == kept.lineage;
    let came_from_it = is_same_line || went_on_from(engine, kept)?;
    let wanted = format!("record no. {} with hash {}", kept.seq, cairn_model::hex(&kept.hash));
    if head.seq < kept.seq {
        let standing = if came_from_it { CheckpointStanding::Truncated } else { CheckpointStanding::Fork };
        return Ok((standing, found(wanted, format!("record no. {} as the newest", head.seq))));
    }
    let hash = engine.header(kept.seq)?.hash;
    let is_same_record = cairn_model::unhex::<32>(&hash).is_some_and(|hash| hash.starts_with(&kept.hash));
    if !is_same_record {
        let standing = if came_from_it { CheckpointStanding::Rebuilt } else { CheckpointStanding::Fork };
        return Ok((standing, found(wanted, format!("hash {hash}"))));
    }
    let edits = edits_up_to(engine, kept.seq)?;
    if edits != kept.edits {
        let expected = format!("{} edits up to record no. {}", kept.edits, kept.seq);
        return Ok((CheckpointStanding::Rebuilt, found(expected, edits.to_string())));
    }
    Ok(match (is_same_line, came_from_it) {
        (true, _) => (CheckpointStanding::Holds, None),
        (false, true) => (CheckpointStanding::HoldsTakenOver, None),
        (false, false) => {
            (CheckpointStanding::Fork, found("the lineage of the checkpoint".to_owned(), format!("lineage {lineage}")))
        }
    })
}

/// Returns whether the estate says of itself that it went on from the lineage of the checkpoint, behind its record.
fn went_on_from(engine: &Engine, kept: &Kept) -> Result<bool, EngineError> {
    let documents = engine.store().documents(LINEAGE_KIND)?;
    Ok(documents.iter().any(|document| {
        let from = document.body.get("from").and_then(serde_json::Value::as_str).map(text::short);
        let seq = document.body.get("seq").and_then(serde_json::Value::as_u64);
        from == Some(kept.lineage) && seq.is_some_and(|seq| seq >= kept.seq)
    }))
}

fn edits_up_to(engine: &Engine, seq: u64) -> Result<u64, EngineError> {
    let limit = usize::try_from(seq).unwrap_or(usize::MAX);
    let headers = engine.store().commits(false, limit)?;
    Ok(headers.iter().map(|header| header.operations).sum())
}
