//! Assessing a change: everything that is done between a plan and the analysis that decisions are bound to, at two
//! sizes of estate in turns.

use std::hint::black_box;
use std::time::Duration;

use cairn_engine::Generation;

use crate::Outcome;
use crate::draw::Draw;
use crate::input::Tables;
use crate::plan::{Desk, Drawn, draw_plans};
use crate::proposal::TWENTY;
use crate::table::{Bar, Line, Table};
use crate::timing::{Spread, human, median, timed};

const PER_ITEM: u64 = 5;
const RUNS: usize = 500;
/// So many runs of one estate, then as many of the other: a busy moment of the machine meets both.
const TURN: usize = 50;
/// So often each plan is assessed, with the other plans of its turn in between.
const PASSES: usize = 3;
const BAR_P99_MS: f64 = 5.0;
const BAR_GROWTH: f64 = 1.5;

/// An estate with the plans that are assessed on it.
struct Subject {
    items: u64,
    generation: Generation,
    drawn: Drawn,
}

impl Subject {
    fn of(items: u64) -> Outcome<Subject> {
        let generation = Tables::generate(items, PER_ITEM)?.generation()?;
        let drawn = draw_plans(&generation, &TWENTY, RUNS, &mut Draw::new(items))?;
        Ok(Subject { items, generation, drawn })
    }
}

/// Measures assessing a change on estates of the given sizes, and by how much it grows with them.
pub(crate) fn measure(sizes: &[u64], table: &mut Table) -> Outcome<()> {
    let subjects = sizes.iter().map(|&items| Subject::of(items)).collect::<Outcome<Vec<Subject>>>()?;
    let spreads = sample(&subjects)?;
    for (subject, spread) in subjects.iter().zip(&spreads) {
        table.line(&Line {
            name: format!("assess a change {}, 20 edits + 20 outages: p99", subject.items),
            ours: human(spread.p99()),
            reference: String::new(),
            value: spread.p99().as_secs_f64() * 1e3,
            unit: " ms",
            bar: Bar::AtMost(BAR_P99_MS),
        });
        table.note(&format!("p50 {}; {}", human(spread.p50()), subject.drawn.words()));
    }
    if let [small, large] = &spreads[..] {
        for (what, small, large) in [("p99", small.p99(), large.p99()), ("p50", small.p50(), large.p50())] {
            table.line(&Line {
                name: format!("assess a change: {what}, growth"),
                ours: human(large),
                reference: human(small),
                value: large.as_secs_f64() / small.as_secs_f64(),
                unit: "×",
                bar: Bar::AtMost(BAR_GROWTH),
            });
        }
    }
    Ok(())
}

/// Returns how long assessing each plan takes, the estates in turns: the middle of some passes, so that what the machine
/// does beside is not taken for a plan that costs more.
fn sample(subjects: &[Subject]) -> Outcome<Vec<Spread>> {
    let desk = Desk::new()?;
    let mut taken: Vec<Vec<Vec<Duration>>> = subjects.iter().map(|_| vec![Vec::new(); RUNS]).collect();
    for turn in 0..RUNS / TURN {
        for _ in 0..PASSES {
            for (subject, taken) in subjects.iter().zip(&mut taken) {
                let own = turn * TURN..(turn + 1) * TURN;
                for (plan, taken) in subject.drawn.plans[own.clone()].iter().zip(&mut taken[own]) {
                    let (made, elapsed) = timed(|| desk.assess(&subject.generation, plan));
                    black_box(made?);
                    taken.push(elapsed);
                }
            }
        }
    }
    Ok(taken.into_iter().map(|taken| Spread::of(taken.into_iter().map(median).collect())).collect())
}
