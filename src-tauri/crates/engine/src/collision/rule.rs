//! Freezes and maintenance windows: entering them, removing them, and which items they cover.

use cairn_estate::{Generation, Row};
use cairn_model::change::{CalendarScope, FREEZE_KIND, Freeze, MAINTENANCE_KIND, MaintenanceWindow};
use cairn_model::{CommitKind, Edit, Phrase, Timestamp};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::occurrence::zone;
use crate::act::Act;
use crate::change::{document_edit, known_actor, read_all};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::find;

const DAY_MINUTES: u32 = 24 * 60;
const WEEK_MINUTES: u32 = 7 * DAY_MINUTES;

/// What a freeze or a maintenance window is about, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ScopeWords {
    /// Every service.
    #[default]
    Everything,
    /// These items.
    Items {
        /// Words for them: key, id, source id or unique name.
        items: Vec<String>,
    },
    /// Every item of a class.
    Class {
        /// The id of the class.
        class: String,
    },
    /// Every item that is located in one.
    Site {
        /// Words for it.
        site: String,
    },
}

/// A freeze to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewFreeze {
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment behind it.
    pub end: Timestamp,
    /// Why.
    pub reason: String,
    /// What it covers.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<ScopeWords>"))]
    pub scope: ScopeWords,
}

/// A maintenance window to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewMaintenanceWindow {
    /// What it is called.
    pub name: String,
    /// The days on which it begins: 1 is Monday, 7 is Sunday.
    pub weekdays: Vec<u8>,
    /// When it begins, in minutes after midnight by the clock of its zone.
    pub start_minute: u32,
    /// How many minutes it lasts, a week at most.
    pub minutes: u32,
    /// The name of the time zone in the IANA database.
    pub zone: String,
    /// What it covers.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<ScopeWords>"))]
    pub scope: ScopeWords,
}

fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

/// Returns every freeze, by when it begins.
///
/// # Errors
/// [`EngineError::Store`].
pub fn freezes(engine: &Engine) -> Result<Vec<Freeze>, EngineError> {
    let mut freezes: Vec<Freeze> = read_all(engine, FREEZE_KIND)?;
    freezes.sort_by(|left, right| (left.start, &left.id).cmp(&(right.start, &right.id)));
    Ok(freezes)
}

/// Returns every maintenance window, by id.
///
/// # Errors
/// [`EngineError::Store`].
pub fn maintenance_windows(engine: &Engine) -> Result<Vec<MaintenanceWindow>, EngineError> {
    read_all(engine, MAINTENANCE_KIND)
}

/// Enters a freeze, as one record; returns it and the record no.
///
/// # Errors
/// [`EngineError::NoReason`], [`EngineError::EndsBeforeStart`], and what naming its scope refuses; nothing is changed then.
pub fn add_freeze(engine: &Engine, new: &NewFreeze, act: &mut Act<'_>) -> Result<(Freeze, u64), EngineError> {
    let actor = known_actor(act)?;
    let reason = new.reason.trim();
    if reason.is_empty() {
        return Err(EngineError::NoReason);
    }
    if new.end <= new.start {
        return Err(EngineError::EndsBeforeStart { since: new.start, end: new.end });
    }
    let freeze = Freeze {
        actor,
        at: act.now,
        end: new.end,
        id: next_id(engine, "FRZ"),
        reason: reason.to_owned(),
        scope: scope(&engine.generation(), &new.scope)?,
        start: new.start,
    };
    let edit = document_edit(FREEZE_KIND, &freeze.id, None, Some(&freeze))?;
    let seq = engine.commit(act.draft(CommitKind::Policy, reason), vec![edit], act)?.seq;
    Ok((freeze, seq))
}

