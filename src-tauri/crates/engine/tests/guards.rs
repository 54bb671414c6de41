//! Every guard of a change refuses, and says why, at the moment it should.
#![allow(clippy::unwrap_used, reason = "a test")]

mod office;

use cairn_engine::EngineError;
use cairn_engine::change::{ChangeEdit, Closing, EditWords, StepReport};
use cairn_model::Timestamp;
use cairn_model::change::{ChangeKind, StepResult};
use cairn_model::impact::OutageMode;

use office::{HOUR, Office, answers, out, records, report};

/// The codes of why a change may not take a transition; the codes of other ways are left out.
fn unmet(office: &Office, change: &str, transition: &str) -> Vec<String> {
    let page = office.page(change);
    let way = page.ways.into_iter().find(|way| way.transition == transition).unwrap();
    way.unmet.into_iter().map(|phrase| phrase.code).collect()
}

fn codes(refused: Result<impl std::fmt::Debug, EngineError>) -> Vec<String> {
    match refused {
        Err(EngineError::Guarded { unmet, .. }) => unmet.into_iter().map(|phrase| phrase.code).collect(),
        Err(EngineError::Refused(phrase)) => vec![phrase.code],
        other => vec![format!("{other:?}")],
    }
}

#[test]
fn a_draft_without_anything_in_scope_is_not_submitted() {
    let office = Office::new();
    let id = office.raised(ChangeKind::Normal);
    assert_eq!(codes(office.submit(&id)), ["guard-in-scope"]);
    office.edit(&id, out("web-1", OutageMode::FullOutage)).unwrap();
    assert_eq!(office.submit(&id).unwrap().change.state, "submitted");
}

#[test]
fn nothing_is_assessed_without_its_records() {
    let office = Office::new();
    let id = office.submitted(ChangeKind::Normal, out("web-1", OutageMode::Restart));
    let all = [
        "guard-analysis-current",
        "guard-risk-known",
        "guard-test-plan",
        "guard-back-out-plan",
        "guard-redundancy-declared",
    ];
    assert_eq!(unmet(&office, &id, "assess"), all);
    // Assessing makes the analysis current; the rest stays.
    let step = office.assess(&id).unwrap();
    assert_eq!(step.unmet.iter().map(|phrase| phrase.code.as_str()).collect::<Vec<_>>(), all[1..]);
    office.edit(&id, answers(1)).unwrap();
    office.edit(&id, records()).unwrap();
    assert_eq!(unmet(&office, &id, "assess"), ["guard-analysis-current", "guard-redundancy-declared"][1..]);
    office.as_actor("change manager").edit(&id, office::waive("redundancy_declared")).unwrap();
    assert_eq!(office.assess(&id).unwrap().change.state, "awaiting_decision");
}

#[test]
fn an_emergency_leaves_records_for_later_but_not_its_risk() {
    let office = Office::new();
    let id = office.submitted(ChangeKind::Emergency, out("web-1", OutageMode::Restart));
    let step = office.assess(&id).unwrap();
    assert_eq!(step.unmet.iter().map(|phrase| phrase.code.as_str()).collect::<Vec<_>>(), ["guard-risk-known"]);
}

#[test]
fn what_is_retired_is_needed_by_nobody() {
    let office = Office::new();
    let id = office.submitted(ChangeKind::Normal, office::retire("db-1"));
    office.edit(&id, answers(1)).unwrap();
    office.edit(&id, records()).unwrap();
    assert_eq!(unmet(&office, &id, "assess")[1..], ["guard-retired-not-needed"]);
}

#[test]
fn a_plan_that_does_not_apply_goes_no_further() {
    let office = Office::new();
    let id = office.scheduled(ChangeKind::Normal, office::rename("db-1", "Orders"));
    office.import("id,class,name\ndb-1,database_instance,Invoices\n");
    assert_eq!(unmet(&office, &id, "start"), ["plan-changed-since"]);
    assert_eq!(codes(office.start(&id)), ["plan-changed-since"]);
}

#[test]
fn everybody_who_has_to_decides_and_nobody_for_himself() {
    let office = Office::new();
    // Tier 1 goes down: the board and the owner decide.
    let id = office.assessed(ChangeKind::Normal, out("db-1", OutageMode::FullOutage));
    assert_eq!(unmet(&office, &id, "approve"), ["guard-decided"]);
    let approve = |actor: &str, role: &str, service: Option<&str>| office.as_actor(actor).approve(&id, role, service);
    assert_eq!(codes(approve(office::REQUESTER, "board_chair", None)), ["guard-requester"]);
    assert_eq!(codes(approve("", "board_chair", None)), ["change-unknown-actor"]);
    assert_eq!(codes(approve("somebody", "service_owner", Some("shop"))), ["decide-not-the-owner"]);
    assert_eq!(codes(approve("somebody", "service_owner", None)), ["decide-not-asked"]);
    for (actor, role, service) in [
        ("chair", "board_chair", None),
        ("first member", "board_member", None),
        ("shop owner", "service_owner", Some("shop")),
    ] {
        assert_eq!(approve(actor, role, service).unwrap().change.state, "awaiting_decision", "{role}");
    }
    assert_eq!(codes(approve("first member", "board_member", None)), ["decide-one-place-each"]);
    assert_eq!(codes(approve("chair", "board_member", None)), ["decide-one-place-each"]);
    assert_eq!(codes(approve("second chair", "board_chair", None)), ["decide-not-asked"]);
    assert_eq!(approve("second member", "board_member", None).unwrap().change.state, "approved");
}

