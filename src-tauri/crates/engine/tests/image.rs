//! The image: what an estate opened from it holds, whatever was committed since, and that nothing wrong is ever used.
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/mod.rs"]
mod common;
#[allow(dead_code, reason = "every test binary uses another part of it")]
mod history;

use std::fs;
use std::path::Path;
use std::time::Duration;

use cairn_engine::purge::{PurgeRequest, purge};
use cairn_engine::revert::revert;
use cairn_engine::{Engine, EngineError, ImageNote, compact, place::Place};
use cairn_model::{CommitKind, Edit, Item, Value};
use cairn_store::{LocatedEdit, Store};
use proptest::prelude::*;

use common::{
    Estate, acting, draft, holder, item, items, opened, relationship, relationships, requirement, requirements,
};
use history::{History, contents, loaded, needs, plans};

/// Returns how the image stands when everything is sound.
fn standing(engine: &Engine) -> Option<ImageNote> {
    let report = engine.check().unwrap();
    assert_eq!(report.findings, []);
    report.image
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_image_and_what_was_committed_since_lead_to_what_the_pages_hold(plans in plans(), kept_after in 0..5_usize) {
        let mut history = History::new();
        for (number, plan) in plans.iter().enumerate() {
            if number == kept_after.min(plans.len() - 1) {
                prop_assert!(history.engine().keep_image().unwrap());
            }
            history.commit_plan(plan);
        }
        // Compared with the pages, record by record and need by need.
        prop_assert_eq!(standing(history.engine()), Some(ImageNote::Used));
        let mut history = history.reopened();
        let generation = history.engine().generation();
        let copy = history.copy(generation.seq());
        prop_assert_eq!(contents(&generation), copy.contents());
        prop_assert_eq!(needs(&generation), needs(&loaded(copy, &generation)));
        // It goes on where it is: every page it names is the one on which the record lies.
        for plan in &plans {
            history.commit_plan(plan);
        }
        prop_assert_eq!(standing(history.engine()), Some(ImageNote::Used));
        // And an image of what was opened from an image is one of the same.
        let history = history.reopened();
        prop_assert!(history.engine().keep_image().unwrap());
        prop_assert_eq!(standing(history.reopened().engine()), Some(ImageNote::Used));
    }
}

/// A service that needs a group of machines, with terms, and one machine beside.
fn estate() -> Estate {
    let mut estate = Estate::new();
    let edits = vec![
        items(None, Some(item(1, "virtual_machine", "One"))),
        items(None, Some(item(2, "virtual_machine", "Two"))),
        items(None, Some(item(3, "virtual_machine", "Three"))),
        items(None, Some(item(9, "business_service", "Shop"))),
        relationships(None, Some(relationship(9, "depends_on", 1, Some("web")))),
        relationships(None, Some(relationship(9, "depends_on", 2, Some("web")))),
        requirements(None, Some(requirement(9, "web", 1))),
    ];
    estate.commit(CommitKind::Load, edits);
    estate
}

fn renamed(estate: &mut Estate, number: u128, name: &str) {
    let generation = estate.engine.generation();
    let before = generation.item(generation.row(cairn_model::CiId(number)).unwrap()).unwrap();
    let after = Item { name: name.to_owned(), ..before.clone() };
    estate.commit(CommitKind::Correction, vec![items(Some(before), Some(after))]);
}

fn image(estate: &Estate) -> std::path::PathBuf {
    estate.path("e.cairn").join("image")
}

/// Closes and opens an estate; returns how its image stands then.
fn again(estate: Estate, between: impl FnOnce(&Path)) -> (tempfile::TempDir, Engine, Option<ImageNote>) {
    let path = estate.path("e.cairn");
    let Estate { dir, engine, .. } = estate;
    let (seq, names) = (engine.generation().seq(), names(&engine));
    drop(engine);
    between(&path);
    let engine = opened(&path);
    assert_eq!((engine.generation().seq(), self::names(&engine)), (seq, names));
    let standing = standing(&engine);
    (dir, engine, standing)
}

fn names(engine: &Engine) -> Vec<String> {
    let generation = engine.generation();
    let mut names: Vec<String> = generation.rows().map(|row| generation.item(row).unwrap().name).collect();
    names.sort();
    names
}

