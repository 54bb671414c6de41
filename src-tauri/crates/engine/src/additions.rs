//! Committing a long list of edits that only add, as an import into an empty estate does: its records go from the plan
//! to their pages and into the next generation in one pass.

use std::sync::mpsc::SyncSender;
use std::sync::{Arc, PoisonError};
use std::thread::ScopedJoinHandle;

use cairn_estate::Generation;
use cairn_model::packed::EditList;
use cairn_model::{Catalogue, Commit, CommitDraft};
use cairn_store::{Filing, PageKind, StoreError};

use crate::act::Act;
use crate::catalogue::extended;
use crate::engine::{APPLY_MAX, Engine};
use crate::error::EngineError;
use crate::reading::{Batch, batches, file};

type Made = Result<Generation, EngineError>;

/// Sends the records of a commit to the thread that makes the next generation of them.
struct ToGeneration<'scope> {
    batch: Batch,
    sender: Option<SyncSender<Batch>>,
    making: Option<ScopedJoinHandle<'scope, Made>>,
    made: Option<std::thread::Result<Made>>,
}

impl Filing for ToGeneration<'_> {
    fn file(&mut self, kind: PageKind, page: u32, record: &[u8]) -> bool {
        if !self.batch.push(kind, page, record) {
            return true;
        }
        // A closed channel means that the generation cannot be made, and its own error says why.
        self.sender.as_ref().is_some_and(|sender| sender.send(std::mem::take(&mut self.batch)).is_ok())
    }

    fn close(&mut self) {
        if let Some(sender) = self.sender.take() {
            let _closed = sender.send(std::mem::take(&mut self.batch));
        }
    }

    fn fits(&mut self) -> bool {
        self.close();
        if let Some(making) = self.making.take() {
            self.made = Some(making.join());
        }
        matches!(self.made, Some(Ok(Ok(_))))
    }
}

impl Engine {
    /// Makes one commit of a list of edits, as [`Engine::commit`] does; a long one that only adds takes little more
    /// memory than the generation after it.
    ///
    /// # Errors
    /// As [`Engine::commit`].
    pub fn commit_list(&self, draft: CommitDraft, edits: EditList, act: &mut Act<'_>) -> Result<Commit, EngineError> {
        if edits.len() <= APPLY_MAX || !edits.only_adds() {
            let all = edits.iter().collect();
            drop(edits);
            return self.commit(draft, all, act);
        }
        self.may_commit()?;
        let _writer = self.writer().lock().unwrap_or_else(PoisonError::into_inner);
        let generation = self.generation();
        let catalogue = extended(generation.catalogue(), edits.others())?;
        let length = 1 + edits.len() as u64;
        let (next, commit) = self.add_beside(draft, edits, &generation, catalogue, act)?;
        self.replace(next, length);
        Ok(commit)
    }

    /// Makes the next generation on a thread of its own, of the records as the store places them.
    fn add_beside(
        &self,
        draft: CommitDraft,
        edits: EditList,
        generation: &Generation,
        catalogue: Arc<Catalogue>,
        act: &mut Act<'_>,
    ) -> Result<(Generation, Commit), EngineError> {
        let seq = generation.seq() + 1;
        std::thread::scope(|scope| {
            let (sender, receiver) = batches();
            let making = scope.spawn(move || {
                let mut next = generation.extended(catalogue)?;
                let taken = file(&receiver, |kind, page, record| match kind {
                    PageKind::Items => next.item(page, record),
                    PageKind::Relationships => next.relationship(page, record),
                    PageKind::Requirements => next.requirement(page, record),
                });
                // Whoever sends must not wait for a place in the channel when there is no sense in it.
                drop(receiver);
                taken?;
                Ok(next.finish(seq)?)
            });
            let mut filing =
                ToGeneration { batch: Batch::default(), sender: Some(sender), making: Some(making), made: None };
            let stored = self.store().commit_additions(draft, edits, act.entropy, &mut filing);
            // Whatever kept the generation from being made is why nothing was written.
            filing.fits();
            match (filing.made, stored) {
                (Some(Err(panic)), _) => std::panic::resume_unwind(panic),
                (Some(Ok(Err(error))), Err(StoreError::Withdrawn)) => Err(error),
                (_, Err(error)) => Err(error.into()),
                (Some(Ok(Ok(next))), Ok(commit)) => Ok((next, commit)),
                (None | Some(Ok(Err(_))), Ok(_)) => Err(StoreError::Withdrawn.into()),
            }
        })
    }
}
