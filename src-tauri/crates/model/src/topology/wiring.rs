//! From the needs of one consumer to its requirements: the one place where IMPACT 1's grouping lives.

use super::{RelationshipIndex, RequirementFacts, Vertex};
use crate::requirement::{Strength, Terms, Threshold};

/// Which requirement of its consumer a need belongs to; names are the owner's own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedKey {
    /// The requirement of an explicit label.
    Label(u32),
    /// The requirement `@type` of a grouping type.
    Type(u32),
    /// A requirement of its own.
    Alone(RelationshipIndex),
}

/// One consumer needs one provider because of one relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Who needs.
    pub consumer: Vertex,
    /// Who is needed.
    pub provider: Vertex,
    /// The relationship that says so.
    pub relationship: RelationshipIndex,
    /// Which of the consumer's requirements.
    pub key: NeedKey,
    /// The strength that type and rule give; a requirement may declare another.
    pub strength: Strength,
}

/// One requirement, ready to be put into a topology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementWiring {
    /// What is fixed about it.
    pub facts: RequirementFacts,
    /// Distinct members, ascending.
    pub members: Vec<Vertex>,
    /// For each member the first relationship that makes it one.
    pub relationships: Vec<RelationshipIndex>,
}

/// Returns the requirements of one consumer, by ascending key.
///
/// `needs` are all of the consumer's needs, in any order (they are sorted in place); `participates` says whether a
/// vertex takes part, `terms` what was declared of a requirement. Requirements whose strength is info are left out: they are never in the graph.
pub fn wire(
    consumer: Vertex,
    needs: &mut [Need],
    participates: &impl Fn(Vertex) -> bool,
    terms: &impl Fn(Vertex, NeedKey) -> Terms,
) -> Vec<RequirementWiring> {
    needs.sort_unstable_by_key(|need| (need.key, need.provider, need.relationship));
    needs
        .chunk_by(|left, right| left.key == right.key)
        .filter_map(|needs| requirement(consumer, needs, participates, terms(consumer, needs[0].key)))
        .collect()
}

fn requirement(
    consumer: Vertex,
    needs: &[Need],
    participates: &impl Fn(Vertex) -> bool,
    terms: Terms,
) -> Option<RequirementWiring> {
    // A label may span types of different strength; the strongest speaks for all unless somebody declared one.
    let strength = terms.strength.or_else(|| needs.iter().map(|need| need.strength).max())?;
    if strength == Strength::Info {
        return None;
    }
    let mut members: Vec<Vertex> = Vec::with_capacity(needs.len());
    let mut relationships = Vec::with_capacity(needs.len());
    for need in needs {
        // Without a declared strength, a need of strength info is no member.
        let out = terms.strength.is_none() && need.strength == Strength::Info;
        if !out && members.last() != Some(&need.provider) {
            members.push(need.provider);
            relationships.push(need.relationship);
        }
    }
    let participating = members.iter().filter(|&&member| participates(member)).count();
    let n = u32::try_from(participating).unwrap_or(u32::MAX);
    Some(RequirementWiring {
        facts: thresholds(consumer, n, strength, terms, participating < members.len()),
        members,
        relationships,
    })
}

fn thresholds(consumer: Vertex, n: u32, strength: Strength, terms: Terms, has_absent_member: bool) -> RequirementFacts {
    let declared = terms.min_up.map(|threshold| threshold.of(n));
    let k = declared.unwrap_or(1).min(n);
    RequirementFacts {
        consumer,
        n,
        k,
        q: terms.degraded_below.map_or(k, |threshold| threshold.of(n)).clamp(k, n),
        strength,
        assumed: n > 1 && declared.is_none(),
        k_exceeds_members: matches!(terms.min_up, Some(Threshold::Count(count)) if count > n) && n > 0,
        has_absent_member,
    }
}