#[test]
fn what_is_wrong_with_an_image_is_noted_and_keeps_nothing_from_opening() {
    let damage = |between: &dyn Fn(&Path)| {
        let mut estate = estate();
        assert!(estate.engine.keep_image().unwrap());
        renamed(&mut estate, 1, "Other");
        again(estate, between).2
    };
    let file = |path: &Path| fs::read(path.join("image")).unwrap();
    let write = |path: &Path, bytes: &[u8]| fs::write(path.join("image"), bytes).unwrap();
    assert_eq!(damage(&|_| {}), Some(ImageNote::Used));
    assert_eq!(damage(&|path| fs::remove_file(path.join("image")).unwrap()), None);
    assert_eq!(damage(&|path| write(path, b"")), Some(ImageNote::Damaged));
    assert_eq!(damage(&|path| write(path, &file(path)[1..])), Some(ImageNote::Damaged));
    let length = {
        let estate = estate();
        estate.engine.keep_image().unwrap();
        fs::metadata(image(&estate)).unwrap().len()
    };
    for at in (0..usize::try_from(length).unwrap()).step_by(97) {
        let note = damage(&|path| {
            let mut bytes = file(path);
            bytes[at] ^= 0x10;
            write(path, &bytes);
        });
        assert_eq!(note, Some(ImageNote::Damaged), "byte {at}");
    }
    // A directory in its place cannot be read, and no image can be kept there.
    let note = damage(&|path| {
        fs::remove_file(path.join("image")).unwrap();
        fs::create_dir(path.join("image")).unwrap();
    });
    assert_eq!(note, Some(ImageNote::Damaged));
}

#[test]
fn an_image_of_another_estate_or_of_a_record_that_was_lost_is_not_used() {
    let mut other = estate();
    renamed(&mut other, 1, "Other");
    assert!(other.engine.keep_image().unwrap());
    let foreign = fs::read(image(&other)).unwrap();
    // Both were made with the same entropy: it is the same estate, one record behind, and that record another one.
    let (_dir, engine, note) = again(estate(), |path| fs::write(path.join("image"), &foreign).unwrap());
    assert_eq!(note, Some(ImageNote::OtherRecord));
    assert!(engine.keep_image().unwrap());
    assert_eq!(standing(&engine), Some(ImageNote::Used));
}

#[test]
fn an_image_that_says_something_else_than_the_pages_is_a_finding() {
    let (mut left, mut right) = (estate(), estate());
    renamed(&mut left, 1, "Left");
    renamed(&mut right, 1, "Right");
    assert!(right.engine.keep_image().unwrap());
    // The frame of the image is made to fit by hand: only who compares the records can see it.
    let (mine, theirs) = (left.engine.info().unwrap().head.hash, right.engine.info().unwrap().head.hash);
    let bytes = fs::read(image(&right)).unwrap();
    let tail = bytes.len() - 16;
    let size = u32::from_le_bytes(bytes[tail..tail + 4].try_into().unwrap()) as usize;
    let stamp = String::from_utf8(bytes[tail - size..tail].to_vec()).unwrap().replace(&theirs, &mine);
    let mut forged = bytes[..tail - size].to_vec();
    forged.extend_from_slice(stamp.as_bytes());
    forged.extend_from_slice(&u32::try_from(stamp.len()).unwrap().to_le_bytes());
    forged.extend_from_slice(&crc32fast::hash(stamp.as_bytes()).to_le_bytes());
    forged.extend_from_slice(&bytes[tail + 8..]);
    fs::write(image(&left), forged).unwrap();
    let report = left.engine.check().unwrap();
    assert_eq!(report.image, Some(ImageNote::Used));
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    let finding = &report.findings[0];
    assert_eq!((finding.place.as_str(), format!("{:?}", finding.what).as_str()), ("image", "Image"));
    assert!(!finding.found.contains("Right") && !finding.found.contains("Left"), "{finding}");
}

#[test]
fn a_record_that_comes_back_and_a_value_that_goes_leave_no_wrong_image() {
    // Removed after the image and put back where it was.
    let mut estate = estate();
    assert!(estate.engine.keep_image().unwrap());
    let three = item(3, "virtual_machine", "Three");
    estate.commit(CommitKind::Correction, vec![items(Some(three), None)]);
    let gone = estate.engine.generation().seq();
    acting(50, |act| revert(&estate.engine, &gone.to_string(), "a mistake", act)).unwrap();
    assert_eq!(standing(&estate.engine), Some(ImageNote::Used));
    // Removed before the image, and put back on its page, which is in no image and not among the last.
    let three = item(3, "virtual_machine", "Three");
    estate.commit(CommitKind::Correction, vec![items(Some(three.clone()), None)]);
    let more = (100..200).map(|number| items(None, Some(item(number, "virtual_machine", "More")))).collect();
    estate.commit(CommitKind::Load, more);
    assert!(estate.engine.keep_image().unwrap());
    let path = estate.path("e.cairn");
    let Estate { dir: _dir, engine, .. } = estate;
    drop(engine);
    let store = Store::open(&path, &holder(), Duration::from_secs(5)).unwrap();
    let back = LocatedEdit { edit: items(None, Some(three)), page: Some(0) };
    acting(51, |act| store.commit(draft(CommitKind::Correction, 51), &[back], act.entropy)).unwrap();
    drop(store);
    let engine = opened(&path);
    assert_eq!(engine.generation().item_count(), 104);
    assert_eq!(standing(&engine), Some(ImageNote::TooOld));
}

