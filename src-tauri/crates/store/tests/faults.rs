//! A backend that fails, and one that lies: what is acknowledged stays, what is damaged is found.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cairn_model::{BaselineMark, Edit, ModelElement, Strength};
use cairn_store::backend::{Backend, BackendError, Batch, MemoryBackend};
use cairn_store::{Store, StoreError};
use common::*;
use proptest::prelude::*;

/// What the disk does at the n-th write from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It refuses, and nothing of the batch is there.
    Refuses,
    /// It refuses, and the writes before the n-th are there, against its contract.
    Tears,
    /// It refuses after all of the batch is there.
    RefusesTooLate,
}

/// A memory backend that fails once `writes_left` writes were made.
struct Faulty {
    inner: Arc<MemoryBackend>,
    writes_left: AtomicUsize,
    fault: Fault,
}

impl Backend for Faulty {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        self.inner.get(key)
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        self.inner.scan(from, to, visit)
    }

    fn apply(&self, mut batch: Batch) -> Result<(), BackendError> {
        let writes = &mut batch.writes;
        assert!(writes.is_sorted_by(|left, right| left.0 < right.0), "sorted, each key once");
        let left = self.writes_left.load(Ordering::SeqCst);
        if left >= writes.len() {
            self.writes_left.store(left - writes.len(), Ordering::SeqCst);
            return self.inner.apply(batch);
        }
        match self.fault {
            Fault::Refuses => {}
            Fault::Tears => {
                writes.truncate(left);
                self.inner.apply(batch)?;
            }
            Fault::RefusesTooLate => self.inner.apply(batch)?,
        }
        Err(BackendError::Io(io::ErrorKind::StorageFull.into()))
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        self.inner.size_bytes()
    }
}

/// Three commits that touch every table.
fn commits() -> Vec<Vec<cairn_store::LocatedEdit>> {
    let element =
        ModelElement { definition: serde_json::json!({ "label": "x" }), id: "a".into(), kind: "class".into() };
    let mark = BaselineMark { name: "b".into(), seq: 1 };
    let requirement = Box::new(requirement(1, Strength::Soft));
    vec![
        (0..70).map(add_item).chain([add_relationship(1, 2)]).collect(),
        vec![
            at(0, edit_item(Some(item(3, 1)), Some(item(3, 2)))),
            at(1, edit_item(Some(item(69, 1)), None)),
            add(Edit::Requirement { after: Some(requirement.clone()), before: None }),
            add(Edit::Model { after: Some(Box::new(element.clone())), before: None }),
            add(Edit::Baseline { after: Some(Box::new(mark.clone())), before: None }),
        ],
        vec![
            at(0, Edit::Requirement { after: None, before: Some(requirement) }),
            add(Edit::Model { after: None, before: Some(Box::new(element)) }),
            add(Edit::Baseline { after: None, before: Some(Box::new(mark)) }),
            add_item(500),
        ],
    ]
}

/// Everything that a reader can see.
fn seen(store: &Store) -> Result<impl PartialEq + std::fmt::Debug + use<>, StoreError> {
    let named = (store.model_elements()?, store.baselines()?);
    Ok((store.head(), store.counts(), contents(store)?, named, store.commits(false, 99)?))
}

fn commit_all(store: &Store, commits: &[Vec<cairn_store::LocatedEdit>]) -> Result<usize, StoreError> {
    for (number, edits) in (1..).zip(commits) {
        store.commit(draft(number), edits, &mut entropy(1))?;
    }
    Ok(commits.len())
}

#[test]
fn a_commit_is_whole_or_absent_wherever_the_disk_fails() {
    let commits = commits();
    // How the estate looks after each commit, and how many writes each takes.
    let backend = Arc::new(MemoryBackend::new());
    let store = over(&backend).unwrap();
    let mut expected = vec![seen(&store).unwrap()];
    for number in 1..=commits.len() {
        let edits = &commits[number - 1];
        store.commit(draft(i64::try_from(number).unwrap()), edits, &mut entropy(1)).unwrap();
        expected.push(seen(&store).unwrap());
    }
    assert_sound(&store);

    for fault in [Fault::Refuses, Fault::Tears, Fault::RefusesTooLate] {
        let mut failures = 0;
        for writes in 0.. {
            let inner = Arc::new(MemoryBackend::new());
            drop(over(&inner).unwrap());
            let faulty = Faulty { inner: Arc::clone(&inner), writes_left: AtomicUsize::new(writes), fault };
            let store = over(&Arc::new(faulty)).unwrap();
            let outcome = commit_all(&store, &commits);
            let acknowledged = usize::try_from(store.head().seq).unwrap();
            let Err(error) = outcome else { break };
            failures += 1;
            assert!(
                matches!(&error, StoreError::Io { operation: "commit", source, .. } if source.kind() == io::ErrorKind::StorageFull),
                "{error:?}"
            );
            let again = store.commit(draft(9), &[], &mut entropy(1));
            assert!(matches!(again, Err(StoreError::MustReopen { .. })), "{again:?}");
            assert!(matches!(contents(&store), Err(StoreError::MustReopen { .. })));

            let what = format!("{fault:?} after {writes} writes, {acknowledged} acknowledged");
            match fault {
                Fault::Refuses => {
                    let store = over(&inner).unwrap();
                    assert_eq!(seen(&store).unwrap(), expected[acknowledged], "{what}");
                    assert_sound(&store);
                    commit_all(&over(&inner).unwrap(), &commits[acknowledged..]).unwrap();
                    assert_eq!(contents(&over(&inner).unwrap()).unwrap(), contents_after_all());
                }
                Fault::RefusesTooLate => {
                    let store = over(&inner).unwrap();
                    assert_eq!(seen(&store).unwrap(), expected[acknowledged + 1], "{what}");
                    assert_sound(&store);
                }
                // No backend may tear; one that does is found out.
                Fault::Tears => {
                    let sound = over(&inner).and_then(|store| Ok((seen(&store)?, store.check()?)));
                    if let Ok((seen, report)) = sound
                        && report.is_sound()
                    {
                        assert_eq!(seen, expected[acknowledged], "{what}");
                    }
                }
            }
        }
        assert!(failures > 25, "{fault:?} came {failures} times");
    }
}

