//! The five lives of a change.

use serde_json::{Value, json};

use super::desk::{ANSWERS, Desk, IMPLEMENTER, MANAGER, OPEN, RECORDS, REQUESTER};
use crate::common::Scene;
use crate::common::{assert_says, each, set};

/// A relationship by which the portal needs the database that goes out with the array.
const ANOTHER_CONSUMER: &str = "source_id,type,target_id\nsvc-govhk,depends_on,dbc-mygov\n";

#[test]
fn a_normal_change_of_high_risk_is_decided_on_twice_when_the_estate_changes_its_answer() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--out", "arr-1", "--set", "arr-1", "model", "A-900"]);
    let first = desk.assessed(&id);
    let page = desk.show(&id);
    assert_eq!((&page["analysis"]["risk"]["band"], &page["currency"]), (&json!("high"), &json!("current")));
    let roles = ["board_chair", "board_member", "board_member", "service_owner"];
    assert_eq!(each(&page["undecided"], "role"), roles);
    assert_eq!(page["undecided"][3]["service_name"], "MyGovHK");
    assert_eq!(desk.approved(&id), "approved");
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());

    desk.scene.file("more.csv", ANOTHER_CONSUMER);
    let said = desk.scene.done(&["--actor", "importer", "import", "--source", "sample", "more.csv"]);
    assert_says(&said, &["needs another look", &id]);
    let page = desk.show(&id);
    let standing = &page["change"]["standing"];
    assert_eq!((&page["currency"], &standing["stale"]), (&json!("stale"), &json!(true)));
    assert_eq!((&standing["cause"]["actor"], &standing["cause"]["kind"]), (&json!("importer"), &json!("load")));
    assert!(each(&standing["difference"]["levels"], "name").contains(&"GovHK portal"));
    let text = desk.scene.done(&["change", "show", &id]);
    assert_says(&text, &["needs another look", "GovHK portal: holds → down, in step 1", "by importer (asserted)"]);
    assert_says(&text, &["GovHK portal — depends on → ", " came"]);

    desk.refused(MANAGER, &["change", "start", &id], &["another than the one decided on", "GovHK portal", "importer"]);
    let reply = desk.found(MANAGER, &["change", "assess", &id]);
    assert_eq!((&reply["state"], &reply["stale"]), (&json!("awaiting_decision"), &json!(true)));
    let old = ["change", "decide", &id, "--approve", "--as", "board_chair", "--reason", "x", "--evidence", &first];
    desk.refused("chair", &old, &["analysis 1", "the newest is analysis 2"]);
    let owners = desk.show(&id)["undecided"].clone();
    let services = owners.as_array().unwrap().iter().filter_map(|own| own["service_name"].as_str());
    assert_eq!(set(services), set(["GovHK portal", "MyGovHK", "Smart-city portal"].into_iter().take(2)));
    assert_eq!(desk.approved(&id), "approved");
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());
    desk.done(MANAGER, &["change", "start", &id]);
    let reply = desk.step(&id, "1", "--done");
    let log = desk.scene.json(&["log", "--limit", "3"]);
    let commit = log["commits"].as_array().unwrap().iter().find(|commit| commit["seq"] == reply["seq"]).unwrap();
    assert_eq!((&commit["kind"], &commit["change"], &commit["step"]), (&json!("change"), &json!(id), &json!(1)));
    assert_eq!(desk.scene.json(&["show", "arr-1"])["item"]["attributes"]["model"], "A-900");
    assert_eq!(desk.done(MANAGER, &["change", "finish", &id])["state"], "implemented");
    desk.refused(MANAGER, &["change", "close", &id], &["review is mandatory"]);
    desk.refused(
        IMPLEMENTER,
        &["change", "close", &id, "--review", "went well"],
        &["implementer carried out every step"],
    );
    assert_eq!(desk.done(MANAGER, &["change", "close", &id, "--review", "went well"])["state"], "closed");
    // What is done applies no second time, and nobody is told so.
    let page = desk.show(&id);
    assert_eq!((&page["currency"], &page["steps"][0]["edits"][0]["problem"]), (&json!("settled"), &Value::Null));
    // What a change authorised is no finding of a baseline.
    desk.scene.done(&["baseline", "diff", &id]);
    desk.scene.assert_sound();
}

