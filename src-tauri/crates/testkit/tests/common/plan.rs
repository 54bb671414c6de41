//! From the oracle's steps to the plan of a change.
#![allow(dead_code, reason = "each test uses a part")]

use cairn_estate::Generation;
use cairn_model::change::{ChangePolicy, PlannedEdit, PlannedOutage, PlannedStep};
use cairn_model::impact::OutageMode;
use cairn_model::{Relationship, RelationshipId, RequirementKey, Terms, Value};
use cairn_testkit::oracle::{self, Step, StepEdit};

use crate::convert::{ci, item, relationship_id, strength, threshold};

pub fn policy() -> ChangePolicy {
    ChangePolicy { retired_state: "retired".to_owned(), ..ChangePolicy::default() }
}

fn relationship(names: &oracle::Estate, ends: (&str, &str), type_id: &str, label: Option<&String>) -> RelationshipId {
    RelationshipId {
        from: ci(names, ends.0),
        label: label.cloned(),
        to: ci(names, ends.1),
        type_id: type_id.to_owned(),
    }
}

fn key(names: &oracle::Estate, key: &oracle::RequirementKey) -> RequirementKey {
    match key {
        oracle::RequirementKey::Label(label) => RequirementKey::Label(label.clone()),
        oracle::RequirementKey::Type(id) => RequirementKey::Type(id.clone()),
        oracle::RequirementKey::Alone { from, type_id, to, label } => {
            RequirementKey::Relationship(relationship(names, (from, to), type_id, label.as_ref()))
        }
    }
}

/// Returns one step of a plan that says what an oracle's step says, and nothing when it cannot: a row that brings terms
/// along says in one breath what a plan says in two, and a plan takes hold of one thing once.
pub fn planned(
    names: &oracle::Estate,
    before: &oracle::Estate,
    known: &Generation,
    step: &Step,
) -> Option<PlannedStep> {
    let state = |id: &str| before.item(id).map(|item| item.state.as_str().to_owned()).unwrap_or_default();
    let mut edits = Vec::new();
    for edit in &step.edits {
        edits.push(match edit {
            StepEdit::AddItem(own) => PlannedEdit::AddItem { item: Box::new(item(names, own)) },
            StepEdit::Retire { item } => PlannedEdit::RetireItem { item: ci(names, item), before: state(item) },
            StepEdit::SetState { item, state: to } => PlannedEdit::SetField {
                item: ci(names, item),
                field: "state".to_owned(),
                before: Some(Value::Text(state(item))),
                after: Some(Value::Text(to.as_str().to_owned())),
                as_found: false,
            },
            StepEdit::Touch { item } => PlannedEdit::SetField {
                item: ci(names, item),
                field: "version".to_owned(),
                before: None,
                after: Some(Value::Text("2".to_owned())),
                as_found: false,
            },
            StepEdit::AddRelationship(row) => {
                if row.strength.is_some() || row.min_up.is_some() || row.degraded_below.is_some() {
                    return None;
                }
                let own = Relationship::declared(relationship_id(names, row));
                PlannedEdit::AddRelationship { relationship: Box::new(own) }
            }
            StepEdit::RemoveRelationship { from, type_id, to, label } => PlannedEdit::RemoveRelationship {
                relationship: relationship(names, (from, to), type_id, label.as_ref()),
            },
            StepEdit::SetTerms { consumer, key: of, strength: much, min_up, degraded_below } => {
                let (consumer, of) = (ci(names, consumer), key(names, of));
                let row = known.row(consumer);
                let before = row.and_then(|row| known.terms(row, &of)).map(|own| own.terms).unwrap_or_default();
                let after = Terms {
                    degraded_below: degraded_below.map(threshold),
                    min_up: min_up.map(threshold),
                    strength: much.map(strength),
                };
                PlannedEdit::SetTerms { consumer, key: of, before, after }
            }
            StepEdit::Replace { old, new } => PlannedEdit::Replace { old: ci(names, old), new: ci(names, new) },
        });
    }
    let mut outages: Vec<PlannedOutage> = Vec::new();
    for (id, at) in step.seeds.iter().filter(|(id, _)| before.participates(id)) {
        let mode = match at {
            oracle::Level::Down => OutageMode::FullOutage,
            oracle::Level::Degraded => OutageMode::Degraded,
            oracle::Level::Unaffected => OutageMode::NoInterruption,
            oracle::Level::AtRisk => return None,
        };
        outages.push(PlannedOutage { item: ci(names, id), minutes: None, mode });
    }
    Some(PlannedStep { edits, outages, ..PlannedStep::default() })
}
