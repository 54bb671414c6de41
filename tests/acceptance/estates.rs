//! Estates as a whole: creating and describing them, in every language, for people and programs.

use cairn_cli::{Environment, run};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::common::{ESTATE, Scene, assert_refusal, assert_says};

/// Every command that answers of an estate, and a field of its answer.
const COMMANDS: [(&[&str], &str); 13] = [
    (&["status"], "hash"),
    (&["items", "class:ups"], "items"),
    (&["show", "arr-1"], "item"),
    (&["impact", "--down", "arr-1"], "analysis"),
    (&["log"], "commits"),
    (&["log", "export", "--out", "log.ndjson"], "edits"),
    (&["check"], "sound"),
    (&["checkpoint"], "text"),
    (&["import", "items.csv"], "files"),
    (&["operation", "arr-1", "degraded", "--reason", "test"], "operation"),
    (&["baseline", "create", "after the test"], "marked"),
    (&["baseline", "list"], "baselines"),
    (&["baseline", "diff", "after the test"], "lines"),
];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

#[test]
fn which_sample_is_a_word_of_two() {
    let scene = Scene::new();
    for (dir, options, items) in [
        ("none.cairn", &[][..], "0 items"),
        ("bare.cairn", &["--sample"][..], "93 items"),
        ("small.cairn", &["--sample", "small"][..], "93 items"),
    ] {
        let answer = scene.run(&[&["init", dir], options].concat());
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{dir}");
        assert_says(&scene.run(&["-e", dir, "status"]).out, &[items]);
    }
    let arguments = ["init", "big.cairn", "--sample", "big"];
    assert_refusal(&scene.run(&arguments), &arguments, &["“big”", "--sample", "small, whole", "Nothing was changed"]);
    assert!(!scene.path("big.cairn").exists());
}

