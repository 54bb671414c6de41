//! Error budgets over the wire: everything that their screens draw.

use cairn_model::Timestamp;
use serde_json::{Value, json};

use super::common::{Bench, column, text};

const MINUTE_MS: i64 = 60_000;

/// The clock of the bench stands here, give or take some seconds.
const NOW: i64 = 1_795_000_000_000;

fn at(minutes: i64) -> Timestamp {
    Timestamp(NOW + minutes * MINUTE_MS)
}

fn operation(bench: &Bench, status: &str, since: i64) {
    let body = json!({ "item": "arr-1", "status": status, "reason": "controller", "since": at(since) });
    bench.ok("operation_set", &body);
}

fn own<'a>(reply: &'a Value, name: &str) -> &'a Value {
    let budgets = reply["budgets"].as_array().unwrap();
    budgets.iter().find(|own| own["name"] == name).unwrap_or_else(|| panic!("{name} is not in {reply:#}"))
}

#[test]
fn budgets_come_with_words_and_what_used_them() {
    let bench = Bench::with_sample();
    operation(&bench, "out_of_service", -100);
    operation(&bench, "in_service", -60);
    let seq = bench.seq();
    let all = bench.ok("error_budgets", &json!({ "language": "en" }));
    // The array takes MyGovHK down: it has least left, and stands first.
    assert_eq!((&all["budgets"][0]["name"], &all["without"]), (&json!("MyGovHK"), &json!([])));
    let service = own(&all, "MyGovHK");
    assert_eq!((&service["used_ms"], &service["minutes"]["left"]), (&json!(40 * MINUTE_MS), &json!("3.2")));
    assert_eq!((&service["minutes"]["budget"], &service["minutes"]["outages"]), (&json!("43.2"), &json!(["40"])));
    let said = text(&service["sentence"]);
    assert!(said.contains("has 3.2 of 43.2 min of error budget left"), "{said}");
    assert!(text(&service["promised"]).contains("99.9 % of rolling 30 days"), "{service:#}");
    assert!(service["notes"].to_string().contains("No service hours are entered"), "{service:#}");
    let outage = &service["outages"][0];
    assert_eq!((&outage["start"], &outage["end"]), (&json!(at(-100)), &json!(at(-60))));
    assert_eq!(
        (&outage["causes"][0]["key"], &outage["causes"][0]["reason"]),
        (&json!("ARR-000001"), &json!("controller"))
    );
    let one = bench.ok("error_budgets", &json!({ "services": ["GovHK portal"], "language": "zh-HK" }));
    assert_eq!(column(&one["budgets"], "name"), ["GovHK portal"]);
    assert!(text(&one["sentence"]).contains("停頓限額"), "{one:#}");
    // As it was recorded before.
    let before = bench.ok("error_budgets", &json!({ "services": ["MyGovHK"], "set": { "at": "2" } }));
    assert_eq!(before["budgets"][0]["used_ms"], 0);
    let (code, _) = bench.refused("error_budgets", &json!({ "services": ["arr-1"] }));
    assert_eq!(code, "bad_input");
    assert_eq!(bench.seq(), seq, "nothing was written");
}

#[test]
fn a_change_says_what_it_would_use() {
    let bench = Bench::with_sample();
    operation(&bench, "out_of_service", -100);
    operation(&bench, "in_service", -66);
    let id = text(&bench.ok("change_create", &json!({ "title": "Array firmware" }))["id"]);
    let lacking = bench.ok("change_exposure", &json!({ "change": id }));
    assert_eq!((&lacking["known"], &lacking["services"]), (&json!(false), &json!([])));
    assert!(!text(&lacking["sentence"]).contains("cairn -e"), "a screen has no command line: {lacking}");
    let edits = json!([{ "op": "out", "item": "arr-1", "mode": "full_outage" }]);
    let window = json!({ "start": at(600), "end": at(630) });
    bench.ok("change_edit", &json!({ "change": id, "edits": edits, "minutes": 10, "window": window }));
    let found = bench.ok("change_exposure", &json!({ "change": id, "language": "en" }));
    let first = &found["services"][0];
    assert_eq!((&first["name"], &found["known"]), (&json!("MyGovHK"), &json!(true)));
    assert_eq!(
        (&first["planned_minutes"]["left_before"], &first["planned_minutes"]["left_after"]),
        (&json!("9.2"), &json!("-0.8"))
    );
    // The window of 30 minutes, and 10 to undo.
    assert_eq!(first["fails_minutes"]["counted"], json!("40"));
    assert!(text(&first["sentence"]).contains("this change uses 10: 0.8 more than there is"), "{first:#}");
    assert_eq!(found["sentence"], first["sentence"], "one service is over: the verdict is about it");
}
