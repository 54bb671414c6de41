//! The whole sample estate, and the stories that are planted in it: each is told by asking.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::changes::desk::{Desk, MANAGER, REQUESTER};
use crate::common::{Scene, assert_says, each, set};

/// The names of the services that an outage takes down, and of those it leaves with less redundancy or worse.
fn hit(scene: &Scene, seeds: &[&str]) -> (Vec<String>, Vec<String>) {
    let report = scene.json(&[&["impact", "--down"], seeds].concat());
    assert_eq!(report["model_errors"], json!([]), "{seeds:?}");
    let services = report["impacted"].as_array().unwrap().iter().filter(|hit| hit["is_service"] == true);
    let (down, other): (Vec<&Value>, Vec<&Value>) = services.partition(|hit| hit["level"] == "down");
    let names = |hits: Vec<&Value>| hits.iter().map(|hit| hit["name"].as_str().unwrap().to_owned()).collect();
    (names(down), names(other))
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

#[test]
fn the_whole_sample_is_sound_and_of_the_size_that_is_promised() {
    let scene = Scene::whole();
    scene.assert_sound();
    let status = scene.json(&["status"]);
    let within = |field: &str, from: u64, to: u64| {
        let count = status[field].as_u64().unwrap();
        assert!((from..=to).contains(&count), "{field}: {count}");
    };
    within("items", 1_440, 1_500);
    within("relationships", 3_800, 4_200);
    within("requirements", 840, 880);
    assert_eq!((&status["learned_types"], &status["learned_classes"]), (&json!([]), &json!([])));
    // By tier, with the certification authority outside, which is a service of somebody else.
    let spof = scene.json(&["spof"]);
    let mut tiers: BTreeMap<u64, usize> = BTreeMap::new();
    for service in spof["services"].as_array().unwrap() {
        *tiers.entry(service["tier"].as_u64().unwrap()).or_default() += 1;
    }
    assert_eq!(tiers.into_iter().collect::<Vec<_>>(), [(1, 10 + 1), (2, 10), (3, 7), (4, 4)]);
    // Every lamppost that is live has its kit; the others are planned.
    let count = |filter: &[&str]| scene.json(&[&["items"], filter].concat())["total"].as_u64().unwrap();
    assert_eq!(count(&["class:smart_lamppost", "state:live"]), 100);
    assert_eq!(count(&["class:smart_lamppost", "state:planned"]), 300);
    // Whatever the catalogue wants of an item of its tier is filled in.
    for field in ["owner", "support_team", "description", "environment"] {
        assert_eq!(count(&[&format!("{field}="), "class:service"]), 0, "{field}");
        assert_eq!(count(&[&format!("{field}="), "class:network"]), 0, "{field}");
    }
}

#[test]
fn three_things_alone_take_a_service_of_tier_1_down() {
    let scene = Scene::whole();
    let report = scene.json(&["spof"]);
    let mut found = BTreeMap::new();
    for service in report["services"].as_array().unwrap().iter().filter(|service| service["tier"] == 1) {
        let points = each(&service["single_points"], "source_id");
        if !points.is_empty() {
            found.insert(service["name"].as_str().unwrap(), set(points));
        }
    }
    let expected = [("MyGovHK", set(["arr-11"])), ("iAM Smart digital signing", set(["cert-iamsign", "ext-ca"]))];
    assert_eq!(found, BTreeMap::from(expected));
}

#[test]
fn a_whole_centre_may_go_and_tier_1_stays() {
    let scene = Scene::whole();
    let tier_1 = |centre: &str| {
        let report = scene.json(&["impact", "--down", centre]);
        let all = report["impacted"].as_array().unwrap().iter();
        let down = all.filter(|hit| hit["is_service"] == true && hit["level"] == "down" && hit["tier"] == 1);
        down.map(|hit| hit["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // The shared array of story 1 stands in the first centre.
    assert_eq!(tier_1("dc1"), ["MyGovHK"]);
    assert_eq!(tier_1("dc2"), <[&str; 0]>::default());
}

#[test]
fn one_kit_short_of_ninety_the_lampposts_say_nothing() {
    let scene = Scene::whole();
    let kits: Vec<String> = (1..=11).map(|number| format!("kit-kt-{number:03}")).collect();
    let kits: Vec<&str> = kits.iter().map(String::as_str).collect();
    let of_lampposts = |seeds: &[&str]| hit(&scene, seeds).0.contains(&"Smart Lampposts data service".to_owned());
    assert!(!of_lampposts(&kits[..10]));
    assert!(of_lampposts(&kits));
    assert!(!of_lampposts(&["iot-kt-1"]));
    assert!(of_lampposts(&["iot-kt-1", "iot-kt-2"]));
}

#[test]
fn story_1_both_instances_lie_on_one_array() {
    let scene = Scene::whole();
    assert_eq!(hit(&scene, &["dbi-mygovhk-1"]).0, <[&str; 0]>::default());
    assert_eq!(hit(&scene, &["dbi-mygovhk-2"]).0, <[&str; 0]>::default());
    assert_eq!(hit(&scene, &["arr-11"]).0, ["MyGovHK"]);
    assert_says(&scene.done(&["impact", "--down", "arr-11"]), &["MyGovHK goes down."]);
}

#[test]
fn story_2_two_ups_are_safe_apart_and_an_outage_together() {
    let scene = Scene::whole();
    for ups in ["ups-11", "ups-12"] {
        assert_eq!(hit(&scene, &[ups]), (vec![], vec![]), "{ups}");
        assert_says(&scene.done(&["impact", "--down", ups]), &["No service goes down.", "no spare left"]);
    }
    let (down, _) = hit(&scene, &["ups-11", "ups-12"]);
    assert!(down.contains(&"MyGovHK".to_owned()), "{down:?}");
}

#[test]
fn story_3_names_and_the_directory_need_each_other_and_come_up_with_a_warning() {
    let scene = Scene::whole();
    for service in ["svc-dns", "svc-directory"] {
        scene.done(&["operation", service, "out_of_service", "--reason", "a test"]);
    }
    let report = scene.json(&["recovery"]);
    assert_eq!(report["deadlocks"], json!([]));
    let cycles: Vec<_> =
        report["warnings"].as_array().unwrap().iter().map(|cycle| set(each(cycle, "source_id"))).collect();
    assert_eq!(cycles, [set(["svc-dns", "svc-directory"])]);
    // Names come first.
    let wave = |service: &str| {
        let waves = report["waves"].as_array().unwrap();
        waves.iter().position(|wave| each(wave, "source_id").contains(&service)).unwrap()
    };
    assert!(wave("svc-dns") < wave("svc-directory"));
}

#[test]
fn story_7_a_circuit_is_contracted_below_what_rests_on_it() {
    let scene = Scene::whole();
    let value = |item: &str, field: &str| -> f64 {
        let shown = scene.json(&["show", item]);
        shown["item"]["attributes"][field].to_string().trim_matches('"').parse().unwrap()
    };
    let shown = scene.json(&["show", "cir-13"]);
    let covers = shown["relationships"].as_array().unwrap().iter().find(|own| own["type"] == "covered_by").unwrap();
    assert_eq!(covers["other"]["source_id"], "ctr-circuit-basic");
    assert!(value("ctr-circuit-basic", "contract_target") < value("svc-gateway", "sla_target"));
    // The gateway rests on it: with the other circuits of both centres gone, nothing else is left.
    let others = ["cir-11", "cir-12", "cir-21", "cir-22", "cir-23"];
    let gateway = "Central Internet gateway".to_owned();
    assert!(!hit(&scene, &others).0.contains(&gateway));
    assert!(hit(&scene, &[&others[..], &["cir-13"]].concat()).0.contains(&gateway));
}

#[test]
fn story_8_sixty_machines_move_as_a_what_if() {
    let scene = Scene::whole();
    let before = scene.head();
    let mut arguments = vec!["what-if".to_owned()];
    for (store, new) in [("vol-farm2-1", "vol-farm3-1"), ("vol-farm2-2", "vol-farm3-2")] {
        let disks = scene.json(&["show", store]);
        let of_guests = disks["relationships"].as_array().unwrap().iter().filter(|own| own["direction"] == "incoming");
        let guests: Vec<&str> = of_guests.map(|own| own["other"]["source_id"].as_str().unwrap()).take(30).collect();
        assert_eq!(guests.len(), 30, "{store}");
        for guest in guests {
            for (kind, from, to) in [("hosted_on", "farm-2", "farm-3"), ("stored_on", store, new)] {
                let edits = ["--disconnect", guest, kind, from, "--connect", guest, kind, to];
                arguments.extend(edits.map(str::to_owned));
            }
        }
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = scene.json(&arguments);
    let analysis = &answer["analysis"];
    assert_eq!(analysis["model_errors"], 0);
    assert_eq!(analysis["end"]["services_down"], json!([]));
    assert_eq!(answer["steps"][0]["edits"].as_array().unwrap().len(), 240);
    assert_eq!(scene.head(), before);
}

#[test]
fn story_10_a_farm_is_patched_host_by_host_at_risk_and_never_down() {
    let desk = Desk::whole();
    let hosts: Vec<String> = (1..=10).map(|number| format!("hv-4{number:02}")).collect();
    let raised = desk.done(REQUESTER, &["change", "new", "Patch the farm"]);
    let id = raised["id"].as_str().unwrap();
    for host in &hosts {
        desk.done(REQUESTER, &["change", "edit", id, "--new-step", host, "--restart", host]);
    }
    desk.done(MANAGER, &["change", "assess", id]);
    let analysis = desk.show(id)["analysis"].clone();
    let steps = analysis["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 10);
    for step in steps {
        let planned = &step["as_planned"];
        assert_eq!((&planned["services_down"], &planned["services_degraded"]), (&json!([]), &json!([])));
        assert!(names(&planned["services_at_risk"]).contains(&"Smart LAB sandbox"), "{planned}");
    }
    // Three at once are another matter.
    let joint: Vec<&str> = hosts[..3].iter().map(String::as_str).collect();
    assert!(hit(&desk.scene, &joint).0.contains(&"Smart LAB sandbox".to_owned()));
}

#[test]
fn story_11_one_cluster_has_a_k_that_nobody_declared() {
    let scene = Scene::whole();
    let findings = scene.json(&["findings"]);
    let [assumed] = findings["assumed"].as_array().unwrap().as_slice() else { panic!("{findings}") };
    assert_eq!(assumed["source_id"], "dbc-city");
    assert_eq!((&findings["model_errors"], &findings["unconfirmed"]), (&json!([]), &json!([])));
    assert_says(&scene.found(&["findings"]), &["City services database"]);
}
