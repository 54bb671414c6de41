//! Importing files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cairn_api::{
    EncodingName, Given, ImportOptions, ImportReply, ImportRequest, ImportSummary, NamedFile, RejectsFile, Session,
    Tally,
};
use cairn_messages::Messages;
use cairn_model::catalogue::Needs;
use cairn_model::{CancelToken, Phrase};
use clap::ArgMatches;

use crate::console::Console;
use crate::files::{self, Draft};
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// How many refused rows are listed; the rest is counted.
const REFUSED_MAX: usize = 20;

pub(crate) fn import(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let paths: Vec<&PathBuf> = matches.get_many("files").into_iter().flatten().collect();
    let mut named = Vec::new();
    for path in &paths {
        named.push(NamedFile { name: path.display().to_string(), bytes: files::read(path)? });
    }
    let request = ImportRequest {
        files: named,
        options: options(matches)?,
        dry_run: matches.get_flag("dry-run"),
        reason: matches.get_one::<String>("reason").cloned().unwrap_or_default(),
    };
    let rejects_path = matches.get_one::<PathBuf>("rejects");
    if let Some(path) = rejects_path {
        // Where nothing can be written is found out before anything is imported.
        Draft::beside(path)?;
    }
    let (reply, rejects) = session.import(&request, messages, &CancelToken::default())?;
    let written = match rejects_path {
        Some(path) => write_rejects(path, &rejects).map_err(|refusal| refusal.though_imported(reply.seq))?,
        None => Vec::new(),
    };
    let code = if reply.summary.refused.is_empty() { DONE } else { FINDING };
    if console.json(&reply)? {
        return Ok(code);
    }
    report(&reply, messages, console)?;
    for (path, rows) in &written {
        let params = [("count", rows.to_string()), ("path", path.display().to_string())];
        console.say("done-rejects", &params.each_ref().map(|(name, value)| (*name, value.as_str())))?;
    }
    if code == FINDING && written.is_empty() {
        console.say("import-refused-hint", &[])?;
    }
    Ok(code)
}

/// Returns how files are to be read and understood; an option that the command does not have is as if not given.
pub(crate) fn options(matches: &ArgMatches) -> Result<ImportOptions, Refusal> {
    let mut needs = BTreeMap::new();
    for (word, end) in pairs(matches, "needs")? {
        let end = match end.as_str() {
            "source" => Needs::Source,
            "target" => Needs::Target,
            "none" => Needs::None,
            _ => return Err(Refusal::said(Phrase::new("error-usage-needs").with("text", format!("{word}={end}")))),
        };
        needs.insert(word, end);
    }
    Ok(ImportOptions {
        source: matches.get_one::<String>("source").cloned().unwrap_or_default(),
        learn: matches.try_get_one("learn").ok().flatten().copied().unwrap_or_default(),
        map_types: pairs(matches, "map-type")?,
        needs,
        given: given(matches)?,
    })
}

fn pairs(matches: &ArgMatches, option: &str) -> Result<BTreeMap<String, String>, Refusal> {
    // A column without a name here is left out; a word needs one.
    let may_be_empty = option == "rename";
    let texts = matches.try_get_many::<String>(option).ok().flatten().into_iter().flatten();
    texts
        .map(|text| match text.split_once('=') {
            Some((word, value)) if !word.is_empty() && (may_be_empty || !value.is_empty()) => {
                Ok((word.to_owned(), value.to_owned()))
            }
            _ => Err(Refusal::said(
                Phrase::new("error-usage-pair").with("text", text).with("option", format!("--{option}")),
            )),
        })
        .collect()
}

