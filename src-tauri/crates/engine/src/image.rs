//! Opening from the image, with the commits made since folded in; keeping an image; and comparing it with the pages.
//!
//! An image is never believed against the store: it is of a record of the log, or it is not used, and what the later
//! commits touched is read from the pages.

use std::fmt::Write;
use std::sync::Arc;

use cairn_estate::{Generation, IMAGE_FORM, IMAGE_PARTS, read_image};
use cairn_model::packed::{ItemRow, RelationshipRow, read_requirement};
use cairn_model::{Catalogue, Edit, Item, Relationship, Requirement};
use cairn_store::{CheckReport, Counts, Finding, FindingCode, ImageFlaw, ImageNote, KeptImage, PageKind, Store};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::between::{RecordId, id_of, in_fitting_order};
use crate::catalogue::read_catalogue;
use crate::engine::APPLY_MAX;
use crate::error::EngineError;
use crate::reading::read_generation;

/// An estate of fewer records opens as fast without an image.
const ROWS_MIN: u64 = 20_000;
/// So much of a tail is always folded in.
const TAIL_MIN: u64 = 256;
/// A tail of more than one record in so many costs about what loading the pages does.
const TAIL_SHARE: u64 = 16;
/// A new image is kept when the tail since the last has this share of what may be folded in.
const KEEP_SHARE: u64 = 8;
/// With more than one row in so many empty, the rows are made anew before they are written.
const EMPTY_SHARE: usize = 8;

fn rows(counts: Counts) -> u64 {
    counts.items + counts.relationships + counts.requirements
}

/// Returns how many commits and edits may be folded in rather than the pages loaded.
fn tail_max(counts: Counts) -> u64 {
    (rows(counts) / TAIL_SHARE).clamp(TAIL_MIN, APPLY_MAX as u64)
}

/// Returns whether an image is worth its bytes after so many commits and edits since the last one; `None` when there is
/// none.
pub(crate) fn is_due(counts: Counts, since: Option<u64>) -> bool {
    rows(counts) >= ROWS_MIN && since.is_none_or(|since| since > tail_max(counts) / KEEP_SHARE)
}

/// Returns what an image depends on beside the records: its form, the version of the program, and the catalogue with
/// the order of its numbers.
fn binding(catalogue: &Catalogue) -> Result<String, EngineError> {
    let elements =
        catalogue.declarations().elements().map_err(|error| EngineError::Serialise("the catalogue", error))?;
    let elements = serde_json::to_string(&elements).map_err(|error| EngineError::Serialise("the catalogue", error))?;
    let mut binding = format!("{IMAGE_FORM} {} {elements}", env!("CARGO_PKG_VERSION"));
    let classes = catalogue.classes().iter().map(|class| &class.definition.id);
    let types = catalogue.relationship_types().iter().map(|kind| &kind.definition.id);
    let states = catalogue.states().iter().map(|state| &state.id);
    for id in classes.chain(types).chain(states) {
        // Writing into a text cannot fail.
        let _ = write!(binding, "\n{id}");
    }
    Ok(binding)
}

/// What came of looking for an image.
pub(crate) enum Found {
    /// The generation as it is now, and how many commits and edits were folded in.
    Usable(Box<Generation>, u64),
    /// Why there is none.
    Unused(Option<ImageNote>),
}

/// Returns the generation that the image leads to, when there is one that fits.
pub(crate) fn from_image(store: &Store, catalogue: &Arc<Catalogue>) -> Result<Found, EngineError> {
    let unused = |note| Ok(Found::Unused(Some(note)));
    let kept = match store.image(&binding(catalogue)?) {
        Ok(None) => return Ok(Found::Unused(None)),
        Ok(Some(kept)) => kept,
        Err(flaw) => return unused(note(&flaw)),
    };
    let Some(tail) = tail(store, &kept)? else { return unused(ImageNote::TooOld) };
    let Ok(generation) =
        kept.parts::<IMAGE_PARTS>().and_then(|parts| read_image(kept.seq, Arc::clone(catalogue), parts))
    else {
        return unused(ImageNote::Damaged);
    };
    if tail == 0 {
        return Ok(Found::Usable(Box::new(generation), 0));
    }
    Ok(match fold(store, &kept, &generation)? {
        Some(folded) => Found::Usable(Box::new(folded), tail),
        None => Found::Unused(Some(ImageNote::TooOld)),
    })
}

