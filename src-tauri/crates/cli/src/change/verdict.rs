//! What a change does: levels before, during and after each step, the answers, and what the verdict rests on.

use std::collections::BTreeSet;

use cairn_model::Level;
use cairn_model::change::{Analysis, ServiceVerdict, StepVerdict};
use cairn_model::impact::AnswerView;

use super::Run;
use crate::refusal::Refusal;

/// How many lines a table shows.
const LINES_MAX: usize = 60;

impl Run<'_, '_> {
    fn level(&self, level: Level) -> String {
        self.messages.word(&format!("level-{}", level.id()))
    }

    /// Shows everything an analysis says about levels.
    pub(super) fn verdicts(&mut self, analysis: &Analysis) -> Result<(), Refusal> {
        self.hit("change-services", analysis, |step| &step.services)?;
        self.hit("change-items", analysis, |step| &step.items)?;
        self.end(analysis)?;
        self.answers(analysis)?;
        self.assumed(analysis)?;
        self.customers(analysis)?;
        self.context(analysis)?;
        if analysis.model_errors > 0 {
            self.console.say("change-model-errors", &[("count", &analysis.model_errors.to_string())])?;
        }
        Ok(())
    }

    /// Shows the levels of what is hit before, during and after each step.
    fn hit(
        &mut self,
        heading: &str,
        analysis: &Analysis,
        hit: impl Fn(&StepVerdict) -> &[ServiceVerdict],
    ) -> Result<(), Refusal> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let is_single = analysis.steps.len() == 1;
        for step in &analysis.steps {
            for service in hit(step) {
                let levels = [service.before, service.during, service.after, service.fails];
                let mut row = if is_single { Vec::new() } else { vec![step.step.to_string()] };
                row.extend([service.item.name.clone(), tier(service.item.tier)]);
                row.extend(levels.map(|level| self.level(level)));
                rows.push(row);
            }
        }
        let mut columns =
            vec!["column-name", "#column-tier", "column-before", "column-during", "column-after", "answer-if-it-fails"];
        if !is_single {
            columns.insert(0, "#column-step");
        }
        self.console.section(heading, &columns, &rows, LINES_MAX)
    }

    fn end(&mut self, analysis: &Analysis) -> Result<(), Refusal> {
        let end = &analysis.end;
        let ends = [
            (Level::Down, &end.services_down),
            (Level::Degraded, &end.services_degraded),
            (Level::AtRisk, &end.services_at_risk),
        ];
        let rows: Vec<Vec<String>> = ends
            .into_iter()
            .flat_map(|(level, names)| names.iter().map(move |name| (level, name)))
            .map(|(level, name)| vec![name.clone(), self.level(level)])
            .collect();
        self.console.section("change-end", &["column-service", "column-level"], &rows, LINES_MAX)
    }

    /// Shows the answers, services down / degraded / at risk.
    fn answers(&mut self, analysis: &Analysis) -> Result<(), Refusal> {
        let row = |step: &StepVerdict| {
            let spares = step.least_margin.map_or_else(|| "–".to_owned(), |margin| margin.to_string());
            vec![
                step.step.to_string(),
                counts(&step.as_planned),
                items(&step.as_planned),
                counts(&step.if_it_fails),
                counts(&step.without_assumed_redundancy),
                step.services_could_be_reached.to_string(),
                spares,
            ]
        };
        let mut rows: Vec<Vec<String>> = analysis.steps.iter().map(row).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let mut end = vec![self.messages.word("column-end"), counts(&analysis.end), items(&analysis.end)];
        end.resize(rows[0].len(), "–".to_owned());
        rows.push(end);
        let columns = [
            "#column-step",
            "#answer-as-planned",
            "#column-items",
            "#answer-if-it-fails",
            "#answer-without-assumed",
            "#answer-could-be-reached",
            "#column-least-spares",
        ];
        self.console.heading("change-answers", None)?;
        self.console.table(&columns, &rows)
    }

    fn assumed(&mut self, analysis: &Analysis) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = analysis
            .steps
            .iter()
            .flat_map(|step| step.assumed.iter().map(move |view| (step.step, view)))
            .map(|(step, view)| {
                let levels = [view.level, view.level_without].map(|level| self.level(level));
                [vec![step.to_string(), view.item.key.clone(), view.item.name.clone()], levels.to_vec()].concat()
            })
            .collect();
        let columns = ["#column-step", "column-key", "column-name", "column-as-planned", "column-without-assumed"];
        self.console.section("impact-assumed", &columns, &rows, LINES_MAX)?;
        if rows.is_empty() { Ok(()) } else { self.console.say("impact-assumed-action", &[]) }
    }

    /// Shows customers of services that are hit in any step, each once.
    fn customers(&mut self, analysis: &Analysis) -> Result<(), Refusal> {
        let hits = analysis.steps.iter().flat_map(|step| &step.customers);
        let mut worst: std::collections::BTreeMap<(&str, &str), Level> = std::collections::BTreeMap::new();
        for hit in hits {
            let level = worst.entry((&hit.item.name, &hit.service.name)).or_default();
            *level = (*level).max(hit.level);
        }
        let row = |((customer, service), level): ((&str, &str), Level)| {
            vec![customer.to_owned(), service.to_owned(), self.level(level)]
        };
        let rows: Vec<Vec<String>> = worst.into_iter().map(row).collect();
        let columns = ["column-customer", "column-service", "column-level"];
        self.console.section("impact-customers", &columns, &rows, LINES_MAX)
    }

    fn context(&mut self, analysis: &Analysis) -> Result<(), Refusal> {
        let rows: Vec<Vec<String>> = analysis
            .context
            .iter()
            .map(|context| {
                vec![
                    context.item.key.clone(),
                    context.item.name.clone(),
                    crate::items::operation_word(context.operation, self.messages),
                    context.reason.clone().unwrap_or_default(),
                ]
            })
            .collect();
        let columns = ["column-key", "column-name", "column-operation", "column-reason"];
        self.console.section("impact-already-down", &columns, &rows, LINES_MAX)
    }
}

fn tier(tier: Option<u8>) -> String {
    tier.map(|tier| tier.to_string()).unwrap_or_default()
}

/// Services down / degraded / at risk.
fn counts(answer: &AnswerView) -> String {
    let count = |names: &[String]| names.iter().collect::<BTreeSet<_>>().len();
    let [down, degraded, at_risk] =
        [&answer.services_down, &answer.services_degraded, &answer.services_at_risk].map(|names| count(names));
    format!("{down} / {degraded} / {at_risk}")
}

/// Items down / degraded / at risk, services among them.
fn items(answer: &AnswerView) -> String {
    let counts = &answer.counts;
    format!("{} / {} / {}", counts.down, counts.degraded, counts.at_risk_own + counts.at_risk_inherited)
}
