//! Commands that were not meant that way.

use crate::common::{ESTATE, Scene, assert_refusal, assert_says};

#[test]
fn a_wrong_command_is_refused_with_what_is_wrong_and_where_to_look() {
    let scene = Scene::sample();
    let check = |arguments: &[&str], said: &[&str]| {
        scene.refused(arguments, &[said, &["Nothing was changed", "--help"]].concat());
    };
    check(
        &[],
        &[
            "init, status, items, show, import, impact, outage, outages, cause, recovery, spof, exposure, findings, collisions, calendar, map, operation, change, what-if, baseline, log, check, checkpoint, revert, purge, backup, restore, take-over, compact, salvage, diagnostics, snapshot, generate",
        ],
    );
    check(&["shwo"], &["“shwo” is not a command", "show"]);
    check(&["baseline"], &["A command is missing: create, list, diff", "cairn baseline --help"]);
    check(&["baseline", "dfif"], &["“dfif” is not a command", "create, list, diff", "cairn baseline --help"]);
    check(&["baseline", "diff"], &["missing", "<A>", "cairn baseline diff --help"]);
    check(&["baseline", "create", "x", "y"], &["“y”", "cairn baseline create --help"]);
    check(&["status", "--verbose"], &["“--verbose”", "cairn status --help"]);
    check(&["status", "now"], &["“now”", "cairn status --help"]);
    check(&["impact", "--dwon", "arr-1"], &["“--dwon”", "--down"]);
    check(&["show"], &["CI", "missing", "cairn show --help"]);
    check(&["import"], &["FILE", "missing"]);
    check(&["operation", "arr-1"], &["STATUS", "--reason", "missing"]);
    check(&["impact", "--down"], &["--down", "needs a value"]);
    check(&["log", "--limit", "many"], &["“many”", "--limit", "whole number"]);
    check(&["items", "--limit=-1"], &["“-1”", "--limit", "whole number"]);
    check(&["log", "--limit", "1", "--limit", "2"], &["--limit", "twice"]);
    scene.refused(&["impact"], &["--down or --degraded"]);
    scene.refused(&["impact", "--why", "arr-1"], &["--down or --degraded"]);
}

#[test]
fn without_an_estate_the_question_is_which() {
    let scene = Scene::new();
    for command in [&["status"][..], &["items"], &["impact", "--down", "x"], &["import", "x.csv"]] {
        assert_refusal(&scene.run(command), command, &["Which estate?", "cairn -e DIR"]);
    }
    let answer = scene.run(&["-e", "nowhere", "status"]);
    let said = ["nowhere is not an estate", "estate.json", "cairn init nowhere"];
    assert_refusal(&answer, &["status"], &said);
    assert!(!scene.path("nowhere").exists(), "looking for an estate makes none");
}

#[test]
fn help_is_an_answer_and_no_arguments_are_a_question() {
    let scene = Scene::new();
    let help = scene.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    let text = help.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_says(
        &text,
        &["Usage: cairn [OPTIONS] <COMMAND>", "Commands:", "impact", "Exit codes: 0 done; 1 done, with a finding"],
    );
    let nothing = scene.run(&[]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
    assert_says(&nothing.err, &["Usage: cairn"]);
    let version = scene.run(&["--version"]);
    assert_eq!((version.code, version.out.starts_with("cairn 0.")), (0, true));
}

#[test]
fn numbers_of_generate_are_checked_before_anything_is_written() {
    let scene = Scene::new();
    let check = |items: &str, share: &str, said: &str| {
        let arguments = ["generate", "--items", items, "--relationships", "10", "--grouped", share, "--out", "gen"];
        assert_refusal(&scene.run(&arguments), &arguments, &[said]);
        assert!(!scene.path("gen").exists());
    };
    check("5", "0.2", "at least 20");
    check("100", "1.5", "between 0 and 1");
    check("100", "half", "between 0 and 1");
    check("100", "NaN", "between 0 and 1");
    check("many", "0.2", "“many”");
    scene.file("file", "");
    let arguments = ["generate", "--items", "20", "--relationships", "20", "--out", "file/gen"];
    assert_refusal(&scene.run(&arguments), &arguments, &["file/gen", "cannot be written"]);
}

#[test]
fn what_takes_no_part_cannot_go_out() {
    let scene = Scene::sample();
    let said = ["SRV-000001 is retired", "takes part in no analysis", "live, in maintenance, retiring or missing"];
    scene.refused(&["impact", "--down", "srv-old-1"], &said);
    scene.refused(&["impact", "--degraded", "arr-1", "hv-11"], &["HYP-000011 is planned"]);
    scene.refused(&["impact", "--down", "nobody"], &["“nobody”", "no key, id, source id or name"]);
    scene.refused(&["impact", "--down", "arr-1", "--why", "nobody"], &["“nobody”"]);
    scene.refused(&["impact", "--down", ""], &["“”"]);
}

#[test]
fn init_leaves_what_is_there_alone() {
    let scene = Scene::sample();
    scene.file("file", "content");
    std::fs::create_dir(scene.path("full")).unwrap();
    scene.file("full/diary.txt", "dear diary");
    for dir in ["full", "file", ESTATE] {
        let arguments = ["init", dir, "--sample"];
        let said = [dir, "exists and is not empty", "Nothing was changed", "Choose another directory"];
        assert_refusal(&scene.run(&arguments), &arguments, &said);
    }
    assert_eq!((scene.read("file"), scene.read("full/diary.txt")), ("content".to_owned(), "dear diary".to_owned()));
    scene.assert_sound();
}
