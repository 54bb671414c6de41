//! Files as other programs write them.

use encoding_rs::{BIG5, GB18030, WINDOWS_1252};

use crate::common::{Scene, assert_says};

const TRADITIONAL: &str = "id,class,name\n1,server,資料庫伺服器（主要）\n2,server,香港政府電腦中心網絡設備\n";
const SIMPLIFIED: &str = "id,class,name\n1,server,数据库服务器（主要）\n2,server,政府数据中心网络设备\n";
const WESTERN: &str = "id,class,name\n1,server,Zürich café\n2,server,Málaga\n";

/// Imports the bytes; expects encoding, delimiter, and the name of item 1.
fn check(bytes: &[u8], options: &[&str], expected: (&str, &str, &str)) {
    let scene = Scene::empty();
    scene.file("items.csv", bytes);
    let reply = scene.json(&[&["import", "items.csv"], options].concat());
    let file = &reply["files"][0];
    let name = scene.json(&["show", "1"])["item"]["name"].as_str().unwrap().to_owned();
    assert_eq!((file["encoding"].as_str().unwrap(), file["delimiter"].as_str().unwrap(), name.as_str()), expected);
    assert_eq!(reply["items"]["new"], 2);
    let text = scene.done(&[&["import", "items.csv"], options].concat());
    assert_says(&text, &["items.csv: 2 rows of items", expected.0]);
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    if big { units.flat_map(u16::to_be_bytes).collect() } else { units.flat_map(u16::to_le_bytes).collect() }
}

#[test]
fn delimiters_are_detected() {
    for delimiter in [",", ";", "\t", "|"] {
        check(WESTERN.replace(',', delimiter).as_bytes(), &[], ("utf-8", delimiter, "Zürich café"));
    }
    check(b"id;class;name\n1;server;A, B, C and D\n2;server;E\n", &[], ("utf-8", ";", "A, B, C and D"));
    check(b"id~class~name\n1~server~A\n2~server~B\n", &["--delimiter", "~"], ("utf-8", "~", "A"));
    check(b"id\tclass\tname\n1\tserver\tA\n2\tserver\tB\n", &["--delimiter", "tab"], ("utf-8", "\t", "A"));
}

#[test]
fn encodings_are_detected() {
    let bom = |text: &str| format!("\u{feff}{text}").into_bytes();
    check(&bom(TRADITIONAL), &[], ("utf-8", ",", "資料庫伺服器（主要）"));
    check(&BIG5.encode(TRADITIONAL).0, &[], ("big5-hkscs", ",", "資料庫伺服器（主要）"));
    check(&GB18030.encode(SIMPLIFIED).0, &[], ("gb18030", ",", "数据库服务器（主要）"));
    check(&WINDOWS_1252.encode(WESTERN).0, &[], ("windows-1252", ",", "Zürich café"));
    let marked = format!("\u{feff}{}", TRADITIONAL.replace(',', "\t"));
    check(&utf16(&marked, false), &[], ("utf-16", "\t", "資料庫伺服器（主要）"));
    check(&utf16(&marked, true), &[], ("utf-16", "\t", "資料庫伺服器（主要）"));
}

#[test]
fn encodings_may_be_given() {
    check(&BIG5.encode(TRADITIONAL).0, &["--encoding", "BIG5-HKSCS"], ("big5-hkscs", ",", "資料庫伺服器（主要）"));
    check(&GB18030.encode(SIMPLIFIED).0, &["--encoding", "gb18030"], ("gb18030", ",", "数据库服务器（主要）"));
    check(&utf16(WESTERN, false), &["--encoding", "utf-16"], ("utf-16", ",", "Zürich café"));
}

#[test]
fn a_file_without_a_header_is_given_its_columns() {
    check(b"1,server,A\n2,server,B\n", &["--columns", "id,class,name"], ("utf-8", ",", "A"));
    check(b"A;1;server\nB;2;server\n", &["--columns", "name,id,class"], ("utf-8", ";", "A"));
    let scene = Scene::empty();
    scene.file("items.csv", "1,server,A\n2,server,B\n");
    let said = ["items.csv, line 1", "“1, server, A”", "Nothing was imported", "--columns"];
    scene.refused(&["import", "items.csv"], &said);
}

#[test]
fn line_ends_quotes_and_spreadsheet_padding_are_read() {
    check(b"id,class,name\r\n1,server,A\r\n2,server,B\r\n", &[], ("utf-8", ",", "A"));
    check(b"id,class,name\r1,server,A\r2,server,B", &[], ("utf-8", ",", "A"));
    check(
        b"\"id\",\"class\",\"name\"\n\"1\",\"server\",\"A \"\"x\"\", B\"\n2,server,B\n",
        &[],
        ("utf-8", ",", "A \"x\", B"),
    );
    check(b"ID , Class,NAME\n 1 ,server, A\n\n,,\n2,server,B,,,\n", &[], ("utf-8", ",", "A"));
}

#[test]
fn rows_are_named_by_the_line_they_start_on() {
    let text = "id,class,name,tier\na,server,A,9\n\nb,server,B,9\n\"c\",server,\"C\nC\",9\n\n\nd,server,D,9\n";
    for bytes in [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
        let scene = Scene::empty();
        scene.file("items.csv", &bytes);
        let answer = scene.on_estate(&["import", "items.csv", "--rejects", "rejects.csv", "--json"]);
        let reply: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        let lines: Vec<u64> =
            reply["refused"].as_array().unwrap().iter().map(|row| row["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, [2, 4, 5, 9], "{bytes:?}");
        assert_eq!(scene.read("rejects.csv").matches("“tier” is 9").count(), 4);
    }
}
