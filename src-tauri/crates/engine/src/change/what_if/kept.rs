//! What-ifs that are kept: planned edits under a name, which can become a change and need not.

use cairn_model::change::{Change, ChangeKind, ChangePicture, KeptWhatIf, Plan, WHAT_IF_KIND};
use cairn_model::{CancelToken, Commit, CommitKind, Edit, Phrase};
use serde::{Deserialize, Serialize};

use super::{WhatIf, judged, nobodys};
use crate::act::Act;
use crate::change::assess::Assessing;
use crate::change::documents::{change_edit, document_edit, find_change, plan_edit, read_all};
use crate::change::edit::{ChangeEdit, planned};
use crate::change::judge::{PlanProblem, problems};
use crate::change::lifecycle::{ChangeStep, NewChange, commit, known_actor, raised, refused};
use crate::change::map::picture_of_plan;
use crate::change::view::{StepPage, step_pages};
use crate::change::words::Planning;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::ImportSummary;

/// How many characters a name may have.
const NAME_MAX: usize = 200;

/// What became of a kept what-if.
#[derive(Clone, Debug)]
pub struct KeptStep {
    /// The what-if afterwards; as it was when it was deleted.
    pub kept: KeptWhatIf,
    /// The record that was made; `None` when there was nothing to record.
    pub commit: Option<Commit>,
    /// What files amounted to.
    pub imported: Option<ImportSummary>,
    /// Planned edits that do not apply to the estate as it is.
    pub problems: Vec<PlanProblem>,
    /// How many planned edits were dropped because the estate is so already.
    pub dropped: u64,
}

/// What is to be edited of a kept what-if; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct WhatIfEdit<'a> {
    /// What it is called.
    pub name: Option<String>,
    /// What it is for.
    pub note: Option<String>,
    /// What is planned: only what it says of steps and edits counts.
    pub plan: ChangeEdit<'a>,
}

/// A kept what-if as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfLine {
    /// What is kept, without its plan.
    #[serde(flatten)]
    pub head: WhatIfHead,
    /// How many steps it plans.
    pub steps: u64,
    /// How many edits.
    pub edits: u64,
    /// How many outages.
    pub outages: u64,
}

/// A kept what-if without its plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfHead {
    /// Its id, such as `WIF-000012`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who made it, as asserted.
    pub actor: String,
    /// When it was made.
    pub at: cairn_model::Timestamp,
    /// Who edited it last, as asserted.
    pub edited_by: String,
    /// When it was edited last.
    pub edited_at: cairn_model::Timestamp,
    /// The record no. of the estate that its edits were last based on.
    pub based_on: u64,
    /// The change that was made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Which revision of the plan this is.
    pub plan_revision: u32,
}

/// A kept what-if with what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WhatIfPage {
    /// What is kept, without its plan.
    #[serde(flatten)]
    pub head: WhatIfHead,
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The edits, as a diff; each that does not apply says why.
    pub steps: Vec<StepPage>,
    /// What it would do; none when it does not apply, or plans nothing.
    pub what_if: Option<WhatIf>,
    /// Planned edits that do not apply to the estate as it is, as sentences.
    pub problems: Vec<Phrase>,
}

impl WhatIfHead {
    fn of(kept: &KeptWhatIf) -> Self {
        let own = kept.clone();
        WhatIfHead {
            id: own.id,
            name: own.name,
            note: own.note,
            actor: own.actor,
            at: own.at,
            edited_by: own.edited_by,
            edited_at: own.edited_at,
            based_on: own.based_on,
            change: own.change,
            plan_revision: own.plan.revision,
        }
    }
}

fn kept(engine: &Engine) -> Result<Vec<KeptWhatIf>, EngineError> {
    read_all(engine, WHAT_IF_KIND)
}

