//! A paper as one self-contained page of HTML: no script, no font, no picture from anywhere else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cairn_messages::Messages;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Cell, Line, Paper, Part, ROWS_MAX, Section, Sign, Table, Tone, left_out, tag};
use crate::text::{TEXT_MAX, shortened, shown_page};

const STYLE: &str = include_str!("../report.css");

pub(super) fn html(paper: &Paper, messages: &Messages) -> String {
    let style = format!("{STYLE}{}", running_foot(paper, messages));
    let page = html! {
        (DOCTYPE)
        html lang=(tag(messages.language())) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                title { (paper.title) }
                style { (PreEscaped(style)) }
            }
            body {
                main {
                    header {
                        @for sentence in &paper.above { p.estate { (sentence) } }
                        h1 { bdi { (paper.title) } }
                        @if !paper.verdict.is_empty() { p.verdict { (paper.verdict) } }
                        @if let Some(legend) = &paper.legend { p.legend { (legend) } }
                        @for own in &paper.opening { (part(own, messages)) }
                    }
                    @for own in &paper.sections { (section(own, messages)) }
                }
            }
        }
    };
    shown_page(page.into_string())
}

/// Returns the style that puts the foot of a paper and the number of the page on every printed page.
fn running_foot(paper: &Paper, messages: &Messages) -> String {
    let Some(foot) = &paper.foot else { return String::new() };
    // The place of a number in a sentence differs from language to language.
    let numbers = messages.say("report-page", [("page", "\u{1}"), ("pages", "\u{2}")]);
    let numbers = quoted(&numbers).replace('\u{1}', "\" counter(page) \"").replace('\u{2}', "\" counter(pages) \"");
    let foot = quoted(foot);
    format!("@page {{ @bottom-left {{ content: \"{foot}\"; }} @bottom-right {{ content: \"{numbers}\"; }} }}\n")
}

/// Returns a text for a string in a style sheet: what could end the string or the sheet is left out.
fn quoted(text: &str) -> String {
    text.chars().filter(|character| !matches!(character, '"' | '\\' | '<' | '>' | '\n' | '\r')).collect()
}

fn section(section: &Section, messages: &Messages) -> Markup {
    let id = (!section.id.is_empty()).then_some(section.id);
    html! {
        section id=[id] {
            h2 { bdi { (section.heading) } @if let Some(count) = section.count { span.count { " " (count) } } }
            @for own in &section.parts { (part(own, messages)) }
        }
    }
}

fn part(part: &Part, messages: &Messages) -> Markup {
    html! {
        @match part {
            Part::Table(own) => (table(own, messages)),
            Part::List { is_ordered: true, lines } => ol.why { @for own in lines { li { (line(own)) } } },
            Part::List { is_ordered: false, lines } => {
                // Where one has a mark of its own, it stands in the place of the dot.
                @let is_marked = lines.iter().any(|own| !own.mark.is_empty() || own.sign.is_some());
                ul class={ "why" @if is_marked { " marked" } } { @for own in lines { li { (line(own)) } } }
            },
            Part::Remark(text) => p.more { bdi { (text) } },
            Part::Text(tone, text) => p class=[tone_class(*tone)] { bdi { (shortened(text, TEXT_MAX)) } },
            Part::Heading(heading, count) => {
                h3 { bdi { (heading) } @if let Some(count) = count { span.count { " " (count) } } }
            },
            Part::Facts(facts) => dl { @for (name, value) in facts { dt { (name) } dd { bdi { (shortened(value, TEXT_MAX)) } } } },
            Part::Digests(facts) => dl { @for (name, value) in facts { dt { (name) } dd.hash { code { (value) } } } },
            // A picture of its own: its style sheet is not that of the page.
            Part::Drawing { svg, told } => {
                img.drawing alt=(told) src={ "data:image/svg+xml;base64," (STANDARD.encode(svg)) };
            },
        }
    }
}

/// Returns what a paragraph is called in the style sheet.
fn tone_class(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Lead => Some("verdict"),
        Tone::Strong => Some("verdict strong"),
        Tone::Note => Some("note"),
        Tone::Good => Some("note good"),
        Tone::Bad => Some("note bad"),
    }
}

fn table(table: &Table, messages: &Messages) -> Markup {
    let shown = table.rows.len().min(ROWS_MAX);
    html! {
        table {
            thead {
                tr {
                    @for column in &table.columns {
                        @if column.is_number { th.number scope="col" { (column.heading) } }
                        @else { th scope="col" { (column.heading) } }
                    }
                }
            }
            tbody {
                @for row in table.rows.iter().take(ROWS_MAX) {
                    tr {
                        @for (place, own) in (places(row)).zip(row) { (cell(own, table.columns[place].is_number)) }
                    }
                }
            }
        }
        @if let Some(sentence) = left_out(shown, table.rows.len(), messages) { p.more { (sentence) } }
    }
}

/// Returns in which column each field of a row begins.
pub(super) fn places(row: &[Cell]) -> impl Iterator<Item = usize> + '_ {
    row.iter().scan(0, |next, cell| {
        let place = *next;
        *next += cell.span;
        Some(place)
    })
}

fn cell(cell: &Cell, is_number: bool) -> Markup {
    let span = (cell.span > 1).then_some(cell.span);
    let inside = html! {
        @if let Some(own) = &cell.sign { (sign(own)) " " }
        @if !cell.text.is_empty() { bdi { (cell.text) } }
        @if !cell.under.is_empty() { div.under { bdi { (cell.under) } } }
    };
    let kind = if is_number {
        "number"
    } else if cell.is_whole {
        "key"
    } else {
        ""
    };
    let class = match cell.weight {
        Some(level) => format!("{kind} weight {}", level.id()),
        None => kind.to_owned(),
    };
    let class = (!class.is_empty()).then(|| class.trim_start().to_owned());
    html! {
        @if cell.is_head { th scope="row" class=[&class] colspan=[span] { (inside) } }
        @else { td class=[&class] colspan=[span] { (inside) } }
    }
}

/// Returns a level: icon and word, never colour alone.
fn sign(sign: &Sign) -> Markup {
    let icon = match sign.level.id() {
        "down" => "⬣",
        "degraded" => "▼",
        "at_risk" => "◐",
        _ => "○",
    };
    html! {
        span class={ "level " (sign.level.id()) } {
            span aria-hidden="true" { (icon) } @if !sign.word.is_empty() { " " (sign.word) }
        }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        @if !line.mark.is_empty() { span.mark { (line.mark) } " " }
        @if let Some(own) = &line.sign { (sign(own)) " " }
        @if !line.about.is_empty() { strong { bdi { (line.about) } } " — " }
        bdi { (shortened(&line.text, TEXT_MAX)) }
        @if !line.under.is_empty() { div.under { bdi { (shortened(&line.under, TEXT_MAX)) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

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
