//! Attachments: files whose names are the SHA-256 of what is in them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use cairn_model::{hex, unhex};
use sha2::{Digest, Sha256};

use crate::check::{CheckReport, Finding, FindingCode};

const BLOCK_BYTES: usize = 256 * 1024;

/// Reads every attachment and compares it with its name. Anything that is no file named by its content is a finding, for
/// nobody keeps it; but not what file managers leave behind, whose names begin with a dot.
pub(crate) fn check(dir: &Path, report: &mut CheckReport) {
    let refused = |place: &str, error: &io::Error| finding(place, "a directory of attachments", error.to_string());
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return report.add(refused("blobs", &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        // Of a pipe or a device nothing is read: it may never end.
        match entry.and_then(|entry| Ok((entry.file_type()?.is_file(), entry.file_name()))) {
            Ok((is_file, name)) => {
                let name = name.to_string_lossy().into_owned();
                if is_file && unhex::<32>(&name).is_some() {
                    names.push(name);
                } else if !is_file || !name.starts_with('.') {
                    let kind = if is_file { "a file of another name" } else { "no file" };
                    report.add(finding(&format!("blobs/{name}"), "a file named by its SHA-256", kind.to_owned()));
                }
            }
            Err(error) => report.add(refused("blobs", &error)),
        }
    }
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

/// Returns SHA-256 of a file.
pub(crate) fn digest_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher, mut block) = (File::open(path)?, Sha256::new(), vec![0; BLOCK_BYTES]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex(&hasher.finalize())),
            filled => hasher.update(&block[..filled]),
        }
    }
}
