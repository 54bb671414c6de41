//! The estate in numbers.

use cairn_engine::explore::{Attention, attention};
use serde::{Deserialize, Serialize};

use crate::contract::{Nothing, Work};
use crate::desk::Desk;
use crate::estate::EstateReply;
use crate::failure::Failure;

/// How many changes are in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeCount {
    /// The id of the state.
    pub state: String,
    /// Nothing can happen any more in it.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// How many changes.
    pub changes: u64,
    /// How many of them have decisions that no longer stand.
    pub stale: u64,
}

/// The estate in numbers; each opens the list that it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Summary {
    /// What it holds.
    pub estate: EstateReply,
    /// Changes by state, in the order of the lifecycle; states without changes are left out.
    pub changes: Vec<ChangeCount>,
    /// How many changes are not over.
    pub open_changes: u64,
    /// How many baselines there are.
    pub baselines: u64,
    /// What needs attention, worst first.
    pub attention: Vec<Attention>,
}

pub(crate) fn summary(desk: &Desk, _request: &Nothing, _work: &Work<'_>) -> Result<Summary, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let policy = session.change_policy();
    let lines = session.change_list(None)?.changes;
    let count = |state: &cairn_model::change::ProcessState| {
        let own = lines.iter().filter(|line| line.state == state.id);
        let (changes, stale) = own.fold((0, 0), |(all, stale), line| (all + 1, stale + u64::from(line.stale)));
        ChangeCount { state: state.id.clone(), is_final: state.is_final, changes, stale }
    };
    let changes: Vec<ChangeCount> = policy.states.iter().map(count).filter(|own| own.changes > 0).collect();
    Ok(Summary {
        estate: session.status()?,
        open_changes: changes.iter().filter(|own| !own.is_final).map(|own| own.changes).sum(),
        changes,
        baselines: session.baseline_count()?,
        attention: attention(&session.engine.generation())?,
    })
}
