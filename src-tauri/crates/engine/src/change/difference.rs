//! How an analysis differs from the one that was decided on (IMPACT 6, *stale*).

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::{Generation, Row};
use cairn_graph::reachable;
use cairn_model::change::{ChangePolicy, Difference, LevelChange, MarginChange, RaisedRow};
use cairn_model::{CiId, Level};

use super::assess::{Assessment, reference_of};
use crate::error::EngineError;
use crate::item::reference;

/// How many lines a difference names; it counts all.
const LINES_MAX: usize = 100;

/// Returns how `now` differs from `then`; names come from the estate as it is.
pub(crate) fn difference(
    live: &Generation,
    policy: &ChangePolicy,
    then: &Assessment,
    now: &Assessment,
) -> Result<Difference, EngineError> {
    let mut found = Difference {
        authorities_changed: authorities(then) != authorities(now),
        plan_changed: then.analysis.hashes.plan != now.analysis.hashes.plan,
        ..Difference::default()
    };
    levels(live, then, now, &mut found)?;
    margins(live, policy, then, now, &mut found)?;
    let known: BTreeSet<_> = then.model_errors.iter().collect();
    found.model_errors = now.model_errors.iter().filter(|error| !known.contains(error)).count() as u64;
    Ok(found)
}

fn authorities(own: &Assessment) -> BTreeSet<(&str, Option<CiId>, Option<&str>)> {
    own.analysis
        .authorities
        .iter()
        .map(|authority| (authority.role.as_str(), authority.service, authority.person.as_deref()))
        .collect()
}

fn levels(live: &Generation, then: &Assessment, now: &Assessment, found: &mut Difference) -> Result<(), EngineError> {
    fn by_item(own: &Assessment) -> BTreeMap<(u32, CiId), &RaisedRow> {
        own.raised.iter().map(|row| ((row.step, row.item), row)).collect()
    }
    let (then, now) = (by_item(then), by_item(now));
    for (&(step, item), row) in now.iter().filter(|(_, row)| row.is_raised()) {
        let before = then.get(&(step, item)).map_or(Level::Unaffected, |row| row.level());
        let after = row.level();
        if after > before {
            found.levels_count += 1;
            if found.levels.len() < LINES_MAX {
                found.levels.push(LevelChange { after, before, item: reference_of(live, item)?, step });
            }
        }
    }
    let better = |(place, before): &(&(u32, CiId), &&RaisedRow)| {
        let after = now.get(*place).map_or(Level::Unaffected, |row| row.level());
        before.is_raised() && after < before.level()
    };
    found.improved = then.iter().filter(better).count() as u64;
    found
        .levels
        .sort_by_key(|change| (!change.item.is_service, std::cmp::Reverse(change.after), change.step, change.item.id));
    Ok(())
}

fn margins(
    live: &Generation,
    policy: &ChangePolicy,
    then: &Assessment,
    now: &Assessment,
    found: &mut Difference,
) -> Result<(), EngineError> {
    let known: BTreeMap<_, i64> =
        then.eroded.iter().map(|row| ((row.step, row.consumer, &row.key), row.margin)).collect();
    for row in &now.eroded {
        let before = known.get(&(row.step, row.consumer, &row.key)).copied();
        if before.is_some_and(|before| row.margin >= before) || found.margins.len() >= LINES_MAX {
            continue;
        }
        if let Some(consumer) = live.row(row.consumer).filter(|&consumer| is_watched(live, policy, consumer)) {
            let item = reference(live, consumer)?;
            found.margins.push(MarginChange { after: row.margin, before, item, step: row.step });
        }
    }
    Ok(())
}

/// Returns whether the item is, or carries, a service of a tier that is watched.
fn is_watched(live: &Generation, policy: &ChangePolicy, item: Row) -> bool {
    let watched = |row: Row| {
        live.is_service(row)
            && reference(live, row).is_ok_and(|item| item.tier.is_some_and(|tier| policy.watched_tiers.contains(&tier)))
    };
    watched(item) || reachable(live.topology(), &[item]).into_iter().any(watched)
}
