//! What others fell into, each row of the design's list (IMPACT 7) by name, asked of the program itself.
//!
//! The row on recursion that overflows is `shapes::a_chain_of_a_million_is_an_ordinary_input` of the graph.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::changes::desk::{Desk, MANAGER};
use crate::common::{Scene, assert_says};

/// An estate of a service and servers, and what they need: `from,type,to[,label,min_up]`.
fn estate(servers: &[String], rows: &str) -> Scene {
    let scene = Scene::empty();
    let mut items = "id,class,name,status,tier\npay,business_service,Payments,live,1\n".to_owned();
    for server in servers {
        writeln!(items, "{server},server,{server},live,").unwrap();
    }
    scene.file("items.csv", items);
    scene.file("rel.csv", format!("from,type,to,label,min_up\n{rows}"));
    scene.done(&["import", "items.csv", "rel.csv"]);
    scene
}

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{prefix}{number}")).collect()
}

/// Returns the level of an item in an answer about an outage.
fn level(report: &Value, name: &str) -> String {
    let hit = report["impacted"].as_array().unwrap().iter().find(|own| own["name"] == name);
    hit.map_or("unaffected", |own| own["level"].as_str().unwrap()).to_owned()
}

fn down(scene: &Scene, items: &[&str]) -> Value {
    scene.json(&[&["impact", "--down"], items].concat())
}

#[test]
fn a_depth_limit_loses_nobody() {
    let servers = names("s", 40);
    let mut rows = "pay,depends_on,s0,,\n".to_owned();
    for number in 1..40 {
        // Each is reached by a short way and by a long one: a flag set on the first must not hide the second.
        writeln!(rows, "s{},depends_on,s{number},,\npay,depends_on,s{number},,", number - 1).unwrap();
    }
    let report = down(&estate(&servers, &rows), &["s39"]);
    assert_eq!((report["counts"]["down"].clone(), level(&report, "Payments")), (json!(40), "down".to_owned()));
}

#[test]
fn a_ladder_of_ways_is_walked_once() {
    // 2³⁰ ways lead up this ladder: who copies what was visited never comes back.
    let mut rows = "pay,depends_on,a0,,\n".to_owned();
    for number in 1..30 {
        let before = number - 1;
        for (from, to) in [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")] {
            writeln!(rows, "{from}{before},depends_on,{to}{number},,").unwrap();
        }
    }
    let servers: Vec<String> = names("a", 30).into_iter().chain(names("b", 30)).collect();
    let report = down(&estate(&servers, &rows), &["a29"]);
    assert_eq!(report["counts"]["down"], json!(59));
}

#[test]
fn what_is_stored_is_what_is_shown() {
    let servers = names("s", 25);
    let mut rows = "pay,depends_on,s0,,\n".to_owned();
    (1..25).for_each(|number| writeln!(rows, "s{},depends_on,s{number},,", number - 1).unwrap());
    let desk = Desk { scene: estate(&servers, &rows) };
    let shown = down(&desk.scene, &["s24"]);
    let id = desk.submitted(&[], &["--out", "s24"]);
    desk.assessed(&id);
    let kept = desk.show(&id)["analysis"]["steps"][0]["as_planned"].clone();
    assert_eq!(kept["services_down"], shown["answers"]["as_planned"]["services_down"]);
    assert_eq!(kept["counts"]["down"], shown["counts"]["down"]);
}

#[test]
fn what_may_not_be_read_carries_a_failure_all_the_same() {
    let scene = estate(&names("s", 3), "pay,depends_on,s0,,\ns0,depends_on,s1,,\ns1,depends_on,s2,,\n");
    scene.file("secret.csv", "id,class,name,classification\ns1,server,s1,CONFIDENTIAL\n");
    scene.done(&["import", "secret.csv"]);
    assert_eq!(level(&down(&scene, &["s2"]), "Payments"), "down");
    assert_eq!(scene.json(&["items", "classification=UNCLASSIFIED"])["total"], json!(0), "a filter changes no verdict");
}

#[test]
fn percentages_are_integers_at_one_two_and_three() {
    for (count, percent, spare) in
        [(1, "50%", 0), (1, "100%", 0), (2, "50%", 1), (2, "51%", 0), (3, "34%", 1), (3, "66.67%", 0), (3, "33.33%", 2)]
    {
        let servers = names("s", count);
        let rows: String = servers.iter().map(|server| format!("pay,depends_on,{server},nodes,{percent}\n")).collect();
        let scene = estate(&servers, &rows);
        let lost: Vec<&str> = servers.iter().map(String::as_str).collect();
        if spare > 0 {
            assert_eq!(level(&down(&scene, &lost[..spare]), "Payments"), "at_risk", "{percent} of {count}");
        }
        assert_eq!(level(&down(&scene, &lost[..=spare]), "Payments"), "down", "{percent} of {count}");
    }
}

