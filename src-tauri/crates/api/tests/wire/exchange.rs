//! Files in, files out, baselines.

use std::cell::RefCell;

use base64::Engine as _;
use cairn_model::CancelToken;
use serde_json::{Value, json};

use super::common::{Bench, column, text};

fn file(name: &str, content: &str) -> Value {
    json!({ "name": name, "content": base64::engine::general_purpose::STANDARD.encode(content) })
}

const ITEMS: &str = "id,class,name,status,tier\nr-1,router,Edge router,live,2\nr-2,router,Core router,live,nine\n";

#[test]
fn an_import_is_previewed_then_applied() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let files = json!([file("routers.csv", ITEMS)]);
    let preview = bench.ok("import_preview", &json!({ "files": files }));
    assert_eq!((preview["seq"].as_u64(), preview["recorded"].as_bool()), (Some(seq), Some(false)));
    assert_eq!((&preview["summary"]["items"]["new"], &preview["summary"]["items"]["rejected"]), (&json!(1), &json!(1)));
    let refused = &preview["summary"]["refused"][0];
    assert_eq!((refused["line"].as_u64(), text(&refused["column"])), (Some(3), "tier".to_owned()));
    assert!(text(&refused["reason"]).contains("nine"), "{refused}");
    assert_eq!(text(&preview["rejects"][0]["name"]), "routers.csv.rejected.csv");
    assert_eq!(bench.seq(), seq);
    let applied = bench.ok("import_apply", &json!({ "files": files, "seq": seq, "reason": "survey" }));
    assert_eq!((applied["seq"].as_u64(), applied["recorded"].as_bool()), (Some(seq + 1), Some(true)));
    let (code, sentence) = bench.refused("import_apply", &json!({ "files": files, "seq": seq }));
    assert_eq!(code, "conflict");
    assert!(sentence.contains("Nothing was imported"), "{sentence}");
    std::fs::write(bench.path("routers.csv"), ITEMS).unwrap();
    let by_path = json!([{ "name": "routers.csv", "path": bench.path("routers.csv") }]);
    let again = bench.ok("import_apply", &json!({ "files": by_path, "seq": seq + 1 }));
    assert_eq!((again["recorded"].as_bool(), &again["summary"]["items"]["same"]), (Some(false), &json!(1)));
}

#[test]
fn files_that_cannot_be_used_change_nothing() {
    let bench = Bench::with_sample();
    let seq = bench.seq();
    let check = |file: Value, expect: &str| {
        let refusal = bench.call("import_preview", &json!({ "files": [file] })).unwrap_err();
        assert_eq!(text(&refusal["message_key"]), expect, "{refusal:#}");
        assert!(text(&refusal["sentence"]).len() > 20, "{refusal:#}");
    };
    check(file("empty.csv", ""), "error-file-empty");
    check(file("shop.csv", "price,colour\n1,red\n"), "error-file-wrong-header");
    check(file("new.csv", "id,class,name\ns-1,spaceship,Enterprise\n"), "error-unknown-words");
    check(json!({ "name": "gone.csv", "path": bench.path("gone.csv") }), "wire-file-unreadable");
    check(json!({ "name": "odd.csv", "content": "%%%" }), "wire-file-unreadable");
    check(json!({ "name": "none.csv" }), "wire-file-empty");
    assert_eq!(bench.seq(), seq);
    let files = json!([file("new.csv", "id,class,name\ns-1,spaceship,Enterprise\n")]);
    let learned = bench.ok("import_preview", &json!({ "files": files, "choices": { "learn": true } }));
    assert_eq!(learned["summary"]["learned_classes"].as_array().map(Vec::len), Some(1));
}

#[test]
fn files_are_planned_in_a_change() {
    let bench = Bench::with_sample();
    let change = text(&bench.ok("change_create", &json!({ "title": "New routers" }))["id"]);
    let files = json!([file("routers.csv", "id,class,name,status,tier\nr-1,router,Edge router,live,2\n")]);
    let edited = bench.ok("change_edit", &json!({ "change": change, "files": files }));
    assert_eq!(edited["imported"]["items"]["new"], 1);
    assert_eq!(bench.ok("items", &json!({ "text": "Edge router" }))["total"], 0);
    assert_eq!(bench.ok("items", &json!({ "text": "Edge router", "set": { "change": change } }))["total"], 1);
}

