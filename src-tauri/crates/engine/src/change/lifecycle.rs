//! Raising a change and carrying it to the moment it may start: each step is one commit.

use cairn_model::change::{Change, ChangeEvent, ChangeKind, Verb, Window};
use cairn_model::{Commit, CommitKind, Edit, Phrase, Timestamp};

use super::assess::Assessment;
use super::documents::{change_edit, find_change, keep, template};
use super::ground::Ground;
use super::guard::unmet;
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::ImportSummary;

/// Who acts when nobody said who: such an actor may look, not decide.
const UNKNOWN_ACTOR: &str = "unknown";

pub(super) fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

/// Returns who acts; somebody has to.
pub(crate) fn known_actor(act: &Act<'_>) -> Result<String, EngineError> {
    let actor = act.actor.trim();
    if actor.is_empty() || actor == UNKNOWN_ACTOR {
        return refused(Phrase::new("change-unknown-actor"));
    }
    Ok(actor.to_owned())
}

/// What a new change is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewChange {
    /// What it is called.
    pub title: String,
    /// What kind.
    pub kind: ChangeKind,
    /// Why it is asked for.
    pub reason: String,
    /// The template of a standard change.
    pub template: Option<String>,
}

/// What became of a change.
#[derive(Clone, Debug)]
pub struct ChangeStep {
    /// The change afterwards.
    pub change: Change,
    /// Why it did not go further although it was recorded; none when it did.
    pub unmet: Vec<Phrase>,
    /// The record that was made; `None` when there was nothing to record.
    pub commit: Option<Commit>,
    /// What files amounted to.
    pub imported: Option<ImportSummary>,
    /// The answer is another now, and decisions made before no longer stand.
    pub stale: bool,
}

impl ChangeStep {
    pub(super) fn of(change: Change, commit: Commit) -> Self {
        ChangeStep { change, unmet: Vec::new(), commit: Some(commit), imported: None, stale: false }
    }
}

/// Notes what happened in the history of a change.
pub(super) fn note(change: &mut Change, what: &str, to: &str, reason: &str, act: &Act<'_>) {
    let from = std::mem::replace(&mut change.state, to.to_owned());
    let (actor, at, to) = (act.actor.clone(), act.now, to.to_owned());
    change.history.push(ChangeEvent { actor, at, from, reason: reason.to_owned(), to, what: what.to_owned() });
}

/// Takes a transition, if its guards hold.
///
/// # Errors
/// [`EngineError::Guarded`] with every guard that does not.
pub(super) fn go(ground: &mut Ground<'_>, transition: &str, reason: &str, act: &Act<'_>) -> Result<(), EngineError> {
    let unmet = unmet(ground, transition)?;
    if !unmet.is_empty() {
        let (change, transition) = (ground.change.id.clone(), transition.to_owned());
        return Err(EngineError::Guarded { change, transition, unmet });
    }
    let to = ground.policy.transition(transition, &ground.change.state).map(|declared| declared.to.clone());
    let to = to.unwrap_or_else(|| ground.change.state.clone());
    note(&mut ground.change, transition, &to, reason, act);
    Ok(())
}

/// Commits documents of a change.
pub(super) fn commit(
    engine: &Engine,
    change: &Change,
    edits: Vec<Edit>,
    reason: &str,
    act: &mut Act<'_>,
) -> Result<Commit, EngineError> {
    let mut draft = act.draft(CommitKind::Process, reason);
    draft.change = Some(change.id.clone());
    engine.commit(draft, edits, act)
}

/// Raises a change: a draft with nothing planned.
///
/// # Errors
/// [`EngineError::Refused`] for an unknown actor, an empty title, or a template that is not there or suspended.
pub fn raise(engine: &Engine, new: &NewChange, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    let requester = known_actor(act)?;
    let title = new.title.trim();
    if title.is_empty() {
        return refused(Phrase::new("change-no-title"));
    }
    match (new.kind, &new.template) {
        (ChangeKind::Standard, None) => return refused(Phrase::new("change-needs-template")),
        (ChangeKind::Standard, Some(name)) => match template(engine, name)? {
            None => return refused(Phrase::new("guard-no-template").with("name", name)),
            Some(template) => {
                if let Some(reason) = template.suspended {
                    let phrase = Phrase::new("guard-template-suspended").with("name", name).with("reason", reason);
                    return refused(phrase);
                }
            }
        },
        (_, Some(_)) => return refused(Phrase::new("change-template-not-standard")),
        (_, None) => {}
    }
    let change = raised(engine, new, requester, act)?;
    let edits = vec![change_edit(None, &change)?];
    let made = commit(engine, &change, edits, title, act)?;
    Ok(ChangeStep::of(change, made))
}

