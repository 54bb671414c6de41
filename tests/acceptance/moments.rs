//! The estate as it was recorded: by record no., by baseline, by a point in time.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_refusal, assert_says, each};

/// The sample; a baseline (3); an operation (4) that took effect long before; an item renamed and one added (5).
fn scene() -> Scene {
    let scene = Scene::sample();
    scene.done(&["baseline", "create", "before", "--reason", "to be compared with"]);
    scene.done(&["operation", "hv-01", "out_of_service", "--reason", "mainboard", "--since", "2020-01-01T00:00:00Z"]);
    scene.file("later.csv", "id,class,name,status\nhv-02,hypervisor,Renamed,live\nnew-1,server,New server,live\n");
    scene.done(&["import", "--source", "sample", "later.csv"]);
    scene
}

fn recorded_at(scene: &Scene, seq: u64) -> String {
    let log = scene.json(&["log"]);
    let commit = log["commits"].as_array().unwrap().iter().find(|commit| commit["seq"] == seq).unwrap().clone();
    commit["recorded_at"].as_str().unwrap().to_owned()
}

fn without_at(mut answer: Value) -> Value {
    answer.as_object_mut().unwrap().remove("at");
    answer
}

#[test]
fn every_question_of_the_past_is_answered_as_it_was_then() {
    let scene = Scene::sample();
    let questions: [&[&str]; 4] = [
        &["items", "class:hypervisor"],
        &["show", "hv-01"],
        &["show", "hv-02"],
        &["impact", "--down", "hv-02", "arr-1", "--why", "svc-mygovhk"],
    ];
    let then = questions.map(|question| scene.json(question));
    scene.done(&["baseline", "create", "before"]);
    scene.done(&["operation", "hv-01", "out_of_service", "--reason", "mainboard"]);
    scene.file("later.csv", "id,class,name,status\nhv-02,hypervisor,Renamed,planned\n");
    scene.file("more.csv", "source_id,type,target_id\nhv-03,depends_on,arr-1\n");
    scene.done(&["import", "--source", "sample", "later.csv", "more.csv"]);
    let time = recorded_at(&scene, 2);
    for (question, then) in questions.into_iter().zip(then) {
        for words in ["2", "#2", "before", time.as_str()] {
            let now = scene.json(&[question, &["--at", words]].concat());
            assert_eq!(now["at"], json!({ "seq": 2, "recorded_at": time, "later_effective": 0 }), "{words}");
            assert_eq!(without_at(now), then, "{question:?} --at {words}");
        }
        let answer = scene.on_estate(&[question, &["--json"]].concat());
        let changed = answer.code == 2 || serde_json::from_str::<Value>(&answer.out).unwrap() != then;
        assert!(changed, "{question:?}: the present is another");
    }
    // The newest record is the present, and says so.
    let newest = scene.json(&["items", "--at", "5"]);
    assert_eq!(newest["at"]["seq"], 5);
    assert_eq!(without_at(newest), scene.json(&["items"]));
}

#[test]
fn the_history_of_an_item_ends_at_the_moment() {
    let scene = scene();
    let kinds = |at: &str| {
        let page = scene.json(&["show", "hv-01", "--at", at]);
        (page["item"]["operation"]["status"].clone(), each(&page["history"], "kind").join(" "))
    };
    assert_eq!(kinds("3"), (Value::Null, "load".to_owned()));
    assert_eq!(kinds("4"), (json!("out_of_service"), "operation load".to_owned()));
    assert_eq!(scene.json(&["show", "hv-02", "--at", "before"])["history"].as_array().unwrap().len(), 1);
    scene.refused(&["show", "new-1", "--at", "before"], &["“new-1”"]);
    assert_eq!(scene.json(&["items", "--at", "1"])["total"], 0);
    assert_says(&scene.done(&["items", "--at", "1"]), &["As recorded in record no. 1", "No item matches"]);
}

