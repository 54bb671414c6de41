//! The calendar over the wire: everything that its screen draws.

use cairn_model::{CancelToken, Timestamp};
use serde_json::{Value, json};

use super::common::{Bench, column, text};

const MINUTE_MS: i64 = 60_000;

fn raised(bench: &Bench, item: &str, minutes: u32, start: &str, end: &str) -> String {
    let id = text(&bench.ok("change_create", &json!({ "title": format!("Work on {item}") }))["id"]);
    let edits = json!([{ "op": "out", "item": item, "mode": "full_outage" }]);
    let window = json!({ "start": start, "end": end });
    bench.ok("change_edit", &json!({ "change": id, "edits": edits, "minutes": minutes, "window": window }));
    id
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

#[test]
fn a_dragged_change_shows_what_it_would_collide_with() {
    let bench = Bench::with_sample();
    let first = raised(&bench, "ups-1a", 60, "2090-01-10T10:00:00Z", "2090-01-10T11:00:00Z");
    let second = raised(&bench, "ups-1b", 60, "2090-01-10T12:00:00Z", "2090-01-10T13:00:00Z");
    let both = json!([first, second]);
    let none = bench.ok("collisions", &json!({ "changes": both }));
    assert_eq!((&none["collisions"], column(&none["changes"], "part")), (&json!([]), vec!["asked".to_owned(); 2]));
    // Drafts are not on the calendar, so nothing is there to be met.
    let window = json!({ "start": "2090-01-10T10:30:00Z", "end": "2090-01-10T11:30:00Z" });
    let alone = bench.ok("collide_if", &json!({ "change": second, "window": window }));
    assert_eq!(alone["collisions"], json!([]));
    bench.ok("change_edit", &json!({ "change": second, "window": window }));
    let found = bench.ok("collisions", &json!({ "changes": both, "language": "zh-HK" }));
    assert_eq!(column(&found["collisions"], "kind"), ["c4"]);
    let own = &found["collisions"][0];
    assert_eq!((&own["changes"], &own["minutes"]), (&both, &json!(30)));
    assert!(text(&own["sentence"]).contains("合起來會令以下項目受影響"), "{own:#}");
    assert_eq!(column(&found["changes"], "id"), [first, second]);
    assert!(found["changes"][0]["collisions"][0].as_str().unwrap().starts_with("c4:"));
    let seq = bench.seq();
    let (code, sentence) = bench.refused("collide_if", &json!({ "change": "CHG-000001", "window": { "start": "2090-01-10T10:30:00Z", "end": "2090-01-10T10:30:00Z" } }));
    assert_eq!(code, "bad_input");
    assert!(sentence.contains("before the start"), "{sentence}");
    assert_eq!(bench.seq(), seq, "nothing was written");
}

#[test]
fn rules_of_the_calendar_are_drawn_and_the_slot_is_the_earliest() {
    let bench = Bench::with_sample();
    let freeze = json!({
        "do": "add_freeze", "start": "2090-01-10T00:00:00Z", "end": "2090-01-10T09:10:00Z", "reason": "audit",
        "scope": { "of": "items", "items": ["MyGovHK"] }
    });
    let freeze = text(&bench.ok("calendar_edit", &freeze)["id"]);
    let window = json!({
        "do": "add_window", "name": "Days", "weekdays": [1, 2, 3, 4, 5, 6, 7], "start_minute": 510, "minutes": 120, "zone": "UTC"
    });
    let window = text(&bench.ok("calendar_edit", &window)["id"]);
    let id = raised(&bench, "arr-1", 45, "2090-01-10T02:00:00Z", "2090-01-10T02:45:00Z");
    let period = json!({ "from": "2090-01-09T00:00:00Z", "to": "2090-01-11T00:00:00Z" });
    let calendar = bench.ok("calendar", &period);
    assert_eq!(calendar["entries"], json!([]), "a draft is not on it");
    assert_eq!(column(&calendar["freezes"], "id"), [freeze.as_str()]);
    assert!(text(&calendar["freezes"][0]["scope_words"]).contains("MyGovHK"));
    assert_eq!(text(&calendar["windows"][0]["scope_words"]), "every service");
    assert_eq!(column(&calendar["windows"][0]["open"], "start").len(), 2);
    let found = bench.ok("collisions", &json!({ "changes": [id] }));
    assert_eq!(column(&found["collisions"], "kind"), ["c5", "c6"]);

    // From 08:30 it is open, until 09:10 it is frozen: 09:10 is the earliest, and no minute before it is free.
    let slot = bench.ok("slot", &json!({ "change": id, "after": "2090-01-10T08:00:00Z" }));
    assert_eq!(slot["window"]["start"], "2090-01-10T09:10:00.000Z");
    assert!(text(&slot["sentence"]).contains("earliest"), "{slot}");
    let collides = |start: i64| {
        let window = json!({ "start": Timestamp(start), "end": Timestamp(start + 45 * MINUTE_MS) });
        bench.ok("collide_if", &json!({ "change": id, "window": window }))["collisions"] != json!([])
    };
    let (from, free) = (at("2090-01-10T08:00:00Z").0, at("2090-01-10T09:10:00Z").0);
    for start in (0..10).map(|step| from + step * 7 * MINUTE_MS) {
        assert!(collides(start), "{}", Timestamp(start));
    }
    assert!(!collides(free));
    let (code, sentence) =
        bench.refused("calendar_edit", &json!({ "do": "remove_freeze", "id": "FRZ-1", "reason": "x" }));
    assert_eq!(code, "bad_input");
    assert!(sentence.contains(&freeze), "{sentence}");
    bench.ok("calendar_edit", &json!({ "do": "remove_freeze", "id": freeze, "reason": "over" }));
    bench.ok("calendar_edit", &json!({ "do": "remove_window", "id": window, "reason": "over" }));
    let calendar = bench.ok("calendar", &period);
    assert_eq!((&calendar["freezes"], &calendar["windows"]), (&json!([]), &json!([])));
    let (code, _) = bench.refused("calendar_edit", &json!({ "do": "add_freeze", "start": "yesterday" }));
    assert_eq!(code, "bad_input");
}

#[test]
fn who_does_not_want_to_wait_is_not_answered() {
    let bench = Bench::with_sample();
    let id = raised(&bench, "ups-1a", 60, "2090-01-10T10:00:00Z", "2090-01-10T11:00:00Z");
    let cancel = CancelToken::default();
    cancel.cancel();
    let asked: [(&str, Value); 3] =
        [("collisions", json!({ "changes": [id] })), ("calendar", json!({})), ("slot", json!({ "change": id }))];
    for (name, request) in asked {
        let refusal = bench.run(name, &request, &cancel, &|_| {}).unwrap_err();
        assert_eq!(refusal["code"], "cancelled", "{name}");
    }
}
