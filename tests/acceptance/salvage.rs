//! A damaged estate on the command line: saved as far as it can be read, and described without its content.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use cairn_api::Session;
use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_refusal, assert_says};
use crate::damage::Somebody;

/// What a directory holds, file by file.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut all, mut open) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            match fs::read(&path) {
                Ok(bytes) => all.push((path.display().to_string(), bytes)),
                Err(_) => open.push(path),
            }
        }
    }
    all.sort();
    all
}

/// More was acknowledged than the database has: it went back to what it was.
#[allow(clippy::expect_used, reason = "a helper of tests is not a test to the lint")]
fn rolled_back(scene: &Scene) {
    let before = scene.copy_of_estate();
    scene.done(&["operation", "arr-1", "out_of_service", "--reason", "lost"]);
    fs::remove_dir_all(scene.path("e.cairn/db")).expect("a database");
    fs::rename(before.path("e.cairn/db"), scene.path("e.cairn/db")).expect("its former state");
    assert_ne!(scene.on_estate(&["status"]).code, 0);
}

#[test]
fn what_can_be_read_becomes_a_replica_beside_it() {
    let scene = Scene::sample();
    scene.done(&["operation", "arr-1", "degraded", "--reason", "test"]);
    let head = scene.head();
    rolled_back(&scene);
    let before = files(&scene.path(ESTATE));
    let answer = scene.on_estate(&["salvage", "--to", "saved.cairn"]);
    assert_eq!((answer.code, answer.err.as_str()), (1, ""), "not all that was acknowledged is there");
    assert_says(
        &answer.out,
        &["Saved up to record no. 3", "The first record that cannot be read is no. 4", "take-over"],
    );
    assert_eq!(files(&scene.path(ESTATE)), before, "the damaged directory is only read");
    let on_saved = |arguments: &[&str]| scene.run(&[&["-e", "saved.cairn"], arguments].concat());
    let status: Value = serde_json::from_str(&on_saved(&["status", "--json"]).out).unwrap();
    assert_eq!((&status["seq"], &status["hash"], &status["role"]), (&json!(3), &json!(head.hash), &json!("replica")));
    assert_eq!(on_saved(&["check"]).code, 0);
    assert_eq!(on_saved(&["take-over", "--reason", "damage"]).code, 0);
    let again = ["salvage", "--to", "saved.cairn"];
    assert_refusal(&scene.on_estate(&again), &again, &["saved.cairn"]);
}

#[test]
fn an_estate_that_lost_its_name_is_saved_under_another_id() {
    let scene = Scene::sample();
    let estate = scene.json(&["status"])["estate"].clone();
    scene.file(&format!("{ESTATE}/estate.json"), "{");
    let answer = scene.on_estate(&["salvage", "--to", "saved.cairn", "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let reply: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!((&reply["same_estate"], &reply["seq"], reply.get("first_unreadable")), (&json!(false), &json!(2), None));
    assert_ne!(reply["estate"], estate);
    assert_eq!(scene.run(&["-e", "saved.cairn", "check"]).code, 0);
}

#[test]
fn what_is_open_or_no_estate_is_not_salvaged() {
    let scene = Scene::sample();
    let arguments = ["salvage", "--to", "saved.cairn"];
    let held = Session::open(&scene.path(ESTATE), Arc::new(Somebody)).unwrap();
    assert_refusal(&scene.on_estate(&arguments), &arguments, &["another program 7", "Nothing was changed"]);
    drop(held);
    fs::create_dir(scene.path("empty")).unwrap();
    let answer = scene.run(&["-e", "empty", "salvage", "--to", "saved.cairn"]);
    assert_refusal(&answer, &arguments, &["empty is not an estate"]);
    fs::write(scene.path("e.cairn/db/db"), vec![0x5a; 4096]).unwrap();
    assert_refusal(&scene.on_estate(&arguments), &arguments, &["damaged"]);
    assert!(!scene.path("saved.cairn").exists());
}

#[test]
fn diagnostics_are_numbers_and_codes() {
    let scene = Scene::sample();
    let said = scene.done(&["diagnostics", "--out", "bundle.json"]);
    assert_says(&said, &["bundle.json", "nothing of what the estate holds"]);
    let bundle: Value = serde_json::from_str(&scene.read("bundle.json")).unwrap();
    assert_eq!((&bundle["estate"]["items"], &bundle["estate"]["check"]["findings"]), (&json!(93), &json!([])));
    rolled_back(&scene);
    scene.done(&["diagnostics", "--out", "bundle.json"]);
    let text = scene.read("bundle.json");
    let bundle: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&bundle["refused"], &bundle["estate"]["damage"]["what"]),
        (&json!("error-damaged"), &json!("Rollback"))
    );
    for secret in [ESTATE, "Storage array", "MyGovHK", "arr-1", &scene.path("").display().to_string()] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}
