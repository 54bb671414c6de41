//! What is needed at three in the morning, on one sheet: who is hit since when, who can help, and what changed lately.

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Seed, is_at_risk_own, verdict};
use cairn_model::duration::minutes_of;
use cairn_model::impact::ItemRef;
use cairn_model::outage::{OutItem, OutageSheet, ServiceOut};
use cairn_model::{CancelToken, Level, OperationStatus, Timestamp, Value};
use rustc_hash::FxHashMap;

use super::contact::{contact, contracts, of_item};
use super::recent::recent;
use super::recovery::{RTO, recovery_order};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;
use crate::operation::all_in_service;
use crate::tally::{Hit, answer, context, customers};

const MINUTE_MILLIS: i64 = 60_000;

/// Returns everything about what operation keeps down or degraded: who is hit, who can help, what changed lately, and the
/// order in which it comes up. `now` is the moment from which times are counted.
///
/// Cost: one verdict for each moment at which something went out, and the edits of the last three days.
///
/// # Errors
/// [`EngineError::Store`] when the log cannot be read, [`EngineError::Cancelled`].
pub fn outage_sheet(
    engine: &Engine,
    generation: &Generation,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<OutageSheet, EngineError> {
    let topology = generation.topology();
    let found = verdict(topology, &[], AssumedRedundancy::Holds, cancel)?;
    let raised = found.raised().iter().map(|raised| {
        let own = raised.level == Level::AtRisk && is_at_risk_own(topology, &found, raised.vertex);
        Hit { row: raised.vertex, level: raised.level, own }
    });
    let hits: Vec<Hit> = raised.collect();
    let since = beginnings(generation, &hits, cancel)?;
    let mut of_service: FxHashMap<_, Vec<ItemRef>> = FxHashMap::default();
    for customer in customers(generation, &hits)? {
        of_service.entry(customer.service.id).or_default().push(customer.item);
    }
    let mut services = Vec::new();
    for hit in hits.iter().filter(|hit| generation.is_service(hit.row)) {
        let mut service = service_out(generation, hit, since.get(&hit.row).copied(), now)?;
        service.customers = of_service.remove(&service.service.id).unwrap_or_default();
        services.push(service);
    }
    services.sort_by(|left, right| {
        let order = |own: &ServiceOut| {
            let tier = own.service.tier.unwrap_or(u8::MAX);
            (std::cmp::Reverse(own.level), !own.own, tier, own.rto_left.unwrap_or(i64::MAX))
        };
        let by_name = || (&left.service.name, left.service.id).cmp(&(&right.service.name, right.service.id));
        order(left).cmp(&order(right)).then_with(by_name)
    });
    let rows: Vec<Row> = hits.iter().map(|hit| hit.row).collect();
    Ok(OutageSheet {
        seq: generation.seq(),
        now,
        out: out_items(generation)?,
        counts: answer(generation, &hits)?.counts,
        services,
        recent: recent(engine, generation, &rows, now, cancel)?,
        recent_hours: super::recent::HOURS,
        recovery: recovery_order(generation, cancel)?,
    })
}

fn service_out(
    generation: &Generation,
    hit: &Hit,
    since: Option<Timestamp>,
    now: Timestamp,
) -> Result<ServiceOut, EngineError> {
    let item = generation.item(hit.row)?;
    let rto = item.attributes.get(RTO).and_then(Value::as_text).and_then(minutes_of);
    let spent = since.map(|since| (now.0 - since.0).div_euclid(MINUTE_MILLIS));
    let left = |rto: u64| i64::try_from(rto).ok().zip(spent).map(|(rto, spent)| rto - spent);
    Ok(ServiceOut {
        service: reference(generation, hit.row)?,
        level: hit.level,
        own: hit.own,
        since,
        rto,
        rto_left: rto.filter(|_| hit.level == Level::Down).and_then(left),
        customers: Vec::new(),
        owner: contact(generation, &item, of_item::OWNER)?,
        support: contact(generation, &item, of_item::SUPPORT)?,
        contracts: contracts(generation, hit.row)?,
    })
}

/// Returns what is recorded as out of service or degraded, the latest first; what has no beginning comes last.
fn out_items(generation: &Generation) -> Result<Vec<OutItem>, EngineError> {
    let mut out = Vec::new();
    for (view, &row) in context(generation)?.into_iter().zip(generation.topology().context()) {
        let item = generation.item(row)?;
        out.push(OutItem {
            context: view,
            expected_end: item.operation.expected_end,
            record: item.operation.record.clone(),
            owner: contact(generation, &item, of_item::OWNER)?,
            support: contact(generation, &item, of_item::SUPPORT)?,
            contracts: contracts(generation, row)?,
        });
    }
    out.sort_by(|left, right| {
        let order = |own: &OutItem| {
            (own.context.operation != OperationStatus::OutOfService, std::cmp::Reverse(own.context.since))
        };
        let name = |own: &OutItem| (own.context.item.name.clone(), own.context.item.id);
        order(left).cmp(&order(right)).then_with(|| name(left).cmp(&name(right)))
    });
    Ok(out)
}

/// Returns, of everything that is hit, since when: what went out is put back and goes out again in the order of its
/// beginnings, and the first moment at which an item is as bad as it is now is the answer. What has no beginning was out
/// before everything else, and what it alone brings about has none either.
fn beginnings(
    generation: &Generation,
    hits: &[Hit],
    cancel: &CancelToken,
) -> Result<FxHashMap<Row, Timestamp>, EngineError> {
    let (topology, sound) = (generation.topology(), all_in_service(generation.topology()));
    let mut out = Vec::with_capacity(topology.context().len());
    for &row in topology.context() {
        let since = generation.view(row)?.operation.since;
        out.push((since, Seed { vertex: row, level: topology.vertex(row).context }));
    }
    out.sort_by_key(|(since, seed)| (*since, seed.vertex));
    let mut open: Vec<&Hit> = hits.iter().collect();
    let (mut since, mut seeds) = (FxHashMap::default(), Vec::with_capacity(out.len()));
    for together in out.chunk_by(|left, right| left.0 == right.0) {
        seeds.extend(together.iter().map(|(_, seed)| *seed));
        let then = verdict(&sound, &seeds, AssumedRedundancy::Holds, cancel)?;
        open.retain(|hit| {
            let was_so = then.level(hit.row) >= hit.level;
            if let Some(moment) = together[0].0.filter(|_| was_so) {
                since.insert(hit.row, moment);
            }
            !was_so
        });
    }
    Ok(since)
}
