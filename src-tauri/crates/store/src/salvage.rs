//! Making an estate of what can still be read of a damaged one: the log from its beginning, as far as it holds. The
//! damaged directory is only read; its database is opened as a copy, because opening one may write to it.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cairn_model::unhex;

use crate::backend::journal::{FILE_NAMES, Found};
use crate::backend::{Backend, Flaw, SledBackend};
use crate::blobs;
use crate::check::{Finding, FindingCode};
use crate::disk::{self, refused};
use crate::envelope::Opener;
use crate::error::StoreError;
use crate::estate_file::{EstateFile, Role};
use crate::in_place::{DATABASE_DIR, NEW_DIR, OLD_DIR};
use crate::key;
use crate::lock::EstateLock;
use crate::mark;
use crate::read;
use crate::rebuild::{LogReplay, Rebuild, RebuildError};
use crate::store::{CreateOptions, Head, Tell, backend_error};

const OPERATION: &str = "salvage";
/// The copy of the damaged database, inside of the new estate until that is made.
const COPY_DIR: &str = "db.damaged";
/// Where a database may lie: an interrupted compaction leaves it under another name.
const DATABASE_DIRS: [&str; 3] = [DATABASE_DIR, OLD_DIR, NEW_DIR];
/// A database directory is at most `blobs/file` deep.
const DIRECTORY_DEPTH_MAX: u32 = 2;
const BLOCK_BYTES: usize = 256 * 1024;

/// What could be made of a damaged estate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// What the new estate says of itself: a replica of the damaged one.
    pub estate: EstateFile,
    /// The newest commit that could be read.
    pub head: Head,
    /// How many edits the commits have.
    pub edits: u64,
    /// The first thing of the log that could not be read; `None` when all of it could.
    pub first_unreadable: Option<Finding>,
    /// How many attachments could not be read, or were not what their names say.
    pub blobs_lost: u64,
    /// The damaged estate still said who it is; else the new one has an id and a lineage of its own.
    pub is_same_estate: bool,
}

/// Makes an estate in `into` of every commit of the log of `dir` up to the first one that cannot be read. `into` must not
/// exist or be empty. `fresh` has the name and the ids to take when `estate.json` cannot be read.
///
/// # Errors
/// [`StoreError::Damaged`] when not even the first commit can be read; [`StoreError::Locked`] when somebody has the
/// estate open; [`StoreError::NewerFormat`], [`StoreError::NotAnEstate`], [`StoreError::NotEmpty`], [`StoreError::Io`];
/// [`StoreError::Stopped`]. Nothing is left behind, and `dir` is what it was.
pub fn salvage(dir: &Path, into: &Path, fresh: &CreateOptions, tell: Tell<'_>) -> Result<Salvaged, StoreError> {
    let known = match EstateFile::read(dir) {
        Ok(estate) => Some(estate),
        Err(StoreError::EstateFile { .. }) => None,
        Err(StoreError::NotAnEstate { .. }) if database_of(dir).is_some() => None,
        Err(error) => return Err(error),
    };
    let source = database_of(dir).ok_or_else(|| {
        let (expected, found) = ("a file of the database".to_owned(), "none".to_owned());
        let (what, place) = (FindingCode::Database, format!("{DATABASE_DIR}/db"));
        StoreError::Damaged(Finding { record: None, what, place, expected, found })
    })?;
    let _lock = EstateLock::look(dir)?;
    let holder = fresh.holder.clone();
    let options = known.as_ref().map_or_else(
        || fresh.clone(),
        |known| CreateOptions {
            name: known.name.clone(),
            estate: known.estate.clone(),
            lineage: known.lineage.clone(),
            holder,
        },
    );
    let rebuild = Rebuild::begin(into, &options, Role::Replica)?;
    let copy = rebuild.path().join(COPY_DIR);
    copy_database(&source, &copy, tell)?;
    let (edits, first_unreadable) = {
        let backend = open_copy(&copy)?;
        let (acknowledged, flaw) = take_journal(&backend, dir)?;
        let (edits, first_unreadable) = replay(&backend, acknowledged, &rebuild, tell)?;
        // When the log goes on to the end of what can be read, it is the journal that ends there.
        let flaw = flaw.map(|Flaw { place, expected, found }| Finding {
            record: Some(rebuild.store().head().seq + 1),
            what: FindingCode::Journal,
            place,
            expected,
            found,
        });
        (edits, first_unreadable.or(flaw))
    };
    fs::remove_dir_all(&copy).map_err(refused(OPERATION, &copy))?;
    let blobs_lost = copy_blobs(&dir.join("blobs"), &rebuild.store().blobs_dir(), tell)?;
    // What was taken for whole is: nobody salvages twice.
    if let Some(finding) = rebuild.store().check_told(tell)?.findings.into_iter().next() {
        return Err(StoreError::Damaged(finding));
    }
    let (estate, head) = (rebuild.store().estate(), rebuild.store().head());
    rebuild.keep()?;
    Ok(Salvaged { estate, head, edits, first_unreadable, blobs_lost, is_same_estate: known.is_some() })
}

