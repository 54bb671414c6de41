//! From planned edits to the edits they amount to on an estate: validated as a whole, every problem named.

use std::collections::BTreeMap;

use cairn_estate::Generation;
use cairn_model::catalogue::AttributeType;
use cairn_model::change::{ChangePolicy, PlannedEdit, PlannedStep};
use cairn_model::{
    Catalogue, CiId, Confidence, Edit, Item, Phrase, Relationship, RelationshipId, RequirementKey, Terms, Value,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::Draft;
use crate::error::shortened;

/// What the edits of one step amount to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// The edits, ready to be applied or committed.
    pub(crate) edits: Vec<Edit>,
    /// Everything in the scope of the edits.
    pub(crate) scope: Vec<CiId>,
    /// Requirements whose terms the step edits itself.
    pub(crate) edited: FxHashSet<(CiId, RequirementKey)>,
    /// Relationships that a replacement carried over: old → new.
    pub(crate) carried: FxHashMap<RelationshipId, RelationshipId>,
}

/// A planned edit that does not apply, by its position in the step.
pub(crate) type Refused = (usize, Phrase);

/// What an edit takes hold of: two edits of one step that take hold of the same contradict each other.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Hold {
    Item(CiId),
    Field(CiId, String),
    Relationship(RelationshipId),
    Terms(CiId, RequirementKey),
}

struct Resolver<'g> {
    draft: Draft<'g>,
    policy: &'g ChangePolicy,
    holds: FxHashMap<Hold, usize>,
    resolved: Resolved,
}

