//! The impact report: what goes out, whom it hits, what holds and why.

use cairn_messages::Messages;
use cairn_model::Timestamp;
use cairn_model::impact::{AnswerView, BecauseOf, Counts, Explanation, ImpactReport, ImpactedItem, ItemRef, WhyView};

use crate::paper::{Cell, Line, Paper, Part, Section, Sign};
use crate::sentence::{held, listed, model_error, needs, verdict_sentence};

/// What a report says of itself, and the words of the estate's own model.
pub struct ReportContext<'a> {
    /// The name of the estate.
    pub estate: &'a str,
    /// When the report is made.
    pub made_at: Timestamp,
    /// The word on screen of a class, by id.
    pub class_word: &'a dyn Fn(&str) -> String,
    /// The words for a requirement, by its name.
    pub need_word: &'a dyn Fn(&str) -> String,
    /// Sentences that say of which moment of the past the report is; none when it is of the present.
    pub moment: Vec<String>,
    /// The map as SVG; none where nothing is to be drawn.
    pub map: Option<String>,
}

impl ReportContext<'_> {
    /// Returns what stands above a title: the estate, when and of which record, and which moment of the past.
    pub(crate) fn above(&self, seq: u64, messages: &Messages) -> Vec<String> {
        let (seq, when) = (seq.to_string(), self.made_at.to_minutes());
        let made = [("when", when.as_str()), ("seq", seq.as_str()), ("estate", self.estate)];
        [messages.say("report-made", made)].into_iter().chain(self.moment.iter().cloned()).collect()
    }

    /// Returns key, name and type of an item, as fields of a row.
    pub(crate) fn item(&self, item: &ItemRef) -> [Cell; 3] {
        [Cell::key(&item.key), Cell::text(&item.name), Cell::text((self.class_word)(&item.class))]
    }
}

struct Report<'a> {
    report: &'a ImpactReport,
    context: &'a ReportContext<'a>,
    messages: &'a Messages,
}

/// Returns the report on its way to a file.
#[must_use]
pub fn impact_paper(report: &ImpactReport, context: &ReportContext<'_>, messages: &Messages) -> Paper {
    let own = Report { report, context, messages };
    let names: Vec<&str> = report.seeds.iter().map(|seed| seed.item.name.as_str()).collect();
    let title = messages.say("report-title", [("names", listed(names, messages).as_str())]);
    let sections = [
        Some(own.answers()),
        own.seeds(),
        own.context_items(),
        own.hit("impact-hit-services", true),
        own.map(&title),
        own.hit("impact-hit-others", false),
        own.customers(),
        own.eroded(),
        own.assumed(),
        own.lost_support(),
        own.model_errors(),
    ];
    let explanations = report.explanations.iter().flat_map(|explanation| own.explanation(explanation));
    let sections = sections.into_iter().flatten().chain(explanations).chain([own.evidence()]);
    Paper {
        above: context.above(report.seq, messages),
        verdict: verdict_sentence(report, messages),
        legend: Some(messages.word("report-legend")),
        sections: sections.collect(),
        title,
        ..Paper::default()
    }
}

