//! What a program asked of the system, as strace wrote it down, and what that does to a disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::disk::Disk;

/// Calls that change files, or say where the next write goes.
const CALLS: &str = "open,openat,creat,close,read,lseek,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,\
copy_file_range,sendfile,mmap,fsync,fdatasync,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,mkdir,mkdirat";

/// Runs a command under strace; returns the lines of what it asked for.
pub fn recorded(command: &Command, log: &Path) -> Vec<String> {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-y", "-xx", "-s", "100000000", "-e", &format!("trace={CALLS}"), "-e", "signal=none", "-o"]);
    traced.arg(log).arg(command.get_program()).args(command.get_args());
    if let Some(dir) = command.get_current_dir() {
        traced.current_dir(dir);
    }
    traced.env_clear().envs(command.get_envs().filter_map(|(name, value)| value.map(|value| (name, value))));
    let output = traced.output().expect("strace is needed to see what survives a power cut: install it");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "strace could not record {command:?}: {said}");
    whole_lines(&std::fs::read_to_string(log).unwrap())
}

/// Runs a command and kills it inside the n-th of these calls; returns whether it came so far, and what it said.
pub fn killed(command: &Command, calls: &str, place: usize) -> (bool, String) {
    let inject = format!("inject={calls}:signal=KILL:when={place}");
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-e", &format!("trace={calls}"), "-e", &inject, "-e", "signal=none", "-o", "/dev/null"]);
    traced.arg(command.get_program()).args(command.get_args());
    if let Some(dir) = command.get_current_dir() {
        traced.current_dir(dir);
    }
    traced.env_clear().envs(command.get_envs().filter_map(|(name, value)| value.map(|value| (name, value))));
    let output = traced.output().expect("strace is needed to kill a program inside a call: install it");
    // strace ends as the program did.
    assert!(output.status.success() || output.status.code().is_none(), "{}", String::from_utf8_lossy(&output.stderr));
    (!output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the bytes that a line writes to standard output; `None` when it is another call.
pub fn said(line: &str) -> Option<String> {
    let call = parsed(line).filter(|call| call.name == "write" && descriptor(call.arguments[0]).0 == "1")?;
    Some(String::from_utf8_lossy(&text(call.arguments[1])).into_owned())
}

/// Joins calls that others interrupted: they count when they end.
fn whole_lines(log: &str) -> Vec<String> {
    let (mut lines, mut begun) = (Vec::new(), HashMap::new());
    for line in log.lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        if let Some(front) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread.to_owned(), front.strip_suffix(' ').unwrap_or(front).to_owned());
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let rest = rest.split_once("resumed>").unwrap().1;
            lines.push(format!("{}{rest}", begun.remove(thread).unwrap()));
        } else {
            lines.push(call.to_owned());
        }
    }
    lines
}

/// A call that was made and went well.
struct Call<'l> {
    name: &'l str,
    arguments: Vec<&'l str>,
    result: &'l str,
}

fn parsed(line: &str) -> Option<Call<'_>> {
    let (name, rest) = line.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(") = ").or_else(|| rest.rsplit_once(")= ")).or_else(|| {
        let at = rest.rfind(" = ")?;
        Some((rest[..at].trim_end().strip_suffix(')')?, &rest[at + 3..]))
    })?;
    let is_done = !result.starts_with('-');
    // Texts are hexadecimal, so a comma parts arguments; a path behind a descriptor has none in these tests.
    is_done.then(|| Call { name, arguments: arguments.trim_end().split(", ").collect(), result })
}

fn text(quoted: &str) -> Vec<u8> {
    let digits = quoted.trim_matches('"').split("\\x").skip(1);
    let byte = |digits| u8::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("{quoted:.200}: {digits}"));
    digits.map(byte).collect()
}

fn descriptor(argument: &str) -> (&str, Option<PathBuf>) {
    match argument.split_once('<') {
        Some((number, path)) => {
            let path = path.trim_end_matches('>');
            // The path of a descriptor is written in the same way as texts, or plainly.
            let plain = if path.starts_with("\\x") { String::from_utf8(text(path)).unwrap() } else { path.to_owned() };
            (number, Some(PathBuf::from(plain)))
        }
        None => (argument, None),
    }
}

