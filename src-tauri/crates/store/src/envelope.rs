//! The envelope around every stored value: version, flags, checksum, and the parts of a large value.
//! See `docs/storage-format.md`, "Value envelope".

use std::cell::Cell;
use std::io;
use std::thread::LocalKey;

use zstd::bulk::{Compressor, Decompressor};

use crate::backend::{Backend, Write};
use crate::check::{Finding, FindingCode};
use crate::error::StoreError;
use crate::key::{self, PART_BYTES};

const VERSION: u8 = 1;
const FLAG_ZSTD: u8 = 1;
/// Version, flags and checksum.
const HEADER_BYTES: usize = 6;
/// The number of parts and the length before compression, at the front of part 0.
const FIRST_BYTES: usize = 6;
/// sled puts up to twenty values into a node of its tree, and a node of more than 128 KiB into a file that it never syncs:
/// a power cut would take that. Readers take parts of any length; former versions made them of 48 KiB.
const PART_PAYLOAD_MAX: usize = 5 * 1024;
/// A larger value is refused before it is written, and never believed when read.
const RAW_BYTES_MAX: usize = 1 << 30;
/// Level 1: with level 3 a load of 500,000 records took 0.98 to 1.26 s instead of 0.91 to 1.15 s, and no less disk.
const LEVEL: i32 = 1;
/// Smaller values hold digests and little else: every edit writes three, and they would hardly become smaller.
const COMPRESSED_FROM: usize = 512;

// A compressor and a decompressor are 160 KB and more of memory each, which a small commit would only make and drop:
// each thread keeps the last one it used.
thread_local! {
    static COMPRESSOR: Cell<Option<Compressor<'static>>> = const { Cell::new(None) };
    static DECOMPRESSOR: Cell<Option<Decompressor<'static>>> = const { Cell::new(None) };
}

/// Returns what this thread keeps, if it keeps anything.
fn kept<T>(place: &'static LocalKey<Cell<Option<T>>>) -> Option<T> {
    place.try_with(Cell::take).ok().flatten()
}

/// Keeps something for the next who needs it on this thread.
fn keep<T>(place: &'static LocalKey<Cell<Option<T>>>, value: Option<T>) {
    // A thread that is ending keeps nothing.
    let _ = place.try_with(|place| place.set(value));
}

/// Puts values into envelopes. Buffers are reused from one value to the next.
pub(crate) struct Sealer {
    /// There until this is dropped.
    compressor: Option<Compressor<'static>>,
    compressed: Vec<u8>,
}

fn key_of(prefix: &[u8], part: u16) -> Vec<u8> {
    [prefix, &part.to_be_bytes()].concat()
}

fn checksum(key: &[u8], version_and_flags: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(key);
    hasher.update(version_and_flags);
    hasher.update(payload);
    hasher.finalize()
}

impl Sealer {
    pub(crate) fn new() -> io::Result<Self> {
        let compressor = kept(&COMPRESSOR).map_or_else(|| Compressor::new(LEVEL), Ok)?;
        Ok(Sealer { compressor: Some(compressor), compressed: Vec::new() })
    }

