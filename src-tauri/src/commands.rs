//! From what the webview asks to the contract, and back.
//!
//! A call carries `{request}`, a job `{request, progress, job}`: the channel that hears how far it is, and the id by
//! which it can be cancelled. Beside the contract there is one command of the shell's own, [`TELL`].

use std::sync::Arc;

use cairn_api::contract::{self, Command, Kind, Progress, Refusal, Tag};
use cairn_api::desk::Desk;
use cairn_model::CancelToken;
use serde_json::Value;
use tauri::ipc::{Channel, Invoke, InvokeBody, InvokeResponseBody, JavaScriptChannelId, Response};
use tauri::{AppHandle, Manager};

use crate::shell::{Shell, Told, told};

/// How the page tells the shell about itself: its language, and how much is staged.
const TELL: &str = "shell_tell";

/// What became of a call.
type Answered = Result<Vec<u8>, Box<Refusal>>;

/// Answers a command; returns false for one that nobody declared.
pub(crate) fn handle(invoke: Invoke) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let asked = match message.payload() {
        InvokeBody::Json(asked) => asked.clone(),
        InvokeBody::Raw(_) => Value::Null,
    };
    let app = message.webview_ref().app_handle().clone();
    if message.command() == TELL {
        match serde_json::from_value::<Told>(asked) {
            Ok(page) => {
                // The menu is drawn by the thread that this may be.
                tauri::async_runtime::spawn_blocking(move || {
                    told(&app, &page);
                    // The page says the next thing once this has been taken in.
                    resolver.resolve(());
                });
            }
            Err(error) => resolver.reject(error.to_string()),
        }
        return true;
    }
    let Some(command) = contract::command(message.command()) else { return false };
    let channel = asked["progress"].as_str().and_then(|id| id.parse::<JavaScriptChannelId>().ok());
    let channel: Option<Channel<Progress>> = channel.map(|id| id.channel_on(message.webview()));
    tauri::async_runtime::spawn(async move {
        let worker = app.clone();
        let answered = tauri::async_runtime::spawn_blocking(move || answer(&worker, command, &asked, channel.as_ref()));
        match answered.await {
            Ok(Ok(reply)) => {
                let json = String::from_utf8_lossy(&reply).into_owned();
                resolver.resolve(Response::new(InvokeResponseBody::Json(json)));
                if command.invalidates.contains(&Tag::Desk) {
                    crate::menu::refresh(&app);
                }
            }
            Ok(Err(refusal)) => resolver.reject(*refusal),
            Err(error) => resolver.reject(error.to_string()),
        }
    });
    true
}

/// Answers a command of the contract, on a thread that may block.
fn answer(app: &AppHandle, command: &Command, asked: &Value, channel: Option<&Channel<Progress>>) -> Answered {
    /// Says that a call has ended, however it did.
    struct Ended<'a>(&'a Shell);
    impl Drop for Ended<'_> {
        fn drop(&mut self) {
            self.0.calls.end();
        }
    }
    let shell = app.state::<Shell>();
    let desk = Arc::clone(&app.state::<Arc<Desk>>());
    shell.opened();
    shell.calls.begin();
    let _ended = Ended(&shell);
    let request = asked["request"].to_string();
    match command.kind {
        Kind::Job => {
            let id = asked["job"].as_str().unwrap_or_default();
            contract::call_job(&desk, (command.name, id), request.as_bytes(), &|progress, _| {
                if let Some(channel) = channel {
                    // A page that was left hears nothing; the job goes on, and its answer is in the log.
                    let _unheard = channel.send(progress.clone());
                }
            })
        }
        Kind::Read | Kind::Write => {
            contract::call(&desk, command.name, request.as_bytes(), &CancelToken::default(), &|_| {})
        }
    }
}