/// Returns what the edits of a step amount to on this estate.
///
/// # Errors
/// Every edit that does not apply, with the reason.
pub(crate) fn resolve(
    generation: &Generation,
    policy: &ChangePolicy,
    step: &PlannedStep,
) -> Result<Resolved, Vec<Refused>> {
    let draft = Draft::new(generation);
    let mut own = Resolver { draft, policy, holds: FxHashMap::default(), resolved: Resolved::default() };
    let mut refused = Vec::new();
    for (position, edit) in step.edits.iter().enumerate() {
        if let Err(phrase) = own.claim(position, edit).and_then(|()| own.edit(edit)) {
            refused.push((position, phrase));
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    let mut resolved = own.resolved;
    resolved.edits = own.draft.into_edits();
    resolved.scope.sort_unstable();
    resolved.scope.dedup();
    Ok(resolved)
}

impl Resolver<'_> {
    /// Returns key and name of an item, for messages.
    fn name(&mut self, id: CiId) -> String {
        self.draft.item(id).map_or_else(|| id.to_string(), |item| format!("{} {}", item.key, shortened(&item.name)))
    }

    /// Returns a sentence about a relationship.
    fn about(&mut self, code: &str, id: &RelationshipId) -> Phrase {
        Phrase::new(code).with("from", self.name(id.from)).with("type", &id.type_id).with("to", self.name(id.to))
    }

    /// Confirms that no edit before this one takes hold of the same.
    fn claim(&mut self, position: usize, edit: &PlannedEdit) -> Result<(), Phrase> {
        let (own, others) = match edit {
            PlannedEdit::AddItem { item } => (Hold::Item(item.id), Vec::new()),
            PlannedEdit::RetireItem { item, .. } => (Hold::Item(*item), vec![Hold::Field(*item, "state".to_owned())]),
            PlannedEdit::SetField { item, field, .. } => (Hold::Field(*item, field.clone()), Vec::new()),
            PlannedEdit::AddRelationship { relationship } => (Hold::Relationship(relationship.id.clone()), Vec::new()),
            PlannedEdit::RemoveRelationship { relationship } => (Hold::Relationship(relationship.clone()), Vec::new()),
            PlannedEdit::SetTerms { consumer, key, .. } => (Hold::Terms(*consumer, key.clone()), Vec::new()),
            PlannedEdit::Replace { old, .. } => (Hold::Item(*old), vec![Hold::Field(*old, "state".to_owned())]),
        };
        for hold in others.into_iter().chain([own]) {
            if let Some(earlier) = self.holds.insert(hold, position) {
                return Err(Phrase::new("plan-contradiction").with("edit", position + 1).with("other", earlier + 1));
            }
        }
        Ok(())
    }

    fn edit(&mut self, edit: &PlannedEdit) -> Result<(), Phrase> {
        match edit {
            PlannedEdit::AddItem { item } => self.add_item(item),
            PlannedEdit::RetireItem { item, before } => {
                self.resolved.scope.push(*item);
                self.retire(*item, Some(before))
            }
            PlannedEdit::SetField { item, field, before, after, as_found } => {
                if !as_found {
                    self.resolved.scope.push(*item);
                }
                self.set_field(*item, field, before.as_ref(), after.as_ref(), *as_found)
            }
            PlannedEdit::AddRelationship { relationship } => self.connect(relationship),
            PlannedEdit::RemoveRelationship { relationship } => self.remove_relationship(relationship),
            PlannedEdit::SetTerms { consumer, key, before, after } => {
                self.resolved.scope.push(*consumer);
                self.set_terms(*consumer, key, *before, *after)
            }
            PlannedEdit::Replace { old, new } => {
                self.resolved.scope.extend([*old, *new]);
                self.replace(*old, *new)
            }
        }
    }

    fn item(&mut self, id: CiId) -> Result<Item, Phrase> {
        self.draft.item(id).cloned().ok_or_else(|| Phrase::new("plan-item-gone").with("item", id))
    }

    fn add_item(&mut self, item: &Item) -> Result<(), Phrase> {
        if self.draft.item(item.id).is_some() {
            return Err(Phrase::new("plan-item-exists").with("item", self.name(item.id)));
        }
        let catalogue = self.draft.generation.catalogue();
        if catalogue.class(&item.class).is_none_or(|class| class.definition.is_abstract) {
            return Err(Phrase::new("plan-no-such-class").with("class", &item.class));
        }
        if catalogue.state_number(&item.state).is_none() {
            return Err(Phrase::new("plan-no-such-state").with("state", &item.state));
        }
        let mut item = item.clone();
        if self.draft.generation.row_of_key(&item.key).is_some() {
            // Somebody took the key since this was planned. The identity of the item is its id.
            let class = catalogue.class(&item.class);
            if let Some(class) = class {
                item.key = crate::import::Keys::of(self.draft.generation).give(class);
            }
        }
        self.draft.set_item(item);
        Ok(())
    }

    fn retire(&mut self, id: CiId, planned: Option<&String>) -> Result<(), Phrase> {
        let mut item = self.item(id)?;
        let retired = &self.policy.retired_state;
        if item.state == *retired {
            return Err(Phrase::new("plan-already-retired").with("item", self.name(id)));
        }
        if planned.is_some_and(|planned| *planned != item.state) {
            return Err(self.changed_since(id, "state", &item.state));
        }
        item.state.clone_from(retired);
        self.draft.set_item(item);
        Ok(())
    }

    fn changed_since(&mut self, id: CiId, field: &str, now: &str) -> Phrase {
        let name = self.name(id);
        Phrase::new("plan-changed-since").with("item", name).with("field", field).with("now", shortened(now))
    }

    fn set_field(
        &mut self,
        id: CiId,
        field: &str,
        before: Option<&Value>,
        after: Option<&Value>,
        as_found: bool,
    ) -> Result<(), Phrase> {
        let mut item = self.item(id)?;
        let now = field_of(&item, field);
        if !as_found && !is_alike(now.as_ref(), before) && !is_alike(now.as_ref(), after) {
            let now = now.map_or_else(String::new, |value| value.to_string());
            return Err(self.changed_since(id, field, &now));
        }
        if as_found && after.is_none() {
            return Ok(());
        }
        match (field, after) {
            ("name", Some(name)) => item.name = name.to_string(),
            ("state", Some(state)) => {
                let state = state.to_string();
                if self.draft.generation.catalogue().state_number(&state).is_none() {
                    return Err(Phrase::new("plan-no-such-state").with("state", shortened(&state)));
                }
                item.state = state;
            }
            ("name" | "state", None) => return Err(Phrase::new("plan-cannot-be-empty").with("field", field)),
            (_, Some(value)) => {
                let value = as_declared(self.draft.generation.catalogue(), field, value);
                drop(item.attributes.insert(field.to_owned(), value));
            }
            (_, None) => drop(item.attributes.remove(field)),
        }
        self.draft.set_item(item);
        Ok(())
    }

    fn connect(&mut self, relationship: &Relationship) -> Result<(), Phrase> {
        let id = &relationship.id;
        for end in [id.from, id.to] {
            if self.item(end)?.state == self.policy.retired_state {
                let item = self.name(end);
                return Err(self.about("plan-end-retired", id).with("item", item));
            }
        }
        self.add_relationship(relationship)?;
        self.take_into_scope(id);
        Ok(())
    }

    fn add_relationship(&mut self, relationship: &Relationship) -> Result<(), Phrase> {
        let id = &relationship.id;
        let (from, to) = (self.item(id.from)?, self.item(id.to)?);
        let catalogue = self.draft.generation.catalogue();
        let Some(type_number) = catalogue.type_number(&id.type_id) else {
            return Err(Phrase::new("plan-no-such-type").with("type", &id.type_id));
        };
        if id.from == id.to {
            return Err(self.about("plan-self-loop", id));
        }
        let classes = (catalogue.class_number(&from.class), catalogue.class_number(&to.class));
        if let (Some(from_class), Some(to_class)) = classes
            && catalogue.strength(type_number, from_class, to_class).is_none()
        {
            let phrase = self.about("plan-not-allowed", id);
            return Err(phrase.with("from-class", &from.class).with("to-class", &to.class));
        }
        if self.draft.relationship(id).is_some() {
            return Err(self.about("plan-relationship-exists", id));
        }
        self.draft.add_relationship(relationship.clone());
        Ok(())
    }

    fn remove_relationship(&mut self, id: &RelationshipId) -> Result<(), Phrase> {
        if self.draft.relationship(id).is_none() {
            return Err(self.about("plan-relationship-gone", id));
        }
        self.draft.remove_relationship(id);
        self.take_into_scope(id);
        Ok(())
    }

    /// Who needs the other end is in scope; both are when neither does.
    fn take_into_scope(&mut self, id: &RelationshipId) {
        match self.draft.consumer(id) {
            Some(consumer) => self.resolved.scope.push(consumer),
            None => self.resolved.scope.extend([id.from, id.to]),
        }
    }

    fn set_terms(&mut self, consumer: CiId, key: &RequirementKey, before: Terms, after: Terms) -> Result<(), Phrase> {
        self.item(consumer)?;
        let group = key_word(key);
        if !self.draft.has_requirement(consumer, key) {
            let name = self.name(consumer);
            return Err(Phrase::new("plan-requirement-gone").with("item", name).with("group", group));
        }
        let now = self.draft.terms(consumer, key);
        if now != before && now != after {
            let now = now.min_up.map_or_else(|| "–".to_owned(), |k| k.to_string());
            let phrase = Phrase::new("plan-need-changed-since").with("item", self.name(consumer));
            return Err(phrase.with("group", group).with("now", now));
        }
        self.draft.set_terms(consumer, key.clone(), after);
        self.resolved.edited.insert((consumer, key.clone()));
        Ok(())
    }

    /// Carries relationships and groups of one item over to another, and retires the first.
    fn replace(&mut self, old: CiId, new: CiId) -> Result<(), Phrase> {
        let (old_item, new_item) = (self.item(old)?, self.item(new)?);
        if old == new {
            return Err(Phrase::new("plan-replaces-itself").with("item", self.name(old)));
        }
        for (id, item) in [(old, &old_item), (new, &new_item)] {
            if item.state == self.policy.retired_state {
                return Err(Phrase::new("plan-already-retired").with("item", self.name(id)));
            }
        }
        let mut relationships = self.draft.relationships_at(old);
        // What lies between the two goes first: then a group of the new item is empty before others move into it.
        relationships.sort_by_key(|own| own.id.from != new && own.id.to != new);
        let mut groups: BTreeMap<RequirementKey, Terms> = BTreeMap::new();
        for relationship in relationships {
            groups.extend(self.carry(&relationship, old, new)?);
        }
        for (key, terms) in groups {
            let own = self.draft.terms(new, &key);
            let filled = Terms {
                degraded_below: own.degraded_below.or(terms.degraded_below),
                min_up: own.min_up.or(terms.min_up),
                strength: own.strength.or(terms.strength),
            };
            self.draft.set_terms(new, key, filled);
        }
        self.retire(old, None)
    }

    /// Moves one relationship from the old item to the new one; one that the new item has already, or between the two,
    /// only goes. Returns the group of the old item that it carries over, with its terms.
    fn carry(
        &mut self,
        relationship: &Relationship,
        old: CiId,
        new: CiId,
    ) -> Result<Option<(RequirementKey, Terms)>, Phrase> {
        let id = &relationship.id;
        let renamed = |end: CiId| if end == old { new } else { end };
        let target = RelationshipId { from: renamed(id.from), to: renamed(id.to), ..id.clone() };
        let moves = target.from != target.to && self.draft.relationship(&target).is_none();
        let place = self.draft.requirement_of(id);
        let is_info = self.draft.is_info(id);
        let alone = |id: &RelationshipId| RequirementKey::Relationship(id.clone());
        let (mut own, mut of_group) = (Terms::default(), Terms::default());
        if let Some((consumer, key)) = &place {
            own = self.draft.terms(*consumer, &alone(id));
            of_group = self.draft.terms(*consumer, key);
        }
        self.draft.remove_relationship(id);
        self.resolved.carried.insert(id.clone(), target.clone());
        if !moves {
            return Ok(None);
        }
        let carried = Relationship {
            confidence: Confidence::Declared,
            verified_at: None,
            verified_by: None,
            ..relationship.clone()
        };
        self.add_relationship(&Relationship { id: target.clone(), ..carried })?;
        let Some((consumer, key)) = place else { return Ok(None) };
        self.draft.set_terms(renamed(consumer), alone(&target), own);
        let is_group = !matches!(key, RequirementKey::Relationship(_));
        if is_group && consumer == old && !is_info {
            return Ok(Some((key, of_group)));
        }
        if is_group && consumer != old {
            // Moving within the group of somebody else leaves the group as it is.
            self.draft.set_terms(consumer, key, of_group);
        }
        Ok(None)
    }
}

/// Returns whether two values are written alike: a document keeps the digits of a decimal as text.
fn is_alike(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        (Some(Value::Decimal(left) | Value::Text(left)), Some(Value::Decimal(right) | Value::Text(right))) => {
            left == right
        }
        (left, right) => left == right,
    }
}

/// Returns a value as its attribute is declared: a document keeps the digits of a decimal as text.
fn as_declared(catalogue: &Catalogue, attribute: &str, value: &Value) -> Value {
    let declared = catalogue.attributes().iter().find(|own| own.id == attribute).map(|own| &own.value_type);
    match (declared, value) {
        (Some(AttributeType::Decimal | AttributeType::Money), Value::Text(digits)) => Value::Decimal(digits.clone()),
        (_, value) => value.clone(),
    }
}

/// Returns the value of a field of an item by its name in planned edits.
pub(crate) fn field_of(item: &Item, field: &str) -> Option<Value> {
    match field {
        "name" => Some(Value::Text(item.name.clone())),
        "state" => Some(Value::Text(item.state.clone())),
        attribute => item.attributes.get(attribute).cloned(),
    }
}

/// Returns the word by which a requirement is called.
pub(crate) fn key_word(key: &RequirementKey) -> String {
    match key {
        RequirementKey::Label(label) => label.clone(),
        RequirementKey::Type(id) => format!("@{id}"),
        RequirementKey::Relationship(id) => id.type_id.clone(),
    }
}
