//! The past and the difference of two moments, held against copies that were kept on the way.
#![allow(clippy::unwrap_used, reason = "a test")]

mod history;

use std::collections::BTreeMap;

use cairn_engine::baseline::{Authorisation, BaselineDiff, DiffLine, Noun, What, diff};
use cairn_engine::{Engine, EngineError, MomentError};
use cairn_model::{CommitKind, Timestamp};
use proptest::prelude::*;

use history::{Copy, History, Key, contents, loaded, needs, plans};

/// Applies a difference to a copy, field by field.
fn applied(before: &Copy, diff: &BaselineDiff) -> BTreeMap<Key, BTreeMap<String, String>> {
    let mut records = before.fields();
    for line in &diff.lines {
        let key = key_of(line);
        match line.what {
            What::Added => assert!(records.insert(key.clone(), BTreeMap::new()).is_none(), "{key:?}"),
            What::Changed => assert!(!line.fields.is_empty() && records.contains_key(&key), "{key:?}"),
            What::Removed => {}
        }
        let record = records.get_mut(&key).unwrap();
        for (field, change) in &line.fields {
            assert_eq!(record.get(field), change.before.as_ref(), "{key:?} {field}");
            match &change.after {
                Some(after) => record.insert(field.clone(), after.clone()),
                None => record.remove(field),
            };
        }
        if line.what == What::Removed {
            assert_eq!(records.remove(&key), Some(BTreeMap::new()), "{key:?}");
        }
    }
    records
}

fn key_of(line: &DiffLine) -> Key {
    let other = line.other.as_ref().map(|other| other.id);
    let named = (line.type_id.clone(), line.label.clone());
    match line.noun {
        Noun::Item => Key::Item(line.item.id),
        Noun::Relationship => Key::Relationship(line.item.id, named.0.unwrap(), other.unwrap(), named.1),
        Noun::Requirement => Key::Terms(line.item.id, line.requirement.clone().unwrap(), other, named.1),
    }
}

fn assert_past(engine: &Engine, history: &History) {
    for (seq, copy) in history.copies() {
        let past = engine.at(&format!("#{seq}")).unwrap();
        assert_eq!((past.seq, past.generation.seq()), (seq, seq));
        assert_eq!(past.recorded_at, history.commit(seq).recorded_at);
        assert_eq!(contents(&past.generation), copy.contents(), "record no. {seq}");
        assert_eq!(needs(&past.generation), needs(&loaded(copy, &past.generation)), "record no. {seq}");
    }
}

