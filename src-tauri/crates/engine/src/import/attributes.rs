//! Values as the class wants them: a file has words, an attribute has a type.

use std::collections::BTreeMap;

use cairn_exchange::{Attributes, Cell};
use cairn_model::catalogue::{AttributeDefinition, AttributeType};
use cairn_model::packed::{Reader, write_text, write_text_value, write_value};
use cairn_model::{Catalogue, Phrase, Timestamp, Value};
use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

/// The attributes each class has: the common ones, its own and the inherited.
pub(crate) struct ClassAttributes<'a> {
    catalogue: &'a Catalogue,
    of_class: FxHashMap<usize, FxHashMap<&'a str, &'a AttributeDefinition>>,
}

impl<'a> ClassAttributes<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        ClassAttributes { catalogue, of_class: FxHashMap::default() }
    }

    fn of(&mut self, class: usize) -> &FxHashMap<&'a str, &'a AttributeDefinition> {
        let catalogue = self.catalogue;
        self.of_class.entry(class).or_insert_with(|| {
            let declared = catalogue.attributes_of(class).into_iter();
            declared.map(|attribute| (attribute.id.as_str(), attribute)).collect()
        })
    }

    /// Returns whether the class has an attribute of this id.
    pub(crate) fn has(&mut self, class: usize, id: &str) -> bool {
        self.of(class).contains_key(id)
    }

    /// Returns the values as the class wants them. An attribute that the class does not declare stays as it is.
    ///
    /// # Errors
    /// The attribute and what is wrong with its value.
    pub(crate) fn conform(
        &mut self,
        class: usize,
        values: &BTreeMap<String, Value>,
    ) -> Result<BTreeMap<String, Value>, (String, Phrase)> {
        let declared = self.of(class);
        let mut conforming = BTreeMap::new();
        for (name, value) in values {
            let value = match (declared.get(name.as_str()), value) {
                (Some(definition), Value::Text(text)) => {
                    conform(definition, text).map_err(|phrase| (name.clone(), phrase))?
                }
                (Some(definition), Value::Integer(number)) => {
                    in_range(definition, *number).map_err(|phrase| (name.clone(), phrase))?
                }
                _ => value.clone(),
            };
            conforming.insert(name.clone(), value);
        }
        Ok(conforming)
    }

    /// As [`ClassAttributes::conform`], of a row: puts the values into `packed` in the place of what was there.
    pub(crate) fn conform_row(
        &mut self,
        class: usize,
        values: Attributes<'_>,
        packed: &mut PackedValues,
    ) -> Result<(), (String, Phrase)> {
        let declared = self.of(class);
        packed.count = 0;
        packed.bytes.clear();
        packed.is_nested = false;
        for (name, cell) in values {
            let wrong = |phrase| (name.to_owned(), phrase);
            packed.count += 1;
            write_text(&mut packed.bytes, name);
            match (declared.get(name), cell) {
                (Some(definition), Cell::Text(text)) if !is_any_text(definition.value_type) => {
                    write_value(&mut packed.bytes, &conform(definition, text).map_err(wrong)?);
                }
                (_, Cell::Text(text)) => write_text_value(&mut packed.bytes, text),
                (Some(definition), Cell::Value(Value::Integer(number))) => {
                    write_value(&mut packed.bytes, &in_range(definition, number).map_err(wrong)?);
                }
                (_, Cell::Value(value)) => {
                    packed.is_nested |= matches!(value, Value::List(_) | Value::Map(_));
                    write_value(&mut packed.bytes, &value);
                }
            }
        }
        Ok(())
    }
}

/// The attributes of one item, as its record has them.
#[derive(Debug, Default)]
pub(crate) struct PackedValues {
    pub(crate) count: u64,
    pub(crate) bytes: Vec<u8>,
    /// Whether any value is a list or a map.
    pub(crate) is_nested: bool,
}

impl PackedValues {
    /// Returns the values by name; `None` when one nests deeper than a record reads back.
    pub(crate) fn to_map(&self) -> Option<BTreeMap<String, Value>> {
        let mut reader = Reader::new(&self.bytes);
        (0..self.count).map(|_| Some((reader.text().ok()?.to_owned(), reader.value().ok()?))).collect()
    }
}

