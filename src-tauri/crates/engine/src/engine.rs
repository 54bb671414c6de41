//! The engine: the store, the current generation, and the one way in which a commit changes both.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use cairn_estate::{Applied, EstateError, Generation, Loader};
use cairn_model::catalogue::{DEFAULT_CATALOGUE, load};
use cairn_model::change::ChangePolicy;
use cairn_model::outage::OutagePolicy;
use cairn_model::{CiId, Commit, CommitDraft, CommitKind, Edit};
use cairn_store::{
    CheckReport, CreateOptions, EstateFile, Head, Holder, LocatedEdit, Making, PageKind, Purge, Receipt, Role, Store,
    StoreError, Tell,
};

use crate::act::Act;
use crate::catalogue::{extended, read_catalogue};
use crate::change::{KnownChanges, default_policy, policy_element, policy_of};
use crate::error::EngineError;
use crate::image::{self, Found};
use crate::outage::{default_outage_policy, outage_policy_element, outage_policy_of};
use crate::place::Place;
use crate::reading::read_generation;
use crate::reason::OwnReason;

/// A commit of more edits than this loads the generation anew instead of patching it edit by edit.
pub(crate) const APPLY_MAX: usize = 20_000;

/// What a new estate is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEstate {
    /// The name that people give it.
    pub name: String,
    /// Who opens it.
    pub holder: Holder,
}

/// What there is to know of an open estate.
#[derive(Clone, Debug)]
pub struct EstateInfo {
    /// What `estate.json` says.
    pub estate: EstateFile,
    /// The newest commit.
    pub head: Head,
    /// Bytes on disk.
    pub size_bytes: u64,
}

/// An open estate: questions are asked of its generation, deeds become commits.
#[derive(Debug)]
pub struct Engine {
    store: Store,
    current: RwLock<Arc<Generation>>,
    policy: Arc<ChangePolicy>,
    outage_policy: Arc<OutagePolicy>,
    /// Where the estate lies, when it takes no commits there.
    place: OnceLock<Place>,
    /// How many commits and edits came after the image; `None` when there is none that is used.
    since_image: Mutex<Option<u64>>,
    /// Held from reading the generation a commit is based on until the next one is in place.
    writer: Mutex<()>,
    /// The changes as they were last read.
    changes: KnownChanges,
}

impl NewEstate {
    fn options(&self, act: &mut Act<'_>) -> CreateOptions {
        let mut ids = act.ids();
        CreateOptions {
            name: self.name.clone(),
            estate: ids.next_id().to_string(),
            lineage: ids.next_id().to_string(),
            holder: self.holder.clone(),
        }
    }
}

impl Engine {
    /// Creates an estate with the catalogue that ships with the product; its first commit is the model.
    ///
    /// # Errors
    /// [`EngineError::Store`] when the directory is taken or cannot be written; nothing is left behind.
    pub fn create(dir: &Path, new: &NewEstate, act: &mut Act<'_>) -> Result<Engine, EngineError> {
        let options = new.options(act);
        let engine = Engine::empty(|| Store::create(dir, &options))?;
        match engine.found(act) {
            Ok(_) => Ok(engine),
            Err(error) => {
                drop(engine);
                // The directory was empty or absent before; the error that matters is the first one.
                let _ = std::fs::remove_dir_all(dir);
                Err(error)
            }
        }
    }

