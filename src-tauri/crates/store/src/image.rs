//! The image: a generation written down whole beside the database, so that opening need not file every record anew.
//!
//! It is a cache and no more: it says of which estate, line and record it is, everything in it is under a checksum, and
//! whatever does not fit is not used. What is in its parts only those know who write and read them.

use std::fs::{self, File};
use std::io::{self, BufRead, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use cairn_model::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::canonical;
use crate::disk::{self, refused};
use crate::error::StoreError;
use crate::store::Store;

const OPERATION: &str = "image";
const FILE_NAME: &str = "image";
/// Filled beside, and renamed when it is whole.
const DRAFT_NAME: &str = "image.new";
/// The end of every image; another form of the frame is another end.
const MARK: [u8; 8] = *b"cairnim1";
/// Length and checksum of the stamp, and the mark.
const TAIL_BYTES: usize = 16;
const STAMP_BYTES_MAX: u32 = 64 * 1024;
/// What is under one checksum: it fits into the cache of a processor.
const BLOCK_BYTES: usize = 256 * 1024;
const SUM_BYTES: usize = 4;

/// What an image says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    /// SHA-256 of what else its parts depend on.
    binding: String,
    estate: String,
    hash: String,
    lineage: String,
    /// How many pages there were of each kind.
    pages: [u32; 3],
    /// The bytes of each part, without checksums.
    parts: Vec<u64>,
    seq: u64,
}

/// Why an image is not used.
#[derive(Debug, thiserror::Error)]
pub enum ImageFlaw {
    /// It cannot be read.
    #[error("it cannot be read")]
    Unreadable(#[source] io::Error),
    /// Something in it is not what was written.
    #[error("it is damaged")]
    Damaged,
    /// It is of another estate or another line of records.
    #[error("it is of another estate")]
    OtherEstate,
    /// Another version of the program wrote it, or the model is another one now.
    #[error("another version wrote it, or the model has changed since")]
    OtherForm,
    /// It is of a record that the estate does not have.
    #[error("it is of a record that the estate does not have")]
    OtherRecord,
}

/// An image that belongs to an estate. Its parts are believed only as far as their checksums were read.
#[derive(Debug)]
pub struct KeptImage {
    /// The record no. it is of.
    pub seq: u64,
    /// How many pages of each kind there were.
    pub pages: [u32; 3],
    path: PathBuf,
    parts: Vec<u64>,
}

impl KeptImage {
    /// Returns a reader of each part.
    ///
    /// # Errors
    /// [`io::Error`] when the file cannot be opened, or has another number of parts.
    pub fn parts<const N: usize>(&self) -> io::Result<[PartReader; N]> {
        let mut offset = 0;
        let mut readers = Vec::with_capacity(N);
        for (number, &length) in (0_u32..).zip(&self.parts) {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(offset))?;
            readers.push(PartReader { file, number, blocks: 0, left: length, block: Vec::new(), at: 0 });
            offset += framed(length);
        }
        readers.try_into().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
    }
}

/// Returns how many bytes a part takes with its checksums.
fn framed(length: u64) -> u64 {
    length + length.div_ceil(BLOCK_BYTES as u64) * SUM_BYTES as u64
}

fn sum(part: u32, block: u32, bytes: &[u8]) -> [u8; SUM_BYTES] {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&part.to_le_bytes());
    hasher.update(&block.to_le_bytes());
    hasher.update(bytes);
    hasher.finalize().to_le_bytes()
}

/// Reads one part; what it hands out was compared with its checksum.
#[derive(Debug)]
pub struct PartReader {
    file: File,
    number: u32,
    blocks: u32,
    left: u64,
    block: Vec<u8>,
    at: usize,
}

impl BufRead for PartReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.block.len() && self.left > 0 {
            let length = usize::try_from(self.left).map_or(BLOCK_BYTES, |left| left.min(BLOCK_BYTES));
            self.block.resize(length + SUM_BYTES, 0);
            self.file.read_exact(&mut self.block)?;
            let (bytes, found) = self.block.split_at(length);
            if sum(self.number, self.blocks, bytes) != *found {
                self.left = 0;
                self.block.clear();
                self.at = 0;
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a block of the image is damaged"));
            }
            self.block.truncate(length);
            self.at = 0;
            self.blocks += 1;
            self.left -= length as u64;
        }
        Ok(&self.block[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for PartReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let length = bytes.len().min(into.len());
        into[..length].copy_from_slice(&bytes[..length]);
        self.consume(length);
        Ok(length)
    }
}

/// Writes one part in blocks, each with its checksum.
struct PartWriter<'w> {
    out: &'w mut dyn Write,
    number: u32,
    blocks: u32,
    block: Vec<u8>,
    length: u64,
}

impl PartWriter<'_> {
    fn close_block(&mut self) -> io::Result<()> {
        if !self.block.is_empty() {
            self.out.write_all(&self.block)?;
            self.out.write_all(&sum(self.number, self.blocks, &self.block))?;
            self.blocks += 1;
            self.block.clear();
        }
        Ok(())
    }
}

impl Write for PartWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = bytes.len().min(BLOCK_BYTES - self.block.len());
        self.block.extend_from_slice(&bytes[..length]);
        self.length += length as u64;
        if self.block.len() == BLOCK_BYTES {
            self.close_block()?;
        }
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes one part of an image.
pub type WritePart<'w> = dyn FnMut(usize, &mut dyn Write) -> io::Result<()> + 'w;

