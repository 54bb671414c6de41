//! Reading a container from front to back, believing nothing: every byte around the entries is compared with the one
//! that the writer would have written there.

use std::io::{self, Read};

use super::flaw::CONTAINER;
use super::frame::{self, EXTRA64_BYTES, Frame, LARGE, LOCAL_BYTES};
use super::{Flaw, FlawCode, Member, SnapshotError};

/// More bytes than this are refused before any of them is read.
const BYTES_MAX: u64 = 1 << 40;
/// Where a local header says how it is packed.
const FLAGS_AT: usize = 6;
const METHOD_AT: usize = 8;
const CRC_AT: usize = 14;
const PACKED_AT: usize = 18;
const BYTES_AT: usize = 22;
const NAME_AT: usize = 26;
const EXTRA_AT: usize = 28;

/// The entry that is being read.
struct Current {
    left: u64,
    hasher: crc32fast::Hasher,
}

/// Reads a container entry by entry. Keeps the names of the entries, and nothing of their content.
pub struct Reader<R> {
    input: R,
    /// How many bytes were read.
    offset: u64,
    /// Each entry so far, and where its header starts.
    frames: Vec<(Frame, u64)>,
    last: Option<Member>,
    declared: u64,
    current: Option<Current>,
    has_checksums: bool,
}

impl<R> std::fmt::Debug for Reader<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Reader").field("offset", &self.offset).finish_non_exhaustive()
    }
}

impl<R: Read> Reader<R> {
    /// Returns a reader that has read nothing. `input` should be buffered or read in large pieces.
    pub fn new(input: R) -> Self {
        Reader { input, offset: 0, frames: Vec::new(), last: None, declared: 0, current: None, has_checksums: true }
    }

    /// Returns the reader without a look at checksums: to find out where a file that is known to be damaged is.
    #[must_use]
    pub fn without_checksums(self) -> Self {
        Reader { has_checksums: false, ..self }
    }

    /// Returns the next entry and its length, past the rest of the one before; `None` when there are no more, and then
    /// the file is over as well.
    ///
    /// # Errors
    /// [`SnapshotError::Flaw`] when anything but that follows, [`SnapshotError::Read`].
    pub fn entry(&mut self) -> Result<Option<(Member, u64)>, SnapshotError> {
        let mut rest = [0; 8 * 1024];
        while self.read(&mut rest)? > 0 {}
        self.current = None;
        let start = self.offset;
        let mut header = [0; LOCAL_BYTES];
        let (signature, fields) = header.split_at_mut(4);
        self.fill(signature, "an entry or the directory")?;
        if signature == frame::CENTRAL && !self.frames.is_empty() {
            self.directory(start)?;
            return Ok(None);
        }
        if signature != frame::LOCAL {
            return Err(self.no_entry(start));
        }
        self.fill(fields, "the header of an entry")?;
        let (member, frame) = self.frame(&header, start)?;
        let bytes = frame.bytes;
        self.last = Some(member);
        self.frames.push((frame, start));
        self.current = Some(Current { left: bytes, hasher: crc32fast::Hasher::new() });
        Ok(Some((member, bytes)))
    }

    fn no_entry(&self, start: u64) -> SnapshotError {
        if start == 0 {
            return Flaw::new(FlawCode::NotASnapshot, "", "a Cairn snapshot (.cairn.zip)", "another file").into();
        }
        let expected = format!("an entry or the directory at byte {start}");
        Flaw::new(FlawCode::Between, &self.file(), expected, "something else").into()
    }

    /// The entry that is being read, for messages.
    fn file(&self) -> String {
        self.frames.last().map_or_else(|| CONTAINER.to_owned(), |(frame, _)| frame.name.clone())
    }

