//! What proves that an estate is what it was: the log verified by others, checkpoints kept elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_says};

/// Runs the verifier that uses nothing of ours; a machine without Python is told so.
pub fn verify(log: &Path, hash: &str) -> Result<String, String> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("verify_log.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(log);
    if !hash.is_empty() {
        command.arg(hash);
    }
    let output = command.output().expect("python3 is needed to verify a log with nothing of ours: install it");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(said(&output.stdout)) } else { Err(said(&output.stderr)) }
}

/// The sample with values of every kind that JSON can trip over.
fn scene() -> Scene {
    let scene = Scene::sample();
    let values = r#"{"serial":"K-\u0001\t\"\\/é\uD83D\uDE00","a~b/c":"x","count":"9007199254740993"}"#;
    let row = values.replace('"', "\"\"");
    scene.file(
        "odd.csv",
        format!("id,class,name,status,attributes\nodd-1,physical_server,奇 “server”,live,\"{row}\"\n"),
    );
    scene.done(&["import", "odd.csv"]);
    scene.done(&["operation", "arr-1", "degraded", "--reason", "控制器 “A” 有雜訊"]);
    scene
}

#[test]
fn a_log_is_verified_by_nothing_of_ours() {
    let scene = scene();
    let said = scene.done(&["log", "export", "--out", "log.ndjson"]);
    let Value::String(hash) = scene.json(&["status"])["hash"].clone() else { panic!("a hash") };
    assert_says(&said, &["log.ndjson", "records 1 to 4", &hash]);
    assert_says(&verify(&scene.path("log.ndjson"), &hash).unwrap(), &["Whole: 4 records", &hash]);
    let reply = scene.json(&["log", "export", "--out", "log.ndjson"]);
    assert_eq!((&reply["path"], &reply["seq"], &reply["hash"]), (&json!("log.ndjson"), &json!(4), &json!(hash)));
    let lines = scene.read("log.ndjson").lines().filter(|line| line.starts_with("{\"after\"")).count();
    assert_eq!(reply["edits"], json!(lines));
}

#[test]
fn a_broken_log_is_refused_by_nothing_of_ours() {
    let scene = scene();
    scene.done(&["log", "export", "--out", "log.ndjson"]);
    let whole = scene.read("log.ndjson");
    let head = scene.head().hash;
    let lines: Vec<&str> = whole.lines().collect();
    let commit = |number: usize| {
        lines.iter().enumerate().filter(|(_, line)| line.starts_with("{\"commit\"")).nth(number).unwrap().0
    };
    let without = |from: usize, to: usize| [&lines[..from], &lines[to..]].concat().join("\n");
    let replaced = |from: &str, to: &str| whole.replacen(from, to, 1);
    for (what, log) in [
        ("a value", replaced("GovHK", "GovXX")),
        ("a reason", replaced("控制器", "控制")),
        ("a noun", replaced("\"noun\":\"relationship\"", "\"noun\":\"relationshiq\"")),
        ("an edit gone", without(commit(1) + 4, commit(1) + 5)),
        ("a record gone", without(commit(2), commit(3))),
        ("the end gone", without(commit(3), lines.len())),
        ("half of the last line", whole[..whole.len() - 40].to_owned()),
        // The first chunks are of the model, whose values have no digests.
        (
            "a salt",
            whole.rsplit_once("\"salt\":\"").map(|(front, back)| format!("{front}\"salt\":\"00{back}")).unwrap(),
        ),
        ("nothing at all", String::new()),
    ] {
        assert_ne!(log, whole, "{what}");
        scene.file("broken.ndjson", log);
        let said = verify(&scene.path("broken.ndjson"), &head).unwrap_err();
        assert!(said.starts_with("Not whole: "), "{what}: {said}");
    }
}

#[test]
fn an_export_that_cannot_be_written_leaves_nothing() {
    let scene = Scene::sample();
    scene.refused(&["log", "export", "--out", "absent/log.ndjson"], &["absent/log.ndjson"]);
    scene.refused(&["log", "export"], &["--out"]);
    scene.refused(&["--at", "1", "log", "export", "--out", "log.ndjson"], &["--at", "log export"]);
    assert!(!scene.path("log.ndjson").exists());
}

#[test]
fn attachments_are_what_their_names_say() {
    let scene = Scene::sample();
    let dir = scene.path(ESTATE).join("blobs");
    // SHA-256 of "abc".
    let name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    fs::write(dir.join(name), "abc").unwrap();
    fs::write(dir.join(".DS_Store"), "what a file manager leaves behind").unwrap();
    assert_eq!(scene.json(&["check"])["blobs"], json!(1));
    fs::write(dir.join(name), "abd").unwrap();
    assert_says(&scene.found(&["check"]), &[&format!("blobs/{name}: blob"), "One finding"]);
    fs::write(dir.join(name), "abc").unwrap();
    // What nobody put there for the estate; of a pipe nothing is read, or the check would wait for ever.
    fs::write(dir.join("letter.txt"), "other").unwrap();
    fs::create_dir(dir.join("more")).unwrap();
    #[cfg(unix)]
    assert!(Command::new("mkfifo").arg(dir.join(".pipe")).status().unwrap().success());
    let said = scene.found(&["check"]);
    assert_says(&said, &["blobs/letter.txt: blob", "blobs/more: blob"]);
    #[cfg(unix)]
    assert_says(&said, &["blobs/.pipe: blob", "3 findings"]);
}

