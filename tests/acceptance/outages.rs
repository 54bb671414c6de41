//! Outages as records of their own: what they do to items, changes and error budgets, through estates that are opened anew.

use cairn_model::Timestamp;
use serde_json::{Value, json};

use crate::common::{Scene, assert_says, each};

const MINUTE: i64 = 60_000;

/// A service that needs two servers, with an error budget from which planned time is left out.
fn estate() -> Scene {
    let scene = Scene::empty();
    let items = "id,class,name,status,tier,sla_target,sla_period,sla_excludes_planned\n\
                 shop,business_service,Shop,live,1,99.9,rolling_30_days,true\n\
                 web,server,Web,live,,,,\ndb,server,Database,live,,,,\nold,server,Old,retired,,,,\n";
    scene.file("items.csv", items);
    scene.file("rel.csv", "from,type,to\nshop,depends_on,web\nshop,depends_on,db\n");
    scene.done(&["import", "items.csv", "rel.csv"]);
    scene
}

/// The clock is that of the command line: when the newest record was made.
fn now(scene: &Scene) -> i64 {
    let log = scene.json(&["log", "--limit", "1"]);
    Timestamp::parse(log["commits"][0]["recorded_at"].as_str().unwrap()).unwrap().0
}

fn text(at: i64) -> String {
    Timestamp(at).to_string()
}

/// Refused because something is missing: each thing has a line of its own.
fn held_up(scene: &Scene, arguments: &[&str], said: &[&str]) {
    let answer = scene.on_estate(arguments);
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert_says(&answer.err, &[said, &["cannot go on yet", "Nothing was changed"]].concat());
}

fn operation(scene: &Scene, item: &str) -> Value {
    scene.json(&["show", item])["item"]["operation"].clone()
}

