//! What is planned, as a semantic diff, and the five statements of ISO/IEC 20000-1:2018, 8.5.1.3.

use maud::{Markup, html};

use super::{EditRow, OutageRow, Page, StatementRow, StepRow, icon};
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many lines of a step are shown.
const LINES_MAX: usize = 80;

impl Page<'_> {
    /// Returns the steps with what goes out and what is edited.
    pub(super) fn plan(&self) -> Markup {
        let steps = &self.report.steps;
        let change = self.report.change;
        let content = html! {
            @if steps.is_empty() { p { (self.word("report-plan-empty")) } }
            @for step in steps { (self.planned(step)) }
            (self.paragraph("report-test-plan", &change.test_plan))
            (self.paragraph("report-back-out-plan", &change.back_out_plan))
        };
        self.section("plan", "report-plan", &content)
    }

    /// Returns a paragraph in somebody's own words, under what it is.
    fn paragraph(&self, code: &str, text: &str) -> Markup {
        html! {
            @if !text.trim().is_empty() {
                p.own { strong { (self.word(code)) } " " bdi { (shortened(text, TEXT_MAX)) } }
            }
        }
    }

    fn planned(&self, step: &StepRow) -> Markup {
        let rows = step.outages.len() + step.edits.len();
        let outages = step.outages.iter().take(LINES_MAX);
        let edits = step.edits.iter().take(LINES_MAX.saturating_sub(step.outages.len()));
        html! {
            div.step {
                h3 { bdi { (self.step_heading(step.step, step.step, &step.title, step.minutes)) } }
                ul.diff {
                    @for outage in outages { (self.outage(outage)) }
                    @for edit in edits { (self.edit(edit)) }
                }
                @if rows > LINES_MAX { p.quiet { (self.count("report-and-more", rows - LINES_MAX)) } }
                (self.paragraph("report-implementer", &step.implementer))
                (self.paragraph("report-back-out", &step.back_out))
            }
        }
    }

    fn outage(&self, outage: &OutageRow) -> Markup {
        use cairn_model::impact::OutageMode::{Degraded, FullOutage, NoInterruption, Restart};
        let mode = self.word(match outage.mode {
            FullOutage => "mode-full_outage",
            Degraded => "mode-degraded",
            Restart => "mode-restart",
            NoInterruption => "mode-no_interruption",
        });
        let name = format!("{} {}", outage.item.key, shortened(&outage.item.name, LINE_MAX));
        let minutes = outage.minutes.to_string();
        let params = [("item", name.as_str()), ("mode", mode.as_str()), ("minutes", minutes.as_str())];
        html! { li.out { span.sign { (icon(outage.mode.level())) } span { bdi { (self.messages.say("report-goes-out", params)) } } } }
    }

    fn edit(&self, edit: &EditRow) -> Markup {
        let (class, sign) = match edit.op.as_str() {
            "add" | "connect" => ("added", "+"),
            "retire" | "disconnect" => ("removed", "−"),
            "replace" => ("changed", "⇄"),
            _ => ("changed", "~"),
        };
        html! {
            li class=(class) {
                span.sign { (sign) }
                span {
                    bdi { (shortened(&edit.text, TEXT_MAX)) }
                    @if let Some(problem) = &edit.problem { br; em.problem { bdi { (shortened(problem, TEXT_MAX)) } } }
                }
            }
        }
    }

    /// Returns the five statements; somebody's own words win over what the analysis says, and are marked.
    pub(super) fn statements(&self) -> Markup {
        let statement = |row: &StatementRow| {
            html! {
                li {
                    h3 { (row.heading) }
                    @match &row.own {
                        Some(own) => p.own { span.tag { (self.word("report-own-words")) } " " bdi { (shortened(own, TEXT_MAX)) } },
                        None => @for sentence in &row.generated { p { bdi { (shortened(sentence, TEXT_MAX)) } } },
                    }
                }
            }
        };
        let rows = &self.report.statements;
        let content = html! { @if !rows.is_empty() { ol.statements { @for row in rows { (statement(row)) } } } };
        self.section("statements", "report-statements", &content)
    }
}
