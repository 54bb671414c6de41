//! What the makers need to know of an estate that gives trouble, and nothing of what is in it: numbers and codes, no
//! name, value, id or path.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cairn_store::{CheckReport, EstateFile, Role, StoreError, Tell};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::EngineError;

/// What an estate directory is made of. Files of other names are counted, and not named: somebody gave them the name.
const PARTS: [&str; 11] = [
    "estate.json",
    "head.json",
    "journal.0",
    "journal.1",
    "image",
    "db",
    "db.new",
    "db.old",
    "blobs",
    "lock",
    "socket",
];
/// A directory of an estate is at most `db/blobs/file` deep.
const DEPTH_MAX: u32 = 2;

/// How many files a part of an estate has, and how large they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PartSize {
    /// How many files.
    pub files: u64,
    /// How many bytes they have together.
    pub bytes: u64,
}

/// How many findings there are of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FindingCount {
    /// What is wrong.
    pub what: String,
    /// How often.
    pub count: u64,
    /// The first record no. of which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_record: Option<u64>,
}

/// What the integrity check says, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckNumbers {
    /// How many records of the log were read.
    pub commits: u64,
    /// How many edits.
    pub edits: u64,
    /// How many pages.
    pub pages: u64,
    /// How many records on them.
    pub records: u64,
    /// How many attachments.
    pub blobs: u64,
    /// How many values were purged.
    pub purged: u64,
    /// What is wrong, by kind.
    pub findings: Vec<FindingCount>,
}

/// An estate in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EstateNumbers {
    /// Its storage format, when it says one that this program reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<u32>,
    /// Whether it is a replica.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_replica: Option<bool>,
    /// The newest record no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// How many items.
    pub items: u64,
    /// How many relationships.
    pub relationships: u64,
    /// How many requirements with declared terms.
    pub requirements: u64,
    /// The files of the estate, by part; `other` for what is no part of one.
    pub files: BTreeMap<String, PartSize>,
    /// What the integrity check says; absent when the estate does not open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckNumbers>,
    /// What kind of damage keeps it from opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<FindingCount>,
}

/// Returns the estate in `dir` in numbers; what it holds and how sound it is, when it is open.
///
/// # Errors
/// [`EngineError::Store`] when it cannot be read at all, or the check was stopped.
pub fn numbers(dir: &Path, engine: Option<&Engine>, tell: Tell<'_>) -> Result<EstateNumbers, EngineError> {
    let said = EstateFile::read(dir).ok();
    let mut numbers = EstateNumbers {
        format: said.as_ref().map(|estate| estate.format),
        is_replica: said.map(|estate| estate.role == Role::Replica),
        files: files(dir),
        ..EstateNumbers::default()
    };
    if let Some(engine) = engine {
        let generation = engine.generation();
        numbers.seq = Some(generation.seq());
        numbers.items = generation.item_count() as u64;
        numbers.relationships = generation.relationship_count() as u64;
        numbers.requirements = generation.requirement_count() as u64;
        numbers.check = Some(check(&engine.check_told(tell)?));
    }
    Ok(numbers)
}

/// Returns what kind of damage an error speaks of; `None` when of none.
#[must_use]
pub fn damage(error: &EngineError) -> Option<FindingCount> {
    match error {
        EngineError::Store(StoreError::Damaged(finding)) => {
            Some(FindingCount { what: format!("{:?}", finding.what), count: 1, first_record: finding.record })
        }
        _ => None,
    }
}

fn check(report: &CheckReport) -> CheckNumbers {
    let mut findings: Vec<FindingCount> = Vec::new();
    for finding in &report.findings {
        // Place, expected and found would say names and ids.
        let what = format!("{:?}", finding.what);
        match findings.iter_mut().find(|own| own.what == what) {
            Some(own) => {
                own.count += 1;
                own.first_record = own.first_record.into_iter().chain(finding.record).min();
            }
            None => findings.push(FindingCount { what, count: 1, first_record: finding.record }),
        }
    }
    CheckNumbers {
        commits: report.commits,
        edits: report.edits,
        pages: report.pages,
        records: report.records,
        blobs: report.blobs,
        purged: report.purged,
        findings,
    }
}

fn files(dir: &Path) -> BTreeMap<String, PartSize> {
    let mut parts: BTreeMap<String, PartSize> = BTreeMap::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let part = PARTS.iter().find(|part| name == **part).copied().unwrap_or("other");
        let size = parts.entry(part.to_owned()).or_default();
        let mut open = vec![(entry.path(), DEPTH_MAX)];
        while let Some((path, depth)) = open.pop() {
            let Ok(known) = fs::symlink_metadata(&path) else { continue };
            if known.is_dir() && depth > 0 {
                open.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| (entry.path(), depth - 1)));
            } else if !known.is_dir() {
                size.files += 1;
                size.bytes += known.len();
            }
        }
    }
    parts
}
