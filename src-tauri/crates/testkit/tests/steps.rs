//! Changes worked out by hand, one reading of `oracle/step.rs` after the other.

#[cfg(test)]
mod common;

use cairn_testkit::oracle::{Level, Threshold};
use common::steps::{assert_levels, change, check_step};
use common::{alone, group, label};

#[test]
fn retiring_the_only_server_leaves_its_application_down() {
    let step = check_step("app hard srv", "", ("retire srv", ""), ("srv=down app=down", "app=down"));
    assert_levels(&step.worst, "srv=down app=down", "the step");
    assert_eq!(step.lost, [("app".to_owned(), alone("app", "hard", "srv"), Level::Down)]);
    // By any state that does not participate, and by the row alone.
    check_step("app hard srv", "", ("state srv spare", ""), ("srv=down app=down", "app=down"));
    check_step("app hard srv", "", ("unlink app hard srv", ""), ("app=down", "app=down"));
    check_step("srv carries app", "", ("unlink srv carries app", ""), ("app=down", "app=down"));
    // What it takes along is judged as always.
    let rows = "svc hard app; app hard srv; other degrading app; watcher soft app";
    check_step(
        rows,
        "",
        ("retire srv", ""),
        ("srv=down app=down svc=down other=degraded", "app=down svc=down other=degraded"),
    );
}

#[test]
fn a_rolling_patch_is_not_ten_hosts_at_once() {
    let rows: String = (0..10).map(|host| format!("svc pool h{host} k=8; ")).collect();
    let touched: Vec<(String, String)> =
        (0..10).map(|host| (format!("touch h{host}"), format!("h{host}=down"))).collect();
    let steps: Vec<(&str, &str)> = touched.iter().map(|(edits, seeds)| (edits.as_str(), seeds.as_str())).collect();
    let rolling = change(&rows, "", &steps);
    for (host, step) in rolling.steps.iter().enumerate() {
        for levels in [&step.during, &step.worst, &step.if_it_fails] {
            assert_levels(levels, &format!("h{host}=down svc=at_risk"), "one at a time");
        }
        assert_levels(&step.settled, "", "patched");
    }
    assert_eq!(rolling.worst_step, 0, "of equals, the earliest");
    assert_levels(&rolling.end, "", "nothing is lost");

    let all_seeds: Vec<&str> = touched.iter().map(|(_, seeds)| seeds.as_str()).collect();
    let at_once = change(&rows, "", &[("", &all_seeds.join(" "))]);
    assert_eq!(at_once.steps[0].worst["svc"], Level::Down);
}

#[test]
fn a_step_begins_where_the_step_before_ended() {
    let judged =
        change("svc pool a k=1; svc pool b; svc pool c", "", &[("retire a", ""), ("retire b", ""), ("", "c=down")]);
    assert_levels(&judged.steps[0].worst, "a=down svc=at_risk", "two of three left");
    assert_levels(&judged.steps[1].worst, "b=down svc=at_risk", "one left, and a is none that could fail");
    assert_levels(&judged.steps[2].worst, "c=down svc=down", "none left");
    assert_eq!(judged.steps[0].after, judged.steps[1].before);
    assert_eq!(judged.steps[2].after, judged.end_estate);
    assert_eq!(judged.worst_step, 2);
    assert_levels(&judged.end, "svc=at_risk", "three became one");
}

#[test]
fn a_cut_member_counts_in_n_and_is_down_in_that_requirement_only() {
    let rows = "svc1 pool a k=1; svc1 pool b; svc2 hard a; svc1 hard x";
    let cut = ("unlink svc1 pool a", "");
    let step = check_step(rows, "", cut, ("svc1=at_risk", "svc1=at_risk"));
    assert_eq!(step.lost, [("svc1".to_owned(), group("pool"), Level::AtRisk)]);
    // The other member goes out as well: the cut one does not help. Elsewhere it does.
    check_step(rows, "", ("unlink svc1 pool a", "b=down"), ("b=down svc1=down", "svc1=at_risk"));
    // q counts down members, and so a cut one.
    check_step("svc pool a k=1 q=2; svc pool b", "", ("unlink svc pool a", ""), ("svc=degraded", "svc=at_risk"));
    check_step(
        "svc degrading_pool a k=2; svc degrading_pool b",
        "",
        ("unlink svc degrading_pool a", ""),
        ("svc=degraded", "svc=degraded"),
    );
    check_step("svc soft a", "", ("unlink svc soft a", ""), ("", ""));
    check_step("svc info a; svc beside b", "", ("unlink svc info a; unlink svc beside b", ""), ("", ""));
}

