//! An estate that is open, and what is remembered of questions about it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use cairn_engine::Generation;
use cairn_engine::explore::{Query, select};
use cairn_engine::impact::ImpactQuestion;
use cairn_engine::map::{ImpactSolution, solve};
use cairn_model::CancelToken;
use cairn_model::impact::ImpactReport;

use crate::failure::Failure;
use crate::session::Session;
use crate::wire::set::WorkingSet;

/// How many lists are remembered.
const LISTS_MAX: usize = 8;
/// How many answers about outages are remembered.
const ANSWERS_MAX: usize = 3;
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

/// What a list answers: the newest record no. at that time, which estate, and the question.
type Asked = (u64, WorkingSet, Query);

/// An estate that is open.
pub(crate) struct Open {
    pub(crate) session: Session,
    pub(crate) dir: PathBuf,
    lists: Mutex<Vec<(Asked, Arc<List>)>>,
    answers: Mutex<Vec<((u64, WorkingSet, ImpactQuestion), Arc<Answered>)>>,
    others: Mutex<Vec<((u64, WorkingSet), Arc<Generation>)>>,
}

impl Open {
    pub(crate) fn new(session: Session, dir: PathBuf) -> Self {
        Open { session, dir, lists: Mutex::default(), answers: Mutex::default(), others: Mutex::default() }
    }

    /// Returns the estate that a working set means: as it is, as it was, or as a change would make it.
    pub(crate) fn generation(&self, set: &WorkingSet) -> Result<Arc<Generation>, Failure> {
        if set.is_live() {
            return Ok(self.session.engine.generation());
        }
        let key = (self.session.engine.generation().seq(), set.clone());
        remembered(&self.others, OTHERS_MAX, key, || {
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
        remembered(&self.answers, ANSWERS_MAX, (seq, set.clone(), question.clone()), || {
            let generation = self.generation(set)?;
            let solution = solve(&generation, question, cancel)?;
            let report = solution.report(&generation)?;
            Ok(Arc::new(Answered { generation, solution, report }))
        })
    }

    /// Returns the list that a question gives.
    pub(crate) fn list(&self, set: &WorkingSet, query: &Query) -> Result<Arc<List>, Failure> {
        let seq = self.session.engine.generation().seq();
        remembered(&self.lists, LISTS_MAX, (seq, set.clone(), query.clone()), || {
            let generation = self.generation(set)?;
            let rows = select(&generation, query)?;
            Ok(Arc::new(List { generation, rows }))
        })
    }
}

/// Returns what is remembered under a key, or else makes it; the one that was asked for longest ago is forgotten. Two
/// who ask for the same at once both make it: nobody waits.
fn remembered<K: PartialEq, T>(
    known: &Mutex<Vec<(K, Arc<T>)>>,
    max: usize,
    key: K,
    make: impl FnOnce() -> Result<Arc<T>, Failure>,
) -> Result<Arc<T>, Failure> {
    {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = known.iter().position(|(own, _)| *own == key) {
            let found = known.remove(place);
            let value = Arc::clone(&found.1);
            known.push(found);
            return Ok(value);
        }
    }
    let made = make()?;
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= max {
        known.remove(0);
    }
    known.push((key, Arc::clone(&made)));
    Ok(made)
}