fn contents_after_all() -> Contents {
    let backend = Arc::new(MemoryBackend::new());
    let store = over(&backend).unwrap();
    commit_all(&store, &commits()).unwrap();
    contents(&store).unwrap()
}

/// An estate with every table and a page of several parts.
fn rich() -> Arc<MemoryBackend> {
    let backend = Arc::new(MemoryBackend::new());
    let store = over(&backend).unwrap();
    commit_all(&store, &commits()[..2]).unwrap();
    let mut large = item(900, 1);
    let noise = (0..90_000_u64).map(|n| char::from(b'a' + u8::try_from((n * n * 7 + n / 3) % 26).unwrap()));
    large.attributes.insert("note".into(), cairn_model::Value::Text(noise.collect()));
    store.commit(draft(3), &[add(edit_item(None, Some(large)))], &mut entropy(3)).unwrap();
    backend
}

fn copy_of(entries: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Arc<MemoryBackend> {
    let backend = MemoryBackend::new();
    backend.apply(entries.into_iter().map(|(key, value)| (key, Some(value))).collect::<Vec<_>>().into()).unwrap();
    Arc::new(backend)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// One wrong bit anywhere is a finding of the check that names the place, and an error of whoever reads the value.
    #[test]
    fn a_flipped_bit_is_found(entry in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut entries = rich().entries();
        let key = entries.keys().nth(entry.index(entries.len())).unwrap().clone();
        let value = entries.get_mut(&key).unwrap();
        let place = place.index(value.len());
        value[place] ^= 1 << bit;
        match over(&copy_of(entries)) {
            // The head is read on opening.
            Err(error) => prop_assert!(key.starts_with(b"m") && matches!(error, StoreError::Damaged(_))),
            Ok(store) => {
                let report = store.check().unwrap();
                prop_assert!(!report.is_sound());
                let seen = seen(&store);
                // Operations and versions are read when somebody asks for them.
                prop_assert_eq!(seen.is_err(), !(key.starts_with(b"o") || key.starts_with(b"v")));
                if key.starts_with(b"o") {
                    prop_assert!((1..=3).any(|seq| store.edits(seq).is_err()));
                }
            }
        }
    }

    /// A value under another key, a missing one and one too many are found as well.
    #[test]
    fn a_misplaced_value_is_found(entry in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), how in 0..3_u8) {
        let mut entries = rich().entries();
        let keys = entries.keys().cloned().collect::<Vec<_>>();
        let (key, other) = (&keys[entry.index(keys.len())], &keys[other.index(keys.len())]);
        prop_assume!(how == 0 || key != other);
        match how {
            0 => drop(entries.remove(key)),
            1 => drop(entries.insert(other.clone(), entries[key].clone())),
            _ => drop(entries.insert([key.as_slice(), &[9]].concat(), entries[key].clone())),
        }
        if let Ok(store) = over(&copy_of(entries)) {
            prop_assert!(!store.check().unwrap().is_sound());
        }
    }
}

/// The check names the first bad record first, and does not drown it in what follows from it.
#[test]
fn findings_name_the_place() {
    let damaged = |key: &[u8]| {
        let mut entries = rich().entries();
        let key = entries.keys().find(|candidate| candidate.starts_with(key)).unwrap().clone();
        *entries.get_mut(&key).unwrap().last_mut().unwrap() ^= 1;
        let report = over(&copy_of(entries)).unwrap().check().unwrap();
        report.findings.into_iter().map(|finding| finding.place).collect::<Vec<_>>()
    };
    assert_eq!(damaged(b"c\0\0\0\0\0\0\0\x02"), ["commit 2"]);
    assert_eq!(damaged(b"o\0\0\0\0\0\0\0\x02"), ["operations 2/0"]);
    assert_eq!(damaged(b"p\x01\0\0\0\x01"), ["page items/1"]);
    assert_eq!(damaged(b"v\x01\0\0\0\0"), ["versions items/0 at 1"]);
    assert_eq!(damaged(b"b"), ["baseline b"]);
    assert_eq!(damaged(b"e"), ["model class/a"]);
}
