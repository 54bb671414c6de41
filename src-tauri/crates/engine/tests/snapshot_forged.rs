//! Snapshots that somebody altered with care: every hash is right again, and they are refused nevertheless.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;
use std::io::Cursor;

use cairn_engine::snapshot::{FlawCode, check};
use cairn_model::hex;
use common::*;
use serde_json::{Value as Json, json};

/// What a test does to a snapshot.
type Change<'c> = &'c dyn Fn(&mut Forgery) -> &mut Forgery;

/// The files of a snapshot, to be altered.
struct Forgery {
    entries: Vec<(String, Vec<u8>)>,
}

impl Forgery {
    fn new() -> Self {
        Forgery { entries: entries_of(small()) }
    }

    fn file(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.entries.iter_mut().find(|(own, _)| own == name).unwrap().1
    }

    fn lines(&mut self, name: &str, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> &mut Self {
        let file = self.file(name);
        let mut lines: Vec<Vec<u8>> = file.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
        change(&mut lines);
        *file = lines.concat();
        self
    }

    fn replace(&mut self, name: &str, from: &str, to: &str) -> &mut Self {
        let file = self.file(name);
        let at = find(file, from.as_bytes());
        file.splice(at..at + from.len(), to.bytes());
        self
    }

    /// Makes every hash and size right again, then lets the test alter the manifest, whose digest is right as well.
    fn container_with(&mut self, change: impl FnOnce(&mut Json)) -> Vec<u8> {
        let mut manifest: Json = serde_json::from_slice(self.file("manifest.json")).unwrap();
        let mut leaves = Vec::new();
        for (name, content) in self.entries.iter().skip(1) {
            let digest = sha256(content);
            manifest["files"][name] = json!({ "bytes": content.len(), "sha256": hex(&digest) });
            leaves.push((cairn_exchange::snapshot::Member::parse(name).unwrap(), digest));
        }
        manifest["merkle_root"] = hex(&cairn_exchange::snapshot::merkle_root(leaves)).into();
        change(&mut manifest);
        manifest.as_object_mut().unwrap().remove("digest");
        manifest["digest"] = hex(&sha256(&serde_json_canonicalizer::to_vec(&manifest).unwrap())).into();
        *self.file("manifest.json") = serde_json_canonicalizer::to_vec(&manifest).unwrap();
        let entries: Vec<(&str, &[u8])> = self.entries.iter().map(|(name, own)| (name.as_str(), &own[..])).collect();
        zip_of(&entries, &|_, _| {})
    }

    fn container(&mut self) -> Vec<u8> {
        self.container_with(|_| {})
    }
}

/// Returns the name, file and line of what is wrong.
fn flaw(bytes: &[u8]) -> Option<(FlawCode, String, Option<u64>)> {
    let flaw = match check(&mut Cursor::new(bytes)) {
        Ok(checked) => checked.flaw?,
        Err(error) => flaw_of(&error),
    };
    Some((flaw.what, flaw.file, flaw.line))
}

fn at(what: FlawCode, file: &str, line: impl Into<Option<u64>>) -> Option<(FlawCode, String, Option<u64>)> {
    Some((what, file.to_owned(), line.into()))
}

#[test]
fn nothing_forged_is_the_snapshot_itself() {
    assert_eq!(Forgery::new().container(), small());
}

#[test]
fn a_manifest_that_lies_is_found_out() {
    let check = |change: &dyn Fn(&mut Json), expected: FlawCode| {
        let container = Forgery::new().container_with(|manifest| change(manifest));
        assert_eq!(flaw(&container).map(|(what, ..)| what), Some(expected));
    };
    check(&|manifest| manifest["format"] = "other".into(), FlawCode::NotASnapshot);
    check(&|manifest| manifest["version"] = 2.into(), FlawCode::Newer);
    check(&|manifest| manifest["extra"] = 2.into(), FlawCode::Manifest);
    check(&|manifest| manifest["seq"] = "many".into(), FlawCode::Manifest);
    check(&|manifest| manifest["files"]["extra.txt"] = manifest["files"]["model.json"].clone(), FlawCode::Manifest);
    check(&|manifest| drop(manifest["files"].as_object_mut().unwrap().remove("log.ndjson")), FlawCode::Manifest);
    check(&|manifest| manifest["scope"] = "class:x".into(), FlawCode::Manifest);
    check(&|manifest| manifest["merkle_root"] = hex(&[0; 32]).into(), FlawCode::MerkleRoot);
    check(&|manifest| manifest["classification"] = "CONFIDENTIAL".into(), FlawCode::Classification);
    check(&|manifest| manifest["files"]["items.ndjson"]["bytes"] = 7.into(), FlawCode::FileSize);
    check(&|manifest| manifest["files"]["items.ndjson"]["sha256"] = hex(&[0; 32]).into(), FlawCode::FileHash);
    for field in ["seq", "hash", "actor", "recorded_at"] {
        let other = if field == "recorded_at" { json!("2001-01-01T00:00:00.000Z") } else { json!("x") };
        let other = if field == "seq" { json!(1) } else { other };
        check(&|manifest| manifest[field] = other.clone(), FlawCode::Head);
    }
    for count in ["attachments", "commits", "edits", "items", "model", "records", "relationships", "requirements"] {
        check(&|manifest| manifest["counts"][count] = 4711.into(), FlawCode::Count);
    }
    let mut spaced = Forgery::new();
    spaced.file("manifest.json").push(b' ');
    let entries: Vec<(&str, &[u8])> = spaced.entries.iter().map(|(name, own)| (name.as_str(), &own[..])).collect();
    assert_eq!(flaw(&zip_of(&entries, &|_, _| {})), at(FlawCode::Manifest, "manifest.json", None));
    assert_eq!(
        flaw(&Forgery::new().replace("manifest.json", "\"name\":\"Estate", "\"name\":\"estate").rezipped()),
        at(FlawCode::Digest, "manifest.json", None)
    );
}

impl Forgery {
    /// Returns the container with the manifest as it is.
    fn rezipped(&self) -> Vec<u8> {
        let entries: Vec<(&str, &[u8])> = self.entries.iter().map(|(name, own)| (name.as_str(), &own[..])).collect();
        zip_of(&entries, &|_, _| {})
    }
}

#[test]
fn records_out_of_place_are_named() {
    let check = |file: &str, change: &dyn Fn(&mut Vec<Vec<u8>>), what: FlawCode, line: u64| {
        assert_eq!(flaw(&Forgery::new().lines(file, |lines| change(lines)).container()), at(what, file, line));
    };
    for file in ["items.ndjson", "relationships.ndjson", "records.ndjson"] {
        check(file, &|lines| lines.swap(0, 1), FlawCode::RecordOrder, 2);
        check(file, &|lines| lines.insert(0, lines[0].clone()), FlawCode::RecordTwice, 2);
        check(file, &|lines| lines.insert(1, b"\n".to_vec()), FlawCode::NotCanonical, 2);
        check(file, &|lines| lines[1].splice(..0, *b" ").for_each(drop), FlawCode::NotCanonical, 2);
        let last = Forgery::new().file(file).iter().filter(|&&byte| byte == b'\n').count() as u64;
        check(file, &|lines| lines.last_mut().unwrap().truncate(40), FlawCode::Line, last);
        check(
            file,
            &|lines| lines[0] = b"[]\n".to_vec(),
            if file == "records.ndjson" { FlawCode::Record } else { FlawCode::Id },
            1,
        );
        check(file, &|lines| lines[0] = b"\"\xff\"\n".to_vec(), FlawCode::NotCanonical, 1);
        let deep = ["[".repeat(1_000_000), "]".repeat(1_000_000), "\n".to_owned()].concat().into_bytes();
        check(file, &|lines| lines[0].clone_from(&deep), FlawCode::NotCanonical, 1);
        let long = [&b"\""[..], &vec![b'x'; 16 * 1024 * 1024], b"\"\n"].concat();
        check(file, &|lines| lines[1].clone_from(&long), FlawCode::LineTooLong, 2);
    }
    // The first item is the end of a relationship.
    check_other(
        &|forgery| forgery.lines("items.ndjson", |lines| drop(lines.remove(0))),
        FlawCode::UnknownEnd,
        "relationships.ndjson",
        1,
    );
    check_other(
        &|forgery| forgery.replace("requirements.ndjson", "0000000009", "000000000A"),
        FlawCode::UnknownEnd,
        "requirements.ndjson",
        1,
    );
    check_other(
        &|forgery| forgery.replace("items.ndjson", "0000000009\"", "000000000i\""),
        FlawCode::Id,
        "items.ndjson",
        3,
    );
}

fn check_other(change: Change<'_>, what: FlawCode, file: &str, line: impl Into<Option<u64>>) {
    let mut forgery = Forgery::new();
    change(&mut forgery);
    assert_eq!(flaw(&forgery.container()), at(what, file, line));
}

#[test]
fn a_forged_log_breaks_its_chain() {
    let log = String::from_utf8(Forgery::new().file("log.ndjson").clone()).unwrap();
    let line = |text: &str| log.lines().position(|line| line.contains(text)).unwrap() as u64 + 1;
    let second = line("\"seq\":2}}");
    let place = usize::try_from(second).unwrap();
    let check = |change: Change<'_>, what: FlawCode, line: u64| check_other(change, what, "log.ndjson", line);
    check(&|forgery| forgery.replace("log.ndjson", "Web server 2", "Web server 3"), FlawCode::EditsHash, second);
    check(&|forgery| forgery.replace("log.ndjson", "because 1", "because 7"), FlawCode::CommitHash, second);
    let salt = log.lines().nth(place).unwrap();
    let other = salt.replace("\"salt\":\"", "\"salt\":\"00");
    let other = format!("{}\"}}}}", &other[..other.len() - 5]);
    check(&|forgery| forgery.replace("log.ndjson", salt, &other), FlawCode::EditsHash, second);
    let check_lines = |change: fn(&mut Vec<Vec<u8>>, usize), what: FlawCode, line: u64| {
        check(&|forgery| forgery.lines("log.ndjson", |lines| change(lines, place)), what, line);
    };
    // A commit less, an edit less, a chunk less, an edit more.
    check(
        &|forgery| forgery.lines("log.ndjson", |lines| drop(lines.drain(place - 1..place + 9))),
        FlawCode::Commit,
        second,
    );
    check_lines(|lines, second| drop(lines.remove(second + 1)), FlawCode::Edits, second);
    check_lines(|lines, second| drop(lines.remove(second)), FlawCode::Edits, second + 1);
    check_lines(|lines, second| lines.insert(second + 1, lines[second + 1].clone()), FlawCode::Edits, second + 10);
    check_lines(|lines, second| lines[second] = b"{}\n".to_vec(), FlawCode::Record, second + 1);
    // The last commit has no edits: without it the chain is sound, and not the one of the manifest.
    check_other(
        &|forgery| forgery.lines("log.ndjson", |lines| drop(lines.pop())),
        FlawCode::Count,
        "manifest.json",
        None,
    );
}

#[test]
fn what_the_log_does_not_lead_to_is_no_estate() {
    let refused = |change: Change<'_>, what: FlawCode, file: &str, line: u64| {
        let mut forgery = Forgery::new();
        change(&mut forgery);
        let container = forgery.container();
        assert_sound(&container);
        let dir = tempfile::TempDir::new().unwrap();
        let error = imported(&container, &dir.path().join("new.cairn"), false).unwrap_err();
        let flaw = flaw_of(&error);
        assert_eq!((flaw.what, flaw.file.as_str(), flaw.line), (what, file, Some(line)));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left behind");
    };
    refused(
        &|forgery| forgery.replace("items.ndjson", "Web server 2", "Web server 3"),
        FlawCode::State,
        "items.ndjson",
        2,
    );
    refused(
        &|forgery| forgery.replace("items.ndjson", "\"class\":\"virtual_machine\"", "\"class\":\"business_service\""),
        FlawCode::State,
        "items.ndjson",
        1,
    );
    refused(&|forgery| forgery.replace("model.json", "Service", "service"), FlawCode::State, "model.json", 1);
    refused(
        &|forgery| forgery.replace("relationships.ndjson", "discovered", "verified"),
        FlawCode::State,
        "relationships.ndjson",
        2,
    );
    refused(
        &|forgery| forgery.replace("requirements.ndjson", "\"1\"", "\"2\""),
        FlawCode::State,
        "requirements.ndjson",
        1,
    );
    refused(&|forgery| forgery.replace("records.ndjson", "\"low\"", "\"high\""), FlawCode::State, "records.ndjson", 2);
}

