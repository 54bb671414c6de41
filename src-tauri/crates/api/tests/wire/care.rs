//! Care of an estate: checkpoints, the log, taking back, purging, back-ups, taking over, compacting, damage.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use cairn_api::contract::Progress;
use cairn_model::{CancelToken, Timestamp};
use serde_json::{Value, json};

use super::common::{Bench, column, text};

/// Records that fields of items get these values; returns the record no.
fn set(bench: &Bench, edits: &[(&str, &str, &str)]) -> u64 {
    let edits: Vec<Value> = edits
        .iter()
        .map(|(item, field, value)| json!({ "op": "set", "item": item, "field": field, "value": value }))
        .collect();
    let preview = bench.ok("edit_preview", &json!({ "edits": edits }));
    let made = bench.ok("edit_commit", &json!({ "plan": preview["plan"], "reason": "a correction" }));
    made["seq"].as_u64().unwrap()
}

fn serial(bench: &Bench) -> String {
    let item = bench.ok("item", &json!({ "item": "arr-1" }));
    let own = item["attributes"].as_array().unwrap().iter().find(|own| own["id"] == "serial").cloned();
    own.map(|own| text(&own["text"])).unwrap_or_default()
}

/// What a directory holds, file by file.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut all, mut open) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                all.push((path.display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn a_checkpoint_is_kept_and_compared() {
    let bench = Bench::with_sample();
    let kept = bench.ok("checkpoint", &json!({}));
    assert_eq!(kept["seq"].as_u64(), Some(bench.seq()));
    let to = bench.path("kept.json");
    assert_eq!(bench.ok("checkpoint_save", &json!({ "to": to }))["path"], json!(to));
    assert!(bench.ok("checkpoint_save", &json!({}))["content"].is_string());
    set(&bench, &[("arr-1", "serial", "SN-1")]);
    for request in [json!({ "text": kept["text"] }), json!({ "path": to })] {
        let reply = bench.ok("checkpoint_compare", &request);
        assert_eq!(
            (&reply["holds"], &reply["sound"], &reply["against"]["standing"]),
            (&json!(true), &json!(true), &json!("holds"))
        );
        assert!(text(&reply["sentence"]).contains("The checkpoint holds"), "{reply:#}");
    }
    let other = Bench::with_sample();
    set(&other, &[("arr-1", "serial", "SN-2")]);
    let foreign = bench.ok("checkpoint_compare", &json!({ "text": kept["text"], "language": "zh-HK" }));
    assert!(text(&foreign["sentence"]).contains("檢查點相符"), "{foreign:#}");
    let (code, sentence) = bench.refused("checkpoint_compare", &json!({ "text": "no checkpoint" }));
    assert_eq!(code, "bad_input");
    assert!(!sentence.contains("cairn "), "{sentence}");
}

#[test]
fn a_checkpoint_that_does_not_hold_says_how() {
    let bench = Bench::with_sample();
    let snapshot = bench.path("early.zip");
    bench.ok("snapshot_export", &json!({ "to": snapshot }));
    set(&bench, &[("arr-1", "serial", "SN-1")]);
    let kept = bench.ok("checkpoint", &json!({}));
    bench.ok("snapshot_import", &json!({ "path": snapshot, "into": bench.path("early.cairn") }));
    bench.ok("estate_open", &json!({ "path": bench.path("early.cairn") }));
    let reply = bench.ok("checkpoint_compare", &json!({ "text": kept["text"] }));
    assert_eq!((&reply["holds"], &reply["against"]["standing"]), (&json!(false), &json!("truncated")));
}

#[test]
fn the_log_is_taken_along() {
    let bench = Bench::with_sample();
    let to = bench.path("log.ndjson");
    let reply = bench.ok("log_export", &json!({ "to": to }));
    assert_eq!(reply["seq"].as_u64(), Some(bench.seq()));
    let lines = fs::read_to_string(&to).unwrap();
    assert!(lines.lines().count() as u64 > reply["edits"].as_u64().unwrap());
    let inside = format!("{}/log.ndjson", bench.path("sample.cairn"));
    assert_eq!(bench.refused("log_export", &json!({ "to": inside })).0, "bad_input");
}

