//! The files that a journal lies in.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::disk;

/// A file of a journal: whoever tests one may lie about what a disk keeps.
pub trait JournalFile: Send + 'static {
    /// Returns all of it.
    ///
    /// # Errors
    /// [`io::Error`].
    fn read(&mut self) -> io::Result<Vec<u8>>;

    /// Writes at a place, and makes the file longer where that lies behind its end. It is certain after
    /// [`JournalFile::sync`].
    ///
    /// # Errors
    /// [`io::Error`]; any part of the bytes may have been written.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Makes certain what was written.
    ///
    /// # Errors
    /// [`io::Error`]; nothing is known of what was written since the last time.
    fn sync(&mut self) -> io::Result<()>;

    /// Returns its length in bytes.
    ///
    /// # Errors
    /// [`io::Error`].
    fn length(&self) -> io::Result<u64>;

    /// Cuts it to a length.
    ///
    /// # Errors
    /// [`io::Error`].
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

/// A journal file on a real disk.
#[derive(Debug)]
pub struct DiskFile {
    file: File,
}

/// The files of a journal within the directory of an estate.
pub(crate) const FILE_NAMES: [&str; 2] = ["journal.0", "journal.1"];

impl DiskFile {
    /// Opens both files of the journal in `dir`; makes those that are not there, durably.
    ///
    /// # Errors
    /// [`io::Error`].
    pub(crate) fn both(dir: &Path) -> io::Result<[DiskFile; 2]> {
        let [first, second] = FILE_NAMES.map(|name| dir.join(name));
        let are_there = first.exists() && second.exists();
        let files = [DiskFile::open(&first)?, DiskFile::open(&second)?];
        if !are_there {
            disk::sync_dir(dir)?;
        }
        Ok(files)
    }

    fn open(path: &Path) -> io::Result<DiskFile> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(DiskFile { file: options.open(path)? })
    }
}

impl JournalFile for DiskFile {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }
}
