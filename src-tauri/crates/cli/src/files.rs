//! Reading and writing the files a person names.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub(crate) use cairn_api::Draft;
use cairn_api::{Code, FILE_BYTES_MAX, Failure, OpenKey, Secret};
use cairn_model::Phrase;
use clap::ArgMatches;

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

/// Returns the first line of a file, which is a passphrase.
pub(crate) fn secret(path: &Path) -> Result<Secret, Refusal> {
    let content = read(path)?;
    let unread = |_| Refusal::file("error-read-file", path, &io::ErrorKind::InvalidData.into());
    let text = std::str::from_utf8(&content).map_err(unread)?;
    Ok(Secret(text.lines().next().unwrap_or_default().to_owned()))
}

/// Returns what was given to open an encrypted file.
pub(crate) fn key(matches: &ArgMatches) -> Result<Option<OpenKey>, Refusal> {
    match (matches.get_one::<PathBuf>("passphrase-file"), matches.get_one::<PathBuf>("identity")) {
        (Some(_), Some(_)) => Err(Refusal::usage("error-sealed-two-keys")),
        (Some(path), None) => Ok(Some(OpenKey::Passphrase(secret(path)?))),
        (None, Some(path)) => Ok(Some(OpenKey::Identity(path.clone()))),
        (None, None) => Ok(None),
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Refusal> {
    let mut draft = Draft::beside(path)?;
    draft.write_all(content).map_err(|error| Refusal::file("error-write-file", path, &error))?;
    Ok(draft.keep()?)
}
