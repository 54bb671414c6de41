//! What a configuration manager does from morning to evening.

use cairn_cli::{Environment, run};
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::estates::sample;
use crate::stage::Stage;

/// Returns a moment some minutes from now as a field of a form takes it, in the time of this machine.
const MINUTES: &str = "const two = (value) => String(value).padStart(2, '0');
    const moment = new Date(Date.now() + arguments[0] * 60000);
    return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`;";

#[tokio::test]
async fn the_sample_opens_through_its_door_and_again_from_the_list() {
    let mut stage = Stage::new();
    let place = stage.path("first.cairn");
    let page = stage.start("change manager", &[]).await;
    page.says("Open the sample").await;
    page.shot("start").await;
    page.press("//button[contains(., 'Open the sample')]").await;
    stage.answer("save", &json!(place));
    page.dialog_button("Browse…").await;
    page.dialog_button("Create the sample").await;
    page.press("//a[contains(., 'items') and contains(., '1,473')]").await;
    page.says("Items · 1,473").await;
    page.shot("items").await;

    page.act(&json!({ "pick": "close" })).await;
    page.says("Open an estate").await;
    stage.end();
    let page = stage.start("change manager", &[]).await;
    page.press("//*[contains(@class, 'recents')]//button[contains(., 'first')]").await;
    // Where somebody was when they left is where they are when they come back.
    page.says("Items · 1,473").await;
    page.is_at("#/items").await;
}

#[tokio::test]
async fn an_outage_is_asked_from_the_table_to_the_proof() {
    let mut stage = Stage::new();
    sample(&stage.path("a.cairn"), "Sample");
    let page = stage.start("change manager", &[&stage.path("a.cairn")]).await;
    page.says("Sample").await;
    page.shot("home").await;
    page.keys("gi").await;
    page.says("Items · 93").await;
    page.keys("/").await;
    page.keys("ARR-0000").await;
    page.says("Items · 2").await;
    page.go("#/items/ARR-000001").await;
    page.says("Storage array 1").await;
    page.shot("item").await;
    page.keys("m").await;
    page.find("//*[contains(@class, 'react-flow__node')]").await;
    page.shot("map").await;
    page.go("#/impact?out=ARR-000001").await;
    page.says("MyGovHK goes down.").await;
    page.find("//*[contains(@class, 'react-flow__node')]").await;
    page.shot("impact").await;
    page.keys("o").await;
    page.button("Why MyGovHK").await;
    page.says("needs MyGovHK database").await;
    page.shot("why").await;
}

#[tokio::test]
async fn a_change_goes_from_its_first_word_to_the_comparison() {
    let mut stage = Stage::new();
    let estate = stage.path("a.cairn");
    sample(&estate, "Sample");
    let page = stage.start("requester", &[&estate]).await;
    page.keys("gc").await;
    page.button("Raise a change").await;
    page.write("Title", "Renew the notes of the help desk").await;
    page.dialog_button("Raise a change").await;
    page.says("Renew the notes").await;
    page.button("Edit").await;
    page.write("Test plan", "Read them back").await;
    page.write("Back-out plan", "Put the former ones back").await;
    page.button("Save").await;
    page.says("Read them back").await;

    page.press("//*[@role='tab'][starts-with(normalize-space(.), 'Items changed')]").await;
    page.write("New step", "Write the notes").await;
    page.button("Add the step").await;
    page.says("Step 1 · Write the notes").await;
    page.choose("Item", "Smart-city portal", "Smart-city portal").await;
    page.choose("Field", "", "Notes").await;
    page.write("Value", "renewed").await;
    page.button("Plan it").await;
    page.says("Smart-city portal, Notes").await;
    page.shot("change-planned").await;

    page.button("Submit").await;
    page.press("//*[@role='tab'][starts-with(normalize-space(.), 'Readiness')]").await;
    for question in 1..=5 {
        page.press(&format!("(//*[contains(@class, 'questions')]//input[not(@type='hidden')])[{question}]")).await;
        page.press("//*[@role='option'][normalize-space(.)='1']").await;
        let answered =
            format!("(//*[contains(@class, 'questions')]//input[not(@type='hidden')])[{question}][@value='1']");
        page.find(&answered).await;
    }
    page.button("Assess").await;
    page.says("awaiting decision").await;
    page.shot("change-awaiting").await;
    stage.end();

    // The requester does not approve: somebody else does, later, in another window.
    let page = stage.start("another change manager", &[&estate]).await;
    page.go("#/changes/CHG-000001/evidence").await;
    page.says("Nobody has decided yet.").await;
    page.keys("a").await;
    page.write("Reason", "small and reversible").await;
    page.dialog_button("Approve").await;
    page.says("approved").await;
    page.button("Schedule").await;
    for (label, minutes) in [("From", -5), ("Until", 60)] {
        let moment = page.run(MINUTES, vec![json!(minutes)]).await;
        page.set(label, moment.as_str().unwrap()).await;
    }
    page.dialog_button("Schedule").await;
    page.button("Start").await;
    page.says("in progress").await;
    page.button("Record a step").await;
    page.dialog_button("Record a step").await;
    page.button("Finish").await;
    page.dialog_button("Finish").await;
    page.says("implemented").await;
    page.shot("change-implemented").await;
    page.press("//a[contains(., 'Compare with baseline')]").await;
    page.says("Smart-city portal").await;
    page.shot("change-compared").await;
}

#[tokio::test]
async fn a_second_start_hands_its_estate_to_the_first_window() {
    let mut stage = Stage::new();
    sample(&stage.path("one.cairn"), "First");
    sample(&stage.path("two.cairn"), "Second");
    let page = stage.start("change manager", &[&stage.path("one.cairn")]).await;
    page.says("First").await;
    let second = stage.start_again(&[&stage.path("two.cairn")]);
    assert_eq!(second.status.code(), Some(0), "{second:?}");
    page.says("Second").await;
    // Without an estate it only raises the window.
    assert_eq!(stage.start_again(&[]).status.code(), Some(0));
    page.says("Second").await;
    // It has ended before anything is drawn.
    let unseen = stage.start_without_display();
    assert_eq!(unseen.status.code(), Some(0), "{unseen:?}");
}

#[tokio::test]
async fn a_command_line_records_beside_the_window() {
    let mut stage = Stage::new();
    let estate = stage.path("a.cairn");
    sample(&estate, "Sample");
    let page = stage.start("change manager", &[&estate]).await;
    page.go("#/audit").await;
    page.says("sample estate").await;
    let dir = estate.display().to_string();
    let command = ["cairn", "-e", &dir, "operation", "arr-1", "out_of_service", "--reason", "burst pipe in hall 2"];
    let command = command.map(Into::into);
    let surroundings = Environment { user: "operator".to_owned(), ..Environment::default() };
    let ran = spawn_blocking(move || {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        (run(command, &surroundings, &mut out, &mut err), String::from_utf8(err).unwrap())
    });
    assert_eq!(ran.await.unwrap(), (0, String::new()));
    page.says("burst pipe in hall 2").await;
    page.shot("recorded-beside").await;
}

#[tokio::test]
async fn the_menu_asks_the_page() {
    let mut stage = Stage::new();
    sample(&stage.path("one.cairn"), "First");
    sample(&stage.path("two.cairn"), "Second");
    let page = stage.start("change manager", &[&stage.path("one.cairn")]).await;
    page.act(&json!({ "pick": "go:changes" })).await;
    page.is_at("#/changes").await;
    page.act(&json!({ "pick": "keys" })).await;
    page.says("Single letters do nothing while you type").await;
    page.act(&json!({ "pick": "zoom:in" })).await;
    page.shot("zoomed").await;
    page.act(&json!({ "pick": "zoom:plain" })).await;
    stage.answer("open", &json!(stage.path("two.cairn")));
    page.act(&json!({ "pick": "open" })).await;
    page.says("Second").await;
    page.act(&json!({ "pick": format!("open_path:{}", stage.path("one.cairn").display()) })).await;
    page.says("First").await;
    page.act(&json!({ "pick": "new" })).await;
    page.says("Where the new estate is to be kept.").await;
}

#[tokio::test]
async fn a_file_that_is_dropped_goes_into_the_wizard() {
    let mut stage = Stage::new();
    sample(&stage.path("a.cairn"), "Sample");
    std::fs::write(stage.path("items.csv"), "id,class,name,status\nn1,server,<img src=x onerror=alert(1)>,live\n")
        .unwrap();
    let page = stage.start("change manager", &[&stage.path("a.cairn")]).await;
    page.go("#/import").await;
    page.says("Choose files").await;
    page.act(&json!({ "drop": [stage.path("items.csv")] })).await;
    page.says("items.csv").await;
    page.shot("dropped").await;
}
