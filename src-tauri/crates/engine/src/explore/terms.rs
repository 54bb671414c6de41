//! Terms of a filter, one by one: what is set, and the filter with one more or one less.

use cairn_estate::{Filter, WrittenTerm, fold};

use super::facets::quoted;
use crate::error::EngineError;

/// Returns the terms of a filter as they were written, each with the filter without it.
///
/// # Errors
/// [`EngineError::Filter`] when the filter cannot be read.
pub fn terms(filter: &str) -> Result<Vec<(WrittenTerm, String)>, EngineError> {
    let all = Filter::written(filter)?;
    let without = |place: usize| {
        let others = all.iter().enumerate().filter(|(other, _)| *other != place);
        others.map(|(_, term)| term.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    Ok(all.iter().enumerate().map(|(place, term)| (term.clone(), without(place))).collect())
}

/// Returns whether a filter asks for a value of a field, and the filter that asks for it as well, or no more. Values of
/// one field stand in one term, any of which does, unless `joins` is false; `term` names one value.
pub(super) fn toggled(filter: &str, term: &str, joins: bool) -> Result<(bool, String), EngineError> {
    let mut all = Filter::written(filter)?;
    let Some(wanted) = Filter::written(term)?.pop() else { return Ok((false, filter.to_owned())) };
    let value = wanted.values.first().cloned().unwrap_or_default();
    let is_it = |other: &String| fold(other) == fold(&value);
    let is_of_field = |own: &WrittenTerm| own.wanted && own.field == wanted.field && own.operator == wanted.operator;
    let is_set = all.iter().any(|own| is_of_field(own) && own.values.iter().any(is_it));
    if is_set {
        for own in all.iter_mut().filter(|own| is_of_field(own)) {
            own.values.retain(|value| !is_it(value));
            own.text = written(own);
        }
        all.retain(|own| !own.values.is_empty());
    } else if let Some(own) = all.iter_mut().find(|own| joins && is_of_field(own)) {
        own.values.push(value);
        own.text = written(own);
    } else {
        all.push(wanted);
    }
    Ok((is_set, all.iter().map(|own| own.text.as_str()).collect::<Vec<_>>().join(" ")))
}

/// Returns the filter without what it asks of a field; `None` when it asks nothing of it.
pub(super) fn without_field(filter: &str, field: &str) -> Result<Option<String>, EngineError> {
    let all = Filter::written(filter)?;
    let is_free = |own: &&WrittenTerm| !(own.wanted && own.field == field);
    let free: Vec<&str> = all.iter().filter(is_free).map(|own| own.text.as_str()).collect();
    Ok((free.len() < all.len()).then(|| free.join(" ")))
}

fn written(term: &WrittenTerm) -> String {
    let values: Vec<String> = term.values.iter().map(|value| quoted(value)).collect();
    format!("{}{}{}", term.field, term.operator, values.join("|"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    fn check(filter: &str, term: &str, is_set: bool, next: &str) {
        assert_eq!(toggled(filter, term, true).unwrap(), (is_set, next.to_owned()), "{filter} + {term}");
    }

    #[test]
    fn a_second_value_of_a_field_means_either() {
        check("", "class:rack", false, "class:rack");
        check("class:rack", "class:server", false, "class:rack|server");
        check("type:rack core", "class:server", false, "class:rack|server core");
        check("class:rack|server", "class:rack", true, "class:server");
        check("class:rack", "class:rack", true, "");
        check("class=rack", "class:rack", false, "class=rack class:rack");
        check("site=\"HK 1\"", "site=\"A|B\"", false, "site=\"HK 1\"|\"A|B\"");
        check("site=KLN", "site=", false, "site=KLN|");
        check("site=KLN|", "site=", true, "site=KLN");
        check("site=kln x", "site=KLN", true, "x");
        let narrowed = toggled("class:service", "class:rack", false).unwrap();
        assert_eq!(narrowed, (false, "class:service class:rack".to_owned()));
        check("-site=KLN", "site=KLN", false, "-site=KLN site=KLN");
    }

    #[test]
    fn a_term_is_taken_away_alone() {
        let found = terms("core class:rack owner = \"Team A\"").unwrap();
        let without: Vec<&str> = found.iter().map(|(_, without)| without.as_str()).collect();
        assert_eq!(without, ["class:rack owner = \"Team A\"", "core owner = \"Team A\"", "core class:rack"]);
        assert_eq!(
            without_field("core class:rack -class:server", "class").unwrap(),
            Some("core -class:server".to_owned())
        );
        assert_eq!(without_field("core", "class").unwrap(), None);
        assert!(terms("owner=\"Team").is_err());
    }
}
