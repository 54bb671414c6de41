//! What is refused, and what is said then.

use super::desk::{ANSWERS, Desk, IMPLEMENTER, MANAGER, OPEN, REQUESTER};

#[test]
fn edits_that_contradict_each_other_or_do_not_apply_are_refused() {
    let desk = Desk::sample();
    desk.done(REQUESTER, &["change", "new", "A change"]);
    let check = |edits: &[&str], said: &[&str]| {
        desk.refused(REQUESTER, &[&["change", "edit", "1"], edits].concat(), said);
    };
    check(
        &["--retire", "core-1", "--set", "core-1", "state", "maintenance"],
        &["Step 1, edit 2", "edit 1 of this step"],
    );
    check(&["--retire", "srv-old-1"], &["retired already"]);
    check(&["--connect", "core-1", "located_in", "core-2"], &["“is located in” may not lead from"]);
    check(&["--connect", "core-1", "likes", "core-2"], &["“likes” is not a relationship type"]);
    check(&["--connect", "core-1", "located_in", "rack-1"], &["is in the estate already"]);
    check(&["--disconnect", "core-1", "located_in", "rack-2"], &["is not in the estate"]);
    check(&["--retire", "core-1", "--connect", "leaf-1a", "depends_on", "core-1"], &["retired by then"]);
    check(&["--set", "core-1", "colour", "red"], &["Switch has no field “colour”"]);
    check(&["--set", "core-1", "tier", "high"], &["tier"]);
    check(&["--set", "core-1", "name", ""], &["Name cannot be empty"]);
    check(&["--set", "core-1", "state", "broken"], &["“broken” is not a status"]);
    check(&["--set", "core-1", "model", "S-9500"], &["has that value already"]);
    check(&["--add", "spaceship", "X"], &["“spaceship” is not a type"]);
    check(&["--need", "farm-1", "beauty", "2"], &["no group “beauty”"]);
    check(&["--need", "farm-1", "@member_of", "9", "8"], &["Degraded below 8", "9 are needed"]);
    check(&["--need", "farm-1", "@member_of", "many"], &["“many” is neither a count nor a percentage"]);
    check(&["--need", "farm-1", "@member_of", "9", "-", "iron"], &["“iron” is not a strength"]);
    check(&["--replace", "core-1", "core-1"], &["take its own place"]);
    check(&["--out", "srv-old-1"], &["takes part in no analysis"]);
    check(&["--step", "4", "--out", "core-1"], &["no step 4"]);
    check(&["--likelihood", "luck=1"], &["“luck” is no question"]);
    check(&["--likelihood", "tested=6"], &["“6” is no answer to tested"]);
    check(&["--likelihood", "tested=often"], &["“often” is not a whole number"]);
    check(&["--statement", "fun=none"], &["“fun” is none of the five statements"]);
    check(&["--risk", "tiny", "--because", "x"], &["“tiny” is no band of risk"]);
    check(&["--risk", "low"], &["--because"]);
    check(&["--waive", "luck=x"], &["“luck” cannot be waived"]);
    check(&["--waive", "redundancy_declared=x"], &["change requester asks for this change"]);
    check(&["--title", " "], &["needs a title"]);
    desk.refused(MANAGER, &["change", "edit", "9", "--title", "x"], &["no change “9”"]);
}

#[test]
fn edits_that_no_longer_apply_are_refused_until_they_are_brought_up_to_date() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--set", "core-1", "model", "S-9900"]);
    desk.scene.file("items.csv", "id,class,name,model\ncore-1,switch,Core switch 1,S-9600\n");
    desk.scene.done(&["import", "--source", "sample", "items.csv"]);
    desk.refused(MANAGER, &["change", "assess", &id], &["Step 1, edit 1", "S-9600", "--up-to-date"]);
    assert_eq!(desk.show(&id)["steps"][0]["edits"][0]["problem"]["code"], "plan-changed-since");
    desk.done(REQUESTER, &["change", "edit", &id, "--up-to-date"]);
    desk.assessed(&id);
}

