//! The catalogue: which classes, attributes, states and relationship types an estate knows. The model is data.

mod definition;
mod load;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::ModelElement;
use crate::requirement::Strength;

pub use definition::{
    AttributeDefinition, AttributeType, ClassDefinition, Label, MatrixEntry, Needs, RelationshipTypeDefinition,
    Settings, StateDefinition,
};
pub use load::{CatalogueError, CatalogueProblem, load};

/// The catalogue that ships with the product.
pub const DEFAULT_CATALOGUE: &str = include_str!("../../catalogue/default.toml");

/// A class with everything it inherits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// What the catalogue declares.
    pub definition: ClassDefinition,
    /// The dense numbers of its ancestors, nearest first.
    pub ancestors: Vec<usize>,
    /// Services are what verdicts are about; inherited unless declared.
    pub is_service: bool,
    /// It can break by itself; inherited unless declared.
    pub fails_alone: bool,
    /// Rules that decide what is the same item on import, in order; inherited unless declared.
    pub identity: Vec<Vec<String>>,
}

/// A relationship type with the dense numbers of its matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationshipType {
    /// What the catalogue declares.
    pub definition: RelationshipTypeDefinition,
    matrix: Vec<(Option<usize>, Option<usize>, Option<Strength>)>,
}

/// Classes, attributes, states and relationship types, resolved and consistent.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    settings: Settings,
    states: Vec<StateDefinition>,
    attributes: Vec<AttributeDefinition>,
    classes: Vec<Class>,
    relationship_types: Vec<RelationshipType>,
    class_index: FxHashMap<String, usize>,
    alias_index: FxHashMap<String, usize>,
    type_index: FxHashMap<String, usize>,
    state_index: FxHashMap<String, usize>,
}

/// The declarations a catalogue is made of, before anything is resolved.
#[derive(Clone, Debug, Default)]
pub struct Declarations {
    /// What concerns the catalogue as a whole.
    pub settings: Settings,
    /// Lifecycle states, in order.
    pub states: Vec<StateDefinition>,
    /// Attributes.
    pub attributes: Vec<AttributeDefinition>,
    /// Classes.
    pub classes: Vec<ClassDefinition>,
    /// Relationship types.
    pub relationship_types: Vec<RelationshipTypeDefinition>,
}

impl Catalogue {
    /// Returns what concerns the catalogue as a whole.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the lifecycle states in order; a state's position is its dense number.
    #[must_use]
    pub fn states(&self) -> &[StateDefinition] {
        &self.states
    }

    /// Returns the classes; a class's position is its dense number.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Returns the attributes.
    #[must_use]
    pub fn attributes(&self) -> &[AttributeDefinition] {
        &self.attributes
    }

    /// Returns the relationship types; a type's position is its dense number.
    #[must_use]
    pub fn relationship_types(&self) -> &[RelationshipType] {
        &self.relationship_types
    }

    /// Returns the dense number of the class with this id.
    #[must_use]
    pub fn class_number(&self, id: &str) -> Option<usize> {
        self.class_index.get(id).copied()
    }

