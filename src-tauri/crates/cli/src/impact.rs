//! What an outage breaks, what holds and why.

use std::path::PathBuf;

use cairn_api::{
    ImpactQuestion, Session, held, listed, model_error, moment_words, needs, report_format, verdict_sentence,
};
use cairn_messages::Messages;
use cairn_model::impact::{AnswerView, Explanation, ImpactReport, ItemRef};
use cairn_model::{CancelToken, Level, Timestamp};
use clap::ArgMatches;

use crate::console::Console;
use crate::files;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// How many lines a table shows: services all, others this many.
const LINES_MAX: usize = 25;

pub(crate) fn impact(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let words = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect();
    let question = ImpactQuestion { down: words("down"), degraded: words("degraded"), explain: words("why") };
    if question.down.is_empty() && question.degraded.is_empty() && !matches.get_flag("now") {
        return Err(Refusal::usage("error-usage-nothing-out"));
    }
    if let Some(from) = matches.get_one::<String>("since") {
        return since(&question, from, matches, session, messages, console);
    }
    let report = session.impact(&question, crate::items::moment(matches), &CancelToken::default())?;
    let (path, map) = (matches.get_one::<PathBuf>("report"), matches.get_one::<PathBuf>("map"));
    let (mut said, mut notes) = (Vec::new(), Vec::new());
    if path.is_some() || map.is_some() {
        let view = session.impact_map(&question, crate::items::moment(matches), &CancelToken::default())?;
        if let Some(path) = path {
            let file = session.impact_report(&report, &view.answer, report_format(path), messages)?;
            files::write(path, &file.bytes)?;
            said = file.notes;
        }
        if let Some(path) = map {
            notes = crate::map::write_impact(path, &view.answer, view.at.as_ref(), session, messages)?;
        }
    }
    if console.json(&report)? {
        return Ok(DONE);
    }
    crate::items::dated(report.at.as_ref(), messages, console)?;
    Tables { report: &report.answer, session, messages }.show(console)?;
    if let Some(path) = path {
        console.say("impact-report-written", &[("path", &path.display().to_string())])?;
        said.iter().try_for_each(|note| console.line(note))?;
    }
    crate::map::written(map, &notes, console)?;
    Ok(DONE)
}

/// Says what the same outage would have done at an earlier moment, and which records made the difference. A difference is
/// a finding.
fn since(
    question: &ImpactQuestion,
    from: &str,
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let at = crate::items::moment(matches);
    let answer = session.impact_since(question, from, at, messages, &CancelToken::default())?;
    let code = if answer.changed.is_empty() { DONE } else { FINDING };
    if console.json(&answer)? {
        return Ok(code);
    }
    let (from, to) = (moment_words(&answer.from, messages), moment_words(&answer.to, messages));
    let (changed, records) = (answer.changed.len().to_string(), answer.commits.len().to_string());
    let said =
        [("from", from.as_str()), ("to", to.as_str()), ("count", changed.as_str()), ("records", records.as_str())];
    console.say("impact-since-said", &said)?;
    if !answer.absent.is_empty() {
        let names = listed(answer.absent.iter().map(|item| item.name.as_str()), messages);
        console.say("impact-since-absent", &[("names", &names)])?;
    }
    let word = |level: Level| messages.word(&format!("level-{}", level.id()));
    let rows: Vec<Vec<String>> = answer
        .changed
        .iter()
        .map(|own| {
            let records = own.records.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            vec![own.item.key.clone(), own.item.name.clone(), word(own.before), word(own.after), records]
        })
        .collect();
    let columns = ["column-key", "column-name", "column-before", "column-after", "column-records"];
    console.section("impact-since-changed", &columns, &rows, LINES_MAX)?;
    let rows: Vec<Vec<String>> = answer
        .commits
        .iter()
        .map(|own| {
            vec![
                own.commit.seq.to_string(),
                own.commit.recorded_at.to_minutes(),
                own.commit.actor.clone(),
                own.said.clone().unwrap_or_else(|| own.commit.reason.clone()),
                own.worse.to_string(),
                own.better.to_string(),
            ]
        })
        .collect();
    let columns = ["column-record", "column-when", "column-who", "column-what", "#column-worse", "#column-better"];
    console.section("impact-since-records", &columns, &rows, LINES_MAX)?;
    Ok(code)
}

