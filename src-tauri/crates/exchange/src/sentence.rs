//! A verdict as a sentence: before any table, before any map.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use cairn_messages::{Language, Messages};
use cairn_model::change::Analysis;
use cairn_model::impact::{
    AnswerView, HeldView, ImpactReport, ItemRef, ModelErrorCode, ModelErrorView, RequirementView,
};

use crate::text::shortened;

/// How many names a sentence spells out.
const NAMES_MAX: usize = 5;
/// How many characters of a name a sentence spells out: what comes after it is to be read, too.
const NAME_MAX: usize = 80;

/// Returns the verdict in a few sentences: services first, then what else is hit, then what has no spare left.
#[must_use]
pub fn verdict_sentence(report: &ImpactReport, messages: &Messages) -> String {
    if report.seeds.is_empty() && report.context.is_empty() {
        return messages.word("verdict-nothing-out");
    }
    let planned = &report.answers.as_planned;
    let mut sentences = Vec::new();
    let mut add = |code: &str, names: &[String]| sentences.extend(of_services(code, names, messages));
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
    let separator = if messages.language() == Language::En { " " } else { "" };
    sentences.join(separator)
}

/// Sentences one behind the other.
struct Said<'a> {
    messages: &'a Messages,
    sentences: Vec<String>,
}

impl Said<'_> {
    fn word(&mut self, code: &str) {
        self.sentences.push(self.messages.word(code));
    }

    /// Says something of services, unless there are none; returns whether there are. `step` 0 means the only one.
    fn services(&mut self, code: &str, names: &[String], step: u32) -> bool {
        if names.is_empty() {
            return false;
        }
        let (count, names, step) = (names.len().to_string(), names_of(names, self.messages), step.to_string());
        let params = [("count", count.as_str()), ("names", names.as_str()), ("step", step.as_str())];
        self.sentences.push(self.messages.say(code, params));
        true
    }

    /// Says how many items that are no services are hit, unless there are none; returns whether there are.
    fn others(&mut self, code: &str, answer: &AnswerView) -> bool {
        let counts = &answer.counts;
        let all = counts.down + counts.degraded + counts.at_risk_own + counts.at_risk_inherited;
        let services = [&answer.services_down, &answer.services_degraded, &answer.services_at_risk];
        let services: usize = services.iter().map(|names| names.len()).sum();
        let others = all.saturating_sub(services as u64);
        if others > 0 {
            self.sentences.push(self.messages.say(code, [("count", others.to_string().as_str())]));
        }
        others > 0
    }

    fn joined(self) -> String {
        self.sentences.join(if self.messages.language() == Language::En { " " } else { "" })
    }
}

/// Returns what a change does in a few sentences: its worst step as planned, the end state, and what happens if a step
/// fails.
#[must_use]
pub fn change_sentence(analysis: &Analysis, messages: &Messages) -> String {
    let Some(worst) = analysis.steps.iter().find(|step| step.step == analysis.worst_step) else {
        return messages.word("change-nothing-planned");
    };
    let is_single = analysis.steps.len() == 1;
    let mut said = Said { messages, sentences: Vec::new() };
    if !is_single {
        let step = worst.step.to_string();
        let code = if worst.title.is_empty() { "change-worst-untitled" } else { "change-worst-titled" };
        said.sentences.push(messages.say(code, [("step", step.as_str()), ("title", worst.title.as_str())]));
    }
    let planned = &worst.as_planned;
    if planned.services_down.is_empty() {
        let no_service = analysis.steps.iter().all(|step| step.services_could_be_reached == 0);
        said.word(if no_service { "verdict-no-service" } else { "verdict-no-service-down" });
    }
    said.services("verdict-services-down", &planned.services_down, 0);
    said.services("verdict-services-degraded", &planned.services_degraded, 0);
    said.services("verdict-services-at-risk", &planned.services_at_risk, 0);
    said.others("verdict-other-items", planned);
    let assumed = analysis.steps.iter().flat_map(|step| &step.assumed).map(|view| view.item.name.clone());
    let assumed: BTreeSet<String> = assumed.collect();
    said.services("verdict-rests-on-assumed", &assumed.into_iter().collect::<Vec<_>>(), 0);
    let end = &analysis.end;
    let mut is_other = said.services("change-end-down", &end.services_down, 0);
    is_other |= said.services("change-end-degraded", &end.services_degraded, 0);
    is_other |= said.services("change-end-at-risk", &end.services_at_risk, 0);
    is_other |= said.others(if is_other { "verdict-other-items" } else { "change-end-others" }, end);
    if !is_other {
        said.word("change-end-as-before");
    }
    let fails = analysis.steps.iter().max_by_key(|step| {
        let answer = &step.if_it_fails;
        (answer.services_down.len(), answer.services_degraded.len(), Reverse(step.step))
    });
    let fails = fails.unwrap_or(worst);
    let number = if is_single { 0 } else { fails.step };
    let mut is_worse = said.services("change-fails-down", &fails.if_it_fails.services_down, number);
    is_worse |= said.services("change-fails-degraded", &fails.if_it_fails.services_degraded, number);
    if !is_worse {
        said.word("change-fails-nothing");
    }
    said.joined()
}

/// Returns sentences one behind the other, as the language parts them.
pub(crate) fn joined(sentences: impl IntoIterator<Item = String>, messages: &Messages) -> String {
    let separator = if messages.language() == Language::En { " " } else { "" };
    sentences.into_iter().collect::<Vec<_>>().join(separator)
}

/// Returns the first few of these names as a list, and how many more there are: an ellipsis before a full stop says
/// neither.
pub(crate) fn names_of(names: &[String], messages: &Messages) -> String {
    let mut list = listed(names.iter().take(NAMES_MAX).map(|name| shortened(name, NAME_MAX)), messages);
    if names.len() > NAMES_MAX {
        let more = (names.len() - NAMES_MAX).to_string();
        list.push(' ');
        list.push_str(&messages.say("report-and-more", [("count", more.as_str())]));
    }
    list
}

/// Returns what is said of services by name; none where there are none.
pub(crate) fn of_services(code: &str, names: &[String], messages: &Messages) -> Option<String> {
    let (count, names) = (names.len().to_string(), (!names.is_empty()).then(|| names_of(names, messages))?);
    Some(messages.say(code, [("count", count.as_str()), ("names", names.as_str())]))
}

/// Items by their names.
pub(crate) struct Names<'a>(pub(crate) &'a [ItemRef]);

impl Names<'_> {
    /// Returns each name with its key.
    pub(crate) fn spelled(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(|item| format!("{} ({})", item.name, item.key))
    }

    /// Returns the first names, and how many more there are.
    pub(crate) fn first(&self, max: usize) -> impl Iterator<Item = String> + '_ {
        let more = self.0.len().saturating_sub(max);
        let names = self.0.iter().take(max).map(|item| shortened(&item.name, NAME_MAX));
        names.chain((more > 0).then(|| format!("+{more}")))
    }
}

/// Returns names one behind the other, parted as the language parts them.
#[must_use]
pub fn listed(names: impl IntoIterator<Item = impl AsRef<str>>, messages: &Messages) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push_str(if messages.language() == Language::En { ", " } else { "、" });
        }
        text.push_str(&messages.isolated(name.as_ref()));
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
