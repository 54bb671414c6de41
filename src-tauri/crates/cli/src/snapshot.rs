//! Snapshots: export, check, import.

use std::io::{BufWriter, Read, Seek, Write};
use std::path::PathBuf;
use std::sync::Arc;

use cairn_api::{
    Session, SnapshotExportRequest, SnapshotFinding, SnapshotImportRequest, SnapshotView, snapshot_check,
    snapshot_import, unsealed,
};
use cairn_messages::Messages;
use clap::ArgMatches;

use crate::console::Console;
use crate::environment::ThisProcess;
use crate::estate::counted;
use crate::files::{self, Draft};
use crate::refusal::Refusal;
use crate::{DONE, Estates, FINDING};

/// How much is written to the snapshot at once.
const BLOCK_BYTES: usize = 1 << 20;

/// Runs the commands that need no estate; `None` for those that do.
pub(crate) fn without_estate(
    matches: &ArgMatches,
    host: &Arc<ThisProcess>,
    estates: &Estates<'_>,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Option<Result<u8, Refusal>> {
    match matches.subcommand()? {
        ("check", own) => Some(check(own, host, estates, messages, console)),
        ("import", own) => Some(import(own, host, messages, console)),
        _ => None,
    }
}

fn file_of(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

pub(crate) fn export(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let Some(("export", own)) = matches.subcommand() else { return Ok(DONE) };
    let words = |name: &str| own.get_one::<String>(name).cloned();
    let request = SnapshotExportRequest { at: words("at"), scope: words("scope") };
    let path = own.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    let mut draft = Draft::beside(&path)?;
    let mut spool = cairn_api::spool_beside(&path)?;
    let mut out = BufWriter::with_capacity(BLOCK_BYTES, &mut draft);
    let snapshot = session.snapshot_export(&request, &mut spool, &mut out)?;
    out.flush().map_err(|error| Refusal::file("error-write-file", &path, &error))?;
    drop(out);
    draft.keep()?;
    let mut reply = serde_json::to_value(&snapshot).unwrap_or_default();
    reply["path"] = path.display().to_string().into();
    if !console.json(&reply)? {
        console.say("snapshot-exported", &[("path", &path.display().to_string())])?;
        facts(&snapshot, messages, console)?;
    }
    Ok(DONE)
}

/// Opens the file, be it encrypted or not.
fn content(matches: &ArgMatches) -> Result<impl Read + Seek + Send, Refusal> {
    let path = file_of(matches);
    let key = files::key(matches)?;
    Ok(unsealed(files::open(&path)?, &path, key.as_ref())?)
}

fn check(
    matches: &ArgMatches,
    host: &Arc<ThisProcess>,
    estates: &Estates<'_>,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let mut file = content(matches)?;
    let against = matches.get_one::<PathBuf>("against");
    let session = against.map(|dir| estates.session(dir, Arc::clone(host) as Arc<_>)).transpose()?;
    let reply = snapshot_check(&mut file, session.as_ref())?;
    let code = if reply.sound { DONE } else { FINDING };
    if console.json(&reply)? {
        return Ok(code);
    }
    if reply.sound {
        let code = if reply.snapshot.scope.is_some() { "snapshot-sound-scoped" } else { "snapshot-sound" };
        console.say(code, &[])?;
    }
    for finding in &reply.findings {
        console.say(
            "snapshot-finding",
            &finding_params(finding, messages).each_ref().map(|(name, value)| (*name, value.as_str())),
        )?;
        console.say("snapshot-not-sound", &[])?;
    }
    facts(&reply.snapshot, messages, console)?;
    Ok(code)
}

fn finding_params(finding: &SnapshotFinding, messages: &Messages) -> [(&'static str, String); 4] {
    let place = finding.line.map_or_else(|| finding.file.clone(), |line| format!("{}:{line}", finding.file));
    [
        ("what", messages.word(&format!("flaw-{}", finding.what))),
        ("place", place),
        ("expected", finding.expected.clone()),
        ("found", finding.found.clone()),
    ]
}

/// Makes a replica of a back-up, which is a snapshot.
pub(crate) fn restore(
    matches: &ArgMatches,
    host: &Arc<ThisProcess>,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    import(matches, host, messages, console)
}

fn import(
    matches: &ArgMatches,
    host: &Arc<ThisProcess>,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let mut file = content(matches)?;
    let into = crate::estate::new_dir(matches, "into")?;
    let request = SnapshotImportRequest {
        into,
        name: matches.get_one::<String>("name").cloned(),
        as_new: matches.try_get_one::<bool>("as-new").ok().flatten().copied().unwrap_or_default(),
    };
    let reply = snapshot_import(&mut file, &request, &**host)?;
    if console.json(&reply)? {
        return Ok(DONE);
    }
    let (path, seq) = (reply.path.display().to_string(), reply.seq.to_string());
    let code = if request.as_new { "snapshot-imported-new" } else { "snapshot-imported" };
    console.say(code, &[("path", &path), ("seq", &seq)])?;
    facts(&reply.snapshot, messages, console)?;
    Ok(DONE)
}

/// Says what a snapshot says of itself.
fn facts(snapshot: &SnapshotView, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let counts = &snapshot.counts;
    let content = [
        counted("count-items", counts.items, messages),
        counted("count-relationships", counts.relationships, messages),
    ];
    let head = format!("{} · {} · {}", snapshot.seq, snapshot.recorded_at.to_minutes(), snapshot.actor);
    let mut rows = vec![
        ("status-estate", snapshot.name.clone()),
        ("status-lineage", snapshot.lineage.clone()),
        ("status-head", head),
        ("status-hash", snapshot.hash.clone()),
        ("status-counts", content.join(", ")),
        ("snapshot-records", counts.records.to_string()),
        ("snapshot-log", counts.edits.to_string()),
        ("snapshot-classification", snapshot.classification.clone()),
    ];
    if let Some(scope) = &snapshot.scope {
        rows.push(("snapshot-scope", scope.clone()));
    }
    rows.push(("snapshot-digest", snapshot.digest.clone()));
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(code, value)| vec![messages.word(code), value]).collect();
    console.table(&["column-field", "column-value"], &rows)
}
