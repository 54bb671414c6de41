//! What the model leaves open: redundancy nobody declared, requirements that cannot be right, types nobody confirmed.

use cairn_estate::{Generation, Row};
use cairn_graph::model_errors;
use cairn_model::catalogue::{Label, Needs};
use cairn_model::impact::{ItemRef, ModelErrorView, RequirementView};
use cairn_model::{CancelToken, Strength};
use serde::{Deserialize, Serialize};

use crate::error::EngineError;
use crate::impact::model_error;
use crate::item::{reference, requirement_view};

/// So many members of a group are named; all are counted.
const NAMED_MAX: usize = 6;

/// A group of which nobody said how many members are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AssumedGroup {
    /// Who needs it.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The group.
    pub requirement: RequirementView,
    /// The first of its members, by name.
    pub members: Vec<ItemRef>,
    /// The highest tier of the services that rest on whoever needs it, itself included; none when no service does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serves_tier: Option<u8>,
}

/// A relationship type that an import brought and nobody has confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnconfirmedType {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: Label,
    /// Which end is taken to need the other.
    pub needs: Needs,
    /// How much.
    pub strength: Strength,
    /// How many relationships are of it.
    pub relationships: u64,
}

/// What the model leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WorkList {
    /// The record no. of which this is.
    pub seq: u64,
    /// Groups of which nobody said how many members are needed: those under the most important services first.
    pub assumed: Vec<AssumedGroup>,
    /// Requirements that cannot be right.
    pub model_errors: Vec<ModelErrorView>,
    /// Types that nobody has confirmed, most used first.
    pub unconfirmed: Vec<UnconfirmedType>,
}

/// Returns what the model leaves open, each with what repairs it: declare how many are needed, mend the requirement, or
/// confirm the type. Cost: O(V + E).
///
/// # Errors
/// [`EngineError::Cancelled`].
pub fn work_list(generation: &Generation, cancel: &CancelToken) -> Result<WorkList, EngineError> {
    let topology = generation.topology();
    let served = tiers_served(generation)?;
    cancel.check()?;
    let mut assumed = Vec::new();
    for requirement in topology.requirements() {
        let facts = topology.requirement(requirement);
        let raises = matches!(facts.strength, Strength::Hard | Strength::Degrading);
        if !facts.assumed || facts.n < 2 || !raises || !topology.vertex(facts.consumer).participates {
            continue;
        }
        let members = topology.members(requirement).iter().map(|&row| reference(generation, row));
        let mut members = members.collect::<Result<Vec<_>, _>>()?;
        members.sort_by(|left, right| (&left.name, left.id).cmp(&(&right.name, right.id)));
        members.truncate(NAMED_MAX);
        assumed.push(AssumedGroup {
            item: reference(generation, facts.consumer)?,
            requirement: requirement_view(generation, requirement),
            members,
            serves_tier: served[facts.consumer as usize],
        });
    }
    assumed.sort_by(|left, right| {
        let order =
            |own: &AssumedGroup| (own.serves_tier.unwrap_or(u8::MAX), own.requirement.strength != Strength::Hard);
        let name = |own: &AssumedGroup| (own.item.name.clone(), own.item.id, own.requirement.name.clone());
        order(left).cmp(&order(right)).then_with(|| name(left).cmp(&name(right)))
    });
    cancel.check()?;
    let errors = model_errors(topology);
    let model_errors = errors.iter().map(|error| model_error(generation, error)).collect::<Result<_, _>>()?;
    Ok(WorkList { seq: generation.seq(), assumed, model_errors, unconfirmed: unconfirmed(generation) })
}

/// Returns, of each item, the highest tier of the services that rest on it over hard or degrading needs.
fn tiers_served(generation: &Generation) -> Result<Vec<Option<u8>>, EngineError> {
    let topology = generation.topology();
    let mut services: Vec<(u8, Row)> = Vec::new();
    for row in generation.rows().filter(|&row| generation.is_service(row) && topology.vertex(row).participates) {
        services.push((reference(generation, row)?.tier.unwrap_or(u8::MAX), row));
    }
    // The most important first: what it reaches is settled.
    services.sort_unstable();
    let mut served = vec![None; topology.vertex_count() as usize];
    for (tier, service) in services {
        let mut open = vec![service];
        while let Some(row) = open.pop() {
            if served[row as usize].is_some() {
                continue;
            }
            served[row as usize] = Some(tier);
            for requirement in topology.requirements_of(row) {
                if matches!(topology.requirement(requirement).strength, Strength::Hard | Strength::Degrading) {
                    let members = topology.members(requirement).iter().copied();
                    open.extend(members.filter(|&member| topology.vertex(member).participates));
                }
            }
        }
    }
    Ok(served.into_iter().map(|tier| tier.filter(|&tier| tier < u8::MAX)).collect())
}

fn unconfirmed(generation: &Generation) -> Vec<UnconfirmedType> {
    let types = generation.catalogue().relationship_types();
    let mut counts = vec![0_u64; types.len()];
    if types.iter().any(|own| own.definition.learned) {
        for row in generation.rows() {
            for &relationship in generation.outgoing(row) {
                if let Some(view) = generation.relationship_view(relationship) {
                    counts[view.type_number] += 1;
                }
            }
        }
    }
    let learned = types.iter().zip(counts).filter(|(own, _)| own.definition.learned);
    let mut found: Vec<UnconfirmedType> = learned
        .map(|(own, relationships)| UnconfirmedType {
            id: own.definition.id.clone(),
            label: own.definition.label.clone(),
            needs: own.definition.needs,
            strength: own.definition.strength,
            relationships,
        })
        .collect();
    found.sort_by(|left, right| (right.relationships, &left.id).cmp(&(left.relationships, &right.id)));
    found
}
