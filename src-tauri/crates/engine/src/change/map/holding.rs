//! What held and by how much, and what is wrong with the model: rows of an assessment with their names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::MembersHit;
use cairn_model::change::{ErodedRow, Holding, ModelErrorLine};
use cairn_model::impact::{ItemRef, ModelErrorCode, RequirementView};
use cairn_model::topology::RequirementFacts;
use cairn_model::{CiId, Level, RequirementKey, Strength};

use super::super::assess::{Assessment, reference_of};
use super::super::judge::{JudgedPlan, JudgedStep};
use super::super::resolve::key_word;
use crate::error::EngineError;
use crate::item::requirement_view;

/// How many consumers of a row are named.
const NAMED_MAX: usize = 4;

/// What groups have in common that are told of together: margin, n, k, q, members down and hit, strength, whether k is
/// assumed, class and name.
type Alike = (i64, [u32; 5], &'static str, bool, String, String);

/// Returns the groups that lost members and held, fewest spares first; each group once, at the step that leaves it the
/// fewest.
pub(super) fn holding(judged: &JudgedPlan, found: &Assessment) -> Result<Vec<Holding>, EngineError> {
    let mut worst: BTreeMap<(CiId, &RequirementKey), &ErodedRow> = BTreeMap::new();
    for row in &found.eroded {
        let known = worst.entry((row.consumer, &row.key)).or_insert(row);
        if row.margin < known.margin {
            *known = row;
        }
    }
    let mut alike: BTreeMap<Alike, Holding> = BTreeMap::new();
    for row in worst.into_values() {
        let Some(step) = step_of(judged, row.step) else { continue };
        let item = reference_of(&step.after, row.consumer)?;
        let requirement = view_of(step, row).unwrap_or_else(|| bare(row));
        let RequirementView { n, k, q, strength, assumed, ref name } = requirement;
        let numbers = [n, k, q, row.down, row.hit];
        let key = (row.margin, numbers, strength.id(), assumed, item.class.clone(), name.clone());
        let known = alike.entry(key).or_insert_with(|| Holding {
            count: 0,
            down: row.down,
            items: Vec::new(),
            level: passed_on(&requirement, row),
            margin: row.margin,
            requirement,
            step: row.step,
        });
        known.count += 1;
        known.items.push(item);
    }
    let mut rows: Vec<Holding> = alike.into_values().collect();
    for row in &mut rows {
        row.items.sort_by(|left, right| {
            let order = |item: &ItemRef| (item.tier.unwrap_or(u8::MAX), item.name.clone(), item.id);
            order(left).cmp(&order(right))
        });
        row.items.truncate(NAMED_MAX);
    }
    let tier = |row: &Holding| row.items.first().and_then(|item| item.tier).unwrap_or(u8::MAX);
    rows.sort_by_key(|row| (row.margin, !row.items.iter().any(|item| item.is_service), tier(row), Reverse(row.count)));
    Ok(rows)
}

/// Returns what a row itself says of its group.
fn bare(row: &ErodedRow) -> RequirementView {
    let ErodedRow { n, k, .. } = *row;
    RequirementView { name: key_word(&row.key), strength: Strength::Hard, n, k, q: k, assumed: false }
}

/// Returns the level that a group passes on to its consumer.
fn passed_on(requirement: &RequirementView, row: &ErodedRow) -> Level {
    let RequirementView { n, k, q, strength, assumed, .. } = *requirement;
    let facts = RequirementFacts {
        consumer: 0,
        n,
        k,
        q,
        strength,
        assumed,
        k_exceeds_members: false,
        has_absent_member: false,
    };
    let worst = if row.down > 0 { Level::Down } else { Level::Degraded };
    MembersHit { worst, c2: row.hit, c3: row.down }.result(&facts)
}

fn step_of(judged: &JudgedPlan, number: u32) -> Option<&JudgedStep> {
    judged.steps.get((number as usize).checked_sub(1)?)
}

/// Returns a requirement as it was before the step, or as it is after it.
fn view_of(step: &JudgedStep, own: &ErodedRow) -> Option<RequirementView> {
    let view = |generation: &Generation| {
        let row: Row = generation.row(own.consumer)?;
        let topology = generation.topology();
        let mut requirements = topology.requirements_of(row);
        let found = requirements.find(|&requirement| {
            let first = topology.member_relationships(requirement).first();
            first.and_then(|&relationship| generation.need_of(relationship)).is_some_and(|need| need.key == own.key)
        })?;
        let view = requirement_view(generation, found);
        (view.n == own.n && view.k == own.k).then_some(view)
    };
    view(&step.before).or_else(|| view(&step.after))
}

/// Returns what is wrong with the model where the verdict rests on it, by item.
pub(super) fn model_errors(judged: &JudgedPlan, found: &Assessment) -> Result<Vec<ModelErrorLine>, EngineError> {
    let Some(estate) = judged.steps.last().map(|step| &step.after) else { return Ok(Vec::new()) };
    let line = |row: &cairn_model::change::ModelErrorRow| {
        Ok(ModelErrorLine {
            item: reference_of(estate, row.consumer)?,
            kind: match row.kind.as_str() {
                "k_exceeds_members" => ModelErrorCode::KExceedsMembers,
                "no_members" => ModelErrorCode::NoMembers,
                _ => ModelErrorCode::AbsentProvider,
            },
            provider: row.provider.map(|id| reference_of(estate, id)).transpose()?,
            requirement: key_word(&row.key),
        })
    };
    let mut lines: Vec<ModelErrorLine> = found.model_errors.iter().map(line).collect::<Result<_, EngineError>>()?;
    lines.sort_by(|left, right| (&left.item.name, left.item.id).cmp(&(&right.item.name, right.item.id)));
    Ok(lines)
}
