//! Whether an estate is what it was: the check, and checkpoints to compare with.

use std::path::{Path, PathBuf};

use cairn_api::{CheckReply, Session};
use cairn_messages::Messages;
use clap::ArgMatches;

use crate::console::Console;
use crate::environment::Environment;
use crate::estate::counted;
use crate::files;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// What a finding is called that comes of the comparison with a checkpoint.
const CHECKPOINT: &str = "checkpoint";

pub(crate) fn check(
    matches: &ArgMatches,
    session: &Session,
    environment: &Environment,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let reply = match matches.get_one::<String>("against") {
        None => session.check()?,
        Some(given) => session.check_against(&kept(given, environment.directory.as_deref())?)?,
    };
    let code = if reply.sound { DONE } else { FINDING };
    if !console.json(&reply)? {
        said(&reply, messages, console)?;
    }
    Ok(code)
}

/// Returns the content of the file of that name; where there is none, what was given is the checkpoint itself.
fn kept(given: &str, directory: Option<&Path>) -> Result<String, Refusal> {
    let path = directory.map_or_else(|| PathBuf::from(given), |directory| directory.join(given));
    if !path.exists() {
        return Ok(given.to_owned());
    }
    Ok(String::from_utf8_lossy(&files::read(&path)?).into_owned())
}

fn said(reply: &CheckReply, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    // How it stands to a checkpoint has a sentence of its own, with what to do then.
    let damage = || reply.findings.iter().filter(|finding| finding.what != CHECKPOINT);
    if damage().next().is_none() {
        let [commits, edits, pages, records] =
            [reply.commits, reply.edits, reply.pages, reply.records].map(|count| count.to_string());
        let params = [("commits", &*commits), ("edits", &*edits), ("pages", &*pages), ("records", &*records)];
        console.say("check-sound", &params)?;
        if reply.purged > 0 {
            let [values, places] = [reply.purged, reply.purged_places].map(|count| count.to_string());
            console.say("check-purged", &[("values", &values), ("places", &places)])?;
        }
        if reply.purged_unnamed > 0 {
            console.say("check-purged-unnamed", &[("places", &reply.purged_unnamed.to_string())])?;
        }
    }
    if let Some(image) = &reply.image {
        console.say(&format!("check-image-{image}"), &[])?;
    }
    for finding in damage() {
        let params = [
            ("what", finding.what.as_str()),
            ("place", finding.place.as_str()),
            ("expected", finding.expected.as_str()),
            ("found", finding.found.as_str()),
        ];
        console.say("check-finding", &params)?;
    }
    if let Some(first) = reply.first_bad {
        console.say("check-first-bad", &[("seq", &first.to_string())])?;
    }
    if let Some(against) = &reply.against {
        let code = format!("check-against-{}", against.standing.id());
        let (seq, at) = (against.seq.to_string(), against.recorded_at.to_minutes());
        console.say(&code, &[("seq", &seq), ("at", &at)])?;
    }
    if let count @ 1.. = damage().count() {
        console.line(&counted("check-findings", count as u64, messages))?;
    }
    Ok(())
}

pub(crate) fn checkpoint(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let checkpoint = session.checkpoint()?;
    let path = matches.get_one::<PathBuf>("out");
    if let Some(path) = path {
        let mut line = serde_json::to_vec(&checkpoint).unwrap_or_default();
        line.push(b'\n');
        files::write(path, &line)?;
    }
    if console.json(&checkpoint)? {
        return Ok(DONE);
    }
    let facts = [
        ("status-lineage", checkpoint.lineage.clone()),
        ("status-head", format!("{} · {}", checkpoint.seq, checkpoint.recorded_at.to_minutes())),
        ("status-hash", checkpoint.hash.clone()),
        ("checkpoint-edits", checkpoint.edits.to_string()),
    ];
    let rows: Vec<Vec<String>> = facts.into_iter().map(|(code, value)| vec![messages.word(code), value]).collect();
    console.table(&["column-field", "column-value"], &rows)?;
    // Not in the table, which would break it into pieces that nobody can copy.
    console.line(&checkpoint.text)?;
    if let Some(path) = path {
        console.say("checkpoint-written", &[("path", &path.display().to_string())])?;
    }
    console.say("checkpoint-kept", &[])?;
    Ok(DONE)
}