impl Report<'_> {
    fn word(&self, code: &str) -> String {
        self.messages.word(code)
    }

    fn sign(&self, level: cairn_model::Level) -> Cell {
        Cell::sign(Sign::of(level, false, self.messages))
    }

    fn table(&self, heading: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Option<Section> {
        Section::table(heading, columns, rows, self.messages)
    }

    fn map(&self, title: &str) -> Option<Section> {
        let svg = self.context.map.clone()?;
        let parts = vec![Part::Drawing { svg, told: title.to_owned() }];
        Some(Section { heading: self.word("report-map"), parts, ..Section::default() })
    }

    fn answers(&self) -> Section {
        let answers = &self.report.answers;
        let row = |code: &str, answer: &AnswerView| {
            let Counts { down, degraded, at_risk_own, at_risk_inherited, .. } = answer.counts;
            let names = |names: &[String]| Cell::text(listed(names.iter().map(String::as_str), self.messages));
            vec![
                Cell::head(self.word(code)),
                names(&answer.services_down),
                names(&answer.services_degraded),
                names(&answer.services_at_risk),
                Cell::number(format!("{down} / {degraded} / {}", at_risk_own + at_risk_inherited)),
            ]
        };
        let reached = answers.services_could_be_reached.to_string();
        let rows = vec![
            row("answer-as-planned", &answers.as_planned),
            row("answer-if-it-fails", &answers.if_it_fails),
            row("answer-without-assumed", &answers.without_assumed_redundancy),
            vec![
                Cell::head(self.word("answer-could-be-reached")),
                Cell::text(self.messages.say("count-services", [("count", reached.as_str())])).over(3),
                Cell::number(answers.could_be_reached),
            ],
        ];
        let columns = [
            "column-answer",
            "column-services-down",
            "column-services-degraded",
            "column-services-at-risk",
            "#column-items",
        ];
        let section = self.table("impact-answers", &columns, rows).unwrap_or_default();
        Section { count: None, ..section }
    }

    fn seeds(&self) -> Option<Section> {
        let rows = self.report.seeds.iter().map(|seed| {
            let mode = Cell::text(self.word(&format!("mode-{}", seed.mode.id())));
            self.context.item(&seed.item).into_iter().chain([mode, self.sign(seed.level)]).collect()
        });
        let columns = ["column-key", "column-name", "column-type", "column-mode", "column-level"];
        self.table("impact-goes-out", &columns, rows.collect())
    }

    fn context_items(&self) -> Option<Section> {
        let rows = self.report.context.iter().map(|context| {
            let more = [
                Cell::text(self.word(&format!("operation-{}", context.operation.id()))),
                Cell::text(context.since.map(Timestamp::to_minutes).unwrap_or_default()),
                Cell::text(context.reason.as_deref().unwrap_or_default()),
            ];
            self.context.item(&context.item).into_iter().chain(more).collect()
        });
        let columns = ["column-key", "column-name", "column-type", "column-operation", "column-since", "column-reason"];
        self.table("impact-already-down", &columns, rows.collect())
    }

    fn hit(&self, heading: &str, services: bool) -> Option<Section> {
        let hits = self.report.impacted.iter().filter(|hit| hit.item.is_service == services);
        let row = |hit: &ImpactedItem| {
            let level = Cell::sign(Sign::of(hit.level, hit.own, self.messages));
            let tier = Cell::text(hit.item.tier.map(|tier| tier.to_string()).unwrap_or_default());
            [level].into_iter().chain(self.context.item(&hit.item)).chain([tier]).collect()
        };
        let columns = ["column-level", "column-key", "column-name", "column-type", "#column-tier"];
        self.table(heading, &columns, hits.map(row).collect())
    }

    fn customers(&self) -> Option<Section> {
        let rows = self.report.customers.iter().map(|customer| {
            vec![Cell::text(&customer.item.name), Cell::text(&customer.service.name), self.sign(customer.level)]
        });
        self.table("impact-customers", &["column-customer", "column-service", "column-level"], rows.collect())
    }

    fn eroded(&self) -> Option<Section> {
        let rows = self.report.eroded.iter().map(|group| {
            let more = [
                Cell::text((self.context.need_word)(&group.requirement.name)),
                Cell::text(needs(&group.requirement, self.messages)),
                Cell::number(group.margin),
                Cell::number(group.margin_degraded),
            ];
            self.context.item(&group.item).into_iter().chain(more).collect()
        });
        let columns = [
            "column-key",
            "column-name",
            "column-type",
            "column-group",
            "column-needed",
            "#column-spares",
            "#column-spares-degraded",
        ];
        self.table("impact-eroded", &columns, rows.collect())
    }

    fn assumed(&self) -> Option<Section> {
        let rows = self.report.assumed.iter().map(|view| {
            let levels = [self.sign(view.level), self.sign(view.level_without)];
            self.context.item(&view.item).into_iter().chain(levels).collect()
        });
        let columns = ["column-key", "column-name", "column-type", "column-as-planned", "column-without-assumed"];
        let mut section = self.table("impact-assumed", &columns, rows.collect())?;
        section.parts.push(Part::Remark(self.word("impact-assumed-action")));
        Some(section)
    }

    fn lost_support(&self) -> Option<Section> {
        let rows = self.report.lost_support.iter().map(|lost| {
            let more = [
                Cell::text((self.context.need_word)(&lost.requirement.name)),
                Cell::text(listed(lost.failed.iter().map(|item| item.name.as_str()), self.messages)),
            ];
            self.context.item(&lost.item).into_iter().chain(more).collect()
        });
        let columns = ["column-key", "column-name", "column-type", "column-relationship", "column-failed"];
        self.table("impact-lost-support", &columns, rows.collect())
    }

    fn model_errors(&self) -> Option<Section> {
        let rows = self.report.model_errors.iter().map(|error| {
            let more = [
                Cell::text((self.context.need_word)(&error.requirement.name)),
                Cell::text(model_error(error, self.messages)),
            ];
            self.context.item(&error.item).into_iter().chain(more).collect()
        });
        let columns = ["column-key", "column-name", "column-type", "column-group", "column-problem"];
        self.table("impact-model-errors", &columns, rows.collect())
    }

    fn explanation(&self, explanation: &Explanation) -> Vec<Section> {
        let name = explanation.item.name.as_str();
        let level = self.word(&format!("level-{}", explanation.level.id()));
        let mut sections = Vec::new();
        if !explanation.why.is_empty() {
            let lines = explanation.why.iter().map(|step| self.why(step)).collect();
            let heading = self.messages.say("why-heading", [("name", name), ("level", level.as_str())]);
            let parts = vec![Part::List { is_ordered: true, lines }];
            sections.push(Section { heading, parts, ..Section::default() });
        }
        if explanation.level < cairn_model::Level::Down {
            let said = |text: String| Line { text, ..Line::default() };
            let mut lines: Vec<Line> = Vec::new();
            if explanation.why_not.is_empty() && !explanation.reachable {
                lines.push(said(self.messages.say("why-not-unreachable", [("name", name)])));
            }
            let group = |name: &str| (self.context.need_word)(name);
            let kept = explanation.why_not.iter().map(|view| held(view, &group(&view.requirement.name), self.messages));
            lines.extend(kept.map(said));
            let heading = self.messages.say("why-not-heading", [("name", name)]);
            sections.push(Section {
                heading,
                parts: vec![Part::List { is_ordered: false, lines }],
                ..Section::default()
            });
        }
        sections
    }

    fn why(&self, step: &WhyView) -> Line {
        let text = match (&step.because, &step.requirement) {
            (BecauseOf::Requirement, Some(requirement)) => {
                let failed = listed(step.failed.iter().map(|blamed| blamed.item.name.as_str()), self.messages);
                let needs = needs(requirement, self.messages);
                let group = (self.context.need_word)(&requirement.name);
                if requirement.n == 1 {
                    self.messages.say("why-single", [("failed", failed.as_str()), ("type", group.as_str())])
                } else {
                    let params = [("needs", needs.as_str()), ("group", group.as_str()), ("failed", failed.as_str())];
                    self.messages.say("why-requirement", params)
                }
            }
            (BecauseOf::Context, _) => {
                let level = self.word(&format!("level-{}", step.level.id()));
                self.messages.say("why-context", [("level", level.as_str())])
            }
            _ => self.word("why-seed"),
        };
        Line {
            sign: Some(Sign::of(step.level, false, self.messages)),
            about: step.item.name.clone(),
            text,
            ..Line::default()
        }
    }

    fn evidence(&self) -> Section {
        let facts = vec![
            (self.word("column-record"), self.report.seq.to_string()),
            (self.word("report-evidence-analysis"), self.report.analysis.clone()),
        ];
        Section { heading: self.word("report-evidence"), parts: vec![Part::Digests(facts)], ..Section::default() }
    }
}