/// Enters a maintenance window, as one record; returns it and the record no.
///
/// # Errors
/// [`EngineError::Refused`] for a zone, a day or a time that there is not, and what naming its scope refuses; nothing is
/// changed then.
pub fn add_window(
    engine: &Engine,
    new: &NewMaintenanceWindow,
    act: &mut Act<'_>,
) -> Result<(MaintenanceWindow, u64), EngineError> {
    let actor = known_actor(act)?;
    let name = new.name.trim();
    if name.is_empty() {
        return refused(Phrase::new("calendar-no-name"));
    }
    let mut weekdays = new.weekdays.clone();
    weekdays.sort_unstable();
    weekdays.dedup();
    if weekdays.is_empty() || weekdays.iter().any(|day| !(1..=7).contains(day)) {
        return refused(Phrase::new("calendar-bad-weekday"));
    }
    if new.start_minute >= DAY_MINUTES || !(1..=WEEK_MINUTES).contains(&new.minutes) {
        return refused(Phrase::new("calendar-bad-time"));
    }
    if zone(&new.zone).is_none() {
        return refused(Phrase::new("calendar-no-such-zone").with("zone", &new.zone));
    }
    let window = MaintenanceWindow {
        actor,
        at: act.now,
        id: next_id(engine, "MWN"),
        minutes: new.minutes,
        name: name.to_owned(),
        scope: scope(&engine.generation(), &new.scope)?,
        start_minute: new.start_minute,
        weekdays,
        zone: new.zone.clone(),
    };
    let edit = document_edit(MAINTENANCE_KIND, &window.id, None, Some(&window))?;
    let seq = engine.commit(act.draft(CommitKind::Policy, name), vec![edit], act)?.seq;
    Ok((window, seq))
}

/// Removes a freeze, as one record; returns the record no.
///
/// # Errors
/// [`EngineError::NoReason`]; [`EngineError::Refused`] when there is none of that id; nothing is changed then.
pub fn remove_freeze(engine: &Engine, id: &str, reason: &str, act: &mut Act<'_>) -> Result<u64, EngineError> {
    let known = freezes(engine)?;
    let found = known.iter().find(|own| own.id.eq_ignore_ascii_case(id.trim()));
    let ids = known.iter().map(|own| own.id.as_str()).collect();
    remove(engine, "calendar-no-such-freeze", (id, ids), reason, act, |_| {
        found.map(|own| document_edit(FREEZE_KIND, &own.id, Some(own), None)).transpose()
    })
}

/// Removes a maintenance window, as one record; returns the record no.
///
/// # Errors
/// As [`remove_freeze`].
pub fn remove_window(engine: &Engine, id: &str, reason: &str, act: &mut Act<'_>) -> Result<u64, EngineError> {
    let known = maintenance_windows(engine)?;
    let found = known.iter().find(|own| own.id.eq_ignore_ascii_case(id.trim()));
    let ids = known.iter().map(|own| own.id.as_str()).collect();
    remove(engine, "calendar-no-such-window", (id, ids), reason, act, |_| {
        found.map(|own| document_edit(MAINTENANCE_KIND, &own.id, Some(own), None)).transpose()
    })
}

fn remove(
    engine: &Engine,
    missing: &str,
    (id, known): (&str, Vec<&str>),
    reason: &str,
    act: &mut Act<'_>,
    edit: impl FnOnce(&str) -> Result<Option<Edit>, EngineError>,
) -> Result<u64, EngineError> {
    known_actor(act)?;
    if reason.trim().is_empty() {
        return Err(EngineError::NoReason);
    }
    match edit(id)? {
        Some(edit) => Ok(engine.commit(act.draft(CommitKind::Policy, reason.trim()), vec![edit], act)?.seq),
        None => refused(Phrase::new(missing).with("id", id).with("known", known.join(", "))),
    }
}

/// Returns an id that was never used: the record that enters it has its number.
fn next_id(engine: &Engine, prefix: &str) -> String {
    format!("{prefix}-{:06}", engine.generation().seq() + 1)
}

fn scope(generation: &Generation, words: &ScopeWords) -> Result<CalendarScope, EngineError> {
    Ok(match words {
        ScopeWords::Everything => CalendarScope::Everything,
        ScopeWords::Items { items } => {
            let mut ids = Vec::with_capacity(items.len());
            for words in items {
                ids.push(generation.id(find(generation, words)?));
            }
            ids.sort_unstable();
            ids.dedup();
            if ids.is_empty() {
                return refused(Phrase::new("calendar-no-items"));
            }
            CalendarScope::Items { items: ids }
        }
        ScopeWords::Class { class } => {
            if generation.catalogue().class(class).is_none() {
                return refused(Phrase::new("calendar-no-such-type").with("type", class));
            }
            CalendarScope::Class { class: class.clone() }
        }
        ScopeWords::Site { site } => CalendarScope::Site { site: generation.id(find(generation, site)?) },
    })
}

