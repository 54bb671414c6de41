//! Estates that are held, newer, damaged, short of room or interrupted: never half a commit, never silence.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use cairn_api::{Host, Session};
use cairn_model::Timestamp;

use crate::common::{Answer, ESTATE, Scene, assert_refusal, assert_says};

/// Another program on the same machine.
pub struct Somebody;

impl Host for Somebody {
    fn scratch(&self) -> std::path::PathBuf {
        std::env::temp_dir()
    }

    fn now(&self) -> Timestamp {
        Timestamp(1_800_000_000_000)
    }

    fn entropy(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn actor(&self) -> String {
        "somebody".to_owned()
    }

    fn program(&self) -> String {
        "another program 7".to_owned()
    }

    fn account(&self) -> String {
        "operations".to_owned()
    }

    fn process(&self) -> u32 {
        4711
    }
}

#[test]
fn a_locked_estate_names_who_holds_it() {
    let scene = Scene::sample();
    let held = Session::open(&scene.path(ESTATE), Arc::new(Somebody)).unwrap();
    let said = [ESTATE, "another program 7, operations, process 4711", "Nothing was changed", "try again"];
    assert_refusal(&scene.on_estate(&["status"]), &["status"], &said);
    drop(held);
    scene.assert_sound();
}

#[test]
fn a_lock_that_is_let_go_in_time_is_waited_for() {
    let scene = Scene::sample();
    let held = Session::open(&scene.path(ESTATE), Arc::new(Somebody)).unwrap();
    let waiting = scene.command(&["-e", ESTATE, "check"]).spawn().unwrap();
    drop(held);
    assert_eq!(waiting.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn an_estate_of_a_newer_format_is_left_alone() {
    let scene = Scene::sample();
    let file = format!("{ESTATE}/estate.json");
    let newer = scene.read(&file).replace("\"format\": 2", "\"format\": 99, \"unheard\": true");
    scene.file(&file, &newer);
    let said = [ESTATE, "storage format 99", "up to 2", "Nothing was changed", "newer version of Cairn"];
    for command in [&["status"][..], &["check"], &["import", "x.csv"]] {
        assert_refusal(&scene.on_estate(command), command, &said);
    }
    assert_eq!(scene.read(&file), newer);
}

#[test]
fn an_estate_file_that_cannot_be_read_is_named() {
    let scene = Scene::sample();
    let file = format!("{ESTATE}/estate.json");
    for content in ["", "{", "{\"format\": \"one\"}", "{\"format\": 1}", "[]"] {
        scene.file(&file, content);
        let said = ["estate.json cannot be read", "Nothing was changed", "back-up"];
        assert_refusal(&scene.on_estate(&["status"]), &[content], &said);
    }
}

#[test]
fn a_directory_that_is_no_estate_is_left_as_it_is() {
    let scene = Scene::new();
    fs::create_dir(scene.path(ESTATE)).unwrap();
    scene.file("e.cairn/letter.txt", "dear reader");
    let said = [ESTATE, "is not an estate", "estate.json", "cairn init"];
    assert_refusal(&scene.on_estate(&["check"]), &["check"], &said);
    assert_refusal(&scene.run(&["-e", "e.cairn/letter.txt", "check"]), &["check"], &["letter.txt is not an estate"]);
    assert_eq!(fs::read_dir(scene.path(ESTATE)).unwrap().count(), 1);
}

#[test]
fn an_estate_without_its_database_is_not_empty_but_damaged() {
    let scene = Scene::sample();
    fs::remove_dir_all(scene.path("e.cairn/db")).unwrap();
    let said = ["The estate is damaged at db", "Nothing was changed", "back-up"];
    for command in [&["status"][..], &["check"]] {
        assert_refusal(&scene.on_estate(command), command, &said);
    }
}

/// What the content of an estate comes to, as far as its users see it.
fn content(scene: &Scene) -> Option<(String, String)> {
    let items = scene.on_estate(&["items", "--json"]);
    let log = scene.on_estate(&["log", "--json"]);
    (items.code == 0 && log.code == 0).then_some((items.out, log.out))
}

/// Flips one byte in a hundred of a part of a file.
fn damage(scene: &Scene, file: &str, part: std::ops::Range<usize>) {
    let mut bytes = fs::read(scene.path(file)).unwrap();
    for byte in bytes[part].iter_mut().step_by(100) {
        *byte ^= 0x5a;
    }
    fs::write(scene.path(file), bytes).unwrap();
}

#[test]
fn damage_is_named_and_never_silent() {
    let whole = Scene::sample();
    let good = content(&whole).unwrap();
    let file = "e.cairn/db/db";
    let length = fs::read(whole.path(file)).unwrap().len();
    let (parts, mut outcomes) = (12, BTreeMap::<i32, usize>::new());
    for part in 0..parts {
        let scene = whole.copy_of_estate();
        damage(&scene, file, length * part / parts..length * (part + 1) / parts);
        let answer = scene.on_estate(&["check"]);
        *outcomes.entry(answer.code).or_default() += 1;
        match answer.code {
            // What is not used any more may change: everything that is used must be what it was.
            0 => assert_eq!(content(&scene), Some(good.clone()), "part {part}"),
            1 => assert_says(&answer.out, &["finding", "Nothing was changed", "back-up"]),
            _ => assert_refusal(&answer, &["check"], &["damaged", "Nothing was changed", "back-up"]),
        }
    }
    assert!(outcomes.get(&0) != Some(&parts), "some of it is used: {outcomes:?}");
    let scene = whole.copy_of_estate();
    damage(&scene, file, 0..length);
    assert_ne!(scene.on_estate(&["check"]).code, 0);
}

/// Returns a file of many items, larger than any page cache keeps back.
fn many(scene: &Scene, items: usize) {
    let mut text = String::from("id,class,name,status,serial,description\n");
    for number in 0..items {
        let noise = number.wrapping_mul(2_654_435_761) % 1_000_000_007;
        text.push_str(&format!("i{number},server,Server {number},live,SN{noise},Description {noise} of {number}\n"));
    }
    scene.file("many.csv", text);
}

#[cfg(unix)]
#[test]
fn a_full_disk_changes_nothing() {
    let scene = Scene::pair();
    // More than go through the generation edit by edit.
    many(&scene, 24_000);
    let before = scene.head();
    let arguments = ["-e", ESTATE, "import", "many.csv"];
    let mut full = 0;
    // From hardly anything to nearly enough, in blocks of 512 bytes.
    for blocks in [600, 1_200, 1_800, 2_400, 3_000] {
        let answer: Answer = scene.limited(&format!("ulimit -f {blocks}"), &arguments);
        if answer.code == 0 {
            continue;
        }
        full += 1;
        let said = ["The disk is full", ESTATE, "is as it was before", "Free some space and repeat"];
        assert_refusal(&answer, &arguments, &said);
        assert_eq!(scene.head(), before, "{blocks} blocks");
        scene.assert_sound();
    }
    assert!(full > 0, "the limits are below what the import writes");
    // With room again, the same import goes through.
    if scene.head() == before {
        scene.done(&["import", "many.csv"]);
    }
    assert_eq!(scene.json(&["status"])["items"], 24_004);
    scene.assert_sound();
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_made_files() {
    let scene = Scene::sample();
    let arguments = ["generate", "--items", "2000", "--relationships", "4000", "--out", "gen"];
    let answer = scene.limited("ulimit -f 16", &arguments);
    assert_refusal(&answer, &arguments, &["gen", "cannot be written"]);
    assert_eq!(fs::read_dir(scene.path("gen")).unwrap().count(), 0);
    let arguments = ["init", "new.cairn", "--sample"];
    let answer = scene.limited("ulimit -f 100", &arguments);
    assert_refusal(&answer, &arguments, &["The disk is full", "new.cairn"]);
    if scene.path("new.cairn").exists() {
        let status = scene.run(&["-e", "new.cairn", "status"]);
        assert_refusal(&status, &["status"], &["new.cairn holds nothing", "interrupted", "create the estate again"]);
    }
}

#[test]
fn a_kill_in_mid_import_leaves_all_or_nothing() {
    let scene = Scene::pair();
    many(&scene, 30_000);
    let (mut nothing, mut all) = (0, 0);
    for delay_ms in [20, 150, 300, 450, 600, 750, 900, 1_200] {
        let copy = scene.copy_of_estate();
        fs::copy(scene.path("many.csv"), copy.path("many.csv")).unwrap();
        let before = copy.head();
        let mut import = copy.command(&["-e", ESTATE, "import", "many.csv"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(delay_ms));
        import.kill().unwrap();
        import.wait().unwrap();
        copy.assert_sound();
        let status = copy.json(&["status"]);
        match status["items"].as_u64() {
            Some(4) => {
                assert_eq!(copy.head(), before);
                nothing += 1;
            }
            Some(30_004) => {
                assert_eq!(copy.head().seq, before.seq + 1);
                all += 1;
            }
            other => panic!("{other:?} items after {delay_ms} ms"),
        }
    }
    assert!(nothing > 0 && nothing + all == 8, "{nothing} came before the commit, {all} behind it");
}
