//! Which relationships may be drawn between two items.

use cairn_estate::Generation;
use cairn_model::Strength;
use serde::{Deserialize, Serialize};

use crate::error::EngineError;
use crate::item::find;

/// A type that is allowed between two items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ConnectChoice {
    /// The id of the type.
    #[serde(rename = "type")]
    pub type_id: String,
    /// From the second to the first.
    pub reversed: bool,
    /// How much the one that needs needs the other.
    pub strength: Strength,
    /// There is one already, whatever its label.
    pub present: bool,
}

/// Returns the types that are allowed between two items, in the order of the catalogue; from the first to the second
/// before the other way. None between an item and itself.
///
/// # Errors
/// [`EngineError::NoSuchItem`], [`EngineError::AmbiguousItem`].
pub fn choices(generation: &Generation, from: &str, to: &str) -> Result<Vec<ConnectChoice>, EngineError> {
    let (from, to) = (find(generation, from)?, find(generation, to)?);
    if from == to {
        return Ok(Vec::new());
    }
    let catalogue = generation.catalogue();
    let mut choices = Vec::new();
    for (from, to, reversed) in [(from, to, false), (to, from, true)] {
        let classes = (generation.class_number(from), generation.class_number(to));
        for (number, kind) in catalogue.relationship_types().iter().enumerate() {
            let Some(strength) = catalogue.strength(number, classes.0, classes.1) else { continue };
            let mut own = generation.outgoing(from).iter().filter_map(|&row| generation.relationship_view(row));
            let present = own.any(|view| view.to == to && view.type_number == number);
            choices.push(ConnectChoice { type_id: kind.definition.id.clone(), reversed, strength, present });
        }
    }
    Ok(choices)
}
