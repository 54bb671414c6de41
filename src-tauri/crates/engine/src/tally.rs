//! From the levels of a verdict to an answer that a person can read.

use cairn_estate::{Generation, Row};
use cairn_model::Level;
use cairn_model::impact::{AnswerView, ContextView, Counts, CustomerView};

use crate::error::EngineError;
use crate::item::reference;

/// An item that is hit, and whether its own redundancy was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) row: Row,
    pub(crate) level: Level,
    pub(crate) own: bool,
}

/// Returns counts and names of services.
pub(crate) fn answer(generation: &Generation, hits: &[Hit]) -> Result<AnswerView, EngineError> {
    let mut counts = Counts::default();
    let mut answer = AnswerView::default();
    for hit in hits {
        *match hit.level {
            Level::Unaffected => continue,
            Level::Down => &mut counts.down,
            Level::Degraded => &mut counts.degraded,
            Level::AtRisk if hit.own => &mut counts.at_risk_own,
            Level::AtRisk => &mut counts.at_risk_inherited,
        } += 1;
        if generation.is_service(hit.row) {
            let name = generation.view(hit.row)?.name.to_owned();
            match hit.level {
                Level::Down => answer.services_down.push(name),
                Level::Degraded => answer.services_degraded.push(name),
                _ => answer.services_at_risk.push(name),
            }
        }
    }
    for names in [&mut answer.services_down, &mut answer.services_degraded, &mut answer.services_at_risk] {
        names.sort_unstable();
    }
    answer.counts = counts;
    Ok(answer)
}

/// Returns who consumes a service that is hit, worst first; types that list customers raise nothing (MODEL).
pub(crate) fn customers(generation: &Generation, hits: &[Hit]) -> Result<Vec<CustomerView>, EngineError> {
    let types = generation.catalogue().relationship_types();
    let mut customers = Vec::new();
    for hit in hits.iter().filter(|hit| hit.level > Level::Unaffected) {
        for &relationship in generation.incoming(hit.row) {
            let Some(view) = generation.relationship_view(relationship) else { continue };
            if types[view.type_number].definition.customers {
                customers.push(CustomerView {
                    item: reference(generation, view.from)?,
                    service: reference(generation, hit.row)?,
                    level: hit.level,
                });
            }
        }
    }
    customers.sort_by(|left, right| {
        let by_name = right.level.cmp(&left.level).then_with(|| left.item.name.cmp(&right.item.name));
        by_name.then_with(|| (left.item.id, left.service.id).cmp(&(right.item.id, right.service.id)))
    });
    Ok(customers)
}

/// Returns what is not in service as operation has it, which every analysis counts in.
pub(crate) fn context(generation: &Generation) -> Result<Vec<ContextView>, EngineError> {
    let view = |&row: &Row| {
        let operation = generation.view(row)?.operation;
        let item = reference(generation, row)?;
        Ok(ContextView { item, operation: operation.status, since: operation.since, reason: operation.reason })
    };
    generation.topology().context().iter().map(view).collect()
}
