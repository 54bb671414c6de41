//! A change as it is shown: its plan as a semantic diff, what is ready, what is missing, what the evidence says.

use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::change::{Analysis, Authority, Change, ChangeKind, Plan, PlannedEdit, PlannedStep};
use cairn_model::impact::{ItemRef, OutageMode};
use cairn_model::{CiId, Phrase, Strength, Terms, Threshold, Timestamp, Value};
use serde::{Deserialize, Serialize};

use super::assess::reference_of;
use super::close::{PlanDifference, differences};
use super::documents::{assessment, changes, find_change, plan_of};
use super::ground::Ground;
use super::guard::unmet;
use super::judge::proposed_estate;
use super::resolve::key_word;
use super::statements::{Statement, statements};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::outage::{OutageEntry, outages_of_change};

/// A planned edit as a line of a diff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EditLine {
    /// Its number in the step, from 1.
    pub edit: u32,
    /// What it does.
    pub op: String,
    /// The same as a sentence.
    pub text: Phrase,
    /// Why it does not apply to the estate as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Phrase>,
    /// The field whose value is filled in as it is found on the night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaits: Option<AwaitedValue>,
}

/// A field whose value is filled in when a step is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AwaitedValue {
    /// The id of the item.
    pub item: CiId,
    /// Its key and name.
    pub name: String,
    /// The field.
    pub field: String,
}

/// What goes out, as a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageLine {
    /// The item.
    #[serde(flatten)]
    pub item: ItemRef,
    /// For how many minutes.
    pub minutes: u32,
    /// How.
    pub mode: OutageMode,
}

/// A step as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StepPage {
    /// How it is undone.
    pub back_out: String,
    /// Its edits.
    pub edits: Vec<EditLine>,
    /// Who does it.
    pub implementer: String,
    /// How many minutes it takes.
    pub minutes: u32,
    /// What goes out.
    pub outages: Vec<OutageLine>,
    /// Its number, from 1.
    pub step: u32,
    /// What it does.
    pub title: String,
}

/// Where a change may go from its state, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Way {
    /// The transition.
    pub transition: String,
    /// The state it leads to.
    pub to: String,
    /// Why it is refused; none when it is not.
    pub unmet: Vec<Phrase>,
}

/// How the newest analysis stands to the estate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Currency {
    /// Nothing was analysed yet.
    None,
    /// Everything it rests on is as it was.
    Current,
    /// The answer is another, and decisions stand.
    Changed,
    /// Decisions no longer stand: it needs another look.
    Stale,
    /// The plan does not apply to the estate any more.
    DoesNotApply,
    /// The change was started: the analysis is kept as it was, and nothing makes it another.
    Settled,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Currency; 6] = [
        Currency::None,
        Currency::Current,
        Currency::Changed,
        Currency::Stale,
        Currency::DoesNotApply,
        Currency::Settled,
    ];

    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Currency::None => "none",
            Currency::Current => "current",
            Currency::Changed => "changed",
            Currency::Stale => "stale",
            Currency::DoesNotApply => "does_not_apply",
            Currency::Settled => "settled",
        }
    }
}

/// A change with everything there is to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangePage {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// The change.
    pub change: Change,
    /// Which revision of the plan.
    pub plan_revision: u32,
    /// Its steps.
    pub steps: Vec<StepPage>,
    /// The newest analysis that is kept.
    pub analysis: Option<Analysis>,
    /// How that stands to the estate as it is.
    pub currency: Currency,
    /// Who still has to decide on the answer as it is.
    pub undecided: Vec<Authority>,
    /// Where it may go.
    pub ways: Vec<Way>,
    /// The five statements of 8.5.1.3; none before the first analysis.
    pub statements: Vec<Statement>,
    /// Differences between plan and estate since the start.
    pub differences: Vec<PlanDifference>,
    /// Outages that belong to it: planned ones happen in its course, it caused the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<OutageEntry>,
}

/// A line of the list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeLine {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What kind.
    pub kind: ChangeKind,
    /// Its state.
    pub state: String,
    /// The band of risk, once analysed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<String>,
    /// Who asks, as asserted.
    pub requester: String,
    /// When it was raised.
    pub created_at: Timestamp,
    /// When it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<cairn_model::change::Window>,
    /// Decisions no longer stand.
    pub stale: bool,
}

/// Returns every change, newest first; with `state` those in it only.
///
/// # Errors
/// [`EngineError::Store`].
pub fn list(engine: &Engine, state: Option<&str>) -> Result<Vec<ChangeLine>, EngineError> {
    lines(engine, |change| Ok(state.is_none_or(|state| change.state == state)))
}

/// Returns every change that is not over and names an item, newest first.
///
/// # Errors
/// [`EngineError::Store`].
pub fn touching(engine: &Engine, item: CiId) -> Result<Vec<ChangeLine>, EngineError> {
    lines(engine, |change| {
        let is_over = engine.policy().state(&change.state).is_none_or(|state| state.is_final);
        Ok(!is_over && plan_of(engine, &change.id)?.names(item))
    })
}

