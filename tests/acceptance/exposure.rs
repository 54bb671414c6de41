//! Error budgets: what is left of them, what used them, and what a change would use.

use cairn_model::Timestamp;
use serde_json::{Value, json};

use crate::changes::desk::Desk;
use crate::common::{Scene, assert_says};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const SERVICE: &str = "iAM Smart authentication";

/// A service on a group of two servers and a database of which there is one; it promises what it is told.
fn estate(promise: &str) -> Scene {
    let scene = Scene::empty();
    let items = "id,class,name,status,tier,sla_target,sla_period,service_hours,sla_time_zone,sla_excludes_planned,sla_degraded_half\n";
    let shop = format!("shop,business_service,{SERVICE},live,1,{promise}\n");
    let rest = "web-1,server,Web 1,live,,,,,,,\nweb-2,server,Web 2,live,,,,,,,\ndb,database_instance,Database,live,,,,,,,\n\
                free,business_service,Without a target,live,3,,,,,,\n";
    scene.file("items.csv", format!("{items}{shop}{rest}"));
    scene.file(
        "rel.csv",
        "from,type,to,group,min_up\nshop,depends_on,web-1,web,1\nshop,depends_on,web-2,web,1\nshop,depends_on,db,,\n",
    );
    scene.done(&["import", "items.csv", "rel.csv"]);
    scene
}

/// What most services promise: 99.9 % of 30 days round the clock.
const ROLLING: &str = "99.9,rolling_30_days,24x7,,,";

/// The clock is that of the command line: when the newest record was made.
fn now(scene: &Scene) -> i64 {
    let log = scene.json(&["log", "--limit", "1"]);
    Timestamp::parse(log["commits"][0]["recorded_at"].as_str().unwrap()).unwrap().0
}

fn text(at: i64) -> String {
    Timestamp(at).to_string()
}

/// Records that an item was out, when that is over.
fn was_out(scene: &Scene, item: &str, status: &str, from: i64, lasts: i64) {
    scene.done(&["operation", item, status, "--reason", "it failed", "--since", &text(from)]);
    scene.done(&["operation", item, "in_service", "--reason", "mended", "--since", &text(from + lasts)]);
}

fn budget(scene: &Scene, more: &[&str]) -> Value {
    let answer = scene.on_estate(&[&["exposure", SERVICE, "--json"], more].concat());
    let report: Value = serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}{}", answer.out, answer.err));
    let own = report["budgets"][0].clone();
    assert_eq!(answer.code, i32::from(own["left_ms"].as_i64().unwrap() < 0), "{own}");
    own
}

fn minutes(own: &Value, field: &str) -> f64 {
    own[field].as_f64().unwrap() / 60_000.0
}

/// Returns a change that takes the database out for some minutes of a window.
fn change(scene: &Scene, start: i64, window: i64, minutes: i64) -> String {
    let made = scene.json(&["change", "new", "Patch the database", "--reason", "a flaw"]);
    let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let (from, until) = (text(start), text(start + window * MINUTE));
    let step = ["change", "edit", &id, "--new-step", "Patch", "--out", "db", "--minutes", &minutes.to_string()];
    scene.done(&step);
    scene.done(&["change", "edit", &id, "--window-start", &from, "--window-end", &until]);
    id
}

fn exposure(scene: &Scene, id: &str) -> (i32, Value) {
    let answer = scene.on_estate(&["change", "exposure", id, "--json"]);
    (answer.code, serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}{}", answer.out, answer.err)))
}

