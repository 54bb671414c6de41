//! What a decision about a change stands on: the change, its plan, and what the plan does to the estate as it is now.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::change::{Authority, Change, ChangePolicy, Decision, Difference, Plan, Verb};
use cairn_model::{CancelToken, Timestamp};

use super::assess::{Assessing, Assessment, describe};
use super::difference::difference;
use super::documents::{assessment, plan_of};
use super::judge::{JudgedPlan, PlanProblem, judge_plan};
use crate::act::Act;
use crate::collision::Collision;
use crate::engine::Engine;
use crate::error::EngineError;

/// A plan judged on the estate as it is, with its analysis; or why it does not apply.
pub(super) type Fresh = Result<(JudgedPlan, Assessment), Vec<PlanProblem>>;

/// Everything that guards look at.
pub(crate) struct Ground<'a> {
    pub(super) engine: &'a Engine,
    pub(super) live: Arc<Generation>,
    pub(super) policy: Arc<ChangePolicy>,
    pub(super) change: Change,
    pub(super) plan: Plan,
    pub(super) fresh: Fresh,
    /// Who acts.
    pub(super) actor: String,
    /// The present moment, by the clock of who acts.
    pub(super) now: Timestamp,
    /// When the newest record was made.
    pub(super) head: Option<Timestamp>,
    /// What the change collides with in its window, once somebody asked.
    pub(super) collisions: std::cell::OnceCell<(Vec<Collision>, bool)>,
    /// The newest analysis of the change is the one on this ground, whether or not it is stored yet.
    pub(super) is_analysed: bool,
    /// What [`Ground::difference_to`] said, by the number of the analysis: every guard about decisions asks.
    differences: RefCell<BTreeMap<u32, Option<Difference>>>,
}

impl<'a> Ground<'a> {
    /// Returns the ground for a change, judged anew on the estate as it is.
    pub(super) fn of(engine: &'a Engine, change: Change, act: &Act<'_>) -> Result<Self, EngineError> {
        let plan = plan_of(engine, &change.id)?;
        Ground::with(engine, change, plan, act)
    }

    /// Returns the ground for a change with a plan that may not be stored yet.
    pub(super) fn with(engine: &'a Engine, change: Change, plan: Plan, act: &Act<'_>) -> Result<Self, EngineError> {
        let (live, policy) = (engine.generation(), Arc::clone(engine.policy()));
        let fresh = match judge_plan(&live, &policy, &plan, &CancelToken::default()) {
            Err(EngineError::PlanDoesNotApply(problems)) => Err(problems),
            Err(error) => return Err(error),
            Ok(judged) => {
                let own = Assessing { change: &change, plan: &plan, policy: &policy, actor: &act.actor, at: act.now };
                let assessment = describe(&live, &own, &judged)?;
                Ok((judged, assessment))
            }
        };
        let head = engine.store().head().recorded_at;
        let (actor, now) = (act.actor.clone(), act.now);
        Ok(Ground {
            engine,
            live,
            policy,
            change,
            plan,
            fresh,
            actor,
            now,
            head,
            collisions: Default::default(),
            is_analysed: false,
            differences: RefCell::default(),
        })
    }

    /// Returns the analysis of the plan on the estate as it is.
    pub(super) fn assessed(&self) -> Result<&Assessment, EngineError> {
        match &self.fresh {
            Ok((_, assessment)) => Ok(assessment),
            Err(problems) => Err(EngineError::PlanDoesNotApply(problems.clone())),
        }
    }

    /// Returns what blocks the change in its window, and whether not every set of changes was tried.
    pub(super) fn collisions(&self) -> Result<&(Vec<Collision>, bool), EngineError> {
        if let Some(known) = self.collisions.get() {
            return Ok(known);
        }
        let found = crate::collision::beside_decided(self.engine, &self.change, &self.plan, self.now)?;
        Ok(self.collisions.get_or_init(|| found))
    }

    /// Returns how the answer now differs from an analysis that was made before; `None` when the plan does not apply.
    pub(super) fn difference_to(&self, number: u32) -> Result<Option<Difference>, EngineError> {
        let Ok((_, now)) = &self.fresh else { return Ok(None) };
        if let Some(known) = self.differences.borrow().get(&number) {
            return Ok(known.clone());
        }
        let then = assessment(self.engine, &self.change.id, number)?;
        let found = Some(difference(&self.live, &self.policy, &then, now)?);
        self.differences.borrow_mut().insert(number, found.clone());
        Ok(found)
    }

    /// Returns the approvals that still stand: those on an answer that has not become worse since.
    pub(super) fn standing_approvals(&self) -> Result<Vec<&Decision>, EngineError> {
        let mut stands: BTreeMap<u32, bool> = BTreeMap::new();
        let mut approvals = Vec::new();
        for decision in self.change.decisions.iter().filter(|decision| decision.verb == Verb::Approve) {
            let is_standing = match stands.get(&decision.analysis) {
                Some(known) => *known,
                None => {
                    let difference = self.difference_to(decision.analysis)?;
                    let known = difference.is_some_and(|difference| !difference.is_stale());
                    stands.insert(decision.analysis, known);
                    known
                }
            };
            if is_standing {
                approvals.push(decision);
            }
        }
        Ok(approvals)
    }

    /// Returns who still has to decide on the answer as it is now.
    pub(super) fn undecided(&self) -> Result<Vec<Authority>, EngineError> {
        let mut approvals = self.standing_approvals()?;
        let required = &self.assessed()?.analysis.authorities;
        Ok(required.iter().filter(|authority| !take(&mut approvals, authority)).cloned().collect())
    }
}

/// Takes one approval that an authority gave out of those that are left.
fn take(approvals: &mut Vec<&Decision>, authority: &Authority) -> bool {
    let gave = |decision: &&Decision| {
        decision.role == authority.role
            && decision.service == authority.service
            && authority.person.as_ref().is_none_or(|person| *person == decision.actor)
    };
    match approvals.iter().position(gave) {
        Some(position) => {
            // One person may own several services, but fills one place of a board.
            let decision = approvals.remove(position);
            if authority.service.is_none() {
                approvals.retain(|other| other.service.is_some() || other.actor != decision.actor);
            }
            true
        }
        None => false,
    }
}
