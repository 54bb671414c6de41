//! What a change was found to do: the evidence that decisions are bound to (IMPACT 6).

use serde::{Deserialize, Serialize};

use crate::edit::CommitKind;
use crate::impact::{AnswerView, AssumedView, ContextView, CustomerView, ItemRef};
use crate::{CiId, Level, Phrase, RequirementKey, Timestamp};

/// The kind of document that holds an [`Analysis`]; its id is that of the change, a slash and its number.
pub const ANALYSIS_KIND: &str = "analysis";
/// The kind of document that holds an [`AnalysisPart`].
pub const PART_KIND: &str = "analysis_part";

fn is_false(value: &bool) -> bool {
    !*value
}

fn is_unaffected(level: &Level) -> bool {
    *level == Level::Unaffected
}

/// What an analysis rests on, in three digests: SHA-256 over canonical JSON, in lower-case hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hashes {
    /// Everything in the estate that the verdict rests on.
    pub cone: String,
    /// The three together: what a decision names.
    pub evidence: String,
    /// Planned edits and what goes out.
    pub plan: String,
    /// Every raised item with its levels, reduced groups, model errors.
    pub verdict: String,
}

/// An item that a step raises, or that operation alone raises where the step would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RaisedRow {
    /// Its level once the step is done and nothing is out any more.
    pub after: Level,
    /// Its level by operation alone, before anything is done.
    #[serde(default, skip_serializing_if = "is_unaffected")]
    pub already: Level,
    /// Its level while the step is being done.
    pub during: Level,
    /// Its level if the step fails.
    pub fails: Level,
    /// The item.
    pub item: CiId,
    /// The step, from 1; 0 is the end state.
    pub step: u32,
}

impl RaisedRow {
    /// Returns the level of the step as planned.
    #[must_use]
    pub fn level(&self) -> Level {
        self.during.max(self.after)
    }

    /// Returns whether the step raises the item as planned above what it already is.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.level() > self.already
    }
}

/// A group whose redundancy a step reduces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ErodedRow {
    /// Whose group.
    pub consumer: CiId,
    /// Members down.
    pub down: u32,
    /// Members degraded or down.
    pub hit: u32,
    /// Members needed.
    pub k: u32,
    /// Which group.
    pub key: RequirementKey,
    /// Spares left: n − down − k.
    pub margin: i64,
    /// Members that take part.
    pub n: u32,
    /// The step, from 1.
    pub step: u32,
}

/// Something wrong with the model where the verdict rests on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ModelErrorRow {
    /// Whose requirement.
    pub consumer: CiId,
    /// Which requirement.
    pub key: RequirementKey,
    /// `k_exceeds_members`, `no_members` or `absent_provider`.
    pub kind: String,
    /// The member that takes no part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<CiId>,
}

/// A part of an analysis: it has as many as its raised items need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AnalysisPart {
    /// Groups with reduced redundancy, by step and consumer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eroded: Vec<ErodedRow>,
    /// Model errors, by consumer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub model_errors: Vec<ModelErrorRow>,
    /// Raised items, by step and id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raised: Vec<RaisedRow>,
}

/// A service, or another item, that a step hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceVerdict {
    /// Its level once the step is done.
    pub after: Level,
    /// Its level before the step, as the steps before it leave it.
    #[serde(default)]
    pub before: Level,
    /// Its level while the step is being done.
    pub during: Level,
    /// Its level if the step fails.
    pub fails: Level,
    /// Which it is.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The worse of during and after.
    pub level: Level,
}

/// The four answers about one step, during and after (IMPACT 3.3, 3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StepVerdict {
    /// Once it is done.
    pub after: AnswerView,
    /// Services whose verdict rests on redundancy that nobody declared.
    pub assumed: Vec<AssumedView>,
    /// *As planned*: the worse of during and after.
    pub as_planned: AnswerView,
    /// *Could be reached*: how many items; never called impact.
    pub could_be_reached: u64,
    /// Customers of services that are hit.
    pub customers: Vec<CustomerView>,
    /// While it is being done.
    pub during: AnswerView,
    /// *If it fails*: everything in its scope is down.
    pub if_it_fails: AnswerView,
    /// Items that are hit and are no services, worst first; at most 50, what goes out itself is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ServiceVerdict>,
    /// How many groups have reduced redundancy.
    pub eroded: u64,
    /// The fewest spares left in any of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_margin: Option<i64>,
    /// How many minutes it takes.
    pub minutes: u32,
    /// Services that are hit, worst first.
    pub services: Vec<ServiceVerdict>,
    /// *Could be reached*: how many services.
    pub services_could_be_reached: u64,
    /// Its number, from 1.
    pub step: u32,
    /// What it does.
    pub title: String,
    /// *With assumed redundancy not there*.
    pub without_assumed_redundancy: AnswerView,
}

