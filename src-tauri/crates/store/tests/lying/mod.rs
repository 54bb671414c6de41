//! A disk and a database that lose, tear and reorder whatever was not made certain, refuse to write, and stop at any moment.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use cairn_store::backend::{Backend, BackendError, Batch, JournalFile};

pub const SECTOR: usize = 512;

pub type Map = BTreeMap<Vec<u8>, Vec<u8>>;

pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[derive(Clone, Debug)]
pub enum Op {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl Op {
    pub fn on(&self, bytes: &mut Vec<u8>) {
        match self {
            Op::Write(offset, written) => {
                bytes.resize(bytes.len().max(offset + written.len()), 0);
                bytes[*offset..offset + written.len()].copy_from_slice(written);
            }
            Op::Cut(length) => bytes.resize(*length, 0),
        }
    }
}

/// A file: as programs see it, what is certain, and what happened since.
#[derive(Debug, Default)]
pub struct FileState {
    pub live: Vec<u8>,
    pub durable: Vec<u8>,
    pub pending: Vec<Op>,
}

impl FileState {
    /// The power goes: of what is not certain, any sectors are there.
    pub fn lose(&mut self, dice: &mut Dice) {
        for op in std::mem::take(&mut self.pending) {
            match op {
                Op::Write(offset, bytes) => {
                    for (number, piece) in bytes.chunks(SECTOR).enumerate() {
                        if dice.below(2) == 0 {
                            Op::Write(offset + number * SECTOR, piece.to_vec()).on(&mut self.durable);
                        }
                    }
                }
                Op::Cut(_) if dice.below(2) == 0 => {}
                cut => cut.on(&mut self.durable),
            }
        }
        self.live = self.durable.clone();
    }
}

/// What happens when so many things were done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The process is killed: what it wrote is there, and not certain.
    Kill,
    /// The power goes.
    PowerLoss,
    /// One write or sync is refused, after any part of it was done; others work again.
    Refusal,
}

#[derive(Debug)]
pub struct World {
    pub files: [FileState; 2],
    pub database: Map,
    pub is_alive: bool,
    pub dice: Dice,
    /// How many more things are done before the fault.
    pub left: Option<(usize, Fault)>,
}

impl std::fmt::Debug for Dice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Dice")
    }
}

pub fn refused() -> io::Error {
    io::ErrorKind::StorageFull.into()
}

impl World {
    /// Counts something that is about to be done; the error says that it is not done as a whole.
    pub fn count(&mut self) -> io::Result<()> {
        if !self.is_alive {
            return Err(refused());
        }
        match &mut self.left {
            Some((0, fault)) => {
                self.is_alive = *fault == Fault::Refusal;
                if self.is_alive {
                    self.left = None;
                }
                Err(refused())
            }
            Some((left, _)) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Does something to a file that is not certain before its sync.
    pub fn perform(&mut self, number: usize, op: Op) -> io::Result<()> {
        let was_alive = self.is_alive;
        let outcome = self.count();
        let op = match (&outcome, op) {
            (Ok(()), op) => op,
            // It was cut off: the front is there, up to some sector.
            (Err(_), Op::Write(offset, bytes)) if was_alive => {
                let sectors = self.dice.below(bytes.len() / SECTOR + 1);
                Op::Write(offset, bytes[..sectors * SECTOR].to_vec())
            }
            _ => return outcome,
        };
        let file = &mut self.files[number];
        op.on(&mut file.live);
        file.pending.push(op);
        outcome
    }
}

#[derive(Clone, Debug)]
pub struct LyingFile {
    pub world: Arc<Mutex<World>>,
    pub number: usize,
}

impl JournalFile for LyingFile {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.world.lock().unwrap().files[self.number].live.clone())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let op = Op::Write(usize::try_from(offset).unwrap(), bytes.to_vec());
        self.world.lock().unwrap().perform(self.number, op)
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut world = self.world.lock().unwrap();
        world.count()?;
        let file = &mut world.files[self.number];
        file.pending.clear();
        file.durable = file.live.clone();
        Ok(())
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.world.lock().unwrap().files[self.number].live.len() as u64)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.world.lock().unwrap().perform(self.number, Op::Cut(usize::try_from(length).unwrap()))
    }
}

/// A database that has a batch as a whole or not at all, and for certain when it says so.
#[derive(Clone, Debug)]
pub struct Database {
    pub world: Arc<Mutex<World>>,
}

impl Backend for Database {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        Ok(self.world.lock().unwrap().database.get(key).cloned())
    }

    fn scan(&self, from: &[u8], to: &[u8], visit: &mut dyn FnMut(&[u8], &[u8]) -> bool) -> Result<(), BackendError> {
        let map = self.world.lock().unwrap().database.clone();
        for (key, value) in map.range(from.to_vec()..to.to_vec()) {
            if !visit(key, value) {
                break;
            }
        }
        Ok(())
    }

    fn apply(&self, batch: Batch) -> Result<(), BackendError> {
        assert!(batch.writes.is_sorted_by(|left, right| left.0 < right.0), "sorted, each key once");
        let mut world = self.world.lock().unwrap();
        let was_alive = world.is_alive;
        let outcome = world.count();
        if outcome.is_ok() || was_alive && world.dice.below(2) == 0 {
            for (key, value) in batch.writes {
                match value {
                    Some(value) => world.database.insert(key, value),
                    None => world.database.remove(&key),
                };
            }
        }
        outcome.map_err(BackendError::Io)
    }

    fn size_bytes(&self) -> Result<u64, BackendError> {
        Ok(0)
    }
}
