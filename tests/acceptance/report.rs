//! The report a board reads: one file that needs nothing else.

use crate::common::{Scene, assert_says};

#[test]
fn a_report_needs_nothing_but_itself() {
    let scene = Scene::sample();
    let said = scene.done(&["impact", "--down", "arr-1", "--why", "svc-mygovhk", "svc-dns", "--report", "report.html"]);
    assert_says(&said, &["Report: report.html"]);
    let html = scene.read("report.html");
    assert!(html.starts_with("<!DOCTYPE html>"));
    for outside in ["http://", "https://", "<script", "<link", "<iframe", "@import", "url(", "javascript:"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert_says(
        &html,
        &["default-src 'none'", "Impact of Storage array 1", "MyGovHK goes down.", "Redundancy reduced"],
    );
    assert_says(&html, &["Why MyGovHK is down", "Why DNS / NTP is not down", "Record no."]);
    let analysis = scene.json(&["impact", "--down", "arr-1"])["analysis"].as_str().unwrap().to_owned();
    assert_says(&html, &[&analysis]);
}

#[test]
fn a_report_is_written_beside_the_answer_in_json() {
    let scene = Scene::sample();
    let report = scene.json(&["impact", "--down", "arr-1", "--report", "report.html"]);
    assert_eq!(report["counts"]["down"], 7);
    assert!(scene.path("report.html").is_file());
}

#[test]
fn a_report_speaks_the_language_of_the_question() {
    let scene = Scene::sample();
    for (tag, said) in [("zh-HK", "影響"), ("zh-CN", "影响"), ("en", "Impact of")] {
        scene.done(&["--lang", tag, "impact", "--down", "arr-1", "--report", "report.html"]);
        assert_says(&scene.read("report.html"), &[&format!("<html lang=\"{tag}\">"), said]);
    }
}

#[test]
fn a_report_that_cannot_be_written_leaves_nothing() {
    let scene = Scene::sample();
    scene.refused(&["impact", "--down", "arr-1", "--report", "nowhere/r.html"], &["nowhere/r.html cannot be written"]);
    std::fs::create_dir(scene.path("taken")).unwrap();
    scene.refused(&["impact", "--down", "arr-1", "--report", "taken"], &["taken cannot be written"]);
    // A report is replaced whole.
    scene.file("report.html", "old");
    scene.done(&["impact", "--down", "arr-1", "--report", "report.html"]);
    assert!(scene.read("report.html").ends_with("</html>"));
    let left: Vec<String> = std::fs::read_dir(scene.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "no drafts stay behind");
}
