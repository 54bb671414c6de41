//! A list of edits that only add, committed in one pass: byte for byte what committing them one by one leaves, and nothing
//! at all when anything about it is wrong.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::sync::Arc;

use cairn_model::packed::EditList;
use cairn_model::{
    BaselineMark, CiId, Confidence, Edit, Item, ModelElement, Operation, OperationStatus, Relationship, RelationshipId,
    Strength, Timestamp, Value,
};
use cairn_store::backend::{Backend, MemoryBackend};
use cairn_store::{ConflictReason, Filing, LocatedEdit, PageKind, Store, StoreError};
use common::*;
use proptest::prelude::*;

/// Notes what is filed.
struct Noted {
    pages: Vec<(PageKind, u32, Vec<u8>)>,
    stops_at: usize,
    is_closed: bool,
    fits: bool,
}

impl Noted {
    fn new() -> Self {
        Noted { pages: Vec::new(), stops_at: usize::MAX, is_closed: false, fits: true }
    }
}

impl Filing for Noted {
    fn file(&mut self, kind: PageKind, page: u32, record: &[u8]) -> bool {
        self.pages.push((kind, page, record.to_vec()));
        self.pages.len() < self.stops_at
    }

    fn close(&mut self) {
        self.is_closed = true;
    }

    fn fits(&mut self) -> bool {
        assert!(self.is_closed, "asked before everything was filed");
        self.fits
    }
}

fn everything(backend: &MemoryBackend) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut all = Vec::new();
    let step = &mut |key: &[u8], value: &[u8]| {
        all.push((key.to_vec(), value.to_vec()));
        true
    };
    backend.scan(&[], &[u8::MAX; 64], step).unwrap();
    all
}

fn located(edits: &[Edit]) -> Vec<LocatedEdit> {
    edits.iter().cloned().map(add).collect()
}

/// An estate with some records, and one with the same bytes.
fn twins(before: &[Edit]) -> [(Arc<MemoryBackend>, Store); 2] {
    [(); 2].map(|()| {
        let backend = Arc::new(MemoryBackend::new());
        let store = over(&backend).unwrap();
        store.commit(draft(1), &located(before), &mut entropy(1)).unwrap();
        (backend, store)
    })
}

/// Commits the edits both ways and compares everything.
fn check(before: &[Edit], edits: &[Edit]) {
    let list: EditList = edits.iter().cloned().collect();
    assert!(list.only_adds());
    let [(one, former), (other, streamed)] = twins(before);
    let receipt = former.commit(draft(2), &located(edits), &mut entropy(2)).unwrap();
    let mut noted = Noted::new();
    let commit = streamed.commit_additions(draft(2), list, &mut entropy(2), &mut noted).unwrap();
    assert_eq!(commit, receipt.commit);
    let pages: Vec<u32> = noted.pages.iter().map(|(_, page, _)| *page).collect();
    assert_eq!(pages, receipt.pages.iter().copied().flatten().collect::<Vec<_>>());
    assert!(everything(&one) == everything(&other), "the bytes of the estates differ");
    assert_sound(&streamed);
    // What was filed is what lies there now, beside what lay there before.
    let held = contents(&streamed).unwrap();
    assert!(noted.pages.iter().all(|(kind, page, record)| held.get(&(*kind, record.clone())) == Some(page)));
    assert_eq!(streamed.head(), former.head());
    let next = add_item(1 << 90);
    let after =
        [&former, &streamed].map(|store| store.commit(draft(3), std::slice::from_ref(&next), &mut entropy(3)).unwrap());
    assert_eq!(after[0], after[1]);
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        any::<i64>().prop_map(Value::Integer),
        "-?[0-9]{1,9}\\.[0-9]{1,4}".prop_map(Value::Decimal),
        any::<String>().prop_map(Value::Text),
    ];
    prop_oneof![9 => leaf.clone(), 1 => prop::collection::vec(leaf, 0..3).prop_map(Value::List)]
}

prop_compose! {
    fn any_item()(
        (name, class) in (any::<String>(), ".{0,6}"),
        (source, source_id) in (prop::option::of(".{1,6}"), prop::option::of(".{1,6}")),
        attributes in prop::collection::btree_map("[a-c~/\"\\\\\u{e000}\u{10000}é]{0,4}", value(), 0..6),
        is_degraded in prop::bool::weighted(0.1),
        verified in prop::option::weighted(0.1, 0..9_i64),
    ) -> Item {
        let status = if is_degraded { OperationStatus::Degraded } else { OperationStatus::InService };
        let operation = Operation { status, since: verified.map(Timestamp), ..Operation::default() };
        let verified_at = verified.map(Timestamp);
        Item { attributes, class, name, operation, source, source_id, verified_at, ..item(0, 1) }
    }
}

