//! Baselines: names for records, and what changed between two of them.

mod authorisation;
mod diff;
mod filter;
mod line;

use cairn_model::{BaselineMark, Commit, CommitKind, Edit, Phrase, Timestamp};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use self::authorisation::Authorisation;
pub use self::diff::{AuthorisationCounts, BaselineDiff, EditCounts, NounCounts, diff};
pub use self::filter::{SealedBy, has_words};
pub use self::line::{CommitLine, DiffLine, ElementLine, Noun, What};

use crate::act::Act;
use crate::engine::Engine;
use crate::error::{EngineError, shortened};
use crate::moment::{Moment, Words};

/// The longest name of a baseline, in characters.
const NAME_CHARS_MAX: usize = 200;

/// Why a baseline cannot be created, or two moments cannot be compared. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// The name cannot be one.
    #[error("`{name}` cannot be the name of a baseline: {problem:?}")]
    Name {
        /// The name.
        name: String,
        /// Why not.
        problem: NameProblem,
    },
    /// There is a baseline of this name.
    #[error("there is a baseline `{name}` already: it marks record no. {seq}")]
    Exists {
        /// The name.
        name: String,
        /// The record no. it marks.
        seq: u64,
    },
    /// The first of two moments is the later one.
    #[error("record no. {from} is newer than record no. {to}")]
    Swapped {
        /// The record no. of the first.
        from: u64,
        /// The record no. of the second.
        to: u64,
    },
}

/// Why a text cannot be the name of a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// There is nothing in it.
    Empty,
    /// It has more than 200 characters.
    TooLong,
    /// It has a control character.
    ControlCharacter,
    /// It reads as a record no. or as a point in time, and would never be looked up.
    ReadsAsMoment,
}

impl BaselineError {
    pub(crate) fn phrase(&self) -> Phrase {
        match self {
            BaselineError::Name { name, problem } => {
                let code = match problem {
                    NameProblem::Empty => "error-baseline-name-empty",
                    NameProblem::TooLong => "error-baseline-name-long",
                    NameProblem::ControlCharacter => "error-baseline-name-control",
                    NameProblem::ReadsAsMoment => "error-baseline-name-moment",
                };
                Phrase::new(code).with("name", shortened(name)).with("max", NAME_CHARS_MAX)
            }
            BaselineError::Exists { name, seq } => {
                Phrase::new("error-baseline-exists").with("name", shortened(name)).with("seq", seq)
            }
            BaselineError::Swapped { from, to } => {
                Phrase::new("error-baseline-swapped").with("from", from).with("to", to)
            }
        }
    }
}

/// Returns why a text cannot be the name of a baseline; `None` when it can.
pub(crate) fn name_problem(name: &str) -> Option<NameProblem> {
    if name.is_empty() {
        Some(NameProblem::Empty)
    } else if name.chars().count() > NAME_CHARS_MAX {
        Some(NameProblem::TooLong)
    } else if name.chars().any(char::is_control) {
        Some(NameProblem::ControlCharacter)
    } else if matches!(Words::read(name), Words::Name(_)) {
        None
    } else {
        Some(NameProblem::ReadsAsMoment)
    }
}

/// A baseline that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The record of its creation.
    pub commit: Commit,
    /// Its name, without spaces around it.
    pub name: String,
    /// The record it marks.
    pub marked: Moment,
}

/// Creates a baseline of the newest record, or of the moment that `at` means, as one commit of kind `baseline`.
///
/// # Errors
/// [`EngineError::Baseline`] when the name cannot be one or is taken, [`EngineError::Moment`], or what committing
/// refuses; nothing is changed then.
pub fn create(
    engine: &Engine,
    name: &str,
    at: Option<&str>,
    reason: &str,
    act: &mut Act<'_>,
) -> Result<Created, EngineError> {
    let name = name.trim();
    if let Some(problem) = name_problem(name) {
        return Err(BaselineError::Name { name: name.to_owned(), problem }.into());
    }
    let head = engine.generation().seq();
    let marked = match at {
        Some(words) => engine.moment_up_to(head, words)?,
        None => engine.moment_of(head, head, None)?,
    };
    if let Some(known) = engine.store().baseline(name)? {
        return Err(BaselineError::Exists { name: known.name, seq: known.seq }.into());
    }
    let mark = BaselineMark { name: name.to_owned(), seq: marked.seq };
    let edits = vec![Edit::Baseline { before: None, after: Some(Box::new(mark)) }];
    let commit = engine.commit(act.draft(CommitKind::Baseline, reason.trim()), edits, act)?;
    Ok(Created { commit, name: name.to_owned(), marked })
}

/// One baseline of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BaselineLine {
    /// Its name.
    pub name: String,
    /// The record no. it marks.
    pub seq: u64,
    /// When that was recorded.
    pub recorded_at: Timestamp,
    /// How many records were made since.
    pub records_since: u64,
    /// Who created it, when and why; absent when it came into the estate beside something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<CommitLine>,
}

/// Returns whether an edit makes the baseline of a name.
fn seals(edit: &Edit, name: &str) -> bool {
    matches!(edit, Edit::Baseline { after: Some(mark), .. } if mark.name == name)
}

/// Returns every baseline, the one of the newest record first, then by name. Cost: the headers of all records.
///
/// # Errors
/// [`EngineError::Store`].
pub fn list(engine: &Engine) -> Result<Vec<BaselineLine>, EngineError> {
    let marks = engine.store().baselines()?;
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let head = engine.generation().seq();
    let headers = engine.commits(usize::MAX)?;
    let mut created: FxHashMap<String, CommitLine> = FxHashMap::default();
    for header in headers.iter().filter(|header| header.kind == CommitKind::Baseline) {
        for edit in engine.store().edits(header.seq)? {
            if let Edit::Baseline { after: Some(mark), .. } = edit {
                // Newest first: a name that was given up and taken again is the one of its last creation.
                created.entry(mark.name).or_insert_with(|| CommitLine::of(header));
            }
        }
    }
    // The start of a change seals one by the name of the change, beside what it says of itself.
    for header in headers.iter().filter(|header| header.kind == CommitKind::Process) {
        let Some(change) = &header.change else { continue };
        let is_wanted = marks.iter().any(|mark| mark.name == *change) && !created.contains_key(change);
        if is_wanted && engine.store().edits(header.seq)?.iter().any(|edit| seals(edit, change)) {
            created.insert(change.clone(), CommitLine::of(header));
        }
    }
    let recorded: FxHashMap<u64, Timestamp> = headers.iter().map(|header| (header.seq, header.recorded_at)).collect();
    let line = |mark: BaselineMark| BaselineLine {
        seq: mark.seq,
        recorded_at: recorded.get(&mark.seq).copied().unwrap_or_default(),
        records_since: head.saturating_sub(mark.seq),
        created: created.remove(&mark.name),
        name: mark.name,
    };
    let mut lines: Vec<BaselineLine> = marks.into_iter().map(line).collect();
    lines.sort_by(|left, right| right.seq.cmp(&left.seq).then_with(|| left.name.cmp(&right.name)));
    Ok(lines)
}
