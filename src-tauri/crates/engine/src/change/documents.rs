//! Changes as documents of the store: reading them, and the edits that write them.

use cairn_model::change::{
    ANALYSIS_KIND, Analysis, AnalysisPart, CHANGE_KIND, Change, ChangePolicy, ChangeTemplate, DEFAULT_POLICY,
    PART_KIND, PLAN_KIND, POLICY_KIND, Plan, TEMPLATE_KIND,
};
use cairn_model::{Document, Edit, ModelElement, Phrase};
use cairn_store::Store;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::assess::Assessment;
use super::guard::GUARDS;
use crate::engine::Engine;
use crate::error::EngineError;

/// The id of the element of an estate's model that holds its policy.
const CHANGE_POLICY_ID: &str = "change";

/// Returns the policy that ships with the product.
///
/// # Errors
/// [`EngineError::Policy`] when it is none, which a test rules out.
pub fn default_policy() -> Result<ChangePolicy, EngineError> {
    let guards: Vec<&str> = GUARDS.iter().map(|(name, _)| *name).collect();
    ChangePolicy::parse(DEFAULT_POLICY, &guards).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        EngineError::Policy(problems.join("; "))
    })
}

/// Returns the element of an estate's model that holds its policy.
pub(crate) fn policy_element(policy: &ChangePolicy) -> Result<ModelElement, EngineError> {
    let definition = serde_json::to_value(policy).map_err(|error| EngineError::Serialise("the policy", error))?;
    Ok(ModelElement { definition, id: CHANGE_POLICY_ID.to_owned(), kind: POLICY_KIND.to_owned() })
}

/// Returns the policy of an estate; the one that ships when the estate was made before there was any.
pub(crate) fn policy_of(store: &Store) -> Result<ChangePolicy, EngineError> {
    let is_own = |own: &ModelElement| own.kind == POLICY_KIND && own.id == CHANGE_POLICY_ID;
    let element = store.model_elements()?.into_iter().find(is_own);
    match element {
        None => default_policy(),
        Some(element) => {
            serde_json::from_value(element.definition).map_err(|error| EngineError::Policy(error.to_string()))
        }
    }
}

/// A document being written: what it was, and what it will be.
pub(crate) fn document_edit<T: Serialize>(
    kind: &str,
    id: &str,
    before: Option<&T>,
    after: Option<&T>,
) -> Result<Edit, EngineError> {
    let side = |value: Option<&T>| -> Result<Option<Box<Document>>, EngineError> {
        let Some(value) = value else { return Ok(None) };
        let body = serde_json::to_value(value).map_err(|error| EngineError::Serialise("a document", error))?;
        Ok(Some(Box::new(Document { body, id: id.to_owned(), kind: kind.to_owned() })))
    };
    Ok(Edit::Document { before: side(before)?, after: side(after)? })
}

fn read<T: DeserializeOwned>(document: Document) -> Result<T, EngineError> {
    serde_json::from_value(document.body).map_err(|error| EngineError::Serialise("a document", error))
}

pub(crate) fn get<T: DeserializeOwned>(engine: &Engine, kind: &str, id: &str) -> Result<Option<T>, EngineError> {
    engine.store().document(kind, id)?.map(read).transpose()
}

/// Returns every document of a kind, by id.
pub(crate) fn read_all<T: DeserializeOwned>(engine: &Engine, kind: &str) -> Result<Vec<T>, EngineError> {
    engine.store().documents(kind)?.into_iter().map(read).collect()
}

/// Returns every change, by id.
///
/// # Errors
/// [`EngineError::Store`].
pub fn changes(engine: &Engine) -> Result<Vec<Change>, EngineError> {
    Ok(engine.known_changes().of(engine)?.values().map(|change| (**change).clone()).collect())
}

/// Returns the key of a record that a person means: in any case, with or without its zeros, or its number alone.
pub(crate) fn key_meant(prefix: &str, words: &str) -> String {
    let upper = words.trim().to_uppercase();
    let number = upper.strip_prefix(&prefix.to_uppercase()).and_then(|rest| rest.strip_prefix('-')).unwrap_or(&upper);
    match number.parse::<u64>() {
        Ok(number) => format!("{prefix}-{number:06}"),
        Err(_) => upper,
    }
}

