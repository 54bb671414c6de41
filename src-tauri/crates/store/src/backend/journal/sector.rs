//! How entries lie in a journal file: in sectors, each of which says by itself whether it is what was written.
//!
//! Disks write a sector whole or not at all. So each sector of an entry that a power cut left half written is either
//! the new one or what was there before, and anything else is damage: a wrong bit is never taken for a torn write.

use super::super::Write;

/// What disks write whole or not at all.
pub(super) const SECTOR_BYTES: usize = 512;
/// Before the bytes of a sector: checksum, length, place, epoch and number.
const FRONT_BYTES: usize = 24;
const BODY_BYTES: usize = SECTOR_BYTES - FRONT_BYTES;
const FIRST: u8 = 1;
const LAST: u8 = 2;
/// The length that stands for a key which is deleted.
const DELETED: u32 = u32::MAX;
/// More than any mark has.
pub(super) const MARK_BYTES_MAX: usize = 128;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The first of its epoch: whatever was written before it is in the database. It has no writes.
    Base = 1,
    /// The first of its epoch: what was written in the epoch before may not be in the database yet.
    First = 2,
    /// One that follows another.
    Next = 3,
}

/// A batch as it lies in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The mark of the entry before it, when it is the first of its epoch.
    pub(super) before: Vec<u8>,
    pub(super) mark: Vec<u8>,
    pub(super) writes: Vec<Write>,
}

/// Which entry a sector is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) epoch: u64,
    /// The number of the entry within its epoch.
    pub(super) number: u32,
}

/// A sector of a journal file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sector<'b> {
    /// Nothing was ever written there.
    Empty,
    Written {
        place: Place,
        is_first: bool,
        is_last: bool,
        body: &'b [u8],
    },
    /// It is not what was written.
    Damaged,
}

/// The sum is over where the sector lies, too: one in the place of another is as wrong as one with a wrong bit.
fn checksum(index: usize, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&(index as u64).to_le_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

impl Sector<'_> {
    /// Returns what the sector of that number within its file is.
    pub(super) fn read(index: usize, bytes: &[u8; SECTOR_BYTES]) -> Sector<'_> {
        if bytes.iter().all(|byte| *byte == 0) {
            return Sector::Empty;
        }
        let (front, body) = bytes.split_at(FRONT_BYTES);
        let [s0, s1, s2, s3, l0, l1, flags, _, epoch @ ..] = front else { return Sector::Damaged };
        let [e0, e1, e2, e3, e4, e5, e6, e7, n0, n1, n2, n3, ..] = epoch else { return Sector::Damaged };
        let length = usize::from(u16::from_le_bytes([*l0, *l1]));
        if checksum(index, &bytes[4..]) != u32::from_le_bytes([*s0, *s1, *s2, *s3]) || length > BODY_BYTES {
            return Sector::Damaged;
        }
        let epoch = u64::from_le_bytes([*e0, *e1, *e2, *e3, *e4, *e5, *e6, *e7]);
        let number = u32::from_le_bytes([*n0, *n1, *n2, *n3]);
        Sector::Written {
            place: Place { epoch, number },
            is_first: flags & FIRST != 0,
            is_last: flags & LAST != 0,
            body: &body[..length],
        }
    }
}

/// Returns the sectors of an entry that begins at the sector `index` of its file.
pub(super) fn encoded(place: Place, entry: &Entry, index: usize) -> Vec<u8> {
    let body = body_of(entry);
    let count = body.len().div_ceil(BODY_BYTES);
    let mut sectors = Vec::with_capacity(count * SECTOR_BYTES);
    for (part, piece) in body.chunks(BODY_BYTES).enumerate() {
        let start = sectors.len();
        let mut flags = if part == 0 { FIRST } else { 0 };
        flags |= if part + 1 == count { LAST } else { 0 };
        // A sector holds less than 64 KiB.
        let length = u16::try_from(piece.len()).unwrap_or(u16::MAX);
        sectors.extend_from_slice(&[0; 4]);
        sectors.extend_from_slice(&length.to_le_bytes());
        sectors.extend_from_slice(&[flags, 0]);
        sectors.extend_from_slice(&place.epoch.to_le_bytes());
        sectors.extend_from_slice(&place.number.to_le_bytes());
        sectors.extend_from_slice(&[0; 4]);
        sectors.extend_from_slice(piece);
        sectors.resize(start + SECTOR_BYTES, 0);
        let sum = checksum(index + part, &sectors[start + 4..]);
        sectors[start..start + 4].copy_from_slice(&sum.to_le_bytes());
    }
    sectors
}

fn body_of(entry: &Entry) -> Vec<u8> {
    let size = |(key, value): &Write| 6 + key.len() + value.as_ref().map_or(0, Vec::len);
    let mut body = Vec::with_capacity(2 * MARK_BYTES_MAX + entry.writes.iter().map(size).sum::<usize>());
    body.push(entry.kind as u8);
    for mark in [&entry.before, &entry.mark] {
        // Whoever gives a mark keeps to its limit.
        body.push(u8::try_from(mark.len()).unwrap_or(u8::MAX));
        body.extend_from_slice(&mark[..mark.len().min(usize::from(u8::MAX))]);
    }
    for (key, value) in &entry.writes {
        let length = value.as_ref().map_or(DELETED, |value| u32::try_from(value.len()).unwrap_or(DELETED));
        body.extend_from_slice(&u16::try_from(key.len()).unwrap_or(u16::MAX).to_le_bytes());
        body.extend_from_slice(&length.to_le_bytes());
        body.extend_from_slice(key);
        body.extend_from_slice(value.as_deref().unwrap_or_default());
    }
    body
}

/// Returns the entry that these bytes are; `None` when they are none.
pub(super) fn decoded(body: &[u8]) -> Option<Entry> {
    let (kind, mut rest) = body.split_first()?;
    let kind = match kind {
        1 => Kind::Base,
        2 => Kind::First,
        3 => Kind::Next,
        _ => return None,
    };
    let mut mark = || {
        let (length, behind) = rest.split_first()?;
        let (mark, behind) = behind.split_at_checked(usize::from(*length))?;
        rest = behind;
        Some(mark.to_vec())
    };
    let (before, mark) = (mark()?, mark()?);
    let mut writes = Vec::new();
    while !rest.is_empty() {
        let (front, behind) = rest.split_first_chunk::<6>()?;
        let [k0, k1, v0, v1, v2, v3] = *front;
        let (key, behind) = behind.split_at_checked(usize::from(u16::from_le_bytes([k0, k1])))?;
        let length = u32::from_le_bytes([v0, v1, v2, v3]);
        if length == DELETED {
            writes.push((key.to_vec(), None));
            rest = behind;
        } else {
            let (value, behind) = behind.split_at_checked(length as usize)?;
            writes.push((key.to_vec(), Some(value.to_vec())));
            rest = behind;
        }
    }
    Some(Entry { kind, before, mark, writes })
}
