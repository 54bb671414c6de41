//! The estate directory: creating, opening, locking, and every way in which that is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use cairn_model::CiId;
use cairn_store::{EstateFile, FORMAT, FindingCode, PurgeTarget, Role, Store, StoreError, salvage};
use common::*;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

#[test]
fn a_new_estate_opens_again_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    assert_eq!(store.head().seq, 0);
    assert_eq!(store.estate(), estate_file());
    store.commit(draft(1), &[add_item(1)], &mut entropy(1)).unwrap();
    let (head, contents_before) = (store.head(), contents(&store).unwrap());
    store.set_estate(EstateFile { role: Role::Replica, ..store.estate() }).unwrap();
    drop(store);

    let store = Store::open(&path, &holder(), NO_WAIT).unwrap();
    assert_eq!(store.estate().role, Role::Replica);
    assert_eq!(store.head(), head);
    assert_eq!(contents(&store).unwrap(), contents_before);
    assert_sound(&store);
    let left = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    assert_eq!(left, ["a.cairn"], "no draft is left beside the estate");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_enter() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    drop(Store::create(&path, &options()).unwrap());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn creating_refuses_what_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let refuses = |path: &Path| {
        assert!(matches!(Store::create(path, &options()), Err(StoreError::NotEmpty { .. })), "{}", path.display());
    };
    let file = dir.path().join("file");
    fs::write(&file, "text").unwrap();
    refuses(&file);
    refuses(dir.path());
    assert_eq!(fs::read_to_string(&file).unwrap(), "text");

    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    fs::create_dir_all(dir.path().join(format!(".empty.new-{}", holder().pid)).join("db")).unwrap();
    drop(Store::create(&empty, &options()).unwrap());
    refuses(&empty);
    let names = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<BTreeSet<_>>();
    assert_eq!(names, BTreeSet::from(["empty".into(), "file".into()]), "also what a killed creation left is gone");
}

#[test]
fn a_failed_creation_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("missing").join("a.cairn");
    let error = Store::create(&path, &options()).unwrap_err();
    assert!(matches!(&error, StoreError::Io { operation: "create", .. }), "{error:?}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn opening_names_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let open = || Store::open(&path, &holder(), NO_WAIT);
    assert!(matches!(open(), Err(StoreError::NotAnEstate { .. })), "no directory");
    fs::create_dir(&path).unwrap();
    assert!(matches!(open(), Err(StoreError::NotAnEstate { .. })), "no estate.json");
    assert_eq!(fs::read_dir(&path).unwrap().count(), 0, "opening leaves no lock in a directory that is no estate");
    fs::remove_dir(&path).unwrap();

    drop(Store::create(&path, &options()).unwrap());
    let file = path.join("estate.json");
    let original = fs::read_to_string(&file).unwrap();

    fs::write(&file, "{").unwrap();
    assert!(matches!(open(), Err(StoreError::EstateFile { .. })), "not JSON");
    // A newer format may have other fields: nothing but the number is asked for.
    fs::write(&file, r#"{"format": 7}"#).unwrap();
    match open() {
        Err(StoreError::NewerFormat { found: 7, supported: FORMAT, .. }) => {}
        other => panic!("newer format: {other:?}"),
    }
    fs::write(&file, &original).unwrap();
    drop(open().unwrap());

    // Without its journal nobody knows what was acknowledged.
    for name in ["journal.0", "journal.1"] {
        fs::rename(path.join(name), path.join(format!("{name}.away"))).unwrap();
    }
    match open() {
        Err(StoreError::Damaged(finding)) => assert_eq!(finding.what, FindingCode::Journal),
        other => panic!("{other:?}"),
    }
    for name in ["journal.0", "journal.1"] {
        fs::rename(path.join(format!("{name}.away")), path.join(name)).unwrap();
    }
    drop(open().unwrap());
    remove_snapshots(&path);
    fs::write(path.join("db").join("db"), "").unwrap();
    assert!(matches!(open(), Err(StoreError::Damaged(_))), "an empty database is not a new estate");

    fs::remove_dir_all(path.join("db")).unwrap();
    assert!(matches!(open(), Err(StoreError::Damaged(_))), "an estate without its database is not a new estate");
}

#[test]
fn a_second_holder_is_told_who_the_first_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    match Store::open(&path, &holder(), Duration::from_millis(120)) {
        Err(StoreError::Locked { holder: Some(named), .. }) => assert_eq!(named, holder()),
        other => panic!("{other:?}"),
    }
    drop(store);
    drop(Store::open(&path, &holder(), NO_WAIT).unwrap());
}

