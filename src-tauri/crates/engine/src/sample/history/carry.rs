//! Carrying changes: every deed goes through the verb that a person would use, and its guards.

use cairn_model::change::{Authority, ChangeKind, StepResult, Verb};
use cairn_model::{Commit, Timestamp};

use super::course::Deed;
use super::day::MINUTE;
use super::plan::{Asked, Ending, Step};
use super::words;
use crate::act::Act;
use crate::change::{
    ChangeEdit, ChangeStep, Closing, DecisionWords, NewChange, StepReport, analysis, assess_change, cancel, close,
    decide, differences, edit, find_change, finish, make_template, plan_of, raise, schedule, start, step, submit,
};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::generate::Random;

const MANAGER: &str = "change-manager";
/// How many characters of the digest of the evidence are named.
const EVIDENCE_CHARS: usize = 16;
const QUESTIONS: [&str; 5] = ["done_before", "tested", "back_out_tested", "complexity", "lead_time"];

/// Where the history is made: the clock and the entropy are its own.
pub(super) struct Office<'e> {
    pub(super) engine: &'e Engine,
    random: Random,
    now: i64,
}

impl<'e> Office<'e> {
    pub(super) fn new(engine: &'e Engine, seed: u64) -> Self {
        Office { engine, random: Random::new(seed), now: 0 }
    }

    /// Moves the clock; it never goes back, and no two records are made at one moment.
    pub(super) fn at(&mut self, moment: i64) {
        self.now = moment.max(self.now + 1_000);
    }