/// Which items a scope covers.
#[derive(Debug)]
pub(super) enum Cover {
    /// Every service.
    Services,
    /// These.
    Rows(FxHashSet<Row>),
}

impl Cover {
    /// Returns what a scope covers; `location` is the type of relationship by which an item is located in another.
    pub(super) fn of(generation: &Generation, scope: &CalendarScope, location: &str) -> Cover {
        match scope {
            CalendarScope::Everything => Cover::Services,
            CalendarScope::Items { items } => Cover::Rows(items.iter().filter_map(|id| generation.row(*id)).collect()),
            CalendarScope::Class { class } => {
                let classes = generation.catalogue().classes();
                let is_of = |number: usize| {
                    let own = &classes[number];
                    own.definition.id == *class || own.ancestors.iter().any(|up| classes[*up].definition.id == *class)
                };
                let of: Vec<bool> = (0..classes.len()).map(is_of).collect();
                Cover::Rows(generation.rows().filter(|row| of[generation.class_number(*row)]).collect())
            }
            CalendarScope::Site { site } => {
                Cover::Rows(generation.row(*site).map(|row| located_in(generation, row, location)).unwrap_or_default())
            }
        }
    }

    pub(super) fn covers(&self, generation: &Generation, row: Row) -> bool {
        match self {
            Cover::Services => generation.is_service(row),
            Cover::Rows(rows) => rows.contains(&row),
        }
    }
}

/// Returns an item and everything that is located in it, however deep.
fn located_in(generation: &Generation, site: Row, location: &str) -> FxHashSet<Row> {
    let types = generation.catalogue().relationship_types();
    let mut inside: FxHashSet<Row> = FxHashSet::from_iter([site]);
    let mut open = vec![site];
    while let Some(row) = open.pop() {
        for &relationship in generation.incoming(row) {
            let Some(view) = generation.relationship_view(relationship) else { continue };
            if types[view.type_number].definition.id == location && inside.insert(view.from) {
                open.push(view.from);
            }
        }
    }
    inside
}

/// Returns the items that a scope names, for those who show it: those listed, or the site.
///
/// # Errors
/// [`EngineError::Estate`] never for generations that were loaded.
pub fn scope_items(
    generation: &Generation,
    scope: &CalendarScope,
) -> Result<Vec<cairn_model::impact::ItemRef>, EngineError> {
    let ids = match scope {
        CalendarScope::Everything | CalendarScope::Class { .. } => Vec::new(),
        CalendarScope::Items { items } => items.clone(),
        CalendarScope::Site { site } => vec![*site],
    };
    ids.into_iter().map(|id| crate::change::reference_of(generation, id)).collect()
}

/// A freeze with what it covers.
#[derive(Debug)]
pub(super) struct Frozen {
    pub(super) freeze: Freeze,
    pub(super) cover: Cover,
}

/// A maintenance window with what it covers.
#[derive(Debug)]
pub(super) struct Maintained {
    pub(super) window: MaintenanceWindow,
    pub(super) cover: Cover,
}

/// Returns the freezes and maintenance windows that matter between two moments, with what they cover.
pub(super) fn rules(
    engine: &Engine,
    generation: &Generation,
    (from, to): (Timestamp, Timestamp),
) -> Result<(Vec<Frozen>, Vec<Maintained>), EngineError> {
    let location = &engine.policy().location_type;
    let frozen = freezes(engine)?.into_iter().filter(|own| own.start < to && from < own.end);
    let frozen = frozen.map(|freeze| Frozen { cover: Cover::of(generation, &freeze.scope, location), freeze });
    let windows = maintenance_windows(engine)?.into_iter();
    let windows = windows.map(|window| Maintained { cover: Cover::of(generation, &window.scope, location), window });
    Ok((frozen.collect(), windows.collect()))
}
