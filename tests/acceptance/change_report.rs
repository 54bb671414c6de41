//! The report of a change that a board decides on: complete, self-contained, and true to the analysis.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::changes::desk::{Desk, IMPLEMENTER, MANAGER, OPEN, REQUESTER};
use crate::common::assert_says;

const OUT: &str = "board.html";
/// The sections that every report of a change with evidence has, in order.
const SECTIONS: [&str; 9] =
    ["verdict", "risk", "map", "services", "plan", "statements", "holding", "decisions", "evidence"];

fn report(desk: &Desk, change: &str, language: &str) -> String {
    desk.scene.done(&["--lang", language, "change", "report", change, "--out", OUT]);
    desk.scene.read(OUT)
}

fn picture(desk: &Desk, change: &str) -> Value {
    desk.scene.json(&["change", "report", change, "--out", OUT])
}

/// Where the map of a report begins and ends, which is a picture in the page.
const DRAWN: [&str; 2] = ["src=\"data:image/svg+xml;base64,", "\">"];

/// Returns the map of a report; empty where it has none.
fn drawing(html: &str) -> String {
    let Some((_, rest)) = html.split_once(DRAWN[0]) else { return String::new() };
    let svg = STANDARD.decode(rest.split_once(DRAWN[1]).unwrap().0).unwrap();
    String::from_utf8(svg).unwrap()
}

/// Asserts what holds for every report: it needs nothing but itself, and hides nothing.
fn assert_sound(html: &str) {
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>"));
    for outside in ["http:", "https:", "<script", "<link", "<iframe", "@import", "url(", "javascript:"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert_eq!(html.matches("<img").count(), html.matches(DRAWN[0]).count(), "the map is the only picture");
    assert!(html.matches("<img").count() <= 1);
    let svg = drawing(html);
    for outside in ["<script", "<image", "@import", "url(", "javascript:", "onload=\""] {
        assert!(!svg.contains(outside), "{outside}");
    }
    assert_eq!(html.matches("</style>").count(), 1, "nobody ends the style sheet");
    let turns = |character: char| matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2067}');
    assert!(!html.contains(turns), "nothing is turned around or hidden");
    assert_eq!(html.matches('\u{2068}').count(), html.matches('\u{2069}').count(), "isolates end");
    let places: Vec<usize> =
        SECTIONS.iter().filter_map(|section| html.find(&format!("<section id=\"{section}\""))).collect();
    assert!(places.is_sorted(), "sections are in order: {places:?}");
}

pub fn array_out(desk: &Desk) -> String {
    desk.submitted(&[], &["--new-step", "Take the array out", "--minutes", "90", "--out", "arr-1"])
}

#[test]
fn a_board_reads_everything_on_paper() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.assessed(&id);
    let html = report(&desk, &id, "en");
    assert_sound(&html);
    for section in SECTIONS {
        assert!(html.contains(&format!("id=\"{section}\"")), "{section}");
    }
    let hashes = desk.show(&id)["analysis"]["hashes"].clone();
    for digest in ["evidence", "verdict", "plan", "cone"] {
        assert_says(&html, &[&format!("<code>{}</code>", hashes[digest].as_str().unwrap())]);
    }
    // Change, evidence and the number of the page stand at the foot of every page.
    let evidence = hashes["evidence"].as_str().unwrap();
    let foot = format!("@bottom-left {{ content: \"{id}\u{a0}·\u{a0}evidence {evidence}\"; }}");
    assert_says(&html, &["@page { size: A4;", &foot, "\"Page \" counter(page) \" of \" counter(pages) \"\""]);
    assert_says(&html, &["MyGovHK goes down.", "The evidence is current", "impact 5 × likelihood 2 = 10"]);
    assert_says(&html, &["Step 1: Take the array out (90 min)", "Storage array 1: full outage, 90 min"]);
    assert_says(&html, &["names in this report are asserted", "Groups that lost members and held", "Customers hit"]);
    assert_says(
        &html,
        &["For “approved”:", "still to decide", "<img class=\"drawing\" alt=\"Storage array 1: down, goes out"],
    );
    assert_says(
        &drawing(&html),
        &["role=\"img\"", &format!("<title id=\"map-title\">{id}: step 1, the worst one</title>")],
    );
}