#[test]
fn a_record_is_taken_back_after_its_preview() {
    let bench = Bench::with_sample();
    let before = serial(&bench);
    let first = set(&bench, &[("arr-1", "serial", "SN-1"), ("arr-2", "serial", "SN-9")]);
    let preview = bench.ok("revert_preview", &json!({ "record": first.to_string() }));
    assert_eq!((&preview["edits"], &preview["in_the_way"]), (&json!(2), &json!(0)));
    assert_eq!(preview["lines"][0]["fields"]["serial"]["before"], "SN-1");
    assert_eq!(serial(&bench), "SN-1", "a preview writes nothing");
    assert_eq!(bench.refused("revert", &json!({ "record": first.to_string(), "reason": " " })).0, "bad_input");
    let second = set(&bench, &[("arr-1", "serial", "SN-2")]);
    let preview = bench.ok("revert_preview", &json!({ "record": first.to_string() }));
    assert_eq!(preview["in_the_way"], 1);
    let conflict = &preview["conflicts"][0];
    assert_eq!(conflict["records"], json!([second]));
    assert!(text(&conflict["sentence"]).contains("Serial number: changed again"), "{conflict}");
    let refusal = bench.call("revert", &json!({ "record": first.to_string(), "reason": "wrong" })).unwrap_err();
    assert_eq!((text(&refusal["code"]), refusal["reasons"].as_array().map(Vec::len)), ("conflict".to_owned(), Some(1)));
    bench.ok("revert", &json!({ "record": second.to_string(), "reason": "wrong" }));
    let done = bench.ok("revert", &json!({ "record": format!("#{first}"), "reason": "wrong" }));
    assert_eq!((done["reverted"].as_u64(), &done["edits"]), (Some(first), &json!(2)));
    assert_eq!(serial(&bench), before);
    assert_eq!(bench.refused("revert_preview", &json!({ "record": "999" })).0, "bad_input");
}

#[test]
fn a_value_is_purged_by_two_people() {
    let bench = Bench::with_sample();
    let first = set(&bench, &[("arr-1", "serial", "secret-7"), ("arr-2", "notes", "see secret-7")]);
    let asked = json!({ "item": "arr-1", "field": "serial" });
    let preview = bench.ok("purge_preview", &asked);
    assert_eq!((&preview["current"], preview["places"][0]["record"].as_u64()), (&json!(true), Some(first)));
    assert_eq!(preview["elsewhere"].as_array().map(Vec::len), Some(1), "{preview:#}");
    assert_eq!(serial(&bench), "secret-7", "a preview writes nothing");
    let purge = |approver: &str, reason: &str| json!({ "item": "arr-1", "field": "serial", "approved_by": approver, "reason": reason });
    let (code, sentence) = bench.refused("purge", &purge("Change Manager", "a password"));
    assert_eq!(code, "bad_input");
    assert!(sentence.contains("two people") && !sentence.contains("--"), "{sentence}");
    assert_eq!(bench.refused("purge", &purge("data officer", "it says secret-7")).0, "bad_input");
    let done = bench.ok("purge", &purge("data officer", "a password"));
    assert_eq!(done["elsewhere"], preview["elsewhere"]);
    // One more place than foreseen at most: the record that takes it from the item.
    assert!(done["places"].as_array().unwrap().len() >= preview["places"].as_array().unwrap().len());
    assert_eq!(serial(&bench), "");
    assert_eq!(bench.ok("estate_check", &json!({}))["sound"], true);
    let log = bench.path("log.ndjson");
    bench.ok("log_export", &json!({ "to": log }));
    assert!(!fs::read_to_string(log).unwrap().contains("\"serial\":\"secret-7\""));
    assert_eq!(bench.refused("purge_preview", &asked).0, "bad_input");
}

