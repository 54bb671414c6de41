//! Verdicts against breadth-first search and against `SQLite`.

use std::hint::black_box;
use std::time::Duration;

use cairn_estate::Generation;
use cairn_graph::{AssumedRedundancy, Seed, Verdict, answers, verdict};
use cairn_model::topology::{Topology, Vertex};
use cairn_model::{CancelToken, Level};

use crate::Outcome;
use crate::input::Tables;
use crate::recursive::LinkTable;
use crate::search::Arcs;
use crate::table::{Bar, Line, Table};
use crate::timing::{Pair, alternate, human, median, timed};

const PER_ITEM: u64 = 5;
/// Up to this size an estate stays in the caches of the processor, and the closer bar applies.
const SMALL_ITEMS_MAX: u64 = 100_000;
const BAR_SMALL: f64 = 2.5;
const BAR_LARGE: f64 = 3.0;
const BAR_SQLITE: f64 = 15.0;
const RUNS_SMALL: usize = 41;
const RUNS_LARGE: usize = 15;
const RUNS_SQLITE: usize = 5;
/// So many racks are tried for one whose cone is neither tiny nor everything.
const RACKS_TRIED: usize = 32;

/// What goes out in one measurement.
struct Outage {
    name: String,
    seeds: Vec<Seed>,
    raised: Verdict,
    arcs: Arcs,
}

impl Outage {
    fn of(name: &str, topology: &Topology, vertices: &[Vertex]) -> Outcome<Outage> {
        let seeds: Vec<Seed> = vertices.iter().map(|&vertex| Seed { vertex, level: Level::Down }).collect();
        let raised = judged(topology, &seeds)?;
        let arcs = Arcs::among_raised(topology, &raised)?;
        let outage = Outage { name: name.to_owned(), seeds, raised, arcs };
        outage.confirm()?;
        Ok(outage)
    }

    fn vertices(&self) -> Vec<Vertex> {
        self.seeds.iter().map(|seed| seed.vertex).collect()
    }

    /// Confirms that the search reaches exactly what the verdict raises: otherwise nothing is compared.
    fn confirm(&self) -> Outcome<()> {
        let mut reached = self.arcs.reach(&self.vertices());
        let mut raised: Vec<Vertex> = self.raised.raised().iter().map(|raised| raised.vertex).collect();
        reached.sort_unstable();
        raised.sort_unstable();
        if reached == raised {
            return Ok(());
        }
        let (reached, raised) = (reached.len(), raised.len());
        Err(format!("{}: the search reaches {reached} items, the verdict raises {raised}", self.name).into())
    }
}

/// Measures verdicts on a generated estate of so many items.
pub(crate) fn measure(items: u64, table: &mut Table) -> Outcome<()> {
    let generation = Tables::generate(items, PER_ITEM)?.generation()?;
    let topology = generation.topology();
    let is_small = items <= SMALL_ITEMS_MAX;
    let sites = Outage::of("all sites", topology, &of_class(&generation, "site")?)?;
    let rack = Outage::of("one rack", topology, &[middling_rack(&generation)?])?;
    for outage in [&sites, &rack] {
        against_search(items, topology, outage, table)?;
        four_answers(items, topology, outage, is_small, table)?;
    }
    if is_small {
        against_sqlite(items, topology, &sites, table)?;
    }
    Ok(())
}

fn judged(topology: &Topology, seeds: &[Seed]) -> Outcome<Verdict> {
    Ok(verdict(topology, seeds, AssumedRedundancy::Holds, &CancelToken::default())?)
}

fn of_class(generation: &Generation, class: &str) -> Outcome<Vec<Vertex>> {
    let number = generation.catalogue().class_number(class).ok_or("the catalogue has another name for the class")?;
    let found: Vec<Vertex> = generation.rows().filter(|&row| generation.class_number(row) == number).collect();
    if found.is_empty() { Err(format!("the estate has no {class}").into()) } else { Ok(found) }
}

