//! What a change leaves, by the edits it amounts to: the engine's verdict of it is the oracle's of its end state.
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/convert.rs"]
mod convert;

use std::collections::BTreeMap;

use cairn_estate::Generation;
use cairn_graph::{AssumedRedundancy, Seed, verdict};
use cairn_model::{CancelToken, Edit, Level};
use cairn_testkit::oracle::{self, Step, StepEdit};
use cairn_testkit::random::estate_with_change;
use convert::{ci, committed, edits, generation, level, relationship_id, requirements};
use proptest::prelude::*;

/// Checks that both verdicts of the generation are those of the oracle's estate; seeds that do not participate are
/// left out, as the engine refuses them.
fn check(estate: &oracle::Estate, generation: &Generation, seeds: &[oracle::Seed]) {
    let seeds: Vec<oracle::Seed> = seeds.iter().filter(|(id, _)| estate.participates(id)).cloned().collect();
    let vertex = |id: &str| generation.row(ci(estate, id)).unwrap();
    let given: Vec<Seed> = seeds.iter().map(|(id, at)| Seed { vertex: vertex(id), level: level(*at) }).collect();
    for (assumed, judgement) in [
        (AssumedRedundancy::Holds, oracle::judge(estate, &seeds)),
        (AssumedRedundancy::Absent, oracle::judge_assumed_absent(estate, &seeds)),
    ] {
        let found = verdict(generation.topology(), &given, assumed, &CancelToken::default()).unwrap();
        let levels: BTreeMap<&String, Level> =
            judgement.levels.keys().map(|id| (id, found.level(vertex(id)))).collect();
        let expected: BTreeMap<&String, Level> = judgement.levels.iter().map(|(id, at)| (id, level(*at))).collect();
        assert_eq!(levels, expected, "{assumed:?} {seeds:?}");
    }
}

/// Checks that the generation holds the rows and terms of the estate and no others.
fn check_records(estate: &oracle::Estate, generation: &Generation) {
    assert_eq!(generation.item_count(), estate.items.len());
    assert_eq!(generation.relationship_count(), estate.relationships.len());
    for row in &estate.relationships {
        assert!(generation.relationship_row(&relationship_id(estate, row)).is_some(), "{row:?}");
    }
    let declared = requirements(estate);
    assert_eq!(generation.requirement_count(), declared.len(), "{declared:?}");
    for one in declared {
        let consumer = generation.row(one.consumer).unwrap();
        assert_eq!(generation.terms(consumer, &one.key).map(|filed| filed.terms), Some(one.terms), "{:?}", one.key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_edits_of_a_change_leave_its_end_state(
        (estate, steps) in estate_with_change(),
        drawn in proptest::collection::vec((0..16_usize, any::<bool>()), 1..=3),
        anew in any::<bool>(),
    ) {
        let judged = oracle::judge_change(&estate, &steps);
        let end = &judged.end_estate;
        let seed_of = |(index, is_down): &(usize, bool)| {
            let level = if *is_down { oracle::Level::Down } else { oracle::Level::Degraded };
            (end.items[index % end.items.len()].id.clone(), level)
        };
        let seeds: Vec<oracle::Seed> = drawn.iter().map(seed_of).collect();
        let mut by_step = generation(&estate);
        let mut all: Vec<Edit> = Vec::new();
        for (step, found) in steps.iter().zip(&judged.steps) {
            let planned = edits(end, &by_step, &step.edits);
            by_step = committed(&by_step, &planned, anew);
            check_records(&found.after, &by_step);
            check(&found.after, &by_step, &[]);
            check(&found.after, &by_step, &seeds);
            all.extend(planned);
        }
        let at_once = committed(&generation(&estate), &all, anew);
        check(end, &at_once, &[]);
        check(end, &at_once, &seeds);
    }
}

/// Returns a small estate in which `old` is needed, needs, and is joined by rows outside the graph.
fn small() -> oracle::Estate {
    let item = |id: &str| oracle::Item {
        id: id.to_owned(),
        state: oracle::State::Live,
        operation: oracle::Operation::InService,
        is_service: false,
    };
    let kind = |id: &str, groups| oracle::RelationshipType {
        id: id.to_owned(),
        needs: oracle::Needs::Source,
        strength: oracle::Strength::Hard,
        groups,
    };
    let row = |from: &str, type_id: &str, to: &str, k: Option<u32>| oracle::Relationship {
        from: from.to_owned(),
        type_id: type_id.to_owned(),
        to: to.to_owned(),
        label: None,
        strength: None,
        min_up: k.map(oracle::Threshold::Count),
        degraded_below: None,
    };
    oracle::Estate {
        items: ["old", "new", "app", "p", "q"].map(item).to_vec(),
        types: vec![kind("hard", false), kind("pool", true)],
        relationships: vec![
            row("app", "hard", "old", Some(1)),
            row("old", "pool", "p", Some(2)),
            row("old", "pool", "q", None),
            row("old", "hard", "new", None),
        ],
    }
}

#[test]
fn a_replacement_amounts_to_edits_of_rows_terms_and_item() {
    let estate = small();
    let replace = StepEdit::Replace { old: "old".to_owned(), new: "new".to_owned() };
    let before = generation(&estate);
    let planned = edits(&estate, &before, std::slice::from_ref(&replace));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for edit in &planned {
        let kind = match edit {
            Edit::Relationship { before: None, after: Some(_) } => "rows arrive",
            Edit::Relationship { before: Some(_), after: None } => "rows leave",
            Edit::Requirement { before: None, after: Some(_) } => "terms arrive",
            Edit::Requirement { before: Some(_), after: None } => "terms leave",
            Edit::Item { .. } => "item",
            other => panic!("{other:?}"),
        };
        *kinds.entry(kind).or_default() += 1;
    }
    let expected = [("item", 1), ("rows arrive", 3), ("rows leave", 4), ("terms arrive", 2), ("terms leave", 2)];
    assert_eq!(kinds, BTreeMap::from(expected));
    let judged = oracle::judge_change(&estate, &[Step { edits: vec![replace], seeds: Vec::new() }]);
    let seeds = [("p".to_owned(), oracle::Level::Down)];
    check(&judged.end_estate, &committed(&before, &planned, false), &seeds);
    assert_eq!(oracle::judge(&judged.end_estate, &seeds).levels["app"], oracle::Level::Down);
}

#[test]
fn every_planned_edit_is_an_edit_of_the_model() {
    let estate = small();
    let before = generation(&estate);
    let touched =
        edits(&estate, &before, &[StepEdit::Touch { item: "p".to_owned() }, StepEdit::Touch { item: "p".to_owned() }]);
    for edit in &touched {
        assert!(matches!(edit, Edit::Item { before, after } if before != after && before.is_some() && after.is_some()));
    }
    assert_eq!(touched.len(), 2);
    let state = StepEdit::SetState { item: "p".to_owned(), state: oracle::State::Spare };
    let retire = StepEdit::Retire { item: "p".to_owned() };
    for (edit, expected) in [(state, "spare"), (retire, "retired")] {
        let planned = edits(&estate, &before, &[edit]);
        assert!(matches!(&planned[..], [Edit::Item { after: Some(item), .. }] if item.state == expected));
    }
}
