//! Edits of the estate as it is.

use serde_json::{Value, json};

use super::common::{Bench, column, text};

fn staged(bench: &Bench, edits: &Value) -> Value {
    bench.ok("edit_preview", &json!({ "edits": edits }))
}

fn commit(bench: &Bench, preview: &Value, reason: &str) -> Result<Value, Value> {
    bench.call("edit_commit", &json!({ "plan": preview["plan"], "reason": reason }))
}

#[test]
fn what_was_previewed_is_committed_and_can_be_undone() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let before = bench.ok("item", &json!({ "item": "arr-1" }));
    let edits = json!([
        { "op": "set", "item": "arr-1", "field": "serial", "value": "SN-1" },
        { "op": "add", "class": "switch", "name": "Spare switch" },
        { "op": "connect", "from": "Spare switch", "type": "located_in", "to": "rack-1" },
        { "op": "set", "item": "arr-1", "field": "state", "value": "maintenance" }
    ]);
    let preview = staged(&bench, &edits);
    assert_eq!(bench.seq(), seq, "a preview writes nothing");
    let sentences = column(&preview["steps"][0]["edits"], "sentence");
    assert_eq!(sentences.len(), edits.as_array().unwrap().len(), "{sentences:?}");
    assert!(sentences[0].contains("SN-1"), "{sentences:?}");
    assert!(!text(&preview["sentence"]).is_empty());
    let made = commit(&bench, &preview, "found on the walk-round").unwrap();
    assert_eq!(made["seq"].as_u64(), Some(seq + 1));
    let page = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(text(&page["item"]["state"]), "maintenance");
    assert_eq!(text(&page["history"][0]["kind"]), "correction");
    assert_eq!(bench.ok("items", &json!({ "text": "Spare switch" }))["total"], 1);
    let undone = bench.ok("edit_undo", &json!({ "seq": made["seq"], "reason": "wrong array" }));
    assert_eq!(undone["seq"].as_u64(), Some(seq + 2));
    let page = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(page["item"], before["item"]);
    assert_eq!(bench.ok("items", &json!({ "text": "Spare switch" }))["total"], 0);
}

#[test]
fn what_somebody_changed_meanwhile_is_not_overwritten() {
    let bench = Bench::with_sample();
    let first = staged(&bench, &json!([{ "op": "set", "item": "arr-1", "field": "serial", "value": "SN-1" }]));
    let second = staged(&bench, &json!([{ "op": "set", "item": "arr-1", "field": "serial", "value": "SN-2" }]));
    let made = commit(&bench, &first, "label").unwrap();
    let refusal = commit(&bench, &second, "label").unwrap_err();
    assert!(text(&refusal["message_key"]).starts_with("plan-changed-since"), "{refusal:#}");
    assert!(text(&refusal["sentence"]).contains("Nothing was changed"), "{refusal:#}");
    assert_eq!(bench.seq(), made["seq"].as_u64().unwrap());
    let third = staged(&bench, &json!([{ "op": "set", "item": "arr-1", "field": "serial", "value": "SN-3" }]));
    commit(&bench, &third, "label").unwrap();
    let (_, sentence) = bench.refused("edit_undo", &json!({ "seq": made["seq"], "reason": "no" }));
    assert!(sentence.contains("cannot be taken back. What was recorded since stands against it"), "{sentence}");
}

