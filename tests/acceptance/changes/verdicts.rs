//! What planned edits would do.

use serde_json::{Value, json};

use super::desk::{Desk, REQUESTER};
use crate::common::{Scene, assert_says, each};

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

#[test]
fn who_loses_its_only_server_is_down_when_all_is_done() {
    let scene = Scene::sample();
    let answer = scene.json(&["what-if", "--retire", "vm-app-1"]);
    assert_eq!(names(&answer["analysis"]["end"]["services_down"]), ["e-Procurement"]);
    let service = &answer["analysis"]["steps"][0]["services"][0];
    assert_eq!(service["name"], "e-Procurement");
    assert_eq!([&service["before"], &service["after"]], ["unaffected", "down"]);
    assert_says(&scene.done(&["what-if", "--retire", "vm-app-1"]), &["When all is done, e-Procurement is down."]);
}

#[test]
fn a_rolling_patch_is_judged_step_by_step() {
    let desk = Desk::sample();
    let hosts: Vec<String> = (1..=10).map(|number| format!("hv-{number:02}")).collect();
    let all: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let joint = desk.scene.json(&["what-if", "--restart", all[0], all[1], all[2]]);
    let down = names(&joint["analysis"]["steps"][0]["as_planned"]["services_down"]);
    assert!(down.contains(&"e-Procurement"), "{down:?}");

    let id = "CHG-000001";
    desk.done(REQUESTER, &["change", "new", "Patch the farm"]);
    for host in &all {
        desk.done(REQUESTER, &["change", "edit", id, "--new-step", host, "--restart", host]);
    }
    desk.done(REQUESTER, &["change", "assess", id]);
    let analysis = desk.show(id)["analysis"].clone();
    let steps = analysis["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 10);
    for step in steps {
        let planned = &step["as_planned"];
        assert_eq!((&planned["services_down"], &planned["services_degraded"]), (&json!([]), &json!([])));
        assert!(names(&planned["services_at_risk"]).contains(&"e-Procurement"));
    }
}

#[test]
fn a_replacement_keeps_redundancy() {
    let scene = Scene::sample();
    let edits = ["--add", "switch", "New core", "--connect", "New core", "located_in", "rack-1"];
    let answer = scene.json(&[&["what-if"], &edits[..], &["--replace", "core-1", "New core"]].concat());
    let step = &answer["analysis"]["steps"][0];
    assert_eq!(step["as_planned"]["services_down"], json!([]));
    assert!(names(&step["during"]["services_at_risk"]).contains(&"GovHK portal"));
    assert_eq!(step["after"]["services_at_risk"], json!([]));
    assert_eq!(each(&answer["steps"][0]["edits"], "op"), ["add", "connect", "replace"]);
    // Without a stand-in the redundancy is gone for good.
    let answer = scene.json(&["what-if", "--retire", "core-1"]);
    assert!(names(&answer["analysis"]["end"]["services_at_risk"]).contains(&"GovHK portal"));
}

#[test]
fn what_if_writes_nothing() {
    let scene = Scene::sample();
    let before = scene.head();
    let said = scene.done(&["what-if", "--out", "arr-1", "--need", "farm-1", "@member_of", "9", "10"]);
    assert_says(
        &said,
        &[
            "MyGovHK goes down.",
            "needed of “has member”: 8, degraded below 9 → 9, degraded below 10",
            "goes out: ARR-000001 Storage array 1 (full outage, 30 min)",
            "Nothing was written",
        ],
    );
    assert_eq!(scene.head(), before);
    scene.refused(&["what-if"], &["Nothing is planned"]);
    scene.refused(&["what-if", "--retire", "nobody"], &["“nobody”"]);
    scene.refused(&["--at", "2", "what-if", "--out", "arr-1"], &["--at 2 makes no sense"]);
}

#[test]
fn files_become_planned_edits() {
    let desk = Desk::sample();
    let id = "CHG-000001";
    desk.done(REQUESTER, &["change", "new", "Two hosts more"]);
    desk.scene.file(
        "items.csv",
        "id,class,name,status,tier\nhv-12,hypervisor,Host 12,live,1\nhv-01,hypervisor,Host 1,live,1\n",
    );
    desk.scene.file("relationships.csv", "source_id,type,target_id\nhv-12,located_in,rack-1\n");
    let arguments = ["change", "edit", id, "--import", "items.csv", "relationships.csv", "--source", "sample"];
    let reply = desk.done(REQUESTER, &arguments);
    assert_eq!((&reply["imported"]["items"]["new"], &reply["imported"]["items"]["update"]), (&json!(1), &json!(1)));
    let page = desk.show(id);
    let mut ops = each(&page["steps"][0]["edits"], "op");
    ops.sort_unstable();
    assert_eq!(ops, ["add", "connect", "set"]);
    assert_eq!(desk.scene.json(&["items", "Host 12"])["total"], 0, "nothing is in the estate yet");
    desk.scene.file("lamps.csv", "id,class,name\nl-1,lamp,Lamp\n");
    desk.refused(
        REQUESTER,
        &["change", "edit", id, "--import", "lamps.csv"],
        &["does not know (lamp)", "--learn first"],
    );
}
