//! Outages as records: what opening, correcting and ending one does to the operation of items, whole or not at all.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use cairn_engine::change::NewChange;
use cairn_engine::operation::OperationChange;
use cairn_engine::outage::{
    OutageDeed, OutageEdit, OutageItemWords, OutageStep, edit_outage, find_outage, move_outage, outage_page, outages,
    outages_list, outages_of_change, outages_of_item, record_outage,
};
use cairn_engine::{Act, Engine, EngineError};
use cairn_model::OperationStatus::{Degraded, InService, OutOfService};
use cairn_model::{CancelToken, CiId, CommitKind, Item, Level, Operation, OperationStatus, Timestamp};
use common::{Estate, acting, item, items, opened, relationship, relationships};

const MINUTE: i64 = 60_000;

/// The moment so many minutes after the estate was filled.
fn at(minute: i64) -> Timestamp {
    Timestamp(1_700_000_000_000 + minute * MINUTE)
}

/// A service on two servers of which it needs both, and a third thing that takes part in nothing.
fn estate() -> Estate {
    let mut estate = Estate::new();
    let shelved = Item { state: "retired".into(), ..item(3, "virtual_machine", "Old") };
    estate.commit(
        CommitKind::Load,
        vec![
            items(None, Some(item(1, "virtual_machine", "Web"))),
            items(None, Some(item(2, "virtual_machine", "Database"))),
            items(None, Some(shelved)),
            items(None, Some(item(9, "business_service", "Shop"))),
            relationships(None, Some(relationship(9, "depends_on", 1, None))),
            relationships(None, Some(relationship(9, "depends_on", 2, None))),
        ],
    );
    estate
}

fn out(item: &str, level: OperationStatus) -> OutageItemWords {
    OutageItemWords { item: item.into(), level, since: None }
}

fn new(title: &str, items: Vec<OutageItemWords>) -> OutageEdit {
    OutageEdit { title: Some(title.into()), items, ..OutageEdit::default() }
}

