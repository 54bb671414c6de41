//! From an estate to a snapshot and back: the same bytes, whatever the estate has been through.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::collections::BTreeMap;
use std::fs;

use cairn_engine::snapshot::{ExportRequest, FlawCode, check};
use cairn_engine::{EngineError, MomentError, Role, StoreError};
use cairn_model::{CommitKind, Edit, Item, Requirement, RequirementKey, Strength, Terms, Timestamp, Value};
use common::*;
use serde_json::json;

/// Values of every kind, names of every kind, a record that came, went and came again.
fn eventful() -> Estate {
    let mut estate = Estate::new();
    let text = |text: &str| Value::Text(text.to_owned());
    let attributes: BTreeMap<String, Value> = [
        ("price", Value::Decimal("99.950".to_owned())),
        ("large", Value::Integer(i64::MAX)),
        ("small", Value::Integer(-9_007_199_254_740_991)),
        ("classification", text("RESTRICTED")),
        ("a/b~c \"quoted\"\n", text("line one\nline two \\ \u{1}")),
        ("\u{ff5e}", Value::Boolean(true)),
        ("😀", Value::List(vec![Value::Null, Value::Map([("k".to_owned(), text("v"))].into())])),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    let odd = Item {
        attributes,
        verified_at: Some(Timestamp(1_600_000_000_001)),
        ..item(77, "business_service", "灣仔 “中心”\r\n\t第二行 \u{202e}")
    };
    let comes = item(5, "virtual_machine", "comes and goes");
    let alone = relationship(77, "depends_on", 5, Some("-"));
    let terms = Terms { strength: Some(Strength::Degrading), ..Terms::default() };
    let of_alone = Requirement { consumer: alone.id.from, key: RequirementKey::Relationship(alone.id.clone()), terms };
    estate.commit(
        CommitKind::Load,
        vec![
            items(None, Some(odd.clone())),
            items(None, Some(comes.clone())),
            items(None, Some(item(6, "virtual_machine", "stays"))),
            relationships(None, Some(alone.clone())),
            relationships(None, Some(relationship(77, "depends_on", 6, Some("群組")))),
            relationships(None, Some(relationship(6, "depends_on", 5, None))),
            requirements(None, Some(of_alone.clone())),
            requirements(None, Some(requirement(77, "群組", 1))),
        ],
    );
    estate.commit(CommitKind::Baseline, vec![baseline("before", 2), baseline("年終 \"結\"", 2)]);
    let mut later = odd.clone();
    later.name = "renamed".into();
    estate.commit(
        CommitKind::Change,
        vec![
            relationships(Some(alone.clone()), None),
            requirements(Some(of_alone.clone()), None),
            relationships(Some(relationship(6, "depends_on", 5, None)), None),
            items(Some(comes.clone()), None),
            items(Some(odd), Some(later)),
        ],
    );
    let plan = document("plan", "P-1", json!({ "share": 0.25, "big": 1e21, "text": "計劃\n" }));
    estate.commit(
        CommitKind::Process,
        vec![documents(None, Some(plan.clone())), documents(None, Some(document("change", "C-1", json!({}))))],
    );
    estate.commit(CommitKind::Revert, vec![items(None, Some(Item { key: "K-NEW".into(), ..comes }))]);
    estate.commit(CommitKind::Revert, vec![relationships(None, Some(alone)), requirements(None, Some(of_alone))]);
    let Edit::Baseline { after, .. } = baseline("before", 2) else { unreachable!() };
    estate.commit(CommitKind::Baseline, vec![Edit::Baseline { before: after, after: None }]);
    let mut body = plan.clone();
    body.body = json!({ "share": 0.5 });
    estate.commit(CommitKind::Process, vec![documents(Some(plan), Some(body))]);
    estate
}

/// Returns what lies around the estates of a test, hidden files included.
fn around(estate: &Estate) -> Vec<String> {
    let entries = fs::read_dir(estate.dir.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_replica_gives_the_same_bytes_and_takes_no_records() {
    for estate in [Estate::small(), eventful()] {
        let snapshot = estate.snapshot();
        assert_sound(&snapshot);
        assert_eq!(estate.snapshot(), snapshot, "twice the same");
        let copy = estate.path("copy.cairn");
        let made = imported(&snapshot, &copy, false).unwrap();
        assert_eq!(around(&estate), ["copy.cairn", "e.cairn"]);
        let replica = opened(&copy);
        assert_eq!(exported(&replica, &ExportRequest::default()).unwrap().1, snapshot);
        let (info, original) = (replica.info().unwrap(), estate.engine.info().unwrap());
        assert_eq!(info.estate.role, Role::Replica);
        assert_eq!((&info.estate.estate, &info.estate.lineage), (&original.estate.estate, &original.estate.lineage));
        assert_eq!((info.head, made.head.hash), (original.head.clone(), original.head.hash));
        assert_eq!(replica.check().unwrap().findings, vec![]);
        let refused = acting(1, |act| replica.commit(draft(CommitKind::Verification, 99), Vec::new(), act));
        assert!(matches!(refused, Err(EngineError::Replica)));
    }
}

#[test]
fn an_estate_of_its_own_has_the_history_and_goes_on() {
    let estate = eventful();
    let snapshot = estate.snapshot();
    let copy = estate.path("copy.cairn");
    imported(&snapshot, &copy, true).unwrap();
    let own = opened(&copy);
    let (info, original) = (own.info().unwrap(), estate.engine.info().unwrap());
    assert_eq!(info.estate.role, Role::Primary);
    assert_ne!(info.estate.estate, original.estate.estate);
    assert_ne!(info.estate.lineage, original.estate.lineage);
    assert_eq!(info.head, original.head);
    acting(1, |act| own.commit(draft(CommitKind::Verification, 99), Vec::new(), act)).unwrap();
    assert_eq!(own.check().unwrap().findings, vec![]);
}

#[test]
fn the_past_is_the_snapshot_that_was_made_then() {
    let newest = eventful();
    let log = newest.engine.commits(100).unwrap().len() as u64;
    let snapshot = newest.snapshot();
    for seq in 1..=log {
        let request = ExportRequest { at: Some(seq.to_string()), scope: None };
        let (manifest, then) = exported(&newest.engine, &request).unwrap();
        assert_sound(&then);
        assert_eq!(manifest.seq, seq);
        // What was true then is what the log up to then leads to: importing compares that, byte by byte.
        let copy = newest.path(&format!("{seq}.cairn"));
        imported(&then, &copy, false).unwrap();
        assert_eq!(exported(&opened(&copy), &ExportRequest::default()).unwrap().1, then, "record no. {seq}");
    }
    let past = exported(&newest.engine, &ExportRequest { at: Some(log.to_string()), scope: None }).unwrap().1;
    assert_eq!(past, snapshot);
    for (seq, expected) in [(0, log), (log + 1, log)] {
        let refused = exported(&newest.engine, &ExportRequest { at: Some(seq.to_string()), scope: None });
        assert!(
            matches!(refused, Err(EngineError::Moment(MomentError::NoSuchRecord { head, .. })) if head == expected)
        );
    }
}

#[test]
fn a_snapshot_made_then_is_the_same_as_one_made_later_of_then() {
    let mut estate = Estate::small();
    let then = estate.snapshot();
    let seq = estate.engine.info().unwrap().head.seq;
    estate.commit(CommitKind::Load, vec![items(None, Some(item(50, "virtual_machine", "later")))]);
    estate.commit(CommitKind::Baseline, vec![baseline("later", 2)]);
    assert_ne!(estate.snapshot(), then);
    assert_eq!(exported(&estate.engine, &ExportRequest { at: Some(seq.to_string()), scope: None }).unwrap().1, then);
}

#[test]
fn a_scope_takes_the_items_and_what_is_between_them() {
    let estate = Estate::small();
    let scoped = |filter: &str| {
        let request = ExportRequest { at: None, scope: Some(filter.to_owned()) };
        exported(&estate.engine, &request).unwrap()
    };
    let (manifest, machines) = scoped("class:virtual_machine");
    assert_sound(&machines);
    let counts = manifest.counts;
    assert_eq!(
        (counts.items, counts.relationships, counts.requirements, counts.records, counts.commits),
        (2, 0, 0, 0, 0)
    );
    let names: Vec<String> = entries_of(&machines).into_iter().map(|(name, _)| name).collect();
    let files = ["manifest.json", "model.json", "items.ndjson", "relationships.ndjson", "requirements.ndjson"];
    assert_eq!(names, files);
    let (manifest, all) = scoped("");
    assert_eq!((manifest.counts.items, manifest.counts.relationships, manifest.counts.requirements), (3, 2, 1));
    let (_, shop) = scoped("class:business_service");
    assert_eq!(check(&mut std::io::Cursor::new(&shop)).unwrap().manifest.counts.requirements, 0);
    let into = estate.path("scoped.cairn");
    assert!(matches!(imported(&all, &into, false), Err(EngineError::SnapshotScoped)));
    assert_eq!(around(&estate), ["e.cairn"]);
    imported(&all, &into, true).unwrap();
    let own = opened(&into);
    assert_eq!(own.info().unwrap().head.seq, 1);
    assert_eq!(own.check().unwrap().findings, vec![]);
    let again = exported(&own, &ExportRequest { at: None, scope: Some(String::new()) }).unwrap().1;
    assert_eq!(entries_of(&again)[1..], entries_of(&all)[1..]);
    acting(1, |act| own.commit(draft(CommitKind::Verification, 99), Vec::new(), act)).unwrap();
}

#[test]
fn attachments_come_along() {
    let estate = Estate::small();
    let blobs = estate.path("e.cairn/blobs");
    let content = b"a floor plan".repeat(100_000);
    let digest = cairn_model::hex(&sha256(&content));
    fs::write(blobs.join(&digest), &content).unwrap();
    fs::write(blobs.join(cairn_model::hex(&sha256(b""))), b"").unwrap();
    fs::write(blobs.join("half-written.tmp"), b"x").unwrap();
    let snapshot = estate.snapshot();
    assert_sound(&snapshot);
    assert_eq!(entries_of(&snapshot).len(), 9);
    let copy = estate.path("copy.cairn");
    imported(&snapshot, &copy, false).unwrap();
    assert_eq!(fs::read(copy.join("blobs").join(&digest)).unwrap(), content);
    assert_eq!(exported(&opened(&copy), &ExportRequest::default()).unwrap().1, snapshot);
    let mut altered = snapshot.clone();
    let at = entry(&snapshot, "attachments/") + 5_000;
    altered[at] ^= 1;
    let found = check(&mut std::io::Cursor::new(&altered)).unwrap().flaw.unwrap();
    assert!(found.what == FlawCode::Checksum && found.file.starts_with("attachments/"), "{found:?}");
    fs::write(blobs.join(&digest), b"another plan").unwrap();
    let refused = flaw_of(&exported(&estate.engine, &ExportRequest::default()).unwrap_err());
    assert_eq!((refused.what, refused.file), (FlawCode::FileHash, format!("attachments/{digest}")));
}

#[test]
fn an_estate_is_only_made_where_none_is() {
    let estate = Estate::small();
    let snapshot = estate.snapshot();
    let occupied = |result| matches!(result, Err(EngineError::Store(StoreError::NotEmpty { .. })));
    assert!(occupied(imported(&snapshot, &estate.path("e.cairn"), false)));
    assert!(occupied(imported(&snapshot, &estate.path("e.cairn"), true)));
    fs::write(estate.path("letter.txt"), "dear reader").unwrap();
    assert!(occupied(imported(&snapshot, &estate.path("letter.txt"), false)));
    assert_eq!(around(&estate), ["e.cairn", "letter.txt"]);
    fs::create_dir(estate.path("empty")).unwrap();
    // What a killed import left is swept away by the next one.
    fs::create_dir(estate.path(".empty.new-1")).unwrap();
    fs::write(estate.path(".empty.new-1/lock"), "").unwrap();
    imported(&snapshot, &estate.path("empty"), false).unwrap();
    assert_eq!(around(&estate), ["e.cairn", "empty", "letter.txt"]);
}
