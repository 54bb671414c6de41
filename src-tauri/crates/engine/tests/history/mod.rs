//! An estate that remembers a copy of itself after every commit.

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use cairn_engine::{Act, Engine, Holder, NewEstate};
use cairn_model::{
    CiId, Commit, CommitDraft, CommitKind, Confidence, Edit, Item, Operation, OperationStatus, Relationship,
    RelationshipId, Requirement, RequirementKey, Strength, Terms, Threshold, Timestamp, Value,
};
use proptest::collection::vec;
use proptest::prelude::*;
use tempfile::TempDir;

pub use reading::{contents, loaded, needs};

/// Few items, so that edits meet.
const ITEMS: u128 = 5;
const TYPES: [&str; 2] = ["depends_on", "member_of"];
const LABELS: [Option<&str>; 3] = [None, Some("-"), Some("web")];
const KINDS: [CommitKind; 6] = [
    CommitKind::Load,
    CommitKind::Change,
    CommitKind::Correction,
    CommitKind::Operation,
    CommitKind::Verification,
    CommitKind::Revert,
];
const START: i64 = 1_700_000_000_000;

/// What a record is known by in the test.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Item(CiId),
    /// From, type, to, label.
    Relationship(CiId, String, CiId, Option<String>),
    /// Consumer, name, provider and label of the one relationship.
    Terms(CiId, String, Option<CiId>, Option<String>),
}

/// Everything an estate holds at one record.
#[derive(Clone, Debug, Default)]
pub struct Copy {
    pub items: BTreeMap<CiId, Item>,
    pub relationships: BTreeMap<RelationshipId, Relationship>,
    pub terms: BTreeMap<(CiId, RequirementKey), Requirement>,
}

/// One edit to try; what makes no sense on the estate as it is is left out.
#[derive(Clone, Debug)]
pub enum Try {
    AddItem(u128),
    ChangeItem(u128, i64),
    RemoveItem(u128, bool),
    AddRelationship(u128, u128, usize, usize),
    ChangeRelationship(usize, i64),
    RemoveRelationship(usize, bool),
    SetTerms(usize, u32),
    RemoveTerms(usize),
}

#[derive(Clone, Debug)]
pub struct Plan {
    tries: Vec<Try>,
    kind: usize,
    is_change: bool,
    recorded_after: i64,
    effective_after: i64,
}

pub fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let item = 1..=ITEMS;
    let one = prop_oneof![
        4 => item.clone().prop_map(Try::AddItem),
        2 => (item.clone(), 0..3_i64).prop_map(|(number, version)| Try::ChangeItem(number, version)),
        1 => (item.clone(), any::<bool>()).prop_map(|(number, first)| Try::RemoveItem(number, first)),
        5 => (item.clone(), item, 0..2_usize, 0..3_usize)
            .prop_map(|(from, to, kind, label)| Try::AddRelationship(from, to, kind, label)),
        2 => (0..8_usize, 0..3_i64).prop_map(|(at, version)| Try::ChangeRelationship(at, version)),
        2 => (0..8_usize, any::<bool>()).prop_map(|(at, first)| Try::RemoveRelationship(at, first)),
        4 => (0..8_usize, 0..4_u32).prop_map(|(at, count)| Try::SetTerms(at, count)),
        1 => (0..8_usize).prop_map(Try::RemoveTerms),
    ];
    let plan = (vec(one, 0..14), 0..KINDS.len(), any::<bool>(), -5..40_i64, -60..60_i64);
    let plan = plan.prop_map(|(tries, kind, is_change, recorded_after, effective_after)| Plan {
        tries,
        kind,
        is_change,
        recorded_after,
        effective_after,
    });
    vec(plan, 1..6)
}

