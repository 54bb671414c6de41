//! A batch that is too long for memory: it goes to a file of its own while it is made, counts when the journal says so, and
//! is given to the database in slices.

use std::io;

use super::super::{BackendError, Flaw, LongBatch, Write};
use super::file::{JournalFile, LONG_NAME};
use super::sector::{BODY_BYTES, Kind, Place, SECTOR_BYTES, Sector, push, push_write, size_of, take_write};
use super::{Backend, Journal, failed_before};

/// How many bytes are read or written at once.
const BLOCK_BYTES: usize = 1024 * 1024;
/// Every so often what was written is made certain: the disk works meanwhile, and the last wait is short.
const SYNC_BYTES: u64 = 32 * 1024 * 1024;

/// A long batch that counts: where it lies and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LongPlace {
    pub(super) place: Place,
    pub(super) sectors: u64,
}

/// The file of long batches while one is written into it.
#[derive(Debug)]
struct Spill<F> {
    file: F,
    place: Place,
    /// Bytes that fill no sector yet. The last sector is written when everything is there.
    waiting: Vec<u8>,
    /// Sectors that are not in the file yet.
    block: Vec<u8>,
    sectors: usize,
    written: u64,
    synced: u64,
}

impl<F: JournalFile> Spill<F> {
    fn put(&mut self, writes: &[Write]) -> io::Result<()> {
        for write in writes {
            push_write(&mut self.waiting, write);
            let whole = self.waiting.len().saturating_sub(1) / BODY_BYTES;
            for piece in self.waiting[..whole * BODY_BYTES].chunks(BODY_BYTES) {
                push(&mut self.block, self.sectors, self.place, (self.sectors == 0, false), piece);
                self.sectors += 1;
            }
            self.waiting.drain(..whole * BODY_BYTES);
            if self.block.len() >= BLOCK_BYTES {
                self.write_block()?;
            }
        }
        Ok(())
    }

    fn write_block(&mut self) -> io::Result<()> {
        self.file.write_at(self.written, &self.block)?;
        self.written += self.block.len() as u64;
        self.block.clear();
        if self.written - self.synced >= SYNC_BYTES {
            self.file.sync()?;
            self.synced = self.written;
        }
        Ok(())
    }

    /// Makes everything certain; returns how many sectors that are.
    fn finish(&mut self) -> io::Result<u64> {
        push(&mut self.block, self.sectors, self.place, (self.sectors == 0, true), &self.waiting);
        self.sectors += 1;
        self.waiting = Vec::new();
        self.write_block()?;
        self.block = Vec::new();
        self.file.sync()?;
        Ok(self.sectors as u64)
    }
}

/// A long batch of a journal while it is made.
pub(super) struct Spilling<'j, B: Backend + 'static, F: JournalFile> {
    journal: &'j Journal<B, F>,
    /// `None` when it counts, or is given up.
    spill: Option<Spill<F>>,
}

impl<'j, B: Backend + 'static, F: JournalFile> Spilling<'j, B, F> {
    /// Begins a long batch: whatever came before it is in the database then.
    pub(super) fn begin(journal: &'j Journal<B, F>) -> Result<Self, BackendError> {
        let mut writer = journal.writer();
        if writer.has_failed {
            return Err(failed_before());
        }
        journal.settle(&mut writer)?;
        let place = Place { epoch: writer.epoch, number: writer.number };
        let file = writer.long.take().ok_or_else(failed_before)?;
        let (waiting, block) = (Vec::new(), Vec::with_capacity(BLOCK_BYTES + SECTOR_BYTES));
        let mut spill = Spill { file, place, waiting, block, sectors: 0, written: 0, synced: 0 };
        // What a longer one before may have left would make this file longer than it is.
        let emptied = spill.file.cut(0);
        let spilling = Spilling { journal, spill: Some(spill) };
        drop(writer);
        emptied.map_err(BackendError::Io)?;
        Ok(spilling)
    }
}

impl<B: Backend + 'static, F: JournalFile> LongBatch for Spilling<'_, B, F> {
    fn put(&mut self, writes: &mut Vec<Write>) -> Result<(), BackendError> {
        let spill = self.spill.as_mut().ok_or_else(failed_before)?;
        let outcome = spill.put(writes);
        writes.clear();
        outcome.map_err(BackendError::Io)
    }

