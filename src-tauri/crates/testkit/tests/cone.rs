//! What a verdict rests on: any record that alters the verdict alters the cone, and nothing far away does (IMPACT 6).
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;
#[path = "common/plan.rs"]
mod plan;

use cairn_engine::change::{Assessing, assess};
use cairn_engine::change::{NewChange, drafted};
use cairn_estate::Generation;
use cairn_model::change::{ChangePolicy, Hashes, Plan, RiskBand, RiskRules};
use cairn_model::{
    CancelToken, CiId, Edit, Item, Operation, OperationStatus, Relationship, RelationshipId, Requirement, Terms,
    Threshold, Timestamp, Value,
};
use cairn_testkit::oracle;
use cairn_testkit::random::estate_with_change;
use convert::generation;
use plan::{planned, policy};
use proptest::prelude::*;

/// Returns the policy of the oracle's estates with as much of risk as an analysis needs.
fn judging() -> ChangePolicy {
    let row = vec![2, 2, 2, 2];
    let band = RiskBand {
        id: "low".to_owned(),
        label: cairn_model::catalogue::Label::same("low"),
        up_to: 25,
        authorities: Vec::new(),
        review: false,
    };
    let risk = RiskRules {
        at_risk: row.clone(),
        degraded: row.clone(),
        down: row,
        nothing: 1,
        many_down: 3,
        many_down_impact: 5,
        default_tier: 4,
        unanswered: 3,
    };
    ChangePolicy { bands: vec![band], risk, ..policy() }
}

/// Returns the digests of the plan's analysis on an estate; `None` when it does not apply there.
fn hashes(generation: &Generation, plan: &Plan) -> Option<Hashes> {
    let policy = judging();
    let new = NewChange { title: "test".to_owned(), ..NewChange::default() };
    let change = drafted(&new, "T-1".to_owned(), "requester".to_owned(), "draft".to_owned(), Timestamp(0));
    let own = Assessing { change: &change, plan, policy: &policy, actor: "tester", at: Timestamp(0) };
    assess(generation, &own, &CancelToken::default()).ok().map(|found| found.analysis.hashes)
}

/// Three items that need each other and nobody else.
fn with_island(mut estate: oracle::Estate) -> oracle::Estate {
    let template = estate.items[0].clone();
    let kind = estate.types[0].id.clone();
    for name in ["zz1", "zz2", "zz3"] {
        estate.items.push(oracle::Item {
            id: name.to_owned(),
            state: oracle::State::Live,
            operation: oracle::Operation::InService,
            ..template.clone()
        });
    }
    for (from, to) in [("zz1", "zz2"), ("zz2", "zz3"), ("zz3", "zz1")] {
        estate.relationships.push(oracle::Relationship {
            from: from.to_owned(),
            type_id: kind.clone(),
            to: to.to_owned(),
            label: None,
            strength: None,
            min_up: None,
            degraded_below: None,
        });
    }
    estate
}

/// What one record may do.
#[derive(Clone, Copy, Debug)]
enum Record {
    Rename,
    Owner,
    Verify,
    OutOfService,
    Degrade,
    BackInService,
    State(&'static str),
    Connect(usize),
    Disconnect(usize),
    Declare(u32),
}

impl Record {
    /// Whether no verdict reads what it alters.
    fn is_unread(self) -> bool {
        matches!(self, Record::Rename | Record::Owner | Record::Verify)
    }

