//! A journal over a disk and a database that lose, tear and reorder whatever was not made certain, refuse to write, and stop
//! at any moment: what was acknowledged is read again, and of the batch that was not, everything or nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod lying;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use cairn_store::backend::journal::{self, Found};
use cairn_store::backend::{Backend, BackendError, Batch, Files, Journal};
use lying::*;
use proptest::prelude::*;

/// Small, so that it is full every few batches.
const LIMIT: u64 = 8 * 1024;
const HEAD: &[u8] = b"head";

type Tested = Journal<Database, LyingFile>;

fn files(world: &Arc<Mutex<World>>) -> Files<LyingFile> {
    let [first, second, long] = [0, 1, 2].map(|number| LyingFile { world: Arc::clone(world), number });
    Files { both: [first, second], long }
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
    let is_ahead = found.is_in(head, number_of(&found.newest));
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
    /// One that is too long for a file of the journal: in how many pieces it is handed over, 0 for all at once, and whether it is
    /// given up in the end.
    WriteLong(Vec<(u8, Option<u16>)>, usize, bool),
    /// Closed and opened.
    Reopen,
    /// From now on, after so many things.
    Fault(usize, Fault),
}

fn step() -> impl Strategy<Value = Step> {
    let write = || (0..40_u8, prop::option::weighted(0.8, 0..700_u16));
    let long = || (0..40_u8, prop::option::weighted(0.9, 2_000..7_000_u16));
    let fault = prop_oneof![Just(Fault::Kill), Just(Fault::PowerLoss), Just(Fault::Refusal)];
    prop_oneof![
        12 => prop::collection::vec(write(), 1..8).prop_map(|writes| Step::Write(writes, false)),
        1 => prop::collection::vec(write(), 30..60).prop_map(|writes| Step::Write(writes, false)),
        1 => prop::collection::vec(write(), 1..4).prop_map(|writes| Step::Write(writes, true)),
        2 => (prop::collection::vec(long(), 20..40), 0..4_usize, prop::bool::weighted(0.2))
            .prop_map(|(writes, pieces, given_up)| Step::WriteLong(writes, pieces, given_up)),
        1 => Just(Step::Reopen),
        3 => (0..24_usize, fault).prop_map(|(after, fault)| Step::Fault(after, fault)),
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
        let disk = [FileState::default(), FileState::default(), FileState::default()];
        let dice = Dice(seed | 1);
        let world = World { files: disk, database: Map::new(), is_alive: true, dice, left: None };
        let world = Arc::new(Mutex::new(world));
        journal::begin(&mut files(&world), b"0").unwrap();
        let journal = Some(open(&world).unwrap());
        Run { world, journal, reference: Map::new(), head: 0, unknown: None }
    }

    fn write(&mut self, keys: &[(u8, Option<u16>)], erases: bool) {
        let (batch, after) = self.batch(keys, erases);
        let journal = self.journal.as_ref().unwrap();
        let outcome = journal.apply(batch);
        if outcome.is_err() {
            let again = journal.apply(Batch { mark: b"9".to_vec(), ..Batch::default() });
            assert!(again.is_err(), "it goes on after a failure");
        }
        self.wrote(outcome, after);
    }

    /// Writes a batch as something that is made piece by piece, or gives it up when it is all there but for its end.
    fn write_long(&mut self, keys: &[(u8, Option<u16>)], pieces: usize, is_given_up: bool) {
        let (batch, after) = self.batch(keys, false);
        let journal = self.journal.as_ref().unwrap();
        if pieces == 0 {
            let outcome = journal.apply(batch);
            return self.wrote(outcome, after);
        }
        let mut rest = batch.writes;
        let piece = rest.len().div_ceil(pieces);
        let outcome = journal.begin_long().and_then(|mut long| {
            // In any order.
            while !rest.is_empty() {
                long.put(&mut rest.split_off(rest.len().saturating_sub(piece)))?;
                assert_eq!(read(journal), self.reference, "nothing is there before it is finished");
            }
            if is_given_up { Ok(false) } else { long.finish(batch.mark).map(|()| true) }
        });
        match outcome {
            Ok(false) => {
                let world = self.world.lock().unwrap();
                assert!(world.files[2].live.is_empty() || !world.is_alive || world.left.is_none(), "it takes no room");
            }
            outcome => self.wrote(outcome.map(|_| ()), after),
        }
    }

    /// Returns the next batch, and what is there after it.
    fn batch(&self, keys: &[(u8, Option<u16>)], erases: bool) -> (Batch, Map) {
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
        (Batch { writes: writes.into_iter().collect(), mark, erases }, after)
    }

    fn wrote(&mut self, outcome: Result<(), BackendError>, after: Map) {
        let journal = self.journal.as_ref().unwrap();
        match outcome {
            Ok(()) => {
                self.reference = after;
                self.head += 1;
                assert_eq!(read(journal), self.reference);
                let world = self.world.lock().unwrap();
                assert!(world.files[2].live.is_empty() || !world.is_alive, "what is in the database takes no room");
            }
            Err(_) => {
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
            Step::WriteLong(keys, pieces, is_given_up) => self.write_long(keys, *pieces, *is_given_up),
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

/// A journal with a long batch that counts, killed after the database took so many slices of it; and what it holds.
fn killed_amid(slices: usize) -> (Arc<Mutex<World>>, Map) {
    let keys: Vec<(u8, Option<u16>)> = (0..40).map(|key| (key, Some(6_000))).collect();
    // Whatever is done before the first slice: found by trying.
    let mut taken = Vec::new();
    for after in 0.. {
        let mut run = Run::begin(3);
        run.write(&[(1, Some(5))], false);
        let (batch, expected) = run.batch(&keys, false);
        run.world.lock().unwrap().left = Some((after, Fault::Kill));
        let journal = run.journal.take().unwrap();
        assert!(journal.apply(batch).is_err(), "it is killed before it is done");
        drop(journal);
        let mut world = run.world.lock().unwrap();
        world.is_alive = true;
        world.left = None;
        let database = world.database.clone();
        drop(world);
        let found = journal::read(&mut files(&run.world)).unwrap();
        if number_of(&found.newest) == 2 && taken.last() != Some(&database) {
            taken.push(database);
            if taken.len() == slices + 1 {
                return (run.world, expected);
            }
        }
    }
    unreachable!()
}

#[test]
fn a_long_batch_of_which_the_database_has_a_part_is_taken_as_a_whole() {
    for slices in 0..4 {
        let (world, expected) = killed_amid(slices);
        assert_ne!(world.lock().unwrap().database, expected, "after {slices}");
        let journal = open(&world).unwrap();
        assert_eq!(read(&journal), expected);
        assert_eq!(world.lock().unwrap().database, expected);
        assert!(world.lock().unwrap().files[2].live.is_empty(), "it is in the database");
    }
}

#[test]
fn a_wrong_bit_in_a_long_batch_is_found_before_any_more_of_it_is_taken() {
    let (world, _) = killed_amid(1);
    let before = world.lock().unwrap().database.clone();
    let length = world.lock().unwrap().files[2].live.len();
    assert!(length > 64 * SECTOR);
    for place in (0..length).step_by(211) {
        let outcome = read_with(&world, 2, |bytes| bytes[place] ^= 1 << (place % 8));
        let Err(BackendError::Journal(flaw)) = outcome else { panic!("byte {place}: {outcome:?}") };
        assert!(flaw.place.starts_with("journal.long sector "), "{flaw}");
    }
    // It is shorter than what counts.
    let whole = world.lock().unwrap().files[2].live.clone();
    world.lock().unwrap().files[2].live.truncate(length - SECTOR);
    assert!(open(&world).is_err());
    assert_eq!(world.lock().unwrap().database, before);
    world.lock().unwrap().files[2].live = whole;
    open(&world).unwrap();
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
