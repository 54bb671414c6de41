//! Risk = impact × likelihood, by the rules of the estate's policy (MODEL, *Risk*).

use cairn_estate::Row;
use cairn_model::change::{ChangePolicy, Risk, RiskRules, StepVerdict};
use cairn_model::{Level, Phrase};

use super::assess::Assessing;
use super::judge::JudgedPlan;
use crate::error::EngineError;
use crate::item::reference;

/// Returns the impact of one level in one tier.
fn impact_of(rules: &RiskRules, tier: Option<u8>, level: Level) -> u32 {
    let row = match level {
        Level::Unaffected => return rules.nothing,
        Level::AtRisk => &rules.at_risk,
        Level::Degraded => &rules.degraded,
        Level::Down => &rules.down,
    };
    let tier = tier.filter(|tier| (1..=4).contains(tier)).unwrap_or(rules.default_tier);
    row.get(usize::from(tier.max(1)) - 1).copied().unwrap_or(rules.nothing)
}

/// Returns the likelihood that the answers give: their weighted mean, halves rounded up.
fn likelihood(policy: &ChangePolicy, own: &Assessing<'_>) -> (u32, Vec<String>) {
    let (mut sum, mut weights, mut unanswered) = (0, 0, Vec::new());
    for question in &policy.questions {
        let answer = own.change.likelihood.get(&question.id).copied().unwrap_or_else(|| {
            unanswered.push(question.id.clone());
            policy.risk.unanswered
        });
        sum += answer * question.weight;
        weights += question.weight;
    }
    if weights == 0 {
        return (policy.risk.unanswered, unanswered);
    }
    ((2 * sum + weights) / (2 * weights), unanswered)
}

/// Returns the impact of the worst step if it fails, and whether no service is mapped to what is hit.
fn impact(own: &Assessing<'_>, judged: &JudgedPlan, steps: &[StepVerdict]) -> Result<(u32, bool), EngineError> {
    let rules = &own.policy.risk;
    let (mut worst, mut no_service) = (rules.nothing, false);
    for (step, verdict) in judged.steps.iter().zip(steps) {
        let down = verdict.services.iter().filter(|service| service.fails == Level::Down).count();
        let mut impact = rules.nothing;
        for service in &verdict.services {
            impact = impact.max(impact_of(rules, service.item.tier, service.fails));
        }
        if u32::try_from(down).unwrap_or(u32::MAX) >= rules.many_down {
            impact = impact.max(rules.many_down_impact);
        }
        if verdict.services.is_empty() {
            let rows: Vec<Row> =
                step.raised().into_iter().filter(|&row| step.fails(row) > judged.already(row)).collect();
            no_service |= !rows.is_empty();
            for row in rows {
                impact = impact.max(impact_of(rules, reference(&step.after, row)?.tier, step.fails(row)));
            }
        }
        worst = worst.max(impact);
    }
    Ok((worst, no_service))
}

/// Returns the floor that the verdicts *as planned* demand, as a band, and why.
fn floor(policy: &ChangePolicy, steps: &[StepVerdict]) -> Option<(usize, Phrase)> {
    let services = steps.iter().flat_map(|step| &step.services);
    services
        .filter_map(|service| {
            let tier = service.item.tier.unwrap_or(policy.risk.default_tier);
            let demanded =
                policy.floors.iter().filter(|floor| floor.tiers.contains(&tier) && service.level >= floor.level);
            let band = demanded.filter_map(|floor| policy.band_number(&floor.band)).max()?;
            let phrase = Phrase::new("risk-floor")
                .with("service", &service.item.name)
                .with("tier", tier)
                .with("level", service.level.id());
            Some((band, phrase))
        })
        .max_by_key(|(band, _)| *band)
}

/// Returns the risk of a change.
pub(super) fn risk(own: &Assessing<'_>, judged: &JudgedPlan, steps: &[StepVerdict]) -> Result<Risk, EngineError> {
    let policy = own.policy;
    let (impact, no_service_mapped) = impact(own, judged, steps)?;
    let (likelihood, unanswered) = likelihood(policy, own);
    let score = impact * likelihood;
    let last = policy.bands.len().saturating_sub(1);
    let computed = policy.bands.iter().position(|band| score <= band.up_to).unwrap_or(last);
    let floor = floor(policy, steps);
    let least = floor.as_ref().map_or(0, |(band, _)| *band);
    let wanted = own.change.downgrade.as_ref().and_then(|downgrade| policy.band_number(&downgrade.band));
    let wanted = wanted.unwrap_or(computed).min(computed);
    // Nobody sets a risk below its floor.
    let band = wanted.max(least);
    let floor = floor.filter(|_| band > wanted);
    let name = |band: usize| policy.bands.get(band).map(|band| band.id.clone()).unwrap_or_default();
    Ok(Risk {
        band: name(band),
        computed_band: name(computed),
        floor: floor.map(|(_, phrase)| phrase),
        impact,
        likelihood,
        no_service_mapped,
        score,
        unanswered,
    })
}
