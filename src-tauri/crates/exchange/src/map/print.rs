//! Maps for paper and as dots: the SVG, drawn with the fonts that a host has.
//!
//! PDF by krilla rather than svg2pdf: both come from usvg's tree and keep texts as texts, but krilla is what its makers
//! go on with, reads fonts with skrifa, and shares its usvg with resvg, which makes the dots.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use cairn_messages::Language;
use krilla::geom::Size;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{FontResolver, Options, Tree};

use super::file::{MapFile, MapFileError, families};

/// Dots for each unit of the layout, where they fit.
const SCALE: f32 = 2.0;
/// The most dots along a side, and in all.
const SIDE_MAX: f32 = 16_000.0;
const DOTS_MAX: f32 = 64_000_000.0;
/// Points of paper for each unit of the layout, where they fit; and the longest side a page may have.
const POINTS: f32 = 0.75;
const PAGE_MAX: f32 = 14_400.0;
/// How many of the characters that no font has are named.
const MISSING_MAX: usize = 8;

/// Returns where this system keeps its fonts; somebody who runs the program may have others.
#[must_use]
pub fn usual_font_directories() -> Vec<PathBuf> {
    let directories: &[&str] = if cfg!(windows) {
        &["C:\\Windows\\Fonts"]
    } else if cfg!(target_os = "macos") {
        &["/System/Library/Fonts", "/Library/Fonts"]
    } else {
        &["/usr/share/fonts", "/usr/local/share/fonts"]
    };
    directories.iter().map(PathBuf::from).collect()
}

/// Returns the map as PDF with its fonts in it: vectors, and texts that can be searched.
pub(super) fn pdf(svg: &str, title: &str, fonts: &[PathBuf], language: Language) -> Result<MapFile, MapFileError> {
    let (tree, missing) = parsed(svg, fonts, language)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let points = POINTS.min(PAGE_MAX / width).min(PAGE_MAX / height);
    let failed = |detail: &dyn std::fmt::Debug| MapFileError::Drawing(format!("{detail:?}"));
    let size = Size::from_wh(width * points, height * points).ok_or_else(|| failed(&(width, height)))?;
    let mut document = Document::new_with(SerializeSettings::default());
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(|| failed(&size))?;
    surface.finish();
    page.finish();
    let metadata = krilla::metadata::Metadata::new().title(title.to_owned()).language(language.tag().to_owned());
    document.set_metadata(metadata);
    let bytes = document.finish().map_err(|error| failed(&error))?;
    Ok(MapFile { bytes, missing })
}

/// Returns the map as PNG.
pub(super) fn png(svg: &str, fonts: &[PathBuf], language: Language) -> Result<MapFile, MapFileError> {
    let (tree, missing) = parsed(svg, fonts, language)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(SIDE_MAX / width).min(SIDE_MAX / height).min((DOTS_MAX / (width * height)).sqrt());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between one and SIDE_MAX")]
    let dots = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut dots =
        Pixmap::new(dots(width), dots(height)).ok_or_else(|| MapFileError::Drawing(format!("{width} × {height}")))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    let bytes = dots.encode_png().map_err(|error| MapFileError::Drawing(error.to_string()))?;
    Ok(MapFile { bytes, missing })
}

/// Returns the SVG with its texts set, and the first of the characters that no font has.
pub(crate) fn parsed(svg: &str, fonts: &[PathBuf], language: Language) -> Result<(Tree, String), MapFileError> {
    let fontdb = Arc::new(database(fonts, language)?);
    let missing: Arc<Mutex<BTreeSet<char>>> = Arc::default();
    let noted = Arc::clone(&missing);
    let usual = FontResolver::default_fallback_selector();
    let font_resolver = FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(move |character, used, fontdb| {
            let found = usual(character, used, fontdb);
            if found.is_none() {
                noted.lock().unwrap_or_else(PoisonError::into_inner).insert(character);
            }
            found
        }),
    };
    let options = Options { fontdb, font_resolver, ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| MapFileError::Drawing(error.to_string()))?;
    let missing = missing.lock().unwrap_or_else(PoisonError::into_inner).iter().take(MISSING_MAX).collect();
    Ok((tree, missing))
}

/// Returns the fonts of the directories; those that are preferred come first, and then all in one order whatever the
/// file system's is: the first that has a character draws it.
pub(crate) fn database(directories: &[PathBuf], language: Language) -> Result<Database, MapFileError> {
    let mut found = Database::new();
    for directory in directories {
        found.load_fonts_dir(directory);
    }
    if found.is_empty() {
        return Err(MapFileError::NoFonts { directories: directories.to_vec() });
    }
    let preferred = families(language);
    let mut faces: Vec<_> = found.faces().cloned().collect();
    faces.sort_by_cached_key(|face| {
        let name = face.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let place = preferred.iter().position(|family| *family == name).unwrap_or(preferred.len());
        (place, face.style != resvg::usvg::fontdb::Style::Normal, face.weight.0.abs_diff(400), name, face.index)
    });
    let is_there = |family: &&&str| faces.iter().any(|face| face.families.iter().any(|(name, _)| name == **family));
    let plain = preferred.iter().find(is_there).map(|family| (*family).to_owned());
    let plain = plain.or_else(|| faces.first().and_then(|face| face.families.first()).map(|(name, _)| name.clone()));
    let mut fonts = Database::new();
    for face in faces {
        fonts.push_face_info(face);
    }
    if let Some(plain) = plain {
        fonts.set_sans_serif_family(plain.clone());
        fonts.set_serif_family(plain);
    }
    Ok(fonts)
}
