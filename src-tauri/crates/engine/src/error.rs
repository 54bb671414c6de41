//! What can be refused, and the sentence that says so.

use cairn_estate::{EstateError, FilterError};
use cairn_exchange::FileError;
use cairn_exchange::sealed::Changed;
use cairn_exchange::snapshot::{Flaw, FlawCode, SnapshotError};
use cairn_model::catalogue::CatalogueError;
use cairn_model::{Cancelled, Phrase, Timestamp};
use cairn_store::StoreError;

use crate::baseline::BaselineError;
use crate::change::PlanProblem;
use crate::moment::MomentError;

/// Why a verb was refused or failed. Nothing was changed, unless the store's error says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The store refused or failed.
    #[error("the store refused")]
    Store(#[from] StoreError),
    /// Records do not make a generation.
    #[error("the records do not fit together")]
    Estate(#[from] EstateError),
    /// The estate's model cannot be read or resolved.
    #[error("the model of the estate cannot be used: {0}")]
    Model(String),
    /// The estate is a copy that takes no commits.
    #[error("the estate is a replica: it takes no commits")]
    Replica,
    /// The estate lies where two copies of it could go apart unseen.
    #[error("the estate lies on {kind}: it takes no commits there")]
    Place {
        /// The kind of file system, or the program that keeps copies.
        kind: String,
        /// Whether it is on another machine; else it is copied to others.
        is_network: bool,
    },
    /// The estate is a snapshot that is only looked at.
    #[error("the estate is the snapshot {file}: it takes no commits")]
    OfSnapshot {
        /// Its file.
        file: String,
    },
    /// The estate was being created when the program ended.
    #[error("{path} holds nothing: its creation was interrupted")]
    Unfinished {
        /// The directory.
        path: String,
    },
    /// A catalogue file cannot be used.
    #[error("the catalogue cannot be used")]
    Catalogue(Vec<CatalogueError>),
    /// No item is meant by these words.
    #[error("no configuration item is meant by `{words}`")]
    NoSuchItem {
        /// The words.
        words: String,
    },
    /// Several items are meant by these words.
    #[error("`{words}` means several configuration items: {}", candidates.join(", "))]
    AmbiguousItem {
        /// The words.
        words: String,
        /// Key, name and class of each, at most ten.
        candidates: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// A service was asked for, and the item is none.
    #[error("`{key}` is no service")]
    NotAService {
        /// Its key.
        key: String,
        /// Its name.
        name: String,
    },
    /// An item that takes no part in analyses was given as going out.
    #[error("`{key}` is {state} and takes no part in analyses")]
    DoesNotParticipate {
        /// Its key.
        key: String,
        /// Its lifecycle state.
        state: String,
    },
    /// A filter cannot be used.
    #[error("the filter cannot be used")]
    Filter(#[from] FilterError),
    /// A file as a whole cannot be read.
    #[error("{file} cannot be read")]
    File {
        /// The file, as the caller named it.
        file: String,
        /// What is wrong with it.
        #[source]
        source: FileError,
    },
    /// A file uses classes or types that the estate does not know.
    #[error("unknown words: {} classes, {} relationship types", classes.len(), types.len())]
    UnknownWords {
        /// Each unknown class word with the number of its rows.
        classes: Vec<(String, u64)>,
        /// Each unknown type, with its ends' classes when only they are unknown, with the number of its rows.
        types: Vec<(String, u64)>,
    },
    /// `--map-type` names a type that the estate does not have.
    #[error("`{type_id}` is not a relationship type of this estate")]
    NoSuchType {
        /// The id looked for.
        type_id: String,
    },
    /// A deed without a reason.
    #[error("a reason is missing")]
    NoReason,
    /// Something ends before it starts.
    #[error("{end} is before {since}")]
    EndsBeforeStart {
        /// When it starts.
        since: Timestamp,
        /// When it is to end.
        end: Timestamp,
    },
    /// The operation recorded is the one the item has.
    #[error("`{key}` is already {operation}")]
    AlreadySo {
        /// Its key.
        key: String,
        /// The operation.
        operation: &'static str,
    },
    /// The policy of changes cannot be used.
    #[error("the policy of changes cannot be used: {0}")]
    Policy(String),
    /// Something about a change is refused, in a sentence.
    #[error("refused: {}", .0.code)]
    Refused(Phrase),
    /// A transition of a change is refused because guards do not hold.
    #[error("{transition} is refused: {} guards do not hold", unmet.len())]
    Guarded {
        /// The change.
        change: String,
        /// The transition.
        transition: String,
        /// Why, one sentence for each guard.
        unmet: Vec<Phrase>,
    },
    /// Planned edits do not apply to the estate as it is.
    #[error("{} planned edits do not apply", .0.len())]
    PlanDoesNotApply(Vec<PlanProblem>),
    /// Words mean no moment of this estate.
    #[error("no moment is meant")]
    Moment(#[from] MomentError),
    /// A baseline cannot be created, or two moments cannot be compared.
    #[error("the baselines refuse")]
    Baseline(#[from] BaselineError),
    /// A snapshot cannot be read or written.
    #[error("the snapshot")]
    Snapshot(#[from] SnapshotError),
    /// A snapshot of some items is no estate that could go on.
    #[error("the snapshot has a scope: it has no log")]
    SnapshotScoped,
    /// A snapshot is of another estate, or of another line of its commits.
    #[error("the snapshot is of lineage {snapshot}, the estate of {estate}")]
    OtherLineage {
        /// The lineage of the snapshot.
        snapshot: String,
        /// The lineage of the estate.
        estate: String,
    },
    /// A record cannot be taken back: what was recorded since stands against it.
    #[error("record no. {seq} cannot be taken back: later records stand against it in {values} places")]
    Reverting {
        /// The record.
        seq: u64,
        /// The first of the places, with the later records, and how many more there are.
        conflicts: Vec<Phrase>,
        /// How many places there are in all.
        values: usize,
    },
    /// What was given as a checkpoint is none.
    #[error("the checkpoint cannot be read")]
    Checkpoint(#[from] crate::checkpoint::TextError),
    /// Somebody cancelled.
    #[error("cancelled")]
    Cancelled(#[from] Cancelled),
    /// Something could not be serialised.
    #[error("cannot serialise {0}")]
    Serialise(&'static str, #[source] serde_json::Error),
    /// A file could not be written.
    #[error("cannot write")]
    Write(#[from] std::io::Error),
}

impl From<Flaw> for EngineError {
    fn from(flaw: Flaw) -> Self {
        EngineError::Snapshot(SnapshotError::Flaw(flaw))
    }
}

impl EngineError {
    /// Returns the sentence that tells a person what is wrong and what to do; store errors are told by the api.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            EngineError::Store(_) | EngineError::Estate(_) | EngineError::Model(_) => {
                Phrase::new("error-estate-inconsistent").with("detail", chain(self))
            }
            EngineError::Catalogue(errors) => {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Phrase::new("error-catalogue").with("detail", lines.join("; "))
            }
            EngineError::Replica => Phrase::new("error-replica"),
            EngineError::Place { kind, is_network } => {
                let code = if *is_network { "error-place-network" } else { "error-place-synchronised" };
                Phrase::new(code).with("kind", kind)
            }
            EngineError::OfSnapshot { file } => Phrase::new("error-of-snapshot").with("file", file),
            EngineError::Unfinished { path } => Phrase::new("error-unfinished").with("path", path),
            EngineError::NoSuchItem { words } => Phrase::new("error-no-such-item").with("words", words),
            EngineError::AmbiguousItem { words, candidates, count } => Phrase::new("error-ambiguous-item")
                .with("words", words)
                .with("count", count)
                .with("candidates", candidates.join("; ")),
            EngineError::NotAService { key, name } => {
                Phrase::new("error-not-a-service").with("key", key).with("name", name)
            }
            EngineError::DoesNotParticipate { key, state } => {
                Phrase::new("error-does-not-participate").with("key", key).with("state", state)
            }
            EngineError::Filter(error) => filter_phrase(error),
            EngineError::File { file, source } => file_phrase(file, source),
            EngineError::UnknownWords { classes, types } => Phrase::new("error-unknown-words")
                .with("classes", word_list(classes))
                .with("types", word_list(types))
                .with("class-count", classes.len())
                .with("type-count", types.len()),
            EngineError::NoSuchType { type_id } => Phrase::new("error-no-such-type").with("type", type_id),
            EngineError::NoReason => Phrase::new("error-no-reason"),
            EngineError::EndsBeforeStart { since, end } => {
                Phrase::new("error-ends-before-start").with("since", since).with("end", end)
            }
            EngineError::AlreadySo { key, operation } => {
                Phrase::new("error-already-so").with("key", key).with("operation", operation)
            }
            EngineError::PlanDoesNotApply(problems) => plan_phrase(problems),
            EngineError::Policy(detail) => Phrase::new("error-policy").with("detail", detail),
            EngineError::Refused(phrase) => phrase.clone(),
            EngineError::Guarded { change, transition, unmet } => Phrase::new("error-guarded")
                .with("change", change)
                .with("transition", transition)
                .with("count", unmet.len()),
            EngineError::Moment(error) => error.phrase(),
            EngineError::Baseline(error) => error.phrase(),
            EngineError::Snapshot(error) => snapshot_phrase(error),
            EngineError::SnapshotScoped => Phrase::new("error-snapshot-scoped"),
            EngineError::OtherLineage { snapshot, estate } => {
                Phrase::new("error-other-lineage").with("snapshot", snapshot).with("estate", estate)
            }
            EngineError::Reverting { seq, values, .. } => {
                Phrase::new("error-reverting").with("seq", seq).with("count", values)
            }
            EngineError::Checkpoint(error) => match error {
                crate::checkpoint::TextError::NoCheckpoint => Phrase::new("error-checkpoint-none"),
                crate::checkpoint::TextError::Digit => Phrase::new("error-checkpoint-digit"),
                crate::checkpoint::TextError::Newer { version } => {
                    Phrase::new("error-checkpoint-newer").with("version", version)
                }
            },
            EngineError::Cancelled(_) => Phrase::new("error-cancelled"),
            EngineError::Serialise(..) | EngineError::Write(_) => {
                Phrase::new("error-write").with("detail", chain(self))
            }
        }
    }
}

/// Returns an error and its sources in one line.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

/// How many characters of a text a sentence repeats.
const CHARS_MAX: usize = 200;
/// How many unknown words a sentence lists.
const WORDS_MAX: usize = 50;

/// Returns the beginning of a text that a sentence repeats.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn word_list(words: &[(String, u64)]) -> String {
    let list = words.iter().take(WORDS_MAX).map(|(word, rows)| format!("{} ({rows})", shortened(word)));
    let more = (words.len() > WORDS_MAX).then(|| format!("+{}", words.len() - WORDS_MAX));
    list.chain(more).collect::<Vec<_>>().join(", ")
}

/// Names the first problem; the others are counted.
fn plan_phrase(problems: &[PlanProblem]) -> Phrase {
    let Some(first) = problems.first() else { return Phrase::new("error-plan") };
    let mut phrase = first.reason.clone();
    let (step, edit) = (first.step.to_string(), first.edit.to_string());
    phrase.params.insert("plan-step".to_owned(), step);
    phrase.params.insert("plan-edit".to_owned(), edit);
    phrase.params.insert("plan-more".to_owned(), (problems.len() - 1).to_string());
    phrase
}

fn filter_phrase(error: &FilterError) -> Phrase {
    match error {
        FilterError::OpenQuote { column } => Phrase::new("error-filter-open-quote").with("column", column),
        FilterError::NoValue { column, field } => {
            Phrase::new("error-filter-no-value").with("column", column).with("field", field)
        }
        FilterError::UnknownValue { field, value } => {
            Phrase::new("error-filter-unknown-value").with("field", field).with("value", value)
        }
        FilterError::UnknownAttribute(name) => Phrase::new("error-filter-unknown-attribute").with("name", name),
    }
}

fn snapshot_phrase(error: &SnapshotError) -> Phrase {
    let flaw = match error {
        SnapshotError::Flaw(flaw) => flaw,
        SnapshotError::Read(source) if Changed::is_in(source) => return Phrase::new("error-sealed-changed"),
        SnapshotError::Read(source) => return Phrase::new("error-snapshot-read").with("detail", source),
        SnapshotError::Write(source) => return Phrase::new("error-snapshot-write").with("detail", source),
        SnapshotError::LineTooLong { file, line, bytes } => {
            let phrase = Phrase::new("error-snapshot-line").with("file", file).with("line", line);
            return phrase.with("bytes", bytes);
        }
        SnapshotError::Json(..) => return Phrase::new("error-snapshot-write").with("detail", chain(error)),
    };
    let phrase = Phrase::new(match flaw.what {
        FlawCode::NotASnapshot => "error-snapshot-none",
        FlawCode::Newer => "error-snapshot-newer",
        _ => "error-snapshot-flaw",
    });
    with_flaw(phrase, flaw)
}

/// Returns the phrase with what is wrong, where, what should be there and what is.
#[must_use]
pub fn with_flaw(phrase: Phrase, flaw: &Flaw) -> Phrase {
    let place = flaw.line.map_or_else(|| flaw.file.clone(), |line| format!("{}:{line}", flaw.file));
    let phrase = phrase.with("flaw", flaw.what.id()).with("place", place);
    phrase.with("expected", &flaw.expected).with("found", &flaw.found)
}

fn file_phrase(file: &str, error: &FileError) -> Phrase {
    let phrase = match error {
        FileError::Empty => Phrase::new("error-file-empty"),
        FileError::TooLarge { bytes } => Phrase::new("error-file-too-large").with("bytes", bytes),
        FileError::NotATable { what: "snapshot" } => Phrase::new("error-file-snapshot"),
        FileError::NotATable { what } => Phrase::new("error-file-not-a-table").with("what", what),
        FileError::BadEncoding { line, encoding } => {
            Phrase::new("error-file-bad-encoding").with("line", line).with("encoding", encoding.id())
        }
        FileError::WrongHeader { columns } => {
            Phrase::new("error-file-wrong-header").with("columns", shortened(&columns.join(", ")))
        }
        FileError::ColumnTwice { column } => Phrase::new("error-file-column-twice").with("column", shortened(column)),
    };
    phrase.with("file", file)
}