fn note(flaw: &ImageFlaw) -> ImageNote {
    match flaw {
        ImageFlaw::Unreadable(_) | ImageFlaw::Damaged => ImageNote::Damaged,
        ImageFlaw::OtherEstate => ImageNote::OtherEstate,
        ImageFlaw::OtherForm => ImageNote::OtherForm,
        ImageFlaw::OtherRecord => ImageNote::OtherRecord,
    }
}

/// Returns how many commits and edits came after the image; `None` when they are too many to be folded in.
fn tail(store: &Store, kept: &KeptImage) -> Result<Option<u64>, EngineError> {
    let (newest, most) = (store.head().seq, tail_max(store.counts()));
    let mut length = newest.saturating_sub(kept.seq);
    for seq in kept.seq + 1..=newest {
        if length > most {
            return Ok(None);
        }
        length += store.commit_header(seq)?.map_or(0, |header| header.operations);
    }
    Ok((length <= most).then_some(length))
}

/// What the pages hold of the records that the tail touched, each with its page.
#[derive(Default)]
struct Stored {
    items: FxHashMap<RecordId, (Item, u32)>,
    relationships: FxHashMap<RecordId, (Relationship, u32)>,
    requirements: FxHashMap<RecordId, (Requirement, u32)>,
}

/// Returns the generation of an image with what the commits after it touched as the pages have it; `None` when a record
/// that they touched is not where it is looked for: one that was gone came back to a page that only the log remembers.
fn fold(store: &Store, kept: &KeptImage, generation: &Generation) -> Result<Option<Generation>, EngineError> {
    let newest = store.head().seq;
    // Whether the record is there after the tail, by identity, in the order in which they were first touched.
    let (mut order, mut places) = (Vec::new(), FxHashMap::default());
    for seq in kept.seq + 1..=newest {
        for edit in store.edits(seq)? {
            let is_there = is_there(&edit);
            let Some(id) = id_of(&edit) else { continue };
            if matches!(id, RecordId::Element(..)) {
                // What it means for the records is in the catalogue, which the image is bound to.
                continue;
            }
            match places.get(&id) {
                Some(&place) => order[place] = is_there,
                None => {
                    places.insert(id, order.len());
                    order.push(is_there);
                }
            }
        }
    }
    let stored = stored(store, kept, generation, &places)?;
    let mut ids: Vec<(RecordId, usize)> = places.into_iter().collect();
    ids.sort_unstable_by_key(|(_, place)| *place);
    let mut edits = Vec::with_capacity(ids.len());
    for (id, place) in ids {
        let (edit, page) = edit_of(generation, &stored, &id)?;
        if is_there(&edit) != order[place] {
            return Ok(None);
        }
        edits.push((edit, page));
    }
    edits.retain(|(edit, _)| !is_nothing(edit));
    let mut by_edit: FxHashMap<RecordId, u32> = FxHashMap::default();
    for (edit, page) in &edits {
        by_edit.extend(id_of(edit).zip(*page));
    }
    let mut edits: Vec<Edit> = edits.into_iter().map(|(edit, _)| edit).collect();
    in_fitting_order(&mut edits);
    let pages: Vec<Option<u32>> =
        edits.iter().map(|edit| id_of(edit).and_then(|id| by_edit.get(&id).copied())).collect();
    let applied = generation.apply(newest, Arc::clone(generation.catalogue()), &edits);
    Ok(applied.ok().map(|applied| applied.stored(&pages)))
}

fn is_there(edit: &Edit) -> bool {
    match edit {
        Edit::Item { after, .. } => after.is_some(),
        Edit::Relationship { after, .. } => after.is_some(),
        Edit::Requirement { after, .. } => after.is_some(),
        Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => false,
    }
}

fn is_nothing(edit: &Edit) -> bool {
    match edit {
        Edit::Item { before, after } => before.is_none() && after.is_none(),
        Edit::Relationship { before, after } => before.is_none() && after.is_none(),
        Edit::Requirement { before, after } => before.is_none() && after.is_none(),
        Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => true,
    }
}

