//! The report of a change for a board, in the words of the estate.

use cairn_engine::change::{Basis, ChangeBrief, ChangePage, Currency, EditLine, OutageLine, StepPage};
use cairn_exchange::{
    ChangeReport, ChangeReportContext, DeciderRow, DifferenceRow, EditRow, MapFormat, MapOf, MissingRow, OutageRow,
    ReportFormat, Standing, StatementRow, StepRow, change_paper,
};
use cairn_messages::Messages;
use cairn_model::Phrase;
use cairn_model::change::Authority;

use crate::failure::Failure;
use crate::map_file::{MapHead, WrittenFile, written};
use crate::question::for_paper;
use crate::session::Session;

impl Session {
    /// Returns a change as a board reads it: its page, the map of its worst step, and what held. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when there is no such change.
    pub fn change_brief(&self, words: &str) -> Result<ChangeBrief, Failure> {
        self.act(|act| cairn_engine::change::brief(&self.engine, words, act))
    }

    /// Returns the report of a change as a file, with the map of its worst step: one self-contained page of HTML, or PDF with
    /// the fonts of the host.
    ///
    /// # Errors
    /// [`Failure`] when the estate's name cannot be read, or the host has no font for a PDF.
    pub fn change_report(
        &self,
        brief: &ChangeBrief,
        format: ReportFormat,
        messages: &Messages,
    ) -> Result<WrittenFile, Failure> {
        let messages = &for_paper(format, messages);
        let map = self.change_drawing(brief, messages)?;
        let policy_word = |id: &str| self.policy_word(id, messages);
        let spoken = |phrase: &Phrase| self.say(phrase, messages);
        let page = &brief.page;
        let report = ChangeReport {
            change: &page.change,
            plan_revision: page.plan_revision,
            analysis: brief.analysis.as_ref(),
            standing: standing(brief),
            picture: &brief.picture,
            seq: page.seq,
            steps: page.steps.iter().map(|step| step_row(step, &spoken)).collect(),
            statements: statements(page, messages, &spoken),
            deciders: deciders(brief),
            missing: missing(page, &policy_word, &spoken),
            differences: differences(page),
        };
        let context = ChangeReportContext {
            estate: &self.engine.info()?.estate.name,
            made_at: self.host.now(),
            class_word: &|id| self.class_word(id, messages),
            need_word: &|name| self.need_word(name, messages),
            policy_word: &policy_word,
            say: &spoken,
            map,
        };
        written(
            change_paper(&report, &context, messages).file(format, &self.host.font_directories(), messages),
            messages,
        )
    }

    /// Returns the map of the worst step as SVG.
    fn change_drawing(&self, brief: &ChangeBrief, messages: &Messages) -> Result<Option<String>, Failure> {
        let Some(map) = &brief.picture.map else { return Ok(None) };
        let head = MapHead { change: Some(brief.page.change.id.clone()), ..MapHead::default() };
        let drawn = self.map_file(MapOf::Change(map, brief.picture.seq), &head, MapFormat::Svg, messages)?;
        Ok(Some(String::from_utf8_lossy(&drawn.bytes).into_owned()))
    }
}

fn standing(brief: &ChangeBrief) -> Standing {
    if brief.page.change.started_at.is_some() {
        return Standing::Begun;
    }
    match brief.page.currency {
        _ if brief.basis == Basis::None => Standing::DoesNotApply,
        Currency::None => Standing::NotKept,
        Currency::Current => Standing::Current,
        Currency::Changed => Standing::Changed,
        Currency::Stale => Standing::Stale,
        Currency::DoesNotApply => Standing::DoesNotApply,
        Currency::Settled => Standing::Begun,
    }
}

fn step_row(step: &StepPage, spoken: &dyn Fn(&Phrase) -> String) -> StepRow {
    let edit = |line: &EditLine| EditRow {
        op: line.op.clone(),
        text: spoken(&line.text),
        problem: line.problem.as_ref().map(spoken),
    };
    let outage = |line: &OutageLine| OutageRow { item: line.item.clone(), minutes: line.minutes, mode: line.mode };
    StepRow {
        step: step.step,
        title: step.title.clone(),
        minutes: step.minutes,
        implementer: step.implementer.clone(),
        back_out: step.back_out.clone(),
        outages: step.outages.iter().map(outage).collect(),
        edits: step.edits.iter().map(edit).collect(),
    }
}

fn statements(page: &ChangePage, messages: &Messages, spoken: &dyn Fn(&Phrase) -> String) -> Vec<StatementRow> {
    let row = |statement: &cairn_engine::change::Statement| StatementRow {
        heading: messages.word(&format!("statement-title-{}", statement.id)),
        generated: statement.generated.iter().map(spoken).collect(),
        own: statement.own.clone(),
    };
    page.statements.iter().map(row).collect()
}

/// Returns who has to decide by the newest analysis, and whoever has to since.
fn deciders(brief: &ChangeBrief) -> Vec<DeciderRow> {
    let page = &brief.page;
    let is_known = page.currency != Currency::DoesNotApply && page.change.started_at.is_none();
    let mut open: Vec<&Authority> = page.undecided.iter().collect();
    let mut rows = Vec::new();
    for authority in brief.analysis.iter().flat_map(|analysis| &analysis.authorities) {
        let place = open.iter().position(|other| *other == authority);
        if let Some(place) = place {
            open.remove(place);
        }
        rows.push(DeciderRow { authority: authority.clone(), decided: is_known.then_some(place.is_none()) });
    }
    let since = open.into_iter().filter(|_| is_known);
    rows.extend(since.map(|authority| DeciderRow { authority: authority.clone(), decided: Some(false) }));
    rows
}

fn missing(
    page: &ChangePage,
    policy_word: &dyn Fn(&str) -> String,
    spoken: &dyn Fn(&Phrase) -> String,
) -> Vec<MissingRow> {
    let ways = page.ways.iter().filter(|way| !way.unmet.is_empty());
    ways.map(|way| MissingRow { to: policy_word(&way.to), unmet: way.unmet.iter().map(spoken).collect() }).collect()
}

fn differences(page: &ChangePage) -> Vec<DifferenceRow> {
    let row = |own: &cairn_engine::change::PlanDifference| DifferenceRow {
        explained: page.change.explanations.get(&own.reference).cloned(),
        reference: own.reference.clone(),
        planned: own.planned.clone(),
        actual: own.actual.clone(),
    };
    page.differences.iter().map(row).collect()
}