#[test]
fn a_purged_value_is_in_no_image() {
    let mut estate = estate();
    let one = item(1, "virtual_machine", "One");
    let mut with = one.clone();
    with.attributes.insert("notes".to_owned(), Value::Text("telephone 2345 6789".to_owned()));
    estate.commit(CommitKind::Correction, vec![items(Some(one), Some(with))]);
    assert!(estate.engine.keep_image().unwrap());
    let holds = |path: &Path| fs::read(path).unwrap().windows(9).any(|window| window == b"2345 6789");
    assert!(holds(&image(&estate)));
    let request = PurgeRequest {
        item: "K-000001".to_owned(),
        field: "notes".to_owned(),
        record: None,
        approved_by: "data protection officer".to_owned(),
        reason: "personal data".to_owned(),
    };
    acting(60, |act| purge(&estate.engine, &request, act)).unwrap();
    assert!(!image(&estate).exists());
    assert!(estate.engine.keep_image().unwrap());
    assert!(!holds(&image(&estate)));
    assert_eq!(standing(&estate.engine), Some(ImageNote::Used));
}

#[test]
fn compacting_keeps_the_image_and_a_network_drive_gets_none() {
    let estate = estate();
    assert!(estate.engine.keep_image().unwrap());
    let (_dir, engine, note) = again(estate, |path| {
        compact(path, &holder(), Duration::from_secs(5), &mut |_| true).unwrap();
    });
    assert_eq!(note, Some(ImageNote::Used));
    engine.lies_on(Place::Network("nfs4".to_owned()));
    assert!(matches!(engine.keep_image(), Err(EngineError::Place { .. })));
}

#[test]
fn a_tail_that_is_too_long_and_a_model_that_is_another_one_load_the_pages() {
    let mut estate = estate();
    assert!(estate.engine.keep_image().unwrap());
    let more = (100..500).map(|number| items(None, Some(item(number, "virtual_machine", "More")))).collect();
    estate.commit(CommitKind::Load, more);
    assert_eq!(standing(&estate.engine), Some(ImageNote::TooOld));
    assert!(estate.engine.keep_image().unwrap());
    assert_eq!(standing(&estate.engine), Some(ImageNote::Used));
    let class = cairn_model::ModelElement {
        kind: "class".to_owned(),
        id: "espresso_machine".to_owned(),
        definition: serde_json::json!({
            "id": "espresso_machine", "key_prefix": "ESP", "learned": true,
            "label": { "en": "Espresso machine", "zh-HK": "咖啡機", "zh-CN": "咖啡机" },
        }),
    };
    estate.commit(CommitKind::Model, vec![Edit::Model { before: None, after: Some(Box::new(class)) }]);
    assert_eq!(standing(&estate.engine), Some(ImageNote::OtherForm));
}

#[test]
fn closing_keeps_an_image_of_a_large_estate_that_has_none_or_an_old_one() {
    let mut estate = estate();
    let many = (1_000..21_000).map(|number| items(None, Some(item(number, "virtual_machine", "One of many"))));
    estate.commit(CommitKind::Load, many.collect());
    let path = estate.path("e.cairn");
    let Estate { dir: _dir, engine, .. } = estate;
    assert!(!path.join("image").exists(), "never on the way of a commit");
    drop(engine);
    let kept = fs::read(path.join("image")).unwrap();
    // Little was committed since: the image stays, and what was committed is folded in.
    let engine = opened(&path);
    let generation = engine.generation();
    let before = generation.item(generation.row(cairn_model::CiId(1_500)).unwrap()).unwrap();
    let after = Item { name: "Renamed".to_owned(), ..before.clone() };
    let edit = |before: &Item, after: &Item| items(Some(before.clone()), Some(after.clone()));
    acting(70, |act| engine.commit(draft(CommitKind::Correction, 70), vec![edit(&before, &after)], act)).unwrap();
    drop(engine);
    assert!(fs::read(path.join("image")).unwrap() == kept);
    let engine = opened(&path);
    assert!(names(&engine).contains(&"Renamed".to_owned()));
    assert_eq!(standing(&engine), Some(ImageNote::Used));
    // More than an eighth of what may be folded in: another one takes its place.
    let generation = engine.generation();
    let edits = (2_000..2_200_u128).map(|number| {
        let before = generation.item(generation.row(cairn_model::CiId(number)).unwrap()).unwrap();
        edit(&before, &Item { name: "Renamed too".to_owned(), ..before.clone() })
    });
    acting(71, |act| engine.commit(draft(CommitKind::Correction, 71), edits.collect(), act)).unwrap();
    drop(engine);
    assert!(fs::read(path.join("image")).unwrap() != kept);
    assert_eq!(standing(&opened(&path)), Some(ImageNote::Used));
}
