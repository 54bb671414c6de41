//! *What if*: a few edits asked of an estate, compared before, during and after, against one verdict of what goes out.

use std::hint::black_box;
use std::time::Duration;

use cairn_engine::change::{EditWords, what_if};
use cairn_engine::import::ImportOptions;
use cairn_estate::Row;
use cairn_graph::{AssumedRedundancy, Seed, verdict};
use cairn_model::impact::OutageMode;
use cairn_model::{CancelToken, Level};

use crate::Outcome;
use crate::act::acting;
use crate::draw::Draw;
use crate::input::StoredEstate;
use crate::proposal::pool;
use crate::table::{Bar, Line, Table};
use crate::timing::{Pair, Spread, human, timed};

const RUNS: usize = 200;
/// What goes out, what leaves for good, and what gets another value.
const OUT: usize = 3;
const RETIRED: usize = 1;
const SET: usize = 2;
/// Somebody waits for it with the edits on the screen.
const BAR_P99_MS: f64 = 500.0;

/// Measures what-ifs in an estate that is stored; each is another one.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let engine = estate.engine()?;
    let generation = engine.generation();
    let mut draw = Draw::new(estate.items);
    let pool = pool(&generation, &mut draw)?;
    let (cancel, options) = (CancelToken::default(), ImportOptions::default());
    let (mut ours, mut reference): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    let mut raised = Vec::new();
    while ours.len() < RUNS {
        let mut rows: Vec<Row> = Vec::new();
        while rows.len() < OUT + RETIRED + SET {
            let &row = draw.one_of(&pool).ok_or("nothing goes out")?;
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let mut edits = Vec::new();
        for (place, &row) in rows.iter().enumerate() {
            let item = generation.item(row)?.key;
            edits.push(match place {
                0..OUT => EditWords::Out { item, mode: OutageMode::FullOutage },
                place if place < OUT + RETIRED => EditWords::Retire { item },
                _ => EditWords::Set { item, field: "name".to_owned(), value: "Bench".to_owned() },
            });
        }
        let seeds: Vec<Seed> =
            rows.iter().take(OUT + RETIRED).map(|&vertex| Seed { vertex, level: Level::Down }).collect();
        let asked = || timed(|| acting(|act| what_if(&engine, &edits, &[], &options, act, &cancel)));
        let judged = || timed(|| verdict(generation.topology(), &seeds, AssumedRedundancy::Holds, &cancel));
        let (answer, one) = if ours.len() % 2 == 0 {
            let answer = asked();
            (answer, judged())
        } else {
            let one = judged();
            (asked(), one)
        };
        raised.push(answer.0?.analysis.raised);
        black_box(one.0?);
        ours.push(answer.1);
        reference.push(one.1);
    }
    raised.sort_unstable();
    let (ours, reference) = (Spread::of(ours), Spread::of(reference));
    let pair = Pair { ours: ours.p50(), reference: reference.p50() };
    let name = format!("what-if of {} edits in {}, vs one verdict", OUT + RETIRED + SET, estate.items);
    table.line(&Line::slower(name, pair, Bar::None));
    table.line(&Line {
        name: format!("what-if of {} edits in {}: p99", OUT + RETIRED + SET, estate.items),
        ours: human(ours.p99()),
        reference: String::new(),
        value: ours.p99().as_secs_f64() * 1e3,
        unit: " ms",
        bar: Bar::AtMost(BAR_P99_MS),
    });
    let middle = raised.get(RUNS / 2).copied().unwrap_or_default();
    table.note(&format!("{RUNS} what-ifs, median {middle} raised"));
    Ok(())
}