/// Returns the next change, as it is when it is raised; nothing is written.
pub(super) fn raised(
    engine: &Engine,
    new: &NewChange,
    requester: String,
    act: &Act<'_>,
) -> Result<Change, EngineError> {
    let number = |id: &String| id.rsplit('-').next().and_then(|digits| digits.parse::<u64>().ok());
    let last = engine.known_changes().of(engine)?.keys().filter_map(number).max().unwrap_or_default();
    let first = engine.policy().states.first().map(|state| state.id.clone()).unwrap_or_default();
    let id = format!("{}-{:06}", engine.policy().key_prefix, last + 1);
    let mut change = drafted(new, id, requester, first.clone(), act.now);
    note(&mut change, "raise", &first, &new.reason, act);
    Ok(change)
}

/// Returns a change that was just raised.
#[must_use]
pub fn drafted(new: &NewChange, id: String, requester: String, state: String, now: Timestamp) -> Change {
    Change {
        analyses: 0,
        back_out_plan: String::new(),
        baseline: None,
        created_at: now,
        decisions: Vec::new(),
        downgrade: None,
        explanations: Default::default(),
        finished_at: None,
        history: Vec::new(),
        id,
        kind: new.kind,
        likelihood: Default::default(),
        outcomes: Default::default(),
        reason: new.reason.trim().to_owned(),
        requester,
        review: None,
        standing: None,
        started_at: None,
        state,
        statements: Default::default(),
        template: new.template.clone(),
        test_plan: String::new(),
        title: new.title.trim().to_owned(),
        waivers: Vec::new(),
        what_if: None,
        window: None,
    }
}

/// Hands a draft over to be assessed.
///
/// # Errors
/// [`EngineError::Guarded`], [`EngineError::Refused`].
pub fn submit(engine: &Engine, words: &str, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    known_actor(act)?;
    pass(engine, words, "submit", "", act)
}

/// Gives a change up.
///
/// # Errors
/// [`EngineError::Guarded`], [`EngineError::Refused`], [`EngineError::NoReason`].
pub fn cancel(engine: &Engine, words: &str, reason: &str, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    known_actor(act)?;
    if reason.trim().is_empty() {
        return Err(EngineError::NoReason);
    }
    pass(engine, words, "cancel", reason, act)
}

/// Takes one transition and commits the change.
fn pass(
    engine: &Engine,
    words: &str,
    transition: &str,
    reason: &str,
    act: &mut Act<'_>,
) -> Result<ChangeStep, EngineError> {
    let before = find_change(engine, words)?;
    let mut ground = Ground::of(engine, before.clone(), act)?;
    go(&mut ground, transition, reason, act)?;
    let change = ground.change;
    let made = commit(engine, &change, vec![change_edit(Some(&before), &change)?], transition, act)?;
    Ok(ChangeStep::of(change, made))
}

/// Analyses a change on the estate as it is and keeps the analysis. A submitted change whose guards hold goes on to be
/// decided on; a standard change within its template is approved by it.
///
/// # Errors
/// [`EngineError::PlanDoesNotApply`], [`EngineError::Refused`]. Guards that do not hold are no error: the analysis is
/// kept, and they are in the answer.
pub fn assess_change(engine: &Engine, words: &str, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    known_actor(act)?;
    let before = find_change(engine, words)?;
    let state = engine.policy().state(&before.state);
    if !state.is_some_and(|state| state.editable || state.watched) {
        return refused(Phrase::new("change-not-assessable").with("change", &before.id).with("state", &before.state));
    }
    let mut ground = Ground::of(engine, before.clone(), act)?;
    let mut edits = Vec::new();
    take_analysis(&mut ground, &mut edits)?;
    let unmet = advance(&mut ground, &mut edits, act)?;
    // A change that is assessed from the start again is known to need new decisions.
    let stale = engine.policy().transition("assess", &before.state).is_none() && lost_its_approval(&ground)?;
    let change = ground.change;
    if edits.is_empty() && change == before {
        return Ok(ChangeStep { change, unmet, commit: None, imported: None, stale });
    }
    edits.push(change_edit(Some(&before), &change)?);
    let made = commit(engine, &change, edits, "assess", act)?;
    Ok(ChangeStep { unmet, stale, ..ChangeStep::of(change, made) })
}

