//! The estate before, during and after planned edits, side by side (IMPACT 5).
//!
//! *Before* is the estate as it is, *during* each step as it is being done, *after* the end state, with what the
//! requirements that lost members seed in it (IMPACT 3.3). A service can only have other single points of failure than
//! before when something that it rests on over hard needs is wired anew, begins or ceases to take part: so only those
//! are asked about, and an oracle that asks about every service finds nothing more.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, SingleQuestion, single_points, who_rests_on};
use cairn_model::change::{Compared, LevelsCompared, ServiceCompared, SinglePointsCompared};
use cairn_model::impact::ItemRef;
use cairn_model::{CancelToken, Level};

use super::margins::{self, Side};
use crate::change::judge::{JudgedPlan, JudgedStep};
use crate::error::EngineError;
use crate::item::reference;
use crate::weakness::WORKERS_MAX;

/// How many items that are no services are named; all are counted.
const ITEMS_MAX: usize = 200;

/// A judged plan over the estate that it is judged on.
pub(super) struct Pair<'a> {
    pub(super) live: &'a Generation,
    pub(super) judged: &'a JudgedPlan,
    /// The estate that all steps leave, in which every row of the others is.
    pub(super) after: &'a Generation,
    /// What is wired anew by any step, begins or ceases to take part, ascending.
    pub(super) altered: Vec<Row>,
}

/// What takes services down alone, by service.
type Single = BTreeMap<Row, BTreeSet<Row>>;

/// Returns the estate before, during and after a plan. Cost: one run of the down phase for each item that an altered
/// service rests on, before and after; and of groups, the links that leave what is down in any of the verdicts.
///
/// # Errors
/// [`EngineError::Cancelled`].
pub(super) fn compare(live: &Generation, judged: &JudgedPlan, cancel: &CancelToken) -> Result<Compared, EngineError> {
    let Some(last) = judged.steps.last() else { return Ok(Compared::default()) };
    let mut altered: Vec<Row> = judged.end_losses.iter().map(|loss| loss.vertex).collect();
    for step in &judged.steps {
        altered.extend(step.prepared.rewired.iter().chain(&step.prepared.turned));
    }
    altered.sort_unstable();
    altered.dedup();
    let pair = Pair { live, judged, after: &last.after, altered };
    let asked = pair.asked();
    let (mut compared, tried) = pair.services(&asked, cancel)?;
    compared.tried = tried;
    cancel.check()?;
    pair.items(&mut compared)?;
    margins::margins(&pair, &mut compared)?;
    margins::errors(&pair, &mut compared)?;
    Ok(compared)
}

