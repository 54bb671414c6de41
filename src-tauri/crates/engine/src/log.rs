//! The log as text: commits, chunks and edits, one a line, from which anybody can compute every hash.

use std::io::Write;

use cairn_exchange::snapshot::LogLine;
use cairn_model::Commit;
use cairn_store::Store;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::moment::MomentError;

/// What was exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedLog {
    /// The record no. of the last commit.
    pub seq: u64,
    /// Its hash; empty when there is none.
    pub hash: String,
    /// How many edits.
    pub edits: u64,
}

/// Writes the whole log to `out`, line by line as in `log.ndjson` of a snapshot (`docs/snapshot-format.md`, "Log").
///
/// # Errors
/// [`EngineError::Store`] when a commit cannot be read, [`EngineError::Write`]: what was written then is no log.
pub fn export(engine: &Engine, out: &mut impl Write) -> Result<ExportedLog, EngineError> {
    let store = engine.store();
    let head = store.head();
    let edits = each_line(store, head.seq, |lines| Ok(out.write_all(lines)?))?;
    out.flush()?;
    Ok(ExportedLog { seq: head.seq, hash: head.hash, edits })
}

/// Calls `visit` with the lines of the log up to record no. `seq`, some at a time, each with its line feed; returns how
/// many edits there were.
pub(crate) fn each_line(
    store: &Store,
    seq: u64,
    mut visit: impl FnMut(&[u8]) -> Result<(), EngineError>,
) -> Result<u64, EngineError> {
    let (mut edits, mut line) = (0, Vec::new());
    for seq in 1..=seq {
        let commit = header(store, seq)?;
        edits += commit.operations;
        let commit =
            serde_json_canonicalizer::to_vec(&commit).map_err(|error| EngineError::Serialise("a commit", error))?;
        line.clear();
        LogLine::Commit(&commit).write(&mut line);
        line.push(b'\n');
        visit(&line)?;
        store.log_chunks(seq, |seal, lines| {
            let edits = lines.iter().filter(|&&byte| byte == b'\n').count() as u64;
            line.clear();
            LogLine::Chunk { edits, seal: seal.clone() }.write(&mut line);
            line.push(b'\n');
            visit(&line)?;
            visit(lines)
        })?;
    }
    Ok(edits)
}

pub(crate) fn header(store: &Store, seq: u64) -> Result<Commit, EngineError> {
    let missing = || MomentError::NoSuchRecord { words: seq.to_string(), head: store.head().seq };
    Ok(store.commit_header(seq)?.ok_or_else(missing)?)
}
