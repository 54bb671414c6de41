//! From a person's words to planned edits: what is named is looked up on the estate that the steps before leave.

use cairn_estate::{Generation, Row};
use cairn_model::change::{ChangePolicy, Plan, PlannedEdit, PlannedOutage, PlannedStep};
use cairn_model::id::IdSource;
use cairn_model::impact::OutageMode;
use cairn_model::{
    CancelToken, CiId, Edit, Item, Phrase, Relationship, RelationshipId, RequirementKey, Strength, Terms, Threshold,
    Value,
};
use serde::{Deserialize, Serialize};

use super::judge::proposed_estate;
use super::resolve::{field_of, key_word};
use super::restated::{is_of_same, is_still_to_do, said_anew};
use crate::error::{EngineError, shortened};
use crate::import::{ClassAttributes, ImportFile, ImportOptions, Keys, plan as plan_import};
use crate::item::find;

/// How many planned edits and outages a change may have.
const EDITS_MAX: usize = 20_000;
/// How many unknown words a refusal names.
const UNKNOWN_MAX: usize = 20;
/// How many steps a change may have.
const STEPS_MAX: usize = 200;

/// A planned edit in a person's words; items are meant by key, id, source id or unique name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum EditWords {
    /// An item comes: class and name.
    Add {
        /// Its class, by id or by a word for it.
        class: String,
        /// Its name.
        name: String,
    },
    /// An item leaves service for good.
    Retire {
        /// The item.
        item: String,
    },
    /// A field gets a value; an empty one removes it.
    Set {
        /// The item.
        item: String,
        /// `name`, `state`, or an attribute.
        field: String,
        /// The value.
        value: String,
    },
    /// A field will be filled in as found on the night.
    AsFound {
        /// The item.
        item: String,
        /// An attribute.
        field: String,
    },
    /// A relationship comes.
    Connect {
        /// From.
        from: String,
        /// The id of its type.
        #[serde(rename = "type")]
        type_id: String,
        /// To.
        to: String,
        /// Its explicit label.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
    },
    /// A relationship goes.
    Disconnect {
        /// From.
        from: String,
        /// The id of its type.
        #[serde(rename = "type")]
        type_id: String,
        /// To.
        to: String,
        /// Its explicit label.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
    },
    /// How many members of a group are needed, and how much.
    Need {
        /// The consumer.
        item: String,
        /// The group: its label, or `@type`.
        group: String,
        /// How many: a count or a percentage.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_up: Option<String>,
        /// Degraded below: the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        degraded_below: Option<String>,
        /// How much.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strength: Option<Strength>,
    },
    /// One item takes the place of another.
    Replace {
        /// The item that goes.
        old: String,
        /// The item that comes.
        new: String,
    },
    /// An item goes out while the step is being done.
    Out {
        /// The item.
        item: String,
        /// How.
        mode: OutageMode,
    },
}

/// A plan being written.
pub(super) struct Planning<'a> {
    live: &'a Generation,
    policy: &'a ChangePolicy,
    pub(super) plan: Plan,
    ids: IdSource,
    /// Keys given out in this session of planning.
    keys: Option<Keys>,
}

fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

impl<'a> Planning<'a> {
    pub(super) fn new(live: &'a Generation, policy: &'a ChangePolicy, plan: Plan, ids: IdSource) -> Self {
        Planning { live, policy, plan, ids, keys: None }
    }

    /// Appends a step and returns its number.
    pub(super) fn add_step(&mut self, title: &str) -> Result<u32, EngineError> {
        if self.plan.steps.len() >= STEPS_MAX {
            return refused(Phrase::new("plan-too-many-steps").with("max", STEPS_MAX));
        }
        self.plan.steps.push(PlannedStep { title: title.to_owned(), minutes: 30, ..PlannedStep::default() });
        Ok(u32::try_from(self.plan.steps.len()).unwrap_or(u32::MAX))
    }

    /// Returns a step by its number from 1.
    pub(super) fn step(&mut self, number: u32) -> Result<&mut PlannedStep, EngineError> {
        let count = self.plan.steps.len();
        match self.plan.steps.get_mut((number as usize).wrapping_sub(1)) {
            Some(step) => Ok(step),
            None => refused(Phrase::new("plan-no-such-step").with("step", number).with("count", count)),
        }
    }

