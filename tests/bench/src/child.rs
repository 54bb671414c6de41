//! Measurements in a process of their own: nothing is warm but the page cache, and memory starts from nothing.
//!
//! A child is this program with a first argument that no person gives; it answers with one line.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use cairn_api::{ImpactQuestion, Session};
use cairn_engine::import::apply;
use cairn_model::CancelToken;

use crate::Outcome;
use crate::act::{BenchHost, acting};
use crate::answer;
use crate::edit;
use crate::input::{Tables, empty_estate};
use crate::ndjson;
use crate::timing::timed;

const MARK: &str = "as-child";
const OPEN: &str = "open";
const PARSE: &str = "parse";
const RESIDENT: &str = "resident";
const IMPORT: &str = "import";
const ASK: &str = "ask";
const EDIT: &str = "edit";
const ANSWER: &str = "answer";

/// What a child does.
#[derive(Debug)]
pub(crate) struct Task {
    name: String,
    /// A size or a record no.; 0 where there is none.
    number: u64,
    path: PathBuf,
}

/// Returns what this process is to do as a child; `None` when a person started it.
pub(crate) fn asked_for(arguments: &[String]) -> Option<Task> {
    match arguments {
        [mark, name, number, path] if mark == MARK => {
            Some(Task { name: name.clone(), number: number.parse().ok()?, path: PathBuf::from(path) })
        }
        _ => None,
    }
}

/// Does what a child does and returns its answer: numbers with spaces between them.
pub(crate) fn run(task: &Task) -> Outcome<String> {
    match task.name.as_str() {
        OPEN => {
            let (session, elapsed) = timed(|| session(&task.path));
            black_box(session?);
            Ok(elapsed.as_nanos().to_string())
        }
        PARSE => {
            let (records, elapsed) = timed(|| ndjson::read(&task.path));
            black_box(records?);
            Ok(elapsed.as_nanos().to_string())
        }
        RESIDENT => resident(&task.path),
        IMPORT => import(&task.path, task.number),
        EDIT => Ok(nanoseconds(&edit::times(&task.path)?)),
        ANSWER => Ok(nanoseconds(&answer::times(&task.path)?)),
        ASK => asked(&task.path, task.number),
        other => Err(format!("no child does `{other}`").into()),
    }
}

/// Returns how long a fresh process takes to open an estate.
pub(crate) fn open(dir: &Path) -> Outcome<Duration> {
    Ok(Duration::from_nanos(numbers(OPEN, 0, dir)?[0]))
}

fn nanoseconds(times: &[Duration]) -> String {
    times.iter().map(|time| time.as_nanos().to_string()).collect::<Vec<_>>().join(" ")
}

/// Returns how long each edit took in a fresh process, its answer included.
pub(crate) fn answers(dir: &Path) -> Outcome<Vec<Duration>> {
    Ok(numbers(ANSWER, 0, dir)?.into_iter().map(Duration::from_nanos).collect())
}

/// Returns how long each edit took in a fresh process, then how long as many appends took.
pub(crate) fn edits(dir: &Path) -> Outcome<Vec<Duration>> {
    Ok(numbers(EDIT, 0, dir)?.into_iter().map(Duration::from_nanos).collect())
}

/// Returns how long a fresh process takes to read and parse the same data as NDJSON.
pub(crate) fn parse(dir: &Path) -> Outcome<Duration> {
    Ok(Duration::from_nanos(numbers(PARSE, 0, dir)?[0]))
}

/// By how much a process grew, in KiB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Growth {
    /// When the estate was open.
    pub(crate) opened: u64,
    /// After a verdict, a search and a look at one item.
    pub(crate) asked: u64,
    /// At its largest.
    pub(crate) peak: u64,
}

/// Returns by how much a fresh process grows that opens an estate and asks of it.
pub(crate) fn growth(dir: &Path) -> Outcome<Growth> {
    let numbers = numbers(RESIDENT, 0, dir)?;
    match numbers[..] {
        [opened, asked, peak] => Ok(Growth { opened, asked, peak }),
        _ => Err("a child gave another answer".into()),
    }
}

fn numbers(task: &str, number: u64, path: &Path) -> Outcome<Vec<u64>> {
    let output = Command::new(std::env::current_exe()?).args([MARK, task, &number.to_string()]).arg(path).output()?;
    let answer = String::from_utf8(output.stdout)?;
    if !output.status.success() {
        return Err(format!("the child for `{task}`: {}", answer.trim()).into());
    }
    let numbers = answer.split_whitespace().map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    if numbers.is_empty() { Err(format!("the child for `{task}` said nothing").into()) } else { Ok(numbers) }
}