#[test]
fn the_sample_is_one_command_away() {
    let scene = Scene::new();
    let answer = scene.run(&["init", ESTATE, "--sample"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_says(&answer.out, &["Created e.cairn (record no. 2).", "93 items, 285 relationships"]);
    let status = scene.json(&["status"]);
    assert_eq!((&status["name"], &status["items"], &status["relationships"]), (&json!("e"), &json!(93), &json!(285)));
    assert_eq!((&status["seq"], &status["format"], &status["role"]), (&json!(2), &json!(2), &json!("primary")));
    let counted =
        |list: &Value| list.as_array().unwrap().iter().map(|line| line["items"].as_u64().unwrap()).sum::<u64>();
    assert_eq!((counted(&status["states"]), counted(&status["classes"])), (93, 93));
    assert_says(&scene.done(&["status"]), &["e (primary)", "93 items, 285 relationships", "By status", "By type"]);
    scene.assert_sound();
}

#[test]
fn an_estate_may_be_made_wherever_there_is_room() {
    for (from, dir) in [(".", "a/b/deep.cairn"), (".", "slash/"), ("inside", "."), ("inside", "./")] {
        let scene = Scene::new();
        std::fs::create_dir(scene.path("inside")).unwrap();
        let mut command = scene.command(&["init", dir, "--json"]);
        let output = command.current_dir(scene.path(from)).output().unwrap();
        assert!(output.status.success(), "{dir}: {}", String::from_utf8_lossy(&output.stderr));
        let status: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(status["items"], 0);
        assert_ne!(status["name"], "", "{dir}");
        let opened = scene.command(&["-e", dir, "check"]).current_dir(scene.path(from)).output().unwrap();
        assert!(opened.status.success(), "{dir}: {}", String::from_utf8_lossy(&opened.stderr));
    }
}

#[test]
fn an_empty_estate_says_how_to_go_on() {
    let said = ["This estate has no items yet.", "cairn -e e.cairn import items.csv relationships.csv"];
    assert_says(&Scene::empty().done(&["items"]), &said);
}

#[test]
fn every_command_answers_in_json() {
    let scene = Scene::sample();
    scene.file("items.csv", "id,class,name\nx,server,X\n");
    for (command, field) in COMMANDS {
        // Wherever the option stands.
        let answer = scene.run(&[&["--json", "-e", ESTATE], command].concat());
        let reply: Value = serde_json::from_str(&answer.out).unwrap();
        assert!(reply.get(field).is_some(), "{command:?}: {reply}");
    }
    let answer = scene.run(&["init", "new.cairn", "--json"]);
    assert!(serde_json::from_str::<Value>(&answer.out).unwrap()["hash"].is_string());
    let answer = scene.run(&["generate", "--json", "--items", "20", "--relationships", "20", "--out", "gen"]);
    let reply: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(reply, json!({ "items": 20, "relationships": 20, "files": ["gen/items.csv", "gen/relationships.csv"] }));
}

#[test]
fn every_refusal_answers_in_json_when_asked_to() {
    let scene = Scene::sample();
    for (arguments, code) in [
        (&["show", "nobody"][..], "not_found"),
        (&["items", "colour=red"], "bad_input"),
        (&["import", "absent.csv"], "io"),
        (&["impact"], "bad_input"),
        (&["shwo"], "bad_input"),
        (&["show"], "bad_input"),
        (&["log", "--limit", "many"], "bad_input"),
        (&["log", "--colour", "red"], "bad_input"),
    ] {
        let answer = scene.on_estate(&[arguments, &["--json"]].concat());
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{arguments:?}");
        let error: Value = serde_json::from_str(&answer.err).unwrap();
        assert_eq!(error["error"]["code"], code, "{arguments:?}");
        assert!(error["error"]["message"]["code"].is_string() && error["sentence"].is_string(), "{error}");
    }
}

#[test]
fn every_command_speaks_chinese() {
    let scene = Scene::sample();
    scene.file("items.csv", "id,class,name\nx,server,X\n");
    for tag in ["zh-HK", "zh-CN"] {
        let copy = scene.copy_of_estate();
        copy.file("items.csv", "id,class,name\nx,server,X\n");
        for (command, _) in COMMANDS {
            let said = copy.done(&[&["--lang", tag], command].concat());
            assert!(is_chinese(said.lines().next().unwrap()), "{tag} {command:?}: {said}");
        }
        let help = copy.done(&["--lang", tag, "--help"]);
        let english = ["Usage", "Options", "Commands", "Print", "Answer"].into_iter().find(|word| help.contains(word));
        assert_eq!(english, None, "{help}");
        for (command, _) in COMMANDS {
            let help = copy.done(&[&["--lang", tag], &command[..1], &["--help"]].concat());
            let english = ["Usage", "Options", "Arguments", "possible values", "default"];
            assert_eq!(english.into_iter().find(|word| help.contains(word)), None, "{help}");
        }
        for refused in
            [&["show", "nobody"][..], &["impact"], &["show"], &["shwo"], &["log", "--limit", "x"], &["log", "--x"]]
        {
            let answer = copy.on_estate(&[&["--lang", tag], refused].concat());
            assert_refusal(&answer, refused, &[]);
            assert!(is_chinese(&answer.err), "{tag} {refused:?}: {}", answer.err);
        }
    }
    let traditional = scene.done(&["--lang=zh-HK", "impact", "--down", "arr-1"]);
    assert_says(&traditional, &["MyGovHK 將停止服務。", "受影響的服務", "四項評估"]);
    assert_says(&scene.done(&["--lang", "zh-CN", "impact", "--down", "arr-1"]), &["受影响"]);
}

#[test]
fn the_locale_chooses_the_language_and_an_unknown_tag_is_refused() {
    let scene = Scene::sample();
    let output = scene.command(&["-e", ESTATE, "status"]).env("LC_ALL", "zh_HK.UTF-8").output().unwrap();
    assert!(is_chinese(&String::from_utf8_lossy(&output.stdout)));
    let output = scene.command(&["-e", ESTATE, "status"]).env("LC_ALL", "fr_FR.UTF-8").output().unwrap();
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("By status"));
    scene.refused(&["status", "--lang", "klingon"], &["“klingon”", "en, zh-HK, zh-CN"]);
}

#[test]
fn what_cannot_be_said_is_not_called_done() {
    let scene = Scene::sample();
    if cfg!(target_os = "linux") {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = scene.command(&["-e", ESTATE, "status"]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_says(&err, &["cairn: ", "answer could not be written"]);
    }
    // A reader that has seen enough is no error.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = scene.command(&["-e", ESTATE, "items"]).stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let scene = Scene::sample();
    let estate = scene.path(ESTATE).display().to_string();
    scene.file("bad.csv", "id,class,name,tier\na,server,A,9\nb,server,B,1\n");
    let bad = scene.path("bad.csv").display().to_string();
    let commands: [&[&str]; 8] = [
        &["impact", "--down", "arr-1", "--why", "svc-mygovhk", "svc-dns"],
        &["impact", "--down", "circuit-1"],
        &["items"],
        &["show", "svc-mygovhk"],
        &["show", "nobody"],
        &["log"],
        &["check"],
        &["import", "--dry-run", &bad],
    ];
    for (width, tag) in [(80, "en"), (100, "en"), (80, "zh-HK"), (100, "zh-CN")] {
        let environment = Environment {
            locale: Some(tag.to_owned()),
            user: "tester".to_owned(),
            width: Some(width),
            directory: None,
        };
        for command in commands {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let arguments = ["cairn", "-e", &estate].into_iter().chain(command.iter().copied());
            run(arguments.map(Into::into), &environment, &mut out, &mut err);
            let said = String::from_utf8([out, err].concat()).unwrap();
            // A path has no place where it could end.
            let wide = said.lines().find(|line| line.width() > usize::from(width) && !line.contains(&bad));
            assert_eq!(wide, None, "{tag}, {width}: {command:?}");
        }
    }
}
