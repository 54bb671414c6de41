//! Snapshots and back-ups that are encrypted: what opens them, and what is said when it does not.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use cairn_exchange::sealed::{self, OpenWith, Opened, PASSPHRASE_CHARACTERS_MIN, SealError, Secret};
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use crate::failure::{Code, Failure};

/// An identity has 74 characters; a file of this length holds more of them than anybody has.
const IDENTITY_BYTES_MAX: u64 = 64 * 1024;

/// What opens an encrypted file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OpenKey {
    /// Its passphrase.
    Passphrase(Secret),
    /// Where the file with the identity lies, as `age-keygen` writes it.
    Identity(PathBuf),
}

impl OpenKey {
    fn read(&self) -> Result<OpenWith, Failure> {
        let path = match self {
            OpenKey::Passphrase(words) => return Ok(OpenWith::Passphrase(words.clone())),
            OpenKey::Identity(path) => path,
        };
        let mut text = String::new();
        match File::open(path).and_then(|file| file.take(IDENTITY_BYTES_MAX).read_to_string(&mut text)) {
            Ok(_) => Ok(OpenWith::Identities(Secret(text))),
            // What is not even text holds no identity.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(unsealable(path, SealError::NotAnIdentity)),
            Err(error) => {
                let phrase = Phrase::new("error-read-file").with("path", path.display()).with("detail", error);
                Err(Failure::new(Code::Io, phrase))
            }
        }
    }
}

/// Returns the content of the file at `path`, which `input` reads, be it encrypted or not.
///
/// # Errors
/// [`Failure`] of code `sealed` when it is encrypted and the key is missing or another; of the identity file.
pub fn unsealed<R: Read + Seek>(input: R, path: &Path, key: Option<&OpenKey>) -> Result<Opened<R>, Failure> {
    let with = key.map(OpenKey::read).transpose()?;
    sealed::open(input, with.as_ref()).map_err(|error| match (error, key) {
        (SealError::NotAnIdentity, Some(OpenKey::Identity(path))) => unsealable(path, SealError::NotAnIdentity),
        (error, _) => unsealable(path, error),
    })
}

/// Returns the refusal to encrypt or to open the file at `path`.
pub(crate) fn unsealable(path: &Path, error: SealError) -> Failure {
    let at = |code: &str| Phrase::new(code).with("path", path.display());
    let (code, phrase) = match error {
        SealError::ShortPassphrase => {
            (Code::BadInput, Phrase::new("error-sealed-short").with("least", PASSPHRASE_CHARACTERS_MIN))
        }
        SealError::NoRecipients => (Code::BadInput, Phrase::new("error-sealed-nobody")),
        SealError::NotARecipient(text) => (Code::BadInput, Phrase::new("error-sealed-recipient").with("text", text)),
        SealError::NotAnIdentity => (Code::BadInput, at("error-sealed-identity")),
        SealError::Sealed { by_passphrase: true } => (Code::Sealed, at("error-sealed-passphrase")),
        SealError::Sealed { by_passphrase: false } => (Code::Sealed, at("error-sealed-recipients")),
        SealError::WrongKey => (Code::Sealed, at("error-sealed-key")),
        SealError::Io(error) => (Code::Io, at("error-read-file").with("detail", error)),
        _ => (Code::BadInput, at("error-sealed-damaged")),
    };
    Failure::new(code, phrase)
}
