//! What an outage does, and maps.

use base64::Engine as _;
use serde_json::{Value, json};

use super::common::{Bench, column, text};

#[test]
fn a_verdict_is_a_sentence_first() {
    let bench = Bench::with_sample();
    let reply = bench.ok("impact", &json!({ "down": ["arr-1"] }));
    assert!(text(&reply["sentence"]).starts_with("MyGovHK goes down."), "{}", reply["sentence"]);
    let chinese = bench.ok("impact", &json!({ "down": ["arr-1"], "language": "zh-HK" }));
    assert!(text(&chinese["sentence"]).starts_with("MyGovHK 將停止服務。"), "{}", chinese["sentence"]);
    let totals = &reply["totals"];
    assert_eq!(totals["services"].as_u64(), reply["services"].as_array().map(|list| list.len() as u64));
    assert_eq!(totals["others"].as_u64(), reply["others"].as_array().map(|list| list.len() as u64));
    let all = bench.ok("impact_items", &json!({ "down": ["arr-1"] }));
    assert_eq!(
        all["total"].as_u64().unwrap(),
        totals["services"].as_u64().unwrap() + totals["others"].as_u64().unwrap()
    );
    let down = bench.ok("impact_items", &json!({ "down": ["arr-1"], "level": "down", "services": true }));
    assert_eq!(column(&down["items"], "name"), ["MyGovHK"]);
    assert_eq!(bench.refused("impact", &json!({ "down": ["nobody"] })).0, "not_found");
}

#[test]
fn the_map_has_everything_that_is_hit_and_says_what_it_folds() {
    let bench = Bench::with_sample();
    let check = |boxes: u64| {
        let reply = bench.ok("impact", &json!({ "down": ["arr-1"], "boxes": boxes }));
        let map = &reply["map"];
        let nodes = map["nodes"].as_array().unwrap();
        assert!(nodes.len() as u64 <= boxes, "{} boxes", nodes.len());
        let count = |own: &dyn Fn(&&Value) -> bool| -> u64 {
            nodes.iter().filter(own).map(|node| node["count"].as_u64().unwrap()).sum()
        };
        assert_eq!(count(&|_| true), map["total"].as_u64().unwrap());
        assert_eq!(map["shown"].as_u64().unwrap() + map["folded"].as_u64().unwrap(), map["total"].as_u64().unwrap());
        assert_eq!(count(&|node| node["count"] == 1), map["shown"].as_u64().unwrap());
        let ids = column(&map["nodes"], "id");
        let mut distinct = ids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), ids.len(), "every box has an id of its own");
        for edge in map["edges"].as_array().unwrap() {
            assert!(ids.contains(&text(&edge["provider"])) && ids.contains(&text(&edge["consumer"])), "{edge}");
        }
        let worst = count(&|node| node["level"] == "down" && node["part"] == "hit");
        if boxes >= 60 {
            assert_eq!(worst, reply["counts"]["down"].as_u64().unwrap());
        }
        reply
    };
    for boxes in [1, 3, 12, 60, 400] {
        check(boxes);
    }
    let folded = check(12);
    let group = folded["map"]["nodes"].as_array().unwrap().iter().find(|node| node["count"].as_u64() > Some(1));
    let group = text(&group.unwrap()["id"]);
    let apart = bench.ok("impact", &json!({ "down": ["arr-1"], "boxes": 60, "expand": [group] }));
    assert!(!column(&apart["map"]["nodes"], "id").contains(&group));
}

#[test]
fn the_same_question_gives_the_same_map() {
    let maps = [(); 2].map(|()| {
        let bench = Bench::with_sample();
        bench.ok("impact", &json!({ "down": ["arr-1", "ups-1a"], "boxes": 20 }))["map"].clone()
    });
    assert_eq!(maps[0], maps[1]);
}