    /// Reads the rest of a local header and returns the entry that it announces.
    fn frame(&mut self, header: &[u8; LOCAL_BYTES], start: u64) -> Result<(Member, Frame), SnapshotError> {
        let mut name = vec![0; usize::from(short_at(header, NAME_AT))];
        self.fill(&mut name, "the name of an entry")?;
        let mut extra = vec![0; usize::from(short_at(header, EXTRA_AT))];
        self.fill(&mut extra, "the header of an entry")?;
        let name = String::from_utf8_lossy(&name).into_owned();
        let refused = |what, expected: &str, found: &str| Flaw::new(what, &name, expected, found);
        plain(header, &refused)?;
        let member = self.placed(&name)?;
        let bytes = match (u64::from(long_at(header, BYTES_AT)), extra.first_chunk::<EXTRA64_BYTES>()) {
            (LARGE, Some([_, _, _, _, b0, b1, b2, b3, b4, b5, b6, b7, ..])) => {
                u64::from_le_bytes([*b0, *b1, *b2, *b3, *b4, *b5, *b6, *b7])
            }
            (bytes, _) => bytes,
        };
        if u64::from(long_at(header, PACKED_AT)) != bytes.min(LARGE) {
            let found = format!("{} bytes packed, {bytes} unpacked", long_at(header, PACKED_AT));
            return Err(refused(FlawCode::Header, "one size", &found).into());
        }
        self.declared = self.declared.saturating_add(bytes);
        if self.declared > BYTES_MAX {
            let expected = format!("at most {BYTES_MAX} bytes in all");
            return Err(refused(FlawCode::TooLarge, &expected, &format!("{} so far", self.declared)).into());
        }
        let frame = Frame { name: name.clone(), bytes, crc: long_at(header, CRC_AT) };
        let canonical = frame.local();
        let actual = [&header[..], name.as_bytes(), &extra].concat();
        if canonical != actual {
            let at = canonical.iter().zip(&actual).take_while(|(left, right)| left == right).count();
            let found = format!("another byte at {}", start + at as u64);
            return Err(refused(FlawCode::Header, "the header that Cairn writes", &found).into());
        }
        Ok((member, frame))
    }

    /// Confirms that an entry of this name may come next.
    fn placed(&self, name: &str) -> Result<Member, Flaw> {
        let refused = |what, expected: &str, found: &str| Err(Flaw::new(what, name, expected, found));
        let Some(member) = Member::parse(name) else {
            let leads_out = name.starts_with(['/', '\\']) || name.contains(':');
            if leads_out || name.split(['/', '\\']).any(|part| part == "..") {
                return refused(FlawCode::Escapes, "a name inside the snapshot", "a path that leaves it");
            }
            if self.frames.is_empty() {
                return refused(FlawCode::NotASnapshot, "manifest.json first", name);
            }
            return refused(FlawCode::UnknownName, "an entry that snapshots have", "an unknown name");
        };
        match self.last {
            None if member != Member::Manifest => refused(FlawCode::NotASnapshot, "manifest.json first", name),
            Some(last) if member <= last && self.frames.iter().any(|(frame, _)| frame.name == name) => {
                refused(FlawCode::Duplicate, "every entry once", "a second one of that name")
            }
            Some(last) if member < last => refused(FlawCode::Order, &format!("what comes after {last}"), name),
            _ => Ok(member),
        }
    }

    /// Fills the buffer with the content of the entry; returns how much of it, 0 when the entry is over and its checksum
    /// is the right one.
    ///
    /// # Errors
    /// [`SnapshotError::Flaw`] when the file ends before, or the checksum is another; [`SnapshotError::Read`].
    pub fn read(&mut self, buffer: &mut [u8]) -> Result<usize, SnapshotError> {
        let Some(current) = &self.current else { return Ok(0) };
        let wanted = usize::try_from(current.left).unwrap_or(usize::MAX).min(buffer.len());
        if current.left == 0 {
            self.compare_checksum(current.hasher.clone().finalize())?;
            return Ok(0);
        }
        self.fill(&mut buffer[..wanted], "the rest of the entry")?;
        if let Some(current) = &mut self.current {
            current.hasher.update(&buffer[..wanted]);
            current.left -= wanted as u64;
        }
        Ok(wanted)
    }

