//! Any sequence of commits, against a map that says what the estate should hold and held.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_model::{CiId, Item, Value};
use cairn_store::backend::MemoryBackend;
use cairn_store::{LocatedEdit, PageKind, Record, Store};
use common::*;
use proptest::prelude::*;

/// What happens to an item: it is added, changed or removed, whichever its state allows.
#[derive(Clone, Debug)]
struct Step {
    number: u128,
    removes: bool,
    /// Whether an added item goes back to the page on which it lay before.
    returns: bool,
    text: String,
}

fn step() -> impl Strategy<Value = Step> {
    (0..150_u128, any::<bool>(), any::<bool>(), ".{0,12}").prop_map(|(number, removes, returns, text)| Step {
        number,
        removes,
        returns,
        text,
    })
}

/// The estate as it should be, without pages, parts or logs.
#[derive(Default)]
struct Reference {
    now: BTreeMap<u128, Item>,
    pages: BTreeMap<u128, u32>,
    /// For every item what it was after each commit that touched it.
    then: BTreeMap<u128, Vec<(u64, Option<Item>)>>,
}

fn changed(step: &Step, seq: u64) -> Item {
    let mut item = item(step.number, u32::try_from(seq).unwrap());
    item.attributes.insert(step.text.clone(), Value::Text(step.text.repeat(3)));
    item
}

impl Reference {
    fn commit(&mut self, store: &Store, seq: u64, steps: &[Step]) {
        let mut edits = Vec::new();
        for step in steps {
            let before = self.now.get(&step.number).cloned();
            let after = (before.is_none() || !step.removes).then(|| changed(step, seq));
            let known = self.pages.get(&step.number).copied();
            let page = if before.is_some() || step.returns { known } else { None };
            edits.push(LocatedEdit { edit: edit_item(before, after.clone()), page });
            match &after {
                Some(item) => drop(self.now.insert(step.number, item.clone())),
                None => drop(self.now.remove(&step.number)),
            }
            self.then.entry(step.number).or_default().push((seq, after));
        }
        let receipt =
            store.commit(draft(i64::try_from(seq).unwrap()), &edits, &mut entropy(seq.to_le_bytes()[0])).unwrap();
        for (step, page) in steps.iter().zip(receipt.pages) {
            if let Some(page) = page {
                self.pages.insert(step.number, page);
            }
        }
    }

    fn contents(&self) -> Contents {
        self.now.iter().map(|(number, item)| (packed_item(item), self.pages[number])).collect()
    }
}

/// What the log keeps of an item.
fn logged(item: &Item) -> Item {
    serde_json::from_slice(&serde_json::to_vec(item).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_agrees_with_a_map(commits in prop::collection::vec(prop::collection::vec(step(), 0..60), 1..12)) {
        let backend = Arc::new(MemoryBackend::new());
        let mut store = over(&backend).unwrap();
        let mut reference = Reference::default();
        for (seq, steps) in (1..).zip(&commits) {
            // One edit per record and commit, as the engine does it.
            let mut seen = std::collections::BTreeSet::new();
            let steps = steps.iter().filter(|step| seen.insert(step.number)).cloned().collect::<Vec<_>>();
            reference.commit(&store, seq, &steps);
            prop_assert_eq!(contents(&store).unwrap(), reference.contents());
            if seq % 3 == 0 {
                store = over(&backend).unwrap();
            }
        }
        prop_assert_eq!(store.check().unwrap().findings, vec![]);
        prop_assert_eq!(store.counts().items, reference.now.len() as u64);
        for (number, then) in &reference.then {
            let id = item_id(*number);
            let history = store.history(PageKind::Items, &id, None).unwrap();
            let seqs = history.iter().map(|(seq, _)| *seq).collect::<Vec<_>>();
            prop_assert_eq!(seqs, then.iter().map(|(seq, _)| *seq).collect::<Vec<_>>());
            for seq in 0..=commits.len() as u64 {
                let expected = then.iter().rev().find(|(at, _)| *at <= seq).and_then(|(_, item)| item.as_ref());
                let found = store.as_of(PageKind::Items, &id, None, seq).unwrap();
                prop_assert_eq!(found, expected.map(|item| Record::Item(Box::new(logged(item)))));
            }
            let page = store.locate(PageKind::Items, &[&id]).unwrap()[0];
            prop_assert_eq!(page, reference.pages.get(number).copied());
        }
        prop_assert_eq!(store.history(PageKind::Items, &CiId(999).0.to_be_bytes(), None).unwrap(), vec![]);
    }
}
