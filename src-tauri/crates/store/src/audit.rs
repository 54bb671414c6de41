//! The hash chain of a log that comes from elsewhere, line by line: the rules are those of this store, the lines need
//! no store.

use cairn_model::{ChunkSeal, Commit};

use crate::chain::{self, OperationsHasher, SealReader};
use crate::check::{Finding, FindingCode, is_canonical};

/// Follows the log of an estate commit by commit: headers canonical, numbered without gaps, each with its own hash and
/// the hash of the one before; as many edits as they say, with the hash that they say.
#[derive(Debug, Default)]
pub struct ChainCheck {
    /// The commit whose edits are being read, or the last one.
    last: Option<Commit>,
    open: Option<Open>,
}

/// The edits of the last commit, as far as they were read.
#[derive(Debug)]
struct Open {
    hasher: OperationsHasher,
    edits: u64,
    /// Of the chunk that is being read.
    seal: SealReader,
    /// How many edits of the chunk are still to come.
    left: u64,
}

fn finding(what: FindingCode, seq: u64, expected: impl Into<String>, found: impl Into<String>) -> Finding {
    Finding { record: Some(seq), what, place: format!("commit {seq}"), expected: expected.into(), found: found.into() }
}

impl ChainCheck {
    /// Returns the check of a log of which nothing was read.
    #[must_use]
    pub fn new() -> Self {
        ChainCheck::default()
    }

    fn seq(&self) -> u64 {
        self.last.as_ref().map_or(0, |commit| commit.seq)
    }

    /// Takes the canonical header of the next commit; the one before it is over. Returns the commit.
    ///
    /// # Errors
    /// [`Finding`]: what is wrong with this header or with the edits before it.
    pub fn commit(&mut self, header: &[u8]) -> Result<&Commit, Finding> {
        self.close()?;
        let seq = self.seq() + 1;
        let commit: Commit = serde_json::from_slice(header)
            .map_err(|error| finding(FindingCode::Commit, seq, "the header of a commit", error.to_string()))?;
        if commit.seq != seq {
            let expected = format!("record no. {seq}");
            return Err(finding(FindingCode::Commit, seq, expected, format!("record no. {}", commit.seq)));
        }
        if !is_canonical(header, &commit) {
            return Err(finding(FindingCode::Commit, seq, "its canonical header", "other JSON"));
        }
        let parent = self.last.as_ref().map_or("", |last| &last.hash);
        if commit.parent != parent {
            return Err(finding(FindingCode::Parent, seq, format!("parent {parent}"), commit.parent));
        }
        let hash = chain::header_hash(&commit).unwrap_or_default();
        if commit.hash != hash {
            return Err(finding(FindingCode::Hash, seq, format!("hash {hash}"), commit.hash));
        }
        let seal = SealReader::new(ChunkSeal::Values(Vec::new()));
        self.open = Some(Open { hasher: OperationsHasher::new(), edits: 0, seal, left: 0 });
        Ok(self.last.insert(commit))
    }

    /// Takes the beginning of the next chunk of the commit, with the number of its edits and what its values have.
    ///
    /// # Errors
    /// [`Finding`] when the chunk before it is not complete, or there is no commit.
    pub fn chunk(&mut self, edits: u64, seal: ChunkSeal) -> Result<(), Finding> {
        let seq = self.seq();
        match &mut self.open {
            Some(open) if open.left == 0 && edits > 0 => {
                (open.seal, open.left) = (SealReader::new(seal), edits);
                Ok(())
            }
            Some(open) => {
                let expected = format!("{} more edits of the chunk", open.left);
                Err(finding(FindingCode::Operations, seq, expected, "the next chunk"))
            }
            None => Err(finding(FindingCode::Operations, seq, "a commit", "a chunk")),
        }
    }

    /// Takes the canonical JSON of the next edit; returns its number within its chunk.
    ///
    /// # Errors
    /// [`Finding`] when it is no canonical edit, or the chunk has as many as it says.
    pub fn edit(&mut self, line: &[u8]) -> Result<u32, Finding> {
        let seq = self.seq();
        let open = self.open.as_mut().filter(|open| open.left > 0);
        let open = open.ok_or_else(|| finding(FindingCode::Operations, seq, "a commit or a chunk", "an edit"))?;
        let index = open.seal.index();
        open.hasher
            .add(line, &mut open.seal)
            .ok_or_else(|| finding(FindingCode::Operations, seq, "the canonical JSON of an edit", "another text"))?;
        open.edits += 1;
        open.left -= 1;
        if open.left == 0 && !open.seal.is_spent() {
            let expected = "a value for each salt of the chunk";
            return Err(finding(FindingCode::Operations, seq, expected, "fewer values"));
        }
        Ok(index)
    }

    /// Returns true when the next edit would need another chunk.
    #[must_use]
    pub fn is_between_chunks(&self) -> bool {
        self.open.as_ref().is_none_or(|open| open.left == 0)
    }

    /// Compares the edits of the last commit with its header.
    fn close(&mut self) -> Result<(), Finding> {
        let (Some(open), Some(commit)) = (self.open.take(), &self.last) else { return Ok(()) };
        let seq = commit.seq;
        if open.left > 0 || open.edits != commit.operations {
            let expected = format!("{} edits", commit.operations);
            let found =
                if open.left > 0 { format!("{} and an unfinished chunk", open.edits) } else { open.edits.to_string() };
            return Err(finding(FindingCode::Operations, seq, expected, found));
        }
        let hash = open.hasher.finish();
        if hash != commit.operations_hash {
            let expected = format!("operations hash {}", commit.operations_hash);
            return Err(finding(FindingCode::OperationsHash, seq, expected, hash));
        }
        Ok(())
    }

    /// Confirms that the last commit is whole; returns it, `None` when there was none.
    ///
    /// # Errors
    /// [`Finding`].
    pub fn finish(&mut self) -> Result<Option<&Commit>, Finding> {
        self.close()?;
        Ok(self.last.as_ref())
    }
}
