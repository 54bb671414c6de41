//! Importing files.

use std::collections::BTreeMap;

use cairn_engine::import::{ImportFile, ImportOptions, ImportSummary, apply, plan};
use cairn_exchange::write_rejects;
use cairn_messages::Messages;
use cairn_model::{CancelToken, Phrase};
use serde::{Deserialize, Serialize};

use crate::change::WatchedReply;
use crate::failure::Failure;
use crate::session::Session;

/// A file to import.
#[derive(Clone, Debug)]
pub struct NamedFile {
    /// Its name, as the person gave it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What to import and how.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The files.
    pub files: Vec<NamedFile>,
    /// How to read and to understand them.
    pub options: ImportOptions,
    /// Show the plan and change nothing.
    pub dry_run: bool,
    /// Why, for the record; the names of the files when empty.
    pub reason: String,
}

/// What an import came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImportReply {
    /// The record that was made; absent when nothing was new, or in a dry run.
    pub seq: Option<u64>,
    /// Whether only the plan was made.
    pub dry_run: bool,
    /// What the import amounts to.
    #[serde(flatten)]
    pub summary: ImportSummary,
    /// What was looked at again because of the record.
    #[serde(default)]
    pub watched: WatchedReply,
}

/// The refused rows of one file, ready to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectsFile {
    /// The file the rows come from.
    pub of: String,
    /// How many rows.
    pub rows: usize,
    /// The rows as CSV, with their reasons.
    pub bytes: Vec<u8>,
}

impl Session {
    /// Plans an import and, unless it is a dry run, makes one record of it. Also returns the refused rows of each file
    /// with their reasons in the given language. Once the record is being made it cannot be cancelled.
    ///
    /// # Errors
    /// [`Failure`] when a file as a whole cannot be used; nothing is changed then. Refused rows are no failure.
    pub fn import(
        &self,
        request: &ImportRequest,
        messages: &Messages,
        cancel: &CancelToken,
    ) -> Result<(ImportReply, Vec<RejectsFile>), Failure> {
        let files: Vec<ImportFile<'_>> =
            request.files.iter().map(|file| ImportFile { name: file.name.clone(), bytes: &file.bytes }).collect();
        let (mut reply, rejects) = self.act(|act| {
            let plan = plan(&self.engine.generation(), &files, &request.options, &mut act.ids(), cancel)?;
            let mut rejects = Vec::new();
            for (file, dialect, lines) in plan.rejects() {
                let reasons: BTreeMap<u64, String> =
                    lines.iter().map(|(line, reasons)| (*line, sentence(reasons, messages))).collect();
                let mut bytes = Vec::new();
                write_rejects(files[file].bytes, dialect, &reasons, &mut bytes)?;
                rejects.push(RejectsFile { of: files[file].name.clone(), rows: reasons.len(), bytes });
            }
            // From here on the record is being made, whole.
            cancel.check().map_err(cairn_engine::EngineError::from)?;
            let summary = plan.summary.clone();
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            let reason = if request.reason.is_empty() { names.join(", ") } else { request.reason.clone() };
            let commit = if request.dry_run { None } else { apply(&self.engine, plan, &reason, act)? };
            let seq = commit.map(|commit| commit.seq);
            let watched = WatchedReply::default();
            Ok((ImportReply { seq, dry_run: request.dry_run, summary, watched }, rejects))
        })?;
        if reply.seq.is_some() {
            reply.watched = self.looked_after();
        }
        Ok((reply, rejects))
    }
}

fn sentence(reasons: &[&Phrase], messages: &Messages) -> String {
    let reasons: Vec<String> = reasons.iter().map(|phrase| crate::failure::say(phrase, messages)).collect();
    reasons.join("; ")
}
