//! Reading a catalogue from TOML and resolving it; every problem names file, line and key.

use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::{
    AttributeDefinition, Catalogue, Class, ClassDefinition, Declarations, RelationshipType, RelationshipTypeDefinition,
    Settings, StateDefinition,
};

/// The catalogue format this version reads.
const FORMAT: u32 = 1;

/// The class word in a matrix that stands for every class.
const ANY: &str = "any";

/// One thing that is wrong with a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueProblem {
    /// The table it stands in, such as `class`.
    pub section: &'static str,
    /// The position of the entry in that table.
    pub index: usize,
    /// The key, such as `parent`.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CatalogueProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}[{}].{}: {}", self.section, self.index, self.key, self.message)
    }
}

/// A catalogue could not be read; nothing of it was used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}, {key}: {message}")]
pub struct CatalogueError {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The key, such as `class.parent`.
    pub key: String,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: u32,
    id: String,
    version: String,
    common_attributes: Vec<String>,
    status_words: std::collections::BTreeMap<String, String>,
    #[serde(rename = "state", default)]
    states: Vec<StateDefinition>,
    #[serde(rename = "attribute", default)]
    attributes: Vec<AttributeDefinition>,
    #[serde(rename = "class", default)]
    classes: Vec<ClassDefinition>,
    #[serde(rename = "relationship_type", default)]
    relationship_types: Vec<RelationshipTypeDefinition>,
}

/// Returns the catalogue that a TOML text declares. `file` is only named in errors.
///
/// # Errors
/// Every problem found, each with file, line and key; at least one.
pub fn load(file: &str, text: &str) -> Result<Catalogue, Vec<CatalogueError>> {
    let document: Document = toml::from_str(text).map_err(|error| vec![syntax_error(file, text, &error)])?;
    if document.format != FORMAT {
        return Err(vec![CatalogueError {
            file: file.to_owned(),
            line: line_of(text, text.find("format").unwrap_or(0)),
            key: "format".to_owned(),
            message: format!("this version reads format {FORMAT}, the file has format {}", document.format),
        }]);
    }
    let declarations = Declarations {
        settings: Settings {
            id: document.id,
            version: document.version,
            common_attributes: document.common_attributes,
            status_words: document.status_words,
        },
        states: document.states,
        attributes: document.attributes,
        classes: document.classes,
        relationship_types: document.relationship_types,
    };
    resolve(declarations).map_err(|problems| {
        let tree = DeTable::parse(text).ok();
        problems
            .into_iter()
            .map(|problem| locate(file, text, tree.as_ref().map(toml::Spanned::get_ref), problem))
            .collect()
    })
}

fn syntax_error(file: &str, text: &str, error: &toml::de::Error) -> CatalogueError {
    let start = error.span().map_or(0, |span| span.start);
    let before = &text[..start.min(text.len())];
    let section = before.rfind("\n[").map_or("", |position| before[position + 1..].lines().next().unwrap_or(""));
    let line_text = before.rfind('\n').map_or(text, |position| &text[position + 1..]).lines().next().unwrap_or("");
    let key = line_text.split('=').next().unwrap_or("").trim();
    let section = section.trim_matches(['[', ']', ' ']);
    CatalogueError {
        file: file.to_owned(),
        line: line_of(text, start),
        key: if section.is_empty() || key.starts_with('[') { key.to_owned() } else { format!("{section}.{key}") },
        message: error.message().to_owned(),
    }
}

fn locate(file: &str, text: &str, tree: Option<&DeTable<'_>>, problem: CatalogueProblem) -> CatalogueError {
    let entry = tree.and_then(|tree| tree.get(problem.section)).and_then(|section| match section.get_ref() {
        DeValue::Array(entries) => entries.get(problem.index),
        _ => Some(section),
    });
    let span = entry.map(|entry| match entry.get_ref() {
        DeValue::Table(table) => table.get(problem.key).map_or(entry.span(), toml::Spanned::span),
        _ => entry.span(),
    });
    CatalogueError {
        file: file.to_owned(),
        line: line_of(text, span.map_or(0, |span| span.start)),
        key: format!("{}.{}", problem.section, problem.key),
        message: problem.message,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset.min(text.len())].iter().filter(|&&byte| byte == b'\n').count()
}

