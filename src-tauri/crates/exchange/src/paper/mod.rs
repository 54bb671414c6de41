//! What a report says, block by block, whatever it is read on: the same paper becomes a page of HTML or a PDF.
//!
//! Nothing here knows what a report is about; whoever makes a paper chose its words.

mod flow;
mod grid;
mod page;
mod print;
mod signs;
mod structure;
mod typeset;

use std::path::PathBuf;

use cairn_messages::{Language, Messages};
use cairn_model::Level;
use serde::{Deserialize, Serialize};

use crate::map::{MapFile, MapFileError};

/// A report for a board is read, not scrolled: longer tables say how much they leave out.
const ROWS_MAX: usize = 500;

/// What kind of file a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ReportFormat {
    /// One page for a browser, with nothing from anywhere else.
    #[default]
    Html,
    /// Sheets of A4 with their fonts in them.
    Pdf,
}

impl ReportFormat {
    /// Every format.
    pub const ALL: [ReportFormat; 2] = [ReportFormat::Html, ReportFormat::Pdf];

    /// Returns the end of the name of such a file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            ReportFormat::Html => "html",
            ReportFormat::Pdf => "pdf",
        }
    }

    /// Returns the format that the end of a name asks for.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        ReportFormat::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            ReportFormat::Html => "text/html",
            ReportFormat::Pdf => "application/pdf",
        }
    }
}

/// A report on its way to a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// What it is called.
    pub(crate) title: String,
    /// Which estate, when, of which moment: small, above the title.
    pub(crate) above: Vec<String>,
    /// The answer in a sentence.
    pub(crate) verdict: String,
    /// How to read what follows: small, below the verdict.
    pub(crate) legend: Option<String>,
    /// What stands under the title before the first heading.
    pub(crate) opening: Vec<Part>,
    /// What stands at the foot of every sheet beside its number; the first line above the title where there is none.
    pub(crate) foot: Option<String>,
    /// What follows.
    pub(crate) sections: Vec<Section>,
    /// It has to fit on one sheet; longer tables say how much they leave out.
    pub(crate) is_one_sheet: bool,
}

/// A heading with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Section {
    /// By which a link finds it on a page; empty where none is made.
    pub(crate) id: &'static str,
    pub(crate) heading: String,
    /// How many of something there are.
    pub(crate) count: Option<usize>,
    pub(crate) parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Table(Table),
    /// Sentences one below the other, with numbers or without.
    List {
        is_ordered: bool,
        lines: Vec<Line>,
    },
    /// A small remark.
    Remark(String),
    /// A paragraph.
    Text(Tone, String),
    /// A heading below that of the section, with a count of what follows.
    Heading(String, Option<usize>),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// Names and values that are compared sign by sign.
    Digests(Vec<(String, String)>),
    /// A drawing as SVG, and what it shows in words.
    Drawing {
        svg: String,
        told: String,
    },
}

/// What a paragraph is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
    /// The answer.
    Lead,
    /// The answer in a word.
    Strong,
    /// A sentence.
    Plain,
    /// Something to know before going on.
    Note,
    /// The same, and it is as it should be.
    Good,
    /// The same, and something is to be done.
    Bad,
}

/// A sentence of a list: a level, what it is about, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// A level; without a word where the sentence says it.
    pub(crate) sign: Option<Sign>,
    /// What stands in the place of the dot.
    pub(crate) mark: &'static str,
    pub(crate) about: String,
    pub(crate) text: String,
    /// A second line, small.
    pub(crate) under: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) is_number: bool,
}

/// A level with its word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sign {
    pub(crate) level: Level,
    pub(crate) word: String,
}

/// What stands in a field of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    pub(crate) sign: Option<Sign>,
    pub(crate) text: String,
    /// A second line, small.
    pub(crate) under: String,
    /// It names its row.
    pub(crate) is_head: bool,
    /// It is a key or a number of its own, which is not broken.
    pub(crate) is_whole: bool,
    /// It is as grave as this.
    pub(crate) weight: Option<Level>,
    /// Over how many columns it goes.
    pub(crate) span: usize,
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Cell { text: text.into(), span: 1, ..Cell::default() }
    }

    pub(crate) fn number(number: impl std::fmt::Display) -> Self {
        Cell::text(format!("{number}"))
    }

    pub(crate) fn sign(sign: Sign) -> Self {
        Cell { sign: Some(sign), span: 1, ..Cell::default() }
    }

    pub(crate) fn key(key: &str) -> Self {
        Cell { is_whole: true, ..Cell::text(key) }
    }

    pub(crate) fn head(text: impl Into<String>) -> Self {
        Cell { is_head: true, ..Cell::text(text) }
    }

    pub(crate) fn weighing(self, weight: Option<Level>) -> Self {
        Cell { weight, ..self }
    }

    pub(crate) fn under(self, under: impl Into<String>) -> Self {
        Cell { under: under.into(), ..self }
    }

    pub(crate) fn over(self, span: usize) -> Self {
        Cell { span, ..self }
    }
}

impl Sign {
    /// Returns a level with its word; `own` when an item is at risk because its own redundancy was lost.
    pub(crate) fn of(level: Level, own: bool, messages: &Messages) -> Self {
        let word = if own && level == Level::AtRisk {
            messages.word("level-at-risk-own")
        } else {
            messages.word(&format!("level-{}", level.id()))
        };
        Sign { level, word }
    }
}

impl Section {
    /// Returns a section of one table; none when it has no rows. `#` before the code of a column marks one of numbers.
    pub(crate) fn table(heading: &str, columns: &[&str], rows: Vec<Vec<Cell>>, messages: &Messages) -> Option<Self> {
        if rows.is_empty() {
            return None;
        }
        let (count, heading) = (Some(rows.len()), messages.word(heading));
        Some(Section { id: "", heading, count, parts: vec![Part::Table(Table::of(columns, rows, messages))] })
    }
}

impl Table {
    /// Returns a table; `#` before the code of a column marks one of numbers.
    pub(crate) fn of(columns: &[&str], rows: Vec<Vec<Cell>>, messages: &Messages) -> Self {
        let column = |code: &&str| match code.strip_prefix('#') {
            Some(code) => Column { heading: messages.word(code), is_number: true },
            None => Column { heading: messages.word(code), is_number: false },
        };
        Table { columns: columns.iter().map(column).collect(), rows }
    }
}

impl Paper {
    /// Returns the paper as a file. PDF takes its fonts from the directories, and says which characters no font has.
    ///
    /// # Errors
    /// [`MapFileError`] when PDF finds no font at all, or cannot be made.
    pub fn file(&self, format: ReportFormat, fonts: &[PathBuf], messages: &Messages) -> Result<MapFile, MapFileError> {
        match format {
            ReportFormat::Html => Ok(MapFile { bytes: self.html(messages).into_bytes(), missing: String::new() }),
            ReportFormat::Pdf => print::pdf(self, fonts, messages),
        }
    }

    /// Returns the paper as one page of HTML. Equal input gives equal bytes.
    #[must_use]
    pub fn html(&self, messages: &Messages) -> String {
        page::html(self, messages)
    }
}

/// Returns the sentence that says how much of a table is there; none when all of it is.
fn left_out(shown: usize, total: usize, messages: &Messages) -> Option<String> {
    let (shown_text, total_text) = (shown.to_string(), total.to_string());
    let params = [("shown", shown_text.as_str()), ("total", total_text.as_str())];
    (shown < total).then(|| messages.say("report-only-first", params))
}

/// Returns the language tag that a paper is marked with.
fn tag(language: Language) -> &'static str {
    language.tag()
}
