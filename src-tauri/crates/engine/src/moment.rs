//! Moments: the estate as it was recorded after a commit, at a baseline, or at a point in time.

use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::{Commit, Edit, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use crate::between::{between, undoing};
use crate::engine::{APPLY_MAX, Engine};
use crate::error::{EngineError, shortened};

/// How many baselines a refusal names.
const BASELINES_MAX: usize = 10;

/// Loading anew costs more than patching up to one record in so many.
const PATCHED_SHARE: usize = 32;

/// Which record a person means by a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Moment {
    /// The record no.
    pub seq: u64,
    /// When that was recorded.
    pub recorded_at: Timestamp,
    /// How many later records took effect by then: reality had changed already, the record not yet.
    pub later_effective: u64,
    /// The baseline that the words named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
}

/// The estate as it was recorded at a moment: to ask, never to commit upon.
#[derive(Clone, Debug)]
pub struct Past {
    /// The record no.
    pub seq: u64,
    /// The estate after that record.
    pub generation: Arc<Generation>,
    /// When that was recorded.
    pub recorded_at: Timestamp,
    /// How many later records took effect by then: reality had changed already, the record not yet.
    pub later_effective: u64,
}

/// Why words mean no moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// There is no record of this number.
    #[error("there is no record no. {words}; the newest is {head}")]
    NoSuchRecord {
        /// The number as it was given.
        words: String,
        /// The newest record no.
        head: u64,
    },
    /// Nothing was recorded by then.
    #[error("the first record was made at {first}, after {moment}")]
    BeforeFirst {
        /// The moment.
        moment: Timestamp,
        /// When the first record was made.
        first: Timestamp,
    },
    /// No baseline has this name.
    #[error("there is no baseline `{name}`")]
    NoSuchBaseline {
        /// The name.
        name: String,
        /// The baselines there are, at most ten, by name.
        known: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// The words are nothing that a moment may be.
    #[error("`{words}` is neither a record no., nor a baseline, nor a moment")]
    NotAMoment {
        /// The words.
        words: String,
    },
}

impl MomentError {
    pub(crate) fn phrase(&self) -> Phrase {
        match self {
            MomentError::NoSuchRecord { words, head } => {
                Phrase::new("error-moment-record").with("text", shortened(words)).with("head", head)
            }
            MomentError::BeforeFirst { moment, first } => {
                Phrase::new("error-moment-before-first").with("moment", moment).with("first", first)
            }
            MomentError::NoSuchBaseline { name, count: 0, .. } => {
                Phrase::new("error-moment-no-baselines").with("text", shortened(name))
            }
            MomentError::NoSuchBaseline { name, known, count } => {
                let more = (*count > known.len()).then(|| format!("+{}", count - known.len()));
                let list: Vec<String> = known.iter().map(|name| format!("“{}”", shortened(name))).chain(more).collect();
                Phrase::new("error-moment-baseline").with("text", shortened(name)).with("list", list.join(", "))
            }
            MomentError::NotAMoment { words } => Phrase::new("error-moment-words").with("text", shortened(words)),
        }
    }
}

/// What words say before an estate is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Words<'w> {
    /// A record no.; one that no number can hold counts as the largest.
    Record(u64),
    /// A point in time.
    Time(Timestamp),
    /// Anything else.
    Name(&'w str),
}

impl Words<'_> {
    /// Returns what words say: `12` and `#12` are record nos., RFC 3339 is a point in time.
    pub(crate) fn read(words: &str) -> Words<'_> {
        let words = words.trim();
        let number = words.strip_prefix('#').unwrap_or(words);
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Words::Record(number.parse().unwrap_or(u64::MAX));
        }
        Timestamp::parse(words).map_or(Words::Name(words), Words::Time)
    }
}

impl Engine {
    /// Returns the moment that words mean: a record no. (`12` or `#12`), the name of a baseline, or a point in time in
    /// RFC 3339, which means the newest record that was made by then. Cost: the headers of the later records.
    ///
    /// # Errors
    /// [`EngineError::Moment`] when there is no such moment, [`EngineError::Store`].
    pub fn moment(&self, words: &str) -> Result<Moment, EngineError> {
        self.moment_up_to(self.generation().seq(), words)
    }

    /// Returns the moment that words mean among the records up to `head`.
    pub(crate) fn moment_up_to(&self, head: u64, words: &str) -> Result<Moment, EngineError> {
        match Words::read(words) {
            Words::Record(seq) if (1..=head).contains(&seq) => self.moment_of(head, seq, None),
            Words::Record(_) => Err(MomentError::NoSuchRecord { words: words.trim().to_owned(), head }.into()),
            Words::Time(time) => self.moment_at(head, time),
            Words::Name(name) => {
                let seq = self.baseline_named(name)?;
                self.moment_of(head, seq, Some(name.to_owned()))
            }
        }
    }

