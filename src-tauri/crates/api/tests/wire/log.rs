//! The log, narrowed and in windows.

use serde_json::{Value, json};

use super::common::{Bench, column, text};

fn set(bench: &Bench, item: &str, value: &str, kind: &str) -> u64 {
    let edits = json!([{ "op": "set", "item": item, "field": "notes", "value": value }]);
    let plan = bench.ok("edit_preview", &json!({ "edits": edits }))["plan"].clone();
    let made = bench.ok("edit_commit", &json!({ "plan": plan, "kind": kind, "reason": format!("note {value}") }));
    made["seq"].as_u64().unwrap()
}

#[test]
fn the_log_is_narrowed_counted_and_windowed() {
    let bench = Bench::with_sample();
    let first = set(&bench, "arr-1", "one", "correction");
    bench.act_as("another");
    set(&bench, "arr-2", "two", "change");
    let last = set(&bench, "arr-1", "three", "change");
    let seqs = |request: Value| -> Vec<u64> {
        let page = bench.ok("log", &request);
        let commits = page["commits"].as_array().unwrap();
        commits.iter().map(|commit| commit["seq"].as_u64().unwrap()).collect()
    };
    let total = |request: Value| bench.ok("log", &request)["total"].as_u64().unwrap();
    assert_eq!(total(json!({})), last);
    assert_eq!(seqs(json!({ "limit": 2 })), [last, last - 1]);
    assert_eq!(seqs(json!({ "limit": 1, "offset": 1 })), [last - 1]);
    assert_eq!(total(json!({ "limit": 1, "offset": 1 })), last, "a window does not change the count");
    assert_eq!(seqs(json!({ "actor": "another" })), [last, last - 1]);
    assert_eq!(seqs(json!({ "kind": "correction" })), [first]);
    assert_eq!(seqs(json!({ "kind": "correction", "actor": "another" })), [] as [u64; 0]);
    assert_eq!(seqs(json!({ "text": "NOTE three" })), [last]);
    assert_eq!(seqs(json!({ "item": "arr-2", "kind": "change" })), [last - 1]);
    let at = bench.ok("log", &json!({ "limit": 1 }))["commits"][0]["recorded_at"].clone();
    assert_eq!(seqs(json!({ "since": at })), [last]);
    assert_eq!(total(json!({ "until": at })), last - 1);
    let page = bench.ok("log", &json!({ "actor": "another" }));
    assert_eq!(page["kinds"], json!([{ "kind": "change", "records": 2 }]), "kinds are of the actor asked for");
    assert!(column(&page["actors"], "actor").contains(&"change manager".to_owned()), "{page:#}");
    let (code, sentence) = bench.refused("log", &json!({ "item": "nothing-like-it" }));
    assert_eq!(code, "not_found");
    assert!(sentence.contains("nothing-like-it"), "{}", text(&json!(sentence)));
}

#[test]
fn what_the_product_wrote_is_said_in_the_language_of_the_screen() {
    let bench = Bench::with_sample();
    let made = set(&bench, "arr-1", "one", "correction");
    bench.ok("edit_undo", &json!({ "seq": made }));
    let reasons = |language: &str| -> Vec<(String, Option<String>)> {
        let page = bench.ok("log", &json!({ "language": language }));
        let said = |commit: &Value| (text(&commit["reason"]), commit["said"].as_str().map(str::to_owned));
        page["commits"].as_array().unwrap().iter().map(said).collect()
    };
    let own = |reason: &str, said: Option<&str>| (reason.to_owned(), said.map(str::to_owned));
    let undo = format!("undo of record no. {made}");
    assert_eq!(
        reasons("zh-HK"),
        [
            own(&undo, Some(&format!("復原記錄編號 {made}"))),
            own("note one", None),
            own("sample estate", Some("範例配置庫")),
            own("default catalogue", Some("新配置庫的目錄")),
        ]
    );
    assert_eq!(reasons("en")[0], own(&undo, Some(&undo)));
    let found =
        |words: &str| bench.ok("log", &json!({ "text": words, "language": "zh-HK" }))["commits"][0]["reason"].clone();
    assert_eq!((found("範例"), found("SAMPLE estate")), (json!("sample estate"), json!("sample estate")));
    let history = &bench.ok("item", &json!({ "item": "arr-1", "language": "zh-HK" }))["history"];
    assert_eq!(text(&history[0]["said"]), format!("復原記錄編號 {made}"));
    let compared = bench.ok("compare", &json!({ "from": "1", "language": "zh-HK" }));
    assert_eq!(text(&compared["lines"][0]["commits"][0]["said"]), "範例配置庫");
}
