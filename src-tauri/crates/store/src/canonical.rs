//! Edits as canonical JSON (RFC 8785), and where in it the values stand that a purge may remove.

mod packed;

use std::ops::Range;

use cairn_model::packed::PackedEdit;
use cairn_model::{Document, Edit, Item, Relationship, Value};
use serde::Serialize;
use serde_json::Value as Json;

pub(crate) use packed::Values;

/// An edit with its fields in canonical order; the derived form of [`Edit`] puts the noun first.
#[derive(Serialize)]
struct Ordered<'a, T> {
    after: Option<&'a T>,
    before: Option<&'a T>,
    noun: &'static str,
}

/// Appends the canonical JSON of an edit.
///
/// The fields of items, relationships and baselines are declared in canonical order, so plain serde_json is canonical
/// for them; the general canonicalizer buffers and sorts every object.
pub(crate) fn write_edit(out: &mut Vec<u8>, edit: &Edit) -> serde_json::Result<()> {
    match edit {
        Edit::Item { after, before } => {
            let ordered = Ordered { after: after.as_deref(), before: before.as_deref(), noun: "item" };
            let plain = [after, before].into_iter().flatten().all(|item| names_sort_by_bytes(item));
            if plain { serde_json::to_writer(out, &ordered) } else { sorted(out, &ordered) }
        }
        Edit::Relationship { after, before } => {
            let ordered = Ordered { after: after.as_deref(), before: before.as_deref(), noun: "relationship" };
            serde_json::to_writer(out, &ordered)
        }
        Edit::Requirement { after, before } => {
            sorted(out, &Ordered { after: after.as_deref(), before: before.as_deref(), noun: "requirement" })
        }
        Edit::Model { after, before } => {
            sorted(out, &Ordered { after: after.as_deref(), before: before.as_deref(), noun: "model" })
        }
        Edit::Baseline { after, before } => {
            sorted(out, &Ordered { after: after.as_deref(), before: before.as_deref(), noun: "baseline" })
        }
        Edit::Document { after, before } => {
            let ordered = Ordered { after: after.as_deref(), before: before.as_deref(), noun: "document" };
            let plain = [after, before].into_iter().flatten().all(|document| is_plain(&document.body, usize::MAX));
            if plain { serde_json::to_writer(out, &ordered) } else { sorted(out, &ordered) }
        }
    }
}

/// Appends the canonical JSON of an edit in packed form, as [`write_edit`] does. Returns whether `values` are those of the
/// edit; else whoever needs them has to look for them ([`purgeable`]).
pub(crate) fn write_packed(out: &mut Vec<u8>, edit: PackedEdit<'_>, values: &mut Values) -> serde_json::Result<bool> {
    let start = out.len();
    values.clear();
    let is_written = match &edit {
        PackedEdit::AddedItem(record) => packed::write_added_item(out, record, values)?,
        PackedEdit::AddedRelationship(row) => packed::write_added_relationship(out, row)?,
        PackedEdit::AddedRequirement(_) | PackedEdit::Other(_) => None,
    };
    if is_written.is_some() {
        return Ok(true);
    }
    out.truncate(start);
    write_edit(out, &edit.to_edit().map_err(serde::ser::Error::custom)?)?;
    Ok(false)
}

/// Appends the canonical JSON of an item.
///
/// # Errors
/// [`serde_json::Error`] when a moment has none.
pub fn write_item(out: &mut Vec<u8>, item: &Item) -> serde_json::Result<()> {
    if names_sort_by_bytes(item) { serde_json::to_writer(out, item) } else { sorted(out, item) }
}

/// Appends the canonical JSON of a relationship.
///
/// # Errors
/// As [`write_item`].
pub fn write_relationship(out: &mut Vec<u8>, relationship: &Relationship) -> serde_json::Result<()> {
    // Its fields are declared in canonical order.
    serde_json::to_writer(out, relationship)
}

/// Appends the canonical JSON of a document.
pub(crate) fn write_document(out: &mut Vec<u8>, document: &Document) -> serde_json::Result<()> {
    // Its fields are declared in canonical order.
    if is_plain(&document.body, usize::MAX) { serde_json::to_writer(out, document) } else { sorted(out, document) }
}

/// Returns whether serde_json writes the canonical form of this by itself, and it nests no deeper than `depth`: names
/// sort by bytes as they do by UTF-16 units, and all numbers are integers that a double holds exactly.
pub(crate) fn is_plain(value: &Json, depth: usize) -> bool {
    const EXACT: u64 = 1 << 53;
    let mut open = vec![(value, 0)];
    while let Some((value, level)) = open.pop() {
        match value {
            _ if level > depth => return false,
            Json::Number(number) => {
                let exact = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
                if exact.is_none_or(|number| number > EXACT) {
                    return false;
                }
            }
            Json::Array(values) => open.extend(values.iter().map(|value| (value, level + 1))),
            Json::Object(map) => {
                if !map.keys().all(|name| sorts_by_bytes(name)) {
                    return false;
                }
                open.extend(map.values().map(|value| (value, level + 1)));
            }
            Json::Null | Json::Bool(_) | Json::String(_) => {}
        }
    }
    true
}