#[test]
fn a_back_up_becomes_a_replica_that_takes_over() {
    let bench = Bench::with_sample();
    let to = bench.path("backups");
    let nothing = bench.ok("care", &json!({ "offset": 480 }));
    assert_eq!((&nothing["due"], nothing.get("made")), (&json!(false), None));
    let seen = RefCell::new(Vec::new());
    let note = |progress: &Progress| seen.borrow_mut().push(progress.unit.clone());
    let made = bench.run("backup", &json!({ "to": to }), &CancelToken::default(), &note).unwrap();
    assert!(seen.borrow().iter().all(|unit| unit == "bytes") && !seen.borrow().is_empty());
    assert!(made["bytes"].as_u64().unwrap() > 1000);
    let care = bench.ok("care", &json!({}));
    assert_eq!((&care["made"]["path"], &care["newest"]), (&made["path"], &made["path"]));
    set(&bench, &[("arr-1", "serial", "SN-1")]);
    let kept = bench.ok("backup", &json!({ "to": to, "keep": 1 }));
    assert_eq!(kept["removed"].as_array().map(Vec::len), Some(1));
    assert_eq!(fs::read_dir(&to).unwrap().count(), 1);
    assert_eq!(bench.refused("backup", &json!({ "to": to, "keep": 0 })).0, "bad_input");
    assert!(text(&bench.ok("care", &json!({}))["failed"]["sentence"]).contains("At least one"));
    assert_eq!(bench.refused("take_over", &json!({ "reason": "the original burned" })).0, "bad_input");
    bench.ok("snapshot_import", &json!({ "path": kept["path"], "into": bench.path("copy.cairn") }));
    let before = bench.ok("estate_open", &json!({ "path": bench.path("copy.cairn") }));
    assert_eq!(before["estate"]["read_only"], true);
    let taken = bench.ok("take_over", &json!({ "reason": "the original burned" }));
    assert_eq!(taken["from"], before["estate"]["lineage"]);
    assert_eq!(bench.ok("desk_state", &json!({}))["estate"]["read_only"], false);
    set(&bench, &[("arr-1", "serial", "SN-2")]);
}

#[test]
fn a_cancelled_back_up_leaves_nothing_behind() {
    let bench = Bench::with_sample();
    let to = bench.path("backups");
    let cancel = CancelToken::default();
    cancel.cancel();
    let refusal = bench.run("backup", &json!({ "to": to }), &cancel, &|_| {}).unwrap_err();
    assert_eq!(refusal["code"], "cancelled");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 0);
}

#[test]
fn a_schedule_is_kept_beside_the_list_of_recent_estates() {
    let bench = Bench::with_sample();
    let schedule = |minute: u32, to: &str, keep: u32| json!({ "schedule": { "rhythm": "weekly", "weekday": 4, "minute": minute, "to": to, "keep": keep } });
    let folder = bench.path("backups");
    for bad in [schedule(1440, &folder, 3), schedule(60, &folder, 0), schedule(60, "backups", 3)] {
        assert_eq!(bench.refused("care_schedule", &bad).0, "bad_input", "{bad}");
    }
    let before = files(Path::new(&bench.path("sample.cairn")));
    bench.ok("care_schedule", &schedule(60, &folder, 3));
    assert_eq!(files(Path::new(&bench.path("sample.cairn"))), before, "nothing of it is in the estate");
    let care = bench.ok("care", &json!({ "offset": 480 }));
    assert_eq!((&care["schedule"]["weekday"], &care["due"]), (&json!(4), &json!(false)));
    assert!(text(&care["next"]).ends_with("T17:00:00.000Z"), "01:00 in Hong Kong: {care}");
    assert!(fs::read_to_string(bench.path("care.json")).unwrap().contains("weekly"));
    bench.ok("care_schedule", &json!({}));
    assert_eq!(bench.ok("care", &json!({})).get("schedule"), None);
}

#[test]
fn an_estate_is_compacted_and_is_there_again() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let seen = RefCell::new(Vec::new());
    let note = |_: &Progress| seen.borrow_mut().push(text(&bench.ok("desk_state", &json!({}))["status"]));
    let reply = bench.run("compact", &json!({}), &CancelToken::default(), &note).unwrap();
    assert_eq!(reply["seq"].as_u64(), Some(seq));
    assert!(seen.borrow().iter().all(|status| status == "open"), "{:?}", seen.borrow());
    assert_eq!(bench.ok("estate_check", &json!({}))["sound"], true);
    let cancel = CancelToken::default();
    cancel.cancel();
    let refusal = bench.run("compact", &json!({}), &cancel, &|_| {}).unwrap_err();
    assert_eq!(refusal["code"], "cancelled");
    assert_eq!(bench.seq(), seq, "it is open again");
    let left = fs::read_dir(bench.path("sample.cairn")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with("db.")));
}

