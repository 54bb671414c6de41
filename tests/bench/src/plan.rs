//! Random plans of changes, judged by the analysis itself: no larger than the bar says.

use std::collections::BTreeSet;
use std::sync::Arc;

use cairn_engine::change::{Assessing, Assessment, NewChange, assess, drafted};
use cairn_engine::{EngineError, Generation};
use cairn_estate::Row;
use cairn_graph::Seed;
use cairn_model::change::{Change, ChangePolicy, Plan, PlannedEdit, PlannedOutage, PlannedStep};
use cairn_model::impact::OutageMode;
use cairn_model::{CancelToken, CiId, Edit, Item, Level};

use crate::Outcome;
use crate::act::NOW;
use crate::draw::Draw;
use crate::input::{empty_estate, remove, work_dir};
use crate::proposal::{Mix, RAISED_MAX, TRIES, draw_edits, pool, raised, seeds};

const MINUTES: u32 = 30;
/// A verdict that raises so many times the limit needs no analysis to be called too large.
const FAR_BEYOND: usize = 4;

/// A change that nobody keeps, and the rules by which it is assessed.
#[derive(Debug)]
pub(crate) struct Desk {
    policy: Arc<ChangePolicy>,
    change: Change,
}

impl Desk {
    /// Returns a desk with the policy that ships with the product.
    pub(crate) fn new() -> Outcome<Desk> {
        let dir = work_dir()?.join("policy.cairn");
        remove(&dir)?;
        let policy = Arc::clone(empty_estate(&dir)?.policy());
        remove(&dir)?;
        let new = NewChange { title: "Bench".to_owned(), ..NewChange::default() };
        let change = drafted(&new, "CHG-000001".to_owned(), "bench".to_owned(), "submitted".to_owned(), NOW);
        Ok(Desk { policy, change })
    }

    /// Assesses a plan on an estate.
    pub(crate) fn assess(&self, generation: &Generation, plan: &Plan) -> Result<Assessment, EngineError> {
        let own = Assessing { change: &self.change, plan, policy: &self.policy, actor: "bench", at: NOW };
        assess(generation, &own, &CancelToken::default())
    }
}

/// Plans that apply to an estate and raise at most [`RAISED_MAX`] items.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// The plans.
    pub(crate) plans: Vec<Plan>,
    /// How many items each raises, by its analysis, ascending.
    pub(crate) raised: Vec<u64>,
    /// How many were drawn again because they raised more.
    pub(crate) too_large: usize,
    /// How many were drawn again because they do not apply, such as two edits of one requirement.
    pub(crate) unfit: usize,
}

impl Drawn {
    /// Returns a sentence about the plans.
    pub(crate) fn words(&self) -> String {
        let count = self.raised.len();
        let at = |place: usize| self.raised.get(place).copied().unwrap_or_default();
        let (median, most) = (at(count / 2), at(count.saturating_sub(1)));
        let (too_large, unfit) = (self.too_large, self.unfit);
        format!(
            "{count} plans, median {median} raised, at most {most}; drawn again: {too_large} raised more, {unfit} do not apply"
        )
    }
}

/// Returns so many random plans of one step.
pub(crate) fn draw_plans(generation: &Generation, mix: &Mix, count: usize, draw: &mut Draw) -> Outcome<Drawn> {
    let desk = Desk::new()?;
    let pool = pool(generation, draw)?;
    let mut drawn = Drawn { plans: Vec::new(), raised: Vec::new(), too_large: 0, unfit: 0 };
    for _ in 0..TRIES + count {
        if drawn.plans.len() == count {
            drawn.raised.sort_unstable();
            return Ok(drawn);
        }
        let edits = draw_edits(generation, mix, draw)?;
        let outages = seeds(&pool, mix.outages, draw);
        if raised(generation, &if_it_fails(generation, &edits, &outages))? > FAR_BEYOND * RAISED_MAX {
            drawn.too_large += 1;
            continue;
        }
        let plan = planned(generation, edits, &outages);
        match desk.assess(generation, &plan) {
            Err(EngineError::PlanDoesNotApply(_)) => drawn.unfit += 1,
            Err(error) => return Err(error.into()),
            Ok(made) if made.analysis.raised > RAISED_MAX as u64 => drawn.too_large += 1,
            Ok(made) => {
                drawn.raised.push(made.analysis.raised);
                drawn.plans.push(plan);
            }
        }
    }
    Err("too few random plans fit the estate".into())
}

/// Returns about what goes out when a step fails: the outages, and what the edits are about.
fn if_it_fails(generation: &Generation, edits: &[Edit], outages: &[Seed]) -> Vec<Seed> {
    let row = |id: CiId| generation.row(id);
    let about = edits.iter().filter_map(|edit| match edit {
        Edit::Item { before, .. } => before.as_ref().and_then(|item| row(item.id)),
        Edit::Relationship { before, after } => before.as_ref().or(after.as_ref()).and_then(|own| row(own.id.from)),
        Edit::Requirement { after, .. } => after.as_ref().and_then(|own| row(own.consumer)),
        _ => None,
    });
    let seeds = about.map(|vertex| Seed { vertex, level: Level::Down });
    seeds.chain(outages.iter().copied()).collect()
}

/// Returns the plan that makes some edits while something is out.
fn planned(generation: &Generation, edits: Vec<Edit>, outages: &[Seed]) -> Plan {
    let mut seen: BTreeSet<Row> = BTreeSet::new();
    let outages = outages.iter().filter(|seed| seen.insert(seed.vertex)).map(|seed| PlannedOutage {
        item: generation.id(seed.vertex),
        minutes: None,
        mode: if seed.level == Level::Down { OutageMode::FullOutage } else { OutageMode::Degraded },
    });
    let step = PlannedStep {
        edits: edits.into_iter().filter_map(planned_edit).collect(),
        minutes: MINUTES,
        outages: outages.collect(),
        title: "Bench".to_owned(),
        ..PlannedStep::default()
    };
    Plan { revision: 1, steps: vec![step] }
}

fn planned_edit(edit: Edit) -> Option<PlannedEdit> {
    Some(match edit {
        Edit::Item { before, after } => item_edit(*before?, *after?)?,
        Edit::Relationship { before: None, after } => PlannedEdit::AddRelationship { relationship: after? },
        Edit::Relationship { before: Some(own), .. } => PlannedEdit::RemoveRelationship { relationship: own.id },
        Edit::Requirement { before, after } => {
            let own = after?;
            let before = before.map(|before| before.terms).unwrap_or_default();
            PlannedEdit::SetTerms { consumer: own.consumer, key: own.key, before, after: own.terms }
        }
        _ => return None,
    })
}

/// Returns the retirement, or the one field that is another.
fn item_edit(before: Item, after: Item) -> Option<PlannedEdit> {
    if before.state != after.state {
        return Some(PlannedEdit::RetireItem { item: before.id, before: before.state });
    }
    let own = after.attributes.into_iter().find(|(field, value)| before.attributes.get(field) != Some(value));
    let (field, value) = own?;
    let known = before.attributes.get(&field).cloned();
    Some(PlannedEdit::SetField { item: before.id, field, before: known, after: Some(value), as_found: false })
}
