//! What an outage does to the sample estate: verdicts that were worked out by hand.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::{Scene, assert_says, each, set};

const ON_FARM: [&str; 4] = ["dashboards", "datagov", "eproc", "smartcity"];
const CORE_POWER: [&str; 5] = ["dashboards", "datagov", "eproc", "mygovhk", "smartcity"];
const ALL: [&str; 10] =
    ["dashboards", "datagov", "directory", "dns", "eproc", "gateway", "govhk", "iamsmart", "mygovhk", "smartcity"];

/// What is expected of the services, by source id without `svc-`.
#[derive(Default)]
struct Services<'a> {
    down: &'a [&'a str],
    degraded: &'a [&'a str],
    at_risk: &'a [&'a str],
}

fn impact(scene: &Scene, option: &str, words: &[&str]) -> Value {
    let report = scene.json(&[&["impact", option], words].concat());
    assert_consistent(&report);
    report
}

/// Returns the source ids of what is hit at a level.
fn hit(report: &Value, level: &str, services: bool) -> BTreeSet<String> {
    let impacted = report["impacted"].as_array().unwrap().iter();
    let of_level = impacted.filter(|hit| hit["level"] == level && (hit["is_service"] == true) == services);
    of_level.map(|hit| hit["source_id"].as_str().unwrap().trim_start_matches("svc-").to_owned()).collect()
}

/// What holds for every verdict: what goes out is not repeated, and the counts count what is listed.
fn assert_consistent(report: &Value) {
    let impacted = set(each(&report["impacted"], "id"));
    let seeds = set(each(&report["seeds"], "id"));
    assert!(impacted.is_disjoint(&seeds), "{report}");
    assert_eq!(impacted.len(), report["impacted"].as_array().unwrap().len(), "nothing is listed twice");
    let count = |level: &str, own: bool| {
        let hits = report["impacted"].as_array().unwrap().iter();
        hits.filter(|hit| hit["level"] == level && (hit["own"] == true) == own).count() as u64
    };
    let counts = &report["counts"];
    assert_eq!(counts["down"], count("down", false));
    assert_eq!(counts["degraded"], count("degraded", false));
    assert_eq!(counts["at_risk_own"], count("at_risk", true));
    assert_eq!(counts["at_risk_inherited"], count("at_risk", false));
    assert!(counts["reachable"].as_u64().unwrap() >= impacted.len() as u64);
    assert_eq!(&report["answers"]["as_planned"]["counts"], counts);
}

fn check(option: &str, seeds: &[&str], expected: &Services<'_>) -> Value {
    let scene = Scene::sample();
    let report = impact(&scene, option, seeds);
    for (level, services) in [("down", expected.down), ("degraded", expected.degraded), ("at_risk", expected.at_risk)] {
        assert_eq!(hit(&report, level, true), set(services.iter().copied()), "{seeds:?}: {level}");
    }
    assert_eq!(set(each(&report["seeds"], "source_id")), set(seeds.iter().copied()));
    report
}

#[test]
fn one_array_under_both_instances_takes_mygovhk_down() {
    let at_risk = ["dashboards", "datagov", "eproc", "iamsmart", "smartcity"];
    check("--down", &["arr-1"], &Services { down: &["mygovhk"], at_risk: &at_risk, ..Services::default() });
}

#[test]
fn the_other_array_takes_nothing_down_and_its_back_ups_are_missed() {
    let at_risk = ["dashboards", "datagov", "eproc", "iamsmart", "mygovhk", "smartcity"];
    let report = check("--down", &["arr-2"], &Services { at_risk: &at_risk, ..Services::default() });
    assert_eq!(set(each(&report["lost_support"], "source_id")), set(["dbc-core", "dbc-mygov"]));
}

#[test]
fn one_of_two_feeds_puts_its_group_at_risk_alone() {
    let report = check("--down", &["feed-1a"], &Services::default());
    assert_eq!(each(&report["impacted"], "source_id"), ["grp-feeds"]);
    assert_eq!(report["impacted"][0]["level"], "at_risk");
    assert_eq!(report["impacted"][0]["own"], true);
}

