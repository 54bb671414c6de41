//! Lists of items, and one item.

use base64::Engine as _;
use serde_json::{Value, json};

use super::common::{Bench, column, text};

#[test]
fn a_window_is_a_piece_of_the_whole_in_order() {
    let bench = Bench::with_sample();
    let sort = json!([{ "column": "name" }]);
    let whole = bench.ok("items", &json!({ "sort": sort, "limit": 500 }));
    let names = column(&whole["rows"], "name");
    assert_eq!((whole["total"].as_u64(), names.len()), (Some(93), 93));
    let piece = bench.ok("items", &json!({ "sort": sort, "offset": 10, "limit": 5 }));
    assert_eq!(column(&piece["rows"], "name"), names[10..15]);
    let reversed = bench.ok("items", &json!({ "sort": [{ "column": "name", "descending": true }], "limit": 500 }));
    let mut back = column(&reversed["rows"], "name");
    back.reverse();
    assert_eq!(back, names);
    let behind = bench.ok("items", &json!({ "offset": 1000 }));
    assert_eq!((behind["total"].as_u64(), behind["rows"].as_array().map(Vec::len)), (Some(93), Some(0)));
}

#[test]
fn text_is_taken_as_it_is_and_the_filter_is_not() {
    let bench = Bench::with_sample();
    let total = |request: Value| bench.ok("items", &request)["total"].as_u64().unwrap();
    assert_eq!(total(json!({ "filter": "class:business_service" })), 7);
    assert_eq!(total(json!({ "text": "class:business_service" })), 0);
    assert_eq!(total(json!({ "text": "MyGovHK database" })), total(json!({ "text": "database mygovhk" })));
    assert_eq!(total(json!({ "text": "\"" })), 0);
    assert_eq!(bench.refused("items", &json!({ "filter": "\"" })).0, "bad_input");
    assert_eq!(bench.refused("items", &json!({ "sort": [{ "column": "colour" }] })).0, "bad_input");
    assert_eq!(bench.refused("items", &json!({ "columns": ["colour"] })).0, "bad_input");
}

#[test]
fn cells_stand_in_the_order_of_the_columns() {
    let bench = Bench::with_sample();
    let request = json!({ "filter": "key=ARR-000001", "columns": ["tier", "name", "owner", "class", "tier"] });
    let rows = bench.ok("items", &request)["rows"].clone();
    assert_eq!(rows[0]["cells"], json!(["1", "Storage array 1", null, "storage_array", "1"]));
}

#[test]
fn counts_are_those_of_the_lists_their_terms_select() {
    let bench = Bench::with_sample();
    let fields = json!(["class", "state", "operation", "environment", "tier", "site", "owner", "source"]);
    for filter in ["", "tier=1", "class:service"] {
        let reply = bench.ok("item_facets", &json!({ "filter": filter, "fields": fields }));
        let total = reply["total"].as_u64().unwrap();
        for facet in reply["facets"].as_array().unwrap() {
            let values = facet["values"].as_array().unwrap();
            let is_asked = values.iter().any(|value| value["is_set"] == true);
            let counts = values.iter().map(|value| value["count"].as_u64().unwrap());
            let sum: u64 = counts.sum::<u64>() + facet["others"].as_u64().unwrap() + facet["missing"].as_u64().unwrap();
            assert!(sum == total || is_asked && sum > total, "every item is counted once: {facet:#}");
            let terms = values.iter().map(|value| (&value["term"], &value["count"]));
            for (term, count) in terms.chain([(&facet["missing_term"], &facet["missing"])]) {
                let Some(term) = term.as_str().filter(|_| !is_asked) else { continue };
                let listed = bench.ok("items", &json!({ "filter": format!("{filter} {term}"), "limit": 1 }));
                assert_eq!(listed["total"], *count, "{filter} {term}");
            }
        }
    }
}

#[test]
fn two_values_of_a_field_mean_either() {
    let bench = Bench::with_sample();
    let facet = |filter: &str| {
        let reply = bench.ok("item_facets", &json!({ "filter": filter, "fields": ["tier", "site"] }));
        (reply["facets"][0].clone(), reply["total"].as_u64().unwrap())
    };
    let value = |facet: &Value, value: &str| {
        facet["values"].as_array().unwrap().iter().find(|own| own["value"] == value).cloned().unwrap()
    };
    let (all, _) = facet("");
    let [one, two] = ["1", "2"].map(|tier| value(&all, tier)["count"].as_u64().unwrap());
    let (first, total) = facet(&text(&value(&all, "1")["next"]));
    assert_eq!((total, value(&first, "1")["is_set"].clone()), (one, json!(true)));
    let more = value(&first, "2");
    assert_eq!(more["count"].as_u64(), Some(two), "what the other would add can be seen");
    let (both, total) = facet(&text(&more["next"]));
    assert_eq!(total, one + two);
    let back = text(&value(&both, "1")["next"]);
    assert_eq!(facet(&back).1, two);
    // Without a value, or with one.
    let either = bench.ok("items", &json!({ "filter": "tier=|1", "limit": 1 }))["total"].as_u64().unwrap();
    assert_eq!(either, one + all["missing"].as_u64().unwrap());
}

