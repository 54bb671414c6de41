//! What changed since an earlier record, in a large estate.

use cairn_engine::Engine;
use cairn_engine::baseline::diff;
use cairn_model::CommitKind;

use crate::Outcome;
use crate::act::{acting, draft};
use crate::draw::Draw;
use crate::input::StoredEstate;
use crate::proposal::{Mix, TRIES, draw_edits};
use crate::table::{Bar, Line, Table};
use crate::timing::{human, median, timed};

const COMMITS: usize = 50;
const MIX: Mix = Mix { attributes: 40, added: 20, removed: 20, retired: 10, terms: 10, outages: 0 };
const EDITS: usize = COMMITS * 100;
const RUNS: usize = 11;
const BAR_MS: f64 = 200.0;

/// Measures the difference over 5,000 edits in an estate of so many items.
pub(crate) fn measure(items: u64, table: &mut Table) -> Outcome<()> {
    let estate = StoredEstate::alone(items)?;
    let engine = estate.engine()?;
    let from = engine.generation().seq().to_string();
    let mut draw = Draw::new(items);
    for _ in 0..COMMITS {
        commit(&engine, &mut draw)?;
    }
    let mut taken = Vec::with_capacity(RUNS);
    let mut lines = 0;
    for _ in 0..RUNS {
        let (found, elapsed) = timed(|| diff(&engine, &from, None, None));
        lines = found?.lines.len();
        taken.push(elapsed);
    }
    // An edit may take back an earlier one, and some touch the same record.
    if lines < EDITS * 9 / 10 {
        return Err(format!("the difference has only {lines} lines").into());
    }
    let first = taken.first().copied().unwrap_or_default();
    let middle = median(taken);
    table.line(&Line {
        name: format!("diff of {EDITS} edits in {items}"),
        ours: human(middle),
        reference: String::new(),
        value: middle.as_secs_f64() * 1e3,
        unit: " ms",
        bar: Bar::AtMost(BAR_MS),
    });
    table.note(&format!("{COMMITS} records of 100 edits, {lines} lines; the first of {RUNS} runs {}", human(first)));
    Ok(())
}

/// Commits a hundred random edits that fit.
fn commit(engine: &Engine, draw: &mut Draw) -> Outcome<()> {
    for _ in 0..TRIES {
        let generation = engine.generation();
        let edits = draw_edits(&generation, &MIX, draw)?;
        let fits = generation.apply(generation.seq() + 1, generation.catalogue().clone(), &edits).is_ok();
        if fits {
            acting(|act| engine.commit(draft(CommitKind::Change), edits, act))?;
            return Ok(());
        }
    }
    Err("no random edits fit the estate".into())
}
