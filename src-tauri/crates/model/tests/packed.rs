//! The packed form: what goes in comes out, and bytes that are something else are refused, never trusted.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;

use cairn_model::packed::{
    ItemRow, RelationshipRow, read_requirement, write_item, write_relationship, write_requirement,
};
use cairn_model::{
    CiId, Confidence, Item, Operation, OperationStatus, Relationship, RelationshipId, Requirement, RequirementKey,
    Strength, Terms, Threshold, Timestamp, Value,
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
