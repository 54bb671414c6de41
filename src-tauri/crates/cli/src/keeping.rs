//! Keeping an estate: back-up and restoring, copies that take over, a database made anew.

use std::path::PathBuf;
use std::sync::Arc;

use cairn_api::{BackupRequest, SealWith, Session, compact as compact_estate};
use clap::ArgMatches;

use crate::console::Console;
use crate::environment::ThisProcess;
use crate::files;
use crate::refusal::Refusal;
use crate::{DONE, Estates, FINDING};

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
    if let Some(migration) = cairn_api::migrate(dir, Arc::clone(host) as Arc<dyn cairn_api::Host>)? {
        console.note(&migration.phrase());
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

/// Writes a back-up, and removes the oldest ones.
pub(crate) fn backup(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let to = matches.get_one::<PathBuf>("to").cloned().unwrap_or_default();
    let recipients: Vec<String> = matches.get_many("recipient").into_iter().flatten().cloned().collect();
    let seal = match (matches.get_one::<PathBuf>("passphrase-file"), recipients.is_empty()) {
        (Some(_), false) => return Err(Refusal::usage("error-sealed-both")),
        (Some(path), true) => Some(SealWith::Passphrase(files::secret(path)?)),
        (None, false) => Some(SealWith::Recipients(recipients)),
        (None, true) => None,
    };
    let reply = session.backup(&BackupRequest { to, keep: matches.get_one::<u64>("keep").copied(), seal })?;
    if !console.json(&reply)? {
        let (place, seq) = (reply.path.display().to_string(), reply.seq.to_string());
        let code = if reply.sealed { "backup-done-sealed" } else { "backup-done" };
        console.say(code, &[("path", &place), ("seq", &seq)])?;
        if !reply.removed.is_empty() {
            console.say("backup-removed", &[("count", &reply.removed.len().to_string())])?;
        }
    }
    Ok(DONE)
}

/// Saves what can be read of a damaged estate into a new one.
pub(crate) fn salvage(
    matches: &ArgMatches,
    own: &ArgMatches,
    host: &Arc<ThisProcess>,
    estates: &Estates<'_>,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let dir = matches.get_one::<PathBuf>("estate").ok_or_else(|| Refusal::usage("error-estate-missing"))?;
    if let Estates::Lent(_) = estates {
        return Err(Refusal::usage("error-salvage-open"));
    }
    let reply = cairn_api::salvage(dir, &crate::estate::new_dir(own, "to")?, &**host)?;
    let code = if reply.first_unreadable.is_none() && reply.attachments_lost == 0 { DONE } else { FINDING };
    if console.json(&reply)? {
        return Ok(code);
    }
    let (path, seq, edits) = (reply.path.display().to_string(), reply.seq.to_string(), reply.edits.to_string());
    console.say("salvage-done", &[("path", &path), ("seq", &seq), ("edits", &edits)])?;
    if let Some(first) = &reply.first_unreadable {
        let record = first.record.unwrap_or(reply.seq + 1).to_string();
        let params = [
            ("record", record.as_str()),
            ("place", first.place.as_str()),
            ("expected", first.expected.as_str()),
            ("found", first.found.as_str()),
        ];
        console.say("salvage-first-unreadable", &params)?;
    }
    if reply.attachments_lost > 0 {
        console.say("salvage-attachments", &[("count", &reply.attachments_lost.to_string())])?;
    }
    console.say("salvage-next", &[])?;
    Ok(code)
}

/// Writes what the makers need to know; nothing of what the estate holds is in it.
pub(crate) fn diagnostics(
    matches: &ArgMatches,
    own: &ArgMatches,
    host: &Arc<ThisProcess>,
    estates: &Estates<'_>,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let dir = matches.get_one::<PathBuf>("estate");
    let session = match (dir, estates) {
        (Some(dir), Estates::Lent(_)) => Some(estates.session(dir, Arc::clone(host) as Arc<_>)?),
        _ => None,
    };
    let made = cairn_api::diagnostics(dir.map(PathBuf::as_path), session.as_ref(), &**host)?;
    let path = own.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    let mut text = serde_json::to_vec_pretty(&made).unwrap_or_default();
    text.push(b'\n');
    files::write(&path, &text)?;
    if !console.json(&made)? {
        console.say("diagnostics-done", &[("path", &path.display().to_string())])?;
    }
    Ok(DONE)
}
