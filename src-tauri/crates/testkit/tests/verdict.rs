//! Small estates worked out by hand: the table of 3.2, percentages, cycles, nesting and assumed redundancy.

#[cfg(test)]
mod common;

use std::collections::BTreeSet;

use cairn_testkit::oracle::{Threshold, judge_assumed_absent, judge_if_it_fails, rests_on_assumed_redundancy};
use common::{alone, assert_raised, check, estate, group, seeds};

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn a_single_hard_need_takes_the_level_of_its_member() {
    check("svc hard a", "", "a=down", "a=down svc=down");
    check("svc hard a", "", "a=degraded", "a=degraded svc=degraded");
    check("svc hard a", "", "a=unaffected", "");
    check("a carries svc", "", "a=down", "a=down svc=down");
    check("a carries svc", "", "svc=down", "svc=down");
    check("svc hard a; svc hard b", "", "a=degraded b=down", "a=degraded b=down svc=down");
}

#[test]
fn hard_with_all_needed_takes_the_worst_member() {
    let rows = "svc pool a k=3; svc pool b; svc pool c";
    check(rows, "", "a=down", "a=down svc=down");
    check(rows, "", "a=degraded b=degraded", "a=degraded b=degraded svc=degraded");
    let at_risk = "svc pool a k=2; svc pool b; a pool x k=1; a pool y";
    let verdict = check(at_risk, "", "x=down", "x=down a=at_risk svc=at_risk");
    assert_eq!((verdict.at_risk_own, verdict.at_risk_inherited), (set(&["a"]), set(&["svc"])));
}

#[test]
fn hard_with_spares_follows_k_and_q() {
    let rows = "svc pool a k=2 q=3; svc pool b; svc pool c; svc pool d";
    check(rows, "", "a=down", "a=down svc=at_risk");
    check(rows, "", "a=degraded", "a=degraded svc=at_risk");
    check(rows, "", "a=degraded b=degraded", "a=degraded b=degraded svc=at_risk");
    // n - c3 = 2 < q.
    check(rows, "", "a=down b=down", "a=down b=down svc=degraded");
    // n - c2 = 1 < k.
    check(rows, "", "a=degraded b=degraded c=degraded", "a=degraded b=degraded c=degraded svc=degraded");
    check(rows, "", "a=down b=degraded c=degraded", "a=down b=degraded c=degraded svc=degraded");
    // n - c3 = 1 < k.
    check(rows, "", "a=down b=down c=down", "a=down b=down c=down svc=down");
    // Without q, two down leave k up: at risk only.
    let plain = "svc pool a k=2; svc pool b; svc pool c; svc pool d";
    check(plain, "", "a=down b=down", "a=down b=down svc=at_risk");
}

#[test]
fn an_at_risk_member_does_not_touch_a_group_with_spares() {
    let rows = "svc pool g k=1; svc pool h; g pool a k=1; g pool b";
    check(rows, "", "a=down", "a=down g=at_risk");
}

#[test]
fn degrading_is_the_hard_result_one_step_lower() {
    check("svc degrading a", "", "a=down", "a=down svc=degraded");
    check("svc degrading a", "", "a=degraded", "a=degraded svc=at_risk");
    let rows = "svc degrading_pool a k=2 q=3; svc degrading_pool b; svc degrading_pool c";
    check(rows, "", "a=down b=down", "a=down b=down svc=degraded");
    check("svc degrading g; g pool a k=1; g pool b", "", "a=down", "a=down g=at_risk");
    let verdict = check(rows, "", "a=down", "a=down svc=at_risk");
    // Hard result degraded (n - c3 < q), lowered to at_risk by its own group: own, not inherited.
    assert_eq!(verdict.at_risk_own, set(&["svc"]));
    // A lowered at_risk is nothing.
    check("svc degrading_pool a k=1; svc degrading_pool b", "", "a=down", "a=down");
}

#[test]
fn at_risk_through_a_single_degrading_need_is_inherited() {
    let verdict = check("svc degrading a", "", "a=degraded", "a=degraded svc=at_risk");
    assert_eq!((verdict.at_risk_own, verdict.at_risk_inherited), (set(&[]), set(&["svc"])));
}

#[test]
fn soft_raises_nothing_and_lists_lost_support() {
    let lost = |judgement: cairn_testkit::oracle::Judgement| judgement.lost_support.into_iter().collect::<Vec<_>>();
    let monitor = ("svc".to_owned(), alone("svc", "soft", "mon"));
    assert_eq!(lost(check("svc soft mon", "", "mon=down", "mon=down")), std::slice::from_ref(&monitor));
    assert_eq!(lost(check("svc soft mon", "", "mon=degraded", "mon=degraded")), [monitor]);
    assert_eq!(lost(check("svc hard a; svc2 degrading a", "", "a=down", "a=down svc=down svc2=degraded")), []);
    let redundant = "svc soft_pool m; svc soft_pool o k=1";
    assert_eq!(lost(check(redundant, "", "m=down", "m=down")), []);
    assert_eq!(lost(check(redundant, "", "m=down o=down", "m=down o=down")), [("svc".into(), group("soft_pool"))]);
}

