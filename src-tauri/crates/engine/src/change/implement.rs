//! Carrying a change out: the start seals a baseline, each step is one commit, the end says what came of it.

use cairn_model::change::{Change, ChangeTemplate, Plan, PlannedEdit, StepOutcome, StepResult, Verb};
use cairn_model::{BaselineMark, Commit, CommitKind, Edit, Level, Phrase, Timestamp};

use super::documents::{analysis, assessment, change_edit, find_change, plan_edit, plan_of, template, template_edit};
use super::ground::Ground;
use super::judge::PlanProblem;
use super::lifecycle::{ChangeStep, commit, go, known_actor, note, refused};
use super::resolve::{key_word, resolve};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::reason::OwnReason;

/// What is said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepReport {
    /// How it ended.
    pub result: StepResult,
    /// When it began; the present moment when nobody says.
    pub started: Option<Timestamp>,
    /// When it ended; the present moment when nobody says.
    pub ended: Option<Timestamp>,
    /// What there is to say of it.
    pub note: String,
    /// Values as found on the night: item, field, value.
    pub found: Vec<(String, String, String)>,
}

/// Starts a scheduled change: seals a baseline of the estate as it is, by the name of the change.
///
/// # Errors
/// [`EngineError::Guarded`], [`EngineError::Refused`].
pub fn start(engine: &Engine, words: &str, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
    known_actor(act)?;
    let before = find_change(engine, words)?;
    let mut ground = Ground::of(engine, before.clone(), act)?;
    go(&mut ground, "start", "", act)?;
    let mut change = ground.change;
    let mark = BaselineMark { name: before.id.clone(), seq: ground.live.seq() };
    change.baseline = Some(mark.name.clone());
    change.started_at = Some(act.now);
    let edits =
        vec![Edit::Baseline { before: None, after: Some(Box::new(mark)) }, change_edit(Some(&before), &change)?];
    let made = commit(engine, &change, edits, "start", act)?;
    Ok(ChangeStep::of(change, made))
}

/// Records what came of a step. A step that is done becomes one commit of its edits; one that is backed out after it
/// was done has exactly those edits reversed.
///
/// # Errors
/// [`EngineError::Refused`] for a step that is not there, out of order, or told of before;
/// [`EngineError::PlanDoesNotApply`]; [`EngineError::EndsBeforeStart`]. Nothing is changed then.
pub fn step(
    engine: &Engine,
    words: &str,
    number: u32,
    report: &StepReport,
    act: &mut Act<'_>,
) -> Result<ChangeStep, EngineError> {
    let actor = known_actor(act)?;
    let before = find_change(engine, words)?;
    let is_open = engine.policy().transition("finish_implemented", &before.state).is_some();
    if !is_open {
        return refused(Phrase::new("step-not-in-progress").with("change", &before.id).with("state", &before.state));
    }
    let plan = plan_of(engine, &before.id)?;
    if number == 0 || number as usize > plan.steps.len() {
        return refused(Phrase::new("plan-no-such-step").with("step", number).with("count", plan.steps.len()));
    }
    let (started, ended) = times(&before, report, act)?;
    let told = before.outcomes.get(&number);
    let outcome = StepOutcome {
        actor,
        ended,
        note: report.note.trim().to_owned(),
        result: report.result,
        seq: told.and_then(|told| told.seq),
        started,
        undone_by: None,
    };
    let own = Telling { engine, before: &before, number, outcome };
    match (told.map(|told| told.result), report.result) {
        (None, StepResult::Done) => own.done(&plan, report, act),
        (None, _) => own.not_done(act),
        (Some(StepResult::Done), StepResult::BackedOut) => own.undone(act),
        (Some(known), _) => {
            let word = match known {
                StepResult::Done => "done",
                StepResult::NotDone => "not_done",
                StepResult::BackedOut => "backed_out",
            };
            refused(Phrase::new("step-told-already").with("step", number).with("result", word))
        }
    }
}

fn times(change: &Change, report: &StepReport, act: &Act<'_>) -> Result<(Timestamp, Timestamp), EngineError> {
    let ended = report.ended.unwrap_or(act.now);
    let started = report.started.unwrap_or_else(|| change.started_at.unwrap_or(act.now).max(Timestamp(0)).min(ended));
    if ended < started {
        return Err(EngineError::EndsBeforeStart { since: started, end: ended });
    }
    Ok((started, ended))
}

/// A step that is being told of.
struct Telling<'a> {
    engine: &'a Engine,
    before: &'a Change,
    number: u32,
    outcome: StepOutcome,
}

