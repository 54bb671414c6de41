//! A disk that is small, full, and then read-only: a file system of a few megabytes in memory.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::common::{Answer, Scene, answer, assert_refusal};

/// A file system of its own, which others do not see; it is gone with the process that holds it.
struct SmallDisk {
    scene: Scene,
    holder: Child,
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

impl SmallDisk {
    fn new(kilobytes: u32) -> Self {
        let scene = Scene::new();
        fs::create_dir(scene.path("disk")).unwrap();
        let script = format!("mount -t tmpfs -o size={kilobytes}k none \"$0\" && echo mounted && exec sleep 600");
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]).arg(scene.path("disk"));
        let mut holder = command.stdout(Stdio::piped()).spawn().expect("this test needs unshare of util-linux");
        let mut said = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let disk = SmallDisk { scene, holder };
        assert_eq!(said, "mounted\n", "this test mounts a tmpfs in a name space of its own, which this kernel refused");
        disk
    }

    /// Where a file on the disk is seen from outside.
    fn path(&self, name: &str) -> PathBuf {
        let inside = self.scene.path("disk").join(name);
        PathBuf::from(format!("/proc/{}/root{}", self.holder.id(), inside.display()))
    }

    fn inside(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--target={}", self.holder.id())).args(["--user", "--mount", "--preserve-credentials"]);
        command.args(["--", program]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env("LANG", "C").env("USER", "tester");
        command
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        let estate = self.scene.path("disk/e.cairn");
        let mut command = self.inside(env!("CARGO_BIN_EXE_cairn-under-test"));
        command.arg("-e").arg(estate).args(arguments);
        answer(arguments, &command.output().expect("a process"))
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let answer = self.run(&[arguments, &["--json"]].concat());
        assert!(answer.code < 2 && answer.err.is_empty(), "{arguments:?}: {}", answer.err);
        serde_json::from_str(&answer.out).unwrap()
    }

    fn head(&self) -> u64 {
        self.json(&["status"])["seq"].as_u64().unwrap()
    }

    fn assert_sound(&self) {
        assert_eq!(self.json(&["check"])["sound"], true);
    }

    /// Leaves this many bytes free.
    fn fill(&self, free: u64) {
        let ballast = fs::File::create(self.path("ballast")).unwrap();
        let mut bytes = 0;
        // A file with holes takes no room: it is written, a page at a time.
        while self.free() > free {
            std::os::unix::fs::FileExt::write_all_at(&ballast, &[1; 4096], bytes).unwrap();
            bytes += 4096;
        }
    }

    fn free(&self) -> u64 {
        let mut command = self.inside("stat");
        command.args(["-f", "-c", "%a %S"]).arg(self.scene.path("disk"));
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        said.split_whitespace().map(|number| number.parse::<u64>().unwrap()).product()
    }

    fn remount(&self, how: &str) {
        let mut command = self.inside("mount");
        command.arg("-o").arg(format!("remount,{how}")).arg(self.scene.path("disk"));
        assert!(command.status().unwrap().success(), "remount,{how}");
    }
}

/// Records turn after turn until one is refused; returns how many were acknowledged.
fn record_until_full(disk: &SmallDisk) -> u64 {
    let head = disk.head();
    for turn in head..head + 2_000 {
        let status = ["degraded", "in_service"][usize::from(turn % 2 == 1)];
        // What can be compressed hardly fills a disk.
        let noise: String =
            (0..400_u64).map(|at| format!("{:x}", (turn * 400 + at).wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect();
        let arguments = ["operation", "arr-1", status, "--reason", &noise];
        let answer = disk.run(&arguments);
        if answer.code != 0 {
            assert_refusal(&answer, &["operation"], &["The disk is full", "e.cairn", "Free some space and repeat"]);
            return turn - head;
        }
    }
    panic!("the disk is larger than two thousand records")
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged_and_goes_on_with_room() {
    let disk = SmallDisk::new(8 * 1024);
    let place = disk.scene.path("disk/e.cairn").display().to_string();
    let made = disk.inside(env!("CARGO_BIN_EXE_cairn-under-test")).args(["init", &place, "--sample"]).output().unwrap();
    assert!(made.status.success());
    let first = disk.head();
    let mut acknowledged = first;
    for room in [300_000, 100_000, 40_000] {
        disk.fill(room);
        acknowledged += record_until_full(&disk);
        fs::remove_file(disk.path("ballast")).unwrap();
        // The one that was refused may be there, whole: that is known only after opening again.
        let head = disk.head();
        assert!(head == acknowledged || head == acknowledged + 1, "{head} of {acknowledged} with {room} bytes");
        disk.assert_sound();
        acknowledged = head;
    }
    assert!(acknowledged > first + 10);
    // One of the two is what it is already.
    for status in ["in_service", "degraded"] {
        let _ = disk.run(&["operation", "arr-1", status, "--reason", "goes on"]);
    }
    assert!(disk.head() > acknowledged);
    disk.assert_sound();
}

#[test]
fn a_read_only_disk_is_named_and_nothing_on_it_changes() {
    let disk = SmallDisk::new(8 * 1024);
    let place = disk.scene.path("disk/e.cairn").display().to_string();
    let made = disk.inside(env!("CARGO_BIN_EXE_cairn-under-test")).args(["init", &place, "--sample"]).output().unwrap();
    assert!(made.status.success());
    let head = disk.head();
    disk.remount("ro");
    for arguments in [&["status"][..], &["operation", "arr-1", "degraded", "--reason", "x"], &["check"], &["compact"]] {
        let said = ["e.cairn", "is read-only", "Nothing was changed", "Copy the estate"];
        assert_refusal(&disk.run(arguments), arguments, &said);
    }
    disk.remount("rw");
    assert_eq!(disk.head(), head);
    disk.assert_sound();
}