#[test]
fn an_outage_is_recorded_looked_at_corrected_ended_and_closed() {
    let scene = estate();
    let from = now(&scene) - 60 * MINUTE;
    let said = scene.done(&[
        "outages",
        "new",
        "Switch failed",
        "--item",
        "web",
        "db=degraded",
        "--from",
        &text(from),
        "--until",
        &text(from + 600 * MINUTE),
        "--cause",
        "a loose cable",
    ]);
    assert_says(&said, &["OUT-000001 “Switch failed” is open (record no. 3)", "the operation of 2 items was set"]);
    let own = operation(&scene, "web");
    assert_eq!((&own["status"], &own["record"]), (&json!("out_of_service"), &json!("OUT-000001")));
    assert_eq!((&own["reason"], &own["since"]), (&json!("Switch failed"), &json!(text(from))));
    // It comes by itself wherever operation is asked, and has its name there.
    let sheet = scene.on_estate(&["outage"]);
    assert_says(&sheet.out, &["Switch failed", "OUT-000001"]);
    let sheet: Value = serde_json::from_str(&scene.on_estate(&["outage", "--json"]).out).unwrap();
    assert_eq!(each(&sheet["out"], "record"), ["OUT-000001", "OUT-000001"]);
    let recent: Vec<_> = sheet["recent"].as_array().unwrap().iter().map(|own| own["seq"].clone()).collect();
    assert_eq!(recent, [2], "what only says that it is out is no cause");
    assert_says(&scene.done(&["show", "web"]), &["OUT-000001 Switch failed", "Outages", "(expected)"]);
    assert_says(&scene.done(&["outages"]), &["OUT-000001", "open", "out of service", "Web, Database", "unplanned"]);
    assert_eq!(scene.json(&["outages", "--state", "over"])["outages"], json!([]));
    scene.refused(&["outages", "--state", "gone"], &["“gone” is no state", "announced, open, over"]);

    let page = scene.json(&["outages", "show", "1"]);
    assert_eq!((&page["services"][0]["name"], &page["services"][0]["level"]), (&json!("Shop"), &json!("down")));
    assert_eq!(each(&page["items"], "held_by"), ["OUT-000001", "OUT-000001"]);
    assert_says(
        &scene.done(&["outages", "show", "out-1"]),
        &["2 items are out since", "services hit by it alone: 1 down", "a loose cable", "Possible now: end"],
    );
    let back = text(from + 30 * MINUTE);
    let said = scene.done(&["outages", "edit", "1", "--back", "db", "--back-at", &back, "--reason", "it was up again"]);
    assert_says(&said, &["was corrected (record no. 4)", "1 item was set"]);
    assert_eq!(operation(&scene, "db"), Value::Null);
    assert_says(&scene.done(&["outages", "show", "1"]), &["it was up again", "item SRV-00000", "corrected"]);

    held_up(&scene, &["outages", "close", "1"], &["OUT-000001 is open", "Possible: end"]);
    held_up(&scene, &["outages", "end", "1", "--to", "2999-01-01T00:00:00Z"], &["It cannot have ended at 2999-01-01"]);
    let said = scene.done(&["outages", "end", "1", "--to", &text(from + 45 * MINUTE)]);
    assert_says(&said, &["is over (record no. 5)", "1 item was set"]);
    assert_eq!(operation(&scene, "web"), Value::Null);
    // 45 minutes of the service were down, and a correction of what is over corrects them.
    let used = |scene: &Scene| {
        let answer = scene.on_estate(&["exposure", "Shop", "--json"]);
        serde_json::from_str::<Value>(&answer.out).unwrap()["budgets"][0].clone()
    };
    assert_eq!(used(&scene)["unplanned_ms"], json!(45 * MINUTE));
    scene.done(&["outages", "edit", "1", "--to", &text(from + 20 * MINUTE), "--back", "db", "--item", "db=degraded"]);
    let own = used(&scene);
    assert_eq!(own["unplanned_ms"], json!(20 * MINUTE));
    assert_eq!(own["outages"][0]["causes"][0]["outage"], "OUT-000001");
    assert_says(&scene.done(&["exposure", "Shop"]), &["Switch failed", "OUT-000001"]);
    assert_says(&scene.done(&["outages", "close", "1"]), &["was closed (record no. 7)"]);
    let history = scene.json(&["outages", "show", "1"])["outage"]["history"].clone();
    assert_eq!(each(&history, "what"), ["record", "edit", "end", "edit", "close"]);
    assert_says(&scene.done(&["log"]), &["outage record: OUT-000001 Switch failed", "outage end: OUT-000001"]);
    assert_eq!(scene.json(&["outages", "--at", "4"])["outages"][0]["state"], "open");
    assert_says(&scene.done(&["outages", "--lang", "zh-HK"]), &["已結束", "停止運作"]);
    scene.assert_sound();
}

#[test]
fn what_is_announced_before_it_begins_is_planned_and_what_overruns_is_not() {
    let scene = estate();
    // The past can be announced by nobody: the clock is that of the machine, so the window lies right ahead.
    let start = now(&scene) + 1_500;
    let said = scene.done(&[
        "outages",
        "new",
        "Patch",
        "--item",
        "db",
        "--from",
        &text(start),
        "--until",
        &text(start + 600 * MINUTE),
        "--planned",
    ]);
    assert_says(&said, &["OUT-000001 “Patch” is announced"]);
    assert_eq!(operation(&scene, "db"), Value::Null);
    let late = now(&scene) - 30 * MINUTE;
    let said = scene.done(&["outages", "new", "Late", "--item", "web", "--from", &text(late), "--planned"]);
    assert_says(&said, &["OUT-000002 “Late” is open", "nobody announced it before it began"]);
    scene.done(&["outages", "end", "2", "--to", &text(late + 10 * MINUTE)]);
    let budget = || {
        let answer = scene.on_estate(&["exposure", "Shop", "--json"]);
        serde_json::from_str::<Value>(&answer.out).unwrap()["budgets"][0].clone()
    };
    let own = budget();
    assert_eq!((&own["planned_ms"], &own["unplanned_ms"]), (&json!(0), &json!(10 * MINUTE)), "called planned too late");
    assert_says(&scene.done(&["outages"]), &["announced", "called planned"]);
    // Whatever the clock of a slow machine says, it has begun by then.
    while now(&scene) < start {
        scene.done(&["baseline", "create", &format!("at {}", now(&scene))]);
    }
    assert_says(&scene.done(&["outages", "open", "1"]), &["“Patch” began", "1 item was set"]);
    scene.done(&["outages", "end", "1"]);
    let own = budget();
    assert_eq!(own["unplanned_ms"], json!(10 * MINUTE));
    assert!(own["planned_ms"].as_i64().unwrap() > 0, "{own}");
    assert_eq!(own["outages"][0]["causes"][0]["announced"], "OUT-000001");
    scene.assert_sound();
}

