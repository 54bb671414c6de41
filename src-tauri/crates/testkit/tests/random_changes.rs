//! Properties of changes on random estates, and of the random changes themselves.
#![allow(clippy::unwrap_used, reason = "a test")]

#[cfg(test)]
mod common;

use std::collections::{BTreeMap, BTreeSet};

use cairn_testkit::oracle::{
    AssumedRedundancy, ChangeJudgement, Estate, Item, Level, Levels, Needs, Operation, Relationship, Requirement,
    RequirementKey, Seed, State, Step, StepEdit, StepJudgement, Strength, Threshold, apply, judge,
    judge_assumed_absent, judge_change, needs_of, place_of, requirements,
};
use cairn_testkit::random::{estate_with_change, estate_with_seeds};
use common::steps::assert_valid;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn all_at_most(lower: &Levels, upper: &Levels) -> bool {
    lower.len() == upper.len() && lower.iter().all(|(id, level)| *level <= upper[id])
}

/// Returns the level of every item of an estate, those that do not participate included.
fn of_every_item(estate: &Estate, levels: &Levels) -> Levels {
    let of = |item: &Item| levels.get(&item.id).copied().unwrap_or(Level::Unaffected);
    estate.items.iter().map(|item| (item.id.clone(), of(item))).collect()
}

fn identity(row: &Relationship) -> (String, String, String, Option<String>) {
    (row.from.clone(), row.type_id.clone(), row.to.clone(), row.label.clone())
}

/// Restates *during* without a word about cuts: a row that goes leads to a stand-in of the provider, which is down.
///
/// Stand-ins are one per requirement and provider, and only where no row of the two stays.
fn during_by_stand_ins(step: &StepJudgement, seeds: &[Seed]) -> Levels {
    let (before, after) = (&step.before, &step.after);
    let stays: BTreeSet<_> = after.relationships.iter().map(identity).collect();
    let needed: Vec<_> = before.relationships.iter().map(|row| needs_of(before, row)).collect();
    let mut altered = before.clone();
    let mut joint = seeds.to_vec();
    for item in before.items.iter().filter(|item| before.participates(&item.id) && !after.participates(&item.id)) {
        joint.push((item.id.clone(), Level::Down));
    }
    for (place, need) in needed.iter().enumerate() {
        let Some(need) = need else { continue };
        let same = |other: &usize| {
            needed[*other].as_ref().is_some_and(|other| {
                (&other.consumer, &other.provider, &other.key) == (&need.consumer, &need.provider, &need.key)
            })
        };
        let is_kept =
            (0..needed.len()).filter(same).any(|other| stays.contains(&identity(&before.relationships[other])));
        if is_kept || !before.participates(&need.provider) {
            continue;
        }
        let stand_in = format!("instead of {} in {:?} of {}", need.provider, need.key, need.consumer);
        if altered.item(&stand_in).is_none() {
            let (state, operation) = (State::Live, Operation::InService);
            altered.items.push(Item { id: stand_in.clone(), state, operation, is_service: false });
            joint.push((stand_in.clone(), Level::Down));
        }
        let row = &mut altered.relationships[place];
        match before.relationship_type(&row.type_id).unwrap().needs {
            Needs::Source => row.to = stand_in,
            Needs::Target => row.from = stand_in,
            Needs::None => {}
        }
    }
    of_every_item(after, &judge(&altered, &joint).levels)
}

type Terms = (Option<Strength>, Option<Threshold>, Option<Threshold>);

/// Returns what the rows of every requirement declare.
fn terms_of_all(estate: &Estate) -> BTreeMap<(String, RequirementKey), Terms> {
    let mut all: BTreeMap<(String, RequirementKey), Terms> = BTreeMap::new();
    for row in &estate.relationships {
        if let Some(need) = needs_of(estate, row) {
            let (strength, k, q) = all.entry((need.consumer, need.key)).or_default();
            *strength = strength.or(row.strength);
            *k = k.or(row.min_up);
            *q = q.or(row.degraded_below);
        }
    }
    all
}

fn only_adds(edit: &StepEdit) -> bool {
    matches!(
        edit,
        StepEdit::AddItem(_) | StepEdit::Touch { .. } | StepEdit::AddRelationship(_) | StepEdit::SetTerms { .. }
    )
}

