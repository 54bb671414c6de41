//! Commits: what they leave behind, what they refuse, and what the log says of them afterwards.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::sync::Arc;

use cairn_model::{BaselineMark, CiId, Document, Edit, ModelElement, Strength, Timestamp, Value};
use cairn_store::backend::MemoryBackend;
use cairn_store::{ConflictReason, Counts, LocatedEdit, PageKind, Record, Store, StoreError};
use common::*;

fn memory() -> (Arc<MemoryBackend>, Store) {
    let backend = Arc::new(MemoryBackend::new());
    let store = over(&backend).unwrap();
    (backend, store)
}

fn element(id: &str, label: &str) -> Box<ModelElement> {
    let definition = serde_json::json!({ "label": label, "weight": 1.50, "order": [3, 1] });
    Box::new(ModelElement { definition, id: id.into(), kind: "class".into() })
}

fn document(id: &str, title: &str) -> Box<Document> {
    // Longer than one part of a value.
    let body = serde_json::json!({ "title": title, "text": title.repeat(30_000), "minutes": 5 });
    Box::new(Document { body, id: id.into(), kind: "change".into() })
}

#[test]
fn every_noun_survives_reopening() {
    let (backend, store) = memory();
    let requirement = requirement(2, Strength::Hard);
    let mark = Box::new(BaselineMark { name: "go live".into(), seq: 1 });
    let edits = [
        add_item(1),
        add_item(2),
        add_relationship(1, 2),
        add(Edit::Requirement { after: Some(Box::new(requirement)), before: None }),
        add(Edit::Model { after: Some(element("server", "Server")), before: None }),
        add(Edit::Baseline { after: Some(mark.clone()), before: None }),
        add(Edit::Document { after: Some(document("C-2", "second")), before: None }),
        add(Edit::Document { after: Some(document("C-1", "first")), before: None }),
    ];
    let receipt = store.commit(draft(2), &edits, &mut entropy(1)).unwrap();
    assert_eq!(receipt.pages, [Some(0), Some(0), Some(0), Some(0), None, None, None, None]);
    assert_eq!(receipt.commit.seq, 1);
    assert_eq!(receipt.commit.parent, "");

    let store = over(&backend).unwrap();
    assert_eq!(store.counts(), Counts { items: 2, relationships: 1, requirements: 1 });
    assert_eq!(contents(&store).unwrap().len(), 4);
    assert_eq!(store.model_elements().unwrap(), [*element("server", "Server")]);
    assert_eq!(store.baselines().unwrap(), [*mark.clone()]);
    assert_eq!(store.commits(true, 10).unwrap(), [receipt.commit]);
    assert_eq!(store.documents("change").unwrap(), [*document("C-1", "first"), *document("C-2", "second")]);
    assert_eq!(store.documents("chang").unwrap(), []);
    assert_eq!(store.document("change", "C-2").unwrap(), Some(*document("C-2", "second")));
    assert_eq!(store.document("change", "C-3").unwrap(), None);
    assert_sound(&store);

    let edits = [
        add(Edit::Model { after: Some(element("server", "Machine")), before: Some(element("server", "Server")) }),
        add(Edit::Baseline { after: None, before: Some(mark) }),
        add(Edit::Document { after: Some(document("C-1", "other")), before: Some(document("C-1", "first")) }),
        add(Edit::Document { after: None, before: Some(document("C-2", "second")) }),
    ];
    store.commit(draft(3), &edits, &mut entropy(2)).unwrap();
    assert_eq!(store.model_elements().unwrap(), [*element("server", "Machine")]);
    assert_eq!(store.baselines().unwrap(), []);
    assert_eq!(store.all_documents().unwrap(), [*document("C-1", "other")]);
    let seqs = |newest_first, limit| {
        store.commits(newest_first, limit).unwrap().iter().map(|commit| commit.seq).collect::<Vec<_>>()
    };
    assert_eq!((seqs(true, 1), seqs(false, 1), seqs(false, 9)), (vec![2], vec![1], vec![1, 2]));
    assert_sound(&over(&backend).unwrap());
}