    /// Appends the writes that store `raw` under `prefix`, and those that delete the parts which a former value of
    /// `parts_before` parts has beyond it.
    pub(crate) fn seal(
        &mut self,
        prefix: &[u8],
        raw: &[u8],
        parts_before: u16,
        batch: &mut Vec<Write>,
    ) -> io::Result<()> {
        let too_large =
            || io::Error::new(io::ErrorKind::FileTooLarge, "the value exceeds 1 GiB, or 320 MiB after compression");
        if raw.len() > RAW_BYTES_MAX {
            return Err(too_large());
        }
        self.compressed.clear();
        self.compressed.reserve(zstd::zstd_safe::compress_bound(raw.len()));
        if let Some(compressor) = self.compressor.as_mut().filter(|_| raw.len() >= COMPRESSED_FROM) {
            compressor.compress_to_buffer(raw, &mut self.compressed)?;
        }
        let (flags, body) = if !self.compressed.is_empty() && self.compressed.len() < raw.len() {
            (FLAG_ZSTD, &self.compressed[..])
        } else {
            (0, raw)
        };
        let parts = u16::try_from(body.len().div_ceil(PART_PAYLOAD_MAX).max(1)).map_err(|_| too_large())?;
        let raw_bytes = u32::try_from(raw.len()).map_err(|_| too_large())?;
        for part in 0..parts {
            let start = usize::from(part) * PART_PAYLOAD_MAX;
            let slice = &body[start..body.len().min(start + PART_PAYLOAD_MAX)];
            let mut value = Vec::with_capacity(HEADER_BYTES + FIRST_BYTES + slice.len());
            value.extend_from_slice(&[VERSION, flags, 0, 0, 0, 0]);
            if part == 0 {
                value.extend_from_slice(&parts.to_le_bytes());
                value.extend_from_slice(&raw_bytes.to_le_bytes());
            }
            value.extend_from_slice(slice);
            let key = key_of(prefix, part);
            let sum = checksum(&key, &[VERSION, flags], &value[HEADER_BYTES..]);
            value[2..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
            batch.push((key, Some(value)));
        }
        delete(prefix, parts, parts_before, batch);
        Ok(())
    }
}

impl Drop for Sealer {
    fn drop(&mut self) {
        keep(&COMPRESSOR, self.compressor.take());
    }
}

/// Appends the writes that delete parts `from..to` of a value.
pub(crate) fn delete(prefix: &[u8], from: u16, to: u16, batch: &mut Vec<Write>) {
    batch.extend((from..to).map(|part| (key_of(prefix, part), None)));
}

/// Takes values out of their envelopes and joins their parts. Buffers are reused from one value to the next.
pub(crate) struct Opener {
    /// Made for the first value that is compressed.
    decompressor: Option<Decompressor<'static>>,
    /// The key without part of the value that is being joined.
    prefix: Vec<u8>,
    /// The parts that were announced, and how many of them came; equal when none is being joined.
    parts: u16,
    joined: u16,
    flags: u8,
    raw_bytes: usize,
    body: Vec<u8>,
    raw: Vec<u8>,
}

fn damage(prefix: &[u8], what: FindingCode, expected: impl Into<String>, found: impl Into<String>) -> Finding {
    Finding {
        record: key::record_no(prefix),
        what,
        place: key::place(prefix),
        expected: expected.into(),
        found: found.into(),
    }
}

/// A value out of its envelope.
pub(crate) struct Opened<'a> {
    /// The key without its part.
    pub(crate) prefix: &'a [u8],
    /// The value as it was given to [`Sealer::seal`].
    pub(crate) raw: &'a [u8],
    /// How many parts it lies in.
    pub(crate) parts: u16,
}

impl Drop for Opener {
    fn drop(&mut self) {
        if self.decompressor.is_some() {
            keep(&DECOMPRESSOR, self.decompressor.take());
        }
    }
}

impl Opener {
    pub(crate) fn new() -> Self {
        Opener {
            decompressor: None,
            prefix: Vec::new(),
            parts: 0,
            joined: 0,
            flags: 0,
            raw_bytes: 0,
            body: Vec::new(),
            raw: Vec::new(),
        }
    }

