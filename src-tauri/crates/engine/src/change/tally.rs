//! From the levels of a verdict to an answer that a person can read.

use std::cmp::Reverse;

use cairn_estate::{Generation, Row};
use cairn_graph::Verdict;
use cairn_model::Level;
use cairn_model::impact::{AnswerView, Counts, CustomerView};
use cairn_model::topology::Topology;

use crate::error::EngineError;
use crate::item::reference;

/// An item that is hit, and whether its own redundancy was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) row: Row,
    pub(super) level: Level,
    pub(super) own: bool,
}

/// Returns whether an item at risk lost redundancy of its own.
pub(super) fn is_own(topology: &Topology, verdict: &Verdict, row: Row) -> bool {
    row < topology.vertex_count()
        && topology.requirements_of(row).any(|requirement| {
            let facts = verdict.facts(topology, requirement);
            facts.k < facts.n
                && verdict.result(topology, requirement) == Level::AtRisk
                && verdict.failed_members(topology, requirement).0 >= 1
        })
}

/// Returns counts and names of services.
pub(super) fn answer(generation: &Generation, hits: &[Hit]) -> Result<AnswerView, EngineError> {
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
pub(super) fn customers(generation: &Generation, hits: &[Hit]) -> Result<Vec<CustomerView>, EngineError> {
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
        let order = |customer: &CustomerView| (Reverse(customer.level), customer.item.id, customer.service.id);
        order(left).cmp(&order(right))
    });
    Ok(customers)
}