#[test]
fn edits_based_on_something_else_are_refused_and_leave_nothing() {
    let (backend, store) = memory();
    let mark = |seq| Some(Box::new(BaselineMark { name: "b".into(), seq }));
    let first = [
        add_item(1),
        add_relationship(1, 2),
        add(Edit::Model { after: Some(element("server", "Server")), before: None }),
        add(Edit::Document { after: Some(document("C-1", "a")), before: None }),
        add(Edit::Baseline { after: mark(1), before: None }),
    ];
    store.commit(draft(1), &first, &mut entropy(1)).unwrap();
    let (entries, head) = (backend.entries(), store.head());
    let (one, changed) = (item(1, 1), item(1, 2));
    let relationship_edit = Edit::Relationship { before: Some(Box::new(relationship(9, 9))), after: None };
    let cases: Vec<(LocatedEdit, ConflictReason)> = vec![
        (at(0, edit_item(Some(changed.clone()), Some(one.clone()))), ConflictReason::Changed),
        (at(0, edit_item(Some(changed.clone()), None)), ConflictReason::Changed),
        (at(0, edit_item(Some(item(7, 1)), None)), ConflictReason::Missing),
        (at(1, edit_item(Some(one.clone()), None)), ConflictReason::NoPage),
        (add(edit_item(Some(one.clone()), None)), ConflictReason::NoPage),
        (add_item(1), ConflictReason::Exists),
        (at(0, relationship_edit), ConflictReason::Missing),
        (add(Edit::Model { after: Some(element("server", "x")), before: None }), ConflictReason::Exists),
        (add(Edit::Model { after: None, before: Some(element("server", "x")) }), ConflictReason::Changed),
        (add(Edit::Model { after: None, before: Some(element("switch", "x")) }), ConflictReason::Missing),
        (add(Edit::Document { after: Some(document("C-1", "b")), before: None }), ConflictReason::Exists),
        (add(Edit::Document { after: None, before: Some(document("C-1", "b")) }), ConflictReason::Changed),
        (add(Edit::Document { after: None, before: Some(document("C-2", "a")) }), ConflictReason::Missing),
        (add(Edit::Baseline { after: mark(2), before: None }), ConflictReason::Exists),
        (add(Edit::Baseline { after: None, before: mark(2) }), ConflictReason::Changed),
    ];
    for (located, expected) in cases {
        let edits = [add_item(50), located];
        match store.commit(draft(2), &edits, &mut entropy(2)) {
            Err(StoreError::Conflict { edit: 1, reason, .. }) => assert_eq!(reason, expected, "{edits:?}"),
            other => panic!("{edits:?}: {other:?}"),
        }
        assert_eq!(backend.entries(), entries);
        assert_eq!((store.head(), store.counts().items), (head.clone(), 1));
    }
    // The store is still in order: the same commit without its bad edit goes through.
    store.commit(draft(2), &[add_item(50), at(0, edit_item(Some(one), Some(changed)))], &mut entropy(2)).unwrap();
    assert_sound(&store);
}

#[test]
fn what_could_not_be_read_back_is_refused() {
    let (backend, store) = memory();
    let with = |change: &dyn Fn(&mut cairn_model::Item)| {
        let mut item = item(1, 1);
        change(&mut item);
        edit_item(None, Some(item))
    };
    let mut deep = Value::Null;
    for _ in 0..80 {
        deep = Value::List(vec![deep]);
    }
    let empty = Edit::Item { after: None, before: None };
    let named = |name: &str| Some(Box::new(BaselineMark { name: name.into(), seq: 1 }));
    let cases = [
        empty,
        with(&|item| item.verified_at = Some(Timestamp(i64::MAX))),
        with(&|item| item.operation.since = Some(Timestamp(253_402_300_800_000))),
        with(&|item| drop(item.attributes.insert("deep".into(), deep.clone()))),
        Edit::Baseline { after: named("a\0b"), before: None },
        Edit::Baseline { after: named("a"), before: named("b") },
    ];
    let entries = backend.entries();
    for edit in cases {
        let outcome = store.commit(draft(1), &[add(edit)], &mut entropy(1));
        assert!(matches!(outcome, Err(StoreError::Unrepresentable { edit: 0, .. })), "{outcome:?}");
        assert_eq!(backend.entries(), entries);
    }
    store.commit(draft(1), &[add_item(1)], &mut entropy(1)).unwrap();
    let renamed = at(0, edit_item(Some(item(1, 1)), Some(item(2, 1))));
    let outcome = store.commit(draft(2), &[renamed], &mut entropy(1));
    assert!(matches!(outcome, Err(StoreError::Unrepresentable { .. })), "{outcome:?}");
}

/// The log writes decimals as text, so that is what an edit read from it says of its `before`.
#[test]
fn an_edit_from_the_log_can_be_undone() {
    let (_, store) = memory();
    let receipt = store.commit(draft(1), &[add_item(1)], &mut entropy(1)).unwrap();
    let edit = store.edits(1).unwrap().remove(0).inverse();
    let Edit::Item { before: Some(before), .. } = &edit else { panic!("{edit:?}") };
    assert_eq!(before.attributes["price"], Value::Text("1.50".into()), "the trap this test is about");
    let located = LocatedEdit { edit, page: receipt.pages[0] };
    store.commit(draft(2), &[located], &mut entropy(2)).unwrap();
    assert_eq!(store.counts().items, 0);
    assert_sound(&store);
}

