//! Running other programs, always from the root of the repository.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

const POLL: Duration = Duration::from_millis(100);

/// Returns the root of the repository.
pub fn root() -> PathBuf {
    // What cargo says now, not what it said when this was compiled: clones may share a target directory.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    // This package lies three directories below the root: src-tauri/crates/xtask.
    Path::new(&package).ancestors().nth(3).unwrap_or(Path::new(".")).to_owned()
}

/// Returns a command that runs `cargo` in the root of the repository.
pub fn cargo(arguments: &[&str]) -> Command {
    // The toolchain that runs this program is the one that this finds: rustup hands its choice down.
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root());
    command
}

/// Prints a command as a person would type it.
pub fn announce(command: &Command) {
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).collect();
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    println!("\n$ {}", words.join(" "));
    // What the command itself prints must not overtake this line.
    let _ = io::stdout().flush();
}

/// Runs a command with its output going where ours goes; returns how it ended, or `None` when it could not start.
pub fn show(command: &mut Command) -> Option<ExitStatus> {
    announce(command);
    report_start(command.status(), command)
}

/// Returns whether a command succeeds, showing what it prints.
pub fn passes(command: &mut Command) -> bool {
    show(command).is_some_and(|status| status.success())
}

/// Runs a command, passing its standard output on line by line and showing every line to `read`.
pub fn tee(command: &mut Command, mut read: impl FnMut(&str)) -> Option<ExitStatus> {
    announce(command);
    let spawned = command.stdout(Stdio::piped()).spawn();
    let mut child = report_start(spawned, command)?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        // A test may print bytes that are not text; they are passed on as they are.
        while output.read_until(b'\n', &mut line).is_ok_and(|bytes| bytes > 0) {
            let _ = io::stdout().write_all(&line);
            read(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    report_start(child.wait(), command)
}

/// Runs a command without showing anything; returns whether it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    quiet(command).status().is_ok_and(|status| status.success())
}

/// As [`succeeds`], and false when it takes longer than `limit`.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = quiet(command).spawn() else { return false };
    for _ in 0..limit.as_millis() / POLL.as_millis() {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(POLL),
            Err(_) => break,
        }
    }
    stop(&mut child);
    false
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

fn stop(child: &mut Child) {
    // It may just have ended by itself, which is as good.
    let _ = child.kill();
    let _ = child.wait();
}

fn report_start<T>(outcome: io::Result<T>, command: &Command) -> Option<T> {
    outcome.inspect_err(|error| eprintln!("cannot run `{}`: {error}", command.get_program().to_string_lossy())).ok()
}
