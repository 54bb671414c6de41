//! Making an estate of a snapshot: every commit again, and then everything compared.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use cairn_exchange::snapshot::{
    Flaw, FlawCode, Lines, LogLine, Manifest, Member, Reader, SnapshotError, SnapshotWriter,
};
use cairn_model::{CommitKind, Edit, ModelElement};
use cairn_store::{CreateOptions, EstateFile, Head, Holder, LocatedEdit, LogReplay, Rebuild, RebuildError, Role};

use crate::act::Act;
use crate::error::EngineError;
use crate::reason::OwnReason;
use crate::snapshot::check::{check, read_manifest};
use crate::snapshot::content::{Content, Tally};
use crate::snapshot::{BLOCK_BYTES, chain, whole};

/// What to make of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRequest {
    /// The directory of the new estate: absent or empty.
    pub into: PathBuf,
    /// Its name; that of the snapshot when `None`.
    pub name: Option<String>,
    /// Whether it is an estate of its own instead of a replica.
    pub as_new: bool,
    /// Who makes it.
    pub holder: Holder,
}

/// What was made of a snapshot.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What the snapshot says of itself.
    pub manifest: Manifest,
    /// What the new estate says of itself.
    pub estate: EstateFile,
    /// Its newest commit.
    pub head: Head,
}

/// Makes a new estate of a snapshot: its log is replayed with the same salts, so that every commit has the hash it had,
/// and what that leads to is compared with the records of the snapshot, byte by byte. A scoped snapshot has no log: it
/// becomes one commit.
///
/// The estate keeps id and lineage and is a replica; with `as_new` it has its own and is a primary.
///
/// # Errors
/// [`EngineError::Snapshot`] when the snapshot is not sound, [`EngineError::SnapshotScoped`], [`EngineError::Store`]
/// when the directory is taken or cannot be written. Nothing is left behind.
pub fn import(
    input: &mut (impl Read + Seek + Send),
    request: &ImportRequest,
    act: &mut Act<'_>,
) -> Result<Imported, EngineError> {
    let checked = check(input)?;
    if let Some(flaw) = checked.flaw {
        return Err(SnapshotError::Flaw(flaw).into());
    }
    let manifest = checked.manifest;
    if manifest.scope.is_some() && !request.as_new {
        return Err(EngineError::SnapshotScoped);
    }
    let mut ids = act.ids();
    let (estate, lineage, role) = if request.as_new {
        (ids.next_id().to_string(), ids.next_id().to_string(), Role::Primary)
    } else {
        (manifest.estate.clone(), manifest.lineage.clone(), Role::Replica)
    };
    let name = request.name.clone().unwrap_or_else(|| manifest.name.clone());
    let options = CreateOptions { name, estate, lineage, holder: request.holder.clone() };
    let rebuild = Rebuild::begin(&request.into, &options, role)?;
    if manifest.scope.is_some() {
        load(input, &rebuild, &manifest, act)?;
    } else {
        replay(input, &rebuild)?;
    }
    compare(input, &rebuild, &manifest)?;
    let (estate, head) = (rebuild.store().estate(), rebuild.store().head());
    rebuild.keep()?;
    Ok(Imported { manifest, estate, head })
}

/// Returns a reader that stands behind the manifest.
fn reopened<R: Read + Seek>(input: &mut R) -> Result<Reader<&mut R>, EngineError> {
    input.seek(SeekFrom::Start(0)).map_err(SnapshotError::Read)?;
    let mut reader = Reader::new(input);
    read_manifest(&mut reader)?;
    Ok(reader)
}

/// Replays the log and copies the attachments.
fn replay(input: &mut (impl Read + Seek), rebuild: &Rebuild) -> Result<(), EngineError> {
    let mut reader = reopened(input)?;
    let blobs = rebuild.store().blobs_dir();
    while let Some((member, _)) = reader.entry()? {
        match member {
            Member::Log => {
                let mut replay = rebuild.replay()?;
                each_line(&mut reader, member, |number, line| {
                    take(&mut replay, line).map_err(|error| refused(error, number))
                })?;
                replay.finish().map_err(|error| refused(error, 1))?;
            }
            Member::Attachment(_) => copy_attachment(&mut reader, &blobs, member)?,
            _ => {}
        }
    }
    Ok(())
}

fn take(replay: &mut LogReplay<'_>, line: &[u8]) -> Result<(), RebuildError> {
    match LogLine::parse(line) {
        Some(LogLine::Commit(header)) => replay.commit(header),
        Some(LogLine::Chunk { edits, seal }) => replay.chunk(edits, seal),
        Some(LogLine::Edit(edit)) => replay.edit(edit),
        // The check saw that there is no other line.
        None => Ok(()),
    }
}

fn refused(error: RebuildError, line: u64) -> EngineError {
    match error {
        RebuildError::Store(error) => error.into(),
        RebuildError::Log(finding) => SnapshotError::Flaw(chain::flaw(&finding).at_line(line)).into(),
    }
}