fn database_of(dir: &Path) -> Option<PathBuf> {
    DATABASE_DIRS.iter().map(|name| dir.join(name)).find(|dir| dir.join("db").is_file())
}

fn copy_database(source: &Path, copy: &Path, tell: Tell<'_>) -> Result<(), StoreError> {
    let mut open = vec![(source.to_owned(), copy.to_owned(), DIRECTORY_DEPTH_MAX)];
    while let Some((from, to, depth)) = open.pop() {
        disk::create_private_dir(&to).map_err(refused(OPERATION, &to))?;
        for entry in fs::read_dir(&from).map_err(refused(OPERATION, &from))? {
            let entry = entry.map_err(refused(OPERATION, &from))?;
            let kind = entry.file_type().map_err(refused(OPERATION, &from))?;
            let (from, to) = (entry.path(), to.join(entry.file_name()));
            if kind.is_dir() && depth > 0 {
                open.push((from, to, depth - 1));
            } else if kind.is_file() {
                copy_file(&from, &to, tell)?;
            }
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path, tell: Tell<'_>) -> Result<(), StoreError> {
    let mut source = File::open(from).map_err(refused(OPERATION, from))?;
    let mut copy = File::create_new(to).map_err(refused(OPERATION, to))?;
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        let filled = source.read(&mut block).map_err(refused(OPERATION, from))?;
        if filled == 0 {
            return Ok(());
        }
        copy.write_all(&block[..filled]).map_err(refused(OPERATION, to))?;
        go_on(tell, filled)?;
    }
}

fn go_on(tell: Tell<'_>, bytes: usize) -> Result<(), StoreError> {
    if tell(bytes as u64) { Ok(()) } else { Err(StoreError::Stopped) }
}

/// Opens the copy; where its index is what is damaged, the database makes another one of its own log.
fn open_copy(copy: &Path) -> Result<SledBackend, StoreError> {
    let failed = |error| backend_error(OPERATION, copy, error);
    let error = match SledBackend::open(copy) {
        Ok(backend) => return Ok(backend),
        Err(error) => error,
    };
    let mut is_another = false;
    for entry in fs::read_dir(copy).map_err(refused(OPERATION, copy))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("snap.") {
            fs::remove_file(entry.path()).map_err(refused(OPERATION, copy))?;
            is_another = true;
        }
    }
    if is_another { SledBackend::open(copy).map_err(failed) } else { Err(failed(error)) }
}

/// Writes what the journal holds, as far as it can be read, to the copy of the database; returns the newest record that was
/// acknowledged, as far as anything says, and where the journal is damaged. An estate of format 1 has none.
fn take_journal(backend: &SledBackend, dir: &Path) -> Result<(u64, Option<Flaw>), StoreError> {
    let paths = FILE_NAMES.map(|name| dir.join(name));
    if EstateFile::read(dir).is_ok_and(|estate| estate.format == 1) || paths.iter().all(|path| !path.exists()) {
        return Ok((mark::read_former(dir).ok().flatten().map_or(0, |mark| mark.seq), None));
    }
    // What cannot be read at all is as if nothing were there: then there is no beginning of a journal, which is said.
    let files = paths.map(|path| fs::read(path).unwrap_or_default());
    let (found, flaw) = Found::read_as_far([&files[0], &files[1]]);
    let Some(found) = found else { return Ok((0, flaw)) };
    let acknowledged = mark::read(&found.newest).map_or(0, |mark| mark.seq);
    // The log alone is read, of which nothing is ever written anew but by a purge, which leaves no journal.
    let writes = found.into_writes();
    backend.apply(writes.into()).map_err(|error| backend_error(OPERATION, dir, error))?;
    Ok((acknowledged, flaw))
}

