//! Opening, creating, closing; refusals; jobs.

use serde_json::{Value, json};

use super::common::{Bench, column, text};

#[test]
fn nothing_lies_on_a_new_desk() {
    let bench = Bench::new();
    let state = bench.ok("desk_state", &json!({}));
    assert_eq!((text(&state["status"]), state["recent"].as_array().map(Vec::len)), ("none".to_owned(), Some(0)));
    let (code, sentence) = bench.refused("items", &json!({}));
    assert_eq!(code, "not_an_estate");
    assert_eq!(sentence, "No estate is open. Nothing was changed. Open one, or create one.");
}

#[test]
fn an_estate_is_created_closed_and_opened_again() {
    let bench = Bench::with_sample();
    let state = bench.ok("desk_state", &json!({}));
    assert_eq!((text(&state["status"]), text(&state["estate"]["name"])), ("open".to_owned(), "Sample".to_owned()));
    assert_eq!(text(&bench.ok("estate_close", &json!({}))["status"]), "none");
    let state = bench.ok("estate_open", &json!({ "path": bench.path("sample.cairn") }));
    assert_eq!(text(&state["status"]), "open");
    assert_eq!(column(&state["recent"], "name"), ["Sample"]);
    let state = bench.ok("recent_forget", &json!({ "path": bench.path("sample.cairn") }));
    assert_eq!(state["recent"], json!([]));
}

#[test]
fn an_estate_that_cannot_be_opened_leaves_what_is_open() {
    let bench = Bench::with_sample();
    let (code, sentence) =
        bench.refused("estate_open", &json!({ "path": bench.path("none.cairn"), "language": "zh-HK" }));
    assert_eq!(code, "not_an_estate");
    assert!(sentence.contains("不是配置庫") && !sentence.contains("cairn init"), "{sentence}");
    assert_eq!(text(&bench.ok("desk_state", &json!({}))["status"]), "open");
    bench.ok("estate_close", &json!({}));
    bench.refused("estate_open", &json!({ "path": bench.path("none.cairn") }));
    let state = bench.ok("desk_state", &json!({ "language": "en" }));
    assert_eq!(text(&state["status"]), "refused");
    assert_eq!(text(&state["refused_path"]), bench.path("none.cairn"));
    assert_eq!(text(&state["refusal"]["code"]), "not_an_estate");
    // Looking away clears the table.
    assert_eq!(text(&bench.ok("estate_close", &json!({}))["status"]), "none");
}

#[test]
fn the_whole_sample_is_asked_for_beside_the_small_one() {
    let bench = Bench::new();
    let items = |name: &str, request: Value| {
        let mut request = request;
        request["path"] = json!(bench.path(name));
        bench.ok("estate_create", &request);
        bench.ok("estate_summary", &json!({}))["estate"]["items"].as_u64().unwrap()
    };
    assert_eq!(items("none.cairn", json!({})), 0);
    assert_eq!(items("small.cairn", json!({ "sample": true })), 93);
    assert!(items("whole.cairn", json!({ "sample": true, "whole": true })) > 1_400);
    assert!(items("too.cairn", json!({ "whole": true })) > 1_400);
}

#[test]
fn only_of_the_whole_sample_are_the_stories_told_and_of_a_later_state_of_it_too() {
    let bench = Bench::new();
    let stories = |name: &str, request: Value| {
        let mut request = request;
        request["path"] = json!(bench.path(name));
        bench.ok("estate_create", &request)["estate"]["stories"].clone()
    };
    assert_eq!(stories("none.cairn", json!({})), Value::Null);
    assert_eq!(stories("small.cairn", json!({ "sample": true })), Value::Null);
    assert_eq!(stories("whole.cairn", json!({ "whole": true })), json!(true));
    let out = json!({ "item": "sample:arr-11", "status": "out_of_service", "reason": "controller failed" });
    bench.ok("operation_set", &out);
    assert_eq!(bench.ok("desk_state", &json!({}))["estate"]["stories"], json!(true));
}