#[test]
fn a_waiting_holder_gets_in_when_the_first_leaves() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| Store::open(&path, &holder(), Duration::from_secs(20)).map(drop));
        drop(store);
        second.join().unwrap().unwrap();
    });
}

/// Takes away what sled keeps to open faster; without it, it reads its log from the start.
fn remove_snapshots(path: &Path) {
    for snapshot in fs::read_dir(path.join("db")).unwrap().map(Result::unwrap) {
        if snapshot.file_name().to_string_lossy().starts_with("snap") {
            fs::remove_file(snapshot.path()).unwrap();
        }
    }
}

/// Cuts, zeroes and flips the database's own files: whatever comes of it is an error or a finding, never a panic.
#[test]
fn damaged_database_files_are_errors() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    for number in 0..4 {
        let edits = (500 * number..500 * (number + 1)).map(add_item).collect::<Vec<_>>();
        store.commit(draft(1), &edits, &mut entropy(1)).unwrap();
    }
    let expected = contents(&store).unwrap();
    drop(store);
    let file = path.join("db").join("db");
    let original = fs::read(&file).unwrap();
    let length = original.len();
    let damages: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("half", original[..length / 2].to_vec()),
        ("zeroes", vec![0; length]),
        ("zeroed middle", [&original[..length / 3], &vec![0; length / 3], &original[length / 3 * 2..]].concat()),
    ];
    let flips = (1..40).map(|step| {
        let mut bytes = original.clone();
        bytes[length / 40 * step] ^= 0x55;
        ("flip", bytes)
    });
    let (mut noticed, mut unharmed) = (BTreeMap::new(), 0);
    for (words, bytes) in damages.into_iter().chain(flips) {
        remove_snapshots(&path);
        fs::write(&file, bytes).unwrap();
        let outcome = Store::open(&path, &holder(), NO_WAIT).and_then(|store| {
            let loaded = contents(&store)?;
            Ok((loaded, store.check()?))
        });
        match outcome {
            Ok((loaded, report)) if report.is_sound() => {
                assert_eq!(loaded, expected, "{words}");
                unharmed += 1;
            }
            Ok((_, report)) => *noticed.entry(report.findings[0].what).or_insert(0) += 1,
            Err(StoreError::Damaged(finding)) => *noticed.entry(finding.what).or_insert(0) += 1,
            Err(error) => panic!("{words}: {error:?}"),
        }
    }
    println!("{unharmed} unharmed, {noticed:?}");
    // sled rolls back silently when its log is damaged: that alone used to go unnoticed.
    assert!(noticed[&FindingCode::Rollback] > 0, "{noticed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Attachments are named by what is in them: any other byte, and any byte more or less, is found, and named.
    #[test]
    fn every_flipped_byte_of_an_attachment_is_found(
        blobs in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..2_000), 1..5),
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        mask in 1..=u8::MAX,
        damage in 0..3_u8,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.cairn");
        let store = Store::create(&path, &options()).unwrap();
        let name = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let names: BTreeSet<String> = blobs.iter().map(|bytes| name(bytes)).collect();
        for bytes in &blobs {
            fs::write(store.blobs_dir().join(name(bytes)), bytes).unwrap();
        }
        let report = store.check().unwrap();
        prop_assert_eq!((report.findings, report.blobs), (vec![], names.len() as u64));
        let victim = &blobs[which.index(blobs.len())];
        let mut bytes = victim.clone();
        match damage {
            0 if !bytes.is_empty() => { let at = place.index(bytes.len()); bytes[at] ^= mask }
            1 if !bytes.is_empty() => bytes.truncate(place.index(bytes.len())),
            _ => bytes.push(mask),
        }
        fs::write(store.blobs_dir().join(name(victim)), bytes).unwrap();
        let found = store.check().unwrap().findings;
        let found: Vec<_> = found.iter().map(|finding| (finding.what, finding.place.clone())).collect();
        prop_assert_eq!(found, vec![(FindingCode::Blob, format!("blobs/{}", name(victim)))]);
    }
}