/// By how much a process grew that imported, in KiB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ImportGrowth {
    /// When the estate was there, open.
    pub(crate) imported: u64,
    /// At its largest.
    pub(crate) peak: u64,
}

/// Returns by how much a fresh process grows that imports a generated estate of so many items into `dir`; the tables, which
/// it has in memory before, do not count.
pub(crate) fn import_growth(dir: &Path, items: u64) -> Outcome<ImportGrowth> {
    match numbers(IMPORT, items, dir)?[..] {
        [imported, peak] => Ok(ImportGrowth { imported, peak }),
        _ => Err("a child gave another answer".into()),
    }
}

fn import(dir: &Path, items: u64) -> Outcome<String> {
    let tables = Tables::generate(items, 4)?;
    let engine = empty_estate(dir)?;
    // What making the tables took at its largest is not of the import.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let before = status("VmRSS")?;
    acting(|act| -> Outcome<()> {
        let plan = tables.plan(&engine.generation(), act)?;
        apply(&engine, plan, "bench", act)?;
        Ok(())
    })?;
    let (imported, peak) = (status("VmRSS")?, status("VmHWM")?);
    drop((engine, tables));
    Ok(format!("{} {}", imported.saturating_sub(before), peak.saturating_sub(before)))
}

/// How long the same question took twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// In a fresh process, opening included.
    pub(crate) first: Duration,
    /// In the estate that is open.
    pub(crate) again: Duration,
}

/// Returns how long a fresh process takes to answer what the outage of a rack breaks: as of record no. `at`, or live
/// when that is 0.
pub(crate) fn ask(dir: &Path, at: u64) -> Outcome<Asked> {
    match numbers(ASK, at, dir)?[..] {
        [first, again] => Ok(Asked { first: Duration::from_nanos(first), again: Duration::from_nanos(again) }),
        _ => Err("a child gave another answer".into()),
    }
}

fn asked(dir: &Path, at: u64) -> Outcome<String> {
    let at = (at > 0).then(|| at.to_string());
    // Which rack is not of the question: as the words of a person, its key is known before.
    let rack = {
        let session = session(dir)?;
        let racks = session.items("class:rack", 0, 1, None).map_err(|failure| format!("{failure:?}"))?;
        racks.answer.items.first().ok_or("the estate has no rack")?.item.key.clone()
    };
    let question = ImpactQuestion { down: vec![rack], ..ImpactQuestion::default() };
    let ask = |session: &Session| {
        let answer = session.impact(&question, at.as_deref(), &CancelToken::default());
        answer.map(|answer| drop(black_box(answer))).map_err(|failure| format!("{failure:?}").into())
    };
    let (opened, first) = timed(|| -> Outcome<Session> {
        let session = session(dir)?;
        ask(&session)?;
        Ok(session)
    });
    let session = opened?;
    let (answered, again) = timed(|| -> Outcome<()> { ask(&session) });
    answered?;
    Ok(format!("{} {}", first.as_nanos(), again.as_nanos()))
}

fn session(dir: &Path) -> Outcome<Session> {
    Session::open(dir, Arc::new(BenchHost::default())).map_err(|failure| format!("{failure:?}").into())
}

fn resident(dir: &Path) -> Outcome<String> {
    let before = status("VmRSS")?;
    let session = session(dir)?;
    let opened = status("VmRSS")?;
    let refused = |failure| format!("{failure:?}");
    let racks = session.items("class:rack", 0, 1, None).map_err(refused)?;
    let rack = racks.answer.items.first().ok_or("the estate has no rack")?.item.key.clone();
    let question = ImpactQuestion { down: vec![rack.clone()], ..ImpactQuestion::default() };
    black_box(session.impact(&question, None, &CancelToken::default()).map_err(refused)?);
    let found = session.items("generated virtual", 0, 50, None).map_err(refused)?;
    if found.answer.total == 0 {
        return Err("the search finds nothing".into());
    }
    black_box(session.show(&rack, None).map_err(refused)?);
    let (asked, peak) = (status("VmRSS")?, status("VmHWM")?);
    black_box(&session);
    Ok(format!("{} {} {}", opened - before, asked - before, peak - before))
}

/// Returns a line of `/proc/self/status`, in KiB.
fn status(name: &str) -> Outcome<u64> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let number = line.and_then(|line| line.split_whitespace().next()).ok_or("the system does not say")?;
    Ok(number.parse()?)
}
