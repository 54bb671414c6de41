//! Closing a change: what is there now is compared with what was planned, since the baseline that the start sealed.

use std::collections::{BTreeMap, BTreeSet};

use cairn_model::change::{Change, Plan, PlannedEdit, Review};
use cairn_model::{CiId, Edit, Item, Phrase, RelationshipId, RequirementKey, Terms, Value};
use serde::{Deserialize, Serialize};

use super::documents::{change_edit, find_change, plan_of};
use super::ground::Ground;
use super::guard::late_hours;
use super::lifecycle::{ChangeStep, commit, go, known_actor, note, refused};
use super::resolve::{field_of, key_word, resolve};
use crate::act::Act;
use crate::between::between;
use crate::engine::Engine;
use crate::error::EngineError;

/// A difference between what was planned and what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanDifference {
    /// What it is called when it is explained: the key of an item and a field, or a relationship.
    pub reference: String,
    /// What was planned; none when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<String>,
    /// What is there; none when there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
    /// The records that made it so, other than those of this change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<u64>,
}

/// A fact of the estate that a change may touch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Item(CiId),
    Field(CiId, String),
    Relationship(RelationshipId),
    Terms(CiId, RequirementKey),
}

/// Facts with their value afterwards; `None` when it is gone.
type Facts = BTreeMap<Fact, Option<String>>;

fn fields(before: Option<&Item>, after: Option<&Item>, facts: &mut Facts) {
    let Some(id) = before.or(after).map(|item| item.id) else { return };
    if before.is_none() || after.is_none() {
        facts.insert(Fact::Item(id), after.map(|item| item.name.clone()));
    }
    let mut names: BTreeSet<&str> = ["name", "state"].into();
    names.extend([before, after].into_iter().flatten().flat_map(|item| item.attributes.keys().map(String::as_str)));
    for name in names {
        let value = |item: Option<&Item>| item.and_then(|item| field_of(item, name));
        let (old, new): (Option<Value>, Option<Value>) = (value(before), value(after));
        if old != new {
            facts.insert(Fact::Field(id, name.to_owned()), new.map(|value| value.to_string()));
        }
    }
}