fn when<T>(minute: i64, verb: impl FnOnce(&mut Act<'_>) -> T) -> T {
    acting(minute * MINUTE, verb)
}

fn recorded(engine: &Engine, minute: i64, edit: &OutageEdit) -> OutageStep {
    when(minute, |act| record_outage(engine, edit, act)).unwrap()
}

fn moved(engine: &Engine, minute: i64, words: &str, deed: OutageDeed, edit: &OutageEdit) -> OutageStep {
    when(minute, |act| move_outage(engine, words, deed, edit, act)).unwrap()
}

fn edited(engine: &Engine, minute: i64, words: &str, edit: &OutageEdit) -> OutageStep {
    when(minute, |act| edit_outage(engine, words, edit, act)).unwrap()
}

fn operation(engine: &Engine, id: u128) -> Operation {
    let live = engine.generation();
    live.item(live.row(CiId(id)).unwrap()).unwrap().operation
}

/// Status, minute of its beginning and record of an item's operation.
fn held(engine: &Engine, id: u128) -> (OperationStatus, Option<i64>, Option<String>) {
    let own = operation(engine, id);
    (own.status, own.since.map(|since| (since.0 - at(0).0) / MINUTE), own.record)
}

fn by(status: OperationStatus, since: i64, record: &str) -> (OperationStatus, Option<i64>, Option<String>) {
    (status, Some(since), Some(record.to_owned()))
}

fn in_service() -> (OperationStatus, Option<i64>, Option<String>) {
    (InService, None, None)
}

fn said(engine: &Engine, minute: i64, item: &str, status: OperationStatus) {
    let change = OperationChange { status, reason: "somebody saw it".into(), since: None, expected_end: None };
    when(minute, |act| cairn_engine::operation::set(engine, item, &change, act)).unwrap();
}

/// Returns the code of the sentence with which something is refused, the estate being what it was.
fn refused(engine: &Engine, deed: impl FnOnce(&Engine) -> Result<OutageStep, EngineError>) -> String {
    let (seq, before) = (engine.generation().seq(), outages(engine).unwrap());
    let error = deed(engine).unwrap_err();
    assert_eq!((engine.generation().seq(), outages(engine).unwrap()), (seq, before), "{error}");
    match error {
        EngineError::Guarded { unmet, .. } => unmet.into_iter().map(|own| own.code).collect::<Vec<_>>().join(" "),
        error => error.phrase().code,
    }
}

#[test]
fn opening_is_one_record_with_the_operation_of_every_item_and_ending_another() {
    let estate = estate();
    let engine = &estate.engine;
    let first = engine.generation().seq() + 1;
    let edit = OutageEdit {
        from: Some(at(2)),
        expected_end: Some(Some(at(60))),
        cause: Some("a switch".into()),
        ..new("Switch failed", vec![out("Web", Degraded), out("K-000002", OutOfService)])
    };
    let step = recorded(engine, 10, &edit);
    assert_eq!((step.outage.id.as_str(), step.outage.state.as_str(), step.set), ("OUT-000001", "open", 2));
    let commit = step.commit.unwrap();
    assert_eq!((commit.seq, commit.kind, commit.effective_at), (first, CommitKind::Operation, at(2)));
    assert_eq!(commit.reason, "outage record: OUT-000001 Switch failed");
    assert_eq!((held(engine, 1), held(engine, 2)), (by(Degraded, 2, "OUT-000001"), by(OutOfService, 2, "OUT-000001")));
    let own = operation(engine, 2);
    assert_eq!((own.reason.as_deref(), own.expected_end), (Some("Switch failed"), Some(at(60))));

    let page = when(11, |act| outage_page(engine, "1", act, &CancelToken::default())).unwrap();
    let services: Vec<_> = page.services.iter().map(|own| (own.service.name.as_str(), own.level)).collect();
    assert_eq!((services, page.text.code.as_str()), (vec![("Shop", Level::Down)], "outage-says-open"));
    assert_eq!(page.ways.iter().map(|own| own.deed).collect::<Vec<_>>(), [Some(OutageDeed::End)]);

    let step = moved(engine, 40, "out-1", OutageDeed::End, &OutageEdit { to: Some(at(30)), ..OutageEdit::default() });
    assert_eq!((step.outage.state.as_str(), step.outage.to, step.set), ("over", Some(at(30)), 2));
    assert_eq!((step.outage.expected_end, step.kept.len()), (Some(at(60)), 0));
    assert_eq!(step.commit.unwrap().effective_at, at(30));
    assert_eq!((held(engine, 1), held(engine, 2)), (in_service(), in_service()));
    let step = moved(engine, 50, "1", OutageDeed::Close, &OutageEdit::default());
    let states: Vec<&str> = step.outage.history.iter().map(|event| event.to.as_str()).collect();
    assert_eq!((states, step.commit.unwrap().kind), (vec!["open", "over", "closed"], CommitKind::Process));

    let path = engine.path().to_owned();
    drop(estate.engine);
    let again = opened(&path);
    assert_eq!(find_outage(&again, "OUT-1").unwrap(), step.outage);
    assert!(again.check().unwrap().is_sound());
}

#[test]
fn what_makes_no_sense_is_refused_whole_and_by_name() {
    let estate = estate();
    let engine = &estate.engine;
    let check = |edit: OutageEdit, code: &str| {
        assert_eq!(refused(engine, |engine| when(10, |act| record_outage(engine, &edit, act))), code, "{edit:?}");
        assert_eq!((held(engine, 1), held(engine, 2)), (in_service(), in_service()));
    };
    let web = || vec![out("Web", Degraded)];
    check(new("  ", web()), "guard-outage-title");
    check(new("x", Vec::new()), "guard-outage-items");
    check(new("x", vec![out("Web", Degraded), out("nobody", Degraded)]), "error-no-such-item");
    check(new("x", vec![out("Web", Degraded), out("Old", Degraded)]), "guard-outage-take-part");
    check(new("x", vec![out("Web", Degraded), out("K-000001", OutOfService)]), "outage-item-twice");
    check(new("x", vec![out("Web", InService)]), "outage-level");
    check(OutageEdit { change: Some("CHG-9".into()), ..new("x", web()) }, "change-not-found");
    check(OutageEdit { cause_item: Some("nobody".into()), ..new("x", web()) }, "error-no-such-item");
    check(OutageEdit { from: Some(at(11)), ..new("x", web()) }, "guard-outage-begun");
    check(OutageEdit { expected_end: Some(Some(at(9))), ..new("x", web()) }, "error-ends-before-start");
    check(OutageEdit { from: Some(at(5)), to: Some(at(4)), ..new("x", web()) }, "error-ends-before-start");
    check(OutageEdit { from: Some(at(5)), to: Some(at(11)), ..new("x", web()) }, "guard-outage-end-ahead");
    check(OutageEdit { from: Some(at(20)), planned: Some(true), ..new("x", web()) }, "guard-outage-expected-end");
    let early = OutageItemWords { since: Some(at(4)), ..out("Web", Degraded) };
    check(OutageEdit { from: Some(at(5)), ..new("x", vec![early]) }, "outage-item-before");
    let ahead = OutageItemWords { since: Some(at(11)), ..out("Web", Degraded) };
    check(OutageEdit { from: Some(at(5)), ..new("x", vec![ahead]) }, "outage-item-ahead");
    let unknown = |engine: &Engine| {
        when(10, |act| {
            act.actor = "unknown".into();
            record_outage(engine, &new("x", web()), act)
        })
    };
    assert_eq!(refused(engine, unknown), "change-unknown-actor");

    recorded(engine, 10, &new("x", web()));
    let check = |deed: OutageDeed, edit: OutageEdit, code: &str| {
        assert_eq!(refused(engine, |engine| when(20, |act| move_outage(engine, "1", deed, &edit, act))), code);
    };
    check(OutageDeed::End, OutageEdit { to: Some(at(21)), ..OutageEdit::default() }, "guard-outage-end-ahead");
    check(OutageDeed::End, OutageEdit { to: Some(at(9)), ..OutageEdit::default() }, "error-ends-before-start");
    check(OutageDeed::Close, OutageEdit::default(), "guard-outage-no-transition");
    check(OutageDeed::Cancel, OutageEdit { reason: "x".into(), ..OutageEdit::default() }, "guard-outage-no-transition");
    check(OutageDeed::End, OutageEdit { based_on: Some(1), ..OutageEdit::default() }, "outage-changed-since");
    let end = OutageEdit { to: Some(at(15)), ..OutageEdit::default() };
    assert_eq!(refused(engine, |engine| when(20, |act| edit_outage(engine, "1", &end, act))), "outage-end-by-end");
    let old = OutageEdit { items: vec![out("Old", Degraded)], ..OutageEdit::default() };
    assert_eq!(refused(engine, |engine| when(20, |act| edit_outage(engine, "1", &old, act))), "guard-outage-take-part");
    moved(engine, 20, "1", OutageDeed::End, &OutageEdit::default());
    assert_eq!(
        refused(engine, |engine| when(21, |act| {
            move_outage(engine, "1", OutageDeed::Close, &OutageEdit::default(), act)
        })),
        "guard-outage-cause"
    );
    let caused = OutageEdit { cause: Some("a fuse".into()), ..OutageEdit::default() };
    moved(engine, 22, "1", OutageDeed::Close, &caused);
    assert_eq!(refused(engine, |engine| when(23, |act| edit_outage(engine, "1", &caused, act))), "outage-not-editable");
    assert_eq!(refused(engine, |engine| when(23, |act| edit_outage(engine, "7", &caused, act))), "outage-not-found");
}

#[test]
fn of_two_outages_of_one_item_the_worse_holds_and_the_other_goes_on() {
    let estate = estate();
    let engine = &estate.engine;
    recorded(engine, 10, &new("slow", vec![out("Web", Degraded), out("Database", Degraded)]));
    let step = recorded(engine, 20, &new("dead", vec![out("Web", OutOfService)]));
    assert_eq!((step.set, step.kept.len(), held(engine, 1)), (1, 0, by(OutOfService, 20, "OUT-000002")));
    // One that is no worse leaves the item to the other, and says so.
    let step = recorded(engine, 25, &new("odd", vec![out("Web", Degraded)]));
    assert_eq!((step.set, held(engine, 1)), (0, by(OutOfService, 20, "OUT-000002")));
    assert_eq!(
        (step.kept[0].text.code.as_str(), step.kept[0].record.as_deref()),
        ("outage-kept-held", Some("OUT-000002"))
    );

    let step = moved(engine, 30, "2", OutageDeed::End, &OutageEdit::default());
    assert_eq!(held(engine, 1), by(Degraded, 10, "OUT-000001"), "the earlier of two that are as bad");
    assert_eq!(step.kept[0].text.code, "outage-kept-anothers");
    let step = moved(engine, 40, "1", OutageDeed::End, &OutageEdit::default());
    assert_eq!((held(engine, 1), held(engine, 2), step.set), (by(Degraded, 25, "OUT-000003"), in_service(), 2));
    moved(engine, 50, "3", OutageDeed::End, &OutageEdit::default());
    assert_eq!(held(engine, 1), in_service());
    assert!(engine.check().unwrap().is_sound());
}

#[test]
fn what_somebody_recorded_meanwhile_is_left_and_said() {
    let estate = estate();
    let engine = &estate.engine;
    said(engine, 5, "Database", OutOfService);
    let step = recorded(engine, 10, &new("slow", vec![out("Web", Degraded), out("Database", Degraded)]));
    assert_eq!((step.set, held(engine, 2)), (1, (OutOfService, Some(5), None)), "a person said worse");
    assert_eq!(step.kept[0].text.code, "outage-kept-said");
    said(engine, 20, "Web", InService);
    // Whatever is corrected, nobody is contradicted who was not asked about.
    let step = edited(engine, 25, "1", &OutageEdit { title: Some("very slow".into()), ..OutageEdit::default() });
    assert_eq!((step.set, held(engine, 1)), (0, in_service()));
    // Another outage of it begins and ends: the one before does not come back, for somebody had said otherwise.
    recorded(engine, 26, &new("dead", vec![out("Web", OutOfService)]));
    moved(engine, 27, "2", OutageDeed::End, &OutageEdit::default());
    assert_eq!(held(engine, 1), in_service());
    // Naming it again says so.
    let again = OutageItemWords { since: Some(at(28)), ..out("Web", Degraded) };
    edited(engine, 29, "1", &OutageEdit { items: vec![again], ..OutageEdit::default() });
    assert_eq!(held(engine, 1), by(Degraded, 28, "OUT-000001"));
    said(engine, 30, "Web", OutOfService);
    let step = moved(engine, 40, "1", OutageDeed::End, &OutageEdit::default());
    assert_eq!((step.set, held(engine, 1)), (0, (OutOfService, Some(30), None)));
    let codes: Vec<&str> = step.kept.iter().map(|own| own.text.code.as_str()).collect();
    assert_eq!(codes, ["outage-kept-meanwhile", "outage-kept-meanwhile"]);
}

#[test]
fn an_open_outage_is_corrected_and_the_items_follow() {
    let estate = estate();
    let engine = &estate.engine;
    recorded(engine, 10, &new("slow", vec![out("Web", Degraded)]));
    let step =
        edited(engine, 12, "1", &OutageEdit { from: Some(at(8)), reason: "the graph".into(), ..OutageEdit::default() });
    let event = step.outage.history.last().unwrap();
    assert_eq!((event.what.as_str(), event.reason.as_str(), event.fields.len()), ("edit", "the graph", 1));
    assert_eq!(event.fields[0].field, "from");
    assert_eq!(event.fields[0].before.as_deref(), Some(at(10).to_string().as_str()));
    assert_eq!(held(engine, 1), by(Degraded, 8, "OUT-000001"));
    // Worse from a moment on: both are kept.
    let worse = OutageItemWords { since: Some(at(15)), ..out("Web", OutOfService) };
    edited(engine, 16, "1", &OutageEdit { items: vec![worse, out("Database", Degraded)], ..OutageEdit::default() });
    assert_eq!((held(engine, 1), held(engine, 2)), (by(OutOfService, 15, "OUT-000001"), by(Degraded, 8, "OUT-000001")));
    // One is back before the others.
    let back = OutageEdit { back: vec!["Web".into()], at: Some(at(18)), ..OutageEdit::default() };
    let step = edited(engine, 20, "1", &back);
    assert_eq!((held(engine, 1), step.commit.unwrap().effective_at), (in_service(), at(18)));
    let spans: Vec<_> = step.outage.items.iter().map(|own| (own.item.0, own.since, own.until)).collect();
    assert_eq!(spans, [(1, None, Some(at(15))), (1, Some(at(15)), Some(at(18))), (2, None, None)]);
    // One was never out.
    let never = OutageEdit { back: vec!["Database".into()], at: Some(at(8)), ..OutageEdit::default() };
    let step = edited(engine, 21, "1", &never);
    assert_eq!((held(engine, 2), step.outage.items.len()), (in_service(), 2));
    moved(engine, 30, "1", OutageDeed::End, &OutageEdit { to: Some(at(18)), ..OutageEdit::default() });
    // One that is over takes other times, and nothing goes out by it.
    let later = OutageEdit { to: Some(at(19)), from: Some(at(7)), ..OutageEdit::default() };
    let step = edited(engine, 31, "1", &later);
    let fields: Vec<&str> = step.outage.history.last().unwrap().fields.iter().map(|own| own.field.as_str()).collect();
    assert_eq!((fields, step.set, held(engine, 1)), (vec!["from", "to"], 0, in_service()));
    // The same again is no record.
    assert!(edited(engine, 32, "1", &later).commit.is_none());
    let before = refused(engine, |engine| {
        when(33, |act| edit_outage(engine, "1", &OutageEdit { from: Some(at(16)), ..OutageEdit::default() }, act))
    });
    assert_eq!(before, "outage-item-end");
}

#[test]
fn what_is_announced_is_open_when_somebody_says_so() {
    let estate = estate();
    let engine = &estate.engine;
    let edit = OutageEdit {
        from: Some(at(30)),
        expected_end: Some(Some(at(60))),
        planned: Some(true),
        ..new("Patch", vec![out("Web", OutOfService)])
    };
    let step = recorded(engine, 10, &edit);
    assert_eq!((step.outage.state.as_str(), held(engine, 1)), ("announced", in_service()));
    assert_eq!(step.commit.unwrap().kind, CommitKind::Process);
    let agreed = step.outage.agreed().unwrap().clone();
    assert_eq!((agreed.start, agreed.end, agreed.items.clone()), (at(30), at(60), vec![CiId(1)]));
    let early = refused(engine, |engine| {
        when(20, |act| move_outage(engine, "1", OutageDeed::Open, &OutageEdit::default(), act))
    });
    assert_eq!(early, "guard-outage-begun");
    // Announced anew before it begins: that counts.
    let step = edited(engine, 21, "1", &OutageEdit { expected_end: Some(Some(at(50))), ..OutageEdit::default() });
    assert_eq!(step.outage.agreed().unwrap().end, at(50));
    let step = moved(engine, 35, "1", OutageDeed::Open, &OutageEdit { from: Some(at(32)), ..OutageEdit::default() });
    assert_eq!((held(engine, 1), step.outage.agreed().unwrap().start), (by(OutOfService, 32, "OUT-000001"), at(30)));
    // What comes to it later was agreed with nobody, nor is a later end.
    let more = OutageEdit {
        items: vec![out("Database", Degraded)],
        expected_end: Some(Some(at(90))),
        ..OutageEdit::default()
    };
    let step = edited(engine, 40, "1", &more);
    let agreed = step.outage.agreed().unwrap();
    assert_eq!((agreed.items.as_slice(), agreed.end, held(engine, 2).0), (&[CiId(1)][..], at(50), Degraded));
    // Called planned only when it had begun.
    let late = recorded(engine, 41, &OutageEdit { planned: Some(true), ..new("Late", vec![out("Web", Degraded)]) });
    assert!(late.outage.planned && late.outage.agreed().is_none());
    let next = OutageEdit { from: Some(at(300)), expected_end: Some(Some(at(360))), ..edit };
    recorded(engine, 42, &next);
    let cancelled = OutageEdit { reason: "not needed".into(), ..OutageEdit::default() };
    assert!(matches!(
        when(43, |act| move_outage(engine, "3", OutageDeed::Cancel, &OutageEdit::default(), act)),
        Err(EngineError::NoReason)
    ));
    assert_eq!(moved(engine, 43, "3", OutageDeed::Cancel, &cancelled).outage.state, "cancelled");
    let states: Vec<String> =
        outages_list(engine, &engine.generation(), None).unwrap().into_iter().map(|own| own.state).collect();
    assert_eq!(states, ["open", "open", "cancelled"]);
    assert_eq!(outages_list(engine, &engine.generation(), Some("cancelled")).unwrap().len(), 1);
    assert_eq!(outages_of_item(engine, &engine.generation(), CiId(2)).unwrap().len(), 1);
}

#[test]
fn an_outage_of_the_past_is_entered_whole_and_names_the_change_that_caused_it() {
    let estate = estate();
    let engine = &estate.engine;
    let raised = NewChange { title: "Patch".into(), ..NewChange::default() };
    when(1, |act| cairn_engine::change::raise(engine, &raised, act)).unwrap();
    let edit = OutageEdit {
        from: Some(at(2)),
        to: Some(at(6)),
        change: Some("1".into()),
        cause_item: Some("Database".into()),
        ..new("Fell over", vec![out("Old", OutOfService), out("Web", OutOfService)])
    };
    let step = recorded(engine, 10, &edit);
    assert_eq!((step.outage.state.as_str(), step.set, held(engine, 1)), ("over", 0, in_service()));
    assert_eq!(step.commit.unwrap().effective_at, at(6));
    assert_eq!(step.outage.change.as_deref(), Some("CHG-000001"));
    assert_eq!(outages_of_change(engine, "CHG-000001").unwrap()[0].title, "Fell over");
    let page = when(11, |act| outage_page(engine, "1", act, &CancelToken::default())).unwrap();
    assert_eq!((page.change_title.as_deref(), page.cause_item.unwrap().name.as_str()), (Some("Patch"), "Database"));
}

#[test]
fn a_record_of_an_outage_is_taken_back_as_that_of_a_step_is() {
    let estate = estate();
    let engine = &estate.engine;
    let seq = recorded(engine, 10, &new("slow", vec![out("Web", Degraded)])).commit.unwrap().seq;
    let undone = when(11, |act| cairn_engine::live::undo(engine, seq, "", act)).unwrap_err();
    assert_eq!(undone.phrase().code, "live-undo-of-an-outage");
    when(12, |act| cairn_engine::revert::revert(engine, &seq.to_string(), "wrong item", act)).unwrap();
    assert_eq!((held(engine, 1), find_outage(engine, "1").unwrap().state.as_str()), (in_service(), "open"));
    let step = moved(engine, 13, "1", OutageDeed::End, &OutageEdit::default());
    assert_eq!((step.set, step.kept[0].text.code.as_str()), (0, "outage-kept-meanwhile"));
}