#[test]
fn a_record_keeps_its_page_and_its_history() {
    let (_, store) = memory();
    let edits = (0..200).map(add_item).collect::<Vec<_>>();
    let receipt = store.commit(draft(1), &edits, &mut entropy(1)).unwrap();
    let expected = (0..200).map(|number| Some(number / 64)).collect::<Vec<_>>();
    assert_eq!(receipt.pages, expected);
    let commit = |number, edit: LocatedEdit| store.commit(draft(number), &[edit], &mut entropy(1)).unwrap().pages[0];
    assert_eq!(commit(2, at(1, edit_item(Some(item(70, 1)), Some(item(70, 2))))), Some(1));
    assert_eq!(commit(3, at(1, edit_item(Some(item(70, 2)), None))), None);
    // The free place in page 1 is not reused by other records, but by this one.
    assert_eq!(commit(4, add_item(500)), Some(3));
    let id = item_id(70);
    assert_eq!(
        store.locate(PageKind::Items, &[&id, &item_id(500), &item_id(9_999)]).unwrap(),
        [Some(1), Some(3), None]
    );
    assert_eq!(commit(5, at(1, edit_item(None, Some(item(70, 3))))), Some(1));

    let history = store.history(PageKind::Items, &id, Some(1)).unwrap();
    assert_eq!(history, store.history(PageKind::Items, &id, None).unwrap());
    assert_eq!(history.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2, 3, 5]);
    let cpu = |seq| match store.as_of(PageKind::Items, &id, Some(1), seq).unwrap() {
        Some(Record::Item(item)) => Some(item.attributes["cpu"].clone()),
        None => None,
        other => panic!("{other:?}"),
    };
    let expected = [None, Some(1), Some(2), None, None, Some(3), Some(3)].map(|cpu| cpu.map(Value::Integer));
    assert_eq!((0..7).map(cpu).collect::<Vec<_>>(), expected);
    assert_sound(&store);
}

#[test]
fn values_larger_than_a_part_grow_and_shrink() {
    let (backend, store) = memory();
    let noise = |length: u32| {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b' ' + u8::try_from(state >> 24).unwrap() % 94)
        };
        (0..length).map(|_| next()).collect::<String>()
    };
    let with = |length: u32| {
        let mut item = item(1, length);
        let parts = (0..length.div_ceil(60_000)).map(|part| (format!("note {part}"), Value::Text(noise(60_000))));
        item.attributes.extend(parts);
        item
    };
    let mut before = None;
    for (number, length) in [(1, 10), (2, 900_000), (3, 200_000), (4, 2_000_000), (5, 0)] {
        let after = with(length);
        let located = LocatedEdit { edit: edit_item(before, Some(after.clone())), page: (number > 1).then_some(0) };
        store.commit(draft(number), &[located], &mut entropy(1)).unwrap();
        let store = over(&backend).unwrap();
        assert!(contents(&store).unwrap().contains_key(&packed_item(&after)));
        assert_eq!(store.check().unwrap().findings, vec![]);
        before = Some(after);
    }
    assert!(backend.entries().values().all(|value| value.len() < 64 * 1024));
    let page_parts = backend.entries().keys().filter(|key| key.starts_with(b"p")).count();
    assert_eq!(page_parts, 1, "the parts of the larger page are gone");
    assert_eq!(store.history(PageKind::Items, &CiId(1).0.to_be_bytes(), Some(0)).unwrap().len(), 5);
}

#[test]
fn many_records_in_one_commit() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    let edits = (0..20_000).map(add_item).chain((0..30_000).map(|n| add_relationship(n / 3, n))).collect::<Vec<_>>();
    store.commit(draft(1), &edits, &mut entropy(1)).unwrap();
    drop(store);
    let store = Store::open(&path, &holder(), NO_WAIT).unwrap();
    assert_eq!(store.counts(), Counts { items: 20_000, relationships: 30_000, requirements: 0 });
    assert_eq!(contents(&store).unwrap().len(), 50_000);
    assert_eq!(store.edits(1).unwrap().len(), 50_000);
    assert_sound(&store);
    // One thread or two, the bytes are the same: the salts say so.
    let (backend, other) = memory();
    let receipt = other.commit(draft(1), &edits, &mut entropy(1)).unwrap();
    assert_eq!(receipt.commit.hash, store.head().hash);
    drop((backend, other));
}

#[test]
fn a_commit_without_edits_is_a_commit() {
    let (_, store) = memory();
    store.commit(draft(1), &[], &mut entropy(1)).unwrap();
    store.commit(draft(2), &[add_item(1)], &mut entropy(1)).unwrap();
    store.commit(draft(3), &[], &mut entropy(1)).unwrap();
    assert_eq!(store.edits(1).unwrap(), []);
    assert_eq!(store.edits(4).unwrap(), []);
    assert_sound(&store);
}