impl Store {
    /// Writes an image of the estate as of record no. `seq` in the place of the one that is there: `write` is called for
    /// each of so many parts. `binding` is what else the parts depend on. Returns false when the newest record is
    /// another one: nothing is written then, as when the estate lies in no directory.
    ///
    /// The file is not synced: one that a power cut leaves incomplete is not used.
    ///
    /// # Errors
    /// [`StoreError::Io`]; the image that was there is there still. [`StoreError::MustReopen`].
    pub fn keep_image(
        &self,
        seq: u64,
        binding: &str,
        parts: usize,
        write: &mut WritePart<'_>,
    ) -> Result<bool, StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let (state, estate) = (self.state(), self.estate());
        if state.head.seq != seq || !self.is_on_disk() {
            return Ok(false);
        }
        let mut stamp = Stamp {
            binding: digest(binding),
            estate: estate.estate,
            hash: state.head.hash,
            lineage: estate.lineage,
            pages: state.pages,
            parts: Vec::with_capacity(parts),
            seq,
        };
        let draft = self.path().join(DRAFT_NAME);
        let written =
            fill(&draft, parts, &mut stamp, write).and_then(|()| fs::rename(&draft, self.path().join(FILE_NAME)));
        written.map_err(|error| {
            // The error that matters is the one that made it superfluous.
            let _ = fs::remove_file(&draft);
            refused(OPERATION, &draft)(error)
        })?;
        Ok(true)
    }

    /// Returns the image that the estate has, when it is one of its records and was written with this `binding`; `None`
    /// when there is none.
    ///
    /// # Errors
    /// [`ImageFlaw`]: why the one that is there is not used.
    pub fn image(&self, binding: &str) -> Result<Option<KeptImage>, ImageFlaw> {
        let path = self.path().join(FILE_NAME);
        let mut file = match File::open(&path) {
            _ if !self.is_on_disk() => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(ImageFlaw::Unreadable)?,
        };
        let stamp = read_stamp(&mut file)?;
        let estate = self.estate();
        if (&stamp.estate, &stamp.lineage) != (&estate.estate, &estate.lineage) {
            return Err(ImageFlaw::OtherEstate);
        }
        if stamp.binding != digest(binding) {
            return Err(ImageFlaw::OtherForm);
        }
        let header = self.commit_header(stamp.seq).map_err(|_| ImageFlaw::OtherRecord)?;
        let pages = self.state().pages;
        if header.is_none_or(|header| header.hash != stamp.hash)
            || stamp.pages.iter().zip(&pages).any(|(then, now)| then > now)
        {
            return Err(ImageFlaw::OtherRecord);
        }
        let Stamp { seq, pages, parts, .. } = stamp;
        Ok(Some(KeptImage { seq, pages, path, parts }))
    }

    /// Removes the image, if there is one, and what is left of one that was being written.
    ///
    /// # Errors
    /// [`StoreError::Io`] when one is there afterwards.
    pub fn remove_image(&self) -> Result<(), StoreError> {
        if self.is_on_disk() { remove(self.path()) } else { Ok(()) }
    }
}

/// Removes the image of the estate in `dir`; gone from the disk when this returns.
pub(crate) fn remove(dir: &Path) -> Result<(), StoreError> {
    let mut is_gone = false;
    for name in [FILE_NAME, DRAFT_NAME] {
        let path = dir.join(name);
        match fs::remove_file(&path) {
            Ok(()) => is_gone = true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refused(OPERATION, &path)(error)),
        }
    }
    if is_gone { disk::sync_dir(dir).map_err(refused(OPERATION, dir)) } else { Ok(()) }
}

fn digest(binding: &str) -> String {
    hex(&Sha256::digest(binding.as_bytes()))
}

fn fill(draft: &Path, parts: usize, stamp: &mut Stamp, write: &mut WritePart<'_>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(2 * BLOCK_BYTES, disk::create_private_file(draft)?);
    for (number, part) in (0_u32..).zip(0..parts) {
        let block = Vec::with_capacity(BLOCK_BYTES);
        let mut own = PartWriter { out: &mut out, number, blocks: 0, block, length: 0 };
        write(part, &mut own)?;
        own.close_block()?;
        stamp.parts.push(own.length);
    }
    let stamp = canonical::to_vec(stamp).map_err(io::Error::from)?;
    let length = u32::try_from(stamp.len()).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    out.write_all(&stamp)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&crc32fast::hash(&stamp).to_le_bytes())?;
    out.write_all(&MARK)?;
    out.flush()
}

/// Returns what an image says of itself, when that and the lengths are what was written.
fn read_stamp(file: &mut File) -> Result<Stamp, ImageFlaw> {
    let length = file.metadata().map_err(ImageFlaw::Unreadable)?.len();
    let mut tail = [0; TAIL_BYTES];
    let from_end = |file: &mut File, bytes: &mut [u8], behind: u64| {
        let start = length.checked_sub(behind + bytes.len() as u64).ok_or(ImageFlaw::Damaged)?;
        let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(bytes));
        read.map_err(ImageFlaw::Unreadable).map(|()| start)
    };
    from_end(file, &mut tail, 0)?;
    let ([size, sum, ..], _) = tail.as_chunks::<4>() else { return Err(ImageFlaw::Damaged) };
    let size = u32::from_le_bytes(*size);
    if tail[8..] != MARK || size > STAMP_BYTES_MAX {
        return Err(ImageFlaw::Damaged);
    }
    let mut bytes = vec![0; size as usize];
    let start = from_end(file, &mut bytes, TAIL_BYTES as u64)?;
    if crc32fast::hash(&bytes).to_le_bytes() != *sum {
        return Err(ImageFlaw::Damaged);
    }
    let stamp: Stamp = serde_json::from_slice(&bytes).map_err(|_| ImageFlaw::Damaged)?;
    let parts: u64 = stamp.parts.iter().map(|&length| framed(length)).sum();
    if parts == start { Ok(stamp) } else { Err(ImageFlaw::Damaged) }
}
