//! Native dialogs. In builds for end-to-end tests, where nobody can press their buttons, the module `seam` answers.

#[cfg(not(feature = "e2e"))]
pub(crate) use native::{confirmed, plugin};

#[cfg(feature = "e2e")]
pub(crate) use crate::seam::{confirmed, plugin};

/// A question with two answers.
pub(crate) struct Question {
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) yes: String,
    pub(crate) no: String,
}

#[cfg(not(feature = "e2e"))]
mod native {
    use tauri::plugin::TauriPlugin;
    use tauri::{AppHandle, Manager, Wry};
    use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

    use super::Question;

    pub(crate) fn plugin() -> TauriPlugin<Wry> {
        tauri_plugin_dialog::init()
    }

    /// Asks, and waits for the answer: never on the thread that draws.
    pub(crate) fn confirmed(app: &AppHandle, question: Question) -> bool {
        let dialog = app.dialog().message(question.sentence).title(question.title).kind(MessageDialogKind::Warning);
        let dialog = dialog.buttons(MessageDialogButtons::OkCancelCustom(question.yes, question.no));
        match app.get_webview_window(crate::app::MAIN) {
            Some(window) => dialog.parent(&window).blocking_show(),
            None => dialog.blocking_show(),
        }
    }
}