#[test]
fn a_directory_that_is_taken_is_not_touched() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("taken.cairn")).unwrap();
    std::fs::write(bench.path("taken.cairn/letter.txt"), "dear all").unwrap();
    let (code, _) = bench.refused("estate_create", &json!({ "path": bench.path("taken.cairn"), "sample": true }));
    assert_eq!(code, "not_an_estate");
    assert_eq!(std::fs::read_to_string(bench.path("taken.cairn/letter.txt")).unwrap(), "dear all");
}

#[test]
fn what_no_command_is_and_what_no_request_is_are_refused() {
    let bench = Bench::with_sample();
    assert_eq!(bench.refused("make_tea", &json!({})).0, "bad_input");
    let (code, sentence) = bench.refused("item", &json!({ "item": 7 }));
    assert_eq!(code, "bad_input");
    assert!(sentence.starts_with("The request could not be read"), "{sentence}");
}

#[test]
fn a_job_tells_how_far_it_is_and_stops_when_asked() {
    let bench = Bench::with_sample();
    let notes = std::cell::RefCell::new(Vec::new());
    let request = json!({ "columns": ["key", "name"] });
    let cancel = bench.desk.jobs().begin("job-1");
    bench
        .run("items_export", &request, &cancel, &|progress| {
            notes.borrow_mut().push((progress.done, progress.total, progress.note.clone()));
        })
        .unwrap();
    let expect = [(0, Some(2), "Selecting the items".to_owned()), (1, Some(2), "Writing the file".to_owned())];
    assert_eq!(notes.into_inner(), expect);
    let stopped = bench.run("items_export", &request, &cancel, &|_| {
        assert_eq!(bench.ok("job_cancel", &json!({ "job": "job-1" }))["running"], true);
    });
    assert_eq!(text(&stopped.unwrap_err()["code"]), "cancelled");
    bench.desk.jobs().end("job-1");
    assert_eq!(bench.ok("job_cancel", &json!({ "job": "job-1" }))["running"], false);
}

#[test]
fn the_summary_counts_what_its_filters_select() {
    let bench = Bench::with_sample();
    let retire = json!({ "item": "arr-1", "status": "out_of_service", "reason": "controller failed" });
    bench.ok("operation_set", &retire);
    let summary = bench.ok("estate_summary", &json!({}));
    assert_eq!(summary["estate"]["items"], 93);
    let attention = summary["attention"].as_array().unwrap();
    assert_eq!(text(&attention[0]["filter"]), "operation:out_of_service");
    assert!(attention.iter().any(|own| text(&own["kind"]) == "missing_value"), "{attention:#?}");
    for own in attention {
        let counted = bench.ok("items", &json!({ "filter": own["filter"], "limit": 1 }));
        assert_eq!(counted["total"], own["count"], "{own}");
    }
    assert_eq!(bench.ok("log", &json!({ "limit": 1 }))["commits"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_model_has_words_in_every_language() {
    let bench = Bench::with_sample();
    let model = bench.ok("model", &json!({}));
    for class in model["classes"].as_array().unwrap() {
        for language in ["en", "zh-HK", "zh-CN"] {
            assert!(!text(&class["label"][language]).is_empty(), "{class}");
        }
        let group = model["classes"].as_array().unwrap().iter().find(|other| other["id"] == class["group"]);
        assert!(group.is_some_and(|group| group.get("parent").is_none()), "{class}");
    }
    let server = model["classes"].as_array().unwrap().iter().find(|class| class["id"] == "physical_server").unwrap();
    let attributes = server["attributes"].as_array().unwrap();
    assert!(attributes.contains(&json!("owner")) && attributes.contains(&json!("serial")), "{server}");
    assert!(model["policy"]["states"].as_array().is_some_and(|states| !states.is_empty()));
}