    /// Returns the edits of the record at the n-th item of some; `None` when there is nothing to do there.
    fn edits(self, generation: &Generation, at: usize, among: &[CiId]) -> Option<Vec<Edit>> {
        let id = among[at % among.len()];
        let row = generation.row(id)?;
        let item = generation.item(row).unwrap();
        let change = |edit: &dyn Fn(&mut Item)| {
            let mut after = item.clone();
            edit(&mut after);
            let differs = after != item;
            differs.then(|| vec![Edit::Item { before: Some(Box::new(item.clone())), after: Some(Box::new(after)) }])
        };
        let operate = |status| {
            change(&|item| {
                item.operation = Operation { status, ..Operation::default() };
            })
        };
        match self {
            Record::Rename => change(&|item| item.name.push('x')),
            Record::Owner => change(&|item| drop(item.attributes.insert("owner".into(), Value::Text("other".into())))),
            Record::Verify => change(&|item| item.verified_at = Some(Timestamp(77))),
            Record::OutOfService => operate(OperationStatus::OutOfService),
            Record::Degrade => operate(OperationStatus::Degraded),
            Record::BackInService => operate(OperationStatus::InService),
            Record::State(state) => change(&|item| state.clone_into(&mut item.state)),
            Record::Connect(other) => {
                let to = among[other % among.len()];
                let kinds = generation.catalogue().relationship_types();
                let type_id = kinds[other % kinds.len()].definition.id.clone();
                let new = RelationshipId { from: id, label: None, to, type_id };
                let is_new = id != to && generation.relationship_row(&new).is_none();
                is_new.then(|| {
                    let after = Some(Box::new(Relationship::declared(new)));
                    vec![Edit::Relationship { before: None, after }]
                })
            }
            Record::Disconnect(other) => disconnect(generation, row, other),
            Record::Declare(k) => {
                let around = generation.outgoing(row).iter().chain(generation.incoming(row));
                let need = around.filter_map(|&own| generation.need_of(own)).find(|need| need.consumer == row)?;
                let before = generation.terms(row, &need.key).map(|terms| terms.terms);
                let after = Terms { min_up: Some(Threshold::Count(k)), ..before.unwrap_or_default() };
                let side = |terms: Terms| Box::new(Requirement { consumer: id, key: need.key.clone(), terms });
                (before != Some(after))
                    .then(|| vec![Edit::Requirement { before: before.map(side), after: Some(side(after)) }])
            }
        }
    }
}

fn disconnect(generation: &Generation, row: u32, other: usize) -> Option<Vec<Edit>> {
    let around = generation.outgoing(row);
    let relationship = *around.get(other % around.len().max(1))?;
    let before = generation.relationship(relationship).unwrap();
    let place = generation.requirement_of(relationship);
    let alone = cairn_model::RequirementKey::Relationship(before.id.clone());
    let mut edits = Vec::new();
    if let Some((consumer, key)) = place.clone() {
        // Terms go with the last relationship of their requirement.
        let mut near = generation.outgoing(consumer).iter().chain(generation.incoming(consumer));
        let stays = near.any(|&own| own != relationship && generation.requirement_of(own) == place);
        let group = (!stays && key != alone).then_some(key);
        for key in [Some(alone), group].into_iter().flatten() {
            if let Some(terms) = generation.terms(consumer, &key) {
                let own = Requirement { consumer: generation.id(consumer), key, terms: terms.terms };
                edits.push(Edit::Requirement { before: Some(Box::new(own)), after: None });
            }
        }
    }
    edits.push(Edit::Relationship { before: Some(Box::new(before)), after: None });
    Some(edits)
}

fn record() -> impl Strategy<Value = Record> {
    prop_oneof![
        Just(Record::Rename),
        Just(Record::Owner),
        Just(Record::Verify),
        Just(Record::OutOfService),
        Just(Record::Degrade),
        Just(Record::BackInService),
        prop::sample::select(vec!["live", "planned", "retired", "maintenance"]).prop_map(Record::State),
        any::<usize>().prop_map(Record::Connect),
        any::<usize>().prop_map(Record::Disconnect),
        (1..4_u32).prop_map(Record::Declare),
    ]
}

fn committed(generation: &Generation, edits: &[Edit]) -> Generation {
    let catalogue = std::sync::Arc::clone(generation.catalogue());
    generation.apply(generation.seq() + 1, catalogue, edits).unwrap().stored(&[])
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, failure_persistence: None, max_global_rejects: 200_000, ..ProptestConfig::default()
    })]

    #[test]
    fn a_record_that_alters_the_verdict_alters_the_cone(
        (estate, steps) in estate_with_change(),
        records in prop::collection::vec((record(), any::<usize>()), 1..6),
        far in prop::collection::vec((record(), any::<usize>()), 1..4),
    ) {
        let estate = with_island(estate);
        let judged = oracle::judge_change(&estate, &steps);
        let (names, live) = (&judged.end_estate, generation(&estate));
        let mut plan = Plan::default();
        for (step, own) in steps.iter().zip(&judged.steps) {
            let step = planned(names, &own.before, &live, step);
            prop_assume!(step.is_some());
            plan.steps.push(step.unwrap());
        }
        let known = hashes(&live, &plan);
        prop_assume!(known.is_some());
        let known = known.unwrap();
        let near: Vec<CiId> = estate.items.iter().filter(|item| !item.id.starts_with("zz"))
            .map(|item| convert::ci(&estate, &item.id)).collect();
        let island: Vec<CiId> = ["zz1", "zz2", "zz3"].map(|id| convert::ci(&estate, id)).to_vec();
        for (record, at) in far {
            if let Some(edits) = record.edits(&live, at, &island) {
                let now = hashes(&committed(&live, &edits), &plan);
                prop_assert_eq!(now.as_ref(), Some(&known), "far away: {:?}", record);
            }
        }
        for (record, at) in records {
            let Some(edits) = record.edits(&live, at, &near) else { continue };
            let Some(now) = hashes(&committed(&live, &edits), &plan) else { continue };
            if record.is_unread() {
                prop_assert_eq!(&now.cone, &known.cone, "{:?}", record);
            }
            prop_assert!(now.verdict == known.verdict || now.cone != known.cone, "{:?} {:?}", record, edits);
        }
    }
}