#[test]
fn a_farm_erodes_host_by_host() {
    let report = check("--down", &["hv-01"], &Services { at_risk: &ON_FARM, ..Services::default() });
    let farm = report["impacted"].as_array().unwrap().iter().find(|hit| hit["source_id"] == "farm-1").unwrap();
    assert_eq!((&farm["level"], &farm["own"]), (&Value::from("at_risk"), &Value::from(true)));
    let at_risk = ["directory", "dns", "govhk", "iamsmart", "mygovhk"];
    let two = Services { degraded: &ON_FARM, at_risk: &at_risk, ..Services::default() };
    check("--down", &["hv-01", "hv-02"], &two);
    let report = impact(&Scene::sample(), "--down", &["hv-01", "hv-02", "hv-03"]);
    assert_eq!(hit(&report, "down", true), set(ON_FARM));
}

#[test]
fn one_side_of_power_hits_no_service() {
    let report = check("--down", &["pdu-1a"], &Services::default());
    assert_eq!(hit(&report, "at_risk", false).len(), 21);
    let counts = &report["counts"];
    assert_eq!((&counts["at_risk_own"], &counts["at_risk_inherited"]), (&Value::from(16), &Value::from(5)));
}

#[test]
fn both_core_switches_take_everything_down() {
    check("--down", &["core-1", "core-2"], &Services { down: &ALL, ..Services::default() });
}

#[test]
fn without_monitoring_nothing_is_raised_and_twelve_lose_support() {
    let report = check("--down", &["app-monitoring"], &Services::default());
    assert_eq!(report["impacted"], serde_json::json!([]));
    let watched = [
        "arr-1",
        "arr-2",
        "core-1",
        "core-2",
        "dbc-core",
        "dbc-mygov",
        "farm-1",
        "fw-1",
        "fw-2",
        "svc-govhk",
        "svc-iamsmart",
        "svc-mygovhk",
    ];
    assert_eq!(set(each(&report["lost_support"], "source_id")), set(watched));
}

#[test]
fn redundancy_that_nobody_declared_is_named() {
    let at_risk = ["datagov", "eproc", "gateway", "govhk", "iamsmart", "mygovhk", "smartcity"];
    let report = check("--down", &["circuit-1"], &Services { at_risk: &at_risk, ..Services::default() });
    let assumed = report["assumed"].as_array().unwrap().iter().filter(|view| view["level_without"] == "down");
    let services = assumed.filter(|view| view["is_service"] == true);
    let services = services.map(|view| view["source_id"].as_str().unwrap().trim_start_matches("svc-"));
    assert_eq!(set(services), set(at_risk));
}

#[test]
fn maintenances_that_are_safe_alone_are_an_outage_together() {
    let scene = Scene::sample();
    for seed in ["ups-1a", "ups-1b"] {
        assert_eq!(hit(&impact(&scene, "--down", &[seed]), "down", true), set([]), "{seed}");
    }
    let together: [&[&str]; 3] = [&["ups-1a", "ups-1b"], &["feed-1a", "feed-1b", "gen-1", "gen-2"], &["dc1"]];
    for seeds in together {
        assert_eq!(hit(&impact(&scene, "--down", seeds), "down", true), set(CORE_POWER), "{seeds:?}");
    }
}

#[test]
fn what_works_worse_makes_others_work_worse() {
    let report = check(
        "--degraded",
        &["arr-1"],
        &Services {
            degraded: &["mygovhk"],
            at_risk: &["dashboards", "datagov", "eproc", "iamsmart", "smartcity"],
            ..Services::default()
        },
    );
    assert_eq!(report["seeds"][0]["mode"], "degraded");
    assert_eq!(report["answers"]["if_it_fails"]["services_down"], serde_json::json!(["MyGovHK"]));
}