    /// Returns the estate that the steps up to and including `number` make, as far as they are planned.
    fn estate(&self, number: u32) -> Result<Generation, EngineError> {
        let steps = self.plan.steps.iter().take(number as usize).cloned().collect();
        proposed_estate(self.live, self.policy, &Plan { revision: 0, steps })
    }

    /// Plans what the words say in a step.
    pub(super) fn take(&mut self, number: u32, words: &[EditWords]) -> Result<(), EngineError> {
        self.step(number)?;
        let mut estate: Option<Generation> = None;
        for word in words {
            let known = match estate.take() {
                Some(known) => known,
                None => self.estate(number)?,
            };
            if let EditWords::Out { item, mode } = word {
                let id = known.id(find(&known, item)?);
                let step = self.step(number)?;
                step.outages.retain(|outage| outage.item != id);
                step.outages.push(PlannedOutage { item: id, minutes: None, mode: *mode });
                estate = Some(known);
                continue;
            }
            let edit = self.edit(&known, word)?;
            // Later words may mean what comes or is carried over now.
            let is_seen = matches!(edit, PlannedEdit::AddItem { .. } | PlannedEdit::Replace { .. });
            self.push(number, edit)?;
            estate = (!is_seen).then_some(known);
        }
        self.within_limit()
    }

    /// Puts an edit into a step. What was said of the same before is said anew, on what that was based on; what takes an
    /// edit of the step back takes it out.
    fn push(&mut self, number: u32, edit: PlannedEdit) -> Result<(), EngineError> {
        let step = self.step(number)?;
        let Some(position) = step.edits.iter().position(|known| is_of_same(known, &edit)) else {
            step.edits.push(edit);
            return Ok(());
        };
        let known = step.edits.remove(position);
        step.edits.extend(said_anew(known, edit));
        Ok(())
    }

    fn within_limit(&self) -> Result<(), EngineError> {
        let count: usize = self.plan.steps.iter().map(|step| step.edits.len() + step.outages.len()).sum();
        if count > EDITS_MAX {
            return refused(Phrase::new("plan-too-many-edits").with("count", count).with("max", EDITS_MAX));
        }
        Ok(())
    }

    fn edit(&mut self, known: &Generation, words: &EditWords) -> Result<PlannedEdit, EngineError> {
        let item = |words: &str| find(known, words).map(|row| (row, known.id(row)));
        Ok(match words {
            EditWords::Add { class, name } => self.add(known, class, name)?,
            EditWords::Retire { item: words } => {
                let (row, item) = item(words)?;
                PlannedEdit::RetireItem { item, before: state_of(known, row) }
            }
            EditWords::Set { item: words, field, value } => set(known, item(words)?, field, value)?,
            EditWords::AsFound { item: words, field } => {
                let (row, item) = item(words)?;
                declared(known, row, field)?;
                let before = field_of(&known.item(row)?, field);
                PlannedEdit::SetField { item, field: field.clone(), before, after: None, as_found: true }
            }
            EditWords::Connect { from, type_id, to, label } => {
                let id = relationship_id(item(from)?.1, type_id, item(to)?.1, label.as_ref());
                PlannedEdit::AddRelationship { relationship: Box::new(Relationship::declared(id)) }
            }
            EditWords::Disconnect { from, type_id, to, label } => {
                let relationship = relationship_id(item(from)?.1, type_id, item(to)?.1, label.as_ref());
                PlannedEdit::RemoveRelationship { relationship: meant(known, relationship) }
            }
            EditWords::Need { item: words, group, min_up, degraded_below, strength } => {
                let (row, consumer) = item(words)?;
                let key = group_of(known, row, group)?;
                let before = known.terms(row, &key).map(|terms| terms.terms).unwrap_or_default();
                let after = Terms {
                    degraded_below: threshold(degraded_below.as_ref())?.or(before.degraded_below),
                    min_up: threshold(min_up.as_ref())?.or(before.min_up),
                    strength: strength.or(before.strength),
                };
                if let (Some(Threshold::Count(q)), Some(Threshold::Count(k))) = (after.degraded_below, after.min_up)
                    && q < k
                {
                    return refused(Phrase::new("plan-degraded-below-needed").with("q", q).with("k", k));
                }
                PlannedEdit::SetTerms { consumer, key, before, after }
            }
            EditWords::Replace { old, new } => PlannedEdit::Replace { old: item(old)?.1, new: item(new)?.1 },
            EditWords::Out { item: words, .. } => {
                return refused(Phrase::new("plan-item-gone").with("item", shortened(words)));
            }
        })
    }

