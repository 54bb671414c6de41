//! Cut sets of order 2, counted by what the two are.

use std::collections::BTreeMap;

use cairn_estate::{EstateError, Generation, Row};
use cairn_graph::{PairQuestion, cut_pairs};
use cairn_model::CancelToken;
use cairn_model::Value;
use cairn_model::impact::ItemRef;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{WeaknessQuestion, assumed, services};
use crate::error::EngineError;
use crate::item::reference;

/// By what pairs are counted, beside the class: attributes of the two.
const BY: [&str; 2] = ["site", "supplier"];
/// So many pairs are named for each service; all are counted.
const PAIRS_MAX: usize = 50;

/// Two items that only together take a service down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CutPairView {
    /// The one.
    pub first: ItemRef,
    /// The other.
    pub second: ItemRef,
}

/// Pairs that are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PairGroup {
    /// In what they are: `class`, `site` or `supplier`.
    pub by: String,
    /// What the one has there; empty when nothing.
    pub first: String,
    /// What the other has.
    pub second: String,
    /// How many pairs.
    pub count: u64,
}

/// The pairs of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceCuts {
    /// The service.
    #[serde(flatten)]
    pub service: ItemRef,
    /// How many pairs take it down.
    pub count: u64,
    /// How many of what; most first within each of the three.
    pub groups: Vec<PairGroup>,
    /// The first of them; see `count` for how many there are.
    pub pairs: Vec<CutPairView>,
}

/// The cut sets of order 2 of services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CutReport {
    /// The record no. of which this is.
    pub seq: u64,
    /// Every service that two failures take down, tier 1 first, then by name.
    pub services: Vec<ServiceCuts>,
    /// How many services were asked about.
    pub asked: u64,
}

/// What is found of one service while pairs come in.
#[derive(Default)]
struct Found {
    count: u64,
    /// What it is by, what the one has, what the other.
    groups: BTreeMap<(&'static str, String, String), u64>,
    pairs: Vec<(Row, Row)>,
}

/// Returns the pairs of items that can fail alone, neither a single point of failure, that together take a service down.
/// `tell` hears how much of all has been gone through.
///
/// # Errors
/// As [`weakness`](super::weakness).
pub fn cuts(
    generation: &Generation,
    question: &WeaknessQuestion,
    tell: &mut dyn FnMut(u64, u64),
    cancel: &CancelToken,
) -> Result<CutReport, EngineError> {
    let asked = services(generation, &question.services)?;
    let fails_alone = |row: Row| generation.fails_alone(row);
    let topology = generation.topology();
    let search = PairQuestion { topology, services: &asked, fails_alone: &fails_alone, assumed: assumed(question) };
    let mut traits = Traits { generation, known: FxHashMap::default() };
    let (mut by_service, mut failed): (FxHashMap<Row, Found>, Option<EngineError>) = Default::default();
    let mut take = |pair: cairn_graph::CutPair<'_>| match traits.of_both(pair.first, pair.second) {
        Ok(groups) => {
            for &service in pair.services {
                let found = by_service.entry(service).or_default();
                found.count += 1;
                for group in &groups {
                    *found.groups.entry(group.clone()).or_default() += 1;
                }
                if found.pairs.len() < PAIRS_MAX {
                    found.pairs.push((pair.first, pair.second));
                }
            }
        }
        Err(error) => failed = Some(error),
    };
    cut_pairs(&search, &mut take, &mut |done, total| tell(done as u64, total as u64), cancel)?;
    if let Some(error) = failed {
        return Err(error);
    }
    let mut services = Vec::with_capacity(by_service.len());
    for (service, found) in by_service {
        services.push(resolved(generation, service, found)?);
    }
    services.sort_by(|left, right| {
        let order = |own: &ServiceCuts| own.service.tier.unwrap_or(u8::MAX);
        order(left)
            .cmp(&order(right))
            .then_with(|| (&left.service.name, left.service.id).cmp(&(&right.service.name, right.service.id)))
    });
    Ok(CutReport { seq: generation.seq(), services, asked: asked.len() as u64 })
}

fn resolved(generation: &Generation, service: Row, found: Found) -> Result<ServiceCuts, EngineError> {
    let mut groups: Vec<PairGroup> = found
        .groups
        .into_iter()
        .map(|((by, first, second), count)| PairGroup { by: by.to_owned(), first, second, count })
        .collect();
    groups.sort_by(|left, right| {
        (&left.by, std::cmp::Reverse(left.count), left).cmp(&(&right.by, std::cmp::Reverse(right.count), right))
    });
    let view = |&(first, second): &(Row, Row)| {
        Ok(CutPairView { first: reference(generation, first)?, second: reference(generation, second)? })
    };
    let pairs = found.pairs.iter().map(view).collect::<Result<_, EngineError>>()?;
    Ok(ServiceCuts { service: reference(generation, service)?, count: found.count, groups, pairs })
}

/// What items are, read once each.
struct Traits<'g> {
    generation: &'g Generation,
    known: FxHashMap<Row, [String; 3]>,
}

impl Traits<'_> {
    /// Returns by what a pair is counted.
    fn of_both(&mut self, first: Row, second: Row) -> Result<[(&'static str, String, String); 3], EngineError> {
        let (one, other) = (self.of(first)?, self.of(second)?);
        let names = ["class", BY[0], BY[1]];
        Ok(std::array::from_fn(|at| {
            // A server and a switch are a switch and a server.
            let (low, high) = if one[at] <= other[at] { (&one, &other) } else { (&other, &one) };
            (names[at], low[at].clone(), high[at].clone())
        }))
    }

    fn of(&mut self, row: Row) -> Result<[String; 3], EngineError> {
        if let Some(known) = self.known.get(&row) {
            return Ok(known.clone());
        }
        let mut read = [self.generation.view(row)?.class.to_owned(), String::new(), String::new()];
        let (count, mut attributes) = self.generation.attributes(row)?;
        for _ in 0..count {
            let name = attributes.text().map_err(EstateError::from)?;
            match BY.iter().position(|by| *by == name) {
                Some(place) => {
                    if let Value::Text(text) = attributes.value().map_err(EstateError::from)? {
                        read[place + 1] = text;
                    }
                }
                None => drop(attributes.value_bytes().map_err(EstateError::from)?),
            }
        }
        self.known.insert(row, read.clone());
        Ok(read)
    }
}
