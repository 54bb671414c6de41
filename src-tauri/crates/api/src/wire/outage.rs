//! While something is out: the sheet of it, what may be behind it, and the sheet as a file.

use std::path::PathBuf;

use cairn_engine::outage::{CauseQuestion, CauseReport, outage_sheet};
use cairn_exchange::{ReportFormat, deadlock_said};
use cairn_model::outage::OutageSheet;
use serde::{Deserialize, Serialize};

use super::file::{FileReply, put};
use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::moment::Dated;

/// How many lines of each kind come with the answer; the counts beside them are exact.
const LINES_MAX: usize = 500;

/// Of which estate the sheet is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SheetRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
}

/// The sheet, with its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SheetReply {
    /// What is out and whom it hits, in a sentence.
    pub sentence: String,
    /// The sheet; 500 lines of each kind at most, the totals are exact.
    #[serde(flatten)]
    pub sheet: OutageSheet,
    /// How many services do not work as they should.
    pub services_total: u64,
    /// How many items are recorded as out of service or degraded.
    pub out_total: u64,
    /// How many items each wave has.
    pub wave_totals: Vec<u64>,
    /// Each deadlock as a sentence, with the link to cut.
    pub deadlocks: Vec<String>,
}

/// A sheet to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SheetSave {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// PDF or HTML.
    pub format: ReportFormat,
    /// Where to write it; without it the content comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

/// What was reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CausesRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Words for what does not work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub down: Vec<String>,
    /// Words for what works worse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub degraded: Vec<String>,
}

/// Returns the sheet of a working set, with times counted to the moment that it is of.
fn sheet_of(desk: &Desk, set: &WorkingSet, work: &Work<'_>) -> Result<Dated<OutageSheet>, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let at = match (&set.change, &set.at) {
        (None, Some(words)) => Some(session.engine.moment(words)?),
        _ => None,
    };
    let now = at.as_ref().map_or(session.host.now(), |at| at.recorded_at.min(session.host.now()));
    let mut answer = outage_sheet(&session.engine, &*open.generation(set)?, now, work.cancel)?;
    session.say_reasons(&mut answer, work.messages);
    Ok(Dated { answer, at })
}

pub(crate) fn sheet(desk: &Desk, request: &SheetRequest, work: &Work<'_>) -> Result<SheetReply, Failure> {
    let mut sheet = sheet_of(desk, &request.set, work)?.answer;
    let open = desk.estate()?;
    let need = |name: &str| open.session.need_word(name, work.messages);
    let deadlocks = sheet.recovery.deadlocks.iter();
    let deadlocks = deadlocks.map(|own| deadlock_said(own, &need(&own.cut.need), work.messages)).collect();
    let (services_total, out_total) = (sheet.services.len() as u64, sheet.out.len() as u64);
    let sentence = cairn_exchange::sheet_sentence(&sheet, work.messages);
    sheet.services.truncate(LINES_MAX);
    sheet.out.truncate(LINES_MAX);
    let wave_totals = sheet.recovery.waves.iter().map(|wave| wave.len() as u64).collect();
    for wave in &mut sheet.recovery.waves {
        wave.truncate(LINES_MAX);
    }
    Ok(SheetReply { sentence, sheet, services_total, out_total, wave_totals, deadlocks })
}

pub(crate) fn save(desk: &Desk, request: &SheetSave, work: &Work<'_>) -> Result<FileReply, Failure> {
    work.step(0, 1, "outage-sheet-writing")?;
    let sheet = sheet_of(desk, &request.set, work)?;
    let written = desk.estate()?.session.outage_report(&sheet, request.format, work.messages)?;
    let name = format!("outage.{}", request.format.extension());
    let reply = put(&name, request.format.media_type(), &written.bytes, request.to.as_ref())?;
    Ok(FileReply { notes: written.notes, ..reply })
}

pub(crate) fn causes(desk: &Desk, request: &CausesRequest, work: &Work<'_>) -> Result<CauseReport, Failure> {
    let generation = desk.estate()?.generation(&request.set)?;
    let question = CauseQuestion { down: request.down.clone(), degraded: request.degraded.clone() };
    Ok(cairn_engine::outage::causes(&generation, &question, work.cancel)?)
}