fn assert_diff(history: &History, diff: &BaselineDiff) {
    let (from, to) = (diff.from.seq, diff.to.seq);
    let (before, after) = (history.copy(from), history.copy(to));
    assert_eq!(applied(before, diff), after.fields(), "{from} to {to}");
    let mut counts = [0; 3];
    for line in &diff.lines {
        let touched = history.touching(&key_of(line), from, to);
        let seqs: Vec<u64> = line.commits.iter().map(|commit| commit.seq).collect();
        assert_eq!(seqs, touched, "{:?}", key_of(line));
        let worst = touched.iter().map(|seq| {
            let commit = history.commit(*seq);
            match commit.kind {
                _ if commit.change.is_some() => Authorisation::Authorised,
                CommitKind::Load | CommitKind::Change | CommitKind::Revert => Authorisation::Unauthorised,
                _ => Authorisation::NotRequired,
            }
        });
        assert_eq!(Some(line.authorisation), worst.max());
        counts[line.authorisation as usize] += 1;
    }
    let said = diff.authorisation;
    assert_eq!([said.authorised, said.not_required, said.unauthorised], counts);
    let order: Vec<_> = diff
        .lines
        .iter()
        .map(|line| (line.authorisation != Authorisation::Unauthorised, line.item.name.clone()))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    let tally = diff.counts;
    let counted = [tally.items, tally.relationships, tally.requirements].map(|of| of.added + of.changed + of.removed);
    assert_eq!(counted.iter().sum::<u64>(), diff.lines.len() as u64);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_past_is_what_it_was_and_a_difference_leads_from_one_to_the_other(plans in plans()) {
        let mut history = History::new();
        for plan in &plans {
            history.commit_plan(plan);
        }
        let head = history.engine().generation().seq();
        assert_past(history.engine(), &history);
        for from in 1..=head {
            for to in from..=head {
                let found = diff(history.engine(), &from.to_string(), Some(&format!("#{to}")), None).unwrap();
                assert_diff(&history, &found);
            }
        }
        // What is read back from the disk has the same past.
        let history = history.reopened();
        assert_past(history.engine(), &history);
    }

    #[test]
    fn a_time_means_the_newest_record_made_by_then(plans in plans(), time in -10_i64..250) {
        let mut history = History::new();
        for plan in &plans {
            history.commit_plan(plan);
        }
        let head = history.engine().generation().seq();
        let commits: Vec<_> = (1..=head).map(|seq| history.commit(seq)).collect();
        let told = commits.iter().flat_map(|commit| [commit.recorded_at, commit.effective_at]);
        for time in told.chain([Timestamp(commits[0].recorded_at.0 + time)]) {
            let expected = commits.iter().rev().find(|commit| commit.recorded_at <= time).map(|commit| commit.seq);
            match (history.engine().moment(&time.to_string()), expected) {
                (Ok(moment), Some(seq)) => {
                    let late = commits.iter().filter(|later| later.seq > seq && later.effective_at <= time).count();
                    assert_eq!((moment.seq, moment.later_effective), (seq, late as u64));
                }
                (Err(EngineError::Moment(MomentError::BeforeFirst { .. })), None) => {}
                (found, expected) => panic!("{found:?} for {expected:?}"),
            }
        }
        for seq in 1..=head {
            let recorded_at = history.commit(seq).recorded_at;
            let late = commits.iter().filter(|later| later.seq > seq && later.effective_at <= recorded_at).count();
            let moment = history.engine().moment(&seq.to_string()).unwrap();
            assert_eq!((moment.seq, moment.later_effective), (seq, late as u64));
        }
    }

    #[test]
    fn a_filter_leaves_what_concerns_the_items_it_selects_at_either_end(plans in plans()) {
        let mut history = History::new();
        for plan in &plans {
            history.commit_plan(plan);
        }
        let head = history.engine().generation().seq();
        for from in 1..=head {
            for (filter, state) in [("state:live", "live"), ("state:planned", "planned")] {
                let all = diff(history.engine(), &from.to_string(), None, None).unwrap();
                let some = diff(history.engine(), &from.to_string(), None, Some(filter)).unwrap();
                let selects = |id| {
                    [from, head].iter().any(|seq| history.copy(*seq).items.get(&id).is_some_and(|i| i.state == state))
                };
                let concerned: Vec<&DiffLine> = all
                    .lines
                    .iter()
                    .filter(|line| {
                        let is_other = line.noun == Noun::Relationship;
                        selects(line.item.id)
                            || is_other && line.other.as_ref().is_some_and(|other| selects(other.id))
                    })
                    .collect();
                assert_eq!(some.lines.iter().collect::<Vec<_>>(), concerned, "{from} {filter}");
                assert!(some.model.is_empty());
            }
        }
    }
}

#[test]
fn a_past_of_many_edits_is_loaded_anew() {
    let mut history = History::new();
    history.commit_many(20_100);
    history.commit_removal(5);
    assert_past(history.engine(), &history);
    let past = history.engine().at("1").unwrap();
    assert_eq!((past.generation.item_count(), past.generation.seq()), (0, 1));
}

#[test]
fn the_newest_record_is_the_generation_in_hand() {
    let history = History::new();
    let newest = history.engine().generation();
    assert!(std::sync::Arc::ptr_eq(&newest, &history.engine().at("1").unwrap().generation));
}
