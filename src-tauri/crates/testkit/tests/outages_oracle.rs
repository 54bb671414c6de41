//! What outages, what was announced and what people record use of an error budget, against asking every minute (ADR 23, r and
//! t): random deeds on an estate that is kept, as it is at the end and as it was recorded in between.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::time::Duration;

use cairn_engine::exposure::{BudgetQuestion, budgets};
use cairn_engine::operation::OperationChange;
use cairn_engine::outage::{
    OutageDeed, OutageEdit, OutageItemWords, OutageStep, edit_outage, move_outage, outages, record_outage,
};
use cairn_engine::{Act, Engine, EngineError, Holder, NewEstate};
use cairn_model::outage::Outage;
use cairn_model::{
    CancelToken, CiId, CommitDraft, CommitKind, Edit, Item, Level, Operation, OperationStatus, Relationship,
    RelationshipId, Timestamp, Value,
};
use cairn_testkit::oracle::exposure::{Agreed, Clock, Count, Period, Promise, Recorded, Said, Trouble, Word, count};
use proptest::prelude::*;
use tempfile::TempDir;

const MINUTE_MS: i64 = 60_000;
/// The minute at which the estate is made.
const START: i64 = 28_000_000;
const SERVICE: u128 = 9;

/// A deed: which, on which of the two items, whether it is the worse level, two numbers of minutes, and how long after the last.
type Deed = (u8, u8, bool, i64, i64, i64);

fn holder() -> Holder {
    Holder { pid: 1, program: "test".into(), since: Timestamp(0), user: "tester".into() }
}

