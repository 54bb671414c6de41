//! The changes of an estate in memory: whoever raises, schedules or starts one looks at all others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cairn_model::change::{CHANGE_KIND, Change};
use cairn_model::{Document, Edit};

use super::documents::read_all;
use crate::engine::Engine;
use crate::error::EngineError;

/// Changes by id.
pub(crate) type ById = Arc<BTreeMap<String, Arc<Change>>>;

/// A document of a change before or after an edit: its id, and what it is now.
pub(crate) type Changed = Vec<(String, Option<Box<Document>>)>;

/// The changes as of the record no. beside them; nothing before somebody asks.
#[derive(Debug, Default)]
pub(crate) struct KnownChanges(Mutex<Option<(u64, ById)>>);

impl KnownChanges {
    fn held(&self) -> MutexGuard<'_, Option<(u64, ById)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns every change of the newest record. Reads them when they are not those that are known.
    pub(crate) fn of(&self, engine: &Engine) -> Result<ById, EngineError> {
        let seq = engine.generation().seq();
        if let Some((known, changes)) = &*self.held()
            && *known == seq
        {
            return Ok(Arc::clone(changes));
        }
        let read: Vec<Change> = read_all(engine, CHANGE_KIND)?;
        let by_id: ById = Arc::new(read.into_iter().map(|change| (change.id.clone(), Arc::new(change))).collect());
        *self.held() = Some((seq, Arc::clone(&by_id)));
        Ok(by_id)
    }

    /// Returns what edits make of changes.
    pub(crate) fn among(edits: &[Edit]) -> Changed {
        let own = edits.iter().filter_map(|edit| match edit {
            Edit::Document { before, after } => {
                let side = after.as_ref().or(before.as_ref()).filter(|side| side.kind == CHANGE_KIND)?;
                Some((side.id.clone(), after.clone()))
            }
            _ => None,
        });
        own.collect()
    }

    /// Takes over what record no. `seq` made of changes, when those before it are known.
    pub(crate) fn follow(&self, seq: u64, changed: Changed) {
        let mut held = self.held();
        let Some((known, changes)) = held.as_mut().filter(|(known, _)| *known + 1 == seq) else { return };
        *known = seq;
        let by_id = Arc::make_mut(changes);
        for (id, document) in changed {
            let Some(document) = document else {
                by_id.remove(&id);
                continue;
            };
            match serde_json::from_value::<Change>(document.body) {
                Ok(change) => drop(by_id.insert(id, Arc::new(change))),
                // Whoever asks next reads all of them, and is told what is wrong.
                Err(_) => {
                    *held = None;
                    return;
                }
            }
        }
    }
}
