//! Maps as files of their own: title, moment, lanes, legend and exact counts around the same drawing.

use std::path::PathBuf;

use cairn_messages::{Language, Messages};
use maud::{Markup, PreEscaped, html};
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

use super::print::{pdf, png};
use super::table::table;
use super::{Drawing, MapContext, MapOf, MapSubject, STYLE, Words, level_symbols, line_class, line_word, shapes};
use crate::sentence::joined;
use crate::text::{LINE_MAX, lines, shortened, shown};

/// Room around everything.
const MARGIN: i32 = 24;
/// Room for the names of lanes.
const LANE: i32 = 104;
/// Title and moment above the map.
const HEAD: i32 = 64;
/// The narrowest map: a title needs room.
const WIDTH_MIN: i32 = 720;
/// A row of the legend.
const ROW: i32 = 20;
/// How wide a column of letters is at the size of the legend, about.
const LETTER: f32 = 5.6;

/// The colours of the style sheet on paper.
const COLOURS: [(&str, &str); 17] = [
    ("--ink", "#1b2430"),
    ("--quiet", "#55606e"),
    ("--line", "#d5dbe3"),
    ("--paper", "#ffffff"),
    ("--accent", "#0b5f64"),
    ("--down-band", "#fdeceb"),
    ("--degraded-band", "#fdf0e6"),
    ("--at-risk-band", "#fdf6dc"),
    ("--good-band", "#e8f4f1"),
    ("--down", "#b3261e"),
    ("--degraded", "#a34a00"),
    ("--at-risk", "#6b5200"),
    ("--unaffected", "#55606e"),
    ("--gone", "#8a2be2"),
    ("--band", "#f4f6f9"),
    ("--box", "#ffffff"),
    ("--edge", "#aab4c0"),
];

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum MapFormat {
    /// Lines and texts that can be scaled and edited.
    Svg,
    /// The same for paper, with its fonts.
    Pdf,
    /// A picture of dots.
    Png,
    /// Boxes and lines as two tables.
    Csv,
}

impl MapFormat {
    /// Every format.
    pub const ALL: [MapFormat; 4] = [MapFormat::Svg, MapFormat::Pdf, MapFormat::Png, MapFormat::Csv];

    /// Returns the end of the name of such a file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            MapFormat::Svg => "svg",
            MapFormat::Pdf => "pdf",
            MapFormat::Png => "png",
            MapFormat::Csv => "csv",
        }
    }

    /// Returns the format that the end of a name asks for.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        MapFormat::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            MapFormat::Svg => "image/svg+xml",
            MapFormat::Pdf => "application/pdf",
            MapFormat::Png => "image/png",
            MapFormat::Csv => "text/csv",
        }
    }
}

/// A map as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFile {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The first of the characters that no font has; empty when all could be written, and where none is needed.
    pub missing: String,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum MapFileError {
    /// There is no font in any of the directories.
    #[error("no font in {}", directories.iter().map(|dir| dir.display().to_string()).collect::<Vec<_>>().join(", "))]
    NoFonts {
        /// Where was looked.
        directories: Vec<PathBuf>,
    },
    /// The picture could not be made.
    #[error("the map cannot be drawn: {0}")]
    Drawing(String),
}

/// Returns a map as a file. PDF and PNG take their fonts from the directories, and say which characters no font has.
///
/// # Errors
/// [`MapFileError`] when PDF or PNG find no font at all, or cannot be made.
pub fn map_file(
    of: MapOf<'_>,
    context: &MapContext<'_>,
    format: MapFormat,
    fonts: &[PathBuf],
    messages: &Messages,
) -> Result<MapFile, MapFileError> {
    if format == MapFormat::Csv {
        let bytes = table(of, context, messages).map_err(|error| MapFileError::Drawing(error.to_string()))?;
        return Ok(MapFile { bytes, missing: String::new() });
    }
    let svg = Sheet::of(of, context, messages).svg();
    match format {
        MapFormat::Pdf => pdf(&svg, &context.title, fonts, messages.language()),
        MapFormat::Png => png(&svg, fonts, messages.language()),
        MapFormat::Svg | MapFormat::Csv => Ok(MapFile { bytes: svg.into_bytes(), missing: String::new() }),
    }
}

