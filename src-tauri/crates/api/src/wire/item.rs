//! One item.

use cairn_engine::explore::{compare_with_live, details};
use serde::{Deserialize, Serialize};

use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;

pub use cairn_engine::explore::ItemDetails;

/// An item to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemRequest {
    /// Words for it: key, id, source id or unique name.
    pub item: String,
    /// In which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
}

pub(crate) fn item(desk: &Desk, request: &ItemRequest, work: &Work<'_>) -> Result<ItemDetails, Failure> {
    let open = desk.estate()?;
    let generation = open.generation(&request.set)?;
    let mut details = details(&open.session.engine, &generation, &request.item)?;
    for line in &mut details.history {
        line.said = open.session.reason_said(line.kind, &line.reason, work.messages);
    }
    open.session.say_states(&mut details.outages, work.messages);
    if request.set.change.is_some() {
        compare_with_live(&mut details, &generation, &open.session.engine.generation())?;
    }
    Ok(details)
}
