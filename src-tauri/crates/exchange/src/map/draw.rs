//! The signs of a map as SVG: boxes, lines and lanes where the layout put them.

use std::collections::BTreeMap;

use cairn_model::change::MapLineKind;
use maud::{Markup, PreEscaped, html};

use super::{Drawing, DrawnBox, DrawnLane, DrawnLine};
use crate::text::lines;

const LINE_HEIGHT: i32 = 12;
/// How wide a letter of a name is, about; wide characters take two.
const LETTER: i32 = 6;

/// Returns the signs of the levels, to be used wherever a level is named.
pub(super) fn level_symbols() -> Markup {
    html! {
        symbol id="level-down" viewBox="0 0 12 12" { path class="sign down" d="M4 1h4l3 3v4l-3 3H4L1 8V4z" {} }
        symbol id="level-degraded" viewBox="0 0 12 12" { path class="sign degraded" d="M1 2h10L6 11z" {} }
        symbol id="level-at_risk" viewBox="0 0 12 12" {
            path class="line at_risk" d="M6 1l4.5 1.5v3C10.500 8.500 8.500 10.500 6 11.300C3.500 10.500 1.500 8.500 1.500 5.500v-3z" {}
            path class="sign at_risk" d="M6 1v10.300C3.500 10.500 1.500 8.500 1.500 5.500v-3z" {}
        }
        symbol id="level-unaffected" viewBox="0 0 12 12" { circle class="line unaffected" cx="6" cy="6" r="4" {} }
    }
}

/// Returns everything that is drawn, in the coordinates of the layout. Names of lanes stand left of it, right of
/// `left`.
pub(super) fn shapes(drawing: &Drawing, left: i32) -> Markup {
    html! {
        @for (number, lane) in drawing.lanes.iter().enumerate() { (band(drawing, lane, number, left)) }
        (paths(&drawing.lines))
        @for own in &drawing.boxes { (shape(drawing, own)) }
        @for line in &drawing.lines { (count(line)) }
    }
}

fn band(drawing: &Drawing, lane: &DrawnLane, number: usize, left: i32) -> Markup {
    let columns = usize::try_from((-left - 12) / LETTER).unwrap_or(1).max(1);
    let names = lines(&lane.name, columns, 3);
    let below = LINE_HEIGHT * i32::try_from(names.len()).unwrap_or(1);
    let first = lane.y + (lane.height - below) / 2 + LINE_HEIGHT - 2;
    html! {
        rect class={ "lane " @if number.is_multiple_of(2) { "even" } @else { "odd" } } x=(left) y=(lane.y - 14)
            width=(drawing.width - left + 8) height=(lane.height + 28) {}
        @for (number, name) in (0..).zip(&names) { text.lane x=(left + 8) y=(first + LINE_HEIGHT * number) { (name) } }
    }
}

fn shape(drawing: &Drawing, own: &DrawnBox) -> Markup {
    let (width, height) = (drawing.box_width, drawing.box_height);
    let columns = usize::try_from((width - 8) / LETTER).unwrap_or(1);
    // Where there is no level there is room for nothing but a name and a type.
    let rows = if height < 58 && own.level.is_some() { 1 } else { 2 };
    let names = lines(&own.name, columns, rows);
    let below = 16 + LINE_HEIGHT * i32::try_from(names.len()).unwrap_or(2);
    let text = |y: i32, class: &str, text: &str| html! { text x="10" y=(y) class=(class) { (text) } };
    let level = own.level.map_or("", cairn_model::Level::id);
    html! {
        g class={ "box " (own.mark.class()) " " (level) } transform=(format!("translate({} {})", own.x, own.y)) {
            title { (own.told()) }
            @if own.count > 1 { rect.behind x="4" y="-4" width=(width) height=(height) rx="4" {} }
            @if own.mark <= super::Mark::About { rect.ring x="-4" y="-4" width=(width + 8) height=(height + 8) rx="7" {} }
            rect.body width=(width) height=(height) rx="4" {}
            rect.bar width=(if own.mark == super::Mark::Added { 8 } else { 4 }) height=(height) rx="2" {}
            @for (number, line) in (0..).zip(&names) { (text(16 + LINE_HEIGHT * number, "name", line)) }
            @for line in lines(&own.under, columns + 7, 1) { (text(below - 1, "type", &line)) }
            @if own.level.is_some() {
                use href={ "#level-" (level) } x="10" y=(height - 17) width="10" height="10" {}
                text x="24" y=(height - 8) class={ "word " (level) } { (own.level_line) }
            }
            @if let Some(tag) = &own.tag { (tagged(tag, width)) }
        }
    }
}

