//! The list of estates that were opened lately.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

/// How many estates are listed.
const RECENT_MAX: usize = 12;

/// An estate that was opened before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RecentEstate {
    /// Its directory.
    pub path: String,
    /// The name that people gave it.
    pub name: String,
    /// When it was opened last.
    pub opened_at: Timestamp,
    /// Its directory is still there.
    #[serde(default)]
    pub exists: bool,
}

/// Returns the list that a file keeps, newest first. A list that cannot be read is an empty one: nothing of an estate
/// rests on it.
pub(super) fn read(file: &Path) -> Vec<RecentEstate> {
    let bytes = fs::read(file).unwrap_or_default();
    let mut list: Vec<RecentEstate> = serde_json::from_slice(&bytes).unwrap_or_default();
    for entry in &mut list {
        entry.exists = Path::new(&entry.path).exists();
    }
    list
}

/// Puts an estate on top of the list, or takes it off when there is no name. That the list cannot be kept is no
/// reason to refuse the estate.
pub(super) fn keep(file: &Path, dir: &Path, name: Option<&str>, now: Timestamp) {
    let path = absolute(dir).display().to_string();
    let mut list = read(file);
    list.retain(|entry| entry.path != path);
    if let Some(name) = name {
        list.insert(0, RecentEstate { path, name: name.to_owned(), opened_at: now, exists: true });
    }
    list.truncate(RECENT_MAX);
    let _unkept: std::io::Result<()> = write(file, &list);
}

fn write(file: &Path, list: &[RecentEstate]) -> std::io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = file.with_extension("new");
    let mut out = fs::File::create(&beside)?;
    out.write_all(&serde_json::to_vec_pretty(list)?)?;
    out.sync_data()?;
    fs::rename(beside, file)
}

pub(super) fn absolute(dir: &Path) -> PathBuf {
    std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned())
}