fn terms_text(terms: Option<Terms>) -> Option<String> {
    let terms = terms?;
    let part = |name: &str, value: Option<String>| value.map(|value| format!("{name} {value}"));
    let parts = [
        part("k", terms.min_up.map(|k| k.to_string())),
        part("q", terms.degraded_below.map(|q| q.to_string())),
        part("strength", terms.strength.map(|strength| strength.id().to_owned())),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Adds what an edit leaves to the facts.
fn gather(edit: &Edit, facts: &mut Facts) {
    match edit {
        Edit::Item { before, after } => fields(before.as_deref(), after.as_deref(), facts),
        Edit::Relationship { before, after } => {
            let Some(own) = after.as_ref().or(before.as_ref()) else { return };
            if before.is_some() != after.is_some() {
                facts.insert(Fact::Relationship(own.id.clone()), after.as_ref().map(|_| own.id.type_id.clone()));
            }
        }
        Edit::Requirement { before, after } => {
            let Some(own) = after.as_ref().or(before.as_ref()) else { return };
            let text = terms_text(after.as_ref().map(|own| own.terms));
            facts.insert(Fact::Terms(own.consumer, own.key.clone()), text);
        }
        Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => {}
    }
}

/// Returns the items that a plan is about.
fn scope(plan: &Plan) -> BTreeSet<CiId> {
    let mut scope = BTreeSet::new();
    for step in &plan.steps {
        scope.extend(step.outages.iter().map(|outage| outage.item));
        for edit in &step.edits {
            match edit {
                PlannedEdit::AddItem { item } => drop(scope.insert(item.id)),
                PlannedEdit::RetireItem { item, .. } | PlannedEdit::SetField { item, .. } => drop(scope.insert(*item)),
                PlannedEdit::AddRelationship { relationship } => {
                    scope.extend([relationship.id.from, relationship.id.to]);
                }
                PlannedEdit::RemoveRelationship { relationship } => scope.extend([relationship.from, relationship.to]),
                PlannedEdit::SetTerms { consumer, .. } => drop(scope.insert(*consumer)),
                PlannedEdit::Replace { old, new } => scope.extend([*old, *new]),
            }
        }
    }
    scope
}

/// Returns every difference between what was planned and what happened to the items of a change since it started, by
/// reference; none before it started.
///
/// # Errors
/// [`EngineError::Store`].
pub fn differences(engine: &Engine, change: &Change, plan: &Plan) -> Result<Vec<PlanDifference>, EngineError> {
    let Some(name) = &change.baseline else { return Ok(Vec::new()) };
    let sealed = engine.store().baselines()?.into_iter().find(|mark| mark.name == *name).map_or(0, |mark| mark.seq);
    let planned = planned_facts(engine, plan, sealed)?;
    let scope = scope(plan);
    let is_own = |fact: &Fact| match fact {
        Fact::Item(id) | Fact::Field(id, _) | Fact::Terms(id, _) => scope.contains(id),
        Fact::Relationship(id) => scope.contains(&id.from) || scope.contains(&id.to),
    };
    let mut actual = Facts::new();
    let mut foreign: BTreeMap<Fact, Vec<u64>> = BTreeMap::new();
    for touched in between(engine.store(), sealed, engine.generation().seq())? {
        let mut facts = Facts::new();
        gather(&touched.edit, &mut facts);
        for (fact, value) in facts.into_iter().filter(|(fact, _)| planned.contains_key(fact) || is_own(fact)) {
            for &seq in &touched.seqs {
                let by = engine.store().commit_header(seq)?.and_then(|commit| commit.change);
                if by.as_ref() != Some(&change.id) {
                    foreign.entry(fact.clone()).or_default().push(seq);
                }
            }
            actual.insert(fact, value);
        }
    }
    compare(engine, sealed, &planned, &actual, &foreign)
}

/// Returns what the whole plan would have left, from the estate as it was when the change started.
fn planned_facts(engine: &Engine, plan: &Plan, sealed: u64) -> Result<Facts, EngineError> {
    let mut estate = (*engine.generation_at(engine.generation(), sealed)?).clone();
    let mut facts = Facts::new();
    for step in &plan.steps {
        let resolved = resolve(&estate, engine.policy(), step).unwrap_or_default();
        for edit in &resolved.edits {
            gather(edit, &mut facts);
        }
        if !resolved.edits.is_empty() {
            let catalogue = std::sync::Arc::clone(estate.catalogue());
            estate = estate.apply(estate.seq(), catalogue, &resolved.edits)?.stored(&[]);
        }
    }
    Ok(facts)
}

fn compare(
    engine: &Engine,
    sealed: u64,
    planned: &Facts,
    actual: &Facts,
    foreign: &BTreeMap<Fact, Vec<u64>>,
) -> Result<Vec<PlanDifference>, EngineError> {
    let (before, live) = (engine.generation_at(engine.generation(), sealed)?, engine.generation());
    let mut then = Facts::new();
    let all: BTreeSet<&Fact> = planned.keys().chain(actual.keys()).collect();
    for fact in &all {
        then.insert((*fact).clone(), value_at(&before, fact));
    }
    let mut found = Vec::new();
    for fact in all {
        let was = then.get(fact).cloned().flatten();
        let wanted = planned.get(fact).cloned().unwrap_or_else(|| was.clone());
        let is = actual.get(fact).cloned().unwrap_or(was);
        if wanted != is {
            found.push(PlanDifference {
                reference: reference(&live, &before, fact),
                planned: wanted,
                actual: is,
                records: foreign.get(fact).cloned().unwrap_or_default(),
            });
        }
    }
    found.sort_by(|left, right| left.reference.cmp(&right.reference));
    Ok(found)
}

fn value_at(generation: &cairn_estate::Generation, fact: &Fact) -> Option<String> {
    let item = |id: CiId| generation.row(id).and_then(|row| generation.item(row).ok());
    match fact {
        Fact::Item(id) => item(*id).map(|item| item.name),
        Fact::Field(id, field) => item(*id).and_then(|item| field_of(&item, field)).map(|value| value.to_string()),
        Fact::Relationship(id) => generation.relationship_row(id).map(|_| id.type_id.clone()),
        Fact::Terms(consumer, key) => {
            let row = generation.row(*consumer)?;
            terms_text(generation.terms(row, key).map(|terms| terms.terms))
        }
    }
}

/// Returns what a fact is called: stable, so that an explanation finds it again.
fn reference(live: &cairn_estate::Generation, before: &cairn_estate::Generation, fact: &Fact) -> String {
    let key = |id: &CiId| {
        let found = [live, before].into_iter().find_map(|generation| {
            let row = generation.row(*id)?;
            generation.view(row).ok().map(|view| view.key.to_owned())
        });
        found.unwrap_or_else(|| id.to_string())
    };
    match fact {
        Fact::Item(id) => key(id),
        Fact::Field(id, field) => format!("{}.{field}", key(id)),
        Fact::Relationship(id) => {
            let label = id.label.as_ref().map(|label| format!(" [{label}]")).unwrap_or_default();
            format!("{} {} {}{label}", key(&id.from), id.type_id, key(&id.to))
        }
        Fact::Terms(consumer, group) => format!("{} needs {}", key(consumer), key_word(group)),
    }
}

/// What is said when a change is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// What was learned.
    pub review: Option<String>,
    /// Why differences are as they should be: reference, reason.
    pub explain: Vec<(String, String)>,
}

/// Closes a change: with a review it passes through the post-implementation review.
///
/// # Errors
/// [`EngineError::Guarded`] with what is missing: unexplained differences, a mandatory review, late records;
/// [`EngineError::Refused`] for an explanation of what is no difference. Nothing is changed then.
pub fn close(engine: &Engine, words: &str, own: &Closing, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    let actor = known_actor(act)?;
    let before = find_change(engine, words)?;
    let plan = plan_of(engine, &before.id)?;
    let mut change = before.clone();
    if !own.explain.is_empty() {
        let known: Vec<String> =
            differences(engine, &before, &plan)?.into_iter().map(|difference| difference.reference).collect();
        for (reference, reason) in &own.explain {
            if !known.contains(reference) {
                return refused(Phrase::new("close-no-such-difference").with("reference", reference));
            }
            change.explanations.insert(reference.clone(), reason.trim().to_owned());
        }
    }
    if let Some(text) = own.review.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        change.review = Some(Review { actor, at: act.now, text: text.to_owned() });
    }
    let mut ground = Ground::with(engine, change, plan, act)?;
    if own.review.is_some() && engine.policy().transition("review", &ground.change.state).is_some() {
        go(&mut ground, "review", "", act)?;
    }
    if ground.change.kind == cairn_model::change::ChangeKind::Emergency
        && let Some(hours) = late_hours(ground.change.finished_at, act.now, engine.policy().late_after_hours)
    {
        let state = ground.change.state.clone();
        note(&mut ground.change, "late_records", &state, &hours.to_string(), act);
    }
    go(&mut ground, "close", "", act)?;
    let change = ground.change;
    let made = commit(engine, &change, vec![change_edit(Some(&before), &change)?], "close", act)?;
    Ok(ChangeStep::of(change, made))
}