impl Telling<'_> {
    fn in_order(&self) -> Result<(), EngineError> {
        let open = (1..self.number).find(|step| !self.before.outcomes.contains_key(step));
        match open {
            Some(open) => refused(Phrase::new("step-out-of-order").with("step", self.number).with("open", open)),
            None => Ok(()),
        }
    }

    /// Returns the change with the outcome in it.
    fn told(&self, what: &str, outcome: StepOutcome, act: &Act<'_>) -> Change {
        let mut change = self.before.clone();
        let (state, note_text) = (change.state.clone(), outcome.note.clone());
        change.outcomes.insert(self.number, outcome);
        note(&mut change, &format!("{what}_{}", self.number), &state, &note_text, act);
        change
    }

    fn commit(
        &self,
        kind: CommitKind,
        edits: Vec<Edit>,
        change: &Change,
        act: &mut Act<'_>,
    ) -> Result<Commit, EngineError> {
        let title = if self.outcome.note.is_empty() { &self.before.title } else { &self.outcome.note };
        let mut draft = act.draft(kind, title);
        draft.change = Some(change.id.clone());
        draft.step = Some(self.number);
        draft.effective_at = act.effective_at.unwrap_or(self.outcome.ended);
        self.engine.commit(draft, edits, act)
    }

    fn done(self, plan_before: &Plan, report: &StepReport, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
        self.in_order()?;
        let (live, policy) = (self.engine.generation(), self.engine.policy());
        let mut plan = plan_before.clone();
        let planned = &mut plan.steps[self.number as usize - 1];
        for (words, field, value) in &report.found {
            fill_in(&live, planned, words, field, value)?;
        }
        let resolved = resolve(&live, policy, planned).map_err(|refused| {
            let problem = |(position, reason)| PlanProblem {
                step: self.number,
                edit: u32::try_from(position + 1).unwrap_or(u32::MAX),
                reason,
            };
            EngineError::PlanDoesNotApply(refused.into_iter().map(problem).collect())
        })?;
        let seq = live.seq() + 1;
        let change = self.told("step_done", StepOutcome { seq: Some(seq), ..self.outcome.clone() }, act);
        let mut edits = resolved.edits;
        if plan != *plan_before {
            plan.revision += 1;
            edits.push(plan_edit(&change.id, plan_before, &plan)?);
        }
        edits.push(change_edit(Some(self.before), &change)?);
        let made = self.commit(CommitKind::Change, edits, &change, act)?;
        Ok(ChangeStep::of(change, made))
    }

    fn not_done(self, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
        self.in_order()?;
        let change = self.told("step_not_done", self.outcome.clone(), act);
        let made = self.commit(CommitKind::Process, vec![change_edit(Some(self.before), &change)?], &change, act)?;
        Ok(ChangeStep::of(change, made))
    }

    /// Reverses what the step's commit did, and nothing else.
    fn undone(self, act: &mut Act<'_>) -> Result<ChangeStep, EngineError> {
        let store = self.engine.store();
        let done = self.outcome.seq.unwrap_or_default();
        let mut edits: Vec<Edit> = store.edits(done)?;
        edits.retain(|edit| !matches!(edit, Edit::Document { .. } | Edit::Baseline { .. }));
        edits.reverse();
        let mut edits: Vec<Edit> = edits.into_iter().map(Edit::inverse).collect();
        let seq = self.engine.generation().seq() + 1;
        let outcome = StepOutcome { undone_by: Some(seq), ..self.outcome.clone() };
        let change = self.told("step_backed_out", outcome, act);
        edits.push(change_edit(Some(self.before), &change)?);
        match self.commit(CommitKind::Revert, edits, &change, act) {
            Ok(made) => Ok(ChangeStep::of(change, made)),
            Err(EngineError::Estate(cairn_estate::EstateError::TermsLeft { consumer, key })) => {
                let live = self.engine.generation();
                let item = live.row(consumer).and_then(|row| live.view(row).ok()).map_or("", |view| view.name);
                let phrase = Phrase::new("step-terms-left").with("step", self.number).with("seq", done);
                refused(phrase.with("item", item).with("group", key_word(&key)))
            }
            Err(EngineError::Estate(error)) => {
                let phrase = Phrase::new("step-cannot-back-out").with("step", self.number).with("seq", done);
                refused(phrase.with("detail", crate::error::chain(&error)))
            }
            Err(EngineError::Store(error @ cairn_store::StoreError::Conflict { .. })) => {
                let phrase = Phrase::new("step-cannot-back-out").with("step", self.number).with("seq", done);
                refused(phrase.with("detail", error))
            }
            Err(error) => Err(error),
        }
    }
}

