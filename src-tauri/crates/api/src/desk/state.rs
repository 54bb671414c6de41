//! Opening, creating and closing an estate.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use cairn_engine::sample::{Sample, tells_stories};
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use super::recent::{self, RecentEstate};
use super::{Desk, Lease, Open};
use crate::contract::{Nothing, Progress, Refusal, Work};
use crate::estate::CreateRequest;
use crate::failure::Failure;
use crate::session::{Migration, Session};

/// An estate to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OpenEstate {
    /// Its directory, or the file of a snapshot that is only to be looked at.
    pub path: PathBuf,
}

/// An estate to create.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CreateEstate {
    /// The directory to create.
    pub path: PathBuf,
    /// The name that people give it; that of the directory when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// With the sample in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// The whole sample, not the small one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
}

/// What lies on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DeskStatus {
    /// Nothing.
    None,
    /// An estate.
    Open,
    /// Nothing, because the last estate could not be opened.
    Refused,
}

/// The estate that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OpenedEstate {
    /// Its directory.
    pub path: String,
    /// The name that people give it.
    pub name: String,
    /// Its id.
    pub estate: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// It takes no records: it is a replica, or a snapshot that is only looked at.
    pub read_only: bool,
    /// It is a snapshot that is only looked at; what is kept of it goes when it is closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub snapshot: bool,
    /// The newest record no.
    pub seq: u64,
    /// What the stories of the whole sample are about is in it: they can be told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stories: bool,
}

/// The desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeskState {
    /// What lies on it.
    pub status: DeskStatus,
    /// The estate, when one is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estate: Option<OpenedEstate>,
    /// That the estate was brought to the storage format of this version when it was opened, and where its back-up lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrated: Option<String>,
    /// Why the last one could not be opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// The directory that could not be opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_path: Option<String>,
    /// Who acts, as asserted.
    pub actor: String,
    /// Estates that were opened before, newest first.
    pub recent: Vec<RecentEstate>,
    /// The version of the product.
    pub version: String,
}

