//! Raising a change and carrying it to the moment it may start: each step is one commit.

use cairn_model::change::{Change, ChangeEvent, ChangeKind, Downgrade, Plan, Verb, Waiver, Window};
use cairn_model::{Commit, CommitKind, Edit, Phrase, Timestamp};

use super::assess::Assessment;
use super::documents::{change_edit, changes, find_change, keep, plan_edit, plan_of, template};
use super::ground::Ground;
use super::guard::{WAIVABLE, unmet};
use super::judge::problems;
use super::words::{EditWords, Planning};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions, ImportSummary};

/// Who acts when nobody said who: such an actor may look, not decide.
const UNKNOWN_ACTOR: &str = "unknown";

pub(super) fn refused<T>(phrase: Phrase) -> Result<T, EngineError> {
    Err(EngineError::Refused(phrase))
}

/// Returns who acts; somebody has to.
pub(super) fn known_actor(act: &Act<'_>) -> Result<String, EngineError> {
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

/// What is to be edited of a change; `None` and empty leave as it is.
#[derive(Clone, Debug, Default)]
pub struct ChangeEdit<'a> {
    /// What it is called.
    pub title: Option<String>,
    /// Why it is asked for.
    pub reason: Option<String>,
    /// How it is tested.
    pub test_plan: Option<String>,
    /// How it is undone.
    pub back_out_plan: Option<String>,
    /// Answers about likelihood: question, 1 to 5.
    pub likelihood: Vec<(String, u32)>,
    /// Own words for statements of 8.5.1.3: id, text.
    pub statements: Vec<(String, String)>,
    /// A lower band, with a reason.
    pub downgrade: Option<(String, String)>,
    /// Guards to waive, with a reason.
    pub waive: Vec<(String, String)>,
    /// A new step of this title; it becomes the one the rest speaks of.
    pub new_step: Option<String>,
    /// Which step the rest speaks of, from 1; the last when absent.
    pub step: Option<u32>,
    /// Its title.
    pub step_title: Option<String>,
    /// Its minutes.
    pub minutes: Option<u32>,
    /// Who does it.
    pub implementer: Option<String>,
    /// How it is undone.
    pub step_back_out: Option<String>,
    /// Planned edits and outages.
    pub edits: Vec<EditWords>,
    /// Files of items and relationships to plan.
    pub files: Vec<ImportFile<'a>>,
    /// How to read them.
    pub options: ImportOptions,
    /// Edits to take out of the step, by number from 1.
    pub remove: Vec<u32>,
    /// Items that do not go out after all.
    pub keep_up: Vec<String>,
    /// Take the step out.
    pub remove_step: bool,
    /// Base every planned edit on the estate as it is.
    pub bring_up_to_date: bool,
}

impl ChangeEdit<'_> {
    /// Returns whether nothing is edited but records that an emergency change may leave for later.
    fn is_record(&self) -> bool {
        let is_else = self.title.is_some()
            || self.reason.is_some()
            || !self.likelihood.is_empty()
            || self.downgrade.is_some()
            || !self.waive.is_empty();
        !is_else && !self.touches_plan()
    }

    fn touches_plan(&self) -> bool {
        self.new_step.is_some()
            || self.step_title.is_some()
            || self.minutes.is_some()
            || self.implementer.is_some()
            || self.step_back_out.is_some()
            || self.remove_step
            || self.bring_up_to_date
            || !(self.edits.is_empty() && self.files.is_empty() && self.remove.is_empty() && self.keep_up.is_empty())
    }
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
    let number = |change: &Change| change.id.rsplit('-').next().and_then(|digits| digits.parse::<u64>().ok());
    let last = changes(engine)?.iter().filter_map(number).max().unwrap_or_default();
    let first = engine.policy().states.first().map(|state| state.id.clone()).unwrap_or_default();
    let id = format!("{}-{:06}", engine.policy().key_prefix, last + 1);
    let mut change = drafted(new, id, requester, first.clone(), act.now);
    note(&mut change, "raise", &first, &new.reason, act);
    let edits = vec![change_edit(None, &change)?];
    let made = commit(engine, &change, edits, title, act)?;
    Ok(ChangeStep::of(change, made))
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
        window: None,
    }
}

