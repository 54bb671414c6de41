//! What happens beside the changes: the calendar, baselines, faults, and one edit that nobody authorised.

use cairn_model::{CancelToken, OperationStatus, Timestamp};

use super::carry::Office;
use super::day::{HOUR, MINUTE, day};
use crate::baseline;
use crate::change::{EditWords, propose};
use crate::collision::{NewFreeze, NewMaintenanceWindow, ScopeWords, add_freeze, add_window};
use crate::error::EngineError;
use crate::import::ImportOptions;
use crate::item::find;
use crate::live::{LiveKind, apply};
use crate::outage::{OutageDeed, OutageEdit, OutageItemWords, move_outage, record_outage};

/// Something that happens beside the changes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Beside {
    /// The nights on which work may be done.
    Windows,
    /// A freeze is entered: the days after the load on which it begins and ends.
    Freeze(i64, i64),
    /// The end of a quarter is sealed.
    Baseline(&'static str),
    /// An item goes out: an outage begins.
    Fault(&'static Fault),
    /// It is back, and the outage is over.
    Mended(&'static Fault),
    /// Somebody changes a firewall and asks nobody (story 4).
    Unauthorised,
}

/// An item that was out without anybody having planned it.
#[derive(Debug)]
pub(super) struct Fault {
    item: &'static str,
    /// When it went out, as days after the load and milliseconds of that day.
    at: (i64, i64),
    /// For how many milliseconds.
    pub(super) lasts: i64,
    title: &'static str,
    mended: &'static str,
}

const SECOND: i64 = 1_000;

/// The faults, none of which takes a service down but the last (story 6): half an hour and a bit of the 43.2 minutes in
/// 30 days that a service promised at 99.9 % may be down.
const FAULTS: [Fault; 8] = [
    fault("hv-207", (66, 12 * HOUR), 190 * MINUTE, "A memory module is faulty", "The module was exchanged"),
    fault("cir-22", (151, 11 * HOUR), 260 * MINUTE, "Road works cut the fibre", "The carrier spliced the fibre"),
    fault("crac-1b2", (243, 13 * HOUR), 150 * MINUTE, "The compressor stopped", "The compressor runs again"),
    fault("kit-kt-007", (318, 11 * HOUR), 285 * MINUTE, "A lorry hit the lamppost", "The kit was mounted again"),
    fault("gen-12", (402, 12 * HOUR), 120 * MINUTE, "It did not start in the weekly test", "The starter was exchanged"),
    fault("bm-203", (505, 12 * HOUR), 95 * MINUTE, "A power supply is faulty", "The power supply was exchanged"),
    fault("lb-21", (633, 13 * HOUR), 40 * MINUTE, "Sessions are lost now and then", "It was restarted"),
    fault(
        "app-iamauth",
        (711, 12 * HOUR + 7 * MINUTE + 33 * SECOND),
        34 * MINUTE + 12 * SECOND,
        "New risk rules refused every login",
        "The rules were taken back",
    ),
];

const fn fault(item: &'static str, at: (i64, i64), lasts: i64, title: &'static str, mended: &'static str) -> Fault {
    Fault { item, at, lasts, title, mended }
}

/// The ends of quarters that were sealed, as days after the load.
const BASELINES: [(&str, i64); 8] = [
    ("2024-Q4", 60),
    ("2025-Q1", 150),
    ("2025-Q2", 241),
    ("2025-Q3", 333),
    ("2025-Q4", 425),
    ("2026-Q1", 515),
    ("2026-Q2", 606),
    ("2026-Q3", 698),
];

/// The turns of years that are frozen: when each was entered, and its first and last day, as days after the load.
const FREEZES: [(i64, i64, i64); 3] = [(4, 48, 63), (334, 413, 428), (709, 778, 793)];

/// Returns what happens beside the changes, with its moments.
pub(super) fn besides() -> Vec<(i64, Beside)> {
    let mut all =
        vec![(day(0) + 2 * HOUR, Beside::Windows), (day(720) + 11 * HOUR + 20 * MINUTE, Beside::Unauthorised)];
    all.extend(FREEZES.iter().map(|(at, from, to)| (day(*at) + 3 * HOUR, Beside::Freeze(*from, *to))));
    all.extend(BASELINES.iter().map(|(name, at)| (day(*at) + 10 * HOUR, Beside::Baseline(name))));
    for fault in &FAULTS {
        let at = day(fault.at.0) + fault.at.1;
        all.extend([(at, Beside::Fault(fault)), (at + fault.lasts, Beside::Mended(fault))]);
    }
    all
}

/// Lets it happen.
pub(super) fn happen(office: &mut Office<'_>, beside: Beside) -> Result<(), EngineError> {
    match beside {
        Beside::Windows => windows(office),
        Beside::Freeze(from, to) => {
            // Days of Hong Kong begin at four in the afternoon in UTC.
            let at = |number: i64| Timestamp(day(number) + 16 * HOUR);
            let reason = "Nothing is changed at the turn of the year".to_owned();
            let new = NewFreeze { start: at(from), end: at(to), reason, scope: ScopeWords::Everything };
            office.act("change-manager", |engine, act| add_freeze(engine, &new, act)).map(drop)
        }
        Beside::Baseline(name) => {
            let reason = "The end of the quarter";
            let sealed =
                office.act("configuration-manager", |engine, act| baseline::create(engine, name, None, reason, act));
            sealed.map(drop)
        }
        Beside::Fault(fault) => began(office, fault),
        Beside::Mended(fault) => ended(office, fault),
        Beside::Unauthorised => unauthorised(office),
    }
}

/// Enters the nights on which work may be done: four hours on days of work, six at the week-end.
fn windows(office: &mut Office<'_>) -> Result<(), EngineError> {
    for (name, weekdays, hours) in [("Night", vec![1, 2, 3, 4, 5], 4), ("Night at the week-end", vec![6, 7], 6)] {
        let new = NewMaintenanceWindow {
            name: name.to_owned(),
            weekdays,
            start_minute: 60,
            minutes: hours * 60,
            zone: "Asia/Hong_Kong".to_owned(),
            scope: ScopeWords::Everything,
        };
        office.act("change-manager", |engine, act| add_window(engine, &new, act))?;
    }
    Ok(())
}

/// Records an outage, which nobody announced.
fn began(office: &mut Office<'_>, fault: &Fault) -> Result<(), EngineError> {
    let item = OutageItemWords { item: fault.item.to_owned(), level: OperationStatus::OutOfService, since: None };
    let new = OutageEdit { title: Some(fault.title.to_owned()), items: vec![item], ..OutageEdit::default() };
    office.act("operations-desk", |engine, act| record_outage(engine, &new, act)).map(drop)
}

/// Says that the outage which holds the item is over.
fn ended(office: &mut Office<'_>, fault: &Fault) -> Result<(), EngineError> {
    let over = OutageEdit { reason: fault.mended.to_owned(), ..OutageEdit::default() };
    office
        .act("operations-desk", |engine, act| {
            let live = engine.generation();
            let held = live.item(find(&live, fault.item)?)?.operation.record.unwrap_or_default();
            move_outage(engine, &held, OutageDeed::End, &over, act)
        })
        .map(drop)
}

fn unauthorised(office: &mut Office<'_>) -> Result<(), EngineError> {
    let edit =
        EditWords::Set { item: "fw-23".to_owned(), field: "management_ip".to_owned(), value: "192.0.2.23".to_owned() };
    office
        .act("network-implementer", |engine, act| {
            let (options, cancel) = (ImportOptions::default(), CancelToken::default());
            let plan = propose(engine, &[edit], &[], &options, act, &cancel)?.plan;
            apply(engine, &plan, LiveKind::Change, "Reachable for the supplier's engineer", act)
        })
        .map(drop)
}
