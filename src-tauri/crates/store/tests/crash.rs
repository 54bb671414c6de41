//! The real database under a process that is killed and a disk that is full. The process is this test binary again.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]
#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use cairn_model::{Item, Value};
use cairn_store::{LocatedEdit, Store, StoreError};
use common::*;

const ESTATE: &str = "CAIRN_STORE_TEST_ESTATE";
const ITEMS: u128 = 3_000;
const CLOSING: Duration = Duration::from_secs(10);

/// An item whose text does not compress.
fn noisy(number: u128) -> Item {
    let mut item = item(number, 1);
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407)
            & u128::from(u64::MAX);
        char::from(b' ' + u8::try_from(state >> 57).unwrap() % 94)
    };
    item.attributes.insert("note".into(), Value::Text((0..200).map(|_| next()).collect()));
    item
}

fn edits_of(commit: u128) -> Vec<LocatedEdit> {
    (commit * ITEMS..(commit + 1) * ITEMS).map(|number| add(edit_item(None, Some(noisy(number))))).collect()
}

/// What the other process does: commits until it is stopped, and says so line by line. Not a test of its own.
#[test]
#[ignore = "the other process of the tests below"]
fn child() {
    let Some(path) = std::env::var_os(ESTATE) else { return };
    let say = |words: String| {
        let mut out = std::io::stdout().lock();
        out.write_all(format!("\n{words}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
    };
    let store = Store::open(&PathBuf::from(path), &holder(), CLOSING).unwrap();
    loop {
        let seq = store.head().seq;
        let edits = edits_of(u128::from(seq));
        say(format!("begins {}", seq + 1));
        match store.commit(draft(1), &edits, &mut entropy(1)) {
            Ok(receipt) => say(format!("acknowledges {}", receipt.commit.seq)),
            Err(StoreError::Io { operation, source, .. }) => {
                say(format!("fails {operation}: {:?}", source.kind()));
                let again = store.commit(draft(1), &[], &mut entropy(1));
                assert!(matches!(again, Err(StoreError::MustReopen { .. })), "{again:?}");
                return;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

fn arguments() -> [&'static str; 4] {
    ["--exact", "child", "--ignored", "--nocapture"]
}

fn lines(child: &mut Child) -> BufReader<ChildStdout> {
    BufReader::new(child.stdout.take().unwrap())
}

/// The estate holds exactly `commits` commits and what they say, is sound, and takes another.
fn assert_holds(path: &Path, commits: u64) {
    let store = Store::open(path, &holder(), CLOSING).unwrap();
    assert_eq!(store.head().seq, commits);
    let items = (0..u128::from(commits) * ITEMS).map(|number| packed_item(&noisy(number)));
    let found = contents(&store).unwrap();
    assert_eq!(found.len() as u64, commits * u64::try_from(ITEMS).unwrap());
    assert!(items.into_iter().all(|item| found.contains_key(&item)));
    assert_sound(&store);
}

#[test]
fn a_killed_commit_is_whole_or_absent() {
    for round in 0..12_u64 {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.cairn");
        drop(Store::create(&path, &options()).unwrap());
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(arguments())
            .env(ESTATE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = lines(&mut child).lines().map_while(Result::ok);
        let fatal = format!("begins {}", 1 + round % 3);
        let mut acknowledged = 0;
        for line in output.by_ref().take_while(|line| *line != fatal) {
            acknowledged += u64::from(line.starts_with("acknowledges"));
        }
        // Lets the commit get on for a while, longer each round: nobody answers on this channel.
        let (_sender, nobody) = channel::<()>();
        assert!(nobody.recv_timeout(Duration::from_millis(round * 8)).is_err());
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged += output.filter(|line| line.starts_with("acknowledges")).count() as u64;

        let store = Store::open(&path, &holder(), CLOSING).unwrap();
        let seq = store.head().seq;
        // The last commit may be durable although nobody lived to hear of it.
        assert!(seq == acknowledged || seq == acknowledged + 1, "{seq} of {acknowledged}");
        drop(store);
        assert_holds(&path, seq);
        let store = Store::open(&path, &holder(), CLOSING).unwrap();
        store.commit(draft(1), &edits_of(u128::from(seq)), &mut entropy(1)).unwrap();
        drop(store);
        assert_holds(&path, seq + 1);
    }
}

#[test]
fn a_full_disk_is_an_error_and_loses_nothing() {
    for blocks in [6_000, 9_300, 14_100] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.cairn");
        drop(Store::create(&path, &options()).unwrap());
        // A limit on the size of files needs no root; without the trap its signal would end the process.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut child = Command::new("sh")
            .args(["-c", &script])
            .arg(std::env::current_exe().unwrap())
            .args(arguments())
            .env(ESTATE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = lines(&mut child).lines().map_while(Result::ok).collect::<Vec<_>>();
        let result = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&result.stderr);
        let acknowledged = said.iter().filter(|line| line.starts_with("acknowledges")).count() as u64;
        // The second is what a file system says that is really full, for whoever runs this with TMPDIR on one.
        let refusals = ["fails commit: FileTooLarge", "fails commit: StorageFull"];
        assert!(said.iter().any(|line| refusals.contains(&line.as_str())), "{said:?} {stderr}");
        assert!(result.status.success(), "{said:?} {stderr}");
        assert!(acknowledged > 0);
        assert_holds(&path, acknowledged);
        let store = Store::open(&path, &holder(), CLOSING).unwrap();
        store.commit(draft(1), &edits_of(u128::from(acknowledged)), &mut entropy(1)).unwrap();
        drop(store);
        assert_holds(&path, acknowledged + 1);
    }
}