/// Story 6 of the sample: an outage of 34.2 minutes leaves 9 of 43.2 minutes of 30 days.
#[test]
fn nine_of_43_2_minutes_are_left_and_a_change_of_15_needs_6_more() {
    let scene = estate(ROLLING);
    let now = now(&scene);
    was_out(&scene, "db", "out_of_service", now - 10 * DAY, 34 * MINUTE + 12 * SECOND);
    let own = budget(&scene, &[]);
    assert_eq!(
        (&own["budget_ms"], &own["used_ms"], &own["left_ms"]),
        (&json!(2_592_000), &json!(2_052_000), &json!(540_000))
    );
    assert_eq!((&own["planned_ms"], &own["unplanned_ms"]), (&json!(0), &json!(2_052_000)));
    let outage = &own["outages"][0];
    assert_eq!(
        (&outage["level"], &outage["goes_on"], own["outages"].as_array().unwrap().len()),
        (&json!("down"), &Value::Null, 1)
    );
    assert_eq!((&outage["causes"][0]["name"], &outage["causes"][0]["record"]), (&json!("Database"), &json!(3)));
    assert_eq!(outage["causes"][0]["reason"], "it failed");
    assert_says(&scene.done(&["exposure", SERVICE]), &["has 9 of 43.2 min of error budget left", "it failed"]);
    assert_says(&scene.done(&["exposure"]), &["1 service has an error budget", "It promises no availability."]);
    assert_says(&scene.done(&["exposure", "--lang", "zh-HK"]), &["停頓限額"]);
    // The same sentence about a change of fifteen minutes that lies within those 30 days.
    let id = change(&scene, now + DAY, 60, 15);
    let (code, found) = exposure(&scene, &id);
    assert_eq!(code, 1);
    let planned = &found["services"][0]["planned"];
    assert_eq!((&planned["counted_ms"], &planned["budget"]["over"]), (&json!(900_000), &json!(true)));
    assert_eq!(
        (&planned["budget"]["left_before_ms"], &planned["budget"]["left_after_ms"]),
        (&json!(540_000), &json!(-360_000))
    );
    // If it fails: the window of 60 minutes, and 15 to undo.
    assert_eq!(found["services"][0]["fails"]["counted_ms"], json!(75 * 60_000));
    let said = scene.found(&["change", "exposure", &id]);
    assert_says(
        &said,
        &[
            "has 9 of 43.2 min left until",
            "this change uses 15: 6 more than there is",
            "If it fails: up to 75 of 9 min left",
        ],
    );
    // In three weeks the outage lies behind.
    let at = text(now + 21 * DAY);
    assert_eq!(budget(&scene, &["--at", &at])["left_ms"], 2_592_000);
    let later = change(&scene, now + 21 * DAY, 20, 15);
    let (code, found) = exposure(&scene, &later);
    assert_eq!((code, &found["services"][0]["planned"]["budget"]["left_after_ms"]), (0, &json!(2_592_000 - 900_000)));
    // Analyses know nothing of it: what decisions rest on stays as it was.
    assert_eq!(scene.json(&["change", "show", &later])["exposure"], Value::Null);
}

#[test]
fn only_what_takes_the_service_down_is_used_and_records_may_be_put_right() {
    let scene = estate(ROLLING);
    let now = now(&scene);
    let day = |days: i64| now - days * DAY;
    // One of two servers: at risk uses nothing. Both for five minutes: that is used.
    was_out(&scene, "web-1", "out_of_service", day(9), 2 * HOUR);
    assert_eq!(budget(&scene, &[])["used_ms"], 0);
    was_out(&scene, "web-2", "out_of_service", day(9) + 30 * MINUTE, 5 * MINUTE);
    assert_eq!(minutes(&budget(&scene, &[]), "used_ms"), 5.0);
    // Degraded uses nothing unless the promise says half.
    was_out(&scene, "db", "degraded", day(8), 10 * MINUTE);
    let own = budget(&scene, &[]);
    assert_eq!((minutes(&own, "used_ms"), own["outages"].as_array().unwrap().len()), (5.0, 2));
    scene.file("half.csv", "id,class,name,sla_degraded_half\nshop,business_service,iAM Smart authentication,true\n");
    scene.done(&["import", "half.csv"]);
    assert_eq!(minutes(&budget(&scene, &[]), "used_ms"), 10.0);
    // What began before the period counts from where it begins; what goes on counts up to now.
    scene.done(&["operation", "db", "out_of_service", "--reason", "again", "--since", &text(now - 3 * MINUTE)]);
    let own = budget(&scene, &[]);
    assert!((13.0..14.0).contains(&minutes(&own, "used_ms")), "{own}");
    assert_eq!(own["outages"][0]["goes_on"], true);
    // A record that was wrong never was.
    let log = scene.json(&["log"]);
    let seq = log["commits"][0]["seq"].to_string();
    scene.done(&["revert", &seq, "--reason", "it was another database"]);
    assert_eq!(minutes(&budget(&scene, &[]), "used_ms"), 10.0);
    // Before the first outage was recorded, nothing was known of it.
    assert_eq!(budget(&scene, &["--at", "2"])["used_ms"], 0);
}

