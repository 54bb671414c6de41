//! How an organisation carries changes: lifecycle, guards, risk and authority, as data of its catalogue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::Label;

/// The kind of model element that holds a [`ChangePolicy`].
pub const POLICY_KIND: &str = "policy";

fn is_false(value: &bool) -> bool {
    !*value
}

/// The type that ships, for estates whose policy is older than the calendar.
fn located_in() -> String {
    "located_in".to_owned()
}

/// A state of the lifecycle of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ProcessState {
    /// Its id.
    pub id: String,
    /// Its word on screen.
    pub label: Label,
    /// Nothing can happen any more.
    #[serde(rename = "final", default, skip_serializing_if = "is_false")]
    pub is_final: bool,
    /// The plan may be edited.
    #[serde(default, skip_serializing_if = "is_false")]
    pub editable: bool,
    /// The analysis is kept up to date by itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub watched: bool,
}

/// A way from one state to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Its id, such as `submit`.
    pub id: String,
    /// The states it leads from.
    pub from: Vec<String>,
    /// The state it leads to.
    pub to: String,
    /// The guards that must hold, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<String>,
    /// The guards that an emergency change may leave for later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deferred: Vec<String>,
}

/// A question whose answer says how likely a change is to fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LikelihoodQuestion {
    /// Its id.
    pub id: String,
    /// The question, as a person reads it.
    pub label: Label,
    /// How much its answer weighs.
    pub weight: u32,
}

/// A band of risk: everything up to `up_to` that no band before it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RiskBand {
    /// Its id.
    pub id: String,
    /// Its word on screen.
    pub label: Label,
    /// The largest product of impact and likelihood in it.
    pub up_to: u32,
    /// Who decides, one entry for each person: role ids; `service_owners` stands for the owner of each service that is
    /// planned degraded or down.
    pub authorities: Vec<String>,
    /// Whether a review is mandatory.
    #[serde(default, skip_serializing_if = "is_false")]
    pub review: bool,
}

/// A level *as planned* below which the band may not fall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RiskFloor {
    /// The tiers of services it speaks of.
    pub tiers: Vec<u8>,
    /// The level from which on it holds.
    pub level: crate::Level,
    /// The id of the band.
    pub band: String,
}

/// How risk is worked out: impact × likelihood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RiskRules {
    /// Impact of a service at risk, by tier 1 to 4.
    pub at_risk: Vec<u32>,
    /// Impact of a degraded service, by tier 1 to 4.
    pub degraded: Vec<u32>,
    /// Impact of a service that is down, by tier 1 to 4.
    pub down: Vec<u32>,
    /// Impact when nothing is hit.
    pub nothing: u32,
    /// So many services down make `many_down_impact`.
    pub many_down: u32,
    /// Impact when that many are down.
    pub many_down_impact: u32,
    /// The tier of what has none.
    pub default_tier: u8,
    /// The likelihood of a question nobody answered.
    pub unanswered: u32,
}

/// A role that may be asserted by whoever decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// Its word on screen.
    pub label: Label,
    /// Whether it may decide on changes at all.
    #[serde(default, skip_serializing_if = "is_false")]
    pub decides: bool,
}

/// How changes are carried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ChangePolicy {
    /// The lifecycle state in which items are retired.
    pub retired_state: String,
    /// What the keys of changes start with.
    pub key_prefix: String,
    /// Hours after its end in which an emergency change must have its records.
    pub late_after_hours: u32,
    /// Tiers whose services must not rest on assumed redundancy, and whose margins are watched.
    pub watched_tiers: Vec<u8>,
    /// The type of relationship by which an item is located in another.
    #[serde(default = "located_in")]
    pub location_type: String,
    /// Who decides on an emergency change.
    pub emergency_authorities: Vec<String>,
    /// States, in order.
    pub states: Vec<ProcessState>,
    /// Transitions.
    pub transitions: Vec<Transition>,
    /// Risk.
    pub risk: RiskRules,
    /// Floors, in order.
    pub floors: Vec<RiskFloor>,
    /// Bands, lowest first.
    pub bands: Vec<RiskBand>,
    /// Questions.
    pub questions: Vec<LikelihoodQuestion>,
    /// Roles.
    pub roles: Vec<Role>,
}

