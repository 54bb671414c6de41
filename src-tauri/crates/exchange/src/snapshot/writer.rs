//! Writing a snapshot: first its parts into a spool, one after another, then the container around them, because the
//! manifest that comes first has the hashes of all that follows.

use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use cairn_model::hex;
use sha2::{Digest, Sha256};

use super::frame::{self, Frame};
use super::{Counts, Flaw, FlawCode, LINE_BYTES_MAX, Manifest, ManifestFacts, Member, SnapshotError};

/// How much travels to the hashing thread at once.
const BLOCK_BYTES: usize = 512 * 1024;
/// How many blocks may wait: bounds memory.
const BLOCKS_WAITING: usize = 4;

/// A part of a snapshot that lies in the spool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which entry it becomes.
    pub member: Member,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    crc: u32,
}

/// Takes the content of one part.
#[derive(Debug)]
pub struct PartSink {
    member: Member,
    block: Vec<u8>,
    lines: u64,
    blocks: SyncSender<Vec<u8>>,
    emptied: Receiver<Vec<u8>>,
}

impl PartSink {
    /// Adds a line: `write` appends its content.
    ///
    /// # Errors
    /// [`SnapshotError::LineTooLong`] and [`SnapshotError::Json`]; where writing fails is told by the part as a whole.
    pub fn line(&mut self, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) -> Result<(), SnapshotError> {
        let start = self.block.len();
        write(&mut self.block).map_err(|error| SnapshotError::Json(self.member.name(), error))?;
        self.lines += 1;
        let bytes = self.block.len() - start;
        if bytes > LINE_BYTES_MAX {
            return Err(SnapshotError::LineTooLong { file: self.member.name(), line: self.lines, bytes });
        }
        self.block.push(b'\n');
        self.pass_on();
        Ok(())
    }

    /// Adds lines that are complete, each with its line feed.
    ///
    /// # Errors
    /// As [`PartSink::line`].
    pub fn whole_lines(&mut self, lines: &[u8]) -> Result<(), SnapshotError> {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', lines) {
            self.lines += 1;
            if end - start > LINE_BYTES_MAX {
                let (file, line) = (self.member.name(), self.lines);
                return Err(SnapshotError::LineTooLong { file, line, bytes: end - start });
            }
            start = end + 1;
        }
        self.bytes(lines);
        Ok(())
    }

    /// Adds bytes that are no lines.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.block.extend_from_slice(bytes);
        self.pass_on();
    }

    fn pass_on(&mut self) {
        if self.block.len() >= BLOCK_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        let mut next = self.emptied.try_recv().unwrap_or_default();
        next.clear();
        // A closed channel means that writing failed: the thread that did says why.
        let _closed = self.blocks.send(std::mem::replace(&mut self.block, next));
    }
}

/// Makes a snapshot. `spool` is an empty file that nobody else sees; it holds the parts until the container is made.
#[derive(Debug)]
pub struct SnapshotWriter<'s, S> {
    spool: &'s mut S,
    parts: Vec<Part>,
}

impl<'s, S: Write + Send> SnapshotWriter<'s, S> {
    /// Returns a writer without parts.
    pub fn new(spool: &'s mut S) -> Self {
        SnapshotWriter { spool, parts: Vec::new() }
    }

    /// Adds the next part, which `fill` writes; it is hashed and spooled meanwhile. Returns the number of its lines.
    ///
    /// # Errors
    /// What `fill` says, [`SnapshotError::Write`]; a [`Flaw`] when an attachment is not what its name says.
    pub fn part<E: From<SnapshotError>>(
        &mut self,
        member: Member,
        fill: impl FnOnce(&mut PartSink) -> Result<(), E>,
    ) -> Result<u64, E> {
        let (blocks, to_write) = sync_channel(BLOCKS_WAITING);
        let (empty, emptied) = sync_channel(BLOCKS_WAITING);
        let mut sink = PartSink { member, block: Vec::new(), lines: 0, blocks, emptied };
        let spool = &mut *self.spool;
        let (filled, spooled) = std::thread::scope(|scope| {
            let spooling = scope.spawn(move || spool_part(spool, member, &to_write, &empty));
            let filled = fill(&mut sink).map(|()| {
                sink.send();
                sink.lines
            });
            drop(sink);
            (filled, spooling.join())
        });
        let part = match spooled {
            Ok(part) => part?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        let lines = filled?;
        if let Member::Attachment(digest) = member
            && digest != part.sha256
        {
            let flaw = Flaw::new(FlawCode::FileHash, &member.name(), hex(&digest), hex(&part.sha256));
            return Err(SnapshotError::Flaw(flaw).into());
        }
        self.parts.push(part);
        Ok(lines)
    }

    /// Returns the parts so far.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Writes the container of all parts and returns its manifest.
    ///
    /// # Errors
    /// [`SnapshotError::Write`]; what was written then is no snapshot.
    pub fn finish(self, facts: ManifestFacts, counts: Counts, out: &mut impl Write) -> Result<Manifest, SnapshotError>
    where
        S: Read + Seek,
    {
        let json = |error| SnapshotError::Json(Member::Manifest.name(), error);
        let manifest = Manifest::new(facts, counts, &self.parts).map_err(json)?;
        let head = manifest.to_bytes().map_err(json)?;
        let frame_of = |part: &Part| Frame { name: part.member.name(), bytes: part.bytes, crc: part.crc };
        let first = Frame { name: Member::Manifest.name(), bytes: head.len() as u64, crc: crc32fast::hash(&head) };
        let (spool, mut offset, mut directory) = (self.spool, 0, Vec::new());
        let mut write = || {
            spool.seek(SeekFrom::Start(0))?;
            place(&first, &mut &head[..], &mut offset, &mut directory, out)?;
            for part in &self.parts {
                place(&frame_of(part), spool, &mut offset, &mut directory, out)?;
            }
            out.write_all(&directory)?;
            out.write_all(&frame::end(1 + self.parts.len() as u64, directory.len() as u64, offset))?;
            out.flush()
        };
        write().map_err(SnapshotError::Write)?;
        Ok(manifest)
    }
}

/// Writes one entry, and its line into the directory.
fn place(
    frame: &Frame,
    content: &mut dyn Read,
    offset: &mut u64,
    directory: &mut Vec<u8>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let header = frame.local();
    out.write_all(&header)?;
    let mut block = vec![0; BLOCK_BYTES];
    let mut left = frame.bytes;
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
        content.read_exact(&mut block[..wanted])?;
        out.write_all(&block[..wanted])?;
        left -= wanted as u64;
    }
    directory.extend(frame.central(*offset));
    *offset += header.len() as u64 + frame.bytes;
    Ok(())
}

fn spool_part<S: Write>(
    spool: &mut S,
    member: Member,
    blocks: &Receiver<Vec<u8>>,
    empty: &SyncSender<Vec<u8>>,
) -> Result<Part, SnapshotError> {
    let (mut sha256, mut crc, mut bytes) = (Sha256::new(), crc32fast::Hasher::new(), 0);
    for block in blocks {
        sha256.update(&block);
        crc.update(&block);
        bytes += block.len() as u64;
        spool.write_all(&block).map_err(SnapshotError::Write)?;
        // Nobody has to take it back.
        let _dropped = empty.try_send(block);
    }
    spool.flush().map_err(SnapshotError::Write)?;
    Ok(Part { member, bytes, sha256: sha256.finalize().into(), crc: crc.finalize() })
}