fn sorted<T: Serialize>(out: &mut Vec<u8>, value: &T) -> serde_json::Result<()> {
    serde_json_canonicalizer::to_writer(value, out)
}

/// Returns the canonical JSON of anything.
pub(crate) fn to_vec<T: Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    serde_json_canonicalizer::to_vec(value)
}

/// RFC 8785 sorts names by UTF-16 units, a `BTreeMap` by UTF-8 bytes; the orders differ only from U+E000 on, whose
/// first byte is 0xEE.
fn sorts_by_bytes(name: &str) -> bool {
    name.bytes().all(|byte| byte < 0xee)
}

fn names_sort_by_bytes(item: &Item) -> bool {
    item.attributes.iter().all(|(name, value)| sorts_by_bytes(name) && nested_names_sort_by_bytes(value))
}

fn nested_names_sort_by_bytes(value: &Value) -> bool {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::List(values) => open.extend(values),
            Value::Map(map) => {
                if !map.keys().all(|name| sorts_by_bytes(name)) {
                    return false;
                }
                open.extend(map.values());
            }
            _ => {}
        }
    }
    true
}

/// Calls `visit` with the JSON pointer (RFC 6901) and the place of every value in a canonical edit that a purge may
/// remove: of items the name and every attribute value, after and before. Returns `None` when the bytes are not a
/// canonical edit.
pub(crate) fn purgeable(line: &[u8], mut visit: impl FnMut(&[u8], Range<usize>)) -> Option<()> {
    if !line.ends_with(br#","noun":"item"}"#) {
        return Some(());
    }
    let mut pointer = Vec::with_capacity(64);
    members(line, 0, |side, item| {
        pointer.clear();
        pointer.push(b'/');
        pointer.extend_from_slice(&line[side]);
        let side_length = pointer.len();
        if line[item.start] != b'{' {
            return Some(());
        }
        members(line, item.start, |field, value| {
            pointer.truncate(side_length);
            match &line[field] {
                b"name" => {
                    pointer.extend_from_slice(b"/name");
                    visit(&pointer, value);
                }
                b"attributes" => {
                    pointer.extend_from_slice(b"/attributes/");
                    let attributes_length = pointer.len();
                    members(line, value.start, |name, value| {
                        pointer.truncate(attributes_length);
                        push_token(&mut pointer, &line[name])?;
                        visit(&pointer, value);
                        Some(())
                    })?;
                }
                _ => {}
            }
            Some(())
        })?;
        Some(())
    })?;
    Some(())
}

/// Appends a name, as it stands between quotes in JSON, as a token of a JSON pointer.
fn push_token(pointer: &mut Vec<u8>, quoted: &[u8]) -> Option<()> {
    let unquoted;
    let name = if quoted.contains(&b'\\') {
        unquoted = serde_json::from_slice::<String>(&[b"\"", quoted, b"\""].concat()).ok()?;
        unquoted.as_bytes()
    } else {
        quoted
    };
    for &byte in name {
        match byte {
            b'~' => pointer.extend_from_slice(b"~0"),
            b'/' => pointer.extend_from_slice(b"~1"),
            _ => pointer.push(byte),
        }
    }
    Some(())
}

/// Calls `visit` with the name (without quotes) and the value of every member of the object at `start`, and returns
/// where the object ends.
fn members(
    line: &[u8],
    start: usize,
    mut visit: impl FnMut(Range<usize>, Range<usize>) -> Option<()>,
) -> Option<usize> {
    let mut at = start + 1;
    if line.get(start) != Some(&b'{') {
        return None;
    }
    while *line.get(at)? != b'}' {
        let name_end = string_end(line, at)?;
        let value_start = name_end + 1;
        if line.get(name_end) != Some(&b':') {
            return None;
        }
        let value_end = value_end(line, value_start)?;
        visit(at + 1..name_end - 1, value_start..value_end)?;
        at = if line.get(value_end) == Some(&b',') { value_end + 1 } else { value_end };
    }
    Some(at + 1)
}