#[test]
fn time_is_not_guessed() {
    let mut office = Office::new();
    let id = office.approved(ChangeKind::Normal, office::rename("db-1", "Orders"));
    let now = office.now.0;
    let window = |from: i64, to: i64| office::window(now + from * HOUR, now + to * HOUR);
    assert_eq!(codes(office.schedule(&id, window(-3, -1))), ["guard-window-past"]);
    assert!(matches!(office.schedule(&id, window(2, 2)), Err(EngineError::EndsBeforeStart { .. })));
    assert_eq!(unmet(&office, &id, "schedule"), ["guard-no-window"]);
    office.now = Timestamp(now - HOUR);
    assert_eq!(codes(office.schedule(&id, window(0, 4))), ["guard-clock"]);
    office.now = Timestamp(now);
    office.schedule(&id, window(1, 2)).unwrap();
    for (hour, expected) in [(0, Some("guard-window-open")), (2, Some("guard-window-open")), (-1, Some("guard-clock"))]
    {
        office.now = Timestamp(now + hour * HOUR);
        assert_eq!(codes(office.start(&id)), Vec::from_iter(expected), "hour {hour}");
    }
    // Half-open: the last moment is in, the end is not.
    office.now = Timestamp(now + 2 * HOUR - 1);
    assert_eq!(office.start(&id).unwrap().change.state, "in_progress");
}

#[test]
fn an_approval_does_not_outlive_its_answer() {
    let office = Office::new();
    let id = office.scheduled(ChangeKind::Normal, out("db-1", OutageMode::FullOutage));
    assert_eq!(unmet(&office, &id, "start"), Vec::<String>::new());
    // What makes nothing worse leaves it standing.
    office.import("id,class,name,description\ndb-1,database_instance,Shop database,bought in spring\n");
    assert_eq!(unmet(&office, &id, "start"), Vec::<String>::new());
    office.import("id,class,name,status,tier,owner\nbills,business_service,Bills,live,2,bill owner\n");
    office.import("source_id,type,target_id\nbills,depends_on,db-1\n");
    assert_eq!(unmet(&office, &id, "start"), ["guard-stale"]);
    assert_eq!(codes(office.start(&id)), ["guard-stale"]);
    let window = office::window(office.now.0, office.now.0 + HOUR);
    assert_eq!(codes(office.schedule(&id, window)), ["guard-stale"]);
    let decision = office.as_actor("chair").approve(&id, "board_chair", None);
    assert_eq!(codes(decision), ["guard-no-transition"]);
    let step = office.assess(&id).unwrap();
    assert_eq!((step.change.state.as_str(), step.stale), ("awaiting_decision", true));
}

#[test]
fn a_decision_on_an_answer_that_is_no_more_is_refused() {
    let office = Office::new();
    let id = office.assessed(ChangeKind::Normal, out("db-1", OutageMode::FullOutage));
    office.import("id,class,name,status,tier,owner\nbills,business_service,Bills,live,2,bill owner\n");
    office.import("source_id,type,target_id\nbills,depends_on,db-1\n");
    // The newest analysis that is kept is the one before the import.
    assert_eq!(codes(office.as_actor("chair").approve(&id, "board_chair", None)), ["decide-answer-changed"]);
    office.assess(&id).unwrap();
    office.as_actor("chair").approve(&id, "board_chair", None).unwrap();
}

#[test]
fn steps_are_told_of_in_order_and_all_of_them() {
    let office = Office::new();
    let id = office.raised(ChangeKind::Normal);
    office.edit(&id, office::rename("db-1", "Orders")).unwrap();
    office.edit(&id, office::another_step(office::rename("web-1", "Front"))).unwrap();
    office.carried_to_start(&id);
    let tell = |step: u32, result: StepResult| office.as_actor("implementer").step(&id, step, &report(result));
    assert_eq!(codes(tell(2, StepResult::Done)), ["step-out-of-order"]);
    assert_eq!(codes(tell(3, StepResult::Done)), ["plan-no-such-step"]);
    assert_eq!(codes(office.finish(&id)), ["guard-steps"]);
    tell(1, StepResult::Done).unwrap();
    assert_eq!(codes(tell(1, StepResult::NotDone)), ["step-told-already"]);
    assert_eq!(codes(office.finish(&id)), ["guard-steps"]);
    tell(2, StepResult::NotDone).unwrap();
    assert_eq!(office.finish(&id).unwrap().change.state, "partly_implemented");
}

