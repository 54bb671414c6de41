//! One step of an analysis: from its levels to what is kept and said of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::{Findings, ModelErrorKind, Verdict, findings, is_at_risk_own};
use cairn_model::change::{ErodedRow, ModelErrorRow, RaisedRow, ServiceVerdict, StepVerdict};
use cairn_model::impact::AssumedView;
use cairn_model::topology::{RequirementIndex, Topology};
use cairn_model::{Level, RequirementKey};

use super::judge::{JudgedPlan, JudgedStep};
use crate::error::EngineError;
use crate::item::reference;
use crate::tally::{Hit, answer, customers};

/// How many items that are no services a step names.
const ITEMS_MAX: usize = 50;

/// The levels of one item in the verdicts of a step, looked up once for all who ask.
#[derive(Clone, Copy)]
struct Concerned {
    row: Row,
    already: Level,
    during: Level,
    settled: Level,
    fails: Level,
    without_assumed: Level,
    /// It goes out or is removed itself.
    is_itself: bool,
}

impl Concerned {
    fn of(judged: &JudgedPlan, step: &JudgedStep, row: Row) -> Self {
        let prepared = &step.prepared;
        Concerned {
            row,
            already: judged.already(row),
            during: step.during(row),
            settled: step.settled(row),
            fails: step.fails(row),
            without_assumed: step.without_assumed(row),
            is_itself: prepared.outages.iter().any(|seed| seed.vertex == row) || prepared.removed.contains(&row),
        }
    }

    /// As planned: the worse of during and after.
    fn level(&self) -> Level {
        self.during.max(self.settled)
    }
}

/// One step as its verdicts are described.
pub(super) struct StepView<'a> {
    judged: &'a JudgedPlan,
    step: &'a JudgedStep,
    number: u32,
    /// What any verdict raises above what operation alone does, ascending.
    rows: &'a [Row],
    concerned: Vec<Concerned>,
    during: Findings,
    settled: Findings,
}

impl<'a> StepView<'a> {
    pub(super) fn new(judged: &'a JudgedPlan, step: &'a JudgedStep, number: u32) -> Self {
        let rows = step.concerned.as_slice();
        let concerned = rows.iter().map(|&row| Concerned::of(judged, step, row)).collect();
        let seeds: Vec<Row> = step.prepared.outages.iter().map(|seed| seed.vertex).collect();
        let answers = &step.answers;
        let during = findings(&answers.during_topology, &answers.during, &seeds);
        let settled = findings(step.after.topology(), &answers.after, &[]);
        StepView { judged, step, number, rows, concerned, during, settled }
    }

    pub(super) fn raised(&self) -> Vec<RaisedRow> {
        let row = |own: &Concerned| RaisedRow {
            after: own.settled,
            already: own.already,
            during: own.during,
            fails: own.fails,
            item: self.step.after.id(own.row),
            step: self.number,
        };
        let is_raised = |own: &&Concerned| own.fails > Level::Unaffected;
        let mut rows: Vec<RaisedRow> = self.concerned.iter().filter(is_raised).map(row).collect();
        rows.sort_unstable_by_key(|row| row.item);
        rows
    }

    /// Returns the items to count: what goes out or is removed itself is not.
    fn hits(&self, level: impl Fn(&Concerned) -> Level, own: impl Fn(Row) -> bool) -> Vec<Hit> {
        let hit = |concerned: &Concerned| {
            let (row, level) = (concerned.row, level(concerned));
            let is_hit = level > concerned.already && !concerned.is_itself;
            is_hit.then(|| Hit { row, level, own: level == Level::AtRisk && own(row) })
        };
        self.concerned.iter().filter_map(hit).collect()
    }

    pub(super) fn verdict(&self) -> Result<StepVerdict, EngineError> {
        let (answers, after) = (&self.step.answers, &self.step.after);
        let own_during = |row: Row| self.during.at_risk_own.contains(&row);
        let own_after = |row: Row| self.settled.at_risk_own.contains(&row);
        let own_in =
            |topology: &'a Topology, verdict: &'a Verdict| move |row: Row| is_at_risk_own(topology, verdict, row);
        let as_planned = self.hits(Concerned::level, |row| own_during(row) || own_after(row));
        let during = self.hits(|own| own.during, own_during);
        let settled = self.hits(|own| own.settled, own_after);
        let fails = self.hits(|own| own.fails, own_in(&answers.during_topology, &answers.fails));
        let without = self.hits(|own| own.without_assumed, own_in(&answers.during_topology, &answers.during_without));
        let reached = &answers.could_be_reached;
        Ok(StepVerdict {
            after: answer(after, &settled)?,
            assumed: self.assumed()?,
            as_planned: answer(after, &as_planned)?,
            could_be_reached: reached.len() as u64,
            customers: customers(after, &as_planned)?,
            during: answer(after, &during)?,
            if_it_fails: answer(after, &fails)?,
            items: self.hit(false)?,
            services: self.hit(true)?,
            services_could_be_reached: reached.iter().filter(|&&row| after.is_service(row)).count() as u64,
            step: self.number,
            without_assumed_redundancy: answer(after, &without)?,
            ..StepVerdict::default()
        })
    }

