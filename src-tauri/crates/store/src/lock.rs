//! One process at a time: a lock on a file of the estate, in which the holder says who it is.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::disk::refused;
use crate::error::StoreError;

pub(crate) const FILE_NAME: &str = "lock";
const RETRY: Duration = Duration::from_millis(50);
/// More than a holder ever needs; a lock file is never read beyond it.
const HOLDER_BYTES_MAX: u64 = 4096;

/// Who has an estate open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process id.
    pub pid: u32,
    /// The name and version of the program.
    pub program: String,
    /// Since when.
    pub since: Timestamp,
    /// The account.
    pub user: String,
}

/// The lock on an estate; the operating system releases it when this is dropped or the process ends.
#[derive(Debug)]
pub(crate) struct EstateLock {
    _file: File,
}

/// Returns how often to try within `wait`. Attempts are counted because a library reads no clock.
pub(crate) fn attempts(wait: Duration) -> u128 {
    wait.as_millis() / RETRY.as_millis() + 1
}

/// Sleeps between two attempts.
pub(crate) fn pause() {
    std::thread::sleep(RETRY);
}

impl EstateLock {
    /// Takes the lock of the estate in `dir` and writes `holder` into it, retrying for up to `wait`.
    pub(crate) fn take(dir: &Path, holder: &Holder, wait: Duration) -> Result<Self, StoreError> {
        let path = dir.join(FILE_NAME);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(refused("lock", &path))?;
        for attempt in 1..=attempts(wait) {
            match file.try_lock() {
                Ok(()) => {
                    // The name is for whoever comes second; a full disk must not keep the first from reading.
                    let _ = write_holder(&mut file, holder);
                    return Ok(EstateLock { _file: file });
                }
                Err(TryLockError::Error(source)) => return Err(refused("lock", &path)(source)),
                Err(TryLockError::WouldBlock) if attempt < attempts(wait) => pause(),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        Err(StoreError::Locked { holder: read_holder(&mut file), path: dir.to_owned() })
    }

    /// Takes the lock of the estate in `dir` when there is a file for it, and writes nothing.
    pub(crate) fn look(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join(FILE_NAME);
        // Without the file nobody has the estate open.
        let Ok(mut file) = File::open(&path) else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => Ok(Some(EstateLock { _file: file })),
            Err(TryLockError::Error(source)) => Err(refused("lock", &path)(source)),
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Locked { holder: read_holder(&mut file), path: dir.to_owned() })
            }
        }
    }
}

fn write_holder(file: &mut File, holder: &Holder) -> std::io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&serde_json::to_vec(holder)?)?;
    file.flush()
}

/// The holder may be writing just now, and Windows refuses to read a locked file: then nobody is named.
fn read_holder(file: &mut File) -> Option<Holder> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.take(HOLDER_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}
