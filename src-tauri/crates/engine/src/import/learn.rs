//! Words that the estate does not know: refused with their list, or learned.

use std::collections::BTreeMap;

use cairn_exchange::Rows;
use cairn_model::Strength;
use cairn_model::catalogue::{ClassDefinition, Label, MatrixEntry, Needs, RelationshipTypeDefinition};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{LearnedType, Planner};
use crate::error::EngineError;

/// Words nobody knows, with the number of their rows.
#[derive(Debug, Default)]
pub(super) struct Unknown {
    classes: BTreeMap<String, u64>,
    pub(super) types: BTreeMap<String, u64>,
}

impl Unknown {
    pub(super) fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.types.is_empty()
    }

    pub(super) fn into_error(self) -> EngineError {
        EngineError::UnknownWords {
            classes: self.classes.into_iter().collect(),
            types: self.types.into_iter().collect(),
        }
    }
}

impl Planner<'_> {
    /// Returns the class id of each class word in the files; unknown words are learned when that is allowed and
    /// counted otherwise.
    pub(super) fn learn_classes(&mut self, unknown: &mut Unknown) -> Result<FxHashMap<String, String>, EngineError> {
        let mut words: BTreeMap<&str, u64> = BTreeMap::new();
        for content in self.contents {
            if let Rows::Items(rows) = &content.rows {
                for (word, rows) in rows.classes.iter() {
                    *words.entry(word).or_default() += rows;
                }
            }
        }
        let mut known = FxHashMap::default();
        let mut prefixes: FxHashSet<String> =
            self.declarations.classes.iter().map(|class| class.key_prefix.clone()).collect();
        for (word, rows) in words {
            let own = self.own_word(word);
            let found = self.catalogue.class_for_word(word).or_else(|| self.catalogue.class_for_word(&own));
            if let Some(class) = found {
                known.insert(word.to_owned(), class.definition.id.clone());
            } else if self.options.learn {
                let id = if self.catalogue.class_number(word).is_none() { word.to_owned() } else { own };
                let class = learned_class(&id, word, &mut prefixes);
                known.insert(word.to_owned(), id);
                self.declarations.classes.push(class);
            } else {
                unknown.classes.insert(word.to_owned(), rows);
            }
        }
        self.resolve()?;
        Ok(known)
    }

    /// Returns the id under which a word of this source is learned when the estate's own word means something else.
    pub(super) fn own_word(&self, word: &str) -> String {
        format!("{}:{word}", self.options.source)
    }

    /// Returns the id of the type that a word means between two classes, learning it when that is allowed.
    pub(super) fn type_for(
        &mut self,
        word: &str,
        from_class: usize,
        to_class: usize,
        unknown: &mut Unknown,
    ) -> Option<usize> {
        let mapped = self.options.map_types.get(word).map_or(word, String::as_str);
        let own = self.own_word(word);
        let type_number = |id: &str| self.declarations.relationship_types.iter().position(|kind| kind.id == id);
        let known = self.catalogue.type_number(mapped);
        if let Some(number) = known
            && self.catalogue.strength(number, from_class, to_class).is_some()
        {
            return Some(number);
        }
        // Learned before, or earlier in this import.
        let id = if known.is_some() || type_number(word).is_some_and(|number| !self.is_learned(number)) {
            own
        } else {
            word.to_owned()
        };
        if let Some(number) = type_number(&id) {
            return Some(number);
        }
        let needs = [word, id.as_str()].into_iter().find_map(|name| self.options.needs.get(name)).copied();
        if !self.options.learn && needs.is_none() {
            let classes = self.catalogue.classes();
            let name = if known.is_some() {
                let ends = [from_class, to_class].map(|class| &classes[class].definition.id);
                format!("{mapped}: {} → {}", ends[0], ends[1])
            } else {
                word.to_owned()
            };
            *unknown.types.entry(name).or_default() += 1;
            return None;
        }
        let needs = needs.unwrap_or(Needs::Source);
        self.summary.learned_types.push(LearnedType { id: id.clone(), word: word.to_owned(), needs });
        self.declarations.relationship_types.push(learned_type(&id, word, needs));
        Some(self.declarations.relationship_types.len() - 1)
    }

    fn is_learned(&self, type_number: usize) -> bool {
        self.declarations.relationship_types[type_number].learned
    }
}

fn learned_class(id: &str, word: &str, prefixes: &mut FxHashSet<String>) -> ClassDefinition {
    let letters: String = word.chars().filter(char::is_ascii_alphanumeric).take(4).collect();
    let stem = if letters.is_empty() { "X".to_owned() } else { letters.to_uppercase() };
    let prefix = std::iter::once(stem.clone())
        .chain((2_u64..).map(|number| format!("{stem}{number}")))
        .find(|prefix| !prefixes.contains(prefix))
        .unwrap_or(stem);
    prefixes.insert(prefix.clone());
    ClassDefinition {
        id: id.to_owned(),
        parent: None,
        is_abstract: false,
        is_service: Some(false),
        fails_alone: Some(true),
        key_prefix: prefix,
        label: Label::same(word),
        aliases: Vec::new(),
        identity: Vec::new(),
        attributes: Vec::new(),
        learned: true,
    }
}

/// A learned type counts as "source needs target, hard" until somebody confirms it (MODEL).
fn learned_type(id: &str, word: &str, needs: Needs) -> RelationshipTypeDefinition {
    RelationshipTypeDefinition {
        id: id.to_owned(),
        label: Label::same(word),
        inverse: Label::same(word),
        needs,
        strength: Strength::Hard,
        groups: false,
        ask_k: false,
        proposed_k: None,
        customers: false,
        documents: false,
        matrix: vec![MatrixEntry { from: "any".to_owned(), to: "any".to_owned(), strength: None }],
        learned: true,
    }
}
