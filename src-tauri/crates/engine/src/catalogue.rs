//! The catalogue of an estate: as its model elements say, and after edits of them.

use std::sync::Arc;

use cairn_model::catalogue::Declarations;
use cairn_model::{Catalogue, Edit, ModelElement};
use cairn_store::Store;

use crate::error::EngineError;

/// Returns the catalogue that the store holds.
pub(crate) fn read_catalogue(store: &Store) -> Result<Arc<Catalogue>, EngineError> {
    let declarations =
        Declarations::from_elements(store.model_elements()?).map_err(|error| EngineError::Model(error.to_string()))?;
    resolve(declarations)
}

/// Returns the catalogue after the model edits among `edits`: what is new stands behind the others, what means something
/// else now keeps its place.
pub(crate) fn extended(catalogue: &Arc<Catalogue>, edits: &[Edit]) -> Result<Arc<Catalogue>, EngineError> {
    let said: Vec<_> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Model { before, after: Some(element) } => Some((before.is_some(), (**element).clone())),
            _ => None,
        })
        .collect();
    // The first commit of an estate adds what the catalogue in hand already declares.
    if said.iter().all(|(is_changed, element)| !is_changed && is_declared(catalogue, element)) {
        return Ok(Arc::clone(catalogue));
    }
    let said = said.into_iter().map(|(_, element)| element).collect();
    let said = Declarations::from_elements(said).map_err(|error| EngineError::Model(error.to_string()))?;
    let mut declarations = catalogue.declarations();
    put_all(&mut declarations.states, said.states, |own| &own.id);
    put_all(&mut declarations.attributes, said.attributes, |own| &own.id);
    put_all(&mut declarations.classes, said.classes, |own| &own.id);
    put_all(&mut declarations.relationship_types, said.relationship_types, |own| &own.id);
    resolve(declarations)
}

fn put_all<T>(declared: &mut Vec<T>, said: Vec<T>, id: fn(&T) -> &String) {
    for own in said {
        match declared.iter().position(|other| id(other) == id(&own)) {
            Some(place) => declared[place] = own,
            None => declared.push(own),
        }
    }
}

fn is_declared(catalogue: &Catalogue, element: &ModelElement) -> bool {
    match element.kind.as_str() {
        "class" => catalogue.class_number(&element.id).is_some(),
        "relationship_type" => catalogue.type_number(&element.id).is_some(),
        _ => true,
    }
}

pub(crate) fn resolve(declarations: Declarations) -> Result<Arc<Catalogue>, EngineError> {
    declarations.resolve().map(Arc::new).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        EngineError::Model(problems.join("; "))
    })
}