pub(crate) fn state(desk: &Desk, _request: &Nothing, work: &Work<'_>) -> Result<DeskState, Failure> {
    let kept = || desk.kept.read().unwrap_or_else(PoisonError::into_inner).clone();
    let estate = desk.opened().map(|open| opened(&open)).transpose()?.or_else(kept);
    let refused = desk.refused.read().unwrap_or_else(PoisonError::into_inner).clone().filter(|_| estate.is_none());
    let status = match (&estate, &refused) {
        (Some(_), _) => DeskStatus::Open,
        (None, Some(_)) => DeskStatus::Refused,
        (None, None) => DeskStatus::None,
    };
    let migrated = desk.opened().and_then(|open| open.session.migration().map(Migration::phrase));
    let said = |phrase: &Phrase| {
        let params = phrase.params.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        work.messages.say(&phrase.code, params)
    };
    Ok(DeskState {
        status,
        migrated: migrated.as_ref().map(said),
        estate,
        refused_path: refused.as_ref().map(|(path, _)| path.display().to_string()),
        refusal: refused.map(|(_, failure)| Refusal::of(&failure, desk, work)),
        actor: desk.host.actor(),
        recent: desk.recent.as_deref().map(recent::read).unwrap_or_default(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

pub(super) fn opened(open: &Open) -> Result<OpenedEstate, Failure> {
    let info = open.session.engine.info()?;
    Ok(OpenedEstate {
        path: open.dir.display().to_string(),
        name: info.estate.name,
        estate: info.estate.estate,
        lineage: info.estate.lineage,
        read_only: info.estate.role == cairn_engine::Role::Replica || open.session.engine.is_snapshot(),
        snapshot: open.session.engine.is_snapshot(),
        seq: info.head.seq,
        stories: tells_stories(&open.session.engine.generation()),
    })
}

pub(crate) fn open(desk: &Desk, request: &OpenEstate, work: &Work<'_>) -> Result<DeskState, Failure> {
    work.step(0, 1, "job-opening")?;
    let dir = recent::absolute(&request.path);
    if desk.opened().is_some_and(|open| open.dir == dir) {
        return state(desk, &Nothing {}, work);
    }
    change(desk, &dir, || Session::open(&dir, Arc::clone(&desk.host)))?;
    state(desk, &Nothing {}, work)
}

/// The sample that is asked for: to ask for the whole one is to ask for one.
fn sample_of(request: &CreateEstate) -> Option<Sample> {
    match (request.whole, request.sample) {
        (true, _) => Some(Sample::Whole),
        (false, true) => Some(Sample::Small),
        (false, false) => None,
    }
}

pub(crate) fn create(desk: &Desk, request: &CreateEstate, work: &Work<'_>) -> Result<DeskState, Failure> {
    work.step(0, 1, "job-creating")?;
    let dir = recent::absolute(&request.path);
    let name = match request.name.trim() {
        "" => dir.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        name => name.to_owned(),
    };
    let new = CreateRequest { dir: dir.clone(), name, sample: sample_of(request) };
    // The history of the whole sample takes seconds.
    let mut told = |done, total| {
        work.cancel.check()?;
        (work.progress)(&Progress {
            done,
            total: Some(total),
            unit: "steps".to_owned(),
            note: work.messages.word("job-creating"),
        });
        Ok(())
    };
    change(desk, &dir, || Session::create_told(&new, Arc::clone(&desk.host), &mut told))?;
    state(desk, &Nothing {}, work)
}

pub(crate) fn close(desk: &Desk, _request: &Nothing, work: &Work<'_>) -> Result<DeskState, Failure> {
    {
        let _changing = desk.changing.lock().unwrap_or_else(PoisonError::into_inner);
        desk.refused.write().unwrap_or_else(PoisonError::into_inner).take();
        desk.kept.write().unwrap_or_else(PoisonError::into_inner).take();
        put(desk, None);
    }
    state(desk, &Nothing {}, work)
}

pub(crate) fn forget(desk: &Desk, request: &OpenEstate, work: &Work<'_>) -> Result<DeskState, Failure> {
    if let Some(file) = &desk.recent {
        recent::keep(file, &request.path, None, desk.host.now());
    }
    state(desk, &Nothing {}, work)
}

/// Puts another estate on the desk, and only then takes away what lay on it.
fn change(desk: &Desk, dir: &std::path::Path, make: impl FnOnce() -> Result<Session, Failure>) -> Result<(), Failure> {
    let _changing = desk.changing.lock().unwrap_or_else(PoisonError::into_inner);
    let session = make().inspect_err(|failure| {
        *desk.refused.write().unwrap_or_else(PoisonError::into_inner) = Some((dir.to_owned(), failure.clone()));
    })?;
    desk.refused.write().unwrap_or_else(PoisonError::into_inner).take();
    desk.kept.write().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(file) = &desk.recent {
        let name = session.engine.info()?.estate.name;
        recent::keep(file, dir, Some(&name), desk.host.now());
    }
    lay(desk, Arc::new(Open::new(session, dir.to_owned())));
    Ok(())
}

/// Lays an estate on the desk, and tells who attends it.
pub(super) fn lay(desk: &Desk, open: Arc<Open>) {
    open.warm();
    let (lease, dir) = (Lease::of(&open), open.dir.clone());
    put(desk, Some(open));
    if let Some(attendant) = &desk.attendant {
        attendant.opened(&dir, lease);
    }
}

/// Opens an estate again that was taken off the desk for a while; the desk is being changed already.
///
/// # Errors
/// [`Failure`]; the desk then says why.
pub(super) fn reopen(desk: &Desk, dir: &std::path::Path) -> Result<(), Failure> {
    let session = Session::open(dir, Arc::clone(&desk.host)).inspect_err(|failure| {
        *desk.refused.write().unwrap_or_else(PoisonError::into_inner) = Some((dir.to_owned(), failure.clone()));
    })?;
    lay(desk, Arc::new(Open::new(session, dir.to_owned())));
    Ok(())
}

/// Puts an estate, or nothing, in the place of what lies on the desk.
pub(super) fn put(desk: &Desk, open: Option<Arc<Open>>) {
    if let (Some(attendant), true) = (&desk.attendant, desk.opened().is_some()) {
        attendant.closing();
    }
    *desk.open.write().unwrap_or_else(PoisonError::into_inner) = open;
}
