//! An open estate and the host it was opened by.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cairn_engine::place::Place;
use cairn_engine::{Act, Engine, EngineError, NewEstate};
use cairn_messages::{Language, Messages};
use cairn_model::Phrase;
use cairn_model::catalogue::{Label, Needs};

use crate::backup::BackupRequest;
use crate::estate::CreateRequest;
use crate::failure::{Code, Failure};
use crate::host::Host;
use crate::snapshot::{SnapshotImportRequest, snapshot_import};

/// How long a lock is waited for before saying who holds it: it outlives a killed process for a moment.
pub(crate) const LOCK_WAIT: Duration = Duration::from_secs(5);

/// An open estate: every handler is a method of it.
pub struct Session {
    pub(crate) engine: Arc<Engine>,
    pub(crate) host: Arc<dyn Host>,
    /// What was done to the estate when it was opened.
    pub(crate) migration: Option<Migration>,
    /// Where a snapshot that is only looked at lies unpacked; it goes with the last session of it.
    pub(crate) unpacked: Option<Arc<tempfile::TempDir>>,
}

/// An estate that was brought to the storage format of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The storage format that it had.
    pub from: u32,
    /// The storage format that it has.
    pub to: u32,
    /// The back-up that was made before.
    pub backup: PathBuf,
}

impl Migration {
    /// Returns the sentence that says so.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let phrase = Phrase::new("care-migrated").with("from", self.from).with("to", self.to);
        phrase.with("path", self.backup.display())
    }
}

impl Session {
    /// Creates an estate, with a sample in it when asked for, and opens it.
    ///
    /// # Errors
    /// [`Failure`] when the directory is taken or cannot be written.
    pub fn create(request: &CreateRequest, host: Arc<dyn Host>) -> Result<Session, Failure> {
        Session::create_told(request, host, &mut |_, _| Ok(()))
    }

    /// Creates an estate as [`Session::create`] does, and tells how many steps of how many of a long sample are done;
    /// what it is answered as an error ends the making.
    ///
    /// # Errors
    /// As [`Session::create`], and what `told` says; nothing is left behind.
    pub fn create_told(
        request: &CreateRequest,
        host: Arc<dyn Host>,
        told: &mut dyn FnMut(u64, u64) -> Result<(), EngineError>,
    ) -> Result<Session, Failure> {
        refuse_place(&request.dir, &*host)?;
        let new = NewEstate { name: request.name.clone(), holder: holder(&*host) };
        let engine = act(&*host, |act| match request.sample {
            Some(sample) => cairn_engine::sample::create(&request.dir, &new, sample, act, told),
            None => Engine::create(&request.dir, &new, act),
        })?;
        Ok(Session { engine: Arc::new(engine), host, migration: None, unpacked: None })
    }

    /// Opens an estate. One of a former storage format is backed up beside itself and migrated, unless it lies where
    /// nothing is to be written. The file of a snapshot is looked at: it answers every question and takes no records.
    ///
    /// # Errors
    /// [`Failure`] when there is none, it is locked, newer or damaged, or cannot be backed up before it is migrated.
    pub fn open(dir: &Path, host: Arc<dyn Host>) -> Result<Session, Failure> {
        if is_snapshot(dir) {
            return Session::of_snapshot(dir, host);
        }
        let engine = Engine::open(dir, &holder(&*host), LOCK_WAIT)?;
        let is_former = engine.is_former();
        let place = place_of(dir, &*host);
        let may_migrate = place.is_none();
        if let Some(place) = place {
            engine.lies_on(place);
        }
        let session = Session { engine: Arc::new(engine), host, migration: None, unpacked: None };
        if is_former && may_migrate { session.migrated(dir) } else { Ok(session) }
    }

    /// Unpacks a snapshot where the host keeps what goes again, checks all of it, and opens it to be looked at.
    fn of_snapshot(file: &Path, host: Arc<dyn Host>) -> Result<Session, Failure> {
        let unreadable = |error: std::io::Error| {
            let phrase = Phrase::new("wire-file-unreadable").with("file", file.display()).with("detail", error);
            Failure::new(Code::Io, phrase)
        };
        let mut input = std::fs::File::open(file).map_err(unreadable)?;
        let unpacked = tempfile::tempdir_in(host.scratch()).map_err(unreadable)?;
        let dir = unpacked.path().join("estate.cairn");
        let mut checked = cairn_engine::snapshot::check(&mut input)?;
        let as_new = checked.manifest.scope.take().is_some();
        let request = SnapshotImportRequest { into: dir.clone(), name: None, as_new };
        snapshot_import(&mut input, &request, &*host)?;
        let engine = Engine::open(&dir, &holder(&*host), LOCK_WAIT)?;
        engine.lies_on(Place::Snapshot(file.display().to_string()));
        Ok(Session { engine: Arc::new(engine), host, migration: None, unpacked: Some(Arc::new(unpacked)) })
    }

