//! Estates that former versions wrote are read for ever: `tests/compat` holds one of each storage format.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_refusal, assert_says};
use crate::crash::trace;
use crate::integrity::verify;

/// What the checkpoint of the estate said when it was written.
const CHECKPOINT_1: &str = "04K8D-WXGM0-755FA-4E7MP-CWKX2-FTB96-7DSEA-KHR01-0QPQC-8PBGA-A6BEK-VV9E0-BPR1V-EPCQ0-D06GG";

/// What that of the estate of format 2 said, with its newest record, which only the journal has.
const CHECKPOINT_2: &str = "066HR-3T34Y-MKP5Z-WD5DK-EFMCD-PCC7E-C8YAA-CBGSX-BD3RN-8Z0KS-1PC7K-0GK1G-DQ01R-JJAQ3-D06GA";

/// Returns a scene with a copy of an estate; directories without files, which git does not keep, are made.
fn scene(name: &str) -> Scene {
    let scene = Scene::new();
    let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("compat").join(name);
    copy(&from, &scene.path(ESTATE));
    scene
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn an_estate_of_format_1_is_read() {
    let scene = scene("format-1");
    let migrated = scene.on_estate(&["status"]);
    assert_eq!(migrated.code, 0, "{}", migrated.err);
    assert_says(&migrated.err, &["was of storage format 1", "of storage format 2 now", "backup.cairn.zip"]);
    assert!(!scene.path("e.cairn/head.json").exists() && scene.path("e.cairn/journal.0").exists());
    let status = scene.json(&["status"]);
    assert_eq!((&status["format"], &status["name"], &status["items"]), (&json!(2), &json!("Format 1"), &json!(4)));
    let check = scene.json(&["check", "--against", CHECKPOINT_1]);
    let counted = ["commits", "edits", "records", "blobs", "purged", "purged_places"].map(|field| check[field].clone());
    assert_eq!(counted, [5, 219, 8, 1, 1, 2].map(|count| json!(count)));
    assert_eq!((&check["sound"], &check["against"]["standing"]), (&json!(true), &json!("holds")));
    // What is true now, what was true then, and who needs whom.
    let item = |arguments: &[&str]| scene.json(arguments)["item"].clone();
    assert_eq!(item(&["show", "web-2"])["attributes"]["notes"], "二號");
    assert_eq!(item(&["show", "web-2"])["operation"]["status"], "degraded");
    assert_eq!(item(&["show", "web-2", "--at", "before the purge"])["name"], "Web 2");
    assert_eq!(item(&["show", "web-1"])["attributes"].get("notes"), None);
    assert_says(&scene.done(&["impact", "--down", "db-1"]), &["商店"]);
    scene.done(&["log", "export", "--out", "log.ndjson"]);
    verify(&scene.path("log.ndjson"), status["hash"].as_str().unwrap()).unwrap();
    // It goes on.
    scene.done(&["operation", "web-2", "in_service", "--reason", "mended"]);
    scene.assert_sound();
    scene.done(&["compact"]);
    assert_says(&scene.done(&["check", "--against", CHECKPOINT_1]), &["Sound: 6 records", "The checkpoint holds"]);
}

#[test]
fn an_estate_from_before_outages_were_records_takes_the_policy_that_ships() {
    let scene = scene("format-1");
    scene.on_estate(&["status"]);
    scene.done(&["outages", "new", "Both slow", "--item", "db-1=degraded"]);
    let operation = scene.json(&["show", "db-1"])["item"]["operation"].clone();
    assert_eq!((&operation["status"], &operation["record"]), (&json!("degraded"), &json!("OUT-000001")));
    // What was degraded before is held by nobody's outage.
    assert_eq!(scene.json(&["show", "web-2"])["item"]["operation"]["record"], json!(null));
    assert_says(&scene.done(&["outages", "end", "1"]), &["is over", "1 item was set"]);
    scene.assert_sound();
}

#[test]
fn a_migration_that_is_killed_is_finished_by_the_next_opening() {
    let mut killed = 0;
    for (calls, places) in [
        ("rename", &[1, 2][..]),
        ("unlink,unlinkat", &[1, 2, 3]),
        ("fdatasync,fsync", &[3, 5, 7, 8, 9, 10, 11, 12]),
        ("write", &[4, 9]),
    ] {
        for place in places {
            let scene = scene("format-1");
            let (is_killed, _) = trace::killed(&scene.command(&["-e", ESTATE, "status"]), calls, *place);
            killed += usize::from(is_killed);
            let status: Value = serde_json::from_str(&scene.on_estate(&["status", "--json"]).out).unwrap();
            assert_eq!((&status["format"], &status["seq"]), (&json!(2), &json!(5)), "{calls} {place}");
            assert_says(
                &scene.done(&["check", "--against", CHECKPOINT_1]),
                &["Sound: 5 records", "The checkpoint holds"],
            );
            let names =
                fs::read_dir(scene.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let backup = names.into_iter().find(|name| name.ends_with(".backup.cairn.zip")).unwrap();
            assert_says(&scene.run(&["snapshot", "check", &backup]).out, &["Sound: "]);
        }
    }
    assert!(killed >= 8, "{killed} kills");
}

#[test]
fn an_estate_of_format_1_stays_one_where_nothing_is_written() {
    let scene = scene("format-1");
    fs::create_dir(scene.path("Dropbox")).unwrap();
    fs::rename(scene.path(ESTATE), scene.path("Dropbox/e.cairn")).unwrap();
    let there = |arguments: &[&str]| scene.run(&[&["-e", "Dropbox/e.cairn"], arguments].concat());
    let check = there(&["check", "--against", CHECKPOINT_1]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    let status: Value = serde_json::from_str(&there(&["status", "--json"]).out).unwrap();
    assert_eq!(status["format"], 1);
    assert!(scene.path("Dropbox/e.cairn/head.json").exists() && !scene.path("Dropbox/e.cairn/journal.0").exists());
    assert_eq!(fs::read_dir(scene.path("Dropbox")).unwrap().count(), 1);
    let edit = ["operation", "web-2", "in_service", "--reason", "x"];
    assert_refusal(&there(&edit), &edit, &["synchronised (Dropbox)", "Nothing was changed"]);
}

#[test]
fn an_estate_of_format_2_is_read_with_what_its_journal_holds() {
    let scene = scene("format-2");
    let said = scene.done(&["check", "--against", CHECKPOINT_2]);
    assert_says(&said, &["Sound: 6 records", "The checkpoint holds", "1 value purged"]);
    let status = scene.json(&["status"]);
    assert_eq!((&status["format"], &status["name"], &status["items"]), (&json!(2), &json!("Format 2"), &json!(4)));
    let item = |arguments: &[&str]| scene.json(arguments)["item"].clone();
    assert_eq!(item(&["show", "web-2"])["attributes"]["notes"], "二號");
    assert_eq!(item(&["show", "db-1"])["operation"]["reason"], "kept in the journal");
    assert_eq!(item(&["show", "db-1", "--at", "before the purge"])["operation"]["reason"], Value::Null);
    assert_eq!(item(&["show", "web-1"])["attributes"].get("notes"), None);
    assert_says(&scene.done(&["impact", "--down", "db-1"]), &["商店"]);
    scene.done(&["log", "export", "--out", "log.ndjson"]);
    verify(&scene.path("log.ndjson"), status["hash"].as_str().unwrap()).unwrap();
    scene.done(&["operation", "db-1", "in_service", "--reason", "mended"]);
    scene.done(&["compact"]);
    assert_says(&scene.done(&["check", "--against", CHECKPOINT_2]), &["Sound: 7 records", "The checkpoint holds"]);
}