#[test]
fn down_and_degraded_may_be_asked_together_and_the_worse_counts() {
    let scene = Scene::sample();
    let both = scene.json(&["impact", "--down", "arr-1", "--degraded", "arr-1", "hv-01"]);
    assert_consistent(&both);
    assert_eq!(each(&both["seeds"], "source_id"), ["arr-1", "hv-01"]);
    assert_eq!(each(&both["seeds"], "level"), ["down", "degraded"]);
    let again = scene.json(&["impact", "--degraded", "hv-01", "--down", "arr-1"]);
    assert_eq!(both["analysis"], again["analysis"], "the order of the question does not matter");
}

#[test]
fn the_answer_in_json_has_the_documented_fields() {
    let scene = Scene::sample();
    let report = scene.json(&["impact", "--down", "arr-1", "--why", "svc-mygovhk"]);
    let keys = |value: &Value| set(value.as_object().unwrap().keys().map(String::as_str));
    let documented = [
        "seq",
        "analysis",
        "seeds",
        "counts",
        "impacted",
        "eroded",
        "assumed",
        "lost_support",
        "context",
        "model_errors",
        "customers",
        "answers",
        "explanations",
    ];
    assert_eq!(keys(&report), set(documented));
    let counts = ["at_risk_own", "at_risk_inherited", "degraded", "down", "reachable"];
    assert_eq!(keys(&report["counts"]), set(counts));
    assert!(keys(&report["seeds"][0]).is_superset(&set(["id", "source_id", "key", "mode", "level"])));
    for hit in report["impacted"].as_array().unwrap() {
        assert!(keys(hit).is_superset(&set(["id", "source_id", "key", "class", "name", "level"])), "{hit}");
    }
    let eroded = ["requirement", "members_down", "members_degraded", "margin", "margin_degraded"];
    assert!(keys(&report["eroded"][0]).is_superset(&set(eroded)));
    assert_eq!(report["seq"], 2);
    assert_eq!(report["analysis"].as_str().unwrap().len(), 64);
}

#[test]
fn why_is_a_proof_that_ends_in_what_goes_out() {
    let scene = Scene::sample();
    let report = scene.json(&["impact", "--down", "arr-1", "--why", "svc-mygovhk", "svc-dns"]);
    let proof = report["explanations"][0]["why"].as_array().unwrap();
    assert_eq!(proof[0]["source_id"], "svc-mygovhk");
    let last = proof.last().unwrap();
    assert_eq!((&last["source_id"], &last["because"]), (&Value::from("arr-1"), &Value::from("seed")));
    for (place, step) in proof.iter().enumerate() {
        for failed in step["failed"].as_array().into_iter().flatten() {
            let behind = proof[place + 1..].iter().any(|later| later["id"] == failed["id"]);
            assert!(behind, "every member blamed is explained further down: {failed}");
        }
    }
    let untouched = &report["explanations"][1];
    assert_eq!((&untouched["level"], &untouched["why"]), (&Value::from("unaffected"), &serde_json::json!([])));
    assert!(!untouched["why_not"].as_array().unwrap().is_empty());
    let text = scene.done(&["impact", "--down", "arr-1", "--why", "svc-mygovhk", "svc-dns", "circuit-1"]);
    assert_says(&text, &["Why MyGovHK is down", "Storage array 1 [down] goes out itself", "Why DNS / NTP is not down"]);
    assert_says(&text, &["Nothing that Internet circuit 1 needs, directly or indirectly, goes out."]);
}

#[test]
fn the_verdict_comes_first_as_a_sentence() {
    let text = Scene::sample().done(&["impact", "--down", "arr-1"]);
    assert!(text.starts_with("MyGovHK goes down. 5 services keep working with less redundancy: "), "{text}");
    assert_says(
        &text,
        &["20 other items are hit.", "Four answers", "58 items, 10 services", "Redundancy reduced (2)", "1 of 2"],
    );
}
