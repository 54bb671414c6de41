//! Files that only who holds a key can read: sealed and opened in the age format, whatever is in them.
//!
//! The format is that of age (<https://age-encryption.org/v1>), so that a sealed file can be opened without Cairn:
//! `age -d`. The library draws the entropy for its keys itself; nothing else here does.
//!
//! *Architecture Invariant:* this knows no snapshot and no estate, only bytes.

use std::fmt;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::str::FromStr;

use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor, IdentityFile, scrypt, x25519};
use serde::{Deserialize, Serialize};

/// What every sealed file starts with.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// A passphrase has at least this many characters: a sealed file can be tried as often as somebody likes.
pub const PASSPHRASE_CHARACTERS_MIN: usize = 12;
/// 2^18 rounds: about a second of work for each try, the same on every machine that seals.
const WORK_FACTOR: u8 = 18;
/// More than sixteen times the work of ours would only keep the reader busy.
const WORK_FACTOR_MAX: u8 = 22;

/// Words that nobody else may read; they are not shown when debugged.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

/// What a file is sealed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SealWith {
    /// A passphrase, which opens it again.
    Passphrase(Secret),
    /// Public keys (`age1…`); each of their identities opens it.
    Recipients(Vec<String>),
}

/// What opens a sealed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenWith {
    /// The passphrase.
    Passphrase(Secret),
    /// The content of an identity file, as `age-keygen` writes it.
    Identities(Secret),
}

/// Why a file cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// Too short to keep anybody out.
    #[error("the passphrase has fewer than {PASSPHRASE_CHARACTERS_MIN} characters")]
    ShortPassphrase,
    /// Nobody to seal it for.
    #[error("there are no recipients")]
    NoRecipients,
    /// A recipient that is no public key; of a private one only the front.
    #[error("{0:?} is no public key")]
    NotARecipient(String),
    /// An identity file without an identity that can be used.
    #[error("there is no identity in the identity file")]
    NotAnIdentity,
    /// The file is sealed, and nothing to open it was given.
    #[error("the file is sealed")]
    Sealed {
        /// With a passphrase; else for recipients.
        by_passphrase: bool,
    },
    /// The passphrase, or none of the identities, opens it.
    #[error("the key does not open the file")]
    WrongKey,
    /// The front of the sealed file is not what it should be.
    #[error("the front of the sealed file is damaged")]
    Damaged,
    /// Reading or writing failed.
    #[error("the file cannot be read or written")]
    Io(#[source] io::Error),
}

impl SealWith {
    /// Returns what seals files, and opens those that it sealed, so that they can be checked: beside the recipients,
    /// whose identities are elsewhere, a key that is forgotten afterwards.
    ///
    /// # Errors
    /// [`SealError::ShortPassphrase`], [`SealError::NoRecipients`], [`SealError::NotARecipient`].
    pub fn seal(&self) -> Result<Seal, SealError> {
        match self {
            SealWith::Passphrase(Secret(words)) if words.chars().count() < PASSPHRASE_CHARACTERS_MIN => {
                Err(SealError::ShortPassphrase)
            }
            SealWith::Passphrase(words) => Ok(Seal(Kind::Passphrase(words.clone()))),
            SealWith::Recipients(texts) => {
                let parse = |text: &String| {
                    let text = text.trim();
                    x25519::Recipient::from_str(text).map_err(|_| SealError::NotARecipient(shown(text)))
                };
                let recipients = texts.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
                if recipients.is_empty() {
                    return Err(SealError::NoRecipients);
                }
                Ok(Seal(Kind::Recipients(recipients, x25519::Identity::generate())))
            }
        }
    }
}

/// A private key that was given for a public one is not repeated where others can read it.
fn shown(text: &str) -> String {
    const PRIVATE: &str = "AGE-SECRET-KEY-";
    let front = text.get(..PRIVATE.len()).filter(|front| front.eq_ignore_ascii_case(PRIVATE));
    front.map_or_else(|| text.to_owned(), |front| format!("{front}…"))
}

/// What seals a file, and opens it again for a check.
pub struct Seal(Kind);

enum Kind {
    Passphrase(Secret),
    Recipients(Vec<x25519::Recipient>, x25519::Identity),
}

impl fmt::Debug for Seal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Seal")
    }
}

fn passphrase(Secret(words): &Secret) -> SecretString {
    SecretString::from(words.clone())
}

impl Seal {
    /// Returns what seals everything that is written to it; it must be finished.
    ///
    /// # Errors
    /// [`SealError::Io`].
    pub fn over<W: Write>(&self, out: W) -> Result<Sealing<W>, SealError> {
        let encryptor = match &self.0 {
            Kind::Passphrase(words) => {
                let mut recipient = scrypt::Recipient::new(passphrase(words));
                recipient.set_work_factor(WORK_FACTOR);
                Encryptor::with_recipients(std::iter::once(&recipient as _))
            }
            Kind::Recipients(recipients, own) => {
                let own = own.to_public();
                Encryptor::with_recipients(recipients.iter().chain([&own]).map(|one| one as _))
            }
        };
        let encryptor = encryptor.map_err(|error| SealError::Io(io::Error::other(error.to_string())))?;
        Ok(Sealing(encryptor.wrap_output(out).map_err(SealError::Io)?))
    }