/// Returns every kept what-if, the one that was edited last first.
///
/// # Errors
/// [`EngineError::Store`].
pub fn what_ifs(engine: &Engine) -> Result<Vec<WhatIfLine>, EngineError> {
    let mut all = kept(engine)?;
    all.sort_by(|left, right| (right.edited_at, &right.id).cmp(&(left.edited_at, &left.id)));
    let line = |own: &KeptWhatIf| {
        let steps = &own.plan.steps;
        WhatIfLine {
            head: WhatIfHead::of(own),
            steps: steps.len() as u64,
            edits: steps.iter().map(|step| step.edits.len() as u64).sum(),
            outages: steps.iter().map(|step| step.outages.len() as u64).sum(),
        }
    };
    Ok(all.iter().map(line).collect())
}

/// Returns the kept what-if that a person means: by its name, by its id in any case, or by its number alone.
///
/// # Errors
/// [`EngineError::Refused`] when there is none.
pub fn find_what_if(engine: &Engine, words: &str) -> Result<KeptWhatIf, EngineError> {
    let words = words.trim();
    let all = kept(engine)?;
    let id = match words.parse::<u64>() {
        Ok(number) => format!("WIF-{number:06}"),
        Err(_) => words.to_uppercase(),
    };
    let found = all.iter().find(|own| is_called(own, words)).or_else(|| all.iter().find(|own| own.id == id));
    match found {
        Some(found) => Ok(found.clone()),
        None => refused(Phrase::new("what-if-not-found").with("words", crate::error::shortened(words))),
    }
}

fn is_called(own: &KeptWhatIf, name: &str) -> bool {
    own.name.to_lowercase() == name.trim().to_lowercase()
}

/// Returns a name as it is kept; nobody else may have it.
fn named(engine: &Engine, name: &str, but: &str) -> Result<String, EngineError> {
    let name = name.trim();
    if name.is_empty() {
        return refused(Phrase::new("what-if-no-name"));
    }
    if name.chars().count() > NAME_MAX {
        return refused(Phrase::new("what-if-long-name").with("max", NAME_MAX));
    }
    match kept(engine)?.iter().find(|own| own.id != but && is_called(own, name)) {
        None => Ok(name.to_owned()),
        Some(own) => refused(Phrase::new("what-if-name-taken").with("name", &own.name).with("id", &own.id)),
    }
}

/// Makes one record of what becomes of a what-if.
fn record(
    engine: &Engine,
    (before, after): (Option<&KeptWhatIf>, Option<&KeptWhatIf>),
    act: &mut Act<'_>,
) -> Result<Option<Commit>, EngineError> {
    let Some(own) = after.or(before).filter(|_| before != after) else { return Ok(None) };
    let edit = document_edit(WHAT_IF_KIND, &own.id, before, after)?;
    let draft = act.draft(CommitKind::Process, &format!("{} {}", own.id, own.name));
    engine.commit(draft, vec![edit], act).map(Some)
}

impl KeptStep {
    fn of(engine: &Engine, kept: KeptWhatIf, commit: Option<Commit>) -> Self {
        let problems = problems(&engine.generation(), engine.policy(), &kept.plan);
        KeptStep { kept, commit, imported: None, problems, dropped: 0 }
    }
}

/// Keeps a what-if under a name, with what it plans from the start, as one record.
///
/// # Errors
/// [`EngineError::Refused`] for an unknown actor or a name that is empty or taken, [`EngineError::PlanDoesNotApply`], and
/// what naming an item refuses; nothing is changed then.
pub fn keep_what_if(engine: &Engine, edit: &WhatIfEdit<'_>, act: &mut Act<'_>) -> Result<KeptStep, EngineError> {
    let actor = known_actor(act)?;
    let seq = engine.generation().seq();
    let blank = KeptWhatIf {
        actor: actor.clone(),
        at: act.now,
        based_on: seq,
        change: None,
        edited_at: act.now,
        edited_by: actor,
        // The record that enters it has its number, which no other will.
        id: format!("WIF-{:06}", seq + 1),
        name: String::new(),
        note: String::new(),
        plan: Plan::default(),
    };
    let name = edit.name.clone().unwrap_or_default();
    let edit = WhatIfEdit { name: Some(name), ..edit.clone() };
    let (own, imported) = edited(engine, &blank, &edit, act)?;
    let made = record(engine, (None, Some(&own)), act)?;
    Ok(KeptStep { imported, ..KeptStep::of(engine, own, made) })
}

