//! Maps on the command line: as a table, and as the four kinds of file.

use crate::common::{Scene, assert_says};

#[test]
fn a_map_is_the_file_that_its_name_asks_for() {
    let scene = Scene::sample();
    for (name, start) in [("m.svg", "<?xml"), ("m.PDF", "%PDF-"), ("m.png", "\u{fffd}PNG"), ("m.csv", "Kind,Id,")] {
        let said = scene.done(&["impact", "--down", "arr-1", "--map", name]);
        assert_says(&said, &["MyGovHK goes down.", &format!("Map: {name}")]);
        let bytes = std::fs::read(scene.path(name)).unwrap();
        assert!(String::from_utf8_lossy(&bytes).starts_with(start), "{name}");
    }
    let report = scene.json(&["impact", "--down", "arr-1", "--map", "beside.svg"]);
    assert_eq!(report["counts"]["down"], 7);
    assert_says(&scene.read("beside.svg"), &["What happens when Storage array 1 goes out", "record no. 2"]);
    scene.done(&["--lang", "zh-HK", "map", "arr-1", "--up", "1", "--out", "around.svg"]);
    assert_says(&scene.read("around.svg"), &["Storage array 1 的周圍", "記錄編號 2", "顯示"]);
}

#[test]
fn a_name_that_says_nothing_is_refused_and_nothing_is_written() {
    let scene = Scene::sample();
    for name in ["map.jpg", "map"] {
        scene.refused(&["impact", "--down", "arr-1", "--map", name], &[name, ".svg, .pdf, .png, .csv"]);
        assert!(!scene.path(name).exists());
    }
    scene.refused(&["map", "--by", "no_such_thing"], &["no item has an attribute"]);
    scene.refused(&["map", "--out", "nowhere/m.svg"], &["nowhere/m.svg cannot be written"]);
}

#[test]
fn the_whole_estate_is_a_table_with_exact_counts() {
    let scene = Scene::sample();
    let said = scene.done(&["map"]);
    assert_says(&said, &["Business service", "93 items."]);
    let services = said.find("Business service").unwrap();
    assert!(services < said.find("Utility feed").unwrap(), "services stand on top: {said}");
    let map = scene.json(&["map", "--by", "site", "--lanes", "tier"]);
    let counts = map["nodes"].as_array().unwrap().iter().map(|node| node["count"].as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), 93);
    let past = scene.json(&["--at", "2", "map", "--filter", "class:service"]);
    assert_eq!((past["at"]["seq"].as_u64(), past["total"].as_u64()), (Some(2), Some(10)));
}

#[test]
fn a_bar_means_either() {
    let scene = Scene::sample();
    let total = |filter: &str| scene.json(&["items", filter, "--limit", "1"])["total"].as_u64().unwrap();
    assert_eq!(total("class:volume|storage_array"), total("class:volume") + total("class:storage_array"));
    assert!(total("class=service") < total("class:service"), "a class alone, and with those that descend from it");
}
