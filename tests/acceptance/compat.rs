//! Estates that former versions wrote are read for ever: `tests/compat` holds one of each storage format.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::common::{ESTATE, Scene, assert_says};
use crate::integrity::verify;

/// What the checkpoint of the estate said when it was written.
const CHECKPOINT_1: &str = "04K8D-WXGM0-755FA-4E7MP-CWKX2-FTB96-7DSEA-KHR01-0QPQC-8PBGA-A6BEK-VV9E0-BPR1V-EPCQ0-D06GG";

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