/// Returns whether every text is a value of the type, as it is.
fn is_any_text(value_type: AttributeType) -> bool {
    use AttributeType as Type;
    !matches!(
        value_type,
        Type::Integer | Type::Decimal | Type::Money | Type::Boolean | Type::Enum | Type::Date | Type::DateTime
    )
}

fn conform(definition: &AttributeDefinition, text: &str) -> Result<Value, Phrase> {
    let wrong = |code| Err(Phrase::new(code).with("attribute", &definition.id).with("value", text));
    match definition.value_type {
        AttributeType::Integer => match text.parse::<i64>() {
            Ok(number) => in_range(definition, number),
            Err(_) => wrong("row-not-an-integer"),
        },
        AttributeType::Decimal | AttributeType::Money if !is_decimal(text) => wrong("row-not-a-decimal"),
        AttributeType::Decimal | AttributeType::Money => Ok(Value::Decimal(text.to_owned())),
        AttributeType::Boolean => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "1" | "是" => Ok(Value::Boolean(true)),
            "false" | "no" | "n" | "0" | "否" => Ok(Value::Boolean(false)),
            _ => wrong("row-not-a-boolean"),
        },
        AttributeType::Enum => match definition.values.iter().find(|value| value.eq_ignore_ascii_case(text)) {
            Some(value) => Ok(Value::Text(value.clone())),
            None => Err(Phrase::new("row-not-in-list")
                .with("attribute", &definition.id)
                .with("value", text)
                .with("allowed", definition.values.join(", "))),
        },
        AttributeType::Date => match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(date) if (1..=9999).contains(&date.year()) => Ok(Value::Text(text.to_owned())),
            _ => wrong("row-not-a-date"),
        },
        AttributeType::DateTime => match Timestamp::parse(text) {
            Ok(_) => Ok(Value::Text(text.to_owned())),
            Err(_) => wrong("row-not-a-moment"),
        },
        _ => Ok(Value::Text(text.to_owned())),
    }
}

fn in_range(definition: &AttributeDefinition, number: i64) -> Result<Value, Phrase> {
    let below = definition.min.is_some_and(|min| number < min);
    let above = definition.max.is_some_and(|max| number > max);
    if !below && !above {
        return Ok(Value::Integer(number));
    }
    let bound = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
    Err(Phrase::new("row-out-of-range")
        .with("attribute", &definition.id)
        .with("value", number)
        .with("min", bound(definition.min))
        .with("max", bound(definition.max)))
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_model::catalogue::Label;

    fn check(value_type: AttributeType, text: &str, expected: &Result<Value, &str>) {
        let definition = AttributeDefinition {
            id: "a".to_owned(),
            value_type,
            unit: None,
            values: vec!["High".to_owned()],
            target: None,
            required_tiers: Vec::new(),
            min: Some(1),
            max: Some(4),
            label: Label::same("a"),
        };
        let found = conform(&definition, text);
        assert_eq!(
            found.as_ref().map_err(|phrase| phrase.code.as_str()),
            expected.as_ref().map_err(|code| *code),
            "{text}"
        );
    }

    #[test]
    fn words_become_values() {
        use AttributeType as Type;
        check(Type::Integer, "4", &Ok(Value::Integer(4)));
        check(Type::Integer, "5", &Err("row-out-of-range"));
        check(Type::Integer, "four", &Err("row-not-an-integer"));
        check(Type::Decimal, "99.950", &Ok(Value::Decimal("99.950".to_owned())));
        check(Type::Decimal, "1e3", &Err("row-not-a-decimal"));
        check(Type::Boolean, "Yes", &Ok(Value::Boolean(true)));
        check(Type::Boolean, "maybe", &Err("row-not-a-boolean"));
        check(Type::Enum, "high", &Ok(Value::Text("High".to_owned())));
        check(Type::Enum, "low", &Err("row-not-in-list"));
        check(Type::Date, "2026-11-21", &Ok(Value::Text("2026-11-21".to_owned())));
        check(Type::Date, "10000-01-01", &Err("row-not-a-date"));
        check(Type::Date, "2026-02-30", &Err("row-not-a-date"));
        check(Type::DateTime, "2026-11-21T09:00:00Z", &Ok(Value::Text("2026-11-21T09:00:00Z".to_owned())));
        check(Type::DateTime, "yesterday", &Err("row-not-a-moment"));
        check(Type::Text, "00123", &Ok(Value::Text("00123".to_owned())));
    }
}