#[test]
fn the_map_says_what_the_analysis_says() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.assessed(&id);
    let brief = picture(&desk, &id);
    let map = &brief["picture"]["map"];
    let boxes = map["boxes"].as_array().unwrap();
    let services = brief["analysis"]["steps"][0]["services"].as_array().unwrap();
    assert_eq!(services.len(), 6);
    for service in services {
        let own = boxes.iter().find(|own| own["item"]["id"] == service["id"]).expect("a box for every service");
        assert_eq!((&own["level"], &own["during"]), (&service["level"], &service["during"]), "{}", service["name"]);
    }
    let array = boxes.iter().find(|own| own["item"]["source_id"] == "arr-1").unwrap();
    assert_eq!((&array["part"], &array["level"]), (&"goes_out".into(), &"down".into()));
    let items: u64 = boxes.iter().map(|own| own["count"].as_u64().unwrap()).sum();
    assert_eq!(items, map["items"].as_u64().unwrap(), "every item is in a box");
    // What keeps the shared database up is on the map, and holds.
    let keeps = boxes.iter().find(|own| own["item"]["source_id"] == "db-core-2").unwrap();
    assert_eq!((&keeps["part"], &keeps["level"]), (&"holds".into(), &"unaffected".into()));
    let holding = brief["picture"]["holding"].as_array().unwrap();
    assert!(holding.iter().all(|row| row["margin"].as_i64().unwrap() >= 0) && !holding.is_empty());
    let shared = holding.iter().find(|row| row["items"][0]["source_id"] == "dbc-core").unwrap();
    assert_eq!((&shared["margin"], &shared["level"], &shared["down"]), (&0.into(), &"at_risk".into(), &1.into()));
    let carries = map["lines"].as_array().unwrap().iter().filter(|line| line["kind"] == "carries").count();
    assert!(carries > 10, "{carries}");
}

#[test]
fn what_comes_and_what_leaves_is_marked() {
    let desk = Desk::sample();
    let edits = ["--new-step", "Replace", "--add", "storage_array", "Array 9", "--replace", "arr-1", "Array 9"];
    let id = desk.submitted(&[], &edits);
    desk.assessed(&id);
    let html = report(&desk, &id, "en");
    let map = drawing(&html);
    assert_says(&map, &["class=\"box removed down\"", "class=\"box added unaffected\"", "relationship goes"]);
    assert_says(&map, &["relationship comes", ">leaves</text>", ">comes in</text>"]);
    assert_says(&html, &["takes the place of", "<span class=\"mark\">+</span>", "<span class=\"mark\">⇄</span>"]);
}

#[test]
fn a_report_speaks_three_languages() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.assessed(&id);
    for (tag, said) in [
        ("zh-HK", ["變更影響報告", "停止服務", "證據仍然有效", "第 \" counter(page) \" 頁"]),
        ("zh-CN", ["变更影响报告", "停止服务", "证据仍然有效", "第 \" counter(page) \" 页"]),
    ] {
        let html = report(&desk, &id, tag);
        assert_sound(&html);
        assert_says(&html, &[&format!("<html lang=\"{tag}\">")]);
        assert_says(&html, &said);
        for left in ["report-", "statement-", "guard-", "planned-", "still to decide", "at risk"] {
            assert!(!html.contains(&format!(">{left}")) && !html.contains(&format!(" {left} ")), "{tag}: {left}");
        }
    }
}

#[test]
fn without_evidence_a_report_says_that_nobody_can_decide_on_it() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    let html = report(&desk, &id, "en");
    assert_sound(&html);
    assert_says(&html, &["no evidence is kept: not for decision", "Preview on record no.", "id=\"map\""]);
    let empty = desk.done(REQUESTER, &["change", "new", "Nothing yet"]);
    let html = report(&desk, empty["id"].as_str().unwrap(), "en");
    assert_sound(&html);
    assert_says(&html, &["Nothing is planned yet."]);
    assert!(!html.contains("id=\"map\""));
}

#[test]
fn evidence_that_needs_another_look_is_said_to() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.assessed(&id);
    assert_eq!(desk.approved(&id), "approved");
    let consumer = "id,class,name,status,tier\nlate,business_service,Late service,live,1\n";
    desk.scene.file("late.csv", consumer);
    desk.scene.file("late-rel.csv", "source_id,type,target_id\nlate,depends_on,dbc-mygov\n");
    desk.scene.done(&["--actor", "importer", "import", "late.csv", "late-rel.csv", "--source", "sample"]);
    let html = report(&desk, &id, "en");
    assert_sound(&html);
    assert_says(&html, &["This evidence needs another look", "class=\"note bad\"", "Late service: holds → down"]);
    assert_says(&html, &["by importer (asserted)", "earlier evidence"]);
}

#[test]
fn a_change_that_was_done_shows_what_came_of_it() {
    let desk = Desk::sample();
    let id = desk.submitted(&[], &["--new-step", "Patch", "--restart", "hv-01", "--set", "hv-01", "patch_level", "9"]);
    desk.assessed(&id);
    desk.approved(&id);
    desk.done(MANAGER, &[&["change", "schedule", &id], &OPEN[..]].concat());
    desk.done(IMPLEMENTER, &["change", "start", &id]);
    desk.done(IMPLEMENTER, &["change", "step", &id, "1", "--done", "--note", "went <well>"]);
    desk.done(IMPLEMENTER, &["change", "finish", &id]);
    let html = report(&desk, &id, "en");
    assert_sound(&html);
    assert_says(
        &html,
        &["The change was begun.", "id=\"outcomes\"", "went &lt;well&gt;", ">done</bdi></td>", "<bdi>approved</bdi>"],
    );
    // The estate is what the change made of it: the map is of the estate that was analysed.
    assert_says(&html, &["on the estate as it was analysed"]);
    assert_eq!(picture(&desk, &id)["basis"], "as_analysed");
}

