//! The map as SVG: boxes and lines where the layout put them, and a legend that names every sign.

use std::collections::{BTreeMap, BTreeSet};

use cairn_model::Level;
use cairn_model::change::{ChangeMap, MapBox, MapLine, MapLineKind, MapPart};
use maud::{Markup, PreEscaped, html};

use super::text::{LINE_MAX, lines, shortened};
use super::{Page, Standing};

/// Room around the map, for lines at its edge and for tags.
const MARGIN: i32 = 10;
/// How many columns of letters a box is wide.
const COLUMNS: usize = 20;
const LINE_HEIGHT: i32 = 12;

/// Returns the signs of the levels, drawn once and used wherever a level is named.
pub(super) fn symbols() -> Markup {
    html! {
        svg.symbols width="0" height="0" aria-hidden="true" {
            symbol id="level-down" viewBox="0 0 12 12" { path class="sign down" d="M4 1h4l3 3v4l-3 3H4L1 8V4z" {} }
            symbol id="level-degraded" viewBox="0 0 12 12" { path class="sign degraded" d="M1 2h10L6 11z" {} }
            symbol id="level-at_risk" viewBox="0 0 12 12" {
                path class="line at_risk" d="M6 1l4.5 1.5v3C10.500 8.500 8.500 10.500 6 11.300C3.500 10.500 1.500 8.500 1.500 5.500v-3z" {}
                path class="sign at_risk" d="M6 1v10.300C3.500 10.500 1.500 8.500 1.500 5.500v-3z" {}
            }
            symbol id="level-unaffected" viewBox="0 0 12 12" { circle class="line unaffected" cx="6" cy="6" r="4" {} }
        }
    }
}

impl Page<'_> {
    /// Returns the map of the worst step.
    pub(super) fn map(&self) -> Markup {
        let Some(map) = &self.report.picture.map else { return html! {} };
        let caption = self.caption(map);
        let width = map.width + 2 * MARGIN;
        let height = map.height + 2 * MARGIN;
        let view = format!("{} {} {width} {height}", -MARGIN, -MARGIN);
        html! {
            section.map id="map" {
                h2 { (self.word("report-map")) }
                p { (caption) }
                figure {
                    svg role="img" aria-labelledby="map-title map-description" viewBox=(view) width=(width) height=(height) {
                        title id="map-title" { (self.word("report-map")) }
                        desc id="map-description" { (self.description(map)) }
                        (paths(map))
                        @for own in &map.boxes { (self.drawn(map, own)) }
                    }
                    figcaption { (self.legend(map)) }
                }
            }
        }
    }

    fn caption(&self, map: &ChangeMap) -> String {
        let numbers = [
            ("step", map.step.to_string()),
            ("boxes", map.boxes.len().to_string()),
            ("items", map.items.to_string()),
            ("folded", map.folded.to_string()),
            ("seq", self.report.picture.seq.to_string()),
        ];
        let params = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let first = match self.report.standing {
            Standing::Begun | Standing::DoesNotApply => self.messages.say("report-map-of-then", params),
            _ => self.messages.say("report-map-of-now", params),
        };
        let code = if map.folded == 0 { "report-map-all" } else { "report-map-folded" };
        crate::sentence::joined([first, self.messages.say(code, params)], self.messages)
    }

    /// Returns the map in words, for who cannot see it: what is planned, then every service, worst first.
    fn description(&self, map: &ChangeMap) -> String {
        let mut parts = Vec::new();
        for own in &map.boxes {
            let is_service = own.item.as_ref().is_some_and(|item| item.is_service);
            let is_planned = !matches!(own.part, MapPart::Hit | MapPart::Holds | MapPart::Already);
            if is_service || is_planned {
                parts.push(self.told(own));
            }
        }
        parts.join("; ")
    }

    /// Returns a box in words.
    fn told(&self, own: &MapBox) -> String {
        let mut told = format!("{}: {}", self.name(own), self.level_word(own.level));
        if let Some(part) = self.part_word(own.part) {
            told.push_str(", ");
            told.push_str(&part);
        }
        told
    }

    fn name(&self, own: &MapBox) -> String {
        match &own.item {
            Some(item) => shortened(&item.name, LINE_MAX),
            None if own.class.is_empty() => self.count("report-map-others", own.count),
            None => format!("{} × {}", own.count, (self.context.class_word)(&own.class)),
        }
    }

    /// Returns what an item is to the step; nothing for what is only hit, which its level says.
    fn part_word(&self, part: MapPart) -> Option<String> {
        Some(self.word(match part {
            MapPart::GoesOut => "report-part-goes-out",
            MapPart::Removed => "report-part-removed",
            MapPart::Added => "report-part-added",
            MapPart::Edited => "report-part-edited",
            MapPart::Already => "report-part-already",
            MapPart::Hit | MapPart::Holds => return None,
        }))
    }

    fn drawn(&self, map: &ChangeMap, own: &MapBox) -> Markup {
        let (width, height) = (map.box_width, map.box_height);
        let names = lines(&self.name(own), COLUMNS, 2);
        let class = own.item.as_ref().map(|item| (self.context.class_word)(&item.class));
        let tier = own.item.as_ref().filter(|item| item.is_service).and_then(|item| item.tier);
        let tier = tier.map(|tier| self.messages.say("report-tier", [("tier", tier.to_string().as_str())]));
        let under = class.into_iter().chain(tier).collect::<Vec<_>>().join(" · ");
        let text = |y: i32, class: &str, text: &str| html! { text x="10" y=(y) class=(class) { (text) } };
        let below = 16 + LINE_HEIGHT * i32::try_from(names.len()).unwrap_or(2);
        html! {
            g class={ "box " (part_class(own.part)) " " (own.level.id()) } transform=(format!("translate({} {})", own.x, own.y)) {
                title { (self.told(own)) }
                @if own.count > 1 { rect.behind x="4" y="-4" width=(width) height=(height) rx="4" {} }
                @if own.part == MapPart::GoesOut { rect.ring x="-4" y="-4" width=(width + 8) height=(height + 8) rx="7" {} }
                rect.body width=(width) height=(height) rx="4" {}
                rect.bar width="4" height=(height) rx="2" {}
                @for (number, line) in (0..).zip(&names) { (text(16 + LINE_HEIGHT * number, "name", line)) }
                @for line in lines(&under, COLUMNS + 7, 1) { (text(below - 1, "type", &line)) }
                use href={ "#level-" (own.level.id()) } x="10" y=(height - 17) width="10" height="10" {}
                text x="24" y=(height - 8) class={ "word " (own.level.id()) } { (self.level_line(own)) }
                @if let Some(part) = self.part_word(own.part) { (tag(&part, width)) }
            }
        }
    }

    fn level_line(&self, own: &MapBox) -> String {
        let level = self.level_word(own.level);
        match own.spares {
            Some(spares) if own.own => {
                let spares = spares.to_string();
                self.messages.say("report-level-spares", [("level", level.as_str()), ("spares", spares.as_str())])
            }
            _ => level,
        }
    }

    fn legend(&self, map: &ChangeMap) -> Markup {
        let parts: BTreeSet<MapPart> = map.boxes.iter().map(|own| own.part).collect();
        let levels: BTreeSet<Level> = map.boxes.iter().map(|own| own.level).collect();
        let kinds: BTreeSet<MapLineKind> = map.lines.iter().map(|line| line.kind).collect();
        let line_word = |kind: MapLineKind| match kind {
            MapLineKind::Carries => "report-line-carries",
            MapLineKind::Holds => "report-line-holds",
            MapLineKind::Removed => "report-line-removed",
            MapLineKind::Added => "report-line-added",
        };
        html! {
            ul.legend {
                @for level in levels.iter().rev() { li { (self.level(*level)) } }
                @for part in &parts {
                    @if let Some(word) = self.part_word(*part) { li { span class={ "swatch " (part_class(*part)) } {} (word) } }
                }
                @if map.folded > 0 { li { span.swatch.several {} (self.word("report-map-several")) } }
                @for kind in kinds {
                    li {
                        svg.sample viewBox="0 0 26 8" aria-hidden="true" { path class=(line_class(kind)) d="M1 4h24" {} }
                        (self.word(line_word(kind)))
                    }
                }
                @if map.lines.iter().any(|line| line.turned) { li { (self.word("report-map-cycle")) } }
            }
            p.quiet { (self.word("report-map-legend")) }
        }
    }
}