/// Writes a checkpoint and returns its short text.
fn checkpoint(scene: &Scene, file: &str) -> String {
    let reply = scene.json(&["checkpoint", "--out", file]);
    let written: Value = serde_json::from_str(&scene.read(file)).unwrap();
    assert_eq!(written, reply);
    reply["text"].as_str().unwrap().to_owned()
}

/// Asserts how an estate stands to a checkpoint, given as a file and as a text.
fn assert_stands(scene: &Scene, kept: [&str; 2], standing: &str, said: &[&str]) {
    let is_sound = standing.starts_with("holds");
    for given in kept {
        let arguments = ["check", "--against", given];
        let reply = scene.json(&arguments);
        assert_eq!((&reply["against"]["standing"], &reply["sound"]), (&json!(standing), &json!(is_sound)), "{reply}");
        assert_says(&if is_sound { scene.done(&arguments) } else { scene.found(&arguments) }, said);
    }
}

#[test]
fn a_checkpoint_holds_while_the_estate_goes_on() {
    let scene = Scene::sample();
    let text = checkpoint(&scene, "kept.json");
    let status = scene.json(&["status"]);
    let kept: Value = serde_json::from_str(&scene.read("kept.json")).unwrap();
    for field in ["estate", "lineage", "seq", "hash", "recorded_at"] {
        assert_eq!(kept[field], status[field], "{field}");
    }
    assert_eq!(kept["edits"], scene.json(&["check"])["edits"]);
    assert_says(&scene.done(&["checkpoint"]), &[&text, "cairn check --against"]);
    assert_stands(&scene, ["kept.json", &text], "holds", &["Sound: ", "The checkpoint holds: record no. 2 of "]);
    scene.done(&["operation", "arr-1", "degraded", "--reason", "noise"]);
    assert_stands(&scene, ["kept.json", &text], "holds", &["The checkpoint holds"]);
    // As somebody types it in again.
    let typed = text.to_lowercase().replace('-', " ");
    assert_stands(&scene, ["kept.json", &typed], "holds", &["The checkpoint holds"]);
}

#[test]
fn a_checkpoint_finds_what_a_chain_cannot() {
    let scene = Scene::sample();
    let earlier = scene.copy_of_estate();
    scene.done(&["operation", "arr-1", "degraded", "--reason", "noise"]);
    let text = checkpoint(&scene, "kept.json");
    let file = scene.read("kept.json");
    let against = |copy: &Scene| {
        copy.file("kept.json", &file);
        copy.assert_sound();
    };
    // An older copy of the whole directory is whole: only what is kept elsewhere tells.
    against(&earlier);
    assert_stands(&earlier, ["kept.json", &text], "truncated", &["Records are missing", "record no. 3", "back-up"]);
    // Somebody makes the last record anew, with another reason.
    earlier.done(&["operation", "arr-1", "degraded", "--reason", "nothing"]);
    against(&earlier);
    assert_stands(&earlier, ["kept.json", &text], "rebuilt", &["Record no. 3 is another one", "back-up"]);
    // A copy under another line of records.
    scene.done(&["snapshot", "export", "--out", "e.zip"]);
    let copy = Scene::new();
    fs::copy(scene.path("e.zip"), copy.path("e.zip")).unwrap();
    copy.run(&["snapshot", "import", "e.zip", "--into", ESTATE]);
    against(&copy);
    assert_stands(&copy, ["kept.json", &text], "holds", &["The checkpoint holds"]);
    let other =
        copy.read("e.cairn/estate.json").replace(status_of(&scene, "lineage").as_str(), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
    copy.file("e.cairn/estate.json", other);
    against(&copy);
    assert_stands(&copy, ["kept.json", &text], "fork", &["Another copy went on by itself", "original"]);
    // Another estate altogether.
    let other = Scene::new();
    other.run(&["init", ESTATE, "--sample"]);
    against(&other);
    assert_stands(&other, ["kept.json", &text], "other_estate", &["Sound: ", "checkpoint of another estate"]);
    // It is not the estate that is wrong.
    let said = other.found(&["check", "--against", "kept.json"]);
    assert!(!said.contains("back-up") && !said.contains("finding"), "{said}");
}

fn status_of(scene: &Scene, field: &str) -> String {
    scene.json(&["status"])[field].as_str().unwrap().to_owned()
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let scene = Scene::sample();
    let text = checkpoint(&scene, "kept.json");
    let file = scene.read("kept.json");
    let slip = if text.starts_with("05") { text.replacen("05", "06", 1) } else { text.replacen('0', "1", 1) };
    scene.refused(&["check", "--against", &slip], &["check digit", "Nothing was changed"]);
    scene.refused(&["check", "--against", &text[..text.len() - 9]], &["Nothing was changed"]);
    for none in ["absent.json", "", "???", "0", "{}", "[]"] {
        scene.refused(&["check", "--against", none], &["no checkpoint", "Nothing was changed"]);
    }
    for (from, to, said) in [
        ("\"edits\":", "\"edits\":1", "check digit"),
        ("\"version\":1", "\"version\":9", "version 9"),
        ("cairn-checkpoint", "cairn-snapshot", "no checkpoint"),
        ("\"hash\":\"", "\"hash\":\"0", "no checkpoint"),
    ] {
        scene.file("other.json", file.replacen(from, to, 1));
        scene.refused(&["check", "--against", "other.json"], &[said]);
    }
    scene.refused(&["checkpoint", "--out", "absent/kept.json"], &["absent/kept.json"]);
}
