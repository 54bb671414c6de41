//! While something is out: what is down because of it, what is behind it, in which order it comes up.

use serde_json::{Value, json};

use crate::common::{Scene, assert_says};

fn keys(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect()
}

fn names(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

fn out(scene: &Scene, item: &str) {
    scene.done(&["operation", item, "out_of_service", "--reason", "a test"]);
}

/// Two services of different tiers on one array, through a server each; a directory and a resolver that need each other.
fn estate() -> Scene {
    let scene = Scene::empty();
    let items = "id,class,name,status,tier,rto\npay,business_service,Payments,live,1,PT1H\n\
                 menu,business_service,Canteen,live,4,P1D\narr,storage_array,Array,live,,\n\
                 one,server,One,live,,\ntwo,server,Two,live,,\ndir,server,Directory,live,,\ndns,server,Resolver,live,,\n\
                 app,server,Application,live,,\n";
    scene.file("items.csv", items);
    let rows = "from,type,to\npay,depends_on,one\nmenu,depends_on,two\none,depends_on,arr\ntwo,depends_on,arr\n\
                dir,depends_on,dns\ndns,depends_on,dir\napp,depends_on,dns\n";
    scene.file("rel.csv", rows);
    scene.done(&["import", "items.csv", "rel.csv"]);
    scene
}

#[test]
fn what_is_down_now_is_told_and_comes_up_by_urgency() {
    let scene = estate();
    assert_says(&scene.done(&["recovery"]), &["Nothing is down."]);
    out(&scene, "Array");
    let now = scene.json(&["impact", "--now"]);
    let mut down = names(&now["impacted"]);
    down.sort_unstable();
    assert_eq!(down, ["Canteen", "One", "Payments", "Two"]);
    assert_eq!(now["seeds"], json!([]));
    let report = scene.json(&["recovery"]);
    let waves: Vec<Vec<&str>> = report["waves"].as_array().unwrap().iter().map(names).collect();
    // In each wave what the service of tier 1 rests on comes first, though it is later by name.
    assert_eq!(waves, [vec!["Array"], vec!["One", "Two"], vec!["Payments", "Canteen"]]);
    let first = &report["waves"][0][0];
    assert_eq!((&first["serves_tier"], &first["rto"], &first["out_of_service"]), (&json!(1), &json!(60), &json!(true)));
    assert_says(&scene.done(&["recovery"]), &["5 items are down and come up in 3 waves", "because of others"]);
    assert_says(&scene.done(&["recovery", "--lang", "zh-HK"]), &["5 個項目已停止"]);
}

#[test]
fn a_cold_start_deadlock_is_named_with_the_link_to_cut() {
    let scene = estate();
    out(&scene, "Directory");
    let answer = scene.on_estate(&["recovery", "--json"]);
    assert_eq!(answer.code, 1);
    let report: Value = serde_json::from_str(&answer.out).unwrap();
    let deadlock = &report["deadlocks"][0];
    let mut members = names(&deadlock["members"]);
    members.sort_unstable();
    assert_eq!(members, ["Directory", "Resolver"]);
    // Both, and the application that waits behind them.
    assert_eq!(deadlock["freed"], json!(3));
    assert_eq!(names(&report["waiting"]), ["Application"]);
    let answer = scene.on_estate(&["recovery"]);
    assert_says(&answer.out, &["Cold-start deadlock", "3 items come up then", "Behind a deadlock: Application"]);
    // A soft need keeps nobody down: with one the other way it is a warning.
    let scene = estate();
    scene.file("soft.csv", "from,type,to,strength\ndir,depends_on,dns,degrading\n");
    scene.done(&["import", "soft.csv"]);
    out(&scene, "Directory");
    let report = scene.json(&["recovery"]);
    assert_eq!((&report["deadlocks"], report["warnings"].as_array().unwrap().len()), (&json!([]), 1));
}

#[test]
fn one_failure_behind_several_reports_is_found_whether_they_are_recorded_or_not() {
    let scene = estate();
    let report = scene.json(&["cause", "Payments", "Canteen"]);
    assert_eq!(names(&report["causes"]), ["Array"]);
    assert_eq!(report["causes"][0]["unreported"], json!(2));
    // One report has three causes; what would have raised least else comes first.
    let report = scene.json(&["cause", "Payments"]);
    assert_eq!(names(&report["causes"]), ["One", "Array"]);
    out(&scene, "Payments");
    out(&scene, "Canteen");
    assert_eq!(names(&scene.json(&["cause", "Payments", "Canteen"])["causes"]), ["Array"]);
    let answer = scene.on_estate(&["cause", "Payments", "Application"]);
    assert_eq!(answer.code, 1);
    assert_says(&answer.out, &["no single failure explains all of it"]);
    out(&scene, "Array");
    let report = scene.json(&["cause", "Payments", "Canteen"]);
    assert_eq!((names(&report["explained_by"]), &report["causes"]), (vec!["Array"], &json!([])));
    assert_says(&scene.done(&["cause", "Payments", "Canteen"]), &["already explains all of it: Array"]);
    scene.refused(&["cause"], &["Nothing was reported"]);
    scene.refused(&["cause", "nobody"], &["nobody"]);
}

#[test]
fn the_sample_explains_two_services_by_their_array() {
    let scene = Scene::sample();
    let report = scene.json(&["cause", "MyGovHK"]);
    assert!(keys(&report["causes"]).contains(&"ARR-000001"));
}
