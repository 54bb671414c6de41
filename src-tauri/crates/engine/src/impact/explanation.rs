//! *Why* and *why not*, with names.

use cairn_estate::{Generation, Row};
use cairn_graph::{Answers, Held, ProofStep, Seed, why, why_not};
use cairn_model::impact::{BecauseOf, BlamedView, Explanation, HeldView, WhyView};
use cairn_model::topology::Topology;
use cairn_model::{Level, Strength};
use rustc_hash::FxHashSet;

use crate::error::EngineError;
use crate::item::{reference, requirement_view};

/// Explains items of one verdict.
pub(super) struct Explainer<'a> {
    generation: &'a Generation,
    found: &'a Answers,
    seeds: &'a [Seed],
    could_fail: FxHashSet<Row>,
}

/// Returns the reasons that say most: groups with a failed member, else whatever else held; soft needs, which raise
/// nothing anyway, only when there is nothing else.
fn nearest_reasons(topology: &Topology, held: Vec<Held>) -> Vec<Held> {
    let rank = |group: &Held| match topology.requirement(group.requirement).strength {
        Strength::Hard | Strength::Degrading if group.c2 > 0 => 0,
        Strength::Hard | Strength::Degrading => 1,
        Strength::Soft | Strength::Info => 2,
    };
    let best = held.iter().map(rank).min();
    held.into_iter().filter(|group| Some(rank(group)) == best).collect()
}

impl<'a> Explainer<'a> {
    pub(super) fn new(generation: &'a Generation, found: &'a Answers, seeds: &'a [Seed]) -> Self {
        let mut could_fail: FxHashSet<Row> = found.could_be_reached.iter().copied().collect();
        could_fail.extend(found.as_planned.raised().iter().map(|raised| raised.vertex));
        Explainer { generation, found, seeds, could_fail }
    }

    pub(super) fn explain(&self, row: Row) -> Result<Explanation, EngineError> {
        let topology = self.generation.topology();
        let verdict = &self.found.as_planned;
        let proof = why(topology, verdict, self.seeds, row, &|vertex| self.generation.id(vertex).0);
        let steps = proof.iter().map(|step| self.step(step)).collect::<Result<Vec<_>, _>>()?;
        let links = || steps.iter().flat_map(|step| &step.failed);
        let never_verified = links().filter(|link| link.verified_at.is_none()).count() as u64;
        let stalest_verification =
            if never_verified == 0 { links().filter_map(|link| link.verified_at).min() } else { None };
        let level = verdict.level(row);
        let mut held = Vec::new();
        if level < Level::Down {
            for group in nearest_reasons(topology, why_not(topology, verdict, &self.could_fail, row)) {
                let requirement = requirement_view(self.generation, group.requirement);
                held.push(HeldView {
                    item: reference(self.generation, group.consumer)?,
                    worst: group.worst,
                    result: group.result,
                    members_down: group.c3,
                    margin: i64::from(requirement.n) - i64::from(group.c3) - i64::from(requirement.k),
                    requirement,
                });
            }
        }
        Ok(Explanation {
            item: reference(self.generation, row)?,
            level,
            reachable: self.could_fail.contains(&row),
            why: steps,
            why_not: held,
            stalest_verification,
            never_verified,
        })
    }

    fn step(&self, step: &ProofStep) -> Result<WhyView, EngineError> {
        let given = self.seeds.iter().any(|seed| seed.vertex == step.vertex && seed.level >= step.level);
        Ok(WhyView {
            item: reference(self.generation, step.vertex)?,
            level: step.level,
            because: match step.requirement {
                Some(_) => BecauseOf::Requirement,
                None if given => BecauseOf::Seed,
                None => BecauseOf::Context,
            },
            requirement: step.requirement.map(|requirement| requirement_view(self.generation, requirement)),
            failed: step.blamed.iter().map(|&member| self.blamed(step, member)).collect::<Result<_, _>>()?,
        })
    }

    fn blamed(&self, step: &ProofStep, member: Row) -> Result<BlamedView, EngineError> {
        let topology = self.generation.topology();
        let relationship = step.requirement.and_then(|requirement| {
            let place = topology.members(requirement).iter().position(|&other| other == member)?;
            self.generation.relationship(topology.member_relationships(requirement)[place])
        });
        Ok(BlamedView {
            item: reference(self.generation, member)?,
            level: self.found.as_planned.level(member),
            confidence: relationship.as_ref().map(|own| own.confidence).unwrap_or_default(),
            verified_at: relationship.as_ref().and_then(|own| own.verified_at),
            relationship_type: relationship.map(|own| own.id.type_id).unwrap_or_default(),
        })
    }
}
