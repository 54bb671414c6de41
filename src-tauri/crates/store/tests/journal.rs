//! A journal over a disk and a database that lose, tear and reorder whatever was not made certain, refuse to write, and stop
//! at any moment: what was acknowledged is read again, and of the batch that was not, everything or nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod lying;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use cairn_store::backend::journal::{self, Found};
use cairn_store::backend::{Backend, BackendError, Batch, Journal};
use lying::*;
use proptest::prelude::*;

/// Small, so that it is full every few batches.
const LIMIT: u64 = 8 * 1024;
const HEAD: &[u8] = b"head";

type Tested = Journal<Database, LyingFile>;

fn files(world: &Arc<Mutex<World>>) -> [LyingFile; 2] {
    [0, 1].map(|number| LyingFile { world: Arc::clone(world), number })
}

fn number_of(mark: &[u8]) -> u64 {
    std::str::from_utf8(mark).unwrap().parse().unwrap()
}

/// Opens it as the store does.
fn open(world: &Arc<Mutex<World>>) -> Result<Tested, BackendError> {
    let mut files = files(world);
    let found: Found = journal::read(&mut files)?;
    let database = Database { world: Arc::clone(world) };
    let head = database.get(HEAD)?.map_or(0, |head| number_of(&head));
    assert!(head >= number_of(&found.floor), "the database has {head}, and less than {:?}", found.floor);
    let is_ahead = head >= number_of(&found.newest);
    Journal::over(database, files, found, is_ahead, LIMIT)
}

fn read(journal: &Tested) -> Map {
    let mut map = Map::new();
    journal
        .scan(&[], &[u8::MAX], &mut |key, value| {
            assert!(map.last_key_value().is_none_or(|(last, _)| last.as_slice() < key), "in order, each key once");
            map.insert(key.to_vec(), value.to_vec());
            true
        })
        .unwrap();
    for key in 0..=40_u8 {
        assert_eq!(journal.get(&[key]).unwrap(), map.get(&[key][..]).cloned());
    }
    map
}

#[derive(Clone, Debug)]
enum Step {
    /// A batch: which keys, how long their values are, and whether it erases.
    Write(Vec<(u8, Option<u16>)>, bool),
    /// Closed and opened.
    Reopen,
    /// From now on, after so many things.
    Fault(usize, Fault),
}

fn step() -> impl Strategy<Value = Step> {
    let write = || (0..40_u8, prop::option::weighted(0.8, 0..700_u16));
    let fault = prop_oneof![Just(Fault::Kill), Just(Fault::PowerLoss), Just(Fault::Refusal)];
    prop_oneof![
        12 => prop::collection::vec(write(), 1..8).prop_map(|writes| Step::Write(writes, false)),
        1 => prop::collection::vec(write(), 30..60).prop_map(|writes| Step::Write(writes, false)),
        1 => prop::collection::vec(write(), 1..4).prop_map(|writes| Step::Write(writes, true)),
        1 => Just(Step::Reopen),
        3 => (0..14_usize, fault).prop_map(|(after, fault)| Step::Fault(after, fault)),
    ]
}

struct Run {
    world: Arc<Mutex<World>>,
    journal: Option<Tested>,
    /// What was acknowledged last.
    reference: Map,
    head: u64,
    /// What was not.
    unknown: Option<Map>,
}

impl Run {
    fn begin(seed: u64) -> Self {
        let disk = [FileState::default(), FileState::default()];
        let dice = Dice(seed | 1);
        let world = World { files: disk, database: Map::new(), is_alive: true, dice, left: None };
        let world = Arc::new(Mutex::new(world));
        journal::begin(&mut files(&world), b"0").unwrap();
        let journal = Some(open(&world).unwrap());
        Run { world, journal, reference: Map::new(), head: 0, unknown: None }
    }

