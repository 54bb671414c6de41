//! `cargo xtask bindings`: what is made of the list of commands and committed, the TypeScript of the wire and the
//! permissions of the window.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::capability;
use crate::command::{cargo, root, show};

/// Where the screens find it.
const BINDINGS: &str = "ui/src/bindings";
/// Where it is written to be compared.
const BESIDE: &str = "target/bindings";

/// Writes the bindings and the permissions.
pub fn run() -> ExitCode {
    if write(BINDINGS) && capability::write() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says whether the bindings are what Rust declares.
pub fn check() -> ExitCode {
    if is_current() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns whether bindings and permissions are what Rust declares, and says where they are not.
pub fn is_current() -> bool {
    if !capability::is_current() {
        eprintln!("{} is not what Rust declares", capability::FILE);
        eprintln!("write it anew:\n\n    cargo xtask bindings\n");
        return false;
    }
    if !write(BESIDE) {
        return false;
    }
    match (files(&root().join(BINDINGS)), files(&root().join(BESIDE))) {
        (Ok(committed), Ok(made)) => {
            let other = differing(&committed, &made);
            if !other.is_empty() {
                eprintln!("{BINDINGS} is not what Rust declares: {}", other.join(", "));
                eprintln!("write it anew:\n\n    cargo xtask bindings\n");
            }
            other.is_empty()
        }
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("cannot read the bindings: {error}");
            false
        }
    }
}

fn write(to: &str) -> bool {
    let to = root().join(to);
    let run =
        ["run", "--quiet", "--locked", "--package", "cairn-api", "--features", "ts", "--example", "bindings", "--"];
    show(cargo(&run).arg(to)).is_some_and(|status| status.success())
}

fn files(dir: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let entries = fs::read_dir(dir)?;
    entries
        .map(|entry| {
            let entry = entry?;
            Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))
        })
        .collect()
}

/// Returns the names of files that only one side has or that differ.
fn differing(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = left.keys().chain(right.keys().filter(|name| !left.contains_key(*name)));
    names.filter(|name| left.get(*name) != right.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_differs_is_named() {
        let dir = |files: &[(&str, &str)]| {
            files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect::<BTreeMap<_, _>>()
        };
        let left = dir(&[("a.ts", "1"), ("b.ts", "2"), ("c.ts", "3")]);
        let right = dir(&[("a.ts", "1"), ("b.ts", "other"), ("d.ts", "4")]);
        assert_eq!(differing(&left, &left), Vec::<String>::new());
        assert_eq!(differing(&left, &right), ["b.ts", "c.ts", "d.ts"]);
    }
}
