//! What a person says of an outage, and what that makes of it.

use std::collections::BTreeSet;

use cairn_estate::Generation;
use cairn_model::outage::{Announced, Outage, OutageField, OutageItem, OutageState};
use cairn_model::{CiId, OperationStatus, Phrase, Timestamp};

use crate::change::find_change;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::find;

/// How many characters a title may have.
const TITLE_MAX: usize = 200;

/// An item that is out, as a person says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageItemWords {
    /// Words for the item.
    pub item: String,
    /// Degraded or out of service.
    pub level: OperationStatus,
    /// Since when; the beginning of the outage unless somebody says otherwise.
    pub since: Option<Timestamp>,
}

/// What is to be said of an outage; `None` and what is empty leave as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutageEdit {
    /// What it is called.
    pub title: Option<String>,
    /// What is out. Of an item that is out already: at which level from then on.
    pub items: Vec<OutageItemWords>,
    /// Words for items that are out no more. While the outage is open they are back from `at`; one that was not out before
    /// that, and any without `at` when the outage is not open, is taken out as if it had never been in.
    pub back: Vec<String>,
    /// When they were back; of an open outage now unless somebody says otherwise.
    pub at: Option<Timestamp>,
    /// Its first moment; of a new one now.
    pub from: Option<Timestamp>,
    /// When it is expected to end; `Some(None)` that nobody knows.
    pub expected_end: Option<Option<Timestamp>>,
    /// The first moment at which it was over.
    pub to: Option<Timestamp>,
    /// Whether it is called planned.
    pub planned: Option<bool>,
    /// Why it came about; nothing removes.
    pub cause: Option<String>,
    /// Words for the item that caused it; nothing removes.
    pub cause_item: Option<String>,
    /// Words for the change it belongs to; nothing removes.
    pub change: Option<String>,
    /// Why it is edited.
    pub reason: String,
    /// The record no. of the version that was looked at: another one is refused.
    pub based_on: Option<u64>,
}

/// Where and when something is said.
pub(super) struct Saying<'a> {
    pub(super) engine: &'a Engine,
    pub(super) live: &'a Generation,
    /// The state in which the outage is when it is said, and will be.
    pub(super) state: &'a OutageState,
    pub(super) now: Timestamp,
    /// The record no. that will carry it.
    pub(super) record: u64,
}

fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

