//! Selecting the items of a generation.

use cairn_model::OperationStatus;
use cairn_model::packed::ItemRow;

use super::{Filter, FilterError, Term};
use crate::chunks::CHUNK_ROWS;
use crate::generation::{EstateError, Generation};
use crate::items::Row;
use crate::text::fold;

/// The rows that a filter selects, ascending.
pub type FilterMatches = Vec<Row>;

/// A term with everything looked up that does not depend on the item.
enum Test {
    /// The wanted classes by dense number.
    Class(Vec<bool>),
    State(Vec<usize>),
    Operation(Vec<OperationStatus>),
    Source(Vec<String>),
    /// Position in the list of attributes, and the folded values.
    Attribute(usize, Vec<String>),
}

struct Plan {
    /// Folded texts that must occur.
    needles: Vec<String>,
    /// Folded texts that must not.
    absent: Vec<String>,
    tests: Vec<(bool, Test)>,
    attributes: Vec<String>,
}

impl Generation {
    /// Returns the rows of the items that a filter selects, ascending.
    ///
    /// # Errors
    /// [`FilterError`] for a class, state, operation or attribute that this estate does not know.
    pub fn select(&self, filter: &Filter) -> Result<FilterMatches, FilterError> {
        let plan = self.plan(filter)?;
        let mut found = Vec::new();
        let mut carried = vec![false; plan.attributes.len()];
        for (number, chunk) in self.items.chunks().enumerate() {
            let mut places =
                if plan.needles.is_empty() { (0..chunk.len()).collect() } else { chunk.folded().search(&plan.needles) };
            for needle in &plan.absent {
                let with = chunk.folded().search(std::slice::from_ref(needle));
                places.retain(|place| with.binary_search(place).is_err());
            }
            for place in places {
                let row = u32::try_from(number * CHUNK_ROWS + place).unwrap_or(u32::MAX);
                if self.items.is_alive(row) && plan.holds(self, row, &mut carried).unwrap_or(false) {
                    found.push(row);
                }
            }
        }
        self.check_attributes(&plan, &carried)?;
        Ok(found)
    }

    fn plan(&self, filter: &Filter) -> Result<Plan, FilterError> {
        let mut plan = Plan { needles: Vec::new(), absent: Vec::new(), tests: Vec::new(), attributes: Vec::new() };
        for (wanted, term) in &filter.terms {
            let unknown = |field, value: &str| FilterError::UnknownValue { field, value: value.to_owned() };
            let test = match term {
                Term::Text(text) => {
                    if *wanted { &mut plan.needles } else { &mut plan.absent }.push(fold(text));
                    continue;
                }
                Term::Class(words) => Test::Class(self.classes_for(words, true)?),
                Term::ClassItself(words) => Test::Class(self.classes_for(words, false)?),
                Term::State(words) => {
                    Test::State(each(words, |word| self.state_for(word).ok_or_else(|| unknown("state", word)))?)
                }
                Term::Operation(words) => Test::Operation(each(words, |word| {
                    let mut all = OperationStatus::ALL.into_iter();
                    all.find(|status| status.id() == word).ok_or_else(|| unknown("operation", word))
                })?),
                Term::Source(words) => Test::Source(words.iter().map(|word| fold(word)).collect()),
                Term::Attribute { name, values } => {
                    plan.attributes.push(name.clone());
                    Test::Attribute(plan.attributes.len() - 1, values.iter().map(|value| fold(value)).collect())
                }
            };
            plan.tests.push((*wanted, test));
        }
        Ok(plan)
    }

    /// Returns, by dense number, whether a class is one of those meant or, if so asked, inherits from one.
    fn classes_for(&self, words: &[String], with_subclasses: bool) -> Result<Vec<bool>, FilterError> {
        let classes = self.catalogue().classes();
        let mut wanted = vec![false; classes.len()];
        for word in words {
            let unknown = || FilterError::UnknownValue { field: "class", value: word.clone() };
            let meant = self.class_for(word).ok_or_else(unknown)?;
            for (number, class) in classes.iter().enumerate() {
                wanted[number] |= number == meant || with_subclasses && class.ancestors.contains(&meant);
            }
        }
        Ok(wanted)
    }