#[test]
fn an_answer_says_its_moment_and_what_took_effect_by_then() {
    let scene = scene();
    let said = ["As recorded in record no. 2, ", "One later record took effect by then and is not counted in."];
    for question in [&["items", "class:ups"][..], &["show", "hv-01"], &["impact", "--down", "hv-02"]] {
        let answer = scene.done(&[question, &["--at", "before"]].concat());
        assert_says(&answer, &said);
        assert!(answer.starts_with(said[0]), "{answer}");
        assert_eq!(scene.json(&[question, &["--at", "before"]].concat())["at"]["later_effective"], 1);
        let answer = scene.done(&[question, &["--at", "4"]].concat());
        assert!(answer.starts_with("As recorded in record no. 4, ") && !answer.contains("took effect"), "{answer}");
    }
    let report = scene.done(&["impact", "--down", "hv-02", "--at", "#2", "--report", "report.html"]);
    assert_says(&report, &["Record no. 2 ·", "Report: report.html"]);
    assert_says(&scene.read("report.html"), &["from record no. 2 of", said[0], said[1]]);
    assert_says(&scene.done(&["--lang", "zh-HK", "items", "--at", "2"]), &["所示為記錄編號 2", "1 項較後的記錄"]);
    assert_says(&scene.done(&["--lang", "zh-CN", "items", "--at", "2"]), &["所示为记录编号 2", "1 条较晚的记录"]);
}

#[test]
fn a_time_means_the_newest_record_made_by_then() {
    let scene = scene();
    let at = |words: &str| scene.json(&["items", "--at", words])["at"]["seq"].as_u64().unwrap();
    // Model and sample are recorded in one moment: they are made together.
    for (seq, newest) in [(1, 2), (2, 2), (3, 3), (4, 4), (5, 5)] {
        assert_eq!(at(&recorded_at(&scene, seq)), newest);
    }
    assert_eq!(at("9999-12-31T23:59:59Z"), 5);
    assert_eq!(at("9999-12-31T23:59:59+08:00"), 5);
    assert_eq!(at(" 3 "), 3);
}

#[test]
fn words_that_mean_no_moment_are_refused() {
    let scene = scene();
    let check = |words: &str, said: &[&str]| {
        for question in [&["items"][..], &["show", "hv-01"], &["impact", "--down", "hv-02"]] {
            scene.refused(&[question, &["--at", words]].concat(), &[said, &["Nothing was changed"]].concat());
        }
    };
    check("6", &["no record no. 6", "from 1 to 5", "cairn -e DIR log"]);
    check("#0", &["no record no. #0", "from 1 to 5"]);
    check("99999999999999999999", &["no record no. 99999999999999999999"]);
    check("afore", &["no baseline “afore”", "There are: “before”", "cairn -e DIR baseline list"]);
    check("2001-01-01T00:00:00Z", &["Nothing was recorded by 2001-01-01", "first record was made at", "later moment"]);
    for words in ["", "2026-11-21", "2026-11-21 09:30", "a\nb"] {
        check(words, &["neither a record no. such as 12", "2026-11-21T09:30:00Z", "nor the name of a baseline"]);
    }
    let empty = Scene::sample();
    empty.refused(&["items", "--at", "before"], &["no baseline “before”, nor any other", "record no. such as 12"]);
    for number in 10..22 {
        empty.done(&["baseline", "create", &format!("sealed {number}")]);
    }
    let said = empty.refused(&["items", "--at", "sealed"], &["“sealed 10”", "“sealed 19”, +2. Nothing"]);
    assert!(!said.contains("“sealed 20”"), "{said}");
}

#[test]
fn where_only_the_present_makes_sense_a_moment_is_refused_by_name() {
    let scene = scene();
    scene.file("items.csv", "id,class,name\nx,server,X\n");
    for (command, name) in [
        (&["status"][..], "status"),
        (&["log"], "log"),
        (&["check"], "check"),
        (&["import", "items.csv"], "import"),
        (&["operation", "arr-1", "degraded", "--reason", "test"], "operation"),
        (&["outages", "show", "OUT-1"], "outages show"),
        (&["baseline", "list"], "baseline list"),
        (&["baseline", "diff", "before"], "baseline diff"),
    ] {
        let said = [&format!("“{name}” speaks of the estate as it is now"), "--at before", "Nothing was changed"];
        scene.refused(&[command, &["--at", "before"]].concat(), &said);
        scene.refused(
            &[&["--at", "before"], command].concat(),
            &["items, show, impact, map, outage, outages, cause, recovery, spof, exposure, findings, baseline create"],
        );
    }
    for command in [
        &["init", "other.cairn", "--at", "2"][..],
        &["generate", "--items", "20", "--relationships", "20", "--out", "gen", "--at", "2"],
    ] {
        assert_refusal(&scene.run(command), command, &["--at 2", "Nothing was changed"]);
    }
    assert!(!scene.path("other.cairn").exists() && !scene.path("gen").exists());
    assert!(scene.path(ESTATE).exists());
}

