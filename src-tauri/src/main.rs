//! Cairn on the desktop: a window, a menu, dialogs, and the wire contract over the webview's own channel.
//!
//! *Architecture Invariant:* the shell decides nothing. It passes JSON to the contract on a thread that may block, and
//! whatever a person picks from the menu, drops on the window or names at a second start is handed to the page.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod calls;
mod commands;
mod dialogs;
#[cfg(target_os = "linux")]
mod display;
#[cfg(target_os = "linux")]
mod handover;
mod leaving;
mod menu;
#[cfg(target_os = "linux")]
mod renderer;
#[cfg(feature = "e2e")]
mod seam;
mod shell;
mod zoom;

use std::io::Write;
use std::process::ExitCode;

use cairn_messages::{Language, Messages};

/// What a program exits with that could not do what it was started for, as on the command line.
const NOT_DONE: u8 = 2;

fn main() -> ExitCode {
    let context = tauri::generate_context!();
    #[cfg(target_os = "linux")]
    {
        if handover::is_done(&context.config().identifier) {
            return ExitCode::SUCCESS;
        }
        renderer::settle();
        if !display::is_there() {
            return not_done(&Messages::new(language()).word("shell-no-display"));
        }
    }
    match app::run(context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let messages = Messages::new(language());
            not_done(&messages.say("shell-not-started", [("detail", error.to_string().as_str())]))
        }
    }
}

fn not_done(sentence: &str) -> ExitCode {
    // Where nobody can read it, the code says as much as there is to say.
    let _ = writeln!(std::io::stderr(), "{sentence}");
    ExitCode::from(NOT_DONE)
}

/// Returns the language of this account, until the page says which one a person chose.
#[expect(clippy::disallowed_methods, reason = "the shell is who reads the environment")]
fn language() -> Language {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let named = named.into_iter().find(|name| !name.is_empty());
    named.and_then(|name| Language::from_tag(&name)).unwrap_or_default()
}
