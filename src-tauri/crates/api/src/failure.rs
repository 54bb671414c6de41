//! How a refusal crosses the wire.

use std::error::Error;
use std::io;

use cairn_engine::snapshot::{FlawCode, SnapshotError};
use cairn_engine::{EngineError, StoreError, chain};
use cairn_exchange::listed;
use cairn_exchange::sealed::Changed;
use cairn_messages::{Language, Messages};
use cairn_model::{Phrase, Timestamp};
use serde::{Deserialize, Serialize};

/// The few things a caller may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The request does not make sense, or names what is not there.
    BadInput,
    /// Words mean several items.
    Ambiguous,
    /// No item is meant.
    NotFound,
    /// The directory is no estate, or is taken.
    NotAnEstate,
    /// Somebody else has the estate open.
    Locked,
    /// A newer version wrote the estate.
    NewerFormat,
    /// What is stored is not what was written.
    Damaged,
    /// There is no space left.
    DiskFull,
    /// The file system refused.
    Io,
    /// Somebody else changed the record meanwhile.
    Conflict,
    /// The estate takes no records.
    ReadOnly,
    /// The file is encrypted, and nothing that opens it was given.
    Sealed,
    /// Somebody cancelled.
    Cancelled,
}

/// A refusal: nothing was changed unless the message says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Failure {
    /// What kind of refusal.
    pub code: Code,
    /// What to say to a person.
    pub message: Phrase,
    /// Each reason, when there are several: guards that do not hold, planned edits that do not apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Phrase>,
    /// What went wrong underneath, in English, for a report to the makers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Failure {
    /// Returns a refusal without detail.
    #[must_use]
    pub fn new(code: Code, message: Phrase) -> Self {
        Failure { code, message, reasons: Vec::new(), detail: String::new() }
    }

    /// Returns the sentence for a person.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        let mut message = self.message.clone();
        if message.code == "error-locked" {
            // Who holds the lock is a phrase of its own.
            let known = message.params.contains_key("program");
            let code = if known { "error-locked-holder" } else { "error-locked-unknown" };
            let mut holder = Phrase { code: code.to_owned(), params: message.params.clone() };
            let since = holder.params.get("since").filter(|_| messages.are_for_screen());
            if let Some(since) = since.and_then(|since| Timestamp::parse(since).ok()) {
                // As a moment stands in any other sentence.
                holder = holder.with("since", since.to_minutes());
            }
            message = message.with("holder", say(&holder, messages));
        }
        self.completed(&message, say(&message, messages), messages)
    }

    /// Returns the sentence with what was not changed, where it is that of a guard or of an edit, which do not say so.
    pub(crate) fn completed(&self, message: &Phrase, sentence: String, messages: &Messages) -> String {
        let is_bare = ["guard-", "plan-", "row-"].iter().any(|start| message.code.starts_with(start));
        if is_bare { sentences([sentence, messages.word("refused-unchanged")], messages) } else { sentence }
    }
}

/// Parameters whose values are words of the product, not of the estate, and what the codes of these words start with.
const WORDS: [(&str, &str); 12] = [
    ("after-strength", "strength-"),
    ("allowed", "level-"),
    ("before-strength", "strength-"),
    ("flaw", "flaw-"),
    ("level", "level-"),
    ("missing", "missing-"),
    ("mode", "mode-"),
    ("operation", "operation-"),
    ("possible", "transition-"),
    ("result", "result-"),
    ("transition", "transition-"),
    ("what", "what-"),
];
/// What stands between the values of a parameter that lists some.
pub(crate) const LIST: &str = ", ";

/// Returns the sentence of a phrase; words of the engine among its parameters are translated too, and what is said of
/// a planned edit starts with where it stands.
#[must_use]
pub fn say(phrase: &Phrase, messages: &Messages) -> String {
    let word = |start: &str, value: &str| {
        let code = format!("{start}{value}");
        if messages.knows(&code) { messages.word(&code) } else { value.to_owned() }
    };
    let params: Vec<(&str, String)> = phrase
        .params
        .iter()
        .map(|(name, value)| {
            let start = WORDS.iter().find(|(known, _)| known == name).map(|(_, start)| *start);
            let words = |start| listed(value.split(LIST).map(|value| word(start, value)), messages);
            (name.as_str(), start.map_or_else(|| apart(value, messages), words))
        })
        .collect();
    let sentence = messages.say(&phrase.code, params.iter().map(|(name, value)| (*name, value.as_str())));
    // A parameter that says nothing may stand at the end.
    placed(phrase, sentence.trim_end(), messages)
}

