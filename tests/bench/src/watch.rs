//! Looking after open changes: all of them are analysed again after a record.

use std::collections::BTreeSet;
use std::time::Duration;

use cairn_engine::change::{NewChange, Watched, assess_change, raise, submit, watch};
use cairn_engine::{Engine, Generation};
use cairn_model::change::{PLAN_KIND, Plan, PlannedEdit};
use cairn_model::{CiId, CommitKind, Document, Edit, Relationship, RelationshipId, RequirementKey, Value};

use crate::Outcome;
use crate::act::{acting, draft};
use crate::draw::Draw;
use crate::input::StoredEstate;
use crate::plan::draw_plans;
use crate::proposal::Mix;
use crate::table::{Bar, Line, Table};
use crate::timing::{human, median, timed};

const CHANGES: usize = 200;
const MIX: Mix = Mix { attributes: 2, added: 1, removed: 1, retired: 0, terms: 1, outages: 5 };
const RUNS: usize = 5;
const BAR_MS: f64 = 1e3;

/// Measures analysing 200 open changes again in an estate that is stored.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let drawn = draw_plans(&engine.generation(), &MIX, CHANGES, &mut Draw::new(estate.items))?;
    for plan in &drawn.plans {
        submitted(&engine, plan)?;
    }
    let touching = touching(&engine.generation(), &drawn.plans)?;
    let mut untouched = Vec::new();
    for run in 0..RUNS {
        commit(&engine, vec![renamed(&engine.generation(), run)?])?;
        untouched.push(watched(&engine, 0)?);
    }
    report("none", untouched, estate, table);
    table.note(&drawn.words());
    let mut touched = Vec::new();
    for run in 0..RUNS {
        // What went comes back with the next record.
        let edits = touching.iter().map(|own| {
            let edit = Edit::Relationship { before: Some(Box::new(own.clone())), after: None };
            if run % 2 == 0 { edit } else { edit.inverse() }
        });
        commit(&engine, edits.collect())?;
        touched.push(watched(&engine, CHANGES)?);
    }
    report("all", touched, estate, table);
    table.note(&format!("a record of {} edits; the new analyses are stored as one record", touching.len()));
    Ok(())
}

fn report(what: &str, taken: Vec<Duration>, estate: &StoredEstate, table: &mut Table) {
    let taken = median(taken);
    table.line(&Line {
        name: format!("watch {CHANGES} changes in {}, {what} touched", estate.items),
        ours: human(taken),
        reference: String::new(),
        value: taken.as_secs_f64() * 1e3,
        unit: " ms",
        bar: Bar::AtMost(BAR_MS),
    });
}

fn commit(engine: &Engine, edits: Vec<Edit>) -> Outcome<()> {
    acting(|act| engine.commit(draft(CommitKind::Change), edits, act))?;
    Ok(())
}

/// Raises a change with a plan, hands it over and assesses it.
fn submitted(engine: &Engine, plan: &Plan) -> Outcome<()> {
    let new = NewChange { title: "Bench".to_owned(), ..NewChange::default() };
    let id = acting(|act| raise(engine, &new, act))?.change.id;
    let document = Document { body: serde_json::to_value(plan)?, id: id.clone(), kind: PLAN_KIND.to_owned() };
    let edit = Edit::Document { before: None, after: Some(Box::new(document)) };
    acting(|act| engine.commit(draft(CommitKind::Process), vec![edit], act))?;
    acting(|act| submit(engine, &id, act))?;
    acting(|act| assess_change(engine, &id, act))?;
    Ok(())
}

fn watched(engine: &Engine, expected: usize) -> Outcome<Duration> {
    let (watched, elapsed) = timed(|| acting(|act| watch(engine, act)));
    let Watched { looked_at, changed, .. } = watched?;
    if looked_at != CHANGES as u64 || changed.len() != expected {
        return Err(format!("{looked_at} changes looked at, {} of them changed", changed.len()).into());
    }
    Ok(elapsed)
}

/// Returns an edit that no verdict reads.
fn renamed(generation: &Generation, run: usize) -> Outcome<Edit> {
    let before = generation.item(0)?;
    let mut after = before.clone();
    after.attributes.insert("note".to_owned(), Value::Text(format!("run {run}")));
    Ok(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) })
}

/// What plans take hold of themselves: to take it away would make them stop applying.
#[derive(Default)]
struct Held {
    relationships: BTreeSet<RelationshipId>,
    terms: BTreeSet<(CiId, RequirementKey)>,
}

/// Returns relationships such that every plan has one of them in its cone and none holds on to it.
fn touching(generation: &Generation, plans: &[Plan]) -> Outcome<Vec<Relationship>> {
    let mut held = Held::default();
    for edit in plans.iter().flat_map(|plan| &plan.steps).flat_map(|step| &step.edits) {
        match edit {
            PlannedEdit::RemoveRelationship { relationship } => drop(held.relationships.insert(relationship.clone())),
            PlannedEdit::SetTerms { consumer, key, .. } => drop(held.terms.insert((*consumer, key.clone()))),
            _ => {}
        }
    }
    let mut touching: Vec<Relationship> = Vec::new();
    for plan in plans {
        let own = cut(generation, plan, &held).ok_or("nothing that a change takes out is needed")?;
        if !touching.contains(&own) {
            touching.push(own);
        }
    }
    Ok(touching)
}

/// Returns a relationship by which something needs an item that the plan takes out.
fn cut(generation: &Generation, plan: &Plan, held: &Held) -> Option<Relationship> {
    let outages = plan.steps.iter().flat_map(|step| &step.outages);
    let rows = outages.filter_map(|outage| generation.row(outage.item));
    let relationships = rows
        .flat_map(|row| generation.incoming(row).iter().chain(generation.outgoing(row)).map(move |own| (row, *own)));
    let needed = relationships.filter(|&(row, relationship)| {
        let need = generation.need_of(relationship);
        need.is_some_and(|need| need.provider == row && generation.topology().vertex(need.consumer).participates)
    });
    let free = needed.filter_map(|(_, relationship)| {
        let own = generation.relationship(relationship)?;
        let (consumer, key) = generation.requirement_of(relationship)?;
        let is_held = held.relationships.contains(&own.id) || held.terms.contains(&(generation.id(consumer), key));
        (!is_held).then_some(own)
    });
    free.into_iter().next()
}
