//! Values that were changed behind the store's back, in envelopes that are right: only chain and replay can tell.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_model::{BaselineMark, CiId, Document, Edit, ModelElement};
use cairn_store::backend::{Backend, MemoryBackend};
use cairn_store::{FindingCode, PurgeTarget, StoreError};
use common::*;
use sha2::{Digest, Sha256};

type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// Three commits; the third stands on the first.
fn genuine() -> Entries {
    let backend = Arc::new(MemoryBackend::new());
    let store = over(&backend).unwrap();
    let element =
        ModelElement { definition: serde_json::json!({ "label": "x" }), id: "a".into(), kind: "class".into() };
    let mark = BaselineMark { name: "b".into(), seq: 1 };
    let named = [
        add(Edit::Model { after: Some(Box::new(element)), before: None }),
        add(Edit::Baseline { after: Some(Box::new(mark)), before: None }),
    ];
    store.commit(draft(1), &[add_item(1), add_item(2)], &mut entropy(1)).unwrap();
    store.commit(draft(2), &named, &mut entropy(2)).unwrap();
    store.commit(draft(3), &[at(0, edit_item(Some(item(1, 1)), Some(item(1, 2))))], &mut entropy(3)).unwrap();
    backend.entries()
}

fn value_of(entries: &Entries, key: &[u8]) -> Vec<u8> {
    let value = &entries[key];
    let (flags, body) = (value[1], &value[12..]);
    assert_eq!(value[6..8], [1, 0], "one part");
    if flags == 1 { zstd::decode_all(body).unwrap() } else { body.to_vec() }
}

fn put(entries: &mut Entries, key: &[u8], raw: &[u8]) {
    let length = u32::try_from(raw.len()).unwrap().to_le_bytes();
    let payload = [&[1, 0][..], &length, raw].concat();
    let sum = crc32fast::hash(&[key, &[1, 0], &payload].concat()).to_le_bytes();
    entries.insert(key.to_vec(), [&[1, 0][..], &sum, &payload].concat());
}

fn replace(raw: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = raw.windows(from.len()).position(|window| window == from.as_bytes());
    let at = at.unwrap_or_else(|| panic!("no {from} in {}", String::from_utf8_lossy(raw)));
    [&raw[..at], to.as_bytes(), &raw[at + from.len()..]].concat()
}

fn forge(key: &[u8], from: &str, to: &str) -> Entries {
    let mut entries = genuine();
    let raw = replace(&value_of(&entries, key), from, to);
    put(&mut entries, key, &raw);
    entries
}

fn findings(entries: Entries) -> Result<Vec<(FindingCode, String)>, StoreError> {
    let backend = MemoryBackend::new();
    backend.apply(entries.into_iter().map(|(key, value)| (key, Some(value))).collect::<Vec<_>>().into()).unwrap();
    let report = over(&Arc::new(backend))?.check()?;
    Ok(report.findings.into_iter().map(|finding| (finding.what, finding.place)).collect())
}

fn key(table: u8, seq: u64, rest: &[u8]) -> Vec<u8> {
    [&[table][..], &seq.to_be_bytes(), rest].concat()
}

