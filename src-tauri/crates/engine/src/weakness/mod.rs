//! Where one failure takes a service down, and where two together do.

mod confirm;
mod pairs;
mod worklist;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, SingleQuestion, single_points};
use cairn_model::CancelToken;
use cairn_model::impact::ItemRef;
use serde::{Deserialize, Serialize};

use crate::error::EngineError;
use crate::item::{find, reference};

pub use confirm::{TypeConfirmation, confirm_type};
pub use pairs::{CutPairView, CutReport, PairGroup, ServiceCuts, cuts};
pub use worklist::{AssumedGroup, UnconfirmedType, WorkList, work_list};

/// Tiers this far apart are a finding.
const TIERS_APART: u8 = 2;
/// More threads than this would wait for memory, not for each other.
pub(crate) const WORKERS_MAX: usize = 8;

/// Which services are asked about, and what is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeaknessQuestion {
    /// Words for the services; every participating one when empty.
    pub services: Vec<String>,
    /// Groups whose k nobody declared need all their members.
    pub without_assumed: bool,
}

/// What single failures do to one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceWeakness {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// What is out of service takes it down already, so that nothing is left for another failure to do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub down_already: bool,
    /// What takes it down alone, by name.
    pub single_points: Vec<ItemRef>,
}

/// An item whose tier, entered by hand, is far from the tier of what falls with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TierFinding {
    /// The item, with the tier that was entered.
    #[serde(flatten)]
    pub item: ItemRef,
    /// The highest tier of the services that fall with it.
    pub derived: u8,
    /// How many services fall with it.
    pub services: u64,
}

/// The single points of failure of services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WeaknessReport {
    /// The record no. of which this is.
    pub seq: u64,
    /// Every service asked about: those with single points first, by tier, then by name.
    pub services: Vec<ServiceWeakness>,
    /// Items whose tier is two or more from that of what falls with them; only when every service is asked about.
    pub tiers: Vec<TierFinding>,
    /// How many items were tried, each by itself.
    pub tried: u64,
}

/// Returns the single points of failure of services, exactly: every item that can fail alone was tried.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`], [`EngineError::NotAService`],
/// [`EngineError::DoesNotParticipate`], [`EngineError::Cancelled`].
pub fn weakness(
    generation: &Generation,
    question: &WeaknessQuestion,
    cancel: &CancelToken,
) -> Result<WeaknessReport, EngineError> {
    let asked = services(generation, &question.services)?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(WORKERS_MAX);
    let alone = |row: Row| generation.fails_alone(row);
    let assumed = assumed(question);
    let topology = generation.topology();
    let single = SingleQuestion { topology, services: &asked, fails_alone: &alone, assumed, down: &[] };
    let found = single_points(&single, workers, cancel)?;
    let mut report = WeaknessReport {
        seq: generation.seq(),
        services: Vec::with_capacity(asked.len()),
        tiers: Vec::new(),
        tried: found.runs,
    };
    for (place, &service) in asked.iter().enumerate() {
        let mut single =
            found.of_service[place].iter().map(|&row| reference(generation, row)).collect::<Result<Vec<_>, _>>()?;
        single.sort_by(|left, right| (&left.name, left.id).cmp(&(&right.name, right.id)));
        report.services.push(ServiceWeakness {
            service: reference(generation, service)?,
            down_already: found.down_already.contains(&place),
            single_points: single,
        });
    }
    report.services.sort_by(|left, right| {
        let order = |own: &ServiceWeakness| {
            (own.single_points.is_empty() && !own.down_already, own.service.tier.unwrap_or(u8::MAX))
        };
        order(left)
            .cmp(&order(right))
            .then_with(|| (&left.service.name, left.service.id).cmp(&(&right.service.name, right.service.id)))
    });
    if question.services.is_empty() {
        report.tiers = tier_findings(generation, &asked, &found.of_service)?;
    }
    Ok(report)
}

fn assumed(question: &WeaknessQuestion) -> AssumedRedundancy {
    if question.without_assumed { AssumedRedundancy::Absent } else { AssumedRedundancy::Holds }
}

/// Returns the services that words mean, ascending; every one that takes part when there are none.
pub(crate) fn services(generation: &Generation, words: &[String]) -> Result<Vec<Row>, EngineError> {
    let takes_part = |row: Row| generation.topology().vertex(row).participates;
    let mut asked = Vec::new();
    for words in words {
        let row = find(generation, words)?;
        let item = generation.view(row)?;
        if !generation.is_service(row) {
            return Err(EngineError::NotAService { key: item.key.to_owned(), name: item.name.to_owned() });
        }
        if !takes_part(row) {
            return Err(EngineError::DoesNotParticipate { key: item.key.to_owned(), state: item.state.to_owned() });
        }
        asked.push(row);
    }
    if words.is_empty() {
        asked.extend(generation.rows().filter(|&row| generation.is_service(row) && takes_part(row)));
    }
    asked.sort_unstable();
    asked.dedup();
    Ok(asked)
}

/// Compares the tier that was entered of each single point with the highest tier among what it takes down.
fn tier_findings(
    generation: &Generation,
    services: &[Row],
    single: &[Vec<Row>],
) -> Result<Vec<TierFinding>, EngineError> {
    let mut falls: Vec<(Row, Row)> = Vec::new();
    for (&service, single) in services.iter().zip(single) {
        falls.extend(single.iter().map(|&row| (row, service)));
    }
    falls.sort_unstable();
    let mut findings = Vec::new();
    for of_one in falls.chunk_by(|left, right| left.0 == right.0) {
        let item = reference(generation, of_one[0].0)?;
        let Some(entered) = item.tier else { continue };
        let mut derived = None;
        for &(_, service) in of_one {
            let tier = reference(generation, service)?.tier;
            derived = [derived, tier].into_iter().flatten().min();
        }
        if let Some(derived) = derived.filter(|derived| entered.abs_diff(*derived) >= TIERS_APART) {
            findings.push(TierFinding { item, derived, services: of_one.len() as u64 });
        }
    }
    findings.sort_by(|left, right| {
        (left.derived, &left.item.name, left.item.id).cmp(&(right.derived, &right.item.name, right.item.id))
    });
    Ok(findings)
}
