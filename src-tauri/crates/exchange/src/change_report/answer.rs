//! What happens: the verdict, the risk, and every service that is hit, step by step.

use cairn_model::Level;
use cairn_model::change::{Analysis, Authority, Risk, ServiceVerdict, StepVerdict};
use cairn_model::impact::AnswerView;
use maud::{Markup, html};

use super::{Page, Standing};
use crate::sentence::{change_sentence, listed};
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many services a table of a step shows.
const SERVICES_MAX: usize = 60;
/// How many characters of a name a sentence spells out.
const NAME_MAX: usize = 80;
/// How many names a line lists.
const NAMES_MAX: usize = 12;

impl Page<'_> {
    /// Returns the verdict in a sentence, how it stands to the estate as it is, and the four answers in numbers.
    pub(super) fn verdict(&self) -> Markup {
        let standing = self.standing();
        let Some(analysis) = self.report.analysis else {
            return html! { section.verdict id="verdict" { h2 { (self.word("report-verdict")) } (standing) } };
        };
        let step = analysis.worst_step.to_string();
        html! {
            section.verdict id="verdict" {
                h2 { (self.word("report-verdict")) }
                p.lead { bdi { (change_sentence(&with_short_names(analysis), self.messages)) } }
                (standing)
                (self.since())
                (self.answers(analysis))
                @if analysis.steps.len() > 1 { p.quiet { (self.messages.say("report-answers-worst", [("step", step.as_str())])) } }
                p.quiet { (self.word("report-legend")) }
            }
        }
    }

    fn standing(&self) -> Markup {
        let number = self.report.analysis.map_or_else(String::new, |analysis| analysis.seq.to_string());
        let now = self.report.seq.to_string();
        let params = [("seq", number.as_str()), ("now", now.as_str())];
        let (class, sentence) = match self.report.standing {
            Standing::Current => ("standing good", self.messages.say("report-standing-current", params)),
            Standing::Changed => ("standing", self.messages.say("report-standing-changed", params)),
            Standing::Begun => ("standing", self.messages.say("report-standing-begun", params)),
            Standing::Stale => ("standing bad", self.messages.say("report-standing-stale", params)),
            Standing::NotKept => ("standing bad", self.messages.say("report-standing-not-kept", params)),
            Standing::DoesNotApply => ("standing bad", self.word("report-standing-does-not-apply")),
        };
        html! { p class=(class) { (sentence) } }
    }

    fn answers(&self, analysis: &Analysis) -> Markup {
        let Some(worst) = analysis.steps.iter().find(|step| step.step == analysis.worst_step) else {
            return html! {};
        };
        // The step that does most harm when it fails need not be the worst one as planned.
        let harm = |step: &&StepVerdict| {
            let answer = &step.if_it_fails;
            (answer.services_down.len(), answer.services_degraded.len(), answer.services_at_risk.len())
        };
        let fails = analysis.steps.iter().rev().max_by_key(harm).unwrap_or(worst);
        let row = |code: &str, answer: &AnswerView| {
            let counts = answer.counts;
            let services = [answer.services_down.len(), answer.services_degraded.len(), answer.services_at_risk.len()];
            let all = counts.down + counts.degraded + counts.at_risk_own + counts.at_risk_inherited;
            let others = all.saturating_sub(services.iter().sum::<usize>() as u64);
            let number = |level: Level, count: usize| {
                let class = if count > 0 { level.id() } else { "zero" };
                html! { td class={ "number " (class) } { (count) } }
            };
            html! {
                th scope="row" { (self.word(code)) }
                (number(Level::Down, services[0])) (number(Level::Degraded, services[1])) (number(Level::AtRisk, services[2]))
                td.number { (others) }
            }
        };
        let rows = [
            row("answer-as-planned", &worst.as_planned),
            row("report-answer-end", &analysis.end),
            row("answer-if-it-fails", &fails.if_it_fails),
            row("answer-without-assumed", &worst.without_assumed_redundancy),
        ];
        let columns = [
            "column-answer",
            "#column-services-down",
            "#column-services-degraded",
            "#column-services-at-risk",
            "#report-column-others",
        ];
        let reached =
            [("items", worst.could_be_reached.to_string()), ("services", worst.services_could_be_reached.to_string())];
        let reached = reached.each_ref().map(|(name, value)| (*name, value.as_str()));
        html! {
            div.answers { (self.table(&columns, &rows, rows.len())) }
            p.quiet { (self.messages.say("report-could-be-reached", reached)) }
        }
    }

    /// Returns the risk and who has to decide.
    pub(super) fn risk(&self) -> Markup {
        let Some(analysis) = self.report.analysis else { return html! {} };
        let risk = &analysis.risk;
        let sum = [("impact", risk.impact), ("likelihood", risk.likelihood), ("score", risk.score)];
        let sum = sum.map(|(name, number)| (name, number.to_string()));
        let sum = self.messages.say("report-risk-sum", sum.each_ref().map(|(name, value)| (*name, value.as_str())));
        html! {
            section.risk id="risk" {
                h2 { (self.word("report-risk")) }
                div.pair {
                    div {
                        p.band { strong { (self.word_of_band(&risk.band)) } " " span.quiet { (sum) } }
                        @for note in self.risk_notes(risk) { p { bdi { (note) } } }
                    }
                    div { (self.deciders()) }
                }
            }
        }
    }

    fn word_of_band(&self, band: &str) -> String {
        (self.context.policy_word)(band)
    }

    fn risk_notes(&self, risk: &Risk) -> Vec<String> {
        let mut notes = Vec::new();
        let computed = self.word_of_band(&risk.computed_band);
        if let Some(floor) = &risk.floor {
            notes.push((self.context.say)(floor));
        }
        if risk.computed_band != risk.band {
            notes.push(self.messages.say("report-risk-computed", [("band", computed.as_str())]));
        }
        if let Some(downgrade) = &self.report.change.downgrade {
            let band = self.word_of_band(&downgrade.band);
            let reason = shortened(&downgrade.reason, TEXT_MAX);
            let params = [("band", band.as_str()), ("actor", downgrade.actor.as_str()), ("reason", reason.as_str())];
            notes.push(self.messages.say("report-risk-downgrade", params));
        }
        if risk.no_service_mapped {
            notes.push(self.word("report-risk-no-service"));
        }
        if !risk.unanswered.is_empty() {
            let questions = listed(risk.unanswered.iter().map(|id| (self.context.policy_word)(id)), self.messages);
            notes.push(self.messages.say("report-risk-unanswered", [("questions", questions.as_str())]));
        }
        notes
    }

    /// Returns who has to decide: one row for each role, with everybody who has not decided yet apart.
    fn deciders(&self) -> Markup {
        let mut groups: Vec<(&str, Option<bool>, Vec<&Authority>)> = Vec::new();
        for decider in &self.report.deciders {
            let (role, decided) = (decider.authority.role.as_str(), decider.decided);
            match groups.iter_mut().find(|group| (group.0, group.1) == (role, decided)) {
                Some(group) => group.2.push(&decider.authority),
                None => groups.push((role, decided, vec![&decider.authority])),
            }
        }
        let row = |(role, decided, authorities): &(&str, Option<bool>, Vec<&Authority>)| {
            let word = match decided {
                None => String::new(),
                Some(true) => self.word("report-decided"),
                Some(false) => self.word("report-undecided"),
            };
            let spoken_for: Vec<String> = authorities.iter().filter_map(|authority| spoken_for(authority)).collect();
            html! {
                td { (self.word_of_band(role)) @if authorities.len() > 1 { " × " (authorities.len()) } }
                td { (self.names(&spoken_for)) }
                td class=[(*decided == Some(false)).then_some("open")] { (word) }
            }
        };
        let rows: Vec<Markup> = groups.iter().map(row).collect();
        let columns = ["column-role", "report-column-for", "report-column-decision"];
        html! {
            h3 { (self.word("report-deciders")) }
            @if rows.is_empty() { p { (self.word("report-deciders-none")) } }
            @else { (self.table(&columns, &rows, rows.len())) }
        }
    }

    /// Returns the services that each step hits; steps that hit the same in the same way are told of once.
    pub(super) fn services(&self) -> Markup {
        let Some(analysis) = self.report.analysis else { return html! {} };
        let mut runs: Vec<(&StepVerdict, u32)> = Vec::new();
        for step in &analysis.steps {
            match runs.last_mut() {
                Some((first, last)) if is_alike(first, step) => *last = step.step,
                _ => runs.push((step, step.step)),
            }
        }
        let is_single = analysis.steps.len() == 1;
        let content = html! {
            @for (step, last) in &runs { (self.step(step, *last, is_single)) }
            h3 { (self.word("report-end-state")) }
            (self.end(&analysis.end))
        };
        self.section("services", "report-services", &content)
    }

    fn step(&self, step: &StepVerdict, last: u32, is_single: bool) -> Markup {
        let heading = self.step_heading(step.step, last, &step.title, step.minutes);
        let rows: Vec<Markup> = step.services.iter().map(|service| self.service(service)).collect();
        let columns =
            ["column-service", "#column-tier", "report-before", "report-during", "report-after", "answer-if-it-fails"];
        html! {
            @if !is_single || !step.title.is_empty() { h3 { bdi { (heading) } } }
            @if rows.is_empty() { p { (self.word("report-step-nothing")) } }
            @else { (self.table(&columns, &rows, SERVICES_MAX)) }
        }
    }

    /// Returns the heading of a step, or of several in a row that do the same.
    pub(super) fn step_heading(&self, first: u32, last: u32, title: &str, minutes: u32) -> String {
        let title = shortened(title, LINE_MAX);
        let [first_text, last_text, minutes] = [first, last, minutes].map(|number| number.to_string());
        let params = [
            ("step", first_text.as_str()),
            ("last", last_text.as_str()),
            ("title", title.as_str()),
            ("minutes", minutes.as_str()),
        ];
        let code = match (first == last, title.is_empty()) {
            (true, true) => "report-step-untitled",
            (true, false) => "report-step-titled",
            (false, _) => "report-steps-alike",
        };
        self.messages.say(code, params)
    }

    fn service(&self, service: &ServiceVerdict) -> Markup {
        html! {
            th scope="row" { bdi { (shortened(&service.item.name, LINE_MAX)) } }
            td.number { @if let Some(tier) = service.item.tier { (tier) } }
            td { (self.level(service.before)) }
            td { (self.level(service.during)) }
            td { (self.level(service.after)) }
            td { (self.level(service.fails)) }
        }
    }

    fn end(&self, end: &AnswerView) -> Markup {
        let rows = [
            (Level::Down, &end.services_down),
            (Level::Degraded, &end.services_degraded),
            (Level::AtRisk, &end.services_at_risk),
        ];
        let all = rows.iter().all(|(_, names)| names.is_empty());
        html! {
            @if all { p { (self.word("report-end-as-before")) } }
            @for (level, names) in rows.iter().filter(|(_, names)| !names.is_empty()) {
                p { (self.level(*level)) " " (self.names(names)) }
            }
        }
    }

    /// Returns names one behind the other; those there is no room for are counted.
    pub(super) fn names(&self, names: &[String]) -> Markup {
        let first: Vec<String> = names.iter().take(NAMES_MAX).map(|name| shortened(name, LINE_MAX)).collect();
        html! {
            bdi { (listed(first, self.messages)) }
            @if names.len() > NAMES_MAX { " " (self.count("report-and-more", names.len() - NAMES_MAX)) }
        }
    }
}

