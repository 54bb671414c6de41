//! By what the items of an estate are grouped: their class, its layer, or the value of an attribute; flat, by row.

use cairn_estate::{EstateError, Generation, Row, fold};
use cairn_model::packed::Reader;
use rustc_hash::FxHashMap;

use crate::error::EngineError;
use crate::explore::{attributes, term};

/// One value of an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// A class by id, or the value of an attribute as most items have it; empty for items without.
    pub(super) id: String,
    /// What selects its items in the filter language, and what selects all others; none for a value that the language
    /// cannot say.
    pub(super) terms: Option<(String, String)>,
}

/// What the items of a list are, by one thing about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) parts: Vec<Part>,
    /// The number of its part, for each row of the list.
    pub(super) of: Vec<u32>,
}

impl Axis {
    /// Returns the classes of items; those that items are of themselves, or the topmost ancestors.
    pub(super) fn of_classes(generation: &Generation, rows: &[Row], is_topmost: bool) -> Self {
        let catalogue = generation.catalogue();
        let classes = catalogue.classes();
        let mut numbers: Vec<Option<u32>> = vec![None; classes.len()];
        let mut axis = Axis { parts: Vec::new(), of: Vec::with_capacity(rows.len()) };
        for &row in rows {
            let own = generation.class_number(row);
            let class = if is_topmost { catalogue.group_of(own) } else { own };
            let next = u32::try_from(axis.parts.len()).unwrap_or(u32::MAX);
            let number = *numbers[class].get_or_insert(next);
            if number == next {
                let id = classes[class].definition.id.clone();
                let terms = if is_topmost {
                    term("class", ":", &id).map(|term| (term.clone(), format!("-{term}")))
                } else {
                    term("class", "=", &id).zip(term("class", "!=", &id))
                };
                axis.parts.push(Part { id, terms });
            }
            axis.of.push(number);
        }
        axis
    }

    /// Returns the values of an attribute; values that a filter does not tell apart are one.
    pub(super) fn of_attribute(generation: &Generation, rows: &[Row], name: &str) -> Result<Self, EngineError> {
        let mut by_bytes: FxHashMap<&[u8], u32> = FxHashMap::default();
        let mut by_fold: FxHashMap<String, u32> = FxHashMap::default();
        let mut axis = Axis { parts: Vec::new(), of: Vec::with_capacity(rows.len()) };
        for &row in rows {
            let mut found: Option<&[u8]> = None;
            attributes(generation, row, |own, reader| {
                let bytes = reader.value_bytes()?;
                if own == name.as_bytes() {
                    found = Some(bytes);
                }
                Ok(())
            })?;
            let known = found.and_then(|bytes| by_bytes.get(bytes)).copied();
            let number = match known {
                Some(number) => number,
                None => {
                    let text = match found {
                        Some(bytes) => Reader::new(bytes).value().map_err(EstateError::from)?.to_string(),
                        None => String::new(),
                    };
                    let next = u32::try_from(axis.parts.len()).unwrap_or(u32::MAX);
                    let number = *by_fold.entry(fold(&text)).or_insert(next);
                    if number == next {
                        let terms = term(name, "=", &text).zip(term(name, "!=", &text));
                        axis.parts.push(Part { id: text, terms });
                    }
                    if let Some(bytes) = found {
                        by_bytes.insert(bytes, number);
                    }
                    number
                }
            };
            axis.of.push(number);
        }
        Ok(axis)
    }

    /// Joins all parts but the `keep` that have most items; returns the number of what they were joined to.
    pub(super) fn join_smallest(&mut self, keep: usize) -> Option<u32> {
        if self.parts.len() <= keep {
            return None;
        }
        let mut counts = vec![0_u64; self.parts.len()];
        for &number in &self.of {
            counts[number as usize] += 1;
        }
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by_key(|&number| (std::cmp::Reverse(counts[number]), number));
        order.truncate(keep.saturating_sub(1));
        // What the language cannot say cannot be left out of the others either.
        order.retain(|&number| self.parts[number].terms.is_some());
        let others = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let mut numbers = vec![others; counts.len()];
        for (number, &old) in (0..).zip(&order) {
            numbers[old] = number;
        }
        let mut parts: Vec<Part> = order.iter().map(|&old| self.parts[old].clone()).collect();
        let left: Vec<&str> =
            parts.iter().filter_map(|part| part.terms.as_ref()).map(|(_, not)| not.as_str()).collect();
        let terms = Some((left.join(" "), String::new()));
        parts.push(Part { id: String::new(), terms });
        self.parts = parts;
        for number in &mut self.of {
            *number = numbers[*number as usize];
        }
        Some(others)
    }
}
