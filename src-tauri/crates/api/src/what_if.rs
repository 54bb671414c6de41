//! What-ifs: planned edits that are kept under a name, and what they would do.

use cairn_engine::change::{KeptStep, WhatIfEdit, WhatIfLine, WhatIfPage};
use cairn_engine::import::ImportSummary;
use cairn_engine::{Act, EngineError};
use cairn_model::change::ChangePicture;
use cairn_model::{CancelToken, Phrase};
use serde::{Deserialize, Serialize};

use crate::change::{ChangeEditRequest, ChangeReply, borrowed};
use crate::failure::Failure;
use crate::session::Session;

/// Every kept what-if.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfList {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The one that was edited last first.
    pub what_ifs: Vec<WhatIfLine>,
}

/// What is to be edited of a kept what-if.
#[derive(Clone, Debug, Default)]
pub struct WhatIfEditRequest {
    /// What it is called; as it is when absent.
    pub name: Option<String>,
    /// What it is for; as it is when absent.
    pub note: Option<String>,
    /// What is planned: only what it says of steps and edits counts.
    pub plan: ChangeEditRequest,
}

/// What became of a kept what-if.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfOutcome {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The record that was made; absent when there was nothing to record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// How many planned edits were dropped because the estate is so already.
    pub dropped: u64,
    /// Why planned edits do not apply to the estate as it is.
    pub problems: Vec<Phrase>,
    /// What files amounted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportSummary>,
}

impl From<KeptStep> for WhatIfOutcome {
    fn from(step: KeptStep) -> Self {
        let said = |problem: cairn_engine::change::PlanProblem| {
            problem.reason.with("plan-step", problem.step).with("plan-edit", problem.edit)
        };
        WhatIfOutcome {
            id: step.kept.id,
            name: step.kept.name,
            seq: step.commit.map(|commit| commit.seq),
            dropped: step.dropped,
            problems: step.problems.into_iter().map(said).collect(),
            imported: step.imported,
        }
    }
}

impl Session {
    fn kept(&self, verb: impl FnOnce(&mut Act<'_>) -> Result<KeptStep, EngineError>) -> Result<WhatIfOutcome, Failure> {
        Ok(self.act(verb)?.into())
    }

    /// Returns every kept what-if.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read.
    pub fn what_ifs(&self) -> Result<WhatIfList, Failure> {
        let what_ifs = cairn_engine::change::what_ifs(&self.engine)?;
        Ok(WhatIfList { seq: self.engine.generation().seq(), what_ifs })
    }

    /// Returns a kept what-if with what it would do. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when there is none; when somebody cancels.
    pub fn what_if_show(&self, words: &str, cancel: &CancelToken) -> Result<WhatIfPage, Failure> {
        self.act(|act| cairn_engine::change::what_if_page(&self.engine, words, act, cancel))
    }

    /// Returns the picture of the worst step of a kept what-if; none when it does not apply. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when there is none.
    pub fn what_if_picture(&self, words: &str) -> Result<Option<ChangePicture>, Failure> {
        self.act(|act| cairn_engine::change::what_if_picture(&self.engine, words, act))
    }

    /// Keeps a what-if under a name.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn what_if_keep(&self, request: &WhatIfEditRequest) -> Result<WhatIfOutcome, Failure> {
        self.kept(|act| cairn_engine::change::keep_what_if(&self.engine, &edit_of(request), act))
    }

    /// Edits a kept what-if.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn what_if_edit(&self, words: &str, request: &WhatIfEditRequest) -> Result<WhatIfOutcome, Failure> {
        self.kept(|act| cairn_engine::change::edit_what_if(&self.engine, words, &edit_of(request), act))
    }

    /// Keeps a copy of a what-if under another name.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn what_if_duplicate(&self, words: &str, name: &str) -> Result<WhatIfOutcome, Failure> {
        self.kept(|act| cairn_engine::change::duplicate_what_if(&self.engine, words, name, act))
    }

    /// Deletes a kept what-if.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn what_if_delete(&self, words: &str) -> Result<WhatIfOutcome, Failure> {
        self.kept(|act| cairn_engine::change::delete_what_if(&self.engine, words, act))
    }

    /// Bases what a kept what-if plans on the estate as it is.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then. Edits that still contradict the estate are no error: the reply names them.
    pub fn what_if_update(&self, words: &str) -> Result<WhatIfOutcome, Failure> {
        self.kept(|act| cairn_engine::change::bring_what_if_up_to_date(&self.engine, words, act))
    }

    /// Raises a change of what a kept what-if plans.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn what_if_to_change(&self, words: &str, reason: Option<&str>) -> Result<ChangeReply, Failure> {
        self.carry(|act| cairn_engine::change::what_if_to_change(&self.engine, words, reason, act))
    }
}

fn edit_of(request: &WhatIfEditRequest) -> WhatIfEdit<'_> {
    let files = borrowed(&request.plan.files);
    let plan = cairn_engine::change::ChangeEdit { files, ..request.plan.edit.clone() };
    WhatIfEdit { name: request.name.clone(), note: request.note.clone(), plan }
}
