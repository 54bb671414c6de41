//! Writes the TypeScript of the wire into a directory: what `cargo xtask bindings` runs.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(dir) = std::env::args_os().nth(1).map(PathBuf::from) else { return ExitCode::from(2) };
    match cairn_api::contract::typescript::write(&dir) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{}: {error}", dir.display());
            ExitCode::FAILURE
        }
    }
}