pub fn item(number: u128, version: i64) -> Item {
    let mut attributes = BTreeMap::from([("price".to_owned(), Value::Decimal(format!("{version}.50")))]);
    if version > 0 {
        attributes.insert("note".to_owned(), Value::Integer(version));
    }
    Item {
        attributes,
        class: "virtual_machine".to_owned(),
        id: CiId(number),
        key: format!("VM-{number:06}"),
        name: format!("machine {}", ITEMS * 3 - number.min(ITEMS * 3)),
        operation: Operation {
            status: if version == 2 { OperationStatus::Degraded } else { OperationStatus::InService },
            ..Operation::default()
        },
        source: Some("test".to_owned()),
        source_id: None,
        state: if version == 1 { "planned" } else { "live" }.to_owned(),
        verified_at: (version == 2).then_some(Timestamp(START)),
        verified_by: None,
    }
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// The edits of one commit: no record twice, but what was changed may be changed again or go.
#[derive(Default)]
struct Batch {
    edits: Vec<Edit>,
    touched: BTreeMap<Key, bool>,
}

impl Batch {
    fn is_closed(&self, key: &Key) -> bool {
        self.touched.get(key).is_some_and(|is_change| !is_change)
    }

    fn push(&mut self, key: Key, edit: Edit) {
        let is_change = match &edit {
            Edit::Item { before, after } => before.is_some() && after.is_some(),
            Edit::Relationship { before, after } => before.is_some() && after.is_some(),
            Edit::Requirement { before, after } => before.is_some() && after.is_some(),
            _ => false,
        };
        self.touched.insert(key, is_change);
        self.edits.push(edit);
    }
}

impl Copy {
    /// Returns every record as its JSON, which does not tell a decimal from text.
    pub fn contents(&self) -> BTreeSet<String> {
        let items = self.items.values().map(text);
        items.chain(self.relationships.values().map(text)).chain(self.terms.values().map(text)).collect()
    }

    /// Returns the fields that have a value, by record.
    pub fn fields(&self) -> BTreeMap<Key, BTreeMap<String, String>> {
        let put = |pairs: Vec<(&str, Option<String>)>| -> BTreeMap<String, String> {
            pairs.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
        };
        let mut all = BTreeMap::new();
        for item in self.items.values() {
            all.insert(
                Key::Item(item.id),
                put(vec![
                    ("name", Some(item.name.clone())),
                    ("class", Some(item.class.clone())),
                    ("key", Some(item.key.clone())),
                    ("state", Some(item.state.clone())),
                    ("source", item.source.clone()),
                    ("operation", Some(item.operation.status.id().to_owned())),
                    ("verified_at", item.verified_at.map(|moment| moment.to_string())),
                    ("price", item.attributes.get("price").map(ToString::to_string)),
                    ("note", item.attributes.get("note").map(ToString::to_string)),
                ]),
            );
        }
        for own in self.relationships.values() {
            let confidence = text(&own.confidence).replace('"', "");
            all.insert(
                relationship_key(&own.id),
                put(vec![
                    ("confidence", Some(confidence)),
                    ("verified_by", own.verified_by.clone()),
                    ("source", own.source.clone()),
                ]),
            );
        }
        for own in self.terms.values() {
            all.insert(
                terms_key(own.consumer, &own.key),
                put(vec![
                    ("min_up", own.terms.min_up.map(|min_up| min_up.to_string())),
                    ("strength", own.terms.strength.map(|strength| strength.id().to_owned())),
                ]),
            );
        }
        all
    }

    fn attempt(&mut self, attempt: &Try, batch: &mut Batch) {
        match attempt {
            Try::AddItem(number) => {
                let key = Key::Item(CiId(*number));
                if !self.items.contains_key(&CiId(*number)) && !batch.touched.contains_key(&key) {
                    let after = item(*number, 0);
                    batch.push(key, Edit::Item { before: None, after: Some(Box::new(after.clone())) });
                    self.items.insert(after.id, after);
                }
            }
            Try::ChangeItem(number, version) => {
                let key = Key::Item(CiId(*number));
                if let Some(before) = self.items.get(&CiId(*number)).filter(|_| !batch.is_closed(&key)).cloned() {
                    let after = item(*number, *version);
                    self.items.insert(after.id, after.clone());
                    let edit = Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) };
                    batch.push(key, edit);
                }
            }
            Try::RemoveItem(number, terms_first) => self.remove_item(CiId(*number), *terms_first, batch),
            Try::AddRelationship(from, to, kind, label) => {
                let label = LABELS[*label].map(str::to_owned);
                let id = RelationshipId { from: CiId(*from), to: CiId(*to), type_id: TYPES[*kind].to_owned(), label };
                let is_there = [id.from, id.to].iter().all(|end| self.items.contains_key(end));
                let key = relationship_key(&id);
                let is_new = !self.relationships.contains_key(&id) && !batch.touched.contains_key(&key);
                if from != to && is_there && is_new {
                    let after = Relationship::declared(id.clone());
                    batch.push(key, Edit::Relationship { before: None, after: Some(Box::new(after.clone())) });
                    self.relationships.insert(id, after);
                }
            }
            Try::ChangeRelationship(at, version) => {
                let Some(before) = self.relationships.values().nth(*at).cloned() else { return };
                if !batch.is_closed(&relationship_key(&before.id)) {
                    let after = Relationship {
                        confidence: if *version > 0 { Confidence::Verified } else { Confidence::Declared },
                        verified_by: (*version > 0).then(|| format!("verifier {version}")),
                        ..before.clone()
                    };
                    self.relationships.insert(after.id.clone(), after.clone());
                    let key = relationship_key(&before.id);
                    let edit = Edit::Relationship { before: Some(Box::new(before)), after: Some(Box::new(after)) };
                    batch.push(key, edit);
                }
            }
            Try::RemoveRelationship(at, terms_first) => {
                let Some(id) = self.relationships.keys().nth(*at).cloned() else { return };
                self.remove_relationships(&[id], *terms_first, batch);
            }
            Try::SetTerms(at, count) => self.set_terms(*at, *count, batch),
            Try::RemoveTerms(at) => {
                let Some((key, before)) = self.terms.iter().nth(*at).map(|(key, own)| (key.clone(), own.clone()))
                else {
                    return;
                };
                if !batch.is_closed(&terms_key(key.0, &key.1)) {
                    self.terms.remove(&key);
                    let edit = Edit::Requirement { before: Some(Box::new(before)), after: None };
                    batch.push(terms_key(key.0, &key.1), edit);
                }
            }
        }
    }

    fn set_terms(&mut self, at: usize, count: u32, batch: &mut Batch) {
        let Some(own) = self.relationships.values().nth(at) else { return };
        let (consumer, key) = place_of(&own.id);
        let terms = Terms {
            min_up: Some(Threshold::Count(count.max(1))),
            strength: (count == 0).then_some(Strength::Degrading),
            degraded_below: None,
        };
        let place = terms_key(consumer, &key);
        let before = self.terms.get(&(consumer, key.clone())).cloned();
        let is_free = if before.is_some() { !batch.is_closed(&place) } else { !batch.touched.contains_key(&place) };
        if is_free {
            let after = Requirement { consumer, key: key.clone(), terms };
            self.terms.insert((consumer, key), after.clone());
            let edit = Edit::Requirement { before: before.map(Box::new), after: Some(Box::new(after)) };
            batch.push(place, edit);
        }
    }

    fn remove_item(&mut self, id: CiId, terms_first: bool, batch: &mut Batch) {
        let ends: Vec<RelationshipId> =
            self.relationships.keys().filter(|own| own.from == id || own.to == id).cloned().collect();
        if self.items.contains_key(&id)
            && !batch.is_closed(&Key::Item(id))
            && self.remove_relationships(&ends, terms_first, batch)
            && let Some(before) = self.items.remove(&id)
        {
            batch.push(Key::Item(id), Edit::Item { before: Some(Box::new(before)), after: None });
        }
    }

    /// Removes relationships and the terms that would hang in the air, in either order; or nothing.
    fn remove_relationships(&mut self, ids: &[RelationshipId], terms_first: bool, batch: &mut Batch) -> bool {
        let mut rest = self.clone();
        rest.relationships.retain(|id, _| !ids.contains(id));
        let held: BTreeSet<(CiId, RequirementKey)> = rest.relationships.keys().map(place_of).collect();
        rest.terms.retain(|place, _| held.contains(place));
        let relationships = ids.iter().map(|id| {
            let before = Box::new(self.relationships[id].clone());
            (relationship_key(id), Edit::Relationship { before: Some(before), after: None })
        });
        let terms = self.terms.iter().filter(|(key, _)| !rest.terms.contains_key(key)).map(|((of, key), own)| {
            (terms_key(*of, key), Edit::Requirement { before: Some(Box::new(own.clone())), after: None })
        });
        let edits: Vec<(Key, Edit)> =
            if terms_first { terms.chain(relationships).collect() } else { relationships.chain(terms).collect() };
        if edits.iter().any(|(key, _)| batch.is_closed(key)) {
            return false;
        }
        for (key, edit) in edits {
            batch.push(key, edit);
        }
        *self = rest;
        true
    }
}

