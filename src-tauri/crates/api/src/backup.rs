//! Back-ups: snapshots that are checked as they lie there, the oldest ones removed.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use cairn_exchange::sealed::{Seal, SealWith};
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use crate::draft::{Draft, spool_beside, spool_in, unwritten};
use crate::failure::{Code, Failure};
use crate::meter::Meter;
use crate::sealed::unsealable;
use crate::session::Session;
use crate::snapshot::{SnapshotCheckReply, SnapshotExportRequest, SnapshotView, snapshot_check};

/// How the name of a back-up ends.
const ENDING: &str = ".backup.cairn.zip";
/// What follows when it is encrypted, as age names its files.
const SEALED: &str = ".age";
const BLOCK_BYTES: usize = 1 << 20;
/// How many digits of a record no. a name has at least, so that names are in the order of their records.
const DIGITS: usize = 12;

/// Where to put a back-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupRequest {
    /// The directory of the back-ups.
    pub to: PathBuf,
    /// How many back-ups of this estate to keep there; all when `None`.
    pub keep: Option<u64>,
    /// What to encrypt it with; not at all when `None`.
    pub seal: Option<SealWith>,
}

/// A back-up that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupReply {
    /// Where it lies.
    pub path: PathBuf,
    /// Its newest record no.
    pub seq: u64,
    /// The hash of that record.
    pub hash: String,
    /// SHA-256 of its manifest.
    pub digest: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// It is encrypted.
    pub sealed: bool,
    /// The names of older back-ups that were removed, oldest first.
    pub removed: Vec<String>,
}

impl Session {
    /// Writes a snapshot that is checked as it lies there, and removes the oldest ones of the same estate.
    ///
    /// # Errors
    /// [`Failure`]; no older back-up is removed then.
    pub fn backup(&self, request: &BackupRequest) -> Result<BackupReply, Failure> {
        self.backup_metered(request, &Meter::default())
    }

    pub(crate) fn backup_metered(&self, request: &BackupRequest, meter: &Meter) -> Result<BackupReply, Failure> {
        let keep = request.keep.map(|keep| usize::try_from(keep).unwrap_or(usize::MAX));
        if keep == Some(0) {
            return Err(Failure::new(Code::BadInput, Phrase::new("error-backup-keep")));
        }
        let seal = request.seal.as_ref().map(SealWith::seal).transpose();
        let seal = seal.map_err(|error| unsealable(&request.to, error))?;
        fs::create_dir_all(&request.to).map_err(|error| unwritten(&request.to, &error))?;
        let info = self.engine.info()?;
        let front = front_of(&info.estate.estate);
        let ending = if seal.is_some() { SEALED } else { "" };
        let path = request.to.join(format!("{front}{:012}{ENDING}{ending}", info.head.seq));
        let snapshot = self.write_backup(&path, seal.as_ref(), meter)?;
        let checked = check_backup(&path, seal.as_ref(), meter);
        if let Err(error) = meter.check() {
            // Nobody checked it to its end, so it is no back-up.
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        // What cannot be read back is no back-up, and nothing older goes because of it.
        if let Some(finding) = checked?.findings.first() {
            let phrase = Phrase::new("error-backup-unsound").with("path", path.display()).with("place", &finding.file);
            return Err(Failure::new(Code::BadInput, phrase));
        }
        let removed = keep.map_or_else(|| Ok(Vec::new()), |keep| retain(&request.to, &front, keep));
        let removed = removed.map_err(|error| unwritten(&request.to, &error))?;
        let bytes = fs::metadata(&path).map_or(0, |known| known.len());
        let sealed = seal.is_some();
        Ok(BackupReply {
            path,
            seq: snapshot.seq,
            hash: snapshot.hash,
            digest: snapshot.digest,
            bytes,
            sealed,
            removed,
        })
    }

    fn write_backup(&self, path: &Path, seal: Option<&Seal>, meter: &Meter) -> Result<SnapshotView, Failure> {
        let refused = |error: io::Error| unwritten(path, &error);
        let mut draft = Draft::beside(path)?;
        // What is to be encrypted leaves nothing readable on the disk of the back-ups, not even a block that was freed.
        let spool = seal.map_or_else(|| spool_beside(path), |_| spool_in(self.engine.path()))?;
        let (request, mut spool) = (SnapshotExportRequest::default(), meter.of(spool));
        let mut out = BufWriter::with_capacity(BLOCK_BYTES, meter.of(&mut draft));
        let snapshot = match seal {
            None => self.snapshot_export(&request, &mut spool, &mut out)?,
            Some(seal) => {
                let mut sealing = seal.over(&mut out).map_err(|error| unsealable(path, error))?;
                let snapshot = self.snapshot_export(&request, &mut spool, &mut sealing)?;
                sealing.finish().map_err(refused)?;
                snapshot
            }
        };
        out.flush().map_err(refused)?;
        drop(out);
        draft.keep()?;
        Ok(snapshot)
    }
}

/// Checks a back-up as it lies there; an encrypted one is decrypted for it.
fn check_backup(path: &Path, seal: Option<&Seal>, meter: &Meter) -> Result<SnapshotCheckReply, Failure> {
    let written = File::open(path).map_err(|error| unwritten(path, &error))?;
    let mut written = BufReader::new(meter.of(written));
    match seal {
        None => snapshot_check(&mut written, None),
        Some(seal) => snapshot_check(&mut seal.open(written).map_err(|error| unsealable(path, error))?, None),
    }
}

fn front_of(estate: &str) -> String {
    format!("{estate}-")
}

/// Returns the names of the back-ups of an estate in a directory, oldest first. They are of the exact form that back-ups
/// have, so that nothing else is ever taken for one.
fn backups(dir: &Path, front: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    let is_backup = |name: &String| {
        let name = name.strip_suffix(SEALED).unwrap_or(name);
        let number = name.strip_prefix(front).and_then(|rest| rest.strip_suffix(ENDING));
        number.is_some_and(|number| number.len() >= DIGITS && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    names.retain(is_backup);
    names.sort_unstable();
    Ok(names)
}

/// Returns the newest back-up of an estate in a directory; `None` when there is none, or nobody can look.
pub(crate) fn newest(dir: &Path, estate: &str) -> Option<PathBuf> {
    backups(dir, &front_of(estate)).ok()?.pop().map(|name| dir.join(name))
}

/// Removes all back-ups of the estate but the newest; returns their names, oldest first.
fn retain(dir: &Path, front: &str, keep: usize) -> io::Result<Vec<String>> {
    let mut names = backups(dir, front)?;
    names.truncate(names.len().saturating_sub(keep));
    for name in &names {
        fs::remove_file(dir.join(name))?;
    }
    Ok(names)
}
