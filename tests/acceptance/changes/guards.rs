//! Guards that only people who get around others meet.

use serde_json::json;

use super::desk::{Desk, MANAGER, REQUESTER};

#[test]
fn what_is_retired_may_not_be_needed_unless_somebody_else_waives_it() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--retire", "vm-app-1"]);
    let reply = desk.found(MANAGER, &["change", "assess", &id]);
    assert_eq!(reply["unmet"][0]["code"], "guard-retired-not-needed");
    desk.refused(REQUESTER, &["change", "edit", &id, "--waive", "retired_not_needed=x"], &["Somebody else has to"]);
    desk.done(MANAGER, &["change", "edit", &id, "--waive", "retired_not_needed=follows next week"]);
    desk.assessed(&id);
    assert_eq!(desk.show(&id)["change"]["waivers"][0]["actor"], MANAGER);
}

#[test]
fn a_lower_risk_needs_a_reason_and_never_falls_below_its_floor() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--out", "arr-1"]);
    desk.done(MANAGER, &["change", "edit", &id, "--risk", "low", "--because", "done every month"]);
    desk.assessed(&id);
    let risk = desk.show(&id)["analysis"]["risk"].clone();
    assert_eq!((&risk["band"], &risk["computed_band"]), (&json!("high"), &json!("high")));
    let id = desk.submitted(&[], &["--out", "fw-1"]);
    desk.assessed(&id);
    let band = desk.show(&id)["analysis"]["risk"]["band"].clone();
    let reply = desk.done(MANAGER, &["change", "edit", &id, "--risk", "low", "--because", "done every month"]);
    assert_eq!(reply["state"], "submitted");
    desk.assessed(&id);
    let risk = desk.show(&id)["analysis"]["risk"].clone();
    assert_eq!((&risk["band"], &risk["computed_band"]), (&json!("low"), &band));
}
