//! Names that want to be more than names.

use crate::common::{Scene, assert_says};

const MARKUP: &str = "<script>alert('x')</script><img src=x onerror=alert(1)>&amp;\"";
const TURNED: &str = "invoice\u{202e}gpj.exe";
const ANSI: &str = "\u{1b}[2J\u{1b}[31mred\u{1b}]0;title\u{7}";
const EMOJI: &str = "伺服器 🖥️👩‍💻";
const HIDDEN: &str = "ad\u{200b}min\u{feff}\u{2060}";
const LINES: &str = "first\nsecond\r\n\tthird";
/// C1 controls, of which some terminals make escapes as well, and line separators.
const C1: &str = "a\u{9b}31mb\u{85}c\u{2028}d";

fn hostile() -> Vec<(&'static str, String)> {
    let names = [
        ("markup", MARKUP),
        ("turned", TURNED),
        ("ansi", ANSI),
        ("emoji", EMOJI),
        ("hidden", HIDDEN),
        ("lines", LINES),
        ("c1", C1),
    ];
    let mut names: Vec<(&str, String)> = names.map(|(id, name)| (id, name.to_owned())).into();
    names.push(("long", "長x".repeat(5_000)));
    names
}

/// Returns an estate in which a service needs everything with a hostile name.
fn scene() -> Scene {
    let scene = Scene::empty();
    let (mut items, mut relationships) = (
        String::from("id,class,name,owner\nsvc,business_service,Service,\n"),
        String::from("source_id,type,target_id,group\n"),
    );
    for (id, name) in hostile() {
        let quoted = name.replace('"', "\"\"");
        items.push_str(&format!("{id},server,\"{quoted}\",\"{quoted}\"\n"));
        relationships.push_str(&format!("svc,depends_on,{id},\"{}\"\n", if id == "long" { "" } else { &quoted }));
    }
    scene.file("items.csv", items);
    scene.file("relationships.csv", relationships);
    scene.done(&["import", "items.csv", "relationships.csv"]);
    scene
}

#[test]
fn names_stay_what_they_are_and_terminals_are_not_commanded() {
    let scene = scene();
    for (id, name) in hostile() {
        assert_eq!(scene.json(&["show", id])["item"]["name"], name.as_str(), "{id}");
        // What is shown is checked for control characters by every run.
        scene.done(&["show", id]);
        scene.done(&["impact", "--down", id, "--why", "svc"]);
        assert_eq!(scene.json(&["impact", "--down", id])["counts"]["down"], 1, "{id}");
    }
    let list = scene.done(&["items"]);
    assert_says(&list, &["9 of 9 shown", EMOJI, "first second", "<script>alert('x')</script>"]);
    assert_says(&list, &["ad\u{fffd}min"]);
    assert!(!list.contains('\u{200b}') && !list.contains('\u{2028}'), "{list:?}");
    assert_eq!(list.lines().count(), 2 + 9 + 1, "one line each");
    scene.assert_sound();
}

#[test]
fn a_report_shows_names_as_text() {
    let scene = scene();
    let seeds: Vec<&str> = hostile().iter().map(|(id, _)| *id).collect();
    scene.done(&[&["impact", "--report", "report.html", "--why", "svc", "--down"], &seeds[..]].concat());
    let html = scene.read("report.html");
    // One picture is the report's own: the map.
    let pictures = html.matches("<img").count();
    assert!(!html.contains("<script") && pictures == 1, "markup is text");
    assert!(html.contains("<img class=\"drawing\""), "the picture is the map");
    scene.done(&[&["impact", "--report", "report.pdf", "--why", "svc", "--down"], &seeds[..]].concat());
    assert!(std::fs::read(scene.path("report.pdf")).unwrap().starts_with(b"%PDF-"), "names make no PDF fail");
    assert_says(
        &html,
        &["&lt;script&gt;alert('x')&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;&quot;", EMOJI],
    );
    let is_command = |character: &char| character.is_control() && !matches!(character, '\n' | '\t' | '\r');
    assert_eq!(html.chars().find(is_command), None, "HTML knows no control characters");
    assert!(!html.contains('\u{202e}'), "a name does not turn the text behind it around");
}

#[test]
fn refused_rows_and_files_with_hostile_names_are_told_safely() {
    let scene = Scene::empty();
    let evil = "ev\u{1b}[2Jil\u{202e}.csv";
    scene.file(evil, format!("id,class,name,tier\n\"{ANSI}\",server,x,9\n"));
    assert_says(&scene.found(&["import", evil]), &["line 2", "“tier” is 9"]);
    scene.refused(&["import", &format!("absent-{evil}")], &["cannot be read"]);
    scene.refused(&["show", ANSI], &["No item is meant by"]);
    scene.refused(&["items", &format!("colour={TURNED}"), &format!("{ANSI}=1")], &["attribute"]);
    scene.refused(&["status", &format!("--{ANSI}")], &[]);
    scene.refused(&[ANSI], &[]);
    scene.refused(&["log", "--limit", ANSI], &[]);
    scene.file("words.csv", format!("id,class,name\na,\"{ANSI}\",x\n"));
    scene.refused(&["import", "words.csv"], &["--learn"]);
    scene.done(&["import", "words.csv", "--learn"]);
    scene.done(&["status"]);
    scene.done(&["--actor", ANSI, "operation", "a", "degraded", "--reason", ANSI]);
    scene.done(&["log"]);
    let estate = format!("{evil}.cairn");
    assert_eq!(scene.run(&["init", &estate, "--name", ANSI]).code, 0);
    assert_eq!(scene.run(&["-e", &estate, "status"]).code, 0);
}
