//! Confirming a relationship type that an import brought: who needs whom, and how much.

use cairn_estate::Generation;
use cairn_model::catalogue::{DEFAULT_CATALOGUE, Declarations, Needs, RelationshipTypeDefinition, load};
use cairn_model::{Commit, CommitKind, Edit, ModelElement, Phrase, Strength};
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::change::known_actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::reference;

/// So many items that stand in the way are named; the rest is counted.
const NAMED_MAX: usize = 6;

/// What a type means, as somebody who knows says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TypeConfirmation {
    /// The id of the type.
    #[serde(rename = "type")]
    pub type_id: String,
    /// Which end needs the other; what it is taken for when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub needs: Option<Needs>,
    /// How much; what it is taken for when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub strength: Option<Strength>,
    /// Why it is known.
    pub reason: String,
}

fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

/// Confirms what a learned type means, as one record of kind *model*; returns that. From then on every verdict
/// reads the type so. One that was confirmed can be confirmed again as something else; those of the product's own catalogue
/// cannot. Cost: O(V + E), for every relationship of the type is wired anew.
///
/// # Errors
/// [`EngineError::NoReason`]; [`EngineError::Refused`] when there is no such type, when it means that already, or when the
/// other end would need it while terms are declared at this one; nothing is changed then.
pub fn confirm_type(engine: &Engine, said: &TypeConfirmation, act: &mut Act<'_>) -> Result<Commit, EngineError> {
    known_actor(act)?;
    let reason = said.reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    let live = engine.generation();
    let id = said.type_id.trim();
    let known =
        live.catalogue().type_number(id).map(|number| &live.catalogue().relationship_types()[number].definition);
    let Some(own) = known else { return refused(Phrase::new("confirm-no-such-type").with("type", id)) };
    let shipped = load("default.toml", DEFAULT_CATALOGUE).map_err(EngineError::Catalogue)?;
    if !own.learned && shipped.type_number(id).is_some() {
        return refused(Phrase::new("confirm-own-type").with("type", id));
    }
    let mut after = own.clone();
    after.learned = false;
    after.needs = said.needs.unwrap_or(own.needs);
    after.strength = said.strength.unwrap_or(own.strength);
    if after == *own {
        return refused(Phrase::new("confirm-so-already").with("type", id));
    }
    if after.needs != own.needs {
        keep_terms(&live, own)?;
    }
    let edit = Edit::Model { before: Some(Box::new(element(own)?)), after: Some(Box::new(element(&after)?)) };
    engine.commit(act.draft(CommitKind::Model, reason), vec![edit], act)
}

fn element(definition: &RelationshipTypeDefinition) -> Result<ModelElement, EngineError> {
    let declarations = Declarations { relationship_types: vec![definition.clone()], ..Declarations::default() };
    let elements = declarations.elements().map_err(|error| EngineError::Serialise("a relationship type", error))?;
    // The settings of a catalogue come first in every list of elements.
    elements.into_iter().next_back().ok_or_else(|| EngineError::Model(definition.id.clone()))
}

/// Refuses to turn a type round while somebody has declared how many of its relationships are needed: that would say nothing
/// any more, and nobody would hear of it.
fn keep_terms(live: &Generation, own: &RelationshipTypeDefinition) -> Result<(), EngineError> {
    let mut names = Vec::new();
    for row in live.rows() {
        for &relationship in live.outgoing(row) {
            let is_own = live
                .relationship_view(relationship)
                .is_some_and(|view| live.catalogue().relationship_types()[view.type_number].definition.id == own.id);
            let Some((consumer, key)) = live.requirement_of(relationship).filter(|_| is_own) else { continue };
            if live.terms(consumer, &key).is_some() {
                names.push(reference(live, consumer)?.name);
            }
        }
    }
    if names.is_empty() {
        return Ok(());
    }
    names.sort_unstable();
    names.dedup();
    let count = names.len();
    names.truncate(NAMED_MAX);
    let phrase = Phrase::new("confirm-terms-left").with("type", &own.id).with("count", count);
    refused(phrase.with("items", names.join(", ")))
}
