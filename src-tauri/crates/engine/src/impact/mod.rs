//! "What does this break": from words to the four answers, with every number and name resolved.

mod explanation;
mod report;
mod since;

use cairn_estate::{Generation, Row};
use cairn_graph::{Answers, Seed, answers};
use cairn_model::CancelToken;
use cairn_model::impact::{Explanation, ImpactReport, OutageMode};

use crate::error::EngineError;
use crate::item::find;

pub(crate) use report::{RULE_VERSION, model_error};
pub use since::{ImpactSince, LevelSince, SinceCommit, since};

/// What goes out and what is asked about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImpactQuestion {
    /// Words for the items that stop working.
    pub down: Vec<String>,
    /// Words for the items that work worse.
    pub degraded: Vec<String>,
    /// Words for the items whose level is to be explained.
    pub explain: Vec<String>,
}

/// Who goes out and how, whose level is to be explained, and the four answers.
#[derive(Debug)]
pub(crate) struct Solved {
    pub(crate) given: Vec<(Seed, OutageMode)>,
    explained: Vec<Row>,
    pub(crate) found: Answers,
}

impl Solved {
    /// Returns the answers with every number and name resolved.
    pub(crate) fn report(&self, generation: &Generation) -> Result<ImpactReport, EngineError> {
        report::report(generation, &self.given, &self.explained, &self.found)
    }

    /// Returns why an item is at its level, and why not at a worse one.
    pub(crate) fn explain(&self, generation: &Generation, row: Row) -> Result<Explanation, EngineError> {
        let seeds: Vec<Seed> = self.given.iter().map(|(seed, _)| *seed).collect();
        explanation::Explainer::new(generation, &self.found, &seeds).explain(row)
    }
}

/// Returns the answer to a question about joint outages, with the context that operation gives. Nothing is written.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::DoesNotParticipate`],
/// [`EngineError::Cancelled`].
pub fn judge(
    generation: &Generation,
    question: &ImpactQuestion,
    cancel: &CancelToken,
) -> Result<ImpactReport, EngineError> {
    solved(generation, question, cancel)?.report(generation)
}

/// Works out the answer to a question.
pub(crate) fn solved(
    generation: &Generation,
    question: &ImpactQuestion,
    cancel: &CancelToken,
) -> Result<Solved, EngineError> {
    let given = outages(generation, &question.down, &question.degraded)?;
    let explained = question.explain.iter().map(|words| find(generation, words)).collect::<Result<Vec<_>, _>>()?;
    let seeds: Vec<Seed> = given.iter().map(|(seed, _)| *seed).collect();
    let found = answers(generation.topology(), &seeds, cancel)?;
    Ok(Solved { given, explained, found })
}

/// Returns what words say goes out, each item once, at the worse level when it is named twice.
pub(crate) fn outages(
    generation: &Generation,
    down: &[String],
    degraded: &[String],
) -> Result<Vec<(Seed, OutageMode)>, EngineError> {
    let mut given: Vec<(Seed, OutageMode)> = Vec::new();
    let words = down.iter().map(|words| (words, OutageMode::FullOutage));
    for (words, mode) in words.chain(degraded.iter().map(|words| (words, OutageMode::Degraded))) {
        let vertex = find(generation, words)?;
        if !generation.topology().vertex(vertex).participates {
            let item = generation.view(vertex)?;
            return Err(EngineError::DoesNotParticipate { key: item.key.to_owned(), state: item.state.to_owned() });
        }
        match given.iter_mut().find(|(seed, _)| seed.vertex == vertex) {
            Some((seed, _)) if seed.level >= mode.level() => {}
            Some(known) => *known = (Seed { vertex, level: mode.level() }, mode),
            None => given.push((Seed { vertex, level: mode.level() }, mode)),
        }
    }
    Ok(given)
}
