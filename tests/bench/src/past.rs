//! A question of the past against the same question of the present, each as the command line asks it.

use cairn_engine::Engine;
use cairn_model::{CommitKind, Edit, Timestamp, Value};

use crate::Outcome;
use crate::act::{NOW, acting, draft};
use crate::child::{self, Asked};
use crate::input::StoredEstate;
use crate::table::{Bar, Line, Table};
use crate::timing::{Pair, human, median};

const RUNS: usize = 5;
const BAR: f64 = 2.0;
/// Of so many items one is changed.
const SHARE: usize = 20;
/// Items in one commit.
const STEP: usize = 1_000;
const YEAR: i64 = 365 * 24 * 3_600 * 1_000;

/// Changes one item in twenty over a year, and measures what an outage of a rack would have broken before.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let at = engine.generation().seq();
    let commits = change(&engine)?;
    drop(engine);
    // Unmeasured: what is written on closing after so many commits is there, and both find their files in memory.
    child::ask(&estate.dir, at)?;
    let (mut past, mut live, mut past_again, mut live_again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let Asked { first, again } = child::ask(&estate.dir, at)?;
        past.push(first);
        past_again.push(again);
        let Asked { first, again } = child::ask(&estate.dir, 0)?;
        live.push(first);
        live_again.push(again);
    }
    let pair = Pair { ours: median(past), reference: median(live) };
    let name = format!("past: impact --at a year ago, {}, 5 % changed", estate.items);
    table.line(&Line::slower(name, pair, Bar::AtMost(BAR)));
    table.note(&format!(
        "a fresh process each, opening included; {commits} commits since; asked again in the open estate: {} and {}",
        human(median(past_again)),
        human(median(live_again)),
    ));
    Ok(())
}

/// Changes one item in twenty, spread over the estate and over a year; returns in how many commits.
fn change(engine: &Engine) -> Outcome<usize> {
    let generation = engine.generation();
    let rows: Vec<u32> = generation.rows().step_by(SHARE).collect();
    let count = rows.len().div_ceil(STEP);
    for (number, rows) in rows.chunks(STEP).enumerate() {
        let edits = rows.iter().map(|&row| {
            let before = generation.item(row)?;
            let mut after = before.clone();
            after.attributes.insert("bench_past".to_owned(), Value::Integer(1));
            Ok(Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) })
        });
        let edits = edits.collect::<Outcome<Vec<Edit>>>()?;
        let mut draft = draft(CommitKind::Correction);
        let later = YEAR / i64::try_from(count)? * i64::try_from(number + 1)?;
        draft.recorded_at = Timestamp(NOW.0 + later);
        draft.effective_at = draft.recorded_at;
        acting(|act| engine.commit(draft, edits, act))?;
    }
    Ok(count)
}