#[test]
fn two_moments_are_compared_counts_first() {
    let bench = Bench::with_sample();
    bench.ok("baseline_create", &json!({ "name": "before", "reason": "the survey" }));
    let files = json!([file("routers.csv", ITEMS)]);
    bench.ok("import_apply", &json!({ "files": files, "seq": bench.seq() }));
    let edits = json!([{ "op": "set", "item": "arr-1", "field": "serial", "value": "SN-1" }]);
    let preview = bench.ok("edit_preview", &json!({ "edits": edits }));
    bench.ok("edit_commit", &json!({ "plan": preview["plan"], "reason": "label" }));
    let whole = bench.ok("compare", &json!({ "from": "before" }));
    assert_eq!(whole["counts"]["items"], json!({ "added": 1, "changed": 1, "removed": 0 }));
    assert_eq!(whole["authorisation"], json!({ "authorised": 0, "not_required": 1, "unauthorised": 1 }));
    assert_eq!(column(&whole["lines"], "name"), ["Edge router", "Storage array 1"], "unauthorised ones first");
    assert!(text(&whole["title"][0]).contains("before"), "{}", whole["title"]);
    let window = |extra: Value| {
        let mut request = json!({ "from": "before" });
        request.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let reply = bench.ok("compare", &request);
        (reply["total"].as_u64().unwrap(), column(&reply["lines"], "name"))
    };
    assert_eq!(window(json!({ "authorisation": "unauthorised" })), (1, vec!["Edge router".to_owned()]));
    assert_eq!(window(json!({ "what": "changed" })), (1, vec!["Storage array 1".to_owned()]));
    assert_eq!(window(json!({ "class": "router" })), (1, vec!["Edge router".to_owned()]));
    assert_eq!(window(json!({ "cause": "" })).0, 2);
    assert_eq!(window(json!({ "offset": 1, "limit": 1 })), (2, vec!["Storage array 1".to_owned()]));
    assert_eq!(bench.refused("compare", &json!({ "from": "after" })).0, "bad_input");
}

#[test]
fn a_snapshot_is_made_checked_and_opened_as_a_replica() {
    let bench = Bench::with_sample();
    let to = bench.path("estate.cairnsnap");
    let made = bench.ok("snapshot_export", &json!({ "to": to }));
    assert_eq!(made["bytes"].as_u64(), Some(std::fs::metadata(&to).unwrap().len()));
    let left: Vec<_> = std::fs::read_dir(bench.dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with("part")), "{left:?}");
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with("spool")), "{left:?}");
    let checked = bench.ok("snapshot_check", &json!({ "path": to, "against": true }));
    assert_eq!(checked["sound"], true);
    bench.ok("snapshot_import", &json!({ "path": to, "into": bench.path("copy.cairn") }));
    let state = bench.ok("estate_open", &json!({ "path": bench.path("copy.cairn") }));
    assert_eq!(state["estate"]["read_only"], true);
    let edits = json!([{ "op": "set", "item": "arr-1", "field": "serial", "value": "SN-1" }]);
    let preview = bench.ok("edit_preview", &json!({ "edits": edits }));
    let refusal = bench.call("edit_commit", &json!({ "plan": preview["plan"], "reason": "label" })).unwrap_err();
    assert_eq!(text(&refusal["code"]), "read_only");
    assert_eq!(bench.ok("estate_check", &json!({}))["sound"], true);
    std::fs::write(bench.path("letter.txt"), "dear all").unwrap();
    assert_eq!(bench.refused("snapshot_check", &json!({ "path": bench.path("letter.txt") })).0, "bad_input");
}

const FOREIGN: &str = "Asset,Sort,Host name,Shelf,Tier\na-1,server,web 1,R1,2\na-2,server,web 2,R2,2\n";

