//! Changes carried by random actors over an estate that goes on underneath, with clocks that jump: whatever happens,
//! nothing is approved that nobody decided on, nothing starts stale or outside its window, nothing is implemented
//! unapproved, and what is refused changes nothing.
//!
//! What may happen is checked by plain comparisons written here, not by asking the guards.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use cairn_engine::change::{
    Assessing, Assessment, ChangeEdit, ChangeStep, Closing, DecisionWords, EditWords, NewChange, StepReport, assess,
    assess_change, assessment, cancel, changes, close, decide, edit, find_change, finish, plan_of, raise, schedule,
    start, step, submit, watch,
};
use cairn_engine::operation::{OperationChange, set};
use cairn_engine::{Act, Engine, EngineError, Holder, NewEstate};
use cairn_model::change::{Change, StepResult, Verb, Window};
use cairn_model::impact::OutageMode;
use cairn_model::{CancelToken, CiId, CommitKind, Level, OperationStatus, Timestamp};
use proptest::prelude::*;
use tempfile::TempDir;

const START: i64 = 1_800_000_000_000;
const HOUR: i64 = 3_600_000;
const ACTORS: [&str; 7] =
    ["requester", "change manager", "chair", "first member", "second member", "org-dpo", "unknown"];
const ROLES: [&str; 7] = [
    "change_manager",
    "service_owner",
    "board_chair",
    "board_member",
    "board_member",
    "emergency_authority",
    "auditor",
];
const ITEMS: [&str; 5] = ["fw-1", "fw-2", "db-core-1", "db-core-2", "bkp-1"];
const SERVICES: [&str; 3] = ["svc-gateway", "svc-mygovhk", "svc-datagov"];

