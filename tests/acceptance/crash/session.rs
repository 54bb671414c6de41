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
    let session = Session::open(dir.as_ref(), Arc::new(Somebody)).unwrap();
    for number in 0..EDITS {
        let status = [OperationStatus::Degraded, OperationStatus::InService][number % 2];
        let reason = noise(number as u64);
        let request = OperationRequest { item: "db-1".to_owned(), status, reason, since: None, expected_end: None };
        session.set_operation(&request).unwrap();
        println!("{ACKNOWLEDGED}{}", session.status().unwrap().seq);
    }
}

fn command(scene: &Scene) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "crash::session::child", "--ignored", "--nocapture"]);
    command.env(DIRECTORY, scene.path(ESTATE)).env("PATH", std::env::var_os("PATH").unwrap_or_default());
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
    let lines = recorded(&command(&scene), &outside.path().join("trace"));
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
                disks += look(disk, &mut dice, &allowed, &format!("point {points} behind record {last}"));
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
fn places() -> Vec<(&'static str, usize)> {
    if is_long() {
        let all = |calls, count| (1..=count).map(move |place| (calls, place));
        return all("write", 250).chain(all("fdatasync", 125)).chain(all("pwrite64", 125)).collect();
    }
    vec![
        ("write", 40),
        ("write", 90),
        ("fdatasync", 4),
        ("fdatasync", 26),
        ("fdatasync", 30),
        ("pwrite64", 6),
        ("pwrite64", 9),
    ]
}

#[test]
fn a_kill_in_a_long_session_loses_nothing() {
    let whole = Scene::pair();
    let before = whole.copy_of_estate().head();
    let mut killed = 0;
    for (calls, place) in places() {
        let scene = whole.copy_of_estate();
        let (is_killed, said) = trace::killed(&command(&scene), calls, place);
        killed += usize::from(is_killed);
        let last = acknowledged(&said).unwrap_or(before.seq);
        let after = scene.head();
        let what = format!("killed in {calls} no. {place}: {is_killed}");
        assert!(after.seq == last || is_killed && after.seq == last + 1, "{what}: {last} acknowledged, {after:?}");
        scene.assert_sound();
    }
    assert!(killed >= 5, "{killed} kills");
}