proptest! {
    #[test]
    fn a_step_is_at_least_each_of_its_parts((estate, steps) in estate_with_change()) {
        let judged = judge_change(&estate, &steps);
        prop_assert_eq!(judged.steps.len(), steps.len());
        for step in &judged.steps {
            prop_assert!(all_at_most(&step.during, &step.worst));
            prop_assert!(all_at_most(&step.settled, &step.worst));
            prop_assert!(step.worst.iter().all(|(id, level)| *level == step.during[id].max(step.settled[id])));
            prop_assert!(all_at_most(&step.worst, &step.if_it_fails));
            prop_assert!(all_at_most(&step.during, &step.during_without));
            prop_assert!(all_at_most(&step.settled, &step.settled_without));
            for (consumer, _, level) in &step.lost {
                prop_assert!(*level > Level::Unaffected && step.settled[consumer] >= *level);
            }
        }
    }

    #[test]
    fn steps_follow_each_other((estate, steps) in estate_with_change()) {
        let judged = judge_change(&estate, &steps);
        let mut before = estate.clone();
        for (step, found) in steps.iter().zip(&judged.steps) {
            prop_assert_eq!(&found.before, &before);
            before = apply(&before, &step.edits);
            prop_assert_eq!(&found.after, &before);
            prop_assert!(found.worst.keys().eq(before.items.iter().map(|item| &item.id)));
        }
        prop_assert_eq!(&judged.end_estate, &before);
        let all = Step { edits: steps.iter().flat_map(|step| step.edits.clone()).collect(), seeds: Vec::new() };
        prop_assert_eq!(&judge_change(&estate, &[all]).steps[0].settled, &judged.end);
    }

    #[test]
    fn an_empty_step_is_context_only((estate, steps) in estate_with_change(), place in 0..4_usize) {
        let mut longer = steps.clone();
        let place = place.min(steps.len());
        longer.insert(place, Step::default());
        let judged = judge_change(&estate, &longer);
        let empty = &judged.steps[place];
        let context = of_every_item(&empty.after, &judge(&empty.before, &[]).levels);
        for levels in [&empty.during, &empty.settled, &empty.worst, &empty.if_it_fails] {
            prop_assert_eq!(levels, &context);
        }
        let without = of_every_item(&empty.after, &judge_assumed_absent(&empty.before, &[]).levels);
        prop_assert_eq!(&empty.during_without, &without);
        prop_assert_eq!(&empty.settled_without, &without);
        // It changes nothing for the others.
        let shorter = judge_change(&estate, &steps);
        prop_assert_eq!(&shorter.end, &judged.end);
        let mut others = judged.steps.clone();
        others.remove(place);
        prop_assert_eq!(shorter.steps, others);
    }

    #[test]
    fn a_step_without_edits_is_the_verdict_of_its_seeds((estate, seeds) in estate_with_seeds()) {
        let judged = judge_change(&estate, &[Step { edits: Vec::new(), seeds: seeds.clone() }]);
        let step = &judged.steps[0];
        prop_assert_eq!(&step.during, &of_every_item(&estate, &judge(&estate, &seeds).levels));
        prop_assert_eq!(&step.during_without, &of_every_item(&estate, &judge_assumed_absent(&estate, &seeds).levels));
        prop_assert_eq!(&step.settled, &of_every_item(&estate, &judge(&estate, &[]).levels));
        prop_assert_eq!(&step.worst, &step.during);
    }

    #[test]
    fn more_seeds_never_lower_a_level((estate, steps) in estate_with_change(), kept in 0..3_usize) {
        let fewer: Vec<Step> = steps
            .iter()
            .map(|step| Step { seeds: step.seeds[..kept.min(step.seeds.len())].to_vec(), ..step.clone() })
            .collect();
        let (fewer, more) = (judge_change(&estate, &fewer), judge_change(&estate, &steps));
        for (fewer, more) in fewer.steps.iter().zip(&more.steps) {
            prop_assert!(all_at_most(&fewer.during, &more.during));
            prop_assert!(all_at_most(&fewer.worst, &more.worst));
            prop_assert!(all_at_most(&fewer.if_it_fails, &more.if_it_fails));
            prop_assert_eq!(&fewer.settled, &more.settled, "seeds are no part of after");
            prop_assert_eq!(&fewer.lost, &more.lost);
        }
        prop_assert_eq!(fewer.end, more.end);
    }

    #[test]
    fn a_cut_is_a_stand_in_that_is_down((estate, steps) in estate_with_change()) {
        let judged = judge_change(&estate, &steps);
        for (step, found) in steps.iter().zip(&judged.steps) {
            prop_assert_eq!(&during_by_stand_ins(found, &step.seeds), &found.during);
        }
    }

    #[test]
    fn nothing_is_lost_where_things_are_only_added((estate, steps) in estate_with_change()) {
        for (step, found) in steps.iter().zip(judge_change(&estate, &steps).steps) {
            if step.edits.iter().all(only_adds) {
                prop_assert_eq!(found.lost, []);
                let during = judge(&found.before, &step.seeds).levels;
                prop_assert_eq!(&found.during, &of_every_item(&found.after, &during));
                let settled = judge(&found.after, &[]).levels;
                prop_assert_eq!(&found.settled, &of_every_item(&found.after, &settled));
            }
        }
    }

    /// A new item in the place of an old one: afterwards everything is as it was before, under another name.
    #[test]
    fn a_new_item_replaces_an_old_one_without_loss((estate, seeds) in estate_with_seeds()) {
        let old = estate.item(&seeds[0].0).unwrap().clone();
        // A group that is short of its declared count already is held to the count once it is touched.
        let is_short = |one: &Requirement| matches!(one.declared_k, Some(Threshold::Count(count)) if count > one.n);
        let required = requirements(&estate, AssumedRedundancy::Holds);
        prop_assume!(!required.iter().any(|one| one.members.contains(&old.id) && is_short(one)));
        let new = Item { id: "new".to_owned(), ..old.clone() };
        let edits = vec![StepEdit::AddItem(new), StepEdit::Replace { old: old.id.clone(), new: "new".to_owned() }];
        let judged = judge_change(&estate, &[Step { edits, seeds: Vec::new() }, Step { edits: Vec::new(), seeds }]);
        let (step, later) = (&judged.steps[0], &judged.steps[1]);
        prop_assert_eq!(&step.lost, &Vec::new());
        let mut expected = of_every_item(&step.after, &judge(&estate, &[]).levels);
        expected.insert("new".to_owned(), expected[&old.id]);
        expected.insert(old.id.clone(), Level::Unaffected);
        prop_assert_eq!(&step.settled, &expected);
        prop_assert_eq!(later.during[&old.id], Level::Unaffected, "a seed on what is retired");
        let rows = |estate: &Estate| estate.relationships.len();
        prop_assert_eq!(rows(&step.before), rows(&step.after));
        let assumed = |estate: &Estate| {
            requirements(estate, AssumedRedundancy::Holds).iter().filter(|one| one.assumed).count()
        };
        prop_assert_eq!(assumed(&step.before), assumed(&step.after), "terms move");
    }

    #[test]
    fn random_changes_are_valid((estate, steps) in estate_with_change()) {
        prop_assert!((1..=3).contains(&steps.len()));
        let mut current = estate.clone();
        let mut known = terms_of_all(&estate);
        for step in &steps {
            prop_assert!(step.edits.len() <= 5 && step.seeds.len() <= 3);
            let seeded: BTreeSet<&String> = step.seeds.iter().map(|(id, _)| id).collect();
            prop_assert!(seeded.len() == step.seeds.len() && seeded.iter().all(|id| current.participates(id)));
            for edit in &step.edits {
                assert_applies(&current, edit);
                let there = terms_of_all(&current);
                let rows = current.relationships.clone();
                current = apply(&current, std::slice::from_ref(edit));
                assert_valid(&current);
                let now = terms_of_all(&current);
                for (place, terms) in now.iter().filter(|(place, _)| !there.contains_key(*place)) {
                    let is_alone = matches!(place.1, RequirementKey::Alone { .. });
                    let blank = (None, None, None);
                    let was_blank = is_alone || known.get(place).is_none_or(|terms| *terms == blank);
                    // A row that said info was there all the time: it does not come back when it says something else.
                    let said_info = rows.iter().any(|row| is_row_of(&place.1, row));
                    let is_new = !known.contains_key(place) || said_info;
                    prop_assert!(is_new || (was_blank && *terms == blank), "{place:?} comes back with {terms:?}");
                }
                known.extend(now);
            }
        }
    }
}