/// Collects problems while a catalogue is resolved.
#[derive(Default)]
struct Problems(Vec<CatalogueProblem>);

impl Problems {
    fn add(&mut self, section: &'static str, index: usize, key: &'static str, message: String) {
        self.0.push(CatalogueProblem { section, index, key, message });
    }

    fn index<'a>(&mut self, section: &'static str, ids: impl Iterator<Item = &'a String>) -> FxHashMap<String, usize> {
        let mut seen = FxHashMap::default();
        for (index, id) in ids.enumerate() {
            if id.trim().is_empty() {
                self.add(section, index, "id", "an id may not be empty".to_owned());
            } else if seen.insert(id.clone(), index).is_some() {
                self.add(section, index, "id", format!("`{id}` is declared twice"));
            }
        }
        seen
    }
}

/// Returns the catalogue with parents, flags, attributes and matrices resolved.
pub(super) fn resolve(declarations: Declarations) -> Result<Catalogue, Vec<CatalogueProblem>> {
    let mut problems = Problems::default();
    let state_index = problems.index("state", declarations.states.iter().map(|state| &state.id));
    let attribute_index = problems.index("attribute", declarations.attributes.iter().map(|attribute| &attribute.id));
    let class_index = problems.index("class", declarations.classes.iter().map(|class| &class.id));
    let type_index = problems.index("relationship_type", declarations.relationship_types.iter().map(|kind| &kind.id));
    check_states(&declarations, &state_index, &mut problems);
    check_attributes(&declarations, &attribute_index, &class_index, &mut problems);
    let alias_index = check_words(&declarations.classes, &class_index, &mut problems);
    let classes = resolve_classes(declarations.classes, &class_index, &mut problems);
    let relationship_types = resolve_types(declarations.relationship_types, &class_index, &mut problems);
    if !problems.0.is_empty() {
        return Err(problems.0);
    }
    Ok(Catalogue {
        settings: declarations.settings,
        states: declarations.states,
        attributes: declarations.attributes,
        classes,
        relationship_types,
        class_index,
        alias_index,
        type_index,
        state_index,
    })
}

fn check_states(declarations: &Declarations, states: &FxHashMap<String, usize>, problems: &mut Problems) {
    for (index, state) in declarations.states.iter().enumerate() {
        for next in state.next.iter().filter(|next| !states.contains_key(*next)) {
            problems.add("state", index, "next", format!("`{next}` is not a state"));
        }
    }
    for (word, state) in &declarations.settings.status_words {
        if !states.contains_key(state) {
            problems.add("status_words", 0, "", format!("`{word}` means `{state}`, which is not a state"));
        }
    }
}

fn check_attributes(
    declarations: &Declarations,
    attributes: &FxHashMap<String, usize>,
    classes: &FxHashMap<String, usize>,
    problems: &mut Problems,
) {
    for (index, attribute) in declarations.attributes.iter().enumerate() {
        if let Some(target) = attribute.target.as_ref().filter(|target| !classes.contains_key(*target)) {
            problems.add("attribute", index, "target", format!("`{target}` is not a class"));
        }
        if attribute.min.zip(attribute.max).is_some_and(|(min, max)| min > max) {
            problems.add("attribute", index, "min", "the smallest value exceeds the largest".to_owned());
        }
    }
    for name in declarations.settings.common_attributes.iter().filter(|name| !attributes.contains_key(*name)) {
        problems.add("common_attributes", 0, "", format!("`{name}` is not an attribute"));
    }
    for (index, class) in declarations.classes.iter().enumerate() {
        for name in class.attributes.iter().filter(|name| !attributes.contains_key(*name)) {
            problems.add("class", index, "attributes", format!("`{name}` is not an attribute"));
        }
    }
}