/// Edits a change. Whatever alters the evidence of a change that is being decided on, or was, brings it back to where
/// it has to be assessed again; what is filled in as found on the night does not.
///
/// # Errors
/// [`EngineError::Refused`], [`EngineError::PlanDoesNotApply`]; nothing is changed then.
pub fn edit(
    engine: &Engine,
    words: &str,
    request: &ChangeEdit<'_>,
    act: &mut Act<'_>,
) -> Result<ChangeStep, EngineError> {
    let actor = known_actor(act)?;
    let before = find_change(engine, words)?;
    let plan_before = plan_of(engine, &before.id)?;
    let state = engine.policy().state(&before.state).cloned();
    let is_open = state.as_ref().is_some_and(|state| state.editable || state.watched);
    let is_late = before.kind == ChangeKind::Emergency && state.is_some_and(|state| !state.is_final);
    if !(is_open || is_late && request.is_record()) {
        return refused(Phrase::new("change-not-editable").with("change", &before.id).with("state", &before.state));
    }
    let mut change = before.clone();
    set_fields(engine, &mut change, request, &actor, act)?;
    let (plan, imported) =
        if request.touches_plan() { planned(engine, &plan_before, request, act)? } else { (plan_before.clone(), None) };
    let is_other = plan.essence() != plan_before.essence()
        || change.likelihood != before.likelihood
        || change.downgrade != before.downgrade;
    if is_other && engine.policy().transition("revise", &change.state).is_some() {
        let mut ground = Ground::with(engine, change, plan.clone(), act)?;
        go(&mut ground, "revise", "", act)?;
        change = ground.change;
    }
    let mut edits = Vec::new();
    if plan != plan_before {
        edits.push(plan_edit(&change.id, &plan_before, &Plan { revision: plan_before.revision + 1, ..plan })?);
    }
    if edits.is_empty() && change == before {
        return Ok(ChangeStep { change, unmet: Vec::new(), commit: None, imported, stale: false });
    }
    if change != before {
        edits.push(change_edit(Some(&before), &change)?);
    }
    let made = commit(engine, &change, edits, &before.title, act)?;
    Ok(ChangeStep { imported, ..ChangeStep::of(change, made) })
}

fn set_fields(
    engine: &Engine,
    change: &mut Change,
    request: &ChangeEdit<'_>,
    actor: &str,
    act: &Act<'_>,
) -> Result<(), EngineError> {
    let policy = engine.policy();
    for (field, value) in [
        (&mut change.title, &request.title),
        (&mut change.reason, &request.reason),
        (&mut change.test_plan, &request.test_plan),
        (&mut change.back_out_plan, &request.back_out_plan),
    ] {
        if let Some(value) = value {
            value.trim().clone_into(field);
        }
    }
    if change.title.is_empty() {
        return refused(Phrase::new("change-no-title"));
    }
    for (question, answer) in &request.likelihood {
        let known: Vec<&str> = policy.questions.iter().map(|question| question.id.as_str()).collect();
        if !known.contains(&question.as_str()) {
            let phrase = Phrase::new("change-no-such-question").with("question", question);
            return refused(phrase.with("known", known.join(", ")));
        }
        if !(1..=5).contains(answer) {
            return refused(
                Phrase::new("change-answer-out-of-range").with("question", question).with("answer", answer),
            );
        }
        change.likelihood.insert(question.clone(), *answer);
    }
    for (id, text) in &request.statements {
        if !super::statements::IDS.contains(&id.as_str()) {
            let known = super::statements::IDS.join(", ");
            return refused(Phrase::new("change-no-such-statement").with("statement", id).with("known", known));
        }
        change.statements.insert(id.clone(), text.clone());
    }
    if let Some((band, reason)) = &request.downgrade {
        let known: Vec<&str> = policy.bands.iter().map(|band| band.id.as_str()).collect();
        if !known.contains(&band.as_str()) {
            return refused(Phrase::new("change-no-such-band").with("band", band).with("known", known.join(", ")));
        }
        if reason.trim().is_empty() {
            return refused(Phrase::new("error-no-reason"));
        }
        change.downgrade = Some(Downgrade { actor: actor.to_owned(), band: band.clone(), reason: reason.clone() });
    }
    for (guard, reason) in &request.waive {
        waive(change, guard, reason, actor, act)?;
    }
    Ok(())
}