    fn compare_checksum(&self, found: u32) -> Result<(), Flaw> {
        match self.frames.last() {
            Some((frame, _)) if self.has_checksums && frame.crc != found => {
                let expected = format!("CRC-32 {:08x}", frame.crc);
                Err(Flaw::new(FlawCode::Checksum, &frame.name, expected, format!("{found:08x}")))
            }
            _ => Ok(()),
        }
    }

    /// Compares the directory, of which the first four bytes were read, and the end; nothing may follow.
    fn directory(&mut self, start: u64) -> Result<(), SnapshotError> {
        let frames = std::mem::take(&mut self.frames);
        let mut already = frame::CENTRAL.len();
        for (frame, offset) in &frames {
            let canonical = frame.central(*offset);
            let found = self.same(&canonical[already..])?;
            if !found {
                let expected = format!("the line of the directory for the entry at byte {offset}");
                let found = "another one, or one for another place";
                return Err(Flaw::new(FlawCode::Directory, &frame.name, expected, found).into());
            }
            already = 0;
        }
        let end = frame::end(frames.len() as u64, self.offset - start, start);
        if !self.same(&end)? {
            let expected = format!("the end of an archive of {} entries", frames.len());
            return Err(Flaw::new(FlawCode::Directory, "", expected, "something else").into());
        }
        let mut behind = [0];
        if self.some(&mut behind)? > 0 {
            let expected = format!("the end of the file at byte {}", self.offset - 1);
            return Err(Flaw::new(FlawCode::Trailing, "", expected, "more").into());
        }
        Ok(())
    }

    fn same(&mut self, expected: &[u8]) -> Result<bool, SnapshotError> {
        let mut actual = vec![0; expected.len()];
        self.fill(&mut actual, "the rest of the directory")?;
        Ok(actual == expected)
    }

    /// Reads exactly as many bytes as the buffer holds.
    fn fill(&mut self, buffer: &mut [u8], what: &str) -> Result<(), SnapshotError> {
        let mut filled = 0;
        while filled < buffer.len() {
            let more = self.some(&mut buffer[filled..])?;
            if more == 0 {
                let found = format!("the end of the file at byte {}", self.offset);
                return Err(Flaw::new(FlawCode::Truncated, &self.file(), what, found).into());
            }
            filled += more;
        }
        Ok(())
    }

    fn some(&mut self, buffer: &mut [u8]) -> Result<usize, SnapshotError> {
        loop {
            match self.input.read(buffer) {
                Ok(bytes) => {
                    self.offset += bytes as u64;
                    return Ok(bytes);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(SnapshotError::Read(error)),
            }
        }
    }
}

fn short_at(header: &[u8; LOCAL_BYTES], at: usize) -> u16 {
    u16::from_le_bytes([header[at], header[at + 1]])
}

fn long_at(header: &[u8; LOCAL_BYTES], at: usize) -> u32 {
    u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

/// Names what other archives do and snapshots never.
fn plain(header: &[u8; LOCAL_BYTES], refused: &impl Fn(FlawCode, &str, &str) -> Flaw) -> Result<(), Flaw> {
    let (flags, method) = (short_at(header, FLAGS_AT), short_at(header, METHOD_AT));
    if flags & 1 != 0 || flags & (1 << 6) != 0 || flags & (1 << 13) != 0 {
        return Err(refused(FlawCode::Encrypted, "an entry in the clear", "an encrypted one"));
    }
    if method != 0 {
        return Err(refused(FlawCode::Compressed, "an entry that is stored as it is", &format!("method {method}")));
    }
    if flags & (1 << 3) != 0 {
        return Err(refused(FlawCode::Descriptor, "sizes in front of the content", "sizes behind it"));
    }
    Ok(())
}