fn check_words(
    classes: &[ClassDefinition],
    class_index: &FxHashMap<String, usize>,
    problems: &mut Problems,
) -> FxHashMap<String, usize> {
    let mut words = FxHashMap::default();
    let mut prefixes = FxHashSet::default();
    for (index, class) in classes.iter().enumerate() {
        for alias in &class.aliases {
            let other = class_index.get(alias).is_some_and(|&other| other != index);
            if other || words.insert(alias.clone(), index).is_some_and(|earlier| earlier != index) {
                problems.add("class", index, "aliases", format!("`{alias}` already means another class"));
            }
        }
        if !class.is_abstract && !prefixes.insert(&class.key_prefix) {
            problems.add("class", index, "key_prefix", format!("`{}` is another class's prefix", class.key_prefix));
        }
        if !class.is_abstract && class.key_prefix.is_empty() {
            problems.add("class", index, "key_prefix", "a concrete class needs a prefix for its keys".to_owned());
        }
    }
    words
}

fn resolve_classes(
    definitions: Vec<ClassDefinition>,
    class_index: &FxHashMap<String, usize>,
    problems: &mut Problems,
) -> Vec<Class> {
    let parents: Vec<Option<usize>> = definitions
        .iter()
        .enumerate()
        .map(|(index, class)| {
            let parent = class.parent.as_ref()?;
            let number = class_index.get(parent).copied();
            if number.is_none() {
                problems.add("class", index, "parent", format!("`{parent}` is not a class"));
            }
            number
        })
        .collect();
    let mut lineages = Vec::with_capacity(definitions.len());
    for (index, class) in definitions.iter().enumerate() {
        let mut lineage = vec![index];
        while let Some(parent) = parents[lineage[lineage.len() - 1]] {
            if lineage.contains(&parent) {
                problems.add("class", index, "parent", format!("`{}` inherits from itself", class.id));
                break;
            }
            lineage.push(parent);
        }
        lineages.push(lineage);
    }
    let inherited: Vec<_> = lineages
        .iter()
        .map(|lineage| {
            let nearest = |flag: fn(&ClassDefinition) -> Option<bool>| {
                lineage.iter().find_map(|&class| flag(&definitions[class])).unwrap_or(false)
            };
            let identity = lineage.iter().map(|&class| &definitions[class].identity).find(|rules| !rules.is_empty());
            (
                nearest(|class| class.is_service),
                nearest(|class| class.fails_alone),
                identity.cloned().unwrap_or_default(),
            )
        })
        .collect();
    definitions
        .into_iter()
        .zip(lineages)
        .zip(inherited)
        .map(|((definition, mut lineage), (is_service, fails_alone, identity))| {
            lineage.remove(0);
            Class { definition, ancestors: lineage, is_service, fails_alone, identity }
        })
        .collect()
}

fn resolve_types(
    definitions: Vec<RelationshipTypeDefinition>,
    class_index: &FxHashMap<String, usize>,
    problems: &mut Problems,
) -> Vec<RelationshipType> {
    let mut words = FxHashSet::default();
    let mut types = Vec::with_capacity(definitions.len());
    for (index, definition) in definitions.into_iter().enumerate() {
        // "supported by" must never mean two things (MODEL). A type and its inverse may read the same.
        for (key, label) in [("label", &definition.label.en), ("inverse", &definition.inverse.en)] {
            let same = key == "inverse" && definition.label.en == definition.inverse.en;
            if !definition.learned && !same && !words.insert(label.clone()) {
                problems.add("relationship_type", index, key, format!("`{label}` is already another type's label"));
            }
        }
        let mut end = |class: &String| {
            let number = class_index.get(class).copied();
            if class != ANY && number.is_none() {
                problems.add("relationship_type", index, "matrix", format!("`{class}` is not a class"));
            }
            number
        };
        let matrix = definition.matrix.iter().map(|entry| (end(&entry.from), end(&entry.to), entry.strength)).collect();
        types.push(RelationshipType { definition, matrix });
    }
    types
}
