//! Outages: what is out now as one sheet, each outage as a record of its own, and how an organisation carries those.

mod policy;
mod record;
mod sheet;

pub use policy::{DEFAULT_OUTAGE_POLICY, OUTAGE_POLICY_ID, OutagePolicy, OutageState};
pub use record::{Announced, OUTAGE_KIND, Outage, OutageEvent, OutageField, OutageItem};
pub use sheet::{
    Contact, ContractView, CutView, DeadlockView, OutItem, OutageSheet, RecentCommit, RecoveryItem, RecoveryReport,
    ServiceOut,
};
