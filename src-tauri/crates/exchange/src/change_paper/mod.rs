//! The impact report of a change for a board.
//!
//! It says first what happens, then draws it, then proves it.

mod answer;
mod evidence;
mod map;
mod plan;
mod since;

use cairn_messages::Messages;
use cairn_model::change::{Analysis, Authority, Change, ChangePicture};
use cairn_model::impact::{ItemRef, OutageMode};
use cairn_model::{Level, Timestamp};

use crate::paper::{Cell, Line, Paper, Part, Section, Sign, Table};
use crate::sentence::listed;
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many names a line lists.
const NAMES_MAX: usize = 12;

/// How the evidence stands to the estate as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody keeps it: it was worked out for this report only.
    NotKept,
    /// Everything it rests on is as it was.
    Current,
    /// The answer is another now, and decisions stand.
    Changed,
    /// Decisions no longer stand.
    Stale,
    /// The plan does not apply to the estate any more.
    DoesNotApply,
    /// The change was begun: the estate is what it made of it.
    Begun,
}

/// A planned edit as a line of a diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditRow {
    /// What it does: `add`, `retire`, `set`, `connect`, `disconnect`, `need` or `replace`.
    pub op: String,
    /// The same as a sentence.
    pub text: String,
    /// Why it does not apply to the estate as it is.
    pub problem: Option<String>,
}

/// An item that goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageRow {
    /// The item.
    pub item: ItemRef,
    /// For how many minutes.
    pub minutes: u32,
    /// How.
    pub mode: OutageMode,
}

/// A planned step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepRow {
    /// Its number, from 1.
    pub step: u32,
    /// What it does.
    pub title: String,
    /// How many minutes it takes.
    pub minutes: u32,
    /// Who does it.
    pub implementer: String,
    /// How it is undone.
    pub back_out: String,
    /// What goes out.
    pub outages: Vec<OutageRow>,
    /// Its edits.
    pub edits: Vec<EditRow>,
}

/// One of the five statements of ISO/IEC 20000-1:2018, 8.5.1.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// What it is about.
    pub heading: String,
    /// What the analysis says.
    pub generated: Vec<String>,
    /// What somebody wrote instead.
    pub own: Option<String>,
}

/// Somebody who has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeciderRow {
    /// Who.
    pub authority: Authority,
    /// Whether that was done; `None` when it cannot be told of the estate as it is.
    pub decided: Option<bool>,
}

/// What is missing on a way onwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRow {
    /// The state the way leads to, as a word.
    pub to: String,
    /// One sentence for each guard that does not hold.
    pub unmet: Vec<String>,
}

/// A difference between what was planned and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What it is called.
    pub reference: String,
    /// What was planned.
    pub planned: Option<String>,
    /// What is there.
    pub actual: Option<String>,
    /// Why that is as it should be.
    pub explained: Option<String>,
}

/// Everything a report shows.
#[derive(Clone, Debug)]
pub struct ChangeReport<'a> {
    /// The change.
    pub change: &'a Change,
    /// Which revision of the plan.
    pub plan_revision: u32,
    /// What it was found to do; none when the plan never applied.
    pub analysis: Option<&'a Analysis>,
    /// How that stands to the estate as it is.
    pub standing: Standing,
    /// The map, and what held.
    pub picture: &'a ChangePicture,
    /// The record no. of the estate.
    pub seq: u64,
    /// The plan.
    pub steps: Vec<StepRow>,
    /// The five statements; none before the first analysis.
    pub statements: Vec<StatementRow>,
    /// Who has to decide.
    pub deciders: Vec<DeciderRow>,
    /// What is missing.
    pub missing: Vec<MissingRow>,
    /// Differences since the start.
    pub differences: Vec<DifferenceRow>,
}

/// What a report says of itself, and the words of the estate's own model.
pub struct ChangeReportContext<'a> {
    /// The name of the estate.
    pub estate: &'a str,
    /// When the report is made.
    pub made_at: Timestamp,
    /// The word on screen of a class, by id.
    pub class_word: &'a dyn Fn(&str) -> String,
    /// The words for a requirement, by its name.
    pub need_word: &'a dyn Fn(&str) -> String,
    /// The word on screen of a state of changes, a band of risk, a role or a question, by id.
    pub policy_word: &'a dyn Fn(&str) -> String,
    /// The sentence of a phrase of the engine.
    pub say: &'a dyn Fn(&cairn_model::Phrase) -> String,
    /// The map of the worst step as SVG; none where there is none.
    pub map: Option<String>,
}

