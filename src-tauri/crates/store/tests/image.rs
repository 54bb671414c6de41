//! The image as a file: of which estate and record it is, and that nothing in it is believed that was not written.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use cairn_store::{EstateFile, ImageFlaw, PurgeTarget, Store, StoreError, compact};
use common::{NO_WAIT, add_item, draft, entropy, holder, item_id, options};
use tempfile::TempDir;

/// Two parts: one shorter than a block, one longer.
fn parts() -> [Vec<u8>; 2] {
    let long = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    [b"a part".to_vec(), long]
}

struct Estate {
    _dir: TempDir,
    path: PathBuf,
    store: Option<Store>,
}

impl Estate {
    fn new() -> Estate {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("e.cairn");
        let estate = Estate { _dir: dir, store: Some(Store::create(&path, &options()).unwrap()), path };
        estate.commit(1);
        estate
    }

    fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    fn commit(&self, number: u128) {
        let number_64 = i64::try_from(number).unwrap();
        self.store().commit(draft(number_64), &[add_item(number)], &mut entropy(1)).unwrap();
    }

    fn keep(&self, parts: &[Vec<u8>]) -> bool {
        let seq = self.store().head().seq;
        self.store().keep_image(seq, "form 1", parts.len(), &mut |part, out| out.write_all(&parts[part])).unwrap()
    }

    fn image(&self) -> PathBuf {
        self.path.join("image")
    }

    fn reopened(mut self) -> Estate {
        self.store = None;
        self.store = Some(Store::open(&self.path, &holder(), NO_WAIT).unwrap());
        self
    }
}

/// The record no. and the parts of an image.
type Kept = (u64, [Vec<u8>; 2]);

/// Returns what the image holds, or why it is not used.
fn read(store: &Store, binding: &str) -> Result<Option<Kept>, String> {
    let Some(kept) = store.image(binding).map_err(|flaw| flaw.to_string())? else { return Ok(None) };
    let read = |mut part: cairn_store::PartReader| {
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map(|_| bytes)
    };
    let [first, second] = kept.parts::<2>().map_err(|error| error.to_string())?;
    let parts: io::Result<[Vec<u8>; 2]> = read(first).and_then(|first| Ok([first, read(second)?]));
    parts.map(|parts| Some((kept.seq, parts))).map_err(|error| error.to_string())
}

#[test]
fn an_image_is_read_back_and_stays_that_of_its_record() {
    let estate = Estate::new();
    assert_eq!(read(estate.store(), "form 1"), Ok(None));
    assert!(estate.keep(&parts()));
    assert_eq!(read(estate.store(), "form 1"), Ok(Some((1, parts()))));
    estate.commit(2);
    let estate = estate.reopened();
    assert_eq!(read(estate.store(), "form 1"), Ok(Some((1, parts()))));
    // Another one takes its place whole.
    assert!(estate.keep(&[b"new".to_vec(), Vec::new()]));
    assert_eq!(read(estate.store(), "form 1"), Ok(Some((2, [b"new".to_vec(), Vec::new()]))));
    assert!(estate.store().check().unwrap().is_sound());
    // One that is not of the newest record is not written.
    assert!(!estate.store().keep_image(1, "form 1", 1, &mut |_, _| Ok(())).unwrap());
    estate.store().remove_image().unwrap();
    assert_eq!(read(estate.store(), "form 1"), Ok(None));
}

#[test]
fn no_altered_byte_and_no_cut_is_believed() {
    let estate = Estate::new();
    let small = [b"a part".to_vec(), vec![7; 300]];
    assert!(estate.keep(&small));
    let whole = fs::read(estate.image()).unwrap();
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 1 << (at % 8);
        fs::write(estate.image(), &altered).unwrap();
        assert!(read(estate.store(), "form 1").is_err(), "byte {at}");
        fs::write(estate.image(), &whole[..at]).unwrap();
        assert!(read(estate.store(), "form 1").is_err(), "cut at {at}");
    }
    // A block in the place of another one is as wrong as one with a wrong bit.
    let blocks = [vec![1; 256 * 1024], vec![2; 256 * 1024]];
    assert!(estate.keep(&blocks));
    let mut swapped = fs::read(estate.image()).unwrap();
    let (first, second) = swapped[..2 * (256 * 1024 + 4)].split_at_mut(256 * 1024 + 4);
    first.swap_with_slice(second);
    fs::write(estate.image(), &swapped).unwrap();
    assert!(read(estate.store(), "form 1").is_err());
}

