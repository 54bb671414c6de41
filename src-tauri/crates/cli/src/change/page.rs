//! A change as a page.

use cairn_api::{ChangePage, Currency, Way, change_sentence, listed};
use cairn_model::change::{ChangeEvent, Decision, Difference, StepOutcome, StepResult, Verb};
use clap::ArgMatches;

use super::Run;
use super::line::window;
use super::verbs::{chg, short};
use crate::DONE;
use crate::refusal::Refusal;

/// How many lines a table shows.
const LINES_MAX: usize = 60;
/// How many lines a difference has: services come first.
const DIFFERENCE_MAX: usize = 15;

fn result_word(result: StepResult) -> &'static str {
    match result {
        StepResult::Done => "result-done",
        StepResult::NotDone => "result-not_done",
        StepResult::BackedOut => "result-backed_out",
    }
}

impl Run<'_, '_> {
    pub(super) fn show(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let page = self.session.change_show(chg(matches))?;
        if self.console.json(&page)? {
            return Ok(DONE);
        }
        self.head(&page)?;
        if let Some(analysis) = &page.analysis {
            self.console.blank()?;
            self.console.line(&change_sentence(analysis, self.messages))?;
            self.risk(&page)?;
            self.evidence(&page)?;
        }
        self.steps(&page.steps)?;
        if let Some(analysis) = &page.analysis {
            self.verdicts(analysis)?;
        }
        self.statements(&page)?;
        self.decisions(&page)?;
        self.undecided(&page)?;
        self.outcomes(&page)?;
        self.differences(&page)?;
        crate::outages::section(&page.outages, self.session, self.messages, self.console)?;
        self.history(&page.change.history)?;
        self.ways(&page.ways)?;
        Ok(DONE)
    }

    fn head(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        let change = &page.change;
        self.console.line(&format!("{}  {}", change.id, change.title))?;
        let kind = self.messages.word(&format!("change-kind-{}", change.kind.id()));
        let state = self.session.policy_word(&change.state, self.messages);
        let created = change.created_at.to_minutes();
        let params = [
            ("kind", kind.as_str()),
            ("state", state.as_str()),
            ("requester", change.requester.as_str()),
            ("when", created.as_str()),
        ];
        self.console.say("change-head", &params)?;
        let window = change.window.as_ref().map(window).unwrap_or_default();
        let review = change.review.as_ref().map(|review| format!("{} ({})", review.text, review.actor));
        let facts = [
            ("column-reason", change.reason.clone()),
            ("column-window", window),
            ("column-template", change.template.clone().unwrap_or_default()),
            ("change-test-plan", change.test_plan.clone()),
            ("change-back-out-plan", change.back_out_plan.clone()),
            ("change-review", review.unwrap_or_default()),
        ];
        for (code, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let name = self.messages.word(code);
            let line = self.messages.say("change-fact", [("name", name.as_str()), ("text", text.as_str())]);
            self.console.line(&line)?;
        }
        for waiver in &change.waivers {
            let guard = self.messages.word(&format!("waiver-{}", waiver.guard));
            let params = [("guard", guard.as_str()), ("actor", &waiver.actor), ("reason", &waiver.reason)];
            self.console.say("change-waiver", &params)?;
        }
        Ok(())
    }

    /// Says how much is at stake, and why.
    pub(super) fn risk(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        let Some(analysis) = &page.analysis else { return Ok(()) };
        let risk = &analysis.risk;
        let band = self.session.policy_word(&risk.band, self.messages);
        let computed = self.session.policy_word(&risk.computed_band, self.messages);
        let [impact, likelihood, score] = [risk.impact, risk.likelihood, risk.score].map(|number| number.to_string());
        let params = [
            ("band", band.as_str()),
            ("impact", impact.as_str()),
            ("likelihood", likelihood.as_str()),
            ("score", score.as_str()),
        ];
        self.console.say("change-risk", &params)?;
        if let Some(floor) = &risk.floor {
            let floor = self.session.say(floor, self.messages);
            self.console.line(&format!("  {floor}"))?;
        }
        if let Some(downgrade) = page.change.downgrade.as_ref().filter(|_| risk.band != risk.computed_band) {
            let params = [
                ("computed", computed.as_str()),
                ("actor", downgrade.actor.as_str()),
                ("reason", downgrade.reason.as_str()),
            ];
            let said = self.messages.say("change-downgraded", params);
            self.console.line(&format!("  {said}"))?;
        }
        if risk.no_service_mapped {
            self.console.line(&format!("  {}", self.messages.word("change-no-service-mapped")))?;
        }
        for question in &risk.unanswered {
            let words = self.session.policy_word(question, self.messages);
            let said = self.messages.say("change-unanswered", [("question", question.as_str()), ("words", &words)]);
            self.console.line(&format!("  {said}"))?;
        }
        Ok(())
    }