/// Returns, of some racks spread over the estate, the one whose cone is the median.
fn middling_rack(generation: &Generation) -> Outcome<Vertex> {
    let racks = of_class(generation, "rack")?;
    let mut cones = Vec::new();
    for &vertex in racks.iter().step_by(racks.len().div_ceil(RACKS_TRIED)) {
        let raised = judged(generation.topology(), &[Seed { vertex, level: Level::Down }])?;
        cones.push((raised.raised().len(), vertex));
    }
    cones.sort_unstable();
    cones.get(cones.len() / 2).map(|&(_, vertex)| vertex).ok_or_else(|| "the estate has no rack".into())
}

fn against_search(items: u64, topology: &Topology, outage: &Outage, table: &mut Table) -> Outcome<()> {
    let (runs, bar) = if items <= SMALL_ITEMS_MAX { (RUNS_SMALL, BAR_SMALL) } else { (RUNS_LARGE, BAR_LARGE) };
    let vertices = outage.vertices();
    let pair =
        alternate(runs, || Ok(once(|| judged(topology, &outage.seeds))), || Ok(once(|| outage.arcs.reach(&vertices))))?;
    let name = format!("verdict {items}, {}, vs breadth-first search", outage.name);
    table.line(&Line::slower(name, pair, Bar::AtMost(bar)));
    let (visits, arcs) = (outage.raised.link_visits(), outage.arcs.len());
    table.note(&format!(
        "{} items raised; ours {visits} link visits, {:.2} ns each; reference {arcs} arcs, {:.2} ns each",
        outage.raised.raised().len(),
        nanoseconds_each(pair.ours, visits as f64),
        nanoseconds_each(pair.reference, arcs as f64),
    ));
    Ok(())
}

fn nanoseconds_each(elapsed: Duration, count: f64) -> f64 {
    elapsed.as_secs_f64() * 1e9 / count
}

fn once<T>(work: impl FnOnce() -> T) -> Duration {
    let (result, elapsed) = timed(work);
    drop(black_box(result));
    elapsed
}

fn four_answers(items: u64, topology: &Topology, outage: &Outage, is_small: bool, table: &mut Table) -> Outcome<()> {
    let runs = if is_small { RUNS_SMALL } else { RUNS_LARGE } / 3;
    let cancel = CancelToken::default();
    let pair = alternate(
        runs,
        || Ok(once(|| answers(topology, &outage.seeds, &cancel))),
        || Ok(once(|| judged(topology, &outage.seeds))),
    )?;
    let name = format!("verdict {items}, {}: all four answers vs one", outage.name);
    table.line(&Line::slower(name, pair, Bar::None));
    Ok(())
}

fn against_sqlite(items: u64, topology: &Topology, outage: &Outage, table: &mut Table) -> Outcome<()> {
    let links = LinkTable::new(&outage.arcs, &outage.vertices())?;
    let (reached, _) = links.reach()?;
    if reached != outage.raised.raised().len() {
        return Err(format!("SQLite reaches {reached} items").into());
    }
    let mut ours = Vec::new();
    let mut reference = Vec::new();
    for _ in 0..RUNS_SQLITE {
        // One query lasts as long as many verdicts: as many are taken between two of them.
        for _ in 0..RUNS_SQLITE {
            ours.push(once(|| judged(topology, &outage.seeds)));
        }
        reference.push(links.reach()?.1);
    }
    let pair = Pair { ours: median(ours), reference: median(reference) };
    let name = format!("verdict {items}, {}, vs SQLite recursive CTE", outage.name);
    table.line(&Line::faster(name, pair, Bar::AtLeast(BAR_SQLITE)));
    table.note(&format!(
        "SQLite {}: in memory, index on provider, ANALYZE; query {}",
        rusqlite::version(),
        human(pair.reference)
    ));
    Ok(())
}
