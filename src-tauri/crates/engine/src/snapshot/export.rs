//! Making a snapshot.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::Path;

use cairn_exchange::snapshot::{Manifest, ManifestFacts, Member, SnapshotError, SnapshotWriter, members};
use cairn_model::unhex;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::snapshot::BLOCK_BYTES;
use crate::snapshot::content::{Content, Tally};

/// What to put into a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportRequest {
    /// The moment at which the estate is taken, in the words of [`Engine::moment`]; now when `None`.
    pub at: Option<String>,
    /// The filter that selects the items; `None` takes everything, the log and the records included.
    pub scope: Option<String>,
}

/// Writes a snapshot of the estate to `out` and returns its manifest. `spool` is an empty file that nobody else sees; it
/// grows to the size of the snapshot.
///
/// Equal estates give equal bytes: who and when are those of the last commit.
///
/// # Errors
/// [`EngineError::Moment`], [`EngineError::Filter`], [`EngineError::Snapshot`] when writing fails or a record
/// has no place in a snapshot: what was written then is none.
pub fn export<S: Read + Write + Seek + Send>(
    engine: &Engine,
    request: &ExportRequest,
    spool: &mut S,
    out: &mut impl Write,
) -> Result<Manifest, EngineError> {
    let store = engine.store();
    let mut content = engine.between_commits(|generation| Content::now(store, generation))?;
    if let Some(words) = &request.at {
        let seq = engine.moment_up_to(content.head.seq, words)?.seq;
        content = content.at(engine, seq)?;
    }
    if let Some(filter) = &request.scope {
        content = content.scoped(filter)?;
    }
    let (mut writer, mut tally) = (SnapshotWriter::new(spool), Tally::default());
    for member in members(request.scope.is_none()) {
        writer.part(member, |sink| content.write(member, store, sink, &mut tally))?;
    }
    if request.scope.is_none() {
        tally.counts.attachments = attachments(&store.blobs_dir(), &mut writer)?;
    }
    let (estate, head) = (store.estate(), content.head);
    let facts = ManifestFacts {
        actor: head.actor,
        classification: tally.classification.to_owned(),
        estate: estate.estate,
        hash: head.hash,
        lineage: estate.lineage,
        name: estate.name,
        recorded_at: head.recorded_at,
        scope: request.scope.clone(),
        seq: head.seq,
    };
    Ok(writer.finish(facts, tally.counts, out)?)
}

/// Adds every attachment, by the digest that is its name; returns how many.
fn attachments<S: Write + Send>(dir: &Path, writer: &mut SnapshotWriter<'_, S>) -> Result<u64, EngineError> {
    let refused = |error| EngineError::Snapshot(SnapshotError::Read(error));
    let mut digests = Vec::new();
    for entry in fs::read_dir(dir).map_err(refused)? {
        let name = entry.map_err(refused)?.file_name();
        // What has another name is no attachment, or not one yet.
        digests.extend(name.to_str().and_then(|name| unhex(name).map(|digest| (digest, name.to_owned()))));
    }
    digests.sort_unstable();
    let mut block = vec![0; BLOCK_BYTES];
    for (digest, name) in &digests {
        let mut file = File::open(dir.join(name)).map_err(refused)?;
        writer.part(Member::Attachment(*digest), |sink| {
            loop {
                match file.read(&mut block).map_err(refused)? {
                    0 => return Ok::<(), EngineError>(()),
                    bytes => sink.bytes(&block[..bytes]),
                }
            }
        })?;
    }
    Ok(digests.len() as u64)
}