#[test]
fn a_member_by_another_row_is_not_cut() {
    let rows = "svc hard a @g k=2; a carries svc @g; svc hard b @g";
    check_step(rows, "", ("unlink svc hard a @g", ""), ("", ""));
    check_step(rows, "", ("unlink svc hard a @g; unlink a carries svc @g", ""), ("svc=down", "svc=down"));
    // Taken away and put back in one step: the row is there before and after.
    check_step("svc hard a", "", ("unlink svc hard a; link svc hard a", ""), ("", ""));
    // Another row to the same provider is an addition, and absent while the step is carried out.
    check_step(
        "svc pool a k=1; svc pool b",
        "",
        ("unlink svc pool a; link svc pool a @x", ""),
        ("svc=at_risk", "svc=at_risk"),
    );
}

#[test]
fn during_is_judged_on_what_was_there_before() {
    // Neither new members nor new terms help while the step is carried out.
    let rows = "svc pool a k=2; svc pool b; svc pool c";
    let eased = ("terms svc pool k=1; add d; link svc pool d", "a=down b=down");
    check_step(rows, "", eased, ("a=down b=down svc=down", ""));
    // Seeds are joint, and one on an item that is not there yet does nothing.
    check_step("svc hard new", "new planned", ("state new live", "new=down"), ("", ""));
    check_step(rows, "", ("", "a=degraded b=down"), ("a=degraded b=down svc=degraded", ""));
    // A requirement that begins in this step is no part of during.
    check_step("svc pool a", "b out_of_service", ("link svc hard b", ""), ("b=down", "b=down svc=down"));
}

#[test]
fn context_stands_beside_a_cut() {
    let rows = "svc pool a k=1; svc pool b";
    check_step(rows, "b out_of_service", ("unlink svc pool a", ""), ("b=down svc=down", "b=down svc=down"));
    check_step(rows, "b degraded", ("unlink svc pool a", ""), ("b=degraded svc=degraded", "b=degraded svc=degraded"));
    check_step(rows, "a out_of_service", ("unlink svc pool a", ""), ("a=down svc=at_risk", "a=down svc=at_risk"));
    // Retiring what is already down: nothing new while it goes, and context no longer once it has gone.
    check_step(rows, "a out_of_service", ("retire a", ""), ("a=down svc=at_risk", "svc=at_risk"));
}

#[test]
fn a_cycle_falls_with_what_it_loses_and_rises_with_it() {
    let rows = "a hard b; b hard a; b hard c; svc hard a";
    let all = "a=down b=down svc=down";
    check_step(rows, "", ("unlink b hard c", ""), (all, all));
    let judged = change(rows, "", &[("unlink b hard c", ""), ("link b hard c", ""), ("unlink a hard b", "")]);
    assert_levels(&judged.steps[1].during, "", "what was lost in step 1 is no fact of the estate that it left");
    assert_levels(&judged.steps[1].settled, "", "restored");
    assert_levels(&judged.steps[2].settled, all, "a lost b, and b needs a");
}

