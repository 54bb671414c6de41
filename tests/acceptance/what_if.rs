//! What-ifs: asked on the spot, kept under a name, brought up to date, turned into a change.

use serde_json::{Value, json};

use crate::common::{Scene, assert_says};

/// The rows of a list that are about an item of a name.
fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|own| own["name"] == name).unwrap_or_else(|| panic!("no {name} in {list}"))
}

fn keys(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect()
}

/// Edits that move 60 virtual machines from one farm and its volumes to another.
fn moving(scene: &Scene) -> Vec<String> {
    let mut edits = Vec::new();
    for (store, new) in [("vol-farm2-1", "vol-farm3-1"), ("vol-farm2-2", "vol-farm3-2")] {
        let disks = scene.json(&["show", store]);
        let of_guests = disks["relationships"].as_array().unwrap().iter().filter(|own| own["direction"] == "incoming");
        for guest in of_guests.map(|own| own["other"]["source_id"].as_str().unwrap()).take(30) {
            for (kind, from, to) in [("hosted_on", "farm-2", "farm-3"), ("stored_on", store, new)] {
                edits.extend(["--disconnect", guest, kind, from, "--connect", guest, kind, to].map(str::to_owned));
            }
        }
    }
    edits
}

#[test]
fn story_8_to_the_end_kept_named_asked_and_turned_into_a_change_that_says_the_same() {
    let scene = Scene::whole();
    let edits = moving(&scene);
    let edits: Vec<&str> = edits.iter().map(String::as_str).collect();
    let on_the_spot = scene.json(&[&["what-if"], &edits[..]].concat());
    let note = ["new", "Move to the new complex", "--note", "before the lease ends"];
    let kept = scene.json(&[&["what-if"], &note[..], &edits[..]].concat());
    assert_eq!((kept["name"].as_str(), &kept["problems"]), (Some("Move to the new complex"), &json!([])));
    let id = kept["id"].as_str().unwrap();
    let list = scene.json(&["what-if", "list"]);
    assert_eq!((list["what_ifs"][0]["id"].as_str(), list["what_ifs"][0]["edits"].as_u64()), (Some(id), Some(240)));
    // Asked twice it says the same, whatever it is called by, and what was said on the spot.
    let head = scene.head();
    let asked = scene.json(&["what-if", "ask", "move to the new complex"]);
    assert_eq!(scene.head(), head, "asking writes nothing");
    let answer = &asked["what_if"];
    assert_eq!(answer["compared"], on_the_spot["compared"]);
    assert_eq!(answer["analysis"]["end"]["services_down"], json!([]));
    assert!(answer["compared"]["tried"].as_u64() > Some(0));
    // Machine and volume of a farm fall together, so who moves has other single points, and nobody more of them.
    let services = answer["compared"]["services"].as_array().unwrap();
    assert!(!services.is_empty());
    let said = scene.done(&["what-if", "ask", id]);
    assert_says(&said, &["single point", "no service goes down", "Services, before and after"]);
    // The change is a draft of that name whose analysis is the same to the last hash.
    let change = scene.json(&["what-if", "to-change", id]);
    let change = change["id"].as_str().unwrap();
    let shown = scene.json(&["change", "show", change]);
    let own = &shown["change"];
    assert_eq!((own["title"].as_str(), own["what_if"].as_str()), (Some("Move to the new complex"), Some(id)));
    assert_eq!((own["state"].as_str(), own["reason"].as_str()), (Some("draft"), Some("before the lease ends")));
    assert_eq!(shown["steps"], answer["steps"]);
    scene.done(&["--actor", "change requester", "change", "assess", change]);
    let assessed = scene.json(&["change", "show", change]);
    for part in ["steps", "end", "hashes", "worst_step", "model_errors"] {
        assert_eq!(assessed["analysis"][part], answer["analysis"][part], "{part}");
    }
    let list = scene.json(&["what-if", "list"]);
    assert_eq!(list["what_ifs"][0]["change"].as_str(), Some(change));
    scene.refused(&["what-if", "to-change", id], &[change, "still open"]);
}

