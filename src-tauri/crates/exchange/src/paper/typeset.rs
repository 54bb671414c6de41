//! Texts in lines: fonts of the host, the first that has a character draws it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use krilla::color::rgb;
use krilla::geom::Point;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{Alignment, AlignmentOptions, FontContext, Layout, LayoutContext};
use resvg::usvg::fontdb::{Database, Source};

use super::signs::{INK, Ink};
use crate::map::MapFileError;

/// How high a line is against its letters.
pub(super) const LINE: f32 = 1.32;
/// How heavy strong letters are.
const STRONG: f32 = 700.0;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) size: f32,
    pub(super) is_strong: bool,
    pub(super) is_at_end: bool,
    pub(super) ink: Ink,
}

/// A text in lines, ready to be drawn.
pub(super) struct Lines {
    layout: Layout<Ink>,
    text: String,
}

/// Sets texts in lines.
pub(super) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Ink>,
    families: Vec<FontFamilyName<'static>>,
    missing: BTreeSet<char>,
}

impl Typesetter {
    /// Returns a typesetter with fonts in the order in which they are to be tried: those that are `preferred`, and, where
    /// a character of `texts` is in none of them, all others.
    ///
    /// # Errors
    /// [`MapFileError::Drawing`] when not one of them can be read.
    pub(super) fn new(database: &Database, preferred: &[&str], texts: &str) -> Result<Self, MapFileError> {
        let is_preferred = |family: &str| preferred.contains(&family);
        let mut setter = Typesetter::of(database, &is_preferred);
        if setter.families.is_empty() || !setter.lacks(texts).is_empty() {
            setter = Typesetter::of(database, &|_| true);
        }
        if setter.families.is_empty() {
            return Err(MapFileError::Drawing("no font can be read".to_owned()));
        }
        setter.missing = setter.lacks(texts);
        Ok(setter)
    }

    fn of(database: &Database, is_wanted: &dyn Fn(&str) -> bool) -> Self {
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let mut fonts = FontContext { collection, source_cache: SourceCache::default() };
        let (mut files, mut families): (BTreeSet<PathBuf>, Vec<String>) = (BTreeSet::new(), Vec::new());
        for face in database.faces() {
            let Some((family, _)) = face.families.first().filter(|(family, _)| is_wanted(family)) else { continue };
            let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { continue };
            if !files.contains(path) {
                // What cannot be read is not there.
                let Ok(bytes) = std::fs::read(path) else { continue };
                fonts.collection.register_fonts(Blob::new(Arc::new(bytes)), None);
                files.insert(path.clone());
            }
            if !families.contains(family) && fonts.collection.family_id(family).is_some() {
                families.push(family.clone());
            }
        }
        let families = families.into_iter().map(|family| FontFamilyName::Named(Cow::Owned(family))).collect();
        Typesetter { fonts, layouts: LayoutContext::new(), families, missing: BTreeSet::new() }
    }

    /// Returns the characters that no font has.
    fn lacks(&mut self, texts: &str) -> BTreeSet<char> {
        let all: BTreeSet<char> = texts.chars().filter(|character| !character.is_whitespace()).collect();
        // Each by itself, so that nothing is joined to anything.
        let text: String = all.iter().flat_map(|&character| [character, '\n']).collect();
        let look = Look { size: 10.0, is_strong: false, is_at_end: false, ink: INK };
        let lines = self.lines(&text, look, None);
        let mut missing = BTreeSet::new();
        for line in lines.layout.lines() {
            for run in line.runs() {
                for cluster in run.visual_clusters().filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0)) {
                    let drawn = lines.text[cluster.text_range()].chars();
                    missing.extend(drawn.filter(|character| !is_invisible(*character)));
                }
            }
        }
        missing
    }

    /// Returns the first of the characters that no font has.
    pub(super) fn missing(&self, max: usize) -> String {
        self.missing.iter().take(max).collect()
    }

    /// Returns a text in lines no longer than `width`.
    pub(super) fn lines(&mut self, text: &str, look: Look, width: Option<f32>) -> Lines {
        self.led("", text, look, width)
    }

    /// Returns a text behind a strong beginning, in lines no longer than `width`.
    pub(super) fn led(&mut self, lead: &str, text: &str, look: Look, width: Option<f32>) -> Lines {
        let shown = |text: &str| -> String {
            text.chars().map(|sign| if is_refused(sign) { '\u{fffd}' } else { sign }).collect()
        };
        let lead = shown(lead);
        let text = format!("{lead}{}", shown(text));
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&self.families))));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(LINE)));
        builder.push_default(StyleProperty::Brush(look.ink));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if look.is_strong {
            builder.push_default(StyleProperty::FontWeight(FontWeight::new(STRONG)));
        } else if !lead.is_empty() {
            builder.push(StyleProperty::FontWeight(FontWeight::new(STRONG)), 0..lead.len());
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(width);
        let alignment = if look.is_at_end { Alignment::End } else { Alignment::Start };
        layout.align(alignment, AlignmentOptions::default());
        Lines { layout, text }
    }

    /// Returns how wide a text is in one line.
    pub(super) fn width(&mut self, text: &str, look: Look) -> f32 {
        self.lines(text, look, None).layout.width()
    }
}

/// Returns whether a character is not to be seen anyway.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || character.is_control()
}

/// Returns whether a character would turn other people's text around; isolates end with the text they begin in.
fn is_refused(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{ffff}')
        || (character.is_control() && !matches!(character, '\n' | '\t'))
}

/// The fonts of a document, each once.
#[derive(Default)]
pub(super) struct Embedded(HashMap<(u64, u32), Option<Font>>);

impl Lines {
    pub(super) fn height(&self) -> f32 {
        self.layout.height()
    }

    /// Draws the lines with their upper left corner at a point.
    pub(super) fn draw(&self, at: Point, surface: &mut Surface<'_>, embedded: &mut Embedded) {
        for line in self.layout.lines() {
            let mut x = at.x + line.metrics().offset;
            let y = at.y + line.metrics().baseline;
            for run in line.runs() {
                let size = run.font_size();
                let font = run.font().clone();
                let (bytes, id) = font.data.into_raw_parts();
                let font = embedded.0.entry((id, font.index)).or_insert_with(|| Font::new(bytes.into(), font.index));
                let (mut glyphs, start, mut ink) = (Vec::<KrillaGlyph>::new(), x, None);
                for cluster in run.visual_clusters() {
                    if cluster.is_ligature_continuation() {
                        if let Some(last) = glyphs.last_mut() {
                            last.text_range.end = cluster.text_range().end;
                        }
                        continue;
                    }
                    ink = Some(cluster.style().brush);
                    for glyph in cluster.glyphs() {
                        let (advance, right, up) = (glyph.advance / size, glyph.x / size, glyph.y / size);
                        let (id, range) = (GlyphId::new(glyph.id), cluster.text_range());
                        glyphs.push(KrillaGlyph::new(id, advance, right, up, 0.0, range, None));
                        x += glyph.advance;
                    }
                }
                if let (Some(font), Some(ink)) = (font, ink) {
                    surface.set_fill(Some(filled(ink)));
                    surface.draw_glyphs(Point { x: start, y }, &glyphs, font.clone(), &self.text, size, false);
                }
            }
        }
    }
}

/// Returns a plain colour to fill with.
pub(super) fn filled(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// Returns a colour for the drawing of lines.
pub(super) fn colour([red, green, blue]: Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}
