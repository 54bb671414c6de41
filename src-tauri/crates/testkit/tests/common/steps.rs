//! Changes written as text.

use cairn_testkit::oracle::{
    ChangeJudgement, Estate, Level, Levels, RequirementKey, Step, StepEdit, StepJudgement, judge_change, needs_of,
    place_of,
};

use super::{alone, clauses, estate, group, item, label, row, seeds, state};

/// Reads "add x planned; retire x; state x spare; touch x; link a hard b @g k=2; unlink a hard b @g;
/// terms a pool k=1; terms a @g; terms a a>hard>b s=soft; replace x y".
pub fn edits(text: &str) -> Vec<StepEdit> {
    clauses(text).map(|words| edit(&words)).collect()
}

fn edit(words: &[&str]) -> StepEdit {
    let id = |place: usize| words[place].to_owned();
    match words[0] {
        "add" => StepEdit::AddItem(item(&words[1..])),
        "retire" => StepEdit::Retire { item: id(1) },
        "state" => StepEdit::SetState { item: id(1), state: state(words[2]) },
        "touch" => StepEdit::Touch { item: id(1) },
        "link" => StepEdit::AddRelationship(row(&words[1..])),
        "unlink" => {
            let row = row(&words[1..]);
            StepEdit::RemoveRelationship { from: row.from, type_id: row.type_id, to: row.to, label: row.label }
        }
        "terms" => {
            let terms = row(&[&["", "hard", ""], &words[3..]].concat());
            StepEdit::SetTerms {
                consumer: id(1),
                key: key(words[2]),
                strength: terms.strength,
                min_up: terms.min_up,
                degraded_below: terms.degraded_below,
            }
        }
        "replace" => StepEdit::Replace { old: id(1), new: id(2) },
        other => panic!("unknown edit {other}"),
    }
}

fn key(word: &str) -> RequirementKey {
    match (word.strip_prefix('@'), word.split('>').collect::<Vec<_>>().as_slice()) {
        (Some(name), _) => label(name),
        (None, [from, type_id, to]) => alone(from, type_id, to),
        _ => group(word),
    }
}

/// Judges a change given as (edits, seeds) by step.
pub fn change(rows: &str, facts: &str, steps: &[(&str, &str)]) -> ChangeJudgement {
    let steps: Vec<Step> =
        steps.iter().map(|(edited, seeded)| Step { edits: edits(edited), seeds: seeds(seeded) }).collect();
    judge_change(&estate(rows, facts), &steps)
}

/// Judges a single step and checks what it raises while it is carried out and once it is done.
pub fn check_step(
    rows: &str,
    facts: &str,
    (edited, seeded): (&str, &str),
    (during, settled): (&str, &str),
) -> StepJudgement {
    let mut judged = change(rows, facts, &[(edited, seeded)]);
    let case = format!("{rows} | {facts} | {edited} | {seeded}");
    assert_levels(&judged.end, settled, &format!("end: {case}"));
    let step = judged.steps.remove(0);
    assert_levels(&step.during, during, &format!("during: {case}"));
    assert_levels(&step.settled, settled, &format!("settled: {case}"));
    step
}

/// Checks that exactly the expected items are raised.
pub fn assert_levels(levels: &Levels, expected: &str, case: &str) {
    let raised: Levels = levels
        .iter()
        .filter(|(_, level)| **level > Level::Unaffected)
        .map(|(id, level)| (id.clone(), *level))
        .collect();
    assert_eq!(raised, seeds(expected).into_iter().collect(), "{case}");
}

/// Checks what every estate of a change keeps to: identities are unique, ends exist and differ, rows outside the
/// graph carry neither label nor thresholds, and rows of one requirement do not contradict each other.
pub fn assert_valid(estate: &Estate) {
    for (place, row) in estate.relationships.iter().enumerate() {
        assert_ne!(row.from, row.to, "self-loop");
        assert!(estate.item(&row.from).is_some() && estate.item(&row.to).is_some(), "ends of {row:?}");
        let has_terms = row.label.is_some() || row.min_up.is_some() || row.degraded_below.is_some();
        assert!(needs_of(estate, row).is_some() || !has_terms, "outside the graph: {row:?}");
        for other in &estate.relationships[..place] {
            let identity = |row: &cairn_testkit::oracle::Relationship| {
                (row.from.clone(), row.type_id.clone(), row.to.clone(), row.label.clone())
            };
            assert_ne!(identity(row), identity(other), "identity twice");
            let both_in_graph = needs_of(estate, row).is_some() && needs_of(estate, other).is_some();
            let requirement = |row| place_of(estate, row).map(|(consumer, _, key)| (consumer, key));
            if both_in_graph && requirement(row) == requirement(other) {
                let agree = row.strength.is_none() || other.strength.is_none() || row.strength == other.strength;
                let k_agree = row.min_up.is_none() || other.min_up.is_none() || row.min_up == other.min_up;
                let q_agree = row.degraded_below.is_none()
                    || other.degraded_below.is_none()
                    || row.degraded_below == other.degraded_below;
                assert!(agree && k_agree && q_agree, "{row:?} contradicts {other:?}");
            }
        }
    }
}
