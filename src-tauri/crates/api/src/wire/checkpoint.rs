//! What an auditor does: keep how far the estate has come, compare with that later, take the log along.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use cairn_engine::checkpoint::Checkpoint;
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use super::file::{FileIn, FileReply, put};
use crate::contract::{Nothing, Work};
use crate::desk::Desk;
use crate::draft::{Draft, unwritten};
use crate::estate::{CheckReply, LogExportReply};
use crate::failure::{Failure, say};
use crate::meter::metered;

/// A checkpoint to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckpointSave {
    /// Where to; its content comes back when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

/// A checkpoint to compare with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CheckpointCompare {
    /// Its short text, or the content of its file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Its file, instead of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
}

/// What came of comparing with a checkpoint, and of checking everything stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ComparedCheckpoint {
    /// The check.
    #[serde(flatten)]
    pub check: CheckReply,
    /// How the estate stands to the checkpoint, as a sentence.
    pub sentence: String,
    /// The checkpoint holds: nothing before it was changed.
    pub holds: bool,
}

/// The log to take along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogExport {
    /// Where to write it.
    pub to: PathBuf,
}

pub(crate) fn checkpoint(desk: &Desk, _request: &Nothing, _work: &Work<'_>) -> Result<Checkpoint, Failure> {
    desk.estate()?.session.checkpoint()
}

pub(crate) fn save(desk: &Desk, request: &CheckpointSave, work: &Work<'_>) -> Result<FileReply, Failure> {
    work.step(0, 1, "job-writing")?;
    let checkpoint = desk.estate()?.session.checkpoint()?;
    let mut line = serde_json::to_vec(&checkpoint).unwrap_or_default();
    line.push(b'\n');
    let name = format!("checkpoint-{}.json", checkpoint.seq);
    put(&name, "application/json", &line, request.to.as_ref())
}

pub(crate) fn compare(
    desk: &Desk,
    request: &CheckpointCompare,
    work: &Work<'_>,
) -> Result<ComparedCheckpoint, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let given = match &request.path {
        None => request.text.clone(),
        Some(path) => {
            let name = path.display().to_string();
            let file = FileIn { name, path: Some(path.clone()), content: None }.read()?;
            String::from_utf8_lossy(&file.bytes).into_owned()
        }
    };
    let check = metered(work, None, "job-checking", |meter| session.check_against_told(&given, &mut meter.tell()))?;
    let said = check.against.as_ref().map(|against| {
        let code = format!("check-against-{}", against.standing.id());
        let phrase = Phrase::new(&code).with("seq", against.seq).with("at", against.recorded_at.to_minutes());
        say(&phrase, work.messages)
    });
    let holds = check.against.as_ref().is_some_and(|against| against.standing.holds());
    Ok(ComparedCheckpoint { check, sentence: said.unwrap_or_default(), holds })
}

pub(crate) fn log_export(desk: &Desk, request: &LogExport, work: &Work<'_>) -> Result<LogExportReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    let mut draft = Draft::beside(&request.to)?;
    let exported = metered(work, None, "job-log", |meter| {
        let mut out = BufWriter::new(meter.of(&mut draft));
        let exported = session.log_export(&mut out)?;
        out.flush().map_err(|error| unwritten(&request.to, &error))?;
        Ok(exported)
    })?;
    draft.keep()?;
    Ok(exported)
}