#[test]
fn what_is_left_is_held_against_what_is_needed() {
    let three = |first: &str| format!("svc pool a {first}; svc pool b; svc pool c");
    let check = |rows: &str, facts: &str, edits: &str, settled: &str| {
        let judged = change(rows, facts, &[(edits, "")]);
        assert_levels(&judged.steps[0].settled, settled, &format!("{rows} | {facts} | {edits}"));
    };
    // Declared count.
    check(&three("k=2"), "", "retire a", "svc=at_risk");
    check(&three("k=2"), "", "retire a; retire b", "svc=down");
    check(&three("k=2"), "", "retire a; retire b; retire c", "svc=down");
    check(&three("k=3"), "", "retire c", "svc=down");
    // A group that was short of its count before needs what it had: one that comes for one that goes is enough.
    check(&three("k=3"), "c retired", "add d; unlink svc pool a; link svc pool d", "");
    check(&three("k=2"), "b retired; c retired", "add d; unlink svc pool a; link svc pool d", "");
    check(&three("k=3"), "c retired", "unlink svc pool a", "svc=down");
    // Undeclared: one of n.
    check(&three(""), "", "retire a", "svc=at_risk");
    check(&three(""), "", "retire a; retire b; unlink svc pool c", "svc=down");
    // As many came as went; more came than went.
    check(&three("k=2"), "d planned", "retire a; state d live; link svc pool d", "");
    check(&three("k=2"), "d spare; e live", "retire a; link svc pool d", "svc=at_risk");
    check(&three("k=2"), "", "retire a; add d; add e; link svc pool d; link svc pool e", "");
    // A member that never took part is not lost; neither is one gained.
    check(&three("k=1"), "c planned", "unlink svc pool c", "");
    check(&three("k=3"), "c planned", "state c live", "");
    check(&three("k=3"), "b planned; c planned", "state c live", "");
}

#[test]
fn a_percentage_is_taken_over_what_is_left() {
    let four = |k: &str| format!("svc pool a k={k}; svc pool b; svc pool c; svc pool d");
    let check = |k: &str, edits: &str, settled: &str| {
        assert_levels(&change(&four(k), "", &[(edits, "")]).end, settled, &format!("{k} | {edits}"));
    };
    check("50%", "retire a", "svc=at_risk");
    check("50%", "retire a; retire b", "svc=at_risk");
    check("50%", "retire a; retire b; retire c", "svc=at_risk");
    check("50%", "retire a; retire b; retire c; retire d", "svc=down");
    check("100%", "retire a", "");
    // 2 of 4 spare, then 2 of 3: 33.33 % of 3 is 1, of 4 it is 2.
    check("33.33%", "retire a", "");
    check("33.34%", "retire a", "svc=at_risk");
}

#[test]
fn strength_weakens_what_was_lost() {
    let pool = |kind: &str, k: &str| format!("svc {kind} a {k}; svc {kind} b");
    let check = |rows: &str, edits: &str, settled: &str| {
        assert_levels(&change(rows, "", &[(edits, "")]).end, settled, &format!("{rows} | {edits}"));
    };
    check(&pool("degrading_pool", "k=2"), "retire a", "svc=degraded");
    check(&pool("degrading_pool", "k=1"), "retire a", "");
    check(&pool("degrading_pool", "k=1"), "retire a; retire b", "svc=degraded");
    check(&pool("soft_pool", "k=2"), "retire a; retire b", "");
    check(&pool("pool", "k=2 s=degrading"), "retire a", "svc=degraded");
    check("svc info a s=hard", "retire a", "svc=down");
    // The strength that counts is the one of before: making the rest info in the same step needs terms to be edited.
    check("svc hard a; svc hard b", "retire a; terms svc svc>hard>b s=info", "svc=down");
    check("svc hard a", "unlink svc hard a; link svc hard a s=info", "svc=down");
}

#[test]
fn edited_terms_exempt_a_requirement() {
    let rows = "svc pool a k=2; svc pool b; svc hard x; svc2 pool a k=2; svc2 pool b";
    check_step(rows, "", ("retire a; terms svc pool k=1", ""), ("a=down svc=down svc2=down", "svc2=down"));
    // The terms of another requirement exempt nothing, and neither do the terms of another consumer.
    let judged = change(rows, "", &[("retire a; terms svc svc>hard>x s=soft; terms svc2 pool k=1", "")]);
    assert_levels(&judged.end, "svc=down", "svc's pool was not edited");
    // The same terms again are an edit too.
    assert_levels(&change(rows, "", &[("unlink svc pool a; terms svc pool k=2", "")]).end, "", "confirmed");
    // An edit in an earlier step exempts the end state, not the step.
    let judged = change("svc pool a k=2; svc pool b", "", &[("terms svc pool k=2", ""), ("retire a", "")]);
    assert_levels(&judged.steps[1].settled, "svc=down", "not edited in this step");
    assert_levels(&judged.end, "", "edited by the change");
}