    /// Returns the moment of a record.
    pub(crate) fn moment_of(&self, head: u64, seq: u64, baseline: Option<String>) -> Result<Moment, EngineError> {
        let recorded_at = self.header(seq)?.recorded_at;
        let mut later_effective = 0;
        for later in seq + 1..=head {
            later_effective += u64::from(self.header(later)?.effective_at <= recorded_at);
        }
        Ok(Moment { seq, recorded_at, later_effective, baseline })
    }

    /// Returns the newest record made by a point in time. Clocks may have been set back, so no record is skipped.
    fn moment_at(&self, head: u64, time: Timestamp) -> Result<Moment, EngineError> {
        let mut later_effective = 0;
        let mut first = time;
        for seq in (1..=head).rev() {
            let header = self.header(seq)?;
            if header.recorded_at <= time {
                return Ok(Moment { seq, recorded_at: header.recorded_at, later_effective, baseline: None });
            }
            later_effective += u64::from(header.effective_at <= time);
            first = header.recorded_at;
        }
        Err(MomentError::BeforeFirst { moment: time, first }.into())
    }

    fn baseline_named(&self, name: &str) -> Result<u64, EngineError> {
        let marks = self.store().baselines()?;
        if let Some(mark) = marks.iter().find(|mark| mark.name == name) {
            return Ok(mark.seq);
        }
        if crate::baseline::name_problem(name).is_some() || looks_like_time(name) {
            return Err(MomentError::NotAMoment { words: name.to_owned() }.into());
        }
        let count = marks.len();
        let known = marks.into_iter().take(BASELINES_MAX).map(|mark| mark.name).collect();
        Err(MomentError::NoSuchBaseline { name: name.to_owned(), known, count }.into())
    }

    pub(crate) fn header(&self, seq: u64) -> Result<Commit, EngineError> {
        let missing = || MomentError::NoSuchRecord { words: seq.to_string(), head: self.generation().seq() };
        Ok(self.store().commit_header(seq)?.ok_or_else(missing)?)
    }

    /// Returns the estate as it was recorded at the moment that words mean; see [`Engine::moment`].
    ///
    /// The items, relationships and terms are those of that record; those removed since stand behind the others. The
    /// catalogue is the present one, which has everything that the one of then had: what a type means today is what it
    /// means in a verdict on the past. Values come out of the log as it writes them: decimals and integers beyond
    /// 2⁵³ − 1 are text where a later commit touched their item.
    ///
    /// # Errors
    /// [`EngineError::Moment`] when there is no such moment, [`EngineError::Store`], [`EngineError::Estate`].
    pub fn at(&self, words: &str) -> Result<Past, EngineError> {
        let newest = self.generation();
        let Moment { seq, recorded_at, later_effective, .. } = self.moment_up_to(newest.seq(), words)?;
        let generation = self.generation_at(newest, seq)?;
        Ok(Past { seq, generation, recorded_at, later_effective })
    }

    /// Returns the estate as it was after record no. `seq`, made of a later generation.
    pub(crate) fn generation_at(&self, later: Arc<Generation>, seq: u64) -> Result<Arc<Generation>, EngineError> {
        if seq == later.seq() {
            return Ok(later);
        }
        let touched = between(self.store(), seq, later.seq())?;
        let edits = undoing(touched.into_iter().map(|touched| touched.edit));
        without(&later, seq, &edits).map(Arc::new)
    }
}

/// Returns the generation as of record no. `seq` that undoing edits leads to.
pub(crate) fn without(later: &Generation, seq: u64, undoing: &[Edit]) -> Result<Generation, EngineError> {
    let catalogue = Arc::clone(later.catalogue());
    // Nobody waits beside for a commit here, so that what is patched may be more in a large estate.
    let patched_max = APPLY_MAX.max((later.item_count() + later.relationship_count()) / PATCHED_SHARE);
    let applied = if undoing.len() > patched_max {
        later.rebuild(seq, catalogue, undoing.iter())?
    } else {
        later.apply(seq, catalogue, undoing)?
    };
    // Nothing is stored of it, so there are no pages to name.
    Ok(applied.stored(&[]))
}

/// Returns true for words that were meant as a date or a time: `2026-11-21`, `21/11/2026 09:30`.
fn looks_like_time(words: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || b"-/:.+TZtz ".contains(&byte);
    words.bytes().filter(u8::is_ascii_digit).count() >= 4 && words.bytes().all(is_part)
}

impl Past {
    /// Returns which moment it is.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { seq: self.seq, recorded_at: self.recorded_at, later_effective: self.later_effective, baseline: None }
    }
}
