//! Attachments: files whose names are the SHA-256 of what is in them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use cairn_model::{hex, unhex};
use sha2::{Digest, Sha256};

use crate::check::{CheckReport, Finding, FindingCode};

const BLOCK_BYTES: usize = 256 * 1024;

/// Reads every attachment and compares it with its name. A file of another name is none, or not one yet.
pub(crate) fn check(dir: &Path, report: &mut CheckReport) {
    let refused = |place: &str, error: &io::Error| finding(place, "a directory of attachments", error.to_string());
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return report.add(refused("blobs", &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => names.extend(entry.file_name().into_string()),
            Err(error) => report.add(refused("blobs", &error)),
        }
    }
    names.retain(|name| unhex::<32>(name).is_some());
    names.sort_unstable();
    for name in names {
        report.blobs += 1;
        let found = digest_of(&dir.join(&name)).unwrap_or_else(|error| error.to_string());
        if found != name {
            report.add(finding(&format!("blobs/{name}"), &format!("SHA-256 {name}"), found));
        }
    }
}

fn finding(place: &str, expected: &str, found: String) -> Finding {
    let (place, expected) = (place.to_owned(), expected.to_owned());
    Finding { record: None, what: FindingCode::Blob, place, expected, found }
}

fn digest_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher, mut block) = (File::open(path)?, Sha256::new(), vec![0; BLOCK_BYTES]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex(&hasher.finalize())),
            filled => hasher.update(&block[..filled]),
        }
    }
}
