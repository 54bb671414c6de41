//! The packed form: what goes in comes out, and bytes that are something else are refused, never trusted.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;

use cairn_model::packed::{
    EditList, ItemRow, RelationshipRow, read_requirement, write_item, write_relationship, write_requirement,
};
use cairn_model::{
    BaselineMark, CiId, Confidence, Edit, Item, Operation, OperationStatus, Relationship, RelationshipId, Requirement,
    RequirementKey, Strength, Terms, Threshold, Timestamp, Value,
};
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        any::<i64>().prop_map(Value::Integer),
        "-?[0-9]{1,9}\\.[0-9]{1,4}".prop_map(Value::Decimal),
        ".{0,12}".prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map("[a-z]{1,4}", inner, 0..4).prop_map(Value::Map),
        ]
    })
}

fn text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(".{1,12}")
}

fn time() -> impl Strategy<Value = Option<Timestamp>> {
    prop::option::of(any::<i64>().prop_map(Timestamp))
}

prop_compose! {
    fn operation()(
        status in prop::sample::select(OperationStatus::ALL.to_vec()),
        (since, expected_end) in (time(), time()),
        (reason, record) in (text(), text()),
    ) -> Operation {
        Operation { expected_end, reason, record, since, status }
    }
}

prop_compose! {
    fn item()(
        id in any::<u128>(),
        (class, key, name, state) in (".{1,8}", ".{1,8}", ".{0,20}", "[a-z]{1,8}"),
        (source, source_id, verified_by) in (text(), text(), text()),
        attributes in prop::collection::btree_map("[a-z]{1,6}", value(), 0..6),
        (operation, verified_at) in (operation(), time()),
    ) -> Item {
        Item { attributes, class, id: CiId(id), key, name, operation, source, source_id, state, verified_at, verified_by }
    }
}

prop_compose! {
    fn relationship()(
        (from, to) in (any::<u128>(), any::<u128>()),
        (type_id, label) in ("[a-z_]{1,12}", text()),
        confidence in prop::sample::select(vec![Confidence::Declared, Confidence::Discovered, Confidence::Verified]),
        (source, verified_by) in (text(), text()),
        (valid_from, valid_to, verified_at) in (time(), time(), time()),
    ) -> Relationship {
        let id = RelationshipId { from: CiId(from), label, to: CiId(to), type_id };
        Relationship { confidence, id, source, valid_from, valid_to, verified_at, verified_by }
    }
}

fn threshold() -> impl Strategy<Value = Option<Threshold>> {
    let one = prop_oneof![any::<u32>().prop_map(Threshold::Count), (1..=10_000_u32).prop_map(Threshold::Percent)];
    prop::option::of(one)
}

prop_compose! {
    fn requirement()(
        consumer in any::<u128>(),
        key in prop_oneof![
            ".{1,8}".prop_map(RequirementKey::Label),
            "[a-z]{1,8}".prop_map(RequirementKey::Type),
            relationship().prop_map(|own| RequirementKey::Relationship(own.id)),
        ],
        strength in prop::option::of(prop::sample::select(Strength::ALL.to_vec())),
        (min_up, degraded_below) in (threshold(), threshold()),
    ) -> Requirement {
        Requirement { consumer: CiId(consumer), key, terms: Terms { degraded_below, min_up, strength } }
    }
}

fn emptied(text: Option<String>, is_emptied: bool) -> Option<String> {
    if is_emptied { Some(String::new()) } else { text }
}

fn boxed_item() -> impl Strategy<Value = Box<Item>> {
    (item(), prop::bool::weighted(0.1))
        .prop_map(|(item, is_emptied)| Box::new(Item { source: emptied(item.source.clone(), is_emptied), ..item }))
}

fn boxed_relationship() -> impl Strategy<Value = Box<Relationship>> {
    (relationship(), any::<bool>(), prop::bool::weighted(0.1)).prop_map(|(mut own, is_plain, is_emptied)| {
        own.id.label = emptied(own.id.label, is_emptied);
        Box::new(if is_plain { Relationship { source: own.source, ..Relationship::declared(own.id) } } else { own })
    })
}