struct Tables<'a> {
    report: &'a ImpactReport,
    session: &'a Session,
    messages: &'a Messages,
}

impl Tables<'_> {
    fn level(&self, level: Level) -> String {
        self.messages.word(&format!("level-{}", level.id()))
    }

    fn item(&self, item: &ItemRef) -> [String; 3] {
        [item.key.clone(), item.name.clone(), self.session.class_word(&item.class, self.messages)]
    }

    fn group(&self, name: &str) -> String {
        self.session.need_word(name, self.messages)
    }

    fn show(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        console.line(&verdict_sentence(self.report, self.messages))?;
        let seq = self.report.seq.to_string();
        let analysis: String = self.report.analysis.chars().take(16).collect();
        console.say("impact-footer", &[("seq", &seq), ("analysis", &analysis)])?;
        self.seeds(console)?;
        self.context(console)?;
        self.hit(console)?;
        self.customers(console)?;
        self.eroded(console)?;
        self.assumed(console)?;
        self.lost_support(console)?;
        self.model_errors(console)?;
        self.answers(console)?;
        for explanation in &self.report.explanations {
            self.explain(explanation, console)?;
        }
        Ok(())
    }

    fn seeds(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .seeds
            .iter()
            .map(|seed| {
                let mode = format!("mode-{}", seed.mode.id());
                let mut row = self.item(&seed.item).to_vec();
                row.extend([self.messages.word(&mode), self.level(seed.level)]);
                row
            })
            .collect();
        let columns = ["column-key", "column-name", "column-type", "column-mode", "column-level"];
        console.section("impact-goes-out", &columns, &rows, LINES_MAX)
    }

    fn context(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .context
            .iter()
            .map(|context| {
                let mut row = self.item(&context.item).to_vec();
                row.push(crate::items::operation_word(context.operation, self.messages));
                row.push(context.since.map(Timestamp::to_minutes).unwrap_or_default());
                row.push(context.reason.clone().unwrap_or_default());
                row
            })
            .collect();
        let columns = ["column-key", "column-name", "column-type", "column-operation", "column-since", "column-reason"];
        console.section("impact-already-down", &columns, &rows, LINES_MAX)
    }

    fn hit(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        if self.report.impacted.is_empty() {
            console.blank()?;
            return console.say("impact-nothing-hit", &[]);
        }
        for (heading, services, shown) in
            [("impact-hit-services", true, usize::MAX), ("impact-hit-others", false, LINES_MAX)]
        {
            let hits = self.report.impacted.iter().filter(|hit| hit.item.is_service == services);
            let rows: Vec<Vec<String>> = hits
                .map(|hit| {
                    let level = if hit.own { self.messages.word("level-at-risk-own") } else { self.level(hit.level) };
                    let mut row = vec![level];
                    row.extend(self.item(&hit.item));
                    row.push(hit.item.tier.map(|tier| tier.to_string()).unwrap_or_default());
                    row
                })
                .collect();
            let columns = ["column-level", "column-key", "column-name", "column-type", "#column-tier"];
            console.section(heading, &columns, &rows, shown)?;
        }
        Ok(())
    }

    fn customers(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .customers
            .iter()
            .map(|hit| vec![hit.item.name.clone(), hit.service.name.clone(), self.level(hit.level)])
            .collect();
        console.section("impact-customers", &["column-customer", "column-service", "column-level"], &rows, LINES_MAX)
    }

    fn eroded(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .eroded
            .iter()
            .map(|group| {
                let mut row = self.item(&group.item).to_vec();
                row.extend([
                    self.group(&group.requirement.name),
                    needs(&group.requirement, self.messages),
                    group.margin.to_string(),
                    group.margin_degraded.to_string(),
                ]);
                row
            })
            .collect();
        let columns = [
            "column-key",
            "column-name",
            "column-type",
            "column-group",
            "column-needed",
            "#column-spares",
            "#column-spares-degraded",
        ];
        console.section("impact-eroded", &columns, &rows, LINES_MAX)
    }

    fn assumed(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .assumed
            .iter()
            .map(|view| {
                let mut row = self.item(&view.item).to_vec();
                row.extend([self.level(view.level), self.level(view.level_without)]);
                row
            })
            .collect();
        let columns = ["column-key", "column-name", "column-type", "column-as-planned", "column-without-assumed"];
        console.section("impact-assumed", &columns, &rows, LINES_MAX)?;
        if rows.is_empty() { Ok(()) } else { console.say("impact-assumed-action", &[]) }
    }

    fn lost_support(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .lost_support
            .iter()
            .map(|lost| {
                let failed = listed(lost.failed.iter().map(|item| item.name.as_str()), self.messages);
                let mut row = self.item(&lost.item).to_vec();
                row.extend([self.group(&lost.requirement.name), failed]);
                row
            })
            .collect();
        let columns = ["column-key", "column-name", "column-type", "column-relationship", "column-failed"];
        console.section("impact-lost-support", &columns, &rows, LINES_MAX)
    }

    fn model_errors(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = self
            .report
            .model_errors
            .iter()
            .map(|error| {
                let mut row = self.item(&error.item).to_vec();
                row.extend([self.group(&error.requirement.name), model_error(error, self.messages)]);
                row
            })
            .collect();
        let columns = ["column-key", "column-name", "column-type", "column-group", "column-problem"];
        console.section("impact-model-errors", &columns, &rows, LINES_MAX)
    }

    fn answers(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let answers = &self.report.answers;
        let row = |code: &str, answer: &AnswerView| {
            let counts = &answer.counts;
            let at_risk = counts.at_risk_own + counts.at_risk_inherited;
            vec![
                self.messages.word(code),
                answer.services_down.len().to_string(),
                answer.services_degraded.len().to_string(),
                answer.services_at_risk.len().to_string(),
                format!("{} / {} / {at_risk}", counts.down, counts.degraded),
            ]
        };
        let rows = [
            row("answer-as-planned", &answers.as_planned),
            row("answer-if-it-fails", &answers.if_it_fails),
            row("answer-without-assumed", &answers.without_assumed_redundancy),
        ];
        let columns = [
            "column-answer",
            "#column-services-down",
            "#column-services-degraded",
            "#column-services-at-risk",
            "#column-items",
        ];
        console.heading("impact-answers", None)?;
        console.table(&columns, &rows)?;
        let items = crate::estate::counted("count-items", answers.could_be_reached, self.messages);
        let services = crate::estate::counted("count-services", answers.services_could_be_reached, self.messages);
        console.say("impact-reachable", &[("items", &items), ("services", &services)])
    }

    fn explain(&self, explanation: &Explanation, console: &mut Console<'_>) -> Result<(), Refusal> {
        let name = explanation.item.name.as_str();
        if !explanation.why.is_empty() {
            console.blank()?;
            let level = self.level(explanation.level);
            console.say("why-heading", &[("name", name), ("level", &level)])?;
            for step in &explanation.why {
                console.line(&format!(
                    "  {} [{}] {}",
                    step.item.name,
                    self.level(step.level),
                    self.session.why(step, self.messages)
                ))?;
            }
            let count = explanation.never_verified.to_string();
            match explanation.stalest_verification {
                Some(moment) => console.say("why-confidence-stalest", &[("when", &moment.to_minutes())])?,
                None if explanation.never_verified > 0 => {
                    console.say("why-confidence-never", &[("count", &count)])?;
                }
                None => {}
            }
        }
        if explanation.level == Level::Down {
            return Ok(());
        }
        console.blank()?;
        console.say("why-not-heading", &[("name", name)])?;
        if !explanation.reachable {
            return console.say("why-not-unreachable", &[("name", name)]);
        }
        for view in explanation.why_not.iter().take(LINES_MAX) {
            let group = self.group(&view.requirement.name);
            console.line(&format!("  {}", held(view, &group, self.messages)))?;
        }
        Ok(())
    }
}