/// What calls do to the files below a directory.
pub struct Replay<'d> {
    pub disk: &'d mut Disk,
    root: PathBuf,
    /// Where the next write goes, by descriptor.
    offsets: HashMap<String, usize>,
}

impl<'d> Replay<'d> {
    pub fn new(disk: &'d mut Disk, root: &Path) -> Self {
        Replay { disk, root: root.canonicalize().unwrap(), offsets: HashMap::new() }
    }

    fn inside(&self, path: Option<PathBuf>) -> Option<PathBuf> {
        path?.strip_prefix(&self.root).ok().map(Path::to_owned)
    }

    /// Does what a line says. Calls `before_sync` where something is about to become certain.
    pub fn take(&mut self, line: &str, before_sync: &mut dyn FnMut(&Disk)) {
        let Some(call) = parsed(line) else { return };
        let number = |index: usize| call.arguments[index].parse::<usize>().unwrap();
        let path = |index: usize| Some(PathBuf::from(String::from_utf8(text(call.arguments[index])).unwrap()));
        match call.name {
            "open" | "openat" | "creat" => {
                let (opened, path) = descriptor(call.result);
                self.offsets.insert(opened.to_owned(), 0);
                if let Some(path) = self.inside(path) {
                    self.disk.open(&path, line.contains("O_CREAT"), line.contains("O_TRUNC"));
                    if line.contains("O_APPEND") {
                        self.offsets.insert(opened.to_owned(), self.disk.length(&path));
                    }
                }
            }
            "mkdir" | "mkdirat" => {
                if let Some(path) = self.inside(path(call.arguments.len() - 2)) {
                    self.disk.make_dir(&path);
                }
            }
            "rename" | "renameat" | "renameat2" => {
                let at = usize::from(call.name != "rename");
                if let (Some(from), Some(to)) = (self.inside(path(at)), self.inside(path(2 * at + 1))) {
                    assert!(!line.contains("RENAME_EXCHANGE"), "{line}");
                    self.disk.rename(&from, &to);
                }
            }
            "unlink" | "rmdir" | "unlinkat" => self.unlink(&call),
            "fsync" | "fdatasync" => {
                if let Some(path) = self.inside(descriptor(call.arguments[0]).1) {
                    before_sync(self.disk);
                    self.disk.sync(&path);
                }
            }
            "read" | "lseek" => {
                let result = call.result.split(' ').next().unwrap().parse::<usize>().unwrap();
                let offset = self.offsets.entry(descriptor(call.arguments[0]).0.to_owned()).or_default();
                *offset = if call.name == "read" { *offset + result } else { result };
            }
            "write" | "pwrite64" | "ftruncate" => {
                let (opened, path) = descriptor(call.arguments[0]);
                let Some(path) = self.inside(path) else { return };
                if call.name == "ftruncate" {
                    return self.disk.resize(&path, number(1));
                }
                let written = call.result.split(' ').next().unwrap().parse::<usize>().unwrap();
                let bytes = text(call.arguments[1])[..written].to_vec();
                let offset = if call.name == "pwrite64" {
                    number(3)
                } else {
                    let offset = self.offsets.entry(opened.to_owned()).or_default();
                    *offset += written;
                    *offset - written
                };
                self.disk.write(&path, offset, bytes);
            }
            "mmap" => {
                let shared = line.contains("MAP_SHARED") && line.contains("PROT_WRITE");
                let path = call.arguments.get(4).and_then(|argument| self.inside(descriptor(argument).1));
                assert!(!(shared && path.is_some()), "this test does not follow {line}");
            }
            "close" => {}
            _ => {
                let touches = call.arguments.iter().any(|argument| self.inside(descriptor(argument).1).is_some());
                assert!(!touches, "this test does not follow {}", &line[..line.len().min(200)]);
            }
        }
    }

    fn unlink(&mut self, call: &Call<'_>) {
        let index = usize::from(call.name == "unlinkat");
        let name = PathBuf::from(String::from_utf8(text(call.arguments[index])).unwrap());
        // Trees are removed name by name below a descriptor of their directory.
        let path = match descriptor(call.arguments[0]).1 {
            Some(dir) if index == 1 && name.is_relative() => dir.join(name),
            _ => name,
        };
        if let Some(path) = self.inside(Some(path)) {
            self.disk.remove(&path);
        }
    }
}