#[test]
fn names_that_want_harm_are_only_names() {
    let desk = Desk::sample();
    let long = "x".repeat(10_000);
    let names = [
        "</style><script>alert(1)</script>",
        "\u{202e}gnp.exe\u{200b}",
        "&lt;b&gt; \" onload=\"alert(1)",
        "</title></svg><img src=x>",
        &long,
    ];
    let mut items = String::from("id,class,name,status,tier\n");
    let mut needs = String::from("source_id,type,target_id\n");
    for (number, name) in names.iter().enumerate() {
        items.push_str(&format!("h{number},business_service,\"{}\",live,1\n", name.replace('"', "\"\"")));
        needs.push_str(&format!("h{number},depends_on,arr-1\n"));
    }
    desk.scene.file("h.csv", items);
    desk.scene.file("r.csv", needs);
    desk.scene.on_estate(&["import", "h.csv", "r.csv", "--source", "sample"]);
    let id = array_out(&desk);
    let title = "\"; } </style><script>1</script>";
    let own = "customers=<b onclick=\"x\">\u{202e}nobody</b>";
    desk.done(REQUESTER, &["change", "edit", &id, "--title", title, "--statement", own, "--reason", &long]);
    desk.scene.on_estate(&["--actor", MANAGER, "change", "assess", &id]);
    for language in ["en", "zh-HK"] {
        let html = report(&desk, &id, language);
        assert_sound(&html);
        assert_says(&html, &["&lt;/style&gt;&lt;script&gt;", "&lt;b onclick=&quot;x&quot;&gt;"]);
        assert!(!html.contains(&"x".repeat(2_001)), "long names are shortened");
        assert!(!html.contains("<img src=x") && !html.contains(" onload=\"") && !html.contains("<b "), "{language}");
        assert!(html.len() < 400_000, "{}", html.len());
    }
    desk.scene.done(&["change", "report", &id, "--out", "board.pdf"]);
    assert!(std::fs::read(desk.scene.path("board.pdf")).unwrap().starts_with(b"%PDF-"), "names make no PDF fail");
}

#[test]
fn a_map_of_hundreds_is_folded_and_counted() {
    let desk = Desk::sample();
    let mut items = String::from("id,class,name,status,tier\n");
    let mut needs = String::from("source_id,type,target_id\n");
    for number in 0..150 {
        items.push_str(&format!("m{number},business_service,Service {number},live,{}\n", 1 + number % 4));
        items.push_str(&format!("v{number},virtual_machine,Machine {number},live,2\n"));
        needs.push_str(&format!("m{number},depends_on,v{number}\nv{number},depends_on,arr-1\n"));
    }
    desk.scene.file("m.csv", items);
    desk.scene.file("r.csv", needs);
    desk.scene.done(&["import", "m.csv", "r.csv", "--source", "sample"]);
    let id = array_out(&desk);
    desk.assessed(&id);
    let map = picture(&desk, &id)["picture"]["map"].clone();
    let boxes = map["boxes"].as_array().unwrap();
    assert!(boxes.len() <= 60, "{}", boxes.len());
    let machines = boxes.iter().find(|own| own["class"] == "virtual_machine" && own["count"] == 150);
    assert!(machines.is_some(), "machines that are hit alike are one box");
    let items: u64 = boxes.iter().map(|own| own["count"].as_u64().unwrap()).sum();
    assert_eq!(items, map["items"].as_u64().unwrap());
    assert!(items > 300, "{items}");
    let html = report(&desk, &id, "en");
    assert_says(&html, &["are folded by type and counted", " more. "]);
    assert!(!html.contains("….") && !html.contains(", …"), "a list that is cut says how many more there are");
    assert_says(&drawing(&html), &["150 × Virtual machine"]);
    // All services are in the table, whatever the map folds.
    assert_eq!(html.matches("<th scope=\"row\"><bdi>Service ").count(), 150);
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.assessed(&id);
    // The clock is the only thing that differs.
    let bare = |html: String| {
        let (head, rest) = html.split_once("Made ").unwrap();
        format!("{head}{}", rest.split_once(" from the estate").unwrap().1)
    };
    assert_eq!(bare(report(&desk, &id, "en")), bare(report(&desk, &id, "en")));
}

#[test]
fn a_report_of_no_change_or_to_no_place_is_refused() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.scene.refused(&["change", "report", "CHG-000099", "--out", OUT], &["CHG-000099"]);
    desk.scene.refused(&["change", "report", &id, "--out", "nowhere/r.html"], &["nowhere/r.html cannot be written"]);
    assert!(!desk.scene.path(OUT).exists());
}