    fn add(&mut self, known: &Generation, class: &str, name: &str) -> Result<PlannedEdit, EngineError> {
        let catalogue = known.catalogue();
        let Some(class) = catalogue.class_for_word(class) else {
            return refused(Phrase::new("plan-no-such-class").with("class", shortened(class)));
        };
        if name.trim().is_empty() {
            return refused(Phrase::new("plan-cannot-be-empty").with("field", "name"));
        }
        let Some(state) = catalogue.state_for_word("") else {
            return refused(Phrase::new("plan-no-such-state").with("state", ""));
        };
        let key = self.keys.get_or_insert_with(|| Keys::of(known)).give(class);
        let item = Item {
            attributes: Default::default(),
            class: class.definition.id.clone(),
            id: self.ids.next_id(),
            key,
            name: name.trim().to_owned(),
            operation: Default::default(),
            source: None,
            source_id: None,
            state: state.id.clone(),
            verified_at: None,
            verified_by: None,
        };
        Ok(PlannedEdit::AddItem { item: Box::new(item) })
    }

    /// Plans in a step what files of items and relationships say is different; returns what the import amounts to.
    pub(super) fn import(
        &mut self,
        number: u32,
        files: &[ImportFile<'_>],
        options: &ImportOptions,
    ) -> Result<crate::import::ImportSummary, EngineError> {
        self.step(number)?;
        let known = self.estate(number)?;
        let planned =
            plan_import(&known, files, options, &mut self.ids, &CancelToken::default()).map_err(
                |error| match error {
                    // Learning is not for a plan.
                    EngineError::UnknownWords { classes, types } => {
                        let words = classes.into_iter().chain(types).map(|(word, _)| shortened(&word));
                        let words: Vec<String> = words.take(UNKNOWN_MAX).collect();
                        EngineError::Refused(Phrase::new("plan-learns").with("words", words.join(", ")))
                    }
                    error => error,
                },
            )?;
        for edit in planned.edits.iter() {
            for edit in planned_edits(edit)? {
                self.push(number, edit)?;
            }
        }
        self.within_limit()?;
        Ok(planned.summary)
    }

    /// Bases every planned edit on the estate as it is, and drops those that are so already.
    pub(super) fn bring_up_to_date(&mut self) {
        let (live, retired) = (self.live, &self.policy.retired_state);
        for step in &mut self.plan.steps {
            step.edits.retain_mut(|edit| is_still_to_do(live, retired, edit));
        }
    }
}

fn state_of(generation: &Generation, row: Row) -> String {
    generation.catalogue().states()[generation.state_number(row)].id.clone()
}

fn relationship_id(from: CiId, type_id: &str, to: CiId, label: Option<&String>) -> RelationshipId {
    RelationshipId { from, label: label.cloned(), to, type_id: type_id.to_owned() }
}

/// Returns the only relationship of that type between the two ends when no label was said.
fn meant(known: &Generation, id: RelationshipId) -> RelationshipId {
    if id.label.is_some() || known.relationship_row(&id).is_some() {
        return id;
    }
    let own = known.row(id.from).into_iter().flat_map(|row| known.outgoing(row));
    let mut others = own
        .filter_map(|&row| known.relationship(row))
        .filter(|other| other.id.to == id.to && other.id.type_id == id.type_id);
    match (others.next(), others.next()) {
        (Some(only), None) => only.id,
        _ => id,
    }
}

/// Confirms that an item of this class has the field.
fn declared(known: &Generation, row: Row, field: &str) -> Result<(), EngineError> {
    let is_own = matches!(field, "name" | "state")
        || ClassAttributes::new(known.catalogue()).has(known.class_number(row), field);
    if is_own {
        return Ok(());
    }
    let class = known.catalogue().classes()[known.class_number(row)].definition.id.clone();
    refused(Phrase::new("plan-no-such-field").with("field", shortened(field)).with("class", class))
}

fn set(known: &Generation, item: (Row, CiId), field: &str, value: &str) -> Result<PlannedEdit, EngineError> {
    let (row, id) = item;
    let whole = known.item(row)?;
    let before = field_of(&whole, field);
    // What an import brought in without a declaration may be edited too.
    if before.is_none() {
        declared(known, row, field)?;
    }
    let after = if value.is_empty() {
        None
    } else if field == "state" {
        match known.catalogue().states().iter().find(|state| state.id == value) {
            Some(state) => Some(Value::Text(state.id.clone())),
            None => return refused(Phrase::new("plan-no-such-state").with("state", shortened(value))),
        }
    } else {
        let values = [(field.to_owned(), Value::Text(value.to_owned()))].into();
        let conformed = ClassAttributes::new(known.catalogue()).conform(known.class_number(row), &values);
        let mut conformed = conformed.map_err(|(_, phrase)| EngineError::Refused(phrase))?;
        conformed.remove(field)
    };
    if after == before {
        let name = shortened(&whole.name);
        return refused(Phrase::new("plan-already-so").with("item", name).with("field", field));
    }
    Ok(PlannedEdit::SetField { item: id, field: field.to_owned(), before, after, as_found: false })
}

fn threshold(text: Option<&String>) -> Result<Option<Threshold>, EngineError> {
    let Some(text) = text else { return Ok(None) };
    match Threshold::parse(text) {
        Ok(threshold) => Ok(Some(threshold)),
        Err(error) => {
            let phrase = Phrase::new("plan-not-a-threshold").with("value", shortened(text)).with("detail", error);
            refused(phrase)
        }
    }
}

/// Returns the requirement of a consumer that a word means: a label, `@type`, or a type of which there is one.
fn group_of(known: &Generation, row: Row, group: &str) -> Result<RequirementKey, EngineError> {
    let around = known.outgoing(row).iter().chain(known.incoming(row));
    let mut keys: Vec<RequirementKey> = around
        .filter_map(|&relationship| known.requirement_of(relationship))
        .filter(|(consumer, key)| {
            *consumer == row && key_word(key).trim_start_matches('@') == group.trim_start_matches('@')
        })
        .map(|(_, key)| key)
        .collect();
    keys.sort();
    keys.dedup();
    match keys.as_slice() {
        [key] => Ok(key.clone()),
        found => {
            let name = known.view(row)?.name.to_owned();
            let code = if found.is_empty() { "plan-no-such-group" } else { "plan-ambiguous-group" };
            let phrase = Phrase::new(code).with("item", shortened(&name)).with("group", shortened(group));
            refused(phrase)
        }
    }
}

/// Returns the planned edits that an edit of an import amounts to.
fn planned_edits(edit: Edit) -> Result<Vec<PlannedEdit>, EngineError> {
    Ok(match edit {
        Edit::Item { before: None, after: Some(item) } => vec![PlannedEdit::AddItem { item }],
        Edit::Item { before: Some(before), after: Some(after) } => fields(&before, &after),
        Edit::Relationship { before: None, after: Some(relationship) } => {
            vec![PlannedEdit::AddRelationship { relationship }]
        }
        Edit::Requirement { before, after } => {
            let Some(own) = after.as_ref().or(before.as_ref()) else { return Ok(Vec::new()) };
            let (consumer, key) = (own.consumer, own.key.clone());
            let side = |side: Option<&cairn_model::Requirement>| side.map(|own| own.terms).unwrap_or_default();
            let (before, after) = (side(before.as_deref()), side(after.as_deref()));
            vec![PlannedEdit::SetTerms { consumer, key, before, after }]
        }
        Edit::Model { before, after } => {
            let word = after.or(before).map(|element| element.id).unwrap_or_default();
            return refused(Phrase::new("plan-learns").with("words", word));
        }
        // What says only where a record came from is no plan.
        _ => Vec::new(),
    })
}

fn fields(before: &Item, after: &Item) -> Vec<PlannedEdit> {
    let own = ["name", "state"].map(str::to_owned).into_iter();
    let names = own.chain(before.attributes.keys().chain(after.attributes.keys()).cloned());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    let edit = |field: String| {
        let (old, new) = (field_of(before, &field), field_of(after, &field));
        let is_other = old != new;
        is_other.then_some(PlannedEdit::SetField { item: before.id, field, before: old, after: new, as_found: false })
    };
    names.into_iter().filter_map(edit).collect()
}