/// Something somebody tries.
#[derive(Clone, Debug)]
enum Deed {
    Raise(bool),
    Out(usize, bool),
    Set(usize, u32),
    Prepare,
    Submit,
    Assess,
    Decide {
        verb: Verb,
        role: usize,
        service: usize,
        older: bool,
    },
    /// Everybody who is asked approves.
    AllApprove,
    Schedule(i64, i64),
    Start,
    Step(u32, StepResult),
    Finish(bool),
    Close(bool),
    Cancel,
    /// The estate goes on underneath.
    Operate(usize, OperationStatus),
    Watch,
    Clock(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let result = prop::sample::select(vec![StepResult::Done, StepResult::NotDone, StepResult::BackedOut]);
    let verb = prop::sample::select(vec![Verb::Approve, Verb::Approve, Verb::Approve, Verb::Reject, Verb::Return]);
    let status = prop::sample::select(vec![
        OperationStatus::InService,
        OperationStatus::Degraded,
        OperationStatus::OutOfService,
    ]);
    prop_oneof![
        1 => any::<bool>().prop_map(Deed::Raise),
        3 => (0..ITEMS.len(), any::<bool>()).prop_map(|(item, down)| Deed::Out(item, down)),
        2 => (0..ITEMS.len(), 1..5_u32).prop_map(|(item, version)| Deed::Set(item, version)),
        3 => Just(Deed::Prepare),
        3 => Just(Deed::Submit),
        4 => Just(Deed::Assess),
        3 => (verb, 0..ROLES.len(), 0..SERVICES.len(), prop::bool::weighted(0.2))
            .prop_map(|(verb, role, service, older)| Deed::Decide { verb, role, service, older }),
        4 => Just(Deed::AllApprove),
        4 => (-2..3_i64, 1..5_i64).prop_map(|(from, to)| Deed::Schedule(from, to)),
        4 => Just(Deed::Start),
        4 => (1..3_u32, result).prop_map(|(step, result)| Deed::Step(step, result)),
        2 => prop::bool::weighted(0.2).prop_map(Deed::Finish),
        2 => any::<bool>().prop_map(Deed::Close),
        1 => Just(Deed::Cancel),
        3 => (0..ITEMS.len(), status).prop_map(|(item, status)| Deed::Operate(item, status)),
        2 => Just(Deed::Watch),
        2 => (-3..4_i64).prop_map(Deed::Clock),
    ]
}

/// What most often makes an answer another, or a moment the wrong one.
fn meddling() -> impl Strategy<Value = Deed> {
    let status = prop::sample::select(vec![OperationStatus::OutOfService, OperationStatus::InService]);
    prop_oneof![
        5 => (0..ITEMS.len(), status).prop_map(|(item, status)| Deed::Operate(item, status)),
        3 => (-8..9_i64).prop_map(Deed::Clock),
        2 => deed(),
    ]
}

/// Returns the way of a change to its end, with anything in between, and some of it left out.
fn lives() -> impl Strategy<Value = Vec<(Deed, usize)>> {
    let path = vec![
        Deed::Raise(false),
        Deed::Out(0, false),
        Deed::Set(4, 1),
        Deed::Set(4, 2),
        Deed::Prepare,
        Deed::Submit,
        Deed::Assess,
        Deed::AllApprove,
        Deed::Schedule(-1, 4),
        Deed::Start,
        Deed::Step(1, StepResult::Done),
        Deed::Step(2, StepResult::Done),
        Deed::Finish(false),
        Deed::Close(true),
    ];
    let between = prop::collection::vec((meddling(), 0..ACTORS.len()), 0..3);
    let leg = (prop::bool::weighted(0.97), prop::bool::weighted(0.35), between);
    let legs = prop::collection::vec(leg, path.len());
    (legs, 0..ITEMS.len(), any::<bool>()).prop_map(move |(legs, item, emergency)| {
        let mut deeds = Vec::new();
        for (deed, (keep, disturbed, between)) in path.iter().zip(legs) {
            let deed = match deed {
                Deed::Raise(_) => Deed::Raise(emergency),
                Deed::Out(_, down) => Deed::Out(item, *down),
                other => other.clone(),
            };
            if keep {
                // Who did every step may not review it alone.
                let actor = if matches!(deed, Deed::Close(_)) { 2 } else { 0 };
                deeds.push((deed, actor));
            }
            if disturbed {
                deeds.extend(between);
            }
        }
        deeds
    })
}

/// How often each state was reached: a test that reaches none proves nothing.
static REACHED: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

/// An estate with a clock that the test sets.
struct World {
    engine: Engine,
    now: i64,
    salt: u8,
    _dir: TempDir,
}

impl World {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let holder = Holder { pid: 1, program: "test".into(), since: Timestamp(START), user: "test".into() };
        let new = NewEstate { name: "test".into(), holder };
        let mut entropy = |bytes: &mut [u8]| bytes.fill(7);
        let mut act = Act { actor: "loader".into(), now: Timestamp(START), effective_at: None, entropy: &mut entropy };
        let engine = Engine::create(&dir.path().join("e.cairn"), &new, &mut act).unwrap();
        cairn_engine::sample::load(&engine, cairn_engine::sample::Sample::Small, &mut act).unwrap();
        World { engine, now: START + HOUR, salt: 0, _dir: dir }
    }

