//! What survives a power cut: the system calls of the real program are recorded while it works, and at every point at
//! which it syncs a disk is made on which what was not synced is missing, out of order or torn. Each has to open, with
//! every record that was acknowledged, and nothing half of any other.

mod disk;
mod session;
pub mod trace;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use cairn_api::Session;
use tempfile::TempDir;

use self::disk::{Cut, Dice, Disk, Tree};
use self::trace::{Replay, recorded};
use crate::common::{ESTATE, Head, Scene};
use crate::damage::Somebody;

fn is_long() -> bool {
    std::env::var_os("CAIRN_LONG").is_some()
}

/// How many disks are made of chance at each point; `cargo xtask test --long` asks for more.
fn chances() -> usize {
    if is_long() { 40 } else { 3 }
}

/// The newest record of the estate on a disk, which has to be sound; `None` where there is no estate.
fn head_on(tree: &Tree, what: &str) -> Option<Head> {
    let place = TempDir::new().unwrap();
    tree.write_to(place.path());
    let dir = place.path().join(ESTATE);
    if !dir.exists() {
        return None;
    }
    let session = match Session::open(&dir, Arc::new(Somebody)) {
        // Its first record is missing: nobody was told that there is an estate, and the sentence says what to do.
        Err(failure) if failure.message.code == "error-unfinished" => return None,
        opened => opened.unwrap_or_else(|failure| panic!("{what}: {failure:?}")),
    };
    let check = session.check().unwrap();
    assert!(check.sound, "{what}: {:?}", check.findings);
    let status = session.status().unwrap();
    Some(Head { seq: status.seq, hash: status.hash })
}

/// A scene whose disk is followed.
struct Followed {
    scene: Scene,
    disk: Disk,
    dice: Dice,
    /// What was acknowledged last; `None` before there is an estate.
    acknowledged: Option<Head>,
    points: usize,
    disks: usize,
    /// How many disks are made of chance at each point.
    chances: usize,
}

impl Followed {
    fn of(scene: Scene, acknowledged: Option<Head>) -> Self {
        let disk = Disk::of(&scene.path(""));
        Followed { scene, disk, dice: Dice::new(7), acknowledged, points: 0, disks: 0, chances: chances() }
    }

    /// Runs a command and looks at every disk that a power cut could leave meanwhile.
    fn run(&mut self, arguments: &[&str]) {
        let lines = self.record(arguments);
        let root = self.scene.path("");
        // What it came to is seen on a copy: looking at an estate writes, too.
        let after = head_on(&Disk::of(&root).after(Cut::Everything, &mut Dice::new(1)), "as it is");
        let before = self.acknowledged.clone();
        self.follow(&lines, &[&before, &after], &format!("{arguments:?}"));
        // It was acknowledged: whatever was not synced by now may go.
        self.look_at_end(&after, &format!("{arguments:?}"));
        self.acknowledged = after;
        self.assert_followed(&root);
    }

    /// Runs a command that is killed just before one of its last syncs: what it wrote is there, and not certain.
    fn run_killed(&mut self, arguments: &[&str], from_last: usize) {
        let lines = self.record(arguments);
        let root = self.scene.path("");
        let after = head_on(&Disk::of(&root).after(Cut::Everything, &mut Dice::new(1)), "as it is");
        let before = self.acknowledged.clone();
        let is_sync = |line: &&String| line.starts_with("fsync(") || line.starts_with("fdatasync(");
        let syncs = lines.iter().enumerate().filter(|(_, line)| is_sync(line)).map(|(place, _)| place);
        let end = syncs.rev().nth(from_last).unwrap();
        self.follow(&lines[..end], &[&before, &after], &format!("{arguments:?}, killed"));
        for entry in std::fs::read_dir(&root).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
        }
        self.disk.after(Cut::Everything, &mut Dice::new(1)).write_to(&root);
    }

    fn record(&self, arguments: &[&str]) -> Vec<String> {
        let estate = self.scene.path(ESTATE).display().to_string();
        let arguments: Vec<&str> =
            arguments.iter().map(|own| if *own == ESTATE { estate.as_str() } else { *own }).collect();
        let outside = TempDir::new().unwrap();
        recorded(&self.scene.command(&arguments), &outside.path().join("trace"))
    }

    fn follow(&mut self, lines: &[String], allowed: &[&Option<Head>], what: &str) {
        let Followed { scene, disk, dice, points, disks, chances, .. } = self;
        let mut replay = Replay::new(disk, &scene.path(""));
        for line in lines {
            replay.take(line, &mut |disk| {
                *points += 1;
                *disks += look(disk, (&mut *dice, *chances), allowed, &format!("{what}, point {points}"));
            });
        }
    }

    fn look_at_end(&mut self, after: &Option<Head>, what: &str) {
        self.points += 1;
        self.disks += look(&self.disk, (&mut self.dice, self.chances), &[after], &format!("{what}, at its end"));
    }

    /// The disk that was followed is the one that is there, or nothing was proved.
    fn assert_followed(&self, root: &Path) {
        let followed = TempDir::new().unwrap();
        self.disk.after(Cut::Everything, &mut Dice::new(1)).write_to(followed.path());
        assert_eq!(names_and_bytes(followed.path()), names_and_bytes(root));
    }
}