#[test]
fn a_later_wiring_does_not_change_what_an_earlier_outage_did() {
    let scene = estate(ROLLING);
    was_out(&scene, "db", "out_of_service", now(&scene) - 3 * DAY, 7 * MINUTE);
    scene.file("more.csv", "id,class,name,status\ndb2,database_instance,Second,live\n");
    scene.file("soft.csv", "from,type,to,group,min_up\nshop,depends_on,db2,data,1\n");
    scene.done(&["import", "more.csv", "soft.csv"]);
    let before = scene.json(&["exposure", SERVICE]);
    scene.done(&["operation", "db2", "out_of_service", "--reason", "new and broken"]);
    scene.done(&["operation", "db2", "in_service", "--reason", "mended"]);
    assert_eq!(minutes(&before["budgets"][0], "used_ms"), 7.0);
    let after = budget(&scene, &[]);
    assert!(minutes(&after, "used_ms") >= 7.0 && minutes(&after, "used_ms") < 8.0, "{after}");
    // An older outage, entered later, leaves the newer one alone.
    was_out(&scene, "db", "out_of_service", now(&scene) - 6 * DAY, 2 * MINUTE);
    let both = budget(&scene, &[]);
    assert_eq!(both["outages"].as_array().unwrap().len(), after["outages"].as_array().unwrap().len() + 1);
    assert_eq!(both["used_ms"].as_i64().unwrap(), after["used_ms"].as_i64().unwrap() + 2 * MINUTE);
}

#[test]
fn what_a_change_takes_out_in_its_window_is_planned() {
    let desk = Desk { scene: estate("99.9,rolling_30_days,24x7,,true,") };
    let scene = &desk.scene;
    let from = now(scene) - 2 * DAY;
    was_out(scene, "db", "out_of_service", from, 20 * MINUTE);
    let own = budget(scene, &[]);
    assert_eq!(
        (minutes(&own, "unplanned_ms"), minutes(&own, "planned_ms"), minutes(&own, "used_ms")),
        (20.0, 0.0, 20.0)
    );
    let id = desk.submitted(&[], &["--new-step", "Patch", "--out", "db", "--minutes", "20"]);
    desk.started(&id);
    let own = budget(scene, &[]);
    assert_eq!(
        (minutes(&own, "unplanned_ms"), minutes(&own, "planned_ms"), minutes(&own, "used_ms")),
        (0.0, 20.0, 0.0)
    );
    assert_eq!(
        (&own["outages"][0]["planned"], &own["outages"][0]["causes"][0]["change"]),
        (&json!("down"), &json!(id))
    );
    assert_says(&scene.done(&["exposure", SERVICE]), &["Planned time does not count", &id]);
    // Both servers: nobody planned that.
    for server in ["web-1", "web-2"] {
        was_out(scene, server, "out_of_service", from + 10 * MINUTE, 30 * MINUTE);
    }
    let own = budget(scene, &[]);
    assert_eq!(
        (minutes(&own, "unplanned_ms"), minutes(&own, "planned_ms"), minutes(&own, "used_ms")),
        (20.0, 20.0, 20.0)
    );
    // What was started is past.
    assert_says(&scene.done(&["change", "exposure", &id]), &["was started"]);
    // What is excluded as planned is not if it fails, as far as the plan does not say so.
    let next = change(scene, now(scene) + DAY, 60, 15);
    let (_, found) = exposure(scene, &next);
    let own = &found["services"][0];
    assert_eq!((minutes(&own["planned"], "exposed_ms"), &own["planned"]["counted_ms"]), (15.0, &json!(0)));
    assert_eq!((minutes(&own["fails"], "exposed_ms"), minutes(&own["fails"], "counted_ms")), (75.0, 60.0));
}