/// Lets a guard pass; neither the requester nor an implementer may.
fn waive(change: &mut Change, guard: &str, reason: &str, actor: &str, act: &Act<'_>) -> Result<(), EngineError> {
    if !WAIVABLE.contains(&guard) {
        let known = WAIVABLE.join(", ");
        return refused(Phrase::new("change-not-waivable").with("guard", guard).with("known", known));
    }
    if reason.trim().is_empty() {
        return refused(Phrase::new("error-no-reason"));
    }
    if change.requester == actor {
        return refused(Phrase::new("change-own-waiver").with("actor", actor));
    }
    let (actor, guard, reason) = (actor.to_owned(), guard.to_owned(), reason.to_owned());
    change.waivers.push(Waiver { actor, at: act.now, guard, reason });
    Ok(())
}

fn planned(
    engine: &Engine,
    before: &Plan,
    request: &ChangeEdit<'_>,
    act: &mut Act<'_>,
) -> Result<(Plan, Option<ImportSummary>), EngineError> {
    let (live, policy) = (engine.generation(), engine.policy());
    let known = problems(&live, policy, before);
    let mut planning = Planning::new(&live, policy, before.clone(), act.ids());
    if request.bring_up_to_date {
        planning.bring_up_to_date();
    }
    let count = u32::try_from(planning.plan.steps.len()).unwrap_or(u32::MAX);
    let number = match (&request.new_step, request.step) {
        (Some(title), _) => planning.add_step(title)?,
        (None, Some(number)) => number,
        (None, None) if count == 0 => planning.add_step("")?,
        (None, None) => count,
    };
    let step = planning.step(number)?;
    if request.remove_step {
        planning.plan.steps.remove(number as usize - 1);
    } else {
        for (field, value) in [
            (&mut step.title, &request.step_title),
            (&mut step.implementer, &request.implementer),
            (&mut step.back_out, &request.step_back_out),
        ] {
            if let Some(value) = value {
                value.trim().clone_into(field);
            }
        }
        step.minutes = request.minutes.unwrap_or(step.minutes);
        remove_edits(step, number, &request.remove)?;
        for words in &request.keep_up {
            let id = live.id(crate::item::find(&live, words)?);
            planning.step(number)?.outages.retain(|outage| outage.item != id);
        }
        planning.take(number, &request.edits)?;
    }
    let imported = if request.files.is_empty() {
        None
    } else {
        Some(planning.import(number, &request.files, &request.options)?)
    };
    // A plan that stopped applying because the estate went on may be mended edit by edit.
    let now: Vec<_> = problems(&live, policy, &planning.plan);
    if now.iter().any(|problem| !known.iter().any(|known| known.reason == problem.reason)) {
        return Err(EngineError::PlanDoesNotApply(now));
    }
    Ok((planning.plan, imported))
}

fn remove_edits(step: &mut cairn_model::change::PlannedStep, number: u32, remove: &[u32]) -> Result<(), EngineError> {
    let mut remove: Vec<usize> = remove.iter().map(|edit| *edit as usize).collect();
    remove.sort_unstable();
    remove.dedup();
    for edit in remove.into_iter().rev() {
        if edit == 0 || edit > step.edits.len() {
            let phrase = Phrase::new("plan-no-such-edit").with("step", number).with("edit", edit);
            return refused(phrase.with("count", step.edits.len()));
        }
        step.edits.remove(edit - 1);
    }
    Ok(())
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
