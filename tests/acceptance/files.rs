//! Files that are not what they should be: refused as a whole, and nothing is imported.

use crate::common::{Scene, assert_says};

/// Expects the file to be refused as a whole with a sentence that names it.
fn check(content: impl AsRef<[u8]>, options: &[&str], said: &[&str]) {
    let scene = Scene::pair();
    scene.file("bad.csv", content);
    let sentence = scene.refused(&[&["import", "bad.csv"], options].concat(), &[&["bad.csv"], said].concat());
    assert!(sentence.contains("Nothing was imported"), "{sentence}");
    // Nor is anything of a good file beside it.
    scene.file("good.csv", "id,class,name\nnew,server,New\n");
    scene.refused(&[&["import", "good.csv", "bad.csv"], options].concat(), said);
    assert_eq!(scene.json(&["items"])["total"], 4);
}

#[test]
fn a_missing_file() {
    Scene::pair().refused(&["import", "absent.csv"], &["absent.csv cannot be read", "Nothing was changed"]);
}

#[test]
fn a_directory() {
    let scene = Scene::pair();
    std::fs::create_dir(scene.path("dir.csv")).unwrap();
    scene.refused(&["import", "dir.csv"], &["dir.csv cannot be read", "Nothing was changed"]);
}

/// A file that opens and whose first read fails, for the super-user as for everybody.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read() {
    let scene = Scene::pair();
    std::os::unix::fs::symlink("/proc/self/mem", scene.path("secret.csv")).unwrap();
    scene.refused(&["import", "secret.csv"], &["secret.csv cannot be read", "Nothing was changed"]);
}

#[test]
fn an_empty_file() {
    check("", &[], &["is empty"]);
    check("\n \r\n", &[], &["is empty"]);
    check("\u{feff}", &[], &["is empty"]);
    check("\u{feff}\n\n", &[], &["is empty"]);
}

#[test]
fn something_else_than_a_table() {
    check(b"PK\x03\x04\x14\0\x06\0xl/workbook.xml", &[], &["a ZIP archive or a spreadsheet (XLSX)", "Save it as CSV"]);
    check("%PDF-1.7\n1 0 obj", &[], &["a PDF document"]);
    check("[{\"id\": 1, \"class\": \"server\"}]", &[], &["JSON text"]);
    check("\u{feff}  {\"items\": []}", &[], &["JSON text"]);
    check("<!DOCTYPE html><table><tr><td>id", &[], &["XML or HTML text"]);
    check("\u{feff}<?xml version=\"1.0\"?>", &[], &["XML or HTML text"]);
    check(b"id,class,name\na,ser\0ver,A\n", &[], &["a binary file"]);
    check(b"\x1f\x8b\x08\0", &[], &["a gzip archive"]);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1", &[], &["an old Office document (XLS)"]);
    check(b"\x89PNG\r\n\x1a\n", &[], &["a picture"]);
    check("SQLite format 3\0", &[], &["an SQLite database"]);
}

#[test]
fn a_wrong_header() {
    check(
        "hostname,ip\na,10.0.0.1\n",
        &[],
        &["line 1", "“hostname, ip”", "id, class, name", "source_id, type, target_id"],
    );
    check("a,b\n1,2\n", &["--columns", "x,y"], &["“x, y”", "--columns"]);
    check("just a sentence.\n", &[], &["line 1", "“just a sentence.”"]);
    // A header without end does not flood the screen.
    let scene = Scene::pair();
    scene.file("bad.csv", (0..100_000).map(|column| format!("c{column},")).collect::<String>());
    let sentence = scene.refused(&["import", "bad.csv"], &["bad.csv, line 1", "c0, c1"]);
    assert!(sentence.len() < 2_000, "{} bytes", sentence.len());
}

#[test]
fn a_column_twice() {
    check(
        "id,class,name,Site,site\na,server,A,x,y\n",
        &[],
        &["line 1", "“site”", "stands twice", "Rename one of them"],
    );
    check("a,server,A\n", &["--columns", "id,class,name,ID"], &["“ID”", "stands twice"]);
}

#[test]
fn bytes_that_are_no_text() {
    let check_line = |line: &str, bytes: &[u8]| {
        check(bytes, &["--encoding", "utf-8"], &[line, "not utf-8", "--encoding: utf-8, big5-hkscs"]);
    };
    check_line("line 3", b"id,class,name\na,server,A\nb,server,\xff\xfe\n");
    check_line("line 2", b"id,class,name\na,server,\xb8\xea\xae\xc6\n");
    check(b"id,class,name\na,server,\x81\n", &["--encoding", "big5-hkscs"], &["line 2", "not big5-hkscs"]);
}

#[test]
fn more_than_is_read_at_once() {
    let scene = Scene::pair();
    // Sparse: it takes no room, and is refused before it is read.
    std::fs::File::create(scene.path("huge.csv")).unwrap().set_len(3 << 30).unwrap();
    let said = ["huge.csv", "3221225472 bytes", "2 GiB", "Nothing was imported", "Split the file"];
    scene.refused(&["import", "huge.csv"], &said);
}

#[test]
fn a_header_alone_is_no_error() {
    let scene = Scene::pair();
    scene.file("bare.csv", "id,class,name\n");
    assert_says(&scene.done(&["import", "bare.csv"]), &["bare.csv: 0 rows of items", "Nothing new in these files"]);
}
