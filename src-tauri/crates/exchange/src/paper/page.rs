//! A paper as one self-contained page of HTML: no script, no font, no picture from anywhere else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cairn_messages::Messages;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Cell, Line, Paper, Part, ROWS_MAX, Section, Sign, Table, left_out, tag};
use crate::text::shown_page;

const STYLE: &str = include_str!("../report.css");

pub(super) fn html(paper: &Paper, messages: &Messages) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(tag(messages.language())) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                title { (paper.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        @for sentence in &paper.above { p.estate { (sentence) } }
                        h1 { bdi { (paper.title) } }
                        @if !paper.verdict.is_empty() { p.verdict { (paper.verdict) } }
                        @if let Some(legend) = &paper.legend { p.legend { (legend) } }
                    }
                    @for own in &paper.sections { (section(own, messages)) }
                }
            }
        }
    };
    shown_page(page.into_string())
}

fn section(section: &Section, messages: &Messages) -> Markup {
    html! {
        section {
            h2 { bdi { (section.heading) } @if let Some(count) = section.count { span.count { " " (count) } } }
            @for part in &section.parts {
                @match part {
                    Part::Table(own) => (table(own, messages)),
                    Part::List { is_ordered: true, lines } => ol.why { @for own in lines { li { (line(own)) } } },
                    Part::List { is_ordered: false, lines } => ul.why { @for own in lines { li { (line(own)) } } },
                    Part::Remark(text) => p.more { (text) },
                    Part::Facts(facts) => dl { @for (name, value) in facts { dt { (name) } dd.hash { (value) } } },
                    // A picture of its own: its style sheet is not that of the page.
                    Part::Drawing { svg, told } => {
                        img.drawing alt=(told) src={ "data:image/svg+xml;base64," (STANDARD.encode(svg)) };
                    },
                }
            }
        }
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
    let class = if is_number {
        Some("number")
    } else if cell.is_whole {
        Some("key")
    } else {
        None
    };
    html! {
        @if cell.is_head { th scope="row" class=[class] colspan=[span] { (inside) } }
        @else { td class=[class] colspan=[span] { (inside) } }
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
    html! { span class={ "level " (sign.level.id()) } { span aria-hidden="true" { (icon) } " " (sign.word) } }
}

fn line(line: &Line) -> Markup {
    html! {
        @if let Some(own) = &line.sign { (sign(own)) " " }
        @if !line.about.is_empty() { strong { bdi { (line.about) } } " — " }
        bdi { (line.text) }
    }
}
