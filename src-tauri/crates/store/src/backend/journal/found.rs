//! What a journal holds when it is opened: the entries that count, or where it is damaged.

use std::collections::BTreeMap;

use super::super::{BackendError, Flaw};
use super::file::FILE_NAMES;
use super::sector::{Entry, Kind, SECTOR_BYTES, Sector, decoded};

/// Writes by key: what they lead to.
pub(super) type Writes = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// One file, as far as it is what was written.
struct FileFound {
    /// The newest epoch that anything in it is of; 0 when it is empty.
    epoch: u64,
    /// The entries of that epoch.
    entries: Vec<Entry>,
    /// How many sectors these take.
    sectors: usize,
    /// Behind these lies a part of one that was not written whole.
    is_torn: bool,
    /// Where the first sector lies that is not what was written.
    flaw: Option<Flaw>,
    /// Where an entry is missing before later ones: that matters while the file is needed.
    gap: Option<Flaw>,
}

/// What a journal holds.
#[derive(Debug)]
pub struct Found {
    /// What the database holds at least: the mark of the batch before the first entry that counts.
    pub floor: Vec<u8>,
    /// The mark of the newest batch.
    pub newest: Vec<u8>,
    /// What the entries lead to; empty when everything is in the database.
    pub(super) writes: Writes,
    /// The newest epoch that is anywhere in the files.
    pub(super) epoch: u64,
    /// Which file has the newest entry, and how many entries and sectors it has of its epoch.
    pub(super) file: usize,
    pub(super) entries: u32,
    pub(super) sectors: usize,
    /// Further entries may follow the newest: its epoch begins with a base, and nothing half written lies behind it.
    pub(super) goes_on: bool,
}

fn flaw(file: usize, sector: usize, expected: &str, found: impl Into<String>) -> Flaw {
    let place = format!("{} sector {sector}", FILE_NAMES[file]);
    Flaw { place, expected: expected.to_owned(), found: found.into() }
}

/// Reads one file: the entries of its newest epoch, and whether everything else in it can be what a power cut leaves.
fn read_file(file: usize, bytes: &[u8]) -> FileFound {
    let (whole, rest) = bytes.as_chunks::<SECTOR_BYTES>();
    let sectors: Vec<Sector<'_>> = whole.iter().enumerate().map(|(index, own)| Sector::read(index, own)).collect();
    let mut bad = sectors.iter().position(|own| *own == Sector::Damaged);
    if bad.is_none() && rest.iter().any(|byte| *byte != 0) {
        bad = Some(sectors.len());
    }
    let bad = bad.map(|index| flaw(file, index, "the checksum of what is there", "another"));
    let epoch_of = |sector: &Sector<'_>| match sector {
        Sector::Written { place, .. } => place.epoch,
        Sector::Empty | Sector::Damaged => 0,
    };
    let epoch = sectors.iter().map(epoch_of).max().unwrap_or(0);
    let (mut entries, mut next, mut gap) = (Vec::new(), 0, None);
    while let Some((body, count)) = entry_at(&sectors[next..], epoch, entries.len()) {
        let fits = |entry: &Entry| (entry.kind == Kind::Next) != entries.is_empty();
        let Some(entry) = decoded(&body).filter(fits) else {
            gap = Some(flaw(file, next, "an entry", "something else"));
            break;
        };
        entries.push(entry);
        next += count;
    }
    let is_torn = sectors[next..].iter().any(|sector| epoch_of(sector) == epoch && epoch > 0);
    // Behind the newest entry there may be parts of one that was never acknowledged, and nothing later of this epoch.
    let later = sectors[next..].iter().position(|sector| match sector {
        Sector::Written { place, .. } => place.epoch == epoch && place.number as usize != entries.len(),
        Sector::Empty | Sector::Damaged => false,
    });
    if let Some(later) = later {
        let expected = format!("entry {} of epoch {epoch} before those behind it", entries.len());
        gap.get_or_insert_with(|| flaw(file, next, &expected, format!("a later one at sector {}", next + later)));
    }
    FileFound { epoch, entries, sectors: next, is_torn, flaw: bad, gap }
}