#[test]
fn every_level_has_a_why_and_every_other_a_why_not() {
    let bench = Bench::with_sample();
    let down = bench.ok("impact_why", &json!({ "down": ["arr-1"], "item": "MyGovHK" }));
    assert_eq!((text(&down["level"]), down["why_not"].as_array().map(Vec::len)), ("down".to_owned(), Some(0)));
    assert_eq!(text(&down["why"].as_array().unwrap().last().unwrap()["sentence"]), "goes out itself");
    assert!(text(&down["confidence"]).ends_with("relationships in this chain were never verified."), "{down:#}");
    let risk = bench.ok("impact_why", &json!({ "down": ["arr-1"], "item": "svc-iamsmart" }));
    assert!(text(&risk["why_not"][0]).contains("1 of 2 needed"), "{risk:#}");
    let none = bench.ok("impact_why", &json!({ "down": ["MyGovHK"], "item": "arr-1" }));
    assert_eq!((text(&none["level"]), none["reachable"].as_bool()), ("unaffected".to_owned(), Some(false)));
    assert_eq!(none["why_not"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_is_around_an_item_is_shown_or_counted() {
    let bench = Bench::with_sample();
    let map = |up: u32, down: u32| bench.ok("map", &json!({ "roots": ["arr-1"], "up": up, "down": down }));
    let (none, near, far) = (map(0, 0), map(1, 1), map(50, 50));
    assert_eq!((none["shown"].as_u64(), near["hidden"].as_u64() > Some(0)), (Some(1), true));
    assert_eq!((far["hidden"].as_u64(), &far["total"]), (Some(0), &near["total"]));
    assert_eq!(none["total"], near["total"], "how much there is does not depend on the depth");
    let root = &none["nodes"][0];
    assert_eq!(root["part"], "root");
    let around = near["shown"].as_u64().unwrap() + near["folded"].as_u64().unwrap() - 1;
    assert_eq!(root["needs_hidden"].as_u64().unwrap() + root["consumers_hidden"].as_u64().unwrap(), around);
    for edge in far["edges"].as_array().unwrap() {
        assert!(edge["points"].as_array().is_some_and(|points| points.len() >= 2), "{edge}");
    }
}

#[test]
fn the_report_of_an_outage_is_one_page() {
    let bench = Bench::with_sample();
    let request = json!({ "down": ["arr-1"], "to": bench.path("impact.html"), "language": "zh-CN" });
    let file = bench.ok("impact_report", &request);
    let page = std::fs::read_to_string(bench.path("impact.html")).unwrap();
    assert_eq!(file["bytes"].as_u64(), Some(page.len() as u64));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("MyGovHK"));
}

#[test]
fn a_name_does_not_turn_the_sentence_around_it() {
    let bench = Bench::with_sample();
    let name = "x\u{202e}tnemyap";
    let plan = json!({ "edits": [{ "op": "set", "item": "arr-1", "field": "name", "value": name }] });
    let preview = bench.ok("edit_preview", &plan);
    bench.ok("edit_commit", &json!({ "plan": preview["plan"], "reason": "test" }));
    let kept = format!("\u{2068}{name}\u{2069}");
    for language in ["en", "zh-HK"] {
        let why = bench.ok("impact_why", &json!({ "down": ["arr-1"], "item": "MyGovHK", "language": language }));
        let said = column(&why["why"], "sentence");
        assert!(said.iter().any(|sentence| sentence.contains(&kept)), "{said:?}");
        let report = bench.ok("impact_report", &json!({ "down": ["arr-1"], "language": language }));
        let html = written(&report);
        assert!(html.contains("\u{2068}x\u{fffd}tnemyap\u{2069}"), "in a report it is isolated, and does not turn");
        let map = json!({ "of": "impact", "down": ["arr-1"] });
        let map = bench.ok("map_export", &json!({ "map": map, "format": "svg", "language": language }));
        assert!(!written(&map).contains('\u{2068}'), "where signs are drawn one by one, a mark is a box");
    }
}

/// Returns the content of a file that came back.
fn written(reply: &Value) -> String {
    let bytes = base64::engine::general_purpose::STANDARD.decode(text(&reply["content"])).unwrap();
    String::from_utf8(bytes).unwrap()
}
