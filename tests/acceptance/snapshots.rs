//! Snapshots: written, checked by anybody, and made into estates again.

use std::fs;
use std::io::{Read, Write};

use serde_json::{Value, json};

use crate::common::{Answer, ESTATE, Scene, assert_refusal, assert_says};

const SNAPSHOT: &str = "e.cairn.zip";

/// The sample with a record more, and its snapshot beside it.
fn scene() -> Scene {
    let scene = Scene::sample();
    scene.done(&["operation", "arr-1", "degraded", "--reason", "控制器 “A” 有雜訊"]);
    scene.done(&["snapshot", "export", "--out", SNAPSHOT]);
    scene
}

fn bytes(scene: &Scene, name: &str) -> Vec<u8> {
    fs::read(scene.path(name)).unwrap()
}

fn names(scene: &Scene) -> Vec<String> {
    let entries = fs::read_dir(scene.path("")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn done(answer: &Answer) -> &str {
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{}", answer.out);
    &answer.out
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.out).unwrap()
}

#[test]
fn a_snapshot_becomes_a_replica_with_the_same_bytes() {
    let scene = scene();
    let check = scene.run(&["snapshot", "check", SNAPSHOT]);
    assert_says(done(&check), &["Sound: ", "93 items, 285 relationships", "Test estate", &scene.head().hash]);
    let import = scene.run(&["snapshot", "import", SNAPSHOT, "--into", "below/copy.cairn"]);
    assert_says(done(&import), &["below/copy.cairn is a replica of the snapshot, as of record no. 3", "--as-new"]);
    let on_copy = |arguments: &[&str]| scene.run(&[&["-e", "below/copy.cairn"], arguments].concat());
    assert_says(done(&on_copy(&["status"])), &["replica, read-only", &scene.head().hash]);
    assert_says(done(&on_copy(&["check"])), &["Sound: 3 records"]);
    done(&on_copy(&["snapshot", "export", "--out", "again.cairn.zip"]));
    assert_eq!(bytes(&scene, "again.cairn.zip"), bytes(&scene, SNAPSHOT));
    let said = ["replica and takes no records", "Nothing was changed"];
    assert_refusal(&on_copy(&["operation", "arr-1", "in_service", "--reason", "x"]), &["operation"], &said);
    // The verdict is the same as well, and so is its evidence.
    let impact = ["impact", "--down", "arr-1", "--json"];
    assert_eq!(json_of(&on_copy(&impact)), json_of(&scene.on_estate(&impact)));
    assert_eq!(names(&scene), ["again.cairn.zip", "below", "e.cairn", SNAPSHOT]);
    assert_eq!(fs::read_dir(scene.path("below")).unwrap().count(), 1);
}

#[test]
fn an_estate_of_its_own_goes_on() {
    let scene = scene();
    let import = ["snapshot", "import", SNAPSHOT, "--into", "own.cairn", "--as-new", "--name", "分行", "--json"];
    let reply = json_of(&scene.run(&import));
    let status = scene.json(&["status"]);
    assert_eq!((&reply["role"], &reply["name"], &reply["seq"]), (&json!("primary"), &json!("分行"), &json!(3)));
    assert_eq!((&reply["hash"], &reply["snapshot"]["estate"]), (&status["hash"], &status["estate"]));
    assert_ne!(reply["estate"], status["estate"]);
    assert_ne!(reply["lineage"], status["lineage"]);
    let operation = scene.run(&["-e", "own.cairn", "operation", "arr-1", "in_service", "--reason", "fixed"]);
    assert_says(done(&operation), &["record no. 4"]);
    assert_says(done(&scene.run(&["-e", "own.cairn", "check"])), &["Sound: 4 records"]);
}

#[test]
fn answers_have_the_shape_that_is_documented() {
    let scene = scene();
    let mut export = scene.json(&["snapshot", "export", "--out", "x.zip"]);
    assert_eq!(export["path"].take(), "x.zip");
    let mut check = json_of(&scene.run(&["snapshot", "check", "x.zip", "--json"]));
    assert_eq!((check["sound"].take(), check["findings"].take()), (json!(true), json!([])));
    for reply in [&mut export, &mut check] {
        reply.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
    assert_eq!(export, check);
    let status = scene.json(&["status"]);
    for field in ["name", "estate", "lineage", "seq", "hash", "recorded_at"] {
        assert_eq!(export[field], status[field], "{field}");
    }
    assert_eq!((&export["actor"], &export["classification"]), (&json!("tester"), &json!("UNCLASSIFIED")));
    let counts = json!({ "attachments": 0, "commits": 3, "edits": export["counts"]["edits"], "items": 93, "model": export["counts"]["model"],
        "records": 0, "relationships": 285, "requirements": export["counts"]["requirements"] });
    assert_eq!(export["counts"], counts);
    assert!([&export["digest"], &export["merkle_root"]].iter().all(|hash| hash.as_str().unwrap().len() == 64));
}

#[test]
fn the_past_can_be_exported() {
    let scene = Scene::sample();
    scene.done(&["snapshot", "export", "--out", "then.zip"]);
    scene.done(&["operation", "arr-1", "out_of_service", "--reason", "fire"]);
    scene.done(&["snapshot", "export", "--out", "later.zip", "--at", "2"]);
    scene.done(&["--at", "2", "snapshot", "export", "--out", "early.zip"]);
    assert_eq!(bytes(&scene, "later.zip"), bytes(&scene, "then.zip"));
    assert_eq!(bytes(&scene, "early.zip"), bytes(&scene, "then.zip"));
    let export = |at: &'static str| ["snapshot", "export", "--out", "x.zip", "--at", at];
    scene.refused(&export("4"), &["no record no. 4", "from 1 to 3", "Nothing was changed"]);
    scene.refused(&export("0"), &["no record no. 0"]);
    scene.refused(&export("soon"), &["“soon”", "baseline", "Nothing was changed"]);
    scene.refused(&["snapshot", "check", "then.zip", "--at", "2"], &["--at"]);
    // A baseline is a moment, and a record of its own: the snapshot of the moment has no baseline yet.
    scene.done(&["baseline", "create", "年終"]);
    scene.done(&["snapshot", "export", "--out", "named.zip", "--at", "年終"]);
    let check = json_of(&scene.run(&["snapshot", "check", "named.zip", "--json"]));
    assert_eq!((&check["sound"], &check["seq"], &check["counts"]["records"]), (&json!(true), &json!(3), &json!(0)));
    assert_eq!(scene.json(&["snapshot", "export", "--out", "now.zip"])["counts"]["records"], 1);
    assert!(!scene.path("x.zip").exists());
}

#[test]
fn a_scope_is_part_of_an_estate_and_no_replica() {
    let scene = scene();
    let export = ["snapshot", "export", "--out", "scoped.zip", "--scope", "class:virtual_machine"];
    assert_says(&scene.done(&export), &["Scope", "class:virtual_machine", "0 relationships"]);
    let check = scene.run(&["snapshot", "check", "scoped.zip"]);
    assert_says(done(&check), &["A snapshot with a scope has no log."]);
    let import = ["snapshot", "import", "scoped.zip", "--into", "part.cairn"];
    let said = ["only the items of its scope", "Nothing was changed", "--as-new"];
    assert_refusal(&scene.run(&import), &import, &said);
    assert!(!scene.path("part.cairn").exists());
    done(&scene.run(&[&import[..], &["--as-new"]].concat()));
    let items = json_of(&scene.run(&["-e", "part.cairn", "items", "--json"]));
    let expected = scene.json(&["items", "class:virtual_machine"]);
    assert_eq!((&items["total"], &items["seq"]), (&expected["total"], &json!(1)));
    assert_says(done(&scene.run(&["-e", "part.cairn", "check"])), &["Sound: 1 record"]);
    scene.refused(&["snapshot", "export", "--out", "x.zip", "--scope", "class:ghost"], &["“ghost” is not a class"]);
    assert!(!scene.path("x.zip").exists());
}

#[test]
fn what_is_wrong_is_named_with_file_and_line() {
    let scene = scene();
    let whole = bytes(&scene, SNAPSHOT);
    let at = whole.windows(10).position(|window| window == b"Oracle RAC").unwrap_or(100_000);
    let mut altered = whole.clone();
    altered[at] ^= 1;
    scene.file("altered.zip", &altered);
    let check = scene.run(&["snapshot", "check", "altered.zip", "--json"]);
    assert_eq!((check.code, check.err.as_str()), (1, ""));
    let reply = json_of(&check);
    let finding = &reply["findings"][0];
    assert_eq!((&reply["sound"], reply["findings"].as_array().unwrap().len()), (&json!(false), 1));
    let place = format!("{}:{}", finding["file"].as_str().unwrap(), finding["line"]);
    let check = scene.run(&["snapshot", "check", "altered.zip"]);
    assert_eq!(check.code, 1);
    assert_says(&check.out, &[&place, "expected", "found", "The snapshot is not sound. Nothing was changed."]);
    let check = scene.run(&["snapshot", "check", "altered.zip", "--lang", "zh-HK"]);
    assert_says(&check.out, &[&place, "應為", "此快照並不完好"]);
    let import = ["snapshot", "import", "altered.zip", "--into", "new.cairn"];
    assert_refusal(&scene.run(&import), &import, &[&place, "Nothing was changed", "export it again"]);
    let mut deflated = whole.clone();
    let items = whole.windows(12).enumerate().filter(|(_, window)| *window == b"items.ndjson").nth(1).unwrap().0 - 30;
    deflated[items + 8] = 8;
    scene.file("deflated.zip", &deflated);
    let check = scene.run(&["snapshot", "check", "deflated.zip"]);
    assert_eq!(check.code, 1);
    assert_says(&check.out, &["items.ndjson: a compressed entry", "method 8"]);
    scene.file("cut.zip", &whole[..whole.len() / 2]);
    assert_says(&scene.run(&["snapshot", "check", "cut.zip"]).out, &["the file ends too early"]);
    assert!(names(&scene).iter().all(|name| !name.contains("new")), "{:?}", names(&scene));
}

#[test]
fn what_is_no_snapshot_cannot_be_checked() {
    let scene = scene();
    let newer = String::from_utf8_lossy(&bytes(&scene, SNAPSHOT)[43..1_400]).into_owned();
    let manifest = &newer[..newer.find("}PK").unwrap() + 1];
    let newer = manifest.replace("\"version\":1}", "\"version\":2}");
    assert_ne!(newer, manifest);
    scene.file("newer.zip", container(&[("manifest.json", newer.as_bytes())]));
    scene.file("other.zip", container(&[("readme.txt", b"hello")]));
    scene.file("escapes.zip", container(&[("../manifest.json", b"hello")]));
    scene.file("plain.txt", "hello");
    scene.file("empty.zip", "");
    let check = |name: &'static str, said: &[&str]| {
        for command in [&["snapshot", "check", name][..], &["snapshot", "import", name, "--into", "n.cairn"]] {
            assert_refusal(&scene.run(command), command, &[said, &["Nothing was changed"]].concat());
        }
    };
    check("newer.zip", &["newer format", "version 2", "newer version of Cairn"]);
    check("other.zip", &["no Cairn snapshot", "readme.txt", "snapshot export"]);
    check("escapes.zip", &["leaves the snapshot"]);
    check("plain.txt", &["no Cairn snapshot", "another file"]);
    check("empty.zip", &["cannot be used"]);
    check("nowhere.zip", &["nowhere.zip cannot be read"]);
    check(ESTATE, &["e.cairn cannot be read"]);
    assert!(!scene.path("n.cairn").exists());
}

#[test]
fn a_snapshot_is_imported_into_a_new_estate() {
    let scene = scene();
    let said = ["e.cairn.zip is a Cairn snapshot", "Nothing was imported", "cairn snapshot import e.cairn.zip --into"];
    scene.refused(&["import", SNAPSHOT], &said);
    let import = |into: &'static str| ["snapshot", "import", SNAPSHOT, "--into", into];
    scene.refused(&import(ESTATE), &["e.cairn exists and is not empty", "Choose another directory"]);
    scene.refused(&import(SNAPSHOT), &["e.cairn.zip exists and is not empty"]);
    fs::create_dir(scene.path("empty")).unwrap();
    let mut command = scene.command(&["snapshot", "import", "../e.cairn.zip", "--into", "."]);
    let output = command.current_dir(scene.path("empty")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_says(done(&scene.run(&["-e", "empty", "check"])), &["Sound: 3 records"]);
}

#[test]
fn a_snapshot_is_a_past_of_its_estate_or_not() {
    let scene = scene();
    scene.done(&["operation", "arr-1", "in_service", "--reason", "fixed"]);
    let check = |scene: &Scene, file: &str| scene.run(&["snapshot", "check", file, "--against", ESTATE]);
    assert_says(done(&check(&scene, SNAPSHOT)), &["Sound: "]);
    // A copy of the estate went another way: the same number, another record.
    let other = scene.copy_of_estate();
    scene.done(&["operation", "arr-1", "degraded", "--reason", "again"]);
    scene.done(&["snapshot", "export", "--out", "five.zip"]);
    fs::copy(scene.path("five.zip"), other.path("five.zip")).unwrap();
    let found = check(&other, "five.zip");
    assert_eq!(found.code, 1);
    assert_says(&found.out, &["the last record", "newest is no. 4"]);
    other.done(&["operation", "arr-1", "degraded", "--reason", "otherwise"]);
    assert_says(&check(&other, "five.zip").out, &["hash", "as in the estate"]);
    let stranger = Scene::new();
    stranger.run(&["init", ESTATE, "--sample"]);
    fs::copy(scene.path(SNAPSHOT), stranger.path(SNAPSHOT)).unwrap();
    let said = ["of another estate or line of records", "Nothing was changed"];
    assert_refusal(&check(&stranger, SNAPSHOT), &["check"], &said);
}

/// An estate that takes a moment to import, and its snapshot beside it.
fn large() -> Scene {
    let scene = Scene::empty();
    let rows: String = (0..20_000).map(|row| format!("i-{row},virtual_machine,Machine {row}\n")).collect();
    scene.file("many.csv", format!("id,class,name\n{rows}"));
    scene.done(&["import", "many.csv"]);
    scene.done(&["snapshot", "export", "--out", SNAPSHOT]);
    fs::remove_file(scene.path("many.csv")).unwrap();
    scene
}

#[cfg(unix)]
#[test]
fn a_snapshot_is_written_whole_or_not_at_all() {
    let scene = large();
    scene.file("kept.zip", "what was there before");
    let [database, snapshot] = ["e.cairn/db/db", SNAPSHOT].map(|name| bytes(&scene, name).len() / 512);
    assert!(database < snapshot, "there is room for the one and not for the other");
    for blocks in [(database + snapshot) / 2, snapshot - 1] {
        let arguments = ["-e", ESTATE, "snapshot", "export", "--out", "kept.zip"];
        let answer = scene.limited(&format!("ulimit -f {blocks}"), &arguments);
        assert_refusal(&answer, &arguments, &["cannot be written", "Choose another place"]);
        assert_eq!(scene.read("kept.zip"), "what was there before");
        assert_eq!(names(&scene), ["e.cairn", SNAPSHOT, "kept.zip"], "{blocks}");
    }
    scene.refused(&["snapshot", "export", "--out", "nowhere/x.zip"], &["nowhere/x.zip cannot be written"]);
    scene.refused(&["snapshot", "export", "--out", ESTATE], &["e.cairn cannot be written"]);
    for blocks in [1, 100, 1_000, 2_000] {
        let arguments = ["snapshot", "import", SNAPSHOT, "--into", "new.cairn"];
        let answer = scene.limited(&format!("ulimit -f {blocks}"), &arguments);
        assert_refusal(&answer, &arguments, &["disk is full"]);
        assert_eq!(names(&scene), ["e.cairn", SNAPSHOT, "kept.zip"], "{blocks}");
    }
}

#[test]
fn a_kill_in_mid_import_leaves_nothing_in_its_place() {
    let scene = large();
    let import = ["snapshot", "import", SNAPSHOT, "--into", "new.cairn"];
    let drafts = || names(&scene).into_iter().filter(|name| name.starts_with(".new.cairn.new-")).collect::<Vec<_>>();
    for _ in 0..3 {
        for draft in drafts() {
            fs::remove_dir_all(scene.path(&draft)).unwrap();
        }
        let mut killed = scene.command(&import).spawn().unwrap();
        while drafts().is_empty() && killed.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        assert!(!scene.path("new.cairn").exists(), "the import was over before it could be killed");
        assert_eq!(drafts().len(), 1, "a killed process cannot tidy up");
    }
    done(&scene.run(&import));
    assert_eq!(drafts(), Vec::<String>::new(), "the next one does");
    assert_says(done(&scene.run(&["-e", "new.cairn", "check"])), &["Sound: 2 records"]);
}

#[test]
fn help_and_usage_reach_the_commands_below() {
    let scene = Scene::new();
    for (tag, words) in [("en", "Write a snapshot"), ("zh-HK", "寫出配置庫的快照"), ("zh-CN", "写出配置库的快照")]
    {
        let help = scene.run(&["snapshot", "--help", "--lang", tag]);
        assert_says(done(&help), &[words, "export", "check", "import"]);
        let help = scene.run(&["snapshot", "export", "--help", "--lang", tag]);
        assert_says(done(&help), &[words, "--out", "--scope", "cairn snapshot export"]);
        let english =
            ["Usage", "Options", "Arguments", "Commands", "Print"].into_iter().find(|word| help.out.contains(word));
        assert_eq!(english.is_some(), tag == "en", "{}", help.out);
    }
    let check = |arguments: &[&str], said: &[&str]| {
        assert_refusal(&scene.run(arguments), arguments, &[said, &["Nothing was changed"]].concat());
    };
    check(&["snapshot"], &["export, check, import", "cairn snapshot --help"]);
    check(&["snapshot", "exprot"], &["“exprot”", "export, check, import"]);
    check(&["snapshot", "check"], &["FILE", "missing", "cairn snapshot check --help"]);
    check(&["snapshot", "import", "x.zip"], &["--into", "missing", "cairn snapshot import --help"]);
    let export = ["snapshot", "export", "--out", "x.zip"];
    assert_refusal(&scene.run(&export), &export, &["Which estate?"]);
}

/// Returns a ZIP archive of stored entries.
fn container(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, content) in entries {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        out.write_all(b"PK\x03\x04\x0a\0\0\x08\0\0\0\0\x21\0").unwrap();
        out.write_all(&[crc(content).to_le_bytes(), length, length].concat()).unwrap();
        out.write_all(&u16::try_from(name.len()).unwrap().to_le_bytes()).unwrap();
        out.write_all(&[0, 0]).unwrap();
        name.as_bytes().chain(*content).read_to_end(&mut out).unwrap();
    }
    out
}

/// CRC-32, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}
