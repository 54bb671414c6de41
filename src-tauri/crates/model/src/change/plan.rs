//! What a change plans to do: ordered steps, each with edits and with what goes out.

use serde::{Deserialize, Serialize};

use crate::impact::OutageMode;
use crate::{CiId, Item, Relationship, RelationshipId, RequirementKey, Terms, Value};

/// The kind of document that holds a [`Plan`]; its id is that of the change.
pub const PLAN_KIND: &str = "plan";

fn is_false(value: &bool) -> bool {
    !*value
}

/// One planned edit, with the state it was based on, so that it cannot silently undo what somebody else did since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum PlannedEdit {
    /// An item comes into the estate.
    AddItem {
        /// The item; its id is fixed from now on, its key is given anew should somebody take it meanwhile.
        item: Box<Item>,
    },
    /// An item leaves service for good: its lifecycle state becomes the one in which the catalogue retires.
    RetireItem {
        /// The item.
        item: CiId,
        /// Its state when this was planned.
        before: String,
    },
    /// An attribute, the name or the lifecycle state of an item gets another value.
    SetField {
        /// The item.
        item: CiId,
        /// `name`, `state`, or the id of an attribute.
        field: String,
        /// Its value when this was planned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Value>,
        /// Its value afterwards; none removes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Value>,
        /// The value is filled in as found on the night; filling it in does not touch an approval.
        #[serde(default, skip_serializing_if = "is_false")]
        as_found: bool,
    },
    /// A relationship comes into the estate.
    AddRelationship {
        /// The relationship.
        relationship: Box<Relationship>,
    },
    /// A relationship leaves the estate.
    RemoveRelationship {
        /// Its identity.
        relationship: RelationshipId,
    },
    /// The declared terms of a requirement change: how many are needed, and how much.
    SetTerms {
        /// Who needs it.
        consumer: CiId,
        /// Which of the consumer's requirements.
        key: RequirementKey,
        /// What was declared when this was planned.
        before: Terms,
        /// What is declared afterwards.
        after: Terms,
    },
    /// One item takes the place of another: relationships and groups are carried over, the old one is retired.
    Replace {
        /// The item that goes.
        old: CiId,
        /// The item that comes.
        new: CiId,
    },
}

impl PlannedEdit {
    /// Returns the items it names.
    #[must_use]
    pub fn items(&self) -> Vec<CiId> {
        match self {
            PlannedEdit::AddItem { item } => vec![item.id],
            PlannedEdit::RetireItem { item, .. } | PlannedEdit::SetField { item, .. } => vec![*item],
            PlannedEdit::AddRelationship { relationship } => vec![relationship.id.from, relationship.id.to],
            PlannedEdit::RemoveRelationship { relationship } => vec![relationship.from, relationship.to],
            PlannedEdit::SetTerms { consumer, .. } => vec![*consumer],
            PlannedEdit::Replace { old, new } => vec![*old, *new],
        }
    }
}

/// An item that goes out while a step is being done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlannedOutage {
    /// The item.
    pub item: CiId,
    /// For how many minutes; those of the step when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// How.
    pub mode: OutageMode,
}

/// One step: its edits become one commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlannedStep {
    /// How it is undone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub back_out: String,
    /// Its edits, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<PlannedEdit>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub implementer: String,
    /// How many minutes it takes.
    pub minutes: u32,
    /// What goes out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<PlannedOutage>,
    /// What it does, in the words of who planned it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

impl PlannedStep {
    /// Returns true when nothing is in its scope.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.outages.is_empty()
    }
}

/// Everything a change plans to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Plan {
    /// Which revision this is: 0 for the empty plan of a new change.
    pub revision: u32,
    /// The steps, in the order in which they are done.
    pub steps: Vec<PlannedStep>,
}

impl Plan {
    /// Returns true when nothing is in its scope.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.iter().all(PlannedStep::is_empty)
    }

    /// Returns whether it names an item: edits it, ends a relationship at it, or takes it out.
    #[must_use]
    pub fn names(&self, item: CiId) -> bool {
        self.steps.iter().any(|step| {
            step.edits.iter().any(|edit| edit.items().contains(&item))
                || step.outages.iter().any(|outage| outage.item == item)
        })
    }

    /// Returns the plan as evidence sees it: what is filled in on the night has no value yet, and what is only said
    /// about a step (title, implementer, back-out) is left out.
    #[must_use]
    pub fn essence(&self) -> Plan {
        let step = |step: &PlannedStep| PlannedStep {
            edits: step.edits.iter().cloned().map(without_found_value).collect(),
            minutes: step.minutes,
            outages: step.outages.clone(),
            ..PlannedStep::default()
        };
        Plan { revision: 0, steps: self.steps.iter().map(step).collect() }
    }
}

fn without_found_value(edit: PlannedEdit) -> PlannedEdit {
    match edit {
        PlannedEdit::SetField { item, field, before, as_found: true, .. } => {
            PlannedEdit::SetField { item, field, before, after: None, as_found: true }
        }
        edit => edit,
    }
}
