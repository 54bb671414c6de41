//! Care of an estate: back-ups now and on a schedule, copies that take over, a database made anew.

use std::path::{Path, PathBuf};

use cairn_exchange::sealed::SealWith;
use cairn_model::{Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use crate::backup::{self, BackupReply, BackupRequest};
use crate::contract::{Nothing, Work};
use crate::desk::Desk;
use crate::desk::care::{BackupFailed, BackupMade};
use crate::desk::schedule::Schedule;
use crate::failure::{Code, Failure};
use crate::keeping::{CompactReply, TakeOverReply, compact_told};
use crate::meter::metered;
use crate::sealed::unsealable;

/// A day has this many minutes.
const MINUTES: u16 = 24 * 60;

/// How an estate is cared for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CareRequest {
    /// By how many minutes the zone of the machine is ahead of UTC now.
    #[serde(default)]
    pub offset: i32,
}

/// How the estate is cared for that is open, or that could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CareReply {
    /// When to back up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// The next turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Timestamp>,
    /// A turn is there, or was missed: it is time.
    pub due: bool,
    /// The last back-up that was made from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<BackupMade>,
    /// The last one that was tried in vain, unless one was made since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<BackupFailed>,
    /// The newest back-up that is still there, whoever made it, in the directories known from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<PathBuf>,
}

/// When to back up from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CareSchedule {
    /// The schedule; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
}

/// A back-up to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Backup {
    /// The directory of the back-ups.
    pub to: PathBuf,
    /// How many to keep there; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<u64>,
    /// What to encrypt it with; not at all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealWith>,
}

/// A replica that is to take over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TakeOver {
    /// Why, for the record.
    pub reason: String,
}

pub(crate) fn care(desk: &Desk, request: &CareRequest, _work: &Work<'_>) -> Result<CareReply, Failure> {
    let open = desk.opened();
    let Some(dir) = open.as_ref().map(|open| open.dir.clone()).or_else(|| desk.refused_dir()) else {
        return Err(Failure::new(Code::NotAnEstate, Phrase::new("wire-nothing-open")));
    };
    let known = desk.care_of(&dir);
    let id = open.map(|open| open.session.engine.info()).transpose()?.map(|info| info.estate.estate);
    // Another estate at the same place has nothing to do with it.
    let known = if id.as_ref().is_some_and(|id| *id != known.estate) { Default::default() } else { known };
    let now = desk.host().now();
    let tried = (known.made.as_ref().map(|made| made.at), known.failed.as_ref().map(|failed| failed.at));
    let due = |(own, since): &(Schedule, Timestamp)| own.is_due((*since, tried.0, tried.1), now, request.offset);
    Ok(CareReply {
        next: known.schedule.as_ref().map(|(own, _)| own.next(now, request.offset)),
        due: known.schedule.as_ref().is_some_and(due),
        newest: newest(id.as_deref().unwrap_or(&known.estate), &known),
        schedule: known.schedule.map(|(own, _)| own),
        made: known.made,
        failed: known.failed,
    })
}

fn newest(estate: &str, known: &crate::desk::care::Care) -> Option<PathBuf> {
    let made = known.made.as_ref().and_then(|made| made.path.parent());
    let dirs = known.schedule.iter().map(|(own, _)| own.to.as_path()).chain(made);
    let found = dirs.filter_map(|dir| backup::newest(dir, estate));
    // Names are in the order of their records.
    found.max_by(|left, right| left.file_name().cmp(&right.file_name()))
}

pub(crate) fn schedule(desk: &Desk, request: &CareSchedule, _work: &Work<'_>) -> Result<Nothing, Failure> {
    let open = desk.estate()?;
    if let Some(own) = &request.schedule {
        let refused = |code| Err(Failure::new(Code::BadInput, Phrase::new(code)));
        if own.minute >= MINUTES || own.weekday > 6 {
            return refused("care-no-such-time");
        }
        if own.keep == 0 {
            return refused("error-backup-keep");
        }
        if !own.recipients.is_empty() {
            let seal = SealWith::Recipients(own.recipients.clone()).seal();
            seal.map_err(|error| unsealable(&own.to, error))?;
        }
        if !own.to.is_absolute() {
            return Err(Failure::new(Code::BadInput, Phrase::new("care-folder-whole").with("path", own.to.display())));
        }
    }
    let info = open.session.engine.info()?;
    let now = desk.host().now();
    let kept = desk.remember(&open.dir, &info.estate.estate, |care| {
        care.schedule = request.schedule.clone().map(|own| (own, now));
    });
    kept.map_err(|error| crate::draft::unwritten(Path::new("care.json"), &error))?;
    Ok(Nothing {})
}

pub(crate) fn backup(desk: &Desk, request: &Backup, work: &Work<'_>) -> Result<BackupReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let asked = BackupRequest { to: request.to.clone(), keep: request.keep, seal: request.seal.clone() };
    let made = metered(work, None, "job-backup", |meter| session.backup_metered(&asked, meter));
    let now = desk.host().now();
    let id = session.engine.info()?.estate.estate;
    // That it cannot be remembered is no reason to call a back-up failed that is there.
    let _unkept: std::io::Result<()> = desk.remember(&open.dir, &id, |care| match &made {
        Ok(made) => {
            care.made = Some(BackupMade { at: now, path: made.path.clone(), seq: made.seq, bytes: made.bytes });
            care.failed = None;
        }
        Err(failure) => {
            care.failed = Some(BackupFailed { at: now, sentence: failure.sentence(work.messages) });
        }
    });
    made
}

pub(crate) fn take_over(desk: &Desk, request: &TakeOver, _work: &Work<'_>) -> Result<TakeOverReply, Failure> {
    desk.estate()?.session.take_over(&request.reason)
}

/// The estate is taken off the desk for it, and put back whatever comes of it.
pub(crate) fn compact(desk: &Desk, _request: &Nothing, work: &Work<'_>) -> Result<CompactReply, Failure> {
    desk.alone(work, |dir| {
        let host = desk.host();
        metered(work, None, "job-compacting", |meter| compact_told(dir, host, &mut meter.tell()))
    })
}
