//! Bringing files in: the plan, what comes of it, and what does not.

use serde_json::{Value, json};

use crate::common::{ITEMS, RELATIONSHIPS, Scene, assert_says, each};

fn tally(new: u64, update: u64, same: u64, ambiguous: u64, rejected: u64) -> Value {
    json!({ "new": new, "update": update, "same": same, "ambiguous": ambiguous, "rejected": rejected })
}

#[test]
fn the_same_files_again_are_nothing_new() {
    let scene = Scene::empty();
    scene.file("items.csv", ITEMS);
    scene.file("relationships.csv", RELATIONSHIPS);
    let files = ["import", "items.csv", "relationships.csv"];
    let first = scene.json(&files);
    assert_eq!((&first["seq"], &first["dry_run"], &first["source"]), (&json!(2), &json!(false), &json!("csv")));
    assert_eq!(first["items"], tally(4, 0, 0, 0, 0));
    assert_eq!(first["relationships"], tally(3, 0, 0, 0, 0));
    assert_eq!(first["requirements"], tally(1, 0, 0, 0, 0));
    assert_eq!(each(&first["files"], "kind"), ["items", "relationships"]);
    let second = scene.json(&files);
    assert_eq!(second["seq"], Value::Null);
    assert_eq!(second["items"], tally(0, 0, 4, 0, 0));
    assert_eq!(second["relationships"], tally(0, 0, 3, 0, 0));
    assert_eq!(second["requirements"], tally(0, 0, 1, 0, 0));
    assert_says(&scene.done(&files), &["Nothing new in these files: no record was made."]);
    assert_eq!(scene.head().seq, 2);
    scene.assert_sound();
}

#[test]
fn a_dry_run_shows_the_plan_and_changes_nothing() {
    let scene = Scene::empty();
    scene.file("items.csv", ITEMS);
    let before = scene.head();
    let plan = scene.json(&["import", "items.csv", "--dry-run"]);
    assert_eq!((&plan["seq"], &plan["dry_run"], &plan["items"]), (&Value::Null, &json!(true), &tally(4, 0, 0, 0, 0)));
    assert_says(&scene.done(&["import", "items.csv", "--dry-run"]), &["Dry run: nothing was changed."]);
    assert_eq!(scene.head(), before);
    assert_eq!(scene.json(&["items"])["total"], 0);
}

#[test]
fn changed_rows_update_and_absent_ones_stay() {
    let scene = Scene::pair();
    scene.file("changed.csv", "id,class,name,status,owner\nweb-1,virtual_machine,Web one,maintenance,Team A\nweb-3,virtual_machine,Web 3,live,\n");
    let reply = scene.json(&["import", "changed.csv", "--reason", "renamed"]);
    assert_eq!(reply["items"], tally(1, 1, 0, 0, 0));
    assert_eq!(reply["missing_in_source"], 3);
    let page = scene.json(&["show", "web-1"]);
    assert_eq!((&page["item"]["name"], &page["item"]["state"]), (&json!("Web one"), &json!("maintenance")));
    assert_eq!(page["item"]["attributes"], json!({ "owner": "Team A", "tier": 2 }), "an absent column says nothing");
    let change = &page["history"][0];
    assert_eq!(
        (&change["reason"], &change["fields"]["name"]),
        (&json!("renamed"), &json!({ "before": "Web 1", "after": "Web one" }))
    );
    // An empty cell says nothing of what is there already.
    scene.file("empty.csv", "id,class,name,status,owner\nweb-1,virtual_machine,Web one,,\n");
    assert_eq!(scene.json(&["import", "empty.csv"])["items"], tally(0, 0, 1, 0, 0));
    scene.assert_sound();
}

#[test]
fn one_of_many_is_ambiguous_and_never_merged() {
    let scene = Scene::empty();
    scene.file(
        "a.csv",
        "id,class,name,status,serial\n1,server,Alpha,live,SN-1\n2,server,Beta,live,SN-1\n3,server,Gamma,live,SN-3\n",
    );
    scene.done(&["import", "a.csv", "--source", "cmdb"]);
    scene.file(
        "b.csv",
        "id,class,name,status,serial\nx,server,Alpha,live,SN-1\ny,server,Gamma,live,SN-3\nz,server,Delta,live,SN-4\n",
    );
    let arguments = ["import", "b.csv", "--source", "discovery"];
    let answer = scene.on_estate(&[&arguments[..], &["--json"]].concat());
    assert_eq!(answer.code, 1);
    let reply: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(reply["items"], tally(1, 0, 1, 1, 1));
    assert_eq!(reply["refused"][0]["reason"]["code"], "row-ambiguous");
    assert_eq!(scene.json(&["items"])["total"], 4);
    let text = scene.found(&arguments);
    assert_says(&text, &["b.csv, line 2", "“x” could be any of 2 items", "give it the source id of the right one"]);
}

