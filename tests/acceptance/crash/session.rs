//! A program that goes on for many commits, so that its journal is full and folded in more than once while it works. The
//! program is this test binary again.

use std::process::Command;
use std::sync::Arc;

use cairn_api::{OperationRequest, Session};
use cairn_model::OperationStatus;
use tempfile::TempDir;

use super::disk::{Dice, Disk};
use super::trace::{self, Replay, recorded};
use super::{chances, is_long, look};
use crate::common::{ESTATE, Head, Scene};
use crate::damage::Somebody;

const DIRECTORY: &str = "CAIRN_TEST_ESTATE";
/// Which of the possible texts it records.
const SEED: &str = "CAIRN_TEST_SEED";
const ACKNOWLEDGED: &str = "acknowledged record ";
/// So many, each so large, that the journal is full more than once.
const EDITS: usize = 48;
const NOISE_BYTES: usize = 24 * 1024;

/// Text that does not become smaller.
fn noise(seed: u64) -> String {
    let mut dice = Dice::new(seed + 1);
    (0..NOISE_BYTES).map(|_| char::from(b'0' + u8::try_from(dice.below(70)).unwrap())).collect()
}

#[test]
#[ignore = "the other process of the tests below"]
fn child() {
    let Some(dir) = std::env::var_os(DIRECTORY) else { return };
    let seed: u64 = std::env::var_os(SEED).unwrap().to_str().unwrap().parse().unwrap();
    let session = Session::open(dir.as_ref(), Arc::new(Somebody)).unwrap();
    for number in 0..EDITS {
        let status = [OperationStatus::Degraded, OperationStatus::InService][number % 2];
        let reason = noise(seed * EDITS as u64 + number as u64);
        let request = OperationRequest { item: "db-1".to_owned(), status, reason, since: None, expected_end: None };
        session.set_operation(&request).unwrap();
        println!("{ACKNOWLEDGED}{}", session.status().unwrap().seq);
    }
}

fn command(scene: &Scene, seed: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "crash::session::child", "--ignored", "--nocapture"]);
    command.env(DIRECTORY, scene.path(ESTATE)).env(SEED, seed.to_string());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

/// Returns the newest record that the program said to be there.
fn acknowledged(said: &str) -> Option<u64> {
    let numbers = said.split(ACKNOWLEDGED).skip(1).filter_map(|rest| rest.lines().next());
    numbers.filter_map(|number| number.trim().parse().ok()).last()
}

#[test]
fn a_journal_that_is_folded_in_survives_a_power_cut() {
    let scene = Scene::pair();
    let before = scene.copy_of_estate().head();
    let mut disk = Disk::of(&scene.path(""));
    let outside = TempDir::new().unwrap();
    let lines = recorded(&command(&scene, 0), &outside.path().join("trace"));
    let heads = heads(&scene, &before);
    let (mut dice, mut points, mut disks, mut last) = (Dice::new(11), 0_usize, 0, 0);
    let mut folds = 0;
    let mut replay = Replay::new(&mut disk, &scene.path(""));
    for line in &lines {
        if let Some(seq) = trace::said(line).and_then(|said| acknowledged(&said)) {
            last = usize::try_from(seq - before.seq).unwrap();
        }
        let allowed: Vec<&Option<Head>> = heads.iter().skip(last).take(2).collect();
        replay.take(line, &mut |disk| {
            points += 1;
            // Many things are uncertain while a file is folded in; else every journal entry is like the one before.
            let is_fold = disk.uncertain() > 2;
            folds += usize::from(is_fold);
            if is_long() || is_fold || points % 9 == 0 {
                disks += look(disk, (&mut dice, chances()), &allowed, &format!("point {points} behind record {last}"));
            }
        });
    }
    assert!(
        points > EDITS && folds >= 2 && disks > 20 * (3 + chances()),
        "{points} points, {folds} folds, {disks} disks"
    );
    assert_eq!(last, EDITS);
}

/// Returns the heads that the estate had, from `before` on.
fn heads(scene: &Scene, before: &Head) -> Vec<Option<Head>> {
    let session = Session::open(&scene.path(ESTATE), Arc::new(Somebody)).unwrap();
    let mut heads: Vec<Option<Head>> = session
        .log(EDITS)
        .unwrap()
        .commits
        .into_iter()
        .map(|commit| Some(Head { seq: commit.seq, hash: commit.hash }))
        .collect();
    heads.push(Some(before.clone()));
    heads.sort_by_key(|head| head.as_ref().map(|head| head.seq));
    heads
}

/// Where the program is killed: inside the calls that write to the journal, make that certain, and fold it in.
const PLACES: [(&str, &[usize]); 3] = [("write", &[40, 90]), ("fdatasync", &[4, 26, 30]), ("pwrite64", &[6, 9])];
/// How often it is killed in `cargo xtask test --long`.
const KILLS_LONG: usize = 500;

/// Runs the program and kills it inside the n-th of these calls; returns whether it came so far.
fn loses_nothing(whole: &Scene, before: &Head, (calls, place): (&str, usize), seed: u64) -> bool {
    let scene = whole.copy_of_estate();
    let (is_killed, said) = trace::killed(&command(&scene, seed), calls, place);
    let last = acknowledged(&said).unwrap_or(before.seq);
    let after = scene.head();
    let what = format!("killed in {calls} no. {place}, seed {seed}: {is_killed}");
    assert!(after.seq == last || is_killed && after.seq == last + 1, "{what}: {last} acknowledged, {after:?}");
    scene.assert_sound();
    is_killed
}

#[test]
fn a_kill_in_a_long_session_loses_nothing() {
    let whole = Scene::pair();
    let before = whole.copy_of_estate().head();
    let mut killed = 0;
    if is_long() {
        // Every call of one run, then every call of the next, which writes other bytes.
        for seed in 0.. {
            for (calls, _) in PLACES {
                killed += (1..).take_while(|&place| loses_nothing(&whole, &before, (calls, place), seed)).count();
            }
            if killed >= KILLS_LONG {
                return;
            }
        }
    }
    for (calls, places) in PLACES {
        killed += places.iter().filter(|&&place| loses_nothing(&whole, &before, (calls, place), 0)).count();
    }
    assert!(killed >= 5, "{killed} kills");
}