    /// Creates an estate that `fill` makes every commit of, the model among them ([`Engine::found`]), before it is in its
    /// place: nobody sees half of it, and it is synced once. Its ids come from `act`.
    ///
    /// # Errors
    /// As [`Engine::create`], and what `fill` says; nothing is left behind.
    pub(crate) fn filled(
        dir: &Path,
        new: &NewEstate,
        act: &mut Act<'_>,
        fill: impl FnOnce(&Engine, &mut Act<'_>) -> Result<(), EngineError>,
    ) -> Result<Engine, EngineError> {
        let making = Making::begin(dir, &new.options(act))?;
        let engine = Engine::empty(|| making.store())?;
        fill(&engine, act)?;
        drop(engine);
        Engine::of(making.opened()?, dir)
    }

    /// Returns an engine over a store without a commit, with the catalogue and the policy that ship with the product.
    fn empty(store: impl FnOnce() -> Result<Store, StoreError>) -> Result<Engine, EngineError> {
        let catalogue = load("default.toml", DEFAULT_CATALOGUE).map_err(EngineError::Catalogue)?;
        let (policy, outage_policy) = (Arc::new(default_policy()?), Arc::new(default_outage_policy()?));
        let generation = Loader::new(Arc::new(catalogue)).finish(0)?;
        Ok(Engine {
            store: store()?,
            current: RwLock::new(Arc::new(generation)),
            policy,
            outage_policy,
            place: OnceLock::new(),
            since_image: Mutex::default(),
            writer: Mutex::default(),
            changes: KnownChanges::default(),
        })
    }

    /// Makes the first commit of an estate: its model.
    ///
    /// # Errors
    /// As [`Engine::commit`].
    pub(crate) fn found(&self, act: &mut Act<'_>) -> Result<Commit, EngineError> {
        let refused = |error| EngineError::Serialise("the catalogue", error);
        let mut elements = self.generation().catalogue().declarations().elements().map_err(refused)?;
        elements.push(policy_element(&self.policy)?);
        elements.push(outage_policy_element(&self.outage_policy)?);
        let edits = elements.into_iter().map(|element| Edit::Model { before: None, after: Some(Box::new(element)) });
        self.commit(act.draft(CommitKind::Model, &OwnReason::Catalogue.to_string()), edits.collect(), act)
    }

    /// Opens an estate, waiting up to `wait` for another holder to let go.
    ///
    /// # Errors
    /// [`EngineError::Store`] as [`Store::open`]; [`EngineError::Model`] and [`EngineError::Estate`] when what is
    /// stored does not fit together.
    pub fn open(dir: &Path, holder: &Holder, wait: Duration) -> Result<Engine, EngineError> {
        Engine::of(Store::open(dir, holder, wait)?, dir)
    }

    /// Returns whether the estate is of a former storage format: it takes no commits before it was migrated.
    #[must_use]
    pub fn is_former(&self) -> bool {
        self.store.is_former()
    }

    /// Opens an estate as [`Engine::open`] does, brought to the storage format of this version. Whoever calls this has made
    /// a back-up.
    ///
    /// # Errors
    /// As [`Engine::open`]; the estate is then of the one format or of the other.
    pub fn migrated(dir: &Path, holder: &Holder, wait: Duration) -> Result<Engine, EngineError> {
        Engine::of(Store::open(dir, holder, wait)?.migrated(wait)?, dir)
    }

    fn of(store: Store, dir: &Path) -> Result<Engine, EngineError> {
        if store.head().seq == 0 {
            return Err(EngineError::Unfinished { path: dir.display().to_string() });
        }
        let (policy, outage_policy) = (Arc::new(policy_of(&store)?), Arc::new(outage_policy_of(&store)?));
        let catalogue = read_catalogue(&store)?;
        // Whatever keeps the image from being used, the pages hold the estate, and loading them says what is wrong.
        let (generation, since) = match image::from_image(&store, &catalogue) {
            Ok(Found::Usable(generation, since)) => (*generation, Some(since)),
            Ok(Found::Unused(_)) | Err(_) => (read_generation(&store, catalogue)?, None),
        };
        Ok(Engine {
            store,
            current: RwLock::new(Arc::new(generation)),
            policy,
            outage_policy,
            place: OnceLock::new(),
            since_image: Mutex::new(since),
            writer: Mutex::default(),
            changes: KnownChanges::default(),
        })
    }

    /// Writes the image from which the estate opens faster; returns whether there is one now. Nobody has to call it:
    /// closing an estate does, when it has become large since the last one, and nothing but speed depends on it.
    ///
    /// # Errors
    /// [`EngineError::Store`] when it cannot be written, [`EngineError::Place`] where nothing is to be written.
    pub fn keep_image(&self) -> Result<bool, EngineError> {
        self.may_write()?;
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let is_kept = image::keep(&self.store, &self.generation())?;
        *self.since_image() = is_kept.then_some(0);
        Ok(is_kept)
    }

    fn since_image(&self) -> MutexGuard<'_, Option<u64>> {
        self.since_image.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says where the estate lies: from now on it takes no commits there.
    pub fn lies_on(&self, place: Place) {
        // It lies where it lies: the first word is as good as the second.
        let _known = self.place.set(place);
    }

    /// Returns whether it is a snapshot that is only looked at.
    #[must_use]
    pub fn is_snapshot(&self) -> bool {
        matches!(self.place.get(), Some(Place::Snapshot(_)))
    }

    /// Refuses where nothing is to be written, and what takes no records.
    pub(crate) fn may_commit(&self) -> Result<(), EngineError> {
        self.may_write()?;
        if self.store.estate().role == Role::Replica { Err(EngineError::Replica) } else { Ok(()) }
    }

    pub(crate) fn may_write(&self) -> Result<(), EngineError> {
        self.place.get().map_or(Ok(()), |place| Err(place.refusal()))
    }

    /// Returns how the estate carries changes.
    #[must_use]
    pub fn policy(&self) -> &Arc<ChangePolicy> {
        &self.policy
    }

    /// Returns how the estate carries outages.
    #[must_use]
    pub fn outage_policy(&self) -> &Arc<OutagePolicy> {
        &self.outage_policy
    }

    /// Calls `read` with the current generation while nobody commits: what else is read of the store belongs to it.
    pub(crate) fn between_commits<T>(&self, read: impl FnOnce(Arc<Generation>) -> T) -> T {
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        read(self.generation())
    }

    /// Returns what is held from reading the generation a commit is based on until the next one is in place.
    pub(crate) fn writer(&self) -> &Mutex<()> {
        &self.writer
    }

    /// Returns what remembers the changes of the estate.
    pub(crate) fn known_changes(&self) -> &KnownChanges {
        &self.changes
    }

    /// Returns where the records and the log lie, for the verbs that read the past.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the current generation; it stays what it is while commits go on.
    #[must_use]
    pub fn generation(&self) -> Arc<Generation> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the directory of the estate.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Returns what there is to know of the estate as a whole.
    ///
    /// # Errors
    /// [`EngineError::Store`] when its size cannot be measured.
    pub fn info(&self) -> Result<EstateInfo, EngineError> {
        let size_bytes = self.store.size_bytes()?;
        Ok(EstateInfo { estate: self.store.estate(), head: self.store.head(), size_bytes })
    }

    /// Returns whether a write failed, so that the estate has to be opened again before anything else is done with it.
    #[must_use]
    pub fn must_reopen(&self) -> bool {
        self.store.must_reopen()
    }

    /// Returns the headers of at most `limit` commits, newest first.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn commits(&self, limit: usize) -> Result<Vec<Commit>, EngineError> {
        Ok(self.store.commits(true, limit)?)
    }