#[test]
fn who_may_not_decide_is_told_so() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--out", "arr-1"]);
    let evidence = desk.assessed(&id);
    let decide = |actor: &str, role: &str, more: &[&str], said: &[&str]| {
        let own = ["change", "decide", &id, "--approve", "--as", role, "--reason", "x", "--evidence", &evidence];
        desk.refused(actor, &[&own[..], more].concat(), said);
    };
    decide("unknown", "board_chair", &[], &["Nobody says who acts"]);
    decide(REQUESTER, "board_chair", &[], &["cannot approve it"]);
    decide("owner", "service_owner", &["--for", "MyGovHK"], &["MyGovHK is owned by org-dpo", "owner cannot decide"]);
    decide("manager", "change_manager", &[], &["Nobody is asked to decide as change manager", "board chair"]);
    decide("auditor", "auditor", &[], &["Nobody decides on changes as “auditor”"]);
    let own = ["change", "decide", &id, "--approve", "--as", "board_member", "--reason", "x", "--evidence"];
    desk.refused("one", &[&own[..], &["0123456789abcdef"]].concat(), &["No analysis of this change"]);
    desk.refused("one", &[&own[..], &[&evidence[..7]]].concat(), &["at least 8 characters"]);
    desk.done("one", &[&own[..], &[&evidence]].concat());
    decide("one", "board_member", &[], &["one has decided already, as board member"]);
    decide("one", "board_chair", &[], &["one person fills one place"]);
    desk.refused(
        "two",
        &["change", "decide", &id, "--reject", "--as", "board_chair", "--reason", " ", "--evidence", &evidence],
        &["reason is missing"],
    );
    // One who owns may own much: the place of an owner is another one.
    assert_eq!(desk.approved(&id), "approved");
}

#[test]
fn windows_are_held_to() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--set", "core-1", "model", "S-9900"]);
    let schedule =
        |start: &str, end: &str| ["change", "schedule", &id, "--start", start, "--end", end].map(str::to_owned);
    let check = |start: &str, end: &str, said: &[&str]| {
        let arguments = schedule(start, end);
        desk.refused(MANAGER, &arguments.each_ref().map(String::as_str), said);
    };
    check("2099-01-01T00:00:00Z", "2099-01-02T00:00:00Z", &["submitted", "schedule"]);
    desk.assessed(&id);
    desk.approved(&id);
    check("2099-01-02T00:00:00Z", "2099-01-01T00:00:00Z", &["before the start"]);
    check("2099-01-02T00:00:00Z", "2099-01-02T00:00:00Z", &["before the start"]);
    check("2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z", &["window was over"]);
    check("tomorrow", "2099-01-01T00:00:00Z", &["“tomorrow”"]);
    desk.refused(MANAGER, &["change", "start", &id], &["approved"]);
    let arguments = schedule("2099-01-01T00:00:00Z", "2099-01-02T00:00:00Z");
    desk.done(MANAGER, &arguments.each_ref().map(String::as_str));
    desk.refused(MANAGER, &["change", "start", &id], &["the window is from 2099-01-01 00:00 UTC"]);
    desk.refused(IMPLEMENTER, &["change", "step", &id, "1", "--done"], &["scheduled, not in progress"]);
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());
    desk.done(MANAGER, &["change", "start", &id]);
    let ends = ["--started", "2026-01-02T00:00:00Z", "--ended", "2026-01-01T00:00:00Z"];
    desk.refused(IMPLEMENTER, &[&["change", "step", &id, "1", "--done"], &ends[..]].concat(), &["before the start"]);
}

#[test]
fn what_was_not_written_is_asked_for() {
    let desk = Desk::sample();
    desk.refused("unknown", &["change", "new", "A change"], &["Nobody says who acts", "--actor"]);
    desk.refused(REQUESTER, &["change", "new", " "], &["needs a title"]);
    desk.refused(REQUESTER, &["change", "new", "x", "--kind", "standard"], &["comes from a template"]);
    desk.refused(REQUESTER, &["change", "new", "x", "--template", "y"], &["Only a standard change"]);
    desk.refused(REQUESTER, &["change", "new", "x", "--kind", "standard", "--template", "y"], &["no template “y”"]);
    desk.refused(REQUESTER, &["change", "list", "--state", "lost"], &["“lost” is no status of changes"]);
    desk.done(REQUESTER, &["change", "new", "A change"]);
    desk.refused(REQUESTER, &["change", "submit", "1"], &["one thing is missing", "Nothing is planned"]);
    desk.refused(REQUESTER, &["change", "cancel", "1", "--reason", " "], &["reason is missing"]);
    desk.done(REQUESTER, &["change", "edit", "1", "--out", "arr-1"]);
    desk.done(REQUESTER, &["change", "submit", "1"]);
    let reply = desk.found(MANAGER, &["change", "assess", "1"]);
    let codes = crate::common::each(&reply["unmet"], "code");
    assert_eq!(codes, ["guard-risk-known", "guard-test-plan", "guard-back-out-plan"]);
    desk.done(REQUESTER, &[&["change", "edit", "1"], &ANSWERS[..]].concat());
    let reply = desk.found(MANAGER, &["change", "assess", "1"]);
    assert_eq!(crate::common::each(&reply["unmet"], "code"), ["guard-test-plan", "guard-back-out-plan"]);
    assert_eq!(desk.done(REQUESTER, &["change", "cancel", "1", "--reason", "not needed"])["state"], "cancelled");
    desk.refused(REQUESTER, &["change", "edit", "1", "--title", "x"], &["cancelled and cannot be edited"]);
    desk.refused(MANAGER, &["change", "assess", "1"], &["cancelled and cannot be assessed"]);
}
