//! While something is out: in which order it comes up, and what may be behind it.

mod cause;
mod contact;
mod recent;
mod record;
mod recovery;
mod sheet;

pub use cause::{CauseQuestion, CauseReport, CauseView, causes};
pub use record::*;
pub use recovery::recovery_order;
pub use sheet::outage_sheet;
