//! What happens: the verdict, the risk, and every service that is hit, step by step.

use cairn_model::Level;
use cairn_model::change::{Analysis, Authority, Risk, ServiceVerdict, StepVerdict};
use cairn_model::impact::AnswerView;

use super::{Report, Standing, plain};
use crate::paper::{Cell, Line, Part, Section, Sign, Tone};
use crate::sentence::{change_sentence, listed};
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many characters of a name a sentence spells out.
const NAME_MAX: usize = 80;

impl Report<'_> {
    /// Returns the verdict in a sentence, how it stands to the estate as it is, and the four answers in numbers.
    pub(super) fn verdict(&self) -> Section {
        let mut parts = Vec::new();
        if let Some(analysis) = self.report.analysis {
            parts.push(Part::Text(Tone::Lead, change_sentence(&with_short_names(analysis), self.messages)));
            parts.push(self.standing());
            parts.extend(self.since());
            parts.extend(self.answers(analysis));
            if analysis.steps.len() > 1 {
                let step = analysis.worst_step.to_string();
                parts.push(Part::Remark(self.messages.say("report-answers-worst", [("step", step.as_str())])));
            }
            parts.push(Part::Remark(self.word("report-legend")));
        } else {
            parts.push(self.standing());
        }
        self.section("verdict", "report-verdict", parts)
    }

    fn standing(&self) -> Part {
        let number = self.report.analysis.map_or_else(String::new, |analysis| analysis.seq.to_string());
        let now = self.report.seq.to_string();
        let params = [("seq", number.as_str()), ("now", now.as_str())];
        let (tone, code) = match self.report.standing {
            Standing::Current => (Tone::Good, "report-standing-current"),
            Standing::Changed => (Tone::Note, "report-standing-changed"),
            Standing::Begun => (Tone::Note, "report-standing-begun"),
            Standing::Stale => (Tone::Bad, "report-standing-stale"),
            Standing::NotKept => (Tone::Bad, "report-standing-not-kept"),
            Standing::DoesNotApply => (Tone::Bad, "report-standing-does-not-apply"),
        };
        Part::Text(tone, self.messages.say(code, params))
    }

    fn answers(&self, analysis: &Analysis) -> Vec<Part> {
        let Some(worst) = analysis.steps.iter().find(|step| step.step == analysis.worst_step) else {
            return Vec::new();
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
            let number = |level: Level, count: usize| Cell::number(count).weighing((count > 0).then_some(level));
            vec![
                Cell::head(self.word(code)),
                number(Level::Down, services[0]),
                number(Level::Degraded, services[1]),
                number(Level::AtRisk, services[2]),
                Cell::number(others),
            ]
        };
        let rows = vec![
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
        let reached = self.messages.say("report-could-be-reached", reached);
        vec![self.table(&columns, rows), Part::Remark(reached)]
    }

    /// Returns the risk and who has to decide.
    pub(super) fn risk(&self) -> Option<Section> {
        let risk = &self.report.analysis?.risk;
        let sum = [("impact", risk.impact), ("likelihood", risk.likelihood), ("score", risk.score)];
        let sum = sum.map(|(name, number)| (name, number.to_string()));
        let sum = self.messages.say("report-risk-sum", sum.each_ref().map(|(name, value)| (*name, value.as_str())));
        let mut parts = vec![Part::Text(Tone::Strong, self.word_of_band(&risk.band)), Part::Remark(sum)];
        parts.extend(self.risk_notes(risk).into_iter().map(plain));
        parts.extend(self.deciders());
        Some(self.section("risk", "report-risk", parts))
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
    fn deciders(&self) -> [Part; 2] {
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
            let role = match authorities.len() {
                1 => self.word_of_band(role),
                count => format!("{} × {count}", self.word_of_band(role)),
            };
            let open = (*decided == Some(false)).then_some(Level::Down);
            vec![Cell::text(role), Cell::text(self.names(&spoken_for)), Cell::text(word).weighing(open)]
        };
        let rows: Vec<Vec<Cell>> = groups.iter().map(row).collect();
        let columns = ["column-role", "report-column-for", "report-column-decision"];
        let table = match rows.is_empty() {
            true => plain(self.word("report-deciders-none")),
            false => self.table(&columns, rows),
        };
        [Part::Heading(self.word("report-deciders"), None), table]
    }

    /// Returns the services that each step hits; steps that hit the same in the same way are told of once.
    pub(super) fn services(&self) -> Option<Section> {
        let analysis = self.report.analysis?;
        let mut runs: Vec<(&StepVerdict, u32)> = Vec::new();
        for step in &analysis.steps {
            match runs.last_mut() {
                Some((first, last)) if is_alike(first, step) => *last = step.step,
                _ => runs.push((step, step.step)),
            }
        }
        let is_single = analysis.steps.len() == 1;
        let mut parts = Vec::new();
        for (step, last) in &runs {
            if !is_single || !step.title.is_empty() {
                parts.push(Part::Heading(self.step_heading(step.step, *last, &step.title, step.minutes), None));
            }
            parts.push(self.step(step));
        }
        parts.push(Part::Heading(self.word("report-end-state"), None));
        parts.push(self.end(&analysis.end));
        Some(self.section("services", "report-services", parts))
    }

    fn step(&self, step: &StepVerdict) -> Part {
        let rows: Vec<Vec<Cell>> = step.services.iter().map(|service| self.service(service)).collect();
        if rows.is_empty() {
            return plain(self.word("report-step-nothing"));
        }
        let columns =
            ["column-service", "#column-tier", "report-before", "report-during", "report-after", "answer-if-it-fails"];
        self.table(&columns, rows)
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

    fn service(&self, service: &ServiceVerdict) -> Vec<Cell> {
        vec![
            Cell::head(shortened(&service.item.name, LINE_MAX)),
            Cell::text(service.item.tier.map(|tier| tier.to_string()).unwrap_or_default()),
            self.level(service.before),
            self.level(service.during),
            self.level(service.after),
            self.level(service.fails),
        ]
    }

    fn end(&self, end: &AnswerView) -> Part {
        let rows = [
            (Level::Down, &end.services_down),
            (Level::Degraded, &end.services_degraded),
            (Level::AtRisk, &end.services_at_risk),
        ];
        let line = |(level, names): &(Level, &Vec<String>)| Line {
            sign: Some(Sign::of(*level, false, self.messages)),
            text: self.names(names),
            ..Line::default()
        };
        let lines: Vec<Line> = rows.iter().filter(|(_, names)| !names.is_empty()).map(line).collect();
        if lines.is_empty() { plain(self.word("report-end-as-before")) } else { super::list(lines) }
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
