//! The hash chain of a snapshot's log on a thread of its own: digests cost as much as everything else a check looks at.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use cairn_exchange::snapshot::{ChainAudit, Flaw, FlawCode, LogLine, Member};
use cairn_model::Commit;

use crate::snapshot::BLOCK_BYTES;
use crate::snapshot::chain::StoreChain;

/// How many batches may wait: bounds memory.
const BATCHES_WAITING: usize = 8;

/// Some lines of the log, one after the other.
#[derive(Debug, Default)]
struct Batch {
    text: Vec<u8>,
    /// The number of each line, and where it ends.
    lines: Vec<(u64, usize)>,
    /// Nothing follows: the log is over.
    is_last: bool,
}

/// Hands the lines of the log on. What is wrong with one is said at a later one, or when it is asked for.
#[derive(Debug)]
pub(super) struct Aside {
    batch: Batch,
    batches: Option<SyncSender<Batch>>,
    outcome: Receiver<Result<Option<Commit>, Flaw>>,
}

/// Follows the chain of the lines that [`Aside`] hands on.
#[derive(Debug)]
pub(super) struct Follower {
    batches: Receiver<Batch>,
    outcome: SyncSender<Result<Option<Commit>, Flaw>>,
}

/// Returns both ends.
pub(super) fn aside() -> (Aside, Follower) {
    let (sender, batches) = sync_channel(BATCHES_WAITING);
    let (outcome, receiver) = sync_channel(1);
    let aside = Aside { batch: Batch::default(), batches: Some(sender), outcome: receiver };
    (aside, Follower { batches, outcome })
}

impl Aside {
    fn hand_on(&mut self, is_last: bool) -> Result<(), Flaw> {
        let batch = Batch { is_last, ..std::mem::take(&mut self.batch) };
        let sent = self.batches.as_ref().is_some_and(|batches| batches.send(batch).is_ok());
        if sent { Ok(()) } else { self.earlier().map_or(Ok(()), Err) }
    }

    /// Returns what is wrong with a line that was handed on, after following all of them; to be asked once, at the end.
    pub(super) fn earlier(&mut self) -> Option<Flaw> {
        if let Some(batches) = self.batches.take() {
            // Whoever found something takes no more.
            let _ended = batches.send(std::mem::take(&mut self.batch));
        }
        self.outcome.recv().ok()?.err()
    }
}

impl ChainAudit for Aside {
    fn take(&mut self, number: u64, line: &LogLine<'_>) -> Result<(), Flaw> {
        line.write(&mut self.batch.text);
        self.batch.lines.push((number, self.batch.text.len()));
        if self.batch.text.len() < BLOCK_BYTES { Ok(()) } else { self.hand_on(false) }
    }

    fn finish(&mut self) -> Result<Option<Commit>, Flaw> {
        self.hand_on(true)?;
        // One who follows to the end has said what came of it before it goes.
        self.outcome.recv().unwrap_or(Ok(None))
    }
}

impl Follower {
    /// Follows every line and says what came of it; ends early when the lines do.
    pub(super) fn follow(self) {
        let mut chain = StoreChain::default();
        for batch in &self.batches {
            let outcome = match follow_batch(&mut chain, &batch) {
                Err(flaw) => Err(flaw),
                Ok(()) if batch.is_last => chain.finish(),
                Ok(()) => continue,
            };
            // Nobody listens when the audit has found something that stands before.
            let _unheard = self.outcome.send(outcome);
            return;
        }
    }
}

fn follow_batch(chain: &mut StoreChain, batch: &Batch) -> Result<(), Flaw> {
    let mut from = 0;
    for &(number, end) in &batch.lines {
        let found = || Flaw::new(FlawCode::Record, &Member::Log.name(), "a line of the log", "something else");
        let line = LogLine::parse(&batch.text[from..end]).ok_or_else(found);
        let taken = line.and_then(|line| chain.take(number, &line));
        taken.map_err(|flaw| Flaw { line: flaw.line.or(Some(number)), ..flaw })?;
        from = end;
    }
    Ok(())
}