    /// Brings the estate to the storage format of this version, after a back-up beside it.
    fn migrated(self, dir: &Path) -> Result<Session, Failure> {
        let whole = std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
        let beside = whole.parent().unwrap_or(Path::new("/")).to_owned();
        let backup = self.backup(&BackupRequest { to: beside, keep: None, seal: None })?.path;
        let Session { engine, host, .. } = self;
        let from = engine.info()?.estate.format;
        drop(engine);
        let engine = Engine::migrated(dir, &holder(&*host), LOCK_WAIT)?;
        let migration = Migration { from, to: engine.info()?.estate.format, backup };
        Ok(Session { engine: Arc::new(engine), host, migration: Some(migration), unpacked: None })
    }

    /// Returns what was done to the estate when it was opened: it was brought to the storage format of this version.
    #[must_use]
    pub fn migration(&self) -> Option<&Migration> {
        self.migration.as_ref()
    }

    pub(crate) fn act<T>(&self, verb: impl FnOnce(&mut Act<'_>) -> Result<T, EngineError>) -> Result<T, Failure> {
        act(&*self.host, verb)
    }

    /// Returns the word on screen of a class; its id when the estate does not have it.
    #[must_use]
    pub fn class_word(&self, id: &str, messages: &Messages) -> String {
        let generation = self.engine.generation();
        let class = generation.catalogue().class(id);
        class.map_or_else(|| id.to_owned(), |class| word(&class.definition.label, messages))
    }

    /// Returns the words on screen of a relationship type, read forwards or backwards; its id when unknown.
    #[must_use]
    pub fn type_word(&self, id: &str, forwards: bool, messages: &Messages) -> String {
        let generation = self.engine.generation();
        generation.catalogue().relationship_type(id).map_or_else(
            || id.to_owned(),
            |kind| word(if forwards { &kind.definition.label } else { &kind.definition.inverse }, messages),
        )
    }

    /// Returns the words for a requirement by its name: a type read from the side of who needs, a label as it is.
    #[must_use]
    pub fn need_word(&self, name: &str, messages: &Messages) -> String {
        let id = name.trim_start_matches('@');
        let generation = self.engine.generation();
        let kind = generation.catalogue().relationship_type(id);
        let needed_by_target = kind.is_some_and(|kind| kind.definition.needs == Needs::Target);
        self.type_word(id, !needed_by_target, messages)
    }

    /// Returns the word on screen of a lifecycle state; its id when the estate does not have it.
    #[must_use]
    pub fn state_word(&self, id: &str, messages: &Messages) -> String {
        let generation = self.engine.generation();
        let catalogue = generation.catalogue();
        let state = catalogue.state_number(id).map(|number| &catalogue.states()[number]);
        state.map_or_else(|| id.to_owned(), |state| word(&state.label, messages))
    }

    /// Returns the word on screen of an attribute; its id when the catalogue does not declare it.
    #[must_use]
    pub fn attribute_word(&self, id: &str, messages: &Messages) -> String {
        let generation = self.engine.generation();
        let attribute = generation.catalogue().attributes().iter().find(|attribute| attribute.id == id);
        attribute.map_or_else(|| id.to_owned(), |attribute| word(&attribute.label, messages))
    }
}

/// Returns whether a path is a file that begins like a snapshot, or like one that is encrypted.
fn is_snapshot(path: &Path) -> bool {
    let mut begins = [0; 14];
    let read = std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut begins));
    path.is_file() && read.is_ok() && (begins.starts_with(b"PK") || begins == *b"age-encryption")
}

/// Returns where a directory lies, or where it would, when an estate takes no commits there.
fn place_of(dir: &Path, host: &dyn Host) -> Option<Place> {
    let there = dir
        .ancestors()
        .find_map(|dir| std::fs::canonicalize(if dir.as_os_str().is_empty() { Path::new(".") } else { dir }).ok())?;
    let is_marked = |dir: &Path, name: &str| dir.join(name).exists();
    Place::of(&there, &host.mounts(), &is_marked)
}

/// Refuses to make an estate, or to make one anew, where none may be written to.
pub(crate) fn refuse_place(dir: &Path, host: &dyn Host) -> Result<(), Failure> {
    place_of(dir, host).map_or(Ok(()), |place| Err(place.refusal().into()))
}

pub(crate) fn word(label: &Label, messages: &Messages) -> String {
    match messages.language() {
        Language::En => label.en.clone(),
        Language::ZhHk => label.zh_hk.clone(),
        Language::ZhCn => label.zh_cn.clone(),
    }
}

pub(crate) fn holder(host: &dyn Host) -> cairn_engine::Holder {
    cairn_engine::Holder { pid: host.process(), program: host.program(), since: host.now(), user: host.account() }
}

pub(crate) fn act<T>(host: &dyn Host, verb: impl FnOnce(&mut Act<'_>) -> Result<T, EngineError>) -> Result<T, Failure> {
    let mut entropy = |bytes: &mut [u8]| host.entropy(bytes);
    let mut act = Act { actor: host.actor(), now: host.now(), effective_at: None, entropy: &mut entropy };
    verb(&mut act).map_err(Failure::from)
}
