//! What is planned, as a semantic diff, and the five statements of ISO/IEC 20000-1:2018, 8.5.1.3.

use super::{EditRow, OutageRow, Report, StatementRow, StepRow, list, plain};
use crate::paper::{Line, Part, Section, Sign};
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many lines of a step are shown.
const LINES_MAX: usize = 80;

impl Report<'_> {
    /// Returns the steps with what goes out and what is edited.
    pub(super) fn plan(&self) -> Section {
        let (steps, change) = (&self.report.steps, self.report.change);
        let mut parts: Vec<Part> = steps.iter().flat_map(|step| self.planned(step)).collect();
        if steps.is_empty() {
            parts.push(plain(self.word("report-plan-empty")));
        }
        let plans = [("report-test-plan", &change.test_plan), ("report-back-out-plan", &change.back_out_plan)];
        parts.extend(self.own_words(&plans));
        self.section("plan", "report-plan", parts)
    }

    /// Returns what somebody wrote, beside what it is.
    fn own_words(&self, texts: &[(&str, &String)]) -> Option<Part> {
        let written = texts.iter().filter(|(_, text)| !text.trim().is_empty());
        let facts: Vec<_> = written.map(|(code, text)| (self.word(code), shortened(text, TEXT_MAX))).collect();
        (!facts.is_empty()).then_some(Part::Facts(facts))
    }

    fn planned(&self, step: &StepRow) -> Vec<Part> {
        let rows = step.outages.len() + step.edits.len();
        let outages = step.outages.iter().map(|own| self.outage(own));
        let lines: Vec<Line> = outages.chain(step.edits.iter().map(edit)).take(LINES_MAX).collect();
        let mut parts = vec![Part::Heading(self.step_heading(step.step, step.step, &step.title, step.minutes), None)];
        parts.extend((!lines.is_empty()).then(|| list(lines)));
        if rows > LINES_MAX {
            parts.push(Part::Remark(self.count("report-and-more", rows - LINES_MAX)));
        }
        let own = [("report-implementer", &step.implementer), ("report-back-out", &step.back_out)];
        parts.extend(self.own_words(&own));
        parts
    }

    fn outage(&self, outage: &OutageRow) -> Line {
        let mode = self.word(&format!("mode-{}", outage.mode.id()));
        let name = format!("{} {}", outage.item.key, shortened(&outage.item.name, LINE_MAX));
        let minutes = outage.minutes.to_string();
        let params = [("item", name.as_str()), ("mode", mode.as_str()), ("minutes", minutes.as_str())];
        let sign = Sign { level: outage.mode.level(), word: String::new() };
        Line { sign: Some(sign), text: self.messages.say("report-goes-out", params), ..Line::default() }
    }

    /// Returns the five statements; somebody's own words win over what the analysis says, and are marked.
    pub(super) fn statements(&self) -> Option<Section> {
        let statement = |row: &StatementRow| {
            let about = row.heading.clone();
            match &row.own {
                Some(own) => Line { about, text: own.clone(), under: self.word("report-own-words"), ..Line::default() },
                None => Line { about, text: row.generated.join("\n"), ..Line::default() },
            }
        };
        let lines: Vec<Line> = self.report.statements.iter().map(statement).collect();
        let parts = vec![Part::List { is_ordered: true, lines }];
        (!self.report.statements.is_empty()).then(|| self.section("statements", "report-statements", parts))
    }
}

fn edit(edit: &EditRow) -> Line {
    let mark = match edit.op.as_str() {
        "add" | "connect" => "+",
        "retire" | "disconnect" => "−",
        "replace" => "⇄",
        _ => "~",
    };
    Line { mark, text: edit.text.clone(), under: edit.problem.clone().unwrap_or_default(), ..Line::default() }
}
