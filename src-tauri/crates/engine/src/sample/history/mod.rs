//! Two years in the life of the whole sample: about 420 changes, carried by the verbs that people use.
//!
//! Clock, ids and entropy are the history's own, so the same version makes the same records to the byte, and every guard
//! holds of them as of anybody's.

mod beside;
mod carry;
mod course;
mod day;
mod family;
mod plan;
mod words;

use self::beside::{Beside, besides};
use self::carry::Office;
use self::course::{Deed, course};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::generate::Random;

/// Which of the possible histories; any number would do, but always this one.
const SEED: u64 = 0x6361_6972_6e00_0002;
/// How many deeds lie between two words about how far it has come.
const TOLD_EACH: usize = 32;

/// Hears how many deeds of how many are done; what it returns as an error ends the making.
pub(super) type Told<'t> = &'t mut dyn FnMut(u64, u64) -> Result<(), EngineError>;

/// Something that happens.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A deed of the change at a place in the plan.
    Of(usize, Deed),
    /// Something beside all changes.
    Beside(Beside),
}

/// Makes every record of an estate that has none: the model, the load, and what happened since.
pub(super) fn live_through(engine: &Engine, told: Told<'_>) -> Result<(), EngineError> {
    let mut office = Office::new(engine, SEED);
    office.at(day::LOADED);
    office.act("administrator", Engine::found)?;
    office.at(day::LOADED + day::HOUR);
    office.act("configuration-manager", |engine, act| super::load(engine, super::Sample::Whole, act))?;
    let plans = {
        let live = engine.generation();
        let mut ids = Vec::new();
        for row in live.rows() {
            ids.extend(live.item(row)?.source_id);
        }
        ids.sort_unstable();
        let mut plans = plan::past(&ids, &mut Random::new(SEED));
        plans.extend(plan::open());
        plans
    };
    let mut events: Vec<(i64, Event)> = Vec::new();
    for (place, own) in plans.iter().enumerate() {
        events.extend(course(own).into_iter().map(|(at, deed)| (at, Event::Of(place, deed))));
    }
    events.extend(besides().into_iter().map(|(at, beside)| (at, Event::Beside(beside))));
    // Stable: what a change does at one moment stays in its order.
    events.sort_by_key(|(at, _)| *at);
    let mut names = vec![String::new(); plans.len()];
    let total = events.len() as u64;
    for (number, (at, event)) in events.into_iter().enumerate() {
        if number.is_multiple_of(TOLD_EACH) {
            told(number as u64, total)?;
        }
        office.at(at);
        match event {
            Event::Of(place, deed) => office.deed(&plans[place], &mut names[place], deed)?,
            Event::Beside(own) => beside::happen(&mut office, own)?,
        }
    }
    debug_assert!(engine.info().is_ok_and(|info| info.head.recorded_at < Some(super::MADE)));
    Ok(())
}