    /// Takes the next key and value in key order; returns the whole value when this was its last part.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) -> Result<Option<Opened<'_>>, Finding> {
        let Some((prefix, part)) = key.split_last_chunk::<PART_BYTES>() else {
            return Err(damage(key, FindingCode::UnknownKey, "a key with a part", "a shorter one"));
        };
        let part = u16::from_be_bytes(*part);
        let (flags, payload) = verified(key, prefix, value)?;
        if part == 0 {
            self.finish()?;
            self.begin(prefix, flags, payload)?;
        } else {
            if self.joined == self.parts || self.prefix != prefix || self.joined != part || self.flags != flags {
                let found = format!("part {part}");
                return Err(damage(prefix, FindingCode::Part, self.wanted(), found));
            }
            self.body.extend_from_slice(payload);
            self.joined += 1;
        }
        if self.joined < self.parts { Ok(None) } else { self.decode().map(Some) }
    }

    fn begin(&mut self, prefix: &[u8], flags: u8, payload: &[u8]) -> Result<(), Finding> {
        let Some((first, rest)) = payload.split_first_chunk::<FIRST_BYTES>() else {
            return Err(damage(prefix, FindingCode::Part, "a number of parts", "a shorter value"));
        };
        let [p0, p1, r0, r1, r2, r3] = *first;
        self.parts = u16::from_le_bytes([p0, p1]);
        self.raw_bytes = u32::from_le_bytes([r0, r1, r2, r3]) as usize;
        if self.parts == 0 || self.raw_bytes > RAW_BYTES_MAX {
            let found = format!("{} parts, {} bytes", self.parts, self.raw_bytes);
            self.parts = 0;
            return Err(damage(prefix, FindingCode::Part, "1 part or more, 1 GiB or less", found));
        }
        self.joined = 1;
        self.flags = flags;
        self.prefix.clear();
        self.prefix.extend_from_slice(prefix);
        self.body.clear();
        self.body.extend_from_slice(rest);
        Ok(())
    }

    fn wanted(&self) -> String {
        if self.joined < self.parts {
            format!("part {} of {} of {}", self.joined, self.parts, key::place(&self.prefix))
        } else {
            "part 0".to_owned()
        }
    }

    fn decode(&mut self) -> Result<Opened<'_>, Finding> {
        if self.flags & FLAG_ZSTD != 0 {
            self.raw.clear();
            self.raw.reserve(self.raw_bytes);
            let refused =
                |error: io::Error| damage(&self.prefix, FindingCode::Envelope, "a zstd frame", error.to_string());
            let decompressor = match &mut self.decompressor {
                Some(decompressor) => decompressor,
                none => none.insert(kept(&DECOMPRESSOR).map_or_else(Decompressor::new, Ok).map_err(refused)?),
            };
            decompressor.decompress_to_buffer(&self.body[..], &mut self.raw).map_err(refused)?;
        } else {
            std::mem::swap(&mut self.raw, &mut self.body);
        }
        if self.raw.len() != self.raw_bytes {
            let (expected, found) = (format!("{} bytes", self.raw_bytes), format!("{} bytes", self.raw.len()));
            return Err(damage(&self.prefix, FindingCode::Envelope, expected, found));
        }
        Ok(Opened { prefix: &self.prefix, raw: &self.raw, parts: self.parts })
    }

    /// Confirms that no value is left without its last parts, and forgets the one that is.
    pub(crate) fn finish(&mut self) -> Result<(), Finding> {
        if self.joined == self.parts {
            return Ok(());
        }
        let finding = damage(&self.prefix, FindingCode::Part, self.wanted(), "none");
        self.parts = 0;
        self.joined = 0;
        Err(finding)
    }

    /// Returns the value under `prefix`, or `None` when its part 0 is not there.
    pub(crate) fn read(
        &mut self,
        backend: &dyn Backend,
        prefix: &[u8],
        refused: &dyn Fn(crate::backend::BackendError) -> StoreError,
    ) -> Result<Option<Opened<'_>>, StoreError> {
        (self.parts, self.joined) = (0, 0);
        let mut part = 0;
        loop {
            let key = key_of(prefix, part);
            let Some(value) = backend.get(&key).map_err(refused)? else {
                return self.finish().map(|()| None).map_err(StoreError::Damaged);
            };
            self.push(&key, &value).map_err(StoreError::Damaged)?;
            part += 1;
            if self.joined == self.parts {
                break;
            }
        }
        Ok(Some(Opened { prefix: &self.prefix, raw: &self.raw, parts: self.parts }))
    }
}