#[test]
fn forgeries_are_found() {
    use FindingCode::{
        Baseline, Commit, Counter, Hash, Head, Model, OperationsHash, Record, Replay, UnknownKey, Version,
    };
    assert_eq!(findings(genuine()).unwrap(), []);
    let (header, chunk) = (key(b'c', 2, &[0, 0]), key(b'o', 3, &[0; 6]));
    let page = [&b"p\x01"[..], &[0; 6]].concat();
    let (model, baseline, head) = (b"eclass\0a\0\0\0", b"bb\0\0\0", b"mhead\0\0\0");
    let version = [&b"v\x01"[..], &[0; 4], &3_u64.to_be_bytes(), &[0, 0]].concat();
    let operations = |place: &str| [(OperationsHash, "commit 3".to_owned()), (Record, place.to_owned())];
    let check = |entries: Entries, expected: &[(FindingCode, &str)]| {
        let found = findings(entries).unwrap();
        let found = found.iter().map(|(what, place)| (*what, place.as_str())).collect::<Vec<_>>();
        assert_eq!(found, expected);
    };

    check(forge(&header, "tester", "nobody"), &[(Hash, "commit 2")]);
    check(forge(&header, "\"seq\":2", "\"seq\": 2"), &[(Commit, "commit 2")]);
    check(forge(&page, "server 1 of", "server 7 of"), &[(Record, "page items/0")]);
    check(forge(model, "\"x\"", "\"y\""), &[(Model, "model class/a")]);
    check(forge(baseline, "\"seq\":1", "\"seq\":2"), &[(Baseline, "baseline b")]);
    check(forge(head, "[2,0,0]", "[3,0,0]"), &[(Counter, "head")]);
    check(forge(head, "\"seq\":3", "\"seq\":2"), &[(Head, "head")]);
    // What an edit leads to, and where it starts from. The later state of the record is that of the page.
    let after = findings(forge(&chunk, "server 1 of version 2", "server 1 of version 9")).unwrap();
    assert_eq!(after, [operations("page items/0")].concat());
    let before = forge(&chunk, "server 1 of version 1", "server 1 of version 9");
    check(before, &[(Replay, "operations 3/0"), (OperationsHash, "commit 3")]);

    let mut entries = genuine();
    let mut raw = value_of(&entries, &version);
    raw[15] = 1;
    put(&mut entries, &version, &raw);
    check(entries, &[(Version, "versions items/0 at 3"), (Version, "operations 3/0")]);

    let mut entries = genuine();
    put(&mut entries, b"x\0\0", b"value");
    check(entries, &[(UnknownKey, "key 78")]);
}

/// A header whose own hash was made right again no longer fits the next one.
#[test]
fn a_header_forged_with_its_hash_breaks_the_chain() {
    for (seq, expected) in [(2, (FindingCode::Parent, "commit 3")), (3, (FindingCode::Head, "head"))] {
        let mut entries = genuine();
        let key = key(b'c', seq, &[0, 0]);
        let mut header: serde_json::Value = serde_json::from_slice(&value_of(&entries, &key)).unwrap();
        let fields = header.as_object_mut().unwrap();
        fields.insert("actor".into(), "nobody".into());
        fields.remove("hash");
        let hash = Sha256::digest(serde_json_canonicalizer::to_vec(&header).unwrap());
        let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        header.as_object_mut().unwrap().insert("hash".into(), hash.into());
        put(&mut entries, &key, &serde_json_canonicalizer::to_vec(&header).unwrap());
        assert_eq!(findings(entries).unwrap(), [(expected.0, expected.1.to_owned())]);
    }
}

/// A purge keeps every hash; that it was one, and of what, only its document says.
#[test]
fn a_purge_and_its_document_belong_together() {
    let purged = |digest_of: &dyn Fn(&str) -> Option<String>| {
        let backend = Arc::new(MemoryBackend::new());
        let store = over(&backend).unwrap();
        store.commit(draft(1), &[add_item(1)], &mut entropy(1)).unwrap();
        let path = "/attributes/serial".to_owned();
        let value = b"\"SN-00000001\"".to_vec();
        let purge = store.plan_purge(PurgeTarget { item: CiId(1), page: Some(0), path, value }).unwrap();
        let [place] = &purge.places[..] else { panic!("{:?}", purge.places) };
        let body = digest_of(&place.digest).map(
            |digest| serde_json::json!({ "digests": [{ "digest": digest, "path": place.path, "record": place.seq }] }),
        );
        let said = body.map(|body| Document { body, id: "1".into(), kind: "purge".into() });
        let edits: Vec<_> =
            said.into_iter().map(|said| add(Edit::Document { before: None, after: Some(Box::new(said)) })).collect();
        store.commit_purge(draft(2), &edits, purge, &mut entropy(2)).unwrap();
        let report = store.check().unwrap();
        let findings = report.findings.iter().filter(|finding| finding.what != FindingCode::Record);
        (report.purged_unnamed, findings.map(|finding| (finding.what, finding.record)).collect::<Vec<_>>())
    };
    assert_eq!(purged(&|digest| Some(digest.to_owned())), (0, vec![]));
    // Nobody says so: told, for a copy of the past has it as well.
    assert_eq!(purged(&|_| None), (1, vec![]));
    // The value came back, or another went.
    let other = purged(&|digest| Some(digest.chars().rev().collect()));
    assert_eq!(other, (1, vec![(FindingCode::Purge, Some(1))]));
}
