//! The life of a change over the wire.

use serde_json::{Value, json};

use super::common::{Bench, column, text};

fn view(bench: &Bench, change: &str) -> Value {
    bench.ok("change", &json!({ "change": change }))
}

fn drafted(bench: &Bench) -> String {
    let change =
        text(&bench.ok("change_create", &json!({ "title": "Replace firmware", "reason": "end of support" }))["id"]);
    let questions = column(&bench.ok("model", &json!({}))["policy"]["questions"], "id");
    let likelihood: std::collections::BTreeMap<String, u32> = questions.into_iter().map(|id| (id, 2)).collect();
    let edits = json!([
        { "op": "set", "item": "arr-1", "field": "firmware", "value": "9.2" },
        { "op": "out", "item": "arr-1", "mode": "full_outage" }
    ]);
    bench.ok(
        "change_edit",
        &json!({
            "change": change, "edits": edits, "step_title": "Upgrade", "minutes": 45, "implementer": "storage team",
            "step_back_out": "boot the former image", "test_plan": "read and write", "back_out_plan": "boot the former image",
            "likelihood": likelihood
        }),
    );
    change
}

#[test]
fn a_change_is_read_as_sentences() {
    let bench = Bench::with_sample();
    let change = drafted(&bench);
    bench.ok("change_submit", &json!({ "change": change }));
    let assessed = bench.ok("change_assess", &json!({ "change": change }));
    let own = view(&bench, &change);
    assert_eq!(own["evidence"], assessed["evidence"]);
    assert!(text(&own["sentence"]).contains("MyGovHK"), "{}", own["sentence"]);
    assert_eq!(own["statements"].as_array().map(Vec::len), Some(5));
    assert!(own["statements"].as_array().unwrap().iter().all(|statement| !text(&statement["title"]).is_empty()));
    assert!(text(&own["steps"][0]["edits"][0]["sentence"]).contains("9.2"));
    assert_eq!(text(&own["steps"][0]["outages"][0]["name"]), "Storage array 1");
    let chinese = bench.ok("change", &json!({ "change": change, "language": "zh-HK" }));
    assert!(text(&chinese["sentence"]).contains("將停止服務"), "{}", chinese["sentence"]);
    let ways = own["ways"].as_array().unwrap();
    assert!(ways.iter().any(|way| text(&way["transition"]) == "cancel" && way["open"] == true), "{ways:#?}");
    let map = bench.ok("change_map", &json!({ "change": change }));
    assert_eq!((text(&map["basis"]), text(&map["worst"])), ("as_it_is".to_owned(), "down".to_owned()));
    drawn_in_lanes(&map["view"]);
    let list = bench.ok("changes", &json!({}));
    assert_eq!(column(&list["changes"], "id").join(" "), change);
    let report = bench.ok("change_report", &json!({ "change": change, "to": bench.path("change.html") }));
    assert_eq!(text(&report["name"]), format!("{change}.html"));
    assert!(std::fs::read_to_string(bench.path("change.html")).unwrap().contains("Replace firmware"));
    let to = bench.path("change.pdf");
    let report = bench.ok("change_report", &json!({ "change": change, "format": "pdf", "to": to }));
    assert_eq!(
        (text(&report["name"]), text(&report["media_type"])),
        (format!("{change}.pdf"), "application/pdf".to_owned())
    );
    assert!(std::fs::read(to).unwrap().starts_with(b"%PDF-"));
}

/// Every box stands in the lane that it says it belongs to, and no two lanes meet.
fn drawn_in_lanes(view: &Value) {
    let span = |own: &Value| (own["y"].as_i64().unwrap(), own["y"].as_i64().unwrap() + own["height"].as_i64().unwrap());
    let lanes = view["lanes"].as_array().unwrap();
    assert!(lanes.len() > 2, "{lanes:#?}");
    assert!(lanes.windows(2).all(|pair| span(&pair[0]).1 < span(&pair[1]).0), "{lanes:#?}");
    for node in view["nodes"].as_array().unwrap() {
        let lane = lanes.iter().find(|lane| lane["id"] == node["lane"]).unwrap();
        let y = node["y"].as_i64().unwrap();
        assert!(span(lane).0 <= y && y < span(lane).1, "{node:#} in {lane}");
    }
}