    fn write(&mut self, keys: &[(u8, Option<u16>)], erases: bool) {
        let number = self.head + 1;
        let mut writes = BTreeMap::from([(HEAD.to_vec(), Some(number.to_string().into_bytes()))]);
        let byte = |at: u64| u8::try_from((number * 31 + at) % 251).unwrap();
        let value = |length: u16| (0..u64::from(length)).map(byte).collect();
        writes.extend(keys.iter().map(|(key, length)| (vec![*key], length.map(value))));
        let mut after = self.reference.clone();
        for (key, value) in &writes {
            match value {
                Some(value) => after.insert(key.clone(), value.clone()),
                None => after.remove(key),
            };
        }
        let mark = number.to_string().into_bytes();
        let batch = Batch { writes: writes.into_iter().collect(), mark, erases };
        let journal = self.journal.as_ref().unwrap();
        match journal.apply(batch) {
            Ok(()) => {
                self.reference = after;
                self.head = number;
                assert_eq!(read(journal), self.reference);
            }
            Err(_) => {
                let again = journal.apply(Batch { mark: b"9".to_vec(), ..Batch::default() });
                assert!(again.is_err(), "it goes on after a failure");
                self.unknown = Some(after);
                self.recover();
            }
        }
    }

    /// Whatever happened: what is there now is what was acknowledged, perhaps with the batch that was not.
    fn recover(&mut self) {
        // Closing may meet the fault, too; what a fault ended writes nothing more.
        drop(self.journal.take());
        {
            let mut world = self.world.lock().unwrap();
            if !world.is_alive && world.left.is_some_and(|(_, fault)| fault == Fault::PowerLoss) {
                let World { files, dice, .. } = &mut *world;
                files.iter_mut().for_each(|file| file.lose(dice));
            }
            world.is_alive = true;
            world.left = None;
        }
        let journal = open(&self.world).unwrap();
        let found = read(&journal);
        let head = found.get(HEAD).map_or(0, |head| number_of(head));
        if found != self.reference {
            assert_eq!(Some(&found), self.unknown.as_ref(), "after record {}", self.head);
        }
        self.reference = found;
        self.head = head;
        self.unknown = None;
        journal.examine().unwrap();
        self.journal = Some(journal);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Write(keys, erases) => self.write(keys, *erases),
            Step::Reopen => self.recover(),
            Step::Fault(after, fault) => self.world.lock().unwrap().left = Some((*after, *fault)),
        }
        if !self.world.lock().unwrap().is_alive && self.unknown.is_none() {
            // The thread beside met it.
            self.recover();
        }
    }
}

#[test]
fn what_is_erased_is_in_no_file_of_the_journal() {
    const SECRET: &[u8] = b"hunter2-and-more";
    let mut run = Run::begin(1);
    let holds = |run: &Run| {
        let world = run.world.lock().unwrap();
        let is_in = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|window| window == SECRET);
        world.files.iter().any(|file| is_in(&file.live) || is_in(&file.durable))
    };
    let journal = run.journal.take().unwrap();
    for number in 1..40_u64 {
        let head = number.to_string().into_bytes();
        let writes = vec![(vec![7], Some([SECRET, &[0; 400]].concat())), (HEAD.to_vec(), Some(head.clone()))];
        journal.apply(Batch { writes, mark: head, erases: false }).unwrap();
        assert!(holds(&run), "it is where it is looked for");
    }
    let writes = vec![(vec![7], None), (HEAD.to_vec(), Some(b"40".to_vec()))];
    journal.apply(Batch { writes, mark: b"40".to_vec(), erases: true }).unwrap();
    assert!(!holds(&run));
    drop(journal);
    assert!(!holds(&run));
}

/// A journal of both files with some entries each, as a killed process leaves it; and what it holds.
fn killed(batches: u64) -> (Arc<Mutex<World>>, Map) {
    let mut run = Run::begin(1);
    for number in 0..batches {
        run.write(
            &[(u8::try_from(number % 40).unwrap(), Some(600)), (40, Some(u16::try_from(number).unwrap()))],
            false,
        );
    }
    run.world.lock().unwrap().is_alive = false;
    drop(run.journal.take());
    run.world.lock().unwrap().is_alive = true;
    (run.world, run.reference)
}