#[test]
fn a_promise_that_cannot_be_read_says_what_was_taken_instead() {
    let scene = estate("99.9,,\"24 hours, every day\",Mars/Base,,");
    let own = budget(&scene, &[]);
    let codes: Vec<&str> =
        own["promise"]["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["promise-hours-unread", "promise-zone-unread", "promise-period-absent"]);
    assert_eq!(
        (&own["promise"]["round_the_clock"], &own["promise"]["zone"], &own["agreed_ms"]),
        (&json!(true), &json!("UTC"), &json!(2_592_000_000_i64))
    );
    let said = scene.done(&["exposure", SERVICE]);
    assert_says(
        &said,
        &["“24 hours, every day” cannot be read: taken as round the clock", "taken as UTC", "taken as rolling 30 days"],
    );
    assert_says(&scene.done(&["exposure"]), &["cannot be read in full"]);
    scene.refused(&["exposure", "db"], &["Database", "is no service"]);
    scene.refused(&["exposure", "nobody"], &["nobody"]);
    scene.refused(&["change", "exposure", "CHG-000099"], &["CHG-000099"]);
}

#[test]
fn only_service_hours_are_agreed() {
    let scene = estate("99,rolling_30_days,Mon-Fri 09:00-18:00,Asia/Hong_Kong,,");
    let own = budget(&scene, &[]);
    // Every 30 days have 20 to 22 working days of nine hours, in part.
    let days = minutes(&own, "agreed_ms") / 540.0;
    assert!((20.0..=22.0).contains(&days), "{days}");
    // A Saturday in Hong Kong is nobody's loss.
    let now = now(&scene);
    let today = (now + 8 * HOUR).div_euclid(DAY);
    // Day 2 of the epoch was a Saturday; noon there is four in the morning of UTC.
    let saturday = (1..=7).map(|back| today - back).find(|day| (day - 2) % 7 == 0).unwrap();
    let noon = saturday * DAY + 4 * HOUR;
    was_out(&scene, "db", "out_of_service", noon, HOUR);
    let own = budget(&scene, &[]);
    assert_eq!((&own["used_ms"], &own["outages"][0]["counted_ms"]), (&json!(0), &json!(0)));
}

#[test]
fn without_a_window_or_time_a_change_says_what_it_lacks() {
    let scene = estate(ROLLING);
    let made = scene.json(&["change", "new", "Nothing yet", "--reason", "a test"]);
    let id = made["id"].as_str().unwrap();
    assert_says(&scene.done(&["change", "exposure", id]), &["has no window", "--window-start"]);
    assert_eq!(exposure(&scene, id).1["known"], false);
    // Nobody said how long the step takes: the whole window counts.
    let start = now(&scene) + 2 * DAY;
    let id = change(&scene, start, 30, 45);
    let (code, found) = exposure(&scene, &id);
    assert_eq!(
        (code, &found["spread"], &found["services"][0]["planned"]["counted_ms"]),
        (1, &json!(true), &json!(30 * 60_000))
    );
    assert_says(&scene.found(&["change", "exposure", &id]), &["every step counts for the whole window"]);
    // A change that exposes nothing.
    let made = scene.json(&["change", "new", "One server", "--reason", "a test"]);
    let id = made["id"].as_str().unwrap();
    scene.done(&["change", "edit", id, "--new-step", "One", "--out", "web-1", "--minutes", "10"]);
    scene.done(&["change", "edit", id, "--window-start", &text(start), "--window-end", &text(start + HOUR)]);
    assert_says(&scene.done(&["change", "exposure", id]), &["degrades no service"]);
}