/// Returns who needs because of a relationship, and in which requirement.
fn place_of(id: &RelationshipId) -> (CiId, RequirementKey) {
    let (consumer, is_group) = if id.type_id == "member_of" { (id.to, true) } else { (id.from, false) };
    let key = match id.label.as_deref() {
        Some(label) if label != "-" => RequirementKey::Label(label.to_owned()),
        None if is_group => RequirementKey::Type(id.type_id.clone()),
        _ => RequirementKey::Relationship(id.clone()),
    };
    (consumer, key)
}

fn relationship_key(id: &RelationshipId) -> Key {
    Key::Relationship(id.from, id.type_id.clone(), id.to, id.label.clone())
}

fn terms_key(consumer: CiId, key: &RequirementKey) -> Key {
    match key {
        RequirementKey::Label(label) => Key::Terms(consumer, label.clone(), None, None),
        RequirementKey::Type(id) => Key::Terms(consumer, format!("@{id}"), None, None),
        RequirementKey::Relationship(id) => {
            let provider = if id.from == consumer { id.to } else { id.from };
            Key::Terms(consumer, id.type_id.clone(), Some(provider), id.label.clone())
        }
    }
}

/// An estate and what it was after each of its commits.
pub struct History {
    engine: Option<Engine>,
    dir: TempDir,
    now: i64,
    /// By record no., from 1: the commit, the estate after it, and the records it touched.
    past: Vec<(Commit, Copy, BTreeSet<Key>)>,
}