    /// Returns the services that are hit, or the worst of the other items, worst first.
    fn hit(&self, services: bool) -> Result<Vec<ServiceVerdict>, EngineError> {
        let after = &self.step.after;
        let earlier = (self.number as usize).checked_sub(2).and_then(|place| self.judged.steps.get(place));
        let is_hit = |own: &&Concerned| {
            let level = if services { own.fails } else { own.level() };
            after.is_service(own.row) == services && level > own.already && (services || !own.is_itself)
        };
        let mut rows: Vec<&Concerned> = self.concerned.iter().filter(is_hit).collect();
        rows.sort_by_key(|own| Reverse((own.level(), own.fails)));
        rows.truncate(if services { usize::MAX } else { ITEMS_MAX });
        let verdict = |own: &Concerned| {
            Ok::<_, EngineError>(ServiceVerdict {
                after: own.settled,
                before: earlier.map_or(own.already, |earlier| earlier.settled(own.row)),
                during: own.during,
                fails: own.fails,
                item: reference(after, own.row)?,
                level: own.level(),
            })
        };
        let mut hit: Vec<ServiceVerdict> = rows.into_iter().map(verdict).collect::<Result<_, _>>()?;
        hit.sort_by(|left, right| {
            let order = |own: &ServiceVerdict| (Reverse((own.level, own.fails)), own.item.tier.unwrap_or(u8::MAX));
            order(left).cmp(&order(right)).then_with(|| left.item.name.cmp(&right.item.name))
        });
        Ok(hit)
    }

    /// Returns the services whose level is another when assumed redundancy is not there.
    fn assumed(&self) -> Result<Vec<AssumedView>, EngineError> {
        let after = &self.step.after;
        let mut assumed = Vec::new();
        for own in self.concerned.iter().filter(|own| after.is_service(own.row)) {
            let (level, level_without) = (own.level(), own.without_assumed);
            if level_without > level {
                assumed.push(AssumedView { item: reference(after, own.row)?, level, level_without });
            }
        }
        assumed.sort_by_key(|own| (Reverse(own.level_without), own.item.tier.unwrap_or(u8::MAX), own.item.id));
        Ok(assumed)
    }

    /// Returns the groups that lose redundancy because of the step, during or after; the worse of the two.
    pub(super) fn eroded(&self) -> Vec<ErodedRow> {
        let answers = &self.step.answers;
        let sides = [
            (&self.during, &self.step.before, &answers.during_topology),
            (&self.settled, &self.step.after, self.step.after.topology()),
        ];
        let mut worst: BTreeMap<(Row, RequirementKey), ErodedRow> = BTreeMap::new();
        for (findings, generation, topology) in sides {
            for group in &findings.eroded {
                let is_own = topology.members(group.requirement).iter().any(|&member| {
                    // A stand-in is a member that the step takes away.
                    std::ptr::eq(findings, &raw const self.during) && member >= answers.stand_ins
                        || self.rows.binary_search(&member).is_ok()
                });
                let Some(key) = key_of(generation, topology, group.requirement).filter(|_| is_own) else { continue };
                let row = ErodedRow {
                    consumer: generation.id(group.consumer),
                    down: group.c3,
                    hit: group.c2,
                    k: group.k,
                    key: key.clone(),
                    margin: group.margin(),
                    n: group.n,
                    step: self.number,
                };
                let place = (group.consumer, key);
                if worst.get(&place).is_none_or(|known| (row.margin, known.hit) < (known.margin, row.hit)) {
                    worst.insert(place, row);
                }
            }
        }
        let mut rows: Vec<ErodedRow> = worst.into_values().collect();
        rows.sort_unstable_by(|left, right| (left.consumer, &left.key).cmp(&(right.consumer, &right.key)));
        rows
    }

    pub(super) fn model_errors(&self) -> impl Iterator<Item = ModelErrorRow> + '_ {
        let sides = [
            (&self.during, &self.step.before, &self.step.answers.during_topology),
            (&self.settled, &self.step.after, self.step.after.topology()),
        ];
        sides.into_iter().flat_map(|(findings, generation, topology)| {
            findings.model_errors.iter().filter_map(move |error| {
                let (kind, provider) = match error.kind {
                    ModelErrorKind::KExceedsMembers => ("k_exceeds_members", None),
                    ModelErrorKind::NoMembers => ("no_members", None),
                    ModelErrorKind::AbsentProvider(row) => ("absent_provider", Some(generation.id(row))),
                };
                let key = key_of(generation, topology, error.requirement)?;
                let consumer = generation.id(error.consumer);
                Some(ModelErrorRow { consumer, key, kind: kind.to_owned(), provider })
            })
        })
    }
}

/// Returns the key of a requirement of a topology over a generation.
pub(super) fn key_of(
    generation: &Generation,
    topology: &Topology,
    requirement: RequirementIndex,
) -> Option<RequirementKey> {
    let first = *topology.member_relationships(requirement).first()?;
    Some(generation.need_of(first)?.key)
}
