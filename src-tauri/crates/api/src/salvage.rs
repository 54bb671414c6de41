//! An estate that does not open: what can be saved of it, and what its makers need to know.

use std::path::{Path, PathBuf};
use std::time::Duration;

use cairn_engine::diagnostics::{EstateNumbers, damage, numbers};
use cairn_engine::{Engine, FORMAT, Role, Tell};
use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::estate::FindingView;
use crate::failure::Failure;
use crate::host::Host;
use crate::session::{Session, act, holder, refuse_place};

/// What could be saved of a damaged estate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SalvageReply {
    /// The directory of the new estate.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Its id.
    pub estate: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// `primary` or `replica`.
    pub role: String,
    /// The newest record no. that could be read.
    pub seq: u64,
    /// Its hash.
    pub hash: String,
    /// How many edits the records have.
    pub edits: u64,
    /// The first record that could not be read; absent when all of the log could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_unreadable: Option<FindingView>,
    /// How many attachments could not be read.
    pub attachments_lost: u64,
    /// The damaged estate still said who it is; else the new one has an id of its own.
    pub same_estate: bool,
}

/// Makes a replica in `into` of every record of the log of `dir` up to the first that cannot be read. The damaged
/// directory is only read.
///
/// # Errors
/// [`Failure`]; nothing is left behind then.
pub fn salvage(dir: &Path, into: &Path, host: &dyn Host) -> Result<SalvageReply, Failure> {
    salvage_told(dir, into, host, &mut |_| true)
}

pub(crate) fn salvage_told(dir: &Path, into: &Path, host: &dyn Host, tell: Tell<'_>) -> Result<SalvageReply, Failure> {
    refuse_place(into, host)?;
    let saved = act(host, |act| cairn_engine::salvage::salvage(dir, into, &holder(host), act, tell))?;
    Ok(SalvageReply {
        path: into.to_owned(),
        name: saved.estate.name,
        estate: saved.estate.estate,
        lineage: saved.estate.lineage,
        role: match saved.estate.role {
            Role::Primary => "primary".to_owned(),
            Role::Replica => "replica".to_owned(),
        },
        seq: saved.head.seq,
        hash: saved.head.hash,
        edits: saved.edits,
        first_unreadable: saved.first_unreadable.as_ref().map(FindingView::of),
        attachments_lost: saved.blobs_lost,
        same_estate: saved.is_same_estate,
    })
}

/// A refusal that somebody met lately: which, not about what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ErrorSeen {
    /// When.
    pub at: Timestamp,
    /// Which command was called.
    pub command: String,
    /// Which sentence was said.
    pub message_key: String,
}

/// What the makers need to know: numbers and codes, no name, value, id or path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Diagnostics {
    /// When it was made.
    pub made_at: Timestamp,
    /// The version of the product.
    pub version: String,
    /// The operating system.
    pub system: String,
    /// The processor.
    pub processor: String,
    /// The storage format that this version writes.
    pub format: u32,
    /// The estate; absent when none was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estate: Option<EstateNumbers>,
    /// Why the estate does not open, as the code of a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// What was refused lately, newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorSeen>,
}

/// Returns what the makers need to know of the estate in `dir`: of the one that is open when there is a session, else
/// of what can be seen without changing anything.
///
/// # Errors
/// [`Failure`] when it was stopped, or the estate cannot be read at all.
pub fn diagnostics(dir: Option<&Path>, session: Option<&Session>, host: &dyn Host) -> Result<Diagnostics, Failure> {
    diagnostics_told(dir, session, host, &mut |_| true)
}

pub(crate) fn diagnostics_told(
    dir: Option<&Path>,
    session: Option<&Session>,
    host: &dyn Host,
    tell: Tell<'_>,
) -> Result<Diagnostics, Failure> {
    let mut made = Diagnostics {
        made_at: host.now(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        system: std::env::consts::OS.to_owned(),
        processor: std::env::consts::ARCH.to_owned(),
        format: FORMAT,
        estate: None,
        refused: None,
        errors: Vec::new(),
    };
    let Some(dir) = dir else { return Ok(made) };
    let estate = match session {
        Some(session) => numbers(dir, Some(&session.engine), tell)?,
        None => match Engine::open(dir, &holder(host), Duration::ZERO) {
            Ok(engine) => numbers(dir, Some(&engine), tell)?,
            Err(error) => {
                let found = EstateNumbers { damage: damage(&error), ..numbers(dir, None, tell)? };
                made.refused = Some(Failure::from(error).message.code);
                found
            }
        },
    };
    made.estate = Some(estate);
    Ok(made)
}
