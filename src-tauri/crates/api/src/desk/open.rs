//! An estate that is open, and what is remembered of questions about it.

use std::path::PathBuf;
use std::sync::Arc;

use cairn_engine::Generation;
use cairn_engine::baseline::BaselineDiff;
use cairn_engine::explore::{Query, select};
use cairn_engine::impact::ImpactQuestion;
use cairn_engine::map::{ImpactSolution, solve};
use cairn_model::CancelToken;
use cairn_model::impact::ImpactReport;

use super::memory::Memory;
use crate::baseline::DiffRequest;
use crate::failure::Failure;
use crate::session::Session;
use crate::wire::set::WorkingSet;

/// How many lists are remembered.
const LISTS_MAX: usize = 8;
/// How many answers about outages are remembered.
const ANSWERS_MAX: usize = 3;
/// How many comparisons of two moments are remembered.
const COMPARISONS_MAX: usize = 2;
/// How many estates other than the present one are remembered.
const OTHERS_MAX: usize = 4;

/// A list: the rows of one generation that a question selects, in order.
pub(crate) struct List {
    pub(crate) generation: Arc<Generation>,
    pub(crate) rows: Vec<u32>,
}

/// An answered question about outages, on the generation it was asked of.
pub(crate) struct Answered {
    pub(crate) generation: Arc<Generation>,
    pub(crate) solution: ImpactSolution,
    pub(crate) report: ImpactReport,
}

/// An estate that is open.
pub(crate) struct Open {
    pub(crate) session: Session,
    pub(crate) dir: PathBuf,
    lists: Memory<(u64, WorkingSet, Query), List>,
    answers: Memory<(u64, WorkingSet, ImpactQuestion), Answered>,
    comparisons: Memory<(u64, DiffRequest), BaselineDiff>,
    others: Memory<(u64, WorkingSet), Generation>,
}

impl Open {
    pub(crate) fn new(session: Session, dir: PathBuf) -> Self {
        Open {
            session,
            dir,
            lists: Memory::new(LISTS_MAX),
            answers: Memory::new(ANSWERS_MAX),
            comparisons: Memory::new(COMPARISONS_MAX),
            others: Memory::new(OTHERS_MAX),
        }
    }

    /// Gets ready, on a thread of its own, what the first search and the first look at an item would wait for.
    pub(crate) fn warm(&self) {
        let generation = self.session.engine.generation();
        // Where no thread can be had, the first who asks waits.
        let _warming = std::thread::Builder::new().name("warm".to_owned()).spawn(move || {
            let search = Query { text: "\u{1}".to_owned(), ..Query::default() };
            // Both find nothing; what they look in stays.
            let _none = select(&generation, &search).map(|rows| rows.len());
            let _none = cairn_engine::item::find(&generation, "\u{1}");
        });
    }

    /// Returns the estate that a working set means: as it is, as it was, or as a change would make it.
    pub(crate) fn generation(&self, set: &WorkingSet) -> Result<Arc<Generation>, Failure> {
        if set.is_live() {
            return Ok(self.session.engine.generation());
        }
        let key = (self.session.engine.generation().seq(), set.clone());
        self.others.get(key, || {
            Ok(match (&set.change, &set.at) {
                (Some(change), _) => cairn_engine::change::proposed(&self.session.engine, change)?,
                (None, Some(at)) => self.session.engine.at(at)?.generation,
                (None, None) => self.session.engine.generation(),
            })
        })
    }

    /// Returns the answer to a question about outages.
    pub(crate) fn answered(
        &self,
        set: &WorkingSet,
        question: &ImpactQuestion,
        cancel: &CancelToken,
    ) -> Result<Arc<Answered>, Failure> {
        let seq = self.session.engine.generation().seq();
        self.answers.get((seq, set.clone(), question.clone()), || {
            let generation = self.generation(set)?;
            let solution = solve(&generation, question, cancel)?;
            let report = solution.report(&generation)?;
            Ok(Arc::new(Answered { generation, solution, report }))
        })
    }

    /// Returns what changed between two moments.
    pub(crate) fn compared(&self, request: &DiffRequest) -> Result<Arc<BaselineDiff>, Failure> {
        let key = (self.session.engine.generation().seq(), request.clone());
        self.comparisons.get(key, || Ok(Arc::new(self.session.baseline_diff(request)?)))
    }

    /// Returns the list that a question gives.
    pub(crate) fn list(&self, set: &WorkingSet, query: &Query) -> Result<Arc<List>, Failure> {
        let seq = self.session.engine.generation().seq();
        self.lists.get((seq, set.clone(), query.clone()), || {
            let generation = self.generation(set)?;
            let rows = select(&generation, query)?;
            Ok(Arc::new(List { generation, rows }))
        })
    }
}