#[test]
fn a_conflict_is_named_when_what_was_there_has_changed() {
    let scene = estate(&names("s", 1), "pay,depends_on,s0,,\n");
    let value = |value: &str| {
        scene.file("edit.csv", format!("id,class,name,description\ns0,server,s0,{value}\n"));
        scene.done(&["import", "edit.csv"]);
    };
    value("first");
    let first = scene.head().seq.to_string();
    value("second");
    let refused = scene.on_estate(&["revert", &first, "--reason", "a mistake"]);
    assert_eq!(refused.code, 2);
    assert_says(&refused.err, &["Description", "changed again by record no. 4", "Nothing was changed"]);
}

#[test]
fn retiring_the_only_server_takes_its_service_down() {
    let scene = estate(&names("s", 1), "pay,depends_on,s0,,\n");
    let answer = scene.on_estate(&["what-if", "--retire", "s0"]);
    assert_says(&answer.out, &["Payments"]);
    let report: Value = serde_json::from_str(&scene.on_estate(&["what-if", "--retire", "s0", "--json"]).out).unwrap();
    assert!(report.to_string().contains("\"services_down\":[\"Payments\"]"), "{report}");
}

#[test]
fn one_of_n_that_nobody_declared_is_told() {
    let scene = estate(&names("s", 2), "pay,depends_on,s0,nodes,\npay,depends_on,s1,nodes,\n");
    let report = down(&scene, &["s0"]);
    assert_eq!(level(&report, "Payments"), "at_risk");
    let assumed = &report["assumed"][0];
    assert_eq!((&assumed["name"], &assumed["level_without"]), (&json!("Payments"), &json!("down")));
    assert_eq!(report["eroded"][0]["requirement"]["assumed"], json!(true));
}

#[test]
fn monitoring_that_is_down_degrades_nothing() {
    let scene = estate(&names("s", 2), "pay,depends_on,s0,,\n");
    scene.file("watch.csv", "id,class,name,status\nmon,technical_service,Monitoring,live\n");
    scene.file("watched.csv", "from,type,to\npay,monitored_by,mon\ns0,monitored_by,mon\n");
    scene.done(&["import", "watch.csv", "watched.csv"]);
    let report = down(&scene, &["mon"]);
    assert_eq!(report["impacted"], json!([]));
    assert_eq!(report["lost_support"].as_array().unwrap().len(), 2);
}

#[test]
fn hosts_patched_one_after_the_other_are_not_all_out_at_once() {
    let rows: String = (0..3).map(|number| format!("pay,depends_on,s{number},nodes,2\n")).collect();
    let desk = Desk { scene: estate(&names("s", 3), &rows) };
    let id = desk.submitted(&[], &["--new-step", "first", "--out", "s0"]);
    for (title, server) in [("second", "s1"), ("third", "s2")] {
        desk.done(MANAGER, &["change", "edit", &id, "--new-step", title, "--out", server]);
    }
    desk.assessed(&id);
    for step in desk.show(&id)["analysis"]["steps"].as_array().unwrap() {
        assert_eq!(
            (&step["as_planned"]["services_down"], &step["as_planned"]["services_at_risk"]),
            (&json!([]), &json!(["Payments"]))
        );
    }
    assert_eq!(level(&down(&desk.scene, &["s0", "s1", "s2"]), "Payments"), "down");
}

#[test]
fn whether_it_works_is_not_its_lifecycle() {
    let scene = estate(&names("s", 1), "pay,depends_on,s0,,\n");
    scene.file("state.csv", "id,class,name,status\ns0,server,s0,maintenance\n");
    scene.done(&["import", "state.csv"]);
    assert_eq!(scene.json(&["impact", "--now"])["impacted"], json!([]), "it still works");
    scene.done(&["operation", "s0", "out_of_service", "--reason", "out for a week"]);
    assert_eq!(level(&scene.json(&["impact", "--now"]), "Payments"), "down");
}

#[test]
fn single_points_are_failed_and_not_read_off_the_graph() {
    // Two relationships to the same server are no redundancy, and a group that hangs together at one place is none either.
    let rows = "pay,depends_on,s0,,\npay,runs_on,s0,,\npay,depends_on,s1,nodes,1\npay,depends_on,s2,nodes,1\n\
                s1,depends_on,s3,,\ns2,depends_on,s3,,\npay,depends_on,s4,spare,1\npay,depends_on,s5,spare,1\n";
    let scene = estate(&names("s", 6), rows);
    let report = scene.json(&["spof", "Payments"]);
    let found: Vec<&str> = report["services"][0]["single_points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["name"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["s0", "s3"]);
}