    fn act<T>(
        &mut self,
        actor: &str,
        verb: impl FnOnce(&Engine, &mut Act<'_>) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        self.salt = self.salt.wrapping_add(1);
        let salt = self.salt;
        let mut entropy = |bytes: &mut [u8]| bytes.fill(salt);
        let mut act =
            Act { actor: actor.to_owned(), now: Timestamp(self.now), effective_at: None, entropy: &mut entropy };
        verb(&self.engine, &mut act)
    }

    fn only(&self) -> Option<Change> {
        changes(&self.engine).unwrap().pop()
    }

    fn head_time(&self) -> Timestamp {
        self.engine.info().unwrap().head.recorded_at.unwrap()
    }

    /// Returns the answer on the estate as it is; `None` when the plan does not apply.
    fn fresh(&self, change: &Change) -> Option<Assessment> {
        let plan = plan_of(&self.engine, &change.id).unwrap();
        let own =
            Assessing { change, plan: &plan, policy: self.engine.policy(), actor: "test", at: Timestamp(self.now) };
        assess(&self.engine.generation(), &own, &CancelToken::default()).ok()
    }

    /// Returns whether everything `now` is at most as bad as `then`, by the levels of items, authorities and plan.
    fn no_worse(then: &Assessment, now: &Assessment) -> bool {
        let known: BTreeMap<(u32, CiId), Level> =
            then.raised.iter().map(|row| ((row.step, row.item), row.during.max(row.after))).collect();
        let risen = now.raised.iter().any(|row| {
            let level = row.during.max(row.after);
            // What operation alone does is not the change's doing.
            level > row.already && level > known.get(&(row.step, row.item)).copied().unwrap_or_default()
        });
        let asked = |own: &Assessment| -> BTreeSet<(String, Option<CiId>)> {
            own.analysis.authorities.iter().map(|place| (place.role.clone(), place.service)).collect()
        };
        !risen && asked(then) == asked(now) && then.analysis.hashes.plan == now.analysis.hashes.plan
    }

    /// Checks that everybody who has to decide on the answer as it is did so, on an answer that was not better.
    fn check_decided(&self, change: &Change) {
        let now = self.fresh(change).unwrap();
        let mut approvals: Vec<_> =
            change.decisions.iter().filter(|decision| decision.verb == Verb::Approve).cloned().collect();
        approvals.retain(|decision| {
            let then = assessment(&self.engine, &change.id, decision.analysis).unwrap();
            assert_eq!(then.analysis.hashes.evidence, decision.evidence, "a decision names what it was made on");
            Self::no_worse(&then, &now)
        });
        assert!(approvals.iter().all(|decision| decision.actor != change.requester), "{approvals:?}");
        let mut seats: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for place in &now.analysis.authorities {
            let given = approvals.iter().filter(|own| own.role == place.role && own.service == place.service);
            let people: BTreeSet<String> = given.map(|own| own.actor.clone()).collect();
            let seats = seats.entry(format!("{} {:?}", place.role, place.service)).or_default();
            let free = people.difference(seats).next().cloned();
            seats.insert(free.unwrap_or_else(|| panic!("nobody decided as {}: {:?}", place.role, change.decisions)));
        }
    }

    fn try_deed(&mut self, deed: &Deed, actor: &str) -> Result<Option<ChangeStep>, EngineError> {
        let id = self.only().map(|change| change.id).unwrap_or_default();
        let items = |item: &usize| ITEMS[*item].to_owned();
        let edit_with = |world: &mut World, edits: Vec<EditWords>, new_step: Option<String>| {
            let request = ChangeEdit { edits, new_step, ..ChangeEdit::default() };
            world.act(actor, |engine, act| edit(engine, &id, &request, act)).map(Some)
        };
        match deed {
            Deed::Raise(emergency) => {
                if !id.is_empty() {
                    return Ok(None);
                }
                let kind = if *emergency {
                    cairn_model::change::ChangeKind::Emergency
                } else {
                    cairn_model::change::ChangeKind::Normal
                };
                let new = NewChange { title: "test".into(), kind, reason: String::new(), template: None };
                self.act("requester", |engine, act| raise(engine, &new, act)).map(Some)
            }
            Deed::Out(item, down) => {
                let mode = if *down { OutageMode::FullOutage } else { OutageMode::Degraded };
                edit_with(self, vec![EditWords::Out { item: items(item), mode }], None)
            }
            Deed::Set(item, version) => {
                let words =
                    EditWords::Set { item: items(item), field: "description".into(), value: format!("v{version}") };
                edit_with(self, vec![words], (*version == 1).then(|| "next".to_owned()))
            }
            Deed::Prepare => {
                let answers = self.engine.policy().questions.iter().map(|question| (question.id.clone(), 2)).collect();
                let request = ChangeEdit {
                    test_plan: Some("as on the test system".into()),
                    back_out_plan: Some("restore".into()),
                    likelihood: answers,
                    ..ChangeEdit::default()
                };
                self.act("requester", |engine, act| edit(engine, &id, &request, act))?;
                let guards = ["redundancy_declared", "retired_not_needed"];
                let waive = guards.map(|guard| (guard.to_owned(), "known".to_owned())).to_vec();
                let request = ChangeEdit { waive, ..ChangeEdit::default() };
                self.act("chair", |engine, act| edit(engine, &id, &request, act)).map(Some)
            }
            other => self.go_on(other, actor, &id),
        }
    }

    fn go_on(&mut self, deed: &Deed, actor: &str, id: &str) -> Result<Option<ChangeStep>, EngineError> {
        match deed {
            Deed::Submit => self.act(actor, |engine, act| submit(engine, id, act)).map(Some),
            Deed::Assess => self.act(actor, |engine, act| assess_change(engine, id, act)).map(Some),
            Deed::Decide { verb, role, service, older } => self.decide(actor, id, (*verb, *role, *service, *older)),
            Deed::AllApprove => self.all_approve(id),
            Deed::Schedule(from, to) => {
                let window = Window {
                    start: Timestamp(self.now + from * HOUR),
                    end: Timestamp(self.now + from * HOUR + to * HOUR),
                };
                self.act(actor, |engine, act| schedule(engine, id, window, act)).map(Some)
            }
            Deed::Start => self.act(actor, |engine, act| start(engine, id, act)).map(Some),
            Deed::Step(number, result) => {
                let report =
                    StepReport { result: *result, started: None, ended: None, note: String::new(), found: Vec::new() };
                self.act(actor, |engine, act| step(engine, id, *number, &report, act)).map(Some)
            }
            Deed::Finish(failed) => self.act(actor, |engine, act| finish(engine, id, *failed, "", act)).map(Some),
            Deed::Close(review) => {
                let closing = Closing { review: review.then(|| "went well".to_owned()), explain: Vec::new() };
                self.act(actor, |engine, act| close(engine, id, &closing, act)).map(Some)
            }
            Deed::Cancel => self.act(actor, |engine, act| cancel(engine, id, "no longer needed", act)).map(Some),
            Deed::Operate(item, status) => {
                let change =
                    OperationChange { status: *status, reason: "seen".into(), since: None, expected_end: None };
                self.act("operator", |engine, act| set(engine, ITEMS[*item], &change, act)).map(|_| None)
            }
            Deed::Watch => self.act("operator", watch).map(|_| None),
            Deed::Clock(hours) => {
                self.now += hours * HOUR;
                Ok(None)
            }
            Deed::Raise(_) | Deed::Out(..) | Deed::Set(..) | Deed::Prepare => Ok(None),
        }
    }

    fn decide(
        &mut self,
        actor: &str,
        id: &str,
        (verb, role, service, older): (Verb, usize, usize, bool),
    ) -> Result<Option<ChangeStep>, EngineError> {
        let change = find_change(&self.engine, id)?;
        let number = if older { 1.min(change.analyses) } else { change.analyses };
        let evidence = assessment(&self.engine, id, number)?.analysis.hashes.evidence;
        let own = DecisionWords {
            verb,
            role: ROLES[role].to_owned(),
            service: (ROLES[role] == "service_owner").then(|| SERVICES[service].to_owned()),
            evidence,
            reason: "seen".into(),
        };
        self.act(actor, |engine, act| decide(engine, id, &own, act)).map(Some)
    }

    fn all_approve(&mut self, id: &str) -> Result<Option<ChangeStep>, EngineError> {
        let change = find_change(&self.engine, id)?;
        let newest = assessment(&self.engine, id, change.analyses)?.analysis;
        let mut last = Ok(None);
        let mut members = ["first member", "second member"].into_iter();
        for place in &newest.authorities {
            let actor = match place.role.as_str() {
                "board_member" => members.next().unwrap_or("second member"),
                "board_chair" => "chair",
                "service_owner" => "org-dpo",
                _ => "change manager",
            };
            let own = DecisionWords {
                verb: Verb::Approve,
                role: place.role.clone(),
                service: place.service.map(|service| service.to_string()),
                evidence: newest.hashes.evidence.clone(),
                reason: "fine".into(),
            };
            last = self.act(actor, |engine, act| decide(engine, id, &own, act)).map(Some);
        }
        last
    }
}

/// Returns the states a change has been in, in order.
fn states(change: &Change) -> Vec<&str> {
    change.history.iter().map(|event| event.to.as_str()).collect()
}

fn check_after(world: &World, before: Option<&Change>, after: &Change, now: Timestamp, head: Timestamp) {
    let was = before.map_or("", |before| before.state.as_str());
    let entered = |state: &str| after.state == state && was != state;
    if entered("approved") || entered("scheduled") {
        world.check_decided(after);
    }
    if entered("in_progress") {
        let window = after.window.unwrap();
        assert!(window.start <= now && now < window.end, "outside its window");
        assert!(now >= head, "by a clock that is behind the newest record");
        assert_eq!(was, "scheduled");
        world.check_decided(after);
        let marks = after.baseline.as_ref().unwrap();
        let mut seen = after.history.iter().map(|event| event.what.as_str());
        assert!(seen.any(|what| what == "approve") && !marks.is_empty());
    }
    if ["implemented", "partly_implemented", "backed_out", "failed"].iter().any(|state| entered(state)) {
        let states = states(after);
        assert!(states.contains(&"approved") && states.contains(&"in_progress"), "{states:?}");
        let steps = plan_of(&world.engine, &after.id).unwrap().steps.len();
        assert_eq!(after.outcomes.len(), steps, "every step has a result");
        let all_done = after.outcomes.values().all(|outcome| outcome.result == StepResult::Done);
        assert!(after.state != "implemented" || all_done);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    fn nothing_happens_that_may_not(deeds in lives()) {
        let mut world = World::new();
        for (deed, actor) in deeds {
            let before = world.only();
            let (head, head_time) = (world.engine.generation().seq(), world.head_time());
            let outcome = world.try_deed(&deed, ACTORS[actor]);
            let after = world.only();
            let is_compound = matches!(deed, Deed::Prepare | Deed::AllApprove);
            if outcome.is_err() && !is_compound {
                prop_assert_eq!(world.engine.generation().seq(), head, "{:?} was refused", deed);
                prop_assert_eq!(&after, &before);
            }
            if let Some(after) = &after {
                check_after(&world, before.as_ref(), after, Timestamp(world.now), head_time);
            }
        }
        // Every edit of an item by a change came while it was being done, as one of its steps.
        for commit in world.engine.commits(10_000).unwrap() {
            if commit.kind == CommitKind::Change {
                prop_assert!(commit.change.is_some() && commit.step.is_some());
                let change = find_change(&world.engine, commit.change.as_ref().unwrap()).unwrap();
                let outcome = &change.outcomes[&commit.step.unwrap()];
                prop_assert_eq!(outcome.seq, Some(commit.seq));
                prop_assert!(states(&change).contains(&"in_progress"));
            }
        }
        for state in world.only().iter().flat_map(|change| states(change).into_iter().map(str::to_owned).collect::<BTreeSet<_>>()) {
            *REACHED.lock().unwrap().entry(state).or_default() += 1;
        }
        prop_assert!(world.engine.check().unwrap().is_sound());
        let dir = world._dir.path().join("e.cairn");
        drop(world.engine);
        let holder = Holder { pid: 1, program: "test".into(), since: Timestamp(START), user: "test".into() };
        prop_assert!(Engine::open(&dir, &holder, Duration::from_secs(5)).is_ok());
    }
}

#[test]
fn whatever_is_tried_the_guards_hold() {
    nothing_happens_that_may_not();
    let reached = REACHED.lock().unwrap();
    for state in ["awaiting_decision", "approved", "scheduled", "in_progress", "implemented", "closed"] {
        assert!(reached.contains_key(state), "{state} was never reached: {reached:?}");
    }
}

#[test]
fn the_cause_is_the_record_that_made_the_answer_another() {
    let mut world = World::new();
    for deed in [Deed::Raise(false), Deed::Out(0, true), Deed::Submit, Deed::Assess] {
        world.try_deed(&deed, "requester").unwrap();
    }
    // Nobody looks after the change meanwhile: the cause is one of several records.
    let far = |status| Deed::Operate(4, status);
    world.try_deed(&far(OperationStatus::Degraded), "operator").unwrap();
    world.try_deed(&far(OperationStatus::OutOfService), "operator").unwrap();
    world.try_deed(&Deed::Operate(1, OperationStatus::OutOfService), "operator").unwrap();
    let cause = world.engine.generation().seq();
    for status in [OperationStatus::InService, OperationStatus::Degraded, OperationStatus::OutOfService] {
        world.try_deed(&far(status), "operator").unwrap();
    }
    world.try_deed(&Deed::Watch, "operator").unwrap();
    let standing = world.only().unwrap().standing.unwrap();
    assert_eq!(standing.cause.map(|found| found.seq), Some(cause));
    assert!(standing.stale);
}
