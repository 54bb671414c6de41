//! A change: what is asked for, how far it has come, who decided on which evidence, and what came of it
//! (ISO/IEC 20000-1:2018, 8.5.1).

mod analysis;
mod calendar;
mod picture;
mod plan;
mod policy;
mod what_if;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

pub use analysis::{
    ANALYSIS_KIND, Analysis, AnalysisPart, Authority, Cause, Difference, ErodedRow, Hashes, LevelChange, MarginChange,
    ModelErrorRow, PART_KIND, RaisedRow, Risk, ServiceVerdict, Standing, StepVerdict,
};
pub use calendar::{CalendarScope, FREEZE_KIND, Freeze, MAINTENANCE_KIND, MaintenanceWindow};
pub use picture::{ChangeMap, ChangePicture, Holding, MapBox, MapLine, MapLineKind, MapPart, ModelErrorLine};
pub use plan::{PLAN_KIND, Plan, PlannedEdit, PlannedOutage, PlannedStep};
pub use policy::{
    ChangePolicy, DEFAULT_POLICY, LikelihoodQuestion, POLICY_KIND, PolicyProblem, ProcessState, RiskBand, RiskFloor,
    RiskRules, Role, SERVICE_OWNERS, Transition,
};
pub use what_if::{
    Compared, GroupNamed, KeptWhatIf, LevelsCompared, MarginCompared, ServiceCompared, SinglePointsCompared,
    WHAT_IF_KIND,
};

/// The kind of document that holds a [`Change`].
pub const CHANGE_KIND: &str = "change";
/// The kind of document that holds a [`ChangeTemplate`].
pub const TEMPLATE_KIND: &str = "change_template";

/// What kind of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Decided on by the authority of its risk.
    #[default]
    Normal,
    /// From a template that was authorised beforehand, up to a worst verdict.
    Standard,
    /// Decided on at once; its records may come later.
    Emergency,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [ChangeKind; 3] = [Self::Normal, Self::Standard, Self::Emergency];

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::Normal => "normal",
            ChangeKind::Standard => "standard",
            ChangeKind::Emergency => "emergency",
        }
    }
}

/// When a change is to be done: half-open, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Window {
    /// The first moment behind it.
    pub end: Timestamp,
    /// Its first moment.
    pub start: Timestamp,
}

/// What somebody with authority said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It may be done.
    Approve,
    /// It may not be done.
    Reject,
    /// It has to be planned again.
    Return,
}

/// A decision, bound to the evidence that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Decision {
    /// Who, as asserted: nothing proves that it was this person.
    pub actor: String,
    /// The number of the analysis.
    pub analysis: u32,
    /// When.
    pub at: Timestamp,
    /// The digest of the evidence that was decided on.
    pub evidence: String,
    /// Why.
    pub reason: String,
    /// The role in which it was made.
    pub role: String,
    /// The service spoken for, by id, when the role is that of its owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<crate::CiId>,
    /// What was said.
    pub verb: Verb,
}

/// A guard that somebody let pass although it does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Waiver {
    /// Who, as asserted; neither the requester nor an implementer.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// The collisions that it lets pass, by id, where the guard is about collisions: one that arises later needs its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// Which guard.
    pub guard: String,
    /// Why.
    pub reason: String,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepResult {
    /// Its edits are in the estate.
    Done,
    /// It was not done.
    NotDone,
    /// It was done and undone.
    BackedOut,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StepOutcome {
    /// Who said so, as asserted.
    pub actor: String,
    /// When it ended.
    pub ended: Timestamp,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How it ended.
    pub result: StepResult,
    /// The record that carries its edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// When it began.
    pub started: Timestamp,
    /// The record that undid them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<u64>,
}

/// Something that happened to a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeEvent {
    /// Who, as asserted.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// The state before.
    pub from: String,
    /// Why, in the words of who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The state after.
    pub to: String,
    /// What: a transition, or what else was recorded.
    pub what: String,
}

/// What was learned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Review {
    /// Who, as asserted.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// The review.
    pub text: String,
}

/// A band of risk that somebody set lower than the rules give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Downgrade {
    /// Who, as asserted.
    pub actor: String,
    /// The band.
    pub band: String,
    /// Why.
    pub reason: String,
}

/// A change. Its plan, its analyses and their parts are documents of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Change {
    /// How many analyses were made; the newest has this number.
    pub analyses: u32,
    /// How it is undone as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub back_out_plan: String,
    /// The baseline that was sealed when it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// When it was raised.
    pub created_at: Timestamp,
    /// Decisions, oldest first; those on other evidence than the newest stay and do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Lower risk than the rules give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub downgrade: Option<Downgrade>,
    /// Why differences between what was planned and what is there are as they should be, by their reference.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub explanations: BTreeMap<String, String>,
    /// When its last step ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// What happened to it, oldest first.
    pub history: Vec<ChangeEvent>,
    /// Its id, such as `CHG-000001`.
    pub id: String,
    /// What kind.
    pub kind: ChangeKind,
    /// Answers to the questions about likelihood, 1 to 5.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub likelihood: BTreeMap<String, u32>,
    /// What came of each step, by its number from 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outcomes: BTreeMap<u32, StepOutcome>,
    /// Why it is asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who asks, as asserted.
    pub requester: String,
    /// What was learned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The newest difference between the analysis that was decided on and the estate as it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// Its state.
    pub state: String,
    /// The five statements of 8.5.1.3 where somebody wrote their own, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statements: BTreeMap<String, String>,
    /// The template it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// How it is tested.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub test_plan: String,
    /// What it is called.
    pub title: String,
    /// Guards that were waived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// The what-if it was made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what_if: Option<String>,
    /// When it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
}

/// A change that may be repeated without being decided on each time, up to a worst verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeTemplate {
    /// Who authorised it, as asserted.
    pub authorised_by: String,
    /// When.
    pub authorised_at: Timestamp,
    /// The band of risk it was authorised for.
    pub band: String,
    /// The change it was made from.
    pub from_change: String,
    /// Its name.
    pub name: String,
    /// Why it may not be used for now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<String>,
    /// The worst level of a service, by tier 1 to 4, that it was authorised for.
    pub worst: Vec<crate::Level>,
}