/// Gives every commit of the log a parent and a hash that are right, but for what the test alters before it is hashed.
/// Returns the last hash.
fn rechained(lines: &mut [Vec<u8>], alter: impl Fn(&mut serde_json::Map<String, Json>)) -> String {
    let mut parent = String::new();
    for line in lines.iter_mut().filter(|line| line.starts_with(b"{\"commit\":")) {
        let mut commit: Json = serde_json::from_slice(line).unwrap();
        let header = commit["commit"].as_object_mut().unwrap();
        header["parent"] = parent.into();
        alter(header);
        header.remove("hash");
        let hash = hex(&sha256(&serde_json_canonicalizer::to_vec(&*header).unwrap()));
        header.insert("hash".to_owned(), hash.clone().into());
        *line = serde_json_canonicalizer::to_vec(&commit).unwrap();
        line.push(b'\n');
        parent = hash;
    }
    parent
}

#[test]
fn a_commit_that_names_another_before_it_is_refused() {
    let mut forgery = Forgery::new();
    let mut last = String::new();
    let mut line = 0;
    forgery.lines("log.ndjson", |lines| {
        line = lines.iter().position(|line| line.ends_with(b"\"seq\":4}}\n")).unwrap() as u64 + 1;
        last = rechained(lines, |header| {
            if header["seq"] == 4 {
                header["parent"] = hex(&[0; 32]).into();
            }
        });
    });
    let container = forgery.container_with(|manifest| manifest["hash"] = last.into());
    assert_eq!(flaw(&container), at(FlawCode::Parent, "log.ndjson", line));
}