/// Returns the names of fonts in the order in which they are tried: the first that is there draws Latin, the first
/// that has it any other character.
pub(crate) fn families(language: Language) -> [&'static str; 14] {
    let latin = ["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Liberation Sans"];
    let hk = ["Noto Sans HK", "Noto Sans CJK HK", "PingFang HK", "Microsoft JhengHei"];
    let cn = ["Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"];
    let (near, far) = if language == Language::ZhCn { (cn, hk) } else { (hk, cn) };
    let all = latin.into_iter().chain(near).chain(far);
    let mut families = [""; 14];
    for (place, family) in families.iter_mut().zip(all) {
        *place = family;
    }
    families
}

/// An entry of the legend: its sign and its word.
struct Entry {
    sign: Markup,
    word: String,
}

/// A map with everything around it.
struct Sheet<'a> {
    drawing: Drawing,
    context: &'a MapContext<'a>,
    words: Words<'a>,
    seq: u64,
    has_levels: bool,
    counts: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn of(of: MapOf<'_>, context: &'a MapContext<'a>, messages: &'a Messages) -> Self {
        let words = Words { messages, class_word: context.class_word };
        let (drawing, seq, has_levels) = match of {
            MapOf::View(view, subject) => {
                (Drawing::of_view(view, subject, context, messages), view.seq, subject == MapSubject::Impact)
            }
            MapOf::Change(map, seq) => (Drawing::of_change(map, words).in_lanes(&map.lanes, context), seq, true),
        };
        Sheet { drawing, context, words, seq, has_levels, counts: counts(of, messages) }
    }

    fn left(&self) -> i32 {
        if self.drawing.lanes.is_empty() { 0 } else { LANE }
    }

    fn svg(&self) -> String {
        let left = self.left();
        let width = (self.drawing.width + left + 8).max(WIDTH_MIN) + 2 * MARGIN;
        let columns = usize::try_from((width - 2 * MARGIN) / 9).unwrap_or(40);
        let foot_columns = usize::try_from((width - 2 * MARGIN) / 6).unwrap_or(60);
        let below = HEAD + MARGIN + self.drawing.height + MARGIN;
        let (legend, rows) = self.legend(width - 2 * MARGIN);
        let explained = lines(&self.word("map-file-legend"), foot_columns, 3);
        let foot = lines(&self.counts.join(" · "), foot_columns, 3);
        let texts = i32::try_from(explained.len() + foot.len()).unwrap_or(6);
        let height = below + ROW * rows + 16 * texts + 12 + MARGIN;
        let title = shortened(&self.context.title, LINE_MAX);
        let moment = lines(&self.moment(), foot_columns, 1).concat();
        let language = self.words.messages.language();
        let first = below + ROW * rows + 12;
        let markup = html! {
            (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
            svg xmlns="http://www.w3.org/2000/svg" lang=(language.tag()) role="img" aria-labelledby="map-title map-description"
                viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) {
                title id="map-title" { (title) }
                desc id="map-description" { (self.drawing.told()) }
                style { (PreEscaped(style(language))) }
                defs { (level_symbols()) }
                rect.paper width=(width) height=(height) {}
                @for (number, line) in (0..).zip(lines(&title, columns, 1)) { text.title x=(MARGIN) y=(MARGIN + 16 + 20 * number) { (line) } }
                text.moment x=(MARGIN) y=(MARGIN + 36) { (moment) }
                g transform=(format!("translate({} {})", MARGIN + left, HEAD + MARGIN)) { (shapes(&self.drawing, -left)) }
                g transform=(format!("translate({MARGIN} {below})")) { (legend) }
                @for (number, line) in (0..).zip(&explained) { text.moment x=(MARGIN) y=(first + 16 * number) { (line) } }
                @for (number, line) in (0..).zip(&foot) {
                    text.foot x=(MARGIN) y=(first + 16 * (number + i32::try_from(explained.len()).unwrap_or(0))) { (line) }
                }
            }
        };
        shown(markup.into_string())
    }

    fn word(&self, code: &str) -> String {
        self.words.word(code)
    }

    /// Returns of which estate the map is, and of which moment.
    fn moment(&self) -> String {
        let seq = self.seq.to_string();
        let params = [("estate", self.context.estate), ("seq", seq.as_str())];
        let first = self.words.messages.say("map-file-moment", params);
        joined(std::iter::once(first).chain(self.context.moment.iter().cloned()), self.words.messages)
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for level in self.drawing.levels() {
            let sign = html! { use href={ "#level-" (level.id()) } x="4" y="-9" width="10" height="10" {} };
            entries.push(Entry { sign, word: self.word(&format!("level-{}", level.id())) });
        }
        for mark in self.drawing.marks() {
            let sign = html! { g class={ "box small " (mark.class()) } {
                @if mark <= super::Mark::About { rect.ring x="0" y="-11" width="22" height="14" rx="4" {} }
                rect.body x="2" y="-9" width="18" height="10" rx="2" {}
                rect.bar x="2" y="-9" width=(if mark == super::Mark::Added { 6 } else { 3 }) height="10" {}
            } };
            entries.push(Entry { sign, word: mark.word().map_or_else(String::new, |code| self.word(code)) });
        }
        if self.drawing.boxes.iter().any(|own| own.count > 1) {
            let sign = html! { g.box { rect.behind x="4" y="-11" width="16" height="9" rx="2" {} rect.body x="2" y="-9" width="16" height="9" rx="2" {} } };
            entries.push(Entry { sign, word: self.word("report-map-several") });
        }
        for (kind, is_weak) in self.drawing.kinds() {
            let sign = html! { path class=(line_class(kind, is_weak)) d="M0 -4h22" {} };
            entries.push(Entry { sign, word: self.word(line_word(kind, is_weak, self.has_levels)) });
        }
        entries
    }

    /// Returns the legend, and how many rows it has.
    fn legend(&self, width: i32) -> (Markup, i32) {
        let (mut x, mut row) = (0, 0);
        let mut placed = Vec::new();
        for entry in self.entries() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "a word of a legend is short"
            )]
            let own = 26 + (entry.word.width() as f32 * LETTER) as i32 + 18;
            if x + own > width && x > 0 {
                (x, row) = (0, row + 1);
            }
            placed.push((x, row, entry));
            x += own;
        }
        let markup = html! {
            @for (x, row, entry) in &placed {
                g transform=(format!("translate({x} {})", 12 + ROW * row)) { (entry.sign) text.legend x="28" y="0" { (entry.word) } }
            }
        };
        (markup, row + 1)
    }
}

