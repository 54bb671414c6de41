//! How many items of a list have which value.

use cairn_estate::{EstateError, Generation, Row, fold};
use cairn_model::packed::Reader;
use cairn_model::{OperationStatus, Value};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::terms::{toggled, without_field};
use super::{Query, cells, known, select};
use crate::error::{EngineError, shortened};

/// In how many pieces a list is counted at most, and how small a piece is worth a thread.
const PIECES_MAX: usize = 8;
const PIECE_MIN: usize = 8_192;
/// How many values of a facet are named.
const VALUES_MAX: usize = 60;

/// One value, and how many items of the list have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FacetValue {
    /// The value: an id for classes, states and operation, else as an item has it.
    pub value: String,
    /// How many items.
    pub count: u64,
    /// What selects them, in the filter language; absent for a value that it cannot say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Whether the filter asks for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_set: bool,
    /// The filter that asks for it as well, or no more; absent without a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The values of one field over a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Facet {
    /// The field.
    pub field: String,
    /// Values, most items first; classes and states in the order of the catalogue.
    pub values: Vec<FacetValue>,
    /// How many different values there are.
    pub distinct: u64,
    /// How many items have a value that is not named.
    pub others: u64,
    /// How many items have no value.
    pub missing: u64,
    /// What selects those without, in the filter language; absent for fields that every item has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_term: Option<String>,
    /// Whether the filter asks for those without.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing_is_set: bool,
    /// The filter that asks for those without as well, or no more; absent without a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_next: Option<String>,
}

/// Returns, for each field, how many rows of a list have which value: exact counts.
///
/// # Errors
/// [`EngineError::Filter`] for a field that the estate does not know.
pub fn facets(generation: &Generation, list: &[Row], fields: &[String]) -> Result<Vec<Facet>, EngineError> {
    known(generation, fields)?;
    let named: Vec<&str> = fields.iter().map(String::as_str).filter(|name| !cells::is_field(name)).collect();
    let counts = if named.is_empty() { Vec::new() } else { counted(generation, list, &named)? };
    let mut of_attributes = named.into_iter().zip(counts);
    let mut facets = Vec::with_capacity(fields.len());
    for field in fields {
        facets.push(match field.as_str() {
            field if cells::is_field(field) => of_field(generation, list, field)?,
            _ => match of_attributes.next() {
                Some((name, counts)) => of_attribute(list.len() as u64, name, counts)?,
                None => continue,
            },
        });
    }
    Ok(facets)
}

/// Returns the values of fields, of one that is set among the items that the question selects whatever it asks of this
/// field: what a further value would add can be seen. Says of each value whether it is set, and the filter with one more
/// or one less.
///
/// # Errors
/// As [`facets`]; [`EngineError::Filter`] when the filter cannot be read.
pub fn facets_to_choose(
    generation: &Generation,
    query: &Query,
    list: &[Row],
    fields: &[String],
) -> Result<Vec<Facet>, EngineError> {
    let mut all = facets(generation, list, fields)?;
    for facet in &mut all {
        // A term whose values are none of these, such as a class above them, narrows; another value narrows further.
        let mut is_widened = false;
        if let Some(filter) = without_field(&query.filter, &facet.field)? {
            let wider = select(generation, &Query { filter, sort: Vec::new(), ..query.clone() })?;
            let field = std::slice::from_ref(&facet.field);
            if let Some(mut wide) = facets(generation, &wider, field)?.pop() {
                is_widened = choose(&mut wide, &query.filter, true)?;
                if is_widened {
                    *facet = wide;
                }
            }
        }
        if !is_widened {
            choose(facet, &query.filter, false)?;
        }
    }
    Ok(all)
}

/// Says of each value whether it is set and what the filter becomes; returns whether any is.
fn choose(facet: &mut Facet, filter: &str, joins: bool) -> Result<bool, EngineError> {
    let mut is_any = false;
    for value in &mut facet.values {
        if let Some(term) = &value.term {
            let (is_set, next) = toggled(filter, term, joins)?;
            is_any |= is_set;
            (value.is_set, value.next) = (is_set, Some(next));
        }
    }
    if let Some(term) = &facet.missing_term {
        let (is_set, next) = toggled(filter, term, joins)?;
        is_any |= is_set;
        (facet.missing_is_set, facet.missing_next) = (is_set, Some(next));
    }
    Ok(is_any)
}

/// How many items have which value of one attribute, by its packed bytes.
type Counts<'g> = FxHashMap<&'g [u8], u64>;

/// Counts the values of attributes.
fn counted<'g>(generation: &'g Generation, list: &[Row], named: &[&str]) -> Result<Vec<Counts<'g>>, EngineError> {
    in_pieces(list, named.len(), |row, counts| {
        cells::attributes(generation, row, |name, reader| {
            let bytes = reader.value_bytes()?;
            if let Some(place) = named.iter().position(|named| named.as_bytes() == name) {
                *counts[place].entry(bytes).or_default() += 1;
            }
            Ok(())
        })
    })
}