/// Returns the change that a person means: by its id in any case, with or without its zeros, or by its number alone.
///
/// # Errors
/// [`EngineError::Refused`] when there is none.
pub fn find_change(engine: &Engine, words: &str) -> Result<Change, EngineError> {
    let words = words.trim();
    let id = key_meant(&engine.policy().key_prefix, words);
    match get(engine, CHANGE_KIND, &id)? {
        Some(change) => Ok(change),
        None => Err(EngineError::Refused(Phrase::new("change-not-found").with("words", words))),
    }
}

/// Returns the plan of a change; an empty one when nothing was planned yet.
///
/// # Errors
/// [`EngineError::Store`].
pub fn plan_of(engine: &Engine, change: &str) -> Result<Plan, EngineError> {
    Ok(get(engine, PLAN_KIND, change)?.unwrap_or_default())
}

pub(super) fn analysis_id(change: &str, number: u32) -> String {
    format!("{change}/{number:06}")
}

fn part_id(change: &str, number: u32, part: u32) -> String {
    format!("{change}/{number:06}/{part:06}")
}

/// Returns an analysis of a change without its raised items.
///
/// # Errors
/// [`EngineError::Store`]; [`EngineError::Refused`] when there is none of that number.
pub fn analysis(engine: &Engine, change: &str, number: u32) -> Result<Analysis, EngineError> {
    match get(engine, ANALYSIS_KIND, &analysis_id(change, number))? {
        Some(analysis) => Ok(analysis),
        None => Err(EngineError::Refused(Phrase::new("change-not-analysed").with("change", change))),
    }
}

/// Returns an analysis of a change with everything it was kept with.
///
/// # Errors
/// As [`analysis`].
pub fn assessment(engine: &Engine, change: &str, number: u32) -> Result<Assessment, EngineError> {
    let analysis = analysis(engine, change, number)?;
    let mut parts = Vec::with_capacity(analysis.parts as usize);
    for part in 0..analysis.parts {
        parts.extend(get::<AnalysisPart>(engine, PART_KIND, &part_id(change, number, part))?);
    }
    Ok(Assessment::from_parts(analysis, parts))
}

/// Returns the edits that keep an assessment.
pub(super) fn keep(assessment: &Assessment) -> Result<Vec<Edit>, EngineError> {
    let analysis = &assessment.analysis;
    let mut edits =
        vec![document_edit(ANALYSIS_KIND, &analysis_id(&analysis.change, analysis.number), None, Some(analysis))?];
    for (number, part) in (0..).zip(assessment.parts()) {
        let id = part_id(&analysis.change, analysis.number, number);
        edits.push(document_edit(PART_KIND, &id, None, Some(&part))?);
    }
    Ok(edits)
}

/// Returns the edit that writes a change.
pub(super) fn change_edit(before: Option<&Change>, after: &Change) -> Result<Edit, EngineError> {
    document_edit(CHANGE_KIND, &after.id, before, Some(after))
}

/// Returns the edit that writes a plan; the empty plan of a new change is not kept.
pub(super) fn plan_edit(change: &str, before: &Plan, after: &Plan) -> Result<Edit, EngineError> {
    let before = (before.revision > 0).then_some(before);
    document_edit(PLAN_KIND, change, before, Some(after))
}

/// Returns every template of standard changes, by name.
///
/// # Errors
/// [`EngineError::Store`].
pub fn templates(engine: &Engine) -> Result<Vec<ChangeTemplate>, EngineError> {
    read_all(engine, TEMPLATE_KIND)
}

/// Returns the template of a name.
///
/// # Errors
/// [`EngineError::Store`].
pub fn template(engine: &Engine, name: &str) -> Result<Option<ChangeTemplate>, EngineError> {
    get(engine, TEMPLATE_KIND, name)
}

pub(super) fn template_edit(before: Option<&ChangeTemplate>, after: &ChangeTemplate) -> Result<Edit, EngineError> {
    document_edit(TEMPLATE_KIND, &after.name, before, Some(after))
}
