//! While something is out: in which order it comes up, and what may be behind it.

mod cause;
mod recovery;

pub use cause::{CauseQuestion, CauseReport, CauseView, causes};
pub use recovery::{CutView, DeadlockView, RecoveryItem, RecoveryReport, recovery_order};
