//! Answers of the engine with their phrases as sentences.

use cairn_engine::change::{AwaitedValue, EditLine, OutageLine, PlanDifference, StepPage};
use cairn_engine::import::{FileView, ImportSummary, LearnedType, Tally};
use cairn_messages::Messages;
use cairn_model::Phrase;
use serde::{Deserialize, Serialize};

use crate::change::{ChangeReply, WatchedReply};
use crate::session::Session;

/// How many refused rows come with a summary.
const REFUSED_MAX: usize = 200;

/// A planned edit as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EditSaid {
    /// Its number in the step, from 1.
    pub edit: u32,
    /// What it does: `add`, `retire`, `set`, `connect`, `disconnect`, `need` or `replace`.
    pub op: String,
    /// The same as a sentence.
    pub sentence: String,
    /// Why it does not apply to the estate as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// The field whose value is filled in as it is found on the night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaits: Option<AwaitedValue>,
}

/// A step with its edits as sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StepSaid {
    /// Its number, from 1.
    pub step: u32,
    /// What it does.
    pub title: String,
    /// How many minutes it takes.
    pub minutes: u32,
    /// Who does it.
    pub implementer: String,
    /// How it is undone.
    pub back_out: String,
    /// Its edits.
    pub edits: Vec<EditSaid>,
    /// What goes out.
    pub outages: Vec<OutageLine>,
}

/// A row that is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RefusedRow {
    /// The file.
    pub file: String,
    /// The line the row starts on, from 1.
    pub line: u64,
    /// The column; empty when the whole row is meant.
    pub column: String,
    /// Why, as a sentence.
    pub reason: String,
}

/// What an import amounts to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImportSaid {
    /// The system the files speak for.
    pub source: String,
    /// How each file was read.
    pub files: Vec<FileView>,
    /// Items.
    pub items: Tally,
    /// Relationships.
    pub relationships: Tally,
    /// Requirements with declared terms.
    pub requirements: Tally,
    /// Classes that are learned.
    pub learned_classes: Vec<String>,
    /// Relationship types that are learned.
    pub learned_types: Vec<LearnedType>,
    /// Items of the same source that the files do not mention; they stay as they are.
    pub missing_in_source: u64,
    /// What a person should know although nothing is refused for it, as sentences.
    pub warnings: Vec<String>,
    /// The first refused rows, by file and line.
    pub refused: Vec<RefusedRow>,
    /// How many reasons there are for rows to be refused.
    pub refused_total: u64,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeOutcome {
    /// Its id.
    pub id: String,
    /// Its state afterwards.
    pub state: String,
    /// The record that was made; absent when there was nothing to record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// The beginning of the digest of the newest evidence; what a decision has to name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Why it went no further although it was recorded, as sentences.
    pub unmet: Vec<String>,
    /// The answer is another now, and decisions made before no longer stand.
    pub stale: bool,
    /// What files amounted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportSaid>,
    /// What was looked at again because of the record.
    pub watched: WatchedReply,
}

/// A difference between plan and estate, and why it is as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DifferenceSaid {
    /// The difference.
    #[serde(flatten)]
    pub difference: PlanDifference,
    /// Why it is as it should be, once somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained: Option<String>,
}

impl Session {
    pub(crate) fn said(&self, phrases: &[Phrase], messages: &Messages) -> Vec<String> {
        phrases.iter().map(|phrase| self.say(phrase, messages)).collect()
    }

    pub(crate) fn steps_said(&self, steps: &[StepPage], messages: &Messages) -> Vec<StepSaid> {
        let edit = |line: &EditLine| EditSaid {
            edit: line.edit,
            op: line.op.clone(),
            sentence: self.say(&line.text, messages),
            problem: line.problem.as_ref().map(|problem| self.say(problem, messages)),
            awaits: line.awaits.clone(),
        };
        let step = |page: &StepPage| StepSaid {
            step: page.step,
            title: page.title.clone(),
            minutes: page.minutes,
            implementer: page.implementer.clone(),
            back_out: page.back_out.clone(),
            edits: page.edits.iter().map(edit).collect(),
            outages: page.outages.clone(),
        };
        steps.iter().map(step).collect()
    }

    pub(crate) fn import_said(&self, summary: &ImportSummary, messages: &Messages) -> ImportSaid {
        let refused = |row: &cairn_engine::import::RefusedView| RefusedRow {
            file: row.file.clone(),
            line: row.line,
            column: row.column.clone(),
            reason: self.say(&row.reason, messages),
        };
        ImportSaid {
            source: summary.source.clone(),
            files: summary.files.clone(),
            items: summary.items,
            relationships: summary.relationships,
            requirements: summary.requirements,
            learned_classes: summary.learned_classes.clone(),
            learned_types: summary.learned_types.clone(),
            missing_in_source: summary.missing_in_source,
            warnings: self.said(&summary.warnings, messages),
            refused: summary.refused.iter().take(REFUSED_MAX).map(refused).collect(),
            refused_total: summary.refused.len() as u64,
        }
    }

    pub(crate) fn outcome(&self, reply: ChangeReply, messages: &Messages) -> ChangeOutcome {
        ChangeOutcome {
            unmet: self.said(&reply.unmet, messages),
            imported: reply.imported.as_ref().map(|summary| self.import_said(summary, messages)),
            id: reply.id,
            state: reply.state,
            seq: reply.seq,
            evidence: reply.evidence,
            stale: reply.stale,
            watched: reply.watched,
        }
    }
}
