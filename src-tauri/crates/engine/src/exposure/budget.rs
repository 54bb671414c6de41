//! What is left of the error budgets of services.

use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::impact::ItemRef;
use cairn_model::{CancelToken, CiId, Timestamp};

use super::history::{Asked, Piece, history};
use super::promise::Promise;
use super::sum::{Outage, used, within};
use super::view::{BudgetOutage, BudgetReport, OutageCause, ServiceBudget, ServiceWithout};
use super::words::budget_text;
use crate::change::reference_of;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;
use crate::outage::find_outage;
use crate::weakness::services;

/// Which budgets are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetQuestion {
    /// Words for services; every one that takes part when empty.
    pub services: Vec<String>,
    /// Words for the moment: a point in time, a record no. or a baseline; the present one when absent. A point in time
    /// ahead says what will be left if nothing else happens.
    pub at: Option<String>,
}

/// Returns what is left of the error budgets of services, as it was recorded by the moment that is asked about. What is out
/// now counts up to now. Nothing is written.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::NotAService`],
/// [`EngineError::DoesNotParticipate`], [`EngineError::Moment`], [`EngineError::Store`], [`EngineError::Cancelled`].
pub fn budgets(
    engine: &Engine,
    question: &BudgetQuestion,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<BudgetReport, EngineError> {
    let live = engine.generation();
    let (generation, at) = match &question.at {
        None => (live, now),
        Some(words) => {
            let moment = engine.moment(words)?;
            let at = Timestamp::parse(words.trim()).unwrap_or(moment.recorded_at);
            (engine.generation_at(live, moment.seq)?, at)
        }
    };
    let (mut promised, mut without) = (Vec::new(), Vec::new());
    for row in services(&generation, &question.services)? {
        let service = reference(&generation, row)?;
        match Promise::of(&generation.item(row)?.attributes) {
            Ok(promise) => promised.push((service, promise)),
            Err(reason) => without.push(ServiceWithout { service, reason }),
        }
    }
    let to = at.min(now).0;
    let periods = promised.iter().map(|(_, promise)| promise.period.around(promise.zone, at.0).0);
    let from = periods.min().unwrap_or(to);
    let ids: Vec<CiId> = promised.iter().map(|(service, _)| service.id).collect();
    let asked = Asked { engine, generation: Arc::clone(&generation), from, to, services: &ids, cancel };
    let mut found = history(&asked)?;
    let mut budgets = Vec::with_capacity(promised.len());
    for (service, promise) in promised {
        let pieces = found.remove(&service.id).unwrap_or_default();
        budgets.push(budget((engine, &generation), service, &promise, &pieces, (at.0, to))?);
    }
    budgets.sort_by(|left, right| {
        let order = |own: &ServiceBudget| (own.left_ms, own.service.tier.unwrap_or(u8::MAX));
        order(left).cmp(&order(right)).then_with(|| by_name(&left.service).cmp(&by_name(&right.service)))
    });
    without.sort_by(|left, right| by_name(&left.service).cmp(&by_name(&right.service)));
    Ok(BudgetReport { seq: generation.seq(), now: at, budgets, without })
}

fn by_name(item: &ItemRef) -> (&str, CiId) {
    (&item.name, item.id)
}

fn budget(
    (engine, generation): (&Engine, &Generation),
    service: ItemRef,
    promise: &Promise,
    pieces: &[Piece],
    (at, to): (i64, i64),
) -> Result<ServiceBudget, EngineError> {
    let period = promise.period.around(promise.zone, at);
    let agreed = promise.agreed(period);
    let (budget_ms, agreed_ms) = promise.budget(&agreed);
    let own: Vec<Outage> = pieces.iter().map(|piece| piece.outage).collect();
    let used_up = used(&own, &agreed, promise.degraded_half);
    let used_ms = used_up.counted(promise.excludes_planned);
    let mut outages = Vec::new();
    for piece in pieces.iter().rev().filter(|piece| within((piece.outage.start, piece.outage.end), &[period]) > 0) {
        let Outage { start, end, level, planned } = piece.outage;
        let counted = used(&[piece.outage], &agreed, promise.degraded_half);
        outages.push(BudgetOutage {
            start: Timestamp(start.max(period.0)),
            end: Timestamp(end.min(period.1)),
            goes_on: end == to,
            level,
            planned,
            counted_ms: counted.counted(promise.excludes_planned),
            causes: causes(engine, generation, piece)?,
        });
    }
    let text = budget_text(&service, promise.view.period, budget_ms, used_ms);
    Ok(ServiceBudget {
        promise: promise.view.clone(),
        start: Timestamp(period.0),
        end: Timestamp(period.1),
        agreed_ms,
        budget_ms,
        planned_ms: used_up.planned_ms,
        unplanned_ms: used_up.unplanned_ms,
        used_ms,
        left_ms: budget_ms - used_ms,
        outages,
        text,
        service,
    })
}

fn causes(engine: &Engine, generation: &Generation, piece: &Piece) -> Result<Vec<OutageCause>, EngineError> {
    let mut causes = Vec::with_capacity(piece.causes.len());
    for own in &piece.causes {
        let reason = match &own.outage {
            Some(outage) => Some(find_outage(engine, outage)?.title),
            None => own.record.map(|record| engine.header(record)).transpose()?.map(|header| header.reason),
        };
        let (item, record) = (reference_of(generation, own.item)?, own.record);
        let (outage, change, announced) = (own.outage.clone(), own.change.clone(), own.announced.clone());
        causes.push(OutageCause { item, record, reason, change, outage, announced });
    }
    causes.sort_by(|left, right| (&left.item.key, left.item.id).cmp(&(&right.item.key, right.item.id)));
    Ok(causes)
}
