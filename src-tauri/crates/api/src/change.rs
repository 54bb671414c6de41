//! Changes: planning, assessing, deciding, doing, closing.

use cairn_engine::change::{
    ChangeEdit, ChangeLine, ChangePage, ChangeStep, Closing, DecisionWords, EditWords, NewChange, StepReport, Watched,
    WhatIf,
};
use cairn_engine::import::{ImportFile, ImportOptions, ImportSummary};
use cairn_engine::{Act, EngineError};
use cairn_model::change::{ChangePolicy, ChangeTemplate, Window};
use cairn_model::{CancelToken, Phrase};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::import::NamedFile;
use crate::session::Session;

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeReply {
    /// Its id.
    pub id: String,
    /// Its state afterwards.
    pub state: String,
    /// The record that was made; absent when there was nothing to record.
    pub seq: Option<u64>,
    /// The beginning of the digest of the newest evidence; what a decision has to name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Why it went no further although it was recorded.
    pub unmet: Vec<Phrase>,
    /// The answer is another now, and decisions made before no longer stand.
    #[serde(default)]
    pub stale: bool,
    /// What files amounted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportSummary>,
    /// What was looked at again because of the record.
    pub watched: WatchedReply,
}

/// What looking after open changes came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WatchedReply {
    /// Changes whose answer is another now.
    pub changed: Vec<String>,
    /// Those of them that need another look: decisions no longer stand.
    pub stale: Vec<String>,
}

impl From<Watched> for WatchedReply {
    fn from(watched: Watched) -> Self {
        WatchedReply { changed: watched.changed, stale: watched.stale }
    }
}

/// What is to be edited of a change.
#[derive(Clone, Debug, Default)]
pub struct ChangeEditRequest {
    /// Everything but files.
    pub edit: ChangeEdit<'static>,
    /// Files of items and relationships to plan.
    pub files: Vec<NamedFile>,
}

/// The list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeList {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// Changes, newest first.
    pub changes: Vec<ChangeLine>,
    /// Templates of standard changes, by name.
    pub templates: Vec<ChangeTemplate>,
}

/// How many characters of the digest of evidence are shown.
const EVIDENCE_CHARS: usize = 16;

pub(crate) fn borrowed(files: &[NamedFile]) -> Vec<ImportFile<'_>> {
    files.iter().map(|file| ImportFile { name: file.name.clone(), bytes: &file.bytes }).collect()
}

impl Session {
    /// Does something to a change, then looks after the others.
    pub(crate) fn carry(
        &self,
        verb: impl FnOnce(&mut Act<'_>) -> Result<ChangeStep, EngineError>,
    ) -> Result<ChangeReply, Failure> {
        let step = self.act(verb)?;
        let watched = self.looked_after();
        let change = step.change;
        let evidence = match change.analyses {
            0 => None,
            number => Some(cairn_engine::change::analysis(&self.engine, &change.id, number)?.hashes.evidence),
        };
        Ok(ChangeReply {
            id: change.id,
            state: change.state,
            seq: step.commit.map(|commit| commit.seq),
            evidence: evidence.map(|digest| digest.chars().take(EVIDENCE_CHARS).collect()),
            unmet: step.unmet,
            stale: step.stale,
            imported: step.imported,
            watched,
        })
    }

    /// Looks after open changes: those whose answer the newest records made another are analysed again.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read or written.
    pub fn watch(&self) -> Result<WatchedReply, Failure> {
        Ok(self.act(|act| cairn_engine::change::watch(&self.engine, act))?.into())
    }

    /// Looks after open changes once something was recorded. What was recorded stays so when this fails, and guards
    /// judge every change anew before it goes on.
    pub(crate) fn looked_after(&self) -> WatchedReply {
        self.watch().unwrap_or_default()
    }

    /// Raises a change.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_new(&self, new: &NewChange) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::raise(&self.engine, new, act))
    }