    /// Returns every edit of an item up to record no. `seq`, with the commit that carries it, oldest first. An item that
    /// the current generation does not have any more costs a look at every record of where items were edited.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn item_history(&self, id: CiId, seq: u64) -> Result<Vec<(Commit, Edit)>, EngineError> {
        let generation = self.generation();
        let page = generation.row(id).map(|row| generation.item_page(row));
        let edits = self.store.history(PageKind::Items, &id.0.to_be_bytes(), page)?;
        let mut history = Vec::with_capacity(edits.len());
        for (seq, edit) in edits.into_iter().filter(|(recorded, _)| *recorded <= seq) {
            if let Some(commit) = self.store.commit_header(seq)? {
                history.push((commit, edit));
            }
        }
        Ok(history)
    }

    /// Returns whether everything stored belongs together: checksums, hash chain, replay, counters, and the image.
    ///
    /// # Errors
    /// [`EngineError::Store`] when the estate cannot be read at all; damage found is in the report.
    pub fn check(&self) -> Result<CheckReport, EngineError> {
        self.check_told(&mut |_| true)
    }

    /// Checks as [`Engine::check`] does, and tells how many bytes it went through.
    ///
    /// # Errors
    /// As [`Engine::check`]; [`StoreError::Stopped`].
    pub fn check_told(&self, tell: Tell<'_>) -> Result<CheckReport, EngineError> {
        self.between_commits(|_| {
            let mut report = self.store.check_told(tell)?;
            // What the pages hold must be sound before anything is compared with it.
            if report.is_sound() {
                image::compare(&self.store, &mut report)?;
            }
            Ok(report)
        })
    }

    /// Makes one commit of edits and puts the generation after it in place of the current one. An empty list of edits
    /// is a commit too: something was looked at.
    ///
    /// # Errors
    /// [`EngineError::Estate`] when an edit does not fit, [`EngineError::Store`]; the estate is then what it was.
    pub fn commit(&self, draft: CommitDraft, edits: Vec<Edit>, act: &mut Act<'_>) -> Result<Commit, EngineError> {
        self.may_commit()?;
        self.commit_whatever_role(draft, edits, act)
    }

    /// Makes a commit as [`Engine::commit`] does, of a replica too: the one with which it takes over.
    pub(crate) fn commit_whatever_role(
        &self,
        draft: CommitDraft,
        edits: Vec<Edit>,
        act: &mut Act<'_>,
    ) -> Result<Commit, EngineError> {
        self.may_write()?;
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.commit_held(draft, edits, act)
    }

    /// Makes one commit of what `plan` says, which is called with the current generation while nobody commits: what it read
    /// is as it was when its edits come about. `None` makes no commit.
    ///
    /// # Errors
    /// What `plan` says, and as [`Engine::commit`].
    pub(crate) fn commit_planned<T>(
        &self,
        act: &mut Act<'_>,
        plan: impl FnOnce(&Arc<Generation>, &mut Act<'_>) -> Result<(Option<(CommitDraft, Vec<Edit>)>, T), EngineError>,
    ) -> Result<(Option<Commit>, T), EngineError> {
        self.may_commit()?;
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let (planned, made) = plan(&self.generation(), act)?;
        let commit = planned.map(|(draft, edits)| self.commit_held(draft, edits, act)).transpose()?;
        Ok((commit, made))
    }

    /// Makes a commit for whoever holds the writer's lock.
    fn commit_held(&self, draft: CommitDraft, edits: Vec<Edit>, act: &mut Act<'_>) -> Result<Commit, EngineError> {
        let generation = self.generation();
        let catalogue = extended(generation.catalogue(), &edits)?;
        let seq = generation.seq() + 1;
        let length = 1 + edits.len() as u64;
        let changed = KnownChanges::among(&edits);
        // Whatever does not fit is found before anything is stored.
        let (applied, receipt) = if edits.len() > APPLY_MAX {
            let located = locate(&generation, edits);
            let next = || generation.rebuild(seq, catalogue, located.iter().map(|located| &located.edit));
            let made = self.commit_beside(draft, &located, act, next)?;
            release(located);
            made
        } else {
            let applied = generation.apply(seq, catalogue, &edits)?;
            (applied, self.store.commit(draft, &locate(&generation, edits), act.entropy)?)
        };
        self.replace(applied.stored(&receipt.pages), length);
        self.changes.follow(seq, changed);
        Ok(receipt.commit)
    }

    /// Makes one commit that removes a value from the log. `plan` is called with the current generation while nobody
    /// commits, and says what to write.
    ///
    /// # Errors
    /// What `plan` says, and as [`Engine::commit`].
    pub(crate) fn commit_purge<T>(
        &self,
        draft: CommitDraft,
        act: &mut Act<'_>,
        plan: impl FnOnce(&Generation, &mut Act<'_>) -> Result<(Purge, Vec<Edit>, T), EngineError>,
    ) -> Result<(Commit, T), EngineError> {
        self.may_commit()?;
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = self.generation();
        let (purge, edits, made) = plan(&generation, act)?;
        let applied = generation.apply(generation.seq() + 1, Arc::clone(generation.catalogue()), &edits)?;
        // The image goes before anything is written, whether or not the rest comes about.
        *self.since_image() = None;
        let receipt = self.store.commit_purge(draft, &locate(&generation, edits), purge, act.entropy)?;
        self.put(applied.stored(&receipt.pages));
        Ok((receipt.commit, made))
    }

    /// Makes the next generation on a thread of its own while the store gets ready to write.
    fn commit_beside(
        &self,
        draft: CommitDraft,
        located: &[LocatedEdit],
        act: &mut Act<'_>,
        next: impl FnOnce() -> Result<Applied, EstateError> + Send,
    ) -> Result<(Applied, Receipt), EngineError> {
        std::thread::scope(|scope| {
            let mut making = Some(scope.spawn(next));
            let mut made = None;
            let stored = self.store.commit_if(draft, located, act.entropy, &mut || {
                made = making.take().map(std::thread::ScopedJoinHandle::join);
                matches!(made, Some(Ok(Ok(_))))
            });
            match (made, stored) {
                (Some(Err(panic)), _) => std::panic::resume_unwind(panic),
                (Some(Ok(Err(error))), _) => Err(error.into()),
                (Some(Ok(Ok(applied))), Ok(receipt)) => Ok((applied, receipt)),
                (_, Err(error)) => Err(error.into()),
                (None, Ok(_)) => Err(StoreError::Withdrawn.into()),
            }
        })
    }

    /// Puts the generation after a commit in place of the current one; the commit makes the image older by `length`.
    pub(crate) fn replace(&self, generation: Generation, length: u64) {
        self.put(generation);
        let mut since = self.since_image();
        *since = since.map(|since| since + length);
    }

    fn put(&self, generation: Generation) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(generation);
    }
}

