//! Files that come in and go out: by path where the host and the person share a disk, else by content.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cairn_engine::EngineError;
use cairn_engine::place::estate_around;
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use crate::failure::{Code, Failure};
use crate::import::NamedFile;

/// A file that comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FileIn {
    /// Its name, as a person knows it.
    pub name: String,
    /// Where it lies, when the host can read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
    /// Its content in base 64, when it has no path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FileReply {
    /// The name it has, or should have.
    pub name: String,
    /// What kind of content, such as `text/csv`.
    pub media_type: String,
    /// How many bytes.
    pub bytes: u64,
    /// Where it was written; absent when the content is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
    /// The content in base 64; absent when it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What a person should know of it, as sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl FileIn {
    /// Returns the file with its content.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read, or has neither path nor content.
    pub(crate) fn read(&self) -> Result<NamedFile, Failure> {
        let unreadable = |detail: &dyn std::fmt::Display| {
            let phrase = Phrase::new("wire-file-unreadable").with("file", &self.name).with("detail", detail);
            Failure::new(Code::Io, phrase)
        };
        let bytes = match (&self.path, &self.content) {
            (Some(path), _) => {
                let length = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
                if length > crate::FILE_BYTES_MAX as u64 {
                    let bytes = usize::try_from(length).unwrap_or(usize::MAX);
                    let source = cairn_exchange::FileError::TooLarge { bytes };
                    return Err(EngineError::File { file: self.name.clone(), source }.into());
                }
                std::fs::read(path).map_err(|error| unreadable(&error))?
            }
            (None, Some(content)) => STANDARD.decode(content).map_err(|error| unreadable(&error))?,
            (None, None) => return Err(Failure::new(Code::BadInput, Phrase::new("wire-file-empty"))),
        };
        Ok(NamedFile { name: self.name.clone(), bytes })
    }
}

/// Refuses a place inside of an estate.
pub(crate) fn outside(path: &Path) -> Result<(), Failure> {
    let Some(estate) = estate_around(path) else { return Ok(()) };
    let phrase = Phrase::new("error-write-inside-estate").with("path", path.display()).with("estate", estate.display());
    Err(Failure::new(Code::BadInput, phrase))
}

/// Puts content where it is wanted: whole or not at all.
///
/// # Errors
/// [`Failure`] when it cannot be written; what was there before is there still.
pub(crate) fn put(name: &str, media_type: &str, bytes: &[u8], to: Option<&PathBuf>) -> Result<FileReply, Failure> {
    let mut reply = FileReply {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes: bytes.len() as u64,
        path: None,
        content: None,
        notes: Vec::new(),
    };
    match to {
        None => reply.content = Some(STANDARD.encode(bytes)),
        Some(path) => {
            outside(path)?;
            let mut beside = path.clone().into_os_string();
            beside.push(".part");
            let beside = PathBuf::from(beside);
            let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
            written.map_err(|error| {
                // Half a file under another name helps nobody.
                let _ = std::fs::remove_file(&beside);
                let is_full = error.kind() == std::io::ErrorKind::StorageFull;
                let phrase = Phrase::new("wire-file-unwritable").with("path", path.display()).with("detail", error);
                Failure::new(if is_full { Code::DiskFull } else { Code::Io }, phrase)
            })?;
            reply.path = Some(path.clone());
        }
    }
    Ok(reply)
}