#[test]
fn what_takes_a_service_down_alone_is_named_before_and_after() {
    let scene = Scene::pair();
    let answer = scene.json(&["what-if", "--retire", "web-2"]);
    let shop = named(&answer["compared"]["services"], "Shop");
    assert_eq!((&shop["before"], &shop["after"]), (&json!("unaffected"), &json!("at_risk")));
    let points = &shop["single_points"];
    assert_eq!(keys(&points["added"]).len(), 1);
    assert_eq!(
        (points["added"][0]["name"].as_str(), points["kept"][0]["name"].as_str()),
        (Some("Web 1"), Some("Shop database"))
    );
    let group = named(&answer["compared"]["margins"], "Shop");
    assert_eq!((&group["before"], &group["during"], &group["after"]), (&json!(1), &json!(0), &json!(0)));
    let said = scene.done(&["what-if", "--retire", "web-2"]);
    assert_says(
        &said,
        &["Adds a single point of failure to Shop and removes none; no service goes down; one group loses spares."],
    );
    let chinese = scene.done(&["--lang", "zh-HK", "what-if", "--retire", "web-2"]);
    assert_says(&chinese, &["令 Shop 增加 1 個單點故障，並無移除單點故障；沒有服務停止；1 個群組的備援減少。"]);
    // A third one gives the spare back.
    let adds = ["--add", "virtual_machine", "Web 3", "--connect", "shop", "depends_on", "Web 3", "web"];
    assert_says(&scene.done(&[&["what-if"], &adds[..]].concat()), &["one group gains spares"]);
}

#[test]
fn a_kept_what_if_survives_and_is_edited_copied_renamed_and_deleted() {
    let scene = Scene::pair();
    assert_says(&scene.done(&["what-if", "list"]), &["No what-if is kept"]);
    assert_says(&scene.done(&["what-if", "new", "Without Web 2", "--retire", "web-2"]), &["is kept, as record no. 3"]);
    scene.refused(&["what-if", "new", "without web 2 "], &["already"]);
    scene.refused(&["what-if", "new", "  "], &["needs a name"]);
    scene.refused(&["what-if", "show", "nobody"], &["“nobody” is not a what-if"]);
    scene.done(&["what-if", "edit", "3", "--new-step", "Then the other", "--retire", "web-1"]);
    let two = scene.json(&["what-if", "ask", "WIF-000003"]);
    assert_eq!(two["steps"].as_array().unwrap().len(), 2);
    assert_says(&scene.done(&["what-if", "ask", "3"]), &["Shop is down afterwards"]);
    scene.done(&["what-if", "duplicate", "3", "Another way"]);
    scene.done(&["what-if", "edit", "Another way", "--step", "2", "--remove-step"]);
    scene.done(&["what-if", "rename", "Another way", "One after the other"]);
    let copy = scene.json(&["what-if", "show", "One after the other"]);
    assert_eq!((copy["steps"].as_array().unwrap().len(), &copy["what_if"]), (1, &Value::Null));
    assert_eq!(scene.json(&["what-if", "show", "3"])["steps"].as_array().unwrap().len(), 2, "the first is as it was");
    scene.done(&["what-if", "delete", "3"]);
    let list = scene.json(&["what-if", "list"]);
    assert_eq!(list["what_ifs"].as_array().unwrap().len(), 1);
    assert_eq!(scene.on_estate(&["check"]).code, 0);
    // Whoever has a back-up has what was kept.
    scene.done(&["snapshot", "export", "--out", "all.zip"]);
    let copy = scene.run(&["snapshot", "import", "all.zip", "--into", "copy.cairn"]);
    assert_eq!(copy.code, 0, "{}", copy.err);
    let list = scene.run(&["-e", "copy.cairn", "what-if", "list"]);
    assert_says(&list.out, &["One after the other"]);
}

#[test]
fn what_contradicts_the_estate_is_named_until_it_is_brought_up_to_date() {
    let scene = Scene::pair();
    let edits =
        ["--retire", "web-2", "--set", "db-1", "name", "Main database", "--disconnect", "shop", "depends_on", "web-1"];
    scene.done(&[&["what-if", "new", "Later"], &edits[..]].concat());
    // Somebody else goes on.
    scene.file("new.csv", "id,class,name,status,tier\nweb-2,virtual_machine,Web 2,maintenance,2\n");
    scene.file("other.csv", "id,class,name,status,tier\ndb-1,database_instance,Main database,live,1\n");
    scene.done(&["import", "new.csv", "other.csv"]);
    let page: Value = serde_json::from_str(&scene.found(&["what-if", "show", "Later", "--json"])).unwrap();
    assert_eq!((page["problems"].as_array().unwrap().len(), &page["what_if"]), (1, &Value::Null));
    assert!(page["steps"][0]["edits"][0]["problem"].is_object(), "{page}");
    assert_says(&scene.found(&["what-if", "ask", "Later"]), &["It does not apply", "Web 2", "cairn what-if update"]);
    let refused = scene.on_estate(&["what-if", "to-change", "Later"]);
    assert_eq!(refused.code, 2);
    assert_says(&refused.err, &["Web 2"]);
    let updated = scene.json(&["what-if", "update", "Later"]);
    assert_eq!((&updated["dropped"], &updated["problems"]), (&json!(1), &json!([])), "the name is so already");
    let asked = scene.json(&["what-if", "ask", "Later"]);
    assert_eq!(asked["steps"][0]["edits"].as_array().unwrap().len(), 2);
    assert_eq!(named(&asked["what_if"]["compared"]["services"], "Shop")["after"], "down");
}
