//! Exploring: which items a question selects, in which order, a window of them as rows of a table, how many there are
//! of each value, and the whole as a file.
//!
//! A question is answered once: [`select`] gives the rows of a generation in order, and everything else is asked of
//! those rows, so that a list, its counts and its export never disagree.

mod attention;
mod cells;
mod choices;
mod facets;
mod order;
mod page;
mod terms;
mod window;

use std::sync::Arc;

use cairn_estate::{Filter, FilterError, Generation, Row};
use cairn_model::{CiId, Edit};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::moment::MomentError;

pub use attention::{Attention, AttentionKind, attention};
pub(crate) use cells::attributes;
pub use choices::{ConnectChoice, choices};
pub(crate) use facets::term;
pub use facets::{Facet, FacetValue, facets, facets_to_choose};
pub use order::SortKey;
pub use page::{AttributeLine, ItemDetails, RelationGroup, SomeItems, compare_with_live, details};
pub use terms::terms;
pub use window::{ItemCells, ItemRows, WINDOW_BYTES_MAX, WINDOW_ROWS_MAX, csv, window};

/// Which items, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The filter, in the filter language.
    pub filter: String,
    /// Words that must all occur, as they are: nothing in them is an operator.
    pub text: String,
    /// The order; what it leaves open stays in the order in which items came into the estate.
    pub sort: Vec<SortKey>,
    /// Only these items, ascending, such as those that a record edited; every item when absent.
    pub among: Option<Arc<[CiId]>>,
}

/// Returns the items that a record edited, ascending.
///
/// # Errors
/// [`EngineError::Moment`] when there is no such record, [`EngineError::Store`].
pub fn edited_by(engine: &Engine, seq: u64) -> Result<Arc<[CiId]>, EngineError> {
    let head = engine.generation().seq();
    if !(1..=head).contains(&seq) {
        return Err(MomentError::NoSuchRecord { words: seq.to_string(), head }.into());
    }
    let edits = engine.store().edits(seq)?;
    let item = |edit: &Edit| match edit {
        Edit::Item { before, after } => after.as_ref().or(before.as_ref()).map(|item| item.id),
        _ => None,
    };
    let mut ids: Vec<CiId> = edits.iter().filter_map(item).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids.into())
}

/// Returns the rows that a question selects, in its order.
///
/// # Errors
/// [`EngineError::Filter`] when the filter cannot be read, or the filter or the order names what the estate does not
/// know.
pub fn select(generation: &Generation, query: &Query) -> Result<Vec<Row>, EngineError> {
    let mut filter = Filter::parse(&query.filter)?;
    filter.require_words(&query.text);
    let mut rows = generation.select(&filter)?;
    if let Some(among) = &query.among {
        rows.retain(|&row| among.binary_search(&generation.id(row)).is_ok());
    }
    order::sort(generation, &mut rows, &query.sort)?;
    Ok(rows)
}

/// Confirms that each column is a field of every item, or an attribute that a class declares or an item carries.
fn known(generation: &Generation, columns: &[String]) -> Result<(), EngineError> {
    for name in columns {
        if !cells::is_field(name) && !generation.has_attribute(name) {
            return Err(FilterError::UnknownAttribute(name.clone()).into());
        }
    }
    Ok(())
}
