//! Replacing one item by another, worked out by hand.

#[cfg(test)]
mod common;

use std::collections::BTreeSet;

use cairn_testkit::oracle::{Estate, Level, Relationship, State};
use common::estate;
use common::steps::{assert_levels, change, check_step};

/// Checks that the rows of an estate are those of a text, in any order.
fn assert_rows(found: &Estate, rows: &str) {
    let set = |rows: &[Relationship]| rows.iter().map(|row| format!("{row:?}")).collect::<BTreeSet<_>>();
    assert_eq!(set(&found.relationships), set(&estate(rows, "").relationships));
}

#[test]
fn a_replacement_takes_over_and_keeps_redundancy() {
    let rows = "svc pool a k=1; svc pool b; app hard a; a hard site; a info doc; a beside room";
    let step = check_step(rows, "", ("add a2; replace a a2", ""), ("a=down app=down svc=at_risk", ""));
    assert_eq!(step.lost, []);
    assert_eq!(step.after.item("a").map(|item| item.state), Some(State::Retired));
    assert_rows(&step.after, "svc pool b k=1; svc pool a2 k=1; app hard a2; a2 hard site; a2 info doc; a2 beside room");
}

#[test]
fn terms_move_with_the_requirements_of_the_old_item() {
    let rows = "old pool p k=2; old pool q; old hard r s=degrading; svc hard old @g k=1; svc hard x @g";
    let judged = change(rows, "new planned", &[("state new live; replace old new", ""), ("", "p=down r=down")]);
    assert_rows(
        &judged.end_estate,
        "new pool p k=2; new pool q k=2; new hard r s=degrading; svc hard new @g k=1; svc hard x @g k=1",
    );
    assert_levels(&judged.steps[1].worst, "p=down r=down new=down svc=at_risk", "two of two");
    // Blank terms of the new item's own requirement are filled.
    let judged = change("old pool p k=2; old pool q; new pool r", "", &[("replace old new", "")]);
    assert_rows(&judged.end_estate, "new pool p k=2; new pool q k=2; new pool r");
}

#[test]
fn a_row_that_the_new_item_has_already_is_dropped() {
    check_step("svc hard a; svc hard b", "", ("replace a b", ""), ("a=down svc=down", ""));
    let judged = change("svc pool a k=1; svc pool b; a hard p @g s=degrading; b hard p @g", "", &[("replace a b", "")]);
    assert_rows(&judged.end_estate, "svc pool b k=1; b hard p @g");
    assert_levels(&judged.end, "svc=at_risk", "two members became one");
    assert_levels(&judged.steps[0].during, "a=down svc=at_risk", "the rows of b stay");
}

#[test]
fn a_row_between_the_two_is_dropped() {
    let judged = change("b hard a; a hard b @g; svc hard a", "", &[("replace a b", "")]);
    assert_rows(&judged.end_estate, "svc hard b");
    assert_levels(&judged.steps[0].during, "a=down b=down svc=down", "b needs a while a goes");
    assert_levels(&judged.end, "b=down svc=down", "what b needed of a is nowhere");
    assert_levels(
        &change("b hard a; svc hard a", "", &[("unlink b hard a; terms b b>hard>a; replace a b", "")]).end,
        "",
        "said to be no longer needed",
    );
}

#[test]
fn what_was_lost_is_held_against_the_terms_of_before() {
    // The row that moves brings a declared k of 1 to a group that had none, and no member that takes part.
    let rows = "svc pool x; svc pool p; svc pool old; old pool y k=1";
    let step = change(rows, "y planned", &[("replace old svc", "")]).steps.remove(0);
    assert_rows(&step.after, "svc pool x; svc pool p; svc pool y k=1");
    assert_levels(&step.settled, "svc=at_risk", "two of three are left, one is needed");
    assert_levels(&step.settled_without, "svc=down", "all three were needed");
}

#[test]
fn a_replacement_that_does_not_take_part_is_none() {
    check_step("svc hard a", "x planned", ("replace a x", ""), ("a=down svc=down", "svc=down"));
    check_step("svc pool a k=1; svc pool b", "x planned", ("replace a x", ""), ("a=down svc=at_risk", "svc=at_risk"));
    // Terms set under the old key or the new one are an edit.
    let judged = |edits: &str| change("svc hard a", "x planned", &[(edits, "")]).end["svc"];
    assert_eq!(judged("replace a x; terms svc svc>hard>x s=hard"), Level::Unaffected);
    assert_eq!(judged("terms svc svc>hard>a s=hard; replace a x"), Level::Unaffected);
    assert_eq!(judged("terms svc svc>hard>y s=hard; replace a x"), Level::Down);
    // A replacement that is down itself is what the estate says of it.
    check_step("svc hard a", "x out_of_service", ("replace a x", ""), ("a=down x=down svc=down", "x=down svc=down"));
}

#[test]
fn a_moved_row_is_followed_through_every_replacement() {
    let judged = change(
        "svc hard a; c carries d",
        "",
        &[("add b; replace a b", ""), ("add e; replace b e; touch d", ""), ("add f; replace c f", "")],
    );
    for step in &judged.steps {
        assert_levels(&step.settled, "", "taken over");
    }
    assert_levels(&judged.end, "", "taken over twice");
    assert_rows(&judged.end_estate, "svc hard e; f carries d");
    // In one step, and there and back again.
    check_step("svc hard a", "", ("add b; add c; replace a b; replace b c", ""), ("a=down svc=down", ""));
    check_step("svc hard a", "", ("add b; replace a b; replace b a; state a live", ""), ("", ""));
    // The consumer's replacement has its requirements; the old consumer, back in use, has none.
    let judged = change("svc hard a", "", &[("add svc2; replace svc svc2", ""), ("state svc live", "")]);
    assert_levels(&judged.steps[0].settled, "", "svc is retired");
    assert_levels(&judged.end, "svc=down", "svc is back and needs what it no longer has");
    let back = "state svc live; link svc hard a";
    let judged = change("svc hard a", "", &[("add svc2; replace svc svc2", ""), (back, "")]);
    assert_levels(&judged.end, "", "and with its row it needs what it needed");
}
