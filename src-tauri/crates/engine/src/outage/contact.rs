//! Who can be reached about an item.

use cairn_estate::{Generation, Lookup, Row};
use cairn_model::outage::{Contact, ContractView};
use cairn_model::{Item, Value};

use crate::error::EngineError;
use crate::item::reference;

/// The attributes in which the catalogue keeps who is there for an item.
pub(super) mod of_item {
    /// Who answers for it.
    pub(crate) const OWNER: &str = "owner";
    /// Who mends it.
    pub(crate) const SUPPORT: &str = "support_team";
}

/// The attributes of somebody who can be reached.
const TELEPHONE: &str = "telephone";
const ON_CALL: &str = "on_call";
/// The attributes of a contract; the first is what makes one.
const TARGET: &str = "contract_target";
const REFERENCE: &str = "provider_reference";
const EXPIRY: &str = "expiry";

/// Returns who an attribute of an item means; `None` where it is empty.
pub(super) fn contact(generation: &Generation, item: &Item, attribute: &str) -> Result<Option<Contact>, EngineError> {
    let Some(words) = text(item, attribute) else { return Ok(None) };
    match generation.lookup(&words) {
        Lookup::Found(row) => Ok(Some(reached(&generation.item(row)?))),
        Lookup::Missing | Lookup::Ambiguous(_) => {
            Ok(Some(Contact { name: words, key: None, telephone: None, on_call: None }))
        }
    }
}

fn reached(item: &Item) -> Contact {
    Contact {
        name: item.name.clone(),
        key: Some(item.key.clone()),
        telephone: text(item, TELEPHONE),
        on_call: text(item, ON_CALL),
    }
}

fn text(item: &Item, attribute: &str) -> Option<String> {
    item.attributes.get(attribute).map(Value::to_string).filter(|text| !text.trim().is_empty())
}

/// Returns the contracts that cover the item in a row, by name: what documents it and promises a target.
pub(super) fn contracts(generation: &Generation, row: Row) -> Result<Vec<ContractView>, EngineError> {
    let catalogue = generation.catalogue();
    let promises = |row: Row| {
        let class = &catalogue.classes()[generation.class_number(row)];
        class.definition.attributes.iter().any(|attribute| attribute == TARGET)
    };
    let mut found = Vec::new();
    for &relationship in generation.outgoing(row) {
        let Some(view) = generation.relationship_view(relationship) else { continue };
        let documents = catalogue.relationship_types()[view.type_number].definition.documents;
        if documents && promises(view.to) {
            let item = generation.item(view.to)?;
            found.push(ContractView {
                contract: reference(generation, view.to)?,
                reference: text(&item, REFERENCE),
                target: text(&item, TARGET),
                expiry: text(&item, EXPIRY),
                supplier: supplier(generation, view.to)?,
            });
        }
    }
    found
        .sort_by(|left, right| (&left.contract.name, left.contract.id).cmp(&(&right.contract.name, right.contract.id)));
    Ok(found)
}

fn supplier(generation: &Generation, contract: Row) -> Result<Option<Contact>, EngineError> {
    for &relationship in generation.outgoing(contract) {
        let Some(view) = generation.relationship_view(relationship) else { continue };
        let contact = reached(&generation.item(view.to)?);
        if contact.telephone.is_some() {
            return Ok(Some(contact));
        }
    }
    Ok(None)
}