#[test]
fn what_makes_no_sense_is_refused_with_a_reason() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let check = |edits: Value, expect: &str| {
        let refusal = bench.call("edit_preview", &json!({ "edits": edits })).unwrap_err();
        assert_eq!(text(&refusal["message_key"]), expect, "{edits}");
        assert!(!text(&refusal["sentence"]).is_empty());
    };
    check(json!([{ "op": "set", "item": "arr-1", "field": "tier", "value": "nine" }]), "row-not-an-integer");
    check(json!([{ "op": "set", "item": "arr-1", "field": "colour", "value": "red" }]), "plan-no-such-field");
    check(json!([{ "op": "set", "item": "arr-1", "field": "name", "value": "" }]), "plan-cannot-be-empty");
    check(json!([{ "op": "set", "item": "arr-1", "field": "name", "value": "Storage array 1" }]), "plan-already-so");
    check(json!([{ "op": "add", "class": "spaceship", "name": "x" }]), "plan-no-such-class");
    check(json!([{ "op": "connect", "from": "arr-1", "type": "depends_on", "to": "arr-1" }]), "plan-self-loop");
    check(json!([{ "op": "dance" }]), "wire-bad-request");
    let out = staged(&bench, &json!([{ "op": "out", "item": "arr-1", "mode": "full_outage" }]));
    assert!(text(&commit(&bench, &out, "x").unwrap_err()["sentence"]).contains("needs a change"));
    let none = staged(&bench, &json!([]));
    assert_eq!(text(&commit(&bench, &none, "x").unwrap_err()["message_key"]), "live-nothing-to-do");
    let some = staged(&bench, &json!([{ "op": "set", "item": "arr-1", "field": "serial", "value": "SN-1" }]));
    assert_eq!(text(&commit(&bench, &some, " ").unwrap_err()["message_key"]), "error-no-reason");
    assert_eq!(bench.seq(), seq);
}

#[test]
fn only_allowed_types_are_offered_both_ways() {
    let bench = Bench::with_sample();
    let choices =
        |from: &str, to: &str| bench.ok("connect_choices", &json!({ "from": from, "to": to }))["choices"].clone();
    let forwards = choices("MyGovHK", "arr-1");
    let backwards = choices("arr-1", "MyGovHK");
    assert!(!forwards.as_array().unwrap().is_empty());
    let turned = |list: &Value| -> Vec<(String, bool)> {
        let mut own: Vec<(String, bool)> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|choice| (text(&choice["type"]), choice["reversed"].as_bool().unwrap()))
            .collect();
        own.sort();
        own
    };
    let mut mirrored: Vec<(String, bool)> =
        turned(&backwards).into_iter().map(|(kind, reversed)| (kind, !reversed)).collect();
    mirrored.sort();
    assert_eq!(turned(&forwards), mirrored);
    for choice in forwards.as_array().unwrap().iter().filter(|choice| choice["present"] == false).take(4) {
        let (from, to) = if choice["reversed"] == true { ("arr-1", "MyGovHK") } else { ("MyGovHK", "arr-1") };
        staged(&bench, &json!([{ "op": "connect", "from": from, "type": choice["type"], "to": to }]));
    }
    assert_eq!(choices("arr-1", "arr-1"), json!([]));
}

#[test]
fn many_items_are_edited_at_once_and_only_those_that_differ() {
    let bench = Bench::with_sample();
    let query = json!({ "filter": "class:hypervisor" });
    let total = bench.ok("items", &query)["total"].as_u64().unwrap();
    let first = json!([{ "op": "set", "item": "Host 01", "field": "serial", "value": "SN-7" }]);
    let preview = bench.ok("edit_preview", &json!({ "edits": first }));
    commit(&bench, &preview, "label").unwrap();
    let bulk = json!({ "query": query, "fields": { "serial": "SN-7" } });
    let preview = bench.ok("edit_preview", &json!({ "bulk": bulk }));
    assert_eq!(preview["steps"][0]["edits"].as_array().map(|edits| edits.len() as u64), Some(total - 1));
    let made = commit(&bench, &preview, "labels").unwrap();
    assert_eq!(made["edits"].as_u64(), Some(total - 1));
    assert_eq!(bench.ok("items", &json!({ "filter": "class:hypervisor serial=SN-7" }))["total"].as_u64(), Some(total));
    let change = text(&bench.ok("change_create", &json!({ "title": "Labels" }))["id"]);
    let bulk = json!({ "query": query, "fields": { "serial": "" } });
    bench.ok("change_edit", &json!({ "change": change, "bulk": bulk }));
    let own = bench.ok("change", &json!({ "change": change }));
    assert_eq!(own["steps"][0]["edits"].as_array().map(|edits| edits.len() as u64), Some(total));
}