/// Every sector of the journal that has anything in it.
fn journal_sectors(path: &Path) -> usize {
    let sectors = |name: &str| {
        let bytes = fs::read(path.join(name)).unwrap();
        bytes.chunks(512).filter(|sector| sector.iter().any(|byte| *byte != 0)).count()
    };
    sectors("journal.0") + sectors("journal.1")
}

#[test]
fn a_purge_leaves_nothing_in_the_journal() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    store.commit(draft(1), &[add_item(1)], &mut entropy(1)).unwrap();
    assert!(journal_sectors(&path) > 2);
    let target = PurgeTarget {
        item: CiId(1),
        page: Some(0),
        path: "/attributes/serial".to_owned(),
        value: b"\"SN-00000001\"".to_vec(),
    };
    let purge = store.plan_purge(target).unwrap();
    assert_eq!(purge.places.len(), 1);
    let mut after = item(1, 1);
    after.attributes.remove("serial");
    let edit = at(0, edit_item(Some(item(1, 1)), Some(after)));
    store.commit_purge(draft(2), &[edit], purge, &mut entropy(2)).unwrap();
    // The base, and that the purge is in the database.
    assert_eq!(journal_sectors(&path), 2);
    assert_sound(&store);
    drop(store);
    assert_sound(&Store::open(&path, &holder(), NO_WAIT).unwrap());
}

#[test]
fn a_journal_in_mid_use_is_read_checked_and_salvaged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.cairn");
    let store = Store::create(&path, &options()).unwrap();
    for number in 1..6 {
        store.commit(draft(1), &[add_item(number)], &mut entropy(1)).unwrap();
    }
    assert_sound(&store);
    let journal = path.join("journal.0");
    let whole = fs::read(&journal).unwrap();
    let wrong = |place: usize| {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        bytes
    };
    // While it is open, a check reads it again.
    fs::write(&journal, wrong(512 * 4 + 77)).unwrap();
    let findings = store.check().unwrap().findings;
    assert_eq!(findings.iter().map(|finding| finding.what).collect::<Vec<_>>(), [FindingCode::Journal]);
    assert!(findings[0].place.starts_with("journal.0 sector 4"), "{findings:?}");
    fs::write(&journal, &whole).unwrap();
    assert_sound(&store);

    // As a killed process leaves it.
    let killed = |name: &str, journal: &[u8]| {
        let copy = dir.path().join(name);
        copy_tree(&path, &copy);
        fs::write(copy.join("journal.0"), journal).unwrap();
        copy
    };
    let copy = killed("b.cairn", &whole);
    assert_eq!(Store::open(&copy, &holder(), NO_WAIT).unwrap().head(), store.head());
    // The last entry is cut off in its middle: nobody was told of it.
    let used = whole.chunks(512).rposition(|sector| sector.iter().any(|byte| *byte != 0)).unwrap();
    let torn = [&whole[..used * 512], &vec![0; whole.len() - used * 512]].concat();
    let copy = killed("c.cairn", &torn);
    let opened = Store::open(&copy, &holder(), NO_WAIT).unwrap();
    assert_eq!(opened.head().seq, 4);
    assert_sound(&opened);
    // A wrong bit in it is damage; what stands before is saved.
    let copy = killed("d.cairn", &wrong(used * 512 + 99));
    let before = fs::read(copy.join("journal.0")).unwrap();
    match Store::open(&copy, &holder(), NO_WAIT) {
        Err(StoreError::Damaged(finding)) => assert_eq!(finding.what, FindingCode::Journal),
        other => panic!("{other:?}"),
    }
    let saved = salvage(&copy, &dir.path().join("saved.cairn"), &options(), &mut |_| true).unwrap();
    assert_eq!((saved.head.seq, saved.first_unreadable.unwrap().what), (4, FindingCode::Journal));
    assert_eq!(fs::read(copy.join("journal.0")).unwrap(), before, "it was only read");
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy_tree(&path, &to) } else { fs::copy(path, to).map(drop).unwrap() }
    }
}
