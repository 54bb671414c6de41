//! What a record did taken back by another, and values removed for good.

use std::fs;

use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_refusal, assert_says};
use crate::integrity::verify;

const EDITED: &str = "id,class,name,status,serial,notes\n\
    web-1,virtual_machine,Web one,maintenance,S-1,first\n";

fn item(scene: &Scene, words: &str) -> Value {
    scene.json(&["show", words])["item"].clone()
}

#[test]
fn a_record_is_taken_back_value_by_value() {
    let scene = Scene::pair();
    let before = item(&scene, "web-1");
    scene.file("edited.csv", EDITED);
    scene.done(&["import", "edited.csv"]);
    let record = scene.head().seq.to_string();
    // What others did since to other values of the same item stays.
    scene.done(&["operation", "web-1", "degraded", "--reason", "noise"]);
    let reply = scene.json(&["revert", &record, "--reason", "wrong file"]);
    assert_eq!((&reply["reverted"], &reply["kind"]), (&json!(3), &json!("revert")));
    let mut after = item(&scene, "web-1");
    assert_eq!(after["operation"]["status"], "degraded");
    after.as_object_mut().unwrap().remove("operation");
    assert_eq!(after, before);
    scene.assert_sound();
    // The record that took it back can be taken back.
    let record = scene.head().seq.to_string();
    let said = scene.done(&["revert", &format!("#{record}"), "--reason", "it was right"]);
    assert_says(&said, &[&format!("Record no. {record} is taken back")]);
    assert_eq!(item(&scene, "web-1")["name"], "Web one");
}

#[test]
fn an_import_is_taken_back_as_a_whole() {
    let scene = Scene::pair();
    let reply = scene.json(&["revert", "2", "--reason", "wrong estate"]);
    assert_eq!(reply["seq"], json!(scene.head().seq));
    assert_eq!(scene.json(&["status"])["items"], json!(0));
    scene.assert_sound();
    scene.done(&["revert", "3", "--reason", "it was the right one"]);
    assert_eq!(
        (scene.json(&["status"])["items"].clone(), scene.json(&["status"])["relationships"].clone()),
        (json!(4), json!(3))
    );
    scene.assert_sound();
}

#[test]
fn what_was_changed_again_is_not_taken_back() {
    let scene = Scene::pair();
    scene.file("edited.csv", EDITED);
    scene.done(&["import", "edited.csv"]);
    let record = scene.head().seq.to_string();
    scene.file("later.csv", EDITED.replace("Web one", "Web uno").replace("S-1", "S-2"));
    scene.done(&["import", "later.csv"]);
    let before = item(&scene, "web-1");
    let revert = ["revert", record.as_str(), "--reason", "x"];
    let answer = scene.on_estate(&revert);
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    let said = ["in 2 places", "Nothing was changed", " · Name: changed again by record no. 4"];
    assert_says(&answer.err, &said);
    let answer = scene.on_estate(&[&revert[..], &["--json"]].concat());
    let error: Value = serde_json::from_str(&answer.err).unwrap();
    assert_eq!(
        (&error["error"]["code"], error["error"]["reasons"].as_array().map(Vec::len)),
        (&json!("conflict"), Some(2))
    );
    assert_eq!(item(&scene, "web-1"), before);
    // An item that somebody edited since does not go with the import that added it.
    let answer = scene.on_estate(&["revert", "2", "--reason", "x"]);
    assert_says(&answer.err, &["cannot be taken back", "changed, removed or added again by record no. 3, 4"]);
    scene.refused(&["revert", "99", "--reason", "x"], &["no record no. 99", "Nothing was changed"]);
    scene.refused(&["revert", "CHG-1/1", "--reason", "x"], &["CHG-1", "Nothing was changed"]);
    scene.refused(&["revert", "1", "--reason", "x"], &["nothing that can be undone"]);
    scene.refused(&["revert", "3", "--reason", " "], &["reason"]);
}