/// Reads the journal with something changed in one file.
fn read_with(world: &Arc<Mutex<World>>, file: usize, change: impl FnOnce(&mut [u8])) -> Result<Found, BackendError> {
    let before = world.lock().unwrap().files[file].live.clone();
    change(&mut world.lock().unwrap().files[file].live);
    let outcome = journal::read(&mut files(world));
    world.lock().unwrap().files[file].live = before;
    outcome
}

#[test]
fn a_wrong_bit_in_any_byte_is_found() {
    // One entry behind the base; several; an epoch that has just begun.
    for batches in [1, 6, 8] {
        let (world, _) = killed(batches);
        for file in 0..2 {
            let length = world.lock().unwrap().files[file].live.len();
            for place in 0..length {
                let outcome = read_with(&world, file, |bytes| bytes[place] ^= 1 << (place % 8));
                assert!(
                    matches!(outcome, Err(BackendError::Journal(_))),
                    "{batches} batches, file {file}, byte {place}"
                );
            }
        }
    }
}

#[test]
fn sectors_that_were_lost_are_found_unless_nobody_was_told_of_them() {
    let (world, _) = killed(6);
    let file = world.lock().unwrap().files.iter().position(|file| file.live.len() > SECTOR).unwrap();
    let whole = world.lock().unwrap().files[file].live.clone();
    let number_at = |sector: &[u8]| (sector.iter().any(|byte| *byte != 0)).then(|| sector[16]);
    let newest = whole.chunks(SECTOR).filter_map(number_at).max().unwrap();
    for (index, sector) in whole.chunks(SECTOR).enumerate() {
        let Some(number) = number_at(sector) else { continue };
        let outcome = read_with(&world, file, |bytes| bytes[index * SECTOR..(index + 1) * SECTOR].fill(0));
        if number == newest {
            let before = String::from_utf8(outcome.unwrap().newest).unwrap();
            assert_eq!(before, (newest - 1).to_string(), "it could be torn, and the others count");
        } else {
            assert!(matches!(outcome, Err(BackendError::Journal(_))), "sector {index} of entry {number}");
        }
    }
}

#[test]
fn what_is_old_is_not_written_over_a_database_that_is_ahead() {
    let (world, _) = killed(3);
    // A power cut took the newest entries of the journal, after the database had them.
    let ahead = Map::from([(HEAD.to_vec(), b"9".to_vec()), (vec![40], b"newer".to_vec())]);
    world.lock().unwrap().database = ahead.clone();
    assert_eq!(read(&open(&world).unwrap()), ahead);
}

#[test]
fn a_database_that_went_back_is_seen() {
    let (world, _) = killed(30);
    world.lock().unwrap().database.clear();
    let found = journal::read(&mut files(&world)).unwrap();
    assert!(number_of(&found.floor) > 0, "it has been folded in before: the database held more than nothing");
    assert_eq!(number_of(&found.newest), 30);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_acknowledged_is_there_after_any_fault(steps in prop::collection::vec(step(), 1..80), seed in any::<u64>()) {
        let mut run = Run::begin(seed);
        for step in &steps {
            run.step(step);
        }
        run.recover();
    }

    /// One wrong bit anywhere is found, also in what was never acknowledged or is not needed any more.
    #[test]
    fn a_flipped_bit_is_found(
        steps in prop::collection::vec(step(), 1..40), file in 0..2_usize, place in any::<prop::sample::Index>(), bit in 0..8_u8
    ) {
        let mut run = Run::begin(1);
        for step in &steps {
            run.step(step);
        }
        let journal = run.journal.take().unwrap();
        // Not closed: the entries are there.
        run.world.lock().unwrap().is_alive = false;
        drop(journal);
        {
            let mut world = run.world.lock().unwrap();
            world.is_alive = true;
            world.left = None;
            let bytes = &mut world.files[file].live;
            prop_assume!(!bytes.is_empty());
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
        }
        let outcome = journal::read(&mut files(&run.world));
        prop_assert!(matches!(outcome, Err(BackendError::Journal(_))), "{outcome:?}");
    }
}
