//! Outages as records of their own: what is said of them, and what became of them.

use cairn_engine::EngineError;
use cairn_engine::outage::{
    KeptItem, OutageDeed, OutageEdit, OutageEntry, OutageItemWords, OutagePage, OutageStep, edit_outage, move_outage,
    outage_page, outages_list, record_outage,
};
use cairn_messages::Messages;
use cairn_model::impact::ItemRef;
use cairn_model::outage::OutageField;
use cairn_model::{CancelToken, OperationStatus, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use crate::change::WatchedReply;
use crate::failure::Failure;
use crate::moment::Dated;
use crate::session::{Session, word};

/// Outages as a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageList {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// What is out now first, then what is ahead, the next one first, then the past, the newest first.
    pub outages: Vec<OutageEntry>,
}

/// An item that is out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageItemRequest {
    /// Words for the item.
    pub item: String,
    /// Degraded or out of service.
    pub level: OperationStatus,
    /// Since when; the beginning of the outage unless somebody says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub since: Option<Timestamp>,
}

/// What is said of an outage; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct OutageRequest {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What is out; of an item that is out already: at which level from then on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<OutageItemRequest>,
    /// Words for items that are out no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<String>,
    /// When they were back; of an open outage now unless somebody says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Its first moment; of a new one now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// When it is expected to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Timestamp>,
    /// Nobody knows when it is expected to end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_expected_end: bool,
    /// The first moment at which it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
    /// Whether it is called planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<bool>,
    /// Why it came about; nothing removes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// Words for the item that caused it; nothing removes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause_item: Option<String>,
    /// Words for the change it belongs to; nothing removes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Why it is corrected or cancelled.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The record no. of the version that was looked at: another one is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<u64>,
}

/// An item whose operation was left to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageKept {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its operation.
    pub operation: OperationStatus,
    /// The outage that holds it so; absent where a person said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Why, as a code with parameters.
    pub text: Phrase,
}

/// What became of an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageReply {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its state afterwards.
    pub state: String,
    /// The record that was made; absent when there was nothing to record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// How many items' operation it set.
    pub set: u64,
    /// Items whose operation was left to somebody else.
    pub kept: Vec<OutageKept>,
    /// It is called planned, and nobody announced it before it began: error budgets count it as unplanned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_agreed: bool,
    /// What was looked at again because of the record.
    pub watched: WatchedReply,
}

impl OutageRequest {
    fn edit(&self) -> OutageEdit {
        let item =
            |own: &OutageItemRequest| OutageItemWords { item: own.item.clone(), level: own.level, since: own.since };
        OutageEdit {
            title: self.title.clone(),
            items: self.items.iter().map(item).collect(),
            back: self.back.clone(),
            at: self.at,
            from: self.from,
            expected_end: if self.no_expected_end { Some(None) } else { self.expected_end.map(Some) },
            to: self.to,
            planned: self.planned,
            cause: self.cause.clone(),
            cause_item: self.cause_item.clone(),
            change: self.change.clone(),
            reason: self.reason.clone(),
            based_on: self.based_on,
        }
    }
}

impl From<KeptItem> for OutageKept {
    fn from(own: KeptItem) -> Self {
        OutageKept { item: own.item, operation: own.operation, record: own.record, text: own.text }
    }
}

impl Session {
    /// Returns every outage, as it was recorded by the moment that `at` means; with `state` those in it only.
    ///
    /// # Errors
    /// [`Failure`] for a state that there is not, or when there is no such moment.
    pub fn outages(&self, state: Option<&str>, at: Option<&str>) -> Result<Dated<OutageList>, Failure> {
        self.dated(at, |generation| {
            let outages = outages_list(&self.engine, generation, state)?;
            Ok(OutageList { seq: generation.seq(), outages })
        })
    }

    /// Returns an outage with its items, whom it hits, and what may be done with it. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when there is none; when somebody cancels.
    pub fn outage_show(&self, words: &str, cancel: &CancelToken) -> Result<OutagePage, Failure> {
        self.act(|act| outage_page(&self.engine, words, act, cancel))
    }

