//! A plan as a semantic diff.

use cairn_api::{EditLine, OutageLine, StepPage};

use super::Run;
use crate::refusal::Refusal;

/// How many edits of a step are shown.
const EDITS_MAX: usize = 60;

/// Returns the sign of a diff: what comes, what goes, what becomes another.
fn sign(line: &EditLine) -> char {
    match line.op.as_str() {
        "add" | "connect" => '+',
        "retire" | "disconnect" => '−',
        _ => '~',
    }
}

impl Run<'_, '_> {
    pub(super) fn steps(&mut self, steps: &[StepPage]) -> Result<(), Refusal> {
        for step in steps {
            self.console.blank()?;
            // The only step of a what-if has nothing to tell it from others.
            if steps.len() > 1 || !step.title.is_empty() || !step.implementer.is_empty() {
                let (number, minutes) = (step.step.to_string(), step.minutes.to_string());
                let code = if step.title.is_empty() { "plan-step-untitled" } else { "plan-step-titled" };
                let implementer = if step.implementer.is_empty() { "none" } else { &step.implementer };
                let params = [
                    ("step", number.as_str()),
                    ("title", step.title.as_str()),
                    ("minutes", minutes.as_str()),
                    ("implementer", implementer),
                ];
                self.console.say(code, &params)?;
            }
            self.diff(step)?;
        }
        Ok(())
    }

    fn diff(&mut self, step: &StepPage) -> Result<(), Refusal> {
        for line in step.edits.iter().take(EDITS_MAX) {
            let text = self.session.say(&line.text, self.messages);
            self.console.line(&format!("  {} {:>2}  {text}", sign(line), line.edit))?;
            if let Some(problem) = &line.problem {
                let problem = self.session.say(problem, self.messages);
                self.console.line(&format!("        ! {problem}"))?;
            }
        }
        if step.edits.len() > EDITS_MAX {
            self.console.say("count-more", &[("count", &(step.edits.len() - EDITS_MAX).to_string())])?;
        }
        for outage in &step.outages {
            self.outage(outage)?;
        }
        if step.edits.is_empty() && step.outages.is_empty() {
            self.console.line(&format!("  {}", self.messages.word("plan-step-empty")))?;
        }
        if !step.back_out.is_empty() {
            let text = self.messages.say("plan-step-back-out", [("text", step.back_out.as_str())]);
            self.console.line(&format!("  {text}"))?;
        }
        Ok(())
    }

    fn outage(&mut self, outage: &OutageLine) -> Result<(), Refusal> {
        let item = format!("{} {}", outage.item.key, outage.item.name);
        let mode = self.messages.word(&format!("mode-{}", outage.mode.id()));
        let minutes = outage.minutes.to_string();
        let params = [("item", item.as_str()), ("mode", mode.as_str()), ("minutes", minutes.as_str())];
        let text = self.messages.say("plan-outage", params);
        self.console.line(&format!("  !     {text}"))
    }
}
