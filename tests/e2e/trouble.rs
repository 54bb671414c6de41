//! What goes wrong: named screens, sentences that say what to do, and nothing lost.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::estates::{Other, replica, sample};
use crate::stage::{PATIENCE, Stage};

#[test]
fn without_a_display_one_sentence_says_so() {
    let stage = Stage::new();
    let ended = stage.start_without_display();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.starts_with("There is no display") && said.lines().count() == 1, "{said}");
}

#[tokio::test]
async fn an_estate_that_somebody_holds_is_named_with_who_does() {
    let mut stage = Stage::new();
    let estate = stage.path("held.cairn");
    sample(&estate, "Held");
    let other = Other::new();
    other.ask("estate_open", &json!({ "path": estate })).unwrap();
    let page = stage.start("change manager", &[&estate]).await;
    page.says("another program 7").await;
    page.shot("locked").await;
    other.ask("estate_close", &json!({})).unwrap();
    page.act(&json!({ "pick": format!("open_path:{}", estate.display()) })).await;
    page.press("//a[contains(., 'items') and contains(., '93')]").await;
}

#[tokio::test]
async fn a_replica_is_only_read() {
    let mut stage = Stage::new();
    let estate = stage.path("copy.cairn");
    replica(&estate, &stage.path("sample.cairnsnap"));
    let page = stage.start("change manager", &[&estate]).await;
    page.says("Copy, read-only").await;
    page.shot("read-only").await;
}

#[tokio::test]
async fn damaged_newer_and_no_estates_are_named() {
    let mut stage = Stage::new();
    let check = ["damaged", "newer", "none"];
    for name in check {
        sample(&stage.path(name).with_extension("cairn"), name);
    }
    fs::remove_dir_all(stage.path("damaged.cairn/db")).unwrap();
    let about = stage.path("newer.cairn/estate.json");
    let mut said: Value = serde_json::from_slice(&fs::read(&about).unwrap()).unwrap();
    said["format"] = json!(99);
    fs::write(&about, said.to_string()).unwrap();
    fs::remove_file(stage.path("none.cairn/estate.json")).unwrap();
    let page = stage.start("change manager", &[&stage.path("damaged.cairn")]).await;
    page.says("The estate is damaged at db").await;
    page.shot("damaged").await;
    for (name, said) in [("newer", "storage format 99"), ("none", "is not an estate")] {
        let path = stage.path(name).with_extension("cairn");
        page.act(&json!({ "pick": format!("open_path:{}", path.display()) })).await;
        page.says(said).await;
        page.shot(name).await;
    }
}

/// Waits until the application has let go of an estate, and returns who may then ask it.
fn once_free(estate: &std::path::Path) -> Other {
    let began = Instant::now();
    loop {
        let other = Other::new();
        match other.ask("estate_open", &json!({ "path": estate })) {
            Ok(_) => return other,
            Err(code) => assert!(code == "locked" && began.elapsed() < PATIENCE, "{code}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[tokio::test]
async fn closing_during_a_job_asks_and_loses_nothing() {
    let mut stage = Stage::new();
    let (estate, file) = (stage.path("a.cairn"), stage.path("many.csv"));
    sample(&estate, "Sample");
    let mut text = String::from("id,class,name,status,serial\n");
    for number in 0..100_000 {
        text.push_str(&format!("i{number},server,Server {number},live,SN{number}\n"));
    }
    fs::write(&file, text).unwrap();
    let page = stage.start("change manager", &[&estate]).await;
    page.says("Sample").await;
    let import = json!({ "files": [{ "name": "many.csv", "path": file }], "choices": { "learn": false, "map_types": {}, "needs": {} }, "language": "en" });
    let start = "window.__TAURI_INTERNALS__.invoke('import_preview', { request: arguments[0], job: 'one' })
        .then(() => { window.ended = 'done' }, (failure) => { window.ended = failure.code });";
    page.run(start, vec![import.clone()]).await;
    // Somebody stays: the window does, and the job goes on.
    stage.answer("confirm", &json!(false));
    page.act(&json!({ "pick": "quit" })).await;
    let began = Instant::now();
    while stage.question().is_none() {
        assert!(began.elapsed() < PATIENCE, "nobody was asked");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let question = stage.question().unwrap();
    assert!(question.contains("A job is running. Closing stops it"), "{question}");
    assert_eq!(page.run("return window.ended ?? null", Vec::new()).await, Value::Null);
    // Somebody leaves: the job ends, the estate is closed, and holds what it held.
    stage.answer("confirm", &json!(true));
    page.act(&json!({ "pick": "quit" })).await;
    let other = once_free(&estate);
    assert_eq!(other.ask("estate_summary", &json!({})).unwrap()["estate"]["items"], 93);
    assert_eq!(other.ask("estate_check", &json!({})).unwrap()["sound"], true);
}

#[tokio::test]
async fn closing_with_nothing_to_lose_asks_nobody() {
    let mut stage = Stage::new();
    let estate = stage.path("a.cairn");
    sample(&estate, "Sample");
    let page = stage.start("change manager", &[&estate]).await;
    page.says("Sample").await;
    page.act(&json!({ "pick": "quit" })).await;
    once_free(&estate);
    assert_eq!(stage.question(), None);
}
