//! What is done to a change: from arguments to a request, and from the reply to a sentence.

use cairn_api::{ChangeReply, Closing, DecisionWords, NewChange, StepReport, change_sentence};
use cairn_model::change::{ChangeKind, StepResult, Verb, Window};
use clap::ArgMatches;
use serde_json::json;

use super::Run;
use super::edits::{pairs, request};
use crate::DONE;
use crate::estate::moment;
use crate::refusal::Refusal;

fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().unwrap_or_default()
}

fn given(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

pub(super) fn chg(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("change").map_or("", String::as_str)
}

/// How many characters of a digest are shown.
const DIGEST_CHARS: usize = 16;

pub(super) fn short(digest: &str) -> &str {
    digest.get(..DIGEST_CHARS).unwrap_or(digest)
}

impl Run<'_, '_> {
    pub(super) fn raise(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let word = text(matches, "kind");
        let new = NewChange {
            title: text(matches, "title"),
            kind: ChangeKind::ALL.into_iter().find(|kind| kind.id() == word).unwrap_or_default(),
            reason: text(matches, "reason"),
            template: given(matches, "template"),
        };
        let reply = self.session.change_new(&new)?;
        self.report("done-change-new", &reply)
    }

    pub(super) fn edit(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let reply = self.session.change_edit(chg(matches), &request(matches)?)?;
        let exit = self.report("done-change-edit", &reply)?;
        let Some(summary) = reply.imported.filter(|_| !self.console.is_json()) else { return Ok(exit) };
        crate::import::summary(&summary, self.messages, self.console)?;
        Ok(if summary.refused.is_empty() { exit } else { crate::FINDING })
    }

    pub(super) fn submit(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let reply = self.session.change_submit(chg(matches))?;
        self.report("done-change-submit", &reply)
    }

    pub(super) fn assess(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let reply = self.session.change_assess(chg(matches))?;
        let exit = self.report("done-change-assess", &reply)?;
        if self.console.is_json() {
            return Ok(exit);
        }
        let page = self.session.change_show(&reply.id)?;
        if let Some(analysis) = &page.analysis {
            self.console.blank()?;
            self.console.line(&change_sentence(analysis, self.messages))?;
            self.risk(&page)?;
            self.evidence(&page)?;
            self.undecided(&page)?;
        }
        Ok(exit)
    }

    pub(super) fn decide(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let verb = match () {
            () if matches.get_flag("approve") => Verb::Approve,
            () if matches.get_flag("reject") => Verb::Reject,
            () => Verb::Return,
        };
        let decision = DecisionWords {
            verb,
            role: text(matches, "as"),
            service: given(matches, "for"),
            evidence: text(matches, "evidence"),
            reason: text(matches, "reason"),
        };
        let reply = self.session.change_decide(chg(matches), &decision)?;
        let exit = self.report("done-change-decide", &reply)?;
        if verb == Verb::Approve && !self.console.is_json() {
            let page = self.session.change_show(&reply.id)?;
            self.undecided(&page)?;
        }
        Ok(exit)
    }

    pub(super) fn schedule(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let at = |name: &str| Ok::<_, Refusal>(moment(given(matches, name))?.unwrap_or_default());
        let window = Window { end: at("end")?, start: at("start")? };
        let reply = self.session.change_schedule(chg(matches), window)?;
        self.report("done-change-schedule", &reply)
    }

    pub(super) fn start(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let reply = self.session.change_start(chg(matches))?;
        self.report("done-change-start", &reply)
    }

    pub(super) fn step(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let result = match () {
            () if matches.get_flag("done") => StepResult::Done,
            () if matches.get_flag("not-done") => StepResult::NotDone,
            () => StepResult::BackedOut,
        };
        let mut found = Vec::new();
        for values in matches.get_occurrences::<String>("found").into_iter().flatten() {
            let values: Vec<String> = values.cloned().collect();
            if let [item, field, value] = values.as_slice() {
                found.push((item.clone(), field.clone(), value.clone()));
            }
        }
        let report = StepReport {
            result,
            started: moment(given(matches, "started"))?,
            ended: moment(given(matches, "ended"))?,
            note: text(matches, "note"),
            found,
        };
        let number = matches.get_one::<u32>("step").copied().unwrap_or_default();
        let reply = self.session.change_step(chg(matches), number, &report)?;
        self.report("done-change-step", &reply)
    }

    pub(super) fn finish(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let reason = text(matches, "reason");
        let reply = self.session.change_finish(chg(matches), matches.get_flag("failed"), &reason)?;
        self.report("done-change-finish", &reply)
    }

    pub(super) fn close(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let closing = Closing { review: given(matches, "review"), explain: pairs(matches, "explain")? };
        let reply: ChangeReply = self.session.change_close(chg(matches), &closing)?;
        self.report("done-change-close", &reply)
    }

    pub(super) fn cancel(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let reply = self.session.change_cancel(chg(matches), &text(matches, "reason"))?;
        self.report("done-change-cancel", &reply)
    }

    pub(super) fn template(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let name = text(matches, "name");
        let seq = self.session.change_template(chg(matches), &name)?;
        if !self.console.json(&json!({ "seq": seq, "name": name.trim() }))? {
            self.console.say("done-change-template", &[("name", name.trim()), ("seq", &seq.to_string())])?;
        }
        Ok(DONE)
    }
}