/// Returns a value of which each part of a list keeps its direction to itself.
fn apart(value: &str, messages: &Messages) -> String {
    value.split(LIST).map(|value| messages.isolated(value)).collect::<Vec<_>>().join(LIST)
}

/// Returns a sentence about a planned edit with the place of the edit in front; any other as it is.
fn placed(phrase: &Phrase, sentence: &str, messages: &Messages) -> String {
    let param = |name: &str| phrase.params.get(name).map_or("", String::as_str);
    let (step, edit, more) = (param("plan-step"), param("plan-edit"), param("plan-more"));
    if step.is_empty() {
        return sentence.to_owned();
    }
    let code = if matches!(edit, "" | "0") { "plan-at-step" } else { "plan-at-edit" };
    let placed = messages.say(code, [("step", step), ("edit", edit), ("sentence", sentence)]);
    match more {
        "" | "0" => placed,
        more => sentences([placed, messages.say("plan-and-more", [("count", more)])], messages),
    }
}

/// Returns sentences one behind the other, as the language parts them.
pub(crate) fn sentences(sentences: impl IntoIterator<Item = String>, messages: &Messages) -> String {
    let separator = if messages.language() == Language::En { " " } else { "" };
    sentences.into_iter().collect::<Vec<_>>().join(separator)
}

/// Returns each reason of a refusal that has several.
fn reasons(error: &EngineError) -> Vec<Phrase> {
    match error {
        EngineError::Guarded { unmet, .. } => unmet.clone(),
        EngineError::Reverting { conflicts, .. } => conflicts.clone(),
        EngineError::PlanDoesNotApply(problems) => {
            let one = |problem: &cairn_engine::change::PlanProblem| {
                problem.reason.clone().with("plan-step", problem.step).with("plan-edit", problem.edit)
            };
            problems.iter().map(one).collect()
        }
        _ => Vec::new(),
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let code = match &error {
            EngineError::Store(store) => return store_failure(store),
            EngineError::NoSuchItem { .. } => Code::NotFound,
            EngineError::AmbiguousItem { .. } => Code::Ambiguous,
            EngineError::Estate(_) | EngineError::Model(_) => Code::Damaged,
            EngineError::Replica | EngineError::Place { .. } | EngineError::OfSnapshot { .. } => Code::ReadOnly,
            EngineError::Reverting { .. } => Code::Conflict,
            EngineError::Unfinished { .. } => Code::NotAnEstate,
            EngineError::Snapshot(snapshot) => snapshot_code(snapshot),
            EngineError::Cancelled(_) => Code::Cancelled,
            EngineError::Write(_) => Code::Io,
            _ => Code::BadInput,
        };
        Failure { code, message: error.phrase(), reasons: reasons(&error), detail: chain(&error) }
    }
}

fn snapshot_code(error: &SnapshotError) -> Code {
    match error {
        SnapshotError::Flaw(flaw) => match flaw.what {
            FlawCode::NotASnapshot => Code::BadInput,
            FlawCode::Newer => Code::NewerFormat,
            _ => Code::Damaged,
        },
        SnapshotError::Read(source) if Changed::is_in(source) => Code::Damaged,
        SnapshotError::LineTooLong { .. } => Code::BadInput,
        _ if io_kind(error) == Some(io::ErrorKind::StorageFull) => Code::DiskFull,
        _ => Code::Io,
    }
}

