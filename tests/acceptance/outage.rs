//! While something is out: what is down because of it, what is behind it, in which order it comes up.

use serde_json::{Value, json};

use crate::common::{Scene, assert_says};

fn keys(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect()
}

fn names(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

fn out(scene: &Scene, item: &str) {
    scene.done(&["operation", item, "out_of_service", "--reason", "a test"]);
}

/// Two services of different tiers on one array, through a server each; a directory and a resolver that need each other.
fn estate() -> Scene {
    let scene = Scene::empty();
    let items = "id,class,name,status,tier,rto\npay,business_service,Payments,live,1,PT1H\n\
                 menu,business_service,Canteen,live,4,P1D\narr,storage_array,Array,live,,\n\
                 one,server,One,live,,\ntwo,server,Two,live,,\ndir,server,Directory,live,,\ndns,server,Resolver,live,,\n\
                 app,server,Application,live,,\n";
    scene.file("items.csv", items);
    let rows = "from,type,to\npay,depends_on,one\nmenu,depends_on,two\none,depends_on,arr\ntwo,depends_on,arr\n\
                dir,depends_on,dns\ndns,depends_on,dir\napp,depends_on,dns\n";
    scene.file("rel.csv", rows);
    scene.done(&["import", "items.csv", "rel.csv"]);
    scene
}

#[test]
fn what_is_down_now_is_told_and_comes_up_by_urgency() {
    let scene = estate();
    assert_says(&scene.done(&["recovery"]), &["Nothing is down."]);
    out(&scene, "Array");
    let now = scene.json(&["impact", "--now"]);
    let mut down = names(&now["impacted"]);
    down.sort_unstable();
    assert_eq!(down, ["Canteen", "One", "Payments", "Two"]);
    assert_eq!(now["seeds"], json!([]));
    let report = scene.json(&["recovery"]);
    let waves: Vec<Vec<&str>> = report["waves"].as_array().unwrap().iter().map(names).collect();
    // In each wave what the service of tier 1 rests on comes first, though it is later by name.
    assert_eq!(waves, [vec!["Array"], vec!["One", "Two"], vec!["Payments", "Canteen"]]);
    let first = &report["waves"][0][0];
    assert_eq!((&first["serves_tier"], &first["rto"], &first["out_of_service"]), (&json!(1), &json!(60), &json!(true)));
    assert_says(&scene.done(&["recovery"]), &["5 items are down and come up in 3 waves", "because of others"]);
    assert_says(&scene.done(&["recovery", "--lang", "zh-HK"]), &["5 個項目已停止"]);
}

#[test]
fn a_cold_start_deadlock_is_named_with_the_link_to_cut() {
    let scene = estate();
    out(&scene, "Directory");
    let answer = scene.on_estate(&["recovery", "--json"]);
    assert_eq!(answer.code, 1);
    let report: Value = serde_json::from_str(&answer.out).unwrap();
    let deadlock = &report["deadlocks"][0];
    let mut members = names(&deadlock["members"]);
    members.sort_unstable();
    assert_eq!(members, ["Directory", "Resolver"]);
    // Both, and the application that waits behind them.
    assert_eq!(deadlock["freed"], json!(3));
    assert_eq!(names(&report["waiting"]), ["Application"]);
    let answer = scene.on_estate(&["recovery"]);
    assert_says(&answer.out, &["Cold-start deadlock", "3 items come up then", "Behind a deadlock: Application"]);
    // A soft need keeps nobody down: with one the other way it is a warning.
    let scene = estate();
    scene.file("soft.csv", "from,type,to,strength\ndir,depends_on,dns,degrading\n");
    scene.done(&["import", "soft.csv"]);
    out(&scene, "Directory");
    let report = scene.json(&["recovery"]);
    assert_eq!((&report["deadlocks"], report["warnings"].as_array().unwrap().len()), (&json!([]), 1));
}

#[test]
fn one_failure_behind_several_reports_is_found_whether_they_are_recorded_or_not() {
    let scene = estate();
    let report = scene.json(&["cause", "Payments", "Canteen"]);
    assert_eq!(names(&report["causes"]), ["Array"]);
    assert_eq!(report["causes"][0]["unreported"], json!(2));
    // One report has three causes; what would have raised least else comes first.
    let report = scene.json(&["cause", "Payments"]);
    assert_eq!(names(&report["causes"]), ["One", "Array"]);
    out(&scene, "Payments");
    out(&scene, "Canteen");
    assert_eq!(names(&scene.json(&["cause", "Payments", "Canteen"])["causes"]), ["Array"]);
    let answer = scene.on_estate(&["cause", "Payments", "Application"]);
    assert_eq!(answer.code, 1);
    assert_says(&answer.out, &["no single failure explains all of it"]);
    out(&scene, "Array");
    let report = scene.json(&["cause", "Payments", "Canteen"]);
    assert_eq!((names(&report["explained_by"]), &report["causes"]), (vec!["Array"], &json!([])));
    assert_says(&scene.done(&["cause", "Payments", "Canteen"]), &["already explains all of it: Array"]);
    scene.refused(&["cause"], &["Nothing was reported"]);
    scene.refused(&["cause", "nobody"], &["nobody"]);
}

#[test]
fn the_sample_explains_two_services_by_their_array() {
    let scene = Scene::sample();
    let report = scene.json(&["cause", "MyGovHK"]);
    assert!(keys(&report["causes"]).contains(&"ARR-000001"));
}

/// Returns the pages of a PDF.
fn pages(scene: &Scene, name: &str) -> usize {
    let bytes = std::fs::read(scene.path(name)).unwrap();
    assert!(bytes.starts_with(b"%PDF-"), "{name}");
    let text = String::from_utf8_lossy(&bytes);
    text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count() + text.matches("/Type /Page/").count()
}

#[test]
fn the_sheet_of_an_outage_says_who_is_hit_since_when_and_who_can_help() {
    let scene = Scene::empty();
    scene.file(
        "items.csv",
        "id,class,name,status,tier,rto,owner,support_team,telephone,on_call,contract_target,provider_reference\n\
         pay,business_service,Payments,live,1,PT1H,org,ops,,,,\nmenu,business_service,Canteen,live,4,P1D,nobody,,,,,\n\
         arr,storage_array,Array,live,,,,ops,,,,\nspare,storage_array,Spare,live,,,,,,,,\norg,organisation,Treasury,live,,,,,,,,\n\
         ops,team,Storage team,live,,,,,+852 2000 0001,weekly,,\nsup,supplier,Array maker,live,,,,,+852 2000 0002,,,\n\
         con,contract,Array upkeep,live,,,,,,,99.5,K-17\nsales,organisation,Shops,live,,,,,,,,\n",
    );
    let rows = "from,type,to\npay,depends_on,arr\nmenu,depends_on,spare\narr,covered_by,con\ncon,supplied_by,sup\nsales,consumes,pay\n";
    scene.file("rel.csv", rows);
    scene.done(&["import", "items.csv", "rel.csv"]);
    assert_says(&scene.done(&["outage"]), &["Nothing is recorded as out of service or degraded"]);
    let begun = ["--since", "2026-01-01T00:00:00Z"];
    let arguments = ["operation", "Spare", "degraded", "--reason", "noise"];
    scene.done(&[&arguments[..], &begun].concat());
    out(&scene, "Array");
    let answer = scene.on_estate(&["outage", "--json"]);
    assert_eq!(answer.code, 1, "a service is down");
    let sheet: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(names(&sheet["services"]), ["Payments", "Canteen"]);
    let pay = &sheet["services"][0];
    assert_eq!((&pay["level"], &pay["rto"]), (&json!("down"), &json!(60)));
    let left = pay["rto_left"].as_i64().unwrap();
    assert!((58..=60).contains(&left), "{left}");
    assert_eq!((&pay["owner"]["name"], &pay["support"]["telephone"]), (&json!("Treasury"), &json!("+852 2000 0001")));
    assert_eq!(names(&pay["customers"]), ["Shops"]);
    // Degraded, so no objective runs; since when it is told of itself, not of what went out later.
    let menu = &sheet["services"][1];
    assert_eq!((&menu["level"], &menu["rto_left"]), (&json!("degraded"), &Value::Null));
    assert_eq!(menu["since"], json!("2026-01-01T00:00:00.000Z"));
    assert_eq!((&menu["owner"]["name"], &menu["owner"]["key"]), (&json!("nobody"), &Value::Null));
    let array = &sheet["out"][0];
    assert_eq!(array["name"], json!("Array"));
    let contract = &array["contracts"][0];
    assert_eq!((&contract["name"], &contract["reference"]), (&json!("Array upkeep"), &json!("K-17")));
    assert_eq!(contract["supplier"]["telephone"], json!("+852 2000 0002"));
    // What recorded the outage is no cause of it; what brought the items is the last that touched them.
    let recent = sheet["recent"].as_array().unwrap();
    assert_eq!(recent.iter().map(|own| own["kind"].as_str().unwrap()).collect::<Vec<_>>(), ["load"]);
    let answer = scene.on_estate(&["outage", "--report", "sheet.pdf"]);
    assert_says(
        &answer.out,
        &["Payments is down.", "Canteen is degraded.", "min left", "+852 2000 0001", "Array upkeep"],
    );
    assert_eq!(pages(&scene, "sheet.pdf"), 1);
    for language in ["en", "zh-HK", "zh-CN"] {
        scene.on_estate(&["outage", "--report", "sheet.html", "--lang", language]);
        assert_says(&scene.read("sheet.html"), &["+852 2000 0001", "K-17", "Treasury"]);
    }
}

#[test]
fn the_sheet_fits_one_page_however_much_is_out() {
    let scene = Scene::empty();
    let mut items = "id,class,name,status,tier\narr,storage_array,Array,live,\n".to_owned();
    let mut rows = "from,type,to\n".to_owned();
    for number in 0..300 {
        items.push_str(&format!("svc{number},business_service,資料服務 Service {number},live,2\n"));
        rows.push_str(&format!("svc{number},depends_on,arr\n"));
    }
    scene.file("items.csv", items);
    scene.file("rel.csv", rows);
    scene.done(&["import", "items.csv", "rel.csv"]);
    out(&scene, "Array");
    let answer = scene.on_estate(&["outage", "--report", "sheet.pdf", "--lang", "zh-HK"]);
    assert_says(&answer.out, &["300 項服務已停止"]);
    assert_eq!(pages(&scene, "sheet.pdf"), 1);
    // A report that is not for one sheet takes as many as it needs.
    scene.on_estate(&["impact", "--now", "--report", "impact.pdf"]);
    assert!(pages(&scene, "impact.pdf") > 5, "{}", pages(&scene, "impact.pdf"));
}

#[test]
fn a_snapshot_answers_without_an_estate_and_takes_no_records() {
    let scene = estate();
    out(&scene, "Array");
    scene.done(&["snapshot", "export", "--out", "whole.cairn.zip"]);
    scene.done(&["snapshot", "export", "--out", "part.cairn.zip", "--scope", "tier=1"]);
    let on = |file: &str, arguments: &[&str]| scene.run(&[&["-e", file], arguments].concat());
    let mut here: Value = serde_json::from_str(&scene.on_estate(&["outage", "--json"]).out).unwrap();
    let mut there: Value = serde_json::from_str(&on("whole.cairn.zip", &["outage", "--json"]).out).unwrap();
    for sheet in [&mut here, &mut there] {
        sheet["now"] = Value::Null;
        sheet["services"].as_array_mut().unwrap().iter_mut().for_each(|own| own["rto_left"] = Value::Null);
    }
    assert_eq!(here, there, "the snapshot says what the estate says");
    assert_says(&on("part.cairn.zip", &["items"]).out, &["Payments"]);
    for file in ["whole.cairn.zip", "part.cairn.zip"] {
        let refused = on(file, &["operation", "Payments", "degraded", "--reason", "x"]);
        assert_eq!(refused.code, 2);
        assert_says(&refused.err, &[file, "only looked at", "Nothing was changed", "cairn snapshot import"]);
    }
    // One that is damaged is not looked at.
    let mut bytes = std::fs::read(scene.path("whole.cairn.zip")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    scene.file("whole.cairn.zip", bytes);
    assert_eq!(on("whole.cairn.zip", &["outage"]).code, 2);
}