/// Counts a list into `kinds` tables, in as many pieces as there are processors.
fn in_pieces<'g>(
    list: &[Row],
    kinds: usize,
    note: impl Fn(Row, &mut [Counts<'g>]) -> Result<(), EngineError> + Sync,
) -> Result<Vec<Counts<'g>>, EngineError> {
    let pieces = std::thread::available_parallelism().map_or(1, usize::from).min(PIECES_MAX);
    let size = list.len().div_ceil(pieces).max(PIECE_MIN);
    let count = |piece: &[Row]| {
        let mut counts: Vec<Counts<'g>> = vec![FxHashMap::default(); kinds];
        piece.iter().try_for_each(|&row| note(row, &mut counts)).map(|()| counts)
    };
    let counted: Vec<Result<Vec<Counts<'g>>, EngineError>> = std::thread::scope(|scope| {
        let working: Vec<_> = list.chunks(size).map(|piece| scope.spawn(|| count(piece))).collect();
        let done = working.into_iter().map(|piece| match piece.join() {
            Ok(counts) => counts,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    });
    let mut all: Vec<Counts<'g>> = vec![FxHashMap::default(); kinds];
    for counts in counted {
        for (all, own) in all.iter_mut().zip(counts?) {
            for (bytes, count) in own {
                *all.entry(bytes).or_default() += count;
            }
        }
    }
    Ok(all)
}

fn of_field(generation: &Generation, list: &[Row], field: &str) -> Result<Facet, EngineError> {
    let catalogue = generation.catalogue();
    let (ids, number): (Vec<&str>, &dyn Fn(Row) -> usize) = match field {
        "class" => (catalogue.classes().iter().map(|class| class.definition.id.as_str()).collect(), &|row| {
            generation.class_number(row)
        }),
        "state" => {
            (catalogue.states().iter().map(|state| state.id.as_str()).collect(), &|row| generation.state_number(row))
        }
        "operation" => (OperationStatus::ALL.map(OperationStatus::id).to_vec(), &|row| generation.status(row) as usize),
        _ => return of_text(generation, list, field),
    };
    let mut counts = vec![0_u64; ids.len()];
    for &row in list {
        counts[number(row)] += 1;
    }
    let present = ids.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let value = |(id, count): (&str, u64)| FacetValue {
        value: id.to_owned(),
        count,
        term: term(field, ":", id),
        is_set: false,
        next: None,
    };
    let values: Vec<FacetValue> = present.map(value).collect();
    let distinct = values.len() as u64;
    Ok(Facet {
        field: field.to_owned(),
        values,
        distinct,
        others: 0,
        missing: 0,
        missing_term: None,
        missing_is_set: false,
        missing_next: None,
    })
}

/// A field that is text: source, source id and the like.
fn of_text(generation: &Generation, list: &[Row], field: &str) -> Result<Facet, EngineError> {
    if field == "source" {
        let counted = in_pieces(list, 1, |row, counts| {
            if let Some(source) = generation.view(row)?.source {
                *counts[0].entry(source.as_bytes()).or_default() += 1;
            }
            Ok(())
        })?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let values = counted.iter().flatten().map(|(bytes, count)| (text(bytes), *count));
        return Ok(facet(list.len() as u64, field, values.collect()));
    }
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    let columns = [field.to_owned()];
    for &row in list {
        if let Some(Some(Value::Text(text))) = cells::values(generation, row, &columns)?.into_iter().next() {
            *counts.entry(text).or_default() += 1;
        }
    }
    Ok(facet(list.len() as u64, field, counts.into_iter().collect()))
}

fn of_attribute(total: u64, name: &str, counts: FxHashMap<&[u8], u64>) -> Result<Facet, EngineError> {
    let mut values = Vec::with_capacity(counts.len());
    for (bytes, count) in counts {
        let value = Reader::new(bytes).value().map_err(EstateError::from)?;
        values.push((value.to_string(), count));
    }
    Ok(facet(total, name, values))
}

/// Joins what a filter does not tell apart, and names the values most items have.
fn facet(total: u64, field: &str, mut counted: Vec<(String, u64)>) -> Facet {
    // Of several ways of writing a value the most frequent one is shown.
    counted.sort_unstable_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut joined: Vec<(String, u64)> = Vec::with_capacity(counted.len());
    for (text, count) in counted.into_iter().filter(|(text, _)| !text.is_empty()) {
        let place = *places.entry(fold(&text)).or_insert(joined.len());
        match joined.get_mut(place) {
            Some((_, known)) => *known += count,
            None => joined.push((text, count)),
        }
    }
    joined.sort_unstable_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let present: u64 = joined.iter().map(|(_, count)| count).sum();
    let distinct = joined.len() as u64;
    joined.truncate(VALUES_MAX);
    let named: u64 = joined.iter().map(|(_, count)| count).sum();
    let value = |(text, count): (String, u64)| {
        let term = term(field, "=", &text);
        FacetValue { value: shortened(&text), count, term, is_set: false, next: None }
    };
    let is_optional = !matches!(field, "key" | "name" | "id" | "verified_at");
    Facet {
        field: field.to_owned(),
        values: joined.into_iter().map(value).collect(),
        distinct,
        others: present - named,
        missing: total - present,
        missing_term: is_optional.then(|| format!("{field}=")),
        missing_is_set: false,
        missing_next: None,
    }
}

/// Returns what the filter language calls a value; `None` when it has no words for it.
pub(crate) fn term(field: &str, operator: &str, value: &str) -> Option<String> {
    if field == "verified_at" {
        return None;
    }
    if !is_plain(field) || field.starts_with('-') || !is_sayable(value) {
        return None;
    }
    Some(format!("{field}{operator}{}", quoted(value)))
}

/// Returns a value as it stands behind an operator.
pub(super) fn quoted(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { format!("\"{value}\"") }
}

fn is_sayable(value: &str) -> bool {
    !value.contains('"') && !value.chars().any(char::is_control)
}

fn is_plain(text: &str) -> bool {
    !text.chars().any(|one| one.is_whitespace() || one.is_control() || "\"=:|".contains(one))
}
