//! The impact report as one self-contained HTML page: no script, no font, no picture from anywhere else.

use cairn_messages::Messages;
use cairn_model::Timestamp;
use cairn_model::impact::{AnswerView, BecauseOf, Counts, Explanation, ImpactReport, ImpactedItem, ItemRef, WhyView};
use maud::{DOCTYPE, Markup, html};

use crate::sentence::{held, listed, model_error, needs, verdict_sentence};
use crate::text::shown_page;

/// A report for a board is read, not scrolled: longer tables say how much they leave out.
const ROWS_MAX: usize = 500;

const STYLE: &str = include_str!("report.css");

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
}

struct Page<'a> {
    report: &'a ImpactReport,
    context: &'a ReportContext<'a>,
    messages: &'a Messages,
}

/// Returns the report as HTML. Equal input gives equal bytes.
#[must_use]
pub fn impact_html(report: &ImpactReport, context: &ReportContext<'_>, messages: &Messages) -> String {
    let page = Page { report, context, messages };
    let names: Vec<&str> = report.seeds.iter().map(|seed| seed.item.name.as_str()).collect();
    let title = messages.say("report-title", [("names", listed(names, messages).as_str())]);
    let seq = report.seq.to_string();
    let when = context.made_at.to_minutes();
    let made = [("when", when.as_str()), ("seq", seq.as_str()), ("estate", context.estate)];
    let page = html! {
        (DOCTYPE)
        html lang=(messages.language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        p.estate { (messages.say("report-made", made)) }
                        @for sentence in &context.moment { p.estate { (sentence) } }
                        h1 { bdi { (title) } }
                        p.verdict { (verdict_sentence(report, messages)) }
                        p.legend { (messages.word("report-legend")) }
                    }
                    (page.answers())
                    (page.seeds())
                    (page.context_items())
                    (page.hit("impact-hit-services", true))
                    (page.hit("impact-hit-others", false))
                    (page.customers())
                    (page.eroded())
                    (page.assumed())
                    (page.lost_support())
                    (page.model_errors())
                    (page.explanations())
                    footer {
                        h2 { (messages.word("report-evidence")) }
                        dl {
                            dt { (messages.word("column-record")) } dd { (report.seq) }
                            dt { (messages.word("report-evidence-analysis")) } dd.hash { (report.analysis) }
                        }
                    }
                }
            }
        }
    };
    shown_page(page.into_string())
}