#[test]
fn what_rests_on_a_record_keeps_it_from_being_taken_back() {
    let scene = Scene::empty();
    scene.file("a.csv", "id,class,name\na,virtual_machine,Node a\n");
    scene.file("b.csv", "id,class,name\nb,virtual_machine,Node b\n");
    scene.file("none.csv", "id,class,name\n");
    scene.file("needs.csv", "source_id,type,target_id\na,depends_on,b\n");
    let record = |arguments: &[&str]| {
        scene.done(arguments);
        scene.head().seq.to_string()
    };
    let first = record(&["import", "a.csv"]);
    let second = record(&["import", "b.csv"]);
    let related = record(&["import", "none.csv", "needs.csv"]);
    let revert = |seq: &str| scene.on_estate(&["revert", seq, "--reason", "x"]);
    let before = scene.head();
    for item in [&first, &second] {
        let answer = revert(item);
        let said = ["in one place", "would go, and has a relationship since: VM-000001 depends_on VM-000002"];
        assert_eq!((answer.code, answer.out.as_str()), (2, ""));
        assert_says(&answer.err, &[&said[..], &[&format!("record no. {related}"), "Nothing was changed"]].concat());
    }
    assert_eq!(scene.head().hash, before.hash);
    let apart = record(&["revert", &related, "--reason", "not so"]);
    let gone = record(&["revert", &second, "--reason", "never there"]);
    // What comes back needs both its ends.
    let said = ["would come back, and ", "is gone since", &format!("(record no. {gone})")];
    assert_says(&revert(&apart).err, &said);
    // Once is enough, and who did it is named.
    let said = ["nothing left to take back", &format!("record no. {apart} edited the same"), "Nothing was changed"];
    assert_refusal(&revert(&related), &["revert"], &said);
    scene.done(&["revert", &gone, "--reason", "there after all"]);
    scene.done(&["revert", &apart, "--reason", "so after all"]);
    scene.assert_sound();
    assert_eq!(scene.json(&["status"])["relationships"], json!(1));
    scene.refused(&["--actor", "unknown", "revert", &first, "--reason", "x"], &["Nobody says who acts"]);
}

#[test]
fn of_many_values_that_were_changed_again_some_are_named_and_all_are_counted() {
    let scene = Scene::pair();
    let table = |suffix: &str| -> String {
        let rows = (0..70).map(|number| format!("n-{number},virtual_machine,Node {number}{suffix}\n"));
        std::iter::once("id,class,name\n".to_owned()).chain(rows).collect()
    };
    for suffix in ["", " a", " b"] {
        scene.file("nodes.csv", table(suffix));
        scene.done(&["import", "nodes.csv"]);
    }
    let record = (scene.head().seq - 1).to_string();
    let answer = scene.on_estate(&["revert", &record, "--reason", "x"]);
    assert_eq!(answer.code, 2, "{}", answer.err);
    assert_says(&answer.err, &["in 70 places", "and 20 more", "Nothing was changed"]);
    assert_eq!(answer.err.matches("changed again by record no.").count(), 50, "{}", answer.err);
}

#[test]
fn what_comes_back_takes_nothing_from_another_item() {
    let scene = Scene::empty();
    let table = |id: &str| format!("id,class,name\n{id},virtual_machine,Node {id}\n");
    scene.file("a.csv", table("a"));
    scene.file("z.csv", table("z"));
    scene.done(&["import", "a.csv"]);
    let record = scene.head().seq;
    scene.done(&["revert", &record.to_string(), "--reason", "wrong"]);
    scene.done(&["import", "z.csv"]);
    // The key of the item that went is that of the one that came.
    let answer = scene.on_estate(&["revert", &(record + 1).to_string(), "--reason", "x"]);
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert_says(&answer.err, &["key: another item has it now", "Nothing was changed"]);
    scene.assert_sound();
}

const SECRET: &str = "hunter2-and-more";

/// An item with a secret that came, was replaced by another value, and came again.
fn secret() -> Scene {
    let scene = Scene::pair();
    for value in [SECRET, "harmless", SECRET] {
        scene.file("secret.csv", format!("id,class,name,notes,serial\nweb-1,virtual_machine,Web 1,{value},S-1\n"));
        scene.done(&["import", "secret.csv"]);
    }
    scene
}

fn purge<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["purge", "web-1", "notes", "--reason", "a password in the notes"][..], rest].concat()
}

