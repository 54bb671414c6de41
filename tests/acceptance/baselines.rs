//! Baselines: names for records, and what changed between two of them.

use serde_json::{Value, json};

use crate::changes::desk::{Desk, IMPLEMENTER, MANAGER, OPEN};
use crate::common::{Scene, assert_says, each};

/// The pair (2); a baseline of it (3); a second import (4); an operation (5).
fn scene() -> Scene {
    let scene = Scene::pair();
    scene.done(&["--actor", "configuration manager", "baseline", "create", "go-live", "--reason", "sealed"]);
    scene.file(
        "later.csv",
        "id,class,name,status,tier\nweb-1,virtual_machine,Web one,live,2\nweb-3,virtual_machine,Web 3,live,2\n",
    );
    scene.file("more.csv", "source_id,type,target_id,group,min_up\nshop,depends_on,web-3,web,2\n");
    scene.done(&["--actor", "import account", "import", "later.csv", "more.csv", "--reason", "weekly load"]);
    let operation = ["operation", "db-1", "degraded", "--reason", "slow", "--since", "2020-01-01T00:00:00Z"];
    scene.done(&operation);
    scene
}

fn lines<'v>(diff: &'v Value, fields: &[&str]) -> Vec<Vec<&'v str>> {
    let lines = diff["lines"].as_array().unwrap().iter();
    lines.map(|line| fields.iter().map(|field| line[field].as_str().unwrap_or("-")).collect()).collect()
}

#[test]
fn a_baseline_names_a_record() {
    let scene = scene();
    let created = scene.json(&["baseline", "create", "  Quarter 3, 第三季 ", "--at", "2", "--reason", "for the board"]);
    assert_eq!(
        (&created["seq"], &created["marked"], &created["name"]),
        (&json!(6), &json!(2), &json!("Quarter 3, 第三季"))
    );
    let said = scene.done(&["baseline", "create", "again", "--at", "go-live"]);
    assert_says(&said, &["Baseline “again” marks record no. 2 of 20", "(record no. 7)."]);
    let newest = scene.json(&["baseline", "create", "newest"]);
    assert_eq!((&newest["seq"], &newest["marked"]), (&json!(8), &json!(7)));
    let list = scene.json(&["baseline", "list"]);
    assert_eq!(list["seq"], 8);
    assert_eq!(each(&list["baselines"], "name"), ["newest", "Quarter 3, 第三季", "again", "go-live"]);
    let go_live = &list["baselines"][3];
    assert_eq!((&go_live["seq"], &go_live["records_since"]), (&json!(2), &json!(6)));
    let by = &go_live["created"];
    assert_eq!((&by["seq"], &by["actor"]), (&json!(3), &json!("configuration manager")));
    assert_eq!((&by["reason"], &by["kind"]), (&json!("sealed"), &json!("baseline")));
    let log = scene.json(&["log"]);
    let marked = log["commits"].as_array().unwrap().iter().find(|commit| commit["seq"] == 2).unwrap().clone();
    assert_eq!((&go_live["recorded_at"], &created["recorded_at"]), (&marked["recorded_at"], &marked["recorded_at"]));
    let said = scene.done(&["baseline", "list"]);
    assert_says(
        &said,
        &["go-live", "configuration manager", "sealed", "none named", "Records since", "Quarter 3, 第三季"],
    );
    scene.assert_sound();
}

#[test]
fn an_estate_without_baselines_says_how_to_create_one() {
    let scene = Scene::pair();
    assert_says(&scene.done(&["baseline", "list"]), &["no baselines yet", "baseline create NAME"]);
    assert_eq!(scene.json(&["baseline", "list"])["baselines"], json!([]));
}

#[test]
fn a_list_is_narrowed_to_words_and_to_who_sealed() {
    let desk = Desk::sample();
    for (name, reason) in [("2026-Q3", "for the board"), ("Go-live 第三季", "agreed")] {
        desk.scene.done(&["--actor", "configuration manager", "baseline", "create", name, "--reason", reason]);
    }
    let plan = ["--new-step", "Patch", "--restart", "hv-01", "--set", "hv-01", "patch_level", "9"];
    let id = desk.submitted(&[], &plan);
    desk.assessed(&id);
    desk.approved(&id);
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());
    desk.done(IMPLEMENTER, &["change", "start", &id]);
    let check = |arguments: &[&str], expected: &[&str], people: u64, changes: u64| {
        let list = desk.scene.json(&[&["baseline", "list"], arguments].concat());
        assert_eq!(each(&list["baselines"], "name"), expected, "{arguments:?}");
        assert_eq!(list["counts"], json!({ "total": 3, "people": people, "changes": changes }), "{arguments:?}");
    };
    check(&[], &[&id, "Go-live 第三季", "2026-Q3"], 2, 1);
    check(&["--by", "changes"], &[&id], 2, 1);
    check(&["--by", "people"], &["Go-live 第三季", "2026-Q3"], 2, 1);
    // Every word, in whatever order and case, full-width letters like ordinary ones; in the name or in what is said of it.
    check(&["--text", "GO-live"], &["Go-live 第三季"], 1, 0);
    check(&["--text", "BOARD ｑ３"], &["2026-Q3"], 1, 0);
    check(&["--text", "board agreed"], &[], 0, 0);
    check(&["--text", "configuration", "--by", "changes"], &[], 2, 0);
    check(&["--text", &id.to_lowercase()], &[&id], 0, 1);
    let said = desk.scene.done(&["baseline", "list", "--text", "nothing like it"]);
    assert_says(&said, &["None of the 3 baselines"]);
    desk.scene.refused(&["baseline", "list", "--by", "robots"], &["robots", "people", "changes"]);
}

