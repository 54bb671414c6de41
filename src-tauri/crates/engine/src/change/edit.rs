//! Editing a change: its plan, its records, what was answered and waived.

use cairn_model::change::{Change, ChangeKind, Downgrade, Plan, Waiver, Window};
use cairn_model::{CancelToken, Phrase};

use super::assess::{Assessing, assess};
use super::documents::{change_edit, find_change, plan_edit, plan_of};
use super::ground::Ground;
use super::guard::{ABOUT_COLLISIONS, WAIVABLE};
use super::judge::problems;
use super::lifecycle::{ChangeStep, commit, go, known_actor, refused};
use super::view::step_pages;
use super::what_if::WhatIf;
use super::words::{EditWords, Planning};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions, ImportSummary};

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
    /// When it is to be done, as proposed; once it is approved, that is what scheduling sets.
    pub window: Option<Window>,
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
            || self.window.is_some()
            || !self.waive.is_empty();
        !is_else && !self.touches_plan()
    }

    /// Returns whether it says anything of steps and edits.
    pub(super) fn touches_plan(&self) -> bool {
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
    may_be_edited(engine, &before, request)?;
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

fn may_be_edited(engine: &Engine, change: &Change, request: &ChangeEdit<'_>) -> Result<(), EngineError> {
    let state = engine.policy().state(&change.state);
    let is_open = state.is_some_and(|state| state.editable || state.watched);
    let is_late = change.kind == ChangeKind::Emergency && state.is_some_and(|state| !state.is_final);
    if is_open || is_late && request.is_record() {
        return Ok(());
    }
    refused(Phrase::new("change-not-editable").with("change", &change.id).with("state", &change.state))
}

/// Returns what [`edit`] would make of the plan of a change: the planned edits and outages that it adds, and what the
/// whole plan would do then. Nothing is written.
///
/// # Errors
/// As [`edit`]; [`EngineError::PlanDoesNotApply`] also for what did not apply before.
pub fn preview(
    engine: &Engine,
    words: &str,
    request: &ChangeEdit<'_>,
    act: &mut Act<'_>,
    cancel: &CancelToken,
) -> Result<WhatIf, EngineError> {
    let actor = known_actor(act)?;
    let before = find_change(engine, words)?;
    let plan_before = plan_of(engine, &before.id)?;
    may_be_edited(engine, &before, request)?;
    let mut change = before;
    set_fields(engine, &mut change, request, &actor, act)?;
    let (plan, _) = planned(engine, &plan_before, request, act)?;
    let (live, policy) = (engine.generation(), engine.policy());
    let own = Assessing { change: &change, plan: &plan, policy, actor: &actor, at: act.now };
    let analysis = assess(&live, &own, cancel)?.analysis;
    let known = step_pages(&live, policy, &plan_before)?;
    let mut steps = step_pages(&live, policy, &plan)?;
    for page in &mut steps {
        let Some(known) = known.iter().find(|known| known.step == page.step) else { continue };
        page.edits.retain(|edit| !known.edits.iter().any(|known| known.text == edit.text));
        page.outages.retain(|outage| !known.outages.contains(outage));
    }
    steps.retain(|page| !(page.edits.is_empty() && page.outages.is_empty()));
    Ok(WhatIf { seq: live.seq(), steps, analysis, compared: None })
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
    if let Some(window) = request.window {
        propose(engine, change, window)?;
    }
    for (guard, reason) in &request.waive {
        waive(engine, change, (guard, reason), actor, act)?;
    }
    Ok(())
}

/// Proposes when a change is to be done, until it is approved.
fn propose(engine: &Engine, change: &mut Change, window: Window) -> Result<(), EngineError> {
    if window.end <= window.start {
        return Err(EngineError::EndsBeforeStart { since: window.start, end: window.end });
    }
    if engine.policy().transition("schedule", &change.state).is_some() {
        return refused(Phrase::new("change-window-by-schedule").with("change", &change.id));
    }
    change.window = Some(window);
    Ok(())
}

/// Lets a guard pass; neither the requester nor an implementer may. One about collisions is let pass for those there are.
fn waive(
    engine: &Engine,
    change: &mut Change,
    (guard, reason): (&str, &str),
    actor: &str,
    act: &Act<'_>,
) -> Result<(), EngineError> {
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
    let plan = plan_of(engine, &change.id)?;
    if plan.steps.iter().any(|step| step.implementer == actor) {
        return refused(Phrase::new("change-own-waiver").with("actor", actor));
    }
    let mut covers = Vec::new();
    if let Some((_, kind)) = ABOUT_COLLISIONS.iter().find(|(own, _)| *own == guard) {
        let (found, is_cut_short) = crate::collision::beside_decided(engine, change, &plan, act.now)?;
        covers.extend(found.into_iter().filter(|own| own.kind == *kind).map(|own| own.id));
        if covers.is_empty() && !is_cut_short {
            return refused(Phrase::new("change-nothing-to-waive").with("guard", guard).with("change", &change.id));
        }
    }
    let (actor, guard, reason) = (actor.to_owned(), guard.to_owned(), reason.to_owned());
    change.waivers.push(Waiver { actor, at: act.now, covers, guard, reason });
    Ok(())
}

/// Returns the plan as it is edited, and what files amounted to. Nothing is written.
pub(super) fn planned(
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