/// Returns the estate that the plan of a change makes of the estate as it is.
///
/// # Errors
/// [`EngineError::Refused`] when there is no such change, [`EngineError::PlanDoesNotApply`].
pub fn proposed(engine: &Engine, words: &str) -> Result<Arc<Generation>, EngineError> {
    let change = find_change(engine, words)?;
    let plan = plan_of(engine, &change.id)?;
    proposed_estate(&engine.generation(), engine.policy(), &plan).map(Arc::new)
}

fn lines(
    engine: &Engine,
    wanted: impl Fn(&Change) -> Result<bool, EngineError>,
) -> Result<Vec<ChangeLine>, EngineError> {
    let mut lines = Vec::new();
    for change in changes(engine)?.into_iter().rev() {
        if !wanted(&change)? {
            continue;
        }
        let risk = match change.analyses {
            0 => None,
            number => Some(super::documents::analysis(engine, &change.id, number)?.risk.band),
        };
        lines.push(ChangeLine {
            stale: change.standing.as_ref().is_some_and(|standing| standing.stale),
            id: change.id,
            title: change.title,
            kind: change.kind,
            state: change.state,
            risk,
            requester: change.requester,
            created_at: change.created_at,
            window: change.window,
        });
    }
    Ok(lines)
}

/// Returns a change with everything there is to know of it. Nothing is written.
///
/// # Errors
/// [`EngineError::Refused`] when there is none, [`EngineError::Store`].
pub fn page(engine: &Engine, words: &str, act: &Act<'_>) -> Result<ChangePage, EngineError> {
    let change = find_change(engine, words)?;
    let plan = plan_of(engine, &change.id)?;
    let ground = Ground::with(engine, change, plan, act)?;
    let change = &ground.change;
    let known = if change.analyses == 0 { None } else { Some(assessment(engine, &change.id, change.analyses)?) };
    let undecided = if ground.fresh.is_ok() { ground.undecided()? } else { Vec::new() };
    let currency = currency(&ground, known.as_ref())?;
    let statements = match &known {
        Some(known) => statements(engine, &ground.live, change, known, &ground.collisions()?.0)?,
        None => Vec::new(),
    };
    let mut ways = Vec::new();
    for transition in ground.policy.transitions_from(&change.state) {
        let to = ground.policy.transition(transition, &change.state).map(|declared| declared.to.clone());
        ways.push(Way {
            transition: transition.to_owned(),
            to: to.unwrap_or_default(),
            unmet: unmet(&ground, transition)?,
        });
    }
    Ok(ChangePage {
        seq: ground.live.seq(),
        plan_revision: ground.plan.revision,
        steps: steps(&ground)?,
        analysis: known.map(|known| known.analysis),
        currency,
        undecided,
        ways,
        statements,
        differences: differences(engine, change, &ground.plan)?,
        outages: outages_of_change(engine, &change.id)?,
        change: ground.change,
    })
}

fn currency(ground: &Ground<'_>, known: Option<&super::assess::Assessment>) -> Result<Currency, EngineError> {
    let Some(known) = known else { return Ok(Currency::None) };
    if ground.change.started_at.is_some() {
        return Ok(Currency::Settled);
    }
    let Ok((_, now)) = &ground.fresh else { return Ok(Currency::DoesNotApply) };
    let standing = ground.change.standing.as_ref();
    if known.analysis.hashes == now.analysis.hashes {
        return Ok(match standing {
            None => Currency::Current,
            Some(standing) if standing.stale => Currency::Stale,
            Some(_) => Currency::Changed,
        });
    }
    let is_stale = ground.difference_to(known.analysis.number)?.is_none_or(|difference| difference.is_stale());
    Ok(if is_stale { Currency::Stale } else { Currency::Changed })
}

fn steps(ground: &Ground<'_>) -> Result<Vec<StepPage>, EngineError> {
    if ground.change.started_at.is_some() {
        // What is done applies no second time. Counted and named on the estate as it was when the change started.
        let marks = ground.engine.store().baselines()?;
        let sealed = marks.into_iter().find(|mark| Some(&mark.name) == ground.change.baseline.as_ref());
        let live = match sealed {
            Some(mark) => ground.engine.generation_at(ground.engine.generation(), mark.seq)?,
            None => Arc::clone(&ground.live),
        };
        return step_pages(&live, &ground.policy, &ground.plan);
    }
    let problems = ground.fresh.as_ref().err().cloned().unwrap_or_default();
    let problem = |step: u32, edit: u32| {
        let own = problems.iter().find(|problem| (problem.step, problem.edit) == (step, edit));
        own.map(|problem| problem.reason.clone())
    };
    let mut pages = step_pages(&ground.live, &ground.policy, &ground.plan)?;
    for page in &mut pages {
        for line in &mut page.edits {
            line.problem = problem(page.step, line.edit);
        }
    }
    Ok(pages)
}

