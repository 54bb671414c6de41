//! Files that a person names, written whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cairn_engine::place::estate_around;
use cairn_model::Phrase;
use tempfile::{Builder, NamedTempFile};

use crate::failure::{Code, Failure};

/// A file that is written beside its place and then put there; one that is not kept leaves nothing behind.
#[derive(Debug)]
pub struct Draft {
    file: NamedTempFile,
    path: PathBuf,
}

/// Returns the refusal to write a file.
pub(crate) fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let is_full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge);
    let phrase = Phrase::new("error-write-file").with("path", path.display()).with("detail", error);
    Failure::new(if is_full { Code::DiskFull } else { Code::Io }, phrase)
}

impl Draft {
    /// Returns an empty draft of the file; refused where the file could not be put.
    ///
    /// # Errors
    /// [`Failure`] when the place is a directory, is inside an estate, or cannot be written to.
    pub fn beside(path: &Path) -> Result<Self, Failure> {
        let refused = |error: io::Error| unwritten(path, &error);
        if path.is_dir() {
            return Err(refused(io::ErrorKind::IsADirectory.into()));
        }
        if let Some(estate) = estate_around(path) {
            let phrase = Phrase::new("error-write-inside-estate").with("path", path.display());
            return Err(Failure::new(Code::BadInput, phrase.with("estate", estate.display())));
        }
        let file = readable(&mut Builder::new()).tempfile_in(dir_of(path)).map_err(refused)?;
        Ok(Draft { file, path: path.to_owned() })
    }

    /// Puts the draft in its place, durably.
    ///
    /// # Errors
    /// [`Failure`]; nothing is left behind then.
    pub fn keep(self) -> Result<(), Failure> {
        let Draft { file, path } = self;
        let refused = |error: io::Error| unwritten(&path, &error);
        file.as_file().sync_all().map_err(refused)?;
        file.persist(&path).map_err(|error| refused(error.error))?;
        // The name as well, or a file that was said to be written could be gone.
        sync_dir(dir_of(&path)).map_err(refused)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Returns an empty file without a name on the disk of `path`; it is gone when it is closed, however that comes.
///
/// # Errors
/// [`Failure`] when there can be none.
pub fn spool_beside(path: &Path) -> Result<File, Failure> {
    spool_in(dir_of(path))
}

/// Returns an empty file without a name on the disk of a directory.
pub(crate) fn spool_in(dir: &Path) -> Result<File, Failure> {
    tempfile::tempfile_in(dir).map_err(|error| unwritten(dir, &error))
}

/// Writes the entries of a directory to disk. Windows does so by itself and cannot open directories as files.
fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn dir_of(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Lets others read the file as far as the account's mask lets them read any: a temporary file is private.
fn readable<'b>(builder: &'b mut Builder<'static, 'static>) -> &'b mut Builder<'static, 'static> {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
