//! What the journal has and the database below does not have yet, in memory.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::super::{Backend, BackendError, Write};
use super::found::Writes;

/// Writes that lie over a database: those that go on, and those that are being folded in.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    layers: RwLock<Layers>,
}

#[derive(Debug, Default)]
struct Layers {
    live: Writes,
    frozen: Option<Arc<Writes>>,
}

impl Overlay {
    fn read(&self) -> RwLockReadGuard<'_, Layers> {
        self.layers.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Layers> {
        self.layers.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what is written there over a key: a value, or that it is deleted; `None` when nothing is.
    pub(super) fn get(&self, key: &[u8]) -> Option<Option<Vec<u8>>> {
        let layers = self.read();
        let frozen = || layers.frozen.as_ref().and_then(|frozen| frozen.get(key));
        layers.live.get(key).or_else(frozen).cloned()
    }

    /// Returns what is written over the keys in `from..to`.
    pub(super) fn range(&self, from: &[u8], to: &[u8]) -> Writes {
        let mut over = Writes::new();
        if from < to {
            let layers = self.read();
            let own = |writes: &Writes, over: &mut Writes| {
                over.extend(writes.range(from.to_vec()..to.to_vec()).map(|(key, value)| (key.clone(), value.clone())));
            };
            if let Some(frozen) = &layers.frozen {
                own(frozen, &mut over);
            }
            own(&layers.live, &mut over);
        }
        over
    }

    /// Takes a batch that is durable.
    pub(super) fn put(&self, writes: Vec<Write>) {
        self.write().live.extend(writes);
    }

    /// Sets aside what there is, to be folded in. What was set aside before is.
    pub(super) fn freeze(&self) {
        let mut layers = self.write();
        let live = std::mem::take(&mut layers.live);
        // What failed to be folded in stays: the newer writes lie over it.
        let writes = match layers.frozen.take() {
            None => live,
            Some(before) => {
                let mut writes = Arc::unwrap_or_clone(before);
                writes.extend(live);
                writes
            }
        };
        layers.frozen = (!writes.is_empty()).then(|| Arc::new(writes));
    }

    pub(super) fn frozen(&self) -> Option<Arc<Writes>> {
        self.read().frozen.clone()
    }

    /// Forgets what was set aside: the database has it.
    pub(super) fn thaw(&self) {
        self.write().frozen = None;
    }
}

/// Goes through `from..to` of a database with these writes over it.
pub(super) fn merged(
    below: &dyn Backend,
    over: Writes,
    from: &[u8],
    to: &[u8],
    visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
) -> Result<(), BackendError> {
    if over.is_empty() {
        return below.scan(from, to, visit);
    }
    let (mut over, mut goes_on) = (over.into_iter().peekable(), true);
    below.scan(from, to, &mut |key, value| {
        while let Some((own, written)) = over.next_if(|(own, _)| own.as_slice() < key) {
            if written.is_some_and(|written| !visit(&own, &written)) {
                goes_on = false;
                return false;
            }
        }
        goes_on = match over.next_if(|(own, _)| own.as_slice() == key) {
            Some((_, written)) => written.is_none_or(|written| visit(key, &written)),
            None => visit(key, value),
        };
        goes_on
    })?;
    for (own, written) in over {
        if !goes_on {
            break;
        }
        goes_on = written.is_none_or(|written| visit(&own, &written));
    }
    Ok(())
}
