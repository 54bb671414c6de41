//! What an open outage makes of the operation of its items, next to other open ones and to what people record.

use std::collections::BTreeSet;

use cairn_estate::Generation;
use cairn_model::impact::ItemRef;
use cairn_model::outage::{Outage, OutagePolicy};
use cairn_model::{CiId, Edit, Item, Operation, OperationStatus, Phrase};

use super::guard::no_part;
use super::word::words;
use crate::change::reference_of;
use crate::engine::Engine;
use crate::error::EngineError;

/// An item whose operation an outage leaves to somebody else, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptItem {
    /// The item.
    pub item: ItemRef,
    /// Its operation.
    pub operation: OperationStatus,
    /// The outage that holds it so; absent where a person said it.
    pub record: Option<String>,
    /// The same as a sentence.
    pub text: Phrase,
}

/// What becomes of the operation of items.
#[derive(Default)]
pub(super) struct Held {
    pub(super) edits: Vec<Edit>,
    pub(super) kept: Vec<KeptItem>,
}

/// An outage before and after something is said of it, and the other open ones.
pub(super) struct Holding<'a> {
    pub(super) engine: &'a Engine,
    pub(super) live: &'a Generation,
    pub(super) policy: &'a OutagePolicy,
    pub(super) before: Option<&'a Outage>,
    pub(super) after: &'a Outage,
    /// Every outage, this one before among them.
    pub(super) all: &'a [Outage],
    /// Items that were named just now: what is said of them counts more than what a person recorded before.
    pub(super) named: &'a BTreeSet<CiId>,
}

impl Holding<'_> {
    /// Returns what an outage makes of an item; `None` while it does not hold it.
    fn claim(&self, own: &Outage, item: CiId) -> Option<Operation> {
        let entry = own.lasting(item).filter(|_| self.policy.state(&own.state).is_some_and(|state| state.holds))?;
        Some(Operation {
            expected_end: own.expected_end,
            reason: Some(own.title.clone()),
            record: Some(own.id.clone()),
            since: Some(own.since(entry)),
            status: entry.level,
        })
    }

    /// Returns what other outages make of an item, the worst and of those the earliest first. What a person recorded of the item after
    /// an outage had said it is out overrules that outage.
    fn others(&self, item: CiId) -> Result<Vec<Operation>, EngineError> {
        let (mut claims, mut said) = (Vec::new(), None);
        for own in self.all.iter().filter(|own| own.id != self.after.id) {
            let (Some(claim), Some(entry)) = (self.claim(own, item), own.lasting(item)) else { continue };
            let said = match &mut said {
                Some(said) => said,
                unread => unread.insert(words(self.engine, self.live, item)?),
            };
            if !said.iter().any(|word| word.overrules(own, entry)) {
                claims.push(claim);
            }
        }
        claims.sort_by_key(|own| (std::cmp::Reverse(own.status.level()), own.since, own.record.clone()));
        Ok(claims)
    }

    /// Returns the edits of items that follow.
    ///
    /// # Errors
    /// [`EngineError::Refused`] for an item that was named and takes no part in analyses.
    pub(super) fn settle(&self) -> Result<Held, EngineError> {
        let mut touched: BTreeSet<CiId> = BTreeSet::new();
        for own in self.before.into_iter().chain([self.after]) {
            let entries = own.items.iter().map(|entry| entry.item);
            touched.extend(entries.filter(|&item| self.claim(own, item).is_some()));
        }
        let mut held = Held::default();
        for item in touched {
            self.settle_item(item, &mut held)?;
        }
        Ok(held)
    }

    fn settle_item(&self, id: CiId, held: &mut Held) -> Result<(), EngineError> {
        let own = self.claim(self.after, id);
        if own.is_some()
            && self.named.contains(&id)
            && let Some(unfit) = no_part(self.live, id)?
        {
            return Err(EngineError::Refused(unfit));
        }
        let Some(row) = self.live.row(id) else { return Ok(()) };
        let now = self.live.item(row)?;
        let next = self.next(id, &now.operation, own.as_ref())?;
        let result = next.as_ref().unwrap_or(&now.operation);
        if let Some(text) = self.left(&now, result, own.is_some()) {
            let (operation, record) = (result.status, result.record.clone());
            held.kept.push(KeptItem { item: reference_of(self.live, id)?, operation, record, text });
        }
        if let Some(operation) = next.filter(|next| *next != now.operation) {
            let after = Item { operation, ..now.clone() };
            held.edits.push(Edit::Item { before: Some(Box::new(now)), after: Some(Box::new(after)) });
        }
        Ok(())
    }

    /// Returns the operation that an item is to have; `None` when it is not for outages to say.
    fn next(&self, id: CiId, now: &Operation, own: Option<&Operation>) -> Result<Option<Operation>, EngineError> {
        let is_own = now.record.as_ref() == Some(&self.after.id);
        let others = self.others(id)?;
        let is_anothers = others.iter().any(|claim| claim.record == now.record);
        if !is_own && !is_anothers {
            // A person's word: it stands unless the item was named just now and is no worse than this outage says.
            let takes = |own: &&Operation| self.named.contains(&id) && own.status.level() >= now.status.level();
            return Ok(own.filter(takes).cloned());
        }
        let worst = others.into_iter().next();
        Ok(Some(match (own, worst) {
            (Some(own), Some(worst)) if worst.status.level() > own.status.level() => worst,
            // Of two that are as bad, whoever has it keeps it.
            (Some(own), Some(worst)) if worst.status == own.status && is_anothers => worst,
            (Some(own), _) => own.clone(),
            (None, Some(worst)) => worst,
            (None, None) => Operation::default(),
        }))
    }

    /// Returns what there is to say of an item whose operation is not what this outage makes of it.
    fn left(&self, now: &Item, result: &Operation, holds: bool) -> Option<Phrase> {
        let own = Some(&self.after.id);
        let phrase = |code: &str| {
            let phrase = Phrase::new(code).with("item", &now.key).with("operation", result.status.id());
            phrase.with("record", result.record.clone().unwrap_or_default()).with("outage", &self.after.id)
        };
        match (&result.record, holds) {
            (record, true) if record.as_ref() == own => None,
            (Some(_), true) => Some(phrase("outage-kept-held")),
            (Some(_), false) => Some(phrase("outage-kept-anothers")),
            (None, true) => Some(phrase("outage-kept-said")),
            (None, false) if result == &Operation::default() && now.operation.record.as_ref() == own => None,
            (None, false) => Some(phrase("outage-kept-meanwhile")),
        }
    }
}
