//! What a person reads.

use super::desk::{Desk, IMPLEMENTER, MANAGER, OPEN, REQUESTER};
use crate::common::{Scene, assert_says};

#[test]
fn a_page_says_everything_about_a_change_in_three_languages() {
    let desk = Desk::sample();
    let id = desk.submitted(&["--reason", "end of support"], &["--out", "arr-1", "--as-found", "arr-1", "serial"]);
    desk.assessed(&id);
    let said = desk.scene.done(&["change", "show", &id]);
    assert_says(
        &said,
        &[
            "normal change · awaiting decision · requested by change requester (asserted)",
            "Reason: end of support",
            "MyGovHK goes down.",
            "When all is done, everything works as before.",
            "Risk: high (impact 5 × likelihood 2 = 10).",
            "): current",
            "goes out: ARR-000001 Storage array 1 (full outage, 30 min)",
            "Serial number: AR-88001 → as found on the night",
            "Statements (ISO/IEC 20000-1:2018, 8.5.1.3)",
            "Still to decide (4)",
            "--as board_chair",
            "Possible now: reject, return, edit and assess again, cancel.",
            "Not yet (approve):",
        ],
    );
    let said = desk.scene.done(&["--lang", "zh-HK", "change", "show", &id]);
    assert_says(
        &said,
        &["一般變更 · 待決定 · 申請人：change requester", "風險：高", "證據", "委員會主席", "尚未可以（批准）"],
    );
    let said = desk.scene.done(&["--lang", "zh-CN", "change", "show", &id]);
    assert_says(&said, &["一般变更 · 待决定", "风险：高", "委员会主席", "尚不可以（批准）"]);
    assert_says(&desk.scene.done(&["change", "list"]), &[&id, "awaiting decision", "high", "change requester"]);
    assert_says(&desk.scene.done(&["change", "list", "--state", "closed"]), &["No change has this status"]);
}

#[test]
fn what_is_filled_in_on_the_night_does_not_touch_an_approval() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--as-found", "core-1", "serial"]);
    desk.assessed(&id);
    desk.approved(&id);
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());
    desk.done(MANAGER, &["change", "start", &id]);
    let found =
        |field: &str| ["change", "step", &id, "1", "--done", "--found", "core-1", field, "CS-1"].map(str::to_owned);
    let refused = found("model");
    desk.refused(IMPLEMENTER, &refused.each_ref().map(String::as_str), &["Model of “core-1” is not to be filled in"]);
    let done = found("serial");
    desk.done(IMPLEMENTER, &done.each_ref().map(String::as_str));
    assert_eq!(desk.scene.json(&["show", "core-1"])["item"]["attributes"]["serial"], "CS-1");
    desk.done(MANAGER, &["change", "finish", &id]);
    assert_eq!(desk.show(&id)["differences"], serde_json::json!([]));
    assert_eq!(desk.done(MANAGER, &["change", "close", &id])["state"], "closed");
}

#[test]
fn refusals_list_their_reasons() {
    let desk = Desk::sample();
    desk.done(REQUESTER, &["change", "new", "A change"]);
    let answer = desk.scene.on_estate(&["--actor", "x", "change", "submit", "1"]);
    assert_eq!((answer.code, answer.err.lines().count()), (2, 2));
    let lines: Vec<&str> = answer.err.lines().collect();
    assert_says(lines[0], &["cairn: CHG-000001 cannot go on yet (submit): one thing is missing. Nothing was changed."]);
    assert_says(lines[1], &["  - Nothing is planned"]);
    let answer = desk.scene.on_estate(&["--lang", "zh-HK", "--actor", "x", "change", "submit", "1"]);
    assert_says(&answer.err, &["cairn: CHG-000001 尚未可以繼續（提交）", "  - 尚未計劃任何改動"]);
}

#[test]
fn the_commands_of_changes_have_help_of_their_own() {
    let scene = Scene::new();
    for (arguments, said) in [
        (&["change", "--help"][..], &["Usage: cairn change [OPTIONS] <COMMAND>", "decide", "template"][..]),
        (&["change", "edit", "--help"], &["<CHG>", "--connect <FROM> <TYPE> <TO> [LABEL]", "Examples:"]),
        (&["what-if", "-h"], &["Usage: cairn what-if [OPTIONS]", "changes nothing", "Examples:"]),
        (&["--lang", "zh-HK", "change", "decide", "--help"], &["用法：cairn change decide", "職能", "例子："]),
        (&["--lang", "zh-CN", "change", "step", "--help"], &["用法：cairn change step", "步骤编号"]),
    ] {
        let answer = scene.run(arguments);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{arguments:?}");
        assert_says(&answer.out, said);
    }
}