/// Replays the log until it ends or cannot be read; returns how many edits that were, and what could not be read.
fn replay(
    backend: &SledBackend,
    acknowledged: u64,
    rebuild: &Rebuild,
    tell: Tell<'_>,
) -> Result<(u64, Option<Finding>), StoreError> {
    let mut replay = rebuild.replay()?;
    let mut edits = 0;
    let first_unreadable = loop {
        let seq = rebuild.store().head().seq + 1;
        match next(backend, seq, acknowledged, &mut replay, tell) {
            Ok(Some(more)) => edits += more,
            Ok(None) => break None,
            Err(RebuildError::Log(finding) | RebuildError::Store(StoreError::Damaged(finding))) => {
                // Whatever is wrong there, it is this record that could not be taken.
                break Some(Finding { record: finding.record.or(Some(seq)), ..finding });
            }
            Err(RebuildError::Store(error)) => return Err(error),
        }
    };
    match first_unreadable {
        Some(finding) if rebuild.store().head().seq == 0 => Err(StoreError::Damaged(finding)),
        first_unreadable => Ok((edits, first_unreadable)),
    }
}

/// Takes one commit of the log; returns how many edits it has, `None` when there is no further one.
fn next(
    backend: &SledBackend,
    seq: u64,
    acknowledged: u64,
    replay: &mut LogReplay<'_>,
    tell: Tell<'_>,
) -> Result<Option<u64>, RebuildError> {
    let failed = |error| backend_error(OPERATION, Path::new(DATABASE_DIR), error);
    let mut opener = Opener::new();
    let key = key::commit(seq);
    let Some(header) = opener.read(backend, &key, &failed)? else {
        if acknowledged < seq && !has_later(backend, seq) {
            return Ok(None);
        }
        return Err(read::finding(&key, FindingCode::Commit, "a commit", "none").into());
    };
    let bytes = header.raw.len();
    replay.commit(header.raw)?;
    go_on(tell, bytes)?;
    let mut edits = 0;
    for chunk in 0.. {
        let key = key::operation(seq, chunk);
        let Some(opened) = opener.read(backend, &key, &failed)? else { break };
        let lines = read::chunk(&opened)?;
        let count = lines.lines().count() as u64;
        replay.chunk(count, lines.seal.clone())?;
        for line in lines.lines() {
            replay.edit(line)?;
        }
        edits += count;
        go_on(tell, lines.text().len())?;
    }
    replay.settle()?;
    Ok(Some(edits))
}

/// Returns whether the log has any commit behind record no. `seq`. What cannot be scanned counts as one.
fn has_later(backend: &SledBackend, seq: u64) -> bool {
    let mut has_one = false;
    let visit = &mut |_: &[u8], _: &[u8]| {
        has_one = true;
        false
    };
    let scanned = backend.scan(&key::commit(seq + 1), &key::after(&[key::COMMIT]), visit);
    has_one || scanned.is_err()
}

