//! Tables and lines for people, JSON for programs.

use std::io::{self, Write};

use cairn_api::Refused;
use cairn_messages::Messages;
use cairn_model::Phrase;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::refusal::Refusal;
use crate::wrap::wrapped;

/// Where answers go.
pub(crate) struct Console<'a> {
    out: &'a mut dyn Write,
    messages: &'a Messages,
    json: bool,
    width: Option<u16>,
    /// What is said beside the answer.
    notes: Vec<String>,
}

/// Returns the text as a terminal may show it: no control character, no change of direction, nothing hidden, one line.
pub(crate) fn plain(text: &str) -> String {
    let mut before = '\0';
    text.chars()
        .map(|character| {
            let joins = matches!(character, '\u{200c}' | '\u{200d}') && !before.is_ascii();
            before = character;
            match character {
                '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
                // Some scripts and some pictures are made of joined characters; Latin is not.
                character if joins => character,
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
                character if character.is_control() => '\u{fffd}',
                character => character,
            }
        })
        .collect()
}

/// Writes JSON that is safe to show as well: what would command a terminal is escaped, and means the same.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(place) = rest.find(is_unsafe) {
            let (before, behind) = rest.split_at(place);
            writer.write_all(before.as_bytes())?;
            let mut characters = behind.chars();
            if let Some(character) = characters.next() {
                write!(writer, "\\u{:04x}", u32::from(character))?;
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Control characters and what turns text around; all of them have four hexadecimal digits.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn write_json(out: &mut dyn Write, answer: &impl Serialize) -> io::Result<()> {
    answer.serialize(&mut Serializer::with_formatter(&mut *out, Safe)).map_err(io::Error::from)?;
    writeln!(out)
}

impl<'a> Console<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, messages: &'a Messages, json: bool, width: Option<u16>) -> Self {
        Console { out, messages, json, width, notes: Vec::new() }
    }

    /// Writes the answer as JSON when that was asked for; returns whether it was.
    pub(crate) fn json(&mut self, answer: &impl Serialize) -> Result<bool, Refusal> {
        if self.json {
            write_json(self.out, answer)?;
        }
        Ok(self.json)
    }

    /// Returns whether a program asks.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    pub(crate) fn line(&mut self, text: &str) -> Result<(), Refusal> {
        for line in lines(&plain(text), self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Remembers the sentence of a phrase, to be said beside the answer.
    pub(crate) fn note(&mut self, phrase: &Phrase) {
        let params = phrase.params.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.notes.push(self.messages.say(&phrase.code, params));
    }

    /// Writes what is said beside the answer.
    pub(crate) fn tell(&self, err: &mut dyn Write) -> io::Result<()> {
        for note in &self.notes {
            for line in lines(&plain(note), self.width) {
                writeln!(err, "{line}")?;
            }
        }
        Ok(())
    }

    pub(crate) fn blank(&mut self) -> Result<(), Refusal> {
        Ok(writeln!(self.out)?)
    }

    /// Writes the sentence of a code.
    pub(crate) fn say(&mut self, code: &str, params: &[(&str, &str)]) -> Result<(), Refusal> {
        let sentence = self.messages.say(code, params.iter().copied());
        self.line(&sentence)
    }

    /// Writes a heading with an empty line above it.
    pub(crate) fn heading(&mut self, code: &str, count: Option<usize>) -> Result<(), Refusal> {
        let heading = plain(&self.messages.word(code));
        match count {
            Some(count) => writeln!(self.out, "\n{heading} ({count})")?,
            None => writeln!(self.out, "\n{heading}")?,
        }
        Ok(())
    }

    /// Writes a table; `columns` are codes of their headings, those that start with `#` hold numbers.
    pub(crate) fn table(&mut self, columns: &[&str], rows: &[Vec<String>]) -> Result<(), Refusal> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.style_mut().header_separator.fill = Some('─');
        if let Some(width) = self.width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        table.set_header(columns.iter().map(|code| plain(&self.messages.word(code.trim_start_matches('#')))));
        for row in rows {
            table.add_row(row.iter().map(|cell| plain(cell)));
        }
        for (place, code) in columns.iter().enumerate() {
            if let Some(column) = table.column_mut(place)
                && code.starts_with('#')
            {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Writes at most `shown` rows of a table under a heading with its count, and says how many are left out.
    pub(crate) fn section(
        &mut self,
        heading: &str,
        columns: &[&str],
        rows: &[Vec<String>],
        shown: usize,
    ) -> Result<(), Refusal> {
        if rows.is_empty() {
            return Ok(());
        }
        self.heading(heading, Some(rows.len()))?;
        self.table(columns, &rows[..rows.len().min(shown)])?;
        if rows.len() > shown {
            self.say("count-more", &[("count", &(rows.len() - shown).to_string())])?;
        }
        Ok(())
    }
}

fn lines(text: &str, width: Option<u16>) -> Vec<String> {
    width.map_or_else(|| vec![text.to_owned()], |width| wrapped(text, usize::from(width)))
}

/// Says on standard error why a command was not done; as JSON when that was asked for.
pub(crate) fn refuse(
    err: &mut dyn Write,
    refusal: &Refusal,
    messages: &Messages,
    json: bool,
    width: Option<u16>,
) -> io::Result<()> {
    let (failure, refused) = match refusal {
        Refusal::Closed => return Ok(()),
        Refusal::Said(failure) => {
            let refused = Refused { sentence: failure.sentence(messages), reasons: Vec::new() };
            (failure, refused)
        }
        Refusal::Spoken(spoken) => (&spoken.0, spoken.1.clone()),
    };
    let Refused { sentence, reasons } = refused;
    if json && reasons.is_empty() {
        return write_json(err, &serde_json::json!({ "error": failure, "sentence": sentence }));
    }
    if json {
        return write_json(err, &serde_json::json!({ "error": failure, "sentence": sentence, "reasons": reasons }));
    }
    let sentence = format!("cairn: {sentence}");
    let reasons = reasons.iter().map(|reason| format!("  - {reason}"));
    for text in std::iter::once(sentence).chain(reasons) {
        lines(&plain(&text), width).iter().try_for_each(|line| writeln!(err, "{line}"))?;
    }
    Ok(())
}
