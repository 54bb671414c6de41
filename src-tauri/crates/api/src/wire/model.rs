//! The model of the estate: what there may be, and what it is called.

use cairn_model::catalogue::{AttributeDefinition, Label, RelationshipTypeDefinition, StateDefinition};
use cairn_model::change::ChangePolicy;
use serde::{Deserialize, Serialize};

use crate::contract::{Nothing, Work};
use crate::desk::Desk;
use crate::failure::Failure;

/// A class with what it inherits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClassView {
    /// Its id.
    pub id: String,
    /// Its word on screen.
    pub label: Label,
    /// The class it inherits from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its topmost ancestor, itself when it has none: what icons and lanes go by.
    pub group: String,
    /// It only groups other classes: no item is of it.
    #[serde(rename = "abstract")]
    pub is_abstract: bool,
    /// Services are what verdicts are about.
    pub is_service: bool,
    /// Learned from an import and not confirmed by anybody.
    pub learned: bool,
    /// The ids of the attributes its items have: the common ones first.
    pub attributes: Vec<String>,
}

/// The model of the estate. Words are there in every language: changing the language asks for nothing anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Model {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// Classes, groups before their classes, services first.
    pub classes: Vec<ClassView>,
    /// Attributes.
    pub attributes: Vec<AttributeDefinition>,
    /// Relationship types with the ends they allow.
    pub relationship_types: Vec<RelationshipTypeDefinition>,
    /// Lifecycle states of items, in order.
    pub states: Vec<StateDefinition>,
    /// How changes are carried: their states, transitions, bands of risk, roles and questions.
    pub policy: ChangePolicy,
}

pub(crate) fn model(desk: &Desk, _request: &Nothing, _work: &Work<'_>) -> Result<Model, Failure> {
    let open = desk.estate()?;
    let generation = open.session.engine.generation();
    let catalogue = generation.catalogue();
    let id = |number: usize| catalogue.classes()[number].definition.id.clone();
    let class = |(number, class): (usize, &cairn_model::catalogue::Class)| ClassView {
        id: id(number),
        label: class.definition.label.clone(),
        parent: class.definition.parent.clone(),
        group: id(catalogue.group_of(number)),
        is_abstract: class.definition.is_abstract,
        is_service: class.is_service,
        learned: class.definition.learned,
        attributes: catalogue.attributes_of(number).into_iter().map(|own| own.id.clone()).collect(),
    };
    Ok(Model {
        seq: generation.seq(),
        classes: catalogue.classes().iter().enumerate().map(class).collect(),
        attributes: catalogue.attributes().to_vec(),
        relationship_types: catalogue.relationship_types().iter().map(|kind| kind.definition.clone()).collect(),
        states: catalogue.states().to_vec(),
        policy: open.session.change_policy().clone(),
    })
}
