//! The list of changes.

use cairn_api::ChangeLine;
use cairn_model::change::{ChangeTemplate, Window};
use clap::ArgMatches;

use super::Run;
use crate::DONE;
use crate::refusal::Refusal;

/// How many lines the list shows.
const LINES_MAX: usize = 200;

pub(super) fn window(window: &Window) -> String {
    format!("{} – {}", window.start.to_minutes(), window.end.to_minutes())
}

impl Run<'_, '_> {
    pub(super) fn list(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let state = matches.get_one::<String>("state").map(String::as_str);
        let list = self.session.change_list(state)?;
        if self.console.json(&list)? {
            return Ok(DONE);
        }
        if list.changes.is_empty() {
            let code = if state.is_some() { "changes-none-in-state" } else { "changes-none" };
            self.console.say(code, &[])?;
        } else {
            let shown = list.changes.len().min(LINES_MAX);
            let rows: Vec<Vec<String>> = list.changes[..shown].iter().map(|line| self.line(line)).collect();
            let columns = [
                "column-change",
                "column-title",
                "column-kind",
                "column-status",
                "column-risk",
                "column-requester",
                "column-window",
            ];
            self.console.table(&columns, &rows)?;
            if list.changes.len() > shown {
                self.console.say("count-more", &[("count", &(list.changes.len() - shown).to_string())])?;
            }
        }
        let rows: Vec<Vec<String>> = list.templates.iter().map(|template| self.template_line(template)).collect();
        let columns =
            ["column-name", "column-risk", "column-change", "column-authorised-by", "column-worst", "column-suspended"];
        self.console.section("changes-templates", &columns, &rows, LINES_MAX)?;
        Ok(DONE)
    }

    fn line(&self, line: &ChangeLine) -> Vec<String> {
        let state = self.session.policy_word(&line.state, self.messages);
        let stale = if line.stale { format!(" ({})", self.messages.word("currency-stale")) } else { String::new() };
        vec![
            line.id.clone(),
            line.title.clone(),
            self.messages.word(&format!("change-kind-{}", line.kind.id())),
            format!("{state}{stale}"),
            line.risk.as_ref().map(|band| self.session.policy_word(band, self.messages)).unwrap_or_default(),
            line.requester.clone(),
            line.window.as_ref().map(window).unwrap_or_default(),
        ]
    }

    /// The worst level it may do to services of each tier, 1 to 4.
    fn template_line(&self, template: &ChangeTemplate) -> Vec<String> {
        let worst: Vec<String> =
            template.worst.iter().map(|level| self.messages.word(&format!("level-{}", level.id()))).collect();
        vec![
            template.name.clone(),
            self.session.policy_word(&template.band, self.messages),
            template.from_change.clone(),
            template.authorised_by.clone(),
            worst.join(" / "),
            template.suspended.clone().unwrap_or_default(),
        ]
    }
}