    /// Says which evidence a decision has to name, whether it is current, and what made it another.
    pub(super) fn evidence(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        let Some(analysis) = &page.analysis else { return Ok(()) };
        let currency = match page.currency {
            Currency::None => "currency-none",
            Currency::Current => "currency-current",
            Currency::Changed => "currency-changed",
            Currency::Stale => "currency-stale",
            Currency::DoesNotApply => "currency-does-not-apply",
            Currency::Settled => "currency-settled",
        };
        let currency = self.messages.word(currency);
        let (number, seq) = (analysis.number.to_string(), analysis.seq.to_string());
        let params = [
            ("evidence", short(&analysis.hashes.evidence)),
            ("number", &number),
            ("seq", &seq),
            ("currency", &currency),
        ];
        self.console.say("change-evidence", &params)?;
        let standing = page.change.standing.as_ref().filter(|_| page.currency != Currency::Settled);
        let Some(standing) = standing else { return Ok(()) };
        self.console.say("change-since", &[("number", &standing.analysis.to_string())])?;
        self.difference(&standing.difference)?;
        let Some(cause) = &standing.cause else { return Ok(()) };
        let (seq, kind) = (cause.seq.to_string(), self.messages.word(&format!("record-kind-{}", cause.kind.id())));
        let when = cause.recorded_at.to_minutes();
        let params = [
            ("seq", seq.as_str()),
            ("actor", &cause.actor),
            ("kind", &kind),
            ("when", &when),
            ("reason", &cause.reason),
        ];
        self.console.say("change-cause", &params)?;
        for edit in &cause.edits {
            let edit = self.session.say(edit, self.messages);
            self.console.line(&format!("  ~ {edit}"))?;
        }
        Ok(())
    }

    fn difference(&mut self, difference: &Difference) -> Result<(), Refusal> {
        let level = |level: cairn_model::Level| self.messages.word(&format!("level-{}", level.id()));
        let mut lines: Vec<String> = Vec::new();
        for change in &difference.levels {
            let (before, after, step) = (level(change.before), level(change.after), change.step.to_string());
            let params = [("item", change.item.name.as_str()), ("before", &before), ("after", &after), ("step", &step)];
            lines.push(self.messages.say("difference-level", params));
        }
        for change in &difference.margins {
            let (after, step) = (change.after.to_string(), change.step.to_string());
            let before = change.before.map_or_else(|| "none".to_owned(), |before| before.to_string());
            let params = [("item", change.item.name.as_str()), ("before", &before), ("after", &after), ("step", &step)];
            lines.push(self.messages.say("difference-margin", params));
        }
        let counted = |code: &str, count: u64| {
            (count > 0).then(|| self.messages.say(code, [("count", count.to_string().as_str())]))
        };
        lines.extend(counted("difference-model-errors", difference.model_errors));
        lines.extend(counted("difference-improved", difference.improved));
        lines.extend(difference.authorities_changed.then(|| self.messages.word("difference-authorities")));
        lines.extend(difference.plan_changed.then(|| self.messages.word("difference-plan")));
        if lines.is_empty() {
            lines.push(self.messages.word("difference-none"));
        }
        let shown = lines.len().min(DIFFERENCE_MAX);
        lines[..shown].iter().try_for_each(|line| self.console.line(&format!("  {line}")))?;
        if lines.len() > shown {
            self.console.say("count-more", &[("count", &(lines.len() - shown).to_string())])?;
        }
        Ok(())
    }

