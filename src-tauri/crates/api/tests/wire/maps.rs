//! Maps as files, the map of the whole estate, and boxes that stay.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::common::{Bench, column, text};

fn file(bench: &Bench, map: &Value, format: &str, language: &str) -> Vec<u8> {
    let reply = bench.ok("map_export", &json!({ "map": map, "format": format, "language": language }));
    assert!(text(&reply["name"]).ends_with(format), "{}", reply["name"]);
    assert!(reply["notes"].is_null(), "every character is there: {}", reply["notes"]);
    STANDARD.decode(text(&reply["content"])).unwrap()
}

#[test]
fn a_map_says_in_the_file_what_it_says_on_screen() {
    let bench = Bench::with_sample();
    let asked = json!({ "of": "impact", "down": ["arr-1"], "boxes": 20 });
    let screen = bench.ok("impact", &json!({ "down": ["arr-1"], "boxes": 20 }))["map"].clone();
    for language in ["en", "zh-HK", "zh-CN"] {
        let svg = String::from_utf8(file(&bench, &asked, "svg", language)).unwrap();
        assert_eq!(
            svg.matches("<g class=\"box ").count() - svg.matches("class=\"box small").count(),
            screen["nodes"].as_array().unwrap().len(),
            "every box is drawn once"
        );
        for node in screen["nodes"].as_array().unwrap() {
            let place = format!("translate({} {})", node["x"], node["y"]);
            assert!(svg.contains(&place), "{place} is where it is on screen");
        }
        for lane in screen["lanes"].as_array().unwrap() {
            assert!(svg.contains(&format!("y=\"{}\"", lane["y"].as_i64().unwrap() - 14)), "{lane}");
        }
        let counts = [&screen["shown"], &screen["total"]].map(|count| count.as_u64().unwrap());
        let said = match language {
            "en" => format!("Shown {} of {}", counts[0], counts[1]),
            "zh-HK" => format!("顯示 {} 個中的 {} 個", counts[1], counts[0]),
            _ => format!("显示 {} 个中的 {} 个", counts[1], counts[0]),
        };
        assert!(svg.contains(&said), "{said}");
        assert!(!svg.contains("var(--"), "a file has no variables");
    }
    assert_eq!(file(&bench, &asked, "svg", "en"), file(&bench, &asked, "svg", "en"), "equal questions, equal bytes");
}

#[test]
fn every_map_can_be_every_file() {
    let bench = Bench::with_sample();
    let around = json!({ "of": "around", "roots": ["arr-1"] });
    let maps = [around, json!({ "of": "impact", "down": ["arr-1"] }), json!({ "of": "estate" })];
    for map in &maps {
        assert!(file(&bench, map, "pdf", "zh-HK").starts_with(b"%PDF-"), "{map}");
        assert!(file(&bench, map, "png", "zh-CN").starts_with(b"\x89PNG"), "{map}");
        let csv = String::from_utf8(file(&bench, map, "csv", "en")).unwrap();
        assert!(csv.starts_with("Kind,Id,Key,Name,Type,Lane,"), "{csv}");
        assert!(csv.contains("\nedge,"), "{csv}");
    }
    let pdf = file(&bench, &maps[0], "pdf", "en");
    let is_vector = !pdf.windows(14).any(|bytes| bytes == b"/Subtype/Image" || bytes == b"/Subtype /Imag");
    assert!(is_vector && pdf.windows(9).any(|bytes| bytes == b"/FontFile"), "texts and lines, no picture");
    let (code, sentence) =
        bench.refused("map_export", &json!({ "map": { "of": "around", "roots": ["nobody"] }, "format": "svg" }));
    assert_eq!((code.as_str(), sentence.is_empty()), ("not_found", false));
}

#[test]
fn a_table_is_safe_from_formulas() {
    let bench = Bench::with_sample();
    let content = STANDARD.encode("id,class,name,status\nr-1,router,=1+1,live\n");
    bench.ok("import_apply", &json!({ "files": [{ "name": "routers.csv", "content": content }], "seq": bench.seq() }));
    let csv = file(&bench, &json!({ "of": "around", "roots": ["r-1"] }), "csv", "en");
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("'=1+1") && !csv.contains(",=1+1"), "{csv}");
}

#[test]
fn a_character_that_no_font_has_is_said() {
    let bench = Bench::with_sample();
    // A private character: no font on earth agrees what it is.
    let content = STANDARD.encode("id,class,name,status\nr-1,router,odd \u{f1234},live\n");
    bench.ok("import_apply", &json!({ "files": [{ "name": "routers.csv", "content": content }], "seq": bench.seq() }));
    let map = json!({ "of": "around", "roots": ["r-1"] });
    let reply = bench.ok("map_export", &json!({ "map": map, "format": "pdf" }));
    let note = text(&reply["notes"][0]);
    assert!(note.contains('\u{f1234}') && note.contains("No font"), "{note}");
    assert!(bench.ok("map_export", &json!({ "map": map, "format": "svg" }))["notes"].is_null());
}

