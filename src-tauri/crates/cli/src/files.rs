//! Reading and writing the files a person names.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cairn_api::{Code, FILE_BYTES_MAX, Failure, estate_around};
use cairn_model::Phrase;
use tempfile::{Builder, NamedTempFile};

use crate::refusal::Refusal;

/// Returns the content of a file; one that is too large is refused before it fills the memory.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let refused = |error: io::Error| Refusal::file("error-read-file", path, &error);
    let file = File::open(path).map_err(refused)?;
    let length = file.metadata().map_err(refused)?.len();
    let limit = FILE_BYTES_MAX as u64;
    let mut content = Vec::new();
    if length <= limit {
        // What is no regular file may go on for ever, whatever its length is said to be.
        file.take(limit + 1).read_to_end(&mut content).map_err(refused)?;
    }
    let length = length.max(content.len() as u64);
    if length > limit {
        let phrase = Phrase::new("error-file-too-large").with("file", path.display()).with("bytes", length);
        return Err(Refusal::Said(Failure::new(Code::BadInput, phrase)));
    }
    Ok(content)
}

/// Opens a file that is read piece by piece.
pub(crate) fn open(path: &Path) -> Result<File, Refusal> {
    let refused = |error: io::Error| Refusal::file("error-read-file", path, &error);
    let file = File::open(path).map_err(refused)?;
    // A directory can be opened and not be read.
    if file.metadata().map_err(refused)?.is_dir() {
        return Err(refused(io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Returns an empty file without a name on the disk of `path`; it is gone when it is closed, however that comes.
pub(crate) fn spool_beside(path: &Path) -> Result<File, Refusal> {
    tempfile::tempfile_in(dir_of(path)).map_err(|error| Refusal::file("error-write-file", path, &error))
}

fn dir_of(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the entries of a directory to disk. Windows does so by itself and cannot open directories as files.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Writes a file whole or not at all.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Refusal> {
    let mut draft = Draft::beside(path)?;
    draft.write_all(content).map_err(|error| Refusal::file("error-write-file", path, &error))?;
    draft.keep()
}

/// A file that is written beside its place and then put there; one that is not kept leaves nothing behind.
pub(crate) struct Draft {
    file: NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// Returns an empty draft of the file; refused where the file could not be put.
    pub(crate) fn beside(path: &Path) -> Result<Self, Refusal> {
        let refused = |error: io::Error| Refusal::file("error-write-file", path, &error);
        if path.is_dir() {
            return Err(refused(io::ErrorKind::IsADirectory.into()));
        }
        if let Some(estate) = estate_around(path) {
            let phrase = Phrase::new("error-write-inside-estate").with("path", path.display());
            return Err(Refusal::said(phrase.with("estate", estate.display())));
        }
        let file = readable(&mut Builder::new()).tempfile_in(dir_of(path)).map_err(refused)?;
        Ok(Draft { file, path: path.to_owned() })
    }

    /// Puts the draft in its place.
    pub(crate) fn keep(self) -> Result<(), Refusal> {
        let Draft { file, path } = self;
        let refused = |error: io::Error| Refusal::file("error-write-file", &path, &error);
        file.as_file().sync_all().map_err(refused)?;
        file.persist(&path).map_err(|error| refused(error.error))?;
        // The name as well, or a file that was said to be written could be gone.
        sync_dir(dir_of(&path)).map_err(refused)
    }
}

/// Lets others read the file as far as the account's mask lets them read any: a temporary file is private.
fn readable<'b>(builder: &'b mut Builder<'static, 'static>) -> &'b mut Builder<'static, 'static> {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