/// What is wrong with a policy: where, and what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct PolicyProblem {
    /// Where.
    pub place: String,
    /// What.
    pub what: String,
}

/// The policy that ships with the product.
pub const DEFAULT_POLICY: &str = include_str!("../../catalogue/change.toml");

impl ChangePolicy {
    /// Returns the policy that a TOML text declares.
    ///
    /// # Errors
    /// Every problem found: syntax, states, bands and roles that are named and not declared.
    pub fn parse(text: &str, guards: &[&str]) -> Result<ChangePolicy, Vec<PolicyProblem>> {
        let policy: ChangePolicy = toml::from_str(text).map_err(|error| {
            vec![PolicyProblem { place: "change policy".to_owned(), what: error.message().to_owned() }]
        })?;
        let problems = policy.problems(guards);
        if problems.is_empty() { Ok(policy) } else { Err(problems) }
    }

    fn problems(&self, guards: &[&str]) -> Vec<PolicyProblem> {
        let mut problems = Vec::new();
        let mut problem = |place: String, what: &str| problems.push(PolicyProblem { place, what: what.to_owned() });
        for transition in &self.transitions {
            for state in transition.from.iter().chain([&transition.to]) {
                if self.state(state).is_none() {
                    problem(format!("transition {}: {state}", transition.id), "no such state");
                }
            }
            for guard in transition.guards.iter().chain(&transition.deferred) {
                if !guards.contains(&guard.as_str()) {
                    problem(format!("transition {}: {guard}", transition.id), "no such guard");
                }
            }
        }
        for floor in &self.floors {
            if self.band_number(&floor.band).is_none() {
                problem(format!("floor: {}", floor.band), "no such band");
            }
        }
        let named = self.bands.iter().flat_map(|band| &band.authorities).chain(&self.emergency_authorities);
        for role in named.filter(|role| *role != SERVICE_OWNERS) {
            if !self.role(role).is_some_and(|role| role.decides) {
                problem(format!("authority: {role}"), "no role that decides");
            }
        }
        for row in [&self.risk.at_risk, &self.risk.degraded, &self.risk.down] {
            if row.len() != 4 {
                problem("risk".to_owned(), "a row of the matrix needs one impact for each of four tiers");
            }
        }
        if self.bands.is_empty() {
            problem("bands".to_owned(), "at least one is needed");
        }
        problems
    }

    /// Returns the state with this id.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&ProcessState> {
        self.states.iter().find(|state| state.id == id)
    }

    /// Returns the transition with this id that leads from a state.
    #[must_use]
    pub fn transition(&self, id: &str, from: &str) -> Option<&Transition> {
        let leads = |transition: &&Transition| transition.id == id && transition.from.iter().any(|state| state == from);
        self.transitions.iter().find(leads)
    }

    /// Returns the ids of the transitions that lead from a state, in declared order.
    pub fn transitions_from<'a>(&'a self, from: &'a str) -> impl Iterator<Item = &'a str> {
        let leads = move |transition: &&Transition| transition.from.iter().any(|state| state == from);
        self.transitions.iter().filter(leads).map(|transition| transition.id.as_str())
    }

    /// Returns the position of the band with this id, lowest first.
    #[must_use]
    pub fn band_number(&self, id: &str) -> Option<usize> {
        self.bands.iter().position(|band| band.id == id)
    }

    /// Returns the band with this id.
    #[must_use]
    pub fn band(&self, id: &str) -> Option<&RiskBand> {
        self.bands.iter().find(|band| band.id == id)
    }

    /// Returns the role with this id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Returns the words of every state, band, role and question by id.
    #[must_use]
    pub fn labels(&self) -> BTreeMap<&str, &Label> {
        let states = self.states.iter().map(|state| (state.id.as_str(), &state.label));
        let bands = self.bands.iter().map(|band| (band.id.as_str(), &band.label));
        let roles = self.roles.iter().map(|role| (role.id.as_str(), &role.label));
        let questions = self.questions.iter().map(|question| (question.id.as_str(), &question.label));
        states.chain(bands).chain(roles).chain(questions).collect()
    }
}

/// Stands for the owner of each service that is planned degraded or down.
pub const SERVICE_OWNERS: &str = "service_owners";
