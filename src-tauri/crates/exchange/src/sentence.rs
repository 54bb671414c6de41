//! A verdict as a sentence: before any table, before any map.

use cairn_messages::Messages;
use cairn_model::impact::{ImpactReport, ModelErrorCode, ModelErrorView, RequirementView};

/// How many names a sentence spells out.
const NAMES_MAX: usize = 5;

/// Returns the verdict in a few sentences: services first, then what else is hit, then what has no spare left.
#[must_use]
pub fn verdict_sentence(report: &ImpactReport, messages: &Messages) -> String {
    if report.seeds.is_empty() && report.context.is_empty() {
        return messages.word("verdict-nothing-out");
    }
    let planned = &report.answers.as_planned;
    let mut sentences = Vec::new();
    let mut add = |code: &str, names: &[String]| {
        if !names.is_empty() {
            let params = [("count", names.len().to_string()), ("names", names_of(names))];
            sentences.push(messages.say(code, params.each_ref().map(|(name, value)| (*name, value.as_str()))));
        }
    };
    add("verdict-services-down", &planned.services_down);
    add("verdict-services-degraded", &planned.services_degraded);
    add("verdict-services-at-risk", &planned.services_at_risk);
    let assumed = report.assumed.iter().filter(|view| view.item.is_service);
    let assumed: Vec<String> = assumed.map(|view| view.item.name.clone()).collect();
    add("verdict-rests-on-assumed", &assumed);
    if planned.services_down.is_empty() {
        let no_service = report.answers.services_could_be_reached == 0;
        let code = if no_service { "verdict-no-service" } else { "verdict-no-service-down" };
        sentences.insert(0, messages.word(code));
    }
    let others = report.impacted.iter().filter(|hit| !hit.item.is_service).count();
    let no_spare = report.eroded.iter().filter(|group| group.margin == 0).count();
    for (code, count) in [("verdict-other-items", others), ("verdict-no-spare", no_spare)] {
        if count > 0 {
            sentences.push(messages.say(code, [("count", count.to_string().as_str())]));
        }
    }
    let separator = if messages.language() == cairn_messages::Language::En { " " } else { "" };
    sentences.join(separator)
}

fn names_of(names: &[String]) -> String {
    let mut text = names.iter().take(NAMES_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > NAMES_MAX {
        text.push_str(", …");
    }
    text
}

/// Returns how many members a requirement needs, in words.
#[must_use]
pub fn needs(requirement: &RequirementView, messages: &Messages) -> String {
    let RequirementView { n, k, q, assumed, .. } = *requirement;
    let code = match (assumed, q > k) {
        (true, _) => "group-assumed",
        (false, true) => "group-needs-degraded",
        (false, false) => "group-needs",
    };
    let [n, k, q] = [n, k, q].map(|number| number.to_string());
    messages.say(code, [("n", n.as_str()), ("k", k.as_str()), ("q", q.as_str())])
}

/// Returns what is wrong with the model, in words.
#[must_use]
pub fn model_error(error: &ModelErrorView, messages: &Messages) -> String {
    let code = match error.kind {
        ModelErrorCode::KExceedsMembers => "model-error-k_exceeds_members",
        ModelErrorCode::NoMembers => "model-error-no_members",
        ModelErrorCode::AbsentProvider => "model-error-absent_provider",
    };
    let [n, k] = [error.requirement.n, error.declared].map(|number| number.to_string());
    let provider = error.provider.as_ref().map_or("", |item| item.name.as_str());
    messages.say(code, [("n", n.as_str()), ("k", k.as_str()), ("provider", provider)])
}
