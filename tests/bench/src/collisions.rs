//! Collisions of a thousand scheduled changes, and the next free slot of one of them.

use std::time::Duration;

use cairn_engine::Engine;
use cairn_engine::change::{NewChange, drafted};
use cairn_engine::collision::{CollisionQuestion, collisions, next_slot};
use cairn_model::change::{CHANGE_KIND, PLAN_KIND, Plan, Window};
use cairn_model::{CancelToken, CommitKind, Document, Edit, Timestamp};
use serde::Serialize;

use crate::Outcome;
use crate::act::{NOW, acting, draft};
use crate::draw::Draw;
use crate::input::StoredEstate;
use crate::plan::draw_plans;
use crate::proposal::Mix;
use crate::table::{Bar, Line, Table};
use crate::timing::{human, median, timed};

const CHANGES: usize = 1_000;
/// So many nights: eleven changes share one.
const NIGHTS: usize = 90;
const MIX: Mix = Mix { attributes: 2, added: 1, removed: 1, retired: 0, terms: 1, outages: 5 };
const RUNS: usize = 5;
const BAR_S: f64 = 2.0;
const HOUR_MS: i64 = 3_600_000;

/// Measures the collisions of a thousand changes in an estate that is stored.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let mut draw = Draw::new(estate.items);
    let drawn = draw_plans(&engine.generation(), &MIX, CHANGES, &mut draw)?;
    scheduled(&engine, &drawn.plans, &mut draw)?;
    let cancel = CancelToken::default();
    let (mut all, mut slots, mut said) = (Vec::new(), Vec::new(), String::new());
    for _ in 0..RUNS {
        let (found, elapsed) = timed(|| collisions(&engine, &CollisionQuestion::default(), NOW, &cancel));
        let found = found?;
        if found.changes.len() != CHANGES {
            return Err(format!("{} changes were looked at", found.changes.len()).into());
        }
        let of = |kind: &str| found.collisions.iter().filter(|own| own.kind.id() == kind).count();
        let kinds = ["c1", "c2", "c3", "c4"].map(|kind| format!("{} {kind}", of(kind)));
        said = format!("{}; cut short: {}", kinds.join(", "), found.is_cut_short);
        all.push(elapsed);
        let (slot, elapsed) = timed(|| next_slot(&engine, "1", Some(NOW), NOW, &cancel));
        slot?;
        slots.push(elapsed);
    }
    report(&format!("collisions of {CHANGES} changes in {}", estate.items), all, table);
    table.note(&said);
    report(&format!("next free slot among {CHANGES} changes in {}", estate.items), slots, table);
    Ok(())
}

fn report(name: &str, taken: Vec<Duration>, table: &mut Table) {
    let taken = median(taken);
    table.line(&Line {
        name: name.to_owned(),
        ours: human(taken),
        reference: String::new(),
        value: taken.as_secs_f64(),
        unit: " s",
        bar: Bar::AtMost(BAR_S),
    });
}

/// Stores changes that are scheduled, each for four hours of a night that begin within four others.
fn scheduled(engine: &Engine, plans: &[Plan], draw: &mut Draw) -> Outcome<()> {
    let mut edits = Vec::with_capacity(plans.len() * 2);
    for (number, plan) in (1..).zip(plans) {
        let new = NewChange { title: format!("Bench {number}"), ..NewChange::default() };
        let id = format!("CHG-{number:06}");
        let mut change = drafted(&new, id.clone(), "bench".to_owned(), "scheduled".to_owned(), NOW);
        let night = i64::try_from(draw.below(NIGHTS))? + 1;
        let quarter = i64::try_from(draw.below(16))?;
        let start = NOW.0 + night * 24 * HOUR_MS + quarter * HOUR_MS / 4;
        change.window = Some(Window { start: Timestamp(start), end: Timestamp(start + 4 * HOUR_MS) });
        let mut plan = plan.clone();
        for step in &mut plan.steps {
            step.minutes = 240;
        }
        plan.revision = 1;
        edits.push(document(CHANGE_KIND, &id, &change)?);
        edits.push(document(PLAN_KIND, &id, &plan)?);
    }
    acting(|act| engine.commit(draft(CommitKind::Process), edits, act))?;
    Ok(())
}

fn document(kind: &str, id: &str, body: &impl Serialize) -> Outcome<Edit> {
    let document = Document { body: serde_json::to_value(body)?, id: id.to_owned(), kind: kind.to_owned() };
    Ok(Edit::Document { before: None, after: Some(Box::new(document)) })
}