#[test]
fn every_number_of_the_whole_estate_is_a_list() {
    let bench = Bench::with_sample();
    let all = bench.ok("items", &json!({ "limit": 1 }))["total"].as_u64().unwrap();
    for question in [
        json!({}),
        json!({ "by": "site" }),
        json!({ "lanes": "tier" }),
        json!({ "lanes": "tier", "by": "environment" }),
        json!({ "groups": 12 }),
        json!({ "groups": 9, "by": "site" }),
        json!({ "groups": 1 }),
        json!({ "filter": "-state:retired", "groups": 10, "items": 0 }),
    ] {
        let map = bench.ok("estate_map", &question);
        let nodes = map["nodes"].as_array().unwrap();
        let most = question["groups"].as_u64().unwrap_or(300).max(map["lanes"].as_array().unwrap().len() as u64);
        assert!(nodes.len() as u64 <= most, "{} groups: {question}", nodes.len());
        let mut sum = 0;
        for node in nodes {
            let count = node["count"].as_u64().unwrap();
            let filter = text(&node["filter"]);
            let listed = bench.ok("items", &json!({ "filter": filter, "limit": 1 }));
            assert_eq!(listed["total"].as_u64(), Some(count), "{filter} of {question}");
            sum += count;
        }
        assert_eq!(map["total"].as_u64(), Some(sum), "every item is in exactly one group: {question}");
        if question.get("filter").is_none() {
            assert_eq!(sum, all);
        }
    }
}

#[test]
fn every_relationship_is_counted_once_however_items_are_grouped() {
    let bench = Bench::with_sample();
    let counted = |question: Value| -> (u64, u64) {
        let map = bench.ok("estate_map", &question);
        let sum = |list: &Value, field: &str| -> u64 {
            list.as_array().unwrap().iter().map(|own| own[field].as_u64().unwrap_or_default()).sum()
        };
        let weak = sum(&map["edges"], "weak");
        (sum(&map["edges"], "count") + sum(&map["nodes"], "inside"), weak)
    };
    let (by_class, _) = counted(json!({}));
    assert!(by_class > 100, "the sample has relationships: {by_class}");
    let (one_by_one, weak) = counted(json!({ "filter": "-key=NONE", "items": 400 }));
    assert_eq!(one_by_one, by_class, "each box an item, and each line one need");
    assert!(weak > 0, "some of them are support only");
    for question in [json!({ "by": "site" }), json!({ "groups": 7 }), json!({ "lanes": "tier", "by": "rto" })] {
        let (count, weak) = counted(question.clone());
        assert_eq!(count, by_class, "{question}");
        assert!(weak <= count);
    }
}

#[test]
fn a_small_filter_is_a_map_of_items() {
    let bench = Bench::with_sample();
    let map = bench.ok("estate_map", &json!({ "filter": "class:business_service" }));
    let listed = bench.ok("items", &json!({ "filter": "class:business_service" }));
    let mut names = map["nodes"].as_array().unwrap().iter().map(|node| text(&node["item"]["name"])).collect::<Vec<_>>();
    let mut expect = column(&listed["rows"], "name");
    names.sort_unstable();
    expect.sort_unstable();
    assert_eq!(names, expect);
    assert_eq!((map["shown"].clone(), map["groups"].as_u64()), (listed["total"].clone(), Some(0)));
    let (code, _) = bench.refused("estate_map", &json!({ "by": "no_such_attribute" }));
    assert_eq!(code, "bad_input");
}

#[test]
fn taking_a_group_apart_moves_nothing() {
    let bench = Bench::with_sample();
    let first = bench.ok("impact", &json!({ "down": ["arr-1"], "boxes": 20 }))["map"].clone();
    let nodes = first["nodes"].as_array().unwrap();
    let group = nodes.iter().find(|node| node["count"].as_u64() > Some(1)).expect("a group");
    let placed: Vec<Value> =
        nodes.iter().map(|node| json!({ "id": node["id"], "x": node["x"], "y": node["y"] })).collect();
    let request = json!({ "down": ["arr-1"], "boxes": 60, "expand": [group["id"]], "placed": placed });
    let second = bench.ok("impact", &request)["map"].clone();
    let place = |map: &Value, id: &Value| {
        let node = map["nodes"].as_array().unwrap().iter().find(|node| node["id"] == *id).cloned();
        node.map(|node| (node["x"].clone(), node["y"].clone()))
    };
    let mut stayed = 0;
    for node in nodes {
        if let Some(after) = place(&second, &node["id"]) {
            assert_eq!(Some(after), place(&first, &node["id"]), "{}", node["id"]);
            stayed += 1;
        }
    }
    assert!(stayed > 5 && second["nodes"].as_array().unwrap().len() > nodes.len());
}

#[test]
fn lanes_are_bands_and_every_box_is_in_its_own() {
    let bench = Bench::with_sample();
    for map in [
        bench.ok("map", &json!({ "roots": ["arr-1"], "up": 6, "down": 6 })),
        bench.ok("impact", &json!({ "down": ["arr-1"] }))["map"].clone(),
        bench.ok("estate_map", &json!({})),
        bench.ok("estate_map", &json!({ "lanes": "tier" })),
    ] {
        let lanes = map["lanes"].as_array().unwrap();
        assert!(lanes.len() > 2, "{lanes:?}");
        for node in map["nodes"].as_array().unwrap() {
            let (y, height) = (node["y"].as_i64().unwrap(), map["node_height"].as_i64().unwrap());
            let is_in = |lane: &&Value| {
                let top = lane["y"].as_i64().unwrap();
                top <= y && y + height <= top + lane["height"].as_i64().unwrap()
            };
            let found: Vec<&Value> = lanes.iter().filter(is_in).map(|lane| &lane["id"]).collect();
            assert_eq!(found, [&node["lane"]], "{}", node["id"]);
        }
    }
}
