//! The history of the whole sample, and the stories that it tells: each by asking.

use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_says, each, set};

/// The changes of a list that have a kind.
fn of_kind<'v>(list: &'v Value, kind: &str) -> Vec<&'v Value> {
    list["changes"].as_array().unwrap().iter().filter(|change| change["kind"] == kind).collect()
}

/// The moment of a field in milliseconds since 1970.
fn moment(value: &Value) -> i64 {
    cairn_model::Timestamp::parse(value.as_str().unwrap()).unwrap().0
}

#[test]
fn the_history_is_sound_and_goes_into_a_snapshot_that_is_sound() {
    let scene = Scene::whole();
    scene.assert_sound();
    let changes = scene.json(&["change", "list"]);
    assert_eq!(changes["changes"].as_array().unwrap().len(), 420);
    assert_eq!(of_kind(&changes, "standard").len(), 120 + 1);
    assert_eq!(of_kind(&changes, "emergency").len(), 12);
    let suspended: Vec<&Value> =
        changes["templates"].as_array().unwrap().iter().filter(|own| !own["suspended"].is_null()).collect();
    assert_eq!(suspended.iter().map(|own| own["name"].as_str().unwrap()).collect::<Vec<_>>(), ["Update a sensor kit"]);
    // Nothing is out, whatever was.
    assert_eq!(scene.json(&["status"])["not_in_service"], 0);
    scene.done(&["snapshot", "export", "--out", "whole.cairn.zip"]);
    let checked = scene.run(&["snapshot", "check", "whole.cairn.zip"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
}

#[test]
fn story_4_one_edit_of_a_firewall_is_found_that_nobody_authorised() {
    let scene = Scene::whole();
    let diff = scene.json(&["baseline", "diff", "2026-Q3"]);
    assert_eq!(diff["authorisation"]["unauthorised"], 1);
    assert!(diff["authorisation"]["authorised"].as_u64().unwrap() >= 10, "{}", diff["authorisation"]);
    let first = &diff["lines"][0];
    assert_eq!((&first["authorisation"], &first["source_id"]), (&json!("unauthorised"), &json!("fw-23")));
    assert_eq!(first["fields"]["management_ip"]["after"], "192.0.2.23");
    assert_says(&scene.found(&["baseline", "diff", "2026-Q3"]), &["1 unauthorised", "UNAUTHORISED", "GDC firewall 3"]);
}

#[test]
fn story_5_the_records_of_one_emergency_came_late() {
    let scene = Scene::whole();
    let changes = scene.json(&["change", "list"]);
    let late: Vec<(String, String)> = of_kind(&changes, "emergency")
        .into_iter()
        .filter_map(|line| {
            let shown = scene.json(&["change", "show", line["id"].as_str().unwrap()]);
            assert_eq!(shown["change"]["state"], "closed");
            let history = shown["change"]["history"].as_array().unwrap();
            let late = history.iter().find(|event| event["what"] == "late_records")?;
            Some((line["title"].as_str().unwrap().to_owned(), late["reason"].as_str().unwrap().to_owned()))
        })
        .collect();
    // The hours beyond the twenty-four that are allowed.
    let expected = ("Mend the rules of iAM Smart authentication risk server CCC".to_owned(), "39".to_owned());
    assert_eq!(late, [expected]);
}

#[test]
fn story_6_a_login_was_out_for_all_but_nine_of_its_minutes() {
    const MINUTE: i64 = 60_000;
    let scene = Scene::whole();
    let shown = scene.json(&["show", "app-iamauth"]);
    let history = shown["history"].as_array().unwrap();
    let mut records: Vec<&Value> = history.iter().filter(|line| line["kind"] == "operation").collect();
    records.sort_by_key(|line| line["seq"].as_u64());
    let [out, back] = records.as_slice() else { panic!("{records:?}") };
    let down = moment(&back["recorded_at"]) - moment(&out["recorded_at"]);
    assert_eq!(down, 34 * MINUTE + 12_000);
    // Of the thousandth of thirty days that may be lost at 99.9 %: nine minutes are left.
    assert_eq!(30 * 24 * 60 * MINUTE / 1000 - down, 9 * MINUTE);
    // Within thirty days of the moment at which the sample ends, the first of November 2026.
    let end = moment(&json!("2026-11-01T00:00:00Z"));
    assert!(moment(&out["recorded_at"]) > end - 30 * 24 * 60 * MINUTE);
    // The service itself was down meanwhile, and neither before nor after.
    let is_down = |seq: u64| {
        let sheet = scene.json(&["outage", "--at", &seq.to_string()]).to_string();
        sheet.contains("svc-iamauth")
    };
    let (out, back) = (out["seq"].as_u64().unwrap(), back["seq"].as_u64().unwrap());
    assert_eq!([out - 1, out, back - 1, back].map(is_down), [false, true, true, false]);
    // And that is what its error budget says.
    let asked = scene.json(&["exposure", "svc-iamauth", "--at", "2026-11-01T00:00:00Z"]);
    let own = &asked["budgets"][0];
    let minutes = |field: &str| own[field].as_i64().unwrap() as f64 / MINUTE as f64;
    assert_eq!([minutes("budget_ms"), minutes("used_ms"), minutes("left_ms")], [43.2, 34.2, 9.0], "{own}");
    assert_eq!((minutes("planned_ms"), own["outages"].as_array().unwrap().len()), (0.0, 1), "{own}");
    // The outage is a record of its own.
    let cause = &own["outages"][0]["causes"][0];
    assert_eq!(
        (&cause["outage"], &cause["reason"]),
        (&json!("OUT-000008"), &json!("New risk rules refused every login"))
    );
    let line = &scene.json(&["outages"])["outages"][0];
    assert_eq!(
        (&line["id"], &line["state"], &line["worst"]),
        (&json!("OUT-000008"), &json!("over"), &json!("out_of_service"))
    );
}

#[test]
fn story_9_the_turn_of_the_year_is_frozen_and_stops_a_change() {
    let scene = Scene::whole();
    let period = ["--from", "2026-11-20T00:00:00Z", "--to", "2027-01-31T00:00:00Z"];
    let calendar = scene.json(&[&["calendar"], &period[..]].concat());
    let [freeze] = calendar["freezes"].as_array().unwrap().as_slice() else { panic!("{}", calendar["freezes"]) };
    // From midnight to midnight in Hong Kong.
    let (start, end) = (moment(&json!("2026-12-19T16:00:00Z")), moment(&json!("2027-01-03T16:00:00Z")));
    assert_eq!((moment(&freeze["start"]), moment(&freeze["end"])), (start, end));
    assert_eq!(freeze["scope"], json!({ "of": "everything" }));
    assert_eq!(calendar["windows"].as_array().unwrap().len(), 2);
    let blocking: Vec<&Value> =
        calendar["collisions"].as_array().unwrap().iter().filter(|own| own["blocks"] == true).collect();
    assert_eq!(set(blocking.iter().map(|own| own["kind"].as_str().unwrap())), set(["c4", "c5"]));
    let entry = |title: &str| {
        let entries = calendar["entries"].as_array().unwrap();
        entries.iter().find(|own| own["title"] == title).unwrap_or_else(|| panic!("{title}")).clone()
    };
    let upgrade = entry("Upgrade the Electronic Recordkeeping System application");
    let [frozen] = upgrade["collisions"].as_array().unwrap().as_slice() else { panic!("{upgrade}") };
    assert!(frozen.as_str().unwrap().starts_with("c5:"));
    // Two maintenances of story 2, planned into one night.
    for title in ["Maintain and test CCC UPS 1", "Maintain and test CCC UPS 2"] {
        let collisions = entry(title)["collisions"].clone();
        let own = collisions.as_array().unwrap().iter();
        assert!(own.clone().any(|own| own.as_str().unwrap().starts_with("c4:")), "{title}: {collisions}");
    }
    let farm = entry("Patch farm 4 host by host");
    assert_eq!((&farm["state"], &farm["collisions"]), (&json!("scheduled"), &json!([])));
}

#[test]
fn the_whole_sample_has_the_same_records_wherever_it_is_made() {
    let (scene, other) = (Scene::whole(), Scene::new());
    let made = other.command(&["--actor", "somebody else", "init", ESTATE, "--sample", "whole"]).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    assert_eq!(scene.head(), other.head());
    let id = |scene: &Scene| scene.json(&["status"])["estate"].clone();
    assert_ne!(id(&scene), id(&other));
    let baselines = scene.json(&["baseline", "list"]);
    let quarters: Vec<&str> =
        each(&baselines["baselines"], "name").into_iter().filter(|name| name.contains("-Q")).collect();
    assert_eq!((quarters.len(), quarters[0]), (8, "2026-Q3"));
}