fn store_failure(error: &StoreError) -> Failure {
    let (code, message) = match error {
        StoreError::NotAnEstate { path } => {
            (Code::NotAnEstate, Phrase::new("error-not-an-estate").with("path", path.display()))
        }
        StoreError::NotEmpty { path } => {
            (Code::NotAnEstate, Phrase::new("error-not-empty").with("path", path.display()))
        }
        StoreError::EstateFile { path, source } => {
            (Code::Damaged, Phrase::new("error-estate-file").with("path", path.display()).with("detail", source))
        }
        StoreError::NewerFormat { path, found, supported } => (
            Code::NewerFormat,
            Phrase::new("error-newer-format")
                .with("path", path.display())
                .with("found", found)
                .with("supported", supported),
        ),
        StoreError::Locked { holder, path } => {
            let phrase = Phrase::new("error-locked").with("path", path.display());
            let phrase = match holder {
                None => phrase,
                Some(holder) => phrase
                    .with("program", &holder.program)
                    .with("user", &holder.user)
                    .with("pid", holder.pid)
                    .with("since", holder.since),
            };
            (Code::Locked, phrase)
        }
        StoreError::Damaged(finding) => (
            Code::Damaged,
            Phrase::new("error-damaged")
                .with("place", &finding.place)
                .with("expected", &finding.expected)
                .with("found", &finding.found),
        ),
        StoreError::Conflict { .. } => (Code::Conflict, Phrase::new("error-conflict").with("detail", error)),
        StoreError::Stopped => (Code::Cancelled, Phrase::new("error-cancelled")),
        StoreError::MustReopen { .. } => (Code::Io, Phrase::new("error-must-reopen")),
        StoreError::Io { operation, path, .. } | StoreError::Backend { operation, path, .. } => {
            let phrase = |code| Phrase::new(code).with("path", path.display()).with("operation", operation);
            match io_kind(error) {
                Some(io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded) => {
                    (Code::DiskFull, phrase("error-disk-full"))
                }
                Some(io::ErrorKind::ReadOnlyFilesystem) => (Code::Io, phrase("error-read-only-disk")),
                Some(io::ErrorKind::PermissionDenied) => {
                    // Whoever only wanted to read wonders what there was to write.
                    let is_opening = matches!(*operation, "open" | "lock");
                    let code = if is_opening { "error-not-permitted-open" } else { "error-not-permitted" };
                    (Code::Io, phrase(code).with("detail", last(error)))
                }
                _ => (Code::Io, phrase("error-io").with("detail", last(error))),
            }
        }
        _ => (Code::Io, Phrase::new("error-write").with("detail", chain(error))),
    };
    Failure { code, message, reasons: Vec::new(), detail: chain(error) }
}

/// Returns what the operating system said, however deep it lies.
fn io_kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    let mut current: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = current {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        current = error.source();
    }
    None
}

fn last(error: &dyn Error) -> String {
    let mut current = error;
    while let Some(source) = current.source() {
        current = source;
    }
    current.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn a_directory_that_may_not_be_written_is_told_by_what_was_tried() {
        let check = |operation, expected: &str| {
            let source = io::Error::from(io::ErrorKind::PermissionDenied);
            let failure = store_failure(&StoreError::Io { operation, path: "/e.cairn/lock".into(), source });
            let said = failure.sentence(&Messages::new(Language::En));
            assert!(said.contains("/e.cairn/lock") && said.contains(expected), "{operation}: {said}");
        };
        check("lock", "opened only where it can be written");
        check("open", "Ask whoever owns it");
        check("compact", "may not be read or written (compact)");
    }

    #[test]
    fn a_screen_says_since_when_an_estate_is_open_as_it_says_any_moment() {
        let params =
            [("path", "/e"), ("program", "cairn"), ("user", "a"), ("pid", "7"), ("since", "2026-11-21T18:56:00.000Z")];
        let locked = params.iter().fold(Phrase::new("error-locked"), |phrase, (name, value)| phrase.with(name, value));
        let failure = Failure::new(Code::Locked, locked);
        for (messages, since, advises) in [
            (Messages::for_screen(Language::En), "since 2026-11-21 18:56 UTC. Nothing was changed.", false),
            (Messages::new(Language::En), "since 2026-11-21T18:56:00.000Z. Nothing was changed.", true),
        ] {
            let said = failure.sentence(&messages);
            assert!(said.contains(since), "{said}");
            assert_eq!(said.contains("try again"), advises, "the screen advises beside the sentence: {said}");
        }
    }
}