fn each_line(
    reader: &mut Reader<impl Read>,
    member: Member,
    mut visit: impl FnMut(u64, &[u8]) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    let (mut lines, mut block) = (Lines::new(member), vec![0; BLOCK_BYTES]);
    loop {
        match reader.read(&mut block)? {
            0 => return Ok(()),
            filled => lines.push(&block[..filled], &mut visit)?,
        }
    }
}

fn copy_attachment(reader: &mut Reader<impl Read>, blobs: &Path, member: Member) -> Result<(), EngineError> {
    let name = member.name();
    let path = blobs.join(name.rsplit('/').next().unwrap_or_default());
    let mut file = File::create_new(&path).map_err(SnapshotError::Write)?;
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        match reader.read(&mut block)? {
            0 => return Ok(()),
            filled => file.write_all(&block[..filled]).map_err(SnapshotError::Write)?,
        }
    }
}

/// Makes one commit of the records of a scoped snapshot.
fn load(
    input: &mut (impl Read + Seek),
    rebuild: &Rebuild,
    manifest: &Manifest,
    act: &mut Act<'_>,
) -> Result<(), EngineError> {
    let mut reader = reopened(input)?;
    let mut edits: Vec<Edit> = Vec::new();
    while let Some((member, bytes)) = reader.entry()? {
        let unreadable = |number: u64, error: serde_json::Error| {
            let flaw = Flaw::new(FlawCode::Record, &member.name(), "a record of its kind", error.to_string());
            SnapshotError::Flaw(flaw.at_line(number))
        };
        if member == Member::Model {
            let model = whole(&mut reader, &member.name(), bytes)?;
            let model: Vec<ModelElement> = serde_json::from_slice(&model).map_err(|error| unreadable(1, error))?;
            edits.extend(model.into_iter().map(|own| Edit::Model { before: None, after: Some(Box::new(own)) }));
            continue;
        }
        each_line(&mut reader, member, |number, line| {
            edits.push(added(member, line).map_err(|error| unreadable(number, error))?);
            Ok(())
        })?;
    }
    let located: Vec<LocatedEdit> = edits.into_iter().map(|edit| LocatedEdit { edit, page: None }).collect();
    let reason = OwnReason::Snapshot { name: manifest.name.clone(), seq: manifest.seq }.to_string();
    rebuild.store().commit(act.draft(CommitKind::Load, &reason), &located, act.entropy)?;
    Ok(())
}

fn added(member: Member, line: &[u8]) -> serde_json::Result<Edit> {
    Ok(match member {
        Member::Items => Edit::Item { before: None, after: Some(serde_json::from_slice(line)?) },
        Member::Relationships => Edit::Relationship { before: None, after: Some(serde_json::from_slice(line)?) },
        Member::Requirements => Edit::Requirement { before: None, after: Some(serde_json::from_slice(line)?) },
        _ => Edit::Document { before: None, after: Some(serde_json::from_slice(line)?) },
    })
}

/// Compares what the new estate holds with the files of the snapshot, byte by byte.
fn compare(input: &mut (impl Read + Seek + Send), rebuild: &Rebuild, manifest: &Manifest) -> Result<(), EngineError> {
    let content = Content::stored(rebuild.store())?;
    let mut reader = reopened(input)?;
    for expected in manifest.members().filter(|member| *member != Member::Log) {
        let Some((member, _)) = reader.entry()? else { break };
        let mut comparison = Comparison { reader: &mut reader, line: 1, differs_at: None, block: Vec::new() };
        SnapshotWriter::new(&mut comparison)
            .part(member, |sink| content.write(expected, rebuild.store(), sink, &mut Tally::default()))?;
        let at = comparison.differs_at.or_else(|| comparison.more().then_some(comparison.line));
        if let Some(line) = at {
            let (expected, found) = ("what the log leads to", "another record");
            let flaw = Flaw::new(FlawCode::State, &member.name(), expected, found).at_line(line);
            return Err(SnapshotError::Flaw(flaw).into());
        }
    }
    Ok(())
}

/// Compares what is written to it with an entry of the snapshot.
struct Comparison<'r, R> {
    reader: &'r mut Reader<R>,
    line: u64,
    differs_at: Option<u64>,
    block: Vec<u8>,
}

impl<R: Read> Comparison<'_, R> {
    /// Returns whether the entry has more than was written.
    fn more(&mut self) -> bool {
        !matches!(self.reader.read(&mut [0]), Ok(0))
    }
}

impl<R: Read> Write for Comparison<'_, R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.block.resize(bytes.len(), 0);
        let mut filled = 0;
        while filled < bytes.len() {
            match self.reader.read(&mut self.block[filled..]).map_err(io::Error::other)? {
                0 => break,
                more => filled += more,
            }
        }
        if self.differs_at.is_none() {
            let same = bytes.iter().zip(&self.block[..filled]).take_while(|(left, right)| left == right).count();
            self.line += bytes[..same].iter().filter(|&&byte| byte == b'\n').count() as u64;
            self.differs_at = (same < bytes.len()).then_some(self.line);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