#[test]
fn columns_of_a_foreign_file_are_told_apart_before_anything_is_read() {
    let bench = Bench::with_sample();
    let files = json!([file("assets.csv", FOREIGN)]);
    let asked = |choices: Value| bench.ok("import_columns", &json!({ "files": files, "choices": choices }));
    let own = &asked(json!({}))["files"][0];
    assert_eq!(own["kind"], Value::Null);
    assert_eq!(column(&own["columns"], "meaning"), ["unknown", "unknown", "unknown", "unknown", "attribute"]);
    assert_eq!(own["columns"][3]["samples"], json!(["R1", "R2"]));
    let rename = json!({ "Asset": "id", "Sort": "class", "Host name": "name", "Shelf": "" });
    let choices = json!({ "source": "assets", "rename": rename });
    let own = &asked(choices.clone())["files"][0];
    assert_eq!(text(&own["kind"]), "items");
    assert_eq!(column(&own["columns"], "meaning"), ["role", "role", "role", "left_out", "attribute"]);
    let refusal = bench.call("import_preview", &json!({ "files": files })).unwrap_err();
    assert_eq!(text(&refusal["message_key"]), "error-file-wrong-header");
    let preview = bench.ok("import_preview", &json!({ "files": files, "choices": choices }));
    assert_eq!(preview["summary"]["items"]["new"], 2, "{preview:#}");
    assert_eq!(preview["summary"]["warnings"], json!([]));
    let broken =
        json!([file("assets.csv", "Asset,Sort,Host name,Shelf,Tier\na-1,server,,R1,2\na-2,server,web 2,R2,low\n")]);
    let refused = bench.ok("import_preview", &json!({ "files": broken, "choices": choices }));
    let refused = &refused["summary"]["refused"];
    assert_eq!(column(refused, "column"), ["Host name", "Tier"], "{refused:#}");
    let request = json!({ "files": files, "choices": choices, "seq": preview["seq"], "reason": "assets" });
    let seq = bench.ok("import_apply", &request)["seq"].clone();
    assert_eq!(bench.ok("items", &json!({ "filter": "source:assets" }))["total"], 2);
    let came = json!({ "record": seq, "filter": "class:server", "fields": ["class"] });
    assert_eq!(bench.ok("items", &came)["total"], 2);
    let counted = bench.ok("item_facets", &came);
    assert_eq!((&counted["total"], &counted["facets"][0]["values"][0]["count"]), (&json!(2), &json!(2)), "{counted:#}");
    assert_eq!(bench.ok("items", &json!({ "record": 1 }))["total"], 0);
    let (_, sentence) = bench.refused("items", &json!({ "record": 999 }));
    assert!(sentence.contains("999"), "{sentence}");
    bench.ok("edit_undo", &json!({ "seq": seq, "reason": "wrong file" }));
    assert_eq!(bench.ok("items", &json!({ "filter": "source:assets" }))["total"], 0);
    let paper = json!([file("paper.pdf", "%PDF-1.7")]);
    assert!(bench.call("import_columns", &json!({ "files": paper })).is_err());
}

#[test]
fn a_job_on_files_stops_where_it_is_cancelled_and_leaves_nothing() {
    let bench = Bench::with_sample();
    let (whole, part, into) = (bench.path("whole.snap"), bench.path("part.snap"), bench.path("replica.cairn"));
    let told = RefCell::new(Vec::new());
    bench
        .run("snapshot_export", &json!({ "to": whole }), &CancelToken::default(), &|own| {
            told.borrow_mut().push(own.clone());
        })
        .unwrap();
    assert!(told.borrow().iter().all(|own| own.unit == "bytes" && own.note == "Writing the snapshot"), "{told:?}");
    let before = std::fs::read_dir(bench.path("")).unwrap().count();
    for (job, request) in [
        ("snapshot_export", json!({ "to": part })),
        ("snapshot_check", json!({ "path": whole })),
        ("snapshot_import", json!({ "path": whole, "into": into })),
    ] {
        let cancel = CancelToken::default();
        let stopped = bench.run(job, &request, &cancel, &|_| cancel.cancel());
        assert_eq!(text(&stopped.unwrap_err()["code"]), "cancelled", "{job}");
        assert_eq!(std::fs::read_dir(bench.path("")).unwrap().count(), before, "{job}");
        bench.ok(job, &request);
        let _ = std::fs::remove_file(&part);
    }
}

#[test]
fn an_import_stops_while_it_is_planned() {
    let bench = Bench::with_sample();
    let files = json!([file("routers.csv", ITEMS)]);
    let seq = bench.seq();
    for (job, request) in
        [("import_preview", json!({ "files": files })), ("import_apply", json!({ "files": files, "seq": seq }))]
    {
        let cancel = CancelToken::default();
        // The last step that says that it begins is the one that it is stopped in.
        let stopped = bench.run(job, &request, &cancel, &|own| {
            if own.done == 1 {
                cancel.cancel();
            }
        });
        assert_eq!(text(&stopped.unwrap_err()["code"]), "cancelled", "{job}");
        assert_eq!(bench.seq(), seq, "{job}");
    }
}
