//! Checking a snapshot without an estate: one thread reads and hashes, one looks at the lines, one follows the chain.

use std::io::{Read, Seek, SeekFrom};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use cairn_exchange::snapshot::{Audit, Counts, Flaw, FlawCode, Manifest, Member, Reader, SnapshotError};
use sha2::{Digest, Sha256};

use crate::beside::beside;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::snapshot::aside::aside;
use crate::snapshot::{BLOCK_BYTES, locate, whole};

/// How many blocks may wait: bounds memory.
const BLOCKS_WAITING: usize = 8;

/// What a check of a snapshot came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotCheck {
    /// What the snapshot says of itself.
    pub manifest: Manifest,
    /// The first thing that is wrong; `None` when everything belongs together.
    pub flaw: Option<Flaw>,
}

/// What the reading thread passes on.
enum Event {
    Begin(Member, u64),
    /// A block, of which so many bytes are filled.
    Block(Vec<u8>, usize),
    End([u8; 32]),
}

/// Checks a snapshot: the container byte by byte, every hash, count and line, the order of the records, the ends of the
/// relationships, and the chain of commits with the hashes of their edits. Memory grows with the number of items, not with
/// the file. That the log leads to the records is what importing proves.
///
/// # Errors
/// [`EngineError::Snapshot`] when it cannot be read as a snapshot at all: no manifest, one of a newer version, or one
/// that is damaged itself. Whatever else is wrong is in the result.
pub fn check(input: &mut (impl Read + Seek + Send)) -> Result<SnapshotCheck, EngineError> {
    let from_start = |input: &mut dyn Seek| input.seek(SeekFrom::Start(0)).map_err(SnapshotError::Read);
    from_start(input)?;
    let mut reader = Reader::new(&mut *input);
    let manifest = read_manifest(&mut reader)?;
    let flaw = match follow(&mut reader, manifest.clone()) {
        Ok(_) => None,
        Err(SnapshotError::Flaw(flaw)) if locate::may_help(&flaw) => {
            from_start(input)?;
            Some(locate::first_bad_line(input, &manifest, flaw)?)
        }
        Err(SnapshotError::Flaw(flaw)) => Some(flaw),
        Err(error) => return Err(error.into()),
    };
    Ok(SnapshotCheck { manifest, flaw })
}

/// Returns the check with one more question answered: whether the last commit of the snapshot is one of this estate.
///
/// # Errors
/// [`EngineError::OtherLineage`] when the snapshot is not of this estate and its line of commits.
pub fn against(engine: &Engine, checked: SnapshotCheck) -> Result<SnapshotCheck, EngineError> {
    let (estate, manifest) = (engine.store().estate(), &checked.manifest);
    if (&estate.estate, &estate.lineage) != (&manifest.estate, &manifest.lineage) {
        let (snapshot, lineage) = (manifest.lineage.clone(), estate.lineage);
        return Err(EngineError::OtherLineage { snapshot, estate: lineage });
    }
    let recorded = engine.store().commit_header(manifest.seq)?;
    if checked.flaw.is_some() || recorded.as_ref().is_some_and(|commit| commit.hash == manifest.hash) {
        return Ok(checked);
    }
    let found = format!("record no. {} with hash {}", manifest.seq, manifest.hash);
    let expected = recorded.map_or_else(
        || format!("a record of the estate, whose newest is no. {}", engine.store().head().seq),
        |commit| format!("hash {} as in the estate", commit.hash),
    );
    let flaw = Flaw::new(FlawCode::Head, &Member::Manifest.name(), expected, found);
    Ok(SnapshotCheck { flaw: Some(flaw), ..checked })
}

/// Returns the manifest with which a snapshot begins.
pub(super) fn read_manifest(reader: &mut Reader<impl Read>) -> Result<Manifest, SnapshotError> {
    let Some((member, bytes)) = reader.entry()? else {
        return Err(Flaw::new(FlawCode::NotASnapshot, "", "manifest.json first", "nothing").into());
    };
    let content = whole(reader, &member.name(), bytes)?;
    Ok(Manifest::read(&content)?)
}

/// Follows everything behind the manifest.
fn follow(reader: &mut Reader<impl Read + Send>, manifest: Manifest) -> Result<(Manifest, Counts), SnapshotError> {
    let (mut chain, follower) = aside();
    let audited = || {
        let followed = follow_lines(reader, Audit::new(manifest, &mut chain));
        let earlier = if matches!(followed, Err(SnapshotError::Flaw(_))) { chain.earlier() } else { None };
        // Whoever follows the chain ends when nothing can come any more.
        drop(chain);
        // A flaw of the chain is at a line before the one at which the audit stopped.
        earlier.map_or(followed, |flaw| Err(flaw.into()))
    };
    beside(|| follower.follow(), audited).1
}

fn follow_lines(
    reader: &mut Reader<impl Read + Send>,
    mut audit: Audit<'_>,
) -> Result<(Manifest, Counts), SnapshotError> {
    let (events, received) = sync_channel(BLOCKS_WAITING);
    let (empty, emptied) = sync_channel(BLOCKS_WAITING);
    let (read, audited) = beside(
        move || read_on(reader, &events, &emptied),
        || {
            let audited = take(&mut audit, &received, &empty);
            // Whoever reads must not wait for a place in the channel when a flaw was found.
            drop(received);
            audited
        },
    );
    // What the audit found stands before where reading stopped.
    audited.map_err(SnapshotError::from).and(read)?;
    Ok(audit.finish()?)
}

fn take(audit: &mut Audit<'_>, received: &Receiver<Event>, empty: &SyncSender<Vec<u8>>) -> Result<(), Flaw> {
    for event in received {
        match event {
            Event::Begin(member, bytes) => audit.begin(member, bytes)?,
            Event::Block(block, filled) => {
                audit.block(&block[..filled])?;
                // Nobody has to take it back.
                let _dropped = empty.try_send(block);
            }
            Event::End(sha256) => audit.end(sha256)?,
        }
    }
    Ok(())
}

fn read_on(
    reader: &mut Reader<impl Read>,
    events: &SyncSender<Event>,
    emptied: &Receiver<Vec<u8>>,
) -> Result<(), SnapshotError> {
    // A closed channel means that a flaw was found: nobody needs the rest.
    while let Some((member, bytes)) = reader.entry()? {
        if events.send(Event::Begin(member, bytes)).is_err() {
            return Ok(());
        }
        let mut sha256 = Sha256::new();
        loop {
            let mut block = emptied.try_recv().unwrap_or_else(|_| vec![0; BLOCK_BYTES]);
            let filled = reader.read(&mut block)?;
            if filled == 0 {
                break;
            }
            sha256.update(&block[..filled]);
            if events.send(Event::Block(block, filled)).is_err() {
                return Ok(());
            }
        }
        if events.send(Event::End(sha256.finalize().into())).is_err() {
            return Ok(());
        }
    }
    Ok(())
}