/// Returns where the string that starts at `start` ends, past its closing quote.
fn string_end(line: &[u8], start: usize) -> Option<usize> {
    if line.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    loop {
        match line.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Returns where the value that starts at `start` ends.
fn value_end(line: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut depth) = (start, 0_usize);
    loop {
        match line.get(at)? {
            b'"' => at = string_end(line, at)?,
            b'{' | b'[' => {
                depth += 1;
                at += 1;
                continue;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                at += 1;
            }
            b',' | b':' if depth > 0 => {
                at += 1;
                continue;
            }
            _ => {
                let rest = &line[at..];
                at += rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']'))?;
            }
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_model::{CiId, Operation, OperationStatus, RelationshipId, Timestamp};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Boolean),
            any::<i64>().prop_map(Value::Integer),
            Just(Value::Integer(i64::MIN)),
            (-1_000..1_000_i64).prop_map(Value::Integer),
            any::<String>().prop_map(Value::Text),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(Value::Map),
            ]
        })
    }

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            any::<i64>().prop_map(Json::from),
            any::<u64>().prop_map(Json::from),
            (-1_000..1_000_i64).prop_map(Json::from),
            prop::num::f64::NORMAL.prop_map(Json::from),
            any::<String>().prop_map(Json::String),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
                prop::collection::btree_map("[a-z\u{e000}-\u{e003}\u{10000}-\u{10003}]{0,2}", inner, 0..4)
                    .prop_map(|map| Json::Object(map.into_iter().collect())),
            ]
        })
    }

    fn item() -> impl Strategy<Value = Item> {
        (
            any::<[String; 4]>(),
            any::<[Option<String>; 4]>(),
            prop::collection::btree_map(any::<String>(), value(), 0..5),
        )
            .prop_map(|([class, key, name, state], [source, source_id, reason, verified_by], attributes)| {
                Item {
                    attributes,
                    class,
                    id: CiId(7),
                    key,
                    name,
                    operation: Operation {
                        status: OperationStatus::Degraded,
                        since: reason.is_some().then_some(Timestamp(5)),
                        expected_end: Some(Timestamp(6)),
                        record: reason.clone(),
                        reason,
                    },
                    source,
                    source_id,
                    state,
                    verified_at: Some(Timestamp(8)),
                    verified_by,
                }
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// The fast way relies on the order of fields in the model: this test fails when somebody changes that.
        #[test]
        fn edits_are_canonical_and_their_values_found(after in item(), before in prop::option::of(item()), label in any::<Option<String>>()) {
            let id = RelationshipId { from: CiId(1), label: label.clone(), to: CiId(2), type_id: after.class.clone() };
            let relationship = Relationship {
                source: label,
                valid_from: Some(Timestamp(1)),
                valid_to: Some(Timestamp(2)),
                verified_at: Some(Timestamp(3)),
                verified_by: Some(after.name.clone()),
                confidence: cairn_model::Confidence::Verified,
                ..Relationship::declared(id)
            };
            let edits = [
                Edit::Item { after: Some(Box::new(after)), before: before.map(Box::new) },
                Edit::Relationship { after: None, before: Some(Box::new(relationship)) },
            ];
            for edit in edits {
                let mut line = Vec::new();
                write_edit(&mut line, &edit).unwrap();
                let expected = to_vec(&edit).unwrap();
                prop_assert_eq!(String::from_utf8_lossy(&line), String::from_utf8_lossy(&expected));
                let json: serde_json::Value = serde_json::from_slice(&line).unwrap();
                let mut found = BTreeMap::new();
                purgeable(&line, |pointer, value| {
                    found.insert(String::from_utf8(pointer.to_vec()).unwrap(), value);
                }).unwrap();
                for (pointer, place) in &found {
                    let value: serde_json::Value = serde_json::from_slice(&line[place.clone()]).unwrap();
                    prop_assert_eq!(Some(&value), json.pointer(pointer));
                }
                let Edit::Item { after, before } = &edit else {
                    prop_assert!(found.is_empty());
                    continue;
                };
                let expected: usize = [after, before].into_iter().flatten().map(|item| 1 + item.attributes.len()).sum();
                prop_assert_eq!(found.len(), expected);
            }
        }

        /// What is plain is canonical without the canonicalizer.
        #[test]
        fn documents_are_canonical(after in json(), before in prop::option::of(json())) {
            let document = |body| Box::new(Document { body, id: "\u{1}é\u{e000}".to_owned(), kind: "plan".to_owned() });
            let (after, before) = (document(after), before.map(document));
            let (mut line, mut alone) = (Vec::new(), Vec::new());
            write_document(&mut alone, &after).unwrap();
            prop_assert_eq!(String::from_utf8(alone).unwrap(), String::from_utf8(to_vec(&after).unwrap()).unwrap());
            let edit = Edit::Document { after: Some(after), before };
            write_edit(&mut line, &edit).unwrap();
            prop_assert_eq!(String::from_utf8(line).unwrap(), String::from_utf8(to_vec(&edit).unwrap()).unwrap());
        }

        #[test]
        fn anything_that_is_not_canonical_is_no_panic(mut line in any::<Vec<u8>>(), cut in any::<prop::sample::Index>()) {
            line.truncate(cut.index(line.len() + 1));
            line.extend_from_slice(br#","noun":"item"}"#);
            let _ = purgeable(&line, |_, _| {});
        }
    }
}