impl Page<'_> {
    fn word(&self, code: &str) -> String {
        self.messages.word(code)
    }

    fn level(&self, level: &str) -> Markup {
        // Icon and word, never colour alone.
        let icon = match level {
            "down" => "⬣",
            "degraded" => "▼",
            "at_risk" => "◐",
            _ => "○",
        };
        html! { span class={ "level " (level) } { span aria-hidden="true" { (icon) } " " (self.word(&format!("level-{level}"))) } }
    }

    /// Returns the level of an item whose own redundancy was hit.
    fn own_risk(&self) -> Markup {
        html! { span.level.at_risk { span aria-hidden="true" { "◐" } " " (self.word("level-at-risk-own")) } }
    }

    /// Returns the heading of a column; `#` marks one of numbers.
    fn column(&self, code: &str) -> Markup {
        match code.strip_prefix('#') {
            Some(code) => html! { th.number scope="col" { (self.word(code)) } },
            None => html! { th scope="col" { (self.word(code)) } },
        }
    }

    fn table(&self, heading: &str, columns: &[&str], rows: &[Markup]) -> Markup {
        if rows.is_empty() {
            return html! {};
        }
        let (shown, total) = (rows.len().min(ROWS_MAX).to_string(), rows.len().to_string());
        html! {
            section {
                h2 { (self.word(heading)) span.count { " " (rows.len()) } }
                table {
                    thead { tr { @for column in columns { (self.column(column)) } } }
                    tbody { @for row in rows.iter().take(ROWS_MAX) { tr { (row) } } }
                }
                @if rows.len() > ROWS_MAX {
                    p.more {
                        (self.messages.say("report-only-first", [("shown", shown.as_str()), ("total", total.as_str())]))
                    }
                }
            }
        }
    }

    fn item(&self, item: &ItemRef) -> Markup {
        html! {
            td.key { (item.key) }
            td { bdi { (item.name) } }
            td { ((self.context.class_word)(&item.class)) }
        }
    }

    fn answers(&self) -> Markup {
        let answers = &self.report.answers;
        let row = |code: &str, answer: &AnswerView| {
            let Counts { down, degraded, at_risk_own, at_risk_inherited, .. } = answer.counts;
            html! {
                th scope="row" { (self.word(code)) }
                td { (names(&answer.services_down)) }
                td { (names(&answer.services_degraded)) }
                td { (names(&answer.services_at_risk)) }
                td.number { (down) " / " (degraded) " / " (at_risk_own + at_risk_inherited) }
            }
        };
        let rows = [
            row("answer-as-planned", &answers.as_planned),
            row("answer-if-it-fails", &answers.if_it_fails),
            row("answer-without-assumed", &answers.without_assumed_redundancy),
            html! {
                th scope="row" { (self.word("answer-could-be-reached")) }
                td colspan="3" {
                    (self.messages.say("count-services", [("count", answers.services_could_be_reached.to_string().as_str())]))
                }
                td.number { (answers.could_be_reached) }
            },
        ];
        let columns = [
            "column-answer",
            "column-services-down",
            "column-services-degraded",
            "column-services-at-risk",
            "#column-items",
        ];
        html! {
            section {
                h2 { (self.word("impact-answers")) }
                table.answers {
                    thead { tr { @for column in columns { (self.column(column)) } } }
                    tbody { @for row in rows { tr { (row) } } }
                }
            }
        }
    }

    fn seeds(&self) -> Markup {
        let rows = self.report.seeds.iter().map(|seed| {
            let mode = format!("mode-{}", seed.mode.id());
            html! { (self.item(&seed.item)) td { (self.word(&mode)) } td { (self.level(seed.level.id())) } }
        });
        let columns = ["column-key", "column-name", "column-type", "column-mode", "column-level"];
        self.table("impact-goes-out", &columns, &rows.collect::<Vec<_>>())
    }

    fn context_items(&self) -> Markup {
        let rows = self.report.context.iter().map(|context| {
            html! {
                (self.item(&context.item))
                td { (self.word(&format!("operation-{}", context.operation.id()))) }
                td { @if let Some(since) = context.since { (since.to_minutes()) } }
                td { bdi { (context.reason.as_deref().unwrap_or("")) } }
            }
        });
        let columns = ["column-key", "column-name", "column-type", "column-operation", "column-since", "column-reason"];
        self.table("impact-already-down", &columns, &rows.collect::<Vec<_>>())
    }

    fn hit(&self, heading: &str, services: bool) -> Markup {
        let hits = self.report.impacted.iter().filter(|hit| hit.item.is_service == services);
        let row = |hit: &ImpactedItem| {
            html! {
                td { @if hit.own { (self.own_risk()) } @else { (self.level(hit.level.id())) } }
                (self.item(&hit.item))
                td.number { @if let Some(tier) = hit.item.tier { (tier) } }
            }
        };
        let columns = ["column-level", "column-key", "column-name", "column-type", "#column-tier"];
        self.table(heading, &columns, &hits.map(row).collect::<Vec<_>>())
    }

    fn customers(&self) -> Markup {
        let rows = self.report.customers.iter().map(|customer| {
            html! {
                td { bdi { (customer.item.name) } }
                td { bdi { (customer.service.name) } }
                td { (self.level(customer.level.id())) }
            }
        });
        let columns = ["column-customer", "column-service", "column-level"];
        self.table("impact-customers", &columns, &rows.collect::<Vec<_>>())
    }

    fn eroded(&self) -> Markup {
        let rows = self.report.eroded.iter().map(|group| {
            html! {
                (self.item(&group.item))
                td { (self.requirement_word(&group.requirement.name)) }
                td { (needs(&group.requirement, self.messages)) }
                td.number { (group.margin) }
                td.number { (group.margin_degraded) }
            }
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
        self.table("impact-eroded", &columns, &rows.collect::<Vec<_>>())
    }

    fn assumed(&self) -> Markup {
        let rows = self.report.assumed.iter().map(|view| {
            html! {
                (self.item(&view.item))
                td { (self.level(view.level.id())) }
                td { (self.level(view.level_without.id())) }
            }
        });
        let columns = ["column-key", "column-name", "column-type", "column-as-planned", "column-without-assumed"];
        let table = self.table("impact-assumed", &columns, &rows.collect::<Vec<_>>());
        html! {
            (table)
            @if !self.report.assumed.is_empty() { p.more { (self.word("impact-assumed-action")) } }
        }
    }

    fn lost_support(&self) -> Markup {
        let rows = self.report.lost_support.iter().map(|lost| {
            let failed: Vec<String> = lost.failed.iter().map(|item| item.name.clone()).collect();
            html! {
                (self.item(&lost.item))
                td { (self.requirement_word(&lost.requirement.name)) }
                td { (names(&failed)) }
            }
        });
        let columns = ["column-key", "column-name", "column-type", "column-relationship", "column-failed"];
        self.table("impact-lost-support", &columns, &rows.collect::<Vec<_>>())
    }

    fn model_errors(&self) -> Markup {
        let rows = self.report.model_errors.iter().map(|error| {
            html! {
                (self.item(&error.item))
                td { (self.requirement_word(&error.requirement.name)) }
                td { bdi { (model_error(error, self.messages)) } }
            }
        });
        let columns = ["column-key", "column-name", "column-type", "column-group", "column-problem"];
        self.table("impact-model-errors", &columns, &rows.collect::<Vec<_>>())
    }

    fn requirement_word(&self, name: &str) -> String {
        (self.context.need_word)(name)
    }

    fn explanations(&self) -> Markup {
        html! { @for explanation in &self.report.explanations { (self.explanation(explanation)) } }
    }

    fn explanation(&self, explanation: &Explanation) -> Markup {
        let name = explanation.item.name.as_str();
        let level = self.word(&format!("level-{}", explanation.level.id()));
        let (heading, params) = ("why-heading", [("name", name), ("level", level.as_str())]);
        html! {
            section {
                @if !explanation.why.is_empty() {
                    h2 { bdi { (self.messages.say(heading, params)) } }
                    ol.why { @for step in &explanation.why { li { (self.why(step)) } } }
                }
                @if explanation.level < cairn_model::Level::Down {
                    h2 { bdi { (self.messages.say("why-not-heading", [("name", name)])) } }
                    @if explanation.why_not.is_empty() && !explanation.reachable {
                        p { bdi { (self.messages.say("why-not-unreachable", [("name", name)])) } }
                    }
                    ul.why {
                        @for view in &explanation.why_not {
                            @let group = self.requirement_word(&view.requirement.name);
                            li { bdi { (held(view, &group, self.messages)) } }
                        }
                    }
                }
            }
        }
    }

    fn why(&self, step: &WhyView) -> Markup {
        let reason = match (&step.because, &step.requirement) {
            (BecauseOf::Requirement, Some(requirement)) => {
                let failed = listed(step.failed.iter().map(|blamed| blamed.item.name.as_str()), self.messages);
                let needs = needs(requirement, self.messages);
                let group = self.requirement_word(&requirement.name);
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
        html! { (self.level(step.level.id())) " " strong { bdi { (step.item.name) } } " — " bdi { (reason) } }
    }
}

fn names(names: &[String]) -> Markup {
    html! { @for (position, name) in names.iter().enumerate() { @if position > 0 { ", " } bdi { (name) } } }
}
