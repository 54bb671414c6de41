//! A verdict as a sentence: before any table, before any map.

use cairn_messages::Messages;
use cairn_model::impact::{HeldView, ImpactReport, ModelErrorCode, ModelErrorView, RequirementView};

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
            let params = [("count", names.len().to_string()), ("names", names_of(names, messages))];
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

fn names_of(names: &[String], messages: &Messages) -> String {
    let more = (names.len() > NAMES_MAX).then_some("…");
    listed(names.iter().take(NAMES_MAX).map(String::as_str).chain(more), messages)
}

/// Returns names one behind the other, parted as the language parts them.
#[must_use]
pub fn listed(names: impl IntoIterator<Item = impl AsRef<str>>, messages: &Messages) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push_str(if messages.language() == cairn_messages::Language::En { ", " } else { "、" });
        }
        text.push_str(name.as_ref());
    }
    text
}

/// Returns how a requirement kept a failure away or softened it; `group` is what it is called.
#[must_use]
pub fn held(view: &HeldView, group: &str, messages: &Messages) -> String {
    let needs = needs(&view.requirement, messages);
    let [down, margin] = [i64::from(view.members_down), view.margin].map(|number| number.to_string());
    let [worst, result] = [view.worst, view.result].map(|level| messages.word(&format!("level-{}", level.id())));
    let params = [
        ("group", group),
        ("name", view.item.name.as_str()),
        ("needs", needs.as_str()),
        ("down", down.as_str()),
        ("margin", margin.as_str()),
        ("worst", worst.as_str()),
        ("result", result.as_str()),
    ];
    let is_group = view.requirement.k < view.requirement.n;
    messages.say(if is_group { "why-not-held" } else { "why-not-softened" }, params)
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
