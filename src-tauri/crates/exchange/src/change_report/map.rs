//! The map of the worst step, with a legend that names every sign.

use cairn_model::change::ChangeMap;
use maud::{Markup, html};

use super::{Page, Standing};
use crate::map::{Drawing, Words, level_symbols, line_class, line_word, shapes};

/// Room around the map, for lines at its edge and for tags.
const MARGIN: i32 = 10;

/// Returns the signs of the levels, drawn once and used wherever a level is named.
pub(super) fn symbols() -> Markup {
    html! { svg.symbols width="0" height="0" aria-hidden="true" { (level_symbols()) } }
}

impl Page<'_> {
    /// Returns the map of the worst step.
    pub(super) fn map(&self) -> Markup {
        let Some(map) = &self.report.picture.map else { return html! {} };
        let caption = self.caption(map);
        let drawing = Drawing::of_change(map, Words { messages: self.messages, class_word: self.context.class_word });
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
                        desc id="map-description" { (drawing.told()) }
                        (shapes(&drawing, 0))
                    }
                    figcaption { (self.legend(map, &drawing)) }
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

    fn legend(&self, map: &ChangeMap, drawing: &Drawing) -> Markup {
        html! {
            ul.legend {
                @for level in drawing.levels() { li { (self.level(level)) } }
                @for mark in drawing.marks() { li { span class={ "swatch " (mark.class()) } {} (mark.word().map_or_else(String::new, |code| self.word(code))) } }
                @if map.folded > 0 { li { span.swatch.several {} (self.word("report-map-several")) } }
                @for (kind, is_weak) in drawing.kinds() {
                    li {
                        svg.sample viewBox="0 0 26 8" aria-hidden="true" { path class=(line_class(kind, is_weak)) d="M1 4h24" {} }
                        (self.word(line_word(kind, is_weak, true)))
                    }
                }
                @if map.lines.iter().any(|line| line.turned) { li { (self.word("report-map-cycle")) } }
            }
            p.quiet { (self.word("report-map-legend")) }
        }
    }
}
