//! The end: nothing that runs is torn off, nothing that is staged goes unasked.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_messages::Messages;
use cairn_model::CancelToken;
use tauri::{AppHandle, CloseRequestApi, Manager};

use crate::dialogs::{Question, confirmed};
use crate::shell::Shell;

/// How long to wait for calls to end. A job ends within a second of being cancelled, and a record is whole or not
/// there; whoever needs longer than this hangs.
const LIMIT: Duration = Duration::from_secs(20);

/// Somebody wants the window closed. It stays until what runs has ended; where something would be given up, they are
/// asked first.
pub(crate) fn asked(app: &AppHandle, api: &CloseRequestApi) {
    let shell = app.state::<Shell>();
    if shell.may_leave() {
        return;
    }
    api.prevent_close();
    if shell.is_asking.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    // Dialogs are answered by the thread that draws, so they are waited for on another.
    thread::spawn(move || {
        if agreed(&app) {
            settle(&app);
            app.state::<Shell>().may_leave.store(true, Ordering::SeqCst);
            app.exit(0);
        }
        app.state::<Shell>().is_asking.store(false, Ordering::SeqCst);
    });
}

/// Returns whether to close: at once where nothing is given up, otherwise as somebody answers.
fn agreed(app: &AppHandle) -> bool {
    let page = app.state::<Shell>().page();
    let jobs = app.state::<Arc<Desk>>().jobs().running();
    let messages = Messages::for_screen(page.language);
    let mut sentences = Vec::new();
    if jobs > 0 {
        sentences.push(messages.say("shell-leave-jobs", [("count", jobs.to_string().as_str())]));
    }
    if page.staged > 0 {
        sentences.push(messages.say("shell-leave-staged", [("count", page.staged.to_string().as_str())]));
    }
    if sentences.is_empty() {
        return true;
    }
    let question = Question {
        title: messages.word("shell-leave-title"),
        sentence: sentences.join("\n\n"),
        yes: messages.word("shell-leave-yes"),
        no: messages.word("shell-leave-no"),
    };
    confirmed(app, question)
}

/// Stops jobs, lets every call end, and closes the estate.
fn settle(app: &AppHandle) {
    let desk = app.state::<Arc<Desk>>();
    let shell = app.state::<Shell>();
    shell.opened();
    desk.jobs().cancel_all();
    if shell.calls.wait(LIMIT) {
        let _closed = call(&desk, "estate_close", b"{}", &CancelToken::default(), &|_| {});
    }
}

/// The last thing before the process ends, whoever ended it: the system at the end of a session asks nobody.
pub(crate) fn end(app: &AppHandle) {
    if !app.state::<Shell>().may_leave() {
        settle(app);
    }
}
