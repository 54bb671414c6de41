//! Outages over the wire: from the form that records one to the page that says it is over.

use cairn_model::Timestamp;
use serde_json::{Value, json};

use super::common::{Bench, column, text};

/// The clock of the bench stands here, give or take some seconds.
const NOW: i64 = 1_795_000_000_000;

fn at(minutes: i64) -> Timestamp {
    Timestamp(NOW + minutes * 60_000)
}

fn show(bench: &Bench, language: &str) -> Value {
    bench.ok("outage", &json!({ "outage": "1", "language": language }))
}

#[test]
fn an_outage_is_recorded_shown_corrected_and_ended() {
    let bench = Bench::with_sample();
    let items = json!([{ "item": "arr-1", "level": "degraded" }, { "item": "COO-000001", "level": "out_of_service" }]);
    let new =
        json!({ "title": "Power dip", "items": items, "from": at(-60), "expected_end": at(60), "language": "en" });
    let done = bench.ok("outage_create", &new);
    assert_eq!((&done["id"], &done["state"], &done["set"]), (&json!("OUT-000001"), &json!("open"), &json!(2)));
    assert_eq!((&done["kept"], &done["not_agreed"]), (&json!([]), &json!(false)));
    let view = show(&bench, "en");
    assert!(text(&view["sentence"]).starts_with("2 items are out since"), "{view:#}");
    assert_eq!(column(&view["items"], "level"), ["degraded", "out_of_service"]);
    assert_eq!(column(&view["ways"], "deed"), ["end"]);
    assert!(column(&view["services"], "name").contains(&"MyGovHK".to_owned()), "{view:#}");
    assert_eq!(column(&show(&bench, "zh-HK")["events"], "state"), ["進行中"]);
    // It is named wherever operation is asked.
    let item = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(item["item"]["operation"]["record"], "OUT-000001");
    assert_eq!((&item["outages"][0]["title"], &item["outages"][0]["said"]), (&json!("Power dip"), &json!("open")));
    let sheet = bench.ok("outage_sheet", &json!({}));
    assert_eq!(column(&sheet["out"], "record"), ["OUT-000001", "OUT-000001"]);
    let calendar = bench.ok("calendar", &json!({ "from": at(-600), "to": at(600) }));
    assert_eq!(column(&calendar["outages"], "id"), ["OUT-000001"]);

    let said = json!({ "from": at(-50), "based_on": view["revision"], "reason": "the graph" });
    let edit = |said: &Value| json!({ "outage": "1", "said": said, "language": "en" });
    bench.ok("outage_edit", &edit(&said));
    let (code, sentence) = bench.refused("outage_edit", &edit(&said));
    assert_eq!(code, "bad_input");
    assert!(sentence.contains("was changed meanwhile"), "{sentence}");
    let (_, sentence) = bench.refused("outage_move", &json!({ "outage": "1", "deed": "close", "said": {} }));
    assert!(!sentence.contains("cairn -e") && !sentence.contains("--"), "a screen has no command line: {sentence}");
    bench.ok("operation_set", &json!({ "item": "arr-1", "status": "out_of_service", "reason": "worse" }));
    let done =
        bench.ok("outage_move", &json!({ "outage": "1", "deed": "end", "said": { "to": at(-5) }, "language": "en" }));
    assert_eq!((&done["state"], &done["set"]), (&json!("over"), &json!(1)));
    assert!(text(&done["kept"][0]).contains("recorded otherwise meanwhile"), "{done}");
    let view = show(&bench, "en");
    let changed = &view["events"][1]["fields"][0];
    assert_eq!((&changed["name"], &view["events"][1]["reason"]), (&json!("beginning"), &json!("the graph")));
    let list = bench.ok("outages", &json!({ "set": { "at": bench.seq().to_string() }, "language": "zh-CN" }));
    assert_eq!(column(&list["outages"], "said"), ["已恢复"]);
}

#[test]
fn a_change_names_the_outage_that_it_caused_and_the_log_says_what_happened() {
    let bench = Bench::with_sample();
    let change = text(&bench.ok("change_create", &json!({ "title": "Firmware" }))["id"]);
    let items = json!([{ "item": "arr-1", "level": "out_of_service" }]);
    let new = json!({ "title": "Array lost", "items": items, "from": at(-60), "to": at(-30), "change": change });
    assert_eq!(bench.ok("outage_create", &new)["state"], "over");
    let view = bench.ok("change", &json!({ "change": change, "language": "en" }));
    assert_eq!((&view["outages"][0]["id"], &view["outages"][0]["said"]), (&json!("OUT-000001"), &json!("over")));
    let log = bench.ok("log", &json!({ "language": "zh-HK" }));
    assert!(log.to_string().contains("補記 OUT-000001「Array lost」，已恢復"), "{log:#}");
}
