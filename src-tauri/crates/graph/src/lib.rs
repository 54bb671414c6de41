//! Pure functions over a [`Topology`](cairn_model::topology::Topology): the verdict, its explanation, and what could
//! be reached at all; and where the boxes of a map stand.
//!
//! *Architecture Invariant:* nothing here knows ids, names, classes or where anything is stored, and nothing here
//! recurses: a chain of a million items is an ordinary input.

mod answers;
mod cause;
mod down;
mod explain;
mod findings;
mod joint;
mod layout;
mod pairs;
mod reach;
mod recovery;
mod single;
mod stay;
mod step;
mod verdict;

pub use answers::{Answers, answers};
pub use cause::{Cause, common_causes};
pub use explain::{Held, ProofStep, why, why_not};
pub use findings::{
    Eroded, Findings, ModelError, ModelErrorKind, findings, is_at_risk_own, model_errors, model_errors_at,
};
pub use joint::{JointRuns, Party, Together, Togethers};
pub use layout::{Lane, Layout, Line, Point, Spacing, layout};
pub use pairs::{CutPair, PairQuestion, cut_pairs};
pub use reach::{consumers, reachable, rests_on, who_rests_on};
pub use recovery::{ColdStart, Deadlock, Recovery, recovery};
pub use single::{SinglePoints, SingleQuestion, single_points};
pub use stay::layout_around;
pub use step::{Loss, LostMembers, StepAnswers, StepQuestion, step};
pub use verdict::{AssumedRedundancy, MembersHit, Raised, Scratch, Seed, Verdict, hard_result, verdict, verdict_with};
