//! Assessing proposed edits: the next generation, and a verdict of it, at two sizes of estate in turns.

use std::hint::black_box;
use std::time::Duration;

use cairn_estate::Generation;
use cairn_graph::{AssumedRedundancy, Scratch, Seed, verdict_with};
use cairn_model::{CancelToken, Edit};

use crate::Outcome;
use crate::draw::Draw;
use crate::input::Tables;
use crate::proposal::{Proposal, RAISED_MAX, draw_proposals};
use crate::table::{Bar, Line, Table};
use crate::timing::{Spread, human, timed};

const PER_ITEM: u64 = 5;
const RUNS: usize = 1_000;
/// So many runs of one estate, then as many of the other: a busy moment of the machine meets both.
const TURN: usize = 50;
const BAR_P99_MS: f64 = 5.0;

/// An estate with the proposals that are assessed on it.
struct Subject {
    items: u64,
    generation: Generation,
    proposals: Vec<Proposal>,
}

impl Subject {
    fn of(items: u64) -> Outcome<Subject> {
        let generation = Tables::generate(items, PER_ITEM)?.generation()?;
        let proposals = draw_proposals(&generation, RUNS, &mut Draw::new(items))?;
        Ok(Subject { items, generation, proposals })
    }
}

/// Measures what assessing costs on estates of the given sizes, and by how much it grows with them.
pub(crate) fn measure(sizes: &[u64], table: &mut Table) -> Outcome<()> {
    let subjects = sizes.iter().map(|&items| Subject::of(items)).collect::<Outcome<Vec<Subject>>>()?;
    let edits = |proposal: &Proposal| proposal.edits.len();
    let mut scratch = Scratch::default();
    report("proposed estate + verdict", &subjects, edits, table, |generation, proposal| {
        let applied = generation.apply(generation.seq() + 1, generation.catalogue().clone(), &proposal.edits)?;
        judged(&mut scratch, applied.generation(), &proposal.seeds)
    })?;
    report("proposed estate", &subjects, edits, table, |generation, proposal| next(generation, &proposal.edits))?;
    report(
        "verdict of its seeds",
        &subjects,
        |_| 0,
        table,
        |generation, proposal| judged(&mut scratch, generation, &proposal.seeds),
    )?;
    report(
        "next generation, one item",
        &subjects,
        |_| 1,
        table,
        |generation, proposal| next(generation, &proposal.edits[..1]),
    )
}

/// Returns how many items are raised.
fn judged(scratch: &mut Scratch, generation: &Generation, seeds: &[Seed]) -> Outcome<usize> {
    let found = verdict_with(scratch, generation.topology(), seeds, AssumedRedundancy::Holds, &CancelToken::default())?;
    Ok(found.raised().len())
}

/// Makes the next generation as a commit does, and lets it go.
fn next(generation: &Generation, edits: &[Edit]) -> Outcome<usize> {
    let applied = generation.apply(generation.seq() + 1, generation.catalogue().clone(), edits)?;
    black_box(applied.stored(&vec![Some(1); edits.len()]));
    Ok(edits.len())
}

/// Times `assess` on every proposal of every estate and prints a line for each size, and one for the growth.
fn report(
    name: &str,
    subjects: &[Subject],
    edits: impl Fn(&Proposal) -> usize,
    table: &mut Table,
    mut assess: impl FnMut(&Generation, &Proposal) -> Outcome<usize>,
) -> Outcome<()> {
    let spreads = sample(subjects, &mut assess)?;
    for (subject, spread) in subjects.iter().zip(&spreads) {
        let count = subject.proposals.first().map_or(0, &edits);
        let what = if count > 0 { format!(", {count} edits") } else { String::new() };
        table.line(&Line {
            name: format!("{name} {}{what}: p99", subject.items),
            ours: human(spread.p99()),
            reference: String::new(),
            value: spread.p99().as_secs_f64() * 1e3,
            unit: " ms",
            bar: Bar::AtMost(BAR_P99_MS),
        });
        table.note(&format!("p50 {} over {RUNS} runs", human(spread.p50())));
    }
    if let [small, large] = &spreads[..] {
        let (small, large) = (small.p50(), large.p50());
        table.line(&Line {
            name: format!("{name}: p50, growth"),
            ours: human(large),
            reference: human(small),
            value: large.as_secs_f64() / small.as_secs_f64(),
            unit: "×",
            // The bar of growth stands at the whole assessment; this part of it waits for memory, and for little else.
            bar: Bar::None,
        });
    }
    Ok(())
}

/// Returns how long `assess` takes on each proposal, the estates in turns; letting go what it made is counted.
fn sample(
    subjects: &[Subject],
    assess: &mut impl FnMut(&Generation, &Proposal) -> Outcome<usize>,
) -> Outcome<Vec<Spread>> {
    let mut taken: Vec<Vec<Duration>> = subjects.iter().map(|_| Vec::with_capacity(RUNS)).collect();
    for turn in 0..RUNS / TURN {
        for (subject, taken) in subjects.iter().zip(&mut taken) {
            for proposal in &subject.proposals[turn * TURN..(turn + 1) * TURN] {
                let (result, elapsed) = timed(|| assess(&subject.generation, proposal));
                if result? > RAISED_MAX {
                    return Err("a proposal raises more than it should".into());
                }
                taken.push(elapsed);
            }
        }
    }
    Ok(taken.into_iter().map(Spread::of).collect())
}