/// Returns the levels of what is hit, by name.
fn levels(report: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    report["impacted"].as_array().unwrap().iter().map(|hit| (text(&hit["name"]), text(&hit["level"]))).collect()
}

#[test]
fn the_same_outage_at_two_moments_names_the_records_that_made_the_difference() {
    let scene = Scene::empty();
    let items = "id,class,name,status,tier\npay,business_service,Payments,live,1\nmenu,business_service,Canteen,live,4\n\
                 one,server,One,live,\ntwo,server,Two,live,\narr,storage_array,Array,live,\nother,server,Other,live,\n";
    scene.file("items.csv", items);
    scene.file(
        "rel.csv",
        "from,type,to,label\npay,depends_on,one,nodes\npay,depends_on,two,nodes\none,stored_on,arr,\n",
    );
    scene.done(&["import", "items.csv", "rel.csv"]);
    let before = scene.head().seq.to_string();
    // What has nothing to do with it, what moves and comes back, and two that make the difference.
    scene.done(&["operation", "Other", "degraded", "--reason", "noise"]);
    scene.done(&["operation", "Two", "out_of_service", "--reason", "a test"]);
    scene.done(&["operation", "Two", "in_service", "--reason", "mended"]);
    let quiet = scene.head().seq;
    scene.file("more.csv", "from,type,to,label\ntwo,stored_on,arr,\n");
    scene.done(&["import", "more.csv"]);
    scene.file("menu.csv", "from,type,to,label\nmenu,depends_on,one,\n");
    scene.done(&["import", "menu.csv"]);
    let answer = scene.on_estate(&["impact", "--down", "Array", "--since", &before, "--json"]);
    assert_eq!(answer.code, 1);
    let since: Value = serde_json::from_str(&answer.out).unwrap();
    let then = levels(&scene.json(&["impact", "--down", "Array", "--at", &before]));
    let now = levels(&scene.json(&["impact", "--down", "Array"]));
    let at = |levels: &BTreeMap<String, String>, name: &str| {
        levels.get(name).cloned().unwrap_or_else(|| "unaffected".to_owned())
    };
    let names: BTreeSet<&String> =
        then.keys().chain(now.keys()).filter(|name| at(&then, name) != at(&now, name)).collect();
    let changed = since["changed"].as_array().unwrap();
    assert_eq!(
        changed.iter().map(|own| own["name"].as_str().unwrap()).collect::<BTreeSet<_>>(),
        names.iter().map(|name| name.as_str()).collect()
    );
    for own in changed {
        let name = own["name"].as_str().unwrap();
        assert_eq!(
            (own["before"].as_str().unwrap(), own["after"].as_str().unwrap()),
            (&*at(&then, name), &*at(&now, name)),
            "{name}"
        );
    }
    assert_eq!(names.len(), 3, "{names:?}");
    let seqs: Vec<u64> = since["commits"].as_array().unwrap().iter().map(|own| own["seq"].as_u64().unwrap()).collect();
    assert_eq!(seqs, [quiet + 2, quiet + 1, quiet, quiet - 1], "what moved Payments and back is named, too");
    let payments = changed.iter().find(|own| own["name"] == "Payments").unwrap();
    assert_eq!(payments["records"], json!([quiet - 1, quiet, quiet + 1]), "every record that moved it");
    assert_says(
        &scene.on_estate(&["impact", "--down", "Array", "--since", &before]).out,
        &[
            "3 items are at another level, because of 4 records",
            "Payments",
            "at risk",
            "down",
            "Records that made the difference",
        ],
    );
    // Nothing differs between a moment and itself, and the later one is not the earlier.
    let head = scene.head().seq.to_string();
    assert_says(&scene.done(&["impact", "--down", "Array", "--since", &head]), &["every item is at the level it was"]);
    scene.refused(&["impact", "--down", "Array", "--since", &head, "--at", &before], &["record"]);
    assert_says(&scene.on_estate(&["impact", "--down", "Array", "--since", "1"]).out, &["took no part", "Array"]);
}