    /// Returns the class with this id.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.class_number(id).map(|number| &self.classes[number])
    }

    /// Returns the concrete class that a file's word means: its id, or one of its aliases in any case.
    #[must_use]
    pub fn class_for_word(&self, word: &str) -> Option<&Class> {
        let number = self.class_number(word).or_else(|| self.alias_index.get(&word.trim().to_lowercase()).copied())?;
        Some(&self.classes[number]).filter(|class| !class.definition.is_abstract)
    }

    /// Returns the attributes that items of a class have: the common ones, then its own and those it inherits, nearest
    /// first; each once.
    #[must_use]
    pub fn attributes_of(&self, class: usize) -> Vec<&AttributeDefinition> {
        let lineage = std::iter::once(&class).chain(&self.classes[class].ancestors);
        let declared = lineage.flat_map(|&class| &self.classes[class].definition.attributes);
        let mut ids: Vec<&String> = Vec::new();
        for id in self.settings.common_attributes.iter().chain(declared) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let by_id = |id: &&String| self.attributes.iter().find(|attribute| attribute.id == **id);
        ids.iter().filter_map(by_id).collect()
    }

    /// Returns the dense number of the topmost ancestor of a class: the group it belongs to, itself when it has none.
    #[must_use]
    pub fn group_of(&self, class: usize) -> usize {
        self.classes[class].ancestors.last().copied().unwrap_or(class)
    }

    /// Returns how far down the layer of a class lies, 0 on top: groups that the built-in catalogue declares in its order,
    /// services first, then all others by number. An estate keeps its classes by id, not in the order of a file.
    #[must_use]
    pub fn layer_of(&self, class: usize) -> usize {
        static ORDER: OnceLock<Vec<String>> = OnceLock::new();
        let order = ORDER.get_or_init(|| {
            let built_in = load("default.toml", DEFAULT_CATALOGUE).unwrap_or_default();
            let groups = built_in.classes.iter().filter(|class| class.ancestors.is_empty());
            groups.map(|class| class.definition.id.clone()).collect()
        });
        let group = self.group_of(class);
        let known = order.iter().position(|id| *id == self.classes[group].definition.id);
        known.unwrap_or(order.len() + group)
    }

    /// Returns the dense number of the relationship type with this id.
    #[must_use]
    pub fn type_number(&self, id: &str) -> Option<usize> {
        self.type_index.get(id).copied()
    }

    /// Returns the relationship type with this id.
    #[must_use]
    pub fn relationship_type(&self, id: &str) -> Option<&RelationshipType> {
        self.type_number(id).map(|number| &self.relationship_types[number])
    }

    /// Returns the dense number of the state with this id.
    #[must_use]
    pub fn state_number(&self, id: &str) -> Option<usize> {
        self.state_index.get(id).copied()
    }

    /// Returns the state a file's status word means, if the catalogue knows the word.
    #[must_use]
    pub fn state_for_word(&self, word: &str) -> Option<&StateDefinition> {
        let word = word.trim().to_lowercase();
        let id = self.settings.status_words.get(&word)?;
        self.state_number(id).map(|number| &self.states[number])
    }

    /// Returns the strength of a relationship of this type between items of these classes, or `None` when the type's
    /// matrix does not allow it. The first matching entry decides.
    #[must_use]
    pub fn strength(&self, type_number: usize, from_class: usize, to_class: usize) -> Option<Strength> {
        let relationship_type = &self.relationship_types[type_number];
        let is = |class: usize, wanted: Option<usize>| {
            wanted.is_none_or(|wanted| class == wanted || self.classes[class].ancestors.contains(&wanted))
        };
        relationship_type
            .matrix
            .iter()
            .find(|(from, to, _)| is(from_class, *from) && is(to_class, *to))
            .map(|(_, _, strength)| strength.unwrap_or(relationship_type.definition.strength))
    }

    /// Returns the catalogue as declarations, to extend and resolve again.
    #[must_use]
    pub fn declarations(&self) -> Declarations {
        Declarations {
            settings: self.settings.clone(),
            states: self.states.clone(),
            attributes: self.attributes.clone(),
            classes: self.classes.iter().map(|class| class.definition.clone()).collect(),
            relationship_types: self.relationship_types.iter().map(|kind| kind.definition.clone()).collect(),
        }
    }
}

impl Declarations {
    /// Returns every declaration as an element of an estate's model: settings, then states, attributes, classes and
    /// types in declared order.
    ///
    /// # Errors
    /// [`serde_json::Error`] never in practice: declarations are plain data.
    pub fn elements(&self) -> Result<Vec<ModelElement>, serde_json::Error> {
        let mut elements = vec![element("setting", "catalogue", &self.settings)?];
        for (order, state) in self.states.iter().enumerate() {
            elements.push(element("state", &format!("{order:03}-{}", state.id), state)?);
        }
        for attribute in &self.attributes {
            elements.push(element("attribute", &attribute.id, attribute)?);
        }
        for class in &self.classes {
            elements.push(element("class", &class.id, class)?);
        }
        for relationship_type in &self.relationship_types {
            elements.push(element("relationship_type", &relationship_type.id, relationship_type)?);
        }
        Ok(elements)
    }

    /// Returns the declarations that an estate's model elements hold.
    ///
    /// # Errors
    /// [`serde_json::Error`] when an element does not have the shape of its kind.
    pub fn from_elements(elements: Vec<ModelElement>) -> Result<Self, serde_json::Error> {
        let mut declarations = Declarations::default();
        for element in elements {
            let definition = element.definition;
            match element.kind.as_str() {
                "setting" => declarations.settings = serde_json::from_value(definition)?,
                "state" => declarations.states.push(serde_json::from_value(definition)?),
                "attribute" => declarations.attributes.push(serde_json::from_value(definition)?),
                "class" => declarations.classes.push(serde_json::from_value(definition)?),
                // How changes are carried stands beside what there is: see `change::ChangePolicy`.
                crate::change::POLICY_KIND => {}
                "relationship_type" => declarations.relationship_types.push(serde_json::from_value(definition)?),
                other => return Err(serde::de::Error::custom(format!("unknown kind of model element `{other}`"))),
            }
        }
        Ok(declarations)
    }

    /// Returns the resolved catalogue.
    ///
    /// # Errors
    /// Every problem found: unknown or cyclic parents, duplicate ids, references to what is not declared.
    pub fn resolve(self) -> Result<Catalogue, Vec<CatalogueProblem>> {
        load::resolve(self)
    }
}

fn element(kind: &str, id: &str, definition: &impl serde::Serialize) -> Result<ModelElement, serde_json::Error> {
    Ok(ModelElement { definition: serde_json::to_value(definition)?, id: id.to_owned(), kind: kind.to_owned() })
}
