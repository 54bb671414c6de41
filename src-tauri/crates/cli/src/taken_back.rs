//! Taking back what a record did, and removing a value for good.

use cairn_api::{PurgeRequest, Session};
use clap::ArgMatches;

use crate::console::Console;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

fn word(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().unwrap_or_default()
}

pub(crate) fn revert(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let reply = session.revert(&word(matches, "record"), &word(matches, "reason"))?;
    if !console.json(&reply)? {
        let [seq, reverted, edits] = [reply.seq, reply.reverted, reply.edits].map(|number| number.to_string());
        console.say("revert-done", &[("seq", &seq), ("reverted", &reverted), ("edits", &edits)])?;
    }
    Ok(DONE)
}

pub(crate) fn purge(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let reply = session.purge(&PurgeRequest {
        item: word(matches, "ci"),
        field: word(matches, "field"),
        record: matches.get_one::<u64>("record").copied(),
        approved_by: word(matches, "approved-by"),
        reason: word(matches, "reason"),
    })?;
    let code = if reply.elsewhere.is_empty() { DONE } else { FINDING };
    if console.json(&reply)? {
        return Ok(code);
    }
    let (seq, places) = (reply.seq.to_string(), reply.places.len().to_string());
    console.say("purge-done", &[("seq", &seq), ("key", &reply.key), ("field", &reply.field), ("places", &places)])?;
    if !reply.elsewhere.is_empty() {
        console.say("purge-elsewhere", &[("list", &reply.elsewhere.join(", "))])?;
    }
    console.say("purge-remains", &[])?;
    Ok(code)
}
