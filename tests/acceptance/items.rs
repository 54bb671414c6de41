//! Listing and showing configuration items.

use crate::common::{Scene, assert_says, each};

fn total(scene: &Scene, filter: &[&str]) -> u64 {
    scene.json(&[&["items"], filter].concat())["total"].as_u64().unwrap()
}

#[test]
fn filters_select() {
    let scene = Scene::sample();
    let check = |filter: &[&str], expected: u64| assert_eq!(total(&scene, filter), expected, "{filter:?}");
    check(&[], 93);
    check(&["class:hypervisor"], 11);
    check(&["class:Hypervisor"], 11);
    check(&["class:business_service"], 7);
    check(&["class:service"], 10);
    check(&["state:retired"], 1);
    check(&["state:live", "class:hypervisor"], 10);
    check(&["operation:in_service"], 93);
    check(&["operation:degraded"], 0);
    check(&["source:sample"], 93);
    check(&["source:elsewhere"], 0);
    check(&["tier=4"], 2);
    check(&["tier!=1", "class:business_service"], 4);
    check(&["environment=PRODUCTION", "class:ups"], 3);
    check(&["owner=", "class:business_service"], 0);
    check(&["name=MyGovHK"], 1);
    check(&["mygovhk"], 7);
    check(&["storage array", "class:storage_array"], 2);
    check(&["\"storage array 1\"", "class:storage_array"], 1);
    check(&["no such words anywhere"], 0);
}

#[test]
fn a_leading_minus_turns_a_term_around() {
    let scene = Scene::sample();
    let check = |filter: &[&str], expected: u64| assert_eq!(total(&scene, filter), expected, "{filter:?}");
    check(&["-class:hypervisor"], 82);
    check(&["class:hypervisor", "-state:live"], 1);
    check(&["class:business_service", "-tier=1"], 4);
    // A minus before a letter that is also the letter of an option.
    check(&["class:hypervisor", "-host"], 0);
    check(&["-environment=production", "class:organisation"], 4);
    check(&["-Host", "class:hypervisor"], 0);
}

#[test]
fn options_are_options_before_and_behind_a_filter() {
    let scene = Scene::sample();
    for arguments in [
        &["items", "--limit", "2", "-class:hypervisor"][..],
        &["items", "-class:hypervisor", "--limit", "2"],
        &["items", "-class:hypervisor", "--limit=2"],
    ] {
        let window = scene.json(arguments);
        assert_eq!((window["total"].as_u64(), window["items"].as_array().unwrap().len()), (Some(82), 2));
    }
    let window = scene.json(&["items", "--offset", "92"]);
    assert_eq!((window["offset"].as_u64(), window["items"].as_array().unwrap().len()), (Some(92), 1));
    assert_eq!(scene.json(&["items", "--offset", "900"])["items"].as_array().unwrap().len(), 0);
    scene.refused(&["items", "--foo"], &["--foo"]);
    scene.refused(&["items", "class:ups", "--foo"], &["--foo"]);
    assert_says(&scene.done(&["items", "-h"]), &["--limit"]);
}

#[test]
fn chinese_words_filter_too() {
    let scene = Scene::empty();
    scene.file(
        "items.csv",
        "id,class,name,status,site\ns1,server,資料庫伺服器（主要）,live,沙田\ns2,server,網頁伺服器,live,荃灣\n",
    );
    scene.done(&["import", "items.csv"]);
    for (filter, expected) in [
        ("伺服器", 2),
        ("資料庫", 1),
        ("class:實體伺服器", 2),
        ("class:物理服务器", 2),
        ("state:使用中", 2),
        ("site=沙田", 1),
        ("-沙田", 1),
    ] {
        assert_eq!(total(&scene, &[filter]), expected, "{filter}");
    }
    assert_says(&scene.done(&["--lang", "zh-HK", "items"]), &["資料庫伺服器（主要）", "實體伺服器", "使用中", "編號"]);
    assert_says(&scene.done(&["show", "資料庫伺服器（主要）"]), &["SRV-000001"]);
}

#[test]
fn what_the_estate_does_not_know_is_no_empty_answer() {
    let scene = Scene::sample();
    let check = |filter: &str, said: &[&str]| drop(scene.refused(&["items", filter], said));
    check("class:spaceship", &["“spaceship”", "class", "cairn -e DIR status"]);
    check("state:vanished", &["“vanished”", "state"]);
    check("operation:asleep", &["“asleep”", "operation", "in_service, degraded, out_of_service"]);
    check("colour=red", &["“colour”", "attribute"]);
    check("class:", &["character 1", "needs a value"]);
    check("core \"swi", &["character 6", "quotation mark"]);
}

#[test]
fn an_item_is_found_by_key_id_source_id_and_name() {
    let scene = Scene::sample();
    let id = scene.json(&["show", "arr-1"])["item"]["id"].as_str().unwrap().to_owned();
    for words in
        ["ARR-000001", "arr-000001", id.as_str(), "arr-1", "sample:arr-1", "Storage array 1", "storage ARRAY 1"]
    {
        assert_eq!(scene.json(&["show", words])["item"]["id"], id.as_str(), "{words}");
    }
    scene.refused(&["show", "arr-9"], &["“arr-9”", "no key, id, source id or name", "cairn -e DIR items arr-9"]);
    scene.refused(&["show", "other:arr-1"], &["“other:arr-1”"]);
}

#[test]
fn an_ambiguous_name_is_refused_with_the_candidates() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,status\na,server,Twin,live\nb,virtual_machine,Twin,live\n");
    scene.done(&["import", "items.csv"]);
    let said = ["“Twin” means 2 items", "SRV-000001 Twin", "VM-000001 Twin", "Give the key"];
    for arguments in [&["show", "Twin"][..], &["impact", "--down", "Twin"], &["impact", "--down", "a", "--why", "Twin"]]
    {
        scene.refused(arguments, &said);
    }
    scene.refused(&["operation", "Twin", "degraded", "--reason", "test"], &said);
    let answer = scene.on_estate(&["show", "Twin", "--json"]);
    let error: serde_json::Value = serde_json::from_str(&answer.err).unwrap();
    assert_eq!((answer.code, &error["error"]["code"]), (2, &"ambiguous".into()));
}

#[test]
fn a_page_shows_attributes_relationships_needs_and_history() {
    let scene = Scene::sample();
    let page = scene.json(&["show", "farm-1"]);
    assert_eq!((&page["is_service"], &page["participates"]), (&false.into(), &true.into()));
    let farm = page["needs"].as_array().unwrap().iter().find(|need| need["n"] == 10).unwrap();
    assert_eq!((&farm["k"], &farm["q"], &farm["strength"]), (&8.into(), &9.into(), &"hard".into()));
    assert_eq!(each(&page["history"], "kind"), ["load"]);
    let text = scene.done(&["show", "svc-mygovhk"]);
    assert_says(
        &text,
        &["BSV-000003  MyGovHK", "Live · in service · Tier 1", "Attributes (8)", "Relationships (9)", "web", "1 of 2"],
    );
    assert_says(&scene.done(&["show", "srv-old-1"]), &["Its status keeps it out of every analysis."]);
}