prop_compose! {
    fn any_relationship()(
        (type_id, label) in ("[a-z\"]{1,8}", prop::option::of(".{1,4}")),
        source in prop::option::of(".{1,4}"),
        confidence in prop::sample::select(vec![Confidence::Declared, Confidence::Declared, Confidence::Verified]),
        valid_from in prop::option::weighted(0.1, 0..9_i64),
    ) -> Relationship {
        let id = RelationshipId { from: CiId(0), label, to: CiId(0), type_id };
        Relationship { confidence, source, valid_from: valid_from.map(Timestamp), ..Relationship::declared(id) }
    }
}

/// Gives the records identities of their own, and orders them as a list that only adds has them.
fn additions(items: Vec<Item>, relationships: Vec<Relationship>, first: u128) -> Vec<Edit> {
    let element =
        ModelElement { definition: serde_json::json!({"a": [1, "b"]}), id: format!("e{first}"), kind: "class".into() };
    let mut edits = vec![Edit::Model { after: Some(Box::new(element)), before: None }];
    let numbered = (first..).zip(items).map(|(id, item)| edit_item(None, Some(Item { id: CiId(id), ..item })));
    edits.extend(numbered);
    edits.extend((first..).zip(relationships).map(|(id, mut own)| {
        (own.id.from, own.id.to) = (CiId(id), CiId(u128::MAX - id));
        Edit::Relationship { after: Some(Box::new(own)), before: None }
    }));
    let mark = BaselineMark { name: format!("mark {first}"), seq: 1 };
    edits.push(Edit::Baseline { after: Some(Box::new(mark)), before: None });
    edits.extend((first..first + 300).map(|consumer| Edit::Requirement {
        after: Some(Box::new(requirement(consumer, Strength::Soft))),
        before: None,
    }));
    edits
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_pass_leaves_the_bytes_that_one_by_one_leaves(
        before in prop::collection::vec(any_item(), 0..100),
        items in prop::collection::vec(any_item(), 0..300),
        relationships in prop::collection::vec(any_relationship(), 0..700),
    ) {
        let before = additions(before, Vec::new(), 1 << 100);
        check(&before, &additions(items, relationships, 1 << 60));
    }
}

#[test]
fn pages_and_chunks_that_are_full_go_before_the_last() {
    let items = (0..3_000).map(|number| item(number, 1)).collect();
    let relationships = (0..9_000).map(|number| relationship(number, 1)).collect();
    check(&additions(Vec::new(), Vec::new(), 5), &additions(items, relationships, 1_000_000));
    check(&additions(vec![item(1, 1); 70], vec![relationship(1, 2); 300], 5), &[]);
}

/// Commits what must not come about, and confirms that nothing did.
fn refused(edits: &[Edit], noted: &mut Noted) -> StoreError {
    let [(untouched, _), (backend, store)] = twins(&additions(vec![item(0, 1); 10], Vec::new(), 50));
    let list: EditList = edits.iter().cloned().collect();
    let error = store.commit_additions(draft(2), list, &mut entropy(2), noted).unwrap_err();
    assert!(everything(&untouched) == everything(&backend), "something was written");
    assert_eq!(store.head().seq, 1);
    store.commit(draft(2), &[add_item(1 << 90)], &mut entropy(2)).unwrap();
    assert_sound(&store);
    error
}

#[test]
fn what_does_not_fit_leaves_the_estate_as_it_was() {
    let many = || additions((0..200).map(|number| item(number, 1)).collect(), Vec::new(), 1_000);
    let vetoed = refused(&many(), &mut Noted { fits: false, ..Noted::new() });
    assert!(matches!(vetoed, StoreError::Withdrawn), "{vetoed}");
    let stopped = refused(&many(), &mut Noted { stops_at: 77, ..Noted::new() });
    assert!(matches!(stopped, StoreError::Withdrawn), "{stopped}");

    let mut twice = many();
    twice.insert(3, twice[2].clone());
    let error = refused(&twice, &mut Noted::new());
    assert!(matches!(error, StoreError::Conflict { edit: 3, reason: ConflictReason::Exists, .. }), "{error}");

    let mut beyond = many();
    let late = Item { verified_at: Some(Timestamp(i64::MAX)), ..item(7_000, 1) };
    beyond.insert(100, edit_item(None, Some(late)));
    let error = refused(&beyond, &mut Noted::new());
    assert!(matches!(error, StoreError::Unrepresentable { edit: 100, .. }), "{error}");

    let known = ModelElement { definition: serde_json::json!(1), id: "e50".into(), kind: "class".into() };
    let mut again = many();
    again[0] = Edit::Model { after: Some(Box::new(known)), before: None };
    let error = refused(&again, &mut Noted::new());
    assert!(matches!(error, StoreError::Conflict { edit: 0, reason: ConflictReason::Exists, .. }), "{error}");
}