#[test]
fn only_surviving_consumers_lose_members() {
    check_step("svc hard a", "", ("retire svc; retire a", ""), ("svc=down a=down", ""));
    check_step("svc hard a", "svc planned", ("state svc live; retire a", ""), ("a=down", ""));
    // A consumer away for one step: the end state compares the first with the last.
    let judged = change("svc hard a", "", &[("state svc spare; retire a", ""), ("state svc live", "")]);
    assert_levels(&judged.steps[1].worst, "", "nothing to lose any more");
    assert_levels(&judged.end, "svc=down", "the end state remembers");
}

#[test]
fn the_terms_of_a_requirement_outlive_the_row_that_says_them() {
    let judged = change("svc pool a k=2 q=3; svc pool b; svc pool c", "", &[("unlink svc pool a", "")]);
    assert_levels(&judged.end, "svc=at_risk", "two of two are needed, not one");
    let left = &judged.end_estate.relationships;
    assert!(left.iter().all(|row| row.min_up == Some(Threshold::Count(2))), "{left:?}");
    assert!(left.iter().all(|row| row.degraded_below == Some(Threshold::Count(3))), "{left:?}");
    let judged = change("svc hard a @g s=degrading; svc hard b @g", "", &[("unlink svc hard a @g", "b=down")]);
    assert_levels(&judged.steps[0].during, "b=down svc=degraded", "degrading still");
    assert_eq!(
        change("svc hard a @g s=soft; svc hard b @g", "", &[("unlink svc hard a @g", ""), ("retire b", "")]).end["svc"],
        Level::Unaffected
    );
}

#[test]
fn assumed_redundancy_absent_needs_as_many_as_there_were() {
    let rows = "svc pool a; svc pool b; svc2 pool a k=1; svc2 pool b; svc3 hard a";
    let check = |edits: &str, during: &str, settled: &str| {
        let step = change(rows, "", &[(edits, "")]).steps.remove(0);
        assert_levels(&step.during_without, during, &format!("during: {edits}"));
        assert_levels(&step.settled_without, settled, &format!("settled: {edits}"));
    };
    check("unlink svc pool a", "svc=down", "svc=down");
    check("unlink svc2 pool a", "svc2=at_risk", "svc2=at_risk");
    check("add c; unlink svc pool a; link svc pool c", "svc=down", "");
    check("add c; replace a c", "a=down svc=down svc2=at_risk svc3=down", "");
    check("", "", "");
    let step = change(rows, "", &[("unlink svc pool a", "")]).steps.remove(0);
    assert_eq!(step.lost, [("svc".to_owned(), group("pool"), Level::AtRisk)], "as planned");
}

#[test]
fn if_it_fails_takes_down_everything_in_scope() {
    let rows = "svc hard a @g; svc pool b; c beside d; e carries f";
    let check = |edits: &str, seeds: &str, expected: &str| {
        let facts = "x planned; y planned";
        let step = change(rows, facts, &[(edits, seeds)]).steps.remove(0);
        assert_levels(&step.if_it_fails, expected, &format!("{edits} | {seeds}"));
    };
    check("", "", "");
    check("", "b=unaffected", "b=down svc=down");
    check("touch a", "", "a=down svc=down");
    check("state b maintenance", "", "b=down svc=down");
    check("retire d", "", "d=down");
    check("link c hard b", "", "c=down");
    check("link b carries c", "", "c=down");
    check("link d beside b", "", "d=down b=down svc=down");
    check("unlink c beside d", "", "c=down d=down");
    check("unlink e carries f", "", "f=down");
    check("terms svc @g s=hard", "", "svc=down");
    check("replace d c", "", "d=down c=down");
    // What does not participate before the step cannot fail in it; what the step leaves behind stays.
    check("state x live; add z; touch z; link x hard z; link x hard y", "", "");
    check("touch x; state y retired", "", "");
    check("retire a; touch c", "", "a=down c=down svc=down");
}