/// Returns the bytes of the entry of this epoch and number that begins here, and how many sectors it takes; `None` when it
/// is not there as a whole.
fn entry_at(sectors: &[Sector<'_>], epoch: u64, number: usize) -> Option<(Vec<u8>, usize)> {
    let mut body = Vec::new();
    for (part, sector) in sectors.iter().enumerate() {
        match sector {
            Sector::Written { place, is_first, is_last, body: piece }
                if place.epoch == epoch && place.number as usize == number && *is_first == (part == 0) =>
            {
                body.extend_from_slice(piece);
                if *is_last {
                    return Some((body, part + 1));
                }
            }
            _ => return None,
        }
    }
    None
}

impl Found {
    /// Reads a journal: what its two files hold.
    ///
    /// # Errors
    /// [`BackendError::Journal`]: the first thing that is not what was written.
    pub(super) fn read(files: [&[u8]; 2]) -> Result<Found, BackendError> {
        let (found, flaw) = Found::read_as_far(files);
        match (flaw, found) {
            (Some(flaw), _) => Err(BackendError::Journal(flaw)),
            (None, Some(found)) => Ok(found),
            (None, None) => Err(BackendError::Journal(nothing())),
        }
    }

    /// Reads a journal as far as it can be read: what stands before the first thing that is not what was written, when
    /// that is anything; and that thing.
    pub(crate) fn read_as_far(files: [&[u8]; 2]) -> (Option<Found>, Option<Flaw>) {
        let [first, second] = [read_file(0, files[0]), read_file(1, files[1])];
        let mut wrong = first.flaw.clone().or_else(|| second.flaw.clone());
        let epoch = first.epoch.max(second.epoch);
        let (newest, other) = match (first.entries.is_empty(), second.entries.is_empty()) {
            (true, true) => return (None, wrong.or(first.gap).or(second.gap).or_else(|| Some(nothing()))),
            (false, true) => ((0, first), second),
            (true, false) => ((1, second), first),
            _ if first.epoch > second.epoch => ((0, first), second),
            _ => ((1, second), first),
        };
        let (file, newest) = newest;
        let has_base = newest.entries.first().is_some_and(|entry| entry.kind == Kind::Base);
        // What is older than a base may be half overwritten: nobody needs it.
        let gap = newest.gap.clone().or_else(|| other.gap.clone().filter(|_| !has_base || other.epoch >= newest.epoch));
        wrong = wrong.or(gap);
        let before = newest.entries.first().map(|entry| &entry.before);
        let mut before_all = before.cloned().unwrap_or_default();
        let mut entries = Vec::new();
        // Where the other file was about to be written anew, what it held was in the database; and a base says so.
        if !has_base && other.epoch < newest.epoch {
            let continues = other.epoch + 1 == newest.epoch && other.entries.last().map(|last| &last.mark) == before;
            if !continues {
                wrong.get_or_insert_with(|| {
                    flaw(1 - file, other.sectors, &format!("what was before epoch {}", newest.epoch), "something else")
                });
            }
            before_all = other.entries.first().map_or(before_all, |first| first.before.clone());
            entries = other.entries;
        } else if other.epoch == newest.epoch {
            wrong.get_or_insert_with(|| flaw(1 - file, 0, "another epoch than that of the other file", "the same"));
        }
        let count = u32::try_from(newest.entries.len()).unwrap_or(u32::MAX);
        let sectors = newest.sectors;
        let goes_on = has_base && newest.epoch == epoch && !newest.is_torn;
        entries.extend(newest.entries);
        let mark = entries.last().map(|last| last.mark.clone()).unwrap_or_default();
        // An entry without writes is made when the database holds them already.
        let settled = entries.iter().take_while(|entry| entry.writes.is_empty()).last();
        let floor = settled.map_or(before_all, |entry| entry.mark.clone());
        let writes = entries.into_iter().flat_map(|entry| entry.writes).collect();
        (Some(Found { floor, newest: mark, writes, epoch, file, entries: count, sectors, goes_on }), wrong)
    }

    /// Returns whether the database holds everything.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.writes.is_empty()
    }

    /// Returns what the entries lead to, sorted by key.
    pub(crate) fn into_writes(self) -> Vec<super::super::Write> {
        self.writes.into_iter().collect()
    }
}

fn nothing() -> Flaw {
    Flaw { place: FILE_NAMES[0].to_owned(), expected: "a journal".to_owned(), found: "none".to_owned() }
}
