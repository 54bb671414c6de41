//! Impact verdicts by the most naive reading of `IMPACT.md` sections 1 to 4; clarity over speed everywhere.
//!
//! Requirements are built by a direct reading of section 1; the definition of 3.2 is then applied to every item in
//! turn, from all-unaffected, until nothing changes (round-robin Kleene iteration). Valid estates are assumed: rows
//! of one requirement never contradict each other, identities are unique, there are no self-loops.
//!
//! Where the document is silent or brief, these readings are settled:
//!
//! - **(a) Members** are the distinct *participating* providers. n counts them; a percentage k is
//!   `ceil(n * p / 10_000)` over that n. `k' = min(k, n)`, `q' = clamp(q, k', n)`, and an absent q is k'. n = 0
//!   raises nothing.
//! - **(b) Consumers**: only the requirements of participating consumers are evaluated.
//! - **(c) Strength** belongs to the requirement: explicit on any row wins and blank rows inherit it; else the default
//!   of the rows' types, the strongest if they differ (hard > degrading > soft). A row that says info itself, or whose
//!   type does and nobody says otherwise, is not in the graph, neither is a row whose type needs nothing; such rows
//!   belong to no requirement.
//! - **(d) k and q**: explicit on any row of the requirement; blank rows inherit. Without an explicit k, n > 1 is
//!   *assumed* 1 of n; n <= 1 is simply k = 1, not assumed.
//! - Strength, k and q are declared facts: every in-graph row of the requirement speaks, including a row whose
//!   provider does not participate.
//! - **(e) At risk, own**: exactly at_risk, and a hard or degrading requirement with k' < n and c2 >= 1 results in
//!   at_risk. Every other at_risk item is inherited.
//! - **(f) Eroded**: requirements of participating consumers with n > 1, any strength in the graph, c2 >= 1 and a
//!   result *after strength* below down (soft: always unaffected). Margins count with k'.
//! - **(g) Context**: participating and not in service; seeds every analysis at degraded or down. Seeds are joint:
//!   `level = max(seed, context, requirements)`. A seed on an item that does not participate has no effect.
//! - **(h) Lost support**: participating consumer, soft requirement, hard result >= degraded.
//! - **(i) Model errors** are listed for consumers in the cone. U = explicit seeds at any level and raised items
//!   (section 6); a consumer is in the cone when it, or a member of any of its requirements, is in U. `KBelowMembers`
//!   is a declared *count* k greater than n, n >= 1.
//! - **(j) Reachable**: closure from the explicit seeds (not context) over hard, degrading and soft requirements
//!   among participating items; explicit seeds excluded.
//!
//! Changes of ordered steps have readings of their own, in `oracle/step.rs`.

mod edit;
mod estate;
pub mod exposure;
mod joint;
mod judge;
mod proof;
mod questions;
mod requirement;
mod step;
mod what_if;

pub use edit::{StepEdit, apply};
pub use estate::{Estate, Item, Level, Needs, Operation, Relationship, RelationshipType, State, Strength, Threshold};
pub use joint::{Collision, Party, collisions};
pub use judge::{
    Eroded, Judgement, ModelError, ModelErrorKind, Seed, all_down, judge, judge_assumed_absent, judge_if_it_fails,
    rests_on_assumed_redundancy,
};
pub use proof::{ProofStep, is_proof};
pub use questions::{Cut, Pair, Recovery, common_causes, cut_pairs, cuts_of, recovery, recovery_with, single_points};
pub use requirement::{AssumedRedundancy, Need, Requirement, RequirementKey, needs_of, place_of, requirements};
pub use step::{ChangeJudgement, Levels, Step, StepJudgement, judge_change};
pub use what_if::{Margin, ServiceAnswer, WhatIf, what_if};