impl Drop for Engine {
    /// Keeps an image when that is worth it. An estate that was closed without one opens more slowly, and that is all.
    fn drop(&mut self) {
        let since = *self.since_image();
        if !std::thread::panicking() && image::is_due(self.store.counts(), since) {
            let _slower = self.keep_image();
        }
    }
}

/// Gives back the memory of millions of small texts beside whatever comes next.
fn release<T: Send + 'static>(value: T) {
    // Where no thread can be had, the closure is dropped here, and the value with it.
    let _released = std::thread::Builder::new().name("release".to_owned()).spawn(move || drop(value));
}

/// Names the store's locator of each edit's record.
fn locate(generation: &Generation, edits: Vec<Edit>) -> Vec<LocatedEdit> {
    edits.into_iter().map(|edit| LocatedEdit { page: page_of(generation, &edit), edit }).collect()
}

fn page_of(generation: &Generation, edit: &Edit) -> Option<u32> {
    match edit {
        Edit::Item { before: Some(item), .. } => generation.row(item.id).map(|row| generation.item_page(row)),
        Edit::Relationship { before: Some(relationship), .. } => {
            generation.relationship_row(&relationship.id).map(|row| generation.relationship_page(row))
        }
        Edit::Requirement { before: Some(requirement), .. } => {
            let consumer = generation.row(requirement.consumer)?;
            generation.terms(consumer, &requirement.key).map(|terms| terms.page)
        }
        _ => None,
    }
}
