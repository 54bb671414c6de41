//! Single points of failure and cut pairs, against what the links they visit would cost in one verdict.

use std::hint::black_box;
use std::time::Duration;

use cairn_engine::sample::{self, Sample};
use cairn_estate::Generation;
use cairn_graph::{AssumedRedundancy, PairQuestion, Seed, SingleQuestion, cut_pairs, single_points, verdict};
use cairn_model::topology::Vertex;
use cairn_model::{CancelToken, Level};

use crate::Outcome;
use crate::act::acting;
use crate::input::{Tables, empty_estate, remove, work_dir};
use crate::table::{Bar, Line, Table};
use crate::timing::{human, median, timed};

const PER_ITEM: u64 = 5;
const SERVICES: usize = 200;
const RUNS: usize = 21;
const BAR_VISITS: f64 = 1.5;
const BAR_SAMPLE_MS: f64 = 10.0;
const BAR_PAIRS_S: f64 = 5.0;
const HOLDS: AssumedRedundancy = AssumedRedundancy::Holds;

/// Measures the questions on a generated estate and on the whole sample.
pub(crate) fn measure(items: u64, table: &mut Table) -> Outcome<()> {
    generated(items, table)?;
    let dir = work_dir()?.join("sample.cairn");
    remove(&dir)?;
    let engine = empty_estate(&dir)?;
    acting(|act| sample::load(&engine, Sample::Whole, act))?;
    on_sample(&engine.generation(), table)
}

fn services(generation: &Generation) -> Vec<Vertex> {
    let takes_part = |row: Vertex| generation.topology().vertex(row).participates;
    generation.rows().filter(|&row| generation.is_service(row) && takes_part(row)).collect()
}

fn generated(items: u64, table: &mut Table) -> Outcome<()> {
    let generation = Tables::generate(items, PER_ITEM)?.generation()?;
    let topology = generation.topology();
    let asked: Vec<Vertex> = services(&generation).into_iter().take(SERVICES).collect();
    let cancel = CancelToken::default();
    let alone = |row: Vertex| generation.fails_alone(row);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    // A single verdict of a hundredth of all items: long enough to tell what a link costs.
    let share = usize::try_from(items / 100)?;
    let seeds: Vec<Seed> = generation
        .rows()
        .filter(|&row| generation.fails_alone(row))
        .take(share)
        .map(|vertex| Seed { vertex, level: Level::Down })
        .collect();
    let (mut ours, mut each, mut found) = (Vec::new(), Vec::new(), None);
    for _ in 0..RUNS {
        let question = SingleQuestion { topology, services: &asked, fails_alone: &alone, assumed: HOLDS, down: &[] };
        let (points, elapsed) = timed(|| single_points(&question, workers, &cancel));
        ours.push(elapsed);
        found = Some(points?);
        let (one, elapsed) = timed(|| verdict(topology, &seeds, HOLDS, &cancel));
        each.push(elapsed.div_f64(one?.link_visits() as f64 / 1e3));
    }
    let found = found.ok_or("no run")?;
    let reference = median(each).mul_f64(found.link_visits as f64 / 1e3);
    let ours = median(ours);
    table.line(&Line {
        name: format!("single points {items}, {} services, vs their links", asked.len()),
        ours: human(ours),
        reference: human(reference),
        value: ours.as_secs_f64() / reference.as_secs_f64(),
        unit: "×",
        bar: Bar::AtMost(BAR_VISITS),
    });
    let points = found.of_service.iter().map(Vec::len).sum::<usize>();
    table.note(&format!(
        "{} items tried, {} links, {points} single points; {workers} workers",
        found.runs, found.link_visits
    ));
    Ok(())
}

fn on_sample(generation: &Generation, table: &mut Table) -> Outcome<()> {
    let (asked, cancel) = (services(generation), CancelToken::default());
    let topology = generation.topology();
    let fails_alone = |row: Vertex| generation.fails_alone(row);
    let question = SingleQuestion { topology, services: &asked, fails_alone: &fails_alone, assumed: HOLDS, down: &[] };
    let single = || timed(|| black_box(single_points(&question, 2, &cancel))).1;
    let elapsed = median((0..RUNS).map(|_| single()).collect());
    table.line(&limit("single points, sample, all services", elapsed, 1e3, " ms", BAR_SAMPLE_MS));
    let question = PairQuestion { topology, services: &asked, fails_alone: &fails_alone, assumed: HOLDS };
    let mut pairs = 0_u64;
    let (outcome, elapsed) = timed(|| cut_pairs(&question, &mut |_| pairs += 1, &mut |_, _| {}, &cancel));
    outcome?;
    table.line(&limit("cut pairs, sample, all services", elapsed, 1.0, " s", BAR_PAIRS_S));
    table.note(&format!("{} services, {pairs} pairs", asked.len()));
    Ok(())
}

fn limit(name: &str, elapsed: Duration, scale: f64, unit: &'static str, bar: f64) -> Line {
    let (name, ours, reference) = (name.to_owned(), human(elapsed), String::new());
    Line { name, ours, reference, value: elapsed.as_secs_f64() * scale, unit, bar: Bar::AtMost(bar) }
}