#[test]
fn an_image_of_something_else_is_not_used() {
    let estate = Estate::new();
    assert!(estate.keep(&parts()));
    let flaw = |estate: &Estate, binding| estate.store().image(binding).unwrap_err();
    assert!(matches!(flaw(&estate, "form 2"), ImageFlaw::OtherForm));
    // Of a record that is another one here, or that is not there: the estate made anew with other words.
    let other = Estate::new();
    other.commit(2);
    fs::copy(estate.image(), other.image()).unwrap();
    assert_eq!(read(other.store(), "form 1"), Ok(Some((1, parts()))), "the same estate, byte by byte");
    assert!(other.keep(&parts()));
    fs::copy(other.image(), estate.image()).unwrap();
    assert!(matches!(flaw(&estate, "form 1"), ImageFlaw::OtherRecord), "newer than the database");
    estate.commit(3);
    assert!(matches!(flaw(&estate, "form 1"), ImageFlaw::OtherRecord), "another record of that number");
    // Of another line of records.
    let now = EstateFile { lineage: "L2".to_owned(), ..other.store().estate() };
    other.store().set_estate(now).unwrap();
    assert!(matches!(flaw(&other, "form 1"), ImageFlaw::OtherEstate));
}

#[test]
fn what_keeps_an_image_from_being_written_leaves_the_one_that_is_there() {
    let estate = Estate::new();
    assert!(estate.keep(&parts()));
    let full = |_: usize, out: &mut dyn Write| {
        out.write_all(&[0; 400_000])?;
        Err(io::Error::from(io::ErrorKind::StorageFull))
    };
    let refused = estate.store().keep_image(1, "form 1", 1, &mut { full });
    assert!(matches!(refused, Err(StoreError::Io { operation: "image", .. })), "{refused:?}");
    assert_eq!(read(estate.store(), "form 1"), Ok(Some((1, parts()))));
    assert!(!estate.path.join("image.new").exists());
    // What a killed process left of one is in nobody's way.
    fs::write(estate.path.join("image.new"), b"half").unwrap();
    let estate = estate.reopened();
    assert_eq!(read(estate.store(), "form 1"), Ok(Some((1, parts()))));
    assert!(estate.keep(&[Vec::new(), Vec::new()]));
    assert!(!estate.path.join("image.new").exists());
}

#[test]
fn a_purge_removes_the_image_or_does_not_come_about() {
    let estate = Estate::new();
    let target = || PurgeTarget {
        item: cairn_model::CiId(1),
        page: None,
        path: "/attributes/serial".to_owned(),
        value: b"\"SN-00000001\"".to_vec(),
    };
    assert!(estate.keep(&parts()));
    fs::write(estate.path.join("image.new"), b"half").unwrap();
    let purge = estate.store().plan_purge(target()).unwrap();
    assert_eq!(purge.places.len(), 1);
    estate.store().commit_purge(draft(9), &[], purge, &mut entropy(2)).unwrap();
    assert!(!estate.image().exists() && !estate.path.join("image.new").exists());
    // Where it cannot be removed, nothing is purged.
    let estate = Estate::new();
    fs::create_dir(estate.image()).unwrap();
    let purge = estate.store().plan_purge(target()).unwrap();
    let refused = estate.store().commit_purge(draft(9), &[], purge, &mut entropy(2));
    assert!(matches!(refused, Err(StoreError::Io { operation: "image", .. })), "{refused:?}");
    assert_eq!((estate.store().head().seq, estate.store().has_purged(1).unwrap()), (1, false));
    assert_eq!(estate.store().history(cairn_store::PageKind::Items, &item_id(1), None).unwrap().len(), 1);
}

#[test]
fn a_compaction_leaves_the_image_that_fits() {
    let mut estate = Estate::new();
    assert!(estate.keep(&parts()));
    estate.store = None;
    compact(&estate.path, &holder(), NO_WAIT, &mut |_| true).unwrap();
    let estate = estate.reopened();
    assert_eq!(read(estate.store(), "form 1"), Ok(Some((1, parts()))));
}
