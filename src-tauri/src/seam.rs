//! What stands in for people and their file manager in end-to-end tests: answers to dialogs, files that are dropped,
//! what is picked from the menu. In test builds only; a test drives it from the page, under the name and the
//! permissions of the dialog plugin.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use serde::Deserialize;
use tauri::ipc::{Invoke, InvokeBody};
use tauri::plugin::{Builder, TauriPlugin};
use tauri::{AppHandle, Emitter, EventTarget, Manager, Wry};

use crate::app::MAIN;
use crate::dialogs::Question;

/// Names the directory in which answers are found and questions are kept.
const DIRECTORY: &str = "CAIRN_E2E";

/// What a test does to the window.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    /// Files are dropped on it.
    Drop(Vec<String>),
    /// Something is picked from the menu.
    Pick(String),
}

/// The place of answers and questions.
struct Answers(Mutex<PathBuf>);

impl Answers {
    /// Returns the answer of a name, once: the file is taken away. Nothing is a dialog that was dismissed.
    fn take(&self, name: &str) -> serde_json::Value {
        let dir = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = dir.join(name).with_extension("json");
        let answer = fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let _left: io::Result<()> = fs::remove_file(file);
        answer.unwrap_or_default()
    }

    fn keep(&self, name: &str, text: &str) {
        let dir = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _unkept: io::Result<()> = fs::write(dir.join(name), text);
    }
}

/// Stands where the plugin for dialogs does.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    Builder::new("dialog")
        .setup(|app, _| {
            let dir = std::env::var_os(DIRECTORY).map_or_else(|| Path::new(".").to_owned(), PathBuf::from);
            app.manage(Answers(Mutex::new(dir)));
            Ok(())
        })
        .invoke_handler(answer)
        .build()
}

fn answer(invoke: Invoke) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let app = message.webview_ref().app_handle();
    let act = match message.payload() {
        InvokeBody::Json(asked) => serde_json::from_value::<Act>(asked["act"].clone()).ok(),
        InvokeBody::Raw(_) => None,
    };
    match act {
        Some(act) => {
            perform(app, &act);
            resolver.resolve(());
        }
        None => resolver.resolve(app.state::<Answers>().take(message.command())),
    }
    true
}

fn perform(app: &AppHandle, act: &Act) {
    match act {
        Act::Drop(paths) => {
            let dropped = serde_json::json!({ "paths": paths, "position": { "x": 400, "y": 300 } });
            let _gone = app.emit_to(EventTarget::webview(MAIN), "tauri://drag-drop", dropped);
        }
        Act::Pick(id) => crate::menu::picked(app, id),
    }
}

/// Answers as the file `confirm.json` says, and keeps the question beside it.
pub(crate) fn confirmed(app: &AppHandle, question: Question) -> bool {
    let answers = app.state::<Answers>();
    let Question { title, sentence, yes, no } = question;
    answers.keep("question.txt", &[title, sentence, yes, no].join("\n"));
    answers.take("confirm") == serde_json::Value::Bool(true)
}
