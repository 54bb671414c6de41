//! Small estates worked out by hand: context, membership, labels and the lists that go with a verdict.

#[cfg(test)]
mod common;

use std::collections::{BTreeMap, BTreeSet};

use cairn_testkit::oracle::{AssumedRedundancy, Eroded, Level, ModelError, ModelErrorKind, judge, requirements};
use common::{check, estate, group, label, seeds};

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn context_seeds_every_analysis_and_never_shrinks_a_group() {
    let rows = "svc pool a k=1; svc pool b";
    let verdict = check(rows, "a out_of_service", "", "a=down svc=at_risk");
    assert_eq!(verdict.context, BTreeMap::from([("a".to_owned(), Level::Down)]));
    assert_eq!(verdict.reachable, set(&[]));
    check(rows, "a maintenance out_of_service", "b=down", "a=down b=down svc=down");
    check(rows, "a degraded", "b=degraded", "a=degraded b=degraded svc=degraded");
    // Seeds are joint with the context: the worst wins.
    check(rows, "a degraded", "a=down", "a=down svc=at_risk");
    check(rows, "a out_of_service", "a=degraded", "a=down svc=at_risk");
    check(rows, "a planned out_of_service", "", "");
}

#[test]
fn providers_that_do_not_participate_are_no_members() {
    let rows = "svc pool a k=2; svc pool b; svc pool c";
    let verdict = check(rows, "c retired", "a=down", "a=down svc=down");
    let error = |kind| ModelError { consumer: "svc".to_owned(), requirement: group("pool"), kind };
    let absent = |id: &str| ModelErrorKind::NonParticipatingProvider { provider: id.to_owned() };
    assert_eq!(verdict.model_errors, BTreeSet::from([error(absent("c"))]));

    let verdict = check(rows, "b spare; c retired", "a=degraded", "a=degraded svc=degraded");
    let too_many = ModelErrorKind::KBelowMembers { declared: 2, n: 1 };
    assert_eq!(verdict.model_errors, BTreeSet::from([error(absent("b")), error(absent("c")), error(too_many)]));

    let nobody = "a planned; b planned; c planned";
    assert_eq!(check(rows, nobody, "", "").model_errors, BTreeSet::new());
    let verdict = check(rows, nobody, "svc=degraded", "svc=degraded");
    let all = ["a", "b", "c"].map(|id| error(absent(id)));
    assert_eq!(verdict.model_errors, all.into_iter().chain([error(ModelErrorKind::NoMembers)]).collect());

    // A percentage follows n; a missing item participates; a seed that does not participate does nothing.
    check("svc pool a k=100%; svc pool b", "b retired", "a=down", "a=down svc=down");
    check("svc hard a", "a missing", "a=down", "a=down svc=down");
    check("svc hard a", "a retired", "a=down", "");
    check("svc hard a", "svc in_test", "a=down", "a=down");
}

#[test]
fn model_errors_outside_the_cone_are_not_listed() {
    let rows = "svc hard a; svc hard x; svc2 hard b; svc2 hard x; svc3 pool c k=1; svc3 pool d; svc3 hard x";
    let verdict = check(rows, "x retired; d degraded", "a=down", "a=down svc=down d=degraded svc3=at_risk");
    let consumers: BTreeSet<String> = verdict.model_errors.iter().map(|error| error.consumer.clone()).collect();
    assert_eq!(consumers, set(&["svc", "svc3"]));
    // A soft need is enough to be in the cone; x is both an absent provider and the only one.
    let verdict = check("svc soft a; svc hard x", "x retired", "a=down", "a=down");
    assert_eq!(verdict.model_errors.len(), 2);
}

#[test]
fn a_label_spans_types_and_directions() {
    let rows = "svc hard a @power k=1; svc pool b @power; c carries svc @power";
    check(rows, "", "a=down b=down", "a=down b=down svc=at_risk");
    check(rows, "", "a=down b=down c=down", "a=down b=down c=down svc=down");
    // It leaves the type's default group, and it is scoped to the consumer.
    let rows = "svc pool a @x; svc pool b @x k=1; svc pool c; other pool a @x k=2; other pool b @x";
    check(rows, "", "a=down", "a=down svc=at_risk other=down");
    check(rows, "", "c=down", "c=down svc=down");
    // Types differ in default strength: the strongest wins; an explicit one wins over both.
    check("svc soft a @x k=2; svc degrading b @x", "", "a=down", "a=down svc=degraded");
    check("svc soft a @x k=2; svc hard b @x", "", "a=down", "a=down svc=down");
    check("svc soft a @x k=2; svc hard b @x s=degrading", "", "a=down", "a=down svc=degraded");
}