/// Returns whether the newest approval was given on an answer that has become another.
fn lost_its_approval(ground: &Ground<'_>) -> Result<bool, EngineError> {
    let approval = ground.change.decisions.iter().rev().find(|decision| decision.verb == Verb::Approve);
    let Some(approval) = approval else { return Ok(false) };
    Ok(ground.difference_to(approval.analysis)?.is_some_and(|difference| difference.is_stale()))
}

/// Keeps the analysis of the ground when it is another than the newest one.
pub(super) fn take_analysis(ground: &mut Ground<'_>, edits: &mut Vec<Edit>) -> Result<(), EngineError> {
    let assessment: &Assessment = ground.assessed()?;
    let (id, number) = (&ground.change.id, ground.change.analyses);
    let known = if number == 0 { None } else { Some(super::documents::analysis(ground.engine, id, number)?) };
    let is_known = known.is_some_and(|known| {
        known.hashes == assessment.analysis.hashes
            && known.risk == assessment.analysis.risk
            && known.authorities == assessment.analysis.authorities
    });
    if !is_known {
        edits.extend(keep(assessment)?);
        ground.change.analyses = assessment.analysis.number;
    }
    // Looked at anew: what had changed is in the analysis now.
    ground.change.standing = None;
    ground.is_analysed = true;
    Ok(())
}

/// Takes an assessed change as far as its guards let it go; returns those that do not hold.
fn advance(ground: &mut Ground<'_>, edits: &mut Vec<Edit>, act: &Act<'_>) -> Result<Vec<Phrase>, EngineError> {
    if ground.policy.transition("assess", &ground.change.state).is_some() {
        let open = unmet(ground, "assess")?;
        if !open.is_empty() {
            return Ok(open);
        }
        let to = ground.policy.transition("assess", &ground.change.state).map(|declared| declared.to.clone());
        note(&mut ground.change, "assess", &to.unwrap_or_default(), "", act);
        if ground.change.kind == ChangeKind::Standard {
            match go(ground, "authorise", "", act) {
                Ok(()) => return Ok(Vec::new()),
                Err(EngineError::Guarded { unmet, .. }) => become_normal(ground, edits, &unmet, act)?,
                Err(error) => return Err(error),
            }
        }
        go(ground, "ask", "", act)?;
    } else if ground.policy.transition("ask_again", &ground.change.state).is_some() && is_stale(ground)? {
        go(ground, "ask_again", "", act)?;
    }
    Ok(Vec::new())
}

fn is_stale(ground: &Ground<'_>) -> Result<bool, EngineError> {
    if ground.change.kind == ChangeKind::Standard {
        return Ok(!unmet(ground, "schedule")?.is_empty() && ground.change.decisions.is_empty());
    }
    Ok(!ground.undecided()?.is_empty())
}

/// A standard change that would do more than its template was authorised for is decided on like any other.
fn become_normal(
    ground: &mut Ground<'_>,
    edits: &mut Vec<Edit>,
    unmet: &[Phrase],
    act: &Act<'_>,
) -> Result<(), EngineError> {
    let why = unmet.first().map(|phrase| phrase.code.clone()).unwrap_or_default();
    let mut change = ground.change.clone();
    change.kind = ChangeKind::Normal;
    let state = change.state.clone();
    note(&mut change, "become_normal", &state, &why, act);
    // Other authorities: the analysis says who.
    if !edits.is_empty() {
        // The analysis that was about to be kept takes the authorities of the wrong kind with it.
        edits.clear();
        change.analyses -= 1;
    }
    *ground = Ground::with(ground.engine, change, ground.plan.clone(), act)?;
    take_analysis(ground, edits)
}

/// Sets or moves the window of an approved change.
///
/// # Errors
/// [`EngineError::EndsBeforeStart`], [`EngineError::Guarded`], [`EngineError::Refused`].
pub fn schedule(engine: &Engine, words: &str, window: Window, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    known_actor(act)?;
    if window.end <= window.start {
        return Err(EngineError::EndsBeforeStart { since: window.start, end: window.end });
    }
    let before = find_change(engine, words)?;
    let mut change = before.clone();
    change.window = Some(window);
    let mut ground = Ground::of(engine, change, act)?;
    go(&mut ground, "schedule", "", act)?;
    let change = ground.change;
    let made = commit(engine, &change, vec![change_edit(Some(&before), &change)?], "schedule", act)?;
    Ok(ChangeStep::of(change, made))
}
