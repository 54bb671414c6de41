//! A disk on which only what was synced is certain: what else there is after a power cut is anybody's guess.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Component, Path};

/// What disks write whole or not at all.
const SECTOR_BYTES: usize = 512;
const ROOT: u32 = 0;

/// Files and directories by number; names are of directories.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    dirs: HashMap<u32, BTreeMap<String, u32>>,
    files: HashMap<u32, Vec<u8>>,
}

/// Something that was done and not synced.
#[derive(Clone, Debug)]
enum Op {
    Write {
        file: u32,
        offset: usize,
        bytes: Vec<u8>,
    },
    Resize {
        file: u32,
        length: usize,
    },
    /// Names that change in one step: of a directory, to a child or to nothing.
    Names(Vec<(u32, String, Option<u32>)>),
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// What happens to unsynced things when the power goes.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// Nothing of them is there.
    Nothing,
    /// Everything is.
    Everything,
    /// The names, and only the last write.
    Last,
    /// The names up to a point; of the writes some, some of these torn at a sector.
    Some,
}

/// A directory and everything below it: as programs see it, and as much as is certain.
pub struct Disk {
    live: Tree,
    durable: Tree,
    pending: Vec<Op>,
    next: u32,
}

impl Tree {
    fn apply(&mut self, op: &Op) {
        match op {
            Op::Write { file, offset, bytes } => {
                let content = self.files.entry(*file).or_default();
                content.resize(content.len().max(offset + bytes.len()), 0);
                content[*offset..offset + bytes.len()].copy_from_slice(bytes);
            }
            Op::Resize { file, length } => self.files.entry(*file).or_default().resize(*length, 0),
            Op::Names(names) => {
                for (dir, name, child) in names {
                    let dir = self.dirs.entry(*dir).or_default();
                    match child {
                        Some(child) => dir.insert(name.clone(), *child),
                        None => dir.remove(name),
                    };
                }
            }
        }
    }

    /// Makes real files of it.
    pub fn write_to(&self, place: &Path) {
        let mut waiting = vec![(ROOT, place.to_owned())];
        while let Some((number, path)) = waiting.pop() {
            if let Some(names) = self.dirs.get(&number) {
                fs::create_dir_all(&path).unwrap();
                waiting.extend(names.iter().map(|(name, child)| (*child, path.join(name))));
            } else {
                fs::write(&path, self.files.get(&number).map_or(&[][..], Vec::as_slice)).unwrap();
            }
        }
    }
}

impl Disk {
    /// Returns a disk on which the files below `place` are certain.
    pub fn of(place: &Path) -> Disk {
        let mut tree = Tree::default();
        let (mut next, mut waiting) = (ROOT + 1, vec![(ROOT, place.to_owned())]);
        while let Some((number, path)) = waiting.pop() {
            if !path.is_dir() {
                tree.files.insert(number, fs::read(&path).unwrap());
                continue;
            }
            let names = tree.dirs.entry(number).or_default();
            for entry in fs::read_dir(&path).unwrap() {
                let entry = entry.unwrap();
                names.insert(entry.file_name().into_string().unwrap(), next);
                waiting.push((next, entry.path()));
                next += 1;
            }
        }
        Disk { live: tree.clone(), durable: tree, pending: Vec::new(), next }
    }

    fn perform(&mut self, op: Op) {
        self.live.apply(&op);
        self.pending.push(op);
    }

