//! The hash chain of a snapshot's log, by the rules of the store.

use cairn_exchange::snapshot::{ChainAudit, Flaw, FlawCode, LogLine, Member};
use cairn_model::Commit;
use cairn_store::{ChainCheck, Finding, FindingCode};

/// Follows the chain and says of which line it speaks.
#[derive(Debug, Default)]
pub(super) struct StoreChain {
    check: ChainCheck,
    /// The line of the commit whose edits are being read.
    commit_line: u64,
}

/// Returns what a rule of the store found, as a flaw of the log.
pub(super) fn flaw(finding: &Finding) -> Flaw {
    let what = match finding.what {
        FindingCode::Commit => FlawCode::Commit,
        FindingCode::Hash => FlawCode::CommitHash,
        FindingCode::Parent => FlawCode::Parent,
        FindingCode::Operations => FlawCode::Edits,
        FindingCode::OperationsHash => FlawCode::EditsHash,
        FindingCode::Replay => FlawCode::Replay,
        _ => FlawCode::Record,
    };
    let expected = format!("{}: {}", finding.place, finding.expected);
    Flaw::new(what, &Member::Log.name(), expected, finding.found.clone())
}

/// Whether a finding is about all edits of a commit and not about the line at which it was made.
fn is_of_commit(finding: &Finding) -> bool {
    finding.what == FindingCode::OperationsHash || finding.expected.ends_with(" edits")
}

impl StoreChain {
    fn flaw(&self, finding: &Finding) -> Flaw {
        let flaw = flaw(finding);
        if is_of_commit(finding) { flaw.at_line(self.commit_line) } else { flaw }
    }
}

impl ChainAudit for StoreChain {
    fn take(&mut self, number: u64, line: &LogLine<'_>) -> Result<(), Flaw> {
        let outcome = match line {
            LogLine::Commit(header) => self.check.commit(header).map(drop),
            LogLine::Chunk { edits, seal } => self.check.chunk(*edits, seal.clone()),
            LogLine::Edit(edit) => self.check.edit(edit).map(drop),
        };
        outcome.map_err(|finding| self.flaw(&finding))?;
        if matches!(line, LogLine::Commit(_)) {
            self.commit_line = number;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Option<Commit>, Flaw> {
        match self.check.finish() {
            Ok(commit) => Ok(commit.cloned()),
            Err(finding) => Err(self.flaw(&finding)),
        }
    }
}