#[test]
fn an_import_does_not_change_what_a_thing_is() {
    let scene = Scene::pair();
    scene.file("other.csv", "id,class,name,status\nweb-1,server,Web 1,live\n");
    let text = scene.found(&["import", "other.csv"]);
    assert_says(&text, &["other.csv, line 2", "“web-1” is a virtual_machine in the estate and a server in the file"]);
    assert_eq!(scene.json(&["show", "web-1"])["item"]["class"], "virtual_machine");
}

#[test]
fn refused_rows_come_back_with_their_reasons_and_go_in_once_mended() {
    let scene = Scene::empty();
    scene.file(
        "items.csv",
        "id,class,name,status,tier,note\na,server,A,live,9,\"one\ntwo\"\nb,server,B,live,1,\nc,server,,live,1,\n",
    );
    let text = scene.found(&["import", "items.csv", "--rejects", "rejects.csv"]);
    assert_says(&text, &["items.csv, line 2", "items.csv, line 5", "2 refused rows, with their reasons: rejects.csv"]);
    let rejects = scene.read("rejects.csv");
    let expected = "id,class,name,status,tier,note,Reason\n\
        a,server,A,live,9,\"one\ntwo\",“tier” is 9; allowed: 1 to 4\n\
        c,server,,live,1,,“name” is empty; every row needs it\n";
    assert_eq!(rejects, expected);
    // Mended one at a time: the reason is written anew, not beside the old one, and never becomes an attribute.
    scene.file("mended.csv", rejects.replace("live,9", "live,2"));
    scene.found(&["import", "mended.csv", "--rejects", "again.csv"]);
    assert_eq!(scene.read("again.csv").lines().next(), Some("id,class,name,status,tier,note,Reason"));
    scene.file("mended.csv", scene.read("again.csv").replace("c,server,,", "c,server,C,"));
    scene.done(&["import", "mended.csv"]);
    assert_eq!(scene.json(&["items"])["total"], 3);
    for item in ["a", "b", "c"] {
        let attributes = &scene.json(&["show", item])["item"]["attributes"];
        assert!(attributes.get("reason").is_none(), "{attributes}");
    }
    assert_eq!(scene.json(&["show", "a"])["item"]["attributes"]["note"], "one\ntwo");
    scene.assert_sound();
}

#[test]
fn each_file_has_rejects_of_its_own() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,status,tier\na,server,A,live,9\nb,server,B,live,1\n");
    scene.file("rels.csv", "source_id,type,target_id,min_up\nb,depends_on,b,1\n");
    scene.found(&["import", "items.csv", "rels.csv", "--rejects", "bad.csv"]);
    assert_says(&scene.read("bad-items.csv"), &["a,server,A,live,9,"]);
    assert_says(
        &scene.read("bad-rels.csv"),
        &["source_id,type,target_id,min_up,Reason", "“b” would be related to itself"],
    );
    scene.file("bad-rels.csv", scene.read("bad-rels.csv").replace("b,depends_on,b", "a,depends_on,b"));
    scene.file("bad-items.csv", scene.read("bad-items.csv").replace("live,9", "live,1"));
    let reply = scene.json(&["import", "bad-items.csv", "bad-rels.csv"]);
    assert_eq!(reply["warnings"], json!([]), "the reason is not called a lost column");
    assert_eq!(reply["relationships"], tally(1, 0, 0, 0, 0));
}

#[test]
fn rejects_that_cannot_be_written_keep_the_import_from_starting() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,tier\na,server,A,9\nb,server,B,1\n");
    std::fs::create_dir(scene.path("taken")).unwrap();
    for path in ["nowhere/rejects.csv", "taken"] {
        let said = [path, "cannot be written", "Nothing was changed"];
        scene.refused(&["import", "items.csv", "--rejects", path], &said);
    }
    assert_eq!(scene.json(&["items"])["total"], 0);
}