    fn statements(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        if page.statements.is_empty() {
            return Ok(());
        }
        self.console.heading("change-statements", None)?;
        for statement in &page.statements {
            let title = self.messages.word(&format!("statement-title-{}", statement.id));
            self.console.line(&format!("  {title}"))?;
            match &statement.own {
                Some(own) => self.console.line(&format!("    {own}"))?,
                None => {
                    for phrase in &statement.generated {
                        let said = self.session.say(phrase, self.messages);
                        self.console.line(&format!("    {said}"))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn decisions(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        let owners = page.analysis.iter().flat_map(|analysis| &analysis.authorities);
        let names: std::collections::BTreeMap<_, _> =
            owners.map(|own| (own.service, own.service_name.clone())).collect();
        let row = |decision: &Decision| {
            let verb = match decision.verb {
                Verb::Approve => "verb-approve",
                Verb::Reject => "verb-reject",
                Verb::Return => "verb-return",
            };
            let service = decision.service.map(|id| names.get(&Some(id)).cloned().flatten().unwrap_or(id.to_string()));
            vec![
                self.messages.word(verb),
                self.session.policy_word(&decision.role, self.messages),
                service.unwrap_or_default(),
                decision.actor.clone(),
                decision.at.to_minutes(),
                short(&decision.evidence).to_owned(),
                decision.reason.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = page.change.decisions.iter().map(row).collect();
        let columns = [
            "column-decision",
            "column-role",
            "column-service",
            "column-who",
            "column-when",
            "column-evidence",
            "column-reason",
        ];
        self.console.section("change-decisions", &columns, &rows, LINES_MAX)
    }

    /// Lists who still has to decide, with the words to type.
    pub(super) fn undecided(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        // Nobody is asked before it is assessed, nor once it is being done.
        let is_asked = page.ways.iter().any(|way| way.transition == "approve");
        let rows: Vec<Vec<String>> = page
            .undecided
            .iter()
            .map(|authority| {
                vec![
                    self.session.policy_word(&authority.role, self.messages),
                    authority.service_name.clone().unwrap_or_default(),
                    authority.person.clone().unwrap_or_default(),
                    format!("--as {}", authority.role),
                ]
            })
            .collect();
        let columns = ["column-role", "column-service", "column-person", "column-to-type"];
        let heading = if is_asked { "change-undecided" } else { "change-will-decide" };
        let is_ahead = page.ways.iter().any(|way| matches!(way.transition.as_str(), "submit" | "assess" | "ask"));
        if is_asked || is_ahead || page.ways.iter().any(|way| way.transition == "ask_again") {
            self.console.section(heading, &columns, &rows, LINES_MAX)?;
        }
        Ok(())
    }

    fn outcomes(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        let row = |(step, outcome): (&u32, &StepOutcome)| {
            let record = |seq: Option<u64>| seq.map(|seq| seq.to_string()).unwrap_or_default();
            vec![
                step.to_string(),
                self.messages.word(result_word(outcome.result)),
                outcome.started.to_minutes(),
                outcome.ended.to_minutes(),
                record(outcome.seq),
                record(outcome.undone_by),
                outcome.actor.clone(),
                outcome.note.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = page.change.outcomes.iter().map(row).collect();
        let columns = [
            "#column-step",
            "column-result",
            "column-started",
            "column-ended",
            "#column-record",
            "#column-undone-by",
            "column-who",
            "column-note",
        ];
        self.console.section("change-outcomes", &columns, &rows, LINES_MAX)
    }

    fn differences(&mut self, page: &ChangePage) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = page
            .differences
            .iter()
            .map(|difference| {
                let records = difference.records.iter().map(u64::to_string);
                let nothing = || "–".to_owned();
                vec![
                    difference.reference.clone(),
                    difference.planned.clone().unwrap_or_else(nothing),
                    difference.actual.clone().unwrap_or_else(nothing),
                    listed(records, self.messages),
                    page.change.explanations.get(&difference.reference).cloned().unwrap_or_default(),
                ]
            })
            .collect();
        let columns =
            ["column-reference", "column-planned", "column-there", "column-other-records", "column-explained"];
        self.console.section("change-differences", &columns, &rows, LINES_MAX)
    }

    fn history(&mut self, history: &[ChangeEvent]) -> Result<(), Refusal> {
        let row = |event: &ChangeEvent| {
            let to = self.session.policy_word(&event.to, self.messages);
            let reason = self.session.event_reason(event, self.messages);
            vec![event.at.to_minutes(), self.session.event_word(event, self.messages), to, event.actor.clone(), reason]
        };
        let rows: Vec<Vec<String>> = history.iter().map(row).collect();
        let columns = ["column-when", "column-event", "column-status", "column-who", "column-reason"];
        self.console.section("show-history", &columns, &rows, LINES_MAX)
    }

    /// Says where the change may go, and what is missing where it may not.
    fn ways(&mut self, ways: &[Way]) -> Result<(), Refusal> {
        if ways.is_empty() {
            return Ok(());
        }
        self.console.heading("change-ways", None)?;
        let word = |way: &Way| self.messages.word(&format!("transition-{}", way.transition));
        let open: Vec<String> = ways.iter().filter(|way| way.unmet.is_empty()).map(word).collect();
        if !open.is_empty() {
            self.console.say("change-ways-open", &[("list", &listed(open, self.messages))])?;
        }
        let mut closed: Vec<(Vec<String>, &[cairn_model::Phrase])> = Vec::new();
        for way in ways.iter().filter(|way| !way.unmet.is_empty()) {
            // Several ways may wait for the same.
            match closed.iter_mut().find(|(_, unmet)| *unmet == way.unmet.as_slice()) {
                Some((words, _)) => words.push(word(way)),
                None => closed.push((vec![word(way)], &way.unmet)),
            }
        }
        for (words, unmet) in closed {
            self.console.say("change-ways-closed", &[("list", &listed(words, self.messages))])?;
            for phrase in unmet {
                let said = self.session.say(phrase, self.messages);
                self.console.line(&format!("  - {said}"))?;
            }
        }
        Ok(())
    }
}