/// Copies every attachment that is what its name says; returns how many are not.
fn copy_blobs(from: &Path, to: &Path, tell: Tell<'_>) -> Result<u64, StoreError> {
    let mut lost = 0;
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(refused(OPERATION, from)(error)),
    };
    for entry in entries.flatten() {
        let Some(name) = entry.file_name().to_str().filter(|name| unhex::<32>(name).is_some()).map(str::to_owned)
        else {
            continue;
        };
        if blobs::digest_of(&entry.path()).is_ok_and(|digest| digest == name) {
            copy_file(&entry.path(), &to.join(name), tell)?;
        } else {
            lost += 1;
        }
    }
    Ok(lost)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use std::time::Duration;

    use cairn_model::{CommitDraft, CommitKind, Document, Edit, Timestamp};
    use serde_json::json;

    use super::*;
    use crate::backend::Write as Change;
    use crate::commit::LocatedEdit;
    use crate::envelope::Sealer;
    use crate::lock::Holder;
    use crate::store::Store;

    const COMMITS: u64 = 4;

    fn options(estate: &str) -> CreateOptions {
        let holder = Holder { pid: 1, program: "test".into(), since: Timestamp(0), user: "tester".into() };
        CreateOptions { name: "Estate".into(), estate: estate.into(), lineage: "L1".into(), holder }
    }

    /// An estate of a few commits of one document each, closed.
    fn estate(dir: &Path) {
        let store = Store::create(dir, &options("E1")).unwrap();
        for number in 1..=COMMITS {
            let body = json!({ "value": format!("value {number}") });
            let document = Document { body, id: number.to_string(), kind: "note".into() };
            let edit = Edit::Document { before: None, after: Some(Box::new(document)) };
            let draft = CommitDraft {
                kind: CommitKind::Process,
                actor: "tester".into(),
                recorded_at: Timestamp(1_700_000_000_000),
                effective_at: Timestamp(1_700_000_000_000),
                reason: "test".into(),
                change: None,
                step: None,
            };
            store.commit(draft, &[LocatedEdit { edit, page: None }], &mut |bytes| bytes.fill(7)).unwrap();
        }
    }

    /// Writes to the database of a closed estate as its own program would, checksum and all.
    fn tamper(dir: &Path, key: &[u8], change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) {
        let wait = Duration::from_secs(5);
        // Whoever had it open lets go of it a moment later.
        drop(Store::open(dir, &options("E1").holder, wait).unwrap());
        let backend = loop {
            if let Ok(backend) = SledBackend::open(&dir.join(DATABASE_DIR)) {
                break backend;
            }
        };
        let mut opener = Opener::new();
        let failed = |error| backend_error(OPERATION, dir, error);
        let raw = opener.read(&backend, key, &failed).unwrap().unwrap().raw.to_vec();
        let mut batch: Vec<Change> = Vec::new();
        match change(raw) {
            Some(raw) => Sealer::new().unwrap().seal(key, &raw, 0, &mut batch).unwrap(),
            None => batch.push(([key, &[0, 0]].concat(), None)),
        }
        backend.apply(batch.into()).unwrap();
        backend.flush().unwrap();
    }

    fn saved(dir: &Path) -> Salvaged {
        loop {
            match salvage(dir, &dir.with_extension("saved"), &options("E2"), &mut |_| true) {
                // The test itself had it open a moment ago.
                Err(StoreError::Locked { .. }) => {}
                outcome => return outcome.unwrap(),
            }
        }
    }

    #[test]
    fn a_log_that_is_whole_is_saved_whole() {
        let scene = tempfile::tempdir().unwrap();
        let dir = scene.path().join("e");
        estate(&dir);
        let saved = saved(&dir);
        assert_eq!((saved.head.seq, saved.edits, saved.first_unreadable), (COMMITS, COMMITS, None));
        assert_eq!((saved.estate.estate.as_str(), saved.estate.role), ("E1", Role::Replica));
    }

    #[test]
    fn an_edit_that_was_altered_with_its_checksum_ends_what_is_saved() {
        let scene = tempfile::tempdir().unwrap();
        let dir = scene.path().join("e");
        estate(&dir);
        tamper(&dir, &key::operation(3, 0), |raw| {
            let text = raw.windows(7).position(|window| window == b"value 3").unwrap();
            Some([&raw[..text], b"value 9", &raw[text + 7..]].concat())
        });
        let saved = saved(&dir);
        let first = saved.first_unreadable.unwrap();
        assert_eq!((saved.head.seq, first.record, first.what), (2, Some(3), FindingCode::OperationsHash));
    }

    #[test]
    fn a_commit_that_is_gone_is_named_though_later_ones_are_there() {
        let scene = tempfile::tempdir().unwrap();
        for (name, has_head) in [("e", true), ("f", false)] {
            let dir = scene.path().join(name);
            estate(&dir);
            tamper(&dir, &key::commit(2), |_| None);
            // Without it nothing but the later commits says that one is missing.
            if !has_head {
                FILE_NAMES.iter().for_each(|name| fs::remove_file(dir.join(name)).unwrap());
            }
            let saved = saved(&dir);
            let first = saved.first_unreadable.unwrap();
            assert_eq!((saved.head.seq, first.record, first.what), (1, Some(2), FindingCode::Commit), "{name}");
        }
    }

    #[test]
    fn what_was_stopped_leaves_nothing() {
        let scene = tempfile::tempdir().unwrap();
        let dir = scene.path().join("e");
        estate(&dir);
        for limit in [0, 1_000, 600_000] {
            let mut left: u64 = limit;
            let mut tell = |bytes: u64| {
                left = left.saturating_sub(bytes);
                left > 0
            };
            let outcome = loop {
                match salvage(&dir, &dir.with_extension("saved"), &options("E2"), &mut tell) {
                    Err(StoreError::Locked { .. }) => {}
                    outcome => break outcome,
                }
            };
            if limit < 600_000 {
                assert!(matches!(outcome, Err(StoreError::Stopped)), "{outcome:?}");
                let names = fs::read_dir(scene.path()).unwrap().map(|entry| entry.unwrap().file_name());
                assert_eq!(names.collect::<Vec<_>>(), ["e"], "{limit}");
            }
        }
    }
}
