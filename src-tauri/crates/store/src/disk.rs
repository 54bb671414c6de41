//! Files and directories that are still there after a power cut.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::error::StoreError;

pub(crate) fn refused(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |source| StoreError::Io { operation, path: path.to_owned(), source }
}

/// Creates a directory that only its owner may enter.
pub(crate) fn create_private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Creates an empty file that only its owner may read, in the place of one that is there.
pub(crate) fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes the entries of a directory to disk. Windows does so by itself and cannot open directories as files.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Writes to disk every file and directory below `path`, and `path` itself. `depth` bounds the walk.
pub(crate) fn sync_tree(path: &Path, depth: u32) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 0 {
            sync_tree(&entry.path(), depth - 1)?;
        } else if kind.is_file() {
            fs::OpenOptions::new().read(true).write(true).open(entry.path())?.sync_all()?;
        }
    }
    sync_dir(path)
}

/// Returns the bytes of the files below `path`; what cannot be looked at counts as nothing. `depth` bounds the walk.
pub(crate) fn tree_bytes(path: &Path, depth: u32) -> u64 {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let bytes = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() && depth > 0 => tree_bytes(&entry.path(), depth - 1),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.map(bytes).sum()
}

/// Writes a file beside its final name and renames it into place.
pub(crate) fn replace_file(dir: &Path, name: &str, bytes: &[u8], operation: &'static str) -> Result<(), StoreError> {
    let (path, draft) = (dir.join(name), dir.join(format!("{name}.new")));
    let write = || -> io::Result<()> {
        let mut file = File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, &path)?;
        sync_dir(dir)
    };
    write().map_err(|source| {
        // Best effort: what failed is the write, and a leftover draft is overwritten by the next one.
        let _ = fs::remove_file(&draft);
        refused(operation, &path)(source)
    })
}