/// Puts a value that was found on the night into the edit that waits for it.
fn fill_in(
    live: &cairn_estate::Generation,
    planned: &mut cairn_model::change::PlannedStep,
    words: &str,
    field: &str,
    value: &str,
) -> Result<(), EngineError> {
    let row = crate::item::find(live, words)?;
    let id = live.id(row);
    let waits = planned.edits.iter_mut().find_map(|edit| match edit {
        PlannedEdit::SetField { item, field: own, after, as_found: true, .. } if *item == id && own == field => {
            Some(after)
        }
        _ => None,
    });
    let Some(after) = waits else {
        return refused(Phrase::new("step-not-as-found").with("item", words).with("field", field));
    };
    let values = [(field.to_owned(), cairn_model::Value::Text(value.to_owned()))].into();
    let mut conformed = crate::import::ClassAttributes::new(live.catalogue())
        .conform(live.class_number(row), &values)
        .map_err(|(_, phrase)| EngineError::Refused(phrase))?;
    *after = conformed.remove(field);
    Ok(())
}

/// Ends the doing: implemented, partly implemented, backed out or failed, by what came of the steps. `failed` says that
/// it did not do what it was for although its steps were done.
///
/// # Errors
/// [`EngineError::Guarded`] when a step has no result, [`EngineError::Refused`].
pub fn finish(
    engine: &Engine,
    words: &str,
    failed: bool,
    reason: &str,
    act: &mut Act<'_>,
) -> Result<ChangeStep, EngineError> {
    known_actor(act)?;
    let before = find_change(engine, words)?;
    let mut ground = Ground::of(engine, before.clone(), act)?;
    let results: Vec<StepResult> = before.outcomes.values().map(|outcome| outcome.result).collect();
    let has = |wanted: StepResult| results.contains(&wanted);
    let transition = match (has(StepResult::Done), has(StepResult::BackedOut), has(StepResult::NotDone)) {
        _ if failed => "finish_failed",
        (true, false, false) => "finish_implemented",
        (true, _, _) => "finish_partly",
        (false, true, _) => "finish_backed_out",
        (false, false, _) => "finish_failed",
    };
    go(&mut ground, transition, reason, act)?;
    let mut change = ground.change;
    change.finished_at = change.outcomes.values().map(|outcome| outcome.ended).max().or(Some(act.now));
    let mut edits = vec![change_edit(Some(&before), &change)?];
    if transition != "finish_implemented"
        && let Some(name) = &change.template
        && let Some(known) = template(engine, name)?
        && known.suspended.is_none()
    {
        let after = ChangeTemplate { suspended: Some(change.id.clone()), ..known.clone() };
        edits.push(template_edit(Some(&known), &after)?);
    }
    let made = commit(engine, &change, edits, transition, act)?;
    Ok(ChangeStep::of(change, made))
}

/// Makes a template of a change that was decided on, done with success and closed: standard changes from it may do
/// what it was planned to do, and no more.
///
/// # Errors
/// [`EngineError::Refused`] when the change was not decided on by people or not done with success, when its requester
/// asks, or when the name is taken.
pub fn make_template(engine: &Engine, words: &str, name: &str, act: &mut Act<'_>) -> Result<Commit, EngineError> {
    let actor = known_actor(act)?;
    let change = find_change(engine, words)?;
    let name = name.trim();
    if name.is_empty() || name.contains('\0') {
        return refused(Phrase::new("plan-cannot-be-empty").with("field", "name"));
    }
    let all_done = !change.outcomes.is_empty()
        && change.outcomes.values().all(|outcome| outcome.result == StepResult::Done)
        && !change.history.iter().any(|event| event.what == "finish_failed");
    let decided = change.decisions.iter().any(|decision| decision.verb == Verb::Approve);
    let closed = engine.policy().state(&change.state).is_some_and(|state| state.is_final);
    if !(all_done && decided && closed) {
        return refused(Phrase::new("template-not-proven").with("change", &change.id));
    }
    if change.requester == actor {
        return refused(Phrase::new("guard-requester").with("actor", &actor));
    }
    if template(engine, name)?.is_some() {
        return refused(Phrase::new("template-exists").with("name", name));
    }
    let found = assessment(engine, &change.id, change.analyses)?;
    let mut worst = vec![Level::Unaffected; 4];
    for service in found.analysis.steps.iter().flat_map(|step| &step.services) {
        let tier = service.item.tier.unwrap_or(engine.policy().risk.default_tier).clamp(1, 4);
        let known = &mut worst[usize::from(tier) - 1];
        *known = (*known).max(service.level);
    }
    let made = ChangeTemplate {
        authorised_by: actor,
        authorised_at: act.now,
        band: analysis(engine, &change.id, change.analyses)?.risk.band,
        from_change: change.id.clone(),
        name: name.to_owned(),
        suspended: None,
        worst,
    };
    commit(engine, &change, vec![template_edit(None, &made)?], &OwnReason::Template.to_string(), act)
}
