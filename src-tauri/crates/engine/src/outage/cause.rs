//! What may be behind several reports.

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, common_causes, verdict};
use cairn_model::impact::ItemRef;
use cairn_model::topology::VertexFacts;
use cairn_model::{CancelToken, Level};
use serde::{Deserialize, Serialize};

use crate::error::EngineError;
use crate::impact::outages;
use crate::item::reference;

/// So many of what else would have been raised are named; all are counted.
const NAMED_MAX: usize = 20;

/// What was reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CauseQuestion {
    /// Words for what does not work.
    pub down: Vec<String>,
    /// Words for what works worse.
    pub degraded: Vec<String>,
}

/// An item whose failure explains everything that was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CauseView {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// How many other items its failure would have raised that nobody reported.
    pub unreported: u64,
    /// The first of them.
    pub others: Vec<ItemRef>,
}

/// What may be behind what was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CauseReport {
    /// The record no. of which this is.
    pub seq: u64,
    /// What was reported.
    pub reported: Vec<ItemRef>,
    /// What is out of service and already explains all of it, so that no cause is needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explained_by: Vec<ItemRef>,
    /// Every item that explains all of it, those first that would have raised least else.
    pub causes: Vec<CauseView>,
}

/// Returns the items whose single failure explains everything that was reported, with other things out of service as they
/// are; that the reported ones are recorded as out of service themselves does not count, for it is what is to be explained.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::DoesNotParticipate`],
/// [`EngineError::Cancelled`].
pub fn causes(
    generation: &Generation,
    question: &CauseQuestion,
    cancel: &CancelToken,
) -> Result<CauseReport, EngineError> {
    let given = outages(generation, &question.down, &question.degraded)?;
    let reported: Vec<(Row, Level)> = given.iter().map(|(seed, _)| (seed.vertex, seed.level)).collect();
    let mut topology = generation.topology().clone();
    let put_back = |&(row, _): &(Row, Level)| (row, VertexFacts { context: Level::Unaffected, ..topology.vertex(row) });
    let facts: Vec<_> = reported.iter().map(put_back).collect();
    // Nobody takes part who did not, so nothing has to be wired anew.
    let _moved = topology.set_facts(&facts);
    let now = verdict(&topology, &[], AssumedRedundancy::Holds, cancel)?;
    let is_explained = reported.iter().all(|&(row, level)| now.level(row) >= level);
    let context = if is_explained { topology.context() } else { &[] };
    let explained_by = context.iter().map(|&row| reference(generation, row)).collect::<Result<_, _>>()?;
    let alone = |row: Row| generation.fails_alone(row);
    let found = common_causes(&topology, &reported, &alone, AssumedRedundancy::Holds, cancel)?;
    let mut causes = Vec::with_capacity(found.len());
    for cause in found {
        let others = cause.unreported.iter().take(NAMED_MAX).map(|&row| reference(generation, row));
        causes.push(CauseView {
            item: reference(generation, cause.vertex)?,
            unreported: cause.unreported.len() as u64,
            others: others.collect::<Result<_, _>>()?,
        });
    }
    let reported = reported.iter().map(|&(row, _)| reference(generation, row)).collect::<Result<_, _>>()?;
    Ok(CauseReport { seq: generation.seq(), reported, explained_by, causes })
}
