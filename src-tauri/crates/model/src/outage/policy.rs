//! How an organisation carries outages: their lifecycle, as data of its catalogue.

use serde::{Deserialize, Serialize};

use crate::catalogue::Label;
use crate::change::{PolicyProblem, Transition};

/// The id of the model element that holds an [`OutagePolicy`]; its kind is that of every policy.
pub const OUTAGE_POLICY_ID: &str = "outage";

/// The policy that ships with the product.
pub const DEFAULT_OUTAGE_POLICY: &str = include_str!("../../catalogue/outage.toml");

/// A state of the lifecycle of an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OutageState {
    /// Its id.
    pub id: String,
    /// Its word on screen.
    pub label: Label,
    /// It has not begun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ahead: bool,
    /// Its items are out: their operation follows it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds: bool,
    /// What was entered may be corrected.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub editable: bool,
    /// It never came about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub never_was: bool,
}

/// How outages are carried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OutagePolicy {
    /// What the keys of outages start with.
    pub key_prefix: String,
    /// States, in order.
    pub states: Vec<OutageState>,
    /// Transitions; one that leads from nowhere begins a record.
    pub transitions: Vec<Transition>,
}

impl OutagePolicy {
    /// Returns the policy that a TOML text declares.
    ///
    /// # Errors
    /// Every problem found: syntax, states and guards that are named and are none.
    pub fn parse(text: &str, guards: &[&str]) -> Result<OutagePolicy, Vec<PolicyProblem>> {
        let policy: OutagePolicy = toml::from_str(text).map_err(|error| {
            vec![PolicyProblem { place: "outage policy".to_owned(), what: error.message().to_owned() }]
        })?;
        let mut problems = Vec::new();
        for own in &policy.transitions {
            let mut problem = |word: &str, what: &str| {
                let place = format!("transition {}: {word}", own.id);
                problems.push(PolicyProblem { place, what: what.to_owned() });
            };
            for state in own.from.iter().chain([&own.to]).filter(|id| policy.state(id).is_none()) {
                problem(state, "no such state");
            }
            for guard in own.guards.iter().filter(|guard| !guards.contains(&guard.as_str())) {
                problem(guard, "no such guard");
            }
        }
        if problems.is_empty() { Ok(policy) } else { Err(problems) }
    }

    /// Returns the state with this id.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&OutageState> {
        self.states.iter().find(|state| state.id == id)
    }

    /// Returns the transition with this id that leads from a state, or from nowhere when that is empty.
    #[must_use]
    pub fn transition(&self, id: &str, from: &str) -> Option<&Transition> {
        let leads = |own: &&Transition| own.id == id && Self::leads(own, from);
        self.transitions.iter().find(leads)
    }

    /// Returns the transitions that lead from a state, in declared order.
    pub fn transitions_from<'a>(&'a self, from: &'a str) -> impl Iterator<Item = &'a Transition> {
        self.transitions.iter().filter(move |own| Self::leads(own, from))
    }

    fn leads(own: &Transition, from: &str) -> bool {
        if from.is_empty() { own.from.is_empty() } else { own.from.iter().any(|state| state == from) }
    }
}
