//! What a desk remembers of back-ups, by estate: beside the list of recent ones, never in an estate.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

use super::schedule::Schedule;
use super::{Desk, recent};

/// The file, beside the list of recent estates.
const FILE_NAME: &str = "care.json";

/// A back-up that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupMade {
    /// When.
    pub at: Timestamp,
    /// Where it lies.
    pub path: PathBuf,
    /// Its newest record no.
    pub seq: u64,
    /// How many bytes it has.
    pub bytes: u64,
}

/// A back-up that was not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupFailed {
    /// When.
    pub at: Timestamp,
    /// Why, as it was said then.
    pub sentence: String,
}

/// What is remembered of one estate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Care {
    /// The id of the estate: another one may lie at its place one day.
    pub(crate) estate: String,
    /// When to back up, and since when that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) schedule: Option<(Schedule, Timestamp)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) made: Option<BackupMade>,
    /// The last try in vain, unless one was made since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<BackupFailed>,
}

impl Desk {
    fn care_file(&self) -> Option<PathBuf> {
        self.recent.as_ref().map(|recent| recent.with_file_name(FILE_NAME))
    }

    /// Returns what is remembered of the estate in `dir`. A file that cannot be read says nothing: no estate rests on it.
    pub(crate) fn care_of(&self, dir: &Path) -> Care {
        let held = self.care.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.care_file().map(|file| read(&file));
        drop(held);
        known.and_then(|mut known| known.remove(&name_of(dir))).unwrap_or_default()
    }

    /// Changes what is remembered of the estate in `dir`, which has this id.
    ///
    /// # Errors
    /// What the file system says.
    pub(crate) fn remember(&self, dir: &Path, estate: &str, change: impl FnOnce(&mut Care)) -> std::io::Result<()> {
        let Some(file) = self.care_file() else { return Ok(()) };
        let _held = self.care.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = read(&file);
        let care = known.entry(name_of(dir)).or_default();
        if care.estate != estate {
            *care = Care { estate: estate.to_owned(), ..Care::default() };
        }
        change(care);
        write(&file, &known)
    }
}

fn name_of(dir: &Path) -> String {
    recent::absolute(dir).display().to_string()
}

fn read(file: &Path) -> BTreeMap<String, Care> {
    let bytes = fs::read(file).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn write(file: &Path, known: &BTreeMap<String, Care>) -> std::io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = file.with_extension("new");
    let mut out = fs::File::create(&beside)?;
    out.write_all(&serde_json::to_vec_pretty(known)?)?;
    out.sync_data()?;
    fs::rename(beside, file)
}
