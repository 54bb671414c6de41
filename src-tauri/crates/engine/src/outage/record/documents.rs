//! Outages as documents of the store, and the policy by which they are carried.

use cairn_model::change::POLICY_KIND;
use cairn_model::outage::{DEFAULT_OUTAGE_POLICY, OUTAGE_KIND, OUTAGE_POLICY_ID, Outage, OutagePolicy};
use cairn_model::{Edit, ModelElement, Phrase};
use cairn_store::Store;

use super::guard::GUARDS;
use crate::change::{get, key_meant, read_all};
use crate::engine::Engine;
use crate::error::{EngineError, shortened};

/// Returns the policy of outages that ships with the product.
///
/// # Errors
/// [`EngineError::Policy`] when it is none, which a test rules out.
pub fn default_outage_policy() -> Result<OutagePolicy, EngineError> {
    let guards: Vec<&str> = GUARDS.iter().map(|(name, _)| *name).collect();
    OutagePolicy::parse(DEFAULT_OUTAGE_POLICY, &guards).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        EngineError::Policy(problems.join("; "))
    })
}

/// Returns the element of an estate's model that holds its policy of outages.
pub(crate) fn outage_policy_element(policy: &OutagePolicy) -> Result<ModelElement, EngineError> {
    let definition = serde_json::to_value(policy).map_err(|error| EngineError::Serialise("the policy", error))?;
    Ok(ModelElement { definition, id: OUTAGE_POLICY_ID.to_owned(), kind: POLICY_KIND.to_owned() })
}

/// Returns the policy of outages of an estate; the one that ships when the estate was made before there was any.
pub(crate) fn outage_policy_of(store: &Store) -> Result<OutagePolicy, EngineError> {
    let is_own = |own: &ModelElement| own.kind == POLICY_KIND && own.id == OUTAGE_POLICY_ID;
    match store.model_elements()?.into_iter().find(is_own) {
        None => default_outage_policy(),
        Some(element) => {
            serde_json::from_value(element.definition).map_err(|error| EngineError::Policy(error.to_string()))
        }
    }
}

/// Returns every outage, by id.
///
/// # Errors
/// [`EngineError::Store`].
pub fn outages(engine: &Engine) -> Result<Vec<Outage>, EngineError> {
    read_all(engine, OUTAGE_KIND)
}

/// Returns every outage as it was recorded by record no. `seq`, by id.
///
/// Cost: the outages, and the edits of one record for each that was edited since.
pub(crate) fn outages_at(engine: &Engine, seq: u64) -> Result<Vec<Outage>, EngineError> {
    let mut found = Vec::new();
    for own in outages(engine)? {
        match own.history.iter().find(|event| event.record > seq).map(|event| event.record) {
            None => found.push(own),
            Some(later) => found.extend(before(engine, later, &own.id)?),
        }
    }
    Ok(found)
}

/// Returns an outage as it was before a record that edits it; `None` when that entered it.
fn before(engine: &Engine, record: u64, id: &str) -> Result<Option<Outage>, EngineError> {
    for edit in engine.store().edits(record)? {
        if let Edit::Document { before: Some(before), .. } = edit
            && (before.kind.as_str(), before.id.as_str()) == (OUTAGE_KIND, id)
        {
            let read = serde_json::from_value(before.body);
            return read.map(Some).map_err(|error| EngineError::Serialise("a document", error));
        }
    }
    Ok(None)
}

/// Returns whether the edits of a record carry an outage: what it says of items' operation follows that.
pub(crate) fn is_of_an_outage(edits: &[Edit]) -> bool {
    edits.iter().any(|edit| match edit {
        Edit::Document { before, after } => {
            after.as_ref().or(before.as_ref()).is_some_and(|document| document.kind == OUTAGE_KIND)
        }
        _ => false,
    })
}

/// Returns the outage that a person means: by its id in any case, with or without its zeros, or by its number alone.
///
/// # Errors
/// [`EngineError::Refused`] when there is none.
pub fn find_outage(engine: &Engine, words: &str) -> Result<Outage, EngineError> {
    match get(engine, OUTAGE_KIND, &key_meant(&engine.outage_policy().key_prefix, words))? {
        Some(outage) => Ok(outage),
        None => Err(EngineError::Refused(Phrase::new("outage-not-found").with("words", shortened(words.trim())))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn the_policy_that_ships_is_one_and_a_broken_one_says_where() {
        let policy = default_outage_policy().unwrap();
        let begins: Vec<&str> = policy.transitions_from("").map(|own| own.id.as_str()).collect();
        assert_eq!(begins, ["announce", "record", "enter"]);
        // What code asks of states is said of some state, and of no two that exclude each other.
        let ahead_and_holding = policy.states.iter().filter(|state| state.ahead && state.holds);
        assert_eq!(ahead_and_holding.count(), 0);
        assert_eq!(policy.states.iter().filter(|state| state.holds).count(), 1);
        let guards: Vec<&str> = GUARDS.iter().map(|(name, _)| *name).collect();
        let broken = DEFAULT_OUTAGE_POLICY.replace("has_cause", "has_blame").replace("to = \"over\"", "to = \"under\"");
        let problems = OutagePolicy::parse(&broken, &guards).unwrap_err();
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "transition enter: under: no such state",
                "transition end: under: no such state",
                "transition close: has_blame: no such guard"
            ]
        );
    }
}
