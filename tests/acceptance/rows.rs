//! Rows that cannot be taken: each is named with file, line, column and reason, and keeps no other from coming in.

use serde_json::Value;

use crate::common::{Scene, assert_says};

const ITEMS: &str = "id,class,name\na,server,A\nb,server,B\nc,server,C\n";

/// What is expected of the one refused row of a file: line, column, code, and parts of its sentence.
struct Refused<'a>(u64, &'a str, &'a str, &'a [&'a str]);

fn assert_refused(scene: &Scene, file: &str, expected: &[Refused<'_>]) {
    let answer = scene.on_estate(&["import", file, "--dry-run", "--json"]);
    assert_eq!(answer.code, 1, "{}{}", answer.out, answer.err);
    let reply: Value = serde_json::from_str(&answer.out).unwrap();
    let refused = reply["refused"].as_array().unwrap();
    let found: Vec<(u64, &str, &str)> = refused
        .iter()
        .map(|row| {
            let reason = row["reason"]["code"].as_str().unwrap();
            assert_eq!(row["file"], file);
            (row["line"].as_u64().unwrap(), row["column"].as_str().unwrap(), reason)
        })
        .collect();
    let wanted: Vec<(u64, &str, &str)> = expected.iter().map(|row| (row.0, row.1, row.2)).collect();
    assert_eq!(found, wanted, "{}", answer.out);
    let text = scene.found(&["import", file]);
    for row in expected {
        assert_says(&text, &[&format!("{file}, line {}", row.0)]);
        assert_says(&text, row.3);
    }
    assert_says(&text, &["Rows refused, not imported", "The other rows are not affected.", "--rejects FILE"]);
    scene.assert_sound();
}

/// Imports a file of items of which row `line` is refused and all others come in.
fn item(header: &str, row: &str, column: &str, code: &str, said: &[&str]) {
    let scene = Scene::empty();
    let padding = ",".repeat(header.matches(',').count());
    scene.file(
        "bad.csv",
        format!("id,class,name{header}\ngood,server,Good{padding}\n{row}\nfine,server,Fine{padding}\n"),
    );
    assert_refused(&scene, "bad.csv", &[Refused(3, column, code, said)]);
    assert_eq!(scene.json(&["items"])["total"], 2, "the others came in");
}

/// Imports a file of relationships among a, b and c.
fn relationships(header: &str, rows: &str, expected: &[Refused<'_>], taken: u64) {
    let scene = Scene::empty();
    scene.file("items.csv", ITEMS);
    scene.done(&["import", "items.csv"]);
    scene.file("bad.csv", format!("source_id,type,target_id{header}\n{rows}"));
    assert_refused(&scene, "bad.csv", expected);
    assert_eq!(scene.json(&["status"])["relationships"], taken, "the others came in");
}

#[test]
fn bad_json_in_attributes() {
    let bad = |cell: &str, said: &[&str]| {
        item(",attributes", &format!("x,server,X,{cell}"), "attributes", "row-bad-json", said);
    };
    bad("{oops", &["“attributes” is not a JSON object"]);
    bad("\"[1,2]\"", &["“attributes”"]);
    bad("\"{\"\"a\"\":1}}\"", &["“attributes”"]);
    bad("\"{\"\"a\"\":1e999}\"", &["“attributes”"]);
}

#[test]
fn json_a_million_deep() {
    let cell = format!("\"{{\"\"a\"\":{}{}}}\"", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let sentence = ["“attributes” is not a JSON object", "recursion limit"];
    item(",attributes", &format!("x,server,X,{cell}"), "attributes", "row-bad-json", &sentence);
}

#[test]
fn a_duplicate_id() {
    let said = ["the id “good” is already used in bad.csv, line 2", "give each item its own id"];
    item("", "good,server,Other", "id", "row-duplicate-id", &said);
}

#[test]
fn a_missing_cell() {
    item(",status", "x,server,X", "", "row-cell-count", &["the row has 3 cells, the header 4"]);
    item("", "x,server,X,surplus", "", "row-cell-count", &["the row has 4 cells, the header 3"]);
    item("", ",server,X", "id", "row-empty", &["“id” is empty"]);
    item("", "x,,X", "class", "row-empty", &["“class” is empty"]);
    item("", "x,server, ", "name", "row-empty", &["“name” is empty"]);
}

#[test]
fn a_value_that_is_too_long() {
    let long = "x".repeat(65_537);
    let fits = "x".repeat(65_536);
    for (header, row, column) in [
        ("", format!("x,server,{long}"), "name"),
        ("", format!("{long},server,X"), "id"),
        (",notes", format!("x,server,X,{long}"), "notes"),
        (",status", format!("x,server,X,{long}"), "status"),
        (",attributes", format!("x,server,X,\"{{\"\"notes\"\":\"\"{long}\"\"}}\""), "attributes"),
    ] {
        item(header, &row, column, "row-too-long", &[&format!("“{column}” holds 65537 bytes; at most 65536 fit")]);
    }
    let scene = Scene::empty();
    scene.file("items.csv", format!("id,class,name,notes\nx,server,X,{fits}\n"));
    scene.done(&["import", "items.csv"]);
    assert_eq!(scene.json(&["show", "x"])["item"]["attributes"]["notes"].as_str().map(str::len), Some(65_536));
    scene.assert_sound();
}

#[test]
fn a_long_value_does_not_flood_the_sentence() {
    let scene = Scene::empty();
    let long = "9".repeat(60_000);
    scene.file("bad.csv", format!("id,class,name,tier,status\nx,server,X,{long},\ny,server,Y,1,{long}\n"));
    let text = scene.found(&["import", "bad.csv"]);
    assert_says(&text, &["bad.csv, line 2: “tier” is “999", "…"]);
    assert!(text.len() < 3_000, "{} bytes", text.len());
}

#[test]
fn values_that_are_not_what_the_attribute_holds() {
    item(",tier", "x,server,X,9", "tier", "row-out-of-range", &["“tier” is 9; allowed: 1 to 4"]);
    item(",tier", "x,server,X,one", "tier", "row-not-an-integer", &["“tier” is “one”; a whole number is expected"]);
    item(",attributes", "x,server,X,\"{\"\"tier\"\":9}\"", "tier", "row-out-of-range", &["allowed: 1 to 4"]);
    item(
        ",warranty_end",
        "x,server,X,10000-01-01",
        "warranty_end",
        "row-not-a-date",
        &["“10000-01-01”", "up to the year 9999"],
    );
    item(",warranty_end", "x,server,X,31/12/2026", "warranty_end", "row-not-a-date", &["write a date as 2026-11-21"]);
    item(",warranty_end", "x,server,X,2026-02-30", "warranty_end", "row-not-a-date", &["“2026-02-30”"]);
}

#[test]
fn an_unknown_end() {
    let said = ["there is no item “zz” in the files or under source “csv” in the estate", "correct the id"];
    relationships(
        "",
        "a,depends_on,b\nzz,depends_on,b\nb,depends_on,c\n",
        &[Refused(3, "source_id", "row-unknown-end", &said)],
        2,
    );
    relationships("", "a,depends_on,zz\n", &[Refused(2, "target_id", "row-unknown-end", &said)], 0);
    relationships("", "a,depends_on,\n", &[Refused(2, "target_id", "row-empty", &[])], 0);
}

#[test]
fn an_end_that_was_refused_itself() {
    let scene = Scene::empty();
    scene.file(
        "items.csv",
        "id,class,name,tier,attributes\na,server,A,9,\nb,server,B,1,\nc,server,C,1,{bad\nd,server,,1,\n",
    );
    scene.file("bad.csv", "from,type,to\na,depends_on,b\nb,depends_on,c\nd,depends_on,b\n");
    let text = scene.found(&["import", "items.csv", "bad.csv"]);
    let said = [
        "bad.csv, line 2: the item “a” was refused itself (items.csv, line 2)",
        "bad.csv, line 3: the item “c” was refused itself (items.csv, line 4)",
        "bad.csv, line 4: the item “d” was refused itself (items.csv, line 5)",
    ];
    assert_says(&text, &said);
    scene.assert_sound();
}

#[test]
fn a_refused_row_is_not_called_missing() {
    let scene = Scene::empty();
    scene.file("items.csv", "id,class,name,tier\na,server,A,1\nb,server,B,1\n");
    scene.done(&["import", "items.csv"]);
    scene.file("items.csv", "id,class,name,tier\na,server,A,1\nb,server,,1\n");
    let answer = scene.on_estate(&["import", "items.csv", "--json"]);
    let reply: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(reply["missing_in_source"], 0, "{reply}");
}

#[test]
fn a_self_loop() {
    relationships("", "a,depends_on,a\n", &[Refused(2, "", "row-self-loop", &["“a” would be related to itself"])], 0);
}

#[test]
fn a_duplicate_relationship() {
    let said = ["a depends_on b is already in bad.csv, line 2"];
    relationships("", "a,depends_on,b\na,depends_on,b\n", &[Refused(3, "", "row-duplicate-relationship", &said)], 1);
    // With another label, it is another relationship.
    let scene = Scene::empty();
    scene.file("items.csv", ITEMS);
    scene.file("rels.csv", "source_id,type,target_id,group\na,depends_on,b,\na,depends_on,b,x\n");
    assert_eq!(scene.json(&["import", "items.csv", "rels.csv"])["relationships"]["new"], 2);
}

#[test]
fn rows_of_one_group_that_differ_are_both_named() {
    let rows = "a,depends_on,b,g,1\na,depends_on,c,g,2\n";
    let expected = [
        Refused(
            2,
            "min_up",
            "row-mixed-terms",
            &["“g” has another min_up in bad.csv, line 3", "one group has one value"],
        ),
        Refused(3, "min_up", "row-mixed-terms", &["“g” has another min_up in bad.csv, line 2"]),
    ];
    relationships(",group,min_up", rows, &expected, 0);
    let rows = "a,depends_on,b,g,hard\na,depends_on,c,g,soft\n";
    let expected = [Refused(2, "strength", "row-mixed-terms", &[]), Refused(3, "strength", "row-mixed-terms", &[])];
    relationships(",group,strength", rows, &expected, 0);
}

#[test]
fn thresholds_that_cannot_be() {
    let bad = |cell: &str, code: &str, said: &str| {
        relationships(
            ",group,min_up",
            &format!("a,depends_on,b,g,{cell}\n"),
            &[Refused(2, "min_up", code, &[said])],
            0,
        );
    };
    bad("0", "row-zero-members", "“min_up” is 0; a requirement needs at least 1 member");
    bad("0%", "row-zero-members", "“min_up” is 0");
    bad("101%", "row-above-hundred", "“min_up” is more than 100 %");
    bad("half", "row-not-a-threshold", "“half” in “min_up” is neither a count nor a percentage such as 60%");
    bad("-1", "row-not-a-threshold", "“-1”");
    bad("1.5", "row-not-a-threshold", "“1.5”");
    bad("4294967296", "row-not-a-threshold", "“4294967296”");
    let expected = [Refused(2, "degraded_below", "row-zero-members", &["“degraded_below” is 0"])];
    relationships(",degraded_below", "a,depends_on,b,0\n", &expected, 0);
}

#[test]
fn degraded_below_what_is_needed_anyway() {
    let said = ["in the group “g” degraded_below (1) is less than min_up (2)"];
    let rows = "a,depends_on,b,g,2,1\na,depends_on,c,g,,\n";
    relationships(",group,min_up,degraded_below", rows, &[Refused(2, "degraded_below", "row-q-below-k", &said)], 1);
}

#[test]
fn a_bad_strength() {
    let said = ["“strong” in “strength” is not a strength; write hard, degrading, soft or info"];
    relationships(",strength", "a,depends_on,b,strong\n", &[Refused(2, "strength", "row-not-a-strength", &said)], 0);
}

#[test]
fn information_with_a_label() {
    let said = ["“depends_on” is information only here; a group label on it means nothing"];
    let rows = "a,depends_on,b,g,info\n";
    relationships(",group,strength", rows, &[Refused(2, "group", "row-info-with-label", &said)], 0);
}

#[test]
fn many_refused_rows_are_counted_and_the_first_ones_listed() {
    let scene = Scene::empty();
    let rows: String = (0..100).map(|row| format!("i{row},server,I{row},9\n")).collect();
    scene.file("bad.csv", format!("id,class,name,tier\n{rows}"));
    let text = scene.found(&["import", "bad.csv"]);
    assert_says(&text, &["Rows refused, not imported (100)", "… and 80 more"]);
    assert_eq!(text.matches("bad.csv, line").count(), 20);
}