/// Returns flags and payload of a value whose checksum and version are right.
fn verified<'a>(key: &[u8], prefix: &[u8], value: &'a [u8]) -> Result<(u8, &'a [u8]), Finding> {
    let Some((header, payload)) = value.split_first_chunk::<HEADER_BYTES>() else {
        return Err(damage(prefix, FindingCode::Envelope, "an envelope", format!("{} bytes", value.len())));
    };
    let [version, flags, s0, s1, s2, s3] = *header;
    let (stored, computed) = (u32::from_le_bytes([s0, s1, s2, s3]), checksum(key, &[version, flags], payload));
    if stored != computed {
        let (expected, found) = (format!("checksum {stored:08x}"), format!("{computed:08x}"));
        return Err(damage(prefix, FindingCode::Checksum, expected, found));
    }
    if version != VERSION || flags & !FLAG_ZSTD != 0 {
        let (expected, found) = (format!("version {VERSION}"), format!("version {version}, flags {flags:02x}"));
        return Err(damage(prefix, FindingCode::Envelope, expected, found));
    }
    Ok((flags, payload))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sealed(prefix: &[u8], raw: &[u8], parts_before: u16) -> Vec<Write> {
        let mut batch = Vec::new();
        Sealer::new().unwrap().seal(prefix, raw, parts_before, &mut batch).unwrap();
        batch
    }

    #[test]
    fn a_value_under_another_key_is_refused() {
        let batch = sealed(b"p1", b"value", 0);
        let (key, value) = (&batch[0].0, batch[0].1.as_deref().unwrap());
        let mut opener = Opener::new();
        assert_eq!(opener.push(key, value).unwrap().unwrap().raw, b"value");
        assert_eq!(opener.push(b"p2\0\0", value).err().unwrap().what, FindingCode::Checksum);
        // The length of the key counts as well as its bytes.
        assert_eq!(opener.push(b"p\0\0", value).err().unwrap().what, FindingCode::Checksum);
    }

    #[test]
    fn an_unknown_version_is_refused_by_name() {
        let payload = b"\x01\x00\x00\x00\x00\x00";
        let sum = checksum(b"k\0\0", &[2, 0], payload).to_le_bytes();
        let value = [&[2, 0][..], &sum, payload].concat();
        let finding = Opener::new().push(b"k\0\0", &value).err().unwrap();
        assert_eq!((finding.what, finding.found.as_str()), (FindingCode::Envelope, "version 2, flags 00"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        /// `repeats` decides whether the value compresses.
        #[test]
        fn values_survive(seed in any::<u64>(), length in 0..300_000_usize, repeats in any::<bool>(), before in 0..9_u16) {
            let mut state = seed | 1;
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state.to_le_bytes()[0]
            };
            let raw = (0..length).map(|_| if repeats { 7 } else { next() }).collect::<Vec<_>>();
            let batch = sealed(b"key", &raw, before);
            let parts = batch.iter().filter(|(_, value)| value.is_some()).count();
            prop_assert_eq!(batch.len(), parts.max(usize::from(before)));
            prop_assert!(batch.iter().flat_map(|(_, value)| value).all(|value| value.len() < 64 * 1024));
            let mut opener = Opener::new();
            for (key, value) in &batch[..parts - 1] {
                prop_assert!(opener.push(key, value.as_deref().unwrap()).unwrap().is_none());
            }
            prop_assert_eq!(opener.finish().is_err(), parts > 1);
            for (key, value) in &batch[..parts - 1] {
                opener.push(key, value.as_deref().unwrap()).unwrap();
            }
            let (key, value) = &batch[parts - 1];
            let opened = opener.push(key, value.as_deref().unwrap()).unwrap().unwrap();
            prop_assert_eq!(opened.raw, &raw[..]);
            prop_assert_eq!(usize::from(opened.parts), parts);
            opener.finish().unwrap();
        }
    }
}