#[test]
fn a_purged_value_is_gone_and_every_hash_stays() {
    let scene = secret();
    let (head, text) = (scene.head(), scene.json(&["checkpoint"])["text"].as_str().unwrap().to_owned());
    let hashes = |scene: &Scene| -> Vec<String> {
        let log = scene.json(&["log"]);
        log["commits"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .map(|commit| commit["hash"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = hashes(&scene);
    let reply = scene.json(&purge(&["--approved-by", "security officer"]));
    assert_eq!(
        (&reply["field"], &reply["elsewhere"], &reply["seq"]),
        (&json!("notes"), &json!([]), &json!(head.seq + 1))
    );
    // After of the first, before of the second, after of the third.
    let records: Vec<u64> =
        reply["places"].as_array().unwrap().iter().map(|place| place["record"].as_u64().unwrap()).collect();
    assert_eq!(records, [3, 4, 5]);
    assert_eq!(hashes(&scene)[..before.len()], before);
    assert_says(&scene.done(&["check"]), &["Sound: ", "1 value purged", "4 places"]);
    assert_says(&scene.done(&["check", "--against", &text]), &["The checkpoint holds"]);
    assert_eq!(item(&scene, "web-1")["attributes"].get("notes"), None);
    assert_eq!(item(&scene, "web-1")["attributes"]["serial"], "S-1");
    // Nobody can read it any more, whichever way they ask, and nothing of ours is needed to see that all is whole.
    scene.done(&["log", "export", "--out", "log.ndjson"]);
    verify(&scene.path("log.ndjson"), &scene.head().hash).unwrap();
    let log = scene.read("log.ndjson");
    assert!(!log.contains(SECRET) && log.contains("harmless") && log.contains("security officer"), "{log}");
    for arguments in
        [&["show", "web-1"][..], &["show", "web-1", "--at", "3"], &["baseline", "diff", "2"], &["items", "--at", "5"]]
    {
        let answer = scene.on_estate(arguments);
        assert!(answer.code < 2 && !answer.out.contains(SECRET), "{arguments:?}: {}", answer.err);
    }
    // A purged value is not brought back.
    scene.refused(&["revert", "4", "--reason", "x"], &["purged", "Nothing was changed"]);
    scene.refused(&purge(&["--approved-by", "security officer"]), &["no value in Notes"]);
    scene.done(&["operation", "web-1", "degraded", "--reason", "goes on"]);
    scene.assert_sound();
}

#[test]
fn an_estate_with_a_purge_survives_being_copied() {
    let scene = secret();
    scene.done(&purge(&["--approved-by", "security officer"]));
    scene.done(&["snapshot", "export", "--out", "e.zip"]);
    assert_says(&scene.run(&["snapshot", "check", "e.zip"]).out, &["Sound: "]);
    let answer = scene.run(&["snapshot", "import", "e.zip", "--into", "copy.cairn"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let check = scene.run(&["-e", "copy.cairn", "check"]);
    assert_says(&check.out, &["Sound: ", "1 value purged"]);
    let bytes = fs::read(scene.path("copy.cairn/db/db")).unwrap();
    assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()));
    // A copy of a past that ends before the purge has the digest, and nobody in it who says why.
    let past = (scene.head().seq - 1).to_string();
    scene.done(&["snapshot", "export", "--out", "past.zip", "--at", &past]);
    scene.run(&["snapshot", "import", "past.zip", "--into", "past.cairn"]);
    let check = scene.run(&["-e", "past.cairn", "check"]);
    assert_says(&check.out, &["Sound: ", "no purge in this estate says so"]);
    scene.run(&["-e", "copy.cairn", "snapshot", "export", "--out", "again.zip"]);
    assert_eq!(fs::read(scene.path("again.zip")).unwrap(), fs::read(scene.path("e.zip")).unwrap());
}

#[test]
fn a_past_value_and_a_name_are_purged_and_what_is_left_is_named() {
    let scene = secret();
    scene.file("name.csv", "id,class,name,notes\nweb-1,virtual_machine,Somebody of flat 7,nothing\nweb-2,virtual_machine,Web 2,of flat 7 says Somebody of flat 7\n");
    scene.done(&["import", "name.csv"]);
    // A reason and a former value of another item have it too: nothing else tells.
    scene.file("other.csv", format!("id,class,name,serial\nweb-2,virtual_machine,Web 2,{SECRET}\n"));
    scene.done(&["import", "other.csv"]);
    scene.file("other.csv", "id,class,name,serial\nweb-2,virtual_machine,Web 2,S-2\n");
    scene.done(&["import", "other.csv"]);
    scene.done(&["operation", "web-2", "degraded", "--reason", &format!("somebody knew {SECRET}")]);
    let last = scene.head().seq;
    let reply = scene.json(&purge(&["--approved-by", "security officer", "--record", "3"]));
    let key = item(&scene, "web-2")["key"].as_str().unwrap().to_owned();
    let elsewhere = [format!("#{} · {key} · serial", last - 2), format!("#{last} · reason")];
    assert_eq!(reply["elsewhere"], json!(elsewhere));
    assert_eq!(item(&scene, "web-1")["attributes"]["notes"], "nothing");
    let name = ["purge", "web-1", "name", "--reason", "personal data", "--approved-by", "security officer"];
    let said = scene.found(&name);
    assert_says(&said, &["1 value of", "The same text also stands in: ", " · notes", "compacted"]);
    let web = item(&scene, "web-1");
    assert_eq!(web["name"], web["key"]);
    assert_says(&scene.done(&["check"]), &["2 values purged"]);
    scene.done(&["log", "export", "--out", "log.ndjson"]);
    verify(&scene.path("log.ndjson"), &scene.head().hash).unwrap();
}

#[test]
fn a_purge_needs_two_people_and_a_reason() {
    let scene = secret();
    for second in ["tester", " Tester ", "", " "] {
        scene.refused(&purge(&["--approved-by", second]), &["two people", "tester", "--approved-by"]);
    }
    scene.refused(&purge(&[]), &["--approved-by"]);
    let repeats = ["purge", "web-1", "notes", "--approved-by", "b", "--reason", "hunter2-and-more is out"];
    scene.refused(&repeats, &["repeats the value"]);
    scene.refused(&["purge", "nobody", "notes", "--approved-by", "b", "--reason", "x"], &["nobody"]);
    scene.refused(&["purge", "web-1", "colour", "--approved-by", "b", "--reason", "x"], &["no value in colour"]);
    scene.refused(&purge(&["--approved-by", "b", "--record", "2"]), &["no value in Notes"]);
    scene.refused(&purge(&["--approved-by", "b", "--record", "99"]), &["no record no. 99"]);
    scene.refused(&purge(&["--approved-by", "b", "--actor", "unknown"]), &["Nobody says who acts"]);
}

#[test]
fn a_name_is_purged_once() {
    let scene = Scene::pair();
    let name = ["purge", "web-1", "name", "--approved-by", "security officer", "--reason", "a person's name"];
    scene.done(&name);
    let key = item(&scene, "web-1")["key"].as_str().unwrap().to_owned();
    let again = ["purge", &key, "name", "--approved-by", "security officer", "--reason", "a person's name"];
    scene.refused(&again, &["no value in"]);
    scene.done(&["snapshot", "export", "--out", "whole.zip"]);
}

#[test]
fn nothing_is_written_over_the_files_of_an_estate() {
    let scene = Scene::pair();
    let estate = scene.path(ESTATE);
    for place in ["journal.0", "estate.json", "db/db", "notes.txt"] {
        let place = estate.join(place).display().to_string();
        for command in [vec!["log", "export"], vec!["checkpoint"], vec!["snapshot", "export"], vec!["map"]] {
            let path = if command == ["map"] { format!("{place}.svg") } else { place.clone() };
            scene.refused(
                &[&command[..], &["--out", &path]].concat(),
                &["lies inside the estate", "Nothing was changed"],
            );
        }
    }
    let inside = estate.join("backups").display().to_string();
    scene.refused(&["backup", "--to", &inside], &["lies inside the estate"]);
}

#[test]
fn a_digest_in_the_place_of_another_value_is_found() {
    let scene = secret();
    scene.done(&purge(&["--approved-by", "security officer"]));
    scene.done(&["log", "export", "--out", "log.ndjson"]);
    let log = scene.read("log.ndjson");
    let place = log.find("\"values\":[").unwrap();
    for (what, broken) in [
        (
            "another digest",
            format!(
                "{}\"values\":[\"{}{}",
                &log[..place],
                if &log[place + 11..=place + 11] == "0" { "1" } else { "0" },
                &log[place + 12..]
            ),
        ),
        ("a salt that takes a digit of its value", log.replacen("\",\"", "31\",\"", 1)),
        ("a space", log.replacen("{\"commit\":", "{\"commit\": ", 1)),
        ("nothing", String::new()),
        ("a value in the place of a purged one", log.replacen("\"notes\":null", "\"notes\":\"guess\"", 1)),
    ] {
        assert_ne!(broken, log, "{what}");
        scene.file("broken.ndjson", broken);
        assert!(verify(&scene.path("broken.ndjson"), "").is_err(), "{what}");
    }
}