#[test]
fn the_end_state_restores_what_a_step_lost() {
    let rows = "svc pool a k=2; svc pool b; app hard a";
    let judged =
        change(rows, "", &[("unlink svc pool a; unlink app hard a", ""), ("link svc pool a; link app hard a", "")]);
    assert_levels(&judged.steps[0].settled, "svc=down app=down", "lost");
    assert_levels(&judged.steps[1].worst, "", "given back");
    assert_levels(&judged.end, "", "nothing is missing in the end");
    assert_eq!(judged.worst_step, 0);
    let judged = change(rows, "", &[("state a spare", ""), ("state a live", "")]);
    assert_levels(&judged.steps[0].settled, "svc=down app=down", "lost");
    assert_levels(&judged.end, "", "back in use");
    // And it adds up what each step loses a little of.
    let judged = change("svc pool a k=1; svc pool b; svc pool c", "", &[("retire a", ""), ("retire b; retire c", "")]);
    assert_levels(&judged.end, "svc=down", "none of three left");
}

#[test]
fn the_worst_step_has_most_services_down_then_the_rest() {
    let rows = "svc1 hard a; svc2 degrading b; svc3 pool c k=1; svc3 pool d; x hard e; y degrading e";
    let worst = |seeds: &[&str]| {
        let steps: Vec<(&str, &str)> = seeds.iter().map(|seeds| ("", *seeds)).collect();
        change(rows, "", &steps).worst_step
    };
    assert_eq!(worst(&[]), 0);
    assert_eq!(worst(&["", ""]), 0);
    // A service down outweighs any number of anything else; each of the six in its turn.
    assert_eq!(worst(&["b=down c=down e=down d=down", "a=down"]), 0, "svc3 is down as well, and more items");
    assert_eq!(worst(&["b=down c=down e=down", "a=down"]), 1);
    assert_eq!(worst(&["c=down e=down", "b=down"]), 1, "a service degraded");
    assert_eq!(worst(&["e=down", "c=degraded"]), 1, "a service at risk");
    assert_eq!(worst(&["e=degraded", "d=down", "c=down e=degraded", "c=down e=down"]), 3);
    assert_eq!(worst(&["y=down", "x=down y=degraded", "y=degraded x=down"]), 1, "items degraded, then the earliest");
    assert_eq!(worst(&["x=down", "x=down y=at_risk"]), 1, "items at risk");
    // Levels that context alone gives count: the context ends with the item.
    let judged = change("svc1 hard a; svc2 hard b", "a out_of_service", &[("retire svc1", ""), ("", "b=degraded")]);
    assert_eq!(judged.worst_step, 0, "svc1 is down while it is retired");
    let judged = change("svc1 hard a; svc2 hard b", "a out_of_service", &[("", ""), ("", "b=degraded")]);
    assert_eq!(judged.worst_step, 1, "svc1 is down in both");
}

#[test]
fn labels_and_keys_are_those_of_before() {
    let step = change("svc hard a @g k=1; svc hard b @g", "", &[("unlink svc hard a @g; link svc hard a @h", "")])
        .steps
        .remove(0);
    assert_eq!(step.lost, [("svc".to_owned(), label("g"), Level::AtRisk)]);
    let step =
        change("svc hard a; svc hard b; svc pool c", "", &[("retire a; retire b; retire c", "")]).steps.remove(0);
    let down = |key| ("svc".to_owned(), key, Level::Down);
    assert_eq!(step.lost, [down(group("pool")), down(alone("svc", "hard", "a")), down(alone("svc", "hard", "b"))]);
}
