//! What changes do to each other, and to the calendar: collisions, freezes, maintenance windows, the next free slot and the
//! forward schedule (IMPACT 5, *collision*; the readings are in ADR 22).

mod calendar;
mod entry;
mod field;
mod guard;
mod occurrence;
mod rule;
mod slot;
mod sweep;
mod view;
mod words;

use cairn_model::change::Window;
use cairn_model::{CancelToken, Timestamp};

use crate::engine::Engine;
use crate::error::EngineError;

pub use calendar::calendar;
pub use occurrence::occurrences;
pub(crate) use occurrence::{begins, union, zone};
pub use rule::{
    NewFreeze, NewMaintenanceWindow, ScopeWords, add_freeze, add_window, freezes, maintenance_windows, remove_freeze,
    remove_window, scope_items,
};
pub use slot::{SLOT_DAYS, Slot, next_slot};
pub use view::{
    Calendar, CalendarEntry, Collision, CollisionItem, CollisionKind, CollisionReport, CollisionStep, HitService,
    OpenWindow, Part,
};

pub(crate) use entry::{is_decided, step_times};
pub(crate) use guard::{FREEZE_GUARD, JOINT_GUARD, beside_decided};

use entry::{Asked, Period, entries};
use field::Field;

/// Which collisions are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollisionQuestion {
    /// Words for changes; every one that takes part when empty.
    pub changes: Vec<String>,
    /// From when; from the present moment when absent, or from the beginning when changes are named.
    pub from: Option<Timestamp>,
    /// Until when; without end when absent.
    pub to: Option<Timestamp>,
    /// A window that the one change named is to have instead of its own.
    pub instead: Option<Window>,
}

/// Returns the collisions of changes whose windows overlap, and of each with the calendar. Nothing is written.
///
/// # Errors
/// [`EngineError::Refused`] for a change that is not there or has no window, or a period that ends before it begins;
/// [`EngineError::Cancelled`], [`EngineError::Store`].
pub fn collisions(
    engine: &Engine,
    question: &CollisionQuestion,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<CollisionReport, EngineError> {
    let live = engine.generation();
    let start = if question.changes.is_empty() { Some(now) } else { None };
    let period = Period::of(question.from.or(start), question.to)?;
    let mut asked = Asked::find(engine, &question.changes)?;
    if let Some(window) = question.instead {
        asked.put_into(window)?;
    }
    let entries = entries(engine, &period, &asked, now)?;
    let mut field = Field::new(engine, &live, entries, cancel)?;
    let found = field.all(cancel)?;
    let is_asked = |id: &String| asked.is_empty() || asked.has(id);
    let mut collisions = found.collisions;
    collisions.retain(|own| own.changes.iter().any(is_asked) && period.overlaps(own.start, own.end));
    let mut changes = field.lines()?;
    calendar::linked(&mut changes, &collisions);
    Ok(CollisionReport { seq: live.seq(), changes, collisions, is_cut_short: found.is_cut_short })
}
