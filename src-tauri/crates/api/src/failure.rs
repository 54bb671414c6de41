//! How a refusal crosses the wire.

use std::error::Error;
use std::io;

use cairn_engine::snapshot::{FlawCode, SnapshotError};
use cairn_engine::{EngineError, StoreError, chain};
use cairn_messages::Messages;
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

/// The few things a caller may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// Somebody cancelled.
    Cancelled,
}

/// A refusal: nothing was changed unless the message says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of refusal.
    pub code: Code,
    /// What to say to a person.
    pub message: Phrase,
    /// What went wrong underneath, in English, for a report to the makers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Failure {
    /// Returns a refusal without detail.
    #[must_use]
    pub fn new(code: Code, message: Phrase) -> Self {
        Failure { code, message, detail: String::new() }
    }

    /// Returns the sentence for a person.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        let mut message = self.message.clone();
        if message.code == "error-locked" {
            // Who holds the lock is a phrase of its own.
            let known = message.params.contains_key("program");
            let code = if known { "error-locked-holder" } else { "error-locked-unknown" };
            let holder = Phrase { code: code.to_owned(), params: message.params.clone() };
            message = message.with("holder", say(&holder, messages));
        }
        say(&message, messages)
    }
}

/// Parameters whose values are words of the product, not of the estate.
const WORDS: [&str; 3] = ["flaw", "operation", "what"];

/// Returns the sentence of a phrase; words of the engine among its parameters are translated too.
#[must_use]
pub fn say(phrase: &Phrase, messages: &Messages) -> String {
    let params: Vec<(&str, String)> = phrase
        .params
        .iter()
        .map(|(name, value)| {
            let code = format!("{name}-{value}");
            let is_word = WORDS.contains(&name.as_str()) && messages.knows(&code);
            (name.as_str(), if is_word { messages.word(&code) } else { value.clone() })
        })
        .collect();
    messages.say(&phrase.code, params.iter().map(|(name, value)| (*name, value.as_str())))
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let code = match &error {
            EngineError::Store(store) => return store_failure(store),
            EngineError::NoSuchItem { .. } => Code::NotFound,
            EngineError::AmbiguousItem { .. } => Code::Ambiguous,
            EngineError::Estate(_) | EngineError::Model(_) => Code::Damaged,
            EngineError::Replica => Code::ReadOnly,
            EngineError::Unfinished { .. } => Code::NotAnEstate,
            EngineError::Snapshot(snapshot) => snapshot_code(snapshot),
            EngineError::NoSuchRecord { .. } => Code::NotFound,
            EngineError::Cancelled(_) => Code::Cancelled,
            EngineError::Write(_) => Code::Io,
            _ => Code::BadInput,
        };
        Failure { code, message: error.phrase(), detail: chain(&error) }
    }
}

fn snapshot_code(error: &SnapshotError) -> Code {
    match error {
        SnapshotError::Flaw(flaw) => match flaw.what {
            FlawCode::NotASnapshot => Code::BadInput,
            FlawCode::Newer => Code::NewerFormat,
            _ => Code::Damaged,
        },
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
        StoreError::MustReopen { .. } => (Code::Io, Phrase::new("error-must-reopen")),
        StoreError::Io { operation, path, .. } | StoreError::Backend { operation, path, .. } => {
            let phrase = |code| Phrase::new(code).with("path", path.display()).with("operation", operation);
            match io_kind(error) {
                Some(io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded) => {
                    (Code::DiskFull, phrase("error-disk-full"))
                }
                Some(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
                    (Code::Io, phrase("error-not-permitted").with("detail", last(error)))
                }
                _ => (Code::Io, phrase("error-io").with("detail", last(error))),
            }
        }
        _ => (Code::Io, Phrase::new("error-write").with("detail", chain(error))),
    };
    Failure { code, message, detail: chain(error) }
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