/// Returns whether a row is the one that makes a requirement by itself.
fn is_row_of(key: &RequirementKey, row: &Relationship) -> bool {
    match key {
        RequirementKey::Alone { from, type_id, to, label } => {
            (from, type_id, to, label) == (&row.from, &row.type_id, &row.to, &row.label)
        }
        _ => false,
    }
}

/// Checks that what an edit names is there, and what it adds is not.
fn assert_applies(estate: &Estate, edit: &StepEdit) {
    let has = |id: &String| estate.item(id).is_some();
    let has_row = |wanted: &(String, String, String, Option<String>)| {
        estate.relationships.iter().any(|row| identity(row) == *wanted)
    };
    let applies = match edit {
        StepEdit::AddItem(item) => !has(&item.id),
        StepEdit::Retire { item } => estate.item(item).unwrap().state != State::Retired,
        StepEdit::SetState { item, state } => estate.item(item).unwrap().state != *state,
        StepEdit::Touch { item } => has(item),
        StepEdit::AddRelationship(row) => !has_row(&identity(row)),
        StepEdit::RemoveRelationship { from, type_id, to, label } => {
            has_row(&(from.clone(), type_id.clone(), to.clone(), label.clone()))
        }
        StepEdit::SetTerms { consumer, key, .. } => {
            let is_it = |row: &Relationship| {
                place_of(estate, row).is_some_and(|(own, _, own_key)| own == *consumer && own_key == *key)
            };
            estate.relationships.iter().any(is_it)
        }
        StepEdit::Replace { old, new } => has(old) && has(new) && old != new,
    };
    assert!(applies, "{edit:?}");
}

