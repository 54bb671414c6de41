//! Decisions: bound to the evidence that was seen, by somebody who may decide and did not ask (MODEL, *Roles*).

use cairn_model::change::{Change, Decision, Verb};
use cairn_model::{Commit, Phrase};

use super::authority::OWNER_ROLE;
use super::documents::{analysis, change_edit, find_change};
use super::ground::Ground;
use super::lifecycle::{ChangeStep, commit, go, known_actor, note, refused};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;

/// How many characters of the digest of the evidence have to be named at least.
const EVIDENCE_CHARS_MIN: usize = 8;

/// What somebody decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionWords {
    /// Approve, reject or return.
    pub verb: Verb,
    /// The role in which it is decided.
    pub role: String,
    /// The service spoken for, by its owner.
    pub service: Option<String>,
    /// The beginning of the digest of the evidence that was seen, at least eight characters.
    pub evidence: String,
    /// Why.
    pub reason: String,
}

/// Records a decision. The last approval that was needed approves the change; a rejection ends it; a return sends it
/// back to be planned again.
///
/// # Errors
/// [`EngineError::Refused`] for an unknown actor, role or service, the requester's own approval, a place already
/// filled, and evidence that is not the newest; [`EngineError::Guarded`]. Nothing is changed then.
pub fn decide(engine: &Engine, words: &str, own: &DecisionWords, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    let actor = known_actor(act)?;
    let before = find_change(engine, words)?;
    if own.reason.trim().is_empty() {
        return Err(EngineError::NoReason);
    }
    let verb = match own.verb {
        Verb::Approve => "approve",
        Verb::Reject => "reject",
        Verb::Return => "return",
    };
    if engine.policy().transition(verb, &before.state).is_none() {
        let possible: Vec<&str> = engine.policy().transitions_from(&before.state).collect();
        let phrase = Phrase::new("guard-no-transition").with("change", &before.id).with("state", &before.state);
        return refused(phrase.with("transition", verb).with("possible", possible.join(", ")));
    }
    known_role(engine, &own.role)?;
    let number = named_evidence(engine, &before, &own.evidence)?;
    let mut ground = Ground::of(engine, before.clone(), act)?;
    let service = own.service.as_ref().map(|words| crate::item::find(&ground.live, words));
    let service = service.transpose()?.map(|row| ground.live.id(row));
    let decision = Decision {
        actor: actor.clone(),
        analysis: number,
        at: act.now,
        evidence: analysis(engine, &before.id, number)?.hashes.evidence,
        reason: own.reason.trim().to_owned(),
        role: own.role.clone(),
        service,
        verb: own.verb,
    };
    match own.verb {
        Verb::Approve => approve(&mut ground, decision, act)?,
        Verb::Reject | Verb::Return => {
            ground.change.decisions.push(decision);
            go(&mut ground, verb, own.reason.trim(), act)?;
        }
    }
    let change = ground.change;
    let made: Commit = commit(engine, &change, vec![change_edit(Some(&before), &change)?], verb, act)?;
    Ok(ChangeStep::of(change, made))
}

fn known_role(engine: &Engine, role: &str) -> Result<(), EngineError> {
    let deciding: Vec<&str> =
        engine.policy().roles.iter().filter(|role| role.decides).map(|role| role.id.as_str()).collect();
    if deciding.contains(&role) {
        return Ok(());
    }
    refused(Phrase::new("decide-no-such-role").with("role", role).with("known", deciding.join(", ")))
}

/// Returns the number of the analysis that is named; it has to be the newest.
fn named_evidence(engine: &Engine, change: &Change, evidence: &str) -> Result<u32, EngineError> {
    let named = evidence.trim().to_lowercase();
    if named.len() < EVIDENCE_CHARS_MIN || !named.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return refused(Phrase::new("decide-evidence-too-short").with("min", EVIDENCE_CHARS_MIN));
    }
    let newest = analysis(engine, &change.id, change.analyses)?;
    if newest.hashes.evidence.starts_with(&named) {
        return Ok(change.analyses);
    }
    for number in (1..change.analyses).rev() {
        if analysis(engine, &change.id, number)?.hashes.evidence.starts_with(&named) {
            let phrase = Phrase::new("decide-older-evidence").with("number", number);
            return refused(phrase.with("newest", change.analyses).with("evidence", short(&newest.hashes.evidence)));
        }
    }
    refused(Phrase::new("decide-no-such-evidence").with("evidence", short(&newest.hashes.evidence)))
}

fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

fn approve(ground: &mut Ground<'_>, decision: Decision, act: &Act<'_>) -> Result<(), EngineError> {
    let change = &ground.change;
    if decision.actor == change.requester {
        return refused(Phrase::new("guard-requester").with("actor", &decision.actor));
    }
    // The estate may have changed the answer since it was seen.
    let difference = ground.difference_to(decision.analysis)?;
    match difference {
        None => return Err(EngineError::PlanDoesNotApply(ground.fresh.as_ref().err().cloned().unwrap_or_default())),
        Some(difference) if difference.is_stale() => {
            let item = difference.levels.first().map(|level| level.item.name.clone()).unwrap_or_default();
            let phrase = Phrase::new("decide-answer-changed").with("levels", difference.levels_count);
            return refused(phrase.with("item", item).with("change", &change.id));
        }
        Some(_) => {}
    }
    fits_a_place(ground, &decision)?;
    let (what, reason) = (format!("approve_{}", decision.role), decision.reason.clone());
    ground.change.decisions.push(decision);
    if ground.undecided()?.is_empty() {
        return go(ground, "approve", &reason, act);
    }
    let state = ground.change.state.clone();
    note(&mut ground.change, &what, &state, &reason, act);
    Ok(())
}

/// Confirms that somebody in this role still has to decide, and that this person may be it.
fn fits_a_place(ground: &Ground<'_>, decision: &Decision) -> Result<(), EngineError> {
    let undecided = ground.undecided()?;
    let place = undecided.iter().find(|place| place.role == decision.role && place.service == decision.service);
    let Some(place) = place else {
        let open: Vec<String> = undecided
            .iter()
            .map(|place| match &place.service_name {
                Some(name) => format!("{} ({name})", place.role),
                None => place.role.clone(),
            })
            .collect();
        let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
        return refused(Phrase::new("decide-not-asked").with("role", &decision.role).with("open", open));
    };
    if let Some(person) = place.person.as_ref().filter(|person| **person != decision.actor) {
        let phrase = Phrase::new("decide-not-the-owner").with("actor", &decision.actor).with("owner", person);
        return refused(phrase.with("service", place.service_name.clone().unwrap_or_default()));
    }
    let same_person = |other: &&Decision| other.actor == decision.actor && other.role != OWNER_ROLE;
    if decision.role != OWNER_ROLE
        && let Some(other) = ground.standing_approvals()?.into_iter().find(same_person)
    {
        let phrase = Phrase::new("decide-one-place-each").with("actor", &decision.actor).with("role", &other.role);
        return refused(phrase);
    }
    Ok(())
}
