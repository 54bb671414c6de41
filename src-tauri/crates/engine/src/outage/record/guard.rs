//! The guards that transitions of an outage name, and what its times may be.

use cairn_estate::Generation;
use cairn_model::outage::{Outage, OutagePolicy};
use cairn_model::{Phrase, Timestamp};

use crate::change::reference_of;
use crate::error::EngineError;

/// What guards look at.
pub(super) struct Ground<'a> {
    pub(super) live: &'a Generation,
    pub(super) outage: &'a Outage,
    pub(super) now: Timestamp,
    /// When the newest record was made.
    pub(super) head: Option<Timestamp>,
}

/// `None` when it holds, else why not.
type Held = Result<Option<Phrase>, EngineError>;
type Guard = fn(&Ground<'_>) -> Held;

/// Every guard, by the name that a policy calls it.
pub(super) const GUARDS: &[(&str, Guard)] = &[
    ("has_title", has_title),
    ("has_items", has_items),
    ("has_expected_end", has_expected_end),
    ("has_end", has_end),
    ("has_cause", has_cause),
    ("is_planned", is_planned),
    ("ahead", ahead),
    ("begun", begun),
    ("end_not_ahead", end_not_ahead),
    ("take_part", take_part),
];

/// Returns why a transition is refused: one sentence for each guard that does not hold.
pub(super) fn unmet(
    policy: &OutagePolicy,
    transition: &str,
    from: &str,
    ground: &Ground<'_>,
) -> Result<Vec<Phrase>, EngineError> {
    let Some(declared) = policy.transition(transition, from) else {
        let possible: Vec<&str> = policy.transitions_from(from).map(|own| own.id.as_str()).collect();
        let phrase = Phrase::new("guard-outage-no-transition").with("outage", &ground.outage.id).with("state", from);
        let possible = if possible.is_empty() { "none".to_owned() } else { possible.join(", ") };
        return Ok(vec![phrase.with("transition", transition).with("possible", possible)]);
    };
    let mut unmet = Vec::new();
    for name in &declared.guards {
        match GUARDS.iter().find(|(known, _)| known == name) {
            Some((_, guard)) => unmet.extend(guard(ground)?),
            None => unmet.push(Phrase::new("guard-unknown").with("guard", name)),
        }
    }
    Ok(unmet)
}

fn holds(holds: bool, otherwise: impl FnOnce() -> Phrase) -> Held {
    Ok((!holds).then(otherwise))
}

fn has_title(ground: &Ground<'_>) -> Held {
    holds(!ground.outage.title.is_empty(), || Phrase::new("guard-outage-title"))
}

fn has_items(ground: &Ground<'_>) -> Held {
    holds(!ground.outage.items.is_empty(), || Phrase::new("guard-outage-items"))
}

fn has_expected_end(ground: &Ground<'_>) -> Held {
    holds(ground.outage.expected_end.is_some(), || Phrase::new("guard-outage-expected-end"))
}

fn has_end(ground: &Ground<'_>) -> Held {
    holds(ground.outage.to.is_some(), || Phrase::new("guard-outage-end"))
}

fn has_cause(ground: &Ground<'_>) -> Held {
    holds(!ground.outage.cause.is_empty(), || Phrase::new("guard-outage-cause"))
}

fn is_planned(ground: &Ground<'_>) -> Held {
    holds(ground.outage.planned, || Phrase::new("guard-outage-planned"))
}

/// Guards about time are refused while the clock is behind the newest record: nobody can say what time it is.
fn clock(ground: &Ground<'_>) -> Option<Phrase> {
    let head = ground.head.filter(|head| ground.now < *head)?;
    Some(Phrase::new("guard-clock").with("now", ground.now.to_minutes()).with("head", head.to_minutes()))
}

fn timed(ground: &Ground<'_>, is_so: bool, code: &str, at: Timestamp) -> Held {
    if let Some(phrase) = clock(ground) {
        return Ok(Some(phrase));
    }
    holds(is_so, || Phrase::new(code).with("at", at.to_minutes()).with("now", ground.now.to_minutes()))
}

fn ahead(ground: &Ground<'_>) -> Held {
    let from = ground.outage.from;
    timed(ground, from > ground.now, "guard-outage-ahead", from)
}

fn begun(ground: &Ground<'_>) -> Held {
    let from = ground.outage.from;
    timed(ground, from <= ground.now, "guard-outage-begun", from)
}

fn end_not_ahead(ground: &Ground<'_>) -> Held {
    let Some(to) = ground.outage.to else { return Ok(None) };
    timed(ground, to <= ground.now, "guard-outage-end-ahead", to)
}

fn take_part(ground: &Ground<'_>) -> Held {
    for own in &ground.outage.items {
        if let Some(unfit) = no_part(ground.live, own.item)? {
            return Ok(Some(unfit));
        }
    }
    Ok(None)
}

/// Returns why an item can be in no open outage: it is gone, or takes no part in analyses.
pub(super) fn no_part(live: &Generation, item: cairn_model::CiId) -> Held {
    let Some(row) = live.row(item) else {
        return Ok(Some(Phrase::new("guard-outage-gone").with("item", item)));
    };
    let view = live.view(row)?;
    holds(live.topology().vertex(row).participates, || {
        Phrase::new("guard-outage-take-part").with("item", view.key).with("state", view.state)
    })
}

/// Refuses times that contradict each other, and what nobody can know yet of an outage that began.
///
/// # Errors
/// [`EngineError::EndsBeforeStart`], [`EngineError::Refused`].
pub(super) fn check_times(live: &Generation, outage: &Outage, began: bool, now: Timestamp) -> Result<(), EngineError> {
    let since = outage.from;
    if let Some(end) = [outage.expected_end, outage.to].into_iter().flatten().find(|end| *end < since) {
        return Err(EngineError::EndsBeforeStart { since, end });
    }
    for own in &outage.items {
        let (from, until) = (outage.since(own), outage.until(own));
        let name = || reference_of(live, own.item).map(|item| item.key);
        let phrase = |code: &str, at: Timestamp| -> Result<(), EngineError> {
            let phrase = Phrase::new(code).with("item", name()?).with("at", at.to_minutes());
            Err(EngineError::Refused(phrase.with("from", outage.from.to_minutes())))
        };
        if from < outage.from {
            return phrase("outage-item-before", from);
        }
        if let Some(until) = until.filter(|until| *until < from || outage.to.is_some_and(|to| *until > to)) {
            return phrase("outage-item-end", until);
        }
        if let Some(ahead) = [Some(from), own.until].into_iter().flatten().find(|at| began && *at > now) {
            return phrase("outage-item-ahead", ahead);
        }
    }
    Ok(())
}