    /// Edits a change.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_edit(&self, words: &str, request: &ChangeEditRequest) -> Result<ChangeReply, Failure> {
        let edit = ChangeEdit { files: borrowed(&request.files), ..request.edit.clone() };
        self.carry(|act| cairn_engine::change::edit(&self.engine, words, &edit, act))
    }

    /// Returns what editing a change would add to its plan, and what the whole plan would do then. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`], as [`Session::change_edit`]; when the plan would not apply.
    pub fn change_preview(
        &self,
        words: &str,
        request: &ChangeEditRequest,
        cancel: &CancelToken,
    ) -> Result<WhatIf, Failure> {
        let edit = ChangeEdit { files: borrowed(&request.files), ..request.edit.clone() };
        self.act(|act| cairn_engine::change::preview(&self.engine, words, &edit, act, cancel))
    }

    /// Returns a change with everything there is to know of it. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when there is none.
    pub fn change_show(&self, words: &str) -> Result<ChangePage, Failure> {
        self.act(|act| cairn_engine::change::page(&self.engine, words, act))
    }

    /// Returns every change, newest first; with `state` those in it only.
    ///
    /// # Errors
    /// [`Failure`] when the state is unknown or the estate cannot be read.
    pub fn change_list(&self, state: Option<&str>) -> Result<ChangeList, Failure> {
        let policy = self.engine.policy();
        if let Some(state) = state.filter(|state| policy.state(state).is_none()) {
            let known: Vec<&str> = policy.states.iter().map(|state| state.id.as_str()).collect();
            let phrase = Phrase::new("change-no-such-state").with("state", state).with("known", known.join(", "));
            return Err(EngineError::Refused(phrase).into());
        }
        Ok(ChangeList {
            seq: self.engine.generation().seq(),
            changes: cairn_engine::change::list(&self.engine, state)?,
            templates: cairn_engine::change::templates(&self.engine)?,
        })
    }

    /// Returns how the estate carries changes: states, transitions, bands, roles and questions, with their words.
    #[must_use]
    pub fn change_policy(&self) -> &ChangePolicy {
        self.engine.policy()
    }

    /// Analyses a change and keeps the analysis; a submitted one goes on to be decided on.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then. Guards that do not hold are in the reply.
    pub fn change_assess(&self, words: &str) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::assess_change(&self.engine, words, act))
    }

    /// Hands a draft over to be assessed.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_submit(&self, words: &str) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::submit(&self.engine, words, act))
    }

    /// Records a decision on evidence.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_decide(&self, words: &str, decision: &DecisionWords) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::decide(&self.engine, words, decision, act))
    }

    /// Sets or moves the window of an approved change.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_schedule(&self, words: &str, window: Window) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::schedule(&self.engine, words, window, act))
    }

    /// Starts a scheduled change: seals a baseline.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_start(&self, words: &str) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::start(&self.engine, words, act))
    }

    /// Records what came of a step; one that is done becomes one record of its edits.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_step(&self, words: &str, step: u32, report: &StepReport) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::step(&self.engine, words, step, report, act))
    }

    /// Ends the doing.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_finish(&self, words: &str, failed: bool, reason: &str) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::finish(&self.engine, words, failed, reason, act))
    }

    /// Closes a change.
    ///
    /// # Errors
    /// [`Failure`] with what is missing; nothing is changed then.
    pub fn change_close(&self, words: &str, closing: &Closing) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::close(&self.engine, words, closing, act))
    }

    /// Gives a change up.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_cancel(&self, words: &str, reason: &str) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::cancel(&self.engine, words, reason, act))
    }

    /// Makes a template for standard changes of a closed change; returns the record no.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn change_template(&self, words: &str, name: &str) -> Result<u64, Failure> {
        Ok(self.act(|act| cairn_engine::change::make_template(&self.engine, words, name, act))?.seq)
    }

    /// Returns what edits would do to the estate as it is. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when they do not apply.
    pub fn what_if(
        &self,
        edits: &[EditWords],
        files: &[NamedFile],
        options: &ImportOptions,
        cancel: &CancelToken,
    ) -> Result<WhatIf, Failure> {
        self.act(|act| cairn_engine::change::what_if(&self.engine, edits, &borrowed(files), options, act, cancel))
    }
}
