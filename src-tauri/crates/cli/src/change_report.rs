//! The report of a change, for a board.

use std::path::PathBuf;

use cairn_api::Session;
use cairn_messages::Messages;
use clap::ArgMatches;

use crate::DONE;
use crate::console::Console;
use crate::files;
use crate::refusal::Refusal;

pub(crate) fn report(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let words = matches.get_one::<String>("change").map(String::as_str).unwrap_or_default();
    let path = matches.get_one::<PathBuf>("out").ok_or_else(|| Refusal::usage("report-no-file"))?;
    let brief = session.change_brief(words)?;
    files::write(path, session.change_html(&brief, messages)?.as_bytes())?;
    if !console.json(&brief)? {
        console.say("impact-report-written", &[("path", &path.display().to_string())])?;
    }
    Ok(DONE)
}