#[test]
fn a_change_goes_from_draft_to_closed() {
    let bench = Bench::with_sample();
    let change = drafted(&bench);
    let own = json!({ "change": change });
    bench.ok("change_submit", &own);
    let assessed = bench.ok("change_assess", &own);
    assert_eq!(assessed["unmet"], json!([]), "{assessed:#}");
    for round in 0..12 {
        let seen = view(&bench, &change);
        let Some(authority) = seen["undecided"].as_array().unwrap().first().cloned() else { break };
        bench.act_as(&authority["person"].as_str().map_or_else(|| format!("board member {round}"), str::to_owned));
        let mut decision = json!({
            "change": change, "verb": "approve", "role": authority["role"], "evidence": seen["evidence"], "reason": "seen"
        });
        if let Some(service) = authority["service_name"].as_str() {
            decision["service"] = json!(service);
        }
        bench.ok("change_decide", &decision);
    }
    bench.act_as("change manager");
    assert_eq!(text(&view(&bench, &change)["change"]["state"]), "approved");
    let window = json!({ "change": change, "start": "2026-11-01T00:00:00Z", "end": "2027-12-31T00:00:00Z" });
    bench.ok("change_schedule", &window);
    bench.ok("change_start", &own);
    let sealed = bench.ok("baselines", &json!({ "language": "zh-HK" }))["baselines"][0].clone();
    let created = &sealed["created"];
    assert_eq!((text(&sealed["name"]), text(&created["change"])), (change.clone(), change.clone()));
    assert_eq!((text(&created["actor"]), text(&created["said"])), ("change manager".to_owned(), "開始實施".to_owned()));
    assert_eq!(view(&bench, &change)["deeds"][0], "step", "what is next stands first");
    let before = bench.seq();
    bench.ok("change_step", &json!({ "change": change, "step": 1, "result": "done" }));
    bench.ok("change_finish", &own);
    let page = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(
        (text(&page["history"][0]["change"]), page["history"][0]["seq"].as_u64()),
        (change.clone(), Some(before + 1))
    );
    let (_, sentence) = bench.refused("edit_undo", &json!({ "seq": before + 1, "reason": "no" }));
    assert!(sentence.contains("step of a change"), "{sentence}");
    // Who did everything does not review it alone.
    bench.act_as("change board");
    bench.ok("change_close", &json!({ "change": change, "review": "went as planned" }));
    let closed = view(&bench, &change);
    assert_eq!((closed["over"].as_bool(), text(&closed["currency"])), (Some(true), "settled".to_owned()));
    let past = column(&closed["past"], "what");
    assert_eq!((past.first().unwrap().as_str(), past.last().unwrap().as_str()), ("close", "raised"));
    assert!(past.contains(&"step 1 done".to_owned()), "{past:?}");
    assert!(past.iter().any(|what| what.starts_with("approved as ")), "{past:?}");
    assert_eq!(closed["deeds"], json!([]), "what is over asks for nothing");
    let compared = bench.ok("compare", &json!({ "from": change }));
    assert_eq!(compared["authorisation"], json!({ "authorised": 1, "not_required": 0, "unauthorised": 0 }));
    assert_eq!(compared["by_cause"], json!([{ "key": change, "count": 1 }]));
    assert_eq!(compared["by_class"], json!([{ "key": "storage_array", "count": 1 }]));
}