/// How much is at stake, and how likely it is to go wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Risk {
    /// The band.
    pub band: String,
    /// The band before a floor lifted it or somebody set it lower.
    pub computed_band: String,
    /// The floor that lifted it, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Phrase>,
    /// 1 to 5, from *if it fails*.
    pub impact: u32,
    /// 1 to 5, from the answers.
    pub likelihood: u32,
    /// No service is mapped to what is hit: the tiers are those of the items themselves.
    #[serde(default, skip_serializing_if = "is_false")]
    pub no_service_mapped: bool,
    /// Impact × likelihood.
    pub score: u32,
    /// Questions that nobody answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<String>,
}

/// Somebody who has to decide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Authority {
    /// The person, where the estate says who: the owner of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The role.
    pub role: String,
    /// The service spoken for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<CiId>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
}

/// An analysis of a change on the estate as it was at one record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Analysis {
    /// Who asked for it, as asserted.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Who has to decide.
    pub authorities: Vec<Authority>,
    /// The change.
    pub change: String,
    /// What was already out of service or degraded.
    pub context: Vec<ContextView>,
    /// The end state: when all steps are done.
    pub end: AnswerView,
    /// What it rests on.
    pub hashes: Hashes,
    /// How many model errors the verdict rests on.
    pub model_errors: u64,
    /// Which analysis of the change, from 1.
    pub number: u32,
    /// How many parts hold its raised items.
    pub parts: u32,
    /// How many items are raised, over all steps.
    pub raised: u64,
    /// What there is at stake.
    pub risk: Risk,
    /// The version of the rules.
    pub rules: u32,
    /// The record no. of the estate it was made on.
    pub seq: u64,
    /// The verdict of each step.
    pub steps: Vec<StepVerdict>,
    /// The worst step, from 1; 0 without steps.
    pub worst_step: u32,
}

/// An item whose level is another than the one that was decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LevelChange {
    /// Its level now.
    pub after: Level,
    /// Its level then.
    pub before: Level,
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The step, from 1; 0 is the end state.
    pub step: u32,
}

/// A group with fewer spares than decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MarginChange {
    /// Spares now.
    pub after: i64,
    /// Spares then; none when the group was whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// Whose group.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The step, from 1.
    pub step: u32,
}

/// How an analysis differs from the one that was decided on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Difference {
    /// Those who have to decide now and did not then, and the other way round.
    #[serde(default, skip_serializing_if = "is_false")]
    pub authorities_changed: bool,
    /// How many items are better off.
    pub improved: u64,
    /// Levels that rose, newly raised items included; at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelChange>,
    /// How many levels rose.
    pub levels_count: u64,
    /// Margins that fell under a service of a watched tier; at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub margins: Vec<MarginChange>,
    /// How many model errors appeared.
    pub model_errors: u64,
    /// Planned edits or what goes out are others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub plan_changed: bool,
}

impl Difference {
    /// Returns true when a decision made before no longer stands (IMPACT 6).
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.authorities_changed
            || self.plan_changed
            || self.levels_count > 0
            || !self.margins.is_empty()
            || self.model_errors > 0
    }
}

/// The record that changed the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Cause {
    /// Who, as asserted.
    pub actor: String,
    /// The change that authorised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// What was edited, as sentences; at most ten.
    pub edits: Vec<Phrase>,
    /// Of what kind.
    pub kind: CommitKind,
    /// Why, in the words of who made it.
    pub reason: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Its record no.
    pub seq: u64,
}

/// How the estate stands to the analysis that was decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Standing {
    /// The number of the analysis that was decided on.
    pub analysis: u32,
    /// What changed the answer; none when only the plan did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// What is different.
    pub difference: Difference,
    /// A decision made on that analysis no longer stands.
    pub stale: bool,
}