/// Returns the word for what a box is to the question, on its upper edge.
fn tagged(word: &str, width: i32) -> Markup {
    let columns: usize = word.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
    let own = 10 + 5 * i32::try_from(columns).unwrap_or(20);
    html! {
        rect.tag x=(width - own - 6) y="-8" width=(own) height="14" rx="3" {}
        text.tag x=(width - own / 2 - 6) y="2" { (word) }
    }
}

/// Returns how many relationships a line stands for, in the middle of it.
fn count(line: &DrawnLine) -> Markup {
    let Some(count) = line.count.filter(|_| line.points.len() > 1) else { return html! {} };
    let last = line.points.len() - 1;
    let ((x, y), (to_x, to_y)) = (line.points[last - 1], line.points[last]);
    html! { text.count x=((x + 2 * to_x) / 3) y=((y + 2 * to_y) / 3) { (count) } }
}

/// Returns the class of a line in the style sheet.
pub(super) fn line_class(kind: MapLineKind, is_weak: bool) -> &'static str {
    match (kind, is_weak) {
        (MapLineKind::Carries, _) => "way carries",
        (MapLineKind::Holds, false) => "way holds",
        (MapLineKind::Holds, true) => "way weak",
        (MapLineKind::Removed, _) => "way removed",
        (MapLineKind::Added, _) => "way added",
    }
}

/// Returns the lines, each piece once, with an arrow head at who needs: lines of one provider share their way. What a
/// piece that several share is drawn as is the plainest of them: what carries a failure, else what is there.
fn paths(lines: &[DrawnLine]) -> Markup {
    let mut pieces: BTreeMap<[(i32, i32); 2], (MapLineKind, bool)> = BTreeMap::new();
    let mut heads: BTreeMap<(i32, i32, bool), (MapLineKind, bool)> = BTreeMap::new();
    for line in lines {
        let kind = (line.kind, line.is_weak);
        for pair in line.points.windows(2) {
            let known = pieces.entry([pair[0], pair[1]]).or_insert(kind);
            *known = kind.min(*known);
        }
        if let Some(&(x, y)) = line.points.last() {
            let known = heads.entry((x, y, line.turned)).or_insert(kind);
            *known = kind.min(*known);
        }
    }
    let mut ways: BTreeMap<(MapLineKind, bool), String> = BTreeMap::new();
    for ([(x, y), (to_x, to_y)], kind) in pieces {
        ways.entry(kind).or_default().push_str(&format!("M{x} {y}L{to_x} {to_y}"));
    }
    let head = |x: i32, y: i32, turned: bool| {
        let base = if turned { y - 7 } else { y + 7 };
        format!("M{x} {y}L{} {base}H{}z", x - 4, x + 4)
    };
    html! {
        // What matters most is drawn last, on top.
        @for ((kind, is_weak), way) in ways.iter().rev() {
            path class=(line_class(*kind, *is_weak)) d=(PreEscaped(way)) {}
        }
        @for ((x, y, turned), (kind, is_weak)) in heads {
            path class={ "head " (line_class(kind, is_weak)) } d=(head(x, y, turned)) {}
        }
    }
}