#[test]
fn an_outage_and_the_change_that_caused_it_name_each_other() {
    let scene = estate();
    let change = scene.json(&["change", "new", "Upgrade"])["id"].as_str().unwrap().to_owned();
    let from = now(&scene) - 90 * MINUTE;
    let reply = scene.json(&[
        "outages",
        "new",
        "Fell over",
        "--item",
        "db",
        "--from",
        &text(from),
        "--to",
        &text(from + 5 * MINUTE),
        "--change",
        &change,
        "--cause-item",
        "web",
    ]);
    assert_eq!((&reply["state"], &reply["set"], &reply["seq"]), (&json!("over"), &json!(0), &json!(4)));
    assert_says(
        &scene.done(&["outages", "show", "1"]),
        &["CHG-000001 “Upgrade” caused it", "Caused by: SRV-", "One item was out", "entered, and over"],
    );
    assert_says(&scene.done(&["change", "show", &change]), &["Outages", "OUT-000001", "Fell over"]);
    assert_eq!(scene.json(&["change", "show", &change])["outages"][0]["id"], "OUT-000001");
    scene.refused(&["outages", "edit", "1", "--change", "CHG-9"], &["CHG-9"]);
    scene.refused(&["outages", "new", "x", "--item", "old"], &["SRV-000003 is Retired", "takes no part"]);
    scene.refused(&["outages", "show", "9"], &["“9” is not an outage"]);
    scene.refused(&["outages", "new", "x"], &["at least one item"]);

    // A snapshot has it, and a copy made of that; neither names anything that is not there.
    scene.done(&["snapshot", "export", "--out", "all.cairn.zip"]);
    let looked = scene.run(&["-e", "all.cairn.zip", "outages", "show", "1"]);
    assert_eq!(looked.code, 0, "without an estate: {}", looked.err);
    assert_says(&looked.out, &["Fell over", "CHG-000001 “Upgrade” caused it"]);
    let copy = scene.run(&["snapshot", "import", "all.cairn.zip", "--into", "copy.cairn"]);
    assert_eq!(copy.code, 0, "{}", copy.err);
    let listed = scene.run(&["-e", "copy.cairn", "outages", "--json"]);
    let listed: Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(listed["outages"], scene.json(&["outages"])["outages"]);
    let refused = scene.run(&["-e", "copy.cairn", "outages", "close", "1", "--cause", "x"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "a copy is only read");
}

#[test]
fn what_somebody_recorded_meanwhile_is_a_finding() {
    let scene = estate();
    scene.done(&["outages", "new", "Slow", "--item", "web=degraded", "db=degraded"]);
    scene.done(&["operation", "db", "out_of_service", "--reason", "worse"]);
    let answer = scene.on_estate(&["outages", "end", "1"]);
    assert_eq!(answer.code, 1);
    assert_says(&answer.out, &["SRV-000002 was recorded otherwise meanwhile", "out of service"]);
    assert_eq!(operation(&scene, "db")["reason"], "worse");
}
