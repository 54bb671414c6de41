//! The five statements about a change that ISO/IEC 20000-1:2018 asks for in 8.5.1.3, generated from its analysis and from what it
//! collides with.

use std::collections::BTreeMap;

use cairn_estate::Generation;
use cairn_model::change::{Analysis, Change};
use cairn_model::{CiId, Phrase};
use serde::{Deserialize, Serialize};

use super::assess::Assessment;
use super::documents::{analysis, assessment, changes};
use crate::collision::{Collision, CollisionKind};
use crate::engine::Engine;
use crate::error::EngineError;

/// The statements, in the order of the clause.
pub const IDS: [&str; 5] =
    ["existing_services", "customers", "policies_and_plans", "capacity_and_continuity", "other_changes"];

/// How many names a sentence lists.
const NAMES_MAX: usize = 12;
/// How many collisions are told of, the others counted.
const COLLISIONS_MAX: usize = 6;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Statement {
    /// Which.
    pub id: String,
    /// What the analysis says.
    pub generated: Vec<Phrase>,
    /// What somebody wrote instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
}

/// Returns the names, each once, with the rest counted: `(list, how many more)`.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> (String, usize) {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    let more = names.len().saturating_sub(NAMES_MAX);
    (names.iter().take(NAMES_MAX).copied().collect::<Vec<_>>().join(", "), more)
}

/// Returns the five statements about a change, in the order of the clause. `collisions` are its own, beside changes that were
/// decided on.
///
/// # Errors
/// [`EngineError::Store`].
pub fn statements(
    engine: &Engine,
    live: &Generation,
    change: &Change,
    found: &Assessment,
    collisions: &[Collision],
) -> Result<Vec<Statement>, EngineError> {
    let (rules, joint): (Vec<_>, Vec<_>) =
        collisions.iter().partition(|own| matches!(own.kind, CollisionKind::C5 | CollisionKind::C6));
    let generated = [
        existing_services(&found.analysis),
        customers(&found.analysis),
        policies(live, found, &rules)?,
        capacity(found),
        others(engine, change, found, &joint)?,
    ];
    let statement = |(id, generated): (&str, Vec<Phrase>)| Statement {
        id: id.to_owned(),
        generated,
        own: change.statements.get(id).cloned(),
    };
    Ok(IDS.into_iter().zip(generated).map(statement).collect())
}

fn existing_services(analysis: &Analysis) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (code, services) in [
        ("statement-services-down", |step: &cairn_model::change::StepVerdict| step.as_planned.services_down.clone()),
        ("statement-services-degraded", |step: &cairn_model::change::StepVerdict| {
            step.as_planned.services_degraded.clone()
        }),
        ("statement-services-at-risk", |step: &cairn_model::change::StepVerdict| {
            step.as_planned.services_at_risk.clone()
        }),
    ] as [(&str, fn(&cairn_model::change::StepVerdict) -> Vec<String>); 3]
    {
        let all: Vec<String> = analysis.steps.iter().flat_map(services).collect();
        let (names, more) = listed(all.iter().map(String::as_str));
        if !names.is_empty() {
            phrases.push(Phrase::new(code).with("names", names).with("more", more));
        }
    }
    if phrases.is_empty() {
        phrases.push(Phrase::new("statement-no-service"));
    }
    let fails: Vec<String> = analysis.steps.iter().flat_map(|step| step.if_it_fails.services_down.clone()).collect();
    let (names, more) = listed(fails.iter().map(String::as_str));
    if !names.is_empty() {
        phrases.push(Phrase::new("statement-if-it-fails").with("names", names).with("more", more));
    }
    phrases
}

fn customers(analysis: &Analysis) -> Vec<Phrase> {
    let hit = analysis.steps.iter().flat_map(|step| &step.customers);
    let (names, more) = listed(hit.map(|customer| customer.item.name.as_str()));
    if names.is_empty() {
        return vec![Phrase::new("statement-no-customers")];
    }
    vec![Phrase::new("statement-customers").with("names", names).with("more", more)]
}

