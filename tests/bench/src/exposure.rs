//! What is left of error budgets after a month of outages, against a verdict of each of the outages.

use std::hint::black_box;

use cairn_engine::Engine;
use cairn_engine::exposure::{BudgetQuestion, budgets};
use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Seed, verdict};
use cairn_model::{CancelToken, CommitDraft, CommitKind, Edit, Level, Operation, OperationStatus, Timestamp, Value};

use crate::Outcome;
use crate::act::{NOW, acting, draft};
use crate::draw::Draw;
use crate::input::StoredEstate;
use crate::proposal::pool;
use crate::table::{Bar, Line, Table};
use crate::timing::{alternate, timed};

const SERVICES: usize = 100;
/// So many outages of an hour each, one every two hours.
const OUTAGES: usize = 200;
/// One in so many is followed by a record that changes who needs whom.
const WIRED: usize = 20;
const RUNS: usize = 9;
const HOUR_MS: i64 = 3_600_000;
const BAR: f64 = 60.0;

/// Measures the budgets of services of an estate that is stored.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let mut draw = Draw::new(estate.items);
    let pool = pool(&engine.generation(), &mut draw)?;
    promised(&engine)?;
    let mut out = Vec::with_capacity(OUTAGES);
    for number in 0..OUTAGES {
        let &row = draw.one_of(&pool).ok_or("nothing goes out")?;
        let start = NOW.0 + i64::try_from(number)? * 2 * HOUR_MS;
        recorded(&engine, row, OperationStatus::OutOfService, start)?;
        recorded(&engine, row, OperationStatus::InService, start + HOUR_MS)?;
        out.push(Seed { vertex: row, level: Level::Down });
        if number % WIRED == WIRED / 2 {
            wired(&engine, start + HOUR_MS + HOUR_MS / 2)?;
        }
    }
    let (now, cancel) = (Timestamp(NOW.0 + 30 * 24 * HOUR_MS), CancelToken::default());
    let found = budgets(&engine, &BudgetQuestion::default(), now, &cancel)?;
    let told: usize = found.budgets.iter().map(|own| own.outages.len()).sum();
    if found.budgets.len() != SERVICES || told == 0 {
        return Err(format!("{} budgets, {told} outages of services", found.budgets.len()).into());
    }
    let generation = engine.generation();
    let pair = alternate(
        RUNS,
        || {
            let (made, elapsed) = timed(|| budgets(&engine, &BudgetQuestion::default(), now, &cancel));
            black_box(made?);
            Ok(elapsed)
        },
        || {
            let judged = || {
                let one = |seed: &Seed| verdict(generation.topology(), &[*seed], AssumedRedundancy::Holds, &cancel);
                out.iter().map(one).collect::<Vec<_>>()
            };
            let (made, elapsed) = timed(judged);
            black_box(made);
            Ok(elapsed)
        },
    )?;
    let name = format!("exposure of {SERVICES} in {}, vs {OUTAGES} verdicts", estate.items);
    table.line(&Line::slower(name, pair, Bar::AtMost(BAR)));
    let wired = OUTAGES / WIRED;
    table.note(&format!("{OUTAGES} outages, {wired} records that wired the estate anew; {told} outages of services"));
    Ok(())
}

fn edited(generation: &Generation, row: Row, edit: impl FnOnce(&mut cairn_model::Item)) -> Outcome<Edit> {
    let before = generation.item(row)?;
    let mut after = before.clone();
    edit(&mut after);
    Ok(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) })
}

/// Gives some services a promise, in hours and a time zone of their own.
fn promised(engine: &Engine) -> Outcome<()> {
    let generation = engine.generation();
    let takes_part = |row: &Row| generation.is_service(*row) && generation.topology().vertex(*row).participates;
    let services: Vec<Row> = generation.rows().filter(takes_part).take(SERVICES).collect();
    if services.len() < SERVICES {
        return Err(format!("the estate has {} services", services.len()).into());
    }
    let promise = [
        ("sla_target", "99.9"),
        ("sla_period", "rolling_30_days"),
        ("service_hours", "Mon-Sat 08:00-22:00"),
        ("sla_time_zone", "Asia/Hong_Kong"),
    ];
    let promise = promise.map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned())));
    let edits =
        services.into_iter().map(|row| edited(&generation, row, |item| item.attributes.extend(promise.clone())));
    let edits = edits.collect::<Outcome<Vec<Edit>>>()?;
    acting(|act| engine.commit(draft(CommitKind::Correction), edits, act))?;
    Ok(())
}

fn at(kind: CommitKind, moment: i64) -> CommitDraft {
    CommitDraft { recorded_at: Timestamp(moment), effective_at: Timestamp(moment), ..draft(kind) }
}

fn recorded(engine: &Engine, row: Row, status: OperationStatus, moment: i64) -> Outcome<()> {
    let is_out = status != OperationStatus::InService;
    let since = is_out.then_some(Timestamp(moment));
    let reason = is_out.then(|| "bench".to_owned());
    let operation = Operation { status, since, reason, ..Operation::default() };
    let edit = edited(&engine.generation(), row, |item| item.operation = operation)?;
    acting(|act| engine.commit(at(CommitKind::Operation, moment), vec![edit], act))?;
    Ok(())
}

/// Takes away a relationship of which nobody says how many are needed.
fn wired(engine: &Engine, moment: i64) -> Outcome<()> {
    let generation = engine.generation();
    let mut all = generation.rows().flat_map(|row| generation.outgoing(row).iter().copied());
    let is_plain = |relationship: &u32| {
        let need = generation.requirement_of(*relationship);
        need.is_some_and(|(consumer, key)| generation.terms(consumer, &key).is_none())
    };
    let gone = all.find(is_plain).and_then(|relationship| generation.relationship(relationship));
    let gone = gone.ok_or("nothing needs anything")?;
    let edit = Edit::Relationship { before: Some(Box::new(gone)), after: None };
    acting(|act| engine.commit(at(CommitKind::Change, moment), vec![edit], act))?;
    Ok(())
}