#[test]
fn closing_wants_reviews_and_explanations() {
    let office = Office::new();
    let id = office.scheduled(ChangeKind::Normal, out("db-1", OutageMode::FullOutage));
    office.start(&id).unwrap();
    office.as_actor("implementer").step(&id, 1, &report(StepResult::Done)).unwrap();
    // Somebody else edits what the change is about.
    office.import("id,class,name\ndb-1,database_instance,Invoices\n");
    office.finish(&id).unwrap();
    let close = |actor: &str, closing: &Closing| office.as_actor(actor).close(&id, closing);
    let review = Some("went well".to_owned());
    assert_eq!(codes(close("change manager", &Closing::default())), ["guard-differences", "guard-review"]);
    let own = Closing { review: review.clone(), ..Closing::default() };
    assert_eq!(codes(close("implementer", &own)), ["guard-reviewer"]);
    assert_eq!(codes(close("change manager", &own)), ["guard-differences"]);
    let explain = |reference: &str| vec![(reference.to_owned(), "renamed by the importer".to_owned())];
    let wrong = Closing { review: review.clone(), explain: explain("DBI-000009.name") };
    assert_eq!(codes(close("change manager", &wrong)), ["close-no-such-difference"]);
    let reference = office.page(&id).differences[0].reference.clone();
    let right = Closing { review, explain: explain(&reference) };
    assert_eq!(close("change manager", &right).unwrap().change.state, "closed");
}

#[test]
fn the_records_of_an_emergency_are_late_after_a_day() {
    for (hours_later, is_late) in [(23, false), (24, true), (30, true)] {
        let mut office = Office::new();
        let id = office.raised(ChangeKind::Emergency);
        office.edit(&id, out("web-1", OutageMode::Restart)).unwrap();
        office.edit(&id, answers(1)).unwrap();
        office.carried_to_start(&id);
        let done = StepReport { ended: Some(office.now), ..report(StepResult::Done) };
        office.as_actor("implementer").step(&id, 1, &done).unwrap();
        office.finish(&id).unwrap();
        office.now = Timestamp(office.now.0 + hours_later * HOUR);
        let closing = Closing { review: Some("in a hurry".to_owned()), ..Closing::default() };
        assert_eq!(codes(office.close(&id, &closing)), ["guard-records"]);
        office.edit(&id, records()).unwrap();
        let closed = office.close(&id, &closing).unwrap().change;
        let flagged = closed.history.iter().any(|event| event.what == "late_records");
        assert_eq!((closed.state.as_str(), flagged), ("closed", is_late), "{hours_later} hours");
    }
}

#[test]
fn a_standard_change_does_no_more_than_its_template() {
    let office = Office::new();
    let first = office.scheduled(ChangeKind::Normal, out("watch", OutageMode::Restart));
    office.start(&first).unwrap();
    office.as_actor("implementer").step(&first, 1, &report(StepResult::Done)).unwrap();
    office.finish(&first).unwrap();
    office.close(&first, &Closing::default()).unwrap();
    office.template(&first, "Restart").unwrap();
    let within = office.assessed(ChangeKind::Standard, out("watch", OutageMode::Restart));
    assert_eq!(office.page(&within).change.state, "approved");
    // What becomes worse afterwards is found before it starts.
    let window = office::window(office.now.0, office.now.0 + HOUR);
    office.schedule(&within, window).unwrap();
    office.import("source_id,type,target_id\nshop,depends_on,watch\n");
    assert_eq!(codes(office.start(&within)), ["guard-template-exceeded"]);
    let beyond = office.submitted(ChangeKind::Standard, out("db-1", OutageMode::FullOutage));
    office.edit(&beyond, answers(1)).unwrap();
    office.edit(&beyond, records()).unwrap();
    let step = office.assess(&beyond).unwrap();
    assert_eq!((step.change.kind, step.change.state.as_str()), (ChangeKind::Normal, "awaiting_decision"));
}

#[test]
fn a_step_that_sets_a_decimal_is_planned_done_and_taken_back() {
    // Documents and the log write the digits of a decimal as text.
    let office = Office::new();
    office.import("id,class,name,status,tier,capacity\ndisk-1,volume,Disk,live,2,4\n");
    let id = office.raised(ChangeKind::Normal);
    let (item, field, value) = ("disk-1".to_owned(), "capacity".to_owned(), "5.5".to_owned());
    let edits = vec![EditWords::Set { item, field, value }];
    office.edit(&id, ChangeEdit { edits, ..ChangeEdit::default() }).unwrap();
    office.carried_to_start(&id);
    office.step(&id, 1, &report(StepResult::Done)).unwrap();
    office.step(&id, 1, &report(StepResult::BackedOut)).unwrap();
    office.finish(&id).unwrap();
}