    /// Enters an outage: announced, open, or over already.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn outage_new(&self, request: &OutageRequest) -> Result<OutageReply, Failure> {
        self.outage_done(|act| record_outage(&self.engine, &request.edit(), act))
    }

    /// Corrects an outage, or adds to it.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn outage_edit(&self, words: &str, request: &OutageRequest) -> Result<OutageReply, Failure> {
        self.outage_done(|act| edit_outage(&self.engine, words, &request.edit(), act))
    }

    /// Takes an outage onwards, with what there is to say of it at the same time.
    ///
    /// # Errors
    /// [`Failure`]; nothing is changed then.
    pub fn outage_move(&self, words: &str, deed: OutageDeed, request: &OutageRequest) -> Result<OutageReply, Failure> {
        self.outage_done(|act| move_outage(&self.engine, words, deed, &request.edit(), act))
    }

    fn outage_done(
        &self,
        verb: impl FnOnce(&mut cairn_engine::Act<'_>) -> Result<OutageStep, EngineError>,
    ) -> Result<OutageReply, Failure> {
        let step = self.act(verb)?;
        let watched = self.looked_after();
        let own = step.outage;
        Ok(OutageReply {
            not_agreed: own.planned && own.agreed().is_none(),
            id: own.id,
            title: own.title,
            state: own.state,
            seq: step.commit.map(|commit| commit.seq),
            set: step.set,
            kept: step.kept.into_iter().map(OutageKept::from).collect(),
            watched,
        })
    }

    /// Returns what became another of an outage, in words: which field, what it was and what it is; empty where there was or is none.
    #[must_use]
    pub fn outage_field(&self, own: &OutageField, messages: &Messages) -> [String; 3] {
        let (field, item) = own.field.split_once(' ').unwrap_or((&own.field, ""));
        let mut name = messages.word(&format!("outage-field-{field}"));
        if !item.is_empty() {
            name = format!("{name} {}", self.item_of(item));
        }
        let said = |side: &Option<String>| match (field, side.as_deref().unwrap_or_default()) {
            (_, "") => String::new(),
            ("from" | "to" | "expected_end", at) => {
                Timestamp::parse(at).map_or_else(|_| at.to_owned(), Timestamp::to_minutes)
            }
            ("cause_item", id) => self.item_of(id),
            ("planned", _) => messages.word("outages-called-planned"),
            ("item", entries) => {
                entries.split(", ").map(|entry| level_said(entry, messages)).collect::<Vec<_>>().join(", ")
            }
            (_, text) => text.to_owned(),
        };
        [name, said(&own.before), said(&own.after)]
    }

    /// Returns key and name of the item of an id; the id when the estate does not have it.
    fn item_of(&self, id: &str) -> String {
        let generation = self.engine.generation();
        let row = id.parse().ok().and_then(|id| generation.row(id));
        let view = row.and_then(|row| generation.view(row).ok());
        view.map_or_else(|| id.to_owned(), |view| format!("{} {}", view.key, view.name))
    }

    /// Returns the word on screen of a state of outages; its id when the policy of the estate does not have it.
    #[must_use]
    pub fn outage_state_word(&self, id: &str, messages: &Messages) -> String {
        let state = self.engine.outage_policy().state(id);
        state.map_or_else(|| id.to_owned(), |state| word(&state.label, messages))
    }
}

/// Returns a level with its time behind it, in words; an end that is not said stands open.
fn level_said(entry: &str, messages: &Messages) -> String {
    let (level, span) = entry.split_once(' ').unwrap_or((entry, ""));
    let word = messages.word(&format!("operation-{level}"));
    match span.split_once('–') {
        None => word,
        Some((since, until)) => {
            let side = |text: &str| if text.is_empty() { "…".to_owned() } else { text.to_owned() };
            format!("{word} ({} – {})", side(since), side(until))
        }
    }
}