fn acting<T>(minute: i64, verb: impl FnOnce(&mut Act<'_>) -> T) -> T {
    let mut entropy = |bytes: &mut [u8]| bytes.fill(u8::try_from(minute.rem_euclid(251)).unwrap());
    let now = moment(minute);
    verb(&mut Act { actor: "tester".into(), now, effective_at: None, entropy: &mut entropy })
}

fn moment(minute: i64) -> Timestamp {
    Timestamp(minute * MINUTE_MS)
}

fn minute(moment: Timestamp) -> i64 {
    moment.0 / MINUTE_MS
}

/// A service that needs both of two servers, and leaves out what is planned.
fn estate(dir: &TempDir) -> Engine {
    let new = NewEstate { name: "e".into(), holder: holder() };
    let engine = acting(START, |act| Engine::create(&dir.path().join("e.cairn"), &new, act)).unwrap();
    let promise = [("sla_target", "99.9"), ("sla_period", "rolling_30_days"), ("sla_excludes_planned", "true")];
    let half = [("sla_degraded_half", "true")];
    let item = |number: u128, class: &str, attributes: &[(&str, &str)]| Item {
        attributes: attributes.iter().map(|(id, value)| ((*id).to_owned(), Value::Text((*value).to_owned()))).collect(),
        class: class.into(),
        id: CiId(number),
        key: format!("K-{number}"),
        name: format!("n {number}"),
        operation: Operation::default(),
        source: None,
        source_id: None,
        state: "live".into(),
        verified_at: None,
        verified_by: None,
    };
    let needs = |to: u128| {
        let id = RelationshipId { from: CiId(SERVICE), label: None, to: CiId(to), type_id: "depends_on".into() };
        Edit::Relationship { before: None, after: Some(Box::new(Relationship::declared(id))) }
    };
    let add = |item: Item| Edit::Item { before: None, after: Some(Box::new(item)) };
    let edits = vec![
        add(item(1, "virtual_machine", &[])),
        add(item(2, "virtual_machine", &[])),
        add(item(SERVICE, "business_service", &[&promise[..], &half[..]].concat())),
        needs(1),
        needs(2),
    ];
    let draft = CommitDraft {
        kind: CommitKind::Load,
        actor: "tester".into(),
        recorded_at: moment(START),
        effective_at: moment(START),
        reason: "all".into(),
        change: None,
        step: None,
    };
    acting(START, |act| engine.commit(draft, edits, act)).unwrap();
    engine
}

fn level_of(worse: bool) -> OperationStatus {
    if worse { OperationStatus::OutOfService } else { OperationStatus::Degraded }
}

/// Items by a number: the one, the other, or both.
fn items(which: u8, worse: bool, since: Option<i64>) -> Vec<OutageItemWords> {
    let own = |item: &str, level| OutageItemWords { item: item.into(), level, since: since.map(moment) };
    match which % 3 {
        0 => vec![own("K-1", level_of(worse))],
        1 => vec![own("K-2", level_of(worse))],
        _ => vec![own("K-1", level_of(worse)), own("K-2", level_of(!worse))],
    }
}

fn newest(engine: &Engine, state: &str) -> String {
    let found = outages(engine).unwrap().into_iter().rev().find(|own| own.state == state);
    found.map_or_else(|| "none".to_owned(), |own| own.id)
}

/// Does a deed at a minute; returns whether a record of an outage came of it. What makes no sense is refused.
fn done(engine: &Engine, deed: Deed, now: i64) -> Result<bool, EngineError> {
    let (kind, which, worse, first, second, _) = deed;
    let none = OutageEdit::default;
    let titled = || OutageEdit { title: Some("t".into()), items: items(which, worse, None), ..none() };
    let moved = |state: &str, deed: OutageDeed, edit: OutageEdit| {
        acting(now, |act| move_outage(engine, &newest(engine, state), deed, &edit, act))
    };
    let edited =
        |state: &str, edit: OutageEdit| acting(now, |act| edit_outage(engine, &newest(engine, state), &edit, act));
    let new = |edit: OutageEdit| acting(now, |act| record_outage(engine, &edit, act));
    let from = Some(moment(now - first));
    let step: Result<OutageStep, EngineError> = match kind % 12 {
        0 | 1 => {
            let status = if kind == 0 { level_of(worse) } else { OperationStatus::InService };
            let (reason, item) = ("somebody".to_owned(), if which % 2 == 0 { "K-1" } else { "K-2" });
            let change = OperationChange { status, reason, since: from, expected_end: None };
            return acting(now, |act| cairn_engine::operation::set(engine, item, &change, act)).map(|_| false);
        }
        2 => new(OutageEdit { from, planned: Some(second % 2 == 0), ..titled() }),
        3 => new(OutageEdit {
            from: Some(moment(now + 1 + first)),
            expected_end: Some(Some(moment(now + 2 + first + second))),
            planned: Some(true),
            ..titled()
        }),
        4 => moved(
            "announced",
            OutageDeed::Open,
            OutageEdit { from: (second % 2 == 0).then_some(()).and(from), ..none() },
        ),
        5 | 6 => moved("open", OutageDeed::End, OutageEdit { to: from, ..none() }),
        7 => edited("open", OutageEdit { items: items(which, worse, Some(now - first)), ..none() }),
        8 => edited(
            "open",
            OutageEdit { back: vec![if which % 2 == 0 { "K-1".into() } else { "K-2".into() }], at: from, ..none() },
        ),
        9 => edited(if worse { "open" } else { "announced" }, OutageEdit { from, ..none() }),
        10 => edited("over", OutageEdit { from: Some(moment(now - first - second)), to: from, ..none() }),
        _ if second % 4 == 0 => moved("announced", OutageDeed::Cancel, OutageEdit { reason: "no".into(), ..none() }),
        _ => new(OutageEdit { from: Some(moment(now - first - second)), to: from, ..titled() }),
    };
    step.map(|_| true)
}

/// Returns what is recorded, for the oracle to read.
fn recorded(engine: &Engine, of_outages: &BTreeSet<u64>) -> Recorded {
    let mut found = Recorded::default();
    let place = |item: CiId| usize::try_from(item.0).unwrap();
    let number = |level: Level| if level == Level::Down { 3 } else { u8::from(level == Level::Degraded) * 2 };
    for item in [CiId(1), CiId(2)] {
        for (header, edit) in engine.item_history(item, u64::MAX).unwrap() {
            let Edit::Item { before: Some(before), after: Some(after) } = edit else { continue };
            if before.operation == after.operation {
                continue;
            }
            let level = number(after.operation.status.level());
            let from = match after.operation.since {
                Some(since) => since,
                None => header.effective_at.min(header.recorded_at),
            };
            let of_outage = of_outages.contains(&header.seq);
            found.words.push(Word { record: header.seq, item: place(item), from: minute(from), level, of_outage });
        }
    }
    found.words.sort_by_key(|word| word.record);
    let came_about = |own: &&Outage| own.state != "cancelled";
    let all = outages(engine).unwrap();
    for own in all.iter().filter(came_about) {
        found.said.extend(own.items.iter().filter_map(|entry| {
            let (since, until) = (minute(own.since(entry)), own.until(entry).map(minute));
            let level = number(entry.level.level());
            Some(Said { item: place(entry.item), level, record: entry.record?, since, until })
        }));
        found.agreed.extend(own.agreed().map(|agreed| Agreed {
            items: agreed.items.iter().map(|&item| place(item)).collect(),
            start: minute(agreed.start),
            end: minute(agreed.end),
        }));
    }
    found
}

/// Makes one of troubles that follow each other and say the same.
fn joined(troubles: Vec<Trouble>) -> Vec<Trouble> {
    let mut joined: Vec<Trouble> = Vec::new();
    for own in troubles {
        match joined.last_mut() {
            Some(last) if (last.1, last.2, last.3) == (own.0, own.2, own.3) => last.1 = own.1,
            _ => joined.push(own),
        }
    }
    joined
}

fn counted(known: &Recorded, now: i64) -> Count {
    let promise = Promise {
        target: 9_990,
        period: Period::Rolling,
        hours: None,
        clock: Clock::Utc,
        excludes_planned: true,
        degraded_half: true,
    };
    count(&promise, &joined(known.troubles(&[1, 2], (START - 2_000, now))), now)
}

fn computed(engine: &Engine, at: Option<String>, now: i64) -> (i64, i64, i64) {
    let question = BudgetQuestion { services: Vec::new(), at };
    let report = budgets(engine, &question, moment(now), &CancelToken::default()).unwrap();
    let own = &report.budgets[0];
    (own.planned_ms, own.unplanned_ms, own.left_ms)
}

fn check(deeds: &[Deed]) {
    let dir = TempDir::new().unwrap();
    let engine = estate(&dir);
    let (mut now, mut of_outages, mut between) = (START + 200, BTreeSet::new(), Vec::new());
    for &deed in deeds {
        now += deed.5;
        let seq = engine.generation().seq();
        match done(&engine, deed, now) {
            Ok(of_outage) => {
                let made = engine.generation().seq();
                if of_outage && made > seq {
                    of_outages.insert(made);
                }
                between.push((made, now, recorded(&engine, &of_outages)));
            }
            Err(error) => assert_eq!(engine.generation().seq(), seq, "{error}"),
        }
    }
    now += 30;
    let path = engine.path().to_owned();
    drop(engine);
    let engine = Engine::open(&path, &holder(), Duration::from_secs(5)).unwrap();
    let known = recorded(&engine, &of_outages);
    let own = counted(&known, now);
    assert_eq!(computed(&engine, None, now), (own.planned, own.unplanned, own.left), "now {now} {known:#?}");
    if let Some((seq, then, known)) = between.get(between.len() / 2) {
        let own = counted(known, *then);
        let found = computed(&engine, Some(seq.to_string()), now);
        assert_eq!(found, (own.planned, own.unplanned, own.left), "record no. {seq} at {then} {known:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_outages_use_is_what_asking_every_minute_says(
        deeds in prop::collection::vec((0_u8..12, 0_u8..6, any::<bool>(), 0_i64..60, 0_i64..60, 0_i64..40), 1..24)
    ) {
        check(&deeds);
    }
}

#[test]
fn the_oracle_itself_knows_what_was_agreed() {
    // Announced from 100 to 110, open from 98 to 115; the other item was never announced.
    let said = |item, since, until| Said { item, level: 3, record: 3, since, until: Some(until) };
    let agreed = Agreed { items: vec![1], start: 100, end: 110 };
    let known = Recorded { words: Vec::new(), said: vec![said(1, 98, 115)], agreed: vec![agreed.clone()] };
    assert_eq!(joined(known.troubles(&[1, 2], (0, 200))), [(98, 100, 3, 0), (100, 110, 3, 3), (110, 115, 3, 0)]);
    let known = Recorded { said: vec![said(2, 98, 115)], agreed: vec![agreed], ..Recorded::default() };
    assert_eq!(joined(known.troubles(&[1, 2], (0, 200))), [(98, 115, 3, 0)]);
    // Somebody said at 105, in a later record, that it was back.
    let back = Word { record: 4, item: 1, from: 105, level: 0, of_outage: false };
    let known = Recorded { words: vec![back], said: vec![said(1, 98, 115)], agreed: Vec::new() };
    assert_eq!(joined(known.troubles(&[1, 2], (0, 200))), [(98, 105, 3, 0)]);
}