    /// Returns the dense number of the class that a word means.
    fn class_for(&self, word: &str) -> Option<usize> {
        let folded = fold(word);
        let by_word = self.catalogue().class_for_word(word).map(|class| class.definition.id.as_str());
        self.catalogue().classes().iter().position(|class| {
            let definition = &class.definition;
            let labels = [&definition.label.en, &definition.label.zh_hk, &definition.label.zh_cn];
            Some(definition.id.as_str()) == by_word
                || definition.id == word
                || labels.into_iter().any(|label| fold(label) == folded)
        })
    }

    fn state_for(&self, word: &str) -> Option<usize> {
        let folded = fold(word);
        self.catalogue().states().iter().position(|state| {
            let labels = [&state.label.en, &state.label.zh_hk, &state.label.zh_cn];
            state.id == word || labels.into_iter().any(|label| fold(label) == folded)
        })
    }

    /// Returns whether the catalogue declares an attribute or any item carries it. Cost: a look at every item for one
    /// that is not declared.
    #[must_use]
    pub fn has_attribute(&self, name: &str) -> bool {
        self.catalogue().attributes().iter().any(|attribute| attribute.id == name)
            || self.rows().any(|row| attribute_text(self, row, name).is_ok_and(|text| text.is_some()))
    }

    /// A misspelt attribute must not look like an empty answer.
    fn check_attributes(&self, plan: &Plan, carried: &[bool]) -> Result<(), FilterError> {
        for (name, _) in plan.attributes.iter().zip(carried).filter(|(_, carried)| !**carried) {
            if !INTRINSIC.contains(&name.as_str()) && !self.has_attribute(name) {
                return Err(FilterError::UnknownAttribute(name.clone()));
            }
        }
        Ok(())
    }
}

fn each<T>(words: &[String], meant: impl Fn(&str) -> Result<T, FilterError>) -> Result<Vec<T>, FilterError> {
    words.iter().map(|word| meant(word)).collect()
}

/// Fields of every item that read like attributes in a filter.
const INTRINSIC: [&str; 5] = ["name", "key", "id", "source_id", "source"];

impl Plan {
    fn holds(&self, generation: &Generation, row: Row, carried: &mut [bool]) -> Result<bool, EstateError> {
        for (wanted, test) in &self.tests {
            let holds = match test {
                Test::Class(classes) => classes[generation.class_number(row)],
                Test::State(states) => states.contains(&generation.state_number(row)),
                Test::Operation(statuses) => statuses.contains(&generation.status(row)),
                Test::Source(sources) => generation.view(row)?.source.is_some_and(|own| sources.contains(&fold(own))),
                Test::Attribute(position, values) => {
                    let text = attribute_text(generation, row, &self.attributes[*position])?;
                    carried[*position] |= text.is_some();
                    // Nothing there is as good as an empty value.
                    values.contains(&text.map_or_else(String::new, |text| fold(&text)))
                }
            };
            if holds != *wanted {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn attribute_text(generation: &Generation, row: Row, name: &str) -> Result<Option<String>, EstateError> {
    let view: ItemRow<'_> = generation.view(row)?;
    let intrinsic = match name {
        "name" => Some(view.name),
        "key" => Some(view.key),
        "source_id" => view.source_id,
        "source" => view.source,
        "id" => return Ok(Some(view.id.to_string())),
        _ => None,
    };
    if let Some(text) = intrinsic {
        return Ok(Some(text.to_owned()));
    }
    let mut reader = view.attributes;
    for _ in 0..view.attribute_count {
        if reader.text()? == name {
            return Ok(Some(reader.value()?.to_string()));
        }
        reader.value_bytes()?;
    }
    Ok(None)
}
