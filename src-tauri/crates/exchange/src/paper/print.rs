//! A paper as PDF: sheets of A4, vectors, texts that can be searched, and the fonts they are in.

use std::path::PathBuf;
use std::rc::Rc;

use cairn_messages::Messages;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::flow::{MARGIN, Mark, Placed, SHEET_HEIGHT, SHEET_WIDTH, SMALL, look, sheets};
use super::signs::{LINE, QUIET, ink, sign};
use super::structure::tree;
use super::typeset::{Embedded, Typesetter, colour, filled};
use super::{Paper, Part, ROWS_MAX, tag};
use crate::map::{MapFile, MapFileError, database, families, parsed};

/// How many of the characters that no font has are named.
const MISSING_MAX: usize = 8;
/// How many rows the tables of a paper on one sheet may have, from most to least.
const FITTING: [usize; 14] = [ROWS_MAX, 40, 30, 24, 20, 16, 13, 10, 8, 6, 5, 4, 3, 2];

pub(super) fn pdf(paper: &Paper, fonts: &[PathBuf], messages: &Messages) -> Result<MapFile, MapFileError> {
    let language = messages.language();
    let database = database(fonts, language)?;
    let mut setter = Typesetter::new(&database, &families(language), &texts(paper, messages))?;
    let mut missing = setter.missing(MISSING_MAX);
    let mut drawings = Vec::new();
    for part in parts(paper) {
        if let Part::Drawing { svg, .. } = part {
            let (tree, lacking) = parsed(svg, fonts, language)?;
            missing.push_str(&lacking);
            drawings.push(Rc::new(tree));
        }
    }
    let mut fitting = FITTING.into_iter();
    let flowed = loop {
        let rows = fitting.next().unwrap_or(1);
        let made = sheets(paper, &drawings, &mut setter, rows, messages);
        if !paper.is_one_sheet || made.sheets.len() == 1 || fitting.len() == 0 {
            break made;
        }
    };
    let refused = |detail: &dyn std::fmt::Debug| MapFileError::Drawing(format!("{detail:?}"));
    let mut document = Document::new_with(SerializeSettings::default());
    let (mut embedded, mut told, count) = (Embedded::default(), Vec::new(), flowed.sheets.len());
    let size = Size::from_wh(SHEET_WIDTH, SHEET_HEIGHT).ok_or_else(|| refused(&SHEET_WIDTH))?;
    for (place, marks) in flowed.sheets.iter().enumerate() {
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        for Placed { mark, is_told } in marks {
            let tag = if *is_told { ContentTag::Other } else { aside(ArtifactType::Layout) };
            let drawn = surface.start_tagged(tag);
            draw(mark, &mut surface, &mut embedded)?;
            surface.end_tagged();
            told.extend(is_told.then_some(drawn));
        }
        let foot = foot(paper, place + 1, count, messages);
        let lines = setter.lines(&foot, look(SMALL, QUIET), Some(SHEET_WIDTH - 2.0 * MARGIN));
        surface.start_tagged(aside(ArtifactType::Footer));
        lines.draw(Point { x: MARGIN, y: SHEET_HEIGHT - 34.0 }, &mut surface, &mut embedded);
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    let metadata = Metadata::new().title(paper.title.clone()).language(tag(language).to_owned());
    document.set_metadata(metadata);
    let mut outline = Outline::new();
    for (heading, sheet, y) in flowed.headings {
        outline.push_child(OutlineNode::new(heading, XyzDestination::new(sheet, Point { x: 0.0, y })));
    }
    document.set_outline(outline);
    document.set_tag_tree(tree(flowed.told, told, language));
    let bytes = document.finish().map_err(|error| refused(&error))?;
    Ok(MapFile { bytes, missing: missing.chars().take(MISSING_MAX).collect() })
}

/// Returns everything that a paper shows, in its order.
fn parts(paper: &Paper) -> impl Iterator<Item = &Part> {
    paper.opening.iter().chain(paper.sections.iter().flat_map(|section| &section.parts))
}

/// Returns what marks something that nobody needs to hear.
fn aside(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn foot(paper: &Paper, number: usize, count: usize, messages: &Messages) -> String {
    let (number, count) = (number.to_string(), count.to_string());
    let sheet = messages.say("report-sheet", [("number", number.as_str()), ("count", count.as_str())]);
    let first = paper.foot.as_ref().or(paper.above.first());
    first.cloned().into_iter().chain([sheet]).collect::<Vec<_>>().join(" · ")
}

/// Returns everything that is written, to find fonts for it.
fn texts(paper: &Paper, messages: &Messages) -> String {
    let mut all = vec![paper.title.clone(), paper.verdict.clone(), foot(paper, 1, 1, messages), "…•—·".to_owned()];
    all.extend(paper.above.iter().chain(&paper.legend).cloned());
    all.extend(paper.sections.iter().map(|section| section.heading.clone()));
    for part in parts(paper) {
        match part {
            Part::Table(table) => {
                all.extend(table.columns.iter().map(|column| column.heading.clone()));
                for cell in table.rows.iter().take(ROWS_MAX).flatten() {
                    all.extend([cell.text.clone(), cell.under.clone()]);
                    all.extend(cell.sign.iter().map(|sign| sign.word.clone()));
                }
            }
            Part::List { lines, .. } => {
                for line in lines {
                    all.extend([line.about.clone(), line.text.clone(), line.under.clone(), line.mark.to_owned()]);
                    all.extend(line.sign.iter().map(|sign| sign.word.clone()));
                }
            }
            Part::Remark(text) | Part::Text(_, text) | Part::Heading(text, _) => all.push(text.clone()),
            Part::Facts(facts) | Part::Digests(facts) => {
                all.extend(facts.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
            }
            // A drawing finds its own.
            Part::Drawing { .. } => {}
        }
    }
    all.concat()
}

fn draw(mark: &Mark, surface: &mut Surface<'_>, embedded: &mut Embedded) -> Result<(), MapFileError> {
    match mark {
        Mark::Lines(lines, x, y) => lines.draw(Point { x: *x, y: *y }, surface, embedded),
        Mark::Nothing => {}
        Mark::Band(x, y, width, height, ink) => {
            let mut path = PathBuilder::new();
            if let Some(band) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(band);
            }
            surface.set_fill(Some(filled(*ink)));
            draw_path(path, surface);
        }
        Mark::Rule(x, y, width) => {
            let mut path = PathBuilder::new();
            path.move_to(*x, *y);
            path.line_to(x + width, *y);
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint: colour(LINE).into(), width: 0.5, ..Stroke::default() }));
            draw_path(path, surface);
            surface.set_stroke(None);
        }
        Mark::Sign(level, x, y, side) => {
            let (inside, outline) = sign(*level, *x, *y, *side);
            if let Some(path) = inside {
                surface.set_fill(Some(filled(ink(*level))));
                surface.draw_path(&path);
            }
            if let Some(path) = outline {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke { paint: colour(ink(*level)).into(), width: 0.9, ..Stroke::default() }));
                surface.draw_path(&path);
                surface.set_stroke(None);
            }
        }
        Mark::Drawing(tree, x, y, width, height) => {
            let failed = || MapFileError::Drawing(format!("{width} × {height}"));
            let size = Size::from_wh(*width, *height).ok_or_else(failed)?;
            surface.push_transform(&Transform::from_translate(*x, *y));
            surface.draw_svg(tree, size, SvgSettings::default()).ok_or_else(failed)?;
            surface.pop();
        }
    }
    Ok(())
}

fn draw_path(path: PathBuilder, surface: &mut Surface<'_>) {
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