/// Looks at the disks that a power cut could leave now; returns how many.
fn look(disk: &Disk, (dice, chances): (&mut Dice, usize), allowed: &[&Option<Head>], what: &str) -> usize {
    let cuts = [Cut::Nothing, Cut::Everything, Cut::Last].into_iter().chain((0..chances).map(|_| Cut::Some));
    let mut disks = 0;
    for cut in cuts {
        let what = format!("{what}, {} uncertain, {cut:?}", disk.uncertain());
        let found = head_on(&disk.after(cut, dice), &what);
        assert!(allowed.contains(&&found), "{what}: {found:?} instead of {allowed:?}");
        disks += 1;
    }
    disks
}

fn names_and_bytes(root: &Path) -> BTreeSet<(String, Vec<u8>)> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![root.to_owned()]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            found.insert((name, std::fs::read(&path).unwrap()));
        }
    }
    found
}

#[test]
fn edits_survive_a_power_cut() {
    let scene = Scene::sample();
    let head = scene.copy_of_estate().head();
    let mut followed = Followed::of(scene, Some(head));
    for status in ["degraded", "out_of_service", "in_service"] {
        followed.run(&["-e", ESTATE, "operation", "arr-1", status, "--reason", "test"]);
    }
    followed.run(&["-e", ESTATE, "revert", "5", "--reason", "test"]);
    assert!(followed.points > 12, "{} points", followed.points);
}

#[test]
fn creation_and_import_survive_a_power_cut() {
    let scene = Scene::new();
    let row = |number: usize| format!("n-{number},virtual_machine,Node {number},live,{}\n", number * 7919 % 1000);
    scene.file("items.csv", format!("id,class,name,status,rack\n{}", (0..400).map(row).collect::<String>()));
    let mut followed = Followed::of(scene, None);
    followed.run(&["init", ESTATE]);
    followed.run(&["-e", ESTATE, "import", "items.csv"]);
    followed.run(&["-e", ESTATE, "operation", "n-7", "degraded", "--reason", "test"]);
    assert!(followed.points > 10, "{} points", followed.points);
}

/// Rows of so many bytes that the database is made anew with them; nothing of them can be compressed.
fn many_bytes() -> String {
    let mut dice = Dice::new(11);
    let mut noise = || (0..2400).map(|_| char::from(b'a' + u8::try_from(dice.below(26)).unwrap())).collect::<String>();
    let rows = (0..3000).map(|number| format!("long-{number},virtual_machine,Long {number},{}\n", noise()));
    format!("id,class,name,notes\n{}", rows.collect::<String>())
}

#[test]
fn an_import_that_makes_the_database_anew_survives_a_power_cut() {
    let scene = Scene::pair();
    scene.file("long.csv", many_bytes());
    let head = scene.copy_of_estate().head();
    let mut followed = Followed::of(scene, Some(head));
    followed.run(&["-e", ESTATE, "import", "long.csv"]);
    assert!(followed.points > 15, "{} points", followed.points);
}

/// The database overwrites what it no longer needs when it is opened, and goes by what its segments say of each other: with
/// room in it that is free, and with writes that fill more than one segment, both are put to the test.
#[test]
fn an_estate_of_many_segments_survives_a_power_cut_on_any_day() {
    let scene = Scene::pair();
    let rows = many_bytes();
    let part = |from: usize, to: usize| {
        let part: Vec<&str> = rows.lines().take(1).chain(rows.lines().skip(from).take(to - from)).collect();
        part.join("\n")
    };
    scene.file("long.csv", part(1, 600));
    scene.file("again.csv", part(1, 500).replace("aa", "bb"));
    scene.done(&["import", "long.csv"]);
    let head = scene.copy_of_estate().head();
    let mut followed = Followed::of(scene, Some(head));
    // What is lost here is lost by few of the disks that there may be.
    followed.chances = chances().max(16);
    followed.run(&["-e", ESTATE, "import", "again.csv"]);
    for status in ["degraded", "in_service"] {
        followed.run(&["-e", ESTATE, "operation", "db-1", status, "--reason", "test"]);
    }
    assert!(followed.points > 25, "{} points", followed.points);
}

