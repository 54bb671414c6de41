//! The guards that transitions of a change name: each holds, or says why not (MODEL, *Change*).

use cairn_estate::Row;
use cairn_model::change::{ChangeKind, PlannedEdit, StepResult};
use cairn_model::{Level, Phrase, Timestamp};

use super::close::differences;
use super::documents::{analysis, template};
use super::ground::Ground;
use crate::collision::{Collision, CollisionKind, FREEZE_GUARD, JOINT_GUARD};
use crate::error::EngineError;

/// `None` when it holds, else why not.
type Held = Result<Option<Phrase>, EngineError>;
type Guard = fn(&Ground<'_>) -> Held;

/// Every guard, by the name that a policy calls it.
pub(crate) const GUARDS: &[(&str, Guard)] = &[
    ("in_scope", in_scope),
    ("plan_applies", plan_applies),
    ("analysis_current", analysis_current),
    ("risk_known", risk_known),
    ("test_plan", test_plan),
    ("back_out_plan", back_out_plan),
    ("retired_not_needed", retired_not_needed),
    ("redundancy_declared", redundancy_declared),
    ("decided_on_this_evidence", decided_on_this_evidence),
    ("requester_did_not_decide", requester_did_not_decide),
    ("not_stale", not_stale),
    ("window_ahead", window_ahead),
    ("window_open", window_open),
    ("every_step_has_a_result", every_step_has_a_result),
    ("reviewer_is_not_only_implementer", reviewer_is_not_only_implementer),
    ("differences_explained", differences_explained),
    ("review_written", review_written),
    ("records_complete", records_complete),
    ("within_template", within_template),
    (JOINT_GUARD, no_joint_outage),
    (FREEZE_GUARD, not_frozen),
];

/// Guards that somebody may waive, with a reason.
pub const WAIVABLE: &[&str] = &["retired_not_needed", "redundancy_declared", JOINT_GUARD, FREEZE_GUARD];

/// Guards of which a waiver lets pass what it names, and nothing that comes later.
pub(super) const ABOUT_COLLISIONS: &[(&str, CollisionKind)] =
    &[(JOINT_GUARD, CollisionKind::C4), (FREEZE_GUARD, CollisionKind::C5)];

/// Returns why a transition is refused: one sentence for each guard that does not hold and nobody waived. What an
/// emergency change may leave for later is passed over.
pub(super) fn unmet(ground: &Ground<'_>, transition: &str) -> Result<Vec<Phrase>, EngineError> {
    let change = &ground.change;
    let Some(declared) = ground.policy.transition(transition, &change.state) else {
        let possible: Vec<&str> = ground.policy.transitions_from(&change.state).collect();
        let phrase = Phrase::new("guard-no-transition")
            .with("change", &change.id)
            .with("state", &change.state)
            .with("transition", transition);
        return Ok(vec![phrase.with("possible", possible.join(", "))]);
    };
    let mut unmet = Vec::new();
    for name in &declared.guards {
        let deferred = change.kind == ChangeKind::Emergency && declared.deferred.contains(name);
        let covers_itself = ABOUT_COLLISIONS.iter().any(|(guard, _)| guard == name);
        let waived = !covers_itself && change.waivers.iter().any(|waiver| waiver.guard == *name);
        let guard = GUARDS.iter().find(|(known, _)| known == name);
        match guard {
            Some((_, guard)) if !deferred && !waived => unmet.extend(guard(ground)?),
            Some(_) => {}
            None => unmet.push(Phrase::new("guard-unknown").with("guard", name)),
        }
    }
    Ok(unmet)
}

fn holds(holds: bool, otherwise: impl FnOnce() -> Phrase) -> Held {
    Ok((!holds).then(otherwise))
}

fn in_scope(ground: &Ground<'_>) -> Held {
    holds(!ground.plan.is_empty(), || Phrase::new("guard-in-scope"))
}

fn plan_applies(ground: &Ground<'_>) -> Held {
    Ok(ground.fresh.as_ref().err().map(|problems| EngineError::PlanDoesNotApply(problems.clone()).phrase()))
}

fn analysis_current(ground: &Ground<'_>) -> Held {
    let Ok((_, now)) = &ground.fresh else { return Ok(None) };
    let (id, number) = (&ground.change.id, ground.change.analyses);
    let is_current =
        ground.is_analysed || number > 0 && analysis(ground.engine, id, number)?.hashes == now.analysis.hashes;
    holds(is_current, || Phrase::new("guard-analysis-current"))
}

fn risk_known(ground: &Ground<'_>) -> Held {
    let Ok((_, now)) = &ground.fresh else { return Ok(None) };
    let open = &now.analysis.risk.unanswered;
    holds(open.is_empty(), || Phrase::new("guard-risk-known").with("questions", open.join(", ")))
}

fn test_plan(ground: &Ground<'_>) -> Held {
    holds(!ground.change.test_plan.trim().is_empty(), || Phrase::new("guard-test-plan"))
}

fn back_out_plan(ground: &Ground<'_>) -> Held {
    let by_step =
        !ground.plan.steps.is_empty() && ground.plan.steps.iter().all(|step| !step.back_out.trim().is_empty());
    holds(by_step || !ground.change.back_out_plan.trim().is_empty(), || Phrase::new("guard-back-out-plan"))
}

/// What is retired may not be needed any more when everything is done.
fn retired_not_needed(ground: &Ground<'_>) -> Held {
    let Ok((judged, _)) = &ground.fresh else { return Ok(None) };
    let Some(end) = judged.steps.last().map(|step| &step.after) else { return Ok(None) };
    let edits = ground.plan.steps.iter().flat_map(|step| &step.edits);
    let retired = edits.filter_map(|edit| match edit {
        PlannedEdit::RetireItem { item, .. } | PlannedEdit::Replace { old: item, .. } => end.row(*item),
        _ => None,
    });
    for row in retired {
        let around = end.outgoing(row).iter().chain(end.incoming(row));
        let needs = around.filter_map(|&relationship| end.need_of(relationship)).filter(|need| need.provider == row);
        let dependants: Vec<Row> =
            needs.map(|need| need.consumer).filter(|&row| end.topology().vertex(row).participates).collect();
        if let Some(&first) = dependants.first() {
            let phrase = Phrase::new("guard-retired-not-needed")
                .with("item", end.view(row)?.name)
                .with("dependant", end.view(first)?.name);
            return Ok(Some(phrase.with("count", dependants.len())));
        }
    }
    Ok(None)
}

fn redundancy_declared(ground: &Ground<'_>) -> Held {
    let Ok((_, now)) = &ground.fresh else { return Ok(None) };
    let assumed = now.analysis.steps.iter().flat_map(|step| &step.assumed);
    let watched: Vec<&str> = assumed
        .filter(|service| service.item.tier.is_some_and(|tier| ground.policy.watched_tiers.contains(&tier)))
        .map(|service| service.item.name.as_str())
        .collect();
    let Some(first) = watched.first() else { return Ok(None) };
    Ok(Some(Phrase::new("guard-redundancy-declared").with("service", first).with("count", watched.len())))
}

fn decided_on_this_evidence(ground: &Ground<'_>) -> Held {
    if ground.fresh.is_err() {
        return Ok(None);
    }
    let undecided = ground.undecided()?;
    let Some(first) = undecided.first() else { return Ok(None) };
    let phrase = Phrase::new("guard-decided").with("count", undecided.len()).with("role", &first.role);
    Ok(Some(phrase.with("service", first.service_name.clone().unwrap_or_default())))
}

fn requester_did_not_decide(ground: &Ground<'_>) -> Held {
    let requester = &ground.change.requester;
    let decided = ground.standing_approvals()?.iter().any(|decision| decision.actor == *requester);
    holds(!decided, || Phrase::new("guard-requester").with("actor", requester))
}

fn not_stale(ground: &Ground<'_>) -> Held {
    if ground.fresh.is_err() {
        return Ok(None);
    }
    if ground.change.kind == ChangeKind::Standard {
        return within_template(ground);
    }
    let undecided = ground.undecided()?;
    if undecided.is_empty() {
        return Ok(None);
    }
    let decided =
        ground.change.decisions.iter().rev().find(|decision| decision.verb == cairn_model::change::Verb::Approve);
    let difference = decided.map(|decision| ground.difference_to(decision.analysis)).transpose()?.flatten();
    let difference = difference.unwrap_or_default();
    let worse = difference.levels.first().map(|change| change.item.name.clone()).unwrap_or_default();
    let cause = ground.change.standing.as_ref().and_then(|standing| standing.cause.as_ref());
    let phrase = Phrase::new("guard-stale").with("levels", difference.levels_count).with("item", worse);
    let phrase = phrase.with("margins", difference.margins.len()).with("seq", cause.map_or(0, |cause| cause.seq));
    Ok(Some(phrase.with("who", cause.map_or_else(String::new, |cause| cause.actor.clone()))))
}

/// Guards about time are refused while the clock is behind the newest record: nobody can say what time it is.
fn clock(ground: &Ground<'_>) -> Option<Phrase> {
    let head = ground.head.filter(|head| ground.now < *head)?;
    Some(Phrase::new("guard-clock").with("now", ground.now.to_minutes()).with("head", head.to_minutes()))
}

fn window_ahead(ground: &Ground<'_>) -> Held {
    if let Some(phrase) = clock(ground) {
        return Ok(Some(phrase));
    }
    let Some(window) = ground.change.window else { return Ok(Some(Phrase::new("guard-no-window"))) };
    holds(window.end > ground.now, || Phrase::new("guard-window-past").with("end", window.end.to_minutes()))
}

fn window_open(ground: &Ground<'_>) -> Held {
    if let Some(phrase) = clock(ground) {
        return Ok(Some(phrase));
    }
    let Some(window) = ground.change.window else { return Ok(Some(Phrase::new("guard-no-window"))) };
    let is_open = window.start <= ground.now && ground.now < window.end;
    holds(is_open, || {
        let phrase = Phrase::new("guard-window-open").with("start", window.start.to_minutes());
        phrase.with("end", window.end.to_minutes()).with("now", ground.now.to_minutes())
    })
}

fn every_step_has_a_result(ground: &Ground<'_>) -> Held {
    let steps = 1..=u32::try_from(ground.plan.steps.len()).unwrap_or(u32::MAX);
    let open: Vec<String> =
        steps.filter(|step| !ground.change.outcomes.contains_key(step)).map(|step| step.to_string()).collect();
    holds(open.is_empty(), || Phrase::new("guard-steps").with("steps", open.join(", ")))
}

fn reviewer_is_not_only_implementer(ground: &Ground<'_>) -> Held {
    let implementers: Vec<&str> = ground.change.outcomes.values().map(|outcome| outcome.actor.as_str()).collect();
    let reviewer = ground.change.review.as_ref().map_or(ground.actor.as_str(), |review| review.actor.as_str());
    let alone = !implementers.is_empty() && implementers.iter().all(|implementer| *implementer == reviewer);
    holds(!alone, || Phrase::new("guard-reviewer").with("actor", reviewer))
}

fn differences_explained(ground: &Ground<'_>) -> Held {
    let open: Vec<String> = differences(ground.engine, &ground.change, &ground.plan)?
        .into_iter()
        .filter(|difference| !ground.change.explanations.contains_key(&difference.reference))
        .map(|difference| difference.reference)
        .collect();
    let Some(first) = open.first() else { return Ok(None) };
    Ok(Some(Phrase::new("guard-differences").with("count", open.len()).with("first", first)))
}

fn review_written(ground: &Ground<'_>) -> Held {
    let change = &ground.change;
    let band = analysis(ground.engine, &change.id, change.analyses)?.risk.band;
    let went_wrong = change.outcomes.values().any(|outcome| outcome.result != StepResult::Done);
    let demanded = ground.policy.band(&band).is_some_and(|band| band.review);
    let is_needed = went_wrong || demanded || change.kind == ChangeKind::Emergency;
    holds(!is_needed || change.review.is_some(), || Phrase::new("guard-review"))
}

/// An emergency change has to have the records by now that others have before they are decided on.
fn records_complete(ground: &Ground<'_>) -> Held {
    if ground.change.kind != ChangeKind::Emergency {
        return Ok(None);
    }
    let missing = [("test_plan", test_plan(ground)?), ("back_out_plan", back_out_plan(ground)?)];
    let missing: Vec<&str> = missing.iter().filter(|(_, unmet)| unmet.is_some()).map(|(name, _)| *name).collect();
    holds(missing.is_empty(), || Phrase::new("guard-records").with("missing", missing.join(", ")))
}

/// A standard change may do no more than its template was authorised for.
fn within_template(ground: &Ground<'_>) -> Held {
    let Ok((_, now)) = &ground.fresh else { return Ok(None) };
    let name = ground.change.template.clone().unwrap_or_default();
    let Some(template) = template(ground.engine, &name)? else {
        return Ok(Some(Phrase::new("guard-no-template").with("name", name)));
    };
    if let Some(reason) = &template.suspended {
        return Ok(Some(Phrase::new("guard-template-suspended").with("name", name).with("reason", reason)));
    }
    for step in &now.analysis.steps {
        for service in &step.services {
            let tier = service.item.tier.unwrap_or(ground.policy.risk.default_tier).clamp(1, 4);
            let allowed = template.worst.get(usize::from(tier) - 1).copied().unwrap_or(Level::Unaffected);
            if service.level > allowed {
                let phrase =
                    Phrase::new("guard-template-exceeded").with("name", name).with("level", service.level.id());
                return Ok(Some(phrase.with("service", &service.item.name).with("allowed", allowed.id())));
            }
        }
        if step.least_margin.is_some_and(|margin| margin <= 0) {
            return Ok(Some(Phrase::new("guard-template-no-spare").with("name", name).with("step", step.step)));
        }
    }
    Ok(None)
}

fn no_joint_outage(ground: &Ground<'_>) -> Held {
    let open = unwaived(ground, JOINT_GUARD, CollisionKind::C4)?;
    if let Some(first) = open.first() {
        return Ok(Some(told("guard-joint-outage", first, open.len())));
    }
    let is_cut_short = ground.collisions()?.1;
    let waived = ground.change.waivers.iter().any(|waiver| waiver.guard == JOINT_GUARD);
    holds(!is_cut_short || waived, || Phrase::new("guard-joint-unknown"))
}

fn not_frozen(ground: &Ground<'_>) -> Held {
    let open = unwaived(ground, FREEZE_GUARD, CollisionKind::C5)?;
    Ok(open.first().map(|first| told("guard-frozen", first, open.len())))
}

/// Returns the collisions of a kind that nobody let pass.
fn unwaived<'g>(ground: &'g Ground<'_>, guard: &str, kind: CollisionKind) -> Result<Vec<&'g Collision>, EngineError> {
    let waivers: Vec<_> = ground.change.waivers.iter().filter(|waiver| waiver.guard == guard).collect();
    let is_waived = |own: &&Collision| waivers.iter().any(|waiver| waiver.covers.contains(&own.id));
    let (found, _) = ground.collisions()?;
    Ok(found.iter().filter(|own| own.kind == kind && !is_waived(own)).collect())
}

/// Returns the sentence about the first of some collisions.
fn told(code: &str, first: &Collision, count: usize) -> Phrase {
    let mut phrase = first.text.clone();
    code.clone_into(&mut phrase.code);
    phrase.with("count", count)
}

/// Returns the hours by which the records of an emergency change came too late; `None` when they did not.
pub(super) fn late_hours(finished: Option<Timestamp>, now: Timestamp, allowed: u32) -> Option<i64> {
    const HOUR_MS: i64 = 3_600_000;
    let hours = (now.0 - finished?.0) / HOUR_MS;
    (hours >= i64::from(allowed)).then_some(hours - i64::from(allowed))
}