/// Flips bytes of the database of a closed estate, from so many tenths of it on.
fn damage(dir: &str, tenths: usize) {
    let file = Path::new(dir).join("db/db");
    let mut bytes = fs::read(&file).unwrap();
    let start = bytes.len() * tenths / 10;
    for byte in bytes[start..].iter_mut().step_by(97).take(400) {
        *byte ^= 0x5a;
    }
    fs::write(file, bytes).unwrap();
}

/// Closes the estate, and has its database go back by one record that was acknowledged.
fn roll_back(bench: &Bench) {
    bench.ok("estate_close", &json!({}));
    let dir = bench.path("sample.cairn");
    let database = Path::new(&dir).join("db");
    let before: Vec<_> = fs::read_dir(&database).unwrap().map(|entry| entry.unwrap().path()).collect();
    let before: Vec<_> =
        before.into_iter().filter_map(|path| fs::read(&path).ok().map(|bytes| (path, bytes))).collect();
    bench.ok("estate_open", &json!({ "path": dir }));
    set(bench, &[("arr-1", "serial", "lost")]);
    bench.ok("estate_close", &json!({}));
    for entry in fs::read_dir(&database).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::remove_file(path).unwrap();
        }
    }
    before.into_iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
}

#[test]
fn a_damaged_estate_is_salvaged_beside_itself() {
    let bench = Bench::with_sample();
    for number in 0..20 {
        set(&bench, &[("arr-1", "serial", &format!("SN-{number}"))]);
    }
    let (dir, into) = (bench.path("sample.cairn"), bench.path("saved.cairn"));
    let sound = bench.refused("salvage", &json!({ "path": dir, "into": into }));
    assert_eq!(sound.0, "locked", "somebody has it open");
    roll_back(&bench);
    assert_eq!(bench.refused("estate_open", &json!({ "path": dir })).0, "damaged");
    assert_eq!(bench.ok("desk_state", &json!({}))["status"], "refused");
    assert_eq!(bench.ok("care", &json!({})).get("newest"), None);
    let before = files(Path::new(&dir));
    let cancel = CancelToken::default();
    cancel.cancel();
    let stopped = bench.run("salvage", &json!({ "path": dir, "into": into }), &cancel, &|_| {}).unwrap_err();
    assert_eq!(stopped["code"], "cancelled");
    assert!(!Path::new(&into).exists());
    let saved = bench.ok("salvage", &json!({ "path": dir, "into": into }));
    assert_eq!(files(Path::new(&dir)), before, "the damaged directory is only read");
    // One more was acknowledged and is not there: the first that is missing is named.
    assert_eq!(saved["first_unreadable"]["record"].as_u64(), saved["seq"].as_u64().map(|seq| seq + 1));
    assert_eq!((&saved["role"], &saved["same_estate"]), (&json!("replica"), &json!(true)));
    bench.ok("estate_open", &json!({ "path": into }));
    assert_eq!(serial(&bench), "SN-19");
    assert_eq!(bench.ok("estate_check", &json!({}))["sound"], true);
    assert_eq!(bench.refused("salvage", &json!({ "path": dir, "into": into })).0, "not_an_estate");
    let names = fs::read_dir(bench.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "nothing half made is left");
}

#[test]
fn whatever_is_damaged_nothing_panics_and_what_is_saved_is_sound() {
    let mut saved_some = 0;
    for part in 1..10 {
        let bench = Bench::with_sample();
        for number in 0..30 {
            set(&bench, &[("arr-1", "serial", &format!("SN-{number}"))]);
        }
        bench.ok("estate_close", &json!({}));
        let (dir, into) = (bench.path("sample.cairn"), bench.path("saved.cairn"));
        damage(&dir, part);
        let before = files(Path::new(&dir));
        match bench.call("salvage", &json!({ "path": dir, "into": into })) {
            Ok(saved) => {
                saved_some += 1;
                bench.ok("estate_open", &json!({ "path": into }));
                let check = bench.ok("estate_check", &json!({}));
                assert_eq!((&check["sound"], &check["commits"]), (&json!(true), &saved["seq"]));
            }
            Err(refusal) => {
                assert_eq!(refusal["code"], "damaged", "{refusal:#}");
                assert!(!Path::new(&into).exists());
            }
        }
        assert_eq!(files(Path::new(&dir)), before);
    }
    assert!(saved_some > 0, "something could be saved of some of them");
}

