//! The order in which what is down now comes up.

use cairn_estate::{EstateError, Generation, Row};
use cairn_graph::{AssumedRedundancy, Recovery, recovery, verdict};
use cairn_model::duration::minutes_of;
use cairn_model::outage::{CutView, DeadlockView, RecoveryItem, RecoveryReport};
use cairn_model::{CancelToken, Level, OperationStatus, Strength, Value};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::EngineError;
use crate::item::{reference, requirement_view};

/// The attribute that says how soon a service has to be back.
pub(super) const RTO: &str = "rto";

/// Returns the order in which what operation keeps down can be brought up.
///
/// # Errors
/// [`EngineError::Cancelled`].
pub fn recovery_order(generation: &Generation, cancel: &CancelToken) -> Result<RecoveryReport, EngineError> {
    let topology = generation.topology();
    let now = verdict(topology, &[], AssumedRedundancy::Holds, cancel)?;
    let raised = now.raised().iter().filter(|raised| raised.level == Level::Down);
    let down: Vec<Row> = raised.map(|raised| raised.vertex).collect();
    let found = recovery(topology, &down, AssumedRedundancy::Holds, cancel)?;
    let urgency = urgencies(generation, &down)?;
    let Recovery { waves, deadlocks, waiting, warnings } = found;
    let items = |rows: &[Row]| rows.iter().map(|&row| reference(generation, row)).collect::<Result<Vec<_>, _>>();
    let mut report = RecoveryReport {
        seq: generation.seq(),
        waves: Vec::with_capacity(waves.len()),
        deadlocks: Vec::with_capacity(deadlocks.len()),
        waiting: items(&waiting)?,
        warnings: warnings.iter().map(|cycle| items(cycle)).collect::<Result<_, _>>()?,
    };
    for wave in waves {
        let mut wave = wave.iter().map(|&row| to_bring_up(generation, row, &urgency)).collect::<Result<Vec<_>, _>>()?;
        wave.sort_by(|left, right| {
            let order = |own: &RecoveryItem| (own.serves_tier.unwrap_or(u8::MAX), own.rto.unwrap_or(u64::MAX));
            order(left)
                .cmp(&order(right))
                .then_with(|| (&left.item.name, left.item.id).cmp(&(&right.item.name, right.item.id)))
        });
        report.waves.push(wave);
    }
    for deadlock in deadlocks {
        let cut = CutView {
            consumer: reference(generation, deadlock.cut.consumer)?,
            need: requirement_view(generation, deadlock.cut.requirement).name,
            member: reference(generation, deadlock.cut.member)?,
        };
        report.deadlocks.push(DeadlockView { members: items(&deadlock.members)?, cut, freed: deadlock.freed as u64 });
    }
    Ok(report)
}

/// How soon something has to be back: tier, then minutes.
type Urgency = (u8, u64);

fn to_bring_up(
    generation: &Generation,
    row: Row,
    urgency: &FxHashMap<Row, Urgency>,
) -> Result<RecoveryItem, EngineError> {
    let (tier, rto) = urgency.get(&row).copied().unwrap_or((u8::MAX, u64::MAX));
    Ok(RecoveryItem {
        item: reference(generation, row)?,
        out_of_service: generation.view(row)?.operation.status == OperationStatus::OutOfService,
        serves_tier: (tier < u8::MAX).then_some(tier),
        rto: (rto < u64::MAX).then_some(rto),
    })
}

/// Returns, of each item that is down, the urgency of the most urgent service that is down and rests on it over hard needs.
fn urgencies(generation: &Generation, down: &[Row]) -> Result<FxHashMap<Row, Urgency>, EngineError> {
    let topology = generation.topology();
    let is_down: FxHashSet<Row> = down.iter().copied().collect();
    let mut services = Vec::new();
    for &row in down.iter().filter(|&&row| generation.is_service(row)) {
        let tier = reference(generation, row)?.tier.unwrap_or(u8::MAX);
        services.push(((tier, rto_of(generation, row)?.unwrap_or(u64::MAX)), row));
    }
    // The most urgent first: what it reaches is settled.
    services.sort_unstable();
    let mut settled: FxHashMap<Row, Urgency> = FxHashMap::default();
    for (urgency, service) in services {
        let mut open = vec![service];
        while let Some(row) = open.pop() {
            if !is_down.contains(&row) || settled.contains_key(&row) {
                continue;
            }
            settled.insert(row, urgency);
            let hard =
                topology.requirements_of(row).filter(|&own| topology.requirement(own).strength == Strength::Hard);
            open.extend(hard.flat_map(|own| topology.members(own).iter().copied()));
        }
    }
    Ok(settled)
}

fn rto_of(generation: &Generation, row: Row) -> Result<Option<u64>, EngineError> {
    let (count, mut attributes) = generation.attributes(row)?;
    for _ in 0..count {
        if attributes.text().map_err(EstateError::from)? == RTO {
            let value = attributes.value().map_err(EstateError::from)?;
            return Ok(if let Value::Text(text) = value { minutes_of(&text) } else { None });
        }
        attributes.value_bytes().map_err(EstateError::from)?;
    }
    Ok(None)
}
