//! The forward schedule as files: iCalendar (RFC 5545) for calendar programs, and a paper for people.

use cairn_messages::Messages;
use cairn_model::Timestamp;

use crate::paper::{Cell, Paper, Section};

/// A line of iCalendar is folded behind so many octets, its end left out.
const LINE_OCTETS: usize = 75;

/// Something that lasts from one moment to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleEvent {
    /// Its id, the same in every file: calendar programs know by it what they have already.
    pub uid: String,
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// What it is, in a line.
    pub summary: String,
    /// What there is to say of it.
    pub description: String,
    /// Which sort of event, in a word.
    pub category: String,
    /// Nothing is decided yet.
    pub is_tentative: bool,
}

/// Returns events as iCalendar: UTC, lines folded at 75 octets and ended by CRLF, text escaped. `made` is when the file is
/// made. Equal input gives equal bytes.
#[must_use]
pub fn ics(name: &str, made: Timestamp, events: &[ScheduleEvent]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Cairn//Forward schedule//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}", escaped(&event.uid)));
        line(&mut out, &format!("DTSTAMP:{}", moment(made)));
        line(&mut out, &format!("DTSTART:{}", moment(event.start)));
        line(&mut out, &format!("DTEND:{}", moment(event.end)));
        line(&mut out, &format!("SUMMARY:{}", escaped(&event.summary)));
        if !event.description.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", escaped(&event.description)));
        }
        line(&mut out, &format!("CATEGORIES:{}", escaped(&event.category)));
        line(&mut out, if event.is_tentative { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
        // A change is not where somebody cannot be found.
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// Writes a line, folded.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for character in text.chars() {
        if used + character.len_utf8() > LINE_OCTETS {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(character);
        used += character.len_utf8();
    }
    out.push_str("\r\n");
}

/// Returns a value of type TEXT.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// Returns a moment as `20261205T180000Z`.
fn moment(at: Timestamp) -> String {
    let text = at.to_string();
    let seconds = text.get(..19).unwrap_or(&text);
    format!("{}Z", seconds.replace(['-', ':'], ""))
}

/// A table of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleTable {
    /// The code of its heading.
    pub heading: &'static str,
    /// The codes of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The forward schedule for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleReport {
    /// Sentences above everything: of which estate, made when, which period.
    pub head: Vec<String>,
    /// The tables; an empty one is left out.
    pub tables: Vec<ScheduleTable>,
}

/// Returns the schedule on its way to a file.
#[must_use]
pub fn schedule_paper(report: &ScheduleReport, messages: &Messages) -> Paper {
    let table = |own: &ScheduleTable| {
        let rows = own.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        Section::table(own.heading, &own.columns, rows, messages)
    };
    let sections: Vec<Section> = report.tables.iter().filter_map(table).collect();
    Paper {
        title: messages.word("calendar-title"),
        above: report.head.clone(),
        verdict: if sections.is_empty() { messages.word("calendar-nothing") } else { String::new() },
        sections,
        ..Paper::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str) -> ScheduleEvent {
        ScheduleEvent {
            uid: "CHG-000001@estate".to_owned(),
            start: Timestamp::parse("2026-12-05T18:00:00Z").unwrap(),
            end: Timestamp::parse("2026-12-05T22:30:00Z").unwrap(),
            summary: summary.to_owned(),
            description: String::new(),
            category: "change".to_owned(),
            is_tentative: false,
        }
    }

    /// Reads lines back as RFC 5545 says: unfolded, at the first colon, unescaped.
    fn read(text: &str) -> Vec<(String, String)> {
        let unfolded = text.replace("\r\n ", "");
        let unescaped = |value: &str| {
            let (mut plain, mut is_escaped) = (String::new(), false);
            for character in value.chars() {
                match (is_escaped, character) {
                    (false, '\\') => is_escaped = true,
                    (true, 'n') => (plain.push('\n'), is_escaped = false).1,
                    (_, character) => (plain.push(character), is_escaped = false).1,
                }
            }
            plain
        };
        let lines = unfolded.split_terminator("\r\n");
        lines
            .map(|line| line.split_once(':').unwrap())
            .map(|(name, value)| (name.to_owned(), unescaped(value)))
            .collect()
    }

    fn value<'l>(lines: &'l [(String, String)], name: &str) -> &'l str {
        &lines.iter().find(|(own, _)| own == name).unwrap().1
    }

    #[test]
    fn moments_are_utc_to_the_second() {
        let lines = read(&ics("a", Timestamp(0), &[event("x")]));
        assert_eq!(value(&lines, "DTSTART"), "20261205T180000Z");
        assert_eq!(value(&lines, "DTEND"), "20261205T223000Z");
        assert_eq!(value(&lines, "DTSTAMP"), "19700101T000000Z");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_no_line_is_too_long(summary in "[\\PC\n,;:\\\\\"電力]{0,120}") {
            let text = ics(&summary, Timestamp(0), &[event(&summary)]);
            for line in text.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE_OCTETS, "{line:?}");
                prop_assert!(!line.contains(['\r', '\n']));
            }
            prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
            let lines = read(&text);
            prop_assert_eq!(value(&lines, "SUMMARY"), &summary);
            prop_assert_eq!(value(&lines, "UID"), "CHG-000001@estate");
            prop_assert_eq!(lines.len(), 6 + 10 + 1);
        }
    }
}