#[test]
fn an_emergency_change_leaves_its_records_for_later_and_is_flagged_when_they_are_late() {
    let desk = Desk::sample();
    let id = "CHG-000001";
    desk.done(REQUESTER, &["change", "new", "Restart the firewall", "--kind", "emergency"]);
    desk.done(REQUESTER, &[&["change", "edit", id, "--restart", "fw-1"], &ANSWERS[..]].concat());
    desk.done(REQUESTER, &["change", "submit", id]);
    desk.assessed(id);
    assert_eq!(each(&desk.show(id)["undecided"], "role"), ["emergency_authority"]);
    assert_eq!(desk.approved(id), "approved");
    desk.done(MANAGER, &[&["change", "schedule", id], &OPEN[..]].concat());
    desk.done(MANAGER, &["change", "start", id]);
    let times = ["--started", "2026-01-01T00:00:00Z", "--ended", "2026-01-01T00:30:00Z"];
    desk.done(IMPLEMENTER, &[&["change", "step", id, "1", "--done"], &times[..]].concat());
    desk.done(MANAGER, &["change", "finish", id]);
    desk.refused(
        MANAGER,
        &["change", "close", id, "--review", "late"],
        &["Records that an emergency change may leave", "test plan, back-out plan"],
    );
    desk.refused(MANAGER, &["change", "edit", id, "--out", "fw-2"], &["implemented and cannot be edited"]);
    desk.done(REQUESTER, &[&["change", "edit", id], &RECORDS[..]].concat());
    assert_eq!(desk.done(MANAGER, &["change", "close", id, "--review", "late"])["state"], "closed");
    assert!(desk.history(id).contains(&"late_records".to_owned()));
    assert_says(&desk.scene.done(&["change", "show", id]), &["records came late", "hours after the time allowed"]);
}

#[test]
fn records_in_time_are_not_flagged() {
    let desk = Desk::sample();
    let id = desk.submitted(&["--kind", "emergency"], &["--restart", "fw-1"]);
    desk.started(&id);
    desk.step(&id, "1", "--done");
    desk.done(MANAGER, &["change", "finish", &id]);
    desk.done(MANAGER, &["change", "close", &id, "--review", "in time"]);
    assert!(!desk.history(&id).contains(&"late_records".to_owned()));
}

fn sorted(list: &Value) -> Vec<String> {
    let mut texts: Vec<String> = list.as_array().unwrap().iter().map(Value::to_string).collect();
    texts.sort_unstable();
    texts
}

/// Returns a desk with a template that allows to restart the monitoring.
fn with_template() -> Desk {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--restart", "app-monitoring"]);
    desk.refused(MANAGER, &["change", "template", &id, "--name", "Restart"], &["not decided on, done as planned"]);
    desk.started(&id);
    desk.step(&id, "1", "--done");
    desk.done(MANAGER, &["change", "finish", &id]);
    desk.done(MANAGER, &["change", "close", &id]);
    desk.refused(REQUESTER, &["change", "template", &id, "--name", "Restart"], &["change requester asks"]);
    desk.done(MANAGER, &["change", "template", &id, "--name", "Restart"]);
    desk.refused(MANAGER, &["change", "template", &id, "--name", "Restart"], &["template “Restart” already"]);
    desk
}

const STANDARD: [&str; 4] = ["--kind", "standard", "--template", "Restart"];

#[test]
fn a_standard_change_needs_nobody_to_decide_until_it_fails() {
    let desk = with_template();
    let id = desk.submitted(&STANDARD, &["--restart", "app-monitoring"]);
    assert_eq!(desk.done(MANAGER, &["change", "assess", &id])["state"], "approved");
    assert_eq!(desk.show(&id)["undecided"], json!([]));
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());
    desk.done(MANAGER, &["change", "start", &id]);
    desk.step(&id, "1", "--done");
    assert_eq!(desk.done(MANAGER, &["change", "finish", &id, "--failed"])["state"], "failed");
    let list = desk.scene.json(&["change", "list"]);
    assert_eq!(list["templates"][0]["suspended"], id.as_str());
    desk.refused(
        REQUESTER,
        &[&["change", "new", "Again"], &STANDARD[..]].concat(),
        &["template “Restart” is suspended because of", &id],
    );
}

#[test]
fn a_standard_change_that_would_do_more_becomes_normal() {
    let desk = with_template();
    let id = desk.submitted(&STANDARD, &["--out", "arr-1"]);
    let reply = desk.done(MANAGER, &["change", "assess", &id]);
    assert_eq!(reply["state"], "awaiting_decision");
    let page = desk.show(&id);
    assert_eq!((&page["change"]["kind"], page["undecided"].as_array().unwrap().len()), (&json!("normal"), 4));
    assert!(desk.history(&id).contains(&"become_normal".to_owned()));
    assert_says(&desk.scene.done(&["change", "show", &id]), &["does more than its template was authorised for"]);
    assert_eq!(desk.approved(&id), "approved");
}