impl Saying<'_> {
    /// Makes of an outage what is said of it; returns the items that were named as out.
    pub(super) fn take(&self, own: &mut Outage, edit: &OutageEdit) -> Result<BTreeSet<CiId>, EngineError> {
        if let Some(title) = edit.title.as_deref().map(str::trim) {
            if title.is_empty() {
                return refused(Phrase::new("guard-outage-title"));
            }
            if title.chars().count() > TITLE_MAX {
                return refused(Phrase::new("outage-long-title").with("max", TITLE_MAX));
            }
            title.clone_into(&mut own.title);
        }
        own.from = edit.from.unwrap_or(own.from);
        own.expected_end = edit.expected_end.unwrap_or(own.expected_end);
        own.to = edit.to.or(own.to);
        own.planned = edit.planned.unwrap_or(own.planned);
        if let Some(cause) = &edit.cause {
            cause.trim().clone_into(&mut own.cause);
        }
        if let Some(words) = edit.cause_item.as_deref().map(str::trim) {
            own.cause_item = match words {
                "" => None,
                words => Some(self.live.id(find(self.live, words)?)),
            };
        }
        if let Some(words) = edit.change.as_deref().map(str::trim) {
            own.change = match words {
                "" => None,
                words => Some(find_change(self.engine, words)?.id),
            };
        }
        for words in &edit.back {
            self.bring_back(own, words, edit.at)?;
        }
        let mut named = BTreeSet::new();
        for words in &edit.items {
            if !named.insert(self.take_out(own, words)?) {
                return refused(Phrase::new("outage-item-twice").with("words", &words.item));
            }
        }
        if self.state.ahead && !own.planned {
            return refused(Phrase::new("guard-outage-planned"));
        }
        if own.items.is_empty() {
            return refused(Phrase::new("guard-outage-items"));
        }
        Ok(named)
    }

    /// Ends what was said of an item where something else is said; what would begin behind that never was.
    fn cut(own: &mut Outage, item: CiId, at: Timestamp) {
        let from = own.from;
        own.items.retain(|entry| entry.item != item || entry.since.unwrap_or(from) < at);
        for entry in own.items.iter_mut().filter(|entry| entry.item == item) {
            if entry.until.is_none_or(|until| until > at) {
                entry.until = Some(at);
            }
        }
    }

    fn take_out(&self, own: &mut Outage, words: &OutageItemWords) -> Result<CiId, EngineError> {
        let item = self.live.id(find(self.live, &words.item)?);
        if words.level == OperationStatus::InService {
            return refused(Phrase::new("outage-level").with("words", &words.item));
        }
        let since = words.since.unwrap_or(own.from);
        Self::cut(own, item, since);
        let record = (!self.state.ahead).then_some(self.record);
        let since = (since != own.from).then_some(since);
        own.items.push(OutageItem { item, level: words.level, record, since, until: None });
        Ok(item)
    }

    fn bring_back(&self, own: &mut Outage, words: &str, at: Option<Timestamp>) -> Result<(), EngineError> {
        let item = self.live.id(find(self.live, words)?);
        if !own.items.iter().any(|entry| entry.item == item) {
            return refused(Phrase::new("outage-not-in").with("words", words).with("outage", &own.id));
        }
        match at.or(self.state.holds.then_some(self.now)) {
            Some(at) => Self::cut(own, item, at),
            None => own.items.retain(|entry| entry.item != item),
        }
        Ok(())
    }

    /// Notes what is announced, as long as nothing of it has begun.
    pub(super) fn announce(&self, own: &mut Outage) {
        let Some(end) = own.expected_end.filter(|_| self.state.ahead && own.planned && self.now < own.from) else {
            return;
        };
        let items: BTreeSet<CiId> = own.items.iter().map(|entry| entry.item).collect();
        let next =
            Announced { at: self.now, end, items: items.into_iter().collect(), record: self.record, start: own.from };
        let same = |known: &Announced| (known.start, known.end, &known.items) == (next.start, next.end, &next.items);
        if !own.announced.as_ref().is_some_and(same) {
            own.announced = Some(next);
        }
    }
}

/// Returns what differs between two versions of an outage, field by field, in the order in which they are written.
pub(super) fn corrections(before: &Outage, after: &Outage) -> Vec<OutageField> {
    let time = |at: Option<Timestamp>| at.map(|at| at.to_string());
    let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let id = |item: Option<CiId>| item.map(|item| item.to_string());
    let fields = |own: &Outage| {
        [
            ("title", words(&own.title)),
            ("from", time(Some(own.from))),
            ("expected_end", time(own.expected_end)),
            ("to", time(own.to)),
            ("planned", own.planned.then(|| "true".to_owned())),
            ("cause", words(&own.cause)),
            ("cause_item", id(own.cause_item)),
            ("change", own.change.clone()),
        ]
    };
    let pairs = fields(before).into_iter().zip(fields(after));
    let mut changed: Vec<OutageField> = pairs
        .filter(|((_, was), (_, is))| was != is)
        .map(|((field, before), (_, after))| OutageField { after, before, field: field.to_owned() })
        .collect();
    let entries = |own: &Outage, item: CiId| {
        let said = own.items.iter().filter(|entry| entry.item == item).map(|entry| {
            let [since, until] = [entry.since, entry.until].map(|at| at.map(Timestamp::to_minutes).unwrap_or_default());
            if since.is_empty() && until.is_empty() {
                entry.level.id().to_owned()
            } else {
                format!("{} {since}–{until}", entry.level.id())
            }
        });
        words(&said.collect::<Vec<_>>().join(", "))
    };
    let items: BTreeSet<CiId> = before.items.iter().chain(&after.items).map(|entry| entry.item).collect();
    for item in items {
        let (was, is) = (entries(before, item), entries(after, item));
        if was != is {
            changed.push(OutageField { after: is, before: was, field: format!("item {item}") });
        }
    }
    changed
}