#[test]
fn an_edit_that_does_not_fit_is_refused_though_its_chain_is_sound() {
    let change = |before: &str, after: &str| {
        let side = |risk: &str| match risk {
            "" => "null".to_owned(),
            risk => format!("{{\"body\":{{\"risk\":\"{risk}\"}},\"id\":\"C-1\",\"kind\":\"change\"}}"),
        };
        format!("{{\"after\":{},\"before\":{},\"noun\":\"document\"}}", side(after), side(before))
    };
    let forged = |edit: &str| {
        let (mut forgery, mut last, mut place) = (Forgery::new(), String::new(), 0);
        forgery.lines("log.ndjson", |lines| {
            let third = lines.iter().position(|line| line.ends_with(b"\"seq\":3}}\n")).unwrap();
            lines.remove(third + 2);
            lines[third + 1] = String::from_utf8_lossy(&lines[third + 1]).replace(":2,", ":1,").into_bytes();
            lines[third + 2] = format!("{edit}\n").into_bytes();
            place = third as u64 + 3;
            // The edit has no value that may be purged: it is its own hash form.
            let hash = hex(&sha256(format!("{edit}\n").as_bytes()));
            last = rechained(lines, |header| {
                if header["seq"] == 3 {
                    header["operations"] = 1.into();
                    header["operations_hash"] = hash.clone().into();
                }
            });
        });
        // The baseline went with its edit.
        forgery.lines("records.ndjson", |lines| drop(lines.remove(0)));
        let container = forgery.container_with(|manifest| {
            manifest["hash"] = last.clone().into();
            manifest["counts"]["records"] = 1.into();
            manifest["counts"]["edits"] = (manifest["counts"]["edits"].as_u64().unwrap() - 1).into();
        });
        assert_sound(&container);
        let dir = tempfile::TempDir::new().unwrap();
        let made = imported(&container, &dir.path().join("new.cairn"), false);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), usize::from(made.is_ok()));
        (made.map(drop).map_err(|error| flaw_of(&error)), place)
    };
    let (made, _) = forged(&change("", "low"));
    assert_eq!(made, Ok(()), "the forgery itself is no reason");
    let unknown = [("\"document\"", "\"thing\""), ("\"id\"", "\"hidden\":1,\"id\"")];
    let unknown = unknown.map(|(from, to)| change("", "low").replace(from, to));
    for edit in [change("high", "low"), change("", "")].into_iter().chain(unknown) {
        let (made, place) = forged(&edit);
        let flaw = made.unwrap_err();
        assert_eq!((flaw.file.as_str(), flaw.line), ("log.ndjson", Some(place)), "{edit}: {flaw}");
        assert!(matches!(flaw.what, FlawCode::Replay | FlawCode::Edits), "{flaw}");
    }
}