    /// Returns the content of a file that this sealed.
    ///
    /// # Errors
    /// As [`open`].
    pub fn open<R: Read + Seek>(&self, input: R) -> Result<Opened<R>, SealError> {
        match &self.0 {
            Kind::Passphrase(words) => open(input, Some(&OpenWith::Passphrase(words.clone()))),
            Kind::Recipients(_, own) => unseal(decryptor(input)?, &[own]),
        }
    }
}

/// A writer that seals. What is not finished cannot be opened.
pub struct Sealing<W: Write>(StreamWriter<W>);

impl<W: Write> fmt::Debug for Sealing<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sealing")
    }
}

impl<W: Write> Sealing<W> {
    /// Writes the end, and returns what is written to.
    ///
    /// # Errors
    /// That of the writer.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The content of a file, be it sealed or not.
pub enum Opened<R> {
    /// It was not sealed.
    Plain(R),
    /// It was, and is opened while it is read.
    Sealed(Box<StreamReader<R>>),
}

impl<R> fmt::Debug for Opened<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Opened::Plain(_) => "Plain",
            Opened::Sealed(_) => "Sealed",
        })
    }
}

/// Returns the content of a file. A key for one that is not sealed is of no meaning.
///
/// # Errors
/// [`SealError::Sealed`], [`SealError::WrongKey`], [`SealError::NotAnIdentity`], [`SealError::Damaged`],
/// [`SealError::Io`]. That its content was changed is found while it is read: [`Changed`].
pub fn open<R: Read + Seek>(mut input: R, with: Option<&OpenWith>) -> Result<Opened<R>, SealError> {
    let mut front = Vec::with_capacity(MAGIC.len());
    input.by_ref().take(MAGIC.len() as u64).read_to_end(&mut front).map_err(SealError::Io)?;
    input.rewind().map_err(SealError::Io)?;
    if front != MAGIC {
        return Ok(Opened::Plain(input));
    }
    let decryptor = decryptor(input)?;
    let by_passphrase = decryptor.is_scrypt();
    match with {
        None => Err(SealError::Sealed { by_passphrase }),
        Some(OpenWith::Passphrase(words)) => {
            let mut identity = scrypt::Identity::new(passphrase(words));
            identity.set_max_work_factor(WORK_FACTOR_MAX);
            unseal(decryptor, &[&identity])
        }
        Some(OpenWith::Identities(Secret(text))) => {
            let file =
                IdentityFile::from_buffer(BufReader::new(text.as_bytes())).map_err(|_| SealError::NotAnIdentity)?;
            let identities = file.into_identities().map_err(|_| SealError::NotAnIdentity)?;
            if identities.is_empty() {
                return Err(SealError::NotAnIdentity);
            }
            let identities: Vec<&dyn age::Identity> = identities.iter().map(|one| &**one as _).collect();
            unseal(decryptor, &identities)
        }
    }
}

fn decryptor<R: Read>(input: R) -> Result<Decryptor<R>, SealError> {
    Decryptor::new(input).map_err(refused)
}

fn unseal<R: Read>(decryptor: Decryptor<R>, identities: &[&dyn age::Identity]) -> Result<Opened<R>, SealError> {
    let opened = decryptor.decrypt(identities.iter().copied()).map_err(refused)?;
    Ok(Opened::Sealed(Box::new(opened)))
}

fn refused(error: DecryptError) -> SealError {
    match error {
        DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => SealError::Io(error),
        DecryptError::NoMatchingKeys
        | DecryptError::KeyDecryptionFailed
        | DecryptError::DecryptionFailed
        | DecryptError::ExcessiveWork { .. } => SealError::WrongKey,
        _ => SealError::Damaged,
    }
}

/// The content of a sealed file is not what was sealed: what its reading fails with, inside an [`io::Error`].
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the sealed file was changed or cut off")]
pub struct Changed;

impl Changed {
    /// Returns whether reading failed because of it.
    #[must_use]
    pub fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Changed>)
    }
}

fn read_failed(error: io::Error) -> io::Error {
    match error.kind() {
        // What the disk itself says has other kinds.
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => io::Error::new(error.kind(), Changed),
        _ => error,
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Opened::Plain(input) => input.read(bytes),
            Opened::Sealed(input) => input.read(bytes).map_err(read_failed),
        }
    }
}

impl<R: Read + Seek> Seek for Opened<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Opened::Plain(input) => input.seek(to),
            Opened::Sealed(input) => input.seek(to).map_err(read_failed),
        }
    }
}

#[cfg(test)]
mod tests;