impl Pair<'_> {
    pub(super) fn before(&self) -> Side<'_> {
        Side { generation: self.live, topology: self.live.topology(), verdict: self.judged.already.as_ref() }
    }

    pub(super) fn end(&self) -> Side<'_> {
        Side { generation: self.after, topology: self.after.topology(), verdict: self.judged.end.as_ref() }
    }

    /// Returns the altered rows that a generation has.
    pub(super) fn altered_in(&self, generation: &Generation) -> Vec<Row> {
        let count = generation.topology().vertex_count();
        self.altered.iter().copied().filter(|&row| row < count).collect()
    }

    /// Returns the services under which something is altered, before or after, ascending.
    fn asked(&self) -> Vec<Row> {
        let mut asked = Vec::new();
        for generation in [self.live, self.after] {
            let resting = who_rests_on(generation.topology(), &self.altered_in(generation));
            asked.extend(resting.into_iter().filter(|&row| generation.is_service(row)));
        }
        // One that takes no part on either side rests on nothing.
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    fn levels(&self, row: Row) -> Result<LevelsCompared, EngineError> {
        let (before, end) = (self.before(), self.end());
        let during = self.judged.steps.iter().map(|step| step.during(row)).max().unwrap_or_default();
        Ok(LevelsCompared {
            after: end.takes_part(row).then(|| end.level(row)),
            before: before.takes_part(row).then(|| before.level(row)),
            during,
            item: reference(self.after, row)?,
        })
    }

    /// Returns every row that any of the verdicts raises, ascending.
    fn raised(&self) -> Vec<Row> {
        let of = |side: Side<'_>| side.verdict.map(|verdict| verdict.raised().to_vec()).unwrap_or_default();
        let ends = [of(self.before()), of(self.end())];
        let mut rows: Vec<Row> = ends.iter().flatten().map(|raised| raised.vertex).collect();
        rows.extend(self.judged.steps.iter().flat_map(JudgedStep::raised));
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn services(&self, asked: &[Row], cancel: &CancelToken) -> Result<(Compared, u64), EngineError> {
        let (before, tried_before) = single(&self.before(), asked, &[], cancel)?;
        let lost = self.judged.end_losses.iter().filter(|loss| loss.level == Level::Down);
        let lost: Vec<Row> = lost.map(|loss| loss.vertex).collect();
        let (after, tried_after) = single(&self.end(), asked, &lost, cancel)?;
        let raised = self.raised();
        let hit = raised.into_iter().filter(|&row| self.after.is_service(row) && asked.binary_search(&row).is_err());
        let rows: Vec<Row> = asked.iter().copied().chain(hit).collect();
        let mut services = Vec::with_capacity(rows.len());
        for row in rows {
            let levels = self.levels(row)?;
            let is_asked = asked.binary_search(&row).is_ok();
            if is_asked || differs(&levels) {
                let single_points = is_asked.then(|| self.sides(row, &before, &after)).transpose()?;
                services.push(ServiceCompared { levels, single_points });
            }
        }
        services.sort_by_cached_key(rank);
        Ok((Compared { services, ..Compared::default() }, tried_before + tried_after))
    }

    fn sides(&self, service: Row, before: &Single, after: &Single) -> Result<SinglePointsCompared, EngineError> {
        let none = BTreeSet::new();
        let (before, after) = (before.get(&service).unwrap_or(&none), after.get(&service).unwrap_or(&none));
        Ok(SinglePointsCompared {
            added: self.named(after.difference(before))?,
            kept: self.named(after.intersection(before))?,
            removed: self.named(before.difference(after))?,
        })
    }

    fn named<'r>(&self, rows: impl Iterator<Item = &'r Row>) -> Result<Vec<ItemRef>, EngineError> {
        let mut items = rows.map(|&row| reference(self.after, row)).collect::<Result<Vec<_>, _>>()?;
        items.sort_by(|left, right| (&left.name, left.id).cmp(&(&right.name, right.id)));
        Ok(items)
    }

    /// Adds what is no service and whose level differs; what goes out or is removed itself is left out.
    fn items(&self, compared: &mut Compared) -> Result<(), EngineError> {
        let own = |row: &Row| {
            self.judged.steps.iter().any(|step| {
                let outages = &step.prepared.outages;
                outages.iter().any(|seed| seed.vertex == *row) || step.prepared.removed.contains(row)
            })
        };
        let mut items = Vec::new();
        for row in self.raised().into_iter().filter(|row| !self.after.is_service(*row) && !own(row)) {
            let levels = self.levels(row)?;
            if differs(&levels) {
                items.push(levels);
            }
        }
        items.sort_by_cached_key(|levels| (worse(levels), levels.item.name.clone(), levels.item.id));
        compared.items_total = items.len() as u64;
        items.truncate(ITEMS_MAX);
        compared.items = items;
        Ok(())
    }
}

/// Returns whether an item is at another level at any time.
fn differs(levels: &LevelsCompared) -> bool {
    let before = levels.before.unwrap_or_default();
    levels.during > before || levels.after.is_some_and(|after| after != before)
}

/// What has the worst end comes first, then what has the worst time.
fn worse(levels: &LevelsCompared) -> (Reverse<Option<Level>>, Reverse<Level>) {
    (Reverse(levels.after), Reverse(levels.during))
}

type Rank = (bool, Reverse<Level>, Reverse<Level>, Reverse<usize>, Reverse<usize>, u8, String);

/// What changes comes before what does not; then the worst level, then what adds most single points of failure.
fn rank(own: &ServiceCompared) -> Rank {
    let count = |of: fn(&SinglePointsCompared) -> usize| own.single_points.as_ref().map_or(0, of);
    let (added, removed) = (count(|points| points.added.len()), count(|points| points.removed.len()));
    let levels = &own.levels;
    let is_same = !differs(levels) && added + removed == 0;
    let (tier, name) = (levels.item.tier.unwrap_or(u8::MAX), levels.item.name.clone());
    let after = levels.after.unwrap_or_default();
    (is_same, Reverse(after), Reverse(levels.during), Reverse(added), Reverse(removed), tier, name)
}

/// Returns the single points of failure of the services that take part on one side, and how many items were tried.
fn single(side: &Side<'_>, asked: &[Row], down: &[Row], cancel: &CancelToken) -> Result<(Single, u64), EngineError> {
    let services: Vec<Row> = asked.iter().copied().filter(|&row| side.takes_part(row)).collect();
    if services.is_empty() {
        return Ok((Single::new(), 0));
    }
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(WORKERS_MAX);
    let fails_alone = |row: Row| side.generation.fails_alone(row);
    let question = SingleQuestion {
        topology: side.topology,
        services: &services,
        fails_alone: &fails_alone,
        assumed: AssumedRedundancy::Holds,
        down,
    };
    let found = single_points(&question, workers, cancel)?;
    let of_each = services.into_iter().zip(found.of_service.into_iter().map(BTreeSet::from_iter));
    Ok((of_each.collect(), found.runs))
}
