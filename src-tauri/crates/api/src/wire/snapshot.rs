//! Snapshots: making one, checking one, making an estate of one.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use cairn_engine::EngineError;
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use super::file::outside;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::{Code, Failure};
use crate::meter::metered;
use crate::sealed::{OpenKey, unsealed};
use crate::snapshot::{
    SnapshotCheckReply, SnapshotExportRequest, SnapshotImportReply, SnapshotImportRequest, SnapshotView,
    snapshot_check, snapshot_import,
};

/// A snapshot to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotExport {
    /// Where to write it.
    pub to: PathBuf,
    /// The moment at which the estate is taken: record no., baseline or point in time; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The filter that selects the items; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// A snapshot that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotExportReply {
    /// Where it was written.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it says of itself.
    pub snapshot: SnapshotView,
}

/// A snapshot to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotCheck {
    /// Where it lies.
    pub path: PathBuf,
    /// Also whether it is a past of the estate that is open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub against: bool,
    /// What opens it, when it is encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<OpenKey>,
}

/// A snapshot to make an estate of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SnapshotImport {
    /// Where it lies.
    pub path: PathBuf,
    /// The directory of the new estate.
    pub into: PathBuf,
    /// Its name; that of the snapshot when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An estate of its own instead of a replica.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_new: bool,
    /// What opens it, when it is encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<OpenKey>,
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let code = if error.kind() == std::io::ErrorKind::StorageFull { Code::DiskFull } else { Code::Io };
    Failure::new(code, Phrase::new("wire-file-unwritable").with("path", path.display()).with("detail", error))
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(extension);
    PathBuf::from(name)
}

/// Returns a file to read, and how many bytes it has, where it says.
fn sized(path: &Path) -> Result<(File, Option<u64>), Failure> {
    let file = File::open(path).map_err(|error| {
        let phrase = Phrase::new("wire-file-unreadable").with("file", path.display()).with("detail", error);
        Failure::new(Code::Io, phrase)
    })?;
    let bytes = file.metadata().ok().map(|known| known.len());
    Ok((file, bytes))
}

pub(crate) fn export(desk: &Desk, request: &SnapshotExport, work: &Work<'_>) -> Result<SnapshotExportReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    outside(&request.to)?;
    let (part, spool) = (beside(&request.to, ".part"), beside(&request.to, ".spool"));
    let written = metered(work, None, "job-snapshot", |meter| {
        let unwritable = |error: std::io::Error| unwritable(&request.to, &error);
        let spooled = File::options().read(true).write(true).create(true).truncate(true).open(&spool);
        let mut spooled = meter.of(spooled.map_err(unwritable)?);
        let mut out = BufWriter::new(meter.of(File::create(&part).map_err(unwritable)?));
        let asked = SnapshotExportRequest { at: request.at.clone(), scope: request.scope.clone() };
        let snapshot = session.snapshot_export(&asked, &mut spooled, &mut out)?;
        out.flush().and_then(|()| out.get_ref().get_ref().sync_data()).map_err(unwritable)?;
        Ok(snapshot)
    });
    let put = written.and_then(|snapshot| {
        std::fs::rename(&part, &request.to).map_err(|error| unwritable(&request.to, &error))?;
        let bytes = std::fs::metadata(&request.to).map_or(0, |known| known.len());
        Ok(SnapshotExportReply { path: request.to.clone(), bytes, snapshot })
    });
    // Neither is of use to anybody, however it ended.
    let _ = std::fs::remove_file(&spool);
    let _ = std::fs::remove_file(&part);
    put
}

pub(crate) fn check(desk: &Desk, request: &SnapshotCheck, work: &Work<'_>) -> Result<SnapshotCheckReply, Failure> {
    let open = if request.against { Some(desk.estate()?) } else { None };
    let session = open.as_ref().map(|open| &open.session);
    let (file, bytes) = sized(&request.path)?;
    let cancel = work.cancel;
    metered(work, bytes, "job-checking", |meter| {
        let mut file = unsealed(BufReader::new(meter.of(file)), &request.path, request.key.as_ref())?;
        let reply = snapshot_check(&mut file, session)?;
        // What ends early looks like a file that is cut off.
        cancel.check().map_err(EngineError::from)?;
        Ok(reply)
    })
}

pub(crate) fn import(desk: &Desk, request: &SnapshotImport, work: &Work<'_>) -> Result<SnapshotImportReply, Failure> {
    let SnapshotImport { path, into, name, as_new, key } = request.clone();
    let (file, bytes) = sized(&request.path)?;
    let host = desk.host();
    metered(work, bytes, "job-creating", |meter| {
        let request = SnapshotImportRequest { into, name, as_new };
        let mut file = unsealed(BufReader::new(meter.of(file)), &path, key.as_ref())?;
        snapshot_import(&mut file, &request, host)
    })
}