/// Returns the steps of a plan as they are shown: a semantic diff, with every item named.
///
/// # Errors
/// [`EngineError::Estate`] never for generations that were loaded.
pub fn step_pages(
    live: &Generation,
    policy: &cairn_model::change::ChangePolicy,
    plan: &Plan,
) -> Result<Vec<StepPage>, EngineError> {
    // What comes with a step has its name on the estate that all steps make, or as planned when they do not apply.
    let named = proposed_estate(live, policy, plan).unwrap_or_else(|_| live.clone());
    let namer = Namer { live, named: &named, plan };
    (1..).zip(&plan.steps).map(|(number, step)| namer.step(number, step)).collect()
}

struct Namer<'a> {
    live: &'a Generation,
    named: &'a Generation,
    plan: &'a Plan,
}

impl Namer<'_> {
    fn step(&self, number: u32, step: &PlannedStep) -> Result<StepPage, EngineError> {
        let line = |(edit, own): (u32, &PlannedEdit)| {
            let (op, text) = self.text(own);
            let awaits = match own {
                PlannedEdit::SetField { item, field, as_found: true, .. } => {
                    Some(AwaitedValue { item: *item, name: self.name(*item), field: field.clone() })
                }
                _ => None,
            };
            EditLine { edit, op: op.to_owned(), text, problem: None, awaits }
        };
        let outage = |own: &cairn_model::change::PlannedOutage| {
            let minutes = own.minutes.unwrap_or(step.minutes);
            Ok(OutageLine { item: reference_of(self.named, own.item)?, minutes, mode: own.mode })
        };
        Ok(StepPage {
            back_out: step.back_out.clone(),
            edits: (1..).zip(&step.edits).map(line).collect(),
            implementer: step.implementer.clone(),
            minutes: step.minutes,
            outages: step.outages.iter().map(outage).collect::<Result<_, EngineError>>()?,
            step: number,
            title: step.title.clone(),
        })
    }

    fn name(&self, id: CiId) -> String {
        let view = self.named.row(id).and_then(|row| self.named.view(row).ok());
        let planned = || {
            let edits = self.plan.steps.iter().flat_map(|step| &step.edits);
            edits.into_iter().find_map(|edit| match edit {
                PlannedEdit::AddItem { item } if item.id == id => Some(format!("{} {}", item.key, item.name)),
                _ => None,
            })
        };
        view.map(|view| format!("{} {}", view.key, view.name)).or_else(planned).unwrap_or_else(|| id.to_string())
    }

    fn text(&self, edit: &PlannedEdit) -> (&'static str, Phrase) {
        match edit {
            PlannedEdit::AddItem { item } => {
                ("add", Phrase::new("planned-add").with("item", self.name(item.id)).with("class", &item.class))
            }
            PlannedEdit::RetireItem { item, before } => {
                let phrase = Phrase::new("planned-retire").with("item", self.name(*item));
                ("retire", phrase.with("before", before))
            }
            PlannedEdit::SetField { item, field, before, after, as_found } => {
                let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
                let code = if *as_found { "planned-as-found" } else { "planned-set" };
                let phrase = Phrase::new(code).with("item", self.name(*item)).with("field", field);
                ("set", phrase.with("before", value(before)).with("after", value(after)))
            }
            PlannedEdit::AddRelationship { relationship } => {
                ("connect", self.relationship("planned-connect", &relationship.id))
            }
            PlannedEdit::RemoveRelationship { relationship } => {
                ("disconnect", self.relationship("planned-disconnect", relationship))
            }
            PlannedEdit::SetTerms { consumer, key, before, after } => {
                let phrase = Phrase::new("planned-need").with("item", self.name(*consumer));
                let phrase = with_terms(phrase.with("group", key_word(key)), "before", *before);
                ("need", with_terms(phrase, "after", *after))
            }
            PlannedEdit::Replace { old, new } => {
                let degree = |row| self.live.outgoing(row).len() + self.live.incoming(row).len();
                let relationships = self.live.row(*old).map_or(0, degree);
                let phrase = Phrase::new("planned-replace").with("old", self.name(*old)).with("new", self.name(*new));
                ("replace", phrase.with("relationships", relationships))
            }
        }
    }

    fn relationship(&self, code: &str, id: &cairn_model::RelationshipId) -> Phrase {
        let label = id.label.as_ref().map(|label| format!(" [{label}]")).unwrap_or_default();
        Phrase::new(code)
            .with("from", self.name(id.from))
            .with("type", &id.type_id)
            .with("to", self.name(id.to))
            .with("label", label)
    }
}

/// Adds what is declared of a requirement to a phrase; `none` stands for what nobody declared.
fn with_terms(phrase: Phrase, name: &str, terms: Terms) -> Phrase {
    let threshold = |threshold: Option<Threshold>| threshold.map_or_else(|| "none".to_owned(), |own| own.to_string());
    phrase
        .with(name, threshold(terms.min_up))
        .with(&format!("{name}-q"), threshold(terms.degraded_below))
        .with(&format!("{name}-strength"), terms.strength.map_or("none", Strength::id))
}