#[test]
fn a_provider_twice_in_a_requirement_is_one_member() {
    let rows = "svc hard a @x k=1; a carries svc @x; svc hard b @x";
    let required = requirements(&estate(rows, ""), AssumedRedundancy::Holds);
    assert_eq!(required.iter().map(|one| one.n).collect::<Vec<_>>(), [2]);
    check(rows, "", "a=down", "a=down svc=at_risk");
}

#[test]
fn a_dash_means_alone() {
    let rows = "svc pool a @-; svc pool b; svc pool c k=1";
    check(rows, "", "a=down", "a=down svc=down");
    check(rows, "", "b=down", "b=down svc=at_risk");
    check("svc pool a @-; svc pool b @-", "", "b=down", "b=down svc=down");
}

#[test]
fn eroded_groups_show_their_margins() {
    let erosion = |requirement, n, k, c2, c3, margin, margin_degraded| Eroded {
        consumer: "svc".to_owned(),
        requirement,
        n,
        k,
        c2,
        c3,
        margin,
        margin_degraded,
    };
    let rows = "svc pool a k=1; svc pool b; svc pool c; svc hard a @pair k=2; svc hard d @pair";
    let verdict = check(rows, "", "b=down c=degraded", "b=down c=degraded svc=at_risk");
    assert_eq!(verdict.eroded, [erosion(group("pool"), 3, 1, 2, 1, 1, 0)]);
    let verdict = check(rows, "", "d=degraded", "d=degraded svc=degraded");
    assert_eq!(verdict.eroded, [erosion(label("pair"), 2, 2, 1, 0, 0, -1)]);
    // Down: an outage, not an erosion. Degrading and soft groups never take their consumer down.
    assert_eq!(check(rows, "", "d=down", "d=down svc=down").eroded, []);
    let verdict = check("svc soft a @x k=2; svc soft b @x", "", "a=down b=down", "a=down b=down");
    assert_eq!(verdict.eroded, [erosion(label("x"), 2, 2, 2, 2, -2, -2)]);
}

#[test]
fn reachable_is_the_closure_from_explicit_seeds() {
    let rows = "b soft a; c degrading b; d pool c k=1; d pool x; e info d; f hard retired; retired hard a; a hard d";
    let verdict = check(rows, "retired retired; x out_of_service", "a=down", "a=down x=down d=at_risk");
    assert_eq!(verdict.reachable, set(&["b", "c", "d"]));
    let verdict = judge(&estate(rows, ""), &seeds("x=unaffected"));
    assert_eq!(verdict.reachable, set(&["a", "b", "c", "d", "f", "retired"]));
}

#[test]
fn thresholds_are_settled_over_the_members_that_participate() {
    // Declared providers, of which `facts` takes some away; then n, k', q'.
    let three = "svc pool a k=2 q=3; svc pool b; svc pool c";
    let share = "svc pool a k=2 q=34%; svc pool b; svc pool c; svc pool d";
    let cases = [
        (three, "", (3, 2, 3)),
        (three, "c retired", (2, 2, 2)),
        (three, "b retired; c retired", (1, 1, 1)),
        (three, "a retired; b retired; c retired", (0, 0, 0)),
        (share, "", (4, 2, 2)),
        // ceil(2 * 34 %) = 1 is raised to k'.
        (share, "a retired; b retired", (2, 2, 2)),
        ("svc pool a; svc pool b; svc pool c q=2", "", (3, 1, 2)),
    ];
    for (rows, facts, expected) in cases {
        let required = requirements(&estate(rows, facts), AssumedRedundancy::Holds);
        let settled: Vec<_> = required.iter().map(|one| (one.n, one.k, one.q)).collect();
        assert_eq!(settled, [expected], "{rows} | {facts}");
    }
}
