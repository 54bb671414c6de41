//! The order of a list.

use std::cmp::Ordering;

use cairn_estate::{Generation, Row, fold};
use cairn_model::Value;
use serde::{Deserialize, Serialize};

use super::{cells, known};
use crate::error::EngineError;

/// One column that orders a list. Fields of the lifecycle and classes stand in the order of the catalogue, numbers by
/// size, everything else as search compares text, with numbers inside by size: `srv-9` before `srv-10`. What has no
/// value stands last in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SortKey {
    /// The column.
    pub column: String,
    /// Greatest first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
}

/// A value to compare; numbers stand before texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
}

/// Puts rows into an order; rows that are equal in it stay as they stand.
pub(super) fn sort(generation: &Generation, rows: &mut Vec<Row>, keys: &[SortKey]) -> Result<(), EngineError> {
    if keys.is_empty() {
        return Ok(());
    }
    let columns: Vec<String> = keys.iter().map(|key| key.column.clone()).collect();
    known(generation, &columns)?;
    let mut keyed: Vec<(Vec<Option<Key>>, Row)> = Vec::with_capacity(rows.len());
    for &row in rows.iter() {
        keyed.push((key(generation, row, &columns)?, row));
    }
    let compare = |left: &[Option<Key>], right: &[Option<Key>]| {
        let pairs = left.iter().zip(right).zip(keys);
        pairs.map(|((left, right), key)| one(left.as_ref(), right.as_ref(), key.descending)).find(|found| found.is_ne())
    };
    keyed.sort_by(|left, right| compare(&left.0, &right.0).unwrap_or(Ordering::Equal));
    rows.clear();
    rows.extend(keyed.into_iter().map(|(_, row)| row));
    Ok(())
}

fn one(left: Option<&Key>, right: Option<&Key>, descending: bool) -> Ordering {
    match (left, right) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(left), Some(right)) if descending => right.cmp(left),
        (Some(left), Some(right)) => left.cmp(right),
    }
}

fn key(generation: &Generation, row: Row, columns: &[String]) -> Result<Vec<Option<Key>>, EngineError> {
    let number = |number: usize| Some(Key::Number(i64::try_from(number).unwrap_or(i64::MAX)));
    let mut keys = Vec::with_capacity(columns.len());
    // Most lists are in the order of one field that needs no reading of attributes.
    for column in columns {
        keys.push(match column.as_str() {
            "class" => number(generation.class_number(row)),
            "state" => number(generation.state_number(row)),
            "operation" => number(generation.status(row) as usize),
            "name" => Some(Key::Text(natural(generation.view(row)?.name))),
            "key" => Some(Key::Text(natural(generation.view(row)?.key))),
            field if cells::is_field(field) => {
                let own = cells::values(generation, row, std::slice::from_ref(column))?;
                own.into_iter().next().flatten().and_then(of_value)
            }
            attribute => cells::attribute(generation, row, attribute)?.and_then(of_value),
        });
    }
    Ok(keys)
}

fn of_value(value: Value) -> Option<Key> {
    match value {
        Value::Null => None,
        Value::Boolean(value) => Some(Key::Number(i64::from(value))),
        Value::Integer(number) => Some(Key::Number(number)),
        other => Some(Key::Text(natural(&other.to_string()))),
    }
}

/// Returns a text that stands in the order of `text` with each run of digits by size: behind a character that counts
/// its digits, without leading zeros.
fn natural(text: &str) -> String {
    let folded = fold(text);
    let mut natural = String::with_capacity(folded.len() + 8);
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        natural.push_str(&rest[..start]);
        let run = &rest[start..];
        let end = run.find(|character: char| !character.is_ascii_digit()).unwrap_or(run.len());
        let digits = run[..end].trim_start_matches('0');
        // Between the digits and the letters of ASCII there is no room for more, and no number needs it.
        natural.push(char::from(b'0' + u8::try_from(digits.len()).unwrap_or(9).min(9)));
        natural.push_str(digits);
        rest = &run[end..];
    }
    natural.push_str(rest);
    natural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_text_stand_by_size() {
        let check = |ascending: &[&str]| {
            let mut sorted: Vec<&str> = ascending.to_vec();
            sorted.sort_by_key(|text| natural(text));
            assert_eq!(sorted, ascending);
        };
        check(&["srv-1", "SRV-2", "srv-9", "srv-10", "srv-011", "srv-100"]);
        check(&["a", "a0", "a1b", "a1c", "a2", "b"]);
        check(&["", "１", "2", "10", "x"]);
    }

    #[test]
    fn what_has_no_value_stands_last_both_ways() {
        let (some, none) = (Some(Key::Number(1)), None);
        for descending in [false, true] {
            assert_eq!(one(some.as_ref(), none.as_ref(), descending), Ordering::Less);
            assert_eq!(one(none.as_ref(), some.as_ref(), descending), Ordering::Greater);
        }
    }
}
