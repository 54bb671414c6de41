//! Reading and writing the files a person names.

use std::io::Write;
use std::path::Path;

use crate::refusal::Refusal;

/// Returns the content of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|error| Refusal::file("error-read-file", path, &error))
}

/// Writes a file whole or not at all: beside its place first, then into it.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Refusal> {
    let refused = |error: std::io::Error| Refusal::file("error-write-file", path, &error);
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(dir).map_err(refused)?;
    draft.write_all(content).map_err(refused)?;
    draft.as_file().sync_all().map_err(refused)?;
    draft.persist(path).map_err(|error| refused(error.error))?;
    Ok(())
}