/// Counts what a run of the generator exercises, so that a change to it cannot quietly stop testing something.
#[test]
fn random_changes_exercise_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..400 {
        let (estate, steps) = estate_with_change().new_tree(&mut runner).unwrap().current();
        let judged = judge_change(&estate, &steps);
        let mut features = edit_features(&steps);
        features.extend(step_features(&steps, &judged));
        features.extend(end_features(&estate, &judged));
        for (feature, is_there) in features {
            *seen.entry(feature).or_default() += usize::from(is_there);
        }
    }
    let rare: Vec<_> = seen.iter().filter(|(_, count)| **count < 20).collect();
    assert!(rare.is_empty(), "fewer than 20 of 400 changes have {rare:?}; all: {seen:?}");
}

fn edit_features(steps: &[Step]) -> Vec<(&'static str, bool)> {
    let any = |is_such: &dyn Fn(&StepEdit) -> bool| steps.iter().any(|step| step.edits.iter().any(is_such));
    let key_is = |is_such: &dyn Fn(&RequirementKey) -> bool| {
        any(&|edit| matches!(edit, StepEdit::SetTerms { key, .. } if is_such(key)))
    };
    vec![
        ("add item", any(&|edit| matches!(edit, StepEdit::AddItem(_)))),
        ("retire", any(&|edit| matches!(edit, StepEdit::Retire { .. }))),
        ("set state", any(&|edit| matches!(edit, StepEdit::SetState { .. }))),
        ("touch", any(&|edit| matches!(edit, StepEdit::Touch { .. }))),
        ("add row", any(&|edit| matches!(edit, StepEdit::AddRelationship(_)))),
        ("remove row", any(&|edit| matches!(edit, StepEdit::RemoveRelationship { .. }))),
        ("replace", any(&|edit| matches!(edit, StepEdit::Replace { .. }))),
        ("terms of a label", key_is(&|key| matches!(key, RequirementKey::Label(_)))),
        ("terms of a type", key_is(&|key| matches!(key, RequirementKey::Type(_)))),
        ("terms of a row", key_is(&|key| matches!(key, RequirementKey::Alone { .. }))),
        ("seeds and edits", steps.iter().any(|step| !step.seeds.is_empty() && !step.edits.is_empty())),
    ]
}

fn step_features(steps: &[Step], judged: &ChangeJudgement) -> Vec<(&'static str, bool)> {
    let any = |is_such: &dyn Fn(&StepJudgement) -> bool| judged.steps.iter().any(is_such);
    let lost_at = |level: Level| any(&|step| step.lost.iter().any(|(_, _, own)| *own == level));
    let raised = |step: &StepJudgement| step.settled.values().any(|level| *level > Level::Unaffected);
    let cut_matters = steps.iter().zip(&judged.steps).any(|(step, found)| {
        let gone =
            found.before.items.iter().filter(|item| item.state.participates() && !found.after.participates(&item.id));
        let joint: Vec<Seed> =
            gone.map(|item| (item.id.clone(), Level::Down)).chain(step.seeds.iter().cloned()).collect();
        of_every_item(&found.after, &judge(&found.before, &joint).levels) != found.during
    });
    vec![
        ("cut matters", cut_matters),
        ("lost: down", lost_at(Level::Down)),
        ("lost: degraded", lost_at(Level::Degraded)),
        ("lost: at risk", lost_at(Level::AtRisk)),
        ("during is worse somewhere", any(&|step| step.during.iter().any(|(id, level)| *level > step.settled[id]))),
        ("settled is worse somewhere", any(&|step| step.during.iter().any(|(id, level)| *level < step.settled[id]))),
        ("failing is worse", any(&|step| step.if_it_fails != step.worst)),
        ("assumed matters during", any(&|step| step.during_without != step.during)),
        ("assumed matters settled", any(&|step| step.settled_without != step.settled)),
        ("nothing settled", any(&|step| !raised(step))),
    ]
}

fn end_features(estate: &Estate, judged: &ChangeJudgement) -> Vec<(&'static str, bool)> {
    let last = judged.steps.last().unwrap();
    let lost_before = |step: &StepJudgement| !step.lost.is_empty();
    let followed = judged.steps.len() > 1 && judged.end != last.settled;
    vec![
        ("the end is not the last step", followed),
        ("an early loss", judged.steps[..judged.steps.len() - 1].iter().any(lost_before)),
        ("a later step is the worst", judged.worst_step > 0),
        ("the end differs from the start", judged.end_estate != *estate),
        (
            "the end is better than the worst",
            judged.steps.iter().any(|step| step.worst.iter().any(|(id, level)| judged.end[id] < *level)),
        ),
    ]
}