fn part_class(part: MapPart) -> &'static str {
    match part {
        MapPart::GoesOut => "goes-out",
        MapPart::Removed => "removed",
        MapPart::Added => "added",
        MapPart::Edited => "edited",
        MapPart::Hit => "hit",
        MapPart::Already => "already",
        MapPart::Holds => "kept",
    }
}

fn line_class(kind: MapLineKind) -> &'static str {
    match kind {
        MapLineKind::Carries => "way carries",
        MapLineKind::Holds => "way holds",
        MapLineKind::Removed => "way removed",
        MapLineKind::Added => "way added",
    }
}

/// Returns the word for what is planned, on the upper edge of a box.
fn tag(word: &str, width: i32) -> Markup {
    let columns: usize = word.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
    let own = 10 + 5 * i32::try_from(columns).unwrap_or(20);
    html! {
        rect.tag x=(width - own - 6) y="-8" width=(own) height="14" rx="3" {}
        text.tag x=(width - own / 2 - 6) y="2" { (word) }
    }
}

/// Returns the lines, each piece once, with an arrow head at who needs: lines of one provider share their way.
fn paths(map: &ChangeMap) -> Markup {
    let mut pieces: BTreeMap<[(i32, i32); 2], MapLineKind> = BTreeMap::new();
    let mut heads: BTreeMap<(i32, i32, bool), MapLineKind> = BTreeMap::new();
    for MapLine { kind, points, turned, .. } in &map.lines {
        for pair in points.windows(2) {
            let known = pieces.entry([pair[0], pair[1]]).or_insert(*kind);
            *known = plainest(*known, *kind);
        }
        if let Some(&(x, y)) = points.last() {
            let known = heads.entry((x, y, *turned)).or_insert(*kind);
            *known = plainest(*known, *kind);
        }
    }
    let mut ways: BTreeMap<MapLineKind, String> = BTreeMap::new();
    for ([(x, y), (to_x, to_y)], kind) in pieces {
        ways.entry(kind).or_default().push_str(&format!("M{x} {y}L{to_x} {to_y}"));
    }
    let head = |x: i32, y: i32, turned: bool| {
        let base = if turned { y - 7 } else { y + 7 };
        format!("M{x} {y}L{} {base}H{}z", x - 4, x + 4)
    };
    html! {
        // What matters most is drawn last, on top.
        @for (kind, way) in ways.iter().rev() { path class=(line_class(*kind)) d=(PreEscaped(way)) {} }
        @for ((x, y, turned), kind) in heads { path class={ "head " (line_class(kind)) } d=(head(x, y, turned)) {} }
    }
}

/// Returns what a piece that several lines share is drawn as: what carries a failure, else what is there.
fn plainest(left: MapLineKind, right: MapLineKind) -> MapLineKind {
    left.min(right)
}
