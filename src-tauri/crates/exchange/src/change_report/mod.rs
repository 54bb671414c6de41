//! The impact report of a change for a board: one self-contained HTML page without script, made to be printed on A4.
//!
//! It says first what happens, then draws it, then proves it. Equal input gives equal bytes.

mod answer;
mod evidence;
mod map;
mod plan;
mod since;

use cairn_messages::Messages;
use cairn_model::change::{Analysis, Authority, Change, ChangePicture};
use cairn_model::impact::{ItemRef, OutageMode};
use cairn_model::{Level, Timestamp};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::text::{LINE_MAX, TEXT_MAX, shortened, shown_page};

const STYLE: &str = include_str!("report.css");

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
}

/// Returns the report as HTML. Equal input gives equal bytes.
#[must_use]
pub fn change_html(report: &ChangeReport<'_>, context: &ChangeReportContext<'_>, messages: &Messages) -> String {
    let page = Page { report, context, messages };
    shown_page(page.whole().into_string())
}

/// A report on its way to paper.
struct Page<'a> {
    report: &'a ChangeReport<'a>,
    context: &'a ChangeReportContext<'a>,
    messages: &'a Messages,
}

impl Page<'_> {
    fn whole(&self) -> Markup {
        let change = self.report.change;
        let title = shortened(&change.title, LINE_MAX);
        let style = format!("{STYLE}{}{}", crate::map::STYLE, self.running_footer());
        html! {
            (DOCTYPE)
            html lang=(self.messages.language().tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    title { (change.id) " · " (title) }
                    style { (PreEscaped(style)) }
                }
                body {
                    (map::symbols())
                    main {
                        (self.head())
                        (self.verdict())
                        (self.risk())
                        (self.map())
                        (self.services())
                        (self.plan())
                        (self.statements())
                        (self.holding())
                        (self.decisions())
                        (self.outcomes())
                        (self.evidence())
                    }
                }
            }
        }
    }

    /// Returns the style that puts the change, its evidence and the number of the page on every printed page.
    fn running_footer(&self) -> String {
        // The place of a number in a sentence differs from language to language.
        let numbers = self.messages.say("report-page", [("page", "\u{1}"), ("pages", "\u{2}")]);
        let numbers = quoted(&numbers).replace('\u{1}', "\" counter(page) \"").replace('\u{2}', "\" counter(pages) \"");
        let id = quoted(&self.report.change.id);
        let evidence = match self.evidence_id() {
            Some(evidence) => self.messages.say("report-running-evidence", [("evidence", evidence)]),
            None => self.word("report-running-none"),
        };
        format!(
            "@page {{ @bottom-left {{ content: \"{id}\u{a0}·\u{a0}{}\"; }} @bottom-right {{ content: \"{numbers}\"; }} }}\n",
            quoted(&evidence)
        )
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

    /// Returns a level as icon, word and colour.
    fn level(&self, level: Level) -> Markup {
        html! { span class={ "level " (level.id()) } { (icon(level)) (self.level_word(level)) } }
    }

    fn level_word(&self, level: Level) -> String {
        match level {
            Level::Down => self.word("level-down"),
            Level::Degraded => self.word("level-degraded"),
            Level::AtRisk => self.word("level-at_risk"),
            Level::Unaffected => self.word("level-unaffected"),
        }
    }

    fn kind_word(&self) -> String {
        self.word(&format!("change-kind-{}", self.report.change.kind.id()))
    }

    /// Returns a section with its heading; nothing without content.
    fn section(&self, id: &str, heading: &str, content: &Markup) -> Markup {
        if content.0.is_empty() {
            return html! {};
        }
        html! { section id=(id) { h2 { (self.word(heading)) } (content) } }
    }

    /// Returns a table; columns are codes, `#` marks one of numbers. At most `rows_max` rows are shown, the rest is
    /// counted.
    fn table(&self, columns: &[&str], rows: &[Markup], rows_max: usize) -> Markup {
        let number = |code: &str| code.starts_with('#').then_some("number");
        html! {
            table {
                thead { tr {
                    @for column in columns { th scope="col" class=[number(column)] { (self.word(column.trim_start_matches('#'))) } }
                } }
                tbody { @for row in rows.iter().take(rows_max) { tr { (row) } } }
            }
            @if rows.len() > rows_max { p.quiet { (self.count("report-and-more", rows.len() - rows_max)) } }
        }
    }

    fn head(&self) -> Markup {
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
            ("report-kind", self.kind_word()),
            ("column-status", (self.context.policy_word)(&change.state)),
            ("report-requester", change.requester.clone()),
            ("report-window", window),
            ("column-record", self.report.seq.to_string()),
            ("report-evidence", evidence.unwrap_or_else(|| self.word("report-evidence-none"))),
        ];
        let when = self.context.made_at.to_minutes();
        let made = [("when", when.as_str()), ("estate", self.context.estate)];
        html! {
            header {
                p.kicker { span { (self.word("report-change")) " · " b { (change.id) } } span { (self.messages.say("report-change-made", made)) } }
                h1 { bdi { (shortened(&change.title, LINE_MAX)) } }
                @if !change.reason.is_empty() { p.reason { bdi { (shortened(&change.reason, TEXT_MAX)) } } }
                dl.facts {
                    @for (code, value) in &facts { div { dt { (self.word(code)) } dd { bdi { (shortened(value, LINE_MAX)) } } } }
                }
            }
        }
    }
}

/// Returns the picture of a level.
fn icon(level: Level) -> Markup {
    html! { svg.icon viewBox="0 0 12 12" aria-hidden="true" { use href={ "#level-" (level.id()) } {} } }
}

/// Returns a text for a string in a style sheet: what could end the string or the sheet is left out.
fn quoted(text: &str) -> String {
    text.chars().filter(|character| !matches!(character, '"' | '\\' | '<' | '>' | '\n' | '\r')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_string_or_the_style_sheet() {
        for (text, expect) in [
            ("CHG-000001", "CHG-000001"),
            ("a\"; } body { x: \"", "a; } body { x: "),
            ("</style>\\a\n", "/stylea"),
            ("證據", "證據"),
        ] {
            assert_eq!(quoted(text), expect, "{text}");
        }
    }
}
