//! The bytes of a ZIP archive (APPNOTE 6.3.10) around its entries: every one of them follows from name, size and
//! checksum, so that equal entries give an equal archive for ever.

/// How every entry begins.
pub(crate) const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// How every line of the directory begins.
pub(crate) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR64: [u8; 4] = *b"PK\x06\x07";
const END: [u8; 4] = *b"PK\x05\x06";

/// The bytes of a local header before the name.
pub(crate) const LOCAL_BYTES: usize = 30;
/// The extra field of a local header whose sizes need 64 bits.
pub(crate) const EXTRA64_BYTES: usize = 20;
/// A size or an offset of this much or more stands in the extra field.
pub(crate) const LARGE: u64 = 0xffff_ffff;

/// ZIP 1.0 suffices for stored entries, 4.5 is what 64 bits need.
const PLAIN: u16 = 10;
const ZIP64: u16 = 45;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1980-01-01, the first day that a ZIP archive can name.
const DATE: u16 = 0x0021;

/// An entry as its headers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) crc: u32,
}

/// Returns the low 32 bits, or the mark that the extra field has the value.
fn short(value: u64) -> u32 {
    u32::try_from(value.min(LARGE)).unwrap_or(u32::MAX)
}

fn put16(out: &mut Vec<u8>, values: &[u16]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn put32(out: &mut Vec<u8>, values: &[u32]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn extra64(values: &[u64]) -> Vec<u8> {
    let mut extra = Vec::with_capacity(EXTRA64_BYTES);
    if !values.is_empty() {
        let length = u16::try_from(values.len() * 8).unwrap_or(u16::MAX);
        put16(&mut extra, &[1, length]);
        extra.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
    extra
}

impl Frame {
    fn is_large(&self) -> bool {
        self.bytes >= LARGE
    }

    /// What local header and directory have in common: from the version needed to the length of the extra field.
    fn common(&self, out: &mut Vec<u8>, version: u16, extra: &[u8]) {
        put16(out, &[version, FLAGS, 0, 0, DATE]);
        put32(out, &[self.crc, short(self.bytes), short(self.bytes)]);
        let length = |bytes: usize| u16::try_from(bytes).unwrap_or(u16::MAX);
        put16(out, &[length(self.name.len()), length(extra.len())]);
    }

    /// Returns the header in front of the content.
    pub(crate) fn local(&self) -> Vec<u8> {
        let sizes = [self.bytes, self.bytes];
        let extra = extra64(if self.is_large() { &sizes } else { &[] });
        let mut out = LOCAL.to_vec();
        self.common(&mut out, if self.is_large() { ZIP64 } else { PLAIN }, &extra);
        out.extend_from_slice(self.name.as_bytes());
        out.extend_from_slice(&extra);
        out
    }

    /// Returns the line of the directory for an entry whose header starts at `offset`.
    pub(crate) fn central(&self, offset: u64) -> Vec<u8> {
        let mut large = Vec::new();
        if self.is_large() {
            large.extend([self.bytes, self.bytes]);
        }
        if offset >= LARGE {
            large.push(offset);
        }
        let extra = extra64(&large);
        let version = if large.is_empty() { PLAIN } else { ZIP64 };
        let mut out = CENTRAL.to_vec();
        put16(&mut out, &[version]);
        self.common(&mut out, version, &extra);
        // Comment, disk, internal and external attributes: none.
        put16(&mut out, &[0, 0, 0]);
        put32(&mut out, &[0, short(offset)]);
        out.extend_from_slice(self.name.as_bytes());
        out.extend_from_slice(&extra);
        out
    }
}

/// Returns the end of an archive whose directory of `count` lines and `bytes` bytes starts at `offset`.
pub(crate) fn end(count: u64, bytes: u64, offset: u64) -> Vec<u8> {
    let mut out = Vec::new();
    let short_count = u16::try_from(count).unwrap_or(u16::MAX);
    if short_count == u16::MAX || bytes >= LARGE || offset >= LARGE {
        let start = offset + bytes;
        out.extend(END64);
        out.extend(44_u64.to_le_bytes());
        put16(&mut out, &[ZIP64, ZIP64]);
        put32(&mut out, &[0, 0]);
        out.extend([count, count, bytes, offset].iter().flat_map(|value| value.to_le_bytes()));
        out.extend(LOCATOR64);
        put32(&mut out, &[0]);
        out.extend(start.to_le_bytes());
        put32(&mut out, &[1]);
    }
    out.extend(END);
    put16(&mut out, &[0, 0, short_count, short_count]);
    put32(&mut out, &[short(bytes), short(offset)]);
    put16(&mut out, &[0]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Seek, SeekFrom, Write};

    /// Writes an archive whose contents are holes in a file, and returns what a library that knows nothing of Cairn
    /// finds in it: name, size and place of the content of every entry.
    fn read_back(entries: &[(&str, u64)]) -> Vec<(String, u64, u64)> {
        let mut file = tempfile::tempfile().unwrap();
        let (mut offset, mut directory) = (0, Vec::new());
        for (name, bytes) in entries {
            let frame = Frame { name: (*name).to_owned(), bytes: *bytes, crc: 7 };
            file.seek(SeekFrom::Start(offset)).unwrap();
            let header = frame.local();
            file.write_all(&header).unwrap();
            directory.extend(frame.central(offset));
            offset += header.len() as u64 + bytes;
        }
        file.seek(SeekFrom::Start(offset)).unwrap();
        file.write_all(&directory).unwrap();
        file.write_all(&end(entries.len() as u64, directory.len() as u64, offset)).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        assert!(archive.comment().is_empty());
        let found = |index| {
            let mut entry = archive.by_index(index).unwrap();
            assert_eq!((entry.compressed_size(), entry.crc32()), (entry.size(), 7));
            let mut first = [0];
            entry.read_exact(&mut first).unwrap();
            (entry.name().unwrap().into_owned(), entry.size(), entry.data_start().unwrap())
        };
        (0..entries.len()).map(found).collect()
    }

    #[test]
    fn another_library_reads_archives_of_every_size() {
        let check = |entries: &[(&str, u64)]| {
            let mut place = 0;
            for (found, (name, bytes)) in read_back(entries).into_iter().zip(entries) {
                place += 30 + name.len() as u64 + if *bytes >= LARGE { 20 } else { 0 };
                assert_eq!(found, ((*name).to_owned(), *bytes, place), "{entries:?}");
                place += bytes;
            }
        };
        check(&[("manifest.json", 1)]);
        check(&[("manifest.json", 10), ("配置.json", 3), ("c", LARGE - 1)]);
        check(&[("large", LARGE), ("behind", 5)]);
        check(&[("larger", LARGE + 1), ("also larger", LARGE * 2), ("small and far", 1)]);
        check(&[("almost", LARGE - 36), ("at the limit", 1), ("beyond", 2)]);
    }

    #[test]
    fn an_archive_of_many_entries_has_the_longer_end() {
        let lengths = [65_534, 65_535, 65_536].map(|count| end(count, 1_000, 2_000).len());
        assert_eq!(lengths, [22, 98, 98]);
        assert_eq!([end(1, LARGE - 1, 0).len(), end(1, LARGE, 0).len(), end(1, 0, LARGE).len()], [22, 98, 98]);
    }
}