#[test]
fn a_refused_step_says_every_reason() {
    let bench = Bench::with_sample();
    let change = text(&bench.ok("change_create", &json!({ "title": "Nothing yet" }))["id"]);
    let refusal = bench.call("change_submit", &json!({ "change": change })).unwrap_err();
    assert_eq!(text(&refusal["message_key"]), "error-guarded");
    assert!(refusal["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()), "{refusal:#}");
    let blocked = view(&bench, &change);
    let submit = blocked["ways"].as_array().unwrap().iter().find(|way| way["transition"] == "submit").unwrap();
    assert_eq!(submit["unmet"], refusal["reasons"]);
    assert_eq!(submit["deed"], Value::Null, "what is missing is not brought by submitting");
    assert_eq!(blocked["deeds"], json!(["cancel"]));
    bench.ok("change_cancel", &json!({ "change": change, "reason": "not needed" }));
    assert_eq!(view(&bench, &change)["over"], true);
    assert_eq!(bench.refused("change", &json!({ "change": "CHG-999999" })).0, "bad_input");
}

#[test]
fn what_if_writes_nothing() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let edits = json!([{ "op": "retire", "item": "arr-1" }]);
    let reply = bench.ok("what_if", &json!({ "edits": edits }));
    assert!(text(&reply["sentence"]).contains("MyGovHK"), "{}", reply["sentence"]);
    assert_eq!(bench.seq(), seq);
}

#[test]
fn open_questions_are_named_in_words() {
    let bench = Bench::with_sample();
    bench.ok("change_create", &json!({ "title": "Replace a disk", "reason": "worn out" }));
    let edits = json!([{ "op": "set", "item": "arr-1", "field": "notes", "value": "new disk" }]);
    bench.ok("change_edit", &json!({ "change": "1", "new_step": "Disk", "edits": edits }));
    bench.ok("change_submit", &json!({ "change": "1" }));
    let check = |language: &str, expect: &str| {
        let view = bench.ok("change", &json!({ "change": "1", "language": language }));
        let unmet = view["ways"].as_array().unwrap().iter().flat_map(|way| way["unmet"].as_array().unwrap());
        let said: Vec<String> = unmet.map(text).collect();
        assert!(said.iter().any(|sentence| sentence.contains(expect)), "{said:#?}");
        assert!(!said.iter().any(|sentence| sentence.contains("done_before")), "{said:#?}");
    };
    check("en", "done before with success");
    check("zh-HK", "曾成功做過");
    check("zh-CN", "曾成功做过");
}

#[test]
fn an_edit_says_which_value_waits_to_be_found() {
    let bench = Bench::with_sample();
    bench.ok("change_create", &json!({ "title": "Replace a disk", "reason": "worn out" }));
    let edits = json!([
        { "op": "as_found", "item": "arr-1", "field": "serial" },
        { "op": "set", "item": "arr-1", "field": "notes", "value": "new disk" }
    ]);
    bench.ok("change_edit", &json!({ "change": "1", "new_step": "Disk", "edits": edits }));
    let view = bench.ok("change", &json!({ "change": "1" }));
    let said = &view["steps"][0]["edits"];
    let item = bench.ok("item", &json!({ "item": "arr-1" }))["item"]["id"].clone();
    assert_eq!((&said[0]["awaits"]["item"], text(&said[0]["awaits"]["field"])), (&item, "serial".to_owned()));
    assert!(text(&said[0]["awaits"]["name"]).contains("Storage array 1"), "{said:#}");
    assert_eq!(said[1].get("awaits"), None);
}

#[test]
fn edits_inside_a_change_are_previewed_with_the_value_of_before_and_the_verdict() {
    let bench = Bench::with_sample();
    let change = drafted(&bench);
    let seq = bench.seq();
    let edits = json!([{ "op": "set", "item": "arr-1", "field": "notes", "value": "new shelf" }]);
    let preview = bench.ok("change_preview", &json!({ "change": change, "edits": edits }));
    let said = column(&preview["steps"][0]["edits"], "sentence");
    assert_eq!(said.len(), 1, "only what is added: {said:?}");
    assert!(said[0].contains("new shelf"), "{said:?}");
    assert!(text(&preview["sentence"]).contains("MyGovHK"), "the whole plan is judged: {}", preview["sentence"]);
    assert_eq!(bench.seq(), seq, "nothing is written");
    let edits = json!([{ "op": "set", "item": "arr-1", "field": "tier", "value": "nine" }]);
    assert_eq!(bench.refused("change_preview", &json!({ "change": change, "edits": edits })).0, "bad_input");
}

#[test]
fn an_item_inside_a_change_says_what_the_change_makes_another() {
    let bench = Bench::with_sample();
    let change = drafted(&bench);
    let live = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(live["planned"], Value::Null);
    let inside = bench.ok("item", &json!({ "item": "arr-1", "set": { "change": change } }));
    let planned = inside["planned"].as_object().unwrap();
    assert_eq!(planned.keys().map(String::as_str).collect::<Vec<_>>(), ["firmware"]);
    let was = live["attributes"].as_array().unwrap().iter().find(|own| own["id"] == "firmware").unwrap();
    assert_eq!(planned["firmware"]["before"].as_str().unwrap_or_default(), text(&was["text"]));
    assert_eq!(text(&planned["firmware"]["after"]), "9.2");
    let edits = json!([{ "op": "add", "class": "storage_array", "name": "Storage array 9" }]);
    bench.ok("change_edit", &json!({ "change": change, "edits": edits }));
    let added = bench.ok("item", &json!({ "item": "Storage array 9", "set": { "change": change } }));
    assert_eq!((added["is_planned"].as_bool(), &added["planned"]), (Some(true), &Value::Null));
}

#[test]
fn a_what_if_is_kept_read_side_by_side_and_becomes_a_change() {
    let bench = Bench::with_sample();
    assert_eq!(bench.ok("what_ifs", &json!({}))["what_ifs"], json!([]));
    let edits = json!([{ "op": "out", "item": "arr-1", "mode": "full_outage" }]);
    let request = json!({ "name": "Without the array", "note": "it is old", "edits": edits });
    let id = text(&bench.ok("what_if_keep", &request)["id"]);
    let own = bench.ok("what_if_show", &json!({ "what_if": id }));
    assert_eq!(
        (text(&own["head"]["name"]), text(&own["head"]["note"])),
        ("Without the array".into(), "it is old".into())
    );
    assert!(text(&own["sentence"]).contains("MyGovHK"), "{}", own["sentence"]);
    let services = own["compared"]["services"].as_array().unwrap();
    // Nothing is edited, so nobody is asked what takes him down alone.
    assert!(services.iter().all(|service| service["single_points"].is_null() && service["during"] != "unaffected"));
    let chinese = bench.ok("what_if_show", &json!({ "what_if": "without the ARRAY", "language": "zh-HK" }));
    assert!(text(&chinese["sentence"]).contains("停止"), "{}", chinese["sentence"]);
    let map = bench.ok("what_if_map", &json!({ "what_if": id }));
    assert_eq!((text(&map["basis"]), text(&map["worst"])), ("as_it_is".to_owned(), "down".to_owned()));
    drawn_in_lanes(&map["view"]);
    let more = json!([{ "op": "disconnect", "from": "db-myg-1", "type": "stored_on", "to": "arr-1" }]);
    let spot = bench.ok("what_if", &json!({ "edits": edits }));
    assert_eq!(spot["compared"], own["compared"]);
    assert_eq!(spot["compared_sentence"], own["sentence"]);
    let _unknown = bench.refused("what_if_edit", &json!({ "what_if": "nobody", "edits": more }));
    bench.ok("what_if_edit", &json!({ "what_if": id, "name": "Without an array", "keep_up": ["arr-1"] }));
    let empty = bench.ok("what_if_show", &json!({ "what_if": id }));
    assert_eq!((&empty["compared"], text(&empty["head"]["name"])), (&Value::Null, "Without an array".to_owned()));
    let copy = bench.ok("what_if_duplicate", &json!({ "what_if": id, "name": "A copy" }));
    bench.ok("what_if_delete", &json!({ "what_if": copy["id"] }));
    bench.ok("what_if_update", &json!({ "what_if": id }));
    let change = text(&bench.ok("what_if_to_change", &json!({ "what_if": id, "reason": "end of life" }))["id"]);
    assert_eq!(text(&view(&bench, &change)["change"]["what_if"]), id);
    assert_eq!(text(&bench.ok("what_ifs", &json!({}))["what_ifs"][0]["change"]), change);
}