/// Returns the report on its way to a file.
#[must_use]
pub fn change_paper(report: &ChangeReport<'_>, context: &ChangeReportContext<'_>, messages: &Messages) -> Paper {
    let own = Report { report, context, messages };
    let when = context.made_at.to_minutes();
    let made = [("when", when.as_str()), ("estate", context.estate)];
    let sections = [
        Some(own.verdict()),
        own.risk(),
        own.map(),
        own.services(),
        Some(own.plan()),
        own.statements(),
        Some(own.holding()),
        Some(own.decisions()),
        own.outcomes(),
        own.evidence(),
    ];
    Paper {
        title: format!("{} · {}", report.change.id, shortened(&report.change.title, LINE_MAX)),
        above: vec![messages.word("report-change"), messages.say("report-change-made", made)],
        opening: own.opening(),
        foot: Some(own.foot()),
        sections: sections.into_iter().flatten().collect(),
        ..Paper::default()
    }
}

struct Report<'a> {
    report: &'a ChangeReport<'a>,
    context: &'a ChangeReportContext<'a>,
    messages: &'a Messages,
}

impl Report<'_> {
    /// Returns why the change is wanted, and its facts.
    fn opening(&self) -> Vec<Part> {
        let change = self.report.change;
        let window = change.window.map_or_else(
            || self.word("report-window-none"),
            |window| {
                let [start, end] = [window.start, window.end].map(Timestamp::to_minutes);
                self.messages.say("report-window-between", [("start", start.as_str()), ("end", end.as_str())])
            },
        );
        let evidence = self.evidence_id().map(|evidence| evidence.chars().take(16).collect::<String>());
        let facts = [
            ("report-kind", self.word(&format!("change-kind-{}", change.kind.id()))),
            ("column-status", (self.context.policy_word)(&change.state)),
            ("report-requester", shortened(&change.requester, LINE_MAX)),
            ("report-window", window),
            ("column-record", self.report.seq.to_string()),
            ("report-evidence", evidence.unwrap_or_else(|| self.word("report-evidence-none"))),
        ];
        let reason = (!change.reason.is_empty()).then(|| plain(shortened(&change.reason, TEXT_MAX)));
        let facts = facts.map(|(code, value)| (self.word(code), value)).into();
        reason.into_iter().chain([Part::Facts(facts)]).collect()
    }

    /// Returns what ties every sheet to the change and what was decided on.
    fn foot(&self) -> String {
        let evidence = match self.evidence_id() {
            Some(evidence) => self.messages.say("report-running-evidence", [("evidence", evidence)]),
            None => self.word("report-running-none"),
        };
        format!("{}\u{a0}·\u{a0}{evidence}", self.report.change.id)
    }

    /// Returns the digest of the evidence that is kept.
    fn evidence_id(&self) -> Option<&str> {
        let kept = self.report.analysis.filter(|_| self.report.standing != Standing::NotKept);
        kept.map(|analysis| analysis.hashes.evidence.as_str()).filter(|evidence| !evidence.is_empty())
    }

    fn word(&self, code: &str) -> String {
        self.messages.word(code)
    }

    fn count(&self, code: &str, count: impl std::fmt::Display + Copy) -> String {
        self.messages.say(code, [("count", count.to_string().as_str())])
    }

    fn level(&self, level: Level) -> Cell {
        Cell::sign(Sign::of(level, false, self.messages))
    }

    fn level_word(&self, level: Level) -> String {
        self.word(&format!("level-{}", level.id()))
    }

    fn section(&self, id: &'static str, heading: &str, parts: Vec<Part>) -> Section {
        Section { id, heading: self.word(heading), count: None, parts }
    }

    fn table(&self, columns: &[&str], rows: Vec<Vec<Cell>>) -> Part {
        Part::Table(Table::of(columns, rows, self.messages))
    }

    /// Returns a table under a heading of its own, and what is to be said of it; nothing when it has no rows.
    fn under(&self, heading: &str, columns: &[&str], rows: Vec<Vec<Cell>>, said: Option<&str>) -> Vec<Part> {
        if rows.is_empty() {
            return Vec::new();
        }
        let heading = Part::Heading(self.word(heading), Some(rows.len()));
        let said = said.map(|code| plain(self.word(code)));
        [heading].into_iter().chain(said).chain([self.table(columns, rows)]).collect()
    }

    /// Returns names one behind the other; those there is no room for are counted.
    fn names(&self, names: &[String]) -> String {
        let first = names.iter().take(NAMES_MAX).map(|name| shortened(name, LINE_MAX));
        let mut said = listed(first, self.messages);
        if names.len() > NAMES_MAX {
            said.push(' ');
            said.push_str(&self.count("report-and-more", names.len() - NAMES_MAX));
        }
        said
    }
}

/// Returns a name as other people wrote it, as a field.
fn named(name: &str) -> Cell {
    Cell::text(shortened(name, LINE_MAX))
}

/// Returns a text that other people wrote, as a field.
fn written(text: &str) -> Cell {
    Cell::text(shortened(text, TEXT_MAX))
}

fn plain(text: String) -> Part {
    Part::Text(crate::paper::Tone::Plain, text)
}

fn item(text: String) -> Line {
    Line { text, ..Line::default() }
}

fn list(lines: Vec<Line>) -> Part {
    Part::List { is_ordered: false, lines }
}