/// Every text that an estate holds, long enough to be told from a word of the product.
fn texts(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, all)),
        Value::Object(map) => map.values().for_each(|value| texts(value, all)),
        _ => {}
    }
}

/// Every key and text of a bundle.
fn words_of(value: &Value, all: &mut Vec<String>) {
    if let Value::Object(map) = value {
        all.extend(map.keys().cloned());
        map.values().for_each(|value| words_of(value, all));
    } else if let Value::Array(values) = value {
        values.iter().for_each(|value| words_of(value, all));
    } else {
        texts(value, all);
    }
}

/// The words that a bundle is made of.
#[rustfmt::skip]
const OURS: [&str; 54] = [
    "made_at", "version", "system", "processor", "format", "estate", "refused", "errors", "is_replica", "seq", "items",
    "relationships", "requirements", "files", "check", "damage", "bytes", "commits", "edits", "pages", "records", "blobs",
    "purged", "findings", "what", "count", "first_record", "at", "command", "message_key", "estate.json", "journal.0", "journal.1", "image", "db", "Journal",
    "lock", "other", "Rollback", "item", "purge_preview", "estate_open", "error-no-such-item", "error-damaged", "socket",
    env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH, "Checksum", "Envelope", "Part", "Page",
    "Commit", "Database",
];

#[test]
fn diagnostics_hold_nothing_of_the_estate() {
    let bench = Bench::with_sample();
    let hostile = ["'; DROP TABLE items; --", "<script>alert(1)</script>", "../../etc/passwd", "祕密 資料", "{{7*7}}"];
    for (number, value) in hostile.iter().enumerate() {
        set(&bench, &[("arr-1", "serial", value), ("arr-2", "notes", &format!("{value} {number}"))]);
    }
    bench.ok("change_create", &json!({ "title": "hostile <img onerror=x>" }));
    fs::write(Path::new(&bench.path("sample.cairn")).join("secret-letter.txt"), "x").unwrap();
    bench.refused("item", &json!({ "item": "nobody-knows-this-item" }));
    bench.refused("purge_preview", &json!({ "item": "another-secret-word", "field": "notes" }));
    let log = bench.path("log.ndjson");
    bench.ok("log_export", &json!({ "to": log }));
    let mut held: Vec<String> =
        vec!["nobody-knows-this-item".into(), "another-secret-word".into(), "secret-letter".into()];
    for line in fs::read_to_string(&log).unwrap().lines() {
        texts(&serde_json::from_str(line).unwrap(), &mut held);
    }
    let state = bench.ok("desk_state", &json!({}));
    texts(&state["estate"], &mut held);
    held.push(bench.path(""));
    held.push(text(&state["actor"]));
    let look = |bench: &Bench| {
        let to = bench.path("bundle.json");
        bench.ok("diagnostics", &json!({ "to": to }));
        let bundle = fs::read_to_string(&to).unwrap();
        let own: Value = serde_json::from_str(&bundle).unwrap();
        let mut words = Vec::new();
        words_of(&own, &mut words);
        // Whatever is no word of the product could be one of the estate.
        words.retain(|word| !OURS.contains(&word.as_str()) && Timestamp::parse(word).is_err());
        assert_eq!(words, Vec::<String>::new(), "{bundle}");
        for text in held.iter().filter(|text| text.chars().count() >= 4 && !OURS.iter().any(|own| own.contains(*text)))
        {
            assert!(!bundle.contains(text.as_str()), "{text:?} is in {bundle}");
        }
        own
    };
    let bundle = look(&bench);
    assert_eq!(bundle["estate"]["check"]["findings"], json!([]));
    assert_eq!(column(&bundle["errors"], "command"), ["item", "purge_preview"]);
    assert!(bundle["estate"]["files"]["other"]["files"].as_u64() >= Some(1));
    roll_back(&bench);
    bench.refused("estate_open", &json!({ "path": bench.path("sample.cairn") }));
    let bundle = look(&bench);
    assert_eq!(
        (&bundle["refused"], &bundle["estate"]["damage"]["what"]),
        (&json!("error-damaged"), &json!("Rollback"))
    );
}