/// Returns the counts: what is shown of how many, and what is folded or beyond.
fn counts(of: MapOf<'_>, messages: &Messages) -> Vec<String> {
    let (shown, total, folded, groups, hidden) = match of {
        MapOf::View(view, _) => (view.shown, view.total, view.folded, view.groups, view.hidden),
        MapOf::Change(map, _) => {
            let groups = map.boxes.iter().filter(|own| own.count > 1).count() as u64;
            (map.items - map.folded, map.items, map.folded, groups, 0)
        }
    };
    let say = |code: &str, first: u64, second: u64| {
        let [first, second] = [first, second].map(|number| number.to_string());
        messages.say(code, [("first", first.as_str()), ("second", second.as_str())])
    };
    if shown == 0 && groups > 0 {
        return vec![say("map-file-grouped", total, groups)];
    }
    let mut counts = vec![say("map-file-shown", shown, total)];
    if groups > 0 {
        counts.push(say("map-file-folded", folded, groups));
    }
    if hidden > 0 {
        counts.push(say("map-file-hidden", hidden, 0));
    }
    counts
}

/// Returns the style sheet with its colours in place: not every program that draws SVG knows variables.
fn style(language: Language) -> String {
    let mut style = STYLE.to_owned();
    for (name, colour) in COLOURS {
        style = style.replace(&format!("var({name})"), colour);
    }
    let families: Vec<String> = families(language).iter().map(|family| format!("'{family}'")).collect();
    format!(
        "{style}text {{ font-family: {}, sans-serif; }} .paper {{ fill: #ffffff; }} .title {{ font-size: 16px !important; font-weight: 700; }} \
         .moment, .legend {{ fill: #55606e; font-size: 10.5px !important; }} .foot {{ font-weight: 600; font-size: 11px !important; }}",
        families.join(", ")
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use cairn_model::impact::ItemRef;
    use cairn_model::map::{MapLane, MapNode, MapView, NodePart};
    use cairn_model::{CiId, Level};
    use resvg::usvg::{Options, Tree};

    use super::*;

    fn view(name: &str) -> MapView {
        let item = ItemRef {
            id: CiId(7),
            source_id: None,
            key: "SRV-1".to_owned(),
            name: name.to_owned(),
            class: "server".to_owned(),
            is_service: true,
            tier: Some(1),
        };
        let node = MapNode {
            id: item.id.to_string(),
            item: Some(item),
            class: Some("server".to_owned()),
            lane: "compute".to_owned(),
            count: 1,
            filter: None,
            value: None,
            inside: None,
            members: Vec::new(),
            part: NodePart::Root,
            level: Level::Down,
            own: false,
            spares: None,
            needs_hidden: 0,
            consumers_hidden: 0,
            row: 0,
            x: 0,
            y: 0,
        };
        let lane = MapLane { id: "compute".to_owned(), y: 0, height: 56 };
        MapView {
            nodes: vec![node],
            lanes: vec![lane],
            node_width: 184,
            node_height: 56,
            width: 184,
            height: 56,
            shown: 1,
            total: 1,
            ..MapView::default()
        }
    }

    fn written(name: &str, format: MapFormat, fonts: &[PathBuf]) -> Result<MapFile, MapFileError> {
        let context = MapContext {
            title: name.to_owned(),
            estate: name,
            moment: vec![name.to_owned()],
            class_word: &|_| name.to_owned(),
            group_word: &|_| name.to_owned(),
            lane_word: &|_| name.to_owned(),
        };
        let messages = Messages::new(Language::ZhHk);
        map_file(MapOf::View(&view(name), MapSubject::Impact), &context, format, fonts, &messages)
    }

    #[test]
    fn names_are_text_whatever_is_in_them() {
        let long = "x".repeat(10_000);
        for name in
            ["</svg><script>alert(1)</script>", "\u{0}\u{8}\u{202e}\u{ffff}", "]]>&amp;\"'", "", "香港 👩‍👩‍👧", &long]
        {
            let file = written(name, MapFormat::Svg, &[]).unwrap();
            let svg = String::from_utf8(file.bytes).unwrap();
            assert!(Tree::from_str(&svg, &Options::default()).is_ok(), "{name:?} makes no drawing");
            assert!(!svg.contains("<script") && !svg.contains('\u{202e}'), "{name:?}");
            assert!(svg.len() < 30_000, "{} bytes", svg.len());
        }
    }

    #[test]
    fn every_colour_of_a_file_is_one() {
        for language in Language::ALL {
            assert!(!style(language).contains("var("), "{}", style(language));
        }
    }

    #[test]
    fn without_a_font_there_is_no_pdf_and_the_directories_are_named() {
        let nowhere = [PathBuf::from("/nowhere/fonts")];
        for format in [MapFormat::Pdf, MapFormat::Png] {
            let refused = written("name", format, &nowhere);
            assert!(matches!(refused, Err(MapFileError::NoFonts { directories }) if directories == nowhere));
        }
        assert!(written("name", MapFormat::Csv, &nowhere).is_ok());
    }

    #[test]
    fn the_end_of_a_name_says_the_format() {
        for (extension, expect) in
            [("svg", Some(MapFormat::Svg)), ("PDF", Some(MapFormat::Pdf)), ("", None), ("jpg", None)]
        {
            assert_eq!(MapFormat::of_extension(extension), expect, "{extension}");
        }
    }
}
