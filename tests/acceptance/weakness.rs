//! Where one failure takes a service down, and where two together do.

use serde_json::{Value, json};

use crate::common::{Scene, assert_says};

/// The keys in a list of items.
fn keys(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect()
}

fn of<'a>(report: &'a Value, service: &str) -> &'a Value {
    report["services"].as_array().unwrap().iter().find(|own| own["name"] == service).unwrap()
}

/// What the engine says of each single outage, one question after the other.
fn services_down_with(scene: &Scene, seeds: &[&str]) -> Vec<String> {
    let report = scene.json(&[&["impact", "--down"], seeds].concat());
    let impacted = report["impacted"].as_array().unwrap().iter();
    let down = impacted.filter(|hit| hit["is_service"] == true && hit["level"] == "down");
    down.map(|hit| hit["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_single_points_of_the_sample_are_those_that_an_outage_shows() {
    let scene = Scene::sample();
    let report = scene.json(&["spof"]);
    assert_eq!(keys(&of(&report, "MyGovHK")["single_points"]), ["ARR-000001"]);
    assert_eq!(keys(&of(&report, "GovHK portal")["single_points"]), <[&str; 0]>::default());
    // One after the other, by the question that a person would ask.
    for own in report["services"].as_array().unwrap() {
        let name = own["name"].as_str().unwrap().to_owned();
        for key in keys(&own["single_points"]) {
            assert!(services_down_with(&scene, &[key]).contains(&name), "{key} of {name}");
        }
    }
    let said = scene.done(&["spof"]);
    assert_says(&said, &["10 services were looked at", "5 have single points of failure", "Storage array 1"]);
    let one = scene.json(&["spof", "MyGovHK"]);
    assert_eq!(one["services"].as_array().unwrap().len(), 1);
    scene.refused(&["spof", "arr-1"], &["Storage array 1", "is no service", "cairn impact --down"]);
    scene.refused(&["spof", "nobody"], &["nobody"]);
}

#[test]
fn pairs_are_counted_by_what_they_are_and_neither_is_enough_alone() {
    let scene = Scene::sample();
    let report = scene.json(&["spof", "--pairs", "GovHK portal"]);
    let own = of(&report, "GovHK portal");
    let pairs = own["pairs"].as_array().unwrap();
    assert_eq!(own["count"], json!(pairs.len()));
    let groups = own["groups"].as_array().unwrap();
    for by in ["class", "site", "supplier"] {
        let counts = groups.iter().filter(|group| group["by"] == by).map(|group| group["count"].as_u64().unwrap());
        assert_eq!(counts.sum::<u64>(), pairs.len() as u64, "{by}");
    }
    let name = "GovHK portal".to_owned();
    for pair in pairs {
        let both = ["first", "second"].map(|side| pair[side]["key"].as_str().unwrap());
        assert!(services_down_with(&scene, &both).contains(&name), "{both:?}");
        assert!(both.iter().all(|one| !services_down_with(&scene, &[one]).contains(&name)), "{both:?}");
    }
    assert_says(&scene.done(&["spof", "--pairs"]), &["10 go down with two failures", "GovHK portal: "]);
}

#[test]
fn what_is_out_of_service_counts_and_the_past_can_be_asked() {
    let scene = Scene::sample();
    let before = scene.head().seq.to_string();
    let [first, second] = ["CIR-000001", "CIR-000002"];
    scene.done(&["operation", first, "out_of_service", "--reason", "cut by a digger"]);
    let report = scene.json(&["spof"]);
    assert!(keys(&of(&report, "Central Internet gateway")["single_points"]).contains(&second));
    let past = scene.json(&["spof", "--at", &before]);
    assert_eq!(keys(&of(&past, "Central Internet gateway")["single_points"]), <[&str; 0]>::default());
    scene.done(&["operation", second, "out_of_service", "--reason", "cut as well"]);
    let report = scene.json(&["spof"]);
    let own = of(&report, "Central Internet gateway");
    assert_eq!((&own["down_already"], &own["single_points"]), (&json!(true), &json!([])));
    assert_says(&scene.done(&["spof"]), &["Down already", "Central Internet gateway"]);
    assert_says(&scene.done(&["spof", "--lang", "zh-HK"]), &["單點故障"]);
}

#[test]
fn a_tier_far_from_what_falls_with_it_is_a_finding() {
    let scene = Scene::empty();
    let items = "id,class,name,status,tier\ns,business_service,Payments,live,1\nt,business_service,Canteen,live,4\n\
                 a,server,Alpha,live,4\nb,server,Beta,live,2\nc,server,Gamma,live,3\n";
    scene.file("items.csv", items);
    scene.file("rel.csv", "from,type,to\ns,depends_on,a\ns,depends_on,b\nt,depends_on,c\n");
    scene.done(&["import", "items.csv", "rel.csv"]);
    let report = scene.json(&["spof"]);
    let tiers = report["tiers"].as_array().unwrap();
    // Beta is one tier off, Gamma too; Alpha three.
    assert_eq!(tiers.len(), 1, "{report}");
    assert_eq!((&tiers[0]["name"], &tiers[0]["tier"], &tiers[0]["derived"]), (&json!("Alpha"), &json!(4), &json!(1)));
    assert_says(&scene.done(&["spof"]), &["Tier entered by hand", "Alpha"]);
    assert_eq!(scene.json(&["spof", "Payments"])["tiers"], json!([]));
}

#[test]
fn what_the_model_leaves_open_is_listed_with_what_repairs_it() {
    let scene = Scene::empty();
    assert_says(&scene.done(&["findings"]), &["No redundancy is assumed", "every relationship type is confirmed"]);
    scene.file(
        "items.csv",
        "id,class,name,status,tier\npay,business_service,Payments,live,1\nsrv,server,One,live,\nold,server,Old,retired,\n\
         a,power_distribution_unit,PDU A,live,\nb,power_distribution_unit,PDU B,live,\n",
    );
    let rows = "from,type,to\npay,depends_on,srv\nsrv,powered_by,a\nsrv,powered_by,b\npay,depends_on,old\npay,whispers_to,srv\n";
    scene.file("rel.csv", rows);
    scene.done(&["import", "items.csv", "rel.csv", "--learn"]);
    let answer = scene.on_estate(&["findings", "--json"]);
    assert_eq!(answer.code, 1);
    let list: Value = serde_json::from_str(&answer.out).unwrap();
    let assumed = &list["assumed"][0];
    assert_eq!((&assumed["name"], &assumed["serves_tier"]), (&json!("One"), &json!(1)));
    assert_eq!(assumed["requirement"]["name"], json!("@powered_by"));
    assert_eq!(assumed["members"].as_array().unwrap().len(), 2);
    // The only member takes no part, so that there is none left either.
    let kinds: Vec<&str> =
        list["model_errors"].as_array().unwrap().iter().map(|error| error["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["no_members", "absent_provider"]);
    assert_eq!(list["unconfirmed"][0]["relationships"], json!(1));
    assert_says(&scene.on_estate(&["findings", "--lang", "zh-HK"]).out, &["1 個群組的冗餘未經聲明"]);
}

#[test]
fn a_learned_type_is_confirmed_in_one_step_and_means_that_from_then_on() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,status\npay,business_service,Payments,live\nsrv,server,One,live\n");
    scene.file("rel.csv", "from,type,to\nsrv,carries,pay\nsrv,whispers_to,pay\n");
    scene.done(&["import", "items.csv", "rel.csv", "--learn"]);
    // Taken as: the first end needs the second.
    let down = |scene: &Scene, what: &str| scene.json(&["impact", "--down", what])["counts"]["down"].as_u64();
    assert_eq!((down(&scene, "srv"), down(&scene, "pay")), (Some(0), Some(1)));
    assert_says(&scene.on_estate(&["findings"]).out, &["carries", "cairn findings confirm TYPE"]);
    let confirm = |words: &[&'static str]| [&["findings", "confirm"], words, &["--reason", "asked its owner"]].concat();
    let seq = scene.head().seq;
    let reply = scene.json(&confirm(&["whispers_to", "--needs", "none"]));
    assert_eq!((&reply["type"], &reply["seq"]), (&json!("whispers_to"), &json!(seq + 1)));
    assert_says(&scene.done(&confirm(&["carries", "--needs", "target"])), &["carries is confirmed", "record no."]);
    assert_eq!((down(&scene, "srv"), down(&scene, "pay")), (Some(1), Some(0)), "turned round");
    assert_says(&scene.done(&["findings"]), &["every relationship type is confirmed"]);
    scene.refused(&confirm(&["carries"]), &["confirmed as exactly that already", "Nothing was changed"]);
    // How much, later and as another record.
    scene.done(&confirm(&["carries", "--strength", "degrading"]));
    let report = scene.json(&["impact", "--down", "srv"]);
    assert_eq!((&report["counts"]["down"], &report["counts"]["degraded"]), (&json!(0), &json!(1)));
    // What is learned again from the next file is what was confirmed.
    scene.file("more.csv", "id,class,name,status\nhr,business_service,Leave,live\n");
    scene.file("rels.csv", "from,type,to\nsrv,carries,hr\n");
    assert_eq!(scene.json(&["import", "more.csv", "rels.csv"])["learned_types"], json!([]));
    assert_eq!(scene.json(&["impact", "--down", "srv"])["counts"]["degraded"], json!(2));
    assert_says(&scene.done(&["log", "--json"]), &["\"model\"", "asked its owner"]);
    scene.assert_sound();
}

#[test]
fn what_cannot_be_confirmed_is_refused_with_the_reason() {
    let scene = Scene::empty();
    scene.file(
        "items.csv",
        "id,class,name,status\npay,business_service,Payments,live\na,server,A,live\nb,server,B,live\n",
    );
    scene.file("rel.csv", "from,type,to,group,min_up\npay,leans_on,a,pair,1\npay,leans_on,b,pair,1\n");
    scene.done(&["import", "items.csv", "rel.csv", "--learn"]);
    let seq = scene.head().seq;
    let confirm = |words: &[&'static str]| [&["findings", "confirm"], words, &["--reason", "x"]].concat();
    let nothing = "Nothing was changed";
    scene.refused(&confirm(&["flies_over"]), &["no relationship type “flies_over”", nothing, "cairn findings"]);
    scene.refused(&confirm(&["depends_on", "--needs", "none"]), &["Cairn’s own catalogue", nothing]);
    scene.refused(&confirm(&["leans_on", "--needs", "up"]), &["“up”", "source, target or none", nothing]);
    scene.refused(&confirm(&["leans_on", "--strength", "much"]), &["“much”", "hard, degrading, soft or info", nothing]);
    scene.refused(&confirm(&["leans_on", "--needs", "target"]), &["One item declares", "Payments", nothing]);
    scene.refused(&["findings", "confirm", "leans_on", "--reason", " "], &["reason"]);
    scene.refused(&[&["--at", "1"], &confirm(&["leans_on"])[..]].concat(), &["findings confirm", "--at"]);
    assert_eq!(scene.head().seq, seq);
    // As it is taken, it may be.
    scene.done(&confirm(&["leans_on"]));
    assert_eq!(scene.json(&["impact", "--down", "a"])["counts"]["at_risk_own"], json!(1));
    scene.assert_sound();
}
