//! The report of a change, for a board.

use std::path::PathBuf;

use cairn_api::{Session, report_format};
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
    let file = session.change_report(&brief, report_format(path), messages)?;
    files::write(path, &file.bytes)?;
    if !console.json(&brief)? {
        console.say("impact-report-written", &[("path", &path.display().to_string())])?;
        file.notes.iter().try_for_each(|note| console.line(note))?;
    }
    Ok(DONE)
}