/// Names what governs or documents the services and items that are hit: ends of relationships that need nothing and
/// lead out of the graph to something that is no service and cannot break by itself. Then what of the calendar it goes against.
fn policies(live: &Generation, found: &Assessment, rules: &[&Collision]) -> Result<Vec<Phrase>, EngineError> {
    let catalogue = live.catalogue();
    let mut names: BTreeMap<CiId, String> = BTreeMap::new();
    for row in found.raised.iter().filter_map(|raised| live.row(raised.item)) {
        for &relationship in live.outgoing(row) {
            let Some(view) = live.relationship_view(relationship) else { continue };
            let definition = &catalogue.relationship_types()[view.type_number].definition;
            if definition.documents {
                names.insert(live.id(view.to), live.view(view.to)?.name.to_owned());
            }
        }
    }
    let (list, more) = listed(names.values().map(String::as_str));
    let mut phrases = vec![if list.is_empty() {
        Phrase::new("statement-no-policies")
    } else {
        Phrase::new("statement-policies").with("names", list).with("more", more)
    }];
    phrases.extend(told(rules));
    Ok(phrases)
}

/// Returns what there is to say of collisions.
fn told(collisions: &[&Collision]) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = collisions.iter().take(COLLISIONS_MAX).map(|own| own.text.clone()).collect();
    if let Some(more @ 1..) = collisions.len().checked_sub(COLLISIONS_MAX) {
        phrases.push(Phrase::new("statement-more-collisions").with("count", more));
    }
    phrases
}

fn capacity(found: &Assessment) -> Vec<Phrase> {
    let analysis = &found.analysis;
    let groups: usize = found.eroded.len();
    let least = analysis.steps.iter().filter_map(|step| step.least_margin).min();
    let mut phrases = match least {
        None => vec![Phrase::new("statement-capacity-whole")],
        Some(margin) => vec![Phrase::new("statement-capacity").with("groups", groups).with("margin", margin)],
    };
    let assumed = analysis.steps.iter().flat_map(|step| &step.assumed);
    let (names, more) = listed(assumed.map(|service| service.item.name.as_str()));
    if !names.is_empty() {
        phrases.push(Phrase::new("statement-assumed").with("names", names).with("more", more));
    }
    if !analysis.context.is_empty() {
        phrases.push(Phrase::new("statement-context").with("count", analysis.context.len()));
    }
    phrases
}

/// Says what it does together with changes that were decided on; then names other open changes that raise or touch what this
/// one does, or whose windows overlap.
fn others(
    engine: &Engine,
    change: &Change,
    found: &Assessment,
    joint: &[&Collision],
) -> Result<Vec<Phrase>, EngineError> {
    let own: std::collections::BTreeSet<CiId> =
        found.raised.iter().filter(|row| row.fails > row.already).map(|row| row.item).collect();
    let (mut shared, mut beside) = (Vec::new(), Vec::new());
    for other in changes(engine)?.into_iter().filter(|other| other.id != change.id && other.analyses > 0) {
        let state = engine.policy().state(&other.state);
        if state.is_none_or(|state| state.is_final) {
            continue;
        }
        if analysis(engine, &other.id, other.analyses)?.raised > 0
            && assessment(engine, &other.id, other.analyses)?.raised.iter().any(|row| own.contains(&row.item))
        {
            shared.push(other.id.clone());
        }
        let overlaps = |(left, right): (cairn_model::change::Window, cairn_model::change::Window)| {
            left.start < right.end && right.start < left.end
        };
        if change.window.zip(other.window).is_some_and(overlaps) {
            beside.push(other.id);
        }
    }
    let mut phrases = told(joint);
    for (code, ids) in [("statement-shared", &shared), ("statement-beside", &beside)] {
        let (list, more) = listed(ids.iter().map(String::as_str));
        if !list.is_empty() {
            phrases.push(Phrase::new(code).with("changes", list).with("more", more));
        }
    }
    if phrases.is_empty() {
        phrases.push(Phrase::new("statement-no-others"));
    }
    Ok(phrases)
}