#[test]
fn terms_come_in_the_words_of_the_estate() {
    let bench = Bench::with_sample();
    let asked = |language: &str| {
        let filter = "core class:server|router -state:retired owner= site!=\"A B\" operation:out_of_service";
        bench.ok("item_facets", &json!({ "filter": filter, "fields": [], "language": language }))["terms"].clone()
    };
    let labels = column(&asked("en"), "label");
    assert_eq!(labels.len(), 6);
    assert_eq!(labels[0], "core");
    assert!(labels[1].starts_with("Type: ") && labels[1].contains(" or "), "{}", labels[1]);
    assert!(labels[2].starts_with("Status is not "), "{}", labels[2]);
    assert!(labels[3].ends_with(": no value") && labels[4].ends_with(" is not A B"), "{labels:?}");
    assert!(labels[5].ends_with("out of service"), "{}", labels[5]);
    assert_eq!(column(&asked("zh-HK"), "label")[1].split(' ').next(), Some("類型"));
    let without = column(&asked("en"), "without");
    assert!(without[1].starts_with("core -state:retired"), "{}", without[1]);
}

#[test]
fn what_a_filter_does_not_tell_apart_is_counted_together() {
    let bench = Bench::with_sample();
    let content = "id,class,name,status,owner\nr-1,router,One,live,Team A\nr-2,router,Two,live,TEAM a\nr-3,router,Three,live,Team A\n";
    let content = base64::engine::general_purpose::STANDARD.encode(content);
    let files = json!([{ "name": "routers.csv", "content": content }]);
    bench.ok("import_apply", &json!({ "files": files, "seq": bench.seq() }));
    let reply = bench.ok("item_facets", &json!({ "filter": "class:router", "fields": ["owner"] }));
    let next = "class:router owner=\"Team A\"";
    let expect = json!([{ "value": "Team A", "count": 3, "term": "owner=\"Team A\"", "next": next }]);
    assert_eq!(reply["facets"][0]["values"], expect, "the spelling that most have is shown");
    let listed = bench.ok("items", &json!({ "filter": "class:router owner=\"Team A\"" }));
    assert_eq!(listed["total"], 3);
}

#[test]
fn a_file_has_exactly_what_is_seen() {
    let bench = Bench::with_sample();
    let question = json!({ "filter": "class:business_service", "sort": [{ "column": "name" }] });
    let mut request = question.clone();
    request["columns"] = json!(["key", "name", "tier"]);
    request["language"] = json!("zh-HK");
    let file = bench.ok("items_export", &request);
    let bytes = base64::engine::general_purpose::STANDARD.decode(text(&file["content"])).unwrap();
    let csv = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "編號,名稱,級別");
    let names: Vec<&str> = lines[1..].iter().map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(names, column(&bench.ok("items", &question)["rows"], "name"));
    request["to"] = json!(bench.path("seen.csv"));
    let written = bench.ok("items_export", &request);
    assert_eq!(std::fs::read_to_string(bench.path("seen.csv")).unwrap(), csv);
    assert_eq!((text(&written["path"]), written.get("content")), (bench.path("seen.csv"), None));
    request["to"] = json!(bench.path("nowhere/seen.csv"));
    let (code, sentence) = bench.refused("items_export", &request);
    assert_eq!(code, "io");
    assert!(sentence.contains("nowhere"), "{sentence}");
}