/// Edits a kept what-if, as one record. What stopped applying because the estate went on may be mended edit by edit.
///
/// # Errors
/// As [`keep_what_if`]; [`EngineError::Refused`] when there is none of that name.
pub fn edit_what_if(
    engine: &Engine,
    words: &str,
    edit: &WhatIfEdit<'_>,
    act: &mut Act<'_>,
) -> Result<KeptStep, EngineError> {
    let actor = known_actor(act)?;
    let before = find_what_if(engine, words)?;
    let (mut own, imported) = edited(engine, &before, edit, act)?;
    if own != before {
        (own.edited_at, own.edited_by) = (act.now, actor);
    }
    let made = record(engine, (Some(&before), Some(&own)), act)?;
    Ok(KeptStep { imported, ..KeptStep::of(engine, own, made) })
}

fn edited(
    engine: &Engine,
    before: &KeptWhatIf,
    edit: &WhatIfEdit<'_>,
    act: &mut Act<'_>,
) -> Result<(KeptWhatIf, Option<ImportSummary>), EngineError> {
    let mut own = before.clone();
    if let Some(name) = &edit.name {
        own.name = named(engine, name, &before.id)?;
    }
    if let Some(note) = &edit.note {
        note.trim().clone_into(&mut own.note);
    }
    let mut imported = None;
    if edit.plan.touches_plan() {
        let (plan, summary) = planned(engine, &before.plan, &edit.plan, act)?;
        imported = summary;
        if plan != before.plan {
            let live = engine.generation();
            // Whatever it was based on, the estate still says the same of it.
            if problems(&live, engine.policy(), &plan).is_empty() {
                own.based_on = live.seq();
            }
            own.plan = Plan { revision: before.plan.revision + 1, ..plan };
        }
    }
    Ok((own, imported))
}

/// Keeps a copy of a what-if under another name; it is nobody's change yet.
///
/// # Errors
/// As [`keep_what_if`].
pub fn duplicate_what_if(engine: &Engine, words: &str, name: &str, act: &mut Act<'_>) -> Result<KeptStep, EngineError> {
    let actor = known_actor(act)?;
    let from = find_what_if(engine, words)?;
    let own = KeptWhatIf {
        actor: actor.clone(),
        at: act.now,
        change: None,
        edited_at: act.now,
        edited_by: actor,
        id: format!("WIF-{:06}", engine.generation().seq() + 1),
        name: named(engine, name, "")?,
        ..from
    };
    let made = record(engine, (None, Some(&own)), act)?;
    Ok(KeptStep::of(engine, own, made))
}

/// Deletes a what-if; the log still has it.
///
/// # Errors
/// [`EngineError::Refused`] for an unknown actor, or when there is none of that name.
pub fn delete_what_if(engine: &Engine, words: &str, act: &mut Act<'_>) -> Result<KeptStep, EngineError> {
    known_actor(act)?;
    let own = find_what_if(engine, words)?;
    let commit = record(engine, (Some(&own), None), act)?;
    Ok(KeptStep { kept: own, commit, imported: None, problems: Vec::new(), dropped: 0 })
}

/// Bases every planned edit on the estate as it is and drops those that are so already. What still contradicts the estate
/// stays, and is named in the answer.
///
/// # Errors
/// As [`delete_what_if`].
pub fn bring_what_if_up_to_date(engine: &Engine, words: &str, act: &mut Act<'_>) -> Result<KeptStep, EngineError> {
    let actor = known_actor(act)?;
    let before = find_what_if(engine, words)?;
    let live = engine.generation();
    let count = |plan: &Plan| plan.steps.iter().map(|step| step.edits.len() as u64).sum::<u64>();
    let mut planning = Planning::new(&live, engine.policy(), before.plan.clone(), act.ids());
    planning.bring_up_to_date();
    let mut own = KeptWhatIf { based_on: live.seq(), plan: planning.plan, ..before.clone() };
    let dropped = count(&before.plan) - count(&own.plan);
    if own.plan != before.plan {
        own.plan.revision += 1;
        (own.edited_at, own.edited_by) = (act.now, actor);
    }
    let made = record(engine, (Some(&before), Some(&own)), act)?;
    Ok(KeptStep { dropped, ..KeptStep::of(engine, own, made) })
}