#[test]
fn a_kill_while_the_database_is_made_anew_leaves_all_or_nothing() {
    let whole = Scene::pair();
    whole.file("long.csv", many_bytes());
    let (before, mut killed) = (whole.copy_of_estate().head(), 0);
    for (calls, known) in [
        ("rename", &[1, 2, 3][..]),
        ("pwrite64", &[2, 9]),
        ("fdatasync,fsync", &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("unlink,unlinkat,rmdir", &[1, 2, 3]),
    ] {
        for place in places(known) {
            let scene = whole.copy_of_estate();
            scene.file("long.csv", whole.read("long.csv"));
            let (is_killed, _) = trace::killed(&scene.command(&["-e", ESTATE, "import", "long.csv"]), calls, place);
            killed += usize::from(is_killed);
            let items = scene.json(&["status"])["items"].as_u64();
            let known = if scene.head() == before { 4 } else { 3_004 };
            assert_eq!(items, Some(known), "killed in {calls} no. {place}: {is_killed}");
            assert!(is_killed || known > 4, "{calls} no. {place}: it was acknowledged, and is not there");
            scene.assert_sound();
            let left = ["db.new", "db.old"].map(|name| scene.path(ESTATE).join(name).exists());
            assert_eq!(left, [false, false], "killed in {calls} no. {place}: it takes no room");
            scene.done(&["operation", "web-1", "degraded", "--reason", "goes on"]);
        }
    }
    assert!(killed >= 14, "{killed} kills");
}

#[test]
fn a_compaction_and_a_purge_survive_a_power_cut() {
    let scene = Scene::pair();
    let head = scene.copy_of_estate().head();
    let mut followed = Followed::of(scene, Some(head));
    followed.run(&["-e", ESTATE, "purge", "web-1", "name", "--approved-by", "b", "--reason", "personal data"]);
    followed.run(&["-e", ESTATE, "compact"]);
    followed.run(&["-e", ESTATE, "operation", "db-1", "degraded", "--reason", "test"]);
    assert!(followed.points > 10, "{} points", followed.points);
}

#[test]
fn a_kill_and_then_a_power_cut_lose_nothing() {
    for from_last in 0..4 {
        let scene = Scene::pair();
        let head = scene.copy_of_estate().head();
        let mut followed = Followed::of(scene, Some(head));
        followed.run_killed(&["-e", ESTATE, "operation", "db-1", "degraded", "--reason", "test"], from_last);
        followed.run(&["-e", ESTATE, "status"]);
    }
}

/// Where the program is killed: inside the call that writes, makes certain or renames, the n-th time it is made.
const KILLS: [(&str, &[usize]); 4] =
    [("pwrite64", &[1, 2, 3, 5]), ("write", &[2, 4]), ("fdatasync,fsync", &[1, 2, 3, 4]), ("rename", &[1, 2, 3])];

/// At which of the calls it is killed; `cargo xtask test --long` goes on to the end of the command.
fn places(known: &[usize]) -> Vec<usize> {
    if is_long() { (1..40).collect() } else { known.to_vec() }
}

#[test]
fn a_kill_inside_a_call_leaves_all_or_nothing() {
    let whole = Scene::pair();
    whole.file("more.csv", "id,class,name\nmore-1,virtual_machine,More\n");
    let before = whole.copy_of_estate().head();
    let mut killed = 0;
    for command in [&["operation", "db-1", "degraded", "--reason", "test"][..], &["import", "more.csv"], &["compact"]] {
        for (calls, known) in KILLS {
            for place in places(known) {
                let scene = whole.copy_of_estate();
                scene.file("more.csv", whole.read("more.csv"));
                let run = scene.command(&[&["-e", ESTATE], command].concat());
                let (is_killed, _) = trace::killed(&run, calls, place);
                killed += usize::from(is_killed);
                let what = format!("{command:?} killed in {calls} no. {place}: {is_killed}");
                let after = scene.head();
                let is_last = after.seq == before.seq + 1;
                assert!(after == before || is_last, "{what}: {after:?}");
                assert!(
                    is_killed || is_last || command == ["compact"],
                    "{what}: it was acknowledged, and is not there"
                );
                scene.assert_sound();
                scene.done(&["operation", "web-1", "degraded", "--reason", "goes on"]);
            }
        }
    }
    assert!(killed >= 20, "{killed} kills");
}

/// An import of so many new items is written in one pass, which is a way of its own.
#[test]
fn a_kill_inside_a_large_import_leaves_all_or_nothing() {
    let whole = Scene::pair();
    let rows = (0..21_000).map(|number| format!("more-{number},virtual_machine,More {number}\n"));
    whole.file("more.csv", format!("id,class,name\n{}", rows.collect::<String>()));
    let (before, mut killed) = (whole.copy_of_estate().head(), 0);
    for (calls, places) in [("pwrite64", &[1, 4, 9][..]), ("fdatasync,fsync", &[1, 2, 4])] {
        for &place in places {
            let scene = whole.copy_of_estate();
            scene.file("more.csv", whole.read("more.csv"));
            let (is_killed, _) = trace::killed(&scene.command(&["-e", ESTATE, "import", "more.csv"]), calls, place);
            killed += usize::from(is_killed);
            let items = scene.json(&["status"])["items"].as_u64();
            let known = if scene.head() == before { 4 } else { 21_004 };
            assert_eq!(items, Some(known), "killed in {calls} no. {place}: {is_killed}");
            assert!(is_killed || known > 4, "{calls} no. {place}: it was acknowledged, and is not there");
            scene.assert_sound();
        }
    }
    assert!(killed >= 4, "{killed} kills");
}