    fn finish(mut self: Box<Self>, mark: Vec<u8>) -> Result<(), BackendError> {
        let spill = self.spill.as_mut().ok_or_else(failed_before)?;
        let sectors = spill.finish().map_err(BackendError::Io)?;
        let long = LongPlace { place: spill.place, sectors };
        let mut writer = self.journal.writer();
        if writer.has_failed || (writer.epoch, writer.number) != (long.place.epoch, long.place.number) {
            drop(writer);
            return Err(failed_before());
        }
        writer.long = self.spill.take().map(|spill| spill.file);
        writer.is_settled = false;
        let bytes = writer.next_long(&mark, sectors);
        writer.put(Kind::Long, &mark, bytes)?;
        // Whoever reads meanwhile waits, as for any other batch.
        let outcome = self.journal.layers.alone(|below| writer.drain(below, long));
        writer.has_failed |= outcome.is_err();
        outcome?;
        writer.base()?;
        writer.empty_long().map_err(BackendError::Io)
    }
}

impl<B: Backend + 'static, F: JournalFile> Drop for Spilling<'_, B, F> {
    fn drop(&mut self) {
        if let Some(Spill { mut file, .. }) = self.spill.take() {
            // Nothing counts of it. What cannot be cut now is cut when the estate is opened next.
            let _ = file.cut(0);
            self.journal.writer().long = Some(file);
        }
    }
}

fn flaw(sector: usize, expected: &str, found: &str) -> BackendError {
    let place = format!("{LONG_NAME} sector {sector}");
    BackendError::Journal(Flaw { place, expected: expected.to_owned(), found: found.to_owned() })
}

/// Calls `visit` with what each sector of a long batch holds, in their order.
fn bodies<F: JournalFile>(
    file: &mut F,
    long: LongPlace,
    mut visit: impl FnMut(&[u8]) -> Result<(), BackendError>,
) -> Result<(), BackendError> {
    let count = usize::try_from(long.sectors).map_err(|_| flaw(0, "a number of sectors", "too many"))?;
    let mut sector = 0;
    while sector < count {
        let wanted = BLOCK_BYTES.min((count - sector) * SECTOR_BYTES);
        let block = file.read_at((sector * SECTOR_BYTES) as u64, wanted).map_err(BackendError::Io)?;
        let (whole, _) = block.as_chunks::<SECTOR_BYTES>();
        if whole.is_empty() {
            return Err(flaw(sector, "a sector of a long batch", "the end of the file"));
        }
        for own in whole {
            match Sector::read(sector, own) {
                Sector::Written { place, is_first, is_last, body }
                    if place == long.place && is_first == (sector == 0) && is_last == (sector + 1 == count) =>
                {
                    visit(body)?;
                }
                Sector::Damaged => return Err(flaw(sector, "the checksum of what is there", "another")),
                _ => return Err(flaw(sector, "a sector of the newest long batch", "something else")),
            }
            sector += 1;
        }
    }
    Ok(())
}

/// Confirms that a long batch is what was written.
///
/// # Errors
/// [`BackendError::Journal`], [`BackendError::Io`].
pub(super) fn confirm<F: JournalFile>(file: &mut F, long: LongPlace) -> Result<(), BackendError> {
    bodies(file, long, |_| Ok(()))
}

/// Reads a long batch and hands it on in slices of about so many bytes, each sorted by key.
///
/// # Errors
/// [`BackendError::Journal`] where it is not what was written: the slices before were handed on then. What `take` says.
pub(super) fn slices<F: JournalFile>(
    file: &mut F,
    long: LongPlace,
    slice_bytes: u64,
    mut take: impl FnMut(Vec<Write>) -> Result<(), BackendError>,
) -> Result<(), BackendError> {
    let (mut waiting, mut slice, mut bytes) = (Vec::new(), Vec::new(), 0);
    bodies(file, long, |body| {
        waiting.extend_from_slice(body);
        let mut rest = waiting.as_slice();
        while let Some((write, behind)) = take_write(rest) {
            bytes += size_of(&write) as u64;
            slice.push(write);
            rest = behind;
        }
        let used = waiting.len() - rest.len();
        waiting.drain(..used);
        if bytes < slice_bytes {
            return Ok(());
        }
        bytes = 0;
        take(sorted(std::mem::take(&mut slice)))
    })?;
    if !waiting.is_empty() {
        return Err(flaw(0, "writes up to the end of the batch", "a part of one"));
    }
    if slice.is_empty() { Ok(()) } else { take(sorted(slice)) }
}

fn sorted(mut writes: Vec<Write>) -> Vec<Write> {
    writes.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    writes
}
