//! From the engine's dense numbers to a report a person can read.

use cairn_estate::{Generation, Row};
use cairn_graph::{Answers, ModelError, ModelErrorKind, Seed, Verdict, is_at_risk_own};
use cairn_model::impact::{
    AnswerView, AnswersView, AssumedView, CustomerView, ErodedView, ImpactReport, ImpactedItem, LostSupportView,
    ModelErrorCode, ModelErrorView, OutageMode, SeedView,
};
use cairn_model::topology::RequirementIndex;
use cairn_model::{Level, hex};
use rustc_hash::FxHashSet;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::explanation::Explainer;
use crate::error::EngineError;
use crate::item::{reference, requirement_view};
use crate::tally::{Hit, answer, context, customers};

/// The version of the rules a verdict follows; part of every analysis, so that evidence says which rules it rests on.
pub(crate) const RULE_VERSION: u32 = 1;

pub(super) fn report(
    generation: &Generation,
    given: &[(Seed, OutageMode)],
    explained: &[Row],
    found: &Answers,
) -> Result<ImpactReport, EngineError> {
    let seeds: FxHashSet<Row> = given.iter().map(|(seed, _)| seed.vertex).collect();
    let view = View { generation, found, seeds: &seeds };
    let impacted = view.impacted()?;
    let mut as_planned = view.answer(&found.as_planned)?;
    as_planned.counts.reachable = found.could_be_reached.len() as u64;
    let services_reached = found.could_be_reached.iter().filter(|&&row| generation.is_service(row)).count();
    let mut seed_views = Vec::with_capacity(given.len());
    for (seed, mode) in given {
        let level = found.as_planned.level(seed.vertex);
        seed_views.push(SeedView { item: reference(generation, seed.vertex)?, mode: *mode, level });
    }
    let seeds_given: Vec<Seed> = given.iter().map(|(seed, _)| *seed).collect();
    let explainer = Explainer::new(generation, found, &seeds_given);
    Ok(ImpactReport {
        seq: generation.seq(),
        analysis: view.digest(given)?,
        seeds: seed_views,
        counts: as_planned.counts,
        customers: view.customers()?,
        impacted,
        eroded: view.eroded()?,
        assumed: view.assumed()?,
        lost_support: view.lost_support()?,
        context: context(generation)?,
        model_errors: view.model_errors()?,
        answers: AnswersView {
            as_planned,
            if_it_fails: view.answer(&found.if_it_fails)?,
            without_assumed_redundancy: view.answer(&found.without_assumed)?,
            could_be_reached: found.could_be_reached.len() as u64,
            services_could_be_reached: services_reached as u64,
        },
        explanations: explained.iter().map(|&row| explainer.explain(row)).collect::<Result<_, _>>()?,
    })
}

struct View<'a> {
    generation: &'a Generation,
    found: &'a Answers,
    seeds: &'a FxHashSet<Row>,
}

