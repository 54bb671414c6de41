//! Reports on paper, as poppler reads them: texts, fonts, sheets, and what is told to who cannot see them.

use std::process::Command;

use crate::change_report::array_out;
use crate::changes::desk::Desk;
use crate::common::{Scene, assert_says};

/// Runs a tool of poppler on a file; returns what it printed.
fn poppler(tool: &str, options: &[&str], scene: &Scene, file: &str) -> String {
    let mut command = Command::new(tool);
    command.args(options).arg(scene.path(file));
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("poppler-utils is needed to read PDF: install it");
    assert!(output.status.success(), "{tool} {file}: {}", String::from_utf8_lossy(&output.stderr));
    // It prints the titles of headings as they stand in the file, which need not be UTF-8.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Returns the texts of each sheet.
fn sheets(scene: &Scene, file: &str) -> Vec<String> {
    let text = poppler("pdftotext", &["-layout"], scene, file);
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

/// Returns the tree of tags, one line for each with its texts below.
fn tags(scene: &Scene, file: &str) -> String {
    poppler("pdfinfo", &["-struct-text"], scene, file)
}

/// Returns how many tags of a kind there are.
fn count(tags: &str, kind: &str) -> usize {
    tags.lines().filter(|line| line.split([' ', ':']).find(|word| !word.is_empty()) == Some(kind)).count()
}

/// Asserts what holds for every paper: A4, its title and language, all fonts embedded and searchable, every sheet with its
/// number, and tags in which tables are whole.
fn assert_paper(scene: &Scene, file: &str, title: &str, language: &str) -> String {
    let info = poppler("pdfinfo", &[], scene, file);
    assert_says(&info, &[&format!("Title:           {title}\n"), "595.28 x 841.89 pts (A4)", "Tagged:          yes"]);
    let bytes = std::fs::read(scene.path(file)).expect("a file");
    assert!(String::from_utf8_lossy(&bytes).contains(&format!("/Lang({language})")), "{language}");
    for font in poppler("pdffonts", &[], scene, file).lines().skip(2) {
        assert!(font.contains(" yes yes yes "), "not embedded, cut down and searchable: {font}");
    }
    let sheets = sheets(scene, file);
    for (place, sheet) in sheets.iter().enumerate() {
        let number = match language {
            "en" => format!("page {} of {}", place + 1, sheets.len()),
            "zh-HK" => format!("第 {} 頁，共 {} 頁", place + 1, sheets.len()),
            _ => format!("第 {} 页，共 {} 页", place + 1, sheets.len()),
        };
        assert_says(sheet, &[&number]);
    }
    let tags = tags(scene, file);
    assert_eq!(count(&tags, "H1"), 1);
    assert_eq!(count(&tags, "THead"), count(&tags, "Table"));
    assert!(count(&tags, "TH") > 0 && count(&tags, "H2") > 0, "{tags}");
    let told = tags.lines().any(|line| line.contains(" of ") && line.contains("\"page "));
    assert!(!told, "the foot is not told");
    tags
}

#[test]
fn every_report_is_a_tagged_pdf() {
    let scene = Scene::sample();
    scene.done(&["operation", "ups-1a", "out_of_service", "--reason", "a test"]);
    scene.done(&["impact", "--down", "arr-1", "--why", "MyGovHK", "--report", "impact.pdf"]);
    let tags = assert_paper(&scene, "impact.pdf", "Impact of Storage array 1", "en");
    assert_eq!(count(&tags, "Figure"), 1);
    let bytes = std::fs::read(scene.path("impact.pdf")).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("/Alt(Impact of Storage array 1)"));
    scene.on_estate(&["outage", "--report", "sheet.pdf", "--lang", "zh-HK"]);
    let tags = assert_paper(&scene, "sheet.pdf", "停止運作的項目及受影響者", "zh-HK");
    // Every field has its place, also an empty one.
    assert!(count(&tags, "TD") > 0);
    let freeze = ["--start", "2030-01-01T00:00:00Z", "--end", "2030-01-03T00:00:00Z", "--services", "MyGovHK"];
    scene.done(&[&["calendar", "freeze", "add"], &freeze[..], &["--reason", "a holiday"]].concat());
    scene.done(&[
        "calendar",
        "--from",
        "2029-12-31T00:00:00Z",
        "--to",
        "2030-01-03T00:00:00Z",
        "--pdf",
        "schedule.pdf",
    ]);
    assert_paper(&scene, "schedule.pdf", "Forward schedule of changes", "en");
}

#[test]
fn a_change_is_on_paper_what_it_is_on_the_page() {
    let desk = Desk::sample();
    let id = array_out(&desk);
    desk.assessed(&id);
    let hashes = desk.show(&id)["analysis"]["hashes"].clone();
    let evidence = hashes["evidence"].as_str().unwrap();
    for (language, word, said) in [
        (
            "en",
            "evidence",
            ["What happens", "MyGovHK goes down.", "still to decide", "Storage array 1: full outage, 90 min"],
        ),
        ("zh-HK", "證據", ["變更影響報告", "停止服務", "證據仍然有效", "五項陳述"]),
        ("zh-CN", "证据", ["变更影响报告", "停止服务", "证据仍然有效", "五项陈述"]),
    ] {
        desk.scene.done(&["--lang", language, "change", "report", &id, "--out", "board.pdf"]);
        let title = format!("{id} · A change");
        let tags = assert_paper(&desk.scene, "board.pdf", &title, language);
        let sheets = sheets(&desk.scene, "board.pdf");
        let text = sheets.concat();
        assert_says(&text, &said);
        for sheet in &sheets {
            let sheet = sheet.replace('\u{a0}', " ");
            assert_says(&sheet, &[&format!("{id} · {word} {evidence} ·")]);
        }
        for digest in ["evidence", "verdict", "plan", "cone"] {
            assert_says(&text, &[hashes[digest].as_str().unwrap()]);
        }
        // The map is drawn, its boxes are texts, and it is told in words.
        assert_says(&text, &["Shared database"]);
        assert_eq!(count(&tags, "Figure"), 1, "{language}");
        let fonts = poppler("pdffonts", &[], &desk.scene, "board.pdf");
        assert_eq!(fonts.contains("CJK") || fonts.contains("HK") || fonts.contains("SC"), language != "en", "{fonts}");
        // What the page says in headings, the paper says.
        desk.scene.done(&["--lang", language, "change", "report", &id, "--out", "board.html"]);
        let html = desk.scene.read("board.html");
        let headings = html.split("<h2><bdi>").skip(1).map(|rest| rest.split_once("</bdi>").unwrap().0);
        let headings: Vec<&str> = headings.collect();
        assert_eq!(headings.len(), 9, "{headings:?}");
        assert_says(&text, &headings);
        assert_eq!(count(&tags, "H2"), headings.len());
        assert_eq!(count(&tags, "Table"), html.matches("<table>").count());
        assert_eq!(count(&tags, "TR"), html.matches("<tr>").count());
    }
}

#[test]
fn a_long_change_has_its_heads_on_every_sheet() {
    let desk = Desk::sample();
    let mut items = String::from("id,class,name,status,tier\n");
    let mut needs = String::from("source_id,type,target_id\n");
    for number in 0..200 {
        items.push_str(&format!("m{number},business_service,資料服務 Service {number:03},live,{}\n", 1 + number % 4));
        needs.push_str(&format!("m{number},depends_on,arr-1\n"));
    }
    desk.scene.file("m.csv", items);
    desk.scene.file("r.csv", needs);
    desk.scene.done(&["import", "m.csv", "r.csv", "--source", "sample"]);
    let id = array_out(&desk);
    for step in 2..=25 {
        let title = format!("Patch host {step:02}");
        let plan = ["change", "edit", &id, "--new-step", &title, "--minutes", "15", "--restart", "hv-01"];
        desk.done("change requester", &plan);
    }
    let plan: String = (1..=120).map(|line| format!("{line}. look\n")).collect();
    desk.done("change requester", &["change", "edit", &id, "--test-plan", &plan]);
    desk.scene.on_estate(&["--actor", "change manager", "change", "assess", &id]);
    desk.scene.done(&["change", "report", &id, "--out", "long.pdf"]);
    assert_paper(&desk.scene, "long.pdf", &format!("{id} · A change"), "en");
    let sheets = sheets(&desk.scene, "long.pdf");
    assert!(sheets.len() > 8, "{}", sheets.len());
    // A map as high as a sheet stands on that of its heading, with what is said of it above and below.
    let map = sheets.iter().find(|sheet| sheet.contains("the worst one, on the estate")).unwrap();
    assert_says(map, &["Map", "Services", "Security", "Each box shows the worse of during and after."]);
    // Every sheet with services of the table says what its columns are.
    let mut seen = 0;
    for sheet in &sheets {
        let lines = sheet.lines().filter(|line| line.contains("Service ") && line.contains("holds"));
        let own = lines.count();
        if own > 0 {
            assert_says(sheet, &["Before", "During", "After", "If it fails"]);
        }
        seen += own;
    }
    assert_eq!(seen, 200);
    // Steps that do the same are told of once, planned edits each; a plan longer than a sheet goes on.
    let text = sheets.concat();
    assert_says(&text, &["Steps 2 to 25 are alike", "Step 25: Patch host 25 (15 min)", "1. look", "120. look"]);
    for sheet in &sheets {
        let lines = sheet.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines < 75, "{lines} lines on a sheet:\n{sheet}");
    }
}

#[test]
fn an_emergency_of_the_sample_is_on_paper() {
    let scene = Scene::whole();
    let list = scene.json(&["change", "list"]);
    let emergency = list["changes"].as_array().unwrap().iter().find(|own| own["kind"] == "emergency").unwrap();
    let (id, title) = (emergency["id"].as_str().unwrap(), emergency["title"].as_str().unwrap());
    for language in ["en", "zh-HK", "zh-CN"] {
        scene.done(&["--lang", language, "change", "report", id, "--out", "e.pdf"]);
        assert_paper(&scene, "e.pdf", &format!("{id} · {title}"), language);
    }
    let text = sheets(&scene, "e.pdf").concat();
    assert_says(&text, &["紧急", "回退计划", "评审", "实施结果"]);
}