    /// Has somebody do something.
    pub(super) fn act<T>(
        &mut self,
        actor: &str,
        verb: impl FnOnce(&Engine, &mut Act<'_>) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let random = &mut self.random;
        let mut entropy = |bytes: &mut [u8]| {
            for chunk in bytes.chunks_mut(8) {
                chunk.copy_from_slice(&random.next().to_le_bytes()[..chunk.len()]);
            }
        };
        let (actor, now) = (actor.to_owned(), Timestamp(self.now));
        self.now += 1_000;
        verb(self.engine, &mut Act { actor, now, effective_at: None, entropy: &mut entropy })
    }

    /// Does one deed of a change; `id` is that of the change as soon as it was raised.
    pub(super) fn deed(&mut self, own: &Asked, id: &mut String, deed: Deed) -> Result<(), EngineError> {
        let (requester, doer) = (format!("{}-lead", own.team), format!("{}-implementer", own.team));
        let change = id.clone();
        match deed {
            Deed::Raise => *id = self.raise(own, &requester)?,
            Deed::Plan => self.plan(own, &change, (&requester, &doer))?,
            Deed::Submit => drop(self.act(&requester, |engine, act| submit(engine, &change, act))?),
            Deed::Assess => self.assess(&change)?,
            Deed::Return => self.decide(&change, Verb::Return, usize::MAX, "Say how it is tested")?,
            Deed::Revise => self.revise(&change, &requester)?,
            Deed::Approve(count) => self.decide(&change, Verb::Approve, count, "The evidence is sound")?,
            Deed::Reject => self.decide(&change, Verb::Reject, usize::MAX, "It brings less than it risks")?,
            Deed::Cancel => {
                let reason = "The supplier withdrew what was to be rolled out";
                self.act(&requester, |engine, act| cancel(engine, &change, reason, act))?;
            }
            Deed::Schedule => drop(self.act(MANAGER, |engine, act| schedule(engine, &change, own.window, act))?),
            Deed::Start => drop(self.act(&doer, |engine, act| start(engine, &change, act))?),
            Deed::Step(number, is_done) => {
                let result = if is_done { StepResult::Done } else { StepResult::NotDone };
                self.tell(own, &change, (number, result), &doer)?;
            }
            Deed::BackOut(number) => self.tell(own, &change, (number, StepResult::BackedOut), &doer)?,
            Deed::Finish => drop(self.act(&doer, |engine, act| finish(engine, &change, false, words::end(own), act))?),
            Deed::Records => self.records(own, &change, &doer)?,
            Deed::Close => self.close(own, &change)?,
            Deed::Template => drop(self.template(own, &change)?),
        }
        Ok(())
    }

    fn raise(&mut self, own: &Asked, requester: &str) -> Result<String, EngineError> {
        let live = self.engine.generation();
        let name = own.steps.first().map(|step| words::name(&live, &step.item)).transpose()?.unwrap_or_default();
        let new = NewChange {
            title: own.title.replace("{}", &name),
            kind: own.kind,
            reason: own.reason.to_owned(),
            template: own.template.filter(|_| own.kind == ChangeKind::Standard).map(str::to_owned),
        };
        Ok(self.act(requester, |engine, act| raise(engine, &new, act))?.change.id)
    }

    /// Plans the steps, each as one record, the first with all that is said of the change.
    fn plan(&mut self, own: &Asked, change: &str, (requester, doer): (&str, &str)) -> Result<(), EngineError> {
        for (number, planned) in own.steps.iter().enumerate() {
            let live = self.engine.generation();
            let mut request = ChangeEdit {
                new_step: Some(words::step(&live, planned)?),
                minutes: Some(planned.minutes),
                implementer: Some(doer.to_owned()),
                edits: words::edits(&live, planned, own.window.start)?,
                ..ChangeEdit::default()
            };
            if number == 0 {
                request.likelihood = QUESTIONS.iter().map(|question| ((*question).to_owned(), own.answer)).collect();
                request.window = Some(own.window);
                if own.kind != ChangeKind::Emergency {
                    (request.test_plan, request.back_out_plan) = records(planned);
                }
            }
            self.act(requester, |engine, act| edit(engine, change, &request, act))?;
        }
        Ok(())
    }

    fn assess(&mut self, change: &str) -> Result<(), EngineError> {
        let done: ChangeStep = self.act(MANAGER, |engine, act| assess_change(engine, change, act))?;
        match done.unmet.into_iter().next() {
            None => Ok(()),
            Some(unmet) => Err(EngineError::Refused(unmet)),
        }
    }

    fn revise(&mut self, change: &str, requester: &str) -> Result<(), EngineError> {
        let test_plan = Some("In the test centre first, with the load of a Monday morning".to_owned());
        let request = ChangeEdit { test_plan, ..ChangeEdit::default() };
        self.act(requester, |engine, act| edit(engine, change, &request, act))?;
        self.act(requester, |engine, act| submit(engine, change, act))?;
        Ok(())
    }

    /// Has those who have to decide do so, at most `count` of them; one is enough for all but an approval.
    fn decide(&mut self, change: &str, verb: Verb, count: usize, reason: &str) -> Result<(), EngineError> {
        let known = find_change(self.engine, change)?;
        let found = analysis(self.engine, change, known.analyses)?;
        let evidence: String = found.hashes.evidence.chars().take(EVIDENCE_CHARS).collect();
        let count = if verb == Verb::Approve { count } else { 1 };
        for (number, place) in found.authorities.iter().take(count).enumerate() {
            let words = DecisionWords {
                verb,
                role: place.role.clone(),
                service: place.service.map(|service| service.to_string()),
                evidence: evidence.clone(),
                reason: reason.to_owned(),
            };
            self.now += 2 * MINUTE;
            self.act(&who(place, number), |engine, act| decide(engine, change, &words, act))?;
        }
        Ok(())
    }

    fn tell(
        &mut self,
        own: &Asked,
        change: &str,
        (number, result): (u32, StepResult),
        doer: &str,
    ) -> Result<(), EngineError> {
        let minutes = own.steps.get(number as usize - 1).map_or(0, |step| i64::from(step.minutes));
        let ended = Timestamp(self.now);
        let report = StepReport {
            result,
            started: Some(Timestamp(self.now - minutes * MINUTE)),
            ended: Some(ended),
            note: words::told(result).to_owned(),
            found: Vec::new(),
        };
        self.act(doer, |engine, act| step(engine, change, number, &report, act))?;
        Ok(())
    }

    fn records(&mut self, own: &Asked, change: &str, doer: &str) -> Result<(), EngineError> {
        let Some(planned) = own.steps.first() else { return Ok(()) };
        let (test_plan, back_out_plan) = records(planned);
        let request = ChangeEdit { test_plan, back_out_plan, ..ChangeEdit::default() };
        self.act(doer, |engine, act| edit(engine, change, &request, act))?;
        Ok(())
    }

    /// Closes a change, with a review where one is demanded, and a reason for each difference to what was planned.
    fn close(&mut self, own: &Asked, change: &str) -> Result<(), EngineError> {
        let known = find_change(self.engine, change)?;
        let band = analysis(self.engine, change, known.analyses)?.risk.band;
        let is_demanded = self.engine.policy().band(&band).is_some_and(|band| band.review);
        let went_as_planned = own.ending == Ending::Done;
        let mut closing = Closing::default();
        if is_demanded || !went_as_planned || own.kind == ChangeKind::Emergency {
            closing.review = Some(words::review(own).to_owned());
        }
        if !went_as_planned {
            let plan = plan_of(self.engine, change)?;
            let found = differences(self.engine, &known, &plan)?;
            let reason = words::end(own).to_owned();
            closing.explain = found.into_iter().map(|own| (own.reference, reason.clone())).collect();
        }
        self.act(MANAGER, |engine, act| close(engine, change, &closing, act))?;
        Ok(())
    }

    fn template(&mut self, own: &Asked, change: &str) -> Result<Commit, EngineError> {
        let name = own.template.unwrap_or_default();
        self.act(MANAGER, |engine, act| make_template(engine, change, name, act))
    }
}

/// Returns the plans for test and for back-out of a step.
fn records(step: &Step) -> (Option<String>, Option<String>) {
    let (test, back_out) = words::plans(step.work);
    (Some(test.to_owned()), Some(back_out.to_owned()))
}

/// Returns who decides in a place: the person it names, else whoever has the role.
fn who(place: &Authority, number: usize) -> String {
    let role = place.role.replace('_', "-");
    match &place.person {
        Some(person) => person.clone(),
        // Two members of a board are two people.
        None if place.role == "board_member" => format!("{role}-{number}"),
        None => role,
    }
}