fn holder() -> Holder {
    Holder { pid: 1, program: "test".to_owned(), since: Timestamp(START), user: "tester".to_owned() }
}

fn act<T>(now: i64, verb: impl FnOnce(&mut Act<'_>) -> T) -> T {
    let mut entropy = |bytes: &mut [u8]| bytes.fill(7);
    verb(&mut Act { actor: "tester".to_owned(), now: Timestamp(now), effective_at: None, entropy: &mut entropy })
}

impl History {
    pub fn new() -> History {
        let dir = TempDir::new().unwrap();
        let new = NewEstate { name: "test".to_owned(), holder: holder() };
        let engine = act(START, |act| Engine::create(&dir.path().join("e.cairn"), &new, act)).unwrap();
        let first = engine.commits(1).unwrap().remove(0);
        let past = vec![(first, Copy::default(), BTreeSet::new())];
        History { engine: Some(engine), dir, now: START, past }
    }

    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().unwrap()
    }

    /// Closes the estate and opens it again.
    pub fn reopened(mut self) -> History {
        drop(self.engine.take());
        let dir = self.dir.path().join("e.cairn");
        self.engine = Some(Engine::open(&dir, &holder(), Duration::from_secs(5)).unwrap());
        self
    }

    pub fn copies(&self) -> impl Iterator<Item = (u64, &Copy)> {
        (1..).zip(self.past.iter().map(|(_, copy, _)| copy))
    }

    fn of(&self, seq: u64) -> &(Commit, Copy, BTreeSet<Key>) {
        &self.past[usize::try_from(seq).unwrap() - 1]
    }

    pub fn copy(&self, seq: u64) -> &Copy {
        &self.of(seq).1
    }

    pub fn commit(&self, seq: u64) -> &Commit {
        &self.of(seq).0
    }

    /// Returns the record nos. after `from`, up to and with `to`, that touched a record.
    pub fn touching(&self, key: &Key, from: u64, to: u64) -> Vec<u64> {
        (from + 1..=to).filter(|seq| self.of(*seq).2.contains(key)).collect()
    }

    pub fn commit_plan(&mut self, plan: &Plan) {
        let mut copy = self.past[self.past.len() - 1].1.clone();
        let mut batch = Batch::default();
        for attempt in &plan.tries {
            copy.attempt(attempt, &mut batch);
        }
        self.now += plan.recorded_after;
        let change = plan.is_change.then(|| "CHG-1".to_owned());
        self.store(copy, batch, KINDS[plan.kind], change, self.now + plan.effective_after);
    }

    /// Adds items in one commit.
    pub fn commit_many(&mut self, count: u128) {
        let (mut copy, mut batch) = (self.past[self.past.len() - 1].1.clone(), Batch::default());
        for number in 1..=count {
            copy.attempt(&Try::AddItem(number), &mut batch);
        }
        copy.attempt(&Try::AddRelationship(1, 2, 0, 2), &mut batch);
        copy.attempt(&Try::SetTerms(0, 1), &mut batch);
        self.store(copy, batch, CommitKind::Load, None, self.now);
    }

    /// Removes the first items in one commit.
    pub fn commit_removal(&mut self, count: u128) {
        let (mut copy, mut batch) = (self.past[self.past.len() - 1].1.clone(), Batch::default());
        for number in 1..=count {
            copy.attempt(&Try::RemoveItem(number, true), &mut batch);
        }
        self.store(copy, batch, CommitKind::Change, None, self.now);
    }

    fn store(&mut self, copy: Copy, batch: Batch, kind: CommitKind, change: Option<String>, effective_at: i64) {
        let draft = CommitDraft {
            kind,
            actor: "tester".to_owned(),
            recorded_at: Timestamp(self.now),
            effective_at: Timestamp(effective_at),
            reason: "test".to_owned(),
            change,
            step: None,
        };
        let commit = act(self.now, |act| self.engine().commit(draft, batch.edits, act)).unwrap();
        self.past.push((commit, copy, batch.touched.into_keys().collect()));
    }
}