#[test]
fn a_name_that_cannot_be_one_is_refused() {
    let scene = scene();
    let check = |arguments: &[&str], said: &[&str]| {
        scene.refused(&[&["baseline", "create"], arguments].concat(), &[said, &["Nothing was changed"]].concat());
    };
    check(&[""], &["name of the baseline is empty"]);
    check(&["  "], &["name of the baseline is empty"]);
    check(&[&"é".repeat(201)], &["longer than 200 characters"]);
    check(&["two\nlines"], &["control character"]);
    check(&["12"], &["“12” reads as a record no."]);
    check(&["#7"], &["“#7” reads as a record no."]);
    check(&["2026-11-21T09:30:00Z"], &["“2026-11-21T09:30:00Z” reads as"]);
    check(&["go-live"], &["There is a baseline “go-live” already", "record no. 2", "another name"]);
    check(&["new", "--at", "9"], &["no record no. 9"]);
    check(&["new", "--at", "afore"], &["no baseline “afore”"]);
    scene.done(&["baseline", "create", &"é".repeat(200)]);
    scene.done(&["baseline", "create", "2026-11-21"]);
    assert_eq!(scene.json(&["items", "--at", "2026-11-21"])["at"]["seq"], 6);
}

#[test]
fn a_difference_says_what_changed_who_did_it_and_whether_it_was_authorised() {
    let scene = scene();
    let diff: Value = serde_json::from_str(&scene.found(&["baseline", "diff", "go-live", "--json"])).unwrap();
    assert_eq!((&diff["from"]["seq"], &diff["from"]["baseline"]), (&json!(2), &json!("go-live")));
    assert_eq!((&diff["to"]["seq"], &diff["to"]["baseline"]), (&json!(5), &Value::Null));
    assert_eq!(
        diff["counts"],
        json!({
            "items": { "added": 1, "changed": 2, "removed": 0 },
            "relationships": { "added": 1, "changed": 0, "removed": 0 },
            "requirements": { "added": 0, "changed": 1, "removed": 0 },
            "model": { "added": 0, "changed": 0, "removed": 0 },
        })
    );
    assert_eq!(diff["authorisation"], json!({ "authorised": 0, "not_required": 1, "unauthorised": 4 }));
    assert_eq!(
        lines(&diff, &["authorisation", "noun", "what", "source_id", "requirement"]),
        [
            ["unauthorised", "relationship", "added", "shop", "-"],
            ["unauthorised", "requirement", "changed", "shop", "web"],
            ["unauthorised", "item", "added", "web-3", "-"],
            ["unauthorised", "item", "changed", "web-1", "-"],
            ["not_required", "item", "changed", "db-1", "-"],
        ]
    );
    let line = |at: usize| &diff["lines"][at];
    assert_eq!((&line(0)["type"], &line(0)["label"]), (&json!("depends_on"), &json!("web")));
    assert_eq!(line(0)["other"]["name"], "Web 3");
    assert_eq!(line(1)["fields"], json!({ "min_up": { "before": "1", "after": "2" } }));
    assert_eq!(line(2)["fields"]["name"], json!({ "after": "Web 3" }));
    assert_eq!(line(3)["fields"], json!({ "name": { "before": "Web 1", "after": "Web one" } }));
    let commit = &line(3)["commits"][0];
    assert_eq!(
        (&commit["seq"], &commit["kind"], &commit["actor"]),
        (&json!(4), &json!("load"), &json!("import account"))
    );
    assert_eq!((&commit["reason"], &commit["effective_at"]), (&json!("weekly load"), &commit["recorded_at"]));
    let commit = &line(4)["commits"][0];
    assert_eq!((&commit["kind"], &commit["effective_at"]), (&json!("operation"), &json!("2020-01-01T00:00:00.000Z")));
    assert_eq!(line(4)["fields"]["operation"], json!({ "before": "in_service", "after": "degraded" }));

    let said = scene.found(&["baseline", "diff", "go-live"]);
    assert_says(
        &said,
        &[
            "From baseline “go-live”, record no. 2 (",
            ") to record no. 5 (",
            "4 unauthorised, 0 authorised by a change, 1 of a kind that needs no change.",
            "What changed (5)",
            "UNAUTHORISED",
            "name: Web 1 → Web one",
            "Shop — depends on → Web 3 (web)",
            "Shop — web",
            "min_up: 1 → 2",
            "4 · load · import account · ",
            "weekly load",
            "effective 2020-01-01 00:00 UTC",
        ],
    );
    let said = scene.found(&["--lang", "zh-HK", "baseline", "diff", "go-live"]);
    assert_says(&said, &["由基線「go-live」", "未經授權 4 項", "毋須變更授權", "Shop — 依賴 → Web 3 (web)"]);
}