#[test]
fn a_window_never_outgrows_what_crosses_in_one_piece() {
    let bench = Bench::with_sample();
    let long = "長".repeat(9_000);
    let files: String = (0..600).map(|number| format!("big-{number},router,{long}{number},live,{long}\n")).collect();
    let content = format!("id,class,name,status,description\n{files}");
    let content = base64::engine::general_purpose::STANDARD.encode(content);
    let files = json!([{ "name": "big.csv", "content": content }]);
    bench.ok("import_apply", &json!({ "files": files, "seq": bench.seq() }));
    let request = json!({ "filter": "class:router", "columns": ["description", "name"], "limit": 500 });
    let reply = bench.ok("items", &request);
    assert!(reply.to_string().len() <= 256 * 1024, "{} bytes", reply.to_string().len());
    let rows = reply["rows"].as_array().unwrap().len() as u64;
    assert!(rows > 10, "{rows} rows");
    assert_eq!(reply["total"], 600);
    let next = bench.ok("items", &json!({ "filter": "class:router", "offset": rows, "limit": 1 }));
    assert_eq!(next["offset"].as_u64(), Some(rows));
}

#[test]
fn an_item_has_everything_on_one_page() {
    let bench = Bench::with_sample();
    let page = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(text(&page["reference"]["name"]), "Storage array 1");
    let supports = &page["supports"];
    assert!(supports["total"].as_u64().unwrap() >= 6, "{supports}");
    let tiers: Vec<u64> =
        supports["items"].as_array().unwrap().iter().map(|item| item["tier"].as_u64().unwrap_or(9)).collect();
    assert!(tiers.is_sorted(), "{tiers:?}");
    let tier = page["attributes"].as_array().unwrap().iter().find(|own| own["id"] == "tier").unwrap();
    assert_eq!((text(&tier["definition"]["type"]), text(&tier["text"])), ("integer".to_owned(), "1".to_owned()));
    let owner = page["attributes"].as_array().unwrap().iter().find(|own| own["id"] == "owner").unwrap();
    assert_eq!((owner["required"].as_bool(), owner.get("value")), (Some(true), None), "mandatory in tier 1");
    let incoming = page["relations"].as_array().unwrap().iter().filter(|group| group["direction"] == "incoming");
    assert!(incoming.clone().count() > 0);
    for group in page["relations"].as_array().unwrap() {
        assert_eq!(group["total"].as_u64(), group["lines"].as_array().map(|lines| lines.len() as u64));
    }
    assert_eq!(page["history"].as_array().map(Vec::len), Some(1));
    assert_eq!(bench.refused("item", &json!({ "item": "nobody" })).0, "not_found");
}

#[test]
fn the_past_and_the_planned_are_estates_as_well() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let change = text(&bench.ok("change_create", &json!({ "title": "Rename" }))["id"]);
    let edits = json!([{ "op": "set", "item": "arr-1", "field": "name", "value": "Array one" }]);
    bench.ok("change_edit", &json!({ "change": change, "edits": edits }));
    let name = |set: Value| {
        let rows = bench.ok("items", &json!({ "filter": "key=ARR-000001", "set": set }))["rows"].clone();
        let page = bench.ok("item", &json!({ "item": "arr-1", "set": set }));
        assert_eq!(rows[0]["name"], page["reference"]["name"]);
        text(&rows[0]["name"])
    };
    assert_eq!(name(json!({})), "Storage array 1");
    assert_eq!(name(json!({ "change": change })), "Array one");
    assert_eq!(name(json!({ "at": seq.to_string() })), "Storage array 1");
    let page = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!(column(&page["changes"], "id"), std::slice::from_ref(&change));
    // What the change adds and removes is told from what there is.
    let mut relations = page["relations"].as_array().unwrap().iter().flat_map(|own| own["lines"].as_array().unwrap());
    let rack = relations.find(|own| own["type"] == "located_in").unwrap()["other"]["key"].clone();
    let edits = json!([
        { "op": "connect", "from": "arr-1", "type": "depends_on", "to": "core-1" },
        { "op": "disconnect", "from": "arr-1", "type": "located_in", "to": rack },
    ]);
    bench.ok("change_edit", &json!({ "change": change, "edits": edits }));
    let page = bench.ok("item", &json!({ "item": "arr-1", "set": { "change": change } }));
    let ends = |field: &str| -> Vec<Value> {
        let lines = page[field].as_array().unwrap().iter();
        lines.map(|own| json!([own["direction"], own["type"], own["other"]["name"]])).collect()
    };
    assert_eq!(ends("relations_added"), [json!(["outgoing", "depends_on", "Core switch 1"])]);
    assert_eq!(ends("relations_removed").len(), 1);
    assert_eq!(page["relations_removed"][0]["other"]["key"], rack);
    let page = bench.ok("item", &json!({ "item": "arr-1" }));
    assert_eq!((page.get("relations_added"), page.get("relations_removed")), (None, None));
    assert_eq!(bench.refused("items", &json!({ "set": { "at": "yesterday" } })).0, "bad_input");
}