/// Any edit of a record, also with texts that are there and empty, and of something that is no record.
fn edit() -> impl Strategy<Value = Edit> {
    let mark = any::<u64>().prop_map(|seq| Box::new(BaselineMark { name: "mark".into(), seq }));
    let requirement = || requirement().prop_map(Box::new);
    prop_oneof![
        (prop::option::of(boxed_item()), prop::option::of(boxed_item()))
            .prop_map(|(before, after)| Edit::Item { after, before }),
        (prop::option::weighted(0.1, boxed_relationship()), prop::option::of(boxed_relationship()))
            .prop_map(|(before, after)| Edit::Relationship { after, before }),
        (prop::option::weighted(0.1, requirement()), prop::option::of(requirement()))
            .prop_map(|(before, after)| Edit::Requirement { after, before }),
        mark.prop_map(|after| Edit::Baseline { after: Some(after), before: None }),
    ]
}

/// The place that an added record has in a list that only adds; `None` for anything else that is done to one.
fn place(edit: &Edit) -> Option<u8> {
    match edit {
        Edit::Item { before: None, after: Some(_) } => Some(1),
        Edit::Relationship { before: None, after: Some(_) } => Some(2),
        Edit::Requirement { before: None, after: Some(_) } => Some(3),
        Edit::Baseline { .. } => Some(0),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_come_out_of_a_list_as_they_went_in(mut edits in prop::collection::vec(edit(), 0..40), sorts in any::<bool>()) {
        if sorts {
            edits.retain(|edit| place(edit).is_some());
            edits.sort_by_key(place);
        }
        let list: EditList = edits.iter().cloned().collect();
        prop_assert_eq!(list.len(), edits.len());
        prop_assert_eq!(list.iter().collect::<Vec<_>>(), edits.clone());
        prop_assert_eq!(&list, &edits.iter().cloned().collect::<EditList>());
        let places: Option<Vec<u8>> = edits.iter().map(place).filter(|place| *place != Some(0)).collect();
        if list.only_adds() {
            prop_assert!(places.is_some_and(|places| places.is_sorted()));
        }
        // What a list that only adds cannot say in packed form, it says in another.
        let has_records = list.others().iter().any(|edit| !matches!(edit, Edit::Baseline { .. }));
        prop_assert_eq!(has_records && list.only_adds(), false);
    }

    #[test]
    fn what_goes_in_comes_out(item in item(), relationship in relationship(), requirement in requirement()) {
        let mut bytes = Vec::new();
        write_item(&mut bytes, &item);
        prop_assert_eq!(ItemRow::read(&bytes).unwrap().to_item().unwrap(), item);
        bytes.clear();
        write_relationship(&mut bytes, &relationship);
        prop_assert_eq!(RelationshipRow::read(&bytes).unwrap().to_relationship(), relationship);
        bytes.clear();
        write_requirement(&mut bytes, &requirement);
        prop_assert_eq!(read_requirement(&bytes).unwrap(), requirement);
    }

    #[test]
    fn a_cut_record_is_refused(item in item(), relationship in relationship(), cut in any::<prop::sample::Index>()) {
        let mut bytes = Vec::new();
        write_item(&mut bytes, &item);
        let short = &bytes[..cut.index(bytes.len())];
        prop_assert!(ItemRow::read(short).and_then(|row| row.to_item()).is_err());
        bytes.clear();
        write_relationship(&mut bytes, &relationship);
        prop_assert!(RelationshipRow::read(&bytes[..cut.index(bytes.len())]).is_err());
        bytes.push(0);
        prop_assert!(RelationshipRow::read(&bytes).is_err(), "a byte too many");
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = ItemRow::read(&bytes).and_then(|row| row.to_item());
        let _ = RelationshipRow::read(&bytes);
        let _ = read_requirement(&bytes);
    }
}

#[test]
fn a_value_nested_too_deep_is_refused() {
    // 100 lists, each of one, around nothing.
    let mut bytes = [6_u8, 1].repeat(100);
    bytes.push(0);
    assert!(cairn_model::packed::Reader::new(&bytes).value().is_err());
    let mut map = BTreeMap::new();
    map.insert("a".to_owned(), Value::Integer(i64::MIN));
    let text = serde_json::to_string(&Value::Map(map)).unwrap();
    assert_eq!(text, "{\"a\":\"-9223372036854775808\"}");
}