#[test]
fn status_words_are_mapped_and_unknown_ones_counted() {
    let scene = Scene::empty();
    let words =
        ["", "Active", "in use", "ONLINE", "planned", "Retired", "under maintenance", "shiny", "shiny", "dusty"];
    let rows: Vec<String> =
        words.iter().enumerate().map(|(row, word)| format!("i{row},server,I{row},{word}\n")).collect();
    scene.file("items.csv", format!("id,class,name,status\n{}", rows.concat()));
    let text = scene.done(&["import", "items.csv"]);
    assert_says(&text, &["The status “shiny” is not known and counts as live (2 rows).", "“dusty”", "(1 row)"]);
    let states: Vec<String> = (0..words.len())
        .map(|row| scene.json(&["show", &format!("i{row}")])["item"]["state"].as_str().unwrap().to_owned())
        .collect();
    let expected = ["live", "live", "live", "live", "planned", "retired", "maintenance", "live", "live", "live"];
    assert_eq!(states, expected);
    // Without the column, everything is live and there is nothing to warn of.
    scene.file("bare.csv", "id,class,name\nz,server,Z\n");
    assert_eq!(scene.json(&["import", "bare.csv"])["warnings"], json!([]));
}

#[test]
fn formula_cells_are_text_and_leave_guarded() {
    let scene = Scene::empty();
    let formulas = ["=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd", "-cmd"];
    let rows = formulas.iter().enumerate();
    let rows: Vec<String> = rows.map(|(row, cell)| format!("i{row},server,\"{cell}\",live,9\n")).collect();
    scene.file("items.csv", format!("id,class,name,status,tier\n{}", rows.concat()));
    scene.found(&["import", "items.csv", "--rejects", "rejects.csv"]);
    let rejects = scene.read("rejects.csv");
    for cell in formulas {
        assert_says(&rejects, &[&format!(",'{cell},")]);
    }
    scene.file("rejects.csv", rejects.replace("live,9", "live,1"));
    scene.done(&["import", "rejects.csv"]);
    for (row, cell) in formulas.iter().enumerate() {
        assert_eq!(scene.json(&["show", &format!("i{row}")])["item"]["name"], *cell);
    }
}

#[test]
fn ids_and_serials_stay_text() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,serial,asset_tag\n007,server,Bond,00012345678901234567890,1E5\n");
    scene.done(&["import", "items.csv"]);
    let item = &scene.json(&["show", "007"])["item"];
    assert_eq!(item["attributes"]["serial"], "00012345678901234567890");
    assert_eq!(item["attributes"]["asset_tag"], "1E5");
}

#[test]
fn attributes_may_come_as_json() {
    let scene = Scene::empty();
    let cell = "\"{\"\"serial\"\":\"\"S-1\"\",\"\"tier\"\":2,\"\"nothing\"\":null,\"\"odd\"\":[1,{\"\"a\"\":true}]}\"";
    scene.file("items.csv", format!("id,class,name,attributes\na,server,A,{cell}\n"));
    scene.done(&["import", "items.csv"]);
    let attributes = scene.json(&["show", "a"])["item"]["attributes"].clone();
    assert_eq!(attributes, json!({ "serial": "S-1", "tier": 2, "odd": [1, { "a": true }] }));
    assert_eq!(scene.json(&["import", "items.csv"])["seq"], Value::Null);
}

#[test]
fn values_without_a_column_are_not_lost_silently() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,,\na,server,A,orphan,\nb,server,B,,\n");
    let reply = scene.json(&["import", "items.csv"]);
    assert_eq!(reply["items"]["new"], 2);
    assert_says(&scene.done(&["import", "items.csv"]), &["items.csv", "column 4", "no name"]);
}

#[test]
fn a_generated_estate_comes_in_whole() {
    let scene = Scene::empty();
    let size = ["generate", "--items", "2000", "--relationships", "8000", "--seed", "7", "--out"];
    let answer = scene.run(&[&size[..], &["gen"]].concat());
    assert_eq!((answer.code, answer.out.as_str()), (0, "Wrote 2000 items and 8000 relationships.\n"));
    scene.run(&[&size[..], &["again"]].concat());
    for name in ["items.csv", "relationships.csv"] {
        assert_eq!(scene.read(&format!("gen/{name}")), scene.read(&format!("again/{name}")), "the same bytes for ever");
    }
    let reply = scene.json(&["import", "gen/items.csv", "gen/relationships.csv"]);
    assert_eq!((&reply["items"]["new"], &reply["relationships"]["new"]), (&json!(2000), &json!(8000)));
    assert_eq!(reply["refused"], json!([]));
    let status = scene.json(&["status"]);
    assert_eq!((&status["items"], &status["relationships"]), (&json!(2000), &json!(8000)));
    let report = scene.json(&["impact", "--down", "ci-0"]);
    assert!(report["counts"]["down"].as_u64().unwrap() > 100, "a site goes down");
    scene.assert_sound();
}
