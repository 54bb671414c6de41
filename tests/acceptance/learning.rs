//! Words that the estate does not know: refused with their list, mapped, or learned.

use serde_json::{Value, json};

use crate::common::{Scene, assert_says, each};

const THINGS: &str = "id,class,name\nr1,robot,Robot 1\nr2,robot,Robot 2\nd1,dock,Dock\ns1,server,Server\n";
const LINKS: &str = "source_id,type,target_id\nr1,charges_at,d1\nr2,charges_at,d1\nr1,steered_by,s1\n";

fn scene() -> Scene {
    let scene = Scene::empty();
    scene.file("things.csv", THINGS);
    scene.file("links.csv", LINKS);
    scene
}

#[test]
fn unknown_words_are_refused_with_their_rows_counted() {
    let said = ["dock (1), robot (2)", "Nothing was imported", "--learn", "--map-type"];
    scene().refused(&["import", "things.csv"], &said);
    let scene = scene();
    scene.file("known.csv", "id,class,name\nr1,server,Robot 1\nr2,server,Robot 2\nd1,server,Dock\ns1,server,Server\n");
    scene.refused(&["import", "known.csv", "links.csv"], &["charges_at (2), steered_by (1)", "Nothing was imported"]);
    // All of them are named at once, not one import after the other.
    scene.refused(&["import", "things.csv", "links.csv"], &["dock (1), robot (2)"]);
}

#[test]
fn learned_words_count_as_hard_until_somebody_confirms_them() {
    let scene = scene();
    let reply = scene.json(&["import", "things.csv", "links.csv", "--learn"]);
    assert_eq!(reply["learned_classes"], json!(["dock", "robot"]));
    assert_eq!(each(&reply["learned_types"], "id"), ["charges_at", "steered_by"]);
    assert_eq!(each(&reply["learned_types"], "needs"), ["source", "source"]);
    let status = scene.json(&["status"]);
    assert_eq!(
        (&status["learned_classes"], &status["learned_types"]),
        (&json!(["dock", "robot"]), &json!(["charges_at", "steered_by"]))
    );
    assert_says(&scene.done(&["status"]), &["Learned relationship types, to be confirmed (2)", "steered_by"]);
    let report = scene.json(&["impact", "--down", "d1"]);
    assert_eq!(each(&report["impacted"], "source_id"), ["r1", "r2"]);
    assert_eq!(each(&report["impacted"], "level"), ["down", "down"]);
    // Learned once is known for ever.
    let again = scene.json(&["import", "things.csv", "links.csv"]);
    assert_eq!((&again["seq"], &again["learned_types"]), (&Value::Null, &json!([])));
    scene.assert_sound();
}

#[test]
fn who_needs_whom_may_be_said() {
    let check = |needs: &str, down: &str, expected: &[&str]| {
        let scene = scene();
        scene.done(&["import", "things.csv", "links.csv", "--learn", "--needs", &format!("charges_at={needs}")]);
        let report = scene.json(&["impact", "--down", down]);
        assert_eq!(each(&report["impacted"], "source_id"), expected, "{needs}");
    };
    check("source", "d1", &["r1", "r2"]);
    check("target", "d1", &[]);
    check("target", "r1", &["d1"]);
    check("none", "d1", &[]);
}

#[test]
fn a_type_may_be_read_as_one_of_the_estate() {
    let scene = Scene::empty();
    scene.file("known.csv", "id,class,name\nr1,server,Robot 1\nr2,server,Robot 2\nd1,server,Dock\ns1,server,Server\n");
    scene.file("links.csv", LINKS);
    let arguments = [
        "import",
        "known.csv",
        "links.csv",
        "--map-type",
        "charges_at=depends_on",
        "--map-type",
        "steered_by=depends_on",
    ];
    let reply = scene.json(&arguments);
    assert_eq!(reply["learned_types"].as_array().map(Vec::len), Some(0), "{reply}");
    assert_eq!(scene.json(&["impact", "--down", "d1"])["counts"]["down"], 2);
}

#[test]
fn a_type_outside_its_matrix_is_learned_as_one_of_the_source() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name\na,server,A\nb,site,B\n");
    scene.file("rels.csv", "source_id,type,target_id\nb,runs_on,a\n");
    let files = ["import", "items.csv", "rels.csv"];
    scene.refused(&files, &["runs_on: site → physical_server (1)", "Nothing was imported", "--learn"]);
    let reply = scene.json(&[&files[..], &["--learn"]].concat());
    assert_eq!(reply["learned_types"], json!([{ "id": "csv:runs_on", "word": "runs_on", "needs": "source" }]));
    assert_eq!(scene.json(&["show", "b"])["relationships"][0]["type"], "csv:runs_on");
    assert_eq!(scene.json(&files)["seq"], Value::Null);
    scene.file("other.csv", "id,class,name\nc,server,C\nd,site,D\n");
    scene.file("others.csv", "source_id,type,target_id\nd,runs_on,c\n");
    let reply = scene.json(&["import", "other.csv", "others.csv", "--learn", "--source", "netbox"]);
    assert_eq!(each(&reply["learned_types"], "id"), ["netbox:runs_on"]);
}

#[test]
fn options_that_say_nothing_are_refused() {
    let scene = scene();
    let check = |options: &[&str], said: &[&str]| {
        scene.refused(&[&["import", "things.csv", "links.csv", "--learn"], options].concat(), said);
    };
    check(&["--needs", "charges_at=up"], &["“charges_at=up”", "source, target or none", "Nothing was changed"]);
    check(&["--needs", "charges_at"], &["“charges_at”", "--needs", "Nothing was changed"]);
    check(&["--map-type", "nonsense"], &["“nonsense”", "--map-type"]);
    check(&["--map-type", "=depends_on"], &["“=depends_on”"]);
    check(&["--map-type", "charges_at=flies_over"], &["“flies_over”", "--map-type", "Nothing was imported"]);
    check(&["--delimiter", "ab"], &["“ab”", "--delimiter"]);
    check(&["--encoding", "ebcdic"], &["“ebcdic”", "big5-hkscs"]);
}

#[test]
fn columns_are_read_under_other_names() {
    let scene = Scene::empty();
    scene.file("assets.csv", "Asset,Sort,Host name,Shelf\na1,server,Web 1,R1\n");
    scene.refused(&["import", "assets.csv"], &["Asset, Sort, Host name, Shelf", "Nothing was imported"]);
    let renames =
        ["--rename", "Asset=id", "--rename", "Sort=class", "--rename", "Host name=name", "--rename", "Shelf="];
    let reply = scene.json(&[&["import", "assets.csv"], &renames[..]].concat());
    assert_eq!((&reply["items"]["new"], &reply["warnings"]), (&1.into(), &json!([])), "{reply}");
    scene.refused(&["import", "assets.csv", "--rename", "Asset"], &["“Asset”", "--rename"]);
}

#[test]
fn a_misspelt_word_in_an_option_is_pointed_out() {
    let scene = scene();
    let files = ["import", "things.csv", "links.csv", "--learn"];
    let text =
        scene.done(&[&files[..], &["--needs", "chagres_at=target", "--map-type", "steared_by=depends_on"]].concat());
    assert_says(&text, &["--needs speaks of “chagres_at”", "--map-type speaks of “steared_by”", "spelling"]);
    assert_eq!(scene.json(&[&files[..], &["--needs", "charges_at=source"]].concat())["warnings"], json!([]));
}