#[test]
fn a_change_can_be_partly_implemented() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--set", "leaf-1a", "model", "S-3200"]);
    desk.done(REQUESTER, &["change", "edit", &id, "--new-step", "The other", "--set", "leaf-1b", "model", "S-3200"]);
    desk.started(&id);
    desk.refused(IMPLEMENTER, &["change", "step", &id, "2", "--done"], &["Step 1 comes before step 2"]);
    desk.step(&id, "1", "--done");
    desk.refused(MANAGER, &["change", "finish", &id], &["what came of these steps: 2"]);
    desk.done(IMPLEMENTER, &["change", "step", &id, "2", "--not-done", "--note", "no spare part"]);
    assert_eq!(desk.done(MANAGER, &["change", "finish", &id])["state"], "partly_implemented");
    let page = desk.show(&id);
    let difference = &page["differences"][0];
    assert_eq!(page["differences"].as_array().unwrap().len(), 1);
    assert_eq!((&difference["planned"], &difference["actual"]), (&json!("S-3200"), &json!("S-3100")));
    let reference = difference["reference"].as_str().unwrap();
    desk.refused(MANAGER, &["change", "close", &id], &["One difference from the plan is not explained", reference]);
    desk.refused(MANAGER, &["change", "close", &id, "--explain", "X=y"], &["“X” is no difference"]);
    let explained = format!("{reference}=no spare part, a change of its own");
    desk.refused(MANAGER, &["change", "close", &id, "--explain", &explained], &["review is mandatory"]);
    let reply = desk.done(MANAGER, &["change", "close", &id, "--explain", &explained, "--review", "order spares"]);
    assert_eq!(reply["state"], "closed");
    let models =
        ["leaf-1a", "leaf-1b"].map(|leaf| desk.scene.json(&["show", leaf])["item"]["attributes"]["model"].clone());
    assert_eq!(models, [json!("S-3200"), json!("S-3100")]);
}

#[test]
fn a_change_that_is_backed_out_leaves_the_estate_as_it_was() {
    let desk = Desk::sample();
    let before = desk.scene.json(&["show", "core-1"]);
    let edits = ["--add", "switch", "New core", "--connect", "New core", "located_in", "rack-1"];
    let id = desk.submitted(&[], &[&edits[..], &["--replace", "core-1", "New core"]].concat());
    desk.started(&id);
    desk.refused(IMPLEMENTER, &["change", "step", &id, "3", "--done"], &["no step 3"]);
    desk.step(&id, "1", "--done");
    assert_eq!(desk.scene.json(&["show", "core-1"])["item"]["state"], "retired");
    // What others did meanwhile stays.
    desk.scene.done(&["operation", "leaf-2a", "degraded", "--reason", "a fan"]);
    desk.step(&id, "1", "--backed-out");
    desk.refused(IMPLEMENTER, &["change", "step", &id, "1", "--done"], &["told of already: backed out"]);
    assert_eq!(desk.done(MANAGER, &["change", "finish", &id])["state"], "backed_out");
    let after = desk.scene.json(&["show", "core-1"]);
    assert_eq!(after["item"], before["item"]);
    for list in ["relationships", "needs"] {
        assert_eq!(sorted(&after[list]), sorted(&before[list]));
    }
    assert_eq!(desk.scene.json(&["items", "operation:degraded"])["total"], 1);
    let page = desk.show(&id);
    let explains: Vec<String> = each(&page["differences"], "reference")
        .into_iter()
        .flat_map(|reference| ["--explain".to_owned(), format!("{reference}=backed out")])
        .collect();
    assert!(!explains.is_empty());
    let explains: Vec<&str> = explains.iter().map(String::as_str).collect();
    let closing = ["change", "close", &id, "--review", "the new switch did not start"];
    assert_eq!(desk.done(MANAGER, &[&closing[..], &explains].concat())["state"], "closed");
    desk.scene.assert_sound();
}

#[test]
fn a_step_whose_group_others_have_declared_numbers_for_is_not_undone() {
    let desk = Desk { scene: Scene::pair() };
    let id = desk.submitted(&[], &["--connect", "web-1", "depends_on", "db-1", "metrics"]);
    desk.started(&id);
    desk.step(&id, "1", "--done");
    desk.scene.file("numbers.csv", "source_id,type,target_id,group,min_up\nweb-1,depends_on,db-1,metrics,1\n");
    desk.scene.done(&["import", "numbers.csv"]);
    let said = ["Step 1 cannot be undone", "requirement “metrics” of", "Plan a change that disconnects it"];
    desk.refused(IMPLEMENTER, &["change", "step", &id, "1", "--backed-out"], &said);
    desk.scene.assert_sound();
    // The way out that was named: the numbers go with the relationship.
    let mending = desk.submitted(&[], &["--disconnect", "web-1", "depends_on", "db-1", "metrics"]);
    desk.started(&mending);
    desk.step(&mending, "1", "--done");
    let needs = desk.scene.json(&["show", "web-1"])["needs"].to_string();
    assert!(!needs.contains("metrics"), "{needs}");
    desk.scene.assert_sound();
}