#[test]
fn info_and_neutral_relationships_are_not_in_the_graph() {
    check("svc info a; svc beside b", "", "a=down b=down", "a=down b=down");
    check("svc hard a s=info", "", "a=down", "a=down");
    check("svc info a s=hard", "", "a=down", "a=down svc=down");
    // A row overridden to info is no member: b alone is left, 1 of 1.
    check("svc pool a s=info; svc pool b", "", "b=down", "b=down svc=down");
}

#[test]
fn percentages_round_up_at_one_two_and_three_members() {
    let cases = [
        (1, 1, 1),
        (1, 5000, 1),
        (1, 10_000, 1),
        (2, 1, 1),
        (2, 5000, 1),
        (2, 5001, 2),
        (2, 10_000, 2),
        (3, 3333, 1),
        (3, 3334, 2),
        (3, 6666, 2),
        (3, 6667, 3),
        (3, 10_000, 3),
    ];
    for (n, hundredths, k) in cases {
        assert_eq!(Threshold::Percent(hundredths).over(n), k, "{hundredths} hundredths of {n}");
    }
    assert_eq!(Threshold::Percent(10_000).over(u32::MAX), u32::MAX);
    assert_eq!(Threshold::Count(5).over(3), 5);
}

#[test]
fn percentages_decide_verdicts() {
    check("svc pool a k=50%", "", "a=down", "a=down svc=down");
    check("svc pool a k=50%; svc pool b", "", "a=down", "a=down svc=at_risk");
    check("svc pool a k=50.01%; svc pool b", "", "a=down", "a=down svc=down");
    check("svc pool a k=33.33%; svc pool b; svc pool c", "", "a=down b=down", "a=down b=down svc=at_risk");
    check("svc pool a k=33.34%; svc pool b; svc pool c", "", "a=down b=down", "a=down b=down svc=down");
    check("svc pool a k=1 q=66.67%; svc pool b; svc pool c", "", "a=down", "a=down svc=degraded");
}

#[test]
fn a_cycle_is_alive_until_something_in_it_fails() {
    let rows = "a hard b; b hard c; c hard a; svc hard a";
    check(rows, "", "", "");
    check(rows, "", "b=down", "a=down b=down c=down svc=down");
    // Each keeps the other up while the seed is outside the cycle and spare.
    check("a pool b k=1; a pool x; b pool a k=1; b pool x", "", "x=down", "x=down a=at_risk b=at_risk");
}

#[test]
fn groups_nest_through_group_items() {
    let rows = "svc hard power; power pool feeds k=1; power pool gens; \
        feeds pool f1 k=1; feeds pool f2; gens pool g1 k=2; gens pool g2; gens pool g3";
    check(rows, "", "f1=down", "f1=down feeds=at_risk");
    check(rows, "", "f1=down f2=down", "f1=down f2=down feeds=down power=at_risk svc=at_risk");
    check(rows, "", "g1=down g2=down", "g1=down g2=down gens=down power=at_risk svc=at_risk");
    check(
        rows,
        "",
        "f1=down f2=down g1=down g2=down",
        "f1=down f2=down g1=down g2=down feeds=down gens=down power=down svc=down",
    );
}

#[test]
fn undeclared_redundancy_is_assumed_and_flagged() {
    let rows = "svc pool a; svc pool b; svc2 pool c k=1; svc2 pool d; svc3 pool e";
    let verdict = check(rows, "", "a=down c=down", "a=down c=down svc=at_risk svc2=at_risk");
    assert_eq!(verdict.assumed, BTreeSet::from([("svc".to_owned(), group("pool"))]));
    let estate = estate(rows, "");
    let without = judge_assumed_absent(&estate, &seeds("a=down c=down"));
    assert_raised(&without, "a=down c=down svc=down svc2=at_risk", rows);
    assert_eq!(rests_on_assumed_redundancy(&estate, &seeds("a=down c=down")), set(&["svc"]));
}

#[test]
fn if_it_fails_every_seed_is_down() {
    let failed = judge_if_it_fails(&estate("svc hard a; svc2 hard b", ""), &seeds("a=unaffected b=degraded"));
    assert_raised(&failed, "a=down b=down svc=down svc2=down", "if it fails");
}
