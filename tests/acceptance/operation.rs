//! Recording that something is out of service, and what that does to every question afterwards.

use crate::common::{Scene, assert_says, each};

#[test]
fn what_is_out_of_service_is_the_context_of_every_verdict() {
    let scene = Scene::sample();
    let before = scene.head().seq;
    let said = scene.done(&[
        "operation",
        "hv-01",
        "out_of_service",
        "--reason",
        "mainboard",
        "--since",
        "2026-11-01T08:00:00Z",
    ]);
    assert_says(&said, &["HYP-000001 is out of service", &format!("record no. {}", before + 1)]);
    let report = scene.json(&["impact", "--down", "hv-02"]);
    assert_eq!(each(&report["context"], "source_id"), ["hv-01"]);
    let context = &report["context"][0];
    assert_eq!((&context["operation"], &context["reason"]), (&"out_of_service".into(), &"mainboard".into()));
    assert_eq!(context["since"], "2026-11-01T08:00:00.000Z");
    // One host alone puts the farm at risk; with the one that is out already, it is degraded.
    let farm = report["impacted"].as_array().unwrap().iter().find(|hit| hit["source_id"] == "farm-1").unwrap();
    assert_eq!((&farm["level"], &farm["already"]), (&"degraded".into(), &"at_risk".into()));
    assert_says(&scene.done(&["impact", "--down", "hv-02"]), &["Already down or degraded (1)", "mainboard"]);
    assert_eq!(scene.json(&["items", "operation:out_of_service"])["total"], 1);
    assert_eq!(scene.json(&["status"])["not_in_service"], 1);
    assert_says(&scene.done(&["show", "hv-01"]), &["out of service", "mainboard"]);

    scene.done(&["operation", "hv-01", "in_service", "--reason", "mended"]);
    let report = scene.json(&["impact", "--down", "hv-02"]);
    assert_eq!(report["context"], serde_json::json!([]));
    let farm = report["impacted"].as_array().unwrap().iter().find(|hit| hit["source_id"] == "farm-1").unwrap();
    assert_eq!((&farm["level"], &farm["already"]), (&"at_risk".into(), &serde_json::Value::Null));
    let history = scene.json(&["show", "hv-01"])["history"].clone();
    assert_eq!(each(&history, "kind"), ["operation", "operation", "load"]);
    assert_eq!(each(&history, "reason")[..2], ["mended", "mainboard"]);
    scene.assert_sound();
}

#[test]
fn the_log_says_who_did_what_and_why() {
    let scene = Scene::sample();
    scene.done(&["--actor", "Chan Tai Man 陳大文", "operation", "arr-1", "degraded", "--reason", "slow rebuild"]);
    let log = scene.json(&["log"]);
    assert_eq!(log["seq"], 3);
    assert_eq!(each(&log["commits"], "kind"), ["operation", "load", "model"]);
    assert_eq!(log["commits"][0]["actor"], "Chan Tai Man 陳大文");
    assert_eq!(log["commits"][0]["reason"], "slow rebuild");
    assert_eq!(log["commits"][1]["actor"], "tester");
    for pair in log["commits"].as_array().unwrap().windows(2) {
        assert_eq!(pair[0]["parent"], pair[1]["hash"], "each record names the one before it");
    }
    assert_eq!(scene.json(&["log", "--limit", "1"])["commits"].as_array().unwrap().len(), 1);
    assert_says(&scene.done(&["log"]), &["Record no.", "slow rebuild", "陳大文", "sample estate"]);
}

#[test]
fn an_operation_that_makes_no_sense_is_refused() {
    let scene = Scene::sample();
    let check = |arguments: &[&str], said: &[&str]| {
        scene.refused(&[&["operation"], arguments].concat(), said);
    };
    check(&["nobody", "degraded", "--reason", "x"], &["“nobody”"]);
    check(&["arr-1", "in_service", "--reason", "x"], &["ARR-000001 is already in service", "Nothing was changed"]);
    check(&["arr-1", "degraded", "--reason", "  "], &["reason is missing", "--reason"]);
    check(&["arr-1", "degraded"], &["--reason", "missing"]);
    check(&["arr-1", "broken", "--reason", "x"], &["“broken”", "in_service, degraded, out_of_service"]);
    check(&["arr-1", "degraded", "--reason", "x", "--since", "yesterday"], &["“yesterday”", "2026-11-21T09:30:00Z"]);
    check(&["arr-1", "degraded", "--reason", "x", "--until", "10000-01-01T00:00:00Z"], &["“10000-01-01T00:00:00Z”"]);
    check(
        &["arr-1", "degraded", "--reason", "x", "--since", "2026-11-02T00:00:00Z", "--until", "2026-11-01T00:00:00Z"],
        &["2026-11-01T00:00:00", "before", "Nothing was changed"],
    );
}