#[test]
fn a_difference_without_unauthorised_edits_is_no_finding() {
    let scene = scene();
    let same = scene.done(&["baseline", "diff", "go-live", "3"]);
    assert_says(&same, &["From baseline “go-live”", "to record no. 3 (", "Nothing changed between the two."]);
    scene.done(&["baseline", "diff", "5", "5"]);
    let said = scene.done(&["baseline", "diff", "4", "5"]);
    assert_says(&said, &["0 unauthorised, 0 authorised by a change, 1 of a kind", "no change needed"]);
    // What was put back is no difference.
    scene.done(&["operation", "db-1", "in_service", "--reason", "mended"]);
    let said = scene.done(&["baseline", "diff", "4"]);
    assert_says(&said, &["to record no. 6", "Nothing changed between the two."]);
    let twice = scene.json(&["baseline", "diff", "2"]);
    assert_eq!(twice["lines"].as_array().unwrap().len(), 4);
}

#[test]
fn a_filter_leaves_what_concerns_its_items() {
    let scene = scene();
    let check = |filter: &str, expected: &[[&str; 2]]| {
        let diff = scene.json(&["baseline", "diff", "go-live", "--filter", filter]);
        assert_eq!(lines(&diff, &["noun", "source_id"]), expected, "{filter}");
        assert_eq!(diff["filter"], filter);
    };
    // By a name of before as well as of after; a relationship concerns both its ends.
    check("\"Web 1\"", &[["item", "web-1"]]);
    check("\"Web one\"", &[["item", "web-1"]]);
    check("\"Web 3\"", &[["relationship", "shop"], ["item", "web-3"]]);
    check("class:business_service", &[["relationship", "shop"], ["requirement", "shop"]]);
    check("operation:degraded", &[["item", "db-1"]]);
    check("-class:virtual_machine", &[["relationship", "shop"], ["requirement", "shop"], ["item", "db-1"]]);
    let said = scene.done(&["baseline", "diff", "go-live", "--filter", "operation:degraded"]);
    assert_says(&said, &["Only what concerns items of the filter: operation:degraded"]);
    scene.refused(&["baseline", "diff", "go-live", "--filter", "class:spaceship"], &["“spaceship”"]);
    scene.refused(&["baseline", "diff", "go-live", "--filter", "colour=red"], &["“colour”"]);
}

#[test]
fn learned_types_are_elements_of_the_model_that_changed() {
    let scene = scene();
    scene.file("lamps.csv", "id,class,name\nl-1,lamp,Lamp\n");
    scene.done(&["import", "--learn", "lamps.csv"]);
    let diff = scene.json(&["baseline", "diff", "5"]);
    assert_eq!(diff["counts"]["model"], json!({ "added": 1, "changed": 0, "removed": 0 }));
    assert_eq!((&diff["model"][0]["kind"], &diff["model"][0]["what"]), (&json!("class"), &json!("added")));
    assert_eq!(diff["model"][0]["commits"][0]["seq"], 6);
    assert_says(&scene.found(&["baseline", "diff", "5"]), &["Elements of the model (1)", "class"]);
    // The present catalogue knows what the past had.
    assert_eq!(scene.json(&["items", "--at", "go-live"])["total"], 4);
}

#[test]
fn moments_that_cannot_be_compared_are_refused() {
    let scene = scene();
    let check = |arguments: &[&str], said: &[&str]| {
        scene.refused(&[&["baseline", "diff"], arguments].concat(), &[said, &["Nothing was changed"]].concat());
    };
    check(&["5", "go-live"], &["Record no. 5 is newer than record no. 2", "Swap the two"]);
    check(&["nowhen"], &["no baseline “nowhen”", "“go-live”"]);
    check(&["go-live", "9"], &["no record no. 9"]);
    check(&["2001-01-01T00:00:00Z"], &["Nothing was recorded by"]);
    check(&[], &["missing", "cairn baseline diff --help"]);
    check(&["1", "2", "3"], &["“3”", "cairn baseline diff --help"]);
}

#[test]
fn the_commands_of_a_family_have_help_of_their_own() {
    let scene = Scene::new();
    for (arguments, said) in [
        (&["baseline", "--help"][..], &["Usage: cairn baseline [OPTIONS] <COMMAND>", "create", "list", "diff"][..]),
        (&["baseline", "diff", "--help"], &["Usage: cairn baseline diff [OPTIONS] <A> [B]", "--filter", "exit"]),
        (&["baseline", "create", "-h"], &["Usage: cairn baseline create [OPTIONS] <NAME>", "--reason", "--at"]),
        (&["--lang", "zh-HK", "baseline", "diff", "--help"], &["用法：cairn baseline diff [選項] <A> [B]", "篩選條件"]),
        (&["--lang", "zh-CN", "baseline", "list", "--help"], &["用法：cairn baseline list [选项]"]),
    ] {
        let answer = scene.run(arguments);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{arguments:?}");
        assert_says(&answer.out, said);
    }
}