/// Raises a change of what a what-if plans: a draft of its name, with the same steps and edits, which name each other
/// from then on. One record.
///
/// # Errors
/// [`EngineError::PlanDoesNotApply`] when the estate went on; [`EngineError::Refused`] when there is none of that name, or
/// when a change was made of it that is still open. Nothing is changed then.
pub fn what_if_to_change(
    engine: &Engine,
    words: &str,
    reason: Option<&str>,
    act: &mut Act<'_>,
) -> Result<ChangeStep, EngineError> {
    let requester = known_actor(act)?;
    let before = find_what_if(engine, words)?;
    if let Some(change) = open_change(engine, &before)? {
        let phrase = Phrase::new("what-if-is-a-change").with("id", &before.id).with("name", &before.name);
        return refused(phrase.with("change", change.id));
    }
    let found = problems(&engine.generation(), engine.policy(), &before.plan);
    if !found.is_empty() {
        return Err(EngineError::PlanDoesNotApply(found));
    }
    let new = NewChange {
        title: before.name.clone(),
        kind: ChangeKind::Normal,
        reason: reason.unwrap_or(&before.note).to_owned(),
        template: None,
    };
    let change = Change { what_if: Some(before.id.clone()), ..raised(engine, &new, requester, act)? };
    let own = KeptWhatIf { change: Some(change.id.clone()), ..before.clone() };
    let mut edits: Vec<Edit> = vec![change_edit(None, &change)?];
    if !before.plan.steps.is_empty() {
        let plan = Plan { revision: 1, ..before.plan.clone() };
        edits.push(plan_edit(&change.id, &Plan::default(), &plan)?);
    }
    edits.push(document_edit(WHAT_IF_KIND, &own.id, Some(&before), Some(&own))?);
    let made = commit(engine, &change, edits, &change.title, act)?;
    Ok(ChangeStep::of(change, made))
}

/// Returns the change that was made of a what-if while something may still happen to it.
fn open_change(engine: &Engine, own: &KeptWhatIf) -> Result<Option<Change>, EngineError> {
    let Some(id) = &own.change else { return Ok(None) };
    let change = find_change(engine, id)?;
    let is_over = engine.policy().state(&change.state).is_none_or(|state| state.is_final);
    Ok((!is_over).then_some(change))
}

/// Returns a kept what-if with what it would do to the estate as it is. Nothing is written.
///
/// # Errors
/// [`EngineError::Refused`] when there is none of that name, [`EngineError::Cancelled`].
pub fn what_if_page(
    engine: &Engine,
    words: &str,
    act: &Act<'_>,
    cancel: &CancelToken,
) -> Result<WhatIfPage, EngineError> {
    let own = find_what_if(engine, words)?;
    let (live, policy) = (engine.generation(), engine.policy());
    let found = problems(&live, policy, &own.plan);
    let mut steps = step_pages(&live, policy, &own.plan)?;
    for problem in &found {
        let lines = steps.iter_mut().filter(|step| step.step == problem.step).flat_map(|step| &mut step.edits);
        for line in lines.filter(|line| line.edit == problem.edit) {
            line.problem = Some(problem.reason.clone());
        }
    }
    let judges = found.is_empty() && !own.plan.is_empty();
    let what_if = if judges { Some(judged(&live, policy, &own.plan, act, cancel)?) } else { None };
    let problems = found.into_iter().map(|problem| problem.reason).collect();
    Ok(WhatIfPage { head: WhatIfHead::of(&own), seq: live.seq(), steps, what_if, problems })
}

/// Returns the picture of the worst step of a kept what-if, as that of a change; none when it does not apply.
///
/// # Errors
/// As [`what_if_page`].
pub fn what_if_picture(engine: &Engine, words: &str, act: &Act<'_>) -> Result<Option<ChangePicture>, EngineError> {
    let (own, live) = (find_what_if(engine, words)?, engine.generation());
    let change = nobodys(act.now);
    let policy = engine.policy();
    picture_of_plan(&live, &Assessing { change: &change, plan: &own.plan, policy, actor: &act.actor, at: act.now })
}
