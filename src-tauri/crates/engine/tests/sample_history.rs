//! The history of the whole sample: the same for a version to the byte, sound, and of the figures that are promised.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

use std::collections::{BTreeMap, BTreeSet};

use cairn_engine::change::{changes, templates};
use cairn_engine::outage::outages;
use cairn_engine::sample::{Sample, create};
use cairn_engine::{Act, Engine, EngineError, Holder, NewEstate, chain};
use cairn_model::change::{Change, ChangeKind, StepResult};
use cairn_model::{Cancelled, CommitKind, Timestamp};
use tempfile::TempDir;

/// The hash of the newest record. It is another one when the sample or its history is, and when what ships with the product
/// or what is kept of an analysis is: the first record is the catalogue.
const HEAD: &str = "361e20268cb7f7e5ff06ecb90bf664f403e42ad37c69e0420b476360bb0efdb5";
const HOUR: i64 = 3_600_000;

/// Makes the whole sample at another moment and with other entropy than those of its history.
fn made(dir: &TempDir, told: &mut dyn FnMut(u64, u64) -> Result<(), EngineError>) -> Result<Engine, EngineError> {
    let holder = Holder { pid: 1, program: "test".to_owned(), since: Timestamp(0), user: "test".to_owned() };
    let new = NewEstate { name: "whole".to_owned(), holder };
    let mut entropy = |bytes: &mut [u8]| bytes.fill(7);
    let now = Timestamp(1_900_000_000_000);
    let mut act = Act { actor: "test".to_owned(), now, effective_at: None, entropy: &mut entropy };
    create(&dir.path().join("whole.cairn"), &new, Sample::Whole, &mut act, told)
}

/// Returns the transition that ended the doing of a change; none when it was never done.
fn finish(change: &Change) -> Option<&str> {
    change.history.iter().map(|event| event.what.as_str()).find(|what| what.starts_with("finish_"))
}

/// Implemented with success, without anything taken back, of all that was implemented (MODEL, *Figures*).
fn success(all: &[Change]) -> (usize, usize) {
    let done: Vec<&Change> = all.iter().filter(|change| finish(change).is_some()).collect();
    let is_success = |change: &&&Change| {
        let all_done = change.outcomes.values().all(|outcome| outcome.result == StepResult::Done);
        finish(change) == Some("finish_implemented") && all_done
    };
    (done.iter().filter(is_success).count(), done.len())
}

fn figures(all: &[Change]) {
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for change in all {
        *states.entry(&change.state).or_default() += 1;
        // What stood on a template stays standard; whoever exceeds one becomes normal.
        if finish(change).is_some() {
            *kinds.entry(change.kind.id()).or_default() += 1;
        }
    }
    let expected =
        [("awaiting_decision", 3), ("cancelled", 6), ("closed", 400), ("draft", 1), ("rejected", 7), ("scheduled", 3)];
    assert_eq!(states, BTreeMap::from(expected));
    assert_eq!(kinds, BTreeMap::from([("emergency", 12), ("normal", 268), ("standard", 120)]));
    assert_eq!(success(all), (376, 400));
    let returned = all.iter().filter(|change| change.history.iter().any(|event| event.what == "return"));
    assert!(returned.count() >= 4);
    let decided: BTreeSet<&str> =
        all.iter().flat_map(|change| &change.decisions).map(|decision| decision.role.as_str()).collect();
    for role in ["change_manager", "board_chair", "board_member", "emergency_authority"] {
        assert!(decided.contains(role), "{role}");
    }
}

/// Nobody starts before a window or works on past it, and but for emergencies nobody works by day.
fn nights(all: &[Change]) {
    for change in all.iter().filter(|change| finish(change).is_some()) {
        let (window, started) = (change.window.unwrap(), change.started_at.unwrap());
        let finished = change.finished_at.unwrap();
        assert!(window.start <= started && finished <= window.end, "{}", change.id);
        let hour = started.0 / HOUR % 24;
        assert_eq!(hour == 17, change.kind != ChangeKind::Emergency, "{} at {hour}", change.id);
    }
}

#[test]
fn the_history_is_the_same_to_the_byte_and_has_the_figures_that_are_promised() {
    let dir = TempDir::new().unwrap();
    let (mut last, mut total) = (0, 0);
    let mut told = |done, of| {
        assert!(done >= last && done < of);
        (last, total) = (done, of);
        Ok(())
    };
    let engine = made(&dir, &mut told).unwrap_or_else(|error| panic!("{}", chain(&error)));
    assert!(total > 4_000 && last > total - 100, "{last} of {total}");
    let all = changes(&engine).unwrap();
    figures(&all);
    nights(&all);
    // One edit of reality that no change authorises, beside the load.
    let commits = engine.commits(usize::MAX).unwrap();
    let bare = commits.iter().filter(|own| own.change.is_none() && own.kind == CommitKind::Change);
    assert_eq!(bare.count(), 1);
    assert!(commits.is_sorted_by(|newer, older| newer.recorded_at > older.recorded_at));
    let (first, head) = (commits.last().unwrap(), commits.first().unwrap());
    assert_eq!(first.recorded_at, Timestamp::parse("2024-11-01T00:00:00Z").unwrap());
    assert!(head.recorded_at < Timestamp::parse("2026-11-01T00:00:00Z").unwrap());
    let templates = templates(&engine).unwrap();
    assert_eq!((templates.len(), templates.iter().filter(|own| own.suspended.is_some()).count()), (6, 1));
    // Every fault is an outage of its own, and over.
    let outages = outages(&engine).unwrap();
    assert!(outages.len() == 8 && outages.iter().all(|own| own.state == "over" && own.agreed().is_none()));
    // Nothing came into the estate or left it: it has the numbers of the design.
    let generation = engine.generation();
    assert_eq!(generation.rows().count(), 1_473);
    assert_eq!(head.hash, HEAD);
    assert!(engine.check().unwrap().is_sound());
}

#[test]
fn whoever_is_told_ends_the_making_and_nothing_is_left() {
    let dir = TempDir::new().unwrap();
    let mut told = |done, _| if done < 64 { Ok(()) } else { Err(EngineError::Cancelled(Cancelled)) };
    assert!(matches!(made(&dir, &mut told), Err(EngineError::Cancelled(_))));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
