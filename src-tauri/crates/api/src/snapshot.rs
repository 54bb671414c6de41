//! Snapshots: making one, checking one, and making an estate of one.

use std::io::{Read, Seek, Write};
use std::path::PathBuf;

use cairn_engine::Role;
use cairn_engine::snapshot::{Counts, ExportRequest, Flaw, ImportRequest, Manifest};
use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::host::Host;
use crate::session::{Session, act, holder, refuse_place};

/// What a snapshot says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotView {
    /// The name that people gave the estate.
    pub name: String,
    /// The id of the estate.
    pub estate: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// The record no. of the last commit.
    pub seq: u64,
    /// The hash of the last commit.
    pub hash: String,
    /// When the last commit was recorded.
    pub recorded_at: Timestamp,
    /// Who made the last commit.
    pub actor: String,
    /// The highest classification of an item.
    pub classification: String,
    /// The filter that selected the items; absent when all are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// How many records each file has.
    pub counts: Counts,
    /// The root of the tree over all files.
    pub merkle_root: String,
    /// SHA-256 of the manifest: what to compare two snapshots by.
    pub digest: String,
}

impl From<Manifest> for SnapshotView {
    fn from(manifest: Manifest) -> Self {
        SnapshotView {
            name: manifest.name,
            estate: manifest.estate,
            lineage: manifest.lineage,
            seq: manifest.seq,
            hash: manifest.hash,
            recorded_at: manifest.recorded_at,
            actor: manifest.actor,
            classification: manifest.classification,
            scope: manifest.scope,
            counts: manifest.counts,
            merkle_root: manifest.merkle_root,
            digest: manifest.digest,
        }
    }
}

/// The first thing that is wrong with a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotFinding {
    /// What kind of thing.
    pub what: String,
    /// The file in the snapshot; `container` for what surrounds the files.
    pub file: String,
    /// The line in it, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What should be there.
    pub expected: String,
    /// What is.
    pub found: String,
}

impl From<Flaw> for SnapshotFinding {
    fn from(flaw: Flaw) -> Self {
        let what = flaw.what.id().to_owned();
        SnapshotFinding { what, file: flaw.file, line: flaw.line, expected: flaw.expected, found: flaw.found }
    }
}

/// Whether a snapshot belongs together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotCheckReply {
    /// Nothing is wrong.
    pub sound: bool,
    /// What it says of itself.
    #[serde(flatten)]
    pub snapshot: SnapshotView,
    /// The first thing that is wrong; empty when sound.
    pub findings: Vec<SnapshotFinding>,
}

/// What to put into a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotExportRequest {
    /// The moment at which the estate is taken: record no., baseline or point in time; now when `None`.
    pub at: Option<String>,
    /// The filter that selects the items; `None` takes everything.
    pub scope: Option<String>,
}

/// What to make of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotImportRequest {
    /// The directory of the new estate.
    pub into: PathBuf,
    /// Its name; that of the snapshot when `None`.
    pub name: Option<String>,
    /// Whether it is an estate of its own instead of a replica.
    pub as_new: bool,
}

/// What was made of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotImportReply {
    /// The directory of the new estate.
    pub path: PathBuf,
    /// The name of the new estate.
    pub name: String,
    /// Its id.
    pub estate: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// `primary` or `replica`.
    pub role: String,
    /// Its newest record no.
    pub seq: u64,
    /// The hash of its newest record.
    pub hash: String,
    /// The snapshot it was made of.
    pub snapshot: SnapshotView,
}

impl Session {
    /// Writes a snapshot of the estate to `out`. `spool` is an empty file that nobody else sees; it grows to the size of
    /// the snapshot.
    ///
    /// # Errors
    /// [`Failure`]; what was written then is no snapshot.
    pub fn snapshot_export<S: Read + Write + Seek + Send>(
        &self,
        request: &SnapshotExportRequest,
        spool: &mut S,
        out: &mut impl Write,
    ) -> Result<SnapshotView, Failure> {
        let request = ExportRequest { at: request.at.clone(), scope: request.scope.clone() };
        Ok(cairn_engine::snapshot::export(&self.engine, &request, spool, out)?.into())
    }
}

/// Checks a snapshot; with an estate also whether the snapshot is a past of it.
///
/// # Errors
/// [`Failure`] when it cannot be read as a snapshot at all, or is one of another estate.
pub fn snapshot_check(
    input: &mut (impl Read + Seek + Send),
    against: Option<&Session>,
) -> Result<SnapshotCheckReply, Failure> {
    let mut checked = cairn_engine::snapshot::check(input)?;
    if let Some(session) = against {
        checked = cairn_engine::snapshot::against(&session.engine, checked)?;
    }
    let findings: Vec<SnapshotFinding> = checked.flaw.into_iter().map(SnapshotFinding::from).collect();
    Ok(SnapshotCheckReply { sound: findings.is_empty(), snapshot: checked.manifest.into(), findings })
}

/// Makes a new estate of a snapshot.
///
/// # Errors
/// [`Failure`]; nothing is left behind then.
pub fn snapshot_import(
    input: &mut (impl Read + Seek + Send),
    request: &SnapshotImportRequest,
    host: &dyn Host,
) -> Result<SnapshotImportReply, Failure> {
    let SnapshotImportRequest { into, name, as_new } = request.clone();
    refuse_place(&into, host)?;
    let request = ImportRequest { into: into.clone(), name, as_new, holder: holder(host) };
    let imported = act(host, |act| cairn_engine::snapshot::import(input, &request, act))?;
    Ok(SnapshotImportReply {
        path: into,
        name: imported.estate.name,
        estate: imported.estate.estate,
        lineage: imported.estate.lineage,
        role: match imported.estate.role {
            Role::Primary => "primary".to_owned(),
            Role::Replica => "replica".to_owned(),
        },
        seq: imported.head.seq,
        hash: imported.head.hash,
        snapshot: imported.manifest.into(),
    })
}
