//! Keeping an estate: back-up and restoring, copies that take over, a database made anew.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cairn_api::{Session, SnapshotExportRequest, compact as compact_estate, snapshot_check};
use cairn_model::Phrase;
use clap::ArgMatches;
use serde_json::json;

use crate::console::Console;
use crate::environment::ThisProcess;
use crate::files::{self, Draft};
use crate::refusal::Refusal;
use crate::{DONE, Estates};

/// How a back-up ends.
const ENDING: &str = ".backup.cairn.zip";
const BLOCK_BYTES: usize = 1 << 20;

pub(crate) fn take_over(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let reason = matches.get_one::<String>("reason").cloned().unwrap_or_default();
    let reply = session.take_over(&reason)?;
    if !console.json(&reply)? {
        let seq = reply.seq.to_string();
        console.say("take-over-done", &[("seq", &seq), ("lineage", &reply.lineage), ("from", &reply.from)])?;
    }
    Ok(DONE)
}

pub(crate) fn compact(
    matches: &ArgMatches,
    host: &Arc<ThisProcess>,
    estates: &Estates<'_>,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let dir = matches.get_one::<PathBuf>("estate").ok_or_else(|| Refusal::usage("error-estate-missing"))?;
    if let Estates::Lent(_) = estates {
        return Err(Refusal::usage("error-compact-open"));
    }
    let reply = compact_estate(dir, &**host)?;
    if !console.json(&reply)? {
        let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
        let (before, after) = (megabytes(reply.bytes_before), megabytes(reply.bytes_after));
        let seq = reply.seq.to_string();
        console.say("compact-done", &[("seq", &seq), ("before", &before), ("after", &after)])?;
    }
    Ok(DONE)
}

/// Writes a snapshot that is checked as it lies there, and removes the oldest ones of the same estate.
pub(crate) fn backup(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let dir = matches.get_one::<PathBuf>("to").cloned().unwrap_or_default();
    let keep = matches.get_one::<u64>("keep").map(|&keep| usize::try_from(keep).unwrap_or(usize::MAX));
    if keep == Some(0) {
        return Err(Refusal::usage("error-backup-keep"));
    }
    fs::create_dir_all(&dir).map_err(|error| Refusal::file("error-write-file", &dir, &error))?;
    let status = session.status()?;
    let front = format!("{}-", status.estate);
    let path = dir.join(format!("{front}{:012}{ENDING}", status.seq));
    let mut draft = Draft::beside(&path)?;
    let mut spool = files::spool_beside(&path)?;
    let mut out = BufWriter::with_capacity(BLOCK_BYTES, &mut draft);
    let snapshot = session.snapshot_export(&SnapshotExportRequest::default(), &mut spool, &mut out)?;
    out.flush().map_err(|error| Refusal::file("error-write-file", &path, &error))?;
    drop(out);
    draft.keep()?;
    // What cannot be read back is no back-up, and nothing older goes because of it.
    if let Some(finding) = snapshot_check(&mut files::open(&path)?, None)?.findings.first() {
        let phrase = Phrase::new("error-backup-unsound").with("path", path.display()).with("place", &finding.file);
        return Err(Refusal::said(phrase));
    }
    let removed = match keep {
        Some(keep) => retain(&dir, &front, keep)?,
        None => Vec::new(),
    };
    let reply = json!({ "path": path, "seq": snapshot.seq, "hash": snapshot.hash, "digest": snapshot.digest, "removed": removed });
    if !console.json(&reply)? {
        let (place, seq) = (path.display().to_string(), snapshot.seq.to_string());
        console.say("backup-done", &[("path", &place), ("seq", &seq)])?;
        if !removed.is_empty() {
            console.say("backup-removed", &[("count", &removed.len().to_string())])?;
        }
    }
    Ok(DONE)
}

/// Removes all back-ups of the estate but the newest; returns their names, oldest first.
fn retain(dir: &Path, front: &str, keep: usize) -> Result<Vec<String>, Refusal> {
    let refused = |error: std::io::Error| Refusal::file("error-write-file", dir, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(refused)? {
        names.extend(entry.map_err(refused)?.file_name().into_string());
    }
    // Of the exact form that back-ups have, so that nothing else is ever removed.
    let is_backup = |name: &String| {
        let number = name.strip_prefix(front).and_then(|rest| rest.strip_suffix(ENDING));
        number.is_some_and(|number| number.len() >= 12 && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    names.retain(is_backup);
    names.sort_unstable();
    names.truncate(names.len().saturating_sub(keep));
    for name in &names {
        fs::remove_file(dir.join(name)).map_err(refused)?;
    }
    Ok(names)
}
