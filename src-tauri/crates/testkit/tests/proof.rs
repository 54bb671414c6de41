//! What counts as a proof, and what does not.

#[cfg(test)]
mod common;

use cairn_testkit::oracle::{ProofStep, RequirementKey, is_proof, judge};
use common::{alone, estate, group, seeds};

fn step(raised: &str, requirement: RequirementKey, blamed: &str) -> ProofStep {
    let (item, level) = seeds(raised).remove(0);
    ProofStep { item, level, requirement, blamed: seeds(blamed) }
}

fn check(rows: &str, facts: &str, seeded: &str, proof: &[ProofStep], expected_error: &str) {
    let estate = estate(rows, facts);
    let seeded = seeds(seeded);
    let outcome = is_proof(&estate, &judge(&estate, &seeded), &seeded, proof);
    match outcome {
        Ok(()) => assert_eq!(expected_error, "", "accepted: {proof:?}"),
        Err(reason) => assert!(!expected_error.is_empty() && reason.contains(expected_error), "{reason}"),
    }
}

const ROWS: &str = "svc hard db; db pool a k=2; db pool b; db pool c; svc pool c; a hard power";

#[test]
fn a_chain_down_to_seeds_and_context_is_a_proof() {
    let service = step("svc=down", alone("svc", "hard", "db"), "db=down");
    let database = step("db=down", group("pool"), "a=down b=down");
    let host = step("a=down", alone("a", "hard", "power"), "power=down");
    let proof = [service, database, host];
    check(ROWS, "b out_of_service", "power=down", &proof, "");
    check(ROWS, "b out_of_service", "power=down", &[], "");
    check(ROWS, "b out_of_service", "power=down", &proof[..2], "db blames a, which is neither");
    check(ROWS, "b out_of_service", "power=down", &proof[..1], "svc blames db, which is neither");
}

#[test]
fn blame_must_be_sufficient_true_and_about_members() {
    let seeded = "a=down b=down";
    let database = |blamed| step("db=down", group("pool"), blamed);
    check(ROWS, "", seeded, &[database("a=down b=down")], "");
    check(ROWS, "", seeded, &[database("a=down")], "the blamed members alone give AtRisk");
    check(ROWS, "", seeded, &[database("a=down c=down")], "db blames c at Down, judged Some(Unaffected)");
    check(ROWS, "", seeded, &[database("a=down b=degraded")], "db blames b at Degraded");
    check(ROWS, "", seeded, &[database("a=down power=down")], "which is no member");
    check(ROWS, "", seeded, &[database("a=down a=down")], "db blames a twice");
    check(ROWS, "", seeded, &[step("db=down", group("hard"), "a=down")], "db has no requirement");
    check(ROWS, "", seeded, &[step("db=degraded", group("pool"), "a=down b=down")], "db is claimed Degraded");
    let twice = [database("a=down b=down"), database("a=down b=down")];
    check(ROWS, "", seeded, &twice, "db has two steps");
}

#[test]
fn a_circular_proof_is_refused() {
    let rows = "a hard b; b hard a; a hard x";
    let from_b = step("a=down", alone("a", "hard", "b"), "b=down");
    let from_x = step("a=down", alone("a", "hard", "x"), "x=down");
    let from_a = step("b=down", alone("b", "hard", "a"), "a=down");
    check(rows, "", "x=down", &[from_b.clone(), from_a.clone()], "circular: a, b");
    check(rows, "", "x=down", &[from_x, from_a.clone()], "");
    // A seed needs no step; one that closes a circle is refused all the same.
    check(rows, "", "a=down", &[from_b, from_a.clone()], "circular: a, b");
    check(rows, "", "a=down", &[from_a], "");
}

#[test]
fn a_leaf_must_be_seeded_at_the_level_it_is_blamed_for() {
    let rows = "svc hard a; a hard x";
    let service = step("svc=down", alone("svc", "hard", "a"), "a=down");
    let host = step("a=down", alone("a", "hard", "x"), "x=down");
    check(rows, "", "a=degraded x=down", std::slice::from_ref(&service), "svc blames a, which is neither");
    check(rows, "", "a=degraded x=down", &[service, host], "");
}
