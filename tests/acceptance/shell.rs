//! What the window of the desktop may ask is what the contract declares.

use std::collections::BTreeSet;
use std::fs;

use cairn_api::contract::NAMES;

/// What the screens need of the window itself: to hear what is said to them and of files that are dropped, the two
/// dialogs for files, and to tell the shell their language. Whoever adds to this gives the page power over a machine.
const OTHERS: [&str; 5] = [
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "dialog:allow-open",
    "dialog:allow-save",
    "allow-shell-tell",
];

#[test]
fn the_window_has_a_permission_for_each_command_and_no_other() {
    let text = fs::read_to_string("../src-tauri/capabilities/main.json").unwrap();
    let capability: serde_json::Value = serde_json::from_str(&text).unwrap();
    let given: BTreeSet<&str> =
        capability["permissions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let commands: Vec<String> = NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    let needed: BTreeSet<&str> = commands.iter().map(String::as_str).chain(OTHERS).collect();
    assert_eq!(given, needed, "`cargo xtask bindings` writes the file anew");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(fs::read_dir("../src-tauri/capabilities").unwrap().count(), 1, "one file per window");
}

#[test]
fn nothing_comes_from_anywhere_else() {
    let text = fs::read_to_string("../src-tauri/tauri.conf.json").unwrap();
    let settings: serde_json::Value = serde_json::from_str(&text).unwrap();
    let security = &settings["app"]["security"];
    let policy = security["csp"].as_str().unwrap();
    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    for word in ["http:", "https:", "unsafe-eval", "*"] {
        let is_ipc = |part: &&str| *part == "http://ipc.localhost";
        let parts = policy.split([' ', ';']).filter(|part| !is_ipc(part));
        assert!(parts.into_iter().all(|part| !part.contains(word)), "{word}: {policy}");
    }
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap();
    assert_eq!(scripts.trim(), "script-src 'self'");
    assert_eq!(security["dangerousDisableAssetCspModification"], serde_json::json!(["style-src"]));
    assert_eq!(settings["app"]["withGlobalTauri"], false);
    assert_eq!(security["capabilities"], serde_json::json!(["main"]), "no permission beside the one file");
}
