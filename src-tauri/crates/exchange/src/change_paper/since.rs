//! What is different from the analysis that was decided on, and the record that made it so.

use cairn_model::change::{Cause, Difference, Standing};

use super::{Report, item, list, plain};
use crate::paper::Part;
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many differences are told.
const LINES_MAX: usize = 12;

impl Report<'_> {
    /// Returns the newest difference; nothing when there is none.
    pub(super) fn since(&self) -> Vec<Part> {
        let Some(Standing { analysis, cause, difference, .. }) = &self.report.change.standing else {
            return Vec::new();
        };
        let heading = self.messages.say("change-since", [("number", analysis.to_string().as_str())]);
        let said = self.differences(difference);
        let more = said.len().saturating_sub(LINES_MAX);
        let more = (more > 0).then(|| self.count("report-and-more", more));
        let lines = said.into_iter().take(LINES_MAX).chain(more).map(item).collect();
        let cause = cause.iter().flat_map(|cause| self.cause(cause));
        [Part::Heading(heading, None), list(lines)].into_iter().chain(cause).collect()
    }

    fn differences(&self, difference: &Difference) -> Vec<String> {
        let mut lines = Vec::new();
        for change in &difference.levels {
            let (before, after) = (self.level_word(change.before), self.level_word(change.after));
            let (item, step) = (shortened(&change.item.name, LINE_MAX), change.step.to_string());
            let params = [
                ("item", item.as_str()),
                ("before", before.as_str()),
                ("after", after.as_str()),
                ("step", step.as_str()),
            ];
            lines.push(self.messages.say("difference-level", params));
        }
        for change in &difference.margins {
            let before = change.before.map_or_else(|| "none".to_owned(), |before| before.to_string());
            let (item, after, step) =
                (shortened(&change.item.name, LINE_MAX), change.after.to_string(), change.step.to_string());
            let params = [
                ("item", item.as_str()),
                ("before", before.as_str()),
                ("after", after.as_str()),
                ("step", step.as_str()),
            ];
            lines.push(self.messages.say("difference-margin", params));
        }
        for (code, count) in
            [("difference-model-errors", difference.model_errors), ("difference-improved", difference.improved)]
        {
            if count > 0 {
                lines.push(self.count(code, count));
            }
        }
        for (code, holds) in
            [("difference-authorities", difference.authorities_changed), ("difference-plan", difference.plan_changed)]
        {
            if holds {
                lines.push(self.word(code));
            }
        }
        if lines.is_empty() {
            lines.push(self.word("difference-none"));
        }
        lines
    }

    fn cause(&self, cause: &Cause) -> Vec<Part> {
        let kind = self.word(&format!("record-kind-{}", cause.kind.id()));
        let (seq, when) = (cause.seq.to_string(), cause.recorded_at.to_minutes());
        let (actor, reason) = (shortened(&cause.actor, LINE_MAX), shortened(&cause.reason, TEXT_MAX));
        let params = [
            ("seq", seq.as_str()),
            ("kind", kind.as_str()),
            ("actor", actor.as_str()),
            ("when", when.as_str()),
            ("reason", reason.as_str()),
        ];
        let said = plain(self.messages.say("change-cause", params));
        let edits: Vec<_> = cause.edits.iter().map(|edit| item((self.context.say)(edit))).collect();
        let edits = (!edits.is_empty()).then(|| list(edits));
        [said].into_iter().chain(edits).collect()
    }
}