    /// Returns the directory of a path, and its name there.
    fn split(&self, path: &Path) -> (u32, String) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let dir = self.find(path.parent().unwrap_or(Path::new("")));
        (dir.unwrap_or_else(|| panic!("no directory of {}", path.display())), name)
    }

    pub fn find(&self, path: &Path) -> Option<u32> {
        let names = path.components().filter(|part| !matches!(part, Component::CurDir));
        names.into_iter().try_fold(ROOT, |dir, part| self.live.dirs.get(&dir)?.get(part.as_os_str().to_str()?).copied())
    }

    /// A file is opened: made when it is not there, emptied when asked to.
    pub fn open(&mut self, path: &Path, creates: bool, empties: bool) {
        match self.find(path) {
            Some(file) if empties => self.perform(Op::Resize { file, length: 0 }),
            None if creates => {
                let file = self.next;
                self.next += 1;
                for tree in [&mut self.live, &mut self.durable] {
                    tree.files.insert(file, Vec::new());
                }
                let (dir, name) = self.split(path);
                self.perform(Op::Names(vec![(dir, name, Some(file))]));
            }
            _ => {}
        }
    }

    pub fn make_dir(&mut self, path: &Path) {
        let made = self.next;
        self.next += 1;
        for tree in [&mut self.live, &mut self.durable] {
            tree.dirs.insert(made, BTreeMap::new());
        }
        let (dir, name) = self.split(path);
        self.perform(Op::Names(vec![(dir, name, Some(made))]));
    }

    pub fn rename(&mut self, from: &Path, to: &Path) {
        let child = self.find(from).unwrap_or_else(|| panic!("{} is not there", from.display()));
        let ((from, old), (to, new)) = (self.split(from), self.split(to));
        self.perform(Op::Names(vec![(from, old, None), (to, new, Some(child))]));
    }

    pub fn remove(&mut self, path: &Path) {
        let (dir, name) = self.split(path);
        self.perform(Op::Names(vec![(dir, name, None)]));
    }

    pub fn write(&mut self, path: &Path, offset: usize, bytes: Vec<u8>) {
        let file = self.find(path).unwrap_or_else(|| panic!("{} is not there", path.display()));
        self.perform(Op::Write { file, offset, bytes });
    }

    pub fn resize(&mut self, path: &Path, length: usize) {
        let file = self.find(path).unwrap_or_else(|| panic!("{} is not there", path.display()));
        self.perform(Op::Resize { file, length });
    }

    pub fn length(&self, path: &Path) -> usize {
        self.find(path).and_then(|file| self.live.files.get(&file)).map_or(0, Vec::len)
    }

    /// A file or a directory was synced: what was done to it is certain now. That of a file says nothing of its name.
    pub fn sync(&mut self, path: &Path) {
        let Some(number) = self.find(path) else { return };
        let is_of = |op: &Op| match op {
            Op::Write { file, .. } | Op::Resize { file, .. } => *file == number,
            Op::Names(names) => names.iter().any(|(dir, ..)| *dir == number),
        };
        for op in std::mem::take(&mut self.pending) {
            if is_of(&op) {
                self.durable.apply(&op);
            } else {
                self.pending.push(op);
            }
        }
    }

    /// Returns how many things are uncertain.
    pub fn uncertain(&self) -> usize {
        self.pending.len()
    }

    /// Returns what is there after the power went now.
    pub fn after(&self, cut: Cut, dice: &mut Dice) -> Tree {
        let mut tree = self.durable.clone();
        let is_name = |op: &&Op| matches!(op, Op::Names(_));
        let names = self.pending.iter().filter(is_name).count();
        // Names reach the disk in their order: file systems keep a journal of them.
        let names_kept = match cut {
            Cut::Nothing => 0,
            Cut::Everything | Cut::Last => names,
            Cut::Some => dice.below(names + 1),
        };
        let (mut names_seen, last) = (0, self.pending.iter().rposition(|op| !is_name(&op)));
        for (position, op) in self.pending.iter().enumerate() {
            if is_name(&op) {
                names_seen += 1;
                if names_seen <= names_kept {
                    tree.apply(op);
                }
                continue;
            }
            match cut {
                Cut::Nothing => {}
                Cut::Everything => tree.apply(op),
                Cut::Last if Some(position) == last => tree.apply(op),
                Cut::Last => {}
                Cut::Some => match dice.below(4) {
                    0 | 1 => {}
                    2 => tree.apply(op),
                    _ => tree.apply(&torn(op, dice)),
                },
            }
        }
        tree
    }
}

/// Returns the front of a write, up to the end of some sector.
fn torn(op: &Op, dice: &mut Dice) -> Op {
    let Op::Write { file, offset, bytes } = op else { return op.clone() };
    let first = SECTOR_BYTES - offset % SECTOR_BYTES;
    let ends = bytes.len().saturating_sub(first).div_ceil(SECTOR_BYTES) + 1;
    let end = (first + dice.below(ends) * SECTOR_BYTES).min(bytes.len());
    Op::Write { file: *file, offset: *offset, bytes: bytes[..end].to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(tree: &Tree, place: &str) -> Option<String> {
        let dir = tempfile::tempdir().unwrap();
        tree.write_to(dir.path());
        fs::read_to_string(dir.path().join(place)).ok()
    }

    #[test]
    fn only_what_was_synced_is_certain() {
        let dir = tempfile::tempdir().unwrap();
        let (mut disk, mut dice) = (Disk::of(dir.path()), Dice::new(1));
        let mut nothing = |disk: &Disk, place: &str| content(&disk.after(Cut::Nothing, &mut dice), place);
        disk.open(Path::new("a.new"), true, true);
        disk.write(Path::new("a.new"), 0, b"one".to_vec());
        disk.sync(Path::new("a.new"));
        assert_eq!(nothing(&disk, "a.new"), None, "its name was not synced");
        disk.rename(Path::new("a.new"), Path::new("a"));
        disk.sync(Path::new(""));
        assert_eq!(nothing(&disk, "a").as_deref(), Some("one"));
        disk.write(Path::new("a"), 1, b"ther".to_vec());
        assert_eq!(nothing(&disk, "a").as_deref(), Some("one"), "nor were these bytes");
        assert_eq!(content(&disk.after(Cut::Everything, &mut dice), "a").as_deref(), Some("other"));
        disk.remove(Path::new("a"));
        assert_eq!(content(&disk.after(Cut::Nothing, &mut dice), "a").as_deref(), Some("one"));
    }
}
