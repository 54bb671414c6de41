//! Keeping an estate: back-ups, copies that take over, a database made anew.

use std::fs;
use std::sync::Arc;

use cairn_api::Session;
use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_refusal, assert_says};
use crate::damage::Somebody;

fn backups(scene: &Scene) -> Vec<String> {
    let entries = fs::read_dir(scene.path("backups")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn back_ups_are_checked_kept_and_removed() {
    let scene = Scene::sample();
    let estate = scene.json(&["status"])["estate"].as_str().unwrap().to_owned();
    let said = scene.done(&["backup", "--to", "backups"]);
    assert_says(&said, &["Back-up of record no. 2 written and checked", &estate]);
    for (number, status) in ["degraded", "out_of_service", "in_service"].into_iter().enumerate() {
        scene.done(&["operation", "arr-1", status, "--reason", "test"]);
        let reply = scene.json(&["backup", "--to", "backups", "--keep", "2"]);
        assert_eq!((&reply["seq"], &reply["hash"]), (&json!(number + 3), &json!(scene.head().hash)));
    }
    assert_eq!(backups(&scene), [4, 5].map(|seq| format!("{estate}-{seq:012}.backup.cairn.zip")));
    // What is not a back-up of this estate is never removed.
    let others =
        ["letter.zip", "01-000000000001.backup.cairn.zip", &format!("{estate}-x.backup.cairn.zip")].map(str::to_owned);
    for name in &others {
        scene.file(&format!("backups/{name}"), "other");
    }
    assert_eq!(scene.json(&["backup", "--to", "backups", "--keep", "1"])["removed"].as_array().unwrap().len(), 1);
    assert_eq!(backups(&scene).len(), 4);
    scene.refused(&["backup", "--to", "backups", "--keep", "0"], &["At least one"]);
    scene.file("file", "no directory");
    scene.refused(&["backup", "--to", "file"], &["file"]);
}

#[test]
fn a_back_up_becomes_a_replica_that_may_take_over() {
    let scene = Scene::sample();
    let path = scene.json(&["backup", "--to", "backups"])["path"].as_str().unwrap().to_owned();
    let text = scene.json(&["checkpoint"])["text"].as_str().unwrap().to_owned();
    let answer = scene.run(&["restore", &path, "--into", "copy.cairn"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let on_copy = |arguments: &[&str]| scene.run(&[&["-e", "copy.cairn"], arguments].concat());
    let operation = ["operation", "arr-1", "degraded", "--reason", "x"];
    assert_refusal(&on_copy(&operation), &operation, &["replica and takes no records"]);
    let before: Value = serde_json::from_str(&on_copy(&["status", "--json"]).out).unwrap();
    let reply: Value = serde_json::from_str(&on_copy(&["take-over", "--reason", "fire", "--json"]).out).unwrap();
    let after: Value = serde_json::from_str(&on_copy(&["status", "--json"]).out).unwrap();
    assert_eq!((&reply["seq"], &reply["from"], &reply["lineage"]), (&json!(3), &before["lineage"], &after["lineage"]));
    assert_eq!((&after["role"], &after["estate"]), (&json!("primary"), &before["estate"]));
    assert_ne!(after["lineage"], before["lineage"]);
    assert_eq!(on_copy(&operation).code, 0);
    assert_says(&on_copy(&["check"]).out, &["Sound: 4 records"]);
    // The checkpoint of the former original holds: it went on from there.
    assert_says(&on_copy(&["check", "--against", &text]).out, &["The checkpoint holds", "A copy took over since"]);
    // The two, edited apart, are told apart by their checkpoints and by their lineages.
    scene.done(&operation);
    let theirs: Value = serde_json::from_str(&on_copy(&["checkpoint", "--json"]).out).unwrap();
    let answer = scene.on_estate(&["check", "--against", theirs["text"].as_str().unwrap()]);
    assert_eq!(answer.code, 1);
    assert_says(&answer.out, &["Another copy went on by itself"]);
    let ours = scene.json(&["checkpoint"])["text"].as_str().unwrap().to_owned();
    let answer = on_copy(&["check", "--against", &ours]);
    assert_eq!(answer.code, 1);
    assert_says(&answer.out, &["Another copy went on by itself"]);
    scene.done(&["snapshot", "export", "--out", "ours.zip"]);
    let answer = on_copy(&["snapshot", "check", "ours.zip", "--against", "copy.cairn"]);
    assert_refusal(&answer, &["snapshot"], &["another estate or line of records"]);
    scene.refused(&["take-over", "--reason", "x"], &["the original already"]);
    assert_refusal(&on_copy(&["take-over", "--reason", " "]), &["take-over"], &["reason"]);
}

/// A pair of keys that everybody knows: those of the examples of age.
const PUBLIC: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

#[test]
fn an_encrypted_back_up_opens_with_its_key_alone() {
    let scene = Scene::sample();
    scene.file("words", "seven stones on the ridge\nnot this line\n");
    scene.file("others", "seven stones on the edge");
    scene.file("identity", format!("# public key: {PUBLIC}\n{IDENTITY}\n"));
    let head = scene.head().hash;
    let check = |sealing: &[&str], opening: &[&str], asked: &str| {
        let said = scene.json(&[&["backup", "--to", "backups"], sealing].concat());
        let path = said["path"].as_str().unwrap();
        assert_eq!((&said["sealed"], &said["hash"]), (&json!(true), &json!(head)));
        assert!(path.ends_with("-000000000002.backup.cairn.zip.age"), "{path}");
        let bytes = fs::read(scene.path(path)).unwrap();
        assert!(bytes.starts_with(b"age-encryption.org/v1") && !bytes.windows(8).any(|at| at == b"manifest"));
        let answer = scene.run(&[&["snapshot", "check", path], opening].concat());
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{sealing:?}");
        let restore = ["restore", path, "--into", "copy.cairn"];
        assert_refusal(&scene.run(&restore), &restore, &[asked]);
        let wrong = [&restore[..], &["--passphrase-file", "others"]].concat();
        assert_refusal(&scene.run(&wrong), &wrong, &["does not open it"]);
        assert!(!scene.path("copy.cairn").exists());
        let answer = scene.run(&[&restore[..], opening].concat());
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{sealing:?}");
        fs::remove_dir_all(scene.path("copy.cairn")).unwrap();
        // Whatever is changed behind its front, even the last byte, is found.
        for place in [bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            fs::write(scene.path("changed.age"), changed).unwrap();
            let answer = scene.run(&[&["snapshot", "check", "changed.age"], opening].concat());
            assert_refusal(&answer, &["snapshot", "check"], &["The encrypted file was changed or cut off"]);
        }
    };
    check(&["--passphrase-file", "words"], &["--passphrase-file", "words"], "Give it: --passphrase-file");
    check(&["--recipient", PUBLIC], &["--identity", "identity"], "Give the identity of one of them: --identity");
    // One of each kind for the same record; the newest name is kept, whichever it is.
    scene.done(&["backup", "--to", "backups"]);
    assert_eq!(backups(&scene).len(), 2);
    assert_eq!(scene.json(&["backup", "--to", "backups", "--keep", "1"])["removed"].as_array().unwrap().len(), 1);
    assert!(backups(&scene)[0].ends_with(".age"));
}

#[test]
fn what_could_not_be_opened_again_is_not_written() {
    let scene = Scene::sample();
    scene.file("short", "eleven char");
    scene.file("letter", "dear sirs");
    let check = |options: &[&str], said: &str| {
        scene.refused(&[&["backup", "--to", "backups"], options].concat(), &[said]);
        assert!(!scene.path("backups").exists(), "{options:?}");
    };
    check(&["--passphrase-file", "short"], "12 characters or more");
    check(&["--passphrase-file", "nowhere"], "nowhere cannot be read");
    check(&["--recipient", "age1nobody"], "“age1nobody” is no public key");
    let said = scene
        .refused(&["backup", "--to", "backups", "--recipient", IDENTITY], &["“AGE-SECRET-KEY-…” is no public key"]);
    assert!(!said.contains(IDENTITY));
    check(&["--recipient", PUBLIC, "--passphrase-file", "short"], "not both");
    let path = scene.json(&["backup", "--to", "backups", "--recipient", PUBLIC])["path"].as_str().unwrap().to_owned();
    let restore = |options: &[&str], said: &str| {
        let arguments = [&["restore", &path, "--into", "copy.cairn"], options].concat();
        assert_refusal(&scene.run(&arguments), &arguments, &[said]);
        assert!(!scene.path("copy.cairn").exists(), "{options:?}");
    };
    restore(&["--identity", "letter"], "no identity in");
    restore(&["--identity", "nowhere"], "nowhere cannot be read");
    restore(&["--identity", "letter", "--passphrase-file", "short"], "Give one key");
}

#[test]
fn compacting_keeps_everything_but_the_room() {
    let scene = Scene::sample();
    for round in 0..40 {
        let status = ["degraded", "in_service"][round % 2];
        scene.done(&["operation", "arr-1", status, "--reason", "noise"]);
    }
    let content =
        |scene: &Scene| [&["items"][..], &["log"], &["show", "arr-1"], &["check"]].map(|command| scene.json(command));
    let before = content(&scene);
    let reply = scene.json(&["compact"]);
    assert!(reply["bytes_after"].as_u64() < reply["bytes_before"].as_u64(), "{reply}");
    assert_eq!((&reply["seq"], &reply["hash"]), (&json!(42), &json!(scene.head().hash)));
    assert_eq!(content(&scene), before);
    let names =
        fs::read_dir(scene.path(ESTATE)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|name| !name.starts_with("db.")));
    scene.done(&["operation", "arr-1", "degraded", "--reason", "goes on"]);
    assert_says(&scene.done(&["compact"]), &["Compacted at record no. 43", "MB"]);
    scene.assert_sound();
    let held = Session::open(&scene.path(ESTATE), Arc::new(Somebody)).unwrap();
    assert_refusal(&scene.on_estate(&["compact"]), &["compact"], &["another program 7"]);
    drop(held);
}

#[test]
fn a_compaction_that_was_cut_off_is_settled() {
    let whole = Scene::sample();
    let head = whole.head();
    let database = |scene: &Scene, name: &str| scene.path(&format!("{ESTATE}/{name}"));
    let cases: [(&str, &[(&str, &str)]); 3] = [
        ("before the first rename", &[]),
        ("between the two", &[("db", "db.old"), ("db.half", "db.new")]),
        ("behind the second", &[("db", "db.old"), ("db.half", "db")]),
    ];
    for (what, renames) in cases {
        let scene = whole.copy_of_estate();
        let copy = whole.copy_of_estate();
        let new = if renames.is_empty() { "db.new" } else { "db.half" };
        fs::rename(database(&copy, "db"), database(&scene, new)).unwrap();
        if renames.is_empty() {
            // Half filled: it is of no use and must not be used.
            fs::write(database(&scene, "db.new/db"), "half").unwrap();
        }
        for (from, to) in renames {
            fs::rename(database(&scene, from), database(&scene, to)).unwrap();
        }
        assert_eq!(scene.head(), head, "{what}");
        scene.assert_sound();
        assert!(!database(&scene, "db.new").exists() && !database(&scene, "db.old").exists(), "{what}");
    }
}

#[test]
fn a_synchronised_folder_is_read_and_not_written_to() {
    let scene = Scene::sample();
    fs::create_dir(scene.path("Dropbox")).unwrap();
    fs::rename(scene.path(ESTATE), scene.path("Dropbox/e.cairn")).unwrap();
    let there = |arguments: &[&str]| scene.run(&[&["-e", "Dropbox/e.cairn"], arguments].concat());
    assert_says(&there(&["check"]).out, &["Sound: 2 records"]);
    let said = ["synchronised (Dropbox)", "Nothing was changed", "cairn backup"];
    for arguments in [
        &["operation", "arr-1", "degraded", "--reason", "x"][..],
        &["purge", "arr-1", "name", "--approved-by", "b", "--reason", "x"],
        &["revert", "2", "--reason", "x"],
    ] {
        assert_refusal(&there(arguments), arguments, &said);
    }
    assert_refusal(&scene.run(&["init", "Dropbox/new.cairn"]), &["init"], &said);
    assert!(!scene.path("Dropbox/new.cairn").exists());
    assert_eq!(there(&["backup", "--to", "elsewhere"]).code, 0);
    let name = fs::read_dir(scene.path("elsewhere")).unwrap().next().unwrap().unwrap().file_name();
    let file = format!("elsewhere/{}", name.to_string_lossy());
    assert_refusal(&scene.run(&["restore", &file, "--into", "Dropbox/copy.cairn"]), &["restore"], &said);
    assert!(!scene.path("Dropbox/copy.cairn").exists());
    assert_refusal(&there(&["compact"]), &["compact"], &said);
    // Back-ups belong there.
    assert_eq!(there(&["backup", "--to", "Dropbox/backups"]).code, 0);
    fs::rename(scene.path("Dropbox/e.cairn"), scene.path(ESTATE)).unwrap();
    scene.done(&["operation", "arr-1", "degraded", "--reason", "x"]);
}