/// Returns an analysis for a sentence: a name that fills a page would hide what the sentence says.
fn with_short_names(analysis: &Analysis) -> Analysis {
    let mut own = analysis.clone();
    let shorten = |name: &mut String| *name = shortened(name, NAME_MAX);
    for step in &mut own.steps {
        shorten(&mut step.title);
        step.assumed.iter_mut().for_each(|view| shorten(&mut view.item.name));
    }
    let answers = own.steps.iter_mut().flat_map(|step| [&mut step.as_planned, &mut step.if_it_fails]);
    for answer in answers.chain([&mut own.end]) {
        let names = [&mut answer.services_down, &mut answer.services_degraded, &mut answer.services_at_risk];
        names.into_iter().flatten().for_each(shorten);
    }
    own
}

/// Returns the service that an authority speaks for, with its owner where the estate names one.
fn spoken_for(authority: &Authority) -> Option<String> {
    let service = shortened(authority.service_name.as_deref()?, LINE_MAX);
    Some(match authority.person.as_deref() {
        Some(person) if !person.is_empty() => format!("{service} ({})", shortened(person, LINE_MAX)),
        _ => service,
    })
}

/// Returns whether two steps hit the same services in the same way.
fn is_alike(left: &StepVerdict, right: &StepVerdict) -> bool {
    let facts = |step: &StepVerdict| -> Vec<_> {
        let fact = |own: &ServiceVerdict| (own.item.id, own.before, own.during, own.after, own.fails);
        step.services.iter().map(fact).collect()
    };
    facts(left) == facts(right)
}
