//! From the store to a generation: one thread reads and checks pages while another files their records.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use cairn_estate::{EstateError, Generation, Loader};
use cairn_model::Catalogue;
use cairn_model::packed::Malformed;
use cairn_store::{Finding, FindingCode, PageKind, Store, StoreError};

use crate::beside::beside;
use crate::error::EngineError;

/// How many bytes of records travel together.
const BATCH_BYTES: usize = 256 * 1024;
/// How many batches may wait: bounds memory.
const BATCHES_WAITING: usize = 8;

/// Records that travel together.
#[derive(Default)]
pub(crate) struct Batch {
    bytes: Vec<u8>,
    /// Kind, page and end of each record in `bytes`.
    records: Vec<(PageKind, u32, usize)>,
}

impl Batch {
    /// Adds a record; returns whether it is time to send what there is.
    pub(crate) fn push(&mut self, kind: PageKind, page: u32, record: &[u8]) -> bool {
        self.bytes.extend_from_slice(record);
        self.records.push((kind, page, self.bytes.len()));
        self.bytes.len() >= BATCH_BYTES
    }
}

/// Returns both ends of the way that batches take.
pub(crate) fn batches() -> (SyncSender<Batch>, Receiver<Batch>) {
    sync_channel(BATCHES_WAITING)
}

/// Returns the generation that the pages of the store hold.
pub(crate) fn read_generation(store: &Store, catalogue: Arc<Catalogue>) -> Result<Generation, EngineError> {
    let mut loader = Loader::new(catalogue);
    let seq = store.head().seq;
    let (sender, receiver) = batches();
    let (read, filed) = beside(
        move || send(store, &sender),
        || {
            let filed = file(&receiver, |kind, page, record| match kind {
                PageKind::Items => loader.item(page, record),
                PageKind::Relationships => loader.relationship(page, record),
                PageKind::Requirements => loader.requirement(page, record),
            });
            // Whoever reads must not wait for a place in the channel when filing has failed.
            drop(receiver);
            filed
        },
    );
    read?;
    filed?;
    Ok(loader.finish(seq)?)
}

fn send(store: &Store, sender: &SyncSender<Batch>) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    store.load(&mut |kind, page, record| {
        if batch.push(kind, page, record) {
            // A closed channel means that filing failed and says why itself.
            let _closed = sender.send(std::mem::take(&mut batch));
        }
        Ok(())
    })?;
    let _closed = sender.send(batch);
    Ok(())
}

/// Hands every record that comes to `take`.
pub(crate) fn file(
    receiver: &Receiver<Batch>,
    mut take: impl FnMut(PageKind, u32, &[u8]) -> Result<(), EstateError>,
) -> Result<(), EngineError> {
    for batch in receiver {
        let mut start = 0;
        for (kind, page, end) in batch.records {
            let record = &batch.bytes[start..end];
            take(kind, page, record).map_err(|error| match error {
                EstateError::Malformed(malformed) => damaged(kind, page, malformed).into(),
                error => EngineError::from(error),
            })?;
            start = end;
        }
    }
    Ok(())
}

fn damaged(kind: PageKind, page: u32, malformed: Malformed) -> StoreError {
    StoreError::Damaged(Finding {
        record: None,
        what: FindingCode::Record,
        place: format!("page {}/{page}", kind.word()),
        expected: malformed.expected.to_owned(),
        found: format!("something else at byte {} of a record", malformed.offset),
    })
}
