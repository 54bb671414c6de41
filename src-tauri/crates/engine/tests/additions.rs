//! An import committed in one pass: the commit, the estate on disk and the generation are those that the same edits give
//! one by one, and what does not fit changes nothing.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::sync::Arc;

use cairn_engine::generate::{Size, generate};
use cairn_engine::import::{ImportFile, ImportOptions, ImportPlan, plan};
use cairn_engine::{Act, Engine};
use cairn_estate::Generation;
use cairn_model::packed::EditList;
use cairn_model::{
    CancelToken, CiId, Commit, CommitKind, Edit, Relationship, RelationshipId, Requirement, RequirementKey, Strength,
    Terms,
};
use common::*;

/// Returns what importing a generated estate would do, as the system `source`.
fn planned(generation: &Generation, items: u64, source: &str, act: &mut Act<'_>) -> ImportPlan {
    let size = Size { items, relationships: items * 4, grouped: 0.3, seed: items };
    let (mut own, mut between) = (Vec::new(), Vec::new());
    generate(&size, &mut own, &mut between).unwrap();
    let files = [("items.csv", &own), ("relationships.csv", &between)]
        .map(|(name, bytes)| ImportFile { name: name.to_owned(), bytes });
    let options = ImportOptions { source: source.to_owned(), ..ImportOptions::default() };
    let plan = plan(generation, &files, &options, &mut act.ids(), &CancelToken::default()).unwrap();
    assert_eq!(plan.summary.refused, []);
    plan
}

/// Two estates with the same bytes so far.
fn twins() -> [Estate; 2] {
    [Estate::new(), Estate::new()]
}

fn same(one: &Engine, other: &Engine) {
    assert_eq!(one.generation().difference(&other.generation()), None);
    for engine in [one, other] {
        assert!(engine.check().unwrap().is_sound(), "{:?}", engine.check());
    }
    assert_eq!(one.commits(10).unwrap(), other.commits(10).unwrap());
}

#[test]
fn one_pass_leads_where_one_by_one_leads() {
    let [former, streamed] = twins();
    let empty = streamed.engine.generation();
    // Into an empty estate, and into one that has items, relationships and terms already.
    for (number, source, items) in [(1, "first", 5_000), (2, "second", 6_000)] {
        let made: [Commit; 2] = [&former, &streamed].map(|estate| {
            acting(number, |act| {
                let plan = planned(&empty, items, source, act);
                assert!(plan.edits.len() > 20_000 && plan.edits.only_adds());
                let draft = draft(CommitKind::Load, number);
                if std::ptr::eq(estate, &former) {
                    return estate.engine.commit(draft, plan.edits.iter().collect(), act).unwrap();
                }
                estate.engine.commit_list(draft, plan.edits, act).unwrap()
            })
        });
        assert_eq!(made[0], made[1]);
        same(&former.engine, &streamed.engine);
    }
    // Read from the pages, which number classes in an order of their own, they are the same as well.
    let [one, other] = [former, streamed].map(|estate| {
        let path = estate.path("e.cairn");
        let Estate { dir, engine, .. } = estate;
        drop(engine);
        std::fs::remove_file(path.join("image")).unwrap();
        (opened(&path), dir)
    });
    same(&one.0, &other.0);
}

/// Commits a long list with some edits behind it, and confirms that nothing came about.
fn refused(more: impl FnOnce(&[Edit]) -> Vec<Edit>, words: &str) {
    let estate = Estate::new();
    let before = estate.engine.generation();
    let error = acting(1, |act| {
        let plan = planned(&before, 5_000, "first", act);
        let mut edits: Vec<Edit> = plan.edits.iter().collect();
        let more = more(&edits);
        let place = edits.iter().position(|edit| matches!(edit, Edit::Requirement { .. })).unwrap();
        edits.splice(place..place, more);
        edits.sort_by_key(|edit| matches!(edit, Edit::Requirement { .. }));
        let list: EditList = edits.into_iter().collect();
        assert!(list.only_adds());
        estate.engine.commit_list(draft(CommitKind::Load, 1), list, act).unwrap_err()
    });
    let told = format!("{error:?}");
    assert!(told.contains(words), "{told}");
    assert!(Arc::ptr_eq(&before, &estate.engine.generation()));
    assert_eq!(estate.engine.info().unwrap().head.seq, before.seq());
    assert!(estate.engine.check().unwrap().is_sound());
    // It takes the next commit as if nothing had happened.
    acting(2, |act| {
        let plan = planned(&estate.engine.generation(), 5_000, "first", act);
        estate.engine.commit_list(draft(CommitKind::Load, 2), plan.edits, act).unwrap();
    });
    assert_eq!(estate.engine.generation().item_count(), 5_000);
}

fn relationship_in(edits: &[Edit]) -> Relationship {
    let found = edits.iter().rev().find_map(|edit| match edit {
        Edit::Relationship { after, .. } => after.as_deref().cloned(),
        _ => None,
    });
    found.unwrap()
}

fn added(own: Relationship) -> Vec<Edit> {
    vec![Edit::Relationship { before: None, after: Some(Box::new(own)) }]
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    // Not the neighbour: the page of its twin was stored long before.
    refused(
        |edits| {
            let first = edits.iter().find_map(|edit| match edit {
                Edit::Relationship { after, .. } => after.as_deref().cloned(),
                _ => None,
            });
            added(first.unwrap())
        },
        "AlreadyThere",
    );
    refused(
        |edits| {
            let own = relationship_in(edits);
            added(Relationship { id: RelationshipId { to: CiId(7), ..own.id.clone() }, ..own })
        },
        "UnknownEnd",
    );
    refused(
        |edits| {
            let own = relationship_in(edits);
            added(Relationship { id: RelationshipId { type_id: "unheard_of".into(), ..own.id.clone() }, ..own })
        },
        "NotInCatalogue",
    );
    let terms = Terms { strength: Some(Strength::Soft), ..Terms::default() };
    let of = |edits: &[Edit], key| Requirement { consumer: relationship_in(edits).id.from, key, terms };
    refused(
        |edits| {
            let nobody = of(edits, RequirementKey::Type("hosted_on".into()));
            vec![Edit::Requirement { before: None, after: Some(Box::new(nobody)) }]
        },
        "TermsLeft",
    );
    refused(
        |edits| {
            let twice = edits.iter().rev().find(|edit| matches!(edit, Edit::Requirement { .. }));
            vec![twice.unwrap().clone()]
        },
        "AlreadyThere",
    );
}