/// Returns what became of a record since the image, and its page now.
fn edit_of(generation: &Generation, stored: &Stored, id: &RecordId) -> Result<(Edit, Option<u32>), EngineError> {
    fn boxed<T: Clone>(found: Option<&(T, u32)>) -> (Option<Box<T>>, Option<u32>) {
        (found.map(|(own, _)| Box::new(own.clone())), found.map(|(_, page)| *page))
    }
    Ok(match id {
        RecordId::Item(item) => {
            let before = generation.row(*item).map(|row| generation.item(row)).transpose()?.map(Box::new);
            let (after, page) = boxed(stored.items.get(id));
            (Edit::Item { before, after }, page)
        }
        RecordId::Relationship(own) => {
            let row = generation.relationship_row(own);
            let before = row.and_then(|row| generation.relationship(row)).map(Box::new);
            let (after, page) = boxed(stored.relationships.get(id));
            (Edit::Relationship { before, after }, page)
        }
        RecordId::Requirement(consumer, key) => {
            let terms = generation.row(*consumer).and_then(|row| generation.terms(row, key));
            let (consumer, key) = (*consumer, key.clone());
            let before = terms.map(|own| Box::new(Requirement { consumer, key, terms: own.terms }));
            let (after, page) = boxed(stored.requirements.get(id));
            (Edit::Requirement { before, after }, page)
        }
        RecordId::Element(..) => (Edit::Model { before: None, after: None }, None),
    })
}

/// Reads the pages on which touched records lie: those that the image knows, and every page since that took new records.
fn stored(
    store: &Store,
    kept: &KeptImage,
    generation: &Generation,
    touched: &FxHashMap<RecordId, usize>,
) -> Result<Stored, EngineError> {
    let mut pages: FxHashSet<(PageKind, u32)> = FxHashSet::default();
    for (kind, then) in PageKind::ALL.into_iter().zip(kept.pages) {
        pages.extend((then.saturating_sub(1)..store.pages(kind)).map(|page| (kind, page)));
    }
    for id in touched.keys() {
        pages.extend(match id {
            RecordId::Item(item) => generation.row(*item).map(|row| (PageKind::Items, generation.item_page(row))),
            RecordId::Relationship(own) => (generation.relationship_row(own))
                .map(|row| (PageKind::Relationships, generation.relationship_page(row))),
            RecordId::Requirement(consumer, key) => (generation.row(*consumer))
                .and_then(|row| generation.terms(row, key))
                .map(|terms| (PageKind::Requirements, terms.page)),
            RecordId::Element(..) => None,
        });
    }
    let mut stored = Stored::default();
    for (kind, page) in pages {
        store.load_page(kind, page, &mut |record| {
            match kind {
                PageKind::Items => {
                    let row = ItemRow::read(record)?;
                    let id = RecordId::Item(row.id);
                    if touched.contains_key(&id) {
                        stored.items.insert(id, (row.to_item()?, page));
                    }
                }
                PageKind::Relationships => {
                    let own = RelationshipRow::read(record)?.to_relationship();
                    let id = RecordId::Relationship(own.id.clone());
                    if touched.contains_key(&id) {
                        stored.relationships.insert(id, (own, page));
                    }
                }
                PageKind::Requirements => {
                    let own = read_requirement(record)?;
                    let id = RecordId::Requirement(own.consumer, own.key.clone());
                    if touched.contains_key(&id) {
                        stored.requirements.insert(id, (own, page));
                    }
                }
            }
            Ok(())
        })?;
    }
    Ok(stored)
}

/// Writes an image of a generation that the store has come to; returns whether there is one now.
pub(crate) fn keep(store: &Store, generation: &Generation) -> Result<bool, EngineError> {
    // Who opens the estate numbers its classes in the order of the store; a catalogue that grew has them as they came.
    let catalogue = read_catalogue(store)?;
    let (own, binding) = (binding(generation.catalogue())?, binding(&catalogue)?);
    let (empty, all) = generation.empty_rows();
    let anew;
    let generation = if own == binding && empty <= all / EMPTY_SHARE {
        generation
    } else {
        anew = generation.rebuild(generation.seq(), catalogue, [].iter())?.stored(&[]);
        &anew
    };
    let image = generation.image();
    Ok(store.keep_image(generation.seq(), &binding, IMAGE_PARTS, &mut |part, out| image.write(part, out))?)
}

/// Says how the image stands; a finding when it leads to something else than the pages hold.
pub(crate) fn compare(store: &Store, report: &mut CheckReport) -> Result<(), EngineError> {
    let catalogue = read_catalogue(store)?;
    let generation = match from_image(store, &catalogue)? {
        Found::Unused(note) => {
            report.image = note;
            return Ok(());
        }
        Found::Usable(generation, _) => generation,
    };
    report.image = Some(ImageNote::Used);
    if let Some(found) = read_generation(store, catalogue)?.difference(&generation) {
        let (place, expected) = ("image".to_owned(), "what the pages hold".to_owned());
        report.add(Finding { record: None, what: FindingCode::Image, place, expected, found });
    }
    Ok(())
}
