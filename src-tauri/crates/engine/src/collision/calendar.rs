//! The forward schedule: changes with their windows, what they do, what collides, and the rules of the calendar.

use cairn_model::{CancelToken, Timestamp};

use super::entry::{Asked, Period, entries};
use super::field::Field;
use super::occurrence::occurrences;
use super::rule::{freezes, maintenance_windows};
use super::view::{Calendar, CalendarEntry, Collision, OpenWindow};
use crate::engine::Engine;
use crate::error::EngineError;

/// Names with each change the collisions that it is part of.
pub(super) fn linked(entries: &mut [CalendarEntry], collisions: &[Collision]) {
    for entry in entries {
        let own = collisions.iter().filter(|own| own.changes.contains(&entry.id));
        entry.collisions = own.map(|own| own.id.clone()).collect();
    }
}

/// Returns the schedule of a period. Nothing is written.
///
/// # Errors
/// [`EngineError::EndsBeforeStart`], [`EngineError::Cancelled`], [`EngineError::Store`].
pub fn calendar(
    engine: &Engine,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<Calendar, EngineError> {
    let live = engine.generation();
    let period = Period::of(Some(from), Some(to))?;
    let entries = entries(engine, &period, &Asked::default(), now)?;
    let mut field = Field::new(engine, &live, entries, cancel)?;
    let found = field.all(cancel)?;
    let mut collisions = found.collisions;
    collisions.retain(|own| period.overlaps(own.start, own.end));
    let mut entries = field.lines()?;
    linked(&mut entries, &collisions);
    let mut frozen = freezes(engine)?;
    frozen.retain(|own| period.overlaps(own.start, own.end));
    let windows = maintenance_windows(engine)?.into_iter().map(|window| {
        let open = occurrences(&window, from, to);
        OpenWindow { window, open }
    });
    Ok(Calendar {
        seq: live.seq(),
        from,
        to,
        entries,
        collisions,
        is_cut_short: found.is_cut_short,
        freezes: frozen,
        windows: windows.collect(),
    })
}