fn given(matches: &ArgMatches) -> Result<Given, Refusal> {
    let usage = |code: &str, text: &String| Refusal::said(Phrase::new(code).with("text", text));
    let delimiter = match matches.get_one::<String>("delimiter") {
        None => None,
        Some(text) if text == "tab" || text == "\\t" => Some(b'\t'),
        Some(text) => match text.as_bytes() {
            [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() => Some(*byte),
            _ => return Err(usage("error-usage-delimiter", text)),
        },
    };
    let encoding = match matches.get_one::<String>("encoding") {
        None => None,
        Some(text) => match EncodingName::from_id(text) {
            Some(encoding) => Some(encoding),
            None => return Err(usage("error-usage-encoding", text)),
        },
    };
    let columns: Vec<String> = matches.get_many("columns").into_iter().flatten().cloned().collect();
    Ok(Given {
        delimiter,
        encoding,
        columns: (!columns.is_empty()).then_some(columns),
        rename: pairs(matches, "rename")?,
    })
}

/// Writes the refused rows: to the file named, or, when several files have some, to one beside it for each.
fn write_rejects(path: &Path, rejects: &[RejectsFile]) -> Result<Vec<(PathBuf, usize)>, Refusal> {
    let mut written = Vec::new();
    for file in rejects {
        let own = if rejects.len() == 1 {
            path.to_owned()
        } else {
            let part = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            path.with_file_name(format!("{}-{}.csv", part(path), part(Path::new(&file.of))))
        };
        files::write(&own, &file.bytes)?;
        written.push((own, file.rows));
    }
    Ok(written)
}

fn report(reply: &ImportReply, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    summary(&reply.summary, messages, console)?;
    console.blank()?;
    match (reply.seq, reply.dry_run) {
        (Some(seq), _) => console.say("done-imported", &[("seq", &seq.to_string())])?,
        (None, true) => console.say("done-dry-run", &[])?,
        (None, false) => console.say("done-nothing-new", &[])?,
    }
    crate::change::watched(&reply.watched, messages, console)
}

/// Says what files amount to.
pub(crate) fn summary(summary: &ImportSummary, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    for file in &summary.files {
        let delimiter = if file.delimiter == '\t' { "tab".to_owned() } else { file.delimiter.to_string() };
        let params = [
            ("file", file.name.clone()),
            ("rows", file.rows.to_string()),
            ("kind", messages.word(&format!("kind-{}", file.kind))),
            ("encoding", file.encoding.id().to_owned()),
            ("delimiter", delimiter),
        ];
        console.say("import-file-line", &params.each_ref().map(|(name, value)| (*name, value.as_str())))?;
    }
    let tally = |code: &str, tally: &Tally| {
        let counts = [tally.new, tally.update, tally.same, tally.ambiguous, tally.rejected];
        std::iter::once(messages.word(code)).chain(counts.map(|count| count.to_string())).collect::<Vec<_>>()
    };
    let rows = [
        tally("import-items", &summary.items),
        tally("import-relationships", &summary.relationships),
        tally("import-requirements", &summary.requirements),
    ];
    let columns =
        ["import-plan", "#import-new", "#import-update", "#import-same", "#import-ambiguous", "#import-rejected"];
    console.blank()?;
    console.table(&columns, &rows)?;
    if !summary.learned_classes.is_empty() {
        console.say("import-learned-classes", &[("list", &summary.learned_classes.join(", "))])?;
    }
    if !summary.learned_types.is_empty() {
        let learned = summary.learned_types.iter().map(|kind| {
            let needs = match kind.needs {
                Needs::Source => "needs-source",
                Needs::Target => "needs-target",
                Needs::None => "needs-none",
            };
            format!("{} ({})", kind.id, messages.word(needs))
        });
        console.say("import-learned-types", &[("list", &learned.collect::<Vec<_>>().join(", "))])?;
    }
    if summary.missing_in_source > 0 {
        let count = summary.missing_in_source.to_string();
        console.say("import-missing", &[("count", &count), ("source", &summary.source)])?;
    }
    for warning in &summary.warnings {
        console.line(&cairn_api::say(warning, messages))?;
    }
    refused(summary, messages, console)
}

fn refused(summary: &ImportSummary, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let refused = &summary.refused;
    if refused.is_empty() {
        return Ok(());
    }
    console.heading("import-refused", Some(refused.len()))?;
    for row in refused.iter().take(REFUSED_MAX) {
        let reason = cairn_api::say(&row.reason, messages);
        let line = row.line.to_string();
        console.say("import-refused-line", &[("file", &row.file), ("line", &line), ("reason", &reason)])?;
    }
    if refused.len() > REFUSED_MAX {
        console.say("count-more", &[("count", &(refused.len() - REFUSED_MAX).to_string())])?;
    }
    Ok(())
}