impl View<'_> {
    /// Returns the level an item has before anything goes out.
    fn already(&self, row: Row) -> Level {
        self.found.already.as_ref().map_or(Level::Unaffected, |already| already.level(row))
    }

    /// Returns the items to report: raised, not going out themselves, not merely as their operation has them.
    fn hit<'v>(&'v self, verdict: &'v Verdict) -> impl Iterator<Item = (Row, Level)> + 'v {
        verdict.raised().iter().map(|raised| (raised.vertex, raised.level)).filter(|&(row, level)| {
            !self.seeds.contains(&row) && level > self.generation.topology().vertex(row).context
        })
    }

    fn answer(&self, verdict: &Verdict) -> Result<AnswerView, EngineError> {
        let topology = self.generation.topology();
        let hit = self.hit(verdict).map(|(row, level)| {
            let own = level == Level::AtRisk && is_at_risk_own(topology, verdict, row);
            Hit { row, level, own }
        });
        answer(self.generation, &hit.collect::<Vec<_>>())
    }

    /// Returns who consumes a raised service, what goes out itself counted in.
    fn customers(&self) -> Result<Vec<CustomerView>, EngineError> {
        let raised = self.found.as_planned.raised().iter();
        let hit = raised.map(|raised| Hit { row: raised.vertex, level: raised.level, own: false });
        customers(self.generation, &hit.collect::<Vec<_>>())
    }

    fn impacted(&self) -> Result<Vec<ImpactedItem>, EngineError> {
        let mut impacted = Vec::new();
        for (row, level) in self.hit(&self.found.as_planned) {
            let already = self.already(row);
            impacted.push(ImpactedItem {
                item: reference(self.generation, row)?,
                level,
                own: level == Level::AtRisk && self.found.findings.at_risk_own.contains(&row),
                already: (already > Level::Unaffected).then_some(already),
            });
        }
        impacted.sort_by(|left, right| {
            let order = |hit: &ImpactedItem| {
                let tier = hit.item.tier.unwrap_or(u8::MAX);
                (!hit.item.is_service, std::cmp::Reverse(hit.level), !hit.own, tier)
            };
            order(left)
                .cmp(&order(right))
                .then_with(|| left.item.name.cmp(&right.item.name))
                .then(left.item.id.cmp(&right.item.id))
        });
        Ok(impacted)
    }

    fn eroded(&self) -> Result<Vec<ErodedView>, EngineError> {
        let mut eroded = Vec::new();
        for group in &self.found.findings.eroded {
            eroded.push(ErodedView {
                item: reference(self.generation, group.consumer)?,
                requirement: requirement_view(self.generation, group.requirement),
                members_down: group.c3,
                members_degraded: group.c2 - group.c3,
                margin: group.margin(),
                margin_degraded: group.margin_degraded(),
            });
        }
        eroded.sort_by(|left, right| {
            let order = |group: &ErodedView| (group.margin, group.margin_degraded, group.item.tier.unwrap_or(u8::MAX));
            order(left).cmp(&order(right)).then_with(|| left.item.name.cmp(&right.item.name))
        });
        Ok(eroded)
    }

    fn assumed(&self) -> Result<Vec<AssumedView>, EngineError> {
        let mut assumed = Vec::new();
        for raised in self.found.without_assumed.raised() {
            let level = self.found.as_planned.level(raised.vertex);
            if raised.level != level {
                let item = reference(self.generation, raised.vertex)?;
                assumed.push(AssumedView { item, level, level_without: raised.level });
            }
        }
        assumed.sort_by(|left, right| {
            let order = |view: &AssumedView| (!view.item.is_service, std::cmp::Reverse(view.level_without));
            order(left).cmp(&order(right)).then_with(|| left.item.name.cmp(&right.item.name))
        });
        Ok(assumed)
    }

    fn lost_support(&self) -> Result<Vec<LostSupportView>, EngineError> {
        let topology = self.generation.topology();
        let mut lost = Vec::new();
        for &(consumer, requirement) in &self.found.findings.lost_support {
            let failed = topology.members(requirement).iter().copied();
            let failed = failed.filter(|&member| self.found.as_planned.level(member) >= Level::Degraded);
            lost.push(LostSupportView {
                item: reference(self.generation, consumer)?,
                requirement: requirement_view(self.generation, requirement),
                failed: failed.map(|member| reference(self.generation, member)).collect::<Result<_, _>>()?,
            });
        }
        Ok(lost)
    }

    fn model_errors(&self) -> Result<Vec<ModelErrorView>, EngineError> {
        self.found.findings.model_errors.iter().map(|error| model_error(self.generation, error)).collect()
    }

    /// Returns the digest that names this verdict: rules, seeds, and every raised item with its level.
    fn digest(&self, given: &[(Seed, OutageMode)]) -> Result<String, EngineError> {
        let id = |row| self.generation.id(row).to_string();
        let mut seeds: Vec<_> = given.iter().map(|(seed, mode)| (id(seed.vertex), *mode)).collect();
        seeds.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        let mut raised: Vec<_> =
            self.found.as_planned.raised().iter().map(|raised| (id(raised.vertex), raised.level)).collect();
        raised.sort_unstable();
        let verdict = json!({ "rules": RULE_VERSION, "seeds": seeds, "raised": raised });
        let bytes =
            serde_json_canonicalizer::to_vec(&verdict).map_err(|error| EngineError::Serialise("the verdict", error))?;
        Ok(hex(&Sha256::digest(bytes)))
    }
}

/// Returns an error of the model with its names.
pub(crate) fn model_error(generation: &Generation, error: &ModelError) -> Result<ModelErrorView, EngineError> {
    let (kind, provider) = match error.kind {
        ModelErrorKind::KExceedsMembers => (ModelErrorCode::KExceedsMembers, None),
        ModelErrorKind::NoMembers => (ModelErrorCode::NoMembers, None),
        ModelErrorKind::AbsentProvider(row) => (ModelErrorCode::AbsentProvider, Some(row)),
    };
    Ok(ModelErrorView {
        item: reference(generation, error.consumer)?,
        requirement: requirement_view(generation, error.requirement),
        kind,
        declared: declared(generation, error.requirement),
        provider: provider.map(|row| reference(generation, row)).transpose()?,
    })
}

/// Returns the k somebody declared of a requirement, before it was cut to the members that take part.
fn declared(generation: &Generation, requirement: RequirementIndex) -> u32 {
    let topology = generation.topology();
    let facts = topology.requirement(requirement);
    let first = topology.member_relationships(requirement).first();
    let declared = first
        .and_then(|&relationship| generation.requirement_of(relationship))
        .and_then(|(consumer, key)| generation.terms(consumer, &key))
        .and_then(|terms| terms.terms.min_up);
    declared.map_or(facts.k, |threshold| threshold.of(facts.n))
}
